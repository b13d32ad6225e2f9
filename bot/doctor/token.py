"""The token, by its looks: whether it is there, and whether it is a bot's token rather than something beside it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from bot.doctor.finding import Finding, broken, fine, warning
from bot.terminal.wording import counted

RESET = (
    "On https://discord.com/developers/applications open your application, choose Bot, then Reset Token, and put what "
    "it shows into .env as DISCORD_TOKEN=…"
)

FOR_THE_BOT = f"For the Discord bot: {RESET[:1].lower()}{RESET[1:]}"

NAMED_OTHERWISE = "{name} is set, which is not read. If that is the bot's token, name it DISCORD_TOKEN."

MALFORMED = "DISCORD_TOKEN is {what}, and no bot's token."

AN_ID = re.compile(r"\d{15,20}")
A_SECRET = re.compile(r"[\w-]{32}", re.ASCII)
A_PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")
TOKEN_PARTS = 3


def token(text: str | None, otherwise: str | None = None) -> Iterator[Finding]:
    """Look at the token; nothing of it stands in what is found. `otherwise` is a name that may be meant for its own."""
    if text is None:
        found = "DISCORD_TOKEN is not set: asking in a terminal needs none."
        remedy = FOR_THE_BOT
        if otherwise is not None:
            remedy = f"{NAMED_OTHERWISE.format(name=otherwise)} {remedy}"
        yield warning("token-missing", found, remedy)
        return
    why = why_malformed(text)
    if why is None and not _whose(text.split(".", maxsplit=1)[0]):
        why = MALFORMED.format(what="three parts, the first of which names no bot (was it copied whole?)")
    if why is not None:
        yield broken("token-malformed", why, RESET)
    else:
        yield fine("token", "DISCORD_TOKEN looks like a bot's token")


def why_malformed(text: str) -> str | None:
    """Return a sentence on what has not even a token's form, and nothing of which stands there; None for what has.

    Whether three parts between dots are a bot's token is Discord's to say, and its stand-ins' in tests.
    """
    what = _instead(text)
    return None if what is None else MALFORMED.format(what=what)


def _instead(text: str) -> str | None:
    """Return what `text` is instead of three parts between dots."""
    parts = text.split(".")
    if AN_ID.fullmatch(text):
        return "a number, such as an application's id"
    if text.startswith(("http://", "https://")):
        return "an address"
    if text.startswith("mfa."):
        return "a person's token, with which no bot may run"
    if A_PUBLIC_KEY.fullmatch(text):
        return "64 hexadecimal digits, such as an application's public key"
    if len(parts) == 1 and A_SECRET.fullmatch(text):
        return "32 characters without a dot, such as a client secret"
    if len(parts) != TOKEN_PARTS or not all(parts):
        return f"{counted(len([part for part in parts if part]), 'part')} between dots, where a token has three"
    return None


def _whose(part: str) -> str | None:
    """Return the id that the first part of a token spells in Base64."""
    try:
        spelled = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("ascii")
    except ValueError:
        return None
    return spelled if spelled.isdigit() else None
