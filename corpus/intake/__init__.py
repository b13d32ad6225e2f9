"""Articles into a collection and out of it, safely: whatever the bytes, whatever the name, whenever it is cut short."""

from corpus.intake.adding import Taken, take_in
from corpus.intake.keeping import Export, Listed, export, listing, remove
from corpus.intake.leaving import forget_server
from corpus.intake.limits import IntakeLimits
from corpus.intake.trash import Trashed, restore, trashed

__all__ = [
    "Export",
    "IntakeLimits",
    "Listed",
    "Taken",
    "Trashed",
    "export",
    "forget_server",
    "listing",
    "remove",
    "restore",
    "take_in",
    "trashed",
]
