"""Whether a text names what a question names: Mars, not the month of March; the UK as the United Kingdom. Pure.

Word search folds case and accents and takes likely translations and likenesses, so that little is missed. An answer
about Mars has to name it: with a capital, under that spelling, a translation, a spelling of the other language
("Encelade" for "Enceladus"), or for an acronym the words that it stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import takewhile

from bot.answers.questions.slips import SLIP, meant
from bot.answers.values.spans import DAYS, FUNCTION, MONTH_NAMES
from corpus.article import Language
from corpus.patterns import lazy_pattern
from index.words.analysis import FUNCTION_WORDS, WORD, analyse, fold, folded_of, stem_of, words
from index.words.terms import SURE, Term, is_acronym

# How a name may end in the two languages, behind a beginning that is the same: Enceladus and Encelade, Italy and
# Italie, Algeria and Algérie, Plato and Platon. Not Saturnia and Saturne, nor Louis and Louise, who are two people.
# That Saturne is Saturn, their stems tell.
ENDINGS = frozenset(
    frozenset(pair)
    for pair in (
        *(("us", "e"), ("us", ""), ("os", "e"), ("es", "e"), ("a", "e"), ("ia", "ie"), ("y", "ie"), ("o", "on")),
        *(("is", "e"), ("ea", "ee")),
    )
)
LEAST_ALIKE = 4  # letters at the beginning; shorter names are alike by chance
LEAST_INITIALS = 2  # words that an acronym stands for
LEAST_CAPITALS = 2  # of three words or more that it stands for: "Organisation des Nations unies"
DETERMINER = r"\b(?:[ld]['’]|le|la|les|du|au|aux|des)"
FRENCH_DETERMINER = lazy_pattern(rf"{DETERMINER}\s?$", re.IGNORECASE)
DATED = DAYS | MONTH_NAMES
MARS = "mars"  # a planet to those who write a capital
PARTS_WORDS = frozenset(".,;:()!?\n")


def names_of(terms: Sequence[Term]) -> list[Term]:
    """Return the terms that name something, without numbers, single letters, months and days.

    "Mars" is the planet, but in "18 Mars", where the number comes right before it.
    """
    before = (None, *terms)
    return [
        one
        for one, last in zip(terms, before, strict=False)
        if one.is_name and len(one.folded) > 1 and not one.surface[0].isdigit() and not is_dated(one, last)
    ]


def is_dated(term: Term, before: Term | None) -> bool:
    """Return whether a term is a day of the week or a month, behind the term `before`."""
    dated = term.surface.lower() in DATED
    return dated and (term.folded != MARS or (before is not None and before.folded.isdigit()))


def is_named(term: Term, text: str, language: Language, asked_in: Language) -> bool:
    """Return whether `text`, in `language`, names what a question in the language `asked_in` calls `term`.

    A common word counts as the name where it is spelt just so: "Quidditch" is named where "quidditch" stands.
    """
    if is_spelt(term, text):
        return True
    found = dict.fromkeys(word for word in WORD.findall(text) if not word.islower())
    if _needs_capitals(term):  # "Who" opens a sentence
        found = dict.fromkeys(word for word in found if is_acronym(word))
    others = " ".join(word for word in found if word.lower() not in MONTH_NAMES)
    return (
        term.folded in fold(" ".join(found))
        or not term.forms[language].keys().isdisjoint(analyse(others, language))
        or (language != asked_in and any(same_name(term.folded, one) for one in fold(others)))
        or (is_acronym(term.surface) and spelt_out(term.surface, text) != "")
    )


def may_be_named(term: Term, text: str, language: Language, asked_in: Language) -> bool:
    """Return whether `text` names a term, or has it as a common word, in another form, a translation or misspelt.

    "Vaccine" in "vaccines", "Buddhist" in "bouddhiste": who asks writes capitals where the articles have none. A month
    is no other word. Nor is one without the accents of the question ("venus" for "Vénus"), nor what is a rare
    translation of both.
    """
    if is_named(term, text, language, asked_in) or is_nearly_spelt(term, text):
        return True
    accented = term.surface.lower() != term.folded
    forms = {stem for stem, weight in term.forms[language].items() if weight >= SURE or not accented}
    for word in dict.fromkeys(WORD.findall(text)):
        if word.lower() in MONTH_NAMES:
            continue
        if language != asked_in:
            if stem_of(word, language) in forms or same_name(term.folded, folded_of(word)):
                return True
        elif stem_of(word, language) in forms and not (accented and word.lower() == folded_of(word)):
            return True
    return False


def is_spelt(term: Term, text: str) -> bool:
    """Return whether `text` names a term just as it is spelt, in capitals or as a common word."""
    lower = term.surface.lower()
    return has_word(text, term.surface) or (
        lower not in MONTH_NAMES and not _needs_capitals(term) and has_word(text, lower)
    )


def _needs_capitals(term: Term) -> bool:
    """Return whether a term is an acronym that in small letters is a word of no weight: WHO, IT."""
    return is_acronym(term.surface) and any(term.surface.lower() in those for those in FUNCTION_WORDS.values())


def names_other(title: str, text: str, passage: str, names: Sequence[Term]) -> bool:
    """Return whether `text`, of `passage`, names something of its title that is none of the `names`.

    Under "Avec 82 lunes, Saturne passe devant Jupiter", "Saturne a 82 lunes" tells nothing of Jupiter. A word that the
    passage has without its capital too is no name.
    """
    asked = {one.folded for one in names}
    shared = {word for word in words(text) if word[0].isupper()} & set(words(title))
    return any(folded_of(word) not in asked and not has_word(passage, word.lower()) for word in shared)


def is_nearly_spelt(term: Term, text: str) -> bool:
    """Return whether a word of `text` with a capital is spelt so like a term that it may have been meant."""
    capitals = {word for word in WORD.findall(text) if word[0].isupper() and word.lower() not in MONTH_NAMES}
    return meant(term.folded, map(folded_of, capitals), SLIP) != ""


def has_word(text: str, word: str) -> bool:
    """Return whether `word` stands in `text`, spelt just so and as a word of its own."""
    place = text.find(word)
    while place >= 0:
        if not (text[place - 1 : place].isalnum() or text[place + len(word) : place + len(word) + 1].isalnum()):
            return True
        place = text.find(word, place + 1)
    return False


def same_name(one: str, other: str) -> bool:
    """Return whether two folded words may be one name in the two languages."""
    if one[:LEAST_ALIKE] != other[:LEAST_ALIKE]:
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return any(
        frozenset((one[place:], other[place:])) in ENDINGS
        for place in range(shared, max(LEAST_ALIKE, shared - 1) - 1, -1)
    )


def are_twins(one: str, other: str) -> bool:
    """Return whether two folded words differ as French first names do by gender: Simon and Simone, Jean and Jeanne."""
    shorter, longer = sorted((one, other), key=len)
    return longer in {f"{shorter}e", f"{shorter}{shorter[-1:]}e"}


def spelt_out(acronym: str, text: str) -> str:
    """Return the words of `text` whose initials are the letters of `acronym`, or the empty string.

    All of them have capitals; of three or more the first and another, or the first alone behind a French determiner, as
    in "l’Organisation mondiale de la santé". Whatever opens a sentence has a capital.
    """
    letters = "".join(fold(acronym))
    if len(letters) < LEAST_INITIALS or not letters.isalpha():
        return ""
    telling = [match for match in WORD.finditer(text) if match.group().lower() not in FUNCTION]
    initials = "".join(unicodedata.normalize("NFD", match.group()[0])[0] for match in telling).lower()
    place = initials.find(letters)
    while place >= 0:
        run = telling[place : place + len(letters)]
        between = text[run[0].start() : run[-1].end()]
        if _has_capitals(run, text) and not PARTS_WORDS & set(between):
            return between
        place = initials.find(letters, place + 1)
    return ""


def _has_capitals(run: Sequence[re.Match[str]], text: str) -> bool:
    """Return whether words of `text` have the capitals of a long form."""
    capitals = [match.group()[0].isupper() for match in run]
    if all(capitals) or len(run) <= LEAST_INITIALS or not capitals[0]:
        return all(capitals)
    start = run[0].start()
    return sum(capitals) >= LEAST_CAPITALS or FRENCH_DETERMINER.search(text[max(0, start - 5) : start]) is not None
