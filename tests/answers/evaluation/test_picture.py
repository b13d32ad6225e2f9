"""The sweep as a picture: lines, marks and words where they belong."""

import re
from math import nan
from xml.etree import ElementTree as ET

from bot.answers.evaluation.picture import LEFT, RIGHT, SIDE, TOP, picture
from bot.answers.evaluation.separation import NOTHING, Point
from index.evaluation.measures import Estimate

POINTS = (
    Point(0.0, 0, 0, 0, 0.5),
    Point(0.25, 0, 0.5, 0.25, 0.5),
    Point(0.5, 0.25, 0.75, 0.5, 0.75),
    Point(0.75, 0.5, 1, 0.5, 1.0),
    Point(1.1, 1, 1, 1, nan),
)
OFF, NEAR = Estimate(0.9, 0.85, 0.95), Estimate(0.6, 0.5, 0.7)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(points=POINTS, least=0.5, off=OFF, near=NEAR, asked="4 questions"):
    return ET.fromstring(picture(points, least, off, near, asked))  # noqa: S314 - our own text


def words(svg):
    return [one.text for one in svg.iter(f"{SVG}text")]


def at(left, x, y):
    return (left + SIDE * x, TOP + SIDE * (1 - y))


def rings(svg):
    return [(float(one.get("cx")), float(one.get("cy"))) for one in svg.iter(f"{SVG}circle")]


def test_the_lines_run_through_every_corner():
    """Off the corpus, near misses, and what answers quote; a straight run has no place in its middle."""
    lines = [
        [tuple(map(float, place.split(","))) for place in line.get("points").split()]
        for line in drawn().iter(f"{SVG}polyline")
    ]
    assert lines == [
        [at(LEFT, 0, 0), at(LEFT, 0, 0.5), at(LEFT, 0.25, 0.75), at(LEFT, 0.5, 1), at(LEFT, 1, 1)],
        [at(LEFT, 0, 0), at(LEFT, 0, 0.25), at(LEFT, 0.25, 0.5), at(LEFT, 0.5, 0.5), at(LEFT, 1, 1)],
        [at(RIGHT, 1, 0.5), at(RIGHT, 0.75, 0.75), at(RIGHT, 0.5, 1)],
    ]


def test_the_threshold_in_use_is_marked_on_each_line():
    """0.3 refuses what 0.5 does: no confidence lies between."""
    wanted = [at(LEFT, 0.25, 0.75), at(LEFT, 0.25, 0.5), at(RIGHT, 0.75, 0.75)]
    assert rings(drawn())[:3] == wanted
    assert rings(drawn(least=0.3))[:3] == wanted
    assert "the threshold in use, 0.30" in words(drawn(least=0.3))


def test_the_areas_stand_in_the_legend():
    said = words(drawn())
    assert "off the corpus, AUROC 0.90 (0.85 to 0.95)" in said
    assert "near misses, AUROC 0.60 (0.50 to 0.70)" in said


def test_what_was_not_asked_is_not_drawn():
    """Without near misses and marked words, one line and its mark are left, and the key of the mark."""
    points = tuple(Point(one.threshold, one.answerable, one.off_corpus, nan, nan) for one in POINTS)
    svg = drawn(points, near=NOTHING)
    assert len(list(svg.iter(f"{SVG}polyline"))) == 1
    assert len(rings(svg)) == 2
    assert not any(said.startswith("near misses") for said in words(svg))


def test_it_is_a_white_card_that_names_nothing_outside():
    """It reads on dark pages too, and loads nothing."""
    text = picture(POINTS, 0.5, OFF, NEAR, "a < b & c")
    assert re.search(r'<rect x="0.5" y="0.5" [^>]*fill="#ffffff"', text)
    assert set(re.findall(r"https?://[^\"\s]+", text)) == {"http://www.w3.org/2000/svg"}
    assert "a < b & c" in words(ET.fromstring(text))  # noqa: S314 - our own text
