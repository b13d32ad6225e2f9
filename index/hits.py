"""A hit: a passage that may answer, its rank, and the parts of its score."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.article import Article, Passage
from index.matching.ranking import Contributions


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one way of matching put a passage: rank from 1, and that way's own score (larger is better)."""

    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage of the ranking, with what each way of matching said of it.

    `words`, `across` and `dense` are None where that way did not return the passage; `pieces` says how well the
    question's word pieces are met in it, from 0 to 2. `fused` is their score together: how likely the passage answers
    beside the likeliest, from 0 to 1, comparable within one ranking only; `because` is what each part did for it.
    `reranked` is what the reranker made of the passage, None where it did not read it. Passages are ranked by
    `reranked`, then `fused`, before places are shared out (`index.matching.spreading`); `alike` counts the
    near-duplicates of this passage that went behind the others then.
    """

    rank: int
    article: Article
    passage: Passage
    fused: float
    words: Standing | None = None
    across: Standing | None = None
    dense: Standing | None = None
    pieces: Standing | None = None
    because: Contributions | None = None
    reranked: Standing | None = None
    alike: int = 0

    @property
    def text(self) -> str:
        """Return the passage's text, as it stands in the article."""
        return self.article.text[self.passage.start : self.passage.end]
