"""Random pages build, hide what is private and lose nothing: a small share of ``make fuzz``.

What ``make fuzz`` has found is in ``fuzz/cases.json`` and tried here each time.
"""

from __future__ import annotations

import pytest
from fuzz.cases import CASES, stored, together
from fuzz.checks import Coverage, Failure, compare, examine
from fuzz.minimise import tidied
from fuzz.oracle import plainly_private
from fuzz.sites import make_project

from eventnotes.writing.lists import ExpandLists

PAGES = 24


def _without_places(failures: list[Failure]) -> list[str]:
    return [f"{failure.kind} {failure.pages}: {failure.message}" for failure in failures]


def test_random_pages_build_hide_what_is_private_and_lose_no_word() -> None:
    coverage = Coverage()
    project = make_project(0, PAGES, 20)
    found = examine(project, ("text", "html", "xml"), coverage)
    # what Sphinx alone falls over as well is not ours to mend
    ours = [failure for failure in found if not tidied(project, failure, False)[2]]
    assert _without_places(ours) == []
    noted = [name for name in coverage.warnings if name.startswith("notes.")]
    assert len(noted) > 5  # else nothing of note was made


def test_random_pages_are_the_same_in_any_build_that_makes_them() -> None:
    before, after = make_project(1, PAGES, 20), make_project(2, PAGES, 20)
    edited = after._replace(settings=before.settings)
    found = compare(before, edited, "html", Coverage())
    assert _without_places(found) == []


@pytest.fixture(scope="module")
def cases() -> list[Failure]:
    """All stored cases without settings of their own, built as one project."""
    return examine(together(CASES), ("text", "html"), Coverage())


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["about"] for case in CASES])
def test_what_once_failed_does_not(number: int, cases: list[Failure]) -> None:
    case, place = CASES[number], f"case{number}/"
    if case.get("settings") or "links.lock.json" in case["files"]:
        cases = examine(stored(case, number), ("text", "html"), Coverage())
    if "builds" in case:
        alone = stored(case, number)
        cases = compare(alone, alone, case["builds"], Coverage())
    mine = [f for f in cases if not f.pages or any(name.startswith(place) for name in f.pages)]
    assert _without_places(mine) == []


def test_an_exception_that_costs_a_part_of_a_page_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: ExpandLists, *_: object) -> None:
        raise ValueError("spoilt")

    monkeypatch.setattr(ExpandLists, "_expand", fail)
    project = stored({"kind": "valid", "files": {"a.md": "# A\n\n```{talks}\n```\n"}})
    (first, *_) = examine(project, ("text",), Coverage())
    assert first.kind == "exception"
    assert first.signature == "exception: talks is missing: ValueError"


MARKED = """\
Public zqx0n1k.

:::{private}
zqx0n2k
::::
zqx0n3k
:::

Public zqx0n4k. <!-- zqx0n5k --> zqx0n6k <!-- zqx0n7k
zqx0n8k --> `<!-- zqx0n9k -->`

  % zqx0n10k

```python
% zqx0n11k <!-- zqx0n12k -->
```
"""


def test_the_fuzzer_knows_which_words_are_private() -> None:
    found = plainly_private(MARKED, ".md")
    assert found == {"zqx0n2k", "zqx0n5k", "zqx0n7k", "zqx0n8k", "zqx0n10k"}


def test_the_same_numbers_make_the_same_pages() -> None:
    assert make_project(3, 5, 1) == make_project(3, 5, 1)
    assert make_project(3, 5, 1).files != make_project(4, 5, 1).files
