"""Each statement of a chat model checked against its sources, before anyone sees it. Pure.

A statement is kept only where every source it names was given, every quote stands there, it holds no link, mention or
markup, every number and name in it is in its source or in the question, and it speaks of what its quotes speak of. A
quote becomes whole sentences of the article. This does not prove that a quote implies the statement; the quote stands
beside it, so that a reader sees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.answers.chat.days import days_held, days_said
from bot.answers.chat.drafts import Draft, Support
from bot.answers.chat.finding import NO_BREAK, count_words, find_words, occurrences
from bot.answers.chat.numbers import unknown_numbers
from bot.answers.chat.prompting import Source
from bot.answers.shown.quoting import at_most
from corpus.article import Article, Language, Span
from corpus.languages import detect_question_language
from corpus.month_names import MONTHS, WEEKDAYS
from corpus.sentences import split_sentences
from index.words.analysis import FUNCTION_WORDS, WORD, analyse, fold
from index.words.terms import Term, Translating, read_terms

DropReason = Literal[
    "too_long",
    "empty",
    "link",
    "mention",
    "markup",
    "other_language",
    "no_support",
    "unknown_source",
    "quote_too_short",
    "quote_not_found",
    "unknown_number",
    "unknown_name",
    "unrelated",
    "repeated",
]

LONGEST_STATEMENT = 500  # code points: a long sentence; Discord's card has room for 2,000 of all together
MOST_SUPPORTS = 4  # of one statement; more are not shown
FEWEST_WORDS = 3  # of a quote; a shorter one counts where it stands only once in the passage

# Share of a statement's content words that its quotes, their titles and the question hold, in the statement's own
# language and across. Fitted to nothing: statements of true quotes keep above 0.6, those about other things below 0.3.
COVERED, COVERED_ACROSS = 0.5, 0.25
SAID = 0.5  # presence from which a word counts as said

MARKS = re.compile(r" ?[\[【]\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*(?:†[^】\]]*)?[\]】]")  # [1], [1, 2], 【3†source】
LINK = re.compile(
    r"\w+://|\bwww\.|\bmailto:|\]\s*\(|\bdiscord(?:app)?\s*\.\s*(?:gg|com|gift|new|me|io|li)\b|\bdsc\s*\.\s*gg\b|"
    r"\bhxxps?\b|\bdata:\w+/|\bjavascript:",
    re.IGNORECASE,
)
REORDERING = re.compile(r"[\u202d\u202e\u2066-\u2068]")  # shows other words than it holds
BARE_DOMAIN = re.compile(r"\b(?:[\w-]+\.)+[a-z]{2,12}(?:/\S*)?(?!\w)", re.IGNORECASE)
MENTION = re.compile(r"@|<\s*(?:#|:|a:|t:|id:|/\w)", re.IGNORECASE)
SPELLED_DOT = re.compile(r"\s?[(\[]\s?(?:dot|point)\s?[)\]]\s?", re.IGNORECASE)
PART = re.compile(r"[.;:!?…]\s")
DOTS = str.maketrans("。．｡․", "....")
MARKUP = re.compile(r"^-#|[<>`\\{}|]|\*\*|__|~~|^\s*(?:#{1,6}|[-*+>])\s|\[[^\]]*\]|&#?\w+;")
CAPITALISED = frozenset(["i", *MONTHS, *WEEKDAYS])
"""Words that English writes with a capital though they are no names."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What is quoted, and `exact`, the words within it that the model pointed at."""

    article: Article
    span: Span
    exact: Span


@dataclass(frozen=True, slots=True)
class _Name:
    """A word with a capital; `opens` where it is the first of its sentence."""

    word: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that holds: its text without marks, and its quotes, at least one."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A statement that does not hold, and the first reason found."""

    reason: DropReason


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks the statements of one answer."""

    question: str
    language: Language
    sources: Mapping[int, Source]
    lexicon: Translating

    def check(self, draft: Draft) -> Statement | Dropped:
        """Return the statement of `draft` where it holds, else why not."""
        text = bare(draft.say)
        reason = "markup" if REORDERING.search(draft.say) else _fault(text) or self._language_fault(text)
        if reason is not None:
            return Dropped(reason)
        if not draft.support:
            return Dropped("no_support")
        quotes: list[Quote] = []
        sources: list[Source] = []
        for support in draft.support[:MOST_SUPPORTS]:
            source = self.sources.get(support.source)
            if source is None:
                return Dropped("unknown_source")
            found = find_quotes(support, source)
            if isinstance(found, Dropped):
                return found
            quotes += found
            sources.append(source)
        reason = self._stands_on(text, quotes, sources)
        return Dropped(reason) if reason is not None else Statement(text, tuple(quotes))

    def _language_fault(self, text: str) -> DropReason | None:
        return None if detect_question_language(text, self.language) == self.language else "other_language"

    def _stands_on(self, text: str, quotes: list[Quote], sources: list[Source]) -> DropReason | None:
        """Return what keeps `text` from standing on its quotes."""
        quoted = "\n".join(quote.span.of(quote.article.text) for quote in quotes)
        about = "\n".join(f"{source.article.title}\n{source.article.published or ''}" for source in sources)
        if unknown_numbers(text, quoted, about, self.question):
            return "unknown_number"
        if days_said(text) - days_held(f"{quoted}\n{about}\n{self.question}"):
            return "unknown_number"
        if _strange_domain(text, quoted):
            return "link"
        terms = read_terms(text, self.language, self.lexicon)
        words = [term for term in terms if not term.folded.isdigit()]
        if not words:  # "No." stands on anything, a number that is known on its quote
            return None if terms else "unrelated"
        spoken = {source.article.language for source in sources}
        passages = "\n".join(source.text for source in sources)
        known = set(fold(f"{passages}\n{about}\n{self.question}")) | CAPITALISED | set(FUNCTION_WORDS[self.language])
        if any(self._is_strange(name, known, passages, spoken) for name in _capitalised(text)):
            return "unknown_name"
        in_quotes = [_presence(term, quoted, spoken) for term in words]
        asked = [_presence(term, f"{about}\n{self.question}", {*spoken, self.language}) for term in words]
        share = sum(max(one, other) >= SAID for one, other in zip(in_quotes, asked, strict=True)) / len(words)
        least = COVERED if self.language in spoken else COVERED_ACROSS
        if share < least or not any(one >= SAID for one in in_quotes):
            return "unrelated"
        held = f"{quoted}\n{about}\n{self.question}"
        return None if all(self._is_held(part, held, spoken) for part in PART.split(text)) else "unrelated"

    def _is_held(self, part: str, held: str, spoken: set[Language]) -> bool:
        """Return whether a part of a statement says anything that `held` does, or nothing at all."""
        terms = read_terms(part, self.language, self.lexicon)
        return not terms or any(_presence(term, held, {*spoken, self.language}) >= SAID for term in terms)

    def _is_strange(self, name: _Name, known: set[str], passages: str, spoken: set[Language]) -> bool:
        """Return whether a name stands neither in the passages, nor in their titles, nor in the question.

        A translation of it may stand there. The first word of a sentence has a capital anyway: it is a name where the
        lexicon does not know it as a word.
        """
        if all(word in known for word in fold(name.word)):
            return False
        terms = read_terms(name.word.lower() if name.opens else f"x {name.word}", self.language, self.lexicon)
        if any(_presence(term, passages, spoken) >= SAID for term in terms if term.folded != "x"):
            return False
        stems = analyse(name.word, self.language)
        return not (name.opens and any(self.lexicon.translations(stem, self.language) for stem in stems))


def bare(say: str) -> str:
    """Return a statement on one line, without what cannot be seen and without marks of the model's own."""
    seen = "".join(
        " " if character.isspace() and character not in NO_BREAK else character
        for character in say
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return MARKS.sub("", re.sub(r" {2,}", " ", seen)).strip()


def find_quotes(support: Support, source: Source) -> list[Quote] | Dropped:
    """Return the quotes that `support` names in its source, as whole sentences of the article."""
    passage, words = source.text, count_words(support.words)
    if words == 0:
        return Dropped("quote_too_short")
    found = find_words(support.words, passage)
    if not found:
        return Dropped("quote_not_found")
    says_something = bool(analyse(support.words, source.article.language))
    if not says_something or (words < FEWEST_WORDS and occurrences(support.words, passage) > 1):
        return Dropped("quote_too_short")
    quotes = [_quote(source, Span(source.span.start + one.start, source.span.start + one.end)) for one in found]
    return quotes if all(one.span.start < one.span.end for one in quotes) else Dropped("quote_not_found")


def _quote(source: Source, exact: Span) -> Quote:
    """Return the sentences of the source around `exact`, or of a sentence too long to quote the part that holds it."""
    text = source.article.text
    sentences = [
        Span(source.span.start + one.start, source.span.start + one.end)
        for one in split_sentences(source.text, source.article.language)
    ]
    touched = [one for one in sentences if one.start < exact.end and exact.start < one.end]
    start = min([exact.start, *(one.start for one in touched)])
    end = max([exact.end, *(one.end for one in touched)])
    words = exact.of(text)
    return Quote(source.article, at_most(text, Span(start, end), lambda part: float(words in part)), exact)


def _fault(text: str) -> DropReason | None:
    """Return what makes a statement unfit to be shown, whatever it stands on; it is judged as it reads."""
    if len(text) > LONGEST_STATEMENT:
        return "too_long"
    plain = _dotted(text)
    if not any(character.isalnum() for character in plain):
        return "empty"
    if LINK.search(plain):
        return "link"
    if MENTION.search(plain):
        return "mention"
    return "markup" if MARKUP.search(plain) else None


def _dotted(text: str) -> str:
    """Return `text` in compatibility form, with a plain full stop for all that is read as the dot of an address."""
    plain = unicodedata.normalize("NFKC", text).translate(DOTS)
    return SPELLED_DOT.sub(".", plain)


def _strange_domain(text: str, quoted: str) -> bool:
    """Return whether `text` names an address that its quotes do not."""
    held = unicodedata.normalize("NFKC", quoted).lower()
    plain = _dotted(text).lower()
    return any(found.group() not in held for found in BARE_DOMAIN.finditer(plain) if _is_address(found.group()))


def _is_address(written: str) -> bool:
    """Return whether letters around dots are an address: "example.org", not "e.g" or "U.S"."""
    parts = written.partition("/")[0].split(".")
    return len(parts[-1]) >= 2 and any(len(part) >= 2 for part in parts[:-1])


def _capitalised(text: str) -> list[_Name]:
    """Return the words of `text` with a capital, single letters apart."""
    found = []
    for match in WORD.finditer(text):
        if len(match.group()) > 1 and any(letter.isupper() for letter in match.group()):
            before = text[: match.start()].rstrip(" «“\"'’(")
            found.append(_Name(match.group(), opens=not before or before[-1] in ".!?:;"))
    return found


def _presence(term: Term, text: str, languages: set[Language]) -> float:
    """Return from 0 to 1 how surely `term` stands in `text`, read in whichever of `languages` has it."""
    if term.folded in fold(text):
        return 1.0
    return max(term.presence(set(analyse(text, language)), language) for language in languages)
