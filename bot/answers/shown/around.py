"""The sentences around one that answers which a reader needs: to understand it, or for the answer itself. Pure.

One before it, where it opens with a pronoun, with "the two women", or tells the consequence whose reason a "why" asks.
Two behind a label, or what says no more than is asked (`bot.answers.layout.labels`), or the one farther on that says
more. All from the name on that opens its paragraph, where it leaves out who did what is asked. One behind it, where it
only announces what the question asks ("it has side effects."), or where the next speaks of "this age" and has what it
lacks of the question; as many as it counts, where it does no more ("it has three uses.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.layout.items import needed_above
from bot.answers.layout.labels import behind_label, stems_asked, told_farther_on
from bot.answers.overviews.topics import is_bare
from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import Evidence
from bot.answers.sentences.reading import leans
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.values.measures import tells
from bot.answers.values.spans import one_of, spans_of
from bot.answers.wanted.subjects import left_out
from corpus.article import Language, Span
from corpus.capitals import CAPITAL
from corpus.number_words import up_to
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from index.matching.candidates import Query
from index.words.analysis import analyse, fold
from index.words.terms import Term

SEVERAL_BEFORE = lazy_pattern(
    r"^(?:(?:the|all|these)\s+(?:two|three|four|five|latter)|both|les\s+(?:deux|trois|quatre|cinq)|tou(?:te)?s\s+(?:les\s+)?"
    r"(?:deux|trois|quatre))\b(?!\s+(?:others?|autres))",
    re.IGNORECASE,
)
CONSEQUENCE = lazy_pattern(
    r"\b(?:therefore|thus|hence|that is why|this is why|for this reason|as a result|consequently|donc|ainsi|"
    r"c['’]est pourquoi|de ce fait|par conséquent|pour cette raison)\b",
    re.IGNORECASE,
)
POINTS_BACK = lazy_pattern(r"\b(?:this|these|those|such|ce|cet|cette|ces)\s+\w", re.IGNORECASE)
THAT_ONE = lazy_pattern(r"\b(?:this|that|these|those|cet|cette|ces)\s+[\w’'-]+\s*[.,;]", re.IGNORECASE)  # "that gene."
# A superlative or a part of what was announced, without a noun of its own.
PART_OF_IT = lazy_pattern(
    r"^(?:the\s+(?:most|main|first|best|commonest)\b|(?:les?|la)\s+(?:plus|moins|premi|princip|second|deuxi)\w*|"
    r"(?:among|parmi)\s+(?:them|eux|elles)|(?:l['’])?(?:un|une|one)\s+(?:of|d['’]))",
    re.IGNORECASE,
)
FOLLOWS = lazy_pattern(r"\b(?:following|as follows|below|suivante?s?|ci-dessous|que voici)\W*$", re.IGNORECASE)
# Stems of a sentence that only announces, and those among them that the question lacks. Of 946 questions (170 asked by
# hand of 20 articles, less what asks nothing, and every eighth development one of wiki and trivia) 533 have the words
# that answer quoted: one or two fewer with 3 or none for 5, or with 1 for 2, and no more with 7 or 10, or with 3 or 5.
SHORT, FEW_MORE = 5, 2
COUNTS = up_to(7)
COUNT = lazy_pattern(rf"\b{one_of(COUNTS)}(?=\s+\w)", re.IGNORECASE)
# Sentences behind one that counts them, the more where a list is asked for, as a reader is spared a fourth. Of 558 such
# questions one less is answered without any, and as many with 2 or 5; the longer bound was not varied.
FEW_COUNTED, MOST_COUNTED = 3, 5
# Bounds on what is read and quoted. Halved or doubled they move no answer of the 558, and one quote where a sentence
# behind is longer than 150 or "the two women" stand two sentences up.
SOON = 120  # code points behind a sentence within which one that goes on with it shows it
SAYS_LITTLE = 80  # code points of a sentence behind which a definition goes on with a pronoun
LONGEST_NEXT = 300  # code points of the sentence behind; a longer one is an answer of its own
BACK_AT_MOST = 2  # sentences, to whom "the two women" are
BULLETS = " \n-*+•0123456789.)"  # what may stand between a line and the first item below it
PERSON = lazy_pattern(rf"(?<!\w)[{CAPITAL}][\w’'-]++\s+(?:(?:de|van|von|da|di|el|al)\s+)?[{CAPITAL}][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Around:
    """A run of whole sentences around one that answers, how many they are, and whether it goes on behind that one.

    `above` is the line that announces the list of an item, where the item needs it and other items stand between, or
    the label that opens an item of which a sentence farther on is told.
    `name` is who is meant by a sentence that leaves that out.
    """

    span: Span
    sentences: int = 1
    goes_on: bool = False
    above: Span | None = None
    name: Span | None = None


def around(one: Evidence, query: Query, asked: Asked) -> Around:
    """Return the sentence with those around it that it needs, as far as they stand in its paragraph and fit a quote.

    The first item of a list comes with the line that announces it, where it would say something else without.
    """
    above = needed_above(one.article, one.span, query.text, bare=is_bare(query.text, query.terms))
    if above is not None:
        opens = not one.article.text[above.end : one.span.start].strip(BULLETS)
        if opens and one.span.end - above.start <= LONGEST_QUOTE:
            return Around(Span(above.start, one.span.end))
        return Around(one.span, above=above)
    if asked.kind == "who" and (name := left_out(one, query.terms)) is not None:
        return _named(one, name)
    found = _led(one, _before(one, asked))
    if found.sentences == 1 and (farther := told_farther_on(one, query, asked)) is not None:
        return Around(farther, 2, goes_on=True, above=one.span)
    behind_it = (
        _counted(one, query, asked)
        or (behind_label(one, query, asked) if found.sentences == 1 else [])
        or _defining(one, asked)
        or _behind(one, query, asked)
    )
    for behind in behind_it:
        if behind.end - found.span.start <= LONGEST_QUOTE:
            found = Around(Span(found.span.start, behind.end), found.sentences + 1, goes_on=True)
    return found


def _named(one: Evidence, name: Span) -> Around:
    """Return a sentence behind the name that opens its paragraph, with all that stands between where that fits."""
    text = one.article.text
    if one.span.end - name.start <= LONGEST_QUOTE:
        whole = Span(name.start, one.span.end)
        return Around(whole, len(split_sentences(whole.of(text), one.article.language)), name=name)
    first = split_sentences(text[name.start : one.span.start], one.article.language)[0]
    return Around(one.span, above=Span(name.start, name.start + first.end), name=name)


def led(one: Evidence) -> Around:
    """Return a sentence with the one before where it opens with a pronoun, if both fit a quote."""
    return _led(one, [one.before] if one.leans and one.before else [])


def _led(one: Evidence, before: Sequence[Span]) -> Around:
    """Return a sentence with those `before` it, if all fit a quote."""
    if before and one.span.end - before[0].start <= LONGEST_QUOTE:
        return Around(Span(before[0].start, one.span.end), 1 + len(before))
    return Around(one.span)


def _before(one: Evidence, asked: Asked) -> list[Span]:
    """Return the sentences before that one leans on, in order."""
    if one.before is None:
        return []
    if SEVERAL_BEFORE.match(one.text):
        return _naming(one) if asked.kind == "who" else [one.before]
    why = asked.kind == "why" and CONSEQUENCE.search(one.text) is not None
    what = asked.kind == "definition" and THAT_ONE.search(one.text) is not None
    return [one.before] if leans(one.text) or why or what else []


def _naming(one: Evidence) -> list[Span]:
    """Return the sentences before, from the nearest that names people on; the one before where none does."""
    if one.passage is None or one.before is None:
        return []
    start = one.passage.start
    text = one.article.text[start : one.span.start]
    paragraph = start + text.rfind("\n\n") + 1
    spans = split_sentences(one.article.text[paragraph : one.span.start], one.article.language)
    nearest = [Span(paragraph + span.start, paragraph + span.end) for span in spans][-BACK_AT_MOST:]
    for place in range(len(nearest) - 1, -1, -1):
        if PERSON.search(nearest[place].of(one.article.text)):
            return nearest[place:]
    return [one.before]


def _counted(one: Evidence, query: Query, asked: Asked) -> list[Span]:
    """Return the sentences behind one that says little but how many there are: "it gives three guarantees."."""
    count = COUNT.search(one.text)
    if count is None or one.text.endswith(":") or asked.kind in {"how_many", "when", "where"}:
        return []
    language = one.article.language
    stems = set(analyse(one.text, language))
    if len(stems) > SHORT or stems.isdisjoint(stems_asked(query, language)):
        return []
    most = min(COUNTS[count.group().lower()], MOST_COUNTED if asked.several else FEW_COUNTED)
    return _next(one, LONGEST_QUOTE)[:most]


def _defining(one: Evidence, asked: Asked) -> list[Span]:
    """Return the sentence behind one that tells more of what a definition asks for: "Slow mode makes …", "It cuts …".

    With a pronoun, behind a short one only; a long one says enough.
    """
    following = _next(one, LONGEST_NEXT)[:1] if asked.kind == "definition" else []
    if not following:
        return []
    said = following[0].of(one.article.text)
    subject = re.escape(asked.subject)
    opens = re.match(rf"(?:(?:the|an?|les?|la|une?)\s+|l['’])?{subject}s?\s+[a-zà-ÿ]", said, re.IGNORECASE)
    tells_more = opens is not None or _repeats(one.text, said)
    return following if tells_more or (len(one.text) <= SAYS_LITTLE and leans(said)) else []


def _repeats(text: str, said: str) -> bool:
    """Return whether a sentence begins with two or three words that the one before ends with: "le mode lent"."""
    opening = said.lower().split()
    end = text.lower().rstrip(' .!?…»”"')
    return any(end.endswith(f" {' '.join(opening[:count])}") for count in (2, 3) if len(opening) > count)


def _behind(one: Evidence, query: Query, asked: Asked) -> list[Span]:
    """Return the sentence behind one in its paragraph where the answer goes on in it."""
    language = one.article.language
    said = _rest(one, SOON).lstrip()
    if not said or one.text.endswith(":") or not _goes_on(said):
        return []
    told = tells(asked, query.text, one.text)
    stems = set(analyse(one.text, language))
    measured = asked.kind in {"how_many", "when"} and told
    announces = FOLLOWS.search(one.text) is not None or (not measured and _says_no_more(stems, query, language))
    lacking = _lacking(one, query, stems)
    following = _next(one, LONGEST_NEXT)[:1] if announces or lacking or (not told and asked.kind == "when") else []
    said = following[0].of(one.article.text) if following else ""
    if announces and _goes_on(said) and _answers(asked, query, said):
        return following
    points = leans(said) or POINTS_BACK.search(said) is not None
    if asked.kind == "when" and not told and points and tells(asked, query.text, said):
        return following
    adds = set(analyse(said, language)) - stems
    brings = any(term.presence(adds, language) > 0 for term in lacking)
    return following if brings and POINTS_BACK.search(said) and _answers(asked, query, said) else []


def _goes_on(text: str) -> bool:
    """Return whether a text goes on with what stands before it."""
    return leans(text) or POINTS_BACK.search(text) is not None or PART_OF_IT.match(text) is not None


def _lacking(one: Evidence, query: Query, stems: set[str]) -> list[Term]:
    """Return the question's terms that stand neither in a sentence of these stems nor before it nor in the title."""
    language = one.article.language
    lacking = [term for term in query.terms if not term.presence(stems, language)]
    if not lacking:
        return []
    above = set(analyse(f"{one.article.title}\n{one.before_text}", language))
    return [term for term in lacking if not term.presence(above, language)]


def _says_no_more(stems: set[str], query: Query, language: Language) -> bool:
    """Return whether nearly all that a sentence says stands in the question."""
    asked = stems_asked(query, language)
    return len(stems) <= SHORT and bool(stems & asked) and len(stems - asked) <= FEW_MORE


def _answers(asked: Asked, query: Query, said: str) -> bool:
    """Return whether a sentence holds what the kind of question asks for, where that has a look."""
    kinds = {"when", "how_many", "who", "where"}
    return asked.kind not in kinds or bool(spans_of(asked.kind, said, set(fold(query.text))))


def _rest(one: Evidence, longest: int) -> str:
    """Return what stands behind a sentence in its paragraph, at most `longest` code points of it."""
    return one.article.text[one.span.end : one.span.end + longest].partition("\n\n")[0]


def _next(one: Evidence, longest: int) -> list[Span]:
    """Return the sentences that stand behind one in its paragraph, those that `longest` code points hold whole."""
    rest, start = _rest(one, longest), one.span.end
    spans = split_sentences(rest, one.article.language)
    whole = spans if len(rest) < longest else spans[:-1]
    return [Span(start + span.start, start + span.end) for span in whole]
