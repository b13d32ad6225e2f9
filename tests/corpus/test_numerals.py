import pytest

from corpus.numerals import formed


@pytest.mark.parametrize(
    ("number", "form", "mark"),
    [
        (3, "1", "3"),
        (1, "a", "a"),
        (26, "A", "Z"),
        (27, "a", "aa"),
        (4, "i", "iv"),
        (1994, "I", "MCMXCIV"),
        (0, "a", "0"),
    ],
)
def test_numbers_are_written_as_lists_count(number, form, mark):
    assert formed(number, form) == mark
