"""Factors at the end of an assessment (Department for Education, children in need census guide)."""

from graph.vocabulary import Factor, Whose

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
