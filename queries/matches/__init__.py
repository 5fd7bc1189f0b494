"""Possible matches: records that have an identifier in common and were not joined, which wait for somebody to decide."""

from queries.matches.matches import MatchedRecord, Matches, PossibleMatch, possible_matches

__all__ = ["MatchedRecord", "Matches", "PossibleMatch", "possible_matches"]
