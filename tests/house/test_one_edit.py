"""A new property on a record of a person is one edit: one line under graph/model/, and everything else follows."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import Store
from tests.house.source import ROOMS, ROOT

_BESIDE = '        identifier("upn", '
_ONE_LINE = '        text("school_name", "The school, as the record names it.", None, FieldClass.LOCATION, filtered=True),\n'
_EXTRACT = {
    "extract.csv": "agency_id,agency_name,agency_kind,system,extracted_on\nhv,Health visiting,health,systmone,2026-01-01\n",
    "people.csv": "person_id,role,school_name\np1,child,Alder Primary\n",
}
_ASK = """
import asyncio, json, sys
from pathlib import Path
from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from graph.store import connect
from loaders.load import load
from tests.house.model_pages import properties

ASKED = '{ person(id: "hv/systmone/p1", lens: {asOf: "2026-02-01"}) { records { schoolName } } }'

async def main():
    async with connect() as store:
        await load(store, [Path(sys.argv[1])])
        answer = await SCHEMA.execute(ASKED, context_value=Context(store))
        errors = [str(each) for each in answer.errors or []]
        print(json.dumps({"answer": answer.data, "errors": errors, "page": "school_name" in properties()}))

asyncio.run(main())
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for room in (*ROOMS, "tests/house"):
        shutil.copytree(ROOT / room, tmp_path / "copy" / room, ignore=shutil.ignore_patterns("__pycache__"))
    nodes = tmp_path / "copy" / "graph" / "model" / "nodes.py"
    text = nodes.read_text(encoding="utf-8")
    assert text.count(_BESIDE) == 1
    nodes.write_text(text.replace(_BESIDE, _ONE_LINE + _BESIDE), encoding="utf-8")
    return tmp_path / "copy"


def test_a_property_that_is_declared_in_one_line_is_read_written_answered_and_documented(
    store: Store, engine_settings: Settings, copy: Path, tmp_path: Path
) -> None:
    extract = tmp_path / "extract"
    extract.mkdir()
    for name, text in _EXTRACT.items():
        (extract / name).write_text(text, encoding="utf-8")
    settings = {
        "CASEGRAPH_STORE": str(engine_settings.store),
        "CASEGRAPH_USER": engine_settings.user,
        "CASEGRAPH_PASSWORD": engine_settings.password.get_secret_value(),
        "CASEGRAPH_DATABASE": engine_settings.database,
        "CASEGRAPH_QUERY_TIMEOUT": "120",
        "PYTHONPATH": str(copy),
    }
    done = subprocess.run(
        [sys.executable, "-c", _ASK, str(extract)],
        cwd=copy,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "answer": {"person": {"records": [{"schoolName": "Alder Primary"}]}},
        "errors": [],
        "page": True,
    }
