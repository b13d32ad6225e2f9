"""A question's words that no article holds, as the articles spell them: "lunnes" is "lunes", GDPR is RGPD.

Only what stands nowhere is spelt anew, and only as something that was found: a slip of the pen, a name or an acronym in
the other language, the words that an acronym stands for. A slip is looked for beyond the passages found too, since a
question of one misspelt word finds anything. An acronym that no passage found has in its capitals is looked
for as the other language calls it. The reader is shown how the question was read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, permutations

from bot.answers.questions.chat_words import PLAIN_WORDS
from bot.answers.questions.slips import SLIP, SLIP_IN_NAME, meant, one_slip_from, turned_round
from bot.answers.values.naming import DETERMINER, LEAST_INITIALS, are_twins, has_word, same_name, spelt_out
from corpus.article import LANGUAGES, Language
from corpus.patterns import lazy_pattern
from index.hits import Hit
from index.matching.candidates import Query
from index.search import Search
from index.words.acronym_pairs import LONG_FORMS, partners_of, what_it_stands_for
from index.words.analysis import FUNCTION_WORDS, WORD, fold, folded_of, stem_of
from index.words.spellings import accented_stems, other_spellings
from index.words.terms import Term, is_acronym

MOST_UNKNOWN = 3  # words that are looked for; a question of more of them is none about the articles
LEAST_LETTERS = 5  # of a word that is misspelt; in shorter ones a letter makes another word
# What a question begins with, of which a slip is none of an article's words: "coment" is not "comptent".
ASKING: Mapping[Language, tuple[str, ...]] = {
    "en": ("which", "where", "whose"),
    "fr": ("comment", "combien", "pourquoi", "quelle", "quelles", "quels", "quand"),
}
# Words that ask or link, as they are typed without their accents: "etait" is no slip of « état ».
UNACCENTED = frozenset(folded_of(word) for words in FUNCTION_WORDS.values() for word in words)
LEAST_OF_SWAPPED = 6  # letters of a name of which two are turned round; "Brian" may be no brain
LEAST_OF_HALF = 1  # letters on each side of a hyphen that was left out
TURNED_ROUND = range(3, 6)  # letters of an acronym that may stand in another order; two are turned round by chance
DETERMINED = lazy_pattern(rf"(?:\bthe|{DETERMINER})\s*$", re.IGNORECASE)
SHOWN_BESIDE = lazy_pattern(  # "gdpr (RGPD)", "the US (United States)", "ROFR (right of first refusal)", "it (GPL)"
    r"(?<!\w)(?P<acronym>\w{2,12})\s\((?P<beside>\w[\w '’-]{1,60})\)"
)
# A name with a number, as products have: "Fjord65", or "Fjord 65". The number is never the slip.
NUMBERED = lazy_pattern(r"(?P<name>[a-z]{4,})(?P<number>\d{1,4})")
APART = lazy_pattern(r"(?<![\w-])(?P<name>[A-Za-z]+)[\s-](?P<number>\d{1,4})(?![\w-]|[.,:/]\d)")
A_KIND = lazy_pattern(r"\b(?:an?|une?|des)\s*$", re.IGNORECASE)  # makes what follows a common noun, in lower case


@dataclass(frozen=True, slots=True)
class Called:
    """A question with its acronyms as the articles call them: to search with, and to show beside the asked ones.

    `forms` are those acronyms of the other language, or the words that one stands for.
    """

    text: str
    shown: str
    forms: tuple[str, ...]

    def stand_in(self, hits: Sequence[Hit]) -> bool:
        """Return whether passages found have one, in its capitals: the index takes "om" for OM and for OMS."""
        return any(" " in one or _has_acronym(one, hits) for one in self.forms)


def called_elsewhere(query: Query, hits: Sequence[Hit]) -> Called | None:
    """Return the question with the acronyms that no passage found has as the other language calls them: PME for SME.

    Or spelt out as a passage found does: "European Union" for EU. None where there are none. `hits` are what was found
    for the question as it is; by capitals alone the WHO is told from who.
    """
    language, text, shown = query.language, query.text, query.text
    forms: list[str] = []
    for term in query.terms:
        if not _is_acronym(term, language, query.text) or _has_acronym(term.surface, hits):
            continue
        partner = next(iter(partners_of(term.surface, language)), "")
        if (form := partner if partner and _has_acronym(partner, hits) else _long_form(term, hits) or partner) == "":
            continue
        forms.append(form)
        text = word_of(term).sub(form, text)
        shown = word_of(term).sub(f"{term.surface} ({form})", shown, count=1)
    return Called(text, shown, tuple(forms)) if forms else None


def _long_form(term: Term, hits: Sequence[Hit]) -> str:
    """Return the words that an acronym stands for where they stand in a passage found, else the empty string."""
    forms = LONG_FORMS.get(term.surface.lower(), ())
    return next((form for form in forms if any(form.lower() in hit.text.lower() for hit in hits)), "")


def as_asked(shown: str) -> str:
    """Return a question as it was asked that is `shown` with what its acronyms are called otherwise beside them."""
    return SHOWN_BESIDE.sub(_without_partner, shown)


def _without_partner(match: re.Match[str]) -> str:
    acronym, beside = match["acronym"], match["beside"]
    if any(beside in forms.values() for language in LANGUAGES for forms in what_it_stands_for(acronym, language)):
        return beside
    others = (*LONG_FORMS.get(acronym.lower(), ()), *chain(*(partners_of(acronym, one) for one in LANGUAGES)))
    return acronym if beside in others else match.group()


def _has_acronym(acronym: str, hits: Sequence[Hit]) -> bool:
    """Return whether a passage found, or its title, has an acronym in capitals, those of "mRNA" at least."""
    spelt = acronym.upper() if acronym.islower() else acronym
    return any(has_word(f"{hit.article.title}\n{hit.text}", spelt) for hit in hits)


def respelt(query: Query, hits: Sequence[Hit], search: Search) -> str:
    """Return the question with the words that stand nowhere as `hits` or the glossary spell them, or the empty string.

    Costs next to nothing where each name stands in a passage found, and more where one stands in no article at all.
    """
    language = query.language
    unfound = (
        one for one in query.terms if may_be_unknown(one) and one.folded not in UNACCENTED and not _is_met(one, hits)
    )
    nowhere = (one for one in unfound if not search.stands(_itself(one, language), scope=query.scope))
    unknown = list(islice(nowhere, MOST_UNKNOWN))
    apart = [one for one in APART.finditer(query.text) if _is_name_apart(one, query, hits)]
    if not hits or not (unknown or apart):
        return ""
    found = _Spellings(query, hits, search)
    text = query.text
    for one in reversed(apart):
        text = text[: one.start()] + (found.joined(one["name"], one["number"]) or one.group()) + text[one.end() :]
    for term in unknown:
        if meant := found.meant_by(term):
            text = meant.join(word_of(term).split(text))
    return text if text != query.text else ""


def _is_name_apart(apart: re.Match[str], query: Query, hits: Sequence[Hit]) -> bool:
    """Return whether a name stands apart from its number as no passage found has it; "room 101" is no name."""
    named = apart["name"][0].isupper() or any(
        term.surface == apart["name"] and may_be_unknown(term) for term in query.terms
    )
    return named and not any(apart.group() in hit.text for hit in hits)


def _is_met(term: Term, hits: Sequence[Hit]) -> bool:
    """Return whether a passage found has a word as it is spelt; another form of it is left to the index to find."""
    return any(has_word(hit.text, term.surface) for hit in hits)


def may_be_unknown(term: Term) -> bool:
    """Return whether a word looks like none of the lexicon's: a name, or one with no translation but itself."""
    if any(map(str.isdigit, term.folded)):
        return NUMBERED.fullmatch(term.folded) is not None
    if term.is_name:
        return True
    itself = {term.folded, *(stem_of(term.surface, language) for language in LANGUAGES)}
    itself |= {stem for language in LANGUAGES for stem in other_spellings(term.surface, language)}
    itself |= set(accented_stems(term.surface))
    return all(term.forms[language].keys() <= itself for language in LANGUAGES)


def _is_small_acronym(term: Term, language: Language) -> bool:
    """Return whether a word of `language` in small letters was read as an acronym that is another one elsewhere."""
    other: Language = "en" if language == "fr" else "fr"
    partners = partners_of(term.surface, language) if term.surface.islower() else ()
    return any(stem_of(one, other) in term.forms[other] for one in partners)


def _itself(term: Term, language: Language) -> Term:
    """Return an acronym without its translations, which say what it may mean, and any other term as it is."""
    return alone(term) if _looks_like_acronym(term, language) else term


def alone(term: Term) -> Term:
    """Return a word without its translations."""
    return replace(term, forms={language: {term.folded: 1.0} for language in LANGUAGES})


def _may_be_acronym(term: Term, text: str) -> bool:
    """Return whether a word of the question may be one: "nato" without any capital too, but not "a taon"."""
    return is_acronym(term.surface) or (term.surface.islower() and not A_KIND.search(_before(term, text)))


def _is_acronym(term: Term, language: Language, text: str) -> bool:
    """Return whether a word of the question was read as one: without any capital only where it is no other word."""
    return _looks_like_acronym(term, language) and _may_be_acronym(term, text)


def _looks_like_acronym(term: Term, language: Language) -> bool:
    return is_acronym(term.surface) or _is_small_acronym(term, language)


def _before(term: Term, text: str) -> str:
    """Return what stands before a term in the question."""
    place = word_of(term).search(text)
    return text[: place.start()] if place else ""


def word_of(term: Term) -> re.Pattern[str]:
    """Return the pattern of a term where it stands in the question as a word of its own."""
    return re.compile(rf"(?<!\w){re.escape(term.surface)}(?!\w)")


class _Spellings:
    """How the passages found for a question, their titles and the glossary spell things."""

    def __init__(self, query: Query, hits: Sequence[Hit], search: Search) -> None:
        self._query, self._search = query, search
        self._texts = [f"{hit.article.title}\n{hit.text}" for hit in hits]
        self._elsewhere = [
            text for hit, text in zip(hits, self._texts, strict=True) if hit.article.language != query.language
        ]

    def meant_by(self, term: Term) -> str:
        """Return the word or words that a term stands for, or the empty string."""
        if numbered := NUMBERED.fullmatch(term.folded):
            return self._numbered(numbered["name"], numbered["number"])
        if self._opens(term) and (asking := meant(term.folded, ASKING[self._query.language], SLIP)):
            return asking
        if casual := self._in_plain_words(term):
            return casual
        if hyphened := self._hyphened(term):
            return hyphened
        turned = self._turned_round(term) if len(term.folded) in TURNED_ROUND else ""
        if turned or is_acronym(term.surface):
            return turned or self._spelt_out(term) or self._swapped(term)
        if _has_inner_capital(term.surface):  # a name that was coined: SpaceX is no Space
            return self._slip(term)
        if term.is_name:
            names = (word for word in _words(self._elsewhere) if word[0].isupper())
            if same := next((word for word in names if same_name(term.folded, "".join(fold(word)))), ""):
                return same
        return self._slip(term) or self._one_slip(term) or self._swapped(term)

    def joined(self, name: str, number: str) -> str:
        """Return a name and its number in one where articles have them so, as they spell it, or the empty string."""
        stands = self._search.written([f"{folded_of(name)}{number}"], scope=self._query.scope)
        return self._as_spelt(stands[0]) if stands else ""

    def _numbered(self, name: str, number: str) -> str:
        """Return the name with that number of which one is a slip, as articles spell it, or the empty string."""
        for kind in one_slip_from(name):
            if stands := self._search.written([f"{one}{number}" for one in kind], scope=self._query.scope):
                return self._as_spelt(stands[0])
        return ""

    def _in_plain_words(self, term: Term) -> str:
        """Return the plain word that articles have for a casual one, if they do: "matériel" for "matos"."""
        scope, word = self._query.scope, term.surface.lower()
        for language in sorted(LANGUAGES, key=lambda one: one != self._query.language):
            plain = PLAIN_WORDS[language].get(word, "")
            terms = self._search.read(plain, language, scope=scope).terms if plain else ()
            if terms and all(self._search.stands(one, scope=scope) for one in terms):
                return plain
        return ""

    def _opens(self, term: Term) -> bool:
        """Return whether a word in small letters opens the question, where a name would have a capital."""
        begins = self._query.text.lstrip().startswith(term.surface) and term.surface.islower()
        return begins and len(term.folded) >= LEAST_LETTERS

    def _hyphened(self, term: Term) -> str:
        """Return a word with the hyphen that articles write in it: "Wi-Fi" for "wifi"."""
        word = term.folded
        places = range(LEAST_OF_HALF, len(word) - LEAST_OF_HALF + 1)
        halves = {half for place in places for half in (word[:place], word[place:])}
        stands = set(self._search.written(sorted(halves), scope=self._query.scope))
        for place in places:
            first, second = word[:place], word[place:]
            if not {first, second} <= stands:
                continue
            written = re.compile(rf"(?<![\w-]){first}[-‑]{second}(?![\w-])", re.IGNORECASE)
            read = self._search.read(f"{first}-{second}", self._query.language, scope=self._query.scope)
            for hit in self._search.find(read):
                if match := written.search(f"{hit.article.title}\n{hit.text}"):
                    return match.group()
        return ""

    def _turned_round(self, term: Term) -> str:
        """Return the acronym of the other language with the same letters, if the glossary has one: RGPD for GDPR.

        Who writes no capital at all may mean one.
        """
        if not _may_be_acronym(term, self._query.text):
            return ""
        orders = sorted(set(map("".join, permutations(term.folded))) - {term.folded})
        for meaning in chain.from_iterable(self._search.meanings_of(orders, "acronym", scope=self._query.scope)):
            same_letters = len("".join(fold(meaning.term))) == len(term.folded)  # no plural of a shorter one
            if same_letters and self._query.language not in meaning.languages:
                return meaning.term
        return ""

    def _spelt_out(self, term: Term) -> str:
        """Return the words that an acronym stands for; two words only where both are named alike: "the UK"."""
        determined = DETERMINED.search(_before(term, self._query.text)) is not None
        for text in self._texts:
            words = spelt_out(term.surface, text)
            if words and (len(term.folded) > LEAST_INITIALS or (determined and _is_determined(words, text))):
                return words
        return ""

    def _slip(self, term: Term) -> str:
        if len(term.folded) < LEAST_LETTERS:
            return ""
        words = (word for word in _words(self._texts) if word[0].isupper() == term.is_name)
        if _has_inner_capital(term.surface):
            words = (word for word in _words(self._texts) if _has_inner_capital(word))
        near = {one: word for word in words for one in fold(word)}
        if not term.is_name:
            return near.get(meant(term.folded, near, SLIP), "")
        return near.get(meant(term.folded, (one for one in near if not are_twins(one, term.folded)), SLIP_IN_NAME), "")

    def _swapped(self, term: Term) -> str:
        """Return the name or acronym of which two letters beside each other are turned round: Saturn for "Satrun".

        Only where articles have one alone, and always with a capital, one that no sentence begins with; an acronym with
        two. What the lexicon knows is no slip: Silver is not Sliver.
        """
        language = self._query.language
        if not term.is_name or len(term.folded) < LEAST_OF_SWAPPED:
            return ""
        if self._search.lexicon.translations(stem_of(term.folded, language), language):
            return ""
        stands = self._search.written(turned_round(term.folded), scope=self._query.scope)
        if len(stands) != 1:
            return ""
        hits = self._search.find(self._search.read(stands[0], language, scope=self._query.scope))
        texts = [hit.text for hit in hits]
        spelt = [word for word in _words(texts) if folded_of(word) == stands[0]]
        if not spelt or not all(word[: 2 if is_acronym(term.surface) else 1].isupper() for word in spelt):
            return ""
        titles = {hit.article.title for hit in hits}
        within = re.compile(rf"[\w,;]\s{re.escape(spelt[0])}\b")
        is_name = is_acronym(term.surface) or spelt[0] in titles or any(map(within.search, (*texts, *titles)))
        return spelt[0] if is_name else ""

    def _one_slip(self, term: Term) -> str:
        """Return the word one slip away that an article holds, if in another form, or the empty string.

        A name whose capital was left out may be meant, but none with a capital is: half the surnames are near another.
        """
        if term.is_name:
            return ""
        language, scope = self._query.language, self._query.scope
        kinds = [[one for one in kind if not are_twins(one, term.folded)] for kind in one_slip_from(term.folded)]
        written = [self._search.written(kind, scope=scope) for kind in kinds]
        for kind, stands in zip(kinds, written, strict=True):
            if stands:
                return self._as_spelt(stands[0])
            stems = {stem: one for one in kind if (stem := stem_of(one, language))}
            if found := self._search.stems_standing(list(stems), scope=scope):
                # "crispre" has the stem of a word, but is none.
                same = (one for one in chain.from_iterable(written) if stem_of(one, language) == found[0])
                return next(map(self._as_spelt, same), "")
        return ""

    def _as_spelt(self, folded: str) -> str:
        """Return a word of articles with its accents, and with its capital where it has one within sentences.

        A word of an English question gets no accents that its French twin has: "difference". One alone may be French.
        """
        plain = self._query.language == "en" and len(self._query.terms) > 1
        found, language = "", self._query.language
        hits = self._search.find(self._search.read(folded, language, scope=self._query.scope))
        for hit in sorted(hits, key=lambda hit: hit.article.language != language):  # "siege" first, then "siège"
            for match in WORD.finditer(hit.text):
                word = match.group()
                if folded_of(word) != folded or (plain and word.islower() and not word.isascii()):
                    continue
                numbered = any(map(str.isdigit, word))  # no word has a capital and a number but for its being a name
                if word.islower() or numbered or hit.text[: match.start()].rstrip(' «“"(')[-1:].isalnum():
                    return word
                found = found or word.lower()
        return found or folded


def _words(texts: Sequence[str]) -> list[str]:
    """Return the words of `texts`, each once, in their order."""
    return list(dict.fromkeys(word for text in texts for word in WORD.findall(text)))


def _has_inner_capital(word: str) -> bool:
    return any(map(str.isupper, word[1:]))


def _is_determined(words: str, text: str) -> bool:
    """Return whether a determiner stands before `words` where they stand first."""
    return DETERMINED.search(text[: text.find(words)]) is not None
