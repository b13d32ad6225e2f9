"""Whether a question leans on the one before it: it goes on with "and", says "it", or says too little. Pure.

"and Jupiter?" is no question of its own; "when was it founded?" asks about something named before. "and who founded the
OSI?" stands alone, and so does "how does an engine rank its results?", which names whose results it means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.answers.questions.openings import EITHER, GOING_ON, LINKED, TAKING_UP
from bot.answers.questions.phrases import phrases_in
from bot.answers.questions.question import Asked
from bot.answers.questions.wording import ASKED
from corpus.article import Language
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.words.analysis import fold, stem_of
from index.words.terms import Term, is_acronym

ABOUT = r"what\s+about|how\s+about|quid\s+d(?:e|u|es|['’])|qu['’]en\s+est-il\s+d(?:e|u|es|['’])"
OPENS_ON = lazy_pattern(
    r"^\W*(?:(?:ok(?:ay)?|so|alors)\W+)?"
    rf"(?:(?:and|et|or|ou|but|mais)(?:\s+(?:also|aussi|for|pour|{ABOUT}))?|{ABOUT})(?:\s+|(?<=['’]))"
    r"(?:(?:celui|celle|ceux|celles)\s+(?=d))?",
    re.IGNORECASE,
)
GOES_ON = lazy_pattern(rf"^\s*(?:{EITHER}|or|ou|what about|how about)\b(?!-)", re.IGNORECASE)
# The language of what goes on is that of the word that says so, whatever names it holds.
GOING = lazy_pattern(
    rf"^\W*(?:(?:{TAKING_UP})\W+)?(?:(?P<fr>{GOING_ON['fr']}|ou|quid|qu['’]en)|{GOING_ON['en']}|(?:what|how)\s+about)\b(?!-)",
    re.IGNORECASE,
)

# Asks what was asked before for another case: "and if it rains?", not "and if it rains, who decides?".
AND_IF = lazy_pattern(
    r"^\W*(?:(?:ok(?:ay)?|so|alors)\W+)?(?:and|et|but|mais)\s+"
    r"(?P<case>(?:if|unless|si|s['’](?=ils?\b))(?:\s|(?<=['’]))[^,;:?]{3,120})[\s?!.…]*$",
    re.IGNORECASE,
)
POSSESSIVE = lazy_pattern(r"(?<=\w)['’]s(?=[\s?!.…]{0,9}$)", re.IGNORECASE)  # names whose: "and Moderna's?"
# What an ellipsis may hold beside the words that say something: "and in the United States?".
SMALL = vocabulary(
    "the a an le la les l un une des du de d au aux and et in on at of for since after before under with without",
    "during by from to until till per en à dans sur pour depuis apres après avant sous avec sans pendant par chez vers",
    "outside hors",
)
# « été » is a function word by itself ("a été"), and the summer here: "et celui d'été ?", "et en été ?".
SUMMER = lazy_pattern(r"^(?:d['’]|(?:de|à|pour)\sl['’]|en\s)été\W*$", re.IGNORECASE)
JOINED = lazy_pattern(r"(?<!\w)\w+(?:-\w+)+")  # "time-out" is one word, though "out" says nothing
# A year by itself asks what was asked before of another one: "2019?", "en 2019 ?".
A_YEAR = lazy_pattern(r"^\W*(?:(?:in|en|since|depuis|after|apr[eè]s|before|avant)\s+)?\d{4}\W*$", re.IGNORECASE)
# Asks for some things and says nothing of them, nor of whose they are: "how many employees?", "quelles amendes ?".
OF_WHAT = lazy_pattern(
    r"^\W*(?:how\s+(?:many|much)|which|what|combien\s+d(?:e\s+|['’])|(?:c['’]est\s+)?quel(?:le)?s?)(?:\s+|(?<=['’\s]))(?!(?:is|are|was|were|does|do|did|"
    r"est|sont|a|ont)\b)[^\W\d]+(?:-\w+)*\W*$",
    re.IGNORECASE,
)
INVERTED = lazy_pattern(r"\w-(?:t-)?(?:ils?|elles?|on)\b", re.IGNORECASE)  # a verb: "peuvent-ils"
SHORT_OFFICES = vocabulary("ceo cfo cto pdg dg")  # name nobody, though in capitals
MOST_WORDS = 4  # that say something in an ellipsis; more are a question

# Deeds done to a thing, which the one before names: "how do I join?" behind a question on a ride.
OF_A_THING = vocabulary(
    "join enter register sign enrol enroll apply participate attend come go pay buy order get book reserve cancel",
    "return start stop begin end open close win play use rejoindre entrer inscrire participer assister venir aller",
    "payer acheter commander obtenir procurer reserver annuler rendre commencer arreter finir ouvrir fermer gagner",
    "jouer utiliser",
)
# Deeds done to nothing: "where do we park?" is whole.
OF_NOTHING = vocabulary(
    "park sleep eat dress sit stand help practise practice train live wait smoke swim climb walk run ride rehearse",
    "meet sing dance shower wash stay arrive leave camp cook vote travel garer dormir manger attendre fumer nager",
    "chanter danser courir habiter entrainer aider voter arriver partir rester camper cuisiner voyager grimper",
)
WE = r"(?:i|we|you|one|people|kids|children|members|beginners|guests|visitors)"
MUST = r"(?:must|can|could|may|might|should|shall|will|would|do|does|did|are)"
ON = r"(?:je|tu|on|nous|vous)"
OF_PEOPLE = lazy_pattern(
    rf"\b{MUST}\s{WE}\s\w|\bhow\sto\s\w|\b{ON}\s\w|-{ON}\b|\bfaut\b|\b(?:où|comment|quand)\s(?:se\s|s['’])?\w+(?:er|ir|re)\b",
    re.IGNORECASE,
)
# Asks of people what they are, do to themselves or need, and lacks no thing: "how old must I be?", "où se garer ?".
OF_ONESELF = lazy_pattern(
    rf"\bhow\s(?!much\b|many\b|long\b|often\b)[a-z]+\s(?:{MUST}|am)\s{WE}\s(?:(?:have|need|got)\sto\s)?be\b|"
    rf"\bwhat\s(?:clothes\s|shoes\s|else\s)?{MUST}\s{WE}\s(?:(?:have|need)\sto\s)?(?!do\b|have\b|need\b)\w|"
    r"\bquel\s[âa]ge\b|\b(?:mesurer|peser)\s|\b(?:se\s|s['’]|me\s|m['’]|vous\svous\s|nous\snous\s)\w{3}|"
    rf"\bque\s(?:doi[st]|peux|peut|puis|devez|devons|pouvez|faut)-(?:il|{ON})\s\w|"
    rf"\bqu['’]est[-\s]ce\squ(?:e\s|['’])(?:{ON}|il\sfaut)\s\w|\b(?:{ON}|faut)\s\w+(?:\s\w+)?\squoi\b",
    re.IGNORECASE,
)

# A noun that a pronoun behind it may mean: "the law … it", "la licence a-t-elle". "l'a" is a pronoun itself.
NOUN = lazy_pattern(
    r"(?<![\w'’-])(?:(?:the|an?|every|each|le|la|les|une?|des|du|chaque)\s+|l['’](?!(?:a|ont|avait|avaient)\b))(?=\w)",
    re.IGNORECASE,
)
# "il y a", "faut-il" and "is it true" mean nobody.
PRONOUN = lazy_pattern(
    r"(?<!faut-)(?<!faut )(?<!à part )(?<!y a-t-)(?<!y-a-t-)(?<!existe-t-)(?<!\w['’])\b"
    r"(?:it|its|he|she|they|his|her|their|il|elle|ils|elles|lui|leurs?|son|sa|ses|celle|ceux|celles|cela|ça)\b(?!\s+(?:y\s+a|y\s+avait|faut|true|possible|s['’]agit|"
    r"existe|pass[ée]|arriv[ée])\b)|\bl['’](?=(?:a|ont|avait|avaient)\b)",
    re.IGNORECASE,
)
POINTING = lazy_pattern(
    r"\b(?:this|these|cet|cette|ces|(?<![-'’])ce(?!\s+(?:qu|sont|dont|n['’])))\s+(?!(?:server|serveur|channel|salon|bot|"
    r"corpus|is|was|are)\b)[^\W\d]|(?:^|\b(?:is|was|are|were|did|does|do|of|in|for|about|with|from|on|at)\s+)"
    r"(?:that|those)\s+(?!(?:the|a|an|is|was|are|were)\b)\w|-(?:y|en)\b|"
    r"(?<!il)(?<!qu['’]) y (?!(?:a|avait|aura|aurait|eut|en)\b)[^\W\d]{3}|^\W*est-ce\s+(?!qu)\w|"
    r"\b(?:qui|quel(?:le)?s?|quand|o[uù]|comment|combien|pourquoi)\s+en\s+(?:est|sont|[ée]tait|[ée]taient|fut|a|ont|avait)\b",
    re.IGNORECASE,
)
# Behind the verb a pronoun is not its subject: "when did the UK approve it?" means what was named before.
OBJECT = lazy_pattern(
    r"\w\s+(?:it|them|him|this|that|these|those|cela|ça|celui-ci|celle-ci)\s*[?!.…\s]*$", re.IGNORECASE
)
# Another of what was named before, or that itself: "how much is a new one?", "comment la récupérer ?".
ANOTHER = lazy_pattern(
    r"\b(?:comment|(?:peut|peux|puis|doit|dois|faut)(?:[-\s](?:on|il|je|tu))?)\s(?:l[ea]s?\s|l['’])[^\W\d]{2,20}(?:er|ir|re)\b|"
    r"\b(?:(?:an?|the)\s(?:new|spare|second|other)\s|another\s)ones?\b|\bune?\s(?:nouve(?:au|lle)|autre)\b(?!\s[^\W\d]{2})",
    re.IGNORECASE,
)
IS_WHO = lazy_pattern(
    r"^\W*(?:who(?:['’]s|\s+(?:is|was|are|were))|qui\s+(?:est|[ée]tait|sont|[ée]taient)|"
    r"c['’]?\s?est\s+qui)\s+(?!(?:the|an?|le|la|les|une?|its?|his|her|their|son|sa|ses|leurs?|this|that|ce|cet|cette|ces)\b|l['’])\w",
    re.IGNORECASE,
)
# Asks for a part of what was named before: "who is the founder?", "quelles sont les amendes ?".
OF_IT = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:who|what|which)(?:['’]s|\s+(?:is|was|are|were))\s+the|"
    r"(?:qui|quel(?:le)?s?)\s+(?:est|[ée]tait|sont|[ée]taient)\s+(?:l['’]|l(?:e|a|es)\b)|"
    r"(?:(?:the|les?|la)\s+(?:(?:most|least|plus|moins)\s+)?|l['’])[\w-]+\W*$)",
    re.IGNORECASE,
)
# Names one of two things, the other of which was named before: "what is the difference with a ROFO?".
DIFFERENCE_WITH = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:what(?:['’]?s|\s+is)|is\s+there|(?:quelle(?:\s+est)?|(?:c['’]?\s?est|cest)\s+"
    r"quoi))\s+)?(?:(?:the|an?|any|la|une)\s+)?(?:differences?|diff[ée]rences?)\s+(?:with|from|to|avec|par\s+rapport\s+[àa])\s",
    re.IGNORECASE,
)
THERE = lazy_pattern(r"(?<!are )(?<!is )(?<!was )(?<!were )\bthere\W*$", re.IGNORECASE)
# Counts what was named before: "how many are there now?", "combien y en a-t-il ?".
HOW_MANY_OF_IT = lazy_pattern(
    rf"^\W*+{LINKED}(?:how\s+many\s+(?:are|were)\s+(?:there|left)(?:\s+(?:now|today|left|in\s+total|"
    r"altogether|still|then))*|(?:il\s+y\s+en\s+a\s+)?combien\s+(?:y\s+en\s+a(?:vait)?(?:-t-il)?|en\s+(?:reste|existe)(?:-t-il)?|"
    r"sont-(?:ils|elles))(?:\s+(?:maintenant|aujourd['’]hui|en\s+tout|encore))*)\W*$",
    re.IGNORECASE,
)
# Stand for a thing where the question has none: "qui la vend ?", "who sells some?".
IN_ITS_PLACE = vocabulary("the them him some any ones both all le la les l en y lui leur eux tous toutes")
# Asks for more of the same and names nothing.
MORE = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:please|can you|could you|(?:est-ce que )?tu peux|peux-tu|pouvez-vous)\s+){{0,2}}(?:"
    r"(?:tell (?:me|us)|say|know)(?: a (?:bit|little))? more|"
    r"(?:(?:give me|any|some)\s+)?more (?:details?|info(?:rmation)?)|go on|continuez?|continuer|elaborate|"
    r"explain(?: more| further)?|explique[rz]?(?:[ -]moi)?|d[ée]veloppe[rz]?|raconte[rz]?|"
    r"(?:m['’]en )?dire (?:plus|davantage)|(?:en )?savoir (?:plus|davantage)|"
    r"di(?:s|tes)[ -](?:m['’]?en|moi en|nous en)[ -](?:plus|davantage)|"
    r"(?:(?:donnez?[ -]moi|as-tu)\s+)?(?:plus|davantage) (?:de |d['’])(?:d[ée]tails?|infos?|informations?))"
    r"(?:\s+(?:about (?:it|that|this|him|her|them)|on (?:it|that)|please|stp|svp|l[aà]-dessus|[aà] ce sujet))?\W*$",
    re.IGNORECASE,
)
# Words of a follow-up that ask for a time or a place and name nothing.
ASKING = ASKED | vocabulary(
    "long much many often far exactly within since until till longtemps ahead advance avance maximum minimum max"
)


def follows_on(question: str, asked: Asked, terms: Sequence[Term], language: Language) -> bool:
    """Return whether `question` leans on the one before it.

    "what is moderation?" stands alone: it names what it asks about. "when was it approved in France?" does not, since
    what it points back to comes before the name.
    """
    if is_ellipsis(question, terms) or asks_barely(question, terms):
        return True
    if DIFFERENCE_WITH.match(question) or AND_IF.match(question):
        return True
    back = _points_back(question)
    names = [one for one in terms if one.is_name and not one.folded.isdigit() and one.folded not in SHORT_OFFICES]
    if names:
        before_names = back is not None and all(back < question.find(name.surface) for name in names)
        return before_names or OBJECT.search(question) is not None
    if back is not None or any(one.search(question) for one in (OBJECT, ANOTHER, OF_WHAT, THERE, HOW_MANY_OF_IT)):
        return True
    if terms and (asked.kind == "definition" or IS_WHO.match(question)):
        return False
    phrases = phrases_in(question, language)
    if all(phrase.counted for phrase in phrases):
        if _is_of_people(question, terms, language):
            return False
        return GOES_ON.match(question) is not None or len(terms) <= 1
    return len(terms) <= 1 and OF_IT.match(question) is not None


def _is_of_people(question: str, terms: Sequence[Term], language: Language) -> bool:
    """Return whether `question` asks of people themselves, and of no thing that the one before it names."""
    if OF_PEOPLE.search(question) is None:
        return False
    deeds = {stem_of(term.folded, language) for term in terms}
    if not deeds.isdisjoint(_stems_of(OF_A_THING, language)):
        return False
    return OF_ONESELF.search(question) is not None or not deeds.isdisjoint(_stems_of(OF_NOTHING, language))


@cache
def _stems_of(words: frozenset[str], language: Language) -> frozenset[str]:
    return frozenset(stem_of(word, language) for word in words)


def may_stand_alone(question: str, asked: Asked, terms: Sequence[Term], language: Language) -> bool:
    """Return whether `question` leans on another only in that it names no thing: "who can ban?", "how do I sell?".

    Nothing in it points back, so that it may as well be whole. "who won?" is said alike; what is found tells which.
    """
    return (
        len(terms) == 1
        and not is_named(terms[0])
        and IN_ITS_PLACE.isdisjoint(fold(question))
        and not any(one.match(question) for one in (GOES_ON, OPENS_ON, OF_WHAT, OF_IT))
        and not any(one.search(question) for one in (PRONOUN, POINTING, OBJECT, THERE))
        and not asks_barely(question, terms)
        and not phrases_in(question, language)
        and follows_on(question, asked, terms, language)
    )


def asks_barely(question: str, terms: Sequence[Term]) -> bool:
    """Return whether `question` says nothing but what it asks for: "why?", "in which year?", "tell me more"."""
    if MORE.match(question):
        return True
    joined = {word for one in JOINED.findall(question) for word in fold(one)}  # a "time-out" is no time
    return all(term.folded in ASKING and term.folded not in joined for term in terms) and not (
        PRONOUN.search(question) or POINTING.search(question)
    )


def is_ellipsis(question: str, terms: Sequence[Term]) -> bool:
    """Return whether `question` says nothing but another thing to be asked of: "and Jupiter?", "et en 2019 ?"."""
    if A_YEAR.match(question):
        return True
    opening = OPENS_ON.match(question)
    if opening is not None and SUMMER.match(question[opening.end() :]):
        return True
    if (
        opening is None
        or INVERTED.search(question)
        or DIFFERENCE_WITH.match(question)
        or not terms
        or len(terms) > MOST_WORDS
    ):
        return False
    known = {word for term in terms for word in fold(term.surface)}
    rest = POSSESSIVE.sub("", question[opening.end() :])
    joined = {word for one in JOINED.findall(rest) if not known.isdisjoint(fold(one)) for word in fold(one)}
    return set(fold(rest)) <= known | joined | SMALL


def opened_in(question: str) -> Language | None:
    """Return the language of the word with which a question goes on: French of "et Game of Thrones ?", None of "or"."""
    word = GOING.match(question)
    return None if word is None else "fr" if word["fr"] else "en"


def is_named(term: Term) -> bool:
    """Return whether a term is a name, an acronym or a number."""
    return term.is_name or term.folded.isdigit() or is_acronym(term.surface)


def _points_back(question: str) -> int | None:
    """Return where a word stands that means what was named before, with no noun before it that it may mean instead."""
    found = [match.start() for match in (PRONOUN.search(question), POINTING.search(question)) if match]
    noun = NOUN.search(question)
    return next((place for place in sorted(found) if noun is None or place < noun.start()), None)
