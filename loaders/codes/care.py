"""The code lists of children looked after and care leavers, which the SSDA903, the SSD and the API have in common."""

from loaders.codes.children import themselves

PLACES = themselves(
    "A3", "A4", "A5", "A6", "H5", "K1", "K2", "K3", "P1", "P2", "P3", "R1", "R2", "R3", "R5", "S1", "T0", "T1", "T2", "T3", "T4",
    "U1", "U2", "U3", "U4", "U5", "U6", "Z1", "Z11", "Z12", "Z13", "Z14",
)  # fmt: skip
ENDS = themselves(
    "X1", "E11", "E12", "E13", "E14", "E15", "E16", "E17", "E2", "E3", "E41", "E43", "E44", "E45", "E46", "E47", "E48", "E4A",
    "E4B", "E5", "E6", "E7", "E8", "E9", "E99",
)  # fmt: skip
NEW_EPISODES = themselves("S", "L", "P", "T", "B", "U")
PROVIDERS = themselves(*(f"PR{number}" for number in range(6)))
PLACE_CHANGES = themselves(
    "CARPL", "ALLEG", "APPRR", "CHILD", "CLOSE", "CREQB", "CREQO", "CUSTOD", "LAREQ", "PLACE", "STAND", "OTHER", "LIIAF"
)  # fmt: skip
IN_TOUCH = themselves("YES", "NO", "DIED", "REFU", "NREQ", "RHOM")
ACTIVITIES = themselves("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5", "G4", "G5", "G6", "0")
ACCOMMODATION = themselves("0", *(letter + suitable for letter in "BCDEGHKRSTUVWXYZ" for suitable in "12"))
LIVING = themselves("0", *"BCDEGHKRSTUVWXYZ")
"""How a care leaver lives, where whether that is suitable stands in a column of its own: `SUITABLE`."""
SUITABLE = themselves("1", "2")
