"""Names of files, whatever somebody called an article."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.formats import SUFFIXES
from corpus.intake.names import LONGEST_STEM_BYTES, ending_of, free_name, key_of, safe_name
from corpus.library import scan_folder


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Le projet Stargate.md", "Le projet Stargate.md"),
        ("été.MD", "été.md"),
        ("e\u0301te\u0301.md", "été.md"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\notes.txt", "notes.txt"),
        ("/etc/cron.d/x.md/", "x.md"),
        (".hidden.md", "hidden.md"),
        ("..md", "article.md"),
        ("~$lock.docx", "lock.docx"),
        ("-rf.md", "rf.md"),
        ("con.md", "article-con.md"),
        ("NUL.tar.md", "article-NUL.tar.md"),
        ("COM¹.txt", "article-COM¹.txt"),
        ("what? a: *star*.md", "what- a- -star.md"),
        ("a\u202egnp.md", "a gnp.md"),
        ("a\u200bb\r\nc\0.md", "a b c.md"),
        ("trailing. . .md", "trailing.md"),
        ("   .md", "article.md"),
        ("🎉.md", "article.md"),
        ("a/b/.md", "article.md"),
        ("x" * 300 + ".md", "x" * LONGEST_STEM_BYTES + ".md"),
        ("é" * 300 + ".md", "é" * (LONGEST_STEM_BYTES // 2) + ".md"),
        ("\ud800a.md", "a.md"),
    ],
)
def test_a_written_name_becomes_a_safe_one(written, name):
    assert safe_name(written, ".md" if name.endswith(".md") else PurePosixPath(name).suffix) == name


ANY_NAME = st.text(max_size=300) | st.text(alphabet="./\\~$ -aéCONnul1:*\u202e\u0301\0", max_size=40)


@given(ANY_NAME, st.sampled_from(sorted(SUFFIXES)))
@example("a\u0338" * 200, ".md")
@example("ﷺ" * 60, ".md")
def test_every_name_is_safe(written, ending):
    """One part, visible, composed, short enough, no device of Windows, and safe names stay what they are."""
    name = safe_name(written, ending)
    stem = name[: -len(ending)]
    assert name.endswith(ending)
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert not PureWindowsPath(name).is_reserved()
    assert not name.startswith((".", "-", "~", " "))
    assert not stem.endswith((".", " "))
    assert not any(unicodedata.category(char).startswith("C") for char in name)
    assert not set(name) & set('<>:"/\\|?*')
    assert unicodedata.is_normalized("NFC", name)
    assert len(name.encode()) <= 140
    assert safe_name(name, ending) == name


@given(ANY_NAME)
def test_a_file_with_a_safe_name_is_an_article_of_that_id(tmp_path_factory, written):
    folder = tmp_path_factory.mktemp("names")
    name = safe_name(written, ".md")
    (folder / name).write_text("Un texte.", encoding="utf-8")
    scan = scan_folder(folder)
    assert [file.id for file in scan.files] == [name]
    assert scan.problems == ()


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ([], "Été.md"),
        (["autre.md"], "Été.md"),
        (["Été.md"], "Été-2.md"),
        (["été.md"], "Été-2.md"),
        (["E\u0301te\u0301.md", "ÉTÉ-2.md"], "Été-3.md"),
    ],
)
def test_a_name_that_is_taken_gets_a_number(taken, name):
    """Also where only the case or the composition of letters differs."""
    assert free_name("Été.md", taken) == name


@given(ANY_NAME, st.lists(ANY_NAME, max_size=4))
def test_a_free_name_is_none_of_those_taken(written, others):
    name = safe_name(written, ".md")
    taken = [name, *(safe_name(other, ".md") for other in others)]
    assert key_of(free_name(name, taken)) not in {key_of(one) for one in taken}


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.MD", ".md"), ("a.tar.gz", ".gz"), ("a", ""), ("b.d/a", ""), (".md", ""), ("a." + "x" * 99, "." + "x" * 19)],
)
def test_an_ending_is_what_stands_after_the_last_dot(name, ending):
    assert ending_of(name) == ending
