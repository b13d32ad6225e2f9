"""Candidates drawn anew for the training questions, so that the reader does not learn them by heart.

There are twenty thousand questions. Each is seen as it was read, and some times more with others of its likeliest
sentences in another order, without the one that answers, or asking about another name or number.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from bot.answers.sentences.reader import READ, Candidate, Ids
from bot.answers.training.reader.readings import Read, Sentence, texts_of
from bot.answers.training.reader.rows import Example
from bot.answers.training.reader.words import find
from bot.answers.training.samples import RIGHT
from index.encoders.cutting import Cutter

UNANSWERED, EXCHANGED = 0.12, 0.24  # below the first nothing that answers is drawn, below the second it is exchanged

WORD = re.compile(r"\w+")
SHORTEST_NAME = 3  # code points of a word with a capital that counts as a name

Others = Mapping[bool, Sequence[str]]
"""Numbers (True) and names (False) that questions ask about."""


def draw_examples(readings: Sequence[Read], times: int, cutter: Cutter, draw: random.Random) -> list[Example]:
    """Return each question as it was read, and `times` - 1 times drawn anew."""
    texts = texts_of(readings)
    cut = dict(zip(texts, cutter.cut(list(texts)), strict=True))
    others = {kind: [word for one in readings for word in named(one.question)[kind]] for kind in (True, False)}
    found = []
    for one in readings:
        if one.sentences:
            found.append(_example(one, cut, cutter))
            found += [_example(_drawn(one, others, draw), cut, cutter) for _ in range(times - 1)]
    return found


def named(question: str) -> dict[bool, list[str]]:
    """Return the numbers (True) of a question, and its names (False): words with a capital but for the first."""
    words = WORD.findall(question)
    return {
        True: [word for word in words if word[0].isdigit()],
        False: [word for word in words[1:] if word[0].isupper() and len(word) >= SHORTEST_NAME],
    }


def _drawn(one: Read, others: Others, draw: random.Random) -> Read:
    right = [sentence for sentence in one.sentences if sentence.mark == RIGHT]
    rest = [sentence for sentence in one.sentences if sentence.mark != RIGHT]
    kind = draw.random()
    if right and rest and kind < UNANSWERED:
        return Read(one.question, one.answer, tuple(draw.sample(rest, min(READ, len(rest)))))
    question = exchanged(one.question, right, others, draw) if right and UNANSWERED <= kind < EXCHANGED else None
    some = draw.sample(rest, min(READ - 1 if right else READ, len(rest)))
    if right:
        some.append(draw.choice(right))
    draw.shuffle(some)
    if question is None:
        return Read(one.question, one.answer, tuple(some))
    none_right = (
        Sentence(this.hit, this.place, this.title, this.text, 0 if this.mark == RIGHT else this.mark) for this in some
    )
    return Read(question, "", tuple(none_right))


def exchanged(question: str, right: Sequence[Sentence], others: Others, draw: random.Random) -> str | None:
    """Return the question with a name or number that its sentences say exchanged for one that none of them says.

    None where they say none of them, or the draw finds another that they say.
    """
    said = " ".join(f"{one.text} {one.title}" for one in right).lower()
    known = [(word, kind) for kind, words in named(question).items() for word in words if word.lower() in said]
    if not known:
        return None
    word, kind = draw.choice(known)
    other = draw.choice(others[kind])
    if other.lower() in said:
        return None
    return re.sub(rf"\b{re.escape(word)}\b", lambda _: other, question, count=1)


def _example(one: Read, cut: Mapping[str, Ids], cutter: Cutter) -> Example:
    some = one.sentences[:READ]
    question = cut[one.question] if one.question in cut else cutter.cut([one.question])[0]
    candidates = [Candidate(this.hit, this.place, cut[this.title], cut[this.text]) for this in some]
    return Example(question, candidates, [this.mark for this in some], _answer(one, some, cut))


def _answer(one: Read, some: Sequence[Sentence], cut: Mapping[str, Ids]) -> range | None:
    """Return where the answer's pieces stand in the first right sentence, if all of them do."""
    right: Iterator[Sentence] = (this for this in some if this.mark == RIGHT)
    first = next(right, None)
    if first is None or not one.answer:
        return None
    places = find(cut[one.answer], cut[first.text])
    return range(places[0], places[0] + len(cut[one.answer])) if places else None
