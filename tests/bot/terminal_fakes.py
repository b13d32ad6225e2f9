"""Fakes behind the terminal: an index of one French article that answers what its table says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.answers.answer import Answer, Citation, Nearest, NoAnswer, OnPart
from bot.wiring import Listing
from corpus.article import Article, Language, Passage, Span
from corpus.library import Problem
from index.builds.building import BuildPlan, BuildReport, BuildStep
from index.glossaries.definitions import Definition
from index.glossaries.meanings import Entry, Meaning
from index.hits import Hit, Standing
from index.keeping.passage_store import ArticleCard
from index.keeping.snapshot import FORMAT_VERSION, Changes, Manifest, PassedOver, Store
from index.keeping.versions import ArticleName, BuildChanges, Version
from index.scope import Scope, admits
from index.words.terms import Term

TEXT = "Stargate\n\nMicrosoft dispose d’un droit de premier refus (ROFR).\n\nOracle investit aussi."
QUOTE = "Microsoft dispose d’un droit de premier refus (ROFR)."
START = TEXT.index(QUOTE)

ARTICLE = Article(
    id="fr/stargate.md",
    title="Stargate et Microsoft",
    language="fr",
    text=TEXT,
    url=None,
    published=date(2025, 1, 21),
)


def an_answer(question="what is ROFR?", **changes):
    """Return an answer that quotes the article; `changes` replace its fields."""
    citation = Citation(
        number=1,
        article_id=ARTICLE.id,
        title=ARTICLE.title,
        url=ARTICLE.url,
        published=ARTICLE.published,
        collection=ARTICLE.collection,
        language="fr",
        quote=QUOTE,
        start=START,
        end=START + len(QUOTE),
        highlight="droit de premier refus",
    )
    fields = {
        "question": question,
        "lead": "ROFR stands for “droit de premier refus” (in French) [1].",
        "citations": (citation,),
        "language": "en",
        "origin": "extracted",
        "confidence": 1.0,
    }
    return Answer(**{**fields, **changes})


def a_refusal(question="what is the capital of Peru?", **changes):
    """Return a refusal that names the article as nearest; `changes` replace its fields."""
    fields = {
        "question": question,
        "text": "I found nothing in the articles about that.",
        "reason": "nothing_found",
        "language": "en",
        "nearest": (Nearest(ARTICLE.id, ARTICLE.title, ARTICLE.url, ARTICLE.published),),
    }
    return NoAnswer(**{**fields, **changes})


def a_hit():
    """Return the passage that holds the quote: first by words, unknown across, second by meaning."""
    return Hit(
        rank=1,
        article=ARTICLE,
        passage=Passage(ARTICLE.id, START, START + len(QUOTE), "Stargate"),
        fused=0.0325,
        words=Standing(1, 7.25),
        dense=Standing(2, 0.5),
    )


def a_listing():
    """Return what the article says of ROFR, as the first of three terms."""
    start = TEXT.index("droit")
    meaning = "droit de premier refus"
    span = Span(start, start + len(meaning))
    said = Definition("ROFR", meaning, "acronym", "phrase", ARTICLE.id, "fr", span, Span(START, START + len(QUOTE)))
    entry = Entry("ROFR", (Meaning("ROFR", meaning, "acronym", 1, ("fr",), (said,)),))
    return Listing((entry,), 3, {ARTICLE.id: ARTICLE.title})


def a_manifest(name="first"):
    """Return the manifest of an index of sixteen articles."""
    return Manifest(
        name=name,
        format_version=FORMAT_VERSION,
        encoder_id="static:fake",
        encoder_digest="ab" * 32,
        pieces_digest="cd" * 32,
        dimensions=8,
        articles=16,
        passages=120,
        languages={"fr": 9, "en": 7},
        collections={"articles": 16},
        built_at="2026-01-02T03:04:05+00:00",
        build_seconds=1.5,
    )


def a_report(name="first", **changes):
    """Return the report of a build that found two new articles."""
    fields = {
        "snapshot": name,
        "articles": 16,
        "passages": 120,
        "added": 2,
        "changed": 1,
        "removed": 0,
        "unchanged": 13,
        "encoded": 20,
        "problems": (),
        "seconds": 1.25,
    }
    return BuildReport(**{**fields, **changes})


def a_plan(**changes):
    """Return what a build would do that finds two new articles; `changes` replace its fields."""
    fields = {
        "added": ("@123/rules.md", "new.md"),
        "changed": ("fr/stargate.md",),
        "removed": (),
        "unchanged": 13,
        "passages": 120,
        "to_encode": 20,
        "problems": (),
        "anew": False,
    }
    return BuildPlan(**{**fields, **changes})


class FakeIndex:
    """Refuses questions about Peru, answers all others, and remembers what it was asked."""

    def __init__(self, name: str, changes: Changes, aside: str | None = None) -> None:
        self.name = name
        self.aside = aside
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.scopes: list[Scope | None] = []
        self.likely: list[Language | None] = []
        self.closings = 0
        self.error: Exception | None = None
        self._changes = changes

    @property
    def manifest(self) -> Manifest:
        return a_manifest(self.name)

    @property
    def passed_over(self) -> tuple[PassedOver, ...]:
        return ()

    def answer(
        self,
        question: str,
        earlier: Sequence[str],
        on_part: OnPart | None = None,
        *,
        scope: Scope | None = None,
        likely_language: Language | None = None,
        **_wanted: Any,
    ) -> Answer | NoAnswer:
        assert not self.closings, "asked after it was closed"
        if self.error:
            raise self.error
        self.likely.append(likely_language)
        self.asked.append((question, tuple(earlier)))
        self.scopes.append(scope)
        return a_refusal(question) if "Peru" in question else an_answer(question)

    def quoted(self, question: str, *, scope: Scope | None = None) -> Answer | NoAnswer:
        return self.answer(question, (), scope=scope)

    def find(self, question: str, limit: int, *, scope: Scope | None = None) -> list[Hit]:
        self.scopes.append(scope)
        return [a_hit()][:limit]

    def spelt(self, question: str, *, scope: Scope | None = None) -> str:
        return "premier refus" if question == "premeir refus" else ""

    def listing(self, term: str, limit: int, *, scope: Scope | None = None) -> Listing:
        self.scopes.append(scope)
        return Listing((), 0, {}, ("ROFR",)) if term == "ROFRX" else a_listing()

    def explained(self, *, scope: Scope | None = None) -> list[str]:
        return ["ROFR"] if admits(scope, ARTICLE.collection) else []

    def words_of(self, question: str) -> tuple[Term, ...]:
        return ()

    def least(self, *, scope: Scope | None = None) -> float:
        return 0.12

    def passages_in(self, scope: Scope | None) -> int:
        return self.manifest.passages if admits(scope, ARTICLE.collection) else 0

    def articles(self, *, scope: Scope | None = None) -> list[ArticleCard]:
        card = ArticleCard(ARTICLE.id, ARTICLE.title, "fr", None, ARTICLE.published, ARTICLE.collection, 10, 20)
        return [card] if admits(scope, ARTICLE.collection) else []

    def article(self, article_id: str, *, scope: Scope | None = None) -> Article | None:
        return ARTICLE if article_id == ARTICLE.id and admits(scope, ARTICLE.collection) else None

    def passages_of(self, article_id: str, *, scope: Scope | None = None) -> tuple[Passage, ...]:
        return (a_hit().passage,) if self.article(article_id, scope=scope) else ()

    def collections(self) -> dict[str, int]:
        return {ARTICLE.collection: 16}

    def changes(self, *, servers_only: bool = False) -> Changes:
        return self._changes

    def put_aside(self, counts=bool) -> str | None:
        return self.aside

    def close(self) -> None:
        self.closings += 1


class FakeParts:
    """A store in memory: what is in use, what was opened, and what goes wrong if something should."""

    def __init__(self, settings, *, name="first", changes=None) -> None:
        self.store = Store(settings.data_dir)
        self.name: str | None = name
        self.pending = changes or Changes()
        self.aside: str | None = None
        self.opened: list[FakeIndex] = []
        self.afresh: list[bool] = []
        self.older: list[str] = []
        self.builds: list[bool] = []
        self.noted: list[tuple[str, str, dict[str, Any]]] = []
        self.problems: tuple[Problem, ...] = ()
        self.prepare_error: Exception | None = None
        self.open_error: Exception | None = None
        self.build_error: Exception | None = None

    def current(self) -> str | None:
        return self.name

    def prepare(self) -> None:
        if self.prepare_error:
            raise self.prepare_error

    def open(self, name: str | None = None, *, afresh: bool = False) -> FakeIndex:
        if self.open_error:
            raise self.open_error
        self.afresh.append(afresh)
        assert self.name is not None
        self.opened.append(FakeIndex(name or self.name, self.pending, self.aside))
        return self.opened[-1]

    def versions(self, *, check: bool = False) -> list[Version]:
        return [Version(name, name == self.name, waiting=False) for name in (self.name, *self.older) if name]

    def use(self, name: str, *, instead_of: str | None = None, back: bool = False) -> None:
        assert instead_of in {None, self.name}
        self.name = name

    def discard(self, name: str) -> None:
        self.older.remove(name)

    def note(self, name: str, test: str, result: Mapping[str, Any]) -> None:
        self.noted.append((name, test, dict(result)))

    def built(self, name: str) -> BuildChanges | None:
        return BuildChanges(None, (ArticleName(ARTICLE.id, ARTICLE.title),)) if name == self.name else None

    def build(self, *, everything=False, put_in_use=True, on_step=None) -> BuildReport:
        if self.build_error:
            raise self.build_error
        self.builds.append(everything)
        for done in range(3):
            if on_step is not None:
                on_step(BuildStep("reading", done, 2))
        self.pending = Changes()
        built = f"built-{len(self.builds)}"
        if put_in_use:
            self.name = built
        return a_report(built, problems=self.problems)

    def plan(self, *, everything=False, on_step=None) -> BuildPlan:
        if self.build_error:
            raise self.build_error
        return a_plan(anew=everything)
