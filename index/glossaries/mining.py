"""What an article says that its terms mean: acronyms with their long forms, and sentences that define.

Pure, and linear in the text. A defining sentence opens with its subject and a defining verb: "L'ITER est un réacteur
…", "A right of first refusal is a …", "On appelle X …". The subject is an acronym, a name, or what the title or
heading above is about; with a verb that only defines ("désigne", "refers to") any short noun phrase is one. What
merely judges or reports ("est le premier à", "is the only") defines nothing. Precision goes before completeness. The
lines of a glossary are `index.glossaries.listed`'s.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from corpus.article import Article, Language, Span
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.glossaries.acronyms import find_expansions
from index.glossaries.definitions import Definition
from index.glossaries.listed import listed_terms
from index.words.analysis import FUNCTION_WORDS, analyse, fold
from index.words.terms import is_acronym

LONGEST_DEFINITION, SHORTEST_DEFINITION = 400, 30  # code points; longer sentences tell stories
MOST_WORDS = 5  # of a subject

SUBJECT = (
    r"(?:(?:[Ll]es?|[Ll]a|[Uu]ne?|[Tt]he|[Aa]n?)\s|[Ll]['’])?"
    r"(?P<x>[^\s,;:()«»“”\"]{1,40}(?:\s[^\s,;:()«»“”\"]{1,40}){0,5}?)"
)
ASIDE = r"(?:\s?\([^()]{1,120}\)|\s?,\s(?:ou|or|aussi|also|abrégé|known as)\s[^,.;]{2,80},)?"
IS = (
    r"(?:signifie(?! que)|correspond à|means)\s(?!that\s)",
    r"(?:est|sont|était|étaient)\s(?:une?\s(?!des\s)|des\s|le\s|la\s|l['’](?!une?\s))(?P<next_fr>[\w-]+)",
    r"(?:is|are|was|were)\s(?:an?|the)\s(?P<next_en>[\w-]+)",
)
MEANS = (
    r"(?:désigne(?:nt)?|se définit comme|se définissent comme|est définie? comme)\s",
    r"(?:refers? to|is defined as|are defined as|denotes?)\s",
)
IS_SOMETHING = re.compile(rf"{SUBJECT}{ASIDE}\s(?:{'|'.join(IS)})")
MEANS_SOMETHING = re.compile(rf"{SUBJECT}{ASIDE}\s(?:{'|'.join(MEANS)})")
IS_CALLED = re.compile(
    r"(?:On|Nous)\s(?:appelle|appelons|nomme|entend par)\s[«“\"]?\s?(?:une?\s|les?\s|la\s|l['’])?"
    r"(?P<x>[\w'’-]{2,40}(?:\s[\w'’-]{1,40}){0,4}?)\s?[»”\"]?,?\s(?:une?|les?|la|l['’]|tout|toute|des|ce)\s?\w"
)

SPOKEN = re.compile(  # an opinion, or a speaker's own words
    r"\b(?:nous|notre|nos|je|j['’]|mon|ma|mes|me|vous|votre|our|we|my|me|your|estime|selon|d['’]ailleurs)\b|"
    r"\b(?:les?|la) plus\b|\bdes plus\b|\bmost\b",
    re.IGNORECASE,
)
# What follows "est un" or "is the" where nothing is defined.
NO_DEFINITION = vocabulary(
    "peu peut seul seule seuls seules premier première premiers premières dernier dernière même mêmes fois",
    "cas point plus moins bienvenu pire meilleur meilleure bonne bon mauvaise mauvais nouvelle nouveau",
    "véritable vrai vraie grand grande petit petite échec succès désastre honte scandale exemple preuve",
    "résultat raison question problème sujet cible victime suivant suivante suivants autre autres bit little",
    "lot only first last same second third best worst most least next great good bad real true big huge case",
    "reason result problem failure success example key main following other more less few number way time",
    "thing wrong right-hand left kind sort matter subject target habitué habituée adepte passionné",
    "passionnée fervent fervente battant proche femme homme type gars personnalité lieu marché terminus craze oncle",
    "ami amie fan man woman friend deuxième troisième quatrième cinquième sixième fourth fifth invité invitée",
    "invités commercial fastest plupart partie part favori favorite",
)
# What opens a sentence without being its subject's name.
NO_SUBJECT = vocabulary(
    "il elle ils elles on nous vous je tu ce cela ceci c ça celui celle ceux qui que quoi dont où l'un l'une",
    "l'autre tout tous toute toutes chacun personne rien aujourd'hui demain hier ici là ainsi mais et ou or",
    "donc car si quand comme selon pour dans sur avec sans sous par en de du des d au aux son sa ses leur",
    "leurs mon ma mes notre votre cet cette ces autre autres it he she they we you i this that these those",
    "there here what which who where when why how its his her their our my your one another each every some",
    "any all both such in at for with by from to of as if but and so because while although today yesterday",
    "now then however reste résultat objectif idée problème deux trois quatre cinq six plus two three four",
    "five question goal aim idea problem result purpose reason answer pas ne n not a le la les an the",
)
VERBS = vocabulary(
    "also aussi et and dont titre nom est sont était a ont avait is are was were has have had be être qui que that",
    "which",
)


def mine(article: Article, sentences: Sequence[Span] | None = None) -> list[Definition]:
    """Return what `article` says of its terms, in order of place.

    `sentences` are what `split_sentences` finds in its text, where the caller has them already.
    """
    if sentences is None:
        sentences = split_sentences(article.text, article.language)
    found = [*_acronyms(article, sentences), *_definitions(article, sentences), *_listed(article, sentences)]
    return sorted(found, key=lambda one: (one.span.start, one.term))


def _acronyms(article: Article, sentences: Sequence[Span]) -> Iterator[Definition]:
    starts = [sentence.start for sentence in sentences]
    for one in find_expansions(article.text):
        place = bisect_right(starts, min(one.span.start, one.short_span.start)) - 1
        if place < 0:
            continue
        sentence = sentences[place]
        if max(one.span.end, one.short_span.end) <= sentence.end:
            yield Definition(
                one.short, one.long, "acronym", one.found, article.id, article.language, one.span, sentence
            )


def _listed(article: Article, sentences: Sequence[Span]) -> Iterator[Definition]:
    for one in listed_terms(article, sentences):
        said = one.line.of(article.text)
        yield Definition(one.term, said, "definition", "sentence", article.id, article.language, one.line, one.line)


def _definitions(article: Article, sentences: Sequence[Span]) -> Iterator[Definition]:
    about = set(fold(article.title))
    headings = {heading.start: heading for heading in article.headings}
    above: set[str] = set()
    for sentence in sentences:
        if sentence.start in headings:
            above = set(fold(headings[sentence.start].of(article.text)))
            continue
        said = sentence.of(article.text)
        term = _defined(said, article.language, about | above)
        if term:
            yield Definition(term, said, "definition", "sentence", article.id, article.language, sentence, sentence)


def _defined(sentence: str, language: Language, about: Collection[str]) -> str:
    """Return the term that `sentence` defines, or the empty string."""
    if not SHORTEST_DEFINITION <= len(sentence) <= LONGEST_DEFINITION or sentence[-1] not in ".»”)":
        return ""
    match = IS_CALLED.match(sentence) or MEANS_SOMETHING.match(sentence)
    if match:
        return match["x"] if _may_be_subject(match["x"]) else ""
    match = IS_SOMETHING.match(sentence)
    if not match or SPOKEN.search(sentence) or any(mark in sentence for mark in '«»“”"?!'):
        return ""
    after = (match["next_fr"] or match["next_en"] or "").lower()
    subject = match["x"]
    if after in NO_DEFINITION or not _may_be_subject(subject):
        return ""
    return subject if _is_named(subject, language, about) else ""


def _may_be_subject(subject: str) -> bool:
    words = subject.split()
    plain = [fold(word)[-1] if fold(word) else "" for word in words]
    opening = words[0].lower().replace("’", "'")
    return (
        len(words) <= MOST_WORDS
        and opening not in NO_SUBJECT
        and not any(word in VERBS for word in plain)
        and plain[-1] not in NO_SUBJECT
        and all(plain)
        and not subject[0].isdigit()
    )


def _is_named(subject: str, language: Language, about: Collection[str]) -> bool:
    """Return whether `subject` is an acronym, a name, or what title and heading are about."""
    words = subject.split()
    content = [word for word in fold(subject) if word not in FUNCTION_WORDS[language]]
    if not content or not analyse(subject, language):
        return False
    if all(word in about for word in content):
        return True
    if len(words) == 1 and is_acronym(subject):
        return True
    inner = [word for word in words if word.lower() not in FUNCTION_WORDS[language]]
    return len(inner) > 1 and all(word[0].isupper() for word in inner)
