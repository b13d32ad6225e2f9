"""Encoders: text in, vectors out, by the model that a host chose.

Importing this package loads neither torch nor LangChain nor sentence-transformers; `load_encoder` loads what the chosen
model needs. `index.encoders.protocol` says what an encoder is.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.encoders.protocol import Encoder, Sharing

if TYPE_CHECKING:
    from index.encoders.static import StaticEncoder

STATIC = "static"
"""The name of the model that ships with the project."""

SHIPPED_MODEL = Path(__file__).parent.parent / "models" / "sourcier-static"

__all__ = ["SHIPPED_MODEL", "STATIC", "Encoder", "load_encoder", "sharing", "shipped_encoder"]


@cache
def shipped_encoder() -> StaticEncoder:
    """Return the model that ships with the project, loaded once a process: it also gives the word pieces their vectors.

    Raises:
        EncoderError: its files are missing or damaged.
    """
    from index.encoders.static import StaticEncoder

    return StaticEncoder(SHIPPED_MODEL)


def sharing(encoder: Encoder) -> AbstractContextManager[None]:
    """Have an encoder that can do so share many passages out among devices within the block."""
    return encoder.sharing() if isinstance(encoder, Sharing) else nullcontext()


def load_encoder(
    name: str = STATIC, *, batch_size: int = 32, device: str | None = None, allow_download: bool = False
) -> Encoder:
    """Return the encoder called `name`.

    Args:
        name: `static` for the shipped model, else the folder or the hub name of a sentence-transformers model.
        batch_size: Texts encoded at a time; sentence-transformers only.
        device: Where torch computes, such as `cpu` or `cuda:0`; None lets it choose. sentence-transformers only.
        allow_download: Whether a model that is not on this machine may be fetched from its hub.

    Raises:
        EncoderError: the model is missing, damaged, of another kind, or may not be downloaded.
    """
    if name == STATIC:
        return shipped_encoder()
    from index.encoders.sentence_transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder(name, batch_size=batch_size, device=device, allow_download=allow_download)
