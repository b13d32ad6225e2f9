"""What can go wrong with the state, for whoever hosts the bot."""

from __future__ import annotations


class StateError(Exception):
    """The state cannot be opened, read or written; the message says where and what to do."""
