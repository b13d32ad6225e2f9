"""The chat model of the settings: whether it can be called, and with a network, whether it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

from bot.answers.chat.errors import ChatModelError, ChatSetupError
from bot.answers.chat.messages import Message
from bot.answers.chat.model import LangChainModel, load_chat_model
from bot.doctor.finding import Finding, broken, fine
from bot.settings import Settings

TRIAL = Message("user", "Say: yes")
TRIAL_TOKENS = 64
TRIAL_S = 20.0

WITHOUT = "or leave SOURCIER_CHAT_MODEL unset: answers are then put together without a chat model"

Load = Callable[[Settings], LangChainModel]


def load(settings: Settings) -> LangChainModel:
    """Return the chat model of the settings, for one short call. Reaches no network."""
    key = settings.chat_api_key
    return load_chat_model(
        settings.chat_model or "",
        base_url=settings.chat_base_url,
        api_key=key.get_secret_value() if key is not None else None,
        timeout_s=min(settings.chat_timeout_s, TRIAL_S),
        max_tokens=TRIAL_TOKENS,
    )


def chat(settings: Settings) -> Iterator[Finding]:
    """Look whether the chat model could be called: its provider is known, its package installed, its key there."""
    if settings.chat_model is None:
        return
    try:
        load(settings)
    except ChatSetupError as error:
        found, _, remedy = str(error).partition("; ")
        kind = "chat-package" if "package is not installed" in found else "chat-key" if "key" in found else "chat-name"
        yield broken(kind, f"{found}.", f"{remedy[:1].upper()}{remedy[1:]}, {WITHOUT}.")
    else:
        yield fine("chat", f"The chat model {settings.chat_model} can be called")


def chat_answers(settings: Settings) -> Iterator[Finding]:
    """Ask the chat model for one word, which reaches its server and costs a few tokens."""
    if settings.chat_model is None:
        return
    try:
        with closing(load(settings).stream([TRIAL])) as pieces:
            said = any(piece.text.strip() for piece in pieces)
    except ChatSetupError:  # told where its setting is looked at
        return
    except ChatModelError as error:
        found, _, remedy = str(error).partition("; ")
        remedy = f"{remedy[:1].upper()}{remedy[1:]}" if remedy else "Try again later"
        kind = f"chat-{error.failure.replace('_', '-')}"
        yield broken(kind, f"{found[:1].upper()}{found[1:]}.", f"{remedy}, {WITHOUT}.")
    else:
        what = "answers" if said else "answers, though with nothing to the word that it was asked for"
        yield fine("chat-answers", f"The chat model {settings.chat_model} {what}")
