"""The program as it is called."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.answers.sentences.model import SHIPPED_ANSWERS, shipped_model
from bot.answers.sentences.reader import SHIPPED_READER, Blend, save_reader, shipped_reader
from bot.answers.training.few import __main__ as program
from bot.answers.training.few.__main__ import check_folders, half_of, laid_together, main
from bot.answers.training.few.keeping import Lesson, Unseen, keep_half, teach, unseen_by
from bot.answers.training.few.learning import Ordered
from index.matching.parts import PARTS
from index.matching.piece_table import shipped_pieces
from index.matching.ranking import Ranking, load_ranking
from index.training.pairs import TrainingDataError

RANKINGS = [Ranking(dict.fromkeys(PARTS, number), dict.fromkeys(PARTS, number)) for number in (0.0, 1.0)]
BLEND = np.array([1, 0, 0, 0], np.float32), 0.0


def test_what_cannot_be_read_is_told_in_one_line(tmp_path, folder, capsys):
    """Before any work, and nothing is written."""
    out, village = tmp_path / "out", tmp_path / "village"
    shutil.copytree(folder, village)
    arguments = ["--reader", str(SHIPPED_READER), "--out", str(out)]
    assert main(["--data", str(tmp_path / "nowhere"), *arguments, str(folder), str(village)]) == 2
    assert str(tmp_path / "nowhere") in capsys.readouterr().err
    broken = tmp_path / "answers.safetensors"
    broken.write_bytes(SHIPPED_ANSWERS.read_bytes()[:1000])
    assert main(["--data", ".", "--answers", str(broken), *arguments, str(folder), str(village)]) == 2
    assert f"{broken}: damaged" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("town", "gone"), "there is no questions.jsonl there"),
        (("town", "other/town"), "two folders are called town"),
        (("town",), "one folder alone cannot be halved"),
    ],
)
def test_folders_that_teach_nothing_are_refused(tmp_path, folder, names, told):
    for name in names:
        if name != "gone":
            shutil.copytree(folder, tmp_path / name)
    with pytest.raises(TrainingDataError, match=told):
        check_folders([tmp_path / name for name in names])


def test_without_a_folder_it_says_how_it_is_called(capsys):
    with pytest.raises(SystemExit):
        main(["--data", "somewhere"])
    assert "FOLDER" in capsys.readouterr().err


def test_what_was_taught_is_kept_for_the_same_questions(tmp_path, samples):
    """And for no others, nor another seed."""
    few = [Ordered(one, np.arange(len(one.reading.sentences))) for one in samples]
    lesson = Lesson("all", tmp_path, SHIPPED_READER, few, 0)
    assert lesson.kept == Lesson("all", tmp_path, SHIPPED_READER, list(few), 0).kept
    others = [replace(lesson, few=few[1:]), replace(lesson, seed=1), replace(lesson, name="half-0")]
    assert len({lesson.kept, *(one.kept for one in others)}) == 4
    reader = shipped_reader(shipped_pieces().digest)
    save_reader(lesson.kept, replace(reader, blend=Blend(0.25, *BLEND)), shipped_pieces().digest)
    assert teach(lesson).blend.choice == 0.25


def test_every_other_folder_is_of_a_half():
    names = ("choir", "archers", "bees")
    assert half_of(names) == {"archers": 0, "bees": 1, "choir": 0}


def test_what_was_learned_on_a_half_judges_the_other(tmp_path):
    """By the name of the folder; from another nothing was learned, and the shipped ones judge it."""
    digest = shipped_pieces().digest
    model, reader = shipped_model(digest), shipped_reader(digest)
    for number in (0, 1):
        unseen = Unseen(model, replace(reader, blend=Blend(number, *BLEND)), RANKINGS[number])
        keep_half(tmp_path, number, {"town": 1, "village": 0}, unseen)
    judges = [unseen_by(tmp_path, name) for name in ("town", "village")]
    assert [one.reader.blend.choice for one in judges] == [1, 0]
    assert [one.ranking for one in judges] == [RANKINGS[1], RANKINGS[0]]
    assert unseen_by(tmp_path, "city") == Unseen(model, reader, load_ranking())


def test_folders_are_ranked_alone_and_with_others_of_their_half(monkeypatch):
    """Each set of folders once."""
    monkeypatch.setattr(program, "TOGETHER", (1, 2))
    folders = [Path(name) for name in "abcde"]
    together = laid_together(folders, half_of([one.name for one in folders]))
    assert ["".join(one.name for one in some) for some in together] == ["a", "c", "e", "b", "d", "ac", "bd"]
