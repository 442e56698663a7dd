"""Events and the pages they stand on: months in ids, dates of names, pages in no list, and talks
on pages of their own."""

from __future__ import annotations

import re

import pytest
from building import MakeSite, Site

EVENT = {
    "md": "# {title}\n\n```{{event}}\n{options}\n```\n\n",
    "rst": "{title}\n==============\n\n.. event::\n   {options}\n\n",
}
TALK = {
    "md": "{mark} {title}\n\n```{{talk}}\n{options}\n```\n\n",
    "rst": "{title}\n{line}\n\n.. talk::\n   {options}\n\n",
}


def event(syntax: str, options: str = ":place: X", title: str = "Meetup") -> str:
    indented = options.replace("\n", "\n   ") if syntax == "rst" else options
    return EVENT[syntax].format(title=title, options=indented)


def talk(syntax: str, title: str, options: str = ":room: A", level: int = 2) -> str:
    indented = options.replace("\n", "\n   ") if syntax == "rst" else options
    line = " =-~"[level] * 20
    return TALK[syntax].format(mark="#" * level, line=line, title=title, options=indented)


def hints(made: Site, kind: str) -> list[str]:
    return sorted(line for line in made.said if f"[notes.{kind}]" in line)


def ids_of(made: Site, kind: str = "event") -> dict[str, str]:
    """Return the page of each event or talk by its id."""
    return {e.id: e.page for e in made.entries.values() if e.kind == kind and not e.alias_of}


# -- months --------------------------------------------------------------------------------


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_events_of_one_name_and_year_have_their_months_in_their_ids(
    site: MakeSite, syntax: str
) -> None:
    body = event(syntax) + talk(syntax, "Scale")
    own = event(syntax, ":id: pymeetup-special")
    pages = {
        "events/2025-01-14-pymeetup": body,
        "events/2025-02-11-pymeetup": body,
        "events/2025-02-25-pymeetup": body,
        "events/2025_03-pymeetup/index": body,
        "events/2025-04-01-pymeetup": own,
        "events/2024-01-09-pymeetup": body,
        "events/2025-05-13-東京": body,
        "events/2025-06-10-東京": body,
        "talks/2024-02-01-pymeetup": talk(syntax, "No event here", level=1),
    }
    made = site({f"{name}.{syntax}": text for name, text in pages.items()})
    assert ids_of(made) == {
        "pymeetup-2025-01": "events/2025-01-14-pymeetup",
        "pymeetup-2025-02-11": "events/2025-02-11-pymeetup",
        "pymeetup-2025-02-25": "events/2025-02-25-pymeetup",
        "pymeetup-2025-03": "events/2025_03-pymeetup/index",
        "pymeetup-special": "events/2025-04-01-pymeetup",
        "pymeetup-2024": "events/2024-01-09-pymeetup",
        "x-130016b2-2025-05": "events/2025-05-13-東京",
        "x-130016b2-2025-06": "events/2025-06-10-東京",
    }
    assert made.entries["pymeetup-2025"].alias_of == "pymeetup-2025-01"
    assert made.entries["pymeetup-2025/scale"].alias_of == "pymeetup-2025-01/scale"
    (first, second) = hints(made, "months")
    assert first.startswith(f"events/2025-01-14-pymeetup.{syntax}:")
    assert "pymeetup-2025-01, pymeetup-2025-02-11, pymeetup-2025-02-25, pymeetup-2025-03;" in first
    assert "'pymeetup-2025' leads to pymeetup-2025-01;" in first
    assert "x-130016b2-2025-05, x-130016b2-2025-06;" in second


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_a_second_meetup_gives_the_first_its_month_and_leaves_its_address(
    site: MakeSite, syntax: str
) -> None:
    body = event(syntax) + talk(syntax, "Scale")
    first = f"events/2025-01-14-pymeetup.{syntax}"
    second = f"events/2025-02-11-pymeetup.{syntax}"
    reader = "# R\n\n[](#pymeetup-2025/scale) {event}`pymeetup-2025`\n"
    made = site({first: body, "r.md": reader})
    assert ids_of(made) == {"pymeetup-2025": "events/2025-01-14-pymeetup"}
    made.write({second: body})
    made.rebuild()
    assert list(ids_of(made)) == ["pymeetup-2025-01", "pymeetup-2025-02"]
    page = made.read("r.html")
    assert 'href="events/2025-01-14-pymeetup.html#event-pymeetup-2025-01"' in page
    assert 'href="events/2025-01-14-pymeetup.html#talk-pymeetup-2025-01-scale"' in page
    anchors = set(re.findall(r'id="([^"]*)"', made.read("events/2025-01-14-pymeetup.html")))
    assert {"event-pymeetup-2025", "talk-pymeetup-2025-scale"} <= anchors
    assert len(hints(made, "months")) == 1
    made.write({second: event(syntax, ":aliases: pymeetup-2025") + talk(syntax, "Scale")})
    made.rebuild()
    assert made.entries["pymeetup-2025"].alias_of == "pymeetup-2025-02"
    made.write({second: "No event any more\n=================\n"})
    made.rebuild()
    assert ids_of(made) == {"pymeetup-2025": "events/2025-01-14-pymeetup"}


def test_a_second_meetup_makes_no_other_entry_of_the_first_in_feeds_and_calendars(
    site: MakeSite,
) -> None:
    def known(made: Site) -> set[str]:
        feed = re.findall(r"<id>([^<]*)</id>", made.read("feed.xml"))
        return {*feed, *re.findall(r"UID:(.*)", made.read("events.ics").replace("\r", ""))}

    body = event("md", ":attended: in person") + talk("md", "Scale")
    first, second = "events/2025-01-14-pymeetup.md", "events/2025-02-11-pymeetup.md"
    made = site({first: body}, html_baseurl="https://notes.example.org/")
    before = known(made)
    made.write({second: body})
    made.rebuild()
    later = {name.rpartition("/")[2].partition("@")[0] for name in known(made) - before}
    assert before < known(made)
    assert later == {"pymeetup-2025-02"}


# -- dates ---------------------------------------------------------------------------------

NAMED = {
    "2025-03-17-day": ("", "2025-03-17", ""),
    "2025-03-month": ("", "2025-03", ""),
    "2024-year": ("", "2024", ""),
    "2024_06-folder/index": ("", "2024-06", ""),
    "2025-13-40-none": ("", None, ""),
    "undated": ("", None, ""),
    "2025-03-18-inside": (":date: 2025-03-17 to 2025-03-21", "2025-03-17", ""),
    "2025-04-wider": (":date: 2025-04-02", "2025-04-02", ""),
    "2025-05-01-other": (":date: 2025-06-01", "2025-06-01", "2025-05-01"),
    "2023-years": (":date: 2024", "2024", "2023"),
    "2025-07-before": (":date: 2025-05 to 2025-06-30", "2025-05", "2025-07"),
    "2025-08-08-unread": (":date: soon", "2025-08-08", ""),
}


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_a_page_has_the_date_of_its_name_and_a_hint_where_it_says_another(
    site: MakeSite, syntax: str
) -> None:
    pages = {
        f"events/{name}.{syntax}": event(syntax, f":place: X\n{option}".strip())
        for name, (option, _, _) in NAMED.items()
    }
    made = site(pages, warnings=["notes.date"])
    found = {name: made.domain.pages[f"events/{name}"].event for name in NAMED}
    dates = {name: e.date.first if e and e.date else None for name, e in found.items()}
    assert dates == {name: first for name, (_, first, _) in NAMED.items()}
    said = {line.partition(":")[0].rpartition(".")[0]: line for line in hints(made, "date")}
    named = {f"events/{name}": other for name, (_, _, other) in NAMED.items() if other}
    assert said.keys() == named.keys()
    for page, other in named.items():
        assert f"the page's name with {other};" in said[page]


# -- pages in no list ----------------------------------------------------------------------


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_a_page_among_the_events_without_one_is_a_hint(site: MakeSite, syntax: str) -> None:
    title = {"md": "# Words\n\nText.\n\n", "rst": "Words\n=====\n\nText.\n\n"}[syntax]
    listed = {"md": "```{events}\n```\n", "rst": ".. events::\n"}[syntax]
    pages = {
        "events/plain": title,
        "events/talks": talk(syntax, "Scale", level=1),
        "events/2025-folder/notes": title,
        "events/link": title + {"md": "<https://e.org>\n", "rst": "https://e.org\n"}[syntax],
        "events/later": title + talk(syntax, "Later"),
        "events/index": title + listed,
        "events/real": event(syntax),
        "events/2025-folder/talk": talk(syntax, "Own", ":event: real", level=1),
        "elsewhere/plain": title,
    }
    made = site({f"{name}.{syntax}": text for name, text in pages.items()})
    found = [line.partition(":")[0].rpartition(".")[0] for line in hints(made, "unlisted")]
    assert found == [
        *("events/2025-folder/notes", "events/later", "events/link", "events/plain"),
        "events/talks",
    ]
    assert "so it is in no list; write one below the title" in hints(made, "unlisted")[0]


def test_a_guest_s_pages_in_a_folder_called_events_are_no_business_of_ours(site: MakeSite) -> None:
    made = site({"events/plain.md": "# Words\n"}, extensions=["myst_parser", "eventnotes"])
    assert hints(made, "unlisted") == []


# -- talks on pages of their own -----------------------------------------------------------


@pytest.fixture(params=["md", "rst"])
def conference(site: MakeSite, request: pytest.FixtureRequest) -> Site:
    """A conference of several pages."""
    syntax = request.param
    options = ":date: 2025-03-17 to 2025-03-21\n:timezone: Europe/Berlin\n:aliases: old-dac"
    pages = {
        "events/2025-03-17-dac/index": event(syntax, options, "DAC") + talk(syntax, "Opening"),
        "events/2025-03-17-dac/scale": talk(
            syntax, "Scale", ":event: dac-2025\n:start: Tue 14:00\n:speakers: Ada Miller", 1
        )
        + talk(syntax, "A demo of it")
        + {
            "md": ":::{takeaway}\n:id: t\nWords.\n:::\n",
            "rst": ".. takeaway::\n   :id: t\n\n   W.\n",
        }[syntax],
        "elsewhere/quirks": talk(syntax, "Quirks", ":event: old-dac\n:aliases: q", 1),
        "elsewhere/own-id": talk(syntax, "Own", ":event: dac-2025\n:id: dac-2025/mine", 1),
        "elsewhere/lone": talk(syntax, "Lone", level=1),
    }
    lists = (
        "# Lists\n\n```{talks}\n:event: old-dac\n"
        ":columns: title, event, date\n:sort: title\n```\n\n"
        "```{events}\n:as: table\n:columns: title, talks\n```\n"
    )
    files = {f"{name}.{syntax}": text for name, text in pages.items()}
    return site({**files, "lists.md": lists})


def test_a_talk_on_a_page_of_its_own_belongs_to_its_event(conference: Site) -> None:
    made = conference
    assert ids_of(made, "talk") == {
        "dac-2025/opening": "events/2025-03-17-dac/index",
        "dac-2025/scale": "events/2025-03-17-dac/scale",
        "dac-2025/a-demo-of-it": "events/2025-03-17-dac/scale",
        "old-dac/quirks": "elsewhere/quirks",
        "dac-2025/mine": "elsewhere/own-id",
        "lone": "elsewhere/lone",
    }
    assert made.entries["old-dac/scale"].alias_of == "dac-2025/scale"
    assert made.entries["dac-2025/t"].kind == "takeaway"
    text = made.text("lists.html")
    for title in ("A demo of it", "Opening", "Own", "Quirks", "Scale"):
        assert f"{title} DAC" in text
    assert "Scale DAC 18 Mar 2025" in text
    assert "Lone" not in text
    assert "Event Talks DAC 5" in text
    assert "5 talks" in made.text("events/2025-03-17-dac/index.html")
    row = next(row for row in made.domain.library.talks if row.record.title == "Scale")
    assert row.day == "2025-03-18"
    assert row.talk is not None
    assert (row.talk.event, row.talk.start and row.talk.start.time) == ("dac-2025", "14:00")


def test_the_page_of_such_a_talk_says_of_which_event_and_follows_it(conference: Site) -> None:
    made = conference
    page = "events/2025-03-17-dac/scale.html"
    assert 'href="index.html#event-dac-2025">DAC</a>' in made.read(page)
    assert 'datetime="2025-03-18T14:00+01:00"' in made.read(page)
    (source,) = (made.root / "events/2025-03-17-dac").glob("index.*")
    text = source.read_text().replace("DAC\n=", "Design Week\n=").replace("# DAC", "# Design Week")
    source.write_text(text.replace("2025-03-17 to 2025-03-21", "2025-03-24 to 2025-03-28"))
    made.rebuild()
    assert ">Design Week</a>" in made.read(page)
    assert 'datetime="2025-03-25T14:00+01:00"' in made.read(page)
    (made.root / "elsewhere/own-id").with_suffix(source.suffix).unlink()
    made.rebuild()
    assert "4 talks" in made.text("events/2025-03-17-dac/index.html")


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_an_event_that_a_talk_cannot_have_is_a_warning(site: MakeSite, syntax: str) -> None:
    files = {
        f"events/real.{syntax}": event(syntax) + talk(syntax, "A", ":event: other"),
        f"p.{syntax}": talk(syntax, "B", ":event: rael", 1),
        f"q.{syntax}": talk(syntax, "C", ":event: Not An Id", 1),
        f"r.{syntax}": talk(syntax, "D", ":event: real/a", 1),
        f"s.{syntax}": event(syntax, title="S") + talk(syntax, "E", ":event: s"),
    }
    made = site(files, warnings=["notes.id"] * 3 + ["notes.reference"])
    text = "\n".join(made.warnings)
    assert "talk: its event is that of the page, 'real', and not 'other'" in text
    assert "talk: no event has the id 'rael'; nearest: 'real'" in text
    assert ids_of(made, "talk") == {
        "real/a": "events/real",
        "rael/b": "p",
        "c": "q",
        "d": "r",
        "s/e": "s",
    }
    made.write({"z.md": "# Z\n"})
    made.rebuild(["notes.reference"])
    made.write({f"p.{syntax}": talk(syntax, "B", ":event: real", 1)})
    made.rebuild()
    assert made.entries["real/b"].page == "p"


# -- words that are lost -------------------------------------------------------------------


def test_words_that_are_read_as_a_tag_get_a_hint_where_they_stand(site: MakeSite) -> None:
    page = """\
# Days of vector<bool>

```{event}
:rating: 4/5 Rc<RefCell> was there.
```

Press <kbd>A</kbd>, see <https://example.org/>, and `map<T>`, \\<in full>, a < b, <x-y>.
A <b class="x">bold</b> one,
and <in short>, List<Item>.

## Map<Key>

```{talk}
```
"""
    made = site({"a.md": page, "other.md": "# Other\n\n<nothing>here\n"})
    said = [line.partition(" is read as")[0] for line in made.said if "[notes.tag]" in line]
    assert sorted(said) == [
        "a.md:11: hint: '<Key>'",
        "a.md:1: hint: '<bool>'",
        "a.md:4: hint: '<RefCell>'",
        "a.md:9: hint: '<Item>'",
        "a.md:9: hint: '<in short>'",
        "other.md:3: hint: '<nothing>'",
    ]
    assert r"write '\<bool>', or put it in `backticks`" in "".join(made.said)
    assert made.warnings == []


def test_a_tag_of_html_that_nothing_closes_gets_a_hint_and_one_that_is_meant_none(
    site: MakeSite,
) -> None:
    page = """\
# Days of Map<a>

```{event}
```

Some <u>line, a **<KBD>B</KBD >** and <s>*gone*</s>,<br>a word<wbr>more.</b> <b> <ul>

<i>

<div>

A block.

</div>

## Vec<I, B> and Set<Q>

```{talk}
```
"""
    made = site({"a.md": page})
    said = [line.partition(", and is not")[0] for line in made.said if "[notes.tag]" in line]
    assert sorted(said) == [
        "a.md:16: hint: '<Q>' is read as an HTML tag that nothing closes",
        "a.md:1: hint: '<a>' is read as an HTML tag that nothing closes",
        "a.md:6: hint: '<b>' is read as an HTML tag that nothing closes",
        "a.md:6: hint: '<u>' is read as an HTML tag that nothing closes",
        "a.md:6: hint: '<ul>' is read as an HTML tag that nothing closes",
    ]
    assert made.warnings == []


def test_tags_in_documentation_without_notes_are_its_own(site: MakeSite) -> None:
    made = site({"a.md": "# A <tag>\n"}, extensions=["myst_parser", "eventnotes"])
    assert not [line for line in made.said if "notes.tag" in line]
