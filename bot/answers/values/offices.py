"""The words that ask who leads or founded something or how many it employs, and the look of a sentence that tells it.

French and English. Whether it tells it of the thing that is asked about, is `bot.answers.wanted.relating`'s to see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.answers.values.spans import A_MONTH, A_NUMERAL
from corpus.article import Language
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary

# The offices that tell who leads, each with the words, folded, that ask for it; the last are told by any.
_GENERAL = r"direct(?:eur|rice)\s+générale?"
_CHIEF = rf"ceo|chief\s+executive(?:\s+officer)?|managing\s+director|pdg|(?:présidente?[-\s])?{_GENERAL}"
_PRESIDENT = rf"president|chair(?:man|woman|person)?|présidente?(?:[-\s]{_GENERAL})?|pdg"
_DIRECTOR = r"(?:managing\s+)?director(?:\s+general)?|direct(?:eur|rice)(?:\s+générale?)?"
_ANY = rf"{_CHIEF}|{_PRESIDENT}|{_DIRECTOR}|head|boss|leader|patron(?:ne)?|dirigeante?"
OFFICES = (
    (_CHIEF, vocabulary("ceo chief executive officer pdg dg")),
    (_PRESIDENT, vocabulary("president presidente chair chairs chairman chairwoman chairperson preside")),
    (_DIRECTOR, vocabulary("director directeur directrice general generale")),
    (_ANY, vocabulary("run runs running lead leads leading head heads heading directs manages managing boss leader")),
    (_ANY, vocabulary("charge dirige diriger gere mene tete patron patronne dirigeant dirigeante dirigeants chef")),
)
_LED = r"led|run|headed|chaired|managed|operated|dirigée?s?|présidée?s?|gérée?s?"
_LEADS = r"leads|runs|heads|chairs|dirige|préside|gère"
_CHAIRED, _CHAIRS = r"chaired|présidée?s?", r"chairs|préside"
# Whose a thing is; it is told in other words than an office ("belongs to", "filiale de").
_OWNER = r"owners?|propriétaires?|parent\s+company|maison[-\s]mère"
OWNING = vocabulary("own owns owned owner owners possede possedent appartient proprietaire proprietaires detient")
_OWNED = r"owned|acquired|bought|purchased|détenue?s?|possédée?s?|rachetée?s?|acquise?s?"
_OWNS = r"owns?|owned|acquired|bought|possèdent?|détient|détiennent|racheté|racheta|acquis"
_BELONGS = (
    r"belong(?:s|ed|ing)?\s+to|appart(?:ient|enait|enant)\s+(?:à|aux?)|"
    r"(?:filiale|propriété|subsidiary|property|division)\s+(?:of|de|du|des|d(?=['’]))"
)
_FOUNDER = r"(?:co-?)?(?:founders?|fondateurs?|fondatrices?|creators?|créateurs?|créatrices?)"
_FOUNDED = r"(?:co-?)?founded|created|established|launched|(?:co)?fond(?:ée?s?|a)|créée?s?|créa|lancée?s?|lança"
FOUNDING = vocabulary(
    "founded founder founders cofounder cofounders cofounded create created creator creators established launched",
    "fonde fondee fondes fondees fondateur fondateurs fondatrice cofondateur cofonde cree creee crees creees",
    "createur createurs lance lancee",
)
STAFF = vocabulary("employees workers staff people salaries employes personnes collaborateurs")
EMPLOYING = vocabulary("many employ employs work works working emploie emploient employer travaillent compte")
_PEOPLE = r"(?:people|persons|personnes)"  # whom a thing "has" need not work for it
_STAFF = r"employees|workers|staff|people|persons|salariée?s|employée?s|personnes|collaborateurs"

# A dot that ends a word ends a sentence, but behind a letter or a title: "J. Low", "Mrs. Low", not "Phones. The".
_TITLE = r"(?:(?<=\b\w)|(?<=\b(?:Mr|Dr|St|Jr|Sr|Me))|(?<=\b(?:Mrs|Mme|Rev))|(?<=\b(?:Prof|Mlle)))\."
_WORD = rf"(?<![\w&.-])(?-i:[{CAPITAL}])(?>(?:[\w&-]|\.(?=[\w&-])){{0,40}})(?>(?:{_TITLE})?)"
NAME = rf"{_WORD}(?>(?:\s(?:(?:de|du|of|the)\s)?{_WORD}){{0,5}})"
OF = r"\s+(?:(?:of|at|de|du|des|chez)\s+(?:(?:the|la|le|les)\s+|l['’])?|d['’])"
NEAR = 60  # code points before or behind a verb within which stands what it is said of, and who did it
LAST_NAME = lazy_pattern(rf"(?P<name>{NAME})(?:\W+(?:[^\W\d{CAPITAL}]\w*\W+){{0,3}})?$")
A_NAME = lazy_pattern(NAME)
# "vice president", "ancien directeur général", "ex-PDG" and "honorary president" hold another office, or none;
# nor does "in late May president Ada Low" or "in the past year president Ada Low" tell of a former one.
_WHEN = (
    rf"{A_MONTH}|\d+s?|(?:day|night|week(?:end)?|month|quarter|term|season|year|decade|century|morning|afternoon|evening|"
    r"spring|summer|autumn|fall|winter|jour|semaine|mois|trimestre|saison|an|année|siècle|matin|soir)s?"
)
_QUALIFIED_BEFORE = (
    r"\b(?:(?P<former>former|ex|ancien|ancienne|past|late|feue?)|(?P<deputy>vice|deputy|assistant|associate|sous)|(?P<joint>co)(?=-)|"
    r"(?P<honorary>honorary|honourary)|(?P<founding>founding)|(?P<acting>acting|interim)|(?P<next>futur|future|incoming))"
    rf"[\s-]+(?:(?!(?:and|et|{_WHEN})\b)\w+\s+)?$"
)
OTHER = lazy_pattern(_QUALIFIED_BEFORE, re.IGNORECASE)
OTHERWISE = lazy_pattern(
    r"[\s-]+(?:(?P<honorary>d['’]honneur|honoraire|[ée]m[ée]rite|emeritus)|(?P<founding>fondateur|fondatrice)|"
    r"(?P<deputy>adjointe?|assistante?|suppl[ée]ante?|d[ée]l[ée]gu[ée]e?)|(?P<acting>par\s+int[ée]rim|int[ée]rimaire|ad\s+interim)|"
    r"(?P<next>elect)|(?P<former>sortante?))\b",
    re.IGNORECASE,
)
QUALIFYING = vocabulary(
    "former ex ancien ancienne past late feu feue vice co deputy assistant associate sous honorary honourary founding",
    "acting interim futur future incoming honneur honoraire emerite emeritus fondateur fondatrice adjoint adjointe",
    "assistante suppleant suppleante delegue deleguee interimaire elect sortant sortante",
)
BESIDE_IT = frozenset({"deputy", "joint"})  # the vice-captain and the co-captain are not the captain
# "CEO of OpenAI rival Anthropic" leads another than is named first.
RIVAL = lazy_pattern(
    r"(?:['’]s)?\s+(?:rival|partner|subsidiary|competitor|unit|division|spin-off|filiale|rivale|concurrente?|partenaire)\b",
    re.IGNORECASE,
)
ONCE = lazy_pattern(r"\b(?:was|were|était|étaient|fut)\b", re.IGNORECASE)
DENIED = lazy_pattern(r"\b(?:not|never|n['’]t|pas|jamais|plus)\s*(?:été\s*)?$", re.IGNORECASE)
# What a thing is called besides, right behind its name: "The Bar Engine (BE) was founded", "…, or BE, was founded".
ALIAS = lazy_pattern(
    r"\s?(?:\([^()]{1,60}\)|,\s(?:or|ou|also|aussi|dite?|called|appelée?)\s[^,()]{1,60},)(?=[^,()]{0,30}$)"
)
# A thing "for Discord" is not Discord.
FOR = lazy_pattern(
    r"\b(?:for|with|like|unlike|pour|avec|comme|contre|against)\s+(?:(?:the|le|la|les)\s+|l['’])?$", re.IGNORECASE
)
# What may stand between a name and the office: "Sam Altman, the current", "Ellison, président et".
BEFORE = lazy_pattern(
    rf"(?P<who>{NAME})(?:\s*,\s+|\s+(?:is|was|became|est|était|devient)\s+)"
    r"(?>(?:(?:the|an?|its|le|la|un|une|now|current|new|nouveau|nouvelle|actuel|actuelle)\s+|l['’]){0,3})"
    r"(?:[\w-]+\s+(?:and|et)\s+(?:(?:the|le|la)\s+)?)?$",
    re.IGNORECASE,
)
BEHIND = lazy_pattern(rf"\s*,?\s+(?P<who>{NAME})")


def qualified(text: str, start: int, end: int) -> str:
    """Return how the office is qualified that stands at a place: "honorary", "deputy", …; nothing where it is not."""
    found = OTHER.search(text[max(0, start - NEAR) : start]) or OTHERWISE.match(text, end)
    return (found.lastgroup or "") if found else ""


def _office(words: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of an office with whose it is: "CEO of X" or "PDG d’X", and "X’s CEO"."""
    of = rf"\b(?:{words})(?:\s+(?:and|et)\s+[\w-]+)?{OF}(?P<of>{NAME})"
    whose = rf"(?P<of>{_WORD})(?:['’]s?)?\s+(?:(?:co-?)?founder\s+and\s+)?(?:{words})\b"
    return lazy_pattern(of, re.IGNORECASE), lazy_pattern(whose, re.IGNORECASE)


def _held(words: str) -> re.Pattern[str]:
    """Return the pattern of an office of what was named before, with who holds it: "dont le PDG, Jo Li, …"."""
    its, now = r"\b(?:its|whose|son|sa|dont\s+(?:le|la))\s+", r"(?:(?:current|actuel|actuelle)\s+)?"
    office, is_ = rf"{now}(?:{words})(?:\s+actuel|\s+actuelle)?", r"(?:\s*,|\s+is|\s+est)"
    # "Le président Donald Trump" may be of anything.
    return lazy_pattern(rf"(?:{its}{office}{is_}?|^(?:the|le|la)\s+{office}{is_})\s+(?P<who>{NAME})", re.IGNORECASE)


def _passive(words: str, other: str = "(?!)") -> re.Pattern[str]:
    """Return the pattern of what is done by somebody, and `other` words behind which stands who."""
    by = rf"(?:{words})\b[^.;:!?]{{0,{NEAR}}}?\b(?:by|par)"
    return lazy_pattern(rf"\b(?:{by}|{other})\b(?P<who>[^.;:!?]{{0,{NEAR}}})", re.IGNORECASE)


def _active(words: str) -> re.Pattern[str]:
    return lazy_pattern(rf"\b(?:{words})\s+(?:(?:the|la|le|les)\s+|l['’])?(?P<of>{NAME})", re.IGNORECASE)


OFFICE = {words: _office(words) for words, _ in OFFICES}
HELD = {words: _held(words) for words, _ in OFFICES}
VERBS = {_ANY: (_passive(_LED), _active(_LEADS)), _PRESIDENT: (_passive(_CHAIRED), _active(_CHAIRS))}
OWNER, ITS_OWNER, OWNED_BY, OWNED = _office(_OWNER), _held(_OWNER), _passive(_OWNED, _BELONGS), _active(_OWNS)
FOUNDER, FOUNDED_BY, FOUNDED = _office(_FOUNDER), _passive(_FOUNDED), _active(_FOUNDED)
ITS_FOUNDER = _held(_FOUNDER)
FOUNDED_THEN = lazy_pattern(rf"\b(?:{_FOUNDED}|création|fondation|founding)\b", re.IGNORECASE)
EMPLOYS = lazy_pattern(
    r"\b(?:emploie|emploient|employait|employaient|occupe|occupent|(?P<has>compte|comptent|has|have)|employs?|employed)\s+"
    rf"(?>(?:[^\W\d]+\s+){{0,3}})(?:d['’]\s?)?(?:\d[\d.,\s]{{0,12}}+|{A_NUMERAL}\s)(?:de\s|d['’])?"
    rf"(?:(?(has)(?!{_PEOPLE}\b))(?:{_STAFF}))\b",
    re.IGNORECASE,
)
OFFICE_WORDS: Mapping[Language, str] = {"en": "CEO president director", "fr": "PDG président directeur"}
FOUNDING_WORDS: Mapping[Language, str] = {"en": "founder founded created", "fr": "fondateur fondée créée"}
OWNER_WORDS: Mapping[Language, str] = {"en": "owner owned belongs", "fr": "propriétaire détenue appartient"}
STAFF_WORDS: Mapping[Language, str] = {"en": "employs employees", "fr": "emploie salariés"}
