"""Answers and refusals of any text at all, for properties of what is sent."""

from hypothesis import strategies as st

from bot.answers.answer import Answer, Citation, Nearest, NoAnswer, Part
from tests.bot.discord.test_discord_escaping import ANY_TEXT

LANGUAGE = st.sampled_from(["fr", "en"])
SPECIAL = st.sampled_from(
    ["", " ", "\n", "😀" * 10_000, "```" * 50, "\u202eabc", "\u200b", "[x](https://evil.example)"]
)
TEXT = SPECIAL | ANY_TEXT | st.builds(lambda text, times: text * times, ANY_TEXT, st.sampled_from([1, 30]))
URL = (
    st.none()
    | st.just("https://example.org/a_(b)")
    | st.builds("https://e.org/{}".format, st.text(max_size=30))
    | ANY_TEXT
)
DAY = st.none() | st.dates()
CITATION = st.builds(
    Citation,
    number=st.integers(1, 9),
    article_id=TEXT,
    title=TEXT,
    url=URL,
    published=DAY,
    collection=ANY_TEXT,
    language=LANGUAGE,
    quote=TEXT,
    start=st.just(0),
    end=st.just(1),
    link=URL,
    highlight=ANY_TEXT,
)
ANSWER = st.builds(
    Answer,
    question=TEXT,
    lead=TEXT,
    citations=st.lists(CITATION, min_size=1, max_size=6).map(tuple),
    language=LANGUAGE,
    origin=st.just("extracted") | TEXT,
    confidence=st.just(1.0),
    read_as=st.just("") | TEXT,
    remark=st.just("") | TEXT,
    parts=st.just(()) | st.lists(st.builds(Part, TEXT, TEXT, st.integers(0, 3), TEXT), max_size=3).map(tuple),
)
REFUSAL = st.builds(
    NoAnswer,
    question=TEXT,
    text=TEXT,
    reason=st.just("not_answered"),
    language=LANGUAGE,
    nearest=st.lists(st.builds(Nearest, TEXT, TEXT, URL, DAY), max_size=6).map(tuple),
    remark=st.just("") | TEXT,
    read_as=st.just("") | TEXT,
)
