"""Completion in bash: the script sends the whole line and takes each line of the answer literally."""

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
    """The answer: a line that tells how to treat it, and one for each offer, only the piece that bash replaces.

    Readline also breaks words at characters such as ``=`` and ``@`` and replaces only what follows the last of them. Of
    several offers it inserts the common beginning, which must not end within an escape.
    """
    if offers.files:
        return Offered("files\n")
    replaced = environment.get("_PARPLAN_WORD", "")
    kept = words.raw.removesuffix(replaced) if replaced else words.raw
    head = read_line(f"parplan {kept}", POSIX).incomplete if kept else ""
    # If an offer is spelled differently (1.đ for 1.dd), the piece of the word that bash keeps stays as typed.
    values = [item.value for item in offers.items]
    begun = [v if v.startswith(head) else typed_on(v, words.incomplete) or v for v in values]
    begun = [value for value in begun if value.startswith(head)]
    tails = [_closed(escaped(value[len(head) :], words.quote), words.quote) for value in begun]
    common = common_beginning(begun) if in_half(tails) else ""
    if len(common) > len(words.incomplete):
        return Offered(f"begun\n{escaped(common[len(head) :], words.quote)}\n")
    stop = [replaced] if common and replaced else []  # listed too, so that the common beginning is only this
    return Offered("".join(f"{line}\n" for line in ("words", *tails, *stop)))


def _closed(text: str, quote: str) -> str:
    """Close the quotation mark of a text if readline will not do so, because the text ends in one."""
    return text + quote if quote and text.endswith(quote) else text
