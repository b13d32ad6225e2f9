"""What somebody asked, read out of what they typed. Pure functions; they know no message."""

from __future__ import annotations

import re

from bot.answers.questions.listed import items_of
from bot.discord_app.failures import RefusedError
from bot.discord_app.speech import written_number
from corpus.article import Language

LONGEST_QUESTION = 1000  # characters; a long paragraph. What is longer is an article, and finds nothing

# What clients write for mentions of people, roles and channels, for commands, timestamps and a server's own emoji.
TOKENS = re.compile(r"<(?:@[!&]?|\#|/[^:>\s]{1,100}:|a?:\w{1,32}:|t:|id:)-?\w{1,40}(?::\w)?>")

# Calls everybody before or behind a question; "can I use @everyone?" asks about it.
TO_ALL = re.compile(
    r"^(?P<hello>(?:\W*(?:hi|hello|hey|yo|bonjour|bonsoir|salut|coucou)\b)?)(?:[^\w@`]*@(?:everyone|here)\b(?![\w.`]))+"
    r"(?!\s+(?:role|permission|mention|ping|r[ôo]le)s?\b)|(?<=[?!.…])(?:\s*@(?:everyone|here)\b)+\s*$",
    re.IGNORECASE,
)

BEHIND_A_MENTION = " ,;:"  # "@Sourcier, what is ROFR?"


class NothingAskedError(RefusedError):
    """There is nothing in what somebody typed but mentions and spaces."""

    def __init__(self) -> None:
        super().__init__("discord.help")


def read_question(text: str, language: Language) -> str:
    """Return the question in `text`, on one line but for a list, whose items stay on lines of their own.

    `language` is that of the sentences that may be raised.

    Raises:
        NothingAskedError: there is nothing in it.
        RefusedError: there is more in it than is read.
    """
    lines = _folded(TOKENS.sub(" ", text))
    said = lines if items_of(lines) else " ".join(lines.split())
    question = _folded(TO_ALL.sub(r"\g<hello> ", said)).lstrip(BEHIND_A_MENTION)
    if not question:
        raise NothingAskedError
    if len(question) > LONGEST_QUESTION:
        found, most = written_number(len(question), language), written_number(LONGEST_QUESTION, language)
        raise RefusedError("discord.too_long", found=found, most=most)
    return question


def _folded(text: str) -> str:
    """Return the lines of `text` that say something, with single spaces."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
