"""A chart of questions a day, as a picture: bars on a dark ground of its own, so that it reads on any theme.

The only module that imports Pillow, whose own font has no accents: so numbers and dates alone stand in the picture,
and its colours are explained beside it. Takes some hundredths of a second: call it off the event loop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.discord_app.speech import NARROW_NO_BREAK_SPACE, written_number
from bot.state.nouns import DayOfUse
from bot.texts.dates import month_name
from corpus.article import Language

# Pixels. A telephone shows some 300 points of width, so letters of 40 here are of 14 there.
WIDTH, HEIGHT = 840, 520
LEFT, RIGHT, TOP, BOTTOM = 108, 24, 44, 76
LETTERS = 40
RADIUS = 18
EDGE = 12  # left free beside the last date
GAP_SHARE = 0.28  # of a bar's place is left free beside it
DATES = 4  # along the axis; more would touch on 840 pixels
STEPS = (1, 2, 5)  # of the lines, times a power of ten
LINES = 4  # at most, above the axis

GROUND, TEXT, LINE = "#1f262b", "#e8ecef", "#48525a"
ANSWERED, UNSURE, REFUSED = (
    "#78b159",
    "#fdcb58",
    "#f4900c",
)  # as Discord draws the squares that explain them beside the picture


def drawn_days(days: Sequence[DayOfUse], language: Language) -> bytes:
    """Return a PNG of `days`, every one of them in order, answered, unsure and refused stacked."""
    picture = Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    letters = ImageFont.load_default(LETTERS)
    pen.rounded_rectangle((0, 0, WIDTH - 1, HEIGHT - 1), RADIUS, fill=GROUND)
    step = _step(max((day.asked for day in days), default=0))
    top = step * max(-(-max((day.asked for day in days), default=0) // step), 1)
    scale = (HEIGHT - TOP - BOTTOM) / top
    base = HEIGHT - BOTTOM
    for value in range(0, top + 1, step):
        height = base - value * scale
        pen.line((LEFT, height, WIDTH - RIGHT, height), LINE, 2)
        label = written_number(value, language).replace(NARROW_NO_BREAK_SPACE, " ")
        pen.text((LEFT - 12, height), label, TEXT, letters, anchor="rm")
    place = (WIDTH - LEFT - RIGHT) / max(len(days), 1)
    for number, day in enumerate(days):
        left, right = LEFT + place * (number + GAP_SHARE / 2), LEFT + place * (number + 1 - GAP_SHARE / 2)
        middle = base - day.answered * scale
        if day.answered:
            pen.rectangle((left, middle, right, base), ANSWERED)
        if day.unsure:
            pen.rectangle((left, middle, right, middle + day.unsure * scale), UNSURE)
        if day.refused:
            pen.rectangle((left, middle - day.refused * scale, right, middle), REFUSED)
    for number in _dated(len(days)):
        label = short_date(days[number].day, language)
        half = letters.getlength(label) / 2
        where = min(LEFT + place * (number + 0.5), WIDTH - EDGE - half)
        pen.text((where, base + 14), label, TEXT, letters, anchor="mt")
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def short_date(day: date, language: Language) -> str:
    """Return a day of the present year as people write it in little room, without accents: 3 Nov, 03/11."""
    if language == "fr":
        return f"{day.day:02}/{day.month:02}"
    return f"{day.day} {month_name(day, language)[:3]}"


def _step(most: int) -> int:
    """Return how far apart the lines stand: 1, 2 or 5 times a power of ten, the smallest that gives few lines."""
    power = 1
    while True:
        for step in STEPS:
            if most <= step * power * LINES:
                return step * power
        power *= 10


def _dated(days: int) -> Iterator[int]:
    """Yield the positions of the days that are named, evenly apart, and not so near the edge as to be cut."""
    if days:
        each = -(-days // DATES)
        yield from range(min(each // 2, days - 1), days, each)
