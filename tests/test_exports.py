"""What extensions make files of: the site, the addresses and the text of pages; one or several."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from building import MakeSite, Site, free_sphinx, maker
from extensions import importable

from eventnotes import api
from eventnotes.api import files
from eventnotes.api.published import base_of, is_preview
from eventnotes.api.texts import plain_html
from eventnotes.leaks import LeakError

CODE = """
from eventnotes import api

def said(notes):
    return repr(notes.site)

def addresses(notes):
    every = (*notes.events, *notes.talks, *notes.people)
    return "\\n".join(notes.address(each.at) for each in every) + "\\n" + notes.address("feed.xml")

def each_text(notes):
    for event in notes.events:
        yield f"texts/{event.id}.html", notes.html(event.at.page)

def each_title(notes):
    return [(f"titles/{talk.id}.txt", talk.title) for talk in notes.talks]

def none(notes):
    return None if len(notes.talks) > 1 else "one"

def setup(app):
    api.add_export(app, "site.txt", said)
    api.add_export(app, "addresses.txt", addresses)
    api.add_exports(app, "texts/*.html", each_text, text=True)
    api.add_exports(app, "titles/*.txt", each_title)
    api.add_export(app, "none.txt", none)
    api.add_export(app, "humans.txt", lambda notes: "ours", gives_way=True)
    api.add_export(app, "llms.txt", lambda notes: "mine")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
NIGHT = """\
# Kernel night <3

```{event}
:date: 2026-02-12
:timezone: Europe/Vienna
```

It was good, see [the other](../other.md#part) and <https://example.org/a?b=1&c=2>.

:::{update} 2026-05-01
The slides are out.
:::

:::{update} 2026-03
A.
:::

## Measuring & more

```{talk}
:speakers: Ada Miller (Example Labs)
```

:::{private}
The zqxnight was long and dull.
:::

Words of the talk. <!-- zqxcomment -->

```python
if 1 < 2: pass
```
""".replace(
    "{UPDATES}", ":::{update} 2026-05-01\nThe slides are out.\n:::\n\n:::{update} 2026-03\nA.\n:::"
)
OTHER = "# Other\n\n## Part\n\nText.\n"
FILES = {"events/night.md": NIGHT, "other.md": OTHER, "extra/humans.txt": "theirs"}
CONF: dict[str, Any] = {
    "extensions": ["eventnotes.site", "made"],
    "html_baseurl": "https://notes.example.org/en",
    "html_extra_path": ["extra"],
    "project": "Field notes",
    "author": "Ann",
    "copyright": "2026, Ann",
    "myst_heading_anchors": 2,
}


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the extension be loaded."""
    with importable(tmp_path_factory.mktemp("modules"), {"made.py": CODE}):
        yield


@pytest.fixture(scope="module")
def html(module: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site."""
    yield maker(tmp_path_factory.mktemp("html"))(FILES, **CONF)
    free_sphinx()


def test_an_export_knows_the_site(html: Site) -> None:
    assert html.read("site.txt") == (
        "Site(title='Field notes', author='Ann', copyright='2026, Ann', language='en',"
        " url='https://notes.example.org/en/', authority='notes.example.org,2026',"
        " rating_scale=5, is_preview=False, is_private=False, has_pages=True,"
        " icon='', logo='')"
    )


def test_addresses_are_absolute_where_the_site_has_one(html: Site, site: MakeSite) -> None:
    lines = html.read("addresses.txt").split("\n")
    assert lines == [
        "https://notes.example.org/en/events/night.html#event-night",
        "https://notes.example.org/en/events/night.html#talk-night-measuring-more",
        "https://notes.example.org/en/events/night.html#talk-night-measuring-more",
        "https://notes.example.org/en/feed.xml",
    ]
    found = site(FILES, **{**CONF, "html_baseurl": ""}, builder="dirhtml")
    lines = found.read("addresses.txt").split("\n")
    assert (lines[0], lines[-1]) == ("events/night/#event-night", "feed.xml")


def test_the_text_of_a_page_is_plain_html_with_whole_addresses(html: Site) -> None:
    text = html.read("texts/night.html")
    assert "Kernel night" not in text
    assert '<a href="https://notes.example.org/en/other.html#part">the other</a>' in text
    assert '<a href="https://example.org/a?b=1&amp;c=2">' in text
    assert "<h2>Measuring &amp; more</h2>" in text
    assert "if 1 &lt; 2: pass" in text
    assert "Words of the talk." in text
    assert "zqx" not in text
    assert "class=" not in text
    assert "¶" not in text


def test_days_of_updates_are_known(html: Site) -> None:
    assert api.notes(html.app.env).events[0].updates == ("2026-03", "2026-05-01")


def test_several_files_come_and_go_with_what_they_are_made_of(site: MakeSite, module: None) -> None:
    found = site(FILES, **CONF)
    assert found.read("titles/night/measuring-more.txt") == "Measuring & more"
    assert found.read("none.txt") == "one"
    other = (found.out / "site.txt").stat().st_mtime_ns
    found.write({"events/night.md": NIGHT + "\n## Second\n\n```{talk}\n```\n"})
    found.rebuild()
    assert found.read("titles/night/second.txt") == "Second"
    assert "<h2>Second</h2>" in found.read("texts/night.html")
    assert not (found.out / "none.txt").exists()
    found.write({"events/night.md": NIGHT.replace("Words of", "Phrases of")})
    found.rebuild()
    assert not (found.out / "titles/night/second.txt").exists()
    assert "Phrases of the talk." in found.read("texts/night.html")
    assert (found.out / "site.txt").stat().st_mtime_ns == other
    (found.root / "events/night.md").unlink()
    found.rebuild()
    assert not (found.out / "texts").exists()
    assert list((found.root / "_build/doctrees/texts").rglob("*.html")) == []


COUNTED = """
from eventnotes import api

MADE = []

def badge(title, names):
    MADE.append(title)
    return f"{title}: {', '.join(names)}\\n"

def each(notes):
    for talk in notes.talks:
        names = tuple(person.name for person in talk.speakers)
        yield f"badges/{talk.id}.txt", api.MadeOf(badge, talk.title, names)

def setup(app):
    api.add_exports(app, "badges/*.txt", each)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
TWO = "# Two\n\n```{event}\n```\n\nFirst words.\n\n" + "\n".join(
    f"## {title}\n\n```{{talk}}\n:speakers: {who}\n```\n"
    for title, who in (("Tiles", "Ada Miller"), ("Grids", "Ben Okafor"))
)


def test_only_a_file_is_made_again_of_which_a_value_has_changed(
    site: MakeSite, tmp_path: Path
) -> None:
    with importable(tmp_path / "modules", {"counted.py": COUNTED}):
        made = sys.modules["counted"].MADE
        conf = {"extensions": ["eventnotes.site", "counted"]}
        found = site({"events/two.md": TWO}, **conf)
        tiles, grids = found.out / "badges/two/tiles.txt", found.out / "badges/two/grids.txt"

        def made_after(edit: dict[str, str]) -> list[str]:
            made.clear()
            found.write(edit)
            found.rebuild()
            assert tiles.read_text(encoding="utf-8") == "Tiles: Ada Miller\n"
            return sorted(made)

        assert sorted(made) == ["Grids", "Tiles"]
        assert made_after({}) == []
        assert made_after({"events/two.md": TWO.replace("First", "Other")}) == []
        assert made_after({"events/two.md": TWO.replace("Ben Okafor", "Cleo Park")}) == ["Grids"]
        assert grids.read_text(encoding="utf-8") == "Grids: Cleo Park\n"
        grids.unlink()
        assert made_after({}) == ["Grids"]
        tiles.write_text("Somebody else wrote", encoding="utf-8")
        assert made_after({}) == ["Tiles"]
        os.utime(tiles, ns=(1, 1))  # as a copy of the output has other times
        assert made_after({}) == []
        assert made_after({"events/two.md": TWO}) == ["Grids"]
        _as_earlier_versions_kept_it(found.root / "_build/doctrees/exports.json")
        assert made_after({}) == []
        (tmp_path / "modules/counted.py").write_text(f"{COUNTED}# changed", encoding="utf-8")
        assert made_after({}) == ["Grids", "Tiles"]


def _as_earlier_versions_kept_it(store: Path) -> None:
    """Leave nothing in what is kept of a file but the digest of its content."""
    kept = json.loads(store.read_text(encoding="utf-8"))
    for exports in kept.values():
        for export in exports.values():
            export[1] = {name: file[0] for name, file in export[1].items()}
    store.write_text(json.dumps(kept), encoding="utf-8")


def test_a_setting_of_the_notes_makes_all_files_again(site: MakeSite, tmp_path: Path) -> None:
    with importable(tmp_path / "modules", {"counted.py": COUNTED}):
        made = sys.modules["counted"].MADE
        found = site({"events/two.md": TWO}, extensions=["eventnotes.site", "counted"])
        made.clear()
        builder, conf, _ = found._arguments
        Site(found.root, builder, {**conf, "eventnotes_rating_scale": 10}).rebuild()
        assert sorted(made) == ["Grids", "Tiles"]


def test_a_file_of_which_a_part_was_written_is_written_whole_by_the_next_build(
    site: MakeSite, module: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(path: str, data: bytes) -> None:
        Path(path).write_bytes(data[:5])
        raise KeyboardInterrupt

    built = site(FILES, **CONF)
    whole = built.read("addresses.txt")
    free_sphinx()
    shutil.rmtree(built.root / "_build")
    with monkeypatch.context() as patched:
        patched.setattr(files, "_write_new", killed)
        with pytest.raises(KeyboardInterrupt):
            built.rebuild()
    assert built.read("addresses.txt") == whole[:5]
    (built.out / "site.txt").write_text("somebody else's")
    built.rebuild(["notes.extension"])
    assert built.read("addresses.txt") == whole
    assert built.read("site.txt") == "somebody else's"
    assert "the file site.txt is missing" in built.warnings[0]


def test_another_title_elsewhere_is_in_the_text_of_a_page(site: MakeSite, module: None) -> None:
    linking = NIGHT.replace("[the other](../other.md#part)", "[](../other.md)")
    found = site({**FILES, "events/night.md": linking}, **CONF)
    assert ">Other</a>" in found.read("texts/night.html").replace("<span>", "").replace(
        "</span>", ""
    )
    found.write({"other.md": OTHER.replace("# Other", "# Another", 1)})
    found.rebuild()
    assert ">Another</a>" in found.read("texts/night.html")


def test_a_file_of_another_extension_takes_the_place_of_one_that_gives_way(html: Site) -> None:
    assert html.read("llms.txt") == "mine"


def test_a_file_that_gives_way_leaves_the_authors_own(html: Site, site: MakeSite) -> None:
    assert html.read("humans.txt") == "theirs"
    found = site(FILES, **{**CONF, "html_extra_path": []})
    assert found.read("humans.txt") == "ours"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ('[("a/b.txt", "x"), ("A/b.txt", "x")]', "file 'A/b.txt'; allowed: each name once, like a"),
        ('[("c/b.txt", "x")]', "a file 'c/b.txt'"),
        ('[("a/../b.txt", "x")]', "a file 'a/../b.txt'"),
        ('[("a/.txt", "x")]', "a file 'a/.txt'"),
        ("5", "TypeError"),
    ],
)
def test_names_that_are_not_like_those_announced_are_errors(
    site: MakeSite, tmp_path: Path, made: str, said: str
) -> None:
    code = f"""
from eventnotes import api

def setup(app):
    api.add_exports(app, "a/*.txt", lambda notes: {made})
    return {{"parallel_read_safe": True, "parallel_write_safe": True}}
"""
    with importable(tmp_path / "modules", {"wrong.py": code}):
        found = site(
            {"index.md": "# A"},
            extensions=["eventnotes.site", "wrong"],
            warnings=["notes.extension"],
        )
    assert "the files a/*.txt is missing" in found.warnings[0]
    assert said in found.warnings[0]
    assert not (found.out / "a").exists()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("READTHEDOCS_VERSION_TYPE", "external", True),
        ("READTHEDOCS_VERSION_TYPE", "branch", False),
        ("GITHUB_EVENT_NAME", "pull_request", True),
        ("GITHUB_EVENT_NAME", "push", False),
    ],
)
def test_the_build_of_a_pull_request_is_a_preview(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: bool
) -> None:
    for other in ("READTHEDOCS_VERSION_TYPE", "GITHUB_EVENT_NAME", "NETLIFY"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv(name, value)
    assert is_preview() is expected


def test_an_address_of_the_site_that_is_none_is_not_used(html: Site) -> None:
    config = html.app.config
    known = config.html_baseurl
    config.html_baseurl = "notes.example.org"
    assert base_of(config) == ""
    config.html_baseurl = known


PLAIN = {
    "scripts": ("<p>a<script>b</script>c</p>", "<p>ac</p>"),
    "unclosed": ("<div><p>a<button>b</div><p>c", "<div><p>a</p></div><p>c"),
    "unknown": ("<section><x-y>a</x-y></section>", "a"),
    "attributes": (
        '<img alt="&quot;a&quot;" src="../i.png" onload="x" style="y">',
        '<img alt="&quot;a&quot;" src="https://e.org/i.png">',
    ),
    "anchors": (
        '<a class="headerlink" href="#x">¶</a><a href="#x">y</a>',
        '<a href="https://e.org/d/p.html#x">y</a>',
    ),
    "hidden": ("<p hidden>a</p><p>b</p>", "<p>b</p>"),
    "odd address": ('<a href="http://[">a</a>', '<a href="http://[">a</a>'),
    "stray": ("<p>a < b &amp; c &#8594; d</p>", "<p>a &lt; b &amp; c &#8594; d</p>"),
    "titles": ("<h1>a</h1><h1>b</h1>", "<h1>b</h1>"),
    "quotes": ("<p title='a > \"b\"'>c</p>", '<p title="a &gt; &quot;b&quot;">c</p>'),
    "upper": (
        '<P CLASS="x"><A HREF=../i.html>a</A></P>',
        '<p><a href="https://e.org/i.html">a</a></p>',
    ),
    "code in a script": ("<p>a<script>if (b<c && d>e) f('</p>')</script>g</p>", "<p>ag</p>"),
    "facts": (
        '<p><b class="en-fact">a</b> <b class="en-fact"><i>b</i></b> <a href="#c">c</a></p>d',
        '<p><b>a</b> · <b><i>b</i></b> · <a href="https://e.org/d/p.html#c">c</a></p>d',
    ),
    "picture in words": (
        '<p>a <data role="img" aria-label="Rated 4 of 5" value="4"><i></i> 4</data></p>'
        '<p role="img" aria-label="1 < 2">3<br><b>4</p><p>c</p>',
        "<p>a Rated 4 of 5</p><p>1 &lt; 2</p><p>c</p>",
    ),
    "set apart": (
        '<p>a <small class="en-learned">b</small> <data class="en-score">c</data></p>'
        '<p><data class="en-score">d</data></p><p class="en-score">e</p>'
        '<p><b>f</b> <a href="#g"><span class="p-org">g</span></a></p>',
        "<p>a · <small>b</small> · c</p><p>d</p><p>e</p>"
        '<p><b>f</b> · <a href="https://e.org/d/p.html#g">g</a></p>',
    ),
    "a name is not": (
        '<p>Run by <span><a href="#a"><strong class="p-name p-org">A</strong></a></span></p>',
        '<p>Run by <a href="https://e.org/d/p.html#a"><strong>A</strong></a></p>',
    ),
    "schedule": (
        "<table><tr><td>9:00</td><td><i>9:00–9:30</i> <span class='en-room'>Hall</span> A</td></tr>"
        '<tr class="en-free"><th>9:30</th><td></td></tr></table>',
        "<table><tr><td>9:00</td><td><i>9:00–9:30</i>  A</td></tr></table>",
    ),
    "footnotes": (
        '<details><summary>Note 1</summary><div><span class="en-mark"><a href="#id1">1</a></span>'
        '<p>a</p></div></details><p class="en-all-notes"><a href="#en-notes">All notes</a></p>'
        '<section class="en-notes"><ol><li><p>a</p></li></ol></section>',
        "<details><summary>Note 1</summary><div><p>a</p></div></details>",
    ),
    "choices": ('<p class="en-best"><label><input> 4 and better</label></p><p>a</p>', "<p>a</p>"),
    "label": ('<p class="en-label">a</p>', "<p><strong>a</strong></p>"),
    "closed": ("a<br/>b<span/>c</em>", "a<br>bc"),
}


@pytest.mark.parametrize(("body", "text"), PLAIN.values(), ids=PLAIN)
def test_what_a_browser_does_something_with_is_left_out(body: str, text: str) -> None:
    assert plain_html(body, "https://e.org/d/p.html") == text


@pytest.mark.parametrize("ending", ["xml", "ics", "bib", "json"])
def test_private_words_are_found_whatever_a_format_makes_of_them(
    site: MakeSite, tmp_path: Path, ending: str
) -> None:
    made = {
        "xml": "<p>&lt;em&gt;The zqxnight was&lt;/em&gt; long and dull</p>",
        "ics": "DESCRIPTION:The zqx\\r\\n night was lo\\r\\n ng\\\\, and dull\\r\\n",
        "bib": "title = {The {zqx}night was long and {d}ull}",
        "json": '{"a": "<em>The zqxnight</em> was long and dull"}',
    }[ending]
    code = f"""
from eventnotes import api

def setup(app):
    api.add_export(app, "leak.{ending}", lambda notes: {made!r}.replace("\\\\\\\\", "\\\\"))
    return {{"parallel_read_safe": True, "parallel_write_safe": True}}
""".replace("\\\\r\\\\n", "\\r\\n")
    with (
        importable(tmp_path / "modules", {"leaky.py": code}),
        pytest.raises(LeakError, match=f"leak.{ending}"),
    ):
        site(
            {"events/night.md": NIGHT, "other.md": OTHER},
            extensions=["eventnotes.site", "leaky"],
            myst_heading_anchors=2,
        )
