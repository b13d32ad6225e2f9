from types import SimpleNamespace

from bot.discord_app.indexing.undertaking import Undertaking, rebuilt
from bot.discord_app.thinking import Thinking
from bot.settings import Settings
from bot.wiring import CorpusParts, Desk


async def test_a_rebuild_that_finds_nothing_new_answers_from_what_a_terminal_put_in_use(tmp_path, bare_host):
    """The bot had the index before open; on disk there is nothing left to do."""
    corpus = tmp_path / "articles"
    corpus.mkdir()
    settings = Settings(corpus=corpus, data_dir=tmp_path / "data")
    parts = CorpusParts(settings)
    (corpus / "moons.md").write_text("# Moons\n\nSaturn has many moons that somebody counted.\n")
    parts.build()
    desk, thinking = Desk(settings), Thinking(1)
    desk.open()
    (corpus / "rings.md").write_text("# Rings\n\nThe rings of Saturn are made of ice and of some dust.\n")
    theirs = parts.build().snapshot
    assert desk.manifest().name != theirs

    async def rebuild(**options):
        yield parts.build(**options)

    async def may_manage():
        return True

    outcome = await rebuilt(
        SimpleNamespace(desk=desk, thinking=thinking, rebuild=rebuild),
        Undertaking(),
        [],
        everything=False,
        on_step=lambda step: None,
        on_asked=lambda done, total: None,
        may_manage=may_manage,
    )
    assert (outcome.report.snapshot, outcome.in_use) == (theirs, True)
    assert desk.manifest().name == theirs
    desk.close()
    thinking.close()
