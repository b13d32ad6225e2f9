"""What people read, in English: answers: around the quotes, and about a chat model."""

TEXTS: dict[str, str] = {
    "answers.acronym": "{short} stands for {long} [{number}].",
    "answers.acronym_elsewhere": "{short} stands for {long} ({language}) [{number}].",
    "answers.months": "January February March April May June July August September October November December",
    "answers.first": "1",
    "answers.in_fr": "in French",
    "answers.in_en": "in English",
    "answers.one": "From “{title}”:",
    "answers.several": "The articles say:",
    "answers.summary": "{title} in its own sentences:",
    "answers.dated": "{title} is dated {day} [{number}].",
    "answers.not_dated": "{title} has no date [{number}].",
    "answers.none_dated": "None of the articles has a date, so I cannot tell which are new.",
    "answers.newest": "{count:The newest article, by its date|The # newest articles, by their dates}:",
    "answers.newest_on": "{count:The newest article|The # newest articles} that I found on that:",
    "answers.speaking": "{count:An article speaks|# articles speak} of that:",
    "answers.unsure": "I am not sure that the articles answer this. The closest that they say:",
    "answers.no_reason": "I see no reason told for that in the articles. The closest that they say:",
    "answers.each": "I see no sentence that compares the two. What the articles say of each:",
    "answers.one_of_two": "I found nothing in the articles about {other}. What they say of {one}:",
    "answers.what_is": "what is {thing}?",
    "answers.one_of_two_in": "I found nothing in {title} about {other}. What it says of {one}:",
    "answers.differ": "The articles differ; the newest says {first}, another {second}.",
    "answers.differ_undated": "The articles differ: {first} in one, {second} in another.",
    "answers.empty": "I see no question here. Ask about something in the articles.",
    "answers.vague": "I cannot tell what that is about. Please ask again, with the name of what you mean.",
    "answers.thanked": "You are welcome! Ask me anything else about the articles.",
    "answers.greeted": "Hello! Ask me about something in the articles.",
    "answers.scolded": (
        "I am sorry. I only quote what the articles say: if that is wrong or beside your question, please tell the "
        "people who look after me, and ask again in other words."
    ),
    "answers.untranslated": (
        "I do not translate: quotes stay in the language of the articles, word for word. What I say around them is in "
        "the language that you ask in."
    ),
    "answers.itself": (
        "I answer questions from a collection of articles, and quote them so that you can check. Ask me about "
        "something in them."
    ),
    "answers.overview": (
        "I answer questions from {count:# article|# articles}, and quote them so that you can check. Some of them are "
        "{titles}. Ask me about something in them."
    ),
    "answers.overview_all": (
        "I answer questions from {count:# article|# articles}, and quote them so that you can check: {titles}. Ask me "
        "about something in them."
    ),
    "answers.overview_one": (
        "I answer questions from one article, {title}, and quote it so that you can check. Ask me about something in "
        "it."
    ),
    "answers.nothing_found": "I found nothing in the articles about that.",
    "answers.not_answered": "I found nothing in the articles that answers that.",
    "answers.none_answered": "I found nothing in the articles that answers any of these questions.",
    "answers.nothing_found_in": "I found nothing in {title} about that. I did not look at the other articles.",
    "answers.not_answered_in": "I found nothing in {title} that answers that. I did not look at the other articles.",
    "answers.none_answered_in": (
        "I found nothing in {title} that answers any of these questions. I did not look at the other articles."
    ),
    "answers.left_out": "I answer up to {count:# question|# questions} of a message. Left out: {questions}.",
    "answers.chat.unsure": "I am not sure that this answers the question. What the chat model reads in the articles:",
    "answers.chat.unreachable": "The chat model could not be reached.",
    "answers.chat.slow": "The chat model took too long.",
    "answers.chat.overloaded": "The chat model is overloaded.",
    "answers.chat.refused": "The chat model’s server did not accept the question.",
    "answers.chat.malformed": "The chat model said nothing usable.",
    "answers.chat.cut_off": "The chat model was cut off.",
    "answers.chat.paused": "The chat model is not working at the moment.",
    "answers.chat.unverified": "Nothing that the chat model said could be verified in the articles.",
    "answers.chat.cannot_answer": "The chat model saw no answer in the passages that it was shown.",
    "answers.chat.instead": "This answer was put together without it.",
    "answers.chat.instead_in_part": "Part of this answer was put together without it.",
    "answers.chat.incomplete": "The chat model was interrupted; what it had said until then has been verified.",
}
