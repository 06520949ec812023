"""A plan whose every name would do something in a shell, and the scripts of 0.3.1 that are installed somewhere."""

from __future__ import annotations

from pathlib import Path

#: Codes of units: what they would do, were they not taken as they are, is leave a file PWNED or lose a letter.
CODES = (
    "VP", "X\\$(id>PWNED)", "-x", 'a"`id>PWNED`b', "a'b\\c", "a;id>PWNED", "é!!%PATH%", "=ls", "~root", "*", "M",
    "(id>PWNED)", "%$PATH", "|id>PWNED", "\\", "\\'$(id>PWNED)'", "#c", "&q", "<w", "$'\\x41'",
)  # fmt: skip
NAMES = ("Văn phòng \\$(touch PWNED)", "[/]x", "tên “lạ” ’ $(touch PWNED) `touch PWNED`", "dòng\nkhác\ttab")
SECTION = "S\\$(id>PWNED)'x"
TASKS = ("1.a", "1.$(id>PWNED)", "1.đ", "1.d", "1.`x>PWNED`")


def write_hostile_plan(path: Path) -> Path:
    """Write the plan, which is valid, and return its path."""
    units = "".join(
        f"  {_quoted(code)}: {{name: {_quoted(NAMES[place] if place < len(NAMES) else f'Phòng {place}')}}}\n"
        for place, code in enumerate(CODES)
    )
    tasks = "".join(
        f"      - {{id: {_quoted(id)}, title: {_quoted(f'Việc {id} $(touch PWNED)')}, lead: [VP], products: [x],"
        f" milestones: [{{id: m, title: M, due: {'yearly' if id == '1.d' else '2022-Q1'}}}]}}\n"
        for id in TASKS
    )
    path.write_text(
        "parplan: 1\n"
        "plan: {year: 2022, title: K, agency: S, decision: {number: 1/Q, date: 2021-12-15}}\n"
        f"units:\n{units}"
        "reports: {q1: {due: 2022-03-10}}\n"
        f"sections:\n  - id: '1'\n    title: 'S `touch PWNED`'\n    tasks:\n{tasks}"
        f"  - {{id: {_quoted(SECTION)}, title: T, tasks: []}}\n",
        encoding="utf-8",
    )
    return path


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


#: What 0.3.1 installed: typer's scripts.
OLD_SCRIPTS = {
    "bash": """\
_parplan_completion() {
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" \\
                   COMP_CWORD=$COMP_CWORD \\
                   _PARPLAN_COMPLETE=complete_bash $1 ) )
    return 0
}

complete -o default -F _parplan_completion parplan
""",
    "zsh": """\
#compdef parplan

_parplan_completion() {
  eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" _PARPLAN_COMPLETE=complete_zsh parplan)
}

compdef _parplan_completion parplan
""",
    "fish": (
        'complete --command parplan --no-files --arguments "(env _PARPLAN_COMPLETE=complete_fish'
        ' _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS=(commandline -cp) parplan)" --condition'
        ' "env _PARPLAN_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=is-args'
        ' _TYPER_COMPLETE_ARGS=(commandline -cp) parplan"\n'
    ),
}
