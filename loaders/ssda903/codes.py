"""The code lists of the return, and what some codes mean here; every code is kept as it is, one that is not listed too."""

from graph.vocabulary import Presence
from loaders.codes.children import themselves

ADOPTIVE = frozenset({"A3", "A4", "A5", "A6"})
ADOPTED = frozenset({"E11", "E12"})
LEGAL_STATUSES = themselves("C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3")
NEEDS = themselves(*(f"N{number}" for number in range(1, 9)))
IMPUTED = frozenset({"E99", "LIIAF"})

REVIEWS = {
    "PN0": None,
    **dict.fromkeys(("PN1", "PN2", "PN3", "PN4"), Presence.PRESENT),
    **dict.fromkeys(("PN5", "PN6", "PN7"), Presence.ABSENT),
}
"""REVIEW_CODE: whether the child was at the review; under four (PN0) it is not asked."""

MISSING = {"M": "Missing from placement", "A": "Away from placement without authorisation"}
PERMANENCES = themselves("P1", "P2", "P3", "P4", "Z1")
NO_PERMANENCE = "Z1"
MOTHERS = {"0": False, "0.0": False, "1": True, "1.0": True}
ADOPTERS = {
    "SEX_ADOPTR": themselves("M1", "F1", "MM", "FF", "MF"),
    "LS_ADOPTR": themselves("L0", "L11", "L12", "L2", "L3", "L4"),
}
NO_SDQ = themselves("SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5")
CEASED_PLACING = themselves("RD1", "RD2", "RD3", "RD4")
