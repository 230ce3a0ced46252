"""How long an editor waits: from an edit to what reading a draft finds, beside a whole check.

    python benchmarks/desk.py 1000

Every edit changes one clause. The time is that of the language server's own work, without the
transport: the median, the 95th percentile, and the part that they are of one check without kept
answers.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from generate import generate

import treatylang
from treatylang.server.desk import Desk
from treatylang.server.serve import collect_less

_EDITS = 40


def main() -> None:
    """Measure, and print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clauses", type=int, nargs="?", default=1000)
    clauses = parser.parse_args().clauses
    text = generate(clauses).text
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / ".git").mkdir()
        file = folder / "draft.treaty"
        file.write_text(text, encoding="utf-8")
        began = time.perf_counter()
        treatylang.check(file)
        check = time.perf_counter() - began
        collect_less()
        desk, taken = Desk(), []
        for edit in range(_EDITS + 1):
            changed = text.replace("within 30 days", f"within {31 + edit} days", 1)
            assert changed != text
            began = time.perf_counter()
            desk.diagnostics(desk.put(file.as_uri(), changed, edit))
            taken.append(time.perf_counter() - began)
    taken = taken[1:]  # the first loads the parser
    median, worst = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    print(
        f"{clauses} clauses: median {median * 1000:.0f} ms ({median / check:.1%} of a check), "
        f"95th percentile {worst * 1000:.0f} ms ({worst / check:.1%})"
    )


if __name__ == "__main__":
    main()
