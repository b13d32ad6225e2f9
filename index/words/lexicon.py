"""Which words of one language stand for which of the other: a learned table, read from one file.

Words are stems as `index.words.analysis.analyse` gives them. The table stays as packed arrays, a few megabytes,
searched by halves; it is neither a dict nor a pickle. Names and numbers that are the same in both languages are left
out of it: an unknown stem has no translations, and what that means is for the search to say. Beside what was learned
stand a table of everyday words and phrases kept by hand (`index.training.everyday`), and one of what a page may say in
the same language for a word of a question (`index.training.related`). Safe to use from several threads.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from corpus.article import LANGUAGES, Language
from index.errors import IndexFloorError

SHIPPED_LEXICON = Path(__file__).parents[1] / "models" / "sourcier-lexicon" / "lexicon.safetensors"
SHIPPED_EVERYDAY = SHIPPED_LEXICON.parents[1] / "sourcier-everyday" / "everyday.safetensors"
SHIPPED_RELATED = SHIPPED_LEXICON.parents[1] / "sourcier-related" / "related.safetensors"

MOST_TRANSLATIONS = 8
KEPT_STEMS = 5_000  # whose translations are kept between questions, half a kilobyte each
LONGEST_PHRASE = 4  # stems
BETWEEN_STEMS = " "  # of a phrase, in its key
FULL = 255  # a probability of 1 in one byte; steps of 0.004 are finer than what is learned

# What to do about a file: those kept by hand are made of lists, the other learned.
AGAIN = "install sourcier again, or make it again with `python -m index.training.{}`"
MADE_BY = {SHIPPED_EVERYDAY: "everyday", SHIPPED_RELATED: "related"}


class LexiconError(IndexFloorError):
    """The lexicon's file is missing, damaged or in another shape; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A stem and how likely it stands for the one asked about, from 0 to 1: of the other language, or a related one."""

    stem: str
    probability: float


@dataclass(frozen=True, slots=True)
class _Strings:
    """Distinct strings in order of their UTF-8 bytes, end to end: string i is `data[ends[i - 1]:ends[i]]`."""

    data: bytes
    ends: NDArray[np.uint32]

    def at(self, place: int) -> bytes:
        start = int(self.ends[place - 1]) if place else 0
        return self.data[start : int(self.ends[place])]

    def openers(self) -> frozenset[bytes]:
        """Return the first stems of those strings that are phrases."""
        starts = [0, *self.ends.tolist()]
        strings = (self.data[start:end] for start, end in itertools.pairwise(starts))
        between = BETWEEN_STEMS.encode()
        return frozenset(one.partition(between)[0] for one in strings if between in one)

    def find(self, wanted: bytes) -> int | None:
        data, ends = self.data, self.ends.data  # whose numbers take a third of the time that those of an array do
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            if data[ends[middle - 1] if middle else 0 : ends[middle]] < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(ends) and self.at(low) == wanted else None


@dataclass(frozen=True, slots=True)
class _Table:
    """What the stems of one language stand for: those for stem i are `targets[ends[i - 1]:ends[i]]`."""

    ends: NDArray[np.uint32]
    targets: NDArray[np.uint32]
    bytes_of_probability: NDArray[np.uint8]


class Lexicon:
    """Word translations both ways; made by `load_lexicon`. What `by_hand` tells counts where it says more.

    One that is `within` a language holds stems of the same language instead; `related` is such a one.
    """

    def __init__(
        self,
        stems: Mapping[Language, _Strings],
        tables: Mapping[Language, _Table],
        *,
        by_hand: Lexicon | None = None,
        related: Lexicon | None = None,
        within: bool = False,
    ) -> None:
        self._by_hand = by_hand
        self._related = related
        self._of = _same if within else _other
        self._stems = stems
        self._tables = tables
        self._openers = {one: strings.openers() for one, strings in stems.items()} if by_hand is None else {}
        self._kept = lru_cache(KEPT_STEMS)(self._look_up)
        self._kept_learned = lru_cache(KEPT_STEMS)(self._learned)

    def translations(self, stem: str, source: Language, *, learned: bool = False) -> tuple[Translation, ...]:
        """Return what `stem` of the language `source` may be in the other, likeliest first; `learned`, of that alone.

        Empty for a stem that is in no table, which a name usually is not.
        """
        return self._kept_learned(stem, source) if learned else self._kept(stem, source)

    def phrases(self, stems: Sequence[str], source: Language) -> Iterator[tuple[range, tuple[Translation, ...]]]:
        """Yield the places in `stems` of each phrase that is kept by hand, with what it is in the other language."""
        if self._by_hand is not None:
            yield from self._by_hand.phrases(stems, source)
            return
        for start, stem in enumerate(stems):
            if stem.encode("utf-8", "replace") not in self._openers[source]:
                continue
            for end in range(start + 2, min(start + LONGEST_PHRASE, len(stems)) + 1):
                if told := self._kept(BETWEEN_STEMS.join(stems[start:end]), source):
                    yield range(start, end), told

    def related(self, stems: Sequence[str], language: Language) -> Iterator[tuple[range, tuple[Translation, ...]]]:
        """Yield the places in `stems` of each word and phrase that others of `language` may stand for, with these."""
        if self._related is None:
            return
        for place, stem in enumerate(stems):
            if told := self._related.translations(stem, language):
                yield range(place, place + 1), told
        yield from self._related.phrases(stems, language)

    def _look_up(self, stem: str, source: Language) -> tuple[Translation, ...]:
        learned = self._learned(stem, source)
        told = self._by_hand._learned(stem, source) if self._by_hand is not None else ()
        if not told:
            return learned
        shares = {one.stem: one.probability for one in told}
        for one in learned:
            shares[one.stem] = max(one.probability, shares.get(one.stem, 0.0))
        return tuple(Translation(*one) for one in sorted(shares.items(), key=lambda one: (-one[1], one[0])))

    def _learned(self, stem: str, source: Language) -> tuple[Translation, ...]:
        place = self._stems[source].find(stem.encode("utf-8", "replace"))
        if place is None:
            return ()
        table = self._tables[source]
        others = self._stems[self._of(source)]
        own = slice(int(table.ends[place - 1]) if place else 0, int(table.ends[place]))
        return tuple(
            Translation(others.at(target).decode(errors="replace"), probability / FULL)
            for target, probability in zip(
                table.targets[own].tolist(), table.bytes_of_probability[own].tolist(), strict=True
            )
        )

    def size(self, source: Language) -> int:
        """Return how many stems of `source` have translations."""
        return int(np.count_nonzero(np.diff(self._tables[source].ends, prepend=np.uint32(0))))


def load_lexicon(path: Path = SHIPPED_LEXICON) -> Lexicon:
    """Return the lexicon in `path`; the shipped one has the words that are kept by hand besides.

    Raises:
        LexiconError: there is none, or it is damaged.
    """
    if path != SHIPPED_LEXICON:
        return _load(path)
    return _load(path, by_hand=_load(SHIPPED_EVERYDAY), related=_load(SHIPPED_RELATED, within=True))


def _load(
    path: Path, *, by_hand: Lexicon | None = None, related: Lexicon | None = None, within: bool = False
) -> Lexicon:
    if not path.is_file():
        msg = f"{path}: there is no lexicon there; {_again(path)}"
        raise LexiconError(msg)
    try:
        arrays = load_file(path)
        stems = {one: _Strings(arrays[f"{one}.stems"].tobytes(), arrays[f"{one}.stem_ends"]) for one in LANGUAGES}
        tables = {
            one: _Table(arrays[f"{one}.ends"], arrays[f"{one}.targets"], arrays[f"{one}.probabilities"])
            for one in LANGUAGES
        }
    except (OSError, KeyError, SafetensorError) as error:
        msg = f"{path}: damaged, or not a lexicon ({error}); {_again(path)}"
        raise LexiconError(msg) from error
    for source in LANGUAGES:
        _check(path, stems[source], stems[(_same if within else _other)(source)], source, tables[source])
    return Lexicon(stems, tables, by_hand=by_hand, related=related, within=within)


def _again(path: Path) -> str:
    return AGAIN.format(MADE_BY.get(path, "lexicon"))


def save_lexicon(
    path: Path,
    found: Mapping[Language, Mapping[str, tuple[Translation, ...]]],
    *,
    most: int = MOST_TRANSLATIONS,
    within: bool = False,
) -> None:
    """Write `found`, each language's stems with their translations, to `path`; `load_lexicon` reads it again.

    Each stem keeps its `most` likeliest translations, which with `within` are of its own language; probabilities are
    rounded to 1/255.
    """
    of = _same if within else _other
    names = {one: set(found[one]) for one in LANGUAGES}
    for source in LANGUAGES:
        names[of(source)].update(entry.stem for entries in found[source].values() for entry in entries)
    ordered = {one: sorted(name.encode() for name in names[one]) for one in LANGUAGES}
    arrays: dict[str, NDArray[np.generic]] = {}
    for source in LANGUAGES:
        places = {name.decode(): place for place, name in enumerate(ordered[of(source)])}
        kept = [_kept(found[source].get(name.decode(), ()), most) for name in ordered[source]]
        entries = [entry for row in kept for entry in row]
        arrays |= {
            f"{source}.stems": np.frombuffer(b"".join(ordered[source]), dtype=np.uint8),
            f"{source}.stem_ends": np.cumsum([len(name) for name in ordered[source]], dtype=np.uint32),
            f"{source}.ends": np.cumsum([len(row) for row in kept], dtype=np.uint32),
            f"{source}.targets": np.array([places[entry.stem] for entry in entries], dtype=np.uint32),
            f"{source}.probabilities": np.array([round(entry.probability * FULL) for entry in entries], dtype=np.uint8),
        }
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(arrays, path)
    path.chmod(0o644)  # safetensors writes for the owner alone; a service's user must read it too


def _kept(entries: tuple[Translation, ...], most: int) -> list[Translation]:
    return sorted(entries, key=lambda entry: (-entry.probability, entry.stem))[:most]


def _check(path: Path, own: _Strings, other: _Strings, source: Language, table: _Table) -> None:
    """Refuse arrays that point outside each other: a lookup would then fail in the middle of a question."""
    fits = (
        len(table.ends) == len(own.ends)
        and _climbs_to(own.ends, len(own.data))
        and _climbs_to(table.ends, len(table.targets))
        and len(table.targets) == len(table.bytes_of_probability)
        and (not len(table.targets) or int(table.targets.max()) < len(other.ends))
    )
    if not fits:
        msg = f"{path}: damaged, its arrays for {source} do not fit together; {_again(path)}"
        raise LexiconError(msg)


def _climbs_to(ends: NDArray[np.uint32], last: int) -> bool:
    if not len(ends):
        return last == 0
    return bool(np.all(ends[1:] >= ends[:-1])) and int(ends[-1]) == last


def _same(language: Language) -> Language:
    return language


def _other(language: Language) -> Language:
    return "en" if language == "fr" else "fr"
