"""What goes to a chat model and what comes back, and the one thing that a chat model must do."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One message to the model: our rules (`system`), or the question with its passages (`user`)."""

    role: Literal["system", "user"]
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what the model says, with the tokens that the server counted since the piece before."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


class ChatModel(Protocol):
    """A chat model. Safe to use from several threads."""

    @property
    def name(self) -> str:
        """Provider and model, as the settings name them: `openai:gpt-4.1-mini`."""
        ...

    def stream(self, messages: Sequence[Message]) -> Generator[Piece, None, None]:
        """Yield what the model says to `messages`, as it comes.

        Raises:
            PassingError: it failed in a way that may pass.
            ChatModelError: it failed.
        """
        ...
