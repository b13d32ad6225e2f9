import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Span
from corpus.passages import cut_passages
from corpus.sentences import LONGEST, split_sentences
from tests.corpus.samples import CHESS, SAMPLES, TRAM


def article(*paragraphs, headings=()):
    """An article of these paragraphs; those named in `headings` are headings."""
    text = "\n\n".join(paragraphs)
    spans, start = [], 0
    for paragraph in paragraphs:
        if paragraph in headings:
            spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    return Article(id="a.txt", title="Titre", language="fr", text=text, headings=tuple(spans))


def texts(passages, of):
    return [passage.span.of(of.text) for passage in passages]


def test_short_paragraphs_share_a_passage():
    short = article("Une phrase.", "Une autre phrase.")
    assert texts(cut_passages(short), short) == ["Une phrase.\n\nUne autre phrase."]


def test_cuts_fall_on_paragraph_ends_where_they_can():
    long = article(*TRAM.paragraphs)
    assert texts(cut_passages(long, 500), long) == ["\n\n".join(TRAM.paragraphs[:2]), "\n\n".join(TRAM.paragraphs[2:])]


def test_a_paragraph_is_parted_where_whole_ones_would_leave_crumbs():
    sentence = "Une phrase de trente-six lettres ici."
    parted = article(" ".join([sentence] * 4), " ".join([sentence] * 14))
    lengths = [passage.end - passage.start for passage in cut_passages(parted, 400)]
    assert min(lengths) > 200


def test_a_heading_is_named_and_never_a_passage():
    parts = article(
        "Intro.", "Partie une", "Texte un.", "Partie deux", "Texte deux.", headings=("Partie une", "Partie deux")
    )
    passages = cut_passages(parts)
    assert [(passage.heading, passage.span.of(parts.text)) for passage in passages] == [
        ("", "Intro."),
        ("Partie une", "Texte un."),
        ("Partie deux", "Texte deux."),
    ]


def test_of_two_headings_in_a_row_the_nearer_counts():
    parts = article("Chapitre", "Partie", "Texte.", headings=("Chapitre", "Partie"))
    assert [passage.heading for passage in cut_passages(parts)] == ["Partie"]


def test_an_article_of_headings_has_no_passage():
    assert cut_passages(article("Partie", headings=("Partie",))) == ()


def test_a_sentence_longer_than_the_limit_is_a_passage_alone():
    long = "Un mot " * 30 + "enfin."
    around = article(f"Avant. {long} Après.")
    assert texts(cut_passages(around, 100), around) == ["Avant.", long, "Après."]


def test_a_wall_of_words_is_cut_at_the_longest_sentence():
    wall = article("mot " * 20_000)
    assert max(passage.end - passage.start for passage in cut_passages(wall)) <= LONGEST


def test_a_limit_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one code point, not 0"):
        cut_passages(article("Texte."), 0)


PARAGRAPHS = st.lists(
    st.sampled_from([*TRAM.paragraphs, *CHESS.paragraphs, "Court.", "Titre ici", "- a\n- b"]), max_size=8
)


@given(PARAGRAPHS, st.integers(20, 900))
def test_every_sentence_outside_headings_is_in_one_passage(paragraphs, limit):
    whole = article(*paragraphs, headings=("Titre ici",))
    sentences = [
        span
        for span in split_sentences(whole.text, "fr")
        if not any(heading.start <= span.start < heading.end for heading in whole.headings)
    ]
    holders = [
        [passage for passage in cut_passages(whole, limit) if passage.start <= span.start and span.end <= passage.end]
        for span in sentences
    ]
    assert [len(holder) for holder in holders] == [1] * len(sentences)


@given(PARAGRAPHS, st.integers(20, 900))
def test_passages_are_in_order_and_no_longer_than_the_limit_or_one_sentence(paragraphs, limit):
    whole = article(*paragraphs, headings=("Titre ici",))
    passages = cut_passages(whole, limit)
    assert all(before.end <= after.start for before, after in itertools.pairwise(passages))
    for passage in passages:
        text = passage.span.of(whole.text)
        assert text == text.strip()
        assert len(text) <= limit or len(split_sentences(text, "fr")) == 1


@given(PARAGRAPHS, st.integers(20, 900))
def test_sentences_that_are_known_already_give_the_same_passages(paragraphs, limit):
    """Splitting once serves passages and glossary."""
    whole = article(*paragraphs, headings=("Titre ici",))
    sentences = split_sentences(whole.text, "fr")
    assert cut_passages(whole, limit, sentences=sentences) == cut_passages(whole, limit)


def price_of(cuts, sentences, ends, limit):
    """The sum that `cut_passages` makes small, for given cuts: computed the obvious way."""
    total = 0.0
    for first, last in itertools.pairwise((0, *cuts, len(sentences))):
        length = sentences[last - 1].end - sentences[first].start
        if length > limit and last - first > 1:
            return float("inf")
        total += max(0.0, 1 - length / limit) ** 2 + (0 if ends[last - 1] else 0.25)
    return total


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
@pytest.mark.parametrize("limit", [200, 350, 500])
def test_the_cuts_are_the_cheapest_of_all(sample, limit):
    whole = article(*sample.paragraphs)
    sentences = split_sentences(whole.text, "fr")
    ends = [whole.text[span.end : span.end + 2] in ("\n\n", "") for span in sentences]
    places = range(1, len(sentences))
    every = itertools.chain.from_iterable(itertools.combinations(places, count) for count in range(len(sentences)))
    cheapest = min(price_of(cuts, sentences, ends, limit) for cuts in every)
    starts = {passage.start for passage in cut_passages(whole, limit)}
    chosen = tuple(place for place in places if sentences[place].start in starts)
    assert price_of(chosen, sentences, ends, limit) == pytest.approx(cheapest)
