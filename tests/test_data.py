"""The corpus as data: the file and its schema, bibliographies, tables, and what differs in two."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from building import MakeSite, Site, free_sphinx, maker
from jsonschema import Draft202012Validator, FormatChecker
from out_site import CONF, FILES, NIGHT, OTHER, WEEK

from eventnotes.cli import main

BASE = "https://notes.example.org/en/latest/"
TITLE = "measuring BEFORE “writing”, 測る"
NIGHT_PAGE = f"{BASE}events/2026-02-12-night.html"


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site."""
    yield maker(tmp_path_factory.mktemp("corpus"))(FILES, **CONF)
    free_sphinx()


@pytest.fixture(scope="module")
def corpus(html: Site) -> Any:
    """Read its file."""
    return json.loads(html.read("eventnotes.json"))


def validate(found: Site) -> None:
    schema = json.loads(found.read("eventnotes.schema.json"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    validator.validate(json.loads(found.read("eventnotes.json")))


def by(key: str, rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in rows}


def test_the_file_says_what_was_noted(corpus: Any) -> None:
    assert corpus["version"] == 1
    assert corpus["site"] == {
        "title": "Notes & <queries>",
        "author": "Ann Author",
        "copyright": "2026, Ann Author",
        "language": "en",
        "url": BASE,
        "rating_scale": 5,
    }
    night = by("id", corpus["events"])["night-2026"]
    assert night == {
        "id": "night-2026",
        "title": "Kernel night & <friends> 🎉",
        "address": f"{NIGHT_PAGE}#event-night-2026",
        "first": "2026-02-12",
        "last": "2026-02-12",
        "updates": ["2026-05-01"],
        "timezone": "Europe/Berlin",
        "place": "Berlin",
        "venue": 'Old Post Office, Hall "2"; left',
        "series": "Kernel nights",
        "hosts": [{"id": "orgs/example-group", "name": "Example Group"}],
        "topics": [
            {"id": "topics/gpu-compilers", "name": "GPU compilers"},
            {"id": "topics/fans-blades", "name": "fans & <blades>"},
        ],
        "url": "https://example.org/night",
        "attended": "in person",
        "rating": {"score": 0.8, "written": "4/5", "reason": "Small; well prepared."},
        "summary": "An evening about kernels, in two talks.",
    }
    talk = corpus["talks"][0]
    assert talk["title"] == "Measuring before “writing”, 測る"
    assert talk["speakers"] == [
        {
            "id": "people/ada-miller",
            "name": "Ada Miller",
            "org": {"id": "orgs/example-labs", "name": "Example Labs"},
            "role": "engineer",
        },
        {"org": {"id": "orgs/sample-chips", "name": "Sample Chips"}},
    ]
    assert (talk["planned"], talk["actual"], talk["time"]) == (1200, 1500, "19:00")
    assert corpus["takeaways"][0]["text"] == "Write the benchmark first."
    link = by("key", corpus["links"])["https://example.org/fans?a=1&b=2"]
    assert link["title"] == "Fans, a {survey} of 100% & more"
    assert len(link["cited_at"]) == 2
    assert by("name", corpus["series"])["Tile week"]["events"] == ["tile-week-2025"]


def test_the_file_is_sorted_and_valid(html: Site, corpus: Any) -> None:
    validate(html)
    for kind in ("events", "talks", "people", "orgs", "topics"):
        names = [row["id"] for row in corpus[kind]]
        assert names == sorted(names)
        assert names
    assert '"line"' not in html.read("eventnotes.json")
    assert str(html.root) not in html.read("eventnotes.json")


def test_a_wrong_file_is_not_valid(html: Site, corpus: Any) -> None:
    validator = Draft202012Validator(json.loads(html.read("eventnotes.schema.json")))
    event = corpus["events"][0]
    for wrong in (
        {**corpus, "version": 2},
        {**corpus, "events": [{**event, "first": "May"}]},
        {**corpus, "events": [{"id": "x", "title": "y"}]},
        {**corpus, "events": [{**event, "private": True}]},
        {**corpus, "talks": [{**corpus["talks"][0], "rating": {"score": 1.5}}]},
    ):
        assert list(validator.iter_errors(wrong))


def test_every_member_is_explained(html: Site) -> None:
    schema = json.loads(html.read("eventnotes.schema.json"))
    assert {*schema["$defs"]} >= {"events", "talks", "people", "name", "mention", "rating"}
    for definition in schema["$defs"].values():
        assert definition["description"]
        assert all(each.get("description") for each in definition["properties"].values())


def test_a_site_without_events_and_address_has_a_file_too(site: MakeSite) -> None:
    found = site({"a.md": "# A\n"})
    validate(found)
    assert json.loads(found.read("eventnotes.json"))["events"] == []
    assert found.read("links.bib") == "% no links\n"
    assert json.loads(found.read("links.csl.json")) == []
    found = site({"events/week.md": WEEK}, builder="dirhtml")
    validate(found)
    event = json.loads(found.read("eventnotes.json"))["events"][0]
    assert event["address"] == "events/week/#event-tile-week-2025"


def test_a_takeaway_without_words_is_in_the_file_as_well(site: MakeSite) -> None:
    empty = (
        ":::{takeaway}\n![A slide](slide.svg)\n:::",
        ":::{takeaway}\n:id: seen\n```{talks}\n```\n:::",
        "::::{takeaway}\n:::{private}\nNo.\n:::\n::::",
        ":::{takeaway}\nWords.\n:::",
    )
    page = WEEK + "\n" + "\n\n".join(empty) + "\n"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    found = site({"events/week.md": page, "events/slide.svg": svg})
    validate(found)
    rows = json.loads(found.read("eventnotes.json"))["takeaways"]
    assert [row.get("text", "") for row in rows if row.get("id")] == [""]
    assert sorted(row.get("text", "") for row in rows) == ["", "", "", "Words."]


def test_the_authors_copy_has_none_of_the_files(site: MakeSite) -> None:
    found = site(FILES, **CONF, eventnotes_private=True, warnings=True)
    names = ("eventnotes.json", "eventnotes.schema.json", "links.bib", "links.csl.json")
    assert [name for name in names if (found.out / name).exists()] == []


def test_an_edit_of_a_word_leaves_the_files_that_do_not_show_it(site: MakeSite) -> None:
    found = site(FILES, **CONF)
    names = ("eventnotes.json", "eventnotes.schema.json", "links.bib", "links.csl.json")
    before = {name: (found.out / name).stat().st_mtime_ns for name in names}
    longer = NIGHT.replace("She times a kernel,", "She times a big kernel,\nand then another,")
    found.write({"events/2026-02-12-night.md": longer, "other.md": OTHER + "\nMore.\n"})
    found.rebuild()
    assert {name: (found.out / name).stat().st_mtime_ns for name in names} == before
    found.write({"events/2026-02-12-night.md": longer.replace("in **two** talks", "in 2 talks")})
    found.rebuild()
    changed = [n for n in names if (found.out / n).stat().st_mtime_ns != before[n]]
    assert changed == ["eventnotes.json"]


# -- bibliographies --------------------------------------------------------------------------


def test_links_are_entries_of_bibtex(html: Site) -> None:
    text = html.read("links.bib")
    entry = text.partition("@online{fans")[2].partition("\n}\n")[0].split("\n")
    assert entry == [
        "-a-survey-of-100-more,",
        "  author = {Ada Miller and {Rosa van der Berg, Jr.}},",
        r"  title = {{Fans, a \{survey\} of 100\% \& more}},",
        "  organization = {example.org},",
        "  date = {2024-07},",
        "  url = {https://example.org/fans?b=2&a=1&utm_source=x},",
        r"  keywords = {fans \& <blades>},",
    ]
    assert text.count("@") == len(re.findall(r"^@\w+\{[a-z0-9-]+,$", text, flags=re.MULTILINE))
    assert "@video{video-example-org-1-" in text


def test_links_are_items_of_csl(html: Site) -> None:
    items = by("id", json.loads(html.read("links.csl.json")))
    assert items["fans-a-survey-of-100-more"] == {
        "id": "fans-a-survey-of-100-more",
        "type": "article",
        "title": "Fans, a {survey} of 100% & more",
        "URL": "https://example.org/fans?b=2&a=1&utm_source=x",
        "publisher": "example.org",
        "author": [{"literal": "Ada Miller"}, {"literal": "Rosa van der Berg, Jr."}],
        "issued": {"date-parts": [[2024, 7]]},
        "keyword": "fans & <blades>",
    }


@pytest.mark.parametrize(
    ("url", "options", "fields", "item"),
    [
        (
            "https://arxiv.org/pdf/2502.10517v2",
            "",
            {"organization": "arxiv.org", "eprint": "2502.10517", "eprinttype": "arxiv"},
            {"type": "article", "publisher": "arxiv.org", "number": "arXiv:2502.10517"},
        ),
        (
            "https://export.arxiv.org/abs/hep-th/9901987",
            ":site: Journal of Tiles\n",
            {
                "organization": "Journal of Tiles",
                "eprint": "hep-th/9901987",
                "eprinttype": "arxiv",
            },
            {
                "type": "article",
                "publisher": "Journal of Tiles",
                "number": "arXiv:hep-th/9901987",
            },
        ),
        (
            "https://link.springer.com/chapter/10.1007/978-3-030-12345-6_7",
            "",
            {"doi": "10.1007/978-3-030-12345-6_7"},
            {"type": "article-journal", "DOI": "10.1007/978-3-030-12345-6_7"},
        ),
        (
            "https://doi.org/10.1000/(a)%3Cb%3E",
            "",
            {"doi": "10.1000/(a)<b>"},
            {"type": "article-journal", "DOI": "10.1000/(a)<b>"},
        ),
        (
            "https://papers.example/a.pdf",
            ":kind: paper\n",
            {"organization": "papers.example"},
            {"type": "article", "publisher": "papers.example"},
        ),
    ],
)
def test_a_paper_has_its_identifiers_and_no_journal_that_nobody_named(
    site: MakeSite, url: str, options: str, fields: dict[str, str], item: dict[str, str]
) -> None:
    card = f":::{{link}} {url}\n:id: tiles\n:title: Tiles\n{options}:::\n"
    found = site({"events/night.md": f"{NIGHT}\n{card}"}, **CONF)
    entry = found.read("links.bib").partition("@online{tiles,\n")[2].partition("\n}")[0]
    written = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.MULTILINE))
    assert written == fields | {"title": "{Tiles}", "url": url.replace("%", r"\%")}
    items = by("id", json.loads(found.read("links.csl.json")))
    assert items["tiles"] == {"id": "tiles", "title": "Tiles", "URL": url} | item


# -- tables ----------------------------------------------------------------------------------


def test_the_corpus_is_written_as_csv(
    html: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--from", str(html.out), "--csv", str(tmp_path / "t")]) == 0
    assert capsys.readouterr().out.split("\n")[0] == str(tmp_path / "t" / "events.csv")
    with (tmp_path / "t" / "talks.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"].rpartition("/")[2]: row for row in csv.DictReader(file)}
    opening, untimed = rows["opening"], rows["untimed"]
    assert (opening["time"], opening["planned"]) == ("09:30", "1800")
    assert (untimed["speakers"], untimed["rating_reason"]) == ("Ben Okafor", "Worth seeing.")
    first = next(row for row in rows.values() if row["rating_written"] == "5/5")
    assert first["speakers"] == "Ada Miller (Example Labs, engineer); (Sample Chips)"


@pytest.mark.parametrize(
    "theirs",
    [
        b"id,name,address,mail\n1,Ada,Berlin,a@example.org\n",
        b"name,id,address,other_names\n",
        b"id,name,address\n1,Ada,Berlin\n",
        b"\xff\xfe1;2\n",
        b"No table at all.\n",
    ],
)
def test_a_csv_of_somebody_else_is_not_overwritten(
    html: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], theirs: bytes
) -> None:
    (tmp_path / "people.csv").write_bytes(theirs)
    assert main(["export", "--from", str(html.out), "--csv", str(tmp_path)]) == 2
    assert "people.csv holds something else, which stays as it is" in capsys.readouterr().err
    assert (tmp_path / "people.csv").read_bytes() == theirs
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_csv_of_an_earlier_build_or_version_is_replaced(html: Site, tmp_path: Path) -> None:
    assert main(["export", "--from", str(html.out), "--csv", str(tmp_path)]) == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (tmp_path / "people.csv").write_text("id,name,address,talks\nx,X,people.html#x,\n")
    (tmp_path / "topics.csv").write_text("")
    assert main(["export", "--from", str(html.out), "--csv", str(tmp_path)]) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_corpus_is_written_as_sqlite(html: Site, tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    source = str(html.out / "eventnotes.json")
    for _ in range(2):  # the second replaces the first
        assert main(["export", "--from", source, "--sqlite", str(path)]) == 0
    with sqlite3.connect(path) as database:
        said = database.execute(
            "SELECT talks.rating_score, talks_speakers.name, org_name, role FROM talks"
            " JOIN talks_speakers USING (number) WHERE rating_written = '5/5' ORDER BY position"
        ).fetchall()
        topics = database.execute(
            "SELECT events_topics.name FROM events JOIN events_topics USING (number)"
            " WHERE events.id = 'night-2026' ORDER BY position"
        ).fetchall()
    assert said == [
        (1.0, "Ada Miller", "Example Labs", "engineer"),
        (1.0, None, "Sample Chips", None),
    ]
    assert topics == [("GPU compilers",), ("fans & <blades>",)]


def test_wrong_use_of_the_commands_is_one_line(
    html: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd, other = tmp_path / "odd.json", tmp_path / "other.json"
    odd.write_text("[", encoding="utf-8")
    other.write_text('{"version": 9}', encoding="utf-8")
    good = str(html.out)
    for arguments, said in (
        (["export", "--from", good], "say what to write: --csv DIR, --sqlite FILE"),
        (["export", "--from", str(tmp_path), "--csv", "x"], "eventnotes.json can't be read: No su"),
        (["diff", good, str(odd)], "odd.json is no JSON"),
        (["diff", str(other), good], "other.json is no corpus of version 1, but 9"),
        (["export", "--from", good, "--csv", str(odd)], "odd.json is no folder"),
        (["export", "--from", good, "--csv", str(odd / "x")], "x can't be written: Not a direct"),
        (["export", "--from", good, "--sqlite", str(odd)], "holds something else, which stays"),
    ):
        assert main(arguments) == 2
        error = capsys.readouterr().err
        assert error.startswith(f"eventnotes {arguments[0]}: ")
        assert said in error
        assert error.count("\n") == 1
    assert odd.read_text(encoding="utf-8") == "["


def test_a_database_of_somebody_else_is_not_replaced(
    html: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs, ours = tmp_path / "places.sqlite", tmp_path / "notes.sqlite"
    with sqlite3.connect(theirs) as database:
        database.execute("CREATE TABLE places (name TEXT)")
    database.close()
    before = theirs.read_bytes()
    ours.touch()
    assert main(["export", "--from", str(html.out), "--sqlite", str(theirs)]) == 2
    assert "places.sqlite holds something else" in capsys.readouterr().err
    assert theirs.read_bytes() == before
    for _ in range(2):  # an older one of our own is
        assert main(["export", "--from", str(html.out), "--sqlite", str(ours)]) == 0


# -- what differs ----------------------------------------------------------------------------


def test_two_corpora_are_told_apart(
    html: Site, site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = NIGHT.replace(":rating: 5/5 Two", ":rating: 3/5 Two").replace(
        "## Untimed", "## Added now"
    )
    changed = changed.replace(":place: Berlin", ":place: Bonn")
    week = WEEK.replace(":published: 2025-06-01", ":published: 2025-06-01\n:rating: 1/5")
    found = site({**FILES, "events/2026-02-12-night.md": changed, "events/week.md": week}, **CONF)
    assert main(["diff", str(html.out), str(found.out / "eventnotes.json")]) == 0
    lines = capsys.readouterr().out.split("\n")
    measuring = next(line for line in lines if "Measuring" in line).strip()
    assert re.fullmatch(r"talks: night-2026/measuring\S* \(Measuring .*\): 5/5 → 3/5", measuring)
    assert lines[:2] == ["Added (1)", "  talks: night-2026/added-now (Added now)"]
    assert lines[2:4] == ["Removed (1)", "  talks: night-2026/untimed (Untimed)"]
    assert lines[4] == "Rated otherwise (2)"
    assert lines[5] == "  events: tile-week-2025 (Tile week): no rating → 1/5"
    assert lines[7] == "Changed otherwise (1)"
    assert lines[8] == "  events: night-2026 (Kernel night & <friends> 🎉): place"
    assert main(["diff", str(html.out), str(html.out)]) == 0
    assert capsys.readouterr().out == "No difference.\n"


# -- references ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wanted",
    ["night-2026/measuring-before-writing", "measuring-before-writing", TITLE],
)
def test_how_to_refer_to_a_talk_is_printed_for_each_tool(
    html: Site, capsys: pytest.CaptureFixture[str], wanted: str
) -> None:
    assert main(["cite", wanted, "--from", str(html.out), "--key", "field"]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.split("\n")]
    identifier = "night-2026/measuring-before-writing"
    address = f"{NIGHT_PAGE}#talk-night-2026-measuring-before-writing"
    assert lines[:2] == ["Measuring before “writing”, 測る", address]
    for line in (
        f"MyST {{talk}}`{identifier}`",
        f"reStructuredText :talk:`{identifier}`",
        "In other documentation, which calls these notes 'field'",
        f"Sphinx, MyST {{external+field:ref}}`{identifier}`",
        f"Sphinx, reStructuredText :external+field:ref:`{identifier}`",
        f"Sphinx, MyST's own form [](inv:field:std:label#{identifier})",
        f"Sphinx with eventnotes, MyST {{external+field:notes:talk}}`{identifier}`",
        f"Sphinx with eventnotes, reStructuredText :external+field:notes:talk:`{identifier}`",
        f"mystmd [](xref:field#{identifier})",
        f"MkDocs with mkdocstrings [Measuring before “writing”, 測る][{identifier}]",
        f"[Measuring before “writing”, 測る]({address}), Ada Miller, Sample Chips,"
        " Kernel night & &lt;friends> 🎉, 2026-02-12",
        "@misc{night-2026-measuring-before-writing,",
        "author = {Ada Miller and {Sample Chips}},",
    ):
        assert line in lines


def test_the_readme_shows_what_is_printed(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    scale = "# Beyond CUDA\n\n```{event}\n:date: 2025\n```\n\n## SCALE\n\n```{talk}\n```\n"
    found = site({"events/2025-03-17-beyond-cuda.md": scale})
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert "`python -m eventnotes cite beyond-cuda-2025/scale`" in readme
    assert main(["cite", "beyond-cuda-2025/scale", "--from", str(found.out)]) == 0
    printed = capsys.readouterr().out.partition("calls these notes 'notes'\n")[2]
    forms = [line.split("  ")[-1].strip() for line in printed.partition("\n\n")[0].splitlines()]
    assert len(forms) == 7
    section = readme.partition("## Links from other projects")[2].partition("\n## ")[0]
    assert [form for form in forms if form not in section] == []


def test_other_things_can_be_referred_to_as_well(
    html: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    for wanted, role in (
        ("tile-week-2025", "{event}`tile-week-2025`"),
        ("ada-miller", "{person}`people/ada-miller`"),
        ("GPU compilers", "{topic}`topics/gpu-compilers`"),
        ("example group", "{org}`orgs/example-group`"),
        ("links/fans-a-survey-of-100-more", "{link}`links/fans-a-survey-of-100-more`"),
    ):
        assert main(["cite", wanted, "--from", str(html.out)]) == 0
        assert role in capsys.readouterr().out


def test_a_name_that_nothing_has_is_answered_with_the_nearest(
    html: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", "tile-week-2024", "--from", str(html.out)]) == 2
    assert capsys.readouterr().err.startswith(
        "eventnotes cite: nothing is called 'tile-week-2024'; nearest: 'tile-week-2025'"
    )
    assert main(["cite", "miller", "--from", str(html.out)]) == 2
    assert capsys.readouterr().err == (
        "eventnotes cite: nothing is called 'miller'; nearest: 'Ada Miller', 'people/ada-miller'\n"
    )


def test_a_link_is_cited_as_itself_and_a_name_in_no_bibliography(
    html: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", "fans-a-survey-of-100-more", "--from", str(html.out)]) == 0
    said = capsys.readouterr().out
    assert "](https://example.org/fans?b=2&a=1&utm_source=x)" in said
    assert "  url = {https://example.org/fans?b=2&a=1&utm_source=x}," in said
    entry = said[said.index("\n@") + 1 :]
    assert entry.startswith("@online{fans-a-survey-of-100-more,\n  author = {Ada Miller and {Rosa")
    assert entry in html.read("links.bib")
    assert main(["cite", "Ada Miller", "--from", str(html.out)]) == 0
    assert "@" not in capsys.readouterr().out


def test_a_takeaway_is_cited_as_its_authors_of_that_day(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    page = NIGHT.replace(":::{takeaway}\n", ":::{takeaway}\n:id: first\n\n")
    found = site({"events/night.md": page}, **CONF)
    assert main(["cite", "first", "--from", str(found.out)]) == 0
    said = capsys.readouterr().out
    assert "  author = {Ann Author},\n" in said
    assert "  date = {2026-02-12},\n" in said


def test_what_is_published_nowhere_has_no_form_for_anywhere(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    found = site({"events/week.md": WEEK})
    assert main(["cite", "tile-week-2025", "--from", str(found.out)]) == 0
    said = capsys.readouterr().out
    assert "{event}`tile-week-2025`" in said
    assert said.endswith(
        "Anywhere else\n  html_baseurl in conf.py has to say first where these"
        " notes are published\n"
    )


def test_a_name_of_several_things_is_answered_with_all(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    talk = "\n## Same\n\n```{talk}\n```\n"
    pages = {f"x/{name}.md": f"# {name}\n\n```{{event}}\n```\n{talk}" for name in ("a", "b")}
    found = site(pages)
    assert main(["cite", "same", "--from", str(found.out)]) == 2
    assert "'same' may be each of a/same, b/same" in capsys.readouterr().err
