"""What an old site did not publish: drafts and comments, however their writers spelt them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from eventnotes.cli import main
from eventnotes.importing import topmatter
from eventnotes.importing.dialects import Dialect


def _imported(folder: Path, mark: str, page: str) -> tuple[list[str], str]:
    """Import a site of one page, and return the folder and the text of what it became."""
    old = folder / "old"
    (old / mark).parent.mkdir(parents=True, exist_ok=True)
    if mark.endswith("/"):
        (old / mark).mkdir()
    else:
        (old / mark).write_text("", encoding="utf-8")
    (old / "posts").mkdir()
    (old / "posts" / "quay.md").write_text(page, encoding="utf-8")
    assert main(["import", str(old), "--into", str(folder / "new" / "events")]) == 0
    made = sorted((folder / "new").rglob("*.md"))
    text = "".join(path.read_text(encoding="utf-8") for path in made)
    return [path.parent.name for path in made], text


@pytest.mark.parametrize(
    "front",
    [
        "---\ndraft: true\n---\n",
        "---\ndraft: 'yes'\n---\n",
        "---\nDraft: True\n---\n",
        "---\npublished: false\n---\n",
        "---\npublish: false\n---\n",
        "---\nunlisted: true\n---\n",
        "---\nstatus: private\n---\n",
        "---\nbuild:\n  render: never\n---\n",
        "+++\n_build = {list = false}\n+++\n",
        "+++\nrender = false\n+++\n",
        '+++\ndraft = "true"\n+++\n',
        "+++\n[extra]\nhidden = true\n+++\n",
        '{ "title": "Quay", "draft": true }\n',
        '{\n"title": "Quay",\n"draft": true\n}\n',
        '{ "title": "Quay",\n  "draft": true }\n',
        '{"build": {"a": 1}\n, "draft": true}\n',
        # what can't be parsed
        '{ "title": "Quay",\n  "draft": true, }\n',
        "---\ntitle: Quay: Day\ndraft: true\n---\n",
        "---\ntitle: [Quay\npublish: no\n---\n",
        "+++\ntitle = 'Quay'\ndate = 2024-01-05 10:00\ndraft = true\n+++\n",
        "+++\ndate = 2026-02-3\n  draft=true\n+++\n",
        "+++\ndraft: true\n+++\n",
        "---\ndraft = true\n---\n",
        '{ "title": "Quay", "draft": true, }\n',
        '{\n"title": "Quay"\n"draft": true\n}\n',
        "---\ntitle: Quay\ndraft: true\n\nWords.\n",
        "+++\ndraft = true\nWords.\n",
    ],
)
@pytest.mark.parametrize("mark", ["hugo.toml", ".obsidian/"])
def test_a_page_that_was_not_published_is_a_draft(tmp_path: Path, mark: str, front: str) -> None:
    folders, _ = _imported(tmp_path, mark, f"{front}\nNot for the public yet.\n")
    assert folders == ["drafts"]


@pytest.mark.parametrize(
    "front",
    [
        "---\ndraft: false\n---\n",
        "---\npublish: true\n---\n",
        "---\npublished: 2024-05-01\n---\n",
        "---\nstatus: done\n---\n",
        "+++\nrender = true\n+++\n",
        "+++\nbuild = {list = 'always'}\n+++\n",
        "---\ntitle: Quay: Day\ndraft: false\n---\n",
        "---\nA draft: true to its name, between rules.\n---\n",
        "---\n\nWords below a rule.\n",
    ],
)
def test_a_page_that_was_published_is_none(tmp_path: Path, front: str) -> None:
    folders, text = _imported(tmp_path, "hugo.toml", f"{front}\nFor the public.\n")
    assert folders == ["events"]
    assert "For the public." in text


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("+++\ntitle = 'Quay'\ndate = 10:00 today\n+++\n", "at line 2, column"),
        ("---\ntitle: Quay\ndraft: true\nWords.\n", "it has no end"),
    ],
)
def test_front_matter_that_cannot_be_parsed_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], front: str, reason: str
) -> None:
    _imported(tmp_path, "hugo.toml", f"{front}\nWords.\n")
    said = capsys.readouterr().out
    assert "quay.md:1: the front matter is not well formed" in said
    assert reason in said


def test_words_below_a_rule_are_no_front_matter() -> None:
    braces = ("{talk}`a` and more\n", '{"a": 1\n\nWords.\n\n```{event}\n```\n')
    for text in ("---\nspeaker: Ada\n", "---\nx = 5\n---\n", *braces):
        assert topmatter.read(text) == topmatter.Front({}, 0)


COMMENTS = {
    "HTML": ("<!--{}-->", "hugo.toml"),
    "Obsidian": ("%%{}%%", ".obsidian/"),
    "kramdown": ("{{::comment}}{}{{:/comment}}", "_config.yml"),
    "kramdown, short": ("{{::comment}}{}{{:/}}", "_config.yml"),
    "Liquid": ("{{% comment %}}{}{{% endcomment %}}", "_config.yml"),
    "Liquid, trimmed": ("{{%- comment -%}}{}{{%- endcomment -%}}", "_config.yml"),
    "Hugo": ("{{{{< comment >}}}}{}{{{{< /comment >}}}}", "hugo.toml"),
    "Go": ("{{{{/*{}*/}}}}", "hugo.toml"),
    "MDX": ("{{/*{}*/}}", "docusaurus.config.js"),
    "Jinja": ("{{# {} #}}", "config.toml"),
}
"""By program, a comment around words, and what tells that a folder is of that program."""
HIDDEN = (
    "zqx1",
    " zqx1 ",
    "\nzqx1\n",
    "zqx1\n\nzqx2",
    "\nzqx1\n\n# zqx2\n\n- zqx3\n",
    "zqx1\n# zqx2\n```\nzqx3",
    "zqx1 {{< unknown 'zqx2' >}} zqx3",
    "zqx1 [gallery ids=1] zqx2",
    "zqx1 `a-b` zqx2 -- zqx3",
    "> zqx1",
    "-zqx1-",
    "zqx1 ::: note\n> [!note] zqx2\n\nzqx3\n!!! note\n    zqx4",
    "zqx1 ![zqx2](zqx3.png) [[zqx4]] <b>zqx5</b>",
)


@pytest.mark.parametrize(
    "around", ["{}", "Before {} after.", "> Before {} after.", "- one {} two\n- three", "# Day {}"]
)
@pytest.mark.parametrize("program", COMMENTS)
def test_a_comment_stays_one_whatever_is_in_it(tmp_path: Path, program: str, around: str) -> None:
    written, mark = COMMENTS[program]
    for number, hidden in enumerate(HIDDEN):
        words = around.format(written.format(hidden))
        page = f"# Quay\n\nzqp1\n\n{words}\n\nzqp2\n\n## zqp3\n\nzqp4\n"
        _, text = _imported(tmp_path / str(number), mark, page)
        shown = re.sub("<!--.*?-->", "", text, flags=re.DOTALL)
        assert "zqx" not in MarkdownIt("commonmark").render(shown), (hidden, text)
        tokens = MarkdownIt("commonmark", {"html": True}).render(text)
        html = re.sub("<!--.*?-->", "", tokens, flags=re.DOTALL)
        assert re.findall("zq[xp][0-9]", html) == ["zqp1", "zqp2", "zqp3", "zqp4"], (hidden, text)


def test_what_a_site_did_not_show_is_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = """---
title: Quay
---

zqp1

::: {.content-hidden}
zqx1

::: {.callout-note}
zqx2
:::
:::

::: {.content-hidden when-format="pdf"}
zqp2
:::

::: {.content-hidden when-format="html"}
zqx3
:::

<div hidden>zqx4</div> zqp3

<div class="a" style="display: none">

zqx5

# zqx6

</div>

A [zqx7]{.hidden} and <span hidden>zqx8</span> zqp4 <p class="hidden-light">zqp5</p>

`<div hidden>zqp6</div>`
"""
    _, text = _imported(tmp_path, "_quarto.yml", page)
    assert "quay.md:23: what was hidden is kept as a comment" in capsys.readouterr().out
    shown = re.sub(
        r"<!--.*?-->|^(:{4,})\{private\}.*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE
    )
    shown = re.sub(r"^:::\{private\}.*?^:::$", "", shown, flags=re.DOTALL | re.MULTILINE)
    assert re.findall("zq[xp][0-9]", shown) == [f"zqp{number}" for number in range(1, 7)]
    assert set(re.findall("zqx[0-9]", text)) == {f"zqx{number}" for number in range(1, 9)}


def test_a_comment_of_several_blocks_is_one_beside_its_paragraph() -> None:
    vault = Dialect(is_vault=True)
    assert (
        vault.translate("One %%two\n\nthree%% four.\n") == "One \n\n<!--two\n\nthree-->\n\n four."
    )
    assert vault.translate("One %%two\nthree%% four.") == "One <!--two\nthree--> four."
    assert vault.translate("> %%one\n>\n> two%%\n> three") == "> <!--one\n>\n> two-->\n> three"
    assert vault.translate("One %%two") == "One <!--two-->"


def test_code_and_percent_signs_are_no_comments() -> None:
    for text in ("`%%a%%` and `{/* b */}`", "```\n%% a\n%% b\n```", "5%% and 6%% and {#id}"):
        assert Dialect().translate(text) == text
