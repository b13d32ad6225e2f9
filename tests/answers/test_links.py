"""Only addresses that a browser may open are linked, none ends its link early, and each opens at its quote.

`Browser` reads a directive as the specification says ("find a range from a text directive"), over a page that shows
the article's title and each of its lines as a block, with Markdown's marks taken for markup.
"""

import re
import unicodedata
from dataclasses import replace
from urllib.parse import unquote

import pytest
import regex
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.answers.shown.links import LONGEST_ADDRESS, LONGEST_READ, link_to, linkable
from bot.answers.shown.quoting import trimmed, verified
from corpus.article import Article, Span

SYNTAX = re.compile(r"(?:(?P<prefix>[^,&-]+)-,)?(?P<start>[^,&-]+)(?:,(?P<end>[^,&-]+))?(?:,-(?P<suffix>[^,&-]+))?")
MARKUP = re.compile(r"\]\([^()\s]*\)|[*`\[\]]")


class Browser:
    """A page, and where a text directive opens it."""

    def __init__(self, article):
        lines = [article.title, *article.text.split("\n")]
        shown = [MARKUP.sub("", line) for line in lines]
        self.blocks = []
        self.text = ""
        for line in filter(None, (" ".join(line.split()) for line in shown)):
            self.blocks.append((len(self.text), len(self.text) + len(line)))
            self.text += line + "\n"
        self.bounds = {match.start() for match in regex.finditer(r"(?w)\b", self.text)}

    def opens_at(self, link):
        """Return where the browser marks the page's text, or None where the directive finds nothing."""
        parts = SYNTAX.fullmatch(link.partition(":~:text=")[2])
        assert parts is not None, link
        prefix, start, end, suffix = (unquote(part) if part else None for part in parts.groups())
        place = 0
        while place < len(self.text):
            if prefix:
                found = self.find(prefix, place, bound_end=False)
                if found is None:
                    return None
                place = found[0] + 1
                begin = self.past_space(found[1])
                match = self.find(start, begin, bound_start=False, bound_end=bool(end) or not suffix)
                if match is None:
                    return None
                if match[0] != begin:
                    continue
            else:
                match = self.find(start, place, bound_end=bool(end) or not suffix)
                if match is None:
                    return None
                place = match[0] + 1
            last = match[1]
            while True:
                if end:
                    final = self.find(end, last, bound_end=not suffix)
                    if final is None:
                        return None
                    last = final[1]
                if not suffix:
                    return Span(match[0], last)
                after = self.find(suffix, self.past_space(last), bound_start=False)
                if after is None:
                    return None
                if after[0] == self.past_space(last):
                    return Span(match[0], last)
                if not end:
                    break
        return None

    def past_space(self, place):
        while place < len(self.text) and self.text[place].isspace():
            place += 1
        return place

    def find(self, words, begin, *, bound_start=True, bound_end=True):
        for first, last in self.blocks:
            for start in range(max(first, begin), last - len(words) + 1):
                end = start + len(words)
                if (
                    alike(self.text[start:end]) == alike(words)
                    and (not bound_start or start in self.bounds)
                    and (not bound_end or end in self.bounds)
                ):
                    return start, end
        return None


def alike(text):
    """Return `text` without case and accents, which browsers pass over."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def an_article(text, **changes):
    return replace(Article("a.md", "A title", "en", text, "https://e.org/a"), **changes)


def link_of(text, words, **changes):
    """Return the directive of the link to the last place of `words` in `text`."""
    article = an_article(text, **changes)
    start = text.rindex(words)
    link = link_to(article, Span(start, start + len(words)))
    page, mark, directive = link.partition("#:~:text=")
    assert page == article.url
    if mark:
        assert Browser(article).opens_at(link) is not None
    return directive


# Which addresses may be opened


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org/a?b=c&d=1#e", "http://example.org/a?b=c&d=1#e"),
        ("https://example.org/a_(b)", "https://example.org/a_%28b%29"),
        ("https://example.org/é à", "https://example.org/%C3%A9%20%C3%A0"),
        ("https://example.org/%C3%A9", "https://example.org/%C3%A9"),
        ("https://example.org/a>b<c", "https://example.org/a%3Eb%3Cc"),
        (" https://example.org/ ", "https://example.org/"),
        (None, None),
        ("", None),
        ("javascript:alert(1)", None),
        ("discord://-/invite/x", None),
        ("file:///etc/passwd", None),
        ("example.org/a", None),
        ("https://", None),
        ("https://user@example.org/", None),
        ("https://:secret@example.org/", None),
        ("https://example.org:port/", None),
        ("https://exa mple.org/", None),
        ("https://[half", None),
        ("https://example.org/" + "a" * 500, None),
    ],
)
def test_linkable(url, expected):
    """Addresses of http and https with a host are linked, nothing else is."""
    assert linkable(url) == expected
    assert link_to(an_article("Some words.", url=url), Span(5, 5)) == expected


def test_a_terms_colon_is_left_out():
    """The page has a term and its description below each other, without it."""
    text = "- The vault is locked: Another process holds it, such as a prune that still runs.\n- Disk full: Free some."
    article = Article("help.html", "Errors", "en", text, "https://example.org/errors")
    link = unquote(link_to(article, Span(2, text.index("\n"))))
    assert ":~:text=The vault is," in link
    assert "locked" not in link.partition(":~:")[2]


@pytest.mark.parametrize("host", ["discord.com", "ptb.discord.com", "canary.discord.com"])
def test_a_message_in_discord_is_linked_as_it_is(host):
    """Its clients open it themselves; with a directive they would leave it to a browser, which finds no text there."""
    text = "The raid begins at eight on Thursday, and the healers are there before."
    url = f"https://{host}/channels/1/2/3"
    article = Article("raid.md", "Raids", "en", text, url)
    assert link_to(article, Span(0, len(text))) == url
    elsewhere = replace(article, url="https://discord.com/safety/rules")
    assert ":~:text=" in link_to(elsewhere, Span(0, len(text)))


@settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_no_address_ends_its_link_early(path):
    """For any path: no character left that means something in markdown or to a parser of links."""
    url = linkable(f"https://example.org/{path}")
    assert url is None or re.fullmatch(r"https://[!#$%&'+,/:;=?@0-9A-Za-z._~-]+", url)
    assert linkable(url) == url


# Where they open


def test_a_short_quote_is_named_whole_and_percent_coded():
    """The dash, the comma and the ampersand have a meaning in a directive; letters beyond ASCII have none in a URL."""
    assert link_of("Voici le pré-accord, signé & daté. Puis rien.", "le pré-accord, signé & daté.") == (
        "le%20pr%C3%A9%2Daccord%2C%20sign%C3%A9%20%26%20dat%C3%A9."
    )


def test_a_long_quote_is_named_by_its_first_and_last_words():
    nine = "one two three four five six seven eight nine"
    assert link_of(f"Zero. {nine}. Ten.", nine) == "one%20two%20three%20four,six%20seven%20eight%20nine"


def test_a_quote_of_two_lines_is_named_by_its_ends_however_short():
    """One piece of a directive matches within one block of the page."""
    assert link_of("Above.\n\nOne line.\n\nAnother one.", "One line.\n\nAnother one.") == "One%20line.,Another%20one."


@pytest.mark.parametrize(
    ("text", "words", "directive"),
    [
        ("The red fox ran. The red fox ran home.", "The red fox ran home.", "The%20red%20fox%20ran%20home."),
        ("He came. Then he came.", "he came.", "He%20came.%20Then-,he%20came."),
        ("Oui. Ça va. Oui. Et toi ?", "Oui.", "Oui.,-Et%20toi%20%3F"),
        ("ÉTÉ. Oui.\n\nFin. ete. Oui.", "Oui.", "Fin.%20ete.-,Oui."),
    ],
    ids=["whole", "the words before", "the words after", "another line"],
)
def test_a_quote_whose_words_stand_above_it_too_is_told_apart(text, words, directive):
    assert link_of(text, words) == directive


def test_more_words_are_taken_where_a_few_stand_above():
    start, end = "alpha beta gamma delta epsilon zeta eta", "theta iota kappa lambda my ny xi"
    text = f"alpha beta gamma delta came.\n\n{start} one two three four five six seven {end}."
    assert link_of(text, text.split("\n\n")[1]) == (
        "alpha%20beta%20gamma%20delta%20epsilon%20zeta,iota%20kappa%20lambda%20my%20ny%20xi."
    )


def test_a_quote_that_the_title_begins_like_does_not_open_at_the_title():
    text = "The case for clocks. Nothing else."
    assert link_of(text, "The case for clocks.", title="The case for clocks. A review") == (
        "The%20case%20for%20clocks.,-Nothing%20else."
    )


def test_what_cannot_be_told_apart_opens_at_the_top():
    assert link_of("Again and again. " * 40, "Again and again.") == ""


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://e.org/a#b", "https://e.org/a#b:~:text=Two%20words."),
        ("https://e.org/a#", "https://e.org/a#:~:text=Two%20words."),
        ("https://e.org/a#:~:text=other%20words", "https://e.org/a#:~:text=Two%20words."),
        ("https://e.org/a#b:~:text=other&text=words", "https://e.org/a#b:~:text=Two%20words."),
        ("https://e.org/a?b=:~:c", "https://e.org/a?b=:~:c#:~:text=Two%20words."),
    ],
)
def test_a_section_stays_and_another_directive_goes(url, link):
    assert link_to(an_article("Two words.", url=url), Span(0, 10)) == link


def test_the_plain_address_carries_no_other_directive():
    article = an_article("Two words.", url="https://e.org/a#:~:text=other")
    assert link_to(article, Span(3, 3)) == "https://e.org/a"
    assert link_to(replace(article, url="https://e.org/a#b:~:text=other"), Span(3, 3)) == "https://e.org/a#b"


@pytest.mark.parametrize(
    ("text", "directive"),
    [
        (
            "Le **projet** Stargate est un projet de `calcul` géant et cher.",
            "Stargate%20est%20un%20projet,g%C3%A9ant%20et%20cher.",
        ),
        ("A [text with link](https://e.org/x_y) and more words.", "and%20more%20words."),
        ("- An item of a list.", "An%20item%20of%20a%20list."),
        ("12. The twelfth item.", "The%20twelfth%20item."),
        ("Name of it | Price in euros", "Name%20of%20it,Price%20in%20euros"),
    ],
)
def test_what_a_page_shows_otherwise_is_left_out(text, directive):
    """Marks of Markdown, bullets and numbers of items, borders of a table's cells."""
    assert link_of(text, text) == directive


def test_a_word_that_the_quote_cuts_is_left_out():
    text = "Beforehand it was said afterwards."
    assert link_to(an_article(text), Span(6, 29)) == "https://e.org/a#:~:text=it%20was%20said"


def test_a_quote_between_signs_begins_and_ends_at_words():
    assert link_of("She said (“Go home.”), and went.", "Go home.") == "Go%20home."
    assert link_of("Version 1.25 of d’un.", "25") == ""


def test_a_link_that_would_get_too_long_takes_fewer_words_or_none():
    """Discord's limit holds before the place in the page does."""
    words = [f"{number}{'é' * 12}" for number in range(10)]
    text = " ".join(words)
    link = link_to(an_article(text), Span(0, len(text)))
    assert unquote(link.partition("#:~:text=")[2]) == ",".join([" ".join(words[:3]), " ".join(words[-3:])])
    url = "https://e.org/" + "a" * (LONGEST_ADDRESS - 20)
    assert link_to(an_article("Some words that are quoted.", url=url), Span(0, 27)) == url


def test_a_book_is_not_searched():
    """Folding it would take longer than answering."""
    text = "word " * (LONGEST_READ // 5 + 1) + "The end."
    assert link_to(an_article(text), Span(len(text) - 8, len(text))) == "https://e.org/a"


def test_a_citation_has_the_link_to_its_quote():
    """And keeps the article's own address beside it."""
    citation = verified(an_article("One sentence. Another one."), Span(14, 26), 1)
    assert (citation.url, citation.link) == ("https://e.org/a", "https://e.org/a#:~:text=Another%20one.")
    assert verified(an_article("One.", url=None), Span(0, 4), 1).link is None


# Whatever the article

PLAIN = "la La là le fox fox, fox-la été Ete d’un (ROFR) 1,5 1 R&D « ? la. e.g. l’été. “Go.” snake_case"
MARKED = "**la** [le fox](u) `la` | - _la_ * 1. la*fox"
WITHIN_A_LINE = st.sampled_from([" ", " ", "\u00a0"])
SPACES = WITHIN_A_LINE | st.sampled_from([" ", " ", "\n", "\n\n"])
TITLES = st.sampled_from(["A title", "La fox", "La"])


def texts(words, spaces):
    tokens = st.tuples(st.sampled_from(words.split()), spaces)
    return st.lists(tokens, min_size=1, max_size=60).map(lambda pairs: "".join(map("".join, pairs)).strip())


def marked(article, span, link):
    """Return the quote and what a browser marks, each as a span of the page's text."""
    browser = Browser(article)
    text = article.text
    edged = f"{text[: span.start]}\ue000{text[span.start : span.end]}\ue001{text[span.end :]}"
    shown = Browser(replace(article, text=edged)).text
    assume(len(re.findall("[\ue000\ue001]", shown)) == 2)  # no edge within a mark
    assume(re.sub("[\ue000\ue001]", "", shown) == browser.text)
    return Span(shown.index("\ue000"), shown.index("\ue001") - 1), browser.opens_at(link)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(texts(f"{PLAIN} {MARKED}", SPACES), TITLES, st.integers(0, 200), st.integers(1, 100))
def test_a_browser_marks_a_part_of_the_quote_and_nothing_else(text, title, begin, length):
    """Whatever repeats in the article, however it is marked up, wherever it is cut."""
    span = trimmed(text, Span(min(begin, len(text) - 1), min(begin + length, len(text))))
    assume(span.start < span.end)
    article = an_article(text, title=title)
    link = link_to(article, span)
    assert len(link) <= LONGEST_ADDRESS
    assume(link != article.url)
    quote, found = marked(article, span, link)
    assert found is not None, link
    assert quote.start <= found.start < found.end <= quote.end


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(texts(PLAIN, WITHIN_A_LINE), TITLES, st.integers(0, 59), st.integers(1, 40))
def test_a_browser_marks_whole_words_from_the_first_to_the_last(text, title, begin, length):
    """Where the page shows the quote as it stands."""
    words = [*re.finditer(r"\S+", text)][begin : begin + length]
    assume(words)
    article = an_article(text, title=title)
    span = Span(words[0].start(), words[-1].end())
    link = link_to(article, span)
    assume(link != article.url)
    quote, found = marked(article, span, link)
    assert found == quote


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text("abcdéà'’-,.&", min_size=1, max_size=9), min_size=3, max_size=40, unique_by=alike), WITHIN_A_LINE
)
def test_every_quote_of_words_that_stand_once_is_found(words, space):
    """The whole of it."""
    words = [f"{number}{word}" for number, word in enumerate(words)]
    text = "Above. " + space.join(words) + " Below."
    article = an_article(text)
    span = Span(text.index(words[1]), len(text) - len(words[-1]) - len(" Below.") - len(space))
    quote, found = marked(article, span, link_to(article, span))
    assert found == quote
