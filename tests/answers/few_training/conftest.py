"""A folder of three articles with questions, read once."""

import json

import pytest
import torch

from bot.answers.sentences.model import shipped_model
from bot.answers.training.few.folders import QUESTIONS, read_folder
from index.matching.piece_table import shipped_pieces

ARTICLES = {
    "kayak.md": "# Kayak club\n\nA kayak costs 12 euros a day.\n\nThe club was founded in 1998 by Ada Brun.\n",
    "choir.md": "# Choir\n\nThe choir sings on Monday in the old hall.\n\nMembers pay 30 euros a year.\n",
    "chess.md": "# Échecs\n\nLe tournoi d'échecs a lieu au port.\n\nLa salle ouvre à dix heures.\n",
}
ASKED = [
    {"question": "How much is a kayak a day?", "kind": "same", "article": "kayak.md", "answers": ["12 euros"]},
    {"question": "Who founded the club?", "kind": "same", "article": "kayak.md", "answers": ["Ada Brun"]},
    {"question": "When does the choir sing?", "kind": "same", "article": "choir.md", "answers": ["Monday"]},
    {"question": "Où a lieu le tournoi d'échecs ?", "kind": "same", "article": "chess.md", "answers": ["au port"]},
    {"question": "How old is the founder of the club?", "kind": "near_miss", "article": None, "answers": []},
    {"question": "What is the capital of Peru?", "kind": "off_corpus", "article": None, "answers": []},
]


@pytest.fixture
def one_thread():
    """Leave the number of torch's threads as it was."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("few") / "town"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    lines = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in ASKED)
    (folder / QUESTIONS).write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def samples(folder):
    return list(read_folder(folder, shipped_model(shipped_pieces().digest).expectation))
