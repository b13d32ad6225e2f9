"""What somebody does for a living, where that is asked: a trade beside the name. Pure.

Of what ends like a trade not all is one, and many a trade ends otherwise: what is not among the endings and the words
below, stands behind "a", "the" or a verb.
"""

from __future__ import annotations

import re
from itertools import chain

from bot.answers.questions.openings import LINKED
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.matching.candidates import Query
from index.words.analysis import fold

_THE = r"(?:(?:the|an?|any|some|our|your|le|la|les|une?|du|des|vos|votre|notre)\s+|l['’]\s?)?"
# What may stand before the thing asked: "what is the", "do you know the", "quel est le", "who is".
ASKING = (
    rf"^\W*+{LINKED}(?:(?:what|who|which)(?:['’]?s|\s+(?:is|are|was|were))\s+|"
    r"(?:do|can|could)\s+(?:you|i|we)\s+(?:have|know|give\s+me|tell\s+me|get|find)\s+|(?:give|tell)\s+me\s+|"
    r"i\s+(?:need|want)\s+|(?:quel(?:le)?s?|qui)\s+(?:est|sont|était|étaient|fut)\s+|c['’]est\s+quoi\s+|"
    r"(?:as-tu|avez-vous|tu\s+as|vous\s+avez|connais-tu|connaissez-vous)\s+|donnez?[-\s]moi\s+)?" + _THE
)
NO_QUESTION = (
    r"(?!(?:wh\w+|how|is|are|was|do(?:es)?|did|can|has|have|qu\w+|où|comment|pourquoi|combien|est|a|sont|il|elle|i)\b)"
)
JOB = r"(?:job|profession|occupation|trade|m[ée]tier|day\s+job)"
# A trade behind or before the name, as is "Li, baker," or "Li est boulanger", and "the baker Li".
_NO_TRADE = (
    r"(?:wh\w+|that|and|or|with|in|at|on|to|from|for|by|not|now|qui|que|dont|et|ou|avec|dans|en|à|au|aux|chez|pour|par|sur|"
    r"ne|pas|malgré|depuis|since|très|plus|born|née?|de|du|des|of)\b"
)
# Words that end like a trade and are none, and trades that end like no trade.
_LIKE_TRADES = (
    r"(?:after|under|over|ever|never|other|another|later|earlier|rather|either|neither|whether|however|together|number|"
    r"summer|winter|members?|letters?|papers?|dinner|daughter|sister|mother|father|brother|posters?|computers?|"
    r"première?s?|premiers?|dernière?s?|derniers?|bien|rien|combien|ancien(?:ne)?s?|entière?s?|manière|lumière|prière|"
    r"leurs?|ailleurs|plusieurs|valeur|couleur|heureuse|meilleure?s?|janvier|février|hiver|dossiers?|papiers?|courriers?|"
    r"quartiers?|ateliers?|chantiers?|paniers?|calendrier|rivière|\w+(?:ember|ober))\b"
)
_TRADES = (
    rf"(?!{_LIKE_TRADES})(?:[a-zà-ÿœ][\w-]+(?:ers?|ors?|ists?|ians?|m[ae]n|woman|women|eure?s?|euses?|trices?|istes?|iens?|"
    r"iennes?|iers?|ières?|ères?|logues?|ectes?|nurses?)|cook|chef|clerk|vet|pilot|judge|accountant|architect|mechanic|guide|"
    r"priest|vicar|nun|poet|surgeon|sergeant|nurse|midwife|consultant|assistant|apprentice|student|chemist|botanist|"
    r"sages?-femmes?|m[ée]decin|avocate?|notaire|prof|enseignante?|ma[iî]tresse|ma[iî]tre|kin[ée]|ma[çc]onn?e?|peintre|artisane?|"
    r"v[ée]t[ée]rinaire|comptable|juge|pr[êe]tre|fonctionnaire|secr[ée]taire|libraire|biblioth[ée]caire|apprentie?|"
    r"[ée]tudiante?|soignante?|aide-soignante?|commerçante?|fabricante?|po[èe]te|pilote|orf[èe]vre|forgeronn?e?|"
    r"vigneronn?e?|bûcheronn?e?|p[âa]tre|paysann?e?|marin)(?![\w-])"
)
_A = r"(?:(?:an?|the|une?|le|la)\s|l['’])"
TRADE_BEHIND = lazy_pattern(
    rf"(?P<who>\b[{CAPITAL}][\w’-]+|\b(?i:s?he|il|elle|who|qui)\b)(?:"
    rf"(?:,|\s?[(—–:])\s?(?:{_A}(?!{_NO_TRADE})[a-zà-ÿœ]{{3,}}|(?:(?!{_NO_TRADE})[a-zà-ÿœ][\w-]+\s){{0,2}}{_TRADES})|"
    r"[^.;:!?]{0,60}?\s(?:(?:is|was|became|becomes)\s(?:also\s|now\s|then\s)?(?:an?|the)\s[a-zà-ÿ]|"
    r"(?:est|était|fut|devient|devint)\s(?:aussi\s|également\s|désormais\s|maintenant\s)?(?:(?:une?|le|la)\s|l['’])?"
    rf"(?!{_NO_TRADE})(?!\w+(?:é|ée|u|ue|i|ie|is|ise|it|ite)\b)[a-zà-ÿœ]{{4,}}))"
)
TRADE_BEFORE = lazy_pattern(rf"\b{_TRADES}(?:,?\s)(?P<who>(?:[{CAPITAL}][\w’-]+\s)?[{CAPITAL}][\w’-]+)")
WORKS = lazy_pattern(
    r"\b(?:(?:work(?:s|ed|ing)?|trained|employed|hired|appointed)\s+(?:as|for|in)|travaill(?:e|ait|ant)\s+(?:comme|chez|dans)|"
    r"exerc(?:e|ait)|de\s+formation|career|carrière|retired|retraitée?|jobs?|occupations?|professions?|trade|m[ée]tiers?)\b",
    re.IGNORECASE,
)
# Of a name alone, be its first half in small letters: the job of a treasurer is what she does.
_NAME = (
    r"(?!(?:the|an?|our|your|my|his|her|le|la|les|une?|mon|ma|notre|votre|son|sa|being)\b)"
    rf"(?:[\w’'-]+\s+)?(?-i:[{CAPITAL}])"
)
ASKED = tuple(
    lazy_pattern(shape, re.IGNORECASE)
    for shape in (
        rf"{ASKING}{JOB}(?:\s+(?:of|de)\s+|\s+d['’]\s?|\s+){_NAME}",
        rf"\b(?-i:[{CAPITAL}])[\w-]{{0,40}}['’]s?\s+{JOB}\W*$",
        rf"^\W*{NO_QUESTION}(?!\S+\s+{JOB}){_NAME}[\w’'-]+(?:\s+[\w’'-]+){{0,2}}\s+{JOB}\W*$",
        rf"\bwhat\s+(?:does|did)\s+{_NAME}.{{1,60}}\bdo(?:es)?\s+(?:for\s+a\s+living|as\s+a\s+job)\b",
        rf"\bfait\s+{_NAME}.{{1,60}}\b(?:comme\s+{JOB}|dans\s+la\s+vie)\b",
        rf"^\W*+(?:what\s+{JOB}\s+(?:does|did)|quel(?:le)?\s+{JOB}\s+(?:fait|faisait|exerce|exerçait))\s+{_NAME}",
    )
)
PRONOUNS = vocabulary("he she il elle who qui")


def asks_trade(question: str) -> bool:
    """Return whether a question asks what somebody with a name does for a living."""
    return any(shape.search(question) for shape in ASKED)


def tells_work(text: str) -> bool:
    """Return whether `text` speaks of somebody's work at all."""
    return WORKS.search(text) is not None


def tells_trade(query: Query, text: str) -> bool:
    """Return whether a trade stands behind a name of the question or a pronoun, or before the name."""
    asked = {term.folded for term in query.terms if term.is_name}
    for one in chain(TRADE_BEHIND.finditer(text), TRADE_BEFORE.finditer(text)):
        who = fold(one["who"])
        if one["who"].lower() in PRONOUNS or (who[-1] in asked and (len(asked) == 1 or asked.issuperset(who))):
            return True
    return False
