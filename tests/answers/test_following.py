"""How a follow-up reads in full."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.answers.conversation.following import in_full, kind_in_full
from index.matching.candidates import Query
from index.search import sound
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"ring": "anneau", "mar": "mar", "power": "puissanc", "secur": "secur"})


def read(text, language):
    return Query(text, language, read_terms(text, language, LEXICON), np.zeros(0, np.float32))


def read_as(question, *earlier, language="en"):
    """Return how `question` reads after those before it, which are read already, oldest first."""
    return in_full(read(question, language), [read(one, language) for one in reversed(earlier)])


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ("how many moons does Saturn have?", "and Jupiter?", "how many moons does Jupiter have?"),
        ("who owns Telesat in France?", "what about Canada?", "who owns Telesat in Canada?"),
        ("what is the FSF?", "and the OSI?", "what is the OSI?"),
        ("when is the thursday raid", "and saturday?", "when is the saturday raid"),
        ("how much is the fee?", "and for students?", "how much is the fee for students?"),
        ("how much is the fee for adults?", "and for students?", "how much is the fee for students?"),
        ("who teaches yoga?", "and for pilates?", "who teaches pilates?"),
        ("when is the pool open?", "and on Saturday?", "when is the pool open on Saturday?"),
        ("when is the pool open?", "and sundays?", "when is the pool open on sundays?"),
        ("à quelle heure ouvre le bar ?", "et le dimanche ?", "à quelle heure ouvre le bar le dimanche ?"),
        ("how much is the adult course?", "and outside Toulouse?", "how much is the adult course outside Toulouse?"),
        ("when did it sell in New Zealand?", "And in the United States?", "when did it sell in the United States?"),
        ("what is the difference with an ETI?", "and with a TPE?", "what is the difference with a TPE?"),
        ("when did the UK approve it? (Casgevy)", "and the US?", "when did the US approve it? (Casgevy)"),
        ("when was it founded? (BioNTech)", "and Moderna?", "when was it founded? (Moderna)"),
        ("what is CRISPR used for?", "is it safe?", "is it safe? (CRISPR)"),
        ("what is CRISPR used for?", "and Casgevy?", "what is Casgevy used for?"),
        ("what is the mirror made of?", "how big is it?", "how big is it? (mirror)"),
        ("who wrote the GPL?", "and the MIT licence?", "who wrote the MIT licence?"),
        ("who invented base editing?", "and prime editing?", "who invented prime editing?"),
        ("what is a ban?", "and a time-out?", "what is a time-out?"),
        ("how many words in a message?", "and in an embed?", "how many words in an embed?"),
        ("who won in 2020?", "and in 2019?", "who won in 2019?"),
        ("when was 2.3.0 released?", "and 2.4.1?", "when was 2.4.1 released?"),
        ("what did phase 2 cost before 2025 and 2 bis?", "and 3?", "what did phase 2 cost before 2025 and 3 bis?"),
    ],
)
def test_another_thing_stands_in_place_of_the_one_before(earlier, question, full):
    """A name in place of a name with all its words, a number of a number, a place of a place, its determiner too."""
    assert read_as(question, earlier) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ("combien de lunes avait Saturne en 2025 ?", "et en 2019 ?", "combien de lunes avait Saturne en 2019 ?"),
        ("combien de lunes avait Saturne en 2025 ?", "2019 ?", "combien de lunes avait Saturne en 2019 ?"),
        ("combien de lunes a Saturne ?", "et la Terre ?", "combien de lunes a la Terre ?"),
        ("quelles sont les amendes du RGPD ?", "et la CNIL ?", "quelles sont les amendes de la CNIL ?"),
        ("quelles sont les amendes de la CNIL ?", "et le RGPD ?", "quelles sont les amendes du RGPD ?"),
        ("quel est le siège d'Oracle ?", "et de SoftBank ?", "quel est le siège de SoftBank ?"),
        ("quel est le siège de SoftBank ?", "et Oracle ?", "quel est le siège d’Oracle ?"),
        ("et combien de lunes a Saturne ?", "et la Terre ?", "combien de lunes a la Terre ?"),
        ("parle-moi de la GPL", "et de la licence MIT", "parle-moi de la licence MIT"),
        ("c'est quoi une PME ?", "et une ETI ?", "c'est quoi une ETI ?"),
        ("c'est quoi le droit d'auteur ?", "et le copyleft ?", "c'est quoi le copyleft ?"),
        ("qui l'a approuvé au Pérou ?", "et en France ?", "qui l'a approuvé en France ?"),
        ("quels sont les tarifs ?", "et pour les étudiants ?", "quels sont les tarifs pour les étudiants ?"),
        ("à quelle heure est le raid du jeudi ?", "et le samedi ?", "à quelle heure est le raid du samedi ?"),
        ("combien le cours adulte ?", "et hors Toulouse ?", "combien le cours adulte hors Toulouse ?"),
    ],
)
def test_the_french_words_before_a_name_change_with_it(earlier, question, full):
    assert read_as(question, earlier, language="fr") == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("who won the cup?", "and in 2019?", "who won the cup in 2019?", "en"),
        ("who won the cup?", "2019?", "who won the cup? (2019)", "en"),
        ("quelles sont les amendes du RGPD ?", "et en France ?", "quelles sont les amendes du RGPD en France ?", "fr"),
        ("combien dure-t-il ? (brevet)", "et après la mort ?", "combien dure-t-il après la mort ? (brevet)", "fr"),
        ("where is ITER built?", "and the magnets?", "where is ITER built? (magnets)", "en"),
        ("how much did it cost? (Webb)", "and the mirror?", "how much did it cost? (Webb, mirror)", "en"),
    ],
)
def test_what_stands_in_no_place_is_asked_of_besides(earlier, question, full, language):
    """Behind what was asked, before its mark and its space, or in its brackets."""
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("what is GDPR?", "and the fines?", "and the fines? (GDPR)", "en"),
        ("qu'est-ce que le RGPD ?", "et les amendes ?", "et les amendes ? (RGPD)", "fr"),
        ("who holds the ROFR for Microsoft?", "what does it cost?", "what does it cost? (ROFR, Microsoft)", "en"),
        (
            "what is a right of first refusal?",
            "how long does it last?",
            "how long does it last? (right of first refusal)",
            "en",
        ),
        (
            "when was the James Webb telescope launched?",
            "what did it cost?",
            "what did it cost? (James Webb telescope)",
            "en",
        ),
        ("what did He Jiankui do?", "was he punished?", "was he punished? (He Jiankui)", "en"),
        ("how do time-outs work?", "why?", "why? (time-outs work)", "en"),
        ("when did Let's Encrypt open?", "why?", "why? (Let's Encrypt open)", "en"),
        ("what is OpenAI?", "how many employees?", "how many employees? (OpenAI)", "en"),
        ("c'est quoi le RGPD ?", "quelles amendes ?", "quelles amendes ? (RGPD)", "fr"),
        ("ça marche ? (vaccin à ARN)", "c’est dangereux ?", "c’est dangereux ? (vaccin à ARN)", "fr"),
        ("qui a fondé Discord ?", "en quelle année ?", "en quelle année ? (fondé Discord)", "fr"),
        ("qui a créé la licence ?", "et pourquoi ?", "et pourquoi ? (créé la licence)", "fr"),
    ],
)
def test_what_a_follow_up_lacks_stands_behind_it_as_it_was_said(earlier, question, full, language):
    """The name or the thing asked about with all its words; a bare "why?" is given all that was asked."""
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("où se trouve le pont de Normandie ?", "qui l'a construit ?", "(pont de Normandie)", "fr"),
        ("comment agit un vaccin à ARN messager ?", "qui l'a inventé ?", "(vaccin à ARN messager)", "fr"),
        ("que contient la licence MIT ?", "qui l'a écrite ?", "(licence MIT)", "fr"),
        ("when was the treaty of Rome signed?", "what did it create?", "(treaty of Rome)", "en"),
        ("when did the ferry of Marlow sink?", "who built it?", "(ferry of Marlow)", "en"),
        ("where is the Eiffel Tower?", "who built it?", "(Eiffel Tower)", "en"),
        ("does the Hubble telescope work?", "what did it cost?", "(Hubble telescope)", "en"),
        ("where was the Eiffel Tower painted?", "who built it?", "(Eiffel Tower)", "en"),
    ],
)
def test_a_name_brings_the_noun_that_it_belongs_to(earlier, question, full, language):
    """But no verb: neither one that "does" announces, nor a participle."""
    assert read_as(question, earlier, language=language) == f"{question} {full}"


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("quelle est la population de Lyon ?", "qui en est le maire ? Il est jeune ?", "(Lyon)", "fr"),
        ("quelles sont les amendes du RGPD ?", "qui les prononce ?", "(amendes du RGPD)", "fr"),
        ("how many moons does Saturn have?", "who discovered it?", "(Saturn)", "en"),
        ("how many moons does Saturn have?", "who discovered them?", "(moons, Saturn)", "en"),
        ("combien de lunes a Saturne ?", "qui les a découvertes ?", "(lunes, Saturne)", "fr"),
        ("how many members of NATO are there?", "where do they meet?", "(members of NATO)", "en"),
    ],
)
def test_what_was_asked_for_is_meant_by_a_plural_alone(earlier, question, full, language):
    assert read_as(question, earlier, language=language) == f"{question} {full}"


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        (
            "quelles sont les amendes du RGPD ?",
            "et pour une PME ?",
            "quelles sont les amendes du RGPD pour une PME ?",
            "fr",
        ),
        ("what are the fines of the GDPR?", "and for a SME?", "what are the fines of the GDPR for a SME?", "en"),
        ("quel est le prix de l'essence ?", "et du gazole ?", "quel est le prix du gazole ?", "fr"),
        ("quelles amendes du RGPD ?", "et une PME ?", "quelles amendes d’une PME ?", "fr"),
    ],
)
def test_for_whom_is_asked_besides_and_of_what_instead(earlier, question, full, language):
    assert read_as(question, earlier, language=language) == full


def test_a_measure_of_something_else_asks_by_itself():
    question = "et la hauteur de la tour Eiffel ?"
    assert read_as(question, "quand le Titanic a-t-il coulé ?", language="fr") == ""


@pytest.mark.parametrize(
    ("earlier", "question", "things", "language"),
    [
        ("how many employees does the company have?", "who founded it?", "company", "en"),
        ("how long does a patent last?", "who grants it?", "patent", "en"),
        ("how much does a driving licence cost?", "who issues it?", "driving licence", "en"),
        ("who is the CEO of OpenAI?", "when was it founded?", "OpenAI", "en"),
        ("who is the president of Kenya?", "how old is he?", "president of Kenya", "en"),
        ("who won the World Cup in 1998?", "where was it held?", "World Cup, 1998", "en"),
        ("combien de salariés a l'entreprise ?", "qui l'a fondée ?", "entreprise", "fr"),
        ("combien de temps dure un brevet ?", "qui l'accorde ?", "brevet", "fr"),
        ("combien coûte un permis de conduire ?", "qui le délivre ?", "permis de conduire", "fr"),
        ("qui a construit Notre-Dame de Paris ?", "quelle est sa hauteur ?", "Notre-Dame de Paris", "fr"),
    ],
)
def test_no_verb_and_no_asking_word_is_carried(earlier, question, things, language):
    """What is the thing of "many employees", and not whom "it" cannot mean, but the year that the thing is of."""
    assert read_as(question, earlier, language=language) == f"{question} ({things})"


@pytest.mark.parametrize(
    ("earlier", "question", "carried", "language"),
    [
        ("who founded Discord?", "when?", "founded Discord", "en"),
        ("when was Nintendo founded?", "by whom?", "Nintendo founded", "en"),
        ("how many moons does Saturn have?", "why?", "moons, Saturn", "en"),
        ("who founded Discord?", "how many?", "Discord", "en"),
        ("who founded Discord?", "tell me more", "Discord", "en"),
        ("who founded Discord?", "more details please", "Discord", "en"),
        ("qui a fondé Discord ?", "quand ?", "fondé Discord", "fr"),
        ("qui investit dans Stargate ?", "pourquoi ?", "investit dans Stargate", "fr"),
        ("Paris possède-t-elle GitHub ?", "depuis quand ?", "Paris possède-t-elle GitHub", "fr"),
        ("qui a fondé Discord ?", "combien ?", "Discord", "fr"),
        ("qui a fondé Discord ?", "dis m'en plus", "Discord", "fr"),
        ("qui a fondé Discord ?", "dis-m’en plus", "Discord", "fr"),
        ("qui a gagné ?", "quand ?", "gagné", "fr"),
    ],
)
def test_a_bare_question_word_asks_of_what_was_done(earlier, question, carried, language):
    """Else "when?" would be answered by any date of Discord; "how many?" and "tell me more" ask of the thing alone."""
    assert read_as(question, earlier, language=language) == f"{question} ({carried})"


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("how long does a patent last?", "and a trademark?", "how long does a trademark last?", "en"),
        ("how do vaccines work?", "and antibiotics?", "how do antibiotics work?", "en"),
        ("is coffee good for the heart?", "what about tea?", "is tea good for the heart?", "en"),
        ("who invented the telephone?", "and the radio?", "who invented the radio?", "en"),
        ("what is the population of Peru?", "and the capital?", "what is the capital of Peru?", "en"),
        ("what is the capital of Chile?", "and the king of Spain?", "what is the king of Spain?", "en"),
        ("combien coûte l'adhésion à Mirande ?", "et le cours ?", "combien coûte le cours à Mirande ?", "fr"),
        ("how much is the membership of Mirande?", "and the course?", "how much is the course of Mirande?", "en"),
        ("combien coûte la carte de membre ?", "et le cours ?", "combien coûte le cours ?", "fr"),
        ("combien de cartes puis-je prendre ?", "et de dés ?", "combien de dés puis-je prendre ?", "fr"),
        ("combien de pages dois-je lire ?", "et de livres ?", "combien de livres dois-je lire ?", "fr"),
        ("combien de cartes peut-on prendre ?", "et de dés ?", "combien de dés peut-on prendre ?", "fr"),
        ("where is the museum?", "and the price?", "and the price? (museum)", "en"),
        ("tell me more (CNIL)", "and the fines?", "and the fines? (CNIL)", "en"),
        ("combien de salariés ? (ETI)", "et le siège social ?", "et le siège social ? (ETI)", "fr"),
        ("who wrote the law?", "and the fines?", "who wrote the law? (fines)", "en"),
        ("comment fonctionne un vaccin ?", "et un antibiotique ?", "comment fonctionne un antibiotique ?", "fr"),
        ("quelle est la hauteur du pont ?", "et la longueur ?", "quelle est la longueur du pont ?", "fr"),
        ("quel est le PDG d'Oracle ?", "et la patronne de Meta ?", "quelle est la patronne de Meta ?", "fr"),
        ("où est le musée ?", "et le prix ?", "et le prix ? (musée)", "fr"),
    ],
)
def test_a_common_noun_takes_the_place_of_one_that_stands_alike(earlier, question, full, language):
    """Both indefinite, or both definite and of one number; a measure is asked of the thing, or in place of another."""
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "language"),
    [
        ("what is a ban?", "and the length of the bridge?", "en"),
        ("what is a black hole?", "and what about the moons of Jupiter?", "en"),
        ("qu'est-ce que la CNIL ?", "et la longueur du pont ?", "fr"),
        ("c'est quoi un trou noir ?", "et les lunes de Jupiter ?", "fr"),
    ],
)
def test_a_noun_with_what_it_is_of_asks_by_itself(earlier, question, language):
    assert read_as(question, earlier, language=language) == ""


def test_what_asked_barely_speaks_of_what_was_asked_before_it():
    """After "in what year?", "it" is the thing and no longer what was done."""
    earlier = ("who invented base editing?", "in what year? (invented base editing)")
    assert read_as("is it safe?", *earlier) == "is it safe? (base editing)"
    assert read_as("why?", *earlier) == "why? (invented base editing)"
    assert read_as("is it safe?", earlier[1]) == "is it safe? (invented base editing)"


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("who found it? (Saturn)", "when?", "when? (found Saturn)", "en"),
        ("how many employees has it? (OpenAI)", "since when?", "since when? (employees, OpenAI)", "en"),
        ("what did he discover? (Scott Sheppard)", "when?", "when? (discover, Scott Sheppard)", "en"),
        ("who found it? (Saturn)", "tell me more", "tell me more (Saturn)", "en"),
        ("who found it? (Saturn)", "is it far?", "is it far? (Saturn)", "en"),
        ("qui la dirige ? (CNIL)", "depuis quand ?", "depuis quand ? (dirige CNIL)", "fr"),
        ("qui les a découvertes ? (lunes, Saturne)", "où ?", "où ? (découvertes lunes, Saturne)", "fr"),
    ],
)
def test_a_bare_question_word_asks_of_what_was_done_to_what_stands_in_brackets(earlier, question, full, language):
    """Else "when?" behind "who found it?" would be answered by any date of Saturn."""
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        (
            ("how many moons does Saturn have?", "why? (moons, Saturn)"),
            "and in 2019?",
            "how many moons does Saturn have in 2019?",
            "en",
        ),
        (
            ("how many moons does Saturn have?", "why? (moons, Saturn)", "tell me more (moons, Saturn)"),
            "and Jupiter?",
            "how many moons does Jupiter have?",
            "en",
        ),
        (("who won the cup?", "when? (won the cup)"), "and in 2019?", "who won the cup in 2019?", "en"),
        (("who found it? (Saturn)", "when? (found Saturn)"), "2019?", "who found it? (Saturn, 2019)", "en"),
        (("que coûte ITER ?", "pourquoi ? (coûte ITER)"), "et en 2019 ?", "que coûte ITER en 2019 ?", "fr"),
        (("why? (moons, Saturn)",), "and in 2019?", "why in 2019? (moons, Saturn)", "en"),
    ],
)
def test_an_ellipsis_asks_the_last_whole_question_again(earlier, question, full, language):
    """Behind a bare "why?" or "when?" a year is asked of what was asked before it, where that is still known."""
    assert read_as(question, *earlier, language=language) == full


def test_another_thing_is_asked_a_bare_question_that_may_be_asked_of_it():
    """One asks "when?" of what was founded first, and of the next."""
    earlier = ("who founded the FSF?", "when? (founded the FSF)")
    assert read_as("and the OSI?", *earlier) == "when? (founded the OSI)"


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("how many moons does saturn have", "and jupiter", "how many moons does jupiter have", "en"),
        ("how many moons does saturn have", "and Jupiter?", "how many moons does Jupiter have", "en"),
        ("How many moons does Saturn have?", "and jupiter", "How many moons does jupiter have?", "en"),
        ("how many moons does saturn have", "and uranus", "how many moons does uranus have", "en"),
        ("how many moons does mars have", "and jupiter", "how many moons does jupiter have", "en"),
        ("how many moons of saturn are known", "and jupiter", "how many moons of jupiter are known", "en"),
        ("how many people work at nintendo", "and sega", "how many people work at sega", "en"),
        ("how many members does the fsf have", "and osi", "how many members does osi have", "en"),
        ("who discovered titan", "and Enceladus?", "who discovered Enceladus", "en"),
        ("who founded the FSF?", "and mozilla", "who founded mozilla?", "en"),
        ("combien de lunes a saturne", "et jupiter", "combien de lunes a jupiter", "fr"),
        ("combien de lunes a saturne ?", "et mars ?", "combien de lunes a mars ?", "fr"),
        ("Combien de lunes a Saturne ?", "et jupiter ?", "Combien de lunes a jupiter ?", "fr"),
        ("combien de membres compte la cnil", "et anssi", "combien de membres compte anssi", "fr"),
        ("combien de membres compte la cnil", "et l'anssi", "combien de membres compte l'anssi", "fr"),
    ],
)
def test_one_thing_in_small_letters_takes_the_place_of_what_is_not_counted(earlier, question, full, language):
    """Several are counted, and one that has no article is a name."""
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("how many moons does saturn have", "and rings", "how many rings does saturn have", "en"),
        ("how many clocks does the gps have", "and satellites", "how many satellites does the gps have", "en"),
        ("how much fuel does webb have", "and power", "how much power does webb have", "en"),
        ("which planet has rings", "and moons", "which planet has moons", "en"),
        ("combien de lunes a saturne ?", "et d'anneaux ?", "combien d’anneaux a saturne ?", "fr"),
    ],
)
def test_several_take_the_place_of_what_is_counted(earlier, question, full, language):
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "language"),
    [
        ("how many moons does saturn have", "and mars", "en"),
        ("how much fuel does webb have", "and hubble", "en"),
        ("how many moons orbit saturn", "and jupiter", "en"),
        ("how many moons orbit saturn", "and rings", "en"),
        ("how many countries have embassies", "and israel", "en"),
        ("how many messages can my bot read", "and discord", "en"),
        ("combien de lunes possède saturne", "et jupiter", "fr"),
    ],
)
def test_what_may_be_counted_or_a_name_stands_alone(earlier, question, language):
    """The word "mars" ends as several do and is called so in both languages; "orbit" was read as what is counted."""
    assert read_as(question, earlier, language=language) == ""


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ("how does Discord work?", "and security", "how does Discord work? (security)"),
        ("how do vaccines work?", "and Pfizer?", "how do vaccines work? (Pfizer)"),
    ],
)
def test_a_side_of_a_thing_is_asked_of_it(earlier, question, full):
    """Of how it works, anything may be one; and one name takes no place of several."""
    assert read_as(question, earlier) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        (
            "quand le vaccin de Pfizer est-il sorti ?",
            "et celui de Moderna ?",
            "quand le vaccin de Moderna est-il sorti ?",
        ),
        ("quand le vaccin de pfizer est-il sorti", "et celui de moderna", "quand le vaccin de moderna est-il sorti"),
        ("quelles sont les amendes du RGPD ?", "et celles de la CNIL ?", "quelles sont les amendes de la CNIL ?"),
        ("quel est le prix de l'essence ?", "et celui du gazole ?", "quel est le prix du gazole ?"),
        ("combien coûte la tour Eiffel ?", "et celle de Pise ?", ""),
        ("combien de membres a la CNIL ?", "et celle d'Allemagne ?", ""),
    ],
)
def test_the_one_of_another_takes_the_place_of_what_something_is_of(earlier, question, full):
    """Where nothing is of anything it stands alone."""
    assert read_as(question, earlier, language="fr") == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("google ipo", "and facebook", "facebook ipo", "en"),
        ("OpenAI CEO?", "and Microsoft?", "Microsoft CEO?", "en"),
        ("openai ceo", "and the founder?", "openai founder", "en"),
        ("ring size", "and webb", "webb size", "en"),
        ("webb ring size", "and hubble", "hubble ring size", "en"),
        ("gps satellites number", "and glonass", "glonass satellites number", "en"),
        ("gps satellites number", "and rings", "rings number", "en"),
        ("general motors ipo", "and ford", "ford ipo", "en"),
        ("price of gold", "and silver", "price of silver", "en"),
        ("price of gold", "and mass", "mass of gold", "en"),
        ("prix essence", "et gazole ?", "prix gazole", "fr"),
        ("taille anneau saturne", "et uranus", "taille anneau uranus", "fr"),
        ("nombre satellites gps", "et glonass", "nombre satellites glonass", "fr"),
    ],
)
def test_a_thing_takes_the_place_of_the_one_beside_the_key_word_that_asks(earlier, question, full, language):
    """A word is a name alone where what stands beside it is called otherwise in the other language, or counted."""
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("elon musk", "and bezos", "bezos", "en"),
        ("age power", "and area", "area", "en"),
        ("openai ceo", "and the board", "openai ceo (board)", "en"),
        ("droit auteur", "et brevet", "brevet", "fr"),
    ],
)
def test_key_words_of_which_none_asks_are_one_thing(earlier, question, full, language):
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ("what is Pfizer's vaccine?", "and Moderna's?", "what is Moderna's vaccine?"),
        ("is pfizer's vaccine approved in Germany?", "and moderna’s", "is moderna's vaccine approved in Germany?"),
        ("who is Apple's CEO?", "and Microsoft's?", "who is Microsoft's CEO?"),
        ("who makes mRNA vaccines?", "and Moderna's?", "who makes Moderna vaccines?"),
        ("how many moons does Saturn have?", "and Jupiter's?", "how many moons does Jupiter have?"),
        ("how big is the mirror?", "and Webb's?", "how big is the mirror? (Webb)"),
    ],
)
def test_whose_thing_is_meant_takes_the_place_of_whose_was(earlier, question, full):
    """Where nobody's was, that is asked of who is named."""
    assert read_as(question, earlier) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ("barge vs ferry", "and a spade?", "barge vs spade"),
        ("which is older, GPS versus GNSS?", "and the map?", "which is older, GPS versus map?"),
        ("ROFR vs. ROFO", "and a right of first offer", "ROFR vs. a right of first offer"),
    ],
)
def test_what_is_compared_with_takes_the_place_of_the_other(earlier, question, full):
    assert read_as(question, earlier) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("what are the GDPR fines?", "the biggest", "the biggest (GDPR fines)", "en"),
        ("which planets have rings?", "the most distant?", "the most distant? (planets, rings)", "en"),
        ("how many moons does Saturn have?", "the biggest?", "the biggest? (moons, Saturn)", "en"),
        ("quelles sont les amendes du RGPD ?", "la plus élevée ?", "la plus élevée ? (amendes du RGPD)", "fr"),
        ("et les amendes", "la plus grosse", "la plus grosse (amendes)", "fr"),
    ],
)
def test_the_most_is_one_of_what_was_asked_for(earlier, question, full, language):
    assert read_as(question, earlier, language=language) == full


def test_a_name_behind_its_noun_takes_no_article():
    earlier = "combien de chiffres a un numéro SIREN ?"
    assert read_as("et le SIRET ?", earlier, language="fr") == "combien de chiffres a un numéro SIRET ?"


def test_what_a_follow_up_says_itself_is_not_carried():
    """What stands further back is."""
    earlier = ("what is Azure?", "what is a right of first refusal?")
    assert read_as("is it like a right of first refusal?", *earlier) == "is it like a right of first refusal? (Azure)"


def test_a_part_of_something_is_asked_of_what_was_named_before():
    """The words "de salariés" name no thing of their own."""
    assert read_as("et le nombre de salariés ?", "c'est quoi OpenAI ?", language="fr").endswith("(OpenAI)")


def test_what_names_nothing_leans_on_the_question_further_back():
    assert read_as("how big is it?", "what does ROFR cost?", "which rules hold?") == "how big is it? (ROFR)"


def test_a_determiner_of_another_language_is_left_out():
    earlier = read("what is Azure?", "en")
    assert in_full(read("et le ROFR ?", "fr"), [earlier]) == "what is ROFR?"


def test_nothing_is_read_into_a_question_without_another_before_it():
    assert read_as("and Jupiter?") == ""


def test_what_stands_in_brackets_asks_nothing():
    assert kind_in_full("when was it founded? (What)").kind == "when"
    assert kind_in_full("and the fines? (GDPR)").kind == "other"


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["en", "fr"]))
@example(earlier="", question="!", language="fr")
def test_any_two_texts_make_a_question_of_one_line_or_none(earlier, question, language):
    """No text raises, and what is read is on one line and holds some of what was asked or asked before."""
    before, asked = sound(earlier), sound(f"and {question}")
    full = read_as(asked, before, language=language)
    assert len(full.splitlines()) <= 1
    letters = set(f"{asked}{before}".casefold())
    assert not full or letters & set(full.casefold()) - {" "}


@pytest.mark.parametrize(
    ("language", "earlier", "question", "full"),
    [
        ("en", "When did the UK approve it?", "and in the US?", "When did the US approve it?"),
        ("en", "when did the UK approve it? (Casgevy)", "And in the USA?", "when did the USA approve it? (Casgevy)"),
        ("en", "When did France ratify the treaty?", "and in South Korea?", "When did South Korea ratify the treaty?"),
        ("en", "when was it banned by Turkey?", "what about in Russia?", "when was it banned by Russia?"),
        ("en", "what is the capital of France?", "and in Spain?", "what is the capital of Spain?"),
        ("fr", "Quand le Royaume-Uni l'a-t-il signé ?", "et au Japon ?", "Quand le Japon l'a-t-il signé ?"),
        ("fr", "Quand le Royaume-Uni a-t-il signé ?", "et aux États-Unis ?", "Quand les États-Unis ont-ils signé ?"),
        ("fr", "Quand les Pays-Bas ont-ils signé ?", "et en France ?", "Quand la France a-t-elle signé ?"),
        ("fr", "Combien d'habitants a la France ?", "et en Allemagne ?", "Combien d'habitants a l’Allemagne ?"),
        ("fr", "quel est le PIB du Japon ?", "et en Italie ?", "quel est le PIB de l’Italie ?"),
    ],
)
def test_a_state_stands_in_place_of_a_state(language, earlier, question, full):
    """Be it named as where it was or as who did it, with its article and what agrees with it."""
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ("did Google pay the fine?", "and in France?", "did Google pay the fine in France?"),
        ("When did the UK approve it?", "and in Bristol?", "When did the UK approve it in Bristol?"),
        ("When did the UK approve it?", "and in 2024?", "When did the UK approve it in 2024?"),
        ("how did India treat China?", "and in Japan?", "how did India treat China in Japan?"),
        ("who founded the Bank of England?", "and in Peru?", "who founded the Bank of England in Peru?"),
        ("what does Air France cost?", "and in Germany?", "what does Air France cost in Germany?"),
        ("tell us when it opens", "and in France?", "tell us when it opens in France"),
    ],
)
def test_a_place_is_asked_besides_where_no_other_one_was(earlier, question, full):
    """A company is no place, nor is one in a name; of two, neither is meant surely."""
    assert read_as(question, earlier) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("loyer 2025 d'un F2 ?", "et pour un F3 ?", "loyer 2025 d'un F3 ?", "fr"),
        ("quand a lieu le cours A1 ?", "et le A2 ?", "quand a lieu le cours A2 ?", "fr"),
        ("when is the talk in room C2?", "and in C3?", "when is the talk in room C3?", "en"),
        ("what is the price of an A4 in 2025?", "and for an A5?", "what is the price of an A5 in 2025?", "en"),
        (
            "what did a stall cost in 2025?",
            "and with a B2 visa?",
            "what did a stall cost in 2025 with a B2 visa?",
            "en",
        ),
        ("what did a stall cost in 2025?", "and in 2024?", "what did a stall cost in 2024?", "en"),
    ],
)
def test_letters_and_a_number_are_no_number(earlier, question, full, language):
    """What they name takes the place of another of the same letters, and of no year."""
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ("when is the spring market?", "and the autumn one?", "when is the autumn market?"),
        ("when is the market?", "what about the autumn one?", "when is the autumn market?"),
        ("how much are the red tents?", "and the blue ones?", "how much are the blue tents?"),
        ("is there an evening class on Monday?", "and a morning one?", "is there a morning class on Monday?"),
        ("how many seats has the small hall?", "and the big one?", "how many seats has the big hall?"),
    ],
)
def test_another_one_is_of_the_kind_that_was_named(earlier, question, full):
    """One of two kinds, or of no kind, is not made up."""
    assert read_as(question, earlier) == full
    assert "hall" not in read_as("and the big one?", "how much is the hall with the red stage?")
    assert "Casgevy" in read_as("and Casgevy?", "when was Moderna founded?")


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ("quand est la fête de Noël ?", "et celle d'été ?", "quand est la fête d’été ?"),
        ("quand est la fête ?", "et celle d'été ?", "quand est la fête d'été ?"),
        ("quels sont les horaires en hiver ?", "et en été ?", "quels sont les horaires en été ?"),
        ("qui dirige le club ?", "et en 2019 ?", "qui dirige le club en 2019 ?"),
    ],
)
def test_summer_is_a_word_where_it_is_no_participle(earlier, question, full):
    assert read_as(question, earlier, language="fr") == full
