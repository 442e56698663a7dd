"""Older ids and old addresses of events and talks: all of them go on working."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from building import MakeSite, Site
from sphinx.util.inventory import InventoryFile

EVENT = {
    "md": "# {title}\n\n```{{event}}\n:date: 2025-03-17\n{options}\n```\n\n",
    "rst": "{title}\n==============\n\n.. event::\n   :date: 2025-03-17\n   {options}\n\n",
}
TALK = {
    "md": "## {title}\n\n```{{talk}}\n:room: A\n{options}\n```\n\n",
    "rst": "{title}\n--------------\n\n.. talk::\n   :room: A\n   {options}\n\n",
}


def event(syntax: str, options: str = ":place: X", title: str = "Event") -> str:
    return EVENT[syntax].format(title=title, options=options)


def talk(syntax: str, title: str, options: str = ":language: en") -> str:
    return TALK[syntax].format(title=title, options=options)


def leads_to(made: Site, path: str) -> str:
    """Return where an old address leads, which its page says in three ways."""
    text = made.read(path)
    refresh = re.search(r'content="0; url=([^"]*)"', text)
    link = re.search(r'<a href="([^"]*)">', text)
    assert refresh is not None
    assert link is not None
    assert refresh[1] == link[1]
    return link[1]


def files(made: Site) -> set[str]:
    """Return what is in the output, empty folders too."""
    return {path.relative_to(made.out).as_posix() for path in made.out.rglob("*")}


def inventory(made: Site) -> Mapping[str, str]:
    """Return the addresses in objects.inv by type and id."""
    found = InventoryFile.loads((made.out / "objects.inv").read_bytes(), uri="")
    return {
        f"{kind} {name}": item.uri if hasattr(item, "uri") else item[2]
        for kind, items in found.data.items()
        for name, item in items.items()
    }


OLD_IDS = ("dac-2024", "beyond", "x-130016b2", "2024", "cuda-summit-2025")


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_an_older_id_of_an_event_works_wherever_its_own_does(site: MakeSite, syntax: str) -> None:
    text = event(syntax, f":aliases: {', '.join(OLD_IDS)}") + talk(syntax, "Scale")
    links = " ".join(
        f"{{event}}`{old}` {{any}}`{old}` [](#{old}) [](#{old}/scale) {{talk}}`{old}/scale`"
        for old in OLD_IDS
    )
    lists = "".join(f"```{{talks}}\n:event: {old}\n:columns: title\n```\n\n" for old in OLD_IDS)
    tail = "{talk}`scale`"  # older ids end in it, too
    made = site({f"events/new.{syntax}": text, "r.md": f"# R\n\n{links} {tail}\n\n{lists}"})
    page = made.read("r.html")
    assert page.count('href="events/new.html#event-new"') == 3 * len(OLD_IDS)
    assert page.count('href="events/new.html#talk-new-scale"') == 3 * len(OLD_IDS) + 1
    assert "No talks" not in made.text("r.html")
    known = inventory(made)
    anchors = set(re.findall(r'id="([^"]*)"', made.read("events/new.html")))
    for old in OLD_IDS:
        for kind in ("std:label", "notes:event"):
            assert known[f"{kind} {old}"] == "events/new.html#event-new"
        for kind in ("std:label", "notes:talk"):
            assert known[f"{kind} {old}/scale"] == "events/new.html#talk-new-scale"
        assert {f"event-{old}", f"talk-{old}-scale"} <= anchors
    assert {"event-new", "talk-new-scale"} <= anchors
    assert [e.id for e in made.entries.values() if e.kind == "event" and not e.alias_of] == ["new"]


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_an_older_id_of_a_talk_has_its_events_before_it_or_another(
    site: MakeSite, syntax: str
) -> None:
    text = event(syntax, ":aliases: before")
    text += talk(syntax, "Scale", ":aliases: first, elsewhere/second; third")
    text += talk(syntax, "Quirks", ":alias: x-1")
    text += talk(syntax, "Tiles", ":aliases: new/tiles, before/tile-walk")
    loose = f"{'Page' if syntax == 'rst' else '# Page'}\n{'====' if syntax == 'rst' else ''}\n\n"
    files = {
        f"events/new.{syntax}": text,
        f"p.{syntax}": loose + talk(syntax, "Lone", ":aliases: solo, a/b"),
    }
    made = site(files)
    aliases = {e.id: e.alias_of for e in made.entries.values() if e.kind == "talk" and e.alias_of}
    assert aliases == {
        "new/first": "new/scale",
        "new/third": "new/scale",
        "elsewhere/second": "new/scale",
        "before/first": "new/scale",
        "before/third": "new/scale",
        "before/scale": "new/scale",
        "new/x-1": "new/quirks",
        "before/x-1": "new/quirks",
        "before/quirks": "new/quirks",
        "before/tiles": "new/tiles",
        "before/tile-walk": "new/tiles",
        "solo": "lone",
        "a/b": "lone",
    }
    anchors = set(re.findall(r'id="([^"]*)"', made.read("events/new.html")))
    assert {
        f"talk-{name.replace('/', '-')}" for name in aliases if "new" in aliases[name]
    } <= anchors


ADDRESSES = {
    "research/events/2024-dac/": "research/events/2024-dac/index.html",
    "/2024/05/beyond.html": "2024/05/beyond.html",
    "events/2024-05-01-older": "events/2024-05-01-older.html",
    "notes/summit.md": "notes/summit.html",
    "/root_page": "root_page.html",
    "notes/%E6%9D%B1%E4%BA%AC/": "notes/東京/index.html",
    "old.htm": "old.htm",
}


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_a_page_is_left_at_each_old_address_and_leads_on(site: MakeSite, syntax: str) -> None:
    text = event(syntax, f":aliases: {' '.join(ADDRESSES)}", "A & B")
    text += talk(syntax, "Scale", ":aliases: /talks/scale/")
    made = site({f"events/new.{syntax}": text}, html_baseurl="https://example.org/n/")
    for path in ADDRESSES.values():
        up = "../" * path.count("/")
        to = "new.html" if path.startswith("events/2") else f"{up}events/new.html"
        assert leads_to(made, path) == to
        assert 'href="https://example.org/n/events/new.html"' in made.read(path)
        assert "<title>A &amp; B</title>" in made.read(path)
    assert leads_to(made, "talks/scale/index.html") == "../../events/new.html#talk-new-scale"
    # the name of a page stands for the id that it made, too
    assert {e.id for e in made.entries.values() if e.alias_of == "new"} == {
        "older-2024",
        "summit",
        "root-page",
    }
    assert made.entries["older-2024/scale"].alias_of == "new/scale"
    times = {path: (made.out / path).stat().st_mtime_ns for path in ADDRESSES.values()}
    before = files(made)
    made.rebuild()
    assert {path: (made.out / path).stat().st_mtime_ns for path in ADDRESSES.values()} == times
    made.write({f"events/new.{syntax}": event(syntax, ":aliases: old.htm", "A & B")})
    made.rebuild()
    gone = {*ADDRESSES.values(), "talks/scale/index.html"} - {"old.htm"}
    folders = {parent.as_posix() for path in gone for parent in Path(path).parents}
    left = {path for path in before - files(made) if not path.startswith("share/")}
    assert left == gone | folders - {".", "events"}


def test_a_page_that_was_renamed_leaves_one_behind(site: MakeSite) -> None:
    text = event("md") + talk("md", "Scale")
    made = site({"events/2025-03-17-dac.md": text, "r.md": "# R\n\n[](#dac-2025/scale)\n"})
    (made.root / "events/2025-03-17-dac.md").unlink()
    options = ":aliases: events/2025-03-17-dac"
    made.write({"past/2025-03-17-design.md": event("md", options) + talk("md", "Scale")})
    made.rebuild()
    assert leads_to(made, "events/2025-03-17-dac.html") == "../past/2025-03-17-design.html"
    assert 'href="past/2025-03-17-design.html#talk-design-2025-scale"' in made.read("r.html")
    written = (made.out / "events/2025-03-17-dac.html").stat().st_mtime_ns
    made.rebuild()
    assert (made.out / "events/2025-03-17-dac.html").stat().st_mtime_ns == written
    (made.root / "past/2025-03-17-design.md").unlink()
    made.write({"r.md": "# R\n"})
    made.rebuild()
    assert not {"events", "past"} & files(made)


def test_folders_as_addresses_lead_on_too(site: MakeSite) -> None:
    options = ":aliases: events/2024-dac past/x.html"
    made = site({"events/new.md": event("md", options)}, builder="dirhtml")
    assert leads_to(made, "events/2024-dac/index.html") == "../new/"
    assert leads_to(made, "past/x.html") == "../events/new/"


@pytest.mark.parametrize("builder", ["text", "singlehtml", "epub", "gettext", "latex"])
def test_other_formats_have_no_old_addresses(site: MakeSite, builder: str) -> None:
    text = event("md", ":aliases: past/x.html, old-id") + talk("md", "Scale", ":aliases: /t/")
    made = site({"events/new.md": text}, builder=builder, warnings=True)
    assert not {"past", "t"} & files(made)


WRONG = {
    "Old Name": "old-name",
    "https://example.org/events/x/": "without the host",
    "../outside/": "without the host",
    "/_static/x.html": "without the host",
    "a//b": "without the host",
    "a/./b.html": "without the host",
    "/x?y=1": "without the host",
    "éa": "ea",
}


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_what_can_be_no_older_id_or_address_is_a_warning(site: MakeSite, syntax: str) -> None:
    text = "".join(
        talk(syntax, f"T {n}", f":aliases: {wrong}; fine-{n}")
        for n, wrong in enumerate(name for name in WRONG if " " not in name)
    )
    made = site({f"events/e.{syntax}": event(syntax, ":aliases: Old, fine") + text}, warnings=True)
    warned = [line for line in made.warnings if "aliases can't be read" in line]
    assert len(warned) == len(made.warnings) == len(WRONG)
    for wrong, allowed in WRONG.items():
        (line,) = [line for line in warned if f"'{wrong.split()[0]}'" in line]
        assert allowed.replace("old-name", "'old'") in line
    assert {e.id for e in made.entries.values() if e.alias_of} == {"fine"} | {
        f"{name}/{own}"
        for name in ("e", "fine")
        for n in range(len(WRONG) - 1)
        for own in (f"fine-{n}", f"t-{n}")
    } - {f"e/t-{n}" for n in range(len(WRONG) - 1)}


def test_an_alias_gives_way_to_what_has_its_name(site: MakeSite) -> None:
    made = site(
        {
            "events/a.md": event("md", ":aliases: b, c, events/b, /r, t-2024") + talk("md", "One"),
            "events/b.md": event("md", ":aliases: c, t-2024, x/y.html", title="B"),
            "events/d.md": event("md", ":aliases: x/y.html", title="D") + "(lab)=\n## L\n",
            "r.md": "# R\n",
            "t-2024.md": "# T\n",
        },
        warnings=["notes.duplicate-id"] * 7,
    )
    text = "\n".join(made.warnings)
    for line in (
        "event: the alias 'b' of 'Event' is that of event 'B', events/b.md:3 already",
        "event: the alias 'c' of 'B' is that of event 'Event', events/a.md:3 already",
        "event: the alias 't-2024' of 'Event' is that of the page t-2024.md already",
        "event: the address 'x/y.html' of 'D' is that of event 'B', events/b.md:3 already",
        "event: the address 'events/b' of 'Event' is that of the page events/b.md already",
        "event: the address 'r' of 'Event' is that of the page r.md already",
    ):
        assert line in text
    assert made.entries["b"].title == "B"
    assert made.entries["c"].alias_of == "a"
    assert "t-2024" not in made.entries
    assert leads_to(made, "x/y.html") == "../events/b.html"
    assert "R" in made.text("r.html")


def test_a_file_that_is_copied_stays_where_an_old_address_was(site: MakeSite) -> None:
    files = {
        "extra/old/x.html": "<p>Copied</p>\n",
        "extra/events.html/a.txt": "A",
        "events/new.md": event(
            "md", ":aliases: old/x.html search.html old/y.html index.html/ events.html"
        ),
    }
    conf = {"html_extra_path": ["extra"], "exclude_patterns": ["_build", "extra"]}
    made = site(files, warnings=["notes.duplicate-id"] * 4, **conf)
    assert "Copied" in made.read("old/x.html")
    assert "0; url=" not in made.read("search.html")
    assert leads_to(made, "old/y.html") == "../events/new.html"
    assert any("'old/x.html': extra is copied there" in line for line in made.warnings)
    assert any("'search.html': the page search is there" in line for line in made.warnings)
    assert any("'index.html/': index.html is a file" in line for line in made.warnings)
    assert any("'events.html': extra is copied there" in line for line in made.warnings)
