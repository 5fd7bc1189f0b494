"""The key that cursors are sealed with: one for all workers and restarts; for all servers of a store where it is set.

Why it is a file, and not in the store: docs/adr/0031.
"""

import logging
import secrets
from hashlib import sha512

from pydantic import SecretStr

from api.secret_file import kept_secret
from graph.settings import Settings

_FILE = "cursor.key"
_logger = logging.getLogger("casegraph.serving")


def with_cursor_key(settings: Settings) -> Settings:
    """The settings with a key in them: the one that is set, else that of the data folder, made there at the first start."""
    if settings.cursor_key is not None:
        return settings
    try:
        key = kept_secret(settings.home.expanduser() / _FILE, lambda: secrets.token_urlsafe(48))
    except OSError as error:
        _logger.warning(
            "the key of cursors cannot be kept in the data folder (%s): cursors end with this server; set CASEGRAPH_CURSOR_KEY",
            error.strerror,
        )
        key = secrets.token_urlsafe(48)
    return settings.model_copy(update={"cursor_key": SecretStr(key)})


def key_of(secret: SecretStr) -> bytes:
    """The 64 bytes that a secret of any length comes to."""
    return sha512(b"casegraph cursors " + secret.get_secret_value().encode()).digest()
