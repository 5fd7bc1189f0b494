"""Patterns of somebody's own: asked as the built-in ones are, and what is wrong in one is named before anything is asked."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.access.rights import ALL_RIGHTS
from graph.errors import StoreError, WrongPattern
from graph.lens import Lens
from graph.store import ReadKind, Store
from queries.engine import registry as register_module
from queries.engine.judge import check_on_store
from queries.engine.question import lens_parameters
from queries.engine.registry import custom_patterns, pattern_of, registry
from queries.engine.validation import LENS_PARAMETERS
from tests.queries.building import Files, child, found, loaded, nhs, partnership, person
from tests.queries.own_pattern import NAME, write_example

CYPHER, PYTHON = f"{NAME}.cypher", "__init__.py"
BUILT_IN = tuple(registry())
GUIDE = Path(__file__).parents[2] / "docs" / "own-patterns.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that the setting names."""
    root = tmp_path / "my-patterns"
    monkeypatch.setenv("CASEGRAPH_PATTERNS", str(root))
    yield root
    register_module._together.cache_clear()
    for name in [name for name in sys.modules if name.startswith("own_pattern_")]:
        del sys.modules[name]


@pytest.fixture
def folder(root: Path) -> Path:
    """The folder of the page's own example."""
    return write_example(root)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def incidents(*days: str) -> list[dict[str, str]]:
    return [{"person_id": "c", "on": day, "kind": "incident", "outcome": "completed"} for day in days]


POLICE: Files = {"people": [child("c", "2015-05-05", nhs_number=nhs(1))], "contacts": incidents("2025-02-01", "2025-03-01")}
SCHOOL: Files = {"people": [child("c", "2015-05-05", nhs_number=nhs(1))], "contacts": incidents("2025-04-01")}


@pytest.mark.usefixtures("folder")
async def test_the_example_of_the_page_is_asked_as_a_built_in_pattern_is(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, police=POLICE, school=SCHOOL))
    (finding,) = await found(store, NAME, "2025-06-01")
    assert (finding.pattern, finding.subject, finding.missing_picture) == (NAME, person("police", "c"), True)
    assert finding.answers == {"incidents": 3, "with_agencies": ["police", "school"]}
    assert await found(store, NAME, "2025-03-31") == []
    assert await found(store, NAME, "2025-06-01", "police") == []
    (alone,) = await found(store, NAME, "2025-06-01", min_incidents=2, subject="police/s/c")
    assert alone.seen_by == ("police",)


async def test_what_the_store_cannot_run_is_said_in_its_own_words(store: Store, folder: Path) -> None:
    change(folder / CYPHER, "k.on > $since", "q.on > $since")
    wrong = pattern_of(NAME)
    for asking in (check_on_store(store, wrong), found(store, NAME, "2025-06-01")):
        with pytest.raises(WrongPattern, match=rf"pattern {NAME}: expected a text that the store can run; it says: .*\bq\b"):
            await asking


@pytest.mark.parametrize(
    "text", ["CREATE (n:Agency {id: 'x'})", "MATCH (n:Agency) set n.id = 'x'", "/* MATCH */ MERGE (n:Agency)"]
)
async def test_the_store_runs_no_reading_text_that_would_write(store: Store, text: str) -> None:
    with pytest.raises(StoreError, match="a text that should only read has"):
        await store.read(text)
    assert await store.read("MATCH (n:Agency) RETURN n.id") == []


@pytest.mark.usefixtures("folder")
def test_own_patterns_stand_in_the_register_in_order_of_id() -> None:
    assert list(custom_patterns()) == [NAME]
    assert list(registry()) == sorted((*BUILT_IN, NAME))


def test_without_the_setting_there_are_none() -> None:
    assert custom_patterns() == {}
    assert tuple(registry()) == BUILT_IN


LENS = "expected visible(k) with every contact_row(k)"
DECLARED = "expected answers and statuses named in lower case"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (CYPHER, "WITH child,", "SET child.seen = true WITH child,", "expected a text that only reads, found SET"),
        (CYPHER, "WITH child,", "detach delete k WITH child,", "found DELETE"),
        (CYPHER, "WITH child,", "LOAD  CSV FROM 'x' AS row WITH child,", "found LOAD CSV"),
        (
            CYPHER,
            "WITH child,",
            "CALL db.labels() YIELD label WITH child,",
            "expected no procedure to be called, found CALL db.labels",
        ),
        (CYPHER, "WITH child,", "; MATCH (child) WITH child,", "in which no ';' stands"),
        (CYPHER, "(k:Contact)", "(k:«label»)", "in which no '«' stands"),
        (CYPHER, "'incident'", r"'\u0027incident'", r"in which no '\' stands"),
        (CYPHER, "contact_row", "contact_rows", "unknown fragment or function 'contact_rows'; did you mean contact_row"),
        (CYPHER, "size(", "apoc.size(", "unknown fragment or function 'apoc.size'"),
        (CYPHER, "subject(child)\n", "MATCH (child:Child)\n", "expected it to begin with one subject(child)"),
        (CYPHER, " AND visible(k)", "", LENS),
        (CYPHER, "visible(k)", "visible(child)", LENS),
        (
            CYPHER,
            "visible(k)\n",
            "visible(k)\nOPTIONAL MATCH (child)-[:LIVED_AT]->(a)\n",
            "expected visible_tie(lived_at) for what it reads",
        ),
        (
            CYPHER,
            "visible(k)\n",
            "visible(k) AND NOT EXISTS { MATCH (c:Concern) }\n",
            "expected visible(c) for what it reads of Concern",
        ),
        (CYPHER, "contacts AS contacts", "contacts AS hunches", "expected it to return subject, then any of records"),
        (CYPHER, "contacts AS contacts", "contacts", "expected every column as … AS name, found 'contacts'"),
        (CYPHER, "RETURN\n  child.id", "RETURN child.id", "expected a last RETURN on a line of its own"),
        (CYPHER, "$min_incidents", "$least", "found $least; expected only parameters that are declared"),
        (CYPHER, "k.on > $since AND ", "", "expected it to use $since"),
        (PYTHON, "PATTERN = ", "PATERN = ", "expected PATTERN, a queries.core.pattern.Pattern, found none"),
        (PYTHON, 'id="repeat_incidents"', 'id="other"', "expected the id to be the folder's name"),
        (PYTHON, "version=1", 'version="1"', "expected version to be a whole number from 1, found str '1'"),
        (PYTHON, '.",),', '."),', "expected cautions to be a tuple of texts"),
        (PYTHON, '"incidents": "how many', '"How many": "how many', DECLARED),
        (PYTHON, '"incidents": "how many incidents"', '"incidents": 3', "expected answers to be a mapping of name to text"),
        (
            PYTHON,
            '"window_months", 12',
            '"as_of", 12',
            "expected a parameter's name in lower case that no other has, found 'as_of'",
        ),
        (PYTHON, '"window_months", 12', '"window_months", 1.5', "parameter window_months: expected a default that is"),
        (PYTHON, "judge=judge", "judge=None", "expected judge to be a function"),
        (PYTHON, "judge=judge", 'judge=judge, subject="dog"', "expected subject to be child or adult, found str 'dog'"),
        (PYTHON, "def judge(case: Case,", "def judge(case: Case", "__init__.py, line 1"),
        (
            PYTHON,
            "from queries.core.case import Case",
            "from queries.cases import Case",
            "line 6: expected Python that can be imported",
        ),
        (PYTHON, "PATTERN = ", "raise SystemExit(3)\nPATTERN = ", "found SystemExit"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(folder: Path, file: str, old: str, new: str, said: str) -> None:
    change(folder / file, old, new)
    with pytest.raises(WrongPattern) as refused:
        registry()
    assert said in str(refused.value)
    assert str(folder / file) in str(refused.value)


def test_words_in_quotes_and_comments_are_no_clauses(folder: Path) -> None:
    change(folder / CYPHER, "'incident'", "'DELETE; SET' /* MERGE (n) */")
    change(folder / CYPHER, "// Children", "// CREATE (n) $nothing\n// Children")
    assert NAME in registry()


def test_a_text_in_another_encoding_is_refused(folder: Path) -> None:
    (folder / CYPHER).write_bytes("// Größe\n".encode("latin-1"))
    with pytest.raises(WrongPattern, match=rf"{CYPHER}: expected text in UTF-8, found another byte at 5"):
        registry()


@pytest.mark.parametrize("missing", [CYPHER, PYTHON])
def test_a_folder_with_one_file_of_the_two_is_refused(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(WrongPattern, match=rf"{NAME}/{missing}: expected the pattern's \w+ there, found no file"):
        registry()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("absent_father", "than those of the built-in patterns"),
        ("all", "named as a pattern"),
        ("Not-a-name", "named as a pattern"),
    ],
)
def test_a_name_that_is_taken_or_none_is_refused(root: Path, name: str, said: str) -> None:
    write_example(root, name)
    with pytest.raises(WrongPattern, match=rf"{said}.*found '{name}'"):
        registry()


def test_the_folder_must_be_there_and_hold_patterns(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongPattern, match="CASEGRAPH_PATTERNS: expected a folder of pattern folders, found none at"):
        registry()
    (root / "_notes").mkdir(parents=True)
    with pytest.raises(WrongPattern, match=r"each with __init__\.py and its \.cypher file, found none in"):
        registry()
    monkeypatch.setenv("CASEGRAPH_PATTERNS", str(write_example(root)))
    with pytest.raises(WrongPattern, match="found the folder of one"):
        registry()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("agencies})", 'agencies}, status="worse")', "expected a status of none, found 'worse'"),
        ('"incidents": times', '"times": times', "expected the answers incidents, with_agencies, found times, with_agencies"),
        ("yield Verdict(said", "yield said; Verdict(said", "expected its judge to yield a Verdict, found str"),
        ("times = counted(incidents)", "times = incidents[77]", r"its judge failed: IndexError at .*__init__\.py, line 15$"),
        (
            "Verdict(said, incidents",
            "Verdict(said, [times]",
            "expected the facts of its verdict to be those of the case: AttributeError",
        ),
        ('context.since("window_months")', "{1}", r"expected \$since to be a number, a flag, .* found set"),
        (
            'context.since("window_months")',
            "1 / 0",
            r"its derived parameters failed: ZeroDivisionError at .*__init__\.py, line 37$",
        ),
    ],
)
async def test_a_judge_is_held_to_what_is_declared(missed: Store, folder: Path, old: str, new: str, said: str) -> None:
    change(folder / PYTHON, old, new)
    with pytest.raises(WrongPattern, match=f"pattern {NAME}: .*{said}"):
        await found(missed, NAME, "2025-06-01")


def test_the_parameters_that_every_text_has_are_those_that_are_given_and_documented() -> None:
    assert set(lens_parameters(Lens.of(), None)) == LENS_PARAMETERS
    guide = GUIDE.read_text(encoding="utf-8")
    said = guide[guide.index("**Its parameters**") :].partition("**The lens**")[0]
    assert set(re.findall(r"`\$(\w+)`", said)) == LENS_PARAMETERS


class Canned:
    """A store that answers with these rows, whatever is asked."""

    rights = ALL_RIGHTS

    def __init__(self, *answers: list[list[object]]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def read(self, text: str, kind: ReadKind = ReadKind.QUESTION, /, **given: object) -> list[list[object]]:
        self.asked.append(text)
        return self.answers.pop(0) if self.answers else []


@pytest.fixture
def missed() -> Canned:
    """A store with a child and three incidents."""
    contact = ["police/s/k1", "police", [], "2025-02-01", "2025-02-01", "incident", "completed", None, None, "s", *[None] * 3]
    record = ["police/s/c", "police", [], "2000-01-01", "2015-05-05", "day", "actual", *[None] * 4]
    contacts = [["c", [f"police/s/k{number}", *contact[1:]]] for number in range(3)]
    return Canned([[[["police", "police"]], [], ["police"], False, []]], [["c", [["c", record]], contacts]])


@pytest.mark.usefixtures("folder")
async def test_it_is_asked_where_all_patterns_are(missed: Canned) -> None:
    missed.answers.pop()
    await found(missed, "all", "2025-06-01")  # type: ignore[arg-type]
    assert len(missed.asked) == 1 + len(BUILT_IN) + 1
    assert registry()[NAME].cypher in missed.asked


@pytest.mark.usefixtures("folder")
async def test_rows_that_no_fragment_made_are_named(missed: Canned) -> None:
    missed.answers[1][0][2] = ["c"]
    with pytest.raises(WrongPattern, match="expected rows as the fragments make them for records, contacts: ValueError"):
        await found(missed, NAME, "2025-06-01")  # type: ignore[arg-type]
