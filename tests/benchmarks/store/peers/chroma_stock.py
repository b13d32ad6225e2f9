"""Chroma: a persistent collection with its sentence-transformers function, and `upsert`. It saves as it goes."""

from __future__ import annotations

from pathlib import Path

import chromadb
from chromadb.config import Settings
from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction
from peer import FOUND, Text, count_encodings, main, model_folder

AT_ONCE = 1000  # texts; Chroma refuses more than some five thousand


class Chroma:
    """A persistent collection."""

    def load(self) -> None:
        count_encodings()
        self.encoder = SentenceTransformerEmbeddingFunction(model_name=model_folder())
        self.encoder(["warm"])

    def create(self, texts: list[Text], folder: Path) -> None:
        self.open(folder)
        self.update(texts)

    def open(self, folder: Path) -> None:
        client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        self.collection = client.get_or_create_collection("articles", embedding_function=self.encoder)

    def update(self, texts: list[Text]) -> None:
        for start in range(0, len(texts), AT_ONCE):
            some = texts[start : start + AT_ONCE]
            self.collection.upsert(ids=[one.id for one in some], documents=[one.text for one in some])

    def save(self, folder: Path) -> None:
        """Nothing: it is saved."""

    def find(self, question: str) -> list[str]:
        return self.collection.query(query_texts=[question], n_results=FOUND)["ids"][0]


if __name__ == "__main__":
    main(Chroma())
