"""Packages of npm for tests: fetched once, into the folder for temporary files, by the package.json that names them."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import portalocker
import pytest

INSTALL = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline", "--silent"]


def with_packages(package: Path, folder: Path) -> Path:
    """That Node package copied to `folder`, with what it needs installed. Without Node.js the test is skipped; on CI it fails."""
    _need_node()
    shutil.copytree(package, folder)
    (folder / "node_modules").symlink_to(_installed(package / "package.json") / "node_modules")
    return folder


def ran(*command: str | Path, within: Path) -> str:
    """What a command that must succeed writes to standard output."""
    done = subprocess.run(command, cwd=within, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _need_node() -> None:
    if not (shutil.which("node") and shutil.which("npm")):
        if os.environ.get("CI"):
            pytest.fail("this test needs node and npm, and this machine has not both")
        pytest.skip("this test needs node and npm: install Node.js to run it")


def _installed(needed: Path) -> Path:
    """The folder with these packages; two processes that need them at once do not install over each other."""
    named = hashlib.sha256(needed.read_bytes()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"casegraph-npm-{os.getuid()}-{named}"
    folder.mkdir(mode=0o700, exist_ok=True)
    with portalocker.Lock(folder / "lock", timeout=600):
        if not (folder / "whole").exists():
            shutil.copy(needed, folder)
            ran(*INSTALL, within=folder)
            (folder / "whole").touch()
    return folder
