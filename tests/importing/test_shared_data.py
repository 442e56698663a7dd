"""Real schedules, where there are any: each is imported or refused, builds, and nothing is lost."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from building import MakeSite, Site
from sources import Notes

from eventnotes.cli import main
from eventnotes.model.schedule import schedule
from eventnotes.views.schedule import schedules
from eventnotes.views.times import Schedule
from eventnotes.views.tree import Block, Section

pytest.importorskip("icalendar", reason="the extra import is not installed")
pytest.importorskip("markdownify", reason="the extra import is not installed")

DATA = Path(__file__).resolve().parents[3] / "shared/data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="there are no real schedules here")

REFUSED = {
    "c3voc-schema.json": "none of what can be imported",
    "c3voc-schema2.json": "none of what can be imported",
    "EuroPython__programapi__data_examples_europython_speakers.json": "list of speakers",
    "EuroPython__programapi__data_examples_pretalx_speakers.json": "list of speakers",
    **{
        f"scrapinghub__extruct__tests_samples_schema.org_Event.00{n}.json": "none of what"
        for n in (1, 2, 3, 4, 8)
    },
}
"""What is no schedule, and what is said of it."""
UNTITLED = {
    "calagator__calagator__spec_support_samples_ical_basic.ics",
    "calagator__calagator__spec_support_samples_ical_basic_with_duration.ics",
}
"""Calendars with an entry that has no title, which is a fault that is told."""
FOLDERS = ("schedule-json", "schedule-xml", "sessionize", "pretalx-api", "ics", "jsonld")


class Imported(NamedTuple):
    """What the import of a file gave."""

    code: int
    pages: dict[str, str]
    error: str


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Imported]:
    """Import each file into notes of its own, and each folder of pyvideo."""
    root = tmp_path_factory.mktemp("imported")
    sources = [path for folder in FOLDERS for path in sorted((DATA / folder).iterdir())]
    sources += _pyvideo(root / "pyvideo")
    found = {}
    for number, path in enumerate(sources):
        notes = Notes(root / str(number))
        capture = pytest.MonkeyPatch()
        lines: list[str] = []
        with capture.context() as patch:
            patch.setattr("sys.stderr", _Lines(lines))
            code = notes.take(path)
        found[path.name] = Imported(code, notes.pages, "".join(lines))
    return found


class _Lines:
    """Keeps what is written."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append

    def flush(self) -> None:
        """Have nothing to do."""

    def isatty(self) -> bool:
        """Be no terminal."""
        return False


def _pyvideo(root: Path) -> list[Path]:
    """Put files into the folders that their names tell, and return those."""
    for path in sorted((DATA / "pyvideo").iterdir()):
        target = root.joinpath(*path.name.split("__"))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return sorted(root.iterdir())


def test_each_file_is_imported_or_refused_with_a_reason(imported: dict[str, Imported]) -> None:
    assert len(imported) > 35
    for name, result in imported.items():
        if name in REFUSED:
            assert (result.code, result.pages) == (1, {}), name
            assert REFUSED[name] in result.error
        elif "youtube" in name:
            assert "no event in the notes has talks of these titles" in result.error
        else:
            assert result.pages, (name, result.error)
            assert result.code == (1 if name in UNTITLED else 0), (name, result.error)


@pytest.fixture(scope="module")
def pages(imported: dict[str, Imported]) -> dict[str, str]:
    """Return all pages by file, each event under an id of its own."""
    return {
        f"{number}/{page}.md": text.replace("```{event}\n", f"```{{event}}\n:id: e{number}-{at}\n")
        if ":id:" not in text.partition("```\n")[0]
        else text
        for number, result in enumerate(imported.values())
        for at, (page, text) in enumerate(result.pages.items())
    }


@pytest.fixture(scope="module")
def made(pages: dict[str, str], shared_site: MakeSite) -> Site:
    """Build all pages; any warning fails."""
    return shared_site(pages)


def test_all_pages_build_without_a_warning(pages: dict[str, str], made: Site) -> None:
    talks = sum(text.count("\n```{talk}") for text in pages.values())
    assert talks > 2000
    assert sum(1 for entry in made.entries.values() if entry.kind == "talk") == talks


def test_each_talk_stands_in_the_schedule_of_its_event_once_and_no_row_has_a_hole(
    made: Site,
) -> None:
    library = made.domain.library
    tables = 0
    for page, rows in library.talks_at.items():
        found = schedule(rows)
        placed = [
            each.row for day in found.days for room in day.rooms for each in sum(room.lanes, ())
        ]
        apart = [row for day in found.days for row in day.untimed]
        every = [*placed, *apart, *found.dayless, *found.untimed]
        assert len(every) == len(rows), page
        assert {id(row) for row in every} == {id(row) for row in rows}, page
        for table in _tables(schedules(library, rows, page)):
            tables += 1
            columns = sum(lanes for _, lanes in table.rooms)
            going_on = [0] * columns
            for moment in table.moments:
                begins = [at for at in range(columns) if not going_on[at]]
                assert len(moment.cells) == len(begins), (page, moment.time)
                for at, cell in zip(begins, moment.cells, strict=True):
                    going_on[at] = cell.rows if cell else 1
                going_on = [left - 1 for left in going_on]
            assert going_on == [0] * columns, page
    assert tables > 12


def _tables(blocks: Iterable[Block]) -> Iterator[Schedule]:
    for block in blocks:
        if isinstance(block, Schedule):
            yield block
        elif isinstance(block, Section):
            yield from _tables(block.body)


# -- counts ------------------------------------------------------------------------------------


def _written(pages: dict[str, str], field: str) -> set[str]:
    return {
        value for page in pages.values() for value in re.findall(rf"^:{field}: (.+)$", page, re.M)
    }


def _people(pages: dict[str, str]) -> set[str]:
    text = "\n".join(pages.values())
    lists = re.findall(r"^:speakers: ?(.*(?:\n  .*)*)", text, re.M)
    return {name for one in lists for name in re.split(r",\s+", " ".join(one.split()))}


def _plain(name: str) -> str:
    """Return a name without what parts names on a page, and what a handle begins with."""
    return " ".join(re.sub(r"[()\[\];,@]", " ", name).split())


def _links(pages: dict[str, str]) -> set[str]:
    text = "\n".join(pages.values())
    return set(re.findall(r"https?://[^\s<>()]+", text))


@pytest.mark.parametrize("year", [2014, 2018, 2024])
def test_counts_of_fosdem(imported: dict[str, Imported], year: int) -> None:
    root = ET.parse(DATA / f"schedule-xml/fosdem-{year}.xml").getroot()
    pages = imported[f"fosdem-{year}.xml"].pages
    events = list(root.iter("event"))
    (page,) = pages.values()
    assert page.count("\n```{talk}\n") == len(events)
    assert _written(pages, "room") == {" ".join((e.findtext("room") or "").split()) for e in events}
    # one person stands there with a mail address, of which a page has the name
    people = {_plain((p.text or "").partition("@")[0]) for p in root.iter("person")}
    assert {_plain(name) for name in _people(pages)} == people
    links = [e.get("href", "").strip() for n in ("link", "attachment") for e in root.iter(n)]
    wanted = {url for url in links if re.match(r"https?://[^/\s:]+\.[^/\s:]+(?:/\S*)?$", url)}
    found = "\n".join(pages.values())
    assert [url for url in sorted(wanted) if url not in found] == []
    assert len(wanted) > 100


@pytest.mark.parametrize("name", ["frab-camp2019.json", "pretalx-democon.json"])
def test_counts_of_frab_and_pretalx(imported: dict[str, Imported], name: str) -> None:
    data = json.loads((DATA / "schedule-json" / name).read_text(encoding="utf-8"))
    days = data["schedule"]["conference"]["days"]
    events = [e for day in days for talks in day["rooms"].values() for e in talks]
    pages = imported[name].pages
    (page,) = pages.values()
    assert page.count("\n```{talk}\n") == len(events)
    assert _written(pages, "room") == {event["room"] for event in events}
    people = {_plain(p["public_name"]) for event in events for p in event["persons"]}
    assert {_plain(person) for person in _people(pages)} == people
    links = {link["url"] for event in events for link in event["links"]}
    assert [url for url in sorted(links) if url not in page] == []


@pytest.mark.parametrize("name", ["gab-linz-2022-all.json", "gab-linz-Y2024-all.json"])
def test_counts_of_sessionize(imported: dict[str, Imported], name: str) -> None:
    data = json.loads((DATA / "sessionize" / name).read_text(encoding="utf-8"))
    pages = imported[name].pages
    (page,) = pages.values()
    assert page.count("\n```{talk}\n") == len(data["sessions"])
    used = {session["roomId"] for session in data["sessions"]}
    rooms = {room["name"] for room in data["rooms"] if room["id"] in used}
    assert _written(pages, "room") == rooms
    speaking = {one for session in data["sessions"] for one in session["speakers"]}
    names = {_plain(s["fullName"]) for s in data["speakers"] if s["id"] in speaking}
    assert {_plain(person) for person in _people(pages)} == names
    answers = [a["answerValue"] for s in data["sessions"] for a in s["questionAnswers"]]
    links = {answer for answer in answers if str(answer).startswith("http")}
    links |= {s[key] for s in data["sessions"] for key in ("liveUrl", "recordingUrl") if s[key]}
    assert [url for url in sorted(links) if url not in page] == []


def _ics(text: str, field: str) -> list[str]:
    """Return the values of a field of the entries of a calendar."""
    entries = "".join(re.findall(r"BEGIN:VEVENT.*?END:VEVENT", text, re.S))
    quoted = r'(?:;[\w-]+=(?:"[^"]*"|[^:;]*))*'
    found = re.findall(rf"^{field}{quoted}:([^\r\n]+)", entries, re.M)
    return [" ".join(re.sub(r"\\([,;\\])", r"\1", value).split()) for value in found]


def test_counts_of_calendars(imported: dict[str, Imported]) -> None:
    places = links = 0
    for path in sorted((DATA / "ics").iterdir()):
        text = re.sub(r"\r?\n[ \t]", "", path.read_text(encoding="utf-8"))
        pages = imported[path.name].pages
        assert len(pages) == text.count("BEGIN:VEVENT"), path.name
        said = [" ".join(page.split()) for page in pages.values()]
        where = [value.replace("\\n", " ") for value in _ics(text, "LOCATION")]
        assert sum(":venue: " in page or ":place: " in page for page in said) == len(where)
        assert [place for place in where if not any(place in page for page in said)] == []
        wanted = {url for url in _ics(text, "URL") if url.startswith("http")}
        assert [url for url in sorted(wanted) if not any(url in page for page in said)] == []
        assert all(":speakers:" not in page for page in said)
        places, links = places + len(where), links + len(wanted)
    assert places > 20
    assert links > 15


@pytest.mark.parametrize("name", ["pretalx_submissions", "europython_sessions"])
def test_counts_of_pretalxs_api(imported: dict[str, Imported], name: str) -> None:
    file = f"EuroPython__programapi__data_examples_{name}.json"
    data = json.loads((DATA / "pretalx-api" / file).read_text(encoding="utf-8"))
    talks = list(data.values()) if isinstance(data, dict) else data
    beside = json.loads(
        (DATA / "pretalx-api" / file.replace("sessions", "speakers")).read_text(encoding="utf-8")
    )
    pages = imported[file].pages
    (page,) = pages.values()
    assert page.count("\n```{talk}\n") == len(talks) == 2
    # the sessions have codes of people, of whom the file beside them names some
    codes = [one for talk in talks for one in talk["speakers"]]
    if isinstance(data, dict):
        people = {f"{b['name']} {b['affiliation']}" for c, b in beside.items() if c in codes}
    else:
        people = {one["name"] for one in codes}
    assert {_plain(person) for person in _people(pages)} == people
    assert _written(pages, "room") == {talk["room"] for talk in talks if talk.get("room")}
    links = {r["resource"] for talk in talks for r in talk.get("resources") or ()}
    links |= {talk[key] for talk in talks for key in ("website_url", "youtube_url") if key in talk}
    assert _links(pages) == links


def test_counts_of_pages_of_the_web(imported: dict[str, Imported]) -> None:
    counted = 0
    for path in sorted((DATA / "jsonld").glob("*.json")):
        pages = imported[path.with_suffix(".html").name].pages
        (event, *_) = json.loads(path.read_text(encoding="utf-8"))
        inner = event["properties"].get("event", [event])
        assert len(pages) == len(inner), path.name
        text = "\n".join(" ".join(page.split()) for page in pages.values())
        for one in (each["properties"] for each in inner):
            assert f"# {one['name']} ``" in text
            assert f":date: {one['startDate'][:10]} " in text
            where = one["location"]
            place = where if isinstance(where, str) else where["properties"].get("name", "")
            assert place in text
            counted += 1
    assert counted == 6


def test_counts_of_pyvideo(imported: dict[str, Imported]) -> None:
    videos: dict[str, list[Any]] = {}
    for path in (DATA / "pyvideo").glob("*__videos__*.json"):
        category = path.name.partition("__")[0]
        videos.setdefault(category, []).append(json.loads(path.read_text(encoding="utf-8")))
    for category, found in videos.items():
        text = "\n".join(imported[category].pages.values())
        assert text.count("\n```{talk}\n") == len(found)
        assert {_plain(n) for n in _people(imported[category].pages)} == {
            _plain(name) for video in found for name in video["speakers"]
        }
        for video in found:
            assert all(each["url"] in text for each in video["videos"])


def test_every_single_video_is_a_page_or_refused(tmp_path: Path) -> None:
    for number, path in enumerate(sorted((DATA / "pyvideo").iterdir())):
        notes = Notes(tmp_path / str(number))
        assert notes.take(path) == (1 if path.name.endswith("__category.json") else 0), path.name
        assert len(notes.pages) == (0 if path.name.endswith("__category.json") else 1)


def test_no_mail_address_of_a_schedule_is_on_a_page(imported: dict[str, Imported]) -> None:
    mail = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+(?:com|org|net|rs|hu)\b(?![/:])")
    outside = re.compile(r"https?://\S+")
    for name, result in imported.items():
        if not name.endswith(".ics"):
            for page in result.pages.values():
                assert mail.findall(outside.sub("", page)) == [], name


def _largest(year: int) -> Iterator[str]:
    text = (DATA / f"schedule-xml/fosdem-{year}.xml").read_text(encoding="utf-8")
    yield from re.findall(r"<event id=.*?</event>", text, re.S)


def test_a_schedule_of_1100_talks_is_imported(tmp_path: Path) -> None:
    events = [*_largest(2018), *_largest(2024)][:1100]
    events = [re.sub(r'id="\d+"', f'id="{n}"', event, count=1) for n, event in enumerate(events)]
    path = tmp_path / "s.xml"
    head = "<schedule><conference><title>Long</title></conference><day date='2018-02-03'><room>"
    path.write_text(f"{head}{''.join(events)}</room></day></schedule>", encoding="utf-8")
    notes = Notes(tmp_path / "notes")
    assert main(["import", "--into", str(notes.root / "events"), str(path)]) == 0
    assert notes.page.count("\n```{talk}\n") == 1100
