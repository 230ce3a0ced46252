"""The plain way: a fresh solver for each pair of norms, as one would write it in an hour.

It works on the loaded draft and looks for duty against prohibition, permission against
prohibition, exemption against duty, and bounds on one quantity that exclude each other. It knows
one Party and no other side, gives no witness, no minimal set and no repair, replays nothing, and
takes each norm to be met by one instance. It is a measure of speed, and no checker.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import z3

from treatylang.model.draft import DoAct, Draft, Keep, Modality, Norm
from treatylang.model.formula import (
    Anchor,
    And,
    Breached,
    CaseAttribute,
    CaseChoice,
    ChoiceBound,
    Compare,
    Did,
    EventDay,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Moment,
    Not,
    Number,
    Op,
    Or,
    QuantityOf,
    RecordDay,
    Scaled,
    Sum,
    Term,
    Truth,
)

_ENTRY = "entry_into_force"


def conflicts(draft: Draft) -> list[tuple[str, str]]:
    """Return the pairs of norms that conflict, by trying each pair about one act."""
    settled = {frozenset((item.winner, item.loser)) for item in draft.precedence}
    groups: dict[str, list[Norm]] = {}
    for norm in draft.norms.values():
        content = norm.content
        if isinstance(content, DoAct):
            groups.setdefault(content.act, []).append(norm)
        elif isinstance(content, Keep):
            groups.setdefault(content.quantity, []).append(norm)
    return [
        (one.id, other.id)
        for norms in groups.values()
        for one, other in combinations(norms, 2)
        if frozenset((one.id, other.id)) not in settled and _Pair(draft).conflict(one, other)
    ]


def try_pairs(draft: Draft, most: int) -> tuple[int, int]:
    """Ask a fresh solver about pairs of any two norms, evenly picked and at most ``most`` of them.

    This is the plainest way: it does not even know that norms about different acts cannot
    conflict. Returns how many pairs were tried, and how many there are.
    """
    norms = [n for n in draft.norms.values() if isinstance(n.content, DoAct | Keep)]
    pairs = list(combinations(norms, 2))
    picked = pairs[:: max(1, len(pairs) // most)]
    for one, other in picked:
        pair = _Pair(draft)
        if _subject(one) == _subject(other):
            pair.conflict(one, other)
        else:
            pair.both_apply(one, other)
    return len(picked), len(pairs)


def _subject(norm: Norm) -> str:
    content = norm.content
    if isinstance(content, DoAct):
        return content.act
    return content.quantity if isinstance(content, Keep) else ""


class _Pair:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.solver = z3.Solver()
        self.solver.set("timeout", 10_000)
        entries = (item.in_force_on for item in draft.instruments.values())
        self.entry = next((day for day in entries if day), date(2030, 1, 1))
        self.records: dict[str, Did] = {}

    def conflict(self, one: Norm, other: Norm) -> bool:
        kinds = {one.modality, other.modality}
        if isinstance(one.content, Keep):
            value = z3.Real("kept")
            self.solver.add(self.applies(one), self.applies(other))
            bounds = z3.And(self.kept(one, value), self.kept(other, value))
            self.solver.add(z3.ForAll([value], z3.Not(bounds)))
        elif kinds == {Modality.DUTY, Modality.PROHIBITION}:
            duty, ban = (one, other) if one.modality is Modality.DUTY else (other, one)
            self.solver.add(self.applies(duty), self.applies(ban))
            done, forbidden = self.instance(duty), self.instance(ban)
            variables = self.conduct(duty)
            self.solver.add(z3.Exists(variables, done))
            self.solver.add(z3.ForAll(variables, z3.Implies(done, forbidden)))
        elif kinds in (
            {Modality.PERMISSION, Modality.PROHIBITION},
            {Modality.EXEMPTION, Modality.DUTY},
        ):
            self.solver.add(self.applies(one), self.applies(other))
            self.solver.add(self.instance(one), self.instance(other))
        else:
            return False
        return bool(self.solver.check() == z3.sat)

    def both_apply(self, one: Norm, other: Norm) -> bool:
        self.solver.add(self.applies(one), self.applies(other))
        return bool(self.solver.check() == z3.sat)

    # --- norms ----------

    def applies(self, norm: Norm) -> z3.BoolRef:
        parts = [self.member(norm.bearer)]
        parts += [self.formula(condition.formula) for condition in norm.conditions]
        parts += [z3.Not(self.formula(condition.formula)) for condition in norm.exceptions]
        parts += [
            z3.Bool(f"happened {limit.earliest.anchor.event}")
            for limit in norm.window
            if limit.needs and limit.earliest and isinstance(limit.earliest.anchor, EventDay)
        ]
        return z3.And(parts)

    def conduct(self, norm: Norm) -> list[z3.ExprRef]:
        assert isinstance(norm.content, DoAct)
        attributes = self.draft.acts[norm.content.act].attributes
        return [z3.Int("day"), *(self.attribute(name, norm.content.act) for name in attributes)]

    def instance(self, norm: Norm) -> z3.BoolRef:
        assert isinstance(norm.content, DoAct)
        day = z3.Int("day")
        parts = [day >= 0, *self.bounds(norm.content.act, norm.content.bounds, "")]
        for limit in norm.window:
            if limit.earliest is not None:
                parts.append(day >= self.moment(limit.earliest))
            if limit.latest is not None:
                parts.append(day <= self.moment(limit.latest))
        return z3.And(parts)

    def kept(self, norm: Norm, value: z3.ArithRef) -> z3.BoolRef:
        assert isinstance(norm.content, Keep)
        return z3.And([_compare(value, op, self.term(term)) for op, term in norm.content.bounds])

    def bounds(self, act: str, bounds: tuple[object, ...], of: str) -> Iterator[z3.BoolRef]:
        for bound in bounds:
            if isinstance(bound, ChoiceBound):
                options = self.draft.acts[act].attributes[bound.attribute].options
                equal = z3.Int(f"{bound.attribute}{of}") == options.index(bound.option)
                yield equal if bound.equal else z3.Not(equal)
            else:
                yield _compare(z3.Real(f"{bound.attribute}{of}"), bound.op, self.term(bound.term))

    def attribute(self, name: str, act: str) -> z3.ExprRef:
        options = self.draft.acts[act].attributes[name].options
        return z3.Int(name) if options else z3.Real(name)

    # --- time ----------

    def moment(self, moment: Moment) -> z3.ArithRef:
        days = moment.offset.count * (30 if moment.offset.unit == "month" else 1)
        return self.anchor(moment.anchor) + days

    def anchor(self, anchor: Anchor) -> z3.ArithRef:
        if isinstance(anchor, date):
            return z3.IntVal((anchor - self.entry).days)
        if isinstance(anchor, EventDay):
            name = anchor.event
            if name == _ENTRY:
                return z3.IntVal(0)
        else:
            name = anchor.record if isinstance(anchor, RecordDay) else f"breach {anchor.norm}"
        day = z3.Int(f"day of {name}")
        self.solver.add(day >= 0)
        return day

    # --- formulas ----------

    def member(self, name: str) -> z3.BoolRef:
        found = self.draft.classes.get(name)
        if found is None or (found.parent is None and found.where is None):
            return z3.Bool(f"is {name}")
        parts = [self.member(found.parent)] if found.parent else []
        parts.append(self.formula(found.where) if found.where else z3.Bool(f"is {name}"))
        return z3.And(parts)

    def formula(self, formula: Formula) -> z3.BoolRef:
        match formula:
            case Truth(value):
                return z3.BoolVal(value)
            case FactHolds(name, of):
                return z3.Bool(f"fact {name} {of}")
            case Compare(left, op, right):
                return _compare(self.term(left), op, self.term(right))
            case CaseChoice(act, attribute, option):
                options = self.draft.acts[act].attributes[attribute].options
                return z3.Int(f"{act}.{attribute}") == options.index(option)
            case IsMember(_, name):
                return self.member(name)
            case Did(_, act, bounds, record):
                return z3.And(z3.Bool(f"did {record}"), *self.bounds(act, bounds, f" of {record}"))
            case Breached(norm, _):
                return z3.Bool(f"breached {norm}")
            case Happened(event, _):
                return z3.Bool(f"happened {event}")
            case Not(part):
                return z3.Not(self.formula(part))
            case And(parts):
                return z3.And([self.formula(part) for part in parts])
            case Or(parts):
                return z3.Or([self.formula(part) for part in parts])

    def term(self, term: Term) -> z3.ArithRef:
        match term:
            case Number(value):
                return z3.RealVal(str(value))
            case QuantityOf(name, of):
                return z3.Real(f"{name} {of}")
            case CaseAttribute(act, attribute):
                return z3.Real(f"{act}.{attribute}")
            case Sum(terms):
                return z3.Sum([self.term(part) for part in terms])
            case Scaled(factor, inner):
                return z3.RealVal(str(factor)) * self.term(inner)


def _compare(left: z3.ArithRef, op: Op, right: z3.ArithRef) -> z3.BoolRef:
    match op:
        case Op.LT:
            return left < right
        case Op.LE:
            return left <= right
        case Op.EQ:
            return left == right
        case Op.NE:
            return left != right
        case Op.GE:
            return left >= right
        case Op.GT:
            return left > right
