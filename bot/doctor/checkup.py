"""All checks of an installation, in the order in which a remedy helps: the machine first, Discord last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import distributions
from pathlib import Path

import bot
from bot.doctor import articles, configuration, machine, packages, storage, token
from bot.doctor.finding import Check, Finding, broken, fine, warning
from bot.settings import Reading, Settings, mistaken_token, unknown_names

SET_STATE = "See that this database can be used, or name another with SOURCIER_STATE."
OURS = Path(bot.__file__).parent
SHIPPED_FILES = ("/models/", "corpus/articles/", "questions.jsonl")


def checkup(reading: Reading, *, online: bool = False) -> list[Check]:
    """Return the checks for these settings; with `online` also those that reach the network."""
    settings = reading.settings
    checks = [
        Check("Python", machine.python),
        Check("packages", lambda: packages.packages(_wanted())),
        Check("shipped files", lambda: packages.installed_files(packages.own_distribution(), SHIPPED_FILES)),
        Check("PyTorch", lambda: machine.torch_build(_card_packages(), machine.has_card())),
        Check("memory", lambda: machine.memory(*machine.memory_bytes())),
        Check("clock", lambda: machine.clock(datetime.now(UTC), machine.installed_at(OURS))),
        Check(".env", lambda: configuration.env_file(reading)),
        Check("settings", lambda: _configuration(reading)),
        Check("token", lambda: _token(reading)),
        Check("articles", lambda: _articles(settings)),
        Check("data folder", lambda: _storage(settings)),
        Check("shipped models", _shipped),
        Check("chosen models", lambda: _chosen(settings)),
        Check("index", lambda: _index(settings)),
        Check("chat model", lambda: _chat(settings)),
        Check("metrics", lambda: machine.metrics_port(settings.metrics_port)),
        Check("state", lambda: _state(settings)),
    ]
    if online:
        checks += [Check("Discord", lambda: _discord(settings)), Check("chat model", lambda: _chat_answers(settings))]
    return checks


def _state(settings: Settings) -> Iterator[Finding]:
    """Look at the database in which the bot remembers, without changing it."""
    from bot.state.checking import check_state
    from bot.wiring import state_address

    problems = check_state(state_address(settings))
    for one in problems:
        kind = f"state-{one.kind.replace('_', '-')}"
        found, _, remedy = one.sentence.partition("; ")
        if one.kind == "not_made":  # as it is before the first start
            yield fine(kind, one.sentence)
        else:
            helps = f"{remedy[:1].upper()}{remedy[1:].removesuffix('.')}." if remedy else SET_STATE
            yield (broken if one.fatal else warning)(kind, f"{found}.", helps)
    if not problems:
        yield fine("state", "The bot's state can be opened and written")


def _state_file(settings: Settings) -> Path | None:
    """Return the file in which the bot remembers; None where it is in none, or the address names none."""
    from bot.state.address import read_address
    from bot.state.errors import StateError
    from bot.wiring import state_address

    try:
        return read_address(state_address(settings)).file
    except StateError:
        return None


def examine(checks: Iterable[Check]) -> Iterator[Finding]:
    """Yield what each check finds; one that cannot look says why, and the others go on."""
    for check in checks:
        try:
            yield from check.look()
        except ImportError as error:
            yield broken(
                "package-unusable",
                f"What is about {check.subject} cannot be looked at: {error}.",
                packages.REINSTALL,
            )
        except OSError as error:
            yield broken(
                "unreadable",
                f"What is about {check.subject} cannot be looked at: {error.filename or 'a file'}: "
                f"{error.strerror or type(error).__name__}.",
                "Let Sourcier's user read it.",
            )


def _wanted() -> dict[str, str | None]:
    return dict(packages.wanted_versions(OURS.parent / packages.LOCK, packages.own_requirements()))


def _card_packages() -> int:
    return sum(1 for one in distributions() if (one.metadata["Name"] or "").lower().startswith("nvidia-"))


def _configuration(reading: Reading) -> Iterator[Finding]:
    yield from configuration.values(reading)
    if reading.env_file_problem is None:
        yield from configuration.names(unknown_names())
    yield from configuration.guild(reading.settings.guild_id)


def _token(reading: Reading) -> Iterator[Finding]:
    held = reading.settings.discord_token
    if held is not None or not any("DISCORD_TOKEN" in sentence for sentence in reading.wrong):
        otherwise = mistaken_token() if reading.env_file_problem is None else None
        yield from token.token(held.get_secret_value() if held is not None else None, otherwise)


def _articles(settings: Settings) -> Iterator[Finding]:
    from bot.places import shared_root

    root = shared_root(settings)
    yield from articles.articles(root.folder, root.without)


def _storage(settings: Settings) -> Iterator[Finding]:
    from bot.places import named_servers_folder, other_stores, unread_servers_folders
    from bot.terminal.failures import LOG_NAME

    folder = settings.data_dir
    yield from storage.data_folder(folder, settings.corpus)
    yield from storage.unread_servers(unread_servers_folders(settings), named_servers_folder(settings))
    yield from storage.other_indexes(other_stores(settings))
    yield from storage.room(storage.room_for(folder), folder)
    yield from storage.disk(folder, storage.file_system(folder))
    yield from storage.log_file(folder / LOG_NAME)
    yield from storage.open_to_others(folder, _state_file(settings))


def _shipped() -> Iterator[Finding]:
    from bot.doctor import models

    yield from models.shipped(models.shipped_places())


def _chosen(settings: Settings) -> Iterator[Finding]:
    from bot.doctor import models

    yield from models.chosen(settings)


def _index(settings: Settings) -> Iterator[Finding]:
    from bot.doctor import built, models
    from bot.wiring import corpus_roots, store_folder
    from corpus.scanning import survey_roots
    from index.keeping.snapshot import Store

    yield from built.index(
        Store(store_folder(settings)),
        settings.corpus,
        lambda: models.load_chosen_encoder(settings),
        lambda: survey_roots(corpus_roots(settings)),
        datetime.now(UTC),
    )


def _chat(settings: Settings) -> Iterator[Finding]:
    if settings.chat_model is None:
        return
    from bot.doctor import chat  # loads LangChain

    yield from chat.chat(settings)


def _chat_answers(settings: Settings) -> Iterator[Finding]:
    if settings.chat_model is None:
        return
    from bot.doctor import chat

    yield from chat.chat_answers(settings)


def _discord(settings: Settings) -> Iterator[Finding]:
    import asyncio

    from bot.discord_app.probing import visit
    from bot.doctor import online

    if settings.discord_token is not None:
        came = asyncio.run(visit(settings.discord_token.get_secret_value(), settings.guild_id))
        yield from online.discord(came, settings.guild_id)
