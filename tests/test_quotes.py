"""Smart quotes are left out where there is nothing to turn, and nowhere else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from building import MakeSite
from sphinx.transforms import SmartQuotes, SphinxSmartQuotes

from eventnotes import quotes

TALK = "## One\n\n```{talk}\n:speakers: Ada Example\n:rating: 4 {reason}\n```\n\n"
PLAIN = {
    "plain.md": '# Plain\n\nWords, a dash – and `it\'s "code" --`.\n\n```\n"code" -- \'it\'\n```\n',
    "plain.rst.md": "# Other\n\n![Alt text](https://example.org/a.png)\n",
    "curled.md": '# "Quoted" and don\'t\n\nIt\'s "said".\n',
    "events/2025-a.md": "# A\n\n```{event}\n:date: 2025\n```\n\n"
    + TALK.replace("{reason}", "Good."),
    "events/2025-b.md": "# B\n\n```{event}\n:date: 2025\n```\n\n"
    + TALK.replace("{reason}", 'A "b".'),
}
TURNED = {
    "dash.md": "# Dash\n\nOne -- two.\n",
    "dots.md": "# Dots\n\nAnd so on...\n",
    "spaced.md": "# Spaced\n\nAnd so on. . . .\n",
    "escaped.md": "# Escaped\n\nA \\\\- sign.\n",
    "page.rst": 'Page\n====\n\nIt\'s "said" -- or not.\n',
    "quiet.rst": "Quiet\n=====\n\nIt is said or it's not.\n",
}


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the pages that docutils goes through."""
    found: list[str] = []
    apply = SmartQuotes.apply

    def noted(self: Any, **kwargs: Any) -> None:
        if isinstance(self, SphinxSmartQuotes):
            found.append(self.env.docname)
        apply(self, **kwargs)

    monkeypatch.setattr(SmartQuotes, "apply", noted)
    return found


def test_only_pages_with_something_to_turn_are_gone_through(
    site: MakeSite, looked_at: list[str]
) -> None:
    extensions = ["colon_fence", "smartquotes"]
    site({**PLAIN, **TURNED}, myst_enable_extensions=extensions, warnings=True)
    names = {name.removesuffix(".md").removesuffix(".rst") for name in TURNED}
    assert set(looked_at) == names


@pytest.mark.parametrize("extensions", [["colon_fence"], ["colon_fence", "smartquotes"]])
@pytest.mark.parametrize("language", ["en", "de"])
def test_pages_are_the_same_as_when_all_are_gone_through(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, extensions: list[str], language: str
) -> None:
    conf = {"myst_enable_extensions": extensions, "language": language, "warnings": True}
    spared = site({**PLAIN, **TURNED}, name="spared", **conf)
    monkeypatch.setattr(quotes, "_TURNED", re.compile(""))
    whole = site({**PLAIN, **TURNED}, name="whole", **conf)
    for path in sorted(whole.out.rglob("*.html")):
        name = path.relative_to(whole.out).as_posix()
        assert spared.read(name) == whole.read(name), name


def test_an_action_of_another_kind_has_all_pages_gone_through(
    site: MakeSite, looked_at: list[str]
) -> None:
    site({"a.md": "# A\n\n“Curled”.\n"}, smartquotes_action="-1")
    assert "a" in looked_at
