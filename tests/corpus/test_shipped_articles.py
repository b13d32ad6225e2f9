"""The shipped articles and the questions asked of them keep their promises.

A line of `questions.jsonl` has `id, question, lang, kind, article, answers, sentence`, and sometimes `also`: further
articles that answer it rightly, each with its own `article, answers, sentence` (an acronym with two expansions, say).
`sentence` stands word for word in the article, and every one of `answers` in the sentence. A near miss names the
article on the same topic, which does not hold the fact; an off-corpus question names none.
"""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.answers.evaluation.shipped import shipped_questions

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "corpus" / "articles"
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.md"))
QUESTIONS = [json.loads(line) for line in shipped_questions().read_text("utf-8").splitlines()]
ANSWERED = [row for row in QUESTIONS if row["kind"] not in ("off_corpus", "near_miss")]
REFUSED = [row for row in QUESTIONS if row["kind"] in ("off_corpus", "near_miss")]


def front_matter(file):
    """Return the YAML mapping at the head of an article."""
    _, head, _ = (FOLDER / file).read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(head)


def body(file):
    """Return what stands under the front matter of an article."""
    return (FOLDER / file).read_text("utf-8").split("---\n", 2)[2].strip()


def sentences(text):
    """Return the sentences of a body, cut roughly: at line ends, and at full stops that a space follows."""
    return [part.strip() for line in text.splitlines() for part in re.split(r"(?<=[.!?]) ", line) if part.strip()]


def golds(row):
    """Return every article that answers a question, with its sentence and answers."""
    return [row, *row.get("also", [])]


def test_there_are_as_many_french_articles_as_english_ones_and_sixteen_at_least():
    """The corpus is balanced between the two languages."""
    count = Counter(front_matter(file)["lang"] for file in FILES)
    assert count["fr"] == count["en"]
    assert count.total() == len(FILES) >= 16


def test_nothing_but_articles_lies_in_the_folder():
    """Whatever lies there would be indexed."""
    assert sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()) == FILES


@pytest.mark.parametrize("file", FILES)
def test_front_matter_is_complete(file):
    """Title, date, language and collection are given, and the language is the folder's."""
    fields = front_matter(file)
    assert fields.keys() - {"url"} == {"title", "date", "lang", "collection"}
    assert isinstance(fields["title"], str)
    assert fields["title"].strip() == fields["title"] != ""
    assert type(fields["date"]) is date
    assert date(2019, 1, 1) <= fields["date"] <= date(2026, 11, 1)
    assert fields["lang"] == file.split("/")[0]
    assert fields["collection"] in {"technology", "business", "law", "science", "communities"}


@pytest.mark.parametrize("file", FILES)
def test_length_is_between_300_and_900_words(file):
    """An article is long enough to be searched and short enough to be read."""
    assert 300 <= len(body(file).split()) <= 900


def test_every_collection_holds_both_languages_and_dates_differ():
    """A reader of one collection can ask in either language; recency can be told apart."""
    languages = {}
    for file in FILES:
        fields = front_matter(file)
        languages.setdefault(fields["collection"], set()).add(fields["lang"])
    assert languages == {name: {"fr", "en"} for name in languages}
    assert len({front_matter(file)["date"] for file in FILES}) == len(FILES)


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("fr/")])
def test_french_typography_is_consistent(file):
    """Curly apostrophes, French quotation marks, a space before double punctuation."""
    text = body(file)
    assert not re.findall(r"['\"“”]", text)
    assert text.count("«") == text.count("»")
    assert not re.findall(r"«\S|\S»", text)
    assert not re.findall(r"[^\s][;:!?](?=\s)", text)


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("en/")])
def test_english_typography_is_consistent(file):
    """Straight apostrophes and quotes, no space before punctuation."""
    text = body(file)
    assert not re.findall(r"[’‘“”«»]", text)
    assert not re.findall(r"\s[;:!?,.]", text)


def test_no_sentence_of_eight_words_stands_in_two_articles():
    """No boilerplate: a quoted sentence belongs to one article."""
    owners = {}
    for file in FILES:
        for sentence in sentences(body(file)):
            if len(sentence.split()) >= 8:
                owners.setdefault(sentence.casefold(), set()).add(file)
    assert {sentence: files for sentence, files in owners.items() if len(files) > 1} == {}


def test_question_ids_and_wordings_are_unique():
    """Each line asks something of its own."""
    assert len({row["id"] for row in QUESTIONS}) == len(QUESTIONS)
    assert len({row["question"].casefold() for row in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("row", ANSWERED, ids=lambda row: row["id"])
def test_the_gold_sentence_stands_once_in_its_article_and_holds_every_answer(row):
    """What a question expects can be quoted word for word."""
    for gold in golds(row):
        assert body(gold["article"]).count(gold["sentence"]) == 1
        assert gold["answers"]
        assert [answer for answer in gold["answers"] if answer not in gold["sentence"]] == []


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["id"])
def test_a_question_to_refuse_has_no_answer(row):
    """A near miss names the article on its topic, an off-corpus question none."""
    assert (row["answers"], row["sentence"]) == ([], None)
    assert row["article"] in (FILES if row["kind"] == "near_miss" else [None])


def test_the_questions_cover_both_languages_every_article_and_every_kind():
    """Enough of each to measure with."""
    pairs = Counter((row["lang"], row["article"][:2]) for row in ANSWERED)
    assert min(pairs[asked, written] for asked in ("fr", "en") for written in ("fr", "en")) >= 10
    assert pairs["fr", "en"] + pairs["en", "fr"] >= 30
    assert {row["article"] for row in ANSWERED} == set(FILES)
    kinds = Counter(row["kind"] for row in QUESTIONS)
    assert (kinds["off_corpus"], kinds["near_miss"]) == (15, 10)
    assert set(kinds) - {"off_corpus", "near_miss"} == {
        *("acronym", "definition", "who", "when", "where", "how_many", "why", "list", "other"),
    }


def test_one_acronym_has_two_expansions_in_two_articles():
    """RAG and TPE mean different things in different articles: an answer has to say which."""
    assert "retrieval-augmented generation" in body("fr/rag-generation-augmentee.md")
    assert "RAG stands for red, amber, green" in body("en/red-amber-green-reporting.md")
    assert "terminal de paiement électronique (TPE)" in body("fr/https-tls-cadenas.md")
    assert "très petite entreprise (TPE)" in body("fr/pme-tpe-eti.md")


def test_saturn_has_more_moons_in_the_later_article():
    """Two articles differ on a figure that changed, and their dates say which is newer."""
    earlier, later = "fr/saturne-82-lunes.md", "en/saturn-274-moons.md"
    assert "Saturne a désormais 82 lunes connues." in body(earlier)
    assert "Saturn now has 274 confirmed moons" in body(later)
    assert front_matter(earlier)["date"] < front_matter(later)["date"]


def test_the_library_reads_every_article_whole():
    """Reading drops nothing of what was written, takes the front matter over, and keeps every gold sentence."""
    library = pytest.importorskip("corpus.library", reason="the library that reads articles is not built yet")
    scan = library.scan_folder(FOLDER)
    assert [file.id for file in scan.files] == FILES
    assert scan.problems == ()
    inspections = {file.id: library.inspect_file(file) for file in scan.files}
    for file, inspection in inspections.items():
        article, fields = inspection.article, front_matter(file)
        assert inspection.dropped == ()
        assert (article.title, article.language) == (fields["title"], fields["lang"])
        assert (article.published, article.collection) == (fields["date"], fields["collection"])
        assert [span.of(article.text) for span in article.headings] == re.findall(
            r"^## (.+)$", body(file), re.MULTILINE
        )
    for row in ANSWERED:
        for gold in golds(row):
            assert gold["sentence"] in inspections[gold["article"]].article.text
