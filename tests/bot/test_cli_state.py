import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.state import State
from bot.state.nouns import KeptSearch
from tests.bot.state.makers import ALICE, BOB, SERVER, feedback, kept

pytestmark = pytest.mark.usefixtures("bare_host")


def run(*arguments):
    return CliRunner().invoke(cli.app, ["state", *arguments])


@pytest.fixture
def data(tmp_path):
    """A data folder whose state holds an old and a new answer of Alice's, and one of Bob's."""
    folder = tmp_path / "data"
    address = f"sqlite:///{folder / 'state.sqlite'}"

    async def fill():
        state = await State.open(address)
        now = datetime.now(UTC)
        for asker, days in ((ALICE, 99), (ALICE, 1), (BOB, 1)):
            await state.answers.keep(kept(asker_id=asker, created_at=now - timedelta(days=days)))
        await state.audit.note(SERVER, ALICE, "settings.set", now)
        await state.close()

    asyncio.run(fill())
    return str(folder)


def test_a_purge_says_how_much_it_deleted(data):
    """As the settings say; the second finds nothing."""
    assert run("purge", "--data-dir", data).stdout == "Deleted: 1 answer.\n"
    assert run("purge", "--data-dir", data).stdout == "Nothing was that old.\n"


def test_a_purge_for_machines_names_every_kind(data):
    """Also those of which nothing went."""
    deleted = json.loads(run("purge", "--json", "--data-dir", data).stdout)["deleted"]
    assert deleted == {
        "answers": 1,
        "searches": 0,
        "feedback": 0,
        "gaps": 0,
        "audit": 0,
        "builds": 0,
        "use": 0,
        "left_servers": 0,
    }


def leave(data):
    """Have the state say that the bot left a server long ago."""

    async def left():
        state = await State.open(f"sqlite:///{Path(data) / 'state.sqlite'}")
        await state.servers.left(SERVER, datetime.now(UTC) - timedelta(days=31))
        await state.close()

    asyncio.run(left())


def test_a_purge_deletes_the_articles_of_servers_that_were_left(data):
    """Beside every corpus of this data folder; another server's stay."""
    folder = Path(data) / "servers"
    for corpus in ("one-1", "two-2"):
        for server in (SERVER, 5):
            (folder / corpus / str(server)).mkdir(parents=True)
            (folder / corpus / str(server) / "a.md").write_text("text")

    leave(data)
    assert run("purge", "--left-servers", "--data-dir", data).stdout == "Deleted: 1 answer, 1 server that was left.\n"
    assert sorted(one.parent.name for one in folder.rglob("a.md")) == ["5", "5"]


def test_a_purge_that_cannot_delete_articles_fails(data, monkeypatch):
    """What was deleted is told all the same; the next try is one that ends well."""
    (Path(data) / "servers" / "one-1" / str(SERVER)).mkdir(parents=True)
    leave(data)

    def refuse(path):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr("corpus.intake.leaving.shutil.rmtree", refuse)
        done = run("purge", "--left-servers", "--data-dir", data)
    assert (done.exit_code, done.stdout) == (1, "Deleted: 1 answer, 1 server that was left.\n")
    assert f"articles of server {SERVER} could not be deleted" in done.stderr
    assert run("purge", "--left-servers", "--data-dir", data).exit_code == 0


def test_a_purge_leaves_to_the_bot_what_it_alone_can_see(data):
    """Whether a server that it was removed from has added it again while it was off; that they wait is said."""
    article = Path(data) / "servers" / "one-1" / str(SERVER) / "a.md"
    article.parent.mkdir(parents=True)
    article.write_text("text")
    leave(data)
    done = run("purge", "--data-dir", data)
    assert (done.exit_code, done.stdout) == (0, "Deleted: 1 answer.\n")
    assert "1 server that the bot was removed from is kept until the bot runs" in " ".join(done.stderr.split())
    assert article.exists()
    told = json.loads(run("purge", "--json", "--data-dir", data).stdout)
    assert told["left_servers_waiting"] == 1
    gone = json.loads(run("purge", "--left-servers", "--json", "--data-dir", data).stdout)
    assert (gone["deleted"]["left_servers"], gone["left_servers_waiting"]) == (1, 0)
    assert not article.exists()


def test_a_purge_follows_the_settings(data, monkeypatch):
    """A host who keeps answers longer keeps them."""
    monkeypatch.setenv("SOURCIER_KEEP_ANSWERS_DAYS", "100")
    assert run("purge", "--data-dir", data).stdout == "Nothing was that old.\n"


def test_what_is_kept_about_a_person_is_given_out(data):
    """Indented for people, on one line for machines."""
    shown, line = run("export", str(ALICE), "--data-dir", data), run("export", str(ALICE), "--json", "--data-dir", data)
    found = json.loads(shown.stdout)
    assert len(shown.stdout.splitlines()) > 10
    assert len(line.stdout.splitlines()) == 1
    assert json.loads(line.stdout) == found
    assert (found["person_id"], len(found["answers"]), len(found["audit"])) == (str(ALICE), 2, 1)


def test_a_person_is_forgotten(data):
    """Others are not; whoever managed nothing leaves nothing."""
    assert run("forget", str(ALICE), "--data-dir", data).stdout == "Deleted: 2 answers.\n"
    assert json.loads(run("forget", str(BOB), "--json", "--data-dir", data).stdout) == {
        "person_id": str(BOB),
        "deleted": {"answers": 1, "searches": 0, "feedback": 0, "gaps": 0, "days_of_use": 0},
        "staying": {"audit": 0, "builds": 0, "golden_questions": 0, "days_of_use": 0},
    }
    again = run("forget", str(BOB), "--data-dir", data)
    assert (again.stdout, again.stderr) == ("Nothing was kept about that person.\n", "")


def test_what_stays_of_a_person_is_said(data):
    """All that is still given out, with why and for how long; nobody is told that there is nothing."""

    async def more():
        state = await State.open(f"sqlite:///{Path(data) / 'state.sqlite'}")
        now = datetime.now(UTC)
        await state.audit.note(SERVER, ALICE, "golden.add", now)
        await state.builds.note(SERVER, ALICE, "s1", now, in_use=True, report={})
        await state.golden.add(SERVER, "who?", "a.md", "", ALICE, now)
        await state.use.take(SERVER, ALICE, now.date(), person_limit=0, daily_limit=0)
        await state.searches.keep(KeptSearch("s", SERVER, ALICE, "search", "who?", now))
        await state.feedback.give(feedback("a", ALICE, guild_id=SERVER))
        await state.close()

    asyncio.run(more())
    first = run("forget", str(ALICE), "--data-dir", data)
    assert first.stdout == "Deleted: 2 answers, 1 search, 1 opinion on an answer.\n"
    assert " ".join(first.stderr.split()) == (
        "What stays: 2 entries of the audit log and 1 rebuild, kept for 400 days since others rely on the log of who "
        "managed what; 1 golden question, until somebody removes what the server tests its answers with; today's count "
        "of questions, until tomorrow, since limits would mean nothing without it."
    )
    again = run("forget", str(ALICE), "--data-dir", data)
    assert again.stdout == "There was nothing to delete.\n"
    told = json.loads(run("forget", str(ALICE), "--json", "--data-dir", data).stdout)
    assert told["staying"] == {"audit": 2, "builds": 1, "golden_questions": 1, "days_of_use": 1}


@pytest.mark.parametrize("command", [["purge"], ["export", "5"], ["forget", "5"]])
def test_a_wrong_data_folder_is_no_empty_state(command, tmp_path):
    """Nobody must hear that nothing is kept because the wrong place was looked at."""
    result = run(*command, "--data-dir", str(tmp_path / "elsewhere"))
    assert result.exit_code == 1
    assert f"there is no state in {tmp_path / 'elsewhere' / 'state.sqlite'}" in result.stderr
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("person", ["0", "9223372036854775808", "alice"])
def test_what_is_no_persons_number_is_wrong_use(person, data):
    """Nothing is opened."""
    assert run("export", person, "--data-dir", data).exit_code == 2
