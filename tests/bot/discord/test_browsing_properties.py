"""Whatever titles, sentences, terms and questions hold, the cards keep Discord's limits and act on nobody.

`CARDS` names each kind of card with what builds it from random text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.answer import Answer, Citation, NoAnswer
from bot.discord_app.article_choices import key_of, matching, of_key
from bot.discord_app.browsing.excerpts import WORD, excerpt, in_bold, shown
from bot.discord_app.browsing.guide import Described, Way, help_card
from bot.discord_app.browsing.hits import Found, Passages, search_card
from bot.discord_app.browsing.ranks import Ranked, why_card
from bot.discord_app.browsing.shelf import About, article_card, choices, titles, unknown_card
from bot.discord_app.browsing.shelf import list_card as shelf_card
from bot.discord_app.browsing.terms import Explained, Meant, suggestions, term_card
from bot.discord_app.browsing.terms import list_card as terms_card
from bot.discord_app.escaping import escaped, one_line, size
from bot.discord_app.paging import page_of
from bot.discord_app.privacy.wording import forgotten_card, in_file, question_card, shown_card
from bot.discord_app.replies import LONGEST_LAYOUT, Card, arguments
from bot.discord_app.typed import folded, label, ranked
from bot.state.nouns import Kept, KeptAnswer, Retention
from corpus.article import Article, Passage, Span
from index.glossaries.definitions import Definition
from index.glossaries.meanings import Entry, Meaning
from index.hits import Hit, Standing
from index.keeping.passage_store import ArticleCard
from index.matching.ranking import Contributions
from tests.bot.discord.fakes import FakeDesk
from tests.bot.discord.test_discord_escaping import ANY_TEXT, acting

LANGUAGE = st.sampled_from(["fr", "en"])
SPECIAL = st.sampled_from(["", " ", "\n", "😀" * 2_000, "```" * 50, "\u202eabc", "\u200b", "[x](https://evil.example)"])
TEXT = SPECIAL | ANY_TEXT | st.builds(lambda text, times: text * times, ANY_TEXT, st.sampled_from([1, 30]))
LONG_URL = "https://example.org/" + "a" * 480
SOUND = TEXT.map(lambda text: text.replace("\ud800", ""))  # an index holds no lone surrogates: SQLite refuses them
URL = st.none() | st.sampled_from(["https://example.org/a_(b)", LONG_URL]) | ANY_TEXT
DAY = st.none() | st.dates()
WHEN = datetime(2026, 1, 2, tzinfo=UTC)
ARTICLE = st.builds(Article, TEXT, TEXT, LANGUAGE, SOUND, URL, DAY, ANY_TEXT)
CARD = st.builds(ArticleCard, TEXT, TEXT, LANGUAGE, URL, DAY, ANY_TEXT, st.just(1), st.just(1))
SHELF = st.lists(CARD, max_size=30, unique_by=lambda card: card.id)
STANDING = st.none() | st.builds(Standing, st.integers(1, 10**6), st.floats(0, 9))
PART = st.floats(-99, 99)
HIT = st.builds(
    lambda article, rank, standings, parts, alike: Hit(
        rank,
        article,
        Passage(article.id, 0, len(article.text), article.title),
        1.0,
        *standings,
        because=Contributions(*parts),
        alike=alike,
    ),
    ARTICLE,
    st.integers(1, 20),
    st.tuples(STANDING, STANDING, STANDING, STANDING),
    st.tuples(*[PART] * 7),
    st.integers(0, 2000),
)
MEANT = st.builds(Meant, TEXT, st.booleans(), st.integers(1, 5000), LANGUAGE, TEXT, TEXT, TEXT, URL, URL, DAY)
RESULT = st.builds(NoAnswer, TEXT, TEXT, st.just("not_answered"), LANGUAGE, st.just(()), st.floats(0, 1)) | st.builds(
    lambda question, read_as: Answer(
        question, "L", (Citation(1, "a", "A", None, None, "c", "en", "q", 0, 1),), "en", "extracted", 0.5, read_as
    ),
    TEXT,
    TEXT,
)
KEPT = st.builds(
    lambda result, snapshot: KeptAnswer("abcdefghijkl", 1, 2, 3, "command", result, snapshot, WHEN),
    RESULT,
    st.sampled_from(["s1", "s2"]),
)
COUNTED = [one.name for one in fields(Kept) if one.default == 0]
ABOUT = st.builds(
    Kept,
    **dict.fromkeys(COUNTED, st.integers(0, 10**6)),
    questions=st.lists(TEXT, max_size=10).map(tuple),
    since=st.none() | st.just(WHEN),
)


def _found(data: st.DataObject) -> Found:
    text, language = data.draw(SOUND), data.draw(LANGUAGE)
    terms = FakeDesk().words_of(data.draw(SOUND))
    return Found(
        data.draw(TEXT),
        data.draw(TEXT),
        data.draw(URL),
        data.draw(URL),
        data.draw(DAY),
        data.draw(ANY_TEXT),
        language,
        data.draw(TEXT),
        text,
        excerpt(text, language, terms, 280),
    )


def _search(data: st.DataObject) -> Card:
    found = [_found(data) for _ in range(data.draw(st.integers(0, 7)))]
    passages = Passages(page_of(found, data.draw(st.integers(0, 1)), 5), data.draw(TEXT))
    return search_card(data.draw(TEXT), passages, data.draw(LANGUAGE), "abcdef")


def _term(data: st.DataObject) -> Card:
    meanings = tuple(data.draw(st.lists(MEANT, max_size=5)))
    nearest = tuple(data.draw(st.lists(TEXT, max_size=5)))
    return term_card(Explained(data.draw(TEXT), meanings, data.draw(st.integers(0, 9)), nearest), data.draw(LANGUAGE))


def _entry(term: str, meaning: str) -> Entry:
    place = Definition(term, meaning, "acronym", "letters", "a", "en", Span(0, 0), Span(0, 0))
    return Entry(term, (Meaning(term, meaning, "acronym", 1, ("en",), (place,)),))


def _terms(data: st.DataObject) -> Card:
    entries = [_entry(term, data.draw(TEXT)) for term in data.draw(st.lists(TEXT, max_size=12))]
    return terms_card(page_of(entries, data.draw(st.integers(0, 1)), 10), data.draw(LANGUAGE))


SUBCOMMANDS = st.sampled_from([("",), (" show",), (" show", " set", " reset")])


def _help(data: st.DataObject) -> Card:
    commands = [
        Described(
            tuple(Way(f"command{number}{sub}", f"command{sub}") for sub in data.draw(SUBCOMMANDS)),
            data.draw(ANY_TEXT),
            data.draw(st.booleans()),
        )
        for number in range(data.draw(st.integers(0, 40)))
    ]
    tried = data.draw(st.lists(TEXT, max_size=3))
    ids = {one.ways[0].name.split()[0]: 10**18 for one in commands}
    manages = data.draw(st.booleans())
    return help_card(commands, ids, tried, data.draw(LANGUAGE), manages=manages, mention="@Sourcier")


@dataclass(frozen=True)
class Kind:
    """A kind of card and what builds it from hypothesis's data."""

    name: str
    build: Callable[[st.DataObject], Card]


CARDS = [
    Kind("passages found", _search),
    Kind("a term", _term),
    Kind("all terms", _terms),
    Kind(
        "a list of articles",
        lambda data: shelf_card(page_of(data.draw(SHELF), 0, 10), data.draw(TEXT), data.draw(LANGUAGE), "abcdef"),
    ),
    Kind(
        "an article",
        lambda data: article_card(
            About(data.draw(ARTICLE), 3), data.draw(st.lists(TEXT, max_size=5)), data.draw(LANGUAGE)
        ),
    ),
    Kind("no such article", lambda data: unknown_card(data.draw(TEXT), data.draw(SHELF)[:25], data.draw(LANGUAGE))),
    Kind(
        "why",
        lambda data: why_card(
            data.draw(KEPT), Ranked(tuple(data.draw(st.lists(HIT, max_size=6))), "s1", 0.12), data.draw(LANGUAGE)
        ),
    ),
    Kind("help", _help),
    Kind(
        "what is kept",
        lambda data: shown_card(
            data.draw(ABOUT), Retention(), in_file({"answers": [data.draw(TEXT)]}), WHEN, data.draw(LANGUAGE)
        ),
    ),
    Kind("whether to delete", lambda data: question_card(data.draw(ABOUT), data.draw(ABOUT), data.draw(LANGUAGE))),
    Kind("what was deleted", lambda data: forgotten_card(data.draw(ABOUT), data.draw(LANGUAGE))),
]

# Our own markup: headings, small print, quotes, list items, bold numbers, labels, links to http addresses, command
# mentions, and the table of figures.
OUR_LINK = re.compile(r"(?<!\\)(?:\\\\)*\]\(https?://[!#$%&'+,/:;=?@0-9A-Za-z._~-]+\)")
OUR_OPENINGS = re.compile(r"^ {0,2}(?:### |-# |> |- )+")
OUR_LABEL = re.compile(r" \*\((?:(?:en|in) \w+|\+[\d,\u202f]+)\)\*$")
OUR_COMMAND = re.compile(r"</(?:command\d+(?: [a-z]+)?|privacy show):\d+>|`/[a-zé ]+`")
OUR_TABLE = re.compile(r"^```\n[^`]*\n```\n", re.MULTILINE)
OUR_NUMBER = re.compile(r"^((?:> )?)\*\*\d+\.\*\* ")
OUR_EXAMPLE = re.compile(r"^- \*(.*)\*$")

PROPERTY = settings(derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)


def each(components):
    for one in components:
        yield one
        yield from each(one.get("components", ()))


def assert_within_limits(components) -> None:
    everything = list(each(components))
    assert len(everything) <= 40
    ids = [one["custom_id"] for one in everything if one.get("custom_id") is not None]
    assert all(1 <= len(one) <= 100 for one in ids)
    assert len(set(ids)) == len(ids)
    texts = [one["content"] for one in everything if one["type"] == 10]
    assert all(text.strip() for text in texts)
    assert sum(map(size, texts)) <= LONGEST_LAYOUT
    for one in everything:
        if one["type"] == 2:
            assert 1 <= size(one["label"]) <= 80
        elif one["type"] == 3:
            assert 1 <= len(one["options"]) <= 25
            assert size(one["placeholder"]) <= 150
            values = [option["value"] for option in one["options"]]
            assert len(set(values)) == len(values)
            for option in one["options"]:
                assert 1 <= size(option["label"]) <= 100
                assert 1 <= size(option["value"]) <= 100
                assert size(option.get("description") or "") <= 100


def assert_nothing_acts(card: Card) -> None:
    for line in OUR_TABLE.sub("", "\n".join(card.parts)).split("\n"):
        theirs = OUR_EXAMPLE.sub(r"- \1", OUR_NUMBER.sub(r"\1", line).replace("**", ""))
        theirs = OUR_LABEL.sub("", OUR_COMMAND.sub("", OUR_LINK.sub("", theirs)))
        assert acting(OUR_OPENINGS.sub("", theirs)) == [], line


@pytest.mark.parametrize("kind", CARDS, ids=lambda kind: kind.name)
@PROPERTY
@given(data=st.data())
def test_any_card_keeps_the_limits_and_holds_nothing_live(kind, data):
    """Sizes and counts that Discord takes, no mention, no link but our own, nobody pinged."""
    made = kind.build(data)
    given_ = arguments(made)
    assert given_["allowed_mentions"].to_dict() == {"parse": []}
    assert_within_limits(given_["view"].to_components())
    assert_nothing_acts(made)


@PROPERTY
@given(SOUND, LANGUAGE, SOUND)
def test_an_excerpt_is_of_the_passage_and_bold_changes_no_word(text, language, question):
    """For any passage and question: without our marks it reads as the passage does."""
    terms = FakeDesk().words_of(question)
    kept = excerpt(text, language, terms, 280)
    assert 0 <= kept.span.start <= kept.span.end <= len(text)
    said = shown(text, kept, language, 280)
    assert size(said.replace("**", "")) <= 280 or "\\*" in said
    line = escaped(one_line(text))
    assert in_bold(line, kept.stems, language).replace("**", "") == line.replace("**", "")
    assert all(WORD.fullmatch(word.group()) for word in WORD.finditer(line))


@PROPERTY
@given(SHELF, TEXT)
def test_any_typing_offers_choices_that_discord_takes(cards, typed):
    """Of articles, titles and terms: at most 25, names and values of 1 to 100 characters, each key of one article."""
    desk = FakeDesk()
    desk.library = [Article(card.id, card.title, "en", "x", collection="articles") for card in cards]
    desk.entries = [_entry(card.title, "m") for card in cards]
    for offered in (choices(desk, None, typed), titles(desk, None, typed), suggestions(desk, None, typed)):
        assert len(offered) <= 25
        assert all(1 <= size(one.name) <= 100 and 1 <= size(str(one.value)) <= 100 for one in offered)
    for card in cards:
        assert of_key(cards, key_of(card.id)) == card


@PROPERTY
@given(st.lists(ANY_TEXT, max_size=8), ANY_TEXT)
def test_what_is_ranked_holds_every_word_typed(names, typed):
    """Each name once, those that begin with what was typed before all others."""
    places = ranked(names, typed, 25)
    assert len(set(places)) == len(places)
    assert all(word in folded(names[place]) for place in places for word in folded(typed).split())
    begins = [folded(names[place]).startswith(folded(typed)) for place in places]
    assert begins == sorted(begins, reverse=True)
    assert all(1 <= size(label(name)) <= 100 for name in names)


def test_articles_are_matched_by_title_whatever_case_and_accents():
    """A beginning first; an id too long for a choice gets a digest."""
    cards = [
        ArticleCard(id_, title, "fr", None, date(2025, 1, 1), "articles", 1, 1)
        for id_, title in (("a.md", "Le grand État"), ("b" * 200, "ÉTAT des lieux"), ("c.md", "Le métal"))
    ]
    assert [card.id[0] for card in matching(cards, "etat", 25)] == ["b", "a"]
    assert [card.id[0] for card in matching(cards, "", 2)] == ["a", "b"]
    assert key_of("a.md") == "a.md"
    assert re.fullmatch(r"#[0-9a-f]{32}", key_of("b" * 200))
    assert of_key(cards, key_of("b" * 200)) == cards[1]
    assert of_key(cards, "nothing") is None
