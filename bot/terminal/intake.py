"""What came into the folder of articles and what went out of it, as people and as machines read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.terminal.records import Record
from bot.terminal.screen import link, one_line
from bot.terminal.tables import natural_width
from bot.terminal.wording import counted
from bot.texts.dates import written_date

if TYPE_CHECKING:
    from corpus.intake import Taken, Trashed
    from corpus.roots import Root

_HEADS = {
    "added": "Added {id}",
    "replaced": "Replaced {id}; `sourcier corpus restore {token} --swap` brings back what was there",
    "unchanged": "Nothing changed: {id} holds the same",
}


BESIDE = "{earlier} was there already and stays. With --replace, a file takes the place of the one of its name."
COPY = "The same text was there as {copy} too; that one went to the trash."
SHARED_THEN = "The next question at a terminal, or `sourcier rebuild-index`, takes that into the index."
SERVERS_THEN = "A bot that runs takes that into the index by itself, else the next question at a terminal does."


def render_taken(taken: Taken, root: Root) -> RenderableType:
    """Return what was added, as it will be read, and what the file says unclearly."""
    facts = [taken.language, counted(taken.words, "word")]
    if taken.published:
        facts.insert(1, written_date(taken.published, "en"))
    head = _HEADS[taken.outcome].format(id=one_line(taken.id), token=f"{root.id_prefix}{taken.replaced}")
    return Group(
        Text(head, style="bold"),
        Text(one_line(taken.title)),
        Text(" · ".join(facts), style="dim"),
        *([Text(BESIDE.format(earlier=one_line(taken.beside)))] if taken.beside else []),
        *([Text(COPY.format(copy=one_line(taken.copy)))] if taken.copy else []),
        link(taken.url, _path(root, taken.id)),
        *(Text(f"Note: {one_line(note)}") for note in taken.notes),
        *([] if taken.outcome == "unchanged" else [_then(root)]),
    )


def render_removed(gone: Trashed, root: Root) -> RenderableType:
    """Return that an article was removed, and how it comes back."""
    told = f"Removed {one_line(gone.id)}; `sourcier corpus restore {root.id_prefix}{gone.token}` brings it back."
    return Group(Text(told), _then(root))


def render_restored(gone: Trashed, back: str, root: Root) -> RenderableType:
    """Return that an article is back, and as what if its name was taken."""
    renamed = "" if back == gone.id else f", since there is another {one_line(gone.id)} now"
    return Group(Text(f"{one_line(back)} is back{renamed}."), _then(root))


def render_trash(there: Sequence[Trashed]) -> RenderableType:
    """Return what can be brought back, the latest first."""
    return _Removed(there) if there else Text("Nothing was removed.")


@dataclass(frozen=True, slots=True)
class _Removed:
    """What can be brought back: a table, or one below the other where that is too wide. Ids are there to be copied."""

    there: Sequence[Trashed]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        table.add_column("Article", overflow="fold")
        table.add_column("Removed", no_wrap=True)
        table.add_column("Size", justify="right", no_wrap=True)
        table.add_column("ID", no_wrap=True)
        for one in self.there:
            table.add_row(Text(one_line(one.id)), _moment(one), counted(one.size_bytes, "byte"), one.token)
        if natural_width(table, console, options) <= options.max_width:
            yield table
            return
        for one in self.there:
            yield Text(one_line(one.id), overflow="fold")
            yield Padding(Text(f"{_moment(one)} · {counted(one.size_bytes, 'byte')}"), (0, 0, 0, 2))
            yield Padding(Text(one.token, overflow="fold"), (0, 0, 0, 2))


def _moment(one: Trashed) -> str:
    return f"{one.removed:%Y-%m-%d %H:%M} UTC"


def of_taken(taken: Taken, root: Root) -> Record:
    """Return what was added."""
    record = asdict(taken)
    return {
        "article": record.pop("id"),
        "path": str(_path(root, taken.id)),
        **{key: value for key, value in record.items() if key not in ("published", "notes")},
        "date": taken.published.isoformat() if taken.published else None,
        "notes": list(taken.notes),
    }


def of_trashed(gone: Trashed) -> Record:
    """Return one removed article."""
    return {
        "article": gone.id,
        "token": gone.token,
        "removed": gone.removed.isoformat(timespec="seconds"),
        "size_bytes": gone.size_bytes,
    }


def of_trash(there: Sequence[Trashed]) -> Record:
    """Return what can be brought back, the latest first."""
    return {"removed": [of_trashed(one) for one in there]}


def of_restored(back: str, root: Root) -> Record:
    """Return which article is back."""
    return {"article": back, "path": str(_path(root, back))}


def _then(root: Root) -> Text:
    """Return when answers will show what was changed."""
    return Text(SHARED_THEN if root.collection is None else SERVERS_THEN, style="dim")


def _path(root: Root, article_id: str) -> Path:
    return root.folder.resolve() / article_id.removeprefix(root.id_prefix)
