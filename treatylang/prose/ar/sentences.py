"""Arabic sentences: what formulas, acts and norms say."""

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
    Op,
    Party,
    Term,
)
from treatylang.prose.ar.nouns import GEN, Noun, joined, series
from treatylang.prose.ar.times import Times
from treatylang.prose.ar.words import PARTY, POWERS
from treatylang.prose.plan import Parts, holders_of, names_a_class, nobody
from treatylang.prose.scope import Scope
from treatylang.prose.structure import agents

_HEADS = {
    "notwithstanding": "بالرغم من أحكام",
    "subject to": "رهنا بأحكام",
    "without prejudice to": "دون المساس بأحكام",
    "except as provided in": "باستثناء ما تنص عليه",
}
_KINDS = {"exclusive": "حصري", "shared": "مشترك", "supporting": "داعم"}
_VERBS = {
    "suspend": ("وقف", "أوقف", "أوقفت"), "resume": ("ستأنف", "استأنف", "استأنفت"),
    "terminate": ("نهي", "أنهى", "أنهت"),
}  # fmt: skip
"""Of each power the present without the letter of its person, and the past of both genders."""
_CONJUNCTIONS = {
    "if": "إذا", "when": "متى", "where": "إذا", "unless": "إلا إذا",
    "provided that": "وذلك فقط إذا",
}  # fmt: skip


class Sentences(Times):
    """The sentences of a draft in Arabic. A statement is told in the past, as it stands after
    "إذا"; within a relative clause it describes the noun before it."""

    when = "متى"

    # --- statements -------------------------------------------------------------------------------

    def fact(self, scope: Scope, name: str, of: Agent | None, denied: bool) -> str:
        entry = self.entry("fact", name)
        feminine = of is not None and bool(self.agent(scope, of).agreed("", "feminine"))
        form = " ".join(word for word in ("negative" * denied, "feminine" * feminine) if word)
        if feminine and form not in entry.forms and "{it}" in entry.words:
            form = "negative" if denied else ""
        words = self.typeset(self.form(entry, form) if form else entry.words)
        if of is None:
            return words
        who = self.who(scope, of)
        if "{it}" in words:
            its = self.agent(scope, of).its
            return words.replace("{it}", who) if who else words.replace(" {it}", its)
        if of.name == scope.relative:
            return words
        return f"{self.agent(scope, of).agreed('كان', 'كانت')} {who} {words}"

    def comparison(self, scope: Scope, left: Term, op: Op, right: Term) -> str:
        noun = self.term(scope, left)
        inside = scope.knowing(*agents(Compare(left, op, left)))
        verb, value = self.compared(noun, op, self.term(inside, right))
        if scope.relative:
            return f"{verb} {noun} {value}"
        return f"{noun.agreed('كان', 'كانت')} {noun} {verb} {value}"

    def choice(self, scope: Scope, act: str, how: str) -> str:
        noun = self.case(act)
        return f"{noun.agreed('كان', 'كانت')} {noun} {self.typeset(how)}"

    def membership(self, scope: Scope, agent: Agent, name: str, denied: bool) -> str:
        noun, is_class = self.agent(scope, agent), name in self.draft.classes
        them = self.member(name, plural=is_class).said(GEN)
        one = f"من {them}" if is_class else noun.agreed("هو", "هي") + f" {them}"
        if agent.name == scope.relative:
            return f"{noun.agreed('ليس', 'ليست')} {one}" if denied else one
        was = noun.agreed("كان", "كانت")
        if denied:
            was = f"لم {noun.agreed('يكن', 'تكن')}"
        return f"{was} {self.who(scope, agent)} {one}"

    def deed(self, scope: Scope, item: Did, denied: bool) -> str:
        other = item.other
        if item.agent == OTHER and other is not None and other.article == "the":
            other = replace(other, article="@bearer")
        who = self.agent(scope, item.agent)
        form = "jussive" if denied else "past"
        head, rest, towards = self._verb(
            scope, self.draft.acts[item.act], item.accepting, form, who
        )
        verb = f"لم {head}" if denied else head
        said = self.act(scope, item.act, item.bounds, other, rest, towards, item.accepting)
        return _spaced(verb, self.who(scope, item.agent), said)

    def breach(self, scope: Scope, agent: Agent, norms: Sequence[str], denied: bool) -> str:
        noun, who = self.agent(scope, agent), self.who(scope, agent)
        if denied:
            each = " ولا ".join(self.refer_norms(scope.here, [norm], "ب") for norm in norms)
            return _spaced("لم", noun.agreed("يخل", "تخل"), who, each)
        what = self.refer_norms(scope.here, norms, "ب", "أو")
        return _spaced(noun.agreed("أخل", "أخلت"), who, what)

    def exercised(self, scope: Scope, power: Power, denied: bool) -> str:
        target = self.refer(scope.here, [power.target], GEN, "ب")
        return f"{'لم يتم' if denied else 'تم'} {POWERS[power.verb]} العمل {target}"

    def happened(self, scope: Scope, event: str, of: Agent | None, denied: bool) -> str:
        noun = str(self.event(scope, event, of))
        if event not in self.draft.events:
            return (
                f"لم يبدأ{noun.removeprefix('بدء')}" if denied else f"بدأ{noun.removeprefix('بدء')}"
            )
        form = "negative" if denied else "occurred"
        return f"{self.typeset(self.form(self.entry('event', event), form))} {noun}"

    def either(self, parts: Sequence[str]) -> str:
        return series([f"إما {words}" for words in parts])

    def both(self, parts: Sequence[str]) -> str:
        return f"{series(parts)} معا"

    def conditions(self, scope: Scope, item: Formula) -> tuple[str, ...]:
        """Return the parts of a formula as points, each a case of its own."""
        return tuple(f"إذا {words}" for words in super().conditions(scope, item))

    def relative(self, scope: Scope, item: Formula, agent: Agent, definite: bool = False) -> str:
        """Return what a formula says of an agent, to stand after its noun: "أجرى تدريبا"; after a
        definite one "الذي أجرى تدريبا"."""
        noun = self.agent(scope, agent)
        which = noun.agreed("الذي", "التي")
        joint, parts = self.parts(item)
        inside = scope.within(agent)
        said = []
        for part in parts:
            told = self.formula(inside, part)
            if agent not in agents(part):
                told = f"{told} فيما يتعلق ب{noun.its}"
            said.append(f"{which} {told}" if definite else told)
        return self.listed(said, joint)

    # --- acts -------------------------------------------------------------------------------------

    def act(
        self,
        scope: Scope,
        name: str,
        bounds: Sequence[Bound],
        other: Party | None,
        rest: str,
        towards: str,
        accepting: bool = False,
    ) -> str:
        """Return what stands behind the verb of an act: its circumstances, its other side, and its
        thing (``rest``) with what it measures."""
        act = self.draft.acts[name]
        asides = self.manners(act, bounds)
        side = self._side(scope, other, act, accepting, towards) if other is not None else ""
        measure = self._measure(scope, act, bounds)
        if measure:
            # What stands behind the measure would be read as part of it.
            return _spaced(*asides, side, rest, measure)
        long = other is not None and other.where
        return _spaced(rest, *([*asides, side] if long else [side, *asides]))

    def _verb(
        self, scope: Scope, act: Act, accepting: bool, form: str, who: Noun
    ) -> tuple[str, str, str]:
        """Return the verb of an act ("" for the present after "أن", "past" or "jussive"), its
        thing, and the preposition of its other side."""
        power = self.draft.powers.get(act.name)
        if power is not None:
            stem, past, past_feminine = _VERBS[power.verb]
            verb = f"{who.agreed('ي', 'ت')}{stem}"
            if form == "past":
                verb = who.agreed(past, past_feminine)
            elif form == "jussive":
                verb = verb.removesuffix("ي")
            return verb, f"العمل {self.refer(scope.here, [power.target], GEN, 'ب')}", ""
        entry = self.entry("act", act.accept if accepting else act.name)
        head, rest = self.split(self.typeset(entry.words))
        if form or who.agreed("", "feminine"):
            name = f"{form or 'present'} {who.agreed('', 'feminine')}".strip()
            head = self.typeset(self.form(entry, name))
        return head, rest, entry.forms.get("towards", "من" if accepting else "إلى")

    def _measure(self, scope: Scope, act: Act, bounds: Sequence[Bound]) -> str:
        """Return "بقدرة حاسوبية تتجاوز X ولا تتجاوز Y"."""
        said = []
        for attribute, own in self.measures(bounds):
            noun = self.noun(self.entry("attribute", f"{act.name}.{attribute}"))
            told = [self.compared(noun, b.op, self.term(scope, b.term)) for b in own]
            limits = series([" ".join(parts) for parts in told])
            said.append(f"{joined('ب', noun.bare(GEN), definite=False)} {limits}")
        return series(said)

    def _side(self, scope: Scope, side: Party, act: Act, accepting: bool, preposition: str) -> str:
        """Return the other side of an act with its preposition: "إلى طرف آخر"."""
        draft = self.draft
        if side.name in draft.states or side.name in draft.organs:
            return self.member(side.name).after(preposition)
        if side.article == "@bearer":
            return joined(preposition, self.who(scope.knowing(BEARER, OTHER), BEARER))
        name, alike = self.other_side(scope, side, act, accepting)
        noun = self.member(name) if name else PARTY
        article = side.article.lower()
        if article == "the":
            known = OTHER.name in scope.known
            said = self.who(scope, OTHER) if known else f"{noun} الآخر" if alike else str(noun)
            said = joined(preposition, said)
        else:
            word = {"any": "أي ", "each": "كل ", "every": "كل "}.get(article, "")
            another = f" {noun.agreed('آخر', 'أخرى')}" if alike else ""
            said = joined(preposition, f"{word}{noun.bare(GEN)}{another}", definite=False)
        if side.where:
            where = side.where[0] if len(side.where) == 1 else And(side.where)
            inside = replace(scope, other=name)
            said = f"{said} {self.relative(inside, where, OTHER, article == 'the')}"
        return said

    # --- norms ------------------------------------------------------------------------------------

    def head(self, here: str, name: str, targets: Sequence[str]) -> str:
        return f"{_HEADS[name]} {self.refer(here, targets)}"

    def conjunction(self, norm: Norm | None, part: Condition) -> str:
        return _CONJUNCTIONS.get(part.word, "إذا")

    def ordered(self, begin: str, lead: str, main: str, trailing: Sequence[str]) -> str:
        main = f"ف{main}" if lead else main
        return "، ".join(part for part in (begin, lead, main, *trailing) if part)

    def introduced(self, text: str, word: str, joint: str) -> str:
        before = word.removesuffix("إذا").removesuffix("متى").strip()
        which = "عند اجتماع كل الحالات التالية" if joint == "and" else "في أي من الحالات التالية"
        return f"{text}، {_spaced(before, which)}"

    def main(self, scope: Scope, norm: Norm, parts: Parts) -> str:
        inside = scope.knowing(BEARER)
        during = norm.modality is Modality.PROHIBITION or isinstance(norm.content, Keep)
        limits = self.window(inside, norm.window, norm.trigger, during)
        # Behind the verb a time could belong to what the verb governs.
        apart = f"، {limits}،" if limits else ""
        noun = self.member(norm.bearer)
        before = {
            Modality.DUTY: ("", "على"), Modality.PROHIBITION: ("لا يجوز", "ل"),
            Modality.PERMISSION: ("يجوز", "ل"), Modality.EXEMPTION: ("لا يتعين", "على"),
            Modality.COMPETENCE: ("", "ل"),
        }  # fmt: skip
        verb, preposition = before[norm.modality]
        subject = self._subject(scope, norm, parts, preposition)
        if isinstance(norm.content, HasCompetence):
            matter = self.named(norm.content.matter).after("ب")
            what = f"اختصاص {_KINDS[norm.content.kind]} فيما يتعلق {matter}"
            return _spaced(verb, f"{subject}{apart}", what)
        return _spaced(verb, f"{subject}{apart}", "أن", self._content(inside, norm, noun, parts))

    def _subject(self, scope: Scope, norm: Norm, parts: Parts, preposition: str) -> str:
        """Return the subject with what describes it, after its preposition: "على كل طرف"."""
        noun = self.member(norm.bearer)
        described = bool(parts.in_subject or parts.excluded)
        is_class = names_a_class(self.draft, norm)
        if parts.lead_meets_bearer and not described:
            if parts.lead_meets_other and is_class:
                return noun.after(preposition)
            return f"{'علي' if preposition == 'على' else preposition}{noun.its}"
        none = nobody(self.draft, norm, parts)
        word = _determiner(norm, parts, none) if is_class else ""
        definite = not word
        if word == "ذلك":
            said, definite = joined(preposition, noun.that), True
        elif word:
            said = joined(preposition, f"{word} {noun.bare(GEN)}", definite=False)
        elif holders := holders_of(self.draft, norm):
            holder = self.member(holders).bare(GEN)
            if none:
                said = joined(preposition, f"أي {noun.bare(GEN)} لأي {holder}", definite=False)
            else:
                said = f"{noun.after(preposition)} لكل {holder}"
        else:
            said = noun.after(preposition)
        if parts.excluded:
            out = parts.excluded in self.draft.classes
            return f"{said} من غير {self.member(parts.excluded, plural=out).said(GEN)}"
        if parts.in_subject:
            whole = parts.in_subject[0] if len(parts.in_subject) == 1 else And(parts.in_subject)
            said = f"{said} {self.relative(scope, whole, BEARER, definite)}"
        return said

    def _content(self, scope: Scope, norm: Norm, noun: Noun, parts: Parts) -> str:
        """Return the verb after "أن" with all that it governs."""
        content = norm.content
        if isinstance(content, Keep):
            quantity = self.named(content.quantity)
            level = Noun(lambda case: "مستوى", lambda case: "مستوى")
            limits = [
                " ".join(self.compared(level, op, self.term(scope, value)))
                for op, value in content.bounds
            ]
            own = quantity.held(noun.its)
            return f"{noun.agreed('يبقي', 'تبقي')} {own} عند مستوى {series(limits)}"
        assert isinstance(content, DoAct)
        other = content.other
        if other is not None and parts.lead_meets_other and not other.where:
            other = replace(other, article="the")
        act = self.draft.acts[content.act]
        head, rest, towards = self._verb(scope, act, content.accepting, "", noun)
        said = self.act(scope, content.act, content.bounds, other, rest, towards, content.accepting)
        return _spaced(head, said)


def _determiner(norm: Norm, parts: Parts, none: bool) -> str:
    determiner = norm.determiner.lower()
    if parts.lead_meets_bearer:
        return "ذلك"
    if none or determiner in {"any", "a", "an", ""}:
        return "أي"
    return "كل" if determiner in {"each", "every"} else ""


def _spaced(*words: str) -> str:
    return " ".join(word for word in words if word).replace(" ،", "،")
