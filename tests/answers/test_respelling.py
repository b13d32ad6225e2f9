"""What stands nowhere in the articles is read as the articles spell it."""

from contextlib import closing

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.questions.respelling import as_asked, called_elsewhere, may_be_unknown, respelt
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.small_index import build_search

ARTICLES = {
    "rgpd.md": """---
title: Le RGPD
lang: fr
---

Le règlement général sur la protection des données (RGPD) compte 99 articles. Il a été adopté le 27 avril 2016.
""",
    "otan.md": """---
title: Une alliance
lang: fr
---

L’Organisation du traité de l’Atlantique nord (OTAN) compte 32 membres.
""",
    "pme.md": """---
title: Les entreprises
lang: fr
---

Une petite ou moyenne entreprise (PME) compte moins de 250 salariés. L’OMS n’en est pas une.
""",
    "moons.md": """---
title: Les lunes de Saturne
lang: fr
---

Saturne compte 82 lunes. William Herschel a trouvé Mimas et Encelade en 1789. Une loi de Miro protège les lunes.
""",
    "casgevy.md": """---
title: Casgevy
lang: en
---

Casgevy is a treatment. The United Kingdom approved it on 16 November 2023. Mark Smith and his telescope saw nothing.
Louise Durand approved it. The Wi-Fi of the lab is slow; its check-in desk opens at nine.
An X-ray was taken in its state room. A levdas stood there. Marital status is asked on the form. Bodlens is a word.
""",
}


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    search = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield search
    search.close()


def spelt(search, question):
    """Return how a question is read, or the empty string where it is read as it is."""
    query = search.read(question)
    hits = search.find(query)
    if (called := called_elsewhere(query, hits)) and called.stand_in(search.find(search.read(called.text))):
        return called.shown
    return respelt(query, hits, search)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("How many articles has the GDPR?", "How many articles has the GDPR (RGPD)?"),
        ("how many articles has gdpr?", "how many articles has gdpr (RGPD)?"),
        ("How many members does NATO have?", "How many members does NATO (OTAN) have?"),
        ("how many members are in the naot?", "how many members are in the OTAN?"),
        ("How many employees has an SME?", "How many employees has an SME (PME)?"),
        ("what is the WHO?", "what is the WHO (OMS)?"),
        ("When did the UK approve Casgevy?", "When did the United Kingdom approve Casgevy?"),
        ("Who discovered Enceladus?", "Who discovered Encelade?"),
        ("combien de lunnes a Saturne ?", "combien de lunes a Saturne ?"),
        ("which telecsope saw nothing of Casgevy?", "which telescope saw nothing of Casgevy?"),
        ("coment a-t-on trouvé Mimas ?", "comment a-t-on trouvé Mimas ?"),
        ("when was the xray taken?", "when was the X-ray taken?"),
        ("how slow is the wifi?", "how slow is the Wi-Fi?"),
        ("when does the checkin open?", "when does the check-in open?"),
        ("who is mark smtih?", "who is mark Smith?"),  # a name without its capital
        ("what is casgevvy?", "what is casgevy?"),
        ("is Satrune large?", "is Saturne large?"),
        ("When was Casegvy approved?", "When was Casgevy approved?"),
        ("who found Enceldae?", "who found Encelade?"),
    ],
)
def test_what_stands_nowhere_is_spelt_as_it_stands(search, question, read):
    """An acronym of the other language, one spelt out, a name of the other language, a slip."""
    assert spelt(search, question) == read


@pytest.mark.parametrize(
    "question",
    [
        "combien de lunes a Saturne ?",
        "Who approved Casgevy?",
        "Who founded Telegram?",
        "When was MS founded?",  # no Mark Smith
        "who discoverd it?",
        "qui a fondé Combier ?",  # a name, which is no « combien »
        "où est la quenelle ?",
        "quel etait le nombre de lunes ?",  # « était », and no « état »
        "approuvis par qui ?",  # no word has the stem of another and is none itself: « approuvus »
        "How many moons has Saturnia?",
        "When did Louis Durand approve it?",  # another person
        "Who was Aton?",
        "what is a taon?",
        "qui est Aton ?",
        "When did Aston Martin win?",
        "what is a sme?",
        "whos Miro?",
        "When did the NPT end?",  # nobody has the TNP
        "Who are the NATOS?",  # no OTAN of five letters
        "when did aston win?",
        "is Saturnie large?",  # a name, for all that one knows
        "is Mark Smtih here?",  # five letters are too few
        "what is asked of Martial?",  # a word of its own
        "what is Boldens?",  # what a sentence begins with has a capital for that
        "who is Ledvas?",  # its letters turned round are a word that is no name
        "what is RGDP20?",
        "what is a louisa?",
        "",
        "??? @everyone",
        "x" * 2000,
    ],
)
def test_what_is_known_or_like_nothing_stays(search, question):
    assert spelt(search, question) == ""


def test_only_the_first_unknown_words_are_looked_for(search):
    """Each costs; a question full of them is none about the articles."""
    unknown = " ".join(f"Zyx{letter * 4}" for letter in "abc")
    assert spelt(search, f"lunnes {unknown} Encelladus?") == f"lunes {unknown} Encelladus?"


def test_an_answer_says_how_its_question_was_read(search):
    answer = Answerer(search, least=0.05).answer("How many articles has the GDPR?")
    assert isinstance(answer, Answer)
    assert answer.read_as == "How many articles has the GDPR (RGPD)?"
    assert "99 articles" in answer.citations[0].quote


def test_the_other_languages_acronym_is_defined(search):
    answer = Answerer(search).answer("what is GDPR?")
    assert isinstance(answer, Answer)
    assert answer.lead.startswith("RGPD stands for")


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("what does SME stand for?", "PME stands for “petite ou moyenne entreprise”"),
        ("What does NATO mean?", "OTAN stands for"),
    ],
)
def test_an_acronym_is_defined_by_what_it_is_called_elsewhere(search, question, lead):
    answer = Answerer(search).answer(question)
    assert isinstance(answer, Answer)
    assert answer.lead.startswith(lead)


def test_an_acronym_that_stands_in_an_article_stays(tmp_path):
    """An article that has it answers, though another has what it is called in the other language."""
    articles = ARTICLES | {"sme.md": "---\ntitle: Firms\nlang: en\n---\n\nAn SME is a small firm. It has 9 people."}
    with closing(build_search(tmp_path, articles, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        assert spelt(search, "what is an SME?") == ""
        assert spelt(search, "what is the GDPR of an SME?") == "what is the GDPR (RGPD) of an SME?"


def test_a_word_that_is_spelt_like_an_acronym_is_none(tmp_path):
    """The club OM is not the OMS, whatever stem both have, and a cap no PAC."""
    articles = {
        "om.md": "---\ntitle: La coupe\nlang: fr\n---\n\nL’OM a gagné la coupe en 1993. La PAC a un budget.",
        "cup.md": "---\ntitle: The cup\nlang: en\n---\n\nThe cup was won in May by those who did not run.",
    }
    with closing(build_search(tmp_path, articles, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        assert spelt(search, "When did WHO win the cup?") == ""
        assert spelt(search, "c'est quoi l'OMS ?") == ""  # nobody names the WHO, whoever says "who"
        assert spelt(search, "who wears the cap?") == ""
        assert spelt(search, "Que dit la CAP ?") == ""
        assert spelt(search, "What is the budget of the CAP?") == "What is the budget of the CAP (PAC)?"


def test_an_acronym_is_told_from_a_word_by_its_capitals(tmp_path):
    """The pronoun "who" in an English article does not make the WHO known there."""
    articles = {
        "oms.md": "---\ntitle: L’OMS\nlang: fr\n---\n\nL’Organisation mondiale de la santé (OMS) siège à Genève.",
        "who.md": "---\ntitle: Runners\nlang: en\n---\n\nThose who run are healthy. Who runs far rests long.",
    }
    with closing(build_search(tmp_path, articles, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        assert spelt(search, "what is the WHO?") == "what is the WHO (OMS)?"
        assert Answerer(search).answer("what is the WHO?").lead.startswith("OMS stands for")


def test_the_glossary_is_asked_for_what_an_acronym_is_called_elsewhere(tmp_path):
    """Where a French article names the FMI and only an English one says what it is."""
    articles = {
        "fmi.md": "---\ntitle: Les prêts\nlang: fr\n---\n\nLe FMI a prêté une grande somme à la Grèce en 2010.",
        "imf.md": "---\ntitle: Loans\nlang: en\n---\n\nThe International Monetary Fund (IMF) lends money to states.",
    }
    with closing(build_search(tmp_path, articles, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        answer = Answerer(search).answer("c'est quoi le FMI ?")
        assert answer.lead.startswith("IMF signifie «\xa0International Monetary Fund\xa0»")


def test_a_follow_up_asks_for_what_the_acronym_stands_for():
    """The letters stand in no article; what a partner of another language stands beside, does."""
    assert as_asked("what is ROFR (right of first refusal) here?") == "what is right of first refusal here?"
    assert as_asked("what is it (right of first refusal)?") == "what is it (right of first refusal)?"


def test_nothing_is_spelt_as_what_may_not_be_read(search):
    """A scope without the article knows no other spelling."""
    nowhere = frozenset({"nothing"})
    assert isinstance(Answerer(search).answer("what is GDPR?", scope=nowhere), NoAnswer)


def test_a_slip_is_looked_for_beyond_what_was_found(tmp_path):
    """One misspelt word alone finds anything: here thirty articles on other things."""
    others = {
        f"other-{number}.md": f"---\ntitle: Firm {number}\nlang: en\n---\n\nFirm {number} made shoes in 19{number}."
        for number in range(10, 40)
    }
    articles = ARTICLES | others
    with closing(build_search(tmp_path, articles, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        query = search.read("telescpe")
        assert respelt(query, search.find(search.read("shoes"), 5), search) == "telescope"


def test_a_slip_reads_with_its_accents_and_its_stem_as_a_word(tmp_path):
    """The stem of CRISPR is that of "crispre" too, which is no word; the capital of a sentence is no part of one."""
    articles = {
        "fr.md": "---\ntitle: Le siège\nlang: fr\n---\n\nLes modérateurs veillent. Le procédé CRISPR coupe l’ADN.",
        "en.md": "---\ntitle: A siege\nlang: en\n---\n\nSiege of the town. Copyleft keeps code free.",
    }
    with closing(build_search(tmp_path, articles, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        assert spelt(search, "modrateurs") == "modérateurs"
        assert spelt(search, "crisper") == "CRISPR"
        assert spelt(search, "what is copylef") == "what is copyleft"
        assert spelt(search, "copyletf") == "copyleft"  # its beginning stands in what was found
        assert spelt(search, "what is a seige?") == "what is a siege?"
        beside = [hit for hit in search.find(search.read("siege", "en"), 2) if hit.article.language == "en"]
        assert respelt(search.read("why copyleft modrateurs?", "en"), beside, search) == "why copyleft moderateurs?"
        nowhere = frozenset({"nothing"})
        query = search.read("modrateurs", scope=nowhere)
        assert respelt(query, beside, search) == ""


def test_a_coined_name_is_spelt_as_no_common_word(tmp_path):
    """But as another that was coined."""
    text = "Space is cold. A Space Agency told what it has. The price of a share of YouTube rose."
    articles = {
        "space.md": f"---\ntitle: Space\nlang: en\n---\n\n{text}",
        "espace.md": "---\ntitle: Prix\nlang: fr\n---\n\nSpace est une agence.",
    }
    with closing(build_search(tmp_path, articles, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        assert spelt(search, "what is the price of a SpaceX share?") == ""
        assert spelt(search, "what is a sPace share?") == ""
        assert spelt(search, "what is a Space2 share?") == ""
        assert spelt(search, "what is the price of a YouTuube share?") == "what is the price of a YouTube share?"


def test_one_misspelt_word_is_answered(search):
    answer = Answerer(search).answer("casgevvy")
    assert isinstance(answer, Answer)
    assert answer.read_as == "casgevy"
    assert "Casgevy" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ("How many articles has the GDPR (RGPD)?", "How many articles has the GDPR?"),
        ("how many articles has gdpr (RGPD)", "how many articles has gdpr"),
        ("what do SMEs (PME) and mRNA (ARNm) cost?", "what do SMEs and mRNA cost?"),
        ("que coûte une PME (SME) ?", "que coûte une PME ?"),
        ("When did the US (United States) approve it?", "When did the US approve it?"),
        ("quand l'UE (Union européenne) paie", "quand l'UE paie"),
        ("who wrote it (GPL)", "who wrote it (GPL)"),
        ("who in the US (Joe Biden) did it?", "who in the US (Joe Biden) did it?"),
        ("who is in it? (RGPD)", "who is in it? (RGPD)"),
    ],
)
def test_an_acronym_shown_beside_another_is_no_part_of_what_was_asked(shown, asked):
    """What stands in brackets behind another word is what a follow-up took from the questions before it."""
    assert as_asked(shown) == asked


def test_a_follow_up_goes_on_from_what_was_asked_in_small_letters(search):
    """The acronym that was shown beside is not carried too."""
    earlier = ("how many articles has gdpr (RGPD)",)
    answer = Answerer(search, least=0.0).answer("since when", earlier=earlier)
    assert answer.read_as == "since when (articles, gdpr (RGPD))"


def test_a_short_form_is_spelt_out_as_a_passage_does(tmp_path):
    """In French the second word of the Union's name has no capital to tell it by."""
    articles = {"iter.md": "---\ntitle: ITER\nlang: fr\n---\n\nL’Union européenne paie 45 % de la construction d’ITER."}
    with closing(build_search(tmp_path, articles, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        assert spelt(search, "combien paie l'UE pour ITER ?") == "combien paie l'UE (Union européenne) pour ITER ?"
        assert spelt(search, "combien paie l'ONU pour ITER ?") == ""


def test_the_us_is_no_word_of_us(tmp_path):
    """Articles that write of us and of the United States are asked about the latter."""
    text = "The treatment is called Casgevy. It gives all of us hope. The United States approved Casgevy in 2023."
    articles = {"casgevy.md": f"---\ntitle: Casgevy\nlang: en\n---\n\n{text}"}
    with closing(build_search(tmp_path, articles, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        asked, shown = "when did the US approve Casgevy?", "when did the US (United States) approve Casgevy?"
        assert spelt(search, asked) == shown
        answer = Answerer(search).answer(asked)
        assert isinstance(answer, Answer)
        assert answer.citations[0].quote == "The United States approved Casgevy in 2023."
        after = Answerer(search).answer("and in Japan?", earlier=(shown,))
        assert after.read_as == "when did Japan approve Casgevy?"


def test_a_french_word_of_two_stems_may_be_unknown_all_the_same(search):
    """The stem of its plural is no translation."""
    (term,) = search.read("zorglo", "fr").terms
    assert term.forms["fr"] == {"zorglo": 1.0, "zorglos": 1.0}
    assert may_be_unknown(term)
    (known,) = search.read("vélo", "fr").terms
    assert not may_be_unknown(known)


def test_a_name_alone_is_surely_told_by_what_opens_with_it_and_says_what_it_is(search):
    """However unlikely that is; what only calls somebody so in passing is told like other topics."""
    answer = Answerer(search).answer("Casgevy")
    assert (answer.citations[0].quote, answer.sure) == ("Casgevy is a treatment.", True)
