"""How well the letters of a short form fit the words of a long one.

The published method (Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
text", PSB 2003) takes the nearest words that hold the short form's letters in order, the first of them at the start of
a word. It stops too early where a letter also stands inside a word: "proximal-[policy optimization] (PPO)". Here every
start within the method's bound is weighed, and the one whose letters cost least is taken: a letter at the start of a
word costs nothing, one inside a word something, a content word without a letter something. Where no order fits, as for
a French name with an English acronym ("Station spatiale internationale (ISS)"), the initials are compared in any
order. Accents and case do not count. Knows no brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.vocabulary import vocabulary

WORD = re.compile(r"[^\W_]+")

# Words that hold a name together; an acronym mostly passes them over.
HOLDING = vocabulary(
    "de du des d l la le les et en à a au aux pour sur par dans un une ou contre sous avec entre chez of the",
    "and for in on to an with by at or from as s",
)
# Words that no name goes across: what stands before them is another part of the sentence.
ENDING = vocabulary(
    "est sont était étaient ont avait que qui dont où ce cet cette ces son sa ses leur leurs il elle ils",
    "elles on nous vous je mais donc car comme selon is are was were has have had that which who whose this",
    "be been these those its his her their our we it he she they you i but because than called using via dit",
    "dite appelé appelée lui lors",
)

DETERMINERS = frozenset({"le", "la", "les", "l", "the", "au", "aux"})
AND = frozenset({"et", "ou", "and", "or", "y", "e"})
# In lower case they join a name to what stands before it: none begins with them, but for "sous-direction".
JOINING = AND | vocabulary("de du des d of s")
COMPLEMENTS = vocabulary("of for on de des du d pour sur")

# What English puts after a name to say of what kind it is; French puts it before, where no letter is looked for.
KINDS = vocabulary(
    "programme programmes program programs project projects scheme schemes policy policies plan plans initiative",
    "initiatives campaign campaigns form forms fund procedure protocol",
)

# What a letter or a word costs, by hand on the texts that the models were trained on.
HOLDING_LETTER = 0.3  # "droit au logement (DAL)"
NEXT_LETTER = 0.1  # directly after a letter that was found: "Women" in UN-Women
INNER_LETTER = 0.5  # after a letter found in the same word: "malondialdehyde (MDA)"
STRAY_LETTER = 1.5  # inside a word whose first letter was not wanted
LEFT_OUT_WORD = 1.0
LEFT_OUT_JOINED = 0.3  # "coarse-grain network (CN)"
LEFT_OUT_AT_END = 2.0
LEFT_OUT_KIND = 0.5  # "Trap, Neuter, Return programme (TNR)"
COMMA = 0.6
LISTING_COMMA = 0.25  # "the science, arts and letters"
FITS = 0.67  # most cost a letter
OPENING_FITS = 2 * HOLDING_LETTER  # most cost where a small word opens: "in vitro fertilization (IVF)", "as soon as …"
MOST_IN_ONE_WORD = 6  # letters that one word can stand for

MOST_READ = 40  # words before a bracket; a long form of 15 content words has rarely as many others

NEVER = float("inf")


class Word(NamedTuple):  # made in half the time of a frozen dataclass, and texts have many
    """One word of a text: where it stands, it in lower case, its letters folded, whether it only holds others together.

    `comma` says that a comma stands between it and the word before, `joined` that nothing but a hyphen does.
    `shouted` says that all its letters are capitals, and that it has two at least.
    """

    start: int
    end: int
    lower: str
    letters: str
    holds: bool
    comma: bool
    capital: bool
    joined: bool
    shouted: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """The long form is `words[first : last + 1]`; `cost` is 0 where each content word gives its initial."""

    first: int
    last: int
    cost: float


@lru_cache(maxsize=65_536)  # the same words come again and again; ten times as fast
def fold_letters(text: str) -> str:
    """Return the letters and digits of `text` in lower case, without accents."""
    plain = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
    return "".join(letter for letter in plain if letter.isalnum())


def letters_of(short: str) -> str:
    """Return the letters of a short form that its long form should hold: the plural's "s" is left out."""
    singular = re.sub(r"(?<=[A-Z0-9])['’]?[sS]$", "", short) if short[-1:] == "s" or short[-2:-1] in "'’" else short
    return fold_letters(singular)


def words_in(text: str, start: int, end: int) -> list[Word]:
    """Return the words of `text[start:end]`, the last `MOST_READ` of them; hyphens and apostrophes part words."""
    found: list[Word] = []
    matches = list(WORD.finditer(text, start, end))[-MOST_READ:]
    last = matches[0].start() if matches else start
    for match in matches:
        letters = fold_letters(match.group())
        if not letters:
            continue
        lower = match.group().lower()
        shouted = len(letters) > 1 and match.group().isupper()  # "AS", "IT": acronyms themselves
        holds = lower in HOLDING and not shouted
        gap = text[last : match.start()]
        capital, joined = match.group()[0].isupper(), gap in {"-", "‑"}
        found.append(Word(match.start(), match.end(), lower, letters, holds, "," in gap, capital, joined, shouted))
        last = match.end()
    return found


def most_words(letters: str) -> int:
    """Return how many content words a long form has at most (Schwartz and Hearst's bound)."""
    return min(len(letters) + 5, 2 * len(letters))


def fit_before(words: Sequence[Word], letters: str) -> Fit | None:
    """Return the long form that ends with the last of `words` and fits best, the nearest among equals."""
    last = len(words) - 1
    if not any(word.letters[0] == letters[0] for word in words):
        return None
    best: Fit | None = None
    # costs[k]: the least cost at which the words so far hold letters[k:]
    costs = [NEVER] * len(letters) + [0.0]
    listed = False  # whether the words so far hold an "and"
    for place in range(last, -1, -1):
        word = words[place]
        at_end = _left_out_at_end(words) if place == last else 0.0
        opening = _costs_with(word, letters, costs, opening=True, at_end=at_end)[0]
        if word.holds and not _may_open(words, place, opening):
            opening = NEVER
        if opening < (best.cost if best else FITS * len(letters) + 1e-9):
            best = Fit(place, last, opening)
        costs = _costs_with(word, letters, costs, opening=False, at_end=at_end)
        listed = listed or word.letters in AND
        if word.comma:
            costs = [cost + (LISTING_COMMA if listed else COMMA) for cost in costs]
    return best


def _may_open(words: Sequence[Word], place: int, cost: float) -> bool:
    """Return whether a long form may begin with the small word at `place`, if its letters cost that much."""
    word = words[place]
    if word.lower in DETERMINERS:  # "la République en marche (LREM)", not "les membres des Républicains (LR)"
        return any(one.capital for one in words[place : place + 2])
    if word.capital or (place + 1 < len(words) and words[place + 1].joined):
        return True
    return word.lower not in JOINING and cost <= OPENING_FITS + 1e-9


def fit_head(words: Sequence[Word], letters: str) -> Fit | None:
    """Return the long form whose letters all stand before a complement: "Globally Harmonized System of … (GHS)".

    It begins with a capital, has three letters at least, and these fit as well as initials do.
    """
    if len(letters) < 3:
        return None
    for cut in range(len(words) - 1, 1, -1):
        if words[cut].letters in COMPLEMENTS and not words[cut - 1].holds:
            fit = fit_before(words[:cut], letters)
            if fit is not None and fit.cost <= NEXT_LETTER and words[fit.first].capital:
                return Fit(fit.first, len(words) - 1, fit.cost)
    return None


def fit_whole(words: Sequence[Word], letters: str) -> Fit | None:
    """Return the fit of a long form that begins with the first of `words`, at the end where it costs least."""
    best: Fit | None = None
    for last in range(len(words)):
        if words[last].holds:
            continue
        found = fit_before(words[: last + 1], letters)
        if found and found.first == 0 and (best is None or found.cost < best.cost):
            best = found
    return best


def shared_initials(words: Sequence[Word], letters: str) -> int:
    """Return how many of `letters` are initials of content words, in any order."""
    return all_initials([word for word in words if not word.holds], letters)


def all_initials(words: Sequence[Word], letters: str) -> int:
    """Return how many of `letters` are initials of any of `words`, in any order."""
    return (Counter(word.letters[0] for word in words) & Counter(letters)).total()


def content_count(words: Sequence[Word]) -> int:
    """Return how many of `words` are content words."""
    return sum(not word.holds for word in words)


def _left_out_at_end(words: Sequence[Word]) -> float:
    """Return what it costs that the last of `words` gives no letter."""
    says_kind = words[-1].lower in KINDS and len(words) > 1 and not words[-2].holds
    return LEFT_OUT_KIND if says_kind else LEFT_OUT_AT_END


def _costs_with(word: Word, letters: str, costs: Sequence[float], *, opening: bool, at_end: float) -> list[float]:
    """Return the least cost of holding letters[k:] with `word` before the words that `costs` is of, for each k.

    With `opening`, `word` is the first of the long form: its initial is the first letter. `at_end` is what it costs to
    leave the last word out, 0 of any other.
    """
    left_out = 0.0 if word.holds else at_end or (LEFT_OUT_JOINED if word.joined else LEFT_OUT_WORD)
    found = [NEVER if opening else cost + left_out for cost in costs]
    for first in range(1 if opening else len(letters)):
        for taken in range(1, min(MOST_IN_ONE_WORD, len(letters) - first) + 1):
            rest = costs[first + taken]
            if rest == NEVER:
                continue
            cost = _letters_cost(word, letters[first : first + taken], opening=opening)
            if cost == NEVER:
                break
            found[first] = min(found[first], cost + rest)
    return found


def _letters_cost(word: Word, wanted: str, *, opening: bool) -> float:
    """Return what it costs to find the letters `wanted` in `word`, in order."""
    if word.shouted and word.letters == wanted:
        return 0.0
    place = word.letters.find(wanted[0])
    if place < 0 or (place > 0 and (opening or word.holds)):
        return NEVER
    cost = STRAY_LETTER if place else HOLDING_LETTER if word.holds else 0.0
    for letter in wanted[1:]:
        after = word.letters.find(letter, place + 1)
        if after < 0:
            return NEVER
        cost += NEXT_LETTER if after == place + 1 else INNER_LETTER
        place = after
    return cost
