"""How the community is reached: the sentence with its address or number, or the table of who is written to. Pure.

Each page tells it otherwise: "Messages sent to office@… are answered", a table of contacts, "open a ticket". French and
English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answers.layout.lines import LaidOut
from bot.answers.layout.rows import is_header
from bot.answers.layout.titled import ITSELF
from bot.answers.questions.openings import LINKED
from bot.answers.shown.quotes import Quote
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.values.opposites import negates
from bot.answers.values.reserves import is_reserved
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.tables import BETWEEN
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import fold

_WHOM = r"(?:you|u|us|(?:the\s+)?(?:club|association|team|staff|mods?|moderators?|admins?)|some(?:one|body)|a\s+human)"
_WHOM_FR = (
    r"(?:l['’]\s?(?:association|asso|[ée]quipe)|le\s+(?:club|staff)|les\s+(?:mod[ée]rateurs?|modos?|admins?)|"
    r"quelqu['’]un)"
)
_WAY_FR = r"(?:adresse\s+)?(?:e-?mail|mail|courriel|num[ée]ro(?:\s+de\s+t[ée]l[ée]phone)?|t[ée]l[ée]phone|contact)"
ASKS_TO_CONTACT = lazy_pattern(
    rf"^\W*+{LINKED}(?:"
    rf"how\s+(?:do|can|could|should|to)\s+(?:(?:i|we|one)\s+)?(?:contact|reach|write\s+to|e-?mail|message|get\s+(?:in\s+touch|hold)\s+(?:with|of)|"
    rf"talk\s+to|dm)\s+{_WHOM}|how\s+can\s+you\s+be\s+(?:contacted|reached)|"
    r"what(?:['’]?s|\s+is)\s+your\s+(?:e-?mail|phone|telephone|number|contact)(?:\s+(?:address|number|details?))?|"
    r"(?:do\s+you\s+have|have\s+you\s+got|is\s+there)\s+(?:an?\s+)?(?:contact\s+)?(?:e-?mail|phone|telephone)(?:\s+(?:address|number))?|"
    r"(?:your\s+)?(?:contact|e-?mail|phone)(?:\s+(?:us|info|details?|address|number|page))?|"
    r"comment\s+(?:(?:on|je|peut-on|puis-je|faire\s+pour|est-ce\s+que\s+je\s+peux)\s+)*(?:peut\s+|peux\s+)?(?:"
    r"vous\s+(?:contacte[rz]?|joindre|[ée]crire|appeler)|"
    rf"(?:contacte[rz]?|joindre|[ée]crire\s+[àa])\s+{_WHOM_FR})|"
    rf"(?:quel(?:le)?\s+est|c['’]est\s+quoi)\s+(?:votre|l['’])\s?{_WAY_FR}|"
    rf"(?:vous\s+avez|avez-vous|il\s+y\s+a)\s+une?\s+{_WAY_FR}|"
    r"(?:votre|vos)\s+(?:contacts?|mail|e-?mail|num[ée]ro|t[ée]l[ée]phone|coordonn[ée]es)|coordonn[ée]es"
    r")(?:\s+(?:please|pl[sz]|svp|stp|directly|here))?\W*$",
    re.IGNORECASE,
)
# By which words such pages are found.
LOOKED_FOR = "contact us, e-mail, telephone, who to write to, contacts, nous contacter, nous joindre, écrire, courriel"
# What a title or a heading says that is on it.
IS_ON_IT = lazy_pattern(
    r"\b(?:contacts?|contacting|contactez|(?:reach|write|talk|turn)(?:ing)?\s+(?:to\s+)?us|get\s+in\s+touch|where\s+to\s+write|who\s+to\s+(?:ask|turn\s+to)|"
    r"who\s+(?:is\s+who|does\s+what)|nous\s+(?:joindre|contacter|écrire)|qui\s+fait\s+quoi|à\s+qui\s+s['’]adresser|"
    r"écrire\s+ou\s+téléphoner|coordonnées|support)\b",
    re.IGNORECASE,
)
# A number begins with 0 or + and has nine digits at least: no date has, nor a sum.
ADDRESS = lazy_pattern(
    r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|"
    r"(?<![\w.+])(?=(?:\+\d|0)(?:[\s.-]?\d){8})(?:\+\d{1,3}|0\d{1,4})(?:[\s.-]?\d{1,6}){1,6}(?!\w|\.\d|\s?[€$£%])"
)
BY_MAIL = lazy_pattern(r"\b(?:e-?mail|mail|courriel)\b", re.IGNORECASE)
BY_PHONE = lazy_pattern(r"\b(?:phone|telephone|t[ée]l[ée]phone|num[ée]ro|number|appeler)\b", re.IGNORECASE)
# How people on Discord are reached.
IN_WRITING = lazy_pattern(
    r"\b(?:open(?:ing)?|create|raise|ouvr\w+|cré(?:er|ez))\s+(?:an?\s+|un\s+)(?:support\s+)?ticket\b|"
    r"(?<!not )(?<!n't )(?<!the )(?<!pas )\b(?:dm|ping|message|contact|write\s+to|contacte[rz]|écri(?:re|vez)\s+à)"
    r"\s+(?:an?|any|the|one\s+of\s+the|une?|les?|la|l['’])\s?"
    r"(?:\w+\s+)?(?:mods?|moderators?|admins?|staff|team|committee|secretary|modérat\w+|équipe|bureau|secrétaire|secrétariat)\b",
    re.IGNORECASE,
)
# Of everybody's address, not of one post's.
OF_ALL = lazy_pattern(
    r"\b(?:general|générale?|office|info|hello|bonjour|accueil|standard|(?:write|e-?mail|reach|call|contact)\s+(?:to\s+)?us|"
    r"our\s+(?:address|e-?mail|phone|number)|nous\s+(?:écrire|joindre|contacter)|"
    r"notre\s+(?:adresse|e-?mail|courriel|numéro))\b|contact@",
    re.IGNORECASE,
)
IN_CASE = lazy_pattern(r"\W*(?:if|for|in\s+case|si|pour|en\s+cas)\b", re.IGNORECASE)  # "If you are a journalist, …"
# What may stand in such a title besides.
OF_ROLES = vocabulary(
    "and et the les la le of du de des our nos notre roles role posts people staff responsables bureau us nous how to",
    "details detail info infos information page comment",
)
WITHIN = 20_000  # code points of an article that are looked through
MOST_ROWS = 8  # of a table; a part of a longer one would look like all
ON_THE_PAGE, OF_US = 2, 2  # how much more counts what stands on such a page, or is of all
OF_THE_KIND, ALIKE = 3, 0.5  # and what is an address of the kind that is asked for, or in the question's language


def asks_to_contact(query: Query) -> bool:
    """Return whether a question asks how the community itself is reached."""
    return ASKS_TO_CONTACT.match(query.text) is not None


def contacting(hits: Sequence[Hit], query: Query) -> LaidOut | None:
    """Return the sentence that tells best how the community is reached, else the table of whom one writes to, or None.

    Surely where it is of all and stands on a page, or beneath a heading, that is on that; no number where an e-mail
    address is asked for.
    """
    articles = list({hit.article.id: hit.article for hit in hits}.values())
    told = [(worth, -place, one) for place, (worth, one) in enumerate(_told(articles, query))]
    if told:
        worth, _, best = max(told, key=lambda one: one[:2])
        if worth >= ON_THE_PAGE + OF_US + OF_THE_KIND:
            return LaidOut([best], surely=True)
    table = next((rows for article in articles if IS_ON_IT.search(article.title) and (rows := _rows(article))), None)
    if table is not None:
        return LaidOut(table, surely=False)
    return LaidOut([best], surely=False) if told else None


def _told(articles: Sequence[Article], query: Query) -> Iterator[tuple[float, Quote]]:
    """Yield each sentence that tells an address, a number or whom to write to, with how well it does."""
    for article in articles:
        text, above, start = article.text, article.title, 0
        headings = {span.start: span for span in article.headings}
        for line in text[:WITHIN].split("\n"):
            if start in headings:
                above = headings[start].of(text)
            for one in split_sentences(line, article.language) if BETWEEN not in line else ():
                said = one.of(line)
                if len(said) > LONGEST_QUOTE:
                    continue
                address = ADDRESS.search(said)
                if address is None and IN_WRITING.search(said) is None:
                    continue
                found = address.group() if address else ""
                otherwise = negates(said) or is_reserved(said, query.text) or IN_CASE.match(said) is not None
                worth = (
                    -OF_THE_KIND * otherwise
                    + ON_THE_PAGE * _is_on_it_alone(above)
                    + OF_US * (OF_ALL.search(said) is not None)
                    + OF_THE_KIND * _is_of_the_kind(query.text, found)
                    + ALIKE * (article.language == query.language)
                )
                yield worth, Quote(article, Span(start + one.start, start + one.end), found)
            start += len(line) + 1


def _is_on_it_alone(above: str) -> bool:
    """Return whether a title or heading is on how the community is reached alone: no "Contact tracing"."""
    left, found = IS_ON_IT.subn(" ", above)
    return found > 0 and set(fold(left)) <= ITSELF | OF_ROLES


def _is_of_the_kind(question: str, address: str) -> bool:
    """Return whether an address is of the kind that a question asks for, if it asks for one."""
    if BY_MAIL.search(question):
        return "@" in address
    return BY_PHONE.search(question) is None or (bool(address) and "@" not in address)


def _rows(article: Article) -> list[Quote]:
    """Return the rows of the first table with addresses; none where there are too many to show all."""
    found: list[Quote] = []
    start = 0
    for line in [*article.text.split("\n"), ""]:
        span = Span(start, start + len(line))
        start += len(line) + 1
        if BETWEEN in line:
            if len(line) <= LONGEST_QUOTE and not is_header(article.text, span):
                address = ADDRESS.search(line)
                found.append(Quote(article, span, address.group() if address else ""))
        elif any(one.highlight for one in found):
            return found if len(found) <= MOST_ROWS else []
        else:
            found = []
    return []
