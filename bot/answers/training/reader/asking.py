"""Questions made from sentences: some words of one are left out and asked for, those around them ask.

A close cousin of the inverse cloze task (Lee, Chang and Toutanova, 2019), with an asking word in front: no question by
people, but there are as many as one likes, across languages too. What is asked for never stands in the question.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.answers.sentences.reader import MOST_OF_QUESTION, Ids
from bot.answers.training.reader.words import Kind, Worded, joined
from corpus.article import Language
from index.encoders.cutting import Cutter

Asked = Literal["year", "number", "name", "other"]

ASKING: Mapping[Language, Mapping[Asked, tuple[str, ...]]] = {
    "en": {
        "year": ("when", "in what year", "in which year", "what year"),
        "number": ("how many", "how much", "what", "how many", "how long", "how old"),
        "name": ("who", "what", "where", "which", "in which", "what is the name of", "who"),
        "other": ("what", "what", "which", "how", "what kind of", "why"),
    },
    "fr": {
        "year": ("quand", "en quelle année", "quelle année", "à quelle date"),
        "number": ("combien de", "combien", "quel", "combien de", "quelle", "combien de temps"),
        "name": ("qui", "quel", "où", "quelle", "qui est", "quel est le nom de", "dans quelle"),
        "other": ("que", "quel", "quelle", "comment", "qu'est-ce que", "pourquoi", "quel type de"),
    },
}
"""What people ask such things with; what stands twice is drawn twice as often."""

SHORTEST = 6  # words and marks of a sentence that is asked about
A_NUMBER, A_NAME = 0.35, 0.8  # a number is asked for where there is one, else a name, else anything, at these draws
LONGEST_OTHER, GOES_ON = 3, 0.4  # words asked for that are no name, and how often another one is
WITHIN = (3, 12)  # words on either side that ask
LEFT_OUT = (0.0, 0.1, 0.2, 0.35)  # share of them that do not
CONTENT = 2  # words that say something; fewer ask nothing
BEHIND_FIRST, IN_ORDER = 0.45, 0.8  # what stands behind comes first, as in "who founded"; the rest asks in the middle
MARKED = 0.7  # share of the questions with a question mark

IS_ASKED = -1


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces of a question: those of the word at `word` in the sentence, or of what asks."""

    word: int
    pieces: Ids


@dataclass(frozen=True, slots=True)
class Question:
    """A question made from a sentence; `answer` are the places of the words asked for, `content` of those that ask."""

    parts: tuple[Part, ...]
    answer: range
    asked: Asked
    content: tuple[int, ...]

    def ids(self, mark: Ids | None) -> Ids:
        """Return its pieces, with a question mark or without."""
        parts = [part.pieces for part in self.parts]
        return joined(parts if mark is None else [*parts, mark])[:MOST_OF_QUESTION]


@dataclass(frozen=True, slots=True)
class Asker:
    """Makes questions; `asking` are the pieces of what people ask with."""

    asking: Mapping[Language, Mapping[Asked, Sequence[Ids]]]
    mark: Ids
    draw: random.Random

    @classmethod
    def of(cls, cutter: Cutter, draw: random.Random) -> Asker:
        """Return one that cuts with `cutter` and draws from `draw`."""
        asking = {
            language: {asked: cutter.cut(list(forms)) for asked, forms in by_kind.items()}
            for language, by_kind in ASKING.items()
        }
        return cls(asking, cutter.cut(["?"])[0], draw)

    def ask(self, sentence: Worded, language: Language) -> Question | None:
        """Return a question that `sentence` answers, None where it says too little or the draw finds nothing."""
        if len(sentence.words) < SHORTEST:
            return None
        found = self._answer(sentence)
        if found is None:
            return None
        answer, asked = found
        said = {sentence.words[place].lower() for place in answer}
        reach, left_out = self.draw.randint(*WITHIN), self.draw.choice(LEFT_OUT)

        def kept(places: range) -> list[int]:
            drawn = [place for place in places if self.draw.random() >= left_out]
            return [place for place in drawn if sentence.words[place].lower() not in said]

        before = kept(range(max(0, answer.start - reach), answer.start))
        behind = kept(range(answer.stop, min(len(sentence.words), answer.stop + reach)))
        content = tuple(place for place in (*before, *behind) if sentence.has_content(place))
        if len(content) < CONTENT:
            return None
        what = Part(IS_ASKED, self.draw.choice(self.asking[language][asked]))
        first, second = ([Part(place, sentence.pieces[place]) for place in some] for some in (before, behind))
        order = self.draw.random()
        if order < BEHIND_FIRST:
            parts = [what, *second, *first]
        elif order < IN_ORDER:
            parts = [what, *first, *second]
        else:
            parts = [*first, what, *second]
        return Question(tuple(parts), answer, asked, content)

    def ids(self, question: Question) -> Ids:
        """Return the pieces of a question, most times with a question mark."""
        return question.ids(self.mark if self.draw.random() < MARKED else None)

    def exchanged(self, question: Question, sentence: Worded, others: Mapping[Kind, Sequence[Ids]]) -> Question | None:
        """Return the question with one of its words exchanged for another of its kind, so that nothing answers it.

        None where the other is the same word, or part of what is asked for.
        """
        place = self.draw.choice(question.content)
        pool = others[sentence.kind(place)]
        if not pool:
            return None
        other = self.draw.choice(pool)
        same = (sentence.pieces[place], *(sentence.pieces[one] for one in question.answer))
        if any(other.tolist() == one.tolist() for one in same):
            return None
        parts = tuple(Part(place, other) if part.word == place else part for part in question.parts)
        return replace(question, parts=parts)

    def _answer(self, sentence: Worded) -> tuple[range, Asked] | None:
        words = sentence.words
        drawn = self.draw.random()
        numbers = [place for place, word in enumerate(words) if word[0].isdigit()]
        if numbers and drawn < A_NUMBER:
            place = self.draw.choice(numbers)
            is_year = len(words[place]) == 4 and words[place][0] in "12"
            return range(place, place + 1), "year" if is_year else "number"
        names = [place for place, word in enumerate(words) if place and word[0].isupper() and len(word) > 1]
        if names and drawn < A_NAME:
            return _whole_name(words, self.draw.choice(names)), "name"
        others = [
            place
            for place, word in enumerate(words)
            if len(word) > 3 and word.isalpha() and sentence.has_content(place)
        ]
        if not others:
            return None
        start = self.draw.choice(others)
        end = start + 1
        while end < min(len(words), start + LONGEST_OTHER) and self.draw.random() < GOES_ON and words[end][0].isalpha():
            end += 1
        return range(start, end), "other"


def _whole_name(words: Sequence[str], place: int) -> range:
    """Return the places of the name that a word belongs to; a sentence's first word has a capital anyhow."""
    start = end = place
    while start > 1 and words[start - 1][0].isupper():
        start -= 1
    while end < len(words) and words[end][0].isupper():
        end += 1
    return range(start, end)


def other_words(sentences: Sequence[Worded]) -> dict[Kind, list[Ids]]:
    """Return words that say something, by kind, each as often as it stands there: what may be exchanged for another."""
    found: dict[Kind, list[Ids]] = {"number": [], "name": [], "other": []}
    for sentence in sentences:
        for place, pieces in enumerate(sentence.pieces):
            if sentence.has_content(place) and (place or sentence.kind(place) != "name"):
                found[sentence.kind(place)].append(pieces)
    return found
