"""Haystack: an indexing pipeline of its sentence-transformers embedder and a writer, its in-memory store saved."""

from __future__ import annotations

from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.components.writers import DocumentWriter
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.document_stores.types import DuplicatePolicy
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from peer import FOUND, Text, count_encodings, main, model_folder

FILE = "documents.json"


class Haystack:
    """An in-memory document store saved to a file."""

    def load(self) -> None:
        count_encodings()
        self.encoder = SentenceTransformersDocumentEmbedder(model=model_folder(), progress_bar=False)
        self.encoder.warm_up()
        self.asker = SentenceTransformersTextEmbedder(model=model_folder(), progress_bar=False)

    def create(self, texts: list[Text], folder: Path) -> None:
        self.store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        self.update(texts)
        self.save(folder)

    def open(self, folder: Path) -> None:
        self.store = InMemoryDocumentStore.load_from_disk(str(folder / FILE))

    def update(self, texts: list[Text]) -> None:
        pipeline = Pipeline()
        pipeline.add_component("encoder", self.encoder)
        pipeline.add_component("writer", DocumentWriter(self.store, DuplicatePolicy.OVERWRITE))
        pipeline.connect("encoder", "writer")
        pipeline.run({"encoder": {"documents": [Document(id=one.id, content=one.text) for one in texts]}})

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.store.save_to_disk(str(folder / FILE))

    def find(self, question: str) -> list[str]:
        self.asker.warm_up()
        vector = self.asker.run(text=question)["embedding"]
        found = InMemoryEmbeddingRetriever(self.store, top_k=FOUND).run(query_embedding=vector)
        return [one.id for one in found["documents"]]


if __name__ == "__main__":
    main(Haystack())
