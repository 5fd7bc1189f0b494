"""The command that starts ArcadeDB with the Java that its wheel carries."""

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path

from graph.embedded.endpoint import DATABASE, HOST
from graph.embedded.folder import DataFolder
from graph.errors import StoreUnavailable

MAIN_CLASS = "com.arcadedb.server.ArcadeDBServer"

# These would open doors that casegraph does not use; the MCP one opens itself wherever its jar is found.
_UNUSED_JARS = (
    "arcadedb-mcp",
    "arcadedb-postgresw",
    "arcadedb-redisw",
    "arcadedb-graphql",
    "arcadedb-console",
)

_JVM_FLAGS = (
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-CreateCoredumpOnCrash",
    "-XX:-UsePerfData",
    "-Xlog:disable",
    "-Djava.awt.headless=true",
    "--enable-native-access=ALL-UNNAMED",
)

_MOST_AT_ONCE = 64

# Refused statements would be logged with the keys of the people in them, so that logger is off.
LOGGING = """\
handlers = java.util.logging.ConsoleHandler
.level = WARNING
com.arcadedb.level = SEVERE
com.arcadedb.bolt.BoltNetworkExecutor.level = OFF
java.util.logging.ConsoleHandler.level = WARNING
java.util.logging.ConsoleHandler.formatter = com.arcadedb.log.LogFormatter
"""

_FOREIGN_OPTIONS = frozenset({"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"})


@dataclass(frozen=True)
class Ports:
    """The two loopback ports of one server."""

    bolt: int
    http: int


@dataclass(frozen=True)
class Java:
    """The Java program and the jars of the installed wheel."""

    program: Path
    jars: tuple[Path, ...]

    @property
    def classpath(self) -> str:
        """The jars as Java wants them named."""
        return os.pathsep.join(map(str, self.jars))


def installed_java() -> Java:
    """The Java and the jars of ``arcadedb-embedded``; StoreUnavailable where the wheel is not there."""
    spec = importlib.util.find_spec("arcadedb_embedded")
    if spec is None or spec.origin is None:
        raise _no_wheel("the package arcadedb-embedded is not installed")
    package = Path(spec.origin).parent
    program = package / "jre" / "bin" / ("java.exe" if os.name == "nt" else "java")
    jars = tuple(jar for jar in sorted(package.glob("jars/*.jar")) if not jar.name.startswith(_UNUSED_JARS))
    if not program.exists() or not jars:
        raise _no_wheel(f"{package} holds no Java and jars")
    return Java(program, jars)


def arguments(java: Java, folder: DataFolder, memory: str, ports: Ports, command_seconds: float) -> list[str]:
    """Every argument of the server's JVM but those of its start-up cache."""
    properties = {
        "java.util.logging.config.file": folder.logging.path,
        "arcadedb.server.mode": "development",
        "arcadedb.server.rootPath": folder.home,
        "arcadedb.server.databaseDirectory": folder.databases,
        "arcadedb.server.rootPasswordPath": folder.password.path,
        "arcadedb.server.defaultDatabases": f"{DATABASE}[root]",
        "arcadedb.server.httpIncomingHost": HOST,
        "arcadedb.server.httpIncomingPort": ports.http,
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.bolt.host": HOST,
        "arcadedb.bolt.port": ports.bolt,
        "arcadedb.command.timeout": round(command_seconds * 1000),
        # Its own number, twice that of the processors, would let a few large questions keep every small one waiting, and whoever
        # wants to end them: which of ours run at once is settled before they come here (`graph.store.admission`).
        "arcadedb.queryMaxConcurrent": _MOST_AT_ONCE,
        # What was acknowledged is on the disk (docs/adr/0001).
        "arcadedb.txWalFlush": 1,
        "arcadedb.serverMetrics": "false",
        "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
        "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
    }
    heap = [f"-Xmx{memory}", f"-XX:ErrorFile={folder.home / 'java-crash.log'}"]
    settings = [f"-D{name}={value}" for name, value in properties.items()]
    return [*_JVM_FLAGS, *heap, "-cp", java.classpath, *settings, MAIN_CLASS]


def cache_arguments(java: Java) -> list[str]:
    """The arguments that a start-up cache depends on."""
    return [*_JVM_FLAGS, "-cp", java.classpath]


def argument_file(arguments: list[str]) -> str:
    """The text of a file for ``java @file``: one quoted argument a line."""
    return "".join('"' + one.replace("\\", "\\\\").replace('"', '\\"') + '"\n' for one in arguments)


def environment() -> dict[str, str]:
    """This process's environment without what would change the server's JVM unseen."""
    return {name: value for name, value in os.environ.items() if name not in _FOREIGN_OPTIONS}


def _no_wheel(found: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"there is no embedded server on this machine: {found} (it is made for Linux x86-64 with glibc 2.35 "
        "or later, macOS arm64 and Windows); use a Neo4j by URL: set CASEGRAPH_STORE=bolt://HOST:7687, "
        "CASEGRAPH_USER and CASEGRAPH_PASSWORD"
    )
