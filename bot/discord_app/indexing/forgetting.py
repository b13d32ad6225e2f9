"""Forgetting answers that cite articles which an index no longer has, whenever one is put in use.

Answers given while an index was being built cite what it lacks, so this comes after the switch. Going back to an
earlier index forgets nothing: going forward again brings the articles back.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.state.errors import StateError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier
    from bot.discord_app.desk import Desk

log = logging.getLogger("sourcier.discord")


def gone_articles(desk: Desk, name: str, since: str | None) -> list[str]:
    """Return the ids of articles that went between the index `since` and the later one called `name`.

    Where `since` is None, or a build between them is no longer known, those that went as far as is known.
    """
    gone: set[str] = set()
    back: set[str] = set()  # what a later build has again
    at: str | None = name
    while at is not None and at != since:
        built = desk.built(at)
        if built is None:
            break
        gone.update({one.id for one in built.removed} - back)
        back.update(one.id for one in built.added)
        at = built.before if since is not None and (built.before or "") >= since else None
    return sorted(gone)


async def forget_gone(bot: Sourcier, name: str, *, since: str | None) -> bool:
    """Forget the answers that cite what went since the index `since`; return whether that could be done."""
    gone = await bot.thinking.run(lambda: gone_articles(bot.desk, name, since), whatever_waits=True)
    if not gone:
        return True
    try:
        dropped = await bot.state.answers.drop_articles(gone)
    except StateError as error:
        log.error("answers that cite %d articles that went could not be forgotten: %s", len(gone), error)
        return False
    if dropped:
        log.info("forgot %d answers that cite articles that went", dropped)
    return True
