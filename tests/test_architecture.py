"""What the whiteboard promises about the code itself: which way imports go, through which doors, and what it says.

Each rule is a function from modules to offences, one sentence each. The project has none; the test beside it
shows on made-up source that the rule can be broken.
"""

from __future__ import annotations

import ast
import graphlib
import re
import string
import subprocess
import sys
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path
from textwrap import dedent

import pytest

from bot.texts import CATALOGUES
from tests.source_code import ROOT, Import, Module, called, imports, own_target, read_modules, within

Rule = Callable[[list[Module]], list[str]]

FLOORS = ("corpus", "index", "bot.texts", "bot.answers", "bot")
"""From left to right. A module stands on the first floor that holds it and imports from there and from the left."""

DOORS: Mapping[str, tuple[str, ...]] = {
    "aiohttp": ("bot.discord_app", "bot.monitoring.serving", "corpus.fetching.visiting"),
    "discord": ("bot.discord_app",),
    "faiss": ("index.segments.codes",),
    "tantivy": ("index.words.analysis",),
    "torch": (
        "bot.answers.training",
        "index.encoders.sentence_transformer",
        "index.rerankers.cross_encoder",
        "index.training",
    ),
    "sentence_transformers": ("index.encoders.sentence_transformer", "index.rerankers.cross_encoder", "index.training"),
    "transformers": ("index.model_folders", "index.training"),
    "huggingface_hub": ("index.model_folders", "index.training"),
    "langchain": ("bot.answers.chat.model", "index.encoders.langchain", "index.retriever"),
    "langchain_core": ("bot.answers.chat.model", "bot.answers.tool", "index.encoders.langchain", "index.retriever"),
    "sqlite3": ("index.glossaries.database",),
    "zstandard": ("index.segments.texts",),
    "xxhash": ("index.keeping.hashing",),
    "sqlalchemy": ("bot.state",),
    "alembic": ("bot.state",),
    "prometheus_client": ("bot.monitoring",),
    "watchfiles": ("bot.terminal.listening",),
    "simcord": ("bot.discord_app.previewing",),
    "PIL": ("bot.discord_app.insights.chart",),
    "ir_measures": ("index.evaluation.measures",),
    "pytrec_eval": ("index.evaluation.measures",),
}
"""A third party, and the only modules that may name it, so that replacing it is a job for one place."""

HEAVY = (
    *("discord", "torch", "sentence_transformers", "transformers", "huggingface_hub", "langchain", "langchain_core"),
    *("ir_measures", "pytrec_eval", "sqlalchemy", "alembic", "prometheus_client"),
)
"""What only its door loads: seconds and hundreds of megabytes that a question in a terminal need not pay for."""

TRAININGS = ("index.training", "bot.answers.training")

# The entry guesses from it which folders the settings will name, before they are loaded; the settings are what counts.
ENVIRONMENT_DOORS = ("bot.settings", "bot.__main__")
ENVIRONMENT = ("os.environ", "os.environb", "os.getenv", "os.getenvb", "os.putenv", "os.unsetenv")

# Being wound down, and its stores read pickles: neither the project nor what it is measured with may stand on it.
WOUND_DOWN = ("langchain_community",)
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")

UNSAFE_MODULES = ("pickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib")
UNSAFE_CALLS = ("eval", "exec", "builtins.eval", "builtins.exec", "yaml.full_load", "yaml.unsafe_load")
SAFE_LOADERS = ("yaml.SafeLoader", "yaml.CSafeLoader", "yaml.BaseLoader")
UNSAFE_ARGUMENTS = ("allow_dangerous_deserialization", "allow_pickle", "trust_remote_code")

CATCH_ALL_DOORS = ("bot.terminal.failures", "bot.discord_app")
"""The command tree's handler in the terminal and the one in Discord."""

TOP_LEVEL = frozenset(
    {"bot", "corpus", "index", "tests", "Dockerfile", "pyproject.toml", "README.md"}
    | {"LICENSE", "CHANGELOG.md", "Makefile", "requirements.lock", "requirements-dev.lock"}
    | {".ci", ".dockerignore", ".gitattributes", ".gitignore"}
)


@pytest.fixture(scope="module")
def project() -> list[Module]:
    return read_modules(ROOT)


@pytest.fixture
def made_up(tmp_path):
    """Return a function that writes sources, by path, and reads them as modules."""

    def write(sources: Mapping[str, str]) -> list[Module]:
        for path, source in sources.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dedent(source), encoding="utf-8")
        return read_modules(tmp_path)

    return write


# Direction


def floor_of(name: str) -> int:
    return next(rank for rank, floor in enumerate(FLOORS) if within(name, floor))


def imports_to_the_right(modules: list[Module]) -> list[str]:
    names = {module.name for module in modules}
    return [
        f"{module.name}:{one.line} is on floor {FLOORS[floor_of(module.name)]} and imports {target}, to the right of it"
        for module in modules
        for one in imports(module)
        if (target := own_target(one.target, names)) and floor_of(target) > floor_of(module.name)
    ]


def test_imports_go_left_only(project):
    """The corpus knows nothing of index, index nothing of answers, answers nothing of Discord or the terminal."""
    assert imports_to_the_right(project) == []


@pytest.mark.parametrize(
    "source",
    [
        "import index.search",
        "def late():\n    from index import search",
        "import importlib\nimportlib.import_module('index.search')",
    ],
    ids=["at the top", "in a function", "by a literal name"],
)
def test_an_import_to_the_right_is_found(made_up, source):
    """However it is written."""
    modules = made_up({"corpus/library.py": source, "index/__init__.py": "", "index/search.py": ""})
    assert [offence.split(" imports ")[1] for offence in imports_to_the_right(modules)] == [
        "index.search, to the right of it"
    ]


def test_a_relative_import_to_the_right_is_found(made_up):
    """Seen from a package's own module and from its `__init__`."""
    modules = made_up(
        {
            "bot/answers/__init__.py": "from .. import cli",
            "bot/answers/choosing.py": "from ..discord_app.client import Client",
            "bot/cli.py": "",
            "bot/discord_app/client.py": "",
        }
    )
    assert [offence.split(" on floor ")[0] for offence in imports_to_the_right(modules)] == [
        "bot.answers:1 is",
        "bot.answers.choosing:1 is",
    ]


def import_circles(modules: list[Module]) -> list[str]:
    names = {module.name for module in modules}
    graph = {
        module.name: {own_target(one.target, names) for one in imports(module) if not one.for_types}
        - {None, module.name}
        for module in modules
    }
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return [" imported by ".join(error.args[1])]
    return []


def test_there_is_no_import_circle(project):
    """Every module can be loaded before the ones that use it; a name for a type checker alone loads nothing."""
    assert import_circles(project) == []


def test_an_import_circle_is_found(made_up):
    """Also where one half of it is hidden in a function."""
    modules = made_up(
        {
            "index/one.py": "from index import two",
            "index/two.py": "def f():\n    import index.one",
            "index/__init__.py": "",
        }
    )
    (circle,) = import_circles(modules)
    assert set(circle.split(" imported by ")) == {"index.one", "index.two"}


def test_an_import_for_types_closes_no_circle(made_up):
    """It goes the way of the whiteboard all the same, which is another test."""
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from bot.client import Client"
    modules = made_up({"bot/cog.py": source, "bot/client.py": "import bot.cog"})
    assert import_circles(modules) == []


def imports_of_training(modules: list[Module]) -> list[str]:
    return [
        f"{module.name}:{one.line} imports {one.target}"
        for module in modules
        for one in imports(module)
        if any(within(one.target, training) for training in TRAININGS)
        and not any(within(module.name, training) for training in TRAININGS)
    ]


def test_nobody_imports_the_training(project):
    """It runs offline, and what it makes is shipped as files."""
    assert imports_of_training(project) == []


def test_an_import_of_the_training_is_found(made_up):
    """Such as a rule that the product would share with it."""
    modules = made_up({"index/search.py": "from index.training.batches import batches"})
    assert imports_of_training(modules) == ["index.search:1 imports index.training.batches.batches"]


# Doors


def named_outside_doors(modules: list[Module]) -> list[str]:
    return [
        f"{module.name}:{one.line} imports {one.target}; only {', '.join(DOORS[party])} may"
        for module in modules
        for one in imports(module)
        if (party := one.target.partition(".")[0]) in DOORS and not any(within(module.name, d) for d in DOORS[party])
    ]


def test_a_third_party_is_named_only_at_its_door(project):
    """Replacing FAISS, tantivy or Discord's library is a job for one place."""
    assert named_outside_doors(project) == []


@pytest.mark.parametrize("party", sorted(DOORS))
def test_a_third_party_past_its_door_is_found(made_up, party):
    """A module beside the door, and an import in a function."""
    modules = made_up({"bot/pacing.py": f"def wait():\n    from {party} import something"})
    assert [offence.split(";")[0] for offence in named_outside_doors(modules)] == [
        f"bot.pacing:2 imports {party}.something"
    ]


def environment_outside_its_door(modules: list[Module]) -> list[str]:
    return [
        f"{module.name}:{line} reads {name}; only {', '.join(ENVIRONMENT_DOORS)} may"
        for module in modules
        if module.name not in ENVIRONMENT_DOORS
        for name, line in [
            *((called(node), node.lineno) for node in module.nodes if isinstance(node, ast.Attribute)),
            *((one.target, one.line) for one in imports(module)),
        ]
        if name in ENVIRONMENT
    ]


def test_the_environment_is_read_in_the_settings_only(project):
    """What Sourcier does follows from its settings, which can be listed."""
    assert environment_outside_its_door(project) == []


@pytest.mark.parametrize(
    "source",
    ["import os\nos.environ['HOME']", "import os\nos.getenv('HOME')", "import os\nfrom os import environ as e"],
    ids=["environ", "getenv", "under another name"],
)
def test_a_glance_at_the_environment_is_found(made_up, source):
    """On the line where it stands."""
    (offence,) = environment_outside_its_door(made_up({"index/search.py": source}))
    assert offence.startswith("index.search:2 reads os.")


# Safety


def code_from_data(modules: list[Module]) -> list[str]:
    found: list[tuple[Module, int, str]] = []
    for module in modules:
        found += [(module, one.line, one.target) for one in imports(module) if _is_unsafe(one)]
        for node in module.nodes:
            if isinstance(node, ast.Call):
                name = called(node.func)
                names = [name] if name in UNSAFE_CALLS or (name == "yaml.load" and not _loads_safely(node)) else []
                names += [str(word.arg) for word in node.keywords if word.arg in UNSAFE_ARGUMENTS and not _is_no(word)]
                found += [(module, node.lineno, name) for name in names]
    return [f"{module.name}:{line} uses {name}" for module, line, name in found]


def _loads_safely(call: ast.Call) -> bool:
    return any(word.arg == "Loader" and called(word.value) in SAFE_LOADERS for word in call.keywords)


def _is_no(word: ast.keyword) -> bool:
    return isinstance(word.value, ast.Constant) and word.value.value is False


def _is_unsafe(one: Import) -> bool:
    return any(within(one.target, name) for name in UNSAFE_MODULES)


def test_no_data_becomes_code(project):
    """No pickle, no eval, no switch that lets a library do the same; nor in the tests and the benchmarks."""
    assert code_from_data([*project, *read_modules(ROOT, ("tests",))]) == []


def misread_patterns(modules: list[Module]) -> list[str]:
    """No pattern repeats a group possessively: Python to 3.11.4 misreads that (python/cpython#106052).

    An atomic group around the repeat means the same, and is read well.
    """
    return [
        f"{module.name}:{node.lineno} repeats a group possessively; write (?>(?:…)*)"
        for module in modules
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and POSSESSIVE_GROUP.search(node.value)
    ]


def test_no_pattern_is_misread_by_an_early_python_3_11(project):
    """Debian 12 brings 3.11.2."""
    assert misread_patterns(project) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (r"X = re.compile(r'(?:a\d){0,4}+b')", 1),
        (r"X = re.compile(rf'(?:{A}\d){{0,4}}+b')", 1),
        (r"X = re.compile(r'(?:a|b)*+')", 1),
        (r"X = re.compile(r'(?:a|b)++')", 1),
        (r"X = re.compile(r'(?>(?:a|b)*)')", 0),
        (r"X = re.compile(r'\d++[ab]{2}+\w*+\)++')", 0),
    ],
)
def test_a_pattern_that_is_misread_is_found(made_up, source, found):
    assert len(misread_patterns(made_up({"bot/x.py": f"import re\n{source}"}))) == found


def wound_down(modules: list[Module]) -> list[str]:
    """Nothing stands on a package that is being wound down."""
    return [
        f"{module.name} imports {one.target}"
        for module in modules
        for one in imports(module)
        if any(within(one.target, name) for name in WOUND_DOWN)
    ]


def test_nothing_stands_on_a_package_that_is_wound_down(project):
    """Benchmarks and their peers neither."""
    assert wound_down([*project, *read_modules(ROOT, ("tests",))]) == []


def test_an_import_of_a_package_that_is_wound_down_is_found(made_up):
    (offence,) = wound_down(made_up({"index/x.py": "def f():\n    from langchain_community.vectorstores import FAISS"}))
    assert "langchain_community" in offence


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import pickle", "pickle"),
        ("def f():\n    from joblib import load", "joblib.load"),
        ("eval('1')", "eval"),
        ("exec('1')", "exec"),
        ("yaml.load(text)", "yaml.load"),
        ("yaml.load(text, Loader=yaml.UnsafeLoader)", "yaml.load"),
        ("import numpy\nnumpy.load('x', allow_pickle=True)", "allow_pickle"),
        ("FAISS.load_local('x', e, allow_dangerous_deserialization=True)", "allow_dangerous_deserialization"),
        ("SentenceTransformer('x', trust_remote_code=True)", "trust_remote_code"),
    ],
)
def test_data_that_becomes_code_is_found(made_up, source, name):
    """Each way by its name."""
    (offence,) = code_from_data(made_up({"index/loading.py": source}))
    assert offence.endswith(f" uses {name}")


@pytest.mark.parametrize(
    "source", ["model.eval()", "numpy.load('x', allow_pickle=False)", "yaml.load(text, Loader=yaml.SafeLoader)"]
)
def test_a_refusal_is_no_offence(made_up, source):
    """Nor is PyTorch's method of that name, which switches a model to inference."""
    assert code_from_data(made_up({"index/loading.py": source})) == []


def catch_alls(modules: list[Module]) -> list[str]:
    return [
        f"{module.name}:{node.lineno}"
        for module in modules
        for node in module.nodes
        if (isinstance(node, ast.ExceptHandler) and _catches_all(node.type) and not _raises_again(node))
        or (isinstance(node, ast.Call) and called(node.func).endswith("suppress") and any(map(_catches_all, node.args)))
    ]


def _catches_all(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(map(_catches_all, caught.elts))
    return caught is None or called(caught).removeprefix("builtins.") in {"Exception", "BaseException"}


def _raises_again(handler: ast.ExceptHandler) -> bool:
    """Cleaning up and raising the same again swallows nothing."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_errors_are_caught_by_name(project):
    """Everything else reaches one of two handlers, which log it with an incident id: one a way in."""
    modules = [place.partition(":")[0] for place in catch_alls(project)]
    assert [name for name in modules if not any(within(name, door) for door in CATCH_ALL_DOORS)] == []
    assert len(set(modules)) <= len(CATCH_ALL_DOORS)


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    f()\nexcept Exception:\n    pass",
        "try:\n    f()\nexcept:\n    pass",
        "try:\n    f()\nexcept (OSError, BaseException) as e:\n    raise ValueError from e",
        "from contextlib import suppress\nwith suppress(Exception):\n    f()",
    ],
    ids=["Exception", "bare", "in a tuple", "suppressed"],
)
def test_a_catch_all_is_found(made_up, source):
    """However it is written."""
    assert len(catch_alls(made_up({"index/search.py": source}))) == 1


def test_cleaning_up_and_raising_again_is_no_catch_all(made_up):
    """Nothing is swallowed there."""
    source = "try:\n    f()\nexcept BaseException:\n    close()\n    raise"
    assert catch_alls(made_up({"index/search.py": source})) == []


# What is loaded


def loaded_by(imported: Iterable[str], unwanted: Collection[str], folder: Path) -> set[str]:
    """Import modules in a fresh interpreter started in `folder`; return which unwanted ones came along."""
    script = (
        "import importlib, sys\n"
        f"for name in {sorted(imported)!r}: importlib.import_module(name)\n"
        f"print(*(name for name in {sorted(unwanted)!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("floor", ["corpus", "index", "bot.answers"])
def test_a_floor_loads_nothing_heavy(project, floor):
    """Every module of it but the doors, in a fresh interpreter."""
    doors = {door for party in HEAVY for door in DOORS[party]}
    light = [m.name for m in project if within(m.name, floor) and not any(within(m.name, door) for door in doors)]
    assert floor in light
    assert loaded_by(light, HEAVY, ROOT) == set()


def test_the_terminal_loads_nothing_heavy():
    """`sourcier ask` answers within a second, so its modules load neither Discord nor PyTorch."""
    assert loaded_by(["bot.cli", "bot.wiring"], HEAVY, ROOT) == set()


def test_something_heavy_is_found(made_up, tmp_path):
    """Also where a module brings it by way of another."""
    made_up({"corpus/__init__.py": "", "corpus/a.py": "import corpus.b", "corpus/b.py": "import wave"})
    assert loaded_by(["corpus.a"], {"wave", "torch"}, tmp_path) == {"wave"}


def undeclared(modules: list[Module], declared: Collection[str], providers: Mapping[str, list[str]]) -> list[str]:
    known = {_normal(name) for name in declared}
    own = {module.name.partition(".")[0] for module in modules}
    return sorted(
        {
            f"{module.name} imports {party}"
            for module in modules
            for one in imports(module)
            if (party := one.target.partition(".")[0]) not in own | sys.stdlib_module_names
            and not known & {_normal(name) for name in providers.get(party, [])}
        }
    )


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_import_is_declared(project):
    """What the code names stands in pyproject.toml itself, and not only in what some dependency needs."""
    project_table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project_table["optional-dependencies"].values()
    stated = [*project_table["dependencies"], *(line for extra in extras for line in extra)]
    names = [re.split(r"[\s<>=!~;\[]", line)[0] for line in stated]
    assert undeclared(project, names, packages_distributions()) == []


def test_an_undeclared_import_is_found(made_up):
    """Declared under the distribution's name, imported under the module's."""
    modules = made_up({"corpus/a.py": "import os, yaml, dotenv, corpus.b"})
    providers = {"yaml": ["PyYAML"], "dotenv": ["python-dotenv"]}
    assert undeclared(modules, ["pyyaml"], providers) == ["corpus.a imports dotenv"]


# What it says


def modules_without_contract(modules: list[Module]) -> list[str]:
    return [module.name for module in modules if not ast.get_docstring(module.tree)]


def test_every_module_opens_with_its_contract(project):
    """A docstring says what the module promises."""
    assert modules_without_contract(project) == []


def test_a_module_without_contract_is_found(made_up):
    """A comment is none."""
    modules = made_up({"bot/a.py": "# says nothing\nX = 1", "bot/b.py": '"""Says something."""'})
    assert modules_without_contract(modules) == ["bot.a"]


def places(text: str) -> set[str]:
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return {name for name in named if not name.startswith("/")}  # a command's name fills itself in


def catalogue_differences(catalogues: Mapping[str, Mapping[str, str]]) -> list[str]:
    keys = {key for catalogue in catalogues.values() for key in catalogue}
    return sorted(
        key
        for key in keys
        if any(key not in catalogue for catalogue in catalogues.values())
        or len({frozenset(places(catalogue[key])) for catalogue in catalogues.values()}) > 1
    )


def test_the_catalogues_say_the_same_things():
    """The same keys in every language, with the same places to fill in."""
    assert catalogue_differences(CATALOGUES) == []


def test_a_difference_between_catalogues_is_found():
    """A missing key and a place under another name; the order of places is free."""
    english = {"both": "{a} {b}", "other place": "{name}", "missing": "…"}
    french = {"both": "{b} {a}", "other place": "{nom}"}
    assert catalogue_differences({"en": english, "fr": french}) == ["missing", "other place"]


def wrong_sayings(modules: list[Module], catalogue: Mapping[str, str]) -> list[str]:
    wrong = []
    for module in modules:
        for node in module.nodes:
            match node:
                case ast.Call(func=function, args=[_, ast.Constant(value=str(key))], keywords=words):
                    given = {word.arg for word in words}
                    if called(function).rpartition(".")[2] != "say" or None in given:
                        continue
                    if key not in catalogue:
                        wrong.append(f"{module.name}:{node.lineno} says {key}, which no catalogue holds")
                    elif given != places(catalogue[key]):
                        wrong.append(f"{module.name}:{node.lineno} says {key} with {sorted(map(str, given))}")
    return wrong


def test_what_the_code_says_stands_in_the_catalogues(project):
    """Every `say` with a literal key names a sentence and fills exactly its places."""
    assert wrong_sayings(project, CATALOGUES["en"]) == []


def test_a_wrong_saying_is_found(made_up):
    """An unknown key, a place left empty, and a value that has no place."""
    source = """\
        say(language, "known", name=1)
        say(language, "unknown")
        texts.say("fr", "known")
        say("en", "known", name=1, other=2)
    """
    modules = made_up({"bot/a.py": source})
    assert wrong_sayings(modules, {"known": "{name}"}) == [
        "bot.a:2 says unknown, which no catalogue holds",
        "bot.a:3 says known with []",
        "bot.a:4 says known with ['name', 'other']",
    ]


# What lies at the top


def strangers(paths: Iterable[str]) -> list[str]:
    return sorted({path.partition("/")[0] for path in paths} - TOP_LEVEL)


def test_the_top_level_tells_the_story():
    """Three packages, tests, and what tools insist on."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so nothing says which files belong to the project")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607 - git is wherever PATH says
    assert strangers(listed.splitlines()) == []


def test_a_stranger_at_the_top_is_found():
    """A file or a folder."""
    assert strangers(["bot/cli.py", "scripts/do.sh", "notes.txt", ".ci/run"]) == ["notes.txt", "scripts"]
