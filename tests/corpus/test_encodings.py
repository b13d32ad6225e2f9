import codecs
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.encodings import decode, normalise, without_surrogates
from corpus.errors import UnreadableArticleError

FRENCH = "L’été où « l’œuvre » coûta 3 € — déjà ! Noël à Besançon, ça s’est vu.\n"
UNFRENCH = "İstanbul, Łódź, Çeşme, Ğ, ő, ű.\n"


@pytest.mark.parametrize(
    "data",
    [
        FRENCH.encode("utf-8"),
        codecs.BOM_UTF8 + FRENCH.encode("utf-8"),
        FRENCH.encode("utf-16"),
        codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"),
        FRENCH.encode("utf-16-le"),
        FRENCH.encode("utf-16-be"),
        FRENCH.encode("utf-32"),
        FRENCH.encode("cp1252"),
    ],
    ids=["utf8", "utf8-bom", "utf16-bom", "utf16-be-bom", "utf16-le", "utf16-be", "utf32-bom", "cp1252"],
)
def test_a_french_text_reads_the_same_in_every_encoding(data):
    assert decode(data) == FRENCH


def test_line_ends_become_line_feeds():
    assert decode(b"a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_text_is_composed():
    assert decode(unicodedata.normalize("NFD", FRENCH).encode()) == FRENCH


def test_plain_ascii_is_read():
    assert decode(b"Hello.\n") == "Hello.\n"


def test_a_declared_encoding_is_used_where_the_bytes_allow_it():
    assert decode("Prix : 5 €, œuf.".encode("iso-8859-15"), "iso-8859-15") == "Prix : 5 €, œuf."


def test_a_declared_encoding_does_not_overrule_valid_utf8():
    assert decode(FRENCH.encode(), "iso-8859-1") == FRENCH


def test_an_unknown_declared_encoding_is_no_error():
    assert decode(FRENCH.encode("cp1252"), "no-such-encoding") == FRENCH


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "iso-8859-9", "koi8-r"])
def test_another_encoding_is_refused_with_what_to_do(encoding):
    text = "Привет, мир" if encoding == "koi8-r" else UNFRENCH if encoding == "iso-8859-9" else FRENCH
    with pytest.raises(UnreadableArticleError, match=r"unknown encoding .* save the file as UTF-8"):
        decode(text.encode(encoding, "ignore") * 3)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 5,
        bytes(range(256)) * 8,
        b"\x7fELF\x02\x01\x01" + b"\0" * 64,
        b"\x01\x02\x03" * 50,
    ],
    ids=["png", "all-bytes", "elf", "controls"],
)
def test_binary_data_is_named(data):
    with pytest.raises(UnreadableArticleError, match="binary data"):
        decode(data)


def test_one_broken_byte_in_utf8_is_named_with_its_line():
    data = ("Première ligne.\n" + FRENCH).encode() + b"fin \xe9 ici"
    with pytest.raises(UnreadableArticleError, match="line 3 is not valid UTF-8"):
        decode(data)


def test_broken_bytes_are_read_past_where_that_is_wanted():
    assert decode(FRENCH.encode() + b"fin \xe9 ici", tolerant=True) == FRENCH + "fin \ufffd ici"


def test_utf16_cut_in_the_middle_of_a_character_is_named():
    with pytest.raises(UnreadableArticleError, match="damaged UTF-16"):
        decode(FRENCH.encode("utf-16") + b"\x41")


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Co", "Cn"])))
def test_every_text_survives_utf8(text):
    assert decode(text.encode()) == normalise(text)


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once


@given(st.binary(max_size=300))
def test_any_bytes_give_composed_text_or_a_reason(data):
    try:
        text = decode(data)
    except UnreadableArticleError as error:
        text = str(error)
    assert unicodedata.is_normalized("NFC", text)


def test_halves_of_characters_are_put_together_or_told():
    assert without_surrogates("a \ud83d\ude00 b \udb62 c é") == "a 😀 b \ufffd c é"


def test_random_bytes_of_the_size_of_a_picture_are_refused():
    with pytest.raises(UnreadableArticleError, match="binary data"):
        decode(random.Random(0).randbytes(100_000))
