"""What praises or scolds the bot, and nothing else."""

import pytest

from bot.answers.questions.opinions import judged


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("you are great", "en"),
        ("tu m'as bien aidé", "fr"),
        ("t'es là non tu m'as bien aidé hier mais maintenant je cherche la salle de danse", None),
        ("tu m'as bien aidé, et la danse ?", None),
    ],
)
def test_praise_says_nothing_else(said, language):
    assert judged(said, "good") == language
