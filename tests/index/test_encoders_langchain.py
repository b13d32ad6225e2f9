import inspect

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from index.encoders.langchain import EncoderEmbeddings, LangChainEncoder
from index.encoders.protocol import Encoder
from index.encoders.rows import unit_rows
from index.errors import EncoderError
from tests.fakes import WordEncoder


class Lengths(Embeddings):
    """A vector is the text's number of letters and of words; questions have the two the other way round."""

    def embed_documents(self, texts):
        return [[float(len(text)), float(len(text.split()))] for text in texts]

    def embed_query(self, text):
        return [float(len(text.split())), float(len(text))]


class Failing(Lengths):
    """Its model is out of reach."""

    def embed_documents(self, texts):
        raise ConnectionError("refused")


class Ragged(Lengths):
    """The first row is shorter."""

    def embed_documents(self, texts):
        return [[1.0]] + [[1.0, 2.0]] * (len(texts) - 1)


class Wandering(Lengths):
    """Another width for each question."""

    def embed_query(self, text):
        return [1.0] * len(text.split())


def test_passages_and_questions_take_their_own_ways():
    encoder = LangChainEncoder(Lengths(), name="lengths")
    assert encoder.dimensions == 2
    assert encoder.encode_passages(["abc d ef"]) == pytest.approx(np.array([[8, 3]]) / np.hypot(8, 3))
    assert encoder.encode_questions(["abc d ef"]) == pytest.approx(np.array([[3, 8]]) / np.hypot(8, 3))


def test_blank_texts_have_zero_rows_and_no_texts_none():
    encoder = LangChainEncoder(Lengths(), name="lengths")
    assert encoder.encode_passages([" "]).tolist() == [[0.0, 0.0]]
    assert (encoder.encode_passages([]).shape, encoder.encode_questions([]).shape) == ((0, 2), (0, 2))


def test_another_name_is_another_digest():
    first, second = (LangChainEncoder(Lengths(), name=name).digest for name in ("one", "two"))
    assert len({first, second}) == 2


def test_a_failure_of_the_model_is_told_with_its_cause():
    with pytest.raises(EncoderError, match=r"langchain:failing could not embed a text \(ConnectionError: refused\)"):
        LangChainEncoder(Failing(), name="failing").encode_passages(["a"])


def test_rows_of_differing_width_are_refused():
    with pytest.raises(EncoderError, match="langchain:ragged could not embed a text"):
        LangChainEncoder(Ragged(), name="ragged").encode_passages(["a", "b"])


def test_a_question_of_another_width_is_refused():
    with pytest.raises(EncoderError, match="a vector of width 3 where 2 was wanted"):
        LangChainEncoder(Wandering(), name="wandering").encode_questions(["one two", "one two three"])


def test_an_encoder_serves_as_embeddings():
    encoder = WordEncoder([("founder", "fondateur"), ("cat", "chat")], dimensions=2)
    embeddings = EncoderEmbeddings(encoder)
    assert embeddings.embed_documents(["le chat", "a founder"]) == [[0.0, 1.0], [1.0, 0.0]]
    assert embeddings.embed_query("cat") == [0.0, 1.0]


def test_there_and_back_gives_the_same_vectors():
    encoder = WordEncoder([("founder", "fondateur"), ("cat", "chat")])
    back = LangChainEncoder(EncoderEmbeddings(encoder), name="back")
    assert back.encode_passages(["cat founder"]) == pytest.approx(encoder.encode_passages(["cat founder"]))


@pytest.mark.parametrize("method", ["encode_passages", "encode_questions"])
def test_the_adapter_keeps_the_protocols_signatures(method):
    wanted = inspect.signature(getattr(Encoder, method))
    assert inspect.signature(getattr(LangChainEncoder, method)) == wanted


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_none_are_refused_with_the_text_they_came_from(bad):
    raw = np.array([[1.0, 0.0], [bad, 1.0]])
    with pytest.raises(EncoderError, match="for 1 of 2 texts, first for text 2"):
        unit_rows(raw, ["a", "b"], 2, "model")


def test_another_shape_is_refused_with_both_shapes():
    with pytest.raises(EncoderError, match=r"shape \(1, 3\) where \(2, 2\) was wanted"):
        unit_rows(np.ones((1, 3)), ["a", "b"], 2, "model")


@pytest.mark.parametrize("size", [1e-40, 1e-20, 1.0, 1e20, 3e38])
def test_rows_of_any_size_come_out_with_length_one(size):
    rows = unit_rows(np.array([[size, size]], dtype=np.float64), ["a"], 2, "model")
    assert rows == pytest.approx(np.full((1, 2), np.sqrt(0.5)), abs=1e-2)


def test_the_callers_array_is_left_alone():
    raw = np.full((1, 2), 3.0, dtype=np.float32)
    unit_rows(raw, ["a"], 2, "model")
    assert raw.tolist() == [[3.0, 3.0]]
