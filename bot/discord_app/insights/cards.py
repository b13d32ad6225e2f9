"""The cards of `/insights gaps` and `usage`: no asker is named, and no text is shown of what was asked in private.

Nor is that of what was asked in a channel that whoever looks may not read. Pure functions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.discord_app.controls import Button, Choice, Menu
from bot.discord_app.escaping import fitted, one_line
from bot.discord_app.insights.chart import short_date
from bot.discord_app.insights.groups import Group
from bot.discord_app.paging import PageNumber
from bot.discord_app.replies import ANSWERED, REFUSED, Card, Picture, within
from bot.discord_app.routing import custom_id
from bot.discord_app.speech import written_number
from bot.state.nouns import DayOfUse
from bot.texts import say
from bot.texts.dates import written_date
from corpus.article import Language

DAYS = 30  # that are counted
GAPS = "gaps"  # the action of custom ids
EACH_GAPS = 8  # to a page; with the lengths below they fit a layout
LONGEST_QUESTION = 220  # units
MOST_TEXTS = 10  # ways in which one group was asked
LONGEST_ABOUT = 1000  # characters of a picture's description, of Discord's 1024


def counted(number: int, language: Language) -> str:
    """Return so many questions, in words."""
    return say(language, "discord.gaps.questions", number=written_number(number, language))


def people(number: int, language: Language) -> str:
    """Return so many people, in words."""
    return say(language, "discord.gaps.people", number=written_number(number, language))


def gaps_card(
    groups: Sequence[Group],
    page: int,
    language: Language,
    *,
    most: int | None = None,
    said: str = "",
    asked: bool = True,
) -> Card:
    """Return one page of groups, with a menu to open one; `most` is how many questions were looked at, if not all.

    `asked` says whether anything was ever asked here.
    """
    head = [*([said, ""] if said else []), f"### {say(language, 'discord.gaps.title')}"]
    if not groups:
        none = say(language, "discord.gaps.none" if asked else "discord.gaps.none_asked")
        return Card(("\n".join([*head, none]),), ANSWERED)
    at = PageNumber.at(page, len(groups), EACH_GAPS)
    first = (at.number - 1) * EACH_GAPS
    shown = groups[first : first + EACH_GAPS]
    lines = [_group_lines(number, group, language) for number, group in enumerate(shown, start=first + 1)]
    small = "" if most is None else say(language, "discord.gaps.newest_only", number=written_number(most, language))
    choices = tuple(
        Choice(
            f"{number}. {_label(group, language)}",
            str(group.id),
            counted(len(group.gaps), language),
        )
        for number, group in enumerate(shown, start=first + 1)
    )
    newest = max(gap.id for group in groups for gap in group.gaps)
    menu = Menu(custom_id(GAPS, "open", newest), choices, say(language, "discord.gaps.choose"))
    parts = ["\n".join(head), "\n".join(lines), *([f"-# {small}"] if small else [])]
    return Card(within(parts), ANSWERED, (menu, *at.rows(GAPS, "page")))


def group_card(group: Group, newest: int, language: Language) -> Card:
    """Return one group: how it was asked, whether it can be answered now, and what to do; `newest` as in its menu."""
    texts = group.texts
    lines = [f"- {fitted(one, LONGEST_QUESTION)}" for one in texts[:MOST_TEXTS]]
    if len(texts) > MOST_TEXTS:
        lines.append(f"-# {say(language, 'discord.gaps.more', number=len(texts) - MOST_TEXTS)}")
    lines += _others(group, language) if texts else [f"*{_unshown(group, language)}*"]
    state = say(language, "discord.gaps.now" if group.answerable else "discord.gaps.not_now")
    head = f"### {say(language, 'discord.gaps.asked_so')}\n-# {_counts(group, language)}"
    arguments = (group.id, newest)
    buttons = (
        Button(
            say(language, "discord.gaps.tell"),
            custom_id(GAPS, "tell", *arguments),
            "success" if group.answerable else "secondary",
            emoji="📣",
            disabled=not group.answerable,
        ),
        Button(say(language, "discord.gaps.dismiss"), custom_id(GAPS, "dismiss", *arguments), "danger"),
        Button(say(language, "discord.gaps.back"), custom_id(GAPS, "page", 1), emoji="◀️"),
    )
    mark = "✅ " if group.answerable else ""
    return Card(
        within((head, "\n".join(lines), f"{mark}{state}")), ANSWERED if group.answerable else REFUSED, (buttons,)
    )


def usage_card(days: Sequence[DayOfUse], asked_by: int, picture: bytes | None, language: Language) -> Card:
    """Return the counts of `days`, every one of them in order, with their chart."""
    answered, refused = sum(day.answered for day in days), sum(day.refused for day in days)
    unsure = sum(day.unsure for day in days)
    title = f"### {say(language, 'discord.usage.title')}"
    if not answered + refused or picture is None:
        return Card((f"{title}\n{say(language, 'discord.usage.none')}",), REFUSED)
    busiest = max(days, key=lambda day: (day.asked, day.day))

    def number(value: int) -> str:
        return written_number(value, language)

    lines = [
        title,
        say(
            language,
            "discord.usage.asked_unsure" if unsure else "discord.usage.asked",
            asked=number(answered + refused),
            answered=number(answered),
            unsure=number(unsure),
            refused=number(refused),
        ),
        say(language, "discord.usage.people", people=number(asked_by)),
        say(
            language,
            "discord.usage.busiest",
            day=written_date(busiest.day, language),
            asked=counted(busiest.asked, language),
        ),
        f"-# {say(language, 'discord.usage.colours_unsure' if unsure else 'discord.usage.colours')}",
    ]
    return Card(("\n".join(lines),), ANSWERED, picture=Picture("usage.png", picture, in_words(days, language)))


def in_words(days: Sequence[DayOfUse], language: Language) -> str:
    """Return the numbers of a chart for those who cannot see it: each day on which anything was asked."""
    said = [
        say(
            language,
            "discord.usage.picture_day_unsure" if day.unsure else "discord.usage.picture_day",
            day=short_date(day.day, language),
            answered=day.answered,
            unsure=day.unsure,
            refused=day.refused,
        )
        for day in days
        if day.asked
    ]
    unsure = any(day.unsure for day in days)
    text = say(language, "discord.usage.picture_unsure" if unsure else "discord.usage.picture", days=", ".join(said))
    return text if len(text) <= LONGEST_ABOUT else f"{text[: LONGEST_ABOUT - 1]}…"


def _group_lines(number: int, group: Group, language: Language) -> str:
    texts = group.texts
    said = fitted(texts[0], LONGEST_QUESTION) if texts else f"*{_unshown(group, language)}*"
    small = _counts(group, language)
    mark = f"\n-# ✅ {say(language, 'discord.gaps.answerable')}" if group.answerable else ""
    return f"**{number}.** {said or '…'}\n-# {small}{mark}"


def _counts(group: Group, language: Language) -> str:
    when = say(language, "discord.gaps.newest", when=f"<t:{int(group.newest.timestamp())}:D>")
    unsure = ""
    if group.unsure == len(group.gaps):
        unsure = f" · {say(language, 'discord.gaps.unsure')}"
    elif group.unsure:
        number = written_number(group.unsure, language)
        unsure = f" · {say(language, 'discord.gaps.some_unsure', number=number)}"
    return f"{counted(len(group.gaps), language)} · {when}{unsure}"


def _others(group: Group, language: Language) -> list[str]:
    """Return how many more questions of a group there are whose text is not shown."""
    unshown = {"more_private": group.in_private, "more_closed": group.in_closed}
    return [
        f"-# {say(language, f'discord.gaps.{key}', number=written_number(number, language))}"
        for key, number in unshown.items()
        if number
    ]


def _label(group: Group, language: Language) -> str:
    texts = group.texts
    return (one_line(texts[0]) if texts else "") or _unshown(group, language)


def _unshown(group: Group, language: Language) -> str:
    """Return why no text of a group is shown."""
    return say(language, "discord.gaps.private" if group.all_private else "discord.gaps.closed_channel")


def all_days(days: Sequence[DayOfUse], since: date, today: date) -> list[DayOfUse]:
    """Return each day from `since` to `today`, those on which nothing was asked empty."""
    known: Mapping[date, DayOfUse] = {day.day: day for day in days}
    each = [since + timedelta(days=number) for number in range((today - since).days + 1)]
    return [known.get(day) or DayOfUse(day, 0, 0, 0) for day in each]
