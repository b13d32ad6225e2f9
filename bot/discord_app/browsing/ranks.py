"""`/why`: how the passages of an answer were ranked, in words and figures for people. Pure functions.

What is shown is worked out anew from the question, so it is what the index in use says now; the card tells where
that is another index than the answer came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from discord import app_commands

from bot.answers.answer import Answer, Doubt, NoAnswer
from bot.answers.overviews.inquiries import inquiry_in
from bot.answers.questions.courtesies import bare_question
from bot.answers.understanding import hits_among
from bot.discord_app.browsing.pieces import NO_BREAK_SPACE, dated, fitting, small, titled
from bot.discord_app.controls import LONGEST_CHOICE, MOST_CHOICES
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.escaping import fitted
from bot.discord_app.replies import ANSWERED, REFUSED, Card
from bot.discord_app.speech import written_number
from bot.discord_app.typed import label, ranked
from bot.state.nouns import KeptAnswer
from bot.texts import say
from corpus.article import Language

if TYPE_CHECKING:
    from index.hits import Hit, Standing
    from index.matching.ranking import Contributions

MOST_HITS = 6  # passages shown; those below were hardly looked at
LONGEST_HEADING = 80
MOST_REASONS = 4  # the strongest parts of a score; the others are next to nothing
LEAST_TOLD = 0.05  # of a score's parts: less is shown as nothing, as at the terminal
LONGEST_QUESTION_SHOWN = 300
MOST_WORDS = 6  # words that the quote lacks, or questions of a message, that are named as doubted
LONGEST_WORD = 80  # characters of each
OTHER = "other"
OF_WORDS = frozenset({"words", "names"})
# What is told of a doubt; one of another version is told as `OTHER`.
UNSURE_KINDS = OF_WORDS | {
    *("low", "person", "place", "date", "number", "reason", "meaning", "name", "another", "reworded"),
}
WAYS = ("words", "across", "dense", "pieces")
NONE = "–"
NUMBER = "#"
TABLE_WIDTH = 25  # characters that a telephone shows of a line in a code block


@dataclass(frozen=True, slots=True)
class Ranked:
    """The passages that a question finds now, by which index, below which confidence it would be refused."""

    hits: tuple[Hit, ...]
    snapshot: str
    least: float


@dataclass(frozen=True, slots=True)
class _Room:
    title: int
    linked: bool = True
    hits: int = MOST_HITS


ROOMS = (_Room(140), _Room(90), _Room(90, linked=False), _Room(60, linked=False, hits=4))


def rank(desk: Desk, scope: Scope, kept: KeptAnswer) -> Ranked:
    """Return how the passages for an answer's question are ranked in `scope`; takes the processor."""
    result = kept.result
    question = result.read_as or result.question
    wanted = hits_among(desk.passages_in(scope))  # as answering asks, since places are shared out among them
    hits = desk.search(question, wanted, scope=scope)
    return Ranked(tuple(hits[:MOST_HITS]), desk.manifest().name, desk.least(scope=scope))


def suggestions(answers: Sequence[KeptAnswer], typed: str) -> list[app_commands.Choice[str]]:
    """Return somebody's answers whose questions fit what is typed; the value of each is its id."""
    places = ranked([one.question for one in answers], typed, MOST_CHOICES)
    return [
        app_commands.Choice(name=label(answers[at].question), value=answers[at].id)
        for at in places
        if len(answers[at].id) <= LONGEST_CHOICE
    ]


def why_card(kept: KeptAnswer, found: Ranked, language: Language) -> Card:
    """Return how the passages were ranked: confidence, a table of ranks, and what spoke for each passage."""
    if _tells_of_articles(kept.result):
        asked = say(language, "discord.question", question=fitted(kept.question, LONGEST_QUESTION_SHOWN) or "?")
        return Card((f"-# {asked}", say(language, "discord.why.of_articles")), ANSWERED)
    head = "\n".join(_head(kept, found, language))
    if not found.hits:
        return Card((head, say(language, "discord.why.nothing")), REFUSED)

    def parts(room: _Room) -> list[str]:
        hits = found.hits[: room.hits]
        told = "\n".join(_passage(hit, kept, language, room) for hit in hits)
        return [head, f"{_table(hits, language)}\n{_legend(hits, kept.result, language)}", told]

    return fitting(ROOMS, parts)


def _tells_of_articles(result: Answer | NoAnswer) -> bool:
    """Say whether an answer tells of the articles themselves, the newest or a summary, for which nothing is ranked."""
    asks = inquiry_in(bare_question(result.read_as or result.question)) is not None
    return asks and isinstance(result, Answer) and result.sure and result.confidence == 1.0


def _head(kept: KeptAnswer, found: Ranked, language: Language) -> list[str]:
    result = kept.result
    lines = [f"-# {say(language, 'discord.question', question=fitted(kept.question, LONGEST_QUESTION_SHOWN) or '?')}"]
    if result.read_as:
        read_as = fitted(result.read_as, LONGEST_QUESTION_SHOWN)
        lines.append(f"-# {say(language, 'discord.read_as', question=read_as)}")
    kind = "answered" if isinstance(result, Answer) else "refused"
    shares = {"confidence": _share(result.confidence, language), "least": _share(found.least, language)}
    lines.append(say(language, f"discord.why.{kind}", **shares))
    if isinstance(result, Answer) and not result.sure:
        lines.append(_unsure(result, language))
    if found.snapshot != kept.snapshot:
        lines.append(f"-# {say(language, 'discord.why.other_index')}")
    return lines


def _unsure(answer: Answer, language: Language) -> str:
    """Return why an answer was marked as not sure; of several questions, to which."""
    doubted = [part.question for part in answer.parts if not part.sure]
    if doubted:
        return say(language, "discord.why.unsure_parts", words=_words(doubted, language))
    doubt = answer.doubt or Doubt(OTHER)
    lacking = doubt.kind in OF_WORDS and not doubt.words
    kind = doubt.kind if doubt.kind in UNSURE_KINDS and not lacking else OTHER
    shown = {"words": _words(doubt.words, language), "least": _share(doubt.least, language)}
    return say(language, f"discord.why.unsure_{kind}", **shown)


def _words(words: Sequence[str], language: Language) -> str:
    shown = (fitted(word, LONGEST_WORD) for word in words[:MOST_WORDS])
    return ", ".join(say(language, "discord.claims.word", word=word) for word in shown)


def _table(hits: Sequence[Hit], language: Language) -> str:
    """Return the rank of every passage by each way of matching, in columns; a way that found none is left out."""
    ways = [way for way in WAYS if any(_standing(hit, way) is not None for hit in hits)]
    names = [say(language, f"discord.why.{way}") for way in ways]
    rows = [[NUMBER, *names]]
    for hit in hits:
        cells = [_rank(_standing(hit, way), language) for way in ways]
        rows.append([str(hit.rank), *cells])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    between = "  " if sum(widths) + 2 * (len(widths) - 1) <= TABLE_WIDTH else " "
    lines = [between.join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "```\n" + "\n".join(line.rstrip() for line in lines) + "\n```"


def _legend(hits: Sequence[Hit], result: Answer | NoAnswer, language: Language) -> str:
    """Return what each column, and each sign that is shown, means."""
    ways = [way for way in WAYS if any(_standing(hit, way) is not None for hit in hits)]
    meant = ["number", *ways]
    meant += ["none"] if any(_standing(hit, way) is None for hit in hits for way in ways) else []
    meant += ["points"] if any(hit.because is not None and _reasons(hit.because, language) for hit in hits) else []
    meant += ["cited"] if isinstance(result, Answer) and any(_cited(hit, result) for hit in hits) else []
    return "\n".join(f"-# {say(language, f'discord.why.{one}_means')}" for one in meant)


def _passage(hit: Hit, kept: KeptAnswer, language: Language, room: _Room) -> str:
    article = hit.article
    cited = _cited(hit, kept.result) if isinstance(kept.result, Answer) else ""
    title = titled(article.title, article.url if room.linked else None, article.id, room.title)
    heading = fitted(hit.passage.heading, LONGEST_HEADING) if hit.passage.heading != article.title else ""
    lines = [f"**{hit.rank}.** {title}{cited}", small([dated(article.published, language), heading])]
    if hit.because is not None and (reasons := _reasons(hit.because, language)):
        lines.append(f"-# {say(language, 'discord.why.because', reasons=reasons)}")
    if hit.reranked is not None:
        lines.append(f"-# {say(language, 'discord.why.reranked', rank=written_number(hit.reranked.rank, language))}")
    if hit.alike:
        lines.append(f"-# {say(language, 'discord.why.alike', number=written_number(hit.alike, language))}")
    return "\n".join(line for line in lines if line)


def _cited(hit: Hit, answer: Answer) -> str:
    """Return the number under which the answer cites a sentence of this passage, or nothing."""
    numbers = {
        one.number
        for one in answer.citations
        if one.article_id == hit.article.id and one.start < hit.passage.end and hit.passage.start < one.end
    }
    return "".join(f" **[{number}]**" for number in sorted(numbers))


def _reasons(because: Contributions, language: Language) -> str:
    """Return what each part did for a passage, the strongest first; parts that did next to nothing are left out."""
    telling = [(name, value) for name, value in asdict(because).items() if abs(value) >= LEAST_TOLD]
    telling.sort(key=lambda one: -abs(one[1]))
    return ", ".join(
        f"{say(language, f'discord.why.part_{name}')}{NO_BREAK_SPACE}{_signed(value, language)}"
        for name, value in telling[:MOST_REASONS]
    )


def _standing(hit: Hit, way: str) -> Standing | None:
    return {"words": hit.words, "across": hit.across, "dense": hit.dense, "pieces": hit.pieces}[way]


def _rank(standing: Standing | None, language: Language) -> str:
    return NONE if standing is None else written_number(standing.rank, language)


def _signed(value: float, language: Language) -> str:
    sign = "+" if value > 0 else "−"
    return f"{sign}{_decimal(f'{abs(value):.1f}', language)}"


def _share(share: float, language: Language) -> str:
    """Return a share as people write it: 0.87 or 0,87."""
    return _decimal(f"{share:.2f}", language)


def _decimal(written: str, language: Language) -> str:
    return written.replace(".", ",") if language == "fr" else written
