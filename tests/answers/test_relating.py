"""Who leads or founded something, when it was founded, how many it employs, told in other words than asked."""

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import Evidence
from bot.answers.sentences.confidence import SURE
from bot.answers.wanted.relating import related_first, relation_asked
from bot.texts import say
from corpus.article import Article, Span
from corpus.languages import detect_question_language
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon
from tests.small_index import build_search


def relation(text):
    language = detect_question_language(text)
    return relation_asked(Query(text, language, read_terms(text, language, WordLexicon()), None), read_kind(text))


def told(question, text, *, before="", language=None):
    asked = relation(question)
    assert asked is not None
    whole = f"{before} {text}" if before else text
    start = len(whole) - len(text)
    article = Article("one", "Firms", language or detect_question_language(text), whole)
    one = Evidence(article, Span(start, len(whole)), Span(0, len(before)) if before else None, 0.5, 0.5)
    return asked.told(one)


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("who runs OpenAI?", "person", ["OpenAI"]),
        ("Who is the CEO of OpenAI?", "person", ["OpenAI"]),
        ("who is OpenAI's chief executive?", "person", ["OpenAI"]),
        ("qui dirige OpenAI ?", "person", ["OpenAI"]),
        ("qui est le PDG d’OpenAI ?", "person", ["OpenAI"]),
        ("qui est le directeur général de Mistral ?", "person", ["Mistral"]),
        ("who founded Oracle?", "person", ["Oracle"]),
        ("qui a fondé Oracle ?", "person", ["Oracle"]),
        ("when was the CNIL founded?", "date", ["CNIL"]),
        ("quand la CNIL a-t-elle été créée ?", "date", ["CNIL"]),
        ("who owns OpenAI?", "person", ["OpenAI"]),
        ("à qui appartient OpenAI ?", "person", ["OpenAI"]),
        ("qui dirige l'Institut de l'abeille ?", "person", ["Institut", "abeille"]),
        ("combien de salariés a une PME ?", "staff", ["PME"]),
        ("how many people does a bakery employ?", "staff", ["bakery"]),
    ],
)
def test_a_name_and_words_that_ask_for_the_relation_ask_for_it(text, kind, subject):
    asked = relation(text)
    assert asked is not None
    assert (asked.kind, [term.surface for term in asked.subject]) == (kind, subject)


@pytest.mark.parametrize(
    "text",
    [
        "who chaired OpenAI in 2010?",
        "who is the president of SoftBank's board?",
        "who leads the race?",
        "who is OpenAI?",
        "qui dirige la recherche d’OpenAI ?",
        "who is the Chief Justice of zambia?",
        "where was Oracle founded?",
        "how many moons does Saturn have?",
        "combien de salariés ?",
    ],
)
def test_any_other_word_asks_for_more_than_the_relation(text):
    assert relation(text) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who runs OpenAI?", "Sam Altman, directeur général d’OpenAI, était là."),
        ("who is the CEO of OpenAI?", "Sam Altman is the current chief executive of OpenAI."),
        ("qui est le PDG d’OpenAI ?", "There was Sam Altman, OpenAI's CEO, and Larry Ellison."),
        ("qui dirige OpenAI ?", "The OpenAI CEO Sam Altman spoke."),
        ("qui dirige OpenAI ?", "Le directeur général d’OpenAI, Sam Altman, a parlé."),
        ("who leads OpenAI?", "Sam Altman, cofondateur et directeur général d’OpenAI, a parlé."),
        ("who runs OpenAI?", "OpenAI is led by Sam Altman."),
        ("qui préside OpenAI ?", "Bret Taylor, the chair of OpenAI, agreed."),
        ("who chairs OpenAI?", "OpenAI est présidée par Bret Taylor."),
        ("who founded Oracle?", "Sam Altman et Larry Ellison, cofondateur d’Oracle, étaient là."),
        ("who founded the Bar Engine?", "The Bar Engine (BE) was founded by Luc Martin."),
        ("who founded Kell?", "The server (known as Kell) was founded by Luc Martin."),
        ("who founded the Bar Engine?", "The Bar Engine, or BE, was founded by Luc Martin."),
        ("qui a fondé la Banque du Sud ?", "La Banque du Sud (BDS) a été fondée par Paul Durand."),
        ("qui a fondé Oracle ?", "Larry Ellison, co-founder of Oracle, came."),
        ("who is the founder of Oracle?", "Il y avait Oracle, dont le fondateur Larry Ellison était présent."),
        ("who founded BioNTech?", "BioNTech, fondée en 2008 à Mayence par Uğur Şahin, grandit."),
        ("who created Discord?", "Discord, lancé en mai 2015 par Jason Citron, plaît."),
        ("who created Roblox?", "Created by David Baszucki in 2004, Roblox is a platform."),
        ("who created ABC's Wide World?", "ABC showed Wide World, a series created by Edgar Scherick."),
        ("who owns Instagram?", "Instagram is owned by Meta."),
        ("who owns Instagram?", "Instagram belongs to Meta."),
        ("à qui appartient Azure ?", "Azure est une filiale de Microsoft."),
        ("qui possède Bpifrance ?", "Bpifrance appartient à la Caisse des dépôts."),
        ("combien de salariés a une PME ?", "Une PME emploie moins de 250 personnes."),
        ("how many employees does Oracle have?", "Oracle employs about 160,000 people."),
    ],
)
def test_a_sentence_that_tells_it_in_other_words_tells_it_surely(question, text):
    assert told(question, text) == "surely"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who runs OpenAI?", "Mira Murati, former CEO of OpenAI, came."),
        ("who runs OpenAI?", "Jo Li, ancienne présidente d’OpenAI, est venue."),
        ("who is the president of OpenAI?", "Jo Li, vice president of OpenAI, came."),
        ("who runs OpenAI?", "Larry Ellison, directeur général d’Oracle, était là avec OpenAI."),
        ("who is the president of OpenAI?", "Sam Altman, directeur général d’OpenAI, était là."),
        ("who runs OpenAI?", "Trump a présenté avec les dirigeants le projet d’OpenAI."),
        ("who founded Oracle?", "Arm, Microsoft et Oracle sont cités."),
        ("who founded Oracle?", "Oracle and Sun, founded in 1982 by Vinod Khosla, merged."),
        ("who founded Oracle?", "Oracle and Sun (a firm of Palo Alto), founded by Vinod Khosla, merged."),
        ("who owns OpenAI?", "Microsoft has access to the property of OpenAI."),
        ("à qui appartient OpenAI ?", "Microsoft garde l’accès à la propriété intellectuelle d’OpenAI."),
        ("qui dirige l’Institut de l’abeille ?", "L’essai est dirigé par Nadia Perrot, de l’Institut de l’abeille."),
        ("combien de salariés a une PME ?", "Une société de vingt salariés n’est pas une PME."),
        ("combien de salariés a une PME ?", "Une PME possède trois magasins."),
    ],
)
def test_what_is_said_of_another_or_of_another_office_tells_nothing(question, text):
    assert told(question, text) == "no"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("who runs Oracle?", "Le président Donald Trump a présenté avec les patrons d’OpenAI et d’Oracle une société."),
        ("who is the CEO of OpenAI?", "Dario Amodei, CEO of OpenAI rival Anthropic, disagreed."),
        ("who runs Microsoft?", "Peter Lee, head of Microsoft Research, spoke first."),
        ("who founded OpenAI?", "OpenAI was not founded by Elon Musk alone."),
        ("who created Discord?", "MEE6 is a bot for Discord created by Anis Bosio."),
        ("who is the CEO of Microsoft?", "Steve Ballmer was CEO of Microsoft from 2000 to 2014."),
        ("how many people does Discord employ?", "A server of Discord has 250,000 people at most."),
    ],
)
def test_what_is_told_of_another_or_of_the_past_is_not_sure(question, sentence):
    """A rival, a part, a thing for it, what is denied, whom a thing has without employing them."""
    assert told(question, sentence) != "surely"


def test_a_pronoun_stands_for_what_the_sentence_before_names():
    before = "Let’s Encrypt, une autorité gratuite, a ouvert au public."
    text = "Elle est gérée par une association, l’ISRG."
    assert told("who runs Let's Encrypt?", text, before=before) == "surely"
    assert told("who runs Let's Encrypt?", text, before="Netscape est née.") == "no"
    assert (
        told("who is the president of the CAF?", "The current President is Jo Li.", before="The CAF governs.")
        == "surely"
    )
    assert told("who is the president of the CAF?", "The current President is Jo Li.", before="FIFA governs.") == "no"
    assert told("qui a fondé Oracle ?", "Son fondateur, Larry Ellison, est là.", before="Oracle grandit.") == "surely"


def test_an_office_without_a_person_beside_it_and_a_date_tell_it_perhaps():
    assert told("who runs OpenAI?", "Le directeur général d’OpenAI était là.") == "perhaps"
    assert told("when was the CNIL founded?", "La CNIL, créée en 1978, est ancienne.") == "perhaps"
    assert told("when was the CNIL founded?", "La CNIL, créée par une loi, est ancienne.") == "no"


def test_what_may_tell_it_comes_before_no_likely_answer():
    asked = relation("when was the CNIL founded?")
    article = Article("one", "Firms", "fr", "La CNIL, créée en 1978, est ancienne.")
    one = Evidence(article, Span(0, len(article.text)), None, 0.5, 0.5)
    unlikely = related_first([one], [], asked, 0.1, SURE)
    assert unlikely is not None
    assert (unlikely.evidence, unlikely.surely) == ((one,), False)
    assert related_first([one], [], asked, 0.9, SURE) is None


NEWS = (
    "---\ntitle: Stargate et le nuage\nlang: fr\n---\n\n"
    "Donald Trump a présenté OpenAI et Oracle avec leurs dirigeants.\n\n{told}"
)


@pytest.mark.parametrize("question", ["who runs OpenAI?", "qui est le PDG d'OpenAI ?"])
def test_who_leads_is_answered_by_the_office(tmp_path, question):
    told = "Sam Altman, directeur général d’OpenAI, et Larry Ellison, cofondateur d’Oracle, étaient là."
    search = build_search(tmp_path, {"news.md": NEWS.format(told=told)})
    answer = Answerer(search).answer(question)
    search.close()
    assert isinstance(answer, Answer)
    assert [one.quote for one in answer.citations] == [told]
    assert answer.lead != say(answer.language, "answers.unsure")


@pytest.mark.parametrize("question", ["who runs Oracle?", "qui dirige Oracle ?"])
def test_who_leads_is_never_sure_where_nobody_is_told(tmp_path, question):
    search = build_search(tmp_path, {"news.md": NEWS.format(told="Oracle bâtit au Texas.")})
    answer = Answerer(search).answer(question)
    search.close()
    assert isinstance(answer, NoAnswer) or answer.lead == say(answer.language, "answers.unsure")


@pytest.mark.parametrize(
    "text", ["CEO of " * 3_000, "A.A." * 5_000, "OpenAI " * 3_000, "fondée " * 3_000, "has " * 5_000, "a" * 50_000]
)
def test_a_long_run_of_one_word_is_read_at_once(text):
    """In as many ways as it can be parted, it would take years."""
    for question in ("who runs OpenAI?", "who founded OpenAI?", "how many people does OpenAI employ?"):
        assert told(question, text, language="fr") == "no"
