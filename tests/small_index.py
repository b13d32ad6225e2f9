"""A real index of a few articles that a test writes itself."""

from collections.abc import Mapping
from pathlib import Path

from index.builds.building import build_index
from index.encoders.protocol import Encoder
from index.keeping.snapshot import Store, open_snapshot
from index.search import Search
from index.words.terms import Translating
from tests.fakes import WordEncoder, WordLexicon


def build_search(
    folder: Path, articles: Mapping[str, str], *, encoder: Encoder | None = None, lexicon: Translating | None = None
) -> Search:
    """Write `articles`, by file name, below `folder`, build their index there, and return the search over it."""
    corpus = folder / "articles"
    for name, text in articles.items():
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    store = Store(folder / "store")
    encoder = encoder or WordEncoder([])
    build_index(corpus, store.folder, encoder)
    return Search(open_snapshot(store, encoder), encoder, lexicon or WordLexicon())
