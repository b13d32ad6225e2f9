"""Models small enough to make in a test: random weights, letters for a vocabulary."""

from __future__ import annotations

import string
from pathlib import Path

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    *string.ascii_lowercase,
    *(f"##{c}" for c in string.ascii_lowercase),
]


def write_cross_encoder(folder: Path, *, labels: int = 1, seed: int = 0, by_transformers: bool = False) -> Path:
    """Write a BERT of one layer with `labels` scores; by sentence-transformers, or as transformers alone would."""
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir(parents=True)
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(PIECES), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        initializer_range=1.0,  # the usual 0.02 would give every text nearly the same score
        num_labels=labels,
    )
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = BertForSequenceClassification(config)
    model.save_pretrained(folder)
    BertTokenizerFast(str(vocabulary), model_max_length=64).save_pretrained(folder)
    if not by_transformers:
        CrossEncoder(str(folder), device="cpu", local_files_only=True).save_pretrained(
            str(folder), create_model_card=False
        )
    return folder
