"""Below which confidence a question is refused, as the shipped model was trained.

The confidence of an answer is how likely its sentences hold what is asked, by what was learned
(`bot.answers.sentences.choosing`). A host calibrates another threshold on questions of their own
(`sourcier evaluate answers --calibrate`).
"""

from __future__ import annotations

from index.matching.ranking import FEW

# Refuses a tenth of the held-back training questions whose passage was found (printed by
# `python -m bot.answers.training.reader`).
LEAST = 0.15
# The same among few passages, by 5,380 questions to 72 made-up folders, each judged by what was learned without its
# own: a tenth of the answerable ones; the figures stand in the card of `bot/answers/models/sourcier-answers`.
LEAST_OF_FEW = 0.2
# An answer below this is said to be unsure: of those between the two to the development questions, unanswerable ones
# among them, a third (0.34) held the words that answer, of those up to a tenth above that lack nothing half (0.51).
SURE = 0.4
# The same among few passages: of 95 answers to 2,800 questions about real texts (`tests/data/unseen`) that were sure
# between the two, 56 held what answers.
SURE_OF_FEW = 0.5
# An answer among few passages is sure from this likelihood on (`bot.answers.trust.weighing`), by hand: of those to 109
# folders, judged by halves, 0.79 from here on tell what is asked, near misses among the questions; from 0.65 on 0.77.
SURE_JUDGED = 0.7
# As `SURE`, for an answer that lacks something of the question (`bot.answers.trust.doubts`). 0.62 of those between 0.4
# and this held what answers, but less than half if as many of the questions had no answer as have one: new users ask
# so.
SURE_DESPITE = 0.8
# The same for one that lacks words in the other language, where many a right word is not among the translations.
SURE_ACROSS = 0.6
UNSURE = 0.39  # at most, of an answer that is not what looked likeliest
# Which way of telling confidence this is; a threshold that was calibrated by another does not hold. Grows with every
# change that moves confidences.
VERSION = "12"


def least_among(passages: int) -> float:
    """Return below which confidence a question to so many passages is refused, as shipped."""
    return LEAST_OF_FEW if passages < FEW else LEAST
