"""The faults that show whether the tests of patterns notice anything can be put in: the texts that they change are there."""

import pytest

from queries.engine.registry import pattern_of
from tests.benchmarks.broken_patterns import FAULTS, Broken, broken


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_can_be_put_into_its_patterns_and_taken_out_again(fault: Broken) -> None:
    patterns = [pattern_of(name) for name in fault.patterns]
    texts = [(each.text(everyone=True), each.text(everyone=False)) for each in patterns]
    with broken(fault):
        while_broken = [(each.text(everyone=True), each.text(everyone=False)) for each in patterns]
    assert [(each.text(everyone=True), each.text(everyone=False)) for each in patterns] == texts
    if fault.cypher or fault.fragment:
        assert any(one != other for one, other in zip(texts, while_broken, strict=True))
