"""Run the oracle on as many drafts as you have time for: python -m tests.oracle --drafts 20000."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

import click

from tests.oracle import matters
from tests.oracle.compare import Tally, differences, differences_on_matters
from tests.oracle.description import Draft
from tests.oracle.generate import some_draft


@click.command()
@click.option("--drafts", default=1000, show_default=True, help="How many drafts to judge.")
@click.option("--seed", default=0, show_default=True, help="Which drafts: the same seed, the same.")
@click.option("--first", default=0, show_default=True, help="The number of the first draft.")
def main(drafts: int, seed: int, first: int) -> None:
    """Judge random drafts by the checker, the evaluator and the oracle, and print whatever they
    do not agree on, with the draft. The status is 1 where there is any disagreement."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + drafts):
            chance = Random(f"{seed}:{number}")
            draft: Draft | matters.Draft
            # Every eighth draft is about competences over a matter.
            if number % 8 == 7:
                draft = matters.some_matter(chance)
                found = differences_on_matters(draft, Path(folder), tally)
            else:
                draft = some_draft(chance)
                found = differences(draft, Path(folder), tally)
            if found:
                tally.counts["disagreements"] += 1
                print(
                    f"--- draft {number} of seed {seed}", draft.text, *found, sep="\n", flush=True
                )
    print(tally)
    sys.exit(bool(tally.counts["disagreements"]))


if __name__ == "__main__":
    main()
