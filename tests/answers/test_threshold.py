"""The threshold in use: as trained, or as calibrated where that still holds."""

import json
from dataclasses import asdict

import pytest

from bot.answers.sentences.confidence import LEAST, LEAST_OF_FEW, VERSION
from bot.answers.sentences.threshold import (
    FILE,
    Calibration,
    Threshold,
    forget_calibration,
    read_threshold,
    write_calibration,
)
from index.keeping.snapshot import Store
from index.matching.ranking import FEW

MANY = FEW  # passages

FOUND = Calibration(
    threshold=0.43,
    confidence_version=VERSION,
    encoder_digest="ab",
    snapshot="first",
    questions="questions.csv",
    answerable=60,
    unanswerable=25,
    refused_answerable=0.1,
    refused_unanswerable=0.72,
    calibrated_at="2026-11-26T10:00:00+00:00",
)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path)


def test_without_a_calibration_the_trained_threshold_counts(store):
    assert read_threshold(store, "ab", MANY) == Threshold(LEAST, None, "")


def test_among_few_passages_less_is_refused_as_shipped_and_what_was_calibrated_stays(store):
    assert read_threshold(store, "ab", FEW - 1) == Threshold(LEAST_OF_FEW, None, "")
    write_calibration(store, FOUND)
    assert read_threshold(store, "ab", FEW - 1).least == 0.43
    assert read_threshold(store, "cd", FEW - 1).least == LEAST_OF_FEW


def test_a_calibration_is_read_as_it_was_written(store):
    write_calibration(store, FOUND)
    assert read_threshold(store, "ab", MANY) == Threshold(0.43, FOUND, "")
    assert FOUND.asked == 85


def test_there_may_have_been_no_unanswerable_questions(store):
    none = Calibration(**{**asdict(FOUND), "unanswerable": 0, "refused_unanswerable": None})
    write_calibration(store, none)
    assert read_threshold(store, "ab", MANY).calibration == none


def test_a_newer_one_takes_its_place(store):
    write_calibration(store, FOUND)
    write_calibration(store, Calibration(**{**asdict(FOUND), "threshold": 0.61}))
    assert read_threshold(store, "ab", MANY).least == 0.61
    assert [path.name for path in store.folder.iterdir()] == [FILE]


def test_one_of_another_encoder_is_left_aside_with_a_note(store):
    write_calibration(store, FOUND)
    found = read_threshold(store, "cd", MANY)
    assert (found.least, found.calibration) == (LEAST, None)
    assert found.note == (
        "the calibration of 2026-11-26 was made with another encoder, so it is left aside; "
        "run `sourcier evaluate answers --calibrate` with your questions again"
    )


def test_one_of_another_way_of_telling_confidence_is_left_aside_with_a_note(store):
    write_calibration(store, Calibration(**{**asdict(FOUND), "confidence_version": "older"}))
    found = read_threshold(store, "ab", MANY)
    assert found.least == LEAST
    assert found.note.startswith(
        f"the calibration of 2026-11-26 is of confidence older, and this is {VERSION}, so it is"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        "[" * 100_000,
        *(
            json.dumps({**asdict(FOUND), name: value})
            for name, value in (
                ("threshold", 1.5),
                ("threshold", "0.4"),
                ("threshold", None),
                ("threshold", float("nan")),
                ("refused_answerable", -0.1),
                ("refused_unanswerable", "none"),
                ("answerable", -1),
                ("unanswerable", 2.5),
                ("questions", ["a.csv"]),
                ("encoder_digest", None),
                ("calibrated_at", "yesterday"),
            )
        ),
    ],
)
def test_a_damaged_one_is_left_aside_with_a_note(store, text):
    (store.folder / FILE).write_text(text, encoding="utf-8")
    found = read_threshold(store, "ab", MANY)
    assert (found.least, found.calibration) == (LEAST, None)
    assert found.note.startswith(f"{store.folder / FILE} is no calibration (")
    assert found.note.endswith(
        "so it is left aside; run `sourcier evaluate answers --calibrate` with your questions again"
    )


def test_one_that_cannot_be_read_is_left_aside_with_a_note(store):
    (store.folder / FILE).mkdir()
    assert "calibration.json is no calibration (IsADirectoryError)" in read_threshold(store, "ab", MANY).note


def test_bytes_that_are_no_text_are_left_aside(store):
    (store.folder / FILE).write_bytes(b"\xff\xfe\x00")
    assert "is no calibration (JSONDecodeError)" in read_threshold(store, "ab", MANY).note


def test_going_back_says_whether_there_was_one(store):
    write_calibration(store, FOUND)
    assert [forget_calibration(store), forget_calibration(store)] == [True, False]
    assert read_threshold(store, "ab", MANY) == Threshold()
