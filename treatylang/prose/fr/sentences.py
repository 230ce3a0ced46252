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
    ChoiceBound,
    Compare,
    Did,
    FactHolds,
    Formula,
    Happened,
    Not,
    Number,
    NumberBound,
    Op,
    Party,
    QuantityOf,
    Term,
)
from treatylang.prose.fr.nouns import Noun, ne, negated, que, series, si
from treatylang.prose.fr.times import Times
from treatylang.prose.plan import Parts, holders_of, names_a_class, nobody
from treatylang.prose.scope import Scope
from treatylang.prose.structure import agents, is_list

_SPLIT = re.compile(r"\s*(?:\.\.\.|…)\s*")
"""Where an act's words leave room for its circumstances: "procéder ... à un entraînement"."""
_IT = re.compile(r"(?:\b(de|à) )?\{it\}")
_OF_IT = re.compile(r"\b(le |la |les |l’)([^{},]+?) de \{it\}")
_OWN = {"le ": "son ", "la ": "sa ", "les ": "ses ", "l’": "son "}
_HEADS = {
    "notwithstanding": ("nonobstant", ""),
    "subject to": ("sous réserve", "de"),
    "without prejudice to": ("sans préjudice", "de"),
    "except as provided in": ("sauf dans les cas prévus", "à"),
}
_KINDS = {"exclusive": "exclusive", "shared": "partagée", "supporting": "d’appui"}
_VERBS = {"suspend": "suspendre", "resume": "reprendre", "terminate": "mettre fin à"}
_PRESENT = {"suspend": "suspend", "resume": "reprend", "terminate": "met fin à"}
_CONJUNCTIONS = {"if": "si", "when": "lorsque", "where": "lorsque", "unless": "sauf si",
                 "provided that": "seulement si"}  # fmt: skip
_DONE = {"suspend": "suspendu", "resume": "repris", "terminate": "éteint"}


class Sentences(Times):
    """The sentences of a draft in French."""

    when = "lorsque"

    # --- statements -------------------------------------------------------------------------------

    def after(self, word: str, told: str) -> str:
        """Return what is told after a conjunction: "lorsqu’une", "s’il", "sauf si"."""
        if word in {"lorsque", "que"}:
            return que(told, word)
        return f"{word[:-2]}{si(told)}" if word.endswith("si") else told

    def again(self, word: str) -> str:
        return "que" if word == "lorsque" else word

    def either(self, parts: Sequence[str]) -> str:
        return ", ".join(f"soit {words}" for words in parts)

    def both(self, parts: Sequence[str]) -> str:
        return f"à la fois {series(parts)}"

    def fact(self, scope: Scope, name: str, of: Agent | None, denied: bool) -> str:
        words = self._fact(name, denied, of is not None and self._many(scope, of))
        if of is None:
            return words
        if _IT.search(words):
            return self._with(scope, words, of)
        return f"{self.subject(scope, of)} {words}".strip()

    def _fact(self, name: str, denied: bool, many: bool = False) -> str:
        entry = self.entry("fact", name)
        words = self.typeset(self.form(entry, "negative") if denied else entry.words)
        if not many or _IT.search(words):
            return words
        return self.typeset(self.form(entry, "negative plural" if denied else "plural"))

    def choice(self, scope: Scope, act: str, how: str) -> str:
        return f"{self.case(act).le} a lieu {how}"

    def membership(self, scope: Scope, agent: Agent, name: str, denied: bool) -> str:
        noun = self.member(name)
        are = "sont" if self._many(scope, agent) else "est"
        which = noun.un if name in self.draft.classes else noun.le
        said = negated(f"{are} {which}") if denied else f"{are} {which}"
        return f"{self.subject(scope, agent)} {said}".strip()

    def deed(self, scope: Scope, item: Did, denied: bool) -> str:
        said = self.did(scope, item, denied)
        return f"{self.subject(scope, item.agent)} {negated(said) if denied else said}".strip()

    def breach(self, scope: Scope, agent: Agent, norms: Sequence[str], denied: bool) -> str:
        subject, have = self.subject(scope, agent), "ont" if self._many(scope, agent) else "a"
        if denied and len(norms) > 1:
            each = " ".join(f"ni {self.refer_norms(scope.here, [norm])}" for norm in norms)
            return f"{subject} n’{have} violé {each}".strip()
        what = self.refer_norms(scope.here, norms, word="ou")
        return f"{subject} {f'n’{have} pas' if denied else have} violé {what}".strip()

    def _many(self, scope: Scope, agent: Agent) -> bool:
        return self.agent(scope, agent).plural

    def _with(self, scope: Scope, words: str, agent: Agent) -> str:
        """Name the agent where the words of its fact say {it}."""

        def named(found: re.Match[str]) -> str:
            if found[1] == "de":
                return self.of(scope, agent)
            return f"{found[1] or ''} {self.subject(scope, agent)}".strip()

        if agent == BEARER and agent.name in scope.known:
            words = _OF_IT.sub(lambda found: _OWN[found[1]] + found[2], words)
        return _IT.sub(named, words)

    def exercised(self, scope: Scope, power: Power, denied: bool) -> str:
        noun = self._cited(scope.here, *self.targets(scope.here, [power.target])[0], False)
        have = "ont été" if noun.plural else "a été"
        said = f"{have} {noun.agreed(_DONE[power.verb])}"
        return f"{noun.le} {negated(said) if denied else said}"

    def happened(self, scope: Scope, event: str, of: Agent | None, denied: bool) -> str:
        said = "a eu lieu"
        if event in self.draft.events:
            said = self.typeset(self.form(self.entry("event", event), "occurred"))
        return f"{self.event(scope, event, of).le} {negated(said) if denied else said}"

    # --- comparisons ------------------------------------------------------------------------------

    def comparison(self, scope: Scope, left: Term, op: Op, right: Term) -> str:
        if isinstance(left, QuantityOf) and left.of is not None:
            noun = self.named(left.name)
            subject = self.whose(scope, left.of, noun)
            return f"{subject} {self.compared(scope.knowing(left.of), noun, op, right)}"
        found = self.term(scope, left)
        noun = Noun(found, bare=True) if isinstance(found, str) else found
        return f"{noun.le} {self.compared(scope, noun, op, right)}"

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
            else f"pour {self._lequel(noun)} {self.nested(inside, part)}"
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
        words = self._fact(inner.name, inner is not item) if isinstance(inner, FactHolds) else ""
        if about and (owned := _OF_IT.match(words)):
            return f"dont {owned[1]}{owned[2]}{words[owned.end() :]}"
        if about and not _IT.search(words):
            return f"qui {self.told(scope.within(agent), item)}"
        return f"pour {self._lequel(noun)} {self.told(scope, item)}"

    def _lequel(self, noun: Noun) -> str:
        if noun.plural:
            return "lesquelles" if noun.feminine else "lesquels"
        return "laquelle" if noun.feminine else "lequel"

    # --- acts -------------------------------------------------------------------------------------

    def did(self, scope: Scope, item: Did, denied: bool = False) -> str:
        """Return what an agent has done, to be ``denied`` or not: "a procédé à un entraînement dont
        ..."."""
        other = item.other
        if item.agent == OTHER and other is not None and other.article == "the":
            other = replace(other, article="@bearer")
        form = "past"
        said = self.act(scope, item.act, item.bounds, other, item.accepting, form, "", denied)
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
        denied: bool = False,
    ) -> str:
        """Return an act with its bounds, its other side and its limits of time. ``form`` is that of
        the verb: "" (infinitive), "present", "present plural" or "past". ``denied``: a negation
        will stand at it, after which "des" is "de"."""
        act = self.draft.acts[name]
        head, rest, towards = self._verb(scope, act, accepting, form)
        if denied and act.name not in self.draft.powers:
            entry = self.entry("act", act.accept if accepting else act.name)
            rest = self.typeset(entry.forms.get("denied", rest))
        asides = self.manners(act, bounds)
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

    def _measure(self, scope: Scope, act: Act, bounds: Sequence[Bound]) -> str:
        """Return "dont la puissance de calcul excède X mais n’excède pas Y"."""
        said = []
        for attribute, own in self.measures(bounds):
            noun = self.noun(self.entry("attribute", f"{act.name}.{attribute}"))
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
        name, alike = self.other_side(scope, side, act, accepting)
        noun = self.member(name) if name else Noun("Partie", feminine=True)
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

    def head(self, here: str, name: str, targets: Sequence[str]) -> str:
        word, preposition = _HEADS[name]
        return f"{word} {self.refer(here, targets, preposition)}"

    def conjunction(self, norm: Norm | None, part: Condition) -> str:
        if norm is None and not part.leading:
            return "lorsque"
        if norm is not None and part.word == "if" and norm.modality is Modality.COMPETENCE:
            return "lorsque"
        return _CONJUNCTIONS.get(part.word, "lorsque")

    def ordered(self, begin: str, lead: str, main: str, trailing: Sequence[str]) -> str:
        return ", ".join(part for part in (begin, lead, main, *trailing) if part)

    def introduced(self, text: str, word: str, joint: str) -> str:
        all_of = "toutes les conditions suivantes sont réunies"
        one_of = "l’une des conditions suivantes est remplie"
        return f"{text}, {self.after(word, all_of if joint == 'and' else one_of)}"

    def main(self, scope: Scope, norm: Norm, parts: Parts) -> str:
        subject, noun = self._subject(scope, norm, parts)
        content, window = self._content(scope.knowing(BEARER), norm, noun, parts)
        said = f"{subject} {content}"
        return f"{window}, {said}" if window else said

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
                denied = norm.modality is Modality.PROHIBITION
                said = self.act(scope, act, bounds, other, accepting, form, limits, denied)
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
