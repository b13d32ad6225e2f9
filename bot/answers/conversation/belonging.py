"""What a thing may have that a follow-up asks for: a committee has a chair, a deposit has none. Pure."""

from __future__ import annotations

import re

from bot.answers.conversation.leaning import IS_WHO, OF_IT, PRONOUN
from bot.answers.questions.openings import LINKED
from bot.answers.questions.question import QUEL, WHAT
from bot.answers.values.things import names_in
from corpus.article import Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.matching.candidates import Query
from index.words.analysis import fold

# Who holds these does so in a body of people; those of a place or a state are of no other body.
OF_A_PLACE = vocabulary(
    "mayor minister governor king queen prefect bishop councillor maire ministre gouverneur roi reine prefet eveque",
    "conseiller conseillere depute deputee",
)
OFFICES = OF_A_PLACE | vocabulary(
    "chair chairman chairwoman chairperson president vice treasurer secretary leader captain coach manager director",
    "head boss chief conductor accompanist ceo cfo cto deputy librarian moderator moderators admin admins",
    "administrator headteacher presidente tresorier tresoriere secretaire adjoint adjointe chef cheffe capitaine",
    "entraineur entraineuse pdg directeur directrice patron patronne gerant gerante bibliothecaire moderateur",
    "moderatrice moderateurs administrateur administratrice proviseur doyen doyenne responsable",
)
BODIES = vocabulary(
    "club committee council association society team group company firm school college university library museum guild",
    "clan union board party church federation league band choir orchestra project server community organisation",
    "organization agency commission ministry office department branch section town city village country state hospital",
    "shop cafe restaurant bar pub hotel parish foundation cooperative collective charity faculty theatre center centre",
    "hall house",
    "comite conseil societe equipe groupe entreprise ecole lycee universite bibliotheque musee guilde syndicat bureau",
    "parti eglise federation ligue chorale choeur orchestre projet serveur communaute agence ministere ville commune",
    "pays etat region hopital collectif mairie poste mediatheque maison magasin theatre paroisse pme eti tpe",
)
MEETINGS = vocabulary("ag age agm egm aga")  # in capitals like a body's name
WHO_IS = lazy_pattern(
    rf"^\W*+{LINKED}(?:who(?:['’]s|\s+(?:is|was|are|were))\s+the|(?:c['’]est\s+)?qui\s+(?:(?:est|était|sont|étaient)\s+)?(?:l(?:e|a|es)\b|l['’]))\s*$",
    re.IGNORECASE,
)
# A person, as a pronoun means one; "it" is none, nor is the "il" of "faut-il" and "y a-t-il".
SOMEBODY = lazy_pattern(
    r"(?<!faut-)(?<!faut )(?<!y a-t-)(?<!y-a-t-)\b(?!il\s(?:y\sa|faut)\b)"
    r"(?:he|she|they|him|her|hers|his|them|theirs?|ils?|elles?|lui|leurs?|son|sa|ses|eux)\b|\bl['’](?=(?:a|ont|avait)\b)",
    re.IGNORECASE,
)
THE = lazy_pattern(r"(?:\b(?:the|l[ea]s?)\s+|\bl['’])$", re.IGNORECASE)
IT_IS_THE = lazy_pattern(rf"^\W*+{LINKED}(?:{WHAT}|{QUEL})$", re.IGNORECASE)


def asks_for_part(question: str) -> bool:
    """Return whether a question asks who or what the one of its kind is and says not of what: "who is the chair?"."""
    return OF_IT.match(question) is not None and PRONOUN.search(question) is None


def may_have(query: Query, earlier: Query, thing: Span) -> bool:
    """Return whether a thing of `earlier` may have what `query` asks for, which says not of what it is.

    A name may, but that of who somebody is; an office is of a body of people, and what was itself asked for as the one
    of its kind ("what is the quorum?") has nothing that another question asks for in this way.
    """
    words, office = fold(thing.of(earlier.text)), not OFFICES.isdisjoint(fold(query.text))
    if any(name.start <= thing.start < name.end for name in names_in(earlier)):
        return IS_WHO.match(earlier.text) is None and not (office and MEETINGS.issuperset(words))
    is_body = not BODIES.isdisjoint(words)
    opening = earlier.text[: thing.start]
    asked_for = IT_IS_THE.match(opening) is not None and THE.search(opening) is not None
    return is_body or not (asked_for or WHO_IS.match(opening) or office)


def is_who_was_asked(query: Query, earlier: Query, thing: Span) -> bool:
    """Return whether a thing is who was asked for ("who is the mayor?"), whom the follow-up does not mean."""
    return WHO_IS.match(earlier.text[: thing.start]) is not None and SOMEBODY.search(query.text) is None
