"""``treatylang watch``: checked again when a file changes, ended by an interruption."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).parents[2]
DRAFT = 'class Party "Party" plural "Parties".\nact fish "fish" by Party.\narticle a "A".\n'
GOOD = DRAFT + "  one: No Party shall fish.\n"
BAD = GOOD + "  two: Each Party shall fish.\n"


def test_a_change_is_checked(tmp_path: Path) -> None:
    draft = tmp_path / "lake.treaty"
    draft.write_text(GOOD)
    start = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from treatylang.cli.main import main; main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "c")}
    watch = subprocess.Popen(
        [sys.executable, "-u", "-c", start, "watch", "lake.treaty"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        assert watch.stdout is not None
        for line in watch.stdout:
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()

    def wait_for(text: str) -> None:
        while text not in lines.get(timeout=60):
            pass

    try:
        wait_for("0 errors")
        wait_for("questions:")
        draft.write_text(BAD)
        wait_for("error[TL201]")
        wait_for("questions:")
        (tmp_path / "treatylang.toml").write_text("limt = 3\n")
        wait_for("the nearest is “limit”")
        watch.send_signal(signal.SIGINT)
        assert watch.wait(60) == 130
    finally:
        watch.kill()
