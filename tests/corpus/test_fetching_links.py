"""Links as people and redirects write them."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.links import LONGEST_LINK, follow, read_link
from corpus.refusals import FetchError


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://example.org", "https://example.org/"),
        ("  HTTPS://Example.ORG:443/Été?a=1#part ", "https://example.org/Été?a=1"),
        ("http://example.org:8080/x", "http://example.org:8080/x"),
        ("http://example.org?q", "http://example.org/?q"),
        ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/"),
        ("https://bücher.example/", "https://bücher.example/"),
        ("https://example.org/a@b:c//d", "https://example.org/a@b:c//d"),
    ],
)
def test_a_link_is_read_as_it_is_meant(written, meant):
    assert read_link(written).text == meant


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("127.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0X7F.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("１２７.０.０.１", "127.0.0.1"),
        ("①②⑦.1", "127.0.0.1"),
        ("127。0。0。1", "127.0.0.1"),
        ("0", "0.0.0.0"),  # noqa: S104 - data
        ("0xa9.254.0251.0xfe", "169.254.169.254"),
        ("[::ffff:7f00:1]", "::ffff:7f00:1"),
        ("[::FFFF:127.0.0.1]", "::ffff:7f00:1"),
    ],
)
def test_a_number_is_the_address_that_it_spells(written, address):
    """So that what is checked is what would be asked."""
    link = read_link(f"http://{written}/")
    assert (link.host, str(link.literal)) == (address, address)


@given(
    st.lists(st.sampled_from(["0", "1", "127", "0x7f", "0177", "255", "256", "65535", "0x0"]), min_size=1, max_size=4)
)
def test_numbers_are_read_as_the_system_reads_them(parts):
    """`inet_aton`, which resolvers ask first."""
    host = ".".join(parts)
    try:
        expected = socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        with pytest.raises(FetchError, match="not the address of a web page"):
            read_link(f"http://{host}/")
    else:
        assert str(read_link(f"http://{host}/").literal) == expected


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "link_malformed"),
        ("   ", "link_malformed"),
        ("example.org", "link_malformed"),
        ("http:example.org", "link_malformed"),
        ("http:/example.org", "link_malformed"),
        ("http://", "link_malformed"),
        ("http:///path", "link_malformed"),
        ("http://:80/", "link_malformed"),
        ("http://./", "link_malformed"),
        ("http://a..b/", "link_malformed"),
        ("http://a b.org/", "link_malformed"),
        ("http://example.org/a b", "link_malformed"),
        ("http://example.org\\@localhost/", "link_malformed"),
        ("http://example.org%2f@localhost/", "link_credentials"),
        ("http://exa%6dple.org/", "link_malformed"),
        ("http://a℀b.org/", "link_malformed"),  # NFKC makes it a/c
        ("http://example.org/\r\nHost: localhost", "link_malformed"),
        ("http://example.org/\u202egnp.exe", "link_malformed"),
        ("http://exam\u200bple.org/", "link_malformed"),
        ("http://example.org/\ud800", "link_malformed"),
        ("http://example.org:0/", "link_malformed"),
        ("http://example.org:65536/", "link_malformed"),
        ("http://example.org:80:80/", "link_malformed"),
        ("http://example.org:８０/", "link_malformed"),
        ("http://[::1/", "link_malformed"),
        ("http://[fe80::1%25eth0]/", "link_malformed"),
        ("http://[1.2.3.4]/", "link_malformed"),
        ("http://1.2.3.4.5/", "link_malformed"),
        ("http://1.2.3.256/", "link_malformed"),
        ("http://example.1/", "link_malformed"),
        ("http://09/", "link_malformed"),
        ("http://" + "a" * 254 + "/", "link_malformed"),
        ("ftp://example.org/", "link_scheme"),
        ("file:///etc/passwd", "link_scheme"),
        ("javascript:alert(1)", "link_scheme"),
        ("data:text/html,x", "link_scheme"),
        ("gopher://example.org:70/", "link_scheme"),
        ("http://user@example.org/", "link_credentials"),
        ("http://user:secret@example.org/", "link_credentials"),
        ("http://@example.org/", "link_credentials"),
        ("http://example.org/" + "a" * LONGEST_LINK, "link_too_long"),
    ],
)
def test_what_is_no_plain_link_is_refused(written, reason):
    with pytest.raises(FetchError) as caught:
        read_link(written)
    assert caught.value.reason == reason
    assert "secret" not in str(caught.value)


@given(st.text(max_size=80))
def test_any_text_is_a_link_or_refused(text):
    """Nothing else is raised, and a link that was read reads the same again."""
    for written in (text, f"http://{text}", f"https://{text}/"):
        try:
            link = read_link(written)
        except FetchError:
            continue
        assert read_link(link.text) == link


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "https://example.org/b"),
        ("b?x=1#y", "https://example.org/a/b?x=1"),
        ("//other.example/", "https://other.example/"),
        ("https://other.example", "https://other.example/"),
        (" /with a space ", "https://example.org/with%20a%20space"),
        ("", "https://example.org/a/"),
    ],
)
def test_a_redirect_is_followed_from_where_it_stands(location, target):
    assert follow(read_link("https://example.org/a/"), location).text == target


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://example.org/", "downgrade"),
        ("file:///etc/passwd", "redirect_broken"),
        ("https://user:pw@example.org/", "link_credentials"),
        ("https://[::1", "redirect_broken"),
        ("/\udcff", "redirect_broken"),
        ("/" + "a" * LONGEST_LINK, "redirect_broken"),
    ],
)
def test_a_redirect_elsewhere_is_refused(location, reason):
    with pytest.raises(FetchError) as caught:
        follow(read_link("https://example.org/a/"), location)
    assert caught.value.reason == reason


def test_a_redirect_may_lead_to_https():
    assert follow(read_link("http://example.org/"), "https://example.org/").scheme == "https"
