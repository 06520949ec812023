"""Completion in zsh: pairs of lines, the value to insert and the text to list, put into arrays literally."""

from __future__ import annotations

from collections.abc import Mapping

from parplan.cli.completing.offers import Offer, Offered, Offers, common_beginning
from parplan.cli.completing.posix import escaped, in_half
from parplan.cli.completing.reading import POSIX, TypedLine, read_line
from parplan.views.layout import text_width

SCRIPT = """\
#compdef parplan
# Completion of parplan for zsh. What parplan answers is kept as data: nothing of it is evaluated.
_parplan_completion() {
    local value help
    local -a answer values shown
    answer=("${(@f)$(_PARPLAN_COMPLETE=zsh _PARPLAN_LINE="${(j: :)words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX" \\
        command "${words[1]/#\\~\\//$HOME/}" 2>/dev/null </dev/null)}")
    if [[ $answer[1] == files ]]; then
        compset -P '--[a-z-]##='
        _files
    elif [[ -n $answer[1] ]]; then
        for value help in "${(@)answer[2,-1]}"; do
            values+=("$value")
            shown+=("$help")
        done
        if [[ $answer[1] == begun ]]; then
            compadd -U -S '' -a values
        else
            compadd -U -l -V parplan -d shown -a values
            [[ $answer[1] == listed ]] && compstate[insert]= compstate[list]='list force'
        fi
    fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _parplan_completion "$@"
else
    compdef _parplan_completion parplan
fi
"""


def read(environment: Mapping[str, str]) -> TypedLine:
    """The words of the line."""
    return read_line(environment.get("_PARPLAN_LINE", ""), POSIX)


def write(offers: Offers, words: TypedLine, environment: Mapping[str, str]) -> Offered:
    """The answer: a line that tells how to treat it, and two for each offer: the value, which zsh quotes, and its text.

    Of several offers zsh inserts the common prefix. If that would end within an escape, the offers are only ``listed``,
    or the prefix is inserted as ``begun``.
    """
    if offers.files:
        return Offered("files\n")
    values = [item.value for item in offers.items]
    how, pairs = "words", list(zip(values, listed(offers.items), strict=True))
    if in_half([escaped(value, words.quote) for value in values]):
        common = common_beginning(values)
        how, pairs = ("begun", [(common, common)]) if len(common) > len(words.incomplete) else ("listed", pairs)
    return Offered("".join(f"{line}\n" for pair in ((how,), *pairs) for line in pair))


def listed(items: tuple[Offer, ...]) -> list[str]:
    """The values and their descriptions, in two columns."""
    widest = max((text_width(item.value) for item in items), default=0)
    return [
        f"{item.value}{' ' * (widest - text_width(item.value))}  -- {item.help}" if item.help else item.value
        for item in items
    ]
