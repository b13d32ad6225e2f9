"""A trained table to a model's folder: one byte a number, in the sentence-transformers layout.

`StaticEmbedding` reads `embeddings` and, for each row, a factor `weights`; that is a table quantised row by row. No
torch is needed to write it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

LARGEST = 127  # the largest magnitude of a signed byte that has a mirror image

MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.base.modules.normalize.Normalize",
    },
]
CONFIG = {
    "__version__": {"sentence_transformers": "6.2.0"},
    "default_prompt_name": None,
    "model_type": "SentenceTransformer",
    "prompts": {"document": "", "query": ""},
    "similarity_fn_name": "cosine",
}
NORMALIZE = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}


@dataclass(frozen=True, slots=True)
class Quantised:
    """A table in bytes: row i stands for `rows[i] * scales[i]`."""

    rows: NDArray[np.int8]
    scales: NDArray[np.float32]


def quantise(table: NDArray[np.float32]) -> Quantised:
    """Return `table` with each row rounded to whole multiples of its largest magnitude over 127."""
    scales = np.abs(table).max(axis=1) / LARGEST
    steps = table / np.where(scales > 0, scales, 1.0)[:, None]
    return Quantised(np.rint(steps).astype(np.int8), scales.astype(np.float32))


def save_model(folder: Path, tokenizer: Tokenizer, table: NDArray[np.float32]) -> None:
    """Write the model into `folder`, which is made; a README.md that stands there stays."""
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    quantised = quantise(table)
    weights = folder / "model.safetensors"
    save_file({"embeddings": quantised.rows, "weights": quantised.scales}, weights)
    weights.chmod(0o644)  # safetensors writes for the owner alone; a service's user must read it too
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in (
        ("modules.json", MODULES),
        ("config_sentence_transformers.json", CONFIG),
        ("1_Normalize/config.json", NORMALIZE),
    ):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
