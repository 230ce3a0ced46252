"""Conflicts straight from the semantics, section 3: every set of norms in every small scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from tests.oracle.description import Broken, Draft, Rule
from tests.oracle.scenarios import Scenario, Space, Way

Applied = tuple[int, Way]
"""A norm, and one way in which it applies."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A minimal set with its code, whether nothing is left of a right or of a duty, Ross's overlap
    ("" for larger sets), whether precedence settles it, and two of its norms for which two rules
    of precedence point opposite ways."""

    norms: frozenset[int]
    code: str
    error: bool
    overlap: str = ""
    resolved: bool = False
    opposite: frozenset[int] = frozenset()


@dataclass(slots=True)
class Judge:
    """Decides what conduct complies with, by trying all of it."""

    space: Space
    known: dict[tuple[Applied, ...], bool] = field(default_factory=dict)

    @property
    def draft(self) -> Draft:
        return self.space.draft

    def rule(self, applied: Applied) -> Rule:
        return self.draft.rules[applied[0]]

    # --- what can be complied with ----------------------------------------------------------------

    def possible(self, norms: Iterable[Applied], avoid: int = 0) -> bool:
        """Whether some conduct complies with all. ``avoid`` are moments of the kept quantity that
        are to be avoided as well."""
        acts = [one for one in norms if self.rule(one).what != "q"]
        kept = [one for one in norms if self.rule(one).what == "q"]
        return self._values(kept, avoid) and self._acts(acts)

    def _values(self, norms: Sequence[Applied], avoid: int) -> bool:
        """On no day is every value excluded."""
        for _, way in ((one, one[1]) for one in norms if self.rule(one).kind == "duty"):
            avoid |= way.span & ~way.region
        for one in norms:
            if self.rule(one).kind == "prohibition":
                avoid |= one[1].region
        space = self.space
        full = (1 << space.width) - 1
        return not avoid or all(space.day(avoid, day) != full for day in range(space.days))

    def _acts(self, norms: Sequence[Applied]) -> bool:
        """Each duty has an act of its own (all on an act done once share it), none of them is
        forbidden, and none falls on a day with one that it excludes."""
        space, draft = self.space, self.draft
        forbidden = {"a": 0, "b": 0}
        for one in norms:
            if self.rule(one).kind == "prohibition":
                forbidden[self.rule(one).what] |= one[1].region
        due: dict[object, tuple[str, int, bool]] = {}
        for number, one in enumerate(norms):
            rule, way = self.rule(one), one[1]
            if rule.kind == "duty":
                key: object = rule.what if rule.what in draft.once else number
                _, others, timed = due.get(key, ("", -1, True))
                due[key] = (rule.what, others & way.region, timed and way.timed)
        left = [(what, area & ~forbidden[what], timed) for what, area, timed in due.values()]
        if not all(area for _, area, _ in left):
            return False
        sides = [[item for item in left if item[0] == what] for what in "ab"]
        if not draft.excluding or not all(sides):
            return True
        if all(any(not timed for _, _, timed in side) for side in sides):
            # What states no time is due whenever it applies: both at once.
            return False
        days = [
            [[day for day in range(space.days) if space.day(area, day)] for _, area, _ in side]
            for side in sides
        ]
        return _apart(days[0], days[1])

    # --- what conflicts ---------------------------------------------------------------------------

    def clash(self, norms: tuple[Applied, ...]) -> bool:
        """These norms, applied so, do not go together, though each does alone."""
        found = self.known.get(norms)
        if found is None:
            alone = all(self.possible([one]) for one in norms)
            found = self.known[norms] = alone and self._clash(norms)
        return found

    def minimal(self, norms: tuple[Applied, ...]) -> bool:
        """They clash, and no smaller set of them does (as happens in this scenario)."""
        smaller = combinations(norms, len(norms) - 1)
        return self.clash(norms) and not any(self._clash(rest) for rest in smaller)

    def _clash(self, norms: Sequence[Applied]) -> bool:
        if not self.possible(norms):
            return True
        for one in norms:
            if self.rule(one).kind == "permission" and self.forbidden(one, norms):
                return True
            if self.rule(one).kind == "exemption" and self._required(one, norms):
                return True
        return False

    def forbidden(self, right: Applied, norms: Iterable[Applied]) -> int:
        """What of the permission the norms forbid."""
        found = 0
        for one in norms:
            rule, way = self.rule(one), one[1]
            if rule.what != self.rule(right).what:
                continue
            if rule.kind == "prohibition":
                found |= way.region
            elif rule.kind == "duty" and rule.what == "q":
                found |= way.span & ~way.region
        return found & right[1].region

    def _required(self, exemption: Applied, norms: Sequence[Applied]) -> bool:
        """Some duty can be met by nothing but what the exemption frees from."""
        freed = exemption[1].region
        for number, one in enumerate(norms):
            rule, way = self.rule(one), one[1]
            if rule.kind != "duty" or rule.what != self.rule(exemption).what:
                continue
            if rule.what == "q":
                if not self.possible(norms, avoid=freed & way.span):
                    return True
                continue
            spared = Way(way.region & ~freed, way.span, way.first, way.last, way.timed)
            if not self.possible([*norms[:number], (one[0], spared), *norms[number + 1 :]]):
                return True
        return False


def _apart(one: Sequence[list[int]], other: Sequence[list[int]]) -> bool:
    """Whether each has a day of its list, none of the one side's being one of the other side's."""
    for chosen in product(*one):
        taken = set(chosen)
        if all(any(day not in taken for day in days) for days in other):
            return True
    return False


# --- the whole draft ------------------------------------------------------------------------------


Said = tuple[tuple[Way, ...], ...]
"""What all norms say in one scenario: for each, the ways in which it applies."""


@dataclass(slots=True)
class Oracle:
    """All scenarios of a draft, and what follows from them."""

    draft: Draft
    space: Space = field(init=False)
    judge: Judge = field(init=False)
    scenarios: list[Scenario] = field(init=False)
    said: dict[Said, Scenario] = field(init=False)
    """What is said in some scenario, with the first such scenario."""
    _scopes: dict[frozenset[int], list[Said]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.space = Space(self.draft)
        self.judge = Judge(self.space)
        self.scenarios = list(self.space.scenarios())
        self.said = {}
        for scenario in self.scenarios:
            self.said.setdefault(self.says(scenario), scenario)

    def says(self, scenario: Scenario) -> Said:
        return tuple(
            tuple(self.space.ways(index, scenario)) for index in range(len(self.draft.rules))
        )

    def sets(self) -> list[frozenset[int]]:
        """Every minimal set of norms that conflict in some scenario."""
        found: list[frozenset[int]] = []
        count = len(self.draft.rules)
        for size in range(2, count + 1):
            for names in combinations(range(count), size):
                if any(smaller <= set(names) for smaller in found):
                    continue
                if any(self._clash(said, names) for said in self.said):
                    found.append(frozenset(names))
        return found

    def _clash(self, said: Said, names: Sequence[int]) -> bool:
        return any(self.judge.clash(chosen) for chosen in choices(said, names))

    def conflicts(self) -> list[Conflict]:
        """Every conflict, with all that is said of it."""
        found = []
        for norms in self.sets():
            overlap = self._overlap(norms) if len(norms) == 2 else ""
            special = self._special(norms) if overlap == "total-partial" else None
            resolved, opposite = self._settled(norms, special)
            found.append(
                Conflict(norms, self._code(norms), self._error(norms), overlap, resolved, opposite)
            )
        return found

    def _code(self, norms: frozenset[int]) -> str:
        rules = [self.draft.rules[index] for index in norms]
        kinds = {rule.kind for rule in rules}
        if "exemption" in kinds:
            return "TL204"
        if "permission" in kinds:
            return "TL203"
        if len(norms) > 2:
            return "TL206"
        acts = all(rule.what != "q" for rule in rules)
        return "TL201" if acts and len(kinds) == 2 else "TL202"

    def _error(self, norms: frozenset[int]) -> bool:
        """Whether nothing is left of the right, or of the duty: in no scenario."""
        kinds = {self.draft.rules[index].kind: index for index in norms}
        if "permission" in kinds:
            (other,) = norms - {kinds["permission"]}
            return self._inside(kinds["permission"], other)
        if "exemption" in kinds:
            if len(norms) > 2:
                return False
            duty = kinds["duty"]
            return self._inside(duty, kinds["exemption"])
        return True

    # --- overlap ----------------------------------------------------------------------------------

    def _overlap(self, norms: frozenset[int]) -> str:
        one, other = sorted(norms)
        inside = self._inside(one, other) + self._inside(other, one)
        return ("partial-partial", "total-partial", "total-total")[inside]

    def _special(self, norms: frozenset[int]) -> int:
        one, other = sorted(norms)
        return one if self._inside(one, other) else other

    def _inside(self, own: int, against: int) -> bool:
        """Whether the whole scope of the one is in conflict with the other. The scope are the
        scenarios; of a permission and what forbids it, the acts too."""
        kinds = {self.draft.rules[own].kind, self.draft.rules[against].kind}
        for said in self.scope_of((own, against)):
            for way in said[own]:
                others = [
                    (against, their)
                    for their in said[against]
                    if self.judge.possible([(against, their)])
                ]
                if not self.judge.possible([(own, way)]):
                    return False
                if "permission" in kinds:
                    met = 0
                    for _, their in others:
                        met |= self._concerned(against, their)
                    if self._concerned(own, way) & ~met:
                        return False
                elif not any(
                    self.judge.clash(tuple(sorted([(own, way), other], key=lambda one: one[0])))
                    for other in others
                ):
                    return False
        return True

    def scope_of(self, norms: Iterable[int]) -> list[Said]:
        """What is said in the scenarios that count for the scope of these norms. A breach of which
        none of them speaks is not given: what third clauses say of one changes no scope."""
        spoken = frozenset(self._breaches(norms, frozenset()))
        found = self._scopes.get(spoken)
        if found is None:
            found = self._scopes[spoken] = list(
                dict.fromkeys(
                    self.says(scenario)
                    for scenario in self.scenarios
                    if spoken.issuperset(norm for norm, _ in scenario.breaches)
                )
            )
        return found

    def _breaches(self, norms: Iterable[int], seen: frozenset[int]) -> Iterator[int]:
        for index in norms:
            if index in seen:
                continue
            rule = self.draft.rules[index]
            named = [leaf.norm for leaf in rule.leaves if isinstance(leaf, Broken)]
            named += [rule.breach] if rule.breach is not None else []
            carved = [other for word, other in rule.heads if word == "except as provided in"]
            yield from named
            yield from self._breaches([*named, *carved], seen | {index})

    def _concerned(self, index: int, way: Way) -> int:
        """What a permission allows, or what another norm forbids."""
        rule = self.draft.rules[index]
        return way.span & ~way.region if rule.what == "q" and rule.kind == "duty" else way.region

    # --- precedence -------------------------------------------------------------------------------

    def express(self) -> set[tuple[int, int]]:
        """Who prevails over whom by an express clause (winner, loser)."""
        pairs = set()
        for index, rule in enumerate(self.draft.rules):
            for word, other in rule.heads:
                if word == "notwithstanding":
                    pairs.add((index, other))
                if word == "subject to":
                    pairs.add((other, index))
        return pairs

    def circles(self) -> set[frozenset[int]]:
        """The largest groups of norms that prevail over one another in a circle."""
        pairs = self.express()
        above = {index: {index} for index in range(len(self.draft.rules))}
        for _ in above:
            for winner, loser in pairs:
                above[winner] |= above[loser]
        groups = {
            frozenset(other for other in above if other in above[one] and one in above[other])
            for one in above
        }
        return {group for group in groups if len(group) > 1}

    def _settled(self, norms: frozenset[int], special: int | None) -> tuple[bool, frozenset[int]]:
        """Whether precedence settles the conflict, and for which norms rules point opposite
        ways."""
        circles = self.circles()
        found = {
            (winner, loser)
            for winner, loser in self.express()
            if {winner, loser} <= norms and not any({winner, loser} <= ring for ring in circles)
        }
        presumed = not found
        second = self.draft.second
        for one, other in product(sorted(norms), repeat=2):
            if second is None or not one < second.first <= other:
                continue
            ranks, years = second.ranks, second.years
            if "lex superior" in self.draft.maxims and ranks[0] != ranks[1]:
                found.add((one, other) if ranks[0] < ranks[1] else (other, one))
            if presumed and "lex posterior" in self.draft.maxims and years[0] != years[1]:
                found.add((one, other) if years[0] > years[1] else (other, one))
        if presumed and special is not None and "lex specialis" in self.draft.maxims:
            (general,) = norms - {special}
            found.add((special, general))
        both = [pair for pair in sorted(found) if (pair[1], pair[0]) in found]
        return bool(found) and not both, frozenset(both[0] if both else ())


def choices(said: Said, names: Sequence[int]) -> Iterator[tuple[Applied, ...]]:
    """One way for each norm, where all apply: every choice."""
    for chosen in product(*(said[name] for name in names)):
        yield tuple(zip(names, chosen, strict=True))
