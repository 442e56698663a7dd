"""Years: a page for each that has events, what stands on it, and who may write one instead."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping

import pictures
import pytest
from building import MakeSite, Site
from comparing import output_of


def event(day: str, title: str, *talks: str, options: str = "") -> str:
    """Return the page of an event on a day."""
    head = f"# {title}\n\n```{{event}}\n:date: {day}\n{options}```\n\n"
    return head + "\n".join(talks)


def talk(title: str, who: str, rating: str = "", more: str = "") -> str:
    """Return a talk with its rating."""
    rated = f":rating: {rating}\n" if rating else ""
    return f"## {title}\n\n```{{talk}}\n:speakers: {who}\n{rated}```\n\n{more}\n"


TILES = "It is told in [Tiles](https://example.org/tiles)."
LEARNED = ":::{takeaway}\nDraw the *banks* first.\n:::\n"
FILES: Mapping[str, str] = {
    "events/one.md": event(
        "2025-01-10",
        "Winter",
        talk("Alpha", "Ada Example; Bo Example", "5/5 It changed my mind.", TILES),
        talk("Beta", "Ada Example", "4/5", TILES + "\n\n" + LEARNED),
        talk("Gamma", "Cy Example", "2/5 Too long."),
    ),
    "events/two.md": event("2025-11", "Autumn", talk("Delta", "Ada Example", "4.5 Clear.")),
    "events/three.md": event("2026-02-03", "Later", talk("Epsilon", "Bo Example")),
    "events/four.md": event("2027-02-03", "To come", options=":attended: not yet\n"),
    "events/index.md": "# Events\n\n```{events}\n:as: timeline\n```\n",
    "talks.md": "# Talks\n\n```{talks}\n```\n",
    "refers.md": "# Refers\n\nOf {year}`2025`, of {year}`that one <years/2026>`, {ref}`years/2025`"
    " and [this](#years/2026).\n",
}


@pytest.fixture(scope="module")
def noted(shared_site: MakeSite) -> Site:
    """Build a site with events in three years, one of them yet to come."""
    return shared_site(FILES, eventnotes_year_pages=None, html_baseurl="https://notes.example.org/")


def sections(built: Site, page: str) -> dict[str, str]:
    """Return the words below each heading of a page."""
    found = re.split(r"<h[23]>", built.read(page).partition('<div class="clearer"')[0])
    words = [re.sub(r"<[^>]*>", " ", part) for part in found[1:]]
    heads = [re.match(r"(.*?)(?:<a |</h)", part) for part in found[1:]]
    return {
        head[1]: " ".join(text.removeprefix(head[1]).split())
        for head, text in zip(heads, words, strict=True)
        if head
    }


# -- the page ------------------------------------------------------------------------------


def test_each_year_whose_events_have_been_has_a_page(noted: Site) -> None:
    pages = sorted(path.name for path in (noted.out / "years").iterdir())
    assert pages == ["2025.html", "2026.html"]


def test_the_best_talks_come_first_with_their_reasons(noted: Site) -> None:
    shown = sections(noted, "years/2025.html")["The best talks"]
    assert [shown.index(name) for name in ("Alpha", "Delta", "Beta")] == sorted(
        shown.index(name) for name in ("Alpha", "Delta", "Beta")
    )
    assert "It changed my mind." in shown
    assert "Gamma" not in shown  # two of five is not good


def test_each_rated_talk_is_a_dot_that_leads_to_it(noted: Site) -> None:
    html = noted.read("years/2025.html")
    dots = re.findall(
        r'<a href="([^"]*)" tabindex="-1"><circle(?: class="([^"]*)")? cx="([\d.]+)%" '
        r'cy="([\d.]+)%" r="[\d.]+"><title>([^<]*)</title>',
        html,
    )
    assert [(address, css, said) for address, css, _, _, said in dots] == [
        ("../events/one.html#talk-one-gamma", "", "Gamma · Winter · 10 January 2025 · 2 of 5"),
        (
            *("../events/one.html#talk-one-alpha", "en-is-best"),
            "Alpha · Winter · 10 January 2025 · 5 of 5",
        ),
        (
            *("../events/one.html#talk-one-beta", "en-is-best"),
            "Beta · Winter · 10 January 2025 · 4 of 5",
        ),
        (
            *("../events/two.html#talk-two-delta", "en-is-best"),
            "Delta · Autumn · November 2025 · 4.5 of 5",
        ),
    ]
    left, _, _, right = (float(across) for _, _, across, _, _ in dots)
    low, high, _, _ = (float(down) for _, _, _, down, _ in dots)
    assert 6 < left < 15 < 80 < right < 98
    assert high < low
    assert "aria-hidden" in html.partition("<svg")[2].partition(">")[0]
    assert " style=" not in html.partition('class="body"')[2].partition("clearer")[0]


def test_the_same_is_said_in_words_with_the_count(noted: Site) -> None:
    shown = sections(noted, "years/2025.html")["Every rated talk"]
    assert shown.startswith("Mean 3.9 of 5, from 4 ratings between 2 and 5")
    listed = shown.partition("4 rated talks as a list")[2]
    names = ("Alpha", "Beta", "Gamma", "Delta")
    assert [listed.index(name) for name in names] == sorted(listed.index(name) for name in names)


def test_what_was_learned_heard_and_read_is_told(noted: Site) -> None:
    shown = sections(noted, "years/2025.html")
    assert shown["What I learned"].startswith("Draw the banks first.")
    assert shown["Heard most"] == "Ada Example 3 talks"
    assert shown["Read most"] == "Tiles Mentioned in 2 places"
    assert shown["Events"].startswith("Autumn November 2025 Winter 10 January 2025")


def test_what_there_is_none_of_has_no_heading(noted: Site) -> None:
    assert [*sections(noted, "years/2026.html")][1:] == ["Events"]  # after the theme's own


def test_its_talks_are_one_touch_away(noted: Site) -> None:
    html = noted.read("years/2025.html")
    assert '2 events · <a class="en-ref" href="../talks.html?year=2025">4 talks</a>' in html


def test_years_lead_to_their_neighbours(noted: Site) -> None:
    assert '<link rel="next" title="2026" href="2026.html" />' in noted.read("years/2025.html")
    assert '<link rel="prev" title="2025" href="2025.html" />' in noted.read("years/2026.html")


def test_a_year_is_referred_to_as_everything_is(noted: Site) -> None:
    html = noted.read("refers.html")
    found = re.findall(r'href="years/(\d+\.html#year-years-\d+)"[^>]*><span[^>]*>([^<]*)', html)
    assert found == [
        ("2025.html#year-years-2025", "2025"),
        ("2026.html#year-years-2026", "that one"),
        ("2025.html#year-years-2025", "2025"),
        ("2026.html#year-years-2026", "this"),
    ]
    assert 'id="year-years-2025"' in noted.read("years/2025.html")
    assert noted.entries["years/2025"].kind == "year"


def test_the_heading_of_a_year_in_a_list_leads_to_it(noted: Site) -> None:
    html = noted.read("events/index.html")
    assert '<h2><a class="en-ref" href="../years/2025.html#year-years-2025">2025</a></h2>' in html
    assert "<h2>2027</h2>" in html


def test_programs_find_the_pages_of_years(noted: Site) -> None:
    assert "https://notes.example.org/years/2025.html" in noted.read("sitemap.xml")
    names = [
        row["identifier"]
        for row in json.loads(noted.read("myst.xref.json"))["references"]
        if "identifier" in row
    ]
    assert "years/2025" in names
    index = noted.read("searchindex.js")
    docnames = json.loads(re.search(r'"?docnames"?:(\[[^\]]*\])', index)[1])  # type: ignore[index]
    assert {"years/2025", "years/2026"} < set(docnames)
    assert re.search(r'\["notes", ?"year", ?"Year"\]', index)


def test_a_preview_of_a_year_says_how_much_there_was_and_what_was_best(noted: Site) -> None:
    head = noted.read("years/2025.html").partition("</head>")[0]
    said = "2 events · 4 talks · The best talks: Alpha; Delta; Beta"
    assert f'<meta name="description" content="{said}" />' in head
    assert f'<meta property="og:description" content="{said}" />' in head
    assert '<meta property="og:title" content="2025" />' in head
    assert '<meta property="og:url" content="https://notes.example.org/years/2025.html" />' in head


# -- instead of it -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own(shared_site: MakeSite) -> Site:
    """Build a site whose author has written about one year, and has a page called as another."""
    files = {
        **FILES,
        "review.md": "# My year\n\nIt went by.\n\n```{year} 2025\n```\n",
        "years/2026.md": "# Not yet written\n",
        "zz.md": "# Again\n\n```{year} 2025\n```\n\n```{year} MMXXV\n```\n\n"
        "```{year} 2026\nWords.\n```\n",
    }
    warnings = [
        "notes.argument",
        "notes.argument",
        "notes.duplicate-id",
        "notes.duplicate-id",
        "notes.reference",
    ]
    return shared_site(files, name="own", warnings=warnings, eventnotes_year_pages=None)


def test_a_year_lives_where_its_author_writes_of_it(own: Site) -> None:
    assert own.entries["years/2025"][3:5] == ("review", "year-years-2025")
    assert not (own.out / "years/2025.html").exists()
    html = own.read("review.html")
    assert html.count('id="year-years-2025"') == 1
    assert "The best talks" in html
    assert 'href="review.html#year-years-2025"' in own.read("refers.html")


def test_a_year_is_defined_once(own: Site) -> None:
    assert "year-years-2025" not in own.read("zz.html")
    assert [
        line for line in own.warnings if "zz.md:3" in line and "review.md:5 already; leave" in line
    ]


def test_what_is_no_year_is_a_warning(own: Site) -> None:
    wanted = "zz.md:6: WARNING: year: can't be read: 'MMXXV'; allowed: a year, such as 2026"
    assert any(wanted in line for line in own.warnings), own.warnings


def test_no_page_is_made_where_an_author_has_one_of_that_name(site: MakeSite) -> None:
    files = {**FILES, "years/2026.md": "# My own\n"}
    built = site(files, eventnotes_year_pages=True)
    assert built.entries["years/2026"][3:5] == ("years/2026", "")
    assert "<h1>My own" in built.read("years/2026.html")
    assert 'href="years/2026.html"' in built.read("refers.html")


def test_a_setting_does_without_them(site: MakeSite) -> None:
    built = site(FILES, eventnotes_year_pages=False, warnings=True)
    assert not (built.out / "years").exists()
    assert len([line for line in built.warnings if "year: nothing is called" in line]) == 2


def test_a_guest_gets_none_unasked(site: MakeSite) -> None:
    files = {name: text for name, text in FILES.items() if name != "refers.md"}
    built = site(files, eventnotes_year_pages=None, extensions=["eventnotes", "myst_parser"])
    assert not (built.out / "years").exists()


# -- photos --------------------------------------------------------------------------------


def with_photos(files: Mapping[str, str]) -> dict[str, str | bytes]:
    """Return the files with a photo on the pages of two events."""
    shown: dict[str, str | bytes] = dict(files)
    for name, picture, alt in (("one", "wide.jpg", "The hall"), ("two", "tall.jpg", "")):
        page = files[f"events/{name}.md"]
        shown[f"events/{name}.md"] = f"{page}\n![{alt}]({picture})\n"
        size = (800, 600) if picture == "wide.jpg" else (600, 800)
        shown[f"events/{picture}"] = pictures.photo(*size)
    return shown


def strip(built: Site, page: str) -> list[tuple[str, str]]:
    """Return the photos above a year: where each leads, and what is said of it."""
    shown = built.read(page).partition("en-strip")[2].partition('class="en-list')[0]
    return re.findall(r'<a [^>]*href="([^"]*)".*?<img [^>]*?alt="([^"]*)"', shown, re.DOTALL)


def test_a_strip_of_photos_leads_to_the_events(site: MakeSite) -> None:
    files = with_photos(FILES)
    built = site(files, eventnotes_year_pages=True)
    found = [
        ("../events/one.html#event-one", "The hall"),
        ("../events/two.html#event-two", "Autumn"),
    ]
    assert strip(built, "years/2025.html") == found
    assert "eventnotes-photos.css" in built.read("years/2025.html")
    for address in re.findall(r'src="\.\./(_images/[^"]*)"', built.read("years/2025.html")):
        assert (built.out / address).is_file()
    assert "en-strip" not in built.read("years/2026.html")
    files["events/wide.jpg"] = pictures.photo(640, 480)
    built.write({"events/wide.jpg": files["events/wide.jpg"]})
    built.rebuild()
    clean = site(files, name="clean", eventnotes_year_pages=True)
    assert output_of(built) == output_of(clean)
    files["review.md"] = "# R\n\n```{year} 2025\n```\n"
    files["events/wide.jpg"] = pictures.photo(480, 640)
    built.write({name: files[name] for name in ("review.md", "events/wide.jpg")})
    assert output_of(built.rebuild()) == output_of(
        site(files, name="again", eventnotes_year_pages=True)
    )
    assert len(strip(built, "review.html")) == 2


def test_a_photo_that_can_not_be_shown_is_no_link_above_a_year(site: MakeSite) -> None:
    files = with_photos(FILES)
    files["events/wide.jpg"] = b"no photo"
    built = site(files, eventnotes_year_pages=True, warnings=True)
    assert strip(built, "years/2025.html") == [("../events/two.html#event-two", "Autumn")]
    assert "The hall" not in built.read("years/2025.html")
    files["events/tall.jpg"] = b"no photo either"
    built = site(files, name="none", eventnotes_year_pages=True, warnings=True)
    assert "en-strip" not in built.read("years/2025.html")


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_a_guest_has_photos_as_sphinx_writes_them(site: MakeSite, builder: str) -> None:
    files = with_photos({name: text for name, text in FILES.items() if name != "refers.md"})
    files["review.md"] = "# Review\n\n```{year} 2025\n```\n"
    built = site(
        files,
        builder=builder,
        eventnotes_year_pages=True,
        extensions=["eventnotes", "myst_parser"],
        language="de",
    )
    if builder == "html":
        assert '<img alt="The hall"' in built.read("review.html").partition("en-strip")[2]
    elif builder == "latex":
        assert built.read("projectnamenotset.tex").count(r"\sphinxincludegraphics") == 4
    else:
        assert "The hall" not in built.read("review.txt")


# -- between builds ------------------------------------------------------------------------


def test_an_edit_leaves_what_a_clean_build_would(site: MakeSite) -> None:
    built = site(FILES, eventnotes_year_pages=True)
    steps: list[dict[str, str | None]] = [
        {"events/three.md": None},
        {"events/two.md": FILES["events/two.md"].replace("4.5 Clear.", "1 Not clear.")},
        {"events/five.md": event("2024-05-06", "Before"), "years/2025.md": "# Mine\n"},
        {"years/2025.md": None, "events/one.md": FILES["events/one.md"].replace("2025", "2023")},
    ]
    files: dict[str, str] = dict(FILES)
    for number, step in enumerate(steps):
        for name, text in step.items():
            if text is None:
                files.pop(name, None)
                (built.root / name).unlink()
            else:
                files[name] = text
                built.write({name: text})
        if number == 0:
            files["refers.md"] = "# Refers\n\n{year}`2025`\n"
            built.write({"refers.md": files["refers.md"]})
        built.rebuild()
        clean = site(files, name=f"clean-{number}", eventnotes_year_pages=True)
        assert output_of(built) == output_of(clean)


def test_a_page_is_written_only_if_what_it_shows_has_changed(site: MakeSite) -> None:
    built = site(FILES, eventnotes_year_pages=True)
    times = {path: path.stat().st_mtime_ns for path in (built.out / "years").iterdir()}
    built.write({"events/three.md": FILES["events/three.md"].replace("Epsilon", "Zeta")})
    built.rebuild()
    written = [path.name for path, time in times.items() if path.stat().st_mtime_ns != time]
    assert written == []  # its year counts talks, and names only those with a score
    opened = FILES["events/three.md"].replace("## ", "How it opened.\n\n## ", 1)
    built.write({"events/three.md": opened})
    built.rebuild()
    written = [path.name for path, time in times.items() if path.stat().st_mtime_ns != time]
    assert written == []  # they are all there, and say nothing of how an event began
    built.write({"events/three.md": FILES["events/three.md"].replace("2026-02-03", "2026-02-04")})
    built.rebuild()
    written = [path.name for path, time in times.items() if path.stat().st_mtime_ns != time]
    assert written == ["2026.html"]


def test_several_processes_write_the_same(site: MakeSite, noted: Site) -> None:
    built = site(
        FILES, parallel=2, eventnotes_year_pages=None, html_baseurl="https://notes.example.org/"
    )
    assert output_of(built) == output_of(noted)


# -- other formats -------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["text", "singlehtml", "epub"])
def test_a_format_without_such_pages_has_the_words_alone(site: MakeSite, builder: str) -> None:
    built = site(FILES, builder=builder, eventnotes_year_pages=True, warnings=True)
    if builder == "text":
        assert "Of *2025*, of *that one*, 2025 and this." in built.read("refers.txt")
        return
    if builder == "epub":
        with zipfile.ZipFile(next(built.out.glob("*.epub"))) as packed:
            pages = [packed.read(name).decode() for name in packed.namelist() if "xhtml" in name]
    else:
        pages = [built.read("index.html")]
    assert not [address for page in pages for address in re.findall(r'href="[^"]*year[^"]*"', page)]


@pytest.mark.parametrize("builder", ["text", "xml", "gettext"])
def test_a_format_without_such_pages_keeps_none_of_an_author_that_is_gone(
    site: MakeSite, builder: str
) -> None:
    own = {"years/2026.md": "# My own\n\n```{event}\n:date: 2026-05\n```\n"}
    files = {name: text for name, text in FILES.items() if name != "refers.md"}
    built = site({**files, **own}, builder=builder, eventnotes_year_pages=True)
    assert list(built.out.glob("years*"))
    (built.root / "years/2026.md").unlink()
    built.rebuild()
    assert not [path for path in built.out.rglob("*") if "years" in str(path) and path.is_file()]


@pytest.mark.parametrize("suffix", ["md", "rst"])
@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml"])
def test_a_year_that_is_written_of_is_in_every_format(
    site: MakeSite, builder: str, suffix: str
) -> None:
    source = "# Review\n\n```{year} 2025\n```\n\nSee {year}`2025`.\n"
    if suffix == "rst":
        source = "Review\n######\n\n.. year:: 2025\n\nSee :year:`2025`.\n"
    files = {**FILES, f"review.{suffix}": source}
    files.pop("refers.md")
    built = site(files, builder=builder, language="de", source_suffix=[".md", ".rst"])
    outputs = {"text": "review.txt", "latex": "projectnamenotset.tex", "singlehtml": "index.html"}
    shown = built.read(outputs[builder])
    for words in ("Die besten Vorträge", "Alle bewerteten Vorträge", "It changed my mind."):
        assert words in shown
    assert "4 bewertete Vorträge als Liste" in shown
