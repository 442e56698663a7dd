"""Takes the sample out of this site, so that it is its owner's: ``make mine``.

It knows which pages and sentences are the sample's. Nothing is asked: ``TITLE`` and ``AUTHOR`` in
the environment have defaults. A page whose words are no longer the sample's is kept, and a second
run changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent

PAGES = {
    "drafts/2026-sample-evening.md": "5e2c5fcd6742abf4",
    "events/2025-03-17-beyond-cuda.md": "188b401d0d882e9a",
    "events/2025-03-17-gtc.md": "30d7d2c5ed6b1400",
    "events/2025-03-gpu-mode.md": "70cf90867aa75e42",
}
"""The pages of the sample, each with the digest of its text."""

SENTENCES = {
    "index.md": (
        "These are one person's notes from conferences and evenings about GPUs, compilers and the"
        " machines that run models. ",
        "All that was good in {year}`2025`, and why.\n\n",
        "## Where to start\n\nIf you have time for one talk, take {talk}`SCALE"
        " <beyond-cuda-2025/scale>`. If you have an evening, take the {event}`gpu-mode-2025`, which"
        " was recorded from beginning to end. If CUDA is new to you, the recording to begin with is"
        " {talk}`how to write a CUDA program <gtc-2025/write-cuda>`.\n\n"
        "The site is made from plain text files with a Sphinx extension. Its guide, which `make"
        " guide` builds, shows how to write notes of your own.\n\n",
    ),
    "events/index.md": (
        " What I did not attend has notes as well, where a recording or somebody else's report was"
        " worth it.",
    ),
    "talks.md": (
        "I rate a talk only when I sat through it and have something to say for the number.\n\n",
    ),
}
"""What the sample says on the pages that stay, by page."""

TITLE, AUTHOR = "Field notes", "The author"
"""The name of the site and its author as long as nobody has said otherwise."""


def digest(path: Path) -> str:
    """Return the digest of a file's text, whatever its lines end with."""
    text = path.read_text(encoding="utf-8")
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def remove_pages(root: Path) -> list[str]:
    """Remove the sample's pages; return what there is to tell."""
    told = []
    for name, known in PAGES.items():
        path = root / name
        if path.is_file():
            same = digest(path) == known
            if same:
                path.unlink()
            told.append(f"{name} is removed" if same else f"{name} has words of yours and stays")
    return told


def remove_sentences(root: Path) -> list[str]:
    """Remove what the sample says on the pages that stay; return what there is to tell."""
    told = []
    for name, sentences in SENTENCES.items():
        path = root / name
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        after = before
        for sentence in sentences:
            after = after.replace(sentence, "")
        if after != before:
            path.write_text(after, encoding="utf-8")
            told.append(f"{name} speaks of the sample no more")
    return told


def say_whose(root: Path, title: str, author: str) -> list[str]:
    """Say the name of the site and its author in ``conf.py`` and on the home page.

    :param title: the name, or nothing to leave it as it is; likewise *author*.
    """
    conf, home = root / "conf.py", root / "index.md"
    text = conf.read_text(encoding="utf-8")
    before = _setting(text, "project")
    for name, value in (("project", title), ("author", author), ("project_copyright", author)):
        if value:
            line = f"{name} = {json.dumps(value, ensure_ascii=False)}".replace("\\", "\\\\")
            text = re.sub(rf"(?m)^{name} = .*$", line, text)
    told = []
    if text != conf.read_text(encoding="utf-8"):
        conf.write_text(text, encoding="utf-8")
        told.append(f"conf.py says {_setting(text, 'project')!r} by {_setting(text, 'author')!r}")
    if title and home.is_file():
        page = home.read_text(encoding="utf-8")
        if page.startswith(f"# {before}\n"):
            home.write_text(f"# {title}{page[len(before) + 2 :]}", encoding="utf-8")
    return told


def _setting(text: str, name: str) -> str:
    found = re.search(rf'(?m)^{name} = (".*")$', text)
    return str(json.loads(found[1])) if found else ""


def whose(root: Path, given: Mapping[str, str]) -> tuple[str, str]:
    """Return the title and the author to put in, nothing for what stays.

    Git knows the author where none is given and ``conf.py`` has none yet.
    """
    title, author = (" ".join(given.get(name, "").split()) for name in ("TITLE", "AUTHOR"))
    if not author and _setting((root / "conf.py").read_text("utf-8"), "author") == AUTHOR:
        author = _name_in_git(root)
    return title, author


def _name_in_git(root: Path) -> str:
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], cwd=root, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return " ".join(asked.stdout.split())


def main(root: Path = ROOT, given: Mapping[str, str] = os.environ) -> None:
    """Take the sample out, and say what was done."""
    told = remove_pages(root) + remove_sentences(root) + say_whose(root, *whose(root, given))
    print("\n".join(told) or "The sample is out already; nothing is changed")


if __name__ == "__main__":
    main()
