"""Sequences as arrays."""

import random

import numpy as np

from bot.answers.sentences.reader import FILLER, READ, Candidate, lay_out
from bot.answers.training.reader.drawn import draw_examples
from bot.answers.training.reader.made import asked_of_documents, hidden_in_documents, hidden_in_pairs
from bot.answers.training.reader.rows import Example, load_rows, make_rows, save_rows, together
from bot.answers.training.reader.sequences import Chunk, load_sequences, make_chunk, save_sequences
from bot.answers.training.samples import ELSEWHERE, RIGHT
from tests.answers.reader_training.conftest import DOCUMENTS, PAIRS, READINGS

VOCABULARY = 40_000


def examples_of(cutter):
    return [
        *hidden_in_pairs(PAIRS, cutter, random.Random(0)),
        *hidden_in_documents(DOCUMENTS, cutter, random.Random(0)),
        *asked_of_documents(DOCUMENTS, 5, cutter, random.Random(0)),
        *draw_examples(READINGS, 4, cutter, random.Random(0)),
    ]


def test_rows_hold_the_layout_of_the_reader(cutter):
    """Each array is that of `lay_out`, and filler behind it."""
    examples = examples_of(cutter)
    random.Random(1).shuffle(examples)
    padded = make_rows(examples, VOCABULARY).take(np.arange(len(examples)), VOCABULARY)
    for row, example in enumerate(examples):
        laid = lay_out(example.question, example.candidates, VOCABULARY)
        length = len(laid.pieces)
        for name, filler in (("pieces", VOCABULARY + FILLER), ("places", 0), ("kinds", 0), ("ranks", 0)):
            values = getattr(padded, name)[row]
            assert values[:length].tolist() == getattr(laid, name).tolist()
            assert set(values[length:].tolist()) <= {filler}
        assert padded.marks[row].tolist() == laid.marks.tolist()


def test_the_answer_stands_where_the_row_says(cutter):
    """From its first piece to its last, in the sequence."""
    examples = draw_examples(READINGS, 1, cutter, random.Random(0))
    padded = make_rows(examples, VOCABULARY).take(np.arange(len(examples)), VOCABULARY)
    for row, reading in enumerate(READINGS):
        first, last = padded.answers[row].tolist()
        assert padded.pieces[row, first : last + 1].tolist() == cutter.cut([reading.answer])[0].tolist()


def test_a_candidate_without_room_is_not_marked(cutter):
    """Nor is its answer known."""
    long = cutter.cut(["machines " * 80])[0]
    crowded = [Candidate(hit, 0, long, long) for hit in range(READ)]
    marks = [0, 0, 0, 0, ELSEWHERE, RIGHT]
    rows = make_rows([Example(long, crowded, marks, range(1))], VOCABULARY)
    assert rows.marks[0, READ - 1] == 0
    assert rows.given[0, READ - 1] == 0
    assert rows.answers[0].tolist() == [0, 0]


def test_rows_are_put_together_kept_and_taken_in_any_order(tmp_path, cutter):
    """All of them, as they were."""
    examples = examples_of(cutter)
    whole = make_rows(examples, VOCABULARY)
    parts = together([make_rows(examples[:7], VOCABULARY), make_rows(examples[7:], VOCABULARY)])
    save_rows(tmp_path / "rows.npz", parts)
    kept = load_rows(tmp_path / "rows.npz")
    some = np.array([11, 3, 8])
    assert len(kept) == len(examples)
    for name in ("pieces", "places", "kinds", "ranks", "marks", "given", "answers"):
        ours, theirs = getattr(kept.take(some, VOCABULARY), name), getattr(whole.take(some, VOCABULARY), name)
        assert ours.tolist() == theirs.tolist()


def test_sequences_are_taken_up_only_if_all_were_written(tmp_path, texts, readings):
    """A cut that left some files begins anew."""
    made = {}
    for kind, some in (("pairs", texts.pairs), ("documents", texts.documents), ("readings", readings)):
        made |= make_chunk(Chunk(kind, 0, 0, VOCABULARY, some))
    assert load_sequences(tmp_path) is None
    save_sequences(tmp_path, made)
    found = load_sequences(tmp_path)
    assert {kind: len(rows) for kind, rows in found.items()} == {kind: len(rows) for kind, rows in made.items()}
    (tmp_path / "real.npz").unlink()
    assert load_sequences(tmp_path) is None
