"""What people see of a server's own articles. Pure functions; they know no message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Literal, get_args

from bot.answers.shown.links import linkable
from bot.discord_app.article_choices import hashed
from bot.discord_app.controls import LONGEST_CHOICE, Button, cut_label
from bot.discord_app.escaping import fitted, size
from bot.discord_app.indexing.naming import shown_id
from bot.discord_app.replies import ANSWERED, REFUSED, Card, Document, within
from bot.discord_app.routing import LONGEST_ID, MARK, custom_id
from bot.discord_app.speech import written_number
from bot.texts import say
from bot.texts.dates import written_date
from corpus.article import Article, Language
from corpus.intake import IntakeLimits, Listed, Taken, Trashed
from corpus.intake.adding import Outcome
from corpus.intake.names import safe_name
from corpus.notes import Note

PAGE = 8  # articles a page: two lines each fill a telephone's screen
LONGEST_TITLE = 160
LONGEST_NOTE = 80  # characters of what a file says itself
LONGEST_EXCERPT = 700
NOTES_SHOWN = 4
REMOVED = 25  # articles of the trash that are listed; with their names cut they fit one message
LONGEST_REMOVED = 50  # characters of its title, and of its file's name
LONGEST_OF_SEVERAL = 60  # characters of a title or a file's name, so that five files fit one message
APART = 5  # files that have a part of the card each
NAMED_TOGETHER = 12  # files that are named of those of which one sentence is said
TITLED_TOGETHER = 25  # articles of many that are named
OUT = "corpus-out"  # the action of a button that removes an article


@dataclass(frozen=True, slots=True)
class NotTaken:
    """One of several files that was not taken in; `why` is a sentence of ours."""

    name: str
    why: str


def name_of(article_id: str) -> str:
    """Return an article's id as its server knows it: the path of its file."""
    return shown_id(article_id)


def added(taken: Taken, language: Language, *, state: str, shared: bool, small: Sequence[str] = ()) -> Card:
    """Return what is said when an article was taken in; `state` is the key of how far its indexing is.

    `small` are sentences of what is to be known beside.
    """
    lines = [_heading(taken.outcome, state, language), _titled(taken.title, taken.url)]
    lines += [_read_as(taken, LONGEST_TITLE, language), *_aside(taken, LONGEST_TITLE, language)]
    lines += [f"-# {_noted(note, language)}" for note in taken.notes[:NOTES_SHOWN]]
    lines += _standing(state, small, language)
    buttons = _undoing(taken, language, shared=shared) if taken.outcome != "unchanged" else ()
    return Card(("\n".join(lines),), ANSWERED, (buttons,) if buttons else ())


def several(tried: Sequence[Taken | NotTaken], language: Language, *, state: str, small: Sequence[str] = ()) -> Card:
    """Return what became of each of several files, in their order, of many by what it was; otherwise as `added`.

    Which of them a button takes out could not be seen on it, so the commands are named.
    """
    taken = [one for one in tried if isinstance(one, Taken)]
    new = [one for one in taken if one.outcome != "unchanged"]
    counts = {"added": written_number(len(new), language), "all": written_number(len(tried), language)}
    head = [f"**{say(language, 'discord.corpus.several', **counts)}**"]
    in_use = "in_use_several" if len(new) > 1 else "in_use"
    if new or (taken and state != "in_use"):
        head.append(say(language, f"discord.corpus.{in_use if state == 'in_use' else state}"))
    head += _small(small)
    head += [f"-# {say(language, 'discord.corpus.several_undo')}"] if new else []
    told = [_one_of_several(one, language) for one in tried] if len(tried) <= APART else _of_many(tried, language)
    return Card(within(["\n".join(head), *told]), ANSWERED if taken else REFUSED)


def removed(trashed: Trashed, language: Language, *, state: str, shared: bool, small: Sequence[str] = ()) -> Card:
    """Return what is said when an article was removed, with a button that brings it back."""
    lines = [
        _heading("removed", state, language),
        *_called(trashed.title, trashed.id),
        *_standing("out_of_use" if state == "in_use" else state, small, language),
    ]
    undo = _undo("corpus-in", trashed.token, language, shared=shared)
    return Card(("\n".join(lines),), REFUSED, ((undo,),))


def page(files: Sequence[Listed], number: int, limits: IntakeLimits, language: Language, *, shared: bool) -> Card:
    """Return one page of the list, counted from 0; a page that is no longer there is the last one."""
    if not files:
        return Card((say(language, "discord.corpus.none"),), REFUSED)
    pages = -(-len(files) // PAGE)
    number = min(max(number, 0), pages - 1)
    heading = say(
        language,
        "discord.corpus.heading_shared" if shared else "discord.corpus.heading",
        articles=written_number(len(files), language),
        most=written_number(limits.articles, language),
        megabytes=written_number(round(sum(one.size_bytes for one in files) / 1_000_000), language),
        room=written_number(limits.total_bytes // 1_000_000, language),
    )
    shown = [_listed(one, language) for one in files[number * PAGE : (number + 1) * PAGE]]
    return Card((f"**{heading}**", "\n".join(shown)), ANSWERED, _turning(number, pages, language, shared=shared))


def restored(article_id: str, title: str | None, language: Language, *, state: str, small: Sequence[str] = ()) -> Card:
    """Return what is said when an article was brought back; `title` is None where nobody knows it."""
    lines = [_heading("restored", state, language), *_called(title, article_id)]
    return Card(("\n".join([*lines, *_standing(state, small, language)]),), ANSWERED)


def trash(there: Sequence[Trashed], language: Language) -> Card:
    """Return the latest of what was removed or replaced, as the command that brings it back calls it."""
    if not there:
        return Card((say(language, "discord.corpus.restore.none"),), REFUSED)
    lines = []
    for one in there[:REMOVED]:
        names = [fitted(name, LONGEST_REMOVED) for name in (one.title, name_of(one.id)) if name]
        lines.append(f"{' · '.join(names)} · <t:{int(one.removed.timestamp())}:f>")
    if len(there) > REMOVED:
        more = written_number(len(there) - REMOVED, language)
        lines.append(f"-# {say(language, 'discord.corpus.restore.more', number=more)}")
    return Card((f"**{say(language, 'discord.corpus.restore.heading')}**", "\n".join(lines)), ANSWERED)


def trash_label(one: Trashed, language: Language) -> str:
    """Return the name of a choice: an article, and when it was removed, which tells several of one name apart."""
    when = f" · {written_date(one.removed.date(), language)}, {one.removed:%H:%M} UTC"
    return cut_label(trash_name(one), LONGEST_CHOICE - size(when)) + when


def trash_name(one: Trashed) -> str:
    """Return what a removed article is called: by its title, where that is known, and its file."""
    name = name_of(one.id)
    if one.title is None:
        return name
    return f"{cut_label(one.title, LONGEST_CHOICE // 3)} · {name}"


def archive_name(server: str) -> str:
    """Return the file name of a server's articles: "articles-Halden-Games.zip"."""
    return safe_name("-".join(["articles", *re.findall(r"\w+", server)]), ".zip")


def exported(articles: int, document: Document, language: Language, *, small: Sequence[str] = ()) -> Card:
    """Return an archive of articles."""
    said = say(language, "discord.corpus.export.done", articles=written_number(articles, language))
    return Card(("\n".join([said, *_small(small)]),), ANSWERED, document=document)


def about(listed: Listed, article: Article | None, passages: int, language: Language, *, shared: bool) -> Card:
    """Return what an article of the collection is; `article` is None while the index does not hold it yet."""
    source, name = listed.source, name_of(listed.id)
    title = article.title if article else (source.title if source and source.title else name)
    url = (source.url if source else None) or (article.url if article else None)
    lines = [f"**{_titled(title, url)}**", f"-# {fitted(name, LONGEST_TITLE)}"]
    facts = list(_facts(listed, article, passages, language))
    parts = ["\n".join([*lines, *facts])]
    if article is None:
        parts.append(say(language, "discord.corpus.not_yet"))
    else:
        excerpt = fitted(article.text[: 2 * LONGEST_EXCERPT], LONGEST_EXCERPT)
        parts.append(f"{say(language, 'discord.corpus.begins')}\n> {excerpt}")
    press = _press_out(listed.id, shared=shared)
    button = Button(say(language, "discord.corpus.remove_button"), press, "danger")
    return Card(tuple(parts), ANSWERED, ((button,),))


def _facts(listed: Listed, article: Article | None, passages: int, language: Language) -> Iterator[str]:
    source = listed.source
    if article is not None:
        words = _words(len(article.text.split()), language)
        count = say(language, "discord.corpus.passages", number=written_number(passages, language))
        yield f"{_spoken(article.language, language)} · {words} · {count}"
        if article.published:
            yield say(language, "discord.corpus.published", day=written_date(article.published, language))
    taken = date.fromisoformat(source.taken[:10]) if source else listed.modified.date()
    kilobytes = written_number(max(1, round(listed.size_bytes / 1000)), language)
    yield say(language, "discord.corpus.taken", day=written_date(taken, language), kilobytes=kilobytes)


def _listed(one: Listed, language: Language) -> str:
    source = one.source
    title = _titled(
        source.title if source and source.title else PurePosixPath(one.id).stem, source.url if source else None
    )
    small = [fitted(name_of(one.id), LONGEST_TITLE)]
    if source and source.words:
        small.append(_words(source.words, language))
    taken = date.fromisoformat(source.taken[:10]) if source else one.modified.date()
    small.append(written_date(taken, language))
    return f"{title}\n-# {' · '.join(small)}"


def _heading(done: str, state: str, language: Language) -> str:
    """Return what was done, and that it has no effect yet where golden questions hold it back."""
    held = "_held" if state == "held" and done != "unchanged" else ""
    return f"**{say(language, f'discord.corpus.{done}{held}')}**"


def _one_of_several(one: Taken | NotTaken, language: Language) -> str:
    """Return what became of one of several files, a part of a card."""
    if isinstance(one, NotTaken):
        return _not_added([one.name], one.why, language)
    title = fitted(one.title, LONGEST_OF_SEVERAL) or "?"
    lines = [f"**{say(language, f'discord.corpus.{one.outcome}')}** · {title}"]
    return "\n".join([*lines, _read_as(one, LONGEST_OF_SEVERAL, language), *_remarks(one, language)])


def _of_many(tried: Sequence[Taken | NotTaken], language: Language) -> Iterator[str]:
    """Yield what became of many files: first those not taken in, by the reason, since they want something done."""
    refused: dict[str, list[str]] = {}
    for one in tried:
        if isinstance(one, NotTaken):
            refused.setdefault(one.why, []).append(one.name)
    if refused:
        yield "\n".join(_not_added(names, why, language) for why, names in refused.items())
    for outcome in get_args(Outcome):
        came = [one for one in tried if isinstance(one, Taken) and one.outcome == outcome]
        if came:
            yield "\n".join([f"**{say(language, f'discord.corpus.{outcome}')}**", *_together(came, language)])


def _together(came: Sequence[Taken], language: Language) -> Iterator[str]:
    """Yield the titles of articles that all came to the same, and what is to be known of them."""
    for one in came[:TITLED_TOGETHER]:
        yield fitted(one.title, LONGEST_OF_SEVERAL) or "?"
        yield from _remarks(replace(one, beside=None), language)
    if (more := len(came) - TITLED_TOGETHER) > 0:
        yield say(language, "discord.corpus.more", number=written_number(more, language))
    beside = [one for one in came if one.beside]
    if len(beside) == 1:
        yield from _aside(replace(beside[0], copy=None), LONGEST_OF_SEVERAL, language)
    elif beside:
        names = _named([name_of(one.beside) for one in beside if one.beside], language)
        yield say(language, "discord.corpus.beside_several", names=names)


def _not_added(names: Sequence[str], why: str, language: Language) -> str:
    """Return that files were not taken in, the first of them by name, and why."""
    return f"**{say(language, 'discord.corpus.not_added')}** · {_named(names, language)}\n{why}"


def _named(names: Sequence[str], language: Language) -> str:
    """Return the names of the first files, and how many more there are."""
    shown = ", ".join(fitted(name, LONGEST_OF_SEVERAL) or "?" for name in names[:NAMED_TOGETHER])
    if (more := len(names) - NAMED_TOGETHER) > 0:
        shown += f" {say(language, 'discord.corpus.more', number=written_number(more, language))}"
    return shown


def _remarks(one: Taken, language: Language) -> Iterator[str]:
    """Yield what is to be known of one of several: of other articles, and the first thing that was unclear in it."""
    yield from _aside(one, LONGEST_OF_SEVERAL, language)
    yield from (f"-# {_noted(note, language)}" for note in one.notes[:1])


def _read_as(taken: Taken, longest: int, language: Language) -> str:
    """Return what an article was read as, and its file, in a line of small print."""
    facts = [_spoken(taken.language, language), _words(taken.words, language)]
    facts += [written_date(taken.published, language)] if taken.published else []
    return f"-# {' · '.join([*facts, fitted(name_of(taken.id), longest)])}"


def _aside(taken: Taken, longest: int, language: Language) -> Iterator[str]:
    """Yield what is to be known of other articles: one of the same name, or of the same text."""
    if taken.beside:
        names = {"earlier": name_of(taken.beside), "name": name_of(taken.id)}
        shown = {key: fitted(value, longest) for key, value in names.items()}
        yield say(language, "discord.corpus.beside", **shown)
    if taken.copy:
        yield say(language, "discord.corpus.copy", copy=fitted(name_of(taken.copy), longest))


def _called(title: str | None, article_id: str) -> list[str]:
    """Return the title of an article, where it is known, above its file."""
    name = fitted(name_of(article_id), LONGEST_TITLE)
    return [name] if title is None else [fitted(title, LONGEST_TITLE) or "?", f"-# {name}"]


def _standing(state: str, small: Sequence[str], language: Language) -> list[str]:
    return [say(language, f"discord.corpus.{state}"), *_small(small)]


def _small(sentences: Sequence[str]) -> list[str]:
    return [f"-# {sentence}" for sentence in dict.fromkeys(sentences)]


def _titled(title: str, url: str | None) -> str:
    shown = fitted(title, LONGEST_TITLE) or "?"
    address = linkable(url)
    if address is None:
        return shown
    label = shown.replace("[", "\\[").replace("]", "\\]")
    return f"[{label}]({address})"


def _noted(note: Note, language: Language) -> str:
    """Return what was unclear in a file, its own words escaped."""
    values = {
        name: fitted(value, LONGEST_NOTE) if isinstance(value, str) else written_number(value, language)
        for name, value in note.values.items()
    }
    return say(language, f"discord.note.{note.reason}", **values)


def _spoken(spoken: str, language: Language) -> str:
    return say(language, f"discord.corpus.language_{spoken}")


def _words(number: int, language: Language) -> str:
    return say(language, "discord.corpus.words", number=written_number(number, language))


def _turning(number: int, pages: int, language: Language, *, shared: bool) -> tuple[tuple[Button, ...], ...]:
    if pages == 1:
        return ()
    where = whose(shared=shared)
    label = say(language, "discord.corpus.page", number=number + 1, pages=pages)
    return (
        (
            Button("◀", custom_id("corpus-page", where, number - 1, "back"), disabled=number == 0),
            Button(label, custom_id("corpus-page", where, number, "here"), disabled=True),
            Button("▶", custom_id("corpus-page", where, number + 1, "on"), disabled=number == pages - 1),
        ),
    )


def _undoing(taken: Taken, language: Language, *, shared: bool) -> tuple[Button, ...]:
    """Return the buttons that take back what was taken in, and take out what already had its name."""
    if taken.replaced:
        undo = _undo("corpus-back", taken.replaced, language, shared=shared)
    else:
        undo = Button(say(language, "discord.corpus.undo"), _press_out(taken.id, shared=shared))
    if taken.beside is None:
        return (undo,)
    return undo, Button(say(language, "discord.corpus.remove_earlier"), _press_out(taken.beside, shared=shared))


def _undo(action: str, token: str, language: Language, *, shared: bool) -> Button:
    """Return the button that brings back what lies in the trash."""
    return Button(say(language, "discord.corpus.undo"), custom_id(action, whose(shared=shared), token))


def _press_out(article_id: str, *, shared: bool) -> str:
    """Return the custom id of a button that removes an article, by its name, or by a key where that does not fit."""
    where, name = whose(shared=shared), name_of(article_id)
    fits = ":" not in name and len(f"{MARK}:{OUT}:{where}:{name}") <= LONGEST_ID
    return custom_id(OUT, where, name if fits else hashed(article_id))


def whose(*, shared: bool) -> Literal["own", "shared"]:
    """Return whose articles the option `shared` means, as custom ids say it."""
    return "shared" if shared else "own"
