"""Below which confidence a question is refused, as the shipped model was trained.

The confidence of an answer is how likely its sentences hold what is asked, by what was learned
(`bot.answers.choosing`). A host calibrates another threshold on questions of their own
(`sourcier evaluate answers --calibrate`).
"""

from __future__ import annotations

# Refuses a tenth of the held-back training questions whose passage was found (printed by
# `python -m bot.answers.training.reader`).
LEAST = 0.12
# An answer below this is said to be unsure: of the answerable development questions between the two, fewer than half
# had the words that answer in their quotes, of those just above three in five.
SURE = 0.3
# Which way of telling confidence this is; a threshold that was calibrated by another does not hold. Grows with every
# change that moves confidences.
VERSION = "4"
