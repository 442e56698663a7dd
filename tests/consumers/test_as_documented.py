"""The projects in this folder say of the notes what README and guide tell their authors to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ADDRESS, HERE

ROOT = Path(__file__).parents[2]
PAGES = [("README.md", "notes"), ("guide/cross-linking.md", "fieldnotes")]


def blocks(page: str, language: str, key: str) -> Iterator[str]:
    """Yield the code blocks of a page, as a project in this folder would have them."""
    text = (ROOT / page).read_text(encoding="utf-8").replace("https://notes.example.org", ADDRESS)
    for block in re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        yield block.replace(f"{key}:", "notes:").replace(f'"{key}"', '"notes"')


def without_space(text: str) -> str:
    return re.sub(r",?\s+|,(?=[)}])", "", text)


@pytest.mark.parametrize(("page", "key"), PAGES)
def test_settings_of_mystmd_and_mkdocs_are_those_of_the_project(page: str, key: str) -> None:
    documented: list[Any] = [yaml.safe_load(block) for block in blocks(page, "yaml", key)]
    mystmd = yaml.safe_load((HERE / "mystmd" / "myst.yml").read_text(encoding="utf-8"))
    mkdocs = yaml.safe_load((HERE / "mkdocs" / "mkdocs.yml").read_text(encoding="utf-8"))
    references = {"notes": mystmd["project"]["references"]["notes"]}
    assert {"project": {"references": references}} in documented
    assert {"plugins": mkdocs["plugins"]} in documented


@pytest.mark.parametrize(("page", "key"), PAGES)
@pytest.mark.parametrize("project", ["sphinx", "sphinx-names", "sphinx-with-extension"])
def test_settings_of_sphinx_are_those_of_the_project(project: str, page: str, key: str) -> None:
    conf = (HERE / project / "conf.py").read_text(encoding="utf-8")
    setting = conf[conf.index("intersphinx_mapping") : conf.index("html_theme")]
    text = "".join(blocks(page, "python", key))
    if project == "sphinx-names" and page == "README.md":  # it stands in a sentence there
        text = (ROOT / page).read_text(encoding="utf-8")
        text = text.replace("https://notes.example.org", ADDRESS)
    assert without_space(setting) in without_space(text)
