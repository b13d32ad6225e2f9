"""Pages of a community answer as they are laid out: rules, frequent questions, tables, steps, terms."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.shown.quotes import Quote, as_written, numbered
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

## Changes

- Drops OptiFine 4 and 5.

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
    "drills.md": """---
title: Drills of the watch
lang: en
---

All times are local. The captain on Mondays is Marrow, whom to ask about the drill.

| Night | Drill | Start | End |
|---|---|---|---|
| Monday | Drill (fire) | 20:00 | 22:30 |
| Friday | Drill (flood) | 20:30 | 23:00 |

The flea market is on the square, and everybody is welcome.
""",
    "options.md": """---
title: Options
lang: en
---

These say how many copies are kept.

| Option | Default |
|---|---|
| daily_copies | 14 |
| weekly_copies | 8 |
""",
    "ranks.md": """---
title: Ranks
lang: en
---

Who is away is moved out. Write to a keeper, who gives the old rank back.

| Rank | How to get it | What it lets you do |
|---|---|---|
| Novice | Everybody | Chat |
| Keeper | Chosen by vote | Close threads |
""",
    "exercices.md": """---
title: Exercices de la garde
lang: fr
---

| Soir | Exercice | Début | Fin |
|---|---|---|---|
| Lundi | Exercice (feu) | 20 h | 22 h 30 |
| Jeudi | Exercice (eau) | 20 h 30 | 23 h |

Les rangs se gagnent.

| Rang | Comment l'obtenir | Ce qu'il permet |
|---|---|---|
| Veilleur | Élu | Fermer un fil |
""",
    "entrees.md": """---
title: Entrées du musée
lang: fr
---

| Entrée | En saison | Hors saison |
|---|---|---|
| Adulte | 8 € | 6 € |
| Étudiant ou chômeur | 4 € | 3 € |
| Visite guidée (une heure) | gratuite | 2 € |

La brocante du musée a lieu devant la porte.
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


COLUMNS = ("Tier", "Price per month", "Homes", "Perks")
FORMULES = ("Formule", "Prix par mois", "Terrains", "Avantages")
PEOPLE = ("Name", "Role", "Looks after")
DRILLS, OPTIONS = ("Night", "Drill", "Start", "End"), ("Option", "Default")
SOIRS = ("Soir", "Exercice", "Début", "Fin")
ENTREES = ("Entrée", "En saison", "Hors saison")


def test_two_things_that_labels_name_are_told_apart_by_their_items(answerer):
    answer = answerer.answer("what is the difference between late and bench?")
    assert [one.quote for one in answer.citations] == [
        "Late: write how late in the thread.",
        "Bench: you would come if someone drops.",
    ]
    assert is_sure(answer)


@pytest.mark.parametrize(
    ("question", "columns", "row", "cell"),
    [
        (
            "what are the perks of silver?",
            COLUMNS,
            "Silver | $6 | 5 | Nickname changes, two auction slots",
            "Nickname changes, two auction slots",
        ),
        ("how much is gold", COLUMNS, "Gold | $12 | 10 | Particle effects, priority queue", "$12"),
        ("how much is the gold tier", COLUMNS, "Gold | $12 | 10 | Particle effects, priority queue", "$12"),
        ("how many homes do i get with bronze", COLUMNS, "Bronze | $3 | 3 | Coloured name", "3"),
        ("who is the owner", PEOPLE, "Marlowe | Owner | Money, partnerships", "Marlowe"),
        ("who do i ask about plugins", PEOPLE, "Quill | Developer | Plugins, the website", "Quill"),
        ("quels sont les avantages de baron ?", FORMULES, "Baron | 10 € | 8 | File prioritaire", "File prioritaire"),
        ("combien coûte la formule baron", FORMULES, "Baron | 10 € | 8 | File prioritaire", "10 €"),
        ("what time is the monday drill", DRILLS, "Monday | Drill (fire) | 20:00 | 22:30", "20:00"),
        ("when is the friday drill?", DRILLS, "Friday | Drill (flood) | 20:30 | 23:00", "20:30"),
        ("what time does the friday drill end", DRILLS, "Friday | Drill (flood) | 20:30 | 23:00", "23:00"),
        ("à quelle heure est l'exercice du lundi", SOIRS, "Lundi | Exercice (feu) | 20 h | 22 h 30", "20 h"),
        ("how many copies are kept by default for weekly_copies", OPTIONS, "weekly_copies | 8", "8"),
        ("combien coûte l'entrée étudiant hors saison", ENTREES, "Étudiant ou chômeur | 4 € | 3 €", "3 €"),
        ("combien coûte une visite guidée", ENTREES, "Visite guidée (une heure) | gratuite | 2 €", "gratuite | 2 €"),
    ],
)
def test_a_row_of_a_table_answers_with_the_names_of_its_columns(answerer, question, columns, row, cell):
    answer = answerer.answer(question)
    assert [(one.columns, one.quote) for one in answer.citations] == [(columns, row)]
    assert answer.citations[0].highlight == cell
    assert is_sure(answer)


@pytest.mark.parametrize(
    "question",
    [
        "what is the rank of keeper for",
        "what is the keeper rank for?",
        "what can a keeper do",
        "à quoi sert le rang veilleur ?",
    ],
)
def test_a_row_tells_what_the_thing_of_its_first_cell_is_for(answerer, question):
    answer = answerer.answer(question)
    keeper, watcher = "Keeper | Chosen by vote | Close threads", "Veilleur | Élu | Fermer un fil"
    assert [one.quote for one in answer.citations] == [watcher if "veilleur" in question else keeper]
    assert is_sure(answer)


@pytest.mark.parametrize("question", ["what time is the flea market", "à quelle heure est la brocante"])
def test_a_sentence_without_the_time_of_a_day_is_no_sure_answer_to_what_time(answerer, question):
    assert not is_sure(answerer.answer(question))


def test_a_row_is_shown_with_each_cell_behind_the_name_of_its_column(answerer):
    english, french = answerer.answer("how much is bronze"), answerer.answer("combien coûte l'écuyer ?")
    assert english.text.split("\n\n")[1:] == [
        "Tier: Bronze · Price per month: $3 · Homes: 3 · Perks: Coloured name [1]"
    ]
    shown = "Formule : Écuyer · Prix par mois : 2 € · Terrains : 2 · Avantages : Pseudo coloré [1]"
    assert french.text.split("\n\n")[1:] == [shown.replace(" :", "\u00a0:")]
    assert (english.citations[0].answering, french.citations[0].answering) == (
        "Price per month: $3",
        "Prix par mois\u00a0: 2 €",
    )


def test_rows_are_quoted_whole_and_apart_and_names_of_columns_never_alone():
    text = "Prices\n\nPlan | Now | Then\nRuby | Low. Very | High\nOnyx | Dear | Cheap\n\nAsk us. We know."
    article = Article("plans.md", "Plans", "en", text)
    across = numbered([Quote(article, Span(0, len(text)))])
    rows = ["Ruby | Low. Very | High", "Onyx | Dear | Cheap"]
    assert [one.quote for one in across] == ["Prices", *rows, "Ask us. We know."]
    within = text.index("Very")
    assert [one.quote for one in numbered([Quote(article, Span(within, within + len("Very | High")))])] == rows[:1]
    header = text.index("Plan |")
    assert numbered([Quote(article, Span(header, header + len("Plan | Now | Then")))]) == ()


@pytest.mark.parametrize(
    "question",
    [
        "how much is platinum",
        "how much is gold per year",
        "who won the plugins award",
        "when is gold",
        "how do i get a claim",
        "which optifine version do i need",
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
    assert COLUMNS in {one.columns for one in answer.citations}


def test_quotes_of_one_article_stand_in_its_order():
    steps = Article("steps.md", "Steps", "en", "Download it. Close it. Run it.")
    other = Article("other.md", "Other", "en", "Read it.")
    quotes = [Quote(steps, Span(23, 30)), Quote(other, Span(0, 8)), Quote(steps, Span(0, 12))]
    told = as_written(numbered(quotes))
    assert [(one.number, one.quote) for one in told] == [(1, "Download it."), (1, "Run it."), (2, "Read it.")]
