"""French or English: of articles and of questions.

Function words settle nearly every text at no cost; lingua (n-gram models) settles what they leave open, and is loaded
only then: its full models for articles, which are read when the index is built, and its light ones for questions,
which a running bot answers within 15 MiB. A question's key words are told by what knows words of both languages, where
there is something that does. Neither function tells other languages from these two; a question
that is clearly in none of them is taken for one in the language that its asker likely speaks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.article import Language
from corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from lingua import LanguageDetector

WordTold = Callable[[str], float]
"""How much more one word is French than English, in nats from -`MOST_OF_A_WORD` to `MOST_OF_A_WORD`."""

_SAMPLE = 6000
"""Code points of an article that are looked at, from its start: a thousand words hold hundreds of function words."""

_ENOUGH_WORDS = 8
"""Function words from which on their majority is trusted for an article; see `_CLEAR_SHARE`."""

_FEW_WORDS = 4
"""Function words from which on a short text is foreign that has twice as many of another language as of ours: a notice
of two dozen words. None of 13,277 paragraphs of French and English articles, news and laws is."""

_CLEAR_SHARE = 0.8
"""Share of the function words that one language must have. Of 115,174 news articles, laws, encyclopedia passages and
pages of documentation, 35 came out in the other language, all of them stubs or tables; lingua was asked for 2.5 %."""

MOST_OF_A_WORD = 2.5
"""What one word can say of the language of key words, in nats: a rare one proves no more than a common one."""

_ACCENTED = MOST_OF_A_WORD
"""What a word with an accent of French counts."""

_MOST_OF_NGRAMS, _NGRAM_WEIGHT = 1.0, 1 / 3
"""What lingua's light models can count, and per nat of theirs: they are sure of "server rules" and of "rofr vs rofo",
which are no French, so that they decide only where words speak too."""

_AGAINST: dict[Language | None, float] = {"fr": -2.0, None: _MOST_OF_NGRAMS, "en": 2.25}
"""What must be said for French of key words, by the likely language. Of the 306 development questions that function
words leave open, 303, 208 and 283 are told right of askers who likely speak that language, the other, and who may
speak either; 304, 201 and 273 where lingua alone was asked, above a confidence of 0.99 if the likely one is known."""

_OPENING_WEIGHT, _QUESTION_WEIGHT = 4, 2
"""What a question word counts for at the start and elsewhere, where any other function word counts 1: "Who wrote La
Vie devant soi ?" is English. Chosen on the training questions, not on those of the evaluation."""

_FRENCH_QUESTION = vocabulary(
    "qui que quoi quel quelle quels quelles quand où comment pourquoi combien lequel laquelle lesquels lesquelles",
    "auquel duquel qu est-ce quid peut-on peux-tu pouvez-vous donne donnez-moi explique expliquez définis",
    "définition signification",
)
_ENGLISH_QUESTION = vocabulary(
    "who whom whose what which when where why how does did do is are was were can could should would will has",
    "have tell explain define describe give list name meaning definition what's who's where's how's when's whats",
    "whos",
)
_FRENCH = vocabulary(
    "le la les l un une des du de d au aux et ou est sont était étaient été être a-t-il a-t-elle ont avait",
    "avaient avoir ce cet cette ces c cela ça il elle ils elles nous vous je j tu se s sa ses leur leurs notre",
    "nos votre vos mon ma mes ton ta tes dans sur pour par avec sans sous entre chez vers depuis pendant avant",
    "après contre selon dont en y ne n pas plus moins très aussi mais donc car si comme lors afin parce même",
    "autre autres tout tous toute toutes faire fait veut dire peut doit bonjour bonsoir salut merci oui svp faut",
    "sert signifie appelle nommé s'agit quelqu aujourd'hui deux trois quatre cinq ans année ville pays",
)
_ENGLISH = vocabulary(
    "the of and to in for an by with from at into about as it its this that these those there their they them he",
    "she his her him we our you your i my me not no been be being had having may might must shall than then so if",
    "because but while after before between during through under over against without within near many much more",
    "most some any each other it's isn't doesn't didn't don't can't wasn't aren't won't mean means called named",
    "used does year years city country first two three four five one all hello hi hey thanks thank please yes",
)
_OTHERS = (
    vocabulary(
        "qué quién quiénes quien cuál cuáles cuando cuándo cómo dónde por cuántos el los las una es y del se lo al con",
        "no más para pero sus está que de la en se un tu si",
    ),
    vocabulary(
        "wer wie wo wann warum welche welcher welches ist sind der die das und ein eine einen den dem von zu mit für",
        "in an so was will",
    ),
    vocabulary(
        "chi che cosa dove quando perché quale quali il lo gli di è sono della del una uno e in non la i per",
        "un le si tu",
    ),
    vocabulary(
        "quem qual quais onde quando porquê como o os as um uma é são do da dos das em no na que não para",
        "de se tu",
    ),
    vocabulary("wie wat waar wanneer waarom welke het een de van is zijn en voor met op dat niet in of we"),
)
"""Spanish, German, Italian, Portuguese, Dutch: enough of each to notice a text that is in none of ours.

With words that they share with ours, which would else speak for ours alone: "la", "de", "en", "in"."""
_OTHER_QUESTION = vocabulary(
    "qué quién quiénes quien cuál cuáles cuándo cómo dónde cuánto cuántos cuántas wer wie wo wann warum welche welcher",
    "welches chi cosa perché quale quali quanto quanti quem qual quais porquê wat waar wanneer waarom welke",
)
"""Their question words that are no words of ours: at the start of a question they speak for its language."""

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_OF_NEITHER = re.compile(r"\btl\W{0,2}dr\b", re.IGNORECASE)  # said alike in both languages
_ELISION = re.compile(r"(?<![^\W\d_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=[^\W\d_])", re.IGNORECASE)
_INVERSION = re.compile(r".+-(?:t-)?(?:il|elle|ils|elles|on|ce|vous|tu|je|nous)")
_ACCENT = re.compile("[àâçèéêîôùûœæ]")  # English writes "naïve" and "Zoë" too
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")


def detect_language(text: str) -> Language:
    """Return the language of an article: the one that most of its beginning is in."""
    sample = text[:_SAMPLE]
    french, english, _ = _count(sample)
    total = french + english
    if total >= _ENOUGH_WORDS and max(french, english) >= _CLEAR_SHARE * total:
        return "fr" if french > english else "en"
    return "fr" if _french_share(sample, full=True) > 0.5 else "en"


def is_foreign(text: str) -> bool:
    """Say whether an article is clearly in neither French nor English, judged like `detect_language`."""
    sample = text[:_SAMPLE]
    if _is_in_another_script(sample):
        return True
    french, english, other = _count(sample)
    ours = max(french, english)
    return other > (ours if other >= _ENOUGH_WORDS else 2 * ours) and other >= _FEW_WORDS


def detect_question_language(
    text: str, likely: Language | None = None, *, word_told: WordTold | None = None
) -> Language:
    """Return the language of a question or a few key words.

    `likely` is the language that its asker likely speaks: that of key words, unless they clearly speak for the other,
    and of what says nothing, which is English without it: names and acronyms alone, other scripts, other languages, no
    letters. `word_told` knows words of both languages; without it, key words are hardly told apart but by accents.
    """
    text = _OF_NEITHER.sub(" ", text)
    words = _words(text)
    if not words or _is_in_another_script(text):
        return likely or "en"
    weights = _weigh(words)
    if _is_in_another_language(weights):
        return likely or "en"
    if weights.french != weights.english:
        return "fr" if weights.french > weights.english else "en"
    if weights.first is not None:  # as much of both: "the fête du village" is what an English speaker calls it
        return weights.first
    if all(word[0].isupper() for word in words):
        return likely or "en"
    return "fr" if _leaning(text, words, word_told) > _AGAINST[likely] else "en"


def _leaning(text: str, words: list[str], word_told: WordTold | None) -> float:
    """Return how much more key words speak for French than for English, in nats."""
    share = min(max(_french_share(text, full=False), 1e-9), 1 - 1e-9)
    by_ngrams = _NGRAM_WEIGHT * math.log(share / (1 - share))
    leaning = min(max(by_ngrams, -_MOST_OF_NGRAMS), _MOST_OF_NGRAMS)
    for word in dict.fromkeys(words):
        if _ACCENT.search(word):
            leaning += _ACCENTED
        elif word_told is not None:
            leaning += word_told(word)
    return leaning


def told_by_function_words(text: str) -> Language | None:
    """Return the language that the function words of a question tell; None where they tell neither."""
    weights = _weigh(_words(text))
    if weights.french == weights.english or _is_in_another_language(weights):
        return None
    return "fr" if weights.french > weights.english else "en"


def _is_in_another_language(weights: _Weights) -> bool:
    return weights.other > max(1, weights.french_words, weights.english_words)


def _is_in_another_script(text: str) -> bool:
    if text.isascii():
        return False
    letters = len(_LETTER.findall(text))
    return letters > 0 and len(_LATIN.findall(text)) < 0.5 * letters


def _count(text: str) -> tuple[int, int, int]:
    """Return how many words are function words of French, of English, and of the other language that has most."""
    words = [word.lower() for word in _words(text)]
    french = sum(word in _FRENCH or word in _FRENCH_QUESTION for word in words)
    english = sum(word in _ENGLISH or word in _ENGLISH_QUESTION for word in words)
    return french, english, max(sum(word in known for word in words) for known in _OTHERS)


def _words(text: str) -> list[str]:
    """Return the words with French elisions split off: "qu'est-ce que l'API" is qu, est-ce, que, l, API."""
    plain = text.replace("’", "'")
    if "'" in plain:
        plain = _ELISION.sub(lambda elided: elided[0][:-1] + " ", plain)
    return _WORD.findall(plain)


@dataclass(slots=True)
class _Weights:
    """How much speaks for each language; `…_words` counts different function words, whatever their weight.

    `first` is the language of the first of them.
    """

    french: int = 0
    english: int = 0
    french_words: int = 0
    english_words: int = 0
    other: int = 0
    first: Language | None = None


def _weigh(words: list[str]) -> _Weights:
    """Weigh the function words; those that are capitalised after the first word belong to names, as in "Le Monde"."""
    weights = _Weights()
    shouted = all(word.isupper() for word in words)
    seen: set[str] = set()
    for place, written in enumerate(words):
        word = written.lower()
        if word in seen or (place and written[0].isupper() and not shouted):
            continue
        seen.add(word)
        question_weight = _QUESTION_WEIGHT if place else _OPENING_WEIGHT
        if word in _FRENCH_QUESTION or ("-" in word and _INVERSION.fullmatch(word)):
            weights.french += question_weight
            weights.french_words += 1
        elif word in _FRENCH:
            weights.french += 1
            weights.french_words += 1
        if word in _ENGLISH_QUESTION:
            weights.english += question_weight
            weights.english_words += 1
        elif word in _ENGLISH:
            weights.english += 1
            weights.english_words += 1
        if weights.first is None and weights.french_words != weights.english_words:
            weights.first = "fr" if weights.french_words else "en"
    asks = bool(words) and not words[0].isupper() and words[0].lower() in _OTHER_QUESTION
    weights.other = max(len(seen & known) for known in _OTHERS) + (_QUESTION_WEIGHT if asks else 0)
    return weights


@cache
def _detector(*, full: bool) -> LanguageDetector:
    from lingua import Language as Tongue
    from lingua import LanguageDetectorBuilder

    builder = LanguageDetectorBuilder.from_languages(Tongue.ENGLISH, Tongue.FRENCH)
    return builder.build() if full else builder.with_low_accuracy_mode().build()


def _french_share(text: str, *, full: bool) -> float:
    """Return lingua's confidence that `text` is French rather than English, from 0 to 1."""
    from lingua import Language as Tongue

    share: float = _detector(full=full).compute_language_confidence(text, Tongue.FRENCH)
    return share
