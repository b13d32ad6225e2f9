"""A message of a server as an article of its own: the form that its text goes through, and the file that comes of it.

Pure functions; they know no message. The article's address is the message's, so its quotes lead there, and a message
that is added again, perhaps after it was edited, takes the place of its earlier state.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import discord.utils

from bot.discord_app.controls import Form, TextField, cut_label
from bot.discord_app.escaping import size
from bot.discord_app.failures import RefusedError
from bot.discord_app.routing import custom_id
from bot.discord_app.speech import written_number
from bot.texts import say
from corpus.article import Language
from corpus.languages import detect_language
from corpus.sentences import split_sentences

SAID = "corpus-said"
TITLE, TEXT = "title", "text"  # fields
LONGEST_TITLE = 100  # characters: a line
SHORT_TITLE = 60  # characters of a title that is cut, and of the file's name: a line on a telephone
LONGEST_SENTENCE = 80  # characters: a whole sentence says more than a part that is hardly shorter
LONGEST_TEXT = 4000  # characters: what a field of a form takes, and a message has at most

MARKS = re.compile(r"^[#>*_~|`\s-]+|[*_~|`]{2,}")  # of Discord's Markdown: before a line, and around words
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")  # which YAML does not take as they are
FENCE = "```"
# A list's items and a table's rows stay one paragraph; every other line is one of its own, as Discord shows it.
ITEM = re.compile(r"\s*(?:(?:[-*+]|\d{1,3}[.)])(?:\s|$)|\|)")
CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
# What Markdown does not know, or takes for a page's tags, where Discord shows it: small print, spoilers, "<player>".
SMALL = re.compile(r"^-# ", re.MULTILINE)
SPOILER = re.compile(r"\|\|(\S(?:[^|]{0,2000}[^|\s])?)\|\|")
TAG = re.compile(r"<(?!https?://)")


@dataclass(frozen=True, slots=True)
class MessagePlace:
    """Where a message stands, by Discord's ids."""

    guild_id: int
    channel_id: int
    message_id: int

    @property
    def url(self) -> str:
        """The address that opens the message, for those who may read the channel."""
        return f"https://discord.com/channels/{self.guild_id}/{self.channel_id}/{self.message_id}"


def form(text: str, place: MessagePlace, language: Language) -> Form:
    """Return the form that holds a message's text, to be given a title and mended.

    Raises:
        RefusedError: there is no word in the text, or it is longer than a form holds.
    """
    if not any(map(str.isalnum, text)):
        raise RefusedError("discord.menu.no_text")
    if size(text) > LONGEST_TEXT:
        found, most = written_number(size(text), language), written_number(LONGEST_TEXT, language)
        raise RefusedError("discord.corpus.said.too_long", found=found, most=most)
    key = "discord.corpus.said"
    return Form(
        say(language, f"{key}.title"),
        custom_id(SAID, place.channel_id, place.message_id),
        (
            TextField(TITLE, say(language, f"{key}.named"), most=LONGEST_TITLE, value=_first_line(text)),
            TextField(
                TEXT,
                say(language, f"{key}.text"),
                about=say(language, f"{key}.seen"),
                long=True,
                most=LONGEST_TEXT,
                value=text,
            ),
        ),
    )


def article_file(title: str, text: str, place: MessagePlace) -> tuple[str, bytes]:
    """Return the name and the bytes of the Markdown file that a filled-in form makes.

    Raises:
        RefusedError: there is no title in it, or no word in the text.
    """
    title, text = " ".join(CONTROLS.sub(" ", title).split()), text.strip()
    if not title or not any(map(str.isalnum, text)):
        raise RefusedError("discord.corpus.said.empty")
    day = discord.utils.snowflake_time(place.message_id).date()
    head = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nurl: {place.url}\ndate: {day.isoformat()}\n---\n"
    return f"{_cut(title, SHORT_TITLE, mark='')}.md", f"{head}\n{_paragraphs(text)}\n".encode("utf-8", "replace")


def _first_line(text: str) -> str:
    """Return the first line with a word in it, without Discord's marks; of a longer one its first sentence, cut."""
    lines = (" ".join(MARKS.sub("", line).split()) for line in text.splitlines())
    first = next((line for line in lines if any(map(str.isalnum, line))), "")
    if size(first) > SHORT_TITLE:
        sentences = (span.of(first) for span in split_sentences(first, detect_language(text)))
        first = next((one for one in sentences if any(map(str.isalnum, one))), first)
    return first if size(first) <= LONGEST_SENTENCE else _cut(first, SHORT_TITLE, mark="…")


def _cut(title: str, most: int, *, mark: str) -> str:
    """Return a title in at most so many characters, cut between words if it can be; `mark` says that it is cut."""
    if size(title) <= most:
        return title
    cut = cut_label(title, most).removesuffix("…")
    words, _, part = cut.rpartition(" ")
    if not title.startswith(f"{cut} ") and size(part) < most // 2:  # else a long word would leave next to nothing
        cut = words or cut
    return f"{cut.rstrip(' ,;:–—-') or cut}{mark}"


def _paragraphs(text: str) -> str:
    """Return Discord's Markdown as Markdown has it: a line that is no item or code is a paragraph of its own."""
    made: list[str] = []
    fenced = False
    parts = CODE.split(text)
    parts[::2] = (TAG.sub("&lt;", SPOILER.sub(r"\1", SMALL.sub("", part))) for part in parts[::2])
    for line in "".join(parts).splitlines():
        listed = bool(ITEM.match(line))
        if made and not fenced and not (listed and ITEM.match(made[-1])):
            made.append("")
        fenced ^= bool(line.count(FENCE) % 2)
        made.append(line if listed or fenced else line.strip())  # what is set in would be code
    return "\n".join(made)
