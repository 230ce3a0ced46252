"""TL303 and TL304: norms that yield wherever they apply, and norms that the others make needless.

Both ask for a counterexample: a scenario and an act (or a value on a day) on which the norm still
has an effect of its own. All others are taken for less than they may be where that is in doubt,
so that what is reported is certain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checker.ask import ask
from checker.bounds import Box, box, partly_uncovered
from checker.circles import circular
from checker.quantify import forall
from checker.question import Status
from checker.roles import SECOND, is_single
from checker.run import Run
from checker.standing.limit import MOST_CANDIDATES, in_part
from checker.standing.mending import Curable, without_clause
from checker.standing.plain import TANGLE, Known, Topic, said, topics
from checker.standing.puzzle import NORM, Key, Puzzle, background_members, puzzle
from checker.standing.stage import Stage, accepting, applies, reaches, stage
from checker.text import conj, disj, negation
from checker.use import Instance, Use, domain, value_domain
from treatylang.evaluate.application import dyadic
from treatylang.findings import Finding, Severity
from treatylang.model.draft import DoAct, Draft, HasCompetence, Keep, Modality, Norm
from treatylang.model.formula import And, Formula, Or
from treatylang.rules import Rule, register

_HEAD = (
    'unit pages "page" plural "pages" whole.\nclass Party "Party" plural "Parties".\n'
    'act report "submit a report" by Party with length in pages.\narticle a "A".\n'
)

OVERRIDDEN = register(
    Rule(
        code="TL303",
        name="overridden",
        title="a clause that yields wherever it applies",
        severity=Severity.WARNING,
        what="Clauses that prevail over this one take back all that it says, in every scenario in "
        "which it applies: it never has effect.",
        law="Effective interpretation (ut res magis valeat quam pereat); lex specialis is meant "
        "to leave the general rule a field of its own (ILC, Fragmentation of International Law, "
        "A/CN.4/L.682, para. 57).",
        bad=_HEAD + "  one: No Party shall report.\n"
        "  two: Notwithstanding one, a Party may report.\n",
        good=_HEAD + "  one: No Party shall report.\n"
        "  two: Notwithstanding one, a Party may report with length < 5 pages.\n",
    )
)
REDUNDANT = register(
    Rule(
        code="TL304",
        name="redundant",
        title="a clause that the others make needless",
        severity=Severity.WARNING,
        what="Whoever complies with the other clauses named complies with this one, in every "
        "scenario in which it applies. Of two that say the same, the later one is reported.",
        law="Effective interpretation: each provision is presumed to add something (Territorial "
        "Dispute (Libya/Chad), ICJ Reports 1994, para. 51). Two wordings of one rule invite an "
        "argument from the difference (expressio unius).",
        bad=_HEAD + "  one: Each Party shall report with length <= 5 pages.\n"
        "  two: Each Party shall report with length <= 10 pages.\n",
        good=_HEAD + "  one: Each Party shall report with length <= 5 pages.\n",
    )
)

_X = Instance("one")
_Y = Instance("other")
_ANY = Instance("any")

_BINDING = (Modality.DUTY, Modality.PROHIBITION)
_TAKEN_BACK_BY = {
    Modality.PROHIBITION: (Modality.PERMISSION, Modality.DUTY),
    Modality.DUTY: (Modality.PROHIBITION, Modality.EXEMPTION),
    Modality.PERMISSION: (Modality.PROHIBITION,),
    Modality.EXEMPTION: (Modality.DUTY,),
}


def effects(
    run: Run, known: Known, dead: frozenset[str], impossible: frozenset[str]
) -> list[Curable]:
    """Return the norms that never have effect, and those that add nothing to the others.

    From an impossible duty everything would follow: it is no reason for another's being needless.
    """
    table = _Table(run, known, dead, set(impossible))
    found: list[Curable] = []
    for norm in run.draft.norms.values():
        if norm.id not in dead and norm.id in table.winners:
            finding = table.overridden(norm)
            if finding is not None:
                table.idle.add(norm.id)
                found.append(Curable(finding))
    # From the last to the first: of two that say the same, the earlier one is the reason.
    for norm in reversed(list(run.draft.norms.values())):
        if norm.id in table.idle:
            continue
        finding = table.redundant(norm)
        if finding is not None:
            table.idle.add(norm.id)
            found.append(Curable(finding, without_clause(run.draft, norm)))
    for norms in table.in_part.values():
        left = [norm for norm in reversed(norms) if norm.id not in table.idle]
        if left:
            found.append(Curable(in_part(run, left)))
    return found


@dataclass(slots=True)
class _Table:
    """The norms of a draft by what they are about, and which prevail over which."""

    run: Run
    known: Known
    dead: frozenset[str]
    idle: set[str] = field(default_factory=set)
    winners: dict[str, list[Norm]] = field(default_factory=lambda: defaultdict(list))
    losers: dict[str, list[Norm]] = field(default_factory=lambda: defaultdict(list))
    kin: dict[tuple[object, ...], list[Norm]] = field(default_factory=lambda: defaultdict(list))
    boxes: dict[str, Box] = field(default_factory=dict)
    in_part: dict[tuple[object, ...], list[Norm]] = field(default_factory=dict)
    """The norms, by kin, that were held against some of the others only; from the last one up."""

    def __post_init__(self) -> None:
        norms = self.run.draft.norms
        self.idle |= self.dead
        for norm in norms.values():
            if norm.id in self.dead:
                continue
            key = _kin(norm)
            if key is not None:
                self.kin[key].append(norm)
            if isinstance(norm.content, DoAct):
                self.boxes[norm.id] = box(self.run.draft, norm)
        rings = circular(self.run.draft)
        for item in self.run.draft.precedence:
            winner, loser = norms[item.winner], norms[item.loser]
            apart = _subject(winner) != _subject(loser) or winner.id in self.dead
            # Of clauses that prevail over one another in a circle none does.
            apart |= any({winner.id, loser.id} <= ring for ring in rings)
            if not apart and winner not in self.winners[loser.id]:
                self.winners[loser.id].append(winner)
                self.losers[winner.id].append(loser)
        self.winners = {name: found for name, found in self.winners.items() if found}

    # --- TL303 ------------------------------------------------------------------------------------

    def overridden(self, norm: Norm) -> Finding | None:
        """Ask for a scenario in which the norm keeps some effect."""
        opposed = _TAKEN_BACK_BY.get(norm.modality, ())
        if isinstance(norm.content, Keep) and norm.modality in _BINDING:
            # One bound may take back another; a right takes nothing from a right.
            opposed = (*opposed, norm.modality)
        winners = [w for w in self.winners.get(norm.id, ()) if w.modality in opposed]
        if not winners or isinstance(norm.content, HasCompetence):
            return None
        made = stage(self.run.draft, norm, winners)
        if made is None:
            return None
        question = _keeps_effect(made, norm, winners)
        what = "whether this clause ever has effect"
        if self.run.decide(question.question(), [norm.id], what) is not Status.UNSAT:
            return None
        if norm.modality is Modality.EXEMPTION and self._frees_from_others(norm, winners):
            return None
        needed = question.needed(self.run)
        if needed is None:
            self.run.leave_open([norm.id], what, "the proof found was not confirmed")
            return None
        names = _norms_in(self.run.draft, needed)
        if not names:
            return None
        where = self.run.where(norm.id)
        stronger = " and ".join(self.run.where(name) for name in names)
        members = [
            self.run.member(norm.id, "yields wherever it applies"),
            *background_members(self.run.draft, needed),
            *(self.run.member(name, "prevails over it") for name in names),
        ]
        return Finding(
            code="TL303",
            severity=Severity.WARNING,
            message=f"{where} never has effect: wherever it applies, it yields to {stronger}",
            members=tuple(members),
            checked=(
                "no scenario leaves it an effect; without any one of the others it would have one.",
            ),
            advice="Narrow what prevails over it, or leave the clause out.",
        )

    def _frees_from_others(self, exemption: Norm, winners: Sequence[Norm]) -> bool:
        """Whether the exemption may free from some duty that does not prevail over it."""
        subject = _subject(exemption)
        alike = (norm for norms in self.kin.values() for norm in norms if _subject(norm) == subject)
        return any(one.modality is Modality.DUTY and one not in winners for one in alike)

    # --- TL304 ------------------------------------------------------------------------------------

    def redundant(self, norm: Norm) -> Finding | None:
        """Ask for a scenario in which the norm asks for more than the others do."""
        key = _kin(norm)
        if key is None or norm.modality in (Modality.PERMISSION, Modality.EXEMPTION):
            return None
        candidates, left_out = self._candidates(norm, self.kin[key])
        if left_out:
            self.in_part.setdefault(key, []).append(norm)
        if not candidates:
            return None
        asked = self._adds(norm, candidates)
        if asked is None:
            return None
        made, question = asked
        what = "whether this clause adds anything to the others"
        if self.run.decide(question.question(), [norm.id], what) is not Status.UNSAT:
            return None
        needed = question.needed(self.run)
        if needed is None:
            self.run.leave_open([norm.id], what, "the proof found was not confirmed")
            return None
        names = _norms_in(self.run.draft, needed)
        if not names or not self._can_be_met(made, norm, names):
            return None
        return self._finding(norm, names, needed)

    def _finding(self, norm: Norm, names: list[str], needed: list[Key]) -> Finding:
        run = self.run
        where = " and ".join(run.where(name) for name in names)
        verb, role = _ALREADY[norm.modality]
        if len(names) > 1:
            verb = f"{verb[:-1]}" if verb != "gives" else "give"
            role = f"{role}, together"
        members = [
            run.member(norm.id, "adds nothing"),
            *background_members(run.draft, needed),
            *(run.member(name, role) for name in names),
        ]
        return Finding(
            code="TL304",
            severity=Severity.WARNING,
            message=f"{run.where(norm.id)} adds nothing: {where} already {verb} it",
            members=tuple(members),
            checked=(
                "no scenario makes a difference between the draft with it and without it; without "
                "any one of the other members there is one.",
            ),
            advice="Leave it out, or make it say what the others do not.",
        )

    def _candidates(self, norm: Norm, kin: Iterable[Norm]) -> tuple[list[Norm], bool]:
        """The norms that may, alone or together, ask for all that this one does; and whether
        some of them are left out because there are too many."""
        others = [o for o in kin if o is not norm and o.id not in self.idle]
        others = [o for o in others if not _strangers(self.run.draft, norm, o)]
        content = norm.content
        if isinstance(content, DoAct):
            others = self._by_bounds(norm, others)
        others = self._without_private(norm, others)
        if len(others) <= MOST_CANDIDATES:
            return others, False
        if isinstance(content, DoAct) and norm.modality is Modality.PROHIBITION:
            own = self.boxes[norm.id]
            alone = [o for o in others if own.may_be_inside(self.boxes[o.id])]
            others = alone or others
        others.sort(key=lambda o: len(o.conditions) + len(o.exceptions) + len(o.window))
        return others[:MOST_CANDIDATES], True

    def _by_bounds(self, norm: Norm, others: list[Norm]) -> list[Norm]:
        assert isinstance(norm.content, DoAct)
        act = self.run.draft.acts[norm.content.act]
        own = self.boxes[norm.id]
        whole = frozenset(name for name, item in act.attributes.items() if item.whole)
        others = [o for o in others if not own.disjoint(self.boxes[o.id])]
        if whole:
            # Neighbouring whole numbers are not seen by the bounds alone.
            return others
        if norm.modality is Modality.DUTY:
            if act.once:
                return others
            return [o for o in others if self.boxes[o.id].may_be_inside(own)]
        boxes = [self.boxes[o.id] for o in others]
        few = len(others) <= 2 * MOST_CANDIDATES
        return [] if few and partly_uncovered(own, boxes, whole) else others

    def _without_private(self, norm: Norm, others: list[Norm]) -> list[Norm]:
        """Leave out norms with a condition of which nobody else speaks: it may fail."""
        while True:
            counts = Counter(topic for o in others for topic in set(self._said_by(o)))
            taken = self.known.topics | set(self._said_by(norm))
            # What prevails over another may spoil it just where its own condition holds.
            kept = [
                o
                for o in others
                if self.losers.get(o.id)
                or not any(counts[t] == 1 and t not in taken for t in _literal_topics(o))
            ]
            if len(kept) == len(others):
                return kept
            others = kept

    def _said_by(self, norm: Norm, above: frozenset[str] = frozenset()) -> Iterator[Topic]:
        """What the norm speaks of, what is carved out of it included."""
        yield from said(norm)
        for name in norm.carve_outs:
            if name not in above:
                yield from self._said_by(self.run.draft.norms[name], above | {norm.id})

    def _adds(self, norm: Norm, candidates: list[Norm]) -> tuple[Stage, Puzzle] | None:
        involved = {o.id: o for o in candidates}
        for name in [norm.id, *involved]:
            for near in (*self.winners.get(name, ()), *self.losers.get(norm.id, ())):
                involved.setdefault(near.id, near)
        involved.pop(norm.id, None)
        made = stage(self.run.draft, norm, involved.values())
        if made is None:
            return None
        content = norm.content
        if isinstance(content, DoAct) and norm.modality is Modality.PROHIBITION:
            return made, self._forbids_more(made, norm, candidates)
        if isinstance(content, DoAct):
            return made, self._requires_more(made, norm, candidates)
        if isinstance(content, Keep):
            return made, self._bounds_more(made, norm, candidates)
        return made, _empowers_more(made, candidates)

    def _spoilers(self, made: Stage, norm: Norm, other: Norm) -> list[Use]:
        """What may keep the other norm from doing this one's work: norms that prevail over it,
        and norms that this one alone prevails over."""
        over = self.winners.get(other.id, [])
        below = [
            low for low in self.losers.get(norm.id, []) if other not in self.winners.get(low.id, ())
        ]
        return [made.others[n.id] for n in (*over, *below) if n.id in made.others]

    def _forbids_more(self, made: Stage, norm: Norm, candidates: list[Norm]) -> Puzzle:
        fixed, free = _own_effect(made, norm, self.winners.get(norm.id, []))
        named: dict[Key, str] = {}
        for other in candidates:
            spoilt = disj(reaches(use, _X) for use in self._spoilers(made, norm, other))
            covered = conj([reaches(made.others[other.id], _X), negation(spoilt)])
            named[NORM, other.id] = negation(covered)
        return puzzle(made.scene, fixed, named, free)

    def _requires_more(self, made: Stage, norm: Norm, candidates: list[Norm]) -> Puzzle:
        assert isinstance(norm.content, DoAct)
        act = norm.content.act
        once = self.run.draft.acts[act].once
        fixed, free = _own_effect(made, norm, self.winners.get(norm.id, []))
        named: dict[Key, str] = {}
        if once:
            # One act for all duties: it has to be in all of them and outside this one.
            names, limits = domain(made.scene, act, _Y)
            free += [*names, ("|none applies|", "Bool")]
            outside = conj([limits, f"(>= {_Y.day} 0)", negation(made.own.region(_Y))])
            fixed.append(disj(["|none applies|", outside]))
        for index, other in enumerate(candidates):
            use = made.others[other.id]
            spoilt = disj(applies(one) for one in self._spoilers(made, norm, other))
            escapes = []
            for number, way in enumerate(use.ways()):
                if once:
                    escape = conj(["(not |none applies|)", way.region(_Y)])
                else:
                    some = Instance(f"instead {index} {number}")
                    names, limits = domain(made.scene, act, some)
                    free += names
                    escape = conj([limits, way.region(some), negation(made.own.region(some))])
                escapes.append(disj([negation(way.applies()), escape]))
            named[NORM, other.id] = disj([spoilt, conj(escapes)])
        return puzzle(made.scene, fixed, named, free)

    def _bounds_more(self, made: Stage, norm: Norm, candidates: list[Norm]) -> Puzzle:
        assert isinstance(norm.content, Keep)
        free = [(_X.day, "Int"), *value_domain(made.scene, norm.content.quantity, _X)]
        fixed = [made.own.applies(), _excluded(made.own, _X)]
        for winner in self.winners.get(norm.id, []):
            if winner.modality is Modality.PERMISSION:
                fixed.append(negation(reaches(made.others[winner.id], _X)))
        named: dict[Key, str] = {}
        for other in candidates:
            spoilt = disj(
                disj(conj([w.applies(), w.window(_X.day)]) for w in use.ways())
                for use in self._spoilers(made, norm, other)
            )
            found = made.others[other.id].ways()
            covered = disj(conj([way.applies(), _excluded(way, _X)]) for way in found)
            named[NORM, other.id] = disj([negation(covered), spoilt])
        return puzzle(made.scene, fixed, named, free)

    def _can_be_met(self, made: Stage, norm: Norm, names: list[str]) -> bool:
        """Whether the others can be complied with wherever they do the work: from what is
        impossible anything follows, and a conflict is reported as one."""
        content = norm.content
        binds = isinstance(content, Keep) or norm.modality is Modality.DUTY
        if not binds or isinstance(content, HasCompetence):
            return True
        uses = [made.others[name] for name in names]
        together = isinstance(content, Keep) or self.run.draft.acts[content.act].once
        for group in [uses] if together else [[use] for use in uses]:
            chosen = [use.ways()[:1] for use in group]
            flat = [way for found in chosen for way in found]
            parts = [made.own.applies(), *(way.applies() for way in flat)]
            free: list[tuple[str, str]] = []
            if isinstance(content, Keep):
                parts += [conj([f"(>= {_X.day} 0)", *(way.window(_X.day) for way in flat)])]
                free = [(_X.day, "Int")]
                names_bound = value_domain(made.scene, content.quantity, _ANY)
                body = conj(_suits(way, _ANY) for way in flat)
            else:
                names_bound, limits = domain(made.scene, content.act, _ANY)
                body = conj([limits, *(way.region(_ANY) for way in flat)])
            question = ask(made.scene, [*parts, forall(names_bound, negation(body))], free)
            what = "whether the clauses that make this one needless can be complied with"
            if self.run.decide(question, [norm.id, *names], what) is not Status.UNSAT:
                return False
        return True


_ALREADY = {
    Modality.DUTY: ("requires", "already requires it"),
    Modality.PROHIBITION: ("forbids", "already forbids it"),
    Modality.COMPETENCE: ("gives", "already gives it"),
}


# --- what norms are about -------------------------------------------------------------------------


def _subject(norm: Norm) -> tuple[object, ...]:
    match norm.content:
        case DoAct(act=act):
            return ("act", act)
        case Keep(quantity=quantity):
            return ("quantity", quantity)
        case HasCompetence(matter=matter):
            return ("matter", matter)


def _kin(norm: Norm) -> tuple[object, ...] | None:
    """Norms with the same key may make one another needless."""
    content = norm.content
    if isinstance(content, HasCompetence):
        return (norm.modality, *_subject(norm), content.kind, content.returns)
    if norm.modality in (Modality.DUTY, Modality.PROHIBITION):
        if isinstance(content, Keep):
            # To be at least 3 is not to be below 3: either may make the other needless.
            return _subject(norm)
        pair = dyadic(norm) if norm.modality is Modality.DUTY else False
        return (norm.modality, *_subject(norm), accepting(norm), pair)
    return None


def _strangers(draft: Draft, norm: Norm, other: Norm) -> bool:
    """Whether the two bind different single agents."""
    both = is_single(draft, norm.bearer) and is_single(draft, other.bearer)
    return both and norm.bearer != other.bearer


def _literal_topics(norm: Norm) -> Iterator[Topic]:
    """What the norm needs to be so, each by itself."""
    pieces = [piece for part in norm.conditions for piece in _flat(part.formula, And)]
    pieces += [piece for part in norm.exceptions for piece in _flat(part.formula, Or)]
    for piece in pieces:
        found = list(topics(piece))
        if len(found) == 1 and TANGLE not in found:
            yield found[0]
    for limit in norm.window:
        if limit.needs:
            for topic in said(norm):
                if topic[0] == "event":
                    yield topic


def _flat(formula: Formula, kind: type[And] | type[Or]) -> Iterator[Formula]:
    if isinstance(formula, kind):
        for part in formula.parts:
            yield from _flat(part, kind)
    else:
        yield formula


def _norms_in(draft: Draft, needed: Iterable[Key]) -> list[str]:
    names = {name for kind, name in needed if kind == NORM}
    return [name for name in draft.norms if name in names]


# --- effects --------------------------------------------------------------------------------------


def _own_effect(
    made: Stage, norm: Norm, winners: Iterable[Norm]
) -> tuple[list[str], list[tuple[str, str]]]:
    """An act that the norm is about, where it does not yield."""
    content = norm.content
    assert isinstance(content, DoAct)
    free, limits = domain(made.scene, content.act, _X)
    fixed = [made.own.applies(), made.own.region(_X), limits]
    declared = made.scene.draft.acts[content.act].other
    if declared is not None and not made.own.roles.other and not accepting(norm):
        fixed.append(made.scene.member(SECOND, declared))
    for winner in winners:
        if winner.modality not in _TAKEN_BACK_BY.get(norm.modality, ()):
            continue
        text, names = _stands_against(made, norm, winner)
        fixed.append(text)
        free += names
    return fixed, free


def _stands_against(made: Stage, norm: Norm, winner: Norm) -> tuple[str, list[tuple[str, str]]]:
    """The norm does not yield to the winner on the act: it is outside what the winner is about,
    or the winner, a duty, can be met in another way."""
    content = norm.content
    assert isinstance(content, DoAct)
    use = made.others[winner.id]
    clear = negation(reaches(use, _X))
    if winner.modality is not Modality.DUTY:
        return clear, []
    free: list[tuple[str, str]] = []
    others = []
    for number, way in enumerate(use.ways()):
        some = Instance(f"spared {winner.id} {number}")
        names, limits = domain(made.scene, content.act, some)
        free += names
        elsewhere = conj([limits, way.region(some), negation(made.own.region(some))])
        others.append(disj([negation(conj([way.applies(), way.region(_X)])), elsewhere]))
    return disj([clear, conj(others)]), free


def _keeps_effect(made: Stage, norm: Norm, winners: list[Norm]) -> Puzzle:
    """Some scenario, and some act or value in it, in which no winner takes the norm's effect."""
    content = norm.content
    named: dict[Key, str] = {}
    if isinstance(content, Keep):
        return _keeps_bound(made, norm, winners)
    if norm.modality is Modality.EXEMPTION:
        fixed, free = [made.own.applies()], []
        for winner in winners:
            text, names = _other_ways(made, winner)
            named[NORM, winner.id] = text
            free += names
        return puzzle(made.scene, fixed, named, free)
    fixed, free = _own_effect(made, norm, ())
    for winner in winners:
        text, names = _stands_against(made, norm, winner)
        named[NORM, winner.id] = text
        free += names
    return puzzle(made.scene, fixed, named, free)


def _other_ways(made: Stage, winner: Norm) -> tuple[str, list[tuple[str, str]]]:
    """The duty does not apply, or can be met by what the exemption does not free from."""
    assert isinstance(winner.content, DoAct)
    free: list[tuple[str, str]] = []
    parts = []
    for number, way in enumerate(made.others[winner.id].ways()):
        some = Instance(f"spared {winner.id} {number}")
        names, limits = domain(made.scene, winner.content.act, some)
        free += names
        elsewhere = conj([limits, way.region(some), negation(made.own.region(some))])
        parts.append(disj([negation(way.applies()), elsewhere]))
    return conj(parts), free


def _keeps_bound(made: Stage, norm: Norm, winners: list[Norm]) -> Puzzle:
    """On some day, of some value, the norm says what no winner takes back."""
    content = norm.content
    assert isinstance(content, Keep)
    scene, own = made.scene, made.own
    free = [(_X.day, "Int"), *value_domain(scene, content.quantity, _X)]
    binding = norm.modality in (Modality.DUTY, Modality.PROHIBITION)
    effect = _excluded(own, _X) if binding else own.region(_X)
    named: dict[Key, str] = {}
    for winner in winners:
        parts = []
        for number, way in enumerate(made.others[winner.id].ways()):
            day = conj([way.applies(), way.window(_X.day)])
            if winner.modality is Modality.PERMISSION:
                taken = conj([day, way.values(_X)])
            elif norm.modality is Modality.PERMISSION:
                taken = conj([day, _excluded(way, _X)])
            else:
                # The whole day is taken where no value suits both (or none that is not exempt).
                some = Instance(f"spared {winner.id} {number}")
                free += value_domain(scene, content.quantity, some)
                freed = Modality.EXEMPTION in (norm.modality, winner.modality)
                exempt, bound = (own, way) if norm.modality is Modality.EXEMPTION else (way, own)
                if freed:
                    left = conj([_suits(bound, some), negation(exempt.values(some))])
                else:
                    left = conj([_suits(own, some), _suits(way, some)])
                parts.append(disj([negation(day), left]))
                continue
            parts.append(negation(taken))
        named[NORM, winner.id] = conj(parts)
    return puzzle(scene, (own.applies(), f"(>= {_X.day} 0)", effect), named, free)


def _suits(use: Use, value: Instance) -> str:
    """The value complies with a kept bound."""
    values = use.values(value)
    return negation(values) if use.norm.modality is Modality.PROHIBITION else values


def _excluded(use: Use, moment: Instance) -> str:
    """The value on the day is one that the norm does not let be."""
    day = [f"(>= {moment.day} 0)", use.window(moment.day)]
    return conj([*day, negation(_suits(use, moment))])


def _empowers_more(made: Stage, candidates: list[Norm]) -> Puzzle:
    day = conj([f"(>= {_X.day} 0)", made.own.window(_X.day)])
    named = {
        (NORM, other.id): conj(
            negation(conj([way.applies(), way.window(_X.day)]))
            for way in made.others[other.id].ways()
        )
        for other in candidates
    }
    return puzzle(made.scene, (made.own.applies(), day), named, [(_X.day, "Int")])
