"""Bytes in, text out: UTF-8, UTF-16 and Windows-1252, or a reason why not.

`decode` never guesses between encodings that are equally likely: what is none of the three is refused, with what
to do. `normalise` is the one place that settles line ends and Unicode composition. Knows nothing of formats.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from corpus.errors import UnreadableArticleError

_SAMPLE_BYTES = 4096
"""How much of a file decides whether it is UTF-16 without a mark: the share of zero bytes settles within a page."""

_PLAUSIBLE_SHARE = 0.9
"""Least share of the non-ASCII characters that French and English use, for bytes to be taken as Windows-1252.
True Windows-1252 articles reach 0.97 and more; the same articles saved as Mac Roman or DOS 850 stay below 0.6."""

_CONTROL_SHARE = 0.002
"""Largest share of control characters in text: a stray one survives in scraped pages, binary data has dozens."""

_PLAUSIBLE = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœšßúùûüýÿžÀÂÄÁÅÆÇÉÈÊËÍÎÏÑÓÔÖØŒŠÚÙÛÜŽ€£¥©®™§°±²³¹ºª«»“”„‘’‹›–—…•·×÷½¼¾µ¿¡¢†\u00a0\u00ad"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LINE_END_MARKS = "\r\x0b\x0c\x85\u2028\u2029"
_SURROGATES = re.compile("[\ud800-\udfff]")
_MOJIBAKE = re.compile(r"Ã[\x80-\xbf©¨ª«´®§¢¹»¼¯±‰ˆŠ‹Œ€‡“”–—™]|â€")

_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, declared: str | None = None, *, tolerant: bool = False) -> str:
    """Return the text of a file, normalised.

    A byte order mark decides; then zero bytes (UTF-16 without a mark), then UTF-8, then `declared` (what a web page
    says of itself), then Windows-1252 if the characters are those of French or English. With `tolerant`, broken bytes
    within UTF-8 are read as U+FFFD: in a web page they mostly stand in scripts.

    Raises:
        UnreadableArticleError: the bytes are binary, damaged, or in another encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strictly(data, encoding), encoding)
    wide = _utf16_without_mark(data)
    if wide is not None:
        return _checked(_strictly(data, wide), wide)
    if b"\0" in data:
        msg = "it holds binary data, not text"
        raise UnreadableArticleError(msg, "binary")
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            if tolerant:
                return _checked(data.decode("utf-8", "replace"), "utf-8")
            line = data.count(b"\n", 0, error.start) + 1
            msg = f"line {line} is not valid UTF-8, although the rest is; save the file as UTF-8"
            raise UnreadableArticleError(msg, "encoding") from error
    for encoding in filter(None, (declared, "cp1252")):
        text = _plausible_text(data, encoding)
        if text is not None:
            return _checked(text, encoding)
    if _CONTROLS.search(data[:_SAMPLE_BYTES].decode("latin-1")):
        msg = "it holds binary data, not text"
        raise UnreadableArticleError(msg, "binary")
    msg = "unknown encoding (not UTF-8, UTF-16 or Windows-1252); save the file as UTF-8"
    raise UnreadableArticleError(msg, "encoding")


def without_surrogates(text: str) -> str:
    """Return a text in which halves of surrogate pairs are the characters that they make, a lone one U+FFFD."""
    if _SURROGATES.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def normalise(text: str) -> str:
    """Return `text` composed (NFC), with every line end a line feed and no byte order mark inside."""
    if any(mark in text for mark in _LINE_END_MARKS):
        text = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", text).replace("\ufeff", "")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        msg = f"damaged {name} text at byte {error.start}; save the file as UTF-8"
        raise UnreadableArticleError(msg, "encoding") from error


def _checked(text: str, encoding: str) -> str:
    """Return the normalised text, or refuse what decodes but is no text."""
    controls = len(_CONTROLS.findall(text))
    if controls > max(2, _CONTROL_SHARE * len(text)):
        name = encoding.removesuffix("-sig").upper()
        msg = f"it holds binary data, not text ({controls} control characters when read as {name})"
        raise UnreadableArticleError(msg, "binary")
    return normalise(text)


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order if nearly every second byte of the sample is zero, as in French or English UTF-16."""
    sample = data[: _SAMPLE_BYTES - _SAMPLE_BYTES % 2]
    pairs = len(sample) // 2
    if pairs < 2 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.7 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether most of the non-ASCII bytes form UTF-8 sequences: then another encoding would be a wrong guess."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(len(run) for run in re.findall(r"[^\x00-\x7f\ufffd]+", text))
    return whole > 2 * broken


def _plausible_text(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeError):
        return None
    beyond = re.findall(r"[^\x00-\x7f]", text)
    if not beyond or _MOJIBAKE.search(text):
        return None if beyond else text
    plausible = sum(char in _PLAUSIBLE for char in beyond)
    return text if plausible >= _PLAUSIBLE_SHARE * len(beyond) else None
