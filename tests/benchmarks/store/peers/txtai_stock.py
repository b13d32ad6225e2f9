"""txtai: an Embeddings database with content, `upsert` and `save`. It encodes again all that it is handed."""

from __future__ import annotations

from pathlib import Path

from peer import COUNTER, FOUND, Text, main, model_folder
from txtai import Embeddings
from txtai.vectors.dense.huggingface import HFVectors

REAL = HFVectors.encode


def encode(vectors: HFVectors, data, category=None):
    """Encode through `COUNTER`; a question comes alone and is encoded for real."""
    if category == "query":
        return REAL(vectors, data, category)
    return COUNTER.vectors(data, lambda: REAL(vectors, data, category))


class Txtai:
    """An Embeddings database in a folder."""

    def load(self) -> None:
        HFVectors.encode = encode
        self.embeddings = Embeddings(path=model_folder(), content=True, gpu=False)

    def create(self, texts: list[Text], folder: Path) -> None:
        self.embeddings.index((one.id, one.text, None) for one in texts)
        self.save(folder)

    def open(self, folder: Path) -> None:
        self.embeddings.load(str(folder))

    def update(self, texts: list[Text]) -> None:
        self.embeddings.upsert((one.id, one.text, None) for one in texts)

    def save(self, folder: Path) -> None:
        self.embeddings.save(str(folder))

    def find(self, question: str) -> list[str]:
        return [one["id"] for one in self.embeddings.search(question, FOUND)]


if __name__ == "__main__":
    main(Txtai())
