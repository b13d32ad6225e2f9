"""A link as a person typed it, or as a page redirects to it, checked before anything is asked.

Stricter than browsers: what two programs could read differently is refused. Numeric spellings of IPv4 addresses
(`127.1`, `0x7f000001`, `2130706433`, full-width digits) become the address that they mean, as browsers read them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import urljoin

from corpus.fetching.addresses import Address
from corpus.refusals import FetchError

LONGEST_LINK = 2048
"""Characters. Browsers take more, but what people share is shorter, and a message in Discord holds 2000."""

_PORTS = {"http": 80, "https": 443}
_LINK = re.compile(r"(https?)://([^/?#]*)([^#]*)(?:#.*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:]+)(?::([0-9]{0,5}))?", re.IGNORECASE)
_FORBIDDEN_IN_HOSTS = re.compile(r"[\x00-\x20\x7f\"#%/:<>?@\[\\\]^`{|}]")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_FULL_STOPS = str.maketrans("\u3002\uff0e\uff61", "...")
_LONGEST_HOST = 253  # RFC 1035


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be asked, as far as its text tells. `literal` is its host where that is an IP address."""

    scheme: str
    host: str
    port: int
    rest: str
    literal: Address | None = None

    @property
    def text(self) -> str:
        """The whole address, without a fragment."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.rest}"


def read_link(text: str) -> Link:
    """Return the link that `text` is.

    Raises:
        FetchError: it is too long, malformed, no http or https, or holds a user name.
    """
    text = text.strip()
    if len(text) > LONGEST_LINK:
        raise FetchError("link_too_long", most=LONGEST_LINK)
    # Lone surrogates (Cs) cannot be sent; controls, spaces and marks that reorder text hide where a link leads.
    if (
        not text
        or "\\" in text
        or any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"} for char in text)
    ):
        raise FetchError("link_malformed")
    parts = _LINK.fullmatch(text)
    if parts is None:
        scheme = _SCHEME.match(text)
        raise FetchError("link_scheme" if scheme and scheme[0].lower() not in {"http:", "https:"} else "link_malformed")
    protocol, authority, rest = parts[1].lower(), parts[2], parts[3]
    if "@" in authority:
        raise FetchError("link_credentials")
    place = _AUTHORITY.fullmatch(authority)
    if place is None:
        raise FetchError("link_malformed")
    port = int(place[2]) if place[2] else _PORTS[protocol]
    if not 0 < port < 65536:
        raise FetchError("link_malformed")
    host, literal = _host(place[1])
    return Link(protocol, host, port, rest if rest.startswith("/") else f"/{rest}", literal)


def follow(link: Link, location: str) -> Link:
    """Return where `link` redirects to.

    Raises:
        FetchError: that is no web page, holds a user name, or leads from https to http.
    """
    try:
        target = urljoin(link.text, location.strip().replace(" ", "%20"))  # as browsers mend it
    except ValueError as error:
        raise FetchError("redirect_broken") from error
    try:
        further = read_link(target)
    except FetchError as error:
        if error.reason == "link_credentials":
            raise
        raise FetchError("redirect_broken") from error
    if link.scheme == "https" and further.scheme == "http":
        raise FetchError("downgrade")
    return further


def _host(written: str) -> tuple[str, Address | None]:
    """Return the host in one spelling, and the address if it is one."""
    try:
        if written.startswith("["):
            six = IPv6Address(written[1:-1])
            return str(six), six
        # NFKC is what IDNA does first, so that a host cannot change its meaning after it was looked at.
        host = unicodedata.normalize("NFKC", written.translate(_FULL_STOPS)).translate(_FULL_STOPS).lower()
        if _FORBIDDEN_IN_HOSTS.search(host) or ".." in host or host.startswith(".") or len(host) > _LONGEST_HOST:
            raise FetchError("link_malformed")
        four = _numeric_ipv4(host)
    except AddressValueError as error:
        raise FetchError("link_malformed") from error
    return (host, None) if four is None else (str(four), four)


def _numeric_ipv4(host: str) -> IPv4Address | None:
    """Return the IPv4 address that a host is in any spelling, None for a name (WHATWG URL, "IPv4 parser").

    Raises:
        AddressValueError: it ends in a number and is no address.
    """
    labels = host.removesuffix(".").split(".")
    if not _NUMBER.fullmatch(labels[-1]):
        return None
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) for label in labels):
        raise AddressValueError(host)
    try:
        *firsts, last = [_number(label) for label in labels]
    except ValueError as error:
        raise AddressValueError(host) from error
    if any(number > 255 for number in firsts) or last >= 256 ** (5 - len(labels)):
        raise AddressValueError(host)
    return IPv4Address(last + sum(number << (24 - 8 * place) for place, number in enumerate(firsts)))


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8) if label.startswith("0") else int(label)
