"""Only addresses that a browser may open are linked, and none ends its link early."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.discord_app.addresses import LONGEST_ADDRESS, at_quote, linkable


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org/a?b=c&d=1#e", "http://example.org/a?b=c&d=1#e"),
        ("https://example.org/a_(b)", "https://example.org/a_%28b%29"),
        ("https://example.org/é à", "https://example.org/%C3%A9%20%C3%A0"),
        ("https://example.org/%C3%A9", "https://example.org/%C3%A9"),
        ("https://example.org/a>b<c", "https://example.org/a%3Eb%3Cc"),
        (" https://example.org/ ", "https://example.org/"),
        (None, None),
        ("", None),
        ("javascript:alert(1)", None),
        ("discord://-/invite/x", None),
        ("file:///etc/passwd", None),
        ("example.org/a", None),
        ("https://", None),
        ("https://user@example.org/", None),
        ("https://:secret@example.org/", None),
        ("https://example.org:port/", None),
        ("https://exa mple.org/", None),
        ("https://[half", None),
        ("https://example.org/" + "a" * 500, None),
    ],
)
def test_linkable(url, expected):
    """Addresses of http and https with a host are linked, nothing else is."""
    assert linkable(url) == expected


@settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_no_address_ends_its_link_early(path):
    """For any path: no character left that means something in markdown or to a parser of links."""
    url = linkable(f"https://example.org/{path}")
    assert url is None or re.fullmatch(r"https://[!#$%&'+,/:;=?@0-9A-Za-z._~-]+", url)


def test_the_link_opens_at_the_quote():
    """A short quote is named whole, a long one by its first and last words; dashes are coded."""
    assert (
        at_quote("https://e.org/a", "le pré-accord, signé")
        == "https://e.org/a#:~:text=le%20pr%C3%A9%2Daccord%2C%20sign%C3%A9"
    )
    nine = "one two three four five six seven eight nine"
    assert (
        at_quote("https://e.org/a#b", nine)
        == "https://e.org/a#b:~:text=one%20two%20three%20four,six%20seven%20eight%20nine"
    )


def test_a_link_that_would_get_too_long_opens_the_page():
    """The limit holds before the place in the page does."""
    url = "https://e.org/" + "a" * (LONGEST_ADDRESS - 20)
    assert at_quote(url, "some words that are quoted") == url
