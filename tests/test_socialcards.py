"""The picture of an event that previews show: what it says, where it is named, when it is drawn."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from building import MakeSite, Site, free_sphinx, maker
from out_site import CONF, FILES, FOR_NOBODY, NIGHT, WEEK
from PIL import Image

from eventnotes.leaks import LeakError
from eventnotes.socialcards.drawing import Facts, Type, draw
from eventnotes.socialcards.letters import Run, Typeface, lines

FONTS = Path(__file__).parents[1] / "_static" / "fonts"
SANS, EXT = str(FONTS / "sans.woff2"), str(FONTS / "sans-ext.woff2")
CARDS: dict[str, Any] = {**CONF, "eventnotes_socialcard_fonts": {"title": [SANS, EXT]}}
BASE = "https://notes.example.org/en/latest/"
NIGHT_PAGE, NIGHT_CARD = "events/2026-02-12-night.html", "socialcards/events/2026-02-12-night.png"
WEEK_PAGE, WEEK_CARD = "events/week.html", "socialcards/events/week.png"
AMBER, LINE, PAPER = (0x9A, 0x53, 0x00), (0xDF, 0xE1, 0xEC), (0xFB, 0xFB, 0xFD)


@cache
def fonts() -> Type:
    files = [Path(SANS).read_bytes(), Path(EXT).read_bytes()]
    return Type(Typeface(files, 680), Typeface(files, 400))


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site."""
    yield maker(tmp_path_factory.mktemp("socialcards"))(FILES, **CARDS)
    free_sphinx()


def tags(found: Site, page: str) -> dict[str, str]:
    """Return what a page says of its picture."""
    head = found.read(page).partition("</head>")[0]
    given = (dict(re.findall(r'([\w-]+)="(.*?)"', tag)) for tag in re.findall("<meta (.*?)>", head))
    named = [(each.get("property") or each.get("name", ""), each) for each in given]
    pairs = [(name, each["content"]) for name, each in named if name.startswith(("og:im", "tw"))]
    assert len(pairs) == len(dict(pairs))
    return {name: unescape(value) for name, value in pairs}


def drawn(**given: Any) -> Image.Image:
    """Return a card with few words."""
    facts = Facts("Night", (), (), None, "", "")._replace(**given)
    return Image.open(BytesIO(draw(facts, fonts()))).convert("RGB")


# -- what pages say ------------------------------------------------------------------------------


def test_the_page_of_an_event_and_the_small_pages_of_it_and_its_talks_name_its_card(
    html: Site,
) -> None:
    expected = {
        "og:image": BASE + NIGHT_CARD,
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Kernel night & <friends> 🎉 · 12 February 2026 · Berlin · Rating: 4 of 5",
        "twitter:card": "summary_large_image",
    }
    assert tags(html, NIGHT_PAGE) == expected
    assert tags(html, "share/night-2026.html") == expected
    assert tags(html, "share/night-2026/measuring-before-writing.html") == expected


@pytest.mark.parametrize("page", ["index.html", "other.html"])
def test_no_other_page_has_a_picture(html: Site, page: str) -> None:
    assert tags(html, page) == {"twitter:card": "summary"}


@pytest.mark.parametrize("case", ["no fonts", *FOR_NOBODY])
def test_without_fonts_or_for_nobody_else_there_are_none(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    options = {"no fonts": {"eventnotes_socialcard_fonts": {}}, **FOR_NOBODY}[case]
    if case == "preview":
        monkeypatch.setenv("READTHEDOCS_VERSION_TYPE", "external")
    found = site({"events/week.md": WEEK}, **{**CARDS, **options})
    assert not (found.out / "socialcards").exists()
    pages = found.out.rglob("*.html")
    assert [page for page in pages if "og:image" in page.read_text(encoding="utf-8")] == []


OWN = '---\nmyst:\n  html_meta:\n    "property=og:image": https://example.org/own.png\n---\n\n'


def test_a_picture_that_the_author_names_or_gives_takes_its_place(site: MakeSite) -> None:
    own = Path(SANS).read_bytes()
    files = {WEEK_PAGE.replace("html", "md"): OWN + WEEK, "events/night.md": NIGHT}
    files["extra/socialcards/events/night.png"] = own
    found = site(files, **CARDS, html_extra_path=["extra"])
    assert tags(found, WEEK_PAGE) == {
        "og:image": "https://example.org/own.png",
        "twitter:card": "summary_large_image",
    }
    assert tags(found, "events/night.html")["og:image"] == f"{BASE}socialcards/events/night.png"
    assert (found.out / "socialcards/events/night.png").read_bytes() == own


# -- what a card says ----------------------------------------------------------------------------


def test_a_card_says_what_the_notes_do(html: Site) -> None:
    facts = Facts(
        title="Kernel night & <friends>",  # no font has the emoji
        above=("Example Group",),
        below=("12 February 2026 · Berlin",),
        score=(8, 5, "4 of 5"),
        number="2 talks",  # the third is private
        site="Notes & <queries>",
    )
    assert (html.out / NIGHT_CARD).read_bytes() == draw(facts, fonts())
    week = Facts("Tile week", ("Tile week",), ("4–8 May 2025",), None, "1 talk", facts.site)
    assert (html.out / WEEK_CARD).read_bytes() == draw(week, fonts())


def test_a_card_is_a_small_picture_and_nothing_else(html: Site) -> None:
    data = (html.out / NIGHT_CARD).read_bytes()
    picture = Image.open(BytesIO(data))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (1200, 630))
    assert len(data) < 40_000
    chunks, at = [], 8
    while at < len(data):  # PNG §5.3: length, type, data, checksum
        chunks.append(data[at + 4 : at + 8])
        at += int.from_bytes(data[at : at + 4]) + 12
    assert [*dict.fromkeys(chunks)] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]


def test_a_phrase_that_may_stand_in_no_output_stands_on_no_card(site: MakeSite) -> None:
    found = site({"events/week.md": WEEK}, **CARDS)
    assert (found.out / WEEK_CARD).is_file()
    found.write({"events/week.md": WEEK.replace("# Tile week", "# Secret (customer) week")})
    phrases = {"eventnotes_private_words": ["secret customer"]}
    with pytest.raises(LeakError):
        site({}, **CARDS, **phrases)
    assert not (found.out / WEEK_CARD).exists()


def test_stars_are_full_half_or_empty() -> None:
    card = drawn(score=(5, 5, "2.5 of 5"))
    middles = [100 + 48 * at for at in range(5)]
    sides = [(card.getpixel((x - 6, 570)), card.getpixel((x + 6, 570))) for x in middles]
    full, empty = (AMBER, AMBER), (LINE, LINE)
    assert sides == [full, full, (AMBER, LINE), empty, empty]


def test_a_scale_of_many_is_said_in_words() -> None:
    assert drawn(score=(150, 100, "75 of 100")) != drawn(score=(150, 100, "80 of 100"))
    assert drawn(score=(7, 5, "3.5 of 5")) == drawn(score=(7, 5, "other words"))


@pytest.mark.parametrize(
    ("title", "same_as"),
    [
        ("Night 🎉", "Night"),
        ("👩🏽‍💻 Night", "Night"),
        ("Ni\u00adght", "Night"),
        ("Night ✔️, and more", "Night, and more"),
        ("Night 🇩🇪  🎉 end", "Night end"),
    ],
)
def test_an_emoji_that_no_font_has_is_left_out(title: str, same_as: str) -> None:
    assert drawn(title=title) == drawn(title=same_as)


@pytest.mark.parametrize("title", ["測る", "Night 測る", "ليلة", "a ≰ b", "🎉", "क्ष"])
def test_a_title_with_a_letter_that_no_font_has_can_not_be_drawn(title: str) -> None:
    with pytest.raises(ValueError, match="no font has"):
        drawn(title=title)


def test_a_line_with_such_a_letter_is_said_otherwise_or_left_out() -> None:
    other = drawn(above=("東京", "Series"), below=("2026年2月12日 · 東京", "2026-02-12"))
    assert other == drawn(above=("Series",), below=("2026-02-12",))
    assert drawn(above=("東京",), number="2件", site="記録") == drawn()


def test_letters_of_the_second_font_stand_between_those_of_the_first() -> None:
    assert fonts().title.runs("Łódź & x") == [
        Run("Ł", 1),
        Run("ód", 0),
        Run("ź", 1),
        Run(" & x", 0),
    ]


@pytest.mark.parametrize("title", ["A", "word " * 60, "Wort" * 40, "Mmmmmmm " * 12, "x" * 5000])
def test_no_title_leaves_its_place(title: str) -> None:
    card = drawn(title=title, above=("Above " * 40,), below=("Below " * 40,), site="Site " * 30)
    margins = [card.crop((0, 16, 72, 630)), card.crop((1128, 16, 1200, 630))]
    for free in (*margins, card.crop((0, 500, 1200, 518)), card.crop((0, 16, 1200, 80))):
        assert free.getcolors() == [(free.width * free.height, PAPER)]


def test_a_title_is_in_lines_of_about_one_length() -> None:
    runs = fonts().title.runs("Notes from the evening of compilers")
    assert runs is not None
    found = lines(fonts().title, runs, 92, 1040)
    said = ["".join(run.text for run in line) for line in found]
    assert said == ["Notes from the", "evening of compilers"]


def test_what_is_written_without_spaces_is_broken_anywhere_but_before_a_full_stop() -> None:
    found = lines(fonts().title, [Run("測" * 9 + "。" + "測" * 9, 0)], 100, 925)
    assert not any(line[0].text.startswith("。") for line in found)
    assert len(found) > 1


# -- when it is drawn ----------------------------------------------------------------------------


def _times(found: Site) -> dict[str, int]:
    cards = sorted(found.out.glob("socialcards/**/*.png"))
    return {path.relative_to(found.out).as_posix(): path.stat().st_mtime_ns for path in cards}


def test_a_card_is_drawn_again_when_what_it_says_has_changed(site: MakeSite) -> None:
    found = site(FILES, **CARDS)
    before = _times(found)
    assert len(before) == 5
    page = "events/2026-02-12-night.md"
    found.write({page: NIGHT.replace("She times", "He times")})
    found.rebuild()
    assert _times(found) == before
    found.write({page: NIGHT.replace(":rating: 4/5", ":rating: 3/5")})
    found.rebuild()
    after = _times(found)
    assert [name for name in before if before[name] != after[name]] == [NIGHT_CARD]
    (found.out / WEEK_CARD).write_bytes(b"")
    (found.root / page).unlink()
    found.rebuild()
    assert sorted(_times(found)) == sorted(before.keys() - {NIGHT_CARD})
    assert (found.out / WEEK_CARD).stat().st_size > 1000


def test_an_incremental_build_has_the_cards_of_a_clean_one(site: MakeSite) -> None:
    found = site({"events/week.md": WEEK}, name="one", **CARDS)
    talk = "# Late\n\n```{talk}\n:event: tile-week-2025\n```\n"
    found.write({"late.md": talk})
    found.rebuild()
    clean = site({"events/week.md": WEEK, "late.md": talk}, name="two", **CARDS)
    assert (found.out / WEEK_CARD).read_bytes() == (clean.out / WEEK_CARD).read_bytes()
    assert "og:image" in found.read(WEEK_PAGE)


def test_other_fonts_are_seen_in_the_next_build(site: MakeSite) -> None:
    conf = {**CARDS, "eventnotes_socialcard_fonts": {"title": ["own.woff2"]}}
    found = site({"events/week.md": WEEK, "own.woff2": Path(SANS).read_bytes()}, **conf)
    assert "og:image" in found.read(WEEK_PAGE)
    shutil.copy(EXT, found.root / "own.woff2")  # which has no plain letters
    found.rebuild()
    assert not (found.out / "socialcards").exists()
    assert "og:image" not in found.read(WEEK_PAGE)
    assert "og:image" not in found.read("share/tile-week-2025.html")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"heading": [SANS]}, "allowed: {"),
        ({"text": [SANS]}, "allowed: {"),
        ({"title": SANS}, "allowed: {"),
        ({"title": ["gone.woff2"]}, "gone.woff2 can't be read: No such file"),
        ({"title": ["conf.py"]}, "conf.py can't be read: "),
    ],
)
def test_a_setting_that_cannot_be_used_is_a_warning(
    site: MakeSite, value: object, said: str
) -> None:
    conf = {**CARDS, "eventnotes_socialcard_fonts": value}
    found = site({"events/week.md": WEEK}, warnings=["notes.config"], **conf)
    assert said in found.warnings[0]
    assert not (found.out / "socialcards").exists()


def test_a_page_with_an_odd_name_has_a_card_that_is_found(site: MakeSite) -> None:
    found = site({"odd (ü).md": WEEK}, **CARDS, builder="dirhtml")
    address = tags(found, "odd (ü)/index.html")["og:image"]
    assert re.fullmatch(r"[A-Za-z0-9/:.-]+", address)
    assert (found.out / address.removeprefix(BASE)).is_file()
