"""Learns how the ways of matching make one score: `python -m index.training.ranking --data FOLDER`.

Questions held back from the encoder's training are asked of an index of their passages among 48,000 others, as users
would ask them; the weights make the passages that answer likely among all candidates (a softmax over the list: Cao et
al., "Learning to rank: from pairwise approach to listwise approach", ICML 2007). First the weights within and across,
each among the passages of one language; then how both compare, among all. The same data give the same weights. The
index stays in the work folder: a training that was stopped goes on with it. Nothing under an evaluation folder is read.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from corpus.article import LANGUAGES, Article, Language, Passage
from index.builds.building import CutArticle, build_from_articles
from index.encoders import shipped_encoder
from index.encoders.protocol import Encoder
from index.errors import IndexFloorError
from index.keeping.snapshot import FORMAT_VERSION, Snapshot, Store, open_snapshot
from index.matching.candidates import find_candidates
from index.matching.parts import ACROSS, COUNTERPART, PARTS, Parts
from index.matching.piece_table import shipped_pieces
from index.matching.ranking import SHIPPED_RANKING, Links, Ranking, save_ranking
from index.search import Search
from index.training.holding import hold_back
from index.training.pairs import Pair, TrainingDataError, read_pairs
from index.words.lexicon import load_lexicon

OTHERS = 24_000  # passages of each language that answer no held-back question: a corpus of the size of a large host's
SEED = 0

# What a weight costs, with parts of unit spread: enough that two parts that say the same share their weight.
PENALTY = 1e-3
TURNS = 3  # with the counterparts; the weights hardly move in the last
ROUNDS = 300  # of L-BFGS at most; it stops by itself


@dataclass(frozen=True, slots=True)
class Asked:
    """One held-back question's candidates: `values` of shape (parts, candidates), and which of them answer it.

    `links` says which are counterparts; `answered_in` are the languages in which the index holds an answer, found or
    not.
    """

    source: str
    language: Language
    values: NDArray[np.float64]
    answers: NDArray[np.bool_]
    links: Links
    answered_in: frozenset[Language]

    def heard(self, ranking: Ranking) -> Asked:
        """Return the question with what `ranking` makes of the counterparts."""
        parts = Parts(*self.values.astype(np.float32))
        values = self.values.copy()
        values[COUNTERPART] = ranking.hear(parts, self.links).counterpart
        return replace(self, values=values)

    def apart(self) -> Asked:
        """Return the question as if no candidate had a counterpart."""
        return self._among(np.ones(len(self.answers), np.bool_))

    def abroad(self) -> Asked:
        """Return the question as if the question's own language held no answer, apart from counterparts."""
        return self._among(~(self.answers & (self.values[ACROSS] == 0)))

    def side(self, *, across: bool) -> Asked:
        """Return the candidates in the question's language, or those in the other."""
        return self._among((self.values[ACROSS] > 0) == across)

    def _among(self, chosen: NDArray[np.bool_]) -> Asked:
        """Return the question with some of its candidates, what they heard kept, their links forgotten."""
        links = Links(np.full(int(chosen.sum()), -1), self.links.similarities[chosen])
        return replace(self, values=self.values[:, chosen], answers=self.answers[chosen], links=links)


def held_back_questions(pairs: Sequence[Pair]) -> tuple[list[CutArticle], dict[tuple[str, Language, str], set[str]]]:
    """Return the articles of an index, and the ids of those that answer each (question, language, source)."""
    ids: dict[tuple[str, str, Language], str] = {}
    wanted: defaultdict[tuple[str, Language, str], set[str]] = defaultdict(set)
    answering: set[str] = set()
    for pair, is_held in zip(pairs, hold_back(pairs), strict=True):
        if pair.group != "qa":
            continue
        name = ids.setdefault((pair.title, pair.right, pair.right_language), f"p{len(ids)}")
        if is_held:
            wanted[pair.left, pair.left_language, pair.source].add(name)
            answering.add(name)
    rng = random.Random(SEED)  # noqa: S311 - a sample, no secret
    chosen = set(answering)
    for language in LANGUAGES:
        others = [name for (_, _, spoken), name in ids.items() if spoken == language and name not in answering]
        chosen.update(rng.sample(others, min(OTHERS, len(others))))
    articles = [_article(name, *texts) for texts, name in ids.items() if name in chosen]
    return articles, dict(wanted)


def _article(name: str, title: str, text: str, language: Language) -> CutArticle:
    return CutArticle(Article(name, title, language, text), (Passage(name, 0, len(text)),))


def built(articles: Sequence[CutArticle], work: Path, encoder: Encoder) -> Snapshot:
    """Return an index of `articles` in the folder `work`: the one that lies there, if it is of these and sound."""
    made_of = hashlib.sha256(f"{FORMAT_VERSION} {shipped_pieces().digest} {encoder.digest}".encode())
    for one in articles:
        made_of.update(f"{one.article!r} {one.passages!r}".encode("utf-8", "replace"))
    store, mark = Store(work), work / "made-of"
    if mark.exists() and mark.read_text(encoding="utf-8") == made_of.hexdigest():
        try:
            return open_snapshot(store, encoder)
        except IndexFloorError:
            pass  # damaged, or a part was removed: it is built again
    mark.unlink(missing_ok=True)
    build_from_articles(articles, work, encoder)
    mark.write_text(made_of.hexdigest(), encoding="utf-8")
    return open_snapshot(store, encoder)


def ask_all(search: Search, wanted: Mapping[tuple[str, Language, str], set[str]], console: Console) -> list[Asked]:
    """Return the candidates of every question."""
    names = search.snapshot.passages.article_ids()
    spoken = dict(zip(names, search.snapshot.passages.languages(), strict=True))
    asked = []
    for (question, language, source), answers in track(list(wanted.items()), "asking", console=console):
        query = search.read(question, language)
        found = find_candidates(query, search.snapshot, search.table)
        values = np.array([getattr(found.parts, name) for name in PARTS], dtype=np.float64)
        right = np.array([names[row] in answers for row in found.rows], np.bool_)
        asked.append(Asked(source, language, values, right, found.links, frozenset(spoken[name] for name in answers)))
    return asked


def fit(asked: Sequence[Asked], rows: Sequence[int]) -> NDArray[np.float64]:
    """Return the weights of the parts `rows`, shape (rows,), that make the answers likely among their candidates.

    Sources count by the square root of their questions, so that one with thousands does not set the weights alone.
    """
    usable = [one for one in asked if one.answers.any() and not one.answers.all()]
    if not usable:
        msg = (
            "no held-back question has an answer among its candidates; --data takes the folder with the training files"
        )
        raise TrainingDataError(msg)
    counts = Counter(one.source for one in usable)
    widest = max(one.values.shape[1] for one in usable)
    values = np.zeros((len(usable), widest, len(rows)))
    answers, there = (np.zeros((len(usable), widest), np.bool_) for _ in range(2))
    for number, one in enumerate(usable):
        values[number, : one.values.shape[1]] = one.values[list(rows)].T
        answers[number, : one.values.shape[1]] = one.answers
        there[number, : one.values.shape[1]] = True
    spread = values[there].std(axis=0) + 1e-9
    shares = np.array([counts[one.source] ** -0.5 for one in usable])
    found: NDArray[np.float64] = _minimise(values / spread, answers, there, shares / shares.sum()) / spread
    return found


def _minimise(
    values: NDArray[np.float64], answers: NDArray[np.bool_], there: NDArray[np.bool_], shares: NDArray[np.float64]
) -> NDArray[np.float64]:
    lists, right, real, counted = (torch.from_numpy(array) for array in (values, answers, there, shares))
    weights = torch.zeros(values.shape[2], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        logits = (lists @ weights).masked_fill(~real, -torch.inf)
        likely = torch.log_softmax(logits, dim=1)
        # The mean over the answers: each has to be found, not only the easiest.
        each = torch.where(right, likely, 0.0).sum(dim=1) / right.sum(dim=1)
        total = -(counted * each).sum() + PENALTY * (weights**2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    found: NDArray[np.float64] = weights.detach().numpy()
    return found


def learn_ranking(asked: Sequence[Asked]) -> Ranking:
    """Return the weights within a language and across, comparable with each other.

    What counterparts tell depends on the weights, and the weights on it: they are learned without first, then a few
    times with what the weights before made of the counterparts. Each question counts once with its counterparts and
    once without, since most corpora say most things in one language; and for how both sides compare, once more without
    the answers in its own language, or the other language's would stay behind where they are all there is.

    Raises:
        TrainingDataError: the questions do not say how to weigh one side or both.
    """
    both = [*asked, *(one.apart() for one in asked)]
    abroad = [one.abroad() for one in asked]
    ranking = _learn(both, abroad)
    for _ in range(TURNS):
        ranking = _learn([one.heard(ranking) for one in both], abroad)
    return ranking


def _learn(asked: Sequence[Asked], abroad: Sequence[Asked]) -> Ranking:
    """Return the weights of each side learned from `asked`, and how both compare from those and from `abroad`."""
    rows = [row for row in range(len(PARTS)) if row != ACROSS]
    within, across = (fit([one.side(across=crosses) for one in asked], rows) for crosses in (False, True))
    together = [_joined(one, rows, within, across) for one in (*asked, *abroad)]
    alike, other, shift = fit(together, (0, 1, 2))
    if min(alike, other) <= 0:
        msg = f"scores within and across cannot be compared (weights {alike:.3f}, {other:.3f}); nothing was written"
        raise TrainingDataError(msg)
    scale = other / alike
    weights = [dict(zip([PARTS[row] for row in rows], side, strict=True)) for side in (within, across * scale)]
    return Ranking(
        {name: float(weights[0].get(name, 0.0)) for name in PARTS},
        {name: float(weights[1].get(name, shift / alike)) for name in PARTS},
    )


def _joined(one: Asked, rows: Sequence[int], within: NDArray[np.float64], across: NDArray[np.float64]) -> Asked:
    """Return the question with three parts: the score within or 0, the score across or 0, and 1 across."""
    crosses = one.values[ACROSS]
    values = one.values[list(rows)]
    parts = np.stack([(within @ values) * (1 - crosses), (across @ values) * crosses, crosses])
    return replace(one, values=parts)


def recalls(asked: Sequence[Asked], ranking: Ranking, first: int = 5) -> dict[str, tuple[float, int]]:
    """Return by source and direction the share of questions answered by the `first` of a language, and how many asked.

    A question counts in each language in which the index holds an answer.
    """
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for one in (each.heard(ranking) for each in asked):
        for language in sorted(one.answered_in):
            side = one.side(across=language != one.language)
            order = np.argsort(-ranking.weigh(Parts(*side.values)).scores, kind="stable")
            found[f"{one.source} {one.language}-{language}"].append(bool(side.answers[order[:first]].any()))
    return {name: (float(np.mean(hits)), len(hits)) for name, hits in sorted(found.items())}


def shares_in_one_list(asked: Sequence[Asked], ranking: Ranking, first: int = 5) -> tuple[float, float]:
    """Return which share of the answers that were found stand among the `first` of one list of both languages.

    Of questions whose own language holds an answer, and of those where only the other does; means over the sources,
    apart from counterparts.
    """
    own, abroad = defaultdict[str, list[bool]](list), defaultdict[str, list[bool]](list)
    for one in asked:
        mine = one.answers & (one.values[ACROSS] == 0)
        for found, question, answers in ((own, one.apart(), mine), (abroad, one.abroad(), one.abroad().answers)):
            if answers.any():
                order = np.argsort(-ranking.weigh(Parts(*question.values)).scores, kind="stable")
                found[one.source].append(bool(answers[order[:first]].any()))
    within, across = (
        float(np.mean([np.mean(hits) for hits in found.values()])) if found else 0.0 for found in (own, abroad)
    )
    return within, across


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m index.training.ranking", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the training files")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("training-work/ranking"),
        help="for the index that is asked; remove it when word search itself has changed",
    )
    parser.add_argument("--out", type=Path, default=SHIPPED_RANKING, help="the file that is written")
    given = parser.parse_args(arguments)
    console = Console()
    try:
        with console.status("reading the training texts"):
            articles, wanted = held_back_questions(read_pairs(given.data))
    except TrainingDataError as error:
        console.print(str(error), style="red", markup=False)
        return 2
    nothing, encoder = dict.fromkeys(PARTS, 0.0), shipped_encoder()
    with console.status(f"building an index of {len(articles)} passages"):
        snapshot = built(articles, given.work, encoder)
    try:
        search = Search(snapshot, encoder, load_lexicon(), ranking=Ranking(nothing, nothing))
        asked = ask_all(search, wanted, console)
    finally:
        snapshot.close()
    try:
        ranking = learn_ranking(asked)
    except TrainingDataError as error:
        console.print(str(error), style="red", markup=False)
        return 2
    save_ranking(given.out, ranking)
    console.print("what is learned of few passages has to be learned anew: run `python -m bot.answers.training.few`")
    console.print(f"wrote {given.out}; recall@5 of the questions learned from, each language alone:")
    console.print("  with counterparts and without")
    apart = recalls([one.apart() for one in asked], ranking)
    for name, (recall, count) in recalls(asked, ranking).items():
        console.print(f"  {name:<32} {count:>6,} {recall:.3f} {apart[name][0]:.3f}", markup=False, highlight=False)
    own, abroad = shares_in_one_list(asked, ranking)
    console.print(f"among the first five of one list: in the own language {own:.3f}, only in the other {abroad:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
