"""The sentence that defines a word, in the asker's language or the other."""

from contextlib import closing

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.small_index import build_search

FRENCH = """---
title: Mots
lang: fr
---

On appelle hallucination une réponse que le modèle invente et présente comme un fait.

On appelle location un contrat par lequel une chose est prêtée contre un loyer.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    search = build_search(folder, {"mots.md": FRENCH}, encoder=load_encoder(), lexicon=load_lexicon())
    yield Answerer(search)
    search.close()


@pytest.mark.parametrize(
    "question", ["what is a hallucination?", "hallucination definition", "c'est quoi une hallucination ?"]
)
def test_a_word_that_is_its_own_translation_is_defined_in_either_language(answerer, question):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert (answer.confidence, answer.citations[0].quote.split()[:3]) == (1.0, ["On", "appelle", "hallucination"])


def test_a_false_friend_defines_nothing(answerer):
    """« location » is defined to who asks in French; an English location is another thing."""
    french = answerer.answer("qu'est-ce qu'une location ?")
    assert (french.confidence, french.citations[0].quote.split()[:3]) == (1.0, ["On", "appelle", "location"])
    english = answerer.answer("what is a location?")
    assert not isinstance(english, Answer) or english.confidence < 0.4


RAG = {
    "status.md": """---
title: Project reports
lang: en
---

Each project has a red, amber, green (RAG) status. It tells the management how a plan fares.
""",
    "models.md": """---
title: Chatbots that read
lang: en
---

With retrieval-augmented generation (RAG) a language model reads before it answers.

AI then writes the text.
""",
    "parts.md": """---
title: Des gènes
lang: fr
---

Le gène activateur de recombinaison (RAG) agit dans les lymphocytes.
""",
}


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    search = build_search(tmp_path_factory.mktemp("index"), RAG, encoder=load_encoder(), lexicon=load_lexicon())
    yield Answerer(search)
    search.close()


@pytest.mark.parametrize(
    ("question", "meaning"),
    [
        ("What does RAG stand for in AI?", "retrieval"),
        ("what does RAG mean for a language model?", "retrieval"),
        ("que signifie RAG en IA ?", "retrieval"),
        ("what does RAG mean in project management", "red"),
        ("What does RAG mean in a report?", "red"),
        ("que veut dire RAG dans la gestion de projet ?", "red"),
        ("what does RAG mean in genes?", "gène"),
        ("what does RAG stand for?", "retrieval"),  # in the asker's language first
        ("que veut dire RAG ?", "gène"),
    ],
)
def test_what_an_acronym_means_in_the_sense_asked_for_comes_first(several, question, meaning):
    """The others are told behind it."""
    answer = several.answer(question)
    assert isinstance(answer, Answer)
    first, *others = answer.lead.splitlines()
    assert meaning in first
    assert len(others) == 2


def test_a_short_answer_tells_the_sense_asked_for(several):
    answer = several.answer("What does RAG stand for in AI?", length="short")
    assert isinstance(answer, Answer)
    assert (len(answer.citations), answer.citations[0].title) == (1, "Chatbots that read")


GLOSSARY = {
    "words.md": """---
title: Glossary
lang: en
---

- **Claim**: a plot of land that only you can build on. It costs nothing.
- **Shard** – a currency of the realm
""",
    "lexique.md": """---
title: Lexique
lang: fr
---

**Mana** : ce que coûtent les sorts.

**Puits** : la zone de combat du nord.
""",
    "land.md": """---
title: Land
lang: en
---

A claim is lost after 60 days, a shard is never lost. Claims are made with a golden shovel.
""",
}


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("what is a claim?", "Claim: a plot of land that only you can build on. It costs nothing."),
        ("what are shards", "Shard – a currency of the realm"),
        ("c koi un claim", "Claim: a plot of land that only you can build on. It costs nothing."),
        ("qu'est-ce que le puits ?", "Puits : la zone de combat du nord."),
        ("ça veut dire quoi mana", "Mana : ce que coûtent les sorts."),
    ],
)
def test_a_line_of_a_glossary_tells_what_its_term_is(tmp_path, question, quote):
    """Whole and surely, before a page that only speaks of it."""
    with closing(build_search(tmp_path, GLOSSARY, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        answer = Answerer(search).answer(question)
    assert [one.quote for one in answer.citations] == [quote]
    assert (answer.sure, answer.confidence) == (True, 1.0)
