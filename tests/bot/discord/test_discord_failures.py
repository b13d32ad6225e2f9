"""Every error has a sentence in both languages, or an incident that tells no question."""

import discord
import pytest
from discord import app_commands

from bot.discord_app.failures import Quiet, RefusedError, Told, explain
from bot.discord_app.thinking import TooBusyError
from bot.rebuilding import NoFolderError, RebuildError
from index.errors import EncoderError, IncompatibleIndexError, IndexBusyError, NoIndexError


class Response:
    """As much of an HTTP response as discord.py's errors look at."""

    reason = "so"

    def __init__(self, status):
        self.status = status


@pytest.mark.parametrize(
    ("error", "english", "french"),
    [
        (
            RefusedError("discord.rebuild.busy"),
            "The index is being rebuilt already.",
            "Une reconstruction est déjà en cours",
        ),
        (IndexBusyError("/srv"), "The index is being rebuilt", "Une reconstruction est déjà en cours"),
        (TooBusyError(), "So many questions are waiting", "Trop de questions attendent"),
        (NoIndexError("x"), "I have no index of the articles yet.", "Je n’ai pas encore d’index"),
        (IncompatibleIndexError("x"), "My index of the articles cannot be used", "Mon index des articles n’est pas"),
        (app_commands.MissingPermissions(["manage_guild"]), "Only people who may manage", "Seules les personnes"),
        (app_commands.NoPrivateMessage(), "That works only in a server", "Cela ne marche que sur un serveur"),
        (app_commands.CommandNotFound("old", []), "This command has changed", "Cette commande a changé"),
        (NoFolderError("/srv"), "The rebuild failed: the folder", "La reconstruction a échoué\u00a0: le dossier"),
        (RebuildError("/srv"), "The rebuild failed.", "La reconstruction a échoué."),
        (EncoderError("/srv"), "Something went wrong on my side", "Un problème est survenu de mon côté"),
        (KeyError("/srv"), "Something went wrong on my side", "Un problème est survenu de mon côté"),
    ],
)
def test_each_error_has_its_sentence(error, english, french):
    """In the person's language, without the exception's own text."""
    for language, beginning in (("en", english), ("fr", french)):
        told = explain(error, language, "/x")
        assert isinstance(told, Told)
        assert told.sentence.startswith(beginning)
        assert "/srv" not in told.sentence


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (discord.NotFound(Response(404), {"code": 10062, "message": "Unknown interaction"}), "(10062)"),
        (discord.NotFound(Response(404), {"code": 10008, "message": "Unknown Message"}), "(10008)"),
        (discord.HTTPException(Response(401), {"code": 50027, "message": "Invalid Webhook Token"}), "(50027)"),
        (discord.Forbidden(Response(403), {"code": 50013, "message": "Missing Permissions"}), "(50013)"),
        (
            discord.HTTPException(
                Response(400),
                {
                    "code": 50035,
                    "message": "Invalid Form Body",
                    "errors": {"message_reference": {"_errors": [{"code": "X", "message": "Unknown message"}]}},
                },
            ),
            "(50035)",
        ),
    ],
)
def test_what_has_gone_is_no_incident(error, why, caplog):
    """Nobody is left to tell."""
    quiet = explain(error, "en", "/x")
    assert isinstance(quiet, Quiet)
    assert quiet.why.endswith(why)
    assert caplog.text == ""


def test_an_invalid_form_of_ours_is_an_incident(caplog):
    """It is a bug, and must not pass for a deleted message."""
    error = discord.HTTPException(
        Response(400),
        {
            "code": 50035,
            "message": "Invalid Form Body",
            "errors": {"content": {"_errors": [{"code": "X", "message": "long"}]}},
        },
    )
    assert isinstance(explain(error, "en", "/x"), Told)
    assert "Invalid Form Body" in caplog.text


def test_an_incident_is_logged_with_its_causes(caplog):
    """Oldest first; messages that may hold a question are left out, those of the house's errors are kept."""
    try:
        try:
            {}["my secret question"]
        except KeyError as cause:
            raise EncoderError("the encoder broke") from cause
    except EncoderError as error:
        told = explain(error, "en", "/ask")
    assert isinstance(told, Told)
    incident = told.sentence.split("`")[1]
    (record,) = caplog.records
    assert record.message.startswith(f"incident {incident} in /ask\nTraceback (most recent call last):\n")
    assert "KeyError (its message may hold a question and is left out)\n\nwhich led to:\n" in record.message
    assert record.message.endswith("EncoderError: the encoder broke")
    assert "secret question" not in record.message.replace('{}["my secret question"]', "")
