"""What people read about what is kept of them, and after its deletion. Pure functions; they know no message."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.discord_app.controls import Button
from bot.discord_app.escaping import fitted
from bot.discord_app.replies import Card, Document
from bot.discord_app.routing import custom_id
from bot.discord_app.speech import written_number
from bot.state.nouns import Kept, Retention
from bot.texts import say
from bot.texts.dates import written_date
from corpus.article import Language

KEPT = 0x4A6FA5  # the colour of the frame
GONE = 0x748091
FILE = "sourcier-{day}.json"
LONGEST_FILE = 8_000_000  # bytes; Discord takes 10 MiB of an attachment
LONGEST_QUESTION_SHOWN = 160
QUESTIONS_SHOWN = 5
DELETED = ("answers", "searches", "feedback", "gaps", "days_of_use")
STAYING = ("audit", "golden_questions", "builds")  # what somebody did in managing a server


def in_file(export: Mapping[str, Any]) -> bytes:
    """Return all that is kept about somebody as a file of JSON. Takes the processor where it is much."""
    return json.dumps(export, ensure_ascii=False, indent=1, default=str).encode("utf-8", "replace")


def shown_card(kept: Kept, retention: Retention, data: bytes, now: datetime, language: Language) -> Card:
    """Return what is kept about somebody with all of it in a file, and a button that begins its deletion."""
    if not any(getattr(kept, kind) for kind in (*DELETED, *STAYING)):
        return Card(
            (f"### {say(language, 'discord.privacy.heading')}\n{say(language, 'discord.privacy.nothing')}",), KEPT
        )
    head = f"### {say(language, 'discord.privacy.heading')}"
    if kept.since is not None:
        head += f"\n{say(language, 'discord.privacy.since', day=written_date(kept.since.date(), language))}"
    counts = "\n".join(_counts(kept, retention, language))
    parts = [head, counts, *_questions(kept, language), f"-# {say(language, 'discord.privacy.not_kept')}"]
    document = None
    if len(data) <= LONGEST_FILE:
        document = Document(FILE.format(day=now.date().isoformat()), data)
    else:
        parts.append(say(language, "discord.privacy.too_much"))
    button = Button(say(language, "discord.privacy.forget_button"), custom_id("privacy-ask"), "danger")
    return Card(tuple(parts), KEPT, ((button,),), document=document)


def question_card(kept: Kept, gone: Kept, language: Language) -> Card:
    """Return what would be `gone` and what would stay, with a button that does it; none where nothing is kept."""
    what = _what(gone, language)
    if not _what(kept, language):
        return Card((say(language, "discord.privacy.was_nothing"),), GONE)
    lines = [f"### {say(language, 'discord.privacy.sure')}", *what]
    yes = Button(say(language, "discord.privacy.yes"), custom_id("privacy-forget"), "danger")
    no = Button(say(language, "discord.privacy.no"), custom_id("privacy-keep"))
    return Card(("\n".join(lines), _stays(language)), KEPT, ((yes, no),))


def forgotten_card(gone: Kept, language: Language) -> Card:
    """Return what was deleted, what stays and why."""
    what = _what(gone, language)
    said = [say(language, "discord.privacy.deleted"), *what] if what else [say(language, "discord.privacy.was_nothing")]
    return Card(("\n".join(said), _stays(language)), GONE)


def kept_card(language: Language) -> Card:
    """Return that nothing was deleted."""
    return Card((say(language, "discord.privacy.left"),), GONE)


def _counts(kept: Kept, retention: Retention, language: Language) -> list[str]:
    days = {
        "answers": retention.answers_days,
        "searches": retention.answers_days,
        "feedback": retention.feedback_days,
        "gaps": retention.gaps_days,
        "days_of_use": retention.usage_days,
        "audit": retention.audit_days,
        "golden_questions": None,
        "builds": retention.builds_days,
    }
    lines = []
    for kind in (*DELETED, *STAYING):
        count = getattr(kept, kind)
        if count:
            said = _counted(kind, count, language)
            lines.append(f"- {said}\n  -# {_for_how_long(kind, days[kind], language)}")
    return lines


def _for_how_long(kind: str, days: int | None, language: Language) -> str:
    if days is None:
        return say(language, "discord.privacy.for_others" if kind in STAYING else "discord.privacy.for_ever")
    return say(language, "discord.privacy.days", days=written_number(days, language))


def _what(kept: Kept, language: Language) -> list[str]:
    """Return a line for each kind that is deleted; what somebody managed is not."""
    return [f"- {_counted(kind, count, language)}" for kind in DELETED if (count := getattr(kept, kind))]


def _counted(kind: str, count: int, language: Language) -> str:
    return say(language, f"discord.privacy.{kind}", number=written_number(count, language))


def _questions(kept: Kept, language: Language) -> list[str]:
    shown = [line for one in kept.questions[:QUESTIONS_SHOWN] if (line := fitted(one, LONGEST_QUESTION_SHOWN))]
    if not shown:
        return []
    return ["\n".join([f"**{say(language, 'discord.privacy.newest')}**", *(f"- {line}" for line in shown)])]


def _stays(language: Language) -> str:
    return f"-# {say(language, 'discord.privacy.stays')}"
