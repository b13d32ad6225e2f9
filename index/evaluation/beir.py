"""Folders in BEIR's layout: a corpus, questions, and judgements of which passage answers which question.

    FOLDER/corpus.jsonl    {"id" or "_id", "title", "text", "lang", "source"}
    FOLDER/queries.jsonl   {"id" or "_id", "text", "lang", "source", "kind", "answers": {"fr": [words], "en": [words]}}
    FOLDER/qrels.tsv       query-id, corpus-id, score, with tabs between; or qrels/test.tsv

Each may be packed with gzip (`….gz`). `lang`, `source`, `kind` and `answers` may be missing: the language is then
worked out. A folder is a domain, called by its name; every row of a corpus becomes one article of one passage. Layout:
Thakur et al. 2021.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.article import LANGUAGES, Article, Language, Passage
from corpus.encodings import normalise
from corpus.languages import detect_language, detect_question_language
from index.builds.building import CutArticle
from index.errors import EvaluationInputError
from index.evaluation.questions import Question, named
from index.evaluation.rows import PACKED, Row, lines_of, objects_of

CORPUS, QUERIES, JUDGEMENTS = "corpus.jsonl", "queries.jsonl", ("qrels.tsv", "qrels/test.tsv")
LAYOUT = "a folder in BEIR's layout holds corpus.jsonl, queries.jsonl and qrels.tsv, each packed with gzip or not"


@dataclass(frozen=True, slots=True)
class BeirCollection:
    """Articles to make one index of, and the questions that are asked of it, all of which have a right article.

    `unjudged` counts the questions that have none and are left out.
    """

    articles: tuple[CutArticle, ...]
    questions: tuple[Question, ...]
    unjudged: int


@dataclass(frozen=True, slots=True)
class _Domain:
    """A folder's name and its three files."""

    name: str
    corpus: Path
    queries: Path
    judgements: Path


@dataclass(frozen=True, slots=True)
class _Judgement:
    question: str
    article: str
    grade: int


def read_beir(folders: Sequence[Path], distractors: Sequence[Path] = ()) -> BeirCollection:
    """Return the domains in `folders` as one collection, with the rows of `distractors` as further articles.

    Raises:
        EvaluationInputError: a file is missing or unreadable, an id stands twice or is unknown, nothing is judged.
    """
    domains = [
        _Domain(folder.resolve().name, _file(folder, CORPUS), _file(folder, QUERIES), _judged(folder))
        for folder in folders
    ]
    names = [domain.name for domain in domains]
    repeated = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if repeated is not None:
        msg = f"two folders are called {repeated}, and figures are given by name; rename one of them"
        raise EvaluationInputError(msg)
    articles = _indexed([*(domain.corpus for domain in domains), *distractors])
    asked: dict[str, Path] = {}
    questions: list[Question] = []
    for domain in domains:
        own = {question.id: question for question in questions_in(domain.queries, domain.name)}
        for key in own:
            if key in asked:
                raise twice("question", key, asked[key], domain.queries)
            asked[key] = domain.queries
        questions += _judge(domain, own, articles[domain.corpus].keys())
    everything = tuple(article for rows in articles.values() for article in rows.values())
    return BeirCollection(everything, tuple(questions), len(asked) - len(questions))


def _indexed(paths: Sequence[Path]) -> dict[Path, dict[str, CutArticle]]:
    """Return the articles of each file by their ids, which differ over all of them."""
    found: dict[Path, dict[str, CutArticle]] = {}
    places: dict[str, Path] = {}
    for path in paths:
        if path.resolve() in {before.resolve() for before in found}:
            msg = f"{path} is given twice; name it once"
            raise EvaluationInputError(msg)
        found[path] = {}
        for row in _articles(path):
            key = row.article.id
            if key in places:
                raise twice("passage", key, places[key], path)
            found[path][key], places[key] = row, path
    return found


def _file(folder: Path, name: str) -> Path:
    """Return the plain or packed file `name` of a folder."""
    if not folder.is_dir():
        msg = f"{folder}: no such folder or file; {LAYOUT}"
        raise EvaluationInputError(msg)
    found = next((path for path in (folder / f"{name}{PACKED}", folder / name) if path.is_file()), None)
    if found is None:
        msg = f"{folder} holds neither {name} nor {name}{PACKED}; {LAYOUT}"
        raise EvaluationInputError(msg)
    return found


def _judged(folder: Path) -> Path:
    for name in JUDGEMENTS:
        if (folder / name).is_file() or (folder / f"{name}{PACKED}").is_file():
            return _file(folder, name)
    msg = f"{folder} holds no judgements, neither {' nor '.join(JUDGEMENTS)}; {LAYOUT}"
    raise EvaluationInputError(msg)


def twice(what: str, key: str, first: Path, second: Path) -> EvaluationInputError:
    """Return the error that an id stands in two places."""
    where = f"twice in {second}" if first == second else f"in {first} and in {second}"
    return EvaluationInputError(f"the {what} id {key} stands {where}; ids must differ, so rename one")


def _articles(path: Path) -> Iterator[CutArticle]:
    """Yield each row of a corpus as an article that is one passage; without text, the title is its text."""
    for row in objects_of(path):
        title = normalise(row.text("title") or "").strip()
        text = normalise(row.text("text") or "").strip() or title
        article = Article(_id(row), title, _language(row) or detect_language(f"{title}\n{text}"), text)
        yield CutArticle(article, (Passage(article.id, 0, len(text)),))


def questions_in(path: Path, domain: str, kinds: Collection[str] = ()) -> Iterator[Question]:
    """Yield the questions of a file, without their judgements; `kinds`, where given, are all that a row may be of.

    Raises:
        EvaluationInputError: a row has no id or no question, an id stands twice, or the kind is another.
    """
    seen: set[str] = set()
    for row in objects_of(path):
        key, text, kind = _id(row), row.text("text"), row.text("kind") or ""
        if not text or not text.strip():
            raise row.wrong("has no question under `text`; write it there or take the line out")
        if key in seen:
            raise twice("question", key, path, path)
        if kinds and kind not in kinds:
            raise row.wrong(f"has the kind {kind!r}, wanted {' or '.join(kinds)}; write it under `kind`")
        seen.add(key)
        language = _language(row) or detect_question_language(text)
        yield Question(key, text, language, domain, row.text("source") or "", {}, kind, _answers(row))


def _answers(row: Row) -> dict[Language, tuple[str, ...]]:
    """Return the words that answer, by language; those of a mere list count in either."""
    given = row.values.get("answers") or {}
    by_language = given if isinstance(given, dict) else dict.fromkeys(LANGUAGES, given)
    sound = all(
        isinstance(words, list) and all(isinstance(one, str) for one in words) for words in by_language.values()
    )
    if not sound:
        raise row.wrong(
            'has `answers` that are none; write {"en": ["some words"], "fr": ["des mots"]}, or leave them out'
        )
    found = {language: tuple(one for one in by_language.get(language, ()) if one.strip()) for language in LANGUAGES}
    return {language: words for language, words in found.items() if words}


def _id(row: Row) -> str:
    key = row.text("id", "_id")
    if not key:
        raise row.wrong("has no id; give it one under `id` or `_id`")
    return key


def _language(row: Row) -> Language | None:
    """Return the row's language, or None where it names none."""
    stated = row.text("lang", "language")
    if not stated:
        return None
    code = stated.lower().replace("_", "-").partition("-")[0]
    for language in LANGUAGES:
        if code == language:
            return language
    raise row.wrong(f"says that its language is {stated}; Sourcier reads fr and en, so take the line out")


def _judge(domain: _Domain, questions: Mapping[str, Question], articles: Collection[str]) -> list[Question]:
    """Return the questions that have a right article, in the order of their file."""
    judgements = list(_judgements(domain.judgements))
    for what, ids, file in (
        ("question", [one.question for one in judgements if one.question not in questions], domain.queries),
        ("passage", [one.article for one in judgements if one.article not in articles], domain.corpus),
    ):
        if ids:
            unknown = list(dict.fromkeys(ids))
            msg = (
                f"{domain.judgements} names {len(unknown):,} {what} ids that {file} does not hold: {named(unknown)}; "
                "give the files that belong together, or take those lines out"
            )
            raise EvaluationInputError(msg)
    right: dict[str, dict[str, int]] = {}
    for one in judgements:
        if one.grade > 0:
            right.setdefault(one.question, {})[one.article] = one.grade
    if not right:
        msg = f"{domain.judgements} judges nothing to be right; give a file with scores above 0"
        raise EvaluationInputError(msg)
    return [replace(one, right=right[one.id]) for one in questions.values() if one.id in right]


def _judgements(path: Path) -> Iterator[_Judgement]:
    """Yield the judgements of a file whose first line may be a heading."""
    for place, line in enumerate(lines_of(path)):
        parts = [part.strip() for part in line.text.split("\t")]
        try:
            question, article, score = parts
            grade = float(score)
            if grade != int(grade):
                raise ValueError
        except (ValueError, OverflowError) as error:
            if place == 0 and len(parts) == 3 and not parts[2][:1].isdigit():
                continue
            msg = (
                f"{path}: line {line.number} is not a judgement; wanted the question's id, the passage's id and a "
                "whole number, with tabs between"
            )
            raise EvaluationInputError(msg) from error
        yield _Judgement(question, article, int(grade))
