"""A sentence-transformers cross-encoder by folder or by name: the one door to torch outside training.

Scores are the model's logits: they order passages as its probabilities do, and do not all round to 1 where it is
sure. Nothing reaches a hub unless `allow_download` says so, and weights in pickle files are refused. Safe to use from
several threads, one of which computes at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from sentence_transformers import CrossEncoder
from torch.nn import Identity

from index.encoders.rows import encodable
from index.errors import RerankerError
from index.model_folders import (
    FORESEEN,
    KIND,
    MODULES,
    SAFE_WEIGHTS,
    FoundModel,
    ModelKind,
    fetch_too,
    find_model,
    hush,
    read_json,
    unusable,
)
from index.rerankers.protocol import Scores

CONFIG = "config.json"

CROSS_ENCODERS = ModelKind(
    noun="cross-encoder",
    marker=CONFIG,
    owner="cross-encoder",
    made_by="CrossEncoder.save_pretrained",
    instead="unset SOURCIER_RERANKER",
    error=RerankerError,
)

WANTED = "CrossEncoder"  # the model's type, as it says it; what was saved before version 4 says nothing
CLASSIFIER = "ForSequenceClassification"  # what the architecture of such a model ends with

# A question with two answers that any cross-encoder of French or English tells apart.
PROBE_QUESTION, PROBE_TEXTS = "table", ("table", "police")


class CrossEncoderReranker:
    """Scores with the cross-encoder in the folder `name_or_folder`, or with the hub's model of that name.

    Args:
        name_or_folder: A folder that `CrossEncoder.save_pretrained` wrote, or a name such as `ms-marco-MiniLM-L6-v2`.
        batch_size: Pairs computed at a time.
        device: Where torch computes, such as `cpu` or `cuda:0`; None lets it choose.
        allow_download: Whether the model may be fetched from its hub.

    Raises:
        RerankerError: the model is missing, damaged or of another kind, may not be downloaded, or the device is not.
    """

    def __init__(
        self, name_or_folder: str, *, batch_size: int = 32, device: str | None = None, allow_download: bool = False
    ) -> None:
        found = find_model(name_or_folder, CROSS_ENCODERS, allow_download=allow_download)
        self._folder = found.folder
        self._name = found.name
        self._batch_size = batch_size
        self._lock = threading.Lock()
        _refuse_other_kinds(found)
        hush()
        try:
            self._model = CrossEncoder(
                found.source, device=device, local_files_only=not allow_download, model_kwargs=SAFE_WEIGHTS
            )
        except FORESEEN as error:
            raise unusable(self._folder, CROSS_ENCODERS, "cannot be loaded", error) from error
        self._probe()

    @property
    def id(self) -> str:
        """Name of the model, for people."""
        return f"cross-encoder:{self._name}"

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return the model's logit of each text as an answer to `question`, in order.

        Raises:
            RerankerError: the model fails, or gives another number of scores, or NaN or infinity.
        """
        if not texts:
            return np.zeros(0, np.float32)
        (asked,) = encodable([question])
        pairs = [(asked, text) for text in encodable(texts)]
        try:
            with self._lock:
                raw = np.asarray(
                    self._model.predict(
                        pairs, batch_size=self._batch_size, show_progress_bar=False, activation_fn=Identity()
                    )
                )
        except FORESEEN as error:
            raise unusable(self._folder, CROSS_ENCODERS, f"failed on {len(texts)} texts", error) from error
        return _sound(raw, len(texts), self.id)

    def _probe(self) -> None:
        """Score two texts, so that a model which cannot work fails before any work is lost."""
        right, wrong = self.scores(PROBE_QUESTION, PROBE_TEXTS)
        if right == wrong:
            msg = (
                f"{self._folder}: the cross-encoder gives {PROBE_TEXTS[0]!r} and {PROBE_TEXTS[1]!r} the same score; "
                f"its tokenizer is missing or damaged: fetch the model again, or {CROSS_ENCODERS.instead}"
            )
            raise RerankerError(msg)


def _sound(raw: np.ndarray, texts: int, model: str) -> Scores:
    if raw.ndim == 2:
        msg = (
            f"{model} is a classifier with {raw.shape[1]} labels, wanted a {WANTED} with one score; give another, or "
            f"{CROSS_ENCODERS.instead}"
        )
        raise RerankerError(msg)
    if raw.shape != (texts,):
        msg = f"{model} gave scores of shape {raw.shape} where ({texts},) was wanted; choose another reranker"
        raise RerankerError(msg)
    bad = int((~np.isfinite(raw)).sum())
    if bad:
        msg = (
            f"{model} gave NaN or infinity for {bad} of {texts} texts; the model's weights are damaged or its "
            f"precision is too low: fetch it again, or {CROSS_ENCODERS.instead}"
        )
        raise RerankerError(msg)
    return raw.astype(np.float32)


def _refuse_other_kinds(found: FoundModel) -> None:
    """Refuse what is no cross-encoder.

    sentence-transformers would quietly turn an encoder into one, with a head of random numbers.
    """
    said = read_json(fetch_too(found, KIND), CROSS_ENCODERS)
    saved = read_json(fetch_too(found, MODULES), CROSS_ENCODERS) is not None
    kind = said.get("model_type") if isinstance(said, dict) else None
    if kind is None and saved:
        kind = "SentenceTransformer"  # the only kind that older versions wrote a list of modules for
    config = read_json(found.folder / CONFIG, CROSS_ENCODERS)
    heads = config.get("architectures") if isinstance(config, dict) else None
    head = str(heads[0]) if isinstance(heads, list) and heads else "model without a named architecture"
    if kind not in (None, WANTED) or (kind is None and not head.endswith(CLASSIFIER)):
        msg = (
            f"{found.folder}: found a {kind or head}, wanted a {WANTED} that gives a question and a passage one score; "
            f"give another, or {CROSS_ENCODERS.instead}"
        )
        raise RerankerError(msg)
