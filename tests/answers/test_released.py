"""What a release changed is told from under its own version, or not at all."""

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.layout.released import of_another, releases_in, versions_in
from corpus.article import Article, Span
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


RELEASES = {
    "corvid-41.md": "---\ntitle: Corvid 4.1 released\ndate: 2025-05-06\n---\n\n"
    "Version 4.1 brings guest keys and a dark theme.\n\n- 63 bugs were fixed by 31 people.\n- The map loads faster.\n\n"
    "Support for Corvid for ARM ended on 31 December.",
    "corvid-42.md": "---\ntitle: Corvid 4.2 released\ndate: 2026-02-03\n---\n\n"
    "Version 4.2 is here. The energy page is new.\n\nThe blank page is mended in 4.2.1, planned for 3 March.",
    "corvid-40.md": "---\ntitle: Version 4.0 est sortie\nlang: fr\n---\n\n"
    "C'est le plus grand changement depuis 2018. Le moteur est nouveau.",
    "corvid-install.md": page("Installing Corvid 4.3", "Download the file.\n\nPut it into the folder of your games."),
}


@pytest.fixture(scope="module")
def posts(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("posts"), RELEASES))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("what changed in 4.1", "Version 4.1 brings guest keys"),
        ("what's new in Corvid 4.2?", "Version 4.2 is here."),
        ("quoi de neuf dans la 4.0 ?", "C'est le plus grand changement"),
    ],
)
def test_an_article_whose_title_is_of_one_version_is_its_notes(posts, question, first):
    answer = posts.answer(question)
    assert answer.citations[0].quote.startswith(first)
    assert answer.sure


def test_one_on_how_to_install_a_version_is_not(posts):
    answer = posts.answer("what changed in Corvid 4.3")
    assert not (isinstance(answer, Answer) and answer.sure)


@pytest.mark.parametrize("question", ["when was 4.1 released", "quand est sortie la 4.1 ?"])
def test_the_day_of_a_release_post_is_the_day_of_the_release(posts, question):
    answer = posts.answer(question)
    assert [one.quote for one in answer.citations] == ["Version 4.1 brings guest keys and a dark theme."]
    assert str(answer.citations[0].published) == "2025-05-06"
    assert answer.sure


@pytest.mark.parametrize(
    "question",
    [
        "when was 4.1.1 released",
        "when was 4.0 released",
        "how many bugs were fixed in 4.2",
        "quand est sortie la 4.0 ?",
    ],
)
def test_what_the_post_of_another_version_says_is_not_sure(posts, question):
    answer = posts.answer(question)
    assert not (isinstance(answer, Answer) and answer.sure)


def test_a_title_names_the_version_up_to_the_heading_of_another():
    text = "New keys.\n\n## 4.1.1 (5 May 2025)\n\nA crash less."
    heading = Span(text.index("## "), text.index("\n\nA crash"))
    article = Article("a", "Corvid 4.1", "en", text, headings=(heading,))
    found = [(sorted(one.versions), text[one.heading.end : one.end].strip()) for one in releases_in(article)]
    assert found == [(["4.1"], "New keys."), (["4.1.1"], "A crash less.")]
    assert of_another("when did 4.2 come out", article, Span(0, 9))
    assert not of_another("when did 4.1 come out", article, Span(0, 9))
    assert of_another("when did 4.1 come out", article, heading, dated=True)
    assert not list(releases_in(Article("a", "From 4.1 to 4.2", "en", "New keys.")))
