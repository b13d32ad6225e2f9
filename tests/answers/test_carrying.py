"""What a follow-up is given, and what it is not: an office is of a body of people, and no deposit has a mayor."""

import pytest

from bot.answers.conversation.leaning import follows_on
from bot.answers.questions.question import read_kind
from tests.answers.test_following import read, read_as

NOTHING = [
    ("what is the budget?", "who is the treasurer?", "en"),
    ("what is the deposit?", "who is the secretary?", "en"),
    ("what is the quorum?", "who is the mayor?", "en"),
    ("how much is the plot fee?", "who is the secretary?", "en"),
    ("when does the shed open?", "who is the chair?", "en"),
    ("when is the annual general meeting?", "who is the treasurer?", "en"),
    ("who is Mary Holt?", "who is the treasurer?", "en"),
    ("who is the treasurer?", "who is the secretary?", "en"),
    ("who is the chair?", "how many hives are there?", "en"),
    ("who is the raid leader?", "how many players?", "en"),
    ("how many books can I borrow?", "who is the librarian?", "en"),
    ("what is the fee?", "who is the organiser?", "en"),
    ("quel est le quorum ?", "qui est le maire ?", "fr"),
    ("c'est quoi le quorum ?", "qui est le président ?", "fr"),
    ("quel est le quorum ?", "quelle est la cotisation ?", "fr"),
    ("c'est quoi le quorum à l'AG ?", "qui est la trésorière ?", "fr"),
    ("quelle est la caution ?", "qui est le maire ?", "fr"),
    ("quelle est la cotisation ?", "qui est la présidente ?", "fr"),
    ("quand a lieu la fête ?", "qui est le maire ?", "fr"),
    ("qui est le maire ?", "quel est le quorum ?", "fr"),
    ("qui est le maire ?", "combien d'habitants y a-t-il ?", "fr"),
    ("qui est le maire ?", "faut-il prendre rendez-vous ?", "fr"),
    ("qui est Paul Garnier ?", "quelle est la cotisation ?", "fr"),
    ("qui est Paul Garnier ?", "qui est la trésorière ?", "fr"),
    ("combien de livres peut-on emprunter ?", "qui est la bibliothécaire ?", "fr"),
    ("combien de livres peut-on emprunter ?", "quels sont les horaires ?", "fr"),
]
GIVEN = [
    ("where does the garden committee meet?", "who is the chair?", "garden committee", "en"),
    ("what is the garden club?", "who is the president?", "garden club", "en"),
    ("what is OpenAI?", "who is the director?", "OpenAI", "en"),
    ("who runs the café?", "who is the manager?", "café", "en"),
    ("who owns Acme?", "who is the chief?", "Acme", "en"),
    ("when is the seed swap?", "who is the organiser?", "seed swap", "en"),
    ("what is a patent?", "who is the holder?", "patent", "en"),
    ("who is the chair of the garden committee?", "who is the treasurer?", "garden committee", "en"),
    ("who is the chair of the bee committee?", "how many hives are there?", "bee committee", "en"),
    ("who is the chair of the bee committee?", "what is his name?", "chair of the bee committee", "en"),
    ("who is the mayor?", "how old is she?", "mayor", "en"),
    ("who is the mayor?", "since when?", "mayor", "en"),
    ("what is the deposit?", "when do I get it back?", "deposit", "en"),
    ("quand se réunit le conseil municipal ?", "quel est le quorum ?", "conseil municipal", "fr"),
    ("quand ouvre la bibliothèque ?", "qui est la bibliothécaire ?", "bibliothèque", "fr"),
    ("qui est le président du club de tennis ?", "quelle est la cotisation ?", "club de tennis", "fr"),
    ("qui est le président du club de tennis ?", "qui est la trésorière ?", "club de tennis", "fr"),
    ("qui est le maire ?", "quand a-t-il été élu ?", "maire", "fr"),
    ("qu'est-ce que la CNIL ?", "qui est la présidente ?", "CNIL", "fr"),
    ("c'est quoi le budget de la CNIL ?", "qui est la présidente ?", "CNIL", "fr"),
    ("le cours de couture coûte combien ?", "il se donne où ?", "cours de couture", "fr"),
    ("how many cordless drills have you got?", "what brand are they?", "cordless drills", "en"),
    ("is there a late fee?", "what's the maximum?", "late fee", "en"),
    ("when can I reserve a drill?", "how far ahead?", "drill", "en"),
    ("quand est le tournoi ?", "c'est quels jeux ?", "tournoi", "fr"),
    ("je peux louer un casier ?", "ils font quelle taille ?", "casier", "fr"),
    ("when can I reserve something online?", "why?", "reserve, online", "en"),
    ("c'est quoi le droit d'auteur ?", "quelle est la durée ?", "droit d'auteur", "fr"),
    ("quelle est la caution ?", "quand est-elle rendue ?", "caution", "fr"),
    ("quand a lieu la fête ?", "qui l'organise ?", "fête", "fr"),
    ("où a lieu le tournoi ?", "quand ?", "tournoi", "fr"),
]
WHOLE = [
    ("do I have to be able to read music?", "and how old must I be?", "en"),
    ("how much are tickets?", "who is the conductor?", "en"),
    ("am I allowed to climb alone?", "and how strong do I have to be?", "en"),
    ("can I bring my dog to the hut?", "and what do I wear?", "en"),
    ("when does the gate close?", "where can we park?", "en"),
    ("can I come with my dog?", "and when can I come?", "en"),
    ("how can I help?", "and how much does it cost?", "en"),
    ("C'est quand la répétition ?", "Où se garer ?", "fr"),
    ("faut-il être capable de lire une partition ?", "et il faut avoir quel âge ?", "fr"),
    ("peut-on emprunter une échelle ?", "et comment on s'habille ?", "fr"),
    ("est-ce que je peux venir avec mon chien ?", "et faut-il s'inscrire ?", "fr"),
    ("faut-il savoir nager ?", "et combien ça coûte ?", "fr"),
]
THINGS = [
    ("do I have to be able to read music?", "is it hard?", "music", "en"),
    ("what happens if I lose my sheet music?", "and how long may I keep it?", "sheet music", "en"),
    ("what happens if I forget my key?", "and how much is a new one?", "key", "en"),
    ("what must I do to get a badge?", "is it free?", "badge", "en"),
    ("que faire si j'oublie mon cadenas ?", "et combien coûte un nouveau ?", "cadenas", "fr"),
    ("comment apprendre à lire les notes ?", "c'est difficile ?", "notes", "fr"),
    ("je peux perdre ma parcelle ?", "et comment la récupérer ?", "parcelle", "fr"),
    ("on a le droit d'avoir des poules ?", "et il en faut combien ?", "poules", "fr"),
    ("depuis 20 ans je cherche un groupe", "qui est le chef ?", "groupe", "fr"),
]
INSTEAD = [
    (
        "who is the chair of the garden committee?",
        "and the treasurer?",
        "who is the treasurer of the garden committee?",
        "en",
    ),
    (
        "who is the chair of the bee committee?",
        "and the secretary?",
        "who is the secretary of the bee committee?",
        "en",
    ),
    ("who is the chair of the bee committee?", "and the mayor?", "who is the mayor?", "en"),
    ("who is the head of the guild?", "and the library?", "who is the head of the library?", "en"),
    ("qui est le président du club ?", "et la trésorière ?", "qui est la trésorière du club ?", "fr"),
    ("qui est le président du club ?", "et le maire ?", "qui est le maire ?", "fr"),
    ("qui est le président du club ?", "et la mairie ?", "qui est le président de la mairie ?", "fr"),
    ("what are the opening hours of the shed?", "and the library?", "what are the opening hours of the library?", "en"),
    ("what is the price of the course?", "and the book?", "what is the price of the book?", "en"),
    ("what are the rules of the club?", "and the fee?", "what are the fee of the club?", "en"),
    ("what is the address of the hall?", "and the phone?", "what is the phone of the hall?", "en"),
    ("what is the price of the course?", "and the date?", "what is the date of the course?", "en"),
    ("quelle est l'adresse de la salle ?", "et le téléphone ?", "quel est le téléphone de la salle ?", "fr"),
    ("quel est le tarif de la piscine ?", "et la capacité ?", "quelle est la capacité de la piscine ?", "fr"),
    ("quels sont les horaires de la piscine ?", "et l'école ?", "quels sont les horaires de l'école ?", "fr"),
    ("quels sont les horaires de la mairie ?", "et la poste ?", "quels sont les horaires de la poste ?", "fr"),
    ("quel est le tarif du court ?", "et la salle ?", "quel est le tarif de la salle ?", "fr"),
    ("c'est combien pour un violon ?", "et pour l'accordéon ?", "c'est combien pour l'accordéon ?", "fr"),
    ("how much is the deposit for a drill?", "and for the saw?", "how much is the deposit for the saw?", "en"),
    ("que coûte la carte adulte ?", "et pour un enfant ?", "que coûte la carte pour un enfant ?", "fr"),
    ("what if I am late for a match?", "and if it rains?", "what if it rains? (match)", "en"),
    ("what if our team is late?", "and if our team is very late?", "what if our team is very late?", "en"),
    ("can I cancel?", "and if I'm ill?", "can I cancel if I'm ill?", "en"),
    ("que se passe-t-il si on est en retard ?", "et s'il pleut ?", "que se passe-t-il s'il pleut ?", "fr"),
    ("quelle est la cotisation ?", "et pour les jeunes ?", "quelle est la cotisation pour les jeunes ?", "fr"),
]


@pytest.mark.parametrize(("earlier", "question", "language"), NOTHING)
def test_what_no_thing_before_can_have_is_asked_alone(earlier, question, language):
    """An office is of a body of people; a sum has no organiser, and who holds an office no fee."""
    assert read_as(question, earlier, language=language) == ""


@pytest.mark.parametrize(("earlier", "question", "things", "language"), GIVEN)
def test_what_a_thing_before_has_is_asked_of_it(earlier, question, things, language):
    """The body rather than who leads it, but where a person is meant; "a lieu" names no place."""
    assert read_as(question, earlier, language=language) == f"{question} ({things})"


@pytest.mark.parametrize(("earlier", "question", "language"), WHOLE)
def test_a_question_that_is_whole_or_finds_no_thing_before_is_given_nothing(earlier, question, language):
    """What is asked of people themselves lacks nothing, and what is done is no thing."""
    asked = read(question, language)
    leans = follows_on(asked.text, read_kind(asked.text), asked.terms, language)
    assert not leans or read_as(question, earlier, language=language) == ""


@pytest.mark.parametrize(("earlier", "question", "things", "language"), THINGS)
def test_things_alone_are_given(earlier, question, things, language):
    """Not what is done with them, nor how one is."""
    asked = read(question, language)
    assert follows_on(asked.text, read_kind(asked.text), asked.terms, language)
    assert read_as(question, earlier, language=language) == f"{question} ({things})"


@pytest.mark.parametrize(("earlier", "question", "full", "language"), INSTEAD)
def test_an_office_takes_the_place_of_an_office_and_a_body_that_of_a_body(earlier, question, full, language):
    """And what else is priced or opens takes the place of what did."""
    assert read_as(question, earlier, language=language) == full


def test_what_lies_further_back_is_meant_where_the_last_has_none():
    """A quorum has no chair, the committee before it has."""
    before = ("where does the garden committee meet?", "what is the quorum?")
    assert read_as("who is the chair?", *before) == "who is the chair? (garden committee)"


def test_another_case_is_asked_of_what_was_asked_in_full():
    """Not of the bare word between: nobody asks for how long it is late."""
    before = ("how many games can I borrow?", "for how long? (games)")
    assert read_as("and if I'm late?", *before) == "how many games can I borrow if I'm late?"


@pytest.mark.parametrize(
    ("before", "question", "full", "language"),
    [
        (("who is the conductor?", "where does she live? (conductor)"), "how many tenors are there?", "", "en"),
        (("qui est la cheffe ?", "où habite-t-elle ? (cheffe)"), "combien de ténors y a-t-il ?", "", "fr"),
        (("who is the conductor?", "where does she live? (conductor)"), "how old is she?", " (conductor)", "en"),
        (("who is the conductor?", "where does she live? (conductor)"), "since when?", " (live, conductor)", "en"),
        (("where is the school?", "who is the conductor? (school)"), "how old is she?", " (conductor, school)", "en"),
        (("where is the school?", "who is the conductor? (school)"), "when does it open?", " (school)", "en"),
        (("where is the school?", "who is the conductor? (school)"), "when do they meet?", " (school)", "en"),
        (("où est l'école ?", "qui est la cheffe ? (école)"), "où habite-t-elle ?", " (cheffe, école)", "fr"),
        (("when does the choir sing?", "where does it meet? (choir)"), "how many tenors are there?", " (choir)", "en"),
    ],
)
def test_who_was_asked_for_is_not_lent_on_in_brackets(before, question, full, language):
    """Unless a person is meant again."""
    assert read_as(question, *before, language=language) == (f"{question}{full}" if full else "")
