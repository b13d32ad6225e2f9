"""Packs the everyday translations that are kept by hand: `python -m index.training.everyday`.

The lexicon was learned from laws, manuals and encyclopaedias, so « acompte » is an instalment there and no deposit.
`words.txt` tells, a line an entry, what it lacks: `|` both ways, `>` from English to French alone, `<` the other way;
alternatives between commas. A phrase (“mot de passe”) is a key of several stems. The same text gives the same file.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from corpus.article import LANGUAGES, Language
from index.words.analysis import analyse
from index.words.lexicon import BETWEEN_STEMS, LONGEST_PHRASE, SHIPPED_EVERYDAY, Translation, save_lexicon

WORDS = SHIPPED_EVERYDAY.with_name("words.txt")
LINE = re.compile(r"(?P<en>[^|<>]+?)\s*(?P<way>[|<>])\s*(?P<fr>[^|<>]+)")
WAYS: Mapping[Language, str] = {"en": "|>", "fr": "|<"}  # the signs that lead away from a language
OTHER: Mapping[Language, Language] = {"en": "fr", "fr": "en"}
PROBABILITY = 0.3  # that of a translation here: a word of several meanings has others in the lexicon
IN_A_PHRASE = 0.15  # that of each word of a phrase, where no single word says it: a rucksack is no “sac” alone
MOST_TRANSLATIONS = 24


class WordListError(ValueError):
    """A line of the list is none; the message says which, and what is wrong with it."""


def read_words(text: str) -> Mapping[Language, Mapping[str, tuple[Translation, ...]]]:
    """Return what each word or phrase of a list is in the other language, by its stems.

    Raises:
        WordListError: a line cannot be read, or has a word that nobody can look for.
    """
    found: dict[Language, dict[str, _Told]] = {one: defaultdict(_Told) for one in LANGUAGES}
    for number, line in enumerate(text.splitlines(), 1):
        told = LINE.fullmatch(line.strip())
        if told is None:
            msg = f"line {number}: {line!r} is not “english | français”, with |, > or < between them"
            raise WordListError(msg)
        sides = {one: stems_of(told[one], one, number) for one in LANGUAGES}
        for source in LANGUAGES:
            if told["way"] in WAYS[source]:
                for stems in sides[source]:
                    found[source][BETWEEN_STEMS.join(stems)].add(sides[OTHER[source]])
    return {source: {key: told.translations() for key, told in of_it.items()} for source, of_it in found.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """What a key is called in the other language, in order: single words, and the words of phrases."""

    words: dict[str, None] = field(default_factory=dict)
    of_phrases: dict[str, None] = field(default_factory=dict)

    def add(self, side: Iterable[Sequence[str]]) -> None:
        for stems in side:
            (self.words if len(stems) == 1 else self.of_phrases).update(dict.fromkeys(stems))

    def translations(self) -> tuple[Translation, ...]:
        """Return the single words, or where there is none, those of the phrases: "plant" is not « végan »."""
        found, share = (self.words, PROBABILITY) if self.words else (self.of_phrases, IN_A_PHRASE)
        return tuple(Translation(stem, share) for stem in found)


def stems_of(side: str, language: Language, number: int) -> list[list[str]]:
    """Return the stems of each word or phrase between commas, of line `number`.

    Raises:
        WordListError: one has no word to look for, or more than a phrase has.
    """
    found = [analyse(one, language) for one in side.split(",")]
    for stems, text in zip(found, side.split(","), strict=True):
        if not 0 < len(stems) <= LONGEST_PHRASE:
            msg = f"line {number}: {text.strip()!r} has {len(stems)} words to look for; 1 to {LONGEST_PHRASE} can be"
            raise WordListError(msg)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m index.training.everyday", description=__doc__)
    parser.add_argument("--words", type=Path, default=WORDS, help="the list")
    parser.add_argument("--out", type=Path, default=SHIPPED_EVERYDAY, help="the file that is written")
    given = parser.parse_args(arguments)
    console = Console()
    try:
        found = read_words(given.words.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, WordListError) as error:
        console.print(f"{given.words}: {error}", style="red", markup=False)
        return 2
    save_lexicon(given.out, found, most=MOST_TRANSLATIONS)
    counts = ", ".join(f"{len(found[one])} from {one}" for one in LANGUAGES)
    console.print(f"wrote {given.out}: {counts}, {given.out.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
