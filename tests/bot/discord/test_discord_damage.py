"""A damaged index is named to those who can do something about it, by its file, as the terminal names it."""

import re

import pytest

from bot.discord_app.indexing.damage import damaged_file
from bot.discord_app.indexing.wording import WAITING
from index.errors import DamagedIndexError, IncompatibleIndexError
from index.keeping.snapshot import PassedOver, Store, check_snapshot, open_named
from tests.bot.discord.fakes import text_of
from tests.fakes import WordEncoder
from tests.small_index import build_search

PROBLEM = (
    "/data/indexes/notes/snapshots/s2/glossary.sqlite has changed since it was written; run `sourcier rebuild-index`"
)
NEXT = "/data/indexes/notes/segments/0123456789abcdef0123456789abcdef/ends.npy: cannot be read (gone); run x"


@pytest.mark.parametrize(
    ("problem", "file"),
    [
        (PROBLEM, "snapshots/s2/glossary.sqlite"),
        (NEXT, "segments/01234567…/ends.npy"),
        ("/srv/my snapshots/store 2/snapshots/s2/glossary.sqlite: gone", "snapshots/s2/glossary.sqlite"),
        ("/srv/snapshots/old/segments/0a1b/words: gone", "segments/0a1b/words"),
        ("C:\\data\\snapshots\\s2\\vectors.npy: gone", "snapshots/s2/vectors.npy"),
        ("/data/segments/0a1b: its files are of 3 passages", "segments/0a1b"),
        (
            "/data/snapshots/s2/catalogue.npy: no sense in what it says of @77/their secret.md",
            "snapshots/s2/catalogue.npy",
        ),
        ("the vectors do not fit together", ""),
        ("", ""),
    ],
)
def test_the_file_is_named_without_the_hosts_folders(problem, file):
    """Nor what else the message says: an article's id is its server's business."""
    assert damaged_file(problem) == file


def test_every_file_of_a_real_index_is_named(tmp_path):
    """Whatever part of the index finds the damage."""
    search = build_search(tmp_path, {"moons.md": "# Moons\n\nSaturn has 274 known moons (SKM).\n"})
    name = search.snapshot.manifest.name
    search.close()
    store = Store(tmp_path / "store")
    files = [path for path in store.folder.rglob("*") if path.is_file() and {"snapshots", "segments"} & {*path.parts}]
    named = 0
    for path in files:
        whole = path.read_bytes()
        path.write_bytes(b"?" + whole[1:])
        try:
            check_snapshot(store, name)
            open_named(store, name, WordEncoder([])).close()
        except DamagedIndexError as error:
            told = damaged_file(str(error))
            short = re.sub(r"\b([0-9a-f]{8})[0-9a-f]{24}\b", r"\1…", path.relative_to(store.folder).as_posix())
            assert told == short
            named += 1
        except IncompatibleIndexError:
            pass
        finally:
            path.write_bytes(whole)
    assert named > 5


async def test_status_says_that_an_earlier_index_answers_and_why(world, desk):
    """Which one is damaged and which file of it, above all else, and what to do; no path of the host's."""
    desk.passed = (PassedOver("s2", PROBLEM), PassedOver("s1b", NEXT))
    said = text_of((await world.mod.slash(world.channel, "index status")).response)
    assert said.startswith(
        "⚠️ **The index in use, `s2`, is damaged on disk**, so this earlier one answers; the latest articles may be "
        "missing. The damaged file is `glossary.sqlite`. `/rebuild-index` makes a new one.\n"
        "-# `s1b` is damaged too. The damaged file is `segments/01234567…/ends.npy`.\n"
        "**The index that answers in its place**\nBuilt on "
    )
    assert "/data" not in said


async def test_status_says_that_every_index_is_damaged(world, desk, french):
    """Rather than that the index cannot be used, whatever that is."""
    desk.all_damaged = True
    desk.passed = (PassedOver("s2", PROBLEM),)
    said = text_of((await world.mod.slash(world.channel, "index status")).response)
    assert said == (
        "**Tous les index sur le disque sont endommagés**\u00a0: je ne peux pas répondre. `/reconstruire-index` relit "
        "ce qui a été perdu.\n-# `s2` est endommagé. Le fichier endommagé est `glossary.sqlite`."
    )


async def test_status_without_the_folder_of_articles_tells_the_rest(world, desk):
    """The index answers on; what changed cannot be told."""
    desk.uncompared = "/srv/articles is missing"
    said = text_of((await world.mod.slash(world.channel, "index status")).response)
    assert "**The index in use**" in said
    assert "the folder of articles cannot be read" in said
    assert "/srv" not in said


async def test_versions_name_the_damaged_file(world, desk):
    """Under the index that cannot be used."""
    desk.store, desk.damaged = ["s0", "s1"], {"s0"}
    desk.damage = PROBLEM.replace("/s2/", "/s0/")
    said = text_of((await world.mod.slash(world.channel, "index versions")).response)
    assert "**cannot be used: damaged or incompatible**\n-# `glossary.sqlite`" in said
    assert "/data" not in said


async def test_versions_tell_that_the_one_in_use_is_damaged(world, desk):
    """Beside that it is in use: an earlier one answers."""
    desk.damaged, desk.damage = {"s1"}, NEXT
    shown = (await world.mod.slash(world.channel, "index versions")).response
    said = text_of(shown)
    assert shown.components[0]["accent_color"] == WAITING
    assert "**in use, but cannot be used: damaged or incompatible**\n-# `segments/01234567…/ends.npy`" in said
