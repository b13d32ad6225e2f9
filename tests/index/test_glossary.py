"""The glossary of a snapshot."""

import pytest

from corpus.article import Span
from index.definitions import Definition
from index.errors import DamagedIndexError
from index.glossary import HINTS_WEIGHT, Glossary, expand, write_glossary
from index.terms import read_terms
from tests.fakes import WordLexicon


def said(term, meaning, article="a.md", language="en", kind="acronym", found="letters"):
    return Definition(term, meaning, kind, found, article, language, Span(0, len(meaning)), Span(0, len(meaning) + 9))


@pytest.fixture
def glossary(tmp_path):
    opened = []

    def make(*definitions, published=None):
        path = tmp_path / "glossary.sqlite"
        path.unlink(missing_ok=True)
        write_glossary(path, definitions, published)
        opened.append(Glossary(path))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@pytest.mark.parametrize("asked", ["ROFR", "rofr", "r.o.f.r.", "R.O.F.R.", "ROFRs", "rofrs"])
def test_a_term_is_found_however_it_is_spelled(glossary, asked):
    """Case, dots and the plural do not count."""
    (meaning,) = glossary(said("ROFR", "right of first refusal")).meanings(asked)
    assert (meaning.term, meaning.text) == ("ROFR", "right of first refusal")


def test_an_acronym_with_two_long_forms_keeps_both(glossary):
    """The one that more articles give comes first, with how many and in which languages."""
    found = glossary(
        said("RAG", "red, amber, green"),
        said("RAG", "génération augmentée par récupération", "b.md", "fr"),
        said("RAG", "génération augmentée par récupération", "c.md", "fr"),
    ).meanings("RAG")
    assert [(one.text, one.articles, one.languages) for one in found] == [
        ("génération augmentée par récupération", 2, ("fr",)),
        ("red, amber, green", 1, ("en",)),
    ]


def test_among_equals_the_newest_comes_first(glossary):
    """By the date of the article."""
    found = glossary(
        said("CC", "Court of Cassation", "old.md"),
        said("CC", "Creative Commons", "new.md"),
        published={"old.md": "2001-01-01", "new.md": "2020-01-01"},
    ).meanings("CC")
    assert [one.text for one in found] == ["Creative Commons", "Court of Cassation"]


def test_the_plural_of_a_long_form_is_no_other_meaning(glossary):
    """Nor is a phrase that is cut short."""
    (meaning,) = glossary(
        said("ROFR", "droit de premier refus", "a.md", "fr", found="phrase"),
        said("ROFR", "droits de premier refus", "b.md", "fr", found="phrase"),
        said("ROFR", "premier refus", "c.md", "fr", found="phrase"),
    ).meanings("ROFR")
    assert (meaning.text, meaning.articles) == ("droit de premier refus", 3)


def test_a_kind_can_be_asked_for(glossary):
    """Long forms before definitions, or one of them alone."""
    one = glossary(
        said("API", "An API is a set of requests.", kind="definition", found="sentence"),
        said("API", "application programming interface"),
    )
    assert [meaning.kind for meaning in one.meanings("api")] == ["acronym", "definition"]
    assert [meaning.kind for meaning in one.meanings("api", "definition")] == ["definition"]
    assert one.meanings("ROFR") == ()


def test_terms_are_listed_by_how_many_articles_explain_them(glossary):
    """All, those with a beginning, or the first few; entries go by alphabet."""
    one = glossary(
        said("API", "application programming interface"),
        said("APT", "advanced package tool", "b.md"),
        said("APT", "advanced package tool", "c.md"),
        said("ROFR", "right of first refusal"),
    )
    assert one.terms() == ["APT", "API", "ROFR"]
    assert one.terms("ap") == ["APT", "API"]
    assert one.terms("ap", limit=1) == ["APT"]
    assert [entry.term for entry in one.entries()] == ["API", "APT", "ROFR"]
    assert [entry.term for entry in one.entries(limit=2)] == ["API", "APT"]


def test_the_nearest_terms_are_named(glossary):
    """By spelling; none where none is like it."""
    one = glossary(said("ROFR", "right of first refusal"), said("GPS", "Global Positioning System"))
    assert one.nearest("ROFRX") == ["ROFR"]
    assert one.nearest("zzzz") == []


def test_what_was_written_is_read_back(glossary):
    """Of one article, in order."""
    first, second, other = said("A1", "alpha one"), said("B2", "beta two"), said("C3", "gamma three", "b.md")
    assert glossary(first, other, second).definitions_of("a.md") == [first, second]


def test_a_file_that_is_no_glossary_is_damaged(tmp_path):
    """The error names it and what to run."""
    path = tmp_path / "glossary.sqlite"
    path.write_bytes(b"not SQLite at all" * 100)
    with pytest.raises(DamagedIndexError, match=r"glossary\.sqlite: SQLite cannot read it .*rebuild-index --all"):
        Glossary(path)


def hints(question, glossary, language="en"):
    terms = read_terms(question, language, WordLexicon())
    return [
        (one.surface, {at: dict(forms) for at, forms in one.forms.items() if forms}, one.weight)
        for one in expand(terms, question, glossary)
    ]


def test_an_acronym_brings_the_words_of_its_long_form(glossary):
    """In the language in which it is said; all of them together weigh half a word."""
    one = glossary(said("ROFR", "droit de premier refus", language="fr", found="phrase"))
    share = HINTS_WEIGHT / 3
    assert hints("what is ROFR?", one) == [
        ("droit", {"fr": {"droit": 1.0}}, share),
        ("premi", {"fr": {"premi": 1.0}}, share),
        ("refus", {"fr": {"refus": 1.0}}, share),
    ]


def test_a_long_form_brings_its_acronym(glossary):
    """In both languages, since acronyms are written alike in both."""
    one = glossary(said("ROFR", "right of first refusal"))
    assert hints("who holds the right of first refusal?", one) == [
        ("rofr", {"fr": {"rofr": 1.0}}, HINTS_WEIGHT),
        ("rofr", {"en": {"rofr": 1.0}}, HINTS_WEIGHT),
    ]


def test_a_word_that_was_asked_for_is_no_hint_in_another_form(glossary):
    """The word insurance has the stem insur, which the question asks for already."""
    one = glossary(said("EHIC", "European Health Insurance Card"))
    found = hints("who issues the European Health Insurance Card (EHIC)?", one)
    assert not {"insur", "european", "health", "card"} & {surface for surface, _, _ in found}


def test_a_question_without_a_term_of_the_glossary_brings_nothing(glossary):
    """Nor does one whose words the hint would only repeat."""
    one = glossary(said("ROFR", "right of first refusal"))
    assert hints("who holds 49 % of OpenAI?", one) == []
    assert hints("", one) == []
