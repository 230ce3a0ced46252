"""How bodies decide and what frames a treaty, for languages in which nouns have cases or, as in
Spanish, prepositions that are fused with their articles.

Templates are given nouns; which case one stands in is for the language's own ``institutions.j2``
and ``document.j2`` to say. Here is what they are given, which is the same in every language.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Generic, Protocol, Self, TypeVar

from treatylang.model.draft import (
    AgentClass,
    Article,
    Clause,
    Instrument,
    Matter,
    Survival,
    UnitName,
)
from treatylang.model.draft import Part as Heading
from treatylang.model.formula import BEARER, Bound, Duration, Formula
from treatylang.model.institutions import (
    Amendment,
    Body,
    Decision,
    EntryIntoForce,
    Final,
    Method,
    Otherwise,
    Part,
    Procedure,
    Requirement,
    Stage,
    Vote,
    Weights,
    Withdrawal,
)
from treatylang.model.lexicon import Entry, is_worded, quoted_verifiers, worded_decisions
from treatylang.model.units import Unit
from treatylang.prose import cldr
from treatylang.prose.language import Definition, Told
from treatylang.prose.numbers import in_bases
from treatylang.prose.scope import Scope
from treatylang.prose.structure import is_bilateral, takes_points
from treatylang.prose.teller import Teller

METHODS = {
    Method.LARGEST_REMAINDER: "largest", Method.WEBSTER: "webster", Method.JEFFERSON: "jefferson",
    Method.ADAMS: "adams", Method.HILL: "hill", Method.NEAREST: "nearest", Method.DOWN: "down",
}  # fmt: skip
"""By which a template knows how votes are rounded."""


class Nominal(Protocol):
    """A noun phrase of a language with cases."""

    @property
    def plural(self) -> bool: ...

    def said(self, case: str) -> str:
        """Return it in a case."""

    def tailed(self, words: str) -> Self:
        """Return it with words after it."""


N = TypeVar("N", bound=Nominal)


class Deciding(Teller, Generic[N]):
    """How bodies decide, and the frame of a document."""

    # --- what the language gives ------------------------------------------------------------------

    @abstractmethod
    def member(self, name: str, plural: bool = False) -> N: ...

    @abstractmethod
    def members(self, body: Body, name: str | None = None, plural: bool = True) -> N:
        """Return the members of a body (of a class in it) as a noun; or one of them."""

    @abstractmethod
    def named(self, name: str) -> N: ...

    @abstractmethod
    def noun_of(self, entry: Entry) -> N: ...

    @abstractmethod
    def case(self, act: str) -> N: ...

    @abstractmethod
    def kind(self, here: str) -> N: ...

    @abstractmethod
    def treaty(self, here: str, name: str) -> N: ...

    @abstractmethod
    def division_noun(self, article: Article | None) -> N:
        """Return "статья", "приложение"; of None "пункт"."""

    @abstractmethod
    def present(self, noun: N) -> N: ...

    @abstractmethod
    def cited_as(self, here: str, names: Sequence[str]) -> Sequence[N]: ...

    @abstractmethod
    def duration(self, span: Duration) -> N: ...

    @abstractmethod
    def calendar(self, day: date) -> str: ...

    @abstractmethod
    def amount(self, value: Fraction, unit: Unit) -> N: ...

    @abstractmethod
    def votes(self, count: Fraction) -> N:
        """Return "четыре голоса"."""

    @abstractmethod
    def portion(self, value: Fraction) -> N: ...

    @abstractmethod
    def number(self, value: Fraction) -> str: ...

    @abstractmethod
    def day_number(self, count: int) -> N:
        """Return "девяностый день"."""

    @abstractmethod
    def summand(self, part: Part, one: N) -> N:
        """Return what a member's weight has of one quantity, as ``one`` of the members has it."""

    @abstractmethod
    def total(self, added: Sequence[N], taken: Sequence[N]) -> N: ...

    @abstractmethod
    def rule(self, body: Body, rule: Requirement, how: str, after: list[str]) -> str:
        """Return a rule: ``how`` "by" it a decision is made, it is what is "needed", or those whose
        "consent" is. ``after`` takes the sentences that it needs beside its words."""

    @abstractmethod
    def infinitive(self, scope: Scope, act: str, bounds: Sequence[Bound] = ()) -> str:
        """Return an act as what is decided on."""

    @abstractmethod
    def quoted(self, words: str) -> str: ...

    @abstractmethod
    def described(self, scope: Scope, noun: N, item: Formula) -> str:
        """Return a class as what a definition says it is: "Сторону, запас которой ..."."""

    # --- final clauses ----------------------------------------------------------------------------

    def told_by(self, name: str, *parts: object) -> str:
        """Return a sentence of the templates on decisions, as it is printed."""
        return self.finished(self.final_passage(name, *parts))

    def final(self, clause: Clause, item: Final) -> Told:
        match item:
            case EntryIntoForce():
                return self._entry(clause.id, item)
            case Withdrawal(who, notice, _, _):
                treaty = self.treaty(clause.id, self.instrument(clause.id))
                noun, is_class = self.member(who), who in self.draft.classes
                span = self.duration(notice)
                return Told(self.told_by("withdrawal", noun, is_class, treaty, span))
            case Amendment():
                return self._amendment(clause.id, item)
            case Decision():
                return self._decision(clause, item)

    def _entry(self, here: str, item: EntryIntoForce) -> Told:
        after: list[str] = []
        who = self.rule(self.draft.institutions.bodies[item.body], item.rule, "consent", after)
        wait = self.duration(item.after) if item.after.count else None
        on = self.day_number(item.after.count) if item.on_the_day else None
        before = self.calendar(item.not_before) if item.not_before else ""
        treaty = self.treaty(here, item.instrument)
        return Told(self.told_by("entry", treaty, wait, on, who, before), after=tuple(after))

    def _amendment(self, here: str, item: Amendment) -> Told:
        what = self.cited_as(here, item.targets or [self.instrument(here)])
        if item.never:
            return Told(self.told_by("amendment_never", what))
        how, points, after = self._manner(item.vote) if item.vote else ("", (), ())
        sentences = list(after)
        body = self.draft.institutions.bodies[item.body]
        by = ""
        if item.accepted is not None:
            by = self.rule(body, item.accepted, "consent", sentences)
        wait = self.duration(item.after) if item.after.count else None
        everybody = self.members(body) if item.body in self.draft.classes else None
        organ = self._adopter(item.vote) if item.vote else None
        apart = bool(points and by)  # the points end the sentence
        text = self.told_by(
            "amendment", what, organ, how, "" if apart else by, everybody, item.all, wait,
            bool(points),
        )  # fmt: skip
        if apart:
            such = self.told_by("amendment", (), None, "", by, everybody, item.all, wait, False)
            sentences.append(such)
        return Told(text, points, tuple(sentences))

    def _adopter(self, name: str) -> N | None:
        known = self.draft.institutions
        found = known.votes.get(name) or known.procedures[name]
        return self.member(found.body) if found.body in self.draft.organs else None

    def _decision(self, clause: Clause, item: Decision) -> Told:
        how, points, after = self._manner(item.vote)
        draft, infinitive, on = self.draft, "", None
        words = ""
        if item.subject in draft.acts:
            infinitive = self.infinitive(Scope(clause.id), item.subject)
        elif item.subject in draft.matters:
            on = self.named(item.subject)
        elif is_worded(draft, item):
            position = worded_decisions(draft, clause.id).index(item.subject) + 1
            words = self.typeset(self.entry("decision", clause.id, position).words)
        name = "decision_power" if item.may else "decision"
        text = self.told_by(
            name, self._decider(item.organ), infinitive, on, words, how, bool(points)
        )
        return Told(text, points, after)

    def _decider(self, name: str) -> N:
        return self.member(name, plural=name in self.draft.classes)

    def _manner(self, name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Return how a vote decides; or the points of a procedure, and what follows them."""
        known = self.draft.institutions
        after: list[str] = []
        if name in known.votes:
            return self.carried(known.votes[name], "by", after), (), tuple(after)
        return "", *self._stages(known.procedures[name])

    def carried(self, vote: Vote, how: str, after: list[str]) -> str:
        """Return what a vote asks for, and what is said of those who take no part."""
        said = self.rule(self.draft.institutions.bodies[vote.body], vote.rule, how, after)
        if vote.parties:
            after.append(self.told_by("disputants", vote.parties, vote.abstaining))
        return said

    # --- procedures -------------------------------------------------------------------------------

    def _stages(self, item: Procedure) -> tuple[tuple[str, ...], tuple[str, ...]]:
        after: list[str] = []
        points = tuple(self._stage(stage, at, after) for at, stage in enumerate(item.stages))
        decides = self.member(item.decides) if item.decides else None
        if item.ends is not None or item.otherwise is not Otherwise.NOTHING or decides is not None:
            limit = self.duration(item.ends) if item.ends else None
            after.append(self.told_by("procedure_end", limit, item.otherwise.name, decides))
        return points, tuple(dict.fromkeys(after))

    def _stage(self, stage: Stage, at: int, after: list[str]) -> str:
        known, opening = self.draft.institutions, stage.opening
        how = self.carried(known.votes[stage.vote], "by", after)
        when, who, by = "", None, ""
        if opening is not None and opening.condition is not None:
            when = self.formula(Scope(""), opening.condition, self.when)
        elif opening is not None:
            who = self.member(opening.agent or "")
            if opening.vote is not None:
                by = self.carried(known.votes[opening.vote], "by", after)
        span = self.duration(stage.lasts) if stage.lasts else ""
        return self.tidy(self.final_passage("stage", at == 0, span, how, when, who, by))

    def procedure(self, here: str, item: Procedure) -> Told:
        points, after = self._stages(item)
        text = self.told_by("procedure", self._decider(item.body), self.named(item.name))
        return Told(text, points, after)

    def vote(self, here: str, name: str) -> Told:
        vote = self.draft.institutions.votes[name]
        entry = self.entry("vote", name)
        on = self.typeset(entry.forms.get("on", ""))
        after: list[str] = []
        how = self.carried(vote, "by" if on else "needed", after)
        organ = self._decider(vote.body)
        if on:
            text = self.told_by("decision", organ, "", None, on, how, False)
        else:
            text = self.told_by("vote", self.quoted(self.typeset(entry.words)), organ, how)
        return Told(text, after=tuple(after))

    def composition(self, here: str, organ: str) -> Told:
        draft = self.draft
        composed = draft.institutions.bodies[organ].composed
        groups = []
        for count, name in composed:
            if name not in draft.classes:
                groups.append(self.final_passage("member_state", self.member(name)))
            elif count is None:
                alone = len(composed) == 1
                groups.append(self.final_passage("all_of", self.member(name, plural=True), alone))
            else:
                groups.append(self.final_passage("some_of", self.several(count, name)))
        return Told(self.told_by("composition", self.member(organ), self.listed(groups)))

    @abstractmethod
    def several(self, count: int, name: str) -> N:
        """Return so many members of a class: "четыре Члена"."""

    # --- weights ----------------------------------------------------------------------------------

    def weights(self, here: str, item: Weights) -> Told:
        body = self.draft.institutions.bodies[item.body]
        noun, members = self.named(item.name), self.members(body)
        one = self.members(body, plural=False)
        if item.literal is not None:
            text = self.opens(self.told_by("weights_listed", noun))
            return Told(text, self._allotted(item, members))
        after: list[str] = []
        if item.steps:
            text = self.told_by("weights_base", noun, one, self.votes(item.base))
            for step in item.steps:
                quantity = self.named(step.quantity)
                above = self.amount(step.above, self.draft.quantities[step.quantity].unit)
                votes = self.votes(step.votes)
                after.append(self.told_by("step", one, quantity, step.strict, above, votes))
        elif item.parts[0].form == "share":
            shares = [
                self.final_passage(
                    "share", self.portion(part.factor) if part.factor != 1 else None,
                    self.named(part.quantity) if part.quantity else None, members, not at,
                )
                for at, part in enumerate(item.parts)
            ]  # fmt: skip
            text = self.told_by("weights_shares", noun, self.listed(shares))
        else:
            said = [(part.factor < 0, self.summand(part, one)) for part in item.parts]
            whole = self.total([s for less, s in said if not less], [s for less, s in said if less])
            text = self.told_by("weights_sum", noun, one, whole)
        if item.cap is not None:
            most = self.portion(item.cap)
            after.append(self.told_by("cap", one, members, most, item.excess.name))
        if (rounding := item.rounding) is not None:
            total = self.votes(Fraction(rounding.total)) if rounding.total is not None else None
            least = self.votes(Fraction(rounding.at_least)) if rounding.at_least else None
            method = METHODS[rounding.method]
            after.append(self.told_by("rounding", method, total, one, least))
        return Told(text, after=tuple(after))

    def _allotted(self, item: Weights, members: N) -> tuple[str, ...]:
        assert item.literal is not None
        told = []
        for name, count in item.literal.items():
            is_class = not name or name in self.draft.classes
            noun = self.member(name, plural=is_class) if name else members
            votes = self.votes(count)
            said = self.final_passage("allotted", noun, is_class, not name, votes)
            told.append(self.tidy(said))
        return tuple(told)

    # --- the frame of a document ------------------------------------------------------------------

    def concluded(self, treaty: Instrument) -> str:
        if treaty.done_on is None:
            return ""
        return self.passage("concluded", self.place(treaty), self.calendar(treaty.done_on))

    def texts(self, treaty: Instrument) -> str:
        return self.passage("texts", self.listed(self.tongues(treaty)), len(treaty.authentic))

    def tongues(self, treaty: Instrument) -> list[str]:
        return [cldr.tongue(code, self.code) for code in treaty.authentic]

    def parties(self, treaty: Instrument, states: Sequence[str]) -> str:
        names = self.listed([self.member(name).said("nominative") for name in states])
        called = self.member(treaty.parties, plural=True) if treaty.parties else None
        return self.finished(self.passage("parties", names, called, self.kind(treaty.name)))

    def agreed(self, treaty: Instrument, states: Sequence[str]) -> str:
        return self.passage("agreed", len(states))

    def witness(self, treaty: Instrument) -> str:
        return self.passage("witness", self.kind(treaty.name))

    def done(self, treaty: Instrument) -> str:
        day = self.calendar(treaty.done_on) if treaty.done_on else ""
        tongues, place = self.tongues(treaty), self.place(treaty)
        said, two = self.listed(self.spoken(tongues)), is_bilateral(self.draft, treaty)
        return self.passage("done", place, day, said, len(tongues), two)

    def spoken(self, tongues: Sequence[str]) -> Sequence[str]:
        """Return the names of languages as they stand after "in"."""
        return tongues

    def signature(self, state: str) -> str:
        return self.passage("signature", self.member(state))

    def division(self, item: Article | Heading) -> str:
        if isinstance(item, Article):
            return self.passage("division", "annex" if item.annex else "article", item.number)
        return self.passage("division", item.kind, item.number)

    # --- provisions -------------------------------------------------------------------------------

    def survival(self, clause: Clause, survival: Survival) -> str:
        article = self.draft.articles[clause.article]
        what = self.cited_as(clause.id, [survival.target or article.instrument])
        return self.finished(self.passage("survival", self._whole(clause), what[0]))

    def verified(self, clause: Clause) -> str:
        draft, here = self.draft, clause.id
        quoted = quoted_verifiers(draft, clause)
        who: list[str] = []
        how: list[str] = []
        under: list[str] = []
        for name in clause.verified_by:
            if name in draft.clauses or name in draft.articles:
                under.append(name)
            elif name in draft.acts:
                how.append(self.passage("by_means", self.case(name)))
            elif name in quoted:
                entry = self.entry("verification", here, quoted.index(name) + 1)
                how.append(self.passage("by_means", self.noun_of(entry)))
            else:
                who.append(self.passage("by_whom", self.member(name)))
        if under:
            how.append(self.passage("under", self.cited_as(here, under)))
        return self.finished(self.passage("verified", self._whole(clause), self.ways([*who, *how])))

    def ways(self, parts: Sequence[str]) -> str:
        """Return by whom and how something is done: "by the Authority and through inspection"."""
        return self.listed(parts)

    def _whole(self, clause: Clause) -> N:
        """Return "this paragraph", or "this article" where the clause is all of it."""
        article = self.draft.articles[clause.article]
        several = len(article.clauses) > 1
        return self.present(self.division_noun(None if several else article))

    # --- unnumbered articles ----------------------------------------------------------------------

    def terms(self, treaty: Instrument) -> str:
        return self.passage("terms", self.kind(treaty.name))

    def definition(self, here: str, item: AgentClass | UnitName | Matter) -> Definition:
        match item:
            case AgentClass():
                return self._class(here, item)
            case UnitName():
                noun = self.noun_of(self.entry("unit", item.name))
                meaning = self.amount(item.unit.scale, in_bases(item.unit)).said("accusative")
            case Matter():
                noun = self.named(item.name)
                meaning = self.form(self.entry("matter", item.name), "objective")
                meaning = self.passage("matter", meaning)
        return self._defined(noun, meaning)

    def _class(self, here: str, item: AgentClass) -> Definition:
        assert item.where is not None
        noun, parent = self.member(item.name), self.member(item.parent or "state")
        scope = Scope(here, item.name)
        if not takes_points(item.where):
            return self._defined(noun, self.described(scope, parent, item.where))
        joint, _ = self.parts(item.where)
        meaning = self.passage("described", parent, joint == "and")
        listed = self.conditions(scope.knowing(BEARER), item.where)
        said = tuple(map(self.tidy, listed))
        found = self._defined(noun, meaning)
        return replace(found, conditions=said, word=joint)

    def _defined(self, noun: N, meaning: str) -> Definition:
        term = noun.said("nominative")
        return Definition(term, self.tidy(self.passage("means", self.quoted(term), meaning)))

    def prevails(self, here: str, winner: str, losers: Sequence[str]) -> str:
        first, over = self.cited_as(here, [winner])[0], self.cited_as(here, losers)
        return self.finished(self.passage("prevails", first, over))

    def principle(self, name: str) -> str:
        return self.finished(self.passage("principle", name))
