"""A whole run: who is asked, what is kept of the answers, and when it is written down."""

from __future__ import annotations

import asyncio
import datetime
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from eventnotes.links.network import oembed
from eventnotes.links.network.archive import Archive, ArchiveError
from eventnotes.links.network.client import Client, LeftAlone, open_client
from eventnotes.links.network.due import is_due
from eventnotes.links.network.look import Looker
from eventnotes.links.network.manners import Manners
from eventnotes.links.network.outcomes import Finding, Verdict, record
from eventnotes.links.network.progress import Progress
from eventnotes.links.network.store import Store
from eventnotes.links.network.targets import Target
from eventnotes.model.addresses import NOT_PUBLIC, Hosts, public_only
from eventnotes.model.lock import Copy, Known, dump, parse, respelled
from eventnotes.model.urls import read_url

_TICK = 0.2
_BETWEEN_SAVES = 1.0
_SAVING_SHARE = 20
"""A large file that takes long to write is written less often: a twentieth of the time at most."""
_ALIVE_ASKED = 3
"""How many links that were alive are asked whether there is a network at all."""

_UNREACHED_ENOUGH = 50
"""After how many hosts of which none could be reached a run is given up."""
_RESOLVERS = 16


class NoNetwork(Exception):
    """Not one host could be reached."""


class Plan(NamedTuple):
    """What is to be done in a run."""

    today: datetime.date
    ttl: float
    """For how many days an answer is good, more or less."""
    archive: str
    """Base address of the archive."""
    manners: Manners
    everything: bool = False
    """Ask for what is not due as well."""
    save: bool = False
    """Have copies made of what is alive and has none."""
    hosts: Hosts = Hosts()
    """Those that may be asked though their address is not public."""
    providers: Mapping[str, str] = oembed.PROVIDERS


class Look(NamedTuple):
    """What a run did about one link."""

    target: Target
    before: Known | None
    after: Known | None
    finding: Finding


class Result(NamedTuple):
    """What a run did."""

    looks: list[Look]
    dropped: list[str]
    """Keys that no page cites any more."""
    saved: list[Target]
    """Those the archive made a copy of."""
    refused: list[tuple[Target, str]]
    """What the archive made no copy of, and why."""
    no_lookups: str = ""
    """Why the archive did not say which copies it has, if it did not."""


class Run:
    """One run over the links of a site."""

    def __init__(
        self, targets: Sequence[Target], store: Store, plan: Plan, progress: Progress
    ) -> None:
        self._store = store
        self._plan = plan
        self._progress = progress
        self._targets = {target.key: target for target in targets}
        self._found: dict[str, Known] = {}
        self._unsaved = False
        self._looks: dict[str, Look] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        moved = respelled(store.entries)
        self._found |= {key: moved[key] for key in moved.keys() & self._targets.keys()}
        # What an older program kept of a page that is not public is not to be seen again.
        self._before, self._hidden = public_only(store.entries | self._found, plan.hosts)
        self._no_lookups = ""
        self._saved: list[Target] = []
        self._refused: list[tuple[Target, str]] = []
        due = [target for target in self._targets.values() if self._is_due(target)]
        # Who waits longest comes first: where a host has enough, others of its links had a turn.
        self._due = sorted(due, key=lambda target: (self._known(target.key).checked, target.key))

    async def go(self) -> Result:
        """Ask for what is due, and keep it.

        Whatever ends the run early, what was found out until then is kept.

        :raises NoNetwork: nobody could be reached; nothing is kept.
        :raises Spoilt: the file can't be used any more; nothing more is kept.
        """
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_RESOLVERS))
        async with open_client(self._plan.manners, self._plan.hosts) as client:
            try:
                async with asyncio.TaskGroup() as group:
                    ticker = group.create_task(self._tick(client))
                    await self._ask_all(client)
                    ticker.cancel()
            except BaseExceptionGroup as errors:
                raise _first(errors) from None
            finally:
                # Where none but hosts that are not public were to be asked, no network is needed.
                if client.reached or (self._unsaved and not client.asked):
                    self._store.save(self._found)
        dropped = sorted(self._before.keys() - self._targets.keys())
        if dropped:
            self._store.save(self._found, dropped)
        looks = [self._looks[key] for key in sorted(self._looks)]
        return Result(looks, dropped, self._saved, self._refused, self._no_lookups)

    def _known(self, key: str) -> Known:
        return self._found.get(key) or self._before.get(key) or Known()

    def _is_due(self, target: Target) -> bool:
        known = self._before.get(target.key)
        if self._plan.everything or target.key in self._hidden:
            return True
        if known is not None and known.status == NOT_PUBLIC and self._plan.hosts.names(target.url):
            return True  # it was not named when it was looked at
        return is_due(target.key, known, self._plan.today, self._plan.ttl)

    # -- asking ------------------------------------------------------------------------------

    async def _ask_all(self, client: Client) -> None:
        looker = Looker(client, self._plan.providers)
        archive = Archive(client, self._plan.archive)
        async with asyncio.TaskGroup() as group:
            for target in self._due:
                group.create_task(self._look_at(target, looker, archive))
        await self._make_sure(client)
        if self._plan.save:
            await self._save_copies(archive)

    async def _look_at(self, target: Target, looker: Looker, archive: Archive) -> None:
        # One link of a host after the other: each is done, and kept, before the next begins.
        async with self._turns[urlsplit(target.url).netloc if _fits(target) else ""]:
            finding = await _look(target, looker)
        before = self._before.get(target.key)
        after = record(before or Known(), finding, self._plan.today.isoformat())
        if finding.verdict is Verdict.FAILED and after.archive is None:
            after = after._replace(archive=await self._find_copy(archive, target.url))
        if finding.verdict is not Verdict.UNASKED:
            self._keep(target.key, after)
        self._looks[target.key] = Look(target, before, self._found.get(target.key, before), finding)

    async def _find_copy(self, archive: Archive, url: str) -> Copy | None:
        if not self._no_lookups and not archive.holds(url) and self._may_be_told(url):
            try:
                return await archive.find(url)
            except (ArchiveError, LeftAlone) as error:
                self._no_lookups = str(error)
        return None

    def _keep(self, key: str, known: Known) -> None:
        """Keep what was found, as a reader of the file will understand it."""
        entries = parse(dump({key: known})).entries
        if key in entries:
            self._found[key] = entries[key]
            self._unsaved = True

    def _may_be_told(self, url: str) -> bool:
        """Tell whether the archive may hear of a link: of hosts inside only one that is, too."""
        hosts = self._plan.hosts
        return not hosts.names(url) or hosts.names(self._plan.archive)

    async def _make_sure(self, client: Client) -> None:
        """Tell a dead link from a computer without a network.

        Where nobody was reached, links that were alive, and the archive, are asked, too: they may
        not be due, but one that answers tells that it is not the network.

        :raises NoNetwork: it is.
        """
        if client.reached or not client.asked:
            return
        alive = sorted((known.alive, key) for key, known in self._before.items() if known.alive)
        others = {
            host: self._targets[key].url
            for _, key in alive
            if key in self._targets
            and (host := urlsplit(self._targets[key].url).hostname or "") not in client.asked
        }
        for url in (*list(others.values())[-_ALIVE_ASKED:], self._plan.archive):
            with suppress(LeftAlone):
                await client.ask("HEAD", url)
            if client.reached:
                return
        raise NoNetwork

    # -- copies ------------------------------------------------------------------------------

    async def _save_copies(self, archive: Archive) -> None:
        """Have a copy made of each link that is alive and has none, one after another."""
        enough = ""
        for key, target in sorted(self._targets.items()):
            known = self._known(key)
            alive = known.alive and not known.failures and known.status != NOT_PUBLIC
            if known.archive is not None or not alive or archive.holds(target.url):
                continue
            if not self._may_be_told(target.url):
                self._refused.append((target, "its host is not public, and the archive is"))
                continue
            if enough:
                self._refused.append((target, enough))
                continue
            if self._saved or self._refused:
                await asyncio.sleep(self._plan.manners.backoff)
            try:
                copy = await archive.save(target.url)
            except (ArchiveError, LeftAlone) as error:
                self._refused.append((target, str(error)))
                enough = str(error) if isinstance(error, LeftAlone) else ""
            else:
                self._keep(key, known._replace(archive=copy))
                self._saved.append(target)

    # -- keeping -----------------------------------------------------------------------------

    async def _tick(self, client: Client) -> None:
        """Show progress, and write down what is new every now and then."""
        next_save = time.monotonic() + _BETWEEN_SAVES
        while True:
            await asyncio.sleep(_TICK)
            self._progress.show(len(self._looks), len(self._due), client.waiting)
            if not client.reached and len(client.asked) >= _UNREACHED_ENOUGH:
                raise NoNetwork
            begin = time.monotonic()
            # until somebody answers, what failed may be our own network
            if self._unsaved and begin >= next_save and client.reached:
                self._unsaved = False
                self._store.save(self._found)
                end = time.monotonic()
                next_save = end + max(_BETWEEN_SAVES, _SAVING_SHARE * (end - begin))


async def _look(target: Target, looker: Looker) -> Finding:
    """Look at one link; what goes wrong with one page is no reason to stop for all others."""
    if not _fits(target):
        return Finding(Verdict.UNASKED, "no address that a page may link to")
    try:
        return await looker.look(target)
    except Exception as error:
        return Finding(Verdict.UNASKED, f"this program failed on it: {error!r}")


def _fits(target: Target) -> bool:
    """Tell whether a link can be asked for, and what is found out be kept."""
    with suppress(ValueError):
        read_url(target.url)
        return target.key in parse(dump({target.key: Known()})).entries
    return False


def _first(errors: BaseExceptionGroup) -> BaseException:
    """Return what went wrong first, out of its groups."""
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
