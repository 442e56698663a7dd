"""References from everywhere to everything, and what they rest on: labels, inventory, search."""

from __future__ import annotations

import json
import posixpath
import re
import string
from html import unescape
from itertools import product
from typing import Any

import pytest
from building import MakeSite, Site
from sphinx.util.inventory import InventoryFile

EVENT = """\
# Beyond *CUDA* Summit

```{event}
:date: 2025-03-17
:host: TensorWave
:topics: GPU compilers
```

## Past and future of compute

```{talk}
:id: panel
:speakers: Jensen Huang (NVIDIA, founder), Michael (Spectral Compute)
```

## SCALE: `CUDA` on AMD

```{talk}
:speakers: Jensen Huang (Mako)
```

:::{takeaway}
:id: quirks

Mind the *quirks*.
:::

```{link} https://docs.example.org/scale
:id: scale-docs
:title: SCALE documentation
```
"""
SITE = {
    "events/2025-03-17-beyond-cuda.md": EVENT,
    # A page with the same file name as an id, of which it is not the page.
    "pages/beyond-cuda-2025.md": "# Another page\n\nWords.\n",
    "pages/scale.md": "# Yet another page\n\nWords.\n",
}
HOME = "events/2025-03-17-beyond-cuda"
TALK = "beyond-cuda-2025/scale-cuda-on-amd"

# id, title, page's anchor
THINGS = {
    "beyond-cuda-2025": ("Beyond CUDA Summit", "event-beyond-cuda-2025"),
    TALK: ("SCALE: CUDA on AMD", "talk-beyond-cuda-2025-scale-cuda-on-amd"),
    "beyond-cuda-2025/panel": ("Past and future of compute", "talk-beyond-cuda-2025-panel"),
    "beyond-cuda-2025/quirks": ("Mind the quirks.", "takeaway-beyond-cuda-2025-quirks"),
    "links/scale-docs": ("SCALE documentation", ""),
    "people/jensen-huang": ("Jensen Huang", "talk-beyond-cuda-2025-panel"),
    "people/michael-spectral-compute": ("Michael", "talk-beyond-cuda-2025-panel"),
    "orgs/nvidia": ("NVIDIA", "talk-beyond-cuda-2025-panel"),
    "orgs/tensorwave": ("TensorWave", "event-beyond-cuda-2025"),
    "topics/gpu-compilers": ("GPU compilers", "event-beyond-cuda-2025"),
}

BY_ROLE = [
    ("event", "beyond-cuda-2025", "beyond-cuda-2025"),
    ("event", "Beyond CUDA Summit", "beyond-cuda-2025"),
    ("talk", TALK, TALK),
    ("talk", "scale-cuda-on-amd", TALK),
    ("talk", "SCALE: CUDA on AMD", TALK),
    ("talk", "panel", "beyond-cuda-2025/panel"),
    ("person", "people/jensen-huang", "people/jensen-huang"),
    ("person", "jensen-huang", "people/jensen-huang"),
    ("person", "Jensen Huang", "people/jensen-huang"),
    ("person", "Michael (Spectral Compute)", "people/michael-spectral-compute"),
    ("org", "orgs/nvidia", "orgs/nvidia"),
    ("org", "NVIDIA", "orgs/nvidia"),
    ("topic", "topics/gpu-compilers", "topics/gpu-compilers"),
    ("topic", "gpu-compilers", "topics/gpu-compilers"),
    ("topic", "GPU compilers", "topics/gpu-compilers"),
    ("link", "links/scale-docs", "links/scale-docs"),
    ("link", "scale-docs", "links/scale-docs"),
    ("link", "SCALE documentation", "links/scale-docs"),
    ("takeaway", "beyond-cuda-2025/quirks", "beyond-cuda-2025/quirks"),
    ("takeaway", "quirks", "beyond-cuda-2025/quirks"),
]


def sources() -> tuple[dict[str, str], list[tuple[str, str, str, str]]]:
    """Return a page for each way to refer, and what each link must say and lead to."""
    pages: dict[str, str] = {}
    expected: list[tuple[str, str, str, str]] = []

    def add(name: str, syntax: str, source: str, shown: str, identifier: str) -> None:
        docname = f"refs/{name}-{len(pages)}"
        heading = "# R\n\n" if syntax == "md" else "R\n=\n\n"
        pages[f"{docname}.{syntax}"] = f"{heading}See {source} here.\n"
        expected.append((docname, source, shown, identifier))

    for (role, target, identifier), syntax in product(BY_ROLE, ("md", "rst")):
        title = THINGS[identifier][0]
        for named in (role, f"notes:{role}"):
            opening = f"{{{named}}}" if syntax == "md" else f":{named}:"
            add("role", syntax, f"{opening}`{target}`", title, identifier)
            add("text", syntax, f"{opening}`my words <{target}>`", "my words", identifier)
    for identifier, (title, _) in THINGS.items():
        add("any", "md", f"{{any}}`{identifier}`", title, identifier)
        add("any", "md", f"{{any}}`my words <{identifier}>`", "my words", identifier)
        add("any", "rst", f":any:`{identifier}`", title, identifier)
        add("any", "rst", f":any:`my words <{identifier}>`", "my words", identifier)
        add("ref", "md", f"{{ref}}`{identifier}`", title, identifier)
        add("ref", "md", f"{{ref}}`my words <{identifier}>`", "my words", identifier)
        add("ref", "rst", f":ref:`{identifier}`", title, identifier)
        add("ref", "rst", f":ref:`my words <{identifier}>`", "my words", identifier)
        add("hash", "md", f"[](#{identifier})", title, identifier)
        add("hash", "md", f"[my words](#{identifier})", "my words", identifier)
        add("hash", "md", f"[**bold** `code`](#{identifier})", "bold code", identifier)
        add("hash", "md", f"<project:#{identifier}>", title, identifier)
    return pages, expected


PAGES, EXPECTED = sources()


@pytest.fixture(scope="module")
def referring(shared_site: MakeSite) -> Site:
    """Build a page for each way to refer to each thing; none may warn."""
    return shared_site({**SITE, **PAGES}, warnings=True)


def links(made: Site, docname: str) -> list[tuple[str, str]]:
    """Return address and words of the links in a page's paragraphs."""
    body = made.read(f"{docname}.html").partition('<div class="body"')[2]
    paragraphs = re.findall(r"<p>(.*?)</p>", body, re.DOTALL)
    found = re.findall(
        r'<a class="reference[^>]*href="([^"]*)"[^>]*>(.*?)</a>', "".join(paragraphs)
    )
    return [(address, unescape(re.sub(r"<[^>]*>", "", words))) for address, words in found]


def test_no_reference_makes_a_word(referring: Site) -> None:
    assert referring.warnings == []


@pytest.mark.parametrize(("docname", "source", "shown", "identifier"), EXPECTED)
def test_every_way_to_refer_leads_to_the_thing(
    referring: Site, docname: str, source: str, shown: str, identifier: str
) -> None:
    anchor = THINGS[identifier][1] or referring.entries[identifier].anchor
    assert links(referring, docname) == [(f"../{HOME}.html#{anchor}", shown)]


@pytest.mark.parametrize("identifier", THINGS)
def test_every_anchor_is_on_its_page(referring: Site, identifier: str) -> None:
    entry = referring.entries[identifier]
    assert f'id="{entry.anchor}"' in referring.read(f"{HOME}.html")


def test_bold_words_in_a_link_stay_bold(referring: Site) -> None:
    docname = next(d for d, s, _, i in EXPECTED if s.startswith("[**bold**") and i == TALK)
    assert re.search(
        r"<a [^>]*><span[^>]*><strong>bold</strong> <code", referring.read(f"{docname}.html")
    )


@pytest.mark.parametrize("name", ["beyond-cuda-2025", "other", "z"])
def test_a_page_of_the_same_name_next_to_it_makes_no_reference_ambiguous(
    site: MakeSite, name: str
) -> None:
    """The event's page is called as its event is, and so may be the page that refers to it."""
    refs = (
        "# Other\n\n{event}`beyond-cuda-2025` {any}`beyond-cuda-2025` [](#beyond-cuda-2025) "
        "[words](#beyond-cuda-2025) {ref}`beyond-cuda-2025` {doc}`beyond-cuda-2025`\n"
    )
    files = {"events/beyond-cuda-2025.md": EVENT}
    folder = "events" if name != "beyond-cuda-2025" else "others"
    files[f"{folder}/{name}.md"] = refs
    made = site(files)
    found = links(made, f"{folder}/{name}")
    home = "beyond-cuda-2025.html" if folder == "events" else "../events/beyond-cuda-2025.html"
    anchor = "#event-beyond-cuda-2025"
    assert [address.removesuffix(anchor) for address, _ in found[:5]] == [home] * 5
    assert [words for _, words in found[:5]] == [
        "Beyond CUDA Summit",
        "Beyond CUDA Summit",
        "Beyond CUDA Summit",
        "words",
        "Beyond CUDA Summit",
    ]


def test_a_reference_on_the_page_itself_is_resolved(site: MakeSite) -> None:
    text = EVENT + "\nSee {talk}`panel`, {event}`beyond-cuda-2025`, [](#beyond-cuda-2025/panel).\n"
    made = site({"events/2025-03-17-beyond-cuda.md": text})
    assert links(made, HOME)[-3:] == [
        ("#talk-beyond-cuda-2025-panel", "Past and future of compute"),
        ("#event-beyond-cuda-2025", "Beyond CUDA Summit"),
        ("#talk-beyond-cuda-2025-panel", "Past and future of compute"),
    ]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ('It\'s "fine" -- really...', 'It\'s "fine" -- really...'),
        ("What's new in C++?", "What's new in C++?"),
        ("A & B", "A & B"),
        ("Über *alles*", "Über alles"),
        ("100% of it", "100% of it"),
    ],
)
def test_a_title_is_found_as_it_was_written(site: MakeSite, heading: str, target: str) -> None:
    files = {
        "events/e.md": f"# E\n\n```{{event}}\n```\n\n## {heading}\n\n```{{talk}}\n:id: t\n```\n",
        "r.md": f"# R\n\n{{talk}}`{target}` {{talk}}`my words <{target}>`\n",
    }
    made = site(files)
    assert [address for address, _ in links(made, "r")] == ["events/e.html#talk-e-t"] * 2


def test_references_work_in_titles_of_pages_and_in_the_words_of_directives(site: MakeSite) -> None:
    text = (
        "# E\n\n```{event}\n:rating: 4/5 As {person}`Jo Do` said.\n```\n\n"
        "## On {person}`Jo Do`\n\n```{talk}\n:speaker: Jo Do\n```\n\n"
        ":::{takeaway}\nSee [](#e) and {talk}`e/on-jo-do`.\n:::\n"
    )
    made = site({"events/e.md": text})
    assert {title for _, title in links(made, "events/e")} >= {"E"}


# -- people --------------------------------------------------------------------------------


def test_one_person_in_two_talks_is_one_person(referring: Site) -> None:
    assert [i for i in referring.entries if i.startswith("people/")] == [
        "people/jensen-huang",
        "people/michael-spectral-compute",
    ]


def test_a_person_has_the_affiliation_of_the_time_in_each_talk(referring: Site) -> None:
    panel, scale = referring.domain.pages[HOME].talks
    assert [(m.id, m.org and m.org.text, m.role) for m in panel.speakers + scale.speakers] == [
        ("people/jensen-huang", "NVIDIA", "founder"),
        ("people/michael-spectral-compute", "Spectral Compute", ""),
        ("people/jensen-huang", "Mako", ""),
    ]
    text = referring.text(f"{HOME}.html")
    assert re.search(r"Jensen Huang NVIDIA founder.*Jensen Huang Mako", text)


def test_one_person_at_two_events_lives_at_the_earlier_one(site: MakeSite) -> None:
    text = "# E\n\n```{{event}}\n:date: {}\n```\n\n## T\n\n```{{talk}}\n:speaker: Jo Do ({})\n```\n"
    files = {
        "events/a.md": text.format("2025-05-01", "New Inc."),
        "events/b.md": text.format("2024-05-01", "Old Inc."),
    }
    made = site(files)
    assert made.entries["people/jo-do"].page == "events/b"
    assert {"orgs/new-inc", "orgs/old-inc"} <= set(made.entries)


def test_what_is_said_about_a_person_gives_them_a_home_and_other_names(site: MakeSite) -> None:
    files = {
        **SITE,
        "people.md": (
            "# People\n\n```{about} people/michael-sondergaard\n:name: Michael Søndergaard\n"
            ":aliases: Michael (Spectral Compute); Mike S.\n:url: https://example.org/\n\n"
            "A compiler *engineer*.\n```\n\n"
            "{person}`Michael Søndergaard` {person}`Michael (Spectral Compute)` {person}`Mike S.` "
            "{person}`michael-spectral-compute` {ref}`people/michael-spectral-compute`\n"
        ),
    }
    made = site(files)
    found = [(a, w) for a, w in links(made, "people") if a.startswith("#")]
    anchor = made.entries["people/michael-sondergaard"].anchor
    assert found == [(f"#{anchor}", "Michael Søndergaard")] * 5
    assert "<em>engineer</em>" in made.read("people.html")


@pytest.mark.parametrize("name", ["someone", "somebody", "unknown", "?"])
def test_an_unnamed_person_makes_the_organisation_only(site: MakeSite, name: str) -> None:
    text = f"# E\n\n```{{event}}\n```\n\n## T\n\n```{{talk}}\n:speaker: {name} (Chai AI)\n```\n"
    made = site({"events/e.md": text})
    assert set(made.entries) == {"e", "e/t", "orgs/chai-ai"}
    assert "Chai AI" in made.text("events/e.html")


# -- the inventory -------------------------------------------------------------------------


def inventory(made: Site) -> dict[str, dict[str, tuple[str, str]]]:
    """Return address and display name of every object by type and name, as others read them."""
    with (made.out / "objects.inv").open("rb") as stream:
        data = InventoryFile.load(stream, "", posixpath.join)
    # Sphinx 8.1 makes a tuple of an object: project, version, address, display name
    return {
        kind: {
            name: item[2:] if isinstance(item, tuple) else (item.uri, item.display_name)
            for name, item in found.items()
        }
        for kind, found in data.items()
    }


def test_the_inventory_holds_every_object_and_a_label_for_each(referring: Site) -> None:
    read = inventory(referring)
    ours = {kind: found for kind, found in read.items() if kind.startswith("notes:")}
    assert {kind: set(found) for kind, found in ours.items()} == {
        "notes:event": {"beyond-cuda-2025"},
        "notes:talk": {TALK, "beyond-cuda-2025/panel"},
        "notes:link": {"links/scale-docs"},
        "notes:takeaway": {"beyond-cuda-2025/quirks"},
        "notes:person": {"people/jensen-huang", "people/michael-spectral-compute"},
        "notes:org": {"orgs/nvidia", "orgs/mako", "orgs/spectral-compute", "orgs/tensorwave"},
        "notes:topic": {"topics/gpu-compilers"},
    }
    for found in ours.values():
        for name, (uri, shown) in found.items():
            assert read["std:label"][name] == (uri, shown)
            assert uri.startswith(f"{HOME}.html#")


def test_every_display_name_is_the_title_on_one_line(referring: Site) -> None:
    read = inventory(referring)
    shown = {
        n: d for k, found in read.items() if k.startswith("notes:") for n, (_, d) in found.items()
    }
    assert {name: shown[name] for name in THINGS} == {n: title for n, (title, _) in THINGS.items()}


HOSTILE = """\
# E

```{event}
:host: 日本語; ?; !!!
:topics: a b; 12 34
```

## 日本語 🎉

```{talk}
:speakers: Jo Do
```

## Two words 1 and 2 https://example.org/

```{talk}
```

## <b></b>

```{talk}
:id: nothing
```

:::{takeaway}
:id: list

- one

- two
:::

:::{takeaway}
:id: picture

![](https://example.org/x.png)
:::

```{link} https://example.org/
```
"""


def test_the_inventory_keeps_its_rules_whatever_the_words(site: MakeSite) -> None:
    made = site({"events/e.md": HOSTILE, "e.rst": "E\n=\n\nW.\n"}, warnings=True)
    read = inventory(made)
    allowed = set(string.ascii_lowercase + string.digits + "-/")
    names: list[str] = []
    for kind, found in read.items():
        if kind.startswith("notes:"):
            for name, (uri, shown) in found.items():
                names.append(name)
                assert set(name) <= allowed
                assert shown.strip()
                assert len(shown.splitlines()) == 1
                assert read["std:label"][name] == (uri, shown)
    assert sorted(names) == sorted(set(names))
    assert set(names) == {i for i, *_ in made.domain.get_objects()}


# -- search --------------------------------------------------------------------------------


def search_objects(made: Site) -> dict[str, tuple[str, str, int]]:
    """Return page, type and priority of every object by the name that a search looks in."""
    text = made.read("searchindex.js")
    index: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    found: dict[str, tuple[str, str, int]] = {}
    for prefix, entries in index["objects"].items():
        for page, kind, priority, _, name in entries:
            full = unescape(f"{prefix}.{name}" if prefix else name)
            found[full] = (index["docnames"][page], index["objtypes"][str(kind)], priority)
    return found


def search_words(made: Site) -> dict[str, Any]:
    """Return the search index without words that no page has: Sphinx keeps those of old pages."""
    text = made.read("searchindex.js")
    index: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    for terms in ("terms", "titleterms"):
        index[terms] = {word: pages for word, pages in index[terms].items() if pages != []}
    return index


def test_a_search_finds_events_talks_and_people_by_name(referring: Site) -> None:
    found = search_objects(referring)
    kinds = {name.partition(" · ")[0]: said for name, said in found.items()}
    assert kinds["Beyond CUDA Summit"] == (HOME, "notes:event", 0)
    assert kinds["SCALE: CUDA on AMD"] == (HOME, "notes:talk", 0)
    assert kinds["Jensen Huang"] == (HOME, "notes:person", 0)
    assert kinds["NVIDIA"] == (HOME, "notes:org", 0)


# -- builds after the first ----------------------------------------------------------------


def pages_of(made: Site) -> dict[str, bytes]:
    """Return the bytes of every page."""
    return {str(p.relative_to(made.out)): p.read_bytes() for p in sorted(made.out.rglob("*.html"))}


def written(made: Site) -> dict[str, int]:
    """Return when each page was written."""
    generated = {"genindex.html", "search.html"}  # Sphinx writes these every time
    return {
        str(p.relative_to(made.out)): p.stat().st_mtime_ns
        for p in sorted(made.out.rglob("*.html"))
        if p.name not in generated
    }


REF = (
    "# Refs\n\n{talk}`beyond-cuda-2025/panel` [](#beyond-cuda-2025/panel) "
    "{any}`people/jensen-huang`\n"
)
LIVING = {**SITE, "refs.md": REF, "plain.md": "# Plain\n\nWords.\n"}


def test_a_second_build_says_the_same_and_writes_no_page(site: MakeSite) -> None:
    made = site(LIVING)
    pages, times, objects = pages_of(made), written(made), (made.out / "objects.inv").read_bytes()
    made.rebuild()
    assert pages_of(made) == pages
    assert written(made) == times
    assert (made.out / "objects.inv").read_bytes() == objects


def test_a_second_build_with_one_page_touched_resolves_the_same(site: MakeSite) -> None:
    made = site(LIVING)
    before = made.read("refs.html"), (made.out / "objects.inv").read_bytes()
    made.write({"refs.md": REF + "\nMore.\n"})
    made.rebuild()
    assert links(made, "refs") == [
        (f"{HOME}.html#talk-beyond-cuda-2025-panel", "Past and future of compute"),
        (f"{HOME}.html#talk-beyond-cuda-2025-panel", "Past and future of compute"),
        (f"{HOME}.html#talk-beyond-cuda-2025-panel", "Jensen Huang"),
    ]
    assert before[0].replace("</p>\n</section>", "</p>\n<p>More.</p>\n</section>") == made.read(
        "refs.html"
    )
    assert (made.out / "objects.inv").read_bytes() == before[1]


def test_only_the_page_with_a_new_word_is_written_again(site: MakeSite) -> None:
    made = site(LIVING)
    before = written(made)
    made.write({f"{HOME}.md": EVENT + "\nOne more word.\n"})
    made.rebuild()
    after = written(made)
    changed = [name for name in after if after[name] != before[name]]
    assert changed == [f"{HOME}.html"]


def test_a_talk_that_is_gone_leaves_no_label(site: MakeSite) -> None:
    made = site(SITE)
    assert made.app.env.domains.standard_domain.anonlabels[TALK]
    made.write({f"{HOME}.md": EVENT.partition("## SCALE")[0]})
    made.rebuild()
    assert TALK not in made.entries
    assert TALK not in made.app.env.domains.standard_domain.anonlabels
    assert TALK not in made.app.env.domains.standard_domain.labels
    assert TALK not in inventory(made)["std:label"]


def test_a_reference_to_a_talk_that_is_gone_is_told_on_the_next_build(site: MakeSite) -> None:
    made = site({**SITE, "refs.md": f"# R\n\n{{talk}}`{TALK}`\n"})
    made.write({f"{HOME}.md": EVENT.partition("## SCALE")[0]})
    made.rebuild(["notes.reference"])
    assert made.warnings[0].startswith("refs.md:3: WARNING: ")


def test_a_page_that_is_gone_leaves_nothing(site: MakeSite) -> None:
    made = site({**SITE, "other.md": "# Other\n"})
    (made.root / f"{HOME}.md").unlink()
    made.rebuild()
    assert dict(made.entries) == {}
    assert not (made.out / f"{HOME}.html").exists()
    assert not any(kind.startswith("notes:") for kind in inventory(made))
    assert not any(name in THINGS for name in inventory(made)["std:label"])


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("## Past and future of compute", "## A new title", "A new title"),
        (":id: panel", ":id: panel\n:title: Option's title", "Option’s title"),
    ],
)
def test_a_new_title_is_on_referring_pages_after_the_next_build(
    site: MakeSite, old: str, new: str, shown: str
) -> None:
    made = site(LIVING)
    made.write({f"{HOME}.md": EVENT.replace(old, new)})
    made.rebuild()
    assert [words for _, words in links(made, "refs")] == [shown, shown, "Jensen Huang"]


def test_a_reference_is_mended_by_the_build_in_which_its_talk_appears(site: MakeSite) -> None:
    files = {**SITE, "refs.md": "# R\n\n{talk}`later/new-talk` {person}`New Person`\n"}
    made = site(files, warnings=["notes.reference"] * 2)
    text = "# L\n\n```{event}\n```\n\n## New talk\n\n```{talk}\n:speaker: New Person\n```\n"
    made.write({"events/later.md": text})
    made.rebuild()
    assert [words for _, words in links(made, "refs")] == ["New talk", "New Person"]


def test_a_person_who_moves_is_followed_by_the_cards_that_name_them(site: MakeSite) -> None:
    text = "# E\n\n```{{event}}\n:date: {}\n```\n\n## T\n\n```{{talk}}\n:speaker: Jo Do\n```\n"
    made = site({"events/b.md": text.format("2025-05-01"), "refs.md": "# R\n\n{person}`Jo Do`\n"})
    assert links(made, "refs") == [("events/b.html#talk-b-t", "Jo Do")]
    made.write({"events/a.md": text.format("2024-05-01")})
    made.rebuild()
    assert links(made, "refs") == [("events/a.html#talk-a-t", "Jo Do")]
    assert 'href="a.html#talk-a-t"' in made.read("events/b.html")


EDITS = {
    "a new title": {f"{HOME}.md": EVENT.replace("## Past and", "## New past and")},
    "a new page title": {f"{HOME}.md": EVENT.replace("# Beyond", "# Far beyond")},
    "a talk gone": {f"{HOME}.md": EVENT.partition("## SCALE")[0]},
    "another event": {"events/a.md": EVENT.replace("2025-03-17", "2024-01-01")},
    "a person described": {
        "people.md": "# P\n\n```{about} people/jensen-huang\n:name: J. H.\n```\n"
    },
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_build_after_an_edit_equals_a_build_from_nothing(site: MakeSite, edit: str) -> None:
    made = site(LIVING, smartquotes=False)
    made.write(EDITS[edit])
    made.rebuild(True)
    fresh = site({**LIVING, **EDITS[edit]}, warnings=True, name="fresh", smartquotes=False)
    assert pages_of(made) == pages_of(fresh)
    assert (made.out / "objects.inv").read_bytes() == (fresh.out / "objects.inv").read_bytes()
    assert search_words(made) == search_words(fresh)


def test_two_processes_make_the_same_pages_as_one(site: MakeSite) -> None:
    fillers = {f"m{n}.md": f"# Filler {n}\n\n[](#{TALK})\n" for n in range(8)}
    one = site({**LIVING, **fillers}, name="one")
    two = site({**LIVING, **fillers}, name="two", parallel=2)
    assert pages_of(one) == pages_of(two)
    assert (one.out / "objects.inv").read_bytes() == (two.out / "objects.inv").read_bytes()
    assert one.read("searchindex.js") == two.read("searchindex.js")


# -- another project -----------------------------------------------------------------------


def test_another_project_reaches_everything_without_the_extension(site: MakeSite) -> None:
    made = site(SITE, name="here")
    md = [f"- {{external+notes:ref}}`{i}` [](inv:notes:std:label#{i})\n" for i in THINGS]
    rst = [f"* :external+notes:ref:`{i}` :ref:`{i}`\n" for i in THINGS]
    files = {
        "index.md": "# There\n\n```{toctree}\nr\n```\n\n" + "".join(md),
        "r.rst": "R\n=\n\n" + "".join(rst),
    }
    there = site(
        files,
        name="there",
        extensions=["myst_parser", "sphinx.ext.intersphinx"],
        primary_domain="py",
        intersphinx_mapping={"notes": ("https://notes.example/", str(made.out / "objects.inv"))},
    )
    for page in ("index", "r"):
        text = there.read(f"{page}.html")
        for title, _ in THINGS.values():
            assert text.count(f">{title}<") == 2, title
    assert f'href="https://notes.example/{HOME}.html#talk-beyond-cuda-2025-panel"' in text


def test_another_project_reaches_everything_with_the_extension(site: MakeSite) -> None:
    made = site(SITE, name="here")
    there = site(
        {
            "index.md": f"# There\n\n{{external+notes:notes:talk}}`{TALK}` "
            "{external+notes:notes:person}`people/jensen-huang`\n",
        },
        name="there",
        extensions=["eventnotes.site", "sphinx.ext.intersphinx"],
        intersphinx_mapping={"notes": ("https://notes.example/", str(made.out / "objects.inv"))},
    )
    assert [words for _, words in links(there, "index")] == ["SCALE: CUDA on AMD", "Jensen Huang"]
