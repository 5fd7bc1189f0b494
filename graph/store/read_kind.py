"""What a read is for. Each kind has its own time, lane and patience, so that no caller has to name them one by one."""

from enum import Enum

from graph.settings import Settings
from graph.store.reconnect import SECONDS_OF_TRYING


class ReadKind(Enum):
    """What `Store.read` is asked for; the value is the setting that limits its seconds."""

    QUESTION = "query_timeout"
    """A question about one subject, or a few: the default."""
    EVERYONE = "population_timeout"
    """A question about everyone, which may take longer and is admitted in a lane of its own."""
    BEFORE_WRITE = "load_timeout"
    """What has to be known before something is written: it may take as long as a batch of a load, and waits as long for a
    store that is restarted meanwhile."""

    def seconds(self, settings: Settings) -> float:
        """The time that such a read may take."""
        match self:
            case ReadKind.QUESTION:
                return settings.query_timeout
            case ReadKind.EVERYONE:
                return settings.population_timeout
            case ReadKind.BEFORE_WRITE:
                return settings.load_timeout

    @property
    def patience(self) -> float:
        """The seconds for which a store that is away is waited for."""
        return SECONDS_OF_TRYING if self is ReadKind.BEFORE_WRITE else 0
