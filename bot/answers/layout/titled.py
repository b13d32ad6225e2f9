"""When and where something is, and what it costs, told beneath the title or heading that names it. Pure.

The page on the spring concert tells when it is in a line of dates, a table or a sentence that need not say "concert" at
all; and no page says "we are open" that has a table of hours. French and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from bot.answers.layout.lines import LABELLED, LaidOut
from bot.answers.layout.rows import columns_of, header_of, is_header
from bot.answers.questions.question import Asked
from bot.answers.sentences.reading import leans
from bot.answers.shown.quotes import Quote
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.values.bounds import lacks_end
from bot.answers.values.measures import asks_clock, asks_price, is_priced, tells_clock, tells_date, tells_day
from bot.answers.values.reserves import is_reserved
from bot.answers.values.spans import A_MONTH, DAYS, MONTH_NAMES, one_of, spans_of
from bot.answers.values.tenses import tells_the_past
from bot.answers.values.things import NAMED, standing, stems_meant
from bot.answers.wanted.locating import SOMEWHERE
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.tables import BETWEEN
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import WORD, analyse, fold
from index.words.terms import Term, is_acronym

Kind = Literal["when", "where", "price"]

# Words that only ask when or where something is, or what it costs.
ASKING = vocabulary(
    "take takes place happen happens happening held start starts starting begin begins beginning end ends is be day",
    "date time hour hours next get find go located location address open opens opening close closes closing meet",
    "cost costs much pay paid charge price prices fee fees need guys",
    "lieu tenir tient tiennent passe passent commence commencent debute debutent finit finissent trouve trouver situe",
    "situee jour date heure heures horaire horaires prochain prochaine prochains prochaines ouvert ouverts ouverte",
    "ouvertes ouvre ouvrez ouvrent ouverture ferme fermez fermeture coute coutent prix tarif tarifs payer paie adresse",
    "aller rendre etes reunissez reunit retrouvez retrouve rencontrez rencontre voyez voit",
)
# What a community calls itself, what it has of which there may be several, and how one belongs to it: "where is the
# club?" asks where that is to be found, "how much is membership?" what all pay.
ITSELF = vocabulary(
    "club association asso choir chorus chorale choeur society group groupe community communaute team equipe",
)
PARTS = vocabulary(
    "workshop library shop garden office atelier bibliotheque boutique jardin local bureau permanence",
)
BELONGING = ITSELF | vocabulary(
    "membership member members join joining subscription annual yearly dues year sign up",
    "adhesion adherer adherent adherents membre membres cotisation cotisations inscription annuelle annuel an annee",
)
OPENS_OR_MEETS = lazy_pattern(
    r"\b(?:open(?:s|ing)?|clos(?:es?|ed|ing)|hours|ouvr\w+|ouvert\w*|ouverture|ferm\w+|horaires?|"
    r"(?:you|we|u)\s+(?:guys\s+)?(?:all\s+)?meet|(?:vous|nous|on)\s+(?:vous\s+|nous\s+|se\s+)?(?:r[ée]uni|retrouv|rencontr|voi|voy)\w+)\b",
    re.IGNORECASE,
)
# What a title says that is on the hours, on the way there, or on what belonging costs.
ON_ITSELF: Mapping[Kind, re.Pattern[str]] = {
    "when": lazy_pattern(
        r"\b(?:horaires?|(?:opening\s+)?hours|opening\s+times|ouvertures?|permanences?|timetable|quand\s+venir|"
        r"when\s+(?:we|to)|open\s+when)\b",
        re.IGNORECASE,
    ),
    "where": lazy_pattern(
        r"\b(?:acc[èe]s|access|addresse?s?|adresses?|locations?|venir|find\s+us|where\s+(?:we|to)|où\s+nous|"
        r"getting\s+(?:here|there)|how\s+to\s+(?:get|find))\b",
        re.IGNORECASE,
    ),
    "price": lazy_pattern(
        r"\b(?:cotisations?|adh[ée](?:sions?|rer)|memberships?|(?:becom\w+|being)\s+a\s+member|joining|formules?|"
        r"subscriptions?|dues)\b",
        re.IGNORECASE,
    ),
}
ASKS_PRICE = lazy_pattern(
    r"\b(?:how\s+much|combien|what)\b[^?]{0,60}\b(?:costs?|pay|fees?|dues|charge|co[uû]te(?:nt)?|pa(?:ie|ye|yer))\b|"
    r"\b(?:what(?:['’]?s|\s+(?:is|are))\s+the|quel(?:le)?s?\s+(?:est|sont)\s+l[ea]s?)\s+(?:[\w'’]+\s+){0,2}(?:prices?|costs?|fees?|"
    r"prix|tarifs?|montant)\b|\b(?:co[uû]te|paie|paye)\s+combien\b",
    re.IGNORECASE,
)
# By which words such pages are found.
LOOKED_FOR: Mapping[Kind, str] = {
    "when": "opening hours, when to come, horaires d'ouverture, permanences",
    "where": "how to find us, address, access, adresse, accès, comment venir",
    "price": "membership fees, what it costs to join, adhésion, montant de la cotisation, tarifs",
}
# Asks where to do something, of which a page on the thing tells in any words.
WHERE_TO = lazy_pattern(
    r"\W*(?:where\s+(?:can|could|may|should|must|to|do\s+(?:i|you))\b|o[uù]\s+(?:\w+er|\w+ir|(?:est-ce\s+qu['’]?\s?)?(?:on|je)\s+"
    r"(?:peut|peux|dois|doit)|peut-on|puis-je|faut-il)\b)",
    re.IGNORECASE,
)
PRICES = "price fees tarifs prix montant"
# How a heading is called that is on the times, places or prices of what the title names.
ON_IT = lazy_pattern(
    r"\b(?:dates?|times?|when|hours|programme?|schedule|horaires?|quand|calendrier|where|place|venue|location|lieux?|où|"
    r"price|prices|cost|costs|fees?|tickets?|tarifs?|prix|montants?|combien|paie|co[uû]te)\b",
    re.IGNORECASE,
)
# Is on what is not it: "Before the concert".
BESIDE_IT = lazy_pattern(
    r"\W*(?:before|after|during|around|without|until|since|avant|après|pendant|autour|sans|depuis|jusqu)\b",
    re.IGNORECASE,
)
PLACE_COLUMN = lazy_pattern(
    r"^(?:where|place|location|venue|room|channel|où|lieux?|endroit|salle|salon)\b", re.IGNORECASE
)
# What says of a thing when it is, and where.
_HAPPENS = (
    r"takes?\s+place|meets?|we(?:['’]re|\s+(?:are|meet|rehearse|play|train))|(?:a|ont|aura|auront)\s+lieu|"
    r"se\s+(?:tien(?:t|nent|dra|dront)|déroule(?:nt|ra|ront)?|passe(?:nt)?)"
)
_IS = r"(?:is|are|will\s+be)\s+(?:held|on|at|in{})\b(?!\s+(?:risk|hold|danger|need))"
IS_ON = lazy_pattern(
    rf"\b(?:{_HAPPENS}|{_IS.format('')}|happens?|starts?|begins?|opens|runs?\s+from|we\s+open|commencen?t?|débuten?t?|"
    r"ouvr(?:e|ent|ons)|nous\s+ouvrons)\b",
    re.IGNORECASE,
)
IS_AT = lazy_pattern(
    rf"\b(?:{_HAPPENS}(?!\s+(?:open|closed|ouvert|a\b))|{_IS.format('|located|situated|based|behind|next')}|stands|lies|nous\s+sommes|est\s+situ[ée]e?|"
    r"se\s+(?:trouve(?:nt|ra)?|situe(?:nt)?))\b",
    re.IGNORECASE,
)
COSTS = lazy_pattern(
    r"\b(?:costs?|prices?|fees?|pay(?:s|able)?|prix|tarifs?|coûte(?:nt|ra)?|revien(?:t|nent)|pa(?:ie|ye)(?:nt)?|payer)\b",
    re.IGNORECASE,
)
# So does, of exactly that, what it is: "The fee is €5". Of more it may be a part: "Entry to the museum is £5".
_MONEY = r"(?:[€$£]\s?\d|\d[\d.,\s]*+(?:[€$£]|(?:euros?|eur|dollars?|pounds?|francs?)\b))"
IS_SO_MUCH = lazy_pattern(
    rf"\b(?:is|are|will\s+be)\s+(?:(?:only|just|now|set\s+at)\s+)?{_MONEY}|"
    rf"\b(?:(?:est|sont|sera|seront)\s+(?:désormais\s+)?(?:fixée?s?\s+)?(?:de|à)|s['’]élève(?:nt)?\s+à)\s+"
    rf"(?:seulement\s+)?{_MONEY}",
    re.IGNORECASE,
)
SAYS: Mapping[Kind, re.Pattern[str]] = {"when": IS_ON, "where": IS_AT, "price": COSTS}
WAS_ASKED = lazy_pattern(r"\b(?:was|were|did|had|a|ont|était|étaient|fut)\b", re.IGNORECASE)
# Asks for the hours, or an address, of whatever.
HOURS_ASKED = lazy_pattern(
    r"\b(?:opening\s+(?:hours|times)|the\s+hours|horaires?|heures?\s+d['’]ouverture)\b", re.IGNORECASE
)
ADDRESS_ASKED = lazy_pattern(r"\badd?resse?s?\b", re.IGNORECASE)
HOURS_TOLD = lazy_pattern(
    r"\b\d{1,2}\s?(?:h|am|pm|[.:]\d\d)[\w.]{0,4}\s?\w{0,2}\s?(?:to|until|till|à|jusqu['’]à|–|-)\s?\d", re.IGNORECASE
)
DAY_TOLD = lazy_pattern(rf"\b(?:{one_of(DAYS)}s?|every|each|chaque|tous\s+les|toutes\s+les)\b", re.IGNORECASE)
BEGINS_WITH_DATE = lazy_pattern(
    rf"\W*(?:(?:on|le|the)\s+)?(?:{one_of(DAYS)},?\s+)?(?:\d{{1,2}}(?:er|st|nd|rd|th)?\s+(?:of\s+)?{A_MONTH}|{A_MONTH}\s+\d{{1,2}})\b",
    re.IGNORECASE,
)
NEXT = lazy_pattern(r"\b(?:next|prochaine?s?)\b", re.IGNORECASE)
OPENS = lazy_pattern(r"\b(?:opens?|open|ouvr\w+|ouverte?s?)\b", re.IGNORECASE)
CLOSED = lazy_pattern(r"\b(?:closed?|closes|shut|fermée?s?|ferme(?:nt)?)\b", re.IGNORECASE)
OURS = lazy_pattern(r"\b(?:we|our|us|nous|notre|nos)\b", re.IGNORECASE)
CLAUSE = lazy_pattern(r"[,;:(]|[.!?]\s|\s(?:and|et|but|mais)\s")  # between clauses
# Beside what is asked about, before a verb: when it is, and of whom.
OF_TIME = vocabulary("year season edition this annee saison edition cette home annual annuel annuelle")
# What tells an address: a number before a street.
AN_ADDRESS = lazy_pattern(
    r"\b\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?:\w+\s+){0,3}(?:street|road|lane|avenue|square|rue|quai|place|boulevard|"
    r"chemin|allée|impasse|cours)\b",
    re.IGNORECASE,
)
# Tells where letters go, which is not where anybody meets.
LETTERS = lazy_pattern(
    r"\b(?:letters?|mail|postal|posted|parcels?|courriers?|lettres?|colis|écri(?:re|vez)|adresse\s+postale)\b",
    re.IGNORECASE,
)
UNIT = lazy_pattern(r"[ \u00a0\u202f]?(?:[€$£]|\w+)")  # behind a number
HEAD = lazy_pattern(r"\s?[:(–—«“]")  # behind it a title says more: "Spring concert: Songs for a Small Boat"
MARKS = " *_#>•-–"
WITHIN = 4_000  # code points below a title in which it is looked for
OPENING = 3  # first lines of a section, of which one that is no sentence tells of the whole
LONGEST_LINE = 160  # code points of a line of dates
SURELY = 4  # how plainly a sentence has to tell it to be sure
MOST_ROWS = 8  # of a table; a part of a longer one would look like all


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be told of what: a time, an hour where it is a `clock`'s, a place or a price.

    `about` are the words for what it is asked of; none of them are more than the community itself where it is `own`.
    `hours` says that those are asked for in which something is open.
    """

    question: str
    kind: Kind
    clock: bool
    about: Sequence[Term]
    own: bool
    hours: bool = False

    def told_by(self, text: str) -> bool:
        """Return whether a line tells it."""
        if self.kind == "price":
            return is_priced(text)
        if self.kind == "where":
            return SOMEWHERE.search(text) is not None
        if lacks_end(self.question, text):
            return False
        if self.clock or self.own:
            return tells_clock(text)
        past = WAS_ASKED.search(self.question) is not None
        return tells_clock(text) or tells_day(text) or DAY_TOLD.search(text) is not None or (past and tells_date(text))

    def fits_next(self, told: str) -> bool:
        """Return whether what is told is of the next one, where that is asked for."""
        return NEXT.search(self.question) is None or NEXT.search(told) is not None

    @property
    def looked_for(self) -> str:
        """The words by which further pages are found: those of the community itself, and lists of prices."""
        if self.own or self.hours:
            return f"{LOOKED_FOR[self.kind]}, {LOOKED_FOR['when']}" if self.kind == "where" else LOOKED_FOR[self.kind]
        return f"{' '.join(term.surface for term in self.about)} {PRICES}" if self.kind == "price" else ""


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands beneath a heading, or a title: the `whole`.

    `alone` says that it names nothing but what is asked, `on_it` that it is on times, places or prices.
    """

    article: Article
    span: Span
    alone: bool
    whole: bool
    on_it: bool = False
    heading: str = ""


def wanted(query: Query, asked: Asked) -> Wanted | None:
    """Return what is to be told of what; None where no time, place or price is asked for."""
    text = query.text
    about = [term for term in query.terms if term.folded not in ASKING]
    clock, hours = asks_clock(text), HOURS_ASKED.search(text) is not None
    if asks_price(text) or ASKS_PRICE.search(text):
        plain = [term for term in about if not is_acronym(term.surface)]  # "the PA" is what it calls itself
        own = all(term.folded in BELONGING for term in plain) and bool(plain or not about)
        return Wanted(text, "price", clock, about, own)
    own = all(term.folded in ITSELF | PARTS for term in about)
    if (asked.kind == "where" and not (about and WHERE_TO.match(text))) or ADDRESS_ASKED.search(text):
        return Wanted(text, "where", clock, about, own)
    if asked.kind == "when" or clock or hours or (own and OPENS_OR_MEETS.search(text)):
        return Wanted(text, "when", clock or hours, about, own and OPENS_OR_MEETS.search(text) is not None, hours)
    return None


def titled(sought: Wanted, query: Query, hits: Sequence[Hit]) -> LaidOut | None:
    """Return what tells it on the page that is called so; None without.

    It surely does where the title names nothing else: in a line of dates, a table, or where a sentence says that the
    thing takes place, starts, is to be found.
    """
    articles = list({hit.article.id: hit.article for hit in hits}.values())
    articles.sort(key=lambda one: one.language != query.language)
    if sought.kind == "price" and not sought.own and (priced := _priced(sought, articles)) is not None:
        return priced
    said = _said(sought, query, hits)
    if said is not None and (not sought.own or said.quotes[0].article.language == query.language):
        return said
    best: LaidOut | None = None
    for section in _own(articles, sought) if sought.own else _named(articles, sought, query):
        told = _told(section, sought)
        if told is not None and (best is None or (told.surely and not best.surely)):
            best = told
    if best is None and sought.hours and not sought.own:
        told_of_any = (_told(section, sought) for section in _own(articles, sought))
        best = next((replace(one, surely=False) for one in told_of_any if one is not None), None)
    return best if best is not None and (best.surely or said is None) else said


def _said(sought: Wanted, query: Query, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the sentence that says of all that is asked about when or where it is, or what it costs."""
    if not sought.about or sought.hours:
        return None
    for hit in sorted(hits, key=lambda one: one.article.language != query.language):
        article, start, language = hit.article, hit.passage.start, hit.article.language
        for line in hit.text.split("\n"):
            for one in split_sentences(line, language) if BETWEEN not in line else ():
                said, span = one.of(line), Span(start + one.start, start + one.end)
                says = SAYS[sought.kind].search(said)
                if says is None and sought.kind == "price":
                    says = IS_SO_MUCH.search(said)
                if says is None or len(said) > LONGEST_QUOTE or not sought.told_by(said[says.start() :]):
                    continue
                if is_reserved(said, sought.question) or tells_the_past(sought.question, said, language):
                    continue
                if _is_subject(sought.about, said[: says.start()], language):
                    return LaidOut([_quote(article, span, sought)], sought.fits_next(said))
            start += len(line) + 1
    return None


def tells_closed(text: str) -> bool:
    """Return whether a text tells that something is closed, and not that it opens."""
    return CLOSED.search(text) is not None and OPENS.search(text) is None


def is_of_another(sought: Wanted, said: str, language: Language) -> bool:
    """Return whether a sentence says of something else when or where it is, or what it costs: of the supper's raffle.

    That is what stands right before its verb; dates and names there say no more.
    """
    says = SAYS[sought.kind].search(said)
    if says is None or not sought.about:
        return False
    clause = CLAUSE.split(said[: says.start()])[-1]
    words = [
        one for one in WORD.findall(clause) if not (any(map(str.isdigit, one)) or one.lower() in DAYS | MONTH_NAMES)
    ]
    plain = [one for place, one in enumerate(words) if place == 0 or not one[0].isupper()]
    left = " ".join(one for one in plain if not {*fold(one)} & (OF_TIME | ITSELF))
    return not _meant(sought.about, language).issuperset(analyse(left, language))


def _meant(about: Sequence[Term], language: Language) -> set[str]:
    """Return the stems in a language that stand for what is asked about, or are related to it."""
    return {stem for term in about for stem in term.with_related(language)}


def _is_subject(about: Sequence[Term], before: str, language: Language) -> bool:
    """Return whether what stands before a verb is what is asked about and no more: no raffle of the supper."""
    words = " ".join(one for one in fold(before) if one not in OF_TIME | ITSELF)
    return all(standing(about, before, language)) and _meant(about, language).issuperset(analyse(words, language))


def _own(articles: Sequence[Article], sought: Wanted) -> Iterator[_Section]:
    """Yield the sections on the hours, on the way or on what belonging costs; behind those on the way, on the hours."""
    kinds: tuple[Kind, ...] = ("where", "when") if sought.kind == "where" else (sought.kind,)
    for kind, article in product(kinds, articles):
        sections = list(_headed(article))
        for above, below, whole in sections[::-1] if sought.kind == "where" else sections:
            if found := ON_ITSELF[kind].search(above):
                left = fold(f"{above[: found.start()]} {above[found.end() :]}")
                more = analyse(" ".join(one for one in left if one not in ASKING | BELONGING), article.language)
                alone = sought.kind != "price" or not (whole or more)
                yield _Section(article, below, alone, whole, on_it=True, heading=above)


def _named(articles: Sequence[Article], sought: Wanted, query: Query) -> Iterator[_Section]:
    """Yield the sections whose heading, with the title, or whose title names all that is asked about.

    Where a single page does, a word more is its: "Spring gala" for the gala.
    """
    titles = [standing(sought.about, article.title, article.language, NAMED) for article in articles]
    spare = 1 if sum(map(all, titles)) == 1 else 0
    for article, in_title in zip(articles, titles, strict=True):
        language, head = article.language, HEAD.split(article.title, maxsplit=1)[0]
        meant = stems_meant(query.terms, language)
        for above, below, whole in _headed(article):
            stands = in_title if whole else standing(sought.about, above, language, NAMED)
            if not whole and BESIDE_IT.match(above):
                continue
            if any(stands) and all(one or other for one, other in zip(stands, in_title, strict=True)):
                words = (one for one in fold(head if whole else above) if not (one in ASKING or one.isdigit()))
                more = set(analyse(" ".join(words), language)) - meant
                alone = len(more) <= (spare if whole else 0)
                yield _Section(article, below, alone, whole, ON_IT.search(above) is not None, above)


def _headed(article: Article) -> Iterator[tuple[str, Span, bool]]:
    """Yield each heading with what stands beneath it, and the title with the whole of it, last."""
    text = article.text
    above = [span for span in article.headings if span.of(text).strip() != article.title]
    ends = [*(span.start for span in above), len(text)][1:]
    for span, end in zip(above, ends, strict=True):
        yield span.of(text), Span(span.end, min(end, span.end + WITHIN)), False
    yield article.title, Span(0, min(len(text), WITHIN)), True


def _told(section: _Section, sought: Wanted) -> LaidOut | None:
    """Return what of a section tells it: a line that is no sentence, a sentence, a table, items."""
    article, text = section.article, section.article.text
    lines = list(_lines(text, section.span))
    headings = [span for span in article.headings if section.span.start <= span.start < section.span.end]
    plain = [one for one in lines if BETWEEN not in one.of(text) and one not in headings]
    first = next((span.start for span in headings if span.of(text).strip() != article.title), section.span.end)
    for line in [one for one in plain if one.of(text).strip(MARKS) != article.title][:OPENING]:
        said = line.of(text).strip()
        ends = said.endswith((".", "!", "?", ":")) and not (sought.kind != "price" and BEGINS_WITH_DATE.match(said))
        short = line.end <= first and len(said) <= LONGEST_LINE and not ends
        if short and sought.told_by(said) and not LABELLED.match(said):
            sentences = split_sentences(line.of(text), article.language)
            line = Span(line.start, line.start + sentences[0].end) if sentences else line
            return LaidOut(
                [_quote(article, line, sought)], section.alone and sought.fits_next(f"{section.heading}\n{said}")
            )
    rows = _rows(text, lines, sought)
    on_it = bool(rows) and (not section.whole or is_on_it(article, rows[0].start))
    sentence = _sentence(section, plain, sought)
    if rows and (on_it or sentence is None):
        return LaidOut([_quote(article, row, sought) for row in rows], section.alone and on_it)
    items = [one for one in plain if LABELLED.match(one.of(text)) and is_priced(one.of(text))]
    if sought.kind == "price" and items:
        quotes = [_quote(article, one, sought) for one in items[:MOST_ROWS]]
        return LaidOut(quotes, section.alone and not section.whole)
    return sentence


def _quote(article: Article, span: Span, sought: Wanted) -> Quote:
    """Return the quote with the words that tell it: a price, a date or an hour; of a place, the cell of its column."""
    said = span.of(article.text)
    if sought.kind == "where":
        columns = columns_of(article.text, span)
        of_place = (cell for name, cell in zip(columns, said.split(BETWEEN), strict=False) if PLACE_COLUMN.match(name))
        return Quote(article, span, next(of_place, ""))
    kind: Literal["how_many", "when"] = "how_many" if sought.kind == "price" else "when"
    found = [one for one in spans_of(kind, said, set(fold(sought.question))) if sought.told_by(_around(said, one))]
    if sought.kind == "price" and found:
        return Quote(article, span, _around(said, found[0]).strip(" ,.;:"))
    return Quote(article, span, found[0].of(said) if found else "")


def _around(said: str, number: Span) -> str:
    """Return a number with the sign or unit of money beside it, where it has none yet."""
    if is_priced(number.of(said)):
        return number.of(said)
    unit = UNIT.match(said, number.end)
    start = number.start - 1 if said[number.start - 1 : number.start] in {"€", "$", "£"} else number.start
    return said[start : unit.end() if unit else number.end]


def is_on_it(article: Article, place: int) -> bool:
    """Return whether what stands at a place is on what the title of the article names, and not on a part of it.

    It stands right beneath the title, or beneath a heading that is on the times, places or prices.
    """
    above = [span for span in article.headings if span.start < place]
    heading = above[-1].of(article.text).strip() if above else article.title
    return heading == article.title or ON_IT.search(heading) is not None


def _sentence(section: _Section, lines: Sequence[Span], sought: Wanted) -> LaidOut | None:
    """Return the sentence of a section that says best when or where something is, or what it costs; None without.

    On the page that its title names, the sentence names it too, or it is of a part of it.
    """
    article = section.article
    told = [
        (rank, -span.start, span)
        for place, line in enumerate(lines)
        for span in _sentences(article, line)
        if (rank := _rank(section, span.of(article.text), place, sought)) > 0
    ]
    if not told:
        return None
    rank, _, best = max(told, key=lambda one: one[:2])
    said = best.of(article.text)
    surely = section.alone and rank >= SURELY and sought.fits_next(f"{section.heading}\n{said}")
    doubtful = tells_the_past(sought.question, said, article.language) or is_reserved(said, sought.question)
    doubtful = doubtful or is_of_another(sought, said, article.language)
    return LaidOut([_quote(article, best, sought)], surely and not doubtful)


def _sentences(article: Article, line: Span) -> Iterator[Span]:
    """Yield the sentences of a line, short ones; one that leans on the one before with it: "It costs €180."."""
    before: Span | None = None
    for one in split_sentences(line.of(article.text), article.language):
        span = Span(line.start + one.start, line.start + one.end)
        if before is not None and leans(span.of(article.text)):
            span = Span(before.start, span.end)
        before = span
        if span.end - span.start <= LONGEST_QUOTE:
            yield span


def _rank(section: _Section, said: str, place: int, sought: Wanted) -> int:
    """Return how plainly a sentence on line `place` of a section tells what is sought; 0 where it does not."""
    language = section.article.language
    names_it = bool(sought.about) and any(standing(sought.about, said, language))
    if not sought.told_by(said) or not (sought.own or not section.whole or place < OPENING or names_it):
        return 0
    if sought.own:
        return _rank_of_own(section, said, place, sought, names_it=names_it)
    # "Date of next meeting": "16 March, at Noor's."
    below = section.alone and section.on_it and not (section.whole or place)
    hours = sought.hours and HOURS_TOLD.search(said) is not None and CLOSED.search(said) is None
    by_address = sought.kind == "where" and AN_ADDRESS.search(said) is not None
    says = below or hours or SAYS[sought.kind].search(said) is not None  # an address may be that of letters
    return SURELY * says + by_address + names_it * says


def _rank_of_own(section: _Section, said: str, place: int, sought: Wanted, *, names_it: bool) -> int:
    """Return the same of a page on the community itself, which tells the hours and ways of others too."""
    words, language = set(fold(said)), section.article.language
    if sought.kind == "price":
        if COSTS.search(said) is None and IS_SO_MUCH.search(said) is None:
            return 0
        return SURELY if not BELONGING.isdisjoint(words) or (not section.whole and not place) else 1
    if sought.kind == "when":
        if CLOSED.search(said):
            return 0
        if not place and HOURS_TOLD.search(said) and _is_on_hours(section):
            return SURELY  # "Tuesday to Friday from 2 pm to 10 pm."
        if not (OPENS.search(said) or IS_ON.search(said)):
            return 0
        title = " ".join(one for one in fold(section.article.title) if one not in ASKING)
        of_title = not set(analyse(said, language)).isdisjoint(analyse(title, language))
        ours = OURS.search(said) is not None or not (ITSELF | PARTS).isdisjoint(words)
        return SURELY if ours or of_title else 1
    by_address, is_at = AN_ADDRESS.search(said) is not None, IS_AT.search(said) is not None
    of_letters = LETTERS.search(AN_ADDRESS.sub("", said)) is not None and not is_at
    if not (by_address or is_at) or (of_letters and ADDRESS_ASKED.search(sought.question) is None):
        return 0
    ours = OURS.search(said) is not None or not ITSELF.isdisjoint(words) or names_it
    of_part = any(term.folded in PARTS for term in sought.about) and not names_it
    return SURELY * (ours and is_at and not of_part) + by_address + 1


def _is_on_hours(section: _Section) -> bool:
    """Return whether a heading names the hours and nothing else, "Opening hours": no « Horaires des cours »."""
    found = ON_ITSELF["when"].search(section.heading)
    if section.whole or found is None:
        return False
    left = fold(f"{section.heading[: found.start()]} {section.heading[found.end() :]}")
    words = " ".join(one for one in left if one not in ASKING | ITSELF | PARTS)
    return not set(analyse(words, section.article.language))


def _priced(sought: Wanted, articles: Sequence[Article]) -> LaidOut | None:
    """Return the rows that name all that a price is asked of, beside a price; they may be of parts of it."""
    for article in articles:
        text = article.text
        rows = [line for line in _lines(text, Span(0, len(text))) if BETWEEN in line.of(text)]
        named = [
            row
            for row in rows
            if is_priced(row.of(text)) and all(standing(sought.about, row.of(text), article.language))
        ]
        if 0 < len(named) <= MOST_ROWS:
            return LaidOut([_quote(article, row, sought) for row in named], False)
    return None


def _rows(text: str, lines: Sequence[Span], sought: Wanted) -> list[Span]:
    """Return the rows of the first table that tells it, none of too many; of places, one with a column for them."""
    rows: list[Span] = []
    for line in [*lines, None]:
        if line is not None and BETWEEN in line.of(text):
            rows.append(line)
        elif rows:
            header = header_of(text, rows[-1])
            own = [row for row in rows if not is_header(text, row)]
            if sought.kind == "where":
                fits = header is not None and any(map(PLACE_COLUMN.match, header.of(text).split(BETWEEN)))
            else:
                fits = any(sought.told_by(row.of(text)) for row in own)
            if fits and len(own) <= MOST_ROWS:
                return own
            rows = []
    return []


def _lines(text: str, span: Span) -> Iterator[Span]:
    """Yield the lines of a span that hold anything."""
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1
