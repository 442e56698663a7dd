"""The file on disk: whole at any moment, and never written over what was not read."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sites import environment

from eventnotes.links.network.store import Spoilt, Store
from eventnotes.model.lock import NAME, Known, dump, parse, read

A, B, C = (f"https://example.org/{name}" for name in "abc")
ONE, TWO = Known(status="200", checked="2026-03-01"), Known(status="404", checked="2026-03-01")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / NAME


def test_a_new_file(path: Path) -> None:
    store = Store(path)
    assert not store.load()
    assert store.save({A: ONE})
    assert path.read_text() == dump({A: ONE})
    assert [entry.name for entry in path.parent.iterdir()] == [NAME]


def test_what_is_so_already_is_not_written_again(path: Path) -> None:
    path.write_text(dump({A: ONE}))
    before = path.stat()
    store = Store(path)
    assert store.load()
    assert not store.save({A: ONE})
    assert path.stat().st_ino == before.st_ino


def test_entries_are_put_on_top_and_dropped(path: Path) -> None:
    path.write_text(dump({A: ONE, B: ONE}))
    store = Store(path)
    store.load()
    assert store.save({A: TWO, C: ONE}, {B})
    assert parse(path.read_text()).entries == {A: TWO, C: ONE}
    assert store.entries == {A: TWO, C: ONE}


def test_what_others_write_meanwhile_stays(path: Path) -> None:
    path.write_text(dump({A: ONE, B: ONE}))
    store = Store(path)
    store.load()
    path.write_text(dump({A: ONE, B: TWO, C: TWO}))
    store.save({A: TWO})
    assert parse(path.read_text()).entries == {A: TWO, B: TWO, C: TWO}
    path.unlink()
    store.save({A: TWO})
    assert parse(path.read_text()).entries == {A: TWO}


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n", '{"version": 2}', "half", '{"version": 1, "a'])
def test_what_can_not_be_read_is_not_written_over(path: Path, text: str) -> None:
    path.write_text(text)
    with pytest.raises(Spoilt, match=rf"{NAME}:1: "):
        Store(path).load()
    path.write_text(dump({A: ONE}))
    store = Store(path)
    store.load()
    path.write_text(text)
    for _ in range(2):
        with pytest.raises(Spoilt, match=rf"{NAME}:1: "):
            store.save({A: TWO})
    assert path.read_text() == text
    assert [entry.name for entry in path.parent.iterdir()] == [NAME]


def test_a_file_with_one_bad_field_is_not_written_over(path: Path) -> None:
    text = dump({A: ONE}).replace('"200"', "200")
    path.write_text(text)
    with pytest.raises(Spoilt, match=f"{NAME}:5: status is 200"):
        Store(path).load()
    assert path.read_text() == text


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_file_is_as_good_as_none(path: Path, text: str) -> None:
    path.write_text(text)
    store = Store(path)
    assert not store.load()
    store.save({A: ONE})
    assert parse(path.read_text()).entries == {A: ONE}


def test_mode_and_links_stay(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "real" / "file.json"
    real.parent.mkdir()
    real.write_text(dump({A: ONE}))
    real.chmod(0o640)
    path.symlink_to(real)
    store = Store(path)
    store.load()
    store.save({A: TWO})
    assert path.is_symlink()
    assert parse(real.read_text()).entries == {A: TWO}
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_file_that_can_not_be_written_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(dump({A: ONE}))
    store = Store(path)
    store.load()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.save({A: TWO})
    assert parse(path.read_text()).entries == {A: ONE}
    assert [entry.name for entry in path.parent.iterdir()] == [NAME]


def test_what_stopped_runs_left_is_cleared_and_what_others_own_is_not(path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = path.with_name(f".{NAME}.{gone.pid}.tmp")
    running = path.with_name(f".{NAME}.{os.getppid()}.tmp")
    foreign = path.with_name(f".{NAME}.mine.tmp")
    for file in (left, running, foreign):
        file.write_text("half")
    Store(path)
    assert not left.exists()
    assert running.exists()
    assert foreign.exists()


WRITER = """
import sys
from pathlib import Path
from eventnotes.model.lock import Known
from eventnotes.links.network.store import Store
store = Store(Path(sys.argv[1]))
store.load()
for number in range(10**6):
    title = f"run {number}"
    store.save({f"https://example.org/{n}": Known(title=title) for n in range(600)})
    print(number, flush=True)
"""


def test_killed_at_any_moment_the_old_or_the_new_file_is_there_whole(path: Path) -> None:
    chance = random.Random(4)
    numbers = []
    for _ in range(12):
        command = [sys.executable, "-c", WRITER, str(path)]
        with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(2, 12)):  # so many times it was written whole
                process.stdout.readline()
            time.sleep(chance.uniform(0, 0.02))  # and is being written again, somewhere in between
            process.send_signal(signal.SIGKILL)
        if path.exists():
            lock = read(path.read_bytes())
            assert not lock.problems
            assert len(lock.entries) == 600
            titles = {known.title for known in lock.entries.values()}
            assert len(titles) == 1
            numbers.append(int(titles.pop().removeprefix("run ")))
        assert len(list(path.parent.iterdir())) <= 2  # what it was writing when it was killed
    assert max(numbers) > 0
    Store(path)
    assert [entry.name for entry in path.parent.iterdir()] == [NAME]
