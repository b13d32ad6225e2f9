import json
import lzma

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.training.batches import Ragged, encode, plan, stream_of
from index.training.holding import hold_back
from index.training.pairs import Pair, TrainingDataError, read_pairs
from index.training.pieces import train_pieces
from index.training.spans import cut_spans, find_spans, without


def write(folder, name, rows):
    with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def folder(tmp_path):
    """Return a folder with every training file, a few rows each."""
    parallel = [
        {"en": "a cat", "fr": "un chat", "source": "tatoeba", "align": None},
        {"en": "a dog", "fr": "autre chose", "source": "tatoeba", "align": 0.1},
        {"en": "  ", "fr": "rien", "source": "tatoeba", "align": 1.0},
    ]
    write(tmp_path, "parallel.en-fr", parallel)
    entry = {"en": "Peru", "fr": "Pérou", "source": "wikipedia-titles", "n": 1, "same": False}
    write(tmp_path, "dictionary.en-fr", [entry])
    for asked in ("en", "fr"):
        for answered in ("en", "fr"):
            row = {
                "query": f"q {asked}",
                "passage": f"p {answered}",
                "title": "T",
                "source": "piaf",
                "kind": "question",
            }
            write(tmp_path, f"qa.{asked}-{answered}", [row | {"lang_q": asked, "lang_p": answered}])
    return tmp_path


def question(left, right, title="", source="piaf", ways="en-en"):
    asked, answered = ways.split("-")
    return Pair("qa", source, left, right, asked, answered, title)


def test_misaligned_and_blank_rows_are_left_out(folder):
    assert [pair.left for pair in read_pairs(folder) if pair.group == "parallel"] == ["a cat"]


def test_every_file_is_read_with_its_languages(folder):
    found = [(pair.left, pair.passage, pair.right_language) for pair in read_pairs(folder) if pair.group == "qa"]
    wanted = [(f"q {asked}", f"T\np {answered}", answered) for asked in ("fr", "en") for answered in ("fr", "en")]
    assert found == wanted


def test_a_missing_file_is_named(folder):
    (folder / "qa.fr-en.jsonl.xz").unlink()
    with pytest.raises(TrainingDataError, match=r"qa\.fr-en\.jsonl\.xz: cannot be read"):
        read_pairs(folder)


def test_a_row_without_a_field_is_named_with_its_line(folder):
    write(folder, "dictionary.en-fr", [{"en": "a", "fr": "b", "source": "s", "same": True}, {"en": "a"}])
    with pytest.raises(TrainingDataError, match=r"dictionary\.en-fr\.jsonl\.xz, line 2: no field fr, source, same"):
        read_pairs(folder)


@pytest.mark.parametrize("content", [b"", b"not packed", lzma.compress(b"{nope\n"), lzma.compress(b"\xff\n")])
def test_a_damaged_file_is_named(folder, content):
    (folder / "parallel.en-fr.jsonl.xz").write_bytes(content[:-1] or b"x")
    with pytest.raises(TrainingDataError, match=r"parallel\.en-fr\.jsonl\.xz: cannot be read as xz-packed jsonl"):
        read_pairs(folder)


def test_a_family_is_held_back_whole_or_not_at_all():
    """Pairs that share a passage, a title or a question go together, in whichever language."""
    pairs = [
        pair
        for number in range(400)
        for pair in (
            question(f"question {number}", f"passage {number}", f"title {number}"),
            question(f"question {number}", f"texte {number}", f"titre {number}", ways="en-fr"),
            question(f"demande {number}", f"texte {number}", f"titre {number}", ways="fr-fr"),
            question(f"autre {number}", f"voisin {number}", f"titre {number}", ways="fr-fr"),
        )
    ]
    held = np.array(hold_back(pairs)).reshape(-1, 4)
    assert set(map(tuple, held)) == {(True,) * 4, (False,) * 4}
    assert 5 <= held[:, 0].sum() <= 40


def test_a_question_asked_everywhere_makes_no_family():
    pairs = [question("Definitions", f"passage {number}", f"title {number}") for number in range(400)]
    assert 0 < sum(hold_back(pairs)) < 100


def test_a_sentence_of_a_held_back_passage_is_held_back_in_the_parallel_pairs():
    questions = [question(f"q {number}", f"first {number}\nsecond {number}", f"t {number}") for number in range(400)]
    sentences = [
        Pair("parallel", "laws", f"second {number}", f"deuxième {number}", "en", "fr") for number in range(400)
    ]
    held = hold_back(questions + sentences)
    assert held[:400] == held[400:]
    assert any(held)


def test_dictionary_entries_are_never_held_back():
    pairs = [Pair("dictionary", "wikipedia-titles", f"e {n}", f"f {n}", "en", "fr") for n in range(200)]
    assert not any(hold_back(pairs))


def test_holding_back_does_not_depend_on_the_order():
    pairs = [question(f"q {n % 50}", f"p {n}", f"t {n % 70}") for n in range(300)]
    forth, back = hold_back(pairs), hold_back(pairs[::-1])
    assert forth == back[::-1]


MANY = [question(f"q {n}", f"p {n}", source="laws") for n in range(3000)] + [
    Pair("dictionary", "wikipedia-titles", f"e {n}", f"f {n}", "en", "fr", same=n % 2 == 0) for n in range(5000)
]


def test_the_plan_follows_from_the_seed():
    plans = [plan(MANY, {}, 2, seed) for seed in (1, 1, 2)]
    rows = [[tuple(batch.rows.tolist()) for batch in one] for one in plans]
    assert (rows[0] == rows[1], rows[0] == rows[2]) == (True, False)


def test_a_batch_is_of_one_stream_and_repeats_no_pair():
    batches = plan(MANY, {}, 1, 0)
    assert batches
    for batch in batches:
        assert {stream_of(MANY[row]) for row in batch.rows} == {batch.stream}
        assert len(set(batch.rows.tolist())) == len(batch.rows)


def test_a_pass_sees_each_stream_at_its_rate():
    seen = {}
    for batch in plan(MANY, {}, 1, 0):
        seen[batch.stream] = seen.get(batch.stream, 0) + len(batch.rows)
    assert seen == {"qa laws": 1500, "dictionary": 1500, "dictionary same": 375}


ROWS = st.lists(st.lists(st.integers(0, 99), min_size=1, max_size=6), min_size=1, max_size=8)


@given(rows=ROWS, data=st.data())
def test_taking_rows_equals_indexing_lists(rows, data):
    """The flat arrays answer like the lists they stand for."""
    starts = np.cumsum([0] + [len(row) for row in rows])
    ragged = Ragged(np.array([one for row in rows for one in row], dtype=np.int32), starts)
    wanted = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=10))
    skipped = [data.draw(st.integers(0, len(rows[row]))) for row in wanted]
    taken = ragged.take(np.array(wanted, dtype=np.int64), np.array(skipped, dtype=np.int64))
    found = [taken.ids[taken.starts[n] : taken.starts[n + 1]].tolist() for n in range(len(taken))]
    assert found == [rows[row][skip:] for row, skip in zip(wanted, skipped, strict=True)]


@given(rows=ROWS, share=st.floats(0, 1), seed=st.integers(0, 99))
def test_thinning_keeps_the_order_and_the_rows(rows, share, seed):
    """Each row keeps some of its ids, in order; none moves to another row."""
    ids = np.arange(sum(len(row) for row in rows), dtype=np.int32)
    starts = np.cumsum([0] + [len(row) for row in rows])
    thinned = Ragged(ids, starts).thin(share, np.random.default_rng(seed))
    for place in range(len(rows)):
        kept = thinned.ids[thinned.starts[place] : thinned.starts[place + 1]].tolist()
        assert kept == sorted(kept)
        assert set(kept) <= set(range(starts[place], starts[place + 1]))


def test_thinning_leaves_out_about_the_share():
    ragged = Ragged(np.zeros(10_000, dtype=np.int32), np.array([0, 4000, 10_000]))
    assert np.diff(ragged.thin(0.2, np.random.default_rng(0)).starts) == pytest.approx([3200, 4800], rel=0.03)


PASSAGES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 90)), min_size=1, max_size=6)


@given(passages=PASSAGES, seed=st.integers(0, 99))
def test_a_span_and_the_rest_make_the_passage(passages, seed):
    """A span stands in its text, outside the title, takes at most half, and the rest is all else in order."""
    titles = np.array([title for title, _ in passages])
    starts = np.cumsum([0] + [title + text for title, text in passages])
    rights = Ragged(np.arange(starts[-1], dtype=np.int32), starts)
    rows = np.arange(len(passages))
    spans = cut_spans(rights, rows, titles, np.random.default_rng(seed))
    rest = without(rights, rows, spans)
    for row, (title, text) in enumerate(passages):
        span = spans.ids.ids[spans.ids.starts[row] : spans.ids.starts[row + 1]].tolist()
        left = rest.ids[rest.starts[row] : rest.starts[row + 1]].tolist()
        assert len(span) <= min(text // 2, 30)
        assert all(one >= starts[row] + title for one in span)
        assert span == list(range(min(span, default=0), min(span, default=0) + len(span)))
        assert sorted(span + left) == list(range(starts[row], starts[row + 1]))


def test_passages_ask_for_themselves_once_and_for_their_translation_both_ways():
    pairs = [
        question("q", "long english", ways="en-en"),
        question("q", "long français", ways="en-fr"),
        question("autre", "long français", ways="fr-fr"),
        question("court", "short", ways="en-en"),
    ]
    rights = Ragged(np.zeros(130, dtype=np.int32), np.array([0, 40, 80, 120, 130]))
    found = {stream: rows.tolist() for stream, rows in find_spans(pairs, rights).items()}
    assert found == {"span en": [[0, 0]], "span fr": [[1, 1]], "across": [[0, 1], [1, 0]]}


def test_texts_are_cut_after_the_longest_token_count():
    tokenizer = train_pieces(["one two three"] * 3, 60)
    ragged = encode(tokenizer, ["one two three", "", "two"], 2)
    assert np.diff(ragged.starts).tolist() == [2, 0, 1]


def test_pieces_fold_case_accents_ligatures_and_split_elisions():
    tokenizer = train_pieces(["l'api, d’oeuvre : openai"] * 5, 200)
    cut = tokenizer.encode("L’API, d'OpenAI : l'Œuvre", add_special_tokens=False).tokens
    assert [piece for piece in cut if len(piece) > 2] == ["api", "openai", "oeuvre"]
