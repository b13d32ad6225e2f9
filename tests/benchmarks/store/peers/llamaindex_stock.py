"""LlamaIndex: a VectorStoreIndex with its default stores, `refresh_ref_docs` and `persist`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from llama_index.core import Document, Settings, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.embeddings import BaseEmbedding
from peer import COUNTER, FOUND, Text, main, model_folder
from pydantic import PrivateAttr
from sentence_transformers import SentenceTransformer


class MiniLM(BaseEmbedding):
    """MiniLM as LlamaIndex's own Hugging Face package, which asks for more than it needs, would call it."""

    _model: Any = PrivateAttr()

    def __init__(self) -> None:
        super().__init__(model_name="all-MiniLM-L6-v2", embed_batch_size=32)
        self._model = SentenceTransformer(model_folder())

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        found = COUNTER.vectors(texts, lambda: self._model.encode(texts, normalize_embeddings=True))
        return [vector.tolist() for vector in found]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._model.encode([query], normalize_embeddings=True)[0].tolist()

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def documents(texts: list[Text]) -> list[Document]:
    """Return LlamaIndex's documents."""
    return [Document(doc_id=one.id, text=one.text) for one in texts]


class LlamaIndex:
    """A VectorStoreIndex persisted as JSON, its default."""

    def load(self) -> None:
        Settings.embed_model = MiniLM()
        Settings.embed_model.get_query_embedding("warm")

    def create(self, texts: list[Text], folder: Path) -> None:
        self.index = VectorStoreIndex.from_documents(documents(texts))
        self.save(folder)

    def open(self, folder: Path) -> None:
        self.index = load_index_from_storage(StorageContext.from_defaults(persist_dir=str(folder)))

    def update(self, texts: list[Text]) -> None:
        self.index.refresh_ref_docs(documents(texts))
        for gone in set(self.index.ref_doc_info) - {one.id for one in texts}:
            self.index.delete_ref_doc(gone, delete_from_docstore=True)

    def save(self, folder: Path) -> None:
        self.index.storage_context.persist(persist_dir=str(folder))

    def find(self, question: str) -> list[str]:
        found = self.index.as_retriever(similarity_top_k=FOUND).retrieve(question)
        return [one.node.ref_doc_id for one in found]


if __name__ == "__main__":
    main(LlamaIndex())
