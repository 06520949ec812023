"""Completion in PowerShell: one JSON value in ASCII, which survives every code page; words are already quoted."""

from __future__ import annotations

from collections.abc import Mapping

from parplan.cli.completing.offers import Offered, Offers
from parplan.cli.completing.reading import POWERSHELL, TypedLine, read_line
from parplan.views.commands import Dialect, Shell, is_plain_word

SCRIPT = """\
# Completion of parplan for PowerShell. What parplan answers is kept as data: nothing of it is evaluated.
Register-ArgumentCompleter -Native -CommandName parplan -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.Extent.Text
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $line = if ($length -gt $line.Length) { "$line " } else { $line.Substring(0, $length) }
    $env:_PARPLAN_COMPLETE = 'powershell'
    $env:_PARPLAN_LINE = $line
    try {
        $answer = (& parplan) -join "`n"
    } finally {
        Remove-Item Env:_PARPLAN_COMPLETE, Env:_PARPLAN_LINE
    }
    if ($answer) {
        foreach ($offer in (ConvertFrom-Json $answer)) {
            [System.Management.Automation.CompletionResult]::new(
                $offer.word, $offer.shown, 'ParameterValue', $offer.help)
        }
    }
}
# End of the completion of parplan.
"""


def read(environment: Mapping[str, str]) -> TypedLine:
    """The words of the line."""
    return read_line(environment.get("_PARPLAN_LINE", ""), POWERSHELL)


def word_of(value: str) -> str | None:
    """A value quoted as one word; ``None`` if PowerShell cannot pass it on unchanged."""
    return value if is_plain_word(value) else Shell(Dialect.POWERSHELL).word(value)


def write(offers: Offers, words: TypedLine, environment: Mapping[str, str]) -> Offered:
    """The answer: a list of inserted text, listed text and description; empty if a path is expected."""
    if offers.files:
        return Offered("")
    import json  # imported here, because no other shell needs it

    found = [
        {"word": word, "shown": item.value, "help": item.help or item.value}
        for item in offers.items
        if (word := word_of(item.value)) is not None
    ]
    return Offered(json.dumps(found) + "\n")
