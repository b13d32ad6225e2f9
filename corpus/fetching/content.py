"""What a fetched body is: its type as a file ending, its bytes unpacked within a limit, its text as UTF-8.

Pure, and never larger in memory than the limits say.
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from corpus.refusals import FetchError

SUFFIX_OF: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""The types that become articles, and the file ending under which each is read."""

ACCEPTED = ", ".join(SUFFIX_OF)

_UNSPECIFIC = frozenset(("application/octet-stream", "binary/octet-stream"))
_BEGINNINGS: Mapping[str, bytes] = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04"}
"""Stores of files call everything a stream of bytes; a PDF or a Word document is then known by the link's ending and
its own beginning, which must agree."""

_MARKDOWN = frozenset((".md", ".markdown"))
_TEXTS = frozenset((".html", ".xhtml", ".txt", ".md"))
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_MOST_MEMBERS = 100
"""Servers send one. Each copies what follows it, so a body of a million empty ones would take hours."""

_TYPE = re.compile(r"[\w!#$&^.+-]{1,64}/[\w!#$&^.+-]{1,96}", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?\s*([\w.:-]{1,40})", re.IGNORECASE)
_CODECS = frozenset(("iso8859-1", "iso8859-15", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "mac-roman", "cp850"))
"""What French and English pages were written in before UTF-8, by Python's names. Python knows codecs that take
quadratic time (punycode) or are no encodings of text; a header chooses none of those."""

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def media_type(header: str | None, host: str) -> str:
    """Return the type that a Content-Type header names, in lower case, without its parameters.

    Raises:
        FetchError: it names none.
    """
    written = (header or "").partition(";")[0].strip().lower()
    if not _TYPE.fullmatch(written):
        raise FetchError("no_content_type", host=host)
    return written


def suffix_of(media: str, link: str, beginning: bytes) -> str:
    """Return the file ending for a body of this type, at this link, that begins with these bytes.

    Raises:
        FetchError: it is none of the types that can be an article.
    """
    ending = PurePosixPath(urlsplit(link).path).suffix.lower()
    if media in _UNSPECIFIC and ending in _BEGINNINGS and beginning.startswith(_BEGINNINGS[ending]):
        return ending
    if media == "text/plain" and ending in _MARKDOWN:
        return ".md"
    if media not in SUFFIX_OF:
        raise FetchError("content_type", type=media)
    return SUFFIX_OF[media]


def may_become_article(media: str) -> bool:
    """Say whether a body of this type is worth receiving."""
    return media in SUFFIX_OF or media in _UNSPECIFIC


def is_packed(header: str | None) -> bool:
    """Say whether a Content-Encoding header means gzip; False where the body is as it is.

    Raises:
        FetchError: it is packed in another way, or more than once.
    """
    written = (header or "").strip().lower()
    if written in ("", "identity"):
        return False
    if written in ("gzip", "x-gzip"):
        return True
    raise FetchError("content_encoding", encoding=re.sub(r"[^\w, -]", "?", written)[:40])


def unpack(packed: bytes, most_bytes: int, host: str) -> bytes:
    """Return what a gzip body holds, however many members it has; bytes after the last one are ignored, as elsewhere.

    Raises:
        FetchError: it is damaged or cut off, or would unfold to more than `most_bytes`: nothing beyond is unfolded.
    """
    unpacked = bytearray()
    rest = packed
    for _ in range(_MOST_MEMBERS):
        if not rest:
            break
        member = zlib.decompressobj(_GZIP_WINDOW)
        try:
            unpacked += member.decompress(rest, most_bytes - len(unpacked) + 1)
        except zlib.error as error:
            if unpacked and not rest.startswith(b"\x1f\x8b"):
                break
            raise FetchError("page_broken", host=host) from error
        if len(unpacked) > most_bytes:
            raise FetchError("page_too_large", megabytes=most_bytes // 1_000_000)
        if not member.eof:
            raise FetchError("page_broken", host=host)
        rest = member.unused_data
    else:
        raise FetchError("page_broken", host=host)
    return bytes(unpacked)


def as_utf8(data: bytes, suffix: str, header: str | None) -> bytes:
    """Return a text that its server says is in another encoding as UTF-8; anything else as it is.

    The header goes before what the page says of itself (WHATWG Encoding), but not before the bytes: what has a byte
    order mark or is UTF-8 is left alone, and so is what the header is plainly wrong about.
    """
    stated = _CHARSET.search(header or "")
    if suffix not in _TEXTS or stated is None or data.startswith(_MARKS):
        return data
    try:
        codec = codecs.lookup(stated[1]).name
    except LookupError:
        return data
    if codec not in _CODECS:
        return data
    if not codec.startswith("utf-16"):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return data
    # Browsers read what says Latin-1 as Windows-1252, which has quotation marks where Latin-1 has controls.
    try:
        return data.decode("cp1252" if codec == "iso8859-1" else codec).encode("utf-8")
    except UnicodeError:
        return data


def name_of(link: str, suffix: str) -> str:
    """Return a file name for a page: the last part of its path that says something, else its host."""
    parts = urlsplit(link)
    segments = [name for name in map(unquote, parts.path.split("/")) if name.strip(". ")]
    last = segments[-1] if segments else ""
    stem = PurePosixPath(last).stem if PurePosixPath(last).suffix.lower() in _ENDINGS else last
    if not any(char.isalnum() for char in stem) or stem.lower() in ("index", "default"):
        stem = segments[-2] if len(segments) > 1 else parts.hostname or "page"
    return f"{stem}{suffix}"


_ENDINGS = frozenset(
    (".html", ".htm", ".xhtml", ".php", ".asp", ".aspx", ".jsp", ".txt", ".md", ".markdown", ".pdf", ".docx")
)
