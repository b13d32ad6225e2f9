"""What the bot remembers: settings of servers, answers for their buttons, feedback, gaps, limits, who did what.

The only package that imports SQLAlchemy and Alembic. Knows no Discord: people, servers, channels and messages are
numbers. `State` is the way in; `bot.state.nouns` has what it takes and gives; `bot.state.checking` says what is wrong.
"""

from bot.state.state import State

__all__ = ["State"]
