"""The three examples of the guide's page "Extending", as modules that Sphinx can load.

They are taken from the page as they stand there: what the guide shows is what is tested.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from pathlib import Path

from markdown_it import MarkdownIt

PAGE = Path(__file__).parent.parent / "guide" / "extending.md"
NAMES = ("track", "unrated", "talks_csv")


def examples() -> dict[str, str]:
    """Return the code of each example by the name of its file."""
    found: dict[str, str] = {}
    for token in MarkdownIt().parse(PAGE.read_text(encoding="utf-8")):
        if token.type == "fence" and token.info.strip() == "{code-block} python":
            caption, _, code = token.content.partition("\n")
            found[caption.removeprefix(":caption: ")] = code.lstrip("\n")
    return found


def listener() -> str:
    """Return the code that listens to the event, as the page has it."""
    fences = MarkdownIt().parse(PAGE.read_text(encoding="utf-8"))
    found = (token.content for token in fences if token.info.strip() == "python")
    return next(code for code in found if "def look" in code)


@contextmanager
def importable(folder: Path, files: dict[str, str]) -> Iterator[None]:
    """Let modules be imported that are written into a folder, and forget them afterwards.

    The folder goes: an application that is cleaned up later brings back the path that it found.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, code in files.items():
        (folder / name).write_text(code, encoding="utf-8")
    names = [Path(name).stem for name in files]
    for name in names:
        sys.modules.pop(name, None)
    sys.path.insert(0, str(folder))
    invalidate_caches()
    try:
        for name in names:
            import_module(name)
        yield
    finally:
        shutil.rmtree(folder)
        sys.path[:] = [path for path in sys.path if path != str(folder)]
        for name in names:
            sys.modules.pop(name, None)
