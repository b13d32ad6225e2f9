"""What a scope lets through: all that it holds, and nothing else, in every way of matching."""

from contextlib import closing
from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.article import LANGUAGES, Article
from corpus.passages import cut_passages
from index.builds.building import CutArticle, build_from_articles
from index.glossaries.meanings import Entry
from index.keeping import admitting, counting
from index.keeping.admitting import KEPT_SCOPES
from index.keeping.snapshot import Store, open_snapshot
from index.retriever import ArticleRetriever
from index.scope import admits
from index.search import Search
from index.words.terms import read_terms
from tests.fakes import WordEncoder, WordLexicon

COLLECTIONS = ("articles", "news", "server-1", "server-2")
SENTENCES = {
    "en": (
        "The right of first refusal (ROFR) is granted to Oracle.",
        "A red or flashing rate (ROFR) is shown by the lamp.",
        "Satellites carry clocks.",
        "Oracle and its founder sell a database.",
        "Nobody knows the founder of the satellites.",
    ),
    "fr": (
        "Microsoft dispose d’un droit de premier refus (ROFR).",
        "Le fondateur d’Oracle a des satellites.",
        "La base de données (BDD) est vendue par Oracle.",
        "Les satellites portent des horloges.",
    ),
}
QUESTIONS = (
    "what is ROFR?",
    "who is the founder of Oracle?",
    "où sont les satellites d’Oracle ?",
    "what is a right of first refusal?",
    "BDD Oracle",
)
ENCODER = WordEncoder(
    [
        *(("oracle",), ("founder", "fondateur"), ("satellites",), ("rofr",)),
        *(("clocks", "horloges"), ("right", "droit")),
    ]
)
LEXICON = WordLexicon({"founder": "fondateur", "clock": "horlog"})
SLOW = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def corpora(draw):
    """Some articles of one to three paragraphs in random languages and collections."""
    articles = []
    for number in range(draw(st.integers(1, 9))):
        language = draw(st.sampled_from(("en", "fr")))
        paragraphs = draw(st.lists(st.sampled_from(SENTENCES[language]), min_size=1, max_size=3))
        collection = draw(st.sampled_from(COLLECTIONS))
        articles.append(
            Article(f"{number}.md", f"Title {number}", language, "\n\n".join(paragraphs), collection=collection)
        )
    return tuple(articles)


scopes = st.none() | st.frozensets(st.sampled_from((*COLLECTIONS, "nowhere")))


def opened(folder, articles):
    """Return the search over an index of `articles`, passages of one sentence each."""
    cut = [CutArticle(one, cut_passages(one, 60)) for one in articles]
    build_from_articles(cut, folder, ENCODER)
    return Search(open_snapshot(Store(folder), ENCODER), ENCODER, LEXICON)


def places(hits):
    return {(hit.article.id, hit.passage.start) for hit in hits}


@SLOW
@given(articles=corpora(), scope=scopes, question=st.sampled_from(QUESTIONS))
def test_a_search_finds_all_that_the_scope_holds_and_nothing_else(tmp_path_factory, articles, scope, question):
    """Asked for more passages than there are."""
    held = {
        (one.id, passage.start)
        for one in articles
        if admits(scope, one.collection)
        for passage in cut_passages(one, 60)
    }
    with closing(opened(tmp_path_factory.mktemp("scope"), articles)) as search:
        hits = search.find(question, 100, scope=scope)
        assert places(hits) == held
        few = search.find(question, 2, scope=scope)
        assert len(few) == min(2, len(held))
        assert places(few) <= held


@SLOW
@given(articles=corpora(), scope=scopes)
def test_the_passages_of_a_scope_are_those_that_it_admits(tmp_path_factory, articles, scope):
    """However few or many the others have."""
    held = sum(len(cut_passages(one, 60)) for one in articles if admits(scope, one.collection))
    with closing(opened(tmp_path_factory.mktemp("scope"), articles)) as search:
        assert search.passages_in(scope) == held
        assert search.passages_in(None) == search.passages_in(frozenset(COLLECTIONS[:2]))


@SLOW
@given(articles=corpora(), scope=scopes, question=st.sampled_from(QUESTIONS), limit=st.integers(1, 12))
def test_each_way_of_matching_finds_the_first_of_its_ranking_that_the_scope_holds(
    tmp_path_factory, articles, scope, question, limit
):
    """As many as are asked for, where there are so many: what is left out takes no place, and changes no score."""
    with closing(opened(tmp_path_factory.mktemp("scope"), articles)) as search:
        snapshot, query = search.snapshot, search.read(question, scope=scope)
        admitted, words = snapshot.admitted(scope), snapshot.counted(scope).words
        by_row = sorted(articles, key=lambda one: one.id)
        inside = np.array([admits(scope, one.collection) for one in by_row for _ in cut_passages(one, 60)])
        near, only = (admitted.near, admitted.words) if admitted else (None, None)
        for group, language in enumerate(LANGUAGES):
            all_words = words.search(query.terms, language, len(inside))
            some_words = words.search(query.terms, language, limit, only)
            all_near = snapshot.vectors.search(query.vector, len(inside), group)
            some_near = snapshot.vectors.search(query.vector, limit, group, near)
            for rows, found in (
                (_pairs(all_words.rows, all_words.scores), _pairs(some_words.rows, some_words.scores)),
                (_pairs(all_near.rows, all_near.similarities), _pairs(some_near.rows, some_near.similarities)),
            ):
                assert found == [one for one in rows if inside[one[0]]][:limit]


def _pairs(rows, scores):
    return list(zip(rows.tolist(), scores.tolist(), strict=True))


@SLOW
@given(articles=corpora(), scope=scopes, question=st.sampled_from(QUESTIONS))
def test_another_servers_articles_change_nothing_in_a_scope(tmp_path_factory, articles, scope, question):
    """Neither what is found, in what order and with which scores, nor how rare a word or a piece of one is."""
    scope = scope and scope - {"server-2"}
    without = tuple(one for one in articles if one.collection != "server-2")
    if not without:
        without = (article("else.md", "Zzz."),)
        articles = (*articles, *without)
    with (
        closing(opened(tmp_path_factory.mktemp("all"), articles)) as search,
        closing(opened(tmp_path_factory.mktemp("without"), without)) as alone,
    ):
        found, wanted = (one.find(question, 100, scope=scope) for one in (search, alone))
        assert [(hit.article.id, hit.passage.start) for hit in found] == [
            (hit.article.id, hit.passage.start) for hit in wanted
        ]
        for hit, other in zip(found, wanted, strict=True):
            assert _figures(hit) == pytest.approx(_figures(other), rel=1e-5, abs=1e-6)
        terms = read_terms("oracle ROFR founder horloges BDD lamp title", "en", LEXICON)
        assert search.rarity(terms, scope=scope) == alone.rarity(terms, scope=scope)
        rarities = (one.snapshot.counted(scope).rarities for one in (search, alone))
        np.testing.assert_array_equal(*rarities)


def _figures(hit):
    standings = [one for one in (hit.words, hit.across, hit.dense, hit.pieces) if one is not None]
    return [hit.fused, *(figure for one in standings for figure in (one.rank, one.score)), *astuple(hit.because)]


@SLOW
@given(articles=corpora(), scope=scopes, question=st.sampled_from(QUESTIONS))
def test_a_scope_says_what_an_index_of_its_articles_alone_says(tmp_path_factory, articles, scope, question):
    """Passages by each way of matching, terms and their meanings, what stands.

    With all shared collections, scores too: how rare words are is counted over these and the scope's servers. With all
    of them or none, counterparts too.
    """
    inside = tuple(one for one in articles if admits(scope, one.collection))
    all_shared = scope is None or scope >= {"articles", "news"}
    whole_parts = all_shared or not scope & {"articles", "news"}
    if not inside:
        inside = (replace(articles[0], id="else.md", text="Zzz.", title="Zzz", collection="server-9"),)
        scope, all_shared = frozenset({"server-9"}), False
        articles = (*articles, *inside)
    with (
        closing(opened(tmp_path_factory.mktemp("all"), articles)) as search,
        closing(opened(tmp_path_factory.mktemp("inside"), inside)) as alone,
    ):
        every = frozenset(COLLECTIONS) | {"server-9"}
        found = {(hit.article.id, hit.passage.start): hit for hit in search.find(question, 100, scope=scope)}
        wanted = {(hit.article.id, hit.passage.start): hit for hit in alone.find(question, 100, scope=every)}
        assert found.keys() == wanted.keys()
        for place, hit in wanted.items():
            assert (found[place].words is None, found[place].across is None) == (hit.words is None, hit.across is None)
            assert (found[place].dense and found[place].dense.score) == (hit.dense and hit.dense.score)
            if all_shared:
                assert found[place].fused == pytest.approx(hit.fused, rel=1e-5)
                for one, other in ((found[place].words, hit.words), (found[place].across, hit.across)):
                    assert (one and one.score) == (other and pytest.approx(other.score, rel=1e-5))
            if whole_parts:
                assert bool(found[place].because.counterpart) == bool(hit.because.counterpart)
        glossary, own = search.snapshot.glossary, alone.snapshot.glossary
        only = search.snapshot.names_in(scope)
        assert _said(glossary.entries(only=only)) == _said(own.entries())
        assert glossary.terms(only=only) == own.terms()
        assert glossary.nearest("ROFRX", only=only) == own.nearest("ROFRX")
        read, read_alone = search.read(question, scope=scope), alone.read(question, scope=every)
        assert read.hints == read_alone.hints
        for term in read_terms("oracle ROFR founder horloges BDD lamp title", read.language, LEXICON):
            assert search.stands(term, scope=scope) == alone.stands(term, scope=every)


def _said(entries: list[Entry]):
    return [
        (entry.term, [(one.text, one.articles, one.languages, one.places) for one in entry.meanings])
        for entry in entries
    ]


def article(name, text, collection="articles", language="en"):
    title = name.rpartition("/")[2].removesuffix(".md").title()
    return Article(name, title, language, text, collection=collection)


SHARED = article("oracle.md", "Oracle sells a database.")
OWN = article("@1/rofr.md", "The right of first refusal (ROFR) is granted to Oracle.", "server-1")
OTHER = article("@2/lamp.md", "A red or flashing rate (ROFR) is shown by the Oracle lamp.", "server-2")


@pytest.fixture
def search(tmp_path):
    with closing(opened(tmp_path, [SHARED, OWN, OTHER])) as made:
        yield made


def test_without_a_scope_no_servers_article_answers(search):
    assert {hit.article.id for hit in search.find("Oracle ROFR", 9)} == {"oracle.md"}
    assert search.meanings("ROFR") == ()
    assert search.read("what is ROFR?").hints == ()


def test_a_servers_scope_knows_its_own_meaning_alone(search):
    scope = frozenset({"articles", "server-1"})
    assert [one.text for one in search.meanings("ROFR", scope=scope)] == ["right of first refusal"]
    assert {one.folded for one in search.read("what is ROFR?", scope=scope).hints} == {"right", "first", "refus"}
    assert {hit.article.id for hit in search.find("Oracle", 9, scope=scope)} == {"oracle.md", "@1/rofr.md"}


def test_an_empty_scope_and_an_unknown_collection_hold_nothing(search):
    for scope in (frozenset(), frozenset({"nowhere"})):
        assert search.find("Oracle", 9, scope=scope) == []
        assert search.snapshot.articles_in(scope) == []
        assert search.snapshot.article("oracle.md", scope) is None


def test_a_read_question_keeps_its_scope(search):
    query = search.read("Oracle", scope=frozenset({"server-2"}))
    assert {hit.article.id for hit in search.find(query, 9)} == {"@2/lamp.md"}


def test_a_scope_of_everything_filters_nothing(search):
    assert search.snapshot.admitted(frozenset({"articles", "server-1", "server-2", "news"})) is None


def test_without_servers_articles_no_scope_filters_nothing(tmp_path):
    with closing(opened(tmp_path, [SHARED, article("n.md", "News of Oracle.", "news")])) as made:
        assert made.snapshot.admitted(None) is None
        assert made.snapshot.names_in(frozenset({"news"})) == {"news"}


def test_what_a_scope_admits_is_worked_out_once_and_the_oldest_goes(search, monkeypatch):
    """Scopes that hold the same of the snapshot are one."""
    snapshot = search.snapshot
    first = snapshot.admitted(frozenset({"articles", "server-1"}))
    assert snapshot.admitted(frozenset({"articles", "server-1", "nowhere"})) is first
    monkeypatch.setattr(admitting, "KEPT_SCOPES", 1)
    snapshot.admitted(frozenset({"server-2"}))
    assert snapshot.admitted(frozenset({"articles", "server-1"})) is not first
    assert KEPT_SCOPES > 1


def test_articles_of_a_scope_come_by_title(search):
    scope = frozenset({"articles", "server-1", "server-2"})
    assert [card.id for card in search.snapshot.articles_in(scope)] == ["@2/lamp.md", "oracle.md", "@1/rofr.md"]


def test_another_servers_translation_takes_no_counterpart_away(tmp_path):
    """A shared passage keeps its shared counterpart, though a server has a copy that is nearer."""
    english = article("a.md", "Oracle and its founder have satellites.")
    french = article("b.md", "Oracle a un fondateur et des satellites, des satellites.", language="fr")
    nearer = article("@1/b.md", "Oracle, son fondateur, ses satellites.", "server-1", "fr")
    with closing(opened(tmp_path, [english, french, nearer])) as made:
        assert made.snapshot.vectors.counterparts([0, 1, 2]).rows.tolist() == [-1, 2, 1]


def test_more_passages_than_one_language_holds_come_from_the_other(tmp_path):
    """Of ninety in English and two in French, ninety-two are found where a hundred are asked for."""
    english = [article(f"{number}.md", f"Oracle sells database {number}.") for number in range(90)]
    french = [article(f"f{number}.md", f"Oracle vend {number}.", language="fr") for number in range(2)]
    with closing(opened(tmp_path, [*english, *french])) as made:
        assert len(made.find("Oracle", 100)) == 92


def test_the_retriever_keeps_to_its_scope(search):
    own = ArticleRetriever(search=search, scope=frozenset({"server-1"}))
    assert {one.metadata["article"] for one in own.invoke("Oracle")} == {"@1/rofr.md"}
    assert {one.metadata["article"] for one in ArticleRetriever(search=search).invoke("Oracle")} == {"oracle.md"}


@pytest.mark.parametrize("inside", [("articles", "server-1"), ("server-1",)], ids=["more", "fewer"])
def test_to_leave_shared_collections_out_changes_no_score(tmp_path, inside):
    """Whether most of what is counted is left out, or the least."""
    news = article("news.md", "News of Oracle and its right of refusal.", "news")
    with closing(opened(tmp_path, [SHARED, news, OWN, OTHER])) as search:
        terms, scope = search.read("Oracle refusal").terms, frozenset(inside)
        words, admitted = search.snapshot.counted(scope).words, search.snapshot.admitted(scope)
        every, kept = words.search(terms, "en", 9), words.search(terms, "en", 9, admitted.words)
        scores = dict(zip(every.rows.tolist(), every.scores.tolist(), strict=True))
        assert kept.rows.tolist() == [row for row in every.rows.tolist() if admitted.near.mask[row]]
        np.testing.assert_allclose(kept.scores, [scores[row] for row in kept.rows.tolist()], rtol=1e-6)


def test_what_is_counted_is_worked_out_once_for_the_same_servers_and_the_oldest_goes(search, monkeypatch):
    snapshot = search.snapshot
    shared, first = snapshot.counted(None), snapshot.counted(frozenset({"server-1"}))
    assert snapshot.counted(frozenset({"articles", "nowhere"})) is shared
    assert snapshot.counted(frozenset({"articles", "server-1"})) is first
    monkeypatch.setattr(counting, "KEPT_COUNTED", 1)
    snapshot.counted(frozenset({"server-2"}))
    assert snapshot.counted(frozenset({"server-1"})) is not first


def test_the_servers_articles_alone_make_an_index(tmp_path):
    """Nothing is shared, in either language."""
    with closing(opened(tmp_path, [OWN])) as made:
        assert made.find("Oracle", 9) == []
        assert [hit.article.id for hit in made.find("Oracle", 9, scope=frozenset({"server-1"}))] == ["@1/rofr.md"]
        assert not made.stands(made.terms("Oracle")[0])
