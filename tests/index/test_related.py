"""What a page may say for a word of a question is looked for too, and is not what was asked."""

import itertools

import pytest

from index.training.everyday import WordListError
from index.training.related import FURTHER, IN_A_PHRASE, PROBABILITY, list_of, main, read_related
from index.words.analysis import stem_of
from index.words.lexicon import SHIPPED_RELATED, load_lexicon
from index.words.terms import read_terms, relate


def told(text, language="en"):
    return {key: {one.stem: one.probability for one in row} for key, row in read_related(text, language).items()}


def related(question, language, target=None):
    """The stems that each word of a question may be told by, in texts of `target`."""
    lexicon = load_lexicon()
    terms = relate(read_terms(question, language, lexicon), language, lexicon)
    return {one.folded: one.related.get(target or language, {}) for one in terms}


@pytest.mark.parametrize(
    ("question", "language", "word", "other"),
    [
        ("who is the main judge?", "en", "judge", "referee"),
        ("how much is the fee?", "en", "fee", "price"),
        ("when is the competition?", "en", "competition", "tournament"),
        ("can my kid come?", "en", "kid", "children"),
        ("c'est quand la bouffe ?", "fr", "bouffe", "repas"),
        ("c'est qui le responsable ?", "fr", "responsable", "chef"),
        ("la soupe est végane ?", "fr", "vegane", "végétalienne"),
    ],
)
def test_a_word_of_a_question_may_be_told_by_another(question, language, word, other):
    assert related(question, language)[word][stem_of(other, language)] > 0.1


def test_in_the_other_language_it_may_be_told_by_what_such_a_word_is_there():
    """A referee is an « arbitre », which "judge" is not said to be."""
    assert related("who is the main judge?", "en", "fr")["judge"][stem_of("arbitre", "fr")] > 0.1


def test_words_that_stand_side_by_side_are_a_phrase():
    unclaimed = stem_of("unclaimed", "en")
    assert all(unclaimed in one for one in related("lost property", "en").values())
    assert not any(unclaimed in one for one in related("property lost", "en").values())


def test_a_name_is_told_by_itself_alone():
    """Who asks for Judge asks for somebody called so."""
    assert related("where does Mr Judge live?", "en")["judge"] == {}
    assert related("where does the judge live?", "en")["judge"]


def test_what_may_stand_for_a_word_is_no_presence_of_it():
    """Passages are found by it; no answer is sure for it."""
    lexicon = load_lexicon()
    (term,) = relate(read_terms("judge", "en", lexicon), "en", lexicon)
    assert "refere" in term.with_related("en")
    assert term.presence({"refere"}, "en") == 0
    assert term.presence({"judg"}, "en") == 1


def test_of_several_the_first_is_likeliest_and_words_of_phrases_say_least():
    text = "judge > referee, umpire, match official\nsick > ill"
    assert told(text) == {
        "judg": {
            "refere": PROBABILITY,
            "umpir": PROBABILITY * FURTHER,
            "match": pytest.approx(IN_A_PHRASE * FURTHER**2),
            "offici": pytest.approx(IN_A_PHRASE * FURTHER**2),
        },
        "sick": {"ill": PROBABILITY},
    }


def test_a_word_is_not_related_to_itself():
    assert told("judge > judges, umpire") == {"judg": {"umpir": PROBABILITY * FURTHER}}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("judge referee", "line 2: 'judge referee' is not"),
        ("judge, umpire > referee", "line 2: 'judge, umpire > referee' is not"),
        ("referee > after", "line 2: 'after' has 0 words to look for"),
        ("sick > umpire", "line 2: 'sick' has a line already"),
    ],
)
def test_a_line_that_is_none_is_refused_by_its_number(line, says):
    with pytest.raises(WordListError, match=says):
        read_related(f"sick > ill\n{line}", "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("father père", "mother mère"),
        ("tenor ténor", "soprano soprano"),
        ("guitar guitare", "piano piano"),
        ("monday lundi", "tuesday mardi"),
        ("buy acheter", "sell vendre"),
        ("red rouge", "blue bleu"),
    ],
)
def test_siblings_and_opposites_are_not_related(one, other):
    kept = {language: told(list_of(language).read_text(encoding="utf-8"), language) for language in ("en", "fr")}
    for words in itertools.permutations((one.split(), other.split())):
        for language, (word, sibling) in zip(("en", "fr"), zip(*words, strict=True), strict=True):
            assert stem_of(sibling, language) not in kept[language].get(stem_of(word, language), {})


def test_a_faulty_list_leaves_the_file_as_it_is(tmp_path, capsys):
    (tmp_path / "words.en.txt").write_text("judge\n", encoding="utf-8")
    (tmp_path / "words.fr.txt").write_text("juge > arbitre\n", encoding="utf-8")
    (tmp_path / "out").write_text("before", encoding="utf-8")
    assert main(["--lists", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "line 1" in " ".join(capsys.readouterr().out.split())
    assert (tmp_path / "out").read_text(encoding="utf-8") == "before"


def test_the_shipped_file_is_that_of_the_shipped_lists(tmp_path):
    assert main(["--out", str(tmp_path / "related.safetensors")]) == 0
    assert (tmp_path / "related.safetensors").read_bytes() == SHIPPED_RELATED.read_bytes()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_lists_are_in_order(language):
    lines = list_of(language).read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
