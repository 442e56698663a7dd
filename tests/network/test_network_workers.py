"""Whatever ends a run while it reads the pages, its workers end with it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from sites import environment, write_site

_BOUND = 120
"""Seconds after which nothing will happen any more."""
_COMMAND = (
    "import os; os.cpu_count = lambda: 3\n"  # workers on every machine
    "from eventnotes.cli import main; raise SystemExit(main())"
)
_CONF = """
import os, threading

def work(app, docname, source):
    os.write({end}, b"%d " % os.getpid())
    {work}

def setup(app):
    app.connect("source-read", work)
"""
_ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="no system else has a way")
_WAIT = "threading.Event().wait()"
_ALONE = "import ctypes; ctypes.CDLL(None).prctl(1, 0)"
"""Take back the word that only Linux has; what works on every system must do alone."""
_BUSY = "for _ in range(10**11): pass"
_DEAF = "sum(range(10**11))"
"""One call that lets no other thread run, like the match of a bad regular expression."""
_HAND_OVER = "app.env.metadata[docname]['x'] = 'x' * 10**7"
"""Far more than a pipe holds, for a process that does not read."""


@pytest.mark.parametrize(
    ("work", "number"),
    [
        (_WAIT, signal.SIGKILL),
        pytest.param(f"{_ALONE}; {_WAIT}", signal.SIGKILL, marks=_ON_LINUX),
        (_BUSY, signal.SIGKILL),
        pytest.param(f"{_ALONE}\n    {_BUSY}", signal.SIGKILL, marks=_ON_LINUX),
        pytest.param(_DEAF, signal.SIGKILL, marks=_ON_LINUX),
        (_HAND_OVER, signal.SIGKILL),
        (_WAIT, signal.SIGTERM),
        (_WAIT, signal.SIGABRT),
    ],
    ids=["waiting", "waiting alone", "busy", "busy alone", "deaf", "over", "terminated", "aborted"],
)
def test_no_worker_stays_behind(tmp_path: Path, work: str, number: signal.Signals) -> None:
    root = write_site(tmp_path / "site", {f"Page{number}": [] for number in range(9)})
    theirs, ours = os.pipe()  # held by the command and all its workers, until the last one ends
    with (root / "conf.py").open("a") as conf:
        conf.write(_CONF.format(end=ours, work=work))
    command = [sys.executable, "-c", _COMMAND, "links", "--offline", "--source", str(root)]
    with subprocess.Popen(
        command,
        env=environment(),
        pass_fds=[ours],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(ours)
        said = _read(theirs)
        process.send_signal(signal.SIGSTOP)  # so that it takes over nothing
        process.send_signal(number)
        process.send_signal(signal.SIGCONT)
    workers = {int(word) for word in said.split()}
    assert workers
    assert process.pid not in workers
    try:
        while more := _read(theirs):
            workers |= {int(word) for word in more.split()}
    except TimeoutError:
        for worker in workers:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        raise
    finally:
        os.close(theirs)
    assert process.returncode == -number


def _read(end: int) -> bytes:
    """Return the numbers of workers that began, or nothing once none of them is left."""
    if not select.select([end], [], [], _BOUND)[0]:
        raise TimeoutError("a worker is still there")
    return os.read(end, 4096)


def test_a_process_that_a_worker_starts_keeps_its_own_files(tmp_path: Path) -> None:
    """What a worker opens may get the number of the end that it has let go."""
    code = (
        "import os\n"
        "from eventnotes.links.network.workers import ending_together\n"
        "def wait(child): return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])\n"
        "with ending_together():\n"
        "    if child := os.fork():\n"
        "        print(wait(child))\n"
        "    else:\n"
        "        files = [os.open(os.devnull, os.O_RDONLY) for _ in range(20)]\n"
        "        if child := os.fork():\n"
        "            os._exit(wait(child))\n"
        "        os._exit(sum(os.read(file, 1) == b'' for file in files))\n"
    )
    # from 3.12 on Python warns of a fork beside a thread, which here is that of the worker
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", code]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("20\n", "")
