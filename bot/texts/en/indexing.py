"""What people read, in English: Discord: the index and its rebuilding."""

TEXTS: dict[str, str] = {
    "discord.rebuild.about": "Bring the index up to date with the articles",
    "discord.rebuild.mode": "What to read: what changed (the default), or everything anew",
    "discord.rebuild.mode_changes": "what changed",
    "discord.rebuild.mode_all": "everything anew",
    "discord.rebuild.busy": "The index is being rebuilt already. Please wait until that is done.",
    "discord.rebuild.begun": "The rebuild has begun. Follow it here: {where}",
    "discord.rebuild.under_way": "Rebuilding the index",
    "discord.rebuild.changes_begins": "Looking for what changed in the articles…",
    "discord.rebuild.all_begins": "Reading all articles anew…",
    "discord.rebuild.meanwhile": "Meanwhile, questions are answered from the current index.",
    "discord.rebuild.stage": "Step {number} of {stages}: {stage}",
    "discord.rebuild.reading": "reading the articles",
    "discord.rebuild.encoding": "turning passages into vectors",
    "discord.rebuild.writing": "writing the index",
    "discord.rebuild.checking": "checking the index",
    "discord.rebuild.done": "The index is up to date",
    "discord.rebuild.articles": "Articles: {articles} ({added} added, {changed} changed, {removed} removed)",
    "discord.rebuild.passages": "Passages: {passages} · {seconds} seconds",
    "discord.rebuild.unread": "Files that could not be read: {number}",
    "discord.rebuild.more_unread": "and {number} more",
    "discord.rebuild.failed": (
        "The rebuild failed. The current index stays in use, unchanged. The reason is in the log of whoever runs me, "
        "under incident number `{incident}`."
    ),
    "discord.rebuild.stopped": "The rebuild was stopped before it was done. The current index stays in use, unchanged.",
}
