"""Every link to another site is in the index with the place that cites it, and nothing else is."""

from __future__ import annotations

from html import unescape

import pytest
from building import MakeSite
from citing import cited, places, sentence

from eventnotes.model.resources import Place

MARKDOWN = """\
# Alpha

```{event}
:date: 2025-03
:url: https://x.example/event
:recording: https://x.example/event-video
  https://x.example/event-video-2
:slides: https://x.example/event-slides
:rating: 4 See <https://x.example/reason> first.
```

First. An [inline *link*](https://x.example/inline) is here. Last.

## One

```{talk}
:speakers: Ada Example
:url: https://x.example/programme
:recording: https://x.example/video https://x.example/video-2
:slides: https://x.example/slides
:paper: https://x.example/paper
:code: https://x.example/code
:rating: 5 Because of [this](https://x.example/talk-reason).
```

A [reference][ref] style link. A [shortcut] as well.

Angles: <https://x.example/angles>.

https://x.example/line

Bare https://x.example/bare, in a sentence.

- First https://x.example/item in a list.

| A | B |
|---|---|
| cell | https://x.example/cell |

A note.[^1]

[![A picture of it](dot.svg)](https://x.example/picture)

> Quoted <https://x.example/quote>.

### Deeper

**Strong https://x.example/deep.**

[ref]: https://x.example/reference
[shortcut]: https://x.example/shortcut
[^1]: The note has https://x.example/footnote in it.

## Two

```{link} https://x.example/card
:title: A card

Its body cites https://x.example/body too.
```

:::{takeaway}
Learned from https://x.example/takeaway alone.
:::

```{about} people/ada-example
:url: https://x.example/ada

She wrote https://x.example/described once.
```

{talk}`alpha/one` has no address, [Two](#alpha/two) neither.
"""
# page › section (talk) what the place is: the sentence, the link in brackets
MARKDOWN_SAYS = """\
event Alpha: event
event-video Alpha: recording
event-video-2 Alpha: recording
event-slides Alpha: slides
programme Alpha › One (alpha/one): programme
video Alpha › One (alpha/one): recording
video-2 Alpha › One (alpha/one): recording
slides Alpha › One (alpha/one): slides
paper Alpha › One (alpha/one): paper
code Alpha › One (alpha/one): code
ada Alpha: about
card Alpha › Two (alpha/two): link
inline Alpha › Alpha: An [inline link] is here.
reason Alpha › Alpha: See [https://x.example/reason] first.
talk-reason Alpha › One (alpha/one): Because of [this].
reference Alpha › One (alpha/one): A [reference] style link.
shortcut Alpha › One (alpha/one): A [shortcut] as well.
angles Alpha › One (alpha/one): Angles: [https://x.example/angles].
line Alpha › One (alpha/one): [https://x.example/line]
bare Alpha › One (alpha/one): Bare [https://x.example/bare], in a sentence.
item Alpha › One (alpha/one): First [https://x.example/item] in a list.
cell Alpha › One (alpha/one): [https://x.example/cell]
picture Alpha › One (alpha/one): [A picture of it]
quote Alpha › One (alpha/one): Quoted [https://x.example/quote].
deep Alpha › Deeper (alpha/one): Strong [https://x.example/deep].
body Alpha › Two (alpha/two): Its body cites [https://x.example/body] too.
takeaway Alpha › Two (alpha/two): Learned from [https://x.example/takeaway] alone.
described Alpha › Two (alpha/two): She wrote [https://x.example/described] once.
footnote Alpha › One (alpha/one): The note has [https://x.example/footnote] in it.
"""
RST = """\
Beta
====

.. event::
   :date: 2025-04
   :url: https://x.example/event
   :rating: 4 See https://x.example/reason first.

First. An `inline link <https://x.example/inline>`__ is here. Last.

One
---

.. talk::
   :speakers: Ada Example
   :recording: https://x.example/video
   :rating: 5 Because of `this <https://x.example/talk-reason>`_.

A reference_ style link. An `anonymous one`__ as well.

https://x.example/line

Bare https://x.example/bare, in a sentence.

* First https://x.example/item in a list.

===== ==========================
cell  https://x.example/cell
===== ==========================

A note. [1]_

.. image:: dot.svg
   :target: https://x.example/picture
   :alt: A picture of it

.. _reference: https://x.example/reference
__ https://x.example/anonymous
.. [1] The note has https://x.example/footnote in it.

Two
---

.. link:: https://x.example/card
   :title: A card

   Its body cites https://x.example/body too.

.. takeaway::

   Learned from https://x.example/takeaway alone.
"""
RST_SAYS = """\
event Beta: event
video Beta › One (beta/one): recording
card Beta › Two (beta/two): link
inline Beta › Beta: An [inline link] is here.
reason Beta › Beta: See [https://x.example/reason] first.
talk-reason Beta › One (beta/one): Because of [this].
reference Beta › One (beta/one): A [reference] style link.
anonymous Beta › One (beta/one): An [anonymous one] as well.
line Beta › One (beta/one): [https://x.example/line]
bare Beta › One (beta/one): Bare [https://x.example/bare], in a sentence.
item Beta › One (beta/one): First [https://x.example/item] in a list.
cell Beta › One (beta/one): [https://x.example/cell]
picture Beta › One (beta/one): [A picture of it]
footnote Beta › One (beta/one): The note has [https://x.example/footnote] in it.
body Beta › Two: Its body cites [https://x.example/body] too.
takeaway Beta › Two: Learned from [https://x.example/takeaway] alone.
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
PICTURE = {"events/dot.svg": DOT}


def told(place: Place) -> str:
    """Return a line for a place: the end of its address, where it is, what it says."""
    where = " › ".join(filter(None, (place.title, place.section)))
    talk = f" ({place.talk.id})" if place.talk is not None else ""
    address = place.url.removeprefix("https://x.example/")
    return f"{address} {where}{talk}: {place.option or sentence(place)}"


@pytest.mark.parametrize(
    ("name", "source", "says"),
    [
        ("events/alpha.md", MARKDOWN, MARKDOWN_SAYS),
        (
            "events/beta.rst",
            RST.replace("\nTwo\n---\n", "\nTwo\n---\n\n.. talk::\n"),
            RST_SAYS.replace("› Two:", "› Two (beta/two):"),
        ),
    ],
)
def test_every_form_of_link_is_harvested_with_its_place(
    site: MakeSite, name: str, source: str, says: str
) -> None:
    source = source.replace("## Two\n", "## Two\n\n```{talk}\n```\n")
    built = site({name: source, **PICTURE})
    assert [told(place) for place in places(built)] == says.splitlines()


def test_a_link_outside_of_any_talk_belongs_to_the_event_and_elsewhere_to_nobody(
    site: MakeSite,
) -> None:
    files = {
        "events/alpha.md": "# Alpha\n\n```{event}\n```\n\nSee https://x.example/a.\n\n"
        "## Rest\n\nSee https://x.example/b.\n",
        "more.md": "# More\n\nSee https://x.example/c.\n",
    }
    found = [(p.talk, p.event and p.event.id, p.section) for p in places(site(files))]
    assert found == [(None, "alpha", "Alpha"), (None, "alpha", "Rest"), (None, None, "More")]


# -- what is not harvested -----------------------------------------------------------------

NO_LINKS = {
    "code": "`https://x.example/a`\n\n```\nhttps://x.example/b\n```\n\n    https://x.example/c\n",
    "private block": ":::{private}\nhttps://x.example/a [b](https://x.example/b)\n:::\n",
    "html comment": "A <!-- https://x.example/a --> word.\n\n<!--\nhttps://x.example/b\n-->\n",
    "percent comment": "A word.\n\n% https://x.example/a\n",
    "only": "```{only} html\nhttps://x.example/a\n```\n",
    "mail": "a@x.example and <b@x.example> and [c](mailto:c@x.example)\n",
    "domains": "node.js, x.example, www.x.example and x.example/a are words.\n",
    "a page": "[here](a.md) and [there](/index.md)\n",
}


@pytest.mark.parametrize("what", NO_LINKS)
def test_what_is_no_link_to_another_site_is_not_harvested(site: MakeSite, what: str) -> None:
    built = site({"a.md": f"# A\n\n{NO_LINKS[what]}"})
    assert cited(built) == []
    assert "https://x.example" not in built.text("a.html").replace("https://x.example/c", "") or (
        what in {"code", "only"}
    )


@pytest.mark.parametrize("text", ["node.js", "www.x.example", "x.example/a", "a@x.example"])
def test_what_begins_with_no_scheme_is_a_word(site: MakeSite, text: str) -> None:
    built = site({"a.md": f"# A\n\nIt is {text} here.\n"})
    assert f"<p>It is {text} here.</p>" in unescape(built.read("a.html"))


def test_links_in_rst_comments_and_code_are_not_harvested(site: MakeSite) -> None:
    page = (
        "A\n=\n\n.. https://x.example/a\n\n``https://x.example/b`` and ::\n\n   https://x.example/c\n\n"
        ".. private::\n\n   https://x.example/d\n\n"
        ".. only:: html\n\n   https://x.example/f\n"
    )
    assert cited(site({"a.rst": page})) == []


def test_an_example_in_a_guide_cites_nothing(site: MakeSite) -> None:
    page = (
        "# A\n\n`````{example}\nSee https://x.example/a.\n\n```{link} https://x.example/b\n```\n"
        "`````\n"
    )
    assert cited(site({"a.md": page}, extensions=["eventnotes.site", "guide"])) == []


BAD = ("http://[::1]:x/", "https://example.org:99999/a", "https://example.org:٣/", "http://[")


@pytest.mark.parametrize("name", ["a.md", "a.rst"])
def test_a_download_whose_address_cannot_be_read_costs_nothing_else(
    site: MakeSite, name: str
) -> None:
    roles = {"a.md": "{{download}}`a <{}>`", "a.rst": ":download:`a <{}>`"}
    card = {
        "a.md": "# A\n\n```{link} https://example.org/b\n:title: Bees\n```\n\n",
        "a.rst": "A\n=\n\n.. link:: https://example.org/b\n   :title: Bees\n\n",
    }
    offered = " ".join(roles[name].format(address) for address in BAD)
    built = site({name: f"{card[name]}{offered} and https://example.org/b\n"}, warnings=True)
    assert not [line for line in built.warnings if "notes.internal" in line]
    assert "Bees" in built.text("a.html")
