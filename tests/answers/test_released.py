"""What a release changed is told from under its own version, or not at all."""

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.released import releases_in, versions_in
from corpus.article import Article
from tests.answers.test_laid_out_otherwise import page
from tests.small_index import build_search

ARTICLES = {
    "zephyr.md": page(
        "Zephyr changelog",
        "## 2.2 – 9 October 2025\n\n- New: timers are shared.\n- Changed: needs Duskhollow 4.1.\n- Fixed: a crash.\n\n"
        "## [2.1.0] - 2025-06-18\n\n### Added\n\n- Polish texts.\n\n### Fixed\n\n- Timers drifted.\n\n"
        "## 2.0 – 2 February 2025\n\nComplete rewrite.\n\n- Removed: the meter.",
    ),
    "tidal.txt": "Tidal release notes\n\nEverything older than 3.1 gets no fixes any more, so please upgrade soon.\n\n"
    "== 3.1 (23 September 2025) ==\n\nHardware keys for the second factor.\nPruning uses less memory than before.\n\n"
    "== 3.0 (6 May 2025) ==\n\nNew catalogue in PostgreSQL. MySQL is no longer supported.\n",
    "nouveautes.md": page(
        "Brume : nouveautés",
        "## Version 5\n\n- Le vol est plus rapide.\n\n## Version 4\n\n- Les cartes sont en couleur.",
        "fr",
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("released"), ARTICLES))


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("what changed in zephyr 2.2", "- New: timers are shared.", "a crash."),
        ("what's new in zephyr v2.1?", "Added", "Timers drifted."),
        ("what changed in zephyr 2.0", "Complete rewrite.", "the meter."),
        ("quoi de neuf dans zephyr 2.2 ?", "- New: timers are shared.", "a crash."),
        ("what's new in tidal 3.1", "Hardware keys", "less memory than before."),
        ("what changed in tidal 3.0", "New catalogue", "no longer supported."),
        ("quelles sont les nouveautés de la version 4 de brume ?", "- Les cartes", "en couleur."),
    ],
)
def test_all_that_stands_under_the_version_asked_for_is_told(answerer, question, first, last):
    answer = answerer.answer(question)
    assert len(answer.citations) == 1
    assert answer.citations[0].quote.startswith(first)
    assert answer.citations[0].quote.endswith(last)
    assert answer.sure


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("when did zephyr 2.2 come out", "2.2 – 9 October 2025"),
        ("quand est sortie la version 2.1 de zephyr ?", "[2.1.0] - 2025-06-18"),
        ("when was 3.1 released", "3.1 (23 September 2025)"),
    ],
)
def test_the_day_of_a_release_stands_in_its_heading(answerer, question, day):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == [day]
    assert answer.sure


def test_a_version_that_several_have_is_not_surely_of_either(tmp_path):
    """Nor is one said to be asked about."""
    notes = {f"{name}.md": page(f"{name} changelog", "## 2.0 – 3 May 2025\n\n- New.") for name in ("Zephyr", "Gale")}
    answerer = Answerer(build_search(tmp_path, notes))
    assert not answerer.answer("when did 2.0 come out").sure
    assert answerer.answer("when did gale 2.0 come out").sure


@pytest.mark.parametrize("question", ["what changed in zephyr 1.4", "quoi de neuf dans tidal 3.7 ?"])
def test_a_version_that_the_notes_lack_is_refused(answerer, question):
    assert isinstance(answerer.answer(question), NoAnswer)


def test_what_stands_under_another_version_is_not_sure(answerer):
    answer = answerer.answer("was a crash fixed in zephyr 2.0?")
    assert not (isinstance(answer, Answer) and answer.sure)


def test_versions_are_numbers_with_points_or_behind_a_word_for_them():
    assert versions_in("what changed in v2.1.3, and in season 4?") == {"2.1.3", "4"}
    assert versions_in("is 3.0 out") == versions_in("version 3")
    assert versions_in("it costs $2.50, up 4.5% since 18 June 2025") == frozenset()


def test_a_sentence_that_a_number_opens_is_no_heading():
    article = Article("a", "Notes", "en", "3.1 million people came.\n\nThey left.\n\n3.0 (2025)\n\nNew.")
    assert [one.heading.of(article.text) for one in releases_in(article)] == ["3.0 (2025)"]
