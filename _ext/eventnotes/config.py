"""The settings of the core, and what is done about values that can't be used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.config import Config

from eventnotes.diagnostics import Notice, warn
from eventnotes.model.addresses import is_host_name
from eventnotes.model.entry_pages import MOST_TALKS
from eventnotes.model.urls import read_site
from eventnotes.scope import is_home

if TYPE_CHECKING:
    from eventnotes.faults.boundary import Guarded

_AUTHORITY = re.compile(r"(?:[a-z0-9]+(?:[-.][a-z0-9]+)*,\d{4}(?:-\d\d(?:-\d\d)?)?)?\Z")
"""A tagging entity (RFC 4151 §2.1) without mail addresses, or nothing."""


def register(safe: Guarded) -> None:
    """Register the settings."""
    safe.app.add_config_value("eventnotes_rating_scale", 5, "env", types=(int,))
    safe.app.add_config_value("eventnotes_rating_criteria", (), "env", types=(list, tuple))
    safe.app.add_config_value("eventnotes_entry_pages", None, "env", types=(int,))
    safe.app.add_config_value("eventnotes_year_pages", None, "env", types=(bool, type(None)))
    safe.app.add_config_value("eventnotes_private", False, "env", types=(bool,))
    safe.app.add_config_value("eventnotes_links_hosts", (), "", types=(list, tuple))
    safe.app.add_config_value("eventnotes_private_words", "", "", types=(str, list, tuple))
    safe.app.add_config_value("eventnotes_authority", "", "", types=(str,))
    safe.app.add_config_value("eventnotes_code_directives", (), "", types=(list, tuple))
    safe.connect("config-inited", check_config, private=True)


def check_config(app: Sphinx, config: Config) -> None:
    """Mend what cannot be used (``config-inited``)."""
    scale = config.eventnotes_rating_scale
    if not isinstance(scale, int) or isinstance(scale, bool) or not 1 <= scale <= 100:
        message = f"eventnotes_rating_scale is {scale!r}; allowed: a whole number from 1 to 100"
        warn(Notice.CONFIG, message, None)
        config.eventnotes_rating_scale = 5
    most = config.eventnotes_entry_pages
    if most is None:
        config.eventnotes_entry_pages = MOST_TALKS if is_home(config) else 0
    elif not isinstance(most, int) or isinstance(most, bool) or most < 0:
        message = f"eventnotes_entry_pages is {most!r}; allowed: a number of talks, 0 for no pages"
        warn(Notice.CONFIG, message, None)
        config.eventnotes_entry_pages = 0
    criteria = config.eventnotes_rating_criteria
    names = criteria if isinstance(criteria, list | tuple) else (None,)
    if not all(isinstance(name, str) and name.strip() for name in names):
        message = f"eventnotes_rating_criteria is {criteria!r}; allowed: a list of names"
        warn(Notice.CONFIG, message, None)
        config.eventnotes_rating_criteria = ()
    names = config.eventnotes_code_directives
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        message = f"eventnotes_code_directives is {names!r}; allowed: a list of names"
        warn(Notice.CONFIG, message, None)
        config.eventnotes_code_directives = ()
    authority = config.eventnotes_authority
    if not isinstance(authority, str) or not _AUTHORITY.match(authority):
        allowed = "a host and a day on which it was yours, such as 'notes.example.org,2026'"
        warn(Notice.CONFIG, f"eventnotes_authority is {authority!r}; allowed: {allowed}", None)
        config.eventnotes_authority = ""
    hosts = config.eventnotes_links_hosts
    if not isinstance(hosts, list | tuple) or not all(map(is_host_name, hosts)):
        allowed = "a list of hosts, such as 'wiki.example.org' or 'localhost:8080'"
        warn(Notice.CONFIG, f"eventnotes_links_hosts is {hosts!r}; allowed: {allowed}", None)
        config.eventnotes_links_hosts = ()
    config.eventnotes_private = _is_private(config)
    if is_home(config):
        config.html_baseurl = _site_address(config.html_baseurl)


def _site_address(given: object) -> str:
    """Return where the site is published; nothing for what is no address.

    ``None`` and ``/`` are what ``conf.py`` gets from hosts that say nothing.
    """
    if given in (None, "", "/"):
        return ""
    try:
        return read_site(str(given))
    except ValueError as error:
        allowed = f"{error}, such as 'https://notes.example.org/'"
        warn(Notice.CONFIG, f"html_baseurl is {given!r}; allowed: {allowed}", None)
        return ""


def _is_private(config: Config) -> bool:
    """Tell whether the author's copy is wanted; anything but a clear yes is a no.

    Sphinx takes every word on its command line but ``0`` for true.
    """
    given = config.overrides.get("eventnotes_private", config.eventnotes_private)
    if given in (True, "1", "true", "True"):
        return True
    if given not in (False, "0", "", "false", "False"):
        message = f"eventnotes_private is {given!r}; allowed: True or False, -D takes 1 or 0"
        warn(Notice.CONFIG, message, None)
    return False
