"""What a newer article says of a price that a table or list tells stands beside it."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from tests.answers.pages import page
from tests.small_index import build_search

ARTICLES = {
    "passes.md": page(
        "Climbing hall passes",
        "Passes are sold at the counter.\n\n| Pass | Price | Guests |\n|---|---|---|\n"
        "| Morning | £41 | 2 |\n| Evening | £58 | 3 |\n| Student | £26 | 1 |\n| Family | £90 | 5 |\n"
        "| Group | £120 | 8 |",
    ),
    "spring.md": page(
        "Climbing hall passes in spring",
        "From 1 May the evening pass will cost £63 instead of £58. The student pass stays at £26 and the family pass "
        "at £90. The morning pass costs £44. The group pass costs £120 instead of £99. Boots are rented from £4 to £6.",
        date="2023-03-02",
    ),
    "older.md": page("Passes of 2018", "The family pass goes from £70 to £77.", date="2018-03-02"),
    "rides.md": page(
        "Balades en calèche",
        "- Balade courte : 18 €\n- Balade longue : 33 €\n- Balade de nuit : 40 €\n- Balade à deux : 50 €",
        "fr",
        "2022-01-05",
    ),
    "nouvelles.md": page(
        "Nouvelles des calèches",
        "La balade longue passe de 33 € à 36 €. La balade courte reste à 18 €. La balade à deux coûte 55 €.",
        "fr",
        "2023-02-01",
    ),
    "anciennes.md": page(
        "Nouvelles des calèches en 2020", "La balade de nuit coûte 40 € au lieu de 37 €.", "fr", "2020-02-01"
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("overtaking"), ARTICLES))


def told(answer):
    return [(one.article_id, one.highlight) for one in answer.citations]


@pytest.mark.parametrize(
    ("question", "quotes", "lead"),
    [
        (
            "how much is the evening pass?",
            [("spring.md", "£63"), ("passes.md", "£58")],
            "The articles differ: “£63” [1] in one, “£58” [2] in another.",
        ),
        (
            "combien coûte la balade longue ?",
            [("nouvelles.md", "36 €"), ("rides.md", "33 €")],
            "Les articles ne disent pas la même chose : le plus récent dit « 36 € » [1], un autre dit « 33 € » [2].",
        ),
    ],
)
def test_a_newer_article_that_tells_what_a_price_was_and_is_stands_first(answerer, question, quotes, lead):
    answer = answerer.answer(question)
    assert told(answer) == quotes
    assert answer.sure
    assert " ".join(answer.lead.split()) == lead


def test_one_that_tells_another_price_alone_is_shown_and_not_surely(answerer):
    answer = answerer.answer("combien coûte la balade à deux ?")
    assert told(answer) == [("nouvelles.md", "55 €"), ("rides.md", "50 €")]
    assert not answer.sure


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("how much is the student pass?", ("passes.md", "£26")),
        ("how much is the family pass?", ("passes.md", "£90")),
        ("how much is the group pass?", ("passes.md", "£120")),
        ("how much is the morning pass?", ("passes.md", "£41")),
        ("combien coûte la balade courte ?", ("rides.md", "18 €")),
        ("combien coûte la balade de nuit ?", ("rides.md", "40 €")),
        ("how many guests with the evening pass?", ("passes.md", "3")),
    ],
)
def test_the_same_price_an_older_article_or_one_on_something_else_changes_nothing(answerer, question, quote):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert told(answer) == [quote]
    assert answer.sure


@pytest.mark.parametrize(
    ("cell", "text", "now"),
    [
        ("£10", "The fee for juniors goes up from £10 to £12.", "£12"),
        ("£10", "For juniors the fee is changing from 10 to £12.", "£12"),
        ("£10", "Juniors pay £12 instead of 10.", "£12"),
        ("10 pounds", "The fee for juniors rises, from 10 pounds to 12 pounds.", "12"),
        ("£10", "Changing rooms for juniors are open from 10 to 12 now that the judo club has moved.", ""),
        ("£10", "Changing rooms for juniors cost from £10 to £12 a day.", ""),
        ("£10", "Juniors pay from £10 to £12 now that the club has moved.", ""),
        ("£10", "The club has moved, and juniors pay from £10 to £12.", ""),
        ("£10", "The number of juniors goes up from 10 to 12.", ""),
        ("£10", "Juniors come at 12 instead of 10.", ""),
        ("10 €", "La cotisation des juniors passe de 10 à 12 €.", "12 €"),
        ("10 €", "Les juniors paient 12 € au lieu de 10.", "12 €"),
        ("10 €", "Les juniors passent de 10 à 12 dans le groupe.", ""),
        ("10 €", "Les juniors paient de 10 € à 12 €, car le club a changé.", ""),
    ],
)
def test_it_is_surely_overtaken_by_another_price_of_it_alone(tmp_path, cell, text, now):
    french = "€" in cell
    title, news = (
        ("Cotisations du judo", "Nouvelles du judo") if french else ("Fees of the judo club", "Judo club news")
    )
    language, head = ("fr", "| Groupe | Cotisation |") if french else ("en", "| Group | Fee |")
    table = f"{head}\n|---|---|\n| Juniors | {cell} |\n| Adults | {cell.replace('10', '25')} |"
    articles = {
        "fees.md": page(title, table, language, "2022-03-01"),
        "news.md": page(news, text, language, "2023-03-01"),
    }
    question = "quelle est la cotisation des juniors ?" if french else "what is the fee for juniors?"
    answer = Answerer(build_search(tmp_path, articles)).answer(question)
    first, told_first = told(answer)[0]
    surely_newer = first == "news.md" and answer.sure and len(answer.citations) > 1
    assert (told_first if surely_newer else "") == now


OVER = {
    "now.md": page("Boat fees", "| Boat | Fee |\n|---|---|\n| Canoe | £31 |\n| Kayak | £47 |"),
    "then.md": page("Boat fees of 2019", "Kept for the record: the season is over.\n\n- Canoe: £28\n- Raft: £70"),
    "prose.md": page("Hire in 2019", "Kept for the record: the season is over.\n\nHiring a dinghy costs £88 a day."),
    "avant.md": page("Tarifs de 2019", "Page conservée pour mémoire.\n\n- Pédalo : 12 €", "fr"),
}


@pytest.mark.parametrize(
    ("question", "quote", "sure"),
    [
        ("how much is a canoe?", ("now.md", "£31"), True),
        ("how much is a raft?", ("then.md", "£70"), False),
        ("how much was a raft in 2019?", ("then.md", "£70"), True),
        ("how much does hiring a dinghy cost?", ("prose.md", "£88"), False),
        ("how much did hiring a dinghy cost in 2019?", ("prose.md", "£88"), True),
        ("combien coûte un pédalo ?", ("avant.md", "12 €"), False),
    ],
)
def test_a_page_kept_for_the_record_tells_surely_of_its_own_year_alone(tmp_path, question, quote, sure):
    answer = Answerer(build_search(tmp_path, OVER)).answer(question)
    assert (told(answer)[0], answer.sure) == (quote, sure)
