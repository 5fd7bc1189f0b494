"""Who reads a question follows a few imports and is at the bottom: the longest chain of modules inside `queries/` is short."""

from functools import cache

import grimp

MOST_FLOORS = 8


def longest_chain(package: str) -> list[str]:
    """The modules of the longest chain of imports in a package, from the one that nobody imports down."""
    graph = grimp.build_graph(package, cache_dir=None)

    @cache
    def below(module: str) -> tuple[str, ...]:
        imported = sorted(graph.find_modules_directly_imported_by(module) - {module})
        return module, *_longest([below(each) for each in imported])

    return list(_longest([below(each) for each in sorted(graph.modules)]))


def _longest(chains: list[tuple[str, ...]]) -> tuple[str, ...]:
    return max(chains, key=len, default=())


def test_queries_stand_on_few_floors() -> None:
    chain = longest_chain("queries")
    assert len(chain) <= MOST_FLOORS, " imports ".join(chain)
    assert len(chain) > 1, "no import was found: nothing was counted"
