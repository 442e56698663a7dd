"""Other extensions: the examples of the guide, what they change, and what goes wrong in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from building import MakeSite, Site, free_sphinx, maker
from comparing import differences, output_of
from extensions import NAMES, examples, importable, listener
from sphinx.errors import ExtensionError
from sphinx.pycode import ModuleAnalyzer

from eventnotes import api
from eventnotes.diagnostics import Notice
from eventnotes.leaks import LeakError

EXTENSIONS = ["eventnotes.site", *NAMES]
NIGHT = """\
# Kernel night

```{event}
:date: 2026-02-12
:attended: in person
```

## Measuring

```{talk}
:speakers: Ada Miller (Example Labs)
:track: sw
```

## Spilling

```{talk}
:speakers: Ben Okafor
:tracks: Models
:rating: 4/5
```
"""
DAY = """\
# Fan day

```{event}
:date: 2026-03-01
```

## Two fans

```{talk}
:track: HW
```

## No fan

```{talk}
```
"""
LISTS = """\
# Lists

```{talks}
:columns: title, track
:sort: track
```

## Filtered

```{talks}
:as: list
:track: Software, hw
```

## Without

```{talks}
:as: list
:not-track: software
```

## Events

```{events}
:as: list
:track: ai
```

## Grouped

```{talks}
:as: list
:group: track
```

## Waiting

```{unrated} Still to be rated
:as: list
```
"""
FILES = {"events/night.md": NIGHT, "events/day.md": DAY, "lists.md": LISTS, "other.md": "# Other\n"}


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let the examples be loaded; return the folder they are in."""
    folder = tmp_path_factory.mktemp("modules")
    with importable(folder, examples()):
        yield folder


def built(make: MakeSite, files: dict[str, str] | None = None, **options: Any) -> Site:
    return make(files or FILES, **{"extensions": EXTENSIONS, **options})


@pytest.fixture(scope="module")
def text(modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site as text."""
    yield built(maker(tmp_path_factory.mktemp("text")), builder="text")
    free_sphinx()


@pytest.fixture(scope="module")
def html(modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site as HTML."""
    yield built(maker(tmp_path_factory.mktemp("html")))
    free_sphinx()


def under(page: str, heading: str) -> str:
    """Return what stands under a heading of a page of text, on one line."""
    rest = re.split(rf"^{heading}\n=+$", page, flags=re.MULTILINE)[1]
    return " ".join(re.split(r"^\S.*\n={3,}$", rest, flags=re.MULTILINE)[0].split())


def test_the_guide_shows_three_extensions() -> None:
    assert sorted(examples()) == ["talks_csv.py", "track.py", "unrated.py"]


# -- a field ---------------------------------------------------------------------------------


def test_a_field_stands_on_the_card_in_every_format(text: Site, html: Site) -> None:
    page = " ".join(text.read("events/night.txt").split())
    assert "Ada Miller (Example Labs) Track: Software" in page
    assert "Ben Okafor Track: Models" in page
    assert '<span class="en-fact">Track: Software</span>' in html.read("events/night.html")
    assert html.read("events/day.html").count("Track:") == 1


def test_a_field_is_a_column_and_a_key_to_sort_by(html: Site) -> None:
    table = html.read("lists.html").partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [re.sub(r"<[^>]*>", " ", row).split() for row in table.split("</tr>")]
    assert [" ".join(row) for row in rows if row] == [
        "Two fans Hardware",
        "Spilling Models",
        "Measuring Software",
        "No fan",
    ]
    assert '<th scope="col" data-key="track">Track</th>' in html.read("lists.html")


def test_a_field_is_a_filter_and_leaves_out_what_it_is_told_to(text: Site) -> None:
    page = text.read("lists.txt")
    filtered = under(page, "Filtered")
    assert "Measuring" in filtered
    assert "Two fans" in filtered
    assert "Spilling" not in filtered
    without = under(page, "Without")
    assert "Measuring" not in without
    assert "No fan" in without


def test_an_event_has_what_one_of_its_talks_has(text: Site) -> None:
    assert "Kernel night" in under(text.read("lists.txt"), "Events")
    assert "Fan day" not in under(text.read("lists.txt"), "Events")


def test_a_list_is_grouped_by_a_field(text: Site) -> None:
    page = text.read("lists.txt")
    headings = re.findall(r"^(.+)\n-+$", page.partition("Grouped\n")[2], flags=re.MULTILINE)
    assert headings == ["Hardware", "Models", "Software", "Track: none"]


def test_a_value_that_cannot_be_read_loses_the_field_alone(site: MakeSite, modules: Path) -> None:
    page = NIGHT.replace(":track: sw", ":track: swim")
    found = built(site, {"events/night.md": page}, builder="text", warnings=["notes.word"])
    assert found.warnings == [
        "events/night.md:12: WARNING: talk: track can't be read: 'swim';"
        " allowed: hw or sw or ai [notes.word]"
    ]
    said = " ".join(found.read("events/night.txt").split())
    assert "Ada Miller (Example Labs)" in said
    assert "Software" not in said


def test_a_filter_that_nothing_has_shows_nothing_and_names_the_nearest(
    site: MakeSite, modules: Path
) -> None:
    lists = "# L\n\n" + "".join(
        f"```{{talks}}\n:as: list\n:{name}: Sofware\n```\n\n" for name in ("track", "not-track")
    )
    found = built(
        site,
        {"events/night.md": NIGHT, "l.md": lists},
        builder="text",
        warnings=["notes.filter", "notes.filter"],
    )
    assert "no track is called 'Sofware'; nearest: 'Software'" in found.warnings[0]
    assert "no not-track is called 'Sofware'; nearest: 'Software'" in found.warnings[1]
    assert found.read("l.txt").count("No talks here.") == 2


def test_without_the_extension_its_option_is_a_warning(site: MakeSite) -> None:
    files = {"events/day.md": DAY}
    found = site(files, warnings=["notes.option"])
    assert "no option 'track' (HW)" in found.warnings[0]


# -- a list and a file -----------------------------------------------------------------------


def test_a_list_holds_what_its_function_returns(text: Site, html: Site) -> None:
    waiting = under(text.read("lists.txt"), "Waiting")
    assert waiting.startswith("Still to be rated")
    assert "Measuring" in waiting
    assert not re.search("Spilling|fan", waiting)
    assert "en-talks" in html.read("lists.html").partition("Still to be rated")[0][-200:]


def test_the_file_has_a_line_for_each_talk(html: Site) -> None:
    assert html.read("data/talks.csv") == (
        "id,title,day,speakers,track\n"
        "day/two-fans,Two fans,2026-03-01,,Hardware\n"
        "day/no-fan,No fan,2026-03-01,,\n"
        "night/measuring,Measuring,2026-02-12,Ada Miller,Software\n"
        "night/spilling,Spilling,2026-02-12,Ben Okafor,Models\n"
    )


@pytest.mark.parametrize("builder", ["epub", "json"])
def test_other_builders_than_those_of_pages_write_no_file(
    site: MakeSite, modules: Path, text: Site, builder: str
) -> None:
    assert not (text.out / "data").exists()
    found = built(site, {"events/night.md": NIGHT}, builder=builder, warnings=True)
    assert not (found.out / "data").exists()


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_the_file_is_written_by_each_builder_of_pages(
    site: MakeSite, modules: Path, html: Site, builder: str
) -> None:
    found = built(site, {**FILES, "index.md": INDEX}, builder=builder)
    assert found.read("data/talks.csv") == html.read("data/talks.csv")


INDEX = "# Notes\n\n```{toctree}\n:glob:\n\n**\n```\n"


# -- building again --------------------------------------------------------------------------


def rewrite(found: Site, files: dict[str, str], warnings: Any = False) -> None:
    """Change some sources and build again."""
    found.write(files)
    found.rebuild(warnings)


def written(found: Site) -> set[str]:
    """Return the pages that the last build wrote."""
    return set(found.domain.written)


@pytest.mark.parametrize("parallel", [0, 2])
def test_a_change_of_a_field_rewrites_what_shows_it_and_nothing_else(
    site: MakeSite, modules: Path, parallel: int
) -> None:
    more = {f"plain-{number}.md": f"# Plain {number}\n" for number in range(6)}
    found = built(site, {**FILES, **more}, parallel=parallel)
    page = NIGHT.replace(":track: sw", ":track: hw")
    unknown = ["notes.filter"] * 2  # nothing is on software any more
    rewrite(found, {"events/night.md": page}, unknown)
    assert written(found) >= {"events/night", "lists"}
    assert written(found).isdisjoint({"other", "events/day", "plain-0"})
    assert "Measuring,2026-02-12,Ada Miller,Hardware" in found.read("data/talks.csv")
    files = {**FILES, **more, "events/night.md": page}
    clean = built(site, files, name="clean", warnings=unknown)
    assert differences(output_of(found), output_of(clean)) == []


def test_a_rating_takes_a_talk_out_of_the_list(site: MakeSite, modules: Path) -> None:
    found = built(site)
    rated = NIGHT.replace(":track: sw", ":track: sw\n:rating: 3")
    rewrite(found, {"events/night.md": rated})
    assert "lists" in written(found)
    assert "No talks here." in found.read("lists.html").partition("Still to be rated")[2]


def test_a_list_may_choose_by_what_its_own_lines_do_not_show(
    site: MakeSite, tmp_path: Path
) -> None:
    body = 'api.add_list(app, "blank", "events", lambda n: [e for e in n.events if not e.summary])'
    event = "# Fan day\n\n```{event}\n:date: 2026-03-01\n```\n\n"
    files = {"events/day.md": event, "l.md": "# L\n\n```{blank}\n:as: list\n```\n"}
    with extension(tmp_path, body):
        found = site(files, extensions=["eventnotes.site", "mine"], builder="text")
        assert "Fan day" in found.read("l.txt")
        rewrite(found, {"events/day.md": f"{event}There were fans.\n"})
    assert "No events here." in found.read("l.txt")


def test_the_file_is_written_when_its_content_changes_and_not_before(
    site: MakeSite, modules: Path
) -> None:
    found = built(site)
    path = found.out / "data/talks.csv"
    before = path.stat().st_mtime_ns
    found.rebuild()
    rewrite(found, {"events/night.md": f"{NIGHT}\nOne more word.\n"})
    assert path.stat().st_mtime_ns == before
    path.write_text("spoilt", encoding="utf-8")
    found.rebuild()
    assert path.read_text(encoding="utf-8").startswith("id,title")


def test_the_file_is_written_again_when_a_title_that_notes_show_changes(
    site: MakeSite, tmp_path: Path
) -> None:
    body = 'api.add_export(app, "said.txt", lambda n: "; ".join(t.text for t in n.takeaways))'
    refers = "# N\n\n:::{takeaway}\nSee [](../other.md) and {ref}`label`.\n:::\n"
    other = "# {}\n\nText.\n\n(label)=\n## {}\n\nText.\n"
    with extension(tmp_path, body):
        found = site(
            {"events/n.md": refers, "other.md": other.format("Fans", "Large")},
            extensions=["eventnotes.site", "mine"],
        )
        assert found.read("said.txt") == "See Fans and Large."
        rewrite(found, {"other.md": other.format("Pumps", "Large")})
        assert found.read("said.txt") == "See Pumps and Large."
        rewrite(found, {"other.md": other.format("Pumps", "Small")})
        assert found.read("said.txt") == "See Pumps and Small."


def test_a_label_that_is_another_is_shown_on_all_cards(site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "word").write_text("Mood", encoding="utf-8")
    body = 'api.add_field(app, "talk", "mood", label=lambda: open(WORD).read())'
    page = RICH.replace('<i>odd</i> & "loud", plain, plain', "odd")
    with extension(tmp_path, body, top=f"WORD = {str(tmp_path / 'word')!r}"):
        found = site({"events/long.md": page}, extensions=["eventnotes.site", "mine"])
        assert "Mood: odd" in found.text("events/long.html")
        (tmp_path / "word").write_text("Temper", encoding="utf-8")
        found.rebuild()
        assert "Temper: odd" in found.text("events/long.html")


def test_what_an_extension_has_left_is_gone_with_it(site: MakeSite, modules: Path) -> None:
    plain = {"events/night.md": NIGHT.replace(":track: sw\n", "").replace(":tracks: Models\n", "")}
    found = built(site, plain)
    assert (found.out / "data/talks.csv").is_file()
    (found.out / "data/mine.txt").write_text("mine", encoding="utf-8")
    found = site(plain)
    assert not (found.out / "data/talks.csv").exists()
    assert (found.out / "data/mine.txt").exists()


def test_the_folder_of_a_file_goes_when_it_held_nothing_else(site: MakeSite, modules: Path) -> None:
    built(site)
    found = site(FILES, warnings=True)
    assert not (found.out / "data").exists()


@pytest.mark.parametrize("change", ["version", "code"])
def test_another_version_of_an_extension_reads_all_pages_again(
    site: MakeSite, tmp_path: Path, change: str
) -> None:
    code = examples()
    with importable(tmp_path / "modules", code):
        found = built(site, builder="text")
        assert "Track: Software" in found.read("events/night.txt")
    new = code["track.py"].replace('"Software"', '"Programs"')
    if change == "version":
        new = new.replace('"version": "1.0"', '"version": "1.1"')
    lists = LISTS.replace("Software", "programs").replace("software", "programs")
    with importable(tmp_path / "modules", {**code, "track.py": new}):
        rewrite(found, {"lists.md": lists})
        assert "Track: Programs" in found.read("events/night.txt")
        assert "Measuring" in under(found.read("lists.txt"), "Filtered")
        free_sphinx()  # which brings back a path that these modules are on


# -- mistakes in an extension ----------------------------------------------------------------


def extension(tmp_path: Path, body: str, *, top: str = "") -> Any:
    """Let an extension ``mine`` be loaded whose ``setup()`` has that body."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    safe = '    return {"parallel_read_safe": True, "parallel_write_safe": True}\n'
    code = f"from eventnotes import api\n{top}\n\ndef setup(app):\n{lines}{safe}"
    return importable(tmp_path / "mine", {"mine.py": code})


MISTAKES = {
    "no kind": ('api.add_field(app, "takl", "x", label="X")', "no kind 'takl'; allowed: event, t"),
    "a plural": ('api.add_field(app, "talks", "x", label="X")', "there is no kind 'talks'"),
    "an option": ('api.add_field(app, "talk", "room", label="X")', "has an option 'room'"),
    "its plural": ('api.add_field(app, "talk", "rooms", label="X")', "has an option 'room'"),
    "its singular": ('api.add_field(app, "talk", "topic", label="X")', "has an option 'topics'"),
    "a filter": ('api.add_field(app, "event", "kind", label="X")', "asked for 'kind' already"),
    "a column": ('api.add_field(app, "event", "duration", label="X")', "asked for 'duration'"),
    "a word": ('api.add_field(app, "talk", "sorts", label="X")', "asked for 'sort' already"),
    "twice": (
        'api.add_field(app, "talk", "x", label="X")\napi.add_field(app, "talk", "xs", label="X")',
        "has an option 'x', added by mine",
    ),
    "near": (
        'api.add_field(app, "talk", "x", label="X")\napi.add_field(app, "event", "xs", label="X")',
        "{talk} has an option 'x', added by mine",
    ),
    "no name": ('api.add_field(app, "talk", "My track", label="X")', "allowed: a-z, 0-9 and -"),
    "not": ('api.add_field(app, "talk", "not-x", label="X")', "begins with 'not-'"),
    "no label": ('api.add_field(app, "talk", "x", label=" ")', "it has no label"),
    "label none": ('api.add_field(app, "talk", "x", label=None)', "it has no label"),
    "no parser": ('api.add_field(app, "talk", "x", label="X", parse=1)', "parse is 1; allowed: a"),
    "no list": ('api.add_list(app, "mine", "talk", list)', "nothing is called 'talk'; allowed: e"),
    "ratings": ('api.add_list(app, "mine", "ratings", list)', "nothing is called 'ratings'"),
    "a directive": ('api.add_list(app, "takeaways", "talks", list)', "taken by a directive"),
    "of docutils": ('api.add_list(app, "note", "talks", list)', "taken by a directive"),
    "of sphinx": ('api.add_list(app, "toctree", "talks", list)', "taken by a directive"),
    "list twice": ('[api.add_list(app, "mine", "talks", list) for _ in "ab"]', "that mine has add"),
    "no function": ('api.add_list(app, "mine", "talks", 1)', "choose is 1; allowed: a function"),
    "outside": ('api.add_export(app, "../x.txt", str)', "it can't be there"),
    "absolute": ('api.add_export(app, "/etc/x.txt", str)', "it can't be there"),
    "windows": ('api.add_export(app, "C:\\\\x.txt", str)', "it can't be there"),
    "hidden": ('api.add_export(app, ".x/y.txt", str)', "it can't be there"),
    "static": ('api.add_export(app, "_static/x.txt", str)', "it can't be there"),
    "empty": ('api.add_export(app, "", str)', "it can't be there"),
    "no text": ("api.add_export(app, None, str)", "it can't be there"),
    "picture": (
        'api.add_export(app, "x.png", str)',
        "would not be found; allowed: the endings .csv, .tsv, ",
    ),
    "office": ('api.add_export(app, "x.xlsx", str)', "would not be found; allowed: the endings"),
    "style": ('api.add_export(app, "x.css", str)', "would not be found; allowed: the endings"),
    "inventory": ('api.add_export(app, "objects.inv", str)', "Sphinx writes that file"),
    "file twice": ('[api.add_export(app, n, str) for n in ("x.txt", "X.txt")]', "'x.txt' is there"),
    "folder": ('[api.add_export(app, n, str) for n in ("x.md", "x.md/y.txt")]', "'x.md' is there"),
    "two stars": ('api.add_exports(app, "a/*/*.txt", list)', "allowed: a path with one * in it"),
    "no star": ('api.add_exports(app, "a/x.txt", list)', "allowed: a path with one * in it"),
    "star": ('api.add_export(app, "a/*.txt", list)', "it can't be there"),
    "like others": (
        'api.add_export(app, "A/x.txt", str)\napi.add_exports(app, "a/*.txt", list)',
        "'A/x.txt' is there, added by mine",
    ),
    "others like it": (
        '[api.add_exports(app, n, list) for n in ("a/*.txt", "*-b.txt")]',
        "'a/*.txt' is there, added by mine",
    ),
    "no maker": ('api.add_export(app, "x.txt", "x")', "make is 'x'; allowed: a function"),
}


@pytest.mark.parametrize(("body", "said"), MISTAKES.values(), ids=MISTAKES)
def test_what_cannot_be_added_stops_the_build_and_says_why(
    site: MakeSite, tmp_path: Path, body: str, said: str
) -> None:
    with extension(tmp_path, body), pytest.raises(ExtensionError) as caught:
        site({}, extensions=["eventnotes", "mine"])
    assert said in str(caught.value)
    assert "mine" in f"{caught.value} {caught.value.modname}"


def test_what_is_added_too_late_stops_the_build(site: MakeSite, tmp_path: Path) -> None:
    late = 'app.connect("builder-inited", lambda app: api.add_field(app, "talk", "x", label="X"))'
    with extension(tmp_path, late), pytest.raises(ExtensionError) as caught:
        site({}, extensions=["eventnotes", "mine"])
    assert "comes too late: an extension adds it in its setup()" in str(caught.value)


def errors(found: Site) -> list[str]:
    return [line for line in found.warnings if line.endswith(f"[notes.{Notice.EXTENSION.subtype}]")]


PARSERS = {
    "fails": ("{}[written]", "KeyError: 'sw'"),
    "nothing": ("None", "TypeError: parse returned None; allowed: a text, or a number"),
    "empty": ("''", "TypeError: parse returned ''"),
    "object": ("object", "TypeError: parse returned <class 'object'>"),
    "truth": ("True", "TypeError: parse returned True"),
    "nan": ("float('nan')", "TypeError: parse returned nan"),
}
SHOWN = {
    "shows-none": ("None", "TypeError: show returned None; allowed: a text"),
    "shows-number": ("5", "TypeError: show returned 5; allowed: a text"),
    "shows-blank": ("' '", "TypeError: show returned ' '; allowed: a text"),
}
WRONG = {**PARSERS, **SHOWN}


@pytest.fixture(scope="module")
def wrong_parsers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build a page with a value for each parser that fails."""
    folder = tmp_path_factory.mktemp("parsers")
    body = "\n".join(
        f'api.add_field(app, "talk", "{name}", label="X", {what}=lambda written: {value})'
        for what, functions in (("parse", PARSERS), ("show", SHOWN))
        for name, (value, _) in functions.items()
    )
    body += '\napi.add_field(app, "talk", "silent", label="X", parse=silent)'
    top = "def silent(written):\n    raise ValueError\n"
    options = "".join(f":{name}: sw\n" for name in (*WRONG, "silent"))
    lists = "".join(
        f"```{{talks}} {name}\n:as: list\n:{name}: sw\n```\n\n"
        for name in ("fails", "not-fails", "shows-none", "not-shows-none")
    )
    page = f"# Day\n\n## One\n\n```{{talk}}\n{options}:room: Hall 2\n```\n"
    with extension(folder, body, top=top):
        files = {"a.md": page, "l.md": f"# L\n\n{lists}"}
        yield maker(folder)(files, extensions=["eventnotes.site", "mine"], warnings=True)
    free_sphinx()


@pytest.mark.parametrize("name", WRONG)
def test_a_parser_that_fails_is_an_error_with_its_place(wrong_parsers: Site, name: str) -> None:
    line = 6 + list(WRONG).index(name)
    place = f"a.md:{line}: ERROR: the value of {name} ('sw') is missing: "
    (error,) = (each for each in errors(wrong_parsers) if each.startswith(place))
    assert WRONG[name][1] in error
    assert "this is a fault of the extension mine" in error


def test_a_parser_that_fails_loses_its_field_alone(wrong_parsers: Site) -> None:
    assert sum("a.md" in line for line in wrong_parsers.warnings) == len(WRONG) + 1
    assert wrong_parsers.app.statuscode == 1
    assert "Hall 2" in wrong_parsers.text("a.html")
    assert "X:" not in wrong_parsers.text("a.html")


def test_a_parser_that_says_nothing_is_no_sentence_without_an_end(wrong_parsers: Site) -> None:
    (warning,) = (line for line in wrong_parsers.warnings if "silent" in line)
    assert "silent can't be read: 'sw'; allowed: what the extension mine can read" in warning


def test_a_filter_whose_value_fails_shows_nothing(wrong_parsers: Site) -> None:
    told = [line for line in errors(wrong_parsers) if line.startswith("l.md:")]
    assert [re.findall(r"the value of (\S+) \('sw'\)", line) for line in told] == [
        *(["fails"], ["not-fails"], ["shows-none"], ["not-shows-none"])
    ]
    assert len(told) == sum("l.md" in line for line in wrong_parsers.warnings)
    assert wrong_parsers.text("l.html").count("No talks here.") == 4


def test_a_list_that_fails_is_an_error_and_everything_else_is_there(
    site: MakeSite, tmp_path: Path
) -> None:
    body = 'api.add_list(app, "odd", "talks", lambda notes: notes.tallks)'
    page = "# L\n\nBefore.\n\n```{odd}\n```\n\nAfter.\n\n```{talks}\n```\n"
    plain = NIGHT.replace(":track: sw\n", "").replace(":tracks: Models\n", "")
    with extension(tmp_path, body):
        found = site(
            {"events/night.md": plain, "l.md": page},
            extensions=["eventnotes.site", "mine"],
            warnings=True,
        )
    assert len(found.warnings) == 1
    assert errors(found)[0].startswith("l.md:5: ERROR: the list odd is missing: AttributeError")
    assert found.app.statuscode == 1
    said = found.text("l.html")
    assert "Before. Error Missing here, through a fault in the program: the list odd After." in said
    assert "Measuring" in said


@pytest.mark.parametrize(
    ("returned", "said"),
    [("notes.events", "Event(id='night'"), ("['night']", "'night'"), ("None", "None")],
)
def test_a_list_of_what_is_not_in_the_notes_is_an_error(
    site: MakeSite, tmp_path: Path, returned: str, said: str
) -> None:
    body = f'api.add_list(app, "odd", "talks", lambda notes: {returned})'
    plain = NIGHT.replace(":track: sw\n", "").replace(":tracks: Models\n", "")
    with extension(tmp_path, body):
        found = site(
            {"events/night.md": plain, "l.md": "# L\n\n```{odd}\n```\n"},
            extensions=["eventnotes.site", "mine"],
            warnings=True,
        )
    assert f"TypeError: it returned {said}" in errors(found)[0]
    assert "; allowed: records of notes.talks" in errors(found)[0]


EXPORTS = {
    "fails.txt": ("notes.tallks", "AttributeError: 'Published' object has no attribute 'tallks'"),
    "utf-16.csv": ("'words'.encode('utf-16')", "ValueError: private words in such bytes would no"),
    "nul.csv": ("'words'.encode('utf-16-le')", "ValueError: private words in such bytes would no"),
    "no-gzip.txt.gz": ("'words'", "ValueError: private words in such bytes would not be found; al"),
    "inner.txt.gz": (
        "__import__('gzip').compress(b'\\xff')",
        "ValueError: private words in such bytes would not be found; allowed: gzip of text in",
    ),
    "cut.inv": (
        "b'# Sphinx inventory version 2' + bytes([10]) + b'# zlib.' + bytes([10, 120, 156])",
        "ValueError: private words in such bytes would not be found; allowed: text in UTF-8",
    ),
    "collected.html": ("'x'", "FileExistsError: a file is there that something else has written"),
    "number.txt": ("5", "TypeError: its function returned int; allowed: str or bytes"),
    "other.html": ("'x'", "FileExistsError: the page other is written there"),
    "search.html": ("'x'", "FileExistsError: the page search is written there"),
    "extra.txt": ("'x'", "FileExistsError: extra is copied there"),
    "folder.md": ("'x'", "FileExistsError: a folder is there"),
    "index.html/x.txt": ("'x'", "FileExistsError: index.html is a file"),
}


@pytest.fixture(scope="module")
def wrong_exports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build a site with all files that can't be written, and one that can."""
    folder = tmp_path_factory.mktemp("exports")
    packed = "__import__('gzip').compress(b'right', mtime=0)"
    made = {**EXPORTS, "right.txt": ("b'right'", ""), "right.txt.gz": (packed, "")}
    body = "\n".join(
        f'api.add_export(app, "{name}", lambda notes: {what})' for name, (what, _) in made.items()
    )
    page = '[("collected", {"body": "Collected"}, "page.html")]'
    body += f'\napp.connect("html-collect-pages", lambda app: {page})'
    files = {"other.md": "# Other\n", "extra/extra.txt": "copied", "folder.md/a.md": "# A\n"}
    with extension(folder, body):
        yield maker(folder)(
            files,
            extensions=["eventnotes.site", "mine"],
            warnings=True,
            html_extra_path=["extra"],
        )
    free_sphinx()


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_that_fails_is_an_error_that_names_it(wrong_exports: Site, name: str) -> None:
    start = f"ERROR: the file {name} is missing: {EXPORTS[name][1]}"
    (error,) = (each for each in errors(wrong_exports) if each.startswith(start))
    assert "this is a fault of the extension mine" in error


def test_an_export_that_fails_leaves_everything_else(wrong_exports: Site) -> None:
    assert len(wrong_exports.warnings) == len(EXPORTS)
    assert wrong_exports.app.statuscode == 1
    assert "Other" in wrong_exports.read("other.html")
    assert wrong_exports.read("extra.txt") == "copied"
    assert wrong_exports.read("right.txt") == "right"
    assert (wrong_exports.out / "right.txt.gz").is_file()
    assert not (wrong_exports.out / "utf-16.csv").exists()
    assert "Collected" in wrong_exports.read("collected.html")


PACKED = """
import gzip, zlib

def inventory(text):
    line = f"name std:label -1 a.html {text}".encode()
    return b"# Sphinx inventory version 2\\n# zlib.\\n" + zlib.compress(line)

def packed(text):
    letters = "".join(chr(92) + f"u{ord(letter):04x}" for letter in text)
    return gzip.compress(f'"{letters}"'.encode())
"""


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("leak.txt", "open(PATH).read()"),
        ("leak.json.gz", "packed(SECRET)"),
        ("leak.inv", "inventory(SECRET)"),
        ("behind.inv", "inventory('public words') + SECRET.encode()"),
    ],
)
def test_an_export_with_private_words_is_removed_and_fails_the_build(
    site: MakeSite, tmp_path: Path, name: str, made: str
) -> None:
    secret = "The zqxfirst demo zqxsecond broke zqxthird down twice zqxfourth today."
    body = f'api.add_export(app, "data/{name}", lambda notes: {made})'
    page = f"{DAY.replace(':track: HW', '')}\n:::{{private}}\n{secret}\n:::\n"
    path = tmp_path / "site/events/day.md"
    with (
        extension(tmp_path, body, top=f"PATH = {str(path)!r}\nSECRET = {secret!r}\n{PACKED}"),
        pytest.raises(LeakError, match=re.escape(name)),
    ):
        site({"events/day.md": page}, extensions=["eventnotes.site", "mine"])
    assert not (tmp_path / f"site/_build/html/data/{name}").exists()


# -- reading all notes -----------------------------------------------------------------------

PRIVATE = f"""{NIGHT}
:::::{{private}}
## Zqxtalk

```{{talk}}
:speakers: Zqx Dee (Zqxorg)
:topics: zqxtopic
```

```{{link}} https://zqx.example/
```
:::::
"""
LOOK = """
SEEN = []

def look(app, notes):
    SEEN.append(notes)
"""


@pytest.mark.parametrize("private", [False, True])
def test_private_words_are_read_in_the_authors_copy_alone(
    site: MakeSite, modules: Path, private: bool
) -> None:
    found = built(site, {"events/night.md": PRIVATE}, eventnotes_private=private, builder="text")
    notes = api.notes(found.app.env)
    assert ("Zqxtalk" in {talk.title for talk in notes.talks}) is private
    assert ("people/zqx-dee" in {person.id for person in notes.people}) is private
    assert ("orgs/zqxorg" in {org.id for org in notes.orgs}) is private
    assert ("topics/zqxtopic" in {topic.id for topic in notes.topics}) is private
    assert ("https://zqx.example/" in {link.url for link in notes.links}) is private
    assert ("zqx" in repr([vars(notes)]).lower()) is private
    assert [talk.private for talk in notes.talks if talk.title == "Zqxtalk"] == [True] * private


def test_the_event_is_sent_once_a_build_with_all_notes(site: MakeSite, tmp_path: Path) -> None:
    body = 'app.setup_extension("eventnotes")\napp.connect(api.COLLECTED, look)'
    plain = NIGHT.replace(":track: sw\n", "").replace(":tracks: Models\n", "")
    with extension(tmp_path, body, top=LOOK):
        import mine  # type: ignore[import-not-found]  # made on the spot

        found = site({"events/night.md": plain}, extensions=["mine", "eventnotes.site"])
        found.rebuild()
        assert [len(notes.talks) for notes in mine.SEEN] == [2, 2]


def test_what_the_guide_says_of_the_event_works(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = NIGHT.replace(":track: sw\n", "").replace(":tracks: Models\n", "")
    with importable(tmp_path / "mine", {"listener.py": listener()}):
        site({"events/night.md": plain}, extensions=["eventnotes.site", "listener"])
    assert "2 talks\n" in capsys.readouterr().out


def test_a_handler_that_fails_stops_the_build_by_name(site: MakeSite, tmp_path: Path) -> None:
    body = 'app.setup_extension("eventnotes")\napp.connect(api.COLLECTED, look)'
    top = "def look(app, notes):\n    notes.tallks\n"
    with (
        extension(tmp_path, body, top=top),
        pytest.raises(ExtensionError, match=r"function look at .*eventnotes-collected"),
    ):
        site({}, extensions=["myst_parser", "mine"])


def test_the_records_say_what_the_page_does(html: Site) -> None:
    notes = api.notes(html.app.env)
    night = notes.events[1]
    assert (night.id, night.title, night.first, night.attended) == (
        *("night", "Kernel night", "2026-02-12", "in person"),
    )
    assert night.at == api.Place("events/night", "event-night", 3)
    talk = next(each for each in notes.talks if each.id == "night/spilling")
    assert talk.event == "night"
    assert talk.field("track") == "Models"
    assert talk.field("other") is None
    assert talk.attended == "in person"
    assert talk.rating == api.Rating(0.8, "4/5", "", ())
    ada = notes.people[0]
    assert (ada.id, ada.name, ada.talks) == (
        "people/ada-miller",
        "Ada Miller",
        ("night/measuring",),
    )
    assert ada.orgs == (api.Name("orgs/example-labs", "Example Labs"),)
    assert notes.orgs[0].people == ("people/ada-miller",)
    with pytest.raises(AttributeError):
        talk.title = "Another"  # type: ignore[misc]  # that it can't be set is the point


FIELDS = """
def read_level(written):
    return int(written)

def level(value):
    return f"level {value}"

def grade(value):
    return f"grade {value}"
"""


def test_several_numbers_and_an_events_field_of_the_same_name(
    site: MakeSite, tmp_path: Path
) -> None:
    body = (
        'api.add_field(app, "talk", "level", label=lambda: "Level", parse=read_level,'
        " show=level, several=True)\n"
        'api.add_field(app, "event", "level", label="Level", parse=read_level, show=grade)'
    )
    page = (
        "# All days\n\n```{event}\n:id: days-2026\n:level: 10\n```\n\n"
        "## A\n\n```{talk}\n:levels: 9, 11\n```\n\n"
        "## B\n\n```{talk}\n```\n\n## C\n\n```{talk}\n:level: 2\n```\n"
    )
    lists = (
        "# L\n\n```{talks}\n:columns: title, level\n:sort: level\n```\n\n"
        "## Ten\n\n```{talks}\n:as: list\n:level: 10\n```\n\n"
        "## Not\n\n```{talks}\n:as: list\n:not-level: 10, 2\n```\n"
    )
    with extension(tmp_path, body, top=FIELDS):
        found = site(
            {"events/days.md": page, "l.md": lists},
            extensions=["eventnotes.site", "mine"],
            builder="text",
        )
        talks = {talk.title: talk.field("level") for talk in api.notes(found.app.env).talks}
        before = found.read("events/days.txt"), found.read("l.txt")
        rewrite(found, {"events/days.md": page.replace(":level: 10", ":level: 11")}, True)
        assert re.search(r"^\| B .*\| grade 11", found.read("l.txt"), flags=re.MULTILINE)
    assert talks == {"A": (9, 11), "B": 10, "C": (2,)}
    said, listed = " ".join(before[0].split()), before[1]
    assert "Level: grade 10" in said
    assert "Level: level 9, level 11" in said
    table = listed.partition("Ten\n")[0]
    assert re.findall(r"^\| ([ABC])\b", table, flags=re.MULTILINE) == ["C", "A", "B"]
    assert re.search(r"^\| B .*\| grade 10", table, flags=re.MULTILINE)
    assert re.findall(r"\* (\w) \(", under(listed, "Ten")) == ["B"]
    assert re.findall(r"\* (\w) \(", under(listed, "Not")) == ["A"]


def test_a_filter_takes_a_value_with_a_comma_whole_if_the_field_holds_one(
    site: MakeSite, tmp_path: Path
) -> None:
    body = 'api.add_field(app, "talk", "mood", label="Mood")'
    page = RICH.replace('<i>odd</i> & "loud", plain, plain', "odd, loud")
    lists = "".join(
        f"## {heading}\n\n```{{talks}}\n:as: list\n{options}```\n\n"
        for heading, options in {
            "With": ":mood: Odd, loud\n",
            "Without": ":not-mood: odd, loud\n",
            "Twice": ":mood: odd, loud\n:mood: odd, loud\n",
        }.items()
    )
    with extension(tmp_path, body):
        found = site(
            {"events/long.md": page, "l.md": f"# L\n\n{lists}"},
            extensions=["eventnotes.site", "mine"],
            builder="text",
        )
    listed = [under(found.read("l.txt"), each) for each in ("With", "Without", "Twice")]
    assert [("Tiles" in each, "Banks" in each) for each in listed] == [
        *((True, False), (False, True), (True, False))
    ]


CONF = """
primary_domain = "notes"
exclude_patterns = ["_build"]
extensions = ["eventnotes.site"]

def read_mood(written):
    return {}[written] if written == "bad" else "MOOD"

def setup(app):
    from eventnotes import api
    api.add_field(app, "talk", "mood", label="Mood", parse=read_mood, show=str)
    api.add_export(app, "moods.txt", str.swapcase)
"""


def test_what_conf_py_adds_is_watched_and_its_faults_are_its_own(tmp_path: Path) -> None:
    page = "# Day\n\n## A\n\n```{talk}\n:mood: good\n```\n\n## B\n\n```{talk}\n:mood: bad\n```\n"
    (tmp_path / "index.md").write_text(page, encoding="utf-8")
    for word in ("glad", "calm"):
        (tmp_path / "conf.py").write_text(CONF.replace("MOOD", word), encoding="utf-8")
        found = Site(tmp_path, "html", {})
        found.rebuild(True)
        assert f"Mood: {word}" in found.text("index.html")
        assert len(errors(found)) == 2
        for error in errors(found):
            assert "this is a fault of the extension conf.py" in error
    free_sphinx()


# -- all kinds of lists, labels, and what is promised ----------------------------------------

RICH = """\
# Long day

```{event}
:date: 2026-05-01
:host: Mako
:topics: GPU
```

## Tiles

```{talk}
:speakers: Ada Miller (Mako)
:mood: <i>odd</i> & "loud", plain, plain
```

:::{takeaway}
Draw the banks first.
:::

See <https://example.org/tiles>.

## Banks

```{talk}
:speakers: Ben Okafor
```

:::{takeaway}
Buy a fan.
:::

See <https://example.org/fans>.
"""


def test_every_kind_of_thing_can_be_listed_in_every_form(site: MakeSite, tmp_path: Path) -> None:
    first = {"events": "Long day", "talks": "Tiles", "people": "Ada Miller", "orgs": "Mako"}
    first |= {"topics": "GPU", "links": "example.org/tiles", "takeaways": "Draw the banks"}
    body = "".join(
        f'api.add_list(app, "my-{plural}", "{plural}",'
        f" lambda notes: [each for each in notes.{plural} if {title!r} in repr(each)])\n"
        for plural, title in first.items()
    )
    lists = "# L\n\n" + "".join(f"## My {p}\n\n```{{my-{p}}}\n```\n\n" for p in first)
    plain = RICH.replace(':mood: <i>odd</i> & "loud", plain, plain\n', "")
    with extension(tmp_path, body):
        found = site(
            {"events/long.md": plain, "l.md": lists},
            extensions=["eventnotes.site", "mine"],
            builder="text",
        )
    page = found.read("l.txt")
    for plural, title in first.items():
        said = under(page, f"My {plural}")
        assert title in said
        assert "Banks" not in said or plural in {"events", "orgs", "topics"}
        assert not re.search(r"Ben Okafor\b(?!.*Tiles)|fans|Buy a fan", said) or plural == "topics"
    assert found.entries["people/ada-miller"].page == "events/long"  # nobody lives in such a list


def test_what_an_author_writes_there_is_never_markup(site: MakeSite, tmp_path: Path) -> None:
    body = 'api.add_field(app, "talk", "mood", label="<b>Mood</b>", several=True)'
    lists = "# L\n\n```{talks}\n:columns: title, mood\n:group: mood\n```\n"
    with extension(tmp_path, body):
        found = site(
            {"events/long.md": RICH, "l.md": lists}, extensions=["eventnotes.site", "mine"]
        )
    card, page = found.read("events/long.html"), found.read("l.html")
    assert "&lt;b&gt;Mood&lt;/b&gt;: &lt;i&gt;odd&lt;/i&gt; &amp; " in card
    assert "plain, plain" not in card
    assert page.count("&lt;i&gt;odd&lt;/i&gt; &amp; ") == 3  # a heading, and in a cell twice
    for html in (card, page):
        assert "<i>odd" not in html
        assert "<b>Mood" not in html


def test_a_label_is_said_in_the_language_of_the_site(site: MakeSite, tmp_path: Path) -> None:
    body = (
        'api.add_field(app, "talk", "mood", label=_("Search"), several=True)\n'
        'api.add_field(app, "event", "pace", label=lambda: _("Index") + "!")'
    )
    page = RICH.replace(":topics: GPU", ":pace: slow")
    lists = "# L\n\n```{talks}\n:as: list\n:group: mood\n```\n"
    with extension(tmp_path, body, top="from sphinx.locale import _"):
        found = site(
            {"events/long.md": page, "l.md": lists},
            extensions=["eventnotes.site", "mine"],
            builder="text",
            language="de",
        )
    said = found.read("events/long.txt")
    assert "Suche: <i>odd</i>" in said
    assert "Stichwortverzeichnis!: slow" in said
    assert "Suche: keine Angabe" in found.read("l.txt")


def test_a_label_or_words_that_fail_cost_the_label_or_the_field_alone(
    site: MakeSite, tmp_path: Path
) -> None:
    body = (
        'api.add_field(app, "talk", "mood", label=lambda: 1 / 0)\n'
        'api.add_field(app, "talk", "pace", label="Pace", show=once)'
    )
    top = (
        "SAID = []\n\ndef once(value):\n    SAID.append(value)\n    return ['slow'][len(SAID) - 1]"
    )
    page = RICH.replace('<i>odd</i> & "loud", plain, plain', "odd\n:pace: slow")
    with extension(tmp_path, body, top=top):
        found = site(
            {"events/long.md": page}, extensions=["eventnotes.site", "mine"], warnings=True
        )
    label, words = errors(found)
    assert label.startswith("ERROR: the label of mood is missing: ZeroDivisionError: division by")
    assert words.startswith("ERROR: what pace shows of 'slow' is missing: IndexError: list index")
    assert "this is a fault of the extension mine" in label
    assert found.app.statuscode == 1
    card = found.text("events/long.html")
    assert "mood: odd" in card
    assert "Pace" not in card
    assert "Ben Okafor" in card


PROMISED = {
    "Site": "title author copyright language url authority rating_scale is_preview is_private"
    " has_pages icon logo",
    "Page": "name title",
    "Place": "page anchor line",
    "Target": "domain kind name title at",
    "Name": "id name",
    "Mention": "id name org role",
    "Rating": "score written reason criteria",
    "Event": "id title at first last published updates timezone place venue series hosts sponsors"
    " topics language url recordings slides attended rating summary private fields",
    "Talk": "id title at event first last time speakers moderators absent orgs topics format"
    " planned_format planned actual room language url recordings slides papers code attended"
    " rating private fields",
    "Takeaway": "id text at talk event topics private",
    "Link": "key id url title kind site authors date topics archive at cited_at private",
    "Person": "id name at other_names talks moderated absent_from orgs",
    "Org": "id name at other_names talks people ran sponsored",
    "Topic": "id name at other_names talks events",
    "Series": "name events",
}


@pytest.mark.parametrize("name", PROMISED)
def test_what_is_promised_is_there_and_explained(name: str) -> None:
    record = getattr(api, name)
    assert name in api.__all__
    attributes = [field.name for field in fields(record)]
    assert set(PROMISED[name].split()) <= set(attributes)
    meanings = ModuleAnalyzer.for_module(record.__module__).find_attr_docs()
    classes = [each.__name__ for each in record.__mro__]
    explained = {
        each for each in attributes for own in classes if any(meanings.get((own, each), ()))
    }
    assert [each for each in attributes if each not in explained] == []


def test_the_parts_of_the_interface_are_there() -> None:
    assert {
        "add_export",
        "add_exports",
        "add_field",
        "add_list",
        "notes",
        "Notes",
        "MadeOf",
        "COLLECTED",
    } <= {*api.__all__}
    assert api.VERSION == "1.1"
    every = "events talks takeaways links people orgs topics series"
    assert set(every.split()) <= set(dir(api.Notes))


@pytest.mark.parametrize("name", ["unrated", "notes:unrated"])
def test_a_page_with_nothing_but_such_a_list_is_one_of_notes(
    site: MakeSite, modules: Path, name: str
) -> None:
    page = f"# Waiting\n\n<!-- zqxhidden -->\n\n```{{{name}}}\n```\n"
    found = built(
        site,
        {"events/night.md": NIGHT, "waiting.md": page},
        extensions=["myst_parser", "eventnotes", *NAMES],
        html_copy_source=True,
    )
    assert "Measuring" in found.read("waiting.html")
    everything = [path for path in found.out.rglob("*") if path.is_file()]
    assert [path.name for path in everything if b"zqxhidden" in path.read_bytes()] == []


def test_what_is_grouped_by_format_is_grouped_by_a_field_of_talks(
    site: MakeSite, modules: Path
) -> None:
    plurals = ("ratings", "people", "orgs", "topics", "takeaways", "events")
    lists = "".join(f"## {p}\n\n```{{{p}}}\n:group: track\n```\n\n" for p in plurals)
    night = NIGHT.replace(":rating: 4/5", ":rating: 4/5\n:topics: fans")
    files = {
        "events/night.md": f"{night}\n:::{{takeaway}}\nLearn.\n:::\n",
        "l.md": f"# L\n\n{lists}",
    }
    page = built(site, files, builder="text").read("l.txt")
    expected = {
        "ratings": "Models",
        "people": "Models Software",
        "orgs": "Software",
        "topics": "Models",
        "takeaways": "Models",
        "events": "Models Software",
    }
    for plural, groups in expected.items():
        part = re.split(rf"^{plural}\n=+$", page, flags=re.MULTILINE)[1]
        part = re.split(r"^\w+\n={3,}$", part, flags=re.MULTILINE)[0]
        assert " ".join(re.findall(r"^(.+)\n-+$", part, flags=re.MULTILINE)) == groups
