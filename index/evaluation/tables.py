"""A host's table of questions, line by line: CSV or JSONL, matched to nothing yet.

    question,article,answer,sentence,kind,language
    who chairs it?,The project,Mr Example | J. Example,,,en

Only the first two columns are needed. Several answers have ` | ` between them; a sentence counts where no answer is
given. A question of the kind `near_miss` or `off_corpus`, however that is spelt, has no right article. In JSONL
`answers` may be a list, and `also` a list of further articles with their answers. A CSV has commas, semicolons or tabs
and a first line that names its columns; its encoding may be what a French Excel writes.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.encodings import decode
from corpus.errors import UnreadableArticleError
from index.errors import EvaluationInputError
from index.evaluation.questions import NEAR_MISS, OFF_CORPUS, UNANSWERABLE
from index.evaluation.rows import Line, Row, parsed

QUESTION_NAMES = ("question", "questions", "query", "text")
ARTICLE_NAMES = ("article", "articles", "title", "titre", "id", "path", "file", "fichier")
ANSWER_NAMES = ("answer", "answers", "reponse", "reponses")
SENTENCE_NAMES = ("sentence", "phrase")
KIND_NAMES = ("kind",)
LANGUAGE_NAMES = ("lang", "language", "langue")
UNANSWERABLE_SPELT = {  # by their letters alone: beside an article a kind that is not known is one of its questions
    **dict.fromkeys(("nearmiss", "nearmisses"), NEAR_MISS),
    **dict.fromkeys(("offcorpus", "offtopic"), OFF_CORPUS),
}
BETWEEN_ANSWERS = " | "
DELIMITERS = ",;\t"
HEADING = "begin it with a line that names two columns, such as `question,article`"
JSON_LINE = 'write lines such as {"question": "who is it?", "article": "a title"}'
JSON_SUFFIXES = (".jsonl", ".ndjson")

APOSTROPHES = str.maketrans("’‘ʼ`", "''''")


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a table: a question, how it names the article, what it states besides, and the words that answer."""

    line: int
    question: str
    article: str
    language: str = ""
    kind: str = ""
    answers: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Return whether an article answers it, as far as the line says."""
        return self.kind not in UNANSWERABLE


def plain(text: str) -> str:
    """Return `text` in lower case, without accents, every run of spaces as one."""
    letters = unicodedata.normalize("NFKD", text.translate(APOSTROPHES)).casefold()
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())


def read_table(file: Path, *, unanswerable: bool) -> tuple[Asked, ...]:
    """Return the lines of a table; `unanswerable` takes one without an article as an off-corpus question.

    Raises:
        EvaluationInputError: the file is unreadable, or a line lacks what it needs or contradicts itself.
    """
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
    wrong = next((f"line {one.line} {flaw}" for one in found if (flaw := _flaw(one, unanswerable=unanswerable))), None)
    if wrong:
        msg = f"{file}: {wrong}"
        raise EvaluationInputError(msg)
    return tuple(one if one.article or one.answers or one.kind else replace(one, kind=OFF_CORPUS) for one in found)


def _kind(written: str) -> str:
    """Return a kind as it is spelt here: "Near miss" and "nearmisses" are `near_miss`, "off topic" `off_corpus`."""
    return UNANSWERABLE_SPELT.get("".join(filter(str.isalpha, plain(written))), written.strip())


def _flaw(one: Asked, *, unanswerable: bool) -> str:
    """Return what is wrong with a line and what to do, or nothing; `unanswerable` questions may be there."""
    if not one.question:
        return "has no question; fill it in or take the line out"
    if unanswerable and one.kind and one.answerable and not (one.article or one.answers):
        return f"has no article, and the kind {one.kind!r} does not say why; write near_miss or off_corpus, or nothing"
    if not one.answerable and one.answers:
        return f"is of the kind {one.kind} and has an answer; take one of the two out"
    if one.answerable and not one.article and not (unanswerable and not one.answers):
        return "has no article; fill it in or take the line out"
    return ""


def _of_json(file: Path, text: str) -> Iterator[Asked]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            row = parsed(file, Line(number, line))
            question, language, kind = (
                (row.text(*names) or "").strip() for names in (QUESTION_NAMES, LANGUAGE_NAMES, KIND_NAMES)
            )
            for part in (row, *_also(row)):
                article = (part.text(*_article_names(part.values)) or "").strip()
                yield Asked(number, question, article, language, _kind(kind), _words(part))


def _also(row: Row) -> Iterator[Row]:
    """Yield the further articles of a row, each with its answers."""
    further = row.values.get("also") or []
    if not isinstance(further, list) or not all(isinstance(one, dict) for one in further):
        raise row.wrong('has an `also` that is none; write [{"article": "a title", "answers": ["some words"]}] there')
    for one in further:
        yield Row(row.path, row.line, one)


def _words(row: Row) -> tuple[str, ...]:
    """Return the words that answer: a list, or a text with bars between; else the sentence."""
    for name in ANSWER_NAMES:
        given = row.values.get(name)
        if isinstance(given, list):
            if not all(isinstance(one, str) for one in given):
                raise row.wrong(f"has `{name}` that are no texts; write a list of texts there")
            words = tuple(one.strip() for one in given if one.strip())
        else:
            words = _parted(row.text(name) or "")
        if words:
            return words
    sentence = (row.text(*SENTENCE_NAMES) or "").strip()
    return (sentence,) if sentence else ()


def _parted(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(BETWEEN_ANSWERS) if part.strip())


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
                columns = [plain(cell) for cell in cells]
                _check_columns(file, columns, cells)
                continue
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                msg = (
                    f"{file}: line {line} has {len(cells)} columns, wanted {len(columns)}; put text that holds "
                    f"{delimiter!r} between double quotes"
                )
                raise EvaluationInputError(msg)
            yield _asked(line, dict(zip(columns, cells, strict=False)), _article_names(columns))
    except csv.Error as error:
        msg = f"{file}: line {begins} is not CSV ({error}); check its double quotes"
        raise EvaluationInputError(msg) from error


def _asked(line: int, values: Mapping[str, str], article_names: Sequence[str]) -> Asked:
    return Asked(
        line,
        _of(values, QUESTION_NAMES),
        _of(values, article_names),
        _of(values, LANGUAGE_NAMES),
        _kind(_of(values, KIND_NAMES)),
        _parted(_of(values, ANSWER_NAMES)) or tuple(filter(None, [_of(values, SENTENCE_NAMES)])),
    )


def _check_columns(file: Path, columns: Sequence[str], cells: Sequence[str]) -> None:
    if not (set(columns) & set(QUESTION_NAMES) and set(columns) & set(ARTICLE_NAMES)):
        said = ", ".join(cells)
        msg = f"{file}: the first line says {said[:80]!r}, which names no column of questions and articles; {HEADING}"
        raise EvaluationInputError(msg)


def _article_names(present: Collection[str]) -> tuple[str, ...]:
    """Return what the article may stand under: an `id` is the question's own where another name is there."""
    found = tuple(name for name in ARTICLE_NAMES if name in present)
    return found if len(found) < 2 else tuple(name for name in found if name != "id")


def _of(values: Mapping[str, str], names: Sequence[str]) -> str:
    return next((values[name] for name in names if values.get(name)), "")
