"""``eventnotes links`` as a command: from its options to its report and exit code."""

from __future__ import annotations

import argparse
import asyncio
import datetime
import signal
import sys

from sphinx.errors import SphinxError

from eventnotes.links.command import INTERRUPTED, UNUSABLE, WANTING, WELL
from eventnotes.links.network import report
from eventnotes.links.network.manners import Manners
from eventnotes.links.network.progress import Progress
from eventnotes.links.network.run import NoNetwork, Plan, Result, Run
from eventnotes.links.network.store import Spoilt, Store
from eventnotes.links.network.targets import Target, read_targets
from eventnotes.model.addresses import Hosts
from eventnotes.model.lock import NAME


class Command:
    """One call of the command.

    :param options: as the command line's parser gives them.
    :param today: the day that is written down.
    """

    def __init__(self, options: argparse.Namespace, today: datetime.date) -> None:
        self._source = options.source.resolve()
        self._offline: bool = options.offline
        self._plan = Plan(
            today=today,
            ttl=options.ttl,
            everything=options.all,
            save=options.save,
            archive=options.archive,
            manners=Manners(timeout=options.timeout, pause=options.pause),
        )
        self._progress = Progress()

    def run(self) -> int:
        """Do it, and return the exit code."""
        try:
            store = Store(self._source / NAME)
            if not store.load() and not self._offline:
                self._say(f"{NAME} is not there or empty: a new one is started")
        except Spoilt as error:
            return self._fail(UNUSABLE, f"{error}\n{NAME} is left as it is: mend it or remove it")
        except OSError as error:
            return self._fail(UNUSABLE, f"{NAME} can't be read: {error.strerror}")
        try:
            targets, hosts = self._targets()
        except (SphinxError, OSError) as error:
            return self._fail(WANTING, f"the pages can't be read: {error}")
        except SystemExit as error:  # private words may get out, say
            return self._fail(WANTING, str(error.code))
        if self._offline:
            print(report.of_file(targets, store.entries))
            return WELL
        self._plan = self._plan._replace(hosts=hosts)
        return self._ask(store, targets)

    def _targets(self) -> tuple[list[Target], Hosts]:
        doctrees = self._source / "_build" / "doctrees" / "links"
        return read_targets(self._source, self._source, doctrees)

    def _ask(self, store: Store, targets: list[Target]) -> int:
        try:
            result = asyncio.run(self._run(Run(targets, store, self._plan, self._progress)))
        except (KeyboardInterrupt, asyncio.CancelledError):
            return self._fail(INTERRUPTED, "interrupted; what was found out is kept")
        except NoNetwork:
            return self._fail(WANTING, "no network: not one host could be reached, nothing is kept")
        except Spoilt as error:
            why = f"{NAME} was changed meanwhile and can't be read any more; it is left as it is"
            return self._fail(UNUSABLE, f"{error}\n{why}")
        except OSError as error:
            return self._fail(WANTING, f"{NAME} can't be written: {error.strerror or error}")
        finally:
            self._progress.close()
        print(report.of_run(result, targets, store.entries))
        died = any(map(report.has_died, result.looks))
        return WANTING if died or result.refused else WELL

    async def _run(self, run: Run) -> Result:
        task = asyncio.current_task()
        assert task is not None  # we are in it
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await run.go()

    def _say(self, line: str) -> None:
        self._progress.say(line)

    def _fail(self, code: int, reason: str) -> int:
        self._progress.close()
        print(reason, file=sys.stderr)
        return code
