"""One build of a random project, however it ends."""

from __future__ import annotations

import faulthandler
import re
import signal
import traceback
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from building import CONF, Site, free_sphinx
from comparing import output_of

from fuzz.sites import Project

LONGEST = 180
"""Seconds after which a build hangs: what takes two."""

EXTENSIONS = ["colon_fence", "deflist"]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63"
    "f8ffff3f0005fe02fea73581e40000000049454e44ae426082"
)
BESIDE: Mapping[str, str | bytes] = {
    "conf.py": "",
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "events/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" id="other"/>',
    "dot.png": PNG,
    "broken.png": PNG[:40],
    "part.txt": "A part.\n\n:::{private}\nzqx9999n9k\n:::\n\n% zqx9999n8k\n",
    "index.md": "# Notes\n\n```{toctree}\n:glob:\n\n**\n```\n",
    "talks.md": "# Talks\n\n```{talks}\n```\n\n```{people}\n```\n\n```{links}\n```\n",
}
_PLACE = re.compile(r"(?:^\s*|: from )([^\s:][^:\n]*\.(?:md|rst|txt)):(\d+)", re.MULTILINE)
"""A source that is named where a build stops: by the reader, or by the look at what was built."""


class Hang(BaseException):
    """A build does not come to an end."""


@dataclass
class Outcome:
    """What became of a build."""

    warnings: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    stopped: str = ""
    """The message of a build that ended itself."""
    raised: str = ""
    """The traceback of one that fell down."""
    signature: str = ""
    """Type and place of the exception."""
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def places(self) -> list[tuple[str, int]]:
        """The files and lines that the message names."""
        found = _PLACE.findall(self.stopped)  # docutils names what is included as seen from afar
        return [(name.rpartition("/site/")[2], int(line)) for name, line in found]


def put(root: Path, project: Project) -> None:
    """Write all sources that are not there as they are to be; take away pages that are gone."""
    for path in [*root.rglob("*.md"), *root.rglob("*.rst")]:
        name = path.relative_to(root).as_posix()
        is_output = name.startswith("_build/")  # copies of sources may have the names of sources
        if not is_output and name not in project.files and name not in BESIDE:
            path.unlink()
    for name, content in {**BESIDE, **project.files}.items():
        path = root / name
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def site_of(root: Path, builder: str, conf: Mapping[str, Any], parallel: int = 0) -> Site:
    """Return what builds the project in *root*."""
    base = {**CONF, "myst_enable_extensions": EXTENSIONS, "suppress_warnings": ["toc"]}
    return Site(root, builder, {**base, **conf}, parallel)


def build(root: Path, builder: str, conf: Mapping[str, Any], parallel: int = 0) -> Outcome:
    """Build what lies in *root*, and say how it ended."""
    site = site_of(root, builder, conf, parallel)
    outcome = Outcome()
    try:
        with _bounded():
            site.rebuild(True)
    except SystemExit as error:
        outcome.stopped = str(error).replace(f"{root}/", "") or "without a word"
    except (Exception, Hang) as error:
        outcome.raised = "".join(traceback.format_exception(error))
        outcome.signature = _signature(error)
    else:
        outcome.files = output_of(site)
        outcome.said = site.said
    outcome.warnings = site.warnings
    free_sphinx()
    return outcome


@contextmanager
def _bounded() -> Iterator[None]:
    """Raise :exc:`Hang` in a build that takes too long; end the program if that does not help."""

    def stop(*_: object) -> None:
        raise Hang("the build does not end")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    faulthandler.dump_traceback_later(2 * LONGEST, exit=True)
    try:
        yield
    finally:
        signal.alarm(0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGALRM, before)


def _signature(error: BaseException) -> str:
    """Return the type of the first cause, and the innermost function it came from; of a node that
    no writer knows also its type: ours, or one that docutils alone does not know either. Of what
    calls itself without end, it is the functions that do, wherever there was no room left.
    """
    while error.__cause__ is not None or getattr(error, "orig_exc", None):
        error = getattr(error, "orig_exc", None) or error.__cause__
    frames = traceback.extract_tb(error.__traceback__)
    called = Counter(f"{Path(frame.filename).stem}.{frame.name}" for frame in frames)
    place = f"{Path(frames[-1].filename).stem}.{frames[-1].name}" if frames else ""
    if isinstance(error, RecursionError):
        most = max(called.values(), default=0)
        place = " and ".join(sorted(name for name, times in called.items() if times > most // 2))
    node = str(error).rpartition(" ")[2] if isinstance(error, NotImplementedError) else ""
    return " ".join(filter(None, [type(error).__name__, node, "in", place]))


def unpacked(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Return every file, and what is packed in one."""
    for name, data in files.items():
        yield name, data
        if name.endswith("objects.inv") and data.count(b"\n") > 3:
            yield f"{name} (unpacked)", zlib.decompress(data.split(b"\n", 4)[4])
        elif name.endswith(".epub"):
            with ZipFile(BytesIO(data)) as archive:
                for inner in archive.namelist():
                    yield f"{name}/{inner}", archive.read(inner)
