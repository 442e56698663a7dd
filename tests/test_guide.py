"""The guide: each example in it is built as a page of its own, and its tables are complete.

What an example must say is written down in :data:`SAYS`, by page and by number on that page. An
example without an entry fails, and so does an entry without an example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from building import MakeSite, Site
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

from eventnotes.diagnostics import Notice
from eventnotes.domain import PrivacyError
from eventnotes.kinds.tables import FILTERS, LISTS, NOT
from eventnotes.reading.plurals import ALL_OPTIONS

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "guide"
PAGES = sorted(path.stem for path in GUIDE.glob("*.md"))

SOURCE_ONLY = {"lists", "people-and-topics", "ratings", "years-and-series"}
"""Pages whose ``{code-block} myst`` are examples that cannot be drawn in the guide itself."""

AROUND = {
    "md": "# A page around a part\n\n```{event}\n```\n\n",
    "rst": "A page around a part\n====================\n\n.. event::\n\n",
}
"""What stands before an example that is a part of a page."""

SHOWN = (".readthedocs.yaml", ".github/workflows/pages.yml")
"""Files of the repository that a page shows."""

ONLY_LISTS = tuple(f"```{{{name}}}" for name in (*LISTS, "year"))
"""How an example begins that makes nothing, but lists what the site has."""

SAYS = {
    "first-event 1": """
        Kernel night
        An evening about fast kernels, with two talks.
        Run by Example Group
        12 February 2026, Berlin, in person
        Rating: **4 of 5**
        Small and well prepared.
        Topics: GPU compilers
    """,
    "first-event 2": """
        Measuring before writing
        Ada Miller (Example Labs)
        Planned 20 min, ran 25 min (5 min over), 19:00
        Rating: **5 of 5**
        Two numbers on every slide.
        She times a kernel on three inputs before she changes a line.
    """,
    "first-event 3": """
        **Takeaway**
        Write the benchmark first. It decides what you will optimise.
    """,
    "first-event 4": """
        The slides are not online yet.
    """,
    "first-event 5": """
        Kernel night
        12 February 2026, Berlin, 2 talks, in person
        Measuring before writing
        Ada Miller (Example Labs)
        Planned 20 min, ran 25 min (5 min over), 19:00
        **Takeaway**
        One compiler, two vendors
        Example Labs
        Half of it was a demo, and the demo worked.
    """,
    "events-and-talks 1": """
        Tile conference
        Run by Example Group
        4 May 2026, Old Post Office, Vienna, in person, Tile conference, Event site
        Sponsored by Example Labs, Sample Chips Ltd.
        Topics: kernels, GPU compilers
    """,
    "events-and-talks 2": """
        Tile week
        4–8 May 2026, online, seen as a recording, Recording
    """,
    "events-and-talks 3": """
        What a tile should know
        Ada Miller (Example Labs)
        Keynote, Hall 2, Recording <https://example.org/tile/2026/videos/1>, Slides
        Topics: kernels
        The notes follow.
    """,
    "events-and-talks 4": """
        The one about registers
        Register allocation for tile programs, revisited
        Ben Okafor (Sample Chips)
    """,
    "events-and-talks 5": """
        2 talks
        Lightning talks ======
        Kernels in a spreadsheet ------
        Chris Example (Example Labs)
        Lightning talk
        It works up to the third column.
        Reading a trace aloud ------
        Dana Sample
        Lightning talk
        Both were over in six minutes.
    """,
    "events-and-talks 6": """
        3 talks
        Session on layouts ======
        Hall 1
        Moderated by: Ada Miller (Example Labs)
        Swizzling without tears ------
        Ben Okafor (Sample Chips)
        Paper
        Layouts as types ------
        Dana Sample
        Code
    """,
    "events-and-talks 7": """
        4–8 May 2026, 2 talks
        Opening
        4 May 2026, 09:30
        Closing
        8 May 2026, 16:00
    """,
    "events-and-talks 8": """
        Five minutes on caches
        Dana Sample
        Lightning talk, planned 5 min, ran 14 min (9 min over)
    """,
    "events-and-talks 9": """
        The next ten years
        Ada Miller (Example Labs), Dana Sample
        Panel, given as talks
        Announced but absent: Ben Okafor (Sample Chips)
    """,
    "events-and-talks 10": """
        Compilers over coffee
        Ada Miller (Example Labs, compiler team), Ben Okafor (Sample Chips), Dana Sample
        Panel
        Moderated by: Chris Example (Example Labs)
    """,
    "events-and-talks 11": """
        Power budgets
        Sample Chips
        The board with two fans
        Sample Chips
        Booth, not seen yet
    """,
    "years-and-series 1": """
        3 events
        The best talks
        SCALE: unmodified CUDA on AMD GPUs
        A team in full command of its problem.
        Every rated talk
        from 2 ratings between 2 and 5
        2 rated talks as a list
        Past and future of compute
        What I learned
        The most convincing way past CUDA that I saw
        All takeaways
        Events
        GTC 2025 (17–21 March 2025
    """,
    "years-and-series 2": """
        7 May 2026, 2 talks, Tile evenings
        This page is about *Tile evenings*.
        Tile evening in May (7 May 2026)
        Mean 4 of 5, from 2 ratings between 3 and 5
        2 rated talks as a list
        Corners
        Edges
    """,
    "ratings 1": """
        Layouts as types
        Rating: **4 of 5**
        Clear, with one slide too many.
        Layouts as types, again
        Rating: **4 of 5**
        The same talk after lunch.
        Layouts as types, once more
        Rating: **4 of 5**
    """,
    "ratings 2": """
        Swizzling without tears
        Rating: **4.5 of 5**
        Worth the early train.
    """,
    "ratings 3": """
        Tile conference
        4 May 2026
        Rating: **3 of 5**
        Good talks, no breaks.
    """,
    "ratings 4": """
        The board with two fans
        Sample Chips
        Demo
        Loud.
    """,
    "ratings 5": """
        Register allocation, revisited
        Ben Okafor (Sample Chips)
        Rating: **4 of 5**
        The first half is the best explanation of spilling that I know.
        The second half needs the paper beside it.
    """,
    "ratings 6": """
        Register allocation, revisited
        Ben Okafor (Sample Chips)
        Rating: **4 of 5**
        content 5, delivery 3
        The first half is the best explanation of spilling that I know.
    """,
    "ratings 7": """
        Tile conference
        4 May 2026
        Notes by: Ada Miller, Ben Okafor
        Attended by: Ada Miller, Ben Okafor, Dana Sample
        Rating: **2–4 of 5** (Ada Miller 4, Dana Sample 2)
        Ada Miller: Good talks.
        Dana Sample: No breaks.
    """,
    "links-and-takeaways 1": """
        Read the compiler's documentation first, then these:
        https://example.org/tiles goes through one kernel line by line.
        A list of layouts: long, but complete.
    """,
    "links-and-takeaways 2": """
        Tiles, line by line
        Ada Miller (Example Labs)
        Article, example.org, March 2026
        Topics: kernels
    """,
    "links-and-takeaways 3": """
        Everything about registers
        Book, Example Press, Archived copy
        The third chapter is the one that the speaker kept pointing at.
    """,
    "links-and-takeaways 4": """
        Swizzling without tears
        Ben Okafor (Sample Chips)
        **Takeaway**
        Draw the banks before you write the index.
    """,
    "links-and-takeaways 5": """
        **Takeaway**
        Draw the banks before you write the index. It takes a minute and saves an afternoon.
    """,
    "links-and-takeaways 6": """
        The speaker did not say when the compiler will be released.
        Update, 30 June 2026
        It is out, and the example from the talk runs.
    """,
    "links-that-last 1": """
        The layouts are from https://arxiv.org/abs/2301.00001, and there is a longer version.
        https://github.com/example/banks: half of it tested.
    """,
    "links-that-last 2": """
        What to read first
        GTC 2025, co-packaged optics and switching <https://irrationalanalysis
        (Article · Irrational Analysis)
        GTC 2025
        GTC 2025 › Keynote, at #smart-router
        3 of 4 links
    """,
    "lists 1": """
        Talks about compilers
        Accelerating GenAI with MAX and Mojo (Chris Lattner · Modular · GTC 2025 · 17–21 March 2025)
        SCALE: unmodified CUDA on AMD GPUs (Michael · Spectral Compute
    """,
    "lists 2": """
        Keynote (Jensen Huang · NVIDIA · Keynote · GTC 2025 · 18 March 2025)
        Accelerating GenAI with MAX and Mojo (Chris Lattner · Modular
        CUTLASS (Vijay Thakkar · NVIDIA · GPU MODE evening before GTC 2025 · March 2025)
    """,
    "lists 3": """
        Keynote (Jensen Huang · NVIDIA · Keynote · GTC 2025 · 18 March 2025)
    """,
    "lists 4": """
        SCALE: unmodified CUDA on AMD GPUs
        17 March 2025 · 5 of 5)
    """,
    "lists 5": """
        AI-written GPU kernels (Waleed Atallah · Mako
        Sizing models for GPU efficiency (Quentin Anthony · Zyphra
    """,
    "lists 6": """
        No talks here.
    """,
    "lists 7": """
        | Name | Talks | Events | Last
        | CUDA | 7 | 2 | 17 Mar 2025 |
        | kernels | 5 | 1 |
        4 of 12 topics · All topics
    """,
    "lists 8": """
        Talk ====
        | Talk | Who | Score |
        | Past and future of compute
        | 2 of 5 |
        Without a format ======
        | SCALE: unmodified CUDA on AMD GPUs
        | Shoulda, woulda, CUDA: breaking the GPU mold (CUDA)
    """,
    "lists 9": """
        GTC 2025
        17–21 March 2025 · San Jose, California
        NVIDIA's own week, and the long keynote in it.
        4 talks
        Beyond CUDA Summit 2025 · 17 March 2025 · 2 of 5
        A day about computing without CUDA, with one talk that stood out.
        2 of 3 events · All events
        GPU MODE evening before GTC 2025
        9 talks · 5 of 5
    """,
    "lists 10": """
        2025 ====
        Beyond CUDA Summit 2025 (17 March 2025 · San Jose, California · 2 of 5)
        GPU MODE evening before GTC 2025 (March 2025
    """,
    "lists 11": """
        3 of 4 talks · All talks
        | Talk | Who | Event | Score |
        | Keynote (Keynote · hardware, | Jensen Huang · | GTC 2025 (18 Mar |
    """,
    "lists 12": """
        Jensen Huang ======
        NVIDIA (2025)
        Keynote (Keynote · GTC 2025 · 18 March 2025)
        **Mentioned in 1 place**
        Chris Lattner ======
        Modular (2025)
    """,
    "lists 13": """
        NVIDIA ======
        People: Jensen Huang, Vijay Thakkar
        Talks
        CUTLASS (Vijay Thakkar
        Ran
        GTC 2025 (17–21 March 2025
        Sponsored
        GPU MODE evening before GTC 2025 (March 2025
        **Mentioned in 3 places**
    """,
    "lists 14": """
        Irrational Analysis ======
        GTC 2025, co-packaged optics and switching <https://irrationalanalysis
        (Article)
        GTC 2025
        SemiAnalysis ======
        NVIDIA GTC 2025: built for reasoning
        (Article · 19 March 2025)
        GTC 2025 › Keynote, at #smart-router
    """,
    "lists 15": """
        GTC 2025 ======
        Two talks of one week, two ways to depend less on one vendor
        (Accelerating GenAI with MAX and Mojo, GTC 2025)
        Beyond CUDA Summit 2025 ======
        The most convincing way past CUDA that I saw begins with accepting CUDA
    """,
    "lists 16": """
        | Score | | Talks |
        | 5 | #################### | 1 |
        | 4 | | 0 |
        | 2 | #################### | 1 |
        Mean 3.5 of 5, from 2 ratings between 2 and 5
    """,
    "lists 17": """
        | Topic | Ratings | Mean | Range |
        | AMD | 1 | 5 | 5 |
        | CUDA | 2 | 3.5 | 2–5 |
    """,
    "lists 18": """
        | Format | Talks | Planned | Ran | Ran over | On average | Range
        | Lightning talk | 2 | 15 min | 23 min | 1 | +4 min | −1 min to +9 min |
    """,
    "lists 19": """
        Times in Europe/Berlin
        6 March 2026 ============
        * 09:00–09:30 · Hall 1 · Opening · 4 of 5
        * 09:30–10:15 · Hall 1 · Second hand · Ada Miller
        * 09:30 · Hall 2 · Winding by hand
        * 23:45–01:15 · Hall 1 · Night of the pendulums
        Day not known
        * Talks in the corridor (16:00)
    """,
    "people-and-topics 1": """
        Register evening
        Run by Register Society
        11 June 2026, 1 talk
        Sponsored by Sample Chips
        Topics: register files
        Spilling
        Ada Miller (Example Labs)
        Topics: spilling
    """,
    "people-and-topics 2": """
        Tiles in 2024
        Ada Miller (Example University, student)
        6 May 2024
        Tiles in 2026
        Ada Miller (Example Labs)
        4 May 2026
    """,
    "people-and-topics 3": """
        Profiling for beginners
        Priya (Example Labs)
    """,
    "people-and-topics 4": """
        **Priya Nair**
        example.org
        Works on profilers, and keeps the list of known kernels.
    """,
    "people-and-topics 5": """
        **The Register Society**
        example.org
        Meets twice a year, always on a Thursday.
        **register files**
        What lies between the arithmetic and everything else.
    """,
    "people-and-topics 6": """
        Fans without noise
        Dana Sample (Kernel Shop)
        **Kernel Works**
    """,
    "people-and-topics 7": """
        One fan
        Ben Okafor (Fan Works)
        Two fans
        Chris Example (Fan Works Ltd.)
    """,
    "people-and-topics 8": """
        Two views of one cache
        Wei Zhang (Example Labs), Wei Zhang (Sample Chips)
        **Wei Zhang**
        **Wei Zhang**
    """,
    "references 1": """
        *Beyond CUDA Summit 2025*
        *SCALE: unmodified CUDA on AMD GPUs*
        *SCALE documentation*
        *Software that serves models now has a place
        *Simon Guo*
        *GPU MODE*
        *GPU compilers*
        *2025*
    """,
    "references 2": """
        The evening ended with *a surprise*.
    """,
    "references 3": """
        *Simon Guo*
        *Simon Guo*
        *Simon Guo*
    """,
    "references 4": """
        *KernelBench*
        *How to write a CUDA program, the parallel programming edition*
        *GTC 2025*
        *SCALE documentation*
        *GPU compilers*
    """,
    "references 5": """
        SCALE: unmodified CUDA on AMD GPUs
        GTC 2025
        the way through a compiler
        who organised it
    """,
    "references 6": """
        Simon Guo ======
        Stanford (2025)
        KernelBench (GPU MODE evening before GTC 2025 · March 2025)
        **Mentioned in 1 place**
        GPU MODE evening before GTC 2025 (I came on the invitation of *Simon Guo*, who also
    """,
    "photos 1": """
        Two of the four chairs stayed empty.
        [image: A stage with four chairs, two of them taken]
        Nobody said why.
    """,
    "photos 2": """
        [image: A speaker pointing at her slide]
        [image: Rows of people in front of five lamps]
        [image: The sun going down behind office towers]
    """,
    "photos 3": """
        [image: A stage with four chairs, two of them taken]
        [image: A speaker pointing at her slide]
        [image: A graphics card with two fans]
        [image: The sun going down behind office towers]
        The summit of 2026, from the *first* talk to the last train.
    """,
    "photos 4": """
        [image: A graphics card with two fans]
        [image: A chart of five bars, the last one the highest]
        Hardware, and what was claimed for it.
    """,
    "photos 5": """
        [image: A stage with four chairs, two of them taken]
        [image: A speaker pointing at her slide]
        The first talk.
    """,
    "photos 6": """
        [image: A chart of five bars, the last one the highest]
        The slide that everybody photographed
    """,
    "private 1": """
        The demo stopped twice.
    """,
    "private 2": """
        The discussion went on in the corridor.
    """,
    "private 3": """
        Priya (Example Labs)
        Workshop
        Half of the room had never opened one.
        The hands-on part was cut short.
    """,
    "private 4": """
        The board with two fans
        Sample Chips
        Demo
        It was louder than the fans of everybody else.
    """,
    "private 5": """
        HTML comments begin with "<!--" and end with "-->".
    """,
    "writing 1": """
        He showed a kernel that ran on three vendors' GPUs without a change.
        **My view**
        I would not bet on it. The three were chosen by the one who chose the kernel.
    """,
    "writing 2": """
        **My view**
        I have asked for the numbers since March.
    """,
    "writing 3": """
        The compiler keeps the quirks of the original[1], and says where code relies on
        the number of threads in a warp.
        [1] All that they found. They keep a list, which is not public.
    """,
    "restructuredtext 1": """
        Kernel night
        Run by Example Group
        12 February 2026, Berlin, 1 talk, in person
        Rating: **4 of 5**
        Small and well prepared.
        Measuring before writing
        Ada Miller (Example Labs)
        Planned 20 min, ran 25 min (5 min over)
        It goes well with *KernelBench*, which measures kernels that models write.
        **Takeaway**
        Write the benchmark first. It decides what you will optimise.
    """,
    "restructuredtext 2": """
        Kernel night
        Run by Example Group
        12 February 2026, Berlin, 1 talk, in person
    """,
    "restructuredtext 3": """
        Talks about kernels that models write
        KernelBench (Simon Guo · Stanford · GPU MODE evening before GTC 2025 · March 2025)
        KernelBook (Sahan Paliskara · PyTorch
        2 of 3 talks
    """,
}
"""Words that stand on an example's page, in this order, with any white space between them."""

HIDES = {
    "first-event 4": ["promised", "office"],
    "first-event 5": ["Look up", "second speaker"],
    "private 1": ["Both times", "question"],
    "private 2": ["in public", "real data"],
    "private 3": ["Prya", "count again", "next to me"],
    "private 4": ["badge", "compare"],
    "restructuredtext 1": ["slides", "comment"],
    "restructuredtext 2": ["slides", "comment"],
}
"""Words that do not."""


class Example(NamedTuple):
    """A block of the guide."""

    name: str
    """Its page and its number on it, from 1."""
    language: str
    text: str

    @property
    def path(self) -> str:
        """Its file in the site that the examples make, without the ending."""
        return f"examples/{self.name.replace(' ', '-')}"

    @property
    def page(self) -> str:
        """Its text, in a page if it is only a part of one."""
        if self.is_list:
            return f"# A page around a list\n\n{self.text}"
        whole = re.match(r"# |.+\n===", self.text)
        return self.text if whole else AROUND[self.language] + self.text

    @property
    def is_list(self) -> bool:
        """Whether it is a list alone. What it shows depends on what else there is."""
        return self.text.startswith(ONLY_LISTS)


def fences(page: str) -> Iterator[tuple[str, str]]:
    """Yield the info and the content of each fence of a page, in order."""
    parser = MarkdownIt().use(colon_fence_plugin)
    for token in parser.parse((GUIDE / f"{page}.md").read_text(encoding="utf-8")):
        if token.type in {"fence", "colon_fence"}:
            yield token.info.strip(), token.content


def blocks(page: str, info: str) -> list[str]:
    """Return the contents of the fences with that info."""
    return [content for found, content in fences(page) if found == info]


def examples() -> Iterator[Example]:
    """Yield all examples of the guide."""
    for page in PAGES:
        number = 0
        for info, content in fences(page):
            directive, _, language = info.partition(" ")
            if directive == "{example}" or (info == "{code-block} myst" and page in SOURCE_ONLY):
                number += 1
                ending = "rst" if language == "rst" else "md"
                yield Example(f"{page} {number}", ending, content)


EXAMPLES = {example.name: example for example in examples()}


def sources(*patterns: str) -> dict[str, str | bytes]:
    """Return the files of the guide that match one of the patterns."""
    paths = [path for pattern in patterns for path in GUIDE.glob(pattern)]
    return {str(path.relative_to(GUIDE)): path.read_bytes() for path in paths}


def beside_the_events(examples: Iterable[Example]) -> dict[str, str | bytes]:
    """Return the files of a site that has those examples and the events that they refer to."""
    pictures = {f"examples/{name}": data for name, data in sources("photos/*.[jp][pn]g").items()}
    pages = {f"{e.path}.{e.language}": e.page for e in examples}
    return sources("notes/20*.md") | pictures | pages


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    """Build every example as a page, beside the guide's events; any warning fails."""
    files = beside_the_events(e for e in EXAMPLES.values() if not e.is_list)
    settings: dict[str, Any] = {}
    exec(blocks("ratings", "python")[0], settings)
    criteria = settings["eventnotes_rating_criteria"]
    settings = {"eventnotes_rating_criteria": criteria, "eventnotes_year_pages": True}
    return shared_site(files, builder="text", **settings)


@pytest.fixture(scope="module")
def listed(shared_site: MakeSite) -> Site:
    """Build the lists likewise, but apart from the examples, which they would list as well."""
    files = beside_the_events(e for e in EXAMPLES.values() if e.is_list)
    files |= sources("notes/*.md")
    return shared_site(files, builder="text", name="lists")


def test_each_example_has_an_expectation() -> None:
    assert sorted(SAYS) == sorted(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_says_what_the_guide_promises(built: Site, listed: Site, name: str) -> None:
    example = EXAMPLES[name]
    page = " ".join((listed if example.is_list else built).read(f"{example.path}.txt").split())
    at = 0
    for line in SAYS.get(name, "").strip().split("\n"):
        at = page.find(line.strip(), at)
        assert at >= 0, f"{line.strip()!r} is not here, or not in this place:\n{page}"
        at += len(line.strip())


@pytest.mark.parametrize("name", HIDES)
def test_an_example_hides_private_words(built: Site, name: str) -> None:
    page = built.read(f"{EXAMPLES[name].path}.txt")
    assert [words for words in HIDES[name] if words in EXAMPLES[name].text] == HIDES[name]
    assert [words for words in HIDES[name] if words in page] == []


def test_the_page_in_restructuredtext_reads_like_the_one_in_markdown(built: Site) -> None:
    first, second = (built.read(f"examples/restructuredtext-{n}.txt") for n in (1, 2))
    assert first == second


@pytest.mark.parametrize(
    "identifier",
    [
        "people/ada-miller",
        "orgs/register-society",
        "topics/spilling",
        "people/priya-example-labs",
        "people/priya-nair",
        "links/everything-about-registers",
        "beyond-cuda-2025",
        "gpu-mode-2025/kernelbench",
    ],
)
def test_an_id_that_the_guide_names_is_there(built: Site, identifier: str) -> None:
    assert identifier in built.entries


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("people/priya-example-labs", "people/priya-nair"),
        ("orgs/kernel-shop", "orgs/kernel-works"),
        ("orgs/fan-works-ltd", "orgs/fan-works"),
    ],
)
def test_a_name_that_the_guide_joins_to_another_leads_there(
    built: Site, old: str, new: str
) -> None:
    assert built.entries[old].alias_of == new


@pytest.mark.parametrize("number", range(3))
def test_what_the_guide_says_stops_the_build_does(site: MakeSite, number: int) -> None:
    leaking = blocks("private", "{code-block} myst")
    assert len(leaking) == 3
    with pytest.raises(PrivacyError):
        site({"events/a.md": AROUND["md"] + leaking[number]}, warnings=True)


def test_the_warning_in_the_guide_is_the_one_that_comes(site: MakeSite) -> None:
    page = "# Kernel night\n\n```{event}\n:attended: in persn\n```\n"
    built = site({"events/2026-02-12-kernel-night.md": page}, warnings=["notes.word"])
    assert built.warnings == [" ".join(blocks("warnings", "text")[0].split())]


def test_the_warning_about_a_filter_in_the_guide_is_the_one_that_comes(site: MakeSite) -> None:
    page = "# Talks\n\n```{talks}\n:topic: GPU compiler\n```\n"
    built = site(sources("notes/20*.md") | {"talks.md": page}, warnings=["notes.filter"])
    assert built.warnings == [" ".join(blocks("lists", "text")[0].split())]


def test_the_hint_about_names_in_the_guide_is_the_one_that_comes(site: MakeSite) -> None:
    event = "# Kernel night\n\n```{event}\n```\n\n## One\n\n"
    talk = "```{talk}\n:speakers: Ada J. Miller, Ada Miller\n```\n"
    built = site({"events/2026-02-12-kernel-night.md": event + talk})
    assert " ".join(blocks("people-and-topics", "text")[1].split()) in built.said


def test_the_hint_about_spellings_in_the_guide_is_the_one_that_comes(site: MakeSite) -> None:
    event = "# Kernel night\n\n```{event}\n```\n\n## One\n\n"
    talk = "```{talk}\n:topics: Node.js, Node JS\n```\n"
    built = site({"events/2026-02-12-kernel-night.md": event + talk})
    assert " ".join(blocks("people-and-topics", "text")[0].split()) in built.said


def test_the_hint_about_alt_text_in_the_guide_is_the_one_that_comes(site: MakeSite) -> None:
    page = "# Kernel night\n\n```{event}\n```\n\n\n![](chairs.jpg)\n"
    chairs = (GUIDE / "photos/stage.jpg").read_bytes()
    built = site({"events/2026-02-12-kernel-night.md": page, "events/chairs.jpg": chairs})
    assert " ".join(blocks("photos", "text")[0].split()) in built.said


def test_the_guide_lists_each_kind_in_each_form_and_with_each_filter() -> None:
    examples = "".join(e.text for e in EXAMPLES.values() if e.name.startswith("lists "))
    wanted = [f"{{{plural}}}" for plural in LISTS] + [f":{NOT}person: "]
    wanted += [f":{name}: " for name in FILTERS if not name.startswith(NOT)]
    wanted += [f":as: {form}\n" for kind in LISTS.values() for form in kind.forms[1:]]
    assert [text for text in wanted if text not in examples] == []


def test_the_configuration_in_the_guide_is_enough(site: MakeSite) -> None:
    settings: dict[str, Any] = {}
    exec(blocks("settings", "python")[0], settings)
    settings.pop("__builtins__")
    page = EXAMPLES["ratings 5"].page
    assert "4 of 5" in site({"events/a.md": page}, builder="text", **settings).read("events/a.txt")


@pytest.mark.parametrize("directive", [name for name, options in ALL_OPTIONS.items() if options])
def test_each_option_has_a_row_in_its_table(guide: Site, directive: str) -> None:
    rows = options_under(guide, directive)
    if directive in LISTS:
        rows += options_under(guide, "filters")
    assert sorted(rows) == sorted(option.name for option in ALL_OPTIONS[directive])


def options_under(guide: Site, heading: str) -> list[str]:
    """Return the names of the options in the table under a heading."""
    page = guide.read("options.html")
    section = page.partition(f'<section id="{heading}">')[2].partition("</section>")[0]
    return re.findall(
        r'<td><p><code[^>]*><span class="pre">([\w-]+)</span></code></p></td>\n<td>', section
    )


def test_each_warning_has_a_row_in_the_table(guide: Site) -> None:
    rows = re.findall(r'<span class="pre">notes\.([\w-]+)</span>', guide.read("warnings.html"))
    assert [notice.subtype for notice in Notice] == rows


def test_the_guide_shows_the_repositorys_own_files(guide: Site) -> None:
    words = unescape(re.sub(r"<[^>]*>", "", guide.read("publishing.html")))
    for name in SHOWN:
        assert (ROOT / name).read_text(encoding="utf-8").strip() in words


def test_each_setting_is_explained() -> None:
    page = (GUIDE / "settings.md").read_text(encoding="utf-8")
    code = (path.read_text(encoding="utf-8") for path in (ROOT / "_ext/eventnotes").rglob("*.py"))
    settings = re.findall(r'add_config_value\(\s*"(\w+)"', "\n".join(code))
    assert "eventnotes_rating_scale" in settings
    assert [name for name in settings if f"`{name}`\n:" not in page] == []


def test_each_custom_property_is_explained() -> None:
    sheets = (ROOT / "_ext/eventnotes/static").glob("*.css")
    sheet = "".join(path.read_text(encoding="utf-8") for path in sheets)
    page = (GUIDE / "settings.md").read_text(encoding="utf-8")
    rows = "".join(line for line in page.split("\n") if line.startswith("| `--en"))
    assert set(re.findall(r"--en-[\w-]+", sheet)) == set(re.findall(r"--en-[\w-]+", rows))


@pytest.fixture(scope="module")
def guide(shared_site: MakeSite) -> Site:
    """Build the guide with its own directives; any warning fails."""
    shown = {f"../{name}": (ROOT / name).read_bytes() for name in SHOWN}
    return shared_site(
        sources("*.md", "photos/*.[jp][pn]g", "notes/*.md") | shown,
        name="guide",
        extensions=["eventnotes.site", "guide"],
        eventnotes_year_pages=True,
        myst_enable_extensions=["colon_fence", "deflist"],
        myst_heading_anchors=3,
    )
