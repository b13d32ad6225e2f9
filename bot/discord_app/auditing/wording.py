"""What was done, in plain words. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.discord_app.escaping import fitted
from bot.discord_app.indexing.naming import shown_id
from bot.discord_app.insights.cards import counted, people
from bot.discord_app.paging import PageNumber
from bot.discord_app.replies import ANSWERED, Card, within
from bot.discord_app.server_settings.place import Place
from bot.discord_app.server_settings.wording import DEFAULTS, SETTINGS, setting_name, shown
from bot.discord_app.speech import written_number
from bot.state.actions import Action
from bot.state.nouns import AuditEntry
from bot.texts import say
from corpus.article import Language

AUDIT = "audit"  # the action of custom ids
EACH = 10  # entries to a page; with the lengths below they fit a layout
LONGEST_VALUE = 120
LONGEST_DETAIL = 100
NO_QUESTIONS: Mapping[int, str] = {}
ADDED = {"replaced": "corpus.replace", "unchanged": "corpus.unchanged"}  # what came of adding, where it is no addition


def audit_card(
    entries: Sequence[AuditEntry],
    page: PageNumber,
    place: Place,
    language: Language,
    questions: Mapping[int, str] = NO_QUESTIONS,
) -> Card:
    """Return one page of the log, newest first: when, who, what; `questions` are the golden ones there are, by id."""
    title = f"### {say(language, 'discord.audit.title')}"
    if not entries:
        return Card((f"{title}\n{say(language, 'discord.audit.none')}",), ANSWERED)
    lines = [_line(entry, place, language, questions) for entry in entries]
    return Card(within([title, "\n".join(lines)]), ANSWERED, page.rows(AUDIT))


def in_words(entry: AuditEntry, place: Place, language: Language, questions: Mapping[int, str] = NO_QUESTIONS) -> str:
    """Return what somebody did; an action that has no words is shown as it is."""
    detail = entry.detail
    match entry.action:
        case Action.SETTINGS_SET | Action.SETTINGS_RESET if detail.get("setting") in SETTINGS:
            name = str(detail["setting"])
            key = "settings_set" if entry.action == Action.SETTINGS_SET else "settings_reset"
            return say(
                language,
                f"discord.audit.{key}",
                setting=setting_name(name, language),
                old=_value(name, detail.get("old"), place, language),
                new=_value(name, detail.get("new"), place, language),
            )
        case Action.GAPS_TELL:
            return say(language, "discord.audit.gaps.tell", people=people(_count(detail, "people"), language))
        case Action.GAPS_DISMISS:
            dismissed = counted(_count(detail, "questions"), language)
            return say(language, "discord.audit.gaps.dismiss", questions=dismissed)
        case Action.FEEDBACK_DONE | Action.FEEDBACK_REOPEN as action:
            marked = written_number(_count(detail, "opinions"), language)
            return say(language, f"discord.audit.{action}", number=marked)
        case Action.SETTINGS_SET | Action.SETTINGS_RESET:
            return fitted(entry.action, LONGEST_DETAIL)
        case action if action in {str(one) for one in Action}:
            said = say(language, f"discord.audit.{_sentence(action, detail)}")
            return " · ".join([said, *_about(detail, questions)])
        case action:
            return fitted(action, LONGEST_DETAIL) or "?"


def _about(detail: Mapping[str, Any], questions: Mapping[int, str]) -> list[str]:
    """Return what an action was about: a golden question, while there is one, and an article's title, or its file."""
    golden = detail.get("golden")
    question = questions.get(golden, "") if isinstance(golden, int) else ""
    article = str(detail.get("title") or shown_id(str(detail.get("article", ""))))
    return list(filter(None, (fitted(one, LONGEST_DETAIL) for one in (question, article))))


def _sentence(action: str, detail: Mapping[str, Any]) -> str:
    """Return the end of the key of what is said of an action."""
    if action == Action.CORPUS_ADD:
        return ADDED.get(str(detail.get("outcome")), action)
    if action == Action.INDEX_REBUILD and detail.get("mode") == "all":
        return f"{action}_all"
    return action


def _line(entry: AuditEntry, place: Place, language: Language, questions: Mapping[int, str]) -> str:
    who = f"<@{entry.person_id}>" if entry.person_id else say(language, "discord.audit.host")
    return f"{who} {in_words(entry, place, language, questions)}\n-# <t:{int(entry.at.timestamp())}:f>"


def _value(name: str, value: object, place: Place, language: Language) -> str:
    """Return a value of a setting as it was written down, which another version may have done."""
    kept = tuple(value) if isinstance(value, list) else value
    if type(kept) is not type(getattr(DEFAULTS, name)) and not isinstance(kept, int | float):
        return fitted(str(value), LONGEST_VALUE) or "?"
    return shown(name, kept, place, language)


def _count(detail: Mapping[str, Any], name: str) -> int:
    value = detail.get(name)
    return value if isinstance(value, int) else 0
