"""Raw notes as pages: each style that people use, what is no such style, and bad input."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from building import MakeSite

from eventnotes.cli import main
from eventnotes.importing import files, markdown, names, notes, when
from eventnotes.importing.draft import Refused
from eventnotes.importing.formats import Asked, Source
from eventnotes.importing.inline import Inline
from eventnotes.importing.report import Report
from eventnotes.importing.writer import page


def pages(tmp_path: Path, text: str | bytes, name: str = "dump.md", **asked: int) -> list[str]:
    """Return the pages that a dump becomes."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    drafts = notes.read(Source(path), Asked(**asked), Report(name))  # type: ignore[arg-type]
    return [page(draft) for draft in drafts]


def talk_of(tmp_path: Path, part: str) -> str:
    """Return what a part of a dump with two talks becomes."""
    other = "## Other - Eve Harbour\n\nText.\n\n"
    (made,) = pages(tmp_path, f"# Quay Days\n\n{other}{part}\n")
    return made.partition("Text.\n\n")[2]


HEADINGS = {
    "Fast kernels - Ada Miller": ("Fast kernels", "Ada Miller"),
    "Fast kernels – Ada Miller, Example Labs": ("Fast kernels", "Ada Miller (Example Labs)"),
    "Fast kernels by Ada Miller": ("Fast kernels", "Ada Miller"),
    "Ada Miller | @ada | Example Labs | Fast kernels": (
        "Fast kernels",
        "Ada Miller (Example Labs, @ada)",
    ),
    "Fast kernels - Ada Miller (she/her)": ("Fast kernels", "Ada Miller (she/her)"),
    "Ada Miller | Harbour University": (
        "Ada Miller | Harbour University",
        "Ada Miller (Harbour University)",
    ),
    "Fast kernels (Ada Miller - Example Labs)": ("Fast kernels", "Ada Miller (Example Labs)"),
    "Fast kernels (Ada Miller)": ("Fast kernels", "Ada Miller"),
    "Fast kernels - Ada Miller & Ben van der Berg": (
        "Fast kernels",
        "Ada Miller, Ben van der Berg",
    ),
    "Ada Miller - CTO - Example Labs": (
        "Ada Miller - CTO - Example Labs",
        "Ada Miller (Example Labs, CTO)",
    ),
    "Ada Miller, Staff Engineer, Labs": (
        "Ada Miller, Staff Engineer, Labs",
        "Ada Miller (Labs, Staff Engineer)",
    ),
    "Ada Miller | Example Library": ("Ada Miller | Example Library", "Ada Miller"),
    "Tide tables - Ben Okafor (Sample Chips)": ("Tide tables", "Ben Okafor (Sample Chips)"),
    "Tide tables — Ada Miller, Ben Okafor (Dock Light)": (
        "Tide tables",
        "Ada Miller, Ben Okafor (Dock Light)",
    ),
    "Sails by Ben Okafor (he/him) (Harbour Inc.)": ("Sails", "Ben Okafor (Harbour Inc., he/him)"),
    "Ben Okafor: Sails (Sample Chips)": ("Ben Okafor: Sails (Sample Chips)", ""),
    "Sails: a story - of wind (Ben Okafor)": ("Sails: a story - of wind", "Ben Okafor"),
}


@pytest.mark.parametrize(("heading", "wanted"), HEADINGS.items())
def test_who_stands_in_a_heading(heading: str, wanted: tuple[str, str]) -> None:
    found = names.in_heading(heading)
    assert (found.title, ", ".join(found.people)) == wanted


@pytest.mark.parametrize(
    "heading",
    [
        "Bootstrap 4/5",
        "Accessible by Default",
        "HTTP/1.1 explained",
        "Kernels in depth (she/her)",
        "Docker Swarm - Deep Dive",
        "Harbour Days - Day 2",
        "Scaling an Enterprise - Combining Human and Token Intelligence",
        "Library Summit ’22 | Cornell",
        "Building (Quantum) Computing's Future",
        "Growth: Data and Product Driven Marketing",
        "NoSQL's biggest lie: SQL never went away",
        "Getting started with Apache Kafka",
    ],
)
def test_what_only_looks_like_a_name_stays_in_the_heading(heading: str) -> None:
    found = names.in_heading(heading)
    assert (found.title, found.people, found.dropped) == (heading, [], [])


BELOW = {
    "**Ada Miller (Example Labs)**": "Ada Miller (Example Labs)",
    "_**Ada Miller**: Head of Kernels, Example Labs_": "Ada Miller (Example Labs, Head of Kernels)",
    "*Ada Miller, Example Labs*": "Ada Miller (Example Labs)",
    "**Ada Miller**, **Ben Okafor**": "Ada Miller, Ben Okafor",
    "__Ada Miller, Ben Okafor__": "Ada Miller, Ben Okafor",
    "Speaker: Ada Miller": "Ada Miller",
    "**Speaker(s):** Ada Miller, Example Labs": "Ada Miller (Example Labs)",
    "- speaker: Ada, Example Labs": "Ada (Example Labs)",
    "Speakers: Ada Miller (Labs, CTO); Ben Okafor": "Ada Miller (Labs, CTO), Ben Okafor",
    "**Note that this is important**": "",
    "**Ada Miller** wrote this in a week. It is fast.": "",
    "* Private Mirror": "",
    "**Machine Learning**": "",
}


@pytest.mark.parametrize(("line", "wanted"), BELOW.items())
def test_who_stands_on_the_line_below(tmp_path: Path, line: str, wanted: str) -> None:
    made = talk_of(tmp_path, f"## Fast kernels\n\n{line}\n\nMore text.")
    if wanted:
        card = f"```{{talk}}\n:speakers: {wanted}\n```"
        assert made == f"## Fast kernels\n\n{card}\n\nMore text.\n"
    else:
        assert made == f"## Fast kernels\n\n```{{talk}}\n```\n\n{line}\n\nMore text.\n"


RATINGS = {
    "⭐⭐☆☆☆": "★★☆☆☆",
    "7/10": "7/10",
    "My score: 7/10": "7/10",
    "Rating: 4": "4",
    "**Rating:** 4.5/5 - clear": "4.5/5 - clear",
    "9/5": "",
    "Bootstrap 4/5": "",
    "Score: 17": "",
}


@pytest.mark.parametrize(("line", "wanted"), RATINGS.items())
def test_a_rating_is_one_only_where_it_says_so(tmp_path: Path, line: str, wanted: str) -> None:
    made = talk_of(tmp_path, f"## Fast kernels - Ada Miller\n\n{line}\n\nMore text.")
    rating = f":rating: {wanted}\n" if wanted else ""
    prose = "More text." if wanted else f"{line}\n\nMore text."
    card = f"```{{talk}}\n:speakers: Ada Miller\n{rating}```"
    assert made == f"## Fast kernels\n\n{card}\n\n{prose}\n"


def test_facts_behind_labels_become_fields_and_the_first_prose_ends_them(tmp_path: Path) -> None:
    made = talk_of(
        tmp_path,
        "## Fast kernels ⭐⭐⭐⭐☆ <!-- my view -->\n\n- Speaker: Ada Miller\n- Room: Hall 2\n"
        "- Slides: [deck](https://example.org/deck)\n- Tags: kernels, GPUs\n\n"
        "She began.\n\nRoom: for doubt\n",
    )
    assert made == (
        "## Fast kernels\n\n```{talk}\n:speakers: Ada Miller\n:room: Hall 2\n"
        ":slides: https://example.org/deck\n:rating: ★★★★☆\n:topics: kernels, GPUs\n```\n\n"
        "<!-- my view -->\n\nShe began.\n\nRoom: for doubt\n"
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("17 March 2025", "2025-03-17"),
        ("Mon, March 3rd, 2025", "2025-03-03"),
        ("17-21 March 2025", "2025-03-17 to 2025-03-21"),
        ("April 30 - May 2, 2025", "2025-04-30 to 2025-05-02"),
        ("2025-03-17..2025-03-21", "2025-03-17 to 2025-03-21"),
        ("2025/03/17", "2025-03-17"),
        ("in March 2025", "2025-03"),
        ("9999-99-99", ""),
        ("10.4.22", ""),
        ("3/4/2025", ""),
        ("version 2.2025-03", ""),
        ("v20160716", ""),
        ("20160716", "2016-07-16"),
        ("31 February 2025", ""),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, date: str) -> None:
    found = when.find(text)
    assert (found.date if found else "") == date


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("2025-03-17-quay.md", "2025-03-17"),
        ("2024_06-quay.md", "2024-06"),
        ("QUAY-2016-day1.md", "2016"),
        ("2023/quay.md", "2023"),
        ("quay-b2048x.md", ""),
    ],
)
def test_a_file_or_its_folder_says_when(tmp_path: Path, name: str, wanted: str) -> None:
    (made,) = pages(tmp_path, "# Quay\n\nText.\n", name)
    assert (
        made
        == f"# Quay\n\n```{{event}}\n{f':date: {wanted}{chr(10)}' if wanted else ''}```\n\nText.\n"
    )


FRONT = "title: Quay Days\nrating: 7\nlocation: Bremen\ndate: 2025-03-17\nweight: 3\ntags: [a, b]\n"
YAML = f"---\n{FRONT}---\n"
TOML = (
    '+++\ntitle = "Quay Days"\nrating = 7\nlocation = "Bremen"\ndate = 2025-03-17\nweight = 3\n'
    'tags = ["a", "b"]\n+++\n'
)


@pytest.mark.parametrize("front", [YAML, TOML, YAML.replace("Quay Days", "Quay: Days: 2")])
def test_front_matter_becomes_fields_and_the_rest_stays(tmp_path: Path, front: str) -> None:
    (made,) = pages(tmp_path, f"{front}\n## Rope\n\nText.\n")
    weight = "'3'" if "Days: 2" in front else "3"  # what is no YAML is read as words
    title = "Quay: Days: 2" if "Days: 2" in front else "Quay Days"
    assert made == (
        f"---\nweight: {weight}\n---\n\n# {title}\n\n```{{event}}\n:date: 2025-03-17\n"
        ":place: Bremen\n:rating: 7/10\n"
        ":topics: a, b\n```\n\n"
        "## Rope\n\nText.\n"
    )


SEVERAL = {
    "a title that lists them": "# Quay Night, Harbour Days\n\nTwo.\n\n## Quay Night\n\nA.\n\n"
    "## Harbour Days\n\nB.\n",
    "dates": "# 2025\n\nTwo.\n\n## Quay Night (12 March 2025)\n\nA.\n\n"
    "## 2025-05-04 Harbour Days\n\nB.\n",
    "years, in headings that are underlined": "Two.\n\nQuay Night 2025\n======\n\nA.\n\n"
    "Harbour Days 2025\n======\n\nB.\n",
    "addresses of events": "# Two\n\nTwo.\n\n## Quay Night\n\nhttps://lu.ma/quay\n\nA.\n\n"
    "## Harbour Days\n\nhttps://lu.ma/harbour\n\nB.\n",
}


@pytest.mark.parametrize("style", SEVERAL)
def test_a_dump_of_several_events_is_several_pages(tmp_path: Path, style: str) -> None:
    first, second = pages(tmp_path, SEVERAL[style])
    assert first.startswith("# Quay Night")
    assert first.endswith("```\n\nTwo.\n\nA.\n")
    assert second.startswith("# Harbour Days")
    assert second.endswith("```\n\nB.\n")


def test_headings_without_a_sign_are_one_event_until_asked(tmp_path: Path) -> None:
    text = "# Notes\n\n## One\n\nA.\n\n## Two\n\nB.\n"
    assert len(pages(tmp_path, text)) == 1
    assert len(pages(tmp_path, text, split=2)) == 2
    assert len(pages(tmp_path, SEVERAL["dates"], split=0)) == 1


def test_versions_with_dates_are_no_events(tmp_path: Path) -> None:
    text = "# Changes\n\n## 2.1.0 (2025-03-17)\n\nA.\n\n## v2.0 - 2024-03-17\n\nB.\n"
    assert len(pages(tmp_path, text)) == 1


def test_headings_of_days_date_the_talks_below_them(tmp_path: Path) -> None:
    (made,) = pages(
        tmp_path,
        "# Quay Days\n\n## 2025-03-17\n\n### Rope - Ada Miller\n\n## Tuesday, 18 March 2025\n\n"
        "### Tide - Ben Okafor\n\nTime: 14:00\n\nText.\n",
    )
    assert ":date: 2025-03-17 to 2025-03-18\n" in made
    assert "## 2025-03-17\n\n### Rope\n" in made
    assert ":speakers: Ben Okafor\n:start: 2025-03-18 14:00\n" in made


def test_a_dump_of_one_talk_is_a_page_of_that_talk(tmp_path: Path) -> None:
    (made,) = pages(tmp_path, "# Rope\n\n## Ada Miller\n\n* Text.\n\n## Knots\n\nMore.\n")
    assert (
        made == "# Rope\n\n```{talk}\n:speakers: Ada Miller\n```\n\n* Text.\n\n## Knots\n\nMore.\n"
    )


def test_a_talk_whose_event_is_named_is_on_the_page_of_the_event(tmp_path: Path) -> None:
    (made,) = pages(tmp_path, "# Rope - Ada Miller - Quay Days 2024\n\nText.\n")
    assert made == (
        "# Quay Days 2024\n\n```{event}\n:date: 2024\n```\n\n## Rope\n\n```{talk}\n"
        ":speakers: Ada Miller\n```\n\nText.\n"
    )


def test_each_page_has_the_definitions_that_it_uses(tmp_path: Path) -> None:
    dump = SEVERAL["dates"].replace("A.", "A [site][s].[^n]").replace("B.", "B [site][S].")
    dump += "\n[s]: https://example.org\n\n[^n]: A note.\n"
    first, second = pages(tmp_path, dump)
    assert "[^n]: A note." in first
    assert "[s]: https://example.org" in first
    assert "[s]: https://example.org" in second


STRANGE = """# Strange things

<!-- zqxone
zqxtwo --> after the comment

% zqppercent is text
+++ zqpbreak
(zqptarget)=

:::{private}
zqxthree
:::

A {zqprole}`text` and <zqptag> and `<zqpcode>` and <b>zqpbold</b> <!-- zqxfour -->.
An ![zqpimage](gone.jpg), [zqplink](gone.md), [zqpempty](), [zqphost](example.org/x),
[zqpscript](javascript:x), [zqpanchor](#nowhere): [zqpcolon](gone.md): <img alt="zqpalt" src="https://example.org/a.jpg">
and [[zqpwiki|zqpshown]].
A zqparrow --> and <-- zqpback, [`a[, b]` zqpnested](#strange-things).

> \\[!TIP] zqptip

- item
- # zqpnested heading

> ---

---

## zqpsystem

---

```systemd
zqpunit=1
```

```json
{zqpjson: ...
```

```{r, echo=FALSE}
zqpr <- 1
```

    50% zqpindented
    % zqpcomment

<details><summary>zqpsummary</summary>
zqpdetails
</details>

[^unused]: zqpfootnote

::: zqpcolons

```{note}
A {ref}`zqpbody <nowhere>`.
```

[//]: # (zqxfive)

###### zqpdeep

#

##### zqplast <!-- zqxsix

---
"""


def test_what_myst_takes_for_something_else_is_kept_as_words(
    tmp_path: Path, site: MakeSite
) -> None:
    made = pages(tmp_path, STRANGE)
    extensions = ["colon_fence", "deflist", "fieldlist"]
    built = site({"events/strange.md": made[0]}, builder="text", myst_enable_extensions=extensions)
    shown = built.read("events/strange.txt")
    wanted = set(re.findall(r"zqp\w+", STRANGE)) - {"zqpwiki"}  # which the report names
    assert sorted(word for word in wanted if word not in shown) == []
    assert "zqx" not in shown
    assert all(f"zqx{n}" in made[0] for n in ("one", "two", "three", "four", "five", "six"))


def test_code_and_lists_keep_their_tabs(tmp_path: Path) -> None:
    text = "# Quay\n\n- a\n\t- b\n\n```make\nall:\n\techo\n```\n\n\tcode\n\t% sign\n"
    (made,) = pages(tmp_path, text)
    assert "- a\n\t- b\n\n```make\nall:\n\techo\n```\n\n```text\ncode\n% sign\n```\n" in made


def test_an_open_comment_stays_private_to_its_end(tmp_path: Path) -> None:
    (made,) = pages(tmp_path, "# Quay\n\nText <!-- hidden words\n\nMore.\n")
    assert "Text <!-- hidden words -->\n\nMore." in made
    (made,) = pages(tmp_path, "# Quay\n\n<!-- hidden\n\nMore.\n")
    assert made.endswith("<!-- hidden\n\nMore.\n-->\n")


COMMENTED = """---
title: Quay Days <!-- zqx1 -->
place: Bremen
---

Rope <!-- zqx2
zqx3 --> knots
======

Speaker: Ada Miller <!-- zqx4
Room: zqx5 -->

Tide - Ben Okafor <!-- zqx6 -->
======

**Eve Harbour** <!-- zqx7 -->
Room: Hall 1 <!-- zqx8 -->

<!--
Speaker: zqx9
-->
"""


def test_no_word_of_a_comment_becomes_a_fact_or_a_title(tmp_path: Path) -> None:
    (made,) = pages(tmp_path, COMMENTED)
    public = re.sub("<!--.*?-->", "", made, flags=re.DOTALL)
    assert "zqx" not in public
    assert all(made.count(f"zqx{n}") == 1 for n in range(1, 10))
    assert ":speakers: Ben Okafor, Eve Harbour\n:room: Hall 1\n" in public


def test_photos_beside_a_dump_go_beside_the_page(tmp_path: Path) -> None:
    (tmp_path / "in/pics").mkdir(parents=True)
    for name in ("pics/a.jpg", "pics/b c.png"):
        (tmp_path / "in" / name).write_bytes(b"picture")
    (tmp_path / "secret.jpg").write_bytes(b"other")
    dump = tmp_path / "in/2025-03-17-quay.md"
    dump.write_text(
        "# Quay\n\n![One](pics/a.jpg) ![Two](pics/b%20c.png) ![No](../secret.jpg)\n", "utf-8"
    )
    assert main(["import", str(dump), "--into", str(tmp_path / "events")]) == 0
    folder = tmp_path / "events/2025-03-17-quay"
    assert sorted(p.name for p in folder.iterdir()) == ["a.jpg", "b-c.png", "index.md"]
    text = (folder / "index.md").read_text(encoding="utf-8")
    assert text.endswith("![One](a.jpg) ![Two](b-c.png) No\n")


BAD = {
    "empty.md": (b"", "empty.md: it is empty"),
    "latin.md": ("# Caf\n\nCafé\n".encode("latin-1"), "latin.md:3: it is not UTF-8"),
    "page.rst": (b"Title\n=====\n", "page.rst: it is reStructuredText"),
    "binary.md": (b"# A\0B", "binary.md: it is no text"),
    "own.md": (b"# A\n\n```{event}\n```\n", "own.md: it is an event page already"),
    "deep.json": (b"[" * 100_000, "deep.json: it is nested too deeply"),
    "cut.json": (b'{"a": 1,\n"b', "cut.json:2: it is not JSON"),
    "other.json": (b"{}", "other.json: it is none of what can be imported"),
    "gone.md": (None, "gone.md: there is no such file"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_no_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    data, message = BAD[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert main(["import", str(tmp_path / name), "--into", str(tmp_path / "events")]) == 1
    said = capsys.readouterr()
    assert message in said.err
    assert (said.err.count("\n"), said.out) == (1, "")
    assert not (tmp_path / "events").exists()


@pytest.mark.parametrize("form", ["bom", "utf-16", "crlf"])
def test_marks_and_line_ends_of_any_system_are_read(tmp_path: Path, form: str) -> None:
    text = "# Quay\n\nCafé.\n"
    data = {
        "bom": text.encode("utf-8-sig"),
        "utf-16": text.encode("utf-16"),
        "crlf": text.replace("\n", "\r\n").encode(),
    }
    assert pages(tmp_path, data[form]) == ["# Quay\n\n```{event}\n```\n\nCafé.\n"]


def test_one_bad_file_of_a_folder_does_not_hold_up_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in"
    (source / ".git").mkdir(parents=True)
    for name in ("a.md", "b.md", ".git/c.md"):
        (source / name).write_text(f"# Page {name[-4]}\n", encoding="utf-8")
    (source / "bad.md").write_bytes(b"\xff")
    command = ["import", str(source), "--into", str(tmp_path / "events")]
    assert main([*command, "--dry-run"]) == 1
    assert not (tmp_path / "events").exists()
    assert main(command) == 1
    assert sorted(p.name for p in (tmp_path / "events").iterdir()) == ["page-a.md", "page-b.md"]
    capsys.readouterr()
    assert main(command) == 1
    assert capsys.readouterr().err.count("it exists, and is left as it is") == 2


def test_pages_of_one_title_in_one_run_are_all_there(tmp_path: Path, site: MakeSite) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(3):
        (source / f"{number}.md").write_text(f"# Break\n\nText {number}.\n", encoding="utf-8")
        talk = f"# Rope - Ada Miller\n\nText {number}.\n"
        (source / f"talk{number}.md").write_text(talk, encoding="utf-8")
    assert main(["import", str(source), "--into", str(tmp_path / "events")]) == 0
    made = {path.name: path.read_bytes() for path in (tmp_path / "events").iterdir()}
    assert sorted(made) == [
        *("break-2.md", "break-3.md", "break.md", "rope-2.md", "rope-3.md", "rope.md")
    ]
    built = site({f"events/{name}": data for name, data in made.items()})
    assert {"break", "break-2", "break-3", "rope", "rope-2", "rope-3"} <= set(built.entries)


def test_an_interrupted_import_leaves_whole_pages_and_can_be_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jpg").write_bytes(b"picture")
    dump = tmp_path / "dump.md"
    dump.write_text(SEVERAL["dates"].replace("B.", "![B](a.jpg)"), encoding="utf-8")
    command = ["import", str(dump), "--into", str(tmp_path / "events")]
    write = files.write_new

    def interrupt(path: Path, text: str) -> None:
        if "harbour" in str(path):
            raise KeyboardInterrupt
        write(path, text)

    monkeypatch.setattr(files, "write_new", interrupt)
    assert main(command) == 1
    second = tmp_path / "events/2025-05-04-harbour-days/index.md"
    assert capsys.readouterr().err.startswith(f"{dump}: interrupted; ")
    assert [p.name for p in (tmp_path / "events").glob("*.md")] == ["2025-03-12-quay-night.md"]
    monkeypatch.setattr(files, "write_new", write)
    assert main(command) == 1  # the first is there
    assert second.read_text(encoding="utf-8").endswith("![B](a.jpg)\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for the superuser")
def test_a_folder_that_is_read_only_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("# A\n", encoding="utf-8")
    (tmp_path / "events").mkdir(mode=0o500)
    assert main(["import", str(tmp_path / "a.md"), "--into", str(tmp_path / "events")]) == 1
    assert "it can't be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    "piece",
    [
        *("[", "![a](b) [c", "[a](b", "[[", "{{<", "{% a %}", "{{ a(", "`", "%% ", "<a href=x>"),
        *("**", "(", "<!-", "<", "::: a\n", "> ", "- ", "# a (", "*a* ", "_", "\\", "- Name: "),
        *("&", "|a", "\n", "⭐"),
    ],
)
def test_what_is_repeated_often_is_read_in_one_go(tmp_path: Path, piece: str) -> None:
    assert pages(tmp_path, f"# Quay\n\n{piece * 1500}\n\n## {piece * 300}\n\nText.\n")


def test_a_second_reading_changes_nothing() -> None:
    once, _ = markdown.clean(STRANGE, Inline())
    again, notices = markdown.clean("\n".join(once.lines), Inline())
    assert list(filter(None, again.lines)) == list(filter(None, once.lines)), notices


def test_a_dump_that_cannot_be_read_says_where(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"a\.md:2: "):
        pages(tmp_path, b"# A\n\xe9", "a.md")
