"""Examples made of texts: to guess hidden pieces of, and questions among sentences that do not answer them.

Three in ten of the questions have no answer among their candidates: its sentence is not there, has lost the words asked
for, or the question asks about another name, number or word.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from bot.answers.sentences.reader import LONGEST, MOST_OF_QUESTION, MOST_OF_SENTENCE, READ, Candidate, Ids
from bot.answers.training.reader.asking import Asker, Question, other_words
from bot.answers.training.reader.rows import Example
from bot.answers.training.reader.texts import Document, SentencePair
from bot.answers.training.reader.words import Kind, Worded, by_words, find
from bot.answers.training.samples import RIGHT
from corpus.article import Language
from index.encoders.cutting import Cutter

# Shares of the questions whose sentence is not there, that ask about another word, whose sentence lost its answer.
NOT_THERE, EXCHANGED, CUT_OUT = 0.15, 0.11, 0.07
SAME_LANGUAGE = 0.25  # share of the questions made from sentence pairs that stay in their language
NEAR, NEAREST = 6, (2, 5)  # pairs to either side that are drawn from, and how many are: they are of the same text
BESIDE, FAR = (1, 4), (0, 3)  # sentences of the same document, and of another
TITLE_ASKS = 0.3  # share of the documents whose title stands where questions do
ROOM = 20  # pieces that a sentence may be longer than a question to stand where questions do
MOST_HIDDEN_IN = LONGEST - 32  # pieces of a document read at once; the rest is for title and marks
WORTH_GOING_ON = 3  # sentences; fewer at the end of a document are not read alone

NOTHING = np.zeros(0, np.int64)


class _Right(NamedTuple):
    """What is asked, the sentence that should answer, if it is there, and where its answer stands, if it does."""

    question: Question
    sentence: Ids | None
    answers: bool


def hidden_in_pairs(pairs: Sequence[SentencePair], cutter: Cutter, draw: random.Random) -> list[Example]:
    """Return each pair as a question and its only candidate, either language first."""
    english = cutter.cut([pair.english for pair in pairs])
    french = cutter.cut([pair.french for pair in pairs])
    found = []
    for sides in zip(english, french, strict=True):
        first, second = sides if draw.random() < 0.5 else sides[::-1]
        if len(first) <= MOST_OF_QUESTION + ROOM:
            found.append(Example(first, [Candidate(0, 0, NOTHING, second)], [0]))
    return found


def hidden_in_documents(documents: Sequence[Document], cutter: Cutter, draw: random.Random) -> list[Example]:
    """Return each document as candidates in any order, as many at once as are read."""
    found = []
    for document in documents:
        title, *sentences = cutter.cut([document.title, *document.sentences])
        asks = draw.random() < TITLE_ASKS
        start = 0
        while start < len(sentences):
            end, room = start, MOST_HIDDEN_IN - len(title)
            while end < len(sentences) and end - start < READ and room > 0:
                room -= min(MOST_OF_SENTENCE, len(sentences[end])) + 1
                end += 1
            above = NOTHING if asks else title
            some = [Candidate(0, place, above, sentences[place]) for place in range(start, end)]
            draw.shuffle(some)
            found.append(Example(title if asks else NOTHING, some, [0] * len(some)))
            if end - start < WORTH_GOING_ON:
                break
            start = end
    return found


def asked_of_pairs(pairs: Sequence[SentencePair], times: int, cutter: Cutter, draw: random.Random) -> list[Example]:
    """Return questions made from either side, answered by the other among its neighbours, `times` a pair at most."""
    sides: dict[Language, list[Worded]] = {
        "en": by_words([pair.english for pair in pairs], cutter),
        "fr": by_words([pair.french for pair in pairs], cutter),
    }
    asker = Asker.of(cutter, draw)
    pool = other_words([*sides["en"], *sides["fr"]])
    found = []
    for place in range(len(pairs)):
        for _ in range(times):
            language: Language = draw.choice(("en", "fr"))
            other: Language = "fr" if language == "en" else "en"
            answered = language if draw.random() < SAME_LANGUAGE else other
            source = sides[language][place]
            question = asker.ask(source, language)
            if question is None:
                continue
            same = answered == language
            right = _right(question, source, sides[answered][place], same, asker, pool)
            near = [one for one in range(max(0, place - NEAR), min(len(pairs), place + NEAR + 1)) if one != place]
            drawn = draw.sample(near, min(len(near), draw.randint(*NEAREST)))
            texts: list[tuple[Ids, bool]] = [(sides[answered][one].ids(), False) for one in drawn]
            if right.sentence is not None:
                texts.append((right.sentence, right.answers))
            draw.shuffle(texts)
            some = [(Candidate(0, at, NOTHING, text), marked) for at, (text, marked) in enumerate(texts)]
            found += _example(asker, right, some, source, same)
    return found


def asked_of_documents(documents: Sequence[Document], times: int, cutter: Cutter, draw: random.Random) -> list[Example]:
    """Return questions made from a sentence, answered by it among others of its document, `times` a document."""
    worded = [by_words(document.sentences, cutter) for document in documents]
    titles = cutter.cut([document.title for document in documents])
    asker = Asker.of(cutter, draw)
    pool = other_words([sentence for sentences in worded for sentence in sentences])
    found = []
    for at, (document, sentences) in enumerate(zip(documents, worded, strict=True)):
        for _ in range(times):
            place = draw.randrange(len(sentences))
            question = asker.ask(sentences[place], document.language)
            if question is None:
                continue
            right = _right(question, sentences[place], sentences[place], True, asker, pool)
            others = [one for one in range(len(sentences)) if one != place]
            beside = draw.sample(others, min(len(others), draw.randint(*BESIDE)))
            some = [(Candidate(0, one, titles[at], sentences[one].ids()), False) for one in beside]
            if right.sentence is not None:
                some.append((Candidate(0, place, titles[at], right.sentence), right.answers))
            far = draw.randrange(len(documents))
            if far != at:
                texts = worded[far][: min(READ - len(some), draw.randint(*FAR))]
                some += [(Candidate(1, one, titles[far], text.ids()), False) for one, text in enumerate(texts)]
            found += _example(asker, right, some, sentences[place], True)
    return found


def _right(
    question: Question, source: Worded, answering: Worded, same: bool, asker: Asker, pool: Mapping[Kind, Sequence[Ids]]
) -> _Right:
    """Return a question with the sentence that answers it, or with what does not; `same` if it was made from it."""
    drawn = asker.draw.random()
    if drawn < NOT_THERE:
        return _Right(question, None, answers=False)
    if drawn < NOT_THERE + EXCHANGED:
        other = asker.exchanged(question, source, pool)
        if other is not None:
            return _Right(other, answering.ids(), answers=False)
    elif drawn < NOT_THERE + EXCHANGED + CUT_OUT and same:
        return _Right(question, source.ids(without=question.answer), answers=False)
    return _Right(question, answering.ids(), answers=True)


def _example(
    asker: Asker, right: _Right, some: list[tuple[Candidate, bool]], source: Worded, same: bool
) -> list[Example]:
    """Return the example of a question and its candidates, marked where they answer; none where there are none."""
    if not some:
        return []
    asker.draw.shuffle(some)
    candidates = [candidate for candidate, _ in some]
    marks = [RIGHT if answers else 0 for _, answers in some]
    answer = None
    if right.answers and right.sentence is not None:
        start = source.before(right.question.answer.start)
        size = source.before(right.question.answer.stop) - start
        asked_for = source.ids()[start : start + size]
        if same:
            answer = range(start, start + size)
        elif right.question.asked != "other" and len(places := find(asked_for, right.sentence)) == 1:
            answer = range(places[0], places[0] + size)
    return [Example(asker.ids(right.question), candidates, marks, answer)]
