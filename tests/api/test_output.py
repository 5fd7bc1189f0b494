"""What is printed says nothing to the terminal, whoever wrote it."""

import io
import json
from pathlib import Path

import pytest
from rich.text import Text

from api.command.common.output import SafeConsole, add, complain, print_lines, say, spelt_out, table
from loaders.discovery import Unplaced
from tests.api.test_command import casegraph

EVIL = "a\x1b[2Jb\x9b31mc\u202ed\u2066e\x07f\rg\x00h\x7fi"
SAFE = r"a\x1b[2Jb\x9b31mc\u202ed\u2066e\x07f\x0dg\x00h\x7fi"


def test_what_could_command_a_terminal_is_spelt_out_and_nothing_else() -> None:
    assert spelt_out(EVIL) == SAFE
    assert spelt_out("two\nlines\tZoë O’Neill 漢字 👪") == "two\nlines\tZoë O’Neill 漢字 👪"
    assert spelt_out("b\udcfcro \ud800") == r"b\xfcro \ud800"


@pytest.mark.parametrize("on_a_terminal", [True, False])
def test_no_text_that_is_printed_in_any_way_reaches_the_terminal_raw(on_a_terminal: bool) -> None:
    stream = io.StringIO()
    console = SafeConsole(file=stream, force_terminal=on_a_terminal, width=200, legacy_windows=False)
    rows = table("name", "other")
    add(rows, EVIL, Text(EVIL, style="bold"))
    console.print(rows)
    console.print(EVIL, markup=False)
    console.print(Text.assemble((EVIL, "red"), EVIL))
    said = stream.getvalue()
    assert SAFE in said
    assert said.count(r"a\x1b[2Jb") >= 4
    assert not set("\x9b\u202e\u2066\x07\r\x00\x7f") & set(said)
    assert "\x1b[2J" not in said
    assert ("\x1b[" in said) == on_a_terminal


def test_a_message_is_spelt_out(capsys: pytest.CaptureFixture[str]) -> None:
    complain(EVIL)
    say(EVIL)
    assert capsys.readouterr().err == f"casegraph: {SAFE}\n{SAFE}\n"


def test_json_lines_are_json_in_which_nothing_stands_raw(capsys: pytest.CaptureFixture[str]) -> None:
    answers = [{"name": EVIL, "é": "漢"}, Unplaced(Path("/x/b\udcfcro"), EVIL).to_dict(), {"path": "b\udcfcro"}]
    print_lines(answers)
    said = capsys.readouterr().out
    assert not set("\x1b\x9b\u202e\u2066\x07\r\x00\x7f") & set(said)
    assert [json.loads(line) for line in said.splitlines()] == [
        answers[0],
        {"path": r"/x/b\xfcro", "placed": False, "reason": EVIL},
        {"path": "b\udcfcro"},
    ]


def test_a_name_of_a_file_cannot_command_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb\x9bc"
    path.write_text("x")
    done = casegraph("load", path, env={"CASEGRAPH_HOME": str(tmp_path), "CASEGRAPH_STORE": "bolt://localhost:1"})
    assert done.exit_code == 1
    assert "\x1b" not in done.stderr


def test_generate_into_what_is_there_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("ours")
    for path, said in (
        (tmp_path, "found one with file in it"),
        (tmp_path / "file", "found a file"),
        (tmp_path / "file" / "x", ""),
    ):
        done = casegraph("generate", path, "--children", "1")
        assert (done.exit_code, done.stderr.count("casegraph: ")) == (2, 1)
        assert "expected a" in done.stderr
        assert said in done.stderr.replace("\n", " ")
    assert (tmp_path / "file").read_text() == "ours"
