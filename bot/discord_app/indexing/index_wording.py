"""What `/index` shows: what is in use, what changed, the versions, and the golden questions. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.answers.answer import Answer, NoAnswer
from bot.discord_app.controls import MOST_CHOICES, Button, Choice, Menu, Row
from bot.discord_app.escaping import fitted
from bot.discord_app.indexing.damage import damaged_file, where_damaged
from bot.discord_app.indexing.golden import Judged
from bot.discord_app.indexing.naming import Sight, shown_id
from bot.discord_app.indexing.wording import (
    DONE,
    UNDONE,
    WAITING,
    framed,
    judged,
    named_changes,
    pending,
    problems,
    written_percent,
)
from bot.discord_app.paging import turning
from bot.discord_app.replies import Card
from bot.discord_app.routing import custom_id
from bot.discord_app.speech import written_number, written_seconds
from bot.measured import golden_of
from bot.state.nouns import Build, GoldenQuestion
from bot.texts import say
from corpus.article import Language
from corpus.collections import is_of_server, server_collection
from index.keeping.snapshot import PassedOver
from index.keeping.versions import BuildChanges, Version

if TYPE_CHECKING:
    from bot.wiring import Status

BACK, STAY = "index-back", "index-stay"  # actions of the buttons and the menu
GOLDEN_PAGE, GOLDEN_REMOVE = "golden-page", "golden-remove"

PAGE = 10  # golden questions on a page; a menu takes 25 and a layout 4,000 characters
MOST_TESTED = 20  # golden questions listed after a test, those that failed first
MOST_COLLECTIONS = 12
MOST_DAMAGED = 5  # as many as a host who changes no setting keeps on disk
LONGEST_NAME = 60
LONGEST_ARTICLE = 60
LONGEST_WORDS_SHOWN = 60
MOST_QUOTED, LONGEST_QUOTE = 3, 200  # quotes below a golden question that fails
BYTES_A_MEGABYTE = 1_000_000


def moment(at: datetime, style: str = "f") -> str:
    """Return a time that Discord writes in each reader's own zone and language."""
    return f"<t:{int(at.timestamp())}:{style}>"


def second(at: datetime) -> str:
    """Return a time as `moment` does, to the second: of several indexes that were built in one minute."""
    return f"{moment(at, 'D')}, {moment(at, 'T')}"


def status(found: Status, language: Language, sight: Sight, build: Build | None) -> Card:
    """Return what is in use; `build` is the rebuild in Discord that it came from, None where it came from elsewhere."""
    manifest = found.manifest
    if manifest is None and found.passed_over:
        return framed([say(language, "discord.index.all_damaged"), _damages(found.passed_over, language)], UNDONE)
    if manifest is None:
        waiting = written_number(len(found.changes.added), language)
        return framed([say(language, "discord.index.none", number=waiting)], UNDONE)

    def count(value: int) -> str:
        return written_number(value, language)

    built_at = datetime.fromisoformat(manifest.built_at)
    when = say(
        language,
        "discord.index.built",
        when=moment(built_at),
        seconds=written_seconds(manifest.build_seconds, language),
    )
    instead = bool(found.passed_over)
    head = [f"**{say(language, 'discord.index.status_instead' if instead else 'discord.index.status')}**"]
    if found.since and not instead:
        head.append(say(language, "discord.index.since", when=moment(found.since)))
    head += [when, _asked_for(build, language, sight.guild_id)]
    languages = " · ".join(
        say(language, f"discord.index.{one}", number=count(number)) for one, number in manifest.languages.items()
    )
    held = [
        say(language, "discord.index.holds", articles=count(manifest.articles), passages=count(manifest.passages)),
        say(language, "discord.index.languages", counts=languages),
        say(
            language,
            "discord.index.collections",
            counts=" · ".join(_collections(manifest.collections, sight, language)),
        ),
    ]
    percent = written_percent(found.threshold.least, language)
    megabytes = written_seconds(found.size_bytes / BYTES_A_MEGABYTE, language)
    small = [
        say(language, "discord.index.encoder", encoder=fitted(manifest.encoder_id, LONGEST_NAME)),
        say(language, "discord.index.threshold", share=percent),
        say(language, "discord.index.size", size=megabytes),
    ]
    unread = "\n".join(problems(manifest.problems, language, sight))
    parts = [
        "\n".join(_passed_over(found.passed_over, language)),
        "\n".join(head),
        "\n".join([*held, *(f"-# {one}" for one in small)]),
        say(language, "discord.index.uncompared") if found.problem else pending(found.changes, language),
        unread,
    ]
    return framed(parts, WAITING if instead or found.problem else DONE)


def changes(
    found: BuildChanges | None,
    built_at: datetime,
    language: Language,
    sight: Sight,
    build: Build | None,
    *,
    articles: int = 0,
) -> Card:
    """Return what the build of the index in use changed; a first one names no articles, and added all `articles`."""
    head = [
        f"**{say(language, 'discord.index.changes')}**",
        moment(built_at),
        _asked_for(build, language, sight.guild_id),
    ]
    if found is None:
        head.append(say(language, "discord.index.changes_unknown"))
        return framed(["\n".join(head)], UNDONE)
    if found.before is None:
        head.append(say(language, "discord.index.changes_first"))
    new = len(found.added) if found.before is not None else articles
    added, changed, removed = (
        written_number(number, language) for number in (new, len(found.changed), len(found.removed))
    )
    head.append(say(language, "discord.index.changes_counts", added=added, changed=changed, removed=removed))
    return framed(["\n".join(head), *named_changes(found, language, sight)], DONE)


def versions(found: Sequence[Version], language: Language, guild_id: int) -> Card:
    """Return the indexes on disk, newest first, with how the server's golden questions fared before each was used."""
    if not found:
        return framed([say(language, "discord.index.no_versions")], UNDONE)
    lines = [f"**{say(language, 'discord.index.versions')}**"]
    for one in found:
        built = second(one.built_at) if one.built_at is not None else fitted(one.name, LONGEST_NAME)
        state = _state(one)
        mark = f" — **{say(language, f'discord.index.{state}')}**" if state else ""
        lines.append(f"{built}{mark}")
        if one.problem:
            file = damaged_file(one.problem).removeprefix(f"snapshots/{one.name}/")
            lines += [f"-# `{file}`"] if file else []
            continue
        held = say(
            language,
            "discord.index.version",
            articles=written_number(one.articles, language),
            passages=written_number(one.passages, language),
        )
        lines.append(f"-# {held} · {fitted(one.encoder_id, LONGEST_NAME)}")
        golden = golden_of(one.evaluation, guild_id)
        if golden is not None:
            after, asked = (written_number(number, language) for number in golden)
            lines.append(f"-# {say(language, 'discord.rebuild.quality_first', after=after, all=asked)}")
    return framed(["\n".join(lines)], WAITING if any(one.in_use and one.problem for one in found) else DONE)


def _state(one: Version) -> str:
    """Return what is to be said of an index, empty for one that was in use."""
    if one.in_use:
        return "in_use_unusable" if one.problem else "in_use"
    return "unusable" if one.problem else "waiting" if one.waiting else "unused" if one.unused else ""


def going_back(now: Version, then: Version, language: Language) -> Card:
    """Return the question whether to put `then` in use instead of `now`."""
    values = [
        {"when": second(one.built_at), "articles": written_number(one.articles, language)} if one.built_at else None
        for one in (now, then)
    ]
    text = [f"**{say(language, 'discord.index.rollback')}**"]
    text += [say(language, "discord.index.rollback_from", **values[0])] if values[0] else []
    text += [say(language, "discord.index.rollback_to", **values[1])] if values[1] else []
    text.append(f"-# {say(language, 'discord.index.rollback_next')}")
    row = (
        Button(say(language, "discord.index.rollback_yes"), custom_id(BACK, then.name, now.name), "danger"),
        Button(say(language, "discord.index.rollback_no"), custom_id(STAY)),
    )
    return framed(["\n".join(text)], WAITING, (row,))


def version_choice(one: Version, language: Language) -> str:
    """Return a version as autocomplete shows it; plain text, in UTC since it is no message."""
    when = f"{one.built_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if one.built_at else one.name
    return say(language, "discord.index.rollback_choice", when=when, articles=written_number(one.articles, language))


def tested(found: Sequence[Judged], language: Language) -> Card:
    """Return how a server's golden questions fare, those that failed first, then the unsure ones."""
    if not found:
        return framed([say(language, "discord.index.test_none")], UNDONE)
    passed = sum(one.passed for one in found)
    counts = {"passed": written_number(passed, language), "all": written_number(len(found), language)}
    heading = f"**{say(language, 'discord.index.test', **counts)}**"
    ordered = sorted(found, key=lambda one: (one.passed, one.fate == "passed"))
    lines = [judged(one, language) for one in ordered[:MOST_TESTED]]
    more = len(found) - MOST_TESTED
    if more > 0:
        lines.append(f"-# {say(language, 'discord.index.more_questions', number=written_number(more, language))}")
    return framed([heading, "\n".join(lines)], DONE if passed == len(found) else WAITING)


def golden_added(found: Judged, result: Answer | NoAnswer, language: Language) -> Card:
    """Return that a golden question was added and how it fares, with what `result` quotes where it fails."""
    verdict = say(language, f"discord.index.{found.fate}")
    if found.passed:
        return framed([say(language, "discord.index.golden_added", verdict=verdict)], DONE)
    lines = [f"❌ {say(language, 'discord.index.golden_added_failing', verdict=verdict)}"]
    cited = result.citations[:MOST_QUOTED] if isinstance(result, Answer) else ()
    lines += [say(language, "discord.index.golden_quoted")] if cited else []
    for one in cited:
        title, quote = fitted(one.title, LONGEST_ARTICLE, cut="…"), fitted(one.quote, LONGEST_QUOTE, cut="…")
        lines.append(say(language, "discord.index.golden_quote", title=title, quote=quote))
    return framed(["\n".join(lines)], WAITING)


def golden_list(
    questions: Sequence[GoldenQuestion], titles: Mapping[str, str], tolerance: float, page: int, language: Language
) -> Card:
    """Return a page of a server's golden questions, with a menu that removes one of them."""
    if not questions:
        return framed([say(language, "discord.index.test_none")], UNDONE)
    pages = (len(questions) + PAGE - 1) // PAGE
    page = min(max(page, 0), pages - 1)
    shown = questions[page * PAGE :][:PAGE]
    heading = f"**{say(language, 'discord.index.golden_list', number=written_number(len(questions), language))}**"
    allowed = (
        say(language, "discord.index.golden_allowed", percent=written_percent(tolerance, language))
        if tolerance
        else say(language, "discord.index.golden_none_allowed")
    )
    lines = []
    for number, one in enumerate(shown, start=page * PAGE + 1):
        details = [fitted(titles.get(one.article_id) or shown_id(one.article_id), LONGEST_ARTICLE, cut="…")]
        if one.article_id not in titles:
            details.append(say(language, "discord.index.gone"))
        if one.words:
            words = fitted(one.words, LONGEST_WORDS_SHOWN, cut="…")
            details.append(say(language, "discord.index.golden_words_shown", words=words))
        question = fitted(one.question, 2 * LONGEST_ARTICLE)
        lines.append(f"**{number}** {question}\n-# {' · '.join(details)}")
    choices = tuple(
        Choice(f"{number} {one.question}", str(one.id))
        for number, one in enumerate(shown[:MOST_CHOICES], start=page * PAGE + 1)
    )
    menu = Menu(custom_id(GOLDEN_REMOVE, page), choices, say(language, "discord.index.golden_remove"))
    rows: tuple[Row, ...] = (menu, *turning(page, pages, GOLDEN_PAGE, first=0))
    return framed([f"{heading}\n-# {allowed}", "\n".join(lines)], DONE, rows)


def _passed_over(damaged: Sequence[PassedOver], language: Language) -> Iterator[str]:
    """Yield that the index in use is damaged and another answers; nothing where it is whole."""
    for place, one in enumerate(damaged[:MOST_DAMAGED]):
        key = "discord.index.passed_over_too" if place else "discord.index.passed_over"
        mark = "-# " if place else "⚠️ "
        where = where_damaged(one.problem, language, one.name)
        yield f"{mark}{say(language, key, index=one.name, where=where)}"


def _damages(damaged: Sequence[PassedOver], language: Language) -> str:
    lines = []
    for one in damaged[:MOST_DAMAGED]:
        where = where_damaged(one.problem, language, one.name)
        lines.append(f"-# {say(language, 'discord.index.damaged', index=one.name, where=where)}")
    return "\n".join(lines)


def _asked_for(build: Build | None, language: Language, guild_id: int) -> str:
    if build is None:
        return f"-# {say(language, 'discord.index.built_at_terminal')}"
    kind = "followed" if build.followed else "built"
    if build.followed and build.guild_id is None:
        return f"-# {say(language, 'discord.index.caught_up')}"
    if build.guild_id != guild_id:
        return f"-# {say(language, f'discord.index.{kind}_elsewhere')}"
    return f"-# {say(language, f'discord.index.{kind}_by', who=f'<@{build.person_id}>')}"


def _collections(counts: Mapping[str, int], sight: Sight, language: Language) -> Iterable[str]:
    """Yield each shared collection that the server reads with its count, its own, and all others together."""
    own = server_collection(sight.guild_id)
    shared = [(name, number) for name, number in counts.items() if not is_of_server(name) and sight.reads(name)]
    for name, number in shared[:MOST_COLLECTIONS]:
        yield f"{fitted(name, LONGEST_NAME)} {written_number(number, language)}"
    if len(shared) > MOST_COLLECTIONS:
        yield f"+{written_number(len(shared) - MOST_COLLECTIONS, language)}"
    if counts.get(own):
        yield f"{say(language, 'discord.index.own')} {written_number(counts[own], language)}"
    unread = sum(number for name, number in counts.items() if not is_of_server(name) and not sight.reads(name))
    if unread:
        yield f"{say(language, 'discord.index.not_read')} {written_number(unread, language)}"
    others = sum(number for name, number in counts.items() if is_of_server(name) and name != own)
    if others:
        yield f"{say(language, 'discord.index.others')} {written_number(others, language)}"
