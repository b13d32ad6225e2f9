"""Words of chats and communities are met in the other language."""

import pytest

from index.analysis import stem_of
from index.everyday import OTHER, everyday
from index.lexicon import load_lexicon


def translations(word, language):
    return {one.stem: one.probability for one in load_lexicon().translations(stem_of(word, language), language)}


@pytest.mark.parametrize(
    ("word", "language", "other"),
    [
        ("ban", "en", "bannir"),
        ("post", "en", "publier"),
        ("publier", "fr", "post"),
        ("channel", "en", "salon"),
        ("voucher", "en", "bon"),
        ("tarif", "fr", "price"),
        ("adhérent", "fr", "member"),
        ("poux", "fr", "lice"),
        ("gardien", "fr", "caretaker"),
        ("relais", "fr", "repeater"),
        ("weedkillers", "en", "désherbant"),
        ("charities", "en", "association"),
        ("carpooling", "en", "covoiturage"),
        ("teaches", "en", "animé"),
    ],
)
def test_an_everyday_word_has_its_translation(word, language, other):
    assert translations(word, language)[stem_of(other, OTHER[language])] > 0.1


@pytest.mark.parametrize(
    ("word", "language", "other"),
    [
        ("bon", "fr", "voucher"),
        ("accord", "fr", "deal"),
        ("haut", "fr", "speaker"),
        ("maître", "fr", "lifeguard"),
        ("assurer", "fr", "belay"),
        ("boîte", "fr", "letterbox"),
    ],
)
def test_a_word_of_many_meanings_is_met_one_way_alone(word, language, other):
    assert stem_of(other, "en") not in everyday(language).get(stem_of(word, language), ())


def test_what_was_learned_stays_as_it_is_and_in_order():
    """A refund is a “remboursement” as ever, and a learned translation is not told twice."""
    lexicon = load_lexicon()
    for word in ("refund", "post", "ban", "worker"):
        told = lexicon.translations(stem_of(word, "en"), "en")
        assert len({one.stem for one in told}) == len(told)
        assert [one.probability for one in told] == sorted((one.probability for one in told), reverse=True)
    assert translations("refund", "en")[stem_of("remboursement", "fr")] > 0.9


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_of_the_table_is_one(language):
    for stem, others in everyday(language).items():
        assert stem
        assert all(others)
        assert len(others) <= 8
