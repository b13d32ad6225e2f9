"""The buttons under an answer or a refusal, and the forms that they open. Pure; few and short, for telephones."""

from __future__ import annotations

from typing import get_args

from bot.answers.answer import Answer
from bot.discord_app.asking.question import LONGEST_QUESTION
from bot.discord_app.controls import Button, Choice, ChoiceField, Form, Row, TextField
from bot.discord_app.replies import Card
from bot.discord_app.results import card
from bot.discord_app.routing import custom_id
from bot.state.nouns import Complaint, KeptAnswer
from bot.texts import say
from corpus.article import Language

PASSAGE, CLOSEST, GOOD, BAD, BAD_SAID = "passage", "closest", "good", "bad", "bad-said"
FOLLOW, FOLLOW_ASKED, SHARE, ASK_ABOUT = "follow", "follow-asked", "share", "ask-about"

QUESTION, COMPLAINT, WORDS = "question", "complaint", "words"  # fields
MOST_IN_A_ROW = 4  # a telephone's width; Discord would break a fifth off
LONGEST_WORDS = 500  # characters of what somebody adds to a complaint: a paragraph


def answer_card(kept: KeptAnswer, *, show_question: bool, note: str = "", public: bool = False) -> Card:
    """Return an answer as it is sent, with its buttons; `public` where a private one is shown to everybody."""
    shown = card(kept.result, show_question=show_question, note=note)
    return Card(shown.parts, shown.colour, buttons(kept, public=public), shown.picture)


def buttons(kept: KeptAnswer, *, public: bool = False) -> tuple[Row, ...]:
    """Return the buttons of an answer in its language; of a refusal, what came closest, and to ask differently."""
    language = kept.result.language
    if not isinstance(kept.result, Answer):
        closest = [_button(language, "closest", CLOSEST, kept)] if kept.result.reason == "not_answered" else []
        return ((*closest, _button(language, "differently", FOLLOW, kept)),)
    row = [
        _button(language, "passage", PASSAGE, kept),
        _button(language, "follow", FOLLOW, kept),
    ]
    if kept.private and not public and kept.guild_id is not None and not kept.told:
        shared = kept.shared_id is not None
        label = say(language, "discord.button.shared" if shared else "discord.button.share")
        row.append(Button(label, custom_id(SHARE, kept.id), disabled=shared))
    votes = (Button("👍", custom_id(GOOD, kept.id)), Button("👎", custom_id(BAD, kept.id)))
    if len(row) + len(votes) <= MOST_IN_A_ROW:
        return ((*row, *votes),)
    return tuple(row), votes


def follow_form(kept: KeptAnswer, language: Language) -> Form:
    """Return the form of a further question; under a refusal it holds the question, to be put differently."""
    refused = not isinstance(kept.result, Answer)
    kind = "differently" if refused else "follow"
    asked = kept.question if refused else ""
    return Form(
        say(language, f"discord.{kind}.title"),
        custom_id(FOLLOW_ASKED, kept.id),
        (_question_field(say(language, f"discord.{kind}.label"), say(language, f"discord.{kind}.hint"), asked),),
    )


def about_form(text: str, language: Language) -> Form:
    """Return the form that asks about a message, whose text it holds."""
    field = _question_field(say(language, "discord.menu.label"), say(language, "discord.menu.hint"), text)
    return Form(say(language, "discord.menu.title"), custom_id(ASK_ABOUT), (field,))


def complaint_form(kept: KeptAnswer, language: Language) -> Form:
    """Return the form that asks why an answer did not help."""
    reasons = tuple(Choice(say(language, f"discord.bad.{one}"), one) for one in get_args(Complaint))
    return Form(
        say(language, "discord.bad.title"),
        custom_id(BAD_SAID, kept.id),
        (
            ChoiceField(COMPLAINT, say(language, "discord.bad.label"), reasons, say(language, "discord.bad.choose")),
            TextField(
                WORDS,
                say(language, "discord.bad.words"),
                say(language, "discord.bad.hint" if kept.guild_id is not None else "discord.bad.hint_direct"),
                long=True,
                required=False,
                most=LONGEST_WORDS,
            ),
        ),
    )


def _question_field(label: str, hint: str, value: str) -> TextField:
    return TextField(QUESTION, label, hint, long=True, most=LONGEST_QUESTION, value=value)


def _button(language: Language, name: str, action: str, kept: KeptAnswer) -> Button:
    return Button(say(language, f"discord.button.{name}"), custom_id(action, kept.id))
