"""Raw notes are one thought a line, and stay so in the author's own copy."""

from __future__ import annotations

import re

import pytest
from building import MakeSite, Site

RAW = """\
# A

A line <!-- first thought
second thought --> of
public words.

:::{private}
third *thought
goes* on\\
fourth thought

- an item
  and more of it[^b]

> a quote
> of two lines

```
code
  as it is
```

One line.
:::

[^b]: A note
  of two lines.

% fifth thought
% sixth thought

<!-- seventh thought
eighth thought -->

Public words
of two lines.

## Talk

```{talk}
:room: Hall <!-- ninth thought
  tenth thought -->
```
"""
RAW_RST = (
    "B\n=\n\n.. eleventh thought\n   twelfth thought\n\n.. private::\n\n   a thought\n   more\n"
)


@pytest.fixture(scope="module")
def raw_notes(shared_site: MakeSite) -> Site:
    """Build the author's own copy as a page of HTML."""
    files = {"a.md": RAW, "b.rst": RAW_RST}
    return shared_site(files, eventnotes_private=True, name="raw")


def test_raw_notes_keep_their_lines(raw_notes: Site) -> None:
    page = raw_notes.read("a.html")
    lines = re.findall(r'<div class="line">(.*?)</div>', page, re.DOTALL)
    words = [" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in lines]
    assert words == [
        "A line first thought",
        "second thought of public words.",
        "third thought",
        "goes on",
        "fourth thought",
        "an item",
        "and more of it[1]",
        "a quote",
        "of two lines",
        "fifth thought",
        "sixth thought",
        "seventh thought",
        "eighth thought",
        "ninth thought",
        "tenth thought",
    ]
    assert '<div class="line"><em>goes</em> on</div>' in page
    assert "<p>One line.</p>" in page
    assert "<p>Public words\nof two lines.</p>" in page
    assert "<p>A note\nof two lines.</p>" in page


def test_raw_notes_in_restructuredtext_keep_their_lines(raw_notes: Site) -> None:
    lines = re.findall(r'<div class="line">(.*?)</div>', raw_notes.read("b.html"))
    assert lines == ["eleventh thought", "twelfth thought", "a thought", "more"]


@pytest.mark.parametrize(
    ("builder", "file", "said"),
    [
        ("text", "a.txt", "   third *thought*\n   *goes* on\n   fourth thought\n"),
        ("pseudoxml", "a.pseudoxml", "<line>\n                    fifth thought\n"),
        ("latex", "sphinx.tex", "emphasis{goes} on\n\\item[] fourth thought\n"),
    ],
)
def test_raw_notes_keep_their_lines_in_other_formats(
    site: MakeSite, builder: str, file: str, said: str
) -> None:
    index = {"index.md": "# I\n\n```{toctree}\na\n```\n"}
    names = {"latex_documents": [("index", "sphinx.tex", "I", "B", "howto")]}
    built = site({"a.md": RAW, **index}, builder=builder, eventnotes_private=True, **names)
    assert said in built.read(file)


def test_the_site_of_others_has_no_lines_of_them(site: MakeSite) -> None:
    page = site({"a.md": RAW, "b.rst": RAW_RST})
    assert "thought" not in page.read("a.html") + page.read("b.html")
    assert 'class="line"' not in page.read("a.html")
