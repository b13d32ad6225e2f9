"""One opened index that answers: what a desk needs of it, and the real one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from bot.answers.answer import Answer, Length, NoAnswer, OnPart
from bot.wiring.standing import Listing
from corpus.article import Article, Language, Passage
from corpus.scanning import Root, Survey
from index.builds.differing import put_aside
from index.builds.surveying import Surveyor, survey_now
from index.hits import Hit
from index.keeping.passage_store import ArticleCard
from index.keeping.snapshot import Changes, Manifest, PassedOver, Store
from index.scope import Scope

if TYPE_CHECKING:
    from bot.answers.answering import Answerer
    from bot.answers.chat.writing import WritingAnswerer
    from index.keeping.snapshot import Snapshot
    from index.search import Search
    from index.words.terms import Term


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
        likely_language: Language | None = None,
    ) -> Answer | NoAnswer:
        """Return the answer to `question` from `scope`; `on_part` gets it as it is written. See `Desk.answer`."""
        ...

    def quoted(self, question: str, *, scope: Scope | None = None) -> Answer | NoAnswer:
        """Return the answer without a chat model, whatever the settings name."""
        ...

    def find(self, question: str, limit: int, *, scope: Scope | None = None) -> list[Hit]:
        """Return the `limit` best passages of `scope`, best first."""
        ...

    def spelt(self, question: str, *, scope: Scope | None = None) -> str:
        """Return `question` with its misspelt words as the articles spell them, or nothing where there are none."""
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

    def least(self, *, scope: Scope | None = None) -> float:
        """Return the confidence below which a question to `scope` is refused, a share from 0 to 1."""
        ...

    def passages_in(self, scope: Scope | None) -> int:
        """Return how many passages `scope` has."""
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

    def changes(self, *, servers_only: bool = False) -> Changes:
        """Return how the folders of articles, or only the servers' own, differ from what the index holds."""
        ...

    def put_aside(self, counts: Callable[[str], object] = bool) -> str | None:
        """Return the index that somebody went back behind to this one, if it holds the articles that count as they are.

        `counts` says so of an article's id.
        """
        ...

    def close(self) -> None:
        """Let go of the files."""
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
        likely_language: Language | None = None,
    ) -> Answer | NoAnswer:
        """Return the answer to `question` from `scope`; `on_part` gets it as a chat model writes it."""
        if self._writer is not None and chat:
            return self._writer().answer(
                question,
                earlier=earlier,
                on_part=on_part,
                scope=scope,
                only=only,
                length=length,
                likely_language=likely_language,
            )
        return self._answerer.answer(
            question, earlier=earlier, scope=scope, only=only, length=length, likely_language=likely_language
        )

    def quoted(self, question: str, *, scope: Scope | None = None) -> Answer | NoAnswer:
        """Return the answer without a chat model: what tests an index costs nothing and comes out the same again."""
        return self._answerer.answer(question, scope=scope)

    def find(self, question: str, limit: int, *, scope: Scope | None = None) -> list[Hit]:
        """Return the `limit` best passages of `scope`, best first."""
        return self._search.find(question, limit, scope=scope)

    def spelt(self, question: str, *, scope: Scope | None = None) -> str:
        """Return `question` with its misspelt words as the articles spell them, or nothing where there are none."""
        from bot.answers.questions.respelling import respelt
        from bot.answers.understanding import found_for

        query = self._search.read(question, scope=scope)
        return respelt(query, found_for(query, None, self._search), self._search) if query.terms else ""

    def listing(self, term: str, limit: int, *, scope: Scope | None = None) -> Listing:
        """Return what the articles of `scope` say that `term` means; where it is empty, of the first `limit` terms.

        An acronym's long form is looked up as its acronym, and an acronym that no article explains as what it is called
        in the other language: GDPR as RGPD.
        """
        from corpus.article import LANGUAGES
        from index.glossaries.meanings import Entry
        from index.words.acronym_pairs import partners_of
        from index.words.analysis import fold

        glossary, only = self._snapshot.glossary, self._snapshot.names_in(scope)
        meanings = glossary.meanings(term, only=only) if term else ()
        if term and not meanings:
            shorts = glossary.acronyms_of([" ".join(fold(term))], only=only)
            partners = [one for language in LANGUAGES for one in partners_of(term, language)]
            others = (shorts[0].term, *partners) if shorts else partners
            meanings = next(filter(None, glossary.meanings_of(others, only=only)), ())
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

    def least(self, *, scope: Scope | None = None) -> float:
        """Return the confidence below which a question to `scope` is refused, a share from 0 to 1."""
        return self._answerer.least(scope)

    def passages_in(self, scope: Scope | None) -> int:
        """Return how many passages `scope` has."""
        return self._snapshot.passages_in(scope)

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

    def changes(self, *, servers_only: bool = False) -> Changes:
        """Return how the folders of articles differ from the snapshot, by size and modification time.

        With `servers_only`, the shared folder is not looked at.
        """
        return self._snapshot.changes_since(self._survey(servers_only=servers_only), servers_only=servers_only)

    def put_aside(self, counts: Callable[[str], object] = bool) -> str | None:
        """Return the snapshot that somebody went back behind to this one, if it holds the articles that count."""
        return put_aside(Store(self._snapshot.folder.parents[1]), self._snapshot.manifest, self._survey, counts)

    def _survey(self, *, servers_only: bool = False) -> Survey:
        roots = [one for one in self._roots() if one.collection is not None or not servers_only]
        return self._surveyor(roots, self._snapshot.manifest.name)

    def close(self) -> None:
        """Let go of the snapshot's files."""
        self._search.close()
