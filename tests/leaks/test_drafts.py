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
    "YAML between more dashes": "-----\ndraft: true\n------\n# A\n",
    "YAML after a word": "---yaml\ndraft: true\n---\n# A\n",
    "YAML that ends deeper": "---\ndraft: true\n  ---\n# A\n",
    "YAML that ends in dots": "---\ndraft: true\n...\n# A\n",
    "YAML in braces": "---\n{title: A, draft: true}\n---\n# A\n",
    "YAML in braces on lines": "---\n{\n  title: A,\n  private: yes\n}\n---\n# A\n",
    "JSON with several keys on a line": '{\n"title": "A", "status": "draft"\n}\n# A\n',
    "JSON on a line": '{"title": "A", "draft": true}\n\n# A\n',
    "JSON on two lines": '{ "title": "A",\n  "draft": true }\n\n# A\n',
    "JSON with an object": '{"build": {"a": 1},\n"x": {"b": 2}\n, "draft": true}\n# A\n',
    "JSON that is none": '{ "title": "A", "draft": true, }\n# A\n',
    "a value below its key": "---\npublished:\n  false\n---\n# A\n",
    "a word below its key": "---\nstatus: >-\n  Draft\n---\n# A\n",
    "a list": "---\nstatus: [new, draft]\n---\n# A\n",
    "a key of YAML": '---\n"dr\\x61ft": true\n---\n# A\n',
    "a key by itself": "---\n? draft\n: true\n---\n# A\n",
    "merged": "---\n<<: {draft: true}\n---\n# A\n",
    "not published": "---\npublished: false\n---\n# A\n",
    "private": "---\nprivate: yes\n---\n# A\n",
    "publish": "---\npublish: false\n---\n# A\n",
    "status": "---\nstatus: Draft\n---\n# A\n",
    "option": "# A\n\n```{event}\n:date: 2025\n:draft:\n```\n",
    "option with a value": "# A\n\n```{notes:event}\n:draft: true <!-- until May -->\n```\n",
    "option of colons": "# A\n\n:::{event}\n% soon\n:draft: yes\n:::\n",
    "option without a space": "# A\n\n```{event}\n:draft:true\n```\n",
    "option of a large name": "# A\n\n```{Event}\n:Draft:\n```\n",
    "option in a list": "# A\n\n- ```{event}\n  :draft:\n  ```\n",
    "option in a definition": "# A\n\nB\n: ```{event}\n  :draft:\n  ```\n",
    "option in a footnote": "# A\n\n[^a]: ```{event}\n    :draft:\n    ```\n",
    "option after a space": "# A\n\n:::\u00a0{event}\n:draft:\n:::\n",
    "option in a quote": "# A\n\n> ```{event}\n> :draft:\n> ```\n",
}
PUBLISHED = {
    "nothing": "# A\n\nA draft: true.\n",
    "false": "---\ndraft: false\n---\n# A\n",
    "published": "---\npublished: true\nstatus: final\n---\n# A\n",
    "published on a day": "---\npublished: 5 May 2024\n---\n# A\n",
    "another status": "---\nstatus: redrafted\n---\n# A\n",
    "JSON": '{"title": "draft", "draft": false}\n\n# A\n',
    "not private": "---\nprivate: false\npublish: true\n---\n# A\n",
    "after empty front matter": "---\n---\ndraft: true\n\n---\n",
    "before a shorter end": "-----\ntitle: A\n---\ndraft: true\n",
    "false in braces": "---\n{draft: false, title: A}\n---\n# A\n",
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


def test_fields_that_open_a_page_of_restructuredtext_say_it_too() -> None:
    assert mark_of(":author: A\n:draft: true\n\nA\n=\n", rst=True) == Mark(2)
    assert mark_of("\n:status:\n  draft\n\nA\n=\n", rst=True) == Mark(2)
    assert mark_of(":draft: no\n\nA\n=\n", rst=True) is None
    assert mark_of(":author: A\n\nA\n=\n\n:draft: true\n", rst=True) is None


def test_a_title_between_lines_is_no_front_matter() -> None:
    title = "---------\nDraft: A\n---------\n\nWords.\n"
    assert mark_of(title, rst=True) is None
    assert mark_of(title) == Mark(2, "a")


@pytest.mark.parametrize("value", ["maybe", "not yet", "ture"])
def test_an_unclear_word_makes_a_draft_and_is_told(value: str) -> None:
    assert mark_of(f"---\ndraft: {value}\n---\n") == Mark(2, value.split()[0])
    assert mark_of(f"---\npublished: {value}\n---\n") == Mark(2, value.split()[0], "published")
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
