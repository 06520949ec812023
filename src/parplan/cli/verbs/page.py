"""The `page` command: one HTML file for the director."""

from __future__ import annotations

from pathlib import PurePath

from parplan.cli.documents import STDOUT, document_language, parse_format, refuse_screen, write_document
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.diagnostics import N_, message
from parplan.errors import RequestError


def run(request: Request, *, output: str | None, force: bool) -> int:
    """Write the page."""
    if request.json:
        raise RequestError(
            message(N_("--json: page writes html")),
            help=message(N_("`parplan status --json` and `parplan due --json` tell the same")),
        )
    if output not in (None, STDOUT) and not PurePath(output).suffix:
        raise RequestError(
            message(N_("the file {path} has no extension; a click would not open it"), path=output),
            help=message(N_("name it {path}"), path=f"{output}.html"),
        )
    chosen = parse_format(None, output, ("html",), "html")
    refuse_screen(output, chosen)
    plans = load_plans(request)
    from parplan.reporting.page.rendering import render_page

    write_document(request, render_page(document_language(request), plans.portfolio), output, force=force)
    return plans.exit_code
