"""LangChain: HuggingFaceEmbeddings, FAISS and the record manager's `index()`, of langchain-core and -huggingface alone.

The FAISS store is its interface over faiss, for langchain-core ships none; it is kept as faiss's own file and JSON, and
so are the records.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.indexing import InMemoryRecordManager, index
from langchain_core.vectorstores import VectorStore
from langchain_huggingface import HuggingFaceEmbeddings
from peer import FOUND, WIDTH, Text, count_encodings, main, model_folder

VECTORS, DOCUMENTS, RECORDS = "vectors.faiss", "documents.json", "records.json"


class Faiss(VectorStore):
    """A flat faiss index as a LangChain vector store."""

    def __init__(self, embedding: Embeddings) -> None:
        self.embedding = embedding
        self.index = faiss.IndexIDMap2(faiss.IndexFlatL2(WIDTH))
        self.held: dict[int, tuple[str, str, dict[str, Any]]] = {}  # by number: id, text, metadata
        self.numbers: dict[str, int] = {}

    def add_texts(
        self,
        texts: Iterable[str],
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        **_: Any,
    ) -> list[str]:
        some, named = list(texts), list(ids or ())
        numbers = range(first := max(self.held, default=-1) + 1, first + len(some))
        vectors = np.array(self.embedding.embed_documents(some), np.float32)
        self.index.add_with_ids(vectors, np.array(numbers, np.int64))
        for number, one, text, metadata in zip(numbers, named, some, metadatas or (), strict=True):
            self.held[number] = (one, text, metadata)
            self.numbers[one] = number
        return named

    def delete(self, ids: list[str] | None = None, **_: Any) -> bool:
        gone = [self.numbers.pop(one) for one in ids or ()]
        self.index.remove_ids(np.array(gone, np.int64))
        for number in gone:
            del self.held[number]
        return True

    def similarity_search(self, query: str, k: int = 4, **_: Any) -> list[Document]:
        asked = np.array([self.embedding.embed_query(query)], np.float32)
        found = (self.held[number] for number in self.index.search(asked, k)[1][0].tolist() if number >= 0)
        return [Document(id=one, page_content=text, metadata=metadata) for one, text, metadata in found]

    @classmethod
    def from_texts(cls, texts: list[str], embedding: Embeddings, *args: Any, **more: Any) -> Faiss:
        store = cls(embedding)
        store.add_texts(texts, *args, **more)
        return store


def documents(texts: list[Text]) -> list[Document]:
    """Return LangChain's documents."""
    return [Document(page_content=one.text, metadata={"source": one.id}) for one in texts]


class LangChain:
    """A FAISS vector store with its record manager."""

    def load(self) -> None:
        count_encodings()
        self.embeddings = HuggingFaceEmbeddings(model_name=model_folder())
        self.embeddings.embed_query("warm")

    def create(self, texts: list[Text], folder: Path) -> None:
        self._begin()
        self.update(texts)
        self.save(folder)

    def _begin(self) -> None:
        self.store, self.manager = Faiss(self.embeddings), InMemoryRecordManager("faiss/articles")
        self.manager.create_schema()

    def open(self, folder: Path) -> None:
        self._begin()
        self.store.index = faiss.read_index(str(folder / VECTORS))
        held = json.loads((folder / DOCUMENTS).read_text(encoding="utf-8"))
        self.store.held = {number: (one, text, metadata) for number, one, text, metadata in held}
        self.store.numbers = {one: number for number, one, _, _ in held}
        self.manager.records = json.loads((folder / RECORDS).read_text(encoding="utf-8"))

    def update(self, texts: list[Text]) -> None:
        index(documents(texts), self.manager, self.store, cleanup="full", source_id_key="source", key_encoder="blake2b")

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        faiss.write_index(self.store.index, str(folder / VECTORS))
        held = [(number, *rest) for number, rest in self.store.held.items()]
        (folder / DOCUMENTS).write_text(json.dumps(held), encoding="utf-8")
        (folder / RECORDS).write_text(json.dumps(self.manager.records), encoding="utf-8")

    def find(self, question: str) -> list[str]:
        return [one.metadata["source"] for one in self.store.similarity_search(question, k=FOUND)]


if __name__ == "__main__":
    main(LangChain())
