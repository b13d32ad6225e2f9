"""Parts of articles that are asked for by their numbers: articles of statutes, rules of a server, steps."""

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.layout.numbered import PartAsked, part_asked
from index.words.lexicon import load_lexicon
from tests.answers.pages import page
from tests.small_index import build_search

THIRD = "Chaque membre verse 18 euros par an, avant le 31 mars. Les étudiants paient la moitié."
ARTICLES = {
    "statuts.md": page(
        "Statuts des Amis du canal",
        "## Article 1 – Nom\n\nL'association prend le nom « Les Amis du canal ».\n\n"
        f"## Article 3 – Cotisation\n\n{THIRD}\n\n"
        "## Article 12 – Dissolution\n\nElle est votée aux deux tiers.\n\nL'actif revient à la commune.\n\n"
        "## Article 13\n\n## Article 14 – Sans durée\n\n## Article 30 – Divers\n\nLe bureau se réunit chaque mois.",
        "fr",
    ),
    "rules.md": page(
        "Server rules",
        "1. Be kind.\n2. No advertising outside #showcase.\n3. Spoilers belong behind bars.\n\n"
        "## 5. Appeals\n\n5.1 Write to the moderators within seven days.\n\n5.2 Another moderator decides.",
    ),
    "charter.md": page(
        "Charter of the commons",
        "Section 2. Grazing. Each household may graze two sheep.\n\nSection 3. Fires. No fires are lit on the green.",
    ),
    "filter.md": page(
        "Looking after the workshop",
        "## Replacing the filter\n\n1. Switch it off.\n2. Open the two clips.\n3. Lift the old filter out.\n\n"
        "## Emptying the dust bag\n\n1. Wait ten minutes.\n2. Unhook the bag.\n3. Shake it into the grey bin.",
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("numbered"), ARTICLES, lexicon=load_lexicon()))


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("what does article 3 say?", [f"Article 3 – Cotisation\n\n{THIRD}"]),
        ("que dit l'article 3 ?", [f"Article 3 – Cotisation\n\n{THIRD}"]),
        ("article 3", [f"Article 3 – Cotisation\n\n{THIRD}"]),
        ("que prévoit l'article 3 des statuts ?", [f"Article 3 – Cotisation\n\n{THIRD}"]),
        (
            "de quoi parle l'article 12 ?",
            ["Article 12 – Dissolution\n\nElle est votée aux deux tiers.", "L'actif revient à la commune."],
        ),
        ("what's article 14", ["Article 14 – Sans durée"]),
        ("what is rule 3?", ["3. Spoilers belong behind bars."]),
        ("c'est quoi la règle n°2 ?", ["2. No advertising outside #showcase."]),
        ("la 3e règle c'est quoi", ["3. Spoilers belong behind bars."]),
        ("what does the third rule say", ["3. Spoilers belong behind bars."]),
        ("rule 5.2", ["5.2 Another moderator decides."]),
        (
            "what is in rule 5?",
            ["5. Appeals\n\n5.1 Write to the moderators within seven days.", "5.2 Another moderator decides."],
        ),
        (
            "what does section 3 of the charter say?",
            ["Section 3. Fires. No fires are lit on the green."],
        ),
        ("what's point 2 of the server rules", ["2. No advertising outside #showcase."]),
        ("what is the third step of replacing the filter?", ["3. Lift the old filter out."]),
        ("quelle est la deuxième étape pour vider le sac à poussière ?", ["2. Unhook the bag."]),
    ],
)
def test_a_part_is_told_by_its_number(answerer, question, quotes):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert answer.sure
    assert [one.quote for one in answer.citations] == quotes


@pytest.mark.parametrize(
    "question", ["what does article 7 say?", "rule 9", "chapter 3", "article 13", "que dit l'article 31 ?"]
)
def test_a_part_that_no_article_has_is_refused(answerer, question):
    assert isinstance(answerer.answer(question), NoAnswer)


@pytest.mark.parametrize(
    "question", ["what's step 3?", "what is article 5 of the constitution?", "what does section 3 of the lease say?"]
)
def test_a_part_of_what_nobody_wrote_is_not_surely_told(answerer, question):
    answer = answerer.answer(question)
    assert not (isinstance(answer, Answer) and answer.sure)


@pytest.mark.parametrize(
    "text",
    [
        "who wrote article 3?",
        "what does this article say?",
        "which rule forbids fires?",
        "how many sections are there?",
        "is rule 3 new?",
        "what is the title of the song?",
        "why is there a rule 3?",
        "what is the deposit in article 3 for a key?",
    ],
)
def test_what_asks_more_or_less_than_a_part_is_no_question_for_one(text):
    assert part_asked(text) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("hey, what is rule #3 again?", PartAsked("rule", "3")),
        ("show me Art. 12, please", PartAsked("article", "12")),
        ("what does §4.1 say", PartAsked("paragraph", "4.1")),
        ("chapitre IV ?", PartAsked("chapter", "iv")),
        ("section 3 of the charter", PartAsked("section", "3", "of the charter")),
    ],
)
def test_a_part_is_asked_for_in_many_words(text, part):
    assert part_asked(text) == part
