"""What is sent keeps Discord's limits whatever the text, and each citation keeps its number and its source."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.answer import Answer, Part
from bot.discord_app.escaping import size
from bot.discord_app.replies import (
    ANSWERED,
    LONGEST_CONTENT,
    LONGEST_LAYOUT,
    NOBODY,
    REFUSED,
    UNSURE,
    Card,
    Notice,
    arguments,
    notice,
)
from bot.discord_app.results import card
from tests.bot.discord.fakes import PERU, QUOTE, ROFR
from tests.bot.discord.made_up import ANSWER, REFUSAL
from tests.bot.discord.test_discord_escaping import acting

# The renderer's own markup: small print, quotes, bold numbers and highlights, labels, and links to http addresses.
OUR_LINK = re.compile(r"(?<!\\)(?:\\\\)*\]\(https?://[!#$%&'+,/:;=?@0-9A-Za-z._~-]+\)")


def test_an_answer_reads_as_it_was_made():
    """Lead, quote with its highlight and number and language, source with title, link at the quote, and date."""
    assert card(ROFR, show_question=True) == Card(
        (
            "-# Question: what is ROFR?\n"
            "ROFR stands for «\u00a0droit de premier refus\u00a0» (in French) [1].\n"
            "\n"
            "> «\u00a0Microsoft dispose d’un **droit de premier refus** (ROFR) sur la nouvelle capacité de "
            "calcul.\u00a0»\u00a0**[1]** *(in French)*",
            "-# Sources\n"
            "**[1]** [Stargate, un pari à 500 milliards](https://example.org/stargate#:~:text=Microsoft%20dispose,"
            "de%20calcul.)\n"
            "-# 21 January 2025",
        ),
        ANSWERED,
    )


def test_each_question_of_a_message_stands_bold_above_what_is_said_to_it():
    """With how it was understood, and its own quotes below it."""
    parts = (Part("who won?", "Nothing found.", 0, "who won? (*Peru*)", sure=False), Part("ROFR?", "It is [1].", 1))
    said, _ = card(replace(ROFR, parts=parts)).parts
    assert said.startswith(
        "**who won?**\n-# Understood as: who won? (\\*Peru\\*)\nNothing found.\n\n**ROFR?**\nIt is [1].\n\n> «"
    )
    assert said.count("> ") == 1


def test_a_refusal_names_the_closest_articles_as_no_sources():
    """The sentence, then titles under a heading that says they do not answer."""
    assert card(PERU) == Card(
        (
            "I found nothing in the articles that answers that.",
            "-# Closest articles, in which I saw no answer:\n"
            "[Capitals of the Andes](https://example.org/andes)\n"
            "-# 1 February 2024",
        ),
        REFUSED,
    )


def test_a_refusal_without_neighbours_is_the_sentence_alone():
    """No heading stands over nothing."""
    assert card(replace(PERU, nearest=())).parts == ("I found nothing in the articles that answers that.",)


def test_a_source_is_called_by_its_title_alone():
    """Its file tells nobody anything, with an address or without; a script is no address."""
    for url in (None, "javascript:alert(1)"):
        citation = replace(ROFR.citations[0], url=url, link=url, article_id="notes/stargate_1.md")
        sources = card(replace(ROFR, citations=(citation,))).parts[1]
        assert sources.endswith("**[1]** Stargate, un pari à 500 milliards\n-# 21 January 2025")
        nearest = replace(PERU.nearest[0], url=url, article_id="notes/andes.md")
        assert card(replace(PERU, nearest=(nearest,))).parts[1].endswith("\nCapitals of the Andes\n-# 1 February 2024")


def test_articles_of_one_title_are_told_apart_by_their_files():
    """Also where they have addresses, which a link does not show; and a title that shows nothing is its file's name."""
    one = replace(ROFR.citations[0], article_id="notes/stargate_1.md")
    other = replace(one, number=2, article_id="b.md", url=None, link=None)
    third = replace(one, number=3, article_id="c.md", title="\u200b", url=None, link=None, published=None)
    sources = card(replace(ROFR, citations=(one, other, third))).parts[1]
    assert "\n-# 21 January 2025 · notes/stargate\\_1.md\n**[2]** Stargate" in sources
    assert sources.endswith("\n-# 21 January 2025 · b.md\n**[3]** c.md")
    near = PERU.nearest[0]
    closest = card(replace(PERU, nearest=(near, replace(near, article_id="2.md")))).parts[1]
    assert [line for line in closest.split("\n") if line.endswith(".md")] == [
        "-# 1 February 2024 · andes.md",
        "-# 1 February 2024 · 2.md",
    ]


def test_a_servers_own_article_goes_by_its_file_without_the_servers_id():
    """In sources and among the closest articles; such an id is the server's own to read, and nothing to look at."""
    own = "@1456074443980800019/staff notes.md"
    citation = replace(ROFR.citations[0], title="", url=None, link=None, article_id=own, published=None)
    assert card(replace(ROFR, citations=(citation,))).parts[1].endswith("\n**[1]** staff notes.md")
    nearest = replace(PERU.nearest[0], title="", url=None, article_id=own, published=None)
    assert card(replace(PERU, nearest=(nearest,))).parts[1].endswith("\nstaff notes.md")


def test_collections_are_named_where_somebody_named_one():
    """Of no source that lies in the one without a name, whatever stands beside it."""
    other = replace(ROFR.citations[0], number=2, article_id="b.md", collection="newsroom")
    sources = card(replace(ROFR, citations=(*ROFR.citations, other))).parts[1]
    assert "· articles" not in sources
    assert "-# 21 January 2025 · newsroom" in sources
    assert "-# 21 January 2025 · newsroom" in card(replace(ROFR, citations=(replace(other, number=1),))).parts[1]
    assert "articles" not in card(ROFR).parts[1]


def test_steps_that_are_quoted_stand_on_lines_of_their_own():
    steps = replace(ROFR.citations[0], quote="1. Close  the game.\n\n2. Press *F9*.\n- Wait.", highlight="Press *F9*")
    said = card(replace(ROFR, citations=(steps,))).parts[0]
    assert said.splitlines()[2:] == [
        "> «\u00a01\\. Close the game.",
        "> 2\\. **Press \\*F9\\***.",
        "> \\- Wait.\u00a0»\u00a0**[1]** *(in French)*",
    ]


def test_an_article_quoted_twice_is_one_source():
    """Numbers are per article, so its line stands once."""
    second = replace(ROFR.citations[0], quote="Une autre phrase.", start=0, end=17)
    said, sources = card(replace(ROFR, citations=(*ROFR.citations, second))).parts
    assert said.count("**[1]**") == 2
    assert sources.count("**[1]**") == 1


def test_a_row_stands_there_by_the_names_of_its_columns():
    """The cell that answers is bold with its column's name, where another holds the same too."""
    columns = ("Formule", "Mineurs", "Adultes")
    row = replace(ROFR.citations[0], quote="Cours | 15 € | 5 €", highlight="5 €", columns=columns)
    said = card(replace(ROFR, citations=(row,))).parts[0]
    nbsp = "\u00a0"
    shown = f"> Formule{nbsp}: Cours · Mineurs{nbsp}: 15 € · **Adultes{nbsp}: 5 €**{nbsp}**[1]** *(in French)*"
    assert shown.replace(nbsp, " ") in said.replace(nbsp, " ")


def test_a_number_is_bold_where_it_stands_by_itself():
    """Neither within a year nor at the beginning of a longer number."""
    row = replace(ROFR.citations[0], quote="In 2015 it had 5,2 points and in 2019 5.", highlight="5")
    assert "In 2015 it had 5,2 points and in 2019 **5**." in card(replace(ROFR, citations=(row,))).parts[0]


def test_french_speaks_french():
    """Labels, dates and quotation marks follow the question's and the quote's language."""
    english = replace(ROFR.citations[0], language="en", quote="A right of first refusal.", published=date(2024, 2, 1))
    said, sources = card(replace(ROFR, language="fr", citations=(english,), read_as="quoi ?"), show_question=True).parts
    assert "-# Question\u00a0: what is ROFR?\n-# Compris comme\u00a0: quoi\u00a0?\n" in said
    assert "> “A right of first refusal.”\u00a0**[1]** *(en anglais)*" in said
    assert sources.endswith("-# 1er février 2024")


def test_french_marks_are_held_where_titles_questions_and_quotes_are_shown():
    """What is cited stays as it is; an English quote may show a command to copy."""
    quote = "Qui chante « Nuits claires » ? Les altos !"
    french = replace(ROFR.citations[0], title="Noël : « Nuits »", quote=quote, highlight="Les altos !")
    english = replace(french, number=2, article_id="b.md", language="en", quote="[ ! -f x ] ; ls", highlight="")
    said, sources = card(
        replace(ROFR, question="et les altos ?", citations=(french, english)), show_question=True
    ).parts
    assert "-# Question: et les altos\u00a0?\n" in said
    assert "Qui chante «\u00a0Nuits claires\u00a0»\u00a0? **Les altos\u00a0!**" in said
    assert "> “[ ! -f x ] ; ls”" in said
    assert "[Noël\u00a0: «\u00a0Nuits\u00a0»](https:" in sources
    assert french.quote == quote


def test_how_a_refused_question_was_understood_stands_above_the_refusal():
    """In the question's language, without pings."""
    said = card(replace(PERU, language="fr", text="Rien.", read_as="et <@1> ?"), show_question=True).parts[0]
    assert said.splitlines()[1:] == ["-# Compris comme\u00a0: et \\<\\@1>\u00a0?", "Rien."]


def test_who_wrote_an_answer_and_what_is_to_be_said_of_it_stand_small_below():
    """In the question's language; a refusal carries its remark too."""
    said = card(replace(ROFR, origin="openai:m", remark="It was <@1> cut off.")).parts[0]
    assert said.endswith("\n\n-# Written by openai:m from these quotes.\n-# It was \\<\\@1> cut off.")
    assert card(replace(ROFR, remark="Left out: “ROFR?”.")).parts[0].endswith("*(in French)*\n\n-# Left out: “ROFR?”.")
    assert card(replace(PERU, remark="It was down.")).parts[0] == (
        "I found nothing in the articles that answers that.\n-# It was down."
    )


def test_a_question_that_pings_is_shown_and_pings_nobody():
    """It stands there defused, and the message allows no mention at all."""
    shown = card(replace(ROFR, question="@everyone <@1> `x` https://evil.example"), show_question=True)
    assert shown.parts[0].startswith("-# Question: @\u200beveryone \\<\\@1> \\`x\\` https\\://evil.example\n")
    assert arguments(shown)["allowed_mentions"].to_dict() == {"parse": []}
    assert NOBODY.to_dict() == {"parse": []}


def test_the_question_is_shown_where_it_is_not_above_the_answer():
    """A reply has it above already."""
    assert "Question" not in card(ROFR).parts[0]


@pytest.mark.parametrize("times", [1, 3, 30, 60])
def test_every_number_and_title_is_kept_however_many_there_are(times):
    """Quotes and titles give way first; numbers never."""
    citations = tuple(
        replace(ROFR.citations[0], number=n, article_id=f"{n}.md", title=f"T{n} " + "titre " * 60, quote=QUOTE * 8)
        for n in range(1, times + 1)
    )
    parts = card(replace(ROFR, citations=citations, lead="mot " * 2000)).parts
    assert sum(map(size, parts)) <= LONGEST_LAYOUT
    for n in range(1, times + 1):
        assert re.search(rf"^\*\*\[{n}\]\*\* \[?T{n} ", parts[1], re.MULTILINE)


def test_a_hundred_sources_are_cut_with_a_mark():
    """Beyond what a message can hold, the last lines say that there were more."""
    citations = tuple(replace(ROFR.citations[0], number=n, article_id=f"{n}.md", title="t" * 60) for n in range(1, 301))
    parts = card(replace(ROFR, citations=citations)).parts
    assert sum(map(size, parts)) <= LONGEST_LAYOUT
    assert parts[1].endswith("\n…")


@settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=80)
@given(st.one_of(ANSWER, REFUSAL), st.booleans())
def test_any_result_keeps_the_limits_and_holds_nothing_live(result, show_question):
    """For any article text, title, address, question: within the limits, no mention, no link but our own."""
    reply = card(result, show_question=show_question)
    assert 0 < sum(map(size, reply.parts)) <= LONGEST_LAYOUT
    assert all(part.strip() for part in reply.parts)
    for line in "\n".join(reply.parts).split("\n"):
        theirs = OUR_LINK.sub("", line.replace("**", "").removeprefix("-# ").removeprefix("> "))
        theirs = re.sub(r" \*\((?:en|in) \w+\)\*$", "", theirs)
        assert acting(theirs) == []
    if isinstance(result, Answer):
        numbers = {f"**[{one.number}]**" for one in result.citations}
        assert numbers <= set(re.findall(r"\*\*\[\d+\]\*\*", reply.parts[1]))


@settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(st.one_of(ANSWER, REFUSAL))
def test_any_card_is_a_small_layout(result):
    """What discord.py sends: one frame, at most 40 components, the texts as they were, and no content beside it."""
    given_ = arguments(card(result))
    assert set(given_) == {"view", "allowed_mentions"}
    (frame,) = given_["view"].to_components()
    assert len(frame["components"]) <= 3
    assert sum(size(one.get("content", "")) for one in frame["components"]) <= LONGEST_LAYOUT


def test_a_notice_that_is_too_long_is_cut_at_a_line():
    """Only whole lines stay, and a mark."""
    cut = notice("\n".join(["x" * 90] * 40))
    assert isinstance(cut, Notice)
    assert cut.text == "\n".join(["x" * 90] * 21) + "\n…"
    assert size(cut.text) <= LONGEST_CONTENT


async def test_discord_py_keeps_no_view(world, bot):
    """Presses are told apart by their custom ids; a view a message would be kept for as long as the bot runs."""
    before = len(bot._connection._view_store._views)
    for _ in range(3):
        await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    assert len(bot._connection._view_store._views) == before


def test_answers_unsure_ones_and_refusals_have_colours_of_their_own():
    """However much room they take."""
    long = replace(ROFR, lead="x" * 9000)
    assert [card(one).colour for one in (ROFR, long)] == [ANSWERED, ANSWERED]
    assert [card(replace(one, sure=False)).colour for one in (ROFR, long)] == [UNSURE, UNSURE]
    assert card(PERU).colour == REFUSED
