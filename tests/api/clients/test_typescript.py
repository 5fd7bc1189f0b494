"""The TypeScript client of docs/clients/typescript: generated, compiled strictly, and run against a demo."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import httpx
import pytest

from api.graphql.schema import SCHEMA
from api.http.documents import read_documents
from api.http.examples import EXAMPLES, examples
from tests.api.npm import ran, with_packages
from tests.house.source import ROOT

pytestmark = pytest.mark.xdist_group("demo")

CLIENT = ROOT / "docs" / "clients" / "typescript"
HERE = Path(__file__).parent / "typescript"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as a front-end team has it after the three commands of docs/clients.md."""
    folder = with_packages(CLIENT, tmp_path_factory.mktemp("typescript") / "client")
    shutil.copy(ROOT / "schema.graphql", folder)
    shutil.copytree(EXAMPLES, folder / "operations")
    shutil.copy(HERE / "mistakes.ts", folder / "src")
    shutil.copy(HERE / "run.js", folder)
    ran("npm", "run", "generate", within=folder)
    ran("npm", "run", "build", within=folder)
    return folder


def test_every_example_operation_is_a_typed_document(built: Path) -> None:
    generated = (built / "src" / "generated" / "graphql.ts").read_text()
    operations = re.findall(r"^(?:query|subscription) (\w+)", "\n".join(each["text"] for each in examples()), re.MULTILINE)
    assert len(operations) == len(examples())
    assert [name for name in operations if f"export const {name}Document = new TypedDocumentString(" not in generated] == []


def test_the_compiled_client_answers_as_the_server_does(built: Path, demo_server: tuple[str, str]) -> None:
    address, today = demo_server[0], date.today().isoformat()
    (example,) = (each for each in examples() if each["name"] == "analyst/children-with-parents-and-latest-contacts")
    asked = {"query": example["text"], "variables": {"lens": {"asOf": today}}}
    children = httpx.post(address, json=asked, timeout=300).json()["data"]["children"]["nodes"]
    answer = json.loads(ran("node", "run.js", address, today, within=built))
    last = [next((contact["on"] for contact in each["contacts"]["nodes"]), None) for each in children]
    assert [(each["child"], each["on"]) for each in answer["found"]] == list(
        zip([each["id"] for each in children], last, strict=True)
    )
    assert any(each["agency"] for each in answer["found"])
    assert answer["refused"] == "UNKNOWN_NAME"


def test_the_generated_list_of_documents_is_one_that_a_server_trusts(built: Path) -> None:
    listed = built / "src" / "generated" / "persisted-documents.json"
    documents = read_documents(listed, only=True, schema=SCHEMA._schema)
    ids = json.loads(listed.read_text())
    assert len(ids) == len(examples())
    assert [id_ for id_, text in ids.items() if documents.text_of(None, id_) != text] == []
