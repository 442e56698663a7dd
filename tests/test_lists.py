"""Every list in every form, in Markdown and reStructuredText, in HTML, text and LaTeX."""

from __future__ import annotations

import re

import pytest
from building import INDEX, MakeSite, Site

from eventnotes.kinds.tables import LISTS

NOTES = {
    "events/2025-03-17-alpha.md": (
        "# Alpha *Days*\n\n```{event}\n:date: 2025-03-17 to 2025-03-18\n:place: Berlin\n"
        ":host: Mako\n:series: Alpha\n:topics: GPU\n:attended: in person\n:rating: 4/5\n```\n\n"
        "Two days on {topic}`GPU`.\n\n"
        "## One & only\n\n```{talk}\n:speakers: Ada Example (Mako, engineer)\n:format: keynote\n"
        ":topics: GPU\n:start: 2025-03-18\n:planned: 20 min\n:actual: 25 min\n:rating: 5/5\n"
        ":room: Hall 1\n:recording: https://a.example/v\n```\n\n"
        "```{link} https://docs.example/one\n:title: The docs\n:kind: code\n:date: 2020-01\n"
        ":authors: Ada Example\n```\n\n"
        ":::{takeaway}\n:topics: GPU\n\nWrite `code` *first*, says {person}`Bo Example`.\n:::\n\n"
        "## Two\n\n```{talk}\n:speakers: Bo Example, Cy Example\n"
        ":moderator: Ada Example (Mako, engineer)\n"
        ":absent: Dee Example\n:format: panel\n:rating: 3/5\n```\n"
    ),
    "events/beta.md": (
        "# Beta\n\n```{event}\n:date: 2024-06\n```\n\n"
        "## Three\n\n```{talk}\n:speakers: Ada Example (Lab)\n:org: Mako\n:planned: 10 min\n"
        ":actual: 9 min\n:rating: 3/5\n```\n"
    ),
    "notes.md": "# Notes\n\n:::{takeaway}\nOn a page of its own.\n:::\n",
}  # fmt: skip
# what a reader sees of each form in HTML, without markup
SAYS = {
    "events cards": """
        17–18 March 2025 · Berlin Alpha Days Two days on GPU. 2 talks · 4
        June 2024 Beta 1 talk
    """,
    "events lead": """
        17–18 March 2025 · Berlin Alpha Days Two days on GPU. 2 talks · 4 June 2024 Beta
    """,
    "events list": "Alpha Days 17–18 March 2025 · Berlin · 4 Two days on GPU. Beta June 2024",
    "events table": """
        Event Date Place Talks Score
        Alpha Days 17–18 March 2025 Berlin 2 4
        Beta June 2024 1
    """,
    "events timeline": "2025 Alpha Days 17–18 March 2025 · Berlin · 4 2024 Beta June 2024",
    "talks table": """
        3 talks
        Talk Who Event Score
        One & only Keynote · GPU Ada Example · Mako Alpha Days 18 Mar 2025 5
        Two Panel Bo Example , Cy Example Alpha Days 17–18 Mar 2025 3
        Three Ada Example · Lab · Mako Beta Jun 2024 3
    """,
    "talks list": """
        One & only Ada Example · Mako · Keynote · Alpha Days · 18 March 2025 · 5
        Two Bo Example , Cy Example · Panel · Alpha Days · 17–18 March 2025 · 3
        Three Ada Example · Lab · Mako · Beta · June 2024 · 3
    """,
    "talks timeline": """
        2025
        One & only Ada Example · Mako · Keynote · Alpha Days · 18 March 2025 · 5
        Two Bo Example , Cy Example · Panel · Alpha Days · 17–18 March 2025 · 3
        2024
        Three Ada Example · Lab · Mako · Beta · June 2024 · 3
    """,
    "talks schedule": """
        Alpha Days
        18 March 2025 Without a time One & only Hall 1 · Ada Example · 5
        Without a time Two Bo Example, Cy Example · 3
        Beta Without a time Three Ada Example · 3
    """,
    "people list": """
        Ada Example Lab (2024), Mako , engineer (2025)
        One & only Keynote · Alpha Days · 18 March 2025 · 5
        Three Beta · June 2024 · 3
        Moderated Two Panel · Alpha Days · 17–18 March 2025 · 3
        Wrote or made The docs Ada Example · docs.example · Code · January 2020 ·
        One & only , Alpha Days
        Bo Example Two Panel · Alpha Days · 17–18 March 2025 · 3
        Mentioned in 1 place Alpha Days › One & only Write code first , says Bo Example .
        Cy Example Two Panel · Alpha Days · 17–18 March 2025 · 3
        Dee Example Announced, did not come Two Panel · Alpha Days · 17–18 March 2025 · 3
    """,
    "people table": """
        Name Organisation Talks Last
        Ada Example Mako 2 18 Mar 2025
        Bo Example 1 17 Mar 2025
        Cy Example 1 17 Mar 2025
        Dee Example 0 17 Mar 2025
    """,
    "orgs list": """
        Lab People: Ada Example
        Talks Three Ada Example · Lab · Mako · Beta · June 2024 · 3
        Mako People: Ada Example
        Talks One & only Ada Example · Mako · Keynote · Alpha Days · 18 March 2025 · 5
        Three Ada Example · Lab · Mako · Beta · June 2024 · 3
        Moderated Two Bo Example , Cy Example · Panel · Alpha Days · 17–18 March 2025 · 3
        Ran Alpha Days 17–18 March 2025 · Berlin · 4
    """,
    "orgs table": "Name People Talks Last Lab 1 1 Jun 2024 Mako 1 2 18 Mar 2025",
    "topics list": """
        GPU
        Talks One & only Ada Example · Mako · Keynote · Alpha Days · 18 March 2025 · 5
        Events Alpha Days 17–18 March 2025 · Berlin · 4
        Takeaways Write code first , says Bo Example. One & only , Alpha Days
        Mentioned in 1 place Alpha Days Two days on GPU .
    """,
    "topics table": "Name Talks Events Last GPU 1 1 18 Mar 2025",
    "links list": """
        One & only Video · a.example Alpha Days , recording
        The docs Code · Ada Example · docs.example · January 2020 Alpha Days › One & only
    """,
    "links table": """
        Link Kind Site Date One & only Video a.example The docs Code docs.example Jan 2020
    """,
    "takeaways list": """
        Write code first , says Bo Example. One & only , Alpha Days On a page of its own. Notes
    """,
    "takeaways timeline": """
        2025 Write code first , says Bo Example. One & only , Alpha Days
        Without a date On a page of its own. Notes
    """,
    "ratings plot": """
        Score Talks 5 1 4 0 3 2 2 0 1 0 Mean 3.7 of 5, from 3 ratings between 3 and 5
    """,
    "ratings table": "All Ratings Mean Range All talks 3 3.7 3–5",
    "ratings overrun": """
        All Talks Planned Ran Ran over On average Range
        All talks 2 30 min 34 min 1 +2 min −1 min to +5 min
    """,
}
FORMS = [(plural, form) for plural, kind in LISTS.items() for form in kind.forms]
TABLES = ("table", "plot", "overrun")


def _pages() -> dict[str, str]:
    """Return a page for each form of each list, in both languages."""
    made = {"index.md": INDEX, **NOTES}
    for plural, form in FORMS:
        name, text = f"{plural}-{form}", f"{plural}:: A *caption*\n   :as: {form}\n"
        made[f"{name}.md"] = f"# Page\n\n```{{{plural}}} A *caption*\n:as: {form}\n```\n"
        made[f"rst-{name}.rst"] = f"Page\n====\n\n.. {text}"
    return made


@pytest.fixture(scope="module")
def html(shared_site: MakeSite) -> Site:
    """Build all lists as HTML."""
    return shared_site(_pages(), name="html")


@pytest.fixture(scope="module")
def text(shared_site: MakeSite) -> Site:
    """Build all lists as plain text."""
    return shared_site(_pages(), builder="text", name="text")


def listed(built: Site, page: str) -> str:
    """Return the HTML of the list on a page."""
    return built.read(page).partition('<div class="en-list')[2].partition("</section>\n\n")[0]


@pytest.mark.parametrize("name", [f"{plural} {form}" for plural, form in FORMS])
def test_a_list_says_in_each_form_what_was_noted(html: Site, name: str) -> None:
    words = html.text(f"{name.replace(' ', '-')}.html").replace(" ¶", "")
    assert words.removeprefix("Page A caption ") == " ".join(SAYS[name].split())


@pytest.mark.parametrize(("plural", "form"), FORMS)
def test_it_is_the_same_in_both_languages(html: Site, text: Site, plural: str, form: str) -> None:
    page = f"{plural}-{form}"
    ours, theirs = text.read(f"{page}.txt"), text.read(f"rst-{page}.txt")
    assert ours == theirs
    words = html.text(f"rst-{page}.html").replace(" ¶", "")
    assert words == html.text(f"{page}.html").replace(" ¶", "")


@pytest.mark.parametrize(("plural", "form"), FORMS)
def test_what_is_a_table_is_one_in_every_format(
    html: Site, text: Site, plural: str, form: str
) -> None:
    page = f"{plural}-{form}"
    assert ("<table" in html.read(f"{page}.html")) == (form in TABLES)
    assert ("|===" in text.read(f"{page}.txt")) == (form in TABLES)


@pytest.mark.parametrize(("plural", "form"), FORMS)
def test_no_list_is_folded_away_or_made_by_a_script(html: Site, plural: str, form: str) -> None:
    page = html.read(f"{plural}-{form}.html")
    assert ("eventnotes.js" in page) == ((plural, form) == ("talks", "table"))
    assert not re.search(r"<[^>]*[ ]hidden", listed(html, f"{plural}-{form}.html"))


def test_a_table_of_talks_is_what_the_script_works_on(html: Site) -> None:
    page = listed(html, "talks-table.html")
    assert re.findall(r'<th scope="col" data-key="(\w+)"[^>]*>([^<]+)</th>', page) == [
        ("title", "Talk"),
        ("speakers", "Who"),
        ("event", "Event"),
        ("rating", "Score"),
    ]
    (row,) = re.findall(r"<tr[^>]*><th.*?One &amp; only.*?</tr>", page, re.DOTALL)
    talk = "events/2025-03-17-alpha.html#talk-alpha-2025-one-only"
    assert f'<a class="en-ref" href="{talk}">One &amp; only</a>' in row
    assert '<small class="en-tags">Keynote · GPU</small>' in row
    assert '<time datetime="2025-03-18">18 Mar 2025</time>' in row
    score = '<data class="en-score" role="img" aria-label="Rated 5 of 5" value="5">'
    assert score in row


def test_a_table_reads_well_as_plain_text(text: Site) -> None:
    assert text.read("events-table.txt") == (
        "Page\n"
        "****\n"
        "\n"
        "A *caption*\n"
        "\n"
        "+------------+------------------+--------+-------+--------+\n"
        "| Event      | Date             | Place  | Talks | Score  |\n"
        "|============|==================|========|=======|========|\n"
        "| Alpha Days | 17–18 March 2025 | Berlin | 2     | 4 of 5 |\n"
        "+------------+------------------+--------+-------+--------+\n"
        "| Beta       | June 2024        |        | 1     |        |\n"
        "+------------+------------------+--------+-------+--------+\n"
    )


def test_entries_are_sections_as_plain_text(text: Site) -> None:
    assert text.read("topics-list.txt").split("\n\n\n")[1] == (
        "GPU\n"
        "===\n"
        "\n"
        "Talks\n"
        "\n"
        "* One & only (Ada Example · Mako · Keynote · Alpha Days · 18 March\n"
        "  2025 · 5 of 5)\n"
        "\n"
        "Events\n"
        "\n"
        "* Alpha Days (17–18 March 2025 · Berlin · 4 of 5)\n"
        "\n"
        "Takeaways\n"
        "\n"
        '* Write "code" *first*, says Bo Example. (One & only, Alpha Days)\n'
        "\n"
        "**Mentioned in 1 place**\n"
        "\n"
        "* Alpha Days (Two days on *GPU*.)\n"
    )


def test_bars_have_their_numbers_beside_them(html: Site, text: Site) -> None:
    page = listed(html, "ratings-plot.html")
    rows = re.findall(
        r"<tr><th[^>]*>(\d)</th>.*?width=\"([\d.]+)\".*?<td[^>]*>(\d+)</td></tr>", page
    )
    assert rows == [("5", "50", "1"), ("4", "0", "0"), ("3", "100", "2"), ("2", "0", "0"),
                    ("1", "0", "0")]  # fmt: skip
    assert "| 5     | ##########           | 1     |" in text.read("ratings-plot.txt")


def test_latex_and_epub_have_real_tables(site: MakeSite) -> None:
    files = {
        **NOTES,
        "a.md": "# Lists\n\n```{talks}\n```\n\n```{ratings}\n```\n",
        "b.md": "# People\n\n```{people}\n```\n",
    }
    latex = site(files, builder="latex", project="Notes", name="latex")
    source = next(latex.out.glob("*.tex")).read_text(encoding="utf-8")
    assert source.count(r"\begin{longtable}") == 2
    assert r"\section{Ada Example}" in source
    assert r"\rule{4.00em}{0.6em}" in source
    epub = site(files, builder="epub", version="1", copyright="somebody", name="epub")
    assert epub.read("a.xhtml").count("<table") == 2
    assert "eventnotes.js" not in epub.read("a.xhtml")
    assert 'id="person-people-ada-example"' in epub.read("b.xhtml")


def test_singlehtml_and_dirhtml_lead_to_the_same_places(site: MakeSite) -> None:
    files = {**NOTES, "a.md": "# Lists\n\n```{talks}\n```\n\n```{people}\n```\n"}
    single = site(files, builder="singlehtml", name="single").read("index.html")
    for anchor in ("talk-beta-three", "person-people-ada-example", "event-beta"):
        assert f'href="#{anchor}"' in single
        assert single.count(f'id="{anchor}"') == 1
    folders = site(files, builder="dirhtml", name="dir").read("a/index.html")
    assert 'href="../events/beta/#talk-beta-three"' in folders


def test_in_books_a_schedule_is_a_list_by_time(site: MakeSite) -> None:
    talk = "## {}\n\n```{{talk}}\n:start: {}\n:planned: 30 min\n:room: Hall {}\n```\n\n"
    page = (
        "# Days\n\n```{event}\n:date: 2025-03-17 to 2025-03-18\n```\n\n"
        "```{talks}\n:as: schedule\n:event: days\n```\n\n"
        + talk.format("Late", "Mon 10:00", 2)
        + talk.format("Early", "Mon 9:00", 10)
        + talk.format("Night", "2025-03-18 00:15", 2)
        + talk.format("Party", "Mon 22:30", 2)
    )
    latex = site({"days.md": page}, builder="latex", name="latex")
    source = latex.read(next(iter(latex.out.glob("*.tex"))).name)
    source = source.replace(r"\textendash{}", "–")
    listed = source.partition("17 March 2025")[2].partition("\\end{itemize}")[0]
    assert "tabular" not in listed
    assert re.findall(r"\d\d:\d\d–\d\d:\d\d · Hall \d+", listed) == [
        *("09:00–09:30 · Hall 10", "10:00–10:30 · Hall 2"),
        *("22:30–23:00 · Hall 2", "00:15–00:45 · Hall 2"),
    ]
    epub = site({"days.md": page}, builder="epub", version="1", copyright="C", name="epub")
    shown = epub.text("days.xhtml")
    assert "09:00–09:30 · Early Hall 10 10:00–10:30 · Late Hall 2 22:30–23:00 · Party" in shown
    assert "<table" not in epub.read("days.xhtml")
