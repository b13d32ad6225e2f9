"""Questions about the articles themselves."""

from collections import Counter

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.overviews.inquiries import inquiry_in
from bot.answers.overviews.overview import overview
from bot.answers.overviews.summaries import MOST_WORDS, summed_up
from bot.texts import say
from corpus.article import Article
from index.encoders import load_encoder
from index.scope import Scope
from index.words.lexicon import load_lexicon
from tests.answers.pages import page
from tests.benchmarks.inquiries import NONE, asked
from tests.small_index import build_search

DREDGING = """The harbour of Corran was dredged for the first time in thirty years, so that boats can enter at low tide.

It took four months. The harbour master says that the channel is now five metres deep.

- Mud taken out: 40,000 cubic metres.

Sand from the channel was pumped onto the beach of Corran, which winter storms had nearly washed away.

The next dredging of the harbour is planned in ten years. Who will pay for it?
"""
CRANE = """La grue à vapeur du port a soulevé sa dernière caisse en 1968. Elle est aujourd’hui le symbole du quai.

Des bénévoles ont repeint la grue au printemps, avec l’aide de la mairie.
"""
LAMP = "The lamp of Corran was lit in 1874. A keeper lived beside it until 1990."
ARTICLES = {
    "dredging.md": page("The harbour is dredged again", DREDGING, date="2025-03-04"),
    "crane.md": page("La grue à vapeur du port", CRANE, "fr", date="2023-06-01"),
    "lamp.md": page(
        "The old lamp", "The lamp of Corran was lit in 1874. A keeper lived beside it until 1990.", date="2021-01-05"
    ),
    "undated.md": page("Knots of the fishermen", "A bowline is the knot that fishermen of Corran learn first."),
}


@pytest.mark.parametrize(
    ("question", "wish", "topic"),
    [
        ("summarize the article about the harbour", "summary", "harbour"),
        ("could you give me the gist of the dredging article?", "summary", "dredging"),
        ("what is the article on the crane about?", "summary", "crane"),
        ("tl;dr the old lamp", "summary", "lamp"),
        ("jai pas le temps de lire l'article sur la grue, tu me le resumes ?", "summary", "grue"),
        ("de quoi parle l’article sur la grue ?", "summary", "grue"),
        ("les points clés du texte sur la grue stp", "summary", "grue"),
        ("summarize it", "summary", ""),
        ("the harbour page, what does it say overall?", "summary", "harbour"),
        ("which posts are the most recent?", "latest", ""),
        ("les derniers textes parus", "latest", ""),
        ("what's new?", "latest", ""),
        ("quoi de neuf ?", "latest", ""),
        ("quel est l'article le plus récent ?", "latest", ""),
        ("what did you add recently", "latest", ""),
        ("the latest on the harbour", "latest", "harbour"),
        ("les derniers articles sur la grue", "latest", "grue"),
        ("when was the article on the crane published?", "dated", "crane"),
        ("how old is the harbour article?", "dated", "harbour"),
        ("de quand date l'article sur la grue ?", "dated", "grue"),
        ("quelle est la date de cet article ?", "dated", ""),
        ("which articles mention storms?", "speaking", "storms"),
        ("quels articles parlent de tempêtes ?", "speaking", "tempêtes"),
        ("liste-moi les articles sur le port", "speaking", "port"),
        ("when was the page on the crane last updated?", "dated", "crane"),
        ("most recent harbour articles please", "latest", "harbour"),
        ("how many articles do you have?", "count", ""),
        ("how many pages are there in total?", "count", ""),
        ("resume the article on the crane", "summary", "crane"),
        ("summarize every article", "summary", ""),
        ("combien d’articles as-tu ?", "count", ""),
    ],
)
def test_what_is_wished_of_the_articles(question, wish, topic):
    inquiry = inquiry_in(question)
    assert inquiry is not None
    assert (inquiry.wish, inquiry.topic) == (wish, topic)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("when did you add the text on the crane?", True),
        ("when did you add the text channels?", False),
        ("when did you add the text message reminders?", False),
    ],
)
def test_a_text_channel_is_no_text(question, named):
    inquiry = inquiry_in(question)
    assert inquiry is not None
    assert inquiry.named is named


@pytest.mark.parametrize(
    "question",
    [
        "when was the lamp lit?",
        "de quand date le droit d'auteur ?",
        "what does article 17 say?",
        "quels articles du code parlent du consentement ?",
        "how many articles are in the GDPR?",
        "what's new in the GDPR?",
        "what is the latest satellite?",
        "how does a search engine know which documents mention a word?",
        "how long is the new piece with the cello?",
        "I read about the GPS. How many satellites does it have?",
        "on trouve où les billets pour le concert ?",
        "what should a status report mention?",
        "when do talks resume?",
        "did the works resume in March?",
        "who wrote the summary?",
        "où trouver le topo ?",
        "le topo est-il à jour ?",
        "how many pages is the report?",
        "and how many pages?",
        "combien de documents ?",
        "combien de pièces y a-t-il ?",
        "de quoi parle la pièce ?",
        "what is the new default page size?",
        "are new documents renewable?",
        "what games were added last?",
        "what have you added to the reading room recently?",
        "when did the game come out?",
        "quand est sortie la version 4 ?",
        "which articles don't mention storms?",
        "quels articles ne parlent pas de la grue ?",
        "summaries " * 100,
        "",
        "?!",
    ],
)
def test_other_questions_wish_nothing_of_the_articles(question):
    assert inquiry_in(question) is None


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    found = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield found
    found.close()


@pytest.fixture(scope="module")
def answerer(search):
    return Answerer(search)


def cited(answer):
    """Return the articles cited, each once, in order."""
    assert isinstance(answer, Answer)
    return list(dict.fromkeys(one.article_id for one in answer.citations))


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("summarize the article about the harbour", "en"),
        ("what is the article on the harbour about?", "en"),
        ("tl;dr the harbour is dredged again", "en"),
        ("could you sum up the dredged harbour thing", "en"),
        ("résume l’article sur le port dragué", "fr"),
    ],
)
def test_an_article_is_summed_up_in_its_own_sentences(answerer, question, language):
    answer = answerer.answer(question)
    assert cited(answer) == ["dredging.md"]
    assert (answer.sure, answer.language, len(answer.citations)) == (True, language, 3)
    assert [one.start for one in answer.citations] == sorted(one.start for one in answer.citations)
    assert "The harbour is dredged again" in answer.lead


def test_a_summary_is_as_long_as_is_asked_for(answerer):
    short, long = (answerer.answer("summarize the harbour article", length=one) for one in ("short", "long"))
    assert (len(short.citations), len(long.citations)) == (1, 4)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("give me a one-sentence summary of the harbour article", 1),
        ("summarize the harbour article in two sentences", 2),
        ("résume l’article sur le port dragué en une phrase", 1),
        ("résume en 2 phrases l’article sur le port dragué", 2),
    ],
)
def test_a_summary_has_as_many_sentences_as_the_question_wants(answerer, question, number):
    answer = answerer.answer(question)
    assert cited(answer) == ["dredging.md"]
    assert len(answer.citations) == number


def test_a_summary_has_no_heading_item_question_or_pronoun(search):
    article = search.snapshot.article("dredging.md", None)
    texts = [span.of(article.text) for span in summed_up(article, search.encoder, 10)]
    assert len(texts) == 4
    assert not any(text.startswith(("- ", "It took", "Who pays")) for text in texts)


@pytest.mark.parametrize("text", ["", "- one\n- two", "word " * (MOST_WORDS + 1) + ".", "Short. Too.", "A | B\n1 | 2"])
def test_what_has_no_sentences_has_no_summary(text):
    assert summed_up(Article("a.md", "A", "en", text), load_encoder(), 3) == []


def test_equal_sentences_are_summed_up_too():
    text = "\n\n".join(["The same sentence stands here once more."] * 5)
    assert len(summed_up(Article("a.md", "A", "en", text), load_encoder(), 3)) == 3


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when was the article on dredging published?", "“The harbour is dredged again” is dated 4 March 2025 [1]."),
        ("de quand date l’article sur la grue ?", "« La grue à vapeur du port » est daté du 1er juin 2023 [1]."),
        (
            "when was the dredging article last updated?",
            "“The harbour is dredged again” is dated 4 March 2025 [1].",
        ),
        ("how old is the article about knots?", "“Knots of the fishermen” has no date [1]."),
    ],
)
def test_an_article_is_told_to_be_from_its_date(answerer, question, said):
    assert answerer.answer(question).lead.replace("\u00a0", " ") == said


def test_the_newest_come_first_and_undated_ones_not_at_all(answerer):
    assert cited(answerer.answer("what's new?")) == ["dredging.md", "crane.md", "lamp.md"]
    alone = answerer.answer("quel est le dernier article ?", length="short")
    assert cited(alone) == ["dredging.md"]
    assert alone.lead.replace("\u00a0", " ") == "L’article le plus récent, d’après sa date :"


def test_where_no_article_has_a_date_that_is_said(tmp_path):
    search = build_search(tmp_path, {"a.md": ARTICLES["undated.md"]}, encoder=load_encoder(), lexicon=load_lexicon())
    answerer = Answerer(search)
    assert answerer.answer("what's new?").text.startswith(say("en", "answers.none_dated"))
    assert cited(answerer.answer("latest articles about knots")) == ["a.md"]
    search.close()


def test_the_newest_on_a_topic_are_told(answerer):
    assert cited(answerer.answer("latest articles about Corran")) == ["dredging.md", "lamp.md"]


def test_articles_that_speak_of_a_thing_are_told_with_a_sentence_each(answerer):
    answer = answerer.answer("which articles mention Corran?")
    assert set(cited(answer)) == {"dredging.md", "lamp.md", "undated.md"}
    assert len(answer.citations) == 3
    assert all("Corran" in one.quote for one in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "which articles mention bitcoin?",
        "when was the article on penguins published?",
        "summarize the article about penguins",
        "les derniers articles sur les pingouins",
    ],
)
def test_what_no_article_speaks_of_is_refused(answerer, question):
    answer = answerer.answer(question)
    assert isinstance(answer, NoAnswer)
    assert answer.text == say(answer.language, "answers.nothing_found")


def test_how_many_there_are_is_told(answerer, search):
    assert answerer.answer("how many articles do you have?").text == overview("en", search, None)
    assert answerer.answer("summarize the article").text == overview("en", search, None)


@pytest.mark.parametrize(
    "question", ["when was the harbour published?", "what is the gist of Bayes?", "key points in the life of a lamp"]
)
def test_without_the_word_only_a_title_means_an_article(answerer, question):
    answer = answerer.answer(question)
    assert isinstance(answer, NoAnswer) or not answer.sure or "dated" not in answer.lead


def test_one_article_alone_is_meant_where_it_is_chosen(answerer):
    assert cited(answerer.answer("what is it about?", only="crane.md")) == ["crane.md"]
    assert cited(answerer.answer("résume", only="lamp.md")) == ["lamp.md"]
    assert "5 January 2021" in answerer.answer("when was it published?", only="lamp.md").lead


@pytest.mark.parametrize(
    "question", ["when was the winch written?", "key points of the insurance", "how many articles do you have?"]
)
def test_where_one_is_chosen_a_topic_is_no_other_name_of_it(answerer, search, question):
    answer = answerer.answer(question, only="crane.md")
    assert isinstance(answer, NoAnswer)
    assert answer.text != overview("en", search, None)


@pytest.mark.parametrize(
    "question", ["que dit l’article sur la grue des bénévoles ?", "que dit l’article de la mairie ?"]
)
def test_what_an_article_says_of_something_is_no_summary(answerer, question):
    answer = answerer.answer(question)
    assert cited(answer) == ["crane.md"]
    assert "dans ses propres phrases" not in answer.lead


def test_of_a_thing_with_the_name_of_an_undated_article_no_date_is_told(answerer):
    answer = answerer.answer("when were the knots of the fishermen written?")
    assert isinstance(answer, NoAnswer) or "has no date" not in answer.lead


def test_what_was_cited_before_is_meant_by_that_article(answerer):
    earlier = ["when was the lamp of Corran lit?"]
    assert cited(answerer.answer("summarize that article", earlier=earlier)) == ["lamp.md"]
    assert "5 January 2021" in answerer.answer("when was that article published?", earlier=earlier).lead


@pytest.mark.parametrize("earlier", [["summarize that article"] * 3000, ["when was it published?"] * 3000])
def test_however_many_questions_point_back_a_few_are_read(answerer, earlier):
    assert answerer.answer("summarize that article", earlier=earlier) is not None


def test_it_may_be_something_else_than_an_article(answerer):
    answer = answerer.answer("when was it published?", earlier=["when was the lamp of Corran lit?"])
    assert isinstance(answer, NoAnswer) or "dated" not in answer.lead


@pytest.mark.parametrize("question", ["tl;dr IPO", "tldr ITER", "TL;DR IPO"])
def test_tl_dr_is_of_neither_language(search, question):
    assert [search.language_of(question, likely) for likely in ("fr", "en", None)] == ["fr", "en", "en"]


def test_it_is_an_article_behind_a_question_about_articles(answerer):
    for earlier in (["summarize the article about the harbour"], ["tl;dr the harbour is dredged again"]):
        for question in ("when was it published?", "quand a-t-il été publié ?", "when was it written?"):
            answer = answerer.answer(question, earlier=earlier)
            assert cited(answer) == ["dredging.md"]
            assert answer.read_as == ""
            assert "4 March 2025" in answer.lead or "4 mars 2025" in answer.lead.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("summarize the first one", "dredging.md"),
        ("résume le deuxième", "crane.md"),
        ("when was the third one published?", "lamp.md"),
        ("what's the second one about?", "crane.md"),
        ("de quoi parle le premier ?", "dredging.md"),
    ],
)
def test_one_of_those_told_before_is_meant_by_its_place(answerer, question, article):
    assert cited(answerer.answer(question, earlier=["what's new?"])) == [article]


def test_the_same_is_asked_of_another_article(answerer):
    before = ["summarize the article about the harbour"]
    answer = answerer.answer("and the one on the crane?", earlier=before)
    assert cited(answer) == ["crane.md"]
    assert "in its own sentences" in answer.lead
    answer = answerer.answer("et celui sur la grue ?", earlier=["de quand date l’article sur le port dragué ?"])
    assert "1er juin 2023" in answer.lead.replace("\u00a0", " ")
    answer = answerer.answer("and sand?", earlier=["which articles mention Corran?"])
    assert cited(answer) == ["dredging.md"]
    assert answer.lead == "An article speaks of that:"
    assert answer.read_as == "which articles mention sand?"


@pytest.mark.parametrize("question", ["summarize the latest article", "résume le dernier article"])
def test_the_newest_alone_is_summed_up(answerer, question):
    answer = answerer.answer(question)
    assert cited(answer) == ["dredging.md"]
    assert "The harbour is dredged again" in answer.lead
    assert cited(answerer.answer("what is the latest article on the crane? summarize it")) == ["crane.md"]
    assert cited(answerer.answer("summarize the latest articles")) == ["dredging.md", "crane.md", "lamp.md"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what's new?", "None of the articles has a date, so I cannot tell which are new."),
        ("quoi de neuf ?", "Aucun article n’a de date : je ne peux pas dire lesquels sont nouveaux."),
        ("summarize the latest article", "None of the articles has a date, so I cannot tell which are new."),
    ],
)
def test_where_no_article_has_a_date_nine_is_not_new(tmp_path, question, said):
    pages = {
        "choir.md": page("Le chœur", "Le chœur des hommes n’avait plus que neuf chanteurs.", "fr"),
        "bus.md": page("The bus", "There is no bus after nine, and nothing new is planned."),
    }
    search = build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon())
    answer = Answerer(search).answer(question)
    assert isinstance(answer, NoAnswer)
    assert answer.text.replace("\u00a0", " ").startswith(said)
    assert "The bus" in answer.text
    search.close()


def test_an_article_that_speaks_of_a_thing_is_quoted_where_it_does(tmp_path):
    text = "The works began in May.\n\nThe crane of Halden was taken down in June by forty volunteers."
    search = build_search(
        tmp_path, {"works.md": page("Works: the crane of Halden", text)}, encoder=load_encoder(), lexicon=load_lexicon()
    )
    answer = Answerer(search).answer("which articles mention Halden?")
    assert "Halden" in answer.citations[0].quote
    search.close()


def test_a_scope_without_articles_has_none_to_tell_of(answerer):
    for question in ("what's new?", "summarize the article about the harbour", "which articles mention Corran?"):
        assert isinstance(answerer.answer(question, scope=Scope(("nowhere",))), NoAnswer)


def test_a_page_of_that_name_answers_itself(tmp_path):
    pages = {
        "new.md": page("What's new", "The sauna opened on 3 May. A second court is being built.", date="2025-01-01"),
        "rules.md": page("Rules of the sauna", "Towels are compulsory in the sauna.", date="2025-06-01"),
    }
    search = build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon())
    answer = Answerer(search).answer("what's new?")
    assert cited(answer) == ["new.md"]
    search.close()


def test_the_only_article_is_meant_by_the_article(tmp_path):
    search = build_search(tmp_path, {"crane.md": ARTICLES["crane.md"]}, encoder=load_encoder(), lexicon=load_lexicon())
    assert cited(Answerer(search).answer("what is the article about?")) == ["crane.md"]
    search.close()


def test_messages_written_without_knowing_the_rules_are_understood():
    """Four in five of each wish at least are told it, and none of 147 that only look alike is told any."""
    told = Counter((row["expect"], wish == row["expect"]) for row, wish in asked())
    assert told[NONE, False] == 0
    for expected in ("summary", "latest", "dated", "speaking", "count"):
        assert told[expected, True] >= 4 * told[expected, False]


def test_as_many_articles_are_counted_as_are_quoted(tmp_path):
    """One may name the topic in nothing but the names of its columns, which are never quoted alone."""
    pages = {
        "rules.md": page("Règles", "La serre est chauffée en hiver. Fermez sa porte.", "fr"),
        "fees.md": page(
            "Tarifs",
            "On paie chaque année.\n\n| Formule | Prix par an | Accès à la serre |\n|---|---|---|\n"
            "| Curieux | 9 € | non |",
            "fr",
        ),
    }
    answerer = Answerer(build_search(tmp_path, pages, lexicon=load_lexicon()))
    answer = answerer.answer("quels articles parlent de la serre ?")
    assert answer.lead == say("fr", "answers.speaking", count=2)
    assert [one.quote for one in answer.citations] == ["La serre est chauffée en hiver.", "On paie chaque année."]
