"""Folders in BEIR's layout: read plain or packed, and every flaw named."""

import gzip

import pytest

from index.errors import EvaluationInputError
from index.evaluation.beir import read_beir
from tests.corpus.samples import SHARED, needs_shared
from tests.index.evaluation.folders import JUDGEMENTS, PASSAGES, QUESTIONS, lines_of, write, write_folder


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("qrels", ["qrels.tsv", "qrels/test.tsv"])
def test_a_folder_is_read(tmp_path, packed, qrels):
    """One article of one passage a row; questions with what is right and its grade; those without are counted."""
    found = read_beir([write_folder(tmp_path / "pets", packed=packed, qrels=qrels)])
    article = found.articles[2].article
    assert [one.article.id for one in found.articles] == ["p1", "p2", "p3", "p4"]
    assert (article.title, article.language, article.text) == ("Animaux", "fr", "Le chat dort sur le tapis.")
    assert [passage.span.of(article.text) for passage in found.articles[2].passages] == [article.text]
    assert [(one.id, one.language, one.domain, one.source, dict(one.right)) for one in found.questions] == [
        ("q1", "en", "pets", "made", {"p1": 1, "p3": 1}),
        ("q2", "fr", "pets", "made", {"p1": 1, "p3": 2}),
        ("q3", "en", "pets", "found", {"p2": 1}),
    ]
    assert found.unjudged == 1


def test_a_folder_as_beir_publishes_it_is_read(tmp_path):
    """Ids under `_id`, `metadata`, no language and no source: the language is worked out."""
    passages = [{"_id": row["id"], "title": row["title"], "text": row["text"], "metadata": {}} for row in PASSAGES]
    questions = [{"_id": row["id"], "text": row["text"], "metadata": {}} for row in QUESTIONS]
    found = read_beir([write_folder(tmp_path / "pets", passages=passages, questions=questions)])
    assert [one.article.language for one in found.articles] == ["en", "en", "fr", "fr"]
    assert [(one.id, one.language, one.source) for one in found.questions] == [
        ("q1", "en", ""),
        ("q2", "fr", ""),
        ("q3", "en", ""),
    ]


def test_distractors_are_articles_that_nobody_asks_for(tmp_path):
    write(tmp_path / "more.jsonl", lines_of([{"id": "d1", "text": "Rain again.", "lang": "en"}]), packed=True)
    found = read_beir([write_folder(tmp_path / "pets")], [tmp_path / "more.jsonl.gz"])
    assert found.articles[-1].article.id == "d1"
    assert len(found.questions) == 3


def test_a_passage_without_text_is_its_title(tmp_path):
    rows = [*PASSAGES, {"id": "p5", "title": "Only this", "text": "", "lang": "en"}]
    found = read_beir([write_folder(tmp_path / "pets", passages=rows)])
    assert found.articles[-1].article.text == "Only this"


def spoil(**changes):
    return lambda folder: write_folder(folder, **changes)


def remove(name):
    return lambda folder: (folder / name).unlink()


def put(name, text):
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


QUERIES = lines_of(QUESTIONS)


@pytest.mark.parametrize(
    ("flaw", "sentence"),
    [
        (remove("corpus.jsonl"), r"pets holds neither corpus.jsonl nor corpus.jsonl.gz; a folder in BEIR's layout"),
        (remove("queries.jsonl"), r"pets holds neither queries.jsonl nor queries.jsonl.gz"),
        (remove("qrels.tsv"), r"pets holds no judgements, neither qrels.tsv nor qrels/test.tsv"),
        (put("corpus.jsonl", ""), r"corpus.jsonl is empty; give a file with a row a line"),
        (put("queries.jsonl", "\n\n"), r"queries.jsonl is empty"),
        (put("qrels.tsv", ""), r"qrels.tsv is empty"),
        (put("qrels.tsv", "query-id\tcorpus-id\tscore\n"), r"judges nothing to be right"),
        (put("queries.jsonl", QUERIES + "{broken\n"), r"queries.jsonl: line 5 is not JSON \(.*\); mend the line"),
        (put("queries.jsonl", "[1]\n"), r"queries.jsonl: line 1 is JSON but no object"),
        (put("queries.jsonl", '{"text": "who?"}\n'), r"queries.jsonl: line 1 has no id"),
        (put("queries.jsonl", '{"id": "q", "text": " "}\n'), r"line 1 has no question under `text`"),
        (put("queries.jsonl", '{"id": "q", "text": ["a"]}\n'), r"line 1 has a list as `text`; write text there"),
        (
            put("queries.jsonl", '{"id": "q", "text": "wer?", "lang": "de"}\n'),
            r"line 1 says that its language is de; Sourcier reads fr and en",
        ),
        (put("queries.jsonl", QUERIES + lines_of(QUESTIONS[:1])), r"the question id q1 stands twice in .*queries"),
        (spoil(passages=[*PASSAGES, PASSAGES[0]]), r"the passage id p1 stands twice in .*corpus.jsonl"),
        (put("qrels.tsv", "q1 p1 1\n"), r"qrels.tsv: line 1 is not a judgement; wanted the question's id"),
        (put("qrels.tsv", "q1\tp1\t1\nq2\tp1\tyes\n"), r"qrels.tsv: line 2 is not a judgement"),
        (put("qrels.tsv", "q1\tp1\t0.5\n"), r"qrels.tsv: line 1 is not a judgement"),
        (
            spoil(judgements=[*JUDGEMENTS, *((f"x{n}", "p1", 1) for n in range(5))]),
            r"qrels.tsv names 5 question ids that .*queries.jsonl does not hold: x0, x1, x2, and 2 more",
        ),
        (spoil(judgements=[("q1", "p9", 1)]), r"names 1 passage ids that .*corpus.jsonl does not hold: p9"),
    ],
)
def test_a_flaw_is_named(tmp_path, flaw, sentence):
    folder = write_folder(tmp_path / "pets")
    flaw(folder)
    with pytest.raises(EvaluationInputError, match=sentence):
        read_beir([folder])


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(EvaluationInputError, match="nowhere: no such folder or file"):
        read_beir([tmp_path / "nowhere"])


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    folder = write_folder(tmp_path / "pets")
    (folder / "queries.jsonl").write_bytes('{"id": "q", "text": "été"}\n'.encode("latin-1"))
    with pytest.raises(EvaluationInputError, match=r"queries.jsonl: not UTF-8 text, after line 0; save the file"):
        read_beir([folder])


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda _: b"plain"], ids=["cut off", "never packed"])
def test_a_damaged_gzip_file_is_named(tmp_path, damage):
    folder = write_folder(tmp_path / "pets", packed=True)
    (folder / "corpus.jsonl.gz").write_bytes(damage(gzip.compress(lines_of(PASSAGES).encode())))
    with pytest.raises(EvaluationInputError, match=r"corpus.jsonl.gz: not a whole gzip file"):
        read_beir([folder])


def test_ids_are_unique_over_folders(tmp_path):
    first, second = write_folder(tmp_path / "a"), write_folder(tmp_path / "b")
    with pytest.raises(EvaluationInputError, match=r"the passage id p1 stands in .*a/corpus.jsonl and in .*b/corpus"):
        read_beir([first, second])
    write_folder(second, passages=[{**row, "id": f"b{row['id']}"} for row in PASSAGES])
    with pytest.raises(EvaluationInputError, match=r"the question id q1 stands in .*a/queries.jsonl and in .*b/quer"):
        read_beir([first, second])


def test_a_corpus_is_no_distractor_of_itself(tmp_path):
    folder = write_folder(tmp_path / "pets")
    with pytest.raises(EvaluationInputError, match=r"corpus.jsonl is given twice; name it once"):
        read_beir([folder], [folder / "corpus.jsonl"])


def test_two_folders_of_one_name_are_refused(tmp_path):
    folders = [write_folder(tmp_path / place / "pets") for place in ("a", "b")]
    with pytest.raises(EvaluationInputError, match="two folders are called pets"):
        read_beir(folders)


@needs_shared
def test_the_development_questions_are_read_as_they_are_described():
    """The counts of the data's own README: techdocs has 159 passages and 106 questions."""
    found = read_beir([SHARED / "data/eval/dev/techdocs"])
    assert (len(found.articles), len(found.questions), found.unjudged) == (159, 106, 0)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"en": ["on the mat", " "], "fr": []}, {"en": ("on the mat",)}),
        (["mat"], {"en": ("mat",), "fr": ("mat",)}),
        (None, {}),
        ({}, {}),
    ],
)
def test_the_words_that_answer_are_read(tmp_path, given, wanted):
    """By language, or one list for both."""
    questions = [{**QUESTIONS[0], "answers": given, "kind": "list"}, *QUESTIONS[1:]]
    first = read_beir([write_folder(tmp_path / "pets", questions=questions)]).questions[0]
    assert (dict(first.answers), first.kind) == (wanted, "list")


@pytest.mark.parametrize("given", ["mat", {"en": "mat"}, {"en": [1]}, [None]])
def test_words_that_are_none_are_named(tmp_path, given):
    questions = [{**QUESTIONS[0], "answers": given}, *QUESTIONS[1:]]
    with pytest.raises(EvaluationInputError, match=r"queries.jsonl: line 1 has `answers` that are none; write \{"):
        read_beir([write_folder(tmp_path / "pets", questions=questions)])
