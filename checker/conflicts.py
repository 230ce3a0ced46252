"""Conflicts of norms: which minimal sets cannot be complied with together (semantics, section 3).

Work goes from cheap to dear: constant bounds in plain Python, pairs, then unions, then the
enumeration of all minimal sets.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checker.ask import ask
from checker.background import prepare
from checker.bounds import Box, box, kept, partly_uncovered
from checker.engine import OUT_OF_RESOURCES
from checker.minimal import Property, minimal_sets
from checker.quantify import exists, forall
from checker.question import Question, Status
from checker.roles import cast, companies, holders
from checker.scene import Roles, Scene
from checker.solve import Solver
from checker.text import FALSE, TRUE, conj, disj, implies, negation
from checker.use import Instance, Use, domain, value_domain
from treatylang.model.draft import DoAct, Draft, HasCompetence, Keep, Modality, Norm

MOST_CONFLICTS = 2000
"""How many conflicts of one draft are listed, settled ones included. Whoever has more is helped by
these first; a thousand clauses on one act could have half a million. A search about one clause, by
which a repair is judged, is never cut."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A minimal set of norms that cannot be complied with together.

    ``kind`` is the finding's code. ``scene`` and ``question`` give its witness; ``roles`` say who
    is whom.
    """

    norms: tuple[str, ...]
    kind: str
    scene: Scene
    question: Question
    roles: dict[str, Roles]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A question about these norms that the solver did not decide, and why."""

    norms: tuple[str, ...]
    what: str
    reason: str = OUT_OF_RESOURCES


@dataclass(slots=True)
class Search:
    """Finds all conflicts of a draft."""

    draft: Draft
    solver: Solver
    undecided: list[Undecided] = field(default_factory=list)
    cut: list[tuple[str, ...]] = field(default_factory=list)
    """Groups of norms whose minimal sets were too many to be listed in full."""
    ended_at: tuple[str, ...] = ()
    """The conflict at which the search ended, there being more of them than are listed."""
    about: str = ""
    """A duty or a permission to whose conflicts the search keeps; empty: all conflicts."""
    _order: dict[str, int] = field(init=False)
    _boxes: dict[str, Box] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._order = {name: index for index, name in enumerate(self.draft.norms)}

    def conflicts(self, tick: Callable[[], None] = lambda: None) -> list[Conflict]:
        """Return the conflicts, resolved ones included, in the order of the draft.

        All of them, or as many as are listed: then ``ended_at`` is the first that is left out.
        """
        found: list[Conflict] = []
        for conflict in self._conflicts(found, tick):
            if not self.about and len(found) == MOST_CONFLICTS:
                self.ended_at = conflict.norms
                break
            found.append(conflict)
        found.sort(key=lambda item: sorted(self._order[name] for name in item.norms))
        return found

    def _conflicts(self, found: list[Conflict], tick: Callable[[], None]) -> Iterator[Conflict]:
        """Yield every conflict; ``found`` are those that were taken before."""
        acts: dict[str, list[Norm]] = defaultdict(list)
        quantities: dict[str, list[Norm]] = defaultdict(list)
        matters: dict[str, list[Norm]] = defaultdict(list)
        for norm in self.draft.norms.values():
            match norm.content:
                case DoAct(act=act):
                    acts[act].append(norm)
                case Keep(quantity=quantity):
                    quantities[quantity].append(norm)
                case HasCompetence(matter=matter):
                    matters[matter].append(norm)
        for norms in self._wanted(acts):
            yield from self._duties_against_prohibitions(norms, tick)
            yield from self._permissions(norms)
            yield from self._exemptions(norms)
        known = {frozenset(item.norms) for item in found}
        yield from self._shared_instances(acts, known)
        yield from _smallest(self._exemptions_in_company(acts, known))
        for norms in self._wanted(quantities):
            yield from self._bounds(norms)
            yield from self._permissions(norms)
            yield from self._exemptions(norms)
            known = {frozenset(item.norms) for item in found}
            yield from _smallest(self._exemptions_from_bounds(norms, known))
        for norms in self._wanted(matters):
            yield from self._competences(norms)

    def _wanted(self, subjects: dict[str, list[Norm]]) -> list[list[Norm]]:
        return [
            norms
            for norms in subjects.values()
            if not self.about or any(norm.id == self.about for norm in norms)
        ]

    def _ask(self, question: Question, norms: Iterable[str], what: str) -> Status:
        status = self.solver.status(question)
        if status is Status.UNKNOWN:
            reason = self.solver.why_open(question)
            self.undecided.append(Undecided(tuple(norms), what, reason))
        return status

    def _uses(self, norms: Sequence[Norm]) -> tuple[Scene, dict[str, Use]] | None:
        roles = cast(self.draft, norms)
        if roles is None:
            return None
        scene = Scene(self.draft)
        uses = {norm.id: Use(scene, norm, roles[norm.id]) for norm in norms}
        prepare(scene, uses.values())
        return scene, uses

    def _conflict(
        self,
        norms: Sequence[Norm],
        make: Callable[[Scene, dict[str, Use]], Question],
        kind: str,
        what: str,
    ) -> Conflict | None:
        """Ask the question that is made of these norms; where it has a solution they conflict."""
        made = self._uses(norms)
        if made is None:
            return None
        scene, uses = made
        question = make(scene, uses)
        names = tuple(norm.id for norm in norms)
        if self._ask(question, names, what) is not Status.SAT:
            return None
        roles = {name: use.roles for name, use in uses.items()}
        return Conflict(names, kind, scene, question, roles)

    def _minimal(
        self, members: Sequence[str], holds: Property, what: str, beside: tuple[str, ...] = ()
    ) -> list[frozenset[str]]:
        """List the minimal sets among the members, and note what was cut or left undecided.
        ``beside`` are norms in all of them that are no members."""
        sets, complete, undecided = minimal_sets(members, holds)
        names = (*beside, *members)
        if not complete:
            self.cut.append(names)
        if undecided:
            self.undecided.append(Undecided(names, what))
        return sets

    def _box(self, norm: Norm) -> Box:
        found = self._boxes.get(norm.id)
        if found is None:
            found = self._boxes[norm.id] = box(self.draft, norm)
        return found

    # --- duties against prohibitions ---------------------------------------------------------

    def _duties_against_prohibitions(
        self, norms: list[Norm], tick: Callable[[], None]
    ) -> Iterator[Conflict]:
        prohibitions = [n for n in norms if n.modality is Modality.PROHIBITION]
        for duty in norms:
            if duty.modality is not Modality.DUTY or self.about not in ("", duty.id):
                continue
            tick()
            near = [p for p in prohibitions if self._may_meet(duty, p)]
            single: set[str] = set()
            for prohibition in near:
                found = self._contradiction(duty, prohibition)
                if found is not None:
                    single.add(prohibition.id)
                    yield found
            rest = [p for p in near if p.id not in single]
            yield from _each_once(self._unions(duty, rest))

    def _may_meet(self, duty: Norm, prohibition: Norm) -> bool:
        """Whether the prohibition (or the exemption) may be about what the duty requires."""
        if self._box(duty).disjoint(self._box(prohibition)):
            return False
        own, other = duty.content, prohibition.content
        assert isinstance(own, DoAct) and isinstance(other, DoAct)
        if self.draft.acts[own.act].other is None or own.other is not None:
            return True
        # A duty towards nobody in particular is met by turning to somebody else.
        return other.other is None and other.accepting == own.accepting

    def _contradiction(self, duty: Norm, prohibition: Norm) -> Conflict | None:
        if not self._box(duty).may_be_inside(self._box(prohibition)):
            return None
        return self._covered(duty, [prohibition], "TL201")

    def _covered(self, duty: Norm, prohibitions: Sequence[Norm], kind: str) -> Conflict | None:
        """The duty's instances all fall under the prohibitions, which all apply."""
        return self._conflict(
            [duty, *prohibitions],
            lambda scene, uses: self._covering(scene, uses, duty, prohibitions, together=True),
            kind,
            "whether a duty and prohibitions conflict",
        )

    def _covering(
        self,
        scene: Scene,
        uses: dict[str, Use],
        duty: Norm,
        prohibitions: Sequence[Norm],
        *,
        together: bool,
    ) -> Question:
        """Every instance that would do is forbidden. ``together``: and all of them apply;
        otherwise only those that apply forbid."""
        assert isinstance(duty.content, DoAct)
        act = duty.content.act
        own, some = Instance("any"), Instance("one")
        bound, limits = domain(scene, act, own)
        free, free_limits = domain(scene, act, some)
        use = uses[duty.id]
        forbidden = []
        assertions = [use.applies(), use.region(some), free_limits]
        for prohibition in prohibitions:
            other = uses[prohibition.id]
            applies = other.applies()
            if together:
                assertions.append(applies)
                applies = TRUE
            forbidden.append(conj([applies, other.region(own)]))
        assertions.append(forall(bound, implies(conj([limits, use.region(own)]), disj(forbidden))))
        return ask(scene, assertions, free)

    def _unions(self, duty: Norm, prohibitions: list[Norm]) -> Iterator[Conflict]:
        """Several prohibitions that only together leave a duty nothing."""
        for company in companies(self.draft, [duty, *prohibitions]):
            if duty in company and len(company) > 2:
                yield from self._union(duty, [norm for norm in company if norm is not duty])

    def _union(self, duty: Norm, prohibitions: list[Norm]) -> Iterator[Conflict]:
        assert isinstance(duty.content, DoAct)
        attributes = self.draft.acts[duty.content.act].attributes
        whole = frozenset(name for name, item in attributes.items() if item.whole)
        others = [self._box(p) for p in prohibitions]
        if partly_uncovered(self._box(duty), others, whole):
            return
        by_id = {p.id: p for p in prohibitions}

        def covers(chosen: frozenset[str]) -> Status:
            if not chosen:
                return Status.UNSAT
            picked = [by_id[name] for name in by_id if name in chosen]
            made = self._uses([duty, *picked])
            assert made is not None
            scene, uses = made
            question = self._covering(scene, uses, duty, picked, together=False)
            return self.solver.status(question)

        what = "whether a duty and several prohibitions conflict"
        for chosen in self._minimal(list(by_id), covers, what, (duty.id,)):
            picked = [by_id[name] for name in by_id if name in chosen]
            found = self._covered(duty, picked, "TL206")
            if found is not None:
                yield found

    # --- duties against duties -------------------------------------------------------------------

    def _shared_instances(
        self, acts: dict[str, list[Norm]], known: set[frozenset[str]]
    ) -> Iterator[Conflict]:
        """Duties on acts that are done once, or that exclude one another, with what forbids.

        ``known`` are the conflicts found so far: no larger set is minimal.
        """
        for group in self._linked_acts():
            norms = [norm for act in group for norm in acts.get(act, ())]
            norms.sort(key=lambda norm: self._order[norm.id])
            if self.about and not any(norm.id == self.about for norm in norms):
                continue
            duties = [n for n in norms if n.modality is Modality.DUTY]
            prohibitions = [n for n in norms if n.modality is Modality.PROHIBITION]
            if len(duties) > 1:
                for company in companies(self.draft, [*duties, *prohibitions]):
                    yield from self._clashes(company, known)

    def _clashes(self, members: list[Norm], known: set[frozenset[str]]) -> Iterator[Conflict]:
        """The minimal sets of norms, two duties among them at least, that do not go together."""
        by_id = {norm.id: norm for norm in members}
        made = self._uses(members)
        assert made is not None
        scene, uses = made

        def clash(chosen: frozenset[str]) -> Status:
            if any(smaller <= chosen for smaller in known):
                return Status.SAT
            picked = [by_id[name] for name in by_id if name in chosen]
            if sum(norm.modality is Modality.DUTY for norm in picked) < 2:
                return Status.UNSAT
            return self.solver.status(self._together(scene, uses, picked, together=False))

        for chosen in self._minimal(list(by_id), clash, "whether duties conflict"):
            if chosen in known:
                continue
            found = self._together_found([by_id[name] for name in by_id if name in chosen])
            if found is not None:
                known.add(chosen)
                yield found

    def _linked_acts(self) -> list[list[str]]:
        """Groups of acts whose duties can get in each other's way."""
        groups: list[set[str]] = []
        for act in self.draft.acts.values():
            linked = {act.name, *act.excludes} if act.excludes else set()
            if act.once:
                linked.add(act.name)
            if not linked:
                continue
            touching = [group for group in groups if group & linked]
            for group in touching:
                groups.remove(group)
                linked |= group
            groups.append(linked)
        return [sorted(group) for group in groups]

    def _together_found(self, picked: list[Norm]) -> Conflict | None:
        return self._conflict(
            picked,
            lambda scene, uses: self._together(scene, uses, picked, together=True),
            "TL202" if len(picked) == 2 else "TL206",
            "whether duties conflict",
        )

    def _together(
        self,
        scene: Scene,
        uses: dict[str, Use],
        norms: Sequence[Norm],
        *,
        together: bool,
        spared: tuple[Norm, Norm] | None = None,
    ) -> Question:
        """No choice of instances complies with all the norms.

        ``together``: they all apply; otherwise those do that apply and can be met by themselves.
        ``spared``: an exemption and a duty that is not to be met by what the exemption frees from;
        some choice then complies with all the others.
        """
        duties = [n for n in norms if n.modality is Modality.DUTY]
        applies = {n.id: uses[n.id].applies() for n in norms}
        given = dict.fromkeys(applies, TRUE) if together else dict(applies)
        bound: list[tuple[str, str]] = []
        free: list[tuple[str, str]] = []
        alone: list[str] = list(applies.values()) if together else []
        body: list[str] = []
        instances: dict[str, Instance] = {}
        for duty in duties:
            assert isinstance(duty.content, DoAct)
            act = duty.content.act
            once = self.draft.acts[act].once
            instance = Instance(f"any {act}" if once else f"any for {duty.id}")
            instances[duty.id] = instance
            names, limits = domain(scene, act, instance)
            bound += names
            body.append(limits)
            some = Instance(f"one for {duty.id}")
            own_names, own_limits = domain(scene, act, some)
            possible = conj([own_limits, uses[duty.id].region(some)])
            if together:
                free += own_names
                alone.append(possible)
            else:
                given[duty.id] = conj([applies[duty.id], exists(own_names, possible)])
            body.append(implies(given[duty.id], uses[duty.id].region(instance)))
        for prohibition in norms:
            if prohibition.modality is not Modality.PROHIBITION:
                continue
            for duty in duties:
                if _same_act(prohibition, duty):
                    both = conj([given[prohibition.id], given[duty.id]])
                    meets = uses[prohibition.id].region(instances[duty.id])
                    body.append(implies(both, negation(meets)))
        for one, other in itertools.combinations(duties, 2):
            if self._exclude(one, other):
                days = f"(= {instances[one.id].day} {instances[other.id].day})"
                apart = negation(days) if one.window or other.window else FALSE
                body.append(implies(conj([given[one.id], given[other.id]]), apart))
        if spared is not None:
            exemption, duty = spared
            if together:
                alone.append(exists(bound, conj(body)))
            alone += [uses[exemption.id].applies(), given[duty.id]]
            body.append(negation(uses[exemption.id].region(instances[duty.id])))
        return ask(scene, [*alone, forall(bound, negation(conj(body)))], free)

    def _exclude(self, one: Norm, other: Norm) -> bool:
        assert isinstance(one.content, DoAct) and isinstance(other.content, DoAct)
        first, second = self.draft.acts[one.content.act], self.draft.acts[other.content.act]
        return second.name in first.excludes or first.name in second.excludes

    # --- maintained bounds -----------------------------------------------------------------------

    def _bounds(self, norms: list[Norm]) -> Iterator[Conflict]:
        binding = [n for n in norms if n.modality in (Modality.DUTY, Modality.PROHIBITION)]
        pairs: set[frozenset[str]] = set()
        for one, other in itertools.combinations(binding, 2):
            if self._bounds_agree(one, other):
                continue
            found = self._bounds_found([one, other])
            if found is not None:
                pairs.add(frozenset(found.norms))
                yield found
        if all(_is_interval(norm) for norm in binding):
            # Intervals on a line that meet in pairs have a point in common (Helly 1923).
            return
        for company in companies(self.draft, binding):
            yield from self._larger_bounds(company, pairs)

    def _larger_bounds(self, binding: list[Norm], known: set[frozenset[str]]) -> Iterator[Conflict]:
        by_id = {norm.id: norm for norm in binding}

        def clash(chosen: frozenset[str]) -> Status:
            if any(smaller <= chosen for smaller in known):
                return Status.SAT
            if len(chosen) < 3:
                return Status.UNSAT
            picked = [by_id[name] for name in by_id if name in chosen]
            made = self._uses(picked)
            assert made is not None
            scene, uses = made
            return self.solver.status(self._bounds_question(scene, uses, picked, together=False))

        for chosen in self._minimal(list(by_id), clash, "whether bounds conflict"):
            if chosen in known:
                continue
            found = self._bounds_found([by_id[name] for name in by_id if name in chosen])
            if found is not None:
                known.add(chosen)
                yield found

    def _bounds_agree(self, one: Norm, other: Norm) -> bool:
        """Whether constant bounds alone show that a value suits both."""
        if not (_is_interval(one) and _is_interval(other)):
            return False
        first, second = kept(one), kept(other)
        if not (first.exact and second.exact) or first.disjoint(second):
            return False
        assert isinstance(one.content, Keep)
        return not self.draft.quantities[one.content.quantity].whole

    def _bounds_found(self, picked: list[Norm]) -> Conflict | None:
        return self._conflict(
            picked,
            lambda scene, uses: self._bounds_question(scene, uses, picked, together=True),
            "TL202" if len(picked) == 2 else "TL206",
            "whether bounds conflict",
        )

    def _bounds_question(
        self,
        scene: Scene,
        uses: dict[str, Use],
        norms: Sequence[Norm],
        *,
        together: bool,
        spared: tuple[Norm, Norm] | None = None,
    ) -> Question:
        """On some day no value suits all the norms whose windows it is in.

        ``together``: that is all of them; otherwise those that apply on that day and can be kept
        by themselves. ``spared`` is as for acts.
        """
        content = norms[0].content
        assert isinstance(content, Keep)
        value, some = Instance("any"), Instance("moment")
        names = value_domain(scene, content.quantity, value)
        assertions = [f"(>= {some.day} 0)"]
        body = []
        for norm in norms:
            use = uses[norm.id]
            applies = conj([use.applies(), use.window(some.day)])
            suits = use.values(value)
            if norm.modality is Modality.PROHIBITION:
                suits = negation(suits)
            possible = conj([applies, exists(names, suits)])
            if together or (spared is not None and norm is spared[1]):
                assertions.append(possible)
                possible = TRUE
            body.append(implies(possible, suits))
        if spared is not None:
            use = uses[spared[0].id]
            if together:
                assertions.append(exists(names, conj(body)))
            assertions += [use.applies(), use.window(some.day)]
            body.append(negation(use.values(value)))
        assertions.append(forall(names, negation(conj(body))))
        return ask(scene, assertions, [(some.day, "Int")])

    # --- permissions and exemptions --------------------------------------------------------------

    def _permissions(self, norms: list[Norm]) -> Iterator[Conflict]:
        for permission in norms:
            if permission.modality is not Modality.PERMISSION or self.about not in (
                "",
                permission.id,
            ):
                continue
            for other in norms:
                if not _forbids(other):
                    continue
                if isinstance(permission.content, DoAct) and self._box(permission).disjoint(
                    self._box(other)
                ):
                    continue
                made = self._uses([permission, other])
                if made is None:
                    continue
                scene, uses = made
                some = Instance("one")
                allowed, limits, names = self._allowed(scene, uses[permission.id], some)
                forbids = _forbidden(uses[other.id], some)
                parts = [use.applies() for use in (uses[permission.id], uses[other.id])]
                if isinstance(other.content, Keep):
                    parts.append(can_be_kept(uses[other.id]))
                question = ask(scene, [*parts, allowed, limits, forbids], names)
                ids = (permission.id, other.id)
                what = "whether a permission and a prohibition conflict"
                if self._ask(question, ids, what) is not Status.SAT:
                    continue
                roles = {name: use.roles for name, use in uses.items()}
                yield Conflict(ids, "TL203", scene, question, roles)

    def _allowed(
        self, scene: Scene, use: Use, some: Instance
    ) -> tuple[str, str, list[tuple[str, str]]]:
        content = use.norm.content
        if isinstance(content, DoAct):
            names, limits = domain(scene, content.act, some)
            return use.region(some), limits, names
        assert isinstance(content, Keep)
        names = [(some.day, "Int"), *value_domain(scene, content.quantity, some)]
        return use.region(some), TRUE, names

    def _exemptions(self, norms: list[Norm]) -> Iterator[Conflict]:
        for exemption in norms:
            if exemption.modality is not Modality.EXEMPTION:
                continue
            for duty in norms:
                if duty.modality is not Modality.DUTY or self.about not in ("", duty.id):
                    continue
                found = self._exempted(exemption, duty)
                if found is not None:
                    yield found

    def _exempted(self, exemption: Norm, duty: Norm) -> Conflict | None:
        if isinstance(duty.content, DoAct) and not (
            self._may_meet(duty, exemption) and self._box(duty).may_be_inside(self._box(exemption))
        ):
            return None
        made = self._uses([exemption, duty])
        if made is None:
            return None
        scene, uses = made
        free, owed = uses[exemption.id], uses[duty.id]
        own, some = Instance("any"), Instance("one")
        if isinstance(duty.content, DoAct):
            bound, limits = domain(scene, duty.content.act, own)
            names, some_limits = domain(scene, duty.content.act, some)
            nothing_else = forall(
                bound, implies(conj([limits, owed.region(own)]), free.region(own))
            )
            parts = [owed.region(some), some_limits, nothing_else]
        else:
            assert isinstance(duty.content, Keep)
            quantity = duty.content.quantity
            names = [(some.day, "Int"), *value_domain(scene, quantity, some)]
            inner = value_domain(scene, quantity, own)
            parts = [
                owed.region(some),
                free.window(some.day),
                forall(inner, implies(owed.values(own), free.values(own))),
            ]
        question = ask(scene, [free.applies(), owed.applies(), *parts], names)
        ids = (exemption.id, duty.id)
        what = "whether an exemption and a duty conflict"
        if self._ask(question, ids, what) is not Status.SAT:
            return None
        roles = {name: use.roles for name, use in uses.items()}
        return Conflict(ids, "TL204", scene, question, roles)

    def _exemptions_in_company(
        self, acts: dict[str, list[Norm]], known: set[frozenset[str]]
    ) -> Iterator[Conflict]:
        """Exemptions from what a duty requires only because of other norms."""
        linked = {act: group for group in self._linked_acts() for act in group}
        for act, norms in acts.items():
            exemptions = [n for n in norms if n.modality is Modality.EXEMPTION]
            for exemption, duty in itertools.product(exemptions, norms):
                if duty.modality is not Modality.DUTY or {exemption.id, duty.id} in known:
                    continue
                if self.about and self.about not in (exemption.id, duty.id):
                    continue
                if not self._may_meet(duty, exemption):
                    continue
                others = [norm for name in linked.get(act, (act,)) for norm in acts.get(name, ())]
                others = [norm for norm in others if self._matters(norm, duty, act in linked)]
                if others and not self._certainly_spared(exemption, duty, others):
                    for company in companies(self.draft, [exemption, duty, *others]):
                        if exemption in company and duty in company:
                            yield from self._in_company(exemption, duty, company, known)

    def _exemptions_from_bounds(
        self, norms: list[Norm], known: set[frozenset[str]]
    ) -> Iterator[Conflict]:
        exemptions = [n for n in norms if n.modality is Modality.EXEMPTION]
        binding = [n for n in norms if n.modality in (Modality.DUTY, Modality.PROHIBITION)]
        for exemption, duty in itertools.product(exemptions, binding):
            if duty.modality is not Modality.DUTY or {exemption.id, duty.id} in known:
                continue
            for company in companies(self.draft, [exemption, *binding]):
                if len(company) > 2 and exemption in company and duty in company:
                    yield from self._in_company(exemption, duty, company, known)

    def _matters(self, norm: Norm, duty: Norm, linked: bool) -> bool:
        if norm.modality is Modality.PROHIBITION:
            return linked or self._may_meet(duty, norm)
        return linked and norm.modality is Modality.DUTY and norm is not duty

    def _certainly_spared(self, exemption: Norm, duty: Norm, others: Sequence[Norm]) -> bool:
        """Whether some instance that would do is certainly neither freed nor forbidden."""
        if any(norm.modality is Modality.DUTY for norm in others):
            return False
        assert isinstance(duty.content, DoAct)
        attributes = self.draft.acts[duty.content.act].attributes
        whole = frozenset(name for name, item in attributes.items() if item.whole)
        boxes = [self._box(norm) for norm in (exemption, *others)]
        return partly_uncovered(self._box(duty), boxes, whole)

    def _in_company(
        self, exemption: Norm, duty: Norm, company: list[Norm], known: set[frozenset[str]]
    ) -> Iterator[Conflict]:
        by_id = {norm.id: norm for norm in company if norm is not exemption}

        def ask_of(chosen: frozenset[str], *, together: bool) -> tuple[Scene, Question]:
            picked = [by_id[name] for name in by_id if name in chosen]
            made = self._uses([exemption, *picked])
            assert made is not None
            scene, uses = made
            make = self._together if isinstance(duty.content, DoAct) else self._bounds_question
            return scene, make(scene, uses, picked, together=together, spared=(exemption, duty))

        def required(chosen: frozenset[str]) -> Status:
            if any(smaller <= chosen | {exemption.id} for smaller in known):
                return Status.SAT
            if duty.id not in chosen or len(chosen) < 2:
                return Status.UNSAT
            return self.solver.status(ask_of(chosen, together=False)[1])

        what = "whether an exemption and duties conflict"
        for chosen in self._minimal(list(by_id), required, what, (exemption.id,)):
            names = (exemption.id, *(name for name in by_id if name in chosen))
            if any(smaller <= set(names) for smaller in known):
                continue
            scene, question = ask_of(chosen, together=True)
            if self._ask(question, names, what) is not Status.SAT:
                continue
            roles = cast(self.draft, [self.draft.norms[name] for name in names])
            assert roles is not None
            known.add(frozenset(names))
            yield Conflict(names, "TL204", scene, question, roles)

    # --- competence ------------------------------------------------------------------------------

    def _competences(self, norms: list[Norm]) -> Iterator[Conflict]:
        exclusive = [
            n
            for n in norms
            if isinstance(n.content, HasCompetence) and n.content.kind == "exclusive"
        ]
        for one, other in itertools.combinations(exclusive, 2):
            if one.bearer == other.bearer:
                continue
            scene = Scene(self.draft)
            roles = holders(self.draft, one, other)
            uses = [Use(scene, one, roles[one.id]), Use(scene, other, roles[other.id])]
            prepare(scene, uses)
            some = Instance("moment")
            together = [use.window(some.day) for use in uses] + [f"(>= {some.day} 0)"]
            parts = [part for use in uses for part in (use.applies(), not_returned(use))]
            question = ask(scene, [*parts, *together], [(some.day, "Int")])
            ids = (one.id, other.id)
            if self._ask(question, ids, "whether competences conflict") is Status.SAT:
                yield Conflict(ids, "TL205", scene, question, roles)


def _smallest(found: Iterable[Conflict]) -> list[Conflict]:
    """Leave out what holds a smaller conflict: that may turn up later, through another duty."""
    every = list(found)
    sets = [frozenset(item.norms) for item in every]
    return [item for item in every if not any(one < frozenset(item.norms) for one in sets)]


def can_be_kept(use: Use) -> str:
    """Some value complies with what the norm says of a quantity, whatever the day."""
    content = use.norm.content
    assert isinstance(content, Keep)
    if use.norm.modality not in (Modality.DUTY, Modality.PROHIBITION):
        return TRUE
    value = Instance("any that will do")
    suits = use.values(value)
    if use.norm.modality is Modality.PROHIBITION:
        suits = negation(suits)
    return exists(value_domain(use.scene, content.quantity, value), suits)


def not_returned(use: Use) -> str:
    """The competence has not gone back to the level below."""
    content = use.norm.content
    if not isinstance(content, HasCompetence) or content.returns is None:
        return TRUE
    return negation(use.scene.formula(content.returns, use.roles, positive=None))


def _each_once(conflicts: Iterable[Conflict]) -> Iterator[Conflict]:
    seen: set[tuple[str, ...]] = set()
    for conflict in conflicts:
        if conflict.norms not in seen:
            seen.add(conflict.norms)
            yield conflict


def _same_act(one: Norm, other: Norm) -> bool:
    return (
        isinstance(one.content, DoAct)
        and isinstance(other.content, DoAct)
        and one.content.act == other.content.act
    )


def _is_interval(norm: Norm) -> bool:
    """Whether the values that comply form an interval."""
    content = norm.content
    assert isinstance(content, Keep)
    if any(op.value == "!=" for op, _ in content.bounds):
        return False
    return norm.modality is Modality.DUTY or (
        len(content.bounds) == 1 and content.bounds[0][0].value != "="
    )


def _forbids(norm: Norm) -> bool:
    if norm.modality is Modality.PROHIBITION:
        return True
    return norm.modality is Modality.DUTY and isinstance(norm.content, Keep)


def _forbidden(use: Use, some: Instance) -> str:
    """The instance is forbidden: in a prohibition's region, or outside a kept bound."""
    if isinstance(use.norm.content, Keep) and use.norm.modality is Modality.DUTY:
        return conj([use.window(some.day), negation(use.values(some))])
    return use.region(some)
