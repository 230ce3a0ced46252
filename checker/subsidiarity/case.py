"""The frame of a question on a matter: the scene, who is whom, and when a norm is in scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from checker.ask import ask
from checker.background import Part, background, prepare
from checker.question import Question, Status
from checker.roles import FIRST, SECOND, cast
from checker.run import Run
from checker.scene import Roles, Scene, acts_in
from checker.subsidiarity.need import case_attributes, classes_meant, leaves
from checker.text import FALSE, TRUE, conj, negation
from checker.use import Use
from treatylang.evaluate import application, truth
from treatylang.evaluate import world as worlds
from treatylang.evaluate.world import World
from treatylang.model.draft import DoAct, Draft, HasCompetence, Norm
from treatylang.model.formula import ChoiceBound, Did, Formula


@dataclass(slots=True)
class Case:
    """One scene with the norms in it; ``about`` says whom the matter's conditions speak of."""

    run: Run
    scene: Scene
    about: Roles
    norms: tuple[str, ...]
    """The norms that the questions are about, for what stays undecided."""
    conditions: Sequence[Formula] = ()
    """What the matter declares: a scenario has a value for all that it speaks of, even where the
    question does not turn on it, since the evaluator reads every part."""
    parts: list[Part] | None = None
    given: list[str] = field(default_factory=list)
    """What holds in every scenario of the case beside the background."""

    def write(self, formula: Formula) -> str:
        """Write a condition of the matter: an act is done, or not, by any record. Call before
        the first question is asked."""
        self.enter_acts(formula)
        # What is denied is denied of every record, and what is said may be so of any.
        return self.scene.formula(formula, self.about, positive=None)

    def enter_acts(self, formula: Formula) -> None:
        """Enter the past acts of which a condition of the matter speaks."""
        for did in acts_in(formula):
            self.scene.record(did, self.about, "")

    def question(
        self,
        assertions: Iterable[str],
        free: Iterable[tuple[str, str]] = (),
        without: frozenset[str] = frozenset(),
    ) -> Question:
        if self.parts is None:
            for condition in self.conditions:
                self.write(condition)
            self.parts = background(self.scene)
        return ask(self.scene, [*assertions, *self.given], free, without, self.parts)

    def possible(self, what: str, *assertions: str) -> bool | None:
        """Whether some scenario has all of it; None (reported) where it was not decided."""
        if conj(assertions) == FALSE:
            return False
        status = self.run.decide(self.question(assertions), self.norms, what)
        return None if status is Status.UNKNOWN else status is Status.SAT

    def reasons(self, *assertions: str) -> list[str]:
        """The labels of a minimal set of the background that makes the assertions impossible."""
        assert self.parts is not None
        labels = sorted({part.label for part in self.parts if part.label})
        dropped: frozenset[str] = frozenset()
        for label in labels:
            without = dropped | {label}
            question = self.question(assertions, without=without)
            if self.run.solver.status(question) is Status.UNSAT:
                dropped = without
        return [label for label in labels if label not in dropped]


def norm_case(run: Run, norm: Norm, conditions: Sequence[Formula]) -> tuple[Case, Use] | None:
    """Return the frame in which a norm is held against conditions of its matter."""
    roles = (cast(run.draft, [norm]) or {}).get(norm.id)
    if roles is None:
        return None
    scene = Scene(run.draft)
    case = Case(run, scene, roles, (norm.id,), conditions)
    _find_unit(case, norm.bearer, roles, conditions)
    return case, Use(scene, norm, roles)


def matter_case(run: Run, conditions: Sequence[Formula], norms: Iterable[str]) -> Case:
    """Return the frame for a matter by itself."""
    case = Case(run, Scene(run.draft), Roles(""), tuple(norms), conditions)
    _find_unit(case, "", Roles(""), conditions)
    return case


def _find_unit(case: Case, bearer: str, roles: Roles, conditions: Sequence[Formula]) -> None:
    """Where the conditions speak of a unit's own facts, let an arbitrary unit stand for all: some
    unit fails somewhere exactly if an arbitrary one may."""
    draft = case.run.draft
    classes = classes_meant(draft, conditions)
    if classes is None or (bearer and all(_is_within(draft, bearer, c) for c in classes)):
        return
    unit = next(name for name in (FIRST, SECOND, "R") if name not in (roles.bearer, roles.other))
    case.about = Roles(unit, roles.other)
    case.scene.agents.add(unit)
    case.given += [case.scene.member(unit, name) for name in sorted(classes)]


def _is_within(draft: Draft, name: str, wanted: str) -> bool:
    if name in draft.states:
        return any(_is_within(draft, item, wanted) for item in draft.states[name].classes)
    found: str | None = name
    while found is not None and found != wanted:
        found = draft.classes[found].parent if found in draft.classes else None
    return found == wanted


def scope(case: Case, use: Use, conditions: Sequence[Formula]) -> list[str]:
    """When the norm regulates the case: it applies, the act at issue is one that it is about, and
    the competence has not returned. Call after ``prepare``."""
    parts = [use.applies(), *_at_issue(case, use, conditions)]
    content = use.norm.content
    if isinstance(content, HasCompetence) and content.returns is not None:
        returns = case.scene.formula(content.returns, use.roles, positive=None)
        parts.append(negation(returns))
    return parts


def _at_issue(case: Case, use: Use, conditions: Sequence[Formula]) -> Iterator[str]:
    content = use.norm.content
    if not isinstance(content, DoAct):
        return
    act = case.run.draft.acts[content.act]
    spoken_of = case_attributes(conditions, act.name)
    for bound in content.bounds:
        if bound.attribute in spoken_of:
            attribute = act.attributes[bound.attribute]
            value = case.scene.attribute(attribute, "case", act.name, attribute.name)
            yield case.scene.bound(act, bound, {bound.attribute: value}, use.roles)


def held_anyhow(case: Case, use: Use) -> str:
    """The competence (or an organ's norm) is there in the scenario: the reading for denying it.

    That it ends one day is no matter here: who asks about a day asks for its window, too.
    """
    content = use.norm.content
    window = tuple(replace(limit, latest=None) for limit in use.norm.window)
    parts = [replace(use, norm=replace(use.norm, window=window)).anyhow()]
    if isinstance(content, HasCompetence) and content.returns is not None:
        returns = case.scene.formula(content.returns, use.roles, positive=None)
        parts.append(negation(returns))
    return conj(parts)


def regulated_anyhow(case: Case, use: Use) -> str:
    """A rule of the treaty binds units on the matter. Who is bound, and what they have done, is
    left aside: a rule for some units is a rule at the level of the treaty."""
    roles, scene = use.roles, case.scene

    def told(formula: Formula, positive: bool) -> str:
        if any(isinstance(leaf, Did) for leaf in leaves(formula)):
            return TRUE
        text = scene.formula(formula, roles, positive=False)
        return text if positive else negation(text)

    return conj(
        [
            *(told(part.formula, True) for part in use.norm.conditions),
            *(told(part.formula, False) for part in use.norm.exceptions),
        ]
    )


def settle(case: Case, *uses: Use) -> None:
    """Enter what the uses bring, and every past act that the matter speaks of, before their texts
    are written: what denies an act denies all of them."""
    for condition in case.conditions:
        case.enter_acts(condition)
    prepare(case.scene, uses)


# --- the same in one concrete scenario ----------------------------------------------------------


def applies_in(
    run: Run, world: World, norm: Norm, roles: Roles, conditions: Sequence[Formula] = ()
) -> bool:
    """Whether the evaluator, too, finds that the norm regulates the case. Raises NotGiven."""
    draft = run.draft
    other = roles.other or None
    found = application.certain_applications(draft, world, norm, roles.bearer, other)
    reader = truth.Reader(draft, world, worlds.Roles(roles.bearer, other), {})
    if not found or returned_in(reader, norm):
        return False
    content = norm.content
    if not isinstance(content, DoAct):
        return True
    spoken_of = case_attributes(conditions, content.act)
    for bound in content.bounds:
        if bound.attribute not in spoken_of:
            continue
        given = world.case.get((content.act, bound.attribute))
        if isinstance(bound, ChoiceBound):
            if (given == bound.option) is not bound.equal:
                return False
            continue
        limit, _ = reader.number(bound.term)
        if limit is None or given is None or isinstance(given, str):
            return False
        if not truth.compare(given, bound.op, limit):
            return False
    return True


def returned_in(reader: truth.Reader, norm: Norm) -> bool:
    """Whether the competence has gone back to the level below."""
    content = norm.content
    if not isinstance(content, HasCompetence) or content.returns is None:
        return False
    return reader.read(content.returns).value is not False


def evaluator_roles(roles: Roles) -> worlds.Roles:
    return worlds.Roles(roles.bearer or None, roles.other or None)
