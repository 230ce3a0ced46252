"""The extension is packaged as its users would get it."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[2] / "editors" / "vscode"
NPM = shutil.which("npm")


@pytest.mark.slow
@pytest.mark.skipif(NPM is None, reason="npm is not installed")
def test_the_extension_is_packaged(tmp_path: Path) -> None:
    folder = tmp_path / "vscode"
    left_out = shutil.ignore_patterns("node_modules", "dist", "*.vsix", "package-lock.json")
    shutil.copytree(EXTENSION, folder, ignore=left_out)

    def npm(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(NPM), *arguments]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    if npm("install", "--no-audit", "--no-fund").returncode:
        pytest.skip("the packages that build it cannot be fetched here")
    done = npm("run", "package")
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(folder / "treatylang.vsix") as package:
        names = set(package.namelist())
        manifest = json.loads(package.read("extension/package.json"))
        client = package.read("extension/dist/extension.js").decode()
    assert "extension/syntaxes/treaty.tmLanguage.json" in names
    assert not any("node_modules" in name for name in names)
    assert manifest["main"] == "./dist/extension.js"
    assert "treatylang.command" in client
