"""The verbs in their groups, in the order help lists them, and the options all of them have."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from msgspec import Struct

from parplan.cli.commands.command import CommandRow, Option, Takes, ValueKind
from parplan.diagnostics import N_


class Group(Struct, frozen=True):
    """Verbs that help lists together."""

    title: str
    names: tuple[str, ...]


GROUPS = (
    Group(N_("Questions"), ("due", "tasks", "show", "units", "status", "log")),
    Group(N_("Recording"), ("done", "progress", "reschedule", "undo")),
    Group(N_("Documents"), ("report", "remind", "evidence", "export", "page")),
    Group(N_("Answers of the units"), ("form", "collect")),
    Group(N_("Checking"), ("validate", "diff", "explain", "schema", "lsp")),
    Group(N_("Setting up"), ("init", "import", "review", "git-setup", "settings", "cache", "help")),
)
#: Verbs that other programs call.
HIDDEN: tuple[str, ...] = ("textconv", "merge-driver")

COLOR = Option(
    "color",
    ("--color",),
    N_("When to colour. auto: on a terminal, unless NO_COLOR or CLICOLOR=0 says no or FORCE_COLOR yes."),
    default="auto",
    choices=("auto", "always", "never"),
)
#: Options that may stand before or after the verb; the verb is run in what they say.
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
        N_("The day asked about. Default: PARPLAN_TODAY, else today in Vietnam."),
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
#: Options that are answered at once, whatever else is typed; the parameter is the name of what answers.
ANSWERED_AT_ONCE = (
    Option("version", ("--version", "-V"), N_("Show the version and exit."), takes=Takes.NOTHING),
    Option("help", ("--help", "-h"), N_("Show this message and exit."), takes=Takes.NOTHING),
)
#: The same, before the verb only.
SHELL_OPTIONS = (
    Option("install_completion", ("--install-completion",), N_("Install completion for this shell."), Takes.NOTHING),
    Option("show_completion", ("--show-completion",), N_("Print the completion script of this shell."), Takes.NOTHING),
)


def command_names() -> Iterator[str]:
    """The verbs people type, in the order of their groups."""
    for group in GROUPS:
        yield from group.names


def find_command(name: str) -> CommandRow | None:
    """The command with this name; its row alone is imported."""
    if name not in HIDDEN and not any(name in group.names for group in GROUPS):
        return None
    row: CommandRow = import_module(f"parplan.cli.commands.rows.{name.replace('-', '_')}").COMMAND
    return row


def all_commands() -> Iterator[CommandRow]:
    """Every command, hidden ones last."""
    for name in (*command_names(), *HIDDEN):
        command = find_command(name)
        assert command is not None
        yield command
