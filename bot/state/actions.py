"""What managing is called in the audit log, by those who write an entry and by those who put it in words."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """Something that somebody did in managing; its value is what the database holds."""

    SETTINGS_SET = "settings.set"
    SETTINGS_RESET = "settings.reset"
    INDEX_REBUILD = "index.rebuild"
    INDEX_DRY_RUN = "index.dry_run"
    INDEX_REBUILD_CANCELLED = "index.rebuild_cancelled"
    INDEX_USE = "index.use"
    INDEX_DISCARD = "index.discard"
    INDEX_ROLLBACK = "index.rollback"
    GOLDEN_ADD = "golden.add"
    GOLDEN_REMOVE = "golden.remove"
    CORPUS_ADD = "corpus.add"
    CORPUS_RESTORE = "corpus.restore"
    CORPUS_REMOVE = "corpus.remove"
    CORPUS_EXPORT = "corpus.export"
    GAPS_TELL = "gaps.tell"
    GAPS_DISMISS = "gaps.dismiss"
    FEEDBACK_DONE = "feedback.done"
    FEEDBACK_REOPEN = "feedback.reopen"
