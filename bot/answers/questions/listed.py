"""The questions of a list: numbered, behind dots, or one a line.

The items of a list are questions where one of them opens as one, or where nothing else stands beside them but what
announces questions. What may be one of ("which is allowed? - dogs - cats") is no list of questions. Pure.
"""

from __future__ import annotations

import re
from itertools import dropwhile

from bot.answers.questions.courtesies import BEGINS, COURTESIES, bare_question, is_courtesy
from corpus.patterns import lazy_pattern
from index.search import LONGEST_QUESTION

NUMBER = r"\(?(?P<number>\d{1,2}|[a-h])[).]|(?P<keyed>\d)\uFE0F?\u20E3|q(?:uestion)?\s?(?P<named>\d{1,2})\s?[:.)]"
GLUED = r"\(?(?P<glued>\d{1,2})[).](?=[^\W\d])"  # "1)what", and no "1.5"
LINE = lazy_pattern(
    rf"\s*(?:(?:{NUMBER}|\d{{1,2}}\s?[/–—-]|[-–—*•·▪◦+>])\s+|{GLUED}|[•▪◦]\s*)(?:\[[ x]?\]\s+)?(?=\S)", re.IGNORECASE
)
WITHIN = lazy_pattern(rf"(?:^|(?<=\s))(?:(?:{NUMBER})\s+|{GLUED})(?=\S)", re.IGNORECASE)
DOT = lazy_pattern(r"(?:^|\s)(?P<dot>[-–—*•])\s+(?=\S)")
ANNOUNCES = lazy_pattern(
    r"\b(?:questions?|infos?|information|know|savoir|demandes?|(?:here\s(?:are|is)|voici)\W*$)(?!\w)", re.IGNORECASE
)
CLOSINGS = (
    r"(?:bien\s)?(?:cordialement|amicalement|sinc[èe]rement)|bien\s[àa]\s(?:toi|vous)|amiti[ée]s|"
    r"(?:(?:kind|best|warm)(?:est)?\s)?regards|best(?:\swishes)?|(?:yours\s)?(?:sincerely|truly)"
)
# Thanks or what closes a letter, and behind a mark the name of who wrote it.
SIGNED = lazy_pattern(
    rf"\W*+(?:{COURTESIES}|{CLOSINGS})(?:\s?[,!.…–—-]{{1,3}}\s?[^\W\d][\w'’-]*+(?:\s[^\W\d][\w'’-]*+)?)?\W*+",
    re.IGNORECASE,
)
LEAST = 2  # items that are a list
LEAST_WORDS = 2  # of an item within a line: "what is 1) and 2)?" has none
MOST = 20  # items that are told apart


def items_of(message: str) -> list[str]:
    """Return the questions of a list, in order, each on one line and as it was written; none where there is no list.

    What asks above or below them is one of them; what else stands above stands before the first, what else below,
    but for thanks and a name, behind the last.
    """
    lines = [line for line in message[:LONGEST_QUESTION].splitlines() if line.strip()]
    if len(lines) > 1:
        return _of_lines(lines)
    return _within(lines[0]) if lines else []


def _of_lines(lines: list[str]) -> list[str]:
    marked = [LINE.match(line) for line in lines]
    places = [place for place, match in enumerate(marked) if match]
    if len(places) < LEAST:
        return [] if places else _of_bare_lines(lines)
    items: list[str] = []
    below: list[str] = []
    for place, (line, match) in list(enumerate(zip(lines, marked, strict=True)))[places[0] :]:
        if match:
            items.append(line[match.end() :].strip())
        elif place < places[-1] or (line[:1].isspace() and not below):
            items[-1] += f" {line.strip()}"
        else:
            below.append(line.strip())
    if not all(any(map(str.isalnum, one)) for one in items):
        return []  # "• 1" above "• ."
    return _asked(" ".join(map(str.strip, lines[: places[0]])), items, below)


def _of_bare_lines(lines: list[str]) -> list[str]:
    """Return lines each of which opens as a question does, behind one that is over; none where one does not."""
    said = [line.strip() for line in lines if not is_courtesy(line.strip())]
    if len(said) > LEAST and not _asks(said[0]) and ANNOUNCES.search(said[0]):
        said = said[1:]
    whole = all(_begins(one) and len(one.split()) >= LEAST_WORDS for one in said)
    return said[:MOST] if whole and len(said) >= LEAST else []


def _within(line: str) -> list[str]:
    """Return what stands behind the numbers 1, 2 … of one line, or behind its dots where one opens it."""
    marks = list(WITHIN.finditer(line))[:MOST]
    numbers = [next(filter(None, match.group("number", "keyed", "named", "glued"))).lower() for match in marks]
    counted = [str(count) for count in range(1, len(marks) + 1)]
    if not marks or numbers not in (counted, [*"abcdefgh"][: len(marks)]):
        marks = list(DOT.finditer(line))[:MOST]
        marks = [one for one in marks if one["dot"] == marks[0]["dot"]] if DOT.match(line) else []
    if len(marks) < LEAST:
        return []
    ends = [*(one.start() for one in marks[1:]), len(line)]
    items = [line[one.end() : end].strip() for one, end in zip(marks, ends, strict=True)]
    if not all(map(_asks, items)) or any(len(one.split()) < LEAST_WORDS for one in items):
        return []
    return _asked(line[: marks[0].start()].strip(), items, [])


def _asked(above: str, items: list[str], lines_below: list[str]) -> list[str]:
    """Return the items with what is said around them, none where they are not what is asked."""
    announced = not above or is_courtesy(above) or (ANNOUNCES.search(above) is not None and not _asks(above))
    below = _said_below(lines_below)
    alone = announced and not below
    if not alone and not any(map(_asks, items)):
        return []
    found = items if announced else [above, *items] if _asks(above) else [f"{above} {items[0]}", *items[1:]]
    found = found[:MOST]
    return [*found, below] if _asks(below) else [*found[:-1], f"{found[-1]} {below}".rstrip()]


def _said_below(lines: list[str]) -> str:
    """Return what is said below a list, without thanks and who gives them."""
    said = list(dropwhile(_signs, lines))
    text = " ".join(said)
    return "" if len(said) < len(lines) and not _asks(text) else text


def _signs(line: str) -> bool:
    return is_courtesy(line) or (SIGNED.fullmatch(line) is not None and not _asks(line))


def _asks(text: str) -> bool:
    return _begins(text) or text.endswith("?")


def _begins(text: str) -> bool:
    return BEGINS.match(bare_question(text)) is not None
