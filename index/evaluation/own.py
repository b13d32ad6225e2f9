"""A host's own questions: tables of question and article, matched to the index in use.

The article is named by its title, its id or its file's name, whatever the case, the accents and the spaces. A question
on several lines has several right articles.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from corpus.article import LANGUAGES, Language
from corpus.languages import detect_question_language
from index.errors import EvaluationInputError
from index.evaluation.questions import UNANSWERABLE, Question, named
from index.evaluation.tables import Asked, plain, read_table
from index.keeping.passage_store import ArticleCard

ID_DIGITS = 10  # hexadecimal: two of a million questions share them once in some 2,000 files


@dataclass(frozen=True, slots=True)
class OwnList:
    """A host's file of questions as it was read, not matched to any article yet."""

    path: Path
    asked: tuple[Asked, ...]


@dataclass(slots=True)
class _Gathered:
    """What the lines say of one question."""

    line: int
    text: str
    language: Language
    kind: str
    right: dict[str, int] = field(default_factory=dict)
    answers: dict[Language, tuple[str, ...]] = field(default_factory=dict)


def read_own(files: Sequence[Path], *, unanswerable: bool = False) -> tuple[OwnList, ...]:
    """Return what the files say, before there need be an index; `unanswerable` lets a line be without an article.

    Raises:
        EvaluationInputError: a file is unreadable, or a line lacks its question or article.
    """
    stems = [file.stem for file in files]
    for place, stem in enumerate(stems):
        if stem in stems[:place]:
            msg = f"two files are called {stem}, and figures are given by name; rename one of them"
            raise EvaluationInputError(msg)
    return tuple(OwnList(file, read_table(file, unanswerable=unanswerable)) for file in files)


def match_own(lists: Iterable[OwnList], cards: Sequence[ArticleCard]) -> tuple[Question, ...]:
    """Return the questions with their articles; each file is a domain, called by its name without the ending.

    Ids come of the question's words, so that a run stays comparable when lines are added or moved.

    Raises:
        EvaluationInputError: a line names no article of the index, or more than one.
    """
    names = _names(cards)
    languages = {card.id: card.language for card in cards}
    return tuple(question for one in lists for question in _questions(one.path, one.asked, names, languages))


def _questions(
    file: Path, asked: Iterable[Asked], names: Mapping[str, list[str]], languages: Mapping[str, Language]
) -> Iterator[Question]:
    gathered: dict[str, _Gathered] = {}
    flaws: list[str] = []
    for one in asked:
        words = plain(one.question)
        question = gathered.setdefault(words, _Gathered(one.line, one.question, _language(file, one), one.kind))
        if one.answerable != _is_answerable(question.kind):
            flaws.append(f"line {one.line} asks what line {question.line} does, and only one of them has an article")
            continue
        if not one.answerable:
            continue
        ids = names.get(plain(one.article), [])
        if len(ids) != 1:
            flaws.append(f"line {one.line} {_no_article(one.article, ids, names)}")
            continue
        language = languages[ids[0]]
        question.right[ids[0]] = 1
        question.answers[language] = tuple(dict.fromkeys((*question.answers.get(language, ()), *one.answers)))
    if flaws:
        msg = f"{file}: {named(flaws, '; ')}. `sourcier corpus list` shows titles and ids; nothing was asked yet"
        raise EvaluationInputError(msg)
    prefix = re.sub(r"[^\w.-]+", "-", file.stem)
    for words, whole in gathered.items():
        digest = hashlib.sha256(words.encode()).hexdigest()[:ID_DIGITS]
        answers = {language: said for language, said in whole.answers.items() if said}
        yield Question(
            f"{prefix}-{digest}", whole.text, whole.language, file.stem, "", whole.right, whole.kind, answers
        )


def _is_answerable(kind: str) -> bool:
    return kind not in UNANSWERABLE


def _no_article(article: str, ids: Sequence[str], names: Mapping[str, list[str]]) -> str:
    if ids:
        return f"names {article!r}, which stands on {len(ids)} articles ({named(ids)}): give the id instead"
    near = get_close_matches(plain(article), names, n=1, cutoff=0.6)
    hint = f" (the nearest is {named(names[near[0]])})" if near else ""
    return f"names {article!r}, and no article has that title or id{hint}"


def _names(cards: Iterable[ArticleCard]) -> dict[str, list[str]]:
    """Return article ids by every name that people may give: title, id, file name with and without its ending."""
    found: dict[str, list[str]] = {}
    for card in cards:
        path = PurePosixPath(card.id)
        for name in {plain(one) for one in (card.title, card.id, path.name, path.stem)} - {""}:
            found.setdefault(name, []).append(card.id)
    for card in cards:  # an id is one article's alone, even where it is another's title
        found[plain(card.id)] = [card.id]
    return found


def _language(file: Path, one: Asked) -> Language:
    code = one.language.strip().lower()[:2]
    if not code:
        return detect_question_language(one.question)
    for language in LANGUAGES:
        if code == language:
            return language
    msg = f"{file}: line {one.line} says that its language is {one.language!r}; write fr or en, or leave it empty"
    raise EvaluationInputError(msg)
