"""The cards for those who manage a server, each with what builds it from hypothesis's data."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from bot.answers.sentences.threshold import Threshold
from bot.discord_app.auditing.wording import audit_card
from bot.discord_app.collecting import cards as corpus
from bot.discord_app.controls import Form
from bot.discord_app.indexing import index_wording, wording
from bot.discord_app.indexing.golden import Judged, Quality
from bot.discord_app.indexing.naming import Sight
from bot.discord_app.insights.cards import all_days, gaps_card, group_card, usage_card
from bot.discord_app.insights.feedback_cards import Complaint, Heard, done_card, feedback_card
from bot.discord_app.insights.groups import Group, grouped_gaps
from bot.discord_app.paging import PageNumber
from bot.discord_app.replies import Card
from bot.discord_app.server_settings.cards import editor, number_form, overview
from bot.discord_app.server_settings.wording import SETTINGS
from bot.state.actions import Action
from bot.state.nouns import AuditEntry, Build, DayOfUse, Feedback
from bot.wiring import Status
from corpus.intake import IntakeLimits, Listed, Taken, Trashed
from corpus.notes import Note
from corpus.sources import Source
from index.builds.building import BuildStep
from index.keeping.snapshot import Changes, Manifest
from index.keeping.versions import BuildChanges, Version
from tests.bot.discord.fakes import PLAN, REPORT, ROFR
from tests.bot.discord.test_browsing_properties import ARTICLE, SOUND, TEXT, URL
from tests.bot.discord.test_discord_index_wording import GUILD, fates, goldens, judgements, languages, names, problems
from tests.bot.discord.test_discord_index_wording import words as any_words
from tests.bot.discord.test_discord_managing_cards import GAPS, NOW, PLACES, SETTINGS_OF_ANY_KIND, Gap

NUMBER = st.integers(0, 10**6)
SOURCE = st.none() | st.builds(
    Source, TEXT, st.just("2026-01-02T00:00:00+00:00"), URL, st.none() | TEXT, languages, st.none() | NUMBER
)
LISTED = st.builds(Listed, SOUND.filter(bool), NUMBER, st.just(NOW), SOURCE)
TAKEN = st.builds(
    Taken,
    SOUND,
    st.sampled_from(["added", "replaced", "unchanged"]),
    TEXT,
    languages,
    NUMBER,
    URL,
    st.none() | st.dates(),
    NUMBER,
    st.lists(st.builds(Note, st.just("lang"), value=TEXT), max_size=6).map(tuple),
    st.none() | st.just("0123456789abcdef"),
    st.none() | SOUND.filter(bool),
)
TITLES = st.none() | TEXT
STATES = st.sampled_from(["indexing", "in_use", "waits", "later", "held"])
SIGHTS = st.builds(Sight, st.just(GUILD), st.none() | st.just(frozenset({"a"})), st.booleans(), st.booleans())


def _groups(data: st.DataObject) -> list[Group]:
    gaps = [
        Gap(1000 - n, 1, 2, 3, question, "en", f"a{n}", NOW, None, private, n % 2 == 0)
        for n, (question, private) in enumerate(data.draw(GAPS))
    ]
    return grouped_gaps(gaps, [[n] for n in range(len(gaps))])


def _complaints(data: st.DataObject) -> list[Complaint]:
    reasons = st.sampled_from(["wrong", "source", "incomplete", "outdated"])
    return [
        Complaint(
            Feedback("a", 1, 1, 1, False, data.draw(TEXT), ("x",), NOW, data.draw(reasons), data.draw(TEXT)),
            (data.draw(TEXT),) * 5,
            "https://discord.com/channels/1/2/3",
        )
        for _ in range(data.draw(st.integers(0, 4)))
    ]


def _feedback(data: st.DataObject) -> Card:
    heard = Heard(1, 2, data.draw(NUMBER))
    return feedback_card(_complaints(data), PageNumber(2, 3), heard, data.draw(languages), said="✅")


def _done(data: st.DataObject) -> Card:
    return done_card(_complaints(data), PageNumber(2, 3), data.draw(languages))


def _usage(data: st.DataObject) -> Card:
    today = NOW.date()
    days = all_days([DayOfUse(today, data.draw(NUMBER), data.draw(NUMBER), 0, data.draw(NUMBER))], today, today)
    return usage_card(days, data.draw(NUMBER), b"png", data.draw(languages))


def _audit(data: st.DataObject) -> Card:
    detail = st.dictionaries(st.sampled_from(["article", "setting", "old", "new", "outcome"]), TEXT)
    actions = st.sampled_from([*Action]).map(str) | TEXT
    entries = [AuditEntry(1, 1, 5, data.draw(actions), data.draw(detail), NOW) for _ in range(10)]
    return audit_card(entries, PageNumber(1, 2), data.draw(PLACES), data.draw(languages))


def _editor(data: st.DataObject) -> Card:
    name = data.draw(st.sampled_from(SETTINGS))
    return editor(name, data.draw(SETTINGS_OF_ANY_KIND), data.draw(PLACES), data.draw(languages), said="✅")


def _number_form(data: st.DataObject) -> Form:
    name = data.draw(st.sampled_from(["daily_limit", "person_limit", "tolerance"]))
    return number_form(name, data.draw(SETTINGS_OF_ANY_KIND), data.draw(PLACES), data.draw(languages))


def _qualities(data: st.DataObject) -> list[Quality]:
    judged = data.draw(judgements)
    return [Quality(guild, 0.0, judged, judged) for guild in (GUILD, 77)]


def _changes(data: st.DataObject) -> BuildChanges:
    return BuildChanges("s1", data.draw(names), data.draw(names), data.draw(names))


def _held(data: st.DataObject) -> Card:
    report, may = replace(REPORT, problems=data.draw(problems)), data.draw(st.booleans())
    return wording.held(report, data.draw(languages), data.draw(SIGHTS), _qualities(data), may_manage=may)


def _held_back(data: st.DataObject) -> Card:
    language = data.draw(languages)
    shown = corpus.added(data.draw(TAKEN), language, state="held", shared=data.draw(st.booleans()))
    return wording.held_back(shown, "s2", _qualities(data), language, data.draw(SIGHTS), data.draw(names))


def _result(data: st.DataObject) -> Card:
    report = replace(REPORT, problems=data.draw(problems))
    return wording.result(report, data.draw(languages), data.draw(SIGHTS), _changes(data), _qualities(data))


def _plan(data: st.DataObject) -> Card:
    ids = tuple(one.id for one in data.draw(names))
    plan, sight, language = (
        replace(PLAN, added=ids, problems=data.draw(problems)),
        data.draw(SIGHTS),
        data.draw(languages),
    )
    more = wording.details([wording.planned_names(plan, language, sight, {})])
    return wording.joined(wording.plan(plan, language, sight), more)


def _progress(data: st.DataObject) -> Card:
    step = BuildStep("encoding", data.draw(NUMBER), data.draw(NUMBER))
    return wording.progress(step, data.draw(languages), "a" * 12, left_s=float(data.draw(NUMBER)))


def _status(data: st.DataObject) -> Card:
    manifest = Manifest(
        name="s1",
        format_version=4,
        encoder_id=data.draw(any_words),
        encoder_digest="",
        pieces_digest="",
        dimensions=2,
        articles=1,
        passages=1,
        languages={"en": 1, "fr": 0},
        collections=data.draw(st.dictionaries(any_words, NUMBER, max_size=20)),
        built_at="2026-01-02T03:04:05+00:00",
        build_seconds=1.5,
        problems=list(data.draw(problems)),
    )
    found = Status(Path(), Path(), manifest, Changes(added=("a",)), 10, Threshold(), since=NOW)
    return index_wording.status(found, data.draw(languages), data.draw(SIGHTS), Build(1, GUILD, 7, "s1", True, {}, NOW))


GOLDEN = {"golden": {"servers": {"1": {"passed": 12_345, "of": 67_890}}}}


def _versions(data: st.DataObject) -> Card:
    name = data.draw(any_words)
    found = [
        Version(name, in_use=False, waiting=True, encoder_id=name),
        Version(name, in_use=True, waiting=False, built_at=NOW, encoder_id=name, evaluation=GOLDEN),
        Version(name, in_use=False, waiting=False, problem=name),
    ]
    return index_wording.versions(found * data.draw(st.integers(0, 6)), data.draw(languages), 1)


def _going_back(data: st.DataObject) -> Card:
    now, then = (Version(name, in_use=name == "a", waiting=False, built_at=NOW) for name in ("a", "b"))
    return index_wording.going_back(now, then, data.draw(languages))


def _golden_list(data: st.DataObject) -> Card:
    questions = [one.golden for one in data.draw(judgements)]
    titles = {one.article_id: one.words for one in questions[::2]}
    return index_wording.golden_list(questions, titles, 0.05, data.draw(st.integers(-1, 3)), data.draw(languages))


def _golden_added(data: st.DataObject) -> Card:
    cited = replace(ROFR.citations[0], title=data.draw(TEXT), quote=data.draw(TEXT))
    judged = Judged(data.draw(goldens), data.draw(fates))
    return index_wording.golden_added(judged, replace(ROFR, citations=(cited,) * 4), data.draw(languages))


def _several(data: st.DataObject) -> Card:
    not_taken = st.builds(corpus.NotTaken, TEXT, st.just("Why not."))
    tried = data.draw(st.lists(TAKEN | not_taken, min_size=2, max_size=5))
    return corpus.several(tried, data.draw(languages), state=data.draw(STATES), small=["One.", "Two."])


def _trash(data: st.DataObject) -> Card:
    there = data.draw(st.lists(st.builds(Trashed, SOUND, SOUND, st.just(NOW), NUMBER, TITLES), max_size=30))
    return corpus.trash(there, data.draw(languages))


def _removed(data: st.DataObject) -> Card:
    trashed = Trashed("0123456789abcdef", data.draw(SOUND), NOW, 1, data.draw(TITLES))
    return corpus.removed(trashed, data.draw(languages), state=data.draw(STATES), shared=data.draw(st.booleans()))


def _files(data: st.DataObject) -> Card:
    files = data.draw(st.lists(LISTED, max_size=20))
    number, shared = data.draw(st.integers(-1, 5)), data.draw(st.booleans())
    return corpus.page(files, number, IntakeLimits(), data.draw(languages), shared=shared)


def _about(data: st.DataObject) -> Card:
    article = data.draw(st.none() | ARTICLE)
    return corpus.about(data.draw(LISTED), article, 3, data.draw(languages), shared=data.draw(st.booleans()))


MANAGED: dict[str, Callable[[st.DataObject], Card | Form]] = {
    "settings": lambda data: overview(data.draw(SETTINGS_OF_ANY_KIND), data.draw(PLACES), data.draw(languages)),
    "one setting": _editor,
    "form of a number": _number_form,
    "gaps": lambda data: gaps_card(_groups(data), data.draw(st.integers(-1, 5)), data.draw(languages), most=300),
    "a group of gaps": lambda data: group_card(_groups(data)[0], 1000, data.draw(languages)),
    "feedback": _feedback,
    "feedback that was dealt with": _done,
    "usage": _usage,
    "audit log": _audit,
    "rebuild under way": _progress,
    "what a rebuild did": _result,
    "what a rebuild would do": _plan,
    "index held back": _held,
    "index in use": _status,
    "what a build changed": lambda data: index_wording.changes(
        _changes(data), NOW, data.draw(languages), data.draw(SIGHTS), None
    ),
    "versions": _versions,
    "going back": _going_back,
    "golden questions tested": lambda data: index_wording.tested(data.draw(judgements), data.draw(languages)),
    "golden questions": _golden_list,
    "golden question added": _golden_added,
    "article added": lambda data: corpus.added(
        data.draw(TAKEN), data.draw(languages), state=data.draw(STATES), shared=data.draw(st.booleans())
    ),
    "article added and held back": _held_back,
    "articles added": _several,
    "articles that went": _trash,
    "article removed": _removed,
    "article brought back": lambda data: corpus.restored(
        data.draw(SOUND), data.draw(TITLES), data.draw(languages), state=data.draw(STATES)
    ),
    "a server's articles": _files,
    "a server's article": _about,
}
