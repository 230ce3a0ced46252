"""The wheel works where nothing of the checkout is at hand."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


def _run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the build backend that is installed here."""
    folder = tmp_path_factory.mktemp("dist")
    result = _run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, CHECKOUT),
        cwd=folder,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone in a fresh environment; what it depends on is lent from this one."""
    folder = tmp_path_factory.mktemp("venv")
    assert _run(sys.executable, "-m", "venv", folder, cwd=folder).returncode == 0
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    result = _run(
        *(programs / "python", "-m", "pip", "install", "--no-deps", "--no-index", wheel),
        cwd=folder,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = _run(programs / "python", "-c", where, cwd=folder).stdout.strip()
    (Path(packages) / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return programs


def _treatylang(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program."""
    return _run(installed / "treatylang", *arguments, cwd=folder, PYTHONIOENCODING="utf-8")


def test_the_wheel_has_what_it_needs_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in ("treatylang/py.typed", "treatylang/grammar/treaty.lark", "checker/__init__.py"):
        assert needed in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"treatylang", "checker"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_a_new_draft_is_read_checked_tested_and_rendered(installed: Path, tmp_path: Path) -> None:
    for arguments in (
        ("new", "my-accord"),
        ("check", "my-accord"),
        ("test", "my-accord"),
        ("render", "my-accord", "--to", "html"),
        ("graph", "my-accord", "--of", "definitions", "--to", "svg"),
        ("rules",),
    ):
        result = _treatylang(installed, tmp_path, *arguments)
        assert result.returncode == 0, (arguments, result.stdout, result.stderr)
        assert result.stdout


def test_it_is_the_installed_package_that_runs(installed: Path, tmp_path: Path) -> None:
    result = _run(
        *(installed / "python", "-c", "import treatylang; print(treatylang.__file__)"),
        cwd=tmp_path,
    )
    assert str(CHECKOUT) not in result.stdout
    assert "site-packages" in result.stdout
