"""The commands in their groups, in the order of the help, and the options of every command."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from msgspec import Struct

from parplan.cli.commands.command import CommandRow, Option, Takes, ValueKind
from parplan.diagnostics import N_


class HelpGroup(Struct, frozen=True):
    """A group of commands in the help."""

    title: str
    names: tuple[str, ...]


GROUPS = (
    HelpGroup(N_("Questions"), ("due", "tasks", "show", "units", "status", "log")),
    HelpGroup(N_("Recording"), ("done", "progress", "reschedule", "undo")),
    HelpGroup(N_("Documents"), ("report", "remind", "evidence", "export", "page")),
    HelpGroup(N_("Answers of the units"), ("form", "collect")),
    HelpGroup(N_("Checking"), ("validate", "diff", "explain", "schema", "lsp")),
    HelpGroup(N_("Setting up"), ("init", "import", "review", "git-setup", "settings", "cache", "help")),
)
#: Commands that other programs call.
HIDDEN: tuple[str, ...] = ("textconv", "merge-driver")

COLOR = Option(
    "color",
    ("--color",),
    N_("When to use colours. auto: on a terminal, unless NO_COLOR, CLICOLOR=0 or FORCE_COLOR is set."),
    default="auto",
    choices=("auto", "always", "never"),
)
#: Options of every command, before or after its name.
GLOBALS = (
    Option(
        "plan",
        ("--plan", "-p"),
        N_("A plan file, folder or glob; may be repeated. Default: PARPLAN_PLAN, else the nearest plans/ upwards."),
        takes=Takes.MANY,
        metavar=N_("PATH"),
        kind=ValueKind.PLAN,
    ),
    Option(
        "as_of",
        ("--as-of",),
        N_("The as-of day. Default: PARPLAN_TODAY, else today in Vietnam."),
        metavar=N_("DATE"),
        kind=ValueKind.DATE,
    ),
    Option(
        "lang",
        ("--lang",),
        N_("The language. Default: PARPLAN_LANG, else lang in parplan.toml, else the locale."),
        choices=("vi", "en"),
    ),
    Option("json", ("--json",), N_("Answer as one JSON object."), takes=Takes.NOTHING),
    COLOR,
    Option(
        "plain",
        ("--plain",),
        N_("For a screen reader: no columns, no colours. Default: PARPLAN_PLAIN."),
        takes=Takes.NOTHING,
    ),
)
#: Options that are answered at once, whatever else is typed; the parameter names the answer.
ANSWERED_AT_ONCE = (
    Option("version", ("--version", "-V"), N_("Show the version and exit."), takes=Takes.NOTHING),
    Option("help", ("--help", "-h"), N_("Show this message and exit."), takes=Takes.NOTHING),
)
#: The same, but only before the command's name.
SHELL_OPTIONS = (
    Option("install_completion", ("--install-completion",), N_("Install completion for this shell."), Takes.NOTHING),
    Option("show_completion", ("--show-completion",), N_("Print the completion script of this shell."), Takes.NOTHING),
)


def command_names() -> Iterator[str]:
    """The names of the visible commands, in the order of their groups."""
    for group in GROUPS:
        yield from group.names


def find_command(name: str) -> CommandRow | None:
    """The row of this command, or ``None``; only this row is imported."""
    if name not in HIDDEN and not any(name in group.names for group in GROUPS):
        return None
    row: CommandRow = import_module(f"parplan.cli.commands.rows.{name.replace('-', '_')}").COMMAND
    return row


def all_commands() -> Iterator[CommandRow]:
    """Every row, hidden commands last."""
    for name in (*command_names(), *HIDDEN):
        command = find_command(name)
        assert command is not None
        yield command
