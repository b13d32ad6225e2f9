"""The folders of articles that the store is measured with, made from the scale data; the same ones each time.

A folder is the first so many articles of an order in which every kind of them is spread evenly. Beyond those there are,
articles come again with changed words (`changed_words`): about a third of the longer ones are replaced by others that
were drawn as often as the articles use them, so that how rare words are, and where vectors lie, stays like it was.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FILES = ("laws.en", "laws.fr", "news.fr", "phpdocs.en", "phpdocs.fr")
IN_A_FOLDER = 1000
MADE = ".made"  # beside the folder: how many articles it holds, written when all are there

LONGER = 6  # letters from which on a word is a longer one: content words mostly, in both languages
REPLACED = 3  # one in so many of the longer words is replaced
POOL = 400_000  # running words that replacements are drawn from, for each language

WORD = re.compile(rf"[^\W\d_]{{{LONGER},}}")


@dataclass(frozen=True, slots=True)
class ScaleArticle:
    """One article of the scale data."""

    id: str
    kind: str
    language: str
    title: str
    date: str
    text: str

    def as_markdown(self) -> str:
        """Return the file that holds it."""
        head = [f"title: {json.dumps(self.title, ensure_ascii=False)}", f"language: {self.language}"]
        head += [f"date: {self.date}"] if self.date else []
        return "\n".join(["---", *head, f"collection: {self.kind}", "---", "", self.text, ""])


def read_scale(data: Path) -> list[ScaleArticle]:
    """Return every article of the scale data, kinds spread evenly: any first part of them is like the whole."""
    placed = []
    for number, name in enumerate(FILES):
        kind, language = name.split(".")
        with gzip.open(data / "scale" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for place, row in enumerate(rows):
            title = ": ".join(part for part in (row.get("title", ""), row.get("heading", "")) if part)
            article = ScaleArticle(
                f"{kind}-{language}-{place:06d}", kind, language, title, row.get("date", ""), row["text"]
            )
            placed.append(((place + 0.5) / len(rows), number, article))
    return [article for *_, article in sorted(placed, key=lambda one: one[:2])]


def pool_of(articles: Sequence[ScaleArticle], language: str, size: int = POOL) -> list[str]:
    """Return longer words of the articles in one language, each as often as they use it, `size` at most.

    Words of evenly spread articles, so that the pool is as varied as they are.
    """
    spoken = [one for one in articles if one.language == language]
    step = max(1, len(spoken) * 20 // size)  # some twenty longer words an article are taken
    words: list[str] = []
    for article in spoken[::step]:
        found = WORD.findall(article.text)
        words += found[:: max(1, len(found) // 20)]
    return words[:size]


def changed_words(text: str, pool: Sequence[str], seed: int) -> str:
    """Return `text` with about a third of its longer words replaced by words of `pool`.

    A word that stands twice is replaced twice by the same one. The same text, pool and seed give the same text. The
    first letter stays a capital where it is one.
    """
    if not pool:
        return text

    def replaced(match: re.Match[str]) -> str:
        word = match.group()
        drawn = _mixed(zlib.crc32(word.lower().encode()) ^ seed)
        if drawn % REPLACED:
            return word
        other = pool[_mixed(drawn + 1) % len(pool)].lower()
        return other.capitalize() if word[0].isupper() else other

    return WORD.sub(replaced, text)


def _mixed(number: int) -> int:
    """Return 32 bits that all depend on all of `number`'s (the finaliser of MurmurHash3)."""
    number &= 0xFFFFFFFF
    number = ((number ^ (number >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    number = ((number ^ (number >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return number ^ (number >> 16)


def repeated(articles: Sequence[ScaleArticle], count: int) -> Iterator[ScaleArticle]:
    """Yield `count` articles: those there are, then the same with changed words, as often as it takes."""
    pools = {language: pool_of(articles, language) for language in ("en", "fr")} if count > len(articles) else {}
    for place in range(count):
        copy, number = divmod(place, len(articles))
        one = articles[number]
        if copy == 0:
            yield one
            continue
        seed = zlib.crc32(f"{copy} {one.id}".encode())
        pool = pools[one.language]
        title, text = changed_words(one.title, pool, seed), changed_words(one.text, pool, seed)
        yield ScaleArticle(f"copy{copy}-{one.id}", one.kind, one.language, title, one.date, text)


def make_folder(folder: Path, articles: Sequence[ScaleArticle], count: int) -> None:
    """Have `folder` hold `count` articles as files; nothing is done where an earlier run made it whole."""
    made = folder.with_name(folder.name + MADE)
    if made.exists() and made.read_text() == str(count):
        return
    made.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    for place, one in enumerate(repeated(articles, count)):
        into = folder / f"{place // IN_A_FOLDER:04d}"
        if place % IN_A_FOLDER == 0:
            into.mkdir(parents=True)
        (into / f"{one.id}.md").write_text(one.as_markdown(), encoding="utf-8")
    made.write_text(str(count))


def read_questions(data: Path, count: int) -> list[str]:
    """Return `count` of people's questions of the development set, spread evenly over its domains and rows."""
    found: list[str] = []
    domains = ("laws", "news", "techdocs", "trivia", "wiki")
    for domain in domains:
        with gzip.open(data / "eval" / "dev" / domain / "queries.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts = [text for text in (json.loads(line)["text"] for line in lines) if not text.startswith("-")]
        wanted = -(-count // len(domains))
        found += texts[:: max(1, len(texts) // wanted)][:wanted]
    # Domains in turn, so that the first few questions are of all of them.
    return sorted(found[: wanted * len(domains)], key=lambda text: _mixed(zlib.crc32(text.encode())))[:count]
