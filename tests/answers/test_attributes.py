"""What is asked of somebody stands there by its word or as the kind of thing that it is, or no answer is sure."""

import numpy as np
import pytest

from bot.answers.wanted.attributes import lacks_attribute
from corpus.languages import detect_question_language
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"queen": "rein", "lift": "ascenseur"})


def lacks(question, text, language="en"):
    asked_in = detect_question_language(question)
    query = Query(question, asked_in, read_terms(question, asked_in, LEXICON), np.zeros(2, np.float32))
    return lacks_attribute(query, text, text, language)


@pytest.mark.parametrize(
    ("question", "around", "expected"),
    [
        ("who is Jo Li's husband?", "Husbands and wives\nThe guests were Jo Li and Al Tan.", False),
        ("who is Jo Li's husband?", "Guests\nThe guests were Jo Li and Al Tan.", True),
        ("what is Jo Li's e-mail?", "E-mail: jo@example.org\nThe guests were Jo Li and Al Tan.", True),
    ],
)
def test_a_heading_may_say_what_the_quote_is_of_and_tells_no_address_itself(question, around, expected):
    query = Query(question, "en", read_terms(question, "en", LEXICON), np.zeros(2, np.float32))
    assert lacks_attribute(query, "The guests were Jo Li and Al Tan.", around, "en") is expected


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what is Ada Brun's job?", "Ada Brun and Léa Brun are no kin, whatever people say."),
        ("what does Ada Brun do for a living?", "The songs were arranged by Ada Brun."),
        ("Ada Brun job", "Garden group: Ada Brun (B12)"),
        ("quel est le métier d’Ada Brun ?", "The treasurer Léa Brun thanked Ada Brun."),
        ("what is the e-mail of Ada Brun?", "Chair | Ada Brun | alto"),
        ("quel est le courriel d’Ada Brun ?", "Write to Ada Brun by e-mail."),
        ("Ada Brun's phone number", "Call Ada Brun before noon."),
        ("num de tel d'Ada Brun", "Ada Brun s'occupe des plaintes."),
        ("what is the surname of Ada?", "The kitchen is run by Ada, who came from Lyon."),
        ("Ada's last name", "The kitchen is run by Ada."),
        ("c'est quoi le nom de famille d'Ada ?", "La cuisine est tenue par Ada, venue de Lyon."),
        ("address of the club", "Bring a proof of address."),
        ("address", "Bring a proof of address."),
        ("what is the address of the server?", "The server runs 1.21 from server.jar at noon.Ask Ada."),
        ("what is the address of the server?", "The address of the server is told to members."),
        ("what is the address of the club?", "Write to the club by ada@club.example.org or ask."),
        ("what is the address of the club?", "Photos of the club are on club.example.org."),
        ("what is the age of the tower?", "The tower is old, as old as the town."),
        ("what is the phone number of the club?", "Call the club before 12 or after 14."),
        ("what is the phone number of the club?", "Call 20 people of the club."),
        ("what is the phone number of the club?", "Call the club on 12 May."),
        ("what is the phone number of the club?", "The club is at number 112."),
        ("quel est le numéro de téléphone du club ?", "Appelez le club au 12, rue Haute."),
        ("is there parking at the Vauban hall?", "The fair is in the Vauban hall on 3 May."),
        ("is there a lift at the Vauban hall?", "The fair is in the Vauban hall on 3 May."),
        ("y a-t-il un ascenseur à la salle Vauban ?", "The fair is in the Vauban hall on 3 May."),
        ("who is the treasurer's husband?", "Ada Brun was elected treasurer."),
        ("who is the daughter of Ada Brun?", "Ada Brun is the treasurer."),
        ("what is the colour of the Heron?", "The Heron sails on Sunday."),
        ("what is the first name of Brun?", "Mr Brun is the treasurer."),
        ("quel est le prénom de M. Brun ?", "Ada Brun is the treasurer."),
        ("what is the name of the queen?", "The guards let Ada in when she showed the seal of the queen."),
        ("name of the queen", "Ada saw the queen. Nobody else did."),
        ("name of the new rowing boat", "We bought a new rowing boat in May. A name will be chosen by the crew."),
        ("what is the new boat called?", "We bought a new boat in May, says Ada."),
        ("what's the new boat's name?", "We bought a new boat in May, says Ada."),
        ("what is the new boat chosen by the crew called?", "We bought a new boat in May, says Ada."),
        ("what is Ada Brun's job?", "Ada Brun, outings."),
        ("what is Ada Brun's job?", "After Ada Brun, members may speak."),
        ("quel est le métier de léa Brun ?", "Ada Brun and Léa Brun are no kin."),
        ("what job does léa Brun do?", "Ada Brun and Léa Brun are no kin."),
        ("quelle est la taille d’Ada Brun ?", "Ada Brun, 15, won the race."),
        ("what is the size of the Heron?", "The Heron came on 3 May. M. Brun rowed it."),
    ],
)
def test_a_text_that_only_names_whose_it_is_lacks_it(question, text):
    assert lacks(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what is Ada Brun's job?", "Ada Brun, baker, came in 2018."),
        ("what is Ada Brun's job?", "The baker Ada Brun came in 2018."),
        ("what is the profession of Ada Brun?", "She is also a nurse."),
        ("what is Ada Brun's job?", "Ada Brun, primary school teacher, came in 2018."),
        ("what is Ada Brun's job?", "Ada Brun (clerk), Jo Li (mason)"),
        ("what is Ada Brun's job?", "Ada Brun, a glazing hand, came in 2018."),
        ("quelle est la taille d’Ada Brun ?", "Ada Brun is 1.72 m tall."),
        ("what is the size of the Heron?", "The Heron holds 40 people."),
        ("what is the size of the save file?", "The file is 8 MB."),
        ("what size is the shirt?", "The shirts are S, M and L."),
        ("quel est le métier d’Ada Brun ?", "Ada Brun works for the post."),
        ("what is the e-mail of Ada Brun?", "Ada Brun: ada@example.org"),
        ("Ada Brun's phone number", "Ada Brun, 04 55 01 02 03"),
        ("what is the surname of Ada?", "The kitchen is run by Ada Brun."),
        ("quel est le nom de famille d'Ada ?", "La cuisine est tenue par Ada de Brun."),
        ("address of the club", "We meet at 14 Cooper Street."),
        ("quelle est l’adresse du club ?", "We meet at 3, rue des Lilas."),
        ("is there parking at the Vauban hall?", "Cars may be parked behind the hall."),
        ("is there a lift at the Vauban hall?", "The lift stands behind the bar."),
        ("who is the treasurer's husband?", "The treasurer, Ada Brun, married Jo Li in 2010."),
        ("who is the daughter of Ada Brun?", "Ada Brun has a son and a daughter, Léa."),
        ("what is the colour of the Heron?", "The Heron is green."),
        ("what is the first name of Brun?", "Ada Brun is the treasurer."),
        ("what is Brun's first name?", "The treasurer, Ada Brun, is away."),
        ("what is the name of the queen?", "Queen Ada came at night."),
        ("name of the new rowing boat", "The new rowing boat came in May. The crew have named it “Heron”."),
        ("name of the new boat", "The new boat, Heron, came in May."),
        ("what is the new boat called?", "Heron is our new boat."),
        ("what is the fear of heights called?", "People who suffer from it stay below."),
        ("what is the name of the queen of elves?", "People who meet her stay below."),
        ("what is the name of the queen?", "The queen of the elves, Ada, came at night."),
        ("what is the name of the queen?", "Ada is the queen and lives in the wood."),
        ("name of the queen", "Her people call the queen by her name."),
        ("how do I change my e-mail?", "Open the settings."),
        ("what is the job of the treasurer?", "The treasurer keeps the books."),
        ("Summer job", "Ada Brun came in 2018."),
        ("how are Ada Brun and Léa Brun related?", "Ada Brun and Léa Brun are sisters."),
        ("where can I buy tickets?", "At the door, cash or card."),
        ("who invented the telephone?", "The first one was built by Jo Li."),
        ("what is the address of the Minecraft server?", "The address of the Minecraft server is play.example.org."),
        ("what is the address of the Minecraft server?", "Minecraft server: play.example.org, version 1.21."),
        ("what's the server's address?", "Join us at play.example.org:25565."),
        ("what is the IP address of the server?", "Connect to 192.0.2.7 and wait."),
        ("what is the address of the forum?", "The forum: https://club.example.org"),
        ("what is the address of the club?", "The address of the club is 4, Elm House."),
        ("what is the age of the tower?", "The tower is seven hundred years old."),
        ("what is the phone number of the club?", "Call 112."),
        ("phone number of the emergency services", "The emergency services are reached by dialling 112."),
        ("what is the phone number of the police?", "The police number is 911 from any phone."),
        ("what is the phone number of the guards?", "Call the guards on 3114, day and night."),
        ("minimum age", "You must be at least 16."),
    ],
)
def test_a_text_that_tells_it_or_is_asked_another_thing_does_not(question, text):
    assert not lacks(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what is Ada Brun's job?", "Ada Brun est boulangère depuis dix ans."),
        ("quel est le métier d’Ada Brun ?", "Ada Brun, boulangère, est arrivée en 2018."),
        ("quel est le métier d’ada Brun ?", "Ada Brun, sage-femme à Gand, est arrivée en 2018."),
        ("quelle est l’adresse du serveur Minecraft ?", "L'adresse du serveur Minecraft est mc.exemple.fr"),
        ("quelle est l’adresse du serveur ?", "Connectez-vous à mc.exemple.fr avec la version 1.21."),
        ("quel est l’âge de la tour ?", "La tour a sept cents ans."),
        ("quel est le numéro de téléphone du club ?", "Appelez le club au 3114, jour et nuit."),
        ("quel est le numéro de téléphone du club ?", "Composez le 15 en cas de chute."),
        ("quel est le numéro de téléphone du club ?", "Le numéro à appeler est le 3114."),
        ("qui est le mari de la trésorière ?", "La trésorière est venue avec son époux, Jo Li."),
        ("quel est le nom de la reine ?", "La reine, Ada, est arrivée de nuit."),
        ("comment s’appelle la vieille reine ?", "La vieille reine est arrivée de nuit. Elle s’appelle Ada."),
        ("nom de la reine choisie par le peuple", "La reine a été nommée Ada par le peuple."),
        ("y a-t-il un parking à la salle Vauban ?", "On se gare derrière la salle."),
    ],
)
def test_so_in_french(question, text):
    assert not lacks(question, text, "fr")
    assert lacks(question, "Ada Brun est arrivée avec la trésorière de la salle Vauban.", "fr")
