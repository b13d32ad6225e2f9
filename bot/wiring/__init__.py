"""The one place that puts the parts together: settings in, a desk that answers out.

`parts` has what is loaded and where indexes come from, `opened` one index that answers, `desk` the answering that
changes from one index to the next; `standing` is what is told of them, `keeping` what the bot may keep and take in.
"""

from bot.places import corpus_roots, servers_folder, shared_root, store_folder
from bot.wiring.desk import Desk, Trial
from bot.wiring.keeping import retention, server_limits, state_address
from bot.wiring.opened import CorpusIndex, OpenIndex
from bot.wiring.parts import CorpusParts, Parts, usage_file
from bot.wiring.standing import ChatStatus, Listing, Status

__all__ = [
    "ChatStatus",
    "CorpusIndex",
    "CorpusParts",
    "Desk",
    "Listing",
    "OpenIndex",
    "Parts",
    "Status",
    "Trial",
    "corpus_roots",
    "retention",
    "server_limits",
    "servers_folder",
    "shared_root",
    "state_address",
    "store_folder",
    "usage_file",
]
