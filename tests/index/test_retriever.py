"""The search as LangChain's retriever, which keeps LangChain's own promises."""

import asyncio
import threading

import pytest
from langchain_core.documents import Document
from langchain_tests.integration_tests import RetrieversIntegrationTests

from index.retriever import ArticleRetriever
from tests.fakes import WordEncoder, WordLexicon
from tests.small_index import build_search

FRONT = "---\ntitle: {title}\nlang: {lang}\ndate: 2025-01-21\nurl: https://example.org/{title}\n---\n\n{text}\n"
ARTICLES = {
    "stargate.md": FRONT.format(
        title="Stargate", lang="fr", text="Oracle et son fondateur Larry Ellison étaient là. Microsoft a un droit."
    ),
    "oracle.md": FRONT.format(title="Databases", lang="en", text="Oracle sells a database. It moved to Austin."),
    "austin.md": FRONT.format(title="Austin", lang="en", text="Companies such as Oracle moved to Austin, Texas."),
    "clouds.md": FRONT.format(title="Clouds", lang="en", text="The founder of a cloud company rents servers."),
}
QUESTION = "who is the founder of Oracle?"


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    found = build_search(
        tmp_path_factory.mktemp("small"),
        ARTICLES,
        encoder=WordEncoder([("oracle",), ("founder", "fondateur")]),
        lexicon=WordLexicon({"founder": "fondateur"}),
    )
    yield found
    found.close()


class TestTheRetriever(RetrieversIntegrationTests):
    """LangChain's standard suite: sync, async, and how many documents are asked for."""

    @pytest.fixture(autouse=True)
    def opened(self, search):
        self.search = search

    @property
    def retriever_constructor(self):
        return ArticleRetriever

    @property
    def retriever_constructor_params(self):
        return {"search": self.search}

    @property
    def retriever_query_example(self):
        return QUESTION


def test_a_document_says_where_it_stands(search):
    """Chains get the passage's text, and all that a citation needs."""
    first, second = ArticleRetriever(search=search, k=2).invoke(QUESTION)
    assert "fondateur Larry Ellison" in first.page_content
    metadata = first.metadata
    article = search.snapshot.passages.article("stargate.md")
    assert article.text[metadata["start"] : metadata["end"]] == first.page_content
    assert (metadata["article"], metadata["rank"], second.metadata["rank"]) == ("stargate.md", 1, 2)
    assert (metadata["published"], metadata["url"]) == ("2025-01-21", "https://example.org/Stargate")
    assert (metadata["language"], metadata["collection"], metadata["title"]) == ("fr", "articles", "Stargate")


async def test_asking_at_once_gives_as_many_as_asked_for(search):
    """`ainvoke` takes a `k` as `invoke` does, and gives the same documents."""
    retriever = ArticleRetriever(search=search)
    results = await asyncio.gather(*(retriever.ainvoke(QUESTION, k=k) for k in (1, 2, 3)))
    assert [len(documents) for documents in results] == [1, 2, 3]
    assert results[2] == retriever.invoke(QUESTION, k=3)


async def test_searching_leaves_the_event_loop_free(search, monkeypatch):
    """The search waits until the loop has done something else."""
    went_on = threading.Event()
    found = search.find

    def find(question, limit, *, scope=None):
        assert went_on.wait(30), "the loop stood still while the search went on"
        return found(question, limit)

    monkeypatch.setattr(search, "find", find)
    asking = asyncio.create_task(ArticleRetriever(search=search, k=1).ainvoke(QUESTION))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.01, went_on.set)
    assert [type(document) for document in await asking] == [Document]


@pytest.mark.parametrize("question", ["", "?!", "\ud800", "🦊"])
def test_a_question_without_words_finds_no_document(search, question):
    assert ArticleRetriever(search=search).invoke(question) == []
