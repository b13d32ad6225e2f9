"""What people read, in English: the terminal."""

TEXTS: dict[str, str] = {
    "terminal.chat_help": (
        "Ask in French or English what the articles may say, in a sentence or a few words: who …? how much …?\n"
        "A question may lean on those before it: and since when?\n"
        "All that is quoted stands so in the articles; what they do not answer is refused, with the nearest titles.\n"
        "Leave with quit, exit or Ctrl-D. For all else, such as passages alone or the list of articles: sourcier -h"
    ),
    "terminal.sources": "Sources",
    "terminal.nearest": "Nearest articles:",
    "terminal.closest": "To read the passages that came closest, ask sourcier search the same.",
    "terminal.read_as": "Understood as: {question}",
    "terminal.written_by": "Written by {origin} from these quotes.",
}
