"""Entry into force, withdrawal, amendment, decisions, procedures and weights in Chinese."""

from __future__ import annotations

from fractions import Fraction

from treatylang.model.draft import Clause
from treatylang.model.institutions import (
    Amendment,
    Decision,
    EntryIntoForce,
    Final,
    Method,
    Otherwise,
    Part,
    Procedure,
    Stage,
    Step,
    Weights,
    Withdrawal,
)
from treatylang.model.lexicon import is_worded, worded_decisions
from treatylang.prose.language import Told
from treatylang.prose.scope import Scope
from treatylang.prose.zh.marks import series
from treatylang.prose.zh.sentences import Sentences
from treatylang.prose.zh.votes import Ballots, vote_words

_METHODS = {
    Method.LARGEST_REMAINDER: "最大余额法", Method.WEBSTER: "韦伯斯特法（圣拉古法）",
    Method.JEFFERSON: "杰斐逊法（洪德法）", Method.ADAMS: "亚当斯法",
    Method.HILL: "亨廷顿—希尔法",
}  # fmt: skip


class Institutions(Sentences):
    """How bodies decide, in Chinese."""

    # --- final clauses ----------------------------------------------------------------------------

    def final(self, clause: Clause, item: Final) -> Told:
        match item:
            case EntryIntoForce():
                return self._entry(clause.id, item)
            case Withdrawal(who, notice, _, _):
                subject = f"{'任何' if who in self.draft.classes else ''}{self.member(who)}"
                treaty = self.treaty(clause.id, self.instrument(clause.id))
                span = self.duration(notice)
                return Told(self.final_passage("withdrawal", subject, treaty, span))
            case Amendment():
                return self._amendment(clause.id, item)
            case Decision():
                return self._decision(clause, item)

    def _entry(self, here: str, item: EntryIntoForce) -> Told:
        ballots = Ballots(self, self.draft.institutions.bodies[item.body], ratifying=True)
        by = ballots.words(item.rule)
        when = self.duration(item.after) if item.after.count else ""
        if item.on_the_day:
            when = self.ordinal(item.after.count)
        before = self.calendar(item.not_before) if item.not_before else ""
        tail = "".join(f"，{part}" for part in ballots.tail)
        treaty = self.treaty(here, item.instrument)
        text = self.final_passage("entry", treaty, when, item.on_the_day, by, tail, before)
        return Told(text, after=tuple(ballots.after))

    def _amendment(self, here: str, item: Amendment) -> Told:
        what = self.refer(here, item.targets or [self.instrument(here)])
        if item.never:
            return Told(self.final_passage("amendment_never", what))
        how, tail, points, after = self._manner(item.vote) if item.vote else ("", "", (), ())
        sentences = list(after)
        accepted = also = ""
        if item.accepted is not None:
            body = self.draft.institutions.bodies[item.body]
            ballots = Ballots(self, body, ratifying=True)
            accepted = ballots.words(item.accepted)
            also = "".join(f"，{part}" for part in ballots.tail)
            sentences += ballots.after
        wait = self.duration(item.after) if item.after.count else ""
        members = self.member(item.body) if item.body in self.draft.classes else "成员"
        whom = f"{'全体' if item.all else '已接受该修正案的'}{members}"
        if points and accepted:  # the points end the sentence
            such = (True, "", "", "", "", accepted, also, whom, wait, False)
            sentences.append(self.final_passage("amendment", *such))
            accepted = ""
        organ = self._adopter(item.vote) if item.vote else ""
        whom = "" if item.all and not accepted else whom
        said = (False, what, organ, how, tail, accepted, also, whom, wait, bool(points))
        return Told(self.final_passage("amendment", *said), points, tuple(sentences))

    def _adopter(self, name: str) -> str:
        known = self.draft.institutions
        found = known.votes.get(name) or known.procedures[name]
        return self.member(found.body) if found.body in self.draft.organs else ""

    def _decision(self, clause: Clause, item: Decision) -> Told:
        how, tail, points, after = self._manner(item.vote)
        subject, act = self._subject_of(clause, item)
        name = "decision_power" if item.may else "decision"
        organ = self.member(item.organ)
        text = self.final_passage(name, organ, subject, act, how, tail, bool(points))
        return Told(text, points, after)

    def _subject_of(self, clause: Clause, item: Decision) -> tuple[str, bool]:
        """Return what is decided on, and whether it is an act."""
        draft = self.draft
        if item.subject in draft.acts:
            return self.act(Scope(clause.id), item.subject), True
        if item.subject in draft.matters:
            return self.named(item.subject), False
        if is_worded(draft, item):
            position = worded_decisions(draft, clause.id).index(item.subject) + 1
            return self.typeset(self.entry("decision", clause.id, position).words), False
        return "", False

    def _manner(self, name: str) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
        """Return how a vote or a procedure decides, to stand after 以, and what goes with it."""
        known = self.draft.institutions
        if name in known.votes:
            how, tail, after = vote_words(self, known.votes[name])
            return how, tail, (), after
        points, after = self._stages(known.procedures[name])
        return "", "", points, after

    # --- procedures -------------------------------------------------------------------------------

    def _stages(self, item: Procedure) -> tuple[tuple[str, ...], tuple[str, ...]]:
        after: list[str] = []
        points = tuple(self._stage(stage, at, after) for at, stage in enumerate(item.stages))
        said = item.ends is not None or item.otherwise is not Otherwise.NOTHING
        if said or item.decides is not None:
            limit = self.duration(item.ends) if item.ends else ""
            decides = self.member(item.decides) if item.decides else ""
            after.append(self.final_passage("procedure_end", limit, item.otherwise.name, decides))
        return points, tuple(dict.fromkeys(after))

    def _stage(self, stage: Stage, at: int, after: list[str]) -> str:
        known = self.draft.institutions
        how, tail, sentences = vote_words(self, known.votes[stage.vote])
        after += sentences
        opening = ""
        if stage.opening is not None and stage.opening.condition is not None:
            opening = f"如{self.formula(Scope(''), stage.opening.condition)}"
        elif stage.opening is not None:
            agent = self.member(stage.opening.agent or "")
            opening = f"如{agent}提出要求"
            if stage.opening.vote is not None:
                by, also, more = vote_words(self, known.votes[stage.opening.vote])
                after += more
                opening = f"如{agent}以{by}决定进入该阶段{also}"
        span = self.duration(stage.lasts) if stage.lasts else ""
        return self.final_passage("stage", at == 0, span, how, tail, opening)

    def procedure(self, here: str, item: Procedure) -> Told:
        points, after = self._stages(item)
        phrase = self.named(item.name)
        phrase = phrase if phrase.endswith("程序") else f"{phrase}程序"
        return Told(self.final_passage("procedure", self.member(item.body), phrase), points, after)

    def vote(self, here: str, name: str) -> Told:
        vote = self.draft.institutions.votes[name]
        entry = self.entry("vote", name)
        organ, on = self.member(vote.body), entry.forms.get("on", "")
        how, tail, after = vote_words(self, vote)
        if on:
            text = self.final_passage("decision", organ, on, False, how, tail, False)
        else:
            text = self.final_passage("vote", self.quoted(entry.words), organ, how, tail)
        return Told(text, after=after)

    def composition(self, here: str, organ: str) -> Told:
        composed = self.draft.institutions.bodies[organ].composed
        groups = []
        for count, name in composed:
            said = self.member(name)
            if name in self.draft.classes and count is None:
                said = f"全体{said}"
            elif count is not None:
                measure = self.entry("class", name).forms.get("measure", "个")
                said = f"{self.counted_in(Fraction(count), measure)}{said}"
            groups.append(said)
        return Told(self.final_passage("composition", self.member(organ), series(groups)))

    # --- weights ----------------------------------------------------------------------------------

    def weights(self, here: str, item: Weights) -> Told:
        ballots = Ballots(self, self.draft.institutions.bodies[item.body])
        noun, members = self.named(item.name), ballots.members()
        if item.literal is not None:
            text = self.opens(self.final_passage("weights_listed", noun))
            return Told(text, self._listed(item, members))
        after: list[str] = []
        if item.steps:
            said = f"为{self._votes(item.base)}"
            text = self.final_passage("weights_sum", noun, members, said)
            after += [self._step(step, members) for step in item.steps]
        elif item.parts[0].form == "share":
            text = self.final_passage("weights_shares", noun, members, self._shares(item.parts))
        else:
            said = f"等于{self._summed(item.parts)}"
            text = self.final_passage("weights_sum", noun, members, said)
        if item.cap is not None:
            most = self.share(item.cap)
            after.append(self.final_passage("cap", members, most, item.excess.name))
        if item.rounding is not None:
            rounding = item.rounding
            method = _METHODS.get(rounding.method, rounding.method.value)
            total = self.number(Fraction(rounding.total)) if rounding.total is not None else ""
            least = self._votes(Fraction(rounding.at_least)) if rounding.at_least else ""
            after.append(self.final_passage("rounding", method, total, members, least))
        return Told(text, after=tuple(after))

    def _votes(self, count: Fraction) -> str:
        return "半票" if count == Fraction(1, 2) else self.counted_in(count, "票")

    def _listed(self, item: Weights, members: str) -> tuple[str, ...]:
        assert item.literal is not None
        told = []
        for name, count in item.literal.items():
            if not name:
                who = f"其他每一{members}"
            else:
                who = f"{'每一' if name in self.draft.classes else ''}{self.member(name)}"
            told.append(f"{who}：{self._votes(count)}")
        return tuple(told)

    def _shares(self, parts: tuple[Part, ...]) -> str:
        told = []
        for part in parts:
            how = "平均分配"
            if part.quantity is not None:
                how = f"按其{self.named(part.quantity).removeprefix('其')}的比例分配"
            what = "全部" if part.factor == 1 else self.share(part.factor).replace("半数", "50%")
            told.append(f"{what}{how}")
        return "，".join(told)

    def _summed(self, parts: tuple[Part, ...]) -> str:
        told = ""
        for part in parts:
            factor = abs(part.factor)
            if part.quantity is None:
                words = self.number(factor)
            else:
                own = f"其{self.named(part.quantity).removeprefix('其')}"
                words = self.times(factor, f"{own}的平方根" if part.form == "root" else own)
            sign = "减去" if part.factor < 0 else "加上" if told else ""
            told += f"{sign}{words}" if told or not sign else f"零减去{words}"
        return told

    def _step(self, step: Step, member: str) -> str:
        quantity = self.draft.quantities[step.quantity]
        compared = "超过" if step.strict else "不低于"
        above = self.amount(step.above, quantity.unit)
        noun = self.named(step.quantity).removeprefix("其")
        return self.final_passage(
            "step", member, noun, f"{compared}{above}", self._votes(step.votes)
        )
