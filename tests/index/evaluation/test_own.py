"""A host's own questions: any spreadsheet's CSV or JSONL, matched to articles by title or id."""

import json
import re

import pytest

from index.errors import EvaluationInputError
from index.evaluation.own import match_own, read_own
from index.keeping.passage_store import ArticleCard


def card(article_id, title):
    return ArticleCard(article_id, title, "fr", None, None, "articles", 1, 1)


CARDS = [
    card("fr/stargate.md", "Stargate : l’été d'Oracle"),
    card("en/gps.md", "GPS satellites"),
    card("en/twin.md", "Annual report"),
    card("fr/twin.md", "Annual  Report"),
]


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def read(path):
    return [(one.text, one.language, dict(one.right)) for one in match_own(read_own([path]), CARDS)]


WANTED = [
    ("Qui dirige Oracle cet été ?", "fr", {"fr/stargate.md": 1}),
    ("how many satellites are there?", "en", {"en/gps.md": 1}),
]
ROWS = [
    ("Qui dirige Oracle cet été ?", "Stargate : l’été d'Oracle"),
    ("how many satellites are there?", "GPS satellites"),
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_spreadsheets_csv_is_read(tmp_path, delimiter, encoding):
    """Commas, a French Excel's semicolons or tabs; UTF-8 with a mark or without, Windows-1252, UTF-16."""
    lines = [delimiter.join(row) for row in [("question", "article"), *ROWS]]
    assert read(write(tmp_path / "own.csv", "\r\n".join(lines) + "\r\n", encoding)) == WANTED


@pytest.mark.parametrize(
    "heading", ["question,title", "Question,Titre", "QUERY,Article", " questions , path ", '"question","article"']
)
def test_columns_go_by_several_names(tmp_path, heading):
    assert (
        read(write(tmp_path / "own.csv", f"{heading}\nhow many satellites are there?,GPS satellites\n")) == WANTED[1:]
    )


def test_columns_may_stand_in_any_order_beside_others(tmp_path):
    text = "who,article,note,question\nme,GPS satellites,,how many satellites are there?\n"
    assert read(write(tmp_path / "own.csv", text)) == WANTED[1:]


@pytest.mark.parametrize(
    "name",
    ["GPS satellites", "gps  SATELLITES ", "en/gps.md", "EN/GPS.md", "gps.md", "gps"],
)
def test_an_article_goes_by_its_title_its_id_or_its_file(tmp_path, name):
    line = json.dumps({"question": "how many satellites are there?", "article": name})
    assert read(write(tmp_path / "own.jsonl", line + "\n")) == WANTED[1:]


@pytest.mark.parametrize("title", ["STARGATE : L'ETE D’ORACLE", "Stargate\u00a0: l'e\u0301te\u0301 d'Oracle"])
def test_accents_apostrophes_and_spaces_do_not_matter(tmp_path, title):
    assert read(write(tmp_path / "own.csv", f"question;article\nQui dirige Oracle cet été ?;{title}\n")) == WANTED[:1]


def test_a_question_on_two_lines_has_two_right_articles_and_one_id(tmp_path):
    text = "question,article\nWho?,gps\nwho?,fr/twin.md\n"
    (found,) = match_own(read_own([write(tmp_path / "own.csv", text)]), CARDS)
    assert dict(found.right) == {"en/gps.md": 1, "fr/twin.md": 1}


def test_ids_stay_when_lines_move_and_hold_no_space(tmp_path):
    """So that an earlier run can be compared with."""
    one, two = (
        match_own(read_own([write(tmp_path / "my own.csv", f"question,article\n{lines}")]), CARDS)
        for lines in ("Who?,gps\nWhere?,gps\n", "New?,gps\nWhere?,gps\n\nWho?,gps\n")
    )
    assert {question.id for question in one} < {question.id for question in two}
    assert re.fullmatch(r"my-own-[0-9a-f]{10}", one[0].id)
    assert one[0].domain == "my own"


def test_a_language_may_be_named(tmp_path):
    text = "question,article,lang\nOracle,gps,fr\nOracle 2,gps,EN\nQui est-ce ?,gps,\n"
    assert [one[1] for one in read(write(tmp_path / "own.csv", text))] == ["fr", "en", "fr"]


def test_a_line_break_in_quotes_counts_in_the_line_numbers(tmp_path):
    text = 'question,article\n"Who\nis it?",gps\nWhere?,nowhere at all\n'
    with pytest.raises(EvaluationInputError, match=r"own.csv: line 4 names 'nowhere at all', and no article has"):
        read(write(tmp_path / "own.csv", text))


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("own.csv", "", r"own.csv is empty; begin it with a line that names two columns, such as `question,article`"),
        ("own.csv", "question,article\n", r"holds no question, only the line that names the columns"),
        ("own.csv", "Who?,gps\nWhere?,gps\n", r"the first line says 'Who\?, gps', which names no column of questions"),
        (
            "own.csv",
            "question,article\nWho, or what?,gps\n",
            r"line 2 has 3 columns, wanted 2; put text that holds ','",
        ),
        ("own.csv", "question,article\nWho?\n", r"line 2 has no article; fill it in or take the line out"),
        ("own.csv", "question,article\n,gps\n", r"line 2 has no question; fill it in"),
        ("own.csv", 'question,article\n"Who?,gps\n', r"line 2 is not CSV \(.*\); check its double quotes"),
        ("own.csv", "question,article,lang\nWer?,gps,de\n", r"line 2 says that its language is 'de'; write fr or en"),
        ("own.jsonl", "\n", r"own.jsonl is empty; write lines such as \{\"question\": \"who is it\?\", \"article\""),
        ("own.jsonl", '{"question": "Who?"}\n', r"line 1 has no article"),
        ("own.jsonl", '{"question": "Who?", "article": "gps"}\n{\n', r"own.jsonl: line 2 is not JSON"),
        (
            "own.jsonl",
            '{"question": "what is \\ud83d FT?", "article": "gps"}\n',
            r"line 1 holds half a character \(\\ud83d, of a pair that makes one\); write the whole one",
        ),
        ("own.jsonl", '{"question": 5, "article": {}}\n', r"line 1 has a dict as `article`; write text there"),
    ],
)
def test_a_flaw_is_named_with_its_line(tmp_path, name, text, sentence):
    with pytest.raises(EvaluationInputError, match=sentence):
        read(write(tmp_path / name, text))


def test_every_unknown_title_is_named_at_once(tmp_path):
    """With the nearest there is; the rest are counted."""
    rows = "".join(f"Who {number}?,nothing {number}\n" for number in range(4))
    text = f"question,article\nWhere?,GPS satelites\n{rows}"
    with pytest.raises(EvaluationInputError) as caught:
        read(write(tmp_path / "own.csv", text))
    assert str(caught.value).removeprefix(f"{tmp_path}/") == (
        "own.csv: line 2 names 'GPS satelites', and no article has that title or id (the nearest is en/gps.md); "
        "line 3 names 'nothing 0', and no article has that title or id; line 4 names 'nothing 1', and no article has "
        "that title or id; and 2 more. `sourcier corpus list` shows titles and ids; nothing was asked yet"
    )


def test_a_title_of_two_articles_is_refused(tmp_path):
    sentence = r"line 2 names 'annual report', which stands on 2 articles \(en/twin.md, fr/twin.md\): give the id"
    with pytest.raises(EvaluationInputError, match=sentence):
        read(write(tmp_path / "own.csv", "question,article\nWho?,annual report\n"))


def whole(path):
    return match_own(read_own([path], unanswerable=True), CARDS)


def test_answers_are_parted_at_bars_and_belong_to_the_articles_language(tmp_path):
    """Every card here is French; of two lines with one question, both count."""
    text = "question;article;answer;sentence\nWho?;gps;ten | eleven ;Not this.\nwho?;fr/twin.md;eleven | douze;\n"
    (found,) = whole(write(tmp_path / "own.csv", text))
    assert (dict(found.answers), dict(found.right)) == (
        {"fr": ("ten", "eleven", "douze")},
        {"en/gps.md": 1, "fr/twin.md": 1},
    )


def test_a_sentence_counts_where_no_answer_is_given(tmp_path):
    (found,) = whole(write(tmp_path / "own.csv", "question,article,sentence\nWho?,gps,It was she.\n"))
    assert dict(found.answers) == {"fr": ("It was she.",)}


def test_without_answers_there_are_none(tmp_path):
    (found,) = whole(write(tmp_path / "own.csv", "question,article,answer\nWho?,gps,\n"))
    assert (dict(found.answers), found.answerable) == ({}, True)


def test_a_line_without_an_article_asks_what_nothing_answers(tmp_path):
    """Its kind says how near it comes; a near miss may name the article that looks right."""
    text = "question,article,kind\nWho?,,\nWhen?,,near_miss\nWhere?,gps,Near miss\nHow?,gps,list\nWhy?,,off-corpus\n"
    assert [(one.text, one.kind, dict(one.right)) for one in whole(write(tmp_path / "own.csv", text))] == [
        ("Who?", "off_corpus", {}),
        ("When?", "near_miss", {}),
        ("Where?", "near_miss", {}),
        ("How?", "list", {"en/gps.md": 1}),
        ("Why?", "off_corpus", {}),
    ]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *((one, "near_miss") for one in ("nearmiss", "Near misses", "NEAR-MISSES", "near.miss", "near  _ miss")),
        *((one, "off_corpus") for one in ("offcorpus", "Off corpus", "off topic", "Off-Topic", "off/corpus")),
    ],
)
def test_how_a_kind_is_spelt_does_not_matter(tmp_path, written, kind):
    """Or a near miss would count as a question that the article beside it answers."""
    text = f"question,article,kind\nWho?,gps,{written}\nWhen?,,{written}\n"
    found = whole(write(tmp_path / "own.csv", text))
    assert [(one.kind, one.answerable) for one in found] == [(kind, False)] * 2


@pytest.mark.parametrize("kind", ["list", "near", "near the miss", "who", "off"])
def test_another_kind_beside_an_article_stays_what_it_is(tmp_path, kind):
    (found,) = whole(write(tmp_path / "own.csv", f"question,article,kind\nWho?,gps,{kind}\n"))
    assert (found.kind, dict(found.right)) == (kind, {"en/gps.md": 1})


def test_jsonl_may_list_answers_and_further_articles(tmp_path):
    row = {
        "id": "q1",
        "question": "Who?",
        "article": "gps",
        "answers": ["ten", "eleven"],
        "also": [{"article": "fr/twin.md", "answers": ["douze"]}],
        "kind": "who",
    }
    (found,) = whole(write(tmp_path / "own.jsonl", json.dumps(row) + "\n"))
    assert (dict(found.answers), set(found.right), found.kind) == (
        {"fr": ("ten", "eleven", "douze")},
        {"en/gps.md", "fr/twin.md"},
        "who",
    )


def test_an_id_beside_an_article_is_the_questions_own(tmp_path):
    row = {"id": "q1", "question": "Who?", "article": None, "answers": []}
    (found,) = whole(write(tmp_path / "own.jsonl", json.dumps(row) + "\n"))
    assert (found.kind, dict(found.right)) == ("off_corpus", {})


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("own.csv", "question,article,answer\nWho?,,ten\n", r"own.csv: line 2 has no article; fill it in"),
        (
            "own.csv",
            "question,article,answer,kind\nWho?,gps,ten,near_miss\n",
            r"line 2 is of the kind near_miss and has an answer; take one of the two out",
        ),
        (
            "own.csv",
            "question,article,kind\nWho?,,odd\n",
            r"line 2 has no article, and the kind 'odd' does not say why; write near_miss or off_corpus, or nothing",
        ),
        (
            "own.csv",
            "question,article\nWho?,gps\nwho?,\n",
            r"line 3 asks what line 2 does, and only one of them has an article",
        ),
        (
            "own.jsonl",
            '{"question": "Who?", "article": "gps", "answers": [1]}\n',
            r"line 1 has `answers` that are no texts; write a list of texts there",
        ),
        (
            "own.jsonl",
            '{"question": "Who?", "article": "gps", "also": ["x"]}\n',
            r"line 1 has an `also` that is none; write \[\{\"article\": \"a title\"",
        ),
    ],
)
def test_a_flaw_of_answers_is_named_with_its_line(tmp_path, name, text, sentence):
    with pytest.raises(EvaluationInputError, match=sentence):
        whole(write(tmp_path / name, text))


def test_an_id_wins_over_a_title(tmp_path):
    cards = [card("gps", "Something"), card("b.md", "GPS")]
    (found,) = match_own(read_own([write(tmp_path / "own.csv", "question,article\nWho?,gps\n")]), cards)
    assert dict(found.right) == {"gps": 1}


def test_binary_data_is_refused(tmp_path):
    (tmp_path / "own.csv").write_bytes(b"PK\x03\x04\x00\x00\x00")
    with pytest.raises(EvaluationInputError, match=r"own.csv cannot be read: it holds binary data, not text"):
        read(tmp_path / "own.csv")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(EvaluationInputError, match=r"own.csv cannot be read: No such file"):
        read(tmp_path / "own.csv")


def test_two_files_of_one_name_are_refused(tmp_path):
    (tmp_path / "b").mkdir()
    files = [write(tmp_path / place, "question,article\nWho?,gps\n") for place in ("own.csv", "b/own.csv")]
    with pytest.raises(EvaluationInputError, match="two files are called own"):
        read_own(files)
