import itertools
import json
import lzma

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.training.alignment import DIAGONAL, EMPTY_SHARE, TextPair, learn
from index.training.lexicon import main, weight_of
from index.training.pairs import Pair
from index.words.lexicon import load_lexicon

WORDS = {"cat": "chat", "dog": "chien", "house": "maison", "water": "eau", "bread": "pain", "king": "roi"}


def slowly(pairs, rounds):
    """Return IBM model 1 with the same prior, worked out link by link in dictionaries."""
    found = {}
    for pair in pairs:
        for target in pair.target:
            for source in (0, *pair.source):
                found[int(source), int(target)] = 1.0
    for _ in range(rounds):
        counts, totals = dict.fromkeys(found, 0.0), {}
        for pair in pairs:
            rows, columns = len(pair.target), len(pair.source)
            for row, target in enumerate(pair.target):
                close = [np.exp(-DIAGONAL * abs((row + 0.5) / rows - (c + 0.5) / columns)) for c in range(columns)]
                prior = [EMPTY_SHARE, *((1 - EMPTY_SHARE) * one / sum(close) for one in close)]
                likely = [found[int(s), int(target)] * p for s, p in zip((0, *pair.source), prior, strict=True)]
                for source, share in zip((0, *pair.source), likely, strict=True):
                    counts[int(source), int(target)] += pair.weight * share / sum(likely)
        for (source, _), count in counts.items():
            totals[source] = totals.get(source, 0.0) + count
        found = {link: count / totals[link[0]] for link, count in counts.items()}
    return {link: share for link, share in found.items() if link[0]}


SIDES = st.lists(st.integers(1, 5), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(SIDES, SIDES, st.sampled_from([0.1, 0.5, 1.0])), min_size=1, max_size=6))
def test_the_quick_model_equals_the_slow_one(texts):
    """Counting over flat arrays gives the shares that counting link by link gives."""
    pairs = [TextPair(np.array(source), np.array(target), weight) for source, target, weight in texts]
    quick = learn(pairs, 3)
    found = {
        (int(source), int(target)): float(share)
        for source, target, share in zip(quick.sources, quick.targets, quick.probabilities, strict=True)
    }
    assert found == pytest.approx(slowly(pairs, 3), rel=1e-4, abs=1e-6)


def test_a_training_goes_on_from_its_last_round(tmp_path):
    """In one go or stopped between, the shares are the same; and no round is done twice."""
    rng = np.random.default_rng(0)
    pairs = [TextPair(rng.integers(1, 9, 5), rng.integers(1, 9, 4), 1.0) for _ in range(30)]
    whole = learn(pairs, 5)
    learn(pairs, 2, checkpoint=tmp_path / "en-fr.npz")
    rest = learn(pairs, 5, checkpoint=tmp_path / "en-fr.npz")
    np.testing.assert_array_equal(rest.probabilities, whole.probabilities)
    with np.load(tmp_path / "en-fr.npz") as kept:
        np.savez(tmp_path / "other.npz", **{**kept, "found": np.ones_like(kept["found"])})
    forgotten = learn(pairs, 5, checkpoint=tmp_path / "other.npz")
    assert len(set(forgotten.probabilities.tolist())) == 1


def test_a_damaged_checkpoint_is_passed_over(tmp_path):
    """A machine that lost power may leave one."""
    pairs = [TextPair(np.array([1, 2]), np.array([1, 2]), 1.0)]
    (tmp_path / "en-fr.npz").write_bytes(b"PK half a file")
    found = learn(pairs, 3, checkpoint=tmp_path / "en-fr.npz")
    np.testing.assert_array_equal(found.probabilities, learn(pairs, 3).probabilities)


def test_a_checkpoint_of_other_pairs_is_passed_over(tmp_path):
    """It would mix two trainings."""
    pairs = [TextPair(np.array([1, 2]), np.array([1, 2]), weight) for weight in (1.0, 0.5)]
    learn(pairs[:1], 3, checkpoint=tmp_path / "en-fr.npz")
    found = learn(pairs, 3, checkpoint=tmp_path / "en-fr.npz")
    np.testing.assert_array_equal(found.probabilities, learn(pairs, 3).probabilities)


def test_no_pairs_teach_nothing():
    assert len(learn([], 3).probabilities) == 0


def test_each_words_shares_sum_to_one():
    pairs = [TextPair(np.array([1, 2]), np.array([3, 4]), 1.0), TextPair(np.array([2]), np.array([4, 5]), 0.3)]
    found = learn(pairs, 4)
    sums = np.bincount(found.sources, found.probabilities)[1:]
    assert sums == pytest.approx([1.0, 1.0], abs=1e-6)


def test_laws_count_less_and_same_names_least():
    law = Pair("parallel", "laws", "a", "b", "en", "fr")
    talk = Pair("parallel", "tatoeba", "a", "b", "en", "fr")
    name = Pair("dictionary", "wikipedia-titles", "Lima", "Lima", "en", "fr", same=True)
    assert [weight_of(pair) for pair in (law, talk, name)] == [0.2, 1.0, 0.1]


@pytest.fixture
def data(tmp_path):
    """Return a folder of sentences made from six word pairs, two a sentence, and a name."""
    folder = tmp_path / "data"
    folder.mkdir()
    rows = [
        {"en": f"the {one} and the {two} of Zork", "fr": f"le {WORDS[one]} et la {WORDS[two]} de Zork"}
        for one, two in itertools.permutations(WORDS, 2)
    ]
    files = {
        "parallel.en-fr": [row | {"source": "tatoeba", "align": 1.0} for row in rows],
        "dictionary.en-fr": [{"en": "cat", "fr": "chat", "source": "wikipedia-titles", "n": 1, "same": False}],
        **{f"qa.{ways}": [] for ways in ("en-en", "en-fr", "fr-en", "fr-fr")},
    }
    for name, content in files.items():
        with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in content)
    return folder


def test_the_program_learns_words_from_sentences(data, tmp_path, capsys):
    out = tmp_path / "lexicon.safetensors"
    assert main(["--data", str(data), "--out", str(out), "--work", str(tmp_path / "work")]) == 0
    lexicon = load_lexicon(out)
    first = {word: lexicon.translations(word, "en")[0].stem for word in ("cat", "dog", "water", "bread", "king")}
    assert first == {"cat": "chat", "dog": "chien", "water": "eau", "bread": "pain", "king": "roi"}
    assert lexicon.translations("chat", "fr")[0].stem == "cat"
    assert "first translation found" in capsys.readouterr().out


def test_a_name_that_stays_itself_gets_no_entry(data, tmp_path):
    main(["--data", str(data), "--out", str(tmp_path / "lexicon"), "--work", str(tmp_path / "work")])
    assert load_lexicon(tmp_path / "lexicon").translations("zork", "en") == ()


def test_the_same_data_give_the_same_file(data, tmp_path):
    contents = []
    for name in ("one", "two"):
        main(["--data", str(data), "--out", str(tmp_path / name), "--work", str(tmp_path / f"work {name}")])
        contents.append((tmp_path / name).read_bytes())
    assert contents[0] == contents[1]


def test_missing_data_is_told_in_a_sentence(tmp_path, capsys):
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "lexicon")]) == 2
    assert "cannot be read as xz-packed jsonl" in capsys.readouterr().out.replace("\n", " ")
