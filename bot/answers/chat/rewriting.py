"""A follow-up in full words, as a model wrote it; taken only where it could have been asked so. Pure."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence

from bot.answers.chat.checking import LINK, MARKUP, MENTION, bare
from bot.answers.chat.numbers import unknown_numbers
from corpus.article import Language
from corpus.languages import detect_question_language
from index.words.analysis import fold
from index.words.terms import Translating, read_terms

LONGEST_QUESTION = 300  # code points; a follow-up in full words is a sentence
LONGEST_SAID = 2_000  # code points that are read for it


def read_rewritten(said: str, question: str, earlier: Sequence[str], language: Language, lexicon: Translating) -> str:
    """Return the question in full words out of what the model said; the empty string where it is none to be used.

    It is one line in `language`, not too long, without links, mentions or markup, and every name and number in it
    stands in `question` or in those before it.
    """
    start, end = said.find("{"), said.rfind("}")
    try:
        value = json.loads(said[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        return ""
    written = value.get("question") if isinstance(value, dict) else None
    text = bare(written) if isinstance(written, str) else ""
    plain = unicodedata.normalize("NFKC", text)
    if not 0 < len(text) <= LONGEST_QUESTION or LINK.search(plain) or MENTION.search(plain) or MARKUP.search(plain):
        return ""
    known = {word for one in [*earlier, question] for word in fold(one)}
    names = [term.folded for term in read_terms(text, language, lexicon) if term.is_name]
    invented = any(name not in known for name in names) or unknown_numbers(text, question, *earlier)
    return "" if invented or detect_question_language(text, language) != language else text
