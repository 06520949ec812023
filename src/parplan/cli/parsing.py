"""Commands as parplan wants them parsed: global options before or after the verb, every text in two languages.

typer 0.28 carries its own parser; what it says in English only (usage, help option) is replaced here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from parplan.cli.completing.scripts import install_completion, print_completion
from parplan.cli.context import GLOBALS
from parplan.cli.current import _
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.vocabulary.nearest import nearest


def _remember(context: Any, parameter: Any, value: Any) -> Any:
    """Keep a global option's value; given both before and after the verb, the later one counts, paths add up."""
    values: dict[str, Any] = context.find_root().meta.setdefault(GLOBALS, {})
    if isinstance(value, list | tuple):
        values[parameter.name] = [*values.get(parameter.name, []), *value]
    elif value is not None and value is not False:  # an empty text was typed, and is no less wrong for it
        values[parameter.name] = value
    return value


def _show_version(context: Any, parameter: Any, value: bool) -> None:
    if value and not context.resilient_parsing:
        from parplan import __version__

        typer.echo(f"parplan {__version__}")
        context.exit()


def global_options() -> list[Any]:
    """The options every command has, also before the verb."""
    shared: dict[str, Any] = {"expose_value": False, "callback": _remember}
    return [
        TyperOption(
            param_decls=["plan", "--plan", "-p"],
            multiple=True,
            metavar=_("PATH"),
            help=_("A plan file, folder or glob; may be repeated. Else PARPLAN_PLAN, else the nearest plans/ upwards."),
            **shared,
        ),
        TyperOption(
            param_decls=["as_of", "--as-of"],
            metavar=_("DATE"),
            help=_("The day asked about. Else PARPLAN_TODAY, else today in Vietnam."),
            **shared,
        ),
        TyperOption(
            param_decls=["lang", "--lang"],
            metavar="vi|en",
            help=_("The language. Else PARPLAN_LANG, else lang in parplan.toml, else the locale."),
            **shared,
        ),
        TyperOption(param_decls=["json", "--json"], is_flag=True, help=_("The answer as one JSON object."), **shared),
        TyperOption(
            param_decls=["version", "--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help=_("Show the version and exit."),
        ),
    ]


def _shell_options() -> list[Any]:
    """The options of the program alone: completion of the shell it is called from."""

    def doing(act: Any) -> Any:
        def callback(context: Any, parameter: Any, value: bool) -> None:
            if value and not context.resilient_parsing:
                act()
                context.exit()

        return callback

    shared: dict[str, Any] = {"is_flag": True, "is_eager": True, "expose_value": False}
    return [
        TyperOption(
            param_decls=["install_completion", "--install-completion"],
            callback=doing(install_completion),
            help=_("Install completion for this shell."),
            **shared,
        ),
        TyperOption(
            param_decls=["show_completion", "--show-completion"],
            callback=doing(print_completion),
            help=_("Print the completion script of this shell."),
            **shared,
        ),
    ]


class _Speaking:
    """What commands and the group share: usage and help in the language of the run."""

    params: list[Any]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the ``--help`` option."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class Verb(_Speaking, TyperCommand):
    """One command."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *global_options()]
        self.options_metavar = _("[OPTIONS]")

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Parse the words; an option that would take another option for its value is not complete."""
        names = {name: param for param in self.params for name in getattr(param, "opts", ()) if name.startswith("-")}
        for word, following in pairwise(args):
            if word == "--":
                break
            option = names.get(word)
            if option is not None and not getattr(option, "is_flag", False) and following in names:
                raise RequestError(
                    message(N_("{option}: the value is missing"), option=word),
                    help=message(N_("if {value} is the value, type {option}={value}"), option=word, value=following),
                )
        return super().parse_args(ctx, args)


class Verbs(_Speaking, TyperGroup):
    """The program, which is its commands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *global_options(), *_shell_options()]
        self.options_metavar = _("[OPTIONS]")
        self.subcommand_metavar = _("COMMAND [ARGS]...")
        self._builders: dict[str, Callable[[], Any]] = {}

    def offer(self, builders: Mapping[str, Callable[[], Any]]) -> None:
        """Have these commands, each built when it is wanted."""
        self._builders.update(builders)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands in their order."""
        return list(self._builders)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command with this name, or ``None``."""
        if cmd_name not in self.commands and cmd_name in self._builders:
            self.commands[cmd_name] = self._builders[cmd_name]()
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; an unknown one is an error that names the nearest."""
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            near = nearest(args[0], self._builders, 2)
            raise RequestError(
                message(N_("there is no command {verb}"), verb=args[0]),
                help=message(N_("did you mean {keys}?"), keys=", ".join(near))
                if near
                else message(N_("the commands: {names}"), names=", ".join(self._builders)),
            )
        return super().resolve_command(ctx, args)
