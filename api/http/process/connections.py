"""Connections: how much a request may say before it is looked at, and how long a connection may keep anybody waiting.

uvicorn reads a head of any size, and waits without end for one that does not come. What is refused here is refused before the
application sees anything of it (docs/adr/0030).
"""

import asyncio
import sys
from time import monotonic
from typing import Any

import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.codes import Code
from api.http.responses import error_of

_SLICE = 16 * 1024
_TARGETS = (b"/", b"*")


class RefusedHead(Exception):
    """The head of a request that is not read on, with the status and the sentence that say why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class LimitedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, within limits: of bytes, of headers, of seconds, and of connections that are open."""

    most_head_bytes = 64 * 1024
    most_headers = 100
    most_bytes = 1024 * 1024
    """Of a whole request: the body has a limit of its own, what stands around its parts has none."""
    most_url_bytes = 8 * 1024
    most_connections = 1000
    head_seconds: float = 10
    send_seconds: float = 10
    least_bytes_sent = 10_000
    """What a slow reader has to take of an answer in that time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._since = monotonic()
        self._bytes, self._head_bytes, self._in_head = 0, 0, False
        self._refused: RefusedHead | None = None
        self._head_timer: asyncio.TimerHandle | None = None
        self._send_timer: asyncio.TimerHandle | None = None

    # --- the connection ---

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head; where too many are open, the one that has been idle for the longest makes room."""
        super().connection_made(transport)
        self._expect_head()
        if len(self.connections) > min(self.most_connections, _half_of_files()):
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more is waited for of a connection that is closed."""
        _cancel(self._head_timer)
        _cancel(self._send_timer)
        super().connection_lost(exc)

    def _make_room(self) -> None:
        idle = [each for each in self.connections if isinstance(each, LimitedProtocol) and each is not self and each.is_idle]
        longest = min(idle, key=lambda each: each._since, default=self)
        if longest is self:
            self._refuse(RefusedHead(503, "this server has too many connections open; try again later"))
        else:
            longest.transport.abort()

    @property
    def is_idle(self) -> bool:
        """Whether no request of it is being answered."""
        return self.cycle is None or self.cycle.response_complete

    # --- the head of a request ---

    def data_received(self, data: bytes) -> None:
        """Read on, a slice at a time, so that no head is ever held that is larger than one may be."""
        if self.is_idle and self._head_timer is None:
            self._expect_head()
        for start in range(0, len(data), _SLICE):
            part = data[start : start + _SLICE]
            super().data_received(part)
            if self.transport.is_closing():
                return
            self._bytes += len(part)
            self._head_bytes = self._head_bytes + len(part) if self._in_head else 0
            if self._bytes > self.most_bytes:
                self._refuse(RefusedHead(413, f"a request may have {self.most_bytes:,} bytes at most"))
                return
            if self._head_bytes > self.most_head_bytes:
                self._refuse(RefusedHead(431, f"the head of a request may have {self.most_head_bytes:,} bytes at most"))
                return

    def on_message_begin(self) -> None:
        """From here on bytes are counted as those of a head."""
        super().on_message_begin()
        self._in_head = True

    def on_url(self, url: bytes) -> None:
        """A part of the address."""
        super().on_url(url)
        if len(self.url) > self.most_url_bytes:
            self._stop(414, f"an address may have {self.most_url_bytes:,} bytes at most")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Refuse a request with more headers than one may have."""
        super().on_header(name, value)
        if len(self.headers) > self.most_headers:
            self._stop(431, f"a request may have {self.most_headers} headers at most")

    def on_headers_complete(self) -> None:
        """The head is whole."""
        if not self.url.startswith(_TARGETS):  # it would name a host of its own beside the header's
            self._stop(400, "expected a path as the target of the request")
        self._in_head = False
        _cancel(self._head_timer)
        self._head_timer = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._bytes = 0
        super().on_message_complete()

    def _stop(self, status: int, sentence: str) -> None:
        """Stop the parser; uvicorn then asks for a bad request to be answered."""
        self._refused = RefusedHead(status, sentence)
        raise self._refused

    def send_400_response(self, msg: str) -> None:
        """Answer what was refused, or could not be parsed."""
        self._refuse(self._refused or RefusedHead(400, "expected an HTTP request, found something that cannot be read as one"))

    def _refuse(self, refused: RefusedHead) -> None:
        if self.is_idle:
            code = Code.TIMEOUT if refused.status == 408 else Code.BAD_INPUT if refused.status < 500 else Code.BEYOND_LIMIT
            body = orjson.dumps({"errors": [error_of(code, refused.sentence)]})
            head = b"content-type: application/json; charset=utf-8\r\nconnection: close\r\ncontent-length: %d\r\n\r\n" % len(body)
            self.transport.write(STATUS_LINE[refused.status] + head + body)
        self.transport.close()

    def _expect_head(self) -> None:
        """From now on a whole head has so many seconds, however it trickles in."""
        self._head_timer = self.loop.call_later(self.head_seconds, self._head_is_late)

    def _head_is_late(self) -> None:
        if self._in_head:
            self._refuse(RefusedHead(408, f"the head of a request did not arrive within {self.head_seconds:g} seconds"))
        else:
            self.transport.abort()

    # --- the answer ---

    def pause_writing(self) -> None:
        """More waits to be sent than the reader takes."""
        super().pause_writing()
        self._expect_reader()

    def resume_writing(self) -> None:
        """The reader has caught up."""
        super().resume_writing()
        _cancel(self._send_timer)
        self._send_timer = None

    def _expect_reader(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._send_timer = self.loop.call_later(self.send_seconds, self._check_reader, left)

    def _check_reader(self, left: int) -> None:
        if left - self.transport.get_write_buffer_size() < self.least_bytes_sent:
            self.transport.abort()
        else:
            self._expect_reader()


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()


def _half_of_files() -> int:
    """The store and the files of the page need some of those that a process may have open."""
    if sys.platform == "win32":
        return LimitedProtocol.most_connections
    import resource

    return resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2
