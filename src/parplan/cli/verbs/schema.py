"""The `schema` command."""

from __future__ import annotations

from parplan.cli.request import Request
from parplan.document.schema import json_schema


def run(request: Request) -> int:
    """Print the JSON Schema of a plan file."""
    request.answer_json(json_schema())
    return 0
