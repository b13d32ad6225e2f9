"""What can be asked of the text below a heading: "If you feel faint" makes "what happens if you feel faint?".

Pure functions. They make a question of few headings, and leave alone what they might get wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.texts import say
from corpus.article import Language
from corpus.patterns import lazy_pattern

LONGEST_HEADING = 60
MOST_WORDS = 7
MOST_WORDS_OF_TOPIC = 4  # "Les horaires changent un peu" is a sentence and no topic

# Those of whose words a question is made: by language, the key of the question, and what of the heading it takes.
FORMS: dict[Language, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "en": (
        ("how", lazy_pattern(r"how to (?P<it>.+)", re.IGNORECASE)),
        ("where", lazy_pattern(r"where to (?P<it>.+)", re.IGNORECASE)),
        ("what", lazy_pattern(r"what to (?P<it>.+)", re.IGNORECASE)),
        ("when", lazy_pattern(r"when to (?P<it>.+)", re.IGNORECASE)),
        ("if", lazy_pattern(r"(?P<it>if (?:you|it|there|the|a|an|your)\b.+)", re.IGNORECASE)),
        ("about", lazy_pattern(r"(?P<it>(?:the|your|our) .+)", re.IGNORECASE)),
        ("about", lazy_pattern(r"(?P<it>(?P<thing>\w{3,}) and [a-z]{3,})")),
    ),
    "fr": (
        ("where", lazy_pattern(r"où (?P<it>.+)", re.IGNORECASE)),
        ("when", lazy_pattern(r"quand (?P<it>.+)", re.IGNORECASE)),
        ("how", lazy_pattern(r"comment (?P<it>.+)", re.IGNORECASE)),
        ("if", lazy_pattern(r"(?P<it>(?:si |s['’]ils? ).+)", re.IGNORECASE)),
        ("how", lazy_pattern(r"(?P<it>(?:se |s['’])\w+(?:er|ir|re)\b.*)", re.IGNORECASE)),
        ("how", lazy_pattern(r"(?P<it>\w+(?:er|ir|re) (?:l['’]|(?:les?|la|une?|ses|vos|votre) ).+)", re.IGNORECASE)),
        ("about", lazy_pattern(r"(?P<it>(?:l['’]|(?:les?|la) ).+)", re.IGNORECASE)),
    ),
}

# Words that ask, so that more than the beginning of a heading is a clause; words for what was said elsewhere; marks.
UNFIT = lazy_pattern(
    r"[^\w '’-]|\d|_|\b(?:how|who|what|when|where|why|which|comment|où|quand|qui|que|quoi|pourquoi|"
    r"its?$|them|this|that|others?|more|us|autres?|cela)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Made:
    """A question made of a heading; `topic` says that it asks for all that is said, and not for one thing."""

    question: str
    topic: bool


def asked_of(heading: str, text: str, language: Language) -> Made | None:
    """Return a question of what stands below `heading` in an article's `text`; None where none can be made of it."""
    words = len(re.findall(r"\w+", heading))
    if len(heading) > LONGEST_HEADING or not 1 < words <= MOST_WORDS:
        return None
    for key, form in FORMS[language]:
        match = form.fullmatch(heading)
        if match is None or UNFIT.search(match["it"]):
            continue
        topic = key == "about"
        if not topic or (words <= MOST_WORDS_OF_TOPIC and _is_no_name(match.groupdict().get("thing", "the"), text)):
            small = match["it"][0].lower() + match["it"][1:]
            return Made(say(language, f"discord.guide.example_{key}", it=small), topic)
    return None


def _is_no_name(word: str, text: str) -> bool:
    """Return whether the first word of a heading is no name: it is small there, or stands small in `text`."""
    return word.islower() or re.search(rf"\b{re.escape(word.lower())}\b", text) is not None
