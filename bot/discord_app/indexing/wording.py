"""What people read while the index is rebuilt, and after. Pure functions; they know no message."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord_app.escaping import fitted
from bot.discord_app.speech import written_number, written_seconds
from bot.texts import say
from corpus.article import Language
from corpus.library import Problem
from index.building import BuildReport, BuildStep, Stage

STAGES: tuple[Stage, ...] = ("reading", "encoding", "writing", "checking")
BAR_CELLS = 16  # as wide as a telephone shows on one line beside the figures
MOST_PROBLEMS = 8  # files named; with path and reason cut as below they fit one message
LONGEST_PATH = 80
LONGEST_REASON = 110


def beginning(language: Language, *, everything: bool) -> str:
    """Return what is said before the first step."""
    return _with_bar(language, say(language, f"discord.rebuild.{'all' if everything else 'changes'}_begins"), 0)


def progress(step: BuildStep, language: Language) -> str:
    """Return how far the rebuild is: a bar of the present stage, and which stage that is."""
    share = min(max(step.done / step.total, 0.0), 1.0) if step.total > 0 else 0.0
    number = STAGES.index(step.stage) + 1
    stage = say(language, f"discord.rebuild.{step.stage}")
    counts = f" ({written_number(step.done, language)} / {written_number(step.total, language)})" if step.total else ""
    line = say(language, "discord.rebuild.stage", number=number, stages=len(STAGES), stage=stage)
    return _with_bar(language, f"{line}{counts}", share)


def result(report: BuildReport, language: Language) -> str:
    """Return what a rebuild did: articles, passages, seconds, and the files that could not be read with reasons."""

    def count(value: int) -> str:
        return written_number(value, language)

    lines = [
        f"**{say(language, 'discord.rebuild.done')}**",
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
    return "\n".join([*lines, *_problems(report.problems, language)])


def _with_bar(language: Language, line: str, share: float) -> str:
    full = int(share * BAR_CELLS)
    bar = "▰" * full + "▱" * (BAR_CELLS - full)
    heading = f"**{say(language, 'discord.rebuild.under_way')}**"
    small = f"-# {say(language, 'discord.rebuild.meanwhile')}"
    return f"{heading}\n{line}\n{bar} {int(share * 100)}\u00a0%\n{small}"


def _problems(problems: Sequence[Problem], language: Language) -> list[str]:
    if not problems:
        return []
    lines = [say(language, "discord.rebuild.unread", number=written_number(len(problems), language))]
    lines += [
        f"- {fitted(problem.path, LONGEST_PATH, cut='…')}: {fitted(problem.reason, LONGEST_REASON)}"
        for problem in problems[:MOST_PROBLEMS]
    ]
    if len(problems) > MOST_PROBLEMS:
        more = written_number(len(problems) - MOST_PROBLEMS, language)
        lines.append(f"-# {say(language, 'discord.rebuild.more_unread', number=more)}")
    return lines
