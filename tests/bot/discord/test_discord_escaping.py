"""Text from anywhere is shown as it reads, and nothing in it acts."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.discord_app.escaping import CUT, cleaned, escaped, fitted, one_line, size

ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")

# What Discord's clients act on, written down apart from the code under test.
ACTS = re.compile(
    r"""<@[!&]?\d+> | <\#\d+> | <a?:\w+:\d+> | </[^>]+:\d+> | <t:-?\d+(?::\w)?> | <id:\w+> | <\w+:[^ >]+>
    | (?:https?|steam|discord):// | discord(?:app)?\.(?:gg|com)/ | @everyone | @here
    | \]\( | [`*_] | ~~ | \|\|
    | ^\s*(?:\#{1,3}\s | -\#\s | [-+]\s | > | \d{1,9}[.)]\s)""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)

MENTIONS = ["<@1>", "<@!2>", "<@&3>", "<#4>", "</ask:7>", "<id:guide>", "@everyone", "@here", "<t:8:R>"]
EMOJI = ["<:a:5>", "<a:b:6>", "\U0001f468\u200d\U0001f469", "\U0001f44d\U0001f3fd", "\U0001f1eb\U0001f1f7", "\ufe0f"]
LINKS = ["<https://e.org>", "https://e.org/a_b(c)", "discord.gg/x", "[a](https://e.org)", "[1](x)", "](("]
MARKUP = ["``", "```py", "**b**", "__u__", "~~s~~", "||s||", "\\", "\\*", "«", "“"]
OPENINGS = ["#", "##", "-#", ">", ">>>", "-", "+", "1.", "12)", "\n", "\r\n", "\u2028", "\t"]
UNSEEN = ["\u202e", "\u200b", "\u2066", "\u200d", "e" + 5 * "\u0301", "\ud800", "\x00", "49\u00a0%"]
FRAGMENTS = st.sampled_from([*MENTIONS, *EMOJI, *LINKS, *MARKUP, *OPENINGS, *UNSEEN, "é", "ROFR", "a b."])
ANY_TEXT = st.lists(FRAGMENTS | st.text(max_size=8) | st.just(" "), max_size=30).map("".join)


def shown(text: str) -> str:
    """What people read of escaped text."""
    return ESCAPE.sub(r"\1", text).replace("\u200b", "")


def acting(text: str) -> list[str]:
    """What would act in escaped text: escapes taken out first, as clients read them."""
    return ACTS.findall(ESCAPE.sub("x", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask <@123456> now", "Ask \\<\\@123456> now"),
        ("@everyone, look", "@\u200beveryone, look"),
        ("<@everyone", "<@\u200beveryone"),
        ("see [here](https://evil.example)", "see [here]\\(https\\://evil.example)"),
        ("# not a heading", "\\# not a heading"),
        ("2. not a list", "2\\. not a list"),
        ("> not a quote", "\\> not a quote"),
        ("snake_case and 2*3", "snake\\_case and 2\\*3"),
        ("come to discord.gg/abc", "come to discord.gg\\/abc"),
        ("at <t:1700000000:R>", "at \\<t\\:1700000000:R>"),
        ("<+15551234567> <me@e.org>", "\\<+15551234567> \\<me@e.org>"),
        ("<a_b:1>", "\\<a\\_b\\:1>"),
        ("||hidden|| ~~gone~~", "\\|\\|hidden\\|\\| \\~\\~gone\\~\\~"),
        ("Microsoft dispose d’un droit (ROFR) à 49 % [1].", "Microsoft dispose d’un droit (ROFR) à 49 % [1]."),
    ],
)
def test_what_acts_is_escaped_and_nothing_else(text, expected):
    """Each kind of markup is defused at the character that makes it live; plain text stays as it is."""
    assert escaped(text) == expected


@settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=200)
@given(ANY_TEXT)
def test_escaped_text_acts_nowhere_and_reads_the_same(text):
    """For any text: nothing in it is live, and people read the cleaned text."""
    line = one_line(text)
    assert acting(escaped(line)) == []
    assert shown(escaped(line)) == line


@settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=200)
@given(ANY_TEXT, st.integers(0, 60))
def test_fitted_text_keeps_its_limit_and_begins_as_the_text_does(text, limit):
    """For any text and limit: short enough, harmless, and a beginning of what was given."""
    result = fitted(text, limit)
    assert size(result) <= limit
    assert acting(result) == []
    assert one_line(text, held=True).startswith(shown(result).removesuffix(CUT.strip()).rstrip())


def test_no_line_breaks_before_a_mark_that_french_sets_apart():
    """Nor within its quotation marks; where a command may be shown, spaces stay as they are."""
    text = "« Nuits claires » : des altos ?  Oui ; *non* !"
    held = "«\u00a0Nuits claires\u00a0»\u00a0: des altos\u00a0? Oui\u00a0; \\*non\\*\u00a0!"
    assert fitted(text, 99) == held
    assert fitted("[ ! -f x ] ; ls", 99, held=False) == "[ ! -f x ] ; ls"


def test_text_that_fits_is_whole():
    """At exactly the limit nothing is cut."""
    assert fitted("a" * 50, 50) == "a" * 50


def test_a_cut_falls_between_words_and_is_marked():
    """The last whole word that fits stays."""
    assert fitted("one two three four five six", 20) == "one two three […]"


def test_no_emoji_is_cut_in_two():
    """A family of four joined people stays whole or goes."""
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    assert fitted(family * 5, 30, cut="…") == family * 2 + "…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u202eb\u200bc\ufeffd", "abcd"),
        ("bell\x07 null\x00", "bell null"),
        ("soft\u00adhyphen", "softhyphen"),
        ("line\u2028end\r\nnext", "line\nend\nnext"),
        ("z" + "\u0301" * 40, "z" + "\u0301" * 3),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("x\u200dy", "xy"),
        ("half a pair \ud83d", "half a pair "),
        ("49\u00a0%", "49\u00a0%"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(text, expected):
    """Direction marks, zero-width characters, controls and piled marks go; emoji and no-break spaces stay."""
    assert cleaned(text) == expected
