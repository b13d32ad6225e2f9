"""Sentences: forms that follow their number, and commands that are called as each language's clients show them."""

import re

import pytest

from bot.texts import CATALOGUES, command, say
from bot.texts.commands import NAMES
from corpus.refusals import SENTENCES

TICKED = re.compile(r"`/([^`]+)`")
BARE = re.compile(r"`/")
NOUN = re.compile(r"\{\w+\} (?:seconds?|minutes?|days?|questions?|articles?|passages?|words?|people|pages?|times)\b")
NOM = re.compile(r"\{\w+\} (?:secondes?|minutes?|jours?|questions?|articles?|passages?|mots?|personnes?|pages?|fois)\b")


@pytest.mark.parametrize(
    ("language", "seconds", "said"),
    [
        ("en", 0, "in 0 seconds."),
        ("en", 1, "in 1 second."),
        ("en", 2, "in 2 seconds."),
        ("fr", 0, "dans 0 seconde."),
        ("fr", 1, "dans 1 seconde."),
        ("fr", "1,5", "dans 1,5 seconde."),
        ("fr", 2, "dans 2 secondes."),
        ("fr", "1 000", "dans 1 000 secondes."),
    ],
)
def test_a_noun_follows_its_number(language, seconds, said):
    """One in English; all below two in French."""
    assert say(language, "discord.too_fast", seconds=seconds).endswith(said)


@pytest.mark.parametrize(("language", "counted"), [("en", NOUN), ("fr", NOM)])
def test_no_noun_stands_behind_a_number_in_one_form_alone(language, counted):
    """Each such place names both forms."""
    assert {key: found for key, text in CATALOGUES[language].items() if (found := counted.findall(text))} == {}


@pytest.mark.parametrize("language", list(CATALOGUES))
def test_no_sentence_spells_a_command_out(language):
    """It names it, so that it is called as a reader's client shows it."""
    assert [key for key, text in CATALOGUES[language].items() if BARE.search(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_command_is_called_as_each_language_calls_it(name):
    """In English by its name; in French by its French one."""
    assert command("en", name) == f"/{name}"
    assert re.fullmatch(r"/[a-zàâçéèêëîïôûùü-]+(?: [a-zàâçéèêëîïôûùü-]+)?", command("fr", name))


def test_a_french_sentence_names_french_commands():
    """Groups and subcommands too."""
    said = say("fr", "discord.index.test_none")
    assert TICKED.findall(said) == ["index témoin-ajouter"]
    assert TICKED.findall(say("fr", "discord.settings.many_collections", most=25)) == ["réglages changer"]
    assert TICKED.findall(say("fr", "discord.no_index")) == ["reconstruire-index"]
    assert TICKED.findall(say("en", "discord.index.test_none")) == ["index golden-add"]


@pytest.mark.parametrize("language", list(CATALOGUES))
def test_a_refusal_of_an_article_goes_on_to_what_can_be_done(language):
    """A second sentence behind what is wrong; where the limit is in it, the way below it."""
    refused = {key: text for key, text in CATALOGUES[language].items() if key.startswith("discord.refused.")}
    assert [key for key, text in refused.items() if not re.search(r"[.)?] [A-ZÀ-Ý`]", text)] == []


def test_a_refusal_at_the_terminal_goes_on_to_what_can_be_done():
    """Behind a semicolon; what was wrong with a file's content brings its own words."""
    told = {reason: sentence for reason, sentence in SENTENCES.items() if reason not in ("format", "unreadable")}
    assert [reason for reason, sentence in told.items() if "; " not in sentence] == []
