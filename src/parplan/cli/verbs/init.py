"""The `init` command."""

from __future__ import annotations

import json
import os
from pathlib import Path

from parplan.cli.calling_shell import shell_shown
from parplan.cli.dates import parse_plan_year
from parplan.cli.request import Request
from parplan.diagnostics import N_, Command, has_errors, message
from parplan.errors import ParplanError, RequestError
from parplan.files.creating import create_file, create_plan
from parplan.files.paths import displayed
from parplan.files.reading import read_file
from parplan.loading import parse_plan
from parplan.views.blocks import safe
from parplan.views.starter_view import SCHEMA_NAME, starter_plan


def run(
    request: Request, *, path: str | None, agency: str | None, earlier: str | None, year: str | None, force: bool
) -> int:
    """Create a small, valid plan with comments, or next year's plan from an earlier one."""
    if earlier is not None:
        from parplan.cli.beginning_year import begin_year

        return begin_year(request, path, agency, earlier, year, force=force)
    name = " ".join((agency or "").split())
    if not name:
        raise RequestError(
            message(N_("{name} is missing"), name="--agency"),
            help=message(N_('type whose plan it is: --agency "{example}"'), example="Sở Khoa học và Công nghệ"),
        )
    if name != safe(name) or len(name) > 200:
        raise RequestError(message(N_("--agency: this cannot be an agency's name")))
    chosen = request.as_of.year if year is None else parse_plan_year(year)
    text = starter_plan(request.language, chosen, name)
    loaded = parse_plan(text.encode(), "-")
    if has_errors(loaded.findings):  # a name that is impossible in YAML or in a plan
        raise RequestError(message(N_("--agency: this cannot be an agency's name")))
    if path == "-":
        request.answer_text(text)
        return 0
    file = Path(path) if path else Path("plans") / f"{chosen}.yaml"
    schema = file.with_name(SCHEMA_NAME)
    checks = _create(file, text.encode(), schema, force=force)
    template = (
        N_("{path} is written; `{command}` checks it, an editor by {schema}")
        if checks
        else N_(
            "{path} is written; `{command}` checks it. {schema} was there already with something else and"
            " is kept, so an editor does not check the plan; `parplan schema` prints what it needs, --force writes it"
        )
    )
    command = shell_shown().command(Command("validate", (file.as_posix(),))) or "parplan validate"
    request.advise(
        request.language.gettext(template).format(path=displayed(file), command=command, schema=displayed(schema))
    )
    return 0


def _create(file: Path, plan: bytes, schema: Path, *, force: bool) -> bool:
    """Create the plan, and the JSON Schema if there is none; return whether editors find it there."""
    from parplan.document.schema import json_schema

    data = (json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n").encode()
    if force or not os.path.lexists(schema):
        create_plan(file, plan, schema, data, force=force)
        return True
    create_file(file, plan, begins_plan=True)
    try:
        return bool(json.loads(read_file(schema)) == json_schema())
    except (ParplanError, ValueError, RecursionError):
        return False
