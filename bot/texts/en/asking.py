"""What people read, in English: Discord: asking."""

TEXTS: dict[str, str] = {
    "discord.ask.name": "ask",
    "discord.ask.about": "Ask the articles a question: the answer quotes them and names its sources",
    "discord.ask.question_name": "question",
    "discord.ask.question": "Your question, in English or French",
    "discord.ask.private_name": "private",
    "discord.ask.private": "Show the answer to you alone",
    "discord.ask.article_name": "article",
    "discord.ask.article": "Answer from this article alone",
    "discord.ask.no_article": "I have no article of that name here. Choose one from the list that opens as you type.",
    "discord.help": (
        "Ask me about something in the articles, and I answer with quotes and their sources. Type `{/ask}` and then "
        "your question, or mention me with your question in one message."
    ),
    "discord.help_example": (
        "Ask me about something in the articles, and I answer with quotes and their sources. For example, type "
        "`{/ask}` and then `{example}`, or mention me with your question in one message."
    ),
    "discord.ask.commands": "See {/help} for all that I can do, and {/privacy show} for what I keep about you.",
    "discord.ask.examples": "For example: {examples}",
    "discord.ask.same_article": "I looked into the same article as before, and no other.",
    "discord.ask.servers_own": "Some articles belong to a server: ask me there.",
    "discord.unread_reply": (
        "I cannot read a reply that does not mention me: Discord does not show me its text. Mention me in your "
        "reply, or press “Follow up” under my answer."
    ),
    "discord.too_long": (
        "Your question has {found} characters, and I read up to {most}. Ask for one thing at a time, in a sentence or "
        "two."
    ),
    "discord.limit.person": (
        "You have asked as much today as this server allows one person ({most}). You can ask again {ends}."
    ),
    "discord.limit.server": "This server has asked as much today as its limit allows ({most}). It can go on {ends}.",
    "discord.button.passage": "Passage",
    "discord.button.closest": "Passages",
    "discord.button.follow": "Follow up",
    "discord.button.differently": "Ask differently",
    "discord.button.share": "Share",
    "discord.button.shared": "Shared",
    "discord.follow.title": "Follow up",
    "discord.follow.label": "What else would you like to know?",
    "discord.follow.hint": "For example: and since when?",
    "discord.differently.title": "Ask differently",
    "discord.differently.label": "Your question in other words",
    "discord.differently.hint": "Name what it is about, as an article would",
    "discord.passage.back": "To the quote",
    "discord.passage.which": "Another quote",
    "discord.passage.gone": "This article is no longer among those I read here. The quote as I gave it:",
    "discord.passage.changed": (
        "This article has changed since, and the quote no longer stands in it. The quote as I gave it:"
    ),
    "discord.share.by": "Shared by {name}",
    "discord.share.twice": "You have already shared this answer.",
    "discord.share.not_here": "I can only share it where you asked, and where both you and I may write.",
    "discord.good.thanks": "Thank you, noted: this answer helped you.",
    "discord.bad.title": "What was not right?",
    "discord.bad.label": "Why did it not help?",
    "discord.bad.choose": "Choose what fits best",
    "discord.bad.wrong": "The answer is wrong",
    "discord.bad.source": "Not the right source",
    "discord.bad.incomplete": "Something is missing",
    "discord.bad.outdated": "It is out of date",
    "discord.bad.words": "In a few words, if you like",
    "discord.bad.hint": "Those who manage the server read this together with the question",
    "discord.bad.hint_direct": "What would have been right?",
    "discord.bad.thanks": "Thank you, noted. It helps to make the answers better.",
    "discord.menu.ask.name": "Ask about this message",
    "discord.menu.sources.name": "Find sources for this message",
    "discord.menu.title": "Ask about this message",
    "discord.menu.label": "Make a question of it",
    "discord.menu.hint": "What would you like to know?",
    "discord.menu.own": (
        "That is a message of mine. To go on from an answer, press “Follow up” under it, or reply to it and mention me."
    ),
    "discord.menu.no_text": "There is no text in that message that I could read.",
    "discord.claims.message": "The message: {text}",
    "discord.claims.heading": "Passages on what this message says",
    "discord.claims.note": (
        "Found as I find answers. I compare numbers, amounts, hours and dates; whether the message is right is for "
        "you to judge."
    ),
    "discord.claims.claim": "“{claim}”",
    "discord.claims.agrees": "May support it: the same numbers or dates",
    "discord.claims.differs": "May contradict it: other numbers or dates",
    "discord.claims.same_matter": "On the same matter",
    "discord.claims.missing": "Not to be found there: {words}",
    "discord.claims.word": "“{word}”",
    "discord.claims.without": "Nothing found in the articles on",
    "discord.claims.none": "I found no passage in the articles on what this message says.",
}
