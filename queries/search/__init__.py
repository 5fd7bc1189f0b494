"""Search: who or where somebody may mean, by name, date of birth, address or identifier; ranked, and each hit says why.

It orders by how well the records fit the words asked for, and by nothing that the records tell of a person.
"""

from queries.search.hits import AddressHit, Hits, PersonHit
from queries.search.search import MOST_HITS, search

__all__ = ["MOST_HITS", "AddressHit", "Hits", "PersonHit", "search"]
