"""Small files of each format, and each of their cells made wrong in turn."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from loaders.agency_extract import FORMAT as EXTRACT
from loaders.annex_a import FORMAT as ANNEX_A
from loaders.cin_census import FORMAT as CENSUS
from loaders.dfe_csc_api import FORMAT as PAYLOAD
from loaders.extract import FileFormat
from loaders.fhir import FORMAT as FHIR
from loaders.ssd import FORMAT as SSD
from loaders.ssda903 import FORMAT as SSDA903
from tests.loaders.annex_a.workbooks import CHILD as ANNEX_CHILD
from tests.loaders.cin_census.returns import child, message
from tests.loaders.dfe_csc_api.payloads import child as api_child
from tests.loaders.dfe_csc_api.payloads import episode, payload
from tests.loaders.fhir.bundles import ODS, appointment, bundle, encounter, flag, markup, patient, related, to

WRONG = {"what nobody can read": "soon", "nothing": "\u2003\u2003\u2003"}
"""What a cell is made to say; both stand nowhere else, so that they can be found again."""

Files = dict[str, str]

_EXTRACT: Files = {
    "extract.csv": "agency_id,agency_name,agency_kind,system,extracted_on,covers_from,covers_to\n"
    "hv,Health visitors,health,s1,2025-01-01,2024-01-01,2024-12-31\n",
    "people.csv": "person_id,role,given_names,date_of_birth,sex,interpreter_needed\n"
    "c,child,Ada,2020-02-03,F,Y\nm,adult,Mo,1990-02-03,F,N\nz,child,Zed,2019-02-03,M,N\n",
    "relationships.csv": "relationship_id,person_id,related_person_id,relationship,start,end\nr,m,c,mother,2020-02-03,\n",
    "addresses.csv": "stay_id,person_id,address,postcode,start,end\ns,c,1 High St,AB1 2CD,2024-01-10,2024-05-06\n",
    "contacts.csv": "contact_id,person_id,on,kind,outcome,summary\n"
    "k1,c,2024-03-01,home_visit,attended,=1+1\nk2,c,2024-02-01,call,attended,said @home\nk3,z,2024-02-02,call,attended,\n",
    "contact_people.csv": "contact_id,person_id,part,presence\nk1,m,parent,present\n",
    "involvements.csv": "involvement_id,person_id,kind,start,end,closure_reason\ni,c,school,2024-03-01,2024-07-01,moved\n",
    "concerns.csv": "concern_id,person_id,factor,on,contact_id,involvement_id\nn,c,neglect,2024-04-01,k1,i\n",
    "strengths.csv": "strength_id,person_id,kind,on\nt,c,school,2024-04-02\n",
    "shares.csv": "record_kind,record_id,with_agency,on,decision\ncontact,k1,csc,2024-04-03,shared\n",
}
_RETURN: Files = {
    "header.csv": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC0,1,03/02/2011,WBRI,,,\nC1,2,03/02/2002,WBRI,,1,05/06/2017\n",
    "episodes.csv": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "C1,01/05/2017,S,V2,N1,U6,PR1,01/02/2018,X1,CARPL,AB1 2CD,AB1 3EF,\n"
    "C1,01/02/2018,P,V2,N1,K2,PR4,09/03/2018,E12,,AB1 2CD,AB2 4GH,SC1\nC0,01/03/2018,S,C2,N1,U4,PR1,,,,,,\n",
    "missing.csv": "CHILD,DOB,MISSING,MIS_START,MIS_END\nC1,03/02/2002,M,01/04/2017,02/04/2017\nC0,03/02/2011,M,01/03/2018,\n",
    "ad1.csv": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE\nC1,03/02/2002,01/11/2017,02/12/2017,0\n",
    "oc2.csv": "CHILD,DOB,SDQ_SCORE,CONVICTED,SUBSTANCE_MISUSE\nC1,03/02/2002,12,1,0\n",
    "prev.csv": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC0,03/02/2011,P1,E06000001,zz/05/2016\n",
}
_BLOCKS = (
    "<CHILD><HEADER><CHILDID>C1</CHILDID><SEX>2</SEX><DOB>03/02/2002</DOB><ETHNIC>WBRI</ETHNIC><MOTHER>1</MOTHER>"
    "<MC_DOB>05/06/2017</MC_DOB><AMISSING><MISSING>M</MISSING><MIS_START>01/04/2017</MIS_START><MIS_END>02/04/2017</MIS_END>"
    "</AMISSING><AREVIEW><REVIEW>07/08/2017</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW></HEADER><EPISODE>"
    "<DECOM>01/05/2017</DECOM><RNE>S</RNE><LS>V2</LS><PL>U6</PL><DEC>01/02/2018</DEC><REC>E12</REC></EPISODE></CHILD>"
)
_XML_RETURN: Files = {
    "return.xml": f"<EXPSSDA903>\n<CHILD><HEADER><CHILDID>C0</CHILDID><SEX>1</SEX><DOB>03/02/2011</DOB></HEADER><EPISODE>"
    f"<DECOM>01/03/2018</DECOM><RNE>S</RNE><LS>C2</LS><PL>U4</PL></EPISODE></CHILD>\n{_BLOCKS}\n</EXPSSDA903>"
}
_TABLES: Files = {
    "ssd_person.csv": "pers_person_id,pers_surname,pers_dob,pers_is_mother\n"
    "1,Low,2010-02-03,N\n2,High,1985-02-03,Y\n3,Far,2011-02-03,N\n",
    "ssd_mother.csv": "moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob\nT1,2,1,2010-02-03\n",
    "ssd_cin_episodes.csv": "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_close_reason\n"
    "R1,1,2016-05-01,2016-06-02,RC1\nR3,3,2017-05-01,,\n",
    "ssd_involvements.csv": "invo_involvements_id,invo_professional_id,invo_referral_id,invo_person_id\nI1,P1,R1,1\nI3,P1,R3,3\n",
    "ssd_professionals.csv": "prof_professional_id,prof_professional_name\nP1,Jo Kind\n",
    "ssd_contacts.csv": "cont_contact_id,cont_person_id,cont_contact_date\nC1,1,2015-07-08\nC3,3,2017-07-09\n",
    "ssd_cin_assessments.csv": "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,"
    "cina_assessment_auth_date\nA1,1,R1,2016-05-02,2016-05-20\n",
    "ssd_assessment_factors.csv": 'cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\nF1,A1,"[""1A"",""2B""]"\n',
    "ssd_linked_identifiers.csv": "link_table_id,link_person_id,link_identifier_type,link_identifier_value\n"
    "L1,1,Case Number,-77\n",
    "ssd_cla_episodes.csv": "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,"
    "clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,clae_cla_id\nE3,3,2017-06-01,S,2018-06-01,E12,K3\n",
}
_CENSUS: Files = {
    "census.xml": message(
        child(
            "<CINreferralDate>2025-05-01</CINreferralDate><ReferralSource>6</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>"
            "<CINclosureDate>2025-09-02</CINclosureDate><ReasonForClosure>RC1</ReasonForClosure><ReferralNFA>0</ReferralNFA>"
            "<Assessments><AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>"
            "<AssessmentAuthorisationDate>2025-06-20</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>"
            "<AssessmentFactors>3B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>"
            "<Section47><S47ActualStartDate>2025-06-23</S47ActualStartDate><DateOfInitialCPC>2025-07-10</DateOfInitialCPC>"
            "<ICPCnotRequired>false</ICPCnotRequired></Section47><ChildProtectionPlans><CPPstartDate>2025-07-10</CPPstartDate>"
            "<CPPendDate>2025-08-10</CPPendDate><InitialCategoryOfAbuse>EMO</InitialCategoryOfAbuse></ChildProtectionPlans>"
        ),
        "\n",
        child(
            "<CINreferralDate>2025-05-03</CINreferralDate><ReferralSource>6</ReferralSource><ReferralNFA>0</ReferralNFA>",
            identifiers="<LAchildID>C0</LAchildID><PersonBirthDate>2013-02-03</PersonBirthDate><Sex>F</Sex>",
        ),
    )
}
_PAYLOAD: Files = {
    "payload-2025-09-01.json": json.dumps(
        payload(
            api_child("C0", episode()),
            api_child(
                "C1",
                episode(
                    referral_date="2025-05-02",
                    closure_date="2025-08-02",
                    closure_reason="RC1",
                    child_in_need_plans=[{"child_in_need_plan_id": "N1", "start_date": "2025-05-20", "end_date": "2025-06-20"}],
                    section_47_assessments=[
                        {"section_47_assessment_id": "S1", "start_date": "2025-05-06", "icpc_date": "2025-05-16"}
                    ],
                ),
            ),
        )
    )
}
_RESOURCES = (
    patient(
        managingOrganization=ODS, address=[{"line": ["1 High St"], "postalCode": "AB1 2CD", "period": {"start": "2023-01-02"}}]
    ),
    patient("p2", "1990-02-03"),
    related("MTH", birthDate="1992-03-04", period={"start": "2022-03-05"}),
    appointment("noshow", "Patient/p1", "RelatedPerson/r1"),
    encounter("AMB", appointment=[to("Appointment/a9")]),
    encounter("IMP", subject=to("Patient/p2"), period={"start": "2024-01-02", "end": "2024-01-05"}) | {"id": "e2"},
    flag("Domestic abuse"),
)
_BUNDLE: Files = {"bundle.json": json.dumps(bundle(*_RESOURCES))}
_LINES: Files = {"export-2025-06-01.ndjson": "".join(f"{json.dumps(each)}\n" for each in _RESOURCES)}
_MARKUP: Files = {"bundle.xml": markup(bundle(*_RESOURCES))}
_ONE, _OTHER = ["C1", "b) Female", "a) WBRI", date(2015, 2, 3), 6], ["C2", "a) Male", "a) WBRI", date(2014, 2, 3), 7]
_LISTS: dict[str, list[list[Any]]] = {
    "List 3": [
        [*ANNEX_CHILD, "Date of Referral", "Referral Source", "Referral NFA?"],
        [*_ONE, date(2021, 1, 5), "q) 6: Police", "No"],
        [*_OTHER, "06/02/2021", "Panda car", "Yes"],
    ],
    "List 5": [
        [
            *ANNEX_CHILD,
            "Strategy discussion initiating Section 47 Enquiry Start Date",
            "Date of Initial Child Protection Conference",
        ],
        [*_ONE, date(2021, 1, 7), date(2021, 1, 20)],
    ],
    "List 6": [
        [*ANNEX_CHILD, "CIN Start Date", "CIN Closure Date", "Reason for Closure", "Case Status"],
        [*_ONE, date(2021, 1, 5), date(2021, 3, 5), "a) Adopted", "e) Closed episode"],
        [*_OTHER, date(2021, 2, 6), None, None, "d) Open assessment"],
    ],
    "List 8": [
        [*ANNEX_CHILD, "Date Started to be Looked After", "Date Ceased to be Looked After", "Start Date of Most Recent Placement",
         "Placement Type", "Placement postcode", "Date of Last Social Work Visit"],
        [*_OTHER, date(2021, 3, 1), date(2021, 3, 9), date(2021, 3, 2), "a) Foster placement", "AB1 2CD", date(2021, 3, 4)],
    ],
    "List 11": [["Individual adopter identifier", "Date enquiry received", "Gender"], ["A1", date(2021, 3, 3), "b) Female"]],
}  # fmt: skip


@dataclass(frozen=True)
class Broken:
    """Files with one cell made wrong: what was, and how to write them and to correct what was rejected of them."""

    what: str
    write: Callable[[Path], None]
    correct: Callable[[Path], None]


def whole(name: str, folder: Path) -> None:
    """Write the files of a format as they should be."""
    _write(folder, SAMPLES[name][1]) if name != "annex_a" else _write_book(folder, _LISTS)


def broken(name: str, wrong: str) -> Iterator[Broken]:
    """The files of a format, each cell of them made wrong in turn."""
    files = SAMPLES[name][1]
    if name == "annex_a":
        yield from _broken_book(wrong)
        return
    for file, text in files.items():
        for start, end in _CELLS[Path(file).suffix](text):
            right = text[start:end]
            other = files | {file: text[:start] + wrong + text[end:]}
            what = f"{file}: {right} in {text[max(0, start - 40) : start]}"
            yield Broken(
                what,
                lambda folder, other=other: _write(folder, other),
                lambda folder, right=right: _replace(folder, wrong, right),
            )  # type: ignore[misc]


def _write(folder: Path, files: Files) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _replace(folder: Path, wrong: str, right: str) -> None:
    for path in folder.iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace(wrong, right), encoding="utf-8")


def _cells_of_csv(text: str) -> Iterator[tuple[int, int]]:
    place = text.index("\n") + 1
    for line in text[place:].splitlines(keepends=True):
        if '"' not in line:
            for found in re.finditer(r"[^,\n]+", line):
                yield place + found.start(), place + found.end()
        place += len(line)


def _leaves_of_xml(text: str) -> Iterator[tuple[int, int]]:
    start = max(text.find("</Header>"), 0)
    for found in re.finditer(r'(?<=>)[^<>\n]+(?=</)|(?<= value=")[^"]+(?=")', text[start:]):
        yield start + found.start(), start + found.end()


def _leaves_of_json(text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r'(?<=": ")[^"]+(?=")', text):
        if not text[: found.start()].endswith(('timestamp": "', '"la_code": "')):
            yield found.start(), found.end()


_CELLS: dict[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    ".csv": _cells_of_csv,
    ".xml": _leaves_of_xml,
    ".json": _leaves_of_json,
    ".ndjson": _leaves_of_json,
}


def _write_book(folder: Path, lists: dict[str, list[list[Any]]]) -> None:
    folder.mkdir(parents=True)
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in lists.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "lists.xlsx")


def _broken_book(wrong: str) -> Iterator[Broken]:
    for title, rows in _LISTS.items():
        for at, row in enumerate(rows[1:], 1):
            for column, right in enumerate(row):
                if right is not None:
                    other = {name: [list(each) for each in every] for name, every in _LISTS.items()}
                    other[title][at][column] = wrong
                    what = f"{title}: {rows[0][column]} {right}"
                    yield Broken(
                        what,
                        lambda folder, other=other: _write_book(folder, other),
                        lambda folder, right=right: _correct_book(folder, wrong, right),
                    )  # type: ignore[misc]


def _correct_book(folder: Path, wrong: str, right: Any) -> None:
    """Put the right value in; a blank cell, which is not kept as it was, is found by the reason beside it."""
    book = load_workbook(folder / "rejected.xlsx")
    for sheet in book:
        headings, *rows = sheet.iter_rows()
        for row in rows:
            named = str(row[[each.value for each in headings].index("_column")].value or "").split(", ")
            for heading, cell in zip(headings, row, strict=True):
                if cell.value == wrong or (wrong.isspace() and heading.value in named):
                    cell.value = right
    book.save(folder / "rejected.xlsx")


SAMPLES: dict[str, tuple[FileFormat, Files]] = {
    "agency_extract": (EXTRACT, _EXTRACT),
    "ssda903": (SSDA903, _RETURN),
    "ssda903 in XML": (SSDA903, _XML_RETURN),
    "ssd": (SSD, _TABLES),
    "cin_census": (CENSUS, _CENSUS),
    "dfe_csc_api": (PAYLOAD, _PAYLOAD),
    "annex_a": (ANNEX_A, {}),
    "fhir": (FHIR, _BUNDLE),
    "fhir in lines": (FHIR, _LINES),
    "fhir in XML": (FHIR, _MARKUP),
}
