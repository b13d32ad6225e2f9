"""One index of the injection corpus for all tests here, and the loopback server."""

import pytest

from tests.answers.chat.injections import searching
from tests.answers.chat.server import serving


@pytest.fixture(scope="session")
def search(tmp_path_factory):
    with searching(tmp_path_factory.mktemp("injections")) as made:
        yield made


@pytest.fixture
def server():
    with serving() as made:
        yield made
