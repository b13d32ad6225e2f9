"""What a chat model costs, counted in a file."""

import json
import threading
from collections import Counter

import pytest
from filelock import FileLock

from bot.answers.chat import usage as module
from bot.answers.chat.usage import USAGE_FILE, Usage, count, read_usage


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / USAGE_FILE


def test_before_anything_is_counted_all_is_zero(path):
    assert read_usage(path, "openai:x") == Usage()


def test_counts_add_up_for_each_model(path):
    count(path, "openai:x", Usage(questions=1, tokens_in=10, kept=2, dropped=Counter(link=1)))
    count(path, "openai:x", Usage(questions=1, tokens_in=5, dropped=Counter(link=2, mention=1)))
    count(path, "ollama:y", Usage(questions=1, fallbacks=Counter(slow=1)))
    assert read_usage(path, "openai:x") == Usage(questions=2, tokens_in=15, kept=2, dropped=Counter(link=3, mention=1))
    assert read_usage(path, "ollama:y") == Usage(questions=1, fallbacks=Counter(slow=1))
    assert sorted(one.name for one in path.parent.iterdir()) == ["chat-usage.json", "chat-usage.lock"]


def test_nothing_is_lost_between_threads(path):
    threads = [threading.Thread(target=count, args=(path, "m", Usage(requests=1))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read_usage(path, "m").requests == 20


@pytest.mark.parametrize("text", ["not json", "[1]", '{"m": 3}', '{"m": {"questions": "many", "dropped": [1]}}'])
def test_a_damaged_file_counts_from_zero(path, text):
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    count(path, "m", Usage(questions=1))
    assert read_usage(path, "m") == Usage(questions=1)


def test_a_count_below_zero_or_that_is_none_is_ignored(path):
    path.parent.mkdir()
    path.write_text(json.dumps({"m": {"kept": -3, "requests": True, "dropped": {"link": "x", "mention": 2}}}))
    assert read_usage(path, "m") == Usage(dropped=Counter(mention=2))


def test_a_disk_that_cannot_be_written_costs_a_log_line(tmp_path, caplog):
    (tmp_path / "data").write_text("a file where the folder should be")
    count(tmp_path / "data" / USAGE_FILE, "m", Usage(questions=1))
    assert "what the chat model cost could not be counted" in caplog.text


def test_another_process_that_holds_the_lock_costs_a_log_line(path, caplog, monkeypatch):
    monkeypatch.setattr(module, "LOCK_S", 0.01)
    path.parent.mkdir()
    with FileLock(path.with_suffix(".lock")):
        count(path, "m", Usage(questions=1))
    assert "what the chat model cost could not be counted: Timeout" in caplog.text
    assert not path.exists()
