"""A desk: it answers from one opened index, and can change to a newer one while it is read.

Questions under way keep the index that they began with, and it is closed when the last of them has ended.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.answers.answer import Answer, Length, NoAnswer, OnPart
from bot.answers.chat.usage import read_usage
from bot.answers.sentences.threshold import read_threshold
from bot.places import corpus_roots, other_stores, store_folder, unread_servers_folders
from bot.settings import Settings
from bot.wiring.opened import OpenIndex
from bot.wiring.parts import CorpusParts, Parts, usage_file
from bot.wiring.standing import ChatStatus, Listing, Status
from corpus.article import Article, Language, Passage
from corpus.errors import CorpusError
from index.builds.surveying import survey_now
from index.encoders import load_encoder
from index.encoders.protocol import Encoder
from index.errors import DamagedIndexError, IndexFloorError
from index.hits import Hit
from index.keeping.disk import closed, size_bytes
from index.keeping.passage_store import ArticleCard
from index.keeping.snapshot import Changes, Manifest, NoneSoundError, PassedOver, Store
from index.keeping.versions import BuildChanges, Version, list_versions
from index.scope import Scope

if TYPE_CHECKING:
    from index.words.terms import Term

AGAIN_S = 600.0  # until a damaged index is opened anew that had none to fall back on


class Trial:
    """An opened index to try questions on; safe to use from several threads until it is closed."""

    def __init__(
        self, index: OpenIndex, close: Callable[[], None], on_damage: Callable[[], None] = lambda: None
    ) -> None:
        """`on_damage` is told where a question finds the index damaged."""
        self._index = index
        self._close = close
        self._on_damage = on_damage

    @property
    def name(self) -> str:
        """The snapshot's name."""
        return self._index.manifest.name

    def answer(self, question: str, *, scope: Scope | None = None) -> Answer | NoAnswer:
        """Return the answer to `question`, without a chat model."""
        try:
            return self._index.quoted(question, scope=scope)
        except DamagedIndexError:
            self._on_damage()
            raise

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
    """An open index, how many are reading it, and whether one of them found it damaged."""

    def __init__(self, name: str | None, index: OpenIndex) -> None:
        self.name = name
        self.index = index
        self.readers = 0
        self.retired = False
        self.damaged = False

    def is_damaged(self) -> None:
        """Remember that somebody found the index damaged."""
        self.damaged = True


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
        self._not_before = 0.0  # of the monotonic clock, when a damaged index is opened anew
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

        One that was damaged while it was open is opened anew: another answers in its place then, if there is one. Where
        there is none, that is tried again only after a while, since every file is read for it.

        Raises:
            IndexFloorError: the new index cannot be opened.
        """
        with self._opening:
            seat = self._seat
            same = seat is not None and seat.name == self.parts.current()
            damaged = seat is not None and seat.damaged
            if same and (not damaged or time.monotonic() < self._not_before):
                return False
            before = None if seat is None else seat.index.manifest.name
            try:
                self._change(afresh=damaged)
            except IndexFloorError:
                self._not_before = time.monotonic() + AGAIN_S
                raise
            self._not_before = 0.0
            return self._seat is not None and self._seat.index.manifest.name != before

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
        likely_language: Language | None = None,
    ) -> Answer | NoAnswer:
        """Return the answer to `question`; `earlier` are the questions asked before, oldest first.

        `on_part` gets the answer as it is written, on this thread; without a chat model it is not called. `scope`
        names the collections that are looked into, here and below; without it, all but the servers' own. `chat` says
        whether a chat model may write, where there is one; `article_id` is the one article to answer from.
        `likely_language` is what the asker likely speaks, which key words and names do not tell.
        """
        with self._reading() as index:
            return index.answer(
                question,
                earlier,
                on_part,
                scope=scope,
                only=article_id,
                length=length,
                chat=chat,
                likely_language=likely_language,
            )

    def search(self, question: str, limit: int, *, scope: Scope | None = None) -> list[Hit]:
        """Return the `limit` best passages, best first."""
        with self._reading() as index:
            return index.find(question, limit, scope=scope)

    def spelt(self, question: str, *, scope: Scope | None = None) -> str:
        """Return `question` with its misspelt words as the articles spell them, or nothing where there are none."""
        with self._reading() as index:
            return index.spelt(question, scope=scope)

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

    def least(self, *, scope: Scope | None = None) -> float:
        """Return the confidence below which a question to `scope` is refused, a share from 0 to 1."""
        with self._reading() as index:
            return index.least(scope=scope)

    def passages_in(self, scope: Scope | None) -> int:
        """Return how many passages `scope` has."""
        with self._reading() as index:
            return index.passages_in(scope)

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
        from index.matching.likeness import grouped

        return grouped(self._shipped_encoder().encode_questions(questions))

    def manifest(self) -> Manifest:
        """Return what the index in use says of itself."""
        with self._reading() as index:
            return index.manifest

    def in_use(self) -> Manifest | None:
        """Return what the open index says of itself; None while none is open. Never opens one."""
        with self._seats:
            return None if self._seat is None else self._seat.index.manifest

    def damaged_in_use(self) -> bool:
        """Return whether somebody found the open index damaged since it was opened. Never opens one."""
        with self._seats:
            return self._seat is not None and self._seat.damaged

    def changes(self, *, servers_only: bool = False) -> Changes:
        """Return how the folders of articles, the shared one and the servers' or these alone, differ from the index.

        Raises:
            CorpusError: the shared folder is missing.
        """
        with self._reading() as index:
            return index.changes(servers_only=servers_only)

    def put_aside(self, counts: Callable[[str], object] = bool) -> str | None:
        """Return the index that somebody went back behind, if it holds the articles that count as they are now.

        `counts` says so of an article's id. Errors as for `changes`.
        """
        with self._reading() as index:
            return index.put_aside(counts)

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
        shut = closed(store.folder, store.snapshots, store.segments)
        return replace(
            self._status(lenient=lenient),
            waiting=waiting,
            building=store.writer(),
            closed=shut,
            unread=unread_servers_folders(self._settings),
            others={one: size_bytes(one) for one in other_stores(self._settings)},
        )

    def _status(self, *, lenient: bool) -> Status:
        store = store_folder(self._settings)
        taken_bytes = size_bytes(store)
        if self._seat is None and self.parts.current() is None:
            new = Changes(added=tuple(survey_now(corpus_roots(self._settings), None).ids()))
            return Status(self._settings.corpus, store, None, new, taken_bytes, chat=self._chat_status())
        changes, problem = Changes(), ""
        try:
            with self._reading() as index:
                threshold = read_threshold(Store(store), index.manifest.encoder_digest, index.passages_in(None))
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
        return Trial(seat.index, partial(self._rise, seat), seat.is_damaged)

    def versions(self, *, check: bool = False) -> list[Version]:
        """Return the snapshots on disk, newest first; with `check`, every file is compared with its checksum."""
        return self.parts.versions(check=check)

    def use(self, name: str, *, instead_of: str | None = None, back: bool = False) -> None:
        """Put a snapshot in use, and answer from it; `index.keeping.versions.use_version` says what is raised."""
        self.parts.use(name, instead_of=instead_of, back=back)
        self.reload()

    def discard(self, name: str) -> None:
        """Delete a snapshot that is not in use; see `index.keeping.versions.discard_version` for what is raised."""
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

    def _change(self, *, afresh: bool = False) -> None:
        """Open the index in use and seat it; `afresh` shares no file with the one before. Needs `_opening`."""
        if self._closed:
            msg = "this desk is closed; make another"
            raise RuntimeError(msg)
        name = self.parts.current()
        self._take(_Seat(name, self.parts.open(afresh=afresh)))

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
        except DamagedIndexError:
            seat.is_damaged()
            raise
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
