"""What all commands of ``python -m eventnotes`` have in common."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
