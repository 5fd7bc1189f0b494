"""Two records of people side by side, as a lens shows them: how they compare, and what is to be said of it in plain words.

What is not seen through the lens is never told: the records are compared again on what it shows of them (docs/adr/0048).
"""

from queries.pairs.bands import MatchBand
from queries.pairs.explanation import PairExplanation, explained
from queries.pairs.seen_records import MatchedRecord, SeenRecords, read_seen

__all__ = ["MatchBand", "MatchedRecord", "PairExplanation", "SeenRecords", "explained", "read_seen"]
