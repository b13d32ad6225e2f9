"""What people read while the index is rebuilt, and after. Pure functions; they know no message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from bot.discord_app.controls import Button, Row
from bot.discord_app.escaping import fitted, size
from bot.discord_app.indexing.golden import Judged, Quality
from bot.discord_app.indexing.naming import Named, Sight, is_others, of_articles, of_ids, shown_id
from bot.discord_app.replies import LONGEST_LAYOUT, Card
from bot.discord_app.routing import custom_id
from bot.discord_app.speech import written_number, written_seconds
from bot.texts import say
from corpus.article import Language
from corpus.formats import kind_of
from corpus.library import Problem
from index.builds.building import BuildPlan, BuildReport, BuildStep
from index.builds.looking import Stage
from index.keeping.snapshot import Changes
from index.keeping.versions import ArticleName, BuildChanges

STOP, USE, DISCARD = "rebuild-stop", "index-use", "index-discard"  # actions of the buttons

STAGES: tuple[Stage, ...] = ("reading", "encoding", "writing", "checking")
BAR_CELLS = 12  # as wide as a telephone shows in a frame on one line, beside the figures
MOST_NAMES = 8  # articles named of each kind
MOST_PROBLEMS = 8  # files named
MOST_WORSE = 5  # golden questions named
LONGEST_PATH = 80
LONGEST_REASON = 110
LONGEST_QUESTION = 110

# The colours of the frame: at work, done, not done, and done but waiting for somebody.
WORKING, DONE, UNDONE, WAITING = 0x3D7EB5, 0x2E8B74, 0x748091, 0xC98A1B

MINUTE_S = 60.0
COARSE_S = 10  # seconds are told in tens: an estimate is no countdown


def framed(parts: Sequence[str], colour: int, rows: tuple[Row, ...] = ()) -> Card:
    """Return a card of the parts that are not empty, their last lines left out where Discord takes no more."""
    kept, left = [], LONGEST_LAYOUT
    for part in filter(None, parts):
        lines = part.split("\n")
        while lines and size("\n".join(lines)) > left - 2:
            lines.pop()
        if not lines:
            break
        kept.append("\n".join(lines) if len(lines) == part.count("\n") + 1 else "\n".join([*lines, "…"]))
        left -= size(kept[-1])
    return Card(tuple(kept) or ("…",), colour, rows)


def beginning(language: Language, run_id: str, *, everything: bool, dry_run: bool = False, found: str = "") -> Card:
    """Return what is said before the first step."""
    line = say(language, f"discord.rebuild.{'all' if everything else 'changes'}_begins")
    return _under_way(language, run_id, line, 0, dry_run=dry_run, found=found)


def progress(
    step: BuildStep,
    language: Language,
    run_id: str,
    *,
    left_s: float | None = None,
    tested: bool = False,
    dry_run: bool = False,
    found: str = "",
) -> Card:
    """Return how far the rebuild is: a bar of the present stage, which stage that is, and what it will still take.

    `tested` says that golden questions will be asked after the last stage.
    """
    number = STAGES.index(step.stage) + 1
    stages = 1 if dry_run else len(STAGES) + tested
    line = _stage(language, number, stages, step.stage, step.done, step.total)
    if left_s is not None:
        line = f"{line}\n-# {written_left(left_s, language)}"
    return _under_way(language, run_id, line, _share(step.done, step.total), dry_run=dry_run, found=found)


def judging(done: int, total: int, language: Language, run_id: str, *, found: str = "") -> Card:
    """Return how far the golden questions are, the stage after the build."""
    stages = len(STAGES) + 1
    line = _stage(language, stages, stages, "testing", done, total)
    return _under_way(language, run_id, line, _share(done, total), found=found)


def found_on_disk(changes: Changes, language: Language) -> str:
    """Return what differs on disk from the index in use."""
    return _differing(changes, language, "discord.rebuild.found", "discord.rebuild.found_nothing")


def pending(changes: Changes, language: Language) -> str:
    """Return what changed on disk since the index in use was built."""
    return _differing(changes, language, "discord.index.pending", "discord.index.pending_none")


def _differing(changes: Changes, language: Language, some: str, none: str) -> str:
    """Return what differs on disk by `some`, or `none`; files of the same size and another time stand apart."""
    added, changed, removed, touched = (
        written_number(len(ids), language) for ids in (changes.added, changes.changed, changes.removed, changes.touched)
    )
    alone = say(language, "discord.index.touched", number=touched) if changes.touched else ""
    if changes.count == len(changes.touched):
        return alone or say(language, none)
    told = say(language, some, added=added, changed=changed, removed=removed)
    return f"{told}. {alone}" if alone else told


def result(
    report: BuildReport,
    language: Language,
    sight: Sight,
    changes: BuildChanges | None = None,
    quality: Sequence[Quality] = (),
) -> Card:
    """Return what a rebuild did: counts of articles and passages, seconds, quality, and what could not be read."""
    said = [f"**{say(language, 'discord.rebuild.done')}**", *_counts(report, language)]
    said += qualities(quality, sight.guild_id, language)
    if any(named_changes(changes, language, sight)):
        said.append(f"-# {say(language, 'discord.rebuild.named_by')}")
    return framed(["\n".join(said), "\n".join(problems(report.problems, language, sight))], DONE)


def held(
    report: BuildReport,
    language: Language,
    sight: Sight,
    quality: Sequence[Quality] = (),
    *,
    may_manage: bool = True,
) -> Card:
    """Return that the new index was built and is not in use, and how many of the golden questions got worse.

    What was left unread may be why, and is named. Without `may_manage` the reason is that whoever began it lost the
    right meanwhile.
    """
    why = say(language, "discord.rebuild.held_why") if may_manage else say(language, "discord.rebuild.held_rights")
    said = [f"**{say(language, 'discord.rebuild.held')}**", why]
    worse = [_worse_count(one, language) for one in quality if one.guild_id == sight.guild_id and one.worse]
    worse += _worse_elsewhere(quality, language, sight)
    counts = "\n".join([*_counts(report, language), *qualities(quality, sight.guild_id, language)])
    row = _choice(report.snapshot, language, may_manage=may_manage)
    unread = "\n".join(problems(report.problems, language, sight))
    return framed(["\n".join(said), "\n".join(worse), counts, unread], WAITING, (row,))


def held_back(
    shown: Card,
    snapshot: str,
    quality: Sequence[Quality],
    language: Language,
    sight: Sight,
    others: Sequence[ArticleName] = (),
) -> Card:
    """Return a card for a manager alone, of a change that golden questions held back, with what got worse.

    `others` are the articles in which the index differs beside their own change: those may be why. Its button puts the
    index in use all the same; whoever would not have it leaves it, or undoes the change by the card's own button.
    """
    worse = [worse_questions(quality, language, sight), *_worse_elsewhere(quality, language, sight)]
    row = (_use(snapshot, language, may_manage=True),)
    parts = ["\n".join(filter(None, worse)), _changed_too(of_articles(others, sight).names, language)]
    return framed([*shown.parts, *filter(None, parts)], WAITING, (row, *shown.rows))


def _changed_too(names: Sequence[str], language: Language) -> str:
    """Return the other articles that changed, as far as they may be named."""
    if not names:
        return ""
    lines = [say(language, "discord.rebuild.changed_too"), *(f"- {name}" for name in names[:MOST_NAMES])]
    more = len(names) - MOST_NAMES
    if more > 0:
        lines.append(f"-# {say(language, 'discord.rebuild.more_articles', number=written_number(more, language))}")
    return "\n".join(lines)


def _choice(snapshot: str, language: Language, *, may_manage: bool) -> Row:
    """Return the buttons of an index that waits; without `may_manage` nothing speaks against it."""
    discard = Button(say(language, "discord.rebuild.discard"), custom_id(DISCARD, snapshot))
    return _use(snapshot, language, may_manage=may_manage), discard


def _use(snapshot: str, language: Language, *, may_manage: bool) -> Button:
    label = say(language, "discord.rebuild.use_anyway") if may_manage else say(language, "discord.rebuild.use")
    return Button(label, custom_id(USE, snapshot), "danger" if may_manage else "primary")


def _worse_elsewhere(quality: Sequence[Quality], language: Language, sight: Sight) -> list[str]:
    """Return how many golden questions of other servers hold an index back, in a line, if any do."""
    others = sum(len(one.worse) for one in quality if one.guild_id != sight.guild_id and one.is_too_bad)
    return [say(language, "discord.rebuild.worse_others", number=written_number(others, language))] if others else []


def plan(found: BuildPlan, language: Language, sight: Sight) -> Card:
    """Return what a rebuild would do, in counts, and what could not be read."""

    def count(value: int) -> str:
        return written_number(value, language)

    said = [
        f"**{say(language, 'discord.rebuild.plan')}**",
        say(
            language,
            "discord.rebuild.plan_articles",
            added=count(len(found.added)),
            changed=count(len(found.changed)),
            removed=count(len(found.removed)),
            same=count(found.unchanged),
        ),
        say(language, "discord.rebuild.plan_passages", passages=count(found.passages), encoded=count(found.to_encode)),
    ]
    said += [say(language, "discord.rebuild.plan_anew")] if found.anew else []
    said.append(f"-# {say(language, 'discord.rebuild.plan_untouched')}")
    return framed(["\n".join(said), "\n".join(problems(found.problems, language, sight))], DONE)


def worse_questions(quality: Sequence[Quality], language: Language, sight: Sight) -> str:
    """Return the golden questions of a server that got worse, a part of a card for its managers."""
    return "\n".join(
        line for one in quality if one.guild_id == sight.guild_id and one.worse for line in _worse(one, language)
    )


def planned_names(found: BuildPlan, language: Language, sight: Sight, collections: Mapping[str, str]) -> str:
    """Return the articles that a rebuild would change, by their ids, a part of a card for a server's managers."""
    lists = (
        _list(kind, of_ids(ids, sight, collections), language)
        for kind, ids in (("added", found.added), ("changed", found.changed), ("removed", found.removed))
    )
    return "\n\n".join(filter(None, lists))


def unread_for(found: Sequence[Problem], language: Language, sight: Sight) -> str:
    """Return the files that could not be read, where managers read more of them than everybody; a part of a card."""
    lines = problems(found, language, sight)
    return "\n".join(lines) if lines != problems(found, language, sight.in_public()) else ""


def details(parts: Sequence[str]) -> Card | None:
    """Return what is for whoever began a rebuild alone; None where there is nothing."""
    return framed(parts, DONE) if any(parts) else None


def joined(shown: Card, more: Card | None) -> Card:
    """Return one card of two, where both are for the same eyes."""
    return shown if more is None else framed([*shown.parts, *more.parts], shown.colour, shown.rows)


def undone(sentence: str) -> Card:
    """Return that something was not done, or not any more; `sentence` is ours."""
    return framed([sentence], UNDONE)


def done(sentence: str) -> Card:
    """Return that something was done; `sentence` is ours."""
    return framed([sentence], DONE)


def named_changes(changes: BuildChanges | None, language: Language, sight: Sight) -> list[str]:
    """Return the articles that a build changed, a part of a card; nothing where there are none."""
    if changes is None or changes.before is None:  # of a first build, every article would be named
        return []
    lists = (
        _list(kind, of_articles(articles, sight), language)
        for kind, articles in (("added", changes.added), ("changed", changes.changed), ("removed", changes.removed))
    )
    return ["\n\n".join(filter(None, lists))]  # without the empty line, a heading belongs to the list above it


def qualities(quality: Sequence[Quality], guild_id: int, language: Language) -> list[str]:
    """Return how golden questions fared before and after: those of this server, and those of all others together."""
    lines = [
        _quality("quality", one.passed_before, one.passed, len(one.after), language)
        for one in quality
        if one.guild_id == guild_id
    ]
    others = [one for one in quality if one.guild_id != guild_id]
    if others and all(one.before is not None for one in others):
        before = sum(one.passed_before or 0 for one in others)
        counts = (before, sum(one.passed for one in others), sum(len(one.after) for one in others))
        lines.append(_quality("quality_others", *counts, language))
    return lines


def problems(found: Sequence[Problem], language: Language, sight: Sight) -> list[str]:
    """Return the files that could not be read, with reasons; those that may not be named here are counted only."""
    if not found:
        return []
    ours = [one for one in found if sight.names_file(one.path)]
    lines = [say(language, "discord.rebuild.unread", number=written_number(len(found), language))]
    for one in ours[:MOST_PROBLEMS]:
        path = one.path if is_others(one.path, sight.guild_id) else shown_id(one.path)
        reason = fitted(_why_unread(one, language), LONGEST_REASON)
        lines.append(
            say(language, "discord.rebuild.unread_file", path=fitted(path, LONGEST_PATH, cut="…"), reason=reason)
        )
    more = len(found) - len(ours[:MOST_PROBLEMS])
    if more and ours:
        lines.append(f"-# {say(language, 'discord.rebuild.more_unread', number=written_number(more, language))}")
    if len(ours) < len(found):
        lines.append(f"-# {say(language, 'discord.rebuild.reasons_by')}")
    return lines


def _why_unread(problem: Problem, language: Language) -> str:
    """Return why a file is not read; in English where that is about a link, a name or the like, which hosts see to."""
    if problem.code is None:
        return problem.reason
    kind = kind_of(PurePosixPath(problem.path).suffix) if problem.code == "format" else "none"
    return say(language, f"discord.rebuild.unread.{problem.code if kind == 'none' else f'format.{kind}'}")


def written_left(left_s: float, language: Language) -> str:
    """Return what a step will still take, as roughly as it is known."""
    if left_s < MINUTE_S - COARSE_S / 2:
        tens = max(COARSE_S, round(left_s / COARSE_S) * COARSE_S)
        return say(language, "discord.rebuild.left_seconds", number=tens)
    minutes = max(1, round(left_s / MINUTE_S))
    return say(language, "discord.rebuild.left_minutes", number=written_number(minutes, language))


def written_percent(share: float, language: Language) -> str:
    """Return a share as a percentage without its sign, with a decimal place where it has one."""
    percent = round(100 * share, 1)
    return written_number(int(percent), language) if percent == int(percent) else written_seconds(percent, language)


def _under_way(
    language: Language, run_id: str, line: str, share: float, *, dry_run: bool = False, found: str = ""
) -> Card:
    full = int(share * BAR_CELLS)
    bar = "▰" * full + "▱" * (BAR_CELLS - full)
    heading = say(language, "discord.rebuild.looking") if dry_run else say(language, "discord.rebuild.under_way")
    small = [found, *([] if dry_run else [say(language, "discord.rebuild.meanwhile")])]
    percent = say(language, "discord.settings.percent", number=int(share * 100))
    text = [f"**{heading}**", line, f"{bar} {percent}", *(f"-# {one}" for one in small if one)]
    button = Button(say(language, "discord.rebuild.cancel"), custom_id(STOP, run_id))
    return framed(["\n".join(text)], WORKING, ((button,),))


def _share(done: int, total: int) -> float:
    return min(max(done / total, 0.0), 1.0) if total > 0 else 0.0


def _stage(language: Language, number: int, stages: int, stage: str, done: int, total: int) -> str:
    line = say(
        language,
        "discord.rebuild.stage",
        number=number,
        stages=stages,
        stage=say(language, f"discord.rebuild.{stage}"),
    )
    counts = f" ({written_number(done, language)} / {written_number(total, language)})" if total else ""
    return f"{line}{counts}"


def _counts(report: BuildReport, language: Language) -> list[str]:
    def count(value: int) -> str:
        return written_number(value, language)

    return [
        say(
            language,
            "discord.rebuild.articles",
            articles=count(report.articles),
            added=count(report.added),
            changed=count(report.changed),
            removed=count(report.removed),
        ),
        say(
            language,
            "discord.rebuild.passages",
            passages=count(report.passages),
            seconds=written_seconds(report.seconds, language),
        ),
    ]


def _list(kind: str, found: Named, language: Language) -> str:
    """Return one kind of changed articles: a heading, some names, and how many more."""
    if not (found.names or found.others or found.unread):
        return ""
    lines = [f"**{say(language, f'discord.rebuild.{kind}')}**", *(f"- {name}" for name in found.names[:MOST_NAMES])]
    small = []
    more = len(found.names) - MOST_NAMES
    if more > 0:
        small.append(say(language, "discord.rebuild.more_articles", number=written_number(more, language)))
    if found.others:
        others = written_number(found.others, language)
        small.append(say(language, "discord.rebuild.others_articles", number=others))
    if found.unread:
        small.append(say(language, "discord.rebuild.unread_articles", number=written_number(found.unread, language)))
    return "\n".join([*lines, *([f"-# {' · '.join(small)}"] if small else [])])


def _quality(key: str, before: int | None, after: int, of_all: int, language: Language) -> str:
    values = {"after": written_number(after, language), "all": written_number(of_all, language)}
    if before is None:
        return say(language, "discord.rebuild.quality_first", **values)
    return say(language, f"discord.rebuild.{key}", before=written_number(before, language), **values)


def _worse_count(quality: Quality, language: Language) -> str:
    return say(
        language,
        "discord.rebuild.worse",
        worse=written_number(len(quality.worse), language),
        all=written_number(len(quality.after), language),
        percent=written_percent(quality.tolerance, language),
    )


def _worse(quality: Quality, language: Language) -> list[str]:
    lines = [_worse_count(quality, language), *(judged(one, language) for one in quality.worse[:MOST_WORSE])]
    more = len(quality.worse) - MOST_WORSE
    if more > 0:
        lines.append(f"-# {say(language, 'discord.rebuild.more_worse', number=written_number(more, language))}")
    return lines


def judged(one: Judged, language: Language) -> str:
    """Return a golden question and how it fared, an entry of a list."""
    mark = "✅" if one.passed else "❌"
    why = "" if one.fate == "passed" else f"\n-# {say(language, f'discord.index.{one.fate}')}"
    return f"{mark} {fitted(one.golden.question, LONGEST_QUESTION)}{why}"
