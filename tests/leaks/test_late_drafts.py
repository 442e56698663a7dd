"""Drafts that are seen only when their page is read: the build stops."""

from __future__ import annotations

import pytest
from building import MakeSite

from eventnotes.domain import PrivacyError

EVENT = "```{event}\n:date: 2026-01-01\n:draft:\n```\n"
RST = ".. event::\n         :draft:\n"
LATE = {
    "after money": f"# A\n\nIt cost $$ a lot.\n\n{EVENT}\nAnd $$ more.\n",
    "after a fence that a list ends": f"# A\n\n- ```\n  code\n\n{EVENT}",
    "after a fence that a quote ends": f"# A\n\n> ```\n\n{EVENT}",
    "after a fence in code": f"# A\n\n    ```\n\n{EVENT}",
    "after a fence in a comment": f"# A\n\n<!--\n```\n-->\n\n{EVENT}",
    "between dashes": "# A\n\n```{event}\n---\ndraft: true\ndate: 2026-01-01\n---\n```\n",
    "as a slip": "# A\n\n```{event}\ndraft: true\n:date: 2026-01-01\n```\n",
    "as the first words": "# A\n\n```{event}\n:date: 2026-01-01\n\nDraft: yes\n```\n",
}
LATE_RST = {
    "in a list": f"A\n=\n\n- {RST}",
    "in a cell": f"A\n=\n\n.. list-table::\n\n   * - {RST}     - b\n",
    "after a comment": ".. A.\n\n:draft: true\n\nA\n=\n",
}


@pytest.mark.parametrize("text", LATE.values(), ids=LATE)
def test_a_draft_that_is_seen_late_stops_the_build(site: MakeSite, text: str) -> None:
    with pytest.raises(PrivacyError, match=r"events/a\.md:\d+: the page says that it is a draft"):
        site({"events/a.md": text}, warnings=True)


@pytest.mark.parametrize("text", LATE_RST.values(), ids=LATE_RST)
def test_so_does_one_in_restructuredtext(site: MakeSite, text: str) -> None:
    with pytest.raises(PrivacyError, match=r"events/a\.rst:\d+: the page says that it is a draft"):
        site({"events/a.rst": text}, warnings=True)


def test_an_included_page_that_its_fields_make_a_draft_stops_the_build(site: MakeSite) -> None:
    files = {"a.rst": "A\n=\n\n.. include:: b.rst\n", "b.rst": ":draft: true\n\nB\n-\n\nSoon.\n"}
    with pytest.raises(PrivacyError, match=r"b\.rst:1: it is a draft, and included in a page"):
        site(files, warnings=True)


@pytest.mark.parametrize(
    "body", [":draft: no\n", "draft: no\n", ":date: 2026\n\nDraft: of the programme.\n"]
)
def test_what_says_no_stops_nothing(site: MakeSite, body: str) -> None:
    found = site({"events/a.md": f"# A\n\n```{{event}}\n{body}```\n\nWords.\n"}, warnings=True)
    assert "Words." in found.text("events/a.html")


def test_the_authors_copy_is_built_with_it(site: MakeSite) -> None:
    found = site({"events/a.md": LATE["after money"]}, eventnotes_private=True, warnings=True)
    assert "It cost" in found.text("events/a.html")
