"""Serves a build on loopback as a good web host would, to measure and to test it.

``python -m tools.serve [FOLDER]``. It knows what a host has to send besides the files: text
compressed, addresses with a version in them and fonts kept for a year, everything else checked
each time, and ``404.html`` where there is nothing. With ``--csp`` it also sends the strictest
content security policy under which furo's pages work, which ``policy`` works out and explains.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import html
import http.server
import mimetypes
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

try:
    import brotli  # type: ignore[import-not-found,import-untyped,unused-ignore]  # may be missing
except ImportError:
    brotli = None

ROOT = Path(__file__).parent.parent
YEAR = 365 * 24 * 60 * 60
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_COMPRESSED = ("text/", "application/json", "application/xml", "image/svg")
_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"<[a-z][^>]*?\sstyle=\"([^\"]*)\"", re.IGNORECASE)
_DATA = re.compile(r"<script[^>]*\stype=\"application/[^>]*>", re.IGNORECASE)


def _hashes(texts: Iterable[str]) -> list[str]:
    """Return what a policy allows these texts by (CSP 3, ``hash-source``)."""
    digests = {hashlib.sha256(text.encode()).digest() for text in texts}
    return sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def policy(pages: Iterable[str]) -> str:
    """Return a content security policy for these pages of HTML.

    It is ``default-src 'self'`` and what furo needs on top, each piece by its hash:

    - a script in each page that sets the colour scheme before the first paint,
    - a style element with the colours of code, and the style attributes of its icons' drawings,
      which is what ``'unsafe-hashes'`` is for,
    - pictures as ``data:`` in its style sheet: the icons of admonitions and of the search field.
    """
    scripts: set[str] = set()
    styles: set[str] = set()
    for page in pages:
        scripts.update(m[1] for m in _SCRIPT.finditer(page) if not _DATA.match(m[0]))
        styles.update(m[1] for m in _STYLE.finditer(page))
        styles.update(html.unescape(m[1]) for m in _ATTRIBUTE.finditer(page))
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *_hashes(scripts)]),
            " ".join(["style-src 'self' 'unsafe-hashes'", *_hashes(styles)]),
            "img-src 'self' data:",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        ]
    )


@dataclass
class Site:
    """A folder of files, and how each of them is sent."""

    folder: Path
    csp: str = ""
    _packed: dict[tuple[Path, int, str], bytes] = field(default_factory=dict)

    def find(self, target: str) -> Path | None:
        """Return the file that an address stands for, if there is one inside the folder."""
        path = (self.folder / unquote(urlsplit(target).path).lstrip("/")).resolve()
        if path.is_dir():
            path /= "index.html"
        return path if path.is_file() and path.is_relative_to(self.folder) else None

    def body(self, path: Path, kind: str, accepted: str) -> tuple[bytes, str]:
        """Return a file's bytes and their encoding, the best one that is accepted."""
        best = "br" if brotli and "br" in accepted else "gzip" if "gzip" in accepted else ""
        encoding = best if kind.startswith(_COMPRESSED) else ""
        key = (path, path.stat().st_mtime_ns, encoding)
        if key not in self._packed:
            plain = path.read_bytes()
            if encoding == "br":
                plain = brotli.compress(plain)
            elif encoding == "gzip":
                plain = gzip.compress(plain, 9, mtime=0)
            self._packed[key] = plain
        return self._packed[key], encoding


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, site: Site, quiet: bool = False) -> None:
        self.site, self.quiet = site, quiet
        super().__init__(*args)  # type: ignore[arg-type]  # what the server passes on

    def log_message(self, format: str, *args: object) -> None:
        """Say what was asked for, unless nobody wants to know."""
        if not self.quiet:
            super().log_message(format, *args)

    def do_HEAD(self) -> None:
        """Answer with the head alone."""
        self.do_GET()

    def do_GET(self) -> None:
        """Send a file, or say that the reader has it already, or that there is none."""
        path = self.site.find(self.path)
        status = 200 if path else 404
        path = path or self.site.find("/404.html")
        if path is None:
            self.send_error(404)
            return
        kind = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or ""
        accepted = self.headers.get("Accept-Encoding", "")
        body, encoding = self.site.body(path, kind, accepted)
        tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        if status == 200 and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        self.send_response(status)
        for name, value in self._headers(path, kind, encoding, tag):
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def _headers(self, path: Path, kind: str, encoding: str, tag: str) -> Iterator[tuple[str, str]]:
        lasting = "v=" in urlsplit(self.path).query or path.suffix == ".woff2"
        yield "Content-Type", kind or "application/octet-stream"
        yield "Content-Encoding", encoding
        yield "Vary", "Accept-Encoding"
        yield "ETag", tag
        yield "Cache-Control", f"public, max-age={YEAR}, immutable" if lasting else "no-cache"
        yield "X-Content-Type-Options", "nosniff"
        yield "Referrer-Policy", "strict-origin-when-cross-origin"
        if path.suffix == ".html":
            yield "Content-Security-Policy", self.site.csp


def site(folder: Path, *, csp: bool = False) -> Site:
    """Read what is needed to know of a folder before it can be served."""
    folder = folder.resolve()
    pages = (path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html")))
    return Site(folder, policy(pages) if csp else "")


@contextmanager
def serving(folder: Path, *, csp: bool = False, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder on loopback, in threads, and yield its address."""
    answer = partial(handler, site=site(folder, csp=csp), quiet=True)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def main() -> None:
    """Serve until interrupted."""
    about = "Serve a build on loopback, compressed and with the headers of a web host."
    parser = argparse.ArgumentParser(prog="python -m tools.serve", description=about)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "_build" / "html")
    parser.add_argument("--port", type=int, default=8000, help="8000 if left out")
    parser.add_argument("--csp", action="store_true", help="send a content security policy")
    arguments = parser.parse_args()
    if not (arguments.folder / "index.html").is_file():
        parser.error(f"there is no index.html in {arguments.folder}")
    served = site(arguments.folder, csp=arguments.csp)
    handler = partial(Handler, site=served)
    with http.server.ThreadingHTTPServer(("127.0.0.1", arguments.port), handler) as server:
        print(f"Serving {served.folder} at http://127.0.0.1:{server.server_port}/")
        if served.csp:
            print(f"Content-Security-Policy: {served.csp}")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
