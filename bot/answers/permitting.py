"""Whether something is allowed, as an item of rules tells: "can I talk of politics?", "Keep politics out of …". Pure.

A rule seldom has the verb of the question; what it is about decides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from bot.answers.lines import LaidOut, items_of
from bot.answers.naming import has_word
from bot.answers.question import Asked
from bot.answers.quotes import Quote
from bot.answers.things import PRESENT, standing
from bot.answers.whether import asks_may_or_must, asks_permission
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.analysis import analyse, fold
from index.candidates import Query
from index.hits import Hit
from index.terms import Term

# What an item that rules says; "keep out" and "are deleted" forbid as well.
RULES = lazy_pattern(
    r"\b(?:no|not|never|don['’]t|keep|banned|forbidden|prohibited|allowed|permitted|must|only|deleted|removed|welcome|ask|"
    r"interdite?s?|défense|pas|jamais|autorisée?s?|permise?s?|limitée?s?|doivent|doit|bannie?s?|évitez|uniquement|punie?s?|"
    r"supprimée?s?|sauf)\b"
)
# What says so by itself; the others do under rules alone: "Flying no longer crashes the game".
RULING = lazy_pattern(
    r"^\W*(?:no\b(?!\s+longer)|never\b|don['’]t\b|keep\b)|"
    r"\b(?:banned|forbidden|prohibited|allowed|permitted|interdite?s?|défense|autorisée?s?|permise?s?|bannie?s?|évitez)\b"
)
OF_RULES = vocabulary(
    "rules rule conduct guidelines policy policies allowed forbidden banned prohibited permitted etiquette",
    "regle regles reglement charte conduite interdit interdits interdite interdites interdictions autorise autorises",
    "permis moderation politique",
)
# Words that ask, and what one does with a subject that a rule keeps out.
LEFT_OUT = vocabulary(
    "allowed permitted banned forbidden prohibited ok okay rules rule against talk talking speak speaking discuss chat",
    "interdit interdite interdits interdites autorise autorisee autorises autorisees permis permise droit parler",
    "discuter puis je peux peut",
)
# Verbs that a rule leaves out too, but which may be what is asked: "can I make an account?".
SAY_LITTLE = vocabulary(
    "use do make have get bring take come utiliser faire mettre avoir apporter amener emmener ramener venir"
)
# What a sentence of prose says of its subject that rules on it: "Dogs are not admitted", "Les chiens sont interdits".
RULED_ON = lazy_pattern(
    r"\b(?:is|are)\s(?:(?:not|also|only|never|strictly|always)\s){0,2}(?:allowed|permitted|banned|forbidden|prohibited|accepted|"
    r"admitted|welcome|tolerated)\b|\b(?:est|sont)\s(?:(?:pas|aussi|seulement|toujours|strictement|jamais|plus)\s){0,2}"
    r"(?:interdite?s?|autorisée?s?|permise?s?|acceptée?s?|admise?s?|tolérée?s?|bienvenue?s?|proscrite?s?)\b"
)

WITHOUT_WEIGHT = (
    LEFT_OUT
    | SAY_LITTLE
    | vocabulary(
        "can may could must should need needs needed required obliged entitled",
        "doit doivent dois faut peuvent falloir devoir",
    )
)
ENDING, LEAST_SHARED = 2, 4  # letters at the end of a verb that change, and those before them at least

Ruling = Callable[[Sequence[Term], Language, Sequence[Hit]], LaidOut | None]


def permission_asked(query: Query, asked: Asked) -> tuple[Term, ...]:
    """Return the words for what a question asks to be allowed; none where it asks nothing of the kind."""
    if asked.kind != "other" or not asks_permission(query.text):
        return ()
    return tuple(term for term in query.terms if term.folded not in LEFT_OUT)


def act_lacking(query: Query, text: str, language: Language) -> bool:
    """Return whether a question asks if somebody may or must, and `text` lacks a word of what that is.

    "Can trainers refuse a bonus?" is not told by "A trainer receives a bonus". Names are looked for elsewhere.
    """
    if not asks_may_or_must(query.text):
        return False
    about = [term for term in query.terms if not term.is_name and term.folded not in WITHOUT_WEIGHT]
    stems = set(analyse(text, language))
    return not all(
        term.presence(stems, language) or has_word(text, term.surface) or _has_kin(term, stems) for term in about
    )


def _has_kin(term: Term, stems: Collection[str]) -> bool:
    """Return whether a stem begins as a word does, but for its ending: "vendre" and "vend" have two."""
    start = term.folded[:-ENDING]
    return len(start) >= LEAST_SHARED and any(stem.startswith(start) for stem in stems)


def rule_on(asked: Sequence[Term], language: Language, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the item of a list that rules on all that is asked, in `language` if there is one; None where none does.

    It surely does where its sentence begins with that: "No cheating", "Streaming is allowed", not "… in voice chat",
    and either says so in as many words or stands among rules.
    """
    about = [term for term in asked if term.folded not in SAY_LITTLE]
    if not about:
        return None
    found: LaidOut | None = None
    for hit in sorted(hits, key=lambda one: one.article.language != language):
        text, spoken = hit.article.text, hit.article.language
        ruled = not OF_RULES.isdisjoint(fold(f"{hit.article.title}\n{hit.passage.heading}"))
        for span in items_of(text, hit.passage.span):
            for sentence in split_sentences(span.of(text), spoken):
                said = sentence.of(span.of(text)).lower()
                if RULES.search(said) and all(standing(about, said, spoken)):
                    first = analyse(RULES.sub(" ", said), spoken)[:1]
                    begins = any(term.presence(first, spoken) >= PRESENT for term in about)
                    surely = begins and len(about) == len(asked) and (ruled or RULING.search(said) is not None)
                    found = found if found and not surely else LaidOut([Quote(hit.article, span)], surely)
                    if surely:
                        return found
    return found


def rule_in_prose(asked: Sequence[Term], language: Language, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the sentence of prose that rules on all that is asked, its subject first; None where none does.

    "Les chiens ne sont pas admis dans le gymnase" does, if another place may be meant: it is never sure.
    """
    about = [term for term in asked if term.folded not in SAY_LITTLE]
    for hit in sorted(hits, key=lambda one: one.article.language != language) if about else ():
        spoken, start = hit.article.language, hit.passage.span.start
        if RULED_ON.search(hit.text.lower()) is None:
            continue
        for sentence in split_sentences(hit.text, spoken):
            said = sentence.of(hit.text).lower()
            ruled = RULED_ON.search(said)
            if ruled is None or not all(standing(about, said, spoken)):
                continue
            first = analyse(said[: ruled.start()], spoken)[:1]
            if any(term.presence(first, spoken) >= PRESENT for term in about):
                span = Span(start + sentence.start, start + sentence.end)
                return LaidOut([Quote(hit.article, span)], surely=False)
    return None
