"""Text to stems: the one tokenisation that word search, the lexicon and sentence choice share.

A text becomes lower-case Snowball stems of its language, accents folded, elisions split (`l'API` gives `api`),
function words out. `fold` gives the unstemmed form under which names, acronyms and numbers are compared across
languages. Knows no index.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from corpus.article import Language

SNOWBALL: dict[Language, str] = {"fr": "french", "en": "english"}

# Words that only hold a sentence or a question together. tantivy's own lists are Snowball's older ones: they keep
# "est", "comment", "what", "does". "être" and "avoir" stand here in the forms that questions use.
ENGLISH_FUNCTION_WORDS = """
a about after all also am an and any are as at be been before being but by can could did do does doing during each
for from had has have having he her here hers him his how i if in into is it its itself just me more most my no nor
not of off on once only or other our ours out over own s same she should so some such t than that the their theirs
them then there these they this those through to too under until up very was we were what when where which while who
whom whose why will with would you your yours d ll m o re ve please tell say says said mean means called
"""
FRENCH_FUNCTION_WORDS = """
a à ai ainsi alors après as au aucun aucune aussi autre autres aux avaient avait avant avec avez avoir avons c car
ce ceci cela celle celles celui ces cet cette ceux chaque chez combien comme comment d dans de depuis des donc dont
du elle elles en encore entre es est et étaient était étant été être eu eux fait faut font fut furent hors hui ici
il ils j jusqu jusque l la là laquelle le lequel les lesquelles lesquels leur leurs lorsqu lorsque lui m ma mais me
même mêmes mes moi moins mon n ne ni nos notre nous on ont or ou où par parce pas pendant peu peut plus plutôt pour
pourquoi puisqu puisque qu quand que quel quelle quelles quels qui quoi s sa sans se sera sert ses si soi soit son
sont sous sur t ta te tel telle tes toi ton tous tout toute toutes très tu un une vers veut via voici voilà vos
votre vous y ça dire dit signifie appelle aujourd quelqu quoiqu
"""
FUNCTION_WORDS: dict[Language, tuple[str, ...]] = {
    "en": tuple(ENGLISH_FUNCTION_WORDS.split()),
    "fr": tuple(FRENCH_FUNCTION_WORDS.split()),
}

LONGEST_TOKEN = 64  # tantivy refuses terms over 65,530 bytes; nothing people ask for is longer than this

KEPT_WORDS = 30_000  # whose stems are kept, some 150 bytes each; questions and what is read share most of their words
LONGEST_KEPT = 40  # code points

# Texts whose words are kept: the rules that judge one answer look at the same few sentences and passages again and
# again, mostly shorter than this. Some two questions' worth, in a few megabytes.
KEPT_TEXTS, LONGEST_KEPT_TEXT = 256, 2000

WORD = re.compile(r"\w+")

__all__ = ["FUNCTION_WORDS", "SNOWBALL", "analyse", "analyser", "fold", "folded_of", "stem_of", "words"]


@cache
def parter() -> TextAnalyzer:
    """Return the analyser that only parts a text into words."""
    return TextAnalyzerBuilder(Tokenizer.simple()).build()


@cache
def analyser(language: Language) -> TextAnalyzer:
    """Return the tantivy analyser of `language`. Stems come before folding: Snowball's French rules need accents."""
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_TOKEN))
        .filter(Filter.lowercase())
        .filter(Filter.custom_stopword(list(FUNCTION_WORDS[language])))
        .filter(Filter.stemmer(SNOWBALL[language]))
        .filter(Filter.ascii_fold())
        .filter(Filter.lowercase())  # a few letters that are no capitals fold to one: "ᴊ"
        .build()
    )


@cache
def exact_analyser() -> TextAnalyzer:
    """Return the analyser of names: lower case and folded, neither stemmed nor stopped."""
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_TOKEN))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.lowercase())
        .build()
    )


def analyse(text: str, language: Language) -> list[str]:
    """Return the stems of `text` in order, repetitions kept; empty for a text of function words only."""
    return list(_kept_stems(text, language)) if len(text) <= LONGEST_KEPT_TEXT else _analysed(text, language)


def fold(text: str) -> list[str]:
    """Return the words of `text` in lower case without accents, in order: `["l", "api", "d", "openai"]`."""
    return list(_kept_words(text)) if len(text) <= LONGEST_KEPT_TEXT else _folded(text)


def words(text: str) -> list[str]:
    """Return the words of `text` as they stand, in order, elisions split: what `analyse` and `fold` start from."""
    return list(parter().analyze(composed(text)))


def stem_of(word: str, language: Language) -> str:
    """Return the stem that `analyse` makes of one of `words`, nothing where it makes none; kept between calls."""
    return _kept_stem(word, language) if len(word) <= LONGEST_KEPT else _kept_stem.__wrapped__(word, language)


def folded_of(word: str) -> str:
    """Return what `fold` makes of one of `words`, nothing where that is nothing; kept between calls."""
    return _kept_folded(word) if len(word) <= LONGEST_KEPT else _kept_folded.__wrapped__(word)


@lru_cache(KEPT_WORDS)
def _kept_stem(word: str, language: Language) -> str:
    return next(iter(_analysed(word, language)), "")


@lru_cache(KEPT_WORDS)
def _kept_folded(word: str) -> str:
    return next(iter(_folded(word)), "")


@lru_cache(KEPT_TEXTS)
def _kept_stems(text: str, language: Language) -> tuple[str, ...]:
    return tuple(_analysed(text, language))


@lru_cache(KEPT_TEXTS)
def _kept_words(text: str) -> tuple[str, ...]:
    return tuple(_folded(text))


def _analysed(text: str, language: Language) -> list[str]:
    return list(analyser(language).analyze(composed(text)))


def _folded(text: str) -> list[str]:
    return list(exact_analyser().analyze(composed(text)))


def composed(text: str) -> str:
    """Return `text` in NFC, so that a combining accent does not end a word; half of a surrogate pair is left out."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())  # tantivy takes no surrogate
