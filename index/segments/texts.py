"""Texts packed small, each by itself, so that any one of them is read without the others.

Texts of one kind say much alike: with a dictionary of what many of them hold, the articles of laws and news that the
benchmarks index pack to 350 of 1,000 bytes, with zlib to 455, at four times the speed (Zstandard, RFC 8878, level 3;
level 9 saves 9 % more and takes six times as long). A text of a few hundred bytes is unpacked in four microseconds.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

import zstandard

LEVEL = 3

# Bytes of texts below which a dictionary does not pay for itself, and the share of them that it may take.
TRAINED_FROM = 1 << 18
DICTIONARY_SHARE = 32
LARGEST_DICTIONARY = 1 << 16
SAMPLED = 4 << 20  # bytes that one is trained on, in 0.2 s; twice as many save 0.1 %

LONGEST_SAMPLE = 1 << 14  # bytes of one text: a dictionary holds what many texts say, not what one book does

# Sizes of a dictionary's segments and of what is compared (COVER's k and d): the best of those tried on the texts
# above, which the search for better ones finds too, in four times as long.
SEGMENT, COMPARED = 50, 8

LARGEST_TEXT = 1 << 30  # bytes; what claims to be larger is damaged


class PackedTextError(ValueError):
    """What is to be unpacked is damaged."""


def sampled(sizes: Sequence[int]) -> range:
    """Return the places of the texts of these sizes that a dictionary is trained on; none where they are too few."""
    total = sum(min(size, LONGEST_SAMPLE) for size in sizes)
    return range(0, len(sizes), -(-total // SAMPLED)) if total >= TRAINED_FROM else range(0)


def trained(samples: Iterable[bytes]) -> bytes | None:
    """Return a dictionary for texts like these; None where there is nothing to learn from them."""
    texts: list[bytes | bytearray | memoryview] = [sample[:LONGEST_SAMPLE] for sample in samples]
    size = min(LARGEST_DICTIONARY, sum(map(len, texts)) // DICTIONARY_SHARE)
    if not texts:
        return None
    try:
        return zstandard.train_dictionary(size, texts, k=SEGMENT, d=COMPARED, level=LEVEL).as_bytes()
    except zstandard.ZstdError:  # a few long texts, or too many alike
        return None


class Packer:
    """Packs texts with one dictionary, or none. For one thread."""

    def __init__(self, dictionary: bytes | None) -> None:
        shared = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self._compressor = zstandard.ZstdCompressor(level=LEVEL, dict_data=shared)

    def pack(self, text: bytes) -> bytes:
        """Return `text` packed; its size stands in front."""
        return self._compressor.compress(text)


class Unpacker:
    """Unpacks what was packed with one dictionary, or none. Safe to use from several threads."""

    def __init__(self, dictionary: bytes | None) -> None:
        shared = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self._lock = threading.Lock()  # two threads in one decompressor crash the process
        self._decompressor = zstandard.ZstdDecompressor(dict_data=shared)

    def unpack(self, packed: bytes, size: int) -> bytes:
        """Return the text, which has `size` bytes.

        Raises:
            PackedTextError: it is damaged.
        """
        try:
            if not 0 <= size <= LARGEST_TEXT or zstandard.frame_content_size(packed) != size:
                msg = f"a text of other than {size} bytes"
                raise PackedTextError(msg)
            with self._lock:
                return self._decompressor.decompress(packed)
        except zstandard.ZstdError as error:
            raise PackedTextError(str(error)) from error
