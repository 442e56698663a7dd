"""Small sites on disk, for the real command."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from faults import PATIENCE

from eventnotes.model.lock import NAME, Known, parse

ROOT = Path(__file__).parents[2]
_SLOW = {"PYTHONDONTWRITEBYTECODE"}
"""What would have every process compile all modules again."""
CONF = """\
extensions = ["eventnotes.site"]
primary_domain = "notes"
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build"]
eventnotes_links_hosts = [f"127.0.0.{number}" for number in range(1, 30)]
"""
EVENT = """\
# {title}

```{{event}}
:date: 2025-03-17
```

## Keynote

```{{talk}}
```

{links}
"""


def write_site(root: Path, pages: Mapping[str, Sequence[str]]) -> Path:
    """Write a site in which each page, named by its title, cites addresses; return its folder."""
    (root / "events").mkdir(parents=True, exist_ok=True)
    (root / "conf.py").write_text(CONF)
    (root / "index.md").write_text("# Notes\n\n```{toctree}\n:glob:\n\n**\n```\n")
    for title, urls in pages.items():
        links = "\n".join(f"- [words](<{url}>)" for url in urls)
        text = EVENT.format(title=title, links=links)
        (root / "events" / f"{title.lower()}.md").write_text(text)
    return root


def environment() -> dict[str, str]:
    """Return an environment in which the command finds this code."""
    return {
        **{name: value for name, value in os.environ.items() if name not in _SLOW},
        "PYTHONPATH": str(ROOT / "_ext"),
        "PYTHONPYCACHEPREFIX": str(ROOT / "_build" / "pycache"),
        "COLUMNS": "200",
    }


def start(root: Path, *options: str) -> subprocess.Popen[str]:
    """Start the real command on a site."""
    return subprocess.Popen(
        [sys.executable, "-m", "eventnotes", "links", "--source", str(root), *options],
        env=environment(),
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts,
    )


def _heed_interrupts() -> None:
    """Have an interrupt mean one, also where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


_PROGRESS = re.compile(r"^\d+ of \d+ links.*\n", re.M)


def call(root: Path, *options: str) -> tuple[int, str, str]:
    """Run the real command on a site; return its exit code, output and complaints.

    How far it is, which it says each few seconds, is left out: a busy machine hears of it.
    """
    patient = ("--pause", "0", "--timeout", str(PATIENCE))
    with start(root, *patient, *options) as process:
        try:
            output, complaints = process.communicate(timeout=5 * PATIENCE)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
    return process.returncode, output, _PROGRESS.sub("", complaints)


def by_path(root: Path) -> dict[str, Known]:
    """Return what the lock file of a site says, by path of the address."""
    entries, problems = parse((root / NAME).read_text(encoding="utf-8"))
    assert not problems
    return {re.sub(r"^(?:https?://)?[^/]+", "", key): known for key, known in entries.items()}
