"""What the articles are about as a whole: "what topics can I ask about?", "de quoi parlent les articles ?".

Only what is nothing else from end to end counts, as in `bot.answers.questions.addressed`: "what is the article about
fines?" asks something of the articles.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from bot.answers.answer import quoted
from bot.answers.overviews.topics import LES
from bot.answers.questions.courtesies import language_said, said_alone
from bot.answers.questions.openings import EITHER
from bot.texts import say
from corpus.article import Language
from index.scope import Scope
from index.search import Search

MOST_TITLES = 5  # that are named; evenly spread over the articles by id

THINGS = r"(?:articles?|texts?|corpus|documents?|collection|topics?|subjects?)"
THE = r"(?:the|these|those|this|your|all|any)"
THE_ARTICLES = rf"(?:{THE} )*{THINGS}"
CAN_I_ASK = r"(?:can|could|may|should) i ask(?: you)?(?: about)?"
CHOSES = r"(?:articles?|textes?|corpus|documents?|collection|sujets?|thèmes?)"
LES_ARTICLES = rf"{LES}{CHOSES}"
EST_CE_QUE = r"(?:que|qu['’]est[- ]ce que)"
PUIS_JE = r"(?:puis[- ]je|peut[- ]on|je peux|on peut)"
AS_TU = (
    r"(?:as[- ]tu|avez[- ]vous|y a[- ]t[- ]il|connais[- ]tu|connaissez[- ]vous|sont disponibles|"
    rf"{PUIS_JE} (?:te |vous )?demander)"
)
ASKED: Mapping[Language, str] = {
    "en": "|".join(
        (
            rf"(?:what|which) {THE_ARTICLES} (?:do you (?:have|know|cover)|are there|{CAN_I_ASK}|are covered)",
            rf"what(?: is| are|['’]s) {THE_ARTICLES}(?: all)? about",
            rf"what(?: is|['’]s) in {THE_ARTICLES}",
            rf"what are (?:{THE} )+{THINGS}",
            rf"what {CAN_I_ASK}",
            r"what do you know(?: about)?",
            rf"(?:list|show)(?: me)? {THE_ARTICLES}",
        )
    ),
    "fr": "|".join(
        (
            rf"de quoi parle(?:nt)? {LES_ARTICLES}",
            rf"quels? (?:sont|est) {LES_ARTICLES}",
            rf"quels? {CHOSES} {AS_TU}",
            rf"(?:de|sur) quoi {PUIS_JE} (?:te |vous )?(?:parler|demander|interroger|questionner)",
            rf"{EST_CE_QUE} {PUIS_JE} (?:te |vous )?demander",
            rf"{EST_CE_QUE} (?:sais[- ]tu|savez[- ]vous|tu sais|vous savez)",
            rf"(?:listez?|montrez?(?:[- ]moi)?) {LES_ARTICLES}",
        )
    ),
}
ALONE = said_alone(ASKED, before=EITHER, behind="(?: here| ici)?")


def overview_asked(question: str) -> Language | None:
    """Return in which language `question` asks what the articles are about; None where it asks anything else."""
    return language_said(ALONE, question)


def overview(language: Language, search: Search, scope: Scope | None) -> str:
    """Return how many articles there are in `scope` and the titles of some, in words of `language`."""
    snapshot = search.snapshot
    admitted = snapshot.admitted(scope)
    mask = admitted.near.mask if admitted else None
    rows = np.arange(snapshot.passages.count()) if mask is None else np.flatnonzero(mask)
    numbers = np.unique(snapshot.passages.catalogue.articles_of(rows))
    if not len(numbers):
        return say(language, "answers.itself")
    chosen = numbers[np.unique(np.linspace(0, len(numbers) - 1, min(MOST_TITLES, len(numbers))).astype(np.int64))]
    articles = snapshot.passages.articles(chosen.tolist())
    titles = [quoted(articles[number].title, language) for number in chosen.tolist()]
    if len(numbers) == 1:
        return say(language, "answers.overview_one", title=titles[0])
    key = "answers.overview" if len(titles) < len(numbers) else "answers.overview_all"
    return say(language, key, count=len(numbers), titles=", ".join(titles))
