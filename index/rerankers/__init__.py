"""Rerankers: a question and passages in, one score a passage out, by the model that a host chose.

Importing this package loads no torch; `load_reranker` loads what the chosen model needs. `index.rerankers.protocol`
says what a reranker is.
"""

from __future__ import annotations

from index.rerankers.protocol import Reranker

__all__ = ["Reranker", "load_reranker"]


def load_reranker(
    name: str, *, batch_size: int = 32, device: str | None = None, allow_download: bool = False
) -> Reranker:
    """Return the cross-encoder called `name`: a folder, or a name in the hub.

    Args:
        name: The folder or the hub name of a sentence-transformers `CrossEncoder` with one score.
        batch_size: Pairs computed at a time.
        device: Where torch computes, such as `cpu` or `cuda:0`; None lets it choose.
        allow_download: Whether a model that is not on this machine may be fetched from its hub.

    Raises:
        RerankerError: the model is missing, damaged, of another kind, or may not be downloaded.
    """
    from index.rerankers.cross_encoder import CrossEncoderReranker

    return CrossEncoderReranker(name, batch_size=batch_size, device=device, allow_download=allow_download)
