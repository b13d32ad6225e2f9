"""Which sentence says what a thing is, where the glossary has no definition of it. Pure rules, French and English.

It calls the thing by its name ("a point called L2", "such a copy is called a fork"), or has what it is beside the name,
between commas: "une société nouvelle, Stargate, …", "MGX, un fonds …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice

from bot.answers.questions.openings import LINKED, LINKED_IN_FRENCH
from bot.answers.sentences.choosing import Evidence
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import fold

DETERMINER = {"en": r"(?:(?:the|an?)\s+)", "fr": r"(?:(?:les?|la|une?|des)\s+|l['’]\s?)"}
CALLED = {
    "en": r"\b(?:called|named|known\s+as|nicknamed|termed|under\s+the\s+name\s+of)\s+",
    "fr": (
        r"(?:(?:\b(?:appelé|nommé|dénommé|baptisé|surnommé|dit)e?s?|s['’]appelle(?:nt)?|\bse\s+nomme(?:nt)?|"
        r"\bsous\s+le\s+nom\s+de)\s+|\bsous\s+le\s+nom\s+d['’]\s?)"
    ),
}
# "With CRISPR, the cell …" and "the people of Rio, a city" put nothing beside the name.
UNDER = lazy_pattern(
    r"(?:(?:^|[,;:]\s+)(?:in|with|for|at|on|to|by|under|since|after|before|from|as|like|unlike|dans|avec|pour|à|en|sur|"
    r"sous|par|chez|depuis|après|avant|selon|comme)|\bof|\bdes?|\bdu)\s+(?:(?:the|an?|les?|la|une?)\s+|l['’]\s?)?$|\bd['’]\s?$",
    re.IGNORECASE,
)
WHO_IS = lazy_pattern(
    rf"{LINKED}(?:who(?:['’]?s|\s(?:is|was))|qui\s(?:est|était|fut)|c['’]?\s?est\s(?:qui|ki))\s(?P<x>[^?!]{{1,80}})|"
    rf"{LINKED_IN_FRENCH}(?P<y>[^?!]{{1,80}}?),?\sc['’]?\s?est\squi",
    re.IGNORECASE,
)
NAMES_KEPT = 64  # of the latest subjects; a definition is asked of a few sentences of each


OPENING = {language: lazy_pattern(determiner, re.IGNORECASE) for language, determiner in DETERMINER.items()}
# What stands right before the name: what calls it so, or what it is, between commas.
CALLING = {
    language: lazy_pattern(rf"{called}{DETERMINER[language]}?$", re.IGNORECASE) for language, called in CALLED.items()
}
A_NOUN = {language: rf"{determiner}\w" for language, determiner in DETERMINER.items()}
BEFORE = {
    language: lazy_pattern(rf"(?<!\w){a_noun}[\w\s'’-]{{3,60}},\s+$", re.IGNORECASE)
    for language, a_noun in A_NOUN.items()
}
CLOSED = lazy_pattern(r"\s*(?:[.;]|,(?!\s+(?:and|et|or|ou)\b))", re.IGNORECASE)
BEHIND = {
    language: lazy_pattern(rf"\s*,\s+(?:(?:who|qui)\s|{a_noun})", re.IGNORECASE) for language, a_noun in A_NOUN.items()
}
# "Dismissed for gross misconduct." names it behind a small word, at the end of what it says.
IN_PASSING = {
    "en": lazy_pattern(
        rf"\b(?:for|of|by|with|from|to|in|on|about|under|against|after|without)\s+{DETERMINER['en']}?$", re.IGNORECASE
    ),
    "fr": lazy_pattern(
        rf"(?:\b(?:pour|de|par|avec|à|en|sur|contre|après|sans|dans|sous)\s+{DETERMINER['fr']}?|\b(?:du|des|aux?)\s+|"
        r"\bd['’]\s?)$",
        re.IGNORECASE,
    ),
}
ENDED = lazy_pattern(r"\s*(?:[.;!?…]|$)")
# What stands right behind the name where a sentence that opens with it says what it is: "Good reason means …".
MEANS = {
    "en": lazy_pattern(
        r"\s*(?:means\b|refers\s+to\b|covers\b|(?:is|are)\s+(?:defined\s+as\b|(?:the|an?|any|what|when|where|all)\s)|consists?\s+of\b)",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(
        r"\s*(?:désigne(?:nt)?\b|signifie(?:nt)?\b|s['’]entend(?:ent)?\b|se\s+définit\b|recouvre(?:nt)?\b|"
        r"(?:est|sont)\s+(?:défini\w*\s+comme\b|(?:les?|la|une?|tou\w{1,3}|celle|celui|ceux|celles|ce)\s|l['’])|consiste(?:nt)?\b)",
        re.IGNORECASE,
    ),
}
MOST_NAMED = 20  # times that a name is looked at in a sentence
FARTHEST = 100  # code points before a name that are looked at


@lru_cache(NAMES_KEPT)
def _name(subject: str) -> re.Pattern[str]:
    """Return what `subject` looks like in a sentence: in marks or not, also in the plural."""
    words = r"\s+".join(re.escape(word).replace("’", "'").replace("'", "['’]") for word in subject.split())
    return re.compile(rf"(?<!\w)(?:[«“\"]\s?)?{words}s?\s?[»”\"]?(?!\w)", re.IGNORECASE)


def introduces(text: str, subject: str, language: Language) -> bool:
    """Return whether a sentence says what `subject` is by calling something so, beside its name, or right behind it."""
    if not subject or _plain(subject).split()[0] not in _plain(text):
        return False
    opening = OPENING[language].match(text)
    opens = _name(subject).match(text, opening.end() if opening else 0)
    if opens is not None and MEANS[language].match(text, opens.end()):
        return True
    names = islice(_name(subject).finditer(text), MOST_NAMED)
    return any(_introduced(text, Span(*one.span()), language) for one in names)


def _introduced(text: str, name: Span, language: Language) -> bool:
    """Return whether what stands before or behind a name says what it is."""
    before = max(0, name.start - FARTHEST), name.start
    if CALLING[language].search(text, *before):
        return True
    if CLOSED.match(text, name.end) and BEFORE[language].search(text, *before):
        return True
    return BEHIND[language].match(text, name.end) is not None and not UNDER.search(text, *before)


def person_asked(query: Query) -> str:
    """Return the name of which a question asks who that is, and no more; the empty string for any other."""
    asked = WHO_IS.fullmatch(" ".join(query.text.split()).strip(" ?!.…"))
    name = (asked["x"] or asked["y"] or "") if asked and query.terms and all(one.is_name for one in query.terms) else ""
    return name if set(fold(name)) == {term.folded for term in query.terms} else ""


def says_what_is(text: str, name: str, language: Language) -> bool:
    """Return whether a sentence says what or who `name` is: it opens with that, or introduces it."""
    return introduces(text, name, language) or (bool(name) and _name(name).match(text) is not None)


def only_mentions(text: str, subject: str, language: Language) -> bool:
    """Return whether a text names `subject` and no more, behind a small word at the end of what it says each time.

    "They cannot charge you for fair wear and tear." does not say what that is; without the name a text may.
    """
    names = list(islice(_name(subject).finditer(text), MOST_NAMED)) if subject else []
    return bool(names) and all(
        IN_PASSING[language].search(text, max(0, one.start() - FARTHEST), one.start()) is not None
        and ENDED.match(text, one.end()) is not None
        for one in names
    )


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def introduced_first(evidence: Sequence[Evidence], hits: Sequence[Hit], subject: str) -> tuple[Evidence, ...]:
    """Return the likeliest sentence that introduces `subject`, and those of `evidence` that name it; or nothing.

    Sentences that were not kept are looked for in `hits`.
    """
    named = _plain(subject)
    every = [*evidence, *chain.from_iterable(sentences_of(hit) for hit in hits if named in _plain(hit.text))]
    first = next((one for one in every if introduces(one.text, subject, one.article.language)), None)
    if first is None:
        return ()
    others = [
        one
        for one in evidence
        if named in _plain(one.text) and (one.article.id, one.span) != (first.article.id, first.span)
    ]
    return (replace(first, share=max(one.share for one in evidence)), *others)


def sentences_of(hit: Hit) -> Iterator[Evidence]:
    """Yield the sentences of a passage, each with the one before it in its paragraph."""
    before: Span | None = None
    for span in split_sentences(hit.text, hit.article.language):
        here = Span(hit.passage.start + span.start, hit.passage.start + span.end)
        if before is not None and "\n\n" in hit.article.text[before.end : here.start]:
            before = None
        yield Evidence(hit.article, here, before, 0.0, 0.0, heading=hit.passage.heading, passage=hit.passage.span)
        before = here
