"""Necessity: whether what a norm does at its level is needed there (semantics, section 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.run import Run
from checker.scene import Roles
from checker.subsidiarity import told
from checker.subsidiarity.case import (
    Case,
    applies_in,
    evaluator_roles,
    held_anyhow,
    matter_case,
    norm_case,
    regulated_anyhow,
    returned_in,
    scope,
    settle,
)
from checker.subsidiarity.cure import weakest, written
from checker.subsidiarity.need import FALSE, Need, negated
from checker.subsidiarity.placed import Placed, matter_of, placed, units_level
from checker.text import conj, disj, negation
from checker.use import Use
from treatylang import prose
from treatylang.evaluate import levels, truth
from treatylang.evaluate.application import applications
from treatylang.evaluate.truth import NotGiven
from treatylang.evaluate.world import World
from treatylang.findings import Finding, Repair
from treatylang.model.draft import DoAct, HasCompetence, Matter, Modality, Norm
from treatylang.model.formula import Formula

_WHETHER = "whether a norm is needed at its level"


def findings(run: Run) -> tuple[list[Finding], frozenset[str]]:
    """Return the verdicts on necessity, and the matters for which no level suffices."""
    found: list[Finding] = []
    hopeless: set[str] = set()
    if run.profile == "us" or not run.draft.levels:
        return found, frozenset()
    for matter in run.draft.matters.values():
        if run.profile == "german" and not matter.listed:
            continue
        verdicts = Verdicts.of(run, matter)
        found += verdicts.evidence()
        insufficient = verdicts.insufficient()
        if insufficient is not None:
            found += insufficient
            hopeless.add(matter.name)
            continue
        found += verdicts.on_norms()
    return found, frozenset(hopeless)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts on one matter. Their repairs are still to be tried."""

    run: Run
    matter: Matter
    need: Need
    units: int
    placed: tuple[Placed, ...]

    @classmethod
    def of(cls, run: Run, matter: Matter) -> Verdicts:
        draft = run.draft
        items = tuple(item for item in placed(draft) if item.matter.name == matter.name)
        need = Need(draft, matter, run.profile)
        return cls(run, matter, need, units_level(draft), items)

    # --- the matter itself ----------------------------------------------------------------------

    def evidence(self) -> Iterator[Finding]:
        """What a statement of reasons would have to say, and the declaration does not."""
        above = [item for item in self.placed if item.rank > self.units]
        missing = [] if self.matter.objective else ["no objective"]
        missing += [] if self.matter.reaches else ["nothing on how far its effects reach"]
        if not above or not missing:
            return
        phrase = told.the_matter(self.matter)
        yield replace(
            told.severity_of("TL407"),
            message=f"no stated reasons for acting on {phrase}: it declares "
            + " and ".join(missing),
            members=(
                told.norm_member(self.run, above[0]),
                told.matter_member(self.matter, "states no reasons"),
            ),
            advice="Declare with the matter its objective and how far its effects reach.",
        )

    def insufficient(self) -> list[Finding] | None:
        """No level suffices in some scenario; None where one always does."""
        if self.need.insufficient == FALSE:
            return None
        run, matter = self.run, self.matter
        conditions = self.need.conditions()
        names = [item.norm.id for item in self.placed]
        case = matter_case(run, conditions, names)
        settle(case)
        text = case.write(self.need.insufficient)
        possible = case.possible("whether any level suffices", text)
        if not possible:
            return None if possible is False else []
        phrase = told.the_matter(matter)
        finding = replace(
            told.severity_of("TL410"),
            message=f"no level can achieve the objective of {phrase} in every scenario",
            members=(told.matter_member(matter, "no level suffices"),),
            advice="Say what the highest level achieves, or limit the objective.",
        )

        def replay(world: World) -> bool:
            about = evaluator_roles(case.about)
            return levels.needed(run.draft, world, matter, run.profile, about) is None

        question = case.question([text])
        what = "whether any level suffices"
        made = told.witnessed(
            run, case.scene, question, finding, replay, lambda _: "No level suffices.", what
        )
        return [made] if made is not None else []

    # --- each norm ------------------------------------------------------------------------------

    def on_norms(self) -> Iterator[Finding]:
        open_questions: list[Finding] = []
        for item in self.placed:
            if item.rank > self.units:
                for finding in self.on_norm(item):
                    open_questions += [finding] if finding.code == "TL411" else []
                    yield finding
            yield from self._under_reach(item, open_questions)
        yield from self._uncovered(open_questions)

    def on_norm(self, item: Placed) -> Iterator[Finding]:
        """Whether the norm is needed at its level: everywhere, somewhere or nowhere."""
        lower = self.run.draft.levels[item.rank - 1]
        certain, maybe = self.need.passes(lower), self.need.passes(lower, possible=True)
        conditions = self.need.conditions()
        made = norm_case(self.run, item.norm, conditions)
        if made is None or maybe == FALSE:
            return
        case, use = made
        settle(case, use)
        inside = scope(case, use, conditions)
        texts = case.write(certain), case.write(maybe)
        possibly_needed, needed = (negation(text) for text in texts)
        units = case.write(self.need.passes(self.run.draft.levels[self.units], possible=True))
        not_needed = case.possible(_WHETHER, *inside, texts[0])
        if not_needed is None:
            return
        if not not_needed:
            if certain != maybe and case.possible(_WHETHER, *inside, texts[1]):
                below = range(self.units, item.rank)
                yield self._undeclared(item, case, inside, below, _WHETHER)
            return
        sometimes = case.possible(_WHETHER, *inside, possibly_needed)
        if sometimes is None:
            return
        finding = self._not_needed(item, case, use, inside, texts[0], always=not sometimes)
        if finding is None:
            return
        if sometimes and certain == maybe:
            finding = self._with_cure(item, case, use, inside, certain, finding)
        yield finding
        if (
            self.units < item.rank - 1
            and case.possible(_WHETHER, *inside, texts[0], units) is False
        ):
            yield self._intermediate(item, finding)
        if sometimes and self.run.profile == "german":
            yield from self._no_return(item, case, inside, needed, finding)

    def _not_needed(
        self, item: Placed, case: Case, use: Use, inside: list[str], below: str, *, always: bool
    ) -> Finding | None:
        run, matter, norm = self.run, self.matter, item.norm
        law = told.NECESSITY[run.profile]
        if always:
            message = f"acts where it is never needed ({law}: “only if”)"
        else:
            message = f"acts in so far as it is not needed ({law}: “in so far as”)"
        lower = told.the_level(run.draft.levels[item.rank - 1])
        lower += ", or one below it," if item.rank - 1 > self.units else ""
        extent = "In every scenario" if always else "In some of the scenarios that it covers"
        members = [
            told.norm_member(run, item),
            told.matter_member(matter, "says what lower levels can achieve"),
        ]
        checked: tuple[str, ...] = ()
        if always:
            reasons = case.reasons(*inside, negation(below))
            members += told.background_members(run, reasons)
            checked = ("no scenario is left in which it applies and is needed",)
        finding = replace(
            told.severity_of("TL401" if always else "TL402"),
            message=f"{message}: {told.placing(run, item)}. {extent} {lower} suffices",
            members=tuple(members),
            checked=checked,
            advice="Leave the matter to the level that suffices."
            if always
            else "Limit the clause to where it is needed.",
        )
        conditions = self.need.conditions()
        about = evaluator_roles(case.about)

        def replay(world: World) -> bool:
            applies = applies_in(run, world, norm, use.roles, conditions)
            lower = run.draft.levels[item.rank - 1]
            passes = levels.passes(run.draft, world, matter, lower, run.profile, about)
            return applies and passes is True

        def ending(world: World) -> str:
            try:
                level = levels.needed(run.draft, world, matter, run.profile, about)
            except NotGiven:
                level = None
            enough = f"{told.the_level(level)} suffices" if level else "a lower level suffices"
            return f"{enough[:1].upper()}{enough[1:]}; {told.placing(run, item)} all the same."

        question = case.question([*inside, below])
        return told.witnessed(run, case.scene, question, finding, replay, ending, _WHETHER)

    def _intermediate(self, item: Placed, finding: Finding) -> Finding:
        run = self.run
        between = run.draft.levels[self.units + 1 : item.rank]
        names = " or ".join(told.the_level(level) for level in between)
        law = told.NECESSITY[run.profile]
        return replace(
            finding,
            code="TL403",
            severity=told.severity_of("TL403").severity,
            message=f"passes over a level that suffices ({law}): {told.placing(run, item)}, where "
            f"{names} would do",
            cure="",
            repairs=(),
            advice=f"Give the matter to {names}.",
            checked=(finding.checked[0], "wherever it is not needed, no lower level suffices"),
        )

    def _no_return(
        self, item: Placed, case: Case, inside: list[str], needed: str, finding: Finding
    ) -> Iterator[Finding]:
        content = item.norm.content
        limited = any(limit.latest is not None for limit in item.norm.window)
        if not isinstance(content, HasCompetence) or content.returns is not None or limited:
            return
        if case.possible("whether necessity can lapse", *inside, needed):
            yield replace(
                finding,
                code="TL409",
                severity=told.severity_of("TL409").severity,
                message="keeps a competence when its necessity has lapsed (GG Art. 72(4)): "
                f"{told.placing(self.run, item)}, without an end and without a return",
                cure="",
                repairs=(),
                advice="Add “returning when ...”, or a last day (“until ...”).",
                checked=(finding.checked[0], "in another scenario the competence is needed"),
            )

    # --- the cure -------------------------------------------------------------------------------

    def _with_cure(
        self,
        item: Placed,
        case: Case,
        use: Use,
        inside: list[str],
        below: Formula,
        finding: Finding,
    ) -> Finding:
        def holds(formula: Formula) -> bool:
            denied = case.scene.formula(negated(formula), case.about, positive=None)
            return case.possible("what the weakest cure is", *inside, denied) is False

        found = weakest(below, holds)
        own = case.about == use.roles
        said = written(found, of_bearer=own) if found is not None else None
        if found is None or said is None:
            return finding
        cured = replace(
            finding,
            cure=f'the weakest condition: "unless {said}"',
            checked=(
                *finding.checked,
                "the condition of the cure holds exactly where the clause applies and is not "
                "needed",
            ),
        )
        words = prose.formula(self.run.draft, found)
        cured = replace(cured, message=f"{cured.message}: where {words}")
        at = replace(item.norm.place, start=item.norm.place.end)
        edit = Repair(f"end the sentence with “, unless {said}.”", "", ((at, f", unless {said}"),))
        return replace(cured, repairs=(edit,))

    # --- levels that do not suffice -------------------------------------------------------------

    def _under_reach(self, item: Placed, known: list[Finding]) -> Iterator[Finding]:
        """The norm applies where only a higher level can achieve the objective."""
        run, matter, norm = self.run, self.matter, item.norm
        level = run.draft.levels[item.rank]
        certain = negated(self.need.passes(level, possible=True))
        maybe = negated(self.need.passes(level))
        conditions = self.need.conditions()
        made = norm_case(run, norm, conditions)
        if made is None or maybe == FALSE:
            return
        case, use = made
        above = self._above(case, item)
        settle(case, use, *(other for _, other in above))
        inside = scope(case, use, conditions)
        texts = case.write(certain), case.write(maybe)
        supported = [
            conj([held_anyhow(case, other), case.write(self.need.passes(higher.level))])
            for higher, other in above
        ]
        inside.append(negation(disj(supported)))
        what = "whether a level can achieve the objective"
        possible = case.possible(what, *inside, texts[0])
        if possible is None:
            return
        if not possible:
            if (
                self._partly_declared
                and certain != maybe
                and not known
                and case.possible(what, *inside, texts[1])
            ):
                own = range(item.rank, item.rank + 1)
                finding = self._undeclared(item, case, inside, own, what)
                known.append(finding)
                yield finding
            return
        finding = replace(
            told.severity_of("TL404"),
            message=f"cannot achieve its objective: {told.placing(run, item)}, and in some of the "
            f"scenarios that it covers {told.the_level(level)} does not suffice",
            members=(
                told.norm_member(run, item),
                told.matter_member(matter, "says what is needed"),
            ),
            advice="Limit the clause to where its level suffices, or give the rest to a higher.",
        )
        about = evaluator_roles(case.about)

        def replay(world: World) -> bool:
            passes = levels.passes(run.draft, world, matter, level, run.profile, about)
            return applies_in(run, world, norm, use.roles, conditions) and passes is False

        def ending(world: World) -> str:
            return f"{told.the_level(level)} does not suffice.".replace("the ", "The ", 1)

        question = case.question([*inside, texts[0]])
        witness = told.witnessed(run, case.scene, question, finding, replay, ending, what)
        if witness is not None:
            yield witness

    def _above(self, case: Case, item: Placed) -> list[tuple[Placed, Use]]:
        """Competences of higher levels that stand beside the norm: where what it gives is shared,
        it does not claim to achieve the objective by itself."""
        content = item.norm.content
        if isinstance(content, HasCompetence) and content.kind == "exclusive":
            return []
        return [
            (other, Use(case.scene, other.norm, Roles(other.norm.bearer)))
            for other in self.placed
            if other.rank > max(item.rank, self.units)
            and other.norm.modality is Modality.COMPETENCE
        ]

    def _uncovered(self, known: list[Finding]) -> Iterator[Finding]:
        """Some level is needed, and nothing there or above covers the case. What the units are
        left with is theirs without being given."""
        if not self.run.draft.norms:
            # Words alone, for other files to include: nothing is regulated yet.
            return
        doubted: list[Finding] = []
        for rank in range(len(self.run.draft.levels) - 1, self.units, -1):
            for finding in self._uncovered_at(rank):
                if finding.code != "TL411":
                    yield finding
                    return
                doubted.append(finding)
        if doubted and not known:
            yield doubted[0]

    def _uncovered_at(self, rank: int) -> list[Finding]:
        run, matter, draft = self.run, self.matter, self.run.draft
        level, lower = draft.levels[rank], draft.levels[rank - 1]
        certain = [self.need.passes(level), negated(self.need.passes(lower, possible=True))]
        maybe = [self.need.passes(level, possible=True), negated(self.need.passes(lower))]
        if FALSE in maybe:
            return []
        conditions = self.need.conditions()
        case = matter_case(run, conditions, [item.norm.id for item in self.placed])
        held = [
            Use(case.scene, item.norm, Roles(item.norm.bearer))
            for item in self.placed
            if item.rank >= rank
        ]
        ruled = [Use(case.scene, norm, Roles("P", "Q")) for norm in self._rules()]
        settle(case, *held)
        covered = [held_anyhow(case, use) for use in held]
        covered += [regulated_anyhow(case, use) for use in ruled]
        texts = conj(map(case.write, certain)), conj(map(case.write, maybe))
        bare = negation(disj(covered))
        what = f"whether necessity at {told.the_level(level)} is covered"
        possible = case.possible(what, texts[0], bare)
        if possible is None:
            return []
        if not possible:
            unknown = self._partly_declared and certain != maybe
            if unknown and case.possible(what, texts[1], bare):
                return [self._undeclared_coverage(rank)]
            return []
        members = [
            told.matter_member(matter, f"needs {told.the_level(level)}"),
            *(run.member(use.norm.id, "does not cover it") for use in held),
        ]
        finding = replace(
            told.severity_of("TL405"),
            message=f"nothing covers {told.the_matter(matter)} in a scenario in which "
            f"{told.the_level(level)} is needed",
            members=tuple(members),
            advice=f"Give {told.the_level(level)} a competence there, or say what lower levels "
            "can achieve.",
        )
        about = evaluator_roles(case.about)

        def replay(world: World) -> bool:
            needed = levels.needed(draft, world, matter, run.profile, about)
            bearers = [(use.norm, use.roles.bearer) for use in held]
            bearers += [(use.norm, agent) for use in ruled for agent in world.agents]
            return needed == level and not any(
                _holds_in(run, world, norm, bearer) for norm, bearer in bearers
            )

        def ending(world: World) -> str:
            said = f"{told.the_level(level)} is needed, and no clause gives it the matter."
            return said.replace("the ", "The ", 1)

        question = case.question([texts[0], bare])
        made = told.witnessed(run, case.scene, question, finding, replay, ending, what)
        return [made] if made is not None else []

    def _rules(self) -> Iterator[Norm]:
        """What the treaty itself lays down for its units on the matter."""
        draft = self.run.draft
        for norm in draft.norms.values():
            binds = norm.modality in (Modality.DUTY, Modality.PROHIBITION)
            if binds and isinstance(norm.content, DoAct) and norm.bearer not in draft.organs:
                matter = matter_of(draft, norm)
                if matter is not None and matter.name == self.matter.name:
                    yield norm

    # --- what is not declared -------------------------------------------------------------------

    @property
    def _partly_declared(self) -> bool:
        return bool(self.matter.reaches or self.matter.achieved)

    def _missing(self, case: Case | None, inside: Sequence[str], ranks: range) -> list[str]:
        """Which declarations the verdict waits for; ``ranks`` are those of the levels in doubt."""
        phrase = told.the_matter(self.matter)
        missing = []
        if not self.matter.achieved:
            names = " or ".join(told.the_level(self.run.draft.levels[rank]) for rank in ranks)
            missing.append(f"what {names} can achieve is not declared for {phrase}")
        if self.run.profile != "swiss":
            if not self.matter.reaches:
                missing.append(f"how far the effects reach is not declared for {phrase}")
            elif self.need.beyond_reach != FALSE and (
                case is None
                or case.possible(
                    _WHETHER,
                    *inside,
                    case.scene.formula(self.need.beyond_reach, case.about, positive=None),
                )
            ):
                missing.append(f"how far the effects reach otherwise is not declared for {phrase}")
        return missing

    def _undeclared(
        self, item: Placed, case: Case, inside: Sequence[str], ranks: range, what: str
    ) -> Finding:
        missing = self._missing(case, inside, ranks)
        return replace(
            told.severity_of("TL411"),
            message=f"not decided {what}: {'; '.join(missing)}",
            members=(
                told.norm_member(self.run, item),
                told.matter_member(self.matter, "does not say"),
            ),
            advice="Declare it with the matter (“reaches ...”, “achieved by ...”).",
        )

    def _undeclared_coverage(self, rank: int) -> Finding:
        level = self.run.draft.levels[rank]
        missing = self._missing(None, (), range(self.units, rank))
        return replace(
            told.severity_of("TL411"),
            message=f"not decided whether {told.the_level(level)} is needed: {'; '.join(missing)}",
            members=(told.matter_member(self.matter, "does not say"),),
            advice="Declare it with the matter (“reaches ...”, “achieved by ...”).",
        )


def _holds_in(run: Run, world: World, norm: Norm, bearer: str) -> bool:
    reader = truth.Reader(run.draft, world, evaluator_roles(Roles(bearer)), {})
    if not applications(run.draft, world, norm, bearer):
        return False
    return not returned_in(reader, norm)
