"""The files of two builds, held against each other to the byte."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from difflib import unified_diff
from pathlib import Path

from building import Site

# what Sphinx itself writes in every build of HTML, also in one that has nothing to do
_STATIC = ("alabaster.css", "basic.css", "documentation_options.js", "language_data.js")
REWRITTEN = {
    ".buildinfo",
    "genindex.html",
    "genindex/index.html",
    "search.html",
    "search/index.html",
    "searchindex.js",
    "objects.inv",
    "_static/opensearch.xml",
    *(f"_static/{name}" for name in (*_STATIC, "pygments.css")),
}


def files_in(*folders: Path) -> list[Path]:
    """Return all files in some folders and theirs."""
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def output_of(site: Site) -> dict[str, bytes]:
    """Return the files of the last build's output, without what Sphinx notes of the build."""
    return {
        str(path.relative_to(site.out)): path.read_bytes()
        for path in files_in(site.out)
        if path.name not in {".buildinfo", ".buildinfo.bak"}
    }


def idle_changes(root: Path, builder: str, rebuild: Callable[[], Site]) -> list[str]:
    """Build once more; say which files an idle build should have left alone."""
    out, doctrees = root / "_build" / builder, root / "_build" / "doctrees"
    before = {path: path.stat().st_mtime_ns for path in files_in(out, doctrees)}
    contents = {path: path.read_bytes() for path in before if path.is_relative_to(out)}
    site = rebuild()
    broken = is_unsettled(site)
    allowed = {*(out / name for name in REWRITTEN), *out.glob("genindex-*.html")}
    allowed.add(doctrees / "private-words.pickle")  # it knows the times of those
    if builder == "singlehtml":
        allowed.add(out / "index.html")
    after = {path: path.stat().st_mtime_ns for path in files_in(out, doctrees)}
    # a folder that was copied holds photos of another time
    allowed |= {path for path in after if path.parent == doctrees / "photos" / "used"}
    found = [f"{path}: there or gone" for path in sorted(before.keys() ^ after.keys())]
    for path in sorted(before.keys() & after.keys()):
        if path in contents and contents[path] != path.read_bytes():
            found.append(f"{path}: other content")
        elif before[path] != after[path] and path not in allowed and not broken:
            found.append(f"{path}: written")
    return [f"idle build: {line.removeprefix(str(root))}" for line in found]


def is_unsettled(site: Site) -> bool:
    """Tell whether Sphinx reads a page again in each build.

    It does if a toctree names pages that are not there, or if what is included is no file.
    """
    env = site.app.env
    included = {name for names in env.dependencies.values() for name in names}
    return bool(env.reread_always) or not all((env.srcdir / name).is_file() for name in included)


def differences(
    ours: Mapping[str, bytes] | None, expected: Mapping[str, bytes] | None
) -> list[str]:
    """Return what differs: the files, and the first lines of each."""
    if ours is None or expected is None:
        stopped = "the incremental build was stopped", "the clean build was stopped"
        return [stopped[ours is not None]] if ours is not expected else []
    found = [f"{name}: only incremental" for name in sorted(ours.keys() - expected.keys())]
    found += [f"{name}: only clean" for name in sorted(expected.keys() - ours.keys())]
    for name in sorted(ours.keys() & expected.keys()):
        if ours[name] != expected[name]:
            ends = "incremental", "clean"
            texts = [readable(name, data) for data in (ours[name], expected[name])]
            lines = list(unified_diff(*(text.split("\n") for text in texts), *ends, n=0))
            found.append("\n".join([f"{name}:", *(line[:300] for line in lines[2:12])]))
    return found


def readable(name: str, data: bytes) -> str:
    """Return a file's content in lines: inventories are packed, scripts are one line."""
    if name == "objects.inv":
        head = data.split(b"\n", 4)
        data = b"\n".join([*head[:4], zlib.decompress(head[4])])
    text = data.decode("utf-8", "replace")
    return text.replace('"', '\n"') if name.endswith(".js") else text
