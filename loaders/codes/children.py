"""What the statutory returns say of a child: sex, ethnicity, disabilities, why there is no UPN; and how they say yes and no."""

from graph.vocabulary import Sex

SEXES = {"F": Sex.F, "M": Sex.M, "X": Sex.X, "U": Sex.U, "1": Sex.M, "2": Sex.F, "0": Sex.U, "9": Sex.U}
"""Sex (F, M, U) and GenderCurrent (1, 2, 0, 9); returns hold each other's codes."""

YES_NO = {
    "1": True, "TRUE": True, "Y": True, "YES": True, "NFA": True,
    "0": False, "FALSE": False, "N": False, "NO": False,
}  # fmt: skip


def themselves(*codes: str) -> dict[str, str]:
    """A list of codes that are kept as they are."""
    return {code: code for code in codes}


ETHNICITIES = themselves(
    "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH", "BCRB", "BAFR",
    "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
) | {"CNHE": "CHNE"}  # fmt: skip
DISABILITIES = themselves(
    "NONE", "MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA"
)  # fmt: skip
UPN_UNKNOWN = themselves(*(f"UN{number}" for number in range(1, 11)))


def authority_child(agency: str, child: str) -> str:
    """An authority's own id of a child, as an identifier: the same in every return of that authority, so it joins them."""
    return f"authority_child={agency}:{child}"
