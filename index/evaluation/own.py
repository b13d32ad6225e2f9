"""A host's own questions: a CSV or JSONL file of question and article, matched to the index in use.

The article is named by its title, its id or its file's name, whatever the case, the accents and the spaces. A CSV has
commas, semicolons or tabs and a first line that names its columns; its encoding may be what a French Excel writes. A
question on several lines has several right articles.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from corpus.article import LANGUAGES, Language
from corpus.encodings import decode
from corpus.errors import UnreadableArticleError
from corpus.languages import detect_question_language
from index.errors import EvaluationInputError
from index.evaluation.questions import Question, named
from index.evaluation.rows import Line, parsed
from index.passage_store import ArticleCard

QUESTION_NAMES = ("question", "questions", "query", "text")
ARTICLE_NAMES = ("article", "articles", "title", "titre", "id", "path", "file", "fichier")
LANGUAGE_NAMES = ("lang", "language", "langue")
DELIMITERS = ",;\t"
HEADING = "begin it with a line that names two columns, such as `question,article`"
JSON_LINE = 'write lines such as {"question": "who is it?", "article": "a title"}'
JSON_SUFFIXES = (".jsonl", ".ndjson")
ID_DIGITS = 10  # hexadecimal: two of a million questions share them once in some 2,000 files

APOSTROPHES = str.maketrans("’‘ʼ`", "''''")


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a file: a question, how it names the article, and the language it states or nothing."""

    line: int
    question: str
    article: str
    language: str


@dataclass(frozen=True, slots=True)
class OwnList:
    """A host's file of questions as it was read, not matched to any article yet."""

    path: Path
    asked: tuple[Asked, ...]


@dataclass(slots=True)
class _Gathered:
    """What the lines say of one question."""

    text: str
    language: Language
    right: dict[str, int] = field(default_factory=dict)


def read_own(files: Sequence[Path]) -> tuple[OwnList, ...]:
    """Return what the files say, before there need be an index.

    Raises:
        EvaluationInputError: a file is unreadable, or a line lacks its question or article.
    """
    stems = [file.stem for file in files]
    for place, stem in enumerate(stems):
        if stem in stems[:place]:
            msg = f"two files are called {stem}, and figures are given by name; rename one of them"
            raise EvaluationInputError(msg)
    return tuple(OwnList(file, tuple(_lines(file))) for file in files)


def match_own(lists: Iterable[OwnList], cards: Sequence[ArticleCard]) -> tuple[Question, ...]:
    """Return the questions with their articles; each file is a domain, called by its name without the ending.

    Ids come of the question's words, so that a run stays comparable when lines are added or moved.

    Raises:
        EvaluationInputError: a line names no article of the index, or more than one.
    """
    names = _names(cards)
    return tuple(question for one in lists for question in _questions(one.path, one.asked, names))


def _questions(file: Path, asked: Iterable[Asked], names: Mapping[str, list[str]]) -> Iterator[Question]:
    gathered: dict[str, _Gathered] = {}
    flaws: list[str] = []
    for one in asked:
        ids = names.get(_plain(one.article), [])
        if len(ids) != 1:
            flaws.append(f"line {one.line} {_no_article(one.article, ids, names)}")
            continue
        question = gathered.setdefault(_plain(one.question), _Gathered(one.question, _language(file, one)))
        question.right[ids[0]] = 1
    if flaws:
        msg = f"{file}: {named(flaws, '; ')}. `sourcier corpus list` shows titles and ids; nothing was asked yet"
        raise EvaluationInputError(msg)
    prefix = re.sub(r"[^\w.-]+", "-", file.stem)
    for words, whole in gathered.items():
        digest = hashlib.sha256(words.encode()).hexdigest()[:ID_DIGITS]
        yield Question(f"{prefix}-{digest}", whole.text, whole.language, file.stem, "", whole.right)


def _no_article(article: str, ids: Sequence[str], names: Mapping[str, list[str]]) -> str:
    if ids:
        return f"names {article!r}, which stands on {len(ids)} articles ({named(ids)}): give the id instead"
    near = get_close_matches(_plain(article), names, n=1, cutoff=0.6)
    hint = f" (the nearest is {named(names[near[0]])})" if near else ""
    return f"names {article!r}, and no article has that title or id{hint}"


def _names(cards: Iterable[ArticleCard]) -> dict[str, list[str]]:
    """Return article ids by every name that people may give: title, id, file name with and without its ending."""
    found: dict[str, list[str]] = {}
    for card in cards:
        path = PurePosixPath(card.id)
        for name in {_plain(one) for one in (card.title, card.id, path.name, path.stem)} - {""}:
            found.setdefault(name, []).append(card.id)
    for card in cards:  # an id is one article's alone, even where it is another's title
        found[_plain(card.id)] = [card.id]
    return found


def _plain(text: str) -> str:
    """Return `text` in lower case, without accents, every run of spaces as one."""
    letters = unicodedata.normalize("NFKD", text.translate(APOSTROPHES)).casefold()
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())


def _language(file: Path, one: Asked) -> Language:
    code = one.language.strip().lower()[:2]
    if not code:
        return detect_question_language(one.question)
    for language in LANGUAGES:
        if code == language:
            return language
    msg = f"{file}: line {one.line} says that its language is {one.language!r}; write fr or en, or leave it empty"
    raise EvaluationInputError(msg)


def _lines(file: Path) -> list[Asked]:
    try:
        text = decode(file.read_bytes())
    except UnreadableArticleError as error:
        msg = f"{file} cannot be read: {error}"
        raise EvaluationInputError(msg) from error
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror or error}"
        raise EvaluationInputError(msg) from error
    is_json = file.suffix.lower() in JSON_SUFFIXES
    if not text.strip():
        msg = f"{file} is empty; {JSON_LINE if is_json else HEADING}"
        raise EvaluationInputError(msg)
    found = list(_of_json(file, text) if is_json else _of_csv(file, text))
    if not found:
        msg = f"{file} holds no question, only the line that names the columns; add a question and its article a line"
        raise EvaluationInputError(msg)
    wrong = next((one for one in found if not (one.question.strip() and one.article.strip())), None)
    if wrong:
        what = "article" if wrong.question.strip() else "question"
        msg = f"{file}: line {wrong.line} has no {what}; fill it in or take the line out"
        raise EvaluationInputError(msg)
    return found


def _of_json(file: Path, text: str) -> Iterator[Asked]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            row = parsed(file, Line(number, line))
            fields = (row.text(*names) for names in (QUESTION_NAMES, ARTICLE_NAMES, LANGUAGE_NAMES))
            question, article, language = (value or "" for value in fields)
            yield Asked(number, question, article, language)


def _of_csv(file: Path, text: str) -> Iterator[Asked]:
    heading = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=heading.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    begins = 1
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            line, begins = begins, rows.line_num + 1
            if not any(cells):
                continue
            if columns is None:
                columns = [_plain(cell) for cell in cells]
                _check_columns(file, columns, cells)
                continue
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                msg = (
                    f"{file}: line {line} has {len(cells)} columns, wanted {len(columns)}; put text that holds "
                    f"{delimiter!r} between double quotes"
                )
                raise EvaluationInputError(msg)
            values = dict(zip(columns, cells, strict=False))
            yield Asked(line, _of(values, QUESTION_NAMES), _of(values, ARTICLE_NAMES), _of(values, LANGUAGE_NAMES))
    except csv.Error as error:
        msg = f"{file}: line {begins} is not CSV ({error}); check its double quotes"
        raise EvaluationInputError(msg) from error


def _check_columns(file: Path, columns: Sequence[str], cells: Sequence[str]) -> None:
    if not (set(columns) & set(QUESTION_NAMES) and set(columns) & set(ARTICLE_NAMES)):
        said = ", ".join(cells)
        msg = f"{file}: the first line says {said[:80]!r}, which names no column of questions and articles; {HEADING}"
        raise EvaluationInputError(msg)


def _of(values: Mapping[str, str], names: Sequence[str]) -> str:
    return next((values[name] for name in names if values.get(name)), "")
