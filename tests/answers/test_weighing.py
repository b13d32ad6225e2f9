"""What is known of a whole answer, and how likely it is by that."""

import numpy as np
import pytest

from bot.answers.answering import Answerer
from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import choose
from bot.answers.sentences.model import shipped_model
from bot.answers.sentences.reader import shipped_reader
from bot.answers.shown.around import Around
from bot.answers.trust.doubts import KINDS, Said
from bot.answers.trust.weighing import DOUBTED, FEATURES, Judge, weighed
from bot.answers.understanding import understand
from index.matching.network import Network
from index.matching.piece_table import shipped_pieces
from tests.answers.test_doubts import asked, evidence
from tests.small_index import build_search

JUDGED = np.array([7.0, 8.0, 0.5, -0.5], np.float32)  # two numbers of the choice, and the two judges


def always(logit):
    """Give a network that finds everything as likely."""
    zeros, none = np.zeros((len(JUDGED) - 2 + len(FEATURES), 1), np.float32), np.zeros(1, np.float32)
    return Network(zeros[:, 0], zeros[:, 0] + 1, zeros, none, none, none + np.float32(logit))


def known(question, one, *, quote=None, highlight="", doubts=(), shares=(0.6, 0.3, 0.1), weights=None):
    query = asked(question)
    names = [term for term in query.terms if term.is_name]
    text = one.text
    said = Said(one, Around(one.span), query, read_kind(question), text, quote or text, highlight, text, names, False)
    weights = [1.0] * len(query.terms) if weights is None else weights
    numbers = weighed(JUDGED, shares, said, doubts, weights)
    assert numbers.dtype == np.float32
    assert numbers[:2].tolist() == [7.0, 8.0]
    return dict(zip(FEATURES, numbers[2:].tolist(), strict=True))


def test_each_number_is_what_it_is_called():
    one = evidence("Saturn has 82 moons.", title="Notes", before="They are red.")
    found = known(
        "How many red moons has Saturn?",
        one,
        highlight="82",
        doubts=("another",),
        weights=[4.0, 1.0, 3.0],
    )
    assert (found["of_few"], found["of_many"]) == (0.5, -0.5)
    assert found["alike"] == 1
    assert found["doubts"] == found["doubt_another"] == 1
    assert found["doubt_names"] == 0
    assert (found["lacking_quote"], found["words_lacking_quote"], found["rarest_lacking_quote"]) == (0.5, 1, 4.0)
    assert found["lacking_passage"] == found["words_lacking_passage"] == found["rarest_lacking_passage"] == 0
    assert found["second"] == pytest.approx(0.3)
    assert found["ahead"] == pytest.approx(0.3)
    assert (found["highlight"], found["highlight_how_many"], found["highlight_who"]) == (1, 1, 0)
    assert (found["asks_how_many"], found["asks_when"]) == (1, 0)
    assert (found["words"], found["names"], found["unnamed"], found["numbers"]) == (3, 1, 0, 1)
    assert found["quote_length"] == pytest.approx(len("Saturn has 82 moons.") / 200)


def test_an_answer_in_the_other_language_a_row_and_a_name_that_lacks_are_known():
    found = known("How many moons has Saturn?", evidence("Jupiter | 95", title="Lunes", language="fr"))
    assert (found["alike"], found["row"], found["unnamed"]) == (0, 1, 1)
    assert (found["highlight"], found["highlight_how_many"]) == (0, 0)


@pytest.mark.parametrize("shares", [(), (1.0,)])
def test_a_sentence_alone_has_none_behind_it(shares):
    found = known("How many moons has Saturn?", evidence("Saturn has 82 moons."), shares=shares)
    assert found["second"] == 0
    assert found["ahead"] == sum(shares)


def test_a_question_of_no_weight_lacks_nothing():
    found = known("How many moons has Saturn?", evidence("It rains."), weights=[0.0, 0.0])
    assert found["lacking_quote"] == 0
    assert found["words_lacking_quote"] == 2


def test_a_superlative_in_other_words_is_not_lacking():
    one = evidence("Titan is the largest moon.", title="Notes")
    told, untold = (known(f"What is the {word} moon?", one) for word in ("biggest", "smallest"))
    assert (told["words_lacking_quote"], untold["words_lacking_quote"]) == (0, 1)


def test_every_kind_of_doubt_has_a_number():
    """In the order of the shipped network: another one would be learned anew."""
    assert tuple(sorted(set(KINDS.values()))) == DOUBTED


def test_the_likelihood_is_the_logistic_function_of_the_network():
    one, query = evidence("Saturn has 82 moons."), asked("How many moons has Saturn?")
    said = Said(one, Around(one.span), query, read_kind(query.text), one.text, one.text, "", one.text, [], False)
    network = always(1.0)
    judge = Judge(JUDGED, (1.0,), network, 100)
    assert judge.likelihood(said, (), [1.0, 1.0], 0.1) == pytest.approx(1 / (1 + np.exp(-1)))


@pytest.mark.parametrize(("passages", "confidence", "logit"), [(150, 0.5, 1), (300, 0.5, 0.5), (300, 0.99, 1)])
def test_over_more_passages_the_less_sure_one_counts_ever_more(passages, confidence, logit):
    one, query = evidence("Saturn has 82 moons."), asked("How many moons has Saturn?")
    said = Said(one, Around(one.span), query, read_kind(query.text), one.text, one.text, "", one.text, [], False)
    judge = Judge(JUDGED, (1.0,), always(1.0), passages)
    likelihood = judge.likelihood(said, (), [1.0, 1.0], confidence)
    assert likelihood == pytest.approx(1 / (1 + np.exp(-logit)))


def test_the_shipped_network_reads_what_is_known(tmp_path):
    """And among few passages alone, where it makes what is told outright sure."""
    search = build_search(tmp_path, {"moons.md": "# Moons\n\nSaturn has 82 moons. Jupiter has 95 moons.\n"})
    digest = shipped_pieces().digest
    model, reader = shipped_model(digest), shipped_reader(digest)
    understood = understand("How many moons has Saturn?", search)
    choice = choose(understood.query, understood.asked, understood.hits, search, model, reader)
    assert len(choice.judged) - 2 + len(FEATURES) == len(model.sureness_of_few.means)
    assert choose(understood.query, understood.asked, understood.hits, search, model).judged is None
    assert Answerer(search).answer("How many moons has Saturn?").sure
    search.close()
