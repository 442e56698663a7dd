"""Private words stay private by whatever road they would leave: each is cut or stops the build.

``test_privacy.py`` holds what an author is told to write. Here stand the places where something
else reads, carries or hands on what was written.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from building import MakeSite

from eventnotes.domain import PrivacyError
from eventnotes.reading.private.published import hidden_lines

CONF: dict[str, Any] = {
    "html_copy_source": True,
    "myst_enable_extensions": [
        *("colon_fence", "attrs_block", "attrs_inline", "deflist", "fieldlist"),
        *("substitution", "tasklist"),
    ],
    "exclude_patterns": ["_build", "part*", "drafts", "events/part*"],
    "suppress_warnings": ["image.not_readable", "toc.not_included"],
}
GUEST = {**CONF, "extensions": ["myst_parser", "eventnotes"], "primary_domain": None}

# -- what is cut ---------------------------------------------------------------------------

# One word of the form zqx…k for each way to hide one. No stemmer changes it.
CARRIED = """\
---
myst:
  substitutions:
    inline: "shown <!-- zqxsubstk --> word"
    block: |
      A paragraph.

      % zqxsubstpercentk

      :::{private}
      zqxsubstblockk
      :::
  html_meta:
    description: |
      A description.
      % zqxmetapercentk
    keywords: notes <!-- zqxmetak -->
---

# A page {{inline}}

Words [in a link](https://example.org/a "A title <!-- zqxlinktitlek -->"),
![a picture](p.png "A title <!-- zqximagetitlek -->"),
[by a name][far] and [by its own name].

> A quote with ![one][pic] and [another](https://example.org/b?<!--zqxaddressk-->c).

- An item with [a link](other.md "<!-- zqxonlytitlek -->")

| a | b |
| - | - |
| ![in a cell](p.png "t <!-- zqxcelltitlek -->") | `x`{title="t <!-- zqxspanattrk -->"} |

Term
: A definition with {abbr}`NIC (a card <!-- zqxabbrk -->)` and
  {doc}`a page <!-- zqxdock --> <index>`.

:A field: with [a link](https://example.org/c 't <!-- zqxfieldk -->')

{title="t <!-- zqxblockattrk -->"}
A paragraph with a footnote[^one].

[^one]: With ![a picture](p.png "<!-- zqxfootk -->") and [a link][far].

    % zqxfootpercentk

[far]: https://example.org/far "A far title <!-- zqxreftitlek -->"
[pic]: p.png "<!-- zqxrefpick --> a picture"
[by its own name]: https://example.org/own
  "A title on its own line <!-- zqxrefownk -->"

:::{photos}
![one](p.png "t <!-- zqxgalleryk -->")
![two][pic]

A caption with [a link](https://example.org/d "t <!-- zqxcaptionk -->").
:::

:::{admonition} A title with {sub}`low <!-- zqxsubk -->`
:class: tip

- ![x](p.png "t <!-- zqxadmonitionk -->")
:::

{{block}}

```{glossary}
% zqxglossaryk
term
  What it means.
  % zqxglossarydeepk
```

```{csv-table}
:header: a, b

% zqxcsvk, zqxcsvtwok
c, d
```

```{toctree}
:hidden:

Other words <!-- zqxtock --> <other>
% zqxtocpercentk
```

```{image} p.png
---
alt: |
  A picture
  % zqxyamlk
---
```

```{raw} latex
\\relax <!-- zqxlatexk -->
```

```{index} pair: word; other <!-- zqxindexk -->
```
"""
HEADER = """\
# Event

```{event}
:date: 2025-03-17
:sponsors: Sample Chips,
  % Zqxsponsork Limited
  Tin Example
:host: Mako
   % Zqxorgk
% zqxlinek\u2029Zqxparagraphk Person
\u200b% Zqxwidthk
:topics: One,
\t% Zqxtopick,
  Two
:rating: 4/5 A reason that
  % zqxreasonk
  goes on.
```

## Talk

```{talk}
:speakers: Cid Example (Mako),
    % Zqxspeakerk (Zqxaffiliationk)
    Dee Example
:room: Hall
  % zqxroomk
```

:::{note}
% zqxseparatork\u2028zqxafterk
- % zqxnextk\x85zqxlastk
:::

- In a list:

  ```{link} https://example.org/video
  :title: A film
    % zqxlinktextk
  ```
"""
RST = """\
A page of another kind
======================

.. image:: p.png
   :alt: A picture <!-- zqxrstaltk -->

.. talk:: Talk of a page
   :speakers: Ada Example,
     % Zqxrstspeakerk
     Ben Example

.. toctree::
   :hidden:

   Other <!-- zqxrsttock --> <other>

.. private::

   A line\u2028zqxrstafterk

.. a comment\x1czqxrstcommentk

.. include:: part-one.txt
   :parser: markdown

.. note::

   .. include:: part-two.txt
      :parser: myst_parser.sphinx_

* .. include:: part-two.txt
     :parser: myst_parser.docutils_
"""
PART = """\
Part. <!-- zqxpartk -->

% zqxpartpercentk

- :::{private}
  zqxpartblockk
  :::

![x](p.png "t <!-- zqxparttitlek -->")

% hidden\u2028zqxpartafterk

Shown after it.
"""
EVAL = """\
# Page

A line.

```{include} part-two.txt
```

```{eval-rst}
.. include:: part-one.txt
   :parser: myst
```
"""
FILES = {
    "carried.md": CARRIED,
    "events/header.md": HEADER,
    "other.md": "# Other\n",
    "another.rst": RST,
    "evaluated.md": EVAL,
    "part-one.txt": PART,
    "part-two.txt": PART.replace("part", "second"),
}
WORDS = sorted(set(re.findall(r"zqx\w+?k(?!\w)", f"{FILES}".lower())))


def _words_in(folder: Path) -> dict[str, list[str]]:
    """Return the hidden words found in an output, each with the files it is in."""
    leaks: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and not name.startswith(".doctrees"):
            text = f"{name}\n".encode() + path.read_bytes().lower()
            for word in re.findall(rb"zqx\w*", text):
                leaks.setdefault(word.decode(), []).append(name)
    return leaks


@pytest.mark.parametrize("builder", ["html", "text", "gettext", "pseudoxml", "latex"])
def test_what_is_carried_unseen_is_in_no_output(site: MakeSite, builder: str) -> None:
    assert len(WORDS) == 63
    built = site(FILES, builder=builder, **CONF)
    assert _words_in(built.out) == {}


def test_the_words_around_what_is_carried_stay(site: MakeSite) -> None:
    built = site(FILES, **CONF)
    page = built.read("carried.html")
    assert "A page shown word" in built.text("carried.html")
    assert 'title="A far title"' in page
    assert 'title="A title on its own line"' in page
    assert 'href="https://example.org/b?c"' in page
    assert 'content="notes"' in page
    assert '<abbr title="a card">NIC</abbr>' in page
    assert "What it means." in page
    assert "<td><p>c</p></td>" in page
    assert "Other words" in str(built.app.env.tocs["carried"])
    assert built.text("another.html").count("Shown after it.") == 3
    assert "Shown after it." in built.text("evaluated.html")
    assert "orgs/tin-example" in built.entries
    assert "people/dee-example" in built.entries
    assert "topics/two" in built.entries
    assert "A reason that goes on." in built.text("events/header.html")


# -- what stops the build ------------------------------------------------------------------

PRIVATE = ":::{private}\nzqx\n:::\n"
IN_HTML = "a private block hides nothing in raw HTML"
PERCENT_IN_HTML = "a line with % hides nothing in raw HTML"
DEEP = "a line with % hides nothing where it is deeper than the text around it"
INDENTED = "a line with % that is indented is code and hides nothing"
NO_CLASS = "the class 'private' hides nothing"
RST_MARK = "reStructuredText has no HTML comments"
RST_PERCENT = "a line with % is text in reStructuredText"
RST_BLOCK = "this hides nothing; write '.. private::'"
AS_IT_IS = "would be published as it is, with private words in line"

STOPS: dict[str, tuple[str, int, str]] = {
    "block-in-details": (
        f"<details>\n<summary>More</summary>\n{PRIVATE}</details>\n",
        5,
        IN_HTML,
    ),
    "block-in-table": (f"<table><tr><td>\n{PRIVATE}</td></tr></table>\n", 4, IN_HTML),
    "block-in-pre": ("<pre>\na\n\n```{private}\nzqx\n```\n</pre>\n", 6, IN_HTML),
    "block-in-script": ("<script>\n~~~ {private}\nzqx\n~~~\n</script>\n", 4, IN_HTML),
    "block-with-a-domain-in-html": ("<div>\n:::{notes:private}\nzqx\n</div>\n", 4, IN_HTML),
    "block-in-html-in-a-list": ("- a\n\n  <div>\n  :::{private}\n  zqx\n  </div>\n", 6, IN_HTML),
    "block-in-html-in-a-quote": ("> <section>\n> :::{private}\n> zqx\n", 4, IN_HTML),
    "block-in-html-in-a-note": (f":::::{{note}}\n<div>\n{PRIVATE}</div>\n:::::\n", 5, IN_HTML),
    "block-in-html-in-a-footnote": ("a[^b]\n\n[^b]:\n    <div>\n    :::{private}\n", 7, IN_HTML),
    "block-in-raw": (f"::::{{raw}} html\n<b>\n{PRIVATE}</b>\n::::\n", 5, IN_HTML),
    "block-in-raw-latex": (f"::::{{raw}} latex\n{PRIVATE}::::\n", 3, "in a raw block"),
    "role-in-html": ("<div>\n{private}`zqx`\n</div>\n", 4, "private is no role"),
    "percent-in-details": ("<details>\n<p>a</p>\n% zqx\n</details>\n", 5, PERCENT_IN_HTML),
    "percent-in-pre": ("<pre>\n\n\n  % zqx\n</pre>\n", 6, PERCENT_IN_HTML),
    "percent-in-html-in-a-list": ("1. a\n   <div>\n   % zqx\n   </div>\n", 5, PERCENT_IN_HTML),
    "percent-in-html-in-a-term": ("Term\n: <div>\n  % zqx\n  </div>\n", 5, PERCENT_IN_HTML),
    "percent-in-raw": ("```{raw} html\n<i>\n% zqx\n</i>\n```\n", 5, PERCENT_IN_HTML),
    "deep-percent-in-a-list": ("- a\n\n  1. b\n         % zqx\n", 6, DEEP),
    "deep-percent-in-a-quote": ("> a\n>      % zqx\n", 4, DEEP),
    "deep-percent-in-a-term": ("Term\n: a\n\n  b\n       % zqx\n", 7, DEEP),
    "deep-percent-with-a-tab": ("a\n\t% zqx\nb\n", 4, DEEP),
    "deep-percent-in-a-footnote": ("a[^b]\n\n[^b]: c\n        % zqx\n", 6, DEEP),
    "deep-percent-in-a-note": (":::{note}\n- a\n      % zqx\n:::\n", 5, DEEP),
    "indented-percent-in-a-list": ("* a\n\n      x = 1\n      % zqx\n", 6, INDENTED),
    "indented-percent-alone": ("a\n\n    % zqx\n", 5, INDENTED),
    "indented-percent-in-a-quote": ("> a\n>\n>     % zqx\n", 5, INDENTED),
    "percent-behind-a-hard-space": ("- \u00a0% zqx\n", 3, DEEP),
    "percent-behind-a-mark": ("> \ufeff% zqx\n", 3, DEEP),
    "class-on-a-paragraph": ("{.private}\nzqx\n", 4, NO_CLASS),
    "class-among-others": ("{#a .x .private .y}\n- zqx\n", 4, NO_CLASS),
    "class-on-words": ("a [zqx]{.private} b\n", 3, NO_CLASS),
    "class-on-code": ("a\n\n`zqx`{.private}\n", 5, NO_CLASS),
    "class-on-a-quote": ("> {.private}\n> > zqx\n", 4, NO_CLASS),
    "class-directive": ("```{class} private\nzqx\n```\n", 4, NO_CLASS),
    "class-option": (":::{note}\n:class: tip private\nzqx\n:::\n", 3, NO_CLASS),
    "class-of-a-container": (":::{container} private\nzqx\n:::\n", 3, NO_CLASS),
    "class-in-html": ("<p>a</p>\n<p class='b private'>zqx</p>\n", 3, NO_CLASS),
    "class-in-html-in-a-line": ("- a <span class=Private>zqx</span>\n", 3, NO_CLASS),
    "class-of-a-div": ("::: {.private}\nzqx\n:::\n", 3, "hides nothing; write {private}"),
    "class-of-a-code-block": ("```{.py .private}\nzqx\n```\n", 3, "hides nothing; write {private}"),
    "two-colons": ("::{private}\nzqx\n::\n", 3, "'::{private}' hides nothing"),
    "one-colon": ("- a\n\n  : {private} zqx\n", 5, "hides nothing"),
    "no-colon": ("> a\n> {private}\n> zqx\n", 4, "'{private}' hides nothing"),
    "of-another-language": ("a\n\n.. private::\n\n   zqx\n", 5, "hides nothing; write :::"),
    "eval-comment": ("```{eval-rst}\nA\n\nb <!-- zqx --> c\n```\n", 6, RST_MARK),
    "eval-comment-in-a-title": (
        "```{eval-rst}\n.. note::\n\n   * <!-- zqx -->\n```\n",
        6,
        RST_MARK,
    ),
    "eval-percent": ("```{eval-rst}\nA\n\n% zqx\n```\n", 6, RST_PERCENT),
    "eval-percent-in-a-list": ("```{eval-rst}\n* a\n\n* b\n  % zqx\n```\n", 6, RST_PERCENT),
    "eval-percent-in-a-cell": (
        "```{eval-rst}\n.. list-table::\n\n   * - a\n\n       % zqx\n```\n",
        8,
        RST_PERCENT,
    ),
    "eval-percent-in-a-line-block": ("```{eval-rst}\n| a\n| % zqx\n```\n", 5, RST_PERCENT),
    "eval-percent-in-a-term": ("```{eval-rst}\n% zqx\n  b\n```\n", 4, RST_PERCENT),
    "eval-block": ("```{eval-rst}\n:::{private}\nzqx\n```\n", 4, RST_BLOCK),
    "eval-block-of-ticks": ("- ```{eval-rst}\n  .. note:: ```{private}\n\n  ```\n", 4, RST_BLOCK),
    "eval-without-a-space": ("```{eval-rst}\n..private::\n\n   zqx\n```\n", 4, RST_BLOCK),
    "eval-class": ("```{eval-rst}\n.. class:: private\n\nzqx\n```\n", 5, NO_CLASS),
    "download": ("a {download}`b <part.md>`\n", 3, f"part.md {AS_IT_IS} 5"),
    "download-in-a-list": ("- [b](path:part-comment.md)\n", 3, f"part-comment.md {AS_IT_IS} 4"),
    "download-of-a-notebook": ("> [b](part.ipynb)\n", 3, f"part.ipynb {AS_IT_IS} 3"),
    "download-of-text": ("| a |\n| - |\n| [b](part.txt) |\n", 5, f"part.txt {AS_IT_IS} 2"),
    "download-of-another-language": ("{download}`b <part.rst>`\n", 3, f"part.rst {AS_IT_IS} 4"),
    "download-of-itself": ("% zqx\n\n{download}`b <download-of-itself.md>`\n", 5, f"{AS_IT_IS} 3"),
    "download-of-a-draft": ("{download}`b <drafts/d.md>`\n", 3, "d.md is a draft"),
    "download-of-a-marked-draft": (
        "{download}`b <part-draft.md>`\n",
        3,
        "part-draft.md is a draft",
    ),
    "download-of-any-draft": ("{download}`b <drafts/list>`\n", 3, "list is a draft"),
    "download-of-a-table": ("{download}`b <part-block.csv>`\n", 3, f"part-block.csv {AS_IT_IS} 2"),
    "download-in-utf-16": ("{download}`b <part-16.txt>`\n", 3, f"part-16.txt {AS_IT_IS} 3"),
    "listing-of-any-ending": (
        "```{literalinclude} part.qmd\n```\n",
        3,
        f"part.qmd {AS_IT_IS} 2",
    ),
    "listing-of-a-draft-of-any-ending": (
        "```{literalinclude} drafts/d.yaml\n```\n",
        3,
        "d.yaml is a draft",
    ),
    "include-of-any-ending-as-code": (
        "```{include} part.md.bak\n:code: md\n```\n",
        3,
        f"part.md.bak {AS_IT_IS} 2",
    ),
    "table-with-a-block-in-a-file": (
        "```{csv-table}\n:file: part-block.csv\n```\n",
        0,
        "a private block hides nothing in a table",
    ),
    "picture-that-is-a-page": ("![b](part.md)\n", 3, f"part.md {AS_IT_IS} 5"),
    "listing": ("```{literalinclude} part.md\n```\n", 3, f"part.md {AS_IT_IS} 5"),
    "listing-of-a-part": ("```{literalinclude} part.md\n:lines: 6\n```\n", 3, f"{AS_IT_IS} 6"),
    "listing-in-a-list": (
        "- ```{literalinclude} part-comment.md\n  :language: md\n  ```\n",
        3,
        f"part-comment.md {AS_IT_IS} 4",
    ),
    "include-as-code": ("```{include} part.md\n:code: md\n```\n", 3, f"part.md {AS_IT_IS} 5"),
    "raw-file": ("```{raw} html\n:file: part.html\n```\n", 3, "nothing in part.html"),
    "include-of-markdown-as-text": (
        "```{eval-rst}\n.. include:: part-comment.md\n```\n",
        0,
        RST_MARK,
    ),
    "table-in-a-file": ("```{csv-table}\n:file: part.csv\n```\n", 0, "hides nothing in a table"),
    "include-that-ends-early": (
        "```{eval-rst}\n.. include:: part-early.md\n   :parser: myst\n```\n",
        0,
        "':::{note}' ends the private block early",
    ),
}
STOP_FILES: dict[str, str | bytes] = {
    "part.md": "# P\n\nok\n\n:::{private}\nzqx\n:::\n",
    "part-comment.md": "# P\n\nok\n<!-- zqx -->\n",
    "part-draft.md": "---\ndraft: true\n---\n\n# zqx\n",
    "part-early.md": ":::{private}\na\n:::{note}\nb\n:::\nzqx\n:::\n",
    "part.txt": "a\n- ```{private}\n  zqx\n  ```\n",
    "part.rst": "P\n=\n\n.. zqx\n",
    "part.csv": "a,b\n% zqx,zqx\n",
    "part.html": "<div>\n```{private}\nzqx\n```\n</div>\n",
    "part.ipynb": '{"cells": [{"cell_type": "markdown", "source": [\n"ok\\n",\n"% zqx"]}]}\n',
    "drafts/d.md": "# zqx\n",
    "drafts/list": "zqx\n",
    "drafts/d.yaml": "a: zqx\n",
    "part.qmd": "a\n:::{private}\nzqx\n:::\n",
    "part.md.bak": "a\n```{private}\nzqx\n```\n",
    "part-block.csv": "a\n:::{private}\nzqx\n:::\n",
    "part-16.txt": "# P\n\n:::{private}\nzqx\n:::\n".encode("utf-16-le"),
}


@pytest.fixture(scope="module")
def stopped(shared_site: MakeSite) -> str:
    """Build all of them, and return what is said when the build stops."""
    pages = {f"{name}.md": f"# A\n\n{text}" for name, (text, _, _) in STOPS.items()}
    with pytest.raises(PrivacyError) as caught:
        shared_site({**pages, **STOP_FILES}, builder="dummy", warnings=True, name="stops", **CONF)
    return str(caught.value)


@pytest.mark.parametrize("name", STOPS)
def test_what_hides_nothing_stops_the_build(stopped: str, name: str) -> None:
    _, line, message = STOPS[name]
    place = rf"/{name}\.md:{line}: " if line else r"part[\w-]*\.\w+:\d+: "
    said = [each for each in stopped.split("\n") if f"/{name}.md:" in each or not line]
    assert re.search(rf"{place}[^\n]*{re.escape(message)}", "\n".join(said)), said


def test_a_page_that_stops_the_build_is_not_written(site: MakeSite, tmp_path: Path) -> None:
    with pytest.raises(PrivacyError):
        site({"a.md": "# A\n\n<div>\n% zqx\n</div>\n"}, warnings=True, **CONF)
    assert _words_in(tmp_path / "site/_build") == {}


def test_percent_in_restructuredtext_is_a_warning(site: MakeSite) -> None:
    text = "A\n=\n\n% b\n\n* c\n  % d\n\n.. note:: e\n   % f\n\n\\% g\n\nh % i\n"
    built = site({"a.rst": text}, builder="dummy", warnings=["notes.comment"] * 3)
    assert [line.split(": ")[0] for line in built.warnings] == ["a.rst:4", "a.rst:6", "a.rst:9"]


OTHERS = """\
# Somebody else's page

% a comment

- a
      % deep

      % in code

<div class="private">
% in HTML
</div>

{.private}
A paragraph of [some words]{.private} and {download}`a page <part.md>`.

```{literalinclude} part.md
```

```{eval-rst}
% text
```

```{csv-table}
a, b
% in a table, c
```

| % | % of all |
| - | - |
| % a | b |

:::private-view
A block with a longer name.
:::
"""
SAMPLES = """\
# Samples

````md
:::{private}
shown
:::

% shown
<!-- shown -->
<div>
% shown
</div>
````

`` :::{private} `` and `% shown`, `{.private}`, `::{private}` and `.. private::` are code.

- % of nothing else than this item

  100
  \\% of them, [% of it](other.md) and a {abbr}`rate (% of all)`

# % of all

| % | % of all |
| - | - |
| % a | b |

```{csv-table}
:header: a, b

"\\%", b
```

```python
% code
```

```{raw} latex
% a comment of LaTeX
```

```{parsed-literal}
code with *markup*
% in it
```

```{eval-rst}
.. list-table::

   * - % of all
     - b
```

<p>&#37; of all, <b>50&nbsp;% or more</b></p>

{.private-view .more}
A class with a longer name.

{download}`A program <part.py>` and {download}`one that shows this <part-sample.md>`.

```{literalinclude} part-sample.md
```

```{literalinclude} Makefile
```

```{literalinclude} part.yaml
```

```{include} part-docs.py
:code: python
```

{download}`settings <part.yaml>`, {download}`more of it <part-docs.py>`, {download}`b <part.bin>`
"""
SAMPLE_FILES: dict[str, str | bytes] = {
    "Makefile": "# <!-- a -->\n%.o: %.c\n\tcc $<\n",
    "part.yaml": "---\n# a comment, ':::{private}' in it\nprivate: true\na: ':::{private}'\n",
    "part-docs.py": '"""Hide::\n\n    .. private::\n\n        shown\n\n`:::{private}` too.\n"""\n',
    "part.bin": b"\0\1\2\n:::{private}\nshown\n:::\n",
    "other.md": "# Other\n",
    "part.py": "a = 5\nb = (\n    a\n    % 3\n)  # <!-- a -->\n",
    "part-sample.md": "# Sample\n\n```md\n:::{private}\nshown\n:::\n% shown\n```\n\n`<!-- a -->`\n",
}


def test_somebody_elses_page_may_hold_what_notes_may_not(site: MakeSite) -> None:
    files = {"a.md": OTHERS, "part.md": "# Part\n\n% a\n<!-- b -->\n"}
    page = site(files, **GUEST).read("a.html")
    assert "in HTML" in page
    assert "<td><p>c</p></td>" in page
    assert "deep" in page


def test_what_is_plainly_meant_as_text_stays(site: MakeSite) -> None:
    page = site({"a.md": SAMPLES, **SAMPLE_FILES}, **CONF).text("a.html")
    assert "100 % of them, % of it and a rate" in page
    assert page.count("% of all") == 4
    assert "% in it" in page
    assert page.count(":::{private}") == 5


def test_a_private_block_in_html_stops_somebody_elses_build_as_well(site: MakeSite) -> None:
    text = "# A\n\n<div>\n:::{notes:private}\nzqx\n:::\n</div>\n"
    with pytest.raises(PrivacyError):
        site({"a.md": text}, warnings=True, **GUEST)


def test_a_table_with_a_comment_stops_the_build_where_a_guest_has_notes(site: MakeSite) -> None:
    table = "```{csv-table}\na, b\n% zqx, zqx\n```\n"
    text = f"# A\n\n{table}\n```{{notes:takeaway}}\nWords.\n```\n"
    with pytest.raises(PrivacyError, match=r"a\.md:5: .* in a table"):
        site({"a.md": text}, warnings=True, **GUEST)


def test_a_page_with_notes_is_nobody_elses(site: MakeSite) -> None:
    text = "# A\n\n```{notes:takeaway}\nWords.\n```\n\n{.private}\nzqx\n"
    with pytest.raises(PrivacyError, match=NO_CLASS):
        site({"a.md": text}, warnings=True, **GUEST)


@pytest.mark.parametrize(
    ("name", "text", "numbers"),
    [
        ("a.md", "a\n> - ~~~{notes:private}\n>   b\n>   ~~~\nc\n", [2, 3]),
        ("a.md", "a <!-- b\nc -->\n`<!-- d -->`\n  % e\n", [1, 2, 4]),
        ("a.markdown", "````md\n```{private}\n````\n::::{private}\na\n:::\nb\n", [4, 5, 6, 7]),
        (
            "a.rst",
            "A\n=\n\n.. b\n\n   c\n\n.. _d:\n\n.. note:: e\n\n.. private::\n\n   f\n",
            [4, 6, 12, 14],
        ),
        ("a.rst", ".. |a| replace:: b\n.. [1] c\n.. __: d\n..\n   e\n", [5]),
        ("notes", "a\n% b\n", [2]),
        ("a.txt", "..private::\n\n  b\n\nc\n", [1, 3]),
        ("a.py", "% b\n<!-- c -->\n:::{private}\nd\n", [3, 4]),
        (
            "a.ipynb",
            '{"cells": [{"cell_type": "code", "source": "%b"},\n'
            '{"cell_type": "raw", "source": "% c"}]}',
            [2],
        ),
        ("a.ipynb", "% no notebook\n", [1]),
        ("a.tsv", "%\tb\n\\%\tc\n", [1]),
    ],
)
def test_private_lines_of_a_file_are_told_by_their_look(
    name: str, text: str, numbers: list[int]
) -> None:
    assert [found.number for found in hidden_lines(text, Path(name).suffix)] == numbers


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# A\n\n:::{privat}\nzqx\n:::\n"),
        ("a.md", "# A\n\n- ```{notes:privates}\n  zqx\n  ```\n"),
        ("a.md", "# A\n\n> :::{рrivate}\n> zqx\n> :::\n"),
        ("a.md", "# A\n\n```{eval-rst}\n.. pirvate::\n\n   zqx\n```\n"),
        ("a.rst", "A\n=\n\n.. pivate::\n\n   zqx\n"),
        ("a.rst", "A\n=\n\n* .. notes:privte:: zqx\n"),
    ],
)
def test_a_private_block_with_a_slip_in_its_name_stops_the_build(
    site: MakeSite, name: str, text: str
) -> None:
    with pytest.raises(PrivacyError, match=r"a\.(?:md|rst):\d+: .* hides nothing"):
        site({name: text}, warnings=True, **CONF)


@pytest.mark.parametrize(
    "text", [".. private::\n\nzqx\n", "* .. private::\n\n  zqx\n", ".. notes:private::\n\n\nzqx\n"]
)
def test_an_empty_private_block_of_restructuredtext_stops_the_build(
    site: MakeSite, text: str
) -> None:
    with pytest.raises(PrivacyError, match=r"a\.rst:\d+: the private block is empty"):
        site({"a.rst": f"A\n=\n\n{text}"}, warnings=True, **CONF)


@pytest.mark.parametrize(
    "text", ["[//]: # (zqx)\n", "> [a]: <> 'zqx'\n", 'b\n\n[comment]: <#>\n  "zqx"\n']
)
def test_a_comment_in_a_reference_definition_is_in_no_copy(site: MakeSite, text: str) -> None:
    built = site({"a.md": f"# A\n\n{text}"}, **CONF)
    assert _words_in(built.out) == {}
    assert not (built.out / "_sources/a.md.txt").exists()


@pytest.mark.parametrize(
    "text",
    ["{.wide % zqx %}\n> b\n", "[b]{#c %zqx%}\n\nd\n", "![](dot.svg){width=9 % zqx z % .c}\n"],
)
def test_a_comment_among_attributes_is_in_no_copy(site: MakeSite, text: str) -> None:
    files = {"a.md": f"# A\n\n{text}", "dot.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    built = site(files, **CONF)
    assert _words_in(built.out) == {}
    assert not (built.out / "_sources/a.md.txt").exists()
