"""A server's settings: `/settings show`, `set` and `reset`, with a card on which each can be changed."""
