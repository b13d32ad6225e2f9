"""One sentence that asks twice is told from one that asks once, whatever joins its halves."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.questions.joined import joined_in
from index.search import LONGEST_QUESTION
from tests.answers.posing import questions_of

JOINING = {"and", "et", "also", "aussi", "but", "mais", "then", "puis"}

CUT = [
    # asked of, with what does it, by what and by whom
    ("what is the budget and who plays?", ["what is the budget?", "who plays?"]),
    ("when do you open and how much is a deposit?", ["when do you open?", "how much is a deposit?"]),
    ("what is the deposit and when do I get it back", ["what is the deposit", "when do I get it back"]),
    ("how much is a kayak and can I bring my dog?", ["how much is a kayak?", "can I bring my dog?"]),
    ("can I bring my dog and is there a fee?", ["can I bring my dog?", "is there a fee?"]),
    ("is it free and where do I sign up?", ["is it free?", "where do I sign up?"]),
    ("do I need a wetsuit and are dogs allowed?", ["do I need a wetsuit?", "are dogs allowed?"]),
    ("when is the fair and is parking free?", ["when is the fair?", "is parking free?"]),
    ("who is the chair and do members pay?", ["who is the chair?", "do members pay?"]),
    ("who runs the raid and how do I join?", ["who runs the raid?", "how do I join?"]),
    ("what happens if I cancel and who do I call?", ["what happens if I cancel?", "who do I call?"]),
    ("what do I do when I lose my card and who do I call?", ["what do I do when I lose my card?", "who do I call?"]),
    ("which hall is it in and at what time does it start?", ["which hall is it in?", "at what time does it start?"]),
    ("where is the office and what are its hours?", ["where is the office?", "what are its hours?"]),
    ("who teaches pottery and which days is it on?", ["who teaches pottery?", "which days is it on?"]),
    ("what is ROFR and how to use it?", ["what is ROFR?", "how to use it?"]),
    ("what's the quorum and what's the fee", ["what's the quorum", "what's the fee"]),
    ("why was it closed and will it open again?", ["why was it closed?", "will it open again?"]),
    ("who plays and when is it?", ["who plays?", "when is it?"]),
    ("so who won and how many points did they get?", ["so who won?", "how many points did they get?"]),
    # by other words, and by marks alone
    ("what is the budget also who plays?", ["what is the budget?", "who plays?"]),
    ("what is the budget and also who plays?", ["what is the budget?", "who plays?"]),
    ("what is the budget, also when is it voted?", ["what is the budget?", "when is it voted?"]),
    ("what is the fee, when is it due?", ["what is the fee?", "when is it due?"]),
    ("what is the quorum, who is the chair?", ["what is the quorum?", "who is the chair?"]),
    ("when does it start; how long is it?", ["when does it start?", "how long is it?"]),
    ("what is the fee & when is it due?", ["what is the fee?", "when is it due?"]),
    ("what is the fee but is it refundable?", ["what is the fee?", "is it refundable?"]),
    # three
    (
        "when is it, where is it and how much does it cost?",
        ["when is it?", "where is it?", "how much does it cost?"],
    ),
    ("what is it and who runs it and can I join?", ["what is it?", "who runs it?", "can I join?"]),
    # after words that only ask, in their order
    (
        "can you tell me what the budget is and who the chair is?",
        ["what the budget is?", "who the chair is?"],
    ),
    ("do you know when it opens and how much it costs?", ["when it opens?", "how much it costs?"]),
    ("tell me about the budget and who is the chair?", ["tell me about the budget?", "who is the chair?"]),
    ("I lost my card, what do I do and who do I call?", ["I lost my card, what do I do?", "who do I call?"]),
    # what asks is said twice of one thing
    ("when and where is the meeting?", ["when is the meeting?", "where is the meeting?"]),
    ("where and when does it take place", ["where does it take place", "when does it take place"]),
    ("when, where and how do I vote?", ["when do I vote?", "where do I vote?", "how do I vote?"]),
    ("how and why did the club close?", ["how did the club close?", "why did the club close?"]),
    ("how much and when do I pay?", ["how much do I pay?", "when do I pay?"]),
    ("who runs the raid and when?", ["who runs the raid?", "when?"]),
    ("what is the fee and why?", ["what is the fee?", "why?"]),
    ("who wrote the charter and in what year?", ["who wrote the charter?", "in what year?"]),
    ("does the club lend helmets and at what price?", ["does the club lend helmets?", "at what price?"]),
    ("who do I pay, how do I pay and by when?", ["who do I pay?", "how do I pay?", "by when?"]),
    ("what day is the collection and what goes in it?", ["what day is the collection?", "what goes in it?"]),
    ("could you tell me where the key is and who has it?", ["where the key is?", "who has it?"]),
    ("when does it end / is there a summer one too", ["when does it end", "is there a summer one too"]),
    ("tell me the price and how long the list is.", ["tell me the price.", "how long the list is."]),
    ("can I keep hens, and if so how many?", ["can I keep hens?", "how many?"]),
    ("is there a fee and if so, how much is it?", ["is there a fee?", "how much is it?"]),
    ("when is the trip - and how much is it?", ["when is the trip?", "how much is it?"]),
    ("when is the trip – how much is it?", ["when is the trip?", "how much is it?"]),
    ("we are 4, can we come and do we need to book?", ["we are 4, can we come?", "do we need to book?"]),
    ("who runs the raid and when, and where is it?", ["who runs the raid?", "when?", "where is it?"]),
]
COUPEES = [
    ("c'est quoi le quorum et qui est le président ?", ["c'est quoi le quorum ?", "qui est le président ?"]),
    ("quel est le quorum et qui est le maire ?", ["quel est le quorum ?", "qui est le maire ?"]),
    ("qu'est-ce que le quorum et qui préside ?", ["qu'est-ce que le quorum ?", "qui préside ?"]),
    ("quand ouvre la piscine et combien coûte l'entrée ?", ["quand ouvre la piscine ?", "combien coûte l'entrée ?"]),
    ("où est la salle et comment s'inscrire ?", ["où est la salle ?", "comment s'inscrire ?"]),
    ("quand a lieu la fête et où se trouve la salle ?", ["quand a lieu la fête ?", "où se trouve la salle ?"]),
    (
        "combien coûte le cours et est-ce que c'est remboursé ?",
        ["combien coûte le cours ?", "est-ce que c'est remboursé ?"],
    ),
    ("peut-on venir avec un chien et faut-il payer ?", ["peut-on venir avec un chien ?", "faut-il payer ?"]),
    ("est-ce que c'est gratuit et y a-t-il un parking ?", ["est-ce que c'est gratuit ?", "y a-t-il un parking ?"]),
    (
        "qui est le trésorier et à quelle heure ouvre le bar ?",
        ["qui est le trésorier ?", "à quelle heure ouvre le bar ?"],
    ),
    ("quel est le prix et qu'est-ce qui est compris ?", ["quel est le prix ?", "qu'est-ce qui est compris ?"]),
    ("le quorum c'est quoi et le maire c'est qui ?", ["le quorum c'est quoi ?", "le maire c'est qui ?"]),
    ("c'est quand la fête et c'est où ?", ["c'est quand la fête ?", "c'est où ?"]),
    ("c'est quand la fête et ça coûte combien ?", ["c'est quand la fête ?", "ça coûte combien ?"]),
    ("qui dirige le club et combien y a-t-il de membres ?", ["qui dirige le club ?", "combien y a-t-il de membres ?"]),
    ("quelle est la caution, quand est-elle rendue ?", ["quelle est la caution ?", "quand est-elle rendue ?"]),
    ("quelle est la caution, et comment la récupérer ?", ["quelle est la caution ?", "comment la récupérer ?"]),
    ("quel est le quorum et aussi qui est le maire ?", ["quel est le quorum ?", "qui est le maire ?"]),
    ("quel est le quorum, qui est le maire ?", ["quel est le quorum ?", "qui est le maire ?"]),
    ("quel est le tarif puis quand faut-il payer ?", ["quel est le tarif ?", "quand faut-il payer ?"]),
    ("que coûte un kayak et puis-je amener mon chien ?", ["que coûte un kayak ?", "puis-je amener mon chien ?"]),
    ("j'aimerais savoir quand ça ouvre et combien ça coûte", ["quand ça ouvre", "combien ça coûte"]),
    ("où et quand a lieu la réunion ?", ["où a lieu la réunion ?", "quand a lieu la réunion ?"]),
    ("quand et où se tient la fête ?", ["quand se tient la fête ?", "où se tient la fête ?"]),
    (
        "comment et pourquoi le club a-t-il fermé ?",
        ["comment le club a-t-il fermé ?", "pourquoi le club a-t-il fermé ?"],
    ),
    (
        "quel jour et à quelle heure ouvre le bar ?",
        ["quel jour ouvre le bar ?", "à quelle heure ouvre le bar ?"],
    ),
    ("qui organise la fête et quand ?", ["qui organise la fête ?", "quand ?"]),
    (
        "les enfants peuvent-ils venir et à partir de quel âge ?",
        ["les enfants peuvent-ils venir ?", "à partir de quel âge ?"],
    ),
    ("est-ce que les ados peuvent venir et quand ?", ["est-ce que les ados peuvent venir ?", "quand ?"]),
    (
        "le quorum c'était combien à l'AG et qui est devenu secrétaire ?",
        ["le quorum c'était combien à l'AG ?", "qui est devenu secrétaire ?"],
    ),
    ("combien vous êtes, et vous avez des employés ?", ["combien vous êtes ?", "vous avez des employés ?"]),
    ("ça ouvre à quelle heure le samedi / y a un bar ?", ["ça ouvre à quelle heure le samedi ?", "y a un bar ?"]),
    ("il faut combien de voix et qui vote ?", ["il faut combien de voix ?", "qui vote ?"]),
    ("combien coûte la salle et on peut y dormir ?", ["combien coûte la salle ?", "on peut y dormir ?"]),
    ("à qui dois-je écrire et avant quelle date ?", ["à qui dois-je écrire ?", "avant quelle date ?"]),
    ("quand ouvre le local et à quoi sert la cave ?", ["quand ouvre le local ?", "à quoi sert la cave ?"]),
    ("c'est quoi le fablab et a quoi ça sert ?", ["c'est quoi le fablab ?", "a quoi ça sert ?"]),
    ("peut-on les emprunter et pour combien de temps ?", ["peut-on les emprunter ?", "pour combien de temps ?"]),
    ("quel est le tarif et quand le payer ?", ["quel est le tarif ?", "quand le payer ?"]),
    ("qu'est-ce qu'un lot et qu'est-ce que ça coûte ?", ["qu'est-ce qu'un lot ?", "qu'est-ce que ça coûte ?"]),
    (
        "de combien est la caution et sous combien de jours est-elle rendue ?",
        ["de combien est la caution ?", "sous combien de jours est-elle rendue ?"],
    ),
    ("c koi le quorum et c ki le président ?", ["c koi le quorum ?", "c'est qui le président ?"]),
    ("on se gare où et c'est payant ?", ["on se gare où ?", "c'est payant ?"]),
    ("quand ouvre la salle et il faut un badge ?", ["quand ouvre la salle ?", "il faut un badge ?"]),
    (
        "a quelle heure ferme le bar et est ce qu'on peut rester ?",
        ["a quelle heure ferme le bar ?", "est ce qu'on peut rester ?"],
    ),
    ("peut on venir a deux et faut il payer ?", ["peut on venir a deux ?", "faut il payer ?"]),
    ("quand est la fete et ou est la salle ?", ["quand est la fete ?", "ou est la salle ?"]),
    ("y a-t-il une caution et si oui, de combien est-elle ?", ["y a-t-il une caution ?", "de combien est-elle ?"]),
    (
        "c'est quand, c'est où et combien ça coûte ?",
        ["c'est quand ?", "c'est où ?", "combien ça coûte ?"],
    ),
]
WHOLE = [
    "who runs the sewing and knitting table?",
    "what happens when and where it rains?",
    "what happens at night and when it rains?",
    "what is the difference between a quorum and what the law says?",
    "what is the difference between a ban and a time-out?",
    "who came first and is still there?",
    "which club meets on Mondays and is open to all?",
    "which hall is large and is near the station?",
    "what is and what is not allowed?",
    "what is and is not allowed?",
    "who can and who can't vote?",
    "who decides what is fined and who is exempt?",
    "who knows when it began and who paid?",
    "can I see what is open and what is closed?",
    "what can I see and do there?",
    "what can we see and do this weekend?",
    "what should I bring and do beforehand?",
    "who is Ann, who plays the flute?",
    "where is the hall, which is open on Mondays?",
    "when is the fair, when it rains?",
    "is it Jupiter or is it Saturn?",
    "how much money is to be invested and over how many years?",
    "how many adults and how many children can come?",
    "what is War and Peace?",
    "who wrote What is Life and Who Is Who?",
    "who wrote 'How to Cook and Who to Feed'?",
    "who wrote “What is Life and how is it made”?",
    "what are the rules for cats and dogs?",
    "how do I save and load a game?",
    "do I have to sign up and pay before the day?",
    "can I come and go as I please?",
    "is there a fee for adults and children?",
    "My boss wrote it and how it works is unclear",
    "what do I do if it rains and the hall is closed?",
    "where can I park and lock my bike?",
    "who is allowed to speak and to vote?",
    "what time and day is the fair?",
    "how is the name of the person who sings and who dances spelt?",
    "and where is it?",
    "how many miles, once completed, will the trail cover?",
    "what, along with salt, is an ingredient of it?",
    "when forces act on a body, what do you need to account for?",
    "in which city, in China, was it found?",
    "what month, every four years, are the elections held?",
    "what flag is red and has a gold star?",
    "who lives in number 4 and who in number 5?",
    "what can I put in the compost and what can't I?",
    "does it rain and what then?",
    "what is the policy on late returns and damaged books?",
    "what happens to my deposit if I'm late and if I break something?",
    "how much is a ticket for adults and for children?",
    "and who?",
    "what about Ann and Bob?",
    "I want to know who came and what they brought",
    "the chair and the treasurer",
    "why not?",
    "which plots are free and which are not?",
    "what is allowed and what isn't?",
    "can I see what is left and if so what it costs?",
    "where is room 4-5 - the large one - kept?",
]
ENTIERES = [
    "que se passe-t-il la nuit et quand il pleut ?",
    "qui tient la table de couture et de tricot ?",
    "quelle est la différence entre un quorum et ce que dit la loi ?",
    "qui sait quand ça a commencé et qui a payé ?",
    "quelle est l'association qui vend et qui loue des kayaks ?",
    "qui est Ann, qui joue de la flûte ?",
    "où est la salle, qui est ouverte le lundi ?",
    "où est la salle, où a lieu la réunion ?",
    "qui peut et qui ne peut pas voter ?",
    "qui vient et quand même reste ?",
    "qui a écrit « Qui a peur et qui est là » ?",
    "quels sont les jours et les heures d'ouverture ?",
    "comment sauvegarder et charger une partie ?",
    "peut-on venir et repartir quand on veut ?",
    "c'est quoi la différence entre le bureau et le conseil ?",
    "quelles sont les règles pour les chiens et les chats ?",
    "est-ce que je dois m'inscrire et payer avant ?",
    "quand les enfants dorment et quand ils mangent",
    "qui décide de ce que l'on paie et qui est exempté ?",
    "que faire si la salle est fermée et qu'il pleut ?",
    "et où ?",
    "pour quelle raison la rivière, dite capricieuse, était-elle redoutée ?",
    "à qui le film d'Ann, un vrai succès, rend-il hommage ?",
    "y a-t-il une table et de quoi manger ?",
    "est-ce que je viens avec mes gants et quoi que ce soit d'autre ?",
    "sur quel album, proche de l'actualité, peut-on voir un dragon ?",
    "quand il pleut, que faut-il faire ?",
    "que faire si la salle est fermée et il faut annuler ?",
    "quand la mairie et la poste ouvrent-elles ?",
    "qui a gagné en 2022 et en 2023 ?",
    "et quand est-ce ?",
    "pourquoi pas ?",
    "le président et le trésorier",
    "à partir de quand et jusqu'à quand ?",
    "c'est Jupiter ou c'est Saturne ?",
    "qui joue le samedi ou le dimanche et ou bien les deux ?",
]


@pytest.mark.parametrize(("message", "questions"), [*CUT, *COUPEES])
def test_two_questions_of_one_sentence_are_two(message, questions):
    assert questions_of(message) == questions


@pytest.mark.parametrize("message", [*WHOLE, *ENTIERES])
def test_one_question_with_an_and_in_it_stays_as_it_is(message):
    """To the letter: what asks once is not put together anew."""
    assert questions_of(message) == [message]


PIECES = [
    *("what is the budget", "who plays", "when do you open", "how much is a deposit", "is it free", "can I come"),
    *("quel est le quorum", "qui est le maire", "c'est quoi", "où", "quand", "a lieu la fête", "peut-on venir", "when"),
    *("where", "how", "the hall", "“What is it and who”", "(and when is it", "between", "l'été", "it rains", "do", "?"),
]
MARKS = [" ", " and ", " et ", ", ", "; ", ", and also ", " & ", "? ", " puis ", " mais "]


def words_of(text):
    return re.findall(r"\w+", text)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(MARKS)), max_size=12))
def test_no_word_is_lost_but_what_joins(pieces):
    """And what is one question is the sentence itself."""
    sentence = "".join(part for piece in pieces for part in piece).strip()
    parts = joined_in(sentence)
    if len(parts) == 1:
        assert parts == [sentence]
    said = [word for part in parts for word in words_of(part)]
    assert set(said) <= set(words_of(sentence))
    left = [word for word in words_of(sentence) if word not in JOINING]
    assert all(said.count(word) >= left.count(word) for word in left)


@given(st.text(max_size=200))
def test_any_text_is_cut_or_left(text):
    parts = joined_in(text)
    assert parts == [text] or all(any(map(str.isalnum, part)) for part in parts)


@pytest.mark.parametrize(
    "hostile", ["what is it, ", " and when is ", " et le ", "a-t-il ", "when, ", "c'est, ", "la ", "how many "]
)
def test_a_long_sentence_costs_little(hostile):
    """No more parts than joints that are looked at, however often it repeats itself."""
    assert len(joined_in((hostile * LONGEST_QUESTION)[:LONGEST_QUESTION])) <= 20
