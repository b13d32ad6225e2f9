import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import LONGEST, split_sentences
from tests.corpus.samples import SAMPLES, needs_shared, records


def cut(text, language="fr"):
    return [span.of(text) for span in split_sentences(text, language)]


def one_a_line(text, language="fr"):
    """Say whether the sentences of a text of one line are those that bars mark in it."""
    expected = text.split(" | ")
    return cut(" ".join(expected), language), expected


@pytest.mark.parametrize(
    "marked",
    [
        "M. Dupont est venu. | Le Dr. Martin aussi.",
        "Voir art. 5 et no. 5, p. 12. | Puis la fig. 3 du vol. 2.",
        "En l’an 50 av. J.-C. toute la Gaule est occupée.",
        "M. J. Chirac parle à J. K. Rowling. | Elle répond.",
        "Un texte écrit par J. Chirac et Franklin D. Roosevelt. | Il plaît.",
        "Il manque de vitamine C. | Les autres aussi. | Henri IV. | Le roi.",
        "Mme. Durand et MM. Durand et Dupond, p. ex. ici, etc., sont là. | Ensuite rien.",
        "Vu l’art. L. 123-4 du code. | Le reste suit.",
        "L’O.N.U. siège. | La S.N.C.F. roule.",
        "La version 3.11.4 coûte 3.5 euros. | Qui ? | Moi ! | Vraiment ?! | Oui.",
        "Il l’a annoncé depuis. la Maison Blanche. | Une omniprésence remarquée.",
        "« OpenAI est exclusive. insiste le communiqué. » | Fin.",
        "Il a dit : « Bonjour. » | Puis il est parti.",
        "Il a dit. » | Puis non. | Fin.) | Suite.] | Fin.",
        "« Quoi ? » dit-il. | « Non ! » répondit-elle.",
        "Le produit s’est vendu. | iPhone et eBay montent.",
        "Bref.[3] | La suite.",
        "1. Installer le paquet. | Le lancer.",
        "Il dit non. | Rien de plus.",
    ],
)
def test_french_is_cut_where_a_reader_would(marked):
    found, expected = one_a_line(marked)
    assert found == expected


@pytest.mark.parametrize(
    "marked",
    [
        "Mr. Smith met Dr. J. R. Jones at 5 p.m. | He left.",
        "The U.S. Senate voted. | He lives in the U.S. | She does not.",
        "See Fig. 3 and Sec. 5 of Vol. 3, No. 4. | It was no. 5.",
        "He said no. | Then he left on Jan. 5.",
        "Fisker Inc. raised it. | St. Louis is big, e.g. by area.",
        'He said: "Hello." | Then he left. | “Really?” she asked. | “Yes.” | He nodded.',
        "Call session_start first. | session_destroy ends it.",
        "Sen. Ellison sued Gov. Smith v. Jones. | They lost.",
        "It was announced on. the lawn. | Nobody came.",
        "A bank is a bank. | An agent is a person who acts for another. (mandataire)",
    ],
)
def test_english_is_cut_where_a_reader_would(marked):
    found, expected = one_a_line(marked, "en")
    assert found == expected


@pytest.mark.parametrize(
    "marked",
    [
        "Run apt install ./paper.deb",
        "./build.sh then ../bin/serve. | It starts.",
        "Type cp -r . /backup",
        "Run cd .. && make && ls . --all. | Then wait.",
        "Start ./Editor.exe or ..\\Tools. | Nothing else.",
        "Set PATH=.:/opt/pen and --root=. --quiet. | Done.",
        "Create it by . .env/activate. | Done.",
        "It runs on .NET. | Nothing else does.",
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_point_of_a_path_ends_no_sentence(marked, language):
    """A command that is cut before its path would be quoted without it."""
    found, expected = one_a_line(marked, language)
    assert found == expected


@pytest.mark.parametrize(
    "marked",
    [
        "Le salon est fermé. | /aide liste les commandes.",
        "Oui . | Les autres aussi .",
        "Rien ici. | .env est caché.",
        "Tout est là... | Demain aussi.",
    ],
)
def test_a_full_stop_before_a_path_ends_a_sentence(marked):
    found, expected = one_a_line(marked)
    assert found == expected


def test_a_line_end_ends_a_sentence():
    assert cut("Un titre sans point\n\nUne phrase\nUne autre") == ["Un titre sans point", "Une phrase", "Une autre"]


def test_bullets_stand_outside_their_sentence():
    assert cut("- Un point. Deux points.\n• trois\n1. quatre") == ["Un point.", "Deux points.", "trois", "1. quatre"]


def test_a_short_speech_of_several_sentences_is_one_quote():
    assert cut("« Nous venons. Nous voyons. Nous restons. » Il sourit.") == [
        "« Nous venons. Nous voyons. Nous restons. »",
        "Il sourit.",
    ]


def test_a_long_speech_is_cut_at_its_own_full_stops():
    sentence = "Nous avons longuement pesé le pour et le contre avant de décider de rester ici."
    speech = " ".join([sentence] * 5)
    assert cut(f"« {speech} » Il sourit.") == [f"« {sentence}", *[sentence] * 3, f"{sentence} »", "Il sourit."]


@pytest.mark.parametrize("piece", ["mot ", "x", "« ", "» ", "A. ", "M. ", "(", "Le chat dort ", "a. b"])
def test_a_wall_without_ends_is_cut_and_nothing_is_lost(piece):
    text = piece * (30_000 // len(piece))
    spans = split_sentences(text, "fr")
    assert max(span.end - span.start for span in spans) <= LONGEST
    assert "".join(span.of(text) for span in spans).replace(" ", "") == text.replace(" ", "")


def test_a_wall_is_cut_at_spaces():
    words = ["convention"] * 3000
    assert " ".join(cut(" ".join(words))).split() == words


def test_an_initial_before_a_wide_space_is_no_panic():
    # sentencex 1.0.32 panics on "A." before a space of several bytes.
    assert cut("Il a vu A.\u3000B. ici.") == ["Il a vu A.\u3000B. ici."]


LETTERS = st.text(
    st.one_of(
        st.sampled_from("aéÀ .!?…«»\"'“”()[]–-,:;\n\t1MJ\u00a0\u3000\u200b\u0301😀"),
        st.characters(blacklist_categories=["Cs"]),
    ),
    max_size=120,
)


@given(LETTERS, st.sampled_from(["fr", "en"]))
def test_spans_are_trimmed_in_order_and_within_one_line(text, language):
    end = 0
    for span in split_sentences(text, language):
        sentence = span.of(text)
        assert end <= span.start < span.end
        assert sentence == sentence.strip()
        assert "\n" not in sentence
        end = span.end


@given(LETTERS, st.sampled_from(["fr", "en"]))
def test_every_letter_is_in_a_sentence(text, language):
    within = "".join(span.of(text) for span in split_sentences(text, language))
    assert [char for char in within if char.isalnum()] == [char for char in text if char.isalnum()]


@given(st.lists(st.sampled_from([paragraph for sample in SAMPLES for paragraph in sample.paragraphs]), max_size=6))
def test_paragraphs_are_cut_as_they_would_be_alone(paragraphs):
    assert cut("\n\n".join(paragraphs)) == [sentence for paragraph in paragraphs for sentence in cut(paragraph)]


@needs_shared
@pytest.mark.parametrize("name", ["scale/news.fr", "scale/laws.fr", "scale/laws.en"])
def test_no_sentence_of_real_articles_begins_in_the_middle_of_another(name):
    language = name[-2:]
    sentences = [
        sentence
        for row in records(name, 400)
        for line in row["text"].split("\n")
        for sentence in cut(line, language)[1:]
    ]
    broken = [sentence for sentence in sentences if sentence[0] in ",;:)]»" or sentence[0].islower()]
    assert len(broken) <= 0.001 * len(sentences)


def test_an_opening_mark_belongs_to_the_sentence_it_opens():
    text = "C’est sa ligne de revenus. « L’API est exclusive à Azure, elle y fonctionne. Cet accord le dit.  »"
    sentences = [span.of(text) for span in split_sentences(text, "fr")]
    assert sentences[0] == "C’est sa ligne de revenus."
    assert sentences[1].startswith("« L’API")
