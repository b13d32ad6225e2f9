"""Files of questions that nothing answers, asked beside those of BEIR folders."""

import pytest

from index.errors import EvaluationInputError
from index.evaluation.beir import read_beir
from index.evaluation.unanswerables import read_unanswerable
from tests.index.evaluation.folders import lines_of, write, write_folder

NEAR = {"id": "u1", "text": "when does the cat sleep?", "lang": "en", "kind": "near_miss", "source": "made"}
OFF = {"id": "u2", "text": "qui a peint Guernica ?", "kind": "off_corpus"}


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_is_a_domain_of_questions_without_a_right_article(tmp_path, packed):
    write(tmp_path / "none.jsonl", lines_of([NEAR, OFF]), packed=packed)
    found = read_unanswerable([tmp_path / ("none.jsonl.gz" if packed else "none.jsonl")])
    assert [(one.id, one.language, one.domain, one.kind, one.answerable) for one in found] == [
        ("u1", "en", "none", "near_miss", False),
        ("u2", "fr", "none", "off_corpus", False),
    ]


@pytest.mark.parametrize("kind", ["question", ""])
def test_another_kind_is_named_with_its_line(tmp_path, kind):
    write(tmp_path / "none.jsonl", lines_of([NEAR, {**OFF, "kind": kind}]))
    wanted = rf"none.jsonl: line 2 has the kind '{kind}', wanted near_miss or off_corpus; write it under `kind`"
    with pytest.raises(EvaluationInputError, match=wanted):
        read_unanswerable([tmp_path / "none.jsonl"])


def test_an_id_of_another_file_is_refused(tmp_path):
    asked = read_beir([write_folder(tmp_path / "pets")]).questions
    write(tmp_path / "none.jsonl", lines_of([{**NEAR, "id": "q1"}]))
    with pytest.raises(EvaluationInputError, match=r"the question id q1 stands in pets and in .*none.jsonl; ids must"):
        read_unanswerable([tmp_path / "none.jsonl"], asked)
