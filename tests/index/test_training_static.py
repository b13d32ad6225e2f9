import itertools
import json
import lzma
from dataclasses import replace

import numpy as np
import pytest
import torch
from rich.console import Console
from sentence_transformers import SentenceTransformer

from index.encoders.static import StaticEncoder
from index.training.objective import contrastive_loss
from index.training.pairs import TrainingDataError
from index.training.preparing import Shape, prepare
from index.training.static import CHECKPOINT, held_back_cells, main, train
from index.training.trainer import Dials, Trainer

WORDS = {"cat": "chat", "dog": "chien", "house": "maison", "water": "eau", "bread": "pain", "king": "roi"}


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Keep torch to one thread: the sums are tiny, and the same in every run."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Return a folder of made-up pairs: sentences and questions of six words in both languages."""
    folder = tmp_path_factory.mktemp("data")
    twos = list(itertools.permutations(WORDS, 2))
    parallel = [
        {"en": f"{a} and {b} {n}", "fr": f"{WORDS[a]} et {WORDS[b]} {n}", "source": "tatoeba", "align": None}
        for n in range(3)
        for a, b in twos
    ]
    entries = [{"en": a, "fr": b, "source": "wikipedia-titles", "n": 1, "same": False} for a, b in WORDS.items()]
    files = {"parallel.en-fr": parallel, "dictionary.en-fr": entries}
    for asked, answered in itertools.product(("en", "fr"), repeat=2):
        files[f"qa.{asked}-{answered}"] = [
            {
                "query": f"{a if asked == 'en' else WORDS[a]} {n} ?",
                "passage": f"{a if answered == 'en' else WORDS[a]} {b if answered == 'en' else WORDS[b]} {n}",
                "title": f"{answered} {a} {n}" if n % 2 else "",
                "lang_q": asked,
                "lang_p": answered,
                "source": "piaf",
            }
            for n, (a, b) in enumerate(twos)
        ]
    for name, rows in files.items():
        with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows)
    return folder


DIALS = Dials(passes=6, dimensions=16, narrow=4, learning_rate=0.05, checkpoint_every=4)


@pytest.fixture(scope="module")
def prepared(data, tmp_path_factory):
    return prepare(Shape(str(data), 200, 32), tmp_path_factory.mktemp("work"))


def softmax_loss(cosines, scale):
    """Return the loss of picking the diagonal, by rows and by columns."""
    logits = np.array(cosines) * scale
    forth = np.log(np.exp(logits).sum(axis=1)) - np.diag(logits)
    back = np.log(np.exp(logits).sum(axis=0)) - np.diag(logits)
    return (forth.mean() + back.mean()) / 2


def test_the_loss_of_a_batch_that_one_can_work_out():
    left = torch.tensor([[2.0, 0.0], [0.0, 1.0]])
    right = torch.tensor([[3.0, 0.0], [0.6, 0.8]])
    same = torch.eye(2, dtype=torch.bool)
    found = contrastive_loss(left, right, same, [(2, 1.0)], 5.0)
    assert found.item() == pytest.approx(softmax_loss([[1.0, 0.6], [0.0, 0.8]], 5.0), abs=1e-5)


def test_equal_texts_are_no_wrong_answers_for_each_other():
    left = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    same = torch.ones((2, 2), dtype=torch.bool)
    assert contrastive_loss(left, left, same, [(2, 1.0)], 5.0).item() == pytest.approx(0.0, abs=1e-6)


def test_widths_add_up_by_their_weights():
    left, right = torch.randn(5, 8), torch.randn(5, 8)
    same = torch.eye(5, dtype=torch.bool)
    wide, narrow = (contrastive_loss(left, right, same, [(width, 1.0)], 3.0).item() for width in (8, 2))
    both = contrastive_loss(left, right, same, [(8, 1.0), (2, 0.5)], 3.0).item()
    assert both == pytest.approx(wide + narrow / 2, rel=1e-5)


def test_training_brings_translations_together(prepared, tmp_path):
    trainer = train(prepared, replace(DIALS, passes=60, dimensions=32), tmp_path, Console(quiet=True))
    rows = np.array([row for row, pair in enumerate(prepared.pairs) if pair.group == "dictionary"])
    nearest = np.argmax(trainer.vectors(prepared.left.take(rows)) @ trainer.vectors(prepared.right.take(rows)).T, 1)
    assert nearest.tolist() == list(range(len(rows)))


def test_a_stopped_training_goes_on_to_the_same_table(prepared, tmp_path):
    """From a checkpoint in the middle, the end is the same number for number."""
    whole = Trainer(prepared, DIALS, "cpu")
    while whole.done < len(whole.batches):
        whole.step()
        if whole.done == len(whole.batches) // 2:
            whole.keep(tmp_path / CHECKPOINT)
    whole.silence("[UNK]")
    resumed = train(prepared, DIALS, tmp_path, Console(quiet=True))
    assert torch.equal(resumed.table, whole.table)


def test_a_checkpoint_of_other_dials_is_refused(prepared, tmp_path):
    trainer = Trainer(prepared, DIALS, "cpu")
    trainer.step()
    trainer.keep(tmp_path / CHECKPOINT)
    with pytest.raises(TrainingDataError, match=r'made with .*"seed": 0.* not .*"seed": 1'):
        train(prepared, Dials(seed=1), tmp_path, Console(quiet=True))


def test_held_back_pairs_are_never_trained_on(prepared):
    trainer = Trainer(prepared, DIALS, "cpu")
    rows = {int(row) for batch in trainer.batches for row in (*batch.rows, *batch.answers)}
    seen = {int(trainer.training_rows[row]) for row in rows}
    held = set(np.flatnonzero(prepared.held_back).tolist())
    assert (len(held) > 0, seen & held) == (True, set())


def test_held_back_questions_are_measured_by_direction(prepared):
    cells = held_back_cells(Trainer(prepared, DIALS, "cpu"))
    asked = sum(prepared.pairs[row].group == "qa" for row in np.flatnonzero(prepared.held_back).tolist())
    assert sum(len(cell.ranks) for cell in cells) == asked


def test_another_preparation_is_not_mixed_with_the_one_in_the_work_folder(data, tmp_path):
    prepare(Shape(str(data), 200, 32), tmp_path)
    with pytest.raises(TrainingDataError, match=r"not with .*'pieces': 100.*; give another --work or empty it"):
        prepare(Shape(str(data), 100, 32), tmp_path)


def test_the_program_writes_a_model_that_both_doors_open(data, tmp_path, capsys):
    """From texts to a folder; sentence-transformers and the static encoder read the same vectors from it."""
    out = tmp_path / "model"
    arguments = ["--data", data, "--work", tmp_path / "work", "--out", out, "--pieces", 200, "--passes", 2]
    assert main([str(one) for one in (*arguments, "--device", "cpu")]) == 0
    assert "| **mean** | same language |" in capsys.readouterr().out
    texts = ["the cat and the king", "chat", "", "日本 日本"]
    through_torch = SentenceTransformer(str(out), device="cpu", local_files_only=True).encode(texts)
    vectors = StaticEncoder(out).encode_passages(texts)
    assert vectors == pytest.approx(through_torch, abs=1e-6)
    assert not vectors[3].any()


def test_missing_data_is_told_in_a_sentence(tmp_path, capsys):
    assert main(["--data", str(tmp_path / "none"), "--work", str(tmp_path / "work")]) == 2
    assert "cannot be read as xz-packed jsonl" in capsys.readouterr().out.replace("\n", " ")
