"""What a caller may see, as the store needs it: whose records, and which conditions every node and edge has to meet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_VARIABLE = re.compile(r"\bit\b")


@dataclass(frozen=True, slots=True)
class Filter:
    """What has to hold of a node: Cypher with `it` for its variable, over declared properties alone.

    `parameters`, whose names begin with `rights_`, hold every value in it.
    """

    text: str = "true"
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def of(self, variable: str) -> str:
        """What has to hold of this variable, or of this expression for a node."""
        return _VARIABLE.sub(variable, self.text)


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Rights:
    """What one caller may see, for one purpose.

    `agencies` are those whose records they may use, the widest lens that they can have (None: all there are, now and later).
    `see` is whom they may know of, `locate` of whom they may be told what locates them, `read` which facts they may be shown.
    """

    agencies: frozenset[str] | None = None
    see: Filter = EVERYTHING
    locate: Filter = EVERYTHING
    read: Filter = EVERYTHING

    @property
    def is_everything(self) -> bool:
        """Whether nothing is kept from them."""
        return self.agencies is None and self.see == self.locate == self.read == EVERYTHING

    @property
    def key(self) -> str:
        """The same for equal rights, and for no others: what is kept of an answer is kept by it."""
        agencies = None if self.agencies is None else sorted(self.agencies)
        return repr([agencies, *([each.text, sorted(each.parameters.items())] for each in (self.see, self.locate, self.read))])

    @property
    def shape(self) -> "Rights":
        """The same without any value: what conditions texts get goes by it, whoever asks."""
        agencies = None if self.agencies is None else frozenset[str]()
        return Rights(agencies, Filter(self.see.text), Filter(self.locate.text), Filter(self.read.text))

    @property
    def parameters(self) -> dict[str, Any]:
        """What every text takes that has these conditions in it."""
        own = {} if self.agencies is None else {"rights_agencies": sorted(self.agencies)}
        return {**own, **self.see.parameters, **self.locate.parameters, **self.read.parameters}


ALL_RIGHTS = Rights()
"""Those of the owner of a store: no text of theirs has a condition."""
