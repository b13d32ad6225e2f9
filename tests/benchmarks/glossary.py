"""How well acronyms and their long forms are mined, on files of texts whose pairs people marked.

    .venv/bin/python -m tests.benchmarks.glossary FILE...

Each FILE is jsonl, or jsonl packed with gzip, with `text`, `acronym_spans`, `long_form_spans` and `pairs`
([[short, long], …]) a line. A pair counts where it stands as "long (SHORT)" or "SHORT (long)": nothing but spaces,
quotes and one opening bracket between the two, and a closing bracket after the second. That holds for the marked pairs
and for the mined ones alike, each once a text. Prints precision, recall and F1 thrice: `exact` takes a pair as right
where both its forms are the marked ones but for case, spaces, quotes and apostrophes; `lenient` also where the mined
long form has more or fewer words than the marked one, but holds it or stands in it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corpus.article import Span
from index.glossaries.acronyms import find_expansions

Form = Literal["long (SHORT)", "SHORT (long)"]
FORMS: tuple[Form, ...] = ("long (SHORT)", "SHORT (long)")

BETWEEN = re.compile(r"[\s\"'«»“”‘’]*\([\s\"'«»“”‘’]*")
AFTER = re.compile(r"[\s\"'«»“”‘’]*\)")


@dataclass(frozen=True, slots=True)
class Pair:
    """One acronym with its long form, both folded, and the form in which they stand."""

    short: str
    long: str
    form: Form


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts, and what follows of them; a share of nothing is 0."""

    marked: int
    mined: int
    right: int

    @property
    def precision(self) -> float:
        """The share of the mined pairs that are right."""
        return self.right / self.mined if self.mined else 0.0

    @property
    def recall(self) -> float:
        """The share of the marked pairs that were mined."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.mined + self.marked) if self.right else 0.0


def folded(text: str) -> str:
    """Return `text` in lower case, without quotes and with single spaces."""
    return " ".join(re.sub(r"[\"'«»“”‘’]", " ", text).lower().split())


def form_of(text: str, short: Span, long: Span) -> Form | None:
    """Return in which of the two forms the pair stands, or None where it stands otherwise."""
    first, second = (long, short) if long.start < short.start else (short, long)
    stands = (
        first.end <= second.start and BETWEEN.fullmatch(text, first.end, second.start) and AFTER.match(text, second.end)
    )
    return (FORMS[0] if first is long else FORMS[1]) if stands else None


def marked_pairs(row: dict[str, Any]) -> set[Pair]:
    """Return the pairs that people marked in a text and that stand in one of the two forms."""
    text = row["text"]
    wanted = {(folded(short), folded(long)) for short, long in row["pairs"]}
    shorts, longs = ([Span(*span) for span in row[name]] for name in ("acronym_spans", "long_form_spans"))
    return {
        Pair(*both, form)
        for short in shorts
        for long in longs
        if (both := (folded(short.of(text)), folded(long.of(text)))) in wanted and (form := form_of(text, short, long))
    }


def mined_pairs(text: str) -> set[Pair]:
    """Return the pairs that the glossary mines from a text and that stand in one of the two forms."""
    return {
        Pair(folded(one.short), folded(one.long), form)
        for one in find_expansions(text)
        if (form := form_of(text, one.short_span, one.span))
    }


def of_paired(mined: set[Pair], row: dict[str, Any]) -> set[Pair]:
    """Return the mined pairs whose acronym has a marked pair in the text."""
    paired = {folded(short) for short, _ in row["pairs"]}
    return {one for one in mined if one.short in paired}


def same(mined: Pair, marked: Pair) -> bool:
    """Whether a mined pair is the marked one."""
    return mined == marked


def overlapping(mined: Pair, marked: Pair) -> bool:
    """Whether a mined pair is the marked one but for words at the ends of the long form."""
    inside = mined.long in marked.long or marked.long in mined.long
    return (mined.short, mined.form) == (marked.short, marked.form) and inside


def figures(texts: Iterable[tuple[set[Pair], set[Pair]]], form: Form, alike: Callable[[Pair, Pair], bool]) -> Figures:
    """Return the figures over texts, each given as its marked and its mined pairs; a marked pair is found once."""
    marked_count = mined_count = right = 0
    for marked, mined in texts:
        left = [one for one in marked if one.form == form]
        found = sorted((one for one in mined if one.form == form), key=lambda one: one.long)
        marked_count += len(left)
        mined_count += len(found)
        for one in found:
            hit = next((other for other in left if alike(one, other)), None)
            if hit is not None:
                left.remove(hit)
                right += 1
    return Figures(marked_count, mined_count, right)


def total(parts: Iterable[Figures]) -> Figures:
    """Return the figures of all `parts` together."""
    counts = [(one.marked, one.mined, one.right) for one in parts]
    return Figures(*(sum(column) for column in zip(*counts, strict=True)))


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a jsonl file, packed or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]


def main() -> None:
    """Print a table a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="jsonl, or jsonl.gz")
    options = parser.parse_args()
    for path in options.files:
        rows = read_rows(path)
        texts = [(marked_pairs(row), mined_pairs(row["text"])) for row in rows]
        paired = [(marked, of_paired(mined, row)) for (marked, mined), row in zip(texts, rows, strict=True)]
        print(f"{path.name}: {len(rows)} texts")
        print(f"  {'':<21} {'marked':>6} {'mined':>6} {'right':>6} {'precision':>9} {'recall':>7} {'F1':>6}")
        for name, chosen, alike in (("exact", texts, same), ("lenient", texts, overlapping), ("paired", paired, same)):
            parts = [figures(chosen, form, alike) for form in FORMS]
            for label, one in zip((*FORMS, "both"), (*parts, total(parts)), strict=True):
                print(
                    f"  {name:<7} {label:<13} {one.marked:>6} {one.mined:>6} {one.right:>6} {one.precision:>9.3f} "
                    f"{one.recall:>7.3f} {one.f1:>6.3f}"
                )


if __name__ == "__main__":
    main()
