"""Which files are taken for a census, which are refused, and with what words."""

from pathlib import Path

import pytest

from graph.errors import RefusedFile
from loaders.cin_census import FORMAT
from tests.loaders.cin_census.returns import REFERRAL, child, day, header, message, read

WHOLE = message(child(REFERRAL))


def written(folder: Path, text: str) -> Path:
    path = folder / "a file of any name"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(RefusedFile) as refused:
        FORMAT.open(written(folder, text), None)
    return str(refused.value)


def test_a_census_is_recognised_by_what_is_in_it(tmp_path: Path) -> None:
    assert FORMAT.recognises(written(tmp_path, WHOLE))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PK and more",
        "LAchildID,Sex\nC1,F\n",
        "<Message/>",
        "<Root><Header><CollectionDetails><Collection>CIN</Collection></CollectionDetails></Header></Root>",
        WHOLE.replace(">CIN<", ">CLA<"),
    ],
)
def test_other_files_are_not(text: str, tmp_path: Path) -> None:
    assert not FORMAT.recognises(written(tmp_path, text))


def test_a_folder_is_not(tmp_path: Path) -> None:
    assert not FORMAT.recognises(tmp_path)


def test_an_external_entity_is_refused_and_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not tell")
    doctype = f'<?xml version="1.0"?>\n<!DOCTYPE Message [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n'
    text = doctype + WHOLE.replace("<LAchildID>C1", "<LAchildID>&x;")
    assert FORMAT.recognises(written(tmp_path, text))
    said = refusal(tmp_path, text)
    assert "line 2: expected no DOCTYPE, found one" in said
    assert "do not tell" not in said


def test_a_billion_laughs_are_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE Message [<!ENTITY l0 "ha">{entities}]>\n'
    said = refusal(tmp_path, doctype + WHOLE.replace("C1", "&l9;"))
    assert "line 1: expected no DOCTYPE" in said


def test_an_entity_that_nobody_declared_is_refused(tmp_path: Path) -> None:
    assert "line 2" in refusal(tmp_path, WHOLE.replace("C1", "&x;"))


def test_a_torn_file_is_refused_as_a_whole_with_the_line(tmp_path: Path) -> None:
    assert "line 2: expected well-formed XML" in refusal(tmp_path, WHOLE[: WHOLE.index("<ReferralNFA>")])


def test_another_root_is_refused_by_name(tmp_path: Path) -> None:
    assert "found Root" in refusal(tmp_path, WHOLE.replace("Message>", "Root>"))


def test_a_census_in_a_namespace_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, WHOLE.replace("<Message>", '<Message xmlns="urn:x">'))
    assert "expected a Message, in no namespace," in said
    assert "found Message in the namespace urn:x with" in said


def test_without_an_lea_somebody_has_to_say_whose_it_is(tmp_path: Path) -> None:
    text = message(child(REFERRAL), head=header(lea=""))
    assert "--agency" in refusal(tmp_path, text)
    assert read(tmp_path, text, agency="north").extract.source.agency == "north"


def test_a_header_with_no_date_that_can_be_read_is_refused_by_line(tmp_path: Path) -> None:
    said = refusal(tmp_path, message(head=header(made="2026-02-30T10:00:00")))
    assert "line 1" in said
    assert "DateTime" in said


def test_the_source_is_the_authority_and_the_year_that_the_census_covers(tmp_path: Path) -> None:
    source = read(tmp_path, WHOLE).extract.source
    assert (source.agency, source.agency_kind, source.system) == ("la-999", "social_care", "cin-census")
    assert source.extracted_on == day("2026-05-20")
    assert (source.covers_from, source.covers_to) == (day("2025-04-01"), day("2026-03-31"))
    assert source.whole


def test_a_census_with_another_reference_date_covers_no_year(tmp_path: Path) -> None:
    source = read(tmp_path, WHOLE.replace("2026-03-31", "2026-07-21")).extract.source
    assert not source.whole


def test_a_census_made_before_its_year_was_over_covers_only_what_was(tmp_path: Path) -> None:
    source = read(tmp_path, message(head=header(made="2026-01-15T00:00:00"))).extract.source
    assert source.covers_to == day("2026-01-15")


def test_lines_are_right_beyond_65535(tmp_path: Path) -> None:
    bad = child("<CINreferralDate>2025-02-30</CINreferralDate>", identifiers="<LAchildID>C2</LAchildID>")
    found = read(tmp_path, message("\n" * 70_000, child(REFERRAL), "\n", bad))
    assert found.rejects[0].line == 70_003


def test_every_row_that_was_counted_is_given(tmp_path: Path) -> None:
    found = read(tmp_path, message(child(REFERRAL), child(REFERRAL, identifiers="<LAchildID>C2</LAchildID>")))
    assert found.extract.rows == len(found.rows) == 6


def test_what_stands_outside_of_every_child_is_counted(tmp_path: Path) -> None:
    text = message(child(REFERRAL)).replace("</Children>", "<Lost><Inner>x</Inner></Lost></Children>")
    assert read(tmp_path, text).people[0].unkept == ("CollectionDetails/Year", "Lost/Inner")
