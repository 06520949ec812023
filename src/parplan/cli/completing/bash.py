"""bash: the whole line goes out, and the answers come back as lines that are kept as they are."""

from __future__ import annotations

from collections.abc import Mapping

from parplan.cli.completing.offers import Offered, Offers, common_beginning, typed_on
from parplan.cli.completing.posix import escaped, in_half
from parplan.cli.completing.reading import POSIX, TypedLine, read_line

SCRIPT = """\
# Completion of parplan for bash. What parplan answers is kept as data: nothing of it is evaluated.
_parplan_completion() {
    local line answer how=
    COMPREPLY=()
    answer=$(_PARPLAN_COMPLETE=bash _PARPLAN_LINE="${COMP_LINE:0:COMP_POINT}" _PARPLAN_WORD="$2" \\
        command "${1/#\\~\\//$HOME/}" 2>/dev/null </dev/null)
    while IFS= read -r line; do
        if [ -z "$how" ]; then how=$line; else COMPREPLY+=("$line"); fi
    done <<< "$answer"
    if [ "$how" = files ]; then compopt -o default; fi
    if [ "$how" = begun ]; then compopt -o nospace; fi
}
complete -F _parplan_completion parplan
"""


def read(environment: Mapping[str, str]) -> TypedLine:
    """The words of the line."""
    return read_line(environment.get("_PARPLAN_LINE", ""), POSIX)


def write(offers: Offers, words: TypedLine, environment: Mapping[str, str]) -> Offered:
    """A line that says how, and one for each offer: what stands in the place of the piece of the word bash replaces.

    Readline ends a word also at signs such as ``=`` and ``@``, and replaces only what follows the last of them; where
    several are offered it writes what they have in common, for which that may not end in half an escape.
    """
    if offers.files:
        return Offered("files\n")
    replaced = environment.get("_PARPLAN_WORD", "")
    kept = words.raw.removesuffix(replaced) if replaced else words.raw
    head = read_line(f"parplan {kept}", POSIX).incomplete if kept else ""
    # Where one is written otherwise than typed (1.đ for 1.dd), what bash keeps of the word is left as it was typed.
    values = [item.value for item in offers.items]
    begun = [v if v.startswith(head) else typed_on(v, words.incomplete) or v for v in values]
    begun = [value for value in begun if value.startswith(head)]
    tails = [_closed(escaped(value[len(head) :], words.quote), words.quote) for value in begun]
    common = common_beginning(begun) if in_half(tails) else ""
    if len(common) > len(words.incomplete):
        return Offered(f"begun\n{escaped(common[len(head) :], words.quote)}\n")
    stop = [replaced] if common and replaced else []  # listed with them, so that what they have in common is this
    return Offered("".join(f"{line}\n" for line in ("words", *tails, *stop)))


def _closed(text: str, quote: str) -> str:
    """A text whose quotation mark readline will not close, as it ends in one already; the others it closes."""
    return text + quote if quote and text.endswith(quote) else text
