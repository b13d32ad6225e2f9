"""LangChain: HuggingFaceEmbeddings, FAISS and the record manager's `index()`, from langchain-community and -classic.

Those packages are being wound down, and are still what its documentation's pipeline with FAISS is made of.
"""

from __future__ import annotations

from pathlib import Path

import faiss
from langchain_classic.indexes import SQLRecordManager, index
from langchain_community.docstore.in_memory import InMemoryDocstore
from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from peer import FOUND, Text, count_encodings, main, model_folder

WIDTH = 384


def documents(texts: list[Text]) -> list[Document]:
    """Return LangChain's documents."""
    return [Document(page_content=one.text, metadata={"source": one.id}) for one in texts]


class LangChain:
    """A FAISS vector store with its record manager in SQLite."""

    def load(self) -> None:
        count_encodings()
        self.embeddings = HuggingFaceEmbeddings(model_name=model_folder())
        self.embeddings.embed_query("warm")

    def create(self, texts: list[Text], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.store = FAISS(self.embeddings, faiss.IndexFlatL2(WIDTH), InMemoryDocstore(), {})
        self.records(folder).create_schema()
        self.index(texts)
        self.save(folder)

    def records(self, folder: Path) -> SQLRecordManager:
        self.manager = SQLRecordManager("faiss/articles", db_url=f"sqlite:///{folder / 'records.sqlite'}")
        return self.manager

    def index(self, texts: list[Text]) -> None:
        index(documents(texts), self.manager, self.store, cleanup="full", source_id_key="source", key_encoder="blake2b")

    def open(self, folder: Path) -> None:
        self.store = FAISS.load_local(str(folder), self.embeddings, allow_dangerous_deserialization=True)
        self.records(folder)

    def update(self, texts: list[Text]) -> None:
        self.index(texts)

    def save(self, folder: Path) -> None:
        self.store.save_local(str(folder))

    def find(self, question: str) -> list[str]:
        return [one.metadata["source"] for one in self.store.similarity_search(question, k=FOUND)]


if __name__ == "__main__":
    main(LangChain())
