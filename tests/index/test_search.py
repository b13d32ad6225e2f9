"""A question to ranked hits."""

import pytest

from index.builds.building import build_index
from index.errors import IncompatibleIndexError
from index.keeping.snapshot import Store, open_snapshot
from index.matching.piece_table import shipped_pieces
from index.search import LONGEST_QUESTION, Search
from tests.fakes import WordEncoder, WordLexicon

LEXICON = WordLexicon({"founder": "fondateur", "own": "detient"})

ARTICLES = {
    "stargate.md": (
        "fr",
        "Stargate",
        "Oracle et son fondateur Larry Ellison étaient là. Microsoft a un droit.",
    ),
    "gps.md": ("en", "GPS", "The satellites carry atomic clocks. Each clock is corrected every day."),
    "oracle.md": ("en", "Databases", "Oracle sells a database. The company moved to Austin."),
    "cuisine.md": ("fr", "Cuisine", "La recette demande du beurre et de la farine."),
}


@pytest.fixture
def search(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, (language, title, text) in ARTICLES.items():
        front = f"---\ntitle: {title}\nlang: {language}\ndate: 2025-01-21\nurl: https://example.org/{title}\n---\n\n"
        (folder / name).write_text(front + text + "\n", encoding="utf-8")
    encoder = WordEncoder([("oracle",), ("founder", "fondateur"), ("satellites",), ("butter", "beurre")])
    build_index(folder, tmp_path / "store", encoder)
    found = Search(open_snapshot(Store(tmp_path / "store"), encoder), encoder, LEXICON)
    yield found
    found.close()


def ids(hits):
    return [hit.article.id for hit in hits]


def test_an_english_question_finds_the_french_passage(search):
    """By the lexicon and by meaning, before the English passage that has only the name."""
    hits = search.find("who is the founder of Oracle?")
    assert ids(hits)[0] == "stargate.md"
    first = hits[0]
    assert first.words is None
    assert first.across is not None
    assert first.dense is not None
    assert (first.rank, first.across.rank, first.dense.rank) == (1, 1, 1)
    assert first.text == first.article.text[first.passage.start : first.passage.end]


def test_a_french_question_finds_french_words(search):
    """Within a language a hit tells its word rank."""
    hits = search.find("Qui est le fondateur d’Oracle ?")
    assert ids(hits)[0] == "stargate.md"
    assert hits[0].words is not None
    assert hits[0].across is None


def test_meaning_alone_finds_what_words_do_not(search):
    """The word "butter" is in no lexicon; the encoder knows it is "beurre"."""
    hits = search.find("butter")
    assert ids(hits)[0] == "cuisine.md"
    assert hits[0].across is None
    assert hits[0].dense is not None
    assert hits[0].dense.score > 0.9


def test_the_list_is_ranked_and_no_longer_than_asked(search):
    """Ranks count from 1, fused scores do not grow, no passage stands twice."""
    hits = search.find("Oracle satellites beurre", limit=3)
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert [hit.fused for hit in hits] == sorted((hit.fused for hit in hits), reverse=True)
    assert len({(hit.article.id, hit.passage.start) for hit in hits}) == 3
    assert search.find("Oracle", limit=0) == []


@pytest.mark.parametrize("question", ["", "   ", "?!", "the of and", "le la les", "🦊🦊🦊", "\x00\u202e"])
def test_a_question_without_words_finds_nothing(search, question):
    """No exception, no hit."""
    assert search.find(question) == []


@pytest.mark.parametrize("question", ["что такое Oracle", "Oracle " * 2000, "¿quién fundó Oracle?", "オラクル Oracle"])
def test_odd_questions_still_find_the_name(search, question):
    """Another script, another language, 14,000 characters."""
    assert "oracle.md" in ids(search.find(question))


def test_a_long_question_is_cut(search):
    """Only its first code points are read."""
    assert len(search.read("a" * 5000).text) == LONGEST_QUESTION


def test_a_question_of_broken_bytes_is_read(search):
    """A terminal hands over bytes that are no UTF-8 as lone surrogates, which tantivy and the tokenizer refuse."""
    query = search.read("\udcff where is Oracle?")
    assert query.text == "where is Oracle?"
    assert "oracle.md" in ids(search.find(query))


def test_what_cannot_be_seen_in_a_question_is_not_read(search):
    """Soft hyphens and zero-width characters part the words of what is copied from a page; line ends stay spaces."""
    assert search.read("\u202ewhere is\rOra\u00adcle\u200b\x00?").text == "where is Oracle?"


class OtherTable:
    """The shipped table under another digest, as an upgrade may bring one."""

    digest = "ab" * 32

    def __getattr__(self, name):
        return getattr(shipped_pieces(), name)


def with_other_pieces(tmp_path, search, monkeypatch):
    """Build the index of the articles again with the other table; return the store."""
    with monkeypatch.context() as patched:
        patched.setattr("index.builds.building.shipped_pieces", OtherTable)
        report = build_index(tmp_path / "articles", tmp_path / "store", search.encoder)
    assert (report.unchanged, report.encoded) == (4, 0)
    return Store(tmp_path / "store")


def test_an_index_with_pieces_of_another_table_is_refused(tmp_path, search, monkeypatch):
    """An upgrade that brings another table has to cut the passages anew; the error says how."""
    store = with_other_pieces(tmp_path, search, monkeypatch)
    other = open_snapshot(store, search.encoder)
    try:
        with pytest.raises(IncompatibleIndexError, match=r"another version .* run `sourcier rebuild-index`"):
            Search(other, search.encoder, LEXICON)
    finally:
        other.close()


def test_an_index_with_pieces_of_another_table_is_built_anew(tmp_path, search, monkeypatch):
    """Vectors are taken over, pieces are not."""
    store = with_other_pieces(tmp_path, search, monkeypatch)
    report = build_index(tmp_path / "articles", store.folder, search.encoder)
    assert (report.unchanged, report.encoded) == (4, 0)
    again = Search(open_snapshot(store, search.encoder), search.encoder, LEXICON)
    try:
        assert again.snapshot.manifest.pieces_digest == shipped_pieces().digest
        assert ids(again.find("who is the founder of Oracle?"))[0] == "stargate.md"
    finally:
        again.close()


def test_a_corpus_of_one_language_is_searched(tmp_path):
    """The other language has no passage to offer, and no error."""
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: Cuisine\nlang: fr\n---\n\nLa recette demande du beurre.\n", "utf-8")
    encoder = WordEncoder([("butter", "beurre")])
    build_index(folder, tmp_path / "alone", encoder)
    alone = Search(open_snapshot(Store(tmp_path / "alone"), encoder), encoder, LEXICON)
    try:
        assert ids(alone.find("butter")) == ["a.md"]
        assert ids(alone.find("beurre")) == ["a.md"]
    finally:
        alone.close()
