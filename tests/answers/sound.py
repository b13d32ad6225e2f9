"""What holds of every result, whatever was asked and whatever the articles hold."""

import re

from bot.answers.answer import NoAnswer
from bot.answers.overviews.overview import overview, overview_asked
from bot.answers.questions.addressed import language_addressed
from bot.answers.questions.courtesies import language_greeted
from bot.answers.questions.praising import language_thanked
from bot.answers.questions.scolding import language_scolded
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.texts import say

CUT = re.compile(r"\w\w|[^\W\d_]['’][^\W\d_]|\d[.,]\d")


def unsound(result, search):
    """Return what is wrong with `result`: quotes that do not stand, are long or cut a word; a refusal of odd words."""
    if isinstance(result, NoAnswer):
        said = {
            reason: say(result.language, f"answers.{reason}") for reason in ("empty", "nothing_found", "not_answered")
        }
        if language_addressed(result.question) is not None:
            said["empty"] = say(result.language, "answers.itself")
        elif overview_asked(result.question) is not None:
            said["empty"] = overview(result.language, search, None)
        elif language_thanked(result.question) is not None:
            said["empty"] = say(result.language, "answers.thanked")
        elif language_scolded(result.question) is not None:
            said["empty"] = say(result.language, "answers.scolded")
        elif language_greeted(result.question) is not None:
            said["empty"] = say(result.language, "answers.greeted")
        vague = say(result.language, "answers.vague") if result.reason == "empty" else said[result.reason]
        return [] if result.text in {said[result.reason], vague} else [result.text]
    wrong = [one.highlight for one in result.citations if one.highlight not in one.quote]
    for one in result.citations:
        text = search.snapshot.passages.article(one.article_id).text
        around = [f"  {text}  "[place : place + 4] for place in (one.start, one.end)]
        edges = [part for four in around for part in (four[1:3], four[:3], four[1:])]
        if text[one.start : one.end] != one.quote or len(one.quote) > LONGEST_QUOTE or any(map(CUT.fullmatch, edges)):
            wrong.append(one.quote)
    return wrong
