"""Whatever articles, titles, names and questions hold, what is sent is within Discord's limits and acts on nobody.

`CARDS` names each kind of message with what builds it from random text; every feature adds its own. A builder takes
hypothesis's data and returns what is sent, or a form. `EVERY` has the cards of all features, which are held against
Discord's own document.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.claims import Found, Support
from bot.discord_app.asking.buttons import about_form, answer_card, complaint_form, follow_form
from bot.discord_app.asking.claims import claims_card
from bot.discord_app.asking.passages import Shown, look_up, passage_card
from bot.discord_app.controls import Form, modal
from bot.discord_app.escaping import fitted, size
from bot.discord_app.replies import LONGEST_LAYOUT, Card, Notice, Reply, arguments
from bot.state.nouns import KeptAnswer
from corpus.article import Article, Passage, Span
from tests.bot.discord.fakes import PERU, ROFR, FakeDesk
from tests.bot.discord.made_up import ANSWER, CITATION, LANGUAGE, REFUSAL, TEXT
from tests.bot.discord.managing_cards import MANAGED
from tests.bot.discord.test_browsing_properties import CARDS as BROWSED
from tests.bot.discord.test_discord_escaping import acting

OPENAPI = Path(__file__).resolve().parents[4] / "shared" / "discord" / "openapi.json"

WHEN = datetime(2026, 1, 2, tzinfo=UTC)
KEPT = st.builds(
    KeptAnswer,
    id=st.just("abcdefghijkl"),
    guild_id=st.sampled_from([None, 1]),
    channel_id=st.just(2),
    asker_id=st.just(3),
    way=st.just("command"),
    result=ANSWER | REFUSAL,
    snapshot=st.just("s1"),
    created_at=st.just(WHEN),
    private=st.booleans(),
    shared_id=st.sampled_from([None, 4]),
)


@dataclass(frozen=True)
class Kind:
    """A kind of message or form, and what makes one from random text."""

    name: str
    build: Callable[[st.DataObject], Reply | Form]


def _answer(data: st.DataObject) -> Reply:
    return answer_card(data.draw(KEPT), show_question=data.draw(st.booleans()))


def _shared(data: st.DataObject) -> Reply:
    note = f"-# Shared by {fitted(data.draw(TEXT), 64) or '?'}"
    return answer_card(data.draw(KEPT), show_question=True, note=note, public=True)


def _passage(data: st.DataObject) -> Reply:
    """A passage of an article that may hold the quote, have changed, or be gone."""
    answer = data.draw(ANSWER)
    number = data.draw(st.integers(0, len(answer.citations) - 1))
    before, after = data.draw(TEXT), data.draw(TEXT)
    citation = answer.citations[number]
    text = f"{before}{citation.quote}{after}"
    quote = Span(len(before), len(before) + len(citation.quote))
    article = Article("a.md", data.draw(TEXT), "fr", text)
    page, pages = data.draw(st.sampled_from([(0, 1), (0, 3), (1, 3), (2, 3)]))
    start = data.draw(st.integers(0, len(text)))
    passage = Passage("a.md", start, data.draw(st.integers(start, len(text))), data.draw(TEXT))
    whole = Shown(citation, article, quote, passage, page, pages, at=data.draw(st.integers(0, pages - 1)))
    shown = data.draw(st.sampled_from([whole, Shown(citation), Shown(citation, article)]))
    return passage_card("abcdefghijkl", answer, number, shown, data.draw(LANGUAGE))


def _claims(data: st.DataObject) -> Reply:
    bearing = st.sampled_from(["agrees", "differs", "same_matter"])
    found = st.lists(st.builds(Found, CITATION, bearing, st.just(1.0)), max_size=3).map(tuple)
    support = st.builds(Support, TEXT, found, st.lists(TEXT, max_size=6).map(tuple))
    return claims_card(data.draw(TEXT), data.draw(st.lists(support, max_size=5)), data.draw(LANGUAGE))


CARDS = [
    Kind("answer", _answer),
    Kind("shared answer", _shared),
    Kind("passage", _passage),
    Kind("sources for a message", _claims),
    Kind("form of a follow-up", lambda data: follow_form(data.draw(KEPT), data.draw(LANGUAGE))),
    Kind("form about a message", lambda data: about_form(data.draw(TEXT)[:1000], data.draw(LANGUAGE))),
    Kind("form of a complaint", lambda data: complaint_form(data.draw(KEPT), data.draw(LANGUAGE))),
]

# Those of every feature; what of them is live is looked at beside each, since each has markup of its own.
EVERY = [
    *CARDS,
    *(Kind(one.name, one.build) for one in BROWSED),
    *(Kind(name, build) for name, build in MANAGED.items()),
]

# The renderer's own markup: small print, quotes, bold, labels of languages, and links to http addresses.
OUR_LINK = re.compile(r"(?<!\\)(?:\\\\)*\]\(https?://[!#$%&'+,/:;=?@0-9A-Za-z._~-]+\)")
OUR_OPENINGS = re.compile(r"^(?:-# |> |…?- )")
OUR_LABEL = re.compile(r" \*\((?:en|in) \w+\)\*$")


def sent(reply: Reply) -> dict[str, Any]:
    """The body of the call that sends a reply."""
    if isinstance(reply, Notice):
        return {"content": reply.text, "allowed_mentions": {"parse": []}}
    components = arguments(reply)["view"].to_components()
    for one in each(components):
        for value in one.get("default_values", ()):
            value["id"] = str(value["id"])  # discord.py sends a number; Discord takes both, its document names a string
    return {"components": components, "flags": 1 << 15, "allowed_mentions": {"parse": []}}


def each(components: list[dict[str, Any]]):
    """Every component, those within others too."""
    for one in components:
        yield one
        yield from each([*one.get("components", ()), *([one["component"]] if "component" in one else [])])


def assert_within_limits(components: list[dict[str, Any]]) -> None:
    everything = list(each(components))
    assert len(everything) <= 40
    ids = [one["custom_id"] for one in everything if one.get("custom_id") is not None]
    assert all(1 <= len(one) <= 100 for one in ids)
    assert len(set(ids)) == len(ids)
    for one in everything:
        if one["type"] == 1:
            assert 1 <= len(one["components"]) <= 5
        elif one["type"] == 2:
            assert size(one.get("label") or "") <= 80
            assert one.get("label") or one.get("emoji")
        elif one["type"] == 3:
            assert 1 <= len(one["options"]) <= 25
            assert size(one.get("placeholder") or "") <= 150
            values = [option["value"] for option in one["options"]]
            assert len(set(values)) == len(values)
            for option in one["options"]:
                assert 1 <= size(option["label"]) <= 100
                assert 1 <= size(option["value"]) <= 100
                assert size(option.get("description") or "") <= 100
        elif one["type"] == 4:
            assert size(one.get("placeholder") or "") <= 100
            assert len(one.get("value") or "") <= one["max_length"] <= 4000
        elif one["type"] == 10:
            assert one["content"].strip()
        elif one["type"] == 18:
            assert 1 <= size(one["label"]) <= 45
    assert sum(size(one.get("content", "")) for one in everything if one["type"] == 10) <= LONGEST_LAYOUT


def assert_nothing_acts(card: Card) -> None:
    for line in "\n".join(card.parts).split("\n"):
        theirs = OUR_LABEL.sub("", OUR_LINK.sub("", line.replace("**", "")))
        theirs = OUR_OPENINGS.sub("", theirs)
        assert acting(theirs) == [], line


@cache
def contract() -> dict[str, Any]:
    """Discord's own description of its API."""
    return json.loads(OPENAPI.read_text(encoding="utf-8"))


def problems_of(body: dict[str, Any], template: str, method: str) -> list[str]:
    """What Discord's OpenAPI document has against the body of a call."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed; it reads the document")
    referencing = pytest.importorskip("referencing", reason="referencing is not installed; it reads the document")
    from referencing.jsonschema import DRAFT202012

    resource = referencing.Resource.from_contents(contract(), default_specification=DRAFT202012)
    registry = referencing.Registry().with_resource("urn:discord", resource)
    path = template.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
    pointer = f"urn:discord#/paths/{path}/{method}/requestBody/content/application~1json/schema"
    validator = jsonschema.Draft202012Validator({"$ref": pointer}, registry=registry)
    return [error.message[:300] for error in validator.iter_errors(body)]


PROPERTY = settings(derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)


@pytest.mark.parametrize("kind", CARDS, ids=lambda kind: kind.name)
@PROPERTY
@given(data=st.data())
def test_any_message_keeps_the_limits_and_holds_nothing_live(kind, data):
    """For any text: sizes and counts that Discord takes, no mention, no link but our own, nobody pinged."""
    made = kind.build(data)
    if isinstance(made, Form):
        given_ = modal(made).to_dict()
        assert 1 <= size(given_["title"]) <= 45
        assert 1 <= len(given_["components"]) <= 5
        assert_within_limits(given_["components"])
        return
    assert arguments(made)["allowed_mentions"].to_dict() == {"parse": []}
    if isinstance(made, Card):
        assert_within_limits(sent(made)["components"])
        assert_nothing_acts(made)
    else:
        assert 1 <= size(made.text) <= 2000


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.name)
@settings(PROPERTY, max_examples=8)
@given(data=st.data())
def test_any_card_of_any_feature_keeps_the_limits(kind, data):
    """Components, custom ids, labels and texts."""
    made = kind.build(data)
    assert_within_limits(modal(made).to_dict()["components"] if isinstance(made, Form) else sent(made)["components"])


@pytest.mark.skipif(not OPENAPI.exists(), reason="Discord's OpenAPI document is not beside this checkout")
@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.name)
@settings(PROPERTY, max_examples=8)
@given(data=st.data())
def test_any_message_passes_discords_own_document(kind, data):
    """As the body of a message, or of the response that opens a form."""
    made = kind.build(data)
    if isinstance(made, Form):
        body = {"type": 9, "data": modal(made).to_dict()}
        assert problems_of(body, "/interactions/{interaction_id}/{interaction_token}/callback", "post") == []
    else:
        assert problems_of(sent(made), "/channels/{channel_id}/messages", "post") == []


@PROPERTY
@given(data=st.data())
def test_every_citation_keeps_its_number(data):
    """In an answer, in a shared one and at the head of a passage, whatever gives way."""
    answer = data.draw(ANSWER)
    kept = replace(data.draw(KEPT), result=answer)
    numbers = {f"**[{one.number}]**" for one in answer.citations}
    for card in (answer_card(kept, show_question=True), answer_card(kept, show_question=True, note="-# x")):
        assert numbers <= set(re.findall(r"\*\*\[\d+\]\*\*", card.parts[1]))
    for number, citation in enumerate(answer.citations):
        shown = passage_card(kept.id, answer, number, Shown(citation), "fr")
        assert shown.parts[0].startswith(f"**[{citation.number}]** ")


@PROPERTY
@given(
    st.lists(st.sampled_from(["Un mot. ", "a *b* ", "\n\n", "<@1> ", "😀", " "]), max_size=60).map("".join), st.data()
)
def test_the_quote_is_bold_wherever_it_stands(text, data):
    """For any article and any run of whole characters of it that is no white space."""
    text = f"x{text}x"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    desk = FakeDesk()
    desk.library = [Article("a.md", "T", "fr", text)]
    citation = replace(ROFR.citations[0], article_id="a.md", quote=text[start:end], start=start, end=end)
    shown = look_up(desk, citation, None)
    card = passage_card("abcdefghijkl", ROFR, 0, shown, "fr")
    assert ("**" in card.parts[1]) == bool(text[start:end].strip())


def test_what_is_refused_has_no_number():
    """Nothing under a refusal looks like a source."""
    kept = KeptAnswer("abcdefghijkl", 1, 2, 3, "command", PERU, "s1", WHEN)
    assert not re.search(r"\[\d+\]", "".join(answer_card(kept, show_question=True).parts))
