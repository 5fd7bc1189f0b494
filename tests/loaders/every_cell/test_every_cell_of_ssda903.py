"""Every column of the SSDA903, in files and in XML, is kept or counted by name as not kept."""

from pathlib import Path

import pytest

from loaders.ssda903 import FORMAT
from tests.loaders.every_cell.telling import token, vanished
from tests.loaders.reading import Read, read_path

CELLS = {
    "CHILD": "", "SEX": "2", "DOB": "03/02/2010", "ETHNIC": "WBRI", "UPN": "H801200001001", "MOTHER": "1", "MC_DOB": "05/06/2017",
    "UASC": "1", "DECOM": "01/05/2017", "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U4", "PLACE_PROVIDER": "PR1",
    "DEC": "01/02/2018", "REC": "E5", "REASON_PLACE_CHANGE": "CARPL", "HOME_POST": "AB1 2CD", "PL_POST": "AB1 3EF", "URN": "SC1",
    "REVIEW": "02/05/2017", "REVIEW_CODE": "PN1", "DUC": "03/05/2017", "SDQ_SCORE": "7", "SDQ_REASON": "SDQ4", "CONVICTED": "1",
    "HEALTH_CHECK": "1", "IMMUNISATIONS": "1", "TEETH_CHECK": "0", "HEALTH_ASSESSMENT": "1", "SUBSTANCE_MISUSE": "1",
    "INTERVENTION_RECEIVED": "0", "INTERVENTION_OFFERED": "1", "IN_TOUCH": "NO", "ACTIV": "G6", "ACCOM": "X2",
    "DATE_INT": "04/05/2017", "DATE_MATCH": "05/05/2017", "FOSTER_CARE": "0", "NB_ADOPTR": "1", "SEX_ADOPTR": "F1",
    "LS_ADOPTR": "L0", "DATE_PLACED": "06/05/2017", "DATE_PLACED_CEASED": "07/05/2017", "REASON_PLACED_CEASED": "RD1",
    "PREV_PERM": "P2", "LA_PERM": "301", "DATE_PERM": "zz/05/2014", "MISSING": "M", "MIS_START": "08/05/2017",
    "MIS_END": "09/05/2017", "SW_ID": "W1", "SW_DECOM": "10/05/2017", "SW_DEC": "11/05/2017", "SW_REASON": "MANAGE",
    "DOLO_START": "12/05/2017", "DOLO_END": "13/05/2017", "SHOE_SIZE": "7",
}  # fmt: skip
"""Every column that any year's return has, and one that none has."""

TABLES = {
    "Header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB UASC",
    "Episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN",
    "Reviews": "CHILD DOB REVIEW REVIEW_CODE",
    "UASC": "CHILD SEX DOB DUC",
    "OC2": "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE"
    " INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    "OC3": "CHILD DOB IN_TOUCH ACTIV ACCOM",
    "AD1": "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    "PlacedAdoption": "CHILD DOB DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
    "PrevPerm": "CHILD DOB PREV_PERM LA_PERM DATE_PERM",
    "Missing": "CHILD DOB MISSING MIS_START MIS_END",
    "DoLo": "CHILD DOB DOLO_START DOLO_END",
}
"""But SWEpisodes, whose rows are set aside as rows."""

_TAGS = {"CHILD": "CHILDID", "PLACE": "PL"}
_BLOCKS = {
    "Header": "HEADER", "Episodes": "EPISODE", "Reviews": "AREVIEW", "OC2": "OC2", "OC3": "OC3", "AD1": "AD1",
    "PlacedAdoption": "AD_PLACED", "PrevPerm": "PERMANENCE", "Missing": "AMISSING", "DoLo": "DOLO",
}  # fmt: skip


def columns(table: str) -> list[str]:
    return [*TABLES[table].split()[1:], "SHOE_SIZE"]


def children(table: str) -> list[dict[str, str]]:
    """Child 0 with every cell, and one without each."""
    rows = []
    for number, lacking in enumerate(["", *columns(table)]):
        cells = {name: CELLS[name] for name in columns(table) if name != lacking}
        rows.append({"CHILD": token(table, number), **cells})
    return rows


def csv(table: str) -> str:
    names = ["CHILD", *columns(table)]
    return "\n".join([",".join(names), *(",".join(row.get(name, "") for name in names) for row in children(table))]) + "\n"


def leaves(row: dict[str, str]) -> str:
    return "".join(f"<{_TAGS.get(name, name)}>{cell}</{_TAGS.get(name, name)}>" for name, cell in row.items())


def in_a_block(table: str, row: dict[str, str]) -> str:
    """A child whose cells stand in the block that the return has for them."""
    if table == "Header":
        return f"<CHILD><HEADER>{leaves(row)}</HEADER></CHILD>"
    block = f"<{_BLOCKS[table]}>{leaves(row)}</{_BLOCKS[table]}>"
    return f"<CHILD><HEADER><CHILDID>{row['CHILD']}</CHILDID>{block}</HEADER></CHILD>"


def in_the_header(table: str, row: dict[str, str]) -> str:
    """A child whose cells stand in HEADER itself, as some systems write them."""
    return f"<CHILD><HEADER>{leaves(row)}</HEADER></CHILD>"


SAID_TWICE = {"MOTHER"}
"""That a child is a mother is said by the date of birth of her own child, too."""
IN_XML = (
    "<CHILD><HEADER><CHILDID>other</CHILDID></HEADER><EPISODE><DECOM>01/05/2017</DECOM><DEC>01/03/2018</DEC></EPISODE></CHILD>"
)


def assert_balanced(found: Read, table: str) -> None:
    counted = found.summary.not_kept[table]
    assert vanished(found, table, columns(table)) - SAID_TWICE == set(counted), table
    assert set(counted) <= {"SHOE_SIZE"}, table


def test_every_column_of_every_file_is_kept_or_counted(tmp_path: Path) -> None:
    for table in TABLES:
        (tmp_path / f"{table}.csv").write_text(csv(table))
    found = read_path(FORMAT, tmp_path, "la-999")
    for table in TABLES:
        assert_balanced(found, table)


@pytest.mark.parametrize("standing", [in_a_block, in_the_header])
def test_every_element_of_the_xml_is_kept_or_counted_wherever_it_stands(standing: object, tmp_path: Path) -> None:
    assert callable(standing)
    tables = [table for table in TABLES if table != "UASC" or standing is in_the_header]
    inside = "".join(standing(table, row) for table in tables for row in children(table))
    (tmp_path / "r.xml").write_text(f"<EXPSSDA903>{IN_XML}{inside}</EXPSSDA903>")
    found = read_path(FORMAT, tmp_path / "r.xml", "la-999")
    for table in tables:
        counted = {name for columns in found.summary.not_kept.values() for name in columns}
        assert vanished(found, table, columns(table)) - SAID_TWICE == counted & set(columns(table)) == {"SHOE_SIZE"}, table


def test_the_xml_says_what_the_files_say_of_a_care_leaver_an_adoption_and_the_end_of_seeking_asylum(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    inside = ""
    for table in ("Header", "UASC", "OC3", "AD1"):
        row = {name: CELLS[name] for name in columns(table) if name not in ("SHOE_SIZE", "MOTHER", "MC_DOB")} | {"CHILD": "C1"}
        (files / f"{table}.csv").write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n")
        inside += leaves({name: cell for name, cell in row.items() if name not in ("CHILD", "DOB", "SEX") or table == "Header"})
    (tmp_path / "r.xml").write_text(f"<EXPSSDA903><CHILD><HEADER>{inside}</HEADER></CHILD></EXPSSDA903>")
    of_files, of_xml = read_path(FORMAT, files, "la-999"), read_path(FORMAT, tmp_path / "r.xml", "la-999")
    assert {str(fact) for fact in of_files.facts} == {str(fact) for fact in of_xml.facts}
    assert of_xml.summary.not_kept == {}
