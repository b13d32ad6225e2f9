"""Who did a thing: whether a sentence tells by whom it was done, where a question asks for no more than that. Pure.

"Who built the telescope?" shares two words with "the most expensive telescope ever built left in its nose", as it does
with "The telescope was built by NASA", and somebody is named in both. A verb tells who does it by "by" or "par" behind
it, by what is done standing behind it ("NASA built the telescope"), by a pronoun for that ("NASA built it"), or by a
name between that and the verb ("the telescope that NASA built").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from bot.answers.questions.openings import LINKED
from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import LOOKED_AT, Evidence
from bot.answers.sentences.reading import LEANING
from bot.answers.values.naming import is_named
from bot.answers.values.offices import A_NAME, FOUNDING, NAME
from bot.answers.values.spans import READ, is_dated
from bot.answers.values.things import stems_meant, words_of
from bot.answers.wanted.subjects import in_full
from corpus.article import Language
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.matching.candidates import Query
from index.words.analysis import WORD, analyse, fold, folded_of, stem_of
from index.words.terms import Term

Telling = Literal["told", "not_told", "unsaid"]
TELLINGS: tuple[Telling, ...] = ("told", "not_told")  # what counts first where a sentence has the verb several times

OPENING = lazy_pattern(
    rf"^\W*+{LINKED}(?:who|qui)\s+(?:est-ce\s+qui\s+)?"
    r"(?:(?:has|have|had|first|originally|actually|a|ont|avait|avaient|le\s+premier|d['’]abord)\s+){0,2}(?P<verb>[^\W\d_]{3,40})",
    re.IGNORECASE,
)
# Asks to whom a thing was done: "who was elected?", "qui a été élu ?".
DONE_TO = lazy_pattern(
    rf"^\W*+{LINKED}(?:who|qui)\s+(?:was|were|is|are|got|(?:has|have)\s+been|est|sont|fut|furent|"
    r"(?:a|ont)\s+[ée]t[ée])\s+(?P<verb>[^\W\d_]{3,40})",
    re.IGNORECASE,
)
THOSE = lazy_pattern(rf"\s?:\s+(?:\w+\.?\s)?{NAME}")  # what follows a verb that announces names: "Sont élus : …"
NEAR, FAR = 100, 300  # code points before and behind a verb within which stand who does it and what is done
# "Invented in David Liu's laboratory" tells it too, and no law does a thing.
BY = lazy_pattern(
    rf"[^.;:!?]{{0,100}}?\b(?:by\W{{1,3}}|par\W{{1,3}}(?!une\s+loi\b)|in\s+{NAME}['’]s?\s)\s*[^\W\d]", re.IGNORECASE
)
# Somebody behind "by", wherever it stands in a text.
BY_NAME = lazy_pattern(rf"\b(?:by|par)\W{{1,3}}(?>(?:[^\W\d{CAPITAL}]\w*\W{{1,3}}){{0,6}})(?P<name>{NAME})")
# What comes behind one of these is told of what was named before.
STANDS_FOR = lazy_pattern(
    r"\b(?:it|they|he|she|which|that|who|this|these|il|elle|ils|elles|qui|que|dont|celui|celle|ceux)\b|qu['’]",
    re.IGNORECASE,
)
IT_BEHIND = lazy_pattern(r"\s+(?:it|them|him|her)\b", re.IGNORECASE)
# An article behind a preposition stands before a noun: "sauf pour le fonds".
NO_PREPOSITION = "".join(rf"(?<!\b{one}\s)" for one in ("pour", "dans", "avec", "sur", "par", "de", "à"))
IT_BEFORE = lazy_pattern(
    rf"(?:{NO_PREPOSITION}\b(?:les?|la|en)\s+|\bl['’]\s?)(?:(?:a|ont|avait|avaient|y)\s+)?$", re.IGNORECASE
)
# What stands behind is a noun: "the launch", "une amende".
NOUN: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(r"\b(?:an?|the|of|its|his|her|their|this|that)\s+$", re.IGNORECASE),
    "fr": lazy_pattern(r"(?:\b(?:une?|des?|du|ce|cette|son|sa|ses|leurs?|au)\s+|\bd['’]\s?)$", re.IGNORECASE),
}
IS = lazy_pattern(
    r"\b(?:is|are|was|were|be|been|being|est|sont|été|était|étaient|fut|furent|être)"
    r"(?:\s+(?!(?:for|to|de|à|pour)\s)\w+){0,2}\s+$",
    re.IGNORECASE,
)
ENDS, PART = ".;:!?\n", lazy_pattern(r"[^.;:!?\n]*")
# "Sewing class: Ada Lee": who stands there leads it or won it, if that is asked; "Chess club: Old Hall" tells where.
LABEL = lazy_pattern(rf"\W*(?P<label>[^:|\n]{{2,80}}?)\s?:\s(?P<name>{NAME})(?=\s*(?:[.,;(]|$))")
LEADS = vocabulary(
    "run runs lead leads led teach teaches taught give gives hold holds host hosts manage manages organise organises",
    "win wins won grow grew anime animent donne tient dirige encadre organise gere enseigne gagne remporte",
)
PLACE_NOUNS = vocabulary(
    "hall room street road lane square park house centre center school church library cafe station club field gym",
    "salle place rue maison parc ecole eglise bibliotheque gare gymnase theatre mairie foyer stade chemin avenue",
)
FOUNDS = FOUNDING | vocabulary("found founds founded start started create created fonde cree lance creer fonder")
STARTED = lazy_pattern(
    rf"(?P<name>{NAME})\s+(?:(?:first|had|a|avait)\s+)?(?:started|founded|created|set\s+up|launched|established|fond(?:é|a)|"
    rf"cré(?:é|a)|lanc(?:é|a))\s|(?P<who>{NAME})(?:\s?[,—–:(-]\s?|\s+(?:is|was|est)\s+)(?:the\s|le\s|la\s)?"
    r"(?:co-?)?(?:founder\s+of|fondat(?:eur|rice)\s+d(?:e\b|u\b|es\b|['’]))\s?",
)
SMALL = lazy_pattern(r"(?:\s*\b(?:the|our|this|a|le|la|les|un|une|notre|ce|cette)\b|\s*\bl['’])?\s*", re.IGNORECASE)
# What may stand behind the thing that was founded; another noun is another thing: "the club newsletter".
NO_NOUN = lazy_pattern(
    r"\s*(?:$|[.,;:!?)|—–]|(?:in|on|at|with|and|as|after|when|from|for|back|together|to|by|en|le|avec|et|à|après|quand|pour|"
    r"au|il|dans)\b)"
)
LABEL_WORDS = 5  # of a first sentence that says what those behind it are about
MOST = 8  # times that a sentence has the verb; more is no prose


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb whose doer is asked for, and the words of what is done."""

    verb: Term
    done: tuple[Term, ...]
    asked_in: Language

    def telling(self, text: str, language: Language) -> Telling:
        """Return whether `text` tells who did it, tells that it was done and not by whom, or neither."""
        text = text[:READ]
        verbs = islice(words_of((self.verb,), text, language), MOST)
        found = {self._told_at(text, verb, language) for verb in verbs}
        return next((one for one in TELLINGS if one in found), "unsaid")

    def _told_at(self, text: str, verb: re.Match[str], language: Language) -> Telling:
        start = max(text.rfind(end, max(0, verb.start() - NEAR), verb.start()) for end in ENDS) + 1
        before = text[max(start, verb.start() - NEAR) : verb.start()]
        behind = PART.match(text, verb.end(), verb.end() + FAR)
        after = behind.group() if behind else ""
        if NOUN[language].search(before):
            return "unsaid"
        if BY.match(after) and self._is_of_other(before, text, language):
            return "not_told"
        if BY.match(after) or IT_BEHIND.match(after) or IT_BEFORE.search(before):
            return "told"
        if IS.search(before) and not verb.group().endswith("ing"):
            return "not_told"
        # "The dearest telescope ever built, Webb": what parts it from the verb is not done by it.
        said = before.strip(" ,\"'’“”«»") and not after.startswith(",")
        if said and any(words_of(self.done, after, language)):
            return "told"
        ends = [word.end() for word in words_of(self.done, before, language)]
        if not ends:
            return "unsaid"
        between = (fold(one.group()) for one in A_NAME.finditer(before[ends[-1] :]))
        return "told" if any(not set(one) <= self._words for one in between) else "not_told"

    def _is_of_other(self, before: str, text: str, language: Language) -> bool:
        """Return whether what is done by somebody is another thing: "base editing, invented by …", not CRISPR."""
        if not fold(before) or STANDS_FOR.search(before) or LEANING.match(text):
            return False
        return not any(words_of(self.done, text, language)) and not any(
            is_named(one, text, language, self.asked_in) for one in self.done
        )

    def names_doer(self, text: str) -> bool:
        """Return whether `text`, which lacks the verb, has a name behind "by" that the question lacks."""
        asked = self._words
        return any(not set(fold(one["name"])) <= asked for one in islice(BY_NAME.finditer(text[:READ]), MOST))

    def names_subject(self, text: str, label: str, language: Language) -> bool:
        """Return whether somebody is named right before the verb, of what only a `label` above says: "Manure."."""
        of_it = any(words_of(self.done[-1:], label, language)) and all(
            any(words_of((one,), label, language)) for one in self.done
        )
        if not of_it or len(WORD.findall(label)) > LABEL_WORDS:
            return False
        asked = self._words
        for verb in islice(words_of((self.verb,), text[:READ], language), MOST):
            before = text[max(0, verb.start() - NEAR) : verb.start()]
            names = [one for one in A_NAME.finditer(before) if not before[one.end() :].strip(" ,")]
            if names and not NOUN[language].search(before) and not set(fold(names[-1].group())) <= asked:
                return True
        return False

    def told_otherwise(self, text: str, language: Language) -> bool:
        """Return whether who did it is told without the verb: by a label of what is done, or as its founder."""
        asked = self._words
        label = LABEL.match(text[:READ]) if self.verb.folded in LEADS else None
        if label and is_person(label["name"]) and not set(fold(label["name"])) <= asked:
            held = [any(words_of((one,), label["label"], language)) for one in self.done]
            others = [
                word for word in analyse(label["label"], language) if word not in stems_meant(self.done, language)
            ]
            if all(held) and not others:
                return True
        for start in islice(STARTED.finditer(text[:READ]), MOST) if self.verb.folded in FOUNDS else ():
            behind = text[start.end() : start.end() + FAR]
            things = list(islice(words_of(self.done, behind, language), len(self.done)))
            if (
                len(things) == len(self.done)
                and SMALL.fullmatch(behind, 0, things[0].start())
                and NO_NOUN.match(behind, things[-1].end())
                and not set(fold(start["name"] or start["who"])) <= asked
            ):
                return True
        return False

    @property
    def _words(self) -> set[str]:
        return {term.folded for term in self.done}


def deed_asked(query: Query, asked: Asked) -> Deed | None:
    """Return the deed whose doer a question asks for, or None where it asks anything else."""
    opening = OPENING.match(query.text) if asked.kind == "who" else None
    if opening is None:
        return None
    verb = next((term for term in query.terms if term.surface == opening["verb"] and not term.is_name), None)
    if verb is None:
        return None
    behind = query.terms[query.terms.index(verb) + 1 :]
    done = tuple(term for term in behind if not term.folded.isdigit())
    return Deed(verb, done, query.language) if done else None


def doer_first(evidence: Sequence[Evidence], deed: Deed) -> tuple[Evidence, ...]:
    """Return `evidence` with the likeliest sentence first that tells who did it, where the likeliest does not.

    It stands in the same article, names what is done or opens with a pronoun for it, and lacks no name that the first
    has; or it comes right behind the likeliest, and what is done is "it" there.
    """
    best = evidence[0]
    telling = deed.telling(in_full(best, (deed.verb,)), best.article.language)
    if telling == "told":
        return tuple(evidence)
    for one in evidence[1:LOOKED_AT]:
        language = one.article.language
        if one.article.id != best.article.id or one.lacks_name > best.lacks_name:
            continue
        follows = one.before == best.span
        about = telling == "not_told" and (_has_done(one, deed) or LEANING.match(one.text) is not None)
        if (follows or about) and deed.telling(in_full(one, (deed.verb,)), language) == "told":
            # What follows needs the likeliest beside it, to say what "it" is; else it is quoted alone.
            first = one if follows else replace(one, share=max(one.share, best.share))
            return (first, *(other for other in evidence if other is not one))
    return tuple(evidence)


def is_person(name: str) -> bool:
    """Return whether a name of several words may be somebody's: no day, and no place that says so."""
    words = fold(name)
    return len(words) > 1 and PLACE_NOUNS.isdisjoint(words) and not any(is_dated(word) for word in words)


def _uninflected(participle: str) -> str:
    """Return a French participle, folded, without the endings that its stem may keep: "élu" and "élus" have two."""
    return participle.removesuffix("s").removesuffix("e")


def _has_done(one: Evidence, deed: Deed) -> bool:
    language = one.article.language
    stems = {stem_of(word, language) for word in WORD.findall(one.text)}
    return any(
        term.presence(stems, language) > 0 or is_named(term, one.text, language, deed.asked_in) for term in deed.done
    )


def announced_first(evidence: Sequence[Evidence], query: Query) -> tuple[Evidence, ...]:
    """Return `evidence` with the sentence first that announces to whom what is asked was done: "Elected: Ada, Bo".

    Nothing where none does, or something else is asked.
    """
    asks = DONE_TO.match(query.text)
    verb = next((term for term in query.terms if asks and term.surface == asks["verb"] and not term.is_name), None)
    if verb is None:
        return ()
    base = _uninflected(verb.folded)
    for one in evidence[:LOOKED_AT]:
        text, language = one.text[:READ], one.article.language
        announcing = [text[: match.start()] for match in islice(THOSE.finditer(text), MOST)]
        last = [words[-1] for before in announcing if (words := WORD.findall(before))]
        if any(_uninflected(folded_of(word)) == base or any(words_of((verb,), word, language)) for word in last):
            return (one, *(other for other in evidence if other is not one))
    return ()
