"""Articles into a collection and out of it."""

import errno
import json
import os
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from filelock import FileLock

from corpus.intake import IntakeLimits, adding, export, listing, places, remove, restore, take_in, trashed
from corpus.intake.limits import LIMITS
from corpus.library import read_article, scan_folder
from corpus.refusals import IntakeError
from corpus.roots import Root, scan_roots, server_root
from corpus.sources import SOURCES, digest_of, read_source
from tests.corpus.files import docx, pdf

TEXT = "Un texte lisible de six mots."
PAGE = (
    "<html lang='fr'><head><title>Le projet</title><link rel='canonical' href='https://bank.example/login'></head>"
    "<body><article><h1>Le projet</h1><p>{text}</p></article></body></html>"
)
URL = "https://example.org/projet"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "collection"


def md(text=TEXT):
    return text.encode()


def page(text=TEXT):
    return PAGE.format(text=text).encode()


def articles(folder):
    return {file.id: read_article(file) for file in scan_folder(folder).files}


def refused(call, *arguments, **named):
    with pytest.raises(IntakeError) as caught:
        call(*arguments, **named)
    assert "/tmp" not in str(caught.value)  # noqa: S108 - no path of this machine
    return caught.value.reason


def left_behind(folder):
    """What lies in the folder beside the articles, the records and the lock."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] not in (SOURCES, places.LOCK)
    )


def test_an_attachment_becomes_an_article(folder):
    """Through the real process that tries it; the folder is made for it."""
    taken = take_in(folder, "../Mes Notes.MD", b"# Titre\n\nUn texte lisible de six mots.")
    assert (taken.id, taken.outcome, taken.title, taken.language) == ("Mes Notes.md", "added", "Titre", "fr")
    assert (taken.words, taken.url, taken.published, taken.replaced) == (6, None, None, None)
    article = articles(folder)["Mes Notes.md"]
    assert (article.title, article.text) == ("Titre", "Un texte lisible de six mots.")
    assert left_behind(folder) == ["Mes Notes.md"]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", page()),
        ("a.txt", md()),
        ("a.md", b"---\nurl: https://bank.example/\n---\n\nUn texte lisible."),
        ("a.pdf", pdf([["A sentence that anybody may read."]])),
        ("a.docx", docx("Un texte lisible.")),
    ],
)
def test_a_fetched_pages_address_is_the_one_that_was_asked(folder, name, data):
    """In every format, byte for byte as it came, and whatever the page calls its own address."""
    taken = take_in(folder, name, data, url=URL)
    assert taken.url == URL
    assert articles(folder)[name].url == URL
    assert (folder / name).read_bytes() == data


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("said", ["server-5", "mine"])
def test_what_collection_a_servers_article_names_is_ignored_and_said(tmp_path, said):
    """It is in the server's own, whatever it says."""
    text = f"---\ntitle: A note\ncollection: {said}\n---\n\nThe cash box is kept by the treasurer.\n"
    taken = take_in(server_root(tmp_path / "servers", 123), "a.md", text.encode())
    assert [note.reason for note in taken.notes] == ["own_collection"]


@pytest.mark.usefixtures("read_here")
def test_a_servers_articles_have_the_ids_that_the_index_knows(tmp_path):
    """In every step of an article's life, and with its address."""
    root = server_root(tmp_path / "servers", 123)
    first = take_in(root, "a.html", page("La première version du texte."), url=URL)
    second = take_in(root, "b.html", page("La seconde version du texte."), url=URL)
    assert (first.id, second.id, second.outcome) == ("@123/a.html", "@123/a.html", "replaced")
    assert take_in(root, "A.html", page("La troisième version."), replace=True).id == "@123/a.html"
    assert take_in(root, "a.html", page("Une autre page.")).id == "@123/a-2.html"
    assert take_in(root, "c.html", page("Une autre page.")).id == "@123/a-2.html"
    assert [file.id for file in scan_roots([root]).files] == ["@123/a-2.html", "@123/a.html"]
    assert [one.id for one in listing(root)] == ["@123/a-2.html", "@123/a.html"]
    assert restore(root, second.replaced, swap=True) == "@123/a.html"
    article = next(read_article(file) for file in scan_roots([root]).files if file.id == "@123/a.html")
    assert ("première" in article.text, article.url, article.collection) == (True, URL, "server-123")
    gone = remove(root, "@123/a-2.html")
    assert gone.id == "@123/a-2.html"
    assert gone in trashed(root)
    assert restore(root, gone.token) == "@123/a-2.html"
    with export(root).file as packed, zipfile.ZipFile(packed) as archive:
        assert sorted(archive.namelist()) == ["a-2.html", "a.html", "sources.json"]
        assert json.loads(archive.read("sources.json"))["a.html"]["url"] == URL
    for other in ("a.html", "@124/a.html", "@123/../a.html"):
        assert refused(remove, root, other) == "not_found"


@pytest.mark.usefixtures("read_here")
def test_servers_articles_within_a_shared_folder_are_no_part_of_it(folder):
    """Neither counted nor taken for the same, nor removed."""
    servers = folder / "data" / "servers"
    shared = Root(folder, without=(servers,))
    take_in(server_root(servers, 123), "a.md", md())
    assert take_in(shared, "b.md", md(), limits=replace(LIMITS, articles=1)).outcome == "added"
    assert [one.id for one in listing(shared)] == ["b.md"]
    assert refused(remove, shared, "data/servers/123/a.md") == "not_found"


@pytest.mark.usefixtures("read_here")
def test_a_file_that_was_renamed_keeps_its_address_and_one_that_was_edited_does_not(folder):
    take_in(folder, "a.html", page(), url=URL)
    (folder / "a.html").rename(folder / "b.html")
    assert articles(folder)["b.html"].url == URL
    (folder / "b.html").write_bytes(page("Un autre texte, écrit à la main."))
    assert articles(folder)["b.html"].url == "https://bank.example/login"


@pytest.mark.usefixtures("read_here")
def test_the_same_address_replaces_and_can_be_brought_back(folder):
    """Also under another name: a page that moved its title is the same page."""
    first = take_in(folder, "projet.html", page("La première version du texte."), url=URL)
    second = take_in(folder, "le-projet.html", page("La seconde version du texte."), url=URL)
    assert (second.id, second.outcome) == (first.id, "replaced")
    assert "seconde" in articles(folder)["projet.html"].text
    assert restore(folder, second.replaced, swap=True) == "projet.html"
    assert "première" in articles(folder)["projet.html"].text
    (swapped,) = trashed(folder)
    assert restore(folder, swapped.token, swap=True) == "projet.html"
    assert "seconde" in articles(folder)["projet.html"].text
    assert len(articles(folder)) == 1


@pytest.mark.usefixtures("read_here")
def test_the_same_address_in_another_format_replaces_under_a_new_name(folder):
    take_in(folder, "projet.html", page(), url=URL)
    taken = take_in(folder, "projet.pdf", pdf([["A sentence that anybody may read."]]), url=URL)
    assert (taken.id, taken.outcome) == ("projet.pdf", "replaced")
    assert list(articles(folder)) == ["projet.pdf"]
    assert restore(folder, taken.replaced) == "projet.html"


@pytest.mark.usefixtures("read_here")
def test_the_address_that_a_page_gives_itself_replaces_nothing(folder):
    """Many sites give every page the same one."""
    take_in(folder, "a.html", page("Un premier texte."))
    assert take_in(folder, "b.html", page("Un second texte.")).outcome == "added"
    assert list(articles(folder)) == ["a.html", "b.html"]


@pytest.mark.usefixtures("read_here")
def test_the_same_bytes_are_there_once(folder):
    first = take_in(folder, "a.md", md())
    again = take_in(folder, "b.md", md())
    assert (again.id, again.outcome) == (first.id, "unchanged")
    assert list(articles(folder)) == ["a.md"]
    assert trashed(folder) == ()


@pytest.mark.usefixtures("read_here")
def test_the_same_bytes_from_an_address_make_it_known(folder):
    """And the index sees that something changed."""
    take_in(folder, "a.html", page())
    os.utime(folder / "a.html", ns=(1, 1))
    assert take_in(folder, "b.html", page(), url=URL).outcome == "unchanged"
    assert articles(folder)["a.html"].url == URL
    assert scan_folder(folder).files[0].modified_ns > 1


@pytest.mark.usefixtures("read_here")
def test_the_same_name_gets_a_number_unless_it_is_to_be_replaced(folder):
    take_in(folder, "Été.md", md("Un premier texte."))
    second = take_in(folder, "été.md", md("Un deuxième texte."))
    assert (second.id, second.beside) == ("été-2.md", "Été.md")
    replaced = take_in(folder, "ÉTÉ.md", md("Un troisième texte."), replace=True)
    assert (replaced.id, replaced.outcome, replaced.beside) == ("Été.md", "replaced", None)
    assert {key: one.text for key, one in articles(folder).items()} == {
        "Été.md": "Un troisième texte.",
        "été-2.md": "Un deuxième texte.",
    }


@pytest.mark.usefixtures("read_here")
def test_a_file_is_replaced_also_by_what_stands_there_under_another_name(folder):
    """Which is not kept twice: the copy lies in the trash, as what was replaced does."""
    take_in(folder, "buvette.md", md("Le café coûte 1 €."))
    assert take_in(folder, "buvette.md", md("Le café coûte 2 €.")).id == "buvette-2.md"
    assert take_in(folder, "buvette.md", md("Le café coûte 2 €.")).outcome == "unchanged"
    taken = take_in(folder, "buvette.md", md("Le café coûte 2 €."), replace=True)
    assert (taken.id, taken.outcome, taken.copy, taken.beside) == ("buvette.md", "replaced", "buvette-2.md", None)
    assert {key: one.text for key, one in articles(folder).items()} == {"buvette.md": "Le café coûte 2 €."}
    assert [one.id for one in trashed(folder)] == ["buvette-2.md", "buvette.md"]
    again = take_in(folder, "buvette.md", md("Le café coûte 2 €."), replace=True)
    assert (again.id, again.outcome, again.copy) == ("buvette.md", "unchanged", None)
    assert restore(folder, taken.replaced, swap=True) == "buvette.md"
    assert {key: one.text for key, one in articles(folder).items()} == {
        "buvette.md": "Le café coûte 1 €.",
        "buvette-2.md": "Le café coûte 2 €.",
    }
    assert [one.id for one in trashed(folder)] == ["buvette.md"]


@pytest.mark.usefixtures("read_here")
def test_what_undoes_a_replacement_brings_the_copy_back_only_for_its_own_text(folder):
    """Not beside one that was changed since, nor without the swap, where nothing goes for it."""
    for name in ("a.md", "b.md"):
        take_in(folder, name, md(f"Le café de {name} coûte 1 €."))
        take_in(folder, f"{name[0]}-copy.md", md(f"Le café de {name} coûte 2 €."))
    changed = take_in(folder, "a.md", md("Le café de a.md coûte 2 €."), replace=True)
    stays = take_in(folder, "b.md", md("Le café de b.md coûte 2 €."), replace=True)
    assert (changed.copy, stays.copy) == ("a-copy.md", "b-copy.md")
    (folder / "a.md").write_bytes(md("Le café coûte 3 €."))
    assert restore(folder, changed.replaced, swap=True) == "a.md"
    assert restore(folder, stays.replaced) == "b-2.md"
    assert sorted(articles(folder)) == ["a.md", "b-2.md", "b.md"]


@pytest.mark.usefixtures("read_here")
def test_a_file_to_be_replaced_that_has_the_same_bytes_is_the_one_that_is_meant(folder):
    """Though another, put there by hand, has them too."""
    take_in(folder, "b.md", md())
    (folder / "a.md").write_bytes(md())
    assert take_in(folder, "b.md", md(), replace=True).id == "b.md"
    assert list(articles(folder)) == ["a.md", "b.md"]


@pytest.mark.usefixtures("read_here")
def test_the_address_of_a_copy_moves_with_its_bytes(folder):
    take_in(folder, "a.html", page("La première version du texte."))
    assert take_in(folder, "a.html", page(), url=URL).id == "a-2.html"
    taken = take_in(folder, "a.html", page(), replace=True)
    assert (taken.id, taken.copy, taken.url) == ("a.html", "a-2.html", URL)
    assert {key: one.url for key, one in articles(folder).items()} == {"a.html": URL}


@pytest.mark.usefixtures("read_here")
def test_a_page_is_replaced_also_by_what_was_added_as_a_file_before(folder):
    """Else its earlier state would go on answering."""
    take_in(folder, "page.html", page("La première version du texte."), url=URL)
    take_in(folder, "saved.html", page("La seconde version du texte."))
    taken = take_in(folder, "page.html", page("La seconde version du texte."), url=URL)
    assert (taken.id, taken.outcome, taken.copy) == ("page.html", "replaced", "saved.html")
    assert take_in(folder, "page.html", page("La seconde version du texte."), url=URL).outcome == "unchanged"
    assert list(articles(folder)) == ["page.html"]


def test_a_file_without_an_ending_is_told_from_one_with_another(tmp_path):
    """Programs say it in words of their own."""
    codes = []
    for name in ("a", "a.exe"):
        with pytest.raises(IntakeError, match="not a format that can be read") as caught:
            take_in(tmp_path, name, b"x")
        codes.append(caught.value.values["code"])
    assert codes == ["no_ending", "none"]


@pytest.mark.usefixtures("read_here")
def test_what_is_in_the_trash_has_its_title_where_that_was_noted(tmp_path):
    """A file that was put there by hand has none, nor one that was changed since."""
    taken = take_in(tmp_path, "marmots.md", b"# The marmots\n\nThey were counted in 1987.\n")
    changed = take_in(tmp_path, "badgers.md", b"# The badgers\n\nThey were counted in 1990.\n")
    (tmp_path / changed.id).write_bytes(b"# The badgers\n\nThey were counted in 1990 and 1991.\n")
    (tmp_path / "by-hand.md").write_bytes(b"# By hand\n\nNobody noted this.\n")
    assert remove(tmp_path, taken.id).title == "The marmots"
    for name in (changed.id, "by-hand.md"):
        assert remove(tmp_path, name).title is None
    assert {one.id: one.title for one in trashed(tmp_path)} == {
        "marmots.md": "The marmots",
        "badgers.md": None,
        "by-hand.md": None,
    }


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize(
    ("name", "data", "limits", "reason"),
    [
        ("a.exe", b"MZ", LIMITS, "format"),
        ("a", b"x", LIMITS, "format"),
        ("a.md.", b"x", LIMITS, "format"),
        ("a.doc", b"x", LIMITS, "format"),
        ("a.md", b"", LIMITS, "empty"),
        ("a.md", md(), replace(LIMITS, file_bytes=5), "too_large"),
        ("a.md", b" \n", LIMITS, "unreadable"),
        ("a.pdf", b"no pdf", LIMITS, "unreadable"),
        ("a.md", md(), replace(LIMITS, characters=5), "too_long"),
        ("a.md", md(), replace(LIMITS, articles=0), "too_many_articles"),
        ("a.md", md(), replace(LIMITS, total_bytes=5), "collection_full"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(folder, name, data, limits, reason):
    assert refused(take_in, folder, name, data, limits=limits) == reason
    assert left_behind(folder) == []
    assert not (folder / SOURCES).exists()


@pytest.mark.usefixtures("read_here")
def test_a_full_collection_still_takes_a_new_version(folder):
    full = replace(LIMITS, articles=1)
    take_in(folder, "a.html", page("Un premier texte."), url=URL, limits=full)
    assert take_in(folder, "a.html", page("Un second texte."), url=URL, limits=full).outcome == "replaced"
    assert refused(take_in, folder, "b.md", md(), limits=full) == "too_many_articles"


def test_a_document_that_takes_too_long_leaves_nothing_behind(folder):
    """Through the real process, which is not given the time to start."""
    assert refused(take_in, folder, "a.md", md(), limits=replace(LIMITS, parse_s=0.01)) == "too_slow"
    assert left_behind(folder) == []


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("step", ["write_durably", "sync_folder"])
def test_a_disk_that_is_full_is_said(folder, monkeypatch, step):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device", str(folder))

    monkeypatch.setattr(places, step, full)
    with pytest.raises(IntakeError, match="no space left on device") as caught:
        take_in(folder, "a.md", md())
    assert caught.value.reason == "disk"
    assert str(folder) not in str(caught.value)


@pytest.mark.usefixtures("read_here")
def test_a_place_that_is_no_folder_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    assert refused(take_in, tmp_path / "file", "a.md", md()) == "disk"
    assert refused(remove, tmp_path / "file", "a.md") == "not_found"


@pytest.mark.usefixtures("read_here")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_is_said(folder):
    take_in(folder, "a.md", md())
    folder.chmod(0o500)
    try:
        assert refused(remove, folder, "a.md") == "disk"
    finally:
        folder.chmod(0o700)


@pytest.mark.usefixtures("read_here")
def test_a_crash_between_the_steps_loses_nothing(folder, monkeypatch):
    """The old version stays in place until the new one is."""
    take_in(folder, "a.html", page("Un premier texte."), url=URL)

    def crash(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(adding, "put", crash)
    with pytest.raises(KeyboardInterrupt):
        take_in(folder, "a.html", page("Un second texte."), url=URL)
    (article,) = articles(folder).values()
    assert ("premier" in article.text, article.url) == (True, URL)


@pytest.mark.usefixtures("read_here")
def test_what_a_crash_left_is_cleared_away(folder):
    """But not what another intake is trying just now."""
    for name, age in (("old", 2 * places.STALE_S), ("new", 0)):
        (folder / places.INCOMING / name).mkdir(parents=True)
        moment = (folder / places.INCOMING / name).stat().st_mtime - age
        os.utime(folder / places.INCOMING / name, (moment, moment))
    take_in(folder, "a.md", md())
    assert [path.name for path in (folder / places.INCOMING).iterdir()] == ["new"]


def together(calls):
    """Call these at once, and return what each gave or raised."""
    ready = threading.Barrier(len(calls))

    def run(call):
        ready.wait()
        try:
            return call()
        except IntakeError as error:
            return error.reason

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.mark.usefixtures("read_here")
def test_two_at_once_get_a_name_each(folder):
    calls = [lambda n=n: take_in(folder, "a.md", md(f"Le texte numéro {n}.")).id for n in range(4)]
    assert sorted(together(calls)) == ["a-2.md", "a-3.md", "a-4.md", "a.md"]
    assert {one.text for one in articles(folder).values()} == {f"Le texte numéro {n}." for n in range(4)}


@pytest.mark.usefixtures("read_here")
def test_two_at_once_of_the_same_bytes_are_one(folder):
    outcomes = together([lambda: take_in(folder, "a.md", md()).outcome] * 4)
    assert sorted(outcomes) == ["added", "unchanged", "unchanged", "unchanged"]
    assert list(articles(folder)) == ["a.md"]


@pytest.mark.usefixtures("read_here")
def test_two_at_once_do_not_overfill(folder):
    one = replace(LIMITS, articles=1)
    calls = [lambda n=n: take_in(folder, f"{n}.md", md(f"Le texte {n}."), limits=one).outcome for n in range(4)]
    assert sorted(together(calls)) == ["added", *["too_many_articles"] * 3]


@pytest.mark.usefixtures("read_here")
def test_a_collection_that_is_held_by_another_is_busy(folder, monkeypatch):
    monkeypatch.setattr(places, "LOCK_S", 0.05)
    folder.mkdir()
    with FileLock(folder / places.LOCK):
        assert refused(take_in, folder, "a.md", md()) == "busy"
    assert left_behind(folder) == []


@pytest.mark.usefixtures("read_here")
def test_what_is_removed_can_be_brought_back(folder):
    take_in(folder, "a.html", page(), url=URL)
    before = articles(folder)
    gone = remove(folder, "a.html")
    assert articles(folder) == {}
    assert trashed(folder) == (gone,)
    assert restore(folder, gone.token) == "a.html"
    assert articles(folder) == before
    assert trashed(folder) == ()
    assert refused(restore, folder, gone.token) == "not_in_trash"


@pytest.mark.usefixtures("read_here")
def test_an_article_in_a_folder_comes_back_to_it(folder):
    (folder / "fr").mkdir(parents=True)
    (folder / "fr" / "a.md").write_bytes(md())
    assert restore(folder, remove(folder, "fr/a.md").token) == "fr/a.md"
    assert (folder / "fr" / "a.md").read_bytes() == md()


@pytest.mark.usefixtures("read_here")
def test_what_comes_back_to_a_taken_name_gets_a_number(folder):
    take_in(folder, "a.md", md("Un premier texte."))
    gone = remove(folder, "a.md")
    take_in(folder, "a.md", md("Un second texte."))
    assert refused(restore, folder, gone.token, limits=replace(LIMITS, articles=1)) == "too_many_articles"
    assert restore(folder, gone.token) == "a-2.md"
    assert {one.text for one in articles(folder).values()} == {"Un premier texte.", "Un second texte."}


@pytest.mark.usefixtures("read_here")
def test_the_trash_keeps_the_latest(folder):
    """By number and by size; the last one always."""
    for number in range(4):
        take_in(folder, f"{number}.md", md(f"Le texte numéro {number}."))
    for number in range(4):
        remove(folder, f"{number}.md", limits=replace(LIMITS, trash_articles=2))
    assert [one.id for one in trashed(folder)] == ["3.md", "2.md"]
    take_in(folder, "4.md", md("Le texte numéro 4."))
    remove(folder, "4.md", limits=replace(LIMITS, trash_bytes=1))
    assert [one.id for one in trashed(folder)] == ["4.md"]


@pytest.mark.usefixtures("read_here")
def test_the_record_of_a_file_goes_with_the_last_copy_of_it(folder):
    """In the collection or in the trash."""
    take_in(folder, "a.html", page(), url=URL)
    remove(folder, "a.html")
    take_in(folder, "a.html", page(), url=URL)  # the same bytes, which the trash holds too
    take_in(folder, "b.md", md())
    one = replace(LIMITS, trash_articles=1)
    remove(folder, "b.md", limits=one)
    assert articles(folder)["a.html"].url == URL
    remove(folder, "a.html", limits=one)
    assert [path.stem for path in (folder / SOURCES).iterdir()] == [digest_of(page())]
    take_in(folder, "c.md", md("Un autre texte."))
    remove(folder, "c.md", limits=one)
    assert [path.stem for path in (folder / SOURCES).iterdir()] == [digest_of(md("Un autre texte."))]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize(
    "article_id", ["b.md", "../outside.md", "/etc/passwd", "", ".", ".sources", ".trash/x/a.md", "A.md", "a.md/"]
)
def test_an_id_that_is_none_removes_nothing(folder, article_id):
    take_in(folder, "a.md", md())
    (folder.parent / "outside.md").write_bytes(md())
    with pytest.raises(IntakeError, match="there is no article"):
        remove(folder, article_id)
    assert left_behind(folder) == ["a.md"]
    assert (folder.parent / "outside.md").exists()


@pytest.mark.usefixtures("read_here")
def test_an_article_behind_a_link_is_left_alone(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.md").write_bytes(md())
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(IntakeError) as caught:
        remove(folder, "link/a.md")
    assert caught.value.reason == "elsewhere"
    assert (tmp_path / "elsewhere" / "a.md").exists()


@pytest.mark.usefixtures("read_here")
def test_the_listing_says_what_was_noted_without_reading_again(folder):
    take_in(folder, "a.html", page(), url=URL)
    (folder / "by-hand.md").write_bytes(md("Un texte mis là."))
    first, second = listing(folder)
    assert (first.id, first.size_bytes, second.id, second.source) == ("a.html", len(page()), "by-hand.md", None)
    assert (first.source.title, first.source.language, first.source.words) == ("Le projet", "fr", 6)
    assert (first.source.url, first.source.name) == (URL, "a.html")


def test_an_empty_collection_is_listed_and_exported(folder):
    assert listing(folder) == ()
    with export(folder).file as packed, zipfile.ZipFile(packed) as archive:
        assert archive.namelist() == ["sources.json"]


@pytest.mark.usefixtures("read_here")
def test_an_export_holds_every_file_and_where_it_came_from(folder):
    """And nothing of the trash, the records or the lock."""
    take_in(folder, "Été.html", page(), url=URL)
    (folder / "fr").mkdir()
    (folder / "fr" / "by-hand.md").write_bytes(md("Un texte mis là."))
    os.utime(folder / "fr" / "by-hand.md", (0, 0))  # before zip archives know any date
    take_in(folder, "gone.md", md("Un texte de trop."))
    remove(folder, "gone.md")
    exported = export(folder)
    assert exported.articles == 2
    with exported.file as packed:
        assert len(packed.read()) == exported.size_bytes
        with zipfile.ZipFile(packed) as archive:
            assert sorted(archive.namelist()) == ["fr/by-hand.md", "sources.json", "Été.html"]
            assert archive.read("Été.html") == page()
            assert json.loads(archive.read("sources.json"))["Été.html"]["url"] == URL


@pytest.mark.usefixtures("read_here")
def test_an_export_that_grows_too_large_is_refused(folder):
    (folder).mkdir()
    (folder / "a.txt").write_bytes(os.urandom(600_000))
    assert refused(export, folder, limits=replace(LIMITS, export_bytes=300_000)) == "export_too_large"


@pytest.mark.parametrize(
    "record",
    [b"", b"nonsense", b"[]", b'{"name": 1, "taken": "x"}', b'{"name": "a"}', b"[" * 30_000, b"\xff\xfe"],
)
def test_a_record_that_cannot_be_understood_loses_no_article(folder, record):
    (folder / SOURCES).mkdir(parents=True)
    (folder / "a.md").write_bytes(md())
    (folder / SOURCES / f"{places.digest_of_file(folder / 'a.md')}.json").write_bytes(record)
    assert articles(folder)["a.md"].url is None
    assert listing(folder)[0].source is None


def test_values_of_the_wrong_kind_in_a_record_count_as_not_said(folder):
    (folder / SOURCES).mkdir(parents=True)
    record = {
        "name": "a.md",
        "taken": "2026-01-02T03:04:05+00:00",
        "url": 3,
        "words": "many",
        "title": "Titre",
        "more": 1,
    }
    (folder / SOURCES / "abc.json").write_text(json.dumps(record))
    source = read_source(folder, "abc")
    assert (source.url, source.words, source.title) == (None, None, "Titre")


@pytest.mark.usefixtures("read_here")
def test_undoing_a_replacement_in_another_format_leaves_one_file(folder):
    """What came in its place goes to the trash, although it has another name."""
    take_in(folder, "projet.html", page(), url=URL)
    newer = take_in(folder, "projet.md", md("Un texte plus récent, en six mots."), url=URL)
    assert restore(folder, newer.replaced, swap=True) == "projet.html"
    assert [one.id for one in listing(folder)] == ["projet.html"]
    assert [one.id for one in trashed(folder)] == ["projet.md"]


@pytest.mark.usefixtures("read_here")
def test_undoing_it_once_more_brings_the_newer_one_back(folder):
    """As an article beside: nothing took its place by name."""
    take_in(folder, "projet.html", page(), url=URL)
    newer = take_in(folder, "projet.md", md("Un texte plus récent, en six mots."), url=URL)
    restore(folder, newer.replaced, swap=True)
    restore(folder, trashed(folder)[0].token)
    assert [one.id for one in listing(folder)] == ["projet.html", "projet.md"]


@pytest.mark.usefixtures("read_here")
def test_a_page_that_came_back_under_a_number_is_replaced_when_it_is_fetched_again(folder):
    """Its record is found by what it holds, whatever it is called now."""
    gone = remove(folder, take_in(folder, "projet.html", page(), url=URL).id)
    take_in(folder, "projet.html", page("Un tout autre texte lisible."))
    assert restore(folder, gone.token) == "projet-2.html"
    again = take_in(folder, "projet.html", page("Un texte plus récent, en six mots."), url=URL)
    assert (again.outcome, again.id) == ("replaced", "projet-2.html")
    assert [one.id for one in listing(folder)] == ["projet-2.html", "projet.html"]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("taken", ["yesterday", "", None, 7])
def test_a_record_without_a_moment_is_none(folder, taken):
    """A list shows its day."""
    take_in(folder, "a.md", md())
    (record,) = (folder / SOURCES).glob("*.json")
    record.write_text(json.dumps(json.loads(record.read_text()) | {"taken": taken}))
    assert [one.source for one in listing(folder)] == [None]


@pytest.mark.usefixtures("read_here")
def test_a_file_that_looks_as_it_did_is_not_read_for_a_list(folder, monkeypatch):
    """Only one that somebody touched is."""
    take_in(folder, "a.md", md())
    take_in(folder, "b.md", md("Un autre texte lisible."))
    os.utime(folder / "b.md", ns=(1, 1))
    read = []
    monkeypatch.setattr(places, "digest_of_file", lambda path: read.append(path.name) or digest_of(path.read_bytes()))
    assert [one.source.name for one in listing(folder)] == ["a.md", "b.md"]
    assert read == ["b.md"]


@pytest.mark.usefixtures("read_here")
def test_two_files_that_look_alike_are_both_read(folder):
    """Where the clock of a disk is coarse, neither passes for the other."""
    take_in(folder, "a.md", b"one word, two words, three")
    take_in(folder, "b.md", b"six words, two words, three")
    for path in (folder / SOURCES).glob("*.json"):
        path.write_text(json.dumps(json.loads(path.read_text()) | {"size_bytes": 27, "modified_ns": 5}))
    (folder / "a.md").write_bytes(b"one word, two words, three!")
    for name in ("a.md", "b.md"):
        os.utime(folder / name, ns=(5, 5))
    first, second = listing(folder)
    assert first.source is None
    assert second.source.name == "b.md"


@pytest.mark.usefixtures("read_here")
def test_an_address_that_becomes_known_changes_the_files_look(folder):
    """The index reads it again, a list does not."""
    take_in(folder, "a.html", page())
    before = (folder / "a.html").stat().st_mtime_ns
    assert take_in(folder, "a.html", page(), url=URL).outcome == "unchanged"
    after = (folder / "a.html").stat().st_mtime_ns
    assert after > before
    (listed,) = listing(folder)
    assert (listed.source.url, listed.source.modified_ns) == (URL, after)


@pytest.mark.usefixtures("read_here")
def test_all_articles_together_have_only_so_much_text(folder):
    """As it was counted when they came; a file that nobody counted has a character for each byte."""
    limits = replace(LIMITS, total_characters=50)
    take_in(folder, "a.md", md(), limits=limits)
    with pytest.raises(IntakeError, match="more than 50 characters") as caught:
        take_in(folder, "b.md", md("Un autre texte lisible, de sept mots."), limits=limits)
    assert caught.value.reason == "too_much_text"
    (folder / "by-hand.md").write_bytes(b"x" * 40)
    with pytest.raises(IntakeError, match="characters"):
        take_in(folder, "c.md", md("Bref."), limits=limits)


@pytest.mark.usefixtures("read_here")
def test_what_is_not_permitted_any_more_changes_nothing(folder):
    """It is asked when the article was read, and its error is nobody else's."""

    def permit():
        raise ConnectionError("an error of the network, which is none of the disk")

    with pytest.raises(ConnectionError):
        take_in(folder, "a.md", md(), permit=permit)
    assert listing(folder) == ()


def test_the_limits_fit_each_other():
    """A file that may come in fits the collection, and the whole collection fits an export."""
    limits = IntakeLimits()
    assert limits.file_bytes < limits.total_bytes <= limits.export_bytes
    assert limits.file_bytes <= limits.trash_bytes
