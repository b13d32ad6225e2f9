"""Questions word by word in the other language, so that the choice of sentences is learned across languages too.

The training questions that come with an answer are asked in the language of their passage, quizzes apart. A question
whose words were looked up one by one, entries of several words first, is poor French, but it is met by the passage as a
French question is: by translations.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from corpus.article import Language
from index.training.pairs import Pair
from index.words.analysis import FUNCTION_WORDS, analyse
from index.words.lexicon import Lexicon

LONGEST_ENTRY = 4  # words
FIRST_CHOICE = 0.75  # how often a word becomes its likeliest translation, rather than one of the first three
AN_ENTRY = 0.3  # how often a single word that is no name is looked up in the dictionary, which is mostly names
EVERY = 3  # one sentence pair in so many is enough to know which word a stem is most often

TOKEN = re.compile(r"\w+|[^\w\s]")

ASKING: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "how many": "combien de",
        "how much": "combien",
        "what": "quel",
        "which": "quel",
        "who": "qui",
        "whom": "qui",
        "whose": "dont",
        "when": "quand",
        "where": "où",
        "why": "pourquoi",
        "how": "comment",
        "is": "est",
        "was": "était",
        "are": "sont",
        "were": "étaient",
        "the": "le",
        "of": "de",
        "in": "dans",
        "for": "pour",
        "to": "à",
        "by": "par",
        "with": "avec",
        "and": "et",
        "a": "un",
        "an": "un",
        "on": "sur",
        "from": "de",
    },
    "fr": {
        "combien de": "how many",
        "combien": "how many",
        "quel": "what",
        "quelle": "what",
        "quels": "what",
        "quelles": "what",
        "qui": "who",
        "quand": "when",
        "où": "where",
        "pourquoi": "why",
        "comment": "how",
        "que": "what",
        "quoi": "what",
        "est": "is",
        "sont": "are",
        "était": "was",
        "le": "the",
        "la": "the",
        "les": "the",
        "de": "of",
        "du": "of the",
        "des": "of the",
        "dans": "in",
        "pour": "for",
        "à": "to",
        "par": "by",
        "avec": "with",
        "et": "and",
        "un": "a",
        "une": "a",
        "sur": "on",
        "en": "in",
        "au": "at",
    },
}
"""The words that hold a question together; the lexicon knows content words alone."""


class WordByWord:
    """Translates questions by the lexicon, and by the dictionary entries among the training pairs."""

    def __init__(self, pairs: Iterable[Pair], lexicon: Lexicon, seed: int) -> None:
        self._lexicon = lexicon
        self._random = random.Random(seed)  # noqa: S311 - draws translations, no secret
        self._entries: dict[Language, dict[str, str]] = {"en": {}, "fr": {}}
        counts: dict[Language, Counter[str]] = {"en": Counter(), "fr": Counter()}
        for place, pair in enumerate(pairs):
            if pair.group == "dictionary":
                self._entries["en"].setdefault(pair.left.lower(), pair.right)
                self._entries["fr"].setdefault(pair.right.lower(), pair.left)
            elif pair.group == "parallel" and place % EVERY == 0:
                counts["en"].update(TOKEN.findall(pair.left.lower()))
                counts["fr"].update(TOKEN.findall(pair.right.lower()))
        self._words = {language: _commonest(counts[language], language) for language in counts}

    def translate(self, question: str, language: Language) -> str:
        """Return `question`, which is in `language`, in the other one."""
        tokens = TOKEN.findall(question.replace("’", "'"))
        said: list[str] = []
        place = 0
        while place < len(tokens):
            taken, words = self._next(tokens, place, language)
            said += [words] if words else []
            place += taken
        text = " ".join(said)
        return text[:1].upper() + text[1:]

    def _next(self, tokens: list[str], place: int, language: Language) -> tuple[int, str]:
        """Return how many tokens are translated together, and their translation."""
        entries = self._entries[language]
        for taken in range(min(LONGEST_ENTRY, len(tokens) - place), 0, -1):
            phrase = " ".join(tokens[place : place + taken]).lower()
            if phrase in ASKING[language]:
                return taken, ASKING[language][phrase]
            if taken > 1 and phrase in entries and tokens[place].lower() not in FUNCTION_WORDS[language]:
                return taken, entries[phrase]
        surface = tokens[place]
        if not surface[0].isalnum():
            return 1, surface if surface == "?" else ""
        if surface.lower() in FUNCTION_WORDS[language]:
            return 1, ""
        is_name = surface[0].isupper() and place > 0
        if surface.lower() in entries and (is_name or self._random.random() < AN_ENTRY):
            return 1, entries[surface.lower()]
        word = surface if surface[0].isdigit() else self._word(surface, language)
        return 1, word.capitalize() if is_name else word

    def _word(self, token: str, language: Language) -> str:
        words = self._words["fr" if language == "en" else "en"]
        found = [
            words[one.stem]
            for stem in analyse(token, language)
            for one in self._lexicon.translations(stem, language)
            if one.stem in words
        ]
        if not found:
            return token
        return found[0] if self._random.random() < FIRST_CHOICE else self._random.choice(found[:3])


def _commonest(counts: Counter[str], language: Language) -> dict[str, str]:
    """Return by stem the word that has it most often."""
    by_stem: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in counts.items():
        stems = analyse(word, language)
        if len(stems) == 1:
            by_stem[stems[0]][word] += count
    return {stem: words.most_common(1)[0][0] for stem, words in by_stem.items()}
