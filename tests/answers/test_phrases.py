"""What a question speaks of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.questions.phrases import phrases_in


def spoken(question, language, *, done=False):
    return [phrase.span.of(question) for phrase in phrases_in(question, language, done=done)]


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("who invented the telephone?", ["telephone"]),
        ("what causes earthquakes?", ["earthquakes"]),
        ("how long does a patent last?", ["patent"]),
        ("how do search engines rank their results?", ["search engines", "results"]),
        ("why do cats purr?", ["cats"]),
        ("why is the sky blue?", ["sky"]),
        ("are vaccines safe for children?", ["vaccines", "children"]),
        ("is the eiffel tower in France?", ["eiffel tower", "France"]),
        ("how tall is the eiffel tower?", ["eiffel tower"]),
        ("where was the Eiffel Tower painted?", ["Eiffel Tower"]),
        ("does it cost much?", []),
        ("is it old?", []),
        ("who can vote in Texas?", ["Texas"]),
        ("who wrote The Name of the Rose?", ["The Name of the Rose"]),
        ("what did He Jiankui do?", ["He Jiankui"]),
        ("WHO INVENTED THE TELEPHONE?", ["TELEPHONE"]),
        ("do I have to be able to read music?", ["music"]),
        ("what happens if I lose my sheet music?", ["sheet music"]),
        ("do I need to know how to swim?", []),
        ("is it possible to try it for free?", []),
        ("can you travel to Paris?", ["Paris"]),
        ("when do we go to school?", ["school"]),
        ("do I have access to wifi?", ["access", "wifi"]),
    ],
)
def test_a_question_speaks_of_its_nouns(question, phrases):
    """Not of what is done, behind who does it or by its ending, nor of how things are."""
    assert spoken(question, "en") == phrases


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("qui a inventé le téléphone ?", ["téléphone"]),
        ("qui la vend ?", []),
        ("peut-on les prévoir ?", []),
        ("qu'est-ce qui provoque les séismes ?", ["séismes"]),
        ("combien coûte un permis de conduire ?", ["permis de conduire"]),
        ("comment le vaccin fonctionne-t-il ?", ["vaccin"]),
        ("pourquoi les chats ronronnent ?", ["chats"]),
        ("pourquoi le ciel est bleu ?", ["ciel"]),
        ("est-ce que le prix du gaz augmente ?", ["prix du gaz"]),
        ("où se trouve le pont de Normandie ?", ["pont de Normandie"]),
        ("où est kyoto ?", ["kyoto"]),
        ("c'est où kyoto ?", ["kyoto"]),
        ("c'est gratuit ?", []),
        ("faut-il savoir nager ?", []),
        ("faut-il être capable de lire une partition ?", ["partition"]),
        ("je peux me faire rembourser le voyage ?", ["voyage"]),
        ("c'est quoi le prix de la chambre ?", ["prix de la chambre"]),
        ("pourquoi l'empire romain s'est-il effondré ?", ["empire romain"]),
        ("comment agit un vaccin à ARN messager ?", ["vaccin à ARN messager"]),
        ("quand la licence libre a-t-elle été créée ?", ["licence libre"]),
    ],
)
def test_a_french_question_speaks_of_its_nouns(question, phrases):
    """A verb is told by the word that asks before it, a pronoun behind it, its ending or its subject's place."""
    assert spoken(question, "fr") == phrases


@pytest.mark.parametrize(
    ("question", "language", "counted"),
    [
        ("how many people live in Paris?", "en", ["people"]),
        ("what fines does the GDPR impose?", "en", ["fines"]),
        ("which company makes the phone?", "en", ["company"]),
        ("in which year did it open?", "en", []),
        ("combien de pays participent à ITER ?", "fr", ["pays"]),
        ("combien de temps dure un brevet ?", "fr", []),
        ("quelle entreprise possède GitHub ?", "fr", ["entreprise"]),
        ("en quelle année ?", "fr", []),
    ],
)
def test_what_is_counted_is_told_from_what_only_asks(question, language, counted):
    """A year and a time ask; countries of which one asks how many are counted."""
    assert [one.span.of(question) for one in phrases_in(question, language) if one.counted] == counted


@pytest.mark.parametrize(
    ("question", "language", "owner"),
    [
        ("quelle est la population de Lyon ?", "fr", "Lyon"),
        ("what is the price of the ticket?", "en", "ticket"),
        ("where is the Eiffel Tower?", "en", "Eiffel Tower"),
    ],
)
def test_a_phrase_tells_of_what_its_first_noun_is(question, language, owner):
    assert phrases_in(question, language)[0].owner.of(question) == owner


def test_what_is_done_is_told_on_demand():
    assert spoken("who founded Discord?", "en", done=True) == ["founded", "Discord"]
    assert spoken("qui a fondé Discord ?", "fr", done=True) == ["fondé", "Discord"]


@given(st.text(max_size=300), st.sampled_from(["en", "fr"]))
def test_phrases_of_any_text_stand_in_it_in_order(text, language):
    spans = [phrase.span for phrase in phrases_in(text, language, done=True)]
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end <= len(text) for end, span in zip(ends, spans, strict=False))
