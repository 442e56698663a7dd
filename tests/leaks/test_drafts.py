"""What makes a page a draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.config import Config

from eventnotes.leaks.drafts import Mark, in_folder, is_draft, mark_of
from eventnotes.leaks.sources import text_of

DRAFTS = {
    "YAML": "---\ndraft: true\n---\n# A\n",
    "YAML with others": "---\ntitle: A\ndraft: yes # soon\ntags: [a]\n---\n# A\n",
    "YAML without a value": "---\ndraft:\n---\n# A\n",
    "YAML in quotes": "---\ndraft: 'True'\n---\n# A\n",
    "TOML": "+++\ntitle = 'A'\ndraft = true\n+++\n# A\n",
    "TOML after blank lines": "\n\n+++\ndraft=true\n+++\n# A\n",
    "JSON": '{\n  "title": "A",\n  "draft": true\n}\n\n# A\n',
    "not published": "---\npublished: false\n---\n# A\n",
    "private": "---\nprivate: yes\n---\n# A\n",
    "publish": "---\npublish: false\n---\n# A\n",
    "status": "---\nstatus: Draft\n---\n# A\n",
    "option": "# A\n\n```{event}\n:date: 2025\n:draft:\n```\n",
    "option with a value": "# A\n\n```{notes:event}\n:draft: true <!-- until May -->\n```\n",
    "option of colons": "# A\n\n:::{event}\n% soon\n:draft: yes\n:::\n",
    "option in a quote": "# A\n\n> ```{event}\n> :draft:\n> ```\n",
}
PUBLISHED = {
    "nothing": "# A\n\nA draft: true.\n",
    "false": "---\ndraft: false\n---\n# A\n",
    "published": "---\npublished: true\nstatus: final\n---\n# A\n",
    "not private": "---\nprivate: false\npublish: true\n---\n# A\n",
    "deeper": "---\nmyst:\n  draft: true\n---\n# A\n",
    "a comment": "---\n# draft: true\ntitle: A\n---\n# A\n",
    "option": "# A\n\n```{event}\n:draft: no\n```\n",
    "elsewhere": "# A\n\n```{talk}\n:draft:\n```\n",
    "after the block": "# A\n\n```{event}\n:date: 2025\n```\n\n:draft:\n",
    "in code": "# A\n\n````md\n```{event}\n:draft:\n```\n````\n",
    "in text": "# A\n\n---\ndraft: true\n---\n",
}
RST = "A\n=\n\n.. event::\n   :date: 2025\n   :draft:\n\nWords.\n"


@pytest.mark.parametrize("text", DRAFTS.values(), ids=DRAFTS)
def test_a_page_says_that_it_is_a_draft(text: str) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert mark.unclear == ""


@pytest.mark.parametrize("text", PUBLISHED.values(), ids=PUBLISHED)
def test_other_words_make_no_draft(text: str) -> None:
    assert mark_of(text) is None


def test_an_event_of_restructuredtext_says_it_too() -> None:
    assert mark_of(RST, rst=True) == Mark(6)
    assert mark_of(RST.replace("   :draft:", "\n:draft:"), rst=True) is None


@pytest.mark.parametrize("value", ["maybe", "not yet", "ture"])
def test_an_unclear_word_makes_a_draft_and_is_told(value: str) -> None:
    assert mark_of(f"---\ndraft: {value}\n---\n") == Mark(2, value.split()[0])
    assert mark_of(f"```{{event}}\n:draft: {value}\n```\n") == Mark(2, value)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("drafts/a.md", True),
        ("events/drafts/a.md", True),
        ("a/b/Drafts/c/d.md", True),
        ("drafts.md", False),
        ("my-drafts/a.md", False),
        ("events/a.md", False),
    ],
)
def test_drafts_lie_in_a_folder_of_that_name(tmp_path: Path, name: str, expected: bool) -> None:
    assert in_folder(tmp_path / name, tmp_path) is expected


def test_a_link_does_not_make_a_draft_public(tmp_path: Path) -> None:
    inside, outside = tmp_path / "site" / "drafts", tmp_path / "elsewhere" / "drafts"
    for folder in (inside, outside):
        folder.mkdir(parents=True)
        (folder / "a.md").write_text("# A\n")
    (tmp_path / "site" / "soon").symlink_to(inside)
    (tmp_path / "site" / "late").symlink_to(outside)
    (tmp_path / "site" / "b.md").symlink_to(outside / "a.md")
    for name in ("soon/a.md", "late/a.md", "b.md"):
        assert in_folder(tmp_path / "site" / name, tmp_path / "site"), name


def test_a_site_that_lies_in_drafts_itself_has_public_pages(tmp_path: Path) -> None:
    (tmp_path / "drafts" / "site").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "drafts" / "site")
    for srcdir in (tmp_path / "drafts" / "site", tmp_path / "link"):
        assert not in_folder(srcdir / "a.md", srcdir)


def test_a_page_from_windows_is_read_alike(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_bytes(b"\xef\xbb\xbf---\r\ndraft: true\r\n---\r\n# A\r\n")
    assert mark_of(text_of(page)) == Mark(2)


def test_the_pages_of_a_guest_are_drafts_only_if_they_use_notes(tmp_path: Path) -> None:
    config = Config({}, {"primary_domain": "py"})
    config.add("eventnotes_code_directives", (), "", ())
    page = tmp_path / "a.md"
    page.write_text("---\ndraft: true\n---\n# A\n")
    assert not is_draft(page, tmp_path, config)
    page.write_text("---\ndraft: true\n---\n# A\n\n{notes:talk}`b`\n")
    assert is_draft(page, tmp_path, config)
