"""What a sentence tells of another than is asked about."""

import pytest

from bot.answers.trust.attaching import counts_other, dates_other, numbers_other, of_namesake, prices_other
from bot.answers.values.naming import names_of
from corpus.languages import detect_question_language
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon


def query(text):
    language = detect_question_language(text)
    return Query(text, language, read_terms(text, language, WordLexicon()), None)


def other(question, text):
    asked = query(question)
    return dates_other(text, names_of(asked.terms), detect_question_language(text), asked.language)


RUNS = "Russia runs GLONASS, China runs BeiDou, and the Union runs Galileo, which opened on 15 December 2016."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("when was BeiDou launched?", RUNS),
        ("when was Hubble launched?", "Webb was first discussed in 1989, before its forerunner, Hubble, was launched."),
        ("quand Oslo a-t-elle adhéré ?", "Oslo suit la ville de Bergen, qui a adhéré en 1995."),
    ],
)
def test_a_date_may_be_told_of_another_name(question, text):
    assert other(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("when did Galileo open?", RUNS),
        ("when was Webb discussed?", "Webb was first discussed in 1989, before its forerunner, Hubble, was launched."),
        ("when was Hubble launched?", "In 1990, before Webb was built, Hubble was launched."),
        ("quand Bergen a-t-elle adhéré ?", "Oslo suit la ville de Bergen, qui a adhéré en 1995."),
        ("when was BeiDou launched?", f"BeiDou was launched in 2000. {RUNS}"),
        ("when was BeiDou launched?", "BeiDou runs."),
    ],
)
def test_a_date_told_of_the_name_or_of_both_is_no_others(question, text):
    assert not other(question, text)


@pytest.mark.parametrize("text", ["A, which " * 5_000, "1999, before A " * 3_000, "A" * 50_000])
def test_a_long_run_tells_of_no_other(text):
    asked = query("quand a-t-on autorisé le vaccin de Moderna ?")
    assert not dates_other(text, names_of(asked.terms), "fr", "fr")


def price_of_other(question, text):
    return prices_other(query(question), text, detect_question_language(text))


COVER = "The rider costs 68 francs a year on average and requires a valve put in by a certified plumber."
OPTION = "L'option coûte 12 € par mois, mais la caution du casier est à convenir."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how much does it cost to have a valve put in by a plumber?", COVER),
        ("what is the price of a valve?", COVER),
        ("combien coûte un casier ?", OPTION),
        ("quel est le prix d'un casier ?", OPTION),
        (
            "combien coûte un clapet ?",
            "L'avenant « refoulement » coûte 68 francs par an et exige un clapet antiretour.",
        ),
    ],
)
def test_a_price_may_be_told_of_another_thing(question, text):
    assert price_of_other(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how much does the rider cost?", COVER),
        ("how much does a locker cost?", "Membership costs $30 a month and a locker another $5."),
        ("how much is a locker?", "We ask $5 for a locker and $2 for a towel."),
        ("how much is a locker?", "$5 a month: a locker, and a towel."),
        ("who puts in the valve?", COVER),
        ("how much does a bridge cost?", COVER),
        ("how much does a valve cost?", "A valve is put in by a plumber and needs no care."),
        ("combien coûte l'option ?", OPTION),
        ("combien coûte un casier ?", "Le casier est petit, et il coûte 5 euros."),
        ("combien coûte ?", OPTION),
        ("combien coûte la carte du club ?", "Payez 12 € et recevez la carte du club."),
        ("combien coûte un casier ?", "La location coûte 2 euros et demi pour un casier."),
        ("combien coûte le stage ?", "La semaine coûte 45 € (assurance et licence comprises) pour le stage."),
        ("combien coûte le forfait ?", "L'entrée coûte 15 euros et non plus 12 avec le forfait."),
        ("what is the cost of a pool pass?", "You pay $8 and get a pool pass."),
        ("how much does parking cost?", "It costs $5 a day, and the parking closes at 22:00."),
        ("combien coûte la cotisation ?", "Elle coûte 30 € par an, et la cotisation est due en mars."),
        (
            "how much is a locker?",
            "A towel costs " + ", ".join(f"${one} in {one}" for one in range(9)) + " and a locker.",
        ),
    ],
)
def test_a_price_is_told_of_what_stands_beside_or_before_it(question, text):
    assert not price_of_other(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("when was the Kestrel 15 discontinued?", "The Kestrel 12 was discontinued in June 2023."),
        ("when was the kestrel 15 discontinued?", "The Kestrel-12 was discontinued in June."),
        ("combien coûte le Fjord65 ?", "Le Fjord70 pèse 800 grammes et coûte 120 €."),
        ("combien a coûté la rénovation de 1987 ?", "La rénovation de 2014 a coûté 6,2 millions d'euros."),
        ("how much did the renovation of 1987 cost?", "La rénovation de 2014 a coûté 6,2 millions d'euros."),
        ("how long did the sack of 455 last?", "The sack of 410 lasted three days."),
        ("what does article 5 say?", "Article 6 forbids it."),
        ("how much does the Aster 3 weigh?", "The Aster 5 weighs 1.3 kg."),
        ("what does the fourth law say?", "Newton's First Law says that bodies rest."),
        ("who won the 3rd race?", "Bo won the second race, Al the fourth."),
        ("qui a écrit le deuxième roman ?", "Le premier roman est de Jo."),
        ("quand le bâtiment C a-t-il ouvert ?", "Le bâtiment A a ouvert en 2006, le bâtiment B en 2011."),
        ("who lives in building C?", "The Ames live in building A."),
    ],
)
def test_a_thing_of_another_number_is_another(question, text):
    assert numbers_other(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("when was the Kestrel 15 discontinued?", "The Kestrel 12 and 15 were discontinued in June 2023."),
        ("when was the Kestrel 15 discontinued?", "It was discontinued in 2023."),
        ("when was the Kestrel 15 discontinued?", "The Kestrel was discontinued in June 2023."),
        ("what happened in May 2004?", "In May 2005 it closed; it had opened a year before."),
        ("who won in 2004?", "Heron won in 2004, Osprey in 2005."),
        ("who is in the 10th series?", "The tenth series has Jo, the first series had Al."),
        ("who won the third race?", "Bo won the first prize."),
        ("does it run on Windows 11?", "It runs on Windows 10 or newer."),
        ("do children under 5 eat free?", "Children under 12 eat free."),
        ("is platform 3 for trains?", "Platforms 1 to 4 are for trains, platform 5 to 7 for buses."),
        ("is a level of 60 enough?", "Raiders are level 60."),
        ("how many members had it in 2019?", "It had 40 members in 2015."),
        ("when did building C open?", "Building A opened in 2006, B and C in 2011."),
        ("when did building C open?", "The building opened in 2006."),
        ("who won the first season?", "The 1st season was won by Al, the twenty-first season by Bo."),
        ("qui a gagné la première édition ?", "La 1ère édition a été gagnée par Al, la 2e édition par Bo."),
        ("who won the twenty-first season?", "The first season was won by Al."),
    ],
)
def test_the_same_number_or_none_is_no_others(question, text):
    """Nor are months and prepositions things that a number tells apart."""
    assert not numbers_other(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("when did Marta Groen leave?", "Ilse Groen left in 2020."),
        ("quand Marta Groen est-elle partie ?", "En 2020, Ilse Groen est partie."),
    ],
)
def test_somebody_of_the_same_last_name_is_somebody_else(question, text):
    assert of_namesake(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("when did Marta Groen leave?", "Groen left in 2020."),
        ("when did Marta Groen leave?", "Dr Groen left in 2020, President Groen too."),
        ("when did Marta Groen leave?", "When Groen left, all was well."),
        ("when did Marta Groen leave?", "The sisters Marta and Ilse Groen left in 2020."),
        ("when did Dr Groen leave?", "Ilse Groen left in 2020."),
        ("when did Groen leave?", "Ilse Groen left in 2020."),
        ("when did Bobby Dagen leave?", "BOBBY left; in 2020 Bobby Dagen came back."),
        ("quand Cedric Diggory est-il parti ?", "Cédric Diggory est parti en 2020."),
        ("what was Disney-ABC Television?", "In 2009 the Disney–ABC Television Group was made."),
        ("when did Grand-Place Hotel open?", "The ABC Hotel opened in 2020."),
    ],
)
def test_a_title_or_the_last_name_alone_may_be_of_them(question, text):
    assert not of_namesake(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("combien de serveurs existe-t-il ?", "Un serveur de vingt amis se gouverne tout seul."),
        ("how many boats are there?", "The boat was built by 12 members."),
        ("combien de bateaux y a-t-il ?", "Le bateau a été construit par douze membres."),
        ("combien de places y a-t-il ?", "La voiture occupe la place 19. Neuf ménages la partagent."),
        ("how many rooms are there?", "They meet in room no. 4."),
    ],
)
def test_a_number_of_something_else_counts_not_what_is_asked(question, text):
    asked = query(question)
    assert counts_other(asked, text, asked.language)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how many boats are there?", "We now have 12 light wooden boats."),
        ("how many boats are there?", "The boats number 12."),
        ("how many boats are there?", "There are twelve of them."),
        ("how many boats are there?", "Boats: 12"),
        ("combien de places y a-t-il ?", "La place 19 est réservée. Il y a 40 places."),
        ("combien de places y a-t-il ?", "La place 19 est l'une des 19 places."),
        ("combien de places y a-t-il ?", "Places : env. 40"),
        ("how many children are there?", "Children 12"),
        ("combien de bateaux y a-t-il ?", "Le club possède douze bateaux."),
        ("how many days may I keep it?", "The days are counted from the next one; it is 5 of them."),
        ("who built the boat?", "The boat was built by 12 members."),
    ],
)
def test_a_number_beside_what_is_counted_or_alone_may_count_it(question, text):
    asked = query(question)
    assert not counts_other(asked, text, asked.language)
