"""Which addresses may be asked for a page: the public web and nothing else.

Pure: an address in, yes or no out. `ipaddress.is_global` is not enough: it calls 192.0.0.192 global, where a cloud
keeps its secrets. What it cannot know: a network's own prefix for translated IPv4 (RFC 6052), and services
that listen on a public address but should not.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Protocol, TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address

WEB_PORTS = frozenset((80, 443))
"""Articles are served on the web's own two ports. Others (8080, 8443, 9200, …) are mostly consoles and databases, and
asking them at will would make the bot a port scanner."""

# IANA IPv4 Special-Purpose Address Registry and the multicast and reserved blocks, whether "globally reachable" or not:
# nobody serves articles there.
BLOCKED_IPV4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network; Linux connects 0.0.0.0 to itself
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carriers' NAT; a cloud's metadata at 100.100.100.200
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # public on paper, but a cloud's host service for its virtual machines
        "169.254.0.0/16",  # link-local; metadata at 169.254.169.254
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; a cloud's metadata at 192.0.0.192
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved; broadcast
    )
)
UNICAST_IPV6 = IPv6Network("2000::/3")
"""All that IANA has given out for the internet; whatever lies outside is local, special or not in use."""

BLOCKED_IPV6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which holds any IPv4 address and is withdrawn (RFC 7526)
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # 6bone, given back
        "3fff::/20",  # documentation
    )
)
EMBEDDING_IPV6 = (
    IPv6Network("::ffff:0:0/96"),  # IPv4-mapped
    IPv6Network("64:ff9b::/96"),  # NAT64: how hosts with IPv6 alone reach IPv4
)
"""Blocks whose last 32 bits are the IPv4 address that is really asked, so that one decides."""


class Reach(Protocol):
    """What may be asked. Tests open one loopback port; the bot uses `PUBLIC_WEB`."""

    def allows_port(self, port: int) -> bool:
        """Say whether any address may be asked at this port."""
        ...

    def allows_address(self, address: Address, port: int) -> bool:
        """Say whether this very address may be asked at this port."""
        ...


class PublicWeb:
    """The web's ports at public addresses."""

    def allows_port(self, port: int) -> bool:
        """Say whether it is one of the web's."""
        return port in WEB_PORTS

    def allows_address(self, address: Address, port: int) -> bool:
        """Say whether it is public, and the port one of the web's."""
        return self.allows_port(port) and is_public(address)


PUBLIC_WEB = PublicWeb()


def is_public(address: Address) -> bool:
    """Say whether an address is one of the internet's ordinary ones."""
    if isinstance(address, IPv4Address):
        return not any(address in block for block in BLOCKED_IPV4)
    if address.scope_id is not None:
        return False
    if any(address in block for block in EMBEDDING_IPV6):
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in UNICAST_IPV6 and not any(address in block for block in BLOCKED_IPV6)
