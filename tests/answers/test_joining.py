"""How one joins a community, by the page that is on that."""

import pytest

from bot.answers.answering import Answerer
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.pages import is_sure, page
from tests.small_index import build_search

LESSONS = page(
    "Sailing lessons",
    "Lessons are in May.\n\n## How to sign up\n\nWrite your name on the list in the boathouse. Six places a lesson.",
)
JOINING = page(
    "Devenir adhérent",
    "Tout le monde peut venir ramer.\n\n## En trois étapes\n\n1. Prenez un bulletin au ponton.\n"
    "2. Faites-le signer par le chef de bord.\n3. Rendez-le avec un chèque.\n\n## Ne plus l'être\n\nNe faites rien.",
    "fr",
)
NEWS = page("News of June", "The jetty was painted. Otters were seen by the weir.")


def answerer(folder, pages):
    return Answerer(build_search(folder, pages, encoder=load_encoder(), lexicon=load_lexicon()))


@pytest.mark.parametrize(
    "question",
    ["how do I join?", "how can I join the club?", "comment adhérer ?", "comment devenir membre de l'association ?"],
)
def test_the_steps_of_the_page_on_joining_tell_how(tmp_path, question):
    """And not how one signs up for lessons."""
    answer = answerer(tmp_path, {"lessons.md": LESSONS, "adherer.md": JOINING, "news.md": NEWS}).answer(question)
    assert answer.citations[0].quote.startswith("1. Prenez un bulletin au ponton.")
    assert is_sure(answer)


def test_without_such_a_page_a_heading_may_tell_it(tmp_path):
    """What it is that one signs up for is not known."""
    answer = answerer(tmp_path, {"lessons.md": LESSONS, "news.md": NEWS}).answer("how do I sign up?")
    assert answer.citations[0].quote.startswith("Write your name on the list")
    assert not is_sure(answer)


@pytest.mark.parametrize(
    "question", ["how do I join two ropes?", "how do I register my boat?", "comment rejoindre le phare ?"]
)
def test_what_else_is_joined_is_not_the_community(tmp_path, question):
    answer = answerer(tmp_path, {"lessons.md": LESSONS, "adherer.md": JOINING, "news.md": NEWS}).answer(question)
    assert not is_sure(answer)


PLAIN = page(
    "Joining the choir",
    "New voices are welcome twice a year, in September and in January. You come to three rehearsals first.\n\n"
    "After these the conductor hears you alone for some ten minutes. The answer comes within a week.",
)
FEES = page("Fees", "Membership costs 130 euros a year, or 40 euros for those who count every one.")


def test_a_page_on_joining_without_steps_is_summed_up(tmp_path):
    answer = answerer(tmp_path, {"joining.md": PLAIN, "news.md": NEWS}).answer("how do I join?")
    assert {one.article_id for one in answer.citations} == {"joining.md"}
    assert not is_sure(answer)


@pytest.mark.parametrize(
    ("first", "then", "read_as"),
    [
        ("how do I join?", "how much is it?", "how much does it cost to join?"),
        ("how do I join?", "and what does it cost?", "how much does it cost to join?"),
        ("comment on s'inscrit ?", "et c'est combien ?", "combien coûte l'adhésion ?"),
    ],
)
def test_behind_it_one_asks_what_that_costs(tmp_path, first, then, read_as):
    pages = {"joining.md": PLAIN, "fees.md": FEES, "news.md": NEWS}
    answer = answerer(tmp_path, pages).answer(then, earlier=[first])
    assert answer.read_as == read_as
    assert any("130 euros" in one.quote for one in answer.citations)


def test_both_may_be_asked_in_one_message(tmp_path):
    pages = {"joining.md": PLAIN, "fees.md": FEES, "news.md": NEWS}
    answer = answerer(tmp_path, pages).answer("how do I join and how much is it?")
    assert {one.article_id for one in answer.citations} == {"joining.md", "fees.md"}
