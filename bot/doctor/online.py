"""What only Discord knows: whether it takes the token, and whether the bot is where it should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.doctor.finding import Finding, broken, fine, warning
from bot.doctor.token import RESET
from bot.terminal.wording import counted

if TYPE_CHECKING:
    from bot.discord_app.probing import Visit

INVITE = (
    "Open https://discord.com/oauth2/authorize?client_id={id}&scope=bot+applications.commands&permissions=274877975552 "
    "and choose the server; you must be allowed to manage it."
)
STATUS = "See https://discordstatus.com and try again later."
CLOCK_OFF_S = 60.0  # Discord's own times and certificates bear more, a person reading logs does not


def discord(visit: Visit, guild_id: int | None) -> Iterator[Finding]:
    """Look at what came of a visit to Discord."""
    yield from _clock(visit.clock_off_s)
    match visit.outcome:
        case "refused":
            yield broken("token-refused", "Discord refuses the token in DISCORD_TOKEN.", RESET)
        case "unreachable":
            yield broken(
                "discord-unreachable",
                f"Discord cannot be reached ({visit.detail}).",
                "Check the network, its name service and a firewall: https://discord.com must open from this machine.",
            )
        case "failing":
            yield broken("discord-failing", f"Discord answered with {visit.detail}.", STATUS)
        case "in":
            yield fine("discord", f"Discord knows the bot as {visit.name}, in {counted(visit.servers, 'server')}")
            yield from _whereabouts(visit, guild_id)


def _whereabouts(visit: Visit, guild_id: int | None) -> Iterator[Finding]:
    invite = INVITE.format(id=visit.application_id)
    if visit.in_guild is False:
        yield broken(
            "guild-absent",
            f"The bot is not in the server {guild_id} of SOURCIER_GUILD_ID, so its commands appear nowhere.",
            f"{invite} Or leave SOURCIER_GUILD_ID unset.",
        )
    elif visit.servers == 0:
        yield warning("guild-none", "The bot is in no server yet.", invite)
    if visit.reads_messages:
        yield fine("intents", "The message content intent is on; Sourcier needs none of the privileged ones")
    else:
        yield fine("intents", "No privileged intent is on, and none is needed")


def _clock(off_s: float | None) -> Iterator[Finding]:
    if off_s is not None and abs(off_s) > CLOCK_OFF_S:
        way = "ahead of" if off_s > 0 else "behind"
        yield warning(
            "clock-off",
            f"This machine's clock is {abs(off_s):,.0f} seconds {way} Discord's.",
            "Set the clock; on most systems `timedatectl set-ntp true` keeps it right.",
        )
