"""Finds the Java development kits of this machine."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_JDK_FOLDERS = (Path("/usr/lib/jvm"), Path("/Library/Java/JavaVirtualMachines"))
_MODULE = re.compile(r"^(java\.base|jdk\.compiler)@(\d+)", re.MULTILINE)


def java_from(oldest: int) -> Path | None:
    """The java of the oldest kit of at least that version; None where there is none."""
    fitting = [(version, program) for program, version in _kits().items() if version >= oldest]
    return min(fitting)[1] if fitting else None


@cache
def _kits() -> dict[Path, int]:
    versions = {program: _version(program) for program in set(_programs())}
    return {program: version for program, version in versions.items() if version is not None}


def _programs() -> Iterator[Path]:
    homes = [Path(value) for name, value in os.environ.items() if name.startswith("JAVA_HOME") and value]
    for folder in _JDK_FOLDERS:
        homes += [*folder.glob("*"), *folder.glob("*/Contents/Home")]
    found = [home / "bin" / "java" for home in homes] + [Path(shutil.which("java") or "")]
    yield from (program.resolve() for program in found if program.is_file())


def _version(program: Path) -> int | None:
    listed = subprocess.run([program, "--list-modules"], capture_output=True, text=True, check=False).stdout
    modules = dict(_MODULE.findall(listed))
    return int(modules["jdk.compiler"]) if len(modules) == 2 else None
