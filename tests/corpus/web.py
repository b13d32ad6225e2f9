"""A small web on loopback, whose one port is the only place that may be asked."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address

from aiohttp import web

from corpus.fetching import FetchLimits, fetch_page

HASTE = FetchLimits(total_s=5.0, connect_s=2.0, size_bytes=1_000_000)
LOOPBACK = ip_address("127.0.0.1")


@dataclass(frozen=True)
class OnlyLoopback:
    """Opens 127.0.0.1 at one port."""

    port: int

    def allows_port(self, port):
        return port == self.port

    def allows_address(self, address, port):
        return port == self.port and address == LOOPBACK


@dataclass
class Names:
    """Names that resolve to what is said here, one answer after the other, the last one for good."""

    answers: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host, port):
        self.asked.append(host)
        answers = self.answers.get(host, [["127.0.0.1"]])
        texts = answers.pop(0) if len(answers) > 1 else answers[0]
        if not texts:
            raise OSError(host)
        return [ip_address(text) for text in texts]


@dataclass
class Site:
    """A server, and a way to fetch from it under any name."""

    port: int
    names: Names
    requests: list

    def link(self, path, host="example.org"):
        return f"http://{host}:{self.port}{path}"

    async def fetch(self, path="/", *, host="example.org", limits=HASTE):
        return await fetch_page(self.link(path, host), limits=limits, reach=OnlyLoopback(self.port), resolve=self.names)


@asynccontextmanager
async def serving(answer):
    """Serve what `answer(request)` returns or does."""
    requests = []

    async def handle(request):
        requests.append(request)
        return await answer(request)

    runner = web.ServerRunner(web.Server(handle), shutdown_timeout=0.1)
    await runner.setup()
    socket_site = web.TCPSite(runner, "127.0.0.1", 0)
    await socket_site.start()
    try:
        yield Site(runner.addresses[0][1], Names(), requests)
    finally:
        await runner.cleanup()


@asynccontextmanager
async def speaking(raw, *, then=None):
    """Serve these very bytes to whoever connects, then what `then(writer)` writes, then close."""

    async def handle(reader, writer):
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(raw)
            await writer.drain()
            if then is not None:
                await then(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        yield Site(server.sockets[0].getsockname()[1], Names(), [])
