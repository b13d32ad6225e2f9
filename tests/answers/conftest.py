"""What several tests of answers share: an answerer over the articles of their module, with the shipped models."""

from contextlib import closing

import pytest

from bot.answers.answering import Answerer
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.small_index import build_search


@pytest.fixture(scope="module")
def answerer(request, tmp_path_factory):
    """Answers from the `ARTICLES` of the module, by file name."""
    folder, articles = tmp_path_factory.mktemp("index"), request.module.ARTICLES
    with closing(build_search(folder, articles, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        yield Answerer(search)
