"""A desk that answers from a table, a rebuild that does as it is told, a server, and what stands on its tables."""

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import discord

from bot.answers.answer import Answer, Citation, Length, Nearest, NoAnswer, OnPart
from bot.discord_app.desk import Scope
from bot.discord_app.indexing.naming import OF_SERVER
from bot.state.nouns import Retention
from bot.wiring import Listing, Status
from corpus.article import Article, Language, Passage
from corpus.collections import is_of_server
from corpus.languages import detect_question_language
from corpus.passages import cut_passages
from index.builds.building import BuildPlan, BuildReport, BuildStep
from index.errors import ChangedIndexError, NoIndexError
from index.glossaries.meanings import Entry
from index.hits import Hit
from index.keeping.passage_store import ArticleCard
from index.keeping.snapshot import FORMAT_VERSION, Changes, Manifest, PassedOver
from index.keeping.versions import BuildChanges, Version
from index.words.lexicon import Translation
from index.words.terms import Term, read_terms

FOR_EVER = Retention(*[None] * len(fields(Retention)))  # simulated times are long past

QUOTE = "Microsoft dispose d’un droit de premier refus (ROFR) sur la nouvelle capacité de calcul."

ROFR = Answer(
    question="what is ROFR?",
    lead="ROFR stands for «\u00a0droit de premier refus\u00a0» (in French) [1].",
    citations=(
        Citation(
            number=1,
            article_id="stargate.md",
            title="Stargate, un pari à 500 milliards",
            url="https://example.org/stargate",
            published=date(2025, 1, 21),
            collection="articles",
            language="fr",
            quote=QUOTE,
            start=100,
            end=100 + len(QUOTE),
            link="https://example.org/stargate#:~:text=Microsoft%20dispose,de%20calcul.",
            highlight="droit de premier refus",
        ),
    ),
    language="en",
    origin="extracted",
    confidence=1.0,
)

PERU = NoAnswer(
    question="what is the capital of Peru?",
    text="I found nothing in the articles that answers that.",
    reason="not_answered",
    language="en",
    nearest=(Nearest("andes.md", "Capitals of the Andes", "https://example.org/andes", date(2024, 2, 1)),),
)


STARGATE = Article(
    id="stargate.md",
    title="Stargate, un pari à 500 milliards",
    language="fr",
    text=f"Le projet fut annoncé en janvier 2025 par plusieurs entreprises.\n\n{'x' * 25}.\n\n{QUOTE}\n\nFin.",
    url="https://example.org/stargate",
    published=date(2025, 1, 21),
)


@dataclass(frozen=True)
class Call:
    """How the desk was asked."""

    question: str
    earlier: tuple[str, ...]
    scope: Scope
    length: Length
    chat: bool
    article_id: str | None = None
    likely_language: Language | None = None


def _in(scope: Scope, article: Article) -> bool:
    if scope is None:
        return not is_of_server(article.collection)
    return article.collection in scope


class NoLexicon:
    """Knows one word of the other language: "right" is "droit"."""

    def translations(self, stem: str, source: str, *, learned: bool = False) -> tuple[Translation, ...]:
        return (Translation("droit", 0.9),) if (stem, source) == ("right", "en") else ()

    def phrases(self, stems: Sequence[str], source: str) -> Iterator[tuple[range, tuple[Translation, ...]]]:
        return iter(())

    def related(self, stems: Sequence[str], language: str) -> Iterator[tuple[range, tuple[Translation, ...]]]:
        return iter(())


class FakeDesk:
    """Answers from a table; what is not in it is Peru's capital."""

    def __init__(self) -> None:
        self.answers = {"what is ROFR?": ROFR}
        self.parts: list[Answer] = []
        self.asked: list[str] = []
        self.calls: list[Call] = []
        self.library: list[Article] = [STARGATE]
        self.hits: list[Hit] = []
        self.spellings: dict[str, str] = {}
        self.entries: list[Entry] = []
        self.snapshot = "s1"
        self.chat_model: str | None = None
        self.threads: set[str] = set()
        self.reloads = 0
        self.newer = False
        self.opened = 0
        self.closed = False
        self.opening_errors: list[Exception] = []
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.pending = Changes()
        self.aside: dict[str, Changes] = {}  # indexes that somebody went back behind, and how the folder differs
        self.compared: set[str] = set()  # the folders that were compared with the index
        self.store: list[str] = ["s1"]  # the indexes on disk, oldest first
        self.damaged: set[str] = set()
        self.damage = "damaged"  # what is said to be wrong with them
        self.unused: set[str] = set()
        self.passed: tuple[PassedOver, ...] = ()  # the damaged ones in whose place another answers
        self.all_damaged = False
        self.uncompared = ""  # why the folder of articles cannot be compared with the index
        self.answers_of: dict[str, dict[str, Answer]] = {}  # by index, where another than the one in use is tried
        self.made: dict[str, BuildChanges] = {}
        self.used: list[str] = []
        self.noted: list[tuple[str, str, dict[str, object]]] = []
        self.evaluations: dict[str, dict[str, object]] = {}  # what was noted, by index and test
        self.use_error: Exception | None = None
        self.trials: list[FakeTrial] = []

    def open(self) -> None:
        if self.opening_errors:
            raise self.opening_errors.pop(0)
        self.opened += 1

    def answer(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        on_part: OnPart | None = None,
        scope: Scope = None,
        length: Length = "normal",
        chat: bool = True,
        article_id: str | None = None,
        likely_language: Language | None = None,
    ) -> Answer | NoAnswer:
        self.calls.append(Call(question, tuple(earlier), scope, length, chat, article_id, likely_language))
        for part in self.parts if on_part is not None else ():
            on_part(part)
        self.asked.append(question)
        self.threads.add(threading.current_thread().name)
        self.gate.wait(10)
        if self.error is not None:
            raise self.error
        return self.answers.get(question, replace(PERU, question=question))

    def search(self, question: str, limit: int, *, scope: Scope = None) -> list[Hit]:
        self._fail()
        return [hit for hit in self.hits if _in(scope, hit.article)][:limit]

    def spelt(self, question: str, *, scope: Scope = None) -> str:
        self._fail()
        return self.spellings.get(question, "")

    def listing(self, term: str, limit: int, *, scope: Scope = None) -> Listing:
        self._fail()
        found = [one for one in self.entries if not term or one.term.casefold() == term.casefold()]
        titles = {article.id: article.title for article in self.library}
        return Listing(tuple(found[:limit]), len(found), titles, () if found else tuple(e.term for e in self.entries))

    def explained(self, *, scope: Scope = None) -> list[str]:
        self._fail()
        known = {article.id for article in self.library if _in(scope, article)}
        places = {one.term: {place.article_id for m in one.meanings for place in m.places} for one in self.entries}
        return [term for term, articles in places.items() if not articles or articles & known]

    def words_of(self, question: str) -> tuple[Term, ...]:
        return read_terms(question, detect_question_language(question), NoLexicon())

    def least(self, *, scope: Scope = None) -> float:
        return 0.12

    def articles(self, *, scope: Scope = None) -> list[ArticleCard]:
        self._fail()
        return [
            ArticleCard(one.id, one.title, one.language, one.url, one.published, one.collection, 1, 1)
            for one in self.library
            if _in(scope, one)
        ]

    def article(self, article_id: str, *, scope: Scope = None) -> Article | None:
        self._fail()
        return next((one for one in self.library if one.id == article_id and _in(scope, one)), None)

    def passages_in(self, scope: Scope) -> int:
        return len(self.hits)

    def passages_of(self, article_id: str, *, scope: Scope = None) -> list[Passage]:
        found = self.article(article_id, scope=scope)
        return [] if found is None else list(cut_passages(found))

    def group(self, questions: Sequence[str]) -> list[list[int]]:
        self._fail()
        by_text: dict[str, list[int]] = {}
        for position, question in enumerate(questions):
            by_text.setdefault(question.casefold(), []).append(position)
        return list(by_text.values())

    def collections(self) -> dict[str, int]:
        return dict(Counter(one.collection for one in self.library))

    def manifest(self) -> Manifest:
        self._fail()
        return Manifest(
            name=self.snapshot,
            format_version=FORMAT_VERSION,
            encoder_id="fake",
            encoder_digest="0" * 64,
            pieces_digest="0" * 64,
            dimensions=2,
            articles=len(self.library),
            passages=len(self.library),
            languages={"en": 0, "fr": len(self.library)},
            collections=self.collections(),
            built_at="2026-01-02T03:04:05+00:00",
            build_seconds=1.5,
            problems=[],
        )

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error

    def changes(self, *, servers_only: bool = False) -> Changes:
        self._fail()
        self.compared.add("servers" if servers_only else "all")
        return self.pending.among(OF_SERVER.match) if servers_only else self.pending

    def put_aside(self, counts=bool) -> str | None:
        self._fail()
        return next((name for name, pending in self.aside.items() if not pending.among(counts).count), None)

    def status(self, *, lenient: bool = False) -> Status:
        manifest = None if lenient and self.all_damaged else self.manifest()
        where = (Path("/srv/articles"), Path("/srv/store"))
        told = {"passed_over": self.passed, "problem": self.uncompared if lenient else ""}
        return Status(*where, manifest, self.pending, 12_345_678, since=BUILT, **told)

    def versions(self, *, check: bool = False) -> list[Version]:
        self._fail()
        before = [name for name in reversed(self.store) if name < self.snapshot and name not in self.unused]
        return [
            Version(
                name,
                name == self.snapshot,
                name > self.snapshot,
                BUILT + timedelta(days=number),
                1000 + number,
                50_000,
                {"en": 0, "fr": 1},
                "fake",
                self.damage if name in self.damaged else "",
                evaluation=self.evaluations.get(name, {}),
                unused=name in self.unused,
                steps_back=before.index(name) + 1 if name in before else 0,
            )
            for number, name in reversed(list(enumerate(self.store)))
        ]

    def built(self, name: str) -> BuildChanges | None:
        return self.made.get(name)

    def trial(self, name: str | None = None) -> "FakeTrial":
        self._fail()
        self.trials.append(FakeTrial(self, name))
        return self.trials[-1]

    def use(self, name: str, *, instead_of: str | None = None, back: bool = False) -> None:
        if self.use_error is not None:
            raise self.use_error
        if name not in self.store:
            raise NoIndexError(name)
        if instead_of not in {None, self.snapshot}:
            raise ChangedIndexError(name)
        self.snapshot = name
        self.used.append(name)

    def discard(self, name: str) -> None:
        if name not in self.store:
            raise NoIndexError(name)
        self.store.remove(name)

    def note(self, name: str, test: str, result: Mapping[str, object]) -> None:
        self.threads.add(threading.current_thread().name)
        self.noted.append((name, test, dict(result)))
        self.evaluations.setdefault(name, {})[test] = dict(result)

    def current(self) -> str | None:
        return self.store[-1] if self.store else None

    def passed_over(self) -> tuple[PassedOver, ...]:
        self._fail()
        return self.passed

    def reload(self) -> bool:
        self.reloads += 1
        if self.error is not None:
            raise self.error
        return self.newer

    def close(self) -> None:
        self.closed = True


class FakeTrial:
    """The index of a fake desk that is tried: the one in use, or one that answers from a table of its own."""

    def __init__(self, desk: FakeDesk, name: str | None) -> None:
        self.name = name or desk.snapshot
        self.scopes: list[Scope] = []
        self.closed = 0
        self._desk = desk

    def answer(self, question: str, *, scope: Scope = None) -> Answer | NoAnswer:
        assert not self.closed, "asked after it was closed"
        self.scopes.append(scope)
        self._desk.gate.wait(10)
        return self._desk.answers_of.get(self.name, self._desk.answers).get(question, PERU)

    def collections(self) -> dict[str, int]:
        return self._desk.collections()

    def holds(self, article_id: str, *, scope: Scope = None) -> bool:
        return self._desk.article(article_id, scope=scope) is not None

    def close(self) -> None:
        self.closed += 1


BUILT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

REPORT = BuildReport(
    snapshot="s2",
    articles=1234,
    passages=56789,
    added=3,
    changed=2,
    removed=1,
    unchanged=1229,
    encoded=140,
    problems=(),
    seconds=12.34,
)


PLAN = BuildPlan(
    added=("new.md", "@123/theirs.md"),
    changed=("stargate.md",),
    removed=(),
    unchanged=1229,
    passages=56789,
    to_encode=140,
    problems=(),
    anew=False,
)


class FakeRebuild:
    """Yields what it holds; an exception among it is raised, an event is waited for. What it reports is on disk."""

    def __init__(self, desk: FakeDesk | None = None) -> None:
        self.desk = desk or FakeDesk()
        self.items: list[object] = [BuildStep("reading", 1, 4), BuildStep("encoding", 70, 140), REPORT]
        self.plans: list[object] = [BuildStep("reading", 1, 4), PLAN]
        self.calls: list[bool] = []
        self.waits: list[bool] = []
        self.planned = 0
        self.closed = 0
        self.waiting: Callable[[Coroutine[Any, Any, object]], Awaitable[object]] = lambda awaitable: awaitable

    async def __call__(
        self, *, everything: bool, put_in_use: bool = True
    ) -> AsyncGenerator[BuildStep | BuildReport, None]:
        self.calls.append(everything)
        self.waits.append(not put_in_use)
        async with aclosing(self._yielding(self.items)) as items:
            async for item in items:
                if isinstance(item, BuildReport):
                    self.desk.store.append(item.snapshot)
                yield item

    async def plan(self, *, everything: bool) -> AsyncGenerator[BuildStep | BuildPlan, None]:
        self.planned += 1
        async with aclosing(self._yielding(self.plans)) as items:
            async for item in items:
                yield item

    async def _yielding(self, items: list[object]) -> AsyncGenerator[Any, None]:
        try:
            for item in items:
                match item:
                    case Exception():
                        raise item
                    case asyncio.Event():
                        await self.waiting(item.wait())
                    case BuildStep() | BuildReport() | BuildPlan():
                        yield item
        finally:
            self.closed += 1


class World:
    """The server that `world` describes."""

    def __init__(self, env) -> None:
        self.guild = env.create_guild()
        self.channel = self.guild.create_text_channel("general")
        self.alice = self.guild.add_member(env.create_user("alice"))
        mods = self.guild.create_role("mods", permissions=discord.Permissions(manage_guild=True, manage_messages=True))
        self.mods = mods
        self.mod = self.guild.add_member(env.create_user("mod"), roles=[mods])


def text_of(message) -> str:
    """Everything readable of a message: its content and the texts of its layout."""

    def texts(components):
        for component in components:
            component = component if isinstance(component, dict) else component.to_dict()
            if component["type"] == 10:
                yield component["content"]
            yield from texts(component.get("components", ()))

    return "\n".join(filter(None, [message.content, *texts(message.components)]))


def labels_of(message) -> list[str]:
    """The labels of a message's buttons, in order."""

    def labels(components):
        for component in components:
            component = component if isinstance(component, dict) else component.to_dict()
            if component["type"] == 2:
                yield component.get("label") or ""
            yield from labels(component.get("components", ()))

    return list(labels(message.components))
