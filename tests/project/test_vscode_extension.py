"""The VS Code extension: what its client asks for is what its manifest has, and a workspace chooses no program."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

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


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_on_windows_the_program_is_looked_for_in_path_alone_and_not_in_the_folder_that_is_open() -> None:
    script = r"""
    const { inPath, programPath } = require("./program");
    const there = ["C:\\Apps\\parplan.exe", "D:\\b\\py.exe", ".\\parplan.exe", "parplan.exe", "sub\\parplan.exe"];
    const find = (name) => inPath(name, '.;;sub;"C:\\Apps";D:\\b', (one) => there.includes(one)) ?? null;
    console.log(JSON.stringify(["parplan", "parplan.exe", "py", "other"].map(find)));
    console.log(programPath("C:\\x\\parplan.exe"), inPath("parplan", ".;;sub", () => true));
    """
    done = subprocess.run(["node", "-e", script], cwd=FOLDER, capture_output=True, text=True, check=True)
    found, rest = done.stdout.splitlines()
    assert json.loads(found) == [r"C:\Apps\parplan.exe", r"C:\Apps\parplan.exe", r"D:\b\py.exe", None]
    assert rest == r"C:\x\parplan.exe undefined"
    assert "command: programPath(run.command)" in CLIENT
