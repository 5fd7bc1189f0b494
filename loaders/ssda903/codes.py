"""The code lists of the return, and what some codes mean here; every code is kept as it is, one that is not listed too."""

from graph.vocabulary import Presence
from loaders.codes.children import themselves

PLACES = themselves(
    "A3", "A4", "A5", "A6", "H5", "K1", "K2", "K3", "P1", "P2", "P3", "R1", "R2", "R3", "R5", "S1", "T0", "T1", "T2", "T3", "T4",
    "U1", "U2", "U3", "U4", "U5", "U6", "Z1", "Z11", "Z12", "Z13", "Z14",
)  # fmt: skip
ADOPTIVE = frozenset({"A3", "A4", "A5", "A6"})
ADOPTED = frozenset({"E11", "E12"})
ENDS = themselves(
    "X1", "E11", "E12", "E13", "E14", "E15", "E16", "E17", "E2", "E3", "E41", "E43", "E44", "E45", "E46", "E47", "E48", "E4A",
    "E4B", "E5", "E6", "E7", "E8", "E9", "E99",
)  # fmt: skip
LEGAL_STATUSES = themselves("C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3")
NEEDS = themselves(*(f"N{number}" for number in range(1, 9)))
NEW_EPISODES = themselves("S", "L", "P", "T", "B", "U")
PROVIDERS = themselves(*(f"PR{number}" for number in range(6)))
PLACE_CHANGES = themselves(
    "CARPL", "ALLEG", "APPRR", "CHILD", "CLOSE", "CREQB", "CREQO", "CUSTOD", "LAREQ", "PLACE", "STAND", "OTHER", "LIIAF"
)  # fmt: skip
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
IN_TOUCH = themselves("YES", "NO", "DIED", "REFU", "NREQ", "RHOM")
ACTIVITIES = themselves("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5", "G4", "G5", "G6", "0")
MOTHERS = {"0": False, "0.0": False, "1": True, "1.0": True}
ACCOMMODATION = themselves("0", *(letter + suitable for letter in "BCDEGHKRSTUVWXYZ" for suitable in "12"))
ADOPTERS = {
    "SEX_ADOPTR": themselves("M1", "F1", "MM", "FF", "MF"),
    "LS_ADOPTR": themselves("L0", "L11", "L12", "L2", "L3", "L4"),
}
NO_SDQ = themselves("SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5")
CEASED_PLACING = themselves("RD1", "RD2", "RD3", "RD4")
