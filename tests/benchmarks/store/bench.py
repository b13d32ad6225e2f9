"""What all steps share: folders of articles, their built indexes, questions, and the options."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.settings import Settings
from bot.wiring import CorpusParts
from corpus.library import read_article
from corpus.passages import cut_passages
from corpus.roots import Root, scan_roots
from index.builds.building import encoded_text
from index.errors import IndexFloorError
from tests.benchmarks.store.corpora import ScaleArticle, make_folder, read_questions, read_scale
from tests.benchmarks.store.machine import Machine
from tests.benchmarks.store.processes import ROOT, Ran, run, sourcier

ALL = 189_479  # articles of the scale data
TEN, HUNDRED = 10_000, 100_000
# Articles of the corpus of a million passages, for each article of the whole: they have 1.99 passages at the mean.
FOR_A_MILLION = 505_000 / ALL
QUESTIONS = 440  # of which the first 40 warm up


def note(text: str) -> None:
    """Tell whoever waits what is going on."""
    from rich.console import Console

    Console(stderr=True).print(text, style="dim", highlight=False)


@dataclass(frozen=True)
class Built:
    """A folder of articles with the data folder of its index; `told` is what the build that made it took, if now."""

    name: str
    folder: Path
    data: Path
    articles: int
    told: Ran | None = None

    def parts(self) -> CorpusParts:
        """Return the parts of its index."""
        return CorpusParts(Settings(corpus=self.folder, data_dir=self.data, _env_file=None))  # type: ignore[call-arg]

    def store(self) -> Path:
        """Return the folder of its store."""
        return self.parts().store.folder

    def current(self) -> str | None:
        """Return the name of the snapshot in use."""
        return self.parts().store.current()

    def command(self, name: str, *more: object) -> list[str]:
        """Return a command of `sourcier` on it."""
        return sourcier(name, *more, "--corpus", self.folder, "--data-dir", self.data)

    def passages(self) -> int:
        """Return how many passages the index in use has."""
        parts = self.parts()
        opened = parts.open()
        try:
            return int(opened.manifest.passages)
        finally:
            opened.close()


@dataclass
class Bench:
    """The options of one run, and what it made so far."""

    data: Path
    work: Path
    articles: int = ALL
    peers: Path | None = None
    peer_texts: int = 300
    repetitions: int = 5
    answers: int = 10_000
    machine: Machine | None = None
    made: dict[str, Built] = field(default_factory=dict)

    @cached_property
    def scale(self) -> list[ScaleArticle]:
        """The articles of the scale data that are used."""
        note("reading the scale data")
        return read_scale(self.data)[: self.articles]

    def count(self, name: str) -> int:
        """Return how many articles the corpus `name` has."""
        all_ = min(self.articles, ALL)
        counts = {"ten": min(TEN, all_), "hundred": min(HUNDRED, all_), "scale": all_}
        return counts[name] if name in counts else round(all_ * FOR_A_MILLION)

    def folder(self, name: str) -> Built:
        """Return the corpus `name` (ten, hundred, scale, million) as files, built or not."""
        count = self.count(name)
        place = self.work / f"{name}-{count}"
        built = Built(name, place / "articles", place / "data", count)
        if not (place / "articles.made").exists():
            note(f"writing {count:,} articles to {built.folder}")
            make_folder(built.folder, self.scale, count)
        return built

    def build(self, name: str) -> Built:
        """Build the corpus's index from nothing, its memory sampled."""
        built = self.folder(name)
        shutil.rmtree(built.data, ignore_errors=True)
        note(f"building the index of {built.articles:,} articles")
        told = run(built.command("rebuild-index", "--json"), sample=True)
        note(f"  took {told.wall_s:.0f} s")
        self.made[name] = Built(name, built.folder, built.data, built.articles, told)
        return self.made[name]

    def built(self, name: str) -> Built:
        """Return the corpus with an index that opens: an earlier run's, or built now."""
        if name not in self.made:
            built = self.folder(name)
            try:
                built.parts().open().close()
                self.made[name] = built
            except IndexFloorError:
                return self.build(name)
        return self.made[name]

    def questions(self) -> Path:
        """Return a file with the questions that are asked, a JSON list."""
        path = self.work / "questions.json"
        if not path.exists():
            path.write_text(json.dumps(read_questions(self.data, QUESTIONS), ensure_ascii=False), encoding="utf-8")
        return path

    def asked(self) -> list[str]:
        """Return the questions."""
        found: list[str] = json.loads(self.questions().read_text(encoding="utf-8"))
        return found

    def texts(self, name: str, *, whole: bool, at_most: int) -> Path:
        """Return a file of JSON lines of texts of the corpus `ten`: its articles `whole`, or cut into passages."""
        path = self.work / f"{name}-{self.count('ten')}-{at_most}.jsonl"
        if not path.exists():
            with path.open("w", encoding="utf-8") as lines:
                for number, record in enumerate(self._texts(whole=whole)):
                    if number == at_most:
                        break
                    lines.write(json.dumps(record, ensure_ascii=False) + "\n")
        return path

    def _texts(self, *, whole: bool) -> Iterator[dict[str, Any]]:
        for file in scan_roots([Root(self.folder("ten").folder)]).files:
            article = read_article(file)
            if whole:
                yield {"id": article.id, "text": f"{article.title}\n{article.text}"}
                continue
            for passage in cut_passages(article):
                yield {"id": f"{article.id}#{passage.start}", "text": encoded_text(article, passage)}

    def measure_machine(self) -> Machine:
        """Return what the machine can do at most, measured once a run."""
        if self.machine is None:
            from sys import executable

            note("measuring the machine")
            command = [executable, "-m", "tests.benchmarks.store.machine", self.work / "disk"]
            texts = self.texts("sample", whole=False, at_most=4000)
            self.machine = Machine(**run([*map(str, command), str(texts)], cwd=ROOT).record())
        return self.machine
