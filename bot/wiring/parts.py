"""What one corpus is made of: its store, and the models and the lexicon, each loaded at most once.

The index is opened, built and looked after here; who answers from it is the desk's.
"""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bot.answers.chat.usage import USAGE_FILE, count
from bot.answers.sentences.threshold import read_threshold
from bot.measured import write_down
from bot.places import claim_servers_folder, corpus_roots, make_data_folder, store_folder
from bot.settings import Settings
from bot.wiring.opened import CorpusIndex, OpenIndex
from index.builds.surveying import Surveyor, survey_now
from index.encoders import STATIC, load_encoder
from index.encoders.protocol import Encoder
from index.keeping.snapshot import Store, open_named, open_snapshot
from index.keeping.versions import (
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

if TYPE_CHECKING:
    from bot.answers.answering import Answerer
    from bot.answers.chat.calling import Caller
    from bot.answers.chat.writing import WritingAnswerer
    from index.builds.building import BuildPlan, BuildReport, OnStep
    from index.keeping.snapshot import Snapshot
    from index.rerankers.protocol import Reranker
    from index.search import Search
    from index.search_pool import SearchPool
    from index.words.lexicon import Lexicon
    from index.words.word_vectors import WordVectors

log = logging.getLogger("sourcier")


def usage_file(settings: Settings) -> Path:
    """Return where it is counted what chat models cost."""
    return settings.data_dir / USAGE_FILE


class Parts(Protocol):
    """Where a desk gets its indexes from."""

    def current(self) -> str | None:
        """Return the name of the index in use on disk, or None before the first build."""
        ...

    def prepare(self) -> None:
        """Load the models that answering needs, so that one which cannot be used is named before a build begins."""
        ...

    def open(self, name: str | None = None, *, afresh: bool = False) -> OpenIndex:
        """Open the index in use, or the one called `name`; `afresh` shares no file with what is open already."""
        ...

    def versions(self, *, check: bool = False) -> list[Version]:
        """Return the indexes on disk, newest first; with `check`, every file is compared with its checksum."""
        ...

    def use(self, name: str, *, instead_of: str | None = None, back: bool = False) -> None:
        """Put an index on disk in use; see `index.keeping.versions.use_version` for what is raised."""
        ...

    def discard(self, name: str) -> None:
        """Delete an index that is not in use; see `index.keeping.versions.discard_version` for what is raised."""
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
        from bot.answers.sentences.model import shipped_model
        from bot.answers.sentences.reader import shipped_reader
        from index.encoders import shipped_encoder
        from index.matching.piece_table import shipped_pieces
        from index.matching.ranking import load_ranking

        if self._settings.chat_model is not None:
            self.caller(self._settings.chat_model)
        self.encoder()
        shipped_encoder()  # which judges sentences among few passages, whatever one searches with
        self.reranker()
        shipped_model(shipped_pieces().digest)
        shipped_reader(shipped_pieces().digest)
        load_ranking()

    def lexicon(self) -> Lexicon:
        """Return the shipped lexicon between the languages."""
        from index.words.lexicon import load_lexicon

        with self._loading:
            if self._lexicon is None:
                self._lexicon = load_lexicon()
            return self._lexicon

    def words(self) -> WordVectors:
        """Return the vectors of single words, from the shipped encoder: a transformer would be too slow for words."""
        from index.words.word_vectors import WordVectors

        encoder = self.encoder()
        with self._loading:
            if self._words is None:
                self._words = WordVectors(encoder if self._settings.encoder == STATIC else load_encoder())
            return self._words

    def current(self) -> str | None:
        """Return the name of the snapshot in use, or None before the first build."""
        return self.store.current()

    def open(self, name: str | None = None, *, afresh: bool = False) -> CorpusIndex:
        """Open the snapshot in use, or the one called `name`; `afresh` checks also the files that are open already.

        Raises:
            IndexFloorError: there is none, or it is damaged or of another kind.
        """
        from bot.answers.answering import Answerer

        search = self.search(self.store, name, afresh=afresh)
        try:
            manifest = search.snapshot.manifest
            threshold = read_threshold(self.store, manifest.encoder_digest, search.passages_in(None))
            answerer = Answerer(search, least=threshold.given)
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

    def search(self, store: Store, name: str | None = None, *, afresh: bool = False) -> Search:
        """Return the search over the snapshot in use of any store, or the one called `name`; errors as for `open`.

        What the latest one has opened and checked is shared with it, unless `afresh`.
        """
        from index.search import Search

        encoder, reranker, lexicon, words = self.encoder(), self.reranker(), self.lexicon(), self.words()
        latest = None if afresh else self._latest  # read once: another thread may set it
        beside = latest() if latest is not None else None
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
        from index.builds.building import build_index  # needs the readers of every format; answering needs none

        claim_servers_folder(self._settings)
        if self._settings.corpus.is_dir():  # one that was mistyped leaves nothing behind
            make_data_folder(self._settings)
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
        from index.builds.building import plan_build

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
        """Put a snapshot on disk in use; see `index.keeping.versions.use_version` for what is raised."""
        use_version(self.store, name, self.encoder(), instead_of=instead_of, back=back)

    def discard(self, name: str) -> None:
        """Delete a snapshot that is not in use; see `index.keeping.versions.discard_version` for what is raised."""
        discard_version(self.store, name)

    def note(self, name: str, test: str, result: Mapping[str, Any]) -> None:
        """Write what a test found of a snapshot into its manifest; see `bot.measured`."""
        write_down(self.store, name, test, result)

    def verify(self, name: str | None = None) -> list[Verified]:
        """Read every file of all snapshots, or of one; see `index.keeping.versions.verify_versions`."""
        return verify_versions(self.store, name)

    def prune(self, *, keep: int | None = None, dry_run: bool = False) -> Pruned:
        """Delete old snapshots but as many as `keep` or the settings say (`index.keeping.versions.prune_versions`)."""
        return prune_versions(self.store, keep=self.store.keep if keep is None else keep, dry_run=dry_run)

    def built(self, name: str) -> BuildChanges | None:
        """Return what the build of a snapshot changed; None where that is not known."""
        return read_changes(self.store, name)
