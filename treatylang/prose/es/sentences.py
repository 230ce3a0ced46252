"""Spanish sentences: what formulas, acts and norms say.

The modal stands before an infinitive ("deberá notificar"), so that an act needs no tense; "si" and
"salvo si" take the indicative, and what picks out a Party takes the subjunctive ("que haya ...").
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
    Breached,
    Compare,
    Did,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Not,
    Number,
    Op,
    Or,
    Party,
    QuantityOf,
    Term,
)
from treatylang.prose.es.nouns import DE, EN, A, Noun, fused
from treatylang.prose.es.words import PARTIES, PARTY, Words
from treatylang.prose.plan import Parts, holders_of, names_a_class, nobody
from treatylang.prose.scope import Scope
from treatylang.prose.structure import agents, breached, is_list

_HEADS = {
    "notwithstanding": "no obstante lo dispuesto",
    "subject to": "a reserva de lo dispuesto",
    "without prejudice to": "sin perjuicio de lo dispuesto",
    "except as provided in": "salvo lo dispuesto",
}
_KINDS = {"exclusive": "exclusiva", "shared": "compartida", "supporting": "de apoyo"}
_VERBS = {
    "suspend": ("suspender", "suspendido"), "resume": ("reanudar", "reanudado"),
    "terminate": ("terminar", "terminado"),
}  # fmt: skip
_IT = re.compile(r"(?:\b(de|a) )?\{it\}")
_OF_IT = re.compile(r"\b(el|la|los|las) ([^{},]+?) de \{it\}")
_CUYO = {"el": "cuyo", "la": "cuya", "los": "cuyos", "las": "cuyas"}


class Sentences(Words):
    """The sentences of a draft in Spanish."""

    when = "si"

    # --- statements -------------------------------------------------------------------------------

    def fact(self, scope: Scope, name: str, of: Agent | None, denied: bool) -> str:
        words = self._said_of(scope, name, of, denied)
        if of is None:
            return words
        if "{it}" not in words:
            return f"{self.subject(scope, of)} {words}".strip()
        known = of == BEARER and of.name in scope.known
        named = self.agent(scope, of).it if known else None
        if known:
            words = _OF_IT.sub(
                lambda found: f"su{'s' if found[1].endswith('s') else ''} {found[2]}", words
            )

        def put(found: re.Match[str]) -> str:
            return (
                fused(found[1] or "", named) if named else self.who(scope, of).said(found[1] or "")
            )

        return _IT.sub(put, words)

    def _said_of(self, scope: Scope, name: str, of: Agent | None, denied: bool) -> str:
        """Return the words of a fact: of an agent, what is said of it."""
        entry = self.entry("fact", name)
        many = of is not None and self.agent(scope, of).plural and "{it}" not in entry.words
        form = " ".join(word for word in ("negative" * denied, "plural" * many) if word)
        words = self.form(entry, form) if form else entry.words
        if scope.relative and of is not None:
            words = entry.forms.get(f"{form} subjunctive".strip(), words)
        return self.typeset(words)

    def comparison(self, scope: Scope, left: Term, op: Op, right: Term) -> str:
        noun = self.term(scope, left)
        held = agents(Compare(left, op, left))
        return f"{noun} {self.compared(scope.knowing(*held), noun, op, right)}"

    def compared(self, scope: Scope, noun: Noun, op: Op, right: Term) -> str:
        """Return what a comparison says of its subject: "es igual o superior a 10"."""
        other, mood = self.term(scope, right), bool(scope.relative)
        is_ = noun.verb("sea", "sean") if mood else noun.verb("es", "son")
        exceeds = noun.verb("exceda", "excedan") if mood else noun.verb("excede", "exceden")
        match op:
            case Op.GT:
                return f"{exceeds} {other.said(DE)}"
            case Op.LE:
                return f"no {exceeds} {other.said(DE)}"
            case Op.GE:
                above = f"{noun.agreed('igual')} o {noun.agreed('superior')}"
                return f"{is_} {above} {other.said(A)}"
            case Op.LT:
                return f"{is_} {noun.agreed('inferior')} {other.said(A)}"
            case Op.NE:
                return f"{is_} {noun.agreed('distinto')} {other.said(DE)}"
        if isinstance(right, Number):
            return f"{is_} {other.said(DE)}"
        return f"{is_} {noun.agreed('igual')} {other.said(A)}"

    def choice(self, scope: Scope, act: str, how: str) -> str:
        noun = self.case(act)
        return f"{noun} {noun.verb('se realiza', 'se realizan')} {self.typeset(how)}"

    def membership(self, scope: Scope, agent: Agent, name: str, denied: bool) -> str:
        noun = self.agent(scope, agent)
        is_ = noun.verb("sea", "sean") if scope.relative == agent.name else noun.verb("es", "son")
        which = self.member(name).called("un") if name in self.draft.classes else self.member(name)
        return f"{self.subject(scope, agent)} {'no ' if denied else ''}{is_} {which}".strip()

    def deed(self, scope: Scope, item: Did, denied: bool) -> str:
        other = item.other
        if item.agent == OTHER and other is not None and other.article == "the":
            other = replace(other, article="@bearer")
        done = self.act(scope, item.act, item.bounds, other, item.accepting, past=True)
        reflexive, _, rest = done.partition(" ") if done.startswith("se ") else ("", "", done)
        said = _spaced("no" if denied else "", reflexive, self._has(scope, item.agent), rest)
        return f"{self.subject(scope, item.agent)} {said}".strip()

    def _has(self, scope: Scope, agent: Agent) -> str:
        noun = self.agent(scope, agent)
        return noun.verb("haya", "hayan") if scope.relative == agent.name else (
            noun.verb("ha", "han")
        )  # fmt: skip

    def breach(self, scope: Scope, agent: Agent, norms: Sequence[str], denied: bool) -> str:
        no, has = "no " if denied else "", self._has(scope, agent)
        if denied and len(norms) > 1:
            what = " ".join(f"ni {self.refer_norms(scope.here, [norm])}" for norm in norms)
        else:
            what = self.refer_norms(scope.here, norms, word="o")
        return f"{self.subject(scope, agent)} {no}{has} incumplido {what}".strip()

    def exercised(self, scope: Scope, power: Power, denied: bool) -> str:
        target = self.refer(scope.here, [power.target], DE)
        done = f"{_VERBS[power.verb][1][:-1]}a"
        return f"la aplicación {target} {'no ' if denied else ''}ha sido {done}"

    def happened(self, scope: Scope, event: str, of: Agent | None, denied: bool) -> str:
        noun = self.event(scope, event, of)
        said = noun.verb("se ha producido", "se han producido")
        if event in self.draft.events:
            said = self.typeset(self.form(self.entry("event", event), "occurred"))
        return f"{'no ' if denied else ''}{said} {noun}"

    def either(self, parts: Sequence[str]) -> str:
        return ", ".join(f"o bien {words}" for words in parts)

    def both(self, parts: Sequence[str]) -> str:
        return f"a la vez {self.listed(parts)}"

    # --- relative clauses -------------------------------------------------------------------------

    def relative(self, scope: Scope, item: Formula, agent: Agent) -> str:
        """Return what a formula says of an agent, to stand after its noun: "que haya realizado
        ... y cuyo stock exceda de ..."."""
        joint, parts = self.parts(item)
        inside, said = scope.within(agent), []
        for part in parts:
            said.append(self._clause(inside, part, agent))
            inside = inside.knowing(*agents(part))
        return self.listed(said, joint or "and")

    def _clause(self, scope: Scope, item: Formula, agent: Agent) -> str:
        noun = self.agent(scope, agent)
        which = noun.called("el").said().split(" ")[0]
        which = f"{which} {'cuales' if noun.plural else 'cual'}"
        outside = replace(scope, relative="")
        if is_list(item):
            return f"respecto {fused(DE, which)} {self.nested(outside, item)}"
        inner = item.part if isinstance(item, Not) else item
        if isinstance(inner, Compare):
            compared = inner
            if isinstance(inner.left, Number) and not isinstance(inner.right, Number):
                compared = Compare(inner.right, inner.op.mirrored, inner.left)
            left = compared.left
            if isinstance(left, QuantityOf) and left.of == agent:
                own = self.named(left.name)
                whose = f"cuy{'a' if own.feminine else 'o'}{'s' if own.plural else ''}"
                said = self.compared(scope, own, compared.op, compared.right)
                return f"{whose} {own.words} {said}"
        if isinstance(inner, FactHolds) and inner.of == agent:
            words = self._said_of(scope, inner.name, inner.of, inner is not item)
            if owned := _OF_IT.match(words):
                return f"{_CUYO[owned[1]]} {owned[2]}{words[owned.end() :]}"
            if "{it}" not in words:
                return f"que {words}"
        if isinstance(inner, Happened) and inner.of == agent and self.power_of(inner.event) is None:
            towards = self.entry("event", inner.event).forms.get("towards", "respecto de")
            head, _, last = towards.rpartition(" ")
            return f"{head} {fused(last, which)} {self.told(scope, item)}".strip()
        if isinstance(inner, IsMember | Did | Breached) or _is_breach(inner):
            return f"que {self.told(scope, item)}"
        return f"respecto {fused(DE, which)} {self.told(outside, item)}"

    # --- acts -------------------------------------------------------------------------------------

    def act(
        self,
        scope: Scope,
        name: str,
        bounds: Sequence[Bound] = (),
        other: Party | None = None,
        accepting: bool = False,
        past: bool = False,
        limits: str = "",
    ) -> str:
        """Return an act with its bounds, its other side and its limits of time: in the infinitive,
        or as the participle after "ha"."""
        act = self.draft.acts[name]
        head, rest, towards = self._verb(scope, act, accepting, past)
        asides = [*self.manners(act, bounds), *([limits] if limits else [])]
        side = self._side(scope, other, act, accepting, towards) if other is not None else ""
        measure = self._measure(scope, act, bounds)
        long = bool(other is not None and other.where)
        if not measure and not long:
            return _spaced(head, rest, side, *asides)
        # What stands behind a clause would be read as part of it.
        apart = f", {self.listed(asides)}," if asides else ""
        if measure and long:
            return _spaced(f"{head}{apart}", rest, f"{measure},", side)
        return _spaced(f"{head}{apart}", side if measure else rest, rest if measure else side,
                       measure)  # fmt: skip

    def _verb(self, scope: Scope, act: Act, accepting: bool, past: bool) -> tuple[str, str, str]:
        """Return the words of an act before and after its circumstances, and the preposition of
        its other side."""
        power = self.draft.powers.get(act.name)
        if power is not None:
            verb = _VERBS[power.verb][past]
            return verb, f"la aplicación {self.refer(scope.here, [power.target], DE)}", ""
        entry = self.entry("act", act.accept if accepting else act.name)
        head, rest = self.split(self.typeset(entry.words))
        if past:
            reflexive = "se " if head.endswith("rse") else ""
            head = f"{reflexive}{self.typeset(self.form(entry, 'past'))}"
        return head, rest, entry.forms.get("towards", DE if accepting else A)

    def _measure(self, scope: Scope, act: Act, bounds: Sequence[Bound]) -> str:
        """Return "cuya potencia de cálculo exceda de X pero no exceda de Y"."""
        inside, said = replace(scope, relative=scope.relative or "@measure"), []
        for attribute, own in self.measures(bounds):
            noun = self.noun(self.entry("attribute", f"{act.name}.{attribute}"))
            limits = [self.compared(inside, noun, bound.op, bound.term) for bound in own]
            whose = f"cuy{'a' if noun.feminine else 'o'}{'s' if noun.plural else ''}"
            said.append(f"{whose} {noun.words} {' pero '.join(limits)}")
        return self.listed(said)

    def _side(self, scope: Scope, side: Party, act: Act, accepting: bool, preposition: str) -> str:
        """Return the other side of an act with its preposition: "a otra Parte"."""
        draft = self.draft
        if side.name in draft.states or side.name in draft.organs:
            return self.member(side.name).said(preposition)
        if side.article == "@bearer":
            return self.who(scope, BEARER).said(preposition)
        name, alike = self.other_side(scope, side, act, accepting)
        noun = self.member(name) if name else PARTY
        article = side.article.lower()
        word = {"any": "cualquier", "each": "cada", "every": "cada", "the": "el", "no": "cualquier"}
        first = word.get(article, "")
        if alike and first == "cada":
            many = self.member(name, plural=True) if name else PARTIES
            every = "una de las" if many.feminine else "uno de los"
            noun = Noun(f"cada {every} demás {many.words}", many.feminine, before=())
        elif alike:
            noun = noun.called(*([first, "otro"] if first else ["otro"]))
        else:
            noun = noun.called("dicho" if article == "the" else first or "un")
        said = noun.said(preposition)
        if side.where:
            where = side.where[0] if len(side.where) == 1 else And(side.where)
            said = f"{said} {self.relative(replace(scope, other=name), where, OTHER)}"
        return said

    # --- norms ------------------------------------------------------------------------------------

    def head(self, here: str, name: str, targets: Sequence[str]) -> str:
        return f"{_HEADS[name]} {self.refer(here, targets, EN)}"

    def conjunction(self, norm: Norm | None, part: Condition) -> str:
        return {"unless": "salvo si", "provided that": "únicamente si"}.get(part.word, "si")

    def ordered(self, begin: str, lead: str, main: str, trailing: Sequence[str]) -> str:
        return ", ".join(part for part in (begin, lead, main, *trailing) if part)

    def introduced(self, text: str, word: str, joint: str) -> str:
        which = (
            "se cumplen todas las condiciones siguientes"
            if joint == "and"
            else "se cumple al menos una de las condiciones siguientes"
        )
        return f"{text}, {word} {which}"

    def main(self, scope: Scope, norm: Norm, parts: Parts) -> str:
        subject, noun = self._subject(scope, norm, parts)
        return f"{subject} {self._content(scope.knowing(BEARER), norm, noun, parts)}"

    def _subject(self, scope: Scope, norm: Norm, parts: Parts) -> tuple[str, Noun]:
        """Return the subject with what describes it, and the noun that the verb agrees with."""
        noun = self.member(norm.bearer)
        described = bool(parts.in_subject or parts.excluded)
        if parts.lead_meets_bearer and not described:
            one = self.is_one_of_many(norm.bearer)
            return str(noun.called("dicho") if one else noun), noun
        none = nobody(self.draft, norm, parts)
        called = noun
        if none:
            called = noun.called("ninguno")
        elif names_a_class(self.draft, norm):
            called = noun.called(_determiner(norm, parts))
        said = str(called)
        if holders := holders_of(self.draft, norm):
            said = f"{said} {self.member(holders).called('un' if none else 'cada').said(DE)}"
        if parts.excluded:
            other = self.member(parts.excluded)
            which = other.called("un") if parts.excluded in self.draft.classes else other
            return f"{said} que no {noun.verb('sea', 'sean')} {which}", noun
        if parts.in_subject:
            whole = parts.in_subject[0] if len(parts.in_subject) == 1 else And(parts.in_subject)
            said = f"{said} {self.relative(scope, whole, BEARER)}"
        return said, noun

    def _content(self, scope: Scope, norm: Norm, noun: Noun, parts: Parts) -> str:
        """Return the modal with all that it governs."""
        content = norm.content
        during = norm.modality is Modality.PROHIBITION or isinstance(content, Keep)
        limits = self.window(scope, norm.window, norm.trigger, during)
        match content:
            case DoAct(act, bounds, other, accepting):
                if other is not None and parts.lead_meets_other and not other.where:
                    other = replace(other, article="the")
                said = self.act(scope, act, bounds, other, accepting, limits=limits)
            case Keep(quantity, bounds):
                own = self.named(quantity)
                own = own if re.search(r"\bsus?\b", own.words) else own.called("su")
                apart = f", {limits}," if limits else ""
                said = f"mantener{apart} {own} {self._kept(scope, bounds)}"
            case HasCompetence(matter, kind):
                said = f"competencia {_KINDS[kind]} en materia de {self.named(matter).words}"
                return _spaced(noun.verb("tendrá", "tendrán"), said, limits)
        shall, may = noun.verb("deberá", "deberán"), noun.verb("podrá", "podrán")
        match norm.modality:
            case Modality.PROHIBITION:
                return f"{'' if nobody(self.draft, norm, parts) else 'no '}{may} {said}"
            case Modality.PERMISSION:
                return f"{may} {said}"
            case Modality.EXEMPTION:
                bound = noun.agreed("obligado")
                return f"no {noun.verb('estará', 'estarán')} {bound} a {said}"
        return f"{shall} {said}"

    def _kept(self, scope: Scope, bounds: Sequence[tuple[Op, Term]]) -> str:
        level = Noun("nivel")
        inside = replace(scope, relative="@measure")
        said = [self.compared(inside, level, op, value) for op, value in bounds]
        return f"en un nivel que {' y '.join(said)}"


def _is_breach(item: Formula) -> bool:
    """Tell whether a statement is that several norms, or none of them, were breached."""
    return isinstance(item, And | Or) and all(map(breached, item.parts))


def _determiner(norm: Norm, parts: Parts) -> str:
    determiner = norm.determiner.lower()
    if parts.lead_meets_bearer:
        return "dicho"
    if determiner in {"each", "every"}:
        return "cada"
    if determiner == "the":
        return "un" if parts.lead else "el"
    return "un" if norm.modality is Modality.EXEMPTION else "todo"


def _spaced(*words: str) -> str:
    return " ".join(word for word in words if word)
