import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import numpy as np
import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.sentences import confidence
from bot.answers.sentences.confidence import LEAST, LEAST_OF_FEW, VERSION
from bot.answers.sentences.threshold import Calibration, Threshold, write_calibration
from bot.places import USED_BY, claim_servers_folder, corpus_roots, named_servers_folder, unread_servers_folders
from bot.settings import load_settings
from bot.wiring import CorpusIndex, CorpusParts, Desk, OpenIndex, Parts, servers_folder, store_folder
from corpus.errors import CorpusError
from index.errors import DamagedIndexError, NoIndexError
from index.hits import Standing
from index.keeping.passage_store import PassageStore
from index.keeping.snapshot import Changes
from tests.bot.terminal_fakes import FakeIndex, FakeParts

pytestmark = pytest.mark.usefixtures("bare_host")


@pytest.fixture
def settings(tmp_path):
    return load_settings(corpus=str(tmp_path / "My notes"), data_dir=str(tmp_path / "data"))


@pytest.fixture
def parts(settings):
    return FakeParts(settings)


class SlowIndex(FakeIndex):
    """Holds every answer until it is let go."""

    def __init__(self, name):
        super().__init__(name, Changes())
        self.entered = threading.Semaphore(0)
        self.let_go = threading.Event()

    def answer(self, question, earlier, on_part=None, *, scope=None, **_wanted):
        self.entered.release()
        assert self.let_go.wait(timeout=30)
        return super().answer(question, earlier, scope=scope)


def test_the_fakes_follow_the_protocols(parts):
    """A fake that lacks a method would be found here first."""
    checked: Parts = parts
    index: OpenIndex = checked.open()
    assert index.manifest.name == "first"


def test_two_folders_of_one_name_have_stores_of_their_own(tmp_path):
    one, other = (
        store_folder(load_settings(corpus=str(tmp_path / at / "notes"), data_dir=str(tmp_path))) for at in "ab"
    )
    assert one.parent == other.parent == tmp_path / "indexes"
    assert one.name != other.name
    assert one.name.startswith("notes-")
    assert len(one.name) == len("notes-") + 8


def test_a_store_is_named_for_the_folder_however_its_path_is_written(tmp_path, settings):
    roundabout = load_settings(corpus=str(tmp_path / "x" / ".." / "My notes"), data_dir=str(tmp_path / "data"))
    assert store_folder(roundabout) == store_folder(settings)
    assert store_folder(settings).name.startswith("My-notes-")


def test_a_desk_opens_at_the_first_question_and_only_once(settings, parts):
    desk = Desk(settings, parts)
    assert parts.opened == []
    desk.answer("one")
    desk.answer("two", earlier=("one",))
    assert [index.asked for index in parts.opened] == [[("one", ()), ("two", ("one",))]]


def test_reload_without_a_new_index_changes_nothing(settings, parts):
    desk = Desk(settings, parts)
    desk.open()
    assert desk.reload() is False
    assert len(parts.opened) == 1


def test_reload_takes_the_new_index_and_closes_the_old_once(settings, parts):
    desk = Desk(settings, parts)
    desk.open()
    parts.name = "second"
    assert desk.reload() is True
    assert desk.manifest().name == "second"
    assert [index.closings for index in parts.opened] == [1, 0]


def test_a_new_index_that_cannot_be_opened_leaves_the_old_in_use(settings, parts):
    desk = Desk(settings, parts)
    desk.open()
    parts.name, parts.open_error = "second", DamagedIndexError("broken")
    with pytest.raises(DamagedIndexError, match="broken"):
        desk.reload()
    assert desk.manifest().name == "first"
    assert parts.opened[0].closings == 0


def test_an_index_that_is_damaged_while_it_is_open_is_opened_anew(settings, parts):
    """Opening passes damaged ones over, so that an earlier one answers; until then the desk says how it stands."""
    desk = Desk(settings, parts)
    desk.open()
    parts.opened[0].error = DamagedIndexError("broken")
    assert desk.damaged_in_use() is False
    with pytest.raises(DamagedIndexError, match="broken"):
        desk.answer("one")
    assert desk.damaged_in_use() is True
    assert desk.reload() is False  # it is the same, opened anew
    assert desk.damaged_in_use() is False
    assert [index.closings for index in parts.opened] == [1, 0]
    assert parts.afresh == [False, True]
    desk.reload()
    assert len(parts.opened) == 2


def test_damage_that_a_trial_of_the_index_in_use_meets_is_told_too(settings, parts):
    desk = Desk(settings, parts)
    desk.open()
    parts.opened[0].error = DamagedIndexError("broken")
    with closing(desk.trial()) as trial, pytest.raises(DamagedIndexError):
        trial.answer("one")
    assert desk.damaged_in_use() is True


def test_where_no_other_can_be_opened_a_damaged_index_stays_and_is_tried_again_later(settings, parts):
    """Not at every look: all files are read for it. Another index in use is taken at once."""
    desk = Desk(settings, parts)
    desk.open()
    parts.opened[0].error = DamagedIndexError("broken")
    with pytest.raises(DamagedIndexError):
        desk.answer("one")
    parts.open_error = DamagedIndexError("none is sound")
    with pytest.raises(DamagedIndexError, match="none is sound"):
        desk.reload()
    assert desk.reload() is False
    assert desk.damaged_in_use() is True
    parts.name, parts.open_error = "second", None
    assert desk.reload() is True
    assert desk.damaged_in_use() is False


def test_after_a_while_a_damaged_index_is_tried_again(settings, parts, monkeypatch):
    monkeypatch.setattr("bot.wiring.desk.AGAIN_S", 0.0)
    desk = Desk(settings, parts)
    desk.open()
    parts.opened[0].error = DamagedIndexError("broken")
    with pytest.raises(DamagedIndexError):
        desk.answer("one")
    parts.open_error = DamagedIndexError("none is sound")
    for _ in range(2):
        with pytest.raises(DamagedIndexError, match="none is sound"):
            desk.reload()
    parts.open_error = None
    desk.reload()
    assert desk.damaged_in_use() is False


def test_a_file_that_is_damaged_under_an_open_index_brings_the_one_before_back(settings, a_note):
    """What the two share is read anew from disk, and what only the newer one holds no longer answers."""
    (settings.corpus / "two.md").write_text("---\ntitle: Dogs\nlang: en\n---\n\nThe dog barks at the postman.")
    before = set(a_note.store.segments.iterdir())
    a_note.build()
    (fresh,) = set(a_note.store.segments.iterdir()) - before
    desk = Desk(settings, a_note)
    newest = desk.manifest().name
    damaged = fresh / "articles.sqlite"
    damaged.write_bytes(b"\0" * damaged.stat().st_size)
    with pytest.raises(DamagedIndexError):
        desk.answer("who does the dog bark at?")
    assert desk.reload() is True
    assert [one.name for one in desk.passed_over()] == [newest]
    found = desk.answer("where does the cat sleep?")
    assert [one.quote for one in found.citations] == ["The cat sleeps on the mat."]


def test_an_answer_under_way_keeps_its_index_until_it_ends(settings, parts):
    slow = SlowIndex("first")
    parts.open = lambda **_: slow if parts.name == "first" else FakeIndex("second", Changes())
    desk = Desk(settings, parts)
    with ThreadPoolExecutor(2) as pool:
        under_way = [pool.submit(desk.answer, f"question {number}") for number in range(2)]
        for _ in under_way:
            assert slow.entered.acquire(timeout=30)
        parts.name = "second"
        assert desk.reload() is True
        assert (desk.manifest().name, slow.closings) == ("second", 0)
        slow.let_go.set()
        assert {answer.result(timeout=30).question for answer in under_way} == {"question 0", "question 1"}
    assert slow.closings == 1


def test_many_askers_across_many_reloads_all_get_an_answer_and_every_index_is_closed_once(settings, parts):
    desk = Desk(settings, parts)
    done = threading.Event()

    def ask(asker):
        asked = 0
        while not done.is_set() or asked == 0:
            assert desk.answer(f"question of {asker}").question == f"question of {asker}"
            asked += 1
        return asked

    with ThreadPoolExecutor(8) as pool:
        askers = [pool.submit(ask, number) for number in range(8)]
        for number in range(200):
            parts.name = f"snapshot-{number}"
            assert desk.reload() is True
        done.set()
        assert all(asker.result(timeout=30) >= 1 for asker in askers)
    assert [index.closings for index in parts.opened[:-1]] == [1] * (len(parts.opened) - 1)
    assert parts.opened[-1].closings == 0
    desk.close()
    assert parts.opened[-1].closings == 1


def test_threads_that_ask_first_open_one_index(settings, parts):
    desk = Desk(settings, parts)
    start = threading.Barrier(6)

    def ask(_):
        start.wait(timeout=30)
        return desk.answer("hello")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(ask, range(6)))
    assert len(parts.opened) == 1


def test_a_closed_desk_says_so(settings, parts):
    desk = Desk(settings, parts)
    desk.open()
    desk.close()
    desk.close()
    assert parts.opened[0].closings == 1
    with pytest.raises(RuntimeError, match="this desk is closed"):
        desk.answer("hello")


def test_closing_waits_for_the_answer_under_way(settings, parts):
    slow = SlowIndex("first")
    parts.open = lambda **_: slow
    desk = Desk(settings, parts)
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(desk.answer, "slow one")
        assert slow.entered.acquire(timeout=30)
        desk.close()
        assert slow.closings == 0
        slow.let_go.set()
        assert under_way.result(timeout=30).question == "slow one"
    assert slow.closings == 1


def test_status_before_the_first_build_counts_the_files_to_read(settings):
    settings.corpus.mkdir()
    (settings.corpus / "one.md").write_text("# One\n\nA text.", encoding="utf-8")
    status = Desk(settings, FakeParts(settings, name=None)).status()
    assert (status.manifest, status.changes.added, status.size_bytes) == (None, ("one.md",), 0)


def test_status_of_an_open_index_tells_its_changes(settings):
    changes = Changes(removed=("gone.md",))
    status = Desk(settings, FakeParts(settings, changes=changes)).status()
    assert status.manifest is not None
    assert (status.manifest.name, status.changes) == ("first", changes)


def test_opening_where_nothing_was_built_says_what_to_run(settings, monkeypatch):
    monkeypatch.setattr("bot.wiring.parts.load_encoder", lambda *args, **options: object())
    with pytest.raises(NoIndexError, match="sourcier rebuild-index"):
        CorpusParts(settings).open()


def test_the_encoder_is_loaded_once(settings, monkeypatch):
    loaded = []
    monkeypatch.setattr(
        "bot.wiring.parts.load_encoder", lambda *args, **options: loaded.append((args, options)) or object()
    )
    parts = CorpusParts(settings)
    assert parts.encoder() is parts.encoder()
    assert loaded == [(("static",), {"batch_size": 32, "device": None, "allow_download": False})]


def test_no_reranker_is_loaded_where_none_is_set(settings, monkeypatch):
    monkeypatch.setattr("index.rerankers.load_reranker", lambda *args, **options: pytest.fail("loaded"))
    assert CorpusParts(settings).reranker() is None


def test_the_reranker_is_loaded_once_with_the_settings_of_models(monkeypatch, tmp_path):
    loaded = []
    monkeypatch.setattr(
        "index.rerankers.load_reranker", lambda *args, **options: loaded.append((args, options)) or object()
    )
    settings = load_settings(
        reranker="owner/model", encoder_batch_size=8, encoder_device="cpu", data_dir=str(tmp_path), allow_download=True
    )
    parts = CorpusParts(settings)
    assert parts.reranker() is parts.reranker()
    assert loaded == [(("owner/model",), {"batch_size": 8, "device": "cpu", "allow_download": True})]


def test_the_search_has_the_reranker_and_the_depth_of_the_settings(monkeypatch, tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "one.md").write_text("# One\n\nA text of one sentence.", encoding="utf-8")

    class Fake:
        id = "fake:reranker"

        def scores(self, question, texts):
            return np.zeros(len(texts), np.float32)

    monkeypatch.setattr("index.rerankers.load_reranker", lambda *args, **options: Fake())
    settings = load_settings(
        corpus=str(tmp_path / "notes"), data_dir=str(tmp_path / "data"), reranker="owner/model", rerank_depth=7
    )
    parts = CorpusParts(settings)
    parts.build()
    index = parts.open()
    (hit,) = index.find("one sentence?", 5)
    assert hit.reranked == Standing(1, 0.0)
    assert index._search._rerank_depth == 7
    index.close()


@pytest.fixture
def a_note(settings):
    """A corpus of one short article, indexed; the parts that open it."""
    settings.corpus.mkdir()
    (settings.corpus / "one.md").write_text("---\ntitle: Cats\nlang: en\n---\n\nThe cat sleeps on the mat.")
    parts = CorpusParts(settings)
    parts.build()
    return parts


def calibrated(parts, threshold, **changes):
    """Have a calibration lie beside the index."""
    fields = {
        "threshold": threshold,
        "confidence_version": VERSION,
        "encoder_digest": parts.encoder().digest,
        "snapshot": "first",
        "questions": "own.csv",
        "answerable": 20,
        "unanswerable": 0,
        "refused_answerable": 0.1,
        "refused_unanswerable": None,
        "calibrated_at": "2026-11-26T10:00:00+00:00",
    }
    calibration = Calibration(**{**fields, **changes})
    write_calibration(parts.store, calibration)
    return calibration


def test_a_calibrated_threshold_refuses_what_was_answered(a_note):
    """Opened anew, the same index answers by the threshold that lies beside it then."""
    question = "where does the cat sleep?"
    assert isinstance(a_note.open().answer(question, ()), Answer)
    calibrated(a_note, 1.0)
    assert isinstance(a_note.open().answer(question, ()), NoAnswer)
    calibrated(a_note, 0.0)
    assert isinstance(a_note.open().answer(question, ()), Answer)


def test_a_calibration_holds_for_the_next_snapshot(a_note, settings):
    before = a_note.current()
    wanted = calibrated(a_note, 1.0)
    (settings.corpus / "two.md").write_text("A dog barks at night.")
    a_note.build()
    assert a_note.current() != before
    assert isinstance(a_note.open().answer("where does the cat sleep?", ()), NoAnswer)
    assert Desk(settings, a_note).status().threshold.calibration == wanted


def test_a_calibration_that_does_not_hold_is_logged_and_left_aside(a_note, settings, caplog):
    calibrated(a_note, 1.0, encoder_digest="other")
    assert isinstance(a_note.open().answer("where does the cat sleep?", ()), Answer)
    assert caplog.messages == [
        "the calibration of 2026-11-26 was made with another encoder, so it is left aside; run `sourcier evaluate "
        "answers --calibrate` with your questions again"
    ]
    assert Desk(settings, a_note).status().threshold.calibration is None


def test_status_without_a_calibration_tells_the_trained_threshold(settings):
    assert Desk(settings, FakeParts(settings)).status().threshold == Threshold(LEAST_OF_FEW)


def test_status_tells_the_threshold_of_the_shared_articles_and_each_scope_has_its_own(two_servers, monkeypatch):
    """Whatever servers have: two passages are many here, and one is shared."""
    monkeypatch.setattr(confidence, "FEW", 2)
    assert two_servers.status().threshold == Threshold(LEAST_OF_FEW)
    assert two_servers.least() == LEAST_OF_FEW
    assert two_servers.least(scope=OWN) == LEAST


OWN, OTHER = frozenset({"articles", "server-1"}), frozenset({"articles", "server-2"})


@pytest.fixture
def two_servers(settings):
    """A desk on one shared article and one of each of two servers."""
    texts = {
        settings.corpus / "cats.md": "---\ntitle: Cats\nlang: en\n---\n\nThe cat sleeps on the mat.",
        servers_folder(settings) / "1" / "terms.md": "---\ntitle: Our terms\nlang: en\n---\n\n"
        "The big fluffy cat (BFC) sleeps in the tower.\n\nVoting ends on Friday.",
        servers_folder(settings) / "2" / "secret.md": "---\ntitle: Secret\nlang: en\n---\n\n"
        "The bald furry cat (BFC) guards the treasure.",
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    parts = CorpusParts(settings)
    parts.build()
    desk = Desk(settings, parts)
    yield desk
    desk.close()


def test_servers_articles_lie_in_the_data_folder_under_the_corpus_name(settings):
    folder = servers_folder(settings)
    assert (folder.parent, folder.name) == (settings.data_dir / "servers", store_folder(settings).name)


def another(settings, name):
    """The settings of another corpus on the same data folder."""
    (settings.corpus.parent / name).mkdir()
    return settings.model_copy(update={"corpus": settings.corpus.parent / name})


def own_article(folder):
    folder.mkdir(parents=True)
    (folder / "own.md").write_text("# Own\n\nThe gate opens at nine.\n", encoding="utf-8")


def test_servers_articles_are_found_where_the_corpus_folder_was_moved(settings):
    """And again where it was moved on; a corpus beside it that was there all the time gets none of them."""
    settings.corpus.mkdir()
    before = servers_folder(settings)
    own_article(before / "7")
    claim_servers_folder(settings)
    settings.corpus.rmdir()
    after = another(settings, "moved")
    named_servers_folder(after).mkdir()
    for _ in range(2):
        assert servers_folder(after) == before
        assert [root.folder for root in corpus_roots(after)][1:] == [before / "7"]
        assert unread_servers_folders(after) == ()
        claim_servers_folder(after)
    beside = another(settings, "beside")
    assert [root.folder for root in corpus_roots(beside)] == [beside.corpus]
    after.corpus.rmdir()
    assert servers_folder(beside) == before
    settings.corpus.mkdir()
    assert servers_folder(beside) == named_servers_folder(beside)
    assert (before / USED_BY).read_bytes().count(b"\0") == 2


@pytest.mark.parametrize("claimed", [True, False])
def test_a_corpus_never_takes_the_servers_articles_of_another(settings, claimed):
    """Of one that is there, or of which nobody knows where it is; its own writing takes nothing of theirs either."""
    settings.corpus.mkdir()
    own_article(named_servers_folder(settings) / "7")
    if claimed:
        claim_servers_folder(settings)
    else:
        settings.corpus.rmdir()
    other = another(settings, "other")
    assert [root.folder for root in corpus_roots(other)] == [other.corpus]
    assert servers_folder(other) == named_servers_folder(other)
    assert unread_servers_folders(other) == (named_servers_folder(settings),)
    claim_servers_folder(other)
    assert not named_servers_folder(other).exists()
    assert servers_folder(settings) == named_servers_folder(settings)


def test_a_build_makes_a_data_folder_for_its_user_alone(settings):
    """What people asked and servers' own articles will lie in it; what is there already stays open to whom it is."""
    settings.corpus.mkdir()
    (settings.corpus / "note.md").write_text("# Ferry\n\nThe ferry sank in 1907.\n", encoding="utf-8")
    CorpusParts(settings).build()
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700
    settings.data_dir.chmod(0o750)
    CorpusParts(settings).build()
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o750


def test_a_build_of_a_folder_that_is_not_there_makes_no_data_folder(settings):
    with pytest.raises(CorpusError, match="My notes"):
        CorpusParts(settings).build()
    assert not settings.data_dir.exists()


def test_a_build_writes_down_whose_servers_articles_it_reads(settings, tmp_path):
    settings.corpus.mkdir()
    own_article(named_servers_folder(settings) / "7")
    CorpusParts(settings).build()
    other = another(settings, "other")
    (other.corpus / "a.md").write_text("# Rules\n\nThe gate closes at ten.\n", encoding="utf-8")
    assert CorpusParts(other).build().articles == 1
    assert servers_folder(other) == named_servers_folder(other)
    settings.corpus.rename(tmp_path / "away")
    assert servers_folder(other) == named_servers_folder(settings)


def test_of_several_folders_of_servers_none_is_guessed(settings):
    """Those that are not read are told."""
    settings.corpus.mkdir()
    first, second, third = settings, another(settings, "second"), another(settings, "third")
    for one in (first, second):
        own_article(named_servers_folder(one) / "7")
        claim_servers_folder(one)
    for one in (first, second):
        one.corpus.rmdir()
    assert servers_folder(third) == named_servers_folder(third)
    assert set(unread_servers_folders(third)) == {named_servers_folder(first), named_servers_folder(second)}
    assert servers_folder(second) == named_servers_folder(second)
    assert unread_servers_folders(second) == (named_servers_folder(first),)


def test_a_folder_that_holds_no_server_is_not_taken(settings):
    (settings.data_dir / "servers" / "old-1" / "notes").mkdir(parents=True)
    (settings.data_dir / "servers" / "old-2").mkdir()
    assert servers_folder(settings) == named_servers_folder(settings)
    assert unread_servers_folders(settings) == ()


def test_a_desk_answers_each_server_from_its_own_articles_and_the_shared_ones(two_servers):
    """An acronym has the meaning that one's own server gives it; in the terminal it has none."""
    own = two_servers.answer("what is BFC?", scope=OWN)
    assert [one.article_id for one in own.citations] == ["@1/terms.md"]
    other = two_servers.answer("what is BFC?", scope=OTHER)
    assert [one.article_id for one in other.citations] == ["@2/secret.md"]
    nobody = two_servers.answer("what is BFC?")
    assert isinstance(nobody, NoAnswer)
    assert nobody.reason == "nothing_found"
    assert {one.article_id for one in nobody.nearest} <= {"cats.md"}
    assert {hit.article.id for hit in two_servers.search("cat", 9, scope=OWN)} == {"cats.md", "@1/terms.md"}


def test_a_desk_lists_and_shows_a_scope_alone(two_servers):
    assert [card.title for card in two_servers.articles(scope=OWN)] == ["Cats", "Our terms"]
    assert [card.id for card in two_servers.articles()] == ["cats.md"]
    article = two_servers.article("@1/terms.md", scope=OWN)
    assert article is not None
    passages = two_servers.passages_of("@1/terms.md", scope=OWN)
    assert "Voting ends on Friday." in passages[-1].span.of(article.text)
    assert [one.start for one in passages] == sorted(one.start for one in passages)
    for scope in (None, OTHER):
        assert two_servers.article("@1/terms.md", scope=scope) is None
        assert two_servers.passages_of("@1/terms.md", scope=scope) == ()
    assert two_servers.collections() == {"articles": 1, "server-1": 1, "server-2": 1}


def test_articles_are_read_from_disk_once(two_servers, monkeypatch):
    """Every key that somebody types in an option asks for them; whoever gets the list may do with it what they like."""
    reads = []
    real = PassageStore.cards
    monkeypatch.setattr(PassageStore, "cards", lambda store: reads.append(store) or real(store))
    for _ in range(2):
        assert [card.title for card in two_servers.articles(scope=OWN)] == ["Cats", "Our terms"]
        two_servers.articles().clear()
        assert [card.title for card in two_servers.articles()] == ["Cats"]
    assert len(reads) == 1
    two_servers.parts.build(everything=True)
    assert two_servers.reload() is True
    assert [card.title for card in two_servers.articles()] == ["Cats"]
    assert len(reads) == 2


def test_servers_changes_are_found_without_a_look_at_the_shared_folder(two_servers, settings):
    """The bot looks for them all day, and the shared folder may hold very many files, or lie across a network."""
    (settings.corpus / "dogs.md").write_text("The dog barks.", encoding="utf-8")
    (settings.corpus / "cats.md").unlink()
    (servers_folder(settings) / "1" / "terms.md").unlink()
    assert two_servers.changes() == Changes(added=("dogs.md",), removed=("@1/terms.md", "cats.md"))
    (settings.corpus / "dogs.md").unlink()
    settings.corpus.rmdir()
    assert two_servers.changes(servers_only=True) == Changes(removed=("@1/terms.md",))


def test_a_listing_names_no_term_or_title_of_another_server(two_servers):
    listing = two_servers.listing("", 9, scope=OWN)
    assert ([entry.term for entry in listing.entries], listing.total) == (["BFC"], 1)
    assert dict(listing.titles) == {"@1/terms.md": "Our terms"}
    assert two_servers.listing("BFC", 9) == two_servers.listing("", 9)
    assert two_servers.listing("BFD", 9).nearest == ()
    assert two_servers.listing("BFD", 9, scope=OWN).nearest == ("BFC",)


@pytest.mark.parametrize("term", ["GDPR", "gdpr", "RGPD"])
def test_a_listing_explains_an_acronym_under_its_name_in_the_other_language(two_servers, settings, term):
    """Where no article explains the one asked for, and none that another server alone reads."""
    texts = {
        "1/rgpd.md": "Le règlement général sur la protection des données (RGPD) protège les membres.",
        "2/ue.md": "L’Organisation mondiale de la santé (OMS) conseille les serveurs.",
    }
    for name, text in texts.items():
        (servers_folder(settings) / name).write_text(f"---\ntitle: T\nlang: fr\n---\n\n{text}", encoding="utf-8")
    two_servers.parts.build()
    listing = two_servers.listing(term, 9, scope=OWN)
    assert [(entry.term, entry.meanings[0].text) for entry in listing.entries] == [
        ("RGPD", "règlement général sur la protection des données")
    ]
    assert two_servers.listing("WHO", 9, scope=OWN).entries == ()


def test_changes_and_status_see_the_servers_folders(two_servers, settings):
    """What a server's managers put there is found without a word in any setting."""
    new = servers_folder(settings) / "33" / "new.md"
    new.parent.mkdir()
    new.write_text("A new rule.", encoding="utf-8")
    assert two_servers.changes() == two_servers.changes(servers_only=True) == Changes(added=("@33/new.md",))
    assert two_servers.status().changes == Changes(added=("@33/new.md",))
    plan = two_servers.parts.plan()
    assert (plan.added, plan.unchanged, plan.to_encode) == (("@33/new.md",), 3, 1)
    two_servers.parts.build()
    assert two_servers.reload() is True
    assert two_servers.collections()["server-33"] == 1


def test_servers_articles_are_not_shared_where_the_data_folder_lies_in_the_corpus(tmp_path):
    """A host who keeps all in one folder would else give each server's articles to everyone."""
    settings = load_settings(corpus=str(tmp_path), data_dir=str(tmp_path / "data"))
    file = servers_folder(settings) / "1" / "secret.md"
    file.parent.mkdir(parents=True)
    file.write_text("The cat guards the treasure.", encoding="utf-8")
    (tmp_path / "cats.md").write_text("The cat sleeps.", encoding="utf-8")
    parts = CorpusParts(settings)
    parts.build()
    desk = Desk(settings, parts)
    assert desk.collections() == {"articles": 1, "server-1": 1}
    assert [hit.article.id for hit in desk.search("the treasure of the cat", 9)] == ["cats.md"]


def test_a_trial_answers_from_the_index_it_names_while_another_is_in_use(settings, parts):
    """It is closed when it is let go of, and the desk never changes."""
    desk = Desk(settings, parts)
    desk.answer("one")
    trial = desk.trial("candidate")
    assert isinstance(trial.answer("two", scope=frozenset({"articles"})), Answer)
    in_use, candidate = parts.opened
    assert (trial.name, candidate.asked, candidate.scopes) == ("candidate", [("two", ())], [frozenset({"articles"})])
    assert (in_use.asked, desk.manifest().name) == ([("one", ())], "first")
    trial.close()
    assert (candidate.closings, in_use.closings) == (1, 0)


def test_a_trial_of_the_index_in_use_keeps_it_open_until_it_is_let_go_of(settings, parts):
    """Also where another is put in use meanwhile."""
    desk = Desk(settings, parts)
    trial = desk.trial()
    desk.use("second")
    assert (desk.manifest().name, trial.name, parts.opened[0].closings) == ("second", "first", 0)
    trial.close()
    assert parts.opened[0].closings == 1


def test_the_versions_of_a_real_corpus_can_be_used_and_discarded(settings, a_note):
    """A candidate is judged, put in use, and gone back from."""
    desk = Desk(settings, a_note)
    first = desk.manifest().name
    (settings.corpus / "two.md").write_text("---\ntitle: Dogs\nlang: en\n---\n\nThe dog barks at the postman.")
    candidate = a_note.build(put_in_use=False).snapshot
    assert [(one.name, one.in_use, one.waiting) for one in desk.versions(check=True)] == [
        (candidate, False, True),
        (first, True, False),
    ]
    trial = desk.trial(candidate)
    assert (trial.holds("two.md"), trial.collections()) == (True, {"articles": 2})
    trial.close()
    assert desk.article("two.md") is None
    desk.use(candidate, instead_of=first)
    assert desk.article("two.md") is not None
    assert [one.id for one in desk.built(candidate).added] == ["two.md"]
    since = desk.status().since
    assert since is not None
    desk.use(first)
    assert desk.manifest().name == first
    desk.discard(candidate)
    assert [one.name for one in desk.versions()] == [first]
    desk.close()


def test_a_desk_names_the_terms_that_a_scope_explains(two_servers):
    """Those of a server's own articles there alone; the words of a question and the threshold are there for cards."""
    assert two_servers.explained() == []
    assert two_servers.explained(scope=frozenset({"articles", "server-1"})) == ["BFC"]
    assert [term.folded for term in two_servers.words_of("where does the cat sleep?")] == ["cat", "sleep"]
    assert two_servers.least(scope=OWN) == LEAST_OF_FEW


def test_a_desk_spells_a_question_as_the_articles_of_a_scope_do(two_servers):
    """Nothing else is told: no word of a question, no misspelt one, or one that another server alone could spell."""
    assert two_servers.spelt("trasure", scope=OTHER) == "treasure"
    assert [two_servers.spelt("trasure", scope=scope) for scope in (None, OWN)] == ["", ""]
    assert [two_servers.spelt(one) for one in ("", "🎉", "the", "where does the cat sleep?")] == [""] * 4


def test_questions_are_grouped_without_an_index(settings, parts):
    """By the shipped encoder, in both languages; nothing is opened for it."""
    desk = Desk(settings, parts)
    questions = ["what is the capital of Peru?", "who founded Contoso?", "quelle est la capitale du Pérou ?"]
    assert desk.group(questions) == [[0, 2], [1]]
    assert desk.group([]) == []


def test_a_desk_names_the_chat_model_of_the_settings(settings, parts):
    """So that Discord can say where switching it on has no effect."""
    assert Desk(settings, parts).chat_model is None
    named = settings.model_copy(update={"chat_model": "openai:m"})
    assert Desk(named, parts).chat_model == "openai:m"


def test_a_chat_model_writes_only_where_it_may():
    """Either way the article, the length, the scope and the asker's language go along."""

    class Said:
        def __init__(self, name):
            self.name = name

        def answer(self, question, *, on_part=None, **wanted):
            return self.name, wanted

    index = CorpusIndex(lambda: (), None, None, Said("quotes"), lambda: Said("model"))
    wanted = {"earlier": (), "scope": frozenset({"a"}), "only": "a.md", "length": "short", "likely_language": "fr"}
    given = {name: value for name, value in wanted.items() if name != "earlier"}
    assert index.answer("q", (), **given) == ("model", wanted)
    assert index.answer("q", (), chat=False, **given) == ("quotes", wanted)
