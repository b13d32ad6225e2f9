"""A question of key words as a full one: "casgevy price" is "what is the casgevy price", "max roles" "how many roles".

What asks for the steps to do something asks how: "what are the steps to join?", « la marche à suivre pour adhérer ».

What is expected of an answer is read off the asking word; who types key words leaves it out. The most or the least of
a thing is told by bounds ("up to 250", "jusqu’à 250"), seldom by "maximum", so it is asked with "at most" and "au
plus". What may be a name or a follow-up stays as it is: "max planck institute", "and the price?". Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answers.questions.expecting import ASKING
from bot.answers.questions.question import bare_subject, read_kind
from corpus.article import Language
from corpus.patterns import lazy_pattern
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import WORD, fold

MOST_WORDS = 8  # of a question of key words; more are a sentence
MOST_BEHIND = 14  # of one that opens with what it asks for: "date de sortie en salles de la suite des …"
NOUNS: Mapping[Language, str] = {
    "en": (
        r"price|cost|age|duration|length|size|date|limit|deadline|weight|height|temperature|diameter|distance|speed|"
        r"constant|threshold|population|capacity|salary|fine|lifespan"
    ),
    "fr": (
        r"prix(?!\s+(?:nobel|goncourt|renaudot|pulitzer|turing|abel)\b)|co[uû]t|tarif|[âa]ge|dur[ée]e|longueur|taille|date|"
        r"limite|d[ée]lai|poids|hauteur|temp[ée]rature|diam[èe]tre|distance|vitesse|constante|seuil|population|"
        r"capacit[ée]|salaire|amende"
    ),
}
# A noun of measure opens the question or ends it: "release date of …", "general assembly date this year".
OF_WHEN = r"(?:\s+(?:(?:this|next|last)\s+\w+|(?:cette|l['’])\s?(?:ann[ée]e|saison)|(?:19|20)\d\d))?"
MEASURE = {
    language: lazy_pattern(
        rf"^\W*(?:(?:\w+\s+)?(?:{nouns})\s+(?:of|for)|(?:{nouns}))\b|\b(?:{nouns}){OF_WHEN}\W*$", re.IGNORECASE
    )
    for language, nouns in NOUNS.items()
}
THE = lazy_pattern(r"^\W*(?:(?:the|le|la)\s+|l['’])", re.IGNORECASE)
BOUND = lazy_pattern(
    r"\b(?:(?P<most>max(?:i(?:mum|mums|male?s?|maux))?)|(?P<least>min(?:i(?:mum|mums|male?s?|maux))?))\b\.?",
    re.IGNORECASE,
)
MANY = lazy_pattern(r"\W*[^\W\d_]{3,}[^\W\d_s]s\b|\W*people\b", re.IGNORECASE)  # what is counted: "roles on a server"
A_MEASURE = {language: lazy_pattern(rf"^\W*(?:{nouns})\b", re.IGNORECASE) for language, nouns in NOUNS.items()}
# A sentence, "the price of Casgevy is high" (but "est" is also the east), a wish, "I want the price", or two things.
SAYS = lazy_pattern(
    r"\b(?:is|are|was|were|be|am|has|have|had|does|do|did|can|will|est|sont|était|étaient|ont|avait|peut|fut|i|me|we|"
    r"you|je|moi|tu|vous|and|et|ou|number|nombre|up\s+to)\b|\b(?:that|it|what|there)['’]s\b|"
    r"^\W*(?:please\s+)?(?:tell|give|show|list|avoid|compare|describe|find|help|dis|donnez?|montrez?|évitez?|comparez?|"
    r"décri(?:s|vez)|trouvez?)\b",
    re.IGNORECASE,
)
A_NAME = lazy_pattern(r"(?<=\w\s)M(?:ax|in)\b|^M(?:ax|in)\s+[^\W\d_a-zà-ÿ]")  # "Mad Max", "Max Planck"
OPENING: Mapping[Language, tuple[str, str, str]] = {
    "en": ("what is the", "how many", "how much is"),
    "fr": ("quel est", "combien de", "combien fait"),
}
DETERMINERS = r"(?:the|an?|our|my|your|his|her|their|this|that|these|those)\b"
NO_DEEDS = (
    "parking|evening|morning|building|wedding|meeting|training|booking|housing|clothing|funding|gardening|camping|"
    "swimming|something|anything|everything|nothing|king|ring|spring|thing|string|ceiling|feeling|heating|lighting"
)
# An infinitive of French, with what stands before it; nouns end so, too.
NO_VERBS = (
    "hiver|janvier|février|fevrier|dossier|papier|loyer|courrier|atelier|chantier|m[ée]tier|quartier|calendrier|"
    "premier|dernier|entier|particulier|familier|mer|fer|cancer|p[ée]ril|plaisir|avenir|loisir|d[ée]sir|souvenir|"
    "soir|noir|espoir|pouvoir|devoir|foyer|danger|[ée]tranger|boulanger|berger|escalier|cahier|panier|palier|hier"
)
TO_DO = (
    r"(?:(?:ne\s+(?:pas\s+|plus\s+)?|y\s+|en\s+|l['’]|les?\s+|la\s+|se\s+|s['’]|me\s+|m['’]|te\s+|t['’]|nous\s+|vous\s+)*)"
    rf"(?!(?:{NO_VERBS})\b)\w*(?:er|ir|prendre|endre|ondre|rdre|mettre|faire|crire|[^\W\d_]lire|lire|dire|uire|"
    r"oindre|eindre|aindre|suivre|battre|soudre|aître|aitre|boire|croire|vivre|être)\b"
)
# What asks for the steps to do something, and how it is asked in full; of either language, whatever was read.
STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        lazy_pattern(
            r"^\W*(?:what(?:['’]?s|\s+is|\s+are)?\s+)?(?:all\s+)?(?:the\s+)?"
            r"(?:steps?|procedure|process|instructions|way)\s+"
            rf"(?:to(?!\s+(?:{DETERMINERS}|date\b))|(?:of|for)(?=\s+\w+ing\b)(?!\s+(?:{NO_DEEDS})\b))\s+(?P<what>\S.*)$",
            re.IGNORECASE,
        ),
        "how to",
    ),
    (
        lazy_pattern(
            r"^\W*(?:quel(?:le)?s?\s+(?:est|sont)\s+|c['’]est\s+quoi\s+)?(?:(?:toutes\s+)?(?:la|les|le)\s+|l['’])?"
            r"(?:[ée]tapes?|proc[ée]dure|processus|marche\s+[àa]\s+suivre|d[ée]marches?|instructions)\s+"
            rf"(?:(?:pour|afin\s+de|de)\s+|(?:afin\s+)?d['’])(?={TO_DO})(?P<what>\S.*)$",
            re.IGNORECASE,
        ),
        "comment",
    ),
)
AT: Mapping[Language, tuple[str, str]] = {"en": ("at most", "at least"), "fr": ("au plus", "au moins")}


def written_out(query: Query) -> str:
    """Return a question of key words that asks for a measure or for steps as a full one, an empty string for others."""
    for pattern, how in STEPS:
        if steps := pattern.match(" ".join(query.text.split()).strip(" ?!.")):
            return f"{how} {steps['what']}"
    if read_kind(query.text).kind != "other":
        return ""
    text, language = THE.sub("", " ".join(query.text.split()).strip(" ?!.")), query.language
    bound = BOUND.search(text)
    most = MOST_BEHIND if A_MEASURE[language].match(text) else MOST_WORDS
    if (bound is None and MEASURE[language].search(text) is None) or not 1 < len(WORD.findall(text)) <= most:
        return ""
    if ASKING.search(text) or SAYS.search(text):
        return ""
    the, many, much = OPENING[language]
    if bound is None:
        return f"{the} {text}"
    if A_NAME.search(text):
        return ""
    behind = text[bound.end() :].strip()
    rest = " ".join(f"{text[: bound.start()]} {behind}".split())
    at = AT[language][bound["most"] is None]
    if A_MEASURE[language].match(rest) or A_MEASURE[language].match(behind):
        return f"{the} {rest} {at}"
    if MANY.match(rest) or MANY.match(behind):
        counted = behind if MANY.match(behind) else rest
        before = text[: bound.start()].strip() if counted is behind else ""
        return " ".join(f"{many} {counted} {before} {at}".split())
    return "" if behind and MEASURE[language].search(rest) is None else f"{much} {rest} {at}"


def is_title(text: str, hits: Sequence[Hit]) -> bool:
    """Return whether key words are the title of an article found: "ice age" and "minimum wage" name what they say."""
    words = fold(bare_subject(text))
    return any(words == fold(bare_subject(hit.article.title)) for hit in hits)
