"""The index as a person at a terminal sees it: what a build did, what is in use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.measured import spoken_figures
from bot.terminal.articles import render_first_problems
from bot.terminal.screen import one_line, visible
from bot.terminal.wording import counted, spoken_age, spoken_changes, spoken_damage, spoken_size
from corpus.endings import SPOKEN_ENDINGS
from index.keeping.snapshot import Changes

if TYPE_CHECKING:
    from bot.answers.sentences.threshold import Threshold
    from bot.wiring import ChatStatus, Status
    from index.builds.building import BuildPlan, BuildReport
    from index.keeping.manifest import DensePart
    from index.keeping.versions import BuildChanges, Verified, Version


def render_report(report: BuildReport, corpus: Path, *, waits: bool = False) -> RenderableType:
    """Return what a build did, and what it could not read; `waits` says that another index stays in use."""
    altered = bool(report.added + report.changed + report.removed + report.encoded or report.damaged)
    if waits:
        opening = "Index built, not in use yet: " if report.written else "Such an index waits already: "
    else:
        opening = "Index ready: " if altered else "Nothing changed: "
    parts: list[RenderableType] = [
        Text.assemble(
            (opening, "bold"),
            f"{counted(report.articles, 'article')}, {counted(report.passages, 'passage')}, "
            f"in {report.seconds:.1f} s, of {visible(str(corpus))}",
        )
    ]
    if altered:
        parts += [
            Text(
                f"{report.added:,} added · {report.changed:,} changed · {report.removed:,} removed · "
                f"{report.unchanged:,} unchanged"
            ),
            Text(f"{counted(report.encoded, 'passage')} encoded, {report.passages - report.encoded:,} taken over"),
        ]
    if waits:
        parts.append(Text(f"`sourcier index use {report.snapshot}` puts it in use."))
    parts += _damages(report.damaged, "Damaged, and read again")
    if report.problems:
        parts.append(render_first_problems(report.problems))
    return Group(*parts)


def _damages(damaged: Sequence[str], what: str) -> list[Text]:
    """Return a line for each damage, which begins with `what` becomes of it."""
    problems = (visible(one.partition("; ")[0]) for one in damaged)
    return [Text(f"{what}: {one}. If it comes back, have the disk examined.", style="bold") for one in problems]


def spoken_report(report: BuildReport) -> str:
    """Return what a build did on one line: `1 added, 2 changed; 10 articles, 3 passages encoded, in 0.4 s`."""
    ways = ((report.added, "added"), (report.changed, "changed"), (report.removed, "removed"))
    did = ", ".join(f"{number:,} {way}" for number, way in ways if number) or "nothing changed"
    parts = [
        f"{did}; {counted(report.articles, 'article')}, {counted(report.encoded, 'passage')} encoded, "
        f"in {report.seconds:.1f} s"
    ]
    if report.problems:
        shown = f"{one_line(report.problems[0].path)}: {one_line(report.problems[0].reason)}"
        more = f", and {len(report.problems) - 1:,} more" if len(report.problems) > 1 else ""
        parts.append(f"not read: {shown}{more}")
    return "; ".join(parts)


def render_versions(
    versions: Sequence[Version], built: Mapping[str, BuildChanges | None], now: datetime, store: Path
) -> RenderableType:
    """Return the indexes on disk, newest first, each with what tells it from the others.

    `built` says what the build of each changed; `now` is aware of its time zone.
    """
    encoders = {one.encoder_id for one in versions if not one.problem}
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold")
    for one in versions:
        state = "in use" if one.in_use else ("waits" if one.waiting else "never used") if one.unused else ""
        facts = [_spoken_moment(one.built_at, now)] if one.built_at is not None else []
        if one.problem:
            facts.append(f"cannot be used: {spoken_damage(one.problem, store, one.name)}")
        else:
            facts.append(f"{counted(one.articles, 'article')}, {counted(one.passages, 'passage')}")
            facts += [one.encoder_id] if len(encoders) > 1 else []
            facts += [_spoken_build(built.get(one.name)), spoken_figures(one.evaluation)]
        told = Text.assemble((state, "bold"), " · " if state else "", visible(" · ".join(filter(None, facts))))
        rows.add_row(one.name, told)
    return rows


def _spoken_moment(moment: datetime, now: datetime) -> str:
    return f"{moment.astimezone(now.tzinfo):%d %B %Y, %H:%M:%S} ({spoken_age(moment, now)})"


def _spoken_build(changes: BuildChanges | None) -> str:
    """Return what a build changed; nothing where that is not known, or it was the first."""
    if changes is None or changes.before is None:
        return ""
    ids = (tuple(one.id for one in kind) for kind in (changes.added, changes.changed, changes.removed))
    told = spoken_changes(Changes(*ids))
    return "the same articles as before" if told == "nothing" else told


def render_verified(found: Sequence[Verified], store: Path) -> RenderableType:
    """Return whether each index on disk is whole, a line each, and what to do where one is not."""
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True)
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold")
    for one in found:
        state = "damaged: " if one.damaged else "cannot be read: " if one.problem else "whole"
        told = Text.assemble((state, "bold" if one.damaged else ""), spoken_damage(one.problem, store, one.name))
        rows.add_row(one.name, Text("in use" if one.in_use else "", style="bold"), told)
    parts: list[RenderableType] = [rows]
    if any(one.damaged and one.in_use for one in found):
        parts.append(
            Text(
                "The index in use is damaged: the newest whole one before it answers instead, if there is one. "
                "`sourcier rebuild-index` builds it anew. If it comes back, have the disk examined."
            )
        )
    elif any(one.damaged for one in found):
        parts.append(Text("The index in use is whole. The damaged one is passed over, and deleted in time by builds."))
    return Group(*parts)


def render_plan(plan: BuildPlan, corpus: Path) -> RenderableType:
    """Return what a build would do, an article a line, and what it could not read."""
    encoded = f"{counted(plan.to_encode, 'passage')} of {plan.passages:,} would be encoded"
    parts: list[RenderableType] = [
        Text.assemble(("A rebuild would do this: ", "bold"), f"{encoded}, of {visible(str(corpus))}"),
        Text(
            f"{len(plan.added):,} added · {len(plan.changed):,} changed · {len(plan.removed):,} removed · "
            f"{plan.unchanged:,} unchanged"
        ),
    ]
    if plan.anew:
        parts.append(Text("Everything would be read anew; nothing is taken over from an index in use.", style="dim"))
    for sign, ids in (("+", plan.added), ("~", plan.changed), ("-", plan.removed)):
        parts += [Text(f"  {sign} {one_line(one)}") for one in ids]
    parts += _damages(plan.damaged, "Damaged, and to be read again")
    if plan.problems:
        parts.append(render_first_problems(plan.problems))
    return Group(*parts)


def render_status(status: Status, now: datetime) -> RenderableType:
    """Return what is in use for a corpus; `now` is aware of its time zone."""
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(style="bold", no_wrap=True)
    rows.add_column(overflow="fold")
    rows.add_row("Articles", Text(visible(str(status.corpus.resolve()))))
    manifest = status.manifest
    if manifest is None and status.passed_over:
        _add_damaged(rows, status)
        _add_coming(rows, status, now)
        _add_aside(rows, status)
        return rows
    if manifest is None:
        rows.add_row("Index", f"none yet; {counted(len(status.changes.added), 'file')} to read")
        if status.building is None:
            first = _told_closed(status) or "The first question builds it, or `sourcier rebuild-index`."
            none = f"Put {SPOKEN_ENDINGS} files there first; `sourcier doctor` looks at the rest."
            rows.add_row("", Text(first if status.changes.added else none))
        _add_coming(rows, status, now)
        _add_chat(rows, status.chat)
        _add_aside(rows, status)
        return rows
    spoken = [f"{number} {language}" for language, number in manifest.languages.items() if number]
    held = f"{counted(manifest.articles, 'article')} ({', '.join(spoken)}), {counted(manifest.passages, 'passage')}"
    built = datetime.fromisoformat(manifest.built_at)
    encoder = f"{manifest.encoder_id}, {manifest.dimensions} wide"
    rows.add_row("Index", held)
    for one in status.passed_over:
        problem = spoken_damage(one.problem, status.store, one.name)
        rows.add_row("Damaged", Text(f"{one.name}, so the one before it answers: {problem}"))
    if status.passed_over:
        rows.add_row("", "`sourcier rebuild-index` makes a new one.")
    rows.add_row("Built", f"{built.astimezone(now.tzinfo):%d %B %Y, %H:%M}, {spoken_age(built, now)}")
    rows.add_row("Encoder", Text(visible(encoder)))
    rows.add_row("Nearest", spoken_dense(manifest.dense))
    measured = spoken_figures(manifest.evaluation)
    if measured:
        rows.add_row("Measured", measured)
    rows.add_row("Refuses", Text(visible(spoken_threshold(status.threshold))))
    rows.add_row("Lies in", f"{visible(str(status.store.resolve()))} ({spoken_size(status.size_bytes)})")
    told = f"nobody can tell: {visible(status.problem)}" if status.problem else spoken_changes(status.changes)
    rows.add_row("Changed since", Text(told))
    if status.changes.count and status.closed is not None:
        rows.add_row("", Text(_told_closed(status)))
    elif status.changes.touched:
        rows.add_row("", "`sourcier rebuild-index --dry-run` says whether what perhaps changed did.")
    _add_coming(rows, status, now)
    _add_chat(rows, status.chat)
    _add_aside(rows, status)
    parts: list[RenderableType] = [rows]
    if manifest.problems:
        parts.append(render_first_problems(manifest.problems))
    return Group(*parts)


def _add_aside(rows: Table, status: Status) -> None:
    """Add what lies in the data folder and is not used for this corpus."""
    for one in status.unread:
        rows.add_row("Not read", Text(f"servers' own articles in {visible(str(one))}; `sourcier doctor` says more"))
    for one, taken_bytes in status.others.items():
        rows.add_row("Not used", Text(f"indexes in {visible(str(one))} ({spoken_size(taken_bytes)})"))
    if status.others:
        rows.add_row("", "They are another corpus's, or this one's at another path; delete what nothing uses.")


def _add_damaged(rows: Table, status: Status) -> None:
    """Add which indexes are damaged, where all are, and what to do."""
    number = counted(len(status.passed_over), "index", "indexes")
    rows.add_row("Index", Text(f"none that is whole: {number} on disk, damaged", style="bold"))
    for one in status.passed_over:
        rows.add_row("Damaged", Text(f"{one.name}: {spoken_damage(one.problem, status.store, one.name)}"))
    rows.add_row("Lies in", f"{visible(str(status.store.resolve()))} ({spoken_size(status.size_bytes)})")
    mend = "`sourcier rebuild-index`, or the next question here, reads again what was lost and nothing else."
    rows.add_row("", Text(_told_closed(status) or mend))
    rows.add_row("", "If it comes back, have the disk examined.")


def _told_closed(status: Status) -> str:
    """Return why nothing can be built, and what helps; nothing where it can."""
    if status.closed is None:
        return ""
    return (
        f"Nothing can be built: {visible(str(status.closed.resolve()))} may not be written. Let this user write there, "
        "or name another folder with --data-dir or SOURCIER_DATA_DIR."
    )


def _add_coming(rows: Table, status: Status, now: datetime) -> None:
    """Add who builds right now, and the indexes that wait to be put in use."""
    if status.building is not None:
        rows.add_row("Building", Text(visible(str(status.building))))
    for one in status.waiting:
        built = f"built {spoken_age(one.built_at, now)}, " if one.built_at is not None else ""
        if one.problem:
            told = f"{one.name}: cannot be used: {spoken_damage(one.problem, status.store, one.name)}"
        else:
            told = f"{one.name}: {built}{counted(one.articles, 'article')}, {counted(one.passages, 'passage')}"
        rows.add_row("Waits", Text(told))
    usable = [one.name for one in status.waiting if not one.problem]
    if usable:
        rows.add_row("", f"`sourcier index use {usable[0]}` puts it in use.")


def _add_chat(rows: Table, chat: ChatStatus | None) -> None:
    """Add what the chat model has cost, and what became of what it said; nothing without one."""
    if chat is None:
        return
    usage = chat.usage
    rows.add_row("Chat model", Text(visible(chat.model)))
    retries = f" ({counted(usage.retries, 'retry', 'retries')})" if usage.retries else ""
    rows.add_row("", f"{counted(usage.questions, 'question')}, {counted(usage.requests, 'request')}{retries}")
    unknown = f"; not told for {counted(usage.uncounted, 'request')}" if usage.uncounted else ""
    rows.add_row("", f"{counted(usage.tokens_in, 'token')} read, {usage.tokens_out:,} written{unknown}")
    rows.add_row("", f"{counted(usage.kept, 'statement')} kept, {usage.dropped.total():,} dropped{_by(usage.dropped)}")
    rows.add_row("", f"{usage.fallbacks.total():,} answered without it{_by(usage.fallbacks)}")


def spoken_dense(dense: DensePart) -> str:
    """Return how the nearest passages are looked for, and how many of them that finds."""
    if dense.method == "exact":
        return "compared with every passage"
    asked = f"of {counted(dense.questions, 'passage')} asked for"
    return f"looked for by {visible(dense.method)}, then exactly: recall@10 {dense.recall_at_10:.3f} {asked}"


def _by(counts: Counter[str]) -> str:
    """Return counts by reason, the most frequent first: `: 3 quote not found, 1 link`."""
    told = ", ".join(f"{number:,} {visible(reason.replace('_', ' '))}" for reason, number in counts.most_common())
    return f": {told}" if told else ""


def spoken_threshold(threshold: Threshold) -> str:
    """Return below which confidence questions are refused, and where that comes from."""
    calibration = threshold.calibration
    if calibration is not None:
        asked = f"{counted(calibration.asked, 'question')} of {calibration.questions}"
        return f"below {threshold.least:.2f}, calibrated on {calibration.calibrated_at[:10]} with {asked}"
    return f"below {threshold.least:.2f}, as shipped{f'; {threshold.note}' if threshold.note else ''}"
