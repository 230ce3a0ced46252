"""Whether and when an application of a norm was breached by what was done, or yields instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from treatylang.evaluate.application import Application, applications, others_for
from treatylang.evaluate.calendar import Days
from treatylang.evaluate.given import Setting
from treatylang.evaluate.judge import clash
from treatylang.evaluate.region import Region, Span, instances, region_of, span_of
from treatylang.evaluate.truth import NotGiven
from treatylang.evaluate.world import PastAct
from treatylang.model.draft import DoAct, Draft, Keep, Modality, Norm

_TAKEN_BY = {
    Modality.PERMISSION: Modality.PROHIBITION,
    Modality.PROHIBITION: Modality.PERMISSION,
    Modality.EXEMPTION: Modality.DUTY,
}
"""What takes its part from a norm of a kind over which it prevails."""

FULFILLED = "fulfilled"
BREACHED = "breached"
YIELDS = "yields"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an application: fulfilled, breached, or yielding to what prevails over it."""

    kind: str
    day: int
    reason: str


def outcome(draft: Draft, setting: Setting, application: Application) -> Outcome | None:
    """Return what became of the application; None where nothing did, so far as is told.

    NotGiven is raised where it depends on values that the scenario lacks.
    """
    norm = draft.norms[application.norm]
    court = _Court(draft, setting, application)
    match norm.modality, norm.content:
        case Modality.DUTY, DoAct():
            return court.duty()
        case Modality.PROHIBITION, DoAct():
            return court.prohibition()
        case Modality.DUTY | Modality.PROHIBITION, Keep():
            return court.keeping(norm.modality is Modality.DUTY)
        case _:
            return None


def has_effect(
    draft: Draft, setting: Setting, application: Application, day: int | None = None
) -> bool:
    """Tell whether something is left, on the day (or on any), of what the application permits,
    forbids or exempts from, once what prevails over it has taken its part.

    NotGiven is raised where that depends on values that the scenario lacks.
    """
    return _Court(draft, setting, application).has_effect(day)


@dataclass(frozen=True, slots=True)
class _Court:
    draft: Draft
    setting: Setting
    application: Application

    def duty(self) -> Outcome | None:
        region = region_of(self.draft, self.setting.world, self.application)
        done = self._inside(region)
        if done:
            return Outcome(FULFILLED, done[0].day, "")
        last = self.application.window.last
        winner = self._clashing_winner()
        if winner:
            return Outcome(YIELDS, self.application.window.first, winner)
        return None if last is None else Outcome(BREACHED, last, "no such act within the window")

    def prohibition(self) -> Outcome | None:
        region = region_of(self.draft, self.setting.world, self.application)
        excuse: Outcome | None = None
        for past in self._inside(region):
            winner = self._winner_covering(past)
            if not winner:
                return Outcome(BREACHED, past.day, f"{past.by} did {_words(past.act)}")
            excuse = excuse or Outcome(YIELDS, past.day, winner)
        return excuse

    def keeping(self, duty: bool) -> Outcome | None:
        span = span_of(self.draft, self.setting.world, self.application)
        history = self.setting.kept.get((span.quantity, span.holder), ())
        ends: list[int | None] = [*(start - 1 for start, _ in history[1:]), None]
        excuse: Outcome | None = None
        for (start, value), end in zip(history, ends, strict=True) if history else ():
            days = Days(start, end).within(span.days)
            if (value in span) is duty:
                continue
            for day in self._turns(days):
                winner = self._winner_allowing(span, day)
                if not winner:
                    reason = f"{_words(span.quantity)} is {value}"
                    return Outcome(BREACHED, day, reason)
                excuse = excuse or Outcome(YIELDS, day, winner)
        return excuse

    def has_effect(self, day: int | None) -> bool:
        norm = self.draft.norms[self.application.norm]
        against = _TAKEN_BY.get(norm.modality)
        rivals = [
            one
            for one in self._winners()
            if (rival := self.draft.norms[one.norm]).modality is against
            and isinstance(rival.content, DoAct)
        ]
        if not rivals or not isinstance(norm.content, DoAct):
            return True
        if norm.modality is Modality.EXEMPTION:
            return not any(self._clashes(one) and _certain(one) for one in rivals)
        world = self.setting.world
        own = region_of(self.draft, world, self.application)
        taken = [region_of(self.draft, world, one) for one in rivals if _certain(one)]
        inside = own if day is None else replace(own, days=own.days.within(Days(day, day)))
        points = instances(self.draft, [own, inside, *taken], [inside])
        return any(not any(point in region for region in taken) for point in points)

    def _inside(self, region: Region) -> list[PastAct]:
        """Return the acts in the region, by day; an act that may or may not be in it matters."""
        verdicts = [(past, region.read(past)) for past in self.setting.world.acts]
        found = [past for past, verdict in verdicts if verdict.value]
        missing = frozenset[str]().union(*(verdict.missing for _, verdict in verdicts))
        duty = self.draft.norms[self.application.norm].modality is Modality.DUTY
        if missing and not (found and duty):
            raise NotGiven(missing)
        return sorted(found, key=lambda past: past.day)

    # --- what prevails ------------------------------------------------------------------------

    def _winners(self) -> Iterator[Application]:
        """Yield the applications, to the agents concerned, of norms that prevail over this one."""
        world = self.setting.world
        names = {p.winner for p in self.draft.precedence if p.loser == self.application.norm}
        concerned = {self.application.bearer, self.application.other}
        for name in sorted(names):
            norm = self.draft.norms[name]
            for agent in world.agents:
                for other in others_for(world, norm, agent):
                    if concerned & {agent, other} - {None}:
                        yield from applications(self.draft, world, norm, agent, other)

    def _clashes(self, *others: Application) -> bool:
        return clash(self.draft, self.setting.world, [self.application, *others])

    def _clashing_winner(self) -> str:
        """Return the norms to which the duty yields because it does not go together with them."""
        if self._clashes():
            return ""
        world = self.setting.world
        winners = [one for one in self._winners() if not clash(self.draft, world, [one])]
        certain = [one for one in winners if not one.missing]
        for one in sorted(winners, key=lambda one: bool(one.missing)):
            if self._clashes(one):
                return _certain(one)
        if not clash(self.draft, world, certain) and self._clashes(*certain):
            return " and ".join(sorted({one.norm for one in certain}))
        return ""

    def _winner_covering(self, past: PastAct) -> str:
        """Return the norm that prevails and allows the forbidden act, or requires one like it
        where no other would do."""
        for one in self._winners():
            norm = self.draft.norms[one.norm]
            if not isinstance(norm.content, DoAct) or not self._may_excuse(one, norm):
                continue
            covered = region_of(self.draft, self.setting.world, one).read(past)
            if covered.value is not False:
                return _certain(one, covered.missing)
        return ""

    def _may_excuse(self, one: Application, norm: Norm) -> bool:
        """A permission takes out what it allows; a duty no more than it must."""
        if norm.modality is Modality.DUTY:
            return self._clashes(one)
        return norm.modality is Modality.PERMISSION

    def _turns(self, days: Days) -> list[int]:
        """Return the days on which what prevails may change, from the first of ``days`` on."""
        if days.empty:
            return []
        turns = {days.first}
        winners = [one.window for one in self._winners()]
        for window in (*winners, *days.but, *(but for each in winners for but in each.but)):
            last = window.last
            turns |= {window.first} if last is None else {window.first, last + 1}
        return sorted(day for day in turns if day in days)

    def _winner_allowing(self, span: Span, day: int) -> str:
        """Return the norm that lets the holder keep the value on the day, and prevails."""
        value = next(
            found
            for start, found in reversed(self.setting.kept[span.quantity, span.holder])
            if start <= day
        )
        for one in self._winners():
            norm = self.draft.norms[one.norm]
            if not isinstance(norm.content, Keep) or day not in one.window:
                continue
            other = span_of(self.draft, self.setting.world, one)
            if (other.quantity, other.holder) != (span.quantity, span.holder):
                continue
            if norm.modality in (Modality.PERMISSION, Modality.DUTY):
                lets = value in other and self._may_excuse(one, norm)
            else:
                lets = self._clashes(one)
            if lets:
                return _certain(one)
        return ""


def _certain(winner: Application, missing: frozenset[str] = frozenset()) -> str:
    """Return the winner's name; a winner that only may apply leaves the outcome open."""
    if winner.missing or missing:
        raise NotGiven(winner.missing | missing)
    return winner.norm


def _words(name: str) -> str:
    return name.replace("_", " ")
