"""One web page in, with every guard: `fetch_page` follows a link to its end and returns what lies there.

Nothing else is fetched: no pictures, no scripts, no further pages. It happens only when a person asks for it.
"""

from __future__ import annotations

import asyncio
import codecs
from dataclasses import dataclass

from corpus.fetching.addresses import PUBLIC_WEB, Reach
from corpus.fetching.content import as_utf8, is_packed, may_become_article, media_type, name_of, suffix_of, unpack
from corpus.fetching.links import Link, follow, read_link
from corpus.fetching.visiting import Resolve, Response, ask_system, visit
from corpus.refusals import FetchError

_REDIRECTS = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long a page may take, how large it may be (packed and unpacked), how often it may send on."""

    total_s: float = 30.0
    connect_s: float = 8.0
    size_bytes: int = 20_000_000  # the largest file that `corpus.library` reads
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it came, and where from. `url` is its last address, after every redirect, without a fragment.

    `suffix` is the file ending under which it is read, `name` a file name made of its address. Text that the server
    declared in another encoding is UTF-8 here; all else is byte for byte.
    """

    url: str
    name: str
    suffix: str
    data: bytes


async def fetch_page(
    url: str, *, limits: FetchLimits = FetchLimits(), reach: Reach = PUBLIC_WEB, resolve: Resolve = ask_system
) -> FetchedPage:
    """Return the page at `url`.

    Raises:
        FetchError: it was not fetched; the reason and the sentence say why.
    """
    try:
        async with asyncio.timeout(limits.total_s):
            return await _follow_to_its_end(read_link(url), limits, reach, resolve)
    except TimeoutError as error:
        raise FetchError("timeout", seconds=max(1, round(limits.total_s))) from error


async def _follow_to_its_end(link: Link, limits: FetchLimits, reach: Reach, resolve: Resolve) -> FetchedPage:
    seen = {link.text}
    for _ in range(limits.redirects + 1):
        async with visit(link, reach, resolve, limits.connect_s) as response:
            if response.status not in _REDIRECTS or response.location is None:
                return await _receive(response, link, limits)
            link = follow(link, response.location)
        if link.text in seen:
            raise FetchError("redirect_loop")
        seen.add(link.text)
    raise FetchError("redirects", most=limits.redirects)


async def _receive(response: Response, link: Link, limits: FetchLimits) -> FetchedPage:
    if response.status != 200:
        raise FetchError("status", host=link.host, status=response.status)
    media = media_type(response.content_type, link.host)
    if not may_become_article(media):
        raise FetchError("content_type", type=media)
    packed = is_packed(response.content_encoding)
    data = await _body(response, limits.size_bytes)
    if packed:
        # Some unpack to a thousand times their size, which would hold up the event loop.
        data = await asyncio.to_thread(unpack, data, limits.size_bytes, link.host)
    if not await asyncio.to_thread(_says_something, data):
        raise FetchError("page_empty")
    suffix = suffix_of(media, response.url, data)
    text = await asyncio.to_thread(as_utf8, data, suffix, response.content_type)
    return FetchedPage(response.url, name_of(response.url, suffix), suffix, text)


async def _body(response: Response, most_bytes: int) -> bytes:
    too_large = FetchError("page_too_large", megabytes=max(1, most_bytes // 1_000_000))
    if (response.content_length or 0) > most_bytes:
        raise too_large
    received = bytearray()
    async for chunk in response.body:
        received += chunk
        if len(received) > most_bytes:
            raise too_large
    return await asyncio.to_thread(bytes, received)  # 20 MB take 10 ms, in which nothing else would be answered


def _says_something(data: bytes) -> bool:
    return bool(data.removeprefix(codecs.BOM_UTF8).strip())
