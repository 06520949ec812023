"""Completion in fish: each line has a value, a tab and its description; fish itself quotes what it inserts."""

from __future__ import annotations

from collections.abc import Mapping

from parplan.cli.completing.offers import Offered, Offers, typed_on
from parplan.cli.completing.reading import FISH, TypedLine, read_line

SCRIPT = """\
# Completion of parplan for fish. What parplan answers is kept as data: nothing of it is evaluated.
function __parplan_completion
    set -lx _PARPLAN_COMPLETE fish
    set -lx _PARPLAN_LINE (commandline -cp | string collect)
    set -l answer (command parplan 2>/dev/null </dev/null)
    if test "$answer[1]" = files
        set -l typed (commandline -ct)
        set -l head (string match -r -- '^--[a-z-]+=' $typed)
        for path in (string replace -- "$head" '' $typed)*
            test -d $path; and set path $path/
            echo -- "$head$path"
        end
    else
        string join -- \\n $answer[2..-1]
    end
end
complete --command parplan --no-files --arguments '(__parplan_completion)'
"""


def read(environment: Mapping[str, str]) -> TypedLine:
    """The words of the line."""
    return read_line(environment.get("_PARPLAN_LINE", ""), FISH)


def write(offers: Offers, words: TypedLine, environment: Mapping[str, str]) -> Offered:
    """The answer: a line that tells how to treat it, and one for each offer."""
    if offers.files:
        return Offered("files\n")
    return Offered(f"words\n{lines(offers, words)}")


def lines(offers: Offers, words: TypedLine) -> str:
    """A line for each offer, with its beginning as typed, because fish drops values that begin differently."""
    found = {typed_on(item.value, words.incomplete) or item.value: item.help for item in offers.items}
    return "".join(f"{value}\t{help}\n" for value, help in found.items())
