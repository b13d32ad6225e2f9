"""The glossary of a snapshot."""

from contextlib import closing
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Span
from index.errors import DamagedIndexError
from index.glossaries.database import NewDatabase
from index.glossaries.definitions import Definition
from index.glossaries.glossary import Glossary
from index.glossaries.glossary_files import hashes_beside
from index.glossaries.glossary_writing import update_glossary, write_glossary
from index.glossaries.hints import HINTS_WEIGHT, expand
from index.words.terms import read_terms
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


@pytest.mark.parametrize(
    ("stray", "times", "meanings"),
    [
        ("liste de La République en marche", 4, [("La République en marche", 5)]),
        ("La République en marche de Paris", 4, [("La République en marche", 5)]),
        (
            "liste de La République en marche",
            3,
            [("La République en marche", 3), ("liste de La République en marche", 1)],
        ),
        ("Ligue des rêveurs en mouvement", 4, [("La République en marche", 4), ("Ligue des rêveurs en mouvement", 1)]),
    ],
)
def test_a_usual_long_form_with_words_around_it_is_no_other_meaning(glossary, stray, times, meanings):
    """Where four times as many articles give it without them; its own text stays, and the place is kept, last."""
    usual = [said("LREM", "La République en marche", f"{one}.md", "fr") for one in range(times)]
    found = glossary(said("LREM", stray, "z.md", "fr"), *usual).meanings("LREM")
    assert [(one.text, one.articles) for one in found] == meanings
    assert found[-1].places[-1].meaning == stray


@pytest.mark.parametrize("longer", ["Parti socialiste unifié", "Parti Socialiste Unifié de France"])
def test_a_usual_long_form_with_a_word_right_behind_it_may_be_another(glossary, longer):
    """No place says of the one that it is the other."""
    usual = [said("PS", "Parti socialiste", f"{one}.md", "fr") for one in range(8)]
    found = glossary(*usual, said("PS", longer, "y.md", "fr"), said("PS", longer, "z.md", "fr")).meanings("PS")
    assert [(one.text, one.articles) for one in found] == [("Parti socialiste", 8), (longer, 2)]


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
    """Each place under its term."""
    first, second, other = said("A1", "alpha one"), said("B2", "beta two"), said("C3", "gamma three", "b.md")
    entries = glossary(first, other, second).entries()
    assert [place for entry in entries for one in entry.meanings for place in one.places] == [first, second, other]


def test_a_file_that_is_no_glossary_is_damaged(tmp_path):
    """The error names it and what to run."""
    path = tmp_path / "glossary.sqlite"
    path.write_bytes(b"not SQLite at all" * 100)
    with pytest.raises(DamagedIndexError, match=r"glossary\.sqlite: SQLite cannot read it .*rebuild-index"):
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


TERMS = st.sampled_from(["ROFR", "rofr", "RAG", "R.A.G.", "APIs", "API", "right of way", "Ölpreis"])
MEANINGS = st.sampled_from(["right of first refusal", "rights of first refusal", "first refusal", "red, amber, green"])
DAYS = st.sampled_from(["", "2001-01-01", "2020-05-05"])


@st.composite
def articles(draw):
    """Some articles by id: when each was published, its collection, and what it says of its terms."""
    found = {}
    for name in draw(st.sets(st.sampled_from("abcdéf"))):
        said_there = [
            said(
                draw(TERMS),
                draw(MEANINGS),
                name,
                draw(st.sampled_from(["en", "fr"])),
                draw(st.sampled_from(["acronym", "definition"])),
                draw(st.sampled_from(["letters", "phrase"])),
            )
            for _ in range(draw(st.integers(0, 3)))
        ]
        found[name] = (draw(DAYS), draw(st.sampled_from(["articles", "server-1"])), said_there)
    return found


def parts(held, names):
    """Return of some articles their definitions, dates and collections, as a glossary is written of them."""
    return (
        [one for name in names for one in held[name][2]],
        {name: held[name][0] for name in names},
        {name: held[name][1] for name in names},
    )


ASKED = ("rofr", "RAG", "api", "right of way", "olpreis", "nothing")


def answers(path):
    """Return all that a glossary says, under the names by which it is asked."""
    with closing(Glossary(path)) as found:
        return {
            (only, name): answer
            for only in (None, frozenset(["articles"]), frozenset(["server-1"]), frozenset[str]())
            for name, answer in {
                "meanings": found.meanings_of(ASKED, only=only),
                "acronyms": found.acronyms_of(["right of first refusal", "red amber green"], only=only),
                "entries": found.entries(only=only),
                "terms": found.terms(only=only),
                "nearest": found.nearest("ROFT", only=only),
                "count": found.count(),
            }.items()
        }


@settings(deadline=None, max_examples=30)
@given(st.lists(articles(), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_a_glossary_that_was_kept_up_answers_as_one_written_anew(tmp_path_factory, states, random):
    """After any changes, in whatever order articles are given; its hashes are the same too."""
    folder = tmp_path_factory.mktemp("glossary")
    path = folder / "0.sqlite"
    write_glossary(path, *parts(states[0], states[0]))
    for number, (before, after) in enumerate(pairwise(states), start=1):
        gone = {name for name in before if before[name] != after.get(name)}
        new = [name for name in after if before.get(name) != after[name]]
        random.shuffle(new)
        fresh, kept_up = folder / f"fresh{number}.sqlite", folder / f"{number}.sqlite"
        update_glossary(kept_up, path, gone, *parts(after, new))
        everything = list(after)
        random.shuffle(everything)
        write_glossary(fresh, *parts(after, everything))
        assert answers(kept_up) == answers(fresh)
        assert np.load(hashes_beside(kept_up)).tolist() == np.load(hashes_beside(fresh)).tolist()
        path = kept_up


def test_most_words_are_known_not_to_stand_there(tmp_path):
    """A word that is no key has another hash than all keys, in every process."""
    write_glossary(tmp_path / "a.sqlite", [said("ROFR", "right of first refusal")])
    assert np.load(tmp_path / "a.npy").tolist() == [1200572454942875705, 14548064880655932023]


def test_a_glossary_that_shrinks_leaves_no_hollow_file(tmp_path):
    """What nearly all articles said is gone."""
    many = [said(f"T{number}", "x" * 300, f"{number}.md") for number in range(200)]
    write_glossary(tmp_path / "a.sqlite", many)
    update_glossary(tmp_path / "b.sqlite", tmp_path / "a.sqlite", {one.article_id for one in many[1:]}, [])
    write_glossary(tmp_path / "c.sqlite", many[:1])
    assert (tmp_path / "b.sqlite").stat().st_size == (tmp_path / "c.sqlite").stat().st_size


@pytest.mark.parametrize("name", ["glossary.sqlite", "glossary.npy"])
@pytest.mark.parametrize("content", [None, b"", b"nothing of the kind" * 300])
def test_a_damaged_glossary_is_neither_opened_nor_kept_up(tmp_path, name, content):
    """The error names the file and what to run."""
    path = tmp_path / "glossary.sqlite"
    write_glossary(path, [said("ROFR", "right of first refusal")])
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DamagedIndexError, match=rf"{name}: .*run `sourcier rebuild-index`"):
        Glossary(path)
    with pytest.raises(DamagedIndexError, match=rf"{name}: .*run `sourcier rebuild-index`"):
        update_glossary(tmp_path / "next.sqlite", path, {"a.md"}, [])


def test_hashes_of_another_glossary_are_refused(tmp_path):
    """They would hide terms."""
    write_glossary(tmp_path / "a.sqlite", [said("ROFR", "right of first refusal")])
    write_glossary(tmp_path / "b.sqlite", [said("API", "application programming interface")])
    (tmp_path / "a.npy").write_bytes((tmp_path / "b.npy").read_bytes())
    with pytest.raises(DamagedIndexError, match=r"a\.npy: not the hashes of a\.sqlite"):
        update_glossary(tmp_path / "next.sqlite", tmp_path / "a.sqlite", {"a.md"}, [])


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_flipped_bit_crashes_nothing(tmp_path_factory, data):
    """Of either file: an error that says what to run, or an answer; whether the right one, checksums say."""
    path = tmp_path_factory.mktemp("glossary") / "0.sqlite"
    write_glossary(path, [said("ROFR", "right of first refusal"), said("API", "a set of requests", "b", "fr")])
    flipped = data.draw(st.sampled_from([path, hashes_beside(path)]))
    content = bytearray(flipped.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    flipped.write_bytes(content)
    told = ""
    try:
        answers(path)
        update_glossary(path.with_name("1.sqlite"), path, {"b"}, [])
    except DamagedIndexError as error:
        told = str(error)
    assert told == "" or "run `sourcier rebuild-index`" in told


@pytest.mark.parametrize(("column", "value"), [("language", "'fv'"), ("meaning", "x'00ff'")])
def test_a_place_that_makes_no_sense_is_damage(tmp_path, column, value):
    """A language that is none, bytes for a text: what no glossary is written with."""
    path = tmp_path / "glossary.sqlite"
    write_glossary(path, [said("ROFR", "right of first refusal")])
    with closing(NewDatabase(copied=path)) as database:
        database.run("CREATE TABLE loose AS SELECT * FROM definitions")
        database.run(f"UPDATE loose SET {column} = {value}")  # noqa: S608 - constants
        database.run("DROP TABLE definitions")
        database.run("ALTER TABLE loose RENAME TO definitions")
        path.unlink()
        database.write(path)
    with (
        closing(Glossary(path)) as found,
        pytest.raises(DamagedIndexError, match=r"glossary\.sqlite: a place in 'a.md'"),
    ):
        found.meanings("ROFR")
