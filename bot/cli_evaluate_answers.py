"""`sourcier evaluate answers`: how well questions are answered and refused, and a threshold that suits a host's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.failures import FAILED, UsageError, handled
from bot.terminal.options import CorpusOption, DataDirOption, JsonOption, NoUpdateOption, settings_from
from bot.terminal.screen import Screen

if TYPE_CHECKING:
    from bot.answers.evaluation.calibrating import Calibrated
    from bot.answers.evaluation.judging import Judged, Texts
    from bot.answers.sentences.threshold import Calibration, Threshold
    from bot.settings import Settings
    from bot.terminal.evaluated_index import Ready


@handled
def answers(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            help="CSV or JSONL files of your own questions; or BEIR folders, with JSONL files of questions that "
            "nothing in them answers. Without any: the shipped questions, asked of the shipped articles.",
            show_default=False,
        ),
    ] = None,
    distractors: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="More passages for the index of BEIR folders; repeatable."),
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what each answer was, as JSON lines without any question."),
    ] = None,
    curve: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw what each threshold would refuse, as an SVG picture.")
    ] = None,
    calibrate: Annotated[
        bool, typer.Option("--calibrate", help="Choose the threshold by these questions of yours, from now on.")
    ] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help="Go back to the threshold as shipped, and ask nothing.")
    ] = False,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
    no_update: NoUpdateOption = False,
) -> None:
    """Measure how well questions are answered: right article, words that answer quoted, quotes verbatim, refusals.

    A table of your own needs the columns question and article; answer (several with | between), sentence, kind and
    language are welcome. A question without an article is one that should be refused.
    """
    from bot.terminal.evaluated_index import check_apart, made_ready
    from index.evaluation.runs import check_writable

    inputs = files or []
    settings, screen = settings_from(corpus, data_dir), Screen()
    if reset:
        _reset(settings, screen, alone=not (inputs or calibrate or write or curve))
        return
    _check_use(inputs, corpus, calibrate=calibrate)
    check_apart((write, curve), (*inputs, *(distractors or ())))
    for path in (write, curve):
        if path is not None:
            check_writable(path, (), ())
    with made_ready(inputs, distractors or [], settings, screen, update=not no_update, unanswerable=True) as ready:
        _evaluate(ready, inputs, screen, write=write, curve=curve, calibrate=calibrate, json=json)


def _evaluate(
    ready: Ready,
    inputs: Sequence[Path],
    screen: Screen,
    *,
    write: Path | None,
    curve: Path | None,
    calibrate: bool,
    json: bool,
) -> None:
    """Ask, judge, and show; exit with a failure where a quote is not in its place."""
    from bot.answers.evaluation.asking import StoredTexts
    from bot.answers.evaluation.calibrating import calibrate as calibrated_by
    from bot.answers.evaluation.calibrating import check_enough
    from bot.answers.evaluation.figures import report
    from bot.answers.evaluation.judging import unquotable
    from bot.answers.sentences.confidence import least_among
    from bot.answers.sentences.threshold import Threshold, read_threshold
    from bot.measured import ANSWERS, of_answers, write_down
    from bot.terminal.answer_evaluation import Evaluated, of_evaluation, of_judged, render_evaluation
    from bot.terminal.failed_questions import failed, render_failed
    from bot.terminal.records import as_line
    from bot.terminal.wording import counted
    from index.evaluation.questions import named

    manifest = ready.search.snapshot.manifest
    texts = StoredTexts(ready.search.snapshot.passages)
    passages = ready.search.passages_in(None)
    threshold = Threshold(least_among(passages))
    if ready.store is not None:
        threshold = read_threshold(ready.store, manifest.encoder_digest, passages)
    if calibrate:
        check_enough(sum(one.answerable for one in ready.questions))
    judged = _asked(ready, threshold, texts, screen, lenient=curve is not None)
    if write is not None:
        write.write_text("".join(as_line(of_judged(one)) + "\n" for one in judged), encoding="utf-8")
    if curve is not None:
        curve.write_text(_drawn(judged, threshold.least), encoding="utf-8")
    figures = report(judged)
    chosen = calibrated_by(judged) if calibrate else None
    if chosen is not None:
        _keep(chosen, ready, inputs)
    if ready.store is not None:  # the host's own index
        write_down(ready.store, manifest.name, ANSWERS, of_answers(judged, inputs))
    evaluated = Evaluated(figures, manifest, threshold, chosen)
    if json:
        screen.line(as_line(of_evaluation(evaluated)))
    else:
        screen.show(*render_evaluation(evaluated), wide=True)
        if ready.store is not None:
            screen.show(*render_failed(failed(ready.questions, judged)))
    if threshold.note:
        screen.note(f"{threshold.note}.", style="bold")
    if ready.unjudged:
        screen.note(f"Left out: {counted(ready.unjudged, 'question')} without a right passage.")
    lost = unquotable(ready.questions, texts)
    if lost:
        what = f"The marked words of {counted(len(lost), 'question')} stand in none of their articles ({named(lost)})"
        screen.note(f"{what}: no quote can hold them.")
    if figures.quotes.verbatim < figures.quotes.citations:
        screen.note(
            "Some quotes do not stand where they say: that is an error of Sourcier's; please report it.", style="bold"
        )
        raise typer.Exit(FAILED)


def _check_use(inputs: Sequence[Path], corpus: str | None, *, calibrate: bool) -> None:
    from bot.terminal.evaluated_index import check_there

    if not inputs and corpus is not None:
        msg = "the shipped questions are asked of the shipped articles; name a file of questions to ask of --corpus"
        raise UsageError(msg)
    check_there(inputs)
    if calibrate and not (inputs and all(path.is_file() for path in inputs)):
        msg = "--calibrate goes by questions of your own, asked of your articles; name a CSV or JSONL file of them"
        raise UsageError(msg)


def _asked(ready: Ready, threshold: Threshold, texts: Texts, screen: Screen, *, lenient: bool) -> tuple[Judged, ...]:
    from bot.answers.answering import Answerer
    from bot.answers.evaluation.asking import ask_all
    from bot.terminal.progress import progress_on

    with progress_on(screen.notes) as advance:
        return ask_all(
            Answerer(ready.search, least=threshold.least),
            ready.questions,
            texts,
            unrefusing=Answerer(ready.search, least=0.0) if lenient else None,
            on_asked=lambda done, of: advance("asking", done, of),
        )


def _drawn(judged: Sequence[Judged], least: float) -> str:
    """Return the picture of what each threshold refuses, of the questions that refusals are held against."""
    from bot.answers.evaluation.figures import refused_against
    from bot.answers.evaluation.picture import picture
    from bot.answers.evaluation.separation import auroc, sweep
    from bot.terminal.wording import counted
    from index.evaluation.questions import NEAR_MISS, OFF_CORPUS

    against = refused_against(judged)
    off, near = ([one for one in judged if not one.answerable and one.kind == kind] for kind in (OFF_CORPUS, NEAR_MISS))
    sure, sure_off, sure_near = ([one.confidence for one in ones] for ones in (against, off, near))
    asked = f"{counted(len(against), 'answerable question')}, {len(off):,} off the corpus, {len(near):,} near misses"
    return picture(sweep([*against, *off, *near]), least, auroc(sure, sure_off), auroc(sure, sure_near), asked)


def _keep(chosen: Calibrated, ready: Ready, inputs: Sequence[Path]) -> None:
    """Have the chosen threshold hold for the index from now on."""
    from bot.answers.sentences.threshold import write_calibration

    if ready.store is None:
        msg = "a threshold is kept with a host's own index, and this one is temporary"
        raise RuntimeError(msg)
    write_calibration(ready.store, _calibration(chosen, ready, inputs))


def _calibration(chosen: Calibrated, ready: Ready, inputs: Sequence[Path]) -> Calibration:
    from math import isnan

    from bot.answers.sentences.confidence import VERSION
    from bot.answers.sentences.threshold import Calibration

    manifest, unanswerable = ready.search.snapshot.manifest, chosen.chosen.refused_unanswerable
    return Calibration(
        threshold=chosen.chosen.threshold,
        confidence_version=VERSION,
        encoder_digest=manifest.encoder_digest,
        snapshot=manifest.name,
        questions=", ".join(path.name for path in inputs),
        answerable=chosen.answerable,
        unanswerable=chosen.unanswerable,
        refused_answerable=chosen.chosen.refused_answerable,
        refused_unanswerable=None if isnan(unanswerable) else unanswerable,
        calibrated_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _reset(settings: Settings, screen: Screen, *, alone: bool) -> None:
    from bot.answers.sentences.threshold import forget_calibration
    from bot.wiring import store_folder
    from index.keeping.snapshot import Store

    if not alone:
        msg = "--reset only goes back to the threshold as shipped; leave files and the other options out"
        raise UsageError(msg)
    gone = forget_calibration(Store(store_folder(settings)))
    before = "The calibration is gone" if gone else "There was no calibration"
    screen.note(f"{before}: questions are refused as shipped.", style="")
