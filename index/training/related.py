"""Packs the related words that are kept by hand: `python -m index.training.related`.

Who asks has not read the page: "who is the main judge?" is told of a “chief referee”. `words.en.txt` and `words.fr.txt`
tell, a line a word or phrase, what a page of the same language may say for it: `judge > referee, umpire`, likeliest
first. They are no translations of each other and not what was asked: a text that has them is looked at sooner
(`index.words.terms`). The same texts give the same file.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from corpus.article import LANGUAGES, Language
from index.training.everyday import WordListError, stems_of
from index.words.lexicon import BETWEEN_STEMS, SHIPPED_RELATED, Translation, save_lexicon
from index.words.spellings import other_spellings

LISTS = SHIPPED_RELATED.parent
LEADS_TO = " > "
# How likely the first word of a line stands for what was asked, and what that of each further one is of it.
PROBABILITY, FURTHER = 0.3, 0.92
IN_A_PHRASE = 0.05  # for each word of a phrase, in place of the first
MOST_RELATED = 24


def list_of(language: Language, folder: Path = LISTS) -> Path:
    """Return where the list of a language lies."""
    return folder / f"words.{language}.txt"


def read_related(text: str, language: Language) -> Mapping[str, tuple[Translation, ...]]:
    """Return what each word or phrase of a list may be told by, by its stems.

    Raises:
        WordListError: a line cannot be read, has a word that nobody can look for, or tells of one that had its line.
    """
    found: dict[str, tuple[Translation, ...]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        word, leads, related = line.partition(LEADS_TO)
        if not leads or not word.strip() or "," in word:
            msg = f"line {number}: {line!r} is not “word > related, related”"
            raise WordListError(msg)
        (own,) = stems_of(word, language, number)
        key = BETWEEN_STEMS.join(own)
        if key in found:
            msg = f"line {number}: {word.strip()!r} has a line already; write all that is related to it there"
            raise WordListError(msg)
        found[key] = _weighted(related, own, language, number)
    return found


def _weighted(related: str, own: Sequence[str], language: Language, number: int) -> tuple[Translation, ...]:
    """Return each stem of what is related once, as likely as where it is likeliest; none of the word's own."""
    shares: dict[str, float] = {}
    for place, (text, stems) in enumerate(zip(related.split(","), stems_of(related, language, number), strict=True)):
        alone = len(stems) == 1
        share = (PROBABILITY if alone else IN_A_PHRASE) * FURTHER**place
        for stem in (*stems, *(other_spellings(text.strip(), language) if alone else ())):
            if stem not in own:
                shares[stem] = max(share, shares.get(stem, 0.0))
    return tuple(Translation(*one) for one in shares.items())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m index.training.related", description=__doc__)
    parser.add_argument("--lists", type=Path, default=LISTS, help="the folder of the two lists")
    parser.add_argument("--out", type=Path, default=SHIPPED_RELATED, help="the file that is written")
    given = parser.parse_args(arguments)
    console = Console()
    found: dict[Language, Mapping[str, tuple[Translation, ...]]] = {}
    for language in LANGUAGES:
        path = list_of(language, given.lists)
        try:
            found[language] = read_related(path.read_text(encoding="utf-8"), language)
        except (OSError, UnicodeDecodeError, WordListError) as error:
            console.print(f"{path}: {error}", style="red", markup=False)
            return 2
    save_lexicon(given.out, found, most=MOST_RELATED, within=True)
    counts = ", ".join(f"{len(found[one])} in {one}" for one in LANGUAGES)
    console.print(f"wrote {given.out}: {counts}, {given.out.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
