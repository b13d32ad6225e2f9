import os

import pytest

from corpus.collections import is_of_server, server_collection
from corpus.errors import CorpusError
from corpus.library import Problem, inspect_file, read_article
from corpus.roots import Root, scan_roots, server_root, server_roots


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a text below the test's folder."""

    def writer(path, text="The text of an article."):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return writer


def scan_all(tmp_path):
    return scan_roots((Root(tmp_path / "shared"), *server_roots(tmp_path / "servers")))


def articles(tmp_path):
    return {one.id: one.collection for one in map(read_article, scan_all(tmp_path).files)}


def test_a_servers_article_has_the_servers_id_and_collection_whatever_its_file_says(tmp_path, write):
    """Also where it says that it is shared, or another server's."""
    write("shared/a.md")
    write("servers/123/a.md", "---\ncollection: articles\n---\n\nThe text of an article.")
    write("servers/77/deep/b.md", "---\ncollection: server-123\n---\n\nThe text of an article.")
    write("servers/77/c.txt")
    assert articles(tmp_path) == {
        "a.md": "articles",
        "@123/a.md": "server-123",
        "@77/deep/b.md": "server-77",
        "@77/c.txt": "server-77",
    }
    inspected = {file.id: inspect_file(file).notes for file in scan_all(tmp_path).files}
    assert inspected["@123/a.md"] == (
        "the front matter's collection is ignored: all articles of a server are in its own, server-123",
    )
    assert inspected["@77/c.txt"] == ()


@pytest.mark.parametrize(
    "name", ["server-123", "Server-9", "SERVER-", "server - 5", "ser\u200bver-5", "ser\u00adver-5", "ｓｅｒｖｅｒ－１"]
)
def test_a_shared_file_cannot_name_itself_into_a_servers_collection(tmp_path, write, name):
    write("shared/a.md", f'---\ncollection: "{name}"\n---\n\nThe text of an article.')
    (file,) = scan_all(tmp_path).files
    inspection = inspect_file(file)
    assert inspection.article.collection == "articles"
    assert inspection.notes == (
        "the front matter's collection begins with server-, as only servers' own articles may; the article is in "
        "articles instead",
    )


@pytest.mark.parametrize("name", ["news", "servers", "server", "my server-1", "observer-1", ""])
def test_other_names_are_nobodys(name):
    assert not is_of_server(name)


def test_a_servers_own_name_is_a_servers():
    assert is_of_server(server_collection(123))


def test_a_shared_file_cannot_have_the_id_of_a_servers_article(tmp_path, write):
    """Only where it could collide: other names that begin with @ are as good as any."""
    write("shared/@123/a.md")
    write("shared/@home.md")
    write("shared/@team/a.md")
    write("servers/123/a.md")
    scan = scan_all(tmp_path)
    assert [file.id for file in scan.files] == ["@123/a.md", "@home.md", "@team/a.md"]
    assert scan.files[0].path == tmp_path / "servers/123/a.md"
    assert scan.problems == (
        Problem("@123/a.md", "@123 is what the articles of a server are called by; rename the folder"),
    )


def test_a_servers_folder_may_hold_a_folder_that_looks_like_a_server(tmp_path, write):
    write("servers/123/@77/a.md")
    assert [file.id for file in scan_roots(server_roots(tmp_path / "servers")).files] == ["@123/@77/a.md"]


def test_no_servers_folder_is_no_servers(tmp_path):
    assert server_roots(tmp_path / "servers") == ()


def test_a_servers_folder_that_is_a_file_is_named(tmp_path, write):
    write("servers")
    with pytest.raises(CorpusError, match=r"servers' articles in .*servers cannot be listed"):
        server_roots(tmp_path / "servers")


def test_only_folders_of_digits_are_servers(tmp_path, write):
    """A link could lead anywhere, and 007 would be the server 7."""
    for name in ("123/a.md", "abc/a.md", "12x/a.md", "007/a.md", "0/a.md", "-1/a.md", "１２/a.md", ".77/a.md"):
        write(f"servers/{name}")
    write("servers/55")
    (tmp_path / "servers/99").symlink_to(tmp_path / "servers/abc")
    assert server_roots(tmp_path / "servers") == (server_root(tmp_path / "servers", 123),)


def test_one_servers_unreadable_files_stop_no_other(tmp_path, write):
    write("shared/a.md")
    write("servers/1/bad.xyz")
    write("servers/1/empty.md", "")
    write("servers/2/good.md")
    scan = scan_all(tmp_path)
    assert [file.id for file in scan.files] == ["@2/good.md", "a.md"]
    assert [problem.path for problem in scan.problems] == ["@1/bad.xyz", "@1/empty.md"]


def test_a_servers_folder_that_is_gone_is_a_problem_without_the_hosts_paths(tmp_path, write):
    write("shared/a.md")
    roots = (Root(tmp_path / "shared"), server_root(tmp_path / "servers", 5))
    scan = scan_roots(roots)
    assert [file.id for file in scan.files] == ["a.md"]
    assert scan.problems == (Problem("@5", "the folder does not exist"),)


def test_a_shared_folder_that_is_gone_stops_everything(tmp_path, write):
    """Or a disk that is not mounted would empty the index."""
    write("servers/2/good.md")
    with pytest.raises(CorpusError, match="shared does not exist"):
        scan_all(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="links to folders")
def test_servers_articles_within_the_shared_folder_are_not_shared(tmp_path, write):
    """A host may keep the data folder in the folder of articles, or have a link there that leads to it."""
    write("shared/a.md")
    write("shared/data/servers/x/123/secret.md")
    write("elsewhere/servers/x/5/secret.md")
    (tmp_path / "shared/link").symlink_to(tmp_path / "elsewhere/servers/x/5")
    shared = Root(
        tmp_path / "shared", without=(tmp_path / "shared/data/servers", tmp_path / "elsewhere/servers", tmp_path / "no")
    )
    scan = scan_roots((shared, *server_roots(tmp_path / "shared/data/servers/x")))
    assert [file.id for file in scan.files] == ["@123/secret.md", "a.md"]
    assert scan.problems == ()
