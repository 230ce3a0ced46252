"""From assertions to a question: the background is added, constants are declared, all sorted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from checker.background import Part, assume_all, background
from checker.question import Question
from checker.scene import Scene
from checker.text import TRUE


def ask(
    scene: Scene,
    assertions: Iterable[str],
    free: Iterable[tuple[str, str]] = (),
    without: frozenset[str] = frozenset(),
    parts: Iterable[Part] | None = None,
) -> Question:
    """Return the question whether some scenario satisfies all assertions and the background.

    ``free`` are constants of the assertions that are no variables of the scenario (an instance of
    conduct). Background parts whose label is in ``without`` are left out. ``parts`` replaces the
    computed background.
    """
    asserted = {text for text in assertions if text != TRUE}
    found = background(scene) if parts is None else list(parts)
    asserted |= {part.text for part in found if not part.label or part.label not in without}
    constants = {name: sort for name, (sort, _) in scene.names.items()}
    constants |= scene.calendar.constants
    constants |= dict(free)
    return _question(scene, asserted, dict(free))


def completed(scene: Scene, question: Question) -> Question:
    """Return the question with the whole background: what is assumed of the agents even where the
    question does not turn on it, so that its solution is a scenario of the draft, with a value for
    every number that the clauses name."""
    assume_all(scene)
    parts = {part.text for part in background(scene)}
    numbers = {name for name, (_, key) in scene.names.items() if key[0] in _NUMBERS}
    return _question(scene, {*question.assertions, *parts}, dict(question.names), numbers)


_QUOTED = re.compile(r"\|[^|]*\|")
"""A name as SMT-LIB quotes it."""

_NUMBERS = ("quantity", "record", "case")
"""What a scenario leaves unknown where it gives it no value."""


def _question(
    scene: Scene, asserted: set[str], free: dict[str, str], kept: Collection[str] = ()
) -> Question:
    constants = {name: sort for name, (sort, _) in scene.names.items()}
    constants |= scene.calendar.constants | free
    body = "\n".join(sorted(asserted))
    spoken = {*kept, *_QUOTED.findall(body)}
    names = sorted(
        (name, sort)
        for name, sort in constants.items()
        if name in spoken or (name[0] != "|" and name in body)
    )
    return Question(tuple(sorted(asserted)), tuple(names), tuple(sorted(scene.about)))
