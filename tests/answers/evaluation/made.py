"""Questions, hits, answers and judgements that one can work out by hand."""

from collections.abc import Mapping

from bot.answers.answer import Answer, Citation, NoAnswer
from bot.answers.evaluation.judging import Judged
from corpus.article import Article, Language, Passage
from index.evaluation.questions import Question
from index.hits import Hit

CATS = Article("cats.md", "Cats", "en", "The cat sleeps on the mat. It was born in 2012.")
CHATS = Article("chats.md", "Chats", "fr", "Le chat dort sur le tapis. L’église l’a vu naître en 2012.")
ARTICLES: Mapping[str, Article] = {one.id: one for one in (CATS, CHATS)}


class Shelf:
    """The two articles."""

    def text(self, article_id: str) -> str:
        return ARTICLES[article_id].text if article_id in ARTICLES else ""

    def language(self, article_id: str) -> Language | None:
        return ARTICLES[article_id].language if article_id in ARTICLES else None


def a_question(**changes) -> Question:
    """Return an English question that both articles answer; `changes` replace its fields."""
    fields = {
        "id": "q1",
        "text": "where does the cat sleep?",
        "language": "en",
        "domain": "pets",
        "source": "",
        "right": {"cats.md": 1, "chats.md": 1},
        "kind": "where",
        "answers": {"en": ("the mat",), "fr": ("le tapis",)},
    }
    return Question(**{**fields, **changes})


def a_hit(article: Article, rank: int = 1, start: int = 0, end: int | None = None) -> Hit:
    """Return a passage of an article, whole where no end is given."""
    return Hit(rank, article, Passage(article.id, start, len(article.text) if end is None else end), 0.5)


def cited(article: Article, quote: str, number: int = 1, shift: int = 0) -> Citation:
    """Return a citation of the article at its quote, or `shift` code points beside it."""
    start = article.text.index(quote) + shift
    place = (start, start + len(quote))
    return Citation(number, article.id, article.title, None, None, "articles", article.language, quote, *place)


def an_answer(*citations: Citation, **changes) -> Answer:
    """Return an extracted answer of confidence 0.75."""
    fields = {
        "question": "where does the cat sleep?",
        "lead": "Cats says:",
        "citations": citations,
        "language": "en",
        "origin": "extracted",
        "confidence": 0.75,
    }
    return Answer(**{**fields, **changes})


def a_refusal(confidence: float = 0.25, text: str = "I found nothing.") -> NoAnswer:
    """Return a refusal for want of confidence."""
    return NoAnswer("where does the cat sleep?", text, "not_answered", "en", (), confidence)


def judged(**changes) -> Judged:
    """Return an English question that is answered rightly from an English article; `changes` replace its fields."""
    fields = {
        "id": "q1",
        "domain": "pets",
        "kind": "where",
        "answerable": True,
        "pair": "en-en",
        "found": True,
        "answered": True,
        "sure": True,
        "right": True,
        "first_right": True,
        "gold": True,
        "gold_anyway": True,
        "citations": 1,
        "verbatim": 1,
        "sentences": 1,
        "listed": 0,
        "confidence": 0.75,
        "milliseconds": 10.0,
    }
    return Judged(**{**fields, **changes})


def unanswerable(kind: str, confidence: float, **changes) -> Judged:
    """Return an English question without an answer, refused below 0.5."""
    fields = {
        "kind": kind,
        "answerable": False,
        "pair": "en",
        "found": False,
        "answered": confidence >= 0.5,
        "sure": False,
        "right": False,
        "first_right": False,
        "gold": None,
        "gold_anyway": None,
        "citations": int(confidence >= 0.5),
        "verbatim": int(confidence >= 0.5),
        "confidence": confidence,
    }
    return judged(**{**fields, **changes})
