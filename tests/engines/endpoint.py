"""Where a test engine answers, and what goes wrong with one."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Endpoint:
    """A store's address by Bolt, and as whom to open which database there."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str


class EngineError(Exception):
    """A test engine could not be fetched or started; the text says why."""
