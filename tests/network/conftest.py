"""Fixtures for tests with a network, which is loopback and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import PATIENCE, Net, open_net

from eventnotes.links.network.client import Answer, Client
from eventnotes.model.lock import NAME


@pytest.fixture(autouse=True)
def no_questions_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer for the resolver that names in .invalid do not exist (RFC 6761 §6.4)."""
    ask = socket.getaddrinfo

    def answer(host: str, *args: object, **options: object) -> object:
        if str(host).endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return ask(host, *args, **options)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Iterator[Net]:
    """Give hosts that play what a test wants.

    Only where no answer ever comes a request runs out of time, and there it does so soon: a slow
    machine makes no difference.
    """
    send = Client._send
    with open_net() as net:

        async def send_and_note(
            self: Client, method: str, url: str, limit: int, timeout: float
        ) -> Answer:
            net.sent.append(f"{method} {url}")
            timeout = 0.2 if net.never_answers(url) else PATIENCE
            return await send(self, method, url, limit, timeout)

        monkeypatch.setattr(Client, "_send", send_and_note)
        yield net


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """Where the lock file of a test is."""
    return tmp_path / NAME
