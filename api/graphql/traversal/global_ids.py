"""What an id names: its shape alone says the kind, so that `node` needs no look-up to know where to look.

A person's id is a uuid. A fact's is its kind and its own id, `contact:csc/mosaic/k31`. An address's begins with `uprn:` or
`text:`. Anything else is an agency's (docs/adr/0007).
"""

import re

from api.graphql.traversal.types.names import FACTS
from graph.identity.identifiers import normal_uprn, person_id, valid_nhs_number

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

PERSON, ADDRESS, AGENCY = "person", "address", "agency"


def kind_named(id_: str) -> str:
    """Which kind of thing an id of `node` names."""
    if _UUID.fullmatch(id_):
        return PERSON
    prefix, colon, _ = id_.partition(":")
    if colon and prefix in FACTS:
        return prefix
    return ADDRESS if colon and prefix in ("uprn", "text") else AGENCY


def own_id(id_: str) -> str:
    """A fact's own id: `csc/mosaic/k31` of `contact:csc/mosaic/k31`."""
    return id_.partition(":")[2]


def is_nhs_number(name: str) -> bool:
    """Whether a person is named by an NHS number rather than by their id or a record."""
    return "/" not in name and valid_nhs_number(name) is not None


def person_named(name: str) -> str:
    """The parameter by which a person is looked up: an identifier of records, or the uuid of one."""
    if is_nhs_number(name):
        return f"nhs={valid_nhs_number(name)}"
    return person_id(name) if name.count("/") == 2 else name.lower()


def address_named(id_: str) -> str:
    """The id of an address: as given, or of a bare UPRN."""
    uprn = normal_uprn(id_)
    return f"uprn:{uprn}" if uprn else id_


def shape_of(id_: str) -> str:
    """All that a plan may depend on of an id."""
    return "nhs" if is_nhs_number(id_) else kind_named(id_)
