"""Articles into a collection and out of it, safely: whatever the bytes, whatever the name, whenever it is cut short."""

from corpus.intake.adding import Taken, take_in
from corpus.intake.archives import Archive, Packed, is_archive
from corpus.intake.keeping import Export, Listed, export, listing, remove
from corpus.intake.leaving import forget_server
from corpus.intake.limits import IntakeLimits
from corpus.intake.trash import Trashed, restore, trashed

__all__ = [
    "Archive",
    "Export",
    "IntakeLimits",
    "Listed",
    "Packed",
    "Taken",
    "Trashed",
    "export",
    "forget_server",
    "is_archive",
    "listing",
    "remove",
    "restore",
    "take_in",
    "trashed",
]
