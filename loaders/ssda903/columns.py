"""The tables of the return, and what tells each from the others: the columns that it must have."""

from dataclasses import dataclass

from graph.facts import FactKind


@dataclass(frozen=True, slots=True)
class ReturnTable:
    """One table: its required columns, the others, and the kinds of its facts that have a date of their own."""

    required: tuple[str, ...]
    others: tuple[str, ...] = ()
    kinds: tuple[FactKind, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the table may have, the required ones first."""
        return self.required + self.others


TABLES = {
    "Header": ReturnTable(("CHILD", "SEX", "DOB", "ETHNIC"), ("UPN", "MOTHER", "MC_DOB", "UASC")),
    "Episodes": ReturnTable(
        ("CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC", "REC"),
        ("CIN", "PLACE_PROVIDER", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"),
        (FactKind.INVOLVEMENT, FactKind.STAY),
    ),
    "Reviews": ReturnTable(("CHILD", "REVIEW", "REVIEW_CODE"), ("DOB",), (FactKind.CONTACT,)),
    "UASC": ReturnTable(("CHILD", "DUC"), ("SEX", "DOB")),
    "OC2": ReturnTable(
        ("CHILD", "SDQ_SCORE", "CONVICTED", "SUBSTANCE_MISUSE"),
        (
            "DOB", "SDQ_REASON", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "INTERVENTION_RECEIVED",
            "INTERVENTION_OFFERED",
        ),
        (FactKind.CONCERN,),
    ),
    "OC3": ReturnTable(("CHILD", "IN_TOUCH", "ACTIV", "ACCOM"), ("DOB",)),
    "AD1": ReturnTable(
        ("CHILD", "DATE_INT", "DATE_MATCH"), ("DOB", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
        (FactKind.INVOLVEMENT,)
    ),
    "PlacedAdoption": ReturnTable(
        ("CHILD", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"), ("DOB",), (FactKind.INVOLVEMENT,)
    ),
    "PrevPerm": ReturnTable(("CHILD", "PREV_PERM", "LA_PERM", "DATE_PERM"), ("DOB",)),
    "Missing": ReturnTable(("CHILD", "MISSING", "MIS_START", "MIS_END"), ("DOB",), (FactKind.CONCERN,)),
    "SWEpisodes": ReturnTable(("CHILD", "SW_ID", "SW_DECOM"), ("DOB", "SW_DEC", "SW_REASON")),
    "DoLo": ReturnTable(("CHILD", "DOLO_START", "DOLO_END"), ("DOB",), (FactKind.INVOLVEMENT,)),
}  # fmt: skip
"""In the order in which they are read. A fact without a date of its own is never removed."""


def tables_of(columns: list[str]) -> list[str]:
    """The tables whose required columns are all among these."""
    return [name for name, table in TABLES.items() if set(table.required) <= set(columns)]
