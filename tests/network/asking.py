"""Runs over a handful of links, in process, on the day that a test wants."""

from __future__ import annotations

import asyncio
import datetime
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from faults import PATIENCE

from eventnotes.links.network.manners import Manners
from eventnotes.links.network.progress import Progress
from eventnotes.links.network.run import Plan, Result, Run
from eventnotes.links.network.store import Store
from eventnotes.links.network.targets import Target
from eventnotes.model.addresses import Hosts
from eventnotes.model.lock import Known, parse

DAY = "2026-03-01"
NO_ARCHIVE = "http://127.0.0.1:9"
LOOPBACK = Hosts(f"127.0.0.{number}" for number in range(1, 30))
"""Where the hosts of tests are."""


def target(url: str, kind: str = "article") -> Target:
    """Return a link that one page cites."""
    return Target(url, url, kind, "", ("events/a.md: Event",))


def ask(
    path: Path,
    urls: Sequence[str | Target],
    day: str = DAY,
    *,
    archive: str = NO_ARCHIVE,
    pause: float = 0,
    hosts: int = 20,
    patience: float = 60,
    **plan: Any,
) -> Result:
    """Run over links, with the lock file at *path*."""
    store = Store(path)
    store.load()
    targets = [target(url) if isinstance(url, str) else url for url in urls]
    plan = {"ttl": 30, "named": LOOPBACK, **plan}
    allowed = plan.pop("named")
    manners = Manners(PATIENCE, pause, hosts, patience)
    today = datetime.date.fromisoformat(day)
    run = Run(
        targets,
        store,
        Plan(today=today, archive=archive, manners=manners, hosts=allowed, **plan),
        Progress(io.StringIO()),
    )
    return asyncio.run(run.go())


def kept(path: Path) -> Mapping[str, Known]:
    """Return what a lock file holds, which must be in order."""
    entries, problems = parse(path.read_text(encoding="utf-8"))
    assert not problems
    return entries
