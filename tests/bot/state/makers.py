"""Values of the state, made with as little as a test wants to say."""

from datetime import UTC, date, datetime, timedelta

from bot.answers.answer import Answer, Citation, Nearest, NoAnswer
from bot.state.answers import new_answer_id
from bot.state.nouns import Feedback, Gap, KeptAnswer

NOW = datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC)
TODAY = NOW.date()
BIGGEST = 2**63 - 1
SERVER, CHANNEL, ALICE, BOB = 1001, 2001, 3001, 3002


def ago(**parts):
    return NOW - timedelta(**parts)


def citation(article_id="oracle.md", number=1, **rest):
    return Citation(
        **{
            "number": number,
            "article_id": article_id,
            "title": "Who owns Oracle",
            "url": "https://example.org/oracle",
            "published": date(2025, 1, 27),
            "collection": "articles",
            "language": "en",
            "quote": "Ellison holds 40 %.",
            "start": 10,
            "end": 29,
            **rest,
        }
    )


def answer(question="who owns Oracle?", *articles, **rest):
    cited = tuple(citation(one, number) for number, one in enumerate(articles or ("oracle.md",), start=1))
    return Answer(question, "Ellison does [1].", cited, "en", "extracted", 0.75, **rest)


def refusal(question="who owns the moon?", **rest):
    nearest = (Nearest("moon.md", "The moon", None, None),)
    return NoAnswer(question, "I found nothing.", "not_answered", "en", nearest, 0.125, **rest)


def kept(result=None, **rest):
    return KeptAnswer(
        **{
            "id": new_answer_id(),
            "guild_id": SERVER,
            "channel_id": CHANNEL,
            "asker_id": ALICE,
            "way": "command",
            "result": result or answer(),
            "snapshot": "20260301-1230",
            "created_at": NOW,
            **rest,
        }
    )


def feedback(answer_id="a", person_id=ALICE, **rest):
    return Feedback(
        **{
            "answer_id": answer_id,
            "person_id": person_id,
            "guild_id": SERVER,
            "asker_id": ALICE,
            "helpful": False,
            "question": "who owns Oracle?",
            "article_ids": ("oracle.md",),
            "created_at": NOW,
            "complaint": "wrong",
            "words": "It is 41 %.",
            **rest,
        }
    )


def gap(answer_id="a", **rest):
    return Gap(
        **{
            "id": 0,
            "guild_id": SERVER,
            "channel_id": CHANNEL,
            "asker_id": ALICE,
            "question": "who owns the moon?",
            "language": "en",
            "answer_id": answer_id,
            "created_at": NOW,
            **rest,
        }
    )
