"""The samples of each format, and mutated copies of them: a file, a folder of files, or either as a zip."""

import importlib
import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from loaders.formats import formats
from tests.benchmarks.hostile.mutations import Mutation, mutations_for

_BOMB = 300 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """Where the sample of one form of a format stands."""

    format: str
    path: Path


@dataclass(frozen=True, slots=True)
class Mutated:
    """A path to load, and what was done to it."""

    path: Path
    done: str


def write_samples(folder: Path) -> dict[str, Sample]:
    """A small sample of each form of each format, as its own tests write it: every `write…` of the `sample.py` beside them."""
    found = {}
    for format_ in formats():
        module = importlib.import_module(f"tests.loaders.{format_}.sample")
        for each in (each for each in vars(module) if each == "write" or each.startswith("write_")):
            name = format_ + each.removeprefix("write")
            found[name] = Sample(format_, vars(module)[each](folder / name))
    return found


def mutated(sample: Path, folder: Path, random: Random) -> Mutated:
    """A copy of a sample in which one file has gone wrong in one to three ways, and one time in eight as a zip."""
    folder.mkdir(parents=True)
    copy = folder / sample.name
    if sample.is_dir():
        shutil.copytree(sample, copy)
        target = random.choice(sorted(each for each in copy.iterdir() if each.is_file()))
    else:
        target = Path(shutil.copy(sample, copy))
    said = f"{target.name}: {', '.join(each.name for each in _changed(target, random))}"
    if random.randrange(8) == 0:
        return Mutated(_zipped(copy, random), f"{said}; in a zip")
    return Mutated(copy, said)


def _changed(target: Path, random: Random) -> list[Mutation]:
    content = target.read_bytes()
    inside = zipfile.is_zipfile(target) and random.random() < 0.9
    if inside and random.randrange(40) == 0:
        target.write_bytes(_with_bomb(content, random))
        return [Mutation(_bomb_inside)]
    done = []
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        if inside:
            mutation, content = _changed_inside(content, random)
        else:
            mutation = random.choice(mutations_for(target.name, content))
            content = mutation.change(content, random)
        done.append(mutation)
    target.write_bytes(content)
    return done


def _changed_inside(content: bytes, random: Random) -> tuple[Mutation, bytes]:
    """One part of a workbook, which is a zip of XML; mostly one with cells in it."""
    parts = dict(_parts(content))
    sheets = [name for name in parts if name.startswith("xl/worksheets/")]
    chosen = random.choice(sheets if random.randrange(4) else list(parts))
    mutation = random.choice(mutations_for(chosen, parts[chosen]))
    parts[chosen] = mutation.change(parts[chosen], random)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return mutation, made.getvalue()


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for each in archive.namelist():
            yield each, archive.read(each)


def _with_bomb(content: bytes, random: Random) -> bytes:
    """A workbook of which one part unpacks to far more than it should."""
    parts = dict(_parts(content))
    chosen = random.choice(["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/media/picture.png"])
    made = io.BytesIO(_bomb_inside(chosen))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.keys() - {chosen}:
            archive.writestr(name, parts[name])
    return made.getvalue()


@cache
def _bomb_inside(name: str) -> bytes:
    """A zip with one file in it that unpacks to 300 MB; packed once a name, which takes seconds."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, b"\0" * _BOMB)
    return made.getvalue()


def _zipped(path: Path, random: Random) -> Path:
    packed = path.with_name(path.name + ".zip")
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    bomb = random.choice(["more.csv", files[0].name]) if random.randrange(6) == 0 else None
    packed.write_bytes(_bomb_inside(bomb) if bomb else b"")
    with zipfile.ZipFile(packed, "a" if bomb else "w", zipfile.ZIP_DEFLATED) as archive:
        for each in files:
            if each.name != bomb:
                archive.write(each, each.name)
    content = packed.read_bytes()
    if random.random() < 0.5:
        packed.write_bytes(random.choice(mutations_for("zip", content)).change(content, random))
    return packed
