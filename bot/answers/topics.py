"""What the articles say about a topic: "tell me about ITER", "que disent les articles sur les amendes ?". Pure rules.

No one sentence answers that. What is told is what the thing is, where the glossary knows it, how the articles about it
open, and sentences that speak of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.answers.introducing import sentences_of
from bot.answers.leaning import POINTING, PRONOUN, SMALL
from bot.answers.locating import opening_of
from bot.answers.naming import DATED, has_word, is_named
from bot.answers.question import LEAVE_OUT, Asked, bare_subject
from bot.answers.quotes import Quote
from bot.answers.quoting import at_most
from bot.answers.spans import FUNCTION
from corpus.article import Language
from index.acronym_pairs import partners_of
from index.analysis import FUNCTION_WORDS, analyse, fold, stem_of
from index.candidates import Query
from index.hits import Hit
from index.terms import Term, Translating, is_acronym

LEAST_BACK = 0.15  # the probability from which on a translation stands for a word
MOST_OPENINGS = 2
MOST_BARE = 3  # words that say something in a topic that is named alone
LEAST_WORDS = 6  # of a sentence that is worth quoting by itself

WEIGHTLESS = DATED.union(FUNCTION, *FUNCTION_WORDS.values())

ARTICLES = r"(?:(?:the|these|those|this|your|our|all) )*(?:articles?|texts?|corpus|documents?|docs|sources?|pages?)"
ABOUT = r"(?:about|on|regarding|concerning)"
THINGS = r"(?:anything|something|everything|info|infos|information|details|facts|news|articles?)"
SOME = r"(?:(?:some|more|any|all|an) )?"
TELL = (
    r"(?:(?:can|could|would|will) you )?(?:please )?(?:tell|teach) (?:me|us)"
    r"(?: (?:more|everything|something|all|a bit))?"
)
LES = r"(?:(?:les|le|la|ces|ce|cet|cette|vos|tes|nos|tous) |l['’])*"
LES_ARTICLES = rf"{LES}(?:articles?|textes?|corpus|documents?|sources?|pages?)"
SUR = r"(?:(?:sur|concernant) |(?:à propos|au sujet) (?:du |des |de |d['’]))"
DE = rf"(?:{SUR}|(?:du|des|de) |d['’])"
DES = r"(?:(?:des|les|un|une|plus de|toutes les|quelques) |plus d['’]|d['’])?"
DES_INFOS = rf"{DES}(?:infos?|informations?|détails|articles?|quelque chose)"
DIS = (
    r"(?:(?:peux-tu|pouvez-vous|tu peux|vous pouvez) )?(?:s['’]il (?:te|vous) pla[iî]t )?(?:"
    r"(?:parle|parlez|dis|dites|raconte|racontez)[- ](?:moi|nous)|"
    r"(?:me |nous )(?:parler|dire)|(?:dis|dites)[- ]m['’]en)"
    r"(?: tout| plus| en plus| un peu| quelque chose)?"
)
DONNE = r"(?:donne|donnez|trouve|trouvez|montre|montrez)"
DIT = r"(?:dit|disent|a dit|ont dit|a annoncé|ont annoncé|a déclaré|ont déclaré)"
OPENS = r"^\W*(?:(?:and|so|but|ok|okay|et|mais|alors|please|hi|hello|bonjour|salut)\W+)?"
ENDS = rf"(?P<x>\S.*?){LEAVE_OUT}[\s?!.…]*$"
FRAMES = tuple(
    re.compile(rf"{OPENS}{pattern}{ENDS}", re.IGNORECASE)
    for pattern in (
        rf"what (?:do|does|did) {ARTICLES} (?:say|tell(?: me| us)?|write|mention|explain|know) {ABOUT} ",
        rf"what (?:do|did|can) you (?:know|say|tell me|have) {ABOUT} ",
        rf"what(?: is|['’]?s) (?:said|written|known|mentioned|there) {ABOUT} ",
        rf"{TELL} {ABOUT} ",
        rf"(?:i['’]d like|i would like|i want) to (?:know|hear|learn|read)(?: more| something| everything)? {ABOUT} ",
        rf"(?:(?:please )?(?:summari[sz]e|sum up|give me a summary of)) (?:{ARTICLES} (?:{ABOUT}|of) )?",
        rf"(?:(?:please )?(?:give|show|find) me |(?:is|are) there |do you have )?{SOME}{THINGS} {ABOUT} ",
        rf"que (?:nous )?(?:dit|disent|racontent?|apprend|apprennent|savent) {LES_ARTICLES} {DE}",
        rf"qu['’]est-ce que {LES_ARTICLES} (?:dit|disent|racontent?) {DE}",
        rf"que (?:sait|dit)[- ]on {DE}",
        rf"que (?:sais-tu|savez-vous|dis-tu|dites-vous|peux-tu (?:me )?dire|pouvez-vous (?:me |nous )?dire) {DE}",
        rf"qu['’]est-ce (?:qu['’]on (?:sait|dit)|qui est dit|que (?:tu sais|vous savez)) {DE}",
        rf"{DIS} {DE}",
        rf"(?:je (?:voudrais|veux|souhaite)|j['’]aimerais)(?: en)? savoir(?: plus| tout| quelque chose)? {SUR}",
        rf"(?:je (?:voudrais|veux|cherche)|j['’]aimerais)(?: avoir)? {DES_INFOS} {SUR}",
        rf"r[ée]sume(?:[rz]|[- ]moi)? (?:{LES_ARTICLES} {DE})?",
        rf"(?:fais|faites)(?:[- ]moi)? (?:un|le) r[ée]sum[ée] {DE}(?:{LES_ARTICLES} {DE})?",
        rf"(?:{DONNE}[- ]moi |y a-t-il |il y a |avez-vous |as-tu )?{DES_INFOS} {SUR}",
    )
)
OPENING = tuple(
    re.compile(rf"{OPENS}{pattern}{ENDS}", re.IGNORECASE)
    for pattern in (r"(?:what|how) about ", r"(?:quid |qu['’]en est-il )(?:du |des |de |d['’])")
)
SAID = tuple(
    re.compile(rf"{OPENS}{pattern}{ENDS}", re.IGNORECASE)
    for pattern in (
        rf"what (?:do|does|did) (?P<who>\S.{{0,60}}?) (?:say|write|announce|state|declare|reveal|claim) {ABOUT} ",
        rf"(?:que |qu['’]){DIT} (?P<who>\S.{{0,60}}?) {SUR}",
    )
)
SAYING = re.compile(
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|wr(?:ote|ites?)|according to|(?:announc|declar|stat|explain|add|warn|claim|"
    r"confirm|reveal|recall|insist)(?:e?s|e?d)|dit|disent|selon|(?:déclar|annonc|affirm|expliqu|ajout|rappel|confirm|révél|"
    r"révèl|écri|estim|insist|précis)\w*)\b",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"(?:i|he|she|we|they|il|ils|elles|on|tu|you|yourself|yourselves|me|us|it|him|her|them|this|that|toi|vous|moi|nous|lui|elle|eux|elles|[çc]a|cela)\W*",
    re.IGNORECASE,
)
ASKING = re.compile(
    r"(?:who|what|when|where|why|how|which|whether|if|qui|que|quoi|quand|où|comment|pourquoi|quel|si)\b", re.IGNORECASE
)


def topic_of(question: str, *, first: bool) -> str:
    """Return what `question` wants to be told about, the empty string where it asks for something else.

    "what about fines?" does where it is the `first` of a conversation; behind others it asks of fines what they ask.
    """
    for frame in (*FRAMES, *(OPENING if first else ())):
        if match := frame.match(question):
            return _named(match["x"])
    return ""


def said_of(question: str) -> str:
    """Return who says something and of what, where `question` asks for that, the empty string where it does not.

    "what did Microsoft say about exclusivity?" looks for what is said of both.
    """
    for frame in SAID:
        if (match := frame.match(question)) and not NOBODY.fullmatch(match["who"]) and (about := _named(match["x"])):
            return f"{match['who']}, {about}"
    return ""


@dataclass(frozen=True, slots=True)
class ToldOf:
    """A topic, as it is looked for, and what is asked about it."""

    topic: str
    asked: Asked


def told_of(question: str, *, first: bool) -> ToldOf | None:
    """Return the topic that one wants to be told about, or told what somebody says of; None for another question.

    `first` is that of `topic_of`.
    """
    if topic := topic_of(question, first=first):
        return ToldOf(topic, read_topic(topic))
    said = said_of(question)
    return ToldOf(said, Asked("other", topic="said")) if said else None


def tells_what_is_said(text: str) -> bool:
    """Return whether a text tells what somebody says, rather than what is so."""
    return SAYING.search(text) is not None


def read_topic(topic: str) -> Asked:
    """Return what is asked for where one wants to be told about `topic`."""
    return Asked("definition", bare_subject(topic), topic="asked")


def is_bare(question: str, terms: Sequence[Term]) -> bool:
    """Return whether a question is a few words that name a topic and ask nothing: "fines of the GDPR".

    "May" and "Mars" alone may be a month or a word without weight, which stand in many texts.
    """
    known = {word for term in terms for word in fold(term.surface)}
    weightless = len(terms) == 1 and terms[0].folded in WEIGHTLESS
    return 0 < len(terms) <= MOST_BARE and set(fold(question)) <= known | SMALL and not weightless


def _named(words: str) -> str:
    """Return the words of a topic, nothing where they mean something said before or are a question themselves."""
    if NOBODY.fullmatch(words) or PRONOUN.search(words) or POINTING.search(words) or ASKING.match(words):
        return ""
    return words


def told_about(
    query: Query,
    hits: Sequence[Hit],
    lexicon: Translating,
    language: Language,
    most: int,
    *,
    known: Sequence[Quote] = (),
    whole: bool = False,
) -> list[Quote]:
    """Return at most `most` quotes about what `query` names, those in the asker's `language` first of their kind.

    Sentences that say all of several words come first, then how the articles about it open, then what else says it. One
    at least is from another article than the others, if any other speaks of it. What is `known` is not told again; with
    `whole`, only sentences that say all are told.
    """
    topic = _Topic(query, lexicon)
    articles = {hit.article.id: hit.article for hit in hits}.values()
    titled = [one for one in articles if not topic.lacking_in(one.title, one.language)]
    titled.sort(key=lambda one: one.language != language)
    openings = (Quote(one, span) for one in titled if (span := opening_of(one)))
    said = [found for hit in hits if (found := _speaking(hit, topic, known))]
    all_said = [quote for quote, lacking in said if not lacking and len(topic.words) > 1]
    all_said.sort(key=lambda one: one.article.language != language)
    others = [quote for quote, lacking in said if quote not in all_said]
    told = all_said if whole else [*all_said, *islice(openings, MOST_OPENINGS), *others]
    return [topic.cut(quote) for quote in _shared(told, most)]


def _shared(quotes: Sequence[Quote], most: int) -> list[Quote]:
    """Return the first `most` quotes, one of them from another article than the others where any is."""
    taken = Counter[str]()
    first: list[Quote] = []
    behind: list[Quote] = []
    for quote in quotes:
        taken[quote.article.id] += 1
        (behind if taken[quote.article.id] >= max(2, most) else first).append(quote)
    return [*first, *behind][:most]


def _speaking(hit: Hit, topic: _Topic, told: Sequence[Quote]) -> tuple[Quote, set[str]] | None:
    """Return the sentence of a passage with most of the topic's words, and those it lacks, which the title has.

    It is none that is `told` already.
    """
    article = hit.article
    in_title = topic.lacking_in(article.title, article.language)
    places = [quote.span for quote in told if quote.article.id == article.id]
    sentences = [
        one
        for one in sentences_of(hit)
        if len(fold(one.text)) >= LEAST_WORDS
        and not any(one.span.start < place.end and place.start < one.span.end for place in places)
    ]
    known = [(Quote(article, one.span), topic.lacking_in(one.text, article.language)) for one in sentences]
    some = [one for one in known if len(one[1]) < len(topic.words) and not one[1] & in_title]
    return min(some, key=lambda one: len(one[1]), default=None)


class _Topic:
    """The words of a topic, and what stands for each in a text.

    A translation does if it may be translated back: "temps" is more often time than the weather.
    """

    def __init__(self, query: Query, lexicon: Translating) -> None:
        self._query = query
        self.words = {term.folded for term in query.terms}
        self._stems = {
            (term.folded, language): frozenset(
                form
                for form in forms
                if language == query.language or _is_sure(form, term.forms[query.language], language, lexicon)
            ).union(stem_of(one, language) for one in partners_of(term.surface, query.language))
            for term in query.terms
            for language, forms in term.forms.items()
        }

    def cut(self, quote: Quote) -> Quote:
        """Return what is quoted of a sentence: all of it, or of an enormous one the clauses with most of the words."""
        article = quote.article

        def worth(part: str) -> float:
            return float(len(self.words) - len(self.lacking_in(part, article.language)))

        return Quote(article, at_most(article.text, quote.span, worth), quote.highlight)

    def lacking_in(self, text: str, language: Language) -> set[str]:
        """Return the words that a text does not hold."""
        stems = set(analyse(text, language))
        return {
            term.folded
            for term in self._query.terms
            if not (
                is_named(term, text, language, self._query.language)
                if term.is_name and not is_acronym(term.surface)
                else not stems.isdisjoint(self._stems[term.folded, language]) or has_word(text, term.surface)
            )
        }


def _is_sure(form: str, stems: Collection[str], language: Language, lexicon: Translating) -> bool:
    """Return whether a stem of `language` stands for one of the question's stems: it is one, or means one."""
    return form in stems or any(
        one.stem in stems and one.probability >= LEAST_BACK for one in lexicon.translations(form, language)
    )
