"""Cards of settings, insights and the audit log keep Discord's limits and hold nothing live, whatever the text."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.discord_app.auditing.wording import audit_card
from bot.discord_app.controls import ChannelMenu
from bot.discord_app.escaping import size
from bot.discord_app.insights.cards import gaps_card, group_card
from bot.discord_app.insights.feedback_cards import Complaint, Heard, done_card, feedback_card, time_written, times_read
from bot.discord_app.insights.groups import grouped_gaps
from bot.discord_app.paging import PageNumber, page_number
from bot.discord_app.replies import LONGEST_LAYOUT, arguments, within
from bot.discord_app.server_settings.cards import editor, number_form, overview
from bot.discord_app.server_settings.place import Place
from bot.discord_app.server_settings.reading import offers, read_value
from bot.discord_app.server_settings.wording import SETTINGS, meaning, plain
from bot.state.nouns import AuditEntry, Feedback, Gap, ServerSettings
from bot.texts import command
from tests.bot.discord.made_up import LANGUAGE, TEXT
from tests.bot.discord.test_discord_escaping import ANY_TEXT, acting

NOW = datetime(2026, 1, 1, tzinfo=UTC)
IDS = st.lists(st.integers(1, 60), max_size=30, unique=True).map(tuple)
NAMES = st.lists(TEXT, max_size=30, unique=True)
SETTINGS_OF_ANY_KIND = st.builds(
    ServerSettings,
    channels=IDS,
    ask_roles=IDS,
    manage_roles=IDS,
    private=st.booleans(),
    length=st.sampled_from(["short", "normal", "long"]),
    chat=st.booleans(),
    collections=NAMES.map(tuple),
    daily_limit=st.integers(0, 100_000),
    person_limit=st.integers(0, 100_000),
    tolerance=st.floats(0, 1),
)
PLACES = st.builds(
    Place,
    name=TEXT,
    everyone=st.just(0),
    channels=st.dictionaries(st.integers(1, 60), ANY_TEXT, max_size=60),
    writable=st.frozensets(st.integers(1, 60)),
    roles=st.dictionaries(st.integers(1, 60), ANY_TEXT, max_size=60),
    collections=NAMES.map(lambda names: tuple(sorted(names))),
    people=st.none() | st.dictionaries(st.integers(1, 60), st.integers(0, 3)),
    chat_model=st.booleans(),
)
GAPS = st.lists(st.tuples(TEXT, st.booleans()), min_size=1, max_size=20)
PROPERTY = settings(
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=40,
)

# Mentions of channels, roles and people that a manager chose or that the log names, dates, and links to answers.
OURS = re.compile(r"<#\d+>|<@&?\d+>|<t:\d+:\w>|\[[\w ’]+\]\(https://discord\.com/channels/[\d/]+\)")
NAMED = "|".join(re.escape(command(one, name)) for name in ("ask", "settings set") for one in ("en", "fr"))
OUR_MARKUP = re.compile(
    rf"`(?:{NAMED})`|"
    r"^### |^-# |^- |^\*\*\d+\.\*\* \*?|\*\*|\*(?=itali)|(?<=itali[cq])(?:s|ue)\*"
    r"|(?<=: )\*(?=.)|^(?:✅ )?\*(?=.)|(?<=.)(?<!\\)\*$"
)


def assert_sound(card):
    """Within Discord's limits, and nothing in it acts that is not ours."""
    assert 0 < sum(map(size, card.parts)) <= LONGEST_LAYOUT
    assert all(part.strip() for part in card.parts)
    for line in "\n".join(card.parts).split("\n"):
        assert acting(OUR_MARKUP.sub("", OURS.sub("", line))) == [], line
    components = arguments(card)["view"].to_components()
    assert len(components) <= 6
    for row in components[1:]:
        for one in row["components"]:
            assert len(one["custom_id"]) <= 100
            assert size(one.get("label") or "x") <= 80
            assert len(one.get("options", [])) <= 25
            for option in one.get("options", []):
                assert 0 < size(option["label"]) <= 100
                assert 0 < size(option["value"]) <= 100
                assert size(option.get("description") or "") <= 100
            if one["type"] != 2:
                assert len(one.get("default_values", [])) <= one["max_values"] <= 25


@PROPERTY
@given(SETTINGS_OF_ANY_KIND, PLACES, LANGUAGE, st.sampled_from(SETTINGS))
def test_cards_of_settings_are_sound(chosen, place, language, name):
    """For any names of channels, roles, collections, and the server."""
    assert_sound(overview(chosen, place, language))
    said = meaning(name, getattr(chosen, name), place, language)
    assert_sound(editor(name, chosen, place, language, said=said))
    if name in {"daily_limit", "person_limit", "tolerance"}:
        (field,) = number_form(name, chosen, place, language).fields
        assert len(field.value) <= field.most


@PROPERTY
@given(PLACES, LANGUAGE, st.sampled_from(SETTINGS), ANY_TEXT)
def test_what_is_offered_is_taken(place, language, name, typed):
    """At most 25, each within Discord's limits; what is sent for an offer is read."""
    found = offers(name, typed, place, language)
    assert len(found) <= 25
    for label, sent in found:
        assert 0 < size(label) <= 100
        assert 0 < size(sent) <= 100
    if name in {"private", "chat", "length", "daily_limit", "person_limit", "tolerance", "channels"}:
        for _, sent in found:
            assert read_value(name, sent, place, language) is not None


@PROPERTY
@given(GAPS, LANGUAGE, st.integers(-3, 9))
def test_cards_of_gaps_are_sound_and_hold_no_private_text(asked, language, page):
    """For any questions."""
    gaps = [
        Gap(1000 - n, 1, 2, 3, question, "en", f"a{n}", NOW, None, private)
        for n, (question, private) in enumerate(asked)
    ]
    groups = grouped_gaps(
        gaps, [[n] for n in range(0, len(gaps), 2)] + [list(range(1, len(gaps), 2))] * (len(gaps) > 1)
    )
    assert_sound(gaps_card(groups, page, language, most=300))
    for group in groups:
        assert_sound(group_card(group, 1000, language))
        assert len(group.texts) <= sum(not gap.private for gap in group.gaps)


@PROPERTY
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4), LANGUAGE, st.booleans())
def test_cards_of_feedback_are_sound(given_, language, done):
    """For any question, words and titles, dealt with or not."""
    shown = [
        Complaint(
            Feedback("a", 1, 1, 1, False, question, ("x",), NOW, "wrong", words, done_at=NOW if done else None),
            (title,) * 5,
            "https://discord.com/channels/1/2/3",
        )
        for question, words, title in given_
    ]
    page = PageNumber(2, 3)
    assert_sound(done_card(shown, page, language) if done else feedback_card(shown, page, Heard(1, 2, 3), language))


@PROPERTY
@given(st.datetimes(datetime(1970, 1, 1), datetime(2286, 1, 1), timezones=st.just(UTC)), ANY_TEXT)
def test_what_was_said_is_found_again_by_its_time(at, other):
    """To the microsecond; whatever else a value says is no time."""
    assert times_read([time_written(at)]) == [at]
    assert times_read(["", "-1", "²", "9" * 17, f"{other}x"]) == []


@PROPERTY
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=10), PLACES, LANGUAGE)
def test_the_audit_log_is_sound(done, place, language):
    """For any action and detail."""
    entries = [
        AuditEntry(1, 1, 5, action, detail, NOW)
        for text, other in done
        for action, detail in (
            (text, {"title": other}),
            ("corpus.add", {"title": text}),
            ("settings.set", {"setting": "collections", "old": [text] * 30, "new": other}),
        )
    ][:10]
    assert_sound(audit_card(entries, PageNumber(1, 2), place, language))


def test_plain_values_are_one_line():
    """Menus take no more."""
    place = Place("s", 0, channels={1: "a\nb"}, collections=("x\ny",))
    assert plain("channels", (1,), place, "en") == "#a b"
    assert plain("collections", ("x\ny",), place, "en") == "x y"


def test_a_page_is_read_from_anything():
    """Another's custom id is no reason to fail."""
    assert [page_number(text) for text in ("3", "", "x", "-1", "9" * 40, "²")] == [3, 1, 1, 1, 1, 1]
    assert PageNumber.at(99, 11, 4) == PageNumber(3, 3)
    assert PageNumber.at(-5, 0, 4) == PageNumber(1, 1)


def test_parts_that_are_too_long_give_way_by_lines():
    """The last first; what does not fit at all is left out."""
    long = "\n".join(["x" * 90] * 50)
    kept = within(["a" * 3900, long, "c"])
    assert kept[0] == "a" * 3900
    assert kept[1].endswith("\n…")
    assert sum(map(size, kept)) <= LONGEST_LAYOUT


def test_beyond_what_a_choice_holds_single_roles_are_offered():
    """Four mentions fill the 100 characters that Discord sends; nothing would be offered else."""
    roles = {10**18 + number: f"role {number}" for number in range(6)}
    place = Place("here", 1, roles=roles)
    typed = " ".join(f"<@&{one}>" for one in list(roles)[:4])
    assert offers("ask_roles", typed, place, "en")[-2:] == [
        ("@role 4", f"<@&{10**18 + 4}>"),
        ("@role 5", f"<@&{10**18 + 5}>"),
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_media_channel_is_no_default_of_a_menu_that_excludes_it(language):
    """Discord would refuse the whole card; a warning says what choosing in the menu does."""
    place = Place("here", 1, {11: "talk", 12: "pictures"}, frozenset({11, 12}), media=frozenset({12}))
    card = editor("channels", ServerSettings(channels=(11, 12)), place, language)
    menus = [row for row in card.rows if isinstance(row, ChannelMenu)]
    assert [one.chosen for one in menus] == [(11,)]
    assert "<#12>" in card.parts[1]
    assert f"`{command(language, 'settings set')}`" in card.parts[1]
