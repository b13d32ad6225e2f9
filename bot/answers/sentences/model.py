"""The shipped model of answers: what a question expects, which sentence answers, how sure one may be.

Small networks in one safetensors file, learned by `python -m bot.answers.training` and, two of them,
`python -m bot.answers.training.few`. They read numbers alone (`bot.answers.sentences.reading`), so the same weights
serve both languages and every corpus.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from bot.answers.questions.expecting import Expectation
from index.errors import IndexFloorError
from index.matching.network import Network

SHIPPED_ANSWERS = Path(__file__).parents[1] / "models" / "sourcier-answers" / "answers.safetensors"

MADE_FOR = "pieces"  # the metadata that holds the digest of the table of pieces

AGAIN = "install sourcier again, or train it again with `python -m bot.answers.training`"


class AnswerModelError(IndexFloorError):
    """The model's file is missing, damaged or made for other word pieces; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class AnswerModel:
    """All networks: what is expected, which sentence answers, how sure one may be.

    Among few passages `choice_of_few` gives what is added to the choice, and `confidence_of_few` is a second judge
    beside the confidence that is blended with the reader. `sureness_of_few` judges the answer as it will be shown
    (`bot.answers.trust.weighing`).
    """

    expectation: Expectation
    choice: Network
    confidence: Network
    choice_of_few: Network
    confidence_of_few: Network
    sureness_of_few: Network


PARTS = {
    "expectation": Expectation,
    "choice": Network,
    "confidence": Network,
    "choice_of_few": Network,
    "confidence_of_few": Network,
    "sureness_of_few": Network,
}


def load_model(path: Path, pieces_digest: str) -> AnswerModel:
    """Return the model in `path`, which must have been made for the table of word pieces with this digest.

    Raises:
        AnswerModelError: it is missing, damaged, or was made for another table.
    """
    try:
        with safe_open(path, framework="numpy") as arrays:
            made_for = (arrays.metadata() or {}).get(MADE_FOR)
            read = {
                part: {one.name: arrays.get_tensor(f"{part}.{one.name}") for one in fields(kind)}
                for part, kind in PARTS.items()
            }
    except FileNotFoundError as error:
        msg = f"{path}: there is no model of answers there; {AGAIN}"
        raise AnswerModelError(msg) from error
    except (OSError, KeyError, SafetensorError) as error:
        msg = f"{path}: damaged, or not a model of answers ({error}); {AGAIN}"
        raise AnswerModelError(msg) from error
    if made_for != pieces_digest:
        msg = f"{path}: made for another table of word pieces than the one that is installed; {AGAIN}"
        raise AnswerModelError(msg)
    networks = {part: {name: whole(array) for name, array in read[part].items()} for part in PARTS}
    others = (Network(**networks[part]) for part in PARTS if part != "expectation")
    return AnswerModel(Expectation(**networks["expectation"]), *others)


def whole(array: NDArray[Any]) -> NDArray[Any]:
    """Return `array` as float32, but for the vectors of the pieces, which stay bytes: a quarter of the memory."""
    return array if array.dtype == np.int8 else array.astype(np.float32)


@cache
def shipped_model(pieces_digest: str) -> AnswerModel:
    """Return the shipped model, loaded once a process; errors as for `load_model`."""
    return load_model(SHIPPED_ANSWERS, pieces_digest)


def save_model(path: Path, model: AnswerModel, pieces_digest: str) -> None:
    """Write `model` to `path`; `load_model` reads it again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = {}
    for part, kind in PARTS.items():
        for one in fields(kind):
            array = np.ascontiguousarray(getattr(getattr(model, part), one.name))
            arrays[f"{part}.{one.name}"] = array.astype(np.float16) if array.ndim == 1 and len(array) > 1000 else array
    save_file(arrays, path, metadata={MADE_FOR: pieces_digest})
    path.chmod(0o644)  # safetensors writes for the owner alone; a service's user must read it too
