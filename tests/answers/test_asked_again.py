"""A question without an answer is asked again in fewer words, in letters, or in the words of the other language."""

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.questions.courtesies import bare_question
from bot.answers.rewording.plainer import done_with, plain, plainer, what_to_do
from bot.answers.rewording.rephrasing import MOST_REPHRASED, SAME, rephrased

ARTICLES = {
    "reglement.md": """---
title: Règlement de la piscine
lang: fr
---

Les chiens ne sont pas admis dans le bâtiment. Les casiers ferment à 21 heures. Les cadeaux ne sont jamais remboursés.

Le matériel peut être emprunté contre une caution de 80 euros. La dette de 900 euros s'explique par l'achat d'une pompe.

Le moniteur a droit à une remise de 20 % après un an de service. Un retard est dit sévère au-delà de 12 minutes.

Le bureau compte six membres. Ils se réunissent en mars. Sont élus : Maud Terrier et Paul Lenoir.
""",
    "rules.md": """---
title: Sailing school
lang: en
---

Three missed lessons in one month and you lose your place. The school opens in April. Lessons take two hours.

A fourth strike within six months means a ban. Strikes expire after six months.

We cannot charge a fee for a cancelled lesson. A teacher is paid by the employer, not by those who sail.

The error "mast not locked" means that the pin is out. Push the pin in and try again.
""",
}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("can i bring my dog into the building", "Les chiens ne sont pas admis"),
        ("je peux venir avec mon chien ?", "Les chiens ne sont pas admis"),
        ("c koi la caution pour emprunter le matos", "80 euros"),
        ("pourquoi la piscine est en dette ?", "l'achat d'une pompe"),
        ("qui a été élu au bureau ?", "Sont élus : Maud Terrier"),
        ("what happens after 3 missed lessons", "Three missed lessons"),
        ("are you allowed to bill people for a cancelled lesson", "We cannot charge a fee"),
        ("is the boss paying the teacher", "paid by the employer"),
        ("à partir de combien un retard est considéré comme grave", "au-delà de 12 minutes"),
        ("what happens after 4 strikes", "A fourth strike"),
    ],
)
def test_it_is_answered(answerer, question, told):
    """The sentence that answers is the first quote."""
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert told in answer.citations[0].quote


@pytest.mark.parametrize("question", ["can i bring my snake", "je suis pressé, je peux avoir une pizza ?"])
def test_what_stands_nowhere_is_still_refused(answerer, question):
    """Fewer words make no answer of what is about something else."""
    assert isinstance(answerer.answer(question), NoAnswer)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("j'ai l'erreur mast not locked, je fais quoi", "mast not locked"),
        ("I get the error mast not locked, what do I do?", "mast not locked"),
        ("le son ne marche plus c normal ?", "le son ne marche plus"),
        ("is it normal?", "is it normal?"),
    ],
)
def test_what_is_said_around_a_message_goes(question, left):
    """What tells of a message and asks what to do about it; a question of nothing else stays whole."""
    assert plain(question) == left


@pytest.mark.parametrize(
    ("question", "language", "asked"),
    [
        ("I found a swarm in my garden, what should I do?", "en", "what to do with a swarm?"),
        ("hi! we've just noticed some mould on the mast. what can we do now?", "en", "what to do with some mould?"),
        ("J'ai trouvé un essaim dans mon jardin, que faire ?", "fr", "que faire d’un essaim ?"),
        ("on a vu des frelons sous le toit, on fait quoi ?", "fr", "que faire des frelons ?"),
        ("j'ai trouvé un chat au jardin, que faire ?", "fr", "que faire d’un chat ?"),
        ("I have a question, what should I do?", "en", ""),
        ("il y a un problème avec le portail, que faire ?", "fr", ""),
        ("what should I do?", "en", ""),
        ("I found that it is closed, what should I do?", "en", ""),
        ("I found a swarm, who takes it?", "en", ""),
        ("que faire d'un essaim ?", "fr", ""),
    ],
)
def test_what_to_do_with_what_was_found_is_asked_of_that(question, language, asked):
    assert what_to_do(question, language) == asked


def test_each_way_to_ask_has_fewer_words():
    """Oneself goes first, then a small number is written in letters, a statement goes; last that number ranks."""
    assert plainer("j'ai raté 3 cours, je peux me faire rembourser ?", "fr") == [
        "raté 3 cours, rembourser ?",
        "raté trois cours, rembourser ?",
        "rembourser ?",
        "raté troisième cours, rembourser ?",
    ]
    assert plainer("will they get their money back?", "en") == ["will they get a refund?"]
    assert plainer("will they get their keys back?", "en") == []
    assert plainer("date for mac", "en") == ["date for macOS"]
    assert plainer("date for Mac'n'cheese", "en") == []
    assert plainer("comment récupérer mon argent ?", "fr")[0] == "comment être remboursé ?"
    assert plainer("what is the 2nd rule", "en") == ["what is the second rule"]
    assert plainer("version 3.2 at 10:30 for 5 €", "en") == []
    assert plainer("warming up a new IP", "en") == ["warming up a new ip"]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("does it work with the old keys?", "the old keys?"),
        ("Is it compatible with Linux?", "Linux?"),
        ("do you take cheques", "cheques"),
        ("can we use a drone?", "a drone?"),
        ("est-ce que ça marche avec un chèque ?", "un chèque ?"),
        ("vous prenez les chèques ?", "les chèques ?"),
        ("acceptez-vous les chiens ?", "les chiens ?"),
        ("peut-on utiliser un drone ?", "un drone ?"),
        ("does the club work with the town?", None),
        ("does it take long?", None),
        ("can I use it?", None),
        ("is it available in June?", None),
        ("does it take 5 minutes or more?", None),
        ("tu prends quoi ?", None),
        ("is it open on Mondays?", None),
        ("comment marche la caution ?", None),
        ("il prend le train quand ?", "le train quand ?"),
    ],
)
def test_what_is_asked_to_do_or_be_taken_is_asked_about_alone(question, named):
    assert done_with(question) == (named or "")


def test_what_is_asked_to_be_taken_is_told_unsurely(answerer):
    answer = answerer.answer("vous acceptez les chiens ?")
    assert "chiens ne sont pas admis" in answer.citations[0].quote
    assert isinstance(answerer.answer("vous acceptez les chèques vacances ?"), NoAnswer)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("et ca coute combien ?", "et ça coute combien ?"),
        ("ca se passe quand", "ça se passe quand"),
        ("pourquoi ca ?", "pourquoi ça ?"),
        ("c qd la fete", "c'est quand la fete"),
        ("le ca du club", "le ca du club"),
        ("los angeles, ca", "los angeles, ca"),
    ],
)
def test_what_is_typed_without_accent_in_chats_is_read(typed, read):
    """It is "ça" before a verb or behind an asking word, and nothing else elsewhere."""
    assert bare_question(typed) == read


def test_a_follow_up_without_a_cedilla_leans_on_the_question_before(answerer):
    """It is read as the one with a cedilla is."""
    earlier = ["qui peut emprunter le matériel ?"]
    with_cedilla = answerer.answer("et ça coûte combien ?", earlier=earlier)
    assert "matériel" in with_cedilla.read_as
    assert answerer.answer("et ca coûte combien ?", earlier=earlier).read_as == with_cedilla.read_as


def ask_otherwise(answerer, question, language):
    return list(rephrased(answerer._search.read(question, language), answerer._search))


def test_one_word_is_said_otherwise_in_words_that_stand_in_some_article(answerer):
    """No article says "invoice", and what has no other word is asked as it is."""
    assert ask_otherwise(answerer, "can they bill us", "en") == ["can they charge us"]
    assert ask_otherwise(answerer, "can I bring my dog", "en") == []


def test_few_others_are_tried(answerer, monkeypatch):
    """Each costs a search."""
    monkeypatch.setattr(type(answerer._search), "stems_standing", lambda _search, stems, **_: stems)
    assert len(ask_otherwise(answerer, "does the boss bill the renter who was fired", "en")) == MOST_REPHRASED


def test_from_where_on_something_is_so_is_asked_both_ways(answerer):
    one, other = "à partir de combien on ferme ?", "au-delà de combien on ferme ?"
    assert ask_otherwise(answerer, one, "fr") == [other]
    assert ask_otherwise(answerer, other, "fr") == [one]


def test_each_word_stands_in_one_row():
    """What stands in two would be taken for a third thing."""
    for rows in SAME.values():
        words = [word for row in rows for word in row]
        assert len(words) == len(set(words))


@pytest.mark.parametrize("question", ["can they bill me for a pizza", "mon patron vend des glaces ?"])
def test_what_stands_nowhere_is_refused_in_any_words(answerer, question):
    assert isinstance(answerer.answer(question), NoAnswer)


def test_what_is_found_in_other_words_is_never_sure(answerer):
    answer = answerer.answer("are you allowed to bill people for a cancelled lesson")
    assert isinstance(answer, Answer)
    assert not answer.sure
