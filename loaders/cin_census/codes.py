"""The code lists of the CIN census (Department for Education, children in need census guide), and what each becomes here."""

from graph.vocabulary import ClosureReason, Factor, Sex, Whose

SEXES = {"F": Sex.F, "M": Sex.M, "X": Sex.X, "U": Sex.U, "1": Sex.M, "2": Sex.F, "0": Sex.U, "9": Sex.U}
"""Sex (F, M, U) and GenderCurrent (1, 2, 0, 9); returns hold each other's codes."""

YES_NO = {
    "1": True, "TRUE": True, "Y": True, "YES": True, "NFA": True,
    "0": False, "FALSE": False, "N": False, "NO": False,
}  # fmt: skip


def _themselves(*codes: str) -> dict[str, str]:
    return {code: code for code in codes}


ETHNICITIES = _themselves(
    "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH", "BCRB", "BAFR",
    "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
) | {"CNHE": "CHNE"}  # fmt: skip
DISABILITIES = _themselves(
    "NONE", "MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA"
)  # fmt: skip
UPN_UNKNOWN = _themselves(*(f"UN{number}" for number in range(1, 11)))
PRIMARY_NEEDS = _themselves(*(f"N{number}" for number in range(10)))
ABUSES = _themselves("NEG", "PHY", "SAB", "EMO", "MUL")

REFERRERS = {
    "1A": "a family member, relative or carer",
    "1B": "an acquaintance, neighbour or childminder",
    "1C": "the child",
    "1D": "another individual",
    "2A": "a school",
    "2B": "an education service",
    "3A": "a GP",
    "3B": "a health visitor",
    "3C": "a school nurse",
    "3D": "another primary health service",
    "3E": "an emergency department",
    "3F": "another health service",
    "4": "housing",
    "5A": "adult social care or another social care service of the authority",
    "5B": "another service of the authority",
    "5C": "another local authority",
    "5D": "early help",
    "6": "the police",
    "7": "another legal agency",
    "8": "another agency",
    "9": "somebody anonymous",
    "10": "a source not known",
}

REFERRAL_SOURCES = _themselves(*REFERRERS)

CLOSURES = {
    "RC1": ClosureReason.OTHER,
    "RC2": ClosureReason.DIED,
    "RC3": ClosureReason.OTHER,
    "RC4": ClosureReason.OTHER,
    "RC5": ClosureReason.MOVED,
    "RC6": ClosureReason.TRANSFERRED,
    "RC7": ClosureReason.OTHER,
    "RC8": ClosureReason.THRESHOLD_NOT_MET,
    "RC9": ClosureReason.TRANSFERRED,
}
"""Adopted, died, child arrangements order, special guardianship, moved to another authority, to adult care, other, no further
action after assessment, to early help after assessment. The code itself is kept beside it."""

CLOSURE_CODES = _themselves(*CLOSURES)

NO_FACTOR = "21"

_SUBJECTS = {"A": Whose.CHILD, "B": Whose.PARENT, "C": Whose.HOUSEHOLD}
_BY_SUBJECT = {
    "1": Factor.ALCOHOL,
    "2": Factor.DRUGS,
    "3": Factor.DOMESTIC_ABUSE,
    "4": Factor.MENTAL_ILL_HEALTH,
    "5": Factor.LEARNING_DISABILITY,
    "6": Factor.PHYSICAL_DISABILITY,
}
_OF_THE_CHILD = {
    "7A": Factor.YOUNG_CARER,
    "9A": Factor.OTHER,
    "10A": Factor.MISSING_EPISODE,
    "11A": Factor.EXPLOITATION,
    "12A": Factor.TRAFFICKING,
    "13A": Factor.GANGS,
    "14A": Factor.ANTISOCIAL_BEHAVIOUR,
    "15A": Factor.SELF_HARM,
    "16A": Factor.NEGLECT,
    "17A": Factor.EMOTIONAL_ABUSE,
    "22A": Factor.FGM,
    "23A": Factor.FAITH_LINKED_ABUSE,
    "24A": Factor.EXPLOITATION,
} | {
    number + letter: factor
    for number, letters, factor in (
        ("8", "BCDEF", Factor.PRIVATE_FOSTERING),
        ("18", "ABC", Factor.PHYSICAL_ABUSE),
        ("19", "ABC", Factor.SEXUAL_ABUSE),
    )
    for letter in letters
}

FACTORS = (
    {number + letter: (factor, whose) for number, factor in _BY_SUBJECT.items() for letter, whose in _SUBJECTS.items()}
    | {code: (factor, Whose.CHILD) for code, factor in _OF_THE_CHILD.items()}
    | {"20": (Factor.OTHER, Whose.NOT_STATED)}
)
"""Factors at the end of an assessment: the factor, and whose it is. Of 1 to 6 the letter says whose; of 8, 18 and 19 it says
something else, and all of these are the child's. 18A and 19A are no longer in the guide and still sent."""
