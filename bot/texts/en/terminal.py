"""What people read, in English: the terminal."""

TEXTS: dict[str, str] = {
    "terminal.sources": "Sources",
    "terminal.nearest": "Nearest articles:",
    "terminal.read_as": "Understood as: {question}",
    "terminal.written_by": "Written by {origin} from these quotes.",
    "terminal.months": "January February March April May June July August September October November December",
    "terminal.first": "1",
}
