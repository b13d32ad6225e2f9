"""What a fetched body is taken for."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.content import as_utf8, is_packed, media_type, name_of, suffix_of, unpack
from corpus.formats import SUFFIXES
from corpus.refusals import FetchError


@pytest.mark.parametrize(
    ("media", "link", "beginning", "suffix"),
    [
        ("text/html", "https://e.org/a", b"<", ".html"),
        ("text/html", "https://e.org/a.pdf", b"<", ".html"),
        ("application/xhtml+xml", "https://e.org/", b"<", ".xhtml"),
        ("text/plain", "https://e.org/a", b"a", ".txt"),
        ("text/plain", "https://e.org/README.md?raw=1", b"#", ".md"),
        ("text/markdown", "https://e.org/a", b"#", ".md"),
        ("application/pdf", "https://e.org/a", b"%PDF-1.7", ".pdf"),
        ("application/octet-stream", "https://e.org/a.PDF", b"%PDF-1.7", ".pdf"),
        ("application/octet-stream", "https://e.org/a.docx?x", b"PK\x03\x04", ".docx"),
    ],
)
def test_a_type_becomes_a_file_ending_that_is_read(media, link, beginning, suffix):
    assert suffix_of(media, link, beginning) == suffix
    assert suffix in SUFFIXES


@pytest.mark.parametrize(
    ("media", "link", "beginning"),
    [
        ("image/png", "https://e.org/a.html", b"\x89PNG"),
        ("application/zip", "https://e.org/a.docx", b"PK\x03\x04"),
        ("application/octet-stream", "https://e.org/a.pdf", b"MZ"),
        ("application/octet-stream", "https://e.org/a", b"%PDF-1.7"),
        ("application/octet-stream", "https://e.org/a.md", b"# Title"),
        ("application/json", "https://e.org/a.txt", b"{}"),
    ],
)
def test_another_type_is_refused_with_its_name(media, link, beginning):
    with pytest.raises(FetchError, match=media) as caught:
        suffix_of(media, link, beginning)
    assert caught.value.reason == "content_type"


@pytest.mark.parametrize("header", [None, "", ";charset=utf-8", "html", "text/<script>", "a b/c", "text/" + "a" * 200])
def test_a_type_that_is_none_is_refused(header):
    with pytest.raises(FetchError, match="does not say what type"):
        media_type(header, "e.org")


def test_parameters_are_no_part_of_the_type():
    assert media_type(" Text/HTML ; charset=x", "e.org") == "text/html"


@pytest.mark.parametrize(("header", "packed"), [(None, False), ("identity", False), ("GZIP", True), (" x-gzip ", True)])
def test_only_gzip_is_unpacked(header, packed):
    assert is_packed(header) is packed


@pytest.mark.parametrize("header", ["br", "zstd", "deflate", "gzip, gzip", "<b>"])
def test_what_was_not_asked_for_is_refused(header):
    with pytest.raises(FetchError) as caught:
        is_packed(header)
    assert caught.value.reason == "content_encoding"
    assert "<" not in str(caught.value)


@given(st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=4))
def test_whatever_was_packed_is_unpacked(members):
    """Also in several members, and with padding after them."""
    packed = b"".join(map(gzip.compress, members))
    whole = b"".join(members)
    assert unpack(packed, len(whole), "e.org") == whole
    assert unpack(packed + b"\0" * 9, len(whole), "e.org") == whole


@given(st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=4))
def test_one_byte_too_many_is_refused(members):
    whole = b"".join(members)
    with pytest.raises(FetchError, match="larger than"):
        unpack(b"".join(map(gzip.compress, members)), len(whole) - 1, "e.org")


@given(st.binary(max_size=200))
def test_whatever_is_no_gzip_is_called_broken(data):
    if data:
        with pytest.raises(FetchError, match="broken or was cut off"):
            unpack(data, 1000, "e.org")


def test_a_body_of_countless_empty_members_is_called_broken():
    """Each of them costs time, though none unfolds to anything."""
    with pytest.raises(FetchError, match="broken or was cut off"):
        unpack(gzip.compress(b"") * 50_000, 1000, "e.org")


def test_a_body_that_was_cut_off_is_called_broken():
    packed = gzip.compress(b"some text " * 100)
    with pytest.raises(FetchError, match="broken or was cut off"):
        unpack(packed[:-9], 10_000, "e.org")


FRENCH = "Élève à Noël : « été »"


@pytest.mark.parametrize(
    ("encoding", "header"),
    [
        ("latin-1", "text/html; charset=ISO-8859-1"),
        ("cp1252", 'text/html; charset="latin1"'),
        ("iso8859-15", "text/html;charset=iso-8859-15"),
        ("utf-16-le", "text/html; charset=utf-16le"),
        ("mac-roman", "text/html; charset=macintosh"),
        ("utf-8", "text/html; charset=ISO-8859-1"),  # a wrong header, which is common
    ],
)
def test_the_servers_word_about_the_encoding_counts(encoding, header):
    assert as_utf8(FRENCH.encode(encoding), ".html", header).decode() == FRENCH


@pytest.mark.parametrize(
    "header",
    [None, "text/html", "text/html; charset=utf-9000", "text/html; charset=punycode", "text/html; charset=rot13",
     "text/html; charset=utf-8", "text/html; charset=utf-16", "text/html; charset=\0"],
)  # fmt: skip
def test_a_charset_that_is_unknown_or_wrong_changes_nothing(header):
    data = FRENCH.encode("cp1252") + b"\xe9"
    assert as_utf8(data, ".html", header) in (data, data.decode("cp1252").encode())
    assert as_utf8(b"%PDF-\xe9", ".pdf", "application/pdf; charset=latin1") == b"%PDF-\xe9"


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://e.org/2025/le-projet-stargate.html", "le-projet-stargate.html"),
        ("https://e.org/wiki/Droit_de_pr%C3%A9emption", "Droit_de_préemption.html"),
        ("https://e.org/stargate/", "stargate.html"),
        ("https://e.org/stargate/index.php?id=3", "stargate.html"),
        ("https://e.org/", "e.org.html"),
        ("https://e.org/v1.2", "v1.2.html"),
        ("https://e.org/%2e%2e/%2e", "e.org.html"),
    ],
)
def test_a_page_is_named_after_its_address(link, name):
    assert name_of(link, ".html") == name
