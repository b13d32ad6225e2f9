"""The program's command line."""

import pytest
import torch

from bot.answers.training.reader.__main__ import main


def test_a_folder_without_training_files_is_refused(tmp_path, capsys):
    """Before anything is made, with the file that is missing and what to do."""
    assert main(["--data", str(tmp_path)]) == 2
    assert "parallel.en-fr.jsonl.xz" in capsys.readouterr().err


def test_a_graphics_card_that_is_not_there_is_refused_at_once(tmp_path, monkeypatch, capsys):
    """Not after the index was built."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(SystemExit, match="2"):
        main(["--data", str(tmp_path), "--device", "cuda"])
    assert "no graphics card here" in capsys.readouterr().err


def test_the_help_says_how_long_it_takes(capsys):
    """Minutes on a graphics card, most of a day on two processors."""
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    help_text = capsys.readouterr().out
    assert "Eight minutes on one H100" in help_text
    assert "takes most of a day" in help_text
