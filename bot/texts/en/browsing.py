"""What people read, in English: Discord: looking around in the articles."""

TEXTS: dict[str, str] = {
    "discord.browse.own_collection": "added by this server",
    "discord.search.name": "search",
    "discord.search.about": "Find passages in the articles, without an answer",
    "discord.search.question_name": "question",
    "discord.search.question": "What to look for, in English or French",
    "discord.search.private_name": "private",
    "discord.search.private": "Show the passages to you alone",
    "discord.search.asked": "Search: {words}",
    "discord.search.passages": "Passages {first} to {last} of the {total} best, the likeliest first",
    "discord.search.nothing": "No passage in the articles has anything to do with that.",
    "discord.search.gone": "I no longer keep that search. Please search again.",
    "discord.glossary.name": "glossary",
    "discord.glossary.about": "What a term means, in the articles’ own words",
    "discord.glossary.term_name": "term",
    "discord.glossary.term": "The term; leave it out for a list of all",
    "discord.glossary.heading": "Glossary",
    "discord.glossary.count": "Terms that the articles explain: {number}",
    "discord.glossary.empty": "The articles explain no term that I recognise.",
    "discord.glossary.unknown": (
        "I found no definition of **{term}** in the articles; `{/ask}` looks at every sentence."
    ),
    "discord.glossary.nearest": "Terms with a similar spelling:",
    "discord.glossary.choose": "Show what one of these means",
    "discord.glossary.also": "and {number:# more article|# more articles}",
    "discord.glossary.more_meanings": "Further meanings: {number}",
    "discord.articles.name": "articles",
    "discord.articles.about": "List the articles that I answer from",
    "discord.articles.find_name": "find",
    "discord.articles.find": "Words of the title; leave it out for all articles",
    "discord.articles.heading": "Articles",
    "discord.articles.count": "{number:# article|# articles}",
    "discord.articles.with_words": "With “{words}” in the title",
    "discord.articles.none": "I have no articles here yet.",
    "discord.articles.none_such": "No title contains “{words}”. To look inside the articles, use `{/search}`.",
    "discord.articles.choose": "Show one of these articles",
    "discord.article.name": "article",
    "discord.article.about": "What an article is, where to read it, and which questions it answered",
    "discord.article.option_name": "article",
    "discord.article.option": "Its title: type some words and choose",
    "discord.article.language_en": "English",
    "discord.article.language_fr": "French",
    "discord.article.undated": "no date",
    "discord.article.words": "Words: {number}",
    "discord.article.passages": "{number:# passage|# passages}",
    "discord.article.answered": "Questions that it answered here",
    "discord.article.unknown": "I have no article of that name here: “{words}”. `{/articles}` lists them all.",
    "discord.article.several": "Several articles fit “{words}”. Which one do you mean?",
    "discord.why.name": "why",
    "discord.why.about": "How the passages behind an answer were ranked",
    "discord.why.answer_name": "answer",
    "discord.why.answer": "One of your questions, or the link of the message with the answer",
    "discord.why.gone": (
        "I find no answer of mine there. Choose one of your own questions, or give the link of a message in which I "
        "answered in this server."
    ),
    "discord.why.gone_direct": (
        "I find no answer of mine there. Choose one of your own questions, or give the link of a message in which I "
        "answered here."
    ),
    "discord.why.not_yours": "That answer is private. Only the person who asked may see how it came about.",
    "discord.why.answered": (
        "My confidence was **{confidence}**: how likely it is, from 0 to 1, that the quoted sentences hold what was "
        "asked. Below {least} I refuse to answer."
    ),
    "discord.why.of_articles": (
        "That is told from the titles and dates of the articles, and in their own sentences. No passages were ranked "
        "for it."
    ),
    "discord.why.refused": (
        "My confidence was **{confidence}**: how likely it is, from 0 to 1, that the best sentences hold what was "
        "asked. Below {least} I refuse to answer. I also refuse where no sentence contains the name that was asked "
        "about."
    ),
    "discord.why.unsure_low": "I marked it as not sure because my confidence was below {least}.",
    "discord.why.unsure_words": "I marked it as not sure because the quote lacks these words of the question: {words}.",
    "discord.why.unsure_names": "I marked it as not sure because the quote does not name {words}.",
    "discord.why.unsure_person": "I marked it as not sure because the quote may not say who.",
    "discord.why.unsure_place": "I marked it as not sure because the quote may not say where.",
    "discord.why.unsure_date": "I marked it as not sure because the quote may not say when.",
    "discord.why.unsure_number": "I marked it as not sure because the quote may not say how much or how many.",
    "discord.why.unsure_reason": "I marked it as not sure because the quote may not say why.",
    "discord.why.unsure_meaning": "I marked it as not sure because the quote may not say what that is.",
    "discord.why.unsure_name": "I marked it as not sure because the quote may not say the name.",
    "discord.why.unsure_another": (
        "I marked it as not sure because the quote may be about something else, another time or another case."
    ),
    "discord.why.unsure_reworded": (
        "I marked it as not sure because I found it only with other words than those of the question."
    ),
    "discord.why.unsure_other": "I marked it as not sure because the quote may not tell exactly what was asked.",
    "discord.why.unsure_parts": "I am not sure of what I said to: {words}.",
    "discord.why.other_index": (
        "The index has changed since that answer was given; this is how the articles of today are ranked."
    ),
    "discord.why.nothing": "No passage has anything to do with that question.",
    "discord.why.words": "words",
    "discord.why.across": "other",
    "discord.why.dense": "sense",
    "discord.why.pieces": "parts",
    "discord.why.number_means": "“#”: the number of the passage, as below",
    "discord.why.none_means": "“–”: not found that way",
    "discord.why.points_means": "“+” and “−”: points of the score by which the passages are ordered",
    "discord.why.cited_means": "[1] after a title: the answer cites the passage under that number",
    "discord.why.words_means": "words: the rank by the question’s words, in its own language",
    "discord.why.across_means": "other: the rank by translations of its words, in the other language",
    "discord.why.dense_means": "sense: the rank by likeness of meaning",
    "discord.why.pieces_means": "parts: the rank by parts of words, which also catch spelling variants",
    "discord.why.because": "For (+) and against (−): {reasons}",
    "discord.why.part_words": "words",
    "discord.why.part_meaning": "sense",
    "discord.why.part_pieces": "parts",
    "discord.why.part_size": "length",
    "discord.why.part_counterpart": "its translation",
    "discord.why.part_language": "language",
    "discord.why.part_beside": "beside the others",
    "discord.why.reranked": "Rank after a second reading by the reranker: {rank}",
    "discord.why.alike": "Near-copies of this passage set behind the others: {number}",
    "discord.guide.name": "help",
    "discord.guide.about_command": "What I can do, and how to ask",
    "discord.guide.heading": "Ask the articles",
    "discord.guide.about": (
        "I answer questions from a set of articles. Every statement rests on a sentence quoted word for word, with a "
        "link to where it stands if the article has an address. Where the articles do not answer, I say so."
    ),
    "discord.guide.try": "Try for example",
    "discord.guide.example": "what does {term} mean?",
    "discord.guide.example_title": "what is “{title}” about?",
    "discord.guide.example_how": "how do I {it}?",
    "discord.guide.example_where": "where do I {it}?",
    "discord.guide.example_what": "what should I {it}?",
    "discord.guide.example_when": "when should I {it}?",
    "discord.guide.example_if": "what happens {it}?",
    "discord.guide.example_about": "what do you know about {it}?",
    "discord.guide.commands": "Commands",
    "discord.guide.several": "{commands}: {about}",
    "discord.guide.ways": "Other ways to ask",
    "discord.guide.ways_are": (
        "- Mention {mention} with your question.\n"
        "- To go on from an answer, reply to it and mention me, or press “Follow up”.\n"
        "- Send me a direct message.\n"
        "- Open a message’s menu, then “Apps”."
    ),
    "discord.guide.ways_are_direct": (
        "- Write your question here, without a command.\n"
        "- To go on from an answer, reply to it, or press “Follow up”.\n"
        "- Open a message’s menu, then “Apps”.\n"
        "- In a server, mention {mention} with your question."
    ),
    "discord.guide.answers": "Under an answer",
    "discord.guide.answers_are": (
        "- **[1]** marks a source: it stands behind a quote, and before the article of that quote.\n"
        "- “Passage” shows the quote where it stands, “Share” shows a private answer to all.\n"
        "- 👍 and 👎 say whether it helped."
    ),
    "discord.guide.answers_are_direct": (
        "- **[1]** marks a source: it stands behind a quote, and before the article of that quote.\n"
        "- “Passage” shows the quote where it stands.\n"
        "- 👍 and 👎 say whether it helped."
    ),
    "discord.guide.managing": "For you, since you manage this server",
    "discord.guide.managing_menu": "In a message’s menu, “Apps”, then “{entry}”",
    "discord.guide.kept": "What I keep about you, and how to delete it: {privacy}",
    "discord.guide.managers": "Whoever may manage this server can set where and how I answer.",
    "discord.guide.managers_direct": "In a server, whoever may manage it can set where and how I answer there.",
}
