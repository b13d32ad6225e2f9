"""Models that sentence-transformers reads, of any kind: found by folder or by name, and refused where they are unsafe.

A model's name is looked up in the hub's cache; nothing reaches the hub unless `allow_download` says so. Knows what
every kind of model has in common, and not what a model computes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huggingface_hub import hf_hub_download, try_to_load_from_cache
from huggingface_hub.errors import EntryNotFoundError, HFValidationError, LocalEntryNotFoundError
from safetensors import SafetensorError
from transformers.utils.logging import disable_progress_bar

from corpus.homes import at_home
from index.errors import IndexFloorError

MODULES = "modules.json"
KIND = "config_sentence_transformers.json"

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

# Weights are read as safetensors or not at all, also those that the library fetches after the folder was looked at.
SAFE_WEIGHTS = {"use_safetensors": True}


@dataclass(frozen=True, slots=True)
class ModelKind:
    """A kind of model, as it is found and spoken of.

    `marker` is a file that each has, `owner` the hub's account under which sentence-transformers looks for names
    without one, `made_by` what writes such a folder, `instead` what a host can set to do without.
    """

    noun: str
    marker: str
    owner: str
    made_by: str
    instead: str
    error: type[IndexFloorError]


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model's folder, its name for people, and what to hand to sentence-transformers."""

    folder: Path
    name: str
    source: str


def find_model(name_or_folder: str, kind: ModelKind, *, allow_download: bool) -> FoundModel:
    """Return where the model lies, its weights known to be in no pickle as far as they are on this machine.

    Raises:
        IndexFloorError: `kind.error`; there is no such model, or it may not be downloaded, or not be opened.
    """
    folder = _find(name_or_folder, kind, allow_download=allow_download)
    _refuse_pickles(folder, kind)
    local = at_home(name_or_folder)
    if local.is_dir():
        return FoundModel(folder, local.resolve().name, str(folder))
    # A hub's cache holds only what was asked for before: the library fetches what else the model needs.
    return FoundModel(folder, name_or_folder, _owned(name_or_folder, kind) if allow_download else str(folder))


def fetch_too(found: FoundModel, name: str) -> Path:
    """Return the path of a further small file of the model, fetched if it may be; it need not be there."""
    path = found.folder / name
    if not path.is_file() and found.source != str(found.folder):
        try:
            return Path(hf_hub_download(found.source, name, revision=found.folder.name))
        except (EntryNotFoundError, OSError):
            return path
    return path


def read_json(path: Path, kind: ModelKind) -> Any:  # noqa: ANN401 - whoever asks knows what should stand there
    """Return what stands in a model's configuration file; None where there is no such file.

    Raises:
        IndexFloorError: `kind.error`; the file cannot be read or is not JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        msg = f"{path}: cannot be read as JSON ({_first_line(error)}); fetch the model again, or {kind.instead}"
        raise kind.error(msg) from error


def unusable(folder: Path, kind: ModelKind, what: str, error: Exception) -> IndexFloorError:
    """Return the error that says in one sentence that the model in `folder` `what`, and why."""
    return kind.error(
        f"{folder}: the {kind.noun} {what} ({type(error).__name__}: {_first_line(error)}); "
        f"check the folder and the device, or {kind.instead}"
    )


def hush() -> None:
    """Have transformers draw no bar for a model over whatever the terminal shows."""
    disable_progress_bar()


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), "no reason given")


def _owned(name: str, kind: ModelKind) -> str:
    return name if "/" in name else f"{kind.owner}/{name}"


def _find(name_or_folder: str, kind: ModelKind, *, allow_download: bool) -> Path:
    """Return the folder that holds the marker of `kind`."""
    folder = at_home(name_or_folder)
    if folder.is_dir() and name_or_folder.strip():
        if not (folder / kind.marker).is_file():
            msg = (
                f"{folder}: not a {kind.noun}, there is no {kind.marker} in it; "
                f"give the folder that `{kind.made_by}` wrote, or {kind.instead}"
            )
            raise kind.error(msg)
        return folder
    if folder.is_file():
        msg = f"{folder}: a file, where a model's folder or name was wanted; give its folder, or {kind.instead}"
        raise kind.error(msg)
    if not name_or_folder.strip() or folder.is_absolute() or name_or_folder[0] in ".~" or len(folder.parts) > 2:
        msg = f"{name_or_folder!r}: no such folder; give a model's folder or name, or {kind.instead}"
        raise kind.error(msg)
    owned = _owned(name_or_folder, kind)
    try:
        if allow_download:
            return Path(hf_hub_download(owned, kind.marker)).parent
        # Not hf_hub_download(local_files_only=True): even then, building its headers may ask the hub a question.
        cached = try_to_load_from_cache(owned, kind.marker)
    except HFValidationError as error:
        msg = f"{name_or_folder!r}: neither a folder nor a model's name, which looks like owner/model or model"
        raise kind.error(msg) from error
    except LocalEntryNotFoundError as error:
        msg = (
            f"{name_or_folder}: there is no such folder, the model is not on this machine, and the hub could not be "
            f"reached; give a folder, check the network, or {kind.instead}"
        )
        raise kind.error(msg) from error
    except (EntryNotFoundError, OSError) as error:
        msg = f"{owned}: the hub gave no {kind.noun} of that name ({_first_line(error)}); check the name"
        raise kind.error(msg) from error
    if not isinstance(cached, str):
        msg = (
            f"{name_or_folder}: there is no such folder, the model is not on this machine, and downloads are off; "
            f"give a folder, set SOURCIER_ALLOW_DOWNLOAD=true to fetch it, or {kind.instead}"
        )
        raise kind.error(msg)
    return Path(cached).parent


def _refuse_pickles(folder: Path, kind: ModelKind) -> None:
    """Refuse weights that exist only as a pickle: opening one can run code."""
    for pickled in sorted(folder.rglob("pytorch_model*.bin")):
        if not any(pickled.parent.glob("*.safetensors")):
            msg = (
                f"{pickled}: the weights are in a pickle file, which can run code when opened; "
                "save the model again as safetensors, or choose another"
            )
            raise kind.error(msg)
