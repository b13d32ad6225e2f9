"""Where the bot remembers, for how long, and how much it takes in, as the settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.state.nouns import Retention
    from corpus.intake.limits import IntakeLimits

STATE_FILE = "state.sqlite"
SERVER_CHARACTERS = 5_000_000  # of all of a server's articles: 25 s to index, then 7 s at each change, on two cores


def server_limits(settings: Settings) -> IntakeLimits:
    """Return how much the articles of one server may be: a small machine has to survive a server that wants it all."""
    from corpus.intake.limits import IntakeLimits  # loads the readers of all formats

    return IntakeLimits(
        articles=settings.server_articles,
        total_bytes=settings.server_mb * 1_000_000,
        total_characters=SERVER_CHARACTERS,
    )


def state_address(settings: Settings) -> str:
    """Return the address of the database in which the bot remembers: the settings', else a file in the data folder."""
    if settings.state is not None:
        return settings.state.get_secret_value()
    return f"sqlite:///{settings.data_dir.absolute() / STATE_FILE}"


def retention(settings: Settings) -> Retention:
    """Return for how long the bot keeps what it remembers."""
    from bot.state.nouns import Retention  # loads SQLAlchemy

    return Retention(
        answers_days=settings.keep_answers_days,
        feedback_days=settings.keep_feedback_days,
        gaps_days=settings.keep_gaps_days,
        usage_days=settings.keep_counts_days,
        audit_days=settings.keep_audit_days,
        builds_days=settings.keep_audit_days,
        left_servers_days=settings.keep_left_servers_days,
    )
