import io
import json
import re
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answers.answer import Part
from bot.answers.chat.usage import Usage
from bot.answers.sentences.threshold import Calibration, Threshold
from bot.terminal.answers import answer_line, render_answer, render_hits
from bot.terminal.articles import render_articles
from bot.terminal.failures import explain
from bot.terminal.glossary import render_entry, render_listing
from bot.terminal.intake import render_trash
from bot.terminal.progress import progress_on
from bot.terminal.records import Shelves, as_line, of_status, place
from bot.terminal.reports import render_status, spoken_threshold
from bot.terminal.screen import READING_WIDTH, Screen, console_on, one_line, readable, show_on, visible
from bot.terminal.unfolding import unfolding_on
from bot.terminal.wording import spoken_changes
from bot.texts.dates import written_date
from bot.wiring import ChatStatus, Status
from corpus.intake import Trashed
from corpus.library import Inspection
from index.keeping.snapshot import Changes
from tests.bot.terminal_fakes import ARTICLE, QUOTE, START, a_hit, a_listing, a_manifest, a_refusal, an_answer

CORPUS = Path("/corpus")
CODES = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\")  # colours and links


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    """A terminal of 60 columns in colour."""
    for name in ("NO_COLOR", "TTY_COMPATIBLE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    return Terminal()


def shown(stream, result):
    show_on(console_on(stream), render_answer(result, CORPUS))
    return stream.getvalue()


def test_a_terminal_wraps_at_its_width_and_indents_quotes(terminal):
    text = CODES.sub("", shown(terminal, an_answer(lead="word " * 40)))
    assert max(map(len, text.splitlines())) == 60
    assert [line.rstrip() for line in text.splitlines() if line.strip() and line.startswith("  ")][:2] == [
        "  «\u00a0Microsoft dispose d’un droit de premier refus",
        "  (ROFR).\u00a0» [1]",
    ]


def test_steps_that_are_quoted_stand_on_lines_of_their_own_at_a_terminal(terminal):
    steps = replace(an_answer().citations[0], quote="1. Close  the game.\n2. Press F9.", highlight="")
    lines = CODES.sub("", shown(terminal, an_answer(citations=(steps,)))).splitlines()
    start = next(place for place, line in enumerate(lines) if "1. Close" in line)
    assert [line.strip() for line in lines[start : start + 2]] == [
        "«\u00a01. Close the game.",
        "2. Press F9.\u00a0» [1]",
    ]


def test_prose_is_never_wider_than_is_good_to_read(terminal, monkeypatch):
    monkeypatch.setenv("COLUMNS", "250")
    lines = CODES.sub("", shown(terminal, an_answer(lead="word " * 100))).splitlines()
    assert max(map(len, lines)) == READING_WIDTH


def test_a_table_of_articles_keeps_ids_and_titles_whole(terminal):
    inspections = [Inspection(replace(ARTICLE, title="A long title " * 5), ())] * 2
    show_on(console_on(terminal), render_articles(inspections), wide=True)
    lines = CODES.sub("", terminal.getvalue()).splitlines()
    assert [line[:32] for line in lines if line[:1] == "f"] == ["fr/stargate.md  fr    2025-01-21"] * 2
    assert " ".join(" ".join(lines).split()).count("long title") == 10
    assert not any("…" in line for line in lines)


def test_titles_in_the_glossary_are_whole_however_narrow_the_terminal_is(terminal):
    listing = replace(a_listing(), titles={ARTICLE.id: "A long title " * 5})
    show_on(console_on(terminal), render_listing(listing), wide=True)
    assert " ".join(CODES.sub("", terminal.getvalue()).split()).count("title") == 5
    assert "…" not in terminal.getvalue()


def test_where_ids_leave_titles_no_room_a_title_stands_below_its_id(terminal):
    """Both can still be read, and the id copied."""
    named = replace(ARTICLE, id="en/crispr-gene-editing-in-medicine.md", title="From curiosity to a cure " * 3)
    show_on(console_on(terminal), render_articles([Inspection(one, ()) for one in (named, ARTICLE)]), wide=True)
    lines = [line.rstrip() for line in CODES.sub("", terminal.getvalue()).splitlines()]
    assert lines[0] == named.id
    assert lines[1].startswith("  fr · 2025-01-21 · ")
    assert lines[1].endswith(" words · From curiosity to a cure From")
    assert lines[2] == "  curiosity to a cure From curiosity to a cure"
    assert lines[3] == ARTICLE.id


def test_what_can_be_brought_back_keeps_its_names_and_ids_whole(terminal, monkeypatch):
    """Where a table has no room for them, each stands on a line of its own."""
    removed = datetime(2025, 6, 1, 12, 30, tzinfo=UTC)
    there = [Trashed("20250601T123000000000-ab12", "a/long-name-of-an-article.md", removed, 1_234)]
    show_on(console_on(terminal), render_trash(there), wide=True)
    assert [line.rstrip() for line in CODES.sub("", terminal.getvalue()).splitlines()] == [
        "a/long-name-of-an-article.md",
        "  2025-06-01 12:30 UTC · 1,234 bytes",
        "  20250601T123000000000-ab12",
    ]
    monkeypatch.setenv("COLUMNS", "100")
    wide = Terminal()
    show_on(console_on(wide), render_trash(there), wide=True)
    assert [line.split()[0] for line in CODES.sub("", wide.getvalue()).splitlines()] == ["Article", there[0].id]


def test_a_pipe_gets_no_colour_and_no_wrapping():
    output = shown(io.StringIO(), an_answer(lead="word " * 400))
    assert output.splitlines()[0] == ("word " * 400).rstrip()
    assert "\x1b" not in output
    assert not any(line != line.rstrip() for line in output.splitlines())


def test_a_terminal_without_colour_gets_none(terminal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in shown(terminal, an_answer())
    assert "\x1b[1;36m" not in terminal.getvalue()


def test_the_part_that_answers_is_bold_in_its_quote(terminal):
    assert "\x1b[1;3mdroit de premier refus" in shown(terminal, an_answer())


def test_a_number_is_bold_where_it_stands_by_itself(terminal):
    told = replace(an_answer().citations[0], quote="In 2015, 12; in 2019, 5.", highlight="5", language="en")
    assert "in 2019, \x1b[0m\x1b[1;3m5" in shown(terminal, an_answer(citations=(told,)))


def test_a_row_stands_there_by_the_names_of_its_columns(terminal):
    row = replace(an_answer().citations[0], quote="A | 15", highlight="15", columns=("Plan", "Price"), language="en")
    output = shown(terminal, an_answer(citations=(row,)))
    assert "Plan: A · " in output
    assert "\x1b[1;3mPrice: 15" in output


def test_an_address_can_be_opened_from_the_terminal(terminal):
    citation = an_answer().citations[0]
    linked = shown(terminal, an_answer(citations=(replace(citation, link="https://example.org/a?b=1#:~:text=x"),)))
    assert ";https://example.org/a?b=1#:~:text=x\x1b\\" in linked


def test_articles_cannot_steer_a_terminal():
    evil = "a\x1b]0;owned\x07b\x9b31mc\u202ed"
    citation = replace(an_answer().citations[0], title=evil, quote=evil, collection=evil, link=f"https://e.org/{evil}")
    answer = an_answer(lead=evil, citations=(citation,), read_as=evil)
    output = shown(io.StringIO(), answer) + answer_line(answer, CORPUS)
    assert not set(output) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert output.count("a]0;ownedb31mcd") == 11


def test_markup_in_articles_is_text():
    assert "[bold]not markup[/] :smile:" in shown(io.StringIO(), an_answer(lead="[bold]not markup[/] :smile:"))


def test_quotes_of_one_article_share_one_source():
    first = an_answer().citations[0]
    second = replace(first, number=2, article_id="en/other.md", title="Other", published=None)
    output = shown(io.StringIO(), an_answer(citations=(first, second, replace(first, quote="Oracle investit."))))
    assert output.splitlines()[-5:] == [
        "Sources",
        " [1] Stargate et Microsoft",
        "     21 January 2025 · /corpus/fr/stargate.md",
        " [2] Other",
        "     /corpus/en/other.md",
    ]
    assert "«\u00a0Oracle investit.\u00a0» [1]" in output


def test_sources_name_their_collections_where_somebody_named_one():
    citation = replace(an_answer().citations[0], collection="newsroom", link="https://example.org/a")
    output = shown(io.StringIO(), an_answer(citations=(citation,)))
    assert output.splitlines()[-2:] == ["     21 January 2025 · newsroom", "     https://example.org/a"]


def test_an_address_that_no_browser_should_open_gives_way_to_the_file():
    nearest = a_refusal().nearest[0]
    output = shown(io.StringIO(), a_refusal(nearest=(replace(nearest, url="javascript:alert(1)"),)))
    assert output.splitlines()[-3].endswith("21 January 2025 · /corpus/fr/stargate.md")
    assert output.splitlines()[-1] == "To read the passages that came closest, ask sourcier search the same."


def test_a_french_answer_is_surrounded_by_french():
    output = shown(io.StringIO(), an_answer(language="fr", read_as="et le ROFR ?"))
    assert output.startswith("Compris comme\u00a0: et le ROFR ?\n")
    assert "21 janvier 2025" in output
    assert shown(io.StringIO(), a_refusal(language="fr")).splitlines()[2] == "Articles les plus proches\u00a0:"


def test_how_a_refused_question_was_understood_stands_above_the_refusal():
    lines = shown(io.StringIO(), a_refusal(read_as="what is the capital of Peru?\x1b[1m")).splitlines()
    assert lines[:2] == [
        "Understood as: what is the capital of Peru?[1m",
        "I found nothing in the articles about that.",
    ]


def test_each_question_of_a_message_stands_above_what_is_said_to_it():
    parts = (
        Part("who won?\x1b[1m", "Nothing found.", 0, "who won? (Peru)", sure=False),
        Part("ROFR?", "It is [1].", 1),
    )
    lines = shown(io.StringIO(), an_answer(parts=parts)).splitlines()
    assert lines[:7] == [
        "who won?[1m",
        "Understood as: who won? (Peru)",
        "Nothing found.",
        "",
        "ROFR?",
        "It is [1].",
        "",
    ]
    assert QUOTE in " ".join(lines[7].split())
    assert "“ROFR?” It is [1]." in answer_line(an_answer(parts=parts), CORPUS)


def test_a_long_question_is_shortened_above_what_is_said_to_it():
    """Between words; whoever asked knows the rest. So is how it was understood, also above a refusal."""
    long = "please tell me " * 100 + "who won?"
    lines = shown(io.StringIO(), an_answer(parts=(Part(long, "It is [1].", 1, long),))).splitlines()
    assert lines[0] == "please tell me " * 13 + "…"
    assert lines[1] == f"Understood as: {'please tell me ' * 13}…"
    assert shown(io.StringIO(), a_refusal(read_as=long)).splitlines()[0] == lines[1]
    unbroken = shown(io.StringIO(), an_answer(parts=(Part("x" * 2000, "It is [1].", 1),))).splitlines()
    assert unbroken[0] == "x" * 200 + " …"


@pytest.mark.parametrize("told", [{"remark": "Left out: “why?”."}, {"origin": "m"}, {"origin": "m", "remark": "Slow."}])
def test_what_is_said_of_an_answer_stands_apart_from_its_sources(told):
    lines = shown(io.StringIO(), an_answer(**told)).splitlines()
    at = lines.index("Sources")
    assert lines[at - 1] == ""
    assert lines[at - 2] in {"Left out: “why?”.", "Written by m from these quotes.", "Slow."}
    assert lines[at - 2 - len(told)] == ""


def test_who_wrote_an_answer_is_told_unless_it_is_only_quotes():
    assert "Written by some-model from these quotes." in shown(io.StringIO(), an_answer(origin="some-model"))
    assert "Written by" not in shown(io.StringIO(), an_answer())


@pytest.mark.parametrize("result", [an_answer(remark="It was\x1b[2J down."), a_refusal(remark="It was\x1b[2J down.")])
def test_a_remark_is_told_with_the_result(result):
    assert "It was[2J down.\n" in shown(io.StringIO(), result)
    assert "It was[2J down." in answer_line(result, CORPUS)


def test_an_answer_unfolds_at_a_terminal_and_leaves_nothing_behind(terminal, monkeypatch):
    """Each part is drawn over the one before; the whole answer is printed afterwards by whoever asked."""
    monkeypatch.setattr("sys.stdout", terminal)
    screen = Screen()
    with unfolding_on(screen, CORPUS) as on_part:
        on_part(an_answer(lead="First."))
        on_part(an_answer(lead="First.\nSecond."))
    drawn = terminal.getvalue()
    assert drawn.index("First.") < drawn.index("Second.")
    rows = drawn.rpartition("Second.")[2]  # of the last drawing, each taken away again
    assert rows.endswith("\x1b[1A\x1b[2K" * rows.count("\n"))


def test_an_answer_that_comes_at_once_draws_nothing(terminal, monkeypatch):
    monkeypatch.setattr("sys.stdout", terminal)
    with unfolding_on(Screen(), CORPUS):
        pass
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("wanted", [True, False])
def test_an_answer_does_not_unfold_where_nobody_watches(terminal, monkeypatch, wanted):
    """In a pipe, or for a program that wants JSON."""
    monkeypatch.setattr("sys.stdout", io.StringIO() if wanted else terminal)
    with unfolding_on(Screen(), CORPUS, wanted=wanted) as on_part:
        assert on_part is None


def test_status_tells_what_the_chat_model_cost():
    usage = Usage(
        questions=1200,
        requests=1301,
        retries=1,
        uncounted=2,
        tokens_in=4_000_000,
        tokens_out=300_000,
        kept=2000,
        dropped=Counter(link=1, quote_not_found=3),
        fallbacks=Counter(slow=2),
    )
    stream = io.StringIO()
    status = Status(CORPUS, Path("/data"), None, Changes(), 0, chat=ChatStatus("openai:m", usage))
    show_on(console_on(stream), render_status(status, datetime(2026, 1, 2, tzinfo=UTC)))
    assert [line.strip() for line in stream.getvalue().splitlines()[3:]] == [
        "Chat model  openai:m",
        "1,200 questions, 1,301 requests (1 retry)",
        "4,000,000 tokens read, 300,000 written; not told for 2 requests",
        "2,000 statements kept, 4 dropped: 3 quote not found, 1 link",
        "2 answered without it: 2 slow",
    ]


def test_a_refusal_without_neighbours_is_one_line():
    assert shown(io.StringIO(), a_refusal(nearest=())) == "I found nothing in the articles about that.\n"


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (date(2025, 1, 21), "en", "21 January 2025"),
        (date(2025, 8, 1), "en", "1 August 2025"),
        (date(2025, 8, 1), "fr", "1er août 2025"),
        (date(1999, 12, 31), "fr", "31 décembre 1999"),
    ],
)
def test_dates_are_written_as_people_write_them(day, language, words):
    assert written_date(day, language) == words


def test_many_changes_are_counted_and_some_named():
    assert spoken_changes(Changes()) == "nothing"
    added = tuple(f"{number}.md" for number in range(7))
    assert spoken_changes(Changes(added=added, changed=("x.md",))) == (
        "7 added (0.md, 1.md, 2.md, 3.md, 4.md and 2 more), 1 changed (x.md)"
    )


def test_a_file_of_another_time_alone_is_not_called_changed():
    """And it is said what tells whether it is."""
    changes = Changes(changed=("x.md",), touched=("a.md", "b.md"))
    assert spoken_changes(changes) == "1 changed (x.md), 2 perhaps changed: same size, other time (a.md, b.md)"
    stream = io.StringIO()
    status = Status(CORPUS, Path("/data"), a_manifest(), changes, 1)
    show_on(console_on(stream), render_status(status, datetime(2026, 11, 27, tzinfo=UTC)))
    assert stream.getvalue().splitlines()[-1].strip() == (
        "`sourcier rebuild-index --dry-run` says whether what perhaps changed did."
    )
    assert of_status(status)["changes"] == {
        "added": [],
        "changed": ["x.md"],
        "removed": [],
        "touched": ["a.md", "b.md"],
    }


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2026, 1, 2, 3, 4, 30, tzinfo=UTC), "just now"),
        (datetime(2026, 1, 2, 3, 5, 5, tzinfo=UTC), "1 minute ago"),
        (datetime(2026, 1, 2, 8, 4, 5, tzinfo=UTC), "5 hours ago"),
        (datetime(2026, 2, 2, 3, 4, 5, tzinfo=UTC), "31 days ago"),
    ],
)
def test_status_says_how_old_the_index_is(now, words):
    stream = io.StringIO()
    status = Status(CORPUS, Path("/data"), a_manifest(), Changes(), 3 * 2**20)
    show_on(console_on(stream), render_status(status, now))
    assert f"02 January 2026, 03:04, {words}\n" in stream.getvalue()
    assert "/data (3.0 MiB)" in stream.getvalue()


def test_status_says_what_is_refused_and_why():
    """As shipped, as calibrated, or as shipped since a calibration does not hold."""
    calibration = Calibration(
        *(0.434, "1", "ab", "first", "questions.csv", 60, 25, 0.1, 0.72, "2026-11-26T10:00:00+00:00")
    )
    assert spoken_threshold(Threshold()) == "below 0.15, as shipped"
    assert spoken_threshold(Threshold(0.434, calibration)) == (
        "below 0.43, calibrated on 2026-11-26 with 85 questions of questions.csv"
    )
    assert spoken_threshold(Threshold(note="it is damaged")) == "below 0.15, as shipped; it is damaged"
    status = Status(CORPUS, Path("/data"), a_manifest(), Changes(), 1, Threshold(0.434, calibration))
    stream = io.StringIO()
    show_on(console_on(stream), render_status(status, datetime(2026, 11, 27, tzinfo=UTC)))
    assert re.search(r"^Refuses +below 0.43, calibrated on 2026-11-26 with 85", stream.getvalue(), re.MULTILINE)
    assert of_status(status)["threshold"]["least"] == 0.434
    assert of_status(status)["threshold"]["calibration"]["questions"] == "questions.csv"


def test_a_record_is_one_line_whatever_it_holds():
    text = "a\nb\u2028c\u0085d\re\u2029“é”"
    line = as_line({"text": text})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": text}
    assert "“é”" in line


def test_an_argument_that_is_not_utf8_becomes_text():
    argument = b"caf\xe9".decode("utf-8", "surrogateescape")
    assert readable(argument) == "caf�"
    assert readable("café") == "café"


def test_what_is_visible_keeps_lines_and_tabs():
    assert visible("a\tb\nc\x00\x7f\u200f") == "a\tb\nc"
    assert one_line(" a\tb\n c\x1b ") == "a b c"


def test_progress_in_a_pipe_is_a_line_at_each_tenth():
    stream = io.StringIO()
    with progress_on(console_on(stream)) as advance:
        for done in range(101):
            advance("encoding", done, 100)
        for done in range(3):
            advance("writing", done, 2)
        advance("checking", 0, 0)
    assert stream.getvalue().splitlines() == [
        *(f"encoding {tens}0 of 100" for tens in range(1, 11)),
        "writing 2 of 2",
    ]


def test_stages_end_in_the_order_in_which_they_began():
    """What is read is encoded before the next is read, so encoding is done first; what never ends is not told."""
    stream = io.StringIO()
    with progress_on(console_on(stream)) as advance:
        for stage, done in (("reading", 0), ("encoding", 0), ("encoding", 3), ("reading", 3), ("writing", 0)):
            advance(stage, done, 3)
        advance("checking", 3, 3)
        assert stream.getvalue().splitlines() == ["reading 3 of 3", "encoding 3 of 3"]
    assert stream.getvalue().splitlines() == ["reading 3 of 3", "encoding 3 of 3", "checking 3 of 3"]


def test_passages_without_any_word_of_the_question_are_said_to_be_the_nearest_alone():
    """A word that is nowhere finds what is near in meaning, which may be anything."""
    hit = a_hit()
    found = io.StringIO()
    show_on(console_on(found), render_hits([replace(hit, words=None)], Path("/notes"), explain=False))
    assert found.getvalue().splitlines()[:2] == [
        "None of these passages has a word of that; they are the nearest in meaning, however far.",
        "",
    ]
    for one in (hit, replace(hit, words=None, across=hit.words)):
        found = io.StringIO()
        show_on(console_on(found), render_hits([one, replace(hit, words=None)], Path("/notes"), explain=False))
        assert found.getvalue().startswith(" 1  ")


def test_progress_at_a_terminal_is_a_bar_a_stage(terminal):
    with progress_on(console_on(terminal)) as advance:
        advance("reading", 3, 3)
        advance("encoding", 5, 10)
    assert "reading" in terminal.getvalue()
    assert "5/10" in terminal.getvalue()


def test_offsets_of_the_fakes_are_right():
    assert ARTICLE.text[START : START + len(QUOTE)] == QUOTE


def test_a_servers_article_lies_in_the_servers_folder(tmp_path):
    """Where there is one; an id that only begins with @ is shared."""
    shelves = Shelves(tmp_path / "notes", tmp_path / "servers")
    assert place(shelves, "@123/rules/a.md") == tmp_path / "servers/123/rules/a.md"
    assert place(shelves, "@team/a.md") == tmp_path / "notes/@team/a.md"
    assert place(tmp_path / "notes", "a.md") == tmp_path / "notes/a.md"


def test_where_no_temporary_file_can_be_made_the_setting_that_helps_is_named(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/nowhere", "/nowhere/else"])
    with pytest.raises(FileNotFoundError) as refused:
        tempfile.gettempdir()
    assert explain(refused.value).sentence == (
        "no folder for temporary files can be written; name one that can with TMPDIR"
    )


def test_long_titles_go_on_below_themselves(terminal, monkeypatch):
    """Not below the rank of a passage, nor at the edge of a terminal."""
    monkeypatch.setenv("COLUMNS", "40")
    long = replace(ARTICLE, title="word " * 20)
    hit = replace(a_hit(), article=long)
    entries = a_listing()
    listing = replace(entries, titles=dict.fromkeys(entries.titles, long.title))
    show_on(console_on(terminal), render_hits([hit], CORPUS, explain=False), render_entry(listing))
    lines = CODES.sub("", terminal.getvalue()).splitlines()
    titled = [line.rstrip() for line in lines if "word word" in line]
    assert len(titled) >= 6
    assert titled[0].startswith(f"{hit.rank:>2}  word")
    assert {len(line) - len(line.lstrip()) for line in titled[1:]} == {4}
