"""Each way in which an installation can be broken is found by its name, with its remedy, and nothing else is."""

import errno
import io
import json
import os
import shutil
import socket
from datetime import UTC, datetime, timedelta
from importlib.metadata import Distribution

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.doctor import articles, built, checkup, configuration, machine, models, packages, storage
from bot.doctor.storage import Room
from bot.doctor.token import token
from bot.places import USED_BY, named_servers_folder
from bot.settings import load_settings, read_what_can_be
from bot.wiring import CorpusParts
from corpus.scanning import Root, survey_roots
from index.builds.building import build_index
from index.encoders import load_encoder
from index.keeping.sealed import read_sealed, sealed
from index.keeping.snapshot import MANIFEST, Store
from tests.conftest import NOBODY

SETUP_TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.not-one"  # noqa: S105 - not one


def only(findings, state="broken"):
    """Return the one finding that is not in order; assert that it is in `state`."""
    (found,) = [one for one in findings if one.state != "ok"]
    assert found.state == state
    return found


def troubles(found):
    return {kind: finding.state for kind, finding in found.items() if finding.state != "ok"}


def test_servers_articles_that_nothing_reads_are_named(host, diagnose):
    """Those of a corpus folder that was moved are read; not those of which nobody knows whose they are."""
    servers = host / "data" / "servers"
    (servers / "old-12345678" / "7").mkdir(parents=True)
    (servers / "old-12345678" / USED_BY).write_bytes(b"/gone/old\0")
    assert "servers-unread" not in diagnose()
    (servers / "older-12345678" / "7").mkdir(parents=True)
    found = diagnose()["servers-unread"]
    assert found.state == "warning"
    assert str(servers / "older-12345678") in found.found
    assert str(named_servers_folder(load_settings())) in found.remedy


def test_indexes_that_this_corpus_does_not_use_are_named(host, diagnose, store):
    """With what they take: nothing prunes them. The one in use is none of them."""
    assert "index-other" not in diagnose()
    other = store.folder.with_name("old-12345678")
    (other / "snapshots").mkdir(parents=True)
    (other / "writer.lock").touch()
    assert "index-other" not in diagnose()  # nothing was ever written there
    (other / "texts").write_bytes(bytes(2_500_000))
    found = diagnose()["index-other"]
    assert (found.state, found.remedy) == ("note", "Where nothing uses them any more, delete that folder.")
    assert found.found.startswith(f"{other} (2.4 MiB) holds indexes of another corpus")


def test_an_installation_in_order_has_no_trouble(host, diagnose):
    """What is looked at is said, too."""
    found = diagnose()
    for kind in ("package-version", "torch-for-cards"):  # the environment of the tests need not be the lock file's
        found.pop(kind, None)
    assert troubles(found) == {}
    assert {"python", "packages", "settings", "token", "corpus", "data", "disk", "shipped", "index"} <= set(found)


@pytest.fixture
def articles_of():
    """Return a function that builds an index in a folder, and gives its store."""

    def build(folder):
        (folder / "a.md").write_text("# GPS\n\nThe GPS has 31 satellites in orbit.\n", encoding="utf-8")
        build_index(folder, folder / "store", load_encoder())
        return Store(folder / "store")

    return build


# The machine


@pytest.mark.parametrize(("version", "kind"), [((3, 10, 4), "python-old"), ((3, 14, 0), "python-new")])
def test_a_python_that_is_too_old_or_too_new(version, kind):
    """With how to name another."""
    found = only(machine.python(version))
    assert found.kind == kind
    assert found.found == f"This is Python 3.{version[1]}.{version[2]}; Sourcier needs 3.11, 3.12 or 3.13."
    assert "make PYTHON=python3.13 ask" in found.remedy


def test_little_memory():
    """The bot starts, and is ended at the first rebuild."""
    found = only(machine.memory(512_000_000, 400_000_000), "warning")
    assert found.kind == "memory-little"
    assert found.found.startswith("512 MB of memory, 400 MB of it free")
    assert "add swap" in found.remedy


def test_memory_that_is_taken():
    """By other programs."""
    found = only(machine.memory(4_000_000_000, 100_000_000), "warning")
    assert (found.kind, "ps aux" in found.remedy) == ("memory-taken", True)


def test_memory_is_what_the_container_may_use(tmp_path):
    """The machine's own may be much more."""
    facts, limit = tmp_path / "meminfo", tmp_path / "memory.max"
    facts.write_text("MemTotal: 8000000 kB\nMemFree: 1 kB\nMemAvailable: 4000000 kB\n", encoding="ascii")
    assert machine.memory_bytes(facts, limit) == (8_192_000_000, 4_096_000_000)
    limit.write_text("max\n", encoding="ascii")
    assert machine.memory_bytes(facts, limit) == (8_192_000_000, 4_096_000_000)
    limit.write_text("512000000\n", encoding="ascii")
    assert machine.memory_bytes(facts, limit) == (512_000_000, 512_000_000)


@pytest.mark.parametrize(("taken", "left"), [(400_000_000, 162_000_000), (600_000_000, 0)])
def test_what_a_container_holds_is_not_free(tmp_path, taken, left):
    """Except pages of files, which the system gives back."""
    facts, limit = tmp_path / "meminfo", tmp_path / "memory.max"
    facts.write_text("MemTotal: 8000000 kB\nMemFree: 1 kB\nMemAvailable: 4000000 kB\n", encoding="ascii")
    limit.write_text("512000000\n", encoding="ascii")
    (tmp_path / "memory.current").write_text(f"{taken}\n", encoding="ascii")
    (tmp_path / "memory.stat").write_text("anon 1\ninactive_file 50000000\nactive_file 7\n", encoding="ascii")
    assert machine.memory_bytes(facts, limit) == (512_000_000, left)


def test_a_system_that_says_nothing_of_memory(tmp_path):
    """Nothing is found then, and nothing is wrong."""
    assert list(machine.memory(*machine.memory_bytes(tmp_path / "none", tmp_path / "none"))) == []


def test_a_clock_that_is_behind():
    """Sourcier's own files cannot be from the future."""
    found = only(machine.clock(datetime(1970, 1, 1, 0, 5, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC)))
    assert found.kind == "clock-behind"
    assert found.found.startswith("The clock says 01 January 1970, 00:05 UTC, but Sourcier's own files are from 26 Nov")
    assert "timedatectl set-ntp true" in found.remedy


def test_pytorch_for_cards_without_a_card():
    """Gigabytes for nothing; with a card they are for something."""
    found = only(machine.torch_build(15, card=False), "warning")
    assert (found.kind, "download.pytorch.org/whl/cpu" in found.remedy) == ("torch-for-cards", True)
    assert [one.state for one in machine.torch_build(15, card=True)] == ["ok"]
    assert [one.state for one in machine.torch_build(0, card=False)] == ["ok"]


def test_a_port_in_use(host, diagnose, monkeypatch):
    """A warning: the running bot has it, perhaps."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("SOURCIER_METRICS_PORT", str(other.getsockname()[1]))
        found = diagnose()["metrics-port"]
    assert (found.state, "name a free port" in found.remedy) == ("warning", True)
    assert diagnose()["metrics-port"].state == "ok"


# Packages


def test_a_package_that_is_missing_or_of_another_version(tmp_path):
    """By the lock file; a build's own mark, as of PyTorch for CPUs, is no other version."""
    lock = tmp_path / "requirements.lock"
    lock.write_text("# made\nnumpy==2.4.6\nrich==15.0.0\ntorch==2.13.0\nfaiss-cpu==1.15.1\n", encoding="utf-8")
    held = {"numpy": "2.0.0", "rich": "15.0.0", "torch": "2.13.0+cpu", "faiss-cpu": None}
    missing, other = packages.packages(packages.wanted_versions(lock, []), held.get)
    assert (missing.kind, missing.state, missing.found) == ("package-missing", "broken", "Not installed: faiss-cpu.")
    assert (other.kind, other.state) == ("package-version", "warning")
    assert other.found.endswith(": numpy 2.0.0, wanted 2.4.6.")
    assert "pip install -r requirements.lock ." in missing.remedy
    assert other.remedy == missing.remedy


def test_a_package_for_other_machines_is_not_missing(tmp_path):
    """Neither by the lock file nor by what the package says."""
    here = "numpy==2.4.6 ; python_version >= '3'"
    lines = ["# made", here, "ir-measures==0.4.3 ; sys_platform != 'linux' and sys_platform == 'linux'"]
    lock = tmp_path / "requirements.lock"
    assert packages.wanted_versions(lock, lines) == {"numpy": None}
    lock.write_text("\n".join(lines), encoding="utf-8")
    assert packages.wanted_versions(lock, []) == {"numpy": "2.4.6"}


def test_without_a_lock_file_the_package_says_what_it_needs(tmp_path):
    """An extra's packages are not among that."""
    needs = ["numpy<3,>=2", "discord.py<3,>=2.7.1", "langchain-openai<2,>=1.7; extra == 'openai'"]
    wanted = packages.wanted_versions(tmp_path / "requirements.lock", needs)
    assert wanted == {"numpy": None, "discord.py": None}
    assert only(packages.packages(wanted, {"numpy": "9"}.get)).found == "Not installed: discord.py."


@pytest.fixture
def installed(tmp_path):
    """Sourcier as pip would have installed it: a model, and the record of it."""
    site = tmp_path / "site"
    model = site / "index" / "models" / "ranking.json"
    model.parent.mkdir(parents=True)
    model.write_bytes(b"{}")
    info = site / "sourcier-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.4\nName: sourcier\nVersion: 0.1.0\n", encoding="utf-8")
    digest = packages._digest(model)
    (info / "RECORD").write_text(
        f"index/models/ranking.json,sha256={digest},2\nbot/cli.py,sha256=x,1\n", encoding="utf-8"
    )
    return model, Distribution.at(info)


def test_a_shipped_file_that_has_changed(installed):
    """One flipped byte in a model would only make answers worse."""
    model, ours = installed
    assert [one.state for one in packages.installed_files(ours, ("/models/",))] == ["ok"]
    model.write_bytes(b"{]")
    found = only(packages.installed_files(ours, ("/models/",)))
    assert (found.kind, found.found) == ("installation-changed", "Not as installed: index/models/ranking.json.")
    assert "--force-reinstall" in found.remedy
    model.unlink()
    assert only(packages.installed_files(ours, ("/models/",))).kind == "installation-changed"


def test_a_folder_that_was_never_installed_has_no_record():
    """Nothing is said of it."""
    assert list(packages.installed_files(None, ("/models/",))) == []


# Settings


def test_a_file_of_settings_that_is_not_utf8(host, diagnose):
    """The rest is looked at all the same."""
    (host / ".env").write_bytes("SOURCIER_LOG_LEVEL=débug".encode("latin-1"))
    found = diagnose()["env-unreadable"]
    assert (found.state, "it is not UTF-8 text (byte 20)" in found.found) == ("broken", True)
    assert "Save it as UTF-8" in found.remedy


def test_a_file_of_settings_that_may_not_be_read(ordinary_user, monkeypatch):
    """Such as one that root wrote."""
    path = ordinary_user / ".env"
    path.write_text("SOURCIER_LOG_LEVEL=debug", encoding="utf-8")
    path.chmod(0)
    monkeypatch.chdir(ordinary_user)
    found = only(configuration.env_file(read_what_can_be()))
    assert (found.kind, found.found.endswith("cannot be read: Permission denied.")) == ("env-unreadable", True)
    assert "chmod 600 .env" in found.remedy


def test_a_folder_in_the_place_of_the_file_of_settings(host, diagnose):
    """Docker makes one where a file was to be mounted that is not there."""
    (host / ".env").mkdir()
    assert diagnose()["env-folder"].state == "broken"


def test_a_token_that_everybody_may_read(host, diagnose):
    """Only where there is one inside."""
    path = host / ".env"
    path.write_text(f"DISCORD_TOKEN={SETUP_TOKEN}\n", encoding="utf-8")
    path.chmod(0o644)
    found = diagnose()["env-open"]
    assert (found.state, found.found.endswith("which holds DISCORD_TOKEN.")) == ("warning", True)
    assert "chmod 600 .env" in found.remedy
    path.chmod(0o600)
    assert "env-open" not in diagnose()
    path.write_text("SOURCIER_LOG_LEVEL=info\n", encoding="utf-8")
    path.chmod(0o644)
    assert "env-open" not in diagnose()


def test_a_line_that_is_no_setting(host, diagnose):
    """A token pasted without its name."""
    (host / ".env").write_text(f"# mine\n{SETUP_TOKEN}\nSOURCIER_LOG_LEVEL=info\n", encoding="utf-8")
    found = diagnose()["env-line"]
    assert (found.state, found.found) == ("warning", ".env, line 2: not a setting, and passed over.")
    assert "NAME=value" in found.remedy
    assert SETUP_TOKEN not in found.found
    (host / ".env").write_text(f"{SETUP_TOKEN}\n{SETUP_TOKEN}\n", encoding="utf-8")
    assert diagnose()["env-line"].found == ".env, lines 1, 2: not a setting, and passed over."


def test_a_value_that_the_environment_hides(host, diagnose):
    """A new token in the file does nothing then."""
    (host / ".env").write_text("DISCORD_TOKEN=MTIz.other.one\n", encoding="utf-8")
    found = diagnose()["env-hidden"]
    assert (found.state, "another value than .env to DISCORD_TOKEN" in found.found) == ("warning", True)
    assert found.remedy.startswith("Unset it in the environment")


def test_wrong_values_hide_nothing(host, diagnose, monkeypatch):
    """Each is named, and what they do not concern is looked at."""
    monkeypatch.setenv("SOURCIER_ANSWER_THREADS", "many")
    monkeypatch.setenv("SOURCIER_LOG_LEVEL", "loud")
    found = [one for one in configuration.values(read_what_can_be()) if one.kind == "setting-wrong"]
    assert [one.found for one in found] == [
        "SOURCIER_ANSWER_THREADS is 'many' in the environment; wanted a whole number from 1 to 64.",
        "SOURCIER_LOG_LEVEL is 'loud' in the environment; wanted `debug`, `info`, `warning` or `error`.",
    ]
    assert {one.state for one in found} == {"broken"}
    assert diagnose()["index"].state == "ok"


def test_a_name_that_is_no_setting(host, diagnose, monkeypatch):
    """With the one that was meant."""
    monkeypatch.setenv("SOURCIER_CORPSE", "x")
    found = diagnose()["setting-unknown"]
    assert (found.state, found.found) == ("warning", "SOURCIER_CORPSE is not a setting of Sourcier.")
    assert found.remedy == "Did you mean SOURCIER_CORPUS?"


def test_an_id_too_small_for_a_server(host, diagnose, monkeypatch):
    """A number copied short, or a member count."""
    monkeypatch.setenv("SOURCIER_GUILD_ID", "12345")
    found = diagnose()["guild-id"]
    assert (found.state, "Copy Server ID" in found.remedy) == ("broken", True)


# The token


def test_no_token(host, diagnose, monkeypatch):
    """Where to get one."""
    monkeypatch.delenv("DISCORD_TOKEN")
    found = diagnose()["token-missing"]
    assert (found.state, "choose Bot, then Reset Token" in found.remedy) == ("warning", True)
    assert found.found == "DISCORD_TOKEN is not set: asking in a terminal needs none."
    assert "which is not read" not in found.remedy


def test_a_token_under_another_name(host, diagnose, monkeypatch):
    """As `sourcier run` says it, and never the token itself."""
    monkeypatch.delenv("DISCORD_TOKEN")
    monkeypatch.setenv("DISCORD_BOT_TOKEN", SETUP_TOKEN)
    found = diagnose()["token-missing"]
    assert found.remedy.startswith("DISCORD_BOT_TOKEN is set, which is not read. If that is the bot's token, name it")
    assert "choose Bot, then Reset Token" in found.remedy
    assert SETUP_TOKEN not in found.remedy


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("123456789012345678", "a number, such as an application's id"),
        ("aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0d_", "32 characters without a dot, such as a client secret"),
        ("0a" * 32, "64 hexadecimal digits, such as an application's public key"),
        ("https://discord.com/api/webhooks/1/x", "an address"),
        ("mfa.abcdefghijklmnop", "a person's token, with which no bot may run"),
        ("MTIzNDU2Nzg5.Gabcde", "2 parts between dots, where a token has three"),
        ("MTIzNDU2Nzg5..abc", "2 parts between dots, where a token has three"),
        ("paste-it-here", "1 part between dots, where a token has three"),
        ("zzIzNDU2Nzg5.Gabcde.abc", "three parts, the first of which names no bot (was it copied whole?)"),
        ("é.b.c", "three parts, the first of which names no bot (was it copied whole?)"),
    ],
)
def test_what_is_no_token(text, what):
    """Each by what it is, and never by itself."""
    found = only(token(text))
    assert (found.kind, found.found) == ("token-malformed", f"DISCORD_TOKEN is {what}, and no bot's token.")
    assert text not in found.found + found.remedy
    assert "Reset Token" in found.remedy


def test_a_token_with_a_space_is_a_wrong_setting_and_not_a_missing_one(host, diagnose, monkeypatch):
    """It is told once."""
    monkeypatch.setenv("DISCORD_TOKEN", f"Bot {SETUP_TOKEN}")
    assert {kind for kind, state in troubles(diagnose()).items() if state == "broken"} == {"setting-wrong"}


# Articles


def test_no_folder_of_articles(host, diagnose, corpus):
    """As it is named in the settings."""
    shutil.rmtree(corpus)
    found = diagnose()["corpus-missing"]
    assert (found.state, found.found) == ("broken", f"The corpus folder {corpus} does not exist.")
    assert "SOURCIER_CORPUS" in found.remedy


def test_a_folder_of_articles_that_may_not_be_read(ordinary_user):
    """By this user."""
    (ordinary_user / "articles").mkdir(mode=0)
    found = only(articles.articles(ordinary_user / "articles"))
    remedy = "Let the user that runs Sourcier read it, or name another folder with SOURCIER_CORPUS."
    assert (found.kind, found.remedy) == ("corpus-unreadable", remedy)


def test_a_file_in_the_place_of_the_articles(tmp_path):
    """A path that was meant for `ask`."""
    (tmp_path / "one.md").write_text("# One", encoding="utf-8")
    found = only(articles.articles(tmp_path / "one.md"))
    assert (found.kind, found.remedy.startswith("Name a folder of .txt, ")) == ("corpus-unreadable", True)


def test_an_empty_folder_of_articles(tmp_path):
    """Also where what is in it is never read."""
    (tmp_path / "picture.png").write_bytes(b"x")
    found = only(articles.articles(tmp_path))
    assert (found.kind, found.found.startswith("There is no article in")) == ("corpus-empty", True)
    assert found.remedy.startswith("Put .txt, .md, .html, .pdf or .docx files there")


def test_articles_none_of_which_can_be_read(tmp_path):
    """A folder of broken downloads."""
    for name in ("a.pdf", "b.docx", "c.pdf"):
        (tmp_path / name).write_bytes(b"not one")
    found = only(articles.articles(tmp_path))
    assert (found.kind, found.found.startswith("None of the 3 files")) == ("corpus-unreadable-files", True)
    assert "sourcier corpus check" in found.remedy
    for name in ("b.docx", "c.pdf"):
        (tmp_path / name).unlink()
    assert only(articles.articles(tmp_path)).found == f"The one file in {tmp_path} cannot be read."


def test_files_that_cannot_be_read_are_counted_as_the_check_counts_them(host, diagnose, corpus, monkeypatch):
    """Those that nobody could open too; of a large folder the first files are tried."""
    (corpus / "a.pdf").write_bytes(b"not one")
    (corpus / "b.md").write_bytes(b"")
    found = diagnose()
    checked = json.loads(CliRunner().invoke(app, ["corpus", "check", "--json"]).stdout)
    assert (checked["articles"], len(checked["problems"])) == (2, 2)
    assert found["corpus"].found == f"2 articles in {corpus} can be read"
    assert found["corpus-problems"].found == f"2 files in {corpus} could not be read."
    monkeypatch.setattr(articles, "READ_AT_MOST", 2)
    assert diagnose()["corpus"].found == f"1 article in {corpus} can be read; the first 2 of 3 files were tried"


# The data folder


def test_a_file_in_the_place_of_the_data_folder(host, diagnose):
    (host / "file").write_text("", encoding="utf-8")
    found = only(storage.data_folder(host / "file", host / "articles"))
    assert (found.kind, "SOURCIER_DATA_DIR" in found.remedy) == ("data-file", True)


def test_a_data_folder_that_cannot_be_written(ordinary_user):
    """By this user, whose number the remedy names."""
    folder = ordinary_user / "data"
    folder.mkdir(mode=0o555)
    found = only(storage.data_folder(folder, ordinary_user / "articles"))
    assert (found.kind, found.found) == (
        "data-unwritable",
        f"The data folder {folder} cannot be written: Permission denied.",
    )
    assert found.remedy.startswith(f"Open it for writing (`chmod -R u+w {folder}`), or name another folder")


def test_a_data_folder_of_another_user(ordinary_user):
    """Who runs this is named, and owns it then."""
    if os.getuid() != 0:
        pytest.skip("only root makes folders of other users")
    os.seteuid(0)
    folder = ordinary_user / "data"
    folder.mkdir(mode=0o755)
    os.seteuid(NOBODY)
    found = only(storage.data_folder(folder, ordinary_user / "articles"))
    assert found.remedy.startswith(f"Give it to the user that runs Sourcier (`chown -R {NOBODY} {folder}`), or name")
    found = only(storage.data_folder(folder / "deeper", ordinary_user / "articles"))
    made = f"mkdir -p {folder / 'deeper'} && chown {NOBODY} {folder / 'deeper'}"
    assert found.remedy.startswith(f"Make it, as root, for the user that runs Sourcier (`{made}`), or name another")


def test_a_data_folder_that_cannot_be_made(ordinary_user):
    """Below one that may not be written."""
    (ordinary_user / "closed").mkdir(mode=0o555)
    found = only(storage.data_folder(ordinary_user / "closed" / "a" / "b", ordinary_user / "articles"))
    assert (found.kind, "is not there, and cannot be made in" in found.found) == ("data-unwritable", True)


def test_looking_makes_no_data_folder(tmp_path):
    """The doctor changes nothing that lasts."""
    assert [one.state for one in storage.data_folder(tmp_path / "data", tmp_path / "articles")] == ["ok"]
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_among_the_articles(host, corpus):
    """The bot's own files would be articles."""
    (corpus / "data").mkdir()
    found = only(storage.data_folder(corpus / "data", corpus), "warning")
    assert (found.kind, found.remedy.startswith("Move it out")) == ("data-in-corpus", True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of another user")
def test_files_of_another_user(ordinary_user):
    """Left by a start as root."""
    folder = ordinary_user / "data"
    folder.mkdir()
    os.seteuid(0)
    (folder / "sourcier.log").write_text("", encoding="utf-8")
    os.seteuid(NOBODY)
    found = only(storage.data_folder(folder, ordinary_user / "articles"), "warning")
    assert (found.kind, f"chown -R {NOBODY} {folder}" in found.remedy) == ("data-owner", True)


@pytest.mark.parametrize("mode", [0o755, 0o701, 0o777])
def test_a_data_folder_that_others_can_look_into(ordinary_user, mode):
    """The state in it is not named beside it: what helps the folder helps the state."""
    folder = ordinary_user / "data"
    folder.mkdir()
    folder.chmod(mode)
    (folder / "state.sqlite").touch(mode=0o644)
    found = only(storage.open_to_others(folder, folder / "state.sqlite"), "warning")
    assert (found.kind, found.remedy) == (
        "data-open",
        f"Run `chmod 700 {folder}`; copies are then made by this user, or root.",
    )


@pytest.mark.parametrize(("folder_mode", "above"), [(0o700, 0o755), (0o750, 0o755), (0o755, 0o700)])
def test_a_data_folder_that_others_cannot_reach(ordinary_user, folder_mode, above):
    """A home folder that nobody else may enter keeps them out of it too; a group is the host's own choice."""
    folder = ordinary_user / "home" / "data"
    folder.mkdir(parents=True)
    (folder / "state.sqlite").touch(mode=0o644)
    folder.chmod(folder_mode)
    folder.parent.chmod(above)
    assert list(storage.open_to_others(folder, folder / "state.sqlite")) == []


def test_a_state_elsewhere_that_others_can_read(ordinary_user):
    folder, file = ordinary_user / "data", ordinary_user / "elsewhere.sqlite"
    folder.mkdir(mode=0o700)
    file.touch(mode=0o644)
    found = only(storage.open_to_others(folder, file), "warning")
    assert (found.kind, found.remedy) == (
        "state-open",
        f"Run `chmod 600 {file}`; copies are then made by this user, or root.",
    )
    file.chmod(0o600)
    assert list(storage.open_to_others(folder, file)) == []
    assert list(storage.open_to_others(ordinary_user / "none", ordinary_user / "none.sqlite")) == []


def test_the_doctor_looks_who_can_read_the_data_folder_and_the_state(ordinary_user, monkeypatch):
    monkeypatch.setenv("SOURCIER_CORPUS", str(ordinary_user))
    monkeypatch.setenv("SOURCIER_DATA_DIR", str(ordinary_user / "data"))
    monkeypatch.setenv("SOURCIER_STATE", f"sqlite:///{ordinary_user / 'elsewhere.sqlite'}")
    (ordinary_user / "data").mkdir(mode=0o755)
    (ordinary_user / "elsewhere.sqlite").touch(mode=0o644)
    found = {one.kind for one in checkup._storage(load_settings())}
    assert {"data-open", "state-open"} <= found


def test_a_log_that_cannot_be_written(ordinary_user):
    """What goes wrong could not be looked up then."""
    path = ordinary_user / "sourcier.log"
    path.write_text("", encoding="utf-8")
    path.chmod(0o444)
    found = only(storage.log_file(path))
    assert (found.kind, f"chown {os.geteuid()} {path}" in found.remedy) == ("log-unwritable", True)


@pytest.mark.parametrize(
    ("room", "kind", "state"),
    [
        (Room(1_000_000, None), "disk-full", "broken"),
        (Room(10_000_000_000, 0), "disk-files", "broken"),
        (Room(200_000_000, 1000), "disk-little", "warning"),
        (Room(10_000_000_000, None), "disk", "ok"),
    ],
)
def test_a_disk_that_is_full(tmp_path, room, kind, state):
    """Of bytes, or of files."""
    (found,) = storage.room(room, tmp_path)
    assert (found.kind, found.state, bool(found.remedy)) == (kind, state, state != "ok")


def test_the_room_of_a_folder_that_is_not_there_is_that_of_its_disk(tmp_path):
    assert storage.room_for(tmp_path / "a" / "b").free_bytes == pytest.approx(shutil.disk_usage(tmp_path).free, rel=0.5)


def test_a_data_folder_on_a_network_drive(tmp_path):
    """The deepest mount that holds it says what it is; the kernel writes a space in octal."""
    mounts = tmp_path / "mounts"
    data = tmp_path / "my data"
    data.mkdir()
    escaped = str(data).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {escaped} nfs4 rw 0 0\n", encoding="utf-8")
    assert storage.file_system(data, mounts) == "nfs4"
    assert storage.file_system(tmp_path, mounts) == "ext4"
    found = only(storage.disk(data, "nfs4"), "warning")
    assert (found.kind, "on this machine's own disk" in found.remedy) == ("disk-far", True)
    assert list(storage.disk(data, "ext4")) == []


# Models


@pytest.fixture
def places(tmp_path):
    """A copy of the shipped models, to break."""
    real = models.shipped_places()
    copies = {}
    for name in ("encoder", "pieces", "lexicon", "ranking", "answers", "reader"):
        source = getattr(real, name)
        copy = tmp_path / name / source.name
        copy.parent.mkdir()
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, copy)
        copies[name] = copy
    return models.Shipped(**copies)


def test_sound_models(places):
    assert [one.found for one in models.shipped(places)] == ["The 6 shipped models can be read"]


@pytest.mark.parametrize("name", ["pieces", "lexicon", "ranking", "answers", "reader"])
@pytest.mark.parametrize("damage", ["missing", "cut off", "empty"])
def test_a_shipped_model_that_is_missing_or_damaged(places, name, damage):
    """By its name; the answers' cannot be looked at where the pieces it was made for are gone."""
    path = getattr(places, name)
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: 100 if damage == "cut off" else 0])
    found = {one.kind: one for one in models.shipped(places)}
    assert set(found) == {f"shipped-{name}", *(["shipped-answers", "shipped-reader"] if name == "pieces" else [])}
    assert found[f"shipped-{name}"].state == "broken"
    assert str(path) in found[f"shipped-{name}"].found
    assert found[f"shipped-{name}"].remedy.startswith("Install Sourcier again")


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "modules.json"])
def test_a_shipped_encoder_that_lacks_a_file(places, file):
    (places.encoder / file).unlink()
    found = {one.kind for one in models.shipped(places) if one.state == "broken"}
    assert "shipped-encoder" in found


def test_an_encoder_that_is_not_there(host, diagnose, monkeypatch):
    """A folder that was moved; the index cannot be looked at then, which is no second fault."""
    monkeypatch.setenv("SOURCIER_ENCODER", str(host / "model"))
    found = diagnose()
    assert (found["encoder-unusable"].state, "no such folder" in found["encoder-unusable"].found) == ("broken", True)
    assert found["index-unseen"].state == "warning"


def test_an_encoder_that_is_still_to_be_fetched(host, monkeypatch):
    """Where the settings allow that."""
    monkeypatch.setenv("SOURCIER_ENCODER", "someone/some-model")
    monkeypatch.setenv("SOURCIER_ALLOW_DOWNLOAD", "true")
    monkeypatch.setenv("HF_HOME", str(host))
    found = only(models.chosen(load_settings()), "warning")
    assert (found.kind, "sourcier rebuild-index" in found.remedy) == ("encoder-absent", True)


def test_an_encoder_whose_package_is_missing(host, monkeypatch):
    """Named, with what installs it."""

    def load(settings):
        raise ModuleNotFoundError("No module named 'sentence_transformers'", name="sentence_transformers")

    monkeypatch.setenv("SOURCIER_ENCODER", "a-model")
    monkeypatch.setattr("bot.doctor.models.load_chosen_encoder", load)
    found = only(models.chosen(load_settings()))
    assert (found.kind, "pip install sentence_transformers" in found.remedy) == ("encoder-package", True)


def test_a_reranker_that_is_not_there(host, diagnose, monkeypatch):
    monkeypatch.setenv("SOURCIER_RERANKER", str(host / "model"))
    found = diagnose()["reranker-unusable"]
    assert (found.state, "SOURCIER_RERANKER" in found.remedy) == ("broken", True)


# The index


def test_no_index(host, diagnose, store):
    """The first start builds it."""
    shutil.rmtree(store.folder)
    found = diagnose()["index-missing"]
    assert (found.state, "sourcier rebuild-index" in found.remedy) == ("warning", True)


def test_articles_that_changed_since(host, diagnose, corpus):
    """One was added, one changed."""
    (corpus / "new.md").write_text("# New\n\nSomething new.\n", encoding="utf-8")
    (corpus / "gps.md").write_text("# GPS\n\nThe GPS has 32 satellites in orbit, or so.\n", encoding="utf-8")
    found = diagnose()["index-behind"]
    assert (found.state, "1 file was added, 1 changed, 0 removed" in found.found) == ("warning", True)
    assert "/rebuild-index" in found.remedy


def test_articles_of_another_time_alone_are_no_trouble(host, corpus, diagnose):
    """Nobody knows before they are read."""
    os.utime(corpus / "gps.md", (1, 1))
    found = diagnose()
    assert "index-behind" not in found
    assert found["index-touched"].state == "ok"
    assert found["index-touched"].found.startswith("1 file has another time than the index knows")


def rewrite_manifest(store, **changes):
    """Change what the manifest in use says, and seal it again."""
    path = store.snapshots / store.current() / MANIFEST
    path.write_bytes(sealed({**read_sealed(path), **changes}))


def test_an_index_of_another_format(host, diagnose, store):
    """Made by an older Sourcier."""
    rewrite_manifest(store, format_version=1)
    found = diagnose()["index-format"]
    assert (found.state, "index format 1" in found.found) == ("broken", True)
    assert "sourcier rebuild-index" in found.remedy


def test_an_index_of_another_encoder(host, diagnose, store):
    rewrite_manifest(store, encoder_digest="0" * 64)
    assert diagnose()["index-encoder"].state == "broken"


@pytest.mark.parametrize("damage", ["flipped", "missing"])
@pytest.mark.parametrize("pattern", ["snapshots/*/glossary.sqlite", "segments/*/articles.sqlite"])
def test_a_damaged_index(host, diagnose, store, damage, pattern):
    """One flipped bit is enough, in what belongs to one index and in what several share."""
    (path,) = store.folder.glob(pattern)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink() if damage == "missing" else path.write_bytes(bytes(data))
    found = diagnose()["index-damaged"]
    assert (found.state, str(path) in found.found) == ("broken", True)
    assert found.remedy.startswith("Run `sourcier rebuild-index`: it reads again what was lost.")
    CorpusParts(load_settings()).build()
    assert diagnose()["index"].state == "ok"


def test_a_damaged_index_with_a_sound_one_before_it(host, diagnose, store, corpus):
    """That one answers."""
    (corpus / "new.md").write_text("# New\n\nSomething new.\n", encoding="utf-8")
    CorpusParts(load_settings()).build()
    (store.snapshots / store.current() / "glossary.sqlite").unlink()
    found = diagnose()["index-fallback"]
    assert (found.state, "glossary.sqlite" in found.found) == ("broken", True)
    assert found.remedy.startswith("Run `sourcier rebuild-index`: it reads again what was lost.")
    CorpusParts(load_settings()).build()
    assert diagnose()["index"].state == "ok"


def test_an_index_of_tomorrow(host, store, corpus):
    """The clock was wrong, or is."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    found = only(built.index(store, corpus, load_encoder, lambda: survey_roots([Root(corpus)]), yesterday), "warning")
    assert (found.kind, "timedatectl" in found.remedy) == ("index-future", True)


def test_a_build_that_is_under_way(host, diagnose, store):
    """It ends by itself."""
    with store.writing():
        found = diagnose()["index-busy"]
    assert (found.state, found.remedy) == ("warning", "Wait for it to end.")
    assert "index-busy" not in diagnose()


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (errno.EROFS, "Mount its disk for writing, or name another folder with SOURCIER_DATA_DIR."),
        (errno.EACCES, "Give it to the user that runs Sourcier (`chown -R {us} {folder}`), or name another folder"),
    ],
)
def test_an_index_that_can_be_read_and_not_written(host, diagnose, store, monkeypatch, code, remedy):
    """It answers; that it cannot be rebuilt is a warning, with what lets it."""

    def closed(*_, dir=None, **__):  # noqa: A002 - as the real one calls it
        if store.folder in (dir, *dir.parents):
            raise OSError(code, os.strerror(code), str(dir))
        return io.BytesIO()

    monkeypatch.setattr("tempfile.TemporaryFile", closed)
    found = diagnose()
    assert {kind: one.state for kind, one in found.items() if "index" in kind} == {
        "index": "ok",
        "index-unwritable": "warning",
    }
    assert found["index-unwritable"].found == (
        f"The index can be read, and answers, but its folder {store.folder} cannot be written ({os.strerror(code)}), "
        "so nothing can be built there."
    )
    assert found["index-unwritable"].remedy.startswith(remedy.format(us=os.geteuid(), folder=store.folder))


def test_a_lock_of_another_user_is_a_folder_that_cannot_be_written(ordinary_user, articles_of):
    """And a damaged index in it is not said to answer."""
    store = articles_of(ordinary_user)
    (store.folder / "writer.lock").chmod(0o444)
    (store.snapshots / store.current() / MANIFEST).write_text("{}", encoding="utf-8")
    found = {one.kind: one for one in built.index(store, ordinary_user, load_encoder, lambda: None, datetime.now(UTC))}
    assert set(found) == {"index-damaged", "index-unwritable"}
    assert found["index-unwritable"].found.startswith(f"The index's folder {store.folder} cannot be written (Permis")


def test_what_a_killed_build_left(host, diagnose, store):
    """The next build takes it away."""
    for left in (store.snapshots / ".building-20260101T000000Z-abcd", store.segments / ".building-abcd"):
        left.mkdir()
        (left / "articles.sqlite").write_bytes(b"x" * 1_000_000)
    found = diagnose()["index-left-over"]
    assert (found.state, f"left 2 folders, 2.0 MB, in {store.folder}" in found.found) == ("warning", True)
    CorpusParts(load_settings()).build()
    assert "index-left-over" not in diagnose()


def test_a_state_that_is_no_database_is_broken(tmp_path):
    """A file of something else where the state should be; the remedy names the setting."""
    (tmp_path / "state.sqlite").write_bytes(b"no database at all, but long enough to be looked at" * 99)
    (found,) = checkup._state(load_settings(data_dir=str(tmp_path)))
    assert (found.state, found.kind) == ("broken", "state-unreachable")
    assert found.remedy


def test_a_state_that_is_not_made_yet_is_fine(tmp_path):
    """The first start makes it."""
    (found,) = checkup._state(load_settings(data_dir=str(tmp_path)))
    assert (found.state, found.kind) == ("ok", "state-not-made")


def test_a_state_that_cannot_be_made_has_a_remedy_that_is_a_sentence(ordinary_user):
    """Where the folder may not be written."""
    (ordinary_user / "data").mkdir(mode=0o555)
    (found,) = checkup._state(load_settings(data_dir=str(ordinary_user / "data")))
    assert (found.kind, found.remedy) == ("state-not-writable", "Name another place with SOURCIER_STATE.")
