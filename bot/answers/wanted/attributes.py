"""What somebody or something has, where that is asked: a profession, a first name, an e-mail, a husband, parking. Pure.

A sentence that names whose it is and not what is asked looks much like an answer: "Jo Li and Al Li are no kin" to
"what is Jo Li's job?". What is asked must stand there by its word, or be there as the kind of thing that it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answers.questions.openings import LINKED
from bot.answers.values.measures import AGE_TOLD, LENGTH_TOLD
from bot.answers.values.spans import A_NUMERAL, FUNCTION
from bot.answers.values.things import words_of
from bot.answers.values.trades import ASKING, JOB, NO_QUESTION, asks_trade, tells_trade, tells_work
from bot.answers.wanted.seeking import lacks
from corpus.article import Language
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from index.matching.candidates import Query
from index.words.analysis import fold
from index.words.terms import Term

_OF = r"(?:\s+(?:of|for|at|in|de|du|des|à|aux?|dans)\s+|\s+d['’]\s?)"
_EXISTS = (
    rf"^\W*+{LINKED}(?:(?:is|are)\s+there|(?:est[-\s]ce\s+qu['’]\s?)?il\s+y\s+a(?:-t-il)?|y\s+a[-\s]t[-\s]il|y['’]?\s?a)\s+"
    r"(?:(?:an?|any|some|une?|du|des|de\s+la|de)\s+|de\s+l['’]|d['’])?"
)

_E_MAIL = (
    r"(?:e-?mails?|courriels?|m[ée]l)(?:\s+address(?:es)?)?|mail(?:\s+address)?|"
    r"adresse\s+(?:e-?mail|mail|[ée]lectronique|courriel)"
)
_PHONE = (
    r"(?:tele)?phone(?:\s+numbers?)?|t[ée]l[ée]phone|(?:mobile|cell)(?:\s+phone)?\s+number|"
    r"num(?:[ée]ros?)?\.?\s+(?:de\s+)?(?:t[ée]l(?:[ée]phone)?|portable)\b\.?"
)
_ADDRESS = r"(?:postal\s+|street\s+)?address|adresse(?:\s+postale)?"
_STREET = (
    r"street|st|road|rd|avenue|ave|lane|drive|square|place|boulevard|way|court|row|close|hill|quay|crescent|terrace|"
    r"gardens?|yard|mews|rue|route|chemin|impasse|all[ée]e|quai|cours|bd|passage|ruelle|sentier"
)
# A short number is one to call where that is said: "dial 112", "the number is 911", « composez le 3114 ».
_CALL = (
    r"\b(?:(?:dial(?:s|l?ing)?|call(?:s|ing)?|ring(?:s|ing)?|(?:tele)?phone(?:\s+numbers?)?|t[ée]l[ée]phone|appel(?:ez|er|ons|le)|"
    r"compos(?:ez|er|ons|e))\s*:?|(?:number|num[ée]ro)(?:\s+to\s+(?:call|dial|ring)|\s+à\s+(?:appeler|composer))?"
    r"(?:\s*:|\s+(?:is|est)))\s+(?:(?:(?:[\w’'-]+\s+){0,3}?(?:on|au)|the|le|is|est|number|num[ée]ro)\s+){0,2}"
    r"\d{2,5}(?![\w/-]|[.,:]\d)(?=\W*$|[.;!?)]|,(?!\s(?:rue|avenue|quai|place)\b)|\s+(?:\(|if|for|from|in|to|or|and|when|"
    r"any|day|free|at|si|s['’]|en|pour|ou|et|depuis|de|du|dès|à|dans|jour|gratuit\w*)(?!\w))"
)
# The address of a server or site is a host name, a number or a link, and no name of a file.
_NET = (
    r"(?-i:(?<![\w@./-])(?:[a-z\d][\w-]{0,62}\.){1,5}(?!(?:jar|zip|txt|toml|json|ya?ml|md|exe|py|pdf|png|jpe?g|cfg|html?)\b)"
    r"[a-z]{2,24}(?![\w@-]))|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|https?://\w"
)
_ON_THE_NET = r"^(?=.*\b(?:servers?|serveurs?|(?:web\s?)?sites?|api|wiki|forum|ip|url)\b).*?"
_ADDRESS_TOLD = (
    rf"\b\d{{1,5}}(?:\s?(?:bis|ter|[a-z]))?,?\s+(?:[\w’'.-]+\s+){{0,4}}(?:{_STREET})\b|\b(?:{_STREET})\s+(?:de|du|des|d['’])|"
    r"\b(?:[\w’'-]+\s+)?(?:street|road|avenue|lane|boulevard|square|quay)\b|\baddress\s*(?::|is)|\badresse\s*(?::|est)|"
    r"\b(?:p\.?\s?o\.?\s+box|b\.?p\.?\s*\d|cedex)|\b(?:located|situated|située?s?|sise?|lies|stands|se\s+trouve)\b|"
    # "The address of the server is play.example.org", and nothing of "is to be told".
    rf"\b(?:address\s+(?:of|for)|adresse\s+(?:du|des?|d(?=['’])))\b[^.;:!?\n]{{1,60}}?(?:\s(?:is|est)|\s?:)\s+"
    rf"[«“\"*_` ]{{0,3}}(?:(?-i:[{CAPITAL}\d])|{_NET})"
)
_SPOUSE = r"husbands?|wi(?:fe|ves)|spouses?|maris?|[ée]pou(?:x|ses?)|femmes?|conjointe?s?"
_MARRIED = (
    rf"{_SPOUSE}|married|marries|marr(?:y|iage)|wed(?:ding|s)?|widow(?:er)?|"
    r"mariée?s?|mariage|[ée]pous\w{1,6}|veu(?:f|ve)"
)
_CHILD = r"daughters?|sons?|child(?:ren)?|filles?|fils|enfants?|father|mother|parents?|dad|mum|mom|p[èe]re|m[èe]re"
_SIBLING = r"brothers?|sisters?|siblings?|fr[èe]res?|s(?:œ|oe)urs?"
_KIN = r"aunts?|uncles?|cousins?|nephews?|nieces?|tantes?|oncles?|cousines?|neveux?|ni[èe]ces?"
_PARKING = r"parking|car\s+parks?|parking\s+(?:spaces?|lots?)|stationnement|places?\s+de\s+parking"
_COLOURS = (
    r"red|blue|green|yellow|black|white|gr[ea]y|orange|purple|pink|brown|beige|gold(?:en)?|silver|crimson|violet|navy|"
    r"rouges?|bleue?s?|verte?s?|jaunes?|noire?s?|blanc(?:he)?s?|grise?s?|violette?s?|roses?|marrons?|brune?s?|dorée?s?"
)
# A size is told in units of length, area, room or data, or counted in what it holds: "1,72 m", "8 MB", "64 members".
_SIZES = (
    rf"{LENGTH_TOLD}|\d\s?m\s?\d|\d\s?[x×]\s?\d|\d\s?['’]\s?\d|[²³]|\bA[0-6]\b|"
    r"\d\s?(?:[kmgt]i?[bo]|ha|l|cl|kg|m2|sqm|px)\b|"
    r"\b(?:square|carr[ée]s?|cubic|cubes?|hectares?|acres?|ares|lit(?:re|er)s?|bytes?|octets?|pixels?|kilos?|"
    r"members?|membres?|people|personnes?|inhabitants|habitants?|pupils|élèves|players|joueurs|seats|places|rooms|pièces)\b"
)
_TITLE = r"(?P<title>M\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Mme|Mlle|Madame|Monsieur|Dr\.?)\s+"
TITLED = lazy_pattern(r"(?:M|Mr|Mrs|Ms|Miss|Mme|Mlle|Madame|Monsieur|Dr|Docteur|Doctor|Sir|Lady|Lord|Maître|Me|Prof)")
FIRST_NAME = lazy_pattern(
    rf"\b(?:(?:first|given|christian)\s+name\s+of|pr[ée]nom\s+(?:de|du|d['’])\s?)\s*(?:{_TITLE})?(?P<name>[{CAPITAL}][\w’'-]+)\W*$|"
    rf"\b(?P<whose>[{CAPITAL}][\w-]+)['’]s?\s+(?:first|given|christian)\s+name\W*$"
)
LAST_NAME = lazy_pattern(
    rf"\b(?:(?:last|family)\s+name|surname)\s+of\s+(?P<name>[{CAPITAL}][\w’'-]+)|\bnom\s+de\s+famille\s+(?:de\s+|d['’]\s?)"
    rf"(?P<nom>[{CAPITAL}][\w’'-]+)|\b(?P<whose>[{CAPITAL}][\w-]+)['’]s?\s+(?:(?:last|family)\s+name|surname)\b"
)
GIVEN = lazy_pattern(r"\b(?:pr[ée]nom\w*|(?:first|given|christian)\s+names?)\b", re.IGNORECASE)
# What has a name, adjectives included, and by whom it was made or chosen: "the new boat", "the boat chosen by Ada".
_JOINS = (
    r"(?:of|for|in|at|on|to|from|by|with|and|or|that|which|who|de|du|des|d|à|aux?|en|dans|sur|pour|par|et|ou|qui|que)\b"
)
_HAS_NAME = rf"[^\W\d]+(?:\s+(?!{_JOINS})[^\W\d]+){{0,2}}?"
_MADE_BY = r"(?:\s+[^\W\d]+\s+(?:by|par)\s[^?]{1,60})?\W*$"
NAME_OF = lazy_pattern(
    rf"^\W*+{LINKED}(?:what(?:['’]?s|\s+(?:is|was))\s+|quel\s+(?:est|était)\s+)?(?:(?:the|le)\s+)?"
    r"(?:name\s+of\s+(?:the|our|your|an?)|nom\s+(?:de\s+(?:la|l['’]|notre|votre)|du))\s*"
    rf"(?P<noun>{_HAS_NAME}){_MADE_BY}|"
    rf"^\W*+{LINKED}what(?:['’]?s|\s+(?:is|was))\s+the\s+(?P<whose>{_HAS_NAME})['’]s\s+name\W*$|"
    rf"^\W*+{LINKED}(?:comment\s+s['’]appel(?:le|ait)\s+|what(?:['’]?s|\s+(?:is|was))\s+(?=.*\scalled\W*$))"
    rf"(?:(?:the|le|la|notre|our)\s+|l['’])(?P<called>{_HAS_NAME})(?:\s+called\W*$|{_MADE_BY})",
    re.IGNORECASE,
)
_IS_CALLED = r"(?:(?:is|was|are|est|était|also|called|named|nommée?|appelée?|dite?)\s+|s['’]appelle\s+){0,2}"
# A name right behind or before what has it: "the queen, Ada", "Ada is the queen", "Queen Ada", "le Club des Nageurs".
NAME_BEHIND = lazy_pattern(
    rf"(?:\s+(?:of|de|du|des|d)\b['’\s]\s?(?:(?:the|la|le|les)\s|l['’])?[\w’'-]+)?(?:\s*[,:(|«\"“*_—–-]{{1,4}}\s*|\s+)"
    rf"(?i:{_IS_CALLED})(?:(?:the|la|le|les)\s|l['’]|[«\"“*_]{{1,3}}\s?)?[{CAPITAL}]\w"
)
NAME_BEFORE = lazy_pattern(
    rf"\b[{CAPITAL}][\w’'-]{{1,40}}[»\"”*_)]*(?:\s?[,—–:|(-]|\s(?:is|was|est|était|became|devient))\s?"
    r"(?:(?:the|an?|our|la|le|une?|notre)\s|l['’])?(?:\w+\s)?$"
)
NAMES_ALONG = lazy_pattern(rf"\b[{CAPITAL}][\w’'-]{{1,40}}\s+(?:(?:of|de|du|des|the)\s+)?$")
CALLED = lazy_pattern(
    r"\b(?:named|called|names?|noms?|nommée?s?|appelée?s?|s['’]appel\w+|baptisée?s?)\b", re.IGNORECASE
)
# In the next sentence it has to be told what the name is: "It came in May. They called it Ada."
NAMED_SO = lazy_pattern(
    r"\b(?i:named|called|names?(?:\s+(?:is|was)|\s?:)|nom(?:\s+(?:est|était)|\s?:)|nommée?s?|appelée?s?|s['’]appel\w+|baptisée?s?)"
    rf"\s*(?i:(?:it|him|her|them)\s)?[\s«\"“*_]*(?i:(?:the|le|la|les)\s|l['’])?[{CAPITAL}]\w"
)
SENTENCE_END = lazy_pattern(r"[.!?]\s")
# "Is there a lift at the …?": what is asked to be there, and where.
THERE = lazy_pattern(
    rf"{_EXISTS}(?P<thing>[^\W\d]+(?:\s[^\W\d]+)?)\s+(?:at|in|near|by|à|aux?|dans|près|chez)\s+.*?(?-i:[{CAPITAL}])\w",
    re.IGNORECASE,
)
NEAR = 80  # code points beside a noun


@dataclass(frozen=True, slots=True)
class _Kind:
    """A thing that is asked of somebody: the words that ask, the shapes of such questions, and what tells it.

    `alone` says that it may be asked of nobody and is told by its look alone: an e-mail address.
    """

    asks: str
    shapes: tuple[re.Pattern[str], ...]
    tells: re.Pattern[str]
    alone: bool = False


def _kind(asks: str, tells: str, *, alone: bool = False, exists: bool = False, where: str = "") -> _Kind:
    """Return the kind that `asks` ask for, `exists` by "is there …?" too, and only `where` a question has that."""
    shapes = [
        rf"{ASKING}(?:{asks})(?:{_OF}\w|(?-i:\s+[{CAPITAL}][\w’'.-]*)+\W*$)",
        rf"\w['’]s?\s+(?:{asks})\W*$",
        rf"^\W*{NO_QUESTION}(?-i:[{CAPITAL}])[\w’'-]+(?:\s+[\w’'-]+){{1,3}}\s+(?:{asks})\W*$",
    ]
    shapes += [rf"{ASKING}(?:{asks})\W*$"] if alone else []
    shapes += [rf"{_EXISTS}(?:{asks})\b"] if exists else []
    patterns = tuple(lazy_pattern(where + shape, re.IGNORECASE) for shape in shapes)
    return _Kind(asks, patterns, lazy_pattern(tells, re.IGNORECASE), alone)


_KINDS = (
    _kind(_E_MAIL, r"\w@[\w-]{1,63}\.\w|\w\s?(?:\(at\)|\[at\])\s?\w", alone=True),
    _kind(_PHONE, r"(?<![\w-])\+?\(?\d(?:[\s.()/-]{0,2}\d){5,}|" + _CALL, alone=True),
    _kind(rf"ip|url|(?:ip\s+)?{_ADDRESS}(?:\s+(?:ip|web))?", rf"{_NET}|{_ADDRESS_TOLD}", alone=True, where=_ON_THE_NET),
    _kind(_ADDRESS, _ADDRESS_TOLD, alone=True),
    _kind(
        _PARKING, r"\b(?:park(?:ing|ed|s)?|car\s*parks?|stationne\w*|(?:se\s+|vous\s+)?gare(?:r|z|nt)?)\b", exists=True
    ),
    _kind(_SPOUSE, rf"\b(?:{_MARRIED})\b"),
    _kind(_CHILD, rf"\b(?:{_CHILD}|born|na[iî]t|née?)\b"),
    _kind(_SIBLING, rf"\b(?:{_SIBLING}|twins?|jum(?:eau|elle)s?x?)\b"),
    _kind(_KIN, rf"\b(?:{_KIN}|{_SIBLING})\b"),
    _kind(r"colou?rs?|couleurs?", rf"\b(?:colou?r\w*|couleurs?|{_COLOURS})\b"),
    _kind(r"[âa]ge", rf"\d|\b(?:born|née?)\b|\b(?:{A_NUMERAL})(?:[-\s]\w{{1,12}}){{0,2}}?[-\s]+(?:{AGE_TOLD})"),
    _kind(
        r"size|taille|pointure",
        rf"{_SIZES}|\b(?:sized?|taille|pointure|small|large|big|huge|tiny|tall|short|petite?s?|grande?s?|"
        r"(?-i:X{0,3}[SL]|M)(?!['’.]))\b",
    ),
)


ANY = lazy_pattern(
    rf"\b(?:{'|'.join(one.asks for one in _KINDS)}|{JOB}|names?|surname|nom|pr[ée]nom|appel\w+|called|living|vie)\b",
    re.IGNORECASE,
)


def lacks_attribute(query: Query, quote: str, around: str, language: Language) -> bool:
    """Return whether what is asked of somebody or something stands neither in `quote` nor, as a word, `around` it."""
    question = query.text
    if ANY.search(question) is not None:
        for kind in _KINDS:
            if any(shape.search(question) for shape in kind.shapes):
                return kind.tells.search(quote) is None and (kind.alone or kind.tells.search(around) is None)
        if asks_trade(question):
            return not tells_trade(query, quote) and not tells_work(around)
        if (first := FIRST_NAME.search(question)) is not None:
            return not _tells_first_name(first["name"] or first["whose"], first["title"], quote)
        if (last := LAST_NAME.search(question)) is not None:
            first_name = re.escape(last["name"] or last["nom"] or last["whose"])
            return re.search(rf"\b{first_name}\s+(?:(?:de|du|van|von|di)\s)?[{CAPITAL}]", quote) is None
        if (named := NAME_OF.search(question)) is not None:
            return not _names_one(named["noun"] or named["whose"] or named["called"], query, quote, language)
    there = THERE.match(question)
    return there is not None and lacks(_terms_in(there["thing"], query), around, language)


def _tells_first_name(surname: str, title: str | None, text: str) -> bool:
    """Return whether a first name stands right before a surname; that M. Li is Ada Li, a title would have to say."""
    if title is not None and title not in text:
        return False
    if GIVEN.search(text) is not None:
        return True
    before = re.findall(rf"([{CAPITAL}][\w’'-]+)\s+(?:(?:de|du|van|von|di)\s)?{re.escape(surname)}\b", text)
    return any(TITLED.fullmatch(one) is None and one.lower() not in FUNCTION for one in before)


def _names_one(noun: str, query: Query, text: str, language: Language) -> bool:
    """Return whether a name stands right beside a noun, or in a sentence with it that says how it is called."""
    terms = _terms_in(noun, query)
    if not terms or any(term.is_name for term in terms):
        return True
    for word in words_of(terms, text, language):
        before, behind = text[max(0, word.start() - NEAR) : word.start()], text[word.end() : word.end() + NEAR]
        if NAME_BEHIND.match(behind) or NAME_BEFORE.search(before) or NAMED_SO.search(behind):
            return True
        if CALLED.search(SENTENCE_END.split(before)[-1] + word.group() + SENTENCE_END.split(behind)[0]):
            return True
        if before.endswith(("(", "“", "«\u00a0", "« ", '"')):
            return True  # what is called so may be a thing: the pharynx ("throat")
        if word.group()[0].isupper() and before[-1:].isspace() and NAMES_ALONG.search(before):
            return True
    return False


def _terms_in(words: str, query: Query) -> tuple[Term, ...]:
    held = set(fold(words))
    return tuple(term for term in query.terms if term.folded in held)
