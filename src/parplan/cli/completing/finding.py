"""What fits where a Tab was pressed: verbs, options, and the names of the plan asked about."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.cli.completing.offers import Offer, Offers, fitting
from parplan.cli.completion import complete_address, complete_open_address
from parplan.cli.quick import read_words
from parplan.cli.verbs.options import VERBS

_ADDRESS = "address"


def find_offers(words: Sequence[str], typed: str) -> Offers:
    """What may follow ``words`` and go on from ``typed``."""
    known = read_words(words)
    if known is not None and not typed.startswith("-"):
        free = next((name for name in VERBS[known.verb].words if name not in known.parameters), None)
        if free == _ADDRESS:
            complete = complete_open_address if known.verb == "done" else complete_address
            return Offers(tuple(Offer(*found) for found in complete(known.shared, typed)))
    return _found_by_typer(list(words), typed)


def _found_by_typer(words: list[str], typed: str) -> Offers:
    from typer._completion_classes import BashComplete

    from parplan.cli.current import let_typer_speak
    from parplan.cli.program import make_program

    let_typer_speak()
    engine = BashComplete(make_program(), {}, "parplan", "")
    # Without what is typed, as typer compares letter for letter; with it where a name may be meant and not a code.
    each = engine.get_completions(words, typed if typed.startswith("-") else "")
    if not fitting((Offer(item.value) for item in each), typed):
        each = engine.get_completions(words, typed)
    return Offers(tuple(Offer(item.value, item.help or "") for item in each), files=not each)
