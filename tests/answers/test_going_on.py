"""The sentence behind one that answers, quoted with it where it goes on."""

import numpy as np
import pytest

from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import Evidence
from bot.answers.shown.around import Around
from bot.answers.shown.going_on import LONGEST_BEHIND, with_next
from bot.answers.shown.quotes import MOST_QUOTES
from corpus.article import Article, Span
from corpus.sentences import split_sentences
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

HAT = "A grey hat was left in the hide. It is kept at the cabin until Christmas. Ask Ada for it."
FIRE = "Une alerte est donnée par la sirène. Dans ce cas, tout le monde va place Garnier. La sirène est neuve."
SNOW = "Snow in Hjarn appears pink. Turning off particles helps. The bug is known."
PIANO = "Nous n'achetons pas de piano. L'escalier est trop étroit pour lui. Il coûterait 900 euros."
BLUR = "For years the signal was blurred. Clinton had it ended in May 2000. It is better now."
LOAN = "Members may borrow a radio. A loan lasts four weeks and can be extended. It is free."


def evidence(text, place, language, share=0.9):
    span = split_sentences(text, language)[place]
    return Evidence(Article("one", "Title", language, text), span, None, share, 0.9, passage=Span(0, len(text)))


def shown(question, text, language, places=(0,), most=MOST_QUOTES):
    """What is quoted of the sentences at `places`, in the language of the question."""
    query = Query(question, language, read_terms(question, language, WordLexicon()), np.zeros(2, np.float32))
    best = [(one, Around(one.span)) for one in (evidence(text, place, language) for place in places)]
    found = with_next(best, query, read_kind(question))
    assert all(told.sentences == len(split_sentences(told.span.of(text), language)) for _, told in found)
    assert sum(told.sentences for _, told in found) <= most
    return [told.span.of(text) for _, told in found]


@pytest.mark.parametrize(
    ("question", "text", "language", "sentences"),
    [
        ("what happened to the hat in the hide?", HAT, "en", 2),
        ("until when is the hat kept?", HAT, "en", 2),
        ("was a hat left in the hide?", HAT, "en", 1),
        ("how much is the hat?", HAT, "en", 1),
        ("who left the hat in the hide?", HAT.replace("Christmas", "winter"), "en", 1),
        ("où va-t-on quand la sirène sonne ?", FIRE, "fr", 2),
        ("how do I fix pink snow in Hjarn?", SNOW, "en", 2),
        ("which snow appears pink?", SNOW, "en", 1),
        ("pourquoi n'achetez-vous pas de piano ?", PIANO, "fr", 2),
        ("how long can a radio be borrowed?", LOAN, "en", 2),
        ("when was the blur of the signal ended?", BLUR, "en", 2),
    ],
)
def test_the_next_sentence_comes_where_it_may_hold_what_is_asked(question, text, language, sentences):
    first = [span.of(text) for span in split_sentences(text, language)][:sentences]
    assert shown(question, text, language) == [" ".join(first)]


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("why is the hall shut?", "The hall is shut because it leaks. It opens in May.", "en"),
        ("when does the hall open?", "The hall opens at 9 am. It closes at noon.", "en"),
        (
            "what is a gite?",
            "A gite is a house for hikers. It is let by the week, all summer long, to whoever asks.",
            "en",
        ),
    ],
)
def test_what_is_told_already_brings_nothing(question, text, language):
    assert shown(question, text, language) == [split_sentences(text, language)[0].of(text)]


def test_no_more_is_quoted_than_without():
    """What would be one sentence too many goes, and what comes along is not quoted twice."""
    assert shown("what happened to the hat?", HAT, "en", (0, 1)) == [HAT[: HAT.index(" Ask")]]
    four = f"{HAT} The hide is shut."
    assert len(shown("what happened to the hat?", four, "en", (0, 2, 3))) == 2


def test_a_list_and_a_long_answer_keep_their_sentences():
    five = f"{HAT} The hide is shut. The path is wet."
    assert len(shown("what happened to the hat?", five, "en", (0, 2, 3, 4), most=4)) == 3


def test_what_opens_in_the_other_language_does_not_go_on():
    text = "The hall has a bar. On Mondays the bar is shut."
    assert shown("what has the hall?", text, "en") == ["The hall has a bar."]


def test_who_is_told_behind_where_the_first_names_nobody():
    text = "The roof leaks since last week. It will be mended by Ada Low."
    assert shown("who looks after the roof?", text, "en") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "A hat was left in the hide.\n\nIt is kept at the cabin.",
        "A hat was left in the hide.\n- It is kept at the cabin.",
        f"A hat was left in the hide. It is {'very ' * LONGEST_BEHIND}large.",
        "A hat was left in the hide.",
    ],
)
def test_only_a_sentence_of_the_same_paragraph_that_fits_goes_on(text):
    assert shown("what happened to the hat?", text, "en") == ["A hat was left in the hide."]
