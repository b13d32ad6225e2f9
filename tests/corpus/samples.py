"""Articles written for these tests, and the data beside the checkout where there is any.

The articles open sentences the way noise opens lines ("Next year", "Share prices", "Suivant cette logique"), so that
a rule which eats sentences is caught.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir() and not os.environ.get("CI"),
    reason="the folder ../shared with real articles is not beside this checkout",
)


@dataclass(frozen=True)
class Sample:
    """A clean article: title and paragraphs, in one language."""

    language: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The cleaned text that must come out, however the article was dirtied."""
        return "\n\n".join(self.paragraphs)


TRAM = Sample(
    "fr",
    "Le tramway revient à Belval après six ans de travaux",
    (
        "Suivant cette logique, la ville a rouvert sa ligne de tramway le 4 mars, six ans après le début du chantier. "
        "Le coût atteint 212 millions d’euros, soit 31 millions de plus que prévu.",
        "Partager la chaussée avec les voitures n’allait pas de soi. « Nous avons refait chaque carrefour », explique "
        "M. Hubert, l’ingénieur en chef, qui a dirigé les travaux depuis 2018.",
        "Publicité et mobilier urbain ont été retirés des quais, à la demande des riverains. À lire les relevés de la "
        "régie, 18 000 personnes montent chaque jour dans les rames.",
        "Précédent utile, le tramway voisin d’Ostreville avait perdu un tiers de ses voyageurs la première année. "
        "La régie de Belval promet donc une rame toutes les six minutes.",
    ),
)
COOKIES = Sample(
    "fr",
    "Ce que retient un navigateur",
    (
        "Les cookies sont de petits fichiers que dépose un site. Nous utilisons des cookies sans toujours le savoir, "
        "et chacun accepte en moyenne trente bandeaux par semaine.",
        "En poursuivant votre navigation, vous acceptez souvent bien plus que vous ne croyez : tel est l’avis rendu en "
        "2021 par l’autorité, qui a examiné quarante sites et leurs cookies.",
        "Suivez le parcours d’un cookie publicitaire : il part d’une régie, passe par un courtier et revient, enrichi, "
        "sur la page. Lire aussi lentement que possible les réglages reste la seule défense.",
    ),
)
CHESS = Sample(
    "en",
    "The grandmaster who never learned to castle",
    (
        "Next year, the club in Harwell will name its hall after Ilse Brandt, who won 41 tournaments without castling "
        "once. Previous biographers called it a superstition.",
        "Share prices of board-game makers rose after her last match, which 3.2 million people watched. “I simply like "
        "my king in the middle,” she told Dr. J. R. Osei in 1974.",
        "Advertising paid for her travels from 1969 on. Comments in the margin of her notebooks show that she knew "
        "the rule well: see also the drawing on page 12, where a king hides behind a rook.",
        "Copyright 1981 stands on the cover of her only book. Follow us through its chapters, she writes, and you will "
        "meet every opening that a stubborn player can survive.",
    ),
)
HARBOUR = Sample(
    "en",
    "How a silted harbour learned to move",
    (
        "Home prices in Larne Bay doubled between 2009 and 2019, while its harbour filled with sand at a rate of 4 cm "
        "a month. Related studies blamed the new breakwater.",
        "Menu boards along the quay still list twelve kinds of fish, of which three are caught today. Contact between "
        "the two councils broke off in 2012, and resumed only under a new mayor.",
        "Subscribe to the theory that sand follows currents, said engineer Mary Kent, and you must move the harbour. "
        "The council did so in 2021, at a cost of £38 million.",
    ),
)
SAMPLES = (TRAM, COOKIES, CHESS, HARBOUR)


def records(name: str, most: int) -> Iterator[dict[str, Any]]:
    """Yield up to `most` records of a packed file of `../shared/data`, such as `scale/news.fr`."""
    with gzip.open(SHARED / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in islice(lines, most))
