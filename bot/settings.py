"""Settings: from the command line, the environment and a `.env` file, in that order, read once.

The only door to the environment, apart from a guess of the folders before this is loaded (`bot.ahead`). Every name
starts with `SOURCIER_`, except `DISCORD_TOKEN`, which every Discord library calls so. An empty value counts as none. A
wrong value is named with what was expected; a secret is never shown.
"""

from __future__ import annotations

import io
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from platformdirs import user_data_path
from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.article import LANGUAGES, Language

PREFIX = "SOURCIER_"
ENV_FILE = ".env"
SECRETS = frozenset(
    {"discord_token", "chat_api_key", "state"}
)  # never shown, nor is a value with an @, such as a password's

SECRET_ENDINGS = ("_API_KEY", "_TOKEN", "_SECRET", "_PASSWORD")  # of other programs' variables that hold one

OTHER_BOTS_TOKENS = ("DISCORDBOTTOKEN", "BOTTOKEN")  # how other bots call theirs, by the letters alone
ONE_LETTER_OFF = 0.9  # DISCORD_TOKN is 0.96 like DISCORD_TOKEN, DISCORD_TOKEN_FILE 0.86

LONGEST_SHOWN = 200  # characters of a wrong value in the sentence about it

LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["text", "json"]


class SettingsError(Exception):
    """One or more settings are wrong; a sentence for each, with the name, the value and what was expected."""


def shipped_corpus() -> Path:
    """Return the folder of the articles that come with Sourcier."""
    import corpus

    return Path(corpus.__file__).parent / "articles"


def user_data() -> Path:
    """Return the platform's folder for a user's data, which need not exist yet."""
    return user_data_path("sourcier", appauthor=False)


def _folder(value: object) -> object:
    """Turn `~` into the home folder; refuse the empty path, which would silently mean the working directory."""
    if isinstance(value, str | Path):
        if not str(value).strip() or "\0" in str(value):
            msg = "not a path"
            raise ValueError(msg)
        try:
            return Path(value).expanduser()
        except RuntimeError as error:  # "~nobody", or no home folder
            msg = "no such home folder"
            raise ValueError(msg) from error
    return value


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _token(value: object) -> object:
    """Strip spaces and quotes around a token; only spaces are no token. Refuse what no HTTP header can carry."""
    text = value.get_secret_value() if isinstance(value, SecretStr) else value
    if not isinstance(text, str):
        return value
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":  # `docker run --env-file` hands quotes on
        text = text[1:-1].strip()
    if not (text.isascii() and text.isprintable()) or " " in text:
        msg = "no token"
        raise ValueError(msg)
    return text or None


def _web_address(value: object) -> object:
    """Strip the address of a server; refuse what is none, and one with a password in it, which logs would show."""
    if not isinstance(value, str):
        return value
    address = value.strip().rstrip("/")
    parts = urlsplit(address)
    spaced = any(character.isspace() or not character.isprintable() for character in address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0 or spaced or "@" in parts.netloc:
        msg = "no web address"
        raise ValueError(msg)
    return address


def _shipped_name(value: object) -> object:
    """Take `Static` for `static`, which is no model of a hub either; other models' names are as they are written."""
    return value.strip().lower() if isinstance(value, str) and value.strip().lower() == "static" else value


Folder = Annotated[Path, BeforeValidator(_folder)]


def _setting(meaning: str, *, wanted: str, shown_default: str | None = None, **rest: Any) -> Any:  # noqa: ANN401 - as pydantic's own Field, which this wraps
    """Return a field with its meaning and what it wants, for the README's table and for error sentences."""
    return Field(description=meaning, json_schema_extra={"wanted": wanted, "shown_default": shown_default}, **rest)


def _database(value: object) -> object:
    """Refuse what is no address of a database that the state can live in."""
    text = value.get_secret_value() if isinstance(value, SecretStr) else value
    if not isinstance(text, str):
        return value
    if not text.strip().startswith(("sqlite:///", "postgresql://", "postgres://")):
        msg = "no address of a database"
        raise ValueError(msg)
    return text.strip()


def _days(what: str, default: int) -> Any:  # noqa: ANN401 - as `_setting`
    """Return a field for how long something is kept."""
    return _setting(
        f"For how many days the Discord bot keeps {what}.",
        wanted="a whole number of days from 1 to 3650",
        default=default,
        ge=1,
        le=3650,
    )


class Settings(BaseSettings):
    """What a host can choose. Frozen: whoever wants other settings makes others."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        str_strip_whitespace=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    discord_token: Annotated[SecretStr | None, BeforeValidator(_token)] = _setting(
        "The Discord bot's token; only `sourcier run` needs it.",
        wanted="the token from the bot's page in Discord's developer portal",
        default=None,
        validation_alias="DISCORD_TOKEN",
    )
    corpus: Folder = _setting(
        "The folder of articles that questions are answered from.",
        wanted="the path of a folder",
        shown_default="the shipped articles",
        default_factory=shipped_corpus,
    )
    data_dir: Folder = _setting(
        "Where built indexes, servers' own articles, what the bot remembers and the log lie.",
        wanted="the path of a folder that may be written",
        shown_default="the user's data folder",
        default_factory=user_data,
    )
    encoder: Annotated[str, BeforeValidator(_shipped_name)] = _setting(
        "What turns text into vectors: `static` for the shipped model, else a folder or name of a "
        "sentence-transformers model. Another encoder needs `sourcier rebuild-index`.",
        wanted="`static`, or a folder or name of a sentence-transformers model",
        default="static",
        min_length=1,
    )
    encoder_batch_size: int = _setting(
        "How many texts a sentence-transformers model computes at once.",
        wanted="a whole number from 1 to 4096",
        default=32,
        ge=1,
        le=4096,
    )
    encoder_device: Annotated[str | None, BeforeValidator(_lower)] = _setting(
        "Where a sentence-transformers model runs: `cpu`, `cuda`, `cuda:1`, `mps`. Several GPUs share a large build, "
        "unless one is named.",
        wanted="a torch device such as `cpu`, `cuda`, `cuda:1` or `mps`",
        shown_default="the best there is",
        default=None,
        pattern=r"^[a-z]+(:\d+)?$",
    )
    reranker: str | None = _setting(
        "A sentence-transformers cross-encoder, by folder or name, that reads the best passages and orders them anew.",
        wanted="a folder or name of a sentence-transformers cross-encoder",
        shown_default="none",
        default=None,
        min_length=1,
    )
    rerank_depth: int = _setting(
        "How many passages the reranker reads of each question.",
        wanted="a whole number from 1 to 100",
        default=20,
        ge=1,
        le=100,
    )
    allow_download: bool = _setting(
        "Whether a model that is not on this machine may be downloaded from its hub.",
        wanted="`true` or `false`",
        default=False,
    )
    chat_model: str | None = _setting(
        "A chat model that writes answers from the passages found, as `provider:model`: `openai:…`, `anthropic:…`, "
        "`ollama:…`, or another provider that LangChain knows.",
        wanted="`provider:model`, such as `openai:gpt-4.1-mini` or `ollama:qwen3`",
        shown_default="none",
        default=None,
        pattern=r"^\s*[\w-]+\s*:\s*\S.*$",
        max_length=200,
    )
    chat_base_url: Annotated[str | None, BeforeValidator(_web_address)] = _setting(
        "The address of the chat model's server, for one that speaks a provider's protocol: with `openai:…`, any "
        "OpenAI-compatible server.",
        wanted="the address of a server, such as `http://localhost:8080/v1`, without a user or a password in it",
        shown_default="the provider's own",
        default=None,
    )
    chat_api_key: Annotated[SecretStr | None, BeforeValidator(_token)] = _setting(
        "The key for the chat model. A server of your own may need none.",
        wanted="the key that the provider gave you",
        default=None,
    )
    chat_timeout_s: float = _setting(
        "How many seconds the chat model may take for a message, all its questions and tries together.",
        wanted="a number of seconds from 1 to 300",
        default=30,
        ge=1,
        le=300,
    )
    chat_max_tokens: int = _setting(
        "How many tokens the chat model may write for a question.",
        wanted="a whole number from 64 to 8192",
        default=1000,
        ge=64,
        le=8192,
    )
    chat_retries: int = _setting(
        "How often a call of the chat model is tried again where it may help, within that time.",
        wanted="a whole number from 0 to 5",
        default=2,
        ge=0,
        le=5,
    )
    guild_id: int | None = _setting(
        "A Discord server's id: commands appear there at once, and only there. Without it they appear everywhere.",
        wanted="the number that Discord's “Copy Server ID” gives",
        shown_default="none",
        default=None,
        gt=0,
        lt=2**63,
    )
    answer_threads: int = _setting(
        "How many questions the Discord bot works on at the same time.",
        wanted="a whole number from 1 to 64",
        default=4,
        ge=1,
        le=64,
    )
    search_processes: int | None = _setting(
        "How many processes search beside the bot's own where questions come at once; each takes some 100 MB.",
        wanted="a whole number from 0 to 64",
        shown_default="from 100,000 passages on one for each further processor, at most 3; else 0",
        default=None,
        ge=0,
        le=64,
    )
    asks_per_minute: int = _setting(
        "How many questions one person may ask in a minute, in all servers together.",
        wanted="a whole number from 1 to 1000",
        default=40,
        ge=1,
        le=1000,
    )
    server_articles: int = _setting(
        "How many articles of its own a Discord server may add.",
        wanted="a whole number from 1 to 10000",
        default=200,
        ge=1,
        le=10_000,
    )
    server_mb: int = _setting(
        "How many megabytes the articles of one Discord server may take together.",
        wanted="a whole number from 1 to 10000",
        default=50,
        ge=1,
        le=10_000,
    )
    keep_versions: int = _setting(
        "How many indexes stay on disk: the one in use, and those before it to go back to or fall back on.",
        wanted="a whole number from 1 to 100",
        default=3,
        ge=1,
        le=100,
    )
    state: Annotated[SecretStr | None, BeforeValidator(_database)] = _setting(
        "Where the Discord bot keeps servers' settings, answers for their buttons, and feedback: `sqlite:///path` or "
        "`postgresql://user:password@host/name`.",
        wanted="`sqlite:///path` or `postgresql://user:password@host/name`",
        shown_default="a file in the data folder",
        default=None,
    )
    keep_answers_days: int = _days("answers, so that their buttons work and follow-ups are understood", 30)
    keep_feedback_days: int = _days("what people said of answers", 365)
    keep_gaps_days: int = _days("questions that found no answer, or an unsure one", 180)
    keep_counts_days: int = _days("how much was asked on which day", 400)
    keep_audit_days: int = _days("who managed what, and rebuilds", 400)
    keep_left_servers_days: int = _days("what belongs to a server that it was removed from, its own articles too", 30)
    log_level: Annotated[LogLevel, BeforeValidator(_lower)] = _setting(
        "How much the log tells: `debug`, `info`, `warning` or `error`.",
        wanted="`debug`, `info`, `warning` or `error`",
        default="info",
    )
    log_format: Annotated[LogFormat, BeforeValidator(_lower)] = _setting(
        "How the log is written: `text` for people, `json` for programs, one object a line.",
        wanted="`text` or `json`",
        default="text",
    )
    metrics_port: int | None = _setting(
        "The port, on this machine alone, where `sourcier run` serves `/metrics` for Prometheus and `/health`.",
        wanted="the number of a free port, from 1 to 65535",
        shown_default="none",
        default=None,
        ge=1,
        le=65535,
    )


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One line of a table of settings: the variable's name, its default as people read it, what it means."""

    name: str
    default: str
    meaning: str


def settings_table() -> Iterator[SettingRow]:
    """Yield every setting in order, for the table in README."""
    for field, info in Settings.model_fields.items():
        shown = _extra(field).get("shown_default")
        default = str(shown) if shown else _spoken(info.default)
        yield SettingRow(variable(field), default, info.description or "")


def variable(field: str) -> str:
    """Return the name of a field's environment variable."""
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else f"{PREFIX}{field.upper()}"


def terminal_language() -> Language | None:
    """Return French or English where the locale of the environment is one of them; None for others and for "C"."""
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    spoken = re.split(r"[_.@]", locale, maxsplit=1)[0]
    return next((language for language in LANGUAGES if language == spoken), None)


def calm_threads() -> None:
    """Have numpy multiply on one core, unless the environment says otherwise; call it before numpy is loaded.

    What a question multiplies is small: waking a second thread takes longer (1.3 to 1.5 times as long for the shipped
    questions, by `sourcier evaluate answers` with OPENBLAS_NUM_THREADS=1 and without, on two cores).
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def load_settings(**overrides: object) -> Settings:
    """Return the settings; an override that is None counts as not given.

    Raises:
        SettingsError: a value is wrong, or `.env` cannot be read.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        with _calm_parser():
            return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        sentences = (_sentence(field, found, given) for field, found in _wrong(error))
        raise SettingsError("\n".join(dict.fromkeys(sentences))) from None  # the chain would show secrets
    except OSError as error:
        msg = f"{ENV_FILE} cannot be read: {error.strerror or error}; mend its permissions or move it away"
        raise SettingsError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{ENV_FILE} is not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise SettingsError(msg) from None


@dataclass(frozen=True, slots=True)
class Reading:
    """Settings as far as they can be read, for looking at what is wrong: a wrong value counts as not given.

    `wrong` has a sentence for each such value, `env_file_problem` why `.env` could not be read. `in_env_file` are the
    names that it sets, `hidden` those among them to which the environment gives another value, which goes first.
    """

    settings: Settings
    wrong: tuple[str, ...] = ()
    env_file_problem: str | None = None
    in_env_file: frozenset[str] = frozenset()
    hidden: tuple[str, ...] = ()


def read_what_can_be(**overrides: object) -> Reading:
    """Return the settings however broken they are; an override that is None counts as not given."""
    given = {name: value for name, value in overrides.items() if value is not None}
    problem = None
    try:
        held = _env_file()
    except OSError as error:
        held, problem = {}, error.strerror or type(error).__name__
    except UnicodeDecodeError as error:
        held, problem = {}, f"it is not UTF-8 text (byte {error.start})"
    env_file = None if problem else ENV_FILE
    sentences: list[str] = []
    values: dict[str, Any] = dict(given)
    while True:
        try:
            with _calm_parser():
                settings = Settings(_env_file=env_file, **values)  # type: ignore[call-arg]
            break
        except ValidationError as error:  # once more, with the defaults in the place of what is wrong
            for field, found in _wrong(error):
                sentences.append(_sentence(field, found, given))
                values[field] = Settings.model_fields[field].get_default(call_default_factory=True)
    hidden = tuple(sorted(name for name, value in held.items() if value and os.environ.get(name, value) != value))
    return Reading(settings, tuple(dict.fromkeys(sentences)), problem, frozenset(held), hidden)


def _wrong(error: ValidationError) -> Iterator[tuple[str, object]]:
    """Yield each field with a wrong value, and that value."""
    fields = {variable(name): name for name in Settings.model_fields}
    for wrong in error.errors(include_url=False):
        name = str(wrong["loc"][0]) if wrong["loc"] else ""
        yield fields.get(name, name), wrong.get("input")


def secret_values(settings: Settings) -> frozenset[str]:
    """Return every token and key that this process knows: of the settings, and of the environment by their names."""
    held = (getattr(settings, field) for field in SECRETS)
    ours = {value.get_secret_value() for value in held if isinstance(value, SecretStr)}
    theirs = {value for name, value in os.environ.items() if name.upper().endswith(SECRET_ENDINGS)}
    inside = {urlsplit(value).password or "" for value in ours if "://" in value}  # of the state's address
    return frozenset((ours | theirs | inside) - {""})


def holds_secret(name: str) -> bool:
    """Return whether a variable of this name holds a token or a key."""
    return name.upper() in {variable(field) for field in SECRETS} or name.upper().endswith(SECRET_ENDINGS)


def unknown_names() -> tuple[str, ...]:
    """Return a sentence for each `SOURCIER_…` name that is no setting, with the nearest that is."""
    known = [variable(field) for field in Settings.model_fields]
    read = {*known, *(f"{PREFIX}{field.upper()}" for field in Settings.model_fields)}
    sentences = []
    for name in sorted({*os.environ, *_env_file()}):
        if name.upper().startswith(PREFIX) and name.upper() not in read:
            near = get_close_matches(name.upper(), known, n=1)
            hint = f"; did you mean {near[0]}?" if near else ". The settings are: " + ", ".join(known) + "."
            sentences.append(f"{name} is not a setting of Sourcier{hint}")
    return tuple(sentences)


def mistaken_token() -> str | None:
    """Return a name with a value that looks meant for the bot's token, misspelt or as other bots say; None without."""
    token = variable("discord_token")
    given = {**_env_file(), **os.environ}
    letters = {_letters(name): name for name, value in given.items() if value and name != token}
    misspelt = get_close_matches(_letters(token), letters, n=1, cutoff=ONE_LETTER_OFF)
    named = (*misspelt, *(one for one in OTHER_BOTS_TOKENS if one in letters))
    return letters[named[0]] if named else None


def _letters(name: str) -> str:
    return re.sub(r"[^A-Z]", "", name.upper())


def _env_file() -> dict[str, str | None]:
    """Return what `.env` holds; nothing where there is none. `load_settings` has read it before."""
    with _calm_parser():
        return dotenv_values(ENV_FILE, encoding="utf-8") if Path(ENV_FILE).is_file() else {}


def odd_lines() -> tuple[int, ...]:
    """Return the numbers of the lines of `.env` that set nothing: no comment, no `NAME=value`; none without the file.

    Raises:
        OSError, UnicodeDecodeError: it cannot be read.
    """
    if not Path(ENV_FILE).is_file():
        return ()
    bindings = parse_stream(io.StringIO(Path(ENV_FILE).read_text(encoding="utf-8")))
    return tuple(one.original.line for one in bindings if one.error or (one.key is not None and one.value is None))


def spoken_lines(lines: tuple[int, ...]) -> str:
    """Return numbers of lines in words: `line 3`, `lines 3, 5`."""
    return f"line {lines[0]}" if len(lines) == 1 else f"lines {', '.join(map(str, lines))}"


def odd_lines_told() -> tuple[str, ...]:
    """Return a sentence on the lines of `.env` that set nothing; none where there are none. See `odd_lines`."""
    lines = odd_lines()
    if not lines:
        return ()
    wanted = "write NAME=value, with quotes around a value that holds spaces, or # before a comment"
    return (f"{ENV_FILE}, {spoken_lines(lines)}: not a setting, and passed over; {wanted}",)


@contextmanager
def _calm_parser() -> Iterator[None]:
    """Keep dotenv's own words on such lines out of standard error: `odd_lines_told` has one sentence for all."""

    def is_other(record: logging.LogRecord) -> bool:
        return "could not parse" not in str(record.msg)

    library = logging.getLogger("dotenv.main")
    library.addFilter(is_other)
    try:
        yield
    finally:
        library.removeFilter(is_other)


def _sentence(field: str, found: object, given: dict[str, object]) -> str:
    name = variable(field)
    secret = field in SECRETS or "@" in str(found)
    if field in given:
        name, source = f"--{field.replace('_', '-')}", "on the command line"
    elif name.lower() in {one.lower() for one in os.environ}:
        source = "in the environment"
    else:
        source = f"in {ENV_FILE}"
    if secret:
        return f"{name} {source} cannot be right; wanted {_extra(field)['wanted']}"
    shown = str(found)
    value = repr(shown[:LONGEST_SHOWN] + "…" * (len(shown) > LONGEST_SHOWN))
    return f"{name} is {value} {source}; wanted {_extra(field)['wanted']}"


@cache
def _extra(field: str) -> dict[str, Any]:
    extra = Settings.model_fields[field].json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}


def _spoken(default: object) -> str:
    if default is None:
        return "none"
    return str(default).lower() if isinstance(default, bool) else str(default)
