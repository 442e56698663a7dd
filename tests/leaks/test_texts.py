"""Which files are text, and in which encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventnotes.leaks.outputs import text_of
from eventnotes.leaks.texts import decoded, encoding_of, is_text

WORDS = "# Evening\n\n:::{private}\nMarguerite\n:::\n"
JAPANESE = f"一\n{WORDS}佐藤さんと一緒に、会場の裏で話した。\n"


@pytest.mark.parametrize("text", [WORDS, JAPANESE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_in_any_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "notes.xyz"
    path.write_bytes(text.encode(encoding))
    assert is_text(path)
    assert decoded(path.read_bytes()) == text
    assert "Marguerite" in text_of(path)


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01\0\0\0private",
        b"\0\0\1\0\2\0\3\0\4\0\5\0private",
        b"PK\3\4\0\0\0private",
    ],
)
def test_a_program_is_no_text(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    assert encoding_of(data) == ""
    assert not is_text(tmp_path / "a")


def test_a_picture_is_no_text_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.PNG").write_text("private")
    assert not is_text(tmp_path / "a.PNG")
