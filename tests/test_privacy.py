"""Private words reach no output of any builder, and the author's own copy shows them all."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

import pytest
from building import MakeSite, Site

from eventnotes.domain import PrivacyError
from eventnotes.writing.output import MixedOutputError

BUILDERS = (
    "html",
    "dirhtml",
    "singlehtml",
    "text",
    "man",
    "latex",
    "epub",
    "gettext",
    "xml",
    "pseudoxml",
    "texinfo",
    "json",
)

# One word of the form zqx…k for each way to hide one. No stemmer changes it.
MARKDOWN = """\
---
author: Somebody  # zqxfrontmatterk
---

# An event <!-- zqxtitlek -->

```{event}
<!-- zqxfirstk -->
:date: 2025-03-17 <!-- zqxoptionk -->
% zqxpercentoptionk
:place: San Jose <!-- zqxmanyk
  over two lines zqxlinesk --> and more
:host: TensorWave
```

A line.<!-- zqxinlinek --> Another <!-- zqxwrapk
zqxwrappedk --> line, *with <!-- zqxemphasisk --> emphasis*.

:::{Private}
zqxcapitalk
:::

<!-- zqxblockk

## zqxcommentheadingk

with blank lines -->

% zqxpercentk
% zqxpercenttwok

:::{private}
zqxprivatek

(zqxlabelk)=

- zqxlistinprivatek
:::

- an item
- <!-- zqxonlyitemk -->
- :::{private}
  zqxitemprivatek
  :::
- % zqxitempercentk

> A quote.
>
> :::{private}
> zqxquotek
> :::

::::{admonition} Title <!-- zqxnotetitlek -->
:class: tip <!-- zqxforeignoptionk -->
Words.
:::{private}
zqxnestedk
:::
<!-- zqxincalloutk -->
::::

## Public <!-- zqxheadingk --> heading

### <!-- zqxwholeheadingk -->

::::{private}
## zqxprivateheadingk

```{talk}
:speakers: Zqxspeakerk Person (Zqxorgk)
:topics: zqxtopick
:rating: 1/5 zqxreasonk
```

```{include} zqxincludedk.md
```

![zqxaltprivatek](zqxpicturek.png)

[^zqxnotek]: zqxfootnotek

See[^zqxnotek] and[^usedinprivate].
::::

[^usedinprivate]: zqxfootnoteforprivatek

![A stage <!-- zqxaltk -->](stage.png)

[Words <!-- zqxlinktextk -->](https://example.org/)

| a | b |
| - | - |
| <!-- zqxcellk --> | c |

<div><!-- zqxrawk -->
<b>raw</b></div>

```{raw} html
<p>raw</p> <!-- zqxrawdirectivek -->
```

```{eval-rst}
.. zqxevalcommentk

Text.

.. private::

   zqxevalprivatek
```

```{include} part.md
```

````{talk} A talk <!-- zqxtalktitlek -->
:speakers: Ada Example (Mako)
:room: Hall 2 <!-- zqxroomk -->
:rating: 4/5 Good. <!-- zqxverdictk -->

:::{takeaway}
Kept. <!-- zqxtakeawayk -->
:::
````

In code, `<!-- shown -->` is text:

```html
<!-- shown too -->
```
"""

RST = """\
Another event
=============

.. event::
   :date: 2025-04-01 <!-- zqxrstoptionk -->

Text goes on.

.. zqxrstcommentk
   over lines zqxrstlinesk

.. private::

   zqxrstprivatek

   Zqxrstheadingk
   --------------

   Text.

A talk
------

.. talk::
   :speakers: Ada Example
"""

FILES = {
    "events/one.md": MARKDOWN,
    "events/two.rst": RST,
    "events/part.md": "Part. <!-- zqxpartk -->\n\n:::{private}\nzqxpartprivatek\n:::\n",
    "events/zqxincludedk.md": "---\norphan: true\n---\n\n# zqxincludedtextk\n",
    "drafts/zqxdraftk.md": "# zqxdrafttitlek\n",
}
CONF = {
    "html_copy_source": True,
    "html_theme": "alabaster",
    "myst_enable_extensions": ["colon_fence", "substitution"],
    "exclude_patterns": ["_build", "events/part.md", "events/zqx*"],
    "version": "1",
    "copyright": "somebody",
    "keep_warnings": True,
}
WORDS = sorted(set(re.findall(r"zqx\w+?k(?!\w)", f"{MARKDOWN}{RST}{FILES}".lower())))


def _write_pictures(folder: Path) -> None:
    """Write one-pixel pictures, so that they are found."""
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
        "0000000049454e44ae426082"
    )
    (folder / "events").mkdir(parents=True, exist_ok=True)
    for name in ("stage.png", "zqxpicturek.png"):
        (folder / "events" / name).write_bytes(pixel)


def _all_bytes(folder: Path) -> dict[str, bytes]:
    """Return every file of an output, unpacked where it is packed, by name."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if not path.is_file() or name.startswith(".doctrees"):
            continue
        data = path.read_bytes()
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as packed:
                found |= {f"{name}/{n}": packed.read(n) for n in packed.namelist()}
        elif path.name == "objects.inv":
            *head, body = data.split(b"\n", 4)
            found[name] = b"\n".join(head) + zlib.decompress(body)
        else:
            found[name] = data
    return found


def _words_in(folder: Path) -> dict[str, list[str]]:
    """Return the hidden words found in an output, each with the files it is in."""
    leaks: dict[str, list[str]] = {}
    for name, data in _all_bytes(folder).items():
        text = f"{name}\n".encode() + data.lower()
        for word in WORDS:
            if word.encode() in text:
                leaks.setdefault(word, []).append(name)
    return leaks


def test_the_words_to_look_for_are_all_there() -> None:
    assert len(WORDS) == 61


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_hidden_word_is_in_any_output(site: MakeSite, tmp_path: Path, builder: str) -> None:
    _write_pictures(tmp_path / "site")
    built = site(FILES, builder=builder, **CONF)
    assert _words_in(built.out) == {}


def test_the_words_around_hidden_ones_stay(site: MakeSite, tmp_path: Path) -> None:
    _write_pictures(tmp_path / "site")
    built = site(FILES, builder="text", **CONF)
    page = built.read("events/one.txt")
    assert page.startswith("An event\n********\n")
    assert "San Jose and more" in page
    assert "A line. Another line, *with emphasis*." in " ".join(page.split())
    assert "\n* an item\n\n" in page
    assert page.count("\n* ") == 1, "an item of nothing but private words leaves no bullet"
    assert "Public heading\n==============" in page
    assert "Rating: **4 of 5**\n\nGood.\n" in page
    assert '"<!-- shown -->"' in page
    assert "<!-- shown too -->" in page
    assert "Text goes on." in " ".join(built.read("events/two.txt").split())


def test_nothing_private_is_recorded(site: MakeSite, tmp_path: Path) -> None:
    _write_pictures(tmp_path / "site")
    built = site(FILES, **CONF)
    assert sorted(built.entries) == [
        "one",
        "one/a-talk",
        "orgs/mako",
        "orgs/tensorwave",
        "people/ada-example",
        "two",
        "two/a-talk",
    ]
    assert built.domain.pages["events/one"].event is not None
    assert len(built.domain.pages["events/one"].talks) == 1


def test_a_page_with_private_words_has_no_copy_of_its_source(site: MakeSite) -> None:
    built = site({"open.md": "# Open\n", "shut.md": "# Shut\n\n% zqx\n"}, html_copy_source=True)
    sources = sorted(path.name for path in (built.out / "_sources").iterdir())
    assert sources == ["index.md.txt", "open.md.txt"]


def test_a_copy_goes_when_a_page_gets_private_words(site: MakeSite) -> None:
    built = site({"page.md": "# Page\n"}, html_copy_source=True)
    assert (built.out / "_sources/page.md.txt").exists()
    built.write({"page.md": "# Page\n\n<!-- zqx -->\n"})
    built.rebuild()
    assert not (built.out / "_sources/page.md.txt").exists()


def test_the_files_of_a_page_that_is_gone_leave_the_output(site: MakeSite) -> None:
    built = site({"page.md": "# Page\n", "other.md": "# Other\n"}, html_copy_source=True)
    (built.root / "page.md").unlink()
    built.rebuild()
    assert not (built.out / "page.html").exists()
    assert not (built.out / "_sources/page.md.txt").exists()
    assert (built.out / "other.html").exists()


@pytest.mark.parametrize(
    "text",
    [
        "```{note}\n:::{private}\nzqx\n:::\n\nshown\n```\n",
        "::::{tip}\n:::{private}\nzqx\n:::\n\nshown\n::::\n",
        "```{admonition} T\n:class: a\n:name: b\n:::{notes:private}\nzqx\n:::\n\nshown\n```\n",
        "- ::::{note}\n  :class: a\n    :::{private}\n    zqx\n    :::\n\n  shown\n  ::::\n",
    ],
)
def test_a_private_block_is_hidden_where_options_may_stand(site: MakeSite, text: str) -> None:
    built = site({"a.md": f"# A\n\n{text}"})
    assert "shown" in built.text("a.html")
    assert "zqx" not in built.read("a.html")
    assert "zqx" not in built.read("searchindex.js")


# -- privacy fails closed ----------------------------------------------------------------

LEAKS = {
    "a fence as long as its own inside": (
        ":::{private}\na\n:::{note}\nb\n:::\nzqx\n:::\n",
        "a.md:3: ':::{note}' ends the private block early; fence it with ::::",
    ),
    "a longer fence inside": (
        ":::{private}\na\n::::{note}\nb\n::::\nzqx\n:::\n",
        "a.md:3: '::::{note}' ends the private block early; fence it with ::::",
    ),
    "a code block inside that holds the fence": (
        ":::{private}\na\n```\n:::\nzqx\n```\n",
        "a.md:3: the private block ends inside a code block; give it a longer fence",
    ),
    "code around its first line": (
        "```\n``````{private}\n```\n## zqx\n",
        "a.md:4: a private block begins in this block and does not end in it"
        "; give the block a longer fence",
    ),
    "code in another kind of fence around its first lines": (
        "~~~py\nb\n:::{private}\nc\n~~~\nzqx\n:::\n",
        "a.md:5: a private block begins in this block and does not end in it"
        "; give the block a longer fence",
    ),
    "a code block around its first line, in a quote": (
        "> ```{code-block} md\n> ````{notes:private}\n> ```\n> zqx\n> ````\n",
        "a.md:4: a private block begins in this block and does not end in it"
        "; give the block a longer fence",
    ),
    "backticks around backticks": (
        "```{private}\na\n```python\nb\n```\nzqx\n",
        "a.md:3: '```python' ends the private block early; fence it with ````",
    ),
    "no braces": (
        ":::private\nzqx\n:::\n",
        "a.md:3: a fence called 'private' hides nothing; write {private}",
    ),
    "no braces around a code block": (
        "```private\nzqx\n```\n",
        "a.md:3: a fence called 'private' hides nothing; write {private}",
    ),
    "in a list": (
        "- :::{private}\n  a\n  :::{note}\n  b\n  :::\n  zqx\n  :::\n",
        "a.md:3: ':::{note}' ends the private block early; fence it with ::::",
    ),
    "inside another directive": (
        "::::{note}\nwords\n\n:::private\nzqx\n:::\n::::\n",
        "a.md:6: a fence called 'private' hides nothing; write {private}",
    ),
    "an opener behind a list mark": (
        ":::{private}\n- :::{note}\n  a\n  :::\n- zqx\n:::\n",
        "a.md:3: '- :::{note}' ends the private block early; fence it with ::::",
    ),
    "an opener behind a number": (
        ":::{private}\n1. :::{note}\n   a\n   :::\n2. zqx\n:::\n",
        "a.md:3: '1. :::{note}' ends the private block early; fence it with ::::",
    ),
    "a code block in a list": (
        "```{private}\n- ```\n  a\n  ```\n- zqx\n```\n",
        "a.md:3: the private block ends inside a code block; give it a longer fence",
    ),
    "never closed in a list": (
        "- :::{private}\n  a\n\nzqx\n",
        "a.md:3: the private block is never closed, and what follows is not hidden",
    ),
    "never closed in a quote": (
        "> :::{private}\n> a\n\nzqx\n",
        "a.md:3: the private block is never closed, and what follows is not hidden",
    ),
    "never closed in a directive": (
        "::::{note}\n:::{private}\na\n::::\n\nzqx\n",
        "a.md:4: the private block is never closed, and what follows is not hidden",
    ),
    "never closed behind a directive's options": (
        "::::{admonition} T\n:class: x\n:::{private}\na\n::::\n\nzqx\n",
        "a.md:5: the private block is never closed, and what follows is not hidden",
    ),
    "a comment that a list ends": (
        "- item\n- <!-- a\n\nzqx -->\n",
        "a.md:4: the comment is never closed, and what follows is not hidden",
    ),
    "a comment that a quote ends": (
        "> <!-- a\n\nzqx -->\n",
        "a.md:3: the comment is never closed, and what follows is not hidden",
    ),
    "a comment that raw HTML ends": (
        "<div>\n<!-- a\n\nzqx -->\n</div>\n",
        "a.md:3: the comment is never closed, and what follows is not hidden",
    ),
    "no space after the name": (
        ":::{private}zqx\nzqx\n:::\n",
        "a.md:3: a fence called '{private}zqx' hides nothing; write {private}",
    ),
    "spaces in the braces": (
        ":::{ private }\nzqx\n:::\n",
        "a.md:3: a fence called '{' hides nothing; write {private}",
    ),
    "indented under a paragraph": (
        "text\n    :::{private}\n    zqx\n    :::\n",
        "a.md:3: a private block in a paragraph is text: put a blank line before",
    ),
    "indented as code": (
        "text\n\n    :::{private}\n    zqx\n    :::\n",
        "a.md:5: an indented private block is code; write it at the margin",
    ),
    "a role": (
        "text {private}`zqx`\n",
        "a.md:3: private is no role and hides nothing in a line; write an HTML comment",
    ),
    "a role in an option": (
        "## T\n\n```{talk}\n:room: Hall {private}`zqx`\n```\n",
        "a.md:6: private is no role and hides nothing in a line; write an HTML comment",
    ),
    "a role in somebody else's option": (
        "```{figure} x.png\n:alt: Hall {private}`zqx`\n```\n",
        "a.md:3: private is no role and hides nothing in a line; write an HTML comment",
    ),
    "a role in a title": (
        "```{talk} T {private}`zqx`\n```\n",
        "a.md:3: private is no role and hides nothing in a line; write an HTML comment",
    ),
    "a comment from the first line on": (
        ":::{admonition} Title <!-- a\nzqx -->\n:::\n",
        "a.md:3: a comment on a directive's first line has to end there",
    ),
    "a comment from a talk's first line on": (
        "```{talk} Title <!-- a\nzqx -->\n```\n",
        "a.md:3: a comment on a directive's first line has to end there",
    ),
}


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize(("text", "message"), LEAKS.values(), ids=LEAKS.keys())
def test_a_private_block_that_leaks_stops_the_build(
    site: MakeSite, tmp_path: Path, text: str, message: str, parallel: int
) -> None:
    with pytest.raises(PrivacyError) as caught:
        site({"a.md": f"# A\n\n{text}"}, warnings=True, parallel=parallel)
    where, _, said = message.partition(": ")
    file, _, line = where.partition(":")
    expected_line = int(line)
    assert f"{file}:{expected_line}: {said}" in str(caught.value)
    assert not (tmp_path / "site/_build/html/a.html").exists()


RST_LEAKS = {
    "a role": "A :private:`zqx` b.\n",
    "a role in capitals": "A :Private:`zqx` b.\n",
    "a role behind its text": "A `zqx`:private: b.\n",
    "a role of another name": ".. role:: hush(private)\n\nA :hush:`zqx` b.\n",
    "a role in an option": "T\n-\n\n.. talk::\n   :room: Hall :private:`zqx`\n",
    "no space": "A.\n\n..private::\n\n   zqx\n",
}


@pytest.mark.parametrize("text", RST_LEAKS.values(), ids=RST_LEAKS.keys())
def test_what_hides_nothing_in_restructuredtext_stops_the_build(site: MakeSite, text: str) -> None:
    with pytest.raises(PrivacyError, match=r"a\.rst:\d+: "):
        site({"a.rst": f"A\n=\n\n{text}"}, warnings=True)


def test_a_comment_in_restructuredtext_prose_is_a_warning(site: MakeSite) -> None:
    site({"a.rst": "A\n=\n\nText <!-- b --> c.\n"}, warnings=["notes.comment"])


def test_the_builder_that_copies_sources_refuses_private_words(site: MakeSite) -> None:
    with pytest.raises(PrivacyError, match="copies sources"):
        site({"a.md": "# A\n\n<!-- zqx -->\n"}, builder="changes", warnings=True, version="1")


def test_words_that_became_private_leave_index_and_pictures(site: MakeSite, tmp_path: Path) -> None:
    _write_pictures(tmp_path / "site")
    text = "# A\n\nzqxlaterk\n\n![b](zqxpicturek.png)\n\n{download}`c <zqxpicturek.png>`\n"
    built = site({"events/a.md": text, "b.md": "# B\n"})
    assert "zqxlaterk" in built.read("searchindex.js")
    assert list(built.out.glob("_images/zqxpicturek-*.png"))
    built.write({"events/a.md": f"# A\n\n:::{{private}}\n{text[5:]}:::\n"})
    built.rebuild()
    assert "zqxlaterk" not in built.read("searchindex.js")
    assert [path for path in built.out.rglob("*") if "zqxpicture" in path.name] == []


@pytest.mark.parametrize(
    ("builder", "name"), [("text", "a.txt"), ("xml", "a.xml"), ("gettext", "a.pot")]
)
def test_the_files_of_a_page_that_is_gone_leave_other_outputs_too(
    site: MakeSite, builder: str, name: str
) -> None:
    built = site({"a.md": "# A\n", "b.md": "# B\n"}, builder=builder)
    assert (built.out / name).exists()
    (built.root / "a.md").unlink()
    built.rebuild()
    assert not (built.out / name).exists()


def test_the_source_of_a_page_with_a_longer_name_stays(site: MakeSite) -> None:
    built = site({"v1.md": "# A\n", "v1.2.md": "# B\n"}, html_copy_source=True)
    (built.root / "v1.md").unlink()
    built.rebuild()
    names = sorted(path.name for path in (built.out / "_sources").iterdir())
    assert names == ["index.md.txt", "v1.2.md.txt"]


def test_an_include_may_begin_and_end_at_comments(site: MakeSite) -> None:
    part = "zqx\n\n<!-- start -->\n\nShown.\n\n<!-- end -->\n\nzqx\n"
    include = (
        "```{include} part.txt\n:start-after: <!-- start -->\n:end-before: <!-- end -->\n```\n"
    )
    page = site({"part.txt": part, "a.md": f"# A\n\n{include}"}).read("a.html")
    assert "<p>Shown.</p>" in page
    assert "zqx" not in page


@pytest.mark.parametrize(("builder", "name"), [("html", "a.html"), ("gettext", "a.pot")])
def test_a_comment_in_a_tag_of_raw_html_is_dropped(site: MakeSite, builder: str, name: str) -> None:
    text = '# A\n\nB <b title="<!-- zqx -->">bold</b> c.\n'
    assert "zqx" not in site({"a.md": text}, builder=builder).read(name)


def test_every_leak_is_named_at_once(site: MakeSite) -> None:
    leak = "# A\n\n:::private\nzqx\n:::\n"
    with pytest.raises(PrivacyError) as caught:
        site({"a.md": leak, "b.md": leak}, warnings=True)
    assert "a.md:3" in str(caught.value)
    assert "b.md:3" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "subtype"),
    [
        (":::{private}\nzqx\n\nand zqx\n", "notes.fence"),
        ("<!-- zqx\n\nand zqx\n", "notes.comment"),
    ],
)
def test_what_is_never_closed_is_private_to_the_end(
    site: MakeSite, text: str, subtype: str
) -> None:
    built = site({"a.md": f"# A\n\nOpen.\n\n{text}"}, warnings=[subtype])
    page = built.read("a.html")
    assert "<p>Open.</p>" in page
    assert "zqx" not in page


def test_an_option_comment_that_is_never_closed_takes_the_rest_of_the_block(
    site: MakeSite,
) -> None:
    text = "# A\n\n```{event}\n:place: Here <!-- zqx\n:host: zqx\n```\n\nOpen.\n"
    built = site({"events/a.md": text}, warnings=["notes.comment"])
    page = built.read("events/a.html")
    assert "zqx" not in page
    assert "Open." in page


@pytest.mark.parametrize("mark", ["Text --> text", "Two <!-- words\n\nand --> more"])
def test_a_mark_left_over_in_text_is_a_warning(site: MakeSite, mark: str) -> None:
    built = site({"a.md": f"# A\n\n{mark}\n"}, warnings=True)
    assert set(built.subtypes) == {"notes.comment"}
    assert built.warnings[0].startswith("a.md:3: WARNING: a comment mark is left over")


def test_a_footnote_for_private_words_alone_is_dropped_without_a_warning(
    site: MakeSite,
) -> None:
    text = "# A\n\nOpen[^open].\n\n% zqx[^shut]\n\n[^open]: Shown.\n\n[^shut]: zqx\n"
    page = site({"a.md": text}).read("a.html")
    assert "Shown." in page
    assert "zqx" not in page


# -- the author's own copy ---------------------------------------------------------------


@pytest.fixture
def private_copy(site: MakeSite, tmp_path: Path) -> Site:
    """Build the same pages as the author sees them."""
    _write_pictures(tmp_path / "site")
    return site(FILES, eventnotes_private=True, warnings=True, **CONF)


def test_the_copy_shows_what_the_site_hides(private_copy: Site) -> None:
    shown = _words_in(private_copy.out)
    # a comment in YAML, in raw HTML, in somebody else's options or in a picture's description
    # has no place of its own on a page
    hidden = {
        "zqxfrontmatterk",
        "zqxrawdirectivek",
        "zqxforeignoptionk",
        "zqxnotetitlek",
        "zqxaltk",
        "zqxincludedk",
    }
    assert set(WORDS) - shown.keys() <= hidden


def test_the_copy_marks_private_words(private_copy: Site) -> None:
    page = private_copy.read("events/one.html")
    assert re.search(r'class="[^"]*en-private[^"]*"[^>]*>\s*<p class="en-label">Private</p>', page)
    assert "zqxinlinek" in page
    assert "it holds words that are not for others" in page


def test_the_copy_is_not_for_search_engines(private_copy: Site) -> None:
    for page in private_copy.out.rglob("*.html"):
        assert 'name="robots" content="noindex' in page.read_text(encoding="utf-8"), page


def test_the_copy_has_drafts(private_copy: Site) -> None:
    assert (private_copy.out / "drafts/zqxdraftk.html").exists()


@pytest.mark.parametrize("first", [True, False])
def test_copy_and_site_never_share_a_folder(site: MakeSite, first: bool) -> None:
    site({"a.md": "# A\n"}, eventnotes_private=first, warnings=True)
    with pytest.raises(MixedOutputError):
        site({"a.md": "# A\n"}, eventnotes_private=not first)


@pytest.mark.parametrize("mode", ["myst_commonmark_only", "myst_gfm_only"])
@pytest.mark.parametrize(
    "block",
    [
        "```{talk}\n:speakers: Ada <!-- zqxhidden -->\n```\n",
        "```{event} % no comment\n  % zqxhidden\n```\n",
        "````{note}\nWords.\n:::{private}\nzqxhidden\n:::\n````\n",
        "~~~{takeaway} <!--zqxhidden-->\nWords.\n~~~\n",
    ],
)
def test_private_words_in_a_directive_that_is_code_stop_the_build(
    site: MakeSite, mode: str, block: str
) -> None:
    with pytest.raises(SystemExit, match=r"a\.md:3: .*MyST is told to read no directives"):
        site({"a.md": f"# A\n\n{block}"}, **{mode: True})


@pytest.mark.parametrize("mode", ["myst_commonmark_only", "myst_gfm_only"])
def test_code_in_markdown_without_directives_is_shown(site: MakeSite, mode: str) -> None:
    code = "# A\n\n```{code-block} tex\n% a comment\n```\n\n```html\n<!-- a -->\n```\n"
    built = site({"a.md": code}, warnings=True, **{mode: True})
    assert "% a comment" in built.text("a.html")
    assert "<!-- a -->" in built.text("a.html")


@pytest.mark.parametrize("mode", ["myst_commonmark_only", "myst_gfm_only"])
def test_front_matter_that_would_be_text_stops_the_build(site: MakeSite, mode: str) -> None:
    with pytest.raises(SystemExit, match=r"a\.md:1: front matter is text"):
        site({"a.md": "---\n# zqxhidden\n---\n\n# A\n"}, **{mode: True})


@pytest.mark.parametrize(
    "block",
    [
        ":::{nowhere}\n````{private}\nzqxhidden\n````\n:::\n",
        "````{tab-nowhere} A\n<!-- zqxhidden -->\n````\n",
        "> ```{nowhere}\n> Words.\n>\n> % zqxhidden\n> ```\n",
    ],
)
def test_private_words_in_a_directive_that_nobody_has_are_in_no_copy_of_the_source(
    site: MakeSite, block: str
) -> None:
    built = site({"a.md": f"# A\n\n{block}"}, warnings=True, html_copy_source=True)
    assert not (built.out / "_sources" / "a.md.txt").exists()
    assert "zqxhidden" not in built.read("a.html")


@pytest.mark.parametrize("mark", ["> ", "- ", "1. > "])
def test_private_words_below_what_is_nested_too_deeply_stop_the_build(
    site: MakeSite, mark: str
) -> None:
    text = f"# A\n\n{mark * 30}::::{{private}}\n> > - zqxhidden\n"
    with pytest.raises(SystemExit, match=r"a\.md:3: .*nested too deeply"):
        site({"a.md": text})


@pytest.mark.parametrize("mark", ["> ", "- ", "* > "])
def test_what_is_nested_too_deeply_to_be_read_is_a_warning(site: MakeSite, mark: str) -> None:
    built = site({"a.md": f"# A\n\n{mark * 30}Words.\n\nMore.\n"}, warnings=["notes.nesting"])
    assert built.warnings[0].startswith("a.md:3: WARNING: ")
    site({"a.md": f"# A\n\n{mark * 5}Words.\n"}, name="less")


@pytest.mark.parametrize(
    "block",
    [
        "- ```{talks}\n  <!-- zqxhidden\nWords.\n\n  zqxhidden -->\n",
        "> :::{takeaway}\n> :topics: GPU <!-- zqxhidden\n\nzqxhidden -->\n",
        "1. Words.\n\n   ````{note}\n   :class: <!--\n   zqxhidden\n\nzqxhidden -->\n",
    ],
)
def test_a_comment_that_outlives_the_block_it_is_in_stops_the_build(
    site: MakeSite, block: str
) -> None:
    with pytest.raises(SystemExit, match=r"a\.md:\d: "):
        site({"a.md": f"# A\n\n{block}"})


@pytest.mark.parametrize("value", ["false", "no"])
def test_a_field_of_front_matter_called_private_is_no_class(site: MakeSite, value: str) -> None:
    built = site({"a.md": f"---\nprivate: {value}\n---\n\n# A\n\nWords.\n"})
    assert "Words." in built.text("a.html")


@pytest.mark.parametrize(
    "source",
    [
        "-----\ntitle: A # zqxhidden\n-----\n",
        "---yaml\n# zqxhidden\ntitle: A\n   -----\n",
        "----\ntitle: |\n  A\n  % zqxhidden\n----\n",
        "---\nabstract: A <!-- zqxhidden -->\n------\n",
    ],
)
def test_comments_are_cut_from_all_that_is_front_matter(site: MakeSite, source: str) -> None:
    built = site({"a.md": f"{source}\n# A\n\nWords.\n"}, html_copy_source=True)
    assert "Words." in built.text("a.html")
    assert not (built.out / "_sources" / "a.md.txt").exists()
    files = (path for path in built.out.rglob("*") if path.is_file())
    assert not [path for path in files if b"zqxhidden" in path.read_bytes()]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.md", "+++\ntitle = 'zqxkey'\n+++\n"),
        ("a.md", '{\n  "title": "zqxkey"\n}\n'),
        ("a.rst", "---\ntitle: zqxkey\n---\n"),
        ("a.rest", "---\ntitle: zqxkey\n---\n"),
        ("a.txt", "---\ntitle: zqxkey\n---\n"),
    ],
)
def test_front_matter_that_the_parser_would_print_is_left_out(
    site: MakeSite, name: str, source: str
) -> None:
    kinds = dict.fromkeys([".rst", ".rest", ".txt"], "restructuredtext") | {".md": "markdown"}
    title = "# A" if name == "a.md" else "A\n="
    built = site(
        {name: f"{source}\n{title}\n\nWords.\n"},
        warnings=["notes.front-matter"],
        source_suffix=kinds,
    )
    assert built.warnings[0].startswith(f"{name}:1: WARNING: ")
    assert "Words." in built.text("a.html")
    assert "zqxkey" not in built.read("a.html")


@pytest.mark.parametrize(
    ("key", "shown"), [("draft", "zqx"), ("private", "…"), ("published", "zqx")]
)
def test_an_unclear_word_in_front_matter_leaves_the_page_out(
    site: MakeSite, key: str, shown: str
) -> None:
    page = f"---\n{key}: zqx maybe\n---\n\n# A\n\nWords.\n"
    built = site({"a.md": page, "b.md": "# B\n"}, warnings=["notes.draft"])
    assert f"a.md:2: WARNING: {key} is {shown!r}; allowed: true or false" in built.warnings[0]
    assert not (built.out / "a.html").exists()


@pytest.mark.parametrize(
    "head", ["+++\ntitle = 'zqx'\n+++\n", '{\n"title": "zqx"\n}\n', "---\ntitle: zqx\n---\n"]
)
@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_front_matter_of_an_included_file_is_not_printed(
    site: MakeSite, head: str, suffix: str
) -> None:
    include = {
        "md": "# A\n\n```{include} part.txt\n```\n",
        "rst": "A\n=\n\n.. include:: part.txt\n",
    }
    files = {f"a.{suffix}": include[suffix], "part.txt": f"{head}\nWords.\n"}
    built = site(files, warnings=["notes.front-matter"])
    assert "part.txt:1: WARNING: the front matter is in" in built.warnings[0]
    assert "Words." in built.text("a.html")
    assert "zqx" not in built.read("a.html")


@pytest.mark.parametrize("part", ["---\ndraft: true\n---\nzqx\n", "+++\ndraft = true\n+++\nzqx\n"])
def test_a_draft_that_is_included_stops_the_build(site: MakeSite, part: str) -> None:
    page = "# A\n\n```{include} part.txt\n```\n"
    with pytest.raises(PrivacyError, match=r"part\.txt:2: it is a draft, and included"):
        site({"a.md": page, "part.txt": part}, warnings=True)


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".mkd"])
def test_marks_in_markdown_that_a_page_of_restructuredtext_includes_stop_the_build(
    site: MakeSite, suffix: str
) -> None:
    kinds = {".rst": "restructuredtext"} | dict.fromkeys([".md", ".markdown", ".mkd"], "markdown")
    files = {
        "a.rst": f"A\n=\n\n.. talks::\n\n.. include:: parts/b{suffix}\n",
        f"parts/b{suffix}": "Words <!-- zqx of nobody else --> and words.\n",
    }
    with pytest.raises(PrivacyError, match=rf"parts/b{suffix}:1: .*a comment mark is left over"):
        site(files, warnings=True, source_suffix=kinds, exclude_patterns=["parts"])


@pytest.mark.parametrize("block", [":::{private}", "::::{notes:private} zqx", ":::{Private}"])
def test_a_private_block_in_colons_that_fence_nothing_says_what_is_missing(
    site: MakeSite, block: str
) -> None:
    with pytest.raises(PrivacyError, match=r"a\.md:5: .*put 'colon_fence' into"):
        site(
            {"a.md": f"# A\n\nWords.\n\n{block}\nzqx\n:::\n"},
            warnings=True,
            myst_enable_extensions=[],
        )


def test_other_blocks_in_colons_that_fence_nothing_are_a_warning(site: MakeSite) -> None:
    text = "# A\n\n:::{takeaway}\nOne.\n:::\n\n> :::{notes:talks}\n> :::\n\n:::{else}\n:::\n"
    built = site({"a.md": text}, warnings=["notes.fence"] * 2, myst_enable_extensions=[])
    places = [line.partition(": WARNING: colons fence no block here")[0] for line in built.warnings]
    assert places == ["a.md:3", "a.md:7"]
