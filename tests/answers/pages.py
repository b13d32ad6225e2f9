"""Pages for tests of answers, and what is said of an answer to them."""

from bot.answers.answer import Answer


def page(title, text, lang="en", date=""):
    """Return a Markdown file with its front matter; `date` is ISO 8601, or none."""
    dated = f"date: {date}\n" if date else ""
    return f"---\ntitle: {title}\nlang: {lang}\n{dated}---\n\n{text}\n"


def is_sure(answer):
    """Return whether it is an answer, and sure."""
    return isinstance(answer, Answer) and answer.sure
