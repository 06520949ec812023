"""The VS Code extension: what its client asks for is what its manifest has, and a workspace chooses no program."""

from __future__ import annotations

import json
import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "editors" / "vscode"
MANIFEST = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
CLIENT = (FOLDER / "client.js").read_text(encoding="utf-8")


def test_the_client_and_the_manifest_have_the_same_settings_and_commands() -> None:
    contributed = MANIFEST["contributes"]
    declared = set(contributed["configuration"]["properties"]) - {"parplan.trace.server"}  # the library reads that one
    assert {f"parplan.{name}" for name in re.findall(r'settings\.get\("(\w+)"\)', CLIENT)} == declared
    watched = re.search(r"names = \[(.*?)\]", CLIENT)
    assert watched is not None
    assert set(re.findall(r'"([^"]+)"', watched[1])) == declared
    registered = re.findall(r'registerCommand\("([^"]+)"', CLIENT)
    assert registered == [command["command"] for command in contributed["commands"]]
    assert MANIFEST["main"] == "./client.js"


def test_a_workspace_cannot_name_the_program_that_is_started() -> None:
    command = MANIFEST["contributes"]["configuration"]["properties"]["parplan.command"]
    assert command["scope"] == "machine"
    assert command["default"] == ["parplan", "lsp"]
    assert MANIFEST["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"] == ["parplan.command"]
