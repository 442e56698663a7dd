"""Whether the settings of an output are those it was made with.

Reason: Sphinx writes all pages again when they differ, and removes nothing.
Written against: Sphinx 8.1 to 9.2 (``StandaloneHTMLBuilder.build_info``, ``.buildinfo``).
Without it: settings count as changed, and what Sphinx copies is copied anew each time.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder


def is_same(builder: StandaloneHTMLBuilder) -> bool | None:
    """Tell whether settings are what they were; ``None`` if nothing was made before."""
    try:
        known = Path(builder.outdir, ".buildinfo").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    digest: str = getattr(getattr(builder, "build_info", None), "config_hash", "")
    return bool(digest) and digest in known
