"""Sites in German and Japanese: every word of ours is in the language of the site."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import pytest
from building import CONF, INDEX, MakeSite, Site, free_sphinx
from pictures import encoded, quarters
from sphinx.testing.util import SphinxTestApp

from eventnotes.i18n import date_words, messages
from eventnotes.i18n.language import attributes
from eventnotes.model import pagination
from eventnotes.model.dates import DateRange
from eventnotes.views import links

ALPHA = """\
# Alpha

```{event}
:date: 2025-03-17 to 2025-03-18
:published: 2025-04
:venue: Halle 7
:place: Berlin
:host: Mako
:sponsors: Lab
:url: https://alpha.example/
:slides: https://alpha.example/1.pdf https://alpha.example/2.pdf
:topics: GPU
:attended: online
:rating: 4.5/5
```

## One

```{talk}
:speakers: Ada Example (Mako)
:moderator: Bo Example
:absent: Cy Example
:format: lightning
:planned: 5 min
:actual: 1 h 14
:start: 2025-03-18 14:00
:attended: recording
:language: en
:recording: https://alpha.example/v
:url: https://alpha.example/one
:rating: 3/5
```

:::{takeaway}
:id: first
:topics: GPU

Measure.
:::

```{link} https://docs.example/one
:title: The docs
:kind: code
:archive: https://archive.example/one
:authors: Ada Example
```

See {talk}`two`, {person}`Ada Example` and {takeaway}`alpha-2025/first`.

:::{update} 2025-06-30
It was fixed.
:::

## Two

```{talk}
:speakers: Dee Example, Eve Example
:planned-format: panel
:format: talk
:start: Tue 9:30
:attended: not yet
```

:::{rating} 4/5
:clarity: 4.5/5

Fine.
:::
"""
NOTES = {
    "index.md": INDEX,
    "events/2025-alpha.md": ALPHA,
    "events/2024-beta.md": (
        "# Beta\n\n```{event}\n:date: 2024\n```\n\n"
        "## Three\n\n```{talk}\n:speakers: Ada Example\n:planned: 10 min\n:actual: 9 min\n"
        ":rating: 5/5\n```\n\nSee {talk}`alpha-2025/two`.\n"
    ),
    "who.md": ("# Who\n\n:::{about} people/bo-example\n:aliases: Bob Example\n\nHe hosts.\n:::\n"),
}
LISTS = {
    "cards": "```{events}\n:as: cards\n```\n",
    "talks": "```{talks}\n```\n",
    "people": "```{people}\n:limit: 2\n```\n",
    "orgs": "```{orgs}\n```\n",
    "topics": "```{topics}\n:as: table\n```\n",
    "takeaways": "```{takeaways}\n:as: timeline\n```\n",
    "links": "```{links}\n:group: kind\n```\n",
    "formats": "```{talks}\n:as: list\n:group: format\n```\n",
    "plot": "```{ratings}\n```\n",
    "ratings": "```{ratings}\n:as: table\n```\n",
    "overrun": "```{ratings}\n:as: overrun\n```\n",
    "schedule": "```{talks}\n:as: schedule\n```\n",
    "none": "```{takeaways}\n:since: 2030\n```\n",
}
PAGES = {**NOTES, **{f"{name}.md": f"# Page\n\n{text}" for name, text in LISTS.items()}}
SETTINGS = {"eventnotes_rating_criteria": ["clarity"]}
# what a reader sees of each page below its title, without markup
SAYS = {
    "de": {
        "events/2025-alpha": """
            Veranstaltet von Mako 17.–18. März 2025 Halle 7, Berlin 2 Vorträge, online teilgenommen
            Notizen veröffentlicht: April 2025 Website der Veranstaltung Folien 1 Folien 2
            Unterstützt von Lab 4,5 von 5 GPU
            One Ada Example Mako Kurzvortrag, geplant 5 min, dauerte 1 h 14 min 69 min zu lang
            18. März 2025, 14:00 Uhr auf Englisch als Aufzeichnung gesehen Aufzeichnung Programm
            Moderation: Bo Example Angekündigt, aber nicht erschienen: Cy Example 3 von 5
            Erkenntnis Measure. GPU An 1 Stelle erwähnt One See Two, Ada Example and Measure. .
            The docs Ada Example Code docs.example Archivierte Kopie
            See Two , Ada Example and Measure. . Nachtrag, 30. Juni 2025 It was fixed.
            Two Dee Example , Eve Example Podium, stattdessen einzelne Vorträge
            18. März 2025, 09:30 Uhr noch nicht gesehen 4 von 5 clarity 4,5 Bewertung Fine.
            An 2 Stellen erwähnt Beta › Three See Two . One See Two , Ada Example and Measure..
            In den Kalender eintragen
        """,
        "events/2024-beta": """
            2024 1 Vortrag Three Ada Example Geplant 10 min, dauerte 9 min 1 min kürzer
            5 von 5 See Two .
        """,
        "who": """
            Bo Example He hosts. Auch: Bob Example
            Moderiert One Kurzvortrag · Alpha · 18. März 2025 · 3
        """,
        "cards": "17.–18. März 2025 · Berlin Alpha „ Fine. “ ( Two ) 2 Vorträge · 4,5 "
        "2024 Beta 1 Vortrag",
        "talks": """
            3 Vorträge Vortrag Wer Veranstaltung Wertung
            One Kurzvortrag Ada Example · Mako Alpha 18. März 2025 3
            Two Vortrag · noch nicht gesehen Dee Example , Eve Example Alpha 18. März 2025 4
            Three Ada Example Beta 2024 5
        """,
        "people": """
            Ada Example Mako (2025) One Kurzvortrag · Alpha · 18. März 2025 · 3
            Three Beta · 2024 · 5
            Verfasst oder erstellt The docs Ada Example · docs.example · Code · One , Alpha
            An 1 Stelle erwähnt Alpha › One See Two, Ada Example and Measure..
            Bo Example He hosts. Auch: Bob Example
            Moderiert One Kurzvortrag · Alpha · 18. März 2025 · 3 2 von 5 Personen
        """,
        "orgs": """
            Lab Unterstützt Alpha 17.–18. März 2025 · Berlin · 4,5
            Mako Personen: Ada Example
            Vorträge One Ada Example · Mako · Kurzvortrag · Alpha · 18. März 2025 · 3
            Veranstaltet Alpha 17.–18. März 2025 · Berlin · 4,5
        """,
        "topics": "Name Vorträge Veranstaltungen Zuletzt GPU 0 1 18. März 2025",
        "takeaways": "2025 Measure. One , Alpha",
        "links": """
            Artikel One alpha.example Alpha , Programm Video One alpha.example Alpha , Aufzeichnung
            Folien Alpha alpha.example Alpha , Folien Alpha alpha.example Alpha , Folien
            Code The docs Ada Example · docs.example Alpha › One
            Veranstaltung Alpha alpha.example Alpha , Website der Veranstaltung
        """,
        "formats": """
            Vortrag Two Dee Example , Eve Example · Vortrag · Alpha · 18. März 2025 ·
            noch nicht gesehen · 4
            Kurzvortrag One Ada Example · Mako · Kurzvortrag · Alpha · 18. März 2025 · 3
            Ohne Format Three Ada Example · Beta · 2024 · 5
        """,
        "plot": """
            Wertung Vorträge 5 1 4 1 3 1 2 0 1 0
            Mittelwert 4 von 5 aus 3 Bewertungen zwischen 3 und 5
        """,
        "ratings": "Alle Bewertungen Mittelwert Spanne Alle Vorträge 3 4 3–5",
        "overrun": """
            Alle Vorträge Geplant Tatsächlich Überzogen Im Mittel Spanne
            Alle Vorträge 2 15 min 1 h 23 min 1 +34 min −1 min bis +69 min
        """,
        "schedule": """
            Alpha 18. März 2025
            09:30 09:30 Two Dee Example, Eve Example · noch nicht gesehen 4
            14:00 14:00–14:05 One Ada Example 3
            Beta Ohne Uhrzeit Three Ada Example · 5
        """,
        "none": "Hier gibt es keine Erkenntnisse.",
    },
    "ja": {
        "events/2025-alpha": """
            主催： Mako 2025年3月17日～18日 Halle 7、Berlin 講演2件、オンライン参加
            メモの公開：2025年4月 イベントの公式サイト スライド1 スライド2 協賛： Lab 5点中4.5点 GPU
            One Ada Example Mako ライトニングトーク、予定5分、実際1時間14分 69分超過
            2025年3月18日 14:00 使用言語：英語 録画で視聴 録画 プログラム
            司会： Bo Example 登壇予定だったが欠席： Cy Example 5点中3点
            学び Measure. GPU 1か所で言及 One See Two, Ada Example and Measure. .
            The docs Ada Example コード docs.example アーカイブ版
            See Two , Ada Example and Measure. . 追記（2025年6月30日） It was fixed.
            Two Dee Example 、 Eve Example パネルディスカッション、実際は個別の講演
            2025年3月18日 09:30 未視聴 5点中4点 clarity 4.5 評価 Fine.
            2か所で言及 Beta › Three See Two . One See Two , Ada Example and Measure..
            カレンダーに追加
        """,
        "events/2024-beta": """
            2024年 講演1件 Three Ada Example 予定10分、実際9分 1分短縮 5点中5点 See Two .
        """,
        "who": """
            Bo Example He hosts. 別名：Bob Example
            司会 One ライトニングトーク · Alpha · 2025年3月18日 · 3
        """,
        "cards": "2025年3月17日～18日 · Berlin Alpha 「 Fine. 」（ Two ） 講演2件 · 4.5 "
        "2024年 Beta 講演1件",
        "talks": """
            講演3件 講演 登壇者 イベント 評点
            One ライトニングトーク Ada Example · Mako Alpha 2025年3月18日 3
            Two 講演 · 未視聴 Dee Example 、 Eve Example Alpha 2025年3月18日 4
            Three Ada Example Beta 2024年 5
        """,
        "people": """
            Ada Example Mako (2025) One ライトニングトーク · Alpha · 2025年3月18日 · 3
            Three Beta · 2024年 · 5
            執筆・制作 The docs Ada Example · docs.example · コード · One 、 Alpha
            1か所で言及 Alpha › One See Two, Ada Example and Measure..
            Bo Example He hosts. 別名：Bob Example
            司会 One ライトニングトーク · Alpha · 2025年3月18日 · 3 5人中2人
        """,
        "orgs": """
            Lab 協賛 Alpha 2025年3月17日～18日 · Berlin · 4.5
            Mako 関係者： Ada Example
            講演 One Ada Example · Mako · ライトニングトーク · Alpha · 2025年3月18日 · 3
            主催 Alpha 2025年3月17日～18日 · Berlin · 4.5
        """,
        "topics": "名前 講演 イベント 最新 GPU 0 1 2025年3月18日",
        "takeaways": "2025 Measure. One 、 Alpha",
        "links": """
            記事 One alpha.example Alpha 、プログラム 動画 One alpha.example Alpha 、録画
            スライド Alpha alpha.example Alpha 、スライド Alpha alpha.example Alpha 、スライド
            コード The docs Ada Example · docs.example Alpha › One
            イベント Alpha alpha.example Alpha 、イベントの公式サイト
        """,
        "formats": """
            講演 Two Dee Example 、 Eve Example · 講演 · Alpha · 2025年3月18日 · 未視聴 · 4
            ライトニングトーク
            One Ada Example · Mako · ライトニングトーク · Alpha · 2025年3月18日 · 3
            形式なし Three Ada Example · Beta · 2024年 · 5
        """,
        "plot": "評点 講演 5 1 4 1 3 1 2 0 1 0 平均4点（5点満点）、評価3件、3～5点",
        "ratings": "全体 評価数 平均 範囲 すべての講演 3 4 3–5",
        "overrun": """
            全体 講演 予定 実際 超過 平均超過 範囲
            すべての講演 2 15分 1時間23分 1 +34分 −1分～+69分
        """,
        "schedule": """
            Alpha 2025年3月18日 09:30 09:30 Two Dee Example、Eve Example · 未視聴 4
            14:00 14:00–14:05 One Ada Example 3 Beta 時刻なし Three Ada Example · 5
        """,
        "none": "学びはありません。",
    },
}
LANGUAGES = tuple(SAYS)


def words(text: str) -> str:
    """Return the words of a text on one line."""
    return " ".join(text.split())


def files(built: Site) -> dict[str, bytes]:
    """Return all that a build wrote."""
    return {
        str(path.relative_to(built.out)): path.read_bytes()
        for path in sorted(built.out.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


@pytest.fixture(scope="module")
def sites(shared_site: MakeSite) -> dict[str, Site]:
    """Build the same notes in each language."""
    return {
        language: shared_site(PAGES, name=language, language=language, **SETTINGS)
        for language in LANGUAGES
    }


@pytest.mark.parametrize("page", SAYS["de"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_speaks_the_language_of_the_site(
    sites: dict[str, Site], language: str, page: str
) -> None:
    shown = sites[language].text(f"{page}.html").partition("¶ ")[2].replace("¶ ", "")
    assert shown == words(SAYS[language][page])


# -- numbers -----------------------------------------------------------------------------------

COUNTED = {
    ("en", "0"): "No talks here.",
    ("en", "1"): "1 talk",
    ("en", "2"): "2 talks",
    ("en", "5"): "5 talks",
    ("de", "0"): "Hier gibt es keine Vorträge.",
    ("de", "1"): "1 Vortrag",
    ("de", "2"): "2 Vorträge",
    ("de", "5"): "5 Vorträge",
    ("de", "5 cut"): "2 von 5 Vorträgen",
    ("ja", "0"): "講演はありません。",
    ("ja", "1"): "講演1件",
    ("ja", "2"): "講演2件",
    ("ja", "5"): "講演5件",
    ("ja", "5 cut"): "講演5件中2件",
}


def _counted(number: int) -> str:
    talks = "".join(f"## Talk {each}\n\n```{{talk}}\n```\n\n" for each in range(number))
    return f"# Event {number}\n\n```{{event}}\n:date: 2025\n:id: n{number}\n```\n\n{talks}"


@pytest.fixture(scope="module")
def counts(shared_site: MakeSite) -> dict[str, Site]:
    """Build lists of no talk, one, two and five."""
    pages = {f"n/{number}.md": _counted(number) for number in (0, 1, 2, 5)}
    for number in (0, 1, 2, 5):
        pages[f"list {number}.md"] = f"# List\n\n```{{talks}}\n:event: n{number}\n```\n"
    pages["list 5 cut.md"] = "# List\n\n```{talks}\n:event: n5\n:limit: 2\n```\n"
    return {
        language: shared_site(pages, name=f"counts-{language}", language=language)
        for language in ("en", *LANGUAGES)
    }


@pytest.mark.parametrize(("language", "which"), COUNTED)
def test_a_number_has_the_form_of_the_language(
    counts: dict[str, Site], language: str, which: str
) -> None:
    page = counts[language].read(f"list {which}.html")
    found = re.findall(r'<p class="en-(?:count|none)">(.*?)</p>', page)
    assert found == [COUNTED[language, which]]


def script_words(built: Site, page: str) -> dict[str, str | dict[str, str]]:
    """Return what the script of the table on a page says."""
    (found,) = re.findall(r'data-en-words="([^"]*)"', built.read(page))
    read: dict[str, str | dict[str, str]] = json.loads(unescape(found))
    return read


def test_the_script_speaks_german(counts: dict[str, Site]) -> None:
    assert script_words(counts["de"], "list 5.html") == {
        "language": "de",
        "controls": "Tabelle filtern",
        "filter": "5 Vorträge filtern",
        "topics": "Thema",
        "formats": "Format",
        "years": "Jahr",
        "scores": "Wertung",
        "topic": "Alle Themen",
        "format": "Alle Formate",
        "year": "Alle Jahre",
        "score": "Jede Wertung",
        "only": "Nur Vorträge mit {score}",
        "least": "ab {score}",
        "dates": "Datum",
        "persons": "Person",
        "events": "Veranstaltung",
        "attendeds": "Teilnahme",
        "recordings": "Aufzeichnung",
        "person": "Alle Personen",
        "event": "Alle Veranstaltungen",
        "attended": "Wie auch immer dabei",
        "recording": "Mit und ohne Aufzeichnung",
        "recorded": "Mit Aufzeichnung",
        "shown": {
            "one": "{count} von {total} Vortrag",
            "other": "{count} von {total} Vorträgen",
        },
        "none": "Kein Vortrag passt dazu.",
        "clear": "Zurücksetzen",
        "sort": "Nach „{column}“ sortieren",
        "loading": "Die anderen Teile werden geladen …",
        "failed": "Nur dieser Teil wird durchsucht: Die anderen lassen sich nicht laden.",
    }


def test_the_script_speaks_japanese_which_has_one_form(counts: dict[str, Site]) -> None:
    said = script_words(counts["ja"], "list 5.html")
    assert said["language"] == "ja"
    assert said["filter"] == "5件の講演から絞り込む"
    assert said["shown"] == {"other": "講演{total}件中{count}件"}
    assert said["sort"] == "「{column}」で並べ替え"


# -- dates -------------------------------------------------------------------------------------

DATES = {  # the days from one to another, in full and short
    ("de", "2025-01-30", "2025-01-30"): ("30. Januar 2025", "30. Jan. 2025"),
    ("de", "2025-01-30", "2025-02-02"): (
        "30. Januar\u2009–\u20092. Februar 2025",
        "30. Jan.\u2009–\u20092. Feb. 2025",
    ),
    ("de", "2024-12-31", "2025-01-02"): (
        "31. Dezember 2024\u2009–\u20092. Januar 2025",
        "31. Dez. 2024\u2009–\u20092. Jan. 2025",
    ),
    ("de", "2025-01", "2025-01"): ("Januar 2025", "Jan. 2025"),
    ("de", "2025-01", "2025-02"): ("Januar–Februar 2025", "Jan.–Feb. 2025"),
    ("de", "2024", "2025"): ("2024–2025", "2024–2025"),
    ("de", "2025-01", "2025-02-03"): ("Januar 2025 – 3. Februar 2025", "Jan. 2025 – 3. Feb. 2025"),
    ("de_AT", "2025-01", "2025-01"): ("Jänner 2025", "Jän. 2025"),
    ("ja", "2025-01-30", "2025-01-30"): ("2025年1月30日", "2025年1月30日"),
    ("ja", "2025-01-30", "2025-02-02"): ("2025年1月30日～2月2日", "2025年1月30日～2月2日"),
    ("ja", "2025-01", "2025-02"): ("2025年1月～2月", "2025年1月～2月"),
    ("ja", "2025", "2025"): ("2025年", "2025年"),
    ("nonsense", "2025-01-30", "2025-01-31"): ("30–31 January 2025", "30–31 Jan 2025"),
}


@pytest.mark.parametrize(("language", "first", "last"), DATES)
def test_days_are_said_as_in_the_language(language: str, first: str, last: str) -> None:
    span = DateRange(first, last)
    said = (date_words.days(span, language), date_words.days(span, language, short=True))
    assert said == DATES[language, first, last]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Tuesday, 09:30"), ("de", "Dienstag, 09:30 Uhr"), ("ja", "火曜日 09:30")],
)
def test_a_talk_of_an_unknown_date_has_its_day_of_the_week(
    site: MakeSite, language: str, said: str
) -> None:
    talk = "# E\n\n```{event}\n```\n\n## T\n\n```{talk}\n:start: Tue 9:30\n```\n"
    assert said in site({"e/a.md": talk}, language=language).text("e/a.html")


# -- other builders ----------------------------------------------------------------------------

TEXT = {
    "de": """
        Veranstaltet von Mako
        17.–18. März 2025, Halle 7, Berlin, 2 Vorträge, online teilgenommen, Notizen
        veröffentlicht: April 2025, Website der Veranstaltung <https://alpha.example/>,
        Folien 1 <https://alpha.example/1.pdf>, Folien 2 <https://alpha.example/2.pdf>
        Unterstützt von Lab
        Bewertung: **4,5 von 5**
        Themen: GPU
    """,
    "ja": """
        主催：Mako
        2025年3月17日～18日、Halle 7、Berlin、講演2件、オンライン参加、メモの公開：2025年4月、
        イベントの公式サイト <https://alpha.example/>、
        スライド1 <https://alpha.example/1.pdf>、スライド2 <https://alpha.example/2.pdf>
        協賛：Lab
        評価：**5点中4.5点**
        トピック：GPU
    """,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_speaks_it_too(site: MakeSite, language: str) -> None:
    built = site(PAGES, builder="text", language=language, **SETTINGS)
    page = built.read("events/2025-alpha.txt")
    said = page.partition("\n\n")[2].partition("\nOne\n")[0]
    squeezed = re.sub(r"\s", "", said)
    assert squeezed == re.sub(r"\s", "", TEXT[language])
    title = {"de": "Erkenntnis", "ja": "学び"}[language]
    assert f"**{title}**" in page


def test_a_table_in_text_is_as_wide_as_japanese_is(site: MakeSite) -> None:
    built = site(PAGES, builder="text", language="ja", **SETTINGS)
    table = built.read("talks.txt").partition("\n+")[2]
    assert "| 講演 " in table
    assert "Beta (2024年) " in table


@pytest.mark.parametrize("language", LANGUAGES)
def test_latex_speaks_it_too(site: MakeSite, language: str) -> None:
    built = site(PAGES, builder="latex", language=language, latex_engine="xelatex", **SETTINGS)
    (path,) = built.out.glob("*.tex")
    text = path.read_text(encoding="utf-8")
    expected = {
        "de": ["Veranstaltet von ", "4,5 von 5", "Hier gibt es keine Erkenntnisse."],
        "ja": ["主催：", "5点中4.5点", "学びはありません。"],
    }
    assert [said for said in expected[language] if said not in text] == []


def test_translators_of_notes_are_asked_for_the_same_words(site: MakeSite) -> None:
    english, german = (
        site(PAGES, builder="gettext", name=language, language=language, **SETTINGS)
        for language in ("en", "de")
    )

    def messages(built: Site) -> dict[str, list[str]]:
        return {
            path.name: re.findall(r'^msgid .*(?:\n".*)*', path.read_text("utf-8"), re.MULTILINE)
            for path in sorted(built.out.glob("*.pot"))
        }

    asked = messages(german)
    assert asked == messages(english)
    assert 'msgid "Halle 7"' in asked["events.pot"]
    assert not [said for said in asked["events.pot"] if "Veranstaltet" in said]


def test_search_results_say_what_was_found(sites: dict[str, Site]) -> None:
    names = {
        language: [
            json.loads(f'"{name}"')
            for name in re.findall(
                r'\["notes", ?"talk", ?"([^"]*)"\]', built.read("searchindex.js")
            )
        ]
        for language, built in sites.items()
    }
    assert names["de"] == [
        "Kurzvortrag, 18. März 2025, 3 von 5",
        "Vortrag, 18. März 2025, 4 von 5",
        "Vortrag, 2024, 5 von 5",
    ]
    assert names["ja"][1] == "講演、2025年3月18日、5点中4点"


def test_neighbours_are_called_as_the_theme_calls_them(sites: dict[str, Site]) -> None:
    page = sites["de"].read("events/2024-beta.html")
    links = re.findall(r'<a href="([^"]*)" title="[^"]*"\s*accesskey="[NP]">([^<]*)</a>', page)
    assert set(links) == {("2025-alpha.html", "weiter")}


def test_the_authors_copy_says_so(site: MakeSite) -> None:
    pages = {"a.md": "# A\n\n:::{private}\nzqx\n:::\n\n```{talks}\n```\n", **NOTES}
    built = site(pages, language="de", eventnotes_private=True, **SETTINGS)
    assert built.text("a.html").startswith(
        "Private Fassung: Sie enthält Worte, die nicht für andere bestimmt sind. A ¶ Privat zqx"
    )


def test_the_parts_of_a_list_speak_it(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "LONGEST", 1500)
    names = ", ".join(f"{name} Example" for name in ("Ada", "Bo", "山田", "Zoe", "鈴木"))
    talk = (
        f"# E\n\n```{{event}}\n:date: 2025\n```\n\n## T\n\n```{{talk}}\n:speakers: {names}\n```\n"
    )
    built = site({"e/a.md": talk, "people.md": "# Leute\n\n```{people}\n```\n"}, language="de")
    page = built.read("people.html")
    assert '<nav class="en-parts" aria-label="Teile der Liste">' in page
    assert '<a href="people/other.html">Sonstige</a>' in page
    assert "<title>Leute: Sonstige" in built.read("people/other.html")


# -- which language ----------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["de_AT", "de-DE", "de-ch", "DE"])
def test_a_region_speaks_its_language(site: MakeSite, tag: str) -> None:
    built = site(NOTES, language=tag, **SETTINGS)
    assert "Veranstaltet von Mako 17.–18. März 2025" in built.text("events/2025-alpha.html")


def test_a_language_without_a_catalogue_has_english_words_and_its_own_dates(
    site: MakeSite,
) -> None:
    built = site(NOTES, language="fr", **SETTINGS)
    said = built.text("events/2025-alpha.html")
    assert "Run by Mako 17–18 mars 2025 Halle 7, Berlin 2 talks" in said
    assert "in English" in said
    assert "4.5 of 5" in said


FRENCH = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Run by {names}"
msgstr "Organisé par {names}"

msgid "Sponsored by {names}"
msgstr "Avec le soutien de {nmes}"

msgid "{score} of {scale}"
msgstr "{score} sur {scale}"

msgid "{count} talk"
msgid_plural "{count} talks"
msgstr[0] "{count} exposé"
msgstr[1] "{count} exposés"
"""


def test_a_site_may_bring_a_language(site: MakeSite) -> None:
    files = {**NOTES, "locale/fr/LC_MESSAGES/eventnotes.po": FRENCH}
    built = site(files, language="fr", locale_dirs=["locale"], **SETTINGS)
    said = built.text("events/2025-alpha.html")
    assert "Organisé par Mako 17–18 mars 2025 Halle 7, Berlin 2 exposés" in said
    assert "4,5 sur 5" in said
    assert "Recording" in said  # what it has no words for


def test_a_slip_in_a_translation_stops_nothing(site: MakeSite) -> None:
    files = {**NOTES, "locale/fr/LC_MESSAGES/eventnotes.po": FRENCH}
    built = site(files, language="fr", locale_dirs=["locale"], **SETTINGS)
    assert "Avec le soutien de {nmes}" in built.text("events/2025-alpha.html")


def test_a_site_may_say_it_otherwise(site: MakeSite) -> None:
    own = FRENCH.replace("fr", "de").replace("n > 1", "n != 1")
    files = {**NOTES, "locale/de/LC_MESSAGES/eventnotes.po": own.replace("exposé", "Talk")}
    built = site(files, language="de", locale_dirs=["locale"], **SETTINGS)
    said = built.text("events/2025-alpha.html")
    assert "2 Talks, online teilgenommen" in said


# -- several languages, several processes ------------------------------------------------------


def _run(root: Path, out: str, language: str) -> dict[str, bytes]:
    """Build in a process of its own, since Sphinx keeps checksums of its files for one."""
    environment = {**os.environ, "PYTHONPATH": str(Path(messages.__file__).parents[2])}
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-D", f"language={language}"]
    folders = ["-d", f"{out}-doctrees", str(root), out]
    run = subprocess.run(
        [*command, *folders], cwd=root.parent, env=environment, check=False, capture_output=True
    )
    assert run.returncode == 0, run.stderr.decode()
    return {
        str(path.relative_to(root.parent / out)): path.read_bytes()
        for path in (root.parent / out).rglob("*")
        if path.is_file() and not path.name.startswith(".buildinfo")
    }


def test_another_language_writes_everything_again(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    conf = "".join(f"{name} = {value!r}\n" for name, value in {**CONF, **SETTINGS}.items())
    for name, text in {**PAGES, **WEB_PAGES, "conf.py": conf}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode() if isinstance(text, str) else text)
    german = _run(root, "switched", "de")
    assert "講演".encode() not in german["talks.html"]
    assert b"Video ansehen" in german["events/2025-web.html"]
    for language in ("ja", "en"):
        switched = _run(root, "switched", language)
        clean = _run(root, f"clean-{language}", language)
        assert switched.keys() == clean.keys()
        assert [name for name in clean if switched[name] != clean[name]] == []


def test_other_words_of_the_sites_own_are_on_every_page(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    catalogue = "locale/fr/LC_MESSAGES/eventnotes.po"
    settings = {**CONF, **SETTINGS, "locale_dirs": ["locale"]}
    conf = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
    for name, text in {**NOTES, catalogue: FRENCH, "conf.py": conf}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    _run(root, "again", "fr")
    (root / catalogue).write_text(FRENCH.replace("exposé", "causerie"), encoding="utf-8")
    again, clean = (_run(root, out, "fr") for out in ("again", "clean"))
    assert b"2 causeries" in again["events/2025-alpha.html"]
    assert [name for name in clean if again[name] != clean[name]] == []


def test_two_processes_say_the_same(site: MakeSite) -> None:
    one = site(PAGES, name="one", language="ja", **SETTINGS)
    two = site(PAGES, name="two", language="ja", parallel=2, **SETTINGS)
    assert files(one) == files(two)


def _applications(folder: Path, languages: Mapping[str, str]) -> Iterator[SphinxTestApp]:
    for name, language in languages.items():
        root = folder / name
        for path, text in {"conf.py": "", **NOTES}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        conf = {**CONF, **SETTINGS, "language": language}
        yield SphinxTestApp("html", root, confoverrides=conf, freshenv=True)


@pytest.mark.parametrize("in_turns", [True, False])
def test_sites_in_one_process_keep_to_their_languages(tmp_path: Path, in_turns: bool) -> None:
    languages = {"one": "de", "two": "ja", "three": "en", "four": "de"}
    expected = {"de": "Veranstaltet von Mako", "ja": "主催： Mako", "en": "Run by Mako"}
    free_sphinx()
    running: list[SphinxTestApp] = []
    try:
        for app in _applications(tmp_path, languages):
            running.append(app)
            if in_turns:
                app.build()
        for app in () if in_turns else running:
            app.build()
        said = {
            name: re.sub(r"<[^>]*>", "", (app.outdir / "events/2025-alpha.html").read_text("utf-8"))
            for name, app in zip(languages, running, strict=True)
        }
        for name, language in languages.items():
            assert expected[language].replace("： ", "：") in said[name]
    finally:
        for app in reversed(running):
            app.cleanup()


# -- the language and direction of an author's words -------------------------------------------

TONGUES = """\
# שלום

```{event}
:date: 2025
:language: he
:host: Mako
```

## Vom Bauen

```{talk}
:language: de
:speakers: Ada Example
```

## 速いコンパイラ

```{talk}
:language: ja
:speakers: דנה לוי (Mako)
```

## Keynote

```{talk}
:language: ja
```

## At home

```{talk}
:language: en-GB
```
"""


@pytest.fixture(scope="module")
def tongues(shared_site: MakeSite) -> Site:
    """Build notes of talks in several languages on an English site."""
    pages = {"e/2025-t.md": TONGUES, "talks.md": "# List\n\n```{talks}\n```\n"}
    return shared_site(pages, name="tongues", language="en")


def test_a_title_says_its_language_and_the_notes_do_not(tongues: Site) -> None:
    page = tongues.read("e/2025-t.html")
    assert '<h1 class="p-name"><span lang="he" dir="auto">שלום</span><a' in page
    assert '<h2 class="p-name"><span lang="de">Vom Bauen</span><a' in page
    assert '<h2 class="p-name"><span lang="ja">速いコンパイラ</span><a' in page
    assert "lang=" not in page.partition("</h1>")[2].partition('<details class="en-programme"')[0]


def test_a_title_in_other_letters_than_its_talk_says_nothing(tongues: Site) -> None:
    assert '<h2 class="p-name">Keynote<a' in tongues.read("e/2025-t.html")


def test_a_region_of_the_sites_language_is_no_other(tongues: Site) -> None:
    page = tongues.read("e/2025-t.html")
    assert '<h2 class="p-name">At home<a' in page
    assert "in English" not in page


def test_a_list_says_the_language_of_a_title(tongues: Site) -> None:
    page = tongues.read("talks.html")
    assert (
        '<a class="en-ref" href="e/2025-t.html#talk-t-2025-vom-bauen"><span lang="de">Vom' in page
    )
    assert '<span lang="he" dir="auto">שלום</span>' in page


def test_a_name_in_the_other_direction_turns_only_itself(tongues: Site) -> None:
    assert '<strong class="p-name" dir="auto">דנה לוי</strong>' in tongues.read("e/2025-t.html")
    assert '<strong class="p-name">Ada Example</strong>' in tongues.read("e/2025-t.html")


def test_on_a_page_from_right_to_left_it_is_the_latin_words(site: MakeSite) -> None:
    built = site({"e/2025-t.md": TONGUES}, language="he")
    page = built.read("e/2025-t.html")
    assert '<h1 class="p-name">שלום<a' in page
    assert '<h2 class="p-name"><span lang="de" dir="auto">Vom Bauen</span><a' in page
    assert '<strong class="p-name">דנה לוי</strong>' in page
    assert '<strong class="p-name" dir="auto">Ada Example</strong>' in page


def test_a_page_that_shows_a_title_follows_its_language(site: MakeSite) -> None:
    pages = {"e/2025-t.md": TONGUES, "talks.md": "# List\n\n```{talks}\n```\n"}
    built = site(pages, language="en")
    built.write({"e/2025-t.md": TONGUES.replace(":language: he", ":language: yi")})
    built.rebuild()
    assert '<span lang="yi" dir="auto">שלום</span>' in built.read("talks.html")


DATED = """\
# Evenings

```{event}
:date: 2026-05-04 to 2026-05-05
```

## One

```{talk}
:start: 2026-05-04 9:30
```

:::{update} 2026-06-01
More.
:::

```{talks}
```
"""


@pytest.mark.parametrize("language", ["ar", "fa", "he"])
def test_dates_keep_their_order_where_a_theme_does_not_turn_the_page(
    site: MakeSite, language: str
) -> None:
    page = site({"e/2026-e.md": DATED}, language=language).read("e/2026-e.html")
    times = re.findall(r"<time([^>]*)>", page)
    assert len(times) == 3
    assert [said for said in times if not said.endswith(' dir="auto"')] == []
    update = re.search(r'<p class="admonition-title">(.*)</p>', page)
    assert update is not None
    assert '<span dir="auto">' in update[1]


def test_where_nothing_runs_from_right_to_left_no_date_says_so(site: MakeSite) -> None:
    page = site({"e/2026-e.md": DATED}, language="de").read("e/2026-e.html")
    assert 'dir="auto"' not in page


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        ("45 דקות", "he", ' dir="auto"'),
        ("45 min", "he", ' dir="auto"'),
        ("שלום", "he", ""),
        ("09:30–10:15", "he", ""),
        ("45 min", "de", ""),
    ],
)
def test_numbers_among_words_from_right_to_left_are_kept_in_order(
    words: str, language: str, said: str
) -> None:
    assert attributes(words, "", language) == said


# -- links, photos, footnotes, commentary ------------------------------------------------------

WEB = """\
# Web

```{event}
:date: 2025-03-17
:url: https://web.example/
```

It ran long.[^long] Read [the post](https://dead.example/a#deep).[^me]

:::{commentary}
Too long.
:::

:::{photos}
![](a.png)
![](b.png)

The hall.
:::

[^long]: By an hour.
[^me]: Twice.

## One

```{talk}
:speakers: Ada Example
:url: https://web.example/one
:recording: https://youtu.be/AbCdEf12345
:slides: https://web.example/slides
:paper: https://web.example/paper
:code: https://web.example/code
```

At [a minute](https://youtu.be/AbCdEf12345?t=754) it gets good.

```{link} https://youtu.be/AbCdEf12345
:title: The film

![](a.png)
```

![](b.png)
"""
KINDS = ("article", "video", "paper", "slides", "code", "event", "channel", "post", "dataset",
         "book", "other")  # fmt: skip
DEAD = {
    "title": "The post",
    "status": "404",
    "checked": "2025-05-10",
    "failing": "2025-05-01",
    "failures": 3,
    "archive": {"url": "https://copy.example/a", "date": "2024-05-01"},
}
GONE = {name: DEAD[name] for name in DEAD if name != "archive"}
SMALL = encoded(quarters(640, 480), "PNG")
WEB_PAGES: dict[str, str | bytes] = {
    "index.md": INDEX,
    "events/2025-web.md": WEB,
    "events/a.png": SMALL,
    "events/b.png": SMALL,
    "who.md": "# Who\n\n:::{about} people/ada-example\n:url: https://ada.example/\n:::\n",
    "kinds.md": "# Kinds\n\n"
    + "".join(
        f"```{{link}} https://{kind}.example/\n:title: Some {kind}\n:kind: {kind}\n```\n\n"
        for kind in KINDS
    ),
    "copy.md": (
        "# Copy\n\n```{link} https://dead.example/own\n:title: Mine\n"
        ":archive: https://copy.example/own\n```\n\nAnd https://dead.example/lost is gone.\n"
    ),
    "links.md": "# Page\n\n```{links}\n:event: web-2025\n```\n",
    "articles.md": "# Page\n\n```{links}\n:kind: article\n```\n",
    "links.lock.json": json.dumps(
        {
            "version": 1,
            "links": {
                "https://dead.example/a": DEAD,
                "https://dead.example/lost": {**GONE, "title": "Lost"},
                "https://dead.example/own": {**GONE, "title": "Mine"},
            },
        }
    ),
}


@pytest.fixture(scope="module")
def webs(shared_site: MakeSite) -> dict[str, Site]:
    """Build notes with links of all kinds, photos, footnotes and commentary in each language."""
    return {
        language: shared_site(WEB_PAGES, name=f"web-{language}", language=language)
        for language in LANGUAGES
    }


WEB_SAYS = {
    "de": {
        "events/2025-web": """
            It ran long. [ 1 ]
            Read the post (toter Link, archivierte Kopie vom 1. Mai 2024 ) . [ 2 ]
            Anmerkung 1 1 By an hour. Anmerkung 2 2 Twice.
            17. März 2025 1 Vortrag Website der Veranstaltung Meine Sicht Too long. The hall.
            One Ada Example Aufzeichnung Folien Paper Code Programm At a minute it gets good.
            The film Video youtu.be
            An 1 Stelle erwähnt One (verlinkt darauf) At a minute it gets good.
            Alle 2 Anmerkungen auf dieser Seite Anmerkungen 1 By an hour. 2 Twice.
            In den Kalender eintragen
        """,
        "kinds": """
            Some article Artikel article.example Some video Video video.example
            Some paper Paper paper.example Some slides Folien slides.example
            Some code Code code.example Some event Veranstaltung event.example
            Some channel Kanal channel.example Some post Beitrag post.example
            Some dataset Datensatz dataset.example Some book Buch book.example
            Some other Link other.example
        """,
        "copy": """
            Mine toter Link, archivierte Kopie Artikel dead.example Archivierte Kopie
            And Lost (toter Link) is gone.
        """,
        "links": """
            One Artikel · web.example Web , Programm One Folien · web.example Web , Folien
            One Paper · web.example Web , Paper One Code · web.example Web , Code
            The film Video · youtube.com Web › One , Aufzeichnung
            Web › One , bei 12:34 : At a minute it gets good.
            The post toter Link, archivierte Kopie vom 1. Mai 2024 Artikel · dead.example
            Web , bei #deep : Read the post .
            Web Veranstaltung · web.example Web , Website der Veranstaltung
        """,
        "articles": """
            ada.example Artikel · ada.example Who , eigene Seite
            Lost toter Link Artikel · dead.example Copy : And Lost is gone.
            Mine toter Link, archivierte Kopie Artikel · dead.example Copy
            One Artikel · web.example Web , Programm
            Some article Artikel · article.example Kinds
            The post toter Link, archivierte Kopie vom 1. Mai 2024 Artikel · dead.example
            Web , bei #deep : Read the post .
        """,
    },
    "ja": {
        "events/2025-web": """
            It ran long. [ 1 ] Read the post (リンク切れ、 2024年5月1日のアーカイブ版 ) . [ 2 ]
            注1 1 By an hour. 注2 2 Twice.
            2025年3月17日 講演1件 イベントの公式サイト 私見 Too long. The hall.
            One Ada Example 録画 スライド 論文 コード プログラム At a minute it gets good.
            The film 動画 youtu.be 1か所で言及 One (リンクあり) At a minute it gets good.
            このページの注（全2件） 注 1 By an hour. 2 Twice.
            カレンダーに追加
        """,
        "kinds": """
            Some article 記事 article.example Some video 動画 video.example
            Some paper 論文 paper.example Some slides スライド slides.example
            Some code コード code.example Some event イベント event.example
            Some channel チャンネル channel.example Some post 投稿 post.example
            Some dataset データセット dataset.example Some book 書籍 book.example
            Some other リンク other.example
        """,
        "copy": """
            Mine リンク切れ、 アーカイブ版 記事 dead.example アーカイブ版
            And Lost (リンク切れ) is gone.
        """,
        "links": """
            One 記事 · web.example Web 、プログラム One スライド · web.example Web 、スライド
            One 論文 · web.example Web 、論文 One コード · web.example Web 、コード
            The film 動画 · youtube.com Web › One 、録画
            Web › One 、 12:34の箇所 ：At a minute it gets good.
            The post リンク切れ、 2024年5月1日のアーカイブ版 記事 · dead.example
            Web 、 #deepの箇所 ：Read the post .
            Web イベント · web.example Web 、イベントの公式サイト
        """,
        "articles": """
            ada.example 記事 · ada.example Who 、公式ページ
            Lost リンク切れ 記事 · dead.example Copy ：And Lost is gone.
            Mine リンク切れ、 アーカイブ版 記事 · dead.example Copy
            One 記事 · web.example Web 、プログラム Some article 記事 · article.example Kinds
            The post リンク切れ、 2024年5月1日のアーカイブ版 記事 · dead.example
            Web 、 #deepの箇所 ：Read the post .
        """,
    },
}


@pytest.mark.parametrize("page", WEB_SAYS["de"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_links_footnotes_and_commentary_speak_the_language_of_the_site(
    webs: dict[str, Site], language: str, page: str
) -> None:
    shown = webs[language].text(f"{page}.html").partition("¶ ")[2].replace("¶ ", "")
    assert shown == words(WEB_SAYS[language][page])


UNSEEN = {  # what a page says to those who do not see it, from top to bottom
    "de": ["Foto 1 von 2", "Foto 2 von 2", "Video ansehen", "Foto", "Anmerkungen"],
    "ja": ["写真（2枚中1枚目）", "写真（2枚中2枚目）", "動画を見る", "写真", "注"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_instead_of_a_picture_speaks_it_too(
    webs: dict[str, Site], language: str
) -> None:
    page = webs[language].read("events/2025-web.html").partition('<div class="body"')[2]
    unseen = re.findall(r'(?<!tabindex="-1" )(?:aria-label|alt)="([^"]+)"', page)
    assert unseen[:5] == UNSEEN[language]


SCRIPTS = {
    "de": {
        "photos": "Fotos",
        "counter": "{number} von {total}",
        "previous": "Vorheriges Foto",
        "next": "Nächstes Foto",
        "whole": "Ganzes Bild öffnen",
        "close": "Schließen",
    },
    "ja": {
        "photos": "写真",
        "counter": "{total}枚中{number}枚目",
        "previous": "前の写真",
        "next": "次の写真",
        "whole": "画像全体を開く",
        "close": "閉じる",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_light_box_is_told_its_words(webs: dict[str, Site], language: str) -> None:
    (found,) = re.findall(r'data-words="([^"]*)"', webs[language].read("events/2025-web.html"))
    assert json.loads(unescape(found)) == SCRIPTS[language]


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Link kopiert"), ("ja", "リンクをコピーしました")]
)
def test_the_script_of_headings_is_told_its_words(
    webs: dict[str, Site], language: str, said: str
) -> None:
    assert f'data-en-copied="{said}"' in webs[language].read("events/2025-web.html")


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Auf dieser Seite"), ("ja", "このページの内容")]
)
def test_the_contents_in_the_side_bar_say_what_they_are(
    site: MakeSite, language: str, said: str
) -> None:
    built = site(WEB_PAGES, language=language, html_theme="furo")
    contents = f'<nav class="en-contents" aria-label="{said}">'
    assert contents in built.read("events/2025-web.html")


MORE = {
    ("de", 1): "und an 1 weiteren Stelle",
    ("de", 2): "und an 2 weiteren Stellen",
    ("ja", 1): "ほか1か所",
    ("ja", 2): "ほか2か所",
}


@pytest.mark.parametrize(("language", "left"), MORE)
def test_places_that_are_not_shown_are_counted_in_the_language(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, language: str, left: int
) -> None:
    monkeypatch.setattr(links, "MOST_PLACES", 1)
    pages = {f"{n}.md": f"# Page {n}\n\nhttps://a.example/\n" for n in range(left + 1)}
    built = site({**pages, "links.md": "# L\n\n```{links}\n```\n"}, language=language)
    assert built.text("links.html").endswith(f" {MORE[language, left]}")


WEB_TEXT = {
    "de": [
        "   **Meine Sicht**\n\n   Too long.",
        "(toter Link, archivierte\nKopie vom 1. Mai 2024 <https://copy.example/a>)",
        "[Bild: Video ansehen]",
    ],
    "ja": [
        "   **私見**\n\n   Too long.",
        "(リンク切れ、2024年5月1日のア\nーカイブ版 <https://copy.example/a>)",
        "[画像: 動画を見る]",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_and_commentary_in_text_speak_it_too(site: MakeSite, language: str) -> None:
    built = site(WEB_PAGES, builder="text", language=language)
    page = built.read("events/2025-web.txt")
    squeezed = re.sub(r"\s", "", page)
    missing = [said for said in WEB_TEXT[language] if re.sub(r"\s", "", said) not in squeezed]
    assert missing == []


def test_translators_of_notes_are_not_asked_for_the_words_of_a_still(site: MakeSite) -> None:
    built = site(WEB_PAGES, builder="gettext", language="de")
    asked = "".join(path.read_text("utf-8") for path in built.out.glob("*.pot"))
    assert 'msgid "The film"' in asked
    assert "Video ansehen" not in asked


def test_a_message_of_the_parser_is_no_part_of_a_takeaway(site: MakeSite) -> None:
    head = "T\n=\n\n.. event::\n\n.. takeaway::\n\n"
    files = {
        "a.rst": f"{head}   .. list-table::\n\n      * - Measure first.\n        - Twice.\n",
        "b.rst": f"{head}   .. csv-table::\n\n      Never, trust\n",
        "c.rst": f"{head}   .. epigraph::\n\n      No bugs.\n",
        "t.md": "# L\n\n```{takeaways}\n```\n",
    }
    for language in ("de", "ja"):  # docutils has no words of theirs for these, and says so once
        built = site(files, language=language, name=language, builder="text")
        shown = " ".join(built.read("t.txt").split()).split("* ")[2:]
        assert shown == ["Measure first. Twice. (T) ", "Never trust (T) ", "No bugs. (T)"]
