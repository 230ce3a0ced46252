"""Chinese sentences: what formulas, acts and norms say.

Whatever describes stands before what it describes, so that a sentence is built from its left:
heads, circumstances, subject, conditions on the subject, 应 or 不得, limits of time, verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from treatylang.model.draft import (
    Act,
    Condition,
    DoAct,
    HasCompetence,
    Keep,
    Modality,
    Norm,
)
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    And,
    Bound,
    Breached,
    CaseChoice,
    ChoiceBound,
    Compare,
    Did,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Not,
    Number,
    NumberBound,
    Op,
    Or,
    Party,
    QuantityOf,
    Term,
    Truth,
)
from treatylang.prose.language import Told
from treatylang.prose.plan import Parts, holders_of, names_a_class, nobody, other_class
from treatylang.prose.scope import Scope
from treatylang.prose.structure import agents, breached, is_list, pushed, speaks_of, takes_points
from treatylang.prose.zh.words import ITS, Words

_SPLIT = re.compile(r"\s*(?:\.\.\.|…+)\s*")
"""Where an act's words leave room for the measures of its thing: "进行...训练"."""
_IT = re.compile(r"\{it\}(的)?")
_HEADS = {
    "notwithstanding": "尽管有{}的规定",
    "subject to": "在不违反{}的前提下",
    "without prejudice to": "在不妨碍{}的情况下",
    "except as provided in": "除{}另有规定外",
}
_KINDS = {"exclusive": "专属", "shared": "共享", "supporting": "辅助"}
_VERBS = {"suspend": "中止适用", "resume": "恢复适用", "terminate": "终止"}
_COMPARED = {
    Op.LT: "低于", Op.LE: "不超过", Op.EQ: "等于", Op.NE: "不等于", Op.GE: "不低于", Op.GT: "超过",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Placed:
    """The conditions of a norm by their place: before the subject, behind it, at the end."""

    front: tuple[Condition, ...]
    inner: tuple[Condition, ...]
    end: tuple[Condition, ...]


class Sentences(Words):
    """The sentences of a draft in Chinese."""

    # --- formulas ---------------------------------------------------------------------------------

    def formula(self, scope: Scope, item: Formula, silent: Agent | None = None) -> str:
        """Return a formula without commas: "甲且乙", "甲或乙". A ``silent`` agent is the
        subject of the sentence already; where a statement begins with it, it is left out."""
        joint, parts = self.parts(item)
        said: list[str] = []
        for part in parts:
            said.append(self._nested(scope, part) if is_list(part)
                        else self.statement(scope, part, silent))  # fmt: skip
            scope = scope.knowing(*agents(part))
        return ("或" if joint == "or" else "且").join(said)

    def _nested(self, scope: Scope, item: Formula) -> str:
        joint, parts = self.parts(item)
        said = []
        for part in parts:
            said.append(self._nested(scope, part) if is_list(part) else self.statement(scope, part))
            scope = scope.knowing(*agents(part))
        if joint == "or":
            return f"{'或者'.join(said)}两者之一" if len(said) == 2 else f"{'、'.join(said)}之一"
        return f"同时{'并且'.join(said)}"

    def conditions(self, scope: Scope, item: Formula) -> tuple[str, ...]:
        """Return the parts of a formula as points, each a sentence."""
        _, parts = self.parts(item)
        return tuple(self.formula(scope, part) for part in parts)

    def statement(self, scope: Scope, item: Formula, silent: Agent | None = None) -> str:
        """Return an elementary statement."""
        agent, subject, said = self.told(scope, item)
        return said if said and agent is not None and agent == silent else f"{subject}{said}"

    def told(self, scope: Scope, item: Formula) -> tuple[Agent | None, str, str]:
        """Return the agent that is the subject of a statement, if one is; the subject; the rest."""
        denied = isinstance(item, Not)
        inner = item.part if isinstance(item, Not) else item
        match inner:
            case Truth(value):
                return None, "", "在任何情况下" if value is not denied else "在无任何情况下"
            case FactHolds(name, of):
                return self._fact(scope, name, of, denied)
            case Compare():
                return None, "", self._comparison(scope, inner)
            case CaseChoice(act, attribute, option):
                entry = self.entry("option", f"{act}.{attribute}.{option}")
                how = f"{'并非' if denied else ''}{self.typeset(entry.words)}进行"
                return None, self.case(act), how
            case IsMember(agent, name):
                said = f"{'不' if denied else ''}是{self.member(name)}"
                return agent, self.subject(scope, agent), said
            case Did():
                said = f"{'未' if denied else '已'}{self.did(scope, inner)}"
                return inner.agent, self.subject(scope, inner.agent), said
            case Breached(norm, agent):
                what = self.refer_norms(scope.here, [norm])
                said = f"{'未' if denied else ''}违反{what}"
                return agent, self.subject(scope, agent), said
            case And(parts) | Or(parts):
                return self._breaches(scope, parts, isinstance(inner, And))
            case Happened(event, of):
                return None, "", self._happened(scope, event, of, denied)
        raise AssertionError(f"not an elementary statement: {item}")

    def _breaches(
        self, scope: Scope, parts: Sequence[Formula], denied: bool
    ) -> tuple[Agent, str, str]:
        found = [breach for part in parts if (breach := breached(part))]
        agent, norms = found[0].agent, [item.norm for item in found]
        if denied:
            said = f"对{self.refer_norms(scope.here, norms)}均未违反"
        else:
            said = f"违反{self.refer_norms(scope.here, norms, '或')}"
        return agent, self.subject(scope, agent), said

    def _fact(
        self, scope: Scope, name: str, of: Agent | None, denied: bool
    ) -> tuple[Agent | None, str, str]:
        entry = self.entry("fact", name)
        words = self.typeset(self.form(entry, "negative") if denied else entry.words)
        if of is None:
            return None, "", words
        if not _IT.search(words):
            return of, self.subject(scope, of), words
        named = (of == BEARER and of.name in scope.known) or scope.relative == of.name
        who = ITS if named else self.subject(scope, of)

        def put(found: re.Match[str]) -> str:
            return who if named or not found[1] else f"{who}的"

        return None, "", _IT.sub(put, words)

    def _happened(self, scope: Scope, event: str, of: Agent | None, denied: bool) -> str:
        not_yet = "尚未" if denied else "已"
        power = next((p for p in self.draft.powers.values() if p.event == event), None)
        if power is not None:
            return f"{self.refer(scope.here, [power.target])}{not_yet}{_VERBS[power.verb]}"
        said = self.event(scope, event, of)
        if event == "entry_into_force":
            return f"{said.removesuffix('生效')}{not_yet}生效"
        occurred = self.typeset(self.form(self.entry("event", event), "occurred"))
        return f"{said.removesuffix(occurred)}{not_yet}{occurred}"

    # --- comparisons ------------------------------------------------------------------------------

    def _comparison(self, scope: Scope, item: Compare) -> str:
        left, op, right = item.left, item.op, item.right
        if isinstance(left, Number) and not isinstance(right, Number):
            left, op, right = right, op.mirrored, left
        inside = scope.knowing(*([left.of] if isinstance(left, QuantityOf) and left.of else []))
        return f"{self.term(scope, left)}{self.compared(inside, op, right)}"

    def compared(self, scope: Scope, op: Op, right: Term) -> str:
        """Return what a comparison says of its subject: "不低于10"."""
        return f"{_COMPARED[op]}{self.term(scope, right)}"

    # --- attributes of a noun ---------------------------------------------------------------------

    def relative(self, scope: Scope, item: Formula, agent: Agent) -> str:
        """Return what a formula says of an agent, to stand before its noun with 的."""
        joint, parts = self.parts(item)
        inside = scope.within(agent)
        said = []
        for part in parts:
            if is_list(part):
                said.append(self._nested(inside, part))
                continue
            about, subject, words = self.told(inside, part)
            if about != agent:
                words = f"{subject}{words}"
                words = words if speaks_of(part, agent) else f"处于{words}的情况"
            said.append(words)
            inside = inside.knowing(*agents(part))
        return ("或" if joint == "or" else "且").join(said)

    # --- acts -------------------------------------------------------------------------------------

    def did(self, scope: Scope, item: Did) -> str:
        """Return what an agent has done, without 已."""
        other = item.other
        if item.agent == OTHER and other is not None and other.article == "the":
            other = replace(other, article="@bearer")
        return self.act(scope, item.act, item.bounds, other, item.accepting)

    def act(
        self,
        scope: Scope,
        name: str,
        bounds: Sequence[Bound] = (),
        other: Party | None = None,
        accepting: bool = False,
        limits: str = "",
    ) -> str:
        """Return an act with its limits of time, circumstances, other side and measures, in this
        order."""
        power = self.draft.powers.get(name)
        if power is not None:
            return f"{limits}{_VERBS[power.verb]}{self.refer(scope.here, [power.target])}"
        act = self.draft.acts[name]
        entry = self.entry("act", act.accept if accepting else act.name)
        head, *tail = map(self.typeset, _SPLIT.split(entry.words, maxsplit=1))
        asides = "".join(self._options(act, bounds))
        side = ""
        if other is not None:
            towards = entry.forms.get("towards", "从" if accepting else "向")
            side = f"{towards}{self._side(scope, other, act, accepting)}"
        measure = self._measure(scope, act, bounds)
        if measure and not tail:  # nothing in the act that the measure could describe
            return f"{limits}在{measure}的情况下{asides}{side}{head}"
        measure = f"{measure}的" if measure else ""
        return f"{limits}{asides}{side}{head}{measure}{''.join(tail)}"

    def _options(self, act: Act, bounds: Sequence[Bound]) -> list[str]:
        said = []
        for bound in bounds:
            if isinstance(bound, ChoiceBound):
                entry = self.entry("option", f"{act.name}.{bound.attribute}.{bound.option}")
                words = entry.words if bound.equal else self.form(entry, "negative")
                said.append(self.typeset(words))
        return said

    def _measure(self, scope: Scope, act: Act, bounds: Sequence[Bound]) -> str:
        """Return "训练算力超过X但不超过Y"."""
        found = [bound for bound in bounds if isinstance(bound, NumberBound)]
        said = []
        for attribute in dict.fromkeys(bound.attribute for bound in found):
            noun = self.typeset(self.entry("attribute", f"{act.name}.{attribute}").words)
            own = [bound for bound in found if bound.attribute == attribute]
            own.sort(key=lambda bound: bound.op in {Op.LT, Op.LE})
            said.append(noun + "但".join(self.compared(scope, b.op, b.term) for b in own))
        return "且".join(said)

    def _side(self, scope: Scope, side: Party, act: Act, accepting: bool) -> str:
        """Return the other side of an act: "另一缔约方"."""
        draft = self.draft
        if side.name in draft.states or side.name in draft.organs:
            return self.member(side.name)
        if side.article == "@bearer":
            return self.subject(scope, BEARER)
        actor, receiver = (act.other, act.actor) if accepting else (act.actor, act.other)
        name = side.name or receiver or ""
        called = self.member(name) if name else "缔约方"
        alike = self.alike(scope.bearer or actor or "", name)
        where = ""
        if side.where:
            inside = replace(scope, other=name)
            whole = side.where[0] if len(side.where) == 1 else And(side.where)
            where = f"{self.relative(inside, whole, OTHER)}的"
        match side.article.lower():
            case "the":
                return f"{where}该{'另一' if alike else ''}{called}"
            case "any" | "no":
                return f"任何{where}{'其他' if alike else ''}{called}"
            case "each" | "every":
                return f"每一{where}{'其他' if alike else ''}{called}"
        if where:
            return f"{where}{'另一' if alike else ''}{called}"
        return f"{'另一' if alike else '一'}{called}"

    # --- norms ------------------------------------------------------------------------------------

    def norm(self, norm: Norm, heads: Sequence[tuple[str, Sequence[str]]]) -> Told:
        parts = Parts.of(self.draft, norm)
        placed = _placed(norm, parts)
        scope = Scope(norm.clause, norm.bearer, other_class(self.draft, norm))
        text = "".join(
            f"{_HEADS[name].format(self.refer(norm.clause, targets))}，" for name, targets in heads
        )
        after = scope
        for part in placed.front:
            text += f"{self._circumstance(after, part)}，"
            after = after.knowing(*agents(part.formula))
        points: tuple[str, ...] = ()
        pointed = parts.pointed
        joint, opening = "and", ""
        inside = after.knowing(BEARER)
        if pointed is not None:
            item = pushed(pointed.formula)
            assert takes_points(item)
            joint, points = self.parts(item)[0], self.conditions(inside, item)
            opening = _opening(pointed.word, joint)
            if pointed.word != "provided that":
                text, opening = f"{text}{opening}，", ""
        text += self._subject(after, norm, parts, placed)
        inner = [self._circumstance(inside, part, BEARER) for part in placed.inner]
        text += "".join(f"{said}，" for said in inner)
        text += self._content(inside, norm, placed)
        met = isinstance(norm.content, DoAct) and norm.content.other is not None
        inside = inside.knowing(OTHER) if met else inside
        text += "".join(f"，{self._proviso(inside, part)}" for part in placed.end)
        text = self.opens(f"{text}，{opening}" if opening else text) if points else f"{text}。"
        said = tuple(map(self.typeset, points))
        return Told(self.typeset(text), said, self._returning(scope, norm), joint)

    def _circumstance(self, scope: Scope, part: Condition, silent: Agent | None = None) -> str:
        """Return a condition that stands before what depends on it."""
        told = self.formula(scope, part.formula, silent)
        alone = not self.parts(part.formula)[0]
        if part.word == "unless":
            return f"除非{told}" if alone and silent is None else f"除{told}的情况外"
        return f"如{told}" if alone else f"在{told}的情况下"

    def _proviso(self, scope: Scope, part: Condition) -> str:
        told = self.formula(scope, part.formula)
        return f"但{told}的情况除外" if part.word == "unless" else f"但以{told}为条件"

    def _subject(self, scope: Scope, norm: Norm, parts: Parts, placed: _Placed) -> str:
        """Return the subject with what describes it; a comma closes a description that 凡 opens."""
        called = self.member(norm.bearer)
        is_class = names_a_class(self.draft, norm)
        where = ""
        if parts.excluded:
            where = f"{self.member(parts.excluded)}以外的"
        elif parts.in_subject:
            whole = parts.in_subject[0] if len(parts.in_subject) == 1 else And(parts.in_subject)
            where = f"{self.relative(scope, whole, BEARER)}的"
        if any(_meets_bearer(part.formula) for part in placed.front):
            return f"该{where}{called}" if self.is_one_of_many(norm.bearer) else called
        none = nobody(self.draft, norm, parts)
        any_of = norm.modality in (Modality.PERMISSION, Modality.EXEMPTION, Modality.PROHIBITION)
        every = norm.determiner.lower() in {"each", "every"}
        if not is_class:
            holders = holders_of(self.draft, norm)
            if not holders:
                return called
            return f"{'任何' if none else '各'}{self.member(holders)}的{called}"
        if norm.determiner.lower() == "the" and not where:
            return called
        free = none or (any_of and not every) or norm.determiner.lower() == "any"
        if parts.excluded:
            return f"{where}{'任何' if free else '各'}{called}"
        if free:
            return f"任何{where}{called}"
        if where:
            return f"凡{where}{called}，"
        return f"各{called}" if every else called

    def _content(self, scope: Scope, norm: Norm, placed: _Placed) -> str:
        """Return the modal with all that it governs. The limits of time stand before 不得, for what
        they limit is the ban."""
        content = norm.content
        limits = self.window(scope, norm.window, norm.trigger)
        before = norm.modality in (Modality.PROHIBITION, Modality.EXEMPTION)
        early, late = (limits, "") if before else ("", limits)
        modal = {
            Modality.DUTY: "应", Modality.PROHIBITION: "不得", Modality.PERMISSION: "可",
            Modality.EXEMPTION: "无须", Modality.COMPETENCE: "",
        }[norm.modality]  # fmt: skip
        match content:
            case DoAct(act, bounds, other, accepting):
                met = any(speaks_of(part.formula, OTHER) for part in placed.front)
                if other is not None and met and not other.where:
                    other = replace(other, article="the")
                said = self.act(scope, act, bounds, other, accepting, late)
            case Keep(quantity, bounds):
                what = self.whose(scope, BEARER, self.named(quantity))
                late = f"{late}，" if len(norm.window) > 1 else late
                said = f"{late}将{what}保持在{self._kept(scope, bounds)}的水平"
            case HasCompetence(matter, kind):
                said = f"{late}对{self.named(matter)}拥有{_KINDS[kind]}权限"
        return f"{early}{modal}{said}"

    def _kept(self, scope: Scope, bounds: Sequence[tuple[Op, Term]]) -> str:
        return "且".join(
            self.term(scope, value) if op is Op.EQ else self.compared(scope, op, value)
            for op, value in bounds
        )

    def _returning(self, scope: Scope, norm: Norm) -> tuple[str, ...]:
        if not isinstance(norm.content, HasCompetence) or norm.content.returns is None:
            return ()
        when = self._circumstance(scope, Condition("when", norm.content.returns, norm.place))
        return (self.typeset(f"{when}，该项权限归还下一级。"),)


def _placed(norm: Norm, parts: Parts) -> _Placed:
    """Put each condition where it cannot be read with anything else. What is said of the other side
    follows the act that it is the other side of, unless a limit of time counts from it."""
    content = norm.content
    met = isinstance(content, DoAct) and content.other is not None
    front, inner, end = [], [], []
    for part in parts.lead:
        front.append(part)
    for part in parts.trailing:
        if part.word == "provided that":
            end.append(part)
        elif speaks_of(part.formula, OTHER):
            (front if not met or norm.trigger is not None else end).append(part)
        elif speaks_of(part.formula, BEARER) and not parts.lead_meets_bearer:
            inner.append(part)
        else:
            front.append(part)
    return _Placed(tuple(front), tuple(inner), tuple(end))


def _meets_bearer(item: Formula) -> bool:
    """Tell whether the bearer has been named by a formula, if only as the other side of an act."""
    if isinstance(item, And | Or):
        return any(map(_meets_bearer, item.parts))
    inner = item.part if isinstance(item, Not) else item
    if isinstance(inner, Did) and inner.agent == OTHER and inner.other is not None:
        return inner.other.article == "the"
    return speaks_of(item, BEARER)


def _opening(word: str, joint: str) -> str:
    all_of = joint == "and"
    if word == "unless":
        return "除符合下列所有条件的情况外" if all_of else "除下列任一情况外"
    if word == "provided that":
        return f"但须符合下列{'所有' if all_of else '任一'}条件"
    return "在符合下列所有条件时" if all_of else "在下列任一情况下"
