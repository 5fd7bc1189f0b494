"""The tables whose rows are kept inside the record of their person, or of the referral that they name."""

from collections.abc import Callable
from datetime import date

from graph.identity.identifiers import valid_nhs_number, valid_upn
from loaders.checks.adoptions import ADOPTION_CODES
from loaders.codes.children import DISABILITIES, UPN_UNKNOWN
from loaders.ssd.cells import RowSkipped, SsdCellError, SsdCells
from loaders.ssd.values import day, own_id, set_flags, words, yes

Said = list[tuple[str, str]]

_ADOPTIONS = ADOPTION_CODES | {"P1"}
"""What an adoption order is called in code; P1 is that of an earlier permanence."""
_SCHEMES = {"home office": "home_office", "national insurance": "national_insurance"}


def _identifier(cells: SsdCells) -> Said:
    """A number that is one person's in the whole country joins; any other (a court case is siblings' too) is only said."""
    kind, value = cells.need("link_identifier_type", words), cells.need("link_identifier_value", own_id)
    days = _between(cells, "link_valid_from_date", "link_valid_to_date")
    said, lower = f"{kind}={value}{days}", kind.lower()
    upn, number = valid_upn(value), valid_nhs_number(value)
    if "nhs" in lower:
        return [("nhs", number) if number else ("details", said)]
    if "pupil" in lower or lower == "upn":
        name = "former_upn" if "former" in lower else "upn"
        return [(name, upn) if upn else ("details", said)]
    scheme = next((scheme for word, scheme in _SCHEMES.items() if word in lower), None)
    return [("other_ids", f"{scheme}={value}") if scheme else ("details", said)]


def _learner(cells: SsdCells) -> Said:
    """The numbers that schools and colleges know a person by; where there is no pupil number, why."""
    upn, uln = cells.leaf("send_upn", own_id), cells.leaf("send_uln", own_id)
    why = cells.listed("send_upn_unknown", UPN_UNKNOWN)
    found = [("upn", valid) if (valid := valid_upn(upn)) else ("details", f"send_upn={upn}")] if upn else []
    found += [("other_ids", f"uln={uln}")] if uln else []
    found += [("details", f"UPNunknown={why}")] if why else []
    if not found:
        raise RowSkipped("it has no number of a pupil or learner: nothing was made of it")
    return found


def _between(cells: SsdCells, start_name: str, end_name: str) -> str:
    start, end = cells.leaf(start_name, day), cells.leaf(end_name, day)
    return f" ({start or ''} to {end or ''})" if start or end else ""


def _family(cells: SsdCells) -> Said:
    """That people share a group says nothing of how they are related: it is only said."""
    return [("details", f"fami_family_id={cells.need('fami_family_id', own_id)}")]


def _disability(cells: SsdCells) -> Said:
    said = cells.need("disa_disability_code", words)
    known = cells.listed("disa_disability_code", DISABILITIES)
    return [("disabilities", known) if known else ("details", f"disability={said}")]


def _status(name: str, prefix: str) -> Callable[[SsdCells], Said]:
    def read(cells: SsdCells) -> Said:
        said = cells.need(prefix, words)
        return [("details", f"{name}={said}{_between(cells, f'{prefix}_start_date', f'{prefix}_end_date')}")]

    return read


def _care_plan(cells: SsdCells) -> Said:
    text = cells.said("lacp_cla_care_plan_json")
    kinds = ", ".join(set_flags(text.replace('":', '_FLAG":')))
    days = _between(cells, "lacp_cla_care_plan_start_date", "lacp_cla_care_plan_end_date")
    return [("details", f"care_plan={kinds}{days}")]


def _immunisations(cells: SsdCells) -> Said:
    since: date | None = cells.leaf("clai_immunisations_status_date", day)
    return [("details", f"immunisations={cells.need('clai_immunisations_status', words)}{f' ({since})' if since else ''}")]


def _permanence_before(cells: SsdCells) -> Said:
    named = ("lapp_previous_permanence_option", "lapp_previous_permanence_order_date", "lapp_previous_permanence_la")
    said = " ".join(found for column in named if (found := cells.leaf(column, words)))
    if not said:
        raise SsdCellError(named[0], "", f"expected {named[0]}, found none")
    return [("details", f"previous_permanence={said}")]


def _permanence(cells: SsdCells) -> Said:
    days = (
        "perm_adm_decision_date", "perm_ffa_cp_decision_date", "perm_placement_order_date", "perm_matched_date",
        "perm_placed_for_adoption_date", "perm_decision_reversed_date", "perm_permanence_order_date",
    )  # fmt: skip
    found = [f"{column}={when}" for column in days if (when := cells.leaf(column, day))]
    found += [
        f"{column}={said}"
        for column in ("perm_permanence_order_type", "perm_decision_reversed_reason")
        if (said := cells.leaf(column, words))
    ]
    return [("details", each) for each in found]


def says_adopted(cells: SsdCells) -> bool:
    """Whether a row of ssd_permanence says that there was an adoption order (docs/adr/0018).

    It is one where the order's type says so; without a type, where a child placed for adoption, or adopted by their carer, has
    the day of an order, and the decision was not reversed.
    """
    type_ = cells.said("perm_permanence_order_type").upper()
    if type_:
        return "ADOPT" in type_ or type_.split()[0] in _ADOPTIONS
    ordered = cells.leaf("perm_permanence_order_date", day) is not None
    placed = (
        cells.leaf("perm_placed_for_adoption_date", day) is not None or cells.said("perm_adopted_by_carer_flag").upper() == "Y"
    )
    return ordered and placed and cells.leaf("perm_decision_reversed_date", day) is None


READERS: dict[str, Callable[[SsdCells], Said]] = {
    "ssd_linked_identifiers": _identifier,
    "ssd_family": _family,
    "ssd_disability": _disability,
    "ssd_immigration_status": _status("immigration_status", "immi_immigration_status"),
    "ssd_legal_status": _status("legal_status", "lega_legal_status"),
    "ssd_cla_care_plan": _care_plan,
    "ssd_cla_immunisations": _immunisations,
    "ssd_cla_previous_permanence": _permanence_before,
    "ssd_permanence": _permanence,
    "ssd_send": _learner,
}
"""What a row of each table says of its person, as names and texts; raises SsdCellError."""


def worker_text(cells: SsdCells, professional: Callable[[str], str]) -> str:
    """Who worked with a child, as what, from when to when, and why they changed; raises SsdCellError."""
    who = cells.read("invo_professional_id", professional) or "nobody named"
    role = cells.leaf("invo_professional_role_id", words) or ""
    days = _between(cells, "invo_involvement_start_date", "invo_involvement_end_date")
    why = cells.leaf("invo_worker_change_reason", words) or ""
    return " ".join(f"worker={who} {role}{days} {why}".split())


def send_flag(cells: SsdCells) -> list[str]:
    """Whether special educational needs are flagged: a local value where it is neither yes nor no."""
    text = cells.said("pers_send_flag")
    try:
        return [f"send={'Y' if cells.read('pers_send_flag', yes) else 'N'}"] if text else []
    except SsdCellError:
        return [f"send={text[:20]}"]
