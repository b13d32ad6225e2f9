"""Addresses that may be linked: http and https only, without anything that ends a markdown link early.

Pure functions; they know no message.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

LONGEST_ADDRESS = 512  # characters: Discord's limit for the address of a link button, kept for all links
WORDS_AT_EACH_END = 4  # words of a quote that name its place; fewer are found in several places of long articles

# Characters that mean something in an address and nothing in markdown; all others are written as percent codes.
KEPT = "!#$%&'*+,/:;=?@[]~"


def linkable(url: str | None) -> str | None:
    """Return `url` ready to stand in a markdown link, or None where it is no address that a browser should open."""
    if url is None or len(url) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    spaced = any(character.isspace() or not character.isprintable() for character in parts.netloc)
    if parts.scheme not in {"http", "https"} or not parts.hostname or spaced or "@" in parts.netloc or port == 0:
        return None
    safe = quote(url.strip(), safe=KEPT, errors="replace").replace("[", "%5B").replace("]", "%5D").replace("*", "%2A")
    return safe if len(safe) <= LONGEST_ADDRESS else None


def at_quote(url: str, words: str) -> str:
    """Return the linkable `url` such that browsers open the page at `words`, or as it is where that gets too long.

    Source: WICG, "URL Fragment Text Directives" (`#:~:text=start,end`). Browsers without it open the page's top.
    """
    pieces = words.split()
    if len(pieces) > 2 * WORDS_AT_EACH_END:
        ends = [" ".join(pieces[:WORDS_AT_EACH_END]), " ".join(pieces[-WORDS_AT_EACH_END:])]
    else:
        ends = [" ".join(pieces)]
    directive = ",".join(_percent_coded(end) for end in ends)
    longer = f"{url}{'' if '#' in url else '#'}:~:text={directive}"
    return longer if pieces and len(longer) <= LONGEST_ADDRESS else url


def _percent_coded(words: str) -> str:
    """Return `words` with everything but letters and digits as percent codes; a dash has a meaning of its own there."""
    return quote(words, safe="", errors="replace").replace("-", "%2D").replace("_", "%5F").replace("~", "%7E")
