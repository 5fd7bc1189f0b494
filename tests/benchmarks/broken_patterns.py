"""Faults to put into patterns: each a text in a module, in a pattern's Cypher or in a fragment, and what stands there instead."""

import importlib
import types
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.cypher import assemble, fragments
from queries.core.pattern import Pattern
from queries.engine.registry import pattern_of, registry

P = "queries.patterns."


@dataclass(frozen=True)
class Broken:
    """A fault: the patterns that it may show in; the module with the text to change and what to; the same in their Cypher.

    `fragment` is the name of one that their Cypher uses, the text to change in it, and what to.
    """

    name: str
    patterns: tuple[str, ...]
    module: str = ""
    text: str = ""
    instead: str = ""
    cypher: tuple[tuple[str, str], ...] = ()
    fragment: tuple[str, str, str] | None = None


def _of(pattern: str, name: str, text: str, instead: str, *cypher: tuple[str, str], module: str = "") -> Broken:
    return Broken(f"{pattern}: {name}", (pattern,), module or P + pattern, text, instead, cypher)


def _of_lens(name: str, fragment: str, text: str, instead: str) -> Broken:
    """A fault in what of the facts is known, or shown: it may show in any pattern."""
    return Broken(f"lens: {name}", tuple(registry()), fragment=(fragment, text, instead))


_FAMILIES = P + "adult_across_families.families"
_UNTIL = "$known_at < fact.until"
_INFANTS = ("perinatal_mental_health", "vulnerable_infant")
FAULTS = (
    _of("absent_father", "met with the child alone", "{case.subject} | case.siblings(case.subject)", "{case.subject}"),
    _of(
        "adult_across_families",
        "a partner's dates",
        "young.start <= context.as_of if _is_undated(tie) else _span(tie, context).meets(young)",
        "young.start <= context.as_of",
        module=_FAMILIES,
    ),
    _of("adult_across_families", "one day of household", '< context.number("min_days")', "< 1", module=_FAMILIES),
    _of("accumulating_neglect", "an ended plan is open", " and each.end is None", ""),
    _of("accumulating_neglect", "no neglect needed", ' or all(each.factor != "neglect" for each in concerns)', ""),
    _of("adolescent_distress", "answered on the day itself", "1 <= (each.on - last)", "0 <= (each.on - last)"),
    _of("apparent_compliance", "no access is no absence", "in _ABSENT", 'in _ABSENT - {"no_access"}'),
    _of("below_threshold", "a turned-down assessment", "involvement.threshold_met is False or ", ""),
    _of(
        "child_not_seen",
        "seen on the first day",
        "sortable(last.on) >= since",
        "sortable(last.on) > since",
        ("k.on >= $opened_by AND k.presence", "k.on > $opened_by AND k.presence"),
        ("k.on >= $opened_by AND part.presence", "k.on > $opened_by AND part.presence"),
    ),
    _of(
        "child_not_seen",
        "named among those involved in its own contact",
        "if each.id in involved or (each.person == case.subject and each.presence in SEEN)",
        "if (each.id in involved) == (each.person != case.subject) and (each.id in involved or each.presence in SEEN)",
    ),
    _of(
        "closed_after_missed",
        "attended on the last day",
        "if each.outcome in ATTENDED)",
        "if each.outcome in ATTENDED and each.on != involvement.end)",
    ),
    _of(
        "frequent_moves",
        "the same up to 59 days",
        "days <= _SAME_ARRIVAL_DAYS",
        "days < _SAME_ARRIVAL_DAYS",
        module="queries.core.moves",
    ),
    _of(
        "frequent_moves",
        "the same up to 61 days",
        "days <= _SAME_ARRIVAL_DAYS",
        "days <= _SAME_ARRIVAL_DAYS + 1",
        module="queries.core.moves",
    ),
    _of("handed_over_not_picked_up", "refused is silent", '"refused" if refused', '"silent" if refused'),
    _of(
        "heritage_not_understood",
        "an absent figure was there",
        ' and part.presence != "absent"',
        "",
        ("  AND coalesce(part.presence, '') <> 'absent'", ""),
    ),
    _of("long_known_adolescent", "years of 365 days", "age_on(days[0], days[-1])", "(days[-1] - days[0]).days // 365"),
    _of(
        "long_known_adolescent",
        "health visiting counts",
        " and each.kind not in _NOT_ASKED",
        "",
        ("'school', 'tenancy', 'health_visiting'", "'school', 'tenancy'"),
    ),
    _of("missed_appointments", "followed on the same day", "1 <= after", "0 <= after"),
    _of("off_the_radar", "quiet a day more", ".days >= context", ".days > context"),
    _of("off_the_radar", "a stay that holds", "if not any(stay.holds(context.as_of) for stay in own):", "if True:"),
    _of("perinatal_mental_health", "the first day counts", "sortable(day) > after for", "sortable(day) >= after for"),
    _of("perinatal_mental_health", "an open spell is no matter", " or any(each.end is None for each in spells)", ""),
    _of(
        "perinatal_mental_health",
        "a sibling's plan that is open alone",
        'each.kind == "child_protection_plan" for',
        'each.kind == "child_protection_plan" and each.end is None for',
    ),
    _of("previously_known", "ended on the anchor day", "item.end < anchor", "item.end <= anchor"),
    _of("previously_known", "no word of what makes them kin", ", *_kin(case, items)]", "]"),
    _of(
        "previously_known",
        "a sibling's spell has to have ended",
        "return sortable(item.start) < anchor",
        "return item.end is not None and item.end < anchor",
    ),
    _of("unrecorded_adult_in_household", "days counted twice", "return len(days)", "return sum(1 for _ in pairs) * len(days)"),
    _of("unrecorded_adult_in_household", "18 is not grown up", ">= 18", "> 18"),
    _of(
        "vulnerable_infant",
        "a parent known at any age",
        "return age_on(born.on, day) < 18",
        "return True",
        module=P + "previously_known",
    ),
    _of(
        "vulnerable_infant",
        "known on the anchor day",
        "item.end < anchor",
        "item.end <= anchor",
        module=P + "previously_known",
    ),
    Broken(
        "infants: a day too old", _INFANTS, "queries.core.ages", ") > context.as_of else None", ") >= context.as_of else None"
    ),
    Broken("infants: the unborn", _INFANTS, "queries.core.ages", "and not born.expected)", ")"),
    _of_lens("a removed fact stays", "current", _UNTIL, f"({_UNTIL} OR fact.removed_on IS NOT NULL)"),
    _of_lens("a replaced version stays", "current", _UNTIL, f"({_UNTIL} OR fact.removed_on IS NULL)"),
    _of_lens("a version is known before its extract", "current", "fact.version <= $known_at AND ", ""),
    _of_lens("a share taken back counts", "shared", f" AND {_UNTIL}", ""),
    _of_lens("a share counts before its day", "shared", "fact.on <= $known_at AND ", ""),
    _of_lens("a share counts before its extract", "shared", " AND fact.version <= $known_at", ""),
)


@contextmanager
def broken(fault: Broken) -> Iterator[None]:
    """The patterns with this fault in them; as they were, afterwards."""
    swaps = _swaps(fault)
    before = [(function, function.__code__) for function, _ in swaps]
    texts = [(pattern_of(name), dict(pattern_of(name)._texts)) for name in fault.patterns]
    for function, code in swaps:
        function.__code__ = code
    for pattern, _ in texts:
        _break_texts(pattern, fault)
    try:
        yield
    finally:
        for function, code in before:
            function.__code__ = code
        for pattern, whole in texts:
            pattern._texts.clear()
            pattern._texts.update(whole)


def _break_texts(pattern: Pattern, fault: Broken) -> None:
    raw = (pattern.folder / f"{pattern.id}.cypher").read_text(encoding="utf-8")
    for text, instead in fault.cypher:
        raw = _changed(raw, text, instead, fault)
    if fault.cypher or fault.fragment:
        with _broken_fragment(fault):
            for where in ("asked", "every"):
                pattern._texts[f"{where}_{pattern.subject}"] = assemble(raw.replace("subject(", f"{where}_{pattern.subject}("))


@contextmanager
def _broken_fragment(fault: Broken) -> Iterator[None]:
    before = dict(fragments())
    if fault.fragment:
        name, text, instead = fault.fragment
        fragments()[name] = _changed(before[name], text, instead, fault)
    try:
        yield
    finally:
        fragments().update(before)


def _swaps(fault: Broken) -> list[tuple[types.FunctionType, types.CodeType]]:
    """The functions of the module that the fault changes, each with the code of the changed one."""
    if not fault.module:
        return []
    module = importlib.import_module(fault.module)
    assert module.__file__
    source = _changed(Path(module.__file__).read_text(encoding="utf-8"), fault.text, fault.instead, fault)
    changed = compile(source, module.__file__, "exec")
    codes = {each.co_name: each for each in changed.co_consts if isinstance(each, types.CodeType)}
    functions = {name: each for name, each in vars(module).items() if isinstance(each, types.FunctionType) and name in codes}
    mine = {name: each for name, each in functions.items() if each.__module__ == module.__name__}
    found = [(each, codes[name]) for name, each in mine.items() if each.__code__ != codes[name]]
    assert found, f"{fault.name}: expected a function of {fault.module} to change, found none"
    return found


def _changed(source: str, text: str, instead: str, fault: Broken) -> str:
    assert source.count(text) == 1, f"{fault.name}: expected '{text}' once, found it {source.count(text)} times"
    return source.replace(text, instead)
