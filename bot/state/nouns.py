"""What is remembered, as frozen values. People, servers, channels, roles and messages are Discord's numbers.

Times are aware and in UTC. `guild_id` is None for what was said in a direct message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from bot.answers.answer import Answer, Length, NoAnswer
from bot.state.actions import Action
from corpus.article import Language

Complaint = Literal["wrong", "source", "incomplete", "outdated"]
Outcome = Literal["answered", "refused"]
Browsed = Literal["search", "articles"]
Way = Literal["command", "mention", "direct", "menu", "follow_up", "told"]
"""How somebody asked; "told" is what was told to them later in a direct message, and what followed it there."""

MOST = 2**31 - 1  # what a column of counts holds


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What those who manage a server have chosen; each default is what holds where they chose nothing.

    `channels` are those it answers in, all where empty; `ask_roles` those who may ask, everybody where empty;
    `manage_roles` may manage beside whoever may manage the server. `collections` are the shared collections it answers
    from, all where empty; the server's own is always among them. Limits are questions a day, 0 for none. `tolerance` is
    the share of the golden questions that a rebuild may make worse and still be put in use.
    """

    channels: tuple[int, ...] = ()
    ask_roles: tuple[int, ...] = ()
    manage_roles: tuple[int, ...] = ()
    private: bool = False
    length: Length = "normal"
    chat: bool = True
    collections: tuple[str, ...] = ()
    daily_limit: Annotated[int, Field(ge=0, le=MOST)] = 0
    person_limit: Annotated[int, Field(ge=0, le=MOST)] = 0
    tolerance: Annotated[float, Field(ge=0, le=1)] = 0.0


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer or a refusal as it was given, so that its buttons work later.

    `earlier` are the questions before it in its conversation, oldest first; `before` is the id of the answer that it
    follows up. `snapshot` names the index that it came from. `message_id` is where it stands, once it was sent;
    `shared_id` where a private one was shown to everybody.
    """

    id: str
    guild_id: int | None
    channel_id: int
    asker_id: int
    way: Way
    result: Answer | NoAnswer
    snapshot: str
    created_at: datetime
    earlier: tuple[str, ...] = ()
    before: str | None = None
    private: bool = False
    message_id: int | None = None
    shared_id: int | None = None

    @property
    def question(self) -> str:
        """The question as it was asked."""
        return self.result.question

    @property
    def understood(self) -> str:
        """The question as it was understood in its conversation."""
        return self.result.read_as or self.question

    @property
    def unanswered(self) -> str:
        """The question as it was understood; of several in one message, those without a sure answer."""
        parts = self.result.parts if isinstance(self.result, Answer) else ()
        failed = [part.read_as or part.question for part in parts if not part.sure]
        return " ".join(failed) or self.understood

    @property
    def told(self) -> bool:
        """Whether it stands in a direct message though it is a server's: its asker may see it there."""
        return self.way == "told" and self.guild_id is not None


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """What somebody looked for, so that the buttons under its first page work later: the words, not what was found."""

    id: str
    guild_id: int | None
    person_id: int
    kind: Browsed
    words: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one person said of one answer. `complaint` and `words` are there where it was not helpful and they said why.

    `question`, `article_ids`, `private` and `channel_id` are the answer's, kept with it since answers are kept for less
    long. `done_at` says when somebody who manages the server marked it as dealt with.
    """

    answer_id: str
    person_id: int
    guild_id: int | None
    asker_id: int
    helpful: bool
    question: str
    article_ids: tuple[str, ...]
    created_at: datetime
    complaint: Complaint | None = None
    words: str = ""
    private: bool = False
    channel_id: int | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that the articles did not surely answer. `told_at` says when its asker was told that they now do.

    `question` is how it was asked, and `earlier` and `read_as` how it was understood in its conversation, for as long
    as its answer is kept. After that `question` is how it was understood, where nobody but its asker had a part in that
    conversation. `unsure` says that it got an unsure answer, for as long as that is kept. The text of one that was
    asked in private is for its asker alone. `failed` are those of several questions in one message that are without a
    sure answer, as they were understood; empty where it asked one thing, or got nothing at all.
    """

    id: int
    guild_id: int | None
    channel_id: int
    asker_id: int
    question: str
    language: Language
    answer_id: str
    created_at: datetime
    told_at: datetime | None = None
    private: bool = False
    unsure: bool = False
    read_as: str = ""
    earlier: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    @property
    def understood(self) -> str:
        """The question as it was understood, which is what to ask again: "and in 2025?" alone asks something else.

        Of several in one message, those that failed: their asker has the answers to the others.
        """
        return " ".join(self.failed) or self.read_as or self.question


@dataclass(frozen=True, slots=True)
class DayOfUse:
    """How much a server asked on one day (UTC). `unsure` says how many of the answers were, as far as they are kept."""

    day: date
    people: int
    answered: int
    refused: int
    unsure: int = 0

    @property
    def asked(self) -> int:
        """All questions of the day that got a reply."""
        return self.answered + self.refused


@dataclass(frozen=True, slots=True)
class Limit:
    """Why a question is not taken: the limit, and whether it is the person's or the whole server's."""

    of: Literal["person", "server"]
    most: int


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does, to be written down with it: the action, and the values that matter."""

    person_id: int
    action: Action
    at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what and when in a server (None: to what all servers share). `detail` are the values that matter."""

    id: int
    guild_id: int | None
    person_id: int
    action: str
    detail: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question whose answer a server knows: it must cite `article_id`, and quote `words` where they are given."""

    id: int
    guild_id: int
    question: str
    article_id: str
    words: str
    added_by: int
    created_at: datetime


FOLLOWED = "followed"  # the mode of a rebuild that followed a change of articles


@dataclass(frozen=True, slots=True)
class Build:
    """A rebuild that was asked for in Discord: its report, and how the golden questions fared before and after.

    `report` is what the build said of itself; `in_use` whether its snapshot was put in use.
    """

    id: int
    guild_id: int | None
    person_id: int
    snapshot: str
    in_use: bool
    report: Mapping[str, Any]
    at: datetime

    @property
    def followed(self) -> bool:
        """Whether it followed a change of articles, and nobody asked for it as such."""
        return self.report.get("mode") == FOLLOWED


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept about one person, counted, with their newest questions."""

    answers: int = 0
    feedback: int = 0
    gaps: int = 0
    days_of_use: int = 0
    audit: int = 0
    golden_questions: int = 0
    builds: int = 0
    searches: int = 0
    questions: tuple[str, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """For how many days each kind is kept; None for ever. A server's everything, once the bot was removed from it."""

    answers_days: int | None = 30
    feedback_days: int | None = 365
    gaps_days: int | None = 180
    usage_days: int | None = 400
    audit_days: int | None = 400
    builds_days: int | None = 400
    left_servers_days: int | None = 30


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows a purge deleted, by kind."""

    rows: Mapping[str, int] = field(default_factory=dict)
