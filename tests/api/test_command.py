"""The command: exit codes, and what goes to standard output."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.command import app
from api.command.load import exit_code, tell
from api.command.server.serve import check_served
from graph.errors import InvalidInput, NotAllowed
from graph.facts import Note, Reject, Source
from graph.settings import Settings
from loaders.extract import Row
from loaders.summary import Loaded, Summary
from queries.engine.registry import registry
from tests.loaders.agency_extract.extracts import VISIT, write


def casegraph(*arguments: str | Path, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], env=env or {})


def lines(text: str) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in text.splitlines())


def test_help_names_every_command() -> None:
    done = casegraph("--help")
    assert done.exit_code == 0
    assert all(name in done.stdout for name in ("serve", "load", "find", "patterns", "status", "generate", "schema"))


def test_patterns_as_json_are_one_a_line() -> None:
    done = casegraph("patterns", "--format", "json")
    assert [each["id"] for each in lines(done.stdout)] == list(registry())
    assert done.stderr == ""


def test_one_pattern_is_shown_in_full() -> None:
    done = casegraph("patterns", "closed_after_missed")
    pattern = registry()["closed_after_missed"]
    assert pattern.question in done.stdout
    assert pattern.cypher in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("patterns", "closed_after"), "closed_after_missed"),
        (("find", "closed_after_missed", "--as-of", "2025-13-01"), "--as-of: expected a day"),
        (("find", "closed_after_missed", "--known-at", "2025"), "--known-at: expected a day"),
        (("find", "closed_after_missed", "--param", "within_days"), "expected name=value"),
        (("find", "closed_after_missed", "--param", "a=1", "--param", "a=2"), "found twice"),
        (("find", "closed_after_missed", "--store", "http://ann:secret@localhost"), "bolt://"),
        (("generate", "x", "--until", "soon"), "--until: expected a day"),
        (("serve", "--demo", "--store", "bolt://localhost"), "a store of its own"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(arguments: tuple[str, ...], said: str) -> None:
    done = casegraph(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_store_that_is_away_is_one_sentence_and_exit_code_1() -> None:
    done = casegraph("status", "--store", "bolt://ann:secret@127.0.0.1:9")
    assert done.exit_code == 1
    assert done.stderr.startswith("casegraph: the store cannot be reached")
    assert "secret" not in done.stderr


def test_a_server_to_which_nobody_could_sign_in_does_not_start() -> None:
    done = casegraph("serve")
    assert done.exit_code == 1
    assert "set CASEGRAPH_ISSUER" in done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_this_machine_is_served(host: str) -> None:
    check_served(host, demo=False, settings=Settings(issuer="development"))


TLS = {"tls_certificate": Path("c.pem"), "tls_key": Path("k.pem")}
OIDC = {"issuer": "https://login.example"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"issuer": "development"} | TLS, "on this machine alone"),
        (OIDC, "in clear"),
        (OIDC | TLS, "CASEGRAPH_PUBLIC_URL"),
        (OIDC | {"tls_key": Path("k.pem")}, "expected both"),
    ],
)
def test_others_are_served_by_https_and_by_one_name(host: str, settings: dict[str, Any], said: str) -> None:
    with pytest.raises((NotAllowed, InvalidInput), match=said):
        check_served(host, demo=False, settings=Settings(**settings))
    proxied = {"trusted_proxies": ("10.0.0.1",)}
    for https in (TLS, proxied):
        check_served(host, demo=False, settings=Settings(**OIDC, **https, public_url="https://cases.example"))


def test_a_demo_may_be_shown_to_others() -> None:
    check_served("0.0.0.0", demo=True, settings=Settings())


def test_generate_writes_extracts_that_are_the_same_again(tmp_path: Path) -> None:
    for name in ("one", "two"):
        done = casegraph("generate", tmp_path / name, "--children", "3", "--seed", "7", "--until", "2025-06-01")
        assert done.exit_code == 0
        assert done.stdout == ""
    one, two = ({path.relative_to(root): path.read_bytes() for path in root.rglob("*.csv")} for root in tmp_path.iterdir())
    assert one == two
    assert one


CLOSED = ("find", "closed_after_missed")
UNKNOWN = {
    ("find", "closed_after_mised"): "unknown pattern 'closed_after_mised'; did you mean closed_after_missed",
    ("load", ".", "--as", "nope"): "'nope'",
    (*CLOSED, "--agency", "hvv"): "unknown agency 'hvv'; did you mean hv?",
    (*CLOSED, "--subject", "hvv/systmone/p1"): "unknown agency 'hvv'; did you mean hv?",
    (*CLOSED, "--subject", "hv/systmon/p1"): "unknown system of hv 'systmon'; did you mean systmone?",
    (*CLOSED, "--subject", "hv/systmone/p9"): "nobody is found by the record 'hv/systmone/p9'",
    (*CLOSED, "--subject", "Jo Bloggs"): "nobody is found by that name; expected a person's id",
    (*CLOSED, "--param", "within_dayz=3"): "unknown parameter of closed_after_missed 'within_dayz'; did you mean within_days?",
    (*CLOSED, "--param", "within_days=x"): "parameter within_days: expected a whole number from 1 to 100000, found 'x'",
    ("find", "all", "--param", "factors=drugz"): "unknown value for the parameter factors: 'drugz'; did you mean drugs?",
}


@pytest.mark.usefixtures("store")
class TestWithAStore:
    def test_load_then_find_then_status(self, extract: Path, environment: dict[str, str]) -> None:
        loaded = casegraph("load", extract, "--format", "json", env=environment)
        assert loaded.exit_code == 0
        (summary,) = lines(loaded.stdout)
        assert (summary["read"], summary["kept"], summary["rejected"]) == (6, 6, 0)

        found = casegraph("find", "closed_after_missed", "--as-of", "2025-06-01", "--format", "json", env=environment)
        assert found.exit_code == 0
        assert {each["key"] for each in lines(found.stdout)} == {"hv/systmone/i1", "hv/systmone/i2", "hv/systmone/i3"}

        searched = casegraph("search", "hv/systmone/p1", "--format", "json", env=environment)
        assert [(each["kind"], each["records"]) for each in lines(searched.stdout)] == [("person", ["hv/systmone/p1"])]

        status = casegraph("status", "--format", "json", env=environment)
        (held,) = lines(status.stdout)
        assert [each["agency"] for each in held["loads"]] == ["hv"]

    def test_of_an_empty_store_it_is_said_that_it_is_empty(self, environment: dict[str, str]) -> None:
        (held,) = lines(casegraph("status", "--format", "json", env=environment).stdout)
        assert (held["edges"], held["loads"], held["agencies"]) == (0, [], [])
        assert "lens: no records, for nothing is loaded yet" in casegraph("find", "off_the_radar", env=environment).stderr

    def test_a_table_says_whom_what_and_through_which_lens(self, extract: Path, environment: dict[str, str]) -> None:
        casegraph("load", extract, env=environment)
        done = casegraph("find", "closed_after_missed", "--as-of", "2025-06-01", env=environment)
        assert done.exit_code == 0
        assert "hv/systmone/p1" in done.stdout
        assert "3 findings" in done.stderr
        assert "as of 2025-06-01" in done.stderr

    def test_rejected_rows_are_written_and_the_exit_code_is_3(
        self, extract: Path, tmp_path: Path, environment: dict[str, str]
    ) -> None:
        with (extract / "involvements.csv").open("a") as file:
            file.write("i4,nobody,health_visiting,2024-01-10,,\n")
        done = casegraph("load", extract, "--rejects", tmp_path / "rejects", env=environment)
        assert done.exit_code == 3
        assert "1 rejected; written to" in done.stderr.replace("\n", " ")
        (written,) = tmp_path.glob("rejects/*/involvements.csv")
        rows = list(csv.DictReader(written.open()))
        assert [row["involvement_id"] for row in rows if row["_reason"]] == ["i4"]
        # Whom it is about is open: everything that they may have is beside it (docs/adr/0033).
        assert [row["involvement_id"] for row in rows] == ["i1", "i2", "i3", "i4"]

    def test_a_load_that_would_take_much_away_asks_and_what_is_unfinished_is_named_and_given_up(
        self, tmp_path: Path, environment: dict[str, str]
    ) -> None:
        visits = [VISIT | {"contact_id": f"k{number}"} for number in range(30)]
        casegraph("load", write(tmp_path / "first", contacts=visits), env=environment)
        second = write(tmp_path / "second", {"extracted_on": "2025-02-28", "covers_to": "2025-02-28"}, contacts=visits[:5])
        asked = casegraph("load", second, env=environment)
        assert (asked.exit_code, "--accept-removals" in asked.stderr) == (1, True)
        done = casegraph("load", second, "--accept-removals", "--format", "json", env=environment)
        assert (done.exit_code, next(lines(done.stdout))["taken_away"]) == (0, {"contact": 25})
        assert "nothing to give up" in casegraph("load", "--give-up", env=environment).stderr
        wrong = casegraph("load", "--give-up", "hv/s1", env=environment)
        assert (wrong.exit_code, "unknown unfinished load 'hv/s1'" in wrong.stderr) == (2, True)
        assert casegraph("load", env=environment).exit_code == 2

    def test_what_nobody_recognises_is_refused_with_exit_code_1(self, tmp_path: Path, environment: dict[str, str]) -> None:
        (tmp_path / "notes.txt").write_text("not an extract")
        done = casegraph("load", tmp_path / "notes.txt", env=environment)
        assert done.exit_code == 1
        assert "notes.txt" in done.stderr

    def test_an_unknown_name_is_wrong_usage_and_the_nearest_is_offered(self, extract: Path, environment: dict[str, str]) -> None:
        casegraph("load", extract, env=environment)
        for arguments, said in UNKNOWN.items():
            done = casegraph(*arguments, env=environment)
            assert (done.exit_code, done.stdout) == (2, ""), arguments
            assert said in done.stderr.replace("\n", " "), arguments


SOURCE = Source("hv", "Health visiting", "health", "s1", date(2025, 1, 31))


def test_a_load_is_told_with_a_line_where_there_is_one_and_in_numbers_that_agree(capsys: pytest.CaptureFixture[str]) -> None:
    notes = [Note("people.csv", 4, "of a row"), Note("people.csv", 0, "of the file")]
    tell(Summary(Path("hv"), "", SOURCE, "ssd", facts=1, warnings=notes))
    tell(Summary(Path("hv"), "", SOURCE, "ssd", facts=2))
    told = "Health visiting, hv (ssd): 1 fact is new or changed\n  people.csv, line 4: of a row\n  people.csv: of the file\n"
    assert capsys.readouterr().err == f"{told}Health visiting, hv (ssd): 2 facts are new or changed\n"


def test_a_rejected_cell_of_a_row_that_was_kept_is_exit_code_3() -> None:
    summary, loaded = Summary(Path(), "", SOURCE, "ssd"), Loaded([])
    loaded.append(summary)
    summary.enter(Row("people", within=True))
    assert exit_code(loaded) == 0
    summary.enter(Row("people", within=True, reject=Reject("p.csv", 2, "born", "soon", "expected a date, found 'soon'")))
    assert exit_code(loaded) == 3
