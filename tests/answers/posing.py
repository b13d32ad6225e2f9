"""The questions of a message alone."""

from bot.answers.questions.several import posed_in


def questions_of(message):
    """Return the questions, without what is told before them."""
    return [one.text for one in posed_in(message)]
