"""Passages taken apart."""

import pytest

from bot.answers.sentences import parting
from bot.answers.sentences.parting import part
from corpus.sentences import split_sentences
from index.matching.piece_table import ShippedPieces, shipped_pieces
from index.words.analysis import words

TEXT = "Titan is a moon. It was found in 1655.\n\nDione is another.\nA line below."


class CountingTable(ShippedPieces):
    """Says how often it cut."""

    def __init__(self):
        super().__init__()
        self.calls = []

    def in_order(self, texts):
        self.calls.append(list(texts))
        return super().in_order(texts)


@pytest.fixture
def table():
    return CountingTable()


def test_a_passage_is_taken_apart_by_sentence(table):
    (parted,) = part([(TEXT, "en")], table)
    texts = [span.of(TEXT) for span in parted.spans]
    assert parted.spans == split_sentences(TEXT, "en")
    assert parted.words == tuple(tuple(words(text)) for text in texts)
    assert [ids.tolist() for ids in parted.pieces] == [ids.tolist() for ids in shipped_pieces().in_order(texts)]


def test_a_sentence_behind_an_empty_line_opens_a_paragraph(table):
    (parted,) = part([(TEXT, "en")], table)
    assert parted.opens == (True, False, True, False)


def test_passages_are_cut_together_and_the_latest_are_kept(table):
    other = ("Rhea is a moon too.", "en")
    first = part([(TEXT, "en"), other, other], table)
    again = part([other, (TEXT, "en")], table)
    assert [len(texts) for texts in table.calls] == [5]
    assert again == [first[2], first[0]]
    assert first[1] is first[2] is again[0]


def test_the_same_words_in_the_other_language_are_another_passage(table):
    text = "M. Hulot arrive. Il part."
    french, english = part([(text, "fr"), (text, "en")], table)
    assert len(french.spans) == 2
    assert french.spans == split_sentences(text, "fr")
    assert english.spans == split_sentences(text, "en")


def test_no_more_are_kept_than_there_is_room_for(table, monkeypatch):
    """The one asked for last is forgotten last; what is enormous is never kept."""
    monkeypatch.setattr(parting, "KEPT", 2)
    monkeypatch.setattr(parting, "MOST_KEPT", 10)
    one, two, three, enormous = ("One.", "en"), ("Two.", "en"), ("Three.", "en"), ("Word. " * 20, "en")
    for passages in ([one], [two], [one], [three], [enormous]):
        part(passages, table)
    table.calls.clear()
    part([one, three], table)
    part([enormous], table)
    part([two], table)
    assert [len(texts) for texts in table.calls] == [20, 1]


def test_what_has_too_many_sentences_is_not_kept(table):
    """It would take the room of a hundred others."""
    many = ("Word. " * 100, "en")
    part([many], table)
    part([many], table)
    assert len(table.calls) == 2


def test_what_is_kept_cannot_be_changed(table):
    (parted,) = part([(TEXT, "en")], table)
    with pytest.raises(ValueError, match="read-only"):
        parted.pieces[0][0] = 1


def test_nothing_and_empty_passages_have_no_sentences(table):
    assert part([], table) == []
    assert part([("", "fr"), (" \n\n ", "en")], table)[1].spans == ()
