import logging

import pytest

from bot.settings import (
    Settings,
    SettingsError,
    load_settings,
    mistaken_token,
    odd_lines_told,
    read_what_can_be,
    settings_table,
    terminal_language,
    unknown_names,
    variable,
)

pytestmark = pytest.mark.usefixtures("bare_host")


def test_without_anything_the_shipped_articles_and_encoder_are_used():
    settings = load_settings()
    assert (settings.corpus.name, settings.corpus.parent.name) == ("articles", "corpus")
    assert (settings.encoder, settings.allow_download, settings.discord_token) == ("static", False, None)


def test_the_command_line_outranks_the_environment_which_outranks_the_file(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("SOURCIER_ANSWER_THREADS=2\nSOURCIER_LOG_LEVEL=error\nSOURCIER_ENCODER=a\n")
    monkeypatch.setenv("SOURCIER_LOG_LEVEL", "debug")
    monkeypatch.setenv("SOURCIER_ENCODER", "b")
    settings = load_settings(encoder="c", corpus=None)
    assert (settings.answer_threads, settings.log_level, settings.encoder) == (2, "debug", "c")


def test_an_empty_value_counts_as_none(monkeypatch):
    monkeypatch.setenv("SOURCIER_GUILD_ID", "")
    monkeypatch.setenv("DISCORD_TOKEN", "   ")
    settings = load_settings()
    assert (settings.guild_id, settings.discord_token) == (None, None)


def test_spaces_around_a_name_are_no_part_of_it(monkeypatch):
    monkeypatch.setenv("SOURCIER_ENCODER", " static ")
    monkeypatch.setenv("SOURCIER_CHAT_MODEL", "ollama:qwen3\t")
    settings = load_settings()
    assert (settings.encoder, settings.chat_model) == ("static", "ollama:qwen3")


def test_only_spaces_name_no_model(monkeypatch):
    monkeypatch.setenv("SOURCIER_RERANKER", "   ")
    with pytest.raises(SettingsError, match=r"^SOURCIER_RERANKER is '   ' in the environment; wanted a folder or name"):
        load_settings()


@pytest.mark.parametrize(
    ("set_to", "language"),
    [
        ({}, None),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "en_GB@euro"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US.UTF-8", "LC_ALL": "fr_CA"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, None),
        ({"LANG": "de_DE.UTF-8"}, None),
        ({"LANG": "fry"}, None),
    ],
)
def test_the_terminal_speaks_what_its_locale_says(monkeypatch, set_to, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    assert terminal_language() == language


def test_a_tilde_is_the_home_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load_settings(corpus="~/notes").corpus == tmp_path / "notes"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "SOURCIER_ANSWER_THREADS",
            "many",
            "SOURCIER_ANSWER_THREADS is 'many' in the environment; wanted a whole number from 1 to 64",
        ),
        (
            "SOURCIER_ENCODER_BATCH_SIZE",
            "0",
            "SOURCIER_ENCODER_BATCH_SIZE is '0' in the environment; wanted a whole number from 1 to 4096",
        ),
        (
            "SOURCIER_LOG_LEVEL",
            "loud",
            "SOURCIER_LOG_LEVEL is 'loud' in the environment; wanted `debug`, `info`, `warning` or `error`",
        ),
        (
            "SOURCIER_ALLOW_DOWNLOAD",
            "perhaps",
            "SOURCIER_ALLOW_DOWNLOAD is 'perhaps' in the environment; wanted `true` or `false`",
        ),
        (
            "SOURCIER_CHAT_MODEL",
            "gpt-4.1",
            "SOURCIER_CHAT_MODEL is 'gpt-4.1' in the environment; "
            "wanted `provider:model`, such as `openai:gpt-4.1-mini` or `ollama:qwen3`",
        ),
        *(
            (
                "SOURCIER_CHAT_BASE_URL",
                address,
                f"SOURCIER_CHAT_BASE_URL is {address!r} in the environment; wanted the address of a server, such as "
                "`http://localhost:8080/v1`, without a user or a password in it",
            )
            for address in ("localhost:8080", "ftp://x/v1", "http://", "http://x:0", "http://x:99999", "http://a b/v1")
        ),
        (
            "SOURCIER_CHAT_TIMEOUT_S",
            "0",
            "SOURCIER_CHAT_TIMEOUT_S is '0' in the environment; wanted a number of seconds from 1 to 300",
        ),
        (
            "SOURCIER_CHAT_MAX_TOKENS",
            "1e9",
            "SOURCIER_CHAT_MAX_TOKENS is '1e9' in the environment; wanted a whole number from 64 to 8192",
        ),
        (
            "SOURCIER_CHAT_RETRIES",
            "-1",
            "SOURCIER_CHAT_RETRIES is '-1' in the environment; wanted a whole number from 0 to 5",
        ),
        ("SOURCIER_CORPUS", " ", "SOURCIER_CORPUS is ' ' in the environment; wanted the path of a folder"),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert str(caught.value) == sentence


def test_every_wrong_value_is_named_with_where_it_stands(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("SOURCIER_GUILD_ID=here\n")
    monkeypatch.setenv("SOURCIER_ENCODER_DEVICE", "the big one")
    with pytest.raises(SettingsError) as caught:
        load_settings(corpus="")
    assert [line.split(";")[0] for line in str(caught.value).splitlines()] == [
        "--corpus is '' on the command line",
        "SOURCIER_ENCODER_DEVICE is 'the big one' in the environment",
        "SOURCIER_GUILD_ID is 'here' in .env",
    ]


def test_the_token_shows_nowhere(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", " secret-token ")
    settings = load_settings()
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "secret-token"
    assert "secret-token" not in f"{settings!r} {settings} {settings.model_dump()}"


@pytest.mark.parametrize("token", ["secret\nline", "secr\u00e9t", "Bot secret"])
def test_what_can_be_no_token_is_named_without_its_value(token, monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", token)
    with pytest.raises(
        SettingsError, match=r"^DISCORD_TOKEN in the environment cannot be right; wanted the token from"
    ) as caught:
        load_settings()
    assert "secr" not in str(caught.value)


def test_a_chat_model_is_set_by_name_address_and_key(monkeypatch):
    """The slash at the end of an address, which some write, is none of the address."""
    monkeypatch.setenv("SOURCIER_CHAT_MODEL", "openai:m")
    monkeypatch.setenv("SOURCIER_CHAT_BASE_URL", " http://localhost:8080/v1/ ")
    monkeypatch.setenv("SOURCIER_CHAT_API_KEY", " sk-secret ")
    settings = load_settings()
    assert (settings.chat_model, settings.chat_base_url) == ("openai:m", "http://localhost:8080/v1")
    assert settings.chat_api_key is not None
    assert settings.chat_api_key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in f"{settings!r} {settings} {settings.model_dump()}"


@pytest.mark.parametrize(
    ("name", "value"), [("SOURCIER_CHAT_API_KEY", "sk secret"), ("SOURCIER_CHAT_BASE_URL", "http://me:secret@host/v1")]
)
def test_a_wrong_key_and_an_address_with_a_password_are_named_without_their_value(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=rf"^{name} in the environment cannot be right; wanted the ") as caught:
        load_settings()
    assert "secret" not in str(caught.value)


def test_a_wrong_token_is_named_without_its_value():
    with pytest.raises(SettingsError, match="wanted the token from") as caught:
        load_settings(discord_token=b"\xff\xfesecret")
    assert "secret" not in str(caught.value)


def test_a_file_that_is_not_text_is_named(tmp_path):
    (tmp_path / ".env").write_bytes(b"SOURCIER_ENCODER=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"^\.env is not UTF-8 text \(byte 17\)"):
        load_settings()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# a comment\n\nSOURCIER_LOG_LEVEL=error\n", ()),
        ("SOURCIER_LOG_LEVEL=error\nthis is no line\n", (2,)),
        ("SOURCIER_LOG_LEVEL=error\nSOURCIER_ENCODER\nA='open\nB=1\n", (2, 3)),
        ("export SOURCIER_LOG_LEVEL=error\n= x\n", (2,)),
    ],
)
def test_lines_of_the_file_that_set_nothing_are_one_sentence(text, lines, tmp_path, caplog, capfd):
    """With the file and the lines; the library's own words on them reach nobody."""
    (tmp_path / ".env").write_text(text)
    assert load_settings().log_level == "error"
    read_what_can_be()
    unknown_names()
    told = odd_lines_told()
    named = f"line {lines[0]}" if len(lines) == 1 else "lines " + ", ".join(map(str, lines))
    assert [one.partition(": ")[0] for one in told] == ([f".env, {named}"] if lines else [])
    assert caplog.messages == []
    assert capfd.readouterr() == ("", "")


def test_what_else_the_library_logs_is_left_to_it(caplog):
    """Only its complaint on lines is replaced, and only while the file is read."""
    load_settings()
    logging.getLogger("dotenv.main").warning("could not parse that")
    assert caplog.messages == ["could not parse that"]


def test_a_misspelt_name_gets_the_nearest_one(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("SOURCIER_ENCODR=static\n")
    monkeypatch.setenv("SOURCIER_CORPSE", "x")
    assert unknown_names() == (
        "SOURCIER_CORPSE is not a setting of Sourcier; did you mean SOURCIER_CORPUS?",
        "SOURCIER_ENCODR is not a setting of Sourcier; did you mean SOURCIER_ENCODER?",
    )


def test_known_names_in_any_case_are_not_reported(monkeypatch):
    monkeypatch.setenv("sourcier_corpus", "x")
    monkeypatch.setenv("SOURCIER_DATA_DIR", "y")
    assert unknown_names() == ()


@pytest.mark.parametrize("name", ["DISCORD_BOT_TOKEN", "DISCORD_TOKN", "Discord-Token", "DISCORDTOKEN"])
def test_a_token_under_another_name_is_found(tmp_path, name):
    (tmp_path / ".env").write_text(f"{name}=x\nGITHUB_TOKEN=y\nDISCORD_GUILD=1\n")
    assert mistaken_token() == name


def test_other_programs_tokens_are_none_of_the_bots(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "x")
    monkeypatch.setenv("GITHUB_TOKEN", "y")
    assert mistaken_token() is None


@pytest.mark.parametrize("name", ["DISCORD_BOT_OWNER", "DISCORD_BOT_ROLE", "DISCORD_KEY", "DISCORD_WEBHOOK_TOKEN"])
def test_what_else_is_named_of_discord_is_no_token(monkeypatch, name):
    monkeypatch.setenv(name, "x")
    assert mistaken_token() is None
    monkeypatch.setenv("DISCORD_BOT_TOKEN", "y")
    assert mistaken_token() == "DISCORD_BOT_TOKEN"


def test_a_name_without_a_value_is_not_set(monkeypatch, tmp_path):
    monkeypatch.setenv("DISCORD_BOT_TOKEN", "")
    (tmp_path / ".env").write_text("DISCORD_TOKN\nBOT_TOKEN=\n")
    assert mistaken_token() is None


@pytest.mark.parametrize(
    ("written", "read"),
    [("STATIC", "static"), (" Static ", "static"), ("Intfloat/E5", "Intfloat/E5"), ("STATICS", "STATICS")],
)
def test_the_shipped_encoder_is_known_in_any_letters_and_other_models_as_they_are_written(monkeypatch, written, read):
    monkeypatch.setenv("SOURCIER_ENCODER", written)
    assert load_settings().encoder == read


def test_settings_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().encoder = "other"


def test_every_setting_has_a_line_in_the_table_with_default_and_meaning():
    rows = list(settings_table())
    assert [row.name for row in rows] == [variable(field) for field in Settings.model_fields]
    assert all(row.default and row.meaning.endswith(".") for row in rows)
    assert {row.name: row.default for row in rows}["SOURCIER_ANSWER_THREADS"] == "4"


@pytest.mark.parametrize("written", ['"secret-token"', "'secret-token'", ' " secret-token " '])
def test_quotes_around_a_token_are_none_of_it(monkeypatch, written):
    """`docker run --env-file` hands them on."""
    monkeypatch.setenv("DISCORD_TOKEN", written)
    token = load_settings().discord_token
    assert token is not None
    assert token.get_secret_value() == "secret-token"


def test_of_a_very_long_wrong_value_only_the_beginning_is_shown(monkeypatch):
    monkeypatch.setenv("SOURCIER_ANSWER_THREADS", "x" * 3000)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert str(caught.value) == (
        f"SOURCIER_ANSWER_THREADS is '{'x' * 200}…' in the environment; wanted a whole number from 1 to 64"
    )
