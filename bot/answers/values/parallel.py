"""Which of several numbers or dates of a sentence is the one asked for: of "a win scores 2 points, a draw 1", a draw's.

Parallel parts of a sentence say alike what they share, and the later ones leave it out, so the words that one part
alone has tell them apart. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from bot.answers.values.spans import A_MONTH, FUNCTION, NO_MONTH, one_of
from corpus.article import Span
from corpus.number_words import NUMBERS
from corpus.patterns import lazy_pattern
from index.words.analysis import WORD, fold

MOST = 20  # numbers or dates of a sentence; one with more is a list
# What is counted, which parts that count the same leave out: "how many [points] for a draw".
COUNTED = lazy_pattern(
    r"\b(?:how\s+(?:many|much)|combien\s+d(?:e\s|['’]))\s*(?P<what>\w+(?:\s+\w+)??(?:\s+(?:of|de)\s\w+)?)(?=\s+"
    r"(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would|may|must|should|for|in|on|at|to|by|per|an?|the|"
    r"there|i|you|we|they|it|y|a|ont|sont|est|était|étaient|ai|avez|avons|avait|avaient|peu[tvx]\w*|doi[st]\w*|faut|"
    r"fait|font|pour|par|dans|en|sur|au|aux|le|la|les|je|tu|on|il|elle|nous|vous)\b|\W*$)",
    re.IGNORECASE,
)
THING_BEHIND = 20  # code points behind a number within which stands what it counts: "nine full-time affiliates"
NO_THING = lazy_pattern(r"[;:()\d]")  # between a number and a word, says that it does not count it
# What parts a sentence: the strong marks, else of the others the last before the next number.
STRONG, WEAK = (
    lazy_pattern(r"[;:]\s"),
    lazy_pattern(r",\s|\b(?:and|et|or|ou|but|mais|while|whereas|tandis|contre|against)\b", re.IGNORECASE),
)
SHARED = lazy_pattern(r"^(?:\S+\s){0,3}\S+,\s")  # opens a sentence of several parts: "last year, …"
OPENING = 2  # words of what opens a part with a date, whose comma parts nothing: "in September 1969, …"
# So many parts that have the same words of the question tell nothing: of 10 such development questions the one that
# the words are nearest to was right for 1. Of two it was for half.
ALIKE = 3
SHARE_OF = lazy_pattern(r"\s(?:(?:out\s+)?of|sur|des?)\s+(?:the\s+|its\s+|our\s+|their\s+|les\s+)?", re.IGNORECASE)
# A date that is told from the one before it, or a month without a day.
LATER = lazy_pattern(
    rf"\b(?:(?:in|en|d[èe]s|d[ée]but|fin|mi)[\s-](?P<month>{NO_MONTH}{A_MONTH})(?!\s+(?:\d|to\b|à\b|[-–])|\w|[-–])|"
    rf"(?:an?|une?|one|\d{{1,3}}|{one_of(NUMBERS)})\s(?:days?|weeks?|months?|years?|decades?|jours?|semaines?|mois|ans?|"
    r"années?)\s(?:later|earlier|plus\stard|plus\stôt|(?:before|after|avant|après)(?=[,.;)]|$))|"
    r"the\s(?:next|following|same)\syear|l['’]année\s(?:suivante|précédente|d['’]après|d['’]avant)|la\smême\sannée)\b",
    re.IGNORECASE,
)


def later_dates(sentence: str) -> list[Span]:
    """Return where a sentence tells dates that are none by themselves: "a year later", "in May"."""
    return [Span(*match.span("month" if match["month"] else 0)) for match in LATER.finditer(sentence)]


def of_thing(sentence: str, spans: Sequence[Span], at: Collection[int], things: Collection[int]) -> Sequence[Span]:
    """Return `spans` without the numbers of other things, where one of them is of what is counted.

    `at` are the places of the question's words, `things` of the one that is counted. A number without a thing is left,
    which may be of the same: "up to five packets a visit, twenty a year", "of 30 members 12 came".
    """
    own = [span for span in spans if any(_counts(sentence, span, place) for place in things)]
    return [
        span
        for place, span in enumerate(spans)
        if span in own
        or _counts_nothing(sentence, span, at)
        or (place and spans[place - 1] in own and not sentence[spans[place - 1].end : span.start].strip(" ,"))
        or not own
    ]


def n_of_m(sentence: str, spans: Sequence[Span], words: Sequence[int]) -> Sequence[Span]:
    """Return `spans` without the whole of which one of them is a part: "present: 31 of 38 households".

    `words` are the places of the question's words. Where none is outside, as for "how many households", the whole may
    be asked for; where they stand behind, "six of the eighteen teams are from here", either may: both are left out.
    """
    for one, other in pairwise(spans):
        if SHARE_OF.fullmatch(sentence, one.end, other.start):
            if any(place < one.start for place in words):
                return [span for span in spans if span != other]
            if any(place > other.end + THING_BEHIND for place in words):
                return [span for span in spans if span not in {one, other}]
    return spans


def in_its_part(sentence: str, spans: Sequence[Span], places: Sequence[tuple[int, int]]) -> Sequence[Span]:
    """Return the one of `spans` whose part has all words of the question that another has, and more; else all.

    `places` are where these words stand, each with the word's number. Only where each part has one of `spans`. None is
    returned of three and more parts that have the same words.
    """
    parts = _parts(sentence, spans)
    if len(parts) < 2 or len(parts) != len(spans):
        return spans
    held = list(_held(sentence, parts, spans, places))
    if all(one == held[0] for one in held):
        return [] if len(spans) >= ALIKE else spans
    fullest = max(held, key=len)
    alone = all(other is fullest or fullest > other for other in held)
    return [span for span, own in zip(spans, held, strict=True) if own is fullest] if alone else spans


def _held(
    sentence: str, parts: Sequence[Span], spans: Sequence[Span], places: Sequence[tuple[int, int]]
) -> Iterator[frozenset[int]]:
    """Yield which words of the question each part has, with those of the part before that it leaves out.

    It leaves some out where it says nothing new but a word of the question: "lost green cards are replaced for €5, lost
    red cards for €10". What opens the sentence is of all parts.
    """
    shared = SHARED.match(sentence, 0, spans[0].start)
    opening = shared.end() if shared else 0
    at = {place for place, _ in places}
    own = [frozenset(word for place, word in places if max(opening, part.start) <= place < part.end) for part in parts]
    said: set[str] = set()
    before = frozenset[int]()
    for part, span, held in zip(parts, spans, own, strict=True):
        new = [
            match
            for match in WORD.finditer(sentence, part.start, part.end)
            if match.start() not in at and not span.start <= match.start() < span.end
        ]
        alone = any(sum(word in other for other in own) == 1 for word in held)
        if alone and all(said.union(FUNCTION).issuperset(fold(match.group())) for match in new):
            held |= before
        yield held
        before = held
        said.update(fold(part.of(sentence)))


def _opens(before: str) -> bool:
    """Return whether what stands before a date only leads to it: "in", "on the", but not "Order by"."""
    words = fold(before)
    return len(words) <= OPENING and FUNCTION.issuperset(words)


def _counts(sentence: str, span: Span, place: int) -> bool:
    """Return whether the word at `place` stands in or behind a number, with nothing that parts them."""
    if not span.start <= place <= span.end + THING_BEHIND:
        return False
    return not any(pattern.search(sentence, span.end, max(place, span.end)) for pattern in (WEAK, NO_THING))


def _counts_nothing(sentence: str, span: Span, at: Collection[int]) -> bool:
    """Return whether a number stands without a thing that it counts, the question's own words apart."""
    words = [match.start() for match in WORD.finditer(sentence, span.start, span.end) if match.group().isalpha()]
    things = words[1:] if words[:1] == [span.start] else words  # the first is a number in letters
    return not things or things[-1] in at


def _parts(sentence: str, spans: Sequence[Span]) -> list[Span]:
    """Return the parts of a sentence that `spans` are in; those that nothing parts are in one."""
    parts: list[Span] = []
    start = 0
    for one, other in pairwise(spans):
        opens = sentence[one.end] == "," and _opens(sentence[start : one.start])
        between = one.end + opens, other.start
        parting = STRONG.search(sentence, *between) or max(
            WEAK.finditer(sentence, *between), key=re.Match.start, default=None
        )
        if parting is not None:
            parts.append(Span(start, parting.start()))
            start = parting.start()
    return [*parts, Span(start, len(sentence))]
