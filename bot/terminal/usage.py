"""What the parser of commands refuses, said like any other error: in a sentence, and in JSON where that is wanted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import typer
from pydantic import ValidationError
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from bot.terminal.failures import FAILED, WRONG_USE, report

JSON_OPTIONS = frozenset({"--json", "--progress-json"})


class Commands(TyperGroup):
    """Commands, of which one that was typed wrong ends in a sentence of ours and the status of wrong usage.

    Their help names arguments and options and not what Python makes of them.
    """

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        _speak_plainly(self)

    def main(  # type: ignore[override]  # what else the library takes is handed on
        self,
        args: Sequence[str] | None = None,
        **options: Any,  # noqa: ANN401
    ) -> NoReturn:
        """Run the command that `args` name, and leave with its exit status."""
        typed = list(sys.argv[1:] if args is None else args)
        try:
            status = super().main(args, **{**options, "standalone_mode": False})
        except TyperException as error:
            sentence = sentence_of(error)
            if sentence:  # nothing where the help was shown instead
                report(sentence, as_json=not JSON_OPTIONS.isdisjoint(typed))
            sys.exit(WRONG_USE)
        except typer.Abort:
            sys.exit(FAILED)
        sys.exit(status if isinstance(status, int) else 0)


def _speak_plainly(command: TyperCommand | TyperGroup) -> None:
    """Have the help of a command and of those in it leave out types such as `<list[str]>`, `<bool>` and `[x>=1]`.

    The library has no option for that. What numbers may be is said in words, and in the error where one may not.
    """
    for one in command.params:
        _without_type(one)
    with_help = command.get_help_option

    def help_option(context: typer.Context) -> TyperOption | None:
        found = with_help(context)
        if found is not None:
            _without_type(found)
        return found

    vars(command)["get_help_option"] = help_option
    if isinstance(command, TyperGroup):
        for below in command.commands.values():
            if isinstance(below, TyperCommand | TyperGroup):
                _speak_plainly(below)


def _without_type(one: object) -> None:
    """Have the help show of an option the name of its value or its choices alone, of an argument its name."""
    shown: dict[str, Any] = vars(one)
    shown["_get_number_range_help_str"] = lambda: None
    if isinstance(one, TyperArgument):
        name = one.display_name_raw + ("..." if one.nargs != 1 else "")
        shown["display_type_rich"] = _no_type
        shown["get_usage_pieces"] = lambda ctx: [name if one.required else f"[{name}]"]
    elif isinstance(one, TyperOption):
        choices = one.type_descriptor.choices
        if one.is_flag:
            shown["display_type_rich"] = _no_type
        elif choices and one.metavar is None:
            one.metavar = "|".join(map(str, choices))


def _no_type(ctx: typer.Context) -> None:
    """Show no type."""


def sentence_of(error: TyperException) -> str:
    """Return what was typed wrong and where it is said what would be right; nothing where the help was shown."""
    if not error.format_message():
        return ""
    said = _about_a_value(error) or _in_our_style(error.format_message())
    context = getattr(error, "ctx", None)
    if context is None:
        return said
    return f"{said}{'' if said.endswith('?') else ';'} `{context.command_path} -h` says what it takes"


def _about_a_value(error: TyperException) -> str:
    """Return what was found and what was wanted, of a number or one of several words; nothing for all else."""
    option, cause = getattr(error, "param", None), error.__cause__
    if option is None or not isinstance(cause, ValidationError):
        return ""
    choices = option.type_descriptor.choices
    if choices:
        wanted = f"one of {', '.join(map(str, choices))}"
    elif cause.errors()[0]["type"].startswith(("int_", "greater_than", "less_than")):
        least, most = option.min, option.max
        span = "" if least is None else f" of {least:,} or more" if most is None else f" from {least:,} to {most:,}"
        wanted = f"a whole number{span}"
    else:
        return ""
    return f"{_name(option)} is {cause.errors()[0]['input']!r}; wanted {wanted}"


def _name(option: TyperArgument | TyperOption) -> str:
    """Return what people call an option or an argument."""
    flags = [flag for flag in option.opts if flag.startswith("--")]
    return str(flags[0] if flags else option.display_name_raw)


def _in_our_style(message: str) -> str:
    return f"{message[:1].lower()}{message[1:]}".rstrip(".").replace(". Did you mean", "; did you mean")
