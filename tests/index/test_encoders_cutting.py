"""Cutting by words gives what the tokenizer gives, whatever the text and the tokenizer."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import BPE

from index.encoders import SHIPPED_MODEL, cutting, shipped_encoder
from index.encoders.cutting import Cutter, parts_words
from index.encoders.static import TOKENIZER

WHOLE = Tokenizer.from_file(str(SHIPPED_MODEL / TOKENIZER))
CUTTER = Cutter(WHOLE)
ODD = "éœÆŒŁß\u0301\u0327\u0345ﬁſK日本한\u1100\u1161ΣςἈ`;·|¦｜₂½🦊" + (
    "\x00\x01\x1c\x85\t\r\u00a0\u00ad\u200b\u2028\ufeff\ufffd"
)


def whole(text):
    """Return the pieces of a text that is cut as a whole."""
    return WHOLE.encode(text, add_special_tokens=False).ids


@given(st.lists(st.text(alphabet=st.one_of(st.sampled_from(" \n'’-.,[]UNK|aé" + ODD), st.characters())), min_size=1))
@example(["[UNK]", "a [UNK]b|[UNK", "|", "||", ""])
@example(["e\u0301 \u0301e", "’\u0301a|\u0327\u0301", "œuvre de l’Œuvre"])
@example(["x" * 200, "a" * 60 + "-" + "b" * 61])
def test_texts_cut_by_words_have_the_pieces_of_texts_cut_whole(texts):
    """Compared with the tokenizer itself, over all of Unicode."""
    writable = [text.encode("utf-8", "replace").decode() for text in texts]
    assert [ids.tolist() for ids in CUTTER.cut(texts)] == [whole(text) for text in writable]


def test_the_shipped_tokenizer_is_cut_by_words():
    """Else the quick way would be none."""
    assert parts_words(shipped_encoder().tokenizer)


def test_a_word_is_cut_once():
    """However often it comes, and in whichever call."""
    asked = []

    class Counted(Cutter):
        def _whole(self, texts):
            asked.extend(texts)
            return super()._whole(texts)

    cutter = Counted(WHOLE)
    cutter.cut(["le droit", "le droit, le droit"])
    cutter.cut(["droit", "le"])
    cutter.cut(["le droit"])
    assert sorted(" ".join(asked).split()) == [",", "droit", "le", "|", "|", "|"]


def test_what_is_forgotten_is_cut_again(monkeypatch):
    """The store of words is bounded."""
    monkeypatch.setattr(cutting, "MOST_KNOWN", 3)
    cutter = Cutter(WHOLE)
    texts = ["un droit de premier refus", "a right of first refusal"] * 2
    for _ in range(3):
        assert [ids.tolist() for ids in cutter.cut(texts)] == [whole(text) for text in texts]


def test_threads_cut_alike(monkeypatch):
    """While others learn and forget words."""
    monkeypatch.setattr(cutting, "MOST_KNOWN", 50)
    monkeypatch.setattr(cutting, "CUT_AT_ONCE", 4)
    cutter = Cutter(WHOLE)
    texts = [f"the article {number} says {number * 7} of {number % 13}" for number in range(200)]
    wanted = [whole(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        for cut in pool.map(cutter.cut, [texts] * 12):
            assert [ids.tolist() for ids in cut] == wanted


def changed(path, value):
    """Return the shipped tokenizer with one setting changed in its file."""
    described = json.loads(WHOLE.to_str())
    at = described
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return Tokenizer.from_str(json.dumps(described))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("pre_tokenizer",), {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}),
        (("pre_tokenizer",), None),
        (("normalizer",), None),
        (("normalizer", "normalizers", 1, "pattern", "String"), "a b"),
        (("normalizer", "normalizers", 1, "content"), " "),
        (("added_tokens", 0, "lstrip"), True),
        (("truncation",), {"direction": "Right", "max_length": 3, "strategy": "LongestFirst", "stride": 0}),
    ],
)
def test_other_tokenizers_cut_texts_whole(path, value):
    """Their pieces may depend on what stands around a word."""
    other = changed(path, value)
    texts = ["a b l’œuvre de la ville", "[UNK] la ville  de"]
    assert not parts_words(other)
    assert [ids.tolist() for ids in Cutter(other).cut(texts)] == [
        other.encode(text, add_special_tokens=False).ids for text in texts
    ]


def test_a_model_of_another_kind_cuts_texts_whole():
    """Byte pairs, for instance."""
    other = Tokenizer(BPE({"a": 0, "b": 1}, []))
    other.normalizer, other.pre_tokenizer = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
    assert not parts_words(other)
    assert [ids.tolist() for ids in Cutter(other).cut(["ab", "b"])] == [[0, 1], [1]]
