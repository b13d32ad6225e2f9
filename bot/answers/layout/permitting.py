"""Whether something is allowed, as an item of rules tells: "can I talk of politics?", "Keep politics out of …". Pure.

A rule seldom has the verb of the question; what it is about decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from bot.answers.layout.lines import LaidOut, items_of
from bot.answers.questions.openings import LINKED
from bot.answers.questions.question import Asked
from bot.answers.questions.whether import EST_CE, LE_DROIT, asks_may_or_must, asks_permission
from bot.answers.shown.quotes import Quote
from bot.answers.values.naming import has_word
from bot.answers.values.things import PRESENT, standing
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import WORD, analyse, fold
from index.words.terms import Term

PEOPLE = (
    r"(?:sons?|daughters?|child(?:ren)?|kids?|wife|husband|partner|friends?|guests?|family|mother|father|"
    r"fils|filles?|enfants?|mari|femme|conjointe?|amie?s?|mère|père|famille|invitée?s?)"
)
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
# What one asks to do, of oneself or one's own: the verb, and behind it what with.
ONE_MAY = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:can|may|could)\s+(?:i|we|you|one|someone|anyone|my\s+{PEOPLE})|am\s+i\s+allowed\s+to|"
    rf"{EST_CE}(?:je\s+peux|on\s+peut)|puis[-\s]je|peut[-\s]on|{LE_DROIT}\s+d(?:e\s|['’])|"
    rf"(?:mon|ma|mes)\s+{PEOPLE}\s+peu(?:t|vent)-(?:ils?|elles?))\s*(?P<verb>[^\W\d_]+)\s+(?P<what>.+)",
    re.IGNORECASE,
)
ENDS_WHAT = lazy_pattern(
    r"\b(?:in|on|at|to|into|with|for|during|from|after|before|near|while|when|if|without|dans|sur|à|au|aux|avec|pour|pendant|"
    r"chez|en|quand|si|sans)\b",
    re.IGNORECASE,
)
# Forbids what it is said of, whatever is done with it; what "may not be used" may be sold.
BANNED = lazy_pattern(
    r"\b(?:is|are)\s(?:strictly\s)?(?:(?:not|never|no\s+longer)\s(?:allowed|permitted|admitted|accepted|tolerated)|banned|"
    r"forbidden|prohibited)\b(?!\s+(?:to|from)\b)|"
    r"\b(?:est|sont)\s(?:strictement\s|formellement\s)?(?:interdite?s?|proscrite?s?|bannie?s?)\b(?!\s+d(?:e\b|['’]))|"
    r"\b(?:n['’]|ne\s)(?:est|sont)\s(?:pas|plus|jamais)\s(?:autorisée?s?|admise?s?|acceptée?s?|permise?s?|tolérée?s?)\b"
    r"(?!\s+(?:à|d(?:e\b|['’])))"
)
NOT_USED = lazy_pattern(
    r"\b(?:may|must|can)(?:\s+not|not|\s+no\s+longer|\s+never)\s+be\s+(?:used|brought|put)\b|"
    r"\bne\s(?:peu(?:t|vent)|doi(?:t|vent))\s(?:pas|plus|jamais)\sêtre\s(?:utilisée?s?|apportée?s?|mise?s?)\b"
)
BANNED_ACT = lazy_pattern(
    r"\b(?:forbidden|not\s+(?:allowed|permitted))\s+to\s+(?P<verb>\w+)\s(?P<behind>[^,;:.!?]+)|"
    r"\binterdit\s+(?:à\s\w+\s)?d(?:e\s|['’])(?P<verbe>\w+)\s(?P<suite>[^,;:.!?]+)"
)
CLAUSE = lazy_pattern(r"[^,;:.!?]*$")
BEFORE_NOUN = vocabulary(
    "petit petite petits petites grand grande gros grosse vieux vieille nouveau nouvelle autre bon bonne"
)
USES = SAY_LITTLE | vocabulary("put lay place set poser mettre placer")

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


def is_forbidden(query: Query, text: str, language: Language) -> bool:
    """Return whether a sentence of `text` forbids what one asks to do something with, by its noun.

    "Drones are not allowed" forbids to fly small ones; where one would is told as well: "over the lake".
    """
    asks = ONE_MAY.match(query.text)
    if asks is None:
        return False
    end = ENDS_WHAT.search(asks["what"])
    what = WORD.findall(asks["what"][: end.start()] if end else asks["what"])
    about = [
        term
        for term in query.terms
        if term.folded not in WITHOUT_WEIGHT and term.surface.lower() in asks["what"].lower()
    ]
    things = [term for term in about if term.surface in what]
    if not things or not all(standing([term for term in about if term not in things], text, language)):
        return False
    french = [term for term in things if term.folded not in BEFORE_NOUN] or things
    head = things[-1] if query.language == "en" else french[0]
    doing = [term for term in query.terms if term.surface == asks["verb"]]
    used = set(fold(asks["verb"])) <= USES
    for span in split_sentences(text, language):
        said = span.of(text).lower()
        if not all(standing([head], said, language)):
            continue
        clauses = [
            before.group() for ban in _bans_in(said, used=used) if (before := CLAUSE.search(said[: ban.start()]))
        ]
        for ban in BANNED_ACT.finditer(said):
            verb = ban["verb"] or ban["verbe"]
            if set(fold(verb)) <= SAY_LITTLE or any(standing(doing, verb, language)):
                clauses.append(ban["behind"] or ban["suite"])
        if any(any(standing(things, clause, language)) for clause in clauses):
            return True
    return False


def _bans_in(said: str, *, used: bool) -> list[re.Match[str]]:
    """Return what in a sentence, in small letters, forbids what stands before it, for one who would have it `used`."""
    return [*BANNED.finditer(said), *(NOT_USED.finditer(said) if used else ())]


def _has_kin(term: Term, stems: Collection[str]) -> bool:
    """Return whether a stem begins as a word does, but for its ending: "vendre" and "vend" have two."""
    start = term.folded[:-ENDING]
    return len(start) >= LEAST_SHARED and any(stem.startswith(start) for stem in stems)


def says_ruling(text: str) -> bool:
    """Return whether a sentence allows or forbids something in as many words."""
    return RULING.search(text.lower()) is not None


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
