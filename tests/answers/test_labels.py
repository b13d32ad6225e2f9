"""What only says what something is about is quoted with what it says, and is no sure answer alone."""

import numpy as np
import pytest

from bot.answers.layout.labels import adds_nothing
from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import Evidence
from bot.answers.shown.around import around
from bot.answers.trust.sureness import doubt_of
from corpus.article import Article, Span
from corpus.sentences import split_sentences
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"kiln": "four", "lock": "bloqu"})

HELP = """The kiln does not heat. Check the fuse in the grey box. If it is black, call the caretaker. Then wait.

Tray.yaml: lid too wide. Run the trimmer.

Is the studio open to wheelchairs? Yes, by the yard door.

Known issue: on old tablets the glaze list stays empty. Mended in 2.1, due in May.

Parking is free. The gate closes at ten.

Dogs are welcome on the lawn. Keep them on a lead.

Smoking in the glaze room is forbidden. The balcony is open.

The wheel costs 40 crowns. The shelf is free."""
AIDE = """Le massicot est bloqué. Relevez la lame avec la manivelle.

L'atelier est-il ouvert aux fauteuils ? Oui, par la cour.

Problème connu : sur les vieux postes, l'écran reste noir. Corrigé dans la version 3.

Le café est gratuit. Le thé est payant."""
MINUTES = """1. Roof tiles. They come on Monday. Volunteers are needed. Bring gloves.
2. Spring fair. Sunday 17 May, in the yard. Soup: everybody.
- The old kiln is switched off at night. Turn the red key to use it.
- Cups are washed at noon."""

SUPPER = """2. Harvest supper. It is on 4 October at seven. We eat in the barn. \
Forty pies are needed. The raffle was given up.
3. Raffle tickets. They are blue."""
REPAS = """2. Repas des récoltes. Il a lieu le 4 octobre. On mange à la grange. L'idée d'une tombola fut abandonnée.
3. Tombola. Elle est bleue."""


def evidence(text, chosen, *, language="en"):
    article = Article("one", "Title", language, text)
    spans = split_sentences(text, language)
    span = next(span for span in spans if chosen in span.of(text))
    return Evidence(article, span, None, 0.9, 0.9, passage=Span(0, len(text)))


def query_of(question, asked_in="en"):
    return Query(question, asked_in, read_terms(question, asked_in, LEXICON), np.zeros(2, np.float32))


def quoted(question, text, chosen, *, asked_in="en", language="en"):
    one = evidence(text, chosen, language=language)
    return around(one, query_of(question, asked_in), read_kind(question)).span.of(text)


def nothing_new(question, quote, language="en"):
    return adds_nothing(quote, query_of(question, language), read_kind(question), language)


@pytest.mark.parametrize(
    ("question", "chosen", "told"),
    [
        ("kiln does not heat", "The kiln", "call the caretaker."),
        ("tray.yaml: lid too wide", "Tray.yaml", "Run the trimmer."),
        ("wheelchairs", "Is the studio", "by the yard door."),
        ("glaze list is empty on old tablets", "Known issue", "due in May."),
    ],
)
def test_what_says_no_more_than_is_asked_brings_what_is_told_behind_it(question, chosen, told):
    found = quoted(question, HELP, chosen)
    assert found.startswith(chosen)
    assert found.endswith(told)


@pytest.mark.parametrize(
    ("question", "chosen", "told"),
    [
        ("massicot bloqué", "Le massicot", "avec la manivelle."),
        ("fauteuils", "L'atelier", "par la cour."),
        ("écran noir", "Problème connu", "la version 3."),
    ],
)
def test_so_it_does_in_french(question, chosen, told):
    found = quoted(question, AIDE, chosen, asked_in="fr", language="fr")
    assert found.startswith(chosen)
    assert found.endswith(told)


def test_the_words_of_the_other_language_are_asked_too():
    found = quoted("kiln locked", "Le four est bloqué. Tirez la clé.", "Le four", language="fr")
    assert found == "Le four est bloqué. Tirez la clé."


def test_the_label_of_an_item_brings_two_sentences_of_its_own_item():
    assert quoted("roof tiles", MINUTES, "Roof").endswith("Volunteers are needed.")
    found = quoted("when is the spring fair?", MINUTES, "Spring fair")
    assert found == "2. Spring fair. Sunday 17 May, in the yard. Soup: everybody."


@pytest.mark.parametrize(
    ("question", "language", "text", "told"),
    [
        ("is there a raffle at the harvest supper?", "en", SUPPER, "The raffle was given up."),
        ("how many pies are needed for the harvest supper?", "en", SUPPER, "Forty pies are needed."),
        ("y a-t-il une tombola au repas des récoltes ?", "fr", REPAS, "L'idée d'une tombola fut abandonnée."),
    ],
)
def test_a_sentence_farther_on_in_the_item_that_has_more_of_the_question_is_told(question, language, text, told):
    found = around(
        evidence(text, "upper." if language == "en" else "récoltes."), query_of(question, language), read_kind(question)
    )
    assert found.span.of(text) == told
    assert found.above is not None


@pytest.mark.parametrize(
    "question", ["harvest supper", "when is the harvest supper?", "when is the harvest supper, pies?"]
)
def test_what_tells_it_beside_the_label_is_not_passed_over(question):
    assert quoted(question, SUPPER, "Harvest supper").endswith("in the barn.")


CREW = """Skipper: Ada Orr. Ada grew up in Ely. She likes tea. She is 40.

Cook: Jo Fen.

Jo is from Lens. Venue: Elm House. The door is blue.

Skippeuse : Zoé Orr. Elle a grandi à Lens."""


@pytest.mark.parametrize(
    ("question", "language", "chosen", "told"),
    [
        ("where is the skipper from?", "en", "Skipper: Ada", "Skipper: Ada Orr. Ada grew up in Ely. She likes tea."),
        ("d'où vient la skippeuse ?", "fr", "Skippeuse", "Skippeuse : Zoé Orr. Elle a grandi à Lens."),
        ("who is the skipper?", "en", "Skipper: Ada", "Skipper: Ada Orr."),
        ("where is the cook from?", "en", "Cook", "Cook: Jo Fen."),
        ("where is the venue?", "en", "Venue", "Venue: Elm House."),
    ],
)
def test_who_holds_an_office_brings_what_is_told_of_them(question, language, chosen, told):
    assert quoted(question, CREW, chosen, asked_in=language) == told


def test_how_to_do_something_may_stand_behind_what_is_so_in_an_item():
    found = quoted("how do I turn on the old kiln?", MINUTES, "The old kiln")
    assert found.endswith("Turn the red key to use it.")
    assert quoted("is the old kiln switched off?", MINUTES, "The old kiln").endswith("at night.")


@pytest.mark.parametrize(
    ("question", "chosen"),
    [
        ("is parking free?", "Parking"),
        ("parking", "Parking"),
        ("are dogs welcome on the lawn?", "Dogs"),
        ("smoking glaze room", "Smoking"),
        ("why does the kiln not heat?", "The kiln"),  # what stands behind may be the reason of something else
        ("how much does the wheel cost?", "The wheel"),
    ],
)
def test_a_sentence_that_answers_is_quoted_alone(question, chosen):
    sentence = next(span.of(HELP) for span in split_sentences(HELP, "en") if chosen in span.of(HELP))
    assert quoted(question, HELP, chosen) == sentence


def test_a_french_question_whether_it_is_so_is_answered_by_one_sentence():
    found = quoted("le café est-il gratuit ?", AIDE, "Le café", asked_in="fr", language="fr")
    assert found == "Le café est gratuit."


@pytest.mark.parametrize(
    ("question", "quote", "language"),
    [
        ("wheelchair access", "Is the studio open to wheelchairs?", "en"),
        ("when is the spring fair?", "2. Spring fair.", "en"),
        ("tray.yaml: lid too wide", "Tray.yaml: lid too wide.", "en"),
        ("glaze room is locked", "The glaze room is locked.", "en"),
        ("le massicot est bloqué", "Le massicot est bloqué.", "fr"),
        ("accès fauteuils", "L'atelier est-il ouvert aux fauteuils ?", "fr"),
    ],
)
def test_what_is_asked_itself_adds_nothing(question, quote, language):
    assert nothing_new(question, quote, language)


@pytest.mark.parametrize(
    ("question", "quote", "language"),
    [
        ("is parking free?", "Parking is free.", "en"),
        ("free parking", "Parking is free.", "en"),
        ("parking", "Parking is free.", "en"),
        ("is the studio open?", "Is the studio open? Yes, by the yard.", "en"),
        ("which colour is for beginners", "White: beginners.", "en"),
        ("cups", "Cups are not washed.", "en"),
        ("when is the spring fair?", "2. Spring fair. Sunday 17 May.", "en"),
        ("le café est-il gratuit ?", "Le café est gratuit.", "fr"),
        ("massicot bloqué", "Le massicot est bloqué. Relevez la lame.", "fr"),
    ],
)
def test_what_tells_something_or_says_yes_adds_to_it(question, quote, language):
    assert not nothing_new(question, quote, language)


def test_what_adds_nothing_is_not_sure():
    question, text = "when is the spring fair held in May?", "2. Spring fair, held in May."
    one = evidence(text, "Spring")
    query = query_of(question)
    told, asked = around(one, query, read_kind(question)), read_kind(question)
    weights = [1.0] * len(query.terms)
    assert doubt_of(0.95, one, told, query, asked, weights) is not None
    assert (
        doubt_of(0.95, one, told, query, asked, weights, joined=f"{text} It begins at noon.", highlight="May") is None
    )


LOG = """Incident of 17 March 2026. The disk was full. No data was lost.

Overnight prints. On the small printers alone.

The oven is hot. Wear gloves."""


@pytest.mark.parametrize(
    ("question", "chosen", "told"),
    [
        (
            "what happened on 17 march 2026",
            "Incident of",
            "Incident of 17 March 2026. The disk was full. No data was lost.",
        ),
        ("overnight prints on the printer", "Overnight", "Overnight prints. On the small printers alone."),
        ("is the oven hot", "The oven", "The oven is hot."),
    ],
)
def test_a_label_that_runs_into_its_line_brings_what_is_said(question, chosen, told):
    assert quoted(question, LOG, chosen) == told
