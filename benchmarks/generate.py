"""Drafts of any length, the same each time: clean ones, and ones with conflicts known in advance.

    python benchmarks/generate.py 1000 --conflicts 20 > thousand.treaty

A chapter has ten clauses of the kinds that arms-control treaties have: a cap, a notice, an
inspection, a right, an exemption, a ceiling, a report and a remedy. Five chapters speak of the same
acts, each in its own phase, so that most pairs of norms about an act can meet and few conflict.
A seeded conflict is one further clause that cannot be met beside clauses of the clean draft.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass

_SHARING = 5
"""How many chapters speak of the same acts."""
_HEAD = """treaty benchmark "Benchmark Treaty" version "1", in force on 2030-01-01.
unit FLOP "floating-point operation" plural "floating-point operations".
unit pages "page" plural "pages" whole.
unit items "item" plural "items" whole.
class Party "Party" plural "Parties".
class Large "Large Party" plural "Large Parties" is Party where capacity >= 1e20 FLOP per second.
quantity capacity of Party in FLOP per second "computing capacity".
fact emergency "an emergency is in effect".
fact war "there is a war".
event request of Party "the request for an inspection".
act publish "publish a report" by Party with length in pages.
"""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A draft, with the conflicts that were put into it (each a pair of clause ids)."""

    text: str
    clauses: int
    conflicts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Chapter:
    number: int
    group: int
    exponent: int
    """The cap of the group's act is ten to this power, or to the next two."""
    ceiling: int
    days: int

    @property
    def cap(self) -> int:
        return self.exponent + self.number % 3

    @property
    def right(self) -> int:
        return self.exponent - self.number % 2


def generate(clauses: int, conflicts: int = 0, seed: int = 1) -> Benchmark:
    """Return a draft with this many clauses, of which ``conflicts`` were added to conflict.

    What does not fill a chapter of ten stands at the end, as text without a norm.
    """
    chance = random.Random(seed)
    count, rest = divmod(clauses - conflicts, 10)
    exponents = [chance.randint(20, 27) for _ in range(count)]
    chapters = [
        _Chapter(
            number,
            number // _SHARING,
            exponents[number // _SHARING],
            chance.randint(10, 1000),
            chance.choice([5, 10, 14, 30]),
        )
        for number in range(count)
    ]
    seeded = set(chance.sample(range(count), conflicts)) if conflicts else set()
    vocabulary, body, pairs = [_HEAD], [], []
    for chapter in chapters:
        group = [item for item in chapters if item.group == chapter.group]
        vocabulary.append(_vocabulary(chapter, first=chapter is group[0]))
        body.append(_article(chapter, group, chance))
        if chapter.number in seeded:
            label, sentence, others = _conflict(chapter, group, chance)
            body.append(f"  {label}:\n    {sentence}\n")
            pairs += [(other, f"chapter_{chapter.number}.{label}") for other in others]
    if rest:
        body.append('\narticle closing "Final provisions".\n')
        body += [f'  aim_{k}: text "The Parties recall aim {k}."\n' for k in range(rest)]
    return Benchmark("".join([*vocabulary, *body]), clauses, tuple(pairs))


def _vocabulary(chapter: _Chapter, *, first: bool) -> str:
    phase = f'fact phase_{chapter.number} "phase {chapter.number} is in effect".\n'
    if not first:
        return phase
    g = chapter.group
    return (
        f"{phase}controlled quantity stock_{g} of Party in items.\n"
        f'act run_{g} "conduct run {g}" by Party with compute in FLOP, purpose among civil, arms.\n'
        f'act notify_{g} "notify the Authority of run {g}" by Party.\n'
        f'act admit_{g} "admit inspectors of site {g}" by Party.\n'
        f'act report_{g} "report on run {g}" by Party with length in pages.\n'
        f'act stop_{g} "stop run {g}" by Party.\n'
    )


def _article(chapter: _Chapter, group: list[_Chapter], chance: random.Random) -> str:
    n, g, days = chapter.number, chapter.group, chapter.days
    if chapter is group[0]:
        inspections = " and ".join(f"chapter_{item.number}.inspection" for item in group)
        last = (
            f"Notwithstanding {inspections}, a Party that is not a Large need not admit_{g},"
            " if emergency."
        )
    else:
        last = (
            f"Each Party that is not a Large shall publish with length <= {30 + n} pages"
            f" within {days + 30} days after request, if phase_{n}."
        )
    return f"""
article chapter_{n} "Chapter {n}".
  cap:
    No Party shall run_{g} with compute > 1e{chapter.cap} FLOP, if phase_{n}.
  arms:
    No Party shall run_{g} with purpose = arms, unless phase_{n}.
  right:
    A Party may run_{g} with compute <= 1e{chapter.right} FLOP and purpose = civil,
    if war and phase_{n}.
  notice:
    Each Party that did run_{g} with compute >= 1e{chapter.exponent - 4} FLOP
    shall notify_{g} within {days} days thereafter, if phase_{n}.
  inspection:
    Each Party shall admit_{g} within {days} days after request, if phase_{n}.
  ceiling:
    Each Party shall keep its stock_{g} at most {chapter.ceiling} items
    from entry_into_force until 2040-12-31, if phase_{n}.
  reporting:
    Each Large shall report_{g} with length <= {chance.randint(20, 60)} pages
    within {days + 60} days after request, if phase_{n}.
  second_reporting:
    Each Party that is not a Large shall report_{g} with length >= 2 pages
    within {days + 90} days after request, if phase_{n}.
  remedy:
    If cap is breached, the Party shall stop_{g} within 3 days thereafter.
  last:
    {last}
"""


def _conflict(
    chapter: _Chapter, group: list[_Chapter], chance: random.Random
) -> tuple[str, str, list[str]]:
    """A clause that cannot be met beside others: its label, its sentence, and those others."""
    g, kind = chapter.group, chance.randrange(3)
    if kind == 0:
        others = [f"chapter_{item.number}.inspection" for item in group]
        return "closed", f"No Party shall admit_{g}, if war, unless emergency.", others
    if kind == 1:
        floor = chapter.ceiling + chance.randint(1, 50)
        sentence = f"Each Large shall keep its stock_{g} at least {floor} items."
        under = [item for item in group if item.ceiling < floor]
        return "reserve", sentence, [f"chapter_{item.number}.ceiling" for item in under]
    limit = chapter.right - 1
    over = [f"chapter_{item.number}.right" for item in group if item.right > limit]
    return "halt", f"No Party shall run_{g} with compute > 1e{limit} FLOP, if war.", over


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clauses", type=int)
    parser.add_argument("--conflicts", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(generate(options.clauses, options.conflicts, options.seed).text)


if __name__ == "__main__":
    main()
