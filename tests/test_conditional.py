"""What a page may leave out, by its format or by a setting, is shown on no other page."""

from __future__ import annotations

import pytest
from building import CONF, MakeSite, Site

WORD = "zqxhidden"
BLOCKS = {"only": "only} latex", "ifconfig": "ifconfig} False", "todo": "todo}"}
RST = {"only": ".. only:: latex", "ifconfig": ".. ifconfig:: False", "todo": ".. todo::"}
MYST = f"""\
{WORD} [said](https://{WORD}.example/a) of [](#b) and {{person}}`Ada Example`.

```{{link}} https://{WORD}.example/b
:title: {WORD} link
:authors: {WORD} Person
```

:::{{takeaway}}
:topics: {WORD} topic

{WORD} is learned.
:::

```{{talks}}
:limit: 1
```
"""
IN_RST = f"""\
   {WORD} `said <https://{WORD}.example/a>`_ of :notes:event:`b` and :person:`Ada Example`.

   .. link:: https://{WORD}.example/b
      :title: {WORD} link
      :authors: {WORD} Person

   .. takeaway::
      :topics: {WORD} topic

      {WORD} is learned.
"""
OTHERS = {
    "index.md": "# Notes\n\n```{links}\n```\n\n```{takeaways}\n```\n\n```{topics}\n```\n\n"
    "```{people}\n```\n\n```{toctree}\n:glob:\n\n**\n```\n",
    "events/b.md": "# B\n\n```{event}\n:date: 2025-03-01\n```\n\n## Two\n\n"
    "```{talk}\n:speakers: Ada Example\n```\n\nWords.\n",
}
USED = [*CONF["extensions"], "sphinx.ext.ifconfig", "sphinx.ext.todo"]


def _page(block: str, ending: str) -> str:
    if ending == "md":
        inside = f"::::::{{{BLOCKS[block]}\n{MYST}::::::\n"
        return f"# A\n\n```{{event}}\n:date: 2025-02-01\n```\n\n{inside}\nThe rest.\n"
    inside = f"{RST[block]}\n\n{IN_RST}"
    return f"A\n=\n\n.. event::\n   :date: 2025-02-01\n\n{inside}\nThe rest.\n"


def _shown_elsewhere(built: Site) -> set[str]:
    """Return the files of the output that have the word, but the page and Sphinx's own index."""
    found = [
        path.relative_to(built.out).as_posix()
        for path in built.out.rglob("*")
        if path.is_file() and WORD.encode() in path.read_bytes().lower()
    ]
    return {name for name in found if not name.startswith(("events/a.", "searchindex", "_sources"))}


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("ending", ["md", "rst"])
def test_nothing_of_it_is_on_another_page_or_in_a_file_beside(
    site: MakeSite, block: str, ending: str
) -> None:
    files = {**OTHERS, f"events/a.{ending}": _page(block, ending)}
    built = site(files, extensions=USED, html_baseurl="https://notes.example.org/")
    assert _shown_elsewhere(built) == set()
    assert WORD not in built.text("events/a.html")
    assert "en-cited" not in built.read("events/b.html")
    assert built.domain.pages["events/a"].lists == ()


@pytest.mark.parametrize("ending", ["md", "rst"])
def test_what_is_not_left_out_is_on_its_page(site: MakeSite, ending: str) -> None:
    page = _page("todo", ending)
    files = {**OTHERS, f"events/a.{ending}": page}
    built = site(files, extensions=USED, todo_include_todos=True)
    said = built.text("events/a.html")
    assert all(f"{WORD} {word}" in said for word in ("link", "is learned", "said"))
    assert _shown_elsewhere(built) == set()


@pytest.mark.parametrize("block", BLOCKS)
def test_it_opens_no_event(site: MakeSite, block: str) -> None:
    built = site({**OTHERS, "events/a.md": _page(block, "md")}, extensions=USED)
    event = built.domain.pages["events/a"].event
    assert event is not None
    assert "".join(run.text for run in event.summary) == "The rest."


def test_one_thing_said_for_each_format_has_one_id(site: MakeSite) -> None:
    page = "# A\n\n```{event}\n```\n\n"
    for form in ("html", "latex"):
        page += f":::::{{only}} {form}\n:::{{takeaway}}\n:id: same\n\nFor {form}.\n:::\n:::::\n\n"
    built = site({"events/a.md": page})
    assert "For html." in built.text("events/a.html")
    assert "For latex." not in built.text("events/a.html")


def test_facts_count_wherever_they_stand_but_words_do_not(site: MakeSite) -> None:
    page = (
        "# A\n\n::::{only} html\n```{event}\n:date: 2025-02-01\n```\n::::\n\n"
        "## One\n\n```{talk}\n:speakers: Ada Example\n```\n\n"
        f"::::{{only}} latex\n:::{{rating}} 4/5\n{WORD}\n:::\n::::\n"
    )
    index = f"{OTHERS['index.md']}\n```{{talks}}\n:sort: -rating\n```\n"
    built = site({**OTHERS, "index.md": index, "events/a.md": page})
    notes = built.domain.pages["events/a"]
    assert notes.event is not None
    (talk,) = notes.talks
    assert talk.rating is not None
    assert talk.rating.reason == ""
    assert _shown_elsewhere(built) == set()
