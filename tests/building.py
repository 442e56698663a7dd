"""Small sites, built in process from a dictionary of files, as often as a test wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from html import unescape
from pathlib import Path
from typing import Any, ClassVar

from jinja2.bccache import Bucket, FileSystemBytecodeCache
from sphinx.config import Config
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.testing.util import SphinxTestApp

from eventnotes.domain import NotesDomain, notes_domain
from eventnotes.model.corpus import Entry

CONF: Mapping[str, Any] = {
    "extensions": ["eventnotes.site"],
    "primary_domain": "notes",
    "myst_enable_extensions": ["colon_fence"],
    "nitpicky": True,
    "html_theme": "basic",
    "html_copy_source": False,
    "eventnotes_year_pages": False,  # each costs a page, and tests that are about them ask for them
    "exclude_patterns": ["_build"],
}
INDEX = "# Notes\n\n```{toctree}\n:glob:\n\n**\n```\n"
# Colours, and the erasing of a line, which Sphinx writes where it believes in a terminal.
_ESCAPES = re.compile(r"\x1b\[[\d;]*[mK]")
_SUBTYPE = re.compile(r"\[([\w.-]+)\]$")


_DEFAULTS = {name: deepcopy(option.default) for name, option in Config.config_values.items()}
"""The values of settings that no project gives, as Sphinx has them before any build."""


class _Templates(FileSystemBytecodeCache):
    """Templates as compiled, also by other sites: that is a third of building a small one."""

    _compiled: ClassVar[dict[tuple[str, str], bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was made of the same text."""
        compiled = self._compiled.get((bucket.key, bucket.checksum))
        if compiled is None:
            super().load_bytecode(bucket)
        else:
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made of a template."""
        self._compiled[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
        super().dump_bytecode(bucket)


class App(SphinxTestApp):
    """An application that cleans up behind itself also when it ends the program."""

    def __init__(self, *args: Any, **options: Any) -> None:
        try:
            super().__init__(*args, **options)
        except SystemExit:
            self.cleanup()
            raise
        templates = getattr(self.builder, "templates", None)
        if isinstance(templates, BuiltinTemplateLoader):
            kept = templates.environment.bytecode_cache
            if isinstance(kept, FileSystemBytecodeCache):  # then they are compiled to the same
                templates.environment.bytecode_cache = _Templates(kept.directory)

    def cleanup(self, *args: Any, **options: Any) -> None:
        """Take back what this application changed for the whole process.

        Some themes add folders to Sphinx's own list of no folders, where later builds find them.
        """
        super().cleanup(*args, **options)
        for name, value in _DEFAULTS.items():
            now = Config.config_values[name].default
            if isinstance(now, list):
                now[:] = value
            elif isinstance(now, dict):
                now.clear()
                now.update(deepcopy(value))


_running: list[SphinxTestApp] = []


def free_sphinx() -> None:
    """Take back what the last application registered for the whole process."""
    while _running:
        _running.pop().cleanup()


class Site:
    """A Sphinx project in a folder, built as often as a test wants."""

    def __init__(
        self, root: Path, builder: str, conf: Mapping[str, Any], parallel: int = 0
    ) -> None:
        self.root = root
        self.out = root / "_build" / builder
        self._arguments = (builder, dict(conf), parallel)
        self._app: SphinxTestApp | None = None
        self.warnings: list[str] = []
        """The warnings of the last build, one each, with paths as seen from the project."""

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write source files; bytes are pictures and the like."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)

    def rebuild(self, expected: bool | Collection[str] = False) -> Site:
        """Build again, as a new run of Sphinx would.

        :param expected: the subtypes of all warnings to come, or True for any number of any.
        """
        builder, conf, parallel = self._arguments
        free_sphinx()
        self._app = App(builder, self.root, confoverrides=conf, parallel=parallel)
        _running.append(self._app)
        try:
            self._app.build()
        finally:
            self.warnings = self._lines(self._app.warning.getvalue())
        if expected is not True:
            assert sorted(self.subtypes) == sorted(expected or ()), self.warnings
        return self

    def by(self, builder: str) -> Site:
        """Build the same project by another builder, of the pages as they were read before."""
        _, conf, parallel = self._arguments
        return Site(self.root, builder, conf, parallel).rebuild(True)

    def _lines(self, text: str) -> list[str]:
        """Return the lines of what a build says, without colour and without this folder."""
        plain = _ESCAPES.sub("", text).replace(f"{self.root}/", "")
        # MyST before 5.1 gives Sphinx a path for the name of a page, which gets a suffix again
        plain = plain.replace(".md.rst:", ".md:")
        return [line for line in re.split(r"[\r\n]+", plain) if line]

    @property
    def said(self) -> list[str]:
        """What the last build said of its progress, line by line."""
        return self._lines(self.app.status.getvalue())

    @property
    def app(self) -> SphinxTestApp:
        """The last build's application."""
        assert self._app is not None
        return self._app

    @property
    def subtypes(self) -> list[str]:
        """The type of each warning, as ``notes.date``; the whole line where it has none."""
        found = ((_SUBTYPE.search(line), line) for line in self.warnings)
        return [match[1] if match else line for match, line in found]

    @property
    def domain(self) -> NotesDomain:
        """The domain after the last build."""
        return notes_domain(self.app.env)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The inventory by id."""
        return self.domain.entries

    def read(self, path: str) -> str:
        """Return the text of an output file."""
        return (self.out / path).read_text(encoding="utf-8")

    def text(self, path: str) -> str:
        """Return the words of an HTML page's body, without tags, on one line."""
        body = self.read(path).partition('<div class="body"')[2].partition('<div class="clearer"')
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", body[0].partition(">")[2])).split())


MakeSite = Callable[..., Site]
"""Builds a site: ``site({"events/a.md": …}, warnings=["notes.date"], builder="text")``."""


def maker(folder: Path) -> MakeSite:
    """Return what builds sites in *folder*."""

    def make(
        files: Mapping[str, str | bytes],
        *,
        builder: str = "html",
        warnings: bool | Collection[str] = False,
        parallel: int = 0,
        name: str = "site",
        **conf: Any,
    ) -> Site:
        loaded = conf.get("extensions", CONF["extensions"])
        ours = any(each.startswith("eventnotes") for each in loaded)
        base = {key: value for key, value in CONF.items() if ours or "eventnotes" not in key}
        new = Site(folder / name, builder, {**base, **conf}, parallel)
        index = {} if {"index.md", "index.rst"} & files.keys() else {"index.md": INDEX}
        new.write({"conf.py": "", **index, **files})
        return new.rebuild(warnings)

    return make
