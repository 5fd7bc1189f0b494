"""Possible matches: records with an identifier in common that were not joined, which wait for somebody; and what was decided."""

from queries.matches.decided import MatchDecision, MatchDecisions, match_decisions
from queries.matches.matches import MatchedRecord, Matches, PossibleMatch, possible_matches

__all__ = [
    "MatchDecision",
    "MatchDecisions",
    "MatchedRecord",
    "Matches",
    "PossibleMatch",
    "match_decisions",
    "possible_matches",
]
