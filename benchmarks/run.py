"""Times of reading, checking and rendering, side by side with the plain way, in one run.

    python benchmarks/run.py [CLAUSES ...] [--conflicts PERCENT] [--only parse] [--jobs N]

Absolute times are those of one machine on one day; the ratios carry over. Each time is that of
a draft read for the first time in this process, with the libraries already loaded.

The plain way is a fresh solver for each pair of norms. "pairs" is every pair of the draft (from an
even sample of 2,000, multiplied up); "one act" is the pairs about one act only, which already
takes knowing where conflicts can be. Neither gives witnesses, minimal sets, repairs, or any of
the other findings that the check includes.
"""

from __future__ import annotations

import argparse
import functools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.generate import generate
from treatylang.model.draft import Draft
from treatylang.model.load import load

T = TypeVar("T")


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def _warm(folder: Path) -> None:
    """Load the libraries and the grammar, so that no row pays for them."""
    (folder / "warm.treaty").write_text(generate(10).text, encoding="utf-8")
    draft = load(folder / "warm.treaty")
    import checker
    from benchmarks import naive
    from treatylang.documents import render

    checker.check([draft])
    naive.conflicts(draft)
    render(draft)


def _found(draft: Draft) -> set[frozenset[str]]:
    """The conflicts that the checker finds and nothing settles, as sets of clauses."""
    import checker

    findings = checker.check([draft], resolved=False).findings
    return {
        frozenset(member.label for member in finding.members if member.label in draft.clauses)
        for finding in findings
        if "TL200" < finding.code < "TL207" and not finding.resolved_by
    }


def _workers(draft: Draft, jobs: int) -> None:
    """Compare workers with none, each the best of three, in turn."""
    import checker

    times: dict[int, list[float]] = {1: [], jobs: []}
    for _ in range(3):
        for number, taken in times.items():
            work = functools.partial(checker.check, [draft], resolved=False, jobs=number)
            taken.append(_timed(work)[1])
    one, many = (min(taken) for taken in times.values())
    print(f"{'':>7} 1 process {one:.2f} s, {jobs} workers {many:.2f} s, ratio {one / many:.2f}")


def _row(folder: Path, clauses: int, conflicts: int, parse_only: bool, jobs: int) -> None:
    benchmark = generate(clauses, conflicts)
    file = folder / f"{clauses}-{conflicts}.treaty"
    file.write_text(benchmark.text, encoding="utf-8")
    draft, parse = _timed(lambda: load(file))
    assert len(draft.clauses) == clauses, draft.findings[:3]
    row = f"{clauses:>7} {conflicts:>9} {parse:>9.2f}"
    if parse_only:
        print(row, flush=True)
        return
    from benchmarks import naive
    from treatylang.documents import render

    found, check = _timed(lambda: _found(draft))
    _, rendered = _timed(lambda: render(draft))
    plain, slow = _timed(lambda: naive.conflicts(draft))
    (tried, pairs), sampled = _timed(lambda: naive.try_pairs(draft, 2000))
    every = sampled * pairs / tried
    expected = {frozenset(pair) for pair in benchmark.conflicts}
    said = f"{len(found & expected)} of {len(expected)}, {len(found - expected)} more"
    also = f"{len(set(map(frozenset, plain)) & expected)} of {len(expected)}"
    print(
        f"{row} {check:>9.2f} {rendered:>9.2f} {slow:>9.2f} {slow / check:>6.1f}"
        f" {every:>9.1f} {every / check:>6.1f}   {said}; {also}",
        flush=True,
    )
    if jobs > 1:
        _workers(draft, jobs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clauses", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--conflicts", type=int, default=2, help="in percent of the clauses")
    parser.add_argument("--jobs", type=int, default=1, help="compare this many workers with none")
    parser.add_argument("--only", choices=["parse"])
    options = parser.parse_args()
    head = f"{'clauses':>7} {'conflicts':>9} {'parse s':>9}"
    if not options.only:
        head += f" {'check s':>9} {'render s':>9} {'one act s':>9} {'ratio':>6}"
        head += f" {'pairs s':>9} {'ratio':>6}   seeded found by check; by the plain way"
    print(head)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _warm(folder)
        for clauses in options.clauses:
            for conflicts in dict.fromkeys((0, clauses * options.conflicts // 100)):
                _row(folder, clauses, conflicts, options.only == "parse", options.jobs)


if __name__ == "__main__":
    main()
