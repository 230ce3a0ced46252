"""Entry into force, withdrawal, amendment, decisions, procedures and weights in French."""

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
from treatylang.prose.fr.nouns import Noun, ordinal, series, si
from treatylang.prose.fr.sentences import Sentences
from treatylang.prose.fr.votes import Ballots, vote_words
from treatylang.prose.language import Told
from treatylang.prose.scope import Scope

_METHODS = {
    Method.LARGEST_REMAINDER: "des plus forts restes", Method.WEBSTER: "de Sainte-Laguë (Webster)",
    Method.JEFFERSON: "de D’Hondt (Jefferson)", Method.ADAMS: "d’Adams",
    Method.HILL: "de Huntington-Hill",
}  # fmt: skip


class Institutions(Sentences):
    """How bodies decide, in French."""

    # --- final clauses ----------------------------------------------------------------------------

    def final(self, clause: Clause, item: Final) -> Told:
        match item:
            case EntryIntoForce():
                return self._entry(clause.id, item)
            case Withdrawal(who, notice, _, _):
                noun = self.member(who)
                subject = noun.un if who in self.draft.classes else noun.le
                can = "peuvent" if noun.plural else "peut"
                treaty = self.treaty(clause.id, self.instrument(clause.id)).du
                span = self.duration(notice)
                with_notice = f"d’{span}" if span[:1] in "aeiou" else f"de {span}"
                return self._told("withdrawal", subject, can, noun.plural, treaty, with_notice)
            case Amendment():
                return self._amendment(clause.id, item)
            case Decision():
                return self._decision(clause, item)

    def _told(self, name: str, *parts: object) -> Told:
        return Told(self.capital(self.final_passage(name, *parts)))

    def _entry(self, here: str, item: EntryIntoForce) -> Told:
        ballots = Ballots(self, self.draft.institutions.bodies[item.body], ratifying=True, by=True)
        by = ballots.words(item.rule)
        when = self.duration(item.after) if item.after.count else ""
        if item.on_the_day:
            when = ordinal(item.after.count)
        before = self.calendar(item.not_before) if item.not_before else ""
        treaty = self.treaty(here, item.instrument).le
        told = self._told("entry", treaty, when, item.on_the_day, by, before)
        return Told(told.text, after=tuple(ballots.after))

    def _amendment(self, here: str, item: Amendment) -> Told:
        own = [self.instrument(here)]
        what = self.refer(here, item.targets or own, "à")
        if item.never:
            return self._told("amendment_never", what)
        how, points, after = self._manner(item.vote) if item.vote else ("", (), ())
        sentences = list(after)
        accepted = ""
        if item.accepted is not None:
            body = self.draft.institutions.bodies[item.body]
            ballots = Ballots(self, body, ratifying=True, by=True)
            accepted = ballots.words(item.accepted)
            sentences += ballots.after
        wait = self.duration(item.after) if item.after.count else ""
        everybody = "tous"
        if item.body in self.draft.classes:
            noun = self.member(item.body, plural=True)
            everybody = f"{'toutes' if noun.feminine else 'tous'} {noun.le}"
        feminine = everybody.startswith("toutes")
        for_whom = (
            everybody if item.all else f"{'celles' if feminine else 'ceux'} qui l’ont accepté"
        )
        if points and accepted:  # the points end the sentence
            such = self.final_passage(
                "amendment", True, "", "", "", accepted, for_whom, item.all, wait
            )
            sentences.append(self.capital(such))
            accepted = ""
        organ = self._adopter(item.vote) if item.vote else ""
        text = self.final_passage(
            "amendment", False, what, organ, how, accepted, for_whom, item.all, wait
        )
        return Told(self.capital(text), points, tuple(sentences))

    def _adopter(self, name: str) -> str:
        known = self.draft.institutions
        found = known.votes.get(name) or known.procedures[name]
        return self.member(found.body).le if found.body in self.draft.organs else ""

    def _decision(self, clause: Clause, item: Decision) -> Told:
        how, points, after = self._manner(item.vote)
        noun = self._decider(item.organ)
        subject = self._subject_of(clause, item)
        name = "decision_power" if item.may else "decision"
        text = self.final_passage(name, noun.le, noun.du, noun.plural, subject, how, bool(points))
        return Told(self.capital(text), points, after)

    def _decider(self, name: str) -> Noun:
        return self.member(name, plural=name in self.draft.classes)

    def _subject_of(self, clause: Clause, item: Decision) -> str:
        draft = self.draft
        if item.subject in draft.acts:
            return self._fused("de", self.act(Scope(clause.id), item.subject))
        if item.subject in draft.matters:
            return f"sur {self.named(item.subject).le}"
        if is_worded(draft, item):
            position = worded_decisions(draft, clause.id).index(item.subject) + 1
            return f"sur {self.typeset(self.entry('decision', clause.id, position).words)}"
        return ""

    def _manner(self, name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Return how a vote or a procedure decides, to stand after "par"."""
        known = self.draft.institutions
        if name in known.votes:
            how, after = vote_words(self, known.votes[name])
            return how, (), after
        points, after = self._stages(known.procedures[name])
        return "", points, after

    # --- procedures -------------------------------------------------------------------------------

    def _stages(self, item: Procedure) -> tuple[tuple[str, ...], tuple[str, ...]]:
        after: list[str] = []
        points = tuple(self._stage(stage, at, after) for at, stage in enumerate(item.stages))
        said = item.ends is not None or item.otherwise is not Otherwise.NOTHING
        if said or item.decides is not None:
            limit = self.duration(item.ends) if item.ends else ""
            noun = self.member(item.decides) if item.decides else None
            decides = f"{noun.le} {'décident' if noun.plural else 'décide'}" if noun else ""
            end = self.final_passage("procedure_end", limit, item.otherwise.name, decides)
            after.append(self.capital(end))
        return points, tuple(dict.fromkeys(after))

    def _stage(self, stage: Stage, at: int, after: list[str]) -> str:
        known = self.draft.institutions
        how, sentences = vote_words(self, known.votes[stage.vote])
        after += sentences
        opening = ""
        if stage.opening is not None and stage.opening.condition is not None:
            opening = self.formula(Scope(""), stage.opening.condition, "lorsque")
        elif stage.opening is not None:
            noun = self.member(stage.opening.agent or "")
            opening = f"{si(noun.le)} le {'demandent' if noun.plural else 'demande'}"
            if stage.opening.vote is not None:
                by, more = vote_words(self, known.votes[stage.opening.vote])
                after += more
                opening = f"{si(noun.le)} en {'décident' if noun.plural else 'décide'} ainsi {by}"
        span = self.duration(stage.lasts) if stage.lasts else ""
        return self.final_passage("stage", at == 0, span, how, opening)

    def procedure(self, here: str, item: Procedure) -> Told:
        points, after = self._stages(item)
        noun = self._decider(item.body)
        text = self.final_passage("procedure", noun.le, noun.plural, self.named(item.name).du)
        return Told(self.capital(text), points, after)

    def vote(self, here: str, name: str) -> Told:
        vote = self.draft.institutions.votes[name]
        entry = self.entry("vote", name)
        noun, on = self._decider(vote.body), entry.forms.get("on", "")
        how, after = vote_words(self, vote, by=bool(on))
        if on:
            on = f"sur {self.typeset(on)}"
            text = self.final_passage("decision", noun.le, noun.du, noun.plural, on, how, False)
        else:
            text = self.final_passage("vote", self.quoted(entry.words), noun.du, how)
        return Told(self.capital(text), after=after)

    def composition(self, here: str, organ: str) -> Told:
        draft = self.draft
        composed = draft.institutions.bodies[organ].composed
        groups = []
        for count, name in composed:
            if name not in draft.classes:
                groups.append(self.member(name).du)
                continue
            noun = self.member(name, plural=count != 1)
            if count is None:
                every = "toutes " if noun.feminine else "tous "
                groups.append(f"de {every}{noun.le}" if len(composed) == 1 else noun.du)
            else:
                said = self.count(count, noun.feminine)
                groups.append(f"{'d’' if said[0] in 'aeiou' else 'de '}{said} {noun.words}")
        noun = self.member(organ)
        made = noun.agreed("composé")
        return self._told("composition", noun.le, noun.plural, made, series(groups))

    # --- weights ----------------------------------------------------------------------------------

    def weights(self, here: str, item: Weights) -> Told:
        ballots = Ballots(self, self.draft.institutions.bodies[item.body])
        noun, members = self.named(item.name), ballots.members()
        one = self.member(item.body) if item.body in self.draft.classes else Noun("membre")
        if item.literal is not None:
            text = self.opens(self.capital(self.final_passage("weights_listed", noun.le)))
            return Told(text, self._listed(item, members))
        after: list[str] = []
        if item.steps:
            count = self.count(int(item.base), True) if item.base.denominator == 1 else ""
            said = f"au nombre {_de(count or self.number(item.base))}"
            text = self.final_passage("weights_sum", noun.le, one.words, noun.plural, said)
            after += [self._step(step, one) for step in item.steps]
        elif item.parts[0].form == "share":
            text = self.final_passage("weights_shares", noun.le, self._shares(item.parts, members))
        else:
            said = f"{noun.agreed('égal')} {self._fused('à', self._summed(item.parts))}"
            text = self.final_passage("weights_sum", noun.le, one.words, noun.plural, said)
        if item.cap is not None:
            none = "aucune" if one.feminine else "aucun"
            others = "autres " + members.words
            after.append(
                self.final_passage(
                    "cap", f"{none} {one.words}", others, self.share(item.cap), item.excess.name
                )
            )
        if item.rounding is not None:
            rounding = item.rounding
            method = _METHODS.get(rounding.method, rounding.method.value)
            total = self.number(Fraction(rounding.total)) if rounding.total is not None else ""
            least = self._votes(Fraction(rounding.at_least)) if rounding.at_least else ""
            after.append(self.final_passage("rounding", method, total, one.words, least))
        return Told(self.capital(text), after=tuple(map(self.capital, after)))

    def _votes(self, count: Fraction) -> str:
        words = self.count(int(count), True) if count.denominator == 1 else self.number(count)
        return f"{words} voix"

    def _listed(self, item: Weights, members: Noun) -> tuple[str, ...]:
        assert item.literal is not None
        told = []
        for name, count in item.literal.items():
            each = "chacune" if members.feminine else "chacun"
            if not name:
                who = f"{each} des autres {members.words}"
            elif name in self.draft.classes:
                noun = self.member(name, plural=True)
                who = f"{'chacune' if noun.feminine else 'chacun'} {noun.du}"
            else:
                who = self.member(name).le
            told.append(self.typeset(f"{who} : {self._votes(count)}"))
        return tuple(told)

    def _shares(self, parts: tuple[Part, ...], members: Noun) -> str:
        told = []
        for at, part in enumerate(parts):
            how = "à parts égales"
            if part.quantity is not None:
                how = f"en proportion de {_their(self.named(part.quantity))}"
            what = self.share(part.factor) if part.factor != 1 else "la totalité"
            first = f" entre {members.le}" if not at else ""
            told.append(f"{what}{first} {how}")
        return series(told)

    def _summed(self, parts: tuple[Part, ...]) -> str:
        told = ""
        for part in parts:
            factor = abs(part.factor)
            if part.quantity is None:
                words = self.number(factor)
            else:
                own: Noun | str = self.named(part.quantity)
                assert isinstance(own, Noun)
                words = f"la racine carrée de {own.son}" if part.form == "root" else own.son
                if factor == 2:
                    words = f"le double de {words}"
                elif factor == Fraction(1, 2):
                    words = f"la moitié de {words}"
                elif factor != 1:
                    times = "de " if factor < 1 else "fois "
                    said = self.share(factor) if factor < 1 else self.number(factor)
                    words = f"{said} {times}{words}"
            sign = "moins" if part.factor < 0 else "plus"
            told += f" {sign} {words}" if told else f"moins {words}" if part.factor < 0 else words
        return told

    def _step(self, step: Step, one: Noun) -> str:
        quantity = self.draft.quantities[step.quantity]
        noun = self.named(step.quantity)
        above = self.amount(step.above, quantity.unit)
        are = "sont" if noun.plural else "est"
        reaches = f"{are} {noun.agreed('égal')} ou {noun.agreed('supérieur')} à"
        if step.strict:
            reaches = "excèdent" if noun.plural else "excède"
        return self.final_passage("step", one.un, noun.le, reaches, above, self._votes(step.votes))


def _de(words: str) -> str:
    return f"d’{words}" if words[:1] in "aeiou" else f"de {words}"


def _their(noun: Noun) -> str:
    return f"{'leurs' if noun.plural else 'leur'} {noun.words}"
