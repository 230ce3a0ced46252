"""A norm in a scene: when it applies, and what it is about, as terms."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checker.scene import Record, Roles, Scene, acts_in, comparison, positive_acts
from checker.text import TRUE, conj, disj, implies, negation
from treatylang.model.draft import DoAct, Draft, HasCompetence, Keep, Modality, Norm, Power

_THROUGH = " through"


@dataclass(frozen=True, slots=True)
class Instance:
    """One act that an agent might do (or one moment of a quantity it keeps): the names of its
    day and attributes, bound by a quantifier or free."""

    stem: str

    def name(self, part: str) -> str:
        return f"|{self.stem} {part}|"

    @property
    def day(self) -> str:
        return self.name("day")


@dataclass(frozen=True, slots=True)
class Use:
    """One norm with its bearer and the other side, in one scene."""

    scene: Scene
    norm: Norm
    roles: Roles
    tag: str = ""
    above: frozenset[str] = frozenset()
    """The norms that this one is carved out of: carve-outs in a circle come to an end."""

    # --- when it applies -------------------------------------------------------------------

    def parts(self, on: str = "") -> list[tuple[str, str]]:
        """The conjuncts of the norm's application, each with a name for the margin.

        The names are "bearer", "other", "condition N", "exception N", "event N", "time N",
        "carve-out ID", "suspended" (what is to be resumed) and "standing EVENT" (which may take it
        out of force); a breach of the norm (which frees from it) is not among them. The norm
        is in force ``on`` the day, or else on the last day of its time.
        """
        scene, norm, roles = self.scene, self.norm, self.roles
        scene.about.add(norm.id)
        self.enter_acts()
        found = [("bearer", scene.member(roles.bearer, norm.bearer))]
        content = norm.content
        if isinstance(content, DoAct) and content.other is not None:
            found.append(("other", scene.described(content.other, roles.other, roles)))
        for index, part in enumerate(norm.conditions):
            holds = scene.formula(part.formula, roles, tag=self.tag)
            found.append((f"condition {index}", holds))
        for index, part in enumerate(norm.exceptions):
            holds = scene.formula(part.formula, roles, positive=False, tag=self.tag)
            found.append((f"exception {index}", negation(holds)))
        found += self._time()
        for name in self._carve_outs():
            carved = self._carved(name)
            if self._carves_instances(name):
                # Taken out of the region; what it speaks of is entered with all else.
                carved.parts()
            else:
                found.append((f"carve-out {name}", negation(carved.anyhow(despite_breach=True))))
        return [*found, *self._force(on)]

    def _force(self, on: str) -> Iterator[tuple[str, str]]:
        """A norm that says something for the whole of its time is in force at the end of it."""
        scene, norm = self.scene, self.norm
        if not scene.draft.powers:
            return
        if not timed(norm):
            yield from self.standing_on(on) if on else self._standing(self._before, self._by)
        content = norm.content
        power = scene.draft.powers.get(content.act) if isinstance(content, DoAct) else None
        if power is not None and power.verb == "resume":
            yield (
                "suspended",
                disj(
                    conj([scene.happened(p.event, ""), self._by(scene.event_day(p.event, ""))])
                    for p in touching(scene.draft, power)
                ),
            )

    def _before(self, day: str) -> str:
        """The day is before the last one of the norm's time."""
        return self._to_the_last(day, "<")

    def _by(self, day: str) -> str:
        return self._to_the_last(day, "<=")

    def _to_the_last(self, day: str, op: str) -> str:
        ends = [limit.latest for limit in self.norm.window if limit.latest is not None]
        moments = [self.scene.moment(end, self.roles, self.tag) for end in ends]
        return conj(implies(exists, f"({op} {day} {at})") for exists, at in moments)

    def standing_on(self, day: str) -> Iterator[tuple[str, str]]:
        """The norm is in force on the day: nothing that may take it out of force has."""
        return self._standing(lambda at: f"(< {at} {day})", lambda at: f"(<= {at} {day})")

    def _standing(
        self, before: Callable[[str], str], by: Callable[[str], str]
    ) -> Iterator[tuple[str, str]]:
        scene, norm = self.scene, self.norm
        powers = [p for p in scene.draft.powers.values() if p.granted and norm.id in p.norms]

        def event(power: Power) -> tuple[str, str]:
            return scene.happened(power.event, ""), scene.event_day(power.event, "")

        for power in powers:
            happened, day = event(power)
            over = [happened] if norm.id in power.following else [happened, before(day)]
            if power.verb == "suspend":
                back = [
                    conj([resumed, f"(<= {day} {at})", by(at)])
                    for resumed, at in (event(p) for p in powers if p.verb == "resume")
                ]
                over.append(negation(disj(back)))
            if power.verb != "resume":
                yield f"standing {power.event}", negation(conj(over))

    def enter_acts(self) -> None:
        """Enter the past acts on which it rests whether the norm applies, and those on which its
        carve-outs and its return to the level below do."""
        if self.tag == _THROUGH:
            # A reading through acts that are entered already.
            return
        for denied in (False, True):
            for did in positive_acts(self.norm, denied=denied):
                self.scene.record(did, self.roles, self.tag)
        content = self.norm.content
        if isinstance(content, HasCompetence) and content.returns is not None:
            for did in acts_in(content.returns):
                self.scene.record(did, self.roles, "")
        for name in self._carve_outs():
            self._carved(name).enter_acts()

    def _carve_outs(self) -> list[str]:
        return [name for name in self.norm.carve_outs if name not in self.above]

    def _carved(self, name: str) -> Use:
        """The use of a norm that is carved out of this one."""
        norm, roles = self.scene.draft.norms[name], self.roles
        across = roles.other or roles.across
        if self._carves_instances(name) and _accepting(norm) is not _accepting(self.norm):
            turned = Roles(across or f"{roles.bearer}'s partner", roles.bearer)
            return Use(self.scene, norm, turned, above=self.above | {self.norm.id})
        found = Roles(roles.bearer, across)
        return Use(self.scene, norm, found, above=self.above | {self.norm.id})

    def _time(self) -> Iterator[tuple[str, str]]:
        """The events that open the window have happened, and it does not lie wholly before the
        entry into force (VCLT Art. 28: a treaty does not bind for what was over before it)."""
        for index, limit in enumerate(self.norm.window):
            for moment in (limit.earliest, limit.latest):
                if moment is not None and limit.needs:
                    exists, _ = self.scene.moment(moment, self.roles, self.tag)
                    yield f"event {index}", exists
            if limit.latest is not None:
                exists, day = self.scene.moment(limit.latest, self.roles, self.tag)
                yield f"time {index}", implies(exists, f"(>= {day} 0)")

    def applies(self, *, despite_breach: bool = False, on: str = "") -> str:
        """The norm applies: through the past acts of its own records."""
        parts = [part for _, part in self.parts(on)]
        if not despite_breach and self._may_be_breached():
            parts.append(negation(self.scene.breached(self.norm.id, self.roles.bearer)))
        return conj(parts)

    def _may_be_breached(self) -> bool:
        """Whether the scene speaks of a breach of this norm: otherwise there is none."""
        name = f"|breached / {self.norm.id} / {self.roles.bearer}|"
        return name in self.scene.names

    def ways(self) -> list[Use]:
        """The norm through each choice of the scene's past acts for those that it speaks of."""
        known = list(dict.fromkeys(self.scene.sorted_records()))
        choices = [[r for r in known if r.act == did.act] for did in positive_acts(self.norm)]
        return [
            Use(
                _given(self.scene, self.norm, self.roles, chosen),
                self.norm,
                self.roles,
                _THROUGH,
                self.above,
            )
            for chosen in itertools.product(*choices)
        ]

    def anyhow(self, instance: Instance | None = None, *, despite_breach: bool = False) -> str:
        """The norm applies through any past acts of the scene (and the instance is in its
        region): the reading for a norm that is denied."""
        found = []
        for way in self.ways():
            parts = [way.applies(despite_breach=despite_breach)]
            if instance is not None:
                parts.append(way.region(instance))
            found.append(conj(parts))
        return disj(found)

    def possible_on(self, day: str) -> str:
        """The norm lets its bearer act on the day, as matters then stand. Of a duty that is done
        too late the lateness is a breach, and no want of power."""
        self.enter_acts()
        late = self.norm.modality is Modality.DUTY
        return disj(
            conj(
                [
                    *(part for name, part in way.parts() if name != "suspended"),
                    way.limits(day, opening=late),
                ]
            )
            for way in self.ways()
        )

    # --- what it is about -------------------------------------------------------------------

    def region(self, instance: Instance) -> str:
        """The instance is one that the norm is about: its bounds, within its window."""
        norm, scene, roles = self.norm, self.scene, self.roles
        parts = [f"(>= {instance.day} 0)", self.window(instance.day)]
        content = norm.content
        if isinstance(content, DoAct):
            act = scene.draft.acts[content.act]
            values = {name: instance.name(name) for name in act.attributes}
            parts += [scene.bound(act, bound, values, roles) for bound in content.bounds]
        elif isinstance(content, Keep):
            parts.append(self.values(instance))
        for name in self._carve_outs():
            if self._carves_instances(name):
                carved = self._carved(name)
                parts.append(negation(carved.anyhow(instance, despite_breach=True)))
        return conj(parts)

    def values(self, instance: Instance) -> str:
        """The value is within the bounds of a kept quantity."""
        content = self.norm.content
        assert isinstance(content, Keep)
        whole = self.scene.draft.quantities[content.quantity].whole
        value = instance.name("value")
        left = f"(to_real {value})" if whole else value
        return conj(
            comparison(left, op, self.scene.term(term, self.roles)) for op, term in content.bounds
        )

    def window(self, day: str) -> str:
        """The day is within every limit, and the norm is in force on it."""
        force = self.standing_on(day) if timed(self.norm) else ()
        return conj([self.limits(day), *(part for _, part in force)])

    def limits(self, day: str, *, opening: bool = False) -> str:
        """The day is within every limit (not before any, where only their ``opening`` counts); a
        limit by what never happens is none."""
        parts = []
        for limit in self.norm.window:
            for moment, op in ((limit.earliest, ">="), (limit.latest, "<=")):
                if moment is None or (opening and op == "<="):
                    continue
                exists, at = self.scene.moment(moment, self.roles, self.tag)
                parts.append(implies(exists, f"({op} {day} {at})"))
        return conj(parts)

    def last_day(self, name: str) -> str:
        """The day is the window's last (one of its latest limits, and none is earlier)."""
        ends = []
        for limit in self.norm.window:
            if limit.latest is not None:
                exists, at = self.scene.moment(limit.latest, self.roles, self.tag)
                ends.append((exists, at))
        if not ends:
            return TRUE
        none = conj(negation(exists) for exists, _ in ends)
        within = conj(implies(exists, f"(<= {name} {at})") for exists, at in ends)
        reached = disj(conj([exists, f"(= {name} {at})"]) for exists, at in ends)
        return disj([none, conj([within, reached])])

    def _carves_instances(self, name: str) -> bool:
        """Whether a carve-out takes out single instances (of the same act) and not scenarios."""
        other = self.scene.draft.norms[name]
        own, carved = self.norm.content, other.content
        return (
            isinstance(own, DoAct)
            and isinstance(carved, DoAct)
            and own.act == carved.act
            and self.norm.modality in (Modality.PROHIBITION, Modality.PERMISSION)
        )


def _accepting(norm: Norm) -> bool:
    return isinstance(norm.content, DoAct) and norm.content.accepting


def _given(scene: Scene, norm: Norm, roles: Roles, chosen: tuple[Record, ...]) -> Scene:
    """A view of the scene in which the norm's own records are the chosen ones."""
    named = {
        f"{did.record}{_THROUGH} by {roles.bearer}": record
        for did, record in zip(positive_acts(norm), chosen, strict=True)
    }
    return Scene(
        scene.draft,
        scene.names,
        scene.records | named,
        scene.agents,
        scene.calendar,
        scene.as_of,
    )


def timed(norm: Norm) -> bool:
    """Whether the norm says something of each day by itself: a duty to act, which is one for the
    whole of its time, and a competence do not."""
    duty = norm.modality is Modality.DUTY and isinstance(norm.content, DoAct)
    return not duty and norm.modality is not Modality.COMPETENCE


def touching(draft: Draft, power: Power) -> Iterator[Power]:
    """The powers to suspend something of what the power is about."""
    for other in draft.powers.values():
        same = other.target == power.target or not {*other.norms}.isdisjoint(power.norms)
        if other.verb == "suspend" and other.granted and same:
            yield other


def domain(scene: Scene, act: str, instance: Instance) -> tuple[list[tuple[str, str]], str]:
    """Return the names of an instance's parts with their sorts, and what limits them."""
    names = [(instance.day, "Int")]
    limits = []
    for name, attribute in scene.draft.acts[act].attributes.items():
        whole = bool(attribute.options) or attribute.whole
        names.append((instance.name(name), "Int" if whole else "Real"))
        if attribute.options:
            value = instance.name(name)
            limits.append(f"(and (<= 0 {value}) (< {value} {len(attribute.options)}))")
    return names, conj(limits)


def value_domain(scene: Scene, quantity: str, instance: Instance) -> list[tuple[str, str]]:
    """Return the name of a kept quantity's value with its sort."""
    whole = scene.draft.quantities[quantity].whole
    return [(instance.name("value"), "Int" if whole else "Real")]
