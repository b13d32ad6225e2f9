"""What people read, in English: Discord: the index and its rebuilding."""

TEXTS: dict[str, str] = {
    "discord.rebuild.name": "rebuild-index",
    "discord.rebuild.about": "Bring the index up to date with the articles",
    "discord.rebuild.mode_name": "mode",
    "discord.rebuild.mode": "What changed (the default), everything anew, or a dry run that changes nothing",
    "discord.rebuild.mode_changes": "what changed",
    "discord.rebuild.mode_all": "everything anew",
    "discord.rebuild.mode_dry_run": "dry run, changing nothing",
    "discord.rebuild.busy": "The index is being rebuilt already. Please wait until that is done.",
    "discord.rebuild.too_often": (
        "This server has had the index rebuilt often just now. Please wait about {minutes:# minute|# minutes} before "
        "the next time."
    ),
    "discord.rebuild.begun": "The rebuild has begun. Follow it here: {where}",
    "discord.rebuild.looking_begun": "I am looking. Follow it here: {where}",
    "discord.rebuild.under_way": "Rebuilding the index",
    "discord.rebuild.looking": "Looking at what a rebuild would do",
    "discord.rebuild.changes_begins": "Looking for what changed in the articles…",
    "discord.rebuild.all_begins": "Reading all articles anew…",
    "discord.rebuild.found": (
        "Files that differ on disk since the last build: {added} new, {changed} changed, {removed} removed"
    ),
    "discord.rebuild.found_nothing": "On disk, no article has changed since the last build.",
    "discord.rebuild.meanwhile": "Meanwhile, questions are answered from the current index.",
    "discord.rebuild.stage": "Step {number} of {stages}: {stage}",
    "discord.rebuild.reading": "reading the articles",
    "discord.rebuild.encoding": "turning passages into vectors",
    "discord.rebuild.writing": "writing the index",
    "discord.rebuild.checking": "checking the index",
    "discord.rebuild.testing": "asking the golden questions",
    "discord.rebuild.left_seconds": "about {number:# second|# seconds} left in this step",
    "discord.rebuild.left_minutes": "about {number:a minute|# minutes} left in this step",
    "discord.rebuild.cancel": "Cancel",
    "discord.rebuild.cancelled": "{who} cancelled it. The current index stays in use, unchanged.",
    "discord.rebuild.not_running": "This rebuild is not running any more. Nothing is being built for this message.",
    "discord.rebuild.too_late": "The new index is being put in use at this moment, so it is too late to cancel.",
    "discord.rebuild.done": "The index is up to date",
    "discord.rebuild.articles": "Articles: {articles} ({added} added, {changed} changed, {removed} removed)",
    "discord.rebuild.passages": "Passages: {passages} · {seconds:# second|# seconds}",
    "discord.rebuild.added": "Added",
    "discord.rebuild.changed": "Changed",
    "discord.rebuild.removed": "Removed",
    "discord.rebuild.more_articles": "and {number} more",
    "discord.rebuild.others_articles": "of other servers: {number}",
    "discord.rebuild.unread_articles": "that this server may not read: {number}",
    "discord.rebuild.named_by": "`{/index changes}` names the changed articles to those who manage the server.",
    "discord.rebuild.quality": "Golden questions passed: {before} of {all} before, {after} of {all} now",
    "discord.rebuild.quality_first": "Golden questions passed: {after} of {all}",
    "discord.rebuild.quality_others": "Those of other servers: {before} of {all} before, {after} of {all} now",
    "discord.rebuild.unread_file": "- {path}: {reason}",
    "discord.rebuild.unread": "Files that could not be read: {number}",
    "discord.rebuild.unread.empty": "there is nothing in it",
    "discord.rebuild.unread.no_text": "no text of an article is found in it",
    "discord.rebuild.unread.too_large": "it is too large; cut it into several",
    "discord.rebuild.unread.too_long": "it holds more text than an article may; cut it into several",
    "discord.rebuild.unread.unfolds": "it unfolds to more than an article holds; save its text alone as .txt",
    "discord.rebuild.unread.binary": "it holds binary data, not text",
    "discord.rebuild.unread.encoding": "its characters cannot be read; save it as UTF-8",
    "discord.rebuild.unread.nested": "its Markdown is nested too deeply",
    "discord.rebuild.unread.format": "its kind is not read; known are .txt, .md, .html, .pdf and .docx",
    "discord.rebuild.unread.format.as_docx": "its kind is not read; save it as .docx",
    "discord.rebuild.unread.format.as_html": "its kind is not read; save the page as .html",
    "discord.rebuild.unread.disk": "it cannot be read on my disk",
    "discord.rebuild.unread.protected_pdf": "the PDF is protected or encrypted; save a copy without protection",
    "discord.rebuild.unread.damaged_pdf": "the PDF is damaged; open it in a viewer and save it again",
    "discord.rebuild.unread.scanned_pdf": "the PDF holds only pictures of text; run text recognition (OCR) first",
    "discord.rebuild.unread.protected_docx": "the document is protected, or an old .doc; save an open .docx",
    "discord.rebuild.unread.damaged_docx": "the document is damaged, or not Word's; open it and save it again",
    "discord.rebuild.unread.fails": "something in it makes the program fail that reads it",
    "discord.rebuild.more_unread": "and {number} more",
    "discord.rebuild.reasons_by": "Whoever runs me finds the reasons with `sourcier corpus check`.",
    "discord.rebuild.plan": "What a rebuild would do",
    "discord.rebuild.plan_articles": "Articles: {added} added, {changed} changed, {removed} removed, {same} unchanged",
    "discord.rebuild.plan_passages": "Passages: {passages}, {encoded} of them to turn into vectors",
    "discord.rebuild.plan_anew": "Everything would be read anew.",
    "discord.rebuild.plan_untouched": "Nothing was built. `{/rebuild-index}` does it.",
    "discord.rebuild.held": "Built, but not in use",
    "discord.rebuild.held_why": (
        "With the new index, more golden questions fail than the settings allow. So the index from before stays in use."
    ),
    "discord.rebuild.held_rights": (
        "Whoever began this rebuild may no longer manage the server, or Discord does not say that they may. So the "
        "index from before stays in use."
    ),
    "discord.rebuild.changed_too": "Since the index in use was built, these articles changed too, which may be why:",
    "discord.rebuild.worse": (
        "Got worse here: {worse} of {all:# golden question|# golden questions} (allowed: {percent}%)"
    ),
    "discord.rebuild.more_worse": "and {number} more",
    "discord.rebuild.worse_others": (
        "Got worse in other servers: {number}. So only whoever runs me can put this index in use anyway."
    ),
    "discord.rebuild.use_anyway": "Use it anyway",
    "discord.rebuild.use": "Put it in use",
    "discord.rebuild.discard": "Discard",
    "discord.rebuild.used": "{who} put the new index in use.",
    "discord.rebuild.discarded": "{who} discarded the new index. The one from before stays in use.",
    "discord.rebuild.not_waiting": (
        "That index is no longer waiting: it was put in use or discarded, or a newer one is in use. "
        "`{/index versions}` shows what there is."
    ),
    "discord.rebuild.overtaken": (
        "Meanwhile another index was put in use, so this was not done. `{/index versions}` shows what there is."
    ),
    "discord.alarm.passed_over": (
        "The index in use, `{index}`, is damaged on disk. I answer from the newest whole one before it, so that the "
        "latest articles may be missing. {where} `sourcier rebuild-index` makes a new one, as does `{/rebuild-index}`; "
        "only what was lost is read again. If it comes back, have the disk examined."
    ),
    "discord.alarm.unusable": (
        "The index in use, `{index}`, is damaged on disk, and there is no whole one before it: I cannot answer. "
        "{where} `sourcier rebuild-index` makes a new one, as do `{/rebuild-index}` and my next start; only what was "
        "lost is read again. If it comes back, have the disk examined."
    ),
    "discord.damage.file": "The damaged file is `{file}`.",
    "discord.damage.logged": "Which file it is stands in my log.",
    "discord.rebuild.failed": (
        "The rebuild failed. The current index stays in use, unchanged. The reason is in the log of whoever runs me, "
        "under incident number `{incident}`."
    ),
    "discord.rebuild.no_folder": (
        "The rebuild failed: the folder of articles is missing or cannot be read. The current index stays in use, "
        "unchanged. Whoever runs me finds the reason with `sourcier status`."
    ),
    "discord.rebuild.stopped": "The rebuild was stopped before it was done. The current index stays in use, unchanged.",
    "discord.index.name": "index",
    "discord.index.about": "The index: what is in use, what changed, going back, golden questions",
    "discord.index.status_name": "status",
    "discord.index.status_about": "What is in use, since when, and what changed on disk since",
    "discord.index.status": "The index in use",
    "discord.index.status_instead": "The index that answers in its place",
    "discord.index.since": "In use since {when}",
    "discord.index.built": "Built on {when}, in {seconds:# second|# seconds}",
    "discord.index.built_by": "Asked for by {who}",
    "discord.index.built_elsewhere": "Asked for in another server",
    "discord.index.followed_by": "After {who} changed articles",
    "discord.index.followed_elsewhere": "After articles of other servers, or those of all, changed",
    "discord.index.caught_up": "By itself, to catch up with articles that had changed",
    "discord.index.built_at_terminal": "Built by whoever runs me",
    "discord.index.holds": "Articles: {articles} · Passages: {passages}",
    "discord.index.languages": "By language: {counts}",
    "discord.index.en": "English {number}",
    "discord.index.fr": "French {number}",
    "discord.index.collections": "By collection: {counts}",
    "discord.index.own": "this server’s own",
    "discord.index.others": "other servers’ own",
    "discord.index.not_read": "not read here",
    "discord.index.encoder": "Encoder: {encoder}",
    "discord.index.threshold": "I refuse to answer below a confidence of {share}%",
    "discord.index.size": "On disk: {size} MB",
    "discord.index.pending": "Files that differ on disk since: {added} new, {changed} changed, {removed} removed",
    "discord.index.pending_none": "Nothing has changed on disk since.",
    "discord.index.touched": (
        "Perhaps changed (same size, but another date): {number}. A rebuild looks whether they say anything else."
    ),
    "discord.index.passed_over": (
        "**The index in use, `{index}`, is damaged on disk**, so this earlier one answers; the latest articles may be "
        "missing. {where} `{/rebuild-index}` makes a new one."
    ),
    "discord.index.passed_over_too": "`{index}` is damaged too. {where}",
    "discord.index.all_damaged": (
        "**Every index on disk is damaged**, so I cannot answer. `{/rebuild-index}` reads again what was lost."
    ),
    "discord.index.damaged": "`{index}` is damaged. {where}",
    "discord.index.uncompared": (
        "What changed on disk since cannot be told: the folder of articles cannot be read. Whoever runs me finds the "
        "reason with `sourcier status`."
    ),
    "discord.index.none": "There is no index yet. Files that a first build would read: {number}",
    "discord.index.changes_name": "changes",
    "discord.index.changes_about": "What the build of the index in use changed",
    "discord.index.changes": "What the last build changed",
    "discord.index.changes_counts": "{added} added, {changed} changed, {removed} removed",
    "discord.index.changes_first": "It was the first build, or the one before could not be read.",
    "discord.index.changes_unknown": "The index in use does not tell what its build changed.",
    "discord.index.versions_name": "versions",
    "discord.index.versions_about": "The indexes on disk, newest first",
    "discord.index.versions": "Indexes on disk",
    "discord.index.version": "{articles:# article|# articles}, {passages:# passage|# passages}",
    "discord.index.in_use": "in use",
    "discord.index.in_use_unusable": "in use, but cannot be used: damaged or incompatible",
    "discord.index.waiting": "newer, not in use",
    "discord.index.unused": "never in use",
    "discord.index.unusable": "cannot be used: damaged or incompatible",
    "discord.index.no_versions": "There is no index on disk yet.",
    "discord.index.rollback_name": "rollback",
    "discord.index.rollback_about": "Go back to an earlier index",
    "discord.index.rollback_version_name": "version",
    "discord.index.rollback_version": "Which one; without it, the one that was in use before",
    "discord.index.rollback_choice": "{when} UTC · {articles:# article|# articles}",
    "discord.index.rollback": "Go back?",
    "discord.index.rollback_from": "In use now: built on {when}, {articles:# article|# articles}",
    "discord.index.rollback_to": "Then in use: built on {when}, {articles:# article|# articles}",
    "discord.index.rollback_next": (
        "The files are not touched: the next rebuild, also that after somebody adds or removes an article, takes them "
        "as they are then."
    ),
    "discord.index.rollback_yes": "Put it in use",
    "discord.index.rollback_no": "Leave it",
    "discord.index.rolled_back": (
        "In use now: the index built on {when}. The next rebuild, also that after somebody adds or removes an article, "
        "takes the files as they are then."
    ),
    "discord.index.left": "Nothing was changed.",
    "discord.index.no_earlier": "There is no earlier index to go back to.",
    "discord.index.no_such": "There is no such index on disk that could be put in use. `{/index versions}` lists them.",
    "discord.index.in_use_already": "That index is in use already.",
    "discord.index.test_name": "test",
    "discord.index.test_about": "Ask this server’s golden questions now",
    "discord.index.test": "Golden questions: {passed} of {all} passed",
    "discord.index.test_none": (
        "This server has no golden questions yet. Add questions whose answer you know with `{/index golden-add}`: a "
        "rebuild that makes them worse is then not put in use."
    ),
    "discord.index.passed": "passed",
    "discord.index.refused": "I found no answer",
    "discord.index.wrong_article": "another article was cited",
    "discord.index.words_missing": "the words were not quoted",
    "discord.index.unsure": "passed, but I am not sure of the answer",
    "discord.index.gone": "the article is not in the index",
    "discord.index.more_questions": "and {number} more",
    "discord.index.golden_add_name": "golden-add",
    "discord.index.golden_add_about": "Add a question whose answer you know",
    "discord.index.golden_question_name": "question",
    "discord.index.golden_question": "The question, as people would ask it",
    "discord.index.golden_article_name": "article",
    "discord.index.golden_article": "The article that the answer must cite",
    "discord.index.golden_words_name": "words",
    "discord.index.golden_words": "Words that the quote must contain",
    "discord.index.golden_added": "Added. With the index in use: {verdict}.",
    "discord.index.golden_added_failing": "Added, but it fails with the index in use: {verdict}.",
    "discord.index.golden_quoted": "Quoted instead:",
    "discord.index.golden_quote": "- {title}: “{quote}”",
    "discord.index.golden_full": (
        "This server has {most:# golden question|# golden questions}, which is the limit. Remove some first."
    ),
    "discord.index.golden_twice": (
        "This server has that golden question of that article already. `{/index golden-list}` removes it."
    ),
    "discord.index.golden_asks_nothing": (
        "I see no question in that, so it could never pass. Write it as somebody would ask it."
    ),
    "discord.index.golden_no_article": (
        "I have no such article here. Choose one from the list that appears as you type."
    ),
    "discord.index.golden_words_long": "The words may have {most:# character|# characters} at most.",
    "discord.index.golden_list_name": "golden-list",
    "discord.index.golden_list_about": "This server’s golden questions, to look at and to remove",
    "discord.index.golden_list": "Golden questions: {number}",
    "discord.index.golden_allowed": "A rebuild may make {percent}% of them worse and still be put in use.",
    "discord.index.golden_none_allowed": "A rebuild that makes any of them worse is not put in use.",
    "discord.index.golden_words_shown": "quoting “{words}”",
    "discord.index.golden_remove": "Remove a golden question…",
}
