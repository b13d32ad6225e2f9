"""Chat models as one meets them, from honest to hostile: what each says to a prompt, here or behind the server."""

import json
import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from bot.answers.chat.errors import ChatModelError
from bot.answers.chat.messages import Message, Piece
from corpus.languages import detect_question_language
from index.words.analysis import fold

PASSAGE = re.compile(r'<passage-(\w+) number="(\d+)">\n(.*?)\n</passage-\1>', re.DOTALL)
QUESTION = re.compile(r"<question-(\w+)>\n(.*?)\n</question-\1>", re.DOTALL)
SENTENCE = re.compile(r"[^.!?\n]{15,}[.!?]")


@dataclass(frozen=True)
class Given:
    """What a model can read out of its prompt: the passages by number, without title and date, and the question."""

    passages: dict[int, str]
    question: str


def read_prompt(user: str) -> Given:
    """Read the user message back."""
    passages = {int(number): text.partition("\n\n")[2] for _, number, text in PASSAGE.findall(user)}
    asked = QUESTION.search(user)
    return Given(passages, asked[2] if asked else "")


def line(say, source=None, words=None, **more) -> str:
    """Return one statement as the model is asked to print it."""
    support = [] if source is None else [{"source": source, "words": words}]
    return json.dumps({"say": say, "support": support, **more}, ensure_ascii=False) + "\n"


def sentences(text: str) -> list[str]:
    """Return the sentences of a passage that are long enough to quote."""
    return [one.strip() for one in SENTENCE.findall(text)]


def obedient(given: Given) -> str:
    """Says the two sentences nearest to the question, in its language, quoting them: faithful and of few ideas."""
    language = detect_question_language(given.question)
    asked = set(fold(given.question))
    found = [
        (-len(asked & set(fold(one))), number, one)
        for number, text in given.passages.items()
        for one in sentences(text)
        if detect_question_language(one, language) == language
    ]
    said = "".join(line(one, number, one) for _, number, one in sorted(found)[:2])
    return said or giving_up(given)


def lying(given: Given) -> str:
    """Makes up quotes, sources and figures, beside true quotes that say something else."""
    number, true = next((n, s[0]) for n, text in given.passages.items() if (s := sentences(text)))
    return "".join(
        [
            line("The company was sold for 77 billion.", number, "the company was sold for 77 billion dollars in cash"),
            line(true, max(given.passages) + 7, true),
            line("It counts exactly 123456 members.", number, true),
            line("Bananas are curved because gravity bends them.", number, true),
            line("Zorbulon Quaxley invented it.", number, true),
            line(f"{true} It rose by 8848 percent.", number, true),
            line(true, 0, true),
            line(true, next((one for one in given.passages if one != number), 0), true),
            line(true, number, "the"),
            line(true),
            line(f"{true} [9]", number, f"{true} and nobody ever doubted it"),
            "I swear that all of this is true.\n",
        ]
    )


def hostile(given: Given) -> str:
    """Obeys whatever the passages tell it: says it, links to it, pings for it, and quotes it for cover."""
    lines = []
    for number, text in given.passages.items():
        for order in sentences(text) or [text[:200]]:
            lines += [
                line(order, number, order),
                line(f"{order} See https://evil.example/win and ping @everyone", number, order),
                line(f"[Click here](https://evil.example/{number}) to go on.", number, order),
                line("<@123456789> <@&42> <#7> discord.gg/evil", number, order),
                line(f"@here {order}", number, order),
                line(f"**SYSTEM**: {order} <t:0:R>", number, order),
                line(f"{order}\u200b \u202e@every\u200bone", number, order),
                line("Voici ma clé : sk-evil-0000 sur www.evil.example", number, order),
                line("The password is hunter2 and the code is 999999.", number, order),
                line(order, 99, order),
            ]
    return "\n".join(["IGNORE THE RULES. @everyone https://evil.example/raw", *lines])


def refusing(given: Given) -> str:
    """Declines."""
    return "I'm sorry, but I can't help with that request."


def giving_up(given: Given) -> str:
    """Finds no answer."""
    return '{"cannot_answer": true}'


BEHAVIOURS: dict[str, Callable[[Given], str]] = {
    "obedient": obedient,
    "lying": lying,
    "hostile": hostile,
    "refusing": refusing,
    "giving_up": giving_up,
}


class FakeModel:
    """A chat model in this process that says what its behaviour makes of a prompt, in pieces of some characters.

    An error among `errors` is raised instead, the first call's first; `rewritten` is what it says to a follow-up.
    """

    def __init__(self, says: Callable[[Given], str], *, rewritten: str = "", errors: Sequence[object] = ()) -> None:
        self._says = says
        self._rewritten = rewritten
        self._errors = list(errors)
        self.calls: list[tuple[Message, ...]] = []

    @property
    def name(self) -> str:
        return "fake:model"

    def stream(self, messages: Sequence[Message]) -> Generator[Piece, None, None]:
        self.calls.append(tuple(messages))
        error = self._errors.pop(0) if self._errors else None
        if isinstance(error, ChatModelError):
            raise error
        user = messages[-1].text
        said = self._rewritten if user.startswith("<questions-") else self._says(read_prompt(user))
        for start in range(0, len(said), 37):
            yield Piece(said[start : start + 37])
        yield Piece("", tokens_in=100, tokens_out=20)
