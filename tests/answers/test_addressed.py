"""Questions to the bot itself, told from questions to the articles."""

import pytest

from bot.answers.answer import quoted
from bot.answers.answering import Answerer
from bot.answers.overviews.overview import MOST_TITLES, overview_asked
from bot.answers.questions.addressed import asks_about_use, language_addressed
from bot.answers.questions.praising import language_thanked
from bot.answers.questions.scolding import language_scolded
from bot.texts import say
from tests.answers.sound import unsound
from tests.small_index import build_search

ENGLISH = ["who are you?", "Hello! What can you do?", "help", "/help", "how do you work", "Can you help me?"]
ENGLISH += ["who made you?", "are you ChatGPT?", "hi! are you an AI", "which model do you use?"]
FRENCH = [
    "qui es-tu ?",
    "Qui êtes-vous?",
    "que sais-tu faire ?",
    "aide",
    "bonjour, aidez-moi",
    "qu’est-ce que tu sais faire",
    "qui t’a créé ?",
    "tu es une IA ?",
    "es-tu ChatGPT",
    "comment tu marches ?",
    "comment tu t’appelles ?",
    "tu sers à quoi ?",
    "c'est quoi ce bot ?",
    "vous faites quoi ici ?",
    "t'es un robot ou un humain ?",
    "comment on se sert de toi ?",
]
ENGLISH += ["what are you for?", "what is this bot for?", "how does this bot work?", "who are you and what do you do?"]
OTHERS = [
    *("who are your founders?", "who are you, Larry Ellison?", "what can you do with satellites?", "help desk"),
    *(
        "qui est tu ngo?",
        "aide au logement",
        "que sais-tu faire de Stargate ?",
        "who made you tube?",
        "hello",
        "",
        "?",
        "ok merci",
    ),
]


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    articles = {"aid.md": "# Aid\n\nWho are you? An aid worker may help you, and asks what you can do.\n"}
    return build_search(tmp_path_factory.mktemp("addressed"), articles)


@pytest.mark.parametrize(
    ("question", "language"), [*((one, "en") for one in ENGLISH), *((one, "fr") for one in FRENCH)]
)
def test_a_question_to_the_bot_is_told_what_it_does_in_its_language(search, question, language):
    """As what asks nothing of the articles: it is neither counted nor a gap."""
    refusal = Answerer(search).answer(question)
    assert (refusal.reason, refusal.language, refusal.nearest) == ("empty", language, ())
    assert refusal.text == say(language, "answers.itself")
    assert unsound(refusal, search) == []


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("thanks!", "en"),
        ("ok thx", "en"),
        ("nice bot :)", "en"),
        ("merci beaucoup", "fr"),
        ("Super, merci !", "fr"),
        ("you are the best", "en"),
        ("omg you are so good", "en"),
        ("thanks, that helped a lot", "en"),
        ("perfect, exactly what I needed", "en"),
        ("thank you for your help", "en"),
        ("I love this bot", "en"),
        ("merci t'es génial", "fr"),
        ("wahou t'es hyper fort", "fr"),
        ("merci pour ta réponse", "fr"),
        ("c'est exactement ce que je cherchais", "fr"),
        ("ça m'a bien aidé", "fr"),
        ("tu gères", "fr"),
    ],
)
def test_thanks_are_welcome_and_no_gap(search, said, language):
    """Nobody who thanks is told that it is no question."""
    refusal = Answerer(search).answer(said)
    assert (refusal.reason, refusal.text) == ("empty", say(language, "answers.thanked"))


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("hello", "en"),
        ("Hi there!", "en"),
        ("good morning everyone", "en"),
        ("Salut !", "fr"),
        ("bonjour à tous", "fr"),
        ("salut, ça va ?", "fr"),
        ("comment vas-tu ?", "fr"),
        ("hi, how are you?", "en"),
    ],
)
def test_a_greeting_is_greeted_back_with_what_to_ask(search, said, language):
    refusal = Answerer(search).answer(said)
    assert (refusal.reason, refusal.text) == ("empty", say(language, "answers.greeted"))
    assert unsound(refusal, search) == []


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("that's wrong", "en"),
        ("no, that's not what I asked!", "en"),
        ("you're a useless bot", "en"),
        ("shut up", "en"),
        ("that isn't right", "en"),
        ("this isn't what I asked", "en"),
        ("non, c'est faux", "fr"),
        ("T'es vraiment nul, sale machine !", "fr"),
        ("n'importe quoi", "fr"),
        ("ce n'est pas ma question", "fr"),
        ("this is wrong, you stupid bot", "en"),
        ("that's completely wrong, try again", "en"),
        ("you don't understand anything", "en"),
        ("this answer makes no sense", "en"),
        ("worst bot ever", "en"),
        ("c'est faux, t'es nul", "fr"),
        ("t'as rien compris", "fr"),
        ("tu racontes n'importe quoi", "fr"),
        ("ça n'a rien à voir avec ma question", "fr"),
    ],
)
def test_who_is_displeased_is_told_what_to_do_and_gets_no_article(search, said, language):
    refusal = Answerer(search).answer(said)
    assert (refusal.reason, refusal.text) == ("empty", say(language, "answers.scolded"))
    assert unsound(refusal, search) == []


@pytest.mark.parametrize(
    "question",
    [
        "is it wrong to park here?",
        "what's wrong with the boat?",
        "that's wrong for juniors",
        "what is bullshit?",
        "isn't wrong",
        "is that true?",
        "what is a wrong answer worth?",
        "est-ce faux que le club ferme ?",
        "c'est quoi une mauvaise réponse ?",
        "combien de fausses réponses",
        "this is wrong in the rules: who may vote?",
        "is the answer wrong?",
        "stupid questions thread",
        "who is the worst player?",
    ],
)
def test_what_asks_of_something_wrong_is_a_question(question):
    assert language_scolded(question) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how do I add an article?", True),
        ("How can I delete my data?", True),
        ("comment supprimer mes données ?", True),
        ("quelles sont les commandes ?", True),
        ("what do you know about me", True),
        ("what information do you have about me?", True),
        ("que gardez-vous sur moi ?", True),
        ("qu'est-ce que tu gardes sur moi ?", True),
        ("efface mes données", True),
        ("what do you know about Mars?", False),
        ("help", True),
        ("how do I add a member?", False),
        ("comment ajouter un bateau ?", False),
        ("who deletes the data?", False),
    ],
)
def test_what_asks_how_the_bot_is_used_is_known(question, expected):
    assert asks_about_use(question) is expected


@pytest.mark.parametrize(
    "question",
    [
        "who is the best player?",
        "qui est le meilleur ?",
        "what good is compost?",
        "I love singing",
        "great hall booking",
        "le meilleur grimpeur",
        "is the wifi any good?",
        "merci de dire qui préside",
        "you can park for free",
        "super glue",
    ],
)
def test_what_speaks_of_something_good_is_a_question(question):
    assert language_thanked(question) is None


@pytest.mark.parametrize(
    "said",
    [
        "the machine is not working",
        "this machine is broken",
        "the robot is broken",
        "this is a broken machine",
        "what an awful machine",
        "cette machine est nulle",
        "the robot is fast",
        "this is a great machine",
        "I love this machine",
        "cool machine",
        "super machine",
        "help me read this",
        "I can't read this",
        "you can help me read this",
        "your help",
        "votre aide",
        "aide-moi avec ça",
        "je n'ai pas lu ça",
    ],
)
def test_what_speaks_of_a_machine_or_of_help_is_a_question(said):
    """Neither blame nor praise: a club may have machines, and texts that are hard to read."""
    assert (language_scolded(said), language_thanked(said)) == (None, None)


@pytest.mark.parametrize(
    ("said", "good"),
    [
        ("you are a great machine", True),
        ("your robot is fast", True),
        ("you're a fast robot", True),
        ("ce bot est une machine géniale", True),
        ("you helped me so much", True),
        ("thank you so much for your help", True),
        ("omg tu m'as trop aidé", True),
        ("you broken machine", False),
        ("t'es une machine nulle", False),
        ("you can't read this", False),
        ("you are no help", False),
        ("this bot is no help at all", False),
        ("t'as même pas lu", False),
    ],
)
def test_a_machine_that_is_spoken_to_is_the_bot(said, good):
    assert [language_thanked(said) is not None, language_scolded(said) is not None] == [good, not good]


@pytest.mark.parametrize("said", ["ok", "oui", "bye", "no", "???", "ping", "stop", "stop it", "test 1 2 3", "arrête !"])
def test_what_neither_greets_nor_thanks_is_told_that_it_asks_nothing(search, said):
    result = Answerer(search).answer(said)
    assert result.text == say(result.language, "answers.empty")


@pytest.mark.parametrize("said", ["hello", "ok", "oui", "thanks to whom?"])
def test_only_thanks_are_welcomed(search, said):
    """What else asks nothing gets the hint to ask."""
    assert Answerer(search).answer(said).text not in {say("en", "answers.thanked"), say("fr", "answers.thanked")}


@pytest.mark.parametrize("question", OTHERS)
def test_what_asks_about_anything_else_is_not_for_the_bot(question):
    """One word more makes it a question to the articles."""
    assert language_addressed(question) is None


@pytest.mark.parametrize("question", ["ok! merci, " * 2000, "help " * 4000 + "desk", "?" * 20_000])
def test_long_words_of_courtesy_are_read_in_one_go(question):
    """No text takes exponential time."""
    assert language_addressed(question) is None
    assert language_scolded(question) is None


OF_ALL = [
    *(
        ("what topics can I ask about?", "en"),
        ("which articles do you have?", "en"),
        ("What are the articles about?", "en"),
    ),
    *(("list the articles", "en"), ("hi, what can I ask?", "en"), ("quels sont les sujets ?", "fr")),
    *(("de quoi parlent les articles ?", "fr"), ("quels articles as-tu ?", "fr"), ("que puis-je te demander ?", "fr")),
]


@pytest.mark.parametrize(("question", "language"), OF_ALL)
def test_what_the_articles_are_about_is_told_by_their_titles(search, question, language):
    """In the asker's language; like a question to the bot it is no gap."""
    refusal = Answerer(search).answer(question)
    assert (refusal.reason, refusal.language) == ("empty", language)
    assert quoted("Aid", language) in refusal.text


def test_of_many_articles_some_are_named_and_those_of_the_scope_alone(tmp_path):
    articles = {f"{number}.md": f"# Title {number}\n\nSome words of it.\n" for number in range(9)}
    secret = {"10.md": "---\ntitle: Hidden\ncollection: hidden\n---\n\nSome more words.\n"}
    search = build_search(tmp_path, articles | secret)
    text = Answerer(search).answer("what are the articles about?", scope=frozenset({"articles"})).text
    assert "9 articles" in text
    assert text.count("Title") == MOST_TITLES
    assert "Hidden" not in text
    assert Answerer(search).answer("what are the articles about?", scope=frozenset({"none"})).text == say(
        "en", "answers.itself"
    )
    search.close()


@pytest.mark.parametrize(
    "question", ["what are topics?", "what is the article about fines?", "list the countries", "quels pays ?"]
)
def test_what_asks_something_of_the_articles_does_not_ask_for_all(question):
    assert overview_asked(question) is None


@pytest.mark.parametrize(
    "question", ["what " * 400, "the " * 500 + "articles", "list the " * 200, "quels sont les " * 130]
)
def test_long_questions_for_all_are_read_in_one_go(question):
    assert overview_asked(question) is None
