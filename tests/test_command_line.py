"""What all commands of ``python -m eventnotes`` have in common."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from eventnotes.cli import main

EXT = Path(__file__).parents[1] / "_ext"


def test_a_reader_that_has_gone_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Compiler Evening\n\n2026-01-15\n\nWords.\n")
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, "-m", "eventnotes", "import", "--dry-run", "notes.md"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(EXT)},
        stdout=writes,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writes)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("written", ["99999", "-1", "http", "８０００１", "1.5", ""])
def test_a_port_that_is_none_is_named(
    written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["live", f"--port={written}", "--source", str(tmp_path)])
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert f"argument --port: {written!r} is no port; allowed: a number from 0 to 65535" in said
