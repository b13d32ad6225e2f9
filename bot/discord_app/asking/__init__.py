"""Asking: `/ask`, a message that mentions the bot, a direct message."""
