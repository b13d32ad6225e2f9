"""The reader: how a sequence is laid out, what the transformer computes, and its file."""

from dataclasses import replace

import numpy as np
import pytest

from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import blended_choice, choose
from bot.answers.sentences.model import AnswerModelError, shipped_model
from bot.answers.sentences.reader import (
    LONGEST,
    MOST_OF_QUESTION,
    MOST_OF_SENTENCE,
    MOST_OF_TITLE,
    OF_SENTENCE,
    OF_TITLE,
    READ,
    SENTENCE,
    SHIPPED_READER,
    START,
    TITLE,
    Blend,
    Candidate,
    Read,
    lay_out,
    load_reader,
    save_reader,
    shipped_reader,
)
from index.encoders import load_encoder
from index.matching.piece_table import shipped_pieces
from index.words.lexicon import load_lexicon
from tests.answers.test_reading import ARTICLES
from tests.small_index import build_search

DIGEST = shipped_pieces().digest
VOCABULARY = 1000


@pytest.fixture(scope="module")
def reader():
    return shipped_reader(DIGEST)


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    search = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield search
    search.close()


def ids(*numbers):
    return np.array(numbers, np.int64)


def cut(*texts):
    return shipped_pieces().in_order(texts)


def test_sentences_of_a_passage_stand_together_under_its_title():
    """In the order of the text, passages in the order of their best; each piece knows whose it is."""
    best, other, second = (
        Candidate(7, 5, ids(70), ids(1, 2)),
        Candidate(3, 0, ids(30), ids(3)),
        Candidate(7, 4, ids(70), ids(4)),
    )
    laid = lay_out(ids(9), [best, other, second], VOCABULARY)
    start, title, sentence = (VOCABULARY + mark for mark in (START, TITLE, SENTENCE))
    assert laid.pieces.tolist() == [start, 9, title, 70, sentence, 4, sentence, 1, 2, title, 30, sentence, 3]
    assert laid.places.tolist() == [0, 1, 0, 1, 0, 1, 0, 1, 2, 0, 1, 0, 1]
    assert laid.kinds.tolist() == [0, 0, OF_TITLE, OF_TITLE, *[OF_SENTENCE] * 5, OF_TITLE, OF_TITLE, *[OF_SENTENCE] * 2]
    assert laid.ranks.tolist() == [0, 0, 0, 0, 3, 3, 1, 1, 1, 0, 0, 2, 2]
    assert laid.marks.tolist() == [6, 11, 4, 0, 0, 0]


def test_what_is_long_is_cut_and_a_sequence_never_exceeds_its_length():
    """A question, a title, a sentence, and a seventh candidate, of any length."""
    long = np.arange(5000) % VOCABULARY
    laid = lay_out(long, [Candidate(hit, 0, long, long) for hit in range(7)], VOCABULARY)
    assert len(laid.pieces) <= LONGEST
    assert laid.marks[0] == 1 + MOST_OF_QUESTION + 1 + MOST_OF_TITLE
    assert laid.pieces.tolist().count(VOCABULARY + SENTENCE) == np.count_nonzero(laid.marks) < READ
    one = lay_out(ids(), [Candidate(0, 0, ids(), long)], VOCABULARY)
    assert len(one.pieces) == 3 + MOST_OF_SENTENCE


def test_a_candidate_without_room_is_like_the_worst(reader):
    """So that nothing is put first because it was not read."""
    long = np.arange(5000) % VOCABULARY
    said = reader.read(long, [Candidate(hit, 0, long, long) for hit in range(READ)])
    assert len(said.sentences) == READ
    assert said.sentences[-1] == said.sentences.min()


def test_the_last_layer_gives_the_wanted_places_what_all_places_get(reader):
    """Only the marks' states are computed there; they are those that the whole layer gives."""
    question, title, text = cut("Who wrote it?", "A book", "Ada Lovelace wrote it in 1843.")
    laid = lay_out(question, [Candidate(0, 0, title, text)], reader.vocabulary)
    every = reader.states(laid, np.arange(len(laid.pieces)))
    np.testing.assert_allclose(reader.states(laid, np.array([0, 5])), every[[0, 5]], atol=1e-4)


def test_a_layer_is_attention_and_two_products(reader):
    """Against the textbook's formula, head by head and row by row in double precision."""
    layer, random = reader.layers[0], np.random.default_rng(0)
    state = random.normal(size=(7, 160))

    def normed(rows, weights):
        return rows / np.sqrt((rows**2).mean(axis=1, keepdims=True)) * weights

    mixed = normed(state, layer.attention_norm) @ layer.attention_in + layer.attention_in_bias
    heads = []
    for head in range(5):
        asks, keys, values = (mixed[:, part * 160 + head * 32 : part * 160 + head * 32 + 32] for part in range(3))
        odds = np.exp(asks @ keys.T / np.sqrt(32))
        heads.append(odds / odds.sum(axis=1, keepdims=True) @ values)
    state = state + np.concatenate(heads, axis=1) @ layer.attention_out + layer.attention_out_bias
    inner = np.maximum(normed(state, layer.forward_norm) @ layer.forward_in + layer.forward_in_bias, 0)
    expected = state + inner @ layer.forward_out + layer.forward_out_bias
    random = np.random.default_rng(0)
    np.testing.assert_allclose(layer.apply(random.normal(size=(7, 160)).astype(np.float32)), expected, atol=2e-3)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("How many moons does Neptune have?", 1),
        ("Combien de lunes a Saturne ?", 0),
        ("Who discovered Titan?", 2),
    ],
)
def test_the_sentence_that_answers_is_read_as_such(reader, question, right):
    """Of sentences that share most words; in the other language too."""
    texts = (
        "Saturn has 274 known moons, more than any other planet.",
        "At that time Neptune had 14 known moons.",
        "Titan was found by the Dutchman Christiaan Huygens in 1655.",
        "The moons were found with a telescope on Hawaii.",
    )
    asked, *cuts = cut(question, *texts)
    said = reader.read(asked, [Candidate(0, place, ids(), one) for place, one in enumerate(cuts)])
    assert int(said.sentences.argmax()) == right


def test_none_answers_a_question_about_something_else(reader):
    """The logit of none is above all, though a word is shared."""
    asked, *cuts = cut("How do I bake bread?", "The bread riots began in 1789.", "Saturn has 274 known moons.")
    said = reader.read(asked, [Candidate(0, place, ids(), one) for place, one in enumerate(cuts)])
    assert said.none > said.sentences.max()


def test_the_blend_moves_what_was_read_and_leaves_the_rest_behind():
    """By hand: twice the lead of each sentence read, the worst lead for the others."""
    logits = np.array([3.0, 1.0, 2.0, 0.0], np.float32)
    said = Read(np.array([-1.0, 4.0], np.float32), 0.0)
    found = blended_choice(logits, np.array([0, 2, 1, 3]), said, 2.0)
    assert found.tolist() == [3.0 - 10.0, 1.0 - 10.0, 2.0, -10.0]


def test_the_reader_changes_how_sure_one_is(search):
    """The same question and passages, with the reader and without."""
    question = "Qui est le fondateur d'Oracle ?"
    query = search.read(question)
    model, hits = shipped_model(search.table.digest), search.find(query)
    plain = choose(query, read_kind(question), hits, search, model)
    read = choose(query, read_kind(question), hits, search, model, shipped_reader(search.table.digest))
    assert read.confidence != plain.confidence
    assert read.evidence[0].text == plain.evidence[0].text


def test_a_reader_is_read_as_it_was_written(tmp_path, reader):
    """Twice written, nothing is lost the second time."""
    path = tmp_path / "reader.safetensors"
    save_reader(path, replace(reader, blend=Blend(0.5, np.array([1, 2, 3, 4], np.float32), -0.25)), DIGEST)
    again = load_reader(path, DIGEST)
    assert (again.blend.choice, again.blend.confidence.tolist(), again.blend.bias) == (0.5, [1, 2, 3, 4], -0.25)
    np.testing.assert_array_equal(again.pieces, reader.pieces)
    np.testing.assert_array_equal(again.layers[2].forward_out, reader.layers[2].forward_out)


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda path: None, "there is no reader of answers there; install sourcier again"),
        (lambda path: path.write_bytes(b"no safetensors"), "damaged, or not a reader of answers"),
        (lambda path: path.write_bytes(SHIPPED_READER.read_bytes()[:-9]), "damaged, or not a reader of answers"),
    ],
)
def test_a_file_that_is_no_reader_is_named_with_what_to_do(tmp_path, make, match):
    """Missing, something else, cut short."""
    make(tmp_path / "r.safetensors")
    with pytest.raises(AnswerModelError, match=match):
        load_reader(tmp_path / "r.safetensors", DIGEST)


def test_a_reader_for_other_pieces_is_refused():
    """Its numbers would mean other words."""
    with pytest.raises(AnswerModelError, match="made for another table of word pieces"):
        load_reader(SHIPPED_READER, "0" * 64)
