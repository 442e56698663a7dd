"""Other projects link here through the inventory, with and without the extension."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from building import MakeSite, Site

from eventnotes.index.elsewhere import Elsewhere

NOTES = {
    "events/2025-03-17-beyond-cuda.md": """\
# Beyond CUDA Summit

```{event}
:date: 2025-03-17
:host: TensorWave
```

## SCALE: *unmodified* CUDA

```{talk}
:id: scale
:speakers: Michael (Spectral Compute); Greg Diamos (TensorWave)
```

## 日本語

```{talk}
```
"""
}

# What another project writes, in both languages, and the text and address it must get.
LINKS = {
    "event": ("beyond-cuda-2025", "Beyond CUDA Summit", "#event-beyond-cuda-2025"),
    "talk": (
        "beyond-cuda-2025/scale",
        "SCALE: unmodified CUDA",
        "#talk-beyond-cuda-2025-scale",
    ),
    "person": ("people/greg-diamos", "Greg Diamos", "#talk-beyond-cuda-2025-scale"),
}
PAGE = "https://notes.example.org/events/2025-03-17-beyond-cuda.html"


@pytest.fixture
def notes(site: MakeSite) -> Site:
    """Build the notes that the others link to."""
    return site(NOTES, name="notes")


def _consumer(
    site: MakeSite, notes: Site, files: dict[str, str], *extensions: str, **conf: Any
) -> Site:
    inventory = str(notes.out / "objects.inv")
    return site(
        {"index.md": "# Other\n\n```{toctree}\n:glob:\n\n*\n```\n", **files},
        name="other",
        extensions=["myst_parser", "sphinx.ext.intersphinx", *extensions],
        primary_domain="py",
        intersphinx_mapping={"notes": ("https://notes.example.org/", inventory)},
        **conf,
    )


def _link(text: str, anchor: str) -> tuple[str, str]:
    return f'href="{PAGE}{anchor}"', f">{text}</"


@pytest.mark.parametrize(("target", "text", "anchor"), LINKS.values(), ids=LINKS.keys())
@pytest.mark.parametrize(
    "form", ["{ref}`%s`", "{external+notes:ref}`%s`", "[](inv:notes:std:label#%s)"]
)
def test_a_project_without_the_extension_links_from_myst(
    site: MakeSite, notes: Site, form: str, target: str, text: str, anchor: str
) -> None:
    page = _consumer(site, notes, {"a.md": f"# A\n\n{form % target}\n"}).read("a.html")
    for part in _link(text, anchor):
        assert part in page


@pytest.mark.parametrize("extensions", [(), ("eventnotes",)])
def test_a_link_of_myst_that_names_no_type_is_ambiguous(
    site: MakeSite, notes: Site, extensions: tuple[str, ...]
) -> None:
    forms = ("[](inv:notes#%s)", "[](inv:#%s)", "<inv:notes#%s>", "[](#%s)")
    lines = [form % target for target, _, _ in LINKS.values() for form in forms]
    page = "# A\n\n" + "\n\n".join(lines) + "\n"
    said = ["myst.iref_ambiguous"] * len(lines)
    made = _consumer(site, notes, {"a.md": page}, *extensions, warnings=said)
    for target, _, _ in LINKS.values():
        both = f":{target}, notes:std:label:{target} "
        assert sum(both in warning for warning in made.warnings) == len(forms)


@pytest.mark.parametrize("extensions", [(), ("eventnotes",)])
def test_links_of_myst_to_labels_alone_find_one(
    site: MakeSite, notes: Site, extensions: tuple[str, ...]
) -> None:
    forms = ("[](#%s)", "[](inv:notes:std:label#%s)", "[](inv:*:std:label#%s)")
    lines = [form % target for target, _, _ in LINKS.values() for form in forms]
    page = "# A\n\n" + "\n\n".join(lines) + "\n"
    made = _consumer(site, notes, {"a.md": page}, *extensions, myst_ref_domains=["std"])
    for _, text, anchor in LINKS.values():
        href, words = _link(text, anchor)
        assert href in made.read("a.html")
        assert made.read("a.html").count(words) == len(forms)


@pytest.mark.parametrize(("target", "text", "anchor"), LINKS.values(), ids=LINKS.keys())
@pytest.mark.parametrize("form", [":ref:`%s`", ":external+notes:ref:`%s`"])
def test_a_project_without_the_extension_links_from_restructuredtext(
    site: MakeSite, notes: Site, form: str, target: str, text: str, anchor: str
) -> None:
    page = _consumer(site, notes, {"a.rst": f"A\n=\n\n{form % target}\n"}).read("a.html")
    for part in _link(text, anchor):
        assert part in page


@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize("name", ["a.md", "a.rst"])
def test_a_project_with_the_extension_links_by_role(
    site: MakeSite, notes: Site, name: str, kind: str
) -> None:
    target, text, anchor = LINKS[kind]
    title, role = (
        ("# A", f"{{external+notes:notes:{kind}}}`{target}`")
        if name.endswith("md")
        else ("A\n=", f":external+notes:notes:{kind}:`{target}`")
    )
    files = {name: f"{title}\n\n{role}\n"}
    page = _consumer(site, notes, files, "eventnotes").read("a.html")
    for part in _link(text, anchor):
        assert part in page


def test_plain_roles_find_what_only_another_project_has(site: MakeSite, notes: Site) -> None:
    files = {"a.md": "# A\n\n{notes:talk}`beyond-cuda-2025/scale`\n"}
    page = _consumer(site, notes, files, "eventnotes").read("a.html")
    for part in _link("SCALE: unmodified CUDA", "#talk-beyond-cuda-2025-scale"):
        assert part in page


SAME = "\n## Same\n\n```{talk}\n:speakers: Ann Bee (Mako)\n```\n"
TITLED = {
    f"events/{name}.md": f"# {name.title()} day\n\n```{{event}}\n:aliases: old-{name}\n```\n{SAME}"
    for name in ("one", "other")
}


def test_roles_find_by_title_what_one_thing_of_a_kind_has(site: MakeSite) -> None:
    notes = site(TITLED, name="notes")
    text = "# A\n\n{notes:event}`one  DAY` {notes:event}`Same` {external+notes:notes:talk}`Same`\n"
    made = _consumer(site, notes, {"a.md": text}, "eventnotes", warnings=True)
    page = made.read("a.html")
    assert 'href="https://notes.example.org/events/one.html#event-one"' in page
    assert page.count("https://notes.example.org/") == 1
    assert [line.partition(" [")[0] for line in made.warnings] == [
        "a.md:3: WARNING: external notes:talk reference target not found: Same",
        "a.md:3: WARNING: event: nothing is called 'Same'",
    ]


def test_a_fault_in_the_search_for_a_title_costs_that_link_alone(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def astray(*args: Any) -> None:
        raise ValueError("astray")

    notes = site(TITLED, name="notes")
    monkeypatch.setattr(Elsewhere, "find", astray)
    text = "# A\n\n{notes:event}`One day` {notes:event}`one`\n"
    said = ["notes.internal", "notes.reference"]
    made = _consumer(site, notes, {"a.md": text}, "eventnotes", warnings=said)
    assert 'href="https://notes.example.org/events/one.html#event-one"' in made.read("a.html")
    assert "One day" in made.text("a.html")
    assert made.app.statuscode == 1


# -- linkcheck ---------------------------------------------------------------------------


class _Quiet(http.server.SimpleHTTPRequestHandler):
    seen: list[str]

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.seen.append(self.path)
        self.send_response(404 if "gone" in self.path else 200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Serve on loopback; yield the address and the paths that were asked for."""
    seen: list[str] = []
    handler = type("Handler", (_Quiet,), {"seen": seen})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(handler)) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", seen
        running.shutdown()
        thread.join()


def test_linkcheck_follows_the_links_of_cards(
    site: MakeSite, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    base, seen = server
    page = (
        "# A\n\n```{event}\n:url: BASE/event\n:recording: BASE/day-one BASE/day-two\n```\n\n"
        "## T\n\n```{talk}\n:url: BASE/programme\n:recording: BASE/gone\n:slides: BASE/slides\n"
        ":paper: BASE/paper\n:code: BASE/code\n```\n\n```{link} BASE/article\n"
        ":archive: BASE/copy\n```\n\n:::{private}\n<BASE/private>\n:::\n"
    ).replace("BASE", base)
    built = site({"events/a.md": page}, builder="linkcheck", warnings=True)
    assert sorted(set(seen)) == [
        "/article",
        "/code",
        "/copy",
        "/day-one",
        "/day-two",
        "/event",
        "/gone",
        "/paper",
        "/programme",
        "/slides",
    ]
    report = built.read("output.txt")
    assert "[broken]" in report
    assert f"{base}/gone" in report
    assert report.count("\n") == 1
