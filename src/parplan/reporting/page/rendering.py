"""The page as HTML, made with the templates beside this file. The same plans and day give the same bytes.

Jinja escapes every text of a plan; the only markup is that of the templates.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from parplan.languages import OfficeLanguage
from parplan.libraries import libraries_of
from parplan.queries.portfolio import Portfolio
from parplan.reporting.page.content import make_content
from parplan.reporting.page.overview import make_overviews
from parplan.views.blocks import safe

_TEMPLATES = Path(__file__).parent / "templates"


def render_page(language: OfficeLanguage, portfolio: Portfolio) -> bytes:
    """Return the page about the plans. Raises ``ParplanError`` if the library is missing."""
    with libraries_of("office"):
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

    def shown(value: Any) -> Any:
        """A value for display: a text without control and invisible formatting characters."""
        return safe(value) if isinstance(value, str) and not hasattr(value, "__html__") else value

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
        auto_reload=False,
    )
    content = make_content(language, make_overviews(portfolio))
    page = io.BytesIO()
    for piece in environment.get_template("page.html").generate(page=content):
        page.write(piece.encode())
    return page.getvalue().strip() + b"\n"
