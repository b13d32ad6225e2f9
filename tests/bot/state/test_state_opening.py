import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, String, inspect, text

from bot.state import State
from bot.state.address import read_address
from bot.state.checking import StateProblem, check_state
from bot.state.database import at_once
from bot.state.errors import StateError
from bot.state.migrating import MIGRATIONS, bring_up_to_date
from bot.state.tables import METADATA, Name, Record, Words
from tests.bot.state.conftest import statements
from tests.bot.state.makers import NOW, SERVER, kept
from tests.source_code import ROOT

NEWER = "was made by a newer Sourcier; update this one, or bring back the state of before"


async def opened_once(address):
    state = await State.open(address)
    await state.close()


async def read(address, question):
    """Return what a question about the tables finds in a database."""
    return await asyncio.to_thread(at_once, read_address(address), question)


async def test_the_migrations_make_the_tables_that_the_code_knows(empty_address):
    """Alembic finds no difference, in types, indexes and keys."""
    await opened_once(empty_address)

    def differences(connection):
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, METADATA)

    assert await read(empty_address, differences) == []


async def test_the_migrations_can_be_taken_back_and_made_again(empty_address):
    """Only Alembic's own table stays between."""
    await opened_once(empty_address)
    await asyncio.to_thread(bring_up_to_date, read_address(empty_address), "base")
    assert await read(empty_address, lambda connection: inspect(connection).get_table_names()) == ["alembic_version"]
    await opened_once(empty_address)
    assert set(METADATA.tables) < set(await read(empty_address, lambda one: inspect(one).get_table_names()))


async def test_opening_again_keeps_what_is_there(empty_address):
    """A start after a start."""
    state = await State.open(empty_address)
    given_out = kept()
    await state.answers.keep(given_out)
    await state.close()
    state = await State.open(empty_address)
    assert await state.answers.get(given_out.id) == given_out
    await state.close()


async def test_several_may_open_an_empty_database_at_once(empty_address):
    """Eight on one event loop."""
    states = await asyncio.gather(*(State.open(empty_address) for _ in range(8)))
    await asyncio.gather(*(state.audit.note(SERVER, 1, "x", NOW) for state in states))
    assert len(await states[0].audit.newest(SERVER, limit=99)) == 8
    for state in states:
        await state.close()


OPENER = "import asyncio, sys; from bot.state import State; asyncio.run(State.open(sys.argv[1]))"


def test_several_processes_may_open_an_empty_database_at_once(empty_address):
    """One makes the tables, the others wait for it."""
    commands = [[sys.executable, "-c", OPENER, empty_address]] * 3
    started = [subprocess.Popen(one, cwd=ROOT, stderr=subprocess.PIPE, text=True) for one in commands]
    assert [(one.communicate()[1], one.returncode) for one in started] == [("", 0)] * 3


async def test_the_state_of_a_newer_version_is_left_alone(empty_address):
    """With a sentence on what to do."""
    await opened_once(empty_address)
    await statements(empty_address, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StateError, match=NEWER):
        await State.open(empty_address)
    assert (await read(empty_address, lambda c: c.execute(text("SELECT * FROM alembic_version")).scalar())) == "9999"


async def test_feedback_of_before_it_could_be_dealt_with_waits(empty_address):
    """It is brought up to date at the start, and nothing of it is lost."""
    address = read_address(empty_address)
    await asyncio.to_thread(bring_up_to_date, address, "0001")
    assert [(one.kind, one.fatal) for one in check_in_thread(empty_address)] == [("outdated", False)]
    values = (
        "'a', 3001, 1001, 2001, 3001, false, 'wrong', 'No.', 'why?', '[\"x.md\"]', false, '2026-03-01 12:30:15.250000'"
    )
    columns = (
        "answer_id, person_id, guild_id, channel_id, asker_id, helpful, complaint, words, question, article_ids, "
        "private, created_at"
    )
    await statements(empty_address, f"INSERT INTO feedback ({columns}) VALUES ({values})")  # noqa: S608 - ours
    state = await State.open(empty_address)
    (one,) = await state.feedback.complaints(SERVER, limit=9)
    assert (one.words, one.article_ids, one.done_at) == ("No.", ("x.md",), None)
    assert await state.feedback.finish(SERVER, [one.created_at], NOW) == 1
    assert [found.done_at for found in await state.feedback.complaints(SERVER, limit=9, done=True)] == [NOW]
    await state.close()


async def test_tables_of_another_program_are_left_alone(empty_address):
    """Nothing of ours is made beside them, not in part either."""
    await statements(empty_address, "CREATE TABLE gaps (id INTEGER)")
    with pytest.raises(StateError, match="are not Sourcier's: give it a database of its own"):
        await State.open(empty_address)
    assert await read(empty_address, lambda connection: inspect(connection).get_table_names()) == ["gaps"]


async def test_the_event_loop_goes_on_while_the_tables_are_made(empty_address):
    """Alembic is loaded and works on another thread: this one's loop turns meanwhile."""
    turns = 0

    async def count():
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    counting = asyncio.create_task(count())
    await opened_once(empty_address)
    counting.cancel()
    assert turns > 100


def test_the_migrations_lie_beside_the_code():
    """With the template for new ones."""
    assert sorted(path.name for path in MIGRATIONS.iterdir() if path.is_file()) == ["env.py", "script.py.mako"]
    assert sorted(path.name for path in (MIGRATIONS / "versions").glob("*.py")) == [
        "0001_first.py",
        "0002_feedback_done.py",
    ]


def test_every_text_is_made_fit_at_the_door():
    """A plain column would refuse on PostgreSQL what SQLite takes."""
    plain = [
        str(column)
        for table in METADATA.tables.values()
        for column in table.c
        if isinstance(column.type, String | JSON) and not isinstance(column.type, Words | Name | Record)
    ]
    assert plain == []


# What can be wrong


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "is no address of a database; wanted sqlite:///path or postgresql://"),
        ("mysql://root:hunter2@host/name", "is no address of a database; wanted"),
        ("sqlite://", "is no address of a database; wanted"),
        ("sqlite:///", "names no file, and what is only in memory is lost at the next start"),
        ("sqlite:///:memory:", "names no file, and what is only in memory is lost at the next start"),
        ("postgresql://me:hunter2/x@host/name", "in the password must be written as %2F"),
        ("postgresql://me:12hunter2@x@host/name", "in the password must be written as %2F"),
        ("postgresql://me:12/hunter2@host/name", "in the password must be written as %2F"),
        ("postgresql://me:hunter2#@host/name", "in the password must be written as %2F"),
        ("postgresql://me:hunter2[@host/name", "in the password must be written as %2F"),
    ],
)
async def test_what_is_no_address_is_refused_without_its_password(written, sentence):
    """Nor does the cause hold it."""
    with pytest.raises(StateError, match=sentence) as caught:
        await State.open(written)
    assert "hunter2" not in f"{caught.value} {caught.value.__cause__}"
    assert [one.kind for one in check_in_thread(written)] == ["address"]


def test_tables_that_lack_what_their_form_has_are_named(tmp_path):
    """As those that were made before the form was settled."""
    written = f"sqlite:///{tmp_path / 'state.sqlite'}"
    bring_up_to_date(read_address(written))
    assert check_state(written) == []
    with closing(sqlite3.connect(tmp_path / "state.sqlite")) as connection:
        connection.execute("DROP TABLE marks")
        connection.execute("ALTER TABLE answers DROP COLUMN earlier")
        connection.commit()
    (problem,) = check_state(written)
    assert (problem.kind, problem.fatal) == ("unreleased", True)
    assert "was made by an unreleased Sourcier: it lacks answers.earlier, marks; with the bot" in problem.sentence


def check_in_thread(written):
    """Return what is wrong; a test with a loop has none to lend."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(check_state, written).result()


@pytest.mark.parametrize(
    ("address", "place", "dsn"),
    [
        ("postgres://me:s%2F@db:5433/x", "PostgreSQL at db:5433, database x", "postgres://me:s%2F@db:5433/x"),
        ("postgresql://db", "PostgreSQL at db", "postgresql://db"),
        (
            "postgresql://me@db/x?sslmode=require&channel_binding=require",
            "PostgreSQL at db, database x",
            "postgresql://me@db/x?sslmode=require",
        ),
        ("postgresql:///x?host=/run/pg", "PostgreSQL at /run/pg, database x", "postgresql:///x?host=%2Frun%2Fpg"),
    ],
)
def test_addresses_of_postgresql_are_read_as_elsewhere(address, place, dsn):
    """With what providers append; people read the place only."""
    found = read_address(address)
    assert (found.place, found.connect["dsn"]) == (place, dsn)
    assert "s%2F" not in repr(found)


def test_an_address_of_sqlite_is_a_path_as_it_stands(tmp_path, monkeypatch):
    """Question marks and percent signs too; ~ is the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read_address("sqlite:////a b/50 %25?x=1").file.as_posix() == "/a b/50 %25?x=1"
    assert read_address("sqlite:///~/state.sqlite").file == tmp_path / "state.sqlite"


async def test_a_folder_with_odd_letters_holds_a_state(tmp_path):
    """It is made if need be."""
    file = tmp_path / "100 %?#été" / "deeper" / "state.sqlite"
    await opened_once(f"sqlite:///{file}")
    assert file.is_file()
    assert check_in_thread(f"sqlite:///{file}") == []


async def test_a_new_file_is_for_its_user_alone(tmp_path):
    """It holds what people asked; so do the files that SQLite keeps beside it."""
    file = tmp_path / "data" / "state.sqlite"
    state = await State.open(f"sqlite:///{file}")
    await state.answers.keep(kept())
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in (file.parent, *file.parent.iterdir())}
    await state.close()
    assert modes == {"data": 0o700, "state.sqlite": 0o600, "state.sqlite-wal": 0o600, "state.sqlite-shm": 0o600}


async def test_who_may_read_a_file_that_is_there_stays_as_it_is(tmp_path):
    """A host may have let a group read it."""
    file = tmp_path / "state.sqlite"
    await opened_once(f"sqlite:///{file}")
    file.chmod(0o640)
    tmp_path.chmod(0o750)
    await opened_once(f"sqlite:///{file}")
    assert [stat.S_IMODE(one.stat().st_mode) for one in (tmp_path, file)] == [0o750, 0o640]


async def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path):
    """The host named the wrong file, or it is damaged."""
    file = tmp_path / "notes.txt"
    file.write_text("not a database " * 100)
    with pytest.raises(StateError, match="no database, or a damaged one: bring back a backup") as caught:
        await State.open(f"sqlite:///{file}")
    assert str(file) in str(caught.value)
    assert file.read_text() == "not a database " * 100
    (problem,) = check_in_thread(f"sqlite:///{file}")
    assert problem.kind == "unreachable"
    assert str(file) in problem.sentence


async def test_a_folder_in_the_files_place_is_refused(tmp_path):
    """SQLite only says that it cannot open it."""
    with pytest.raises(StateError, match="let the user that runs Sourcier write the file"):
        await State.open(f"sqlite:///{tmp_path}")


async def test_a_file_in_the_folders_place_is_refused(tmp_path):
    """No folder can be made there."""
    (tmp_path / "file").touch()
    written = f"sqlite:///{tmp_path / 'file' / 'state.sqlite'}"
    with pytest.raises(StateError, match="make that folder, or name another place with SOURCIER_STATE"):
        await State.open(written)
    (problem,) = check_in_thread(written)
    assert (problem.kind, problem.fatal) == ("not_writable", True)


@pytest.fixture
def no_root(tmp_path):
    """Work as a user without privileges; root may write everywhere."""
    tmp_path.chmod(0o755)
    if os.geteuid() != 0:
        yield
        return
    for folder in tmp_path.parents:  # pytest keeps its folders to the user that made them
        if folder.stat().st_mode & 0o001 == 0:
            folder.chmod(folder.stat().st_mode | 0o011)
    os.seteuid(65534)
    yield
    os.seteuid(0)


async def test_a_folder_that_may_not_be_written_is_named(no_root, tmp_path):
    """Before there is a file, and when there is one that others own."""
    folder = tmp_path / "closed"
    if os.getuid() == 0:
        os.seteuid(0)
    folder.mkdir(mode=0o755)
    await opened_once(f"sqlite:///{folder / 'there.sqlite'}")
    (folder / "there.sqlite").chmod(0o444)
    folder.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(65534)
    for name in ("there.sqlite", "new.sqlite", "deeper/new.sqlite"):
        written = f"sqlite:///{folder / name}"
        with pytest.raises(StateError, match="let the user that runs Sourcier write the file and the folder") as caught:
            await State.open(written)
        assert str(folder / name) in str(caught.value)
        assert [(one.kind, one.fatal) for one in check_in_thread(written)] == [("not_writable", True)]


async def test_a_full_disk_is_named_and_loses_nothing(tmp_path):
    """What was kept before stays readable, and room makes it work again."""
    state = await State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")
    first = kept()
    await state.answers.keep(first)
    async with state.answers._database.reading() as connection:
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        await connection.execute(text(f"PRAGMA max_page_count={pages}"))
    with pytest.raises(StateError, match=r"full.*make room on that disk"):
        await state.audit.note(SERVER, 1, "x" * 500_000, NOW)
    assert await state.answers.get(first.id) == first
    async with state.answers._database.reading() as connection:
        await connection.execute(text("PRAGMA max_page_count=1000000"))
    await state.audit.note(SERVER, 1, "x", NOW)
    await state.close()


async def test_a_database_that_another_program_holds_is_named(tmp_path, monkeypatch):
    """After waiting a while, which this test has no patience for."""
    monkeypatch.setattr("bot.state.database.BUSY_TIMEOUT_MS", 50)
    file = tmp_path / "state.sqlite"
    state = await State.open(f"sqlite:///{file}")
    await state.close()
    state = await State.open(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StateError, match="another program holds it: end a second Sourcier, or wait until a backup"):
            await state.audit.note(SERVER, 1, "x", NOW)
        assert await state.audit.newest(SERVER, limit=1) == []
    await state.audit.note(SERVER, 1, "x", NOW)
    await state.close()


async def test_a_new_file_that_another_program_changes_is_waited_for(tmp_path, monkeypatch):
    """SQLite itself does not wait here: of bots that start together on a new file, one found it locked now and then."""
    file = tmp_path / "state.sqlite"
    waits = []
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.executescript("CREATE TABLE another (a); BEGIN IMMEDIATE;")

        def let_go_at_the_third(_):
            waits.append(len(waits))
            if len(waits) == 3:
                other.execute("COMMIT")

        monkeypatch.setattr("bot.state.database.time.sleep", let_go_at_the_third)
        mode = at_once(read_address(f"sqlite:///{file}"), lambda one: one.execute(text("PRAGMA journal_mode")).scalar())
    assert (mode, len(waits)) == ("wal", 3)


async def test_a_new_file_that_another_program_goes_on_changing_is_named(tmp_path, monkeypatch):
    """After waiting as long as for any other lock."""
    monkeypatch.setattr("bot.state.database.BUSY_TIMEOUT_MS", 50)
    file = tmp_path / "state.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.executescript("CREATE TABLE another (a); BEGIN IMMEDIATE;")
        with pytest.raises(StateError, match="another program holds it"):
            await State.open(f"sqlite:///{file}")


async def test_a_file_that_is_to_be_there_is_not_made(tmp_path):
    """A host who asks about a person must not hear that nothing is kept, out of the wrong file."""
    file = tmp_path / "wrong" / "state.sqlite"
    with pytest.raises(StateError, match=r"there is no state in .*wrong"):
        await State.open(f"sqlite:///{file}", make=False)
    assert not file.parent.exists()
    assert check_in_thread(f"sqlite:///{file}") == [
        StateProblem("not_made", f"{file} is not there yet; `sourcier run` makes it", fatal=False)
    ]


async def test_a_server_that_is_gone_is_named_without_the_password(unused_tcp_port):
    """Nobody listens there."""
    written = f"postgresql://me:hunter2@127.0.0.1:{unused_tcp_port}/name"
    with pytest.raises(StateError, match="see that the server runs and can be reached from here") as caught:
        await State.open(written)
    assert f"PostgreSQL at 127.0.0.1:{unused_tcp_port}, database name" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    (problem,) = check_in_thread(written)
    assert (problem.kind, problem.sentence) == ("unreachable", str(caught.value))


@pytest.mark.parametrize(("user", "name"), [("nobody", "postgres"), ("postgres", "missing")])
async def test_a_user_or_database_that_the_server_lacks_is_named(postgres, user, name):
    """The driver raises these by itself, before SQLAlchemy has a connection."""
    written = postgres.get_uri(database=name).replace("postgres:@", f"{user}:hunter2@")
    with pytest.raises(StateError, match="check user, password and database in SOURCIER_STATE") as caught:
        await State.open(written)
    assert "hunter2" not in str(caught.value)
    assert [one.kind for one in check_in_thread(written)] == ["unreachable"]


@pytest.fixture
def own_postgres(new_postgres):
    return new_postgres()


async def test_a_user_without_rights_is_named(own_postgres):
    """On tables that another made."""
    written = own_postgres
    await opened_once(written)
    name = f"reader_{os.getpid()}"
    await statements(written, f"CREATE ROLE {name} LOGIN", f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
    theirs = written.replace("postgres:@", f"{name}:@")
    state = await State.open(theirs)
    with pytest.raises(StateError, match="let the user in SOURCIER_STATE own the database"):
        await state.audit.note(SERVER, 1, "x", NOW)
    await state.close()
    assert [(one.kind, one.fatal) for one in check_in_thread(theirs)] == [("not_writable", True)]


async def test_a_lost_connection_is_made_anew(kept_postgres):
    """The server was started again, or a firewall forgot us."""
    state = await State.open(kept_postgres)
    assert await state.audit.newest(SERVER, limit=1) == []
    await statements(
        kept_postgres,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    assert await state.audit.newest(SERVER, limit=1) == []
    await state.close()


async def test_a_missing_driver_says_how_to_install_it(monkeypatch):
    """PostgreSQL is an extra."""
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(StateError, match=r"needs asyncpg; from .*, run: \S+ -m pip install -e '\.\[postgresql\]'"):
        await State.open("postgresql://me:hunter2@host/name")
    assert [one.kind for one in check_in_thread("postgresql://me@host/name")] == ["driver"]


async def test_a_state_in_order_has_no_problem(empty_address):
    """And is not changed by looking; before the first start it says so."""
    found = check_in_thread(empty_address)
    assert [(one.kind, one.fatal) for one in found] == [("not_made", False)]
    state = await State.open(empty_address)
    await state.answers.keep(kept())
    assert check_in_thread(empty_address) == []
    await state.close()
    await statements(empty_address, "UPDATE alembic_version SET version_num = '9999'")
    (problem,) = check_in_thread(empty_address)
    assert problem.kind == "newer"
    assert NEWER in problem.sentence


async def test_an_error_tells_nothing_of_what_was_asked(state):
    """Logs hold the error with its cause, and must not hold questions."""
    with pytest.raises(StateError) as caught:
        await state.answers.keep(kept(kept().result, id="x" * 30, channel_id=2**70))
    told, error = "", caught.value
    while error is not None:
        told, error = told + str(error), error.__cause__
    assert "Oracle" not in told
