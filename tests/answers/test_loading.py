"""What a process loads that answers one question."""

import subprocess
import sys

from index.encoders import load_encoder
from tests.small_index import build_search

ASKED = """
import sys
from pathlib import Path
from bot.answers.answering import Answerer
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from index.search import Search
from index.keeping.snapshot import Store, open_snapshot

encoder = load_encoder()
search = Search(open_snapshot(Store(Path(sys.argv[1])), encoder), encoder, load_lexicon())
for question in ("How many moons has Saturn?", "Qui a trouvé Titan ?", "what is ROFR?", "Who saw Zorglub?"):
    print(type(Answerer(search, least=0.0).answer(question)).__name__)
heavy = ("numpy.ma", "index.glossaries.mining", "index.builds.building", "torch")
print(*(name for name in heavy if name in sys.modules))
"""


def test_answering_loads_nothing_that_it_does_not_need(tmp_path):
    """Masked arrays, which numpy.unique loads, take a thirtieth of a start; so does what mines articles."""
    articles = {
        "saturn.md": "Saturn has 274 moons. Christiaan Huygens found Titan in 1655.",
        "rofr.md": "A right of first refusal (ROFR) is a right to buy first.",
    }
    build_search(tmp_path, articles, encoder=load_encoder()).close()
    done = subprocess.run(
        [sys.executable, "-c", ASKED, tmp_path / "store"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    *answers, loaded = done.stdout.split("\n")[:-1]
    assert answers == ["Answer", "Answer", "Answer", "NoAnswer"]
    assert loaded == ""
