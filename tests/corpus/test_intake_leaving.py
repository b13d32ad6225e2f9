"""A server's own articles are deleted, and nothing that is not in its own folder."""

import os

import pytest

from corpus.intake import forget_server, remove, take_in
from corpus.intake.places import changing
from corpus.refusals import IntakeError
from corpus.roots import server_root, server_roots

SERVER, OTHER = 123, 1234
TEXT = b"# Moons\n\nSaturn has many moons that somebody counted one by one.\n"


@pytest.fixture
def servers(tmp_path, read_here):
    """Two servers, each with an article, one in the trash and records."""
    folder = tmp_path / "servers"
    for server in (SERVER, OTHER):
        root = server_root(folder, server)
        take_in(root, "a.md", TEXT)
        remove(root, take_in(root, "b.md", TEXT + b"More.").id)
    return folder


def test_all_of_a_server_goes_and_nothing_of_another(servers):
    """Trash, records and lock too; an id that begins alike is another's."""
    assert forget_server(servers, SERVER) is True
    assert [one.name for one in servers.iterdir()] == [str(OTHER)]
    assert (servers / str(OTHER) / "a.md").read_bytes() == TEXT
    assert forget_server(servers, SERVER) is False


def test_without_a_folder_there_is_nothing(tmp_path):
    """No server ever added anything."""
    assert forget_server(tmp_path / "none", SERVER) is False


def test_what_is_linked_inside_stays(servers, tmp_path):
    """Files and folders of the host, whoever linked them there."""
    host = tmp_path / "host"
    host.mkdir()
    (host / "kept.md").write_bytes(TEXT)
    (servers / str(SERVER) / "folder").symlink_to(host)
    (servers / str(SERVER) / "file.md").symlink_to(host / "kept.md")
    (servers / str(SERVER) / "theirs").symlink_to(servers / str(OTHER))
    assert forget_server(servers, SERVER) is True
    assert (host / "kept.md").read_bytes() == TEXT
    assert (servers / str(OTHER) / "a.md").is_file()


def test_a_folder_that_is_a_link_is_left_alone(servers, tmp_path, caplog):
    """It is no part of the corpus either; the log says that it is there."""
    (servers / "77").symlink_to(servers / str(OTHER))
    assert forget_server(servers, 77) is False
    assert (servers / str(OTHER) / "a.md").is_file()
    assert "is a link and left alone" in caplog.text


def test_the_servers_folder_may_lie_elsewhere(servers, tmp_path):
    """The host's data folder is on another disk."""
    (tmp_path / "link").symlink_to(servers)
    assert forget_server(tmp_path / "link", SERVER) is True
    assert [one.name for one in servers.iterdir()] == [str(OTHER)]


@pytest.mark.parametrize("server", [0, -1, "..", "../servers", "", "12/..", "012"])
def test_what_is_no_id_is_a_mistake(servers, server):
    """Of ours; nothing is touched."""
    with pytest.raises(ValueError, match="no server's id"):
        forget_server(servers, server)
    assert len(list(servers.iterdir())) == 2


def test_what_a_crash_left_goes_with_the_next_try(servers):
    """Of this server alone; nobody reads it in between."""
    for name in (f".gone-{SERVER}-abcd", f".gone-{OTHER}-abcd"):
        (servers / name).mkdir()
    (servers / str(SERVER)).rename(servers / f".gone-{SERVER}-beef")
    assert [root.folder.name for root in server_roots(servers)] == [str(OTHER)]
    assert forget_server(servers, SERVER) is True
    assert sorted(one.name for one in servers.iterdir()) == [f".gone-{OTHER}-abcd", str(OTHER)]


def test_articles_that_somebody_changes_are_left(servers, monkeypatch):
    """Until they have done."""
    monkeypatch.setattr("corpus.intake.places.LOCK_S", 0.0)
    with changing(servers / str(SERVER)), pytest.raises(IntakeError) as caught:
        forget_server(servers, SERVER)
    assert caught.value.reason == "busy"
    assert (servers / str(SERVER) / "a.md").is_file()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may delete what nobody may")
def test_what_the_disk_refuses_is_said_without_the_path(servers):
    """As everywhere in the intake."""
    servers.chmod(0o500)
    try:
        with pytest.raises(IntakeError) as caught:
            forget_server(servers, SERVER)
    finally:
        servers.chmod(0o700)
    assert caught.value.reason == "disk"
    assert str(servers) not in str(caught.value)
