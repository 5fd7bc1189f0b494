"""The pages that are made from declarations: each from its text as it stands, of which only the generated parts change."""

import re
from collections.abc import Callable

from api.catalogue import markdown, overview
from api.graphql.schema import sdl
from queries.engine.registry import registry
from tests.house import extract_pages, model_pages

Page = Callable[[str], str]
"""From the text that stands to the text that should."""

_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(?=<!-- /generated -->)", re.DOTALL)


def filled(parts: dict[str, Callable[[], str]]) -> Page:
    """A page of prose with generated parts, each between `<!-- generated: NAME -->` and `<!-- /generated -->`."""

    def page(text: str) -> str:
        names = [match[2] for match in _PART.finditer(text)]
        assert sorted(names) == sorted(parts), f"expected the generated parts {sorted(parts)}, found {sorted(names)}"
        return _PART.sub(lambda match: f"{match[1]}{parts[match[2]]().strip()}\n", text)

    return page


PAGES: dict[str, Page] = {
    "README.md": filled({"patterns": lambda: overview(registry().values())}),
    "schema.graphql": lambda _: sdl(),
    "docs/patterns.md": lambda _: markdown(registry().values()),
    "docs/model.md": filled(model_pages.PARTS),
    "docs/agency-extract.md": filled(extract_pages.PARTS),
}
