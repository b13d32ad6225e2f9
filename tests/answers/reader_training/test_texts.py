"""Which texts are read."""

from bot.answers.training.reader.readings import passages_asked
from bot.answers.training.reader.texts import LONGEST_DOCUMENT, choose_texts
from index.training.holding import hold_back
from index.training.pairs import Pair

PASSAGES = [f"Le numéro {n} a gagné.\nIl est content." for n in range(60)]
PAIRS = [
    *(Pair("qa", "piaf", f"Qui {n} ?", text, "fr", "fr", f"Article {n}") for n, text in enumerate(PASSAGES)),
    *(Pair("qa", "piaf", f"Quoi {n} ?", text, "fr", "fr") for n, text in enumerate(PASSAGES)),
    *(Pair("parallel", "tico19", f"Number {n} won.", f"Le numéro {n} a gagné.", "en", "fr") for n in range(60)),
    *(Pair("parallel", "laws", f"Act {n}.", f"Loi {n}.", "en", "fr") for n in range(2000)),
    Pair("parallel", "tico19", "x" * 1000, "y" * 1000, "en", "fr"),
    Pair("qa", "orangesum", "Un grand titre", "Il a plu. " * 400, "fr", "fr"),
    Pair("dictionary", "wikipedia-titles", "cat", "chat", "en", "fr"),
]


def test_nothing_that_is_held_back_is_read():
    """Neither its passage nor sentence pairs that stand in one."""
    held = [pair for pair, is_held in zip(PAIRS, hold_back(PAIRS), strict=True) if is_held and pair.group == "qa"]
    assert held
    texts = choose_texts(PAIRS, 0)
    read = {sentence for one in texts.documents for sentence in one.sentences}
    read |= {side for pair in texts.pairs for side in (pair.english, pair.french)}
    assert not any(pair.right.splitlines()[0] in read for pair in held)


def test_a_passage_is_read_once_and_cut():
    """Whatever is asked of it; a headline is the title of its news."""
    texts = choose_texts(PAIRS, 0)
    assert len({one.sentences for one in texts.documents}) == len(texts.documents)
    (news,) = [one for one in texts.documents if one.title == "Un grand titre"]
    assert sum(len(sentence) for sentence in news.sentences) <= LONGEST_DOCUMENT


def test_of_statutes_a_share_is_read():
    """Some 15 in a hundred sentence pairs; entries of the dictionary are no text."""
    texts = choose_texts(PAIRS, 0)
    laws = sum(pair.english.startswith("Act") for pair in texts.pairs)
    assert 200 < laws < 400
    assert not any(pair.english == "cat" for pair in texts.pairs)
    assert max(len(pair.english) for pair in texts.pairs) == 400


def test_the_same_seed_chooses_the_same_texts():
    assert choose_texts(PAIRS, 0) == choose_texts(PAIRS, 0)
    assert choose_texts(PAIRS, 0) != choose_texts(PAIRS, 1)


def test_questions_whose_passage_answers_are_asked_too():
    """Those of one source, their whole passage being right."""
    pair = Pair("qa", "qamr", "Who won?", "Ada won the race.", "en", "en")
    (asked,) = passages_asked([pair])
    assert (asked.question, asked.answer, asked.source) == ("Who won?", "Ada won the race.", "qamr")
