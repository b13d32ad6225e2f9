"""What is answered, refused or named never comes from an article outside the scope."""

from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.sentences.confidence import LEAST, LEAST_OF_FEW
from corpus.article import Article
from corpus.passages import cut_passages
from index.builds.building import CutArticle, build_from_articles
from index.keeping.snapshot import Store, open_snapshot
from index.matching.ranking import FEW
from index.scope import admits
from index.search import Search
from tests.answers.sound import unsound
from tests.fakes import WordEncoder, WordLexicon

COLLECTIONS = ("articles", "news", "server-1", "server-2")
TEXTS = {
    "en": (
        "A right of first refusal (ROFR) lets its holder match an offer. Shareholders often grant one.",
        "The red or flashing rate (ROFR) of the lamp was set to 49 per second in 2019 by Oracle.",
        "Oracle was founded by Larry Ellison in 1977. Its founder lives in Hawaii.",
        "A satellite is a thing that orbits a planet. Saturn has 274 of them.",
    ),
    "fr": (
        "Microsoft dispose d’un droit de premier refus (ROFR). OpenAI doit donc lui demander.",
        "Le fondateur d’Oracle est Larry Ellison. Il était à la Maison-Blanche le 21 janvier 2025.",
        "Un satellite est un objet qui tourne autour d’une planète. Saturne en a 82.",
    ),
}
QUESTIONS = (
    "what is ROFR?",
    "ROFR, c’est quoi ?",
    "what is a satellite?",
    "who is the founder of Oracle?",
    "combien de satellites a Saturne ?",
    "and when was it founded?",
    "what is the capital of Peru?",
)
ENCODER = WordEncoder(
    [("oracle",), ("founder", "fondateur"), ("satellite", "satellites"), ("rofr",), ("saturn", "saturne")]
)
LEXICON = WordLexicon({"founder": "fondateur", "saturn": "saturn", "satellit": "satellit"})


@st.composite
def corpora(draw):
    """Some articles in random languages and collections, each called by where it may be read."""
    articles = []
    for number in range(draw(st.integers(1, 7))):
        language = draw(st.sampled_from(("en", "fr")))
        text = "\n\n".join(draw(st.lists(st.sampled_from(TEXTS[language]), min_size=1, max_size=2)))
        collection = draw(st.sampled_from(COLLECTIONS))
        articles.append(Article(f"{collection}/{number}", f"Of {collection}", language, text, collection=collection))
    return articles


def answerer_of(folder, articles):
    build_from_articles([CutArticle(one, cut_passages(one)) for one in articles], folder, ENCODER)
    search = Search(open_snapshot(Store(folder), ENCODER), ENCODER, LEXICON)
    return search, Answerer(search, least=0.05)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    articles=corpora(),
    scope=st.none() | st.frozensets(st.sampled_from(COLLECTIONS)),
    question=st.sampled_from(QUESTIONS),
    earlier=st.lists(st.sampled_from(QUESTIONS), max_size=2),
)
def test_no_answer_and_no_refusal_names_an_article_outside_its_scope(
    tmp_path_factory, articles, scope, question, earlier
):
    """Nor does what is found for a chat model to read."""
    search, answerer = answerer_of(tmp_path_factory.mktemp("scope"), articles)
    with closing(search):
        result = answerer.answer(question, earlier=earlier, scope=scope)
        named = result.nearest if isinstance(result, NoAnswer) else result.citations
        outside = {one.id for one in articles if not admits(scope, one.collection)}
        assert outside.isdisjoint(one.article_id for one in named)
        assert unsound(result, search) == []
        understood = answerer.understand(question, earlier=earlier, scope=scope)
        assert outside.isdisjoint(hit.article.id for hit in getattr(understood, "hits", ()))


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    articles=corpora(),
    scope=st.none() | st.frozensets(st.sampled_from(COLLECTIONS[:-1])),
    question=st.sampled_from(QUESTIONS),
)
def test_another_servers_articles_change_no_answer(tmp_path_factory, articles, scope, question):
    """The same quotes or the same reason, the same articles named, and the same confidence."""
    without = [one for one in articles if one.collection != "server-2"]
    if not without:
        without = [Article("a.md", "Cooking", "en", "Butter and flour make a cake.")]
        articles = [*articles, *without]
    (search, answerer), (alone, plain) = (
        answerer_of(tmp_path_factory.mktemp("all"), articles),
        answerer_of(tmp_path_factory.mktemp("without"), without),
    )
    with closing(search), closing(alone):
        found, wanted = answerer.answer(question, scope=scope), plain.answer(question, scope=scope)
        assert found.confidence == pytest.approx(wanted.confidence, abs=0.0011)  # three digits, rounded
        assert replace(found, confidence=wanted.confidence) == wanted


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_refusal_does_not_tell_that_another_server_knows(tmp_path, question):
    """The reason is the same whether a server's articles answer the question or there are none."""
    shared = Article("a.md", "Cooking", "en", "Butter and flour make a cake. A cake takes an hour.")
    texts = [text for language in ("en", "fr") for text in TEXTS[language]]
    others = [
        Article(f"@1/{number}.md", "Secret", "en" if number < 4 else "fr", text, collection="server-1")
        for number, text in enumerate(texts)
    ]
    (search, answerer), (alone, plain) = (
        answerer_of(tmp_path / "all", [shared, *others]),
        answerer_of(tmp_path / "alone", [shared]),
    )
    with closing(search), closing(alone):
        found, wanted = answerer.answer(question), plain.answer(question)
        assert isinstance(wanted, NoAnswer)
        assert isinstance(found, NoAnswer)
        assert (found.reason, found.text, found.nearest) == (wanted.reason, wanted.text, wanted.nearest)
        own = answerer.answer("what is ROFR?", scope=frozenset({"server-1"}))
        assert isinstance(own, Answer)


def test_a_server_of_few_passages_is_answered_as_one_however_many_another_has(tmp_path):
    """As surely, by the same ranking, and refused below the same confidence, which a host may set."""
    own = [
        Article(f"@1/{number}", "Of server 1", language, text, collection="server-1")
        for language, texts in TEXTS.items()
        for number, text in enumerate(texts, start=10 * (language == "fr"))
    ]
    lines = "\n\n".join(f"Line {number} of the log says that the pump {number} was cleaned." for number in range(3_200))
    other = Article("@2/log", "The log", "en", lines, collection="server-2")
    cut = [CutArticle(one, cut_passages(one)) for one in own]
    scope, found = frozenset({"server-1"}), []
    for name, articles in (("before", cut), ("after", [*cut, CutArticle(other, cut_passages(other, 60))])):
        build_from_articles(articles, tmp_path / name, ENCODER)
        with closing(Search(open_snapshot(Store(tmp_path / name), ENCODER), ENCODER, LEXICON)) as search:
            answerer = Answerer(search)
            answers = [answerer.answer(question, scope=scope) for question in QUESTIONS]
            hits = [
                [(hit.passage, hit.fused, hit.because) for hit in search.find(question, scope=scope)]
                for question in QUESTIONS
            ]
            found.append((search.passages_in(scope), answers, hits, answerer.least(scope)))
            assert Answerer(search, least=0.3).least(scope) == 0.3
    assert search.snapshot.manifest.passages > FEW
    assert (answerer.least(frozenset({"server-2"})), answerer.least(scope)) == (LEAST, LEAST_OF_FEW)
    assert found[0] == found[1]
