"""The explorer: a page that works without the internet, and runs nothing but its own files."""

import re
from pathlib import Path

import httpx
import pytest

from api.http.application import EXPLORER
from api.http.examples import EXAMPLES

FILES = sorted(EXPLORER.iterdir())
OUTSIDE = re.compile(r"(?:https?:)?//[\w-]+\.[\w.-]+")
NAMES_OF_A_FORMAT = {"http://www.w3.org"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_names_an_address_outside(path: Path) -> None:
    assert set(OUTSIDE.findall(path.read_text(encoding="utf-8"))) <= NAMES_OF_A_FORMAT


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
async def test_every_file_is_served(storeless: httpx.AsyncClient, path: Path) -> None:
    assert (await storeless.get(f"/explorer/{path.name}")).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["/", "/graphql"])
async def test_a_browser_gets_the_page(storeless: httpx.AsyncClient, address: str) -> None:
    response = await storeless.get(address, headers={"accept": "text/html,*/*"})
    assert response.headers["content-type"].startswith("text/html")
    assert "<title>casegraph</title>" in response.text


async def test_everything_that_the_page_needs_is_there(storeless: httpx.AsyncClient) -> None:
    needed = re.findall(r'(?:src|href)="(/[^"#]+)"', (await storeless.get("/")).text)
    imported = {f"/explorer/{name}" for path in FILES for name in re.findall(r'from "\./([^"]+)"', path.read_text())}
    assert len(needed) == 3
    for address in {*needed, *imported}:
        assert (await storeless.get(address)).status_code == 200


async def test_the_page_may_run_nothing_but_its_own_files(storeless: httpx.AsyncClient) -> None:
    response = await storeless.get("/")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert re.findall(r"<script(?![^>]*src=)|\son\w+=|style=", response.text) == []


async def test_every_field_of_the_page_has_a_label(storeless: httpx.AsyncClient) -> None:
    text = (await storeless.get("/")).text
    fields = set(re.findall(r'<(?:input|select|textarea)[^>]*\sid="([^"]+)"', text))
    labelled = set(re.findall(r'<label for="([^"]+)"', text)) | set(re.findall(r'<label><input[^>]*\sid="([^"]+)"', text))
    assert fields == labelled


async def test_a_demo_says_so_in_its_banner(demo: httpx.AsyncClient, storeless: httpx.AsyncClient) -> None:
    assert '<body class="demo">' in (await demo.get("/")).text
    assert '<body class="demo">' not in (await storeless.get("/")).text


async def test_the_query_page_is_offered_every_example_operation(storeless: httpx.AsyncClient) -> None:
    offered = (await storeless.get("/explorer/examples.json")).json()
    assert {each["name"]: each["text"] for each in offered} == {
        f"{path.parent.name}/{path.stem}": path.read_text(encoding="utf-8") for path in EXAMPLES.rglob("*.graphql")
    }
    (page,) = (each for each in offered if each["name"] == "front-end/a-childs-page")
    assert (page["for"], page["variables"]) == ("front-end", ["child", "lens"])
    assert page["about"].startswith("A child's whole page")
