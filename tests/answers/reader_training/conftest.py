"""A dozen made-up texts in both languages, and readings of questions about them."""

import pytest
import torch

from bot.answers.training.reader.readings import Read, Sentence
from bot.answers.training.reader.texts import Document, SentencePair, Texts
from bot.answers.training.reader.words import shipped_cutter
from bot.answers.training.samples import RIGHT

FOUNDERS = ["Marie Curie", "Larry Ellison", "Ada Lovelace", "Jules Verne", "Alan Turing", "Rosa Parks"]
TOWNS = ["Paris", "Boston", "London", "Nantes", "Vienna", "Madrid"]


def english(place):
    year = 1901 + place
    return f"The company was founded by {FOUNDERS[place]} in the town of {TOWNS[place]} in {year} with great effort."


def french(place):
    year = 1901 + place
    return f"La société fut fondée par {FOUNDERS[place]} dans la ville de {TOWNS[place]} en {year} avec effort."


PAIRS = [SentencePair(english(place), french(place)) for place in range(6)]
DOCUMENTS = [
    Document(
        "en", f"Company {place}", (english(place), english((place + 1) % 6), "It makes machines of many kinds today.")
    )
    for place in range(6)
]
READINGS = [
    Read(
        f"Who founded the company in {TOWNS[place]} in {1901 + place}?",
        FOUNDERS[place],
        tuple(
            Sentence(other, other, f"Company {other}", english(other), RIGHT if other == place else 0)
            for other in (place, *(one for one in range(6) if one != place))
        ),
    )
    for place in range(6)
]


@pytest.fixture(scope="session")
def cutter():
    return shipped_cutter()


@pytest.fixture(scope="session")
def texts():
    return Texts(PAIRS, DOCUMENTS)


@pytest.fixture(scope="session")
def readings():
    return READINGS


@pytest.fixture(scope="module")
def one_thread():
    """Keep torch to one thread: the sums are tiny, and the same in every run."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
