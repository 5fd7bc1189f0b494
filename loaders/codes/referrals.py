"""What the children in need census says of a referral: primary need, category of abuse, who referred, and why it was closed."""

from graph.vocabulary import ClosureReason
from loaders.codes.children import themselves

PRIMARY_NEEDS = themselves(*(f"N{number}" for number in range(10)))
ABUSES = themselves("NEG", "PHY", "SAB", "EMO", "MUL")

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

REFERRAL_SOURCES = themselves(*REFERRERS)

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

CLOSURE_CODES = themselves(*CLOSURES)
