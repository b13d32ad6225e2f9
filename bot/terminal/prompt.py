"""Questions as a person types them, or as a pipe brings them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from bot.terminal.screen import Screen, readable
from bot.texts import say
from corpus.article import Language

PROMPT = "> "
LEAVING = frozenset({"exit", "quit", "quitter"})
HELPING: Mapping[str, Language] = {"help": "en", "?": "en", "aide": "fr"}


def asked_questions(screen: Screen) -> Iterator[str]:
    """Yield one question after another until Ctrl-D, Ctrl-C at the prompt, or a word that means leaving.

    A word that asks for help gets it, in its language, on standard error. At a terminal there is a prompt, with the
    keys and the memory of a shell's. In a pipe each question is printed again, so that the output reads as a
    conversation.
    """
    at_terminal = sys.stdin.isatty()
    if at_terminal:
        _edit_lines()
    while True:
        try:
            line = _typed(screen) if at_terminal else sys.stdin.readline()
        except (EOFError, KeyboardInterrupt):
            screen.note("")
            return
        if not at_terminal and not line:
            return
        question = readable(line).strip()
        word = question.lower().removeprefix("/").rstrip("!. ")
        if word in LEAVING:
            return
        if word in HELPING:
            screen.note(say(HELPING[word], "terminal.chat_help"), style="")
            continue
        if not question:
            continue
        if not at_terminal:
            screen.show(f"{PROMPT}{question}")
        yield question


def _typed(screen: Screen) -> str:
    """Return a line typed at the prompt, which stands on standard error where the results go to a file."""
    if screen.results.is_terminal:
        return input(PROMPT)
    print(PROMPT, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _edit_lines() -> None:
    """Give `input` the arrow keys and a memory, where the platform has them."""
    try:
        import readline  # noqa: F401 - importing it is what it takes
    except ImportError:  # Windows' own console has both
        return


def questions_in_lines() -> Iterator[str]:
    """Yield the questions on standard input, one a line, as each arrives; blank lines are skipped."""
    for line in sys.stdin:
        question = readable(line).strip()
        if question:
            yield question
