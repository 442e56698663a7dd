"""Views as values: what a list, an entry or a card shows, written down by hand."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path

import pytest
from noted import LIBRARY, NOTES, A, B, C, D, event, library, orgs, people, score, talk, topics

from eventnotes import views
from eventnotes.index.changes import Change, concerns
from eventnotes.kinds.tables import LISTS
from eventnotes.model.answer import Group, answer
from eventnotes.model.dates import Start
from eventnotes.model.library import Library
from eventnotes.model.prose import Run as Words_of
from eventnotes.model.query import Query
from eventnotes.model.records import About, Citation, Link, Listing, PageNotes, Rating, Takeaway
from eventnotes.model.resources import Resource
from eventnotes.views import cards, columns, lines, lists, profiles
from eventnotes.views.inline import filled, join, prose
from eventnotes.views.lists import Place, list_blocks
from eventnotes.views.tree import (
    Amount,
    Bar,
    Block,
    Criteria,
    Entries,
    Entry,
    Fact,
    Facts,
    Fold,
    Grid,
    Head,
    Item,
    Items,
    Line,
    Out,
    Person,
    Point,
    Ref,
    Run,
    Score,
    Section,
    Small,
    Table,
    Tile,
    Time,
    Topics,
    Verdict,
    Words,
)

ADA = Ref("notes", "person-ada-example", "Ada Example")
MAKO = Ref("events/d", "event-d", "Mako")
"""It lives where it was named first; no list shows it."""
ONE = Ref("events/a", "talk-a-one", "One")
ALPHA = Ref("events/a", "event-a", "Alpha Days")


def row(identifier: str) -> lines.Row:
    """Return the row of a talk in the library of all tests."""
    return next(row for row in LIBRARY.talks if row.record.id == identifier)


def same(one: object, other: object) -> None:
    """Hold two trees to each other, with the kinds of all in them, which equal tuples need not."""
    assert one == other
    assert repr(one) == repr(other)


# -- within a line -------------------------------------------------------------------------


def test_parts_are_joined_without_those_that_are_empty() -> None:
    assert join(["a", "", ONE, ()], " · ") == ("a", " · ", ONE)
    assert join(["", "a"]) == "a"
    assert join([]) == ""
    assert join(["a", "b", "c"]) == ("a", ", ", "b", ", ", "c")


def test_a_sentence_is_said_only_if_all_its_places_are_filled() -> None:
    assert filled("Run by {names}", names=MAKO) == ("Run by ", MAKO)
    assert filled("Run by {names}", names="") == ""
    assert filled("{other} by {names}", names="X") == ("{other}", " by ", "X")


def test_a_reference_without_words_is_called_what_it_means() -> None:
    runs = (
        Words_of("See "),
        Words_of("", target="a/one"),
        Words_of("it", "em"),
        Words_of("https://z.example/", url="https://z.example/"),
    )
    shown = prose(LIBRARY, runs, "notes")
    expected = (Run("See "), Run("One"), Run("it", "em"), Out("https://z.example/", "z.example"))
    same(shown, expected)


# -- lines and cells -----------------------------------------------------------------------


def test_a_talk_is_a_line_with_who_gave_it_what_it_was_where_and_when() -> None:
    meta = (
        (ADA, " · ", MAKO),
        " · ",
        "Keynote",
        " · ",
        ALPHA,
        " · ",
        Time("2025-03-18", "18 March 2025"),
        " · ",
        Score(1.0),
    )
    same(lines.line_of(LIBRARY, row("a/one")), (ONE, Small(meta, "en-meta")))


def test_below_its_speaker_or_its_event_a_talk_does_not_say_them_again() -> None:
    when = Time("2025-03-18", "18 March 2025")
    said = {
        "person": ("Keynote", " · ", ALPHA, " · ", when, " · ", Score(1.0)),
        "event": ((ADA, " · ", MAKO), " · ", "Keynote", " · ", when, " · ", Score(1.0)),
    }
    for within, meta in said.items():
        shown = lines.line_of(LIBRARY, row("a/one"), within=within)
        same(shown, (ONE, Small(meta, "en-meta")))


def test_a_line_is_made_once_for_all_lists() -> None:
    first = lines.line_of(LIBRARY, row("a/one"), within="org")
    assert lines.line_of(LIBRARY, row("a/one"), within="topic") is first


def test_what_stands_in_private_words_is_marked() -> None:
    secret = Ref("events/a", "talk-a-secret", "Secret")
    assert lines.title(LIBRARY, row("a/secret")) == (secret, " ", "(private)")


def test_a_takeaway_is_its_words_and_the_way_back() -> None:
    notes = PageNotes(
        event("a", "Alpha"),
        (talk("a/one", "One", language="de"),),
        takeaways=(
            Takeaway("", "Learned", "events/a", 9, "t1", "a/one", (), ((Words_of("Learned"),),)),
        ),
    )
    noted = library([notes])
    way_back = (
        Ref("events/a", "t1", Words("One", language="de")),
        ", ",
        Ref("events/a", "event-a", "Alpha"),
    )
    shown = lines.line_of(noted, noted.takeaways[0])
    same(shown, (Run("Learned"), Small(way_back, "en-meta")))


@pytest.mark.parametrize(
    ("plural", "form", "cells"),
    [
        (
            "talks",
            ("title", "format", "duration", "recording", "attended"),
            (
                ONE,
                "Keynote",
                Amount(1500, "25 min (5 min over)"),
                Out("https://a.example/v", "Recording"),
                "in person",
            ),
        ),
        (
            "talks",
            ("title", "event"),
            (
                (
                    ONE,
                    Small(("Keynote", " · ", "GPU"), "en-tags"),
                ),
                (
                    Ref("events/a", "event-a", "Alpha Days"),
                    Small(Time("2025-03-18", "18 Mar 2025"), "en-when"),
                ),
            ),
        ),
    ],
)
def test_a_table_has_a_cell_for_each_column(
    plural: str, form: tuple[str, ...], cells: tuple[object, ...]
) -> None:
    query = Query(plural, "table", columns=form)
    shown = columns.table(LIBRARY, query, [row("a/one")])
    assert [head.key for head in shown.heads] == list(form)
    same(shown.rows, (cells,))


def test_the_heads_of_columns_are_said_by_what_is_listed() -> None:
    query = Query("events", "table", columns=("title", "talks"))
    shown = columns.table(LIBRARY, query, LIBRARY.events[:1])
    assert shown.heads == (Head("title", "Event"), Head("talks", "Talks", "en-number"))
    same(shown.rows, (((ALPHA, "2"),)))


def test_a_name_has_cells_of_its_own() -> None:
    query = Query("people", "table", columns=("name", "org", "talks", "moderated", "last"))
    profile = LIBRARY.profiles["people/ada-example"]
    shown = columns.table(LIBRARY, query, [profile])
    last = Time("2025-03-18", "18 Mar 2025")
    same(shown.rows, ((ADA, MAKO, "2", "0", last),))


# -- entries -------------------------------------------------------------------------------


def test_an_entry_says_where_somebody_was_their_talks_and_their_links() -> None:
    profile = LIBRARY.profiles["people/ada-example"]
    shown = profiles.profile_blocks(LIBRARY, profile, None, "people")
    kinds = [(type(block).__name__, block.css) for block in shown if not isinstance(block, Fold)]
    assert kinds == [
        ("Line", "en-affiliations"),
        ("Items", "en-rows"),
        ("Line", "en-label"),
        ("Items", "en-rows"),
    ]
    lab = Ref("events/b", "event-b", "Lab")
    same(shown[0], Line(((lab, " ", "(2024)"), ", ", (MAKO, " ", "(2025)")), "en-affiliations"))
    same(shown[2], Line("Wrote or made", "en-label"))


def test_what_refers_to_something_is_folded_with_the_count() -> None:
    sentence = (Words_of("See "), Words_of("it", "here", target="a"))
    citation = Citation("", "a", "Two", "two", sentence)
    pages = [
        PageNotes(event("a", "Alpha"), title="Alpha"),
        PageNotes(event("b", "Beta"), title="Beta", cites=(citation,)),
    ]
    noted = library(pages)
    quoted = Small((Run("See "), Run("it", "here")), "en-sentence")
    elsewhere = (Ref("events/b", "two", "Beta › Two"), quoted)
    expected = Fold("Mentioned in 1 place", (Items((elsewhere,)),), "en-cited")
    same(profiles.cited_blocks(noted, "a", "events/a"), (expected,))
    here = (Ref("events/b", "two", "Two"), quoted)
    expected = Fold("Mentioned in 1 place", (Items((here,)),), "en-cited")
    same(profiles.cited_blocks(noted, "a", "events/b"), (expected,))
    assert profiles.cited_blocks(noted, "b", "events/b") == ()


# -- lists ---------------------------------------------------------------------------------


def shown(query: Query, page: str = "index") -> tuple[Block, ...]:
    """Return a list of the library of all tests."""
    return list_blocks(LIBRARY, query, Place(page))


def test_an_empty_list_says_so() -> None:
    query = Query("talks", "list", (("until", ("1999",)),))
    assert shown(query) == (Line("No talks here.", "en-none"),)


def test_a_list_that_was_cut_says_how_many_there_are() -> None:
    assert shown(Query("takeaways", "list", limit=1))[-1] == Line("1 of 3 takeaways", "en-count")


def test_a_list_that_was_cut_leads_to_the_whole_from_another_page() -> None:
    whole = Listing(Query("events", "list"), "all", 1)
    noted = library([PageNotes(event("a", "A")), PageNotes(event("b", "B"))])
    noted.corpus.pages["all"] = PageNotes(lists=(whole,))  # type: ignore[index]  # it is a dict
    cut = Query("events", "list", limit=1)
    more = ("1 of 2 events", " · ", Ref("all", "", "All events"))
    same(list_blocks(noted, cut, Place("index"))[-1], Line(more, "en-count"))
    same(list_blocks(noted, cut, Place("all"))[-1], Line("1 of 2 events", "en-count"))


def test_groups_have_headings_one_below_the_list() -> None:
    found = shown(Query("events", "list", group="series"))
    assert [block.heading for block in found if isinstance(block, Section)] == [
        Ref("events/a", "event-a", "Alpha"),
        Ref("events/b", "event-b", "Beta"),
        "Not in a series",
    ]
    assert {block.level for block in found if isinstance(block, Section)} == {1}


def test_an_event_is_a_tile_in_a_grid() -> None:
    found = shown(Query("events", "cards", (("series", ("Alpha",)),)))
    when = Time("2025-03-17", "17–19 March 2025")
    tile = Tile(when, ALPHA, "", ("2 talks", " · ", Score(0.8)))
    same(found, (Grid((tile,)),))


def test_the_first_event_leads_and_the_others_are_lines() -> None:
    grid, entries = shown(Query("events", "lead"))
    assert isinstance(grid, Grid)
    assert isinstance(entries, Entries)
    (tile,) = grid.tiles
    assert grid.leads
    reason = Words("So it was.", "en-reason")
    assert (tile.title, tile.foot) == (ALPHA, ("2 talks", " · ", Score(0.8)))
    assert tile.quote == ("“", reason, "” (", Ref("events/a", "talk-a-one", "One"), ")")
    first, *_, last = entries.entries
    same(
        first, Entry(Time("2024-06", "June 2024"), Ref("events/b", "event-b", "beta days"), "", "")
    )
    same(last, Entry("", Ref("events/c", "event-c", "Gamma"), "", Score(0.4)))


def test_ratings_are_bars_with_their_numbers_and_a_mean_with_its_count() -> None:
    found = shown(Query("ratings", "plot", (("event", ("a",)),)))
    rows = (
        ("5", Bar(1.0), "1"),
        ("4", Bar(0.0), "0"),
        ("3", Bar(1.0), "1"),
        ("2", Bar(0.0), "0"),
        ("1", Bar(0.0), "0"),
    )
    heads = (Head("score", "Score"), Head("bar", ""), Head("talks", "Talks", "en-number"))
    mean = Line("Mean 4 of 5, from 2 ratings between 3 and 5", "en-mean")
    same(found, (Table(heads, rows, "en-plot"), mean))


def test_a_divided_list_of_names_keeps_their_anchors_where_they_live() -> None:
    query = Query("topics", "list")
    home = PageNotes(lists=(Listing(query, "topics", 1),))
    noted = library([PageNotes(event("a", "A", topics=topics("GPU")))])
    pages = {**noted.corpus.pages, "topics": home}
    noted = type(noted)(type(noted.corpus)(pages))
    groups: tuple[Group, ...] = answer(noted, query, "topics").groups
    anchors = ("topic-topics-gpu",)
    known = (("talks", "0"),)
    expected = [
        Point("GPU", "topics", "topic-topics-gpu", anchors, "", "1 event", None, known),
    ]
    same(lists.points(noted, query, Place("topics", 0), groups), expected)
    assert lists.points(noted, query, Place("other", 0), groups)[0].anchors == ()


# -- cards ---------------------------------------------------------------------------------


def test_a_talk_has_its_people_its_facts_and_its_verdict() -> None:
    record = talk(
        "x/y",
        "Y",
        speakers=people("Ada Example (Mako, CTO)"),
        absent=people("someone (Mako)"),
        format="lightning",
        planned=300,
        actual=840,
        start=Start("2025-03-18", time="14:00"),
        room="Room 5",
        slides=("https://a.example/1", "https://a.example/2"),
        topics=topics("New"),
        rating=score(0.8),
    )
    around = cards.Around(show_day=True, timezone="Europe/Berlin")
    card = cards.card(LIBRARY, record, around)
    who = Person(
        ADA._replace(shown=Words("Ada Example", "p-name", strong=True)),
        "p-author",
        MAKO._replace(shown=Words("Mako", "p-org")),
        "CTO",
    )
    over = Small("9 min over", "en-over", strong=True)
    facts = (
        Fact(("Lightning talk, planned 5 min, ran 14 min", over)),
        Time("2025-03-18T14:00+01:00", "18 March 2025, 14:00", "en-fact dt-start"),
        Fact("Room 5", "p-location"),
        Out("https://a.example/1", "Slides 1"),
        Out("https://a.example/2", "Slides 2"),
    )
    absent = Person(MAKO._replace(shown=Words("Mako", "p-name p-org", strong=True)), "p-x-mention")
    same(
        card.lines,
        (
            Line(who, "en-who"),
            Facts(facts, "en-facts"),
            Line(("Announced but absent: ", absent), "en-also"),
        ),
    )
    assert card.rating == record.rating
    same(card.verdict, (Verdict(0.8),))
    same(card.topics, (Topics((Words("New", "p-category"),)),))


def test_an_event_counts_its_talks_and_tells_its_last_day() -> None:
    record = event("x", "X", "2025-03-17/2025-03-18", host=orgs("New"), attended="online")
    card = cards.card(LIBRARY, record, cards.Around(talks=2))
    host = Person(Words("New", "p-name p-org", strong=True), "p-organizer")
    when = Fact(Time("2025-03-17", "17–18 March 2025", "dt-start", "2025-03-18"))
    facts = Facts((when, Fact("2 talks, attended online", opening=True)), "en-facts")
    same(card.lines, (Line(("Run by ", host), "en-who"), facts))


def test_a_rating_whose_score_stands_above_does_not_repeat_it() -> None:
    rating = Rating("4/5", 0.8, "", (("Depth", 0.6),))
    card = cards.card(LIBRARY, rating, cards.Around(score_above=True))
    same((card.label, card.verdict), ((Line("Rating", "en-who"),), ()))
    same(card.lines, ())
    criteria = Criteria((("Depth", 0.6, "3"),))
    same(cards.card(LIBRARY, rating).verdict, (Verdict(0.8), criteria))


def test_a_link_and_a_name_have_cards_too() -> None:
    link = Link(
        "links/x", "X", "notes", 1, "x", "", "https://x.example/", "video", site="x.example"
    )
    card = cards.card(LIBRARY, link)
    title = Out("https://x.example/", "X", "u-url p-name")
    kind = Fact(Words("Video", "en-kind en-kind-video"))
    facts = Facts((kind, Fact("x.example")), "en-facts")
    same(card.lines, (Line(title, "en-who"), facts))
    about = About("people/ada-example", "", "notes", 1, "x")
    name = Words("Ada Example", "p-name", strong=True)
    same(cards.card(LIBRARY, about).lines, (Line(name, "en-who"),))


# -- what every tree is --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plural", "form"),
    [
        *(("events", form) for form in ("lead", "cards", "list", "table", "timeline")),
        *(("talks", form) for form in ("table", "list")),
        *((plural, "list") for plural in ("people", "orgs", "topics", "links", "takeaways")),
        *(("ratings", form) for form in ("plot", "table", "overrun")),
    ],
)
def test_a_tree_is_a_frozen_value(plural: str, form: str) -> None:
    tree = shown(Query(plural, form))
    same(pickle.loads(pickle.dumps(tree)), tree)
    assert hash(tree) == hash(shown(Query(plural, form)))
    assert " at 0x" not in repr(tree)


def everything(noted: Library, query: Query) -> str:
    """Return what a list shows of some notes, and what is said of each of their cards."""
    records = [row.record for row in (*noted.events, *noted.talks)]
    shown = [cards.card(noted, record) for record in records if not isinstance(record, Resource)]
    return repr((list_blocks(noted, query, Place("index")), shown))


@pytest.mark.parametrize(
    ("plural", "form"), [(plural, form) for plural, kind in LISTS.items() for form in kind.forms]
)
def test_what_opens_an_event_is_shown_where_a_change_of_it_is_looked_for_and_lines_nowhere(
    plural: str, form: str
) -> None:
    query = Query(plural, form)
    before = everything(library([A, B, C, D, NOTES]), query)
    assert A.event is not None
    opened = A.event._replace(summary=(Words_of("Opened"),))
    after = everything(library([A._replace(event=opened), B, C, D, NOTES]), query)
    looked_for = concerns({Change.SUMMARY}, PageNotes(examples=(query,)))
    assert looked_for or after == before
    moved = [talk._replace(line=talk.line + 100) for talk in A.talks]
    assert everything(library([A._replace(talks=tuple(moved)), B, C, D, NOTES]), query) == before


def test_views_know_no_format_and_nothing_of_sphinx() -> None:
    allowed = {"i18n", "kinds", "model", "views"}
    sources = sorted(Path(views.__file__).parent.glob("*.py"))
    assert len(sources) > 5
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                top, _, rest = (node.module or "").partition(".")
                rooms = {rest.partition(".")[0]} if rest else {name.name for name in node.names}
                assert top not in {"docutils", "sphinx", "myst_parser"}, source.name
                assert top != "eventnotes" or rooms <= allowed, source.name
            assert not isinstance(node, ast.Import), source.name


@pytest.mark.parametrize(
    ("filters", "sort", "asked"),
    [
        ((("min-rating", ("0.8",)),), "-rating", "score=4&sort=-rating"),
        ((("min-rating", ("0.2",)), ("since", ("2025",)), ("until", ("2025",))), "",
         "score=1&year=2025"),
        ((("min-rating", ("0.5",)),), "", ""),  # 2.5 is no choice of the table
        ((("since", ("2025",)),), "", ""),  # nor is all that came after
        ((("topic", ("GPU",)), ("min-rating", ("0.2",))), "", ""),
        ((), "", ""),
    ],
)  # fmt: skip
def test_a_list_that_was_cut_leads_to_the_rest_of_what_it_shows(
    filters: tuple[tuple[str, tuple[str, ...]], ...], sort: str, asked: str
) -> None:
    assert lists._asked(LIBRARY, Query("talks", "list", filters, sort, 1)) == asked


def test_the_best_say_why() -> None:
    query = Query("talks", "list", sort="-rating", limit=1)
    (items, _) = list_blocks(LIBRARY, query, Place("notes"))
    assert isinstance(items, Items)
    (item,) = items.items
    assert isinstance(item, Item)
    assert item.below == (Words("So it was.", "en-reason"),)


def _busy(number: int) -> Library:
    """Return a library with somebody who gave so many talks, and led the first two as well."""
    talks = [
        talk(f"e/{at:02}", f"Talk {at:02}", 10 + at, speakers=people("Ada Example (Mako)"),
             moderator=people("Ada Example (Mako)") if at < 2 else ())
        for at in range(number)
    ]  # fmt: skip
    return library([PageNotes(event("e", "E", "2025-03-17"), tuple(talks))])


def test_an_entry_shows_the_latest_of_many_and_no_talk_twice() -> None:
    made = _busy(9)
    shown = profiles.profile_blocks(made, made.profiles["people/ada-example"], None, "notes")
    first, rest = shown[1], shown[2]
    assert isinstance(first, Items)
    assert isinstance(rest, Fold)
    assert rest.summary == "4 more"
    assert isinstance(rest.body[0], Items)
    assert (len(first.items), len(rest.body[0].items)) == (5, 4)
    assert len(shown) == 3  # what was moderated as well is there already
    few = _busy(7)
    shown = profiles.profile_blocks(few, few.profiles["people/ada-example"], None, "notes")
    assert [type(block) for block in shown] == [Line, Items]


@pytest.mark.parametrize(("talks", "folded"), [(38, ""), (39, "39 talks · 2025")])
def test_entries_are_folded_where_much_is_known_of_them(talks: int, folded: str) -> None:
    # two were moderated as well, so 39 talks are 41 rows
    (section,) = list_blocks(_busy(talks), Query("people", "list"), Place("notes"))
    assert isinstance(section, Section)
    assert section.folded == folded
