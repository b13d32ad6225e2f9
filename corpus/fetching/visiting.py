"""One request to one checked address: the door to aiohttp.

The host is resolved here once, every address is checked, and the connection goes to one of those and no other. No
cookies, no proxies or passwords of the environment, no redirects, no unpacking on the way.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import threading
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Protocol

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from corpus.fetching.addresses import Address, Reach
from corpus.fetching.content import ACCEPTED
from corpus.fetching.links import Link
from corpus.refusals import FetchError

HEADERS = {
    "User-Agent": "Sourcier (a bot that fetches one page when a person asks it to)",
    "Accept": f"{ACCEPTED};q=0.9",
    "Accept-Encoding": "gzip",  # what `unpack` can bound
}
LONGEST_HEADER_BYTES = 8190  # as aiohttp's own limit, stated here so that it stays
MOST_HEADERS = 128
DISCARD_PORT = 9
CHUNK_BYTES = 65_536


class Resolve(Protocol):
    """How a host's name becomes addresses."""

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        """Return every address of a host.

        Raises:
            OSError: there is none.
        """
        ...


async def ask_system(host: str, port: int) -> Sequence[Address]:
    """Return the addresses that the system knows for a host.

    It is asked on a daemon thread of its own: a name server that is silent holds a thread for many seconds, and the
    event loop's own threads are waited for when the process wants to leave.
    """
    found: Future[list[Address]] = Future()
    found.set_running_or_notify_cancel()  # from here on who waits may go, and the thread still has where to put it

    def ask() -> None:
        try:
            known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.set_result([ip_address(sockaddr[0]) for *_, sockaddr in known])
        except (OSError, ValueError) as error:  # a UnicodeError is one
            found.set_exception(error)

    threading.Thread(target=ask, name="host-names", daemon=True).start()
    return await asyncio.wrap_future(found)


def has_route() -> bool:
    """Return whether this machine has a way to the internet at all. Nothing is sent: the system looks at its table."""
    for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):  # RFC 5737 and 3849
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((address, DISCARD_PORT))
        except OSError:
            continue
        return True
    return False


def _is_down(error: OSError) -> bool:
    """Return whether the network or the look-up of names failed, rather than the name or the host asked for."""
    if isinstance(error, socket.gaierror):
        return error.errno in {socket.EAI_AGAIN, socket.EAI_FAIL}
    return error.errno in {errno.ENETUNREACH, errno.ENETDOWN}


@dataclass(frozen=True, slots=True)
class Response:
    """The head of an answer, and its body as it comes."""

    url: str
    status: int
    location: str | None
    content_type: str | None
    content_encoding: str | None
    content_length: int | None
    body: AsyncIterator[bytes]


@asynccontextmanager
async def visit(link: Link, reach: Reach, resolve: Resolve, connect_s: float) -> AsyncIterator[Response]:
    """Ask for what `link` names and give its answer, whatever its status; the connection closes at the end.

    Raises:
        FetchError: the address may not be asked or cannot be reached, or what comes is no HTTP.
    """
    if not reach.allows_port(link.port):
        raise FetchError("link_port", port=link.port)
    if link.literal is not None and not reach.allows_address(link.literal, link.port):
        raise FetchError("no_public_address", host=link.host)
    guard = _Guard(link, reach, resolve)
    connector = aiohttp.TCPConnector(
        resolver=guard, socket_factory=guard.open_socket, use_dns_cache=False, force_close=True, limit=4
    )
    session = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,
        timeout=aiohttp.ClientTimeout(total=None, connect=connect_s),
        read_bufsize=CHUNK_BYTES,
        max_line_size=LONGEST_HEADER_BYTES,
        max_field_size=LONGEST_HEADER_BYTES,
        max_headers=MOST_HEADERS,
    )
    async with session:
        try:
            async with session.get(link.text, headers=HEADERS, allow_redirects=False) as answer:
                head = answer.headers
                yield Response(
                    url=str(answer.url),
                    status=answer.status,
                    location=head.get("Location"),
                    content_type=head.get("Content-Type"),
                    content_encoding=head.get("Content-Encoding"),
                    content_length=answer.content_length,
                    body=answer.content.iter_chunked(CHUNK_BYTES),
                )
        except aiohttp.ConnectionTimeoutError as error:
            raise FetchError("connect_timeout", host=link.host, seconds=_whole(connect_s)) from error
        except (aiohttp.InvalidURL, UnicodeError) as error:
            raise FetchError("link_malformed") from error
        except aiohttp.ClientConnectorDNSError as error:
            # A name that is not known gets the words of a private address, so that nobody can list the names of the
            # host's own network.
            down = _is_down(error.os_error) or not has_route()
            raise FetchError("no_network" if down else "no_public_address", host=link.host) from error
        except aiohttp.ClientSSLError as error:
            raise FetchError("tls", host=link.host) from error
        except aiohttp.ClientOSError as error:
            down = _is_down(error) and not has_route()
            raise FetchError("no_network" if down else "unreachable", host=link.host) from error
        except aiohttp.ClientError as error:
            raise FetchError("page_broken", host=link.host) from error


class _Guard(AbstractResolver):
    """Resolves one host, once, and lets sockets be made for addresses that may be asked, and no others."""

    def __init__(self, link: Link, reach: Reach, resolve: Resolve) -> None:
        self._link, self._reach, self._resolve = link, reach, resolve

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the host's addresses if every one of them may be asked; one that may not spoils all."""
        try:
            addresses = list(dict.fromkeys(await self._resolve(host, port)))
        except UnicodeError as error:
            raise FetchError("link_malformed") from error
        if not addresses or not all(self._reach.allows_address(address, port) for address in addresses):
            raise FetchError("no_public_address", host=self._link.host)
        return [
            ResolveResult(
                hostname=host,
                host=str(address),
                port=port,
                family=socket.AF_INET if address.version == 4 else socket.AF_INET6,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in addresses
        ]

    def open_socket(self, place: tuple[Any, ...]) -> socket.socket:
        """Return a socket for an address that may be asked: the last look before anything is sent.

        Raises:
            OSError: it may not.
        """
        family, kind, protocol, _, sockaddr = place
        if not self._reach.allows_address(ip_address(sockaddr[0]), sockaddr[1]):
            msg = "this address may not be asked"
            raise PermissionError(msg)
        return socket.socket(family, kind, protocol)

    async def close(self) -> None:
        """Nothing is held."""


def _whole(seconds: float) -> int:
    return max(1, round(seconds))
