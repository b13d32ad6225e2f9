"""The search as a LangChain retriever, for other people's chains and agents: a door to langchain-core."""

from __future__ import annotations

import asyncio

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.hits import Hit
from index.scope import Scope
from index.search import Search


class ArticleRetriever(BaseRetriever):
    """Returns the `k` best passages of a question as documents, best first; `invoke` and `ainvoke` take a `k` too.

    A document's metadata hold `article`, `title`, `url`, `published` (ISO 8601 or None), `language`, `collection`,
    `heading`, `start`, `end` (code points in the article's text), `rank` and `score`. `scope` names the collections
    that they come from; without it, all but the servers' own. Safe to use from several threads; `ainvoke` searches off
    the event loop.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: Search
    k: int = 5
    scope: Scope | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        return self._documents(query, k)

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:  # LangChain's own takes no `k`
        return await asyncio.to_thread(self._documents, query, k)

    def _documents(self, query: str, k: int | None) -> list[Document]:
        return [as_document(hit) for hit in self.search.find(query, self.k if k is None else k, scope=self.scope)]


def as_document(hit: Hit) -> Document:
    """Return `hit` as a LangChain document."""
    article = hit.article
    return Document(
        page_content=hit.text,
        metadata={
            "article": article.id,
            "title": article.title,
            "url": article.url,
            "published": article.published.isoformat() if article.published else None,
            "language": article.language,
            "collection": article.collection,
            "heading": hit.passage.heading,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "rank": hit.rank,
            "score": hit.fused,
        },
    )
