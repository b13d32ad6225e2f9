"""What README.md and its pages tell people to type exists, and the table of settings is the one in the code.

Each check is a function from the page's text to offences, one sentence each; the test beside it shows on a made-up
page that the page can be wrong.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from bot.cli import app
from bot.settings import settings_table
from tests.source_code import ROOT

README = ROOT / "README.md"
PAGES = (README, *(ROOT / name / "README.md" for name in ("bot", "bot/answers", "index")))
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```$", flags=re.DOTALL | re.MULTILINE)
OTHER_PROGRAMS = frozenset({"cd", "chmod", "cp", "docker", "echo", "git", "pip", "printf"})
"""What a reader has already; anything else that the page says to type is Sourcier's or make's."""


@pytest.fixture(scope="module")
def readme() -> str:
    return README.read_text(encoding="utf-8")


@pytest.fixture(params=PAGES, ids=lambda path: str(path.parent.relative_to(ROOT)))
def page(request) -> Path:
    """README.md, and the pages that it leads to."""
    return request.param


def commands(page: str) -> Iterator[list[str]]:
    """Give each command of the page as words, without prompts, comments and variables before it.

    They stand in blocks marked `sh`, and between backticks in the text where they begin with make or sourcier.
    """
    text = re.sub(BLOCK, "", page)
    typed = [*re.findall(BLOCK, page), *re.findall(r"`((?:make|sourcier) [^`]+)`", text)]
    for line in "\n".join(typed).replace("\\\n", " ").splitlines():
        words = shlex.split(line.strip().removeprefix("$ "), comments=True)
        while words:
            end = next((at for at, word in enumerate(words) if word in {"&&", "||", "|", ";"}), len(words))
            command, words = words[:end], words[end + 1 :]
            while command and re.fullmatch(r"\w+=.*", command[0], flags=re.DOTALL):
                command = command[1:]
            if command:
                yield command


def unknown_programs(page: str) -> list[str]:
    known = OTHER_PROGRAMS | {"make", "sourcier", "python"}
    return [name for name, *_ in commands(page) if Path(name).name not in known]


def unknown_to_python(page: str) -> list[str]:
    """Return the modules that `python -m` could not start."""
    return [
        " ".join([name, *words])
        for name, *words in commands(page)
        if Path(name).name == "python" and (words[:1] != ["-m"] or not importlib.util.find_spec(words[1]))
    ]


def unknown_to_make(page: str, makefile: str) -> list[str]:
    targets = set(re.findall(r"^([a-z][\w-]*):(?!=)", makefile, flags=re.MULTILINE))
    variables = set(re.findall(r"^([A-Z_]+) \?=", makefile, flags=re.MULTILINE))
    unknown = []
    for name, *words in commands(page):
        if name == "make":
            for word in words:
                variable, equals, _ = word.partition("=")
                if (variable not in variables) if equals else (word not in targets):
                    unknown.append(f"make {word}")
    return unknown


def unknown_to_sourcier(page: str) -> list[str]:
    return [
        f"sourcier {' '.join(words)}: no {wrong}"
        for name, *words in commands(page)
        if Path(name).name == "sourcier"
        for wrong in _unknown_words(words)
    ]


def _unknown_words(words: list[str]) -> Iterator[str]:
    """Walk down the commands; what is left over are options, their values and arguments."""
    command: Any = typer.main.get_command(app)  # of typer's own copy of click
    expects_value = False
    for word in words:
        if expects_value:
            expects_value = False
        elif word.startswith("--"):
            flag, equals, _ = word.partition("=")
            option = next((one for one in command.params if flag in (*one.opts, *one.secondary_opts)), None)
            if flag != "--help" and option is None:
                yield flag
            expects_value = option is not None and not option.is_flag and not equals
        elif hasattr(command, "commands"):
            inner = command.commands.get(word)
            if inner is None:
                yield word
                return
            command = inner
        elif not any(one.param_type_name == "argument" for one in command.params):
            yield word


def settings_in(page: str) -> list[tuple[str, str]]:
    """Return name and default of each row of the page's table of settings, in order."""
    rows = re.findall(r"^\| `((?:SOURCIER|DISCORD)_\w+)` \| (.*?) \|", page, flags=re.MULTILINE)
    return [(name, default.replace("`", "").strip()) for name, default in rows]


def checked_quotes(page: str) -> list[str]:
    """Return of how many quotes the page says that all stand where they say, smallest first."""
    return sorted(re.findall(r"All of (?:the )?([\d,]+) quotes", page), key=len)


def dead_links(page: str, folder: Path) -> list[str]:
    """Return the links of a page in that folder that lead to no heading, no file and no other site."""
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", _prose(page)) if not _leads_somewhere(link, page, folder)]


def _prose(page: str) -> str:
    return re.sub(r"^ *```.*?^ *```", "", page, flags=re.DOTALL | re.MULTILINE)


def _anchors(page: str) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", _prose(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _leads_somewhere(link: str, page: str, folder: Path) -> bool:
    if re.match(r"https?://", link):
        return True
    path, _, anchor = link.partition("#")
    target = folder / path
    if not target.exists():
        return False
    return not anchor or anchor in _anchors(target.read_text(encoding="utf-8") if path else page)


def test_the_two_commands_are_there(readme):
    """One answers a question, one runs the tests, and neither needs anything before it."""
    typed = list(commands(readme))
    assert ["make", "ask"] in typed
    assert ["make", "test"] in typed


def test_every_module_stands(page):
    """A `python -m` that a page names can be started."""
    assert unknown_to_python(page.read_text(encoding="utf-8")) == []


def test_a_module_that_is_gone_is_found():
    assert unknown_to_python("```sh\n.venv/bin/python -m tests.gone\n```") == [".venv/bin/python -m tests.gone"]


def test_every_program_is_known(page):
    """A reader needs git, make and, if they like, Docker."""
    assert unknown_programs(page.read_text(encoding="utf-8")) == []


def test_every_make_target_exists(page):
    """And every variable given to one."""
    assert unknown_to_make(page.read_text(encoding="utf-8"), (ROOT / "Makefile").read_text(encoding="utf-8")) == []


def test_every_sourcier_command_exists(page):
    """And every option given to one."""
    assert unknown_to_sourcier(page.read_text(encoding="utf-8")) == []


def test_readme_leads_to_every_page(readme):
    """Nobody would look for one that it does not name."""
    assert [path for path in PAGES[1:] if f"]({path.relative_to(ROOT)}" not in readme] == []


def test_the_settings_are_all_in_the_table(readme):
    """In the code's order, with the code's defaults."""
    assert settings_in(readme) == [(row.name, row.default.replace("`", "")) for row in settings_table()]


def test_every_link_leads_somewhere(page):
    """To a file of the project, a heading of it, or another site."""
    assert dead_links(page.read_text(encoding="utf-8"), page.parent) == []


def test_the_quotes_that_were_checked_are_as_many_on_both_pages(readme):
    """The same commands print both."""
    page = (ROOT / "bot" / "answers" / "README.md").read_text(encoding="utf-8")
    assert checked_quotes(readme) == checked_quotes(page)
    assert len(checked_quotes(page)) == 2


PAGE = """\
# A page

## What & where

```sh
$ SOURCIER_LOG_LEVEL=debug make ask QUESTION="what is && here?" && make sing TUNE=low  # loud
sourcier ask --corpus notes --loud "what is it?" | frobnicate
.venv/bin/sourcier corpus lose && sourcier status --json now
sourcier corpus show x.txt --dropped && sourcier search --limit 3 who --help
```

1. Or so, with `make dance`:

   ```sh
   sourcier chat --fast
   ```

| `SOURCIER_ENCODER` | `static` | What turns text into vectors. |

See [a](#what--where), [b](#nowhere), [c](LICENSE), [d](docs/missing.md#part), [e](https://example.org),
[f](README.md#try-it) and [g](README.md#try-nothing).
"""


def test_commands_are_taken_apart():
    """At `&&` and `|`, but not inside quotes; prompts, comments and variables in front are left out."""
    assert list(commands(PAGE))[:3] == [
        ["make", "ask", "QUESTION=what is && here?"],
        ["make", "sing", "TUNE=low"],
        ["sourcier", "ask", "--corpus", "notes", "--loud", "what is it?"],
    ]


def test_an_unknown_program_is_found():
    """Only that one."""
    assert unknown_programs(PAGE) == ["frobnicate"]


def test_an_unknown_make_target_is_found():
    """A target and a variable that the Makefile lacks."""
    assert unknown_to_make(PAGE, "QUESTION ?= what?\nBIN := bin\nask: .venv ## answer\n") == [
        "make sing",
        "make TUNE=low",
        "make dance",
    ]


def test_an_unknown_sourcier_command_is_found():
    """An option, a command below a group, an argument where none is taken, and what stands in a list."""
    assert unknown_to_sourcier(PAGE) == [
        "sourcier ask --corpus notes --loud what is it?: no --loud",
        "sourcier corpus lose: no lose",
        "sourcier status --json now: no now",
        "sourcier chat --fast: no --fast",
    ]


def test_a_table_of_settings_is_read():
    """Name and default, without the marks around them."""
    assert settings_in(PAGE) == [("SOURCIER_ENCODER", "static")]


def test_the_quotes_that_were_checked_are_read():
    """However the page says it."""
    assert checked_quotes("All of 15,957 quotes are verbatim. All of the 110 quotes stand.") == ["110", "15,957"]


def test_a_dead_link_is_found():
    """A heading and a file that are not there, and a heading that another page lacks."""
    assert dead_links(PAGE, ROOT) == ["#nowhere", "docs/missing.md#part", "README.md#try-nothing"]


@pytest.mark.parametrize(
    ("folder", "heading", "of_their_own"),
    [
        ("bot/answers", "## How an answer is made", {"chat", "evaluation", "training"}),
        ("index", "## What lies where", {"segments", "encoders", "rerankers", "evaluation", "training"}),
    ],
)
def test_a_map_names_every_module_beside_its_package(folder, heading, of_their_own):
    """And no other. What stands in the last row lies in the folder itself, or is a folder of its own."""
    folder = ROOT / folder
    table = (folder / "README.md").read_text(encoding="utf-8").partition(heading)[2].partition("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    *rows, beside = ([re.findall(r"`(\w+)/?`", cell) for cell in line.split("|")[1:-1]] for line in lines)
    assert {package[0]: sorted(modules) for _, package, modules in rows} == {
        one.parent.name: sorted(file.stem for file in one.parent.glob("*.py") if file != one)
        for one in folder.glob("*/__init__.py")
        if one.parent.name not in of_their_own
    }
    assert of_their_own <= set(beside[2])
    assert [one for one in beside[2] if not (folder / one).is_dir() and not (folder / f"{one}.py").exists()] == []
