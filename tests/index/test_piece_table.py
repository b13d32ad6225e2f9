"""The shipped table of word pieces, and how one is read and written."""

import re

import numpy as np
import pytest
from safetensors.numpy import save_file

from index.encoders import SHIPPED_MODEL, shipped_encoder
from index.encoders.static import TOKENIZER
from index.matching.piece_table import (
    PIECE_DIMENSIONS,
    PieceTableError,
    ShippedPieces,
    encode_and_cut,
    save_pieces,
    shipped_pieces,
)
from tests.fakes import WordEncoder


def test_directions_are_unit_vectors():
    """Of every piece that says something."""
    table = shipped_pieces()
    pieces = table.cut(["What is a right of first refusal? Un droit de premier refus."])[0]
    np.testing.assert_allclose(np.linalg.norm(table.directions(pieces), axis=1), 1.0, atol=1e-5)
    assert table.directions(pieces).shape == (len(pieces), PIECE_DIMENSIONS)


def test_similarities_are_cosines():
    """Of the same directions."""
    table = shipped_pieces()
    some, others = table.cut(["a right of first refusal", "un droit de premier refus"])
    wanted = table.directions(some) @ table.directions(others).T
    np.testing.assert_allclose(table.similarities(some, others), wanted, atol=1e-5)


@pytest.mark.parametrize(("word", "translation", "other"), [("refusal", "refus", "beurre"), ("law", "loi", "cheval")])
def test_a_word_lies_nearer_to_its_translation_than_to_another(word, translation, other):
    """That is what the table is trained for."""
    table = shipped_pieces()
    asked, meant, unrelated = (table.directions(table.cut([one])[0])[0] for one in (word, translation, other))
    assert asked @ meant > 0.5
    assert asked @ meant > asked @ unrelated + 0.3


def test_pieces_are_distinct_and_rise_and_unknown_ones_are_left_out():
    """An emoji has no piece."""
    once, twice, none = shipped_pieces().cut(["le droit", "droit, le 🦊 le droit", "🦊"])
    assert once.tolist() == sorted(once.tolist())
    assert set(once.tolist()) < set(twice.tolist())  # the comma is a piece too
    assert len(set(twice.tolist())) == len(twice)
    assert none.tolist() == []


def test_halves_of_surrogate_pairs_are_no_error():
    """A terminal hands over odd bytes so."""
    assert len(shipped_pieces().cut(["\udcff droit"])[0]) >= 1


def test_common_words_count_less_than_rare_ones():
    """Nobody told the table; it learned what to listen to."""
    table = shipped_pieces()
    weights = [float(table.lengths(table.cut([word])[0]).max()) for word in ("the", "le", "satellite", "refus")]
    assert max(weights[:2]) < min(weights[2:])


def test_a_table_is_read_as_it_was_written(tmp_path):
    """Apart from rounding to one byte a coordinate."""
    size = shipped_pieces().size
    rows = np.random.default_rng(0).normal(size=(size, 4)).astype(np.float32)
    save_pieces(tmp_path / "made" / "pieces.safetensors", rows, np.ones(size))
    table = ShippedPieces(tmp_path / "made" / "pieces.safetensors")
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    np.testing.assert_allclose(table.directions(np.arange(50)), unit[:50], atol=0.01)


def test_an_index_stays_good_while_its_pieces_do(tmp_path):
    """It holds numbers of pieces, so other vectors do; another unknown piece does not."""
    table = shipped_pieces()
    rows, weights = np.ones((table.size, 4)), table.lengths(np.arange(table.size))
    save_pieces(tmp_path / "same.safetensors", rows, weights)
    save_pieces(tmp_path / "other.safetensors", rows, np.where(np.arange(table.size) == 7, 0, weights))
    assert ShippedPieces(tmp_path / "same.safetensors").digest == table.digest
    assert ShippedPieces(tmp_path / "other.safetensors").digest != table.digest


def test_a_table_for_other_pieces_is_refused(tmp_path):
    """As many pieces do not make it the same tokenizer."""
    changed = tmp_path / "tokenizer.json"
    changed.write_text((SHIPPED_MODEL / TOKENIZER).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    size = shipped_pieces().size
    save_pieces(tmp_path / "pieces.safetensors", np.ones((size, 4)), np.ones(size), changed)
    ShippedPieces(tmp_path / "pieces.safetensors", changed)
    with pytest.raises(
        PieceTableError, match=r"made for the pieces of another tokenizer than .*install sourcier again"
    ):
        ShippedPieces(tmp_path / "pieces.safetensors")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no table of word pieces there"),
        (b"nothing of the kind", "damaged, or not a table of word pieces"),
        ({"directions": np.zeros((3, 4), np.int8)}, "damaged, or not a table of word pieces"),
        (
            {"directions": np.zeros((3, 4), np.int8), "weights": np.zeros(3, np.float32)},
            "found directions of shape (3, 4) and weights of shape (3,), wanted a row for each of the 40000 pieces",
        ),
    ],
)
def test_what_is_no_table_is_named(tmp_path, content, said):
    """With what to do."""
    path = tmp_path / "pieces.safetensors"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        save_file(content, path)
    with pytest.raises(PieceTableError, match=f"{re.escape(said)}.*install sourcier again, or train it again"):
        ShippedPieces(path)


TEXTS = ["Un droit de premier refus.", "", "A right of first refusal, a right!", " \n", "🦊", "le droit"]


def test_texts_cut_once_have_the_vectors_and_pieces_of_texts_cut_twice():
    """Bit for bit."""
    encoder, table = shipped_encoder(), shipped_pieces()
    both = encode_and_cut(encoder, table, TEXTS)
    assert np.array_equal(both.vectors, encoder.encode_passages(TEXTS))
    assert [pieces.tolist() for pieces in both.pieces] == [pieces.tolist() for pieces in table.cut(TEXTS)]


def test_another_encoder_encodes_by_itself():
    """It knows nothing of these pieces."""
    encoder, table = WordEncoder([("refusal", "refus")]), shipped_pieces()
    both = encode_and_cut(encoder, table, TEXTS)
    assert np.array_equal(both.vectors, encoder.encode_passages(TEXTS))
    assert [pieces.tolist() for pieces in both.pieces] == [pieces.tolist() for pieces in table.cut(TEXTS)]


def test_no_texts_have_no_vectors_and_no_pieces():
    """As for the encoder and the table alone."""
    both = encode_and_cut(shipped_encoder(), shipped_pieces(), [])
    assert (len(both.vectors), both.pieces) == (0, [])
