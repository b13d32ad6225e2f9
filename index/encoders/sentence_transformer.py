"""A sentence-transformers model by folder or by name: the one door to torch outside training.

Nothing reaches a hub unless `allow_download` says so; a model that was fetched before is found in the hub's cache.
Weights in pickle files are refused. Safe to use from several threads, one of which computes at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from huggingface_hub import hf_hub_download, try_to_load_from_cache
from huggingface_hub.errors import EntryNotFoundError, HFValidationError, LocalEntryNotFoundError
from safetensors import SafetensorError
from sentence_transformers import SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from index.encoders.protocol import Vectors
from index.encoders.rows import encodable, files_digest, unit_rows
from index.errors import EncoderError

MODULES = "modules.json"

# Two words that any model of French or English tells apart.
PROBES = ("table", "police")
SAME = 0.9999  # two different words' similarity where no text is told from another

# sentence-transformers looks for names without an owner under its own.
STANDARD_OWNER = "sentence-transformers"

# What loading and running a model raise, besides the hub's own errors: files that are missing or damaged (OSError,
# ValueError, KeyError, SafetensorError), weights that do not fit (RuntimeError, TypeError), modules that are not
# installed or not there (ImportError, AttributeError), a device that torch was built without (AssertionError).
FORESEEN = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    ImportError,
    RuntimeError,
    AssertionError,
    SafetensorError,
)


class SentenceTransformerEncoder:
    """Encodes with the model in the folder `name_or_folder`, or with the hub's model of that name.

    The model's prompts for questions and passages are used where it has them.

    Args:
        name_or_folder: A folder in the sentence-transformers layout, or a name such as `all-MiniLM-L6-v2`.
        batch_size: Texts computed at a time.
        device: Where torch computes, such as `cpu` or `cuda:0`; None lets it choose.
        allow_download: Whether the model may be fetched from its hub.

    Raises:
        EncoderError: the model is missing, damaged, of another kind, may not be downloaded, or the device is not there.
    """

    def __init__(
        self, name_or_folder: str, *, batch_size: int = 32, device: str | None = None, allow_download: bool = False
    ) -> None:
        self._folder = _find(name_or_folder, allow_download=allow_download)
        local = Path(name_or_folder).expanduser()
        self._name = local.resolve().name if local.is_dir() else name_or_folder
        self._batch_size = batch_size
        self._lock = threading.Lock()
        _refuse_pickles(self._folder)
        # A hub's cache holds only what was asked for before: the library fetches what else the model needs.
        source = name_or_folder if allow_download and not local.is_dir() else str(self._folder)
        # transformers draws a bar for each model over whatever the terminal shows
        disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model = SentenceTransformer(source, device=device, local_files_only=not allow_download)
        except FORESEEN as error:
            raise self._unusable("cannot be loaded", error) from error
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
        raw = self._encode(self._model.encode_document, texts)
        return unit_rows(raw, texts, self._dimensions, self.id)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, in order, with the model's prompt for questions if it has one."""
        raw = self._encode(self._model.encode_query, texts)
        return unit_rows(raw, texts, self._dimensions, self.id)

    def _probe(self) -> None:
        """Encode two words, so that a model which cannot work fails before any work is lost."""
        first, second = self.encode_passages(PROBES)
        if float(first @ second) > SAME:
            msg = (
                f"{self._folder}: the model gives {PROBES[0]!r} and {PROBES[1]!r} the same vector; "
                "its tokenizer is missing or damaged: fetch the model again, or set SOURCIER_ENCODER=static"
            )
            raise EncoderError(msg)

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str]) -> Any:  # noqa: ANN401 - checked in unit_rows
        try:
            with self._lock:
                return encode(
                    encodable(texts), batch_size=self._batch_size, show_progress_bar=False, convert_to_numpy=True
                )
        except FORESEEN as error:
            raise self._unusable(f"failed on {len(texts)} texts", error) from error

    def _unusable(self, what: str, error: Exception) -> EncoderError:
        reason = str(error).strip().splitlines()[:1]
        return EncoderError(
            f"{self._folder}: the sentence-transformers model {what} "
            f"({type(error).__name__}: {reason[0] if reason else 'no reason given'}); "
            "check the folder and the device, or set SOURCIER_ENCODER=static"
        )


def _find(name_or_folder: str, *, allow_download: bool) -> Path:
    """Return the folder that holds the model's list of modules."""
    folder = Path(name_or_folder).expanduser()
    if folder.is_dir() and name_or_folder.strip():
        if not (folder / MODULES).is_file():
            msg = (
                f"{folder}: not a sentence-transformers model, there is no {MODULES} in it; "
                "give the folder that `SentenceTransformer.save_pretrained` wrote, or set SOURCIER_ENCODER=static"
            )
            raise EncoderError(msg)
        return folder
    if not name_or_folder.strip() or folder.is_absolute() or name_or_folder[0] in ".~" or len(folder.parts) > 2:
        msg = f"{name_or_folder!r}: no such folder; give a model's folder or name, or set SOURCIER_ENCODER=static"
        raise EncoderError(msg)
    owned = name_or_folder if "/" in name_or_folder else f"{STANDARD_OWNER}/{name_or_folder}"
    try:
        if allow_download:
            return Path(hf_hub_download(owned, MODULES)).parent
        # Not hf_hub_download(local_files_only=True): even then, building its headers may ask the hub a question.
        cached = try_to_load_from_cache(owned, MODULES)
    except HFValidationError as error:
        msg = f"{name_or_folder!r}: neither a folder nor a model's name, which looks like owner/model or model"
        raise EncoderError(msg) from error
    except LocalEntryNotFoundError as error:
        msg = (
            f"{name_or_folder}: there is no such folder, the model is not on this machine, and the hub could not be "
            "reached; give a folder, check the network, or set SOURCIER_ENCODER=static"
        )
        raise EncoderError(msg) from error
    except (EntryNotFoundError, OSError) as error:
        first = str(error).strip().splitlines()[:1]
        msg = f"{owned}: the hub gave no sentence-transformers model of that name ({' '.join(first)}); check the name"
        raise EncoderError(msg) from error
    if not isinstance(cached, str):
        msg = (
            f"{name_or_folder}: there is no such folder, the model is not on this machine, and downloads are off; "
            "give a folder, set SOURCIER_ALLOW_DOWNLOAD=true to fetch it, or set SOURCIER_ENCODER=static"
        )
        raise EncoderError(msg)
    return Path(cached).parent


def _refuse_pickles(folder: Path) -> None:
    """Refuse weights that exist only as a pickle: opening one can run code."""
    for pickled in sorted(folder.rglob("pytorch_model*.bin")):
        if not any(pickled.parent.glob("*.safetensors")):
            msg = (
                f"{pickled}: the weights are in a pickle file, which can run code when opened; "
                "save the model again as safetensors, or choose another"
            )
            raise EncoderError(msg)
