"""The cards of `/insights feedback`: what was said of answers that did not help, and what of it was dealt with.

As with gaps, nobody is named, and no text is shown of what was asked in private, or in a channel that whoever looks may
not read. Pure functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.discord_app.controls import Button, Choice, Menu, Row
from bot.discord_app.escaping import fitted, one_line
from bot.discord_app.insights.cards import LONGEST_QUESTION
from bot.discord_app.paging import PageNumber
from bot.discord_app.replies import ANSWERED, REFUSED, Card, within
from bot.discord_app.routing import custom_id
from bot.discord_app.speech import written_number
from bot.state.nouns import Feedback
from bot.texts import say
from corpus.article import Language

FEEDBACK = "complaints"  # the action of custom ids
OPEN, DONE = "open", "done"  # its two lists, and with a page the way to each
FINISH, REOPEN = "finish", "reopen"  # what their menus do
EACH_FEEDBACK = 4  # to a page; with the lengths below they fit a layout
LONGEST_WORDS = 300
LONGEST_TITLE = 70
MOST_SOURCES = 3
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LONGEST_TIME = 16  # digits of microseconds until the year 2286


@dataclass(frozen=True, slots=True)
class Complaint:
    """What was said of an answer, with the titles of its sources, and where it still stands.

    `closed` says that whoever looks may not read the channel where it was asked, `shared` that its asker has shown it
    to everybody there.
    """

    feedback: Feedback
    titles: tuple[str, ...]
    link: str | None
    closed: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """How many said in the last 30 days that an answer helped, and that it did not; and how much was dealt with."""

    helpful: int
    unhelpful: int
    done: int = 0


def feedback_card(
    complaints: Sequence[Complaint], page: PageNumber, heard: Heard, language: Language, *, said: str = ""
) -> Card:
    """Return one page of what waits, newest first, under the counts, with a menu to mark it as dealt with."""
    counts = say(
        language,
        "discord.feedback_list.counts",
        helpful=written_number(heard.helpful, language),
        unhelpful=written_number(heard.unhelpful, language),
    )
    head = _head(said, say(language, "discord.feedback_list.title"), counts)
    to_done = Button(
        say(language, "discord.feedback_list.show_done", number=written_number(heard.done, language)),
        custom_id(FEEDBACK, DONE, 1),
    )
    last: tuple[Row, ...] = ((to_done,),) if heard.done else ()
    if not complaints:
        none = say(language, "discord.feedback_list.none_left" if heard.done else "discord.feedback_list.none")
        return Card((f"{head}\n\n{none}",), ANSWERED, last)
    menu = _menu(complaints, page, FINISH, language)
    return Card(within((head, *_parts(complaints, page, language))), REFUSED, (menu, *page.rows(FEEDBACK, OPEN), *last))


def done_card(complaints: Sequence[Complaint], page: PageNumber, language: Language, *, said: str = "") -> Card:
    """Return one page of what was dealt with, the last first, with a menu to have it wait again."""
    head = _head(said, say(language, "discord.feedback_list.title_done"))
    back: Row = (Button(say(language, "discord.feedback_list.back"), custom_id(FEEDBACK, OPEN, 1), emoji="◀️"),)
    if not complaints:
        return Card((f"{head}\n{say(language, 'discord.feedback_list.none_done')}",), ANSWERED, (back,))
    menu = _menu(complaints, page, REOPEN, language)
    return Card(within((head, *_parts(complaints, page, language))), ANSWERED, (menu, *page.rows(FEEDBACK, DONE), back))


def opinions(number: int, language: Language) -> str:
    """Return so many opinions on answers, in words."""
    return say(language, "discord.feedback_list.opinions", number=written_number(number, language))


def time_written(at: datetime) -> str:
    """Return a time as a menu's value: by it what was said is found again, and no person or answer stands in it."""
    return str((at - BEGINNING) // MICROSECOND)


def times_read(values: Iterable[str]) -> list[datetime]:
    """Return the times that a menu's values name; those that are none are left out."""
    fit = [one for one in values if one.isascii() and one.isdigit() and len(one) <= LONGEST_TIME]
    return [BEGINNING + int(one) * MICROSECOND for one in fit]


def _head(said: str, title: str, counts: str = "") -> str:
    return "\n".join([*([said, ""] if said else []), f"### {title}", *([counts] if counts else [])])


def _numbered(complaints: Sequence[Complaint], page: PageNumber) -> Iterator[tuple[int, Complaint]]:
    return enumerate(complaints, start=(page.number - 1) * EACH_FEEDBACK + 1)


def _parts(complaints: Sequence[Complaint], page: PageNumber, language: Language) -> Iterator[str]:
    for number, one in _numbered(complaints, page):
        yield "\n".join(_complaint_lines(number, one, language))


def _menu(complaints: Sequence[Complaint], page: PageNumber, does: str, language: Language) -> Menu:
    """Return the menu of a page; should two things have been said in one microsecond, one entry is for both."""
    choices = [
        Choice(
            f"{number}. {_unshown(one, language) or one_line(one.feedback.question)}",
            time_written(one.feedback.created_at),
            _reason(one.feedback, one_line(one.feedback.words), language),
        )
        for number, one in _numbered(complaints, page)
    ]
    each = tuple({choice.value: choice for choice in reversed(choices)}.values())[::-1]
    placeholder = say(language, f"discord.feedback_list.{does}")
    return Menu(custom_id(FEEDBACK, does, page.number), each, placeholder, most=len(each))


def _unshown(complaint: Complaint, language: Language) -> str:
    """Return why the question is not shown; nothing where it is."""
    if complaint.feedback.private and not complaint.shared:
        return say(language, "discord.gaps.private")
    if complaint.closed:
        return say(language, "discord.gaps.closed_channel")
    if not one_line(complaint.feedback.question):
        return say(language, "discord.feedback_list.forgotten")
    return ""


def _reason(feedback: Feedback, words: str, language: Language) -> str:
    """Return why an answer did not help, with the words that were said."""
    reason = say(language, f"discord.feedback_list.{feedback.complaint or 'no_reason'}")
    return say(language, "discord.feedback_list.in_words", reason=reason, words=words) if words else reason


def _complaint_lines(number: int, complaint: Complaint, language: Language) -> Iterator[str]:
    feedback = complaint.feedback
    unshown = _unshown(complaint, language)
    yield f"**{number}.** {f'*{unshown}*' if unshown else fitted(feedback.question, LONGEST_QUESTION)}"
    yield f"👎 {_reason(feedback, fitted(feedback.words, LONGEST_WORDS), language)}"
    titles = [fitted(title, LONGEST_TITLE) for title in complaint.titles[:MOST_SOURCES]]
    if titles:
        yield f"-# {say(language, 'discord.feedback_list.sources', sources=' · '.join(titles))}"
    small = [f"<t:{int(feedback.created_at.timestamp())}:D>"]
    if complaint.link:
        small.append(f"[{say(language, 'discord.feedback_list.link')}]({complaint.link})")
    if feedback.done_at is not None:
        when = f"<t:{int(feedback.done_at.timestamp())}:D>"
        small.append(say(language, "discord.feedback_list.done_on", when=when))
    yield f"-# {' · '.join(small)}"
