"""Which files are payloads of the API, whose they are and of which day; and what is wrong with a whole one."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RefusedFile
from graph.facts import FactKind
from loaders.dfe_csc_api import FORMAT
from tests.loaders.dfe_csc_api.payloads import child, episode, payload, read
from tests.loaders.reading import read_path

SHAPES = {
    "a list of children": payload(child()),
    "one child as an object": {"la_code": 999, "Children": child()},
    "a list of payloads": [payload(child())],
    "a child alone": child(),
    "children alone": [child()],
    "a child a line": f"{json.dumps(child())}\n\n{json.dumps(child('C2'))}\n",
    "payloads a line": f"{json.dumps(payload(child()))}\n{json.dumps(payload(child('C2')))}\n",
    "with a byte order mark": "\ufeff" + json.dumps(payload(child())),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_every_shape_of_payload_is_recognised_by_its_content_and_read(shape: Any, tmp_path: Path) -> None:
    found = read(tmp_path, shape, agency="la-999", name="anything.dat")
    assert FORMAT.recognises(tmp_path / "anything.dat")
    assert found.one(FactKind.PERSON).content["family_name"] == "Low" if "C2" not in str(shape) else len(found.facts) == 2
    assert found.rejects == []


@pytest.mark.parametrize("text", ["", "la_child_id", '{"resourceType": "Bundle"}', "<la_child_id/>", '{"children": []}'])
def test_other_files_are_not_recognised(text: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(text)
    assert not FORMAT.recognises(tmp_path / "x")


def test_it_is_whose_its_la_code_says_or_the_caller(tmp_path: Path) -> None:
    assert read(tmp_path, payload(child("C1", episode()))).extract.source.agency == "la-999"
    assert read(tmp_path, payload(child("C1", episode())), agency="camden").extract.source.agency == "camden"
    with pytest.raises(RefusedFile, match="expected a la_code, found none; name the agency with --agency"):
        read(tmp_path, child("C1", episode()))


def test_its_day_is_the_callers_else_in_its_name_else_the_newest_in_it_and_it_is_never_whole(tmp_path: Path) -> None:
    given = payload(child("C1", episode(closure_date="2025-06-30", closure_reason="RC7")))
    worked_out = read(tmp_path, given)
    assert worked_out.extract.source.extracted_on == date(2025, 6, 30)
    assert "the newest date in it; --extracted-on says otherwise" in worked_out.notes[0]
    named = read(tmp_path, given, name="payload_20250801.json")
    assert (named.extract.source.extracted_on, named.notes) == (date(2025, 8, 1), [])
    told = read_path(FORMAT, tmp_path / "given", on=date(2025, 9, 1))
    assert told.extract.source.extracted_on == date(2025, 9, 1)
    assert not told.extract.source.whole


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"la_code": 1, "Children": [{"la_child_id": "C1"}', "line 1: expected , or ], found the end of the file"),
        ('{"la_code": 1,\n "Children": [{"la_child_id": C1}]}', "line 2: expected JSON, found what is not"),
        ('{"la_code": 1, "Children": [' + '{"la_child_id": ' + "[" * 5000, "nested too deeply"),
        ('[{"la_code": 1, "Children": []}, {"la_code": 2, "Children": []}]', "expected one la_code, found 1, 2"),
        ('{"Children": []}', "expected la_code and Children, or children with la_child_id"),
        ('{"la_code": 1, "Children": []}', "it does not say when it was made"),
    ],
)
def test_a_file_that_is_no_payload_is_refused_as_a_whole(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match=said):
        read(tmp_path, text)


def test_text_in_another_encoding_is_refused_naming_it(tmp_path: Path) -> None:
    (tmp_path / "x").write_text(json.dumps(payload(child())), encoding="utf-16")
    assert FORMAT.recognises(tmp_path / "x")
    with pytest.raises(RefusedFile, match="expected UTF-8, found UTF-16"):
        FORMAT.open(tmp_path / "x", None)
    (tmp_path / "x").write_bytes(b'{"la_code": 1,\n"Children": [{"la_child_id": "\xff"}]}')
    with pytest.raises(RefusedFile, match="line 2: expected UTF-8"):
        FORMAT.open(tmp_path / "x", None)


def test_a_line_that_is_not_json_is_rejected_alone(tmp_path: Path) -> None:
    lines = [json.dumps(child("C1", episode())), '{"la_child_id": "C2', json.dumps(child("C3", episode()))]
    found = read(tmp_path, "\n".join(lines), agency="a")
    assert [fact.source for fact in found.of(FactKind.PERSON)] == ["C1", "C3"]
    assert [(reject.line, reject.column) for reject in found.rejects] == [(2, "line 2")]


def test_names_that_the_payload_does_not_have_are_said_once_with_their_number(tmp_path: Path) -> None:
    strays = [child(f"C{number}", episode(mood="x")) for number in range(3)]
    assert read(tmp_path, payload(*strays)).notes[1:] == [
        "the payload has no mood in social_care_episodes: it was left alone (3 times)"
    ]


def test_rejected_values_are_written_as_a_table_that_no_spreadsheet_runs(tmp_path: Path) -> None:
    found = read(tmp_path, payload(child("C1", episode(referral_source="=1+1"))))
    path, *_ = found.extract.write_rejects(tmp_path / "rejects", found.rejects)
    header, row = path.read_text().splitlines()
    assert header == "file,line,record,element,value,reason"
    assert row.startswith("given,1,C1,Children[0].social_care_episodes[0].referral_source,'=1+1,\"expected one of 1A, 1B")
