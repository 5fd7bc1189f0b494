"""Possible matches: records that may be one person's and are not joined; any two records, compared; and what was decided."""

from queries.matches.comparison import PairComparison, compare
from queries.matches.decided import MatchDecision, MatchDecisions, match_decisions
from queries.matches.matches import Matches, PossibleMatch, possible_matches
from queries.pairs import MatchBand, MatchedRecord

__all__ = [
    "MatchBand",
    "MatchDecision",
    "MatchDecisions",
    "MatchedRecord",
    "Matches",
    "PairComparison",
    "PossibleMatch",
    "compare",
    "match_decisions",
    "possible_matches",
]
