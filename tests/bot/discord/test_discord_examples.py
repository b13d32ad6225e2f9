"""The question to try that the help names: one that the articles in use answer, whichever those are."""

import re
from dataclasses import replace

import pytest

from bot.discord_app.examples import TRIED, TRIED_TITLES, Examples, examples
from bot.discord_app.headings import asked_of
from bot.texts import say
from corpus.article import Article, Span
from index.errors import NoIndexError
from index.glossaries.definitions import Definition
from index.glossaries.meanings import Entry, Meaning
from tests.bot.discord.fakes import PERU, ROFR, FakeDesk, text_of

MOONS = Article("moons.md", "The moons of Saturn", "en", "Saturn has moons.")
LUNES = Article("lunes.md", "Les lunes de Saturne", "fr", "Saturne a des lunes.")


def entry(term, article_id="moons.md"):
    place = Definition(term, "x", "acronym", "phrase", article_id, "en", Span(0, 1), Span(0, 1))
    return Entry(term, (Meaning(term, "x", "acronym", 1, ("en",), (place,)),))


@pytest.fixture
def jwst(desk):
    """The articles explain two acronyms, and answer what the second means."""
    desk.library = [MOONS, LUNES]
    desk.entries = [entry("IAU"), entry("JWST")]
    desk.answers = {"what does JWST mean?": ROFR, "que signifie JWST\u00a0?": ROFR}


async def test_a_mention_alone_is_told_a_question_that_has_an_answer(world, env, bot, jwst):
    """Not one of articles that are not there."""
    await world.alice.send(world.channel, f"<@{bot.user.id}>")
    said = world.channel.last_message.content
    assert "For example, type `/ask` and then `what does JWST mean?`" in said
    assert "ROFR" not in said
    env.errors.clear()


async def test_every_way_of_asking_nothing_is_told_one(world, env, bot, jwst):
    """The command and the search, in the server and in a direct message; the second time from memory."""
    for name in ("ask", "search"):
        for _ in range(2):
            result = await world.alice.slash(world.channel, name, question=f"<@{bot.user.id}>")
            assert result.ephemeral
            assert "`what does JWST mean?`" in result.response.content
    result = await world.alice.user.slash("ask", question=" <@1> ")
    assert "`what does JWST mean?`" in result.response.content
    env.errors.clear()


async def test_it_is_in_the_readers_language_after_a_restart_too(world, env, french, jwst, make_bot):
    """With the command as French clients show it."""
    await env.restart_bot(make_bot())
    result = await world.alice.slash(world.channel, "ask", question=f"<@{world.mod.id}>")
    assert "tapez `/demander` puis `que signifie JWST\u00a0?`" in result.response.content
    env.errors.clear()


async def test_a_greeting_is_told_one(world, desk, jwst):
    """In the language in which it was refused."""
    desk.answers["hello"] = replace(PERU, reason="empty", text="I see no question here.", nearest=())
    result = await world.alice.slash(world.channel, "ask", question="hello")
    assert "I see no question here. For example: what does JWST mean?" in text_of(result.response)


async def test_a_greeting_is_told_several_and_thanks_none(world, desk):
    """Nor is one who scolds: neither wants to try anything now."""
    desk.library = [MOONS]
    desk.entries = [entry("IAU"), entry("JWST")]
    desk.answers = {f"what does {term} mean?": ROFR for term in ("IAU", "JWST")}
    refused = replace(PERU, reason="empty", nearest=())
    for question, key, told in (("hello", "greeted", True), ("thanks", "thanked", False), ("bad", "scolded", False)):
        desk.answers[question] = replace(refused, text=say("en", f"answers.{key}"))
        said = text_of((await world.alice.slash(world.channel, "ask", question=question)).response)
        assert ("For example: what does IAU mean? · what does JWST mean?" in said) is told


async def test_a_mention_alone_is_told_another_one_each_time(world, env, bot, desk):
    desk.library = [MOONS]
    desk.entries = [entry("IAU"), entry("JWST")]
    desk.answers = {f"what does {term} mean?": ROFR for term in ("IAU", "JWST")}
    for term in ("IAU", "JWST", "IAU"):
        await world.alice.send(world.channel, f"<@{bot.user.id}>")
        assert f"`what does {term} mean?`" in world.channel.last_message.content
    env.errors.clear()


async def test_who_asks_how_it_is_used_is_told_the_commands(world, desk):
    """Where the articles do not tell it; in the language of the refusal, and nobody else is."""
    for question, told in (("how do I add an article?", True), ("where is Peru?", False)):
        desk.answers[question] = replace(PERU, text="I found nothing.")
        result = await world.alice.slash(world.channel, "ask", question=question)
        assert ("See /help for" in text_of(result.response)) is told


async def test_without_an_index_or_an_answer_the_help_names_none(world, env, desk):
    """It helps all the same."""
    for error in (None, NoIndexError("x")):
        desk.error = error
        result = await world.alice.slash(world.channel, "ask", question=f"<@{world.mod.id}>")
        assert result.response.content.startswith("Ask me about something in the articles")
        assert "Type `/ask` and then your question" in result.response.content
    env.errors.clear()


async def test_somebody_who_may_not_ask_gets_no_example(world, env, bot, jwst):
    """That they may not is what they are told."""
    await bot.state.settings.set(world.guild.id, "ask_roles", [1])
    result = await world.alice.slash(world.channel, "ask", question=f"<@{world.mod.id}>")
    assert "people with certain roles" in result.response.content
    env.errors.clear()


@pytest.mark.parametrize(
    ("language", "question"),
    [("en", "what is “The moons of Saturn” about?"), ("fr", "de quoi parle «\u00a0Les lunes de Saturne\u00a0»\u00a0?")],
)
def test_where_nothing_is_explained_a_title_is_asked_about(language, question):
    """An article's in the reader's language before others, if it has an answer."""
    desk = FakeDesk()
    desk.library = [LUNES, MOONS] if language == "en" else [MOONS, LUNES]
    assert examples(desk, None, language) == []
    desk.answers = {question: ROFR}
    assert examples(desk, None, language) == [question]


def test_what_pages_ask_comes_first_and_acronyms_before_words():
    """One question a page, in the reader's language; a heading of two words asks nothing alone."""
    desk = FakeDesk()
    texts = (
        "May guests sing along?\n\nYes.\n\nWho has keys to it?\n\nAnn.",
        "Who?\n\nAnn.",
        "Peut-on venir seul ?\n\nOui.",
    )
    for number, text in enumerate(texts):
        headings = tuple(Span(match.start(), match.end()) for match in re.finditer(r".+\?", text))
        language = "fr" if "Oui" in text else "en"
        desk.library.append(Article(f"faq{number}.md", "FAQ", language, text, headings=headings))
    desk.entries = [entry("Choquer", "faq0.md"), entry("JWST", "faq0.md")]
    asked = ["May guests sing along?", "what does JWST mean?", "what does Choquer mean?"]
    desk.answers = dict.fromkeys([*asked, "Who has keys to it?", "Who?", "Peut-on venir seul ?"], ROFR)
    assert examples(desk, None, "en") == asked


def article_with(headings, text, language="en"):
    """An article of these headings, each with a line of `text` below."""
    whole = "\n\n".join(f"{heading}\n\n{text}" for heading in headings)
    spans = tuple(Span(whole.index(heading), whole.index(heading) + len(heading)) for heading in headings)
    return Article(f"{headings[0]}.md", headings[0], language, whole, headings=spans)


def below(article, heading):
    """A sure answer that stands below a heading of an article."""
    start = article.text.index(heading) + len(heading) + 2
    return replace(ROFR, citations=(replace(ROFR.citations[0], article_id=article.id, start=start),))


def test_headings_make_questions_that_what_stands_below_them_answers():
    """Surely, and first; those that ask for one thing come before topics, and pages take turns."""
    desk = FakeDesk()
    first = article_with(["The lake", "If you feel faint", "What to pack"], "Bring the lake.")
    second = article_with(["How to join", "Chests and doors"], "No chests here.")
    desk.library = [first, second]
    faint, pack, join = "what happens if you feel faint?", "what should I pack?", "how do I join?"
    doors, lake = "what do you know about chests and doors?", "what do you know about the lake?"
    desk.answers = {
        faint: below(first, "If you feel faint"),
        pack: below(first, "The lake"),
        join: replace(below(second, "How to join"), sure=False),
        doors: below(second, "Chests and doors"),
        lake: below(first, "The lake"),
    }
    assert examples(desk, None, "en") == [faint, lake, doors]
    assert desk.asked == [faint, join, pack, lake, doors]


@pytest.mark.parametrize(
    ("heading", "language", "question"),
    [
        ("Comment s'annoncer", "fr", "comment s'annoncer\u00a0?"),
        ("Se garer le soir", "fr", "comment se garer le soir\u00a0?"),
        ("Emprunter ses partitions", "fr", "comment emprunter ses partitions\u00a0?"),
        ("S'il pleut", "fr", "que se passe-t-il s'il pleut\u00a0?"),
        ("Où se garer", "fr", "où se garer\u00a0?"),
        ("Le vin chaud", "fr", "que disent les articles sur le vin chaud\u00a0?"),
        ("Les horaires changent un peu", "fr", None),
        ("Lettre du mois", "fr", None),
        ("Aujourd'hui", "fr", None),
        ("Where to park", "en", "where do I park?"),
        ("When to call", "en", "when should I call?"),
        ("If it rains", "en", "what happens if it rains?"),
        ("How to use it", "en", None),
        ("If you know who did it", "en", None),
        ("Alice and friends", "en", None),
        ("The budget: 2026", "en", None),
        ("Afterwards", "en", None),
        ("Who's in charge", "en", None),
    ],
)
def test_a_question_is_made_of_what_is_surely_understood(heading, language, question):
    """Its first word is small where it is no name; of other headings none is made."""
    made = asked_of(heading, f"Alice said: {heading}. Le vin est bon.", language)
    assert (made.question if made else None) == question


def test_what_a_page_asks_of_what_stands_above_is_no_example():
    """Nor what its articles answer unsurely."""
    desk = FakeDesk()
    vague = ["Does it still grow?", "Et les enfants alors ?", "En difficulté ?", "May I come alone?"]
    desk.library = [article_with(vague, "Yes.")]
    desk.answers = dict.fromkeys(vague, ROFR) | {"May I come alone?": replace(ROFR, sure=False)}
    assert examples(desk, None, "en") == []


def test_a_french_example_breaks_no_line_before_its_marks():
    """Nor inside its quotation marks: a heading's or a title's, which have plain spaces; English is as it stands."""
    desk = FakeDesk()
    heading = "Que dit « Ariane » : vrai ou faux ?"
    held = "Que dit «\u00a0Ariane\u00a0»\u00a0: vrai ou faux\u00a0?"
    for language in ("fr", "en"):
        desk.library = [Article("a.md", heading, language, f"{heading}\n\nVrai.", headings=(Span(0, len(heading)),))]
        example = held if language == "fr" else heading
        desk.answers = {example: ROFR}
        assert examples(desk, None, language) == [example]
    title = f"de quoi parle «\u00a0{held}\u00a0»\u00a0?"
    desk.library = [Article("a.md", heading, "fr", "Vrai.")]
    desk.answers = {title: ROFR}
    assert examples(desk, None, "fr") == [title]


def test_a_large_corpus_without_answers_is_not_asked_through():
    """A few terms and a few titles."""
    desk = FakeDesk()
    desk.library = [replace(MOONS, id=f"{n}.md", title=f"T{n}") for n in range(50)]
    desk.entries = [entry(f"TERM{n}", "0.md") for n in range(50)]
    assert examples(desk, None, "en") == []
    assert len(desk.asked) == TRIED + TRIED_TITLES


def test_they_are_worked_out_once_for_an_index(desk, jwst):
    """Where there are none too; another index, scope or language has its own."""
    kept = Examples()
    for _ in range(3):
        assert kept.of(desk, None, "en") == ["what does JWST mean?"]
    assert len(desk.asked) == 2
    desk.snapshot = "s2"
    desk.answers = {}
    for _ in range(3):
        assert kept.of(desk, None, "en") == []
    assert len(desk.asked) == 6


async def test_a_term_cannot_leave_its_place(world, env, bot, desk):
    """Backticks of an article's title would end the example."""
    desk.library = [replace(MOONS, title="a ` @everyone `b")]
    desk.answers = {"what is “a ` @everyone `b” about?": ROFR}
    result = await world.alice.slash(world.channel, "ask", question=f"<@{world.mod.id}>")
    assert "`what is “a ’ @everyone ’b” about?`" in result.response.content
    env.errors.clear()


def test_many_pages_that_ask_are_not_asked_through_either():
    desk = FakeDesk()
    asked = Article("0.md", "T", "en", "May guests sing along?\n\nYes.", headings=(Span(0, 22),))
    desk.library = [replace(asked, id=f"{n}.md") for n in range(50)]
    desk.answers["May guests sing along?"] = PERU
    assert examples(desk, None, "en") == []
    assert len(desk.asked) == 2 * TRIED + TRIED_TITLES
