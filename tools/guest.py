"""Build somebody else's documentation with the extension and without, and compare the outcome.

``python -m tools.guest FOLDER`` takes the folder of a ``conf.py``. Pages without notes must come
out with the same bytes, and no warning may be new. Other projects' inventories are not asked for,
and extensions that are not installed here are left out of both builds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.tags import Tags

_ESCAPES = re.compile(r"\x1b\[[\d;]*[mK]")
_LONGEST = 5


class Difference(NamedTuple):
    """What is not the same in two outputs."""

    same: int
    """How many files are."""
    other: list[str]
    added: list[str]
    gone: list[str]

    @property
    def pages(self) -> list[str]:
        """The names of the pages among them."""
        return [name for name in self.other if name.endswith(".html")]


def compare(before: Path, after: Path) -> Difference:
    """Compare all files of two outputs byte for byte."""
    old, new = dict(_files(before)), dict(_files(after))
    both = sorted(old.keys() & new.keys())
    other = [name for name in both if old[name].read_bytes() != new[name].read_bytes()]
    added, gone = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    return Difference(len(both) - len(other), other, added, gone)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def build(folder: Path, out: Path, settings: dict[str, Any], loaded: Sequence[str]) -> list[str]:
    """Build a project in a process of its own, and return its warnings.

    :param settings: go before those of ``conf.py``.
    :param loaded: the extensions to load after those that it names.
    :raises ChildProcessError: it can't be built.
    """
    asked = json.dumps([str(folder), str(out), settings, list(loaded)])
    command = [sys.executable, "-m", "tools.guest", "--build", asked]
    root = Path(__file__).parents[1]
    paths = [str(root), str(root / "_ext"), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    environment |= {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1700000000"}
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    told = (out / "warnings").read_text(encoding="utf-8") if (out / "warnings").exists() else ""
    if ran.returncode:
        raise ChildProcessError(f"{ran.stderr[-4000:]}\n{told[-4000:]}")
    plain = _ESCAPES.sub("", told).replace(str(out), "OUT")
    return [line for line in plain.splitlines() if line.strip()]


def _build(asked: str) -> int:
    """Build as :func:`build` asks for."""
    folder, out, settings, loaded = json.loads(asked)
    numbers = random.Random(0)  # some extensions make up names, which would differ each time
    uuid.uuid4 = lambda: uuid.UUID(int=numbers.getrandbits(128), version=4)
    known = Config.read(folder, overrides=settings, tags=Tags())
    found = [name for name in known.extensions if _is_installed(name)]
    if "sphinx.ext.intersphinx" in found:
        settings["intersphinx_mapping"] = {}
    settings["extensions"] = [*found, *loaded]
    with Path(out, "warnings").open("w", encoding="utf-8") as warnings:
        app = Sphinx(
            folder,
            folder,
            Path(out, "html"),
            Path(out, "doctrees"),
            settings.pop("builder", "html"),
            confoverrides=settings,
            status=None,
            warning=warnings,
            freshenv=True,
        )
        app.build()
    return 0


def _is_installed(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return name.partition(".")[0] != "sphinx" and Path(f"{name}.py").exists()
    return True


def run(folder: Path, settings: dict[str, Any], loaded: Sequence[str]) -> int:
    """Build twice, say what differs, and return 1 if a page or a warning does."""
    with tempfile.TemporaryDirectory() as temporary:
        outs = [Path(temporary, name) for name in ("without", "with")]
        for out in outs:
            out.mkdir()
        plain = build(folder, outs[0], settings, [])
        told = build(folder, outs[1], settings, loaded)
        found = compare(outs[0] / "html", outs[1] / "html")
    new, gone = Counter(told) - Counter(plain), Counter(plain) - Counter(told)
    print(f"{found.same} files are the same, {len(found.other)} differ", end="")
    print(f" ({len(found.pages)} of them pages), {len(found.added)} are new", end="")
    print(f", {len(found.gone)} are missing")
    print(f"{len(plain)} warnings without, {len(told)} with", end="")
    print(f": {new.total()} new, {gone.total()} gone")
    for what, names in (
        ("differs", found.other),
        ("is new", found.added),
        ("is missing", found.gone),
        ("new warning", new),
        ("warning gone", gone),
    ):
        for name in [*names][:_LONGEST]:
            print(f"  {what}: {name}")
    return int(bool(found.other or found.gone or found.added or new or gone))


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.guest", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="the folder of a conf.py")
    parser.add_argument("-b", "--builder", default="html", help="the builder: %(default)s")
    parser.add_argument("-D", dest="set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument(
        "--load", nargs="+", default=["eventnotes"], help="what to load: %(default)s"
    )
    parser.add_argument("--build", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.build:
        return _build(given.build)
    if given.folder is None:
        parser.error("name a folder")
    settings: dict[str, Any] = dict(each.split("=", 1) for each in given.set)
    return run(given.folder.resolve(), {**settings, "builder": given.builder}, given.load)


if __name__ == "__main__":
    sys.exit(main())
