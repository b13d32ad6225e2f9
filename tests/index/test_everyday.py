"""Words and phrases of everyday life are met in the other language."""

import itertools

import pytest

from index.training.everyday import IN_A_PHRASE, OTHER, PROBABILITY, WORDS, WordListError, main, read_words
from index.words.analysis import stem_of
from index.words.lexicon import SHIPPED_EVERYDAY, load_lexicon
from index.words.terms import read_terms


def translations(word, language):
    return {one.stem: one.probability for one in load_lexicon().translations(stem_of(word, language), language)}


def looked_for(question, language):
    """The stems of the other language that each word of a question is looked for by."""
    return {one.folded: one.forms[OTHER[language]] for one in read_terms(question, language, load_lexicon())}


def told(text, language):
    return {key: {one.stem: one.probability for one in row} for key, row in read_words(text)[language].items()}


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
        ("acompte", "fr", "deposit"),
        ("poux", "fr", "lice"),
        ("gardien", "fr", "caretaker"),
        ("relais", "fr", "repeater"),
        ("weedkillers", "en", "désherbant"),
        ("charities", "en", "association"),
        ("carpooling", "en", "covoiturage"),
        ("teaches", "en", "animé"),
        ("tournoi", "fr", "tournament"),
        ("plat", "fr", "dish"),
    ],
)
def test_an_everyday_word_has_its_translation(word, language, other):
    assert translations(word, language)[stem_of(other, OTHER[language])] > 0.1


@pytest.mark.parametrize(
    ("phrase", "language", "other"),
    [
        ("mot de passe", "fr", "password"),
        ("sac à dos", "fr", "rucksack"),
        ("car park", "en", "parking"),
        ("life jacket", "en", "gilet"),
    ],
)
def test_the_words_of_a_phrase_are_looked_for_by_what_it_is(phrase, language, other):
    found = looked_for(phrase, language)
    assert len(found) == 2
    for forms in found.values():
        assert forms[stem_of(other, OTHER[language])] > 0.1


@pytest.mark.parametrize(("first", "last"), [("sac", "dos"), ("haut", "parleur"), ("boîte", "lettre")])
def test_words_that_stand_apart_are_no_phrase(first, last):
    """Each is looked for by what it is alone."""
    apart = looked_for(f"{last} {first}", "fr")
    assert {**looked_for(first, "fr"), **looked_for(last, "fr")} == apart
    assert looked_for(f"{first} {last}", "fr") != apart


@pytest.mark.parametrize(
    ("word", "language"), [("parents", "fr"), ("email", "fr"), ("radio", "fr"), ("menu", "en"), ("hotel", "en")]
)
def test_a_word_that_both_languages_have_is_looked_for_as_itself_too(word, language):
    """What was learned leaves it out, being its own translation; what is kept by hand does not take its place."""
    (forms,) = looked_for(word, language).values()
    assert forms[stem_of(word, OTHER[language])] == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("father père", "mother mère"),
        ("brother frère", "sister sœur"),
        ("cow vache", "pig cochon"),
        ("mile mile", "kilometre kilomètre"),
        ("unlock déverrouiller", "lock verrouiller"),
        ("tenor ténor", "soprano soprano"),
        ("lend prêter", "borrow emprunter"),
        ("buy acheter", "sell vendre"),
        ("early tôt", "late tard"),
        ("open ouvrir", "close fermer"),
    ],
)
def test_siblings_and_opposites_are_no_translations(one, other):
    """As far as the list goes: what was learned has some."""
    kept = {language: told(WORDS.read_text(encoding="utf-8"), language) for language in OTHER}
    for (english, _), (_, french) in itertools.permutations((one.split(), other.split())):
        assert stem_of(french, "fr") not in kept["en"].get(stem_of(english, "en"), {})
        assert stem_of(english, "en") not in kept["fr"].get(stem_of(french, "fr"), {})


def test_what_was_learned_stays_where_it_is_likelier_and_in_order():
    """A refund is a “remboursement” as ever, and no translation is told twice."""
    lexicon = load_lexicon()
    for word in ("refund", "post", "ban", "worker"):
        found = lexicon.translations(stem_of(word, "en"), "en")
        assert len({one.stem for one in found}) == len(found)
        assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)
    assert translations("refund", "en")[stem_of("remboursement", "fr")] > 0.9


def test_a_line_tells_both_ways_or_one():
    """The words of a phrase stand for a word where no single one does, on whatever line."""
    text = "deposit, down payment | acompte\ngift card | bon\nvoucher > bon\npitch < terrain\ncash in hand < terrain"
    assert told(text, "en") == {
        "deposit": {"acompt": PROBABILITY},
        "down payment": {"acompt": PROBABILITY},
        "gift card": {"bon": PROBABILITY},
        "voucher": {"bon": PROBABILITY},
    }
    assert told(text, "fr") == {
        "acompt": {"deposit": PROBABILITY},
        "bon": {"gift": IN_A_PHRASE, "card": IN_A_PHRASE},
        "terrain": {"pitch": PROBABILITY},
    }


def test_lines_of_the_same_word_come_together():
    assert told("deposit | acompte\ndeposit | caution", "en") == {
        "deposit": {"acompt": PROBABILITY, "caution": PROBABILITY}
    }


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("deposit acompte", "line 2: 'deposit acompte' is not"),
        ("deposit | acompte | caution", "line 2: 'deposit"),
        ("after | après", "line 2: 'après' has 0 words to look for"),
        ("deposit, | acompte", "line 2: '' has 0 words"),
        ("one big red old house | maison", "line 2: 'one big red old house' has 5 words"),
    ],
)
def test_a_line_that_is_none_is_refused_by_its_number(line, says):
    with pytest.raises(WordListError, match=says):
        read_words(f"deposit | acompte\n{line}")


def test_a_faulty_list_leaves_the_file_as_it_is(tmp_path, capsys):
    (tmp_path / "words.txt").write_text("deposit\n", encoding="utf-8")
    (tmp_path / "out").write_text("before", encoding="utf-8")
    assert main(["--words", str(tmp_path / "words.txt"), "--out", str(tmp_path / "out")]) == 2
    assert "line 1" in " ".join(capsys.readouterr().out.split())
    assert (tmp_path / "out").read_text(encoding="utf-8") == "before"


def test_the_shipped_file_is_that_of_the_shipped_list(tmp_path):
    assert main(["--out", str(tmp_path / "everyday.safetensors")]) == 0
    assert (tmp_path / "everyday.safetensors").read_bytes() == SHIPPED_EVERYDAY.read_bytes()


def test_the_list_is_in_order_and_tells_nothing_twice():
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
