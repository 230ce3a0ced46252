"""Russian sentences: what formulas, acts and norms say."""

from __future__ import annotations

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
    Number,
    Op,
    Party,
    Term,
)
from treatylang.prose.plan import Parts, holders_of, names_a_class, nobody
from treatylang.prose.ru.nouns import ACC, DAT, GEN, INS, NOM, PRE, Noun, adjective, series
from treatylang.prose.ru.times import Times
from treatylang.prose.ru.words import FORCE, PARTY, POWERS, governed_by
from treatylang.prose.scope import Scope
from treatylang.prose.structure import agents

_HEADS = {
    "notwithstanding": ("несмотря на положения", GEN, ","),
    "subject to": ("при условии соблюдения положений", GEN, ""),
    "without prejudice to": ("без ущерба для положений", GEN, ""),
    "except as provided in": ("за исключением случаев, предусмотренных в", PRE, ","),
}
_KINDS = {"exclusive": "исключительной", "shared": "совместной", "supporting": "вспомогательной"}
_VERBS = {
    "suspend": ("приостанавливать", "приостанавливает", "приостанавливают", "приостановил"),
    "resume": ("возобновлять", "возобновляет", "возобновляют", "возобновил"),
    "terminate": ("прекращать", "прекращает", "прекращают", "прекратил"),
}
_CONJUNCTIONS = {
    "if": "если", "when": "когда", "where": "если",
    "unless": "за исключением случаев, когда", "provided that": "при условии, что",
}  # fmt: skip


class Sentences(Times):
    """The sentences of a draft in Russian."""

    when = "когда"

    # --- statements -------------------------------------------------------------------------------

    def fact(self, scope: Scope, name: str, of: Agent | None, denied: bool) -> str:
        entry = self.entry("fact", name)
        many = of is not None and self.agent(scope, of).plural
        form = " ".join(word for word in ("negative" * denied, "plural" * many) if word)
        words = self.typeset(self.form(entry, form) if form else entry.words)
        if of is None:
            return words
        if "{it}" in words:
            return words.replace("{it}", self.subject(scope, of))
        return f"{self.subject(scope, of)} {words}"

    def comparison(self, scope: Scope, left: Term, op: Op, right: Term) -> str:
        noun = self.term(scope, left)
        held = agents(Compare(left, op, left))
        return f"{noun} {self.compared(scope.knowing(*held), noun, op, right)}"

    def compared(self, scope: Scope, noun: Noun, op: Op, right: Term) -> str:
        """Return what a comparison says of its subject: "составляет не менее 10"."""
        other = self.term(scope, right)
        if op is Op.GT:
            return f"{noun.verb('превышает', 'превышают')} {other.said(ACC)}"
        if op is Op.LE:
            return f"не {noun.verb('превышает', 'превышают')} {other.said(ACC)}"
        is_ = noun.verb("составляет", "составляют")
        if op is Op.EQ and isinstance(right, Number):
            return f"{is_} {other.said(ACC)}"
        if op is Op.EQ:
            return f"{noun.verb('равняется', 'равняются')} {other.said(DAT)}"
        if op is Op.NE:
            return f"{noun.verb('отличается', 'отличаются')} от {other.said(GEN)}"
        return f"{is_} {self.bounded(op, other)}"

    def bounded(self, op: Op, value: Noun) -> str:
        """Return "не менее 10": what a value is allowed to be, in words that nothing agrees
        with."""
        words = {Op.GE: "не менее", Op.GT: "более", Op.LE: "не более", Op.LT: "менее",
                 Op.NE: "кроме"}  # fmt: skip
        return f"{words[op]} {value.said(GEN)}" if op in words else f"ровно {value.said(ACC)}"

    def choice(self, scope: Scope, act: str, how: str) -> str:
        return f"{self.case(act)} осуществляется {self.typeset(how)}"

    def membership(self, scope: Scope, agent: Agent, name: str, denied: bool) -> str:
        is_ = self.agent(scope, agent).verb("является", "являются")
        said = f"{'не ' if denied else ''}{is_} {self.member(name).said(INS)}"
        return f"{self.subject(scope, agent)} {said}"

    def deed(self, scope: Scope, item: Did, denied: bool) -> str:
        other = item.other
        if item.agent == OTHER and other is not None and other.article == "the":
            other = replace(other, article="@bearer")
        who = self.agent(scope, item.agent)
        form = who.agreed("past", "past feminine", "past neuter", "past plural")
        said = self.act(scope, item.act, item.bounds, other, item.accepting, form, denied)
        return f"{self.subject(scope, item.agent)} {said}"

    def breach(self, scope: Scope, agent: Agent, norms: Sequence[str], denied: bool) -> str:
        subject, done = self.subject(scope, agent), self.agent(scope, agent).past("наруши")
        if not denied:
            return f"{subject} {done} {self.refer_norms(scope.here, norms, ACC, 'или')}"
        if len(norms) == 1:
            return f"{subject} не {done} {self.refer_norms(scope.here, norms, GEN)}"
        each = " ".join(f"ни {self.refer_norms(scope.here, [norm], GEN)}" for norm in norms)
        return f"{subject} не {done} {each}"

    def exercised(self, scope: Scope, power: Power, denied: bool) -> str:
        target = self.refer(scope.here, [power.target], GEN)
        return f"{FORCE} {target} {'не ' if denied else ''}было {POWERS[power.verb]}о"

    def happened(self, scope: Scope, event: str, of: Agent | None, denied: bool) -> str:
        noun = self.event(scope, event, of)
        said = "произошло"
        if event in self.draft.events:
            said = self.typeset(self.form(self.entry("event", event), "occurred"))
        said = f"{'не ' if denied else ''}{said}"
        return f"{noun} {said}" if of and of.name == scope.relative else f"{said} {noun}"

    def either(self, parts: Sequence[str]) -> str:
        return ", ".join(f"либо {words}" for words in parts)

    def both(self, parts: Sequence[str]) -> str:
        return f"одновременно {series(parts)}"

    def relative(self, scope: Scope, item: Formula, agent: Agent) -> str:
        """Return what a formula says of an agent, to stand after its noun and a comma: "которая
        провела ..."."""
        if agent not in agents(item):
            noun = self.agent(scope, agent)
            where = f"применительно к {adjective('который', noun, DAT)}"
            return f"{where} {self.formula(scope.knowing(agent), item)}"
        return self.formula(scope.within(agent), item)

    # --- acts -------------------------------------------------------------------------------------

    def act(
        self,
        scope: Scope,
        name: str,
        bounds: Sequence[Bound] = (),
        other: Party | None = None,
        accepting: bool = False,
        form: str = "",
        denied: bool = False,
    ) -> str:
        """Return an act with its bounds and its other side. ``form`` is that of the verb:
        "" (infinitive), "present", "present plural", "past" or "past feminine"."""
        act = self.draft.acts[name]
        head, rest, towards = self._verb(scope, act, accepting, form, denied)
        asides = self.manners(act, bounds)
        side = ""
        if other is not None:
            side = self._side(scope, other, act, accepting, towards, denied)
        measure = self._measure(scope, act, bounds)
        if not measure:
            long = other is not None and other.where
            return _spaced(head, rest, *([*asides, side] if long else [side, *asides]))
        # What stands behind the measure would be read as part of it.
        return _spaced(head, *asides, side, rest, measure)

    def _verb(
        self, scope: Scope, act: Act, accepting: bool, form: str, denied: bool
    ) -> tuple[str, str, str]:
        """Return the words of an act before and after its circumstances, and the preposition of
        its other side."""
        no = "не " if denied else ""
        power = self.draft.powers.get(act.name)
        if power is not None:
            infinitive, present, many, done = _VERBS[power.verb]
            words = {"": infinitive, "present": present, "present plural": many}.get(form, done)
            ends = {"past feminine": "а", "past neuter": "о", "past plural": "и"}
            force = FORCE.said(GEN if denied else ACC)
            target = self.refer(scope.here, [power.target], GEN)
            return f"{no}{words}{ends.get(form, '')}", f"{force} {target}", ""
        entry = self.entry("act", act.accept if accepting else act.name)
        head, rest = self.split(self.typeset(entry.words))
        if denied and form == "present" and "negative" in entry.forms:
            no, head = "", self.typeset(entry.forms["negative"])  # of two verbs each is denied
        elif form:
            head = self.typeset(self.form(entry, form))
        if denied:
            rest = self.typeset(entry.forms.get("denied", rest))
        towards = entry.forms.get("towards", "от" if accepting else "")
        return f"{no}{head}", rest, towards

    def _measure(self, scope: Scope, act: Act, bounds: Sequence[Bound]) -> str:
        """Return "с объемом вычислений более X, но не более Y"."""
        said = []
        for attribute, own in self.measures(bounds):
            entry = self.entry("attribute", f"{act.name}.{attribute}")
            limits = ", но ".join(self.bounded(b.op, self.term(scope, b.term)) for b in own)
            words = self.typeset(entry.forms.get("with", "")) or self._with(self.noun(entry))
            said.append(f"{words} {limits}")
        return series(said)

    def _with(self, noun: Noun) -> str:
        words = noun.said(INS)
        cluster = words[:1] in "сзшж" and words[1:2] not in "аеиоуыэюя"
        return f"{'со' if cluster else 'с'} {words}"

    def _side(
        self,
        scope: Scope,
        side: Party,
        act: Act,
        accepting: bool,
        preposition: str,
        denied: bool,
    ) -> str:
        """Return the other side of an act with its preposition: "другой Стороне"."""
        draft = self.draft
        case = governed_by(preposition)
        if side.name in draft.states or side.name in draft.organs:
            return f"{preposition} {self.member(side.name).said(case)}".strip()
        if side.article == "@bearer":
            noun = self.agent(scope, BEARER)
            return f"{preposition} {noun.called('этот').said(case)}".strip()
        name, alike = self.other_side(scope, side, act, accepting)
        noun = self.member(name) if name else PARTY
        article = side.article.lower()
        any_ = "какой-либо" if denied else "любой"
        word = {"any": any_, "each": "каждый", "every": "каждый"}.get(article, "")
        if alike and not (article == "the" and OTHER.name not in scope.known):
            word = f"{'этот' if article == 'the' else word} другой".strip()
        elif alike:
            word = "другой"
        said = f"{preposition} {noun.called(word).said(case) if word else noun.said(case)}".strip()
        if side.where:
            where = side.where[0] if len(side.where) == 1 else And(side.where)
            inside = replace(scope, other=name)
            said = f"{said}, {self.relative(inside, where, OTHER)},"
        return said

    # --- norms ------------------------------------------------------------------------------------

    def head(self, here: str, name: str, targets: Sequence[str]) -> str:
        words, case, comma = _HEADS[name]
        return f"{words} {self.refer(here, targets, case)}{comma}"

    def conjunction(self, norm: Norm | None, part: Condition) -> str:
        return _CONJUNCTIONS.get(part.word, "если")

    def ordered(self, begin: str, lead: str, main: str, trailing: Sequence[str]) -> str:
        lead = f", {lead}," if lead and begin else f"{lead}," if lead else ""
        return ", ".join([_spaced(begin, lead, main), *trailing])

    def introduced(self, text: str, word: str, joint: str) -> str:
        which = (
            "выполнены все следующие условия"
            if joint == "and"
            else "выполнено хотя бы одно из следующих условий"
        )
        return f"{text}, {word} {which}"

    def main(self, scope: Scope, norm: Norm, parts: Parts) -> str:
        subject, noun = self._subject(scope, norm, parts)
        inside = scope.knowing(BEARER)
        # Behind the verb a time could belong to what the verb governs.
        limits = self.window(inside, norm.window, norm.trigger)
        return _spaced(subject, limits, self._content(inside, norm, noun, parts))

    def _subject(self, scope: Scope, norm: Norm, parts: Parts) -> tuple[str, Noun]:
        """Return the subject with what describes it, and the noun that the verb agrees with."""
        noun = self.member(norm.bearer)
        described = bool(parts.in_subject or parts.excluded)
        is_class = names_a_class(self.draft, norm)
        if parts.lead_meets_bearer and not described:
            return (str(noun) if parts.lead_meets_other and is_class else noun.he), noun
        none = nobody(self.draft, norm, parts)
        called = noun
        holders = holders_of(self.draft, norm)
        if none:
            called = noun.called("ни один")
        elif is_class:
            word = _determiner(norm, parts)
            called = noun.called(word) if word else noun
        said = str(called)
        if holders:
            holder = self.member(holders)
            said = f"{called} {(holder if none else holder.called('каждый')).said(GEN)}"
        if parts.excluded:
            other = self.member(parts.excluded).said(INS)
            return f"{said}, не {adjective('являющий', noun, NOM)}ся {other},", noun
        if parts.in_subject:
            whole = parts.in_subject[0] if len(parts.in_subject) == 1 else And(parts.in_subject)
            said = f"{said}, {self.relative(scope, whole, BEARER)},"
        return said, noun

    def _content(self, scope: Scope, norm: Norm, noun: Noun, parts: Parts) -> str:
        """Return the verb with all that it governs."""
        content = norm.content
        denied = norm.modality is Modality.PROHIBITION
        infinitive = norm.modality in (Modality.PERMISSION, Modality.EXEMPTION)
        form = "" if infinitive else noun.verb("present", "present plural")
        match content:
            case DoAct(act, bounds, other, accepting):
                if other is not None and parts.lead_meets_other and not other.where:
                    other = replace(other, article="the")
                said = self.act(scope, act, bounds, other, accepting, form, denied)
            case Keep(quantity, bounds):
                keep = {"": "поддерживать", "present": "поддерживает"}.get(form, "поддерживают")
                own = self.named(quantity).called("свой").said(GEN if denied else ACC)
                limit = ", но ".join(
                    self.bounded(op, self.term(scope, value)) for op, value in bounds
                )
                no = "не " if denied else ""
                said = _spaced(f"{no}{keep}", own, "на уровне", limit)
            case HasCompetence(matter, kind):
                have = {"": "обладать", "present": "обладает"}.get(form, "обладают")
                over = self.named(matter).said(GEN)
                said = _spaced(have, _KINDS[kind], "компетенцией в отношении", over)
        match norm.modality:
            case Modality.PERMISSION:
                said = f"{noun.verb('может', 'могут')} {said}"
            case Modality.EXEMPTION:
                said = f"не {noun.agreed('обязан', 'обязана', 'обязано', 'обязаны')} {said}"
        return said


def _determiner(norm: Norm, parts: Parts) -> str:
    determiner = norm.determiner.lower()
    if parts.lead_meets_bearer:
        return "этот"
    if norm.modality is Modality.PERMISSION and determiner in {"a", "an", ""}:
        return "любой"
    words = {"each": "каждый", "every": "каждый", "any": "любой", "no": "ни один"}
    return words.get(determiner, "")


def _spaced(*words: str) -> str:
    return " ".join(word for word in words if word)
