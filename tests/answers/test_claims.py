"""What articles say on a claim: only numbers of the same thing, sums, percentages and years are compared."""

import pytest

from bot.answers.answer import Answer, Citation, NoAnswer
from bot.answers.bearing import Place, bearing_of
from bot.answers.claims import MOST_FOUND, MOST_OF_CLAIM, claims_of, shared_out, supported
from corpus.article import Article, Passage
from index.hits import Hit
from index.words.analysis import analyse
from index.words.lexicon import Translation
from index.words.terms import read_terms

REFUSED = NoAnswer("?", "No.", "not_answered", "en")


class Lexicon:
    """Knows some words."""

    def translations(self, stem, source, *, learned=False):
        known = {"clock": "horloge", "satellit": "satellite", "found": "fondée", "bridg": "pont"}
        known |= {"rehears": "répétition"}
        if source != "en" or stem not in known:
            return ()
        return (Translation(analyse(known[stem], "fr")[0], 0.9),)

    def phrases(self, stems, source):
        return iter(())

    def related(self, stems, language):
        return iter(())


def words_of(claim, language):
    return read_terms(claim, language, Lexicon())


def found_for(claim, passages, *, language="en", answer=REFUSED):
    return supported(claim, language, words_of(claim, language), answer, passages)


def answer_of(hit, quote, number=1):
    """An answer that quotes a passage."""
    article, start = hit.article, hit.article.text.index(quote)
    cited = Citation(
        number,
        article.id,
        article.title,
        None,
        None,
        "articles",
        article.language,
        quote,
        start,
        start + len(quote),
    )
    return Answer("?", "So [1].", (cited,), "en", "extracted", 0.9)


def hits(*texts, language="en"):
    articles = [Article(f"{n}.md", f"T{n}", language, text) for n, text in enumerate(texts)]
    return [Hit(n, one, Passage(one.id, 0, len(one.text)), 1.0) for n, one in enumerate(articles, start=1)]


@pytest.mark.parametrize(
    ("claim", "language", "sentence", "other", "bearing"),
    [
        ("Saturn has 82 moons.", "en", "Saturn now has 274 known moons.", "en", "differs"),
        ("L'entrée coûte 400 euros par personne.", "fr", "L'entrée coûte 500 euros par personne.", "fr", "differs"),
        ("The non-profit has 400 members.", "en", "The non-profit has 500 members.", "en", "differs"),
        ("Saturn has 274 moons.", "en", "Saturn now has 274 known moons.", "en", "agrees"),
        ("Saturn has 82 rings.", "en", "Saturn now has 274 known moons.", "en", "same_matter"),
        ("It costs $500 billion.", "en", "Un pari à 500 milliards de dollars.", "fr", "agrees"),
        ("The Stargate costs $500 million.", "en", "Stargate, un pari à 500 milliards de dollars.", "fr", "differs"),
        ("It holds 49 percent.", "en", "Elle détient 49 % du capital.", "fr", "agrees"),
        ("En tout, Anna a 27 pour cent.", "fr", "Anna holds 49% of it.", "en", "differs"),
        ("OpenAI, founded in 1987.", "en", "OpenAI, fondée en 1990.", "fr", "differs"),
        ("Founded in 1987.", "en", "Fondée en 1987.", "fr", "agrees"),
        ("From 1987 to 1990.", "en", "Fondée en 1990.", "fr", "same_matter"),
        ("Lyon has held 49% since 1987.", "en", "Lyon has held 49% since 1990.", "en", "differs"),
        ("The server cost 900 € in 2020.", "en", "A club by the law of 1901 runs the server.", "en", "same_matter"),
        ("Saturn is far away.", "en", "Saturn has 274 moons.", "en", "same_matter"),
        ("It has 3, moons it has not.", "en", "It has 274 moons.", "en", "same_matter"),
        ("", "en", "", "fr", "same_matter"),
        # What is denied bears on nothing, on either side.
        ("OpenAI never had 500 employees.", "en", "OpenAI has 500 employees.", "en", "same_matter"),
        ("OpenAI has 500 employees.", "en", "OpenAI doesn’t have 500 employees.", "en", "same_matter"),
        ("OpenAI n’a jamais eu 500 salariés.", "fr", "OpenAI compte 500 salariés.", "fr", "same_matter"),
        ("OpenAI compte 500 salariés.", "fr", "OpenAI ne compte pas 500 salariés.", "fr", "same_matter"),
        ("OpenAI has 500 employees.", "en", "OpenAI has 500 employees.", "en", "agrees"),
        # Measures are made one unit, or not compared.
        ("The bridge is 1,200 metres long.", "en", "The bridge is 1.2 km long.", "en", "agrees"),
        ("The bridge is 1,300 metres long.", "en", "The bridge is 1.2 km long.", "en", "differs"),
        ("The bridge is 1200 m long.", "en", "Le pont mesure 1,2 km de long.", "fr", "agrees"),
        ("Le pont mesure 1 200 mètres de long.", "fr", "Le pont mesure 1,2 km de long.", "fr", "agrees"),
        ("The train does 120 km/h.", "en", "The train does 120 km.", "en", "same_matter"),
        ("The lake covers 2 km².", "en", "The lake covers 2,000 m².", "en", "same_matter"),
        ("The film is 3 hours long.", "en", "The film is 180 minutes long.", "en", "agrees"),
        ("Stargate costs 500 billion dollars.", "en", "Stargate costs 500 000 millions de dollars.", "en", "agrees"),
        # A part is not the whole, and another subject is another matter.
        (
            "The Stargate project costs 500 billion dollars.",
            "en",
            "The first phase of Stargate costs 100 billion dollars.",
            "en",
            "same_matter",
        ),
        ("Stargate costs $500 billion.", "en", "The first phase of Stargate costs $100 billion.", "en", "same_matter"),
        (
            "Le projet Stargate coûte 500 milliards de dollars.",
            "fr",
            "La première tranche de Stargate coûte 100 milliards de dollars.",
            "fr",
            "same_matter",
        ),
        ("Stargate costs $500 billion.", "en", "La première phase coûte 100 milliards.", "fr", "same_matter"),
        ("OpenAI was founded in 2015.", "en", "OpenAI released a model in 2023.", "en", "same_matter"),
        ("There are 500 people in Paris.", "en", "There are 3 offices in Paris.", "en", "same_matter"),
        (
            "The Stargate project costs $500 billion.",
            "en",
            "The Texas site of Stargate costs $100 billion.",
            "en",
            "same_matter",
        ),
        # A bound or a rough number contradicts nothing.
        ("OpenAI has more than 100 employees.", "en", "OpenAI has 120 employees.", "en", "same_matter"),
        ("OpenAI compte environ 100 salariés.", "fr", "OpenAI compte 120 salariés.", "fr", "same_matter"),
        # In words, at an hour or on a day.
        ("Le chœur a 72 chanteurs.", "fr", "Le chœur a soixante-douze chanteurs, pas plus.", "fr", "agrees"),
        ("The coach leaves at 7:15.", "en", "The coach leaves from bay 6 at 7.15.", "en", "agrees"),
        ("The coach leaves at 8:15.", "en", "The coach leaves from bay 6 at 7.15.", "en", "differs"),
        ("Rehearsals are from 7.45 to 10 pm.", "en", "Les répétitions ont lieu de 19 h 45 à 22 h.", "fr", "agrees"),
        ("La séance est le lundi à 20h.", "fr", "La séance est le lundi, 20 h.", "fr", "agrees"),
        ("La séance est le mardi à 21h.", "fr", "La séance est le lundi, 20 h.", "fr", "same_matter"),
        ("La séance est le 2e mardi à 20 h.", "fr", "La séance est le premier mardi, 20 h.", "fr", "same_matter"),
        ("The tournament is on 16 May.", "en", "The tournament is from 9 to 11 May.", "en", "differs"),
        ("The tournament is on 11 May.", "en", "The tournament is from 9 to 11 May.", "en", "agrees"),
        # What counts nothing named, an age, and a bound that both tell.
        ("The hopper limit is 80.", "en", "Hopper limit: 60.", "en", "differs"),
        ("You have to be 16 to sing here.", "en", "Sing here from the age of sixteen years on.", "en", "agrees"),
        ("You may miss up to five rehearsals.", "en", "You may miss up to three rehearsals.", "en", "differs"),
        ("The mat costs 30.", "en", "The mat costs €25.", "en", "differs"),
        # What is told of another clause, at another rate, or as a change.
        ("The trip costs €245 with a family.", "en", "Trip: €190 with a family, €245 in a hostel.", "en", "differs"),
        ("The trip costs €190 with a family.", "en", "Trip: €190 with a family, €245 in a hostel.", "en", "agrees"),
        ("The fee is €20 a month.", "en", "The fee is €190 a year.", "en", "same_matter"),
        ("The fee went up by €3.", "en", "The fee is €16.", "en", "same_matter"),
        ("Le loyer est de 90 €.", "fr", "Il est de 4 € et paie le loyer.", "fr", "same_matter"),
        ("Le loyer est de 90 €.", "fr", "Le loyer est de 74 €, sans l'eau.", "fr", "differs"),
    ],
)
def test_numbers_bear_on_each_other_where_they_count_the_same(claim, language, sentence, other, bearing):
    """A number of another thing, or two years on one side, say nothing."""
    assert bearing_of(claim, language, words_of(claim, language), Place(sentence, other)) == bearing


def test_sentences_that_claim_something_are_looked_up():
    """At most five, and none of function words alone."""
    assert claims_of("It is. Saturn has 82 known moons. What was it? OpenAI was founded in 2015.", "en") == [
        "Saturn has 82 known moons.",
        "OpenAI was founded in 2015.",
    ]
    assert len(claims_of("Saturn has many known moons. " * 9, "en")) == 5


@pytest.mark.parametrize(
    ("message", "language", "claims"),
    [
        (
            "La cotisation est de 95 € par an et le ponton ferme à 23 h.",
            "fr",
            ["La cotisation est de 95 € par an", "le ponton ferme à 23 h."],
        ),
        (
            "The fee rose to 40 euros; the pier now closes at 11.",
            "en",
            ["The fee rose to 40 euros", "the pier now closes at 11."],
        ),
        (
            "The museum of the old town and the gallery of modern art are shut.",
            "en",
            ["The museum of the old town and the gallery of modern art are shut."],
        ),
        (
            "Le maire de la vieille ville et le préfet du département sont venus.",
            "fr",
            ["Le maire de la vieille ville et le préfet du département sont venus."],
        ),
        (
            "The trip costs €210 with a family and the coach leaves at 7.15 on Thursday.",
            "en",
            ["The trip costs €210 with a family", "the coach leaves at 7.15 on Thursday."],
        ),
        (
            "The karaoke night is on Sunday 9 August and entry is 50 euros.",
            "en",
            ["The karaoke night is on Sunday 9 August", "entry is 50 euros."],
        ),
        (
            "Le karaoké a lieu le 9 août et entrer coûte 50 euros.",
            "fr",
            ["Le karaoké a lieu le 9 août", "entrer coûte 50 euros."],
        ),
        (
            "She was born in Lyon and has been a doctor there.",
            "en",
            ["She was born in Lyon and has been a doctor there."],
        ),
        (
            "The club has forty boats and offers a course for young beginners.",
            "en",
            ["The club has forty boats and offers a course for young beginners."],
        ),
        (
            "He is a man who sang and who has since left the town.",
            "en",
            ["He is a man who sang and who has since left the town."],
        ),
        ("The cat and the dog are banned there.", "en", ["The cat and the dog are banned there."]),
        ("Les chiens et les chats sont interdits ici.", "fr", ["Les chiens et les chats sont interdits ici."]),
    ],
)
def test_two_claims_of_one_sentence_are_looked_up_apart(message, language, claims):
    """What two things share is one claim."""
    assert claims_of(message, language) == claims


def quotes(support):
    return [(one.citation.quote, one.bearing) for one in support.found]


def test_a_sentence_on_the_same_matter_is_quoted_word_for_word():
    """The best of each passage, if it has one."""
    found = found_for("Saturn has 82 moons.", hits("It rains. Saturn has 274 moons. Yes.", "It rains."))
    assert quotes(found) == [("Saturn has 274 moons.", "differs")]
    assert found.found[0].citation.start == 10
    assert found.missing == ()


def test_across_languages_words_are_shared_as_they_are_translated():
    """A number alone is no matter; what the lexicon does not know is not held against the article."""
    passages = hits("La sonde Cassini a survolé Titan en 2004.", "Il pleut en 2004.", language="fr")
    found = found_for("Did Cassini fly by in 2004?", passages)
    assert quotes(found) == [("La sonde Cassini a survolé Titan en 2004.", "agrees")]
    clocks = hits("Ces satellites portent des horloges.", language="fr")
    assert quotes(found_for("Satellites carry clocks.", clocks)) == [
        ("Ces satellites portent des horloges.", "same_matter")
    ]
    assert found_for("Satellites carry clocks.", clocks).missing == ()


def test_across_languages_numbers_of_another_name_are_not_compared():
    """The sums of two companies do not contradict each other."""
    claim = "In all, Stargate costs 100 billion dollars."
    for text, bearing in (("Stargate coûte 500 milliards de dollars.", "differs"), ("Webb coûte 10 milliards.", "")):
        passages = hits(text, language="fr")
        found = found_for(claim, passages, answer=answer_of(passages[0], text))
        assert [one.bearing for one in found.found] == ([bearing] if bearing else [])


def test_what_answers_the_claim_supports_it():
    """Also where it shares few of its words: its passage is about the same."""
    text = "There are GPS satellites and others up there. They carry clocks. It rains."
    passages = hits(text)
    claim = "GPS satellites have clocks on board."
    assert quotes(found_for(claim, passages, answer=answer_of(passages[0], "They carry clocks."))) == [
        ("They carry clocks.", "same_matter"),
        ("There are GPS satellites and others up there.", "same_matter"),
    ]


def test_an_answer_from_elsewhere_supports_nothing():
    """A request that shares one word with whatever answers it."""
    passages = hits("Only somebody else can say so. It rains.")
    answer = answer_of(passages[0], "Only somebody else can say so.")
    assert found_for("Can somebody help me with my printer?", passages, answer=answer).found == ()


def test_the_words_that_stand_nowhere_there_are_named():
    """Not those that only say that something is claimed; in another language, names alone."""
    passages = hits("The Webb telescope was put on a rocket in 2021.")
    found = found_for("I think the Webb telescope flew on a Soyuz rocket in 2021.", passages)
    assert found.missing == ("flew", "Soyuz")
    passages = hits("Le télescope Webb a décollé en 2021.", language="fr")
    assert found_for("The Webb left by a Soyuz rocket in 2021.", passages).missing == ("Soyuz",)


@pytest.mark.parametrize(
    ("claim", "bearing"),
    [
        ("Le prix du week-end est de 85 €.", "agrees"),
        ("Le prix du week-end est de 90 €.", "differs"),
        ("Le prix du banquet est de 90 €.", "same_matter"),
    ],
)
def test_a_sentence_of_few_words_tells_of_what_stands_above_it(claim, bearing):
    place = Place("Le prix est de 85 € tout compris.", "fr", "Répétitions", "Le week-end de travail")
    assert bearing_of(claim, "fr", words_of(claim, "fr"), place) == bearing


def test_a_sentence_of_its_own_tells_of_nothing_above_it():
    """The talk before a concert is at another time than the concert."""
    claim, title = "The spring concert on Saturday starts at 7 pm.", "Spring concert"
    for text, bearing in (
        ("Saturday 25 April at 8 pm, Corn Exchange", "differs"),
        ("On Saturday at 7 pm Idunn will talk about how she wrote the piece upstairs.", "same_matter"),
    ):
        assert bearing_of(claim, "en", words_of(claim, "en"), Place(text, "en", title)) == bearing


@pytest.mark.parametrize(
    ("claim", "bearing"),
    [
        ("La bibliothèque se fait à 3 joueurs.", "agrees"),
        ("La bibliothèque se fait à quatre joueurs.", "differs"),
        ("Les forges se font à 3 joueurs.", "same_matter"),
    ],
)
def test_a_cell_counts_what_its_column_is_called(claim, bearing):
    """Of its own row, and not of the one before it."""
    place = Place(
        "La bibliothèque | 3 | Livre", "fr", "", "", "Les forges | 4 | Marteau", ("Donjon", "Joueurs", "Butin")
    )
    assert bearing_of(claim, "fr", words_of(claim, "fr"), place) == bearing


def test_another_row_does_not_contradict_what_one_says():
    """Both rows of a claim on two are shown."""
    text = "Palier | Par an\nJe compte chaque centime | 40 €\nTout va bien | 130 €\nTout va très bien | 190 €"
    article = Article("a.md", "La cotisation", "fr", text)
    rows = [Hit(1, article, Passage(article.id, 0, len(text)), 1.0)]
    claim = "La cotisation est de 130 € si tout va bien et de 40 € pour qui compte chaque centime."
    assert sorted(quotes(found_for(claim, rows, language="fr"))) == [
        ("Je compte chaque centime | 40 €", "agrees"),
        ("Tout va bien | 130 €", "agrees"),
    ]


def test_a_heading_that_tells_is_quoted():
    article = Article("a.md", "Agenda", "fr", "Nuit des lanternes (14 mars)\n\nOn les lâche tous.")
    passage = Passage(article.id, 30, len(article.text), "Nuit des lanternes (14 mars)")
    found = found_for("La nuit des lanternes est le 21 mars.", [Hit(1, article, passage, 1.0)], language="fr")
    assert quotes(found)[0] == ("Nuit des lanternes (14 mars)", "differs")


def test_a_number_of_another_line_of_the_passage_is_missing():
    """That returns are taken for 30 days says nothing of what a desk mat costs."""
    passages = hits("Desk mat: guests pay by card. Returns are taken for 30 days.")
    found = found_for("The desk mat costs guests 30 now.", passages)
    assert quotes(found) == [("Desk mat: guests pay by card.", "same_matter")]
    assert found.missing == ("30",)


@pytest.mark.parametrize(
    ("claim", "language"),
    [("The desk mat costs people two each.", "en"), ("Le tapis coûte maintenant deux euros par personne.", "fr")],
)
def test_bare_verbs_and_numbers_in_other_spellings_are_never_missing(claim, language):
    text = {"en": "Desk mat: 2 for guests.", "fr": "Tapis du bureau : 2 par client, tapis compris."}[language]
    assert found_for(claim, hits(text, language=language)).missing == ()


def test_a_number_that_was_compared_is_not_missing():
    """What contradicts it stands there."""
    assert found_for("Saturn has 82 moons.", hits("Saturn has 274 moons.")).missing == ()
    assert found_for("Saturn shines in 1999.", hits("Saturn shines.")).missing == ("1999",)


def test_a_claim_that_nothing_is_on_is_kept_without():
    """Its words are no news then."""
    assert found_for("My cat sleeps.", hits("Saturn has 274 moons.")).found == ()
    assert found_for("My cat sleeps.", hits("Saturn has 274 moons.")).missing == ()


def test_the_best_are_shown_once_and_numbered_by_article():
    """What could be compared first, the best of each article before the second of one."""
    passages = hits(*[f"Saturn has {n} moons. Saturn has moons that shine." for n in range(80, 90)])
    found = found_for("Saturn has 82 moons.", passages)
    assert quotes(found)[0] == ("Saturn has 82 moons.", "agrees")
    assert len(found.found) == MOST_OF_CLAIM
    again, other = shared_out([found, found_for("Saturn has 89 moons.", passages)])
    assert [one.citation.number for one in again.found] == [1, 2, 3]
    assert [one.citation.number for one in other.found] == [4]
    assert len(again.found) + len(other.found) <= MOST_FOUND


def test_a_sentence_on_two_claims_is_shown_again_rather_than_nothing():
    """A claim with support is not to look as if it had none."""
    passages = hits("Saturn has 274 moons and rings of ice.")
    first, second = shared_out(
        [found_for("Saturn has 274 moons.", passages), found_for("Saturn has rings of ice.", passages)]
    )
    assert quotes(first) == [("Saturn has 274 moons and rings of ice.", "agrees")]
    assert quotes(second) == [("Saturn has 274 moons and rings of ice.", "same_matter")]
    assert second.found[0].citation.number == 1
