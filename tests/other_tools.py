"""Tools that are no part of this project, and whether they are here; ``make tools`` brings them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

NODE = Path(__file__).parents[1] / ".tools" / "node_modules"
_HOW = "; `make tools` installs it where there is npm"

MYSTMD = NODE / ".bin" / "myst"
JSON_FEED_SCHEMA = NODE / "jsonfeed-schema" / "schema-v1.1.json"
"""JSON Feed 1.1 as a JSON Schema: jsonfeed.org has none of its own."""

needs_mystmd = pytest.mark.skipif(not MYSTMD.exists(), reason=f"mystmd is not here{_HOW}")
needs_json_feed = pytest.mark.skipif(
    not JSON_FEED_SCHEMA.exists(), reason=f"jsonfeed-schema is not here{_HOW}"
)
needs_mkdocs = pytest.mark.skipif(
    importlib.util.find_spec("mkdocs") is None
    or importlib.util.find_spec("mkdocstrings_handlers") is None,
    reason="MkDocs with mkdocstrings is not here; requirements/test.txt has it",
)
