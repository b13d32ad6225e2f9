"""Results for machines: one JSON object on one line each.

The keys are a promise to whoever calls `sourcier … --json`. Dates are ISO 8601 or null, paths absolute, offsets
code points in the article's cleaned text.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.answers.answer import Answer, Citation, NoAnswer
from corpus.collections import server_of

if TYPE_CHECKING:
    from bot.doctor.finding import Finding
    from bot.wiring import Listing, Status
    from corpus.article import Article
    from corpus.library import Inspection, Problem
    from index.builds.building import BuildPlan, BuildReport, BuildStep
    from index.glossaries.meanings import Meaning
    from index.hits import Hit, Standing
    from index.keeping.versions import BuildChanges, Pruned, Verified, Version
    from index.keeping.writer import Writer

Record = dict[str, Any]

# JSON allows these inside strings, but they end a line for many readers.
LINE_ENDS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def as_line(record: Record) -> str:
    """Return `record` as JSON without any line end inside."""
    line = json.dumps(record, ensure_ascii=False)
    for character, escape in LINE_ENDS.items():
        line = line.replace(character, escape)
    return line


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where articles' files lie: shared ones below `corpus`, a server's own below its folder in `servers`."""

    corpus: Path
    servers: Path


Where = Path | Shelves
"""Where articles' files lie: a folder of shared ones alone, or both."""


def place(where: Where, article_id: str) -> Path:
    """Return the absolute path of an article's file.

    Ids are in NFC, names on disk need not be: a folder filled on a Mac may spell its accents in two characters.
    """
    if isinstance(where, Path):
        path = where.resolve()
    else:
        own = server_of(article_id) is not None
        path = (where.servers if own else where.corpus).resolve()
        article_id = article_id.removeprefix("@") if own else article_id
    for part in article_id.split("/"):
        path = _spelled(path, part)
    return path


def _spelled(folder: Path, name: str) -> Path:
    path = folder / name
    if path.exists() or name.isascii() or not folder.is_dir():
        return path
    return next((one for one in folder.iterdir() if unicodedata.normalize("NFC", one.name) == name), path)


def of_findings(findings: Sequence[Finding]) -> Record:
    """Return what the doctor found, in order; `state` is ok, note, warning or broken, for the whole never note."""
    from bot.doctor.finding import worst

    return {"state": worst(findings), "findings": [asdict(finding) for finding in findings]}


def of_answer(result: Answer | NoAnswer, where: Where) -> Record:
    """Return an answer or a refusal; the latter has `reason` and `nearest`, and no citation.

    `sure` is false where the text says that the quotes may not answer, or not all; null in a refusal, as `origin`.
    `parts` has what is said to each question of a message that asks several, with how many of the citations are its
    (none where it is refused); it is empty where one is asked.
    """
    record: Record = {
        "question": result.question,
        "refused": isinstance(result, NoAnswer),
        "text": result.text,
        "language": result.language,
        "origin": result.origin if isinstance(result, Answer) else None,
        "sure": result.sure if isinstance(result, Answer) else None,
        "confidence": result.confidence,
        "remark": result.remark,
        "read_as": result.read_as or result.question,
        "citations": [],
        "parts": [],
    }
    if isinstance(result, Answer):
        record["parts"] = [
            {
                "question": part.question,
                "read_as": part.read_as or part.question,
                "refused": not part.quotes,
                "text": part.said,
                "sure": part.sure if part.quotes else None,
                "citations": part.quotes,
            }
            for part in result.parts
        ]
        record["citations"] = [_of_citation(citation, where) for citation in result.citations]
    else:
        record["reason"] = result.reason
        record["nearest"] = [
            {"article": one.article_id, "title": one.title, "url": one.url, "date": _day(one.published)}
            for one in result.nearest
        ]
    return record


def of_hits(question: str, read_as: str, hits: Sequence[Hit], where: Where) -> Record:
    """Return a ranking, with what each way of matching said of each passage (null where it did not return it)."""
    return {
        "question": question,
        "read_as": read_as or question,
        "hits": [
            {
                "rank": hit.rank,
                **_of_article(hit.article, where),
                "heading": hit.passage.heading,
                "start": hit.passage.start,
                "end": hit.passage.end,
                "text": hit.text,
                "fused": hit.fused,
                "words": _of_standing(hit.words),
                "across": _of_standing(hit.across),
                "dense": _of_standing(hit.dense),
                "pieces": _of_standing(hit.pieces),
                "because": asdict(hit.because) if hit.because else None,
                "reranked": _of_standing(hit.reranked),
                "alike": hit.alike,
            }
            for hit in hits
        ],
    }


def of_listing(listing: Listing, where: Where) -> Record:
    """Return terms with their meanings and every place that gives them; `nearest` names others where there is none."""
    return {
        "terms": [
            {"term": entry.term, "meanings": [_of_meaning(one, listing.titles, where) for one in entry.meanings]}
            for entry in listing.entries
        ],
        "total": listing.total,
        "nearest": list(listing.nearest),
    }


def of_status(status: Status) -> Record:
    """Return what is in use; `index` is null before the first build, and where all that are `passed_over` are damaged.

    `problem` says why the folder could not be compared with the index. `waiting` are indexes that were built and not
    put in use, newest first; `building` is who builds right now, null where nobody does. `closed` is a folder that this
    user may not write, so that nothing can be built, null where it can. `unread_servers` are folders of servers' own
    articles that no question is answered from, `other_stores` those of indexes that this corpus does not use.
    """
    manifest = status.manifest
    index: Record | None = None
    if manifest is not None:
        index = {
            "name": manifest.name,
            "built_at": manifest.built_at,
            "build_seconds": manifest.build_seconds,
            "format_version": manifest.format_version,
            "encoder": manifest.encoder_id,
            "encoder_digest": manifest.encoder_digest,
            "dimensions": manifest.dimensions,
            "articles": manifest.articles,
            "passages": manifest.passages,
            "languages": manifest.languages,
            "problems": of_problems(manifest.problems),
            "dense": asdict(manifest.dense),
            "evaluation": manifest.evaluation,
        }
    changes = {kind: list(getattr(status.changes, kind)) for kind in ("added", "changed", "removed", "touched")}
    return {
        "corpus": str(status.corpus.resolve()),
        "store": str(status.store.resolve()),
        "size_bytes": status.size_bytes,
        "index": index,
        "passed_over": [asdict(one) for one in status.passed_over],
        "waiting": [_of_waiting(one) for one in status.waiting],
        "building": _of_writer(status.building),
        "closed": None if status.closed is None else str(status.closed.resolve()),
        "problem": status.problem or None,
        "unread_servers": [str(one) for one in status.unread],
        "other_stores": [{"store": str(one), "size_bytes": size} for one, size in status.others.items()],
        "changes": changes,
        "chat": {"model": status.chat.model, **status.chat.usage.record()} if status.chat else None,
        "threshold": {
            "least": status.threshold.least,
            "calibration": None if status.threshold.calibration is None else asdict(status.threshold.calibration),
            "note": status.threshold.note or None,
        },
    }


def _of_waiting(version: Version) -> Record:
    return {
        "name": version.name,
        "built_at": version.built_at.isoformat() if version.built_at else None,
        "articles": version.articles,
        "passages": version.passages,
        "problem": version.problem or None,
    }


def _of_writer(writer: Writer | None) -> Record | None:
    if writer is None:
        return None
    since = writer.since.isoformat() if writer.since else None
    return {"process": writer.process, "host": writer.host or None, "since": since}


def of_step(step: BuildStep) -> Record:
    """Return how far a build is."""
    return asdict(step)


def of_report(report: BuildReport) -> Record:
    """Return what a build did, with the ids of the articles that it added, changed and removed."""
    return {
        "snapshot": report.snapshot,
        "articles": report.articles,
        "passages": report.passages,
        **asdict(report.differing),
        "unchanged": report.unchanged,
        "encoded": report.encoded,
        "problems": of_problems(report.problems),
        "damaged": list(report.damaged),
        "anew": report.anew,
        "seconds": report.seconds,
    }


def of_plan(plan: BuildPlan) -> Record:
    """Return what a build would do, in the keys of `of_report`; `snapshot` is null, `encoded` what would be."""
    return {
        "snapshot": None,
        "articles": plan.articles,
        "passages": plan.passages,
        "added": list(plan.added),
        "changed": list(plan.changed),
        "removed": list(plan.removed),
        "unchanged": plan.unchanged,
        "encoded": plan.to_encode,
        "problems": of_problems(plan.problems),
        "damaged": list(plan.damaged),
        "anew": plan.anew,
        "seconds": plan.seconds,
    }


def counted_report(report: BuildReport) -> Record:
    """Return what a build did in counts, as `bot.rebuilding` reads it: a first build would name every article."""
    record = asdict(report)
    del record["differing"]
    return record


def named_plan(plan: BuildPlan) -> Record:
    """Return what a build would do as `bot.rebuilding` reads it."""
    return asdict(plan)


def of_version(version: Version, built: BuildChanges | None = None) -> Record:
    """Return a snapshot on disk; `problem` is null where it can be used.

    `changes` has the ids that its build added, changed and removed; null where that is not known, as of a first one.
    """
    known = built is not None and built.before is not None
    kinds = ("added", "changed", "removed")
    built_at = version.built_at
    return {
        **asdict(version),
        "built_at": None if built_at is None else built_at.isoformat(),
        "problem": version.problem or None,
        "changes": {kind: [one.id for one in getattr(built, kind)] for kind in kinds} if known else None,
    }


def of_verified(verified: Verified) -> Record:
    """Return whether a snapshot's files are whole; `problem` is null where they are."""
    return {**asdict(verified), "problem": verified.problem or None}


def of_pruned(pruned: Pruned) -> Record:
    """Return which snapshots were deleted, and what that freed."""
    return asdict(pruned)


def of_articles(corpus: Path, inspections: Iterable[Inspection], problems: Sequence[Problem]) -> Record:
    """Return every readable article without its text, and what could not be read."""
    listed = [{**_of_article(one.article, corpus), "words": word_count(one.article.text)} for one in inspections]
    return {"corpus": str(corpus.resolve()), "articles": listed, "problems": of_problems(problems)}


def of_inspection(inspection: Inspection, path: Path) -> Record:
    """Return one article whole, with each line that cleaning dropped."""
    article = inspection.article
    return {
        **_of_article(article, path.parent),
        "path": str(path),
        "words": word_count(article.text),
        "text": article.text,
        "headings": [asdict(span) for span in article.headings],
        "dropped": [asdict(line) for line in inspection.dropped],
        "notes": list(inspection.notes),
    }


def of_check(corpus: Path, articles: int, problems: Sequence[Problem], unclear: Sequence[Problem]) -> Record:
    """Return how many articles can be read, what cannot, and what is read but says something unclearly."""
    return {
        "corpus": str(corpus.resolve()),
        "articles": articles,
        "problems": of_problems(problems),
        "notes": of_problems(unclear),
    }


def of_problems(problems: Iterable[Problem]) -> list[Record]:
    """Return files that cannot be read, with the reason."""
    return [asdict(problem) for problem in problems]


def word_count(text: str) -> int:
    """Return how many words stand between spaces."""
    return len(text.split())


def _of_citation(citation: Citation, where: Where) -> Record:
    return {
        "number": citation.number,
        "article": citation.article_id,
        "path": str(place(where, citation.article_id)),
        "title": citation.title,
        "url": citation.url,
        "link": citation.link,
        "date": _day(citation.published),
        "collection": citation.collection,
        "language": citation.language,
        "quote": citation.quote,
        "highlight": citation.highlight or None,
        "columns": list(citation.columns),
        "start": citation.start,
        "end": citation.end,
    }


def _of_meaning(meaning: Meaning, titles: Mapping[str, str], where: Where) -> Record:
    return {
        "text": meaning.text,
        "kind": meaning.kind,
        "articles": meaning.articles,
        "languages": list(meaning.languages),
        "places": [
            {
                "term": one.term,
                "text": one.meaning,
                "found": one.found,
                "article": one.article_id,
                "path": str(place(where, one.article_id)),
                "title": titles[one.article_id],
                "language": one.language,
                "start": one.span.start,
                "end": one.span.end,
                "sentence_start": one.sentence.start,
                "sentence_end": one.sentence.end,
            }
            for one in meaning.places
        ],
    }


def _of_article(article: Article, where: Where) -> Record:
    return {
        "article": article.id,
        "path": str(place(where, article.id)),
        "title": article.title,
        "url": article.url,
        "date": _day(article.published),
        "collection": article.collection,
        "language": article.language,
    }


def _of_standing(standing: Standing | None) -> Record | None:
    return None if standing is None else asdict(standing)


def _day(published: date | None) -> str | None:
    return published.isoformat() if published else None
