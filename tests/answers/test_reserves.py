"""What a sentence says of a case alone holds for no question but of that case."""

import pytest

from bot.answers.values.reserves import is_reserved


@pytest.mark.parametrize(
    ("sentence", "question", "reserved"),
    [
        ("The concert is at 8 pm if it rains.", "What is the price?", True),
        ("The concert is at 8 pm if it rains.", "What is the tarif?", True),  # "if" ends "tarif"
        ("The concert is at 8 pm if it rains.", "What if it rains?", False),
        ("The concert is at 8 pm.", "What is the tarif?", False),
        ("En juillet, le club ouvre à 9 h.", "quand ouvre le club ?", True),
        ("En juillet, le club ouvre à 9 h.", "quand ouvre le club en juillet ?", False),
        ("The concert has been cancelled.", "When is the concert?", True),
        ("The concert has been cancelled.", "Has the concert not been held?", False),
    ],
)
def test_a_case_counts_where_the_question_is_of_another(sentence, question, reserved):
    assert is_reserved(sentence, question) is reserved
