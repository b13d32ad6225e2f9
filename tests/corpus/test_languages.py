import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.languages import detect_language, detect_question_language, is_foreign, told_by_function_words
from tests.corpus.samples import SAMPLES, needs_shared, records


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
def test_an_article_is_in_its_language(sample):
    assert detect_language(sample.text) == sample.language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Prix Nobel physique 2022: Alain Aspect", "fr"),
        ("Monthly rainfall totals, northern counties", "en"),
        ("Vérifie alias", "fr"),
    ],
)
def test_a_text_of_a_few_words_is_settled_by_ngrams(text, language):
    assert detect_language(text) == language


def test_a_french_article_that_quotes_english_is_french():
    text = (
        "Le président a répété son mot d’ordre, « the answer is no and it will be no », devant les députés. "
        "Il a ensuite quitté la salle avec ses ministres, sans répondre aux questions de la presse."
    )
    assert detect_language(text) == "fr"


FOREIGN = (
    "El gobierno presentó el miércoles un nuevo proyecto de ley que entrará en vigor en otoño. Lo que esto significa "
    "para los ciudadanos no está claro todavía, pero los ministros hablan de un gran paso para las regiones.",
    "La piscina abre a las nueve de la mañana y cierra a las ocho de la tarde. La cuota anual es de cuarenta euros y "
    "se paga en enero. En la sala grande hay una mesa de la que se puede disponer los domingos.",
    "Die Regierung hat am Mittwoch einen neuen Entwurf für das Gesetz vorgelegt, der im Herbst in Kraft treten soll. "
    "Was das für die Bürger bedeutet, ist nicht klar, aber die Minister sprechen von einem Schritt und von dem Geld.",
    "Il governo ha presentato mercoledì un nuovo disegno di legge che entrerà in vigore in autunno. Che cosa "
    "significhi per i cittadini non è ancora chiaro, ma i ministri parlano di un grande passo per il paese.",
    "Правительство представило новый законопроект, который вступит в силу осенью этого года.",
)


SHORT_FOREIGN = (
    "Die Probe findet am Montag statt. Bitte bringt eure Noten mit und seid um acht Uhr da. Der Chor singt in der "
    "alten Kirche.",
    "El ensayo es el lunes a las ocho. Traed vuestras partituras y un lápiz, por favor.",
)


@pytest.mark.parametrize("text", SHORT_FOREIGN)
def test_another_language_is_noticed_in_a_notice_of_two_dozen_words(text):
    assert is_foreign(text)


@pytest.mark.parametrize("text", FOREIGN)
def test_another_language_is_noticed(text):
    assert is_foreign(text)


@pytest.mark.parametrize("text", [*(sample.text for sample in SAMPLES), "Ein kurzer Titel", "", "AL, de, des"])
def test_french_and_english_and_what_is_too_short_to_tell_are_not_foreign(text):
    assert not is_foreign(text)


FRENCH = (
    "Qu’est-ce que le ROFR ?", "c'est quoi ROFR", "que veut dire API", "capital du Pérou", "et en 2019 ?", "pourquoi",
    "Qui a écrit The Lord of the Rings ?", "Où ?", "a-t-il signé", "quid ROFR", "L'API", "QUE VEUT DIRE ROFR ?",
    "traduis droit de premier refus", "projet de loi finances", "bonjour", "combien de lunes pour Saturne",
    "le chair of trustees ?",
)  # fmt: skip
ENGLISH = (
    "what is ROFR here?", "who is Xi Jinping?", "What is a ctenophora?", "When did Torchwood premier?",
    "and who owns it?", "who wrote Le Petit Prince", "what does « droit de premier refus » mean", "ROFR meaning",
    "hello", "Why?", "WHAT IS ROFR", "the Louvre",
    "What's an IPO", "does it apply to la Réunion", "the fête du village?", "the feu d'artifice?",
)  # fmt: skip


@pytest.mark.parametrize("question", FRENCH)
def test_a_french_question_is_french_whatever_its_asker_likely_speaks(question):
    assert [detect_question_language(question, likely) for likely in ("fr", "en", None)] == ["fr", "fr", "fr"]


@pytest.mark.parametrize("question", ENGLISH)
def test_an_english_question_is_english_whatever_its_asker_likely_speaks(question):
    assert [detect_question_language(question, likely) for likely in ("fr", "en", None)] == ["en", "en", "en"]


@pytest.mark.parametrize(
    "question",
    ["ROFR", "rofr", "Larry Ellison", "OpenAI", "", "?", "42", "что это такое", "什么是ROFR?",
     "¿quién es el presidente?", "wer ist der Präsident", "chi è il presidente della Microsoft",
     "qual é o nome da empresa", "¿quién fundó Oracle?", "chi ha fondato Oracle?", "wer hat Oracle gegründet?",
     "quem fundou a Oracle?", "wie heeft Oracle opgericht?", "¿Quién fundó la empresa de Oracle?"],
)  # fmt: skip
def test_what_says_nothing_of_either_language_is_in_the_likely_one_else_english(question):
    assert [detect_question_language(question, likely) for likely in ("fr", "en", None)] == ["fr", "en", "en"]


@pytest.mark.parametrize("question", ["GPS vs Galileo", "google ipo", "best vector database?", "server rules"])
def test_ngrams_alone_tell_no_key_words(question):
    """They are sure that "best vector database" is French."""
    assert [detect_question_language(question, likely) for likely in ("fr", "en", None)] == ["fr", "en", "en"]


@pytest.mark.parametrize("question", ["horaires bibliothèque", "règles serveur", "capitale pérou"])
def test_accents_tell_french_key_words_whatever_their_asker_likely_speaks(question):
    assert [detect_question_language(question, likely) for likely in ("fr", "en", None)] == ["fr", "fr", "fr"]


def test_what_knows_words_tells_key_words():
    """Two of them, if their asker likely speaks the other language."""

    def told(word):
        return {"rules": -2.0, "règle": 2.0, "prix": 2.0, "taux": 2.0}.get(word, 0.0)

    assert detect_question_language("max rules", word_told=told) == "en"
    assert detect_question_language("max prix", word_told=told) == "fr"
    assert detect_question_language("prix max", "en", word_told=lambda word: told(word) / 2) == "en"
    assert detect_question_language("taux prix", "en", word_told=told) == "fr"


@pytest.mark.parametrize(
    ("question", "language"),
    [("which moons has it?", "en"), ("quelles lunes a-t-il ?", "fr"), ("amendes RGPD", None), ("ROFR", None),
     ("¿quién es el presidente?", None), ("что это такое", None), ("", None)],
)  # fmt: skip
def test_function_words_tell_a_language_or_none(question, language):
    assert told_by_function_words(question) == language


@given(st.text())
def test_any_text_has_a_language(text):
    assert {detect_language(text), detect_question_language(text)} <= {"fr", "en"}


def test_plain_questions_load_no_models():
    code = (
        "import sys; from corpus.languages import detect_question_language as detect;"
        "print(detect('what is ROFR?'), detect('ROFR'), 'lingua' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["en", "en", "False"]


@needs_shared
@pytest.mark.parametrize("name", ["scale/news.fr", "scale/laws.fr", "scale/laws.en"])
def test_no_real_article_is_foreign(name):
    assert [row["id"] for row in records(name, 1000) if is_foreign(row["text"])] == []


@needs_shared
@pytest.mark.parametrize("name", ["eval/distractors.fr", "eval/distractors.en", "scale/laws.fr", "scale/laws.en"])
def test_real_articles_are_told_apart(name):
    rows = [row for row in records(name, 1000) if len(row["text"]) > 200]
    right = sum(detect_language(row["text"]) == row["lang"] for row in rows)
    assert right >= 0.998 * len(rows)
