"""Learns the shipped word translations: `python -m index.training.lexicon --data FOLDER`.

From parallel sentences and dictionary entries, as stems, by IBM model 1 in both directions. A translation is kept where
both directions find it likely. The same data and dials give the same file. Prints how often a held-back sentence holds
a translation of a word of its partner. Resumable: it goes on from the last round in the work folder, if that was of the
same texts. Nothing under an evaluation folder is read.
"""

from __future__ import annotations

import argparse
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import Progress

from corpus.article import LANGUAGES, Language
from index.training.alignment import Ids, Table, TextPair, learn
from index.training.holding import hold_back
from index.training.pairs import LAW_SOURCES, Pair, TrainingDataError, read_pairs
from index.words.analysis import analyse
from index.words.lexicon import SHIPPED_LEXICON, Lexicon, Translation, load_lexicon, save_lexicon

ROUNDS = 6  # of EM; more only sharpen what is already first

# Longer pairs hold too many words for one to say which translates which.
MOST_STEMS = 48

LEAST_PROBABILITY = 0.02

# How much the other direction has a say in a translation's share. With none a rare word explains whatever stood
# beside it; with a half, rare words stand among a common word's translations. On the measured pairs 0.2 gives the
# right words the most mass at no loss of words found.
SAY_OF_THE_OTHER = 0.2
LEAST_COUNT = 1.5  # how often, in weighted pairs, a word was seen before it gets an entry

# A word that stays itself this surely needs no entry: the search looks for unknown words as they are.
ITSELF = 0.9

# One sentence pair in a hundred that is no statute is kept to measure with.
MEASURED_EVERY = 100

# Statutes are half of the pairs. At 0.3 words had their legal sense first; at 0.1 some lost what only statutes teach.
LAW_WEIGHT = 0.2

Found = dict[str, tuple[Translation, ...]]
Links = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Stems:
    """A pair as stems, and how much it counts."""

    en: list[str]
    fr: list[str]
    weight: float

    def of(self, language: Language) -> list[str]:
        """Return the stems of one side."""
        return self.fr if language == "fr" else self.en


def weight_of(pair: Pair) -> float:
    """Return how much a pair counts: laws are many and alike, names that stay themselves teach little."""
    if pair.group == "dictionary":
        return 0.1 if pair.same else 1.0
    return LAW_WEIGHT if pair.source in LAW_SOURCES else 1.0


def is_measured(pair: Pair) -> bool:
    """Return whether the sentence pair is kept to measure with."""
    usual = pair.group == "parallel" and pair.source not in LAW_SOURCES
    return usual and zlib.crc32(pair.left.encode()) % MEASURED_EVERY == 0


def read_stems(pairs: Sequence[Pair]) -> list[Stems]:
    """Return the stems of the parallel and dictionary pairs, without those too long to tell."""
    found = [
        Stems(analyse(pair.left, "en"), analyse(pair.right, "fr"), weight_of(pair))
        for pair in pairs
        if pair.group != "qa"
    ]
    return [stems for stems in found if 0 < len(stems.en) <= MOST_STEMS and 0 < len(stems.fr) <= MOST_STEMS]


def learn_lexicon(
    pairs: Sequence[Stems], on_round: Progress | None = None, work: Path | None = None
) -> dict[Language, Found]:
    """Return the translations of each language's stems, likeliest first; each round is kept in the folder `work`."""
    numbers = {language: _numbers(pairs, language) for language in LANGUAGES}
    counts = {language: _counts(pairs, language) for language in LANGUAGES}
    bar = on_round.add_task("learning", total=2 * ROUNDS) if on_round is not None else None

    def advance(_: int) -> None:
        if on_round is not None and bar is not None:
            on_round.advance(bar)

    tables: dict[Language, Links] = {}
    for source in LANGUAGES:
        target: Language = "en" if source == "fr" else "fr"
        rows = [
            TextPair(_coded(one.of(source), numbers[source]), _coded(one.of(target), numbers[target]), one.weight)
            for one in pairs
        ]
        checkpoint = work / f"{source}-{target}.npz" if work is not None else None
        table = learn(rows, ROUNDS, advance, checkpoint)
        tables[source] = _named(table, list(numbers[source]), list(numbers[target]))
    return {
        "en": _agreed(tables["en"], tables["fr"], counts["en"]),
        "fr": _agreed(tables["fr"], tables["en"], counts["fr"]),
    }


def _agreed(forth: Links, back: Links, counts: Mapping[str, float]) -> Found:
    """Return the translations that both directions find likely; their shares of what is possible sum to at most 1."""
    by_stem: defaultdict[str, list[Translation]] = defaultdict(list)
    for (stem, other), probability in forth.items():
        returned = back.get((other, stem), 0.0)
        likely = probability ** (1 - SAY_OF_THE_OTHER) * returned**SAY_OF_THE_OTHER
        if counts[stem] >= LEAST_COUNT and likely > 0:
            by_stem[stem].append(Translation(other, likely))
    found: Found = {}
    for stem, entries in by_stem.items():
        total = sum(entry.probability for entry in entries)
        shares = [Translation(entry.stem, entry.probability / total) for entry in entries]
        kept = sorted(
            (entry for entry in shares if entry.probability >= LEAST_PROBABILITY),
            key=lambda entry: (-entry.probability, entry.stem),
        )
        if kept and not (kept[0].stem == stem and kept[0].probability >= ITSELF):
            found[stem] = tuple(kept)
    return found


def _named(table: Table, sources: list[str], targets: list[str]) -> Links:
    """Return the table with its words; what is too unlikely to matter is left out."""
    likely = table.probabilities > LEAST_PROBABILITY / 10
    rows = zip(table.sources[likely], table.targets[likely], table.probabilities[likely], strict=True)
    return {(sources[source - 1], targets[target - 1]): float(share) for source, target, share in rows}


def _numbers(pairs: Sequence[Stems], language: Language) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for pair in pairs:
        for stem in pair.of(language):
            numbers.setdefault(stem, len(numbers) + 1)
    return numbers


def _counts(pairs: Sequence[Stems], language: Language) -> Mapping[str, float]:
    counts: defaultdict[str, float] = defaultdict(float)
    for pair in pairs:
        for stem in set(pair.of(language)):
            counts[stem] += pair.weight
    return counts


def _coded(stems: list[str], numbers: dict[str, int]) -> Ids:
    return np.array([numbers[stem] for stem in stems], dtype=np.int64)


def shares_found(lexicon: Lexicon, pairs: Sequence[Stems], source: Language) -> tuple[float, float]:
    """Return how many of the words of `source` have their first, and any, translation in the partner, as shares.

    A word without translations counts as itself, as the search takes it.
    """
    target: Language = "en" if source == "fr" else "fr"
    first = some = asked = 0
    for pair in pairs:
        there = set(pair.of(target))
        for stem in pair.of(source):
            stems = [entry.stem for entry in lexicon.translations(stem, source, learned=True)] or [stem]
            asked += 1
            first += stems[0] in there
            some += any(one in there for one in stems)
    return first / max(1, asked), some / max(1, asked)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m index.training.lexicon", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the training files")
    parser.add_argument("--work", type=Path, default=Path("training-work/lexicon"), help="for checkpoints")
    parser.add_argument("--out", type=Path, default=SHIPPED_LEXICON, help="the file that is written")
    given = parser.parse_args(arguments)
    console = Console()
    try:
        with console.status("reading the training texts"):
            pairs = read_pairs(given.data)
    except TrainingDataError as error:
        console.print(str(error), style="red", markup=False)
        return 2
    held = hold_back(pairs)
    used = [pair for pair, is_held in zip(pairs, held, strict=True) if not is_held and not is_measured(pair)]
    with console.status("cutting words to stems"):
        stems = read_stems(used)
    given.work.mkdir(parents=True, exist_ok=True)
    with Progress(console=console) as progress:
        found = learn_lexicon(stems, progress, given.work)
    save_lexicon(given.out, found)
    lexicon = load_lexicon(given.out)
    measured = read_stems([pair for pair in pairs if is_measured(pair)])
    console.print(f"wrote {given.out}: {given.out.stat().st_size / 1e6:.1f} MB")
    for source in LANGUAGES:
        first, some = shares_found(lexicon, measured, source)
        console.print(f"{source}: {lexicon.size(source)} stems; first translation found {first:.3f}, any {some:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
