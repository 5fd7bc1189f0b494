"""The address of a running embedded server, and how its supervisor tells others of it."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from graph.embedded.folder import DataFolder
from graph.errors import StoreBusy, StoreError, StoreUnavailable

HOST = "127.0.0.1"
USER = "root"
DATABASE = "casegraph"

_KINDS = {kind.__name__: kind for kind in (StoreUnavailable, StoreBusy)}


@dataclass(frozen=True)
class Endpoint:
    """Where the server answers Bolt, and as whom; ``pid`` is the Java process. HTTP is not used."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    database: str
    pid: int
    http_port: int

    @property
    def url(self) -> str:
        """Its address, for any client that speaks Bolt."""
        return f"bolt://{self.host}:{self.port}"


def announce(folder: DataFolder, endpoint: Endpoint) -> None:
    """Tell that the server is ready; the password stays in its own file."""
    described = asdict(endpoint)
    del described["password"]
    folder.status.write(json.dumps({"ready": described}))


def announce_failure(folder: DataFolder, error: StoreError) -> None:
    """Tell why the server could not be started."""
    folder.status.write(json.dumps({"failed": type(error).__name__, "message": str(error)}))


def announced(folder: DataFolder) -> Endpoint | None:
    """The server that was announced last, None where nothing was; raises what was announced as a failure."""
    status = _status(folder)
    if "failed" in status:
        raise _KINDS.get(status["failed"], StoreUnavailable)(status["message"])
    password = folder.password.read()
    if "ready" not in status or password is None:
        return None
    return Endpoint(password=password, **status["ready"])


def _status(folder: DataFolder) -> dict[str, Any]:
    text = folder.status.read()
    status: dict[str, Any] = json.loads(text) if text else {}
    return status
