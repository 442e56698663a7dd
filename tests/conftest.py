"""Fixtures for all tests."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import MakeSite, free_sphinx, maker
from hypothesis import settings

# The same examples on every machine; a slow one is no reason to fail.
settings.register_profile("tests", database=None, deadline=None, derandomize=True)
settings.load_profile("tests")

# Nobody reads the thousand lines that a build says at this level.
logging.disable(logging.DEBUG)

# What a host of continuous integration says of itself is not what these sites are built for.
for _name in ("GITHUB_ACTIONS", "NETLIFY", "READTHEDOCS_VERSION_TYPE", "READTHEDOCS_CANONICAL_URL"):
    os.environ.pop(_name, None)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[MakeSite]:
    """Build a site from a dictionary of files.

    Any warning whose subtype is not named in ``warnings`` fails the test, unless that is True.
    Further keywords are settings; ``index.md`` is made if it is not given.
    """
    yield maker(tmp_path)
    free_sphinx()


@pytest.fixture(scope="module")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeSite]:
    """Build a site that the tests of a module only look at."""
    yield maker(tmp_path_factory.mktemp("shared"))
    free_sphinx()
