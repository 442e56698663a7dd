"""The photo that stands for an event on other pages, and when these are written again."""

from __future__ import annotations

import functools
import os
from io import BytesIO

import pytest
from building import MakeSite
from pictures import noisy

EVENT = "```{event}\n:date: 2025-03-17\n```\n\nA day.\n\n"
INDEX = "# Home\n\n```{toctree}\nevents/a\n```\n\n```{events}\n```\n"


@functools.cache
def photo(size: int = 40) -> bytes:
    """Return a photo of *size* by *size* pixels."""
    out = BytesIO()
    noisy(size, size).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("![A stage](stage.jpg)\n\n![Another](hall.jpg)", "events/stage.jpg"),
        ("![Hall](/events/hall.jpg)", "events/hall.jpg"),
        ("## Talk\n\n```{talk}\n```\n\n![A stage](stage.jpg)", "events/stage.jpg"),
        ("![A drawing](plan.svg)\n\n![A stage](stage.jpg)", "events/stage.jpg"),
        (":::{private}\n![Mine](hall.jpg)\n:::\n\n![A stage](stage.jpg)", "events/stage.jpg"),
        ("```{link} https://example.org/v\n:kind: video\n\n![Still](stage.jpg)\n```", ""),
        ("```{only} html\n![A stage](stage.jpg)\n```", ""),
        ("Words.", ""),
    ],
)
def test_the_photo_of_an_event_is_the_first_that_all_may_see(
    site: MakeSite, body: str, expected: str
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    files = {"events/stage.jpg": photo(), "events/hall.jpg": photo(), "events/plan.svg": svg}
    built = site({**files, "index.md": INDEX, "events/a.md": f"# A\n\n{EVENT}{body}\n"})
    event = built.domain.pages["events/a"].event
    assert event is not None
    assert (event.picture.file if event.picture else "") == expected
    lead = built.read("index.html").partition("en-lead")[2].partition("sd-card-body")[0]
    assert ("<picture>" in lead) is bool(expected)
    assert "en-opens" not in lead  # it leads nowhere: the title does


def test_another_photo_of_the_same_name_is_seen_on_the_home_page(site: MakeSite) -> None:
    files = {"index.md": INDEX, "events/a.md": f"# A\n\n{EVENT}![A stage](stage.jpg)\n"}
    built = site({**files, "events/stage.jpg": photo()})
    before = built.read("index.html")
    assert "_images/stage-" in before
    built.write({"events/stage.jpg": photo(80)})
    os.utime(built.root / "events/stage.jpg", (2_000_000_000, 2_000_000_000))
    assert built.rebuild().read("index.html") != before
    assert site({**files, "events/stage.jpg": photo(80)}, name="clean").read(
        "index.html"
    ) == built.read("index.html")
    built.write({"events/a.md": f"# A\n\n{EVENT}Words.\n"})
    assert "<picture>" not in built.rebuild().read("index.html")


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "dirhtml"])
def test_the_first_event_leads_in_every_format(site: MakeSite, builder: str) -> None:
    site(
        {
            "index.md": INDEX.replace("events/a\n", "events/a\nevents/b\n"),
            "events/a.md": f"# A\n\n{EVENT}![A stage](stage.jpg)\n",
            "events/b.md": "# B\n\n```{event}\n:date: 2024-03-17\n```\n\nAnother day.\n",
            "events/stage.jpg": photo(),
        },
        builder=builder,
    )
