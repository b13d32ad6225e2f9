"""The project's own source, read and never run: modules, what each imports, and where.

Knows nothing of the rules; `test_architecture.py` states them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "corpus", "index")


@dataclass(frozen=True)
class Module:
    """One source file, with the name that it is imported by."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def package(self) -> str:
        """The package that its relative imports start from."""
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of its tree."""
        return tuple(ast.walk(self.tree))


@dataclass(frozen=True)
class Import:
    """One imported module, absolute; `line` is where. `from a import b` gives `a.b`, whatever `b` is.

    `for_types` says that it stands under `if TYPE_CHECKING` and loads nothing when the program runs.
    """

    target: str
    line: int
    for_types: bool = False


def read_modules(root: Path, packages: Iterable[str] = PACKAGES) -> list[Module]:
    """Return every module of `packages` below `root`, by name."""
    paths = sorted(path for package in packages for path in (root / package).rglob("*.py"))
    return [_read(path, root) for path in paths]


def _read(path: Path, root: Path) -> Module:
    parts = path.relative_to(root).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path, ast.parse(path.read_text(encoding="utf-8"), filename=str(path)))


@cache  # most rules are about imports, and to walk a tree takes longer than to look at what was found
def imports(module: Module) -> tuple[Import, ...]:
    """Return every import of a module at any depth: in functions, under conditions, and by a literal name."""
    for_types = _lines_for_types(module)
    return tuple(
        Import(target, node.lineno, node.lineno in for_types)
        for node in module.nodes
        for target in _targets(node, module)
    )


def _targets(node: ast.AST, module: Module) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(names=names):
            source = _source(node, module)
            return [source if alias.name == "*" else f"{source}.{alias.name}" for alias in names]
        case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]):
            return [name] if called(function) in {"import_module", "importlib.import_module", "__import__"} else []
        case _:
            return []


def _lines_for_types(module: Module) -> set[int]:
    return {
        line
        for node in module.nodes
        if isinstance(node, ast.If) and called(node.test).rpartition(".")[2] == "TYPE_CHECKING"
        for statement in node.body
        for line in range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
    }


def _source(node: ast.ImportFrom, module: Module) -> str:
    if not node.level:
        return node.module or ""
    parts = module.package.split(".")
    base = ".".join(parts[: len(parts) - node.level + 1])
    return f"{base}.{node.module}" if node.module else base


def called(function: ast.expr) -> str:
    """Return the dotted name of what is called, or the empty string where it has none."""
    match function:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attribute):
            base = called(value)
            return f"{base}.{attribute}" if base else ""
        case _:
            return ""


def within(name: str, package: str) -> bool:
    """Say whether `name` is `package` or something in it."""
    return name == package or name.startswith(f"{package}.")


def own_target(target: str, names: set[str]) -> str | None:
    """Return the module of `names` that importing `target` brings: itself, or the module that holds the name."""
    while target and target not in names:
        target = target.rpartition(".")[0]
    return target or None
