"""Being told about a topic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.overviews.topics import is_bare, said_of, told_of, topic_of
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.wanted.locating import opening_of
from bot.texts import say
from corpus.article import Article, Span
from index.words.terms import read_terms
from tests.answers.judges import certain
from tests.fakes import WordEncoder, WordLexicon
from tests.small_index import build_search

ARTICLES = {
    "beavers.md": """---
title: Beavers of the Loire
lang: en
---

Nobody expected them to come back so soon. Beavers build dams of wood and mud in small rivers.

Ada Reed, a warden, says that the dams will hold. Paul Hart has never seen the dams.

A fine of 150 euros is due from whoever breaks a dam of the beavers on purpose.
""",
    "castors.md": """---
title: Les castors et la loi
lang: fr
---

En 1968, la loi a protégé les derniers animaux de la vallée. Une amende attend qui détruit leur barrage.

Le temps change vite au bord du fleuve, et la crue emporte parfois tout le barrage.
""",
    "cheese.md": """---
title: A cheese from the hills
lang: en
---

The cheese is washed with beer every second day. Martin Dupont sells most of it in Vienna.
""",
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    encoder = WordEncoder([("beavers", "castors"), ("fine", "amende"), ("weather", "temps")])
    lexicon = WordLexicon({"beaver": "castor", "fine": "amend"})
    search = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=encoder, lexicon=lexicon)
    yield Answerer(search)
    search.close()


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("what do the articles say about fines?", "fines"),
        ("What does your article say on the GDPR here?", "the GDPR"),
        ("tell me about copyright", "copyright"),
        ("hi, can you tell me more about open source licences please?", "open source licences"),
        ("what do you know about CRISPR?", "CRISPR"),
        ("is there anything on moderation?", "moderation"),
        ("articles about Saturn", "Saturn"),
        ("what is said about ITER?", "ITER"),
        ("summarize the article on ITER", "ITER"),
        ("résume-moi l’article sur le RGPD", "le RGPD"),
        ("fais un résumé de l'article sur Saturne", "Saturne"),
        ("que disent les articles sur les amendes ?", "les amendes"),
        ("qu’est-ce que l’article dit du RGPD ?", "RGPD"),
        ("parle-moi d’ITER", "ITER"),
        ("dis-moi tout sur les vaccins", "les vaccins"),
        ("peux-tu me parler de la fusion ?", "la fusion"),
        ("que sait-on de Saturne ?", "Saturne"),
        ("des infos sur le GPS ?", "le GPS"),
        ("I'd like to know more about Hubble", "Hubble"),
        ("j’aimerais en savoir plus sur le GPS", "le GPS"),
    ],
)
def test_what_one_wants_to_be_told_about(question, topic):
    assert topic_of(question, first=False) == topic


@pytest.mark.parametrize(
    "question",
    [
        *("what is said in the treaty?", "who wrote about Saturn?", "tell me who founded Discord", "tell me a joke"),
        *("tell me about it", "tell me about its moons", "parle-moi d’elle", "que dit-il sur ses lunes ?"),
        *("what do you know about how it works?", "dis-moi comment il marche", "what did Bob say about fines?"),
        *("what about fines?", "quid des amendes ?", "about", "tell me about", ""),
    ],
)
def test_what_asks_for_something_else_names_no_topic(question):
    """A fact, a joke, or what was named before."""
    assert topic_of(question, first=False) == ""


def test_what_about_opens_a_conversation_with_a_topic():
    """Behind another question it asks the same of something else."""
    assert topic_of("what about fines?", first=True) == "fines"
    assert topic_of("quid des amendes ?", first=True) == "amendes"


@pytest.mark.parametrize(
    ("question", "language", "bare"),
    [
        *(("fines", "en", True), ("the fines of the GDPR?", "en", True), ("droit d’auteur", "fr", True)),
        *(("is Saturn big", "en", False), ("ban a member who spams the server", "en", False), ("of the", "en", False)),
        *(("qui a payé", "fr", False), ("", "fr", False), ("Mars", "fr", False), ("May", "en", False)),
    ],
)
def test_a_topic_may_be_named_and_nothing_asked(question, language, bare):
    assert is_bare(question, read_terms(question, language, WordLexicon())) is bare


def quotes(answer):
    assert isinstance(answer, Answer)
    return [citation.quote for citation in answer.citations]


def test_of_one_word_the_articles_about_it_open_and_others_speak(answerer):
    """Those in the asker's language first; what a title says need not be said again."""
    told = quotes(answerer.answer("tell me about beavers"))
    assert told[0] == "Nobody expected them to come back so soon."
    assert "En 1968, la loi a protégé les derniers animaux de la vallée." in told
    assert told[0] != quotes(answerer.answer("parle-moi des castors"))[0]


def test_of_several_words_a_sentence_that_says_all_comes_first(answerer):
    told = quotes(answerer.answer("what do the articles say about the fine for beavers?"))
    assert told[0] == "A fine of 150 euros is due from whoever breaks a dam of the beavers on purpose."


def test_of_what_no_sentence_defines_the_articles_about_it_open(answerer):
    """Unsure, and only of what a title names: "mud" stands in an article, and none is about it."""
    strict = Answerer(answerer._search, least=1.0)
    told = strict.answer("what are beavers?")
    assert quotes(told)[0] == "Nobody expected them to come back so soon."
    assert told.lead == say("en", "answers.unsure")
    assert not told.sure
    assert isinstance(strict.answer("what is mud?"), NoAnswer)


def test_an_article_does_not_speak_alone_where_another_does_too(answerer):
    told = answerer.answer("tell me about the fine for beavers")
    assert isinstance(told, Answer)
    assert {citation.article_id for citation in told.citations} == {"beavers.md", "castors.md"}


def test_a_word_alone_is_told_about_where_nothing_surely_answers_to_it(answerer):
    """Across languages too, where its translation stands."""
    doubting = Answerer(answerer._search, least=1.0)
    assert isinstance(doubting.answer("is there a fine?"), NoAnswer)
    assert "Une amende attend qui détruit leur barrage." in quotes(doubting.answer("fine"))
    assert answerer.answer("dams of wood").confidence < 1


def test_what_somebody_says_is_sure_where_it_is_told_that_they_say_it(answerer):
    said, seen = (answerer.answer(f"what did {name} say about the dams?") for name in ("Ada Reed", "Paul Hart"))
    assert quotes(said)[0] == "Ada Reed, a warden, says that the dams will hold."
    assert said.sure
    assert isinstance(seen, NoAnswer) or not seen.sure
    assert said_of("what did they say about dams?") is None
    told = said_of("qu’a dit Ada Reed sur les barrages ?")
    assert told is not None
    assert (told.topic, told.who) == ("Ada Reed, les barrages", "Ada Reed")


def test_a_topic_in_the_other_language_s_letters_is_shown_as_it_was_understood(tmp_path):
    """As any other question."""
    text = "---\ntitle: Les PME\nlang: fr\n---\n\nUne petite et moyenne entreprise (PME) a moins de 250 salariés.\n"
    search = build_search(tmp_path, {"pme.md": text})
    assert Answerer(search).answer("tell me about SME").read_as == "SME (PME)"
    search.close()


@pytest.mark.parametrize(
    ("earlier", "question", "read_as", "quote"),
    [
        (
            ["what do the beavers build?", "tell me about the cheese"],
            "who sells it?",
            "who sells it? (cheese)",
            "Vienna",
        ),
        (["que disent les articles sur les castors ?"], "pour qui ?", "pour qui ? (castors)", ""),
        (["who sells the cheese?"], "what about beavers?", "", "Nobody expected them to come back so soon."),
        (["tell me about the cheese"], "and the beavers?", "tell me about the beavers", "Nobody expected them"),
    ],
)
def test_a_topic_is_what_the_questions_behind_it_are_about(answerer, earlier, question, read_as, quote):
    """Without the words that ask for it; and "what about" opens another where it cannot ask the same again."""
    answer = answerer.answer(question, earlier=earlier)
    assert answer.read_as == read_as
    assert quote in " ".join(citation.quote for citation in getattr(answer, "citations", ()))


def test_a_topic_is_told_in_quotes_that_can_be_read(tmp_path):
    """Of an enormous sentence, the clauses that say the words; nothing twice."""
    clauses = ", ".join(f"the {number}th hill is bare" for number in range(90))
    text = f"# Zebras of the hills\n\nThe road is long, {clauses}, the zebra waits, {clauses}.\n"
    search = build_search(tmp_path, {"zebras.md": text, "other.md": "# Other\n\nNo zebra is like any other zebra.\n"})
    told = quotes(Answerer(search).answer("tell me about zebra"))
    assert all(len(one) <= LONGEST_QUOTE for one in told)
    assert any("zebra" in one for one in told)
    search.close()


def test_an_article_without_a_sentence_near_its_beginning_has_no_opening():
    """A book is not read to its end for one."""
    text = "\n\n".join(["Word"] * 200_000)
    assert opening_of(Article("a.md", "A", "en", text)) is None
    assert opening_of(Article("a.md", "A", "en", "Five words make a sentence.")) == Span(0, 27)


def test_what_the_definition_says_is_not_said_again(tmp_path):
    text = "# Health\n\nThe World Health Organization (WHO) sits in Geneva. The WHO has 194 member states in all.\n"
    search = build_search(tmp_path, {"who.md": text})
    told = quotes(Answerer(search).answer("tell me about the WHO"))
    assert told == ["The World Health Organization (WHO) sits in Geneva.", "The WHO has 194 member states in all."]
    search.close()


def test_a_short_answer_is_one_quote(answerer):
    assert len(quotes(answerer.answer("tell me about beavers", length="short"))) == 1


@pytest.mark.parametrize("question", ["tell me about Obama", "anything about pizza?", "tell me about weather"])
def test_what_no_article_speaks_of_is_refused(answerer, question):
    """A translation counts if it may be translated back: "temps" is more often time."""
    assert isinstance(answerer.answer(question), NoAnswer)


def test_a_name_keeps_its_capital(answerer):
    """What stands first in the topic stood further back in the question, where a capital says something."""
    assert quotes(answerer.answer("tell me about Martin Dupont"))[0] == "Martin Dupont sells most of it in Vienna."


@given(st.text(max_size=300), st.booleans())
def test_any_text_names_a_topic_or_none(text, first):
    """No text raises, and a topic is words of the question."""
    question = f"tell me about {text}"
    assert topic_of(question, first=first) in question


@pytest.mark.parametrize(
    "question",
    [
        *(
            "what do the articles say about " + "a " * 900,
            "tell me about " + "here " * 380,
            "parle-moi de " + "d'" * 900,
        ),
        *("what did a say about " * 90, "que dit a sur " * 140, "tell me about " + "? " * 900 + "x", "la " * 600),
    ],
)
def test_a_long_question_is_read_in_one_go(question):
    """No text takes exponential time: this would not return within a lifetime."""
    assert told_of(question, first=True) is None or len(question) > len(told_of(question, first=True).topic)


@pytest.mark.parametrize(
    ("question", "before", "named"),
    [
        ("tell me about it", "tell me about beavers", "beavers"),
        ("parle-moi d'elle", "parle-moi des castors", "castors"),
        ("que savez-vous de lui ?", "parle-moi des castors", "castors"),
    ],
)
def test_whoever_was_not_named_before_is_asked_for(answerer, question, before, named):
    """At the start of a conversation; behind a question it means what that was about."""
    alone = answerer.answer(question)
    assert isinstance(alone, NoAnswer)
    assert alone.reason == "empty"
    after = answerer.answer(question, earlier=[before])
    assert after.read_as == f"{question} ({named})"
    assert quotes(after) == quotes(answerer.answer(before))


def test_what_a_law_says_need_not_be_said_by_anybody(answerer):
    """A person has to say it; a text holds it."""
    likely = certain(answerer._search)
    written = likely.answer("que dit la loi sur les animaux ?")
    assert quotes(written)[0].startswith("En 1968, la loi a protégé")
    assert written.lead != say("fr", "answers.unsure")
    assert likely.answer("que dit Ada Reed sur les animaux ?").lead != written.lead
