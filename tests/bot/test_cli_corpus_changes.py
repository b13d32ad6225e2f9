"""`sourcier corpus add`, `remove` and `restore`, as typed."""

import json

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.terminal.intake import SERVERS_THEN, SHARED_THEN
from corpus import fetching
from corpus.fetching import FetchedPage
from corpus.refusals import FetchError
from tests.corpus.files import zipped

pytestmark = pytest.mark.usefixtures("bare_host", "read_here")

NOTE = "---\ndate: 2025-01-27\n---\n\n# Le droit de refus\n\nMicrosoft dispose d’un droit de premier refus.\n"
PAGE = "<html><body><h1>Le projet Stargate</h1><p>Oracle investit directement dans le projet.</p></body></html>"
URL = "https://example.org/projet"


@pytest.fixture
def folder(tmp_path):
    """The host's own folder, with nothing in it."""
    place = tmp_path / "notes"
    place.mkdir()
    return place


@pytest.fixture
def note(tmp_path):
    file = tmp_path / "Droit de refus.md"
    file.write_text(NOTE, encoding="utf-8")
    return file


@pytest.fixture
def web(monkeypatch):
    """A web of one page; every other link is refused."""

    async def fetch_page(url):
        if url != URL:
            raise FetchError("status", host="example.org", status=404)
        return FetchedPage(URL, "projet.html", ".html", PAGE.encode())

    monkeypatch.setattr(fetching, "fetch_page", fetch_page)


def run(*arguments):
    return CliRunner().invoke(cli.app, ["corpus", *map(str, arguments)])


def test_a_file_is_added_and_shown_as_it_will_be_read(folder, note):
    result = run("add", note, "--corpus", folder)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [
        "Added Droit de refus.md",
        "Le droit de refus",
        "fr · 27 January 2025 · 7 words",
        str(folder / "Droit de refus.md"),
        SHARED_THEN,
    ]
    assert "Droit de refus.md" in run("list", "--corpus", folder).stdout


def test_several_files_are_added_and_one_that_is_refused_keeps_out_no_other(folder, note, tmp_path):
    """As a shell names them for `*.md`; the exit status says that not all was done."""
    (tmp_path / "empty.md").touch()
    (tmp_path / "other.md").write_text("Oracle a un autre siège à Austin.", encoding="utf-8")
    files = [note, tmp_path / "empty.md", tmp_path / "other.md"]
    result = run("add", *files, "--corpus", folder)
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if line.startswith("Added")] == [
        "Added Droit de refus.md",
        "Added other.md",
    ]
    assert result.stderr == f"sourcier: {tmp_path / 'empty.md'}: the file is empty; add one with text in it\n"
    records = [json.loads(line) for line in run("add", *files, "--json", "--corpus", folder).stdout.splitlines()]
    assert [one.get("outcome") for one in records] == ["unchanged", None, "unchanged"]
    assert records[1] == {"error": f"{tmp_path / 'empty.md'}: the file is empty; add one with text in it"}
    assert run("add", note, tmp_path / "other.md", "--corpus", folder).exit_code == 0


@pytest.fixture
def archive(tmp_path):
    """Return a function that writes a zip file."""

    def write(*members):
        file = tmp_path / "notes.zip"
        file.write_bytes(zipped(*members))
        return file

    return write


def test_the_articles_of_a_zip_file_are_added_each_by_itself(folder, archive):
    """What is refused is named with its place in there; the exit status says that not all was done."""
    file = archive(("fr/refus.md", NOTE), ("fr/vide.md", b""), ("photo.jpg", b"x"), "fr/", ".DS_Store", "other.md")
    result = run("add", file, "--corpus", folder)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line for line in lines if line.startswith("Added")] == ["Added refus.md", "Added other.md"]
    assert lines[-1] == "Files added: 2 of 4"
    assert result.stderr == (
        f"sourcier: {file}: fr/vide.md: the file is empty; add one with text in it\n"
        f"sourcier: {file}: photo.jpg: not a format that can be read: .jpg; "
        "known are .txt, .md, .html, .pdf and .docx\n"
    )
    again = run("add", file, "--json", "--corpus", folder)
    records = [json.loads(line) for line in again.stdout.splitlines()]
    assert [one.get("outcome") for one in records] == ["unchanged", None, None, "unchanged"]
    assert records[1] == {"error": f"{file}: fr/vide.md: the file is empty; add one with text in it"}


def test_a_zip_file_beside_other_files_keeps_out_none(folder, archive, note, tmp_path):
    (tmp_path / "bad.zip").write_text("Un texte.", encoding="utf-8")
    result = run("add", tmp_path / "bad.zip", archive("other.md"), note, "--corpus", folder)
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if line.startswith("Added")] == [
        "Added other.md",
        "Added Droit de refus.md",
    ]
    assert result.stderr == (
        f"sourcier: {tmp_path / 'bad.zip'}: it is no zip archive, or is damaged or was cut off; "
        "pack the articles again\n"
    )


def test_a_zip_file_replaces_on_demand(folder, archive, note):
    run("add", note, "--corpus", folder)
    result = run("add", archive((note.name, f"{NOTE} Et plus.")), "--replace", "--corpus", folder)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Replaced Droit de refus.md; ")


def test_a_zip_file_that_cannot_be_opened_is_refused(folder, archive, tmp_path):
    result = run("add", archive("fr/"), "--corpus", folder)
    assert (result.exit_code, result.stdout) == (1, "Files added: 0 of 1\n")
    assert result.stderr == (
        f"sourcier: {tmp_path / 'notes.zip'}: there is no file in the archive that could be an article; "
        "pack the articles again\n"
    )


def test_a_zip_file_that_is_not_there_is_said_as_of_any_file(folder, tmp_path):
    result = run("add", tmp_path / "no.zip", "--corpus", folder)
    assert (result.exit_code, "no.zip is no file; check" in result.stderr) == (1, True)


def test_a_name_is_for_no_zip_file(folder, archive):
    result = run("add", archive("a.md"), "--name", "x", "--corpus", folder)
    assert (result.exit_code, list(folder.iterdir())) == (2, [])
    assert "--name says what one article's file is called" in result.stderr


def test_a_name_is_for_one_file(folder, note, tmp_path):
    result = run("add", note, note, "--name", "x", "--corpus", folder)
    assert (result.exit_code, list(folder.iterdir())) == (2, [])
    assert "--name says what one article's file is called" in result.stderr


def test_what_was_added_is_told_to_machines(folder, note):
    record = json.loads(run("add", note, "--json", "--corpus", folder).stdout)
    assert record == {
        "article": "Droit de refus.md",
        "path": str(folder / "Droit de refus.md"),
        "outcome": "added",
        "title": "Le droit de refus",
        "language": "fr",
        "words": 7,
        "url": None,
        "size_bytes": len(NOTE.encode()),
        "replaced": None,
        "beside": None,
        "copy": None,
        "date": "2025-01-27",
        "notes": [],
    }


@pytest.mark.usefixtures("web")
def test_a_page_is_added_with_its_address(folder):
    result = run("add", URL, "--corpus", folder)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[0] == "Added projet.html"
    assert result.stdout.splitlines()[-2:] == [URL, SHARED_THEN]
    record = json.loads(run("show", "projet.html", "--json", "--corpus", folder).stdout)
    assert (record["url"], record["title"]) == (URL, "Le projet Stargate")


@pytest.mark.usefixtures("web")
def test_a_page_gets_the_name_that_it_is_given(folder):
    """With the ending that its content has, whatever was typed."""
    assert run("add", URL, "--name", "stargate.pdf", "--corpus", folder).stdout.splitlines()[0] == "Added stargate.html"


def test_a_file_gets_the_name_that_it_is_given(folder, note):
    assert run("add", note, "--name", "refus", "--corpus", folder).stdout.splitlines()[0] == "Added refus.md"


@pytest.mark.parametrize("name", ["Release 1.2", "St. Louis", "v2.0-rc"])
def test_a_dot_in_a_name_is_no_ending(folder, note, name):
    assert run("add", note, "--name", name, "--corpus", folder).stdout.splitlines()[0] == f"Added {name}.md"


@pytest.mark.parametrize("name", ["../../x", "sub/x.md", "a\\b", "/etc/passwd", "", "..", "?"])
def test_a_name_that_is_no_files_is_refused(folder, note, name):
    """Silently renamed, it would not be found where it was to go."""
    result = run("add", note, f"--name={name}", "--corpus", folder)
    assert (result.exit_code, result.stdout, list(folder.iterdir())) == (2, "", [])
    assert f"--name is {name!r}; wanted the name of a file alone" in result.stderr


@pytest.mark.parametrize(("name", "taken"), [("what is it?", "what is it.md"), (".a:b", "a-b.md"), ("notes", "")])
def test_a_name_that_had_to_be_changed_is_said(folder, note, name, taken):
    result = run("add", note, "--name", name, "--corpus", folder)
    assert result.stdout.splitlines()[0] == f"Added {taken or f'{name}.md'}"
    said = f"Not every system's files can be called {name!r}, so that was changed.\n"
    assert result.stderr == (said if taken else "")


def test_the_same_name_is_replaced_on_demand_and_can_be_brought_back(folder, note):
    run("add", note, "--corpus", folder)
    note.write_text(NOTE.replace("Microsoft", "Oracle"), encoding="utf-8")
    head = run("add", note, "--replace", "--corpus", folder).stdout.splitlines()[0]
    command = head.partition("`")[2].partition("`")[0].split()
    assert command[:3] == ["sourcier", "corpus", "restore"]
    result = run(*command[2:], "--corpus", folder)
    assert (result.exit_code, result.stdout) == (0, f"Droit de refus.md is back.\n{SHARED_THEN}\n")
    assert "Microsoft" in (folder / "Droit de refus.md").read_text(encoding="utf-8")


def test_a_file_beside_another_of_its_name_is_told(folder, note):
    run("add", note, "--corpus", folder)
    note.write_text(NOTE.replace("Microsoft", "Oracle"), encoding="utf-8")
    told = run("add", note, "--corpus", folder).stdout
    assert told.startswith("Added Droit de refus-2.md\n")
    assert "\nDroit de refus.md was there already and stays. With --replace, a file takes the place of" in told
    told = run("add", note, "--replace", "--corpus", folder).stdout
    assert told.startswith("Replaced Droit de refus.md; ")
    assert "\nThe same text was there as Droit de refus-2.md too; that one went to the trash.\n" in told


def test_the_same_file_again_changes_nothing(folder, note):
    run("add", note, "--corpus", folder)
    told = run("add", note, "--corpus", folder).stdout
    assert told.startswith("Nothing changed: Droit de refus.md holds the same\n")
    assert SHARED_THEN not in told


def test_what_is_removed_is_listed_and_brought_back(folder, note):
    assert run("restore", "--corpus", folder).stdout == "Nothing was removed.\n"
    run("add", note, "--corpus", folder)
    gone = run("remove", "Droit de refus.md", "--corpus", folder).stdout.splitlines()
    assert (gone[0].startswith("Removed Droit de refus.md; "), gone[1:]) == (True, [SHARED_THEN])
    assert run("restore", "--corpus", folder).stdout.splitlines()[1].startswith("Droit de refus.md")
    (listed,) = json.loads(run("restore", "--json", "--corpus", folder).stdout)["removed"]
    assert (listed["article"], listed["size_bytes"]) == ("Droit de refus.md", len(NOTE.encode()))
    run("add", note, "--corpus", folder)
    again = run("restore", "Droit de refus.md", "--corpus", folder)
    told = "Droit de refus-2.md is back, since there is another Droit de refus.md now."
    assert again.stdout.splitlines() == [told, SHARED_THEN]


def test_machines_are_told_what_was_removed_and_what_is_back(folder, note):
    run("add", note, "--corpus", folder)
    gone = json.loads(run("remove", "Droit de refus.md", "--json", "--corpus", folder).stdout)
    back = json.loads(run("restore", gone["token"], "--json", "--corpus", folder).stdout)
    assert back == {"article": "Droit de refus.md", "path": str(folder / "Droit de refus.md")}


def test_a_servers_articles_are_changed_beside_the_shipped_ones(note):
    """By the server's id, or by an article's id, which begins with it."""
    record = json.loads(run("add", note, "--server", 123, "--json").stdout)
    assert record["article"] == "@123/Droit de refus.md"
    assert record["path"].endswith("/123/Droit de refus.md")
    gone = run("remove", "@123/Droit de refus.md")
    assert gone.stdout.startswith("Removed @123/Droit de refus.md; `sourcier corpus restore @123/")
    token = gone.stdout.partition("`")[2].partition("`")[0].removeprefix("sourcier corpus restore ")
    assert gone.stdout.splitlines()[1] == SERVERS_THEN
    assert run("restore", token).stdout == f"@123/Droit de refus.md is back.\n{SERVERS_THEN}\n"
    assert run("remove", "Droit de refus.md", "--server", 123).exit_code == 0
    assert run("restore", "Droit de refus.md", "--server", 123).exit_code == 0
    other = run("remove", "Droit de refus.md", "--server", 124)
    assert (
        other.stderr
        == "sourcier: there is no article @124/Droit de refus.md; `sourcier corpus list` shows what there is\n"
    )


def test_a_servers_article_is_added_beside_its_own_corpus(note, folder, tmp_path):
    """Another corpus on the same data folder has its own, until the first is gone."""
    other = tmp_path / "other"
    other.mkdir()
    run("add", note, "--server", 123, "--corpus", folder)
    missing = run("remove", "Droit de refus.md", "--server", 123, "--corpus", other)
    assert missing.exit_code != 0
    folder.rename(tmp_path / "away")
    assert run("remove", "Droit de refus.md", "--server", 123, "--corpus", other).exit_code == 0


@pytest.mark.parametrize("server", ["", "0", "../123", "mine", "1" * 21])
def test_what_is_no_servers_id_is_wrong_usage(note, server):
    result = run("add", note, "--server", server or "''")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is no server's id" in result.stderr


@pytest.mark.parametrize("arguments", [("add", "x.md"), ("remove", "x.md"), ("restore",)])
def test_the_shipped_articles_stay_as_they_are(arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "set SOURCIER_CORPUS" in result.stderr


def test_a_folder_that_is_not_there_is_not_made(tmp_path, note):
    result = run("add", note, "--corpus", tmp_path / "nowhere")
    assert (result.exit_code, result.stdout) == (1, "")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.usefixtures("web")
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            "https://example.org/gone",
            "example.org answered 404 instead of the page; open the address in a browser to check it, or "
            "save the page in a browser as .html and add the file",
        ),
        (
            "nothing.md",
            "nothing.md is no file; check how its path is spelt, or write the address of a web page with https://",
        ),
        (
            "",
            "what was given is no file; check how its path is spelt, or write the address of a web page with https://",
        ),
        ("example.org/projet", "example.org/projet is no file; for a web page write https://example.org/projet"),
        (
            ".",
            ". is no file; add what is in a folder a file at a time, or name the folder with --corpus or "
            "SOURCIER_CORPUS",
        ),
        (
            "/dev/null",
            "/dev/null is no file; check how its path is spelt, or write the address of a web page with https://",
        ),
    ],
)
def test_what_cannot_be_added_is_a_sentence(folder, given, sentence):
    result = run("add", given, "--corpus", folder)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"sourcier: {sentence}\n")


SAVE_IT = "save the page in a browser as .html and add the file"


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("http://127.0.0.1/", f"127.0.0.1 has no public address on the web; check how it is spelt, or {SAVE_IT}"),
        ("http://2130706433/", f"127.0.0.1 has no public address on the web; check how it is spelt, or {SAVE_IT}"),
        ("https://example.org:8443/", f"port 8443 is not one of the web's; only 80 and 443 are asked; {SAVE_IT}"),
        ("file:///etc/passwd", f"only http and https addresses are fetched; {SAVE_IT}"),
        ("https://me:pw@example.org/", "the address holds a user name or password; leave it out"),
    ],
)
def test_a_link_that_may_not_be_asked_is_a_sentence(folder, link, sentence):
    """By the real rules, before anything is asked."""
    result = run("add", link, "--corpus", folder)
    assert (result.exit_code, result.stderr) == (1, f"sourcier: {sentence}\n")


def test_a_file_that_cannot_be_read_is_a_sentence(folder, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"no pdf")
    result = run("add", tmp_path / "broken.pdf", "--corpus", folder)
    assert result.exit_code == 1
    assert result.stderr.startswith("sourcier: it cannot be read: the PDF is damaged")
    assert run("add", tmp_path / "broken.exe", "--corpus", folder).exit_code == 1
    assert list(folder.glob("[!.]*")) == []


def test_a_file_that_is_too_large_is_not_read(folder, tmp_path):
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(30_000_000)
    result = run("add", tmp_path / "large.txt", "--corpus", folder)
    told = "the file is larger than 20 MB; cut it into several, or save its text alone as .txt"
    assert (result.exit_code, result.stderr) == (1, f"sourcier: {told}\n")


def test_an_unknown_id_removes_nothing(folder):
    result = run("remove", "x.md", "--corpus", folder)
    assert (result.exit_code, result.stderr) == (
        1,
        "sourcier: there is no article x.md; `sourcier corpus list` shows what there is\n",
    )
    result = run("restore", "x.md", "--corpus", folder)
    assert (result.exit_code, result.stderr) == (
        1,
        "sourcier: nothing named x.md was removed lately; `sourcier corpus restore` without an id lists what was\n",
    )


def test_of_an_unknown_id_the_nearest_is_told(folder, note):
    """In a server's collection as well, where what ids begin with makes none nearer."""
    run("add", note, "--corpus", folder)
    result = run("remove", "Droit du refus", "--corpus", folder)
    told = "sourcier: there is no article Droit du refus; did you mean Droit de refus.md?\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", told)
    assert (folder / "Droit de refus.md").is_file()
    assert "did you mean Droit de refus.md?" in run("remove", "droit", "--corpus", folder).stderr
    run("add", note, "--server", 123456)
    told = "sourcier: there is no article @123456/Droit.md; did you mean @123456/Droit de refus.md?\n"
    assert run("remove", "@123456/Droit.md").stderr == told
    assert run("remove", "Droit.md", "--server", 123456).stderr == told
    assert "did you mean" not in run("remove", "@123456/x.pdf").stderr


@pytest.mark.parametrize("command", ["add", "remove", "restore"])
def test_help_shows_an_example(command):
    assert "For example: sourcier corpus " in run(command, "--help").stdout
