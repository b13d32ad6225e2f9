import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from index.words.analysis import analyse
from index.words.lexicon import LexiconError, Translation, load_lexicon, save_lexicon

WORDS = st.text(alphabet=string.ascii_lowercase + "éЖ0", min_size=1, max_size=6)
ENTRIES = st.dictionaries(WORDS, st.dictionaries(WORDS, st.integers(1, 255), min_size=1, max_size=5), max_size=12)

SMALL = {
    "en": {
        "founder": (Translation("createur", 0.2), Translation("fondateur", 0.6)),
        "hold": (Translation("deten", 1.0),),
    },
    "fr": {"fondateur": (Translation("founder", 0.8),)},
}


@pytest.fixture
def path(tmp_path):
    """Return a small lexicon's file."""
    save_lexicon(tmp_path / "lexicon.safetensors", SMALL)
    return tmp_path / "lexicon.safetensors"


def test_translations_come_likeliest_first(path):
    found = load_lexicon(path).translations("founder", "en")
    assert [(entry.stem, round(entry.probability, 2)) for entry in found] == [("fondateur", 0.6), ("createur", 0.2)]


@pytest.mark.parametrize("stem", ["", "found", "founders", "zzz", "deten", "\ud800", "a" * 5000])
def test_an_unknown_stem_has_no_translations(path, stem):
    assert load_lexicon(path).translations(stem, "en") == ()


def test_the_two_directions_are_apart(path):
    lexicon = load_lexicon(path)
    assert [entry.stem for entry in lexicon.translations("fondateur", "fr")] == ["founder"]
    assert lexicon.translations("createur", "fr") == ()
    assert (lexicon.size("en"), lexicon.size("fr")) == (2, 1)


def test_only_the_likeliest_eight_are_kept(tmp_path):
    many = tuple(Translation(f"w{number:02}", number / 255) for number in range(1, 21))
    save_lexicon(tmp_path / "many", {"en": {"word": many}, "fr": {}})
    kept = [entry.stem for entry in load_lexicon(tmp_path / "many").translations("word", "en")]
    assert kept == [f"w{number:02}" for number in range(20, 12, -1)]


@given(english=ENTRIES, french=ENTRIES)
def test_what_is_saved_is_what_is_looked_up(tmp_path_factory, english, french):
    """The packed table answers like the dictionaries it was made from."""
    raw = {"en": english, "fr": french}
    found = {
        language: {
            stem: tuple(Translation(other, share / 255) for other, share in row.items()) for stem, row in rows.items()
        }
        for language, rows in raw.items()
    }
    path = tmp_path_factory.mktemp("lexicons") / "lexicon"
    save_lexicon(path, found)
    lexicon = load_lexicon(path)
    for language in ("en", "fr"):
        for stem in {*english, *french, *(other for row in (*english.values(), *french.values()) for other in row)}:
            wanted = sorted(found[language].get(stem, ()), key=lambda entry: (-entry.probability, entry.stem))
            assert lexicon.translations(stem, language) == tuple(wanted)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(LexiconError, match=r"nothing: there is no lexicon there; .*index\.training\.lexicon"):
        load_lexicon(tmp_path / "nothing")


@pytest.mark.parametrize("kept", [0, 7, 200])
def test_a_file_cut_short_is_damaged(path, kept):
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(LexiconError, match="damaged, or not a lexicon"):
        load_lexicon(path)


def test_a_file_of_something_else_is_no_lexicon(path):
    save_file({"other": np.zeros(3)}, path)
    with pytest.raises(LexiconError, match="damaged, or not a lexicon"):
        load_lexicon(path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("en.targets", np.array([0, 1, 9], dtype=np.uint32)),
        ("en.targets", np.array([0], dtype=np.uint32)),
        ("en.ends", np.array([2, 99], dtype=np.uint32)),
        ("fr.stem_ends", np.array([8, 3, 6, 40], dtype=np.uint32)),
        ("en.ends", np.zeros(0, dtype=np.uint32)),
    ],
)
def test_arrays_that_point_outside_each_other_are_refused(path, name, value):
    arrays = load_file(path)
    arrays[name] = value
    save_file(arrays, path)
    with pytest.raises(LexiconError, match="do not fit together"):
        load_lexicon(path)


@pytest.fixture(scope="module")
def shipped():
    return load_lexicon()


@pytest.mark.parametrize(
    ("word", "source", "wanted"),
    [
        ("Peru", "en", "Pérou"),
        ("founder", "en", "fondateur"),
        ("shareholder", "en", "actionnaire"),
        ("capital", "en", "capital"),
        ("agreement", "en", "accord"),
        ("speed", "en", "vitesse"),
        ("fondateur", "fr", "founder"),
        ("actionnaires", "fr", "shareholder"),
        ("moitié", "fr", "half"),
        ("capitale", "fr", "capital"),
        ("ordinateur", "fr", "computer"),
        ("Pérou", "fr", "Peru"),
    ],
)
def test_the_shipped_lexicon_knows_common_words(shipped, word, source, wanted):
    """The right translation is among the two likeliest that were learned, as a stem of its language."""
    target = "fr" if source == "en" else "en"
    found = [entry.stem for entry in shipped.translations(analyse(word, source)[0], source, learned=True)[:2]]
    assert analyse(wanted, target)[0] in found


def test_the_shipped_lexicon_links_owning_to_detenir(shipped):
    assert "detient" in {entry.stem for entry in shipped.translations("own", "en")}


@pytest.mark.parametrize("name", ["microsoft", "openai", "2025"])
def test_the_shipped_lexicon_leaves_names_and_numbers_to_the_search(shipped, name):
    assert shipped.translations(name, "en") == ()


def test_probabilities_of_the_shipped_lexicon_are_shares(shipped):
    found = [shipped.translations(stem, "en", learned=True) for stem in ("right", "own", "light", "water", "compani")]
    assert all(0 < entry.probability <= 1 for row in found for entry in row)
    assert all(sum(entry.probability for entry in row) <= 1.02 for row in found)
