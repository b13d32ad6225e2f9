"""The one place that puts the parts together: settings in, a desk that answers out.

A `Desk` answers from one opened index and can change to a newer one while it is read: questions under way keep the
index that they began with, and it is closed when the last of them has ended.
"""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bot.answers.answer import Answer, Length, NoAnswer, OnPart
from bot.answers.chat.usage import USAGE_FILE, Usage, count, read_usage
from bot.answers.threshold import Threshold, read_threshold
from bot.measured import write_down
from bot.places import corpus_roots, servers_folder, shared_root, store_folder
from bot.settings import Settings
from corpus.article import Article, Passage
from corpus.errors import CorpusError
from corpus.scanning import Root, Survey
from index.differing import put_aside
from index.disk import size_bytes
from index.encoders import STATIC, load_encoder
from index.encoders.protocol import Encoder
from index.hits import Hit
from index.passage_store import ArticleCard
from index.scope import Scope
from index.snapshot import Changes, Manifest, NoneSoundError, PassedOver, Store, open_named, open_snapshot
from index.surveying import Surveyor, survey_now
from index.versions import (
    BuildChanges,
    Pruned,
    Verified,
    Version,
    discard_version,
    list_versions,
    prune_versions,
    read_changes,
    use_version,
    verify_versions,
)
from index.writer import Writer

if TYPE_CHECKING:
    from bot.answers.answering import Answerer
    from bot.answers.chat.calling import Caller
    from bot.answers.chat.writing import WritingAnswerer
    from bot.state.nouns import Retention
    from corpus.intake.limits import IntakeLimits
    from index.alignment import WordVectors
    from index.building import BuildPlan, BuildReport, OnStep
    from index.glossary import Entry
    from index.lexicon import Lexicon
    from index.rerankers.protocol import Reranker
    from index.search import Search
    from index.search_pool import SearchPool
    from index.snapshot import Snapshot
    from index.terms import Term

__all__ = [
    "ChatStatus",
    "CorpusIndex",
    "CorpusParts",
    "Desk",
    "Listing",
    "OpenIndex",
    "Parts",
    "Status",
    "Trial",
    "corpus_roots",
    "retention",
    "server_limits",
    "servers_folder",
    "shared_root",
    "state_address",
    "store_folder",
    "usage_file",
]

log = logging.getLogger("sourcier")

STATE_FILE = "state.sqlite"
SERVER_CHARACTERS = 5_000_000  # of all of a server's articles: 25 s to index, then 7 s at each change, on two cores


def server_limits(settings: Settings) -> IntakeLimits:
    """Return how much the articles of one server may be: a small machine has to survive a server that wants it all."""
    from corpus.intake.limits import IntakeLimits  # loads the readers of all formats

    return IntakeLimits(
        articles=settings.server_articles,
        total_bytes=settings.server_mb * 1_000_000,
        total_characters=SERVER_CHARACTERS,
    )


def state_address(settings: Settings) -> str:
    """Return the address of the database in which the bot remembers: the settings', else a file in the data folder."""
    if settings.state is not None:
        return settings.state.get_secret_value()
    return f"sqlite:///{settings.data_dir.absolute() / STATE_FILE}"


def retention(settings: Settings) -> Retention:
    """Return for how long the bot keeps what it remembers."""
    from bot.state.nouns import Retention  # loads SQLAlchemy

    return Retention(
        answers_days=settings.keep_answers_days,
        feedback_days=settings.keep_feedback_days,
        gaps_days=settings.keep_gaps_days,
        usage_days=settings.keep_counts_days,
        audit_days=settings.keep_audit_days,
        builds_days=settings.keep_audit_days,
        left_servers_days=settings.keep_left_servers_days,
    )


def usage_file(settings: Settings) -> Path:
    """Return where it is counted what chat models cost."""
    return settings.data_dir / USAGE_FILE


@dataclass(frozen=True, slots=True)
class ChatStatus:
    """The chat model of the settings, and what it has cost with this data folder."""

    model: str
    usage: Usage


@dataclass(frozen=True, slots=True)
class Status:
    """What is in use for a corpus. `manifest` is None before the first build, and `changes` then name every article.

    `threshold` is what an index that is opened now refuses by; `since` is when the index was put in use. `passed_over`
    are damaged indexes in whose place the one of `manifest` answers; where there is none, all are damaged. `problem`
    says why the folder could not be compared with the index; there are no `changes` then. `waiting` are indexes that
    were built and not put in use yet, newest first; `building` is who builds right now.
    """

    corpus: Path
    store: Path
    manifest: Manifest | None
    changes: Changes
    size_bytes: int
    threshold: Threshold = field(default_factory=Threshold)
    chat: ChatStatus | None = None
    since: datetime | None = None
    passed_over: tuple[PassedOver, ...] = ()
    problem: str = ""
    waiting: tuple[Version, ...] = ()
    building: Writer | None = None

    @property
    def is_sound(self) -> bool:
        """Whether there is an index or one can be built, and the folder of articles is there."""
        return not self.problem and (self.manifest is not None or not self.passed_over)


@dataclass(frozen=True, slots=True)
class Listing:
    """Terms of the articles with their meanings, `total` of which `entries` are the first.

    `titles` names the articles in which they stand, by id; `nearest` are terms like the one that is not there.
    """

    entries: tuple[Entry, ...]
    total: int
    titles: Mapping[str, str]
    nearest: tuple[str, ...] = ()


class OpenIndex(Protocol):
    """One opened index that answers; safe to use from several threads until it is closed."""

    @property
    def manifest(self) -> Manifest:
        """What the index says of itself."""
        ...

    @property
    def passed_over(self) -> tuple[PassedOver, ...]:
        """The damaged indexes in whose place this one was opened, the one in use first."""
        ...

    def answer(
        self,
        question: str,
        earlier: Sequence[str],
        on_part: OnPart | None = None,
        *,
        scope: Scope | None = None,
        only: str | None = None,
        length: Length = "normal",
        chat: bool = True,
    ) -> Answer | NoAnswer:
        """Return the answer to `question` from `scope`; `on_part` gets it as it is written. See `Desk.answer`."""
        ...

    def quoted(self, question: str, *, scope: Scope | None = None) -> Answer | NoAnswer:
        """Return the answer without a chat model, whatever the settings name."""
        ...

    def find(self, question: str, limit: int, *, scope: Scope | None = None) -> list[Hit]:
        """Return the `limit` best passages of `scope`, best first."""
        ...

    def listing(self, term: str, limit: int, *, scope: Scope | None = None) -> Listing:
        """Return what the articles of `scope` say that `term` means, or of every term where it is empty."""
        ...

    def explained(self, *, scope: Scope | None = None) -> list[str]:
        """Return every term that the articles of `scope` explain, those that most of them explain first."""
        ...

    def words_of(self, question: str) -> tuple[Term, ...]:
        """Return the words of `question` that mean something, with the stems to look for in either language."""
        ...

    def least(self) -> float:
        """Return the confidence below which a question is refused, a share from 0 to 1."""
        ...

    def articles(self, *, scope: Scope | None = None) -> list[ArticleCard]:
        """Return the articles of `scope` without their texts, by title, then id."""
        ...

    def article(self, article_id: str, *, scope: Scope | None = None) -> Article | None:
        """Return one article, or None where `scope` has none of that id."""
        ...

    def passages_of(self, article_id: str, *, scope: Scope | None = None) -> tuple[Passage, ...]:
        """Return the passages of one article in order; none where `scope` has none of that id."""
        ...

    def collections(self) -> dict[str, int]:
        """Return how many articles each collection has, servers' own among them."""
        ...

    def changes(self) -> Changes:
        """Return how the folder of articles differs from what the index holds."""
        ...

    def put_aside(self) -> str | None:
        """Return the index that somebody went back behind to this one, if it holds the folder as it is now."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


class Parts(Protocol):
    """Where a desk gets its indexes from."""

    def current(self) -> str | None:
        """Return the name of the index in use on disk, or None before the first build."""
        ...

    def prepare(self) -> None:
        """Load the models that answering needs, so that one which cannot be used is named before a build begins."""
        ...

    def open(self, name: str | None = None) -> OpenIndex:
        """Open the index in use, or the one called `name`."""
        ...

    def versions(self, *, check: bool = False) -> list[Version]:
        """Return the indexes on disk, newest first; with `check`, every file is compared with its checksum."""
        ...

    def use(self, name: str, *, instead_of: str | None = None, back: bool = False) -> None:
        """Put an index on disk in use; see `index.versions.use_version` for what is raised."""
        ...

    def discard(self, name: str) -> None:
        """Delete an index that is not in use; see `index.versions.discard_version` for what is raised."""
        ...

    def note(self, name: str, test: str, result: Mapping[str, Any]) -> None:
        """Write what a test found of an index down with it; where that cannot be, the log says so."""
        ...

    def built(self, name: str) -> BuildChanges | None:
        """Return what the build of an index changed; None where that is not known."""
        ...

    def build(self, *, everything: bool = False, put_in_use: bool = True, on_step: OnStep | None = None) -> BuildReport:
        """Build the index anew from what changed, or from everything, and put it in use, or have it wait."""
        ...

    def plan(self, *, everything: bool = False, on_step: OnStep | None = None) -> BuildPlan:
        """Return what a build would do, and do nothing."""
        ...


class CorpusIndex:
    """An opened snapshot with the search and the answerer that read it."""

    def __init__(
        self,
        roots: Callable[[], Sequence[Root]],
        snapshot: Snapshot,
        search: Search,
        answerer: Answerer,
        writer: Callable[[], WritingAnswerer] | None = None,
        surveyor: Surveyor = survey_now,
    ) -> None:
        """`roots` gives the folders of articles as they are now, `surveyor` what they hold.

        `writer` gives what answers with a chat model, loaded when the first question comes; None without one.
        """
        self._roots = roots
        self._snapshot = snapshot
        self._search = search
        self._answerer = answerer
        self._writer = writer
        self._surveyor = surveyor

    @property
    def manifest(self) -> Manifest:
        """What the snapshot says of itself."""
        return self._snapshot.manifest

    @property
    def passed_over(self) -> tuple[PassedOver, ...]:
        """The damaged snapshots in whose place this one was opened, the one in use first."""
        return self._snapshot.passed_over

    def answer(
        self,
        question: str,
        earlier: Sequence[str],
        on_part: OnPart | None = None,
        *,
        scope: Scope | None = None,
        only: str | None = None,
        length: Length = "normal",
        chat: bool = True,
    ) -> Answer | NoAnswer:
        """Return the answer to `question` from `scope`; `on_part` gets it as a chat model writes it."""
        if self._writer is not None and chat:
            return self._writer().answer(
                question, earlier=earlier, on_part=on_part, scope=scope, only=only, length=length
            )
        return self._answerer.answer(question, earlier=earlier, scope=scope, only=only, length=length)

    def quoted(self, question: str, *, scope: Scope | None = None) -> Answer | NoAnswer:
        """Return the answer without a chat model: what tests an index costs nothing and comes out the same again."""
        return self._answerer.answer(question, scope=scope)

    def find(self, question: str, limit: int, *, scope: Scope | None = None) -> list[Hit]:
        """Return the `limit` best passages of `scope`, best first."""
        return self._search.find(question, limit, scope=scope)

    def listing(self, term: str, limit: int, *, scope: Scope | None = None) -> Listing:
        """Return what the articles of `scope` say that `term` means; where it is empty, of the first `limit` terms.

        An acronym's long form is looked up as its acronym.
        """
        from index.analysis import fold
        from index.glossary import Entry

        glossary, only = self._snapshot.glossary, self._snapshot.names_in(scope)
        meanings = glossary.meanings(term, only=only) if term else ()
        if term and not meanings:
            shorts = glossary.acronyms_of([" ".join(fold(term))], only=only)
            meanings = glossary.meanings(shorts[0].term, only=only) if shorts else ()
        if term:
            found = [Entry(meanings[0].term, meanings)] if meanings else []
        else:
            found = glossary.entries(limit=limit, only=only)
        places = (place for entry in found for meaning in entry.meanings for place in meaning.places)
        titles = self._snapshot.passages.titles({place.article_id for place in places})
        total = len(found) if term else len(glossary.terms(only=only))
        return Listing(tuple(found), total, titles, () if found else tuple(glossary.nearest(term, only=only)))

    def explained(self, *, scope: Scope | None = None) -> list[str]:
        """Return every term that the articles of `scope` explain, those that most of them explain first."""
        return self._snapshot.glossary.terms(only=self._snapshot.names_in(scope))

    def words_of(self, question: str) -> tuple[Term, ...]:
        """Return the words of `question` that mean something, with the stems to look for in either language."""
        return self._search.terms(question)

    def least(self) -> float:
        """Return the confidence below which a question is refused, a share from 0 to 1."""
        return self._answerer.least

    def articles(self, *, scope: Scope | None = None) -> list[ArticleCard]:
        """Return the articles of `scope` without their texts, by title, then id."""
        return self._snapshot.articles_in(scope)

    def article(self, article_id: str, *, scope: Scope | None = None) -> Article | None:
        """Return one article, or None where `scope` has none of that id."""
        return self._snapshot.article(article_id, scope)

    def passages_of(self, article_id: str, *, scope: Scope | None = None) -> tuple[Passage, ...]:
        """Return the passages of one article in order; none where `scope` has none of that id."""
        if self._snapshot.article(article_id, scope) is None:
            return ()
        return tuple(one.passage for one in self._snapshot.passages.passages_of(article_id))

    def collections(self) -> dict[str, int]:
        """Return how many articles each collection has, servers' own among them, by name."""
        return dict(self._snapshot.manifest.collections)

    def changes(self) -> Changes:
        """Return how the folders of articles differ from the snapshot, by size and modification time."""
        return self._snapshot.changes_since(self._survey())

    def put_aside(self) -> str | None:
        """Return the snapshot that somebody went back behind to this one, if it holds the folders as they are now."""
        return put_aside(Store(self._snapshot.folder.parents[1]), self._snapshot.manifest, self._survey)

    def _survey(self) -> Survey:
        return self._surveyor(self._roots(), self._snapshot.manifest.name)

    def close(self) -> None:
        """Let go of the snapshot's files."""
        self._search.close()


class CorpusParts:
    """The parts of one corpus: its store, and the models and the lexicon, each loaded at most once."""

    def __init__(self, settings: Settings, surveyor: Surveyor = survey_now) -> None:
        """`surveyor` says what the folders of articles hold."""
        self._settings = settings
        self._surveyor = surveyor
        self._loading = threading.Lock()
        self._encoder: Encoder | None = None
        self._reranker: Reranker | None = None
        self._lexicon: Lexicon | None = None
        self._words: WordVectors | None = None
        self._caller: Caller | None = None
        self._pool: SearchPool | None = None
        self._latest: weakref.ref[Snapshot] | None = None  # what it has opened, the next one shares
        self.store = Store(store_folder(settings), settings.keep_versions)

    def encoder(self) -> Encoder:
        """Return the encoder of the settings.

        Raises:
            EncoderError: it cannot be loaded.
        """
        with self._loading:
            if self._encoder is None:
                self._encoder = load_encoder(
                    self._settings.encoder,
                    batch_size=self._settings.encoder_batch_size,
                    device=self._settings.encoder_device,
                    allow_download=self._settings.allow_download,
                )
            return self._encoder

    def reranker(self) -> Reranker | None:
        """Return the reranker of the settings, or None where they name none.

        Raises:
            RerankerError: it cannot be loaded.
        """
        if self._settings.reranker is None:
            return None
        from index.rerankers import load_reranker

        with self._loading:
            if self._reranker is None:
                self._reranker = load_reranker(
                    self._settings.reranker,
                    batch_size=self._settings.encoder_batch_size,
                    device=self._settings.encoder_device,
                    allow_download=self._settings.allow_download,
                )
            return self._reranker

    def caller(self, name: str) -> Caller:
        """Return what calls the chat model `name` with the settings, one for all indexes: it knows when to hold back.

        Raises:
            ChatSetupError: the chat model cannot be loaded.
        """
        from bot.answers.chat.calling import Caller
        from bot.answers.chat.model import load_chat_model

        key, settings = self._settings.chat_api_key, self._settings
        with self._loading:
            if self._caller is None:
                model = load_chat_model(
                    name,
                    base_url=settings.chat_base_url,
                    api_key=key.get_secret_value() if key is not None else None,
                    timeout_s=settings.chat_timeout_s,
                    max_tokens=settings.chat_max_tokens,
                )
                self._caller = Caller(model, timeout_s=settings.chat_timeout_s, retries=settings.chat_retries)
            return self._caller

    def prepare(self) -> None:
        """Load the encoder, the reranker, the chat model and the shipped files that every search needs.

        Raises:
            AnswerModelError: the shipped model or reader of answers cannot be read.
            ChatSetupError: the chat model cannot be loaded.
            EncoderError: the encoder or the shipped table of word pieces cannot be loaded.
            RerankerError: the reranker cannot be loaded.
            RankingError: the shipped ranking cannot be read.
        """
        from bot.answers.model import shipped_model
        from bot.answers.reader import shipped_reader
        from index.piece_table import shipped_pieces
        from index.ranking import load_ranking

        if self._settings.chat_model is not None:
            self.caller(self._settings.chat_model)
        self.encoder()
        self.reranker()
        shipped_model(shipped_pieces().digest)
        shipped_reader(shipped_pieces().digest)
        load_ranking()

    def lexicon(self) -> Lexicon:
        """Return the shipped lexicon between the languages."""
        from index.lexicon import load_lexicon

        with self._loading:
            if self._lexicon is None:
                self._lexicon = load_lexicon()
            return self._lexicon

    def words(self) -> WordVectors:
        """Return the vectors of single words, from the shipped encoder: a transformer would be too slow for words."""
        from index.alignment import WordVectors

        encoder = self.encoder()
        with self._loading:
            if self._words is None:
                self._words = WordVectors(encoder if self._settings.encoder == STATIC else load_encoder())
            return self._words

    def current(self) -> str | None:
        """Return the name of the snapshot in use, or None before the first build."""
        return self.store.current()

    def open(self, name: str | None = None) -> CorpusIndex:
        """Open the snapshot in use, or the one called `name`.

        Raises:
            IndexFloorError: there is none, or it is damaged or of another kind.
        """
        from bot.answers.answering import Answerer

        search = self.search(self.store, name)
        try:
            threshold = read_threshold(self.store, search.snapshot.manifest.encoder_digest)
            answerer = Answerer(search, least=threshold.least)
        except BaseException:
            search.close()
            raise
        if threshold.note:
            log.warning("%s", threshold.note)
        chat = self._settings.chat_model
        writer = partial(self._writer, chat, search, answerer) if chat is not None else None
        return CorpusIndex(
            partial(corpus_roots, self._settings), search.snapshot, search, answerer, writer, self._surveyor
        )

    def _writer(self, name: str, search: Search, answerer: Answerer) -> WritingAnswerer:
        """Return what answers from `search` with the chat model `name`."""
        from bot.answers.chat.writing import WritingAnswerer

        counted = partial(count, usage_file(self._settings), name)
        return WritingAnswerer(search, answerer, self.caller(name), counted)

    def search(self, store: Store, name: str | None = None) -> Search:
        """Return the search over the snapshot in use of any store, or the one called `name`; errors as for `open`."""
        from index.search import Search

        encoder, reranker, lexicon, words = self.encoder(), self.reranker(), self.lexicon(), self.words()
        beside = self._latest() if self._latest is not None else None
        if name is None:
            snapshot = open_snapshot(store, encoder, beside=beside)
        else:
            snapshot = open_named(store, name, encoder, beside=beside)
        self._latest = weakref.ref(snapshot)
        try:
            return Search(
                snapshot,
                encoder,
                lexicon,
                words=words,
                reranker=reranker,
                rerank_depth=self._settings.rerank_depth,
                pool=self._shared(store) if name is None else None,
            )
        except BaseException:
            snapshot.close()
            raise

    def _shared(self, store: Store) -> SearchPool | None:
        """Return what searches the snapshot in use on other processors, which have the shipped models at hand."""
        if self._settings.encoder != STATIC or self._settings.reranker is not None or store is not self.store:
            return None
        from index.search_pool import SearchPool

        with self._loading:
            if self._pool is None:
                self._pool = SearchPool(store.folder, self._settings.search_processes)
            return self._pool

    def build(self, *, everything: bool = False, put_in_use: bool = True, on_step: OnStep | None = None) -> BuildReport:
        """Build the index of the corpus and the servers' articles, and put it in use, or have it wait.

        Where nothing changed, the one in use stays, or the one that waits for the same. See `build_index` for what is
        raised.
        """
        from index.building import build_index  # needs the readers of every format; answering needs none

        roots = corpus_roots(self._settings)
        return build_index(
            roots,
            self.store.folder,
            self.encoder(),
            everything=everything,
            put_in_use=put_in_use,
            only_if_changed=not everything,
            keep=self.store.keep,
            on_step=on_step,
            surveyor=self._surveyor,
        )

    def plan(self, *, everything: bool = False, on_step: OnStep | None = None) -> BuildPlan:
        """Return what `build` would do, and do nothing; see `plan_build` for what is raised."""
        from index.building import plan_build

        roots = corpus_roots(self._settings)
        return plan_build(
            roots,
            self.store.folder,
            self.encoder(),
            everything=everything,
            on_step=on_step,
            surveyor=self._surveyor,
        )

    def versions(self, *, check: bool = False) -> list[Version]:
        """Return the snapshots on disk, newest first; with `check`, every file is compared with its checksum."""
        return list_versions(self.store, self.encoder(), check=check)

    def use(self, name: str, *, instead_of: str | None = None, back: bool = False) -> None:
        """Put a snapshot on disk in use; see `index.versions.use_version` for what is raised."""
        use_version(self.store, name, self.encoder(), instead_of=instead_of, back=back)

    def discard(self, name: str) -> None:
        """Delete a snapshot that is not in use; see `index.versions.discard_version` for what is raised."""
        discard_version(self.store, name)

    def note(self, name: str, test: str, result: Mapping[str, Any]) -> None:
        """Write what a test found of a snapshot into its manifest; see `bot.measured`."""
        write_down(self.store, name, test, result)

    def verify(self, name: str | None = None) -> list[Verified]:
        """Read every file of all snapshots, or of one; see `index.versions.verify_versions`."""
        return verify_versions(self.store, name)

    def prune(self, *, keep: int | None = None, dry_run: bool = False) -> Pruned:
        """Delete old snapshots but as many as the settings, or `keep`, say; see `index.versions.prune_versions`."""
        return prune_versions(self.store, keep=self.store.keep if keep is None else keep, dry_run=dry_run)

    def built(self, name: str) -> BuildChanges | None:
        """Return what the build of a snapshot changed; None where that is not known."""
        return read_changes(self.store, name)


class Trial:
    """An opened index to try questions on; safe to use from several threads until it is closed."""

    def __init__(self, index: OpenIndex, close: Callable[[], None]) -> None:
        self._index = index
        self._close = close

    @property
    def name(self) -> str:
        """The snapshot's name."""
        return self._index.manifest.name

    def answer(self, question: str, *, scope: Scope | None = None) -> Answer | NoAnswer:
        """Return the answer to `question`, without a chat model."""
        return self._index.quoted(question, scope=scope)

    def collections(self) -> dict[str, int]:
        """Return every collection with how many articles it holds."""
        return self._index.collections()

    def holds(self, article_id: str, *, scope: Scope | None = None) -> bool:
        """Return whether `scope` has an article of that id."""
        return self._index.article(article_id, scope=scope) is not None

    def close(self) -> None:
        """Let go of the index."""
        self._close()


class _Seat:
    """An open index and how many are reading it."""

    def __init__(self, name: str | None, index: OpenIndex) -> None:
        self.name = name
        self.index = index
        self.readers = 0
        self.retired = False


class Desk:
    """Answers questions about one corpus, from any thread, and changes to a new index without failing anyone.

    It opens at the first question, or by `open`. After `close` it answers nothing.
    """

    def __init__(self, settings: Settings, parts: Parts | None = None) -> None:
        self._settings = settings
        self.parts: Parts = parts or CorpusParts(settings)
        self._opening = threading.Lock()  # held while an index is opened, which may take seconds
        self._seats = threading.Lock()  # held for moments: the seat in use and its readers
        self._seat: _Seat | None = None
        self._closed = False
        self._shipped: Encoder | None = None

    def open(self) -> None:
        """Open the index in use, if it is not open.

        Raises:
            IndexFloorError: there is none yet, it is damaged, or another encoder made it.
            EncoderError: the encoder cannot be loaded.
        """
        with self._opening:
            if self._seat is None:
                self._change()

    def reload(self) -> bool:
        """Take the index that is in use on disk; return whether it was another. Whatever is raised, the old stays.

        Raises:
            IndexFloorError: the new index cannot be opened.
        """
        with self._opening:
            if self._seat is not None and self._seat.name == self.parts.current():
                return False
            self._change()
            return True

    def answer(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        on_part: OnPart | None = None,
        scope: Scope | None = None,
        length: Length = "normal",
        chat: bool = True,
        article_id: str | None = None,
    ) -> Answer | NoAnswer:
        """Return the answer to `question`; `earlier` are the questions asked before, oldest first.

        `on_part` gets the answer as it is written, on this thread; without a chat model it is not called. `scope`
        names the collections that are looked into, here and below; without it, all but the servers' own. `chat` says
        whether a chat model may write, where there is one; `article_id` is the one article to answer from.
        """
        with self._reading() as index:
            return index.answer(question, earlier, on_part, scope=scope, only=article_id, length=length, chat=chat)

    def search(self, question: str, limit: int, *, scope: Scope | None = None) -> list[Hit]:
        """Return the `limit` best passages, best first."""
        with self._reading() as index:
            return index.find(question, limit, scope=scope)

    def listing(self, term: str, limit: int, *, scope: Scope | None = None) -> Listing:
        """Return what the articles say that `term` means, or of the first `limit` terms where it is empty."""
        with self._reading() as index:
            return index.listing(term, limit, scope=scope)

    def explained(self, *, scope: Scope | None = None) -> list[str]:
        """Return every term that the articles explain, those that most of them explain first."""
        with self._reading() as index:
            return index.explained(scope=scope)

    def words_of(self, question: str) -> tuple[Term, ...]:
        """Return the words of `question` that mean something, with the stems to look for in either language."""
        with self._reading() as index:
            return index.words_of(question)

    def least(self) -> float:
        """Return the confidence below which a question is refused, a share from 0 to 1."""
        with self._reading() as index:
            return index.least()

    def articles(self, *, scope: Scope | None = None) -> list[ArticleCard]:
        """Return the articles without their texts, by title, then id."""
        with self._reading() as index:
            return index.articles(scope=scope)

    def article(self, article_id: str, *, scope: Scope | None = None) -> Article | None:
        """Return one article, or None where `scope` has none of that id."""
        with self._reading() as index:
            return index.article(article_id, scope=scope)

    def passages_of(self, article_id: str, *, scope: Scope | None = None) -> tuple[Passage, ...]:
        """Return the passages of one article in order; none where `scope` has none of that id."""
        with self._reading() as index:
            return index.passages_of(article_id, scope=scope)

    def collections(self) -> dict[str, int]:
        """Return how many articles each collection has, servers' own among them: not for people of one server."""
        with self._reading() as index:
            return index.collections()

    @property
    def chat_model(self) -> str | None:
        """The chat model of the settings; None without one."""
        return self._settings.chat_model

    def group(self, questions: Sequence[str]) -> list[list[int]]:
        """Return the positions of questions that ask much the same, in either language, together.

        Needs no index: the shipped encoder says what is alike, whichever encoder the index has.

        Raises:
            EncoderError: the shipped encoder cannot be loaded.
        """
        from index.likeness import grouped

        return grouped(self._shipped_encoder().encode_questions(questions))

    def manifest(self) -> Manifest:
        """Return what the index in use says of itself."""
        with self._reading() as index:
            return index.manifest

    def in_use(self) -> Manifest | None:
        """Return what the open index says of itself; None while none is open. Never opens one."""
        with self._seats:
            return None if self._seat is None else self._seat.index.manifest

    def changes(self) -> Changes:
        """Return how the folders of articles, the shared one and the servers', differ from the index.

        Raises:
            CorpusError: the shared folder is missing.
        """
        with self._reading() as index:
            return index.changes()

    def put_aside(self) -> str | None:
        """Return the index that somebody went back behind, if it holds the folders as they are now; errors as above."""
        with self._reading() as index:
            return index.put_aside()

    def current(self) -> str | None:
        """Return the name of the index in use on disk, which need not be the one that is open."""
        return self.parts.current()

    def passed_over(self) -> tuple[PassedOver, ...]:
        """Return the damaged indexes in whose place another answers, the one in use first; none where it is whole."""
        with self._reading() as index:
            return index.passed_over

    def status(self, *, lenient: bool = False) -> Status:
        """Return what is in use, and what changed in the folder since it was built.

        With `lenient`, a missing folder beside an index, or indexes that are all damaged, are told in what is returned.

        Raises:
            CorpusError: the folder of articles is missing.
            IndexFloorError: the index cannot be opened.
        """
        store = Store(store_folder(self._settings))
        waiting = tuple(one for one in list_versions(store) if one.waiting and one.unused)
        return replace(self._status(lenient=lenient), waiting=waiting, building=store.writer())

    def _status(self, *, lenient: bool) -> Status:
        store = store_folder(self._settings)
        taken_bytes = size_bytes(store)
        if self._seat is None and self.parts.current() is None:
            new = Changes(added=tuple(survey_now(corpus_roots(self._settings), None).ids()))
            return Status(self._settings.corpus, store, None, new, taken_bytes, chat=self._chat_status())
        changes, problem = Changes(), ""
        try:
            with self._reading() as index:
                threshold = read_threshold(Store(store), index.manifest.encoder_digest)
                manifest, passed_over = index.manifest, index.passed_over
                try:
                    changes = index.changes()
                except CorpusError as error:
                    if not lenient:
                        raise
                    problem = str(error)
        except NoneSoundError as error:
            if not lenient:
                raise
            damaged = Status(self._settings.corpus, store, None, changes, taken_bytes, chat=self._chat_status())
            return replace(damaged, passed_over=error.passed_over)
        return Status(
            self._settings.corpus,
            store,
            manifest,
            changes,
            taken_bytes,
            threshold,
            self._chat_status(),
            Store(store).in_use_since(),
            passed_over,
            problem,
        )

    def trial(self, name: str | None = None) -> Trial:
        """Return the index called `name`, or the one in use, to try questions on; it has to be closed.

        Raises:
            IndexFloorError: it cannot be opened.
        """
        if name is not None:
            index = self.parts.open(name)
            return Trial(index, index.close)
        seat = self._sit()
        return Trial(seat.index, partial(self._rise, seat))

    def versions(self, *, check: bool = False) -> list[Version]:
        """Return the snapshots on disk, newest first; with `check`, every file is compared with its checksum."""
        return self.parts.versions(check=check)

    def use(self, name: str, *, instead_of: str | None = None, back: bool = False) -> None:
        """Put a snapshot on disk in use, and answer from it; see `index.versions.use_version` for what is raised."""
        self.parts.use(name, instead_of=instead_of, back=back)
        self.reload()

    def discard(self, name: str) -> None:
        """Delete a snapshot that is not in use; see `index.versions.discard_version` for what is raised."""
        self.parts.discard(name)

    def note(self, name: str, test: str, result: Mapping[str, Any]) -> None:
        """Write what a test found of a snapshot down with it; where that cannot be, the log says so."""
        self.parts.note(name, test, result)

    def built(self, name: str) -> BuildChanges | None:
        """Return what the build of a snapshot changed; None where that is not known."""
        return self.parts.built(name)

    def _shipped_encoder(self) -> Encoder:
        """Return the encoder by which questions are grouped, loaded at most once."""
        with self._opening:
            if self._shipped is None:
                self._shipped = load_encoder()
            return self._shipped

    def _chat_status(self) -> ChatStatus | None:
        name = self._settings.chat_model
        return None if name is None else ChatStatus(name, read_usage(usage_file(self._settings), name))

    def close(self) -> None:
        """Take no more questions; the index is closed when the last answer under way has ended."""
        with self._opening:
            self._closed = True
            self._take(None)

    def _change(self) -> None:
        """Open the index in use and seat it. Needs `_opening`."""
        if self._closed:
            msg = "this desk is closed; make another"
            raise RuntimeError(msg)
        name = self.parts.current()
        self._take(_Seat(name, self.parts.open()))

    def _take(self, fresh: _Seat | None) -> None:
        with self._seats:
            before, self._seat = self._seat, fresh
            if before is not None:
                before.retired = True
            idle = before is not None and before.readers == 0
        if before is not None and idle:
            before.index.close()

    @contextmanager
    def _reading(self) -> Iterator[OpenIndex]:
        seat = self._sit()
        try:
            yield seat.index
        finally:
            self._rise(seat)

    def _rise(self, seat: _Seat) -> None:
        """Leave a seat; the last to leave one that was given up closes its index."""
        with self._seats:
            seat.readers -= 1
            last = seat.retired and seat.readers == 0
        if last:
            seat.index.close()

    def _sit(self) -> _Seat:
        """Return the seat in use with one more reader, opened if need be."""
        while True:
            with self._seats:
                if self._seat is not None:
                    self._seat.readers += 1
                    return self._seat
            self.open()
