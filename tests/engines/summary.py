"""What a test run says at its end about the engines that it used."""

from collections.abc import Mapping

from tests.engines.choice import BEGUN_ON_EVERY_ENGINE, ON_EVERY_ENGINE, Choice


def lines(choice: Choice, tests: Mapping[str, int], versions: Mapping[str, str]) -> list[str]:
    """One line of engines and the tests run on each, and one for why the others were not used."""
    said = [f"engines: {', '.join(_each(name, tests, versions) for name in choice.chosen) or 'none to be had'}"]
    if choice.chosen == ("embedded",):
        said = [said[0] + "; ONLY the embedded engine, no real Neo4j"]
    if choice.partly:
        of_each = f"the first test of each file in {', '.join(BEGUN_ON_EVERY_ENGINE)}"
        said.append(
            f"on {', '.join(sorted(choice.partly))} only {', '.join(ON_EVERY_ENGINE)} and {of_each};"
            " everything with --engine, or on CI"
        )
    left_out = "; ".join(f"{name}: {reason}" for name, reason in choice.left_out.items())
    return said + ([f"engines not used: {left_out}"] if left_out else [])


def _each(name: str, tests: Mapping[str, int], versions: Mapping[str, str]) -> str:
    version = f" ({versions[name]})" if name in versions else ""
    return f"{name}{version} {tests.get(name, 0)} tests"
