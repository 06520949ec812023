"""The verbs that check: validate, explain, schema."""

from __future__ import annotations

from typing import Annotated

import typer

from parplan.cli.checked_output import FORMATS
from parplan.cli.context import make_request
from parplan.cli.current import _
from parplan.diagnostics import N_, Explanation, message
from parplan.errors import RequestError
from parplan.vocabulary.nearest import nearest


def validate(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[PATH]..."),
            help=_("Plan files, folders or globs; - reads standard input. Else the plans found."),
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help=_("One line a finding, with the line of the file, JSON, or the form a CI service reads."),
            autocompletion=lambda: list(FORMATS),
        ),
    ] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar=_("CODE"), help=_("Only codes that begin so; may be repeated."), show_default=False
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar=_("CODE"), help=_("Not codes that begin so; errors stay."), show_default=False
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Warnings fail too."))] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FILE"),
            help=_("Write the findings into this file, in UTF-8, instead of showing them."),
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Write over a file that is there."))] = False,
) -> None:
    """Check plan files: every finding at once, each at its place."""
    from parplan.cli.verbs.validate import run

    raise typer.Exit(
        run(
            make_request(context),
            paths=paths,
            format=format,
            select=select,
            ignore=ignore,
            strict=strict,
            output=output,
            force=force,
        )
    )


def explain(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[CODE]"),
            help=_("A code such as P204; without one all are listed."),
            show_default=False,
            autocompletion=lambda: list(_explanations()),
        ),
    ] = None,
) -> None:
    """What a code means: what it finds, why, and what to do."""
    from parplan.views.explain_view import explanation_list, explanation_screen, explanations_json

    request = make_request(context)
    rules = _explanations()
    if code is not None:
        rule = rules.get(code.strip().upper())
        if rule is None:
            near = nearest(code, rules, 3)
            raise RequestError(
                message(N_("there is no code {code}"), code=code),
                help=message(N_("the nearest: {names}"), names=", ".join(near))
                if near
                else message(N_("`parplan explain` lists them")),
            )
        rules = {rule.code: rule}
    if request.json:
        request.answer_json(explanations_json(request.language, rules.values(), request.as_of))
    elif code is not None:
        request.answer(explanation_screen(request.language, *rules.values()))
    else:
        request.answer(explanation_list(request.language, rules.values()))


def _explanations() -> dict[str, Explanation]:
    from parplan.linting.registry import EXPLANATIONS

    return EXPLANATIONS


def schema(context: typer.Context) -> None:
    """Print the JSON Schema of a plan file, for editors."""
    from parplan.document.schema import json_schema  # here, because no other command needs pydantic's schema writer

    make_request(context).answer_json(json_schema())
