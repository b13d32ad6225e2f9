"""The console script `sourcier`: one function a command, each thin.

Results on standard output, everything else on standard error. Exit status: 0 done, also where a question is refused; 1
not done, or not in order; 2 wrong usage or settings; 128 and the signal's number where one ended it. Discord, torch and
the readers of file formats are imported by the commands that need them, so that an answer comes quickly.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections import deque
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from bot import cli_corpus, cli_doctor, cli_evaluate, cli_index, cli_preview, cli_state
from bot.ahead import LookAhead
from bot.settings import calm_threads, terminal_language
from bot.terminal.failures import (
    FAILED,
    INTERRUPTED,
    PIPE_CLOSED,
    WRONG_USE,
    UsageError,
    abandon_output,
    handled,
    report,
)
from bot.terminal.limits import allow_many_files
from bot.terminal.logs import log_to_stderr
from bot.terminal.options import (
    CorpusOption,
    DataDirOption,
    JsonOption,
    NoUpdateOption,
    ServerOption,
    settings_from,
    shelves_of,
)
from bot.terminal.screen import Screen, prepare_streams, readable
from bot.terminal.usage import Commands

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from bot.settings import Settings
    from bot.terminal.records import Where
    from bot.wiring import CorpusParts, Desk
    from corpus.article import Language
    from index.builds.building import BuildStep
    from index.scope import Scope

# Objects between two looks for garbage. A command makes many that last, modules first and then a file's facts each, and
# soon ends: at Python's 700, a tenth of the time of a small rebuild goes into looking.
MADE_BETWEEN_LOOKS = 50_000

GREETING = "{articles} to answer from. Help: help, aide or ?. Leave: quit, exit or quitter."  # a line of 80

HOW_TO_CONNECT = """\
DISCORD_TOKEN is not set, so there is no Discord bot to run. To get one:
  1. Open https://discord.com/developers/applications and choose New Application.
  2. On its Bot page choose Reset Token, and copy the token.
  3. Put the line DISCORD_TOKEN=<the token> into a file named .env in this folder; show it to nobody.
Without Discord, `sourcier chat` answers here in the terminal."""

ABOUT = "Answers questions about a folder of articles, in French and English, with quotes from the articles."

app = typer.Typer(
    name="sourcier",
    cls=Commands,
    help=ABOUT,
    epilog='For example: sourcier ask "what is ROFR here?"',
    no_args_is_help=True,
    rich_markup_mode="markdown",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"sourcier {version('sourcier')}")
        except PackageNotFoundError:  # run from a checkout that was never installed
            print("sourcier, not installed")
        raise typer.Exit


@app.callback()
def sourcier(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command(epilog='For example: sourcier ask --corpus notes/ "who holds 49 % of OpenAI?"')
@handled
def ask(
    context: typer.Context,
    question: Annotated[
        list[str],
        typer.Argument(metavar="QUESTION", help="What to ask; - reads a conversation from standard input."),
    ],
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
    no_update: NoUpdateOption = False,
    server: ServerOption = None,
) -> None:
    """Answer a question, with quotes and their sources.

    With - as the question, a conversation is read from standard input: each line is a question, gets an answer
    on one line at once, and may lean on the questions before it.
    """
    from bot.terminal.answers import render_answer
    from bot.terminal.early import EarlyAnswer
    from bot.terminal.records import as_line, of_answer
    from bot.terminal.unfolding import unfolding_on

    settings, screen = settings_from(corpus, data_dir), Screen()
    where = shelves_of(settings)
    text = readable(" ".join(question))
    _tell_unread(screen, text)
    likely = terminal_language()
    early = EarlyAnswer(text, likely)
    # A model is asked once, and a server's articles have to be there before one looks into them.
    alone = server is None and question != ["-"] and settings.chat_model is None and settings.reranker is None
    meanwhile = early.make if alone else None
    with closing(
        _desk(settings, screen, _ahead(context), update=not no_update, answers=True, meanwhile=meanwhile)
    ) as desk:
        scope = _scope(desk, screen, server)
        if question == ["-"]:
            _converse(desk, where, screen, scope, likely, json=json)
            return
        with unfolding_on(screen, where, wanted=not json) as on_part:
            if alone:
                result = early.of(desk)
            else:
                result = desk.answer(text, on_part=on_part, scope=scope, likely_language=likely)
    if json:
        screen.line(as_line(of_answer(result, where)))
    else:
        screen.show(render_answer(result, where))


@app.command(epilog="For example: sourcier chat --corpus notes/")
@handled
def chat(
    context: typer.Context,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    no_update: NoUpdateOption = False,
) -> None:
    """Hold a conversation: ask, and ask further.

    The words help, aide and ? say how; quit, exit, quitter, Ctrl-D and Ctrl-C leave.
    """
    from bot.answers.questions.question import REMEMBERED
    from bot.terminal.answers import render_answer
    from bot.terminal.indexing import bring_up_to_date
    from bot.terminal.prompt import asked_questions
    from bot.terminal.unfolding import unfolding_on
    from bot.terminal.wording import counted
    from index.scope import admits

    settings, screen = settings_from(corpus, data_dir), Screen()
    likely = terminal_language()
    earlier: deque[str] = deque(maxlen=REMEMBERED)
    with closing(_desk(settings, screen, _ahead(context), update=not no_update, answers=True)) as desk:
        shared = sum(number for name, number in desk.collections().items() if admits(None, name))
        screen.note(GREETING.format(articles=counted(shared, "article")))
        for question in asked_questions(screen):
            _tell_unread(screen, question)
            if not no_update:
                bring_up_to_date(desk, screen, again=True)
            with unfolding_on(screen, settings.corpus) as on_part:
                result = desk.answer(question, earlier=tuple(earlier), on_part=on_part, likely_language=likely)
            screen.show(render_answer(result, settings.corpus), "")
            earlier.append(result.read_as or question)


@app.command(epilog='For example: sourcier search "droit de premier refus" --explain')
@handled
def search(
    context: typer.Context,
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="What to look for.")],
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=100, help="How many passages to show, up to 100.")] = 5,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what each way of matching made of each passage.")
    ] = False,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
    no_update: NoUpdateOption = False,
    server: ServerOption = None,
) -> None:
    """Show the passages nearest to a question, best first.

    With --explain or --json each way of matching has a rank and a score: words (in the question's own language), across
    (words translated into the other), dense (meaning of the whole), pieces (the question's words, each by the likest of
    the passage). They make one score together: fused is how likely a passage answers beside the likeliest; because says
    what each way added, in logits, to the mean of all that were looked at; among few passages also beside, how it
    stands beside the others. Where the settings name a reranker, the best are in its order, reranked. alike counts
    copies of a passage, which go last.
    """
    from bot.terminal.answers import render_hits
    from bot.terminal.records import as_line, of_hits
    from bot.texts import say

    settings, screen = settings_from(corpus, data_dir), Screen()
    where = shelves_of(settings)
    text = readable(" ".join(question))
    _tell_unread(screen, text)
    with closing(_desk(settings, screen, _ahead(context), update=not no_update)) as desk:
        scope = _scope(desk, screen, server)
        read_as = desk.spelt(text, scope=scope)
        hits = desk.search(read_as or text, limit, scope=scope)
    if json:
        screen.line(as_line(of_hits(text, read_as, hits, where)))
    elif not hits and not any(character.isalnum() for character in text):
        screen.show(say(terminal_language() or "en", "answers.empty"))
    else:
        screen.show(render_hits(hits, where, explain=explain, read_as=read_as))


@app.command(epilog="For example: sourcier glossary ROFR")
@handled
def glossary(
    context: typer.Context,
    term: Annotated[
        list[str] | None,
        typer.Argument(metavar="TERM", help="One term; without it, all of them.", show_default=False),
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many terms to list.")] = 100,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
    no_update: NoUpdateOption = False,
    server: ServerOption = None,
) -> None:
    """List the terms that the articles explain, with what they mean and where that stands.

    Acronyms with what they stand for, and terms that a sentence defines.
    """
    from bot.terminal.glossary import render_absent, render_entry, render_listing
    from bot.terminal.records import as_line, of_listing

    settings, screen = settings_from(corpus, data_dir), Screen()
    wanted = readable(" ".join(term or [])).strip()
    with closing(_desk(settings, screen, _ahead(context), update=not no_update)) as desk:
        found = desk.listing(wanted, limit, scope=_scope(desk, screen, server))
    if json:
        screen.line(as_line(of_listing(found, shelves_of(settings))))
    elif wanted:
        screen.show(render_entry(found) if found.entries else render_absent(wanted, found.nearest))
    else:
        screen.show(render_listing(found), wide=True)


@app.command(epilog="For example: sourcier rebuild-index --corpus notes/ --all")
@handled
def rebuild_index(
    context: typer.Context,
    everything: Annotated[
        bool, typer.Option("--all", help="Read and encode everything anew, not only what changed.")
    ] = False,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
    progress_json: Annotated[
        bool, typer.Option("--progress-json", help="Print each step, then the report or the error, as JSON lines.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say which articles would be added, changed and removed, and do nothing.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Do not put the new index in use; `sourcier index use` does.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Follow the articles: rebuild whenever they change, until Ctrl-C.")
    ] = False,
    poll: Annotated[
        bool,
        typer.Option("--poll", help="With --watch: look every two seconds, for network folders that tell no changes."),
    ] = False,
) -> None:
    """Bring the index up to date with the articles; what did not change is not read again.

    The articles that servers have of their own are brought up to date with those of the folder. Until the new index is
    complete, questions are answered from the one before.
    """
    _check_together(watch=watch, poll=poll, dry_run=dry_run, wait=wait, progress_json=progress_json)
    from bot.wiring import CorpusParts

    settings, screen = settings_from(corpus, data_dir), Screen()
    if watch:
        from bot.terminal import indexing
        from bot.terminal.following import follow

        indexing.step_back()
        follow(settings, screen, everything=everything, json=json, polling=poll)
        return
    with closing(_ahead(context)) as ahead:
        ahead.begin(settings)
        parts = CorpusParts(settings, ahead)
        if dry_run:
            _plan(parts, settings, screen, everything=everything, json=json, progress_json=progress_json)
        else:
            _build(parts, settings, screen, everything=everything, wait=wait, json=json, progress_json=progress_json)


@app.command(epilog="For example: sourcier status --json")
@handled
def status(
    context: typer.Context, corpus: CorpusOption = None, data_dir: DataDirOption = None, json: JsonOption = False
) -> None:
    """Say which index is in use: built when, by which encoder, and what has changed since.

    The exit status is 1 where the folder of articles is missing, every index on disk is damaged, or there is none and
    none can be built.
    """
    from datetime import datetime

    from bot.terminal.records import as_line, of_status
    from bot.terminal.reports import render_status

    settings, screen = settings_from(corpus, data_dir), Screen()
    ahead = _ahead(context)
    ahead.begin(settings)
    from bot.wiring import CorpusParts, Desk

    with closing(ahead), closing(Desk(settings, CorpusParts(settings, ahead))) as desk:
        found = desk.status(lenient=True)
    if json:
        screen.line(as_line(of_status(found)))
    else:
        screen.show(render_status(found, datetime.now().astimezone()))
    if not found.is_sound:
        raise typer.Exit(FAILED)


app.command(epilog="For example: sourcier doctor --online")(cli_doctor.doctor)
app.command(epilog="For example: sourcier preview --corpus notes/")(cli_preview.preview)
app.add_typer(cli_corpus.app)
app.add_typer(cli_evaluate.app)
app.add_typer(cli_index.app)
app.add_typer(cli_state.app)


@app.command(epilog="For example: sourcier run --corpus notes/")
@handled
def run(corpus: CorpusOption = None, data_dir: DataDirOption = None) -> None:
    """Run the Discord bot. Needs DISCORD_TOKEN, in the environment or in a .env file.

    Where there is no index of the articles yet, or one of another version or a damaged one, it is built first.
    """
    settings = settings_from(corpus, data_dir)
    _check_token(settings)
    from bot.discord_app import run_bot
    from bot.terminal.indexing import build_if_unusable
    from bot.wiring import CorpusParts, Desk

    desk = Desk(settings, CorpusParts(settings))
    log_to_stderr(settings)
    if settings.chat_model is not None:
        desk.parts.prepare()
    build_if_unusable(desk, Screen(logged=settings.log_format == "json"))
    raise typer.Exit(run_bot(settings, desk))


def _check_token(settings: Settings) -> None:
    """Say why there can be no Discord bot with this token, before anything is built or asked, and leave."""
    from bot.doctor.token import NAMED_OTHERWISE, RESET, why_malformed

    if settings.discord_token is None:
        from bot.settings import mistaken_token

        named = mistaken_token()
        report(HOW_TO_CONNECT if named is None else f"{HOW_TO_CONNECT}\n{NAMED_OTHERWISE.format(name=named)}")
        raise typer.Exit(WRONG_USE)
    why = why_malformed(settings.discord_token.get_secret_value())
    if why is not None:
        report(f"{why} {RESET}")
        raise typer.Exit(WRONG_USE)


def _check_together(*, watch: bool, poll: bool, dry_run: bool, wait: bool, progress_json: bool) -> None:
    """Refuse options of a rebuild that make no sense together, or alone.

    Raises:
        UsageError: they do not.
    """
    if poll and not watch:
        msg = "--poll says how --watch looks for changes; there is no --watch"
        raise UsageError(msg)
    if dry_run and wait:
        msg = "--dry-run builds nothing that could --wait; give one of them"
        raise UsageError(msg)
    if watch and wait:
        msg = "--watch keeps what answers up to date, and with --wait nothing new would answer; give one of them"
        raise UsageError(msg)
    if watch and (dry_run or progress_json):
        msg = f"--watch goes on until Ctrl-C; it cannot be given with {'--dry-run' if dry_run else '--progress-json'}"
        raise UsageError(msg)


def _plan(
    parts: CorpusParts, settings: Settings, screen: Screen, *, everything: bool, json: bool, progress_json: bool
) -> None:
    """Say what a rebuild would do."""
    from bot.terminal import indexing
    from bot.terminal.records import as_line, named_plan, of_plan
    from bot.terminal.reports import render_plan

    if progress_json:
        plan = parts.plan(everything=everything, on_step=partial(_print_step, screen))
        screen.line(as_line({"plan": named_plan(plan)}))
        return
    plan = indexing.plan(parts, screen, everything=everything)
    if json:
        screen.line(as_line(of_plan(plan)))
    else:
        screen.show(render_plan(plan, settings.corpus))


def _build(
    parts: CorpusParts,
    settings: Settings,
    screen: Screen,
    *,
    everything: bool,
    wait: bool,
    json: bool,
    progress_json: bool,
) -> None:
    """Rebuild, and say what was done."""
    from bot.terminal import indexing
    from bot.terminal.records import as_line, counted_report, of_report
    from bot.terminal.reports import render_report

    if progress_json:
        indexing.step_back()
        on_step = partial(_print_step, screen)
        made = parts.build(everything=everything, put_in_use=not wait, on_step=on_step)
        screen.line(as_line({"report": counted_report(made)}))
        return
    made = indexing.build(parts, screen, everything=everything, put_in_use=not wait)
    if json:
        screen.line(as_line(of_report(made)))
    else:
        screen.show(render_report(made, settings.corpus, waits=wait and made.snapshot != parts.current()))


def _print_step(screen: Screen, step: BuildStep) -> None:
    from bot.terminal.records import as_line, of_step

    screen.line(as_line({"step": of_step(step)}))


def _desk(
    settings: Settings,
    screen: Screen,
    ahead: LookAhead,
    *,
    update: bool,
    answers: bool = False,
    meanwhile: Callable[[Desk], object] | None = None,
) -> Desk:
    """Return a desk that is ready; its index is built or updated first where that is due.

    `ahead` looks at the articles meanwhile, and `meanwhile` is called with the desk where that is still under way. With
    `answers`, a chat model that the settings name is loaded before anything else, or named in an error.
    """
    if update:
        ahead.begin(settings)
    from bot.terminal.indexing import make_ready
    from bot.wiring import CorpusParts, Desk

    desk = Desk(settings, CorpusParts(settings, ahead))
    try:
        if answers and settings.chat_model is not None:
            desk.parts.prepare()
        use_the_time = partial(meanwhile, desk) if meanwhile is not None and ahead.under_way else None
        make_ready(desk, screen, update=update, meanwhile=use_the_time)
    except BaseException:
        desk.close()
        raise
    finally:
        ahead.close()
    return desk


def _tell_unread(screen: Screen, question: str) -> None:
    """Say so where a question is longer than what is read of one."""
    from index.search import LONGEST_QUESTION

    length = len(question.rstrip())
    if length > LONGEST_QUESTION:
        screen.note(f"Of {length:,} characters the first {LONGEST_QUESTION:,} are read.")


def _ahead(context: typer.Context) -> LookAhead:
    """Return the look that was begun when the process was, or one to begin."""
    return context.obj if isinstance(context.obj, LookAhead) else LookAhead()


def _scope(desk: Desk, screen: Screen, server: int | None) -> Scope | None:
    """Return the scope of a server's members, with a note where it has no articles of its own; none without one."""
    from corpus.collections import server_collection
    from index.scope import with_server

    if server is None:
        return None
    collections = desk.collections()
    if server_collection(server) not in collections:
        screen.note(f"The server {server} has no articles of its own; there are the shared ones.")
    return with_server(collections, server)


def _converse(
    desk: Desk, where: Where, screen: Screen, scope: Scope | None, likely: Language | None, *, json: bool
) -> None:
    """Answer each line of standard input with one line, as it comes."""
    from bot.answers.questions.question import REMEMBERED
    from bot.terminal.answers import answer_line
    from bot.terminal.prompt import questions_in_lines
    from bot.terminal.records import as_line, of_answer

    earlier: deque[str] = deque(maxlen=REMEMBERED)
    for question in questions_in_lines():
        _tell_unread(screen, question)
        result = desk.answer(question, earlier=tuple(earlier), scope=scope, likely_language=likely)
        screen.line(as_line(of_answer(result, where)) if json else answer_line(result, where))
        earlier.append(result.read_as or question)


def _unwind_when_told(status: int | None) -> None:
    """Have what asks the process to end unwind it, as Ctrl-C does: nothing half-made stays, nor a process of ours.

    It leaves with `status`, without one with 128 and the signal's number, as shells report it. A signal that the
    process was started to ignore, as by nohup, is ignored still.
    """

    def leave(number: int, _: FrameType | None) -> None:
        for one in heard:  # a terminal that closes and its shell both send one: the second would stop the tidying
            signal.signal(one, signal.SIG_IGN)
        sys.exit(128 + number if status is None else status)

    known = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]  # Windows has no second
    heard = [one for one in known if signal.getsignal(one) is signal.SIG_DFL]
    for one in heard:
        signal.signal(one, leave)


def main(ahead: LookAhead | None = None) -> None:
    """Run the command that the process was started with, and leave with its exit status.

    `ahead` may look at the articles already.
    """
    gc.freeze()  # the modules that are loaded, which last
    gc.enable()
    calm_threads()
    allow_many_files()
    status = FAILED
    is_bot = sys.argv[1:2] == ["run"]
    _unwind_when_told(status=0 if is_bot else None)  # the bot's own handlers stand once it connects
    if not is_bot:
        gc.set_threshold(MADE_BETWEEN_LOOKS)
    try:
        prepare_streams()
        app(prog_name="sourcier", obj=ahead)
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else FAILED
    except KeyboardInterrupt:
        status = INTERRUPTED
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_output()
        status = PIPE_CLOSED
    except OSError as error:
        abandon_output()
        report(f"standard output: {error.strerror}")
        status = FAILED
    gc.freeze()  # or the interpreter looks through all there is for garbage when it ends: 100 ms
    sys.exit(status)


if __name__ == "__main__":
    main()
