"""A quote is found however it is spelt, and what is found is the article's own text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.chat.finding import count_words, find_words, occurrences

TEXT = (
    "L’exclusivité d’Azure prend fin : Microsoft a « un droit de premier refus\u00a0» — sur 49\u202f% du "
    "capi\u00adtal. It rose by −5 degrees, to $100 (about €90)."
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Microsoft a un droit de premier refus", "Microsoft a « un droit de premier refus\u00a0»"),
        ("L'exclusivite d'AZURE", "L’exclusivité d’Azure"),
        ('"un droit de premier refus" - sur 49 %', "un droit de premier refus\u00a0» — sur 49\u202f%"),
        ("49 % du capital", "49\u202f% du capi\u00adtal."),
        ("5 degrees", "−5 degrees,"),
        ("100 about", "$100 (about"),
        ("ﬁn : Microsoft", "fin : Microsoft"),
        ("l’exclusivite\u0301", "L’exclusivité"),
    ],
)
def test_spelling_does_not_matter_but_words_do(words, found):
    spans = find_words(words, TEXT)
    assert [span.of(TEXT) for span in spans] == [found]


def test_words_around_an_ellipsis_are_found_in_order():
    spans = find_words("Microsoft a […] 49 % ... rose by", TEXT)
    assert [span.of(TEXT) for span in spans] == ["Microsoft a", "49\u202f%", "rose by"]
    assert find_words("rose by … Microsoft a", TEXT) == ()
    assert find_words("Microsoft a … nothing of it", TEXT) == ()


@pytest.mark.parametrize("words", ["", " — ", "premier refus droit", "crosoft a", "du capital est"])
def test_what_does_not_stand_there_is_not_found(words):
    assert find_words(words, TEXT) == ()


def test_words_are_counted():
    assert count_words("  d’un « droit » ") == 3
    assert occurrences("a", "A b, a c; ab") == 2


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_a_found_span_holds_the_words_and_stands_in_the_text(before, words, after):
    """On any text: words between spaces are found in it, and the span's own words are those asked for."""
    text = f"{before} {words} {after}"
    spans = find_words(words, text)
    assert bool(spans) == bool(count_words(words))
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert find_words(words, span.of(text))
