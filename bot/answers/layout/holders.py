"""Who holds an office, told by a line or a sentence that names both: "Treasurer: Ada Low". Pure.

Communities list who does what, and that is read sooner than sentences are: "who is the treasurer?", « c'est qui le
nouveau secrétaire ? ». French and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.answers.layout.lines import LaidOut, lines_of
from bot.answers.layout.rows import NAMES, OF_DOERS, columns_of
from bot.answers.layout.titled import ITSELF
from bot.answers.questions.openings import LINKED
from bot.answers.shown.quotes import Quote
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.values.offices import NAME, qualified
from bot.answers.values.reserves import is_reserved
from bot.answers.values.spans import A_MONTH, DAYS, one_of
from bot.answers.values.things import NAMED, standing, words_of
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.tables import BETWEEN
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import WORD, analyse, fold
from index.words.terms import Term

ASKS_WHO = lazy_pattern(
    rf"^\W*+{LINKED}(?:who(?:['’]?s|\s+(?:is|are))|c(?:['’]?\s?est)?\s+[qk]ui|[qk]ui\s+(?:est|sont|c['’]\s?est))\s+"
    r"(?:(?:the|our|your|le|la|les|notre|votre|nos|vos)\s+|l['’])(?P<office>[^?.!,]{3,60})",
    re.IGNORECASE,
)
WHO_DOES_WHAT = "who does what, committee, contacts, qui fait quoi, bureau, équipe"  # by which such pages are found
ASKS_DUTY = lazy_pattern(
    rf"^\W*+{LINKED}(?:who(?:m)?\s+(?:(?:do|should|can|must)\s+(?:i|we|you)\s+(?:ask|contact|see|write\s+to|talk\s+to|speak\s+to|"
    r"message|ping|dm)\s+(?:about|for|regarding|on)|to\s+(?:ask|contact|see|message|ping|dm)\s+(?:about|for|regarding|on))|"
    r"(?:[àa]\s+qui\s+(?:(?:je|on|dois-je|faut-il|puis-je|peut-on)\s+)?(?:m['’]|s['’]|se\s+)?(?:adresse\w*|demande\w*|[ée]cri\w*|parle\w*)|"
    r"qui\s+(?:contacter|pr[ée]venir|(?:dois-je|faut-il|je\s+dois|il\s+faut)\s+(?:contacter|pr[ée]venir|voir)))\s+(?:pour|au\s+sujet\s+d|concernant)|"
    r"who\s+(?:keeps|moderates|leads|teaches|coaches|gives|trains|heads|looks\s+after|takes\s+care\s+of|runs|handles|manages|organi[sz]es|coordinates|deals\s+with|"
    r"is\s+(?:in\s+charge\s+of|responsible\s+for))|[qk]ui\s+(?:s['’]\s?occupe|tient|donne|enseigne|encadre|mod[èe]re|dirige|g[èe]re|organise|coordonne|anime|"
    r"est\s+(?:charg[ée]e?|responsable)))\s*(?:(?:the|our|your|de\s+la|du|des|de|la|le|les|notre)\s+|(?:de\s+)?[dl]['’])?\s*"
    r"(?P<office>[^?.!,]{3,60})",
    re.IGNORECASE,
)
DUTIES = vocabulary(
    "looks look after takes take care runs run handles handle manages manage organises organizes coordinates deals",
    "ask contact see write talk speak message ping dm do should can must keeps keep moderates leads teaches heads",
    "coaches gives trains donne enseigne encadre",
    "adresse adresser demande demander ecrire ecris parler contacter prevenir voir tient modere dirige dois faut",
    "charge responsible occupe occuper gere gerer organise coordonne anime chargee responsable",
)
PLURAL = lazy_pattern(r"\b(?:are|sont)\b|\bc['’]?est\s+qui\s+les\b", re.IGNORECASE)
# What an office is called beside the duty that it has: "Safety officer", « référent sécurité ».
OFFICER = vocabulary(
    "officer officers contact contacts lead leader leaders head manager managers team referent referents coordinator",
    "referente responsable responsables charge chargee equipe coordinateur coordinatrice animateur animatrice pole",
)
# Words of a question that name no office: that one holds it now, and of what.
NOW = vocabulary("new current actual present now here nouveau nouvelle nouveaux actuel actuelle maintenant ici")
OF = lazy_pattern(r"\s(?:of|for|at|in|du|de\s+la|de\s+l['’]|de|des)\b", re.IGNORECASE)
BESIDE = ITSELF | NOW
# On what pages a label with a name tells of nobody who does it: "Banned players".
OF_OTHERS = lazy_pattern(
    r"\b(?:bann\w*|bans?|winners?|results?|sanction\w*|exclu\w*|r[ée]sultats?|vainqueurs?|palmar[èe]s)\b", re.IGNORECASE
)
MOST_WORDS = 3  # of an office
AMONG = lazy_pattern(r",|/|\s(?:and|et|&)\s")
LABEL = lazy_pattern(r"^(?:[-*+•◦]\s)?(?P<label>[^:\n|]{2,48}?)\s?:\s(?=\S)")
TITLED = r"(?:(?:M|Mr|Mrs|Ms|Mme|Mlle|Dr)\.?\s+)?"
BEGINS_WITH_NAME = lazy_pattern(rf"{TITLED}(?-i:{NAME})(?:(?:,|\s(?:and|et|&))\s{TITLED}(?-i:{NAME}))*")
IS = (
    r"\s+(?:is|are|becomes?|remains?|(?:has|have)\s+been\s+(?:re-?)?elected|est|sont|devient|deviennent|reste|"
    r"a\s+été\s+(?:ré)?élue?|est\s+élue?)\s+"
)
# "M. Ferreira est notre gardien", "Ada Low (treasurer)", "Ada Low, treasurer,".
HELD_BY = lazy_pattern(
    rf"(?<![\w-])(?P<name>{TITLED}(?-i:{NAME}))(?:{IS}|\s\(|,\s)(?P<behind>[^.;:!?()\n]{{3,60}})", re.IGNORECASE
)
# How plainly a sentence tells it, the label of a duty's officer ("Head of the bar"), and one that is only related.
IN_A_SENTENCE, OF_AN_OFFICER, RELATED = 1, 2, 3
WITHIN = 20_000  # code points of an article in which they are looked for
# Whose an office is behind it, but for the community's own: "treasurer of the rowing club next door".
OF_ANOTHER = lazy_pattern(
    r"['’]s\b|\s+(?:(?:of|for|du|de\s+la|des|de)\b\s*|(?:de\s+l|d)['’]\s?)(?!(?:the\s+|our\s+|notre\s+)?(?:club|association|asso|"
    r"choir|chorale|ch[œo]e?ur|society|group|groupe|team|équipe|band)\b(?!\s+(?:next|de|du|voisin|d['’]à)))\w",
    re.IGNORECASE,
)
# What begins with a capital behind a label and is nobody: a day, a word that opens a sentence.
NO_NAME = lazy_pattern(
    rf"(?:{one_of(DAYS)}s?|{A_MONTH}|if|please|see|ask|no|none|nobody|everybody|everyone|all|to|the|a|an|our|we|you|by|vacante?|wanted|"
    r"tb[acd]|post|si|merci|voir|le|la|les|un|une|nous|vous|aucune?|personne|chacune?|tous|toutes|poste|à)\b",
    re.IGNORECASE,
)
DOING = lazy_pattern(r"\b(?:is|are|was|were)\s+(?:\w+ing|married)\b", re.IGNORECASE)
IS_WHO = lazy_pattern(rf"\s+(?i:is|are|est|sont)\s+(?P<name>{TITLED}{NAME})")  # behind an office
TO_COME = lazy_pattern(
    r"\b(?:will\s+be|next|incoming|outgoing|until|sera|seront|prochaine?|future?|sortante?|jusqu['’])\b", re.IGNORECASE
)
NEAR = 3  # words at most between a name and its office: "is our very first"
ELSE = vocabulary("to as of from with by for and or in at de du des a au avec par pour et ou chez dans en")


class _Held(NamedTuple):
    """Who holds it, by what is said of it, and how plainly: less is plainer."""

    quote: Quote
    rank: int


def office_asked(query: Query) -> tuple[Term, ...]:
    """Return the words of the office whose holder a question asks for; none where it asks for none."""
    return _named_by(ASKS_WHO.match(query.text), query)


def duty_asked(query: Query) -> tuple[Term, ...]:
    """Return the words of what a question asks who does or looks after it; none where it asks for nothing of it."""
    return _named_by(ASKS_DUTY.match(query.text), query)


def _named_by(asks: re.Match[str] | None, query: Query) -> tuple[Term, ...]:
    if asks is None:
        return ()
    words = fold(OF.split(asks["office"], maxsplit=1)[0])
    terms = [one for one in query.terms if one.folded in words and one.folded not in NOW]
    others = [one for one in query.terms if one not in terms and one.folded not in BESIDE | DUTIES]
    if others or not 0 < len(terms) <= MOST_WORDS or any(one.is_name for one in terms):
        return ()
    return tuple(terms)


def held(office: Sequence[Term], query: Query, hits: Sequence[Hit], *, duty: bool = False) -> LaidOut | None:
    """Return the lines or sentences that tell who holds an office, the plainest; None where none does.

    They surely do where they name one holder, or several are asked for. Of a `duty` labels and rows alone tell it.
    """
    found: list[_Held] = []
    articles = list({hit.article.id: hit.article for hit in hits}.values())
    for article in sorted(articles, key=lambda one: one.language != query.language):
        told = _held_in(article, office, query, duty=duty)
        if duty and OF_OTHERS.search(article.title):
            told = (one._replace(rank=RELATED) for one in told)
        found += [one for one in told if not (duty and one.rank == IN_A_SENTENCE)]
    if not found:
        return None
    plainest = min(one.rank for one in found)
    best = [one.quote for one in found if one.rank == plainest]
    first = best[0]
    if PLURAL.search(query.text):
        return LaidOut([one for one in best if one.article.id == first.article.id], surely=True)
    # Whoever else is said to hold it does so elsewhere or at another time; "Mme Roy" may be Léa Roy.
    rivals = [one for one in found if not one.rank or one.quote.article.language == first.article.language]
    rivals = [one for one in rivals if one.rank == plainest] if duty else rivals
    names = {one.quote.highlight.lower().split()[-1] for one in rivals if one.rank < RELATED}
    return LaidOut([first], len(names) == 1)


def _held_in(article: Article, office: Sequence[Term], query: Query, *, duty: bool) -> Iterator[_Held]:
    text = article.text
    for line in lines_of(text, Span(0, min(len(text), WITHIN))):
        said = line.of(text)
        if BETWEEN in said:
            if (beside := _in_row(said, office, query, article, duty=duty)) is not None:
                holder, rank = beside
                if duty and (columns := columns_of(text, line)):
                    called = columns[[cell.strip() for cell in said.split(BETWEEN)].index(holder)]
                    rank = max(rank, OF_AN_OFFICER) if NAMES.fullmatch(called.strip()) else rank
                    rank = rank if rank == OF_AN_OFFICER or OF_DOERS.search(called) else RELATED
                yield _Held(Quote(article, line, holder), rank)
            continue
        label = LABEL.match(said)
        name = BEGINS_WITH_NAME.match(said, label.end()) if label is not None else None
        if label is not None and name is not None and not NO_NAME.match(name.group()):
            parts = [label["label"], *AMONG.split(label["label"])]
            is_office = any(_is_office(part, office, query, article, duty=duty) for part in parts)
            if is_office or _is_related(label["label"], office, article.language):
                start = line.start + label.start("label")
                plainly = is_office and not is_reserved(said, query.text)
                exact = not duty or any(_is_office(part, office, query, article, duty=False) for part in parts)
                rank = (0 if exact else OF_AN_OFFICER) if plainly else RELATED
                yield _Held(Quote(article, Span(start, line.end), name.group().strip()), rank)
                continue
        if not any(standing(office, said, article.language)):
            continue
        told = not is_reserved(said, query.text) and not is_held_otherwise(said, query, article.language)
        for one in split_sentences(said, article.language) if told else ():
            span = Span(line.start + one.start, line.start + one.end)
            if (
                name_told := _in_sentence(span.of(text), office, query, article)
            ) and one.end - one.start <= LONGEST_QUOTE:
                yield _Held(Quote(article, span, name_told), IN_A_SENTENCE)


def is_held_otherwise(said: str, query: Query, language: Language) -> bool:
    """Return whether a text tells of the office elsewhere, of somebody beside it, or of who will hold it."""
    office = office_asked(query)
    if not office:
        return False
    places = [one.span() for one in words_of(office, said, language)]
    if OF_ANOTHER.search(query.text) is None and any(OF_ANOTHER.match(said, end) for _, end in places):
        return True
    label = LABEL.match(said)
    for_it = label is not None and any(end <= label.end("label") for _, end in places)
    if label is not None and for_it:
        meant = {stem for term in office for stem in term.forms[language]}
        return not meant.issuperset(analyse(label["label"], language))
    beside = any(DOING.search(said[:start]) for start, _ in places)
    return beside or (TO_COME.search(said) is not None and TO_COME.search(query.text) is None)


def _in_row(said: str, office: Sequence[Term], query: Query, article: Article, *, duty: bool) -> tuple[str, int] | None:
    """Return the name beside an office in a row and how plainly; None where no cell is the office, or none a name.

    A cell may have several things that somebody does: "Accounts, receipts".
    """
    cells = said.split(BETWEEN)
    for place, cell in enumerate(cells):
        parts = [part.strip() for part in AMONG.split(cell)]
        is_office = any(_is_office(part, office, query, article, duty=duty) for part in parts)
        if is_office or any(_is_related(part, office, article.language) for part in parts):
            others = [one.strip() for at, one in enumerate(cells) if at != place and not NO_NAME.match(one.strip())]
            if (name := next(filter(BEGINS_WITH_NAME.fullmatch, others), None)) is not None:
                exact = not duty or any(_is_office(part, office, query, article, duty=False) for part in parts)
                return name, (0 if exact else OF_AN_OFFICER) if is_office else RELATED
    return None


def _is_office(label: str, office: Sequence[Term], query: Query, article: Article, *, duty: bool) -> bool:
    """Return whether a label is the office that is asked for and no other: "Vice-president" is another.

    Of a `duty` it may be that of its officer.
    """
    language = article.language
    said = " ".join(one for one in WORD.findall(label) if not (duty and OFFICER.issuperset(fold(one))))
    more = set(analyse(said, language)) - {stem for term in office for stem in term.forms[language]}
    named = all(standing(office, label, language, NAMED))
    return named and not more and _unqualified(label, office, query, article)


def _is_related(label: str, office: Sequence[Term], language: Language) -> bool:
    """Return whether a label may stand for the office: the accounts for the treasurer."""
    stems = analyse(label, language)
    return len(office) == 1 and bool(stems) and office[0].related.get(language, {}).keys() >= set(stems)


def _unqualified(said: str, office: Sequence[Term], query: Query, article: Article) -> bool:
    """Return whether a text speaks of the office itself, or as the question does: the deputy is another."""
    asked = {qualified(query.text, *one.span()) for one in words_of(office, query.text, query.language)}
    told = [qualified(said, *one.span()) for one in words_of(office, said, article.language)]
    return bool(told) and all(one in asked for one in told)


def _in_sentence(said: str, office: Sequence[Term], query: Query, article: Article) -> str:
    """Return who a sentence says holds an office; empty where it says that of nobody."""
    spans = [one.span() for one in words_of(office, said, article.language)]
    if spans and all(standing(office, said[: spans[-1][1]], article.language)):
        named = IS_WHO.match(said, spans[-1][1])
        if (
            named is not None
            and not NO_NAME.match(named["name"])
            and _unqualified(said[: spans[-1][1]], office, query, article)
        ):
            return named["name"].strip()
    for match in HELD_BY.finditer(said):
        behind = match["behind"]
        places = [one.span() for one in words_of(office, behind, article.language)]
        before = behind[: places[0][0]].lower().split() if places else []
        if len(before) > NEAR or ELSE.intersection(before) or any(word.endswith("ing") for word in before):
            continue
        if not places or OF_ANOTHER.match(behind, places[-1][1]) or NO_NAME.match(match["name"]):
            continue
        if all(standing(office, behind, article.language)) and _unqualified(behind, office, query, article):
            return match["name"].strip()
    return ""
