"""The door of the graph: what is not declared is not written."""

from datetime import date

import pytest

from graph.errors import InvalidFact
from graph.facts import Content, End, Fact, FactKind
from graph.model import check_fact

_DAY = date(2026, 1, 1)


def fact(kind: FactKind, content: Content, end: End | None = None) -> Fact:
    return Fact(kind, "hv/systmone/1", "1", ("hv/systmone/p1",), content, _DAY, end=end)


def test_what_the_model_declares_may_be_written() -> None:
    check_fact(fact(FactKind.CONCERN, {"factor": "neglect", "whose": "child", "code": None, "details": ["x=y"]}))
    check_fact(fact(FactKind.RELATIONSHIP, {"kind": "half_sibling"}))
    check_fact(fact(FactKind.SHARE, {"with_agency": "gp", "decision": "withheld", "reason": "harm"}))
    check_fact(fact(FactKind.INVOLVEMENT, {"kind": "referral"}, End(_DAY, _DAY, (("closure_reason", "moved"),))))


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        (FactKind.CONCERN, {"factor": "nonsense"}, "expected factor to be one of .*, found 'nonsense'"),
        (FactKind.PERSON, {"role": "child", "shoe_size": "3"}, "expected properties that the model declares, found 'shoe_size'"),
        (FactKind.RELATIONSHIP, {"kind": "mum"}, "expected kind to be one of .*, found 'mum'"),
        (FactKind.SHARE, {"with_agency": "gp", "decision": "perhaps"}, "expected decision to be one of shared, withheld"),
        (FactKind.STAY, {"kind": "home", "closure_reason": "moved"}, "found 'closure_reason'"),
    ],
)
def test_anything_else_is_refused_by_name(kind: FactKind, content: Content, said: str) -> None:
    with pytest.raises(InvalidFact, match=said):
        check_fact(fact(kind, content))


def test_what_the_end_says_is_checked_too() -> None:
    with pytest.raises(InvalidFact, match="closure_reason"):
        check_fact(fact(FactKind.INVOLVEMENT, {"kind": "referral"}, End(_DAY, _DAY, (("closure_reason", "tired"),))))
