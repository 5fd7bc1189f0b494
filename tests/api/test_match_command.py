"""`casegraph match`: deciding one pair or many, looking first, and taking back."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.api.test_who_is_known import run
from tests.graph.canonical import dump
from tests.queries.building import loaded, person
from tests.queries.previews.test_preview import family

PAIR = ("hv/s/c", "police/s/c")
SAME = ("--same", "--reason", "the mother named both")
HEADER = "left,right,verdict,reason,by,on\n"


@pytest.fixture
async def apart(store: Store, tmp_path: Path) -> Store:
    """A store with a child whom two agencies know, not joined."""
    await loaded(store, *family(tmp_path))
    return store


async def test_a_pair_is_looked_at_decided_listed_and_taken_back(apart: Store, environment: dict[str, str]) -> None:
    before = await dump(apart)
    looked = run(environment, "match", "decide", *PAIR, *SAME, "--preview", "--as-of", "2025-06-01")
    assert looked.exit_code == 0, looked.stderr
    assert "goes" in looked.stdout and "absent_father" in looked.stdout and "2020-05-06" in looked.stdout
    assert "contradictions made: 1; records that move: 1; nothing was written" in looked.stderr
    assert await dump(apart) == before
    done = run(environment, "match", "decide", *PAIR, *SAME, "--by", "ann")
    assert (done.exit_code, done.stdout) == (0, "")
    (listed,) = map(json.loads, run(environment, "match", "list", "--person", PAIR[1], "--format", "json").stdout.splitlines())
    assert {name: listed[name] for name in ("left", "verdict", "by", "reason", "right_person")} == {
        "left": PAIR[0], "verdict": "same", "by": "ann", "reason": "the mother named both", "right_person": person("hv", "c"),
    }  # fmt: skip
    assert "date of birth" in run(environment, "contradictions", PAIR[0]).stdout
    back = run(environment, "match", "undo", *PAIR, "--preview", "--format", "json")
    assert {json.loads(line)["of"] for line in back.stdout.splitlines()} >= {"record", "finding"}
    assert run(environment, "match", "undo", *PAIR).exit_code == 0
    assert await dump(apart) == before


async def test_not_sure_waits_no_more_and_is_listed_by_itself(apart: Store, environment: dict[str, str]) -> None:
    assert run(environment, "match", "decide", *PAIR, "--unsure", "--reason", "asked the school").exit_code == 0
    shown = run(environment, "match", "list", "--verdict", "unsure").stdout
    assert "asked the school" in shown
    assert run(environment, "match", "list", "--verdict", "same", "--format", "json").stdout == ""
    assert "unknown verdict 'open'" in run(environment, "match", "list", "--verdict", "open").stderr


async def test_many_are_decided_from_a_file_as_spreadsheets_leave_it(
    apart: Store, environment: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(
        '\ufeffLeft;Right;Verdict;Reason;On\nhv/s/c;police/s/c;same;one child;31/05/2025\nhv/s/m;police/s/f;Different;"a mother;'
        ' a father";\n',
        encoding="utf-8",
    )
    done = run(environment, "match", "decide", "--from", str(path), "--by", "ann")
    assert done.exit_code == 0, done.stderr
    kept = await apart.read(
        "MATCH (j:Judgement) RETURN j.left, j.verdict, j.reason, j.decided_by, toString(j.decided_on) < '2025-06' ORDER BY j.left"
    )
    assert kept == [["hv/s/c", "same", "one child", "ann", True], ["hv/s/m", "different", "a mother; a father", "ann", False]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["hv/s/c,police/s/c,same,one child,ann,2025-05-31", "hv/s/c,hv/s/none,same,x,,"], ["line 3: no record that could be"]),
        (
            ["hv/s/c,police/s/c,maybe,x,,", "hv/s/m,police/s/f,same,,,"],
            ["line 2: verdict: expected one of", "line 3: reason: expected"],
        ),
        (
            ["hv/s/c,police/s/c,same,x,,2025-13-01", "hv/s/m"],
            ["line 2: expected a day as 2019-05-17", "line 3: expected 6 cells, found 1"],
        ),
        (["hv/s/c,police/s/c,same,x,,2999-01-01"], ["line 2: on: expected today or a day before, found 2999-01-01"]),
    ],
)
async def test_of_a_file_with_a_row_that_cannot_stand_nothing_is_decided_and_each_such_row_is_named(
    apart: Store, environment: dict[str, str], tmp_path: Path, rows: list[str], said: list[str]
) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n")
    for more in ((), ("--preview",)):
        done = run(environment, "match", "decide", "--from", str(path), *more)
        assert done.exit_code == 2
        assert "nothing was decided" in done.stderr
        assert [each for each in said if each not in done.stderr] == []
    assert await apart.read("MATCH (j:Judgement) RETURN count(j)") == [[0]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("decide", *PAIR, "--reason", "x"), "expected one of --same, --different and --unsure, found none"),
        (("decide", *PAIR, "--same", "--different", "--reason", "x"), "found 2"),
        (("decide", *PAIR, "--same"), "--reason: expected why, in words"),
        (("decide", PAIR[0], "--same", "--reason", "x"), "expected two records"),
        (("decide", *PAIR, "--from", "x.csv"), "expected either two records"),
        (("decide", "--from", "x.csv"), "x.csv: expected a file of decisions, found none"),
        (("undo", PAIR[0]), "expected two records, or --by-model"),
        (("undo", "--by-model", "m", "--preview"), "--preview: expected two records"),
    ],
)
def test_wrong_usage_is_one_sentence(arguments: tuple[str, ...], said: str, environment: dict[str, str]) -> None:
    done: Any = run(environment, "match", *arguments)
    assert done.exit_code in (1, 2)
    assert said in done.stderr
    assert (done.stdout, "Traceback" in done.stderr) == ("", False)


def test_columns_that_are_none_of_a_file_of_decisions_are_refused(environment: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    for header, said in (("left,right,verdict\n", "no reason"), (HEADER[:-1] + ",band\n", "found 'band' too")):
        path.write_text(header)
        assert said in run(environment, "match", "decide", "--from", str(path)).stderr
