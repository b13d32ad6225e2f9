"""Golden questions: whether an answer is the one that somebody knows to be right. Pure; it asks nothing itself."""

from __future__ import annotations

import unicodedata
from typing import Literal

from bot.answers.answer import Answer, NoAnswer
from corpus.patterns import lazy_pattern

# In the order in which they are looked for: nothing was answered; another article was; the words were not quoted; they
# were, below a lead that says that they may not answer.
Verdict = Literal["passed", "refused", "wrong_article", "words_missing", "unsure"]
PASSED: frozenset[Verdict] = frozenset({"passed", "unsure"})

# What keyboards write for what printers set, and the other way round.
SAME = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "œ": "oe", "æ": "ae"}
)
MARKS = lazy_pattern(r"[\u0300-\u036f]+")


def judge(result: Answer | NoAnswer, article_id: str, words: str = "") -> Verdict:
    """Return whether `result` cites the article, and quotes `words` from it where they are given.

    Words are compared without accents, capitals or doubled spaces. An unsure answer that does both passes too, since
    whoever asks reads the right quote, and is told apart; one that does not fails as any other.
    """
    if isinstance(result, NoAnswer):
        return "refused"
    quotes = [one.quote for one in result.citations if one.article_id == article_id]
    if not quotes:
        return "wrong_article"
    wanted = folded(words)
    if not any(wanted in folded(quote) for quote in quotes):
        return "words_missing"
    return "passed" if result.sure else "unsure"


def folded(text: str) -> str:
    """Return `text` as it is compared: no accents, no capitals, plain apostrophes, single spaces."""
    apart = MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(SAME)
    return " ".join(apart.split())
