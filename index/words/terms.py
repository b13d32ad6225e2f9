"""A question's words, with the forms under which each is looked for in either language.

In the question's own language a word is looked for by its stem, and that of its plural or singular where the stemmer
keeps them apart (`index.words.spellings`). In the other language it is looked for by the
stems of its likely translations, each weighted by its probability, by what an acronym is called there, and by itself
where it is a name, an acronym, a number or a word that the lexicon does not know. This is the reading of a
probabilistic structured query (Darwish and Oard, 2003); the word index and the choice of sentences both use it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from corpus.article import LANGUAGES, Language
from corpus.vocabulary import vocabulary
from index.words.acronym_pairs import partners_of
from index.words.analysis import FUNCTION_WORDS, folded_of, stem_of, words
from index.words.lexicon import Translation
from index.words.spellings import accented_stems, in_letters, other_numbers, other_spellings

# A translation this likely stands for the word itself. Learned tables spread their mass over inflections and
# synonyms: in the shipped one the right translation of a common word has a median probability of some 0.3.
SURE = 0.25
# Letters of an acronym's stem from which on it is looked for: OMS leaves "om", which is a football club.
LEAST_LEFT = 3
# From which likelihood on a French translation is looked for in its plural or singular too.
LEAST_BOTH = 0.1
# Words that ask, and would be looked for. What asks of oneself or others is a verb and a pronoun that text has as
# words: "puis" is "then" too. "Faire" and "how many" ask what to do and for a number, "à partir de" has no verb.
ASKING: Mapping[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:(?:que|comment|on\s+peut|je\s+(?:peux|dois)|il\s+faut|(?:peut|doit)[-‑]on|faut[-‑]il|(?:puis|dois)[-‑]je)\s+faire"
        r"|(?:puis|dois|ai|suis|vais|pourrais|devrais|aurais|serais|peux|veux)[-‑ ]je"
        r"|(?:peux|dois|pourrais|devrais|veux|vas|es|as)[-‑]tu"
        r"|(?:pouvez|devez|pourriez|devriez|voulez|allez)[-‑]vous|(?:pouvons|devons|pourrions|devrions|allons)[-‑]nous"
        r"|(?:peut|doit|pourrait|devrait|veut|va|faut|faudra|faudrait|pourra|devra)[-‑](?:t[-‑])?(?:on|ils?|elles?)"
        r"|(?:peuvent|doivent|pourraient|devraient|veulent|vont)[-‑](?:ils|elles)"
        r"|[àa]\s+partir\s+d(?:e|u|(?=['’])))\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\bhow\s+(?:many|much|often)\b", re.IGNORECASE),
}
# Articles and "of" of the other language, in small letters: "where is la mairie?" asks of no Spain, which is "la" to an
# English text, and "c'est quand the party ?" of no tea.
OF_THE_OTHER: Mapping[Language, frozenset[str]] = {
    "en": vocabulary("la le les une du des"),
    "fr": vocabulary("the of"),
}
# Who asks, and what they are or will be doing: English has "I am" and "will" among its function words, and French texts
# keep "suis" for those who speak in them.
OF_ONESELF: Mapping[Language, frozenset[str]] = {
    "en": frozenset(),
    "fr": vocabulary("je suis vais sais"),
}
# French function words as they are typed without their accents; « ete » may be the summer.
UNACCENTED: Mapping[Language, frozenset[str]] = {
    "en": frozenset(),
    "fr": vocabulary("apres etaient etait etant etre plutot tres voila"),
}
# Two more are a committee and a joke too, as the word before them tells: « le CA », « quand meme ».
CA_IS_NAMED = vocabulary("le du au un ce")
MEME_IS_SAME = vocabulary("qd quand la le de moi toi lui elle pas ou tout")
AGED = re.compile(r"\b(?:over|under|above|below)[\s-]+(\d{1,3}s)\b", re.IGNORECASE)  # of that age, not of a decade
SHOUTED_WORD = 6  # letters from which on a known word in capitals is no acronym
SHOUTED = 3  # so many words, all in capitals, are a question in capitals; fewer may be acronyms


class Translating(Protocol):
    """A lexicon: what a stem of one language may be in the other."""

    def translations(self, stem: str, source: Language, *, learned: bool = False) -> tuple[Translation, ...]:
        """Return the likely translations of `stem`, likeliest first; none for an unknown stem.

        With `learned`, those alone whose probability was learned from texts.
        """
        ...

    def phrases(self, stems: Sequence[str], source: Language) -> Iterator[tuple[range, tuple[Translation, ...]]]:
        """Yield the places in `stems` of each phrase that is known, with what it is in the other language."""
        ...

    def related(self, stems: Sequence[str], language: Language) -> Iterator[tuple[range, tuple[Translation, ...]]]:
        """Yield the places in `stems` of each word and phrase that others of `language` may stand for, with these."""
        ...


@dataclass(frozen=True, slots=True)
class Term:
    """One content word of a question.

    `forms` gives, for each language, the stems to look for and the weight of each, in (0, 1]. `is_name` says that
    the word looks like a name, an acronym or a number. `weight` is what the word counts beside others in word search.
    `related` gives stems that a text may have for the word and that are not the word: passages are looked for by them
    and sentences chosen, but what is asked for is lacking where only they stand.
    """

    surface: str
    folded: str
    is_name: bool
    forms: Mapping[Language, Mapping[str, float]]
    weight: float = 1.0
    related: Mapping[Language, Mapping[str, float]] = field(default_factory=dict)

    def with_related(self, language: Language) -> Mapping[str, float]:
        """Return the stems to look for in texts of `language` and those related to them, each with its weight."""
        return {**self.related.get(language, {}), **self.forms[language]}

    def presence(self, stems: Collection[str], language: Language) -> float:
        """Return from 0 to 1 how surely the word stands in a text of `language` with these `stems`."""
        weights = [weight for stem, weight in self.forms[language].items() if stem in stems]
        return min(1.0, max(weights) / SURE) if weights else 0.0


def read_terms(question: str, language: Language, lexicon: Translating) -> tuple[Term, ...]:
    """Return the content words of `question` in order, each stem once; none if it has only function words."""
    return _terms(question, language, lexicon, OF_ONESELF[language]) or _terms(question, language, lexicon, frozenset())


def _terms(question: str, language: Language, lexicon: Translating, left_out: Collection[str]) -> tuple[Term, ...]:
    found: list[Term] = []
    taken: set[str] = set()
    surfaces = words(ASKING[language].sub(" ", question))
    letters = [surface for surface in surfaces if surface.isalpha()]
    shouting = len(letters) >= SHOUTED and all(surface.isupper() for surface in letters)
    aged = AGED.findall(question)
    for place, surface in enumerate(surfaces):
        if not shouting and is_acronym(surface) and surface.lower() in FUNCTION_WORDS[language]:
            stem = folded_of(surface)  # "IT", "OR": capitals say that it is no function word
        else:
            stem = stem_of(surface, language)
        if not stem or stem in taken or (len(surfaces) > 1 and surface in OF_THE_OTHER[language]):
            continue
        before = surfaces[place - 1].lower() if place else ""
        acronym = surface.isupper() and not shouting
        if len(surfaces) > 1 and not acronym and _is_unaccented(surface.lower(), before, language):
            continue
        if surface.lower() in left_out and (surface.islower() or place == 0 or shouting):
            continue  # "JE" is an acronym
        shouted = shouting or _is_shouted(surface, stem, language, lexicon)
        is_name = looks_like_name(surface, first=place == 0, shouting=shouted)
        forms: dict[Language, Mapping[str, float]] = {
            target: _within(surface, stem, language, is_name=is_name)
            if target == language
            else _across(surface, stem, language, lexicon, is_name=is_name, shouting=shouted)
            for target in LANGUAGES
        }
        if surface in aged:
            forms = {target: {**of_it, surface[:-1]: 1.0} for target, of_it in forms.items()}
        found.append(Term(surface, folded_of(surface) or surface.lower(), is_name, forms))
        taken |= forms[language].keys()
    return _with_phrases(found, language, lexicon)


def _is_unaccented(word: str, before: str, language: Language) -> bool:
    """Return whether a word is a function word that lacks its accents, as far as the word before it tells."""
    if language == "fr" and word in {"ca", "meme"}:
        return before not in CA_IS_NAMED if word == "ca" else before in MEME_IS_SAME
    return word in UNACCENTED[language]


def _with_phrases(terms: Sequence[Term], language: Language, lexicon: Translating) -> tuple[Term, ...]:
    """Return `terms`, each of those that make a phrase with what the phrase is in the other language besides."""
    found = list(terms)
    other: Language = "en" if language == "fr" else "fr"
    for places, translations in lexicon.phrases([next(iter(one.forms[language])) for one in terms], language):
        for place in places:
            forms = dict(found[place].forms[other])
            for one in translations:
                forms[one.stem] = max(one.probability, forms.get(one.stem, 0.0))
            found[place] = replace(found[place], forms={**found[place].forms, other: forms})
    return tuple(found)


def relate(terms: Sequence[Term], language: Language, lexicon: Translating) -> tuple[Term, ...]:
    """Return the `terms` of a question in `language`, each with what a text may have for it; names have nothing.

    In the other language these are the likely translations of such words.
    """
    found = list(terms)
    other: Language = "en" if language == "fr" else "fr"
    for places, alternatives in lexicon.related([next(iter(one.forms[language])) for one in terms], language):
        for place in places:
            term = found[place]
            if term.is_name:
                continue
            related = {one: dict(term.related.get(one, {})) for one in LANGUAGES}
            for one in alternatives:
                _add(related[language], one.stem, one.probability)
                for translation in lexicon.translations(one.stem, language):
                    likely = min(1.0, translation.probability / SURE)
                    _add(related[other], translation.stem, likely * one.probability)
            found[place] = replace(term, related=related)
    return tuple(found)


def _add(weights: dict[str, float], stem: str, weight: float) -> None:
    weights[stem] = max(weight, weights.get(stem, 0.0))


def is_acronym(surface: str) -> bool:
    """Return whether `surface` is two or more capitals, with digits or not: `ROFR`, `ARNm`, `G7`."""
    if len(surface) < 2 or not surface[0].isupper():
        return False
    return sum(map(str.isupper, surface)) >= max(2, len(surface) / 2)


def _is_shouted(surface: str, stem: str, language: Language, lexicon: Translating) -> bool:
    """Return whether a word in capitals is a known one and too long for an acronym: "URGENT", not "NASA"."""
    return len(surface) >= SHOUTED_WORD and surface.isupper() and bool(lexicon.translations(stem, language))


def looks_like_name(surface: str, *, first: bool, shouting: bool) -> bool:
    """Return whether a word is a name, an acronym or a number by its look; `shouting` is a question in capitals."""
    if any(map(str.isdigit, surface)):
        return True
    if shouting or len(surface) < 2:
        return False
    return any(map(str.isupper, surface[1:])) or (surface[0].isupper() and not first)


def _within(surface: str, stem: str, language: Language, *, is_name: bool) -> Mapping[str, float]:
    """Return a word's own stem, and for what is no name, or an ordinal in figures, how else it is written."""
    others = other_spellings(surface, language) if not is_name or surface[0].isdigit() else ()
    if language == "fr" and not is_name:
        others = (*others, *accented_stems(surface))
    return {stem: 1.0} | dict.fromkeys(others, 1.0)


def _across(
    surface: str, stem: str, source: Language, lexicon: Translating, *, is_name: bool, shouting: bool
) -> Mapping[str, float]:
    target: Language = "en" if source == "fr" else "fr"
    translations = lexicon.translations(stem, source)
    # What was learned leaves out what is its own translation, whatever is kept by hand besides: "parents", "email".
    is_known = bool(lexicon.translations(stem, source, learned=True))
    if not translations and source == "fr" and not is_name:
        known = ((one, lexicon.translations(one, source)) for one in other_spellings(surface, source))
        # What is called the same there is a name: "matos" is no plural of Mato.
        common = (found for own, found in known if found and all(one.stem != own for one in found))
        translations = next(common, ())
    forms = {one.stem: one.probability for one in translations}
    if source == "fr" and not is_name:
        for other in accented_stems(surface):
            for one in lexicon.translations(other, source):
                forms[one.stem] = max(one.probability, forms.get(one.stem, 0.0))
    if target == "fr":
        for one in translations:
            if one.probability >= LEAST_BOTH:
                for other in other_numbers(one.stem):
                    forms[other] = max(forms.get(other, 0.0), one.probability)
    if (is_acronym(surface) and not shouting) or not is_known:
        # In small letters, what the lexicon knows is that word, and no acronym: "cap".
        stems = [stem_of(one, target) for one in partners_of(surface, source)]
        forms |= {one: 1.0 for one in stems if len(one) >= LEAST_LEFT}
    itself = stem_of(surface, target) or folded_of(surface)
    if itself and (is_name or not is_known):
        forms[itself] = 1.0
    forms |= {stem_of(one, target): 1.0 for one in in_letters(surface, target)}
    if not is_known:
        forms[stem] = 1.0  # the lexicon leaves out what is its own translation: "refusal" and "refus" are both "refus"
    return forms
