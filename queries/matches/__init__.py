"""Possible matches: records that may be one person's and are not joined; and any two records, compared."""

from queries.matches.comparison import PairComparison, compare
from queries.matches.matches import Matches, PossibleMatch, possible_matches
from queries.pairs import MatchBand, MatchedRecord

__all__ = ["MatchBand", "MatchedRecord", "Matches", "PairComparison", "PossibleMatch", "compare", "possible_matches"]
