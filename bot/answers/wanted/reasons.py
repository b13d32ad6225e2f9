"""What is asked by "why": which sentence tells a reason, if any does. Pure.

To a bare "why?" behind another question, whatever was answered before stands highest again, for it has all the words.
It answers "why?" only if it says because. Where the question says what is to be explained, an aim, a wish or a cause
does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answers.questions.openings import LINKED
from bot.answers.sentences.choosing import LOOKED_AT, Evidence
from bot.answers.sentences.reading import leans
from bot.answers.values.things import standing
from corpus.article import Language
from corpus.patterns import lazy_pattern
from index.matching.candidates import Query
from index.words.terms import Term

BARELY_WHY = lazy_pattern(
    rf"\W*+{LINKED}(?:why(?:\s+(?:so|not|(?:is|was)\s+(?:that|this|it)))?|how\s+come|"
    r"pourquoi(?:\s+(?:ça|cela|donc|pas))?|for\s+what\s+reason|pour\s+quelles?\s+raisons?)\W*(?:\(|$)",
    re.IGNORECASE,
)
# "since" and "as" tell a time more often, "pour" and "to" what something is for.
REASON: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(
        r"\b(?:because|so\s+that|in\s+order\s+(?:to|that)|(?:which|that)\s+is\s+why|due\s+to|owing\s+to|thanks\s+to|"
        r"on\s+account\s+of|on\s+(?:the\s+)?grounds|reasons?|therefore)\b|[,;]\s+(?:since|as)\s+(?:it|they|the|he|she)\b",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(
        r"\b(?:parce\s+qu|puisqu|car\b|afin\s+(?:de\b|d['’]|qu)|c['’]est\s+pourquoi|en\s+raison\s+d|à\s+cause\s+d|"
        r"grâce\s+(?:à|au)|faute\s+d|raisons?\b|motifs?\b(?=[^.]{0,40}[:.]|\s+(?:principa|invoqu|est|était))|en\s+cause\b|pour\s+que\b|"
        r"comme\s+c['’]est\b)",
        re.IGNORECASE,
    ),
}
# Words behind which "to" tells no aim ("able to stop", "began to stop"), and before which it tells none ("to the end").
_NO_AIM = (
    "able open close similar began begin begun started had has have used going likely continued seem seems tend ought"
)
_TO = (
    r"(?-i:[Tt]o\s(?!(?:the|an?|this|that|these|those|its|his|her|their|our|your|my|all|it|them|him|us|one|any|some|no|"
    r"another|every|each|both|such|other|more|to|[a-z]{2,20}ing)\b)[a-z]"
    + "".join(rf"(?<!\b{word}\sto\s\w)" for word in _NO_AIM.split())
    + ")"
)
_FOR = r"fear|the\s+sake|lack|want|safety|its|their|his|her|\w+ing"
_WISHES = r"want|wish|hope|hoping|desire|intend|aim|fear|refus|believ|worr"
_SOUHAITS = r"voul|veu[lt]|souhait|désir|espér|crai[gn]|redout|refus|estim"
# What makes people stop or mend something, and what is too much or lacking.
_MISHAPS = (
    "accidents? incidents? fires? floods? flooding storms? thefts? break-ins? burglar(?:y|ies) complaints? "
    "injur(?:y|ies) leaks? crash(?:es)? deaths? disputes? quarrels? attacks? raids? collisions? explosions? "
    "failures? breakdowns? outbreaks? vandalism damage abuse spam harassment"
)
_MALHEURS = (
    "accidents? incidents? incendies? inondations? crues? tempêtes? orages? vols? cambriolages? plaintes? blessures? "
    "dégâts? fuites? pannes? chutes? décès morts? disputes? conflits? attaques? collisions? explosions? épidémies? "
    "abus vandalisme spams? dégradations? querelles?"
)
_LACKING = (
    r"(?:not|isn['’]t|aren['’]t|wasn['’]t|weren['’]t)\s+enough|lack(?:s|ed|ing)?|shortages?|"
    r"r[ua]n(?:ning)?\s+(?:out|short)\s+of"
)
_TOO = (
    r"too\s+(?:few|many|much|little|old|small|big|large|heavy|dear|expensive|costly|dangerous|risky|high|low|cold|hot|wet|"
    r"damp|dry|short|long|late|often|easy|hard|difficult|strong|weak|loud|noisy|slow|fast|narrow|steep|close|far)\b"
)
# What people are blamed or praised for: "sent off for a second booking".
_PUNISHED = (
    r"(?:sent\s+off|booked|fined|banned|suspended|dismissed|sacked|fired|punished|arrested|jailed|charged|disqualified|"
    r"criticised|criticized|praised|awarded|known|famous)\s+(?:\w+\s+){0,3}?for"
)
_PUNI = (
    r"(?:exclu|expuls|sanctionn|condamn|licenci|renvoy|suspend|disqualifi|puni|critiqu|arrêt|poursuivi|récompens|connu)\w*\s+"
    r"(?:[^\W\d]+\s+){0,3}?pour"
)
# What is so until something is mended or arrives, and what is not to be done: it does harm.
_UNTIL = r"until\s+(?:the|an?|its?|their|our|new)\b[^.;:!?\d]{1,60}?\b(?:is|are|has|have)\s+(?:been\s+)?\w+(?:ed|t|n)"
_DO_NOT = (
    r"(?:(?:do|must|should)\s+not|(?:do|must|should)n['’]t|never|avoid)\b[^.;:!?]{1,80}?"
    r"(?:,\s(?:it|they|this|that|which|you)\s|:\s)\w+"
)
_NE_PAS = (
    r"(?:n['’]|ne\s)[^.;:!?]{1,40}?\b(?:pas|jamais|plus)\b[^.;:!?]{0,80}?"
    r"(?:,\s(?:ils?|elles?|cela|ça|on|vous)\s|,\sc['’]|\s?:\s)\w+|"
    r"évite[rz]?\b[^.;:!?]{1,80}?(?:,\s(?:ils?|elles?|cela|ça|qui)\s|\s?:\s)\w+"
)
# "Pour le remplacement des pieux": what is done, by the ending of its noun.
_POUR = (
    r"pour\s+(?:le\s|la\s|les\s|l['’])?(?!(?:bâti|apparte|départe|loge|vête|docu)ment|question|station|page|étage|image|village)"
    r"[^\W\d]{3,20}(?:ments?|[tsx]ions?|ages?)\s+d(?:es?\b|u\b|['’])|"
    r"pour\s+(?:travaux|entretien|réparations?|rénovation|cause)"
)
# Of 187 training questions that ask why, three quarters of the sentences that answer say one of these (0.80 in English,
# 0.66 in French), and two fifths of those in the same passage that have the most of the question's words otherwise. To
# say because as above is too much to ask of them: a third of those that answer do.
SOME_REASON: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(
        rf"\b(?:{_TO}|(?:because|so\s+(?:that|as)|in\s+order|is\s+why|(?:due|owing|thanks)\s+to|on\s+account\s+of|"
        rf"on\s+(?:the\s+)?grounds|as\s+an?\s+(?:joke|tribute|nod|reminder)|{_PUNISHED}|reasons?|therefore|thus|hence|"
        r"lest|results?\s+(?:of|in)|caus(?:e[ds]?|ing)|le(?:d|ads?|ading)\s+to|given\s+(?:the|that|its|their)|"
        rf"for\s+(?:{_FOR})|in\s+(?:response|recognition|view|the\s+light|protest)|over\s+the|explain(?:s|ed)?|"
        rf"prompted|forced|purposes?\s+(?:of|is|was)|goals?|(?:{_WISHES})\w*|the\s+fact\s+that|as\s+(?:its?|they|the|he|she|their)|"
        rf"after\s+(?:[a-z]+\s+){{0,3}}?(?:{'|'.join(_MISHAPS.split())})|for\s+(?:repairs?|maintenance|renovations?|works)|"
        rf"{_TOO}|{_LACKING}|{_UNTIL}|{_DO_NOT}|"
        r"since\s+(?:it|they|the|he|she|no|nobody)|(?<=[,;]\s)(?:since|as|so|for)|\A(?:since|as))\b)",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(
        r"\bpour\s+(?:(?:ne\s+pas|mieux|se|le|la|les|lui|leur|en|y)\s+|[sl]['’]\s?)?[^\W\d]+(?:er|ir|re|oir)\b|"
        r"\b(?:parce\s+qu|puisqu|car\b|afin\s+(?:de\b|d['’]|qu)|en\s+(?:raison|vue)\s+d|à\s+cause\s+d|par\s+crainte|"
        rf"{_PUNI}\b|motifs?\b|en\s+cause\b|en\s+(?:hommage|mémoire|souvenir)\b|"
        r"grâce\s+(?:à|aux?)\b|faute\s+d|raisons?\b|pour\s+(?:qu|cause|son|sa|ses|leurs?)\b|"
        r"comme\s+(?:c['’]est|les?|la|ils?|elles?)\b|donc\b|ainsi\b(?!\s+que)|dans\s+(?:le\s+but|la\s+mesure|l['’]espoir)|"
        r"(?:du|par\s+le)\s+fait|suite\s+(?:à|aux?|d)|caus(?:é|e\b|es\b|ent\b)|provoqu|entraîn|oblig|étant\s+donné|"
        rf"compte\s+tenu|au\s+motif|prétexte|expliqu|(?:le|pour)\s+but|objectif|permet|due?s?\s+(?:à|aux?)\b|dû\b|"
        rf"après\s+(?:(?:[^\W\d]+\s+){{0,3}}?|(?:[^\W\d]+\s+)?[ld]['’])(?:{'|'.join(_MALHEURS.split())})\b|{_POUR}|"
        r"trop\s+(?:peu\b|d['’]|[^\W\d]{2,})|pas\s+assez|manqu(?:e|ent|ait|aient)\b|insuffisan|pénurie|tant\s+qu|"
        rf"jusqu['’]à\s+ce\s+qu|le\s+temps\s+(?:d['’]|d[eu]s?\b|qu)|{_NE_PAS}|"
        rf"(?:{_SOUHAITS})\w*)",
        re.IGNORECASE,
    ),
}
# What parts a thing from its reason: "the deficit is due to …", "le déficit s'explique par …".
EXPLAINS: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(
        r"\b(?:(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:explained\s+by|caused\s+by|due\s+to|owing\s+to|down\s+to|the\s+result\s+of)|"
        r"(?:comes?|came)\s+from|results?\s+from|resulted\s+from|stems?\s+from|because)\b",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(
        r"\bs['’](?:explique(?:nt)?|expliquait)\s+(?:\w+ment\s+)?par\b|"
        r"\b(?:est|sont|[ée]tait|fut|[ée]taient)\s+(?:\w+ment\s+)?(?:dus?|due|dues|dû|caus[ée]e?s?\s+par|provoqu[ée]e?s?\s+par)\b|"
        r"\b(?:vient|viennent|provient|proviennent|r[ée]sultent?|d[ée]coulent?)\s+d|\bparce\s+qu|\bà\s+cause\s+d",
        re.IGNORECASE,
    ),
}
# Behind what the reason stands of that before it.
FOLLOWED: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(
        r"\bbecause\b|\b(?:due|owing|thanks)\s+to\b|[,;]\s+(?:since|as|for)\s+(?!(?:of|for|long|well|soon|to|many|much|\d)\b)",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(
        r"\bcar\b|\bparce\s+qu|\bpuisqu|\b(?:en\s+raison|à\s+cause|faute)\s+d|\bgrâce\s+(?:à|aux?)\b", re.IGNORECASE
    ),
}
BEFORE_IT: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(r"\bhad\s+(?:been\s+|(?:\w+ly|just|not|never)\s+)*\w+", re.IGNORECASE),
    "fr": lazy_pattern(
        r"\b(?:avai(?:t|ent)|étai(?:t|ent))\s+(?:pas\s+|\w+ment\s+)?\w+(?:é|i|u|is|it|ert)e?s?\b", re.IGNORECASE
    ),
}
READ = 1000  # code points of a text in which one is looked for; what is quoted is no longer
EXPLAINING, SEARCHED = 3, 10_000  # sentences that may explain, and code points of their article that are looked through
COVERED = 0.9  # of what the likeliest one holds of the question, what one that tells a reason holds at least


def asks_barely_why(question: str) -> bool:
    """Return whether a question, read in full, asks why and nothing else: "why? (founded Discord)"."""
    return BARELY_WHY.match(question) is not None


def tells_reason(text: str, language: Language) -> bool:
    """Return whether a text of `language` says why something is so, in words that say so."""
    return REASON[language].search(text) is not None


def may_tell_reason(text: str, language: Language) -> bool:
    """Return whether a text says anything that may be a reason: because, an aim, a wish, a cause."""
    return SOME_REASON[language].search(text[:READ]) is not None


def tells_what_came_before(text: str, language: Language) -> bool:
    """Return whether a sentence tells what had happened before, as the one behind "it burned down" often does."""
    return BEFORE_IT[language].search(text) is not None


def is_reason_itself(text: str, terms: Sequence[Term], language: Language) -> bool:
    """Return whether a sentence gives what is asked about as the reason of something else, and no reason of it.

    "We are looking for a secretary, as Ada is leaving" does not say why Ada is leaving. "This is because she is" may
    say why something is that is asked about, and so may one of several reasons.
    """
    found = list(FOLLOWED[language].finditer(text))
    if len(found) != 1 or leans(text):
        return False
    first = found[0]
    before, behind = text[: first.start()], text[first.end() :]
    return (
        bool(before.strip()) and not any(standing(terms, before, language)) and any(standing(terms, behind, language))
    )


def reason_first(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return `evidence` with the likeliest sentence first that tells a reason and holds as much of the question."""
    least = COVERED * evidence[0].covered
    found = next(
        (one for one in evidence[:LOOKED_AT] if one.covered >= least and tells_reason(one.text, one.article.language)),
        None,
    )
    return tuple(evidence) if found is None else (found, *(one for one in evidence if one is not found))


def explained_first(evidence: Sequence[Evidence], query: Query) -> tuple[Evidence, ...]:
    """Return the likeliest sentence that tells the reason of the thing that "why" asks about; nothing where none does.

    "Pourquoi le club est-il en déficit ?" is told by "le déficit de 2 850 euros s'explique par …": half of what is
    asked about, at least, is what is explained, and the rest stands in the same article.
    """
    for one in evidence[:EXPLAINING] if query.terms else ():
        language, text = one.article.language, one.text[:READ]
        explains = EXPLAINS[language].search(text)
        if explains is None or 2 * sum(standing(query.terms, text[: explains.start()], language)) < len(query.terms):
            continue
        if all(standing(query.terms, f"{one.article.title}\n{one.article.text[:SEARCHED]}", language)):
            return (one,)
    return ()
