"""`sourcier corpus add`, `remove` and `restore`: changing the host's own folder of articles, with every guard.

With `--server`, or an id that begins with a server's, it is that server's collection that is changed. The shipped
articles are left as they are. Nothing is fetched but the pages whose links are given.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.failures import FAILED, NothingDoneError, UsageError, handled, report
from bot.terminal.options import CorpusOption, DataDirOption, JsonOption, settings_from
from bot.terminal.screen import Screen, one_line, readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.settings import Settings
    from corpus.errors import CorpusError
    from corpus.intake import Taken
    from corpus.roots import Root

ServerOption = Annotated[
    str | None,
    typer.Option(metavar="ID", help="A Discord server's id: its own articles are meant, which answer only there."),
]
_OF_SERVER = re.compile(r"@([0-9]+)/.")
_LINK = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,9}$", re.IGNORECASE)  # of a file, and not of "Release 1.2" or "St. Louis"
_BARE_LINK = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/\S*|www\.\S+", re.IGNORECASE)


@handled
def add(
    files_or_links: Annotated[
        list[str],
        typer.Argument(metavar="FILE_OR_LINK", help="Files, zip files of several, or addresses of web pages."),
    ],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What to call the article's file. Without it: its own name.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the article of the same name, which goes to the trash.")
    ] = False,
    server: ServerOption = None,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
) -> None:
    """Add articles to your own folder: files, zip files of several, or pages from the web, a page a link.

    Each is tried before it is put in place, in a process with limits on time and memory. A page keeps its address, and
    replaces what was fetched from there before. Of several, those that are refused keep out no other.
    """
    from bot.places import claim_servers_folder
    from bot.terminal.intake import of_taken, render_taken
    from bot.terminal.records import as_line
    from corpus.errors import CorpusError
    from corpus.intake import is_archive

    settings, screen = settings_from(corpus, data_dir), Screen()
    root, called = _root(settings, server), None if name is None else _checked(readable(name))
    several = len(files_or_links) > 1 or is_archive(files_or_links[0])
    if several and called is not None:
        msg = "--name says what one article's file is called; give one file or link with it, and no zip file"
        raise UsageError(msg)
    counts: Counter[str] = Counter()
    for what, taken in _tried(root, files_or_links, called, replace):
        if isinstance(taken, CorpusError):
            if not several:
                raise taken
            said = str(taken)
            report(said if said.startswith(what) else f"{what}: {said}", as_json=json)
            counts["refused"] += 1
            continue
        claim_servers_folder(settings)
        _tell_renamed(screen, taken, called)
        counts[taken.outcome] += 1
        if json:
            screen.line(as_line(of_taken(taken, root)))
        else:
            screen.show(render_taken(taken, root), *([""] if several else []))
    if several and not json:
        screen.show(f"Files added: {counts['added'] + counts['replaced']:,} of {counts.total():,}")
    if counts["refused"]:
        raise typer.Exit(FAILED)


@handled
def remove(
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's id, as `sourcier corpus list` shows it.")],
    server: ServerOption = None,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
) -> None:
    """Move an article of your own folder to its trash; `sourcier corpus restore` brings it back."""
    from bot.terminal.intake import of_trashed, render_removed
    from bot.terminal.records import as_line
    from corpus import intake
    from corpus.refusals import IntakeError

    settings, screen = settings_from(corpus, data_dir), Screen()
    wanted = unicodedata.normalize("NFC", readable(article))
    root = _root(settings, server, wanted)
    below = wanted.removeprefix(root.id_prefix)
    try:
        gone = intake.remove(root, f"{root.id_prefix}{below}")
    except IntakeError as error:
        near = _nearest_in(root, below) if error.reason == "not_found" else None
        if near is None:
            raise
        msg = f"there is no article {error.values['name']}; did you mean {one_line(near)}?"
        raise NothingDoneError(msg) from error
    screen.show(render_removed(gone, root)) if not json else screen.line(as_line(of_trashed(gone)))


@handled
def restore(
    article: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="What to bring back, by an ID that the list shows, or an article's own, of which the latest "
            "comes back. Without it: the list.",
        ),
    ] = None,
    swap: Annotated[
        bool, typer.Option("--swap", help="Put what has its name now into the trash; without it, it gets a number.")
    ] = False,
    server: ServerOption = None,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
) -> None:
    """Bring back an article that was removed or replaced, the latest of that id; without an id, list them."""
    from bot.terminal.intake import of_restored, of_trash, render_restored, render_trash
    from bot.terminal.records import as_line
    from corpus import intake
    from corpus.refusals import IntakeError

    settings, screen = settings_from(corpus, data_dir), Screen()
    wanted = unicodedata.normalize("NFC", readable(article or ""))
    root = _root(settings, server, wanted)
    there = intake.trashed(root)
    if article is None:
        screen.show(render_trash(there), wide=True) if not json else screen.line(as_line(of_trash(there)))
        return
    below = wanted.removeprefix(root.id_prefix)
    found = next((one for one in there if below in (one.id.removeprefix(root.id_prefix), one.token)), None)
    if found is None:
        raise IntakeError("not_in_trash", name=wanted[:200])
    back = intake.restore(root, found.token, swap=swap)
    screen.show(render_restored(found, back, root)) if not json else screen.line(as_line(of_restored(back, root)))


def _root(settings: Settings, server: str | None, article_id: str = "") -> Root:
    """Return the collection that is meant: a server's, else the folder of articles, which must be the host's own.

    Raises:
        UsageError: that is no server's id.
        CorpusError: the folder is missing, or it is that of the shipped articles.
    """
    from bot.settings import shipped_corpus
    from bot.wiring import servers_folder, shared_root
    from corpus.errors import CorpusError
    from corpus.library import scan_folder
    from corpus.roots import SERVER_FOLDER, server_root

    said = _OF_SERVER.match(article_id)
    number = server or (said[1] if said else None)
    if number is not None:
        if not SERVER_FOLDER.fullmatch(number):
            msg = f"{number} is no server's id; in Discord's developer mode, a right click on a server copies it"
            raise UsageError(msg)
        return server_root(servers_folder(settings), number)
    if settings.corpus.resolve() == shipped_corpus().resolve():
        msg = "the shipped articles stay as they are; set SOURCIER_CORPUS to a folder of your own, or give --corpus"
        raise CorpusError(msg)
    root = shared_root(settings)
    scan_folder(root.folder, without=root.without)
    return root


def _nearest_in(root: Root, below: str) -> str | None:
    """Return the id that comes nearest; what all ids begin with makes none nearer."""
    from bot.terminal.wording import nearest_id
    from corpus import intake

    near = nearest_id(below, [one.id.removeprefix(root.id_prefix) for one in intake.listing(root)])
    return None if near is None else f"{root.id_prefix}{near}"


def _checked(name: str) -> str:
    """Return what an article is to be called.

    Raises:
        UsageError: that is no file's name.
    """
    if re.search(r"[/\\]", name) or not any(character.isalnum() for character in name):
        msg = f"--name is {name!r}; wanted the name of a file alone, since it is put into the folder of articles itself"
        raise UsageError(msg)
    return name.strip()


def _tell_renamed(screen: Screen, taken: Taken, called: str | None) -> None:
    """Say so where an article was added by another name than it was to be called, but for a number and its ending."""
    from corpus.intake.names import safe_name

    if (
        called is not None
        and taken.outcome == "added"
        and safe_name(called, "") != unicodedata.normalize("NFC", called)
    ):
        screen.note(f"Not every system's files can be called {called!r}, so that was changed.")


def _tried(
    root: Root, files_or_links: Sequence[str], name: str | None, replace: bool
) -> Iterator[tuple[str, Taken | CorpusError]]:
    """Yield what became of each file and page, and of each file of an archive, or why it was not taken in."""
    from corpus.errors import CorpusError
    from corpus.intake import is_archive

    for written in map(readable, files_or_links):
        try:
            if _LINK.match(written):
                yield written, _from_web(root, written, name)
            elif is_archive(written):
                yield from _from_archive(root, written, replace)
            else:
                yield written, _from_disk(root, written, name, replace)
        except CorpusError as error:
            yield written, error


def _from_web(root: Root, link: str, name: str | None) -> Taken:
    import asyncio

    from corpus import fetching
    from corpus.intake import take_in

    page = asyncio.run(fetching.fetch_page(link))
    called = page.name if name is None else f"{_ENDING.sub('', name)}{page.suffix}"
    return take_in(root, called, page.data, url=page.url)


def _from_archive(root: Root, file: str, replace: bool) -> Iterator[tuple[str, Taken | CorpusError]]:
    from corpus.errors import CorpusError
    from corpus.intake import Archive, take_in

    with _there(file).open("rb") as opened:
        archive = Archive(opened)
        for one in archive.files:
            what = f"{file}: {one_line(one.path)}"
            try:
                yield what, take_in(root, one.name, archive.read(one), url=one.url, replace=replace)
            except CorpusError as error:
                yield what, error


def _from_disk(root: Root, file: str, name: str | None, replace: bool) -> Taken:
    from corpus.intake import IntakeLimits, take_in
    from corpus.refusals import IntakeError

    path, most = _there(file), IntakeLimits().file_bytes
    if path.stat().st_size > most:
        raise IntakeError("too_large", megabytes=most // 1_000_000)
    called = path.name if name is None else name if _ENDING.search(name) else f"{name}{path.suffix}"
    return take_in(root, called, path.read_bytes(), replace=replace)


def _there(file: str) -> Path:
    """Return where a file lies.

    Raises:
        CorpusError: there is none.
    """
    from corpus.errors import CorpusError
    from corpus.homes import at_home

    path = at_home(file)
    if not path.is_file():
        if file and path.is_dir():
            hint = "add what is in a folder a file at a time, or name the folder with --corpus or SOURCIER_CORPUS"
        elif _BARE_LINK.fullmatch(file) and not path.exists():
            hint = f"for a web page write https://{file}"
        else:
            hint = "check how its path is spelt, or write the address of a web page with https://"
        msg = f"{file or 'what was given'} is no file; {hint}"
        raise CorpusError(msg)
    return path
