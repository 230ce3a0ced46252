"""Findings on single norms straight from the semantics, section 4, over every small scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from tests.oracle.conflicts import Oracle, Said
from tests.oracle.description import Both, Broken, Condition, Did, Either, Rule
from tests.oracle.scenarios import Scenario, Space, Way, holds

_TAKES_FROM = {
    "prohibition": ("permission", "duty"),
    "duty": ("prohibition", "exemption"),
    "permission": ("prohibition",),
    "exemption": ("duty",),
}
"""What can take effect from a norm of each kind, prevailing over it."""


@dataclass(slots=True)
class Standing:
    """What each norm adds to the draft, if anything."""

    oracle: Oracle
    dead: set[int] = field(init=False)
    impossible: set[int] = field(init=False)
    overridden: set[int] = field(init=False)
    winners: dict[int, set[int]] = field(init=False)

    def __post_init__(self) -> None:
        rules = range(len(self.rules))
        self.dead = {index for index in rules if self._dead(index)}
        self.impossible = {i for i in rules if i not in self.dead and self._impossible(i)}
        circles = self.oracle.circles()
        self.winners = {
            index: {
                winner
                for winner, loser in self.oracle.express()
                if loser == index
                and winner not in self.dead
                and self.rules[winner].what == self.rules[loser].what
                and not any({winner, loser} <= ring for ring in circles)
            }
            for index in rules
        }
        self.overridden = {i for i in rules if i not in self.dead and self._overridden(i)}

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.oracle.draft.rules

    @property
    def space(self) -> Space:
        return self.oracle.space

    def _applied(self, index: int) -> Iterator[Way]:
        return (way for said in self.oracle.said for way in said[index])

    # --- scope ------------------------------------------------------------------------------------

    def _dead(self, index: int) -> bool:
        """It never applies, or there is nothing that it could forbid, permit or exempt from. (A
        duty about nothing is impossible; of one to keep a quantity, no day may be left.)"""
        rule = self.rules[index]
        if rule.kind == "duty" and rule.what != "q":
            return not any(True for _ in self._applied(index))
        return not any(
            way.span if rule.kind == "duty" else way.region for way in self._applied(index)
        )

    def _impossible(self, index: int) -> bool:
        """Somewhere it applies, and can there not be complied with, even alone."""
        return self.rules[index].kind == "duty" and any(
            not self.oracle.judge.possible([(index, way)]) for way in self._applied(index)
        )

    def idle(self) -> set[int]:
        """The norms of which some condition, some exception, or a part of one changes nothing."""
        living = set(range(len(self.rules))) - self.dead
        return {index for index in living if any(self._idle_parts(index))}

    def _idle_parts(self, index: int) -> Iterator[bool]:
        rule = self.rules[index]
        parts = [(condition, True) for condition in conditions_of(rule)]
        parts += [(_pieces(item, Either), False) for item in rule.exceptions]
        scenarios = [one for one in self.oracle.scenarios if self.space.meets(index, one)]
        for number, (pieces, wanted) in enumerate(parts):
            rest = [part for other, part in enumerate(parts) if other != number]
            inside = [one for one in scenarios if all(_so(part, one) for part in rest)]
            yield all(_so((pieces, wanted), one) for one in inside)
            for piece in pieces if len(pieces) > 1 else ():
                others = tuple(other for other in pieces if other is not piece)
                yield all(
                    _so(((piece,), wanted), one) for one in inside if _so((others, wanted), one)
                )

    # --- effect -----------------------------------------------------------------------------------

    def _overridden(self, index: int) -> bool:
        """It has effect in no scenario, because of what prevails over it, and would have."""
        rule = self.rules[index]
        kinds = _TAKES_FROM[rule.kind] + ((rule.kind,) if rule.what == "q" and rule.binds else ())
        winners = [one for one in self.winners[index] if self.rules[one].kind in kinds]
        if not winners:
            return False
        if rule.kind == "exemption":
            duties = [i for i, r in enumerate(self.rules) if r.what == rule.what]
            duties = [i for i in duties if self.rules[i].kind == "duty" and i not in self.dead]
            if any(duty not in winners for duty in duties):
                return False
        ever = False
        for said in self.oracle.scope_of((index, *winners)):
            for way in said[index]:
                effect = self.effect(index, way)
                if rule.kind == "exemption" and rule.what != "q":
                    ever = True
                    if not any(
                        not their.region & ~way.region for one in winners for their in said[one]
                    ):
                        return False
                    continue
                ever |= bool(effect)
                for one in winners:
                    for their in said[one]:
                        effect &= ~self._taken(index, way, one, their)
                if effect:
                    return False
        return ever

    def effect(self, index: int, way: Way) -> int:
        """The acts (or moments) of which the norm says anything."""
        rule = self.rules[index]
        kept = rule.what == "q" and rule.kind == "duty"
        return way.span & ~way.region if kept else way.region

    def _taken(self, index: int, way: Way, winner: int, their: Way) -> int:
        """What of the norm's effect the winner takes."""
        rule, other = self.rules[index], self.rules[winner]
        if rule.what != "q":
            needs_all = other.kind == "duty"
            return their.region if not needs_all or not their.region & ~way.region else 0
        if other.kind == "permission":
            return their.region
        if rule.kind == "permission":
            return self.effect(winner, their)
        taken, full = 0, (1 << self.space.width) - 1
        for day in range(self.space.days):
            if not self.space.day(their.span, day) or not self.space.day(way.span, day):
                continue
            mine, theirs = self._allowed(rule, way, day), self._allowed(other, their, day)
            if rule.kind == "exemption":
                mine = full & ~self.space.day(way.region, day)
            if other.kind == "exemption":
                theirs = full & ~self.space.day(their.region, day)
            if not mine & theirs:
                taken |= full << (self.space.width * day)
        return taken

    def _allowed(self, rule: Rule, way: Way, day: int) -> int:
        full = (1 << self.space.width) - 1
        inside = self.space.day(way.region, day)
        return full & ~inside if rule.kind == "prohibition" else inside

    # --- redundancy -------------------------------------------------------------------------------

    def redundant(self, index: int, others: Iterable[int]) -> bool:
        """Whoever complies with the others complies with it, in every scenario. Only without
        precedence."""
        rule = self.rules[index]
        kin = [one for one in others if one != index and self._kindred(rule, self.rules[one])]
        for said in self.oracle.scope_of((index, *kin)):
            theirs = [(one, way) for one in kin for way in said[one]]
            for way in said[index]:
                effect = self.effect(index, way)
                if not effect:
                    continue
                if rule.kind == "prohibition" or rule.what == "q":
                    covered = 0
                    for one, their in theirs:
                        covered |= self.effect(one, their)
                    if effect & ~covered:
                        return False
                elif rule.what in self.oracle.draft.once:
                    together = self.space.everything
                    for _, their in theirs:
                        together &= their.region
                    if not theirs or together & ~way.region:
                        return False
                elif not any(
                    their.region and not their.region & ~way.region for _, their in theirs
                ):
                    return False
        return bool(kin)

    def _kindred(self, rule: Rule, other: Rule) -> bool:
        if rule.what == other.what == "q":
            return rule.binds and other.binds
        return rule.what == other.what and rule.kind == other.kind

    def differences(self, found: dict[str, set[int]]) -> Iterator[str]:
        """Yield in words where the findings, by code and norm, are other than they should be."""
        right = {
            "TL301": self.dead,
            "TL302": self.idle(),
            "TL303": self.overridden,
            "TL305": self.impossible,
        }
        for code, norms in right.items():
            mine = found.get(code, set())
            yield from (f"{code} n{norm} is found and not so" for norm in sorted(mine - norms))
            yield from (f"{code} n{norm} is so and not found" for norm in sorted(norms - mine))
        yield from self._redundancy(found.get("TL304", set()))

    def _redundancy(self, found: set[int]) -> Iterator[str]:
        """From the last norm to the first: of two that say the same, the earlier one stays."""
        left = set(range(len(self.rules))) - self.dead - self.impossible - self.overridden
        clashing = self.oracle.sets()
        if self.oracle.express():
            for index in sorted(found, reverse=True):
                if not self._makes_no_difference(index, left):
                    yield f"TL304 n{index} is found and makes a difference"
                left.discard(index)
            return
        for index in reversed(range(len(self.rules))):
            rule = self.rules[index]
            if index not in left or not rule.binds:
                continue
            kin = {one for one in left if self._kindred(rule, self.rules[one])} - {index}
            if index in found:
                # A breach of which only a third norm speaks is no matter here.
                reasons = (
                    some for size in range(1, len(kin) + 1) for some in combinations(kin, size)
                )
                if not any(self.redundant(index, some) for some in reasons):
                    yield f"TL304 n{index} is found and not so"
            elif self.redundant(index, kin) and not any(item <= kin for item in clashing):
                # (From norms that cannot all be complied with anything would follow.)
                yield f"TL304 n{index} is so and not found"
            if index in found:
                left.discard(index)

    # --- redundancy where norms prevail over others -----------------------------------------------

    def _makes_no_difference(self, index: int, norms: set[int]) -> bool:
        """Whether in every scenario the same is required and forbidden with the norm and without
        it. (A finding is then right; where it is not made for want of certainty, that is no
        mistake.)"""
        what = self.rules[index].what
        kin = [one for one in sorted(norms) if self.rules[one].what == what]
        rest = [one for one in kin if one != index]
        # A breach of which only a third norm speaks is no matter here.
        own = {one for one in kin if self._kindred(self.rules[index], self.rules[one])} | {index}
        own |= {one for name in own for one in self.winners[name]}
        own |= {one for one in kin if index in self.winners[one]}
        for said in self.oracle.scope_of(own):
            if not said[index]:
                continue
            if self._forbidden(said, kin) != self._forbidden(said, rest):
                return False
            due, still = self._due(said, kin), self._due(said, rest)
            if what in self.oracle.draft.once:
                due, still = ([_meet(areas)] if areas else [] for areas in (due, still))
            if not all(_implied(area, still) for area in due):
                return False
            if not all(_implied(area, due) for area in still):
                return False
        return True

    def _forbidden(self, said: Said, norms: Iterable[int]) -> int:
        """The acts (or moments) that are forbidden, once what prevails has taken its part."""
        found = 0
        for index in norms:
            rule = self.rules[index]
            if rule.kind == "prohibition" or (rule.what == "q" and rule.binds):
                for way in said[index]:
                    effect = self.effect(index, way)
                    for winner in self.winners[index].intersection(norms):
                        if self.rules[winner].kind != "prohibition" or rule.what == "q":
                            for their in said[winner]:
                                effect &= ~self._taken(index, way, winner, their)
                    found |= effect
        return found

    def _due(self, said: Said, norms: Iterable[int]) -> list[int]:
        """The acts of which one is due, for each duty that does not yield."""
        return [
            way.region
            for index in norms
            if self.rules[index].kind == "duty" and self.rules[index].what != "q"
            for way in said[index]
            if not any(
                self.oracle.judge.clash(tuple(sorted([(index, way), (one, their)], key=_first)))
                for one in self.winners[index].intersection(norms)
                for their in said[one]
            )
        ]


def _first(applied: tuple[int, Way]) -> int:
    return applied[0]


def _meet(areas: list[int]) -> int:
    found = -1
    for area in areas:
        found &= area
    return found


def _implied(area: int, due: list[int]) -> bool:
    """Whether something that is due lies within the area, so that one act does for both."""
    return any(other == area or (other and not other & ~area) for other in due)


def conditions_of(rule: Rule) -> list[tuple[Condition, ...]]:
    """Its conditions, each cut into the pieces that could be struck out one by one."""
    found: list[tuple[Condition, ...]] = [(Did(),)] if rule.did else []
    if rule.breach is not None:
        found.append((Broken(rule.breach),))
    return [*found, *(_pieces(item, Both) for item in rule.conditions)]


def _pieces(condition: Condition, joint: type[Both] | type[Either]) -> tuple[Condition, ...]:
    if isinstance(condition, joint):
        return (*_pieces(condition.one, joint), *_pieces(condition.other, joint))
    return (condition,)


def _so(part: tuple[tuple[Condition, ...], bool], scenario: Scenario) -> bool:
    """A condition holds (all its pieces do), or an exception does not (none of its pieces does)."""
    pieces, wanted = part
    return all(holds(piece, scenario) is wanted for piece in pieces)
