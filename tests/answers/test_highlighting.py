"""Which words of a sentence stand in bold."""

import pytest

from bot.answers.questions.question import read_kind
from bot.answers.shown.highlighting import answering_span
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"found": "fond", "founder": "fondateur", "fondateur": "founder"})
ORACLE = "Sam Altman, directeur d’OpenAI, et Larry Ellison, cofondateur d’Oracle, étaient là."


def bold(question, sentence, *, asked_in="en", language="en"):
    terms = read_terms(question, asked_in, LEXICON)
    span = answering_span(sentence, language, read_kind(question), question, terms, [1.0] * len(terms))
    return span.of(sentence) if span else ""


@pytest.mark.parametrize(
    ("question", "sentence", "language", "found"),
    [
        ("who founded BioNTech?", "BioNTech, fondée en 2008 à Mayence par Uğur Şahin, a grandi.", "fr", "Uğur Şahin"),
        ("who added the amber light?", "The amber light was added in Detroit by William Potts.", "en", "William Potts"),
        (
            "who wrote the licence?",
            "The licence, written in January, is the work of Fred Stone.",
            "en",
            "Fred Stone",
        ),
        ("who painted the wall?", "The Italian painter Giotto painted the wall.", "en", "Giotto"),
        ("who is the president?", "Grandson of Ada Fen, he has been president since May.", "en", ""),
        (
            "who is the president?",
            "President: Otto Low. Nephew of Ada Fen, he has been so since May.",
            "en",
            "Otto Low",
        ),
        ("who is the president?", "Petit-fils d'Ada Fen, il est président depuis mai.", "fr", ""),
        ("who sang?", "Friends of Ely sang for Ada Fen.", "en", "Friends of Ely"),
        ("who wrote the Apache License?", "The Apache License, published in January, is long.", "en", ""),
    ],
)
def test_a_who_puts_the_person_in_bold(question, sentence, language, found):
    """No month, town or people, nor what was asked about itself."""
    assert bold(question, sentence, language=language) == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("where is the JET?", "The JET (Joint European Torus), built in Culham, is old.", "Culham"),
        ("who leads OpenAI?", "OpenAI (Sam Altman) beat the firm of Elon Musk.", "Sam Altman"),
    ],
)
def test_a_bracket_that_spells_an_acronym_out_answers_nothing(question, sentence, found):
    """One that names somebody may."""
    assert bold(question, sentence) == found


@pytest.mark.parametrize(
    ("question", "asked_in", "sentence", "found"),
    [
        ("who is Larry Ellison?", "en", ORACLE, "cofondateur d’Oracle"),
        ("qui est Larry Ellison ?", "fr", ORACLE, "cofondateur d’Oracle"),
        (
            "qui est Masayoshi Son ?",
            "fr",
            "Masayoshi Son, le fondateur de SoftBank, préside.",
            "le fondateur de SoftBank",
        ),
        ("who is He Jiankui?", "en", "In 2018 the Chinese researcher He Jiankui spoke.", "Chinese researcher"),
        ("who is Larry Ellison?", "en", "Larry Ellison spoke to Sam Altman.", ""),
    ],
)
def test_who_somebody_is_stands_beside_the_name(question, asked_in, sentence, found):
    """And nobody else is he."""
    assert bold(question, sentence, asked_in=asked_in, language="fr") == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("where was it founded?", "Ann Lee founded it on 3 May 2020 in Ghent.", "Ghent"),
        ("où a-t-elle été fondée ?", "Elle a été fondée par Ann Lee à Mayence.", "Mayence"),
        ("where did Ann Ros study?", "Born in Ghent in 1984, Ann Ros did study law at the school of Lens.", "Lens"),
        ("where was Ann Ros born?", "Ann Ros was born in Ghent, and did study law in Lens.", "Ghent"),
        (
            "where did the wizard Tom sleep?",
            "She plays Sylva, and the wizard Tom, whose sleep was on the isle of Vorn.",
            "Vorn",
        ),
        ("where did Ann Ros study?", "Born in Ghent, Ann Ros did not study.", "Ghent"),
    ],
)
def test_a_where_puts_the_place_in_bold(question, sentence, found):
    asked_in = "fr" if question.startswith("où") else "en"
    assert bold(question, sentence, asked_in=asked_in, language=asked_in) == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("how wide is the mirror?", "Since 2021 the mirror has 18 parts over 6.5 metres.", ""),
        ("what is the diameter of the mirror?", "The mirror has 18 parts over 6.5 metres.", "6.5 metres"),
        ("what temperature must it reach?", "It produces 500 megawatts.", ""),
        ("how many satellites are there?", "Since 15 December 2016 there are 24 satellites.", "24 satellites"),
        ("how many satellites are there?", "Satellites circle at 20,200 kilometres.", ""),
        ("how many of them agreed?", "Of them 3% agreed.", "3% agreed"),
        ("how old was she?", "She died at the age of 77 in 1990.", "77"),
        ("how many people came?", "At 19:00 some 40 people came.", "40 people"),
        ("how long is the film?", "It lasts 2 h 30.", "2 h 30"),
        ("how many people came?", "They came at 19:00.", ""),
    ],
)
def test_a_number_in_bold_is_of_the_measure_asked_for(question, sentence, found):
    """A count is no date and no length; without any such number nothing is bold."""
    assert bold(question, sentence) == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("how many employees in 2019?", "It had 300 employees in 2015 and 700 in 2019.", "700"),
        ("how many employees in 2015?", "It had 300 employees in 2015 and 700 in 2019.", "300 employees"),
        ("how many members in 2026?", "In 2021 it had 1,000 members; it counted 8,400 in January 2026.", "8,400"),
        (
            "how many members in 2021?",
            "In 2021 it had 1,000 members; it counted 8,400 in January 2026.",
            "1,000 members",
        ),
        ("how many members in 2026?", "Of 1,000 members 400 came in January 2026.", "400 came"),
        (
            "how many shops did we have in 2022?",
            "Sales rose from 300 in 2022 to 450 in 2023; we had 12 shops in 2022.",
            "12 shops",
        ),
        (
            "how many people came in 2024?",
            "In 2023, 38 people came; in 2024, 52 people came and 4 tents were lost.",
            "52 people",
        ),
        (
            "how many tents were lost in 2024?",
            "In 2023, 38 people came; in 2024, 52 people came and 4 tents were lost.",
            "4 tents",
        ),
        ("how much does the Aster 5 weigh?", "The Aster 5 weighs 1.3 kg.", "1.3 kg"),
        ("how much XP does level 2 need?", "Level 2 needs 2,500 XP.", "2,500 XP"),
        ("how much is the kit?", "The kit weighs 800 grams and is €120.", "€120"),
        ("how much is the Orrin fee?", "The Orrin fee is 12 % of the sale.", "12 %"),
        ("how much is shipping to Spain?", "Shipping costs €7 within France, €12 to Spain and €24 elsewhere.", "€12"),
        ("how much was given in 2025?", "We were given €480 in 2025 (€390 in 2024).", "€480"),
        ("how much was given in 2024?", "We were given €480 in 2025 (€390 in 2024).", "€390"),
        ("how many boats in 2026?", "There were 40 boats (2025), then 55 boats (2026).", "55 boats"),
        ("how many boats in 2025?", "There were 40 boats (2025), then 55 boats (2026).", "40 boats"),
    ],
)
def test_a_number_goes_with_the_year_or_place_beside_it(question, sentence, found):
    """Of several years the one that is asked for; behind the number where there is one alone."""
    assert bold(question, sentence) == found


CARDS = "Lost green cards are replaced for €5; lost red cards for €10."
POINTS = "A win scores 2 points, a draw 1, a loss 0."
SEEDS = "Take up to five packets a visit, and no more than twenty a year."
REPAIRS = "L'an dernier, 642 objets ont été apportés et 418 réparés."


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("how much is it to replace a lost red card?", CARDS, "€10"),
        ("how much is it to replace a lost green card?", CARDS, "€5"),
        ("how many points for a win?", POINTS, "2 points"),
        ("how many points for a draw?", POINTS, "1"),
        ("how many points for a loss?", POINTS, "0"),
        ("how many packets a year?", SEEDS, "twenty"),
        ("how many packets a visit?", SEEDS, "five packets"),
        ("how much memory did Tarn use?", "Rhone used the least memory, 210 MB; Tarn used 390 MB.", "390 MB"),
        ("how much memory did Rhone use?", "Rhone used the least memory, 210 MB; Tarn used 390 MB.", "210 MB"),
        ("how much did Sunwerk offer?", "Helion at €84,000 was preferred to Sunwerk at €91,500.", "€91,500"),
        ("how much did Helion offer?", "Helion at €84,000 was preferred to Sunwerk at €91,500.", "€84,000"),
        (
            "how many square metres of wall are there today?",
            "It had 180 square metres of wall; today it has 450.",
            "450",
        ),
        ("how many affiliates did it have?", "It had five owned stations and nine full-time affiliates.", "nine full"),
        ("how many rooms are there?", "It has 10 rooms in May, 20 rooms in June and 30 rooms in July.", ""),
        ("how many rooms are there in June?", "It has 10 rooms in May, 20 rooms in June and 30 in July.", "20 rooms"),
    ],
)
def test_of_parallel_parts_the_one_that_is_asked_about_tells_the_number(question, sentence, found):
    """The words that one part alone has tell it; of three that tell nothing apart none is bold."""
    assert bold(question, sentence) == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("combien d'objets ont été réparés l'an dernier ?", REPAIRS, "418 réparés"),
        ("combien d'objets ont été apportés l'an dernier ?", REPAIRS, "642 objets"),
        (
            "quand le bâtiment B a-t-il été inauguré ?",
            "Le A a été inauguré en 2006, le bâtiment B en mai 2011.",
            "mai 2011",
        ),
        ("quand Ana Roux est-elle venue ?", "Bo Lind est venu en 2020, Ana Roux un an plus tard.", "un an plus tard"),
        ("quand Bo Lind est-il venu ?", "Bo Lind est venu en 2020, Ana Roux un an plus tard.", "2020"),
        ("depuis quand est-elle fermée ?", "La chapelle (1879), fermée depuis 1940, est vide.", "1940"),
        (
            "jusqu'à quand peut-on changer ?",
            "On s'inscrit le 30 septembre et change jusqu'au 15 janvier.",
            "15 janvier",
        ),
        ("quand est-il mort ?", "Né le 27 mai 1920 à Gand et décédé à La Haye, le 20 février 1987.", "20 février 1987"),
        ("quand est-il né ?", "Né le 27 mai 1920 à Gand et décédé à La Haye, le 20 février 1987.", "27 mai 1920"),
        ("quand est-il mort ?", "Il fut maire de 1935 à 1941.", ""),
    ],
)
def test_in_french_too_the_part_that_is_asked_about_tells_it(question, sentence, found):
    assert bold(question, sentence, asked_in="fr", language="fr") == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("since when is it disused?", "The synagogue (1879), disused since 1940, is empty.", "1940"),
        ("until when are transfers possible?", "Register by 30 September; transfer until 15 January.", "15 January"),
        ("to how many hours was the day cut?", "The day was cut from twelve hours to eleven.", "eleven"),
        ("from how many hours was the day cut?", "The day was cut from twelve hours to eleven.", "twelve hours"),
        ("when did Ann Lee die?", "Ann Lee (3 May 1912 in Ghent – 8 June 1998) was a painter.", "8 June 1998"),
        ("when was Ann Lee born?", "Ann Lee (3 May 1912 in Ghent – 8 June 1998) was a painter.", "3 May 1912"),
        ("when did Ann Lee die?", "Ann Lee was killed in 1944 at sea.", "1944"),
    ],
)
def test_a_date_stands_behind_what_asks_for_it(question, sentence, found):
    """Who has no date of death is not told to have died when something else happened."""
    assert bold(question, sentence) == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        (
            "by how much did the river rise?",
            "On 21 January 1910 the river rose by 4.3 metres in two days.",
            "4.3 metres",
        ),
        ("how much is a transfer?", "Players register by 30 September; transfers close on 15 January.", ""),
        ("how many hoops are there?", "The 13th Earl had eight hoops.", "eight hoops"),
        ("how many children does she have?", "She welcomed a son on August 1, 2019.[97]", ""),
        ("how many households were present?", "Present: 31 of 38 households.", "31"),
        ("how many households are there?", "31 of 38 households.", "38 households"),
        ("how many teams are based in Ghent?", "Six of the eighteen teams of the league are based in Ghent.", ""),
    ],
)
def test_no_date_and_no_whole_counts(question, sentence, found):
    """A part of a whole is told before it; where either may be asked for, none is bold."""
    assert bold(question, sentence) == found


LEAGUE = "The league was won by Dunmore in 2022, by Ashby in 2023 and again by Dunmore in 2024."


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("who won the league in 2022?", LEAGUE, "Dunmore"),
        ("who won the league in 2023?", LEAGUE, "Ashby"),
        ("who maintains Tarnish?", "The community maintains Tarnish, for Gnome.", ""),
        ("who was Tarnish built for?", "The community built Tarnish for Gnome.", "Gnome"),
        ("where are inhalers kept?", "Asthma inhalers are kept in the office.", ""),
        ("where is the capital?", "Ghent is the capital.", "Ghent"),
    ],
)
def test_a_name_in_bold_is_of_the_year_and_no_first_word(question, sentence, found):
    assert bold(question, sentence) == found


def test_a_name_that_the_question_has_in_its_own_language_answers_nothing():
    assert bold("qui est fondateur ?", "Founder is a title.", asked_in="fr") == ""


SPENT = (
    "In 2025 we received 18,420 € and spent 11,975 €: 6,200 € for servers, 4,500 € for the audit, the rest for travel."
)
ORDER = "Order by 2 December, collect on 12 December from 9:00 to noon behind the gym."
WAR = "Guerre de clans : déclarée 24 h avant dans #guerres, dure deux heures, une par semaine au plus."


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("how much did you spend on the audit?", SPENT, "4,500 €"),
        ("how much was spent on servers in 2025?", SPENT, "6,200 €"),
        ("when do we collect them?", ORDER, "12 December"),
        ("until when can we order?", ORDER, "2 December"),
        ("when do we order the packs?", "The packs are ordered in May and handed out on 28 August.", "May"),
        ("when are the packs handed out?", "The packs are ordered in May and handed out on 28 August.", "28 August"),
        ("how far is the map?", "The map was enlarged from 6 to 8 km.", "8 km"),
        ("how far was the map?", "The map is 6 to 8 km.", "6"),
        ("how much is the fee?", "The fee was raised from 20 € to 25 €.", "25 €"),
        ("how much was the fee before?", "The fee was raised from 20 € to 25 €.", "20 €"),
        ("how long is the break?", "The class lasts 2 hours, with a break of 15 minutes.", "15 minutes"),
        ("how long does the train take?", "The bus takes 2 hours and the train 45 minutes.", "45 minutes"),
        ("when is the fair?", "From May to June it is prepared; the fair is on 4 July 2025.", "4 July 2025"),
        ("how many points did we score against Lens?", "We beat Lens with 3 points to 1.", "3 points"),
        ("how old must one be?", "You must be 17 or older, and without a sanction in the last 6 months.", "17"),
    ],
)
def test_of_several_that_is_bold_which_is_told_of_what_is_asked(question, sentence, found):
    assert bold(question, sentence) == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("combien de voix contre la hausse ?", "Hausse de 3 % adoptée par 68 voix contre 14.", "14"),
        ("combien de voix pour la hausse ?", "Hausse de 3 % adoptée par 68 voix contre 14.", "68 voix"),
        ("combien coûtait la cotisation ?", "La cotisation est passée de 20 € à 25 €.", "20 €"),
        ("combien coûte la cotisation ?", "La cotisation est passée de 20 € à 25 €.", "25 €"),
        ("combien de temps dure une guerre ?", WAR, "deux heures"),
        ("combien de temps dure le stage ?", "Du 19 au 21 octobre : stage, 6-9 ans, 9 h 30 à 16 h 30, 165 €.", ""),
        ("combien de temps dure l'éveil ?", "Éveil pour les 5-8 ans le mercredi, 90 € l'année.", ""),
        ("combien de temps dure le mandat ?", "Le mandat dure 3-4 ans.", "3"),
    ],
)
def test_an_age_an_hour_and_a_price_are_no_time_that_something_takes(question, sentence, found):
    assert bold(question, sentence, asked_in="fr", language="fr") == found
