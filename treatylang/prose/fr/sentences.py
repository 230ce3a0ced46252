"""French sentences: what formulas, acts and norms say."""

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
from treatylang.prose.fr.nouns import Noun, ne, negated, que, series, si
from treatylang.prose.fr.words import Words
from treatylang.prose.language import Told
from treatylang.prose.plan import Parts, holders_of, names_a_class, nobody, other_class
from treatylang.prose.scope import Scope
from treatylang.prose.structure import agents, breached, is_kind_of, is_list, pushed, takes_points

_SPLIT = re.compile(r"\s*(?:\.\.\.|…)\s*")
"""Where an act's words leave room for its circumstances: "procéder ... à un entraînement"."""
_IT = re.compile(r"\b(de |à )?\{it\}")
_HEADS = {
    "notwithstanding": ("nonobstant", ""),
    "subject to": ("sous réserve", "de"),
    "without prejudice to": ("sans préjudice", "de"),
    "except as provided in": ("sauf dans les cas prévus", "à"),
}
_KINDS = {"exclusive": "exclusive", "shared": "partagée", "supporting": "d’appui"}
_VERBS = {"suspend": "suspendre", "resume": "reprendre", "terminate": "mettre fin à"}
_PRESENT = {"suspend": "suspend", "resume": "reprend", "terminate": "met fin à"}
_DONE = {"suspend": "suspendu", "resume": "repris", "terminate": "éteint"}


class Sentences(Words):
    """The sentences of a draft in French."""

    # --- formulas ---------------------------------------------------------------------------------

    def formula(self, scope: Scope, item: Formula, word: str = "") -> str:
        """Return a formula after a conjunction, which each of its parts repeats: "lorsque A et que
        B", "si A ou si B"."""
        joint, parts = self.parts(item)
        said: list[str] = []
        for part in parts:
            again = "que" if said and word == "lorsque" else word
            told = self._nested(scope, part) if is_list(part) else self.statement(scope, part)
            said.append(_after(again, told))
            scope = scope.knowing(*agents(part))
        return series(said, "ou" if joint == "or" else "et")

    def _nested(self, scope: Scope, item: Formula) -> str:
        joint, parts = self.parts(item)
        said = []
        for part in parts:
            said.append(self._nested(scope, part) if is_list(part) else self.statement(scope, part))
            scope = scope.knowing(*agents(part))
        if joint == "or":
            return ", ".join(f"soit {words}" for words in said)
        return f"à la fois {series(said)}"

    def conditions(self, scope: Scope, item: Formula) -> tuple[str, ...]:
        """Return the parts of a formula as points, each a sentence."""
        _, parts = self.parts(item)
        return tuple(
            self.formula(scope, part)
            if self._is_plain(part)
            else self._nested(scope, part)
            if is_list(part)
            else self.statement(scope, part)
            for part in parts
        )

    def _is_plain(self, item: Formula) -> bool:
        """Tell whether a point is statements that all have to hold: "et" alone joins them."""
        joint, parts = self.parts(item)
        return joint == "and" and not any(map(is_list, parts))

    def statement(self, scope: Scope, item: Formula) -> str:
        """Return an elementary statement."""
        subject, said = self.told(scope, item)
        return f"{subject} {said}".strip()

    def told(self, scope: Scope, item: Formula) -> tuple[str, str]:
        """Return the subject and the predicate of a statement; one of them can be empty."""
        denied = isinstance(item, Not)
        inner = item.part if isinstance(item, Not) else item
        match inner:
            case Truth(value):
                return "", "dans tous les cas" if value is not denied else "en aucun cas"
            case FactHolds(name, of):
                return self._fact(scope, name, of, denied)
            case Compare():
                return self._comparison(scope, inner)
            case CaseChoice(act, attribute, option):
                entry = self.entry("option", f"{act}.{attribute}.{option}")
                how = self.form(entry, "negative") if denied else entry.words
                return self.case(act).le, f"a lieu {how}"
            case IsMember(agent, name):
                return self.subject(scope, agent), self._is(scope, agent, name, denied)
            case Did():
                said = self.did(scope, inner)
                return self.subject(scope, inner.agent), negated(said) if denied else said
            case Breached(norm, agent):
                what = self.refer_norms(scope.here, [norm])
                return self.subject(scope, agent), self._violates(scope, agent, what, denied)
            case And(parts) | Or(parts):
                return self._breaches(scope, parts, isinstance(inner, And))
            case Happened(event, of):
                return self._happened(scope, event, of, denied)
        raise AssertionError(f"not an elementary statement: {item}")

    def _breaches(self, scope: Scope, parts: Sequence[Formula], denied: bool) -> tuple[str, str]:
        found = [breach for part in parts if (breach := breached(part))]
        agent = found[0].agent
        norms = [item.norm for item in found]
        what = self.refer_norms(scope.here, norms, word="ou")
        if denied:
            each = [self.refer_norms(scope.here, [norm]) for norm in norms]
            have = "n’ont" if self._many(scope, agent) else "n’a"
            return self.subject(scope, agent), f"{have} violé {' '.join(f'ni {w}' for w in each)}"
        return self.subject(scope, agent), self._violates(scope, agent, what, False)

    def _violates(self, scope: Scope, agent: Agent, what: str, denied: bool) -> str:
        have = "ont" if self._many(scope, agent) else "a"
        return f"n’{have} pas violé {what}" if denied else f"{have} violé {what}"

    def _many(self, scope: Scope, agent: Agent) -> bool:
        return self.agent(scope, agent).plural

    def _is(self, scope: Scope, agent: Agent, name: str, denied: bool) -> str:
        noun = self.member(name)
        are = "sont" if self._many(scope, agent) else "est"
        which = noun.un if name in self.draft.classes else noun.le
        return f"{f'ne {are} pas' if are == 'sont' else 'n’est pas'} {which}" if denied else (
            f"{are} {which}"
        )  # fmt: skip

    def _fact(self, scope: Scope, name: str, of: Agent | None, denied: bool) -> tuple[str, str]:
        entry = self.entry("fact", name)
        words = self.typeset(self.form(entry, "negative") if denied else entry.words)
        if of is None:
            return "", words
        if _IT.search(words):
            return "", self._with(scope, words, of)
        return self.subject(scope, of), words

    def _with(self, scope: Scope, words: str, agent: Agent) -> str:
        """Name the agent where the words of its fact say {it}."""

        def named(found: re.Match[str]) -> str:
            if found[1] == "de ":
                return self.of(scope, agent)
            return f"{found[1] or ''}{self.subject(scope, agent)}"

        return _IT.sub(named, words)

    def _happened(
        self, scope: Scope, event: str, of: Agent | None, denied: bool
    ) -> tuple[str, str]:
        power = next((p for p in self.draft.powers.values() if p.event == event), None)
        if power is not None:
            noun = self._cited(scope.here, *self.targets(scope.here, [power.target])[0], False)
            have = "ont été" if noun.plural else "a été"
            said = f"{have} {noun.agreed(_DONE[power.verb])}"
            return noun.le, negated(said) if denied else said
        noun = self.event(scope, event, of)
        if event == "entry_into_force":
            said = "a eu lieu"
        else:
            said = self.typeset(self.form(self.entry("event", event), "occurred"))
        return noun.le, negated(said) if denied else said

    # --- comparisons ------------------------------------------------------------------------------

    def _comparison(self, scope: Scope, item: Compare) -> tuple[str, str]:
        left, op, right = item.left, item.op, item.right
        if isinstance(left, Number) and not isinstance(right, Number):
            left, op, right = right, op.mirrored, left
        if isinstance(left, QuantityOf) and left.of is not None:
            noun = self.named(left.name)
            subject = self.whose(scope, left.of, noun)
            return subject, self.compared(scope.knowing(left.of), noun, op, right)
        found = self.term(scope, left)
        noun = Noun(found, bare=True) if isinstance(found, str) else found
        return noun.le, self.compared(scope, noun, op, right)

    def compared(self, scope: Scope, noun: Noun, op: Op, right: Term) -> str:
        """Return what a comparison says of its subject: "est égale ou supérieure à 10"."""
        are = "sont" if noun.plural else "est"
        to = self.said(scope, right, "à")
        if op is Op.EQ:
            if isinstance(right, Number):
                return f"{are} {self.said(scope, right, 'de')}"
            return f"{are} {noun.agreed('égal')} {to}"
        if op is Op.GT:
            return f"{'excèdent' if noun.plural else 'excède'} {self.said(scope, right)}"
        if op is Op.LE:
            return f"n’{'excèdent' if noun.plural else 'excède'} pas {self.said(scope, right)}"
        if op is Op.GE:
            return f"{are} {noun.agreed('égal')} ou {noun.agreed('supérieur')} {to}"
        if op is Op.LT:
            return f"{are} {noun.agreed('inférieur')} {to}"
        return f"{are} {noun.agreed('différent')} {self.said(scope, right, 'de')}"

    # --- relative clauses -------------------------------------------------------------------------

    def relative(self, scope: Scope, item: Formula, agent: Agent, noun: Noun) -> str:
        """Return what a formula says of an agent, to stand after its noun: "qui a procédé ..."."""
        joint, parts = self.parts(item)
        inside = scope.knowing(agent)
        if not joint:
            return self._clause(inside, parts[0], agent, noun)
        said = [
            self._clause(inside, part, agent, noun)
            if not is_list(part)
            else f"pour {self._lequel(noun)} {self._nested(inside, part)}"
            for part in parts
        ]
        return series(said, "ou" if joint == "or" else "et")

    def _clause(self, scope: Scope, item: Formula, agent: Agent, noun: Noun) -> str:
        inner = item.part if isinstance(item, Not) else item
        if isinstance(item, Compare):
            left, op, right = item.left, item.op, item.right
            if isinstance(left, Number):
                left, op, right = right, op.mirrored, left
            if isinstance(left, QuantityOf) and left.of == agent:
                quantity = self.named(left.name)
                return f"dont {quantity.le} {self.compared(scope, quantity, op, right)}"
        about = agents(item)[:1] == (agent,) and not isinstance(inner, Happened | Compare)
        subject, said = self.told(scope, item)
        if about and said and subject:
            return f"qui {said}"
        return f"pour {self._lequel(noun)} {subject} {said}".replace("  ", " ").strip()

    def _lequel(self, noun: Noun) -> str:
        if noun.plural:
            return "lesquelles" if noun.feminine else "lesquels"
        return "laquelle" if noun.feminine else "lequel"

    # --- acts -------------------------------------------------------------------------------------

    def did(self, scope: Scope, item: Did) -> str:
        """Return what an agent has done: "a procédé à un entraînement dont ..."."""
        other = item.other
        if item.agent == OTHER and other is not None and other.article == "the":
            other = replace(other, article="@bearer")
        form = "past"
        said = self.act(scope, item.act, item.bounds, other, item.accepting, form)
        if self._many(scope, item.agent):
            said = re.sub(r"^a(?= )", "ont", re.sub(r"^est(?= )", "sont", said))
        return said

    def act(
        self,
        scope: Scope,
        name: str,
        bounds: Sequence[Bound] = (),
        other: Party | None = None,
        accepting: bool = False,
        form: str = "",
        limits: str = "",
    ) -> str:
        """Return an act with its bounds, its other side and its limits of time. ``form`` is that of
        the verb: "" (infinitive), "present", "present plural" or "past"."""
        act = self.draft.acts[name]
        head, rest, towards = self._verb(scope, act, accepting, form)
        asides = self._options(act, bounds)
        side = self._side(scope, other, act, accepting, towards) if other is not None else ""
        measure = self._measure(scope, act, bounds)
        about = bool(side and other is not None and other.where)
        if not measure and not about:
            # Nothing goes on behind: circumstances stand where they are said most easily.
            return _spaced(head, rest, side, *asides, limits)
        if measure and rest and not about:
            # What stands behind "dont ..." would be read as part of it.
            apart = series([part for part in (*asides, limits) if part])
            return _spaced(head, f", {apart}," if apart else "", side, rest, measure)
        apart = series([part for part in (*asides, limits) if part])
        thing = _spaced(head, f", {apart}," if apart else "", rest)
        if side and measure:
            return _spaced(thing, f"{measure},", side) if about else _spaced(thing, side, measure)
        return _spaced(thing, side, measure)

    def _verb(self, scope: Scope, act: Act, accepting: bool, form: str) -> tuple[str, str, str]:
        """Return the words of an act before and after its circumstances, and the preposition of
        its other side."""
        power = self.draft.powers.get(act.name)
        if power is not None:
            return *self._power(scope, power, form), ""
        entry = self.entry("act", act.accept if accepting else act.name)
        words = self.typeset(self.form(entry, form) if form else entry.words)
        head, *rest = _SPLIT.split(words, maxsplit=1)
        if not rest:  # without a mark the verb is the first word
            head, _, tail = words.partition(" ")
            if form == "past" and tail:
                first, _, tail = tail.partition(" ")
                head = f"{head} {first}"
            rest = [tail]
        return head, rest[0], entry.forms.get("towards", "de" if accepting else "à")

    def _power(self, scope: Scope, power: Power, form: str) -> tuple[str, str]:
        target = self.refer(scope.here, [power.target])
        if power.verb == "terminate":
            target = self.refer(scope.here, [power.target], "à")
        verb = _PRESENT[power.verb] if form == "present" else _VERBS[power.verb]
        if form == "past":
            verb = f"a {'mis fin' if power.verb == 'terminate' else _DONE[power.verb]}"
        elif form == "present plural":
            verb = {"suspend": "suspendent", "resume": "reprennent"}.get(power.verb, "mettent fin")
        if power.verb == "terminate":
            return verb.removesuffix(" à"), target
        return verb, f"l’application {self.refer(scope.here, [power.target], 'de')}"

    def _options(self, act: Act, bounds: Sequence[Bound]) -> list[str]:
        said = []
        for bound in bounds:
            if isinstance(bound, ChoiceBound):
                entry = self.entry("option", f"{act.name}.{bound.attribute}.{bound.option}")
                words = entry.words if bound.equal else self.form(entry, "negative")
                said.append(self.typeset(words))
        return said

    def _measure(self, scope: Scope, act: Act, bounds: Sequence[Bound]) -> str:
        """Return "dont la puissance de calcul excède X mais n’excède pas Y"."""
        found = [bound for bound in bounds if isinstance(bound, NumberBound)]
        said = []
        for attribute in dict.fromkeys(bound.attribute for bound in found):
            noun = self.noun(self.entry("attribute", f"{act.name}.{attribute}"))
            own = [bound for bound in found if bound.attribute == attribute]
            own.sort(key=lambda bound: bound.op in {Op.LT, Op.LE})
            limits = [self.compared(scope, noun, bound.op, bound.term) for bound in own]
            said.append(f"dont {noun.le} {' mais '.join(limits)}")
        return series(said)

    def _side(self, scope: Scope, side: Party, act: Act, accepting: bool, preposition: str) -> str:
        """Return the other side of an act with its preposition: "à une autre Partie"."""
        draft = self.draft
        if side.name in draft.states or side.name in draft.organs:
            return self.member(side.name).after(preposition)
        if side.article == "@bearer":
            return self._fused(preposition, self.subject(scope, BEARER))
        actor, receiver = (act.other, act.actor) if accepting else (act.actor, act.other)
        name = side.name or receiver or ""
        noun = self.member(name) if name else Noun("Partie", feminine=True)
        alike = is_kind_of(draft, scope.bearer or actor or "", name)
        article = side.article.lower()
        if alike and article == "the":
            said = f"l’autre {noun.words}"
        elif article == "the":
            said = noun.le
        else:
            word = {"any": "toute" if noun.feminine else "tout", "each": "chaque",
                    "every": "chaque", "no": "aucune" if noun.feminine else "aucun"}.get(
                        article, "une" if noun.feminine else "un")  # fmt: skip
            said = f"{word} autre {noun.words}" if alike else f"{word} {noun.words}"
        if side.where:
            where = side.where[0] if len(side.where) == 1 else And(side.where)
            inside = replace(scope, other=name, known=scope.known | {OTHER.name})
            said = f"{said} {self.relative(inside, where, OTHER, noun)}"
        return self._fused(preposition, said)

    def _fused(self, preposition: str, words: str) -> str:
        text = f"{preposition} {words}"
        text = re.sub(r"^de (?=[aeiouéêh])", "d’", text)
        for apart, fused in (("de le ", "du "), ("à le ", "au "), ("de les ", "des "),
                             ("à les ", "aux ")):  # fmt: skip
            if text.startswith(apart):
                return fused + text[len(apart) :]
        return text

    # --- norms ------------------------------------------------------------------------------------

    def norm(self, norm: Norm, heads: Sequence[tuple[str, Sequence[str]]]) -> Told:
        parts = Parts.of(self.draft, norm)
        scope = Scope(norm.clause, norm.bearer, other_class(self.draft, norm))
        begin = [
            f"{word} {self.refer(norm.clause, targets, preposition)}"
            for name, targets in heads
            for word, preposition in [_HEADS[name]]
        ]
        lead = self._lead(scope, parts.lead)
        after = scope.knowing(*(agent for part in parts.lead for agent in agents(part.formula)))
        subject, noun = self._subject(after, norm, parts)
        inside = after.knowing(BEARER)
        content, window = self._content(inside, norm, noun, parts)
        opening = [part for part in (series(begin), window, lead) if part]
        text = ", ".join([*opening, f"{subject} {content}"])
        inside = inside.knowing(*_met(norm))
        for part in parts.trailing:
            text += f", {self._trailing(inside, norm, part)}"
        points: tuple[str, ...] = ()
        joint = "and"
        if parts.pointed is not None:
            item = pushed(parts.pointed.formula)
            assert takes_points(item)
            joint, points = self.parts(item)[0], self.conditions(inside, item)
            text = self.opens(f"{text}, {self._opening(norm, parts.pointed, joint)}")
        else:
            text += "."
        said = self.capital(self.typeset(text))
        return Told(said, tuple(map(self.typeset, points)), self._returning(scope, norm), joint)

    def _opening(self, norm: Norm, part: Condition, joint: str) -> str:
        all_of = "toutes les conditions suivantes sont réunies"
        one_of = "l’une des conditions suivantes est remplie"
        return _after(_conjunction(norm, part), all_of if joint == "and" else one_of)

    def _lead(self, scope: Scope, parts: Sequence[Condition]) -> str:
        said: list[str] = []
        for part in parts:
            word = _conjunction(None, part) if part.leading else "lorsque"
            told = self.formula(scope, part.formula, word)
            said.append(f"et {told}" if said else told)
            scope = scope.knowing(*agents(part.formula))
        return " ".join(said)

    def _trailing(self, scope: Scope, norm: Norm, part: Condition) -> str:
        return self.formula(scope, part.formula, _conjunction(norm, part))

    def _subject(self, scope: Scope, norm: Norm, parts: Parts) -> tuple[str, Noun]:
        """Return the subject with what describes it, and the noun that the verb agrees with."""
        noun = self.member(norm.bearer)
        described = bool(parts.in_subject or parts.excluded)
        is_class = names_a_class(self.draft, norm)
        if parts.lead_meets_bearer and not described:
            return (noun.le if parts.lead_meets_other and is_class else noun.il), noun
        none = nobody(self.draft, norm, parts)
        if not is_class:
            said = noun.le
            if holders := holders_of(self.draft, norm):
                holder = self.member(holders)
                if none:
                    said = f"{_none(noun)} d’{holder.un}"
                else:
                    said = f"{noun.le} de chaque {holder.words}"
        elif none:
            said = _none(noun)
        else:
            determiner = norm.determiner.lower()
            if norm.modality is Modality.PERMISSION and determiner in {"a", "an", ""}:
                determiner = "any"
            said = _determined(determiner, noun, parts)
        if parts.excluded:
            other = self.member(parts.excluded)
            which = other.un if parts.excluded in self.draft.classes else other.le
            return f"{said} autre {que(which)}", noun
        if parts.in_subject:
            whole = parts.in_subject[0] if len(parts.in_subject) == 1 else And(parts.in_subject)
            said = f"{said} {self.relative(scope, whole, BEARER, noun)}"
        return said, noun

    def _content(self, scope: Scope, norm: Norm, noun: Noun, parts: Parts) -> tuple[str, str]:
        """Return the verb with all that it governs, and the limits of time that are better said at
        the head of the sentence."""
        content = norm.content
        during = norm.modality is Modality.PROHIBITION or isinstance(content, Keep)
        limits = self.window(scope, norm.window, norm.trigger, during)
        infinitive = norm.modality in (Modality.PERMISSION, Modality.EXEMPTION)
        form = "" if infinitive else "present plural" if noun.plural else "present"
        early = ""
        match content:
            case DoAct(act, bounds, other, accepting):
                if other is not None and parts.lead_meets_other and not other.where:
                    other = replace(other, article="the")
                measured = any(isinstance(bound, NumberBound) for bound in bounds)
                optional = any(isinstance(bound, ChoiceBound) for bound in bounds)
                if measured and limits and not optional:
                    early, limits = limits, ""
                said = self.act(scope, act, bounds, other, accepting, form, limits)
            case Keep(quantity, bounds):
                keep = "maintenir" if not form else "maintiennent" if noun.plural else "maintient"
                own = self.named(quantity).son
                if noun.plural:
                    own = re.sub("^(son|sa) ", "leur ", re.sub("^ses ", "leurs ", own))
                said = f"{keep} {own} {self._kept(scope, bounds)}"
                said = f"{said}, {limits}" if limits else said
            case HasCompetence(matter, kind):
                have = "avoir" if not form else "ont" if noun.plural else "a"
                what = f"compétence {_KINDS[kind]} en ce qui concerne {self.named(matter).le}"
                said = f"{have} {what} {limits}".strip()
        return self._modal(norm, noun, said, parts), early

    def _modal(self, norm: Norm, noun: Noun, said: str, parts: Parts) -> str:
        none = nobody(self.draft, norm, parts)
        match norm.modality:
            case Modality.PROHIBITION:
                return ne(said) if none else negated(said)
            case Modality.PERMISSION:
                return f"{'peuvent' if noun.plural else 'peut'} {said}"
            case Modality.EXEMPTION:
                are = "ne sont pas" if noun.plural else "n’est pas"
                bound = noun.agreed("tenu")
                return f"{are} {bound} {self._fused('de', said)}"
        return said

    def _kept(self, scope: Scope, bounds: Sequence[tuple[Op, Term]]) -> str:
        limits = dict(bounds)
        if len(bounds) == 2 and set(limits) == {Op.GE, Op.LE}:
            low, high = self.said(scope, limits[Op.GE]), self.said(scope, limits[Op.LE])
            return f"entre {low} et {high}"
        return series([self._limited(scope, op, value) for op, value in bounds])

    def _limited(self, scope: Scope, op: Op, value: Term) -> str:
        to = self.said(scope, value, "à")
        match op:
            case Op.LE:
                return f"{to} au plus"
            case Op.GE:
                return f"{to} au moins"
            case Op.LT:
                return f"au-dessous {self.said(scope, value, 'de')}"
            case Op.GT:
                return f"au-dessus {self.said(scope, value, 'de')}"
            case Op.EQ:
                return to
            case Op.NE:
                return f"à un niveau différent {self.said(scope, value, 'de')}"

    def _returning(self, scope: Scope, norm: Norm) -> tuple[str, ...]:
        if not isinstance(norm.content, HasCompetence) or norm.content.returns is None:
            return ()
        when = self.formula(scope, norm.content.returns, "lorsque")
        return (self.typeset(f"Cette compétence revient au niveau inférieur {when}."),)


def _met(norm: Norm) -> tuple[Agent, ...]:
    met = isinstance(norm.content, DoAct) and norm.content.other is not None
    return (BEARER, OTHER) if met else (BEARER,)


def _conjunction(norm: Norm | None, part: Condition) -> str:
    if norm is not None and part.word == "if" and norm.modality is Modality.COMPETENCE:
        return "lorsque"
    words = {"if": "si", "when": "lorsque", "where": "lorsque", "unless": "sauf si",
             "provided that": "seulement si"}  # fmt: skip
    return words.get(part.word, "lorsque")


def _after(word: str, told: str) -> str:
    """Return what is told after a conjunction: "lorsqu’une", "s’il", "sauf si"."""
    if word in {"lorsque", "que"}:
        return que(told, word)
    if word.endswith("si"):
        return f"{word[:-2]}{si(told)}"
    return told


def _none(noun: Noun) -> str:
    return f"{'aucune' if noun.feminine else 'aucun'} {noun.words}"


def _determined(determiner: str, noun: Noun, parts: Parts) -> str:
    if parts.lead_meets_bearer:
        return f"cette {noun.words}" if noun.feminine else f"ce {noun.words}"
    if determiner in {"each", "every"}:
        return f"chaque {noun.words}"
    if determiner == "any":
        return f"{'toute' if noun.feminine else 'tout'} {noun.words}"
    if determiner == "no":
        return _none(noun)
    if determiner == "the" and not parts.lead:
        return noun.le
    return noun.un


def _spaced(*words: str) -> str:
    return re.sub(" +,", ",", " ".join(word for word in words if word))
