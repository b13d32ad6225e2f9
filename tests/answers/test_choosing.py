"""Which sentences answer, and how sure one may be, by the shipped model."""

from contextlib import closing

import numpy as np
import pytest

from bot.answers.questions.question import read_kind
from bot.answers.sentences import choosing, reading
from bot.answers.sentences.choosing import (
    blend_inputs,
    blended_choice,
    candidates,
    choice_inputs,
    choice_inputs_of_few,
    choose,
    confidence_inputs,
    confidence_inputs_of_few,
    plain_confidence,
    plain_logits_of_few,
    sure_of_few,
    worth_reading,
)
from bot.answers.sentences.model import shipped_model
from bot.answers.sentences.placing import placed
from bot.answers.sentences.reader import shipped_reader
from bot.answers.sentences.reading import read
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.test_reading import ARTICLES
from tests.small_index import build_search


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    search = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield search
    search.close()


def choice_of(search, question):
    query = search.read(question)
    model, reader = shipped_model(search.table.digest), shipped_reader(search.table.digest)
    return choose(query, read_kind(question), search.find(query), search, model, reader)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Qui est le fondateur d'Oracle ?", "Son fondateur"),
        ("Who is the founder of Oracle?", "Son fondateur"),
        ("What is the capital of Peru?", "Lima is"),
        ("Combien de personnes emploie la société ?", "La société"),
    ],
)
def test_the_sentence_that_answers_is_the_best(search, question, opening):
    """Not the passage's first one; within a language and across."""
    assert choice_of(search, question).evidence[0].text.startswith(opening)


def test_the_shares_of_all_sentences_add_up(search):
    """They fall, and the best comes first."""
    shares = [one.share for one in choice_of(search, "Qui est le fondateur d'Oracle ?").evidence]
    assert sum(shares) == pytest.approx(1, abs=1e-3)
    assert shares == sorted(shares, reverse=True)


def test_one_is_surer_of_what_stands_there(search):
    """Than of the same asked of something else."""
    assert choice_of(search, "What is the capital of Peru?").confidence > 0.5
    assert choice_of(search, "What is the colour of a fox?").confidence < 0.3


def test_without_passages_nothing_is_chosen(search):
    """And nothing is sure."""
    query = search.read("capital of Peru")
    choice = choose(query, read_kind(query.text), [], search, shipped_model(search.table.digest))
    assert (choice.evidence, choice.confidence) == ((), 0.0)


def test_the_networks_read_as_many_numbers_as_there_are(search):
    """The shipped file fits the features."""
    model = shipped_model(search.table.digest)
    query = search.read("What is the capital of Peru?")
    reading = read(query, read_kind(query.text), search.find(query), search, model.expectation)
    inputs = choice_inputs(reading)
    logits = model.choice.logits(inputs)
    assert inputs.shape == (len(reading.sentences), len(model.choice.means))
    assert confidence_inputs(reading, logits, np.argsort(-logits)).shape == model.confidence.means.shape


@pytest.mark.parametrize(
    ("logits", "read_ones"),
    [
        ([0.0, 5.0, 1.0, -1.0], [1, 2]),  # 0.97, 0.02: the best is never read alone
        ([2.0, 2.1, 1.9, 2.0, 1.8, 1.7], [1, 0, 3, 2]),
        ([3.0, 3.0, 1.0, -3.0], [0, 1, 2]),  # 0.06, 0.001
        ([1.0], [0]),
    ],
)
def test_the_reader_reads_what_may_be_the_best(logits, read_ones):
    """At most four, and none with less than a twentieth of what the choice gives."""
    values = np.array(logits, np.float32)
    assert worth_reading(values, np.argsort(-values, kind="stable")).tolist() == read_ones


def test_among_few_passages_the_reader_reads_more(search, monkeypatch):
    """There is time for it: a search among them takes little."""
    asked = []
    monkeypatch.setattr(choosing, "worth_reading", lambda *given: asked.append(given[2:]) or worth_reading(*given))
    monkeypatch.setattr(choosing, "FEW", 0)  # below, they are read so too
    query = search.read("What is the capital of Peru?")
    hits, model = search.find(query), shipped_model(search.table.digest)
    for few in (search.snapshot.manifest.passages + 1, search.snapshot.manifest.passages):
        monkeypatch.setattr(choosing, "FEW_PASSAGES", few)
        choose(query, read_kind(query.text), hits, search, model, shipped_reader(search.table.digest))
    assert asked == [(choosing.LIKELIEST_OF_FEW, choosing.LEAST_READ_OF_FEW), ()]


def test_among_few_passages_what_the_other_language_tells_counts_more(search):
    """Beside what its own tells, and as much for each sentence; what tells nothing comes last."""
    query = search.read("Who is the founder of Oracle, and the capital of Peru?")
    model = shipped_model(search.table.digest)
    found = read(query, read_kind(query.text), search.find(query), search, model.expectation)
    across = found.features[:, reading.PLACES["across"]]
    added = plain_logits_of_few(found, [], model.choice) - model.choice.logits(choice_inputs(found))
    assert added.tolist() == pytest.approx((across * choosing.ACROSS_OF_FEW).tolist(), abs=1e-5)
    assert set(across.tolist()) == {0.0, 1.0}
    emptied = plain_logits_of_few(found, [1], model.choice)
    assert emptied[1] == emptied.min()


def test_the_networks_of_few_read_as_many_numbers_as_there_are(search):
    """The shipped file fits what is known of places too."""
    query = search.read("What is the capital of Peru?")
    model, reader = shipped_model(search.table.digest), shipped_reader(search.table.digest)
    found = read(query, read_kind(query.text), search.find(query), search, model.expectation)
    known, plain = placed(found, search.table), plain_logits_of_few(found, [], model.choice)
    assert choice_inputs_of_few(found, known).shape[1] == len(model.choice_of_few.means)
    order = np.argsort(-plain, kind="stable")
    said = reader.read(*candidates(found, order[:2], search.table))
    inputs = confidence_inputs_of_few(found, known, 0.5, plain, order, said)
    assert inputs.shape == model.confidence_of_few.means.shape
    last = said.sentences - said.none
    assert inputs[-4:].tolist() == pytest.approx([0.5, last.max(), last[0], said.none])


def test_among_few_passages_two_judges_say_how_sure(search):
    """Three quarters of the less sure one and a quarter of the other, by hand from what both read."""
    query = search.read("What is the capital of Peru?")
    kind, hits = read_kind(query.text), search.find(query)
    model, reader = shipped_model(search.table.digest), shipped_reader(search.table.digest)
    found = read(query, kind, hits, search, model.expectation)
    known, plain = placed(found, search.table), plain_logits_of_few(found, [], model.choice)
    logits = plain + model.choice_of_few.logits(choice_inputs_of_few(found, known))
    order = np.argsort(-logits, kind="stable")
    said = reader.read(*candidates(found, choosing.worth_reading_of_few(logits, order), search.table))
    blended = blended_choice(logits, order, said, choosing.READER_OF_FEW)
    sure = plain_confidence(found, plain, model.confidence)
    inputs = confidence_inputs_of_few(found, known, sure, blended, order, said)
    of_few = float(model.confidence_of_few.logits(inputs[None])[0])
    of_many = float(blend_inputs(found, plain, order, sure, said, reader.blend) @ reader.blend.confidence)
    logit = sure_of_few(of_few, of_many + reader.blend.bias, 3)
    choice = choose(query, kind, hits, search, model, reader)
    assert choice.confidence == pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-5)
    assert choice.evidence[0].text == found.text(int(np.argmax(blended)))


def test_the_judge_of_few_counts_less_the_more_passages_there_are():
    """Then the less sure of the two counts most."""
    assert sure_of_few(2.0, 1.0, 0) == sure_of_few(2.0, 1.0, 150) == pytest.approx(0.67 * 2 + 0.33)
    assert sure_of_few(2.0, 1.0, 300) == pytest.approx((0.67 * 2 + 0.33 + 0.75 + 0.25 * 2) / 2)
    assert sure_of_few(2.0, 1.0, 10**9) == pytest.approx(0.75 + 0.25 * 2)
    assert sure_of_few(1.0, 2.0, 10**9) == pytest.approx(0.75 + 0.25 * 2)


def test_of_few_passages_more_are_read(tmp_path_factory, monkeypatch):
    """Fourteen, where as many are found, in one language or two; five among many."""
    french = {f"f{n}.md": f"La fondatrice numéro {n} tient le phare de Brest." for n in range(16)}
    english = {f"e{n}.md": f"The lighthouse of Brest number {n} is green." for n in range(3)}
    for articles, wanted in ((french | english, 14), (french, 14), (english, 3)):
        folder = tmp_path_factory.mktemp("phares")
        with closing(build_search(folder, articles, encoder=load_encoder(), lexicon=load_lexicon())) as found:
            query = found.read("Qui tient le phare de Brest ?")
            hits, expectation = found.find(query, 16), shipped_model(found.table.digest).expectation
            assert len(read(query, read_kind(query.text), hits, found, expectation).hits) == wanted
            monkeypatch.setattr(reading, "FEW", 0)
            assert len(read(query, read_kind(query.text), hits, found, expectation).hits) == min(5, wanted)
            monkeypatch.undo()
