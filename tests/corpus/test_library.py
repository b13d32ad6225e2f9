import os
import random
import socket
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from corpus.errors import CorpusError, UnreadableArticleError
from corpus.formats import SUFFIXES
from corpus.library import Problem, Scan, SourceFile, inspect_file, read_article, scan_folder
from tests.corpus.files import docx, pdf, swollen_docx
from tests.corpus.samples import CHESS, SHARED, TRAM, needs_shared

DATED = f"{TRAM.title}\n\nPublié le 4 mars 2024\n\n{TRAM.text}\n\nPARTAGER"
TEXT = f"{TRAM.title}\n\n{TRAM.text}\n"


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file below the corpus folder and gives it as a source file."""

    def write_file(name, content=TEXT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(data)
        return SourceFile(name, str(path), len(data), path.stat().st_mtime_ns)

    return write_file


def ids(scan):
    return [file.id for file in scan.files]


def test_files_are_found_below_the_folder_sorted_by_id(tmp_path, write):
    for name in ("b.txt", "a/z.md", "a/b/c.HTML", "README.md", "é.pdf", "d.docx"):
        write(name)
    assert ids(scan_folder(tmp_path)) == ["README.md", "a/b/c.HTML", "a/z.md", "b.txt", "d.docx", "é.pdf"]


def test_a_source_file_says_where_how_large_and_when(tmp_path, write):
    written = write("a.txt")
    assert scan_folder(tmp_path).files == (written,)


def test_ids_are_composed_however_the_disk_spells_them(tmp_path, write):
    write(unicodedata.normalize("NFD", "été.txt"))
    assert ids(scan_folder(tmp_path)) == ["été.txt"]


def test_two_spellings_of_one_name_are_named(tmp_path, write):
    write("été.txt")
    write(unicodedata.normalize("NFD", "été.txt"))
    scan = scan_folder(tmp_path)
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this file system keeps one spelling only")
    assert (ids(scan), [problem.path for problem in scan.problems]) == (["été.txt"], ["été.txt"])


@pytest.mark.parametrize(
    "name", [".hidden.txt", ".git/a.txt", "Thumbs.db", "__MACOSX/a.txt", "~$a.docx", "a.txt~", ".DS_Store"]
)
def test_what_is_nobodys_article_is_passed_over_silently(tmp_path, write, name):
    write(name)
    assert scan_folder(tmp_path) == Scan((), ())


@pytest.mark.parametrize("folder", ["page_files", "page_fichiers"])
def test_the_parts_of_a_saved_page_are_passed_over(tmp_path, write, folder):
    write("page.html")
    write(f"{folder}/frame.html")
    write("other_files/a.txt")
    assert ids(scan_folder(tmp_path)) == ["other_files/a.txt", "page.html"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.odt", "not a format that can be read: .odt; save it as .docx"),
        ("a.doc", "not a format that can be read: .doc; save it as .docx"),
        ("a.png", "not a format that can be read: .png; known are .txt, .md, .html, .pdf and .docx"),
        ("LICENSE", "not a format that can be read: no file ending; known are .txt, .md, .html, .pdf and .docx"),
    ],
)
def test_other_formats_are_named_with_what_to_do(tmp_path, write, name, reason):
    write(name)
    assert scan_folder(tmp_path).problems == (Problem(name, reason, "format"),)


def test_an_empty_file_is_named(tmp_path, write):
    write("a.txt", "")
    assert scan_folder(tmp_path).problems == (Problem("a.txt", "it is empty; put text in it, or remove it", "empty"),)


def test_a_file_over_the_limit_is_named_with_both_sizes(tmp_path, write):
    write("a.txt", b"x" * 1_500_000)
    write("b.txt")
    scan = scan_folder(tmp_path, max_size_bytes=1_000_000)
    assert scan.problems == (Problem("a.txt", "1.5 MB is more than the limit of 1.0 MB", "too_large"),)
    assert ids(scan) == ["b.txt"]


def test_a_link_back_up_is_named_and_the_rest_is_read(tmp_path, write):
    write("a/b.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self").symlink_to("self")
    scan = scan_folder(tmp_path)
    assert ids(scan) == ["a/b.txt"]
    assert scan.problems == (
        Problem("a/loop", "a link back to a folder above it (a loop)"),
        Problem("a/self", "a link that leads back to itself", "disk"),
    )


def test_folders_that_link_to_each_other_are_read_once(tmp_path, write):
    for name in "abcdef":
        write(f"{name}/x.txt")
        for other in "abcdef".replace(name, ""):
            (tmp_path / name / f"to-{other}").symlink_to(tmp_path / other, target_is_directory=True)
    scan = scan_folder(tmp_path)
    assert ids(scan) == [f"{name}/x.txt" for name in "abcdef"]
    assert {problem.reason for problem in scan.problems} == {
        f"the same folder as {name}, which is read already" for name in "abcdef"
    }
    assert len(scan.problems) == 30


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path, write):
    outside = write("outside/a.txt").path.parent
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "link").symlink_to(outside, target_is_directory=True)
    assert ids(scan_folder(tmp_path / "corpus")) == ["link/a.txt"]


def test_a_link_to_nothing_is_named(tmp_path):
    (tmp_path / "a.txt").symlink_to("gone.txt")
    assert scan_folder(tmp_path).problems == (Problem("a.txt", "a link to nothing"),)


def test_pipes_and_sockets_are_named_and_never_opened(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        problems = scan_folder(tmp_path).problems
    reason = "not a file but a pipe, a socket or a device"
    assert problems == (Problem("pipe.txt", reason), Problem("socket.txt", reason))


def test_a_name_that_is_no_text_is_named(tmp_path):
    (Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))).write_text(TEXT, encoding="utf-8")
    assert scan_folder(tmp_path).problems == (Problem("caf?.txt", "its name is not valid UTF-8; rename it"),)


def test_a_folder_without_permission_is_named(tmp_path, write, monkeypatch):
    write("a.txt")
    write("locked/b.txt")
    opening = os.open

    def refuse(path, *flags):
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return opening(path, *flags)

    monkeypatch.setattr(os, "open", refuse)
    scan = scan_folder(tmp_path)
    assert (ids(scan), scan.problems) == (["a.txt"], (Problem("locked", "no permission to list this folder"),))


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(CorpusError, match=r"does not exist; name a folder .* with --corpus or SOURCIER_CORPUS"):
        scan_folder(tmp_path / "gone")


def test_a_missing_folder_is_told_with_the_one_that_is_spelt_much_like_it(tmp_path):
    for name in ("articles", "artifacts"):
        (tmp_path / name).mkdir()
    (tmp_path / "artcle").touch()
    with pytest.raises(CorpusError) as refused:
        scan_folder(tmp_path / "artcles")
    near = tmp_path / "articles"
    assert str(refused.value).partition("; ")[0] == (
        f"the corpus folder {tmp_path / 'artcles'} does not exist, and {near} does"
    )


def test_a_folder_behind_a_closed_door_is_an_error(tmp_path, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(CorpusError, match="cannot be opened: no permission"):
        scan_folder(tmp_path)


def test_a_file_is_no_folder(write):
    with pytest.raises(CorpusError, match="is a file, not a folder"):
        scan_folder(write("a.txt").path)


def test_an_empty_folder_holds_nothing(tmp_path):
    assert scan_folder(tmp_path).files == scan_folder(tmp_path).problems == ()


def test_a_text_becomes_an_article(write):
    article = read_article(write("presse/tram.txt", DATED))
    assert (article.id, article.title, article.language) == ("presse/tram.txt", TRAM.title, "fr")
    assert (article.text, article.published, article.url) == (TRAM.text, date(2024, 3, 4), None)
    assert (article.collection, article.headings) == ("articles", ())


def test_a_dateline_dates_a_plain_text_and_stays_in_it(write):
    dateline = "Francfort, le 15 juin 2023."
    article = read_article(write("a.txt", f"{TRAM.title}\n{dateline}\n\n{TRAM.text}\n"))
    assert (article.title, article.published) == (TRAM.title, date(2023, 6, 15))
    assert article.text.startswith(dateline)


def test_a_heading_or_what_a_page_says_of_itself_goes_before_a_dateline(write):
    """A heading is one of the story; a day of publication is what is looked for."""
    assert read_article(write("a.md", f"# {TRAM.title}\n\n## Lyon, le 9 mai 1968\n\n{TRAM.text}")).published is None
    stated = f"{TRAM.title}\n\nPublié le 4 mars 2024\n\nLyon, le 1er mars 2024\n\n{TRAM.text}"
    assert read_article(write("b.txt", stated)).published == date(2024, 3, 4)


def test_the_last_change_stands_in_for_a_publication_that_nothing_states(write):
    changed = f"{TRAM.text}\n\nDernière modification : 9 mai 2024"
    inspection = inspect_file(write("a.txt", f"{TRAM.title}\n\n{changed}"))
    assert inspection.article.published == date(2024, 5, 9)
    assert inspection.dropped[-1].text == "Dernière modification : 9 mai 2024"
    for stated in ("Publié le 4 mars 2024", "Lyon, le 4 mars 2024"):
        assert read_article(write("b.txt", f"{TRAM.title}\n\n{stated}\n\n{changed}")).published == date(2024, 3, 4)


def test_an_inspection_lists_what_was_left_out(write):
    inspection = inspect_file(write("tram.txt", DATED))
    assert [(line.number, line.text, line.reason) for line in inspection.dropped] == [
        (1, TRAM.title, "the article's title"),
        (3, "Publié le 4 mars 2024", "date of publication"),
        (13, "PARTAGER", "share buttons"),
    ]


def test_front_matter_goes_before_what_the_text_says(write):
    head = "---\ntitle: Un tramway\nurl: https://example.org/t\ndate: 2020-01-02\nlang: en\ncollection: presse\n---\n"
    article = read_article(write("tram.md", f"{head}# {TRAM.title}\n\nPublié le 4 mars 2024\n\n{TRAM.text}"))
    assert (article.title, article.url, article.published) == ("Un tramway", "https://example.org/t", date(2020, 1, 2))
    assert (article.language, article.collection) == ("en", "presse")
    assert [span.of(article.text) for span in article.headings] == [TRAM.title]


def test_notes_say_what_the_file_says_unclearly(write):
    inspection = inspect_file(write("tram.md", f"---\nlang: klingon\n---\n{TRAM.text}"))
    assert inspection.notes == ("the front matter's lang is neither fr nor en, so the text decides: klingon",)
    assert inspection.article.language == "fr"


def test_an_article_in_a_third_language_is_noted(write):
    text = (
        "Die Regierung hat den Entwurf für das Gesetz vorgelegt. Der Minister spricht von einem Schritt für das Land."
    )
    notes = inspect_file(write("gesetz.txt", text)).notes
    assert notes == ("the text seems to be in neither French nor English; questions may not find it",)


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("tram.txt", TEXT, TRAM.title),
        ("tram.md", f"# {TRAM.title}\n\n{TRAM.text}", TRAM.title),
        ("droit-de_refus.txt", TRAM.text, "Droit de refus"),
        ("a.docx", docx(("Title", TRAM.title), *TRAM.paragraphs), TRAM.title),
        ("a.docx", docx(TRAM.title, *TRAM.paragraphs, title="Modèle de lettre"), TRAM.title),
        ("a.docx", docx(*TRAM.paragraphs, title="Le tramway"), "Le tramway"),
        ("a.pdf", pdf([["Courrier", "Le tramway", "Une phrase."]], {"Title": "Le tramway"}), "Le tramway"),
        ("a.pdf", pdf([["Un titre", "Une phrase qui finit par un point."]], {"Title": "Autre chose"}), "Un titre"),
        ("a.html", f"<h1>{TRAM.title}</h1><p>{TRAM.text}</p>", TRAM.title),
        ("a.md", "---\ntitle: " + "mot " * 200 + "\n---\nTexte.", "mot " * 73 + "mot…"),
    ],
)  # fmt: skip
def test_the_title_is_what_the_file_most_surely_says(write, name, content, title):
    assert read_article(write(name, content)).title == title


def test_a_file_of_one_line_is_an_article_of_that_line(write):
    article = read_article(write("note.txt", "Le tramway roule"))
    assert (article.title, article.text) == ("Note", "Le tramway roule")


def test_a_title_over_nothing_but_noise_stays_as_the_text(write):
    article = read_article(write("note.txt", "Le tramway roule\n\nPartager\n\nPublicité"))
    assert (article.title, article.text) == ("Le tramway roule", "Le tramway roule")


def test_properties_give_a_date_only_where_the_text_states_none(write):
    made = {"CreationDate": "D:20200101"}
    silent = read_article(write("a.pdf", pdf([["Une phrase qui dit tout."]], made)))
    stated = read_article(write("b.pdf", pdf([["Publié le 4 mars 2024", "Une phrase qui dit tout."]], made)))
    assert (silent.published, stated.published) == (date(2020, 1, 1), date(2024, 3, 4))


def test_what_a_charter_says_goes_before_its_properties_and_stays_in_it(write):
    rows = ["Charte du club", "Adoptée le 14 septembre 2024.", "Une phrase qui dit tout."]
    article = read_article(write("a.pdf", pdf([rows], {"CreationDate": "D:20251129"})))
    assert article.published == date(2024, 9, 14)
    assert "Adoptée le 14 septembre 2024." in article.text
    made = docx(*rows, created=datetime(2025, 11, 29, 10, 0))
    assert read_article(write("b.docx", made)).published == date(2024, 9, 14)


def test_the_time_of_the_file_is_no_date(write):
    assert read_article(write("a.txt")).published is None


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.pdf"])
def test_every_format_gives_the_same_sentences(write, name):
    html = "".join(f"<p>{paragraph}</p>" for paragraph in CHESS.paragraphs)
    content = {
        ".txt": CHESS.text,
        ".md": CHESS.text,
        ".html": f"<html><body><article><h1>{CHESS.title}</h1>{html}</article></body></html>",
        ".docx": docx(*CHESS.paragraphs),
        ".pdf": pdf([[paragraph] for paragraph in CHESS.paragraphs]),
    }
    article = read_article(write(name, content[Path(name).suffix]))
    assert (article.text.split(), article.language) == (CHESS.text.split(), "en")


def test_no_permission_is_a_reason(write, monkeypatch):
    file = write("a.txt")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableArticleError, match=r"^no permission to read it$"):
        read_article(file)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_the_system_keeps_closed_is_a_reason(write):
    file = write("a.txt")
    file.path.chmod(0)
    with pytest.raises(UnreadableArticleError, match=r"^no permission to read it$"):
        read_article(file)


def test_a_file_that_went_away_is_a_reason(write):
    file = write("a.txt")
    file.path.unlink()
    with pytest.raises(UnreadableArticleError, match="no longer there"):
        read_article(file)


def test_a_folder_named_like_a_file_is_a_reason(tmp_path, write):
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(UnreadableArticleError, match="it is a folder, not a file"):
        read_article(replace(write("a.txt"), place=str(tmp_path / "b.txt")))


def test_a_file_that_grew_over_every_limit_is_a_reason(write, monkeypatch):
    monkeypatch.setattr("corpus.library.MAX_SIZE_BYTES", 10)
    file = write("a.txt")
    with pytest.raises(UnreadableArticleError, match="larger than the limit"):
        read_article(replace(file, size_bytes=20))


@pytest.mark.parametrize("content", ["", "   \n\n ", "-\n***\n", "Partager\n\nPublicité\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_file_without_an_article_is_a_reason(write, name, content):
    with pytest.raises(
        UnreadableArticleError, match=r"^it (is empty; put text in it, or remove it|holds no text of an article)$"
    ):
        read_article(write(name, content))


def test_the_cause_is_kept_for_developers(write):
    with pytest.raises(UnreadableArticleError, match="the PDF is damaged") as caught:
        read_article(write("a.pdf", b"%PDF-1.4 nothing else"))
    assert type(caught.value.__cause__).__module__.startswith("pypdf")


SEEDS = {
    ".txt": TEXT.encode(),
    ".md": f"---\ntitle: a\ndate: 2024-01-01\n---\n# T\n\n{TRAM.text}\n- a\n\n| a | b |\n|---|---|\n| 1 | 2 |".encode(),
    ".html": f"<html><head><title>T</title></head><body><article><p>{TRAM.text}</p><table><tr><td>x</table>".encode(),
    ".pdf": pdf([["Une phrase.", "Deux phrases."]] * 3, {"Title": "Titre", "CreationDate": "D:20240101"}),
    ".docx": docx(("Title", "Titre"), "Une phrase.", [["a", "b"]]),
}


def outcome(file):
    """Return the article's text or the reason against it; anything else that is raised fails the test."""
    try:
        return read_article(file).text
    except UnreadableArticleError as error:
        return str(error)


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_random_bytes_give_text_or_a_reason(write, suffix):
    rng = random.Random(suffix)
    for size in (1, 7, 100, 5000):
        assert outcome(write(f"a{suffix}", rng.randbytes(size)))


@pytest.mark.parametrize("suffix", SEEDS)
def test_a_truncated_file_gives_text_or_a_reason(write, suffix):
    seed = SEEDS[suffix]
    for share in range(1, 20):
        assert outcome(write(f"a{suffix}", seed[: len(seed) * share // 20] or b" "))


@pytest.mark.parametrize("suffix", SEEDS)
def test_a_damaged_file_gives_text_or_a_reason(write, suffix):
    rng = random.Random(suffix)
    for _ in range(60):
        data = bytearray(SEEDS[suffix])
        for _ in range(rng.randrange(1, 20)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        assert outcome(write(f"a{suffix}", bytes(data)))


@pytest.mark.parametrize("suffix", SEEDS)
def test_every_format_survives_the_content_of_every_other(write, suffix):
    for seed in SEEDS.values():
        assert outcome(write(f"a{suffix}", seed))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"mot " * 1_250_000),
        ("a.txt", b"x" * 5_000_000),
        ("a.md", b"mot " * 1_250_000),
        ("a.html", b"<p>" + b"mot " * 1_250_000),
        ("a.html", b"<div>" * 100_000 + b"mot"),
        ("a.txt", b"Une phrase. " * 400_000),
    ],
    ids=["words", "one word", "markdown", "page", "deep page", "sentences"],
)
def test_five_megabytes_in_one_line_are_read(write, name, content):
    assert outcome(write(name, content))


def test_a_document_that_unfolds_too_far_is_a_reason(write):
    assert "more than an article holds" in outcome(write("a.docx", swollen_docx(61)))


@needs_shared
def test_the_scraped_article_is_read_whole():
    scan = scan_folder(SHARED / "corpus")
    inspection = inspect_file(next(file for file in scan.files if file.id == "openai-microsoft.txt"))
    assert inspection.article.title == "une source de tensions entre OpenAI et Microsoft"
    assert (inspection.article.language, inspection.article.published) == ("fr", None)
    assert "un droit de premier refus (ROFR)." in inspection.article.text


def test_a_title_loses_the_mark_that_a_wiki_puts_behind_it(write):
    article = read_article(write("barn.md", f"# Barn [edit]\n\n{TRAM.text}\n"))
    assert (article.title, article.text) == ("Barn", TRAM.text)
