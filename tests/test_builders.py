"""The guide in every format: no warning, the same bytes from two processes, a form for cards."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import mf2py
import pytest
from building import MakeSite

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "guide"
BUILDERS = ("html", "dirhtml", "singlehtml", "text", "man", "latex", "epub", "gettext", "xml")

PAGE = """\
# Some *fine* event

```{event}
:date: 2025-03-17 to 2025-03-19
:place: San Jose
:venue: SAP Center
:host: Host Labs
:sponsors: Paying Inc.
:url: https://example.org/event
:attended: in person
:rating: 3/5 A *mixed* evening.
:topics: GPU compilers
```

## A talk

```{talk}
:speakers: Ada Example (Mako, engineer); Bob Example
:absent: Jim Missing (Gone Inc.)
:planned-format: panel
:format: talk
:start: Tue 14:00
:planned: 5 min
:actual: 14 min
:room: Hall 2
:recording: https://example.org/video
:rating: 4.5/5 Clear.
```

:::{takeaway}
Something to keep.
:::

```{link} https://example.org/article
:title: An article
:date: 2025-03-19
```
"""


def sphinx(builder: str, out: Path, *more: str, source: Path = GUIDE) -> None:
    """Build the guide as a strict build does, or other notes with its settings.

    Unlike the sample, it is here whatever somebody makes of the site.
    """
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1742169600", "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-b", builder]
    doctrees = out.with_name(f"{out.name}-doctrees")
    run = subprocess.run(
        [*command, *more, "-c", str(GUIDE), "-d", str(doctrees), str(source), str(out)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file, an EPUB unpacked: its zip holds the time of day."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as packed:
                found |= {f"{name}/{n}": packed.read(n) for n in packed.namelist()}
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read the guide with one process and with two; the builders write what was read."""
    folder = tmp_path_factory.mktemp("read")
    for jobs in "12":
        sphinx("eventnotes-read", folder / jobs, "-j", jobs)
    return folder


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_guide_builds_without_a_warning_and_alike_with_two_processes(
    tmp_path: Path, read: Path, builder: str
) -> None:
    for jobs in "12":
        if builder not in {"gettext", "html"}:  # the first needs its own, and most build html
            shutil.copytree(read / f"{jobs}-doctrees", tmp_path / f"{jobs}-doctrees")
        sphinx(builder, tmp_path / jobs, "-j", jobs)
    one, two = files_of(tmp_path / "1"), files_of(tmp_path / "2")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_an_idle_build_writes_no_page(tmp_path: Path) -> None:
    sphinx("html", tmp_path / "site")
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "site").rglob("*.html")}
    content = files_of(tmp_path / "site")
    sphinx("html", tmp_path / "site")
    written = {p.name for p, time in before.items() if p.stat().st_mtime_ns != time}
    assert written <= {"404.html", "genindex.html", "search.html"}
    assert files_of(tmp_path / "site") == content


def test_a_card_in_text_is_lines_of_facts(site: MakeSite) -> None:
    text = site({"events/2025-fine.md": PAGE}, builder="text").read("events/2025-fine.txt")
    assert text == (
        "Some *fine* event\n"
        "*****************\n"
        "\n"
        "Run by Host Labs\n"
        "\n"
        "17–19 March 2025, SAP Center, San Jose, 1 talk, in person, Event site\n"
        "<https://example.org/event>\n"
        "\n"
        "Sponsored by Paying Inc.\n"
        "\n"
        "Rating: **3 of 5**\n"
        "\n"
        "A *mixed* evening.\n"
        "\n"
        "Topics: GPU compilers\n"
        "\n"
        "\n"
        "A talk\n"
        "======\n"
        "\n"
        "Ada Example (Mako, engineer), Bob Example\n"
        "\n"
        "Panel, given as talks, planned 5 min, ran 14 min (9 min over), 18\n"
        "March 2025, 14:00, Hall 2, Recording <https://example.org/video>\n"
        "\n"
        "Announced but absent: Jim Missing (Gone Inc.)\n"
        "\n"
        "Rating: **4.5 of 5**\n"
        "\n"
        "Clear.\n"
        "\n"
        "**Takeaway**\n"
        "\n"
        "Something to keep.\n"
        "\n"
        "An article <https://example.org/article>\n"
        "\n"
        "Article, example.org, 19 March 2025\n"
    )


def test_a_takeaway_names_its_topics_in_every_format(site: MakeSite) -> None:
    page = "# A\n\n:::{takeaway}\n:topics: topics/gpu-compilers, ROCm\n\nWords.\n:::\n"
    event = "# B\n\n```{event}\n:topics: GPU compilers\n```\n"
    files = {"a.md": page, "events/2025-b.md": event}
    assert "Topics: GPU compilers, ROCm" in site(files, builder="text").read("a.txt")
    shown = site(files).text("a.html")
    assert shown.endswith("Words. GPU compilers ROCm")


def test_latex_says_the_score_beside_the_stars(site: MakeSite) -> None:
    built = site({"events/2025-fine.md": PAGE}, builder="latex", project="Notes")
    text = next(built.out.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\bigstar\bigstar\bigstar{\scriptstyle\star}{\scriptstyle\star}" in text
    assert r"\sphinxstylestrong{3 of 5}" in text


def test_epub_says_the_score_beside_stars_that_are_characters(site: MakeSite) -> None:
    built = site({"events/2025-fine.md": PAGE}, builder="epub", version="1", copyright="somebody")
    page = built.read("events/2025-fine.xhtml")
    assert '<span class="en-stars">★★★☆☆</span>' in page
    assert ">3 of 5</data>" in page


def test_gettext_offers_words_and_neither_people_nor_addresses(site: MakeSite) -> None:
    built = site({"events/2025-fine.md": PAGE}, builder="gettext")
    messages = re.findall(r'^msgid "(.+)"$', built.read("events.pot"), re.MULTILINE)
    assert messages == [
        "Some *fine* event",
        "San Jose",
        "SAP Center",
        "A *mixed* evening.",
        "A talk",
        "Hall 2",
        "Clear.",
        "Something to keep.",
        "An article",
    ]


def test_a_translation_reaches_the_card(site: MakeSite, tmp_path: Path) -> None:
    catalogue = tmp_path / "site/locale/de/LC_MESSAGES/events.po"
    catalogue.parent.mkdir(parents=True)
    pairs = {
        "San Jose": "San José",
        "A *mixed* evening.": "Ein *gemischter* Abend.",
        "A talk": "Ein Vortrag",
        "Hall 2": "Saal 2",
    }
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries = (f'\nmsgid "{a}"\nmsgstr "{b}"\n' for a, b in pairs.items())
    catalogue.write_text(header + "".join(entries), encoding="utf-8")
    built = site(
        {"events/2025-fine.md": PAGE},
        language="de",
        locale_dirs=["locale"],
        gettext_compact=True,
    )
    page = built.read("events/2025-fine.html")
    assert "SAP Center, San José" in page
    assert "Ein <em>gemischter</em> Abend." in page
    assert "Saal 2" in page
    entry = built.entries["fine-2025/a-talk"]
    assert (entry.title, entry.anchor) == ("Ein Vortrag", "talk-fine-2025-a-talk")


def test_single_page_links_lead_to_anchors_on_it(tmp_path: Path) -> None:
    sphinx("singlehtml", tmp_path / "site")
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    page = page.partition("<article")[2].partition("</article>")[0]
    anchors = set(re.findall(r'\bid="([^"]+)"', page))
    targets = set(re.findall(r'href="#((?:talk|event|takeaway|org|link)-[^"]+)"', page))
    assert len(targets) > 20
    assert targets <= anchors
    assert not re.search(r'href="#document-[^"#]*#', page)


def test_microformats_are_read_by_a_parser_of_somebody_elses(site: MakeSite) -> None:
    built = site({"events/2025-fine.md": PAGE})
    parsed = mf2py.parse(doc=built.read("events/2025-fine.html"))
    (event,) = [item for item in parsed["items"] if "h-event" in item["type"]]
    facts = event["properties"]
    assert facts["name"][0].startswith("Some fine event")
    assert facts["start"] == ["2025-03-17"]
    assert facts["end"] == ["2025-03-19"]
    assert facts["location"] == ["SAP Center, San Jose"]
    assert facts["url"] == ["https://example.org/event"]
    assert facts["category"] == ["GPU compilers"]
    assert facts["organizer"][0]["properties"]["name"] == ["Host Labs"]
    reviews = [child for child in event["children"] if "h-review" in child["type"]]
    assert reviews[0]["properties"]["rating"] == ["3"]
    assert reviews[0]["properties"]["best"] == ["5"]
    (talk,) = [child for child in event["children"] if "h-event" in child["type"]]
    speaker = talk["properties"]["author"][0]
    assert speaker["type"] == ["h-card"]
    assert speaker["properties"]["name"] == ["Ada Example"]
    assert speaker["properties"]["org"] == ["Mako"]
    assert speaker["properties"]["job-title"] == ["engineer"]


BLOCKS = {
    **{name: f".. {name}:: 2.0" for name in ("versionadded", "deprecated", "versionremoved")},
    **{name: f".. {name}::" for name in ("note", "seealso", "container", "compound", "epigraph")},
    **{
        "only": ".. only:: not never",
        "function": ".. py:function:: f",
        "topic": ".. admonition:: A",
    },
    **{"glossary": ".. glossary::\n\n   Term\n", "list": "*  One", "definition": "Term\n"},
}


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "latex", "xml", "epub"])
def test_a_card_in_any_block_is_written(site: MakeSite, builder: str) -> None:
    files = {
        f"{name}.rst": f"{name}\n{'=' * 20}\n\n.. event::\n\n{opening}\n\n"
        f"   {'   ' * (name == 'glossary')}.. link:: https://example.org/{name}\n"
        for name, opening in BLOCKS.items()
    }
    pages = [("index", "n", "n", "a", "1")]
    built = site(files, builder=builder, man_pages=pages, version="1", copyright="A")
    said = " ".join(
        path.read_text("utf-8", "replace") for path in built.out.rglob("*") if path.is_file()
    )
    if builder == "epub":
        said = " ".join(path.read_text("utf-8") for path in built.out.glob("*.xhtml"))
    assert [name for name in BLOCKS if f"example.org/{name}" not in said.replace("\\", "")] == []
