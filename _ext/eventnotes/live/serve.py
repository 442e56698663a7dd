"""Serves a build to browsers on this computer, and tells them when there is a new one.

``python -m eventnotes.live.serve FOLDER PORT`` prints the port that it got, then reads one line of
JSON from its input for each build. It answers on the loopback address, and only requests that ask
for it by a name of this computer: a page elsewhere can't have a browser read private notes.
"""

from __future__ import annotations

import html
import http.server
import json
import sys
import threading
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

HOST = "127.0.0.1"
EVENTS, SCRIPT = "/_live/events", "/_live/live.js"
_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_TRIES = 20
_BEAT = 15.0
"""Seconds after which a browser hears something, so that one that is gone is noticed."""


class State:
    """The last build, for all who wait for the next."""

    def __init__(self) -> None:
        """Begin before the first build."""
        self.changed = threading.Condition()
        self.text = json.dumps({"build": 0})

    def put(self, text: str) -> None:
        """Tell of a build."""
        with self.changed:
            self.text = text
            self.changed.notify_all()

    def wait(self, seen: str) -> str:
        """Return the state once it is another than *seen*, or after a while."""
        with self.changed:
            self.changed.wait_for(lambda: self.text != seen, timeout=_BEAT)
            return self.text


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers with a file of the build; a page has the script that reloads it."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012  # as its parent has it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript; charset=utf-8",
        ".webp": "image/webp",
        ".avif": "image/avif",
        ".woff2": "font/woff2",
    }

    def __init__(self, *args: object, state: State, script: bytes, directory: str) -> None:
        """Answer one connection."""
        self.state, self.script = state, script
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]  # as socketserver has it

    def do_GET(self) -> None:
        """Answer a request."""
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        path = urlsplit(self.path).path
        if name not in _NAMES:
            self._answer(403, "text/plain", b"These pages are for this computer alone.\n")
        elif path == EVENTS:
            self._tell()
        elif path == SCRIPT:
            self._answer(200, "text/javascript; charset=utf-8", self.script)
        elif (page := self._page(path)) is not None:
            self._answer(*page)
        else:
            super().do_GET()

    def _page(self, path: str) -> tuple[int, str, bytes] | None:
        """Return a page with the script; None for what is no page."""
        if not path.endswith(("/", ".html")):
            return None
        file = Path(self.translate_path(path))
        file = file / "index.html" if file.is_dir() else file
        status = 200
        try:
            data = file.read_bytes()
        except OSError:
            words = f"<p>{html.escape(path)} is not there (yet).</p>"
            data, status = f"<!doctype html><title>Not there</title>{words}".encode(), 404
        tag = f'<script src="{SCRIPT}" defer></script>'.encode()
        return (
            status,
            "text/html; charset=utf-8",
            data.replace(b"</head>", tag + b"</head>", 1) if (b"</head>" in data) else data + tag,
        )

    def _answer(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _tell(self) -> None:
        """Send each build as it comes (HTML, server-sent events)."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        seen = ""
        try:
            while True:
                text = self.state.wait(seen)
                self.wfile.write(f"data: {text}\n\n".encode() if text != seen else b":\n\n")
                self.wfile.flush()
                seen = text
        except OSError:
            self.close_connection = True  # the browser has gone

    def end_headers(self) -> None:
        """Keep nothing: the next build may be a second away."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing of requests."""


def server(folder: Path, port: int, state: State) -> http.server.ThreadingHTTPServer:
    """Return a server on *port*, or on one after it that is free; 0 is any.

    :raises OSError: none of them is free.
    """
    script = (Path(__file__).parent / "live.js").read_bytes()
    handler = partial(Handler, state=state, script=script, directory=str(folder))
    for number in range(port, port + (_TRIES if port else 1)):
        try:
            made = http.server.ThreadingHTTPServer((HOST, number), handler)
        except OSError:
            if number == port + _TRIES - 1 or not port:
                raise
            continue
        made.daemon_threads = True
        return made
    raise OSError("no port is free")


def main() -> None:
    """Serve until the input ends."""
    state = State()
    try:
        serving = server(Path(sys.argv[1]), int(sys.argv[2]), state)
    except OSError as error:
        print(error, flush=True)
        return
    print(serving.server_address[1], flush=True)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    try:
        for line in sys.stdin:
            state.put(line.strip())
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
