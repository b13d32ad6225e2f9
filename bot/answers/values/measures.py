"""What a "how many", "how much" or "when" wants to be told: a sum of money, an age, a number of things, a date.

Whether a sentence tells it, is read off the units beside its numbers. Pure rules over French and English text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answers.questions.openings import KEPT_QUESTIONS, LINKED
from bot.answers.questions.question import Asked
from bot.answers.values.spans import A_MONTH, A_NUMERAL, DATE, DAYS, one_of
from corpus.article import Span
from corpus.patterns import lazy_pattern

# Units in full, which tell a measure wherever they stand, and in letters, which do behind a number only: "M. Li" is no
# length, "pense-t-il" no weight.
_MONEY = (
    r"[$€£¥]|\b(?:dollars?|euros?|pounds?|francs?|livres|centimes|yens?|yuans?|rupees?|roupies?|roubles?|rubles?|"
    r"shillings?|pence|pesos?|kronor|couronnes|usd|eur|gbp)\b"
)
_FREE = (
    r"\bcents\b|\bgratuite?s?\b|\bgratuitement\b|\bfree\s+of\s+charge\b|"
    r"\b(?:is|are|was|were|be|for|remains?)\s+free\b(?!\s+(?:of|from|to(?!\s+(?:use|join|download)))\b)"
)
_TIME = (
    r"\b(?:secondes|seconds|one\s+second|minutes?|heures?|hours?|jours?|journées?|days?|semaines?|weeks?|"
    r"mois|months?|ans|années?|un an|1 an|years?|yrs?|décennies?|decades?|siècles?|century|centuries|milliseconds?|"
    r"millisecondes?|microseconds?|nights?|à vie|nuits?)\b"
)
_LENGTH = (
    r"\b(?:metres?|meters?|mètres?|kilometres?|kilometers?|kilomètres?|centimetres?|centimeters?|"
    r"centimètres?|millimetres?|millimeters?|millimètres?|miles?|milles|feet|foot|pieds?|inch(?:es)?|pouces?|yards?|"
    r"light[ -]years?|années?[ -]lumière|pages?|lines?|lignes?|words?|mots)\b|[′″]"
)
_WEIGHT = (
    r"\b(?:lbs?|kilos?|kilogram(?:me)?s?|gram(?:me)?s?|tonnes?|tons?|pounds?|livres|ounces?|onces?|"
    r"milligram(?:me)?s?|solar masses|masses solaires)\b"
)
_HEAT = r"°|º|\b(?:degrees?|degrés?|kelvins?|celsius|fahrenheit)\b"
_IN_LETTERS = {"time": r"(?:h|min|ms)\b", "length": r"(?:m|km|cm|mm|ft)\b", "weight": r"(?:kg|g|mg|t)\b"}
_TIME_TOLD = rf"{_TIME}|\d\s?{_IN_LETTERS['time']}"
# In units that people and things are old by, or as a bound: "at least 16 to join", "18+", "dès 14 ans"; or as news tell
# it: "Ada Low, 58, sold clocks".
AGE_TOLD = (
    r"\b(?:jours?|days?|semaines?|weeks?|mois|months?|ans|années?|years?|yrs?|décennies?|decades?|siècles?|century|"
    r"centuries|age|âge|aged|âgée?s?)\b|\b\d{1,3}\+|\b\d{1,3}\s+(?:or|and|et|ou)\s+(?:older|over|above|up|younger|under|plus|moins)\b|"
    rf"\b(?:at\s+least|under|over|above|below|from|au\s+moins|dès|(?:moins|plus)\s+de)\s+(?:\d{{1,3}}|{A_NUMERAL})"
    r"(?=s?(?:[.,;:!?)]|\s+(?:to|or|and|when|before|unless|may|must|can|cannot|are|is|has|have|need|pay|pays|go|who|"
    r"pour|ou|et)\b|\s*$))|[^\W\d_]{2},\s\d{1,3},\s(?!\d)"
)
AREA_TOLD = r"m²|\b(?:m2|sqm|sq\.?\s?(?:m|ft)|square|carrée?s?|hectares?|acres?|km2)\b|km²"
LENGTH_TOLD = rf"{_LENGTH}|\d\s?{_IN_LETTERS['length']}"
_SHARE = (
    r"%|\bper\s?cent\b|\bpour\s?cent\b|\b(?:half|moitié|thirds?|tiers|quarters?|quarts?|majority|majorité|"
    rf"fifths?|tenths?|cinquièmes?|dixièmes?)\b|"
    rf"(?:\d|\b(?:{A_NUMERAL}|une?|one))(?:\s+\w+){{0,2}}\s+(?:out\s+of|sur)\s+(?:\d|{A_NUMERAL}\b)"
)

# What is paid with in games and fairs.
_GAME_UNIT = (
    r"(?:gold|silver|coins?|crowns?|credits?|gems?|tokens?|shards|diamonds?|emeralds?|rubies|robux|florins?|ducats?|deniers?|"
    r"doubloons?|thalers?|shillings?|pi[èe]ces|couronnes?|écus?|jetons?|cr[ée]dits?|gemmes?|diamants?|[ée]meraudes?|rubis|kamas|"
    r"doublons?|sesterces)\b"
)
_GAME_MONEY = rf"\d\s?(?:{_GAME_UNIT}|points\b)"
# Points, pieces and whatever else are a price only where that is said.
_GAME_PRICE = (
    r"\d\s?(?!pi[èe]ces)" + _GAME_UNIT + r"|\d\s?pi[èe]ces\s+d['’](?:or|argent)\b|"
    r"\b(?:costs?|co[uû]te(?:nt)?)\s+(?:you\s+)?\d[\d.,  ]*+\s?"
    r"(?!(?:minutes?|hours?|heures?|days?|jours?|weeks?|semaines?|months?|mois|years?|ans|années?|secondes?|seconds?|people|persons?|"
    r"personnes?|percent|per|pour|times?|fois|members?|membres?|met(?:er|re)s?|mètres?|miles?|kilo\w*)\b)[^\W\d]{3,}"
)
# « On a payé combien la salle ? », « ça coûte combien ? »: the French of a chat asks behind its verb.
_PAYS_HOW_MUCH = (
    r"\b(?:co[uû]t\w*|pa(?:ie|y[aeéo])\w*|d[ée]pens\w*|rembours\w*|factur\w*|vers[ea]\w*)\s+(?:\w+\s+){0,2}?combien\b"
    r"(?!\s+d[e’'])"
)
_WORTH = (
    rf"^\W*+{LINKED}(?:how\s+much(?:['’]?s|\s+(?:is|are|was|were))\b|combien\s+(?:vaut|valent|co[uû]te)|"
    r"(?:c['’]?\s?est|[cç]a\s+(?:fait|vaut))\s+combien\s+(?:le|les|la|l['’]|une?|pour)\b(?!\s?(?:temps|dur[ée]e|d[ée]lai|distance|[âa]ge|"
    r"taille|hauteur|longueur|largeur|poids|nombre|limite|maximum|minimum|max|min)\b))"
)
# How often something is: "every Friday", "twice a year", "le premier lundi du mois".
_OFTEN = (
    r"\b(?:every|each|chaque|tou(?:s|tes)\s+les|daily|nightly|hourly|weekly|fortnightly|monthly|quarterly|yearly|annual(?:ly)?|"
    r"rarely|seldom|regularly|occasionally|quotidien(?:ne)?s?|hebdomadaires?|mensuel(?:le)?s?|annuel(?:le)?s?|"
    r"trimestriel(?:le)?s?|rarement|régulièrement|twice|(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+times|"
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d+)\s+fois)\b|"
    r"\b(?:an?|per|par)\s+(?:second|minute|hour|day|night|week|month|year|seconde|heure|jour|nuit|semaine|mois|an)\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s\b|"
    r"\b(?:le|la|du|au|first|second|third|last|premiers?|derniers?)\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?!\s+\d)"
)

_OFTEN_TOLD = lazy_pattern(_OFTEN, re.IGNORECASE)

# What asks for a measure, and what a sentence that tells it holds; the first that asks counts.
_ASKED_AND_TOLD = tuple(
    (lazy_pattern(asks, re.IGNORECASE), lazy_pattern(tells, re.IGNORECASE))
    for asks, tells in (
        (r"\bhow\s+(?:often|frequently)\b|\b[àa]\s+quelle\s+fr[ée]quence\b|\btou(?:s|tes)\s+les\s+combien\b", _OFTEN),
        (r"\b(?:percentage|per ?cent|pourcentage|pour ?cent)\b", _SHARE),
        (
            r"\bhow\s+much\s+(?:\w+\s+)?(?:money|cash)\b|\bcombien\s+d(?:['’]\s?argent|e\s+(?:sous|thunes?|fric|bl[ée]|pognon))\b",
            rf"{_MONEY}|{_FREE}|{_GAME_MONEY}",
        ),
        (
            r"\bhow\s+much\b.*\b(?:cost|costs|pay|pays|paid|invest\w*|earn\w*|worth|spen[dt]\w*|charges?|fined?)\b|"
            r"\bcombien\b.*\b(?:co[uû]t\w*|pa(?:ie|y[aeéo])\w*|invest\w*|gagn\w*|d[ée]pens\w*)\b|"
            rf"{_PAYS_HOW_MUCH}|^\W*+{LINKED}(?:c['’]?\s?est\s+)?combien\s+pour\s+(?!cent)|"
            rf"^\W*+{LINKED}(?:what|quel(?:le)?)\b[^?]*?\b(?:price|cost|salary|prix|co[uû]t|salaire|amende|fine(?=\s+(?:for|if|when)\b|\W*$))\b|"
            rf"^\W*+{LINKED}(?:what(?:['’]?s|\s+(?:is|was))|quel\s+(?:est|était)|c['’]est\s+quoi)\s+(?:the|le|son|leur|their)\s+"
            r"(?:\w+\s+)?budget\b",
            rf"{_MONEY}|{_FREE}|{_GAME_PRICE}",
        ),
        (
            rf"\bhow\s+old\b|^\W*+{LINKED}(?:(?:from|at|until|up\s+to|[àa]\s+partir\s+de|d[èe]s|avant|jusqu['’][àa])\s+)?"
            r"(?:what|quel|[àa] quel)\b[^?]*?\b(?:age|[âa]ge)\b",
            AGE_TOLD,
        ),
        (
            r"\bhow\s+(?:heavy|much\b.*\bweighs?)\b|\b(?:what|quel(?:le)?)\b[^?]*?\b(?:mass|weight|masse|poids)\b|"
            r"\bcombien\s+(?:(?:[cç]a|ils?|elles?)\s+)?p[èe]se\w*|\bp[èe]se\w*\s+combien\b(?!\s+d[e’'])",
            rf"{_WEIGHT}|\d\s?{_IN_LETTERS['weight']}",
        ),
        (
            r"\b(?:what|quel(?:le)?)\b[^?]*?\b(?:floor\s+area|superficie)\b|^\W*(?:floor\s+area|superficie)\b",
            AREA_TOLD,
        ),
        (
            r"\bhow\s+(?:hot|cold|warm)\b|\b(?:what|quel(?:le)?)\b[^?]*?\btemp[ée]ratures?\b",
            rf"{_HEAT}|\d\s?(?-i:[CKF])\b",
        ),
        (
            r"\bcombien\s+de\s+temps\b|\b(?:what|quel(?:le)?)\b[^?]*?\b(?:duration|dur[ée]e|deadline|time\s+limit|d[ée]lai)\b",
            _TIME_TOLD,
        ),
        (r"\bhow\s+long\b", rf"{_TIME_TOLD}|{LENGTH_TOLD}"),
        (
            r"\bhow\s+far\b|\b(?:what|quel(?:le)?)\b[^?]*?\bdistance\b",
            rf"{LENGTH_TOLD}|{_TIME_TOLD}",
        ),
        (
            r"\bhow\s+(?:tall|high|deep|wide)\b|\b(?:what|quel(?:le)?)\b[^?]*?\b(?:diam[eè]t(?:er|re)|altitude|"
            r"hauteur|longueur|largeur|profondeur|height|width|depth)\b",
            LENGTH_TOLD,
        ),
        (
            r"\bhow\s+much\b.{0,300}\b(?:taxed|taxable|tax[\s-]free)\b|"
            r"\b(?:impos(?:able|ée?)s?|taxée?s?|exonérée?s?)\b.{0,300}\bcombien\b(?!\s+d[e’'])|"
            r"\bcombien\b(?!\s+d[e’']).{0,300}\b(?:impos(?:able|ée?)s?|taxée?s?)\b",
            rf"{_MONEY}|{_FREE}|%|\bper\s?cent\b|\bpour\s?cent\b",
        ),
        # "what's the most a landlord can take": a number, be it of weeks or of dollars, and no popular thing.
        (
            r"\bwhat(?:['’]?s|\s+is)?\s+the\s+(?:most|least)\s+(?:that\s+)?(?:an?|the|my|your|i|you|we|one|they|someone)\b|"
            rf"^\W*+{LINKED}what(?:['’]?s|\s+(?:is|are))?\s+the\s+(?:(?:maximum|minimum|max|min)\b|(?:upper\s+|lower\s+)?limit\s+(?:for|on|to)\b)|"
            rf"^\W*+{LINKED}(?:c['’]est\s+)?quel(?:le)?\s+(?:est|était)\s+(?:le\s+(?:plafond|maximum|minimum)|(?:le\s+montant|la\s+somme)"
            r"\s+(?:maximale?|minimale?|maximum|minimum))\b",
            rf"\d|\b(?:{A_NUMERAL}|double|twice|half|moitié|no\s+(?:limit|maximum|minimum)|aucune?|unlimited|"
            r"illimitée?s?|(?:one|une?)\s+(?:minute|hour|day|night|week|month|year|heure|jour|nuit|semaine|mois|an|année))\b",
        ),
        # What something is worth is money, a share, a length or a weight, and no number of anything else.
        (
            _WORTH,
            rf"{_MONEY}|{_FREE}|{_GAME_MONEY}|{_SHARE}|{LENGTH_TOLD}|{_WEIGHT}|\d\s?(?:{_IN_LETTERS['weight']}|[kmgt]i?b\b)",
        ),
        (
            rf"^\W*+{LINKED}(?:what|which|quel(?:le)?)\b[^?]{{0,40}}?\b(?:constante?|threshold|seuil|(?:phone|port)\s+number|"
            r"num[ée]ro\s+de\s+(?:t[ée]l[ée]phone|port)|port\s+(?:does|do|is|utilise|[ée]coute))\b",
            r"\d",
        ),
    )
)
_PRICE = lazy_pattern(_WORTH, re.IGNORECASE)
_PRICED = lazy_pattern(rf"{_MONEY}|{_GAME_MONEY}", re.IGNORECASE)
MONEY = lazy_pattern(_MONEY, re.IGNORECASE)
_TOLD_MONEY = lazy_pattern(rf"{_MONEY}|{_FREE}|^free$", re.IGNORECASE)
_TOLD_AGE = lazy_pattern(AGE_TOLD, re.IGNORECASE)
# A number of a unit, which counts nothing else: seconds are no users.
_ANY_UNIT = (
    rf"(?:{_MONEY}|{_TIME}|{_LENGTH}|{_WEIGHT}|{_HEAT}|%|\b(?:kilo|m[ée]ga|giga)?watts?\b|"
    rf"{'|'.join(_IN_LETTERS.values())})"
)
# No match starts inside a digit run, and a number is five groups of digits at most, never tried shorter: any other
# reading of a line of 1,000 numbers takes seconds, in which `re` lets no other thread run.
_DIGITS = r"(?<!\d)\d++(?>(?:[., \u00a0\u202f]\d++){0,4})"
_MEASURED = lazy_pattern(
    rf"[$€£]\s?{_DIGITS}|{_DIGITS}\s?cents\b|(?:{_DIGITS}\s?|\b{A_NUMERAL}[-\s]\s?)(?:{A_NUMERAL}\s+)?(?:d[e’']\s*)?{_ANY_UNIT}",
    re.IGNORECASE,
)
_UNIT = lazy_pattern(rf"\b(?:how\s+many|combien\s+d[e’'])\s*(?:\w+\s+)?{_ANY_UNIT}", re.IGNORECASE)
# A number of the unit that is counted: "at least two years' service" for years, not "version 1.0 is a few years old".
# Any unit of its kind will do: a month is told in days.
_A_NUMBER = (
    rf"(?:{_DIGITS}(?:\s?\w{{1,12}}){{0,2}}?|\b(?:{A_NUMERAL})(?:[-\s]\w{{1,12}}){{0,2}}?|"
    r"\b(?:one|an?|une?|half))[-\s]*+"
)
# Days and longer times, which some hours are only from a day on.
_DAYS_TOLD = (
    r"\b(?:days?|weeks?|months?|years?|decades?|centur(?:y|ies)|fortnights?|jours?|journées?|semaines?|mois|ans?|années?|"
    r"décennies?|siècles?|quinzaine)\b"
)
_UNITS = tuple(
    (
        # « Livres » are books as well, of which any number is told.
        lazy_pattern(rf"\b(?:how\s+many|combien\s+d[e’'])\s*(?:\w+\s+)?(?!livres\b)(?:{unit})", re.IGNORECASE),
        lazy_pattern(rf"{_A_NUMBER}(?:{told})|{also}", re.IGNORECASE),
    )
    for unit, told, also in (
        (_DAYS_TOLD, _DAYS_TOLD, r"\b(?:2[4-9]|[3-9]\d|\d{3,})\s?(?:hours?|heures?|h\b)|\b(?:fortnight|quinzaine)\b"),
        (
            _TIME,
            rf"{_TIME}|an\b|{_IN_LETTERS['time']}",
            r"\b(?:décennies?|decades?|fortnight|quinzaine)\b",
        ),
        (_MONEY, _MONEY, rf"[$€£¥]\s?\d|{_FREE}"),
    )
)
# A time between two dates, or since one, is told by them.
_SINCE = lazy_pattern(r"\b(?:ago|since|between|il\s+y\s+a|depuis|entre)\b", re.IGNORECASE)
_YEARS = lazy_pattern(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
# What is weighed and not counted is asked for in the same French words.
_HOW_MANY = lazy_pattern(
    r"\bhow\s+many\b|\bcombien\s+d[e’'](?!\s*(?:miel|eau|lait|huile|vin|bière|cidre|pain|bois|sable|sel|sucre|farine|beurre|"
    r"électricité|essence|gaz|compost|fumier|argent|mana|mémoire|espace|place|terre)\b)|"
    # « On peut être combien dans la salle ? » counts people.
    r"\b(?:[êe]tre|(?:on|y)\s+(?:est|[ée]tait|sera)|nous\s+sommes|vous\s+[êe]tes|(?:ils|elles)\s+sont)\s+combien\b",
    re.IGNORECASE,
)
# How often something happens counts no things: "twice a day" is no number of moons.
_TIMES = lazy_pattern(r"\b(?:times|often|fois)\b", re.IGNORECASE)
_TWICE = lazy_pattern(rf"\b(?:twice|(?:{A_NUMERAL}|une|\d+)\s+(?:times|fois))\b", re.IGNORECASE)
_NUMBER_OF = lazy_pattern(rf"^\W*+{LINKED}(?:what|quel)\b[^?]*?\b(?:number\s+of|nombre\s+d[e'’])", re.IGNORECASE)
# What a number looks like that counts things; an ordinal or an article ("une", "first") counts none.
_COUNTED = lazy_pattern(
    rf"\d|\b(?:{A_NUMERAL}|one|un seul|une seule|single|both|none|no|aucune?|twice|"
    r"dizaines?|centaines?|milliers?|thousands|hundreds|pair|fifths?|thirds?|tiers|quarts?|quarters?)\b",
    re.IGNORECASE,
)
_AGED = lazy_pattern(r"\b(?:age|âge|aged|âgée?s?)(?:\s+(?:of|de))?\s*$", re.IGNORECASE)
FAR = 40  # code points around a number in which stands what makes it a time of the day
UNIT_BEHIND = 12  # code points behind a number within which its unit stands
# What tells a time without a date. "may" and "march" do not without a capital, nor the planet with one; nor "a été
# financé", "spring water", "fall", "fin" and "ad" by themselves.
_SOME_TIME = lazy_pattern(
    rf"\b(?!may\b|march\b|august\b|M(?:ars|ARS)\b)(?i:{A_MONTH})\b|"
    r"(?i:\b(?:ago|il y a|bce?|centur(?:y|ies)|siècles?|decades?|décennies?|years?|ans|"
    r"an\s+(?:dernier|prochain)|années?|days?|jours?|"
    r"(?:l['’]|d['’]|en\s|cet\s|chaque\s)été|(?:in|during|by|last|next|this|early|late)\s+(?:the\s+)?(?:spring|fall)|"
    r"(?:à|dès|vers|depuis)\s+la\s+fin|summer|autumn|winter|printemps|automne|hiver|beginning|début|"
    r"era|ère|époque|period|période|"
    rf"{one_of(DAYS)})\b)|"
    r"\bAD\s?\d|\d\s?AD\b|av\. J\.-C\.|"
    r"(?<![\d.,$€£])(?:1\d|20|21)\d\d(?!\d|[.,]\d|\s?[%€$£])|"  # a year; "employs 300 people" is none
    r"(?:in|en)\s[2-9]\d{3}\b(?!\s[^\W\d])|"
    r"(?i:\b(?:in|en|by|from|since|until|before|after|around|about|circa|vers|depuis|dès|avant|après|l['’]an|year)\s\d{3}\b"
    r"(?![.,]\d|\s?[%€$£]|\s(?!by|at|after|before|near|and|when|under|de|près|à|par|après|avant|et|lors|sous)[^\W\d]))"
)


_LASTING = lazy_pattern(
    rf"\b(?:en|pendant|durant|for|over|during|lasts?|lasted|dure|durent|durera)\s+(?:the\s+|les\s+|(?:last|past|next|dernières?|derniers?)\s+)?"
    rf"(?:\d+|{A_NUMERAL})\s+(?:\w+\s+)?(?:years?|ans|années?|days?|jours?|decades?|décennies?|centuries|siècles?)\b(?!\s+(?:ago|later|plus\s+tard))|"
    r"\b(?:pour|for)\s+(?:l['’]|the\s+)(?:année(?:\s+(?:civile|scolaire|entière))?|(?:(?:calendar|school|whole)\s+)?year)\b",
    re.IGNORECASE,
)
_HOW_OLD = lazy_pattern(r"\bhow\s+old\b|\bquel\s+âge\b|\bquel\s+age\s+a\b|\bwhat\s+age\s+is\b", re.IGNORECASE)
HOURS_EN = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
HOURS_FR = (
    "une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|quatorze|quinze|seize|dix-(?:sept|huit|neuf)|"
    "vingt(?:-(?:et-une|deux|trois))?"
)
# The time of a day, asked for by that name and told: "what time", "20:00", "18 h", "at noon".
_CLOCK_ASKED = lazy_pattern(
    r"\b(?:what(?:['’]?s|\s+is)?\s+(?:the\s+)?(?:exact\s+|start(?:ing)?\s+)?time|at\s+which\s+(?:time|hour)|what\s+hours?)\b"
    r"(?!\s+(?:of\s+(?:the\s+)?year|period|zone|frame|limit|span))|\bquelles?\s+heures?\b|\bquelle\s+h\b",
    re.IGNORECASE,
)
_NOT_LASTING = r"(?<!\bdure )(?<!\bdur[ée] )(?<!\bdurait )(?<!\bdurée de )(?<!\bpendant )(?<!\bdans )"
# In letters, behind a preposition or with minutes: "à neuf heures", "neuf heures trente"; others may be how long.
_CLOCK = lazy_pattern(
    rf"{_NOT_LASTING}(?<![\d:.,])(?:[01]?\d|2[0-4])"
    r"(?:\s?[:hH]\s?[0-5]\d(?![\d:])|\s?h(?:eures?)?\b|(?:\.[0-5]\d)?\s?[ap]\.?m\b|\s?o['’]clock\b)|"
    r"\b(?:noon|midday|midnight|midi|minuit|half\s+past|quarter\s+(?:past|to))\b|"
    r"\b(?:à|dès|avant|après|vers|entre|jusqu['’]à|sur\s+le\s+coup\s+de|ouverture|fermeture|départ|arrivée|début|fin|rendez-vous)"
    rf"\s+(?::\s)?(?:{HOURS_FR})\s+heures?\b(?!\s+(?:par|de(?!\s+l['’]après))\b)|"
    rf"\bde\s+(?:{HOURS_FR})\s+heures?(?:\s+\w+)?\s+(?:à|jusqu['’]à)\s+(?:{HOURS_FR}|midi|minuit)\b|"
    rf"{_NOT_LASTING}\b(?:{HOURS_FR})\s+heures?\s+(?:et\s+(?:demie?|quart)|moins\s+\w+|cinq|dix|quinze|vingt|trente|quarante|cinquante|"
    r"précises?|pile|tapantes?|du\s+(?:matin|soir)|de\s+l['’]après-midi)\b|"
    rf"\b(?:{HOURS_EN})\s+o['’]clock\b|"
    rf"\b(?:at|from|by|until|till|before|after|to)\s+(?:{HOURS_EN})"
    r"(?=\s+(?:in\s+the|sharp|at\s+night|on|every|each)\b|\W*$|[,;.)])",
    re.IGNORECASE,
)


# A time that comes again, or a part of the day or the year: "on Thursdays", "weekly", "une fois par mois", "le soir".
# Asks when something is or will be, which no year that has gone by tells: "in 2024 we saw 412 objects".
_IS_NOW = lazy_pattern(
    r"\bwhen\s+(?:is|are|does|do|can)\b|\bquand\s+(?:est-ce\s+qu|a\s+lieu|ont\s+lieu|se|s['’]|peut|faut)|\bquand\b.{1,80}?\s(?:a-t-(?:il|elle)\s+lieu)",
    re.IGNORECASE,
)
_A_YEAR = lazy_pattern(r"(?<![\d.,$€£])(?:1\d|20)\d\d(?![\d%€$£]|[.,]\d)")
_THEN = lazy_pattern(  # asks when something happened, which what comes again does not tell
    r"\bwhen\s+(?:did|was|were|had)\b|\bquand\s+(?:fut|était|étaient|a\s+été|ont\s+été)\b|"
    r"\bquand\b.{1,80}?\b(?:a-t|ont|fut|furent|avait|était|étaient)-(?:ils?|elles?|on)\b(?!\s+lieu)|"
    r"\bquand\b.{1,80}?\b(?:est|sont)-(?:ils?|elles?)\s+\w*(?:é|ée|és|ées|nu|nue|ti|tie|rti|rtie)\b",
    re.IGNORECASE,
)
_AGAIN = lazy_pattern(
    rf"\b(?:{one_of(DAYS)}s|(?:week(?:day|[\s-]?end)|morning|afternoon|evening)s?|"
    r"(?:dai|night|week|fortnight|month|quarter|year)ly|"
    r"(?:every|each|once\s+an?|twice\s+an?|per)\s+(?:other\s+|second\s+|third\s+)?(?:hour|week|month|quarter|season|term|night|time)|"
    r"(?:par|chaque)\s+(?:heure|semaine|mois|trimestre|saison|nuit|matin|soir)|"
    r"tou(?:s\s+les|tes\s+les)\s+(?:\w+\s+)?(?:heures|semaines|mois|trimestres|nuits|matins|soirs|week-ends)|"
    r"(?:le|les|ce|du|au)\s+(?:matins?|soirs?|week-ends?)|(?:l['’]|les\s+)après-midis?|en\s+(?:semaine|soirée|matinée)|"
    r"hebdomadaires?|mensuel(?:le)?s?|trimestriel(?:le)?s?|annuel(?:le)?s?|quotidien(?:ne)?s?|"
    r"tonight|today|tomorrow|aujourd['’]hui|demain|(?:à|de|jusqu['’]à|dès)\s+la\s+rentrée|"
    r"(?:at|before|after|by|until)\s+(?:christmas|easter)|(?:à|avant|après|jusqu['’]à)\s+(?:noël|pâques)|"
    r"(?:in|during|over)\s+(?:the\s+)?(?:\w+\s+)?holidays|(?:pendant|durant)\s+les\s+(?:grandes\s+)?vacances)\b",
    re.IGNORECASE,
)


# A time of day counts no things, and neither does the number of an item or a share of something: "19:00", "4. Add oil".
_SPACE = r"[ \u00a0\u202f]?"
_TIME_OF_DAY = lazy_pattern(
    rf"(?<![\d:.,])(?:[01]?\d|2[0-4])(?::[0-5]\d(?![\d:])(?:{_SPACE}[ap]\.?m\b)?|(?:\.[0-5]\d)?{_SPACE}[ap]\.?m\b|"
    rf"{_SPACE}o['’]clock\b)|(?:\b(?:à|dès|vers|entre)\s|\bjusqu['’]à\s)(?:[01]?\d|2[0-4]){_SPACE}h(?:{_SPACE}[0-5]\d)?\b",
    re.IGNORECASE,
)
_HOURS = lazy_pattern(rf"(?<![\d:.,])\d{{1,2}}{_SPACE}h{_SPACE}[0-5]\d\b", re.IGNORECASE)
_ITEM_NUMBER = lazy_pattern(r"^\s*\d{1,3}[.)]\s", re.MULTILINE)
_PER_CENT = lazy_pattern(rf"(?:{_DIGITS}|\b{A_NUMERAL})[\s\u00a0\u202f]?(?:%|(?:per|pour)\s?cent\b)", re.IGNORECASE)


# What names a time and tells of nothing how long it lasts: "at 17:00", "the third Saturday of the month", "per week".
_HOW_LONG = lazy_pattern(r"\bhow\s+long\b|\bcombien\s+de\s+temps\b|\bdur[ée]e\b|\bduration\b", re.IGNORECASE)
_NOT_HOW_LONG = lazy_pattern(
    rf"{_TIME_OF_DAY.pattern}|"
    r"\b(?:of\s+(?:the|each|every)|per|every|each|du|par|chaque|tou(?:s|tes)\s+les|this|next|last|cette|ce)\s+"
    r"(?:days?|weeks?|months?|years?|jours?|semaines?|mois|ans|années?)\b|"
    rf"{_NOT_LASTING}\b\d{{1,2}}\s?[-–]\s?\d{{1,2}}\s?ans\b|"  # « pour les 6-9 ans »
    r"\b(?:aged?|ages|âgée?s?\s+de|enfants\s+de|children\s+(?:of|from))\s+\d{1,2}\s?(?:[-–]|to|à)\s?\d{1,2}(?:\s(?:ans|years?))?",
    re.IGNORECASE,
)
_FROM_HOUR_TO_HOUR = lazy_pattern(
    rf"(?<![\d:.,])\d{{1,2}}{_SPACE}h(?:{_SPACE}[0-5]\d)?\s?(?:[-–]|à)\s?\d{{1,2}}{_SPACE}h(?:{_SPACE}[0-5]\d)?",
    re.IGNORECASE,
)
_BEFORE_OR_AFTER = lazy_pattern(r"\s(?:before|ago|earlier|avant|plus\s+tôt)\b", re.IGNORECASE)
# "Two weeks after the outage, …" at the beginning tells when, and so does « il y a deux ans ».
_WHEN_RATHER = lazy_pattern(
    rf"(?:^|[.!?]\s+)(?:about\s+|environ\s+)?(?:\d+|{A_NUMERAL}|one|an?|une?)[\s-](?:days?|weeks?|months?|years?|hours?|minutes?|jours?|semaines?|mois|ans|années?|heures?)\s+"
    r"(?:after|before|later|earlier|ago|après|avant|plus\s+t(?:ard|ôt))\b|"
    r"\bil\s+y\s+a\s+(?:[\w-]+\s+){1,3}(?:jours?|semaines?|mois|ans|années?|heures?)\b",
    re.IGNORECASE | re.MULTILINE,
)
# What something carries is no weight of its own.
_WEIGHS = lazy_pattern(r"\bhow\s+heavy\b|\bweighs?\b|\bp[èe]se\w*\b", re.IGNORECASE)
_CARRIED = lazy_pattern(
    r"\b(?:carr(?:y|ies|ied)|holds?|lifts?|bears?|takes?|supports?|load(?:ed)?|porte\w*|support\w+|transport\w+|charge\w*|soul[eè]ve\w*)\s+"
    rf"(?:[^\W\d]+\s+){{0,3}}{_DIGITS}\s?[^\W\d]+",
    re.IGNORECASE,
)
# How high something is is told by no number that says how long or wide it is.
_DIMENSIONS = tuple(
    (
        lazy_pattern(asked, re.IGNORECASE),
        lazy_pattern(rf"\d[\d.,\s]{{0,12}}[^\W\d]{{1,20}}\s+(?:{others})\b", re.IGNORECASE),
    )
    for asked, others in (
        (
            r"\bhow\s+(?:high|tall)\b|\b(?:height|hauteur)\b",
            r"long|wide|deep|de\s+(?:long|large|longueur|largeur|profondeur)",
        ),
        (
            r"\bhow\s+deep\b|\b(?:depth|profondeur)\b",
            r"long|wide|high|tall|de\s+(?:long|large|haut|longueur|largeur|hauteur)",
        ),
        (
            r"\bhow\s+wide\b|\b(?:width|largeur)\b",
            r"long|deep|high|tall|de\s+(?:long|haut|longueur|profondeur|hauteur)",
        ),
    )
)
_DEADLINE = lazy_pattern(r"\b(?:deadline|closing\s+date|date\s+limite|date\s+butoir)\b", re.IGNORECASE)
# A year is asked for by that name; told by one, by its century or era, or by how it lies to this one.
_WHICH_YEAR = lazy_pattern(r"\b(?:what|which|quelle)\s+(?:year|ann[ée]e)\b", re.IGNORECASE)
_YEAR_TOLD = lazy_pattern(
    r"(?<![\d.,$€£])\d{3,4}(?![\d%€$£]|[.,]\d)|['’]\d\ds?\b|\b(?:ad|bce?|century|centuries|siècles?|(?:last|next)\s+year|"
    r"an\s+(?:dernier|prochain)|année\s+(?:dernière|prochaine|suivante|précédente)|years?\s+(?:ago|later)|ans\s+plus\s+tard)\b|"
    r"\bil\s+y\s+a\b.{1,20}\bans\b|av\. J\.-C\.",
    re.IGNORECASE,
)


# The most or the least of a thing is told by a bound of it.
_BOUNDED = lazy_pattern(r"\b(?:at\s+(?:most|least)|au\s+(?:plus|moins|maximum|minimum))\W*$", re.IGNORECASE)
_BOUND = lazy_pattern(
    r"\b(?:up\s+to|at\s+(?:most|least)|(?:no|not|never)\s+(?:more|less|fewer)\s+than|max(?:imum|imal)?|min(?:imum|imal)?|"
    r"limit(?:ed|s)?|between|from|only|must|(?:less|fewer)\s+than|highest|lowest|longest|au\s+(?:plus|moins|maximum|"
    r"minimum)|maximale?s?|minimale?s?|plafond|limitée?s?|dépassent?|moins\s+de|entre|les\s+plus|le\s+plus|la\s+plus|"
    r"atteignent|atteint)\b|\bjusqu['’]",
    re.IGNORECASE,
)


def asks_measure(question: str) -> bool:
    """Return whether a question asks for something measured: a price, an age, how long, how far."""
    return _BOUNDED.search(question) is not None or _told_measure(question) is not None


@lru_cache(KEPT_QUESTIONS)
def _told_measure(question: str) -> re.Pattern[str] | None:
    """Return what finds the measure that a question asks for; None where it asks for none."""
    return next((told for asks, told in _ASKED_AND_TOLD if asks.search(question)), None)


def asks_unit(question: str) -> bool:
    """Return whether a question counts units, which a number brings along: "how many days"."""
    return _UNIT.search(question) is not None


def tells_money(text: str) -> bool:
    """Return whether `text` tells an amount of money, or that something is free."""
    return _TOLD_MONEY.search(text) is not None


def tells_age(text: str) -> bool:
    """Return whether `text` tells an age, as a number of years or a bound."""
    return _TOLD_AGE.search(text) is not None


def tells_date(text: str, *, again: bool = True) -> bool:
    """Return whether `text` tells a day, a time, or where that may be, `again`, when something comes again.

    How long something lasts is none: "for four years".
    """
    if DATE.search(text) or _CLOCK.search(text) or _SOME_TIME.search(_LASTING.sub(" ", text)):
        return True
    return again and tells_again(text)


def tells_day(text: str) -> bool:
    """Return whether `text` tells a day or a month, and not a year alone."""
    return any(not one.group().isdigit() for one in DATE.finditer(text))


def counts_things(question: str) -> bool:
    """Return whether a question asks "how many" of something."""
    return _HOW_MANY.search(question) is not None


def asks_clock(question: str) -> bool:
    """Return whether a question asks for the time of a day."""
    return _CLOCK_ASKED.search(question) is not None


def tells_clock(text: str) -> bool:
    """Return whether `text` tells a time of day."""
    return _CLOCK.search(text) is not None


def tells_again(text: str) -> bool:
    """Return whether `text` tells a time that comes again, or how often: "on Thursdays", "every month"."""
    return _AGAIN.search(text) is not None or _OFTEN_TOLD.search(text) is not None


def is_priced(text: str) -> bool:
    """Return whether `text` has an amount of money, be it a game's."""
    return _PRICED.search(text) is not None


def asks_price(question: str) -> bool:
    """Return whether a question asks how much a thing is, which is mostly its price."""
    return _PRICE.match(question) is not None


def is_of_measure(question: str, sentence: str, span: Span) -> bool:
    """Return whether a number of `sentence` is of the measure that `question` wants, or where it counts, of none."""
    how_long = _HOW_LONG.search(question) is not None
    around = max(0, span.start - FAR), min(len(sentence), span.end + FAR)
    for no_measure in (_NOT_HOW_LONG, _FROM_HOUR_TO_HOUR) if how_long else (_TIME_OF_DAY,):
        if any(one.start() < span.end and span.start < one.end() for one in no_measure.finditer(sentence, *around)):
            return False
    if how_long and _BEFORE_OR_AFTER.match(sentence, span.end):
        return False  # "24 h before" tells when
    text = sentence[max(0, span.start - 2) : span.end + UNIT_BEHIND]
    measure = _told_measure(question)
    if measure is not None:
        money = MONEY.search(span.of(sentence))
        if money is not None and not measure.search(money.group()):
            return False  # "90 € a year" tells no time
        age = _AGED.search(sentence[: span.start])
        return measure.search(text) is not None or (age is not None and measure.search(age.group()) is not None)
    if not _HOW_MANY.search(question) or asks_unit(question):
        return True
    number = DATE.sub(" ", span.of(sentence))
    return _COUNTED.search(number) is not None and _MEASURED.search(text.replace("%", " ")) is None


def tells(asked: Asked, question: str, text: str) -> bool:
    """Return whether `text` tells what `question` wants measured, dated or counted; true where it wants none."""
    if asks_clock(question):
        return tells_clock(text)
    if asked.kind == "when":
        if _WHICH_YEAR.search(question) and not _YEAR_TOLD.search(text):
            return False
        text = _A_YEAR.sub(" ", text) if _IS_NOW.search(question) and not tells_day(text) else text
        return tells_date(text, again=_THEN.search(question) is None)
    if asked.kind in {"who", "where", "why"}:
        return True
    measure = _told_measure(question)
    if measure is not None and _DEADLINE.search(question) and tells_date(text):
        return True
    if measure is not None:
        if _HOW_LONG.search(question):
            text = _WHEN_RATHER.sub(" ", _NOT_HOW_LONG.sub(" ", text))
        if _HOW_OLD.search(question):
            text = _LASTING.sub(" ", text)  # "lent for ten years" by somebody
        if _WEIGHS.search(question):
            text = _CARRIED.sub(" ", text)
        for dimension, others in _DIMENSIONS:
            text = others.sub(" ", text) if dimension.search(question) else text
        return measure.search(text) is not None
    if _BOUNDED.search(question) and not (_BOUND.search(text) and _COUNTED.search(DATE.sub(" ", text))):
        return False
    for asks, told in _UNITS:
        if asks.search(question) and not _SINCE.search(question):
            return told.search(text) is not None or len(set(_YEARS.findall(text))) > 1
    if asked.kind != "how_many" and _NUMBER_OF.search(question) is None:
        return True
    text = _ITEM_NUMBER.sub(" ", _TIME_OF_DAY.sub(" ", text))
    if _HOW_MANY.search(question) and not asks_unit(question):
        text = _MEASURED.sub(" ", _PER_CENT.sub(" ", _HOURS.sub(" ", text)))
    if not _TIMES.search(question):
        text = _TWICE.sub(" ", text)
    return _COUNTED.search(DATE.sub(" ", text)) is not None
