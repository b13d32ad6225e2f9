"""Every check that a statement goes through, each broken alone."""

from datetime import date

import pytest

from bot.answers.chat.checking import LONGEST_STATEMENT, Checker, Dropped, Statement, bare
from bot.answers.chat.drafts import Draft, Support
from bot.answers.chat.prompting import Source
from bot.answers.shown.quoting import LONGEST_QUOTE
from corpus.article import Article, Span
from tests.fakes import WordLexicon

ENGLISH = (
    "Oracle is a company. Its founder Larry Ellison holds 49 % of the shares since 1977. "
    "Nobody says that the company was sold. Write to @oracle or see example.org for more."
)
FRENCH = "Le fondateur détient 49 % du capital. La société vend des bases de données."
LEXICON = WordLexicon({"founder": "fondateur", "capit": "capital", "own": "detient"})

ORACLE = Article("o.md", "Oracle’s 47 years", "en", f"Intro.\n\n{ENGLISH}", published=date(2024, 3, 5))
SOURCES = {
    1: Source(1, ORACLE, Span(8, 8 + len(ENGLISH))),
    2: Source(2, Article("f.md", "Une société", "fr", FRENCH), Span(0, len(FRENCH))),
}
CHECKER = Checker("who founded Oracle?", "en", SOURCES, LEXICON)
WORDS = "Larry Ellison holds 49 % of the shares"


def check(say, *support, checker=CHECKER):
    """Check a statement; without support given, the sentence on Larry Ellison supports it."""
    given = support or ((1, WORDS),)
    return checker.check(Draft(say, tuple(Support(source, words) for source, words in given)))


def test_a_statement_that_its_quote_supports_is_kept_with_the_whole_sentence():
    kept = check("The founder Larry Ellison holds 49 % of Oracle’s shares.")
    assert isinstance(kept, Statement)
    (quote,) = kept.quotes
    text = quote.article.text
    assert quote.span.of(text) == "Its founder Larry Ellison holds 49 % of the shares since 1977."
    assert quote.exact.of(text) == WORDS


def test_a_statement_in_another_language_than_its_quote_is_kept():
    kept = check("The founder owns 49 % of the capital.", (2, "Le fondateur détient 49 % du capital"))
    assert isinstance(kept, Statement)
    assert kept.quotes[0].span.of(FRENCH) == "Le fondateur détient 49 % du capital."


def test_a_statement_may_stand_on_several_sources():
    kept = check("The founder holds 49 % of the capital.", (1, WORDS), (2, "Le fondateur détient 49 % du capital"))
    assert [quote.article.id for quote in kept.quotes] == ["o.md", "f.md"]


@pytest.mark.parametrize(
    "say",
    [
        "Oracle’s founder holds 49 % of the shares since 1977.",
        "In 2024, on 5 March, the founder held 49 % of the shares.",
        "After 47 years the founder holds 49 % of the shares.",
    ],
    ids=["the quote", "the date", "the title"],
)
def test_numbers_of_the_quote_the_title_and_the_date_are_known(say):
    assert isinstance(check(say), Statement)


@pytest.mark.parametrize(
    ("say", "reason"),
    [
        ("x" * (LONGEST_STATEMENT + 1), "too_long"),
        (" … ", "empty"),
        ("", "empty"),
        ("[1] [2, 3] 【4†source】", "empty"),
        ("Larry Ellison holds shares, see https://evil.example/x.", "link"),
        ("Larry Ellison holds shares, see ｈｔｔｐｓ://evil.example.", "link"),
        ("Larry Ellison holds shares, see www.evil.example.", "link"),
        ("Larry Ellison holds shares, see www\u200b.evil.example.", "link"),
        ("Larry Ellison holds shares, see evil.example/win.", "link"),
        ("Larry Ellison holds shares, see EVIL.com.", "link"),
        ("Larry Ellison [holds](https:evil) shares.", "link"),
        ("Larry Ellison holds shares: discord.gg/evil.", "link"),
        ("Larry Ellison holds shares: discord .gg/evil.", "link"),
        ("Larry Ellison holds shares, mailto:x.", "link"),
        ("Larry Ellison holds shares @everyone.", "mention"),
        ("Larry Ellison holds shares @\u200beveryone.", "mention"),
        ("Larry Ellison holds shares ＠here.", "mention"),
        ("Larry Ellison holds shares <@123>.", "mention"),
        ("Larry Ellison holds shares <#123>.", "mention"),
        ("Larry Ellison holds shares <t:17:R>.", "mention"),
        ("Larry Ellison holds shares </ask:1>.", "mention"),
        ("**Larry Ellison** holds shares.", "markup"),
        ("# Larry Ellison holds shares.", "markup"),
        ("Larry Ellison holds `shares`.", "markup"),
        ("<b>Larry Ellison holds shares.", "markup"),
        ("Larry Ellison holds &#64; shares.", "markup"),
        ("Larry Ellison [sic] holds shares.", "markup"),
        ("Larry Ellison holds \u202eserahs.", "markup"),
        ("Larry Ellison détient des actions de la société.", "other_language"),
        ("Larry Ellison holds 50 % of the shares.", "unknown_number"),
        ("Larry Ellison holds ninety percent of the shares.", "unknown_number"),
        ("Larry Ellison holds 49 % of the shares since 1978.", "unknown_number"),
        ("Larry Ellison holds 49 % of the shares since last May.", "unknown_number"),
        ("Larry Ellison holds 49 % of the shares since Monday.", "unknown_number"),
        ("Larry Ellison holds a dozen of the shares.", "unknown_number"),
        ("Larry Ellison holds a sixth of the shares.", "unknown_number"),
        ("Larry Ellison holds three quarters of the shares.", "unknown_number"),
        ("Larry Ellison quadrupled the shares since 1977.", "unknown_number"),
        ("Steve Ballmer holds 49 % of the shares.", "unknown_name"),
        ("In the garden bananas grow because gravity bends trees.", "unrelated"),
        ("Who founded Oracle?", "unrelated"),
    ],
)
def test_a_statement_with_one_fault_is_dropped_for_it(say, reason):
    assert check(say) == Dropped(reason)


@pytest.mark.parametrize(
    ("support", "reason"),
    [
        ((3, WORDS), "unknown_source"),
        ((0, WORDS), "unknown_source"),
        ((2, WORDS), "quote_not_found"),
        ((1, "Larry Ellison holds 50 % of the shares"), "quote_not_found"),
        ((1, "Larry Ellison certainly holds 49 % of the shares"), "quote_not_found"),
        ((1, "Oracle’s 47 years"), "quote_not_found"),
        ((1, "Intro"), "quote_not_found"),
        ((1, ""), "quote_too_short"),
        ((1, "…"), "quote_too_short"),
        ((1, "of the"), "quote_too_short"),
        ((1, "company"), "quote_too_short"),
    ],
)
def test_a_support_that_is_not_there_drops_the_statement(support, reason):
    """Also where another support holds: the statement may lean on the false one."""
    say = "The founder Larry Ellison holds 49 % of the shares."
    assert check(say, support) == Dropped(reason)
    assert check(say, (1, WORDS), support) == Dropped(reason)


def test_a_statement_without_support_is_dropped():
    assert CHECKER.check(Draft("Larry Ellison holds 49 % of the shares.", ())) == Dropped("no_support")


def test_a_short_quote_that_stands_once_becomes_its_sentence():
    kept = check("Larry Ellison holds 49 % of the shares.", (1, "49 %"))
    assert kept.quotes[0].span.of(SOURCES[1].article.text).startswith("Its founder Larry Ellison")


def test_a_quote_out_of_its_context_is_shown_with_it():
    """“the company was sold” is there, and the reader sees that nobody says so."""
    kept = check("The company was sold.", (1, "the company was sold"))
    assert kept.quotes[0].span.of(SOURCES[1].article.text) == "Nobody says that the company was sold."


def test_a_name_of_the_quote_s_domain_is_no_link_where_the_quote_holds_it():
    kept = check("For more, see example.org.", (1, "or see example.org for more"))
    assert isinstance(kept, Statement)


def test_a_quote_of_an_endless_sentence_is_cut_around_the_words():
    text = "word " * 300 + "the founder holds it, " + "word " * 300
    sources = {1: Source(1, Article("l.md", "Long", "en", text), Span(0, len(text)))}
    kept = check("The founder holds it.", (1, "the founder holds it"), checker=Checker("who?", "en", sources, LEXICON))
    quote = kept.quotes[0].span.of(text)
    assert "the founder holds it" in quote
    assert len(quote) <= LONGEST_QUOTE


def test_marks_of_the_model_s_own_and_what_cannot_be_seen_are_taken_out():
    assert (
        bare(" He\u200bld 49\u202f% [1],\n[2, 3] since 1977 【4†source】. \x07(5) ")
        == "Held 49\u202f%, since 1977. (5)"
    )


@pytest.mark.parametrize(
    ("say", "reason"),
    [
        ("Google holds 49 % of the shares.", "unknown_name"),
        ("GOOGLE HOLDS 49 % OF THE SHARES.", "unknown_name"),
        ("The founder holds 49 % of the shares. Google lost them.", "unknown_name"),
        ("No.", "unrelated"),
        ("No, they did not.", "unrelated"),
        ("The founder holds 49 % of the shares; your account is banned.", "unrelated"),
        ("The founder holds 49 million shares.", "unknown_number"),
        ("The founder holds half of 49 % of the shares.", "unknown_number"),
        ("The founder of win-now(dot)com holds 49 % of the shares.", "link"),
        ("The founder of evil。com holds 49 % of the shares.", "link"),
        ("-# The founder holds 49 % of the shares.", "markup"),
    ],
)
def test_what_a_quote_does_not_say_is_dropped_wherever_it_stands(say, reason):
    """An invented name that opens the sentence, a bare denial, a foreign half, a scale, an address in disguise."""
    assert check(say) == Dropped(reason)


def test_a_name_that_the_source_in_another_language_lacks_is_dropped():
    """A translation of it may stand there instead."""
    support = (2, "Le fondateur détient 49 % du capital")
    assert check("Jeff Bezos owns 49 % of the capital.", support) == Dropped("unknown_name")
    lexicon = WordLexicon({"founder": "fondateur", "capit": "capital", "own": "detient", "london": "londr"})
    text = "La ville de Londres détient 49 % du capital."
    source = Source(1, Article("l.md", "Villes", "fr", text), Span(0, len(text)))
    checker = Checker("who owns it?", "en", {1: source}, lexicon)
    assert isinstance(check("The capital of London own 49 %.", (1, text), checker=checker), Statement)


def test_marks_behind_a_sea_of_spaces_are_looked_for_once():
    assert bare("x" + " " * 100_000 + "y [1]") == "x y"
