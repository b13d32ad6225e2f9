"""A sentence-transformers model by folder or by name.

Nothing reaches a hub unless `allow_download` says so; a model that was fetched before is found in the hub's cache.
Weights in pickle files are refused. Safe to use from several threads, one of which computes at a time.

What computes: on a processor one process, since torch takes all its cores already; with one GPU that GPU. With several
GPUs, and none of them named, a build that has encoded `SHARED_FROM` passages on the first and goes on starts a process
for each (sentence-transformers' own pool), which end with the build; questions and small changes take the first alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import torch
from sentence_transformers import SentenceTransformer

from index.encoders.protocol import Vectors
from index.encoders.rows import encodable, files_digest, unit_rows
from index.errors import EncoderError
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

ENCODERS = ModelKind(
    noun="sentence-transformers model",
    marker=MODULES,
    owner="sentence-transformers",
    made_by="SentenceTransformer.save_pretrained",
    instead="set SOURCIER_ENCODER=static",
    error=EncoderError,
)

WANTED = "SentenceTransformer"  # a model's type, as it says it; older ones say nothing

SHARED_FROM = 20_000  # passages: starting processes that load torch takes as long as a GPU does for these, some 10 s
BATCHES_A_DEVICE = 16  # of each share: so few that progress is seen, so many that no device waits for another

# Two words that any model of French or English tells apart.
PROBES = ("table", "police")
SAME = 0.9999  # two different words' similarity where no text is told from another


class SentenceTransformerEncoder:
    """Encodes with the model in the folder `name_or_folder`, or with the hub's model of that name.

    The model's prompts for questions and passages are used where it has them.

    Args:
        name_or_folder: A folder in the sentence-transformers layout, or a name such as `all-MiniLM-L6-v2`.
        batch_size: Texts computed at a time.
        device: Where torch computes, such as `cpu` or `cuda:0`; None lets it choose.
        allow_download: Whether the model may be fetched from its hub.
        shared_among: The devices that passages are shared among when they are many; None for all GPUs of a machine
            that has several, unless `device` names one.
        shared_from: After how many passages of one build.

    Raises:
        EncoderError: the model is missing, damaged, of another kind, may not be downloaded, or the device is not there.
    """

    def __init__(
        self,
        name_or_folder: str,
        *,
        batch_size: int = 32,
        device: str | None = None,
        allow_download: bool = False,
        shared_among: Sequence[str] | None = None,
        shared_from: int = SHARED_FROM,
    ) -> None:
        found = find_model(name_or_folder, ENCODERS, allow_download=allow_download)
        self._folder = found.folder
        self._name = found.name
        self._batch_size = batch_size
        self._shared_among = tuple(_several_gpus(device) if shared_among is None else shared_among)
        self._shared_from = shared_from
        self._seen: int | None = None  # passages in this build; None outside of one
        self._pool: Any = None
        self._lock = threading.Lock()
        _refuse_other_kinds(found)
        hush()
        try:
            self._model = SentenceTransformer(
                found.source, device=device, local_files_only=not allow_download, model_kwargs=SAFE_WEIGHTS
            )
        except FORESEEN as error:
            raise unusable(self._folder, ENCODERS, "cannot be loaded", error) from error
        said = self._model.get_embedding_dimension()
        self._dimensions = int(said if said is not None else self._encode(self._model.encode, PROBES).shape[-1])
        self._probe()

    @property
    def id(self) -> str:
        """Name of the model, for people."""
        return f"sentence-transformers:{self._name}"

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the model's files: weights, tokenizer, configuration and prompts."""
        return files_digest(self._folder)

    @property
    def dimensions(self) -> int:
        """Width of each vector."""
        return self._dimensions

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, in order, with the model's prompt for documents if it has one."""
        raw = self._encode(self._model.encode_document, texts, shared=True)
        return unit_rows(raw, texts, self._dimensions, self.id)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, in order, with the model's prompt for questions if it has one."""
        raw = self._encode(self._model.encode_query, texts)
        return unit_rows(raw, texts, self._dimensions, self.id)

    @property
    def at_once(self) -> int:
        """How many passages at a time keep all devices busy; 0 where one does all alone."""
        return len(self._shared_among) * BATCHES_A_DEVICE * self._batch_size

    @contextmanager
    def sharing(self) -> Iterator[None]:
        """Share passages out among the devices within the block, once there are many; its processes end with it."""
        if not self._shared_among:
            yield
            return
        with self._lock:
            self._seen = 0
        try:
            yield
        finally:
            with self._lock:
                self._seen = None
                self._close_pool()

    def _pool_for(self, number: int) -> Any:  # noqa: ANN401 - the library's own dictionary
        """Return the pool that `number` more passages are shared out in, started if it is time; None for one device."""
        if self._seen is None:
            return None
        if self._pool is None and self._seen >= self._shared_from:
            self._device = self._model.device
            self._pool = self._model.start_multi_process_pool(list(self._shared_among))
        self._seen += number
        return self._pool

    def _close_pool(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            self._model.stop_multi_process_pool(pool)
            self._model.to(self._device)  # a pool takes the model to the processor

    def _probe(self) -> None:
        """Encode two words, so that a model which cannot work fails before any work is lost."""
        first, second = self.encode_passages(PROBES)
        if float(first @ second) > SAME:
            msg = (
                f"{self._folder}: the model gives {PROBES[0]!r} and {PROBES[1]!r} the same vector; "
                "its tokenizer is missing or damaged: fetch the model again, or set SOURCIER_ENCODER=static"
            )
            raise EncoderError(msg)

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str], *, shared: bool = False) -> Any:  # noqa: ANN401 - checked in unit_rows
        try:
            with self._lock:
                pool = self._pool_for(len(texts)) if shared and texts else None
                share = -(-len(texts) // len(self._shared_among)) if pool is not None else None
                return encode(
                    encodable(texts),
                    batch_size=self._batch_size,
                    show_progress_bar=False,
                    convert_to_numpy=True,
                    pool=pool,
                    chunk_size=share,
                )
        except FORESEEN as error:
            raise unusable(self._folder, ENCODERS, f"failed on {len(texts)} texts", error) from error


def _several_gpus(device: str | None) -> list[str]:
    """Return the names of all GPUs, where there are several and none of them is named."""
    count = torch.cuda.device_count() if device in {None, "cuda"} else 0
    return [f"cuda:{number}" for number in range(count)] if count > 1 else []


def _refuse_other_kinds(found: FoundModel) -> None:
    """Refuse a cross-encoder or a sparse model, which sentence-transformers would quietly turn into an encoder."""
    listed = read_json(found.folder / MODULES, ENCODERS)
    if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        msg = f"{found.folder / MODULES}: not a list of modules; fetch the model again, or {ENCODERS.instead}"
        raise EncoderError(msg)
    said = read_json(fetch_too(found, KIND), ENCODERS)
    kind = said.get("model_type", WANTED) if isinstance(said, dict) else WANTED
    if kind != WANTED:
        hint = "set it as SOURCIER_RERANKER" if kind == "CrossEncoder" else "give another"
        msg = f"{found.folder}: found a {kind}, wanted a {WANTED}; {hint}, or {ENCODERS.instead}"
        raise EncoderError(msg)
