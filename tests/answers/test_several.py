"""Several questions in one message are told apart, and each is answered or said not to be."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.answers.evaluation
from bot.answers.answer import Answer, Citation, Nearest, NoAnswer, quoted
from bot.answers.answering import Answerer
from bot.answers.questions.several import MOST_QUESTIONS, posed_in, together
from bot.texts import say
from index.encoders import load_encoder
from index.search import LONGEST_QUESTION
from index.words.lexicon import load_lexicon
from tests.answers.posing import questions_of
from tests.small_index import build_search

ARTICLES = {
    "saturn.md": """---
title: Saturn's moons
lang: en
---

Saturn now has 274 known moons. Titan was discovered by Christiaan Huygens on 25 March 1655.
""",
    "rofr.md": """---
title: Refusal rights
lang: en
---

A right of first refusal (ROFR) lets its holder match an offer. Shareholders often grant one to each other.
""",
    "cnil.md": """---
title: La CNIL
lang: fr
---

La Commission nationale de l’informatique et des libertés (CNIL) a été créée en 1978. Elle siège à Paris.
""",
}
PAIRS = [
    ("who owns ROFR? and when does it end?", ["who owns ROFR?", "and when does it end?"]),
    ("c'est quoi la CNIL ? et combien d'amendes ?", ["c'est quoi la CNIL ?", "et combien d'amendes ?"]),
    ("Hi! What is ROFR?\nwho owns it? thanks", ["What is ROFR?", "who owns it?"]),
    ("My boss says so. What is ROFR? who owns it?", ["What is ROFR?", "who owns it?"]),
    ("Hi, I sang in Leeds. Do you take altos? And is it free?", ["Do you take altos?", "And is it free?"]),
    ("Bonjour, vous prenez des altos ? Et c'est où ?", ["Vous prenez des altos ?", "Et c'est où ?"]),
    ("bonjour, vous prenez des altos ? Et c'est où ?", ["vous prenez des altos ?", "Et c'est où ?"]),
    ("Je reviens le 3. Qui prévenir ? Quand jouez-vous ?", ["Qui prévenir ?", "Quand jouez-vous ?"]),
    ("nouvelle ici :) jamais chanté. c'est où ? et quand ?", ["c'est où ?", "et quand ?"]),
    ("Hello\nI lost my card\nwhat do I do?\nand who pays?", ["what do I do?", "and who pays?"]),
    ("Bonjour à toutes et à tous ! Je débute. C'est où ? Et c'est quand ?", ["C'est où ?", "Et c'est quand ?"]),
    ("how many moons does Saturn have? and Jupiter?", ["how many moons does Saturn have?", "and Jupiter?"]),
    ("what is ROFR? who owns it? any ideas?", ["what is ROFR?", "who owns it?"]),
    ("who owns it? what is it? Azure?", ["who owns it?", "what is it? Azure?"]),
    ("Who founded Oracle and when was ITER started?", ["Who founded Oracle?", "when was ITER started?"]),
    ("who founded Oracle and who runs it", ["who founded Oracle", "who runs it"]),
    ("qui a fondé Oracle et quand a-t-il été créé ?", ["qui a fondé Oracle ?", "quand a-t-il été créé ?"]),
    ("what is ROFR and how does it work?", ["what is ROFR?", "how does it work?"]),
    ("c'est quoi la CNIL et combien ça coûte ?", ["c'est quoi la CNIL ?", "combien ça coûte ?"]),
    ("qui est Ann et que fait-il ?", ["qui est Ann ?", "que fait-il ?"]),
    ("que fait la CNIL et où siège-t-elle ?", ["que fait la CNIL ?", "où siège-t-elle ?"]),
    ("who is Ann and what time is it?", ["who is Ann?", "what time is it?"]),
    ("who's Ann and who's Bob?", ["who's Ann?", "who's Bob?"]),
    ("whats an IPO and whats a PME", ["what's an IPO", "what's a PME"]),
    ("What is ROFR? Why not?", ["What is ROFR?", "Why not?"]),
    ("Who cares? What is ROFR? who owns it?", ["What is ROFR?", "who owns it?"]),
    ("Can I bring my dog? Or my cat? And where is it?", ["Can I bring my dog? Or my cat?", "And where is it?"]),
    ("What is it? Who decides? I mean the GDPR.", ["What is it?", "Who decides? I mean the GDPR."]),
    ("What is it? Who decides? Thank you. Bye!", ["What is it?", "Who decides?"]),
    ("What is ROFR? You know ITER? when is it?", ["What is ROFR?", "You know ITER? when is it?"]),
    ("What is ROFR? Who owns it? Tell me about ITER.", ["What is ROFR?", "Who owns it?", "Tell me about ITER."]),
    ("what is ROFR? and who leads the CNIL", ["what is ROFR?", "and who leads the CNIL"]),
    ("What is ROFR? when is the IPO", ["What is ROFR?", "when is the IPO"]),
    ("c'est quoi la CNIL ? et qui la dirige", ["c'est quoi la CNIL ?", "et qui la dirige"]),
    ("What is it? Who decides? When I asked, nobody knew.", ["What is it?", "Who decides? When I asked, nobody knew."]),
    ("What is ROFR? explain GPS too please", ["What is ROFR?", "explain GPS too"]),
    ("c'est quoi la CNIL ? parle-moi aussi d'ITER.", ["c'est quoi la CNIL ?", "parle-moi aussi d'ITER."]),
    ("how much for a card? and do you sharpen knives", ["how much for a card?", "and do you sharpen knives"]),
    ("vous avez une tente ? et le gaz est fourni ?", ["vous avez une tente ?", "et le gaz est fourni ?"]),
    ("faut laver la vaisselle ? et un verre c'est combien", ["faut laver la vaisselle ?", "et un verre c'est combien"]),
    ("vous livrez la tente ? et elle pèse combien", ["vous livrez la tente ?", "et elle pèse combien"]),
    ("Peut-on jouer ici ? Donnez-vous des cours ?", ["Peut-on jouer ici ?", "Donnez-vous des cours ?"]),
    ("La salle a été vendue ? et le vélo il arrive quand", ["La salle a été vendue ?", "et le vélo il arrive quand"]),
    ("on peut voter par internet ? combien de voix max", ["on peut voter par internet ?", "combien de voix max"]),
    ("c'est remboursé combien ? et c'est qui qui paie", ["c'est remboursé combien ?", "et c'est qui qui paie"]),
    ("le visa est obligatoire ? et y a des jours fixes ?", ["le visa est obligatoire ?", "et y a des jours fixes ?"]),
    ("c'est quoi la CNIL ? et explique-moi ITER", ["c'est quoi la CNIL ?", "et explique-moi ITER"]),
]
BESIDE_NOTHING = [
    ("what is ROFR? anyone know?", "what is ROFR?"),
    ("What is ROFR? Does anyone know?", "What is ROFR?"),
    ("hi? what is ROFR?", "what is ROFR?"),
    ("thanks! what is ROFR? who made you?", "what is ROFR?"),
    ("Hi! How are you? What is ROFR?", "What is ROFR?"),
    ("Can I ask a question? What is ROFR?", "What is ROFR?"),
    ("Je peux vous poser une question ? c'est quoi la CNIL ?", "c'est quoi la CNIL ?"),
    ("is ITER safe? right?", "is ITER safe?"),
    ("c'est la CNIL qui décide ? non ?", "c'est la CNIL qui décide ?"),
    ("What? What is ROFR?", "What is ROFR?"),
    ("Why not? What is ROFR?", "What is ROFR?"),
    ("Who cares? What is ROFR?", "What is ROFR?"),
    ("Is anyone there? What is ROFR?", "What is ROFR?"),
    ("quoi ? c'est quoi la CNIL ?", "c'est quoi la CNIL ?"),
    ("c'est quoi la CNIL ? qui sait ?", "c'est quoi la CNIL ?"),
]
ALONE = [
    "who made you? who are you?",
    "What is ROFR? Explain it simply.",
    "What is ROFR? Tell me more.",
    "c'est quoi la CNIL ? explique-moi simplement",
    "What? Jupiter?",
    "I'm new here. What is ROFR?",
    "You know the GDPR? What are the fines?",
    "Tu connais ITER ? Quand ça commence ?",
    "Jupiter? how many moons does it have?",
    "who owns it? Microsoft?",
    "is it Jupiter? or Saturn?",
    "le RGPD ? quelles amendes ?",
    "la CNIL ? et l'ANSSI ?",
    "vous connaissez ITER ? quand ça commence ?",
    'who wrote "What is Life? How the cell works"?',
    "qui a écrit « Qui a peur de Virginia Woolf ? » et quand ?",
    "what happens at night and when it rains?",
    "who decides what is fined and who is exempt?",
    "que se passe-t-il la nuit et quand il pleut ?",
    "how much money is to be invested and over how many years?",
    "what is War and Peace?",
    "My boss wrote it and how it works is unclear",
]


@pytest.mark.parametrize(("message", "questions"), PAIRS)
def test_each_question_of_a_message_is_one(message, questions):
    """Where sentences end with a question mark, and where "and" joins two whole ones."""
    assert questions_of(message) == questions


TOLD = [
    ("My boss says so. What is ROFR? who owns it?", "My boss says so.", "My boss says so. what is ROFR?"),
    ("We came late. I broke a chair. Who do I pay? Is it far?", "I broke a chair.", "I broke a chair. who do I pay?"),
    (
        "My girl is 15. She's shy. Can she join? Is it far?",
        "My girl is 15. She's shy.",
        "My girl is 15. She's shy. can she join?",
    ),
    ("What is ROFR? who owns it?", "", "What is ROFR?"),
]


@pytest.mark.parametrize(("message", "told", "whole"), TOLD)
def test_what_is_told_before_a_question_is_kept_beside_it(message, told, whole):
    """The sentence right before it, with the one that a pronoun of it means."""
    first, _ = posed_in(message)
    assert (first.told, first.whole) == (told, whole)


@pytest.mark.parametrize("message", ALONE)
def test_a_message_that_asks_one_thing_stays_whole(message):
    """Context, a greeting, a guess, a title and a tag are no question of their own."""
    assert questions_of(message) == [message]


@pytest.mark.parametrize(("message", "question"), BESIDE_NOTHING)
def test_one_question_is_left_of_a_message_that_asks_nothing_else(message, question):
    """Greetings, calls for somebody and tags are taken out."""
    assert questions_of(message) == [question]


def test_the_questions_that_come_with_the_articles_stay_whole():
    """No one of them is read otherwise than before."""
    lines = (Path(bot.answers.evaluation.__file__).parent / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    for question in (json.loads(line)["question"] for line in lines):
        assert questions_of(question) == [question]


@given(st.text(alphabet='what is? and when was it ROFR et qui\n«".', max_size=200))
def test_any_message_asks_at_least_one_question(message):
    """None of them is empty, and nothing is in them that was not asked."""
    questions = questions_of(message)
    assert questions
    assert questions == [message] or all(set(one) <= {*message, " "} and one.strip() for one in questions)


@pytest.mark.parametrize("hostile", ["what? ", " and when is ", '"', "(", " et quand ", "\n"])
def test_a_long_message_is_told_apart_too(hostile):
    """However often it repeats itself, at most what the search reads is looked at."""
    message = hostile * 5000
    assert sum(map(len, questions_of(message))) <= max(LONGEST_QUESTION, len(message))


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    search = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield Answerer(search)
    search.close()


def test_each_question_is_answered_and_sources_are_numbered_through(answerer):
    """Each part with its own quotes below it, as it is answered alone."""
    message = "what is ROFR? how many moons does Saturn have?"
    answer = answerer.answer(message)
    assert isinstance(answer, Answer)
    assert answer.question == message
    assert [part.question for part in answer.parts] == ["what is ROFR?", "how many moons does Saturn have?"]
    told = list(answer.in_parts())
    for (part, citations), number in zip(told, (1, 2), strict=True):
        alone = answerer.answer(part.question)
        assert [one.quote for one in citations] == [one.quote for one in alone.citations]
        assert {one.number for one in citations} == {number}
        assert part.said == alone.lead.replace("[1]", f"[{number}]")


@pytest.mark.parametrize("message", ["what is ROFR? anyone know?", "hi? what is ROFR?", "What? what is ROFR?"])
def test_what_asks_nothing_beside_a_question_changes_nothing(answerer, message):
    """It is as sure as alone, and of no parts; the question stays as it was asked."""
    alone, answer = answerer.answer("what is ROFR?"), answerer.answer(message)
    assert (answer.lead, answer.citations, answer.sure) == (alone.lead, alone.citations, True)
    assert (answer.question, answer.parts) == (message, ())


def test_what_is_to_be_told_too_is_a_part(answerer):
    """Though no question mark stands behind it."""
    answer = answerer.answer("what is ROFR? Tell me about Saturn.")
    assert [(part.question, part.quotes > 0) for part in answer.parts] == [
        ("what is ROFR?", True),
        ("Tell me about Saturn.", True),
    ]


def test_a_question_is_understood_with_the_one_before_it_in_the_message(answerer):
    """As a follow-up is, and its part says how."""
    answer = answerer.answer("who discovered Titan? and when?")
    assert isinstance(answer, Answer)
    assert [part.read_as for part in answer.parts] == ["", "and when? (discovered Titan)"]


def test_what_somebody_tells_of_themselves_is_not_looked_for(answerer):
    """A question that is whole is read alone, and nothing of the story is carried into the next."""
    message = "Hello all, I am Kim and I love Paris. How many moons does Saturn have? and who discovered Titan?"
    answer, alone = answerer.answer(message), answerer.answer("How many moons does Saturn have?")
    assert isinstance(answer, Answer)
    assert [(part.question, part.read_as) for part in answer.parts] == [
        ("How many moons does Saturn have?", ""),
        ("and who discovered Titan?", ""),
    ]
    assert answer.citations[0].quote == alone.citations[0].quote


def test_what_is_told_is_read_with_a_question_that_leans_on_it(answerer):
    """And with what asks on behind that."""
    answer = answerer.answer("We were offered a ROFR. who owns it? what is Saturn?")
    after = answerer.answer("how long does it last?", earlier=["We were offered a ROFR. who owns it?"])
    assert isinstance(answer, Answer)
    assert answer.parts[0].question == "who owns it?"
    assert after.read_as == "how long does it last? (ROFR)"


def test_what_follows_a_message_of_two_questions_leans_on_the_last(answerer):
    """Each was asked, one behind the other."""
    after = answerer.answer("when?", earlier=["what is ROFR? who discovered Titan?"])
    assert after.read_as == "when? (discovered Titan)"


@pytest.mark.parametrize(
    ("message", "refused"),
    [("what is ROFR? who painted Guernica?", 1), ("qui a peint Guernica ? c'est quoi la CNIL ?", 0)],
)
def test_what_is_not_found_is_said_beside_what_is(answerer, message, refused):
    """In its own part, and the whole is not sure."""
    answer = answerer.answer(message)
    assert isinstance(answer, Answer)
    part = answer.parts[refused]
    assert (part.quotes, part.sure, answer.sure) == (0, False, False)
    assert part.said == say(answer.language, "answers.nothing_found")
    assert f"{quoted(part.question, answer.language)}\n{part.said}" in answer.text


def test_a_message_of_which_nothing_is_found_is_one_refusal(answerer):
    """It says that it is of all its questions."""
    refused = answerer.answer("who painted Guernica? who won the World Cup?")
    assert isinstance(refused, NoAnswer)
    assert refused.text == say("en", "answers.none_answered")


def test_more_questions_than_are_answered_are_named(answerer):
    """By the remark, word for word."""
    answer = answerer.answer("what is ROFR? who discovered Titan? and when? why is it so?")
    assert isinstance(answer, Answer)
    assert len(answer.parts) == MOST_QUESTIONS
    assert answer.remark == say("en", "answers.left_out", count=3, questions="“why is it so?”")


def made(question, article_id, lead, *, sure=True, confidence=0.9):
    cited = Citation(1, article_id, article_id, None, None, "c", "en", f"quote of {article_id}", 0, 10)
    return Answer(question, lead, (cited,), "en", "extracted", confidence, sure=sure)


def test_one_article_has_one_number_in_all_parts():
    """A mark of no source stays as it is."""
    whole = together(
        "a? b? c?", [made("a?", "x", "X [1]"), made("b?", "y", "see [7], Y [1]"), made("c?", "x", "Z [1]")]
    )
    assert isinstance(whole, Answer)
    assert [part.said for part in whole.parts] == ["X [1]", "see [7], Y [2]", "Z [1]"]
    assert [one.number for one in whole.citations] == [1, 2, 1]
    assert [one.number for one in whole.sources] == [1, 2]


def test_a_mark_in_a_title_is_no_citation():
    """What stands in quotation marks is the article's."""
    whole = together("a? b?", [made("a?", "x", "X [1]"), made("b?", "y", "“RFC [1]” and « RFC [1] » say it [1]")])
    assert isinstance(whole, Answer)
    assert [part.said for part in whole.parts] == ["X [1]", "“RFC [1]” and « RFC [1] » say it [2]"]


def test_a_quote_that_stands_above_is_not_shown_again_behind_the_first():
    """The first of a part is what answers, and a part without quotes would be a refusal."""
    one, other, third = (Citation(1, "x", "x", None, None, "c", "en", "quote", at, at + 5) for at in (0, 10, 20))
    results = [
        Answer(f"{name}?", "X [1]", citations, "en", "extracted", 0.9)
        for name, citations in (("a", (one, other)), ("b", (one, other)), ("c", (third, one)))
    ]
    whole = together("a? b? c?", results)
    assert isinstance(whole, Answer)
    assert [citations for _, citations in whole.in_parts()] == [(one, other), (one,), (third,)]


def test_the_whole_is_as_sure_as_its_least_sure_part():
    """Both in its confidence and in what it says of itself."""
    whole = together("a? b?", [made("a?", "x", "X"), made("b?", "y", "Y", sure=False, confidence=0.4)])
    assert isinstance(whole, Answer)
    assert (whole.sure, whole.confidence) == (False, 0.4)


def test_nearest_articles_of_all_questions_are_named_once():
    """In the order of the questions."""
    near = [Nearest(one, one, None, None) for one in "xyz"]
    refused = together(
        "a? b?",
        [
            NoAnswer("a?", "No.", "nothing_found", "en", (near[0], near[1])),
            NoAnswer("b?", "No.", "not_answered", "en", (near[1], near[2])),
        ],
    )
    assert isinstance(refused, NoAnswer)
    assert (refused.nearest, refused.reason) == (tuple(near), "not_answered")
