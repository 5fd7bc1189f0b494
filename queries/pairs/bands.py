"""In which band a pair of records is listed."""

from enum import StrEnum


class MatchBand(StrEnum):
    """Why a pair is listed: the matcher proposes it, as likely or possible; it has an identifier in common, and something speaks
    against it (`undecided`); or somebody looked, and could not tell (`unsure`)."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNDECIDED = "undecided"
    UNSURE = "unsure"


STORED = {"open": MatchBand.UNDECIDED, **{band.value: band for band in MatchBand}}
"""The band by how the graph names it: the band of a Proposal, or the verdict of a Judgement."""
PROPOSED = (MatchBand.LIKELY, MatchBand.POSSIBLE)
VERDICTS = {MatchBand.UNDECIDED: "open", MatchBand.UNSURE: "unsure"}
