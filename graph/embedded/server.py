"""The Java process: start it, wait until its database answers, stop it, find one that was left behind."""

import contextlib
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil

from graph.embedded import watchdog
from graph.embedded.endpoint import DATABASE, HOST, USER, Endpoint
from graph.embedded.failures import PortTaken, has_failed_to_start, start_failure
from graph.embedded.folder import DataFolder
from graph.embedded.java import LOGGING, Ports, argument_file, arguments, environment, installed_java
from graph.embedded.processes import listens, stop
from graph.embedded.startup_cache import StartupCache
from graph.errors import StoreUnavailable

_PORT_RETRIES = 2
_POLL_SECONDS = 0.03


@dataclass(frozen=True)
class Options:
    """How one server is to run."""

    memory: str
    idle_seconds: float
    start_seconds: float
    command_seconds: float


class JavaServer:
    """A Java process that serves one folder, and does not outlive this process however that ends."""

    def __init__(self, process: subprocess.Popen[bytes], endpoint: Endpoint, cache: StartupCache) -> None:
        self._process = process
        self._watchdog = watchdog.start(process.pid)
        self.endpoint = endpoint
        self.cache = cache

    def is_running(self) -> bool:
        """Whether the Java process lives."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End it so that it closes its files; returns when it has ended."""
        if self.is_running():
            stop(self._process.pid)
        self._process.wait()
        watchdog.let_go(self._watchdog)


def start(folder: DataFolder, options: Options) -> JavaServer:
    """A server whose database answers; a port lost to another process is chosen again."""
    cache = StartupCache(installed_java())
    for _ in range(_PORT_RETRIES):
        with contextlib.suppress(PortTaken):
            return _start_once(folder, options, cache)
    return _start_once(folder, options, cache)


def stop_left_behind(folder: DataFolder) -> None:
    """Stop the server that a killed supervisor left: the Java process with this folder's arguments."""
    for process in _left_behind(folder):
        stop(process.pid)


def _start_once(folder: DataFolder, options: Options, cache: StartupCache) -> JavaServer:
    endpoint = _write_files(folder, options, cache)
    process = _spawn(folder)
    server = JavaServer(process, Endpoint(**{**vars(endpoint), "pid": process.pid}), cache)
    try:
        _wait_until_ready(folder, options, server)
    except BaseException:
        server.stop()
        raise
    return server


def _write_files(folder: DataFolder, options: Options, cache: StartupCache) -> Endpoint:
    ports, password = _free_ports(), secrets.token_urlsafe(24)
    java_arguments = arguments(installed_java(), folder, options.memory, ports, options.command_seconds)
    folder.arguments.write(argument_file([*cache.arguments(), *java_arguments]))
    folder.logging.write(LOGGING)
    folder.password.write(password)
    # The server keeps the password of its first start here; without the file it takes the new one.
    (folder.home / "config" / "server-users.jsonl").unlink(missing_ok=True)
    return Endpoint(HOST, ports.bolt, USER, password, DATABASE, 0, ports.http)


def _free_ports() -> Ports:
    # Both at once, or they could be the same one. Who takes a port before the server does is met by `start` (PortTaken).
    with socket.socket() as bolt, socket.socket() as http:
        bolt.bind((HOST, 0))
        http.bind((HOST, 0))
        return Ports(bolt.getsockname()[1], http.getsockname()[1])


def _spawn(folder: DataFolder) -> subprocess.Popen[bytes]:
    command = [str(installed_java().program), _argument_reference(folder)]
    with folder.open_log(folder.server_log) as log:
        return subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder.home, env=environment()
        )


def _argument_reference(folder: DataFolder) -> str:
    return f"@{folder.arguments.path}"


def _wait_until_ready(folder: DataFolder, options: Options, server: JavaServer) -> None:
    deadline = time.monotonic() + options.start_seconds
    while not (listens(server.endpoint.pid, server.endpoint.port) and _answers(server.endpoint)):
        log = folder.server_log.read_text(encoding="utf-8", errors="replace")
        if not server.is_running() or has_failed_to_start(log):
            raise start_failure(folder, options.memory, log)
        if time.monotonic() > deadline:
            raise StoreUnavailable(
                f"the embedded server did not answer within {options.start_seconds:g} seconds; see {folder.server_log}"
            )
        time.sleep(_POLL_SECONDS)


def _answers(endpoint: Endpoint) -> bool:
    # The driver takes longer to import than Java takes to begin, so the two happen side by side.
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        with (
            GraphDatabase.driver(endpoint.url, auth=(endpoint.user, endpoint.password)) as driver,
            driver.session(database=endpoint.database) as session,
        ):
            session.run("RETURN 1").consume()
    except (Neo4jError, DriverError, OSError):
        return False
    return True


def _left_behind(folder: DataFolder) -> Iterator[psutil.Process]:
    for process in psutil.process_iter(["name"]):
        if process.pid != os.getpid() and "java" in (process.info["name"] or "").lower():
            with contextlib.suppress(psutil.Error):
                if _argument_reference(folder) in process.cmdline():
                    yield process
