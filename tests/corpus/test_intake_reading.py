"""Trying to read a file in a process of its own, which a document may hang, swell or end."""

import io
import json
import sys
import tempfile
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from corpus.intake.limits import LIMITS
from corpus.intake.reading import OURSELVES, Reading, try_reading
from corpus.notes import Note
from corpus.refusals import IntakeError
from tests.corpus.files import docx, locked_pdf, pdf, swollen_docx

HASTY = replace(LIMITS, parse_s=0.5)


@pytest.fixture
def lay(tmp_path):
    """Return a function that writes a file."""

    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def reason_against(path, limits=LIMITS, program=OURSELVES):
    with pytest.raises(IntakeError) as caught:
        try_reading(path, limits, program=program)
    assert str(path.parent) not in str(caught.value)
    return caught.value.reason


def child(code):
    """Return a program that stands for the child."""
    return (sys.executable, "-c", code)


def test_an_article_is_read_as_the_library_reads_it(lay):
    front = "---\ntitle: Titre\nurl: https://example.org/a\ndate: 2025-01-27\nlang: klingon\n---\n\n"
    text = f"{front}Un texte de six mots seulement."
    reading = try_reading(lay("a.md", text.encode()), LIMITS)
    assert reading == Reading(
        title="Titre",
        language="fr",
        words=6,
        url="https://example.org/a",
        published=date(2025, 1, 27),
        notes=(Note("lang", value="klingon"),),
        characters=31,
    )


def test_no_folder_for_temporary_files_is_needed(lay, monkeypatch):
    """In a container whose only place to write is that of the articles, say."""
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    path = lay("a.md", b"A text of six words only.")
    assert try_reading(path, LIMITS).words == 6
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx("Un texte lisible.")),
        ("a.pdf", pdf([["A sentence that anybody may read."]])),
        ("a.html", b"<html><body><h1>Titre</h1><p>Un texte lisible.</p></body></html>"),
        ("a.txt", "Un texte lisible, en UTF-16.".encode("utf-16")),
    ],
)
def test_every_format_is_read_within_the_limits(lay, name, data):
    assert try_reading(lay(name, data), LIMITS).words > 2


@pytest.mark.parametrize(
    ("name", "data", "cause", "code"),
    [
        ("a.pdf", b"%PDF-1.7 and nothing that follows from it", "the PDF is damaged", "damaged_pdf"),
        ("a.pdf", b"<html>no PDF</html>", "the PDF is damaged", "damaged_pdf"),
        ("a.pdf", locked_pdf("secret"), "protected by a password", "protected_pdf"),
        ("a.docx", b"PK\x03\x04 and nothing else", "damaged or not a Word document", "damaged_docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old format", "old .doc format", "protected_docx"),
        ("a.md", b"\x00\x01\x02\x03" * 50, "binary data", "binary"),
        ("a.html", b"<html><head></head><body></body></html>", "no text was found", "no_text"),
        ("a.txt", b" \n\t\n ", "it is empty; put text in it, or remove it", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_cause(lay, name, data, cause, code):
    with pytest.raises(IntakeError, match=cause) as caught:
        try_reading(lay(name, data), LIMITS)
    assert (caught.value.reason, caught.value.values["code"]) == ("unreadable", code)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", b"# Just a title\n"),
        ("a.md", b"# Just a title\n\n## And another\n"),
        ("a.html", b"<html><body><h1>Just a title</h1></body></html>"),
    ],
)
def test_a_title_alone_is_no_article(lay, name, data):
    """It answers nothing."""
    assert reason_against(lay(name, data)) == "only_title"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", b"# Opening hours\n\nMonday to Friday"),
        ("a.txt", b"Opening hours: Monday to Friday, 9 to 12"),
        ("a.txt", b"The marmots were counted by Odile Ferrand."),
        ("a.md", b"---\ntitle: Hours\n---\n\nMonday to Friday"),
    ],
)
def test_a_line_that_is_no_heading_is_an_article(lay, name, data):
    """However short."""
    assert try_reading(lay(name, data), LIMITS).words > 2


def packed(*members):
    """Return a Word document with more members."""
    out = io.BytesIO(docx("Un texte lisible."))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def overlapping(megabytes):
    """Return an archive that says of each of its members that they unfold to so much, whatever they hold."""
    out = io.BytesIO(packed(*((f"word/media/{number}.bin", b"x") for number in range(20))))
    with zipfile.ZipFile(out, "a") as archive:
        for part in archive.infolist():
            part.file_size = megabytes * 1_000_000
        archive._didModify = True
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: swollen_docx(150),
        lambda: swollen_docx(30),
        lambda: packed(*((f"word/media/{number}.bin", b"") for number in range(4_000))),
        lambda: overlapping(10),
    ],
    ids=["too much", "too much for its size", "too many members", "members that overlap"],
)
def test_a_document_that_is_made_to_unfold_is_refused_before_it_does(lay, make):
    data = make()
    assert len(data) < 2_000_000
    assert reason_against(lay("a.docx", data)) == "unfolds"


def test_an_archive_within_a_document_is_not_opened(lay):
    """It would unfold to a gigabyte; as it lies it is small, and nobody who reads the text looks into it."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"{number}.bin", bytes(10_000_000))
    reading = try_reading(lay("a.docx", packed(("word/embeddings/a.zip", inner.getvalue()))), LIMITS)
    assert reading.words == 3


def test_a_pdf_of_too_many_pages_is_refused(lay):
    path = lay("a.pdf", pdf([["Une phrase."]] * 4))
    with pytest.raises(IntakeError, match="has 4 pages, more than 3"):
        try_reading(path, replace(LIMITS, pages=3))


def test_a_text_that_is_too_long_is_refused(lay):
    assert reason_against(lay("a.txt", b"Un mot. " * 100), replace(LIMITS, characters=500)) == "too_long"


def test_a_pdf_that_hangs_its_reader_is_given_up(lay):
    """A page tree that is its own child, and a reader that would rather not know: the limit ends it."""
    page = b"<< /Type /Pages /Count 9999999 /Kids [2 0 R 2 0 R] >>"
    data = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n" + page + b"\nendobj\n"
    data += b"trailer << /Size 3 /Root 1 0 R >>\n%%EOF\n"
    assert reason_against(lay("a.pdf", data), replace(LIMITS, parse_s=5.0)) in ("unreadable", "too_slow", "too_heavy")


def test_a_host_that_can_start_no_process_says_so(lay, tmp_path):
    assert reason_against(lay("a.txt", b"x"), program=(str(tmp_path / "no-interpreter"),)) == "not_started"


def test_a_child_that_does_not_end_is_ended(lay):
    assert reason_against(lay("a.txt", b"x"), HASTY, child("import time; time.sleep(60)")) == "too_slow"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without signals")
@pytest.mark.parametrize(
    ("signal", "reason"),
    [("SIGKILL", "too_heavy"), ("SIGABRT", "too_heavy"), ("SIGXCPU", "too_slow"), ("SIGSEGV", "unreadable")],
)
def test_a_child_that_is_killed_says_why(lay, signal, reason):
    code = f"import os, signal; os.kill(os.getpid(), signal.{signal})"
    assert reason_against(lay("a.txt", b"x"), program=child(code)) == reason


def test_a_child_without_memory_says_so(lay):
    """By itself, or by the words of what it died of."""
    assert reason_against(lay("a.txt", b"x"), program=child("raise MemoryError")) == "too_heavy"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space")
def test_memory_is_limited(lay):
    """Less than the interpreter and its libraries need."""
    assert reason_against(lay("a.txt", b"Un texte."), replace(LIMITS, parse_bytes=60_000_000)) in (
        "too_heavy",
        "unreadable",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no time of the processor")
def test_time_of_the_processor_is_limited(lay, tmp_path):
    code = (
        "from corpus.intake.trial import limit_ourselves; from corpus.intake.limits import IntakeLimits\n"
        "import resource; limit_ourselves(IntakeLimits(parse_s=7.0))\n"
        "kinds = [resource.RLIMIT_CPU, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE]\n"
        "said = [resource.getrlimit(kind)[0] for kind in kinds]\n"
        "open(" + repr(str(tmp_path / "limits")) + ", 'w').write(repr(said))"
    )
    reason_against(lay("a.txt", b"x"), program=child(code))
    assert json.loads((tmp_path / "limits").read_text()) == [8, 0, 1_000_000]


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "nonsense",
        "[]",
        "null",
        "{}",
        '{"reading": {}}',
        '{"reading": {"title": 1, "language": "fr", "words": 1, "url": null, "published": null, "notes": []}}',
        '{"reading": {"title": "a", "language": "de", "words": 1, "url": null, "published": null, "notes": []}}',
        *(
            '{"reading": {"title": "a", "language": "fr", "words": 1, "url": null, "published": null, '
            f'"characters": 1, "notes": [{one}]}}}}'
            for one in ('"text"', '{"reason": "none", "values": {}}', '{"reason": "lang", "values": {}}')
        ),
        '{"reading": {"title": "a", "language": "fr", "words": 1, "url": null, "published": null, "characters": 1, '
        '"notes": [{"reason": "lang", "values": {"value": ["x"]}}]}}',
        '{"reading": {"title": "a", "language": "fr", "words": 1, "url": null, "published": "soon", "notes": []}}',
        '{"refusal": {"reason": "unheard of", "values": {}}}',
        '{"refusal": {"reason": "too_long", "values": {}}}',
        '{"refusal": {"reason": "too_long", "values": {"most": []}}}',
        '{"refusal": {"reason": "unreadable", "values": {"cause": "x", "code": "unheard of"}}}',
        "[" * 50_000,
    ],
)
def test_a_child_that_prints_something_else_is_not_believed(lay, printed):
    code = f"import sys; sys.stdout.write({printed!r})" if len(printed) < 1000 else "print('[' * 50000)"
    assert reason_against(lay("a.txt", b"x"), program=child(code)) == "unreadable"


def test_a_child_that_prints_without_end_fills_nothing(lay):
    """What it may write is limited, and less of it is read."""
    code = (
        "from corpus.intake.trial import limit_ourselves; from corpus.intake.limits import IntakeLimits\n"
        "import sys; limit_ourselves(IntakeLimits())\n"
        "while True: sys.stdout.write('x' * 10000)"
    )
    assert reason_against(lay("a.txt", b"x"), program=child(code)) == "unreadable"


def test_the_child_knows_no_secret_of_the_environment(lay, tmp_path, monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "a-secret")
    code = f"import os; open({str(tmp_path / 'environment')!r}, 'w').write(repr(dict(os.environ)))"
    reason_against(lay("a.txt", b"x"), program=child(code))
    assert "a-secret" not in (tmp_path / "environment").read_text()


def test_a_module_of_the_same_name_in_the_working_directory_is_not_run(lay, tmp_path, monkeypatch):
    (tmp_path / "corpus.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert try_reading(lay("a.txt", b"Un texte lisible."), LIMITS).words == 3


def test_the_process_is_told_the_collection(lay):
    """So that the note on it is the one that the index would make."""
    path = lay("a.md", b"---\ncollection: mine\n---\n\nA text of some words.\n")
    assert [note.reason for note in try_reading(path, LIMITS, collection="server-5").notes] == ["own_collection"]
    assert try_reading(path, LIMITS).notes == ()
