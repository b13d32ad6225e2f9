"""Whatever articles, files and questions are called: every card is within Discord's limits, and nothing in it acts."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.sentences.threshold import Threshold
from bot.discord_app.article_choices import article_choices, article_of
from bot.discord_app.controls import LONGEST_CHOICE, drawn
from bot.discord_app.escaping import size
from bot.discord_app.indexing import index_wording, wording
from bot.discord_app.indexing.golden import Judged, Quality
from bot.discord_app.indexing.naming import Sight, is_others, of_articles, of_ids, shown_id, sight_of
from bot.discord_app.replies import LONGEST_LAYOUT, arguments
from bot.state.nouns import Build, GoldenQuestion, ServerSettings
from bot.wiring import Status
from corpus.library import Problem
from index.builds.building import BuildStep
from index.keeping.passage_store import ArticleCard
from index.keeping.snapshot import Changes, Manifest
from index.keeping.versions import ArticleName, BuildChanges, Version
from tests.bot.discord.fakes import PLAN, REPORT, ROFR

NOW = datetime(2026, 3, 1, tzinfo=UTC)
GUILD = 5
SIGHT = Sight(GUILD)
BAD = (
    "@everyone", "<@1>", "<@&2>", "<#3>", "[x](https://evil.example)", "https://evil.example", "discord.gg/x", "```",
    "**", "||", "\u202e", "\u200b", "# x", "> x", "-# x", "<t:1:R>", "<:a:1>", "\n", "😀" * 200, "a" * 900, "é" * 300,
    "", "@5/", "@77/",
)  # fmt: skip
words = st.lists(st.one_of(st.sampled_from(BAD), st.text(max_size=40)), max_size=5).map("".join)
names = st.lists(st.builds(ArticleName, words, words), max_size=14).map(tuple)
languages = st.sampled_from(["en", "fr"])
fates = st.sampled_from(["passed", "refused", "wrong_article", "words_missing", "unsure", "gone"])
goldens = st.builds(
    GoldenQuestion, st.integers(1, 10**9), st.sampled_from([GUILD, 77]), words, words, words, st.just(1), st.just(NOW)
)
judgements = st.lists(st.builds(Judged, goldens, fates), max_size=14, unique_by=lambda one: one.golden.id).map(tuple)
problems = st.lists(st.builds(Problem, words, words), max_size=14).map(tuple)
LIVE = re.compile(r"<(?:@[!&]?|#|:\w+:|t:)\d|@everyone|@here|\]\((?!\\)|https?://|discord\.gg/|\u202e", re.IGNORECASE)
OURS = re.compile(r"<t:-?\d+:[fDT]>|<@\d+>")


def check(card):
    """Assert that Discord takes a card, and that it holds nothing live but our own times and people."""
    texts = list(card.parts)
    assert sum(map(size, texts)) <= LONGEST_LAYOUT
    assert all(texts)
    for text in texts:
        assert LIVE.search(OURS.sub("", text)) is None
    arguments(card)
    for row in card.rows:
        drawn(row)


@settings(deadline=None, max_examples=30)
@given(names, names, names, problems, judgements, languages)
def test_results_and_refusals_of_a_rebuild(added, changed, removed, unread, judged, language):
    """With any names, reasons and questions."""
    changes = BuildChanges("s1", added, changed, removed)
    report = replace(REPORT, problems=unread)
    passed = tuple(Judged(one.golden, "passed") for one in judged)
    quality = [Quality(guild, 0.0, judged, passed) for guild in (GUILD, 77)]
    ids = tuple(one.id for one in added)
    plan = replace(PLAN, added=ids, changed=ids, removed=ids, problems=unread)
    for sight in (SIGHT, replace(SIGHT, owner=True), Sight(GUILD, frozenset({"a"}), closed=True)):
        check(wording.result(report, language, sight.in_public(), changes, quality))
        check(wording.held(report, language, sight.in_public(), quality))
        check(wording.held(report, language, sight.in_public(), quality, may_manage=False))
        check(wording.plan(plan, language, sight.in_public()))
        parts = (
            wording.worse_questions(quality, language, sight),
            *wording.named_changes(changes, language, sight),
            wording.planned_names(plan, language, sight, {}),
            wording.unread_for(unread, language, sight),
        )
        if any(parts):
            check(wording.details(parts))
            check(wording.joined(wording.plan(plan, language, sight), wording.details(parts)))


@settings(deadline=None, max_examples=30)
@given(judgements, st.integers(-5, 50), st.floats(0, 1), languages)
def test_golden_questions_are_shown_whatever_they_say(judged, page, tolerance, language):
    """On any page."""
    check(index_wording.tested(judged, language))
    questions = [one.golden for one in judged]
    titles = {one.article_id: one.words for one in questions[::2]}
    for one in judged:
        quoted = replace(ROFR.citations[0], title=one.golden.article_id, quote=one.golden.question or "?")
        check(index_wording.golden_added(one, replace(ROFR, citations=(quoted,) * 5), language))
    check(index_wording.golden_list(questions, titles, tolerance, page, language))


@settings(deadline=None, max_examples=30)
@given(words, st.dictionaries(words, st.integers(0, 10**9), max_size=40), problems, names, languages)
def test_what_is_in_use_is_shown_whatever_it_is_called(name, collections, unread, changed, language):
    """Encoder, collections, files and articles."""
    manifest = Manifest(
        name="s1",
        format_version=4,
        encoder_id=name,
        encoder_digest="",
        pieces_digest="",
        dimensions=2,
        articles=1,
        passages=1,
        languages={"en": 1, "fr": 0},
        collections=collections,
        built_at="2026-01-02T03:04:05+00:00",
        build_seconds=1.5,
        problems=list(unread),
    )
    status = Status(Path(), Path(), manifest, Changes(added=("a",)), 10, Threshold(), since=NOW)
    build = Build(1, GUILD, 7, "s1", True, {}, NOW)
    check(index_wording.status(status, language, SIGHT, build))
    check(index_wording.status(replace(status, manifest=None), language, SIGHT, None))
    check(index_wording.changes(BuildChanges("s0", changed, changed, changed), NOW, language, SIGHT, None))
    found = [
        Version(name, in_use=False, waiting=True, encoder_id=name),
        Version(name, in_use=True, waiting=False, built_at=NOW, encoder_id=name),
        Version(name, in_use=False, waiting=False, problem=name),
    ]
    check(index_wording.versions(found * 5, language, 1))


@given(st.integers(-(10**9), 10**12), st.integers(-(10**9), 10**12), languages)
def test_progress_is_within_its_limits(done, total, language):
    """Whatever a child claims."""
    check(wording.progress(BuildStep("reading", done, total), language, "a" * 12, left_s=float(abs(done)), tested=True))
    check(wording.judging(done, total, language, "a" * 12))


def test_a_name_of_emoji_is_cut_to_what_discord_takes():
    """Each counts for two; that as many were left over as there are characters once kept the cut from ending."""
    title = "\N{CAT}" * 100 + "a" * 50
    (one,) = article_choices([ArticleCard("a.md", title, "en", None, None, "articles", 1, 1)], "")
    assert one.name == "\N{CAT}" * 49 + "…"


@given(st.lists(words, max_size=30), words)
def test_choices_are_what_discord_takes_and_lead_back(ids, typed):
    """Names and values of 1 to 100 characters; each stands for its own article."""
    cards = [ArticleCard(one, one, "en", None, None, "articles", 1, 1) for one in dict.fromkeys(ids) if one]
    offered = article_choices(cards, typed)
    for one in offered:
        assert 1 <= size(one.name) <= LONGEST_CHOICE
        assert 1 <= size(one.key) <= LONGEST_CHOICE
    assert len({article_of(cards, one.key) for one in offered} - {None}) == len(offered)


@pytest.mark.parametrize(
    ("article_id", "others", "shown"),
    [
        ("a.md", False, "a.md"),
        ("@5/a.md", False, "a.md"),
        ("@77/a.md", True, "a.md"),
        ("@77", True, "@77"),
        ("@everyone/a.md", False, "@everyone/a.md"),
        ("@5x/a.md", False, "@5x/a.md"),
    ],
)
def test_names_of_other_servers_are_told_apart(article_id, others, shown):
    """By how their ids begin."""
    assert is_others(article_id, GUILD) is others
    assert shown_id(article_id) == shown


def test_names_of_other_servers_are_counted_and_not_shown():
    """Whatever they are."""
    found = of_articles([ArticleName("@77/a.md", "Secret"), ArticleName("a.md", "")], SIGHT)
    assert (found.names, found.others) == (("a.md",), 1)


def test_names_of_collections_that_a_server_does_not_read_are_counted_and_not_shown():
    """Those of which nothing is known neither; its own are always its own."""
    sight = sight_of(GUILD, ServerSettings(collections=("open",)))
    articles = [
        ArticleName("a.md", "Open", "open"),
        ArticleName("b.md", "Secret", "board"),
        ArticleName("c.md", "Old"),
        ArticleName("@5/d.md", "Ours", "server-5"),
        ArticleName("@77/e.md", "Theirs", "server-77"),
    ]
    found = of_articles(articles, sight)
    assert (found.names, found.others, found.unread) == (("Open", "Ours"), 1, 2)
    assert of_ids(["a.md", "b.md", "n.md"], sight, {"a.md": "open", "b.md": "board"}).names == ("a.md",)
    assert sight_of(GUILD, ServerSettings()).reads("board")
    assert not sight_of(GUILD, ServerSettings(collections=("server-77",))).reads("server-77")


@pytest.mark.parametrize(
    ("changes", "owner", "manager", "public"),
    [
        ({}, False, ["a.pdf", "b.pdf"], ["a.pdf", "b.pdf"]),
        ({"ask_roles": (1,)}, False, ["a.pdf", "b.pdf"], []),
        ({"collections": ("open",)}, False, ["b.pdf"], ["b.pdf"]),
        ({"collections": ("open",)}, True, ["@77/c.pdf", "a.pdf", "b.pdf"], ["b.pdf"]),
    ],
)
def test_unreadable_files_are_named_to_those_who_may_read_them(changes, owner, manager, public):
    """All to whoever runs the bot; to managers by what their server reads; to everybody if everybody may ask."""
    sight = sight_of(GUILD, ServerSettings(**changes), owner=owner)
    found = [Problem(path, "damaged") for path in ("@77/c.pdf", "a.pdf", "@5/b.pdf")]

    def named(eyes):
        lines = wording.problems(found, "en", eyes)
        names = [line.split(": ")[0].removeprefix("- ") for line in lines if line.startswith("- ")]
        assert ("sourcier corpus check" in lines[-1]) == (len(names) < len(found))
        return names

    assert named(sight) == manager
    assert named(sight.in_public()) == public


def test_an_index_that_waits_names_what_was_left_unread():
    """It may be why the golden questions got worse."""
    report = replace(REPORT, problems=(Problem("a.pdf", "damaged"),))
    assert any("- a.pdf: damaged" in part for part in wording.held(report, "en", SIGHT).parts)
