"""typer's command line, built from the table of commands: it handles help, unusual words, and mistakes.

typer 0.28 has its own parser; its texts that are only in English (usage, help option) are replaced here.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import typer
from typer._click import exceptions as parsing  # typer carries its parser; its errors have no public name
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from parplan.cli.commands.command import CommandRow, Option, Takes, Word
from parplan.cli.commands.table import (
    ANSWERED_AT_ONCE,
    GLOBALS,
    GROUPS,
    SHELL_OPTIONS,
    command_names,
    find_command,
)
from parplan.cli.completing.scripts import install_completion, print_completion
from parplan.cli.reader import Typed
from parplan.cli.streams import screen_width
from parplan.diagnostics import N_, message
from parplan.errors import RequestError, TooManyWordsError
from parplan.languages import DOMAIN, LOCALE_FOLDER, Language
from parplan.vocabulary.nearest import meant

PROGRAM = "parplan"
#: The key of the global options' values in the root context.
_SHARED = "parplan.shared"
_WIDEST = 80

#: typer's own texts, for parplan's catalogue.
TYPER_TEXTS = (
    N_("Options"),
    N_("Arguments"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("(dynamic)"),
)


def read_with_typer(words: Sequence[str], language: Language) -> Typed | int:
    """Parse the words of a command, or answer ``--help`` and the like at once and return the exit code.

    Raises ``RequestError`` for wrong words.
    """
    _let_typer_speak(language)
    try:
        read: Any = make_program(language)(list(words), prog_name=PROGRAM, standalone_mode=False)
    except TyperException as error:
        raise _request_error(error) from None
    except typer.Exit as exit:
        return exit.exit_code
    except typer.Abort:
        return 130
    except SystemExit:  # typer exits like this if the reader of its help has gone
        raise BrokenPipeError from None
    return read if isinstance(read, Typed) else 0


def help_text(name: str | None, language: Language) -> str:
    """The help of a command, or of the program. Raises ``RequestError`` for an unknown command."""
    _let_typer_speak(language)
    program = make_program(language)
    with program.make_context(PROGRAM, [], resilient_parsing=True) as context:
        if name is None:
            return str(context.get_help()) + "\n"
        verb = program.resolve_command(context, [name])[1]
        with verb.make_context(name, [], parent=context, resilient_parsing=True) as inner:
            return str(inner.get_help()) + "\n"


def make_program(language: Language) -> Any:
    """Make typer's command line in a language."""
    return _Program(language)


def _let_typer_speak(language: Language) -> None:
    """Set the language of texts that typer looks up in the process's own catalogue."""
    os.environ["LANGUAGE"] = language.code
    gettext.bindtextdomain(DOMAIN, str(LOCALE_FOLDER))
    gettext.textdomain(DOMAIN)


def _remember(context: Any, parameter: Any, value: Any) -> Any:
    """Collect the values of a global option, which may come before and after the command's name."""
    shared: dict[str, Any] = context.find_root().meta.setdefault(_SHARED, {})
    if isinstance(value, list | tuple):
        shared[parameter.name] = (*shared.get(parameter.name, ()), *value)
    elif value:
        shared[parameter.name] = value
    return value


def _show_version(context: Any, parameter: Any, value: bool) -> None:
    if value and not context.resilient_parsing:
        from parplan import __version__

        typer.echo(f"parplan {__version__}")
        context.exit()


def _show_help(context: Any, parameter: Any, value: bool) -> None:
    """Show the help in the letters of the stream: typer's own way takes ASCII for a mistake and writes UTF-8."""
    if value and not context.resilient_parsing:
        print(context.get_help())
        context.exit()


class _Speaking:
    """Mixin for the program and its commands: usage, options and help in the user's language."""

    language: Language
    params: list[Any]

    def _option(self, option: Option, **more: Any) -> Any:
        """An option for typer. Options with a value are declared repeatable, to detect a second value."""
        _ = self.language.gettext
        flag = option.takes is Takes.NOTHING
        help = _(option.help)
        if option.default is not None:
            help += "  [" + _("default: {default}").format(default=option.default) + "]"
        return TyperOption(
            param_decls=[option.parameter, *option.spellings],
            is_flag=flag or None,
            multiple=not flag,
            metavar=None if flag else _(option.metavar) if option.metavar else "|".join(option.choices),
            help=help,
            show_default=False,
            **more,
        )

    def _word(self, word: Word) -> Any:
        _ = self.language.gettext
        return TyperArgument(
            param_decls=[word.parameter],
            required=word.required,
            nargs=-1 if word.many else 1,
            metavar=_(word.metavar),
            help=_(word.help),
            show_default=False,
        )

    def _shared_options(self) -> Iterable[Any]:
        for option in GLOBALS:
            yield self._option(option, expose_value=False, callback=_remember)
        yield self._answered(ANSWERED_AT_ONCE[0], _show_version)

    def _answered(self, option: Option, callback: Any) -> Any:
        return self._option(option, is_eager=True, expose_value=False, callback=callback)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = self._usage()
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=self.language.gettext("Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the ``--help`` option."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = self.language.gettext(ANSWERED_AT_ONCE[1].help)
            option.callback = _show_help
        return option

    def _usage(self) -> list[str]:
        """The usage after the program's or command's name."""
        raise NotImplementedError

    def _section(self, formatter: Any, title: str, params: Iterable[Any], ctx: Any) -> None:
        self._rows(formatter, title, [row for param in params if (row := param.get_help_record(ctx)) is not None])

    def _rows(self, formatter: Any, title: str, rows: Sequence[tuple[str, str]]) -> None:
        if rows:
            with formatter.section(self.language.gettext(title)):
                formatter.write_dl(rows, col_max=formatter.width // 3)


def _settings() -> dict[str, Any]:
    return {
        "help_option_names": list(ANSWERED_AT_ONCE[1].spellings),
        "terminal_width": min(screen_width(), _WIDEST) - 2,
    }


class _Verb(_Speaking, TyperCommand):
    """One command; invoking it returns what was typed."""

    def __init__(self, command: CommandRow, language: Language) -> None:
        self.language, self.command = language, command
        super().__init__(
            command.name,
            help=language.gettext(command.help),
            context_settings=_settings(),
            rich_markup_mode=None,
        )
        self.words = [self._word(word) for word in command.words]
        self.options = [self._option(option) for option in command.options]
        self.shared = list(self._shared_options())
        self.params = [*self.words, *self.options, *self.shared]

    def _usage(self) -> list[str]:
        _ = self.language.gettext
        return [_("[OPTIONS]"), *(_(word.metavar) for word in self.command.words)]

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Parse the words; an option followed by another option instead of a value is an error."""
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

    def invoke(self, ctx: Any) -> Typed:
        """Return the typed command. Raises ``RequestError`` for a single-value option typed twice."""
        shared = ctx.find_root().meta.get(_SHARED, {})
        return Typed(
            self.command,
            {**_typed_words(self.command.words, ctx.params), **_typed_options(self.command.options, ctx.params)},
            _typed_options(GLOBALS, shared),
        )

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, the command's own options, and those of every command."""
        self._section(formatter, N_("Arguments"), self.words, ctx)
        self._section(formatter, N_("Options"), self.options, ctx)
        self._section(formatter, N_("Options of every command"), [*self.shared, self.get_help_option(ctx)], ctx)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples."""
        if self.command.examples:
            with formatter.section(self.language.gettext("Examples")):
                for example in self.command.examples:
                    formatter.write_text(self.language.gettext(example.what) + ":")
                    with formatter.indentation():
                        formatter.write(f"{'':>{formatter.current_indent}}{PROGRAM} {example.command}\n")


def _typed_words(words: Iterable[Word], values: Mapping[str, Any]) -> dict[str, Any]:
    typed = ((word.parameter, values.get(word.parameter)) for word in words)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in typed if value or value == ""}


def _typed_options(options: Iterable[Option], values: Mapping[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for option in options:
        value = values.get(option.parameter)
        if not value:
            continue
        if option.takes is Takes.ONE:
            if len(value) > 1:
                raise RequestError(
                    message(
                        N_("{option} takes one value, and two were typed: “{first}” and “{second}”"),
                        option=option.spellings[0],
                        first=value[0],
                        second=value[1],
                    ),
                    help=message(N_("leave one of them out")),
                )
            value = value[0]
        typed[option.parameter] = tuple(value) if option.takes is Takes.MANY else value
    return typed


class _Program(_Speaking, TyperGroup):
    """The program: a group of commands."""

    def __init__(self, language: Language) -> None:
        self.language = language
        super().__init__(
            name=PROGRAM,
            help=language.gettext(
                "Keep a public body's yearly plan as one file; ask it what is due, whose it is and what is late."
            ),
            context_settings=_settings(),
            invoke_without_command=True,
            rich_markup_mode=None,
        )
        answers = {"install_completion": install_completion, "show_completion": print_completion}
        self.params = [
            *self._shared_options(),
            *(
                self._option(
                    option, is_eager=True, expose_value=False, callback=_answering(answers[option.parameter], language)
                )
                for option in SHELL_OPTIONS
            ),
        ]

    def _usage(self) -> list[str]:
        return [self.language.gettext("[OPTIONS]"), self.language.gettext("COMMAND [ARGS]...")]

    def invoke(self, ctx: Any) -> Any:
        """Read the command; without one, show the help."""
        if not ctx._protected_args:
            print(ctx.get_help())
            return 0
        return super().invoke(ctx)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands, in order."""
        return list(command_names())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command with this name, or ``None``."""
        command = find_command(cmd_name)
        return None if command is None else _Verb(command, self.language)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; an unknown one is an error that names the nearest."""
        if find_command(args[0]) is None:
            names = list(command_names())
            near = meant(args[0], names)
            raise RequestError(
                message(N_("there is no command {verb}"), verb=args[0]),
                help=message(N_("did you mean {keys}?"), keys=", ".join(near))
                if near
                else message(N_("the commands: {names}"), names=", ".join(names)),
            )
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands in their groups, without truncation, then the options."""
        for group in GROUPS:
            commands = [command for name in group.names if (command := find_command(name)) is not None]
            rows = [(command.name, self.language.gettext(command.help)) for command in commands]
            self._rows(formatter, group.title, rows)
        self._section(formatter, N_("Options"), self.get_params(ctx), ctx)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write how to get a command's help."""
        formatter.write_paragraph()
        formatter.write_text(self.language.gettext("`parplan help COMMAND` shows its options and examples."))


def _answering(act: Any, language: Language) -> Any:
    def callback(context: Any, parameter: Any, value: bool) -> None:
        if value and not context.resilient_parsing:
            act(language)
            context.exit()

    return callback


def _request_error(error: Any) -> RequestError:
    """Turn a mistake found by typer into a ``RequestError``."""
    command = error.ctx.command if error.ctx is not None else None
    path = error.ctx.command_path if error.ctx is not None else PROGRAM
    help = message(N_("`{command} --help` shows what can be typed"), command=path)
    match error:
        case parsing.NoSuchOption():
            options = [option for param in command.params for option in param.opts] if command else []
            names = {option.lstrip("-"): option for option in options if option.startswith("--")}
            near = [names[name] for name in meant(error.option_name.lstrip("-"), names)]
            if near:
                help = message(
                    N_("did you mean {keys}? `{command} --help` shows what can be typed"),
                    keys=", ".join(near),
                    command=path,
                )
            return RequestError(message(N_("there is no option {option}"), option=error.option_name), help=help)
        case parsing.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param is not None and error.ctx is not None else ""
            return RequestError(message(N_("{name} is missing"), name=name), help=help)
        case parsing.BadOptionUsage():
            return RequestError(
                message(N_("the option {option} is not complete, or takes no value"), option=error.option_name),
                help=help,
            )
        case parsing.BadParameter():
            name = "/".join(error.param.opts) if error.param is not None else ""
            return RequestError(message(N_("{name}: the value cannot be used"), name=name), help=help)
        case _:
            return TooManyWordsError(message(N_("too many words for this command")), help=help)
