"""Folders of other sites as event pages: front matter, shortcodes, links, photos, drafts."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

import pytest
from building import MakeSite, Site

from eventnotes.cli import main
from eventnotes.importing.dialects import Dialect

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)

ZOLA = {
    "config.toml": 'base_url = "https://old.example.org"\n',
    "content/_index.md": '+++\ntitle = "Home"\n+++\n',
    "content/about.md": '+++\ntitle = "About me"\n+++\nI go to conferences.\n',
    "content/events/quay-days/index.md": """+++
title = "Quay Days"
date = 2025-03-20
weight = 3
aliases = ["/old/quay"]
[taxonomies]
tags = ["ropes", "tides"]
[extra]
place = "Bremen"
mood = "good"
+++

Two days. <!-- more -->

{{ image(path="hall.png", caption="The *hall*", alt="A hall") }}

{{ gallery() }}

{{ youtube(id="abc123") }}

{% code(lang="python") %}
x = "{{ kept }}"
{% end %}

{% note(title="Mind") %}
The [next one](@/events/harbour.md#top) is better, and [there](/static/x.pdf).
{% end %}

{{ map(lat=1) }}

## Ropes - Ada Miller

Text with `{{ code() }}` and [a talk](#ropes-ada-miller).
""",
    "content/events/quay-days/hall.png": PIXEL,
    "content/events/harbour.md": """+++
title = "Harbour 2024"
date = 2024-05-06
+++
![Static](/pics/ship.png) See [it](../quay-days/), [a draft](@/events/later.md)
and [gone](gone.md).
""",
    "content/events/later.md": '+++\ntitle = "Later"\ndate = 2026-01-02\ndraft = true\n+++\nSoon.',
    "static/pics/ship.png": PIXEL,
}
HUGO = {
    "hugo.toml": 'baseURL = "https://old.example.org"\n',
    "content/posts/tide-night.md": """---
title: "Tide Night"
date: 2023-02-03T19:00:00+01:00
publishDate: 2023-02-05
tags: [tides]
slug: tides
---
{{< figure src="/img/tide.png" caption="High water" >}}

{{% notice tip %}}
Bring a [coat]({{< ref "rope-night.md" >}}).
{{% /notice %}}

{{< highlight go >}}
a := 1
{{< /highlight >}}

{{< details "More" >}}
Hidden at first.
{{< /details >}}

{{< chart "x" >}}
""",
    "content/posts/rope-night.md": (
        "---\ntitle: Rope Night\ndate: 2023-01-02\n---\nSee [tides](/posts/tides/).\n"
    ),
    "static/img/tide.png": PIXEL,
}
JEKYLL = {
    "_config.yml": "title: Old\n",
    "_posts/2022-04-05-mast-day.md": """---
layout: post
title: "Mast Day"
categories: [masts]
---
![Mast]({{ site.baseurl }}/assets/mast.png){:width="50%"}

{% highlight ruby %}
puts "{{ hi }}"
{% endhighlight %}

{% raw %}{{ braces }}{% endraw %} and [sails]({% post_url 2022-05-06-sail-day %}).
""",
    "_posts/2022-05-06-sail-day.md": (
        "---\nlayout: post\ntitle: Sail Day\n---\n[Masts](/2022/04/05/mast-day.html)\n"
    ),
    "_drafts/oar-day.md": "---\ntitle: Oar Day\n---\nNot yet.\n",
    "assets/mast.png": PIXEL,
}
QUARTO = {
    "_quarto.yml": "project: website\n",
    "posts/buoy/index.qmd": """---
title: "Buoy Day"
date: "2021-06-07"
format: html
categories: [buoys]
---

::: {.callout-tip title="Listen"}
A bell.
:::

::: {.callout-note collapse="true"}
Folded.
:::

::: {.column-margin}
Beside.
:::

```{python}
#| echo: false
1 + 1
```

![Buoy](buoy.png){#fig-buoy width=50%}
""",
    "posts/buoy/buoy.png": PIXEL,
}
OBSIDIAN = {
    ".obsidian/app.json": "{}",
    "Events/Lock Night.md": """---
aliases: [Locks]
date: 2020-07-08
location: Emden
---
> [!warning] Wet
> Bring boots.
> > [!note]- Deep
> > Very.

![[lock.png|300]] after [[Dock Night#Talks|the docks]] and [[Nobody]]. %%zqx hidden%%

```dataview
list
```
""",
    "Events/Dock Night.md": "---\ndate: 2020-06-07\n---\nBefore [[Locks]].\n",
    "Files/lock.png": PIXEL,
}
SITES = {"zola": ZOLA, "hugo": HUGO, "jekyll": JEKYLL, "quarto": QUARTO, "obsidian": OBSIDIAN}


def _write(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


@pytest.fixture(scope="module")
def imported(
    shared_site: MakeSite, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], Path, Site]:
    """Return what was said of each site, where its pages are, and all of them built at once."""
    root = tmp_path_factory.mktemp("sites")
    (root / "conf.py").write_text('extensions = ["sphinx_design"]\n', encoding="utf-8")
    said: dict[str, str] = {}
    for name, files in SITES.items():
        _write(root / "old" / name, files)
        lines: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("builtins.print", lambda *a, lines=lines, **_: lines.extend(map(str, a)))
            source = str(root / "old" / name)
            assert main(["import", source, "--into", str(root / "new" / name / "events")]) == 0
        said[name] = "\n".join(lines)
    pages = {
        str(path.relative_to(root / "new")): path.read_bytes()
        for path in (root / "new").rglob("*.*")
    }
    site = shared_site(
        pages,
        builder="text",
        extensions=["eventnotes.site", "sphinx_design"],
        myst_enable_extensions=["colon_fence", "deflist"],
    )
    return said, root / "new", site


def _page(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


PAGES = {
    "zola": [
        "drafts/2026-01-02-later.md",
        "events/2024-05-06-harbour/index.md",
        "events/2024-05-06-harbour/ship.png",
        "events/2025-03-20-quay-days/hall.png",
        "events/2025-03-20-quay-days/index.md",
    ],
    "hugo": ["events/2023-01-02-rope-night.md", "events/2023-02-03-tide-night/index.md",
             "events/2023-02-03-tide-night/tide.png"],
    "jekyll": ["drafts/oar-day.md", "events/2022-04-05-mast-day/index.md",
               "events/2022-04-05-mast-day/mast.png", "events/2022-05-06-sail-day.md"],
    "quarto": ["events/2021-06-07-buoy/buoy.png", "events/2021-06-07-buoy/index.md"],
    "obsidian": ["events/2020-06-07-dock-night.md", "events/2020-07-08-lock-night/index.md",
                 "events/2020-07-08-lock-night/lock.png"],
}  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_pages_have_their_photos_beside_them_and_drafts_are_apart(
    imported: tuple[dict[str, str], Path, Site], name: str
) -> None:
    root = imported[1] / name
    found = sorted(str(p.relative_to(root)) for p in root.rglob("*.*"))
    assert found == PAGES[name]


def test_a_zola_page_reads_as_a_person_would_have_written_it(
    imported: tuple[dict[str, str], Path, Site],
) -> None:
    made = _page(imported[1], "zola/events/2025-03-20-quay-days/index.md")
    head, _, rest = made.partition("```\n\n")
    wanted = [
        "---",
        "mood: good",
        "---",
        "",
        "# Quay Days",
        "",
        "```{event}",
        ":aliases: /events/quay-days/, /old/quay/",
        ":date: 2025-03-20",
        ":place: Bremen",
        ":topics: ropes, tides",
    ]
    assert head.splitlines() == wanted
    assert (
        rest
        == """Two days.

```{figure} hall.png
:alt: A hall

The *hall*
```

:::{photos}
![](hall.png)
:::

https://www.youtube.com/watch?v=abc123

```python
x = "{{ kept }}"
```

:::{admonition} Mind
:class: note

The [next one](#harbour-2024) is better, and there.
:::

<!-- {{ map(lat=1) }} -->

## Ropes

```{talk}
:speakers: Ada Miller
```

Text with `{{ code() }}` and {talk}`a talk <ropes>`.
"""
    )


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (
            "hugo/events/2023-02-03-tide-night/index.md",
            "![High water](tide.png)\n\n:::{tip}\nBring a [coat](#rope-night-2023).\n:::\n\n"
            "```go\na := 1\n```\n\n:::{dropdown} More\nHidden at first.\n:::\n\n"
            '<!-- {{< chart "x" >}} -->\n',
        ),
        (
            "jekyll/events/2022-04-05-mast-day/index.md",
            '![Mast](mast.png)\n\n```ruby\nputs "{{ hi }}"\n```\n\n'
            "`{{ braces }}` and [sails](#sail-day-2022).\n",
        ),
        (
            "quarto/events/2021-06-07-buoy/index.md",
            ":::{admonition} Listen\n:class: tip\n\nA bell.\n:::\n\n:::{dropdown}\nFolded.\n:::\n\n"
            "Beside.\n\n```python\n#| echo: false\n1 + 1\n```\n\n![Buoy](buoy.png)\n",
        ),
        (
            "obsidian/events/2020-07-08-lock-night/index.md",
            "::::{admonition} Wet\n:class: warning\n\nBring boots.\n\n:::{dropdown} Deep\nVery."
            "\n:::\n\n::::\n\n![](lock.png) after [the docks](#dock-night-2020) and Nobody."
            " <!--zqx hidden-->\n\n```text\nlist\n```\n",
        ),
        (
            "zola/events/2024-05-06-harbour/index.md",
            "![Static](ship.png) See [it](#quay-days-2025), a draft\nand gone.\n",
        ),
    ],
)
def test_other_sites_words_stay_and_their_marks_become_ours(
    imported: tuple[dict[str, str], Path, Site], page: str, wanted: str
) -> None:
    assert _page(imported[1], page).partition("```\n\n")[2] == wanted


def test_what_is_left_out_is_said_with_line_and_reason(
    imported: tuple[dict[str, str], Path, Site],
) -> None:
    said = imported[0]
    assert "index.md:29: '{{ map(lat=1) }}' is not known: it is kept as a comment" in said["zola"]
    assert "about.md: no event's page; import it by itself" in said["zola"]
    assert "front matter that is about the layout or the author: weight (1)" in said["zola"]
    assert "harbour.md:6: gone.md leads to nothing that is imported" in said["zola"]
    assert "a link to a draft is kept as its words" in said["zola"]
    assert "[[Nobody]] leads to no page that is imported" in said["obsidian"]


def test_no_word_of_another_programs_comment_is_shown(
    imported: tuple[dict[str, str], Path, Site],
) -> None:
    shown = [path.read_text(encoding="utf-8") for path in imported[2].out.rglob("*.txt")]
    assert len(shown) > 6
    assert not [text for text in shown if "zqx" in text]


CASES = {
    '{{ image(path="a.jpg") }}': "![](<a.jpg>)",
    '{{ image(path="a.jpg", caption="c") }}': "![c](<a.jpg>)",
    '{{< figure src="a.jpg" alt="x" caption="A *c*" >}}': "![x](<a.jpg>)\n\nA *c*",
    '{% quote(author="Ada") %}So.{% end %}': "> So.\n>\n> — Ada",
    "{{< youtube abc >}}": "https://www.youtube.com/watch?v=abc",
    '{{ vimeo(id="1") }}': "https://vimeo.com/1",
    "{% highlight py linenos %}\na\n{% endhighlight %}": "```py\na\n```",
    "{% comment %}so{% endcomment %}": "<!--so-->",
    "{{< alert >}}Mind.{{< /alert >}}": ":::{note}\nMind.\n:::",
    '{{% callout type="danger" title="T" %}}\nMind.\n{{% /callout %}}': (
        ":::{admonition} T\n:class: danger\n\nMind.\n:::"
    ),
    "{{ strange() }} and {% odd %}words{% end %}": (
        "<!-- {{ strange() }} --> and <!-- {% odd %} -->words<!-- {% end %} -->"
    ),
    ":::note Title\nMind.\n:::": ":::{admonition} Title\n:class: note\n\nMind.\n:::",
    ":::{tip}\nOurs.\n:::": ":::{tip}\nOurs.\n:::",
    "> [!tip]\n> One\n> two\n\nAfter": ":::{tip}\nOne\ntwo\n:::\n\nAfter",
    '!!! warning "Wet"\n    Bring boots.\n\n    And a coat.\n\nAfter': (
        ":::{admonition} Wet\n:class: warning\n\nBring boots.\n\nAnd a coat.\n:::\n\nAfter"
    ),
    "Text [gallery ids=1] [/caption] {: .wide}": (
        "Text <!-- [gallery ids=1] --> <!-- [/caption] -->"
    ),
    "```\n{{ image(path='a') }}\n> [!note]\n```": "```\n{{ image(path='a') }}\n> [!note]\n```",
    "{{ fig }}, 100%% and {{x}}": "<!-- {{ fig }} -->, 100%% and <!-- {{x}} -->",
    "![a](b.png){width=50% .c}{: .d}": "![a](b.png)",
}


@pytest.mark.parametrize(("written", "wanted"), CASES.items())
def test_shortcodes_become_what_they_mean(written: str, wanted: str) -> None:
    assert Dialect().translate(written).strip() == wanted
