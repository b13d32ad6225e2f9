"""The store's benchmark where it is pure: what its table says of numbers, and the words that it changes in articles."""

from __future__ import annotations

import argparse
import io
import math
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.answers.answer import NoAnswer
from tests.benchmarks.store.__main__ import STEPS, steps_of
from tests.benchmarks.store.changing import changing
from tests.benchmarks.store.corpora import (
    WORD,
    ScaleArticle,
    changed_words,
    make_folder,
    pool_of,
    repeated,
)
from tests.benchmarks.store.processes import ProcessFailedError, run
from tests.benchmarks.store.swap import compare
from tests.benchmarks.store.swapping import Asking
from tests.benchmarks.store.table import (
    Goal,
    Peer,
    Row,
    drawn,
    number,
    peers_in_words,
    percentile,
    quantity,
    ratio,
    records,
)

SPEECH = (
    "The honourable members of the committee examined regulations concerning federal employment insurance benefits."
)


def article(place: int, text: str = SPEECH, language: str = "en") -> ScaleArticle:
    return ScaleArticle(f"laws-{language}-{place:06d}", "laws", language, f"Title of number {place}", "", text)


def many() -> list[ScaleArticle]:
    """Articles in which some longer words are common and others rare, as words are."""
    return [
        article(place, f"{SPEECH} Section {'abcdefgh'[place % 8] * 7} governs {'ijklmnop'[place // 8 % 8] * 8}.")
        for place in range(64)
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "better", "times"),
    [(880.0, 22.0, "more", 40.0), (0.5, 2.0, "less", 4.0), (3.0, 1.5, "less", 0.5)],
)
def test_a_ratio_is_above_one_where_ours_is_better(ours, theirs, better, times):
    """Whether more or less is better, how many times better ours is reads the same way."""
    assert ratio(ours, theirs, better) == times


def test_a_ratio_to_nothing_is_no_number():
    """A peer that took no time measurably is not infinitely far behind or ahead."""
    assert math.isnan(ratio(2.0, 0.0, "more"))
    assert math.isnan(ratio(0.0, 2.0, "less"))


@pytest.mark.parametrize(
    ("better", "found", "met"),
    [
        ("more", 40.0, True),
        ("more", 39.9, False),
        ("less", 1.0, True),
        ("less", 1.01, False),
        ("less", math.nan, False),
    ],
)
def test_a_goal_is_met_at_its_value_and_never_by_what_was_not_measured(better, found, met):
    """The value itself reaches the goal; not a number reaches none."""
    assert Goal(better, 1.0 if better == "less" else 40.0).is_met(found) is met


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1500, "B", "1.5 KB"),
        (999, "B", "999 B"),
        (17_800_000_000, "B", "17.8 GB"),
        (400 * 2**10, "KiB", "400 MiB"),
        (1.5 * 2**20, "KiB", "1.5 GiB"),
        (0.0123456, "s", "0.0123 s"),
        (880.0, "passages/s", "880 passages/s"),
        (377_412.0, "", "377,412"),
        (math.nan, "s", "not measured"),
    ],
)
def test_quantities_carry_three_digits_and_a_unit_for_people(value, unit, text):
    """Sizes step by a thousand for disks and by 1,024 for memory."""
    assert quantity(value, unit) == text


def test_numbers_lose_no_digit_before_the_point():
    """Only what stands behind the point is rounded away."""
    assert number(100.0) == "100"
    assert number(0.0) == "0"
    assert number(-12.345) == "-12.3"


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50), st.sampled_from([0.5, 0.95, 0.99, 1.0]))
def test_a_percentile_is_the_smallest_value_that_its_share_does_not_exceed(values, share):
    """The nearest rank, as counting has it."""
    wanted = next(one for one in sorted(values) if sum(other <= one for other in values) >= share * len(values) - 1e-9)
    assert percentile(values, share) == wanted


def test_the_table_says_goal_verdict_peers_ratios_and_limit():
    """One row holds all that a reader compares; what is extrapolated is marked."""
    peers = {"LangChain": Peer(22.0, "300 passages", extrapolated=True), "txtai": "failed: no disk"}
    row = Row("first build", "rate", "passages/s", 1100.0, Goal("more", 880.0), "343 s", peers, "tokenizer 5,000/s")
    console = Console(width=300, record=True, file=io.StringIO())
    console.print(drawn([row], "The store"))
    text = console.export_text()
    for part in (
        "at least 880 passages/s",
        "1,100 passages/s",
        "yes",
        "≈ 22 passages/s, x 50 (300 passages)",
        "no disk",
    ):
        assert part in text
    record = records([row])[0]
    assert (record["met"], record["ratios"]) == (True, {"LangChain": 50.0})


def test_peers_that_were_not_asked_take_one_line():
    """The same reason five times over says no more than once."""
    row = Row("w", "what", "s", 1.0, peers=dict.fromkeys(("a", "b"), "not measured"))
    assert peers_in_words(row) == "not measured"


def test_steps_run_in_their_own_order_whatever_order_they_are_named_in():
    """The disk is weighed beside a first build, so `disk,build` begins with the build."""
    assert steps_of("disk, build") == ["build", "disk"]
    assert steps_of(",".join(STEPS)) == list(STEPS)
    with pytest.raises(argparse.ArgumentTypeError, match="no step is called bilud; there are build"):
        steps_of("bilud")


def test_changed_words_are_the_same_each_time_and_others_by_the_seed():
    """The corpus of a million passages is the same in every run, and no copy is like another."""
    pool = pool_of(many(), "en")
    assert changed_words(SPEECH, pool, 1) == changed_words(SPEECH, pool, 1)
    assert len({changed_words(SPEECH, pool, seed) for seed in range(20)}) > 15


def test_changed_words_are_a_third_of_the_longer_ones_and_nothing_else():
    """Short words, punctuation and spaces stay, so sentences and languages stay what they are."""
    pool = ["wholly", "different"]
    replaced, longer = 0, 0
    for seed in range(200):
        changed = changed_words(SPEECH, pool, seed)
        assert WORD.sub("*", changed) == WORD.sub("*", SPEECH)
        pairs = list(zip(WORD.findall(SPEECH), WORD.findall(changed), strict=True))
        replaced += sum(one != other for one, other in pairs)
        longer += len(pairs)
    assert replaced / longer == pytest.approx(1 / 3, abs=0.03)


def test_a_changed_word_keeps_its_capital_and_is_replaced_alike_within_a_text():
    """A word that stands twice in an article is the same word afterwards."""
    changed = [changed_words("Parliament and parliament", ["otherwise"], seed) for seed in range(40)]
    assert set(changed) == {"Parliament and parliament", "Otherwise and otherwise"}


def test_replacements_are_spread_as_the_articles_use_words():
    """Common words stay common and rare ones rare: none of the pool is drawn far more often than it stands there."""
    pool = pool_of(many(), "en")
    drawn_words = Counter[str]()
    for seed in range(3000):
        drawn_words[changed_words("replacement", pool, seed * 2654435761 % 2**32).lower()] += 1
    drawn_words.pop("replacement")
    share = Counter(word.lower() for word in pool)
    total, times = sum(share.values()), sum(drawn_words.values())
    assert set(drawn_words) == set(share)
    for word, count in share.items():
        assert drawn_words[word] / times == pytest.approx(count / total, rel=0.9)


def test_articles_come_again_under_names_of_their_own():
    """The first round is the articles themselves; later ones have new ids and new words, in the same language."""
    articles = many()
    found = list(repeated(articles, 150))
    assert found[:64] == articles
    assert len({one.id for one in found}) == 150
    assert sum(one.text != articles[place % 64].text for place, one in enumerate(found[64:], 64)) > 80
    assert [one.language for one in found] == ["en"] * 150


def test_a_folder_is_made_once_and_again_where_it_was_not_made_whole(tmp_path):
    """A run that was stopped while it wrote leaves no mark, so the next one begins anew."""
    folder = tmp_path / "articles"
    make_folder(folder, many(), 70)
    files = sorted(folder.rglob("*.md"))
    assert len(files) == 70
    assert files[0].read_text().startswith("---\ntitle: ")
    files[0].unlink()
    make_folder(folder, many(), 70)
    assert len(list(folder.rglob("*.md"))) == 69
    (tmp_path / "articles.made").unlink()
    make_folder(folder, many(), 70)
    assert len(list(folder.rglob("*.md"))) == 70


def test_changes_to_a_folder_are_taken_back(tmp_path):
    """What was there is there again, what was not is gone, even when measuring fails."""
    there, absent, gone = tmp_path / "there.md", tmp_path / "new" / "absent.md", tmp_path / "gone.md"
    there.write_text("first")
    gone.write_text("still")

    def alter_and_fail() -> None:
        with changing(tmp_path) as changes:
            for path, text in ((there, "second"), (there, "third"), (absent, "new"), (gone, None)):
                changes.write(path, text)
            msg = f"{gone.exists()}, {there.read_text()}"
            raise ProcessFailedError(msg)

    with pytest.raises(ProcessFailedError, match="False, third"):
        alter_and_fail()
    assert (there.read_text(), absent.exists(), gone.read_text()) == ("first", False, "still")


class Desk:
    """Answers at once, or fails at every third question."""

    def answer(self, question: str) -> NoAnswer:
        if question == "fails":
            msg = "no such file"
            raise OSError(msg)
        return NoAnswer(question, "I found nothing.", "nothing_found", "en")


def test_as_many_answers_are_asked_for_as_are_wanted_and_failed_ones_counted():
    """Also when the threads come to an end at the same moment."""
    asking = Asking(Desk(), Path(), ["one", "two", "fails"])  # type: ignore[arg-type]
    asking.run(300)
    assert (len(asking.times), len(asking.failed)) == (200, 100)
    assert asking.failed[0] == "OSError: no such file"
    assert sum(asking.told.values()) == 200


class Index:
    """Answers nothing, always in the same words."""

    def __init__(self, words: str) -> None:
        self.words = words

    def answer(self, question: str, earlier: tuple[str, ...]) -> str:
        return f"{self.words} {question}"


def test_answers_are_told_right_from_mixed_short_and_unknown(monkeypatch):
    """Each is compared with what the snapshot it came from gives, and with no other."""
    monkeypatch.setattr("tests.benchmarks.store.swap.fingerprint", lambda result, _: str(result))
    monkeypatch.setattr("tests.benchmarks.store.swap.sources", lambda _: 2)
    told = [
        ["one", 0, "old q0", 2, 5],
        ["two", 0, "new q0", 2, 4],
        ["two", 1, "old q1", 2, 3],
        ["two", 1, "new", 1, 2],
        ["lost", 0, "old q0", 2, 1],
    ]
    found = compare(told, {"one": Index("old"), "two": Index("new")}, ["q0", "q1"], Path())  # type: ignore[dict-item]
    assert (found.right, found.mixed, found.short, found.unknown) == (9, 3, 2, 1)
    assert (found.snapshots, found.differ) == (3, 1)


def test_a_measured_process_tells_its_own_memory_and_when_something_was_seen(tmp_path):
    """The memory of whoever measures is not counted: a bare Python takes a few MiB, pytest many times that."""
    mark = tmp_path / "mark"
    told = run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import time; open({str(mark)!r}, 'w').close(); time.sleep(0.1); print('{{}}')",
        ],
        until=mark.exists,
    )
    assert told.record() == {}
    assert told.max_rss_kib < 40_000
    assert 0 < told.seen_s < told.wall_s


def test_a_measured_process_that_fails_says_why():
    """Its last words are in the error."""
    with pytest.raises(ProcessFailedError, match=r"ended with 1: .*out of luck"):
        run([sys.executable, "-I", "-S", "-c", "raise SystemExit('out of luck')"])
