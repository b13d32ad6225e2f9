"""Articles to choose from while somebody types, and the one that was chosen."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord_app.article_choices import alike, article_choices, article_of, key_of
from bot.discord_app.escaping import one_line, size
from bot.discord_app.typed import folded
from index.keeping.passage_store import ArticleCard


def an_article(article_id, title):
    return ArticleCard(article_id, title, "fr", None, None, "articles", 1, 1)


ARTICLES = [
    an_article("a.md", "Le pari de Stargate"),
    an_article("b.md", "Stargate, un pari"),
    an_article("notes/élection-2025.md", "Vote"),
    an_article("c.md", "Vote"),
]


def names(typed):
    return [one.name for one in article_choices(ARTICLES, typed)]


def test_titles_that_begin_as_typed_come_first():
    """Then those that hold the words anywhere, whatever the accents and capitals."""
    assert names("STARG") == ["Stargate, un pari", "Le pari de Stargate"]
    assert names("pari star") == ["Le pari de Stargate", "Stargate, un pari"]
    assert names("zebra") == []


def test_articles_are_offered_by_their_paths_where_no_title_fits():
    """For those who know their files."""
    assert names("notes elec") == ["Vote · notes/élection-2025.md"]


def test_articles_of_one_title_are_told_apart():
    """By their files, which name an article without a title too; no server's id is shown."""
    assert sorted(names("vote")) == ["Vote · c.md", "Vote · notes/élection-2025.md"]
    assert article_choices([an_article("d.md", " ")], "")[0].name == "d.md"
    long = [an_article("a.md", "Notes " * 30), an_article("b.md", "Notes " * 30)]
    assert [one.name[-8:] for one in article_choices(long, "")] == ["… · a.md", "… · b.md"]
    own = [an_article("@123/a.md", "Notes"), an_article("@123/a-2.md", "Notes"), an_article("@123/b.md", "")]
    assert [one.name for one in article_choices(own, "")] == ["Notes · a.md", "Notes · a-2.md", "b.md"]


PLAIN = st.text("ab Éœ«’–…\u00a0\u00ad\u200b\u0301\u2028\n@#", max_size=12)
TITLES = st.lists(PLAIN | st.text(max_size=8), max_size=12)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(TITLES)
def test_titles_that_read_alike_are_told_apart(titles):
    """What is shown on one line decides, however much of it cannot be seen."""
    by_id = {str(number): title for number, title in enumerate(titles)}
    lines = {article_id: one_line(title) for article_id, title in by_id.items()}
    twice = {one for one, line in lines.items() if list(lines.values()).count(line) > 1}
    assert alike(by_id) == twice


@settings(derandomize=True, deadline=None, max_examples=300)
@given(PLAIN | st.text(max_size=12))
def test_names_are_folded_as_each_character_is(text):
    """Most have nothing to fold but their capitals, and are not looked at one by one."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    assert folded(text) == " ".join(bare.casefold().split())


def test_an_article_is_found_by_key_id_or_a_title_of_its_own():
    """A title of two articles names neither."""
    assert article_of(ARTICLES, key_of("c.md")) == ARTICLES[3]
    assert article_of(ARTICLES, "notes/élection-2025.md") == ARTICLES[2]
    assert article_of(ARTICLES, "stargate un pari") == ARTICLES[1]
    assert article_of(ARTICLES, "Vote") is None
    assert article_of(ARTICLES, "") is None


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.lists(st.builds(an_article, st.text(min_size=1, max_size=300), st.text(max_size=300)), max_size=40), st.text()
)
def test_choices_are_what_discord_takes(articles, typed):
    """Whatever titles, ids and typing: at most 25, each name and key of 1 to 100 characters."""
    chosen = article_choices(articles, typed)
    assert len(chosen) <= 25
    assert all(1 <= size(one.name) <= 100 and 1 <= len(one.key) <= 100 for one in chosen)
