"""What a reader would notice at once of an answer that is likely: that it lacks what is asked. Pure.

The confidence says how likely the sentences that look best hold an answer. What a reader would notice at once, it
weighs too little: that the thing asked about is not named, or that no date stands there though one is asked for. The
shares below are of the 1,551 answerable and 515 unanswerable ones of every fourth development question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answers.answer import Doubt
from bot.answers.layout.holders import NO_NAME, is_held_otherwise, office_asked
from bot.answers.layout.labels import adds_nothing
from bot.answers.layout.permitting import act_lacking, is_forbidden, permission_asked, says_ruling
from bot.answers.layout.titled import HOURS_ASKED, is_of_another, tells_closed, wanted
from bot.answers.questions.openings import LINKED
from bot.answers.questions.question import Asked
from bot.answers.questions.whether import asks_whether
from bot.answers.sentences.choosing import Evidence
from bot.answers.sentences.reading import leans
from bot.answers.shown.around import Around
from bot.answers.trust.attaching import counts_other, dates_other, numbers_other, of_namesake, prices_other
from bot.answers.values.bounds import lacks_end
from bot.answers.values.measures import asks_clock, asks_measure, asks_price, is_priced, tells, tells_clock, tells_money
from bot.answers.values.naming import (
    is_named,
)
from bot.answers.values.opposites import denies_nothing, opposed, says_contrary, undoes
from bot.answers.values.preceding import lacks_life, lacks_youth, seeks_birth
from bot.answers.values.reserves import is_reserved
from bot.answers.values.spans import spans_of
from bot.answers.values.tenses import tells_the_past
from bot.answers.values.things import standing
from bot.answers.values.years import (
    counts_another_year,
    is_of_other_year,
    is_only_compared,
    is_over,
    years_in,
    years_told,
)
from bot.answers.wanted.acting import deed_asked
from bot.answers.wanted.attributes import lacks_attribute
from bot.answers.wanted.introducing import introduces, only_mentions, person_asked, says_what_is
from bot.answers.wanted.locating import asks_alone, lacks_somewhere, tells_place
from bot.answers.wanted.reasons import is_reason_itself, may_tell_reason, tells_reason
from bot.answers.wanted.relating import relation_asked
from bot.answers.wanted.seeking import is_of_other_office, lacks, priced, sought
from bot.answers.wanted.superlatives import superlative_asked
from bot.answers.wanted.untold import asks_name, names_somebody
from corpus.article import Language
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.tables import BETWEEN
from index.matching.candidates import Query
from index.words.analysis import FUNCTION_WORDS, fold
from index.words.terms import Term, is_acronym

# Asks by what something is told from what it is not, which a sentence seldom says that does not say what it is.
CRITERION = lazy_pattern(
    r"\bwhat\s+(?:\w+\s+)?(?:counts?|qualif(?:ies|y))\s+as\b|\bwhat\s+(?:is|are)\s+(?:considered|classed|regarded|deemed)\b|"
    r"\bqui\s+(?:compte(?:nt)?|vaut|passe|est\s+(?:consid[ée]r[ée]|class[ée]))\s+(?:comme|pour)\b|"
    r"\bpartir\s+de\s+quand\s+(?:on\s+parle|parle-t-on|est-ce\s+qu['’]on\s+parle)\b",
    re.IGNORECASE,
)
# Asks to what degree something is so, which is told by the word itself or by its measure: "how quiet is the …?".
DEGREE = lazy_pattern(
    rf"^\W*+{LINKED}how\s+(?!to\b|come\b|about\b|exactly\b|else\b|often\b|many\b|much\b|long\b|old\b|far\b)(\w+)\s+"
    rf"(?:is|are|was|were)\b|^\W*+{LINKED}[àa]\s+quel\s+point\s.{{1,80}}?\b(?:est|sont)(?:-(?:il|elle|ce)s?)?\s+(\w+)\W*$",
    re.IGNORECASE,
)
# Asks what somebody or something is called, and where a text may have a name: with a capital inside a sentence, or set
# in quotation marks.
CALLED = lazy_pattern(
    r"\bcomment\s+(?:\w+\s+)?(?:s['’]\s?appel|se\s+nomm)|\bs['’]\s?appel\w+\s+comment\b|\bquel\s+(?:est|était)\s+le\s+nom\b|"
    r"\bwhat(?:['’]s|\s+(?:is|was|are|were))\s(?:.{1,60}?\scalled\b|the\s+name\s+of\b)|\bwhat(?:['’]s|\s+(?:is|was))\s.{1,60}?['’]s\s+name\b",
    re.IGNORECASE,
)
BY_WHOM = lazy_pattern(r"\b(?:par\s+qui|by\s+whom?)\b|\bwho\b[^?]{1,80}\bby\W*$", re.IGNORECASE)
BY_SOMEBODY = lazy_pattern(
    rf"\b(?i:by|par)\s+(?i:the\s+|la\s+|les?\s+|l['’]|une?\s+|an?\s+)?(?:[a-zà-ÿ-]+\s+){{0,3}}?[{CAPITAL}]"
)
# Where somebody who holds an office sits, in words that are kin to it.
HOUSES = lazy_pattern(
    r"\b(?:mairies?|pr[ée]sidences?|secr[ée]tariats?|tr[ée]sorerie|direction|capitainerie|mayoralty)\b", re.IGNORECASE
)
MEANING = lazy_pattern(
    r"\b(?:mean|means|stands?\s+for|veut\s+dire|signifie|short\s+for|acronym|sigle|acronyme)\b", re.IGNORECASE
)
SPELT_OUT = lazy_pattern(
    r"\([^()]{2,80}\)|\b(?:stands?\s+for|short\s+for|signifie|veut\s+dire|sigle|acronym\w*|means?|abbreviation|abrégé)\b",
    re.IGNORECASE,
)
FREE = lazy_pattern(r"free|gratuite?s?|gratis|payante?s?", re.IGNORECASE)
FREE_ASKED = lazy_pattern(
    r"\b(?:is|are|est|sont|c['’]est)\b[^?]{1,80}\b(?:free|gratuite?s?|gratis|payante?s?)\b", re.IGNORECASE
)
FREE_FOR = lazy_pattern(
    r"\b(?:free|gratuite?s?)\s+(?:for|to|pour|aux?)\s+(?:(?:all|the|our|any|les|nos|tous|toutes|des)\s+)*[^\W\d]+",
    re.IGNORECASE,
)
# What no longer happens, and words by which that rules on something all the same.
NO_LONGER = lazy_pattern(
    r"\bno\s+longer\b|\bn(?:e\s|['’])\w+(?:\s\w+)?(?<!\spas)\s+plus\b(?!\s+(?:de|que)\b|\s+[dq]['’])", re.IGNORECASE
)
RULES_ALL_THE_SAME = lazy_pattern(
    r"\b(?:can|may|must|possible|accept\w*|admit\w*|welcome\w*|peu[xt]|peuvent|pouv\w+|pourr\w+|doi\w+|admis\w*|droit)\b",
    re.IGNORECASE,
)
OPEN_ASKED = lazy_pattern(
    r"\bwhen\s+(?:is|are)\b.{1,60}?\bopen\b|\bquand\s+(?:est|sont)\b.{1,60}?\bouverte?s?\b|\bouverte?s?\s+quand\b",
    re.IGNORECASE,
)
OPENED = lazy_pattern(r"\bopened\b|\b(?:a|ont|avait|avaient)\s+ouvert|\binaugur", re.IGNORECASE)
BEFORE_OR_AFTER = lazy_pattern(r"\b(?:before|after|until|avant|après|jusqu['’]à\s+ce)\b", re.IGNORECASE)
# What has its date in its name: « une association régie par la loi du 1er juillet 1901 ».
LAW = r"lois?|décrets?|ordonnances?|arrêtés?|directives?|acts?|laws?|decrees?|statutes?"
LAW_OF = lazy_pattern(rf"\b(?:{LAW})\s+(?:(?:n°|no\.?)\s?\S+\s+)?(?:du|de|of)\s+$", re.IGNORECASE)
A_LAW = lazy_pattern(rf"\b(?:{LAW})\b", re.IGNORECASE)
LEAST_OF_SENTENCE = 6  # words; what has fewer may be a line of dates
A_NAME = lazy_pattern(rf"[^\W_][,;:)]?\s+(?:\w['’])?(?P<name>[{CAPITAL}][\w’'-]*)|[«“\"*_]")
# What a line is about, before its colon: "By bus: …", "- **Adults**: …".
LABELLED = lazy_pattern(r"^[\s*•–-]*(?P<label>[^:\n|]{2,40}?)[\s*]*:\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer says first, beside the question.

    `best` is the sentence it begins with and `told` what is quoted with it: `text`. `quote` is all of the first quote,
    neighbours included, and `highlight` its words that are said to answer. `around` is `text` with what stands before
    it and above it, `names` are those of the question. `surely` says that the confidence is high.
    """

    best: Evidence
    told: Around
    query: Query
    asked: Asked
    text: str
    quote: str
    highlight: str
    around: str
    names: Sequence[Term]
    surely: bool

    @property
    def language(self) -> Language:
        """The language of the article."""
        return self.best.article.language

    @property
    def question(self) -> str:
        """The question as it is read."""
        return self.query.text

    @property
    def all_of_it(self) -> str:
        """The first quote with what stands before it and above it."""
        return f"{self.around}\n{self.quote}"

    def named(self, name: Term, text: str) -> bool:
        """Return whether `text` of the article names what `name` of the question does."""
        return is_named(name, text, self.language, self.query.language)


def _names_none(said: Said) -> bool:
    """Whether no name of the question is named: of such answers 0.36 hold what answers."""
    return bool(said.names) and not any(said.named(one, said.around) for one in said.names)


def _tells_no_measure(said: Said) -> bool:
    """Whether no number or date of the kind asked for stands there (0.40), `surely` in a sentence quoted with it."""
    return not tells(said.asked, said.question, said.quote if said.surely and said.highlight else said.text)


def _tells_no_end(said: Said) -> bool:
    """Whether it is asked when something ends, and of the times told none is an end: "on 29 September at 8 pm"."""
    return lacks_end(said.question, said.quote)


def _tells_no_place(said: Said) -> bool:
    """Whether no place stands there where nothing but that is asked."""
    alone = asks_alone(said.asked, said.query) and not tells_place(said.text, said.query)
    return alone or lacks_somewhere(said.asked, said.query, said.quote)


def _is_of_the_page(said: Said) -> bool:
    """Whether when or where something is, or its price, is told by a sentence that names nothing of it.

    On the page of the spring concert a talk has a time of its own.
    """
    if said.asked.kind not in {"when", "where"} and not asks_clock(said.question) and not asks_price(said.question):
        return False
    if leans(said.best.text) or len(said.quote.split()) < LEAST_OF_SENTENCE or BETWEEN in said.quote:
        return False
    near = f"{said.best.before_text}\n{said.quote}"
    return bool(said.query.terms) and not any(standing(said.query.terms, near, said.language))


def _is_reserved(said: Said) -> bool:
    """Whether when, where, what it costs or who holds an office is denied, or told of another case than is asked."""
    if wanted(said.query, said.asked) is None and not office_asked(said.query):
        return False
    return is_reserved(said.best.text, said.question)


def _is_of_another_thing(said: Said) -> bool:
    """Whether it is told when or where something else is, or what that costs: the raffle of the supper."""
    sought = wanted(said.query, said.asked)
    return sought is not None and is_of_another(sought, said.best.text, said.language)


def _is_held_otherwise(said: Said) -> bool:
    """Whether it is told who holds the office elsewhere, or will."""
    return is_held_otherwise(said.best.text, said.query, said.language)


def _lacks_priced(said: Said) -> bool:
    """Whether what has the price that is asked for stands nowhere there: a board to rent where kayaks are."""
    thing = priced(said.query)
    return bool(thing) and not any(standing(thing, f"{said.all_of_it}\n{said.best.article.title}", said.language))


def _tells_no_price(said: Said) -> bool:
    """Whether a price is asked for and no money is told, nor that it is free."""
    return asks_price(said.question) and not tells_money(said.quote) and not is_priced(said.quote)


def _tells_the_past(said: Said) -> bool:
    """Whether it is told where something was or when people met, where it is asked where it is or when they meet."""
    return tells_the_past(said.question, said.quote, said.language)


def _stands_under_contrary(said: Said) -> bool:
    """Whether the heading asks the contrary, "with a pad?" under "without a pad?", or undoes it: "Uninstalling"."""
    heading = said.best.heading
    return (heading.endswith("?") and opposed(said.question, heading)) or undoes(said.question, heading)


def _is_news(said: Said) -> bool:
    """Whether it is asked if something is allowed, and told what no longer happens: "Flying no longer crashes it"."""
    news = bool(permission_asked(said.query, said.asked)) and NO_LONGER.search(said.text) is not None
    return news and not says_ruling(said.text) and RULES_ALL_THE_SAME.search(said.text) is None


def _tells_no_doer(said: Said) -> bool:
    """Whether it is not told who did, leads or owns something, where no more than that is asked.

    What lacks the verb may tell it in other words: `surely` it does, or somebody else is named behind "by".
    """
    relation = relation_asked(said.query, said.asked)
    if relation is not None and said.told.name is None:
        return relation.kind == "person" and relation.told(said.best) == "no"
    deed = deed_asked(said.query, said.asked)
    if deed is None:
        return False
    if said.told.name is not None:  # the doer is quoted; of another thing it says as much
        return not all(standing(deed.done, said.text, said.language))
    telling = deed.telling(said.text, said.language)
    if telling == "unsaid" and not said.surely:
        label = said.best.before_text or said.best.heading
        return not (
            deed.names_doer(said.quote)
            or deed.names_subject(said.text, label, said.language)
            or deed.told_otherwise(said.text, said.language)
        )
    return telling == "not_told"


def _lacks_noun(said: Said) -> bool:
    """Whether the noun that is sought stands nowhere there."""
    return lacks(sought(said.query, said.asked), said.all_of_it, said.language)


def _holds_another(said: Said) -> bool:
    """Whether it is told who holds another office, the deputy or the honorary one."""
    return is_of_other_office(said.query, said.asked, said.quote, said.language)


def _lacks_attribute(said: Said) -> bool:
    """Whether it is asked what somebody has, a profession or a husband, and nothing of that kind is told."""
    return lacks_attribute(said.query, said.quote, said.all_of_it, said.language)


def _lacks_year(said: Said) -> bool:
    """Whether a year of the question stands neither there nor as that of the article, or what tells is of another.

    Of 24 such answers 8 hold what answers, of the 177 others with a year 149.
    """
    published = said.best.article.published
    asked = years_in(said.question)
    if asked and is_of_other_year(
        asked, said.quote if said.highlight else said.best.text, said.highlight, _written(said)
    ):
        return True
    if asked and is_only_compared(asked, said.quote):
        return True
    asked -= years_in(said.all_of_it)
    if not asked:
        return False
    text = said.quote if said.highlight else said.text
    return bool(asked - years_told(text, said.highlight, published.year if published else None))


def _written(said: Said) -> int | None:
    """Return the year in which the article came out, or the one that stands in its title."""
    article = said.best.article
    named = years_in(article.title)
    if article.published is not None:
        return article.published.year
    return int(named.pop()) if len(named) == 1 else None


def _is_over(said: Said) -> bool:
    """Whether a number, a price or a date is told of another year by a page that is kept for the record."""
    if said.asked.kind not in {"how_many", "when"} and not asks_measure(said.question):
        return False
    article = said.best.article
    return is_over(article) and not years_in(said.question) & years_in(f"{article.title}\n{said.all_of_it}")


def _is_of_another(said: Said) -> bool:
    """Whether a date, a price or a number is told of another thing, number or year, or anything of a namesake."""
    if of_namesake(said.question, said.all_of_it):
        return True
    if said.asked.kind == "when" and dates_other(said.text, said.names, said.language, said.query.language):
        return True
    if said.asked.kind == "how_many" and (
        prices_other(said.query, said.quote, said.language)
        or counts_another_year(said.question, said.quote, said.highlight)
        or (not said.surely and counts_other(said.query, said.quote, said.language))
    ):
        return True
    return numbers_other(said.question, said.quote)


def _says_contrary(said: Said) -> bool:
    """Whether it says the contrary, or of what is denied nothing is denied; of whether it is so that is an answer."""
    alike = said.language == said.query.language
    if not asks_whether(said.question) and says_contrary(said.question, said.quote, in_one_language=alike):
        return True
    asks = said.asked.kind != "other" or "?" in said.question
    return asks and denies_nothing(said.question, said.all_of_it)


def _only_mentions(said: Said) -> bool:
    """Whether what is to be defined is only mentioned."""
    return said.asked.kind == "definition" and only_mentions(said.quote, said.asked.subject, said.language)


def _tells_no_criterion(said: Said) -> bool:
    """Whether what counts as something is asked and no sentence says what that is."""
    if said.surely or said.language != said.query.language or not CRITERION.search(said.question):
        return False
    sentences = (one.of(said.quote) for one in split_sentences(said.quote, said.language))
    return not any(says_what_is(one, said.asked.subject, said.language) for one in sentences)


def _lacks_act(said: Said) -> bool:
    """Whether a word is lacking of what somebody may or must, and what with is not forbidden altogether."""
    if said.surely or said.asked.kind != "other" or not act_lacking(said.query, said.all_of_it, said.language):
        return False
    return not is_forbidden(said.query, said.quote, said.language)


def _tells_no_life(said: Said) -> bool:
    """Whether it is asked when or where somebody was born, grew up, studied or died, and that is not told there."""
    if said.asked.kind == "when":
        return lacks_life(said.question, said.all_of_it)
    if not said.names or not (said.asked.kind == "where" or seeks_birth(said.question)):
        return False
    return lacks_life(said.question, said.all_of_it) or lacks_youth(said.question, said.all_of_it)


def _lacks_most(said: Said) -> bool:
    """Whether most words are lacking of what is asked to be so."""
    if not asks_whether(said.question) or said.language != said.query.language:
        return False
    told = standing(said.query.terms, said.all_of_it, said.language)
    return 2 * sum(told) < len(told)


def _lacks_degree(said: Said) -> bool:
    """Whether it is asked to what degree something is so, and the word for that is lacking."""
    degree = DEGREE.match(said.question) if said.asked.kind in {"how", "other"} else None
    if degree is None or asks_measure(said.question):
        return False
    word = (degree[1] or degree[2]).lower()
    about = [term for term in said.query.terms if term.surface.lower() == word]
    return not any(standing(about, said.quote, said.language))


def _is_only_below_title(said: Said) -> bool:
    """Whether things are asked for by one word that stands above alone, "the bylaws": any line of the page would do."""
    asked = said.query.terms
    things = said.asked.several or said.asked.kind == "definition"
    return things and len(asked) == 1 and not any(standing(asked, said.text, said.language))


def _is_of_another_time(said: Said) -> bool:
    """Whether the date is of something before or after what is asked: "discussed in 1989, before it was launched"."""
    text = said.best.text
    start = text.find(said.highlight) if said.highlight and said.asked.kind == "when" else -1
    if start < 0:
        return False
    turn = BEFORE_OR_AFTER.search(text, start + len(said.highlight))
    deed = [term for term in said.query.terms if not term.is_name and not term.folded.isdigit()]
    if turn is None or not deed:
        return False
    return any(standing(deed, text[turn.end() :], said.language)) and not any(
        standing(deed, text[: turn.start()], said.language)
    )


def _is_of_a_law(said: Said) -> bool:
    """Whether the date is that of a law, which says nothing of when a club was founded under it."""
    start = said.quote.find(said.highlight) if said.highlight and said.asked.kind == "when" else -1
    return start >= 0 and LAW_OF.search(said.quote[:start]) is not None and A_LAW.search(said.question) is None


def _tells_no_reason(said: Said) -> bool:
    """Whether no reason stands there where one is asked, or that of something else alone."""
    if said.asked.kind != "why":
        return False
    if not may_tell_reason(said.quote, said.language):
        return True
    rest = said.quote.replace(said.best.text, " ")
    itself = is_reason_itself(said.best.text, said.query.terms, said.language)
    return itself and not tells_reason(rest, said.language)


def _tells_no_name(said: Said) -> bool:
    """Whether it is asked what somebody or something is called, and no name stands there."""
    if CALLED.search(said.question) is None:
        return False
    asked = set(fold(said.question))
    if any(not asked.issuperset(fold(one["name"] or "")) or not one["name"] for one in A_NAME.finditer(said.quote)):
        return False
    opening = [one.of(said.quote).split(maxsplit=1)[:1] for one in split_sentences(said.quote, said.language)]
    return all(word.lower() in FUNCTION_WORDS[said.language] for words in opening for word in words)


def _is_below_other_label(said: Said) -> bool:
    """Whether it is the line of another thing than is asked about, which has one of its own: the bus's for the tram."""
    own = LABELLED.match(said.quote)
    if own is None or any(standing(said.query.terms, own["label"], said.language)):
        return False
    told = standing(said.query.terms, f"{said.quote}\n{said.best.heading}", said.language)
    lacking = [term for term, stands in zip(said.query.terms, told, strict=True) if not stands]
    return any(
        any(standing(lacking, other["label"], said.language))
        for other in LABELLED.finditer(said.best.passage_text)
        if other["label"] != own["label"]
    )


def _tells_no_superlative(said: Said) -> bool:
    """Whether it is not told what is the biggest, where that is asked."""
    superlative = superlative_asked(said.query)
    return superlative is not None and not superlative.told_in(said.quote)


def _tells_not_by_whom(said: Said) -> bool:
    """Whether it is asked by whom something was done, and nobody stands behind "by"."""
    return BY_WHOM.search(said.question) is not None and BY_SOMEBODY.search(said.quote) is None


def _names_no_holder(said: Said) -> bool:
    """Whether it is asked who holds an office, and nobody is named."""
    told = LABELLED.sub("", said.quote)
    named = (one.of(told) for one in spans_of("who", told, set(fold(said.question))))
    return bool(office_asked(said.query)) and all(map(NO_NAME.match, named))


def _names_its_house(said: Said) -> bool:
    """Whether the holder of an office is asked for, and only where that sits is named: the mairie for the maire."""
    office = office_asked(said.query)
    if not office or HOUSES.search(said.all_of_it) is None:
        return False
    return not any(standing(office, HOUSES.sub(" ", said.all_of_it), said.language))


def _spells_nothing_out(said: Said) -> bool:
    """Whether it is asked what an acronym stands for, and it is only used: "the AGM is on 14 June"."""
    subject = said.asked.subject
    if not MEANING.search(said.question) or not is_acronym(subject):
        return False
    labelled = re.search(rf"\b{re.escape(subject)}[\s*»”]*[:=–—]", said.quote) is not None
    return not (labelled or SPELT_OUT.search(said.quote) or introduces(said.quote, subject, said.language))


def _is_free_for(said: Said) -> bool:
    """Whether something is asked to be free, and only for whom another thing is free is told: "free for members"."""
    if FREE_ASKED.search(said.question) is None or FREE_FOR.search(said.quote) is None:
        return False
    about = [term for term in said.query.terms if FREE.fullmatch(term.surface) is None]
    return bool(about) and not any(standing(about, FREE_FOR.sub(" ", said.quote), said.language))


def _names_nobody(said: Said) -> bool:
    """Whether it is asked who did something, holds an office or comes next, and nobody is named but in the question."""
    return asks_name(said.asked, said.query) and not names_somebody(said.query, said.quote)


def _tells_no_hours(said: Said) -> bool:
    """Whether the hours are asked for in which something is open, and none is told, or those in which it is closed.

    When something is open is not told by when it was opened.
    """
    if OPEN_ASKED.search(said.question) and OPENED.search(said.quote):
        return not tells_clock(said.quote)
    if HOURS_ASKED.search(said.question) is None:
        return False
    return tells_closed(said.quote) or not tells_clock(said.quote)


def _introduces_nobody(said: Said) -> bool:
    """Whether it is not told who somebody is, where that is asked."""
    person = person_asked(said.query)
    return bool(person) and not says_what_is(said.best.text, person, said.language)


def _is_not_of_all(said: Said) -> bool:
    """Whether something is asked to be so of what is not all named there."""
    if not asks_whether(said.question) or leans(said.text):
        return False
    return not all(said.named(one, said.quote) for one in said.names)


def _says_no_more(said: Said) -> bool:
    """Whether nothing is told but what is asked, under no line that says of what it is an item."""
    return said.told.above is None and adds_nothing(said.quote, said.query, said.asked, said.language)


KINDS: dict[Callable[[Said], bool], str] = {
    _names_none: "names",
    _tells_no_measure: "measure",
    _tells_no_place: "place",
    _is_of_the_page: "another",
    _is_reserved: "another",
    _is_of_another_thing: "another",
    _is_held_otherwise: "another",
    _tells_no_price: "number",
    _lacks_priced: "words",
    _tells_no_hours: "date",
    _tells_the_past: "another",
    _stands_under_contrary: "another",
    _is_news: "another",
    _tells_no_doer: "person",
    _tells_no_end: "measure",
    _lacks_noun: "words",
    _holds_another: "another",
    _lacks_attribute: "words",
    _lacks_year: "another",
    _is_over: "another",
    _is_of_another: "another",
    _says_contrary: "another",
    _only_mentions: "meaning",
    _tells_no_criterion: "meaning",
    _lacks_act: "words",
    _tells_no_life: "measure",
    _lacks_most: "words",
    _lacks_degree: "words",
    _is_of_another_time: "another",
    _is_of_a_law: "another",
    _is_only_below_title: "other",
    _tells_no_reason: "reason",
    _tells_no_name: "name",
    _is_below_other_label: "another",
    _tells_no_superlative: "words",
    _tells_not_by_whom: "person",
    _names_no_holder: "person",
    _names_its_house: "person",
    _spells_nothing_out: "meaning",
    _is_free_for: "another",
    _names_nobody: "person",
    _introduces_nobody: "person",
    _is_not_of_all: "names",
    _says_no_more: "other",
}
"""Every doubt, in the order in which they are looked at, with what a reader is told of it: see `Doubt`."""
OUTWEIGHED = frozenset({_names_none, _lacks_most, _is_not_of_all})
"""Those that are wrong too often, and only count in `bot.answers.trust.weighing`: of the answers that are likely there
all the same 0.77, 0.83 and 0.88 tell what is asked, of all that are likely 0.81 (109 folders, by halves)."""
OF_MEASURES = {"when": "date", "where": "place"}


def doubts_in(said: Said) -> tuple[Callable[[Said], bool], ...]:
    """Return those of `KINDS` that are right about an answer, in their order."""
    return tuple(is_right for is_right in KINDS if is_right(said))


def first_doubt(said: Said) -> Doubt | None:
    """Return the first doubt that is right about an answer, or None."""
    kind = next((kind for is_right, kind in KINDS.items() if is_right(said)), None)
    return None if kind is None else told_as(kind, said)


def told_as(kind: str, said: Said) -> Doubt:
    """Return a doubt of this kind about an answer, with the words that it is about."""
    if kind == "measure":
        kind = "date" if asks_clock(said.question) else OF_MEASURES.get(said.asked.kind, "number")
    if kind == "names":
        return Doubt(kind, tuple(one.surface for one in said.names if not said.named(one, said.all_of_it)))
    return lacking(said) if kind == "words" else Doubt(kind)


def lacking(said: Said) -> Doubt:
    """Return the doubt that words of a question stand nowhere there."""
    told = standing(said.query.terms, said.all_of_it, said.language)
    return Doubt("words", tuple(one.surface for one, stands in zip(said.query.terms, told, strict=True) if not stands))
