"""Schedules in each of their shapes become the page that a person would have written."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import sources
from building import MakeSite
from sources import Notes, put

pytest.importorskip("icalendar", reason="the extra import is not installed")
pytest.importorskip("markdownify", reason="the extra import is not installed")


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path / "notes")


HARBOUR = """\
# Harbour Days 2026

```{event}
:date: 2026-01-10 to 2026-01-11
:timezone: Europe/Berlin
:url: https://cfp.example.org/harbour-2026/schedule/
```

## Opening the harbour

```{talk}
:speakers: Ada Miller, Ben Okafor
:format: keynote
:start: 2026-01-10 09:30
:planned: 20 min
:room: Quay
:url: https://cfp.example.org/harbour-2026/talk/AAA111/
:slides: https://cfp.example.org/media/opening.pdf
:language: en
```

*A welcome*

All about *ships*.

- [Ships](https://example.org/ships)

## Lights at night

```{talk}
:speakers: Cleo Janssen
:format: lightning
:start: 2026-01-11 00:20
:planned: 1 h 30
:room: Quay
```

## Cranes in C++

```{talk}
:speakers: Ada Miller
:format: talk
:start: 2026-01-11 14:00
:planned: 45 min
:room: Dock
```

How to **lift**.
"""


def test_frab_and_pretalx_json(notes: Notes, tmp_path: Path) -> None:
    assert notes.take(put(tmp_path, "export", sources.FRAB)) == 0
    assert notes.pages == {"2026-01-10-harbour-days": HARBOUR}


def test_c3vocs_second_shape_refers_to_rooms_and_tracks(notes: Notes, tmp_path: Path) -> None:
    event = {
        "guid": "a-1",
        "title": "Tile by tile",
        "start": "2026-05-04T09:00:00+02:00",
        "end": "2026-05-04T09:45:00+02:00",
        "room": {"guid": "r-2"},
        "track": {"slug": "tiles"},
        "type": "LIGHTNING_TALK",
        "participants": [{"name": "Ada Miller"}, {"name": "Jane Doe", "role": "MODERATOR"}],
        "links": [{"type": "PAPER", "url": "https://example.org/p.pdf"}],
    }
    lunch = {"type": "BREAK", "title": "Lunch", "start": "2026-05-04T12:00:00+02:00"}
    conference = {
        "title": "Tile Day",
        "acronym": "tile",
        "time_zone_name": "Europe/Vienna",
        "rooms": [{"guid": "r-2", "name": "Hall 2"}],
        "tracks": [{"slug": "tiles", "name": "All tiles"}],
    }
    data = {"schedule": {"conference": conference, "events": [event, lunch]}}
    assert notes.take(put(tmp_path, "a.json", data), "--track=topics") == 0
    assert (
        "## Tile by tile\n\n```{talk}\n:speakers: Ada Miller\n:moderator: Jane Doe\n"
        ":format: lightning\n:start: 09:00\n:planned: 45 min\n:room: Hall 2\n"
        ":paper: https://example.org/p.pdf\n:topics: All tiles\n```\n"
    ) in notes.page
    assert "Lunch" not in notes.page


def test_pentabarf_xml(notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert notes.take(put(tmp_path, "s.xml", sources.PENTABARF)) == 0
    assert (
        ":date: 2026-01-31 to 2026-02-01\n:timezone: Europe/Brussels\n:place: Brussels\n"
        ":venue: ULB (Université Libre de Bruxelles)\n"
    ) in notes.page
    assert (
        "## Welcome\n\n```{talk}\n:speakers: Ada Miller\n:format: keynote\n"
        ":start: 2026-01-31 10:30\n:planned: 25 min\n:room: Janson\n"
        ":url: https://fosdem.example/2026/schedule/event/1616-welcome/\n"
        ":recording: https://video.fosdem.example/welcome.mp4\n"
        ":slides: https://fosdem.example/s.pdf\n```\n\nA *warm* welcome.\n\n"
        "- [Project](https://example.org/project)\n"
        "- [Submit feedback](https://fosdem.example/feedback/1616)\n"
    ) in notes.page
    # a night belongs to the day before, a morning before the change of days does not
    assert ":start: 2026-02-01 00:10\n" in notes.page
    assert ":start: 2026-02-01 09:30\n" in notes.page
    # a second talk of the title gets an id of its own
    assert "## Welcome\n\n```{talk}\n:id: welcome-2\n" in notes.page
    assert "s.xml:14: Welcome: the link 'Homepage' has no address" in capsys.readouterr().out


@pytest.mark.parametrize("data", [sources.SESSIONIZE_ALL, sources.SESSIONIZE_GRID])
def test_sessionize(notes: Notes, tmp_path: Path, data: Any) -> None:
    path = put(tmp_path, "gridsmart.json", data)
    assert notes.take(path, "--title", "Tile Day", "--series", "Tiles") == 0
    assert notes.page.startswith(
        "# Tile Day\n\n```{event}\n:date: 2026-05-04\n:series: Tiles\n```\n\n"
        "## Tile by tile\n\n```{talk}\n:speakers: Ada Miller\n"
    )
    assert ":start: 09:00\n:planned: 45 min\n:room: Hall 2\n" in notes.page
    assert "Lunch" not in notes.page
    assert "One\n\nTwo, mail me at (mail address left out)" in notes.page


def test_what_sessionize_asked_and_sorted_is_used(notes: Notes, tmp_path: Path) -> None:
    notes.take(put(tmp_path, "a.json", sources.SESSIONIZE_ALL))
    assert ":format: workshop\n" in notes.page
    assert ":recording: https://youtu.be/AAAAAAAAAAA\n" in notes.page


def test_pretalx_api_with_the_speakers_beside(notes: Notes, tmp_path: Path) -> None:
    put(tmp_path, "speakers.json", sources.SPEAKERS)
    assert notes.take(put(tmp_path, "submissions.json", sources.SUBMISSIONS)) == 0
    assert (
        "## Opening the harbour\n\n```{talk}\n:speakers: Ada Miller\n:format: workshop\n"
        ":start: 08:30\n:planned: 20 min\n:room: Quay\n```\n\nAll about *ships*.\n\n"
        "- [Notes](https://example.org/notes)\n"
    ) in notes.page
    assert ":timezone: UTC\n" in notes.page
    assert "## No\n" not in notes.page
    assert "@example" not in notes.page


def test_a_calendar_of_pretalx(notes: Notes, tmp_path: Path) -> None:
    assert notes.take(put(tmp_path, "s.ics", sources.PRETALX_ICS)) == 0
    assert notes.page.startswith("# Harbour Days 2026\n")
    assert ":timezone: Europe/Berlin\n" in notes.page
    assert (
        "## Opening - the harbour\n\n```{talk}\n:speakers: Ada Miller, Ben Okafor\n"
        ":start: 2026-01-10 09:30\n:planned: 20 min\n:room: Quay\n"
    ) in notes.page
    assert "## Silence\n\n```{talk}\n:start: 2026-01-11 09:30\n" in notes.page


def test_bookmarks_of_fosdems_app_are_a_schedule(notes: Notes, tmp_path: Path) -> None:
    assert notes.take(put(tmp_path, "b.ics", sources.BOOKMARKS)) == 0
    assert notes.page.startswith("# FOSDEM 2026\n\n```{event}\n:date: 2026-01-31\n:timezone: UTC\n")
    assert "## Welcome\n\n```{talk}\n:speakers: Ada Miller\n:start: 09:30\n" in notes.page


def test_sched_tells_its_times_in_utc(notes: Notes, tmp_path: Path) -> None:
    assert notes.take(put(tmp_path, "s.ics", sources.SCHED)) == 0
    assert ":timezone: America/New_York\n" in notes.page
    assert ":start: 09:00\n:planned: 45 min\n:room: Hall 2, Level 1\n" in notes.page
    assert "Speaker one\n**Bold** and 2 \\< 3\n" in notes.page


def test_a_meetup_is_an_event(notes: Notes, tmp_path: Path) -> None:
    assert notes.take(put(tmp_path, "m.ics", sources.MEETUP)) == 0
    assert notes.pages["2026-02-12-kernel-night"].startswith(
        "# Kernel night\n\n```{event}\n:date: 2026-02-12\n:timezone: America/New_York\n"
        ":venue: Old Post Office (1 Quay St, Boston)\n"
        ":url: https://www.meetup.example/quay/events/310/\n```\n\n18:30–20:30\n"
    )


def test_a_page_of_the_web_with_json_ld(notes: Notes, tmp_path: Path) -> None:
    assert notes.take(put(tmp_path, "p.html", sources.LUMA)) == 0
    assert notes.page == (
        "# Beyond \\<Tiles>\n\n```{event}\n:date: 2026-03-17\n:timezone: Etc/GMT+7\n"
        ":place: San Jose, California\n:venue: SAP Center\n:host: Example Labs Inc.\n"
        ":url: https://lu.ma/tiles\n```\n\nA day.\n\nWith **talks**.\n\n"
        "## Tile by tile\n\n```{talk}\n:speakers: Ada Miller\n:start: 10:00\n:planned: 45 min\n"
        ":room: Hall 2\n```\n"
    )


def test_json_ld_that_is_escaped_as_html_is_read(notes: Notes, tmp_path: Path) -> None:
    text = sources.LUMA.replace("Beyond <Tiles>", "Nuts &amp; Bolts &#8211; R&D; 100&nbsp;%")
    text = text.replace("SAP Center", "Tom&#039;s Quay").replace("San Jose", "San Jos&eacute;")
    text = text.replace("Tile by tile", "&lt;b&gt; &amp; co").replace(
        "Ada Miller", "Ad&#xE1; Miller"
    )
    text = text.replace("Example Labs, Inc.", "Knots &amp; Ropes").replace("Hall 2", "A &amp; B")
    text = text.replace("https://lu.ma/tiles", "https://lu.ma/?a=1&amp;b=2")
    assert notes.take(put(tmp_path, "page.html", text)) == 0
    assert notes.page.startswith("# Nuts & Bolts – R\\&D; 100 %\n")
    assert (
        ":place: San José, California\n:venue: Tom's Quay\n:host: Knots & Ropes\n"
        ":url: https://lu.ma/?a=1&b=2\n"
    ) in notes.page
    assert "## \\<b> & co\n\n```{talk}\n:speakers: Adá Miller\n" in notes.page
    assert ":room: A & B\n" in notes.page


def test_a_calendar_that_is_escaped_as_html_is_read(notes: Notes, tmp_path: Path) -> None:
    text = sources.MEETUP.replace("Kernel night", "Tom &amp\\; Ada&#8217\\;s &lt\\;3")
    text = text.replace("Old Post Office", "Quay &amp\\; Co")
    assert notes.take(put(tmp_path, "m.ics", text)) == 0
    assert notes.page.startswith("# Tom & Ada’s \\<3\n")
    assert ":venue: Quay & Co (1 Quay St, Boston)\n" in notes.page


def test_a_calendar_about_html_keeps_its_words(notes: Notes, tmp_path: Path) -> None:
    text = sources.MEETUP.replace("Kernel night", "How &nbsp\\; broke us")
    assert notes.take(put(tmp_path, "m.ics", text)) == 0
    assert notes.page.startswith("# How \\&nbsp; broke us\n")


def test_a_page_of_the_web_with_microdata(notes: Notes, tmp_path: Path) -> None:
    page = (
        '<!DOCTYPE html><html><body><div itemscope itemtype="https://schema.org/Event">'
        '<h1 itemprop="name">Kernel night</h1><meta itemprop="startDate" content="2026-02-12">'
        '<span itemprop="location">Berlin</span></div></body></html>'
    )
    assert notes.take(put(tmp_path, "p.html", page)) == 0
    assert notes.page == "# Kernel night\n\n```{event}\n:date: 2026-02-12\n:place: Berlin\n```\n"


def test_a_folder_of_pyvideo(notes: Notes, tmp_path: Path) -> None:
    put(tmp_path, "c/category.json", {"title": "Harbour Days 2026"})
    video = {
        "title": "Cranes",
        "recorded": "2026-01-11",
        "duration": 504,
        "language": "eng",
        "speakers": ["Ada Miller"],
        "tags": ["lifting, heavy", "docks"],
        "description": "See `the docs <https://example.org/docs>`__.",
        "videos": [{"type": "youtube", "url": "https://youtu.be/AAAAAAAAAAA"}],
        "related_urls": ["https://example.org/a", {"label": "B", "url": "https://example.org/b"}],
    }
    put(tmp_path, "c/videos/cranes.json", video)
    assert notes.take(tmp_path / "c") == 0
    assert notes.page.endswith(
        "## Cranes\n\n```{talk}\n:speakers: Ada Miller\n:actual: 8 min 24 s\n"
        ":recording: https://youtu.be/AAAAAAAAAAA\n:topics: lifting heavy, docks\n"
        ":language: en\n```\n\nSee [the docs](https://example.org/docs).\n\n"
        "- <https://example.org/a>\n- [B](https://example.org/b)\n"
    )


def test_a_category_over_months_is_a_series(notes: Notes, tmp_path: Path) -> None:
    put(tmp_path, "c/category.json", {"title": "Quay Meetup"})
    for day in ("2026-01-15", "2026-04-16"):
        video = {"title": "Kernels", "recorded": day, "videos": [], "speakers": []}
        put(tmp_path, f"c/videos/{day}.json", video)
    assert notes.take(tmp_path / "c") == 0
    assert list(notes.pages) == ["2026-01-15-quay-meetup", "2026-04-16-quay-meetup"]
    assert all(":series: Quay Meetup\n" in page for page in notes.pages.values())


def test_a_zone_that_is_not_the_one_of_the_times_is_told(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = str(put(tmp_path, "a.json", sources.FRAB).read_text()).replace("Europe/Berlin", "UTC")
    assert notes.take(put(tmp_path, "a.json", text)) == 0
    assert ":timezone: Etc/GMT-1\n" in notes.page
    assert ":start: 2026-01-10 09:30\n" in notes.page
    assert "Etc/GMT-1 is written as timezone" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text", "zone"),
    [
        ("s.ics", sources.PRETALX_ICS.replace("Europe/Berlin", "Quay/Time"), ""),
        ("m.ics", sources.MEETUP.replace("America/New_York", "Quay/Time"), ""),
        ("w.ics", sources.SCHED.replace("America/New_York", "Quay/Time"), "UTC"),
        ("s.xml", sources.PENTABARF.replace("Europe/Brussels", "Quay/Time"), "Etc/GMT-1"),
    ],
)
def test_a_zone_that_there_is_not_is_told(
    notes: Notes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str,
    zone: str,
) -> None:
    assert notes.take(put(tmp_path, name, text)) == 0
    out = capsys.readouterr().out
    told = (
        f"are told in {zone}"
        if zone
        else "in it are as they stand; say it as timezone of the event"
    )
    assert out.count(f"    the time zone 'Quay/Time' is unknown, and times {told}\n") == 1
    assert "names no time zone" not in out
    assert re.findall(r":timezone: (.*)", notes.page) == ([zone] if zone else [])


def test_a_zone_that_a_calendar_describes_is_known(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Quay/Time\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    text = sources.PRETALX_ICS.replace("Europe/Berlin", "Quay/Time")
    assert (
        notes.take(put(tmp_path, "s.ics", text.replace("BEGIN:VEVENT", f"{zone}BEGIN:VEVENT", 1)))
        == 0
    )
    assert ":timezone: Etc/GMT-1\n" in notes.page
    assert "unknown" not in capsys.readouterr().out


def test_a_mail_address_in_the_place_of_a_name_is_not_kept(
    notes: Notes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = sources.PENTABARF.replace(">Ben Okafor<", ">ben.okafor@example.org<")
    assert notes.take(put(tmp_path, "s.xml", text)) == 0
    assert ":speakers: ben.okafor\n" in notes.page
    assert "Night shift: a mail address stands for ben.okafor's name" in capsys.readouterr().out


def test_counts_are_those_of_the_source(notes: Notes, tmp_path: Path) -> None:
    notes.take(put(tmp_path, "s.xml", sources.PENTABARF))
    root = ET.fromstring(sources.PENTABARF)
    page = notes.page
    assert page.count("```{talk}") == sum(1 for _ in root.iter("event"))
    rooms = {e.findtext("room") or "" for e in root.iter("event")} - {""}
    rooms |= {
        room.get("name") or "" for room in root.iter("room") if room.find("event") is not None
    }
    assert set(re.findall(r"^:room: (.+)$", page, re.M)) == rooms
    people = {person.text for person in root.iter("person")}
    written = re.findall(r"^:speakers: (.+)$", page, re.M)
    assert {name for line in written for name in line.split(", ")} == people
    links = {e.get("href") for name in ("link", "attachment") for e in root.iter(name)}
    assert all(link in page for link in links if link and link != "http://")


@pytest.mark.parametrize(
    ("title", "url", "field"),
    [
        ("Video", "https://example.org/v", "recording"),
        ("Video recording (WebM/VP9) - 80 MB", "https://example.org/v", "recording"),
        ("Download", "https://video.example.org/x.webm?a=1", "recording"),
        ("Video codecs of 1999", "https://example.org/v", ""),
        ("Slides (PDF)", "https://example.org/s", "slides"),
        ("Site (may include slides)", "https://example.org/s", ""),
        ("Paper", "https://example.org/p", "paper"),
    ],
)
def test_a_link_is_what_its_title_says(
    notes: Notes, tmp_path: Path, title: str, url: str, field: str
) -> None:
    talk = {"title": "Ropes", "links": [{"title": title, "url": url}]}
    day = {"date": "2026-01-10", "rooms": {"Quay": [talk]}}
    data = {"schedule": {"conference": {"title": "Days", "days": [day]}}}
    assert notes.take(put(tmp_path, "s.json", data)) == 0
    wanted = f"\n:{field}: {url}\n" if field else f"]({url})\n"
    assert wanted in notes.page
    assert notes.page.count(url) == 1


HOSTILE = {
    "directive": "```{private}\nx\n```\n:::{private}\nno\n:::\n{private}`a` {{ b }}",
    "html": "<script>alert(1)</script><iframe src=x></iframe><b onclick=y>bold</b> <!-- c -->",
    "heading": "# Heading\n\nUnder\n===\n\n## {talk}\n\n---\n\n+++",
    "target": "(target)=\n\n(x<b></b>)=\n\n[a]: https://example.org\n\n[^1]: foot",
    "links": "[a](javascript:alert(1)) ![i](https://example.org/i.png) [f](file:///etc/passwd)",
    "roles": "{ref}`nowhere` {person}`Ada Miller` [x](#y) [z](other.md) <other.md>",
    "options": ":speakers: Somebody Else\n\n:rating: 5/5\n\n% comment",
    "rows": "| a | b |\n|---|---|\n| c | d |",
    "code": "<pre><code>```{private}\n&lt;!-- no --&gt;\n````\n</code></pre> <code>`a``b`</code>",
    "table": "<table><tr><td>a|b</td><td>*c*</td></tr></table><h2>H</h2><hr><dl><dt>t<dd>d</dl>",
    "mail": "Write to <a href='mailto:ada@example.org'>ada@example.org</a> or ben@example.org.",
    "url": "See https://en.example.org/wiki/A_(b) and (https://example.org/x), <https://a.example>",
    "class": "private {.private} <span class='private'>x</span> a container:: private",
    "tags": "{% raw %} [[Wiki page]] [gallery ids=1] {: .x} <ul><li>[!NOTE] a</ul> !!! note [/b]",
    "fences": "~~~\nx\n~~~ {private}\n\n<i><pre>y <!--</pre></i>\n\n<pre>~~~ {private}\n</pre>",
    "pieces": "<b>~</b>~~ z <![if x]> :<b></b>: ---\n: ---\n\\`<code>{private}</code> $$",
    "addresses": "http:// http://class= http://a@b.example https://example.org/(x)[[w]] \u202ehttps://y.example",
    "inside": "<a href='https://e.example/'>^<table><tr><td>[a](b.md)</table></a> |% c\n\n[^x](https://e.example/f)",
    "ticks": "\\`class='private' [[w]]\\` `` ` ``",
    "entities": "<code>class=&quot;private&quot;</code> <code>a</code><code>b</code>",
    "deep": "<div>" * 3000 + "down" + "> " * 300 + "here",
    "control": "a\u2028b\x00c\x1bd\ufeff \\ & &lt; AT&amp;T &#60;",
}  # fmt: skip


def test_words_of_a_schedule_inject_nothing(site: MakeSite, tmp_path: Path) -> None:
    notes = Notes(tmp_path)
    events = [
        {"guid": name, "title": f"{name} {{private}}`t` <!-- --> [x](y)", "abstract": text,
         "subtitle": text[:40], "room": text[:60], "persons": [{"public_name": f"Eve {text[:30]}"}],
         "track": text[:50], "type": text[:20],
         "links": [{"url": "javascript:alert(1)", "title": "j"},
                   {"url": "https://example.org/" + name, "title": text[:60]}]}
        for name, text in HOSTILE.items()
    ]  # fmt: skip
    day = {"date": "2026-01-10", "rooms": {"{private}": events}}
    data = {"schedule": {"conference": {"title": "# {x}`y` <!-- z", "days": [day]}}}
    assert notes.take(put(tmp_path, "h.json", data), "--track=topics") == 0
    (tmp_path / "conf.py").unlink()
    pages = {f"events/{name}.md": text for name, text in notes.pages.items()}
    made = site(pages, html_copy_source=True)
    talks = [entry for entry in made.entries.values() if entry.kind == "talk"]
    assert len(talks) == len(HOSTILE)
    (name,) = notes.pages
    html = made.read(f"events/{name}.html")
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    assert 'onclick="' not in html.partition('<div class="body"')[2].partition("clearer")[0]
    assert "@example.org" not in html
    body = made.text(f"events/{name}.html")
    for words in (
        ":::{private}",
        "(target)=",
        ":rating: 5/5",
        "% comment",
        "{ref}",
        "| c | d |",
    ):
        assert words in body, words
    for url in (
        "https://en.example.org/wiki/A_(b)",
        "https://example.org/x",
        "https://example.org/i.png",
    ):
        assert f'href="{url}"' in html, url
