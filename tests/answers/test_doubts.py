"""An answer is sure only where it names what is asked about and tells what is asked."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bot.answers.answer import Doubt
from bot.answers.layout.permitting import act_lacking, is_forbidden
from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import Evidence
from bot.answers.sentences.confidence import SURE, SURE_DESPITE, SURE_JUDGED, SURE_OF_FEW
from bot.answers.shown.around import Around
from bot.answers.trust.kinds import telling_terms
from bot.answers.trust.sureness import doubt_of, names_nothing
from bot.answers.understanding import subject_only
from bot.answers.values.opposites import undoes
from corpus.article import Article, Span
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"moon": "lun", "employe": "salari"})


def asked(question, language="en"):
    return Query(question, language, read_terms(question, language, LEXICON), np.zeros(2, np.float32))


def evidence(text, *, title="Saturn", before="", language="en"):
    whole = f"{before} {text}" if before else text
    article = Article("one", title, language, whole)
    start = len(whole) - len(text)
    return Evidence(
        article,
        Span(start, len(whole)),
        Span(0, len(before)) if before else None,
        0.9,
        0.9,
        passage=Span(0, len(whole)),
    )


class Likely:
    """A judge of whole answers that finds every one as likely, and keeps what it was asked."""

    def __init__(self, likelihood):
        self._likelihood = likelihood
        self.doubts = None

    def likelihood(self, said, doubts, weights, confidence):
        self.doubts = doubts
        return self._likelihood


def sure(confidence, question, one, language="en", *, judge=None):
    query = asked(question, language)
    weights = [1.0 / place for place in range(1, len(query.terms) + 1)]  # the first is the rarest
    return doubt_of(confidence, one, Around(one.span), query, read_kind(question), weights, judge=judge) is None


@pytest.mark.parametrize(
    ("confidence", "question", "text", "doubt"),
    [
        (1.0, "How many moons has Saturn?", "Saturn has 82 moons.", None),
        (SURE - 0.01, "How many moons has Saturn?", "Saturn has 82 moons.", Doubt("low", least=SURE)),
        (1.0, "How many moons has Saturn?", "Jupiter has 82 moons.", Doubt("names", ("Saturn",))),
        (1.0, "How many moons has Saturn?", "Saturn has moons.", Doubt("number")),
        (1.0, "When was Saturn seen?", "Saturn was seen.", Doubt("date")),
        (1.0, "What time is the fair?", "The fair is at Ghent.", Doubt("date")),
        (1.0, "why was Saturn seen?", "Saturn was seen in 1610.", Doubt("reason")),
        (1.0, "where was Ada Brun born?", "Ada Brun lives in Ghent with Jo.", Doubt("place")),
        (
            SURE,
            "which biscuit is eaten in space?",
            "The bread that is eaten in space is dry.",
            Doubt("words", ("biscuit",)),
        ),
    ],
)
def test_a_doubt_says_what_is_lacking(confidence, question, text, doubt):
    query, one = asked(question), evidence(text, title="Notes")
    weights = [1.0 / place for place in range(1, len(query.terms) + 1)]
    assert doubt_of(confidence, one, Around(one.span), query, read_kind(question), weights) == doubt


def test_among_few_passages_a_word_that_lacks_is_named_where_the_answer_is_not_likely():
    query, one = asked("how to feed a goat in winter"), evidence("The goat is fed at noon.", title="Notes")
    arguments = one, Around(one.span), query, read_kind(query.text), [1.0] * len(query.terms)
    assert doubt_of(SURE - 0.01, *arguments) == Doubt("low", least=SURE)
    assert doubt_of(1.0, *arguments, judge=Likely(SURE_JUDGED - 0.01)) == Doubt("words", ("feed", "winter"))
    assert doubt_of(SURE_OF_FEW, *arguments, judge=Likely(SURE_JUDGED)) is None
    assert doubt_of(SURE_OF_FEW - 0.01, *arguments, judge=Likely(1.0)) == Doubt("low", least=SURE_OF_FEW)


@pytest.mark.parametrize(
    ("question", "text", "doubt"),
    [
        ("How many moons has Saturn?", "Saturn has 82 moons.", Doubt("other")),  # nothing is lacking
        ("How big is Saturn?", "It is 120,000 km wide.", Doubt("names", ("Saturn",))),
    ],
)
def test_what_is_not_likely_says_what_it_lacks(question, text, doubt):
    query, one = asked(question), evidence(text, title="Notes")
    arguments = one, Around(one.span), query, read_kind(question), [1.0] * len(query.terms)
    assert doubt_of(1.0, *arguments, judge=Likely(0.0)) == doubt


@pytest.mark.parametrize(
    ("question", "text", "doubt"),
    [
        ("How many moons has Saturn?", "It has 82 moons.", None),  # no name
        ("Does Saturn have moons like Jupiter?", "Saturn has 82 moons.", None),  # not all names
        ("How many moons has Saturn?", "Saturn has moons.", "measure"),
        ("why was Saturn seen?", "Saturn was seen in 1610.", "reason"),
    ],
)
def test_a_likely_answer_outweighs_the_doubts_that_are_wrong_too_often(question, text, doubt):
    query, one, judge = asked(question), evidence(text, title="Notes"), Likely(0.99)
    arguments = one, Around(one.span), query, read_kind(question), [1.0] * len(query.terms)
    found = doubt_of(1.0, *arguments, judge=judge)
    assert (found is None) is (doubt is None)
    assert judge.doubts[0] == (doubt or "names")
    assert doubt_of(1.0, *arguments, judge=Likely(0.0)) is not None


def test_an_answer_about_the_thing_that_tells_the_number_is_sure():
    one = evidence("It has 274 confirmed moons.", before="Saturn is large.")
    assert sure(SURE, "How many moons does Saturn have?", one)
    assert not sure(SURE - 0.01, "How many moons does Saturn have?", one)


def test_among_few_passages_a_row_is_sure_only_where_it_is_very_likely():
    """Which row is meant is told by its layout; what the layout tells is answered before."""
    one, likely = evidence("Saturn | 274 | white", title="Moons"), Likely(0.99)
    assert sure(SURE_DESPITE, "How many moons has Saturn?", one, judge=likely)
    assert not sure(SURE_DESPITE - 0.01, "How many moons has Saturn?", one, judge=likely)
    assert sure(SURE_DESPITE - 0.01, "How many moons has Saturn?", one)


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("Can the club refund a boat after 30 days?", "The club refunds a boat within 14 days.", ("30",)),
        ("Can the club refund a boat after 30 days?", "The club refunds a boat within 30 days.", None),
        ("Which badge is the badge 2.4?", "The badge 2.1 is of the club.", ("2.4",)),
        ("Which badge is the badge 2.4?", "The badge 2.4 is of the club.", None),
        ("Is the boat of 2.4 m in the club?", "The club has a boat of 2,4 m.", None),
        ("Does the club open at 7.30?", "The club opens at 7:30 for boats.", None),
        ("Does the club open at 7.30?", "The club closes at 17:30 for boats.", ("7.30",)),
        ("Which badge is the badge 2,4?", "The badge 12,45 is of the club.", ("2.4",)),
        ("Which 10 boats does the club have?", "The club has ten boats of oak.", None),  # told by a word
        ("Does the club open at 07:30?", "The club opens at 7:30 for boats.", None),
        ("What did the club pay in 2024?", "The club did pay for boats in May.", None),
        ("Is the boat of 1,500 kg in the club?", "The boat of 1500 kg is in the club.", None),
    ],
)
def test_among_few_passages_a_number_that_stands_nowhere_makes_unsure(question, text, lacking):
    """Times, years and thousands are told otherwise, and judged by other doubts."""
    one, query = evidence(text, title="Club"), asked(question)
    weights = [1.0] * len(query.terms)
    doubt = doubt_of(
        SURE_DESPITE - 0.01, one, Around(one.span), query, read_kind(question), weights, judge=Likely(0.99)
    )
    assert (doubt.words if doubt and doubt.kind == "words" and doubt.words[0][0].isdigit() else None) == lacking


@pytest.mark.parametrize(
    ("question", "heading", "undone"),
    [
        ("how do i install foxmod?", "Uninstalling", True),
        ("comment installer le mod ?", "Désinstaller le mod", True),
        ("how do i uninstall foxmod?", "Uninstalling", False),
        ("how do i install foxmod?", "Installing", False),
        ("what does the insurance cover?", "Discover our insurance", False),
        ("how many people count as a group?", "Group discounts", False),
        ("peut-on venir avec un ami ?", "Devenir membre", False),
        ("where do we march?", "Démarches", False),
    ],
)
def test_a_heading_that_undoes_it_is_of_something_else(question, heading, undone):
    assert undoes(question, heading) is undone


@pytest.mark.parametrize(
    ("question", "text", "language", "certain"),
    [
        ("is flying allowed", "Flying no longer crashes the client.", "en", False),
        ("peut-on voler ?", "Voler ne fait plus planter le jeu.", "fr", False),
        ("Can I pay by cheque?", "Cheques are no longer accepted, so nobody can pay by cheque.", "en", True),
        ("Puis-je amener plus d'un chien ?", "Un membre ne peut amener plus d'un chien.", "fr", True),
    ],
)
def test_what_no_longer_happens_allows_nothing(question, text, language, certain):
    """What is no longer accepted, or no more than one, does rule."""
    assert sure(1.0, question, evidence(text, title="News", language=language)) is certain


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who built Saturn?", "Saturn was built in 1999 by Jo Li."),
        ("When was Titan founded?", "Near Saturn lies Titan, which was founded in 1999."),
        ("What constant does Saturn use?", "Saturn divides one by a constant of 60."),
        ("What is the colour of Saturn?", "Saturn is pale yellow."),
        ("Who is the mayor's husband?", "The mayor's husband, Jo Li, came to Saturn."),
    ],
)
def test_what_tells_who_did_it_or_when_is_sure(question, text):
    assert sure(1.0, question, evidence(text, title="Planets"))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many moons has Mars?", "On 11 March 2025 the union recognised 128 moons."),
        ("How many moons does Saturn have?", "Saturn has rings and moons, seen on 3 May 2020."),
        ("How much do Saturn's moons cost?", "Saturn has 274 moons."),
        ("How many members does Saturn have?", "Saturn has 274 moons."),
        ("Who is the mayor of Saturn?", "Jo Li lives on Saturn."),
        ("What is the colour of Saturn?", "Saturn has rings."),
        ("Who is the mayor's husband?", "Jo Li is the mayor of Saturn."),
        ("Who is the president of Saturn?", "Jo Li is the honorary president of Saturn."),
        ("Who runs Saturn?", "Jo Li lives on Saturn."),
        ("Who built Saturn?", "Jo Li says that Saturn was built in 1999."),
        ("Who owns Saturn?", "Jo Li lives on Saturn."),
        ("When was Saturn founded?", "Near Saturn lies Titan, which was founded in 1999."),
        ("What constant does Saturn use?", "Saturn divides one by a constant."),
        ("Who founded Saturn?", "Titan, founded by Jo Li, went to Saturn."),
        ("How many moons had Saturn in 2019?", "Saturn has 274 moons, it was said in 2025."),
    ],
)
def test_another_things_fact_is_never_sure(question, text):
    """However sure the networks are; nor is a sentence without what is asked for."""
    assert not sure(1.0, question, evidence(text))


@pytest.mark.parametrize(("question", "doubted"), [("when is Saturn open?", True), ("when was Saturn opened?", False)])
def test_when_it_was_opened_does_not_tell_when_it_is_open(question, doubted):
    assert sure(1.0, question, evidence("Saturn opened on 13 May 2023.")) is not doubted


@pytest.mark.parametrize(
    ("question", "doubt"), [("When was Saturn visited?", Doubt("another")), ("When was Saturn named?", None)]
)
def test_a_date_before_something_is_none_of_it(question, doubt):
    one, query = evidence("Saturn was named in 1999, before it was visited."), asked(question)
    arguments = (one, Around(one.span), query, read_kind(question), [1.0] * len(query.terms))
    assert doubt_of(1.0, *arguments, joined=one.text, highlight="1999") == doubt


def test_a_years_fact_is_told_with_the_year_or_by_an_article_of_it():
    """Before it, above it, or by the day on which the article came out."""
    question, one = "How many moons had Saturn in 2019?", evidence("Saturn has 82 moons.")
    assert sure(1.0, question, evidence("Saturn had 82 moons.", before="It was the year 2019."))
    assert sure(1.0, question, evidence("Saturn has 82 moons.", title="Saturn in 2019"))
    assert sure(1.0, question, replace(one, article=replace(one.article, published=date(2019, 10, 8))))
    assert not sure(1.0, question, replace(one, article=replace(one.article, published=date(2025, 3, 17))))


def test_a_year_in_the_title_is_not_of_last_year():
    question = "How many moons had Saturn in 2019?"
    assert not sure(1.0, question, evidence("Last year Saturn had 62 moons.", title="Saturn in 2019"))
    assert sure(1.0, "How many moons had Saturn in 2018?", evidence("Last year Saturn had 62 moons, in 2018."))


@pytest.mark.parametrize(
    ("question", "told", "untold", "language"),
    [
        ("where was Ada Brun born?", "Ada Brun was born in Ghent.", "Ada Brun lives in Ghent with Jo.", "en"),
        ("where was Ada Brun born?", "Ada Brun, a native of Ghent, sings.", "Ada Brun came in 2018 from Ghent.", "en"),
        ("where did Ada Brun grow up?", "Ada Brun grew up in Ghent.", "Ada Brun lives in Ghent with Jo.", "en"),
        ("where did Ada Brun study?", "Ada Brun went to college in Ghent.", "Ada Brun lives in Ghent.", "en"),
        ("where did Ada Brun die?", "Ada Brun died in Ghent.", "Ada Brun lived in Ghent.", "en"),
        ("où est née Ada Brun ?", "Ada Brun est née à Gand.", "Ada Brun chante à Gand.", "fr"),
        ("où Ada Brun a-t-elle étudié ?", "Ada Brun a fait ses études à Gand.", "Ada Brun chante à Gand.", "fr"),
        ("année de naissance d’Ada Brun", "Ada Brun est née en 1951.", "Ada Brun chante depuis 2009.", "fr"),
        ("lieu de naissance d’Ada Brun", "Ada Brun est originaire de Gand.", "Ada Brun chante à Gand.", "fr"),
        ("Ada Brun's date of birth", "Ada Brun (12 May 1951 – 3 June 2009)", "Ada Brun sings since 2009.", "en"),
    ],
)
def test_a_birth_or_a_youth_is_told_by_a_word_for_it(question, told, untold, language):
    assert sure(1.0, question, evidence(told, language=language), language)
    assert not sure(1.0, question, evidence(untold, language=language), language)


def test_where_something_else_is_asks_for_no_birth():
    assert sure(1.0, "where was money raised for Orval?", evidence("Money for Orval came in at Ghent.", title="Notes"))
    assert sure(
        1.0, "where is the birthday of Ada Brun?", evidence("Ada Brun has her birthday at Ghent.", title="Notes")
    )


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("How many moons did Galileo Galilei see at Saturn?", "He saw 3 moons at Saturn, Galileo wrote.", "en"),
        ("which biscuit is eaten in space?", "The bread that is eaten in space is dry.", "en"),
    ],
)
def test_what_lacks_something_is_sure_late(question, text, language):
    """A name, or the rarest word of a question without names."""
    one = evidence(text, language=language)
    assert not sure(SURE, question, one, language)
    assert sure(SURE_DESPITE, question, one, language)


def test_a_price_of_another_thing_is_never_sure():
    """Of the same sentence one price is asked that it tells, and one that it does not."""
    one = evidence("The rider costs 68 francs a year and requires a valve put in by a plumber.", title="Floods")
    assert sure(0.9, "how much does the rider cost?", one)
    assert not sure(0.9, "how much does a valve cost?", one)


def test_names_that_stand_nowhere_are_found_out():
    """In no passage found; a question without names is about none."""
    found = [
        evidence("On 11 March 2025 the union recognised 128 moons."),
        evidence("Des jets d’eau venus de la glace.", language="fr"),
    ]
    assert names_nothing(found, asked("How many moons has Mars?"))
    assert names_nothing(found, asked("combien de lunes a Vénus ?", "fr"))
    assert not names_nothing(found, asked("How many moons has Saturn?"))
    assert not names_nothing(found, asked("how many moons are there?"))
    assert not names_nothing([], asked("how many moons are there?"))


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("When was the Iphone released?", "The iPhone was released on 29 June 2007.", "en"),
        ("How does MRNA work?", "First mRNA enters the cell.", "en"),
        ("How many moons does MARS have?", "Mars has two moons.", "en"),
        ("What broke out on 18 March 1871?", "La Commune éclate le 18 mars 1871.", "fr"),
        ("What broke out on Sunday?", "La Commune éclate dimanche.", "fr"),
        ("Who is the Employer of the year?", "Le salarié de l’année.", "fr"),
        ("Where does Photosynthesis take place?", "La photosynthèse se déroule ici.", "fr"),
        ("When was the Vaccine delivered?", "The vaccines were delivered in May.", "en"),
    ],
)
def test_what_stands_there_in_other_letters_is_not_refused(question, text, language):
    """Another casing, a translation, a date."""
    lexicon = WordLexicon({"employ": "salari", "sunday": "dimanch"})
    query = Query(question, "en", read_terms(question, "en", lexicon), np.zeros(2, np.float32))
    assert not names_nothing([evidence(text, title="Title", language=language)], query)


def test_whether_something_is_so_is_told_only_where_all_that_is_named_is():
    question = "Did Microsoft invest in Stargate?"
    assert not sure(0.7, question, evidence("Stargate will invest 500 billion.", title="Stargate and Microsoft"))
    assert sure(0.7, question, evidence("Microsoft did not invest in Stargate.", title="Stargate and Microsoft"))


def test_whether_something_is_so_may_be_told_of_what_was_named_before():
    question = "Did Microsoft invest in Stargate?"
    assert sure(0.7, question, evidence("It will invest 500 billion in Stargate.", before="Microsoft is large."))


def test_a_sentence_without_the_verb_is_sure_of_a_doer_only_where_it_names_somebody():
    question = "Who wrote the song Sunny?"
    assert sure(SURE, question, evidence("The song Sunny is by Bobby Hebb.", title="Sunny"))
    assert not sure(SURE, question, evidence("The song Sunny is old.", title="Sunny"))


def test_who_somebody_is_is_told_by_what_introduces_the_name_or_opens_with_it():
    question = "Who is James Webb?"
    assert not sure(0.9, question, evidence("A rocket carried the James Webb telescope.", title="James Webb"))
    assert sure(0.9, question, evidence("James Webb was the head of NASA.", title="James Webb"))
    assert sure(0.9, question, evidence("It is named after James Webb, who ran NASA.", title="James Webb"))


def surely_defines(question, one, language="en", *, start=None):
    kind = read_kind(question)
    query = subject_only(asked(question, language), kind)
    told = Around(one.span if start is None else Span(start, one.span.end))
    return doubt_of(0.7, one, told, query, kind, [1.0] * len(query.terms)) is None


@pytest.mark.parametrize(
    ("question", "text", "language", "told"),
    [
        ("what counts as rough play?", "They may send you out for rough play.", "en", False),
        ("what is rough play?", "They may send you out for rough play.", "en", False),
        ("c'est quoi une faute lourde ?", "On est renvoyé pour faute lourde.", "fr", False),
        ("what counts as good reason to leave?", "You may leave for good reason at any time.", "en", False),
        ("what counts as rough play?", "Rough play means pushing others.", "en", True),
        ("what is rough play?", "They may send you out for rough play, a push from behind.", "en", True),
        ("qu'est-ce qui compte comme usure normale ?", "L'usure normale est celle d'un usage correct.", "fr", True),
    ],
)
def test_what_only_mentions_a_thing_does_not_surely_say_what_it_is(question, text, language, told):
    """Behind a small word at the end of what is said, a name is only mentioned."""
    assert surely_defines(question, evidence(text, title="Play", language=language), language) is told


def test_a_thing_is_said_in_any_sentence_of_what_is_quoted():
    one = evidence("Rough play means pushing.", title="Play", before="They may send you out for rough play.")
    assert surely_defines("what counts as rough play?", one, start=0)


@pytest.mark.parametrize(
    ("question", "text", "language", "told"),
    [
        ("can trainers refuse a bonus?", "A trainer receives a bonus after five years.", "en", False),
        ("do trainers have to accept a bonus?", "A trainer receives a bonus after five years.", "en", False),
        ("can trainers refuse a bonus?", "A trainer may refuse any bonus.", "en", True),
        ("does a trainer receive a bonus?", "A bonus comes after five years, trainer or not.", "en", True),
        ("peut-on vendre un logiciel ?", "Un logiciel reste libre.", "fr", False),
        ("peut-on vendre un logiciel ?", "Chacun peut vendre un logiciel.", "fr", True),
        ("les membres doivent-ils payer un logiciel ?", "Les membres ont un logiciel.", "fr", False),
    ],
)
def test_what_one_may_or_must_is_surely_told_with_all_of_its_words(question, text, language, told):
    """A sentence without the verb is about something else; endings may differ."""
    one = evidence(text, title="Work", language=language)
    assert sure(0.7, question, one, language) is told
    assert sure(SURE_DESPITE, question, one, language)


@pytest.mark.parametrize(
    ("question", "text", "language", "told"),
    [
        ("can I fly a small drone?", "Drones are not allowed.", "en", True),
        ("can I fly my drone over the lake?", "Drones are forbidden.", "en", False),  # the lake is told of nowhere
        ("can I lend a drone?", "Drones may not be used here.", "en", False),
        ("can I use a small drone?", "Drones may not be used here.", "en", True),
        ("can I fly a drone?", "Drones are not allowed to land.", "en", False),
        ("can I fly a kite?", "Kites are welcome, drones are forbidden.", "en", False),
        ("can I fly a drone lamp?", "Drones are forbidden.", "en", False),
        ("can pilots fly a drone?", "Drones are forbidden.", "en", False),
        ("can my son bring a drone?", "It is forbidden to bring a drone.", "en", True),
        ("can my son paint a drone?", "It is forbidden to fly a drone.", "en", False),
        ("peut-on lancer un petit drone ?", "Les drones sont interdits.", "fr", True),
        ("peut-on lancer un drone ?", "Les drones sont rouges.", "fr", False),
        ("ma fille peut-elle apporter un drone ?", "Il est interdit d'apporter un drone.", "fr", True),
        ("ma fille peut-elle peindre un drone ?", "Il est interdit de lancer un drone.", "fr", False),
        ("peut-on lancer un drone ?", "Les drones ne sont plus admis.", "fr", True),
    ],
)
def test_what_is_forbidden_is_so_whatever_is_done_with_it(question, text, language, told):
    query = asked(question, language)
    assert is_forbidden(query, text, language) is told


def test_whether_one_may_is_surely_told_by_what_forbids_it_by_its_noun():
    assert sure(0.6, "can I fly a drone?", evidence("Drones are not allowed.", title="Page"))
    assert not sure(0.6, "can I fly a drone?", evidence("Drones are allowed.", title="Page"))
    assert not sure(
        0.3, "can I fly a drone?", evidence("Drones are not allowed.", title="Page"), judge=Likely(SURE_JUDGED - 0.01)
    )


def test_a_verb_may_stand_there_with_another_ending():
    query = asked("peut-on vendre un logiciel ?", "fr")
    assert not act_lacking(query, "On vend un logiciel comme un livre.", "fr")
    assert act_lacking(query, "On donne un logiciel comme un livre.", "fr")


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("When was Suzanne Aubry born?", "1944-1965: Suzanne Aubry", False),
        ("When was Suzanne Aubry born?", "* 1944-1965: Suzanne Aubry (elected in 1944)", False),
        ("When did Suzanne Aubry die?", "Suzanne Aubry was born in 1902.", False),
        ("When did Suzanne Aubry die?", "Suzanne Aubry was killed in 1965.", True),
        ("When was Suzanne Aubry born?", "Suzanne Aubry (3 May 1902 - 1965) was mayor.", True),
        ("When was Suzanne Aubry elected?", "1944-1965: Suzanne Aubry", True),
    ],
)
def test_a_birth_or_a_death_is_told_by_a_word_for_it_or_by_dates_in_brackets(question, text, told):
    assert sure(0.9, question, evidence(text, title="Mayors")) == told


def test_nobody_is_sure_of_what_is_told_of_a_namesake():
    assert not sure(0.9, "When did Marta Groen leave?", evidence("Ilse Groen left in 2020.", title="The hall"))
    assert sure(0.9, "When did Ilse Groen leave?", evidence("Ilse Groen left in 2020.", title="The hall"))


def test_a_date_behind_a_semicolon_is_told_of_whoever_is_named_with_it():
    """A pronoun there goes on with the one before."""
    question = "When did Georges Hamel die?"
    assert not sure(0.9, question, evidence("The director was Georges Hamel; Lucien Obry died in 2007.", title="Works"))
    assert sure(0.9, question, evidence("The director was Georges Hamel; he died in Le Mans in 2007.", title="Works"))
    born = evidence("Georges Hamel (UK: hammel; died 27 May 2007) was a Member of Parliament.", title="Works")
    assert sure(0.9, question, born)


def test_whether_something_is_so_is_not_told_by_a_sentence_that_lacks_most_of_it():
    """However likely it looked, in one language."""
    question = "la salle est-elle ouverte le lundi ?"
    one = evidence("Les voies de la salle restent dix semaines.", title="Salle", language="fr")
    assert not sure(0.9, question, one, "fr")
    assert sure(0.9, question, evidence("La salle est ouverte le lundi.", title="Salle", language="fr"), "fr")


@pytest.mark.parametrize(
    ("question", "text", "certain"),
    [
        ("How many moons did Saturn show in 2026?", "Last year Saturn showed 40 moons.", False),
        ("How many moons did Saturn show in 2025?", "Last year Saturn showed 40 moons.", True),
        ("How many moons did Saturn show in 2026?", "Saturn showed 40 moons.", True),
        ("How many moons did Saturn show in 2025?", "Saturn showed 40 moons.", False),
    ],
)
def test_last_year_is_the_one_before_that_of_the_article(question, text, certain):
    one = evidence(text)
    dated = replace(one, article=replace(one.article, published=date(2026, 3, 1)))
    assert sure(1.0, question, dated) is certain


@pytest.mark.parametrize(
    ("question", "text", "language", "certain"),
    [
        ("price of a kayak", "A kayak is £12 a day.", "en", True),
        ("price of a kayak", "A kayak is red.", "en", False),
        ("date of the kayak race", "The kayak race is on 4 May 2026.", "en", True),
        ("date of the kayak race", "The kayak race is on the lake.", "en", False),
        ("how long is the race", "The race lasts two hours.", "en", True),
        ("how long is the race", "Sign in two hours before the race.", "en", False),
        ("date of the kayak race", "The kayak race of 2025 was short.", "en", False),
        ("date of the kayak race for clubs", "Helpers for 2026 may write until 30 September.", "en", False),
        ("prix du kayak", "Le kayak est à 12 euros.", "fr", True),
        ("à quel âge peut-on louer un kayak ?", "On peut louer un kayak dès 14 ans.", "fr", True),
        ("how long is the kayak race", "The kayak race takes two hours.", "en", True),
        ("how much money did the kayak race make", "The kayak race brought in £90.", "en", True),
        ("who pays for the kayak?", "The kayak was £90.", "en", False),
        ("size of the kayak", "The kayak has 2 seats.", "en", False),
    ],
)
def test_a_word_for_the_kind_of_what_is_told_is_not_lacking(question, text, language, certain):
    one = evidence(text, title="Kayak race: clubs, kayak", language=language)
    assert sure(0.5, question, one, language) is certain


def test_the_kind_is_named_by_its_own_words_alone():
    terms = asked("how many kayaks cost more than the price of a boat").terms
    question = "how many kayaks cost more than the price of a boat"
    assert telling_terms(terms, read_kind(question), question, "Three cost £90 on 4 May 2026.") == list(terms)
    terms = asked("which year was last year").terms
    assert telling_terms(terms, read_kind("was it last year?"), "was it last year?", "In 2024.") == list(terms)


@pytest.mark.parametrize(
    ("question", "text", "language", "told"),
    [
        ("comment il s'appelait le facteur ?", "Il appartenait à un facteur de la vallée.", "fr", False),
        ("comment il s'appelait le facteur ?", "Le facteur Anselme Kouadio passait par là.", "fr", True),
        ("comment s'appelle le chien ?", "Biscuit est le chien du club.", "fr", True),
        ("le journal s'appelle comment ?", "Le journal « la pioche » paraît le lundi.", "fr", True),
        ("what is the boat called?", "It is a boat of the old kind.", "en", False),
        ("what is the boat called?", "The boat, Marie, is old.", "en", True),
    ],
)
def test_what_is_called_is_told_by_a_name(question, text, language, told):
    one = evidence(text, title="", language=language)
    assert sure(1.0, question, one, language) is told


def test_the_line_of_another_thing_is_not_sure_where_the_one_asked_about_has_its_own():
    bus, tram = "By bus: the 17 passes every twenty minutes.", "By tram: line B, then a short walk."
    beside = replace(evidence(bus, before=tram), before=None)
    beside = replace(beside, article=replace(beside.article, text=f"{tram}\n{bus}"))
    assert not sure(1.0, "how often does the tram pass?", beside)
    assert sure(1.0, "how often does the bus pass?", beside)
    alone = evidence(bus)
    assert sure(1.0, "how often does the 17 pass by the tram?", alone)


@pytest.mark.parametrize(
    ("question", "text", "certain"),
    [
        ("When was the club founded?", "The club was founded under the law of 1 July 1901.", False),
        ("Quand le club a-t-il été fondé ?", "Le club est fondé selon la loi du 1er juillet 1901.", False),
        ("De quand date la loi du club ?", "Le club est fondé selon la loi du 1er juillet 1901.", True),
        ("Quand le club a-t-il été fondé ?", "Le club est fondé le 1er juillet 1901.", True),
    ],
)
def test_the_date_of_a_law_is_of_nothing_founded_under_it(question, text, certain):
    language = "fr" if "club a" in question or "loi" in question else "en"
    query, one = asked(question, language), evidence(text, title="Club", language=language)
    date = "1 July 1901" if "July" in text else "1er juillet 1901"
    weights = [1.0] * len(query.terms)
    doubt = doubt_of(
        0.9, one, Around(one.span), query, read_kind(question), weights, highlight=date, judge=Likely(0.99)
    )
    assert (doubt is None) is certain
