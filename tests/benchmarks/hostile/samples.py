"""The sample of each format, and mutated copies of it: a file, a folder of files, or either as a zip."""

import importlib
import io
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

from loaders.formats import formats
from tests.benchmarks.hostile.mutations import Mutation, mutations_for

_BOMB = 300 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Mutated:
    """A path to load, what was done to it, and whether as many rows are in it as in the sample."""

    path: Path
    done: str
    rows_stay: bool


def write_samples(folder: Path) -> dict[str, Path]:
    """A small sample of each format, by its name, as the format's own tests write it (`sample.py` beside them)."""
    return {name: importlib.import_module(f"tests.loaders.{name}.sample").write(folder / name) for name in formats()}


def mutated(sample: Path, folder: Path, random: Random) -> Mutated:
    """A copy of a sample in which one file has gone wrong in one to three ways, and one time in eight as a zip."""
    folder.mkdir(parents=True)
    copy = folder / sample.name
    if sample.is_dir():
        shutil.copytree(sample, copy)
        target = random.choice(sorted(each for each in copy.iterdir() if each.is_file()))
    else:
        target = Path(shutil.copy(sample, copy))
    done = _changed(target, random)
    said = f"{target.name}: {', '.join(each.name for each in done)}"
    # Where elements nest, one that is rejected is one row for all that stood in it.
    stay = len(done) == 1 and done[0].rows_stay and target.suffix == ".csv"
    if random.randrange(8) == 0:
        return Mutated(_zipped(copy, random), f"{said}; in a zip", rows_stay=False)
    return Mutated(copy, said, stay)


def _changed(target: Path, random: Random) -> list[Mutation]:
    content = target.read_bytes()
    inside = zipfile.is_zipfile(target) and random.random() < 0.8
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
    """One part of a workbook, which is a zip of XML."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.namelist()
        chosen = random.choice([name for name in names if "sheet" in name.lower()] or names)
        part = before.read(chosen)
        mutation = random.choice(mutations_for(chosen, part))
        for name in names:
            after.writestr(name, mutation.change(part, random) if name == chosen else before.read(name))
    return Mutation(mutation.change), made.getvalue()


def _zipped(path: Path, random: Random) -> Path:
    packed = path.with_name(path.name + ".zip")
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in files:
            archive.write(each, each.name)
        if random.randrange(6) == 0:
            archive.writestr(random.choice(files).name + ".more", b"\0" * _BOMB)
    content = packed.read_bytes()
    if random.random() < 0.5:
        packed.write_bytes(random.choice(mutations_for("zip", content)).change(content, random))
    return packed
