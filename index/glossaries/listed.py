"""The lines of a glossary: "Claim: a plot that …", "- TPS – how many ticks …". Pure, and linear in the text.

A label and what stands behind it define nothing by their form: "Support: open a ticket", "Price: 5 €", "Goal: …". Of
the labelled sentences of 85,751 training passages hardly one in ten defines, and three in a row are no surer. So they
are read so only where the title or the heading above says that terms are explained there, and more than one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.words.analysis import FUNCTION_WORDS, fold

LONGEST = 400  # code points of a line
SHORTEST = 5  # code points of what stands behind a label
LEAST = 2  # terms under one title or heading
MOST_WORDS = 6  # of a title that names a glossary; a longer one is about one
LABELLED = lazy_pattern(
    r"[«“\"]?\s?(?P<x>[^\W_][^\s,;:.()«»“”\"|=]{0,39}(?:\s[^\s,;:()«»“”\"|=–—]{1,40}){0,3}?)\s?[»”\"]?"
    r"(?:\s?\([^()\n]{1,80}\))?(?:\s?:|\s[–—=-])\s(?P<said>\S[^\n]*)"
)
DETERMINER = lazy_pattern(r"^(?:(?:les?|la|une?|the|an?)\s|l['’])(?=\S)", re.IGNORECASE)
GLOSSARY = vocabulary(
    "glossary glossaire lexique lexicon vocabulary vocabulaire terminology terminologie definitions jargon lingo slang",
    "abbreviations abreviations acronyms acronymes sigles",
)
# "Key terms", "Les mots du jeu", but neither "Terms" nor "Terms of use", which are a contract.
TERMS = vocabulary("terms termes words mots")
BESIDE = vocabulary("cles common courants explained expliques game important importants jeu key useful usuels utiles")
# What is labelled in a glossary too and is no term of it.
NO_TERM = vocabulary(
    "note notes nb remarque remarques important attention warning tip tips astuce conseil example examples exemple",
    "exemples source sources see voir cf last updated update mis mise jour maj author auteur auteurs date contact",
    "contacts q a r question reponse answer link links lien liens related read more plus",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A term, and the line that explains it."""

    term: str
    line: Span


def listed_terms(article: Article, sentences: Sequence[Span]) -> list[Listed]:
    """Return the terms that the lines of a glossary explain, in order of place.

    A line is as many of its sentences, none of which explains another term, as are short enough together.
    """
    headings = {heading.start: heading for heading in article.headings}
    whole = explains = _explains_terms(article.title)
    found: list[Listed] = []
    section: list[Span] = []
    for sentence in sentences:
        if heading := headings.get(sentence.start):
            found += _listed(article, section)
            section, explains = [], whole or _explains_terms(heading.of(article.text))
        elif explains:
            section.append(sentence)
    return [*found, *_listed(article, section)]


def _listed(article: Article, sentences: Sequence[Span]) -> list[Listed]:
    """Return what the sentences of one section explain."""
    found = list(_lines(article.text, sentences, article.language))
    return found if len(found) >= LEAST else []


def _lines(text: str, sentences: Sequence[Span], language: Language) -> Iterator[Listed]:
    open_line: Listed | None = None
    end = -1
    for sentence in sentences:
        same_line = end >= 0 and "\n" not in text[end : sentence.start]
        end = sentence.end
        term = "" if same_line and open_line is None else _term(sentence.of(text), language)
        if open_line is not None and same_line and not term and end - open_line.line.start <= LONGEST:
            open_line = Listed(open_line.term, Span(open_line.line.start, end))
            continue
        if open_line is not None:
            yield open_line
        open_line = Listed(term, sentence) if term else None
    if open_line is not None:
        yield open_line


def _explains_terms(title: str) -> bool:
    words = fold(title)
    if len(words) > MOST_WORDS:
        return False
    return not GLOSSARY.isdisjoint(words) or not (TERMS.isdisjoint(words) or BESIDE.isdisjoint(words))


def _term(sentence: str, language: Language) -> str:
    """Return the term that a sentence explains behind its label, or the empty string."""
    match = LABELLED.match(sentence) if len(sentence) <= LONGEST else None
    if match is None or len(match["said"]) < SHORTEST:
        return ""
    term = DETERMINER.sub("", match["x"])
    words, small = fold(term), FUNCTION_WORDS[language]
    if not words or words[0].isdigit() or words[0] in small or words[-1] in small:
        return ""
    return "" if all(word in NO_TERM or word in small for word in words) else term
