"""Questions for a number, a date, a reason or a name that no quote tells, in a folder of few passages."""

from contextlib import closing
from time import perf_counter

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.questions.question import read_kind
from bot.answers.wanted.untold import asks_name, asks_to_be_told, names_somebody, tells_asked
from bot.texts import say
from index.encoders import load_encoder
from index.matching.candidates import Query
from index.words.lexicon import load_lexicon
from index.words.terms import read_terms
from tests.answers.pages import is_sure, page
from tests.small_index import build_search

ARTICLES = {
    "club.md": page(
        "The rowing club",
        "The old boathouse stands by the weir. It was repainted last summer by the members.\n\n"
        "The first-floor lounge can be hired by members for birthdays. It seats forty people.\n\n"
        "The long skiff may be borrowed by any member with a key. The loan lasts five days.\n\n"
        "Kestrel keeps the accounts of the club and answers letters. You hear back quickly.",
    ),
    "news.md": page(
        "News of the rowing club",
        "Martha Hesk, the head of the youth team, resigned on Wednesday evening.\n\n"
        "The members said no to a jetty made of plastic. The main reason given was its price.\n\n"
        "The flag of the club is green and white. It hangs above the door of the boathouse.\n\n"
        "The town closed the northern landing stage. Two planks had come loose and a step was rotten.",
    ),
    "cart.md": page(
        "Gertrude, our cargo cart",
        "Gertrude carries 90 kg, or two children with a belt.\n\n"
        "In 2024 the workshop welcomed 3,412 visits, nine per cent more than in 2023.\n\n"
        "The AGM will be on 14 June at 18:00, in the workshop.\n\n"
        "Used parts are free for members; others pay what they think fit.",
    ),
    "histoire.md": page(
        "Histoire de l'atelier",
        "L'atelier est né dans le garage de Firmin Delcourt, facteur, avec une caisse d'outils offerte par la mairie.",
        "fr",
    ),
    "tarifs.md": page(
        "Le week-end au lac",
        "Le week-end au lac réunit les familles du club chaque année. Le prix est de 85 € tout compris.\n\n"
        "La licence fédérale n'est pas comprise : elle vaut 65 € pour un adulte cette année.\n\n"
        "Les kayaks se louent 14 € l'heure pour une place.",
        "fr",
    ),
}


@pytest.mark.parametrize(
    "question",
    [
        "how old is Kestrel?",
        "how many oars does the long skiff have?",
        "why is the club's flag green and white?",
        "pourquoi le drapeau du club est-il vert et blanc ?",
    ],
)
def test_what_no_quote_tells_is_refused(answerer, question):
    assert isinstance(answerer.answer(question), NoAnswer)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("why did the old shed burn down?", "heater had been left on"),
        ("pourquoi l'ancien local a-t-il brûlé ?", "plaque chauffante était restée allumée"),
    ],
)
def test_what_had_come_before_may_be_the_reason(tmp_path, question, told):
    """It is quoted, unsurely, with what it led to."""
    burned = page(
        "The shed", "The old shed burned down on 3 February 2021. An overloaded heater had been left on in it."
    )
    brulé = page(
        "Le local", "L'ancien local a brûlé le 17 juin 1994. Une plaque chauffante était restée allumée.", "fr"
    )
    articles = {"shed.md": burned, "local.md": brulé}
    with closing(build_search(tmp_path, articles, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        answer = Answerer(search).answer(question)
    assert isinstance(answer, Answer)
    assert told in " ".join(one.quote for one in answer.citations)


def test_what_is_told_of_another_thing_is_not_sure(answerer):
    """Another article tells a price, of something else."""
    assert not is_sure(answerer.answer("how much did the flag of the club cost?"))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how many people can be in the first-floor lounge?", "It seats forty people."),
        ("how long may I borrow the long skiff?", "The loan lasts five days."),
        ("why did the members say no to a plastic jetty?", "The main reason given was its price."),
        ("combien coûte le week-end au lac ?", "Le prix est de 85 €"),
        ("how much is the weekend at the lake?", "Le prix est de 85 €"),
    ],
)
def test_the_sentence_behind_that_tells_it_is_quoted(answerer, question, told):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert any(told in citation.quote for citation in answer.citations)


def test_a_refusal_is_less_confident_than_an_answer_may_be(answerer):
    assert answerer.answer("how old is Kestrel?").confidence < answerer.least()


@pytest.mark.parametrize(
    "question", ["Who replaced Martha Hesk as head of the youth team?", "qui remplace Martha Hesk ?"]
)
def test_who_comes_next_is_told_by_no_name_of_the_question(answerer, question):
    assert not is_sure(answerer.answer(question))


def test_a_price_for_adults_is_surely_none_for_a_child(answerer):
    assert not is_sure(answerer.answer("combien la licence fédérale pour un enfant ?"))


@pytest.mark.parametrize(
    "question",
    [
        "who is the mayor?",
        "qui est le maire ?",
        "how many visits were there in 2023?",
        "how heavy is Gertrude?",
        "what does AGM mean?",
        "is membership free?",
    ],
)
def test_what_only_looks_like_it_is_not_sure(answerer, question):
    """The mairie is no maire, a year that another is compared with not the one, a load no weight, a use no meaning."""
    assert not is_sure(answerer.answer(question))


@pytest.mark.parametrize(
    "question",
    ["how many visits were there in 2024?", "how much can Gertrude carry?", "when is the AGM?", "are used parts free?"],
)
def test_what_is_told_itself_is(answerer, question):
    assert isinstance(answerer.answer(question), Answer)


@pytest.mark.parametrize("question", ["how much is it?", "when?", "c'est combien ?", "who has it?"])
def test_a_question_of_nothing_is_told_to_name_it(answerer, question):
    answer = answerer.answer(question)
    assert answer.text == say(answer.language, "answers.vague")


@pytest.mark.parametrize(
    ("question", "sure"),
    [
        ("how much is it to rent a kayak for an hour?", True),
        ("how much is it to rent a trumpet for an hour?", False),
        ("combien coûte un kayak pour une heure ?", True),
        ("combien coûte une trompette pour une heure ?", False),
    ],
)
def test_the_price_of_a_thing_is_told_where_that_stands(answerer, question, sure):
    assert is_sure(answerer.answer(question)) is sure


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("who replaced Ada Low?", True),
        ("Who will succeed Ada Low?", True),
        ("who is the treasurer?", True),
        ("who wrote the play?", True),
        ("qui remplace Ada Low ?", True),
        ("c'est qui le trésorier ?", True),
        ("qui a gagné la régate ?", True),
        ("who can vote?", False),
        ("who pays for the raffle?", False),
        ("who do I ask?", False),
        ("qui peut voter ?", False),
        ("qui a le droit de voter ?", False),
        ("what is the treasurer paid?", False),
    ],
)
def test_who_one_person_is_is_asked_by_deed_and_office(question, asks):
    assert asks_name(read_kind(question), query(question)) is asks


@pytest.mark.parametrize(
    ("question", "text", "names"),
    [
        ("who replaced Ada Low?", "Ada Low resigned on Monday.", False),
        ("who replaced Ada Low?", "Ada Low resigned; Jo Li was named to her post.", True),
        ("who replaced Ada Low?", "Ada Low resigned, says Jo Li.", False),
        ("who built the tower?", "It was built by the pupils.", True),
        ("who built the tower?", "The tower is high.", False),
        ("qui remplace Ada Low ?", "Jo Li succède à Ada Low.", True),
        ("who replaced Ada Low?", "Ada Low a dirigé dix ans. Lui a succédé Jo Li.", True),
        ("who replaces Ada Low?", "Ada Low steps down; Jo Li is to take her place.", True),
        ("who takes over from Ada Low?", "Jo Li took his post in May.", True),
        ("who replaced Ada Low?", "Ada Low replaced Jo Li.", False),
        ("who replaced Ada Low?", "Ada Low was replaced by Jo Li.", True),
        ("who took over from Ada Low?", "Jo Li a dirigé dix ans. Lui a succédé Ada Low.", False),
        ("qui remplace Ada Low ?", "Ada Low, remplacée par Jo Li, part.", True),
        ("qui a succédé à Ada Low ?", "Ada Low est partie, dit Jo Li.", False),
    ],
)
def test_somebody_else_is_named(question, text, names):
    assert names_somebody(query(question), text) is names


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("when do I need a helmet?", "Once you are on the water.", "en"),
        ("when does the last bus go?", "The last one leaves at 10.12 p.m.", "en"),
        ("quand faut-il un casque ?", "Dès que le vent se lève.", "fr"),
        ("how many guests may I bring?", "Bring as many as you like.", "en"),
        ("how old must I be?", "You can take the test from fourteen.", "en"),
        ("how old is Ada Low?", "Ada Low, 58, sold clocks.", "en"),
        ("quel âge a Ada Low ?", "Ada Low, 58 ans, vendait des horloges.", "fr"),
        ("what's the deadline to pay?", "La cotisation est due au plus tard le 15 mars.", "fr"),
        ("what's the yearly budget for oars?", "The committee sets aside £400 a year.", "en"),
        ("how much prize money is there?", "The winner gets £50.", "en"),
        ("ils remboursent combien ?", "Le billet de 12 € est rendu.", "fr"),
        ("why was he sent off?", "He was sent off for a second booking.", "en"),
        ("why there?", "It is signed at sea, on the grounds that neither side can leave early.", "en"),
        ("why was it refused?", "It was refused on grounds of fire risk.", "en"),
        ("why the Lame Pawn?", "They called themselves the Lame Pawn as a joke.", "en"),
        ("why is it called Low Hall?", "It was named after Ada Low.", "en"),
        ("pourquoi ce nom ?", "La salle tire son nom d'Ada Low.", "fr"),
        ("pourquoi la salle Ada Low ?", "La salle porte ce nom en hommage à Ada Low.", "fr"),
        ("why is it muted?", "It was muted on account of a film theme.", "en"),
        ("pourquoi a-t-il été exclu ?", "Il a été exclu deux matchs pour une bagarre.", "fr"),
        ("pourquoi ce refus ?", "Motif principal : la présence de mineurs.", "fr"),
        ("what colour is it?", "It is green.", "en"),
    ],
)
def test_what_may_tell_it_does(question, text, language):
    asked = read_kind(question)
    assert tells_asked(asked, query(question), text, language) or not asks_to_be_told(asked, query(question))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how much prize money is there?", "Hartnell, 19, headed the winner."),
        ("what's the budget of the club?", "The budget was cut by 30 %."),
        ("Quillbyte rembourse combien ?", "Quillbyte rappelle 64 000 tablettes."),
        ("why is it green?", "It is green and white."),
        ("why was the hall closed?", "The hall, named after Ada Low, is closed."),
        ("how old is Ada Low?", "Ada Low won rooms 3, 5, 7 and 9."),
        ("how high is the wall?", "The wall is 1.6 kilometres long."),
    ],
)
def test_what_tells_something_else_does_not(question, text):
    language = query(question).language
    assert not tells_asked(read_kind(question), query(question), text, language)


@pytest.mark.parametrize("text", ["1 " * 5_000, "1," * 5_000, "1 a" * 5_000])
def test_a_long_row_of_numbers_is_read_quickly(text):
    begun = perf_counter()
    tells_asked(read_kind("how high is it?"), query("how high is it?"), text, "en")
    assert perf_counter() - begun < 0.5


ENCODER, LEXICON = load_encoder(), load_lexicon()


def query(question):
    """Return a question as the index reads it, of an index without passages."""
    language = "fr" if any(word in question for word in ("qui ", "pourquoi", "quand", "combien")) else "en"
    terms = read_terms(question, language, LEXICON)
    return Query(question, language, terms, ENCODER.encode_questions([question])[0])
