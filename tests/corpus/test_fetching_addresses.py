"""Which addresses may be asked, as a pure function over many of them."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.addresses import BLOCKED_IPV4, BLOCKED_IPV6, PUBLIC_WEB, is_public

PUBLIC = (
    *("1.1.1.1", "8.8.8.8", "93.184.215.14", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0"),
    *("9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "192.0.1.0"),
    *("198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00:1450:4007::200e"),
    *("::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2001:200::1", "2003::1"),
)
SPECIAL = (
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.0.1"),  # noqa: S104 - data
    *("168.63.129.16", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192"),
    *("192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1"),
    *("64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1"),
    *("2001::1", "2001:0:7f00:1::", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1"),
    *("2002:7f00:1::", "2002:808:808::1", "2620:4f:8000::1", "3ffe::1", "3fff::1"),
    *("5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "4000::1"),
)

SPECIAL_BLOCKS = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
    *("224.0.0.0/4", "240.0.0.0/4"),
)
"""Written down again, from the registry (RFC 6890 and its updates), so that a lost line in the code is seen."""


@pytest.mark.parametrize("text", PUBLIC)
def test_an_ordinary_address_is_public(text):
    assert is_public(ip_address(text))


@pytest.mark.parametrize("text", SPECIAL)
def test_a_special_address_is_not_public(text):
    assert not is_public(ip_address(text))


def inside(block):
    network = ip_network(block)
    kind = IPv4Address if network.version == 4 else IPv6Address
    return st.integers(int(network[0]), int(network[-1])).map(kind)


ANY_SPECIAL_IPV4 = st.sampled_from(SPECIAL_BLOCKS).flatmap(inside)


@given(ANY_SPECIAL_IPV4)
def test_no_address_of_a_special_block_is_public_however_it_is_embedded(address):
    """Alone, IPv4-mapped, IPv4-compatible, by NAT64, by 6to4, and within Teredo."""
    number = int(address)
    embedded = (
        address,
        IPv6Address((0xFFFF << 32) | number),
        IPv6Address(number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80) | 1),
        IPv6Address((0x20010000 << 96) | (number << 64) | (number ^ 0xFFFFFFFF)),
    )
    assert not any(map(is_public, embedded))


@given(st.sampled_from([str(block) for block in (*BLOCKED_IPV4, *BLOCKED_IPV6)]).flatmap(inside))
def test_no_address_of_the_block_list_is_public(address):
    assert not is_public(address)


@given(st.integers(0, 2**128 - 1).map(IPv6Address))
def test_whatever_python_calls_private_is_not_public(address):
    """Its list is shorter than ours."""
    assert address.is_global or not is_public(address) or int(address) >> 32 in (0xFFFF, 0x64FF9B << 64)


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_whatever_python_calls_private_in_ipv4_is_not_public(address):
    assert address.is_global or not is_public(address)


@pytest.mark.parametrize(("port", "asked"), [(80, True), (443, True), (22, False), (8080, False), (6379, False)])
def test_only_the_webs_ports_are_asked(port, asked):
    assert PUBLIC_WEB.allows_port(port) is asked
    assert PUBLIC_WEB.allows_address(ip_address("1.1.1.1"), port) is asked
