"""Which links are asked for: those that published pages cite."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sites import write_site

from eventnotes.links.network.targets import Target, read_targets


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    """Take back what Sphinx does to the loggers of a process."""
    yield
    logger = logging.getLogger("sphinx")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)


PAGE = """\
# Tile Day

```{event}
:date: 2025-03-17
:recording: https://youtu.be/abcdefghijk
```

Read [the whole of it](https://example.org/tiles?utm_source=x#part).

## Keynote

```{talk}
```

Again: <https://www.example.org/tiles>, <https://www.example.org/tiles>.

:::{private}
<https://example.org/private>
:::

<!-- <https://example.org/comment> --> `https://example.org/code`
"""


def test_each_public_resource_is_a_target_with_its_places(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {})
    (root / "events" / "tiles.md").write_text(PAGE)
    (root / "drafts").mkdir()
    (root / "drafts" / "draft.md").write_text("# Draft\n\n<https://example.org/draft>\n")
    targets, _ = read_targets(root, root, tmp_path / "doctrees")
    assert [target[1:] for target in targets] == [
        Target(
            "",
            "https://example.org/tiles?utm_source=x#part",
            "article",
            "the whole of it",
            ("events/tiles.md: Tile Day", "events/tiles.md: Tile Day › Keynote"),
        )[1:],
        Target(
            "",
            "https://youtu.be/abcdefghijk",
            "video",
            "Tile Day",
            ("events/tiles.md: Tile Day",),
        )[1:],
    ]
    assert len({target.key for target in targets}) == 2
    assert sorted(path.name for path in root.iterdir()) == [
        "conf.py",
        "drafts",
        "events",
        "index.md",
    ]


def test_a_second_reading_gives_the_same(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {"A": ["https://example.org/a", "https://example.org/b"]})
    first, _ = read_targets(root, root, tmp_path / "doctrees")
    assert len(first) == 2
    assert read_targets(root, root, tmp_path / "doctrees")[0] == first


def test_mistakes_of_authors_are_shown_and_others_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_site(tmp_path / "site", {"A": []})
    text = "# B\n\n```{event}\n:date: never\n```\n\n[](#nowhere)\n\n```{nonsense}\n```\n"
    (root / "events" / "b.md").write_text(text)
    assert read_targets(root, root, tmp_path / "doctrees")[0] == []
    complaints = capsys.readouterr().err
    assert "[notes.date]" in complaints
    assert "nonsense" not in complaints
