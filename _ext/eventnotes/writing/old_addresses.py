"""The pages that lead on from old addresses: small files, without the look of the site.

A reader who comes with the anchor of a talk arrives at that talk: its old anchor is on the new
page, too. A host's security policy may forbid the script that sees to this; then the page leads to
where its author said.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from eventnotes.builders import abilities, copied_there, in_the_way, pages_by_file, remove_file
from eventnotes.diagnostics import Notice, must_be_written, warn
from eventnotes.domain import notes_domain

_OPENING = "<!DOCTYPE html>\n<!-- An old address, written by eventnotes -->\n"
_SCRIPT = (
    'var to = document.querySelector("a").href;'
    ' location.replace(location.hash ? to.split("#")[0] + location.hash : to)'
)


def old_files(app: Sphinx) -> dict[str, str]:
    """Return by path in the output the old address that is to be written there."""
    builder = abilities(app.builder).public_pages
    if builder is None:
        return {}
    addresses = notes_domain(app.env).data["addresses"]
    return {_path_of(builder, address): address for address in addresses}


def _path_of(builder: StandaloneHTMLBuilder, address: str) -> str:
    name = address.removeprefix("/")
    if name.endswith("/"):
        return f"{name}index.html"
    if name.endswith((".html", ".htm")):
        return name
    return Path(builder.get_outfilename(name)).relative_to(builder.outdir).as_posix()


def write_old_addresses(app: Sphinx, exception: Exception | None) -> None:
    """Write the pages that lead on, and remove those that lead nowhere (``build-finished``)."""
    builder = abilities(app.builder).public_pages
    if exception is not None or builder is None:
        return
    data = notes_domain(app.env).data
    files, out = old_files(app), Path(app.outdir)
    for address in sorted(data["gone_addresses"]):
        gone = _path_of(builder, address)
        if gone not in files and _is_ours(out / gone):
            remove_file(out / gone, out)
    taken = pages_by_file(app, builder, data["parts"]) if files else {}
    for name, address in sorted(files.items()):
        page, anchor, title = data["addresses"][address]
        path = out / name
        other = in_the_way(path, out)
        if str(path) in taken:
            other = f"the page {taken[str(path)]} is there"
        elif extra := copied_there(app, name):
            other = f"{extra} is copied there"
        if other:
            message = f"nothing leads on from the old address {address[1:]!r}: {other}"
            warn(Notice.DUPLICATE_ID, message, str(app.env.doc2path(page)))
            continue
        uri = relative_uri(name, builder.get_target_uri(page)) or "./"
        target = f"{uri}#{anchor}" if anchor else uri
        text = _page(app, target, title, page, builder)
        _write(out / name, text, out)


def _page(app: Sphinx, target: str, title: str, page: str, builder: StandaloneHTMLBuilder) -> str:
    language = escape(app.config.language or "en")
    canonical = ""
    if app.config.html_baseurl:
        address = f"{app.config.html_baseurl.rstrip('/')}/{builder.get_target_uri(page)}"
        canonical = f'<link rel="canonical" href="{escape(address)}">\n'
    return (
        f'{_OPENING}<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        '<meta name="viewport" content="width=device-width">\n'
        f'<meta name="robots" content="noindex">\n{canonical}'
        f'<meta http-equiv="refresh" content="0; url={escape(target)}">\n</head>\n'
        f'<body>\n<p><a href="{escape(target)}">{escape(title)}</a></p>\n'
        f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )


def _is_ours(path: Path) -> bool:
    try:
        return path.read_text(encoding="utf-8").startswith(_OPENING)
    except (OSError, UnicodeDecodeError):
        return False


def _write(path: Path, text: str, out: Path) -> None:
    """Write a file if it is not what it was, and not through a link that leads elsewhere."""
    data = text.encode()
    if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
        return
    with must_be_written(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or not path.parent.resolve().is_relative_to(out.resolve()):
            raise FileExistsError(0, "a link leads out of the output there")
        path.write_bytes(data)
