"""An evaluation of answers as a person at a terminal reads it, in tables of at most 100 columns, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text

from bot.terminal.records import Record
from bot.terminal.reports import spoken_threshold
from bot.terminal.screen import one_line
from bot.terminal.tables import Figures
from bot.terminal.wording import counted

if TYPE_CHECKING:
    from bot.answers.evaluation.calibrating import Calibrated, Choice
    from bot.answers.evaluation.figures import Cell, Refusals, Report, Share, Surely
    from bot.answers.evaluation.judging import Judged
    from bot.answers.sentences.threshold import Threshold
    from index.evaluation.measures import Estimate
    from index.keeping.snapshot import Manifest

ASKED_IN = {"": "either language", "en": "English", "fr": "French"}
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Figures, what they were measured with, and the threshold that the questions chose, if they were to."""

    report: Report
    manifest: Manifest
    threshold: Threshold
    calibrated: Calibrated | None = None


def render_evaluation(evaluated: Evaluated) -> Iterable[RenderableType]:
    """Return the figures: answers and quotes by language pair, refusals and surety, then what concerns all."""
    report = evaluated.report
    yield _head(evaluated)
    if report.cells:
        yield Text("\nAnswered", style="bold")
        yield _answered(report.cells)
        yield Text("\nQuoted, where words that answer are known", style="bold")
        yield _quoted(report.cells)
    yield Text("\nRefused", style="bold")
    yield _refused(report.refusals)
    yield Text("\nSaid to be sure, of those answered", style="bold")
    if report.cells:
        yield _sure(report.cells)
        yield Text("")
    yield _surely(report.surely)
    quotes = report.quotes
    everything = "all" if quotes.verbatim == quotes.citations else f"{quotes.verbatim:,}"
    yield Text(
        f"\nOf {counted(quotes.citations, 'quote')} {everything} stand word for word where they say. "
        f"Sources listed under refusals: {quotes.listed}."
    )
    yield Text(
        f"Found and answered in {report.milliseconds_median:.1f} ms at the median, {report.milliseconds_p95:.1f} ms at "
        "the 95th percentile, on this machine as it is."
    )
    if evaluated.calibrated is not None:
        yield Text("\nCalibrated", style="bold")
        yield _calibrated(evaluated.calibrated)


def _head(evaluated: Evaluated) -> Text:
    manifest = evaluated.manifest
    spoken = ", ".join(f"{number:,} {language}" for language, number in manifest.languages.items() if number)
    asked = (
        f"{counted(evaluated.report.questions, 'question')}, {counted(manifest.passages, 'passage')} "
        f"({counted(manifest.articles, 'article')}: {spoken})"
    )
    head = Text(asked, style="bold")
    head.append(
        f"\nencoder {one_line(manifest.encoder_id)}; refuses {spoken_threshold(evaluated.threshold)}; 95 % intervals "
        "by bootstrap\nen-fr: English questions, answered from French articles. Found: a right passage is among the "
        "first five.\nRight: a right article is cited; first: of those answered, it is cited first.\n"
        "A sure or unsure answer is right that quotes the words that answer; where they are not known, the article.",
        style="not bold dim",
    )
    return head


def _answered(cells: Sequence[Cell]) -> Figures:
    table = Figures("", "Pair", "n", "found", "answered", "", "right", "", "first", "")
    for opening, cell in _opened(cells):
        table.add_row(
            *opening,
            f"{cell.found.of:,}",
            _share(cell.found.estimate),
            *_with_range(cell.answered.estimate),
            *_with_range(cell.right.estimate),
            *_with_range(cell.first_right.estimate),
        )
    return table


def _quoted(cells: Sequence[Cell]) -> Figures:
    table = Figures("", "Pair", "n", "quoted", "", "found", "quoted", "", "sentences", "p90")
    for opening, cell in _opened(cells):
        table.add_row(
            *opening,
            f"{cell.gold.of:,}",
            *_with_range(cell.gold.estimate),
            f"{cell.gold_of_found.of:,}",
            *_with_range(cell.gold_of_found.estimate),
            _count(cell.sentences_median),
            _count(cell.sentences_p90),
        )
    return table


def _opened(cells: Sequence[Cell]) -> Iterator[tuple[tuple[Text, Text], Cell]]:
    """Yield each cell with what its row begins with; a domain is named on its first row, where there are several."""
    several = any(cell.domain for cell in cells)
    domain = None
    for cell in cells:
        name = "" if cell.domain == domain or not several else one_line(cell.domain or "all")
        domain = cell.domain
        yield (Text(name, style="" if cell.domain else "bold"), Text(cell.pair)), cell


def _refused(refusals: Sequence[Refusals]) -> Figures:
    table = Figures("Asked in", "Questions", "n", "refused", "", "AUROC", "", names=2)
    for one in refusals:
        sorts: tuple[tuple[str, Share, Estimate | None], ...] = (
            ("answerable", one.answerable, None),
            ("answerable, words not known", one.others, None),
            ("off the corpus", one.off_corpus, one.auroc_off_corpus),
            ("near misses", one.near_miss, one.auroc_near_miss),
            ("precision: refusals that are due", one.precision, None),
            ("recall: due refusals that are made", one.recall, None),
        )
        shown = [each for each in sorts if each[1].of]
        for place, (name, share, area) in enumerate(shown):
            asked_in = ASKED_IN[one.language] if place == 0 else ""
            areas = _with_range(area) if area is not None else ("", "")
            table.add_row(Text(asked_in), name, f"{share.of:,}", *_with_range(share.estimate), *areas)
        table.add_section()
    return table


def _sure(cells: Sequence[Cell]) -> Figures:
    table = Figures("", "Pair", "n", "sure", "", "sure n", "right", "", "unsure n", "right")
    for opening, cell in _opened(cells):
        table.add_row(
            *opening,
            f"{cell.sure.of:,}",
            *_with_range(cell.sure.estimate),
            f"{cell.sure_right.of:,}",
            *_with_range(cell.sure_right.estimate),
            f"{cell.unsure_right.of:,}",
            _share(cell.unsure_right.estimate),
        )
    return table


def _surely(surely: Sequence[Surely]) -> Figures:
    table = Figures("Asked in", "Questions", "n", "share", "", names=2)
    for one in surely:
        sorts = (
            ("answerable: surely answered", one.answerable),
            ("off the corpus: surely answered", one.off_corpus),
            ("near misses: surely answered", one.near_miss),
            ("precision: sure answers that are right", one.precision),
            ("unsure answers that are right", one.unsure),
        )
        for place, (name, share) in enumerate(each for each in sorts if each[1].of):
            asked_in = ASKED_IN[one.language] if place == 0 else ""
            table.add_row(Text(asked_in), name, f"{share.of:,}", *_with_range(share.estimate))
        table.add_section()
    return table


def _calibrated(calibrated: Calibrated) -> Text:
    asked = f"{calibrated.answerable:,} answerable and {calibrated.unanswerable:,} unanswerable questions"
    return Text(
        f"By {asked}, refuses below {calibrated.chosen.threshold:.2f} from now on: {_refuses(calibrated.chosen)}.\n"
        f"Chosen by one half and tried on the other, each way: {_refuses(calibrated.tried)}.\n"
        f"{_unknown(calibrated)}"
        "A bot that is running takes it with its next index or start. `--reset` goes back."
    )


def _unknown(calibrated: Calibrated) -> str:
    """Return what the threshold does not know, where nobody asked anything that should be refused."""
    if calibrated.unanswerable:
        return ""
    return (
        "None of the questions is one that your articles do not answer, so this only refuses your least sure tenth. "
        "Add some without an article: they show what should be refused.\n"
    )


def _refuses(choice: Choice) -> str:
    off = choice.refused_unanswerable
    beside = "" if isnan(off) else f" and {off:.1%} of the unanswerable"
    return f"{choice.refused_answerable:.1%} of the answerable ones{beside}"


def _share(estimate: Estimate) -> str:
    return NOTHING if isnan(estimate.value) else f"{estimate.value:.3f}"


def _with_range(estimate: Estimate) -> tuple[str, Text]:
    known = not isnan(estimate.value)
    return _share(estimate), Text(f"{estimate.low:.3f}…{estimate.high:.3f}" if known else "", style="dim")


def _count(value: float) -> str:
    return NOTHING if isnan(value) else f"{value:.0f}"


def of_evaluation(evaluated: Evaluated) -> Record:
    """Return every figure, null where there is nothing to tell; `calibrated` is null where no threshold was chosen."""
    manifest = evaluated.manifest
    return {
        "passages": manifest.passages,
        "articles": manifest.articles,
        "encoder": manifest.encoder_id,
        "encoder_digest": manifest.encoder_digest,
        "threshold": evaluated.threshold.least,
        **_known(asdict(evaluated.report)),
        "calibrated": None if evaluated.calibrated is None else _known(asdict(evaluated.calibrated)),
    }


def of_judged(judged: Judged) -> Record:
    """Return what one answer was, without the words of the question."""
    found: Record = _known(asdict(judged))
    return found


def _known(value: object) -> Any:  # noqa: ANN401 - JSON of any shape goes in and comes out
    """Return `value` with null for every number that is none."""
    if isinstance(value, Mapping):
        return {key: _known(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_known(one) for one in value]
    return None if isinstance(value, float) and isnan(value) else value
