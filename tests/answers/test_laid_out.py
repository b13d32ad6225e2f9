"""Pages of a community answer as they are laid out: rules, frequent questions, tables, steps, terms."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.quotes import Quote, as_written, numbered
from bot.texts import say
from corpus.article import Article, Span
from tests.small_index import build_search

ARTICLES = {
    "tiers.md": """---
title: Membership tiers
lang: en
---

| Tier | Price per month | Homes | Perks |
|---|---|---|---|
| Bronze | $3 | 3 | Coloured name |
| Silver | $6 | 5 | Nickname changes, two auction slots |
| Gold | $12 | 10 | Particle effects, priority queue |
""",
    "staff.md": """---
title: Staff and contacts
lang: en
---

These people look after the server, and can be written to at any time of the day or night.

| Name | Role | Looks after |
|---|---|---|
| Marlowe | Owner | Money, partnerships |
| Quill | Developer | Plugins, the website |

## Contact

- Support: open a ticket in #help-desk
- Billing: billing@emberfall.example
""",
    "install.md": """---
title: How to install the EmberMap mod
lang: en
---

EmberMap shows the claims of all players on the minimap, and where the farms are that everybody may use.

## Requirements

- Java 21 or newer
- Minecraft 1.21.4

## Steps

1. Download embermap.jar from the store page.
2. Close the launcher.
3. Run the Fabric installer.
4. Move embermap.jar into the mods folder.

## Uninstalling

Delete the file from the mods folder.
""",
    "signing.md": """---
title: Raids
lang: en
---

## Signing up

You can be one of these for a raid, and tell it in the thread.

- **In**: you will be there.
- **Late**: write how late in the thread.
- **Bench**: you would come if someone drops.
""",
    "hardware.md": """---
title: Hardware requirements
lang: en
---

The modpack is heavier than the plain game. Here is what a computer must have to run it well.

## Minimum

- Memory: 8 GB, of which 4 GB are given to the game
- Disk: 6 GB free
- Screens: one

## Recommended

- Memory: 16 GB, of which 6 GB are given to the game
- Disk: 12 GB free
""",
    "patrons.md": """---
title: Patrons
lang: en
---

| Patron | Yearly price | Monthly price |
|---|---|---|
| Copper | €30 | €3 |
| Mithril | €110 | €12 |
""",
    "ville.md": """---
title: Fonder une ville
lang: fr
---

Qui veut fonder une ville montre au conseil ce qui suit, une fois par saison.

- Terrains : 2 au moins
- Habitants : 3 au moins
""",
    "refunds.md": """---
title: Refund policy
lang: en
---

## Can I get a refund?

Within 14 days of the purchase. Write to the treasurer with the order number.

## What is not refunded

Crate keys and gifts.
""",
    "rules.md": """---
title: Server rules
lang: en
---

1. Be respectful to the other members.
2. Keep politics and religion out of every channel.
3. No cheating. Texture packs that see through walls are banned.
4. Soundboards in voice channels are banned.
""",
    "events.md": """---
title: Event schedule
lang: en
---

All of it takes place on the server, and whoever comes late may still take part in what is left of it.

- 12 June 2026, 21 h: music quiz, Tavern
- 28 June 2026, 18 h: craft market, village square
""",
    "terms.md": """---
title: Glossary of terms
lang: en
---

- Ember: the currency of the server.
- Claim: a piece of land that only its owner can build on.
""",
    "abonnements.md": """---
title: Les abonnements
lang: fr
---

| Formule | Prix par mois | Terrains | Avantages |
|---|---|---|---|
| Écuyer | 2 € | 2 | Pseudo coloré |
| Baron | 10 € | 8 | File prioritaire |
""",
    "brumevoix.md": """---
title: Installer le mod BrumeVoix
lang: fr
---

## Étapes

1. Téléchargez brumevoix.jar.
2. Fermez le jeu.
3. Copiez le fichier dans le dossier mods.
""",
    "questions.md": """---
title: Foire aux questions
lang: fr
---

## Peut-on jouer à la manette ?

Oui, avec Controlify.

## Combien de temps mon terrain est-il gardé ?

Il reste 90 jours après la dernière connexion.
""",
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("laid-out"), ARTICLES))


def is_sure(answer):
    return isinstance(answer, Answer) and answer.lead != say(answer.language, "answers.unsure")


COLUMNS, FORMULES = "Tier | Price per month | Homes | Perks", "Formule | Prix par mois | Terrains | Avantages"
PEOPLE = "Name | Role | Looks after"


def test_two_things_that_labels_name_are_told_apart_by_their_items(answerer):
    answer = answerer.answer("what is the difference between late and bench?")
    assert [one.quote for one in answer.citations] == [
        "Late: write how late in the thread.",
        "Bench: you would come if someone drops.",
    ]
    assert is_sure(answer)


@pytest.mark.parametrize(
    ("question", "quotes", "cell"),
    [
        (
            "what are the perks of silver?",
            [COLUMNS, "Silver | $6 | 5 | Nickname changes, two auction slots"],
            "Nickname changes, two auction slots",
        ),
        ("how much is gold", [COLUMNS, "Gold | $12 | 10 | Particle effects, priority queue"], "$12"),
        ("how many homes do i get with bronze", [f"{COLUMNS}\nBronze | $3 | 3 | Coloured name"], "3"),
        ("who is the owner", [f"{PEOPLE}\nMarlowe | Owner | Money, partnerships"], "Marlowe"),
        ("who do i ask about plugins", [PEOPLE, "Quill | Developer | Plugins, the website"], "Quill"),
        ("quels sont les avantages de baron ?", [FORMULES, "Baron | 10 € | 8 | File prioritaire"], "File prioritaire"),
        ("combien coûte baron", [FORMULES, "Baron | 10 € | 8 | File prioritaire"], "10 €"),
    ],
)
def test_a_row_of_a_table_answers_with_the_names_of_its_columns(answerer, question, quotes, cell):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == quotes
    assert answer.citations[-1].highlight == cell
    assert is_sure(answer)


@pytest.mark.parametrize(
    "question",
    [
        "how much is platinum",
        "how much is gold per year",
        "who won the plugins award",
        "when is gold",
        "how do i get a claim",
    ],
)
def test_a_row_or_item_is_no_sure_answer_to_what_it_does_not_say(answerer, question):
    assert not is_sure(answerer.answer(question))


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("how do i contact support?", "Support: open a ticket in #help-desk"),
        ("what is an ember", "Ember: the currency of the server."),
        ("when is the music quiz", "12 June 2026, 21 h: music quiz, Tavern"),
        ("which java version do i need", "Java 21 or newer"),
    ],
)
def test_an_item_with_a_label_answers(answerer, question, quote):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == [quote]
    assert is_sure(answer)


@pytest.mark.parametrize(
    ("question", "cell"),
    [("how much is mithril per month", "€12"), ("how much does mithril cost per year?", "€110")],
)
def test_the_name_of_a_column_says_its_period_in_a_word(answerer, question, cell):
    answer = answerer.answer(question)
    assert [one.highlight for one in answer.citations if one.highlight] == [cell]
    assert is_sure(answer)


def test_a_price_per_month_is_no_sure_answer_to_one_per_week(answerer):
    assert not is_sure(answerer.answer("how much is mithril per week"))


@pytest.mark.parametrize("question", ["which tier has 10 homes?", "what tier gives 10 homes"])
def test_a_row_may_be_asked_for_by_a_number_of_what_its_column_is_called(answerer, question):
    answer = answerer.answer(question)
    assert [one.highlight for one in answer.citations if one.highlight] == ["Gold"]
    assert is_sure(answer)


@pytest.mark.parametrize("question", ["which tier has 10 auctions?", "which tier has 7 homes", "are 10 homes pretty"])
def test_a_number_alone_names_no_row(answerer, question):
    answer = answerer.answer(question)
    assert not isinstance(answer, Answer) or not is_sure(answer)


MEMORY = tuple(f"Memory: {many} GB, of which {some} GB are given to the game" for many, some in ((8, 4), (16, 6)))


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("how much memory do i need?", MEMORY),
        ("how much memory is recommended", MEMORY[1:]),
        ("combien de terrains faut-il ?", ("Terrains : 2 au moins",)),
    ],
)
def test_a_label_names_what_is_counted_behind_it(answerer, question, quotes):
    """What stands under another heading is left out where one is asked for."""
    answer = answerer.answer(question)
    assert tuple(one.quote for one in answer.citations) == quotes
    assert is_sure(answer)


@pytest.mark.parametrize(
    "question", ["how much is memory?", "how many screens do i need", "how much memory does the website use"]
)
def test_a_label_tells_no_price_and_no_number_that_does_not_stand_behind_it(answerer, question):
    answer = answerer.answer(question)
    assert not isinstance(answer, Answer) or not is_sure(answer)


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        (
            "how do i install the mod?",
            "1. Download embermap.jar from the store page.\n2. Close the launcher.\n3. Run the Fabric installer.\n"
            "4. Move embermap.jar into the mods folder.",
        ),
        (
            "comment installer le mod ?",
            "1. Téléchargez brumevoix.jar.\n2. Fermez le jeu.\n3. Copiez le fichier dans le dossier mods.",
        ),
    ],
)
def test_the_steps_of_a_how_to_are_quoted_whole_and_in_order(answerer, question, steps):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == [steps]
    assert is_sure(answer)


def test_steps_do_not_answer_how_to_do_something_else(answerer):
    answer = answerer.answer("how do i install the mod on a phone?")
    assert not is_sure(answer)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("can i get a refund?", "Within 14 days of the purchase. Write to the treasurer with the order number."),
        ("how do i uninstall the mod", "Delete the file from the mods folder."),
        ("on peut jouer à la manette ?", "Oui, avec Controlify."),
        ("combien de temps mon terrain est gardé", "Il reste 90 jours après la dernière connexion."),
    ],
)
def test_what_stands_under_the_question_answers_it(answerer, question, quote):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == [quote]
    assert is_sure(answer)


def test_a_heading_is_no_sure_answer_to_another_question(answerer):
    assert not is_sure(answerer.answer("can i get a refund after 30 days?"))


@pytest.mark.parametrize(
    ("question", "quote", "sure"),
    [
        ("can i talk about politics?", "Keep politics and religion out of every channel.", True),
        ("is cheating allowed", "No cheating. Texture packs that see through walls are banned.", True),
        ("are voice channels allowed", "Soundboards in voice channels are banned.", False),
    ],
)
def test_a_rule_answers_whether_something_is_allowed_surely_where_it_is_about_that(answerer, question, quote, sure):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == [quote]
    assert is_sure(answer) == sure


def test_what_no_rule_speaks_of_is_not_surely_allowed(answerer):
    assert not is_sure(answerer.answer("can i talk about football?"))


def test_a_row_that_no_cell_of_is_asked_for_has_the_names_of_its_columns_too(answerer):
    answer = answerer.answer("gold vs bronze")
    assert COLUMNS in {line for one in answer.citations for line in one.quote.split("\n")}


def test_quotes_of_one_article_stand_in_its_order():
    steps = Article("steps.md", "Steps", "en", "Download it. Close it. Run it.")
    other = Article("other.md", "Other", "en", "Read it.")
    quotes = [Quote(steps, Span(23, 30)), Quote(other, Span(0, 8)), Quote(steps, Span(0, 12))]
    told = as_written(numbered(quotes))
    assert [(one.number, one.quote) for one in told] == [(1, "Download it."), (1, "Run it."), (2, "Read it.")]
