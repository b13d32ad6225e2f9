"""A question in small letters with the capitals that its names have in the articles: truecasing (Lita et al., 2003).

Members write "who is the ceo of openai". What names something decides which sentences may answer, and capitals are how
names are known: here those of the passages found. A word that stands in no article is no name for that: of 2,000
answerable questions in small letters, 21 more were refused so, and of 1,000 others 13.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from bot.answers.questions.respelling import word_of
from bot.answers.values.naming import DATED, LEAST_ALIKE, same_name
from corpus.article import Language
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import folded_of, stem_of
from index.words.terms import SURE, Term, is_acronym

CAPITALISED = lazy_pattern(rf"[{CAPITAL}]\w*")
INSIDE = lazy_pattern(r"\w(?:[ ’'\-\xa0]|[, \xa0][ («“\"\xa0])\Z")  # what may stand before a name in its sentence
TIMES = 3  # a name stands that many times as often with its capital as without


def truecased(query: Query, hits: Sequence[Hit]) -> str:
    """Return the question with the capitals of its names, or the empty string where it has capitals or no name."""
    asked = [one for one in query.terms if not one.folded.isdigit()]
    if not asked or not all(one.surface.islower() for one in asked):
        return ""
    names = _Names(asked, hits)
    text = query.text
    for term in asked:
        name = names.name_of(term, query.language) if term.surface not in DATED else ""
        if name:
            text = name.join(word_of(term).split(text))
    return text if text != query.text else ""


class _Names:
    """The words that stand with a capital within a sentence of the passages found."""

    def __init__(self, terms: Sequence[Term], hits: Sequence[Hit]) -> None:
        self._texts = [hit.text for hit in hits]
        self._found: dict[str, Counter[str]] = {}
        self._languages: dict[str, set[Language]] = {}
        looked_for = [word for term in terms for word in (term.folded, *chain.from_iterable(term.forms.values()))]
        starts = {word[:LEAST_ALIKE] for word in looked_for}
        for hit, text in zip(hits, self._texts, strict=True):
            for match in CAPITALISED.finditer(text):
                word = match.group()
                folded = folded_of(word)
                if folded[:LEAST_ALIKE] in starts and (
                    is_acronym(word) or INSIDE.search(text[max(0, match.start() - 3) : match.start()])
                ):
                    self._found.setdefault(folded, Counter())[word] += 1
                    self._languages.setdefault(folded, set()).add(hit.article.language)

    def name_of(self, term: Term, language: Language) -> str:
        """Return a word of the question as the name that it is, or the empty string."""
        if found := self._found.get(term.folded):
            return self._usual(found)
        other: Language = "en" if language == "fr" else "fr"
        for folded, found in self._found.items():  # "Saturne" makes "saturn" a name
            if self._languages[folded] == {other} and (
                same_name(term.folded, folded) or term.forms[other].get(stem_of(folded, other), 0.0) >= SURE
            ):
                return term.surface.capitalize() if self._usual(found) else ""
        return ""

    def _usual(self, found: Counter[str]) -> str:
        """Return a name as it is mostly written, or the empty string if it is as often a word without a capital."""
        name, _ = found.most_common(1)[0]
        plain, most = name.lower(), found.total() // TIMES
        if sum(text.count(plain) for text in self._texts) <= most:
            return name
        # Part of these are in other words, which takes longer to tell.
        alone = re.compile(rf"(?<!\w){re.escape(plain)}(?!\w)")
        return name if sum(len(alone.findall(text)) for text in self._texts) <= most else ""
