import json
import re
import stat
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from bot import cli
from corpus.errors import CorpusError
from corpus.library import Problem
from index.errors import (
    DamagedIndexError,
    IncompatibleIndexError,
    IndexBusyError,
    IndexFloorError,
    NoIndexError,
    RerankerError,
)
from index.hits import Standing
from index.keeping.snapshot import Changes
from index.matching.ranking import Contributions
from tests.bot.terminal_fakes import ARTICLE, QUOTE, START, FakeIndex, FakeParts, a_hit

pytestmark = pytest.mark.usefixtures("bare_host")


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


@pytest.fixture
def parts(monkeypatch):
    """The parts that the next command gets, made ready to be spoilt."""
    made = FakeParts(cli.settings_from(None, None))
    monkeypatch.setattr("bot.wiring.CorpusParts", lambda settings, surveyor=None: made)
    return made


def run(*arguments, stdin=None):
    return CliRunner().invoke(cli.app, list(arguments), input=stdin)


def test_an_answer_shows_quote_and_source_and_nothing_else(parts, notes):
    result = run("ask", "what is ROFR?", "--corpus", str(notes))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "ROFR stands for “droit de premier refus” (in French) [1].",
        "",
        f"  «\u00a0{QUOTE}\u00a0» [1]",
        "",
        "Sources",
        " [1] Stargate et Microsoft",
        f"     21 January 2025 · {notes / ARTICLE.id}",
    ]


def test_a_refusal_is_a_result(parts):
    result = run("ask", "what is the capital of Peru?")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:4] == [
        "I found nothing in the articles about that.",
        "",
        "Nearest articles:",
        " · Stargate et Microsoft",
    ]


def test_a_question_needs_no_quotation_marks(parts):
    run("ask", "what", "is", "ROFR?")
    assert parts.opened[0].asked == [("what is ROFR?", ())]


def test_json_of_an_answer_is_one_object_with_the_promised_keys(parts, notes):
    result = run("ask", "what is ROFR?", "--json", "--corpus", str(notes))
    assert result.stdout.count("\n") == 1
    assert json.loads(result.stdout) == {
        "question": "what is ROFR?",
        "refused": False,
        "text": f"ROFR stands for “droit de premier refus” (in French) [1].\n\n«\u00a0{QUOTE}\u00a0» [1]",
        "language": "en",
        "origin": "extracted",
        "sure": True,
        "confidence": 1.0,
        "remark": "",
        "read_as": "what is ROFR?",
        "citations": [
            {
                "number": 1,
                "article": ARTICLE.id,
                "path": str(notes / ARTICLE.id),
                "title": ARTICLE.title,
                "url": None,
                "link": None,
                "date": "2025-01-21",
                "collection": "articles",
                "language": "fr",
                "quote": QUOTE,
                "highlight": "droit de premier refus",
                "columns": [],
                "start": START,
                "end": START + len(QUOTE),
            }
        ],
        "parts": [],
    }


def test_json_of_a_refusal_names_the_reason_and_the_nearest(parts):
    record = json.loads(run("ask", "--json", "what is the capital of Peru?").stdout)
    assert (record["refused"], record["citations"], record["origin"], record["sure"]) == (True, [], None, None)
    assert (record["reason"], record["read_as"]) == ("nothing_found", "what is the capital of Peru?")
    assert record["nearest"] == [{"article": ARTICLE.id, "title": ARTICLE.title, "url": None, "date": "2025-01-21"}]


@pytest.mark.parametrize(("arguments", "stdin"), [(["ask", "ROFR"], None), (["ask", "-"], "ROFR"), (["chat"], "ROFR")])
def test_whoever_asks_likely_speaks_the_language_of_the_terminal(parts, monkeypatch, arguments, stdin):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    run(*arguments, stdin=stdin)
    assert [index.likely for index in parts.opened] == [["fr"]]


@pytest.mark.parametrize(
    ("locale", "beginning"),
    [("fr_FR.UTF-8", "Je ne vois pas de question."), ("en_US.UTF-8", "I see no"), ("C", "I see no")],
)
@pytest.mark.parametrize("nothing", ["", "?!"])
def test_a_search_for_nothing_is_told_in_the_language_of_the_terminal(parts, monkeypatch, locale, beginning, nothing):
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setattr(FakeIndex, "find", lambda *_, **__: [])
    assert run("search", nothing).stdout.startswith(beginning)


def test_a_conversation_gets_one_object_a_question_with_three_earlier_ones_at_most(parts):
    lines = ["one?", "", "  two?  ", "three?", "Peru?", "five?"]
    result = run("ask", "-", "--json", stdin="\n".join(lines))
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(record["question"], record["refused"]) for record in records] == [
        ("one?", False),
        ("two?", False),
        ("three?", False),
        ("Peru?", True),
        ("five?", False),
    ]
    assert [earlier for _, earlier in parts.opened[0].asked] == [
        (),
        ("one?",),
        ("one?", "two?"),
        ("one?", "two?", "three?"),
        ("two?", "three?", "Peru?"),
    ]


def test_json_tells_sure_unsure_and_refused_apart(notes):
    (notes / "moons.md").write_text("# Moons\n\nSaturn has 274 known moons. The bridge of Vieuville is made of wood.\n")
    asked = [
        "How many moons does Saturn have?",
        "is the bridge of Vieuville old?",
        "why is the bridge of Vieuville made of wood?",
    ]
    result = run("ask", "-", "--json", "--corpus", str(notes), stdin="\n".join(asked))
    assert [json.loads(line)["sure"] for line in result.stdout.splitlines()] == [True, False, None]


def test_a_conversation_hands_on_how_a_question_was_read(notes):
    """The thing is known though the question that named it is further back than the answerer looks."""
    (notes / "rofr.md").write_text("# Shares\n\nWho sells first offers: that is a right of first refusal (ROFR).\n")
    asked = ["what is ROFR?", "who has it?", "is it old?", "how big is it?", "what does it cost?", "who holds it?"]
    result = run("ask", "-", "--json", "--corpus", str(notes), stdin="\n".join(asked))
    assert json.loads(result.stdout.splitlines()[-1])["read_as"] == "who holds it? (ROFR)"


def test_a_conversation_without_json_gets_one_line_a_question(parts, notes):
    result = run("ask", "-", "--corpus", str(notes), stdin="what is ROFR?\nand Peru?\n")
    assert result.stdout.splitlines() == [
        f"ROFR stands for “droit de premier refus” (in French) [1]. « {QUOTE} » [1] "
        f"Sources [1] Stargate et Microsoft, {notes / ARTICLE.id}",
        "I found nothing in the articles about that. Nearest articles: Stargate et Microsoft",
    ]


def test_a_chat_in_a_pipe_reads_as_a_conversation_and_ends_with_the_input(parts):
    result = run("chat", stdin="what is ROFR?\n\nand Peru?\n")
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if line.startswith("> ")] == [
        "> what is ROFR?",
        "> and Peru?",
    ]
    assert parts.opened[0].asked == [("what is ROFR?", ()), ("and Peru?", ("what is ROFR?",))]
    assert "16 articles to answer from" in result.stderr


@pytest.mark.parametrize(
    ("word", "said"), [("help", "Ask in French"), ("?", "Ask in French"), ("/Aide !", "Demandez en français")]
)
def test_a_word_gets_help_in_the_chat(parts, word, said):
    """In its language, and is no question; an empty line is nothing."""
    result = run("chat", stdin=f"{word}\n\n   \n")
    assert (result.exit_code, result.stdout, parts.opened[0].asked) == (0, "", [])
    assert said in result.stderr
    assert result.stderr.splitlines()[0] == (
        "16 articles to answer from. Help: help, aide or ?. Leave: quit, exit or quitter."
    )


@pytest.mark.parametrize("question", ["", " ", "?!"])
def test_what_asks_nothing_is_refused_in_a_sentence_and_nothing_failed(notes, question):
    """As README says of the exit status."""
    (notes / "cats.md").write_text("The cat sleeps on the mat.", encoding="utf-8")
    result = run("ask", question, "--corpus", str(notes))
    assert (result.exit_code, result.stdout) == (0, "I see no question here. Ask about something in the articles.\n")


@pytest.mark.parametrize("word", ["exit", "QUIT", "/quit", "quitter", "Quitter !"])
def test_a_word_leaves_the_chat(parts, word):
    result = run("chat", stdin=f"{word}\nwhat is ROFR?\n")
    assert (result.exit_code, result.stdout, parts.opened[0].asked) == (0, "", [])


def test_the_first_question_builds_the_index(parts):
    parts.name = None
    result = run("ask", "what is ROFR?")
    assert (result.exit_code, parts.builds) == (0, [False])
    assert result.stderr.splitlines() == ["No index of these articles yet: building it.", "reading 2 of 2"]
    assert result.stdout.startswith("ROFR stands for")


def test_changed_articles_are_taken_in_before_the_answer(parts):
    parts.pending = Changes(added=("new.md",), removed=("a.md", "b.md"))
    parts.problems = (Problem("bad.pdf", "damaged"),)
    result = run("ask", "what is ROFR?")
    assert result.stderr.splitlines() == [
        "Updating the index: 1 added (new.md), 2 removed (a.md, b.md).",
        "1 file could not be read; `sourcier corpus check`, of the same folder, says why.",
    ]
    assert parts.opened[0].closings == 1
    assert parts.opened[1].asked == [("what is ROFR?", ())]


def test_a_question_does_not_undo_going_back(parts):
    """The index before the change answers, and what has the change is named; in a conversation once."""
    parts.pending = Changes(added=("new.md",))
    parts.aside = "20260102T030405000000Z-abcd"
    told = (
        "Answering from the index that was gone back to. 20260102T030405000000Z-abcd has the articles as they are now: "
        "`sourcier index use` takes it, `sourcier rebuild-index` builds it anew."
    )
    result = run("ask", "what is ROFR?")
    assert (result.exit_code, result.stderr.splitlines(), parts.builds) == (0, [told], [])
    result = run("chat", stdin="what is ROFR?\nwhat is ROFR?\n")
    assert (result.exit_code, result.stderr.count(told), parts.builds) == (0, 1, [])


def test_no_build_is_announced_that_cannot_begin(tmp_path):
    """The error is the first that is said; of a folder that was emptied, the index goes on answering."""
    folders = ["--data-dir", str(tmp_path / "data"), "--corpus"]
    (tmp_path / "empty").mkdir()
    for folder, said in (("nowhere", "does not exist"), ("empty", "holds no article that can be read")):
        result = run("ask", "where does the cat sleep?", *folders, str(tmp_path / folder))
        (line,) = result.stderr.splitlines()
        assert (result.exit_code, line.startswith("sourcier: "), said in line) == (1, True, True)
    article = tmp_path / "empty" / "one.md"
    article.write_text("The cat sleeps on the mat.", encoding="utf-8")
    first = run("ask", "where does the cat sleep?", *folders, str(tmp_path / "empty"))
    assert first.stderr.startswith("No index of these articles yet: building it.\n")
    article.unlink()
    again = run("ask", "where does the cat sleep?", *folders, str(tmp_path / "empty"))
    assert again.stdout == first.stdout
    (line,) = again.stderr.splitlines()
    assert re.fullmatch(r"The index could not be updated \(.* read\); answering from the one in use\.", line)


def test_no_update_answers_from_the_index_as_it_is(parts):
    parts.pending = Changes(added=("new.md",))
    result = run("ask", "what is ROFR?", "--no-update")
    assert (result.exit_code, result.stderr, parts.builds) == (0, "", [])


def test_an_update_by_another_process_does_not_hold_up_the_answer(parts):
    parts.pending = Changes(changed=("a.md",))
    parts.build_error = IndexBusyError("busy")
    result = run("ask", "what is ROFR?")
    assert (result.exit_code, len(parts.opened)) == (0, 1)
    assert result.stderr.splitlines()[-1].startswith("Another process is updating the index already")


def test_a_first_build_by_another_process_is_waited_for(parts, monkeypatch):
    parts.name, parts.build_error = None, IndexBusyError("busy")
    monkeypatch.setattr("bot.terminal.indexing.time.sleep", lambda _: setattr(parts, "name", "theirs"))
    result = run("ask", "what is ROFR?")
    assert (result.exit_code, parts.opened[0].name) == (0, "theirs")


def test_search_shows_passages_with_where_they_stand(parts, notes):
    result = run("search", "premier refus", "--corpus", str(notes))
    assert result.stdout.splitlines() == [
        " 1  Stargate et Microsoft › Stargate",
        f"    fr · 21 January 2025 · {notes / ARTICLE.id} · {START}-{START + len(QUOTE)}",
        f"    {QUOTE}",
        "",
    ]


@pytest.mark.parametrize("nothing", ["", "  ", "?!"])
def test_a_search_for_nothing_is_told_from_one_that_finds_nothing(parts, monkeypatch, nothing):
    monkeypatch.setattr(FakeIndex, "find", lambda *_, **__: [])
    monkeypatch.setenv("LC_ALL", "C")
    assert run("search", nothing).stdout == "I see no question here. Ask about something in the articles.\n"
    assert run("search", "zebra").stdout == "No passage has anything to do with that.\n"


@pytest.mark.parametrize("command", ["ask", "search"])
def test_spaces_behind_a_question_are_nothing_unread(parts, command):
    assert "are read" not in run(command, "what is ROFR?" + " " * 3000).stderr


@pytest.mark.parametrize("command", [("ask",), ("search",), ("ask", "-"), ("chat",)])
def test_it_is_told_where_a_question_is_longer_than_what_is_read(parts, command):
    told = "Of 2,001 characters the first 2,000 are read."
    for length, times in ((2000, 0), (2001, 1)):
        typed = "x" * length
        result = run(*command, stdin=typed) if command in {("ask", "-"), ("chat",)} else run(*command, typed)
        assert (result.exit_code, result.stderr.count(told)) == (0, times)


def test_search_explains_each_way_of_matching(parts):
    result = run("search", "premier refus", "--explain")
    assert "words #1 (7.250)   across -   dense #2 (0.500)   pieces -   fused 0.0325" in result.stdout
    assert result.stdout.count("sourcier search --help") == 1
    assert "sourcier search --help" not in run("search", "premier refus").stdout


def test_search_explains_why_a_passage_came_first(parts, monkeypatch):
    """What each part added, the strongest first."""
    because = Contributions(words=1.25, meaning=-0.5, pieces=3.0, size=0.04, counterpart=0.0, language=0.0, beside=0.0)
    hit = replace(a_hit(), fused=1.0, pieces=Standing(3, 0.9), because=because)
    monkeypatch.setattr(FakeIndex, "find", lambda *_, **__: [hit])
    shown = run("search", "premier refus", "--explain").stdout
    assert "pieces #3 (0.900)" in shown
    assert "first because: pieces +3.0, words +1.2, meaning -0.5\n" in shown
    monkeypatch.setattr(FakeIndex, "find", lambda *_, **__: [replace(hit, reranked=Standing(1, 2.0))])
    assert "fused from: pieces +3.0" in run("search", "premier refus", "--explain").stdout
    nothing = replace(hit, because=Contributions(*[0.01] * 7))
    monkeypatch.setattr(FakeIndex, "find", lambda *_, **__: [nothing])
    assert "because" not in run("search", "premier refus", "--explain").stdout
    monkeypatch.setattr(FakeIndex, "find", lambda *_, **__: [hit])
    record = json.loads(run("search", "premier refus", "--json").stdout)["hits"][0]
    assert record["because"] == {
        "words": 1.25,
        "meaning": -0.5,
        "pieces": 3.0,
        "size": 0.04,
        "counterpart": 0.0,
        "language": 0.0,
        "beside": 0.0,
    }


def test_a_misspelt_search_says_how_it_was_read(parts, monkeypatch):
    """As `ask` does; what is spelt well is read as it stands."""
    sought = []
    monkeypatch.setattr(FakeIndex, "find", lambda _, question, *__, **___: [sought.append(question) or a_hit()][:1])
    assert run("search", "premeir refus").stdout.startswith("Understood as: premier refus\n\n 1  ")
    assert json.loads(run("search", "premeir refus", "--json").stdout)["read_as"] == "premier refus"
    assert run("search", "le refus").stdout.startswith(" 1  ")
    assert json.loads(run("search", "le refus", "--json").stdout)["read_as"] == "le refus"
    assert sought == ["premier refus", "premier refus", "le refus", "le refus"]


def test_search_explains_what_a_reranker_and_copies_did(parts, monkeypatch):
    hit = replace(a_hit(), reranked=Standing(1, -2.5), alike=2)
    monkeypatch.setattr(FakeIndex, "find", lambda *_, **__: [hit])
    assert "fused 0.0325   reranked #1 (-2.500)   alike 2" in run("search", "premier refus", "--explain").stdout
    record = json.loads(run("search", "premier refus", "--json").stdout)["hits"][0]
    assert (record["reranked"], record["alike"]) == ({"rank": 1, "score": -2.5}, 2)


def test_a_model_that_cannot_be_used_is_named_before_the_first_build(parts):
    parts.name, parts.prepare_error = None, RerankerError("no such reranker")
    result = run("ask", "what is ROFR?")
    assert (result.exit_code, parts.builds) == (1, [])
    assert "sourcier: no such reranker" in result.stderr


def test_json_of_a_search_holds_every_part_of_the_score(parts):
    hit = json.loads(run("search", "premier refus", "--json").stdout)["hits"][0]
    assert (hit["rank"], hit["article"], hit["text"], hit["heading"]) == (1, ARTICLE.id, QUOTE, "Stargate")
    assert (hit["words"], hit["across"], hit["dense"]) == (
        {"rank": 1, "score": 7.25},
        None,
        {"rank": 2, "score": 0.5},
    )


@pytest.mark.parametrize("limit", ["0", "101", "some"])
def test_a_limit_out_of_range_is_wrong_usage(parts, limit):
    assert run("search", "x", "--limit", limit).exit_code == 2


def test_the_glossary_lists_terms_with_where_they_stand(parts):
    result = run("glossary", "--limit", "1")
    assert [line.split("  ") for line in (" ".join(result.stdout.split()),)] == [
        ["Term Means Lang Where ROFR droit de premier refus fr Stargate et Microsoft 1 term; 2 more with --limit 3."]
    ]


def test_one_term_of_the_glossary_names_its_articles(parts):
    assert run("glossary", "rofr").stdout.splitlines() == [
        "ROFR",
        "  droit de premier refus (fr; 1 article)",
        "    Stargate et Microsoft",
    ]


def test_a_long_form_is_looked_up_as_its_acronym(parts):
    """In either language, in any letters; both meanings stand there as for the acronym itself."""
    assert run("glossary", "Droit de premier REFUS").stdout == run("glossary", "rofr").stdout


def test_a_term_that_is_not_in_the_glossary_says_which_are_like_it(parts):
    result = run("glossary", "ROFRX")
    assert result.exit_code == 0
    assert result.stdout == "The articles have no definition of ROFRX that I recognise. Nearest: ROFR.\n"


def test_json_of_the_glossary_holds_every_place(parts, notes):
    record = json.loads(run("glossary", "--json", "--corpus", str(notes)).stdout)
    (term,) = record["terms"]
    (meaning,) = term["meanings"]
    (place,) = meaning.pop("places")
    assert (record["total"], record["nearest"], term["term"]) == (3, [], "ROFR")
    assert meaning == {"text": "droit de premier refus", "kind": "acronym", "articles": 1, "languages": ["fr"]}
    assert ARTICLE.text[place["start"] : place["end"]] == place["text"] == "droit de premier refus"
    assert ARTICLE.text[place["sentence_start"] : place["sentence_end"]] == QUOTE
    assert (place["article"], place["found"], place["path"]) == (ARTICLE.id, "phrase", str(notes / ARTICLE.id))


def test_a_rebuild_says_what_changed_and_what_could_not_be_read(parts, notes):
    parts.problems = (Problem("bad.pdf", "the file is damaged"),)
    result = run("rebuild-index", "--all", "--corpus", str(notes))
    assert parts.builds == [True]
    assert result.stdout.splitlines() == [
        f"Index ready: 16 articles, 120 passages, in 1.2 s, of {notes}",
        "2 added · 1 changed · 0 removed · 13 unchanged",
        "20 passages encoded, 100 taken over",
        "",
        "1 file could not be read:",
        "  bad.pdf  the file is damaged",
    ]


def test_of_many_files_that_could_not_be_read_a_rebuild_names_the_first(parts, notes):
    """What names all is said."""
    parts.problems = tuple(Problem(f"bad-{number:02}.pdf", "the file is damaged") for number in range(25))
    lines = run("rebuild-index", "--all", "--corpus", str(notes)).stdout.splitlines()
    assert lines[4] == "25 files could not be read:"
    assert [line.split()[0] for line in lines[5:]] == [*(f"bad-{number:02}.pdf" for number in range(10)), "and"]
    assert lines[-1] == "  and 15 more; `sourcier corpus check` names all"


def test_progress_for_programs_is_a_line_a_step_and_the_report_last(parts):
    result = run("rebuild-index", "--progress-json")
    *steps, last = [json.loads(line) for line in result.stdout.splitlines()]
    assert steps == [{"step": {"stage": "reading", "done": done, "total": 2}} for done in range(3)]
    assert (last["report"]["snapshot"], last["report"]["added"], last["report"]["problems"]) == ("built-1", 2, [])


def test_an_error_for_programs_is_the_last_line(parts):
    parts.build_error = CorpusError("no folder notes; make it")
    result = run("rebuild-index", "--progress-json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, {"error": "no folder notes; make it"})


def test_a_program_is_told_that_another_process_builds(parts):
    parts.build_error = IndexBusyError("another process is building; wait")
    result = run("rebuild-index", "--progress-json")
    assert (result.exit_code, json.loads(result.stdout)) == (
        1,
        {"error": "another process is building; wait", "busy": True},
    )


def test_a_wrong_setting_reaches_programs_too(parts):
    result = run("rebuild-index", "--progress-json", "--corpus", "")
    assert (result.exit_code, json.loads(result.stdout)["error"]) == (
        2,
        "--corpus is '' on the command line; wanted the path of a folder",
    )


def test_a_dry_run_names_each_article_and_builds_nothing(parts, notes):
    result = run("rebuild-index", "--dry-run", "--corpus", str(notes))
    assert (parts.builds, result.exit_code) == ([], 0)
    assert result.stdout.splitlines() == [
        f"A rebuild would do this: 20 passages of 120 would be encoded, of {notes}",
        "2 added · 1 changed · 0 removed · 13 unchanged",
        "  + @123/rules.md",
        "  + new.md",
        "  ~ fr/stargate.md",
    ]


def test_a_dry_run_for_machines_is_one_object(parts):
    """Alone with --json; after the steps, as a plan, with --progress-json."""
    alone = json.loads(run("rebuild-index", "--dry-run", "--json").stdout)
    assert (alone["added"], alone["removed"], alone["anew"]) == (["@123/rules.md", "new.md"], [], False)
    *_, last = run("rebuild-index", "--dry-run", "--all", "--progress-json").stdout.splitlines()
    plan = json.loads(last)["plan"]
    alone["to_encode"] = alone.pop("encoded")
    assert {**plan, "snapshot": None} == {**alone, "anew": True}
    assert parts.builds == []


def test_a_dry_run_that_cannot_read_the_articles_says_why(parts):
    parts.build_error = CorpusError("no folder notes; make it")
    result = run("rebuild-index", "--dry-run")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no folder notes; make it" in result.stderr


@pytest.mark.parametrize("command", [("ask", "hello"), ("search", "hello"), ("glossary",), ("ask", "-")])
def test_a_servers_articles_answer_where_the_server_is_named_alone(parts, command):
    """Without it, from the shared ones; of a server that has none, that is said."""
    plain = run(*command, stdin="hello\n")
    asked = run(*command, "--server", "123", stdin="hello\n")
    assert (plain.exit_code, asked.exit_code) == (0, 0)
    assert [index.scopes for index in parts.opened] == [[None], [frozenset({"articles", "server-123"})]]
    assert "The server 123 has no articles of its own; there are the shared ones." in asked.stderr
    assert "123" not in plain.stderr


def test_a_server_is_a_number(parts):
    result = run("ask", "hello", "--server", "my-server")
    assert (result.exit_code, parts.opened) == (2, [])


def test_status_says_what_is_in_use(parts, notes):
    parts.pending = Changes(changed=("a.md",))
    lines = dict(line.split("  ", 1) for line in run("status", "--corpus", str(notes)).stdout.splitlines())
    assert lines["Articles"].strip() == str(notes)
    assert lines["Index"].strip() == "16 articles (9 fr, 7 en), 120 passages"
    assert lines["Encoder"].strip() == "static:fake, 8 wide"
    assert lines["Refuses"].strip() == "below 0.20, as shipped"
    assert lines["Changed since"].strip() == "1 changed (a.md)"


def test_status_before_the_first_build_says_what_to_do(parts, notes):
    parts.name = None
    result = run("status", "--corpus", str(notes))
    assert result.exit_code == 0
    assert "none yet; 0 files to read" in result.stdout
    assert "first question builds it" not in result.stdout
    assert "Put .txt, .md, .html, .pdf or .docx files there first" in result.stdout
    assert json.loads(run("status", "--json", "--corpus", str(notes)).stdout)["index"] is None


def test_status_promises_no_build_where_nothing_can_be_written(parts, notes, monkeypatch):
    """Neither a first one, without which nothing is answered, nor one of what changed."""
    (notes / "a.md").write_text("One.")
    monkeypatch.setattr("bot.wiring.desk.closed", lambda *_: notes)
    parts.pending = Changes(changed=("a.md",))
    result = run("status", "--corpus", str(notes))
    assert result.exit_code == 0
    told = f"Nothing can be built: {notes} may not be written. Let this user write there, or name another"
    assert told in result.stdout
    parts.name = None
    result = run("status", "--corpus", str(notes))
    assert result.exit_code == 1
    assert told in result.stdout
    assert "first question builds it" not in result.stdout
    assert json.loads(run("status", "--json", "--corpus", str(notes)).stdout)["closed"] == str(notes)


def test_json_of_status_names_the_encoder_and_the_counts(parts, notes):
    record = json.loads(run("status", "--json", "--corpus", str(notes)).stdout)
    assert record["index"]["encoder"] == "static:fake"
    assert record["index"]["languages"] == {"fr": 9, "en": 7}
    assert record["changes"] == {"added": [], "changed": [], "removed": [], "touched": []}
    assert record["threshold"] == {"least": 0.2, "calibration": None, "note": None}


def test_run_without_a_token_says_how_to_get_one():
    result = run("run")
    assert (result.exit_code, result.stdout) == (2, "")
    for words in ("discord.com/developers", "New Application", "Reset Token", ".env", "`sourcier chat`"):
        assert words in result.stderr


def test_run_names_a_token_that_is_called_otherwise(tmp_path):
    (tmp_path / ".env").write_text("DISCORD_BOT_TOKEN=MTIz.x.y\n")
    result = run("run")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Reset Token" in result.stderr
    assert "DISCORD_BOT_TOKEN is set, which is not read. If that is the bot's token, name it" in result.stderr
    assert "MTIz" not in result.stderr


def test_run_says_at_once_that_a_token_cannot_be_one(parts, monkeypatch):
    """In doctor's words, before an index is built and before Discord is asked."""
    monkeypatch.setattr("bot.discord_app.run_bot", lambda settings, desk: pytest.fail("Discord was asked"))
    monkeypatch.setenv("DISCORD_TOKEN", "paste-it-here")
    parts.name = None
    result = run("run")
    assert (result.exit_code, result.stdout, parts.builds) == (2, "", [])
    assert "DISCORD_TOKEN is 1 part between dots, where a token has three, and no bot's token. On" in result.stderr
    assert "then Reset Token" in result.stderr
    assert "paste-it-here" not in result.stderr


def test_run_lets_discord_say_whose_token_it_is(parts, monkeypatch):
    """Or what stands in for it: three parts are enough to ask."""
    monkeypatch.setattr("bot.discord_app.run_bot", lambda settings, desk: 7)
    monkeypatch.setattr("bot.cli.log_to_stderr", lambda settings: None)
    monkeypatch.setenv("DISCORD_TOKEN", "TEST.stand-in.token")
    assert run("run").exit_code == 7


def test_run_builds_a_missing_index_and_hands_over_to_discord(parts, monkeypatch):
    started = []
    monkeypatch.setattr("bot.discord_app.run_bot", lambda settings, desk: started.append(settings) or 7)
    monkeypatch.setattr("bot.cli.log_to_stderr", lambda settings: None)
    monkeypatch.setenv("DISCORD_TOKEN", "MTIz.not.one")
    parts.name = None
    assert run("run").exit_code == 7
    assert (len(started), parts.builds) == (1, [False])
    assert run("run").exit_code == 7
    assert (len(started), parts.builds) == (2, [False])


def test_run_opens_the_index_once_and_hands_it_over(parts, monkeypatch):
    """With the models that it was opened by: loaded twice, they would take as much memory again for good."""
    given = []
    monkeypatch.setattr("bot.discord_app.run_bot", lambda settings, desk: given.append(desk) or desk.open() or 7)
    monkeypatch.setattr("bot.cli.log_to_stderr", lambda settings: None)
    monkeypatch.setenv("DISCORD_TOKEN", "MTIz.not.one")
    assert run("run").exit_code == 7
    assert [one.parts for one in given] == [parts]
    assert [one.closings for one in parts.opened] == [0]


def test_run_says_what_is_logged_before_it_loads_a_chat_model(parts, monkeypatch):
    """A client that finds no log sets up its own, which holds what it is asked."""
    done = []
    monkeypatch.setattr("bot.discord_app.run_bot", lambda settings, desk: done.append("run") or 7)
    monkeypatch.setattr("bot.cli.log_to_stderr", lambda settings: done.append("log"))
    monkeypatch.setattr(parts, "prepare", lambda: done.append("prepare"))
    monkeypatch.setenv("DISCORD_TOKEN", "MTIz.not.one")
    monkeypatch.setenv("SOURCIER_CHAT_MODEL", "openai:m")
    assert run("run").exit_code == 7
    assert done == ["log", "prepare", "run"]


def test_run_replaces_an_index_of_another_version(parts, monkeypatch):
    """An upgraded image meets the volume of the one before: the bot answers from its first minute on."""
    monkeypatch.setattr("bot.discord_app.run_bot", lambda settings, desk: 0)
    monkeypatch.setattr("bot.cli.log_to_stderr", lambda settings: None)
    monkeypatch.setenv("DISCORD_TOKEN", "MTIz.not.one")
    parts.open_error = IncompatibleIndexError("index format 0, this version reads 1")
    result = run("run")
    assert (result.exit_code, parts.builds) == (0, [False])
    assert "made by another version or encoder: building it anew" in result.stderr


MENDED = (
    "The index is damaged (/x/rows.npy has changed), and there is no whole one before it: reading again what was lost. "
    "If it comes back, have the disk examined."
)


def test_run_mends_a_damaged_index(parts, monkeypatch):
    """What is whole is taken over; a bot that starts answers."""
    started = []
    monkeypatch.setattr("bot.discord_app.run_bot", lambda settings, desk: started.append(settings) or 0)
    monkeypatch.setattr("bot.cli.log_to_stderr", lambda settings: None)
    monkeypatch.setenv("DISCORD_TOKEN", "MTIz.not.one")
    parts.open_error = DamagedIndexError("/x/rows.npy has changed; run `sourcier rebuild-index`")
    result = run("run")
    assert (result.exit_code, len(started), parts.builds) == (0, 1, [False])
    assert result.stderr.splitlines()[0] == MENDED


def test_what_stays_damaged_after_mending_is_a_sentence(parts):
    """It is tried once, not for ever."""
    parts.open_error = DamagedIndexError("/x/rows.npy has changed; run `sourcier rebuild-index`")
    result = run("ask", "what is ROFR?")
    assert (result.exit_code, result.stdout, parts.builds) == (1, "", [False])
    first, *_, last = result.stderr.splitlines()
    assert (first, last) == (MENDED, "sourcier: /x/rows.npy has changed; run `sourcier rebuild-index`")


def test_what_cannot_be_mended_is_a_sentence(parts, monkeypatch):
    """For the bot, too: it starts without an index of which it could answer anything."""
    monkeypatch.setattr("bot.cli.log_to_stderr", lambda settings: None)
    monkeypatch.setenv("DISCORD_TOKEN", "MTIz.not.one")
    parts.open_error = DamagedIndexError("/x/rows.npy has changed; run `sourcier rebuild-index`")
    parts.build_error = IndexFloorError("/x/y: No space left on device; nothing was put in use")
    for command in (("ask", "what is ROFR?"), ("run",)):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        first, last = result.stderr.splitlines()
        assert (first, last) == (MENDED, "sourcier: /x/y: No space left on device; nothing was put in use")


@pytest.mark.parametrize(
    "error",
    [
        CorpusError("the folder /x does not exist; make it"),
        NoIndexError("there is no index in /x yet; run `sourcier rebuild-index`"),
        PermissionError(13, "Permission denied", "/x/current"),
    ],
)
def test_what_a_person_can_cause_is_a_sentence_and_status_one(parts, error):
    parts.open_error = error
    result = run("ask", "what is ROFR?")
    expected = str(error) if error.__class__ is not PermissionError else "/x/current: Permission denied"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"sourcier: {expected}\n")


def test_an_index_of_another_encoder_names_the_whole_command(parts, tmp_path):
    (tmp_path / "my notes").mkdir()
    parts.open_error = IncompatibleIndexError("made with another encoder; run `sourcier rebuild-index`")
    result = run("ask", "x", "--corpus", str(tmp_path / "my notes"))
    assert result.exit_code == 1
    assert f"sourcier rebuild-index --corpus '{tmp_path}/my notes'" in result.stderr


def test_a_wrong_setting_is_status_two(monkeypatch):
    monkeypatch.setenv("SOURCIER_LOG_LEVEL", "loud")
    result = run("status")
    assert (result.exit_code, result.stderr) == (
        2,
        "sourcier: SOURCIER_LOG_LEVEL is 'loud' in the environment; wanted `debug`, `info`, `warning` or `error`\n",
    )


def test_a_misspelt_setting_is_noted_and_the_answer_given(parts, monkeypatch):
    monkeypatch.setenv("SOURCIER_CORPSE", "notes")
    result = run("ask", "what is ROFR?")
    assert result.exit_code == 0
    assert result.stderr == "sourcier: SOURCIER_CORPSE is not a setting of Sourcier; did you mean SOURCIER_CORPUS?\n"


def test_the_unforeseen_gets_an_incident_whose_traceback_is_in_the_log(parts, tmp_path):
    parts.open_error = ZeroDivisionError("secret text of a question")
    result = run("ask", "what is ROFR?", "--data-dir", str(tmp_path / "data"))
    log = (tmp_path / "data" / "sourcier.log").read_text(encoding="utf-8")
    incident = result.stderr.split("incident ")[1].split(";")[0]
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"incident {incident}" in log
    assert "ZeroDivisionError" in log
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert "secret" not in result.stderr


def test_ctrl_c_is_status_130(parts):
    parts.open_error = KeyboardInterrupt()
    result = run("ask", "what is ROFR?")
    assert (result.exit_code, result.stdout) == (130, "")


def test_version_is_the_distribution_s():
    result = run("--version")
    assert (result.exit_code, result.stdout.split(".")[0]) == (0, "sourcier 0")


@pytest.mark.parametrize("command", [[], ["ask"], ["chat"], ["search"], ["rebuild-index"], ["status"], ["run"]])
def test_help_shows_an_example(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "For example: sourcier " in result.stdout
