"""What is cited of the web: which places are one resource, and what it is called."""

from __future__ import annotations

from typing import Any

import pytest
from noted import event, library, people, talk, topics

from eventnotes.model.library import Library
from eventnotes.model.lock import Copy, Known
from eventnotes.model.people import Mention
from eventnotes.model.prose import Prose, Run
from eventnotes.model.records import About, Citation, Link, PageNotes
from eventnotes.model.resources import Resource, bare_address, is_address

POST = "https://post.example/a"
VIDEO = "https://www.youtube.com/watch?v=AbCdEf12345"


def said(url: str, words: str, after: str = " it says.") -> Prose:
    """Return a sentence that cites."""
    return (Run("See "), Run(words, "here", url=url), Run(after))


def cite(url: str, words: str = "", *, owner: str = "", comment: str = "") -> Citation:
    """Return a place in a text; one with a comment opens a list item."""
    if comment:
        sentence: Prose = (Run(words or url, "here", url=url), Run(comment))
        return Citation("url", url, "Part", "part", sentence, owner, True)
    return Citation("url", url, "Part", "part", said(url, words or url), owner)


def card(url: str, title: str = "", **facts: Any) -> Link:
    """Return a card."""
    about = {"kind": "article", "site": "post.example", **facts}
    return Link("links/it", title or url, "notes", 9, "link-it", "", url, **about)


def found(*pages: PageNotes, known: dict[str, Known] | None = None) -> dict[str, Resource]:
    """Return what some pages cite."""
    return Library(library(pages).corpus, known=known or {}).web.resource_at


def only(*cites: Citation | Link, known: Known | None = None, **facts: Any) -> Resource:
    """Return the one resource that a page cites."""
    notes = PageNotes(
        cites=tuple(each for each in cites if isinstance(each, Citation)),
        links=tuple(each for each in cites if isinstance(each, Link)),
        **facts,
    )
    (resource,) = found(notes, known={POST: known} if known else None).values()
    return resource


# -- places --------------------------------------------------------------------------------


def test_every_option_and_text_that_holds_an_address_is_a_place() -> None:
    at_event = {
        "url": "https://e.example/",
        "recording": ("https://e.example/v1", "https://e.example/v2"),
        "slides": ("https://e.example/s",),
    }
    at_talk = {
        "url": "https://t.example/",
        "recording": ("https://t.example/v",),
        "slides": ("https://t.example/s",),
        "paper": ("https://t.example/p",),
        "code": ("https://t.example/c",),
    }
    notes = PageNotes(
        event("a", "A", **at_event),
        (talk("a/one", "One", **at_talk),),
        (Link("links/x", "X", "events/a", 9, "x", "a/one", "https://l.example/", "other"),),
        about=(About("people/ada", "Ada", "events/a", 9, "ada", url="https://ada.example/"),),
        cites=(
            cite("https://c.example/", owner="a/one"),
            Citation("page", "index", "", "", ()),
            Citation("talk", "a/one", "", "", ()),
        ),
    )
    places = [place for resource in found(notes).values() for place in resource.places]
    told = [
        (place.url.removeprefix("https://"), place.option, place.anchor, place.talk and "One")
        for place in places
    ]
    assert told == [
        ("e.example/", "event", "event-a", None),
        ("e.example/v1", "recording", "event-a", None),
        ("e.example/v2", "recording", "event-a", None),
        ("e.example/s", "slides", "event-a", None),
        ("t.example/", "programme", "talk-a-one", "One"),
        ("t.example/v", "recording", "talk-a-one", "One"),
        ("t.example/s", "slides", "talk-a-one", "One"),
        ("t.example/p", "paper", "talk-a-one", "One"),
        ("t.example/c", "code", "talk-a-one", "One"),
        ("ada.example/", "about", "ada", None),
        ("l.example/", "link", "x", "One"),
        ("c.example/", "", "part", "One"),
    ]
    assert {place.page for place in places} == {"events/a"}
    assert {place.event.id for place in places if place.event} == {"a"}
    assert [place.number for place in places] == list(range(12))


def test_places_are_in_the_order_of_pages() -> None:
    first, second = event("a", "A", url=VIDEO), event("b", "B", url=f"{VIDEO}&t=7")
    (resource,) = found(PageNotes(second), PageNotes(first)).values()
    assert [place.page for place in resource.places] == ["events/a", "events/b"]


def test_two_spellings_are_one_and_each_place_keeps_its_own() -> None:
    spelled = ("https://youtu.be/AbCdEf12345?t=754", f"{VIDEO}&utm_source=mail", "http://x.example")
    pages = PageNotes(cites=tuple(cite(url) for url in spelled))
    video, other = found(pages).values()
    assert video.key == "https://youtube.com/watch?v=AbCdEf12345"
    assert [place.url for place in video.places] == [*spelled[:2]]
    assert video.url == "https://youtu.be/AbCdEf12345?t=754"
    assert other.key == "https://x.example"


def test_the_day_of_an_address_is_that_of_its_resource() -> None:
    dates = {"part-10": "2024-01-10", "part-2": "2024-01-02", "part-1": ""}
    pages = [
        PageNotes(event(name, name), links=(card(POST, date=date),)) for name, date in dates.items()
    ]
    pages.append(PageNotes(links=(card(VIDEO, date="2020-01-01", private=True), card(VIDEO))))
    known = {key: Known(date="2025-01-01") for key in found(*pages)}
    web = Library(library(pages).corpus, known=known).web
    assert [web.date_of(url) for url in (POST, VIDEO)] == ["2024-01-02", "2020-01-01"]
    assert [each.date for each in web.resource_at.values()] == ["2024-01-02", "2020-01-01"]


def test_a_card_without_an_address_is_a_resource_of_its_own() -> None:
    first = card("", "A book")
    second = first._replace(id="links/other", title="Another book")
    notes = PageNotes(links=(first, second))
    assert [(each.title, each.url, each.site) for each in found(notes).values()] == [
        ("A book", "", "post.example"),
        ("Another book", "", "post.example"),
    ]


# -- what it is called ---------------------------------------------------------------------


def test_a_cards_title_comes_first() -> None:
    known = Known(title="As the page says")
    assert only(cite(POST, "my words"), card(POST, "My title"), known=known).title == "My title"


def test_what_the_page_says_comes_before_what_places_say() -> None:
    known = Known(title="As the page says")
    assert only(cite(POST, "my words"), known=known).title == "As the page says"
    assert only(cite(POST, "my words"), card(POST), known=known).title == "As the page says"


@pytest.mark.parametrize(
    ("cites", "title"),
    [
        ((cite(POST, "short"), cite(POST, "longer words")), "longer words"),
        ((cite(POST, "longer words"), cite(POST, "item", comment="good")), "item"),
        ((cite(POST, comment="good"), cite(POST, "words")), "words"),
        ((cite(POST, "x" * 151), cite(POST, "words")), "words"),
        ((cite(POST, "x" * 151),), "post.example/a"),
        ((cite(POST, "post.example/a"),), "post.example/a"),
        ((cite(POST),), "post.example/a"),
        ((cite(f"{POST}/"),), "post.example/a"),
    ],
)
def test_else_it_is_called_what_authors_call_it(cites: tuple[Citation, ...], title: str) -> None:
    assert only(*cites).title == title


@pytest.mark.parametrize("option", ["recording", "slides", "paper", "code"])
def test_what_nobody_names_is_called_as_the_talk_it_belongs_to(option: str) -> None:
    notes = PageNotes(event("a", "A"), (talk("a/one", "One", **{option: (POST,)}),))
    assert found(notes)[POST].title == "One"


@pytest.mark.parametrize("facts", [{"url": POST}, {"recording": (POST,)}, {"slides": (POST,)}])
def test_or_as_the_event_it_belongs_to(facts: dict[str, Any]) -> None:
    assert found(PageNotes(event("a", "A days", **facts)))[POST].title == "A days"


def test_or_as_whom_it_is_said_of() -> None:
    ada = About("people/ada", "Ada A.", "notes", 9, "ada", url=POST)
    assert only(about=(ada,)).title == "Ada A."


@pytest.mark.parametrize(
    ("words", "address", "same"),
    [
        ("https://a.example/b", "https://a.example/b", True),
        ("https://a.example/b/", "https://a.example/b", True),
        ("a.example/b", "https://a.example/b", True),
        ("http://a.example/b", "https://a.example/b", True),
        ("a.example/B", "https://a.example/b", False),
        ("b", "https://a.example/b", False),
        ("", "https://a.example/b", False),
    ],
)
def test_words_that_are_no_more_than_the_address_name_nothing(
    words: str, address: str, same: bool
) -> None:
    assert is_address(words, address) == same


def test_an_address_is_said_without_its_scheme() -> None:
    assert bare_address("https://www.a.example/b/?c#d") == "www.a.example/b/?c#d"
    assert bare_address("http://a.example/") == "a.example"


# -- what is known of it -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "kind"),
    [("recording", "video"), ("slides", "slides"), ("paper", "paper"), ("code", "code")],
)
def test_where_the_address_says_nothing_the_option_says_the_kind(option: str, kind: str) -> None:
    notes = PageNotes(event("a", "A"), (talk("a/one", "One", **{option: (POST, VIDEO)}),))
    assert found(notes)[POST].kind == kind
    assert found(notes)["https://youtube.com/watch?v=AbCdEf12345"].kind == "video"


def test_an_option_says_more_than_the_ending_of_a_file() -> None:
    pdf = f"{POST}.pdf"
    notes = PageNotes(event("a", "A"), (talk("a/one", "One", slides=(pdf,)),))
    assert found(notes)[pdf].kind == "slides"


def test_an_events_site_is_an_event_and_a_programme_an_article() -> None:
    notes = PageNotes(event("a", "A", url=POST), (talk("a/one", "One", url=f"{POST}/b"),))
    assert [each.kind for each in found(notes).values()] == ["event", "article"]


def test_a_cards_kind_overrides_both() -> None:
    notes = PageNotes(
        event("a", "A", recording=(POST,)),
        links=(card(POST, kind="book"), card(VIDEO, kind="post")),
    )
    assert [each.kind for each in found(notes).values()] == ["book", "post"]


def test_a_cards_facts_come_before_those_the_page_states() -> None:
    known = Known(
        "T", "The Post", ("Bo", "Cy"), "2024-05-01", archive=Copy("https://c.example/", "")
    )
    own = card(
        *(POST, "Own"),
        site="My name for it",
        authors=people("Ada (Mako)"),
        date="2023",
        topics=topics("GPU"),
        archive="https://copy.example/",
    )
    resource = only(own, known=known)
    assert (resource.site, resource.date, resource.archive) == (
        *("My name for it", "2023"),
        "https://copy.example/",
    )
    assert resource.authors == people("Ada (Mako)")
    assert resource.topics == topics("GPU")


def test_else_the_facts_are_those_the_page_states() -> None:
    known = Known("T", "The Post", ("Bo", "Cy"), "2024-05-01")
    for resource in (only(cite(POST), known=known), only(card(POST), known=known)):
        assert resource.site == "The Post"
        assert resource.authors == (Mention("", "Bo"), Mention("", "Cy"))
        assert resource.date == "2024-05-01"


def test_what_is_known_of_another_spelling_is_known() -> None:
    known = {"https://youtube.com/watch?v=AbCdEf12345": Known(title="The film")}
    notes = PageNotes(cites=(cite("https://youtu.be/AbCdEf12345?t=7"),))
    (resource,) = found(notes, known=known).values()
    assert (resource.title, resource.site) == ("The film", "youtube.com")


def test_it_stands_at_its_card_else_at_the_first_place() -> None:
    resource = only(cite(POST), card(POST))
    assert (resource.id, resource.page, resource.anchor) == ("links/it", "notes", "link-it")
    resource = only(cite(POST), cite(f"{POST}#b"))
    assert (resource.id, resource.page, resource.anchor) == ("", "notes", "part")


# -- private -------------------------------------------------------------------------------


def test_it_is_private_if_only_private_words_cite_it() -> None:
    hidden = card(POST, "Hidden", private=True)
    assert only(hidden).private
    resource = only(hidden, cite(POST))
    assert not resource.private
    assert [place.private for place in resource.places] == [True, False]


def test_a_public_card_comes_before_a_private_one() -> None:
    hidden = card(POST, "Hidden", private=True, date="2020")
    public = card(f"{POST}/", "Public")._replace(id="links/public", anchor="public")
    resource = only(hidden, public)
    assert (resource.title, resource.url, resource.id) == ("Public", f"{POST}/", "links/public")


# -- what the library says of an address ---------------------------------------------------


def test_the_library_knows_an_address_in_any_spelling() -> None:
    known = {POST: Known(title="T", archive=Copy("https://copy.example/", "2024-05-01"))}
    made = Library(library([PageNotes(cites=(cite(POST),))]).corpus, known=known)
    for spelling in (POST, "http://www.post.example/a/?utm_source=x#b"):
        assert made.web.known_of(spelling) == known[POST]
        assert made.web.title_of_link(spelling, spelling) == "T"
        assert made.web.title_of_link(spelling, "my words") == "my words"
        assert made.web.copy_of(spelling) == Copy("https://copy.example/", "2024-05-01")
    assert made.web.known_of("https://other.example/") is None
    assert made.web.known_of("") is None
    assert made.web.copy_of("https://other.example/") is None


def test_an_authors_own_copy_comes_before_one_that_was_found() -> None:
    known = {POST: Known(archive=Copy("https://found.example/", "2024-05-01"))}
    own = card(POST, archive="https://own.example/")
    made = Library(library([PageNotes(links=(own,))]).corpus, known=known)
    assert made.web.copy_of(POST) == Copy("https://own.example/", "")


def test_a_long_address_is_cut_where_no_title_is_known() -> None:
    made = library([PageNotes()])
    assert made.web.title_of_link("https://a.example/b/", "https://a.example/b/") == "a.example/b"
    long = "https://a.example/" + "b" * 100
    assert made.web.title_of_link(long, long) == "a.example/" + "b" * 49 + "…"


def test_the_kinds_cited_in_a_talk_are_those_of_its_places() -> None:
    notes = PageNotes(
        event("a", "A", url=POST),
        (
            talk("a/one", "One", recording=("https://t.example/v",), slides=(VIDEO,)),
            talk("a/two", "Two"),
        ),
        cites=(
            cite("https://github.com/a/b", owner="a/one"),
            cite("https://arxiv.org/abs/2502.10517"),
        ),
    )
    kinds = library([notes]).web.kinds_cited
    assert kinds == {"a": {"event", "paper"}, "a/one": {"video", "slides", "code"}}
