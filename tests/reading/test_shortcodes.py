"""Tags of other systems on a page: one warning for each kind, and no typographic quotes in them.

Each text is a page in Markdown and, where both can write it, one in reStructuredText.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from building import MakeSite, Site


class Case(NamedTuple):
    """Some text, and what is said of it."""

    name: str
    text: str
    warnings: tuple[tuple[int, str], ...] = ()
    """Line within the text, from 0, and a part of the message of each."""
    shown: str = ""
    """Words in the page, as they are written."""
    rst: bool = True
    """Whether it says the same in reStructuredText."""


TEMPLATE = "a template's tag"
WIKI = "a link of a wiki"
ADMONITION = "an admonition of other Markdown"
CASES = [
    Case("zola", 'Words {{ image(src="a.jpg") }}.', ((0, TEMPLATE),), 'image(src="a.jpg")'),
    Case(
        "hugo",
        'Words\n\n{{< figure src="a.jpg" alt="Chairs" >}}\n',
        ((2, TEMPLATE),),
        '{{< figure src="a.jpg" alt="Chairs" >}}',
    ),
    Case("hugo-tight", '{{<figure src="a.jpg">}}', ((0, TEMPLATE),)),
    Case(
        "hugo-percent", '{{% notice "tip" %}}\n\nWords.', ((0, "notice"),), '{{% notice "tip" %}}'
    ),
    Case("liquid", "Words {% code %}\nx\n{% endcode %}", ((0, "and 1 more of the kind"),)),
    Case("jekyll", "Words, {% include youtube.html id='x' %}.", ((0, TEMPLATE),), "id='x'"),
    Case("lines", 'A\nline {{ video(id="x",\ntitle="y") }}', ((1, "video"),), 'title="y"'),
    Case("in-list", "- one\n- {{ toc() }}\n", ((1, "toc()"),), "{{ toc() }}"),
    Case(
        "wiki", "See [[Beyond CUDA]] and [[Other|words]].", ((0, "and 1 more"),), "[[Beyond CUDA]]"
    ),
    Case("obsidian", "![[stage.jpg]]", ((0, WIKI),), "![[stage.jpg]]", False),
    Case("wiki-in-emphasis", "*See [[a page]]*", ((0, WIKI),), "[[a page]]"),
    Case("alert", "> [!note]\n> Words.", ((0, ADMONITION),), "[!note]", False),
    Case("alert-fold", "> [!WARNING]- Title\n> Words.", ((0, ADMONITION),), "[!WARNING]", False),
    Case("mkdocs", '!!! note "Title"\n', ((0, ADMONITION),), "!!! note"),
    Case("mkdocs-fold", "??? tip\n", ((0, ADMONITION),), "??? tip"),
    Case("wordpress", 'A [gallery ids="1,2"] here', ((0, "brackets"),), '[gallery ids="1,2"]'),
    Case("caption", "A [caption]Words[/caption]", ((0, "brackets"),)),
    Case("kramdown", "Words {: .lead }", ((0, "an attribute of"),), "{: .lead }"),
    Case("kramdown-toc", "Words {:toc}", ((0, "an attribute of"),), "{:toc}"),
    Case("address", "[Words](https://a.example/{{site.url}}/x)", ((0, TEMPLATE),), "Words", False),
    Case(
        *("title", "## Part\n\nWords\n\n## On {{ name }}\n\nWords", ((4, "name"),)),
        rst=False,
    ),
    Case(
        "kinds",
        "{{ a }} and {% b %} and [[c d]]\n\n{{ e }}",
        (
            (0, "'{{ a }}' is a template's tag, which is shown as it stands, and 1 more"),
            (0, "{% b %}"),
            (0, WIKI),
        ),
    ),
    Case("code", "Words `{{ x }}` and `[[y]]`.", shown="{{ x }}", rst=False),
    Case("code-rst", "Words ``{{ x }}`` and ``{% y %}``."),
    Case("block", "```text\n{{ x }}\n{% y %}\n[[z]]\n```\n", rst=False),
    Case("cpp", "It is [[nodiscard]], and [[likely]] too.", shown="[[nodiscard]]"),
    Case("plain", "A set {x}, [a] list, a note! [[1]] and 50 % {of} it; x[[0, 1]]. What???"),
    Case("footnote", "Words [^1].\n\n[^1]: More words.", rst=False),
    Case("role", "About {talk}`A talk`.\n\n## A talk\n\n```{talk}\n```\n", rst=False),
]


def pages() -> dict[str, str]:
    """Return the pages; the text begins on line 3 of Markdown and line 4 of the other."""
    files = {f"md-{c.name}.md": f"# P {c.name}\n\n{c.text}\n" for c in CASES}
    rst = {f"rst-{c.name}.rst": f"P {c.name}\n{'=' * 30}\n\n{c.text}\n" for c in CASES if c.rst}
    return files | rst


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    """Build all of them once."""
    return shared_site(pages(), warnings=True)


@pytest.mark.parametrize("page", pages())
def test_a_tag_of_another_system_is_one_warning_for_each_kind(built: Site, page: str) -> None:
    language, _, name = page.partition(".")[0].partition("-")
    case = next(case for case in CASES if case.name == name)
    found = [line for line in built.warnings if line.startswith(f"{page}:")]
    assert len(found) == len(case.warnings), found
    begin = {"md": 3, "rst": 4}[language]
    for line, (number, part) in zip(found, case.warnings, strict=True):
        assert line.startswith(f"{page}:{begin + number}: WARNING: ")
        assert line.endswith("[notes.shortcode]")
        assert part in line
    assert case.shown in built.text(page.partition(".")[0] + ".html")


def test_it_is_silent_in_somebody_elses_documentation(site: MakeSite) -> None:
    page = '# Templates\n\nWrite {{ x("y") }} and [[z]].\n'
    made = site({"a.md": page}, extensions=["myst_parser", "eventnotes"])
    assert "“y”" in made.text("a.html")
    notes = "# Talks\n\nWrite {{ x }}.\n\n```{talks}\n```\n"
    made.write({"a.md": notes})
    made.rebuild(["notes.shortcode"])


def test_it_can_be_silenced(site: MakeSite) -> None:
    site({"a.md": "# A\n\n{{ x }} [[y]]\n"}, suppress_warnings=["notes.shortcode"])
