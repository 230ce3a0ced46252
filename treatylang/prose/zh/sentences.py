"""Chinese sentences: what formulas, acts and norms say.

Whatever describes stands before what it describes, so that a sentence is built from its left:
heads, circumstances, subject, conditions on the subject, limits of time, modal, verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from treatylang.model.draft import (
    Act,
    Condition,
    DoAct,
    HasCompetence,
    Keep,
    Modality,
    Norm,
    Power,
)
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    And,
    Bound,
    Compare,
    Did,
    Formula,
    Not,
    Op,
    Or,
    Party,
    Term,
)
from treatylang.prose.plan import Parts, holders_of, names_a_class, nobody
from treatylang.prose.scope import Scope
from treatylang.prose.structure import agents, is_list, speaks_of
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
_MODALS = {
    Modality.DUTY: "应", Modality.PROHIBITION: "不得", Modality.PERMISSION: "可",
    Modality.EXEMPTION: "无须", Modality.COMPETENCE: "",
}  # fmt: skip
_IF, _UNLESS, _EXCEPT, _PROVIDED = "如{}", "除非{}", "但{}的情况除外", "但以{}为条件"
_ALL_OF = {_IF: "在{}的情况下", _UNLESS: "除{}的情况外"}
"""Of several statements the end is marked, too."""
_POINTS = {
    _IF: ("在符合下列所有条件时", "在下列任一情况下"),
    _UNLESS: ("除符合下列所有条件的情况外", "除下列任一情况外"),
    _EXCEPT: ("但符合下列所有条件的情况除外", "但下列任一情况除外"),
    _PROVIDED: ("但须符合下列所有条件", "但须符合下列任一条件"),
}


class Sentences(Words):
    """The sentences of a draft in Chinese."""

    when = _IF

    # --- formulas ---------------------------------------------------------------------------------

    def formula(self, scope: Scope, item: Formula, word: str = "") -> str:
        """Return a formula without commas, "甲且乙", and within the words that frame it: "如甲",
        "在甲且乙的情况下"."""
        told = super().formula(scope, item)
        if not word:
            return told
        return (_ALL_OF.get(word, word) if self.parts(item)[0] else word).format(told)

    def clauses(self, parts: Sequence[str], joint: str, subordinate: bool) -> str:
        return ("或" if joint == "or" else "且").join(parts)

    def either(self, parts: Sequence[str]) -> str:
        return f"{'、'.join(parts)}之中任一情形"

    def both(self, parts: Sequence[str]) -> str:
        return f"同时{'并且'.join(parts)}"

    def fact(self, scope: Scope, name: str, of: Agent | None, denied: bool) -> str:
        entry = self.entry("fact", name)
        words = self.typeset(self.form(entry, "negative") if denied else entry.words)
        if of is None:
            return words
        if not _IT.search(words):
            return f"{self.subject(scope, of)}{words}"
        named = (of == BEARER and of.name in scope.known) or scope.relative == of.name
        who = ITS if named else self.subject(scope, of)

        def put(found: re.Match[str]) -> str:
            return who if named or not found[1] else f"{who}的"

        return _IT.sub(put, words)

    def comparison(self, scope: Scope, left: Term, op: Op, right: Term) -> str:
        inside = replace(scope, relative="").knowing(*agents(Compare(left, op, left)))
        return f"{self.term(scope, left)}{self.compared(inside, op, right)}"

    def compared(self, scope: Scope, op: Op, right: Term) -> str:
        """Return what a comparison says of its subject: "不低于10"."""
        return f"{_COMPARED[op]}{self.term(scope, right)}"

    def choice(self, scope: Scope, act: str, how: str) -> str:
        return f"所涉{self.case(act)}{self.typeset(how)}进行"

    def membership(self, scope: Scope, agent: Agent, name: str, denied: bool) -> str:
        return f"{self.subject(scope, agent)}{'不' if denied else ''}是{self.member(name)}"

    def deed(self, scope: Scope, item: Did, denied: bool) -> str:
        other = item.other
        if item.agent == OTHER and other is not None and other.article == "the":
            other = replace(other, article="@bearer")
        done = self.act(scope, item.act, item.bounds, other, item.accepting)
        return f"{self.subject(scope, item.agent)}{'未' if denied else '已'}{done}"

    def breach(self, scope: Scope, agent: Agent, norms: Sequence[str], denied: bool) -> str:
        subject = self.subject(scope, agent)
        if denied and len(norms) > 1:
            return f"{subject}对{self.refer_norms(scope.here, norms)}均未违反"
        return f"{subject}{'未' * denied}违反{self.refer_norms(scope.here, norms, '或')}"

    def exercised(self, scope: Scope, power: Power, denied: bool) -> str:
        target = self.refer(scope.here, [power.target])
        return f"{target}{'尚未' if denied else '已'}{_VERBS[power.verb]}"

    def happened(self, scope: Scope, event: str, of: Agent | None, denied: bool) -> str:
        said, occurred = self.event(scope, event, of), "生效"
        if event in self.draft.events:
            occurred = self.typeset(self.form(self.entry("event", event), "occurred"))
        return f"{said.removesuffix(occurred)}{'尚未' if denied else '已'}{occurred}"

    def relative(self, scope: Scope, item: Formula, agent: Agent) -> str:
        """Return what a formula says of an agent, to stand before its noun."""
        joint, parts = self.parts(item)
        inside, said = scope.within(agent), []
        for part in parts:
            words = self.nested(inside, part) if is_list(part) else self.told(inside, part)
            said.append(words if speaks_of(part, agent) else f"处于{words}的情况")
            inside = inside.knowing(*agents(part))
        return f"{self.clauses(said, joint, subordinate=True)}的"

    # --- acts -------------------------------------------------------------------------------------

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
        asides = "".join(self.manners(act, bounds))
        if other is not None:
            towards = entry.forms.get("towards", "从" if accepting else "向")
            asides += f"{towards}{self._side(scope, other, act, accepting)}"
        measure = self._measure(scope, act, bounds)
        if measure and not tail:  # nothing in the act that the measure could describe
            return f"{limits}在{measure}的情况下{asides}{head}"
        measure = f"{measure}的" if measure else ""
        return f"{limits}{asides}{head}{measure}{''.join(tail)}"

    def _measure(self, scope: Scope, act: Act, bounds: Sequence[Bound]) -> str:
        """Return "训练算力超过X但不超过Y"."""
        said = []
        for attribute, own in self.measures(bounds):
            noun = self.noun_of(self.entry("attribute", f"{act.name}.{attribute}"))
            limits = [self.compared(scope, bound.op, bound.term) for bound in own]
            said.append(f"{noun}{'但'.join(limits)}")
        return "且".join(said)

    def _side(self, scope: Scope, side: Party, act: Act, accepting: bool) -> str:
        """Return the other side of an act: "另一缔约方"."""
        draft = self.draft
        if side.name in draft.states or side.name in draft.organs:
            return self.member(side.name)
        if side.article == "@bearer":
            return self.subject(replace(scope, relative=""), BEARER)
        name, alike = self.other_side(scope, side, act, accepting)
        called = self.member(name) if name else "缔约方"
        where = ""
        if side.where:
            whole = side.where[0] if len(side.where) == 1 else And(side.where)
            where = self.relative(replace(scope, other=name), whole, OTHER)
        match side.article.lower():
            case "the":
                return f"{where}该{'另一' if alike else ''}{called}"
            case "any" | "no":
                return f"任何{where}{'其他' if alike else ''}{called}"
            case "each" | "every":
                return f"每一{where}{'其他' if alike else ''}{called}"
        return f"{where}{'另一' if alike else '' if where else '一'}{called}"

    # --- norms ------------------------------------------------------------------------------------

    def placed(self, norm: Norm, parts: Parts) -> Parts:
        """Put each condition where it cannot be read with anything else: before the subject, or
        right behind it, if it is the subject's own. What is said of the other side follows the act
        that it is the other side of, unless a limit of time counts from it."""
        lead = list(parts.lead)
        own: list[Condition] = []
        trailing: list[Condition] = []
        for part in parts.trailing:
            if part.word == "provided that" or self._is_of_other(norm, part):
                trailing.append(part)
            elif speaks_of(part.formula, OTHER) or parts.lead_meets_bearer:
                lead.append(part)
            else:
                (own if speaks_of(part.formula, BEARER) else lead).append(part)
        return replace(parts, lead=tuple(lead), of_subject=tuple(own), trailing=tuple(trailing))

    def _is_of_other(self, norm: Norm, part: Condition) -> bool:
        met = isinstance(norm.content, DoAct) and norm.content.other is not None
        return met and norm.trigger is None and speaks_of(part.formula, OTHER)

    def head(self, here: str, name: str, targets: Sequence[str]) -> str:
        return _HEADS[name].format(self.refer(here, targets))

    def conjunction(self, norm: Norm | None, part: Condition) -> str:
        """Return the frame of a condition; ``norm`` is None before the subject."""
        if part.word == "unless":
            of_other = norm is not None and self._is_of_other(norm, part)
            return _EXCEPT if of_other else _UNLESS
        at_end = part.word == "provided that" or (norm and self._is_of_other(norm, part))
        return _PROVIDED if at_end else _IF

    def ordered(self, begin: str, lead: str, main: str, trailing: Sequence[str]) -> str:
        further = [f"且{part.removeprefix('但')}" for part in trailing[1:]]
        return "，".join(part for part in (begin, lead, main, *trailing[:1], *further) if part)

    def circumstances(self, parts: Sequence[str]) -> str:
        return "，".join(parts)

    def introduced(self, text: str, word: str, joint: str) -> str:
        said = _POINTS[word][joint == "or"]
        return f"{text}，{said}" if word in (_PROVIDED, _EXCEPT) else f"{said}，{text}"

    def main(self, scope: Scope, norm: Norm, parts: Parts) -> str:
        text = self._subject(scope, norm, parts)
        own = scope.within(BEARER)
        for part in parts.of_subject:
            word = _ALL_OF[_UNLESS] if part.word == "unless" else _IF
            text += f"{self.formula(own, part.formula, word)}，"
        return text + self._content(scope.knowing(BEARER), norm, parts)

    def _subject(self, scope: Scope, norm: Norm, parts: Parts) -> str:
        """Return the subject with what describes it; a comma closes a description that 凡 opens."""
        called = self.member(norm.bearer)
        where = ""
        if parts.excluded:
            where = f"{self.member(parts.excluded)}以外的"
        elif parts.in_subject:
            whole = parts.in_subject[0] if len(parts.in_subject) == 1 else And(parts.in_subject)
            where = self.relative(scope, whole, BEARER)
        if any(_meets_bearer(part.formula) for part in parts.lead):
            return f"该{where}{called}" if self.is_one_of_many(norm.bearer) else called
        none = nobody(self.draft, norm, parts)
        if not names_a_class(self.draft, norm):
            holders = holders_of(self.draft, norm)
            if not holders:
                return called
            return f"{'任何' if none else '各'}{self.member(holders)}的{called}"
        determiner = norm.determiner.lower()
        if determiner == "the" and not where:
            return called
        every = determiner in {"each", "every"}
        duty = norm.modality in (Modality.DUTY, Modality.COMPETENCE)
        free = none or determiner == "any" or not (every or duty)
        if parts.excluded:
            return f"{where}{'任何' if free else '各'}{called}"
        if free:
            return f"任何{where}{called}"
        if where:
            return f"凡{where}{called}，"
        return f"各{called}" if every else called

    def _content(self, scope: Scope, norm: Norm, parts: Parts) -> str:
        """Return the modal with all that it governs. The limits of time stand before 不得, for what
        they limit is the ban."""
        content = norm.content
        limits = self.window(scope, norm.window, norm.trigger)
        before = norm.modality in (Modality.PROHIBITION, Modality.EXEMPTION)
        early, late = (limits, "") if before else ("", limits)
        match content:
            case DoAct(act, bounds, other, accepting):
                if other is not None and parts.lead_meets_other and not other.where:
                    other = replace(other, article="the")
                said = self.act(scope, act, bounds, other, accepting, late)
            case Keep(quantity, bounds):
                what = self.whose(scope, BEARER, self.named(quantity))
                late = f"{late}，" if len(norm.window) > 1 and late else late
                said = f"{late}将{what}保持在{self._kept(scope, bounds)}的水平"
            case HasCompetence(matter, kind):
                said = f"{late}对{self.named(matter)}拥有{_KINDS[kind]}权限"
        return f"{early}{_MODALS[norm.modality]}{said}"

    def _kept(self, scope: Scope, bounds: Sequence[tuple[Op, Term]]) -> str:
        return "且".join(
            self.term(scope, value) if op is Op.EQ else self.compared(scope, op, value)
            for op, value in bounds
        )


def _meets_bearer(item: Formula) -> bool:
    """Tell whether the bearer has been named by a formula, if only as the other side of an act."""
    if isinstance(item, And | Or):
        return any(map(_meets_bearer, item.parts))
    inner = item.part if isinstance(item, Not) else item
    if isinstance(inner, Did) and inner.agent == OTHER and inner.other is not None:
        return inner.other.article == "the"
    return speaks_of(item, BEARER)
