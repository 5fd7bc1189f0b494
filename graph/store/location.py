"""Where a store answers, and as whom: what a client of one's own needs to know of it, beside the password."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import neo4j

from graph.errors import InvalidInput
from graph.settings import Settings

_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class Location:
    """A store's URL, without its password; `user` is None where nobody signs in, `password_file` the embedded server's."""

    url: str
    database: str
    user: str | None = None
    password_file: Path | None = None


def located(url: str, settings: Settings) -> tuple[Location, neo4j.Auth | None]:
    """A store by its URL, and who signs in; user and password in the URL stand before the settings. Raises InvalidInput."""
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise InvalidInput(f"a store is an URL as bolt://host:7687 or neo4j://host:7687, found scheme '{parts.scheme}'")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    user = unquote(parts.username) if parts.username else settings.user
    given = unquote(parts.password) if parts.password else None
    password = given or settings.password.get_secret_value()
    auth = neo4j.basic_auth(user, password) if user and password else None
    plain = f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")
    return Location(plain, settings.database, user if auth else None), auth
