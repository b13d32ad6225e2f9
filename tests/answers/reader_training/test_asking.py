"""Questions made from sentences."""

import random

import pytest

from bot.answers.training.reader.asking import IS_ASKED, Asker, other_words
from bot.answers.training.reader.words import by_words, find
from tests.answers.reader_training.conftest import PAIRS

TWICE = "In Paris the mayor of Paris met the painter Monet, who had left Paris in 1871 for London."


@pytest.fixture
def sentences(cutter):
    return by_words([TWICE, *(pair.english for pair in PAIRS), *(pair.french for pair in PAIRS)], cutter)


def made(cutter, sentences):
    """Return a thousand questions, each with the asker and the sentence that it was made from."""
    asker = Asker.of(cutter, random.Random(0))
    drawn = [asker.draw.choice(sentences) for _ in range(1000)]
    asked = [(sentence, asker.ask(sentence, "en")) for sentence in drawn]
    return asker, [(sentence, question) for sentence, question in asked if question]


def test_a_sentence_is_its_words(cutter):
    """The pieces of its words in order are its own, as many before a word as its place says."""
    (sentence,) = by_words([TWICE], cutter)
    assert sentence.ids().tolist() == cutter.cut([TWICE])[0].tolist()
    assert sentence.words[:3] == ("In", "Paris", "the")
    assert sentence.before(2) == len(sentence.pieces[0]) + len(sentence.pieces[1])


def test_no_question_contains_its_answer(cutter, sentences):
    """No word asked for is left in it, not even where the sentence says it twice."""
    _, questions = made(cutter, sentences)
    assert len(questions) > 800
    for sentence, question in questions:
        asked_for = {sentence.words[place].lower() for place in question.answer}
        left = {sentence.words[part.word].lower() for part in question.parts if part.word != IS_ASKED}
        assert not asked_for & left


def test_all_kinds_of_things_are_asked_for(cutter, sentences):
    """By whatever asks for such a thing; the words around ask in three orders."""
    _, questions = made(cutter, sentences)
    assert {question.asked for _, question in questions} == {"year", "name", "other"}
    firsts = {question.parts[0].word == IS_ASKED for _, question in questions}
    assert firsts == {True, False}


def test_a_name_is_asked_for_whole(cutter):
    """Both names of a person, but not the capital that opens a sentence."""
    sentences = by_words(["Yesterday Marie Curie discovered a new element in her laboratory."], cutter)
    _, questions = made(cutter, sentences)
    assert {question.answer for _, question in questions if question.asked == "name"} == {range(1, 3)}


def test_a_word_is_exchanged_for_another_of_its_kind(cutter, sentences):
    """Exactly one, and never for what is asked for."""
    asker, questions = made(cutter, sentences)
    pool = other_words(sentences)
    count = 0
    for sentence, question in questions:
        other = asker.exchanged(question, sentence, pool)
        if other is None:
            continue
        count += 1
        changed = [
            (one, another)
            for one, another in zip(question.parts, other.parts, strict=True)
            if one.pieces.tolist() != another.pieces.tolist()
        ]
        assert len(changed) == 1
        answers = [sentence.pieces[place].tolist() for place in question.answer]
        assert changed[0][1].pieces.tolist() not in answers
    assert count > 500


def test_a_sentence_that_says_too_little_is_not_asked_about(cutter):
    """Too short, or all of it words that say nothing."""
    asker = Asker.of(cutter, random.Random(0))
    sentences = by_words(["Marie Curie won.", "and of the to it is was in on at"], cutter)
    assert [asker.ask(sentence, "en") for sentence in sentences] == [None, None]


def test_pieces_are_found_within_others(cutter):
    """Everywhere they stand; nothing stands nowhere."""
    wanted, text, nothing = cutter.cut(["Paris", TWICE, ""])
    places = find(wanted, text)
    assert len(places) == 3
    assert all(text[place] == wanted[0] for place in places)
    assert find(nothing, text) == []
