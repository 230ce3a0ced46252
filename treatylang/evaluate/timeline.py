"""A draft's own tests: who is bound to what, what was breached and when, and was it expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from treatylang.evaluate import poll
from treatylang.evaluate.application import (
    Application,
    applications,
    others_for,
    powers_exercised,
)
from treatylang.evaluate.ballot import BallotError
from treatylang.evaluate.breach import BREACHED, FULFILLED, YIELDS, Outcome, has_effect, outcome
from treatylang.evaluate.calendar import CalendarError, Days, day_of
from treatylang.evaluate.given import Setting, setting_of
from treatylang.evaluate.powers import Exercised
from treatylang.evaluate.truth import NotGiven
from treatylang.model.draft import (
    DoAct,
    Draft,
    Expectation,
    ExpectBreach,
    ExpectNorm,
    ExpectVote,
    HasCompetence,
    Keep,
    Modality,
    Norm,
    Scenario,
)
from treatylang.model.formula import And, Breached, Formula, Not, Or

BOUND = "bound"
OPEN = "undecided"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a scenario's story; ``kind`` is "bound", "fulfilled", "breached", "yields" or
    "undecided"."""

    kind: str
    norm: str
    agent: str
    days: Days
    sentence: str


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """What came of a scenario: its story, the expectations that it refutes, and those that it
    leaves open, with the reasons."""

    scenario: Scenario
    entries: tuple[TimelineEntry, ...]
    failures: tuple[tuple[Expectation, str], ...]
    undecided: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything expected is so; what is open has not passed."""
        return not self.failures and not self.undecided


def run_scenarios(draft: Draft) -> tuple[ScenarioResult, ...]:
    """Run every scenario of the draft, in order."""
    return tuple(run_scenario(draft, scenario) for scenario in draft.scenarios.values())


def run_scenario(draft: Draft, scenario: Scenario) -> ScenarioResult:
    """Run one scenario."""
    try:
        setting = setting_of(draft, scenario)
    except CalendarError as error:
        return ScenarioResult(scenario, (), (), (str(error),))
    story = _settle(draft, setting)
    failures: list[tuple[Expectation, str]] = []
    undecided: list[str] = []
    for expected in scenario.expected:
        met: _Open | str
        try:
            if isinstance(expected, ExpectVote):
                met = poll.outcome(draft.institutions, scenario.given, expected)
            else:
                met = _expectation(draft, setting, story, expected)
        except (BallotError, CalendarError) as error:
            undecided.append(str(error))
            continue
        if isinstance(met, _Open):
            undecided.append(met.message)
        elif met:
            failures.append((expected, met))
    order = sorted(story.entries, key=lambda entry: (entry.days.first, entry.kind == OPEN))
    return ScenarioResult(scenario, tuple(order), tuple(failures), tuple(dict.fromkeys(undecided)))


# --- the story ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Breach:
    norm: str
    agent: str
    day: int
    sentence: str


@dataclass(frozen=True, slots=True)
class _Open:
    """What could not be decided: whether a norm applies, whether it was breached, or both."""

    norm: str
    agent: str
    applies: bool
    breach: bool
    message: str


@dataclass(frozen=True, slots=True)
class _Story:
    entries: tuple[TimelineEntry, ...]
    binding: tuple[Application, ...]
    """The applications that have effect: certain, and not yielding."""
    breaches: tuple[_Breach, ...]
    open: tuple[_Open, ...]
    powers: Exercised
    """The powers that took effect."""


def _settle(draft: Draft, setting: Setting) -> _Story:
    """Tell the story again until no further breach brings new norms into play.

    Norms that wait for a breach form no cycle, and a power reaches only what is due after the day
    on which it is exercised, so there are no more rounds than norms and acts.
    """
    known: Mapping[tuple[str, str], int] = {}
    doubtful: frozenset[tuple[str, str]] = frozenset()
    setting = _with_powers(draft, setting)
    story = _tell(draft, setting, doubtful)
    for _ in range(len(draft.norms) + len(setting.world.acts)):
        days: dict[tuple[str, str], int] = {}
        for breach in story.breaches:
            key = breach.norm, breach.agent
            days[key] = min(breach.day, days.get(key, breach.day))
        doubts = frozenset((one.norm, one.agent) for one in story.open if one.breach)
        if days == known and doubts == doubtful:
            break
        known, doubtful = days, doubts
        world = replace(setting.world, breaches=known)
        setting = _with_powers(draft, replace(setting, world=world))
        story = _tell(draft, setting, doubtful)
    return story


def _with_powers(draft: Draft, setting: Setting) -> Setting:
    """Let the powers exercised take effect, given the breaches that are known."""
    world = setting.world
    own = {power.event for power in draft.powers.values()}
    others = {key: day for key, day in world.events.items() if key[0] not in own}
    events = {**others, **powers_exercised(draft, world).events}
    return replace(setting, world=replace(world, events=events))


def _tell(draft: Draft, setting: Setting, doubtful: frozenset[tuple[str, str]]) -> _Story:
    """Tell the story, given what is known to be breached and what may have been."""
    entries: list[TimelineEntry] = []
    binding: list[Application] = []
    breaches: list[_Breach] = []
    unsure: list[_Open] = []
    doubted = {norm for norm, _ in doubtful}
    for norm in draft.norms.values():
        for agent in setting.world.agents:
            waiting = sorted(_breaches_awaited(norm) & doubted)
            try:
                found = list(_found(draft, setting, norm, agent))
            except CalendarError as error:
                unsure.append(_open(norm, agent, str(error), breach=_tested(setting, norm, agent)))
                continue
            if waiting:
                reason = f"whether {' and '.join(waiting)} was breached is undecided"
                unsure.append(_open(norm, agent, reason, breach=_tested(setting, norm, agent)))
                continue
            for one in found:
                result = _result(draft, setting, one)
                if one.missing:
                    # What became of it, had it applied, tells whether the doubt matters.
                    breached = isinstance(result, _Open) or (
                        result is not None and result.kind == BREACHED
                    )
                    reason = str(NotGiven(one.missing))
                    unsure.append(_open(norm, agent, reason, breach=breached))
                    continue
                entries.append(_bound(draft, one))
                if isinstance(result, _Open):
                    unsure.append(result)
                elif result is not None:
                    entries.append(_entry(norm, one, result))
                    if result.kind == BREACHED:
                        sentence = entries[-1].sentence
                        breaches.append(_Breach(norm.id, agent, result.day, sentence))
                if not isinstance(result, Outcome) or not _without_effect(norm, result):
                    binding.append(one)
    for doubt in unsure:
        entries.append(TimelineEntry(OPEN, doubt.norm, doubt.agent, Days(0), doubt.message))
    done = powers_exercised(draft, setting.world)
    return _Story(tuple(entries), tuple(binding), tuple(breaches), tuple(unsure), done)


def _found(draft: Draft, setting: Setting, norm: Norm, agent: str) -> Iterator[Application]:
    world = setting.world
    for other in others_for(world, norm, agent):
        yield from applications(draft, world, norm, agent, other, despite_breach=True)


def _result(draft: Draft, setting: Setting, application: Application) -> Outcome | _Open | None:
    try:
        return outcome(draft, setting, application)
    except (NotGiven, CalendarError) as error:
        name, agent = application.norm, application.bearer
        message = f"whether {agent} breached {name} is undecided: {error}"
        return _Open(name, agent, False, True, message)


def _open(norm: Norm, agent: str, reason: str, *, breach: bool) -> _Open:
    message = f"whether {norm.id} binds {agent} is undecided: {reason}"
    return _Open(norm.id, agent, True, breach, message)


def _tested(setting: Setting, norm: Norm, agent: str) -> bool:
    """Tell whether anything that was done could have breached the norm."""
    match norm.modality, norm.content:
        case Modality.DUTY, DoAct():
            return True
        case Modality.PROHIBITION, DoAct(act):
            return any(past.act == act and agent in (past.by, past.to)
                       for past in setting.world.acts)  # fmt: skip
        case Modality.DUTY | Modality.PROHIBITION, Keep(quantity):
            return (quantity, agent) in setting.kept
        case _:
            return False


def _without_effect(norm: Norm, result: Outcome) -> bool:
    """A duty yields as a whole; a prohibition still stands for what is not allowed."""
    return result.kind == YIELDS and norm.modality is Modality.DUTY


def _breaches_awaited(norm: Norm) -> set[str]:
    parts = (part.formula for part in (*norm.conditions, *norm.exceptions))
    return {name for part in parts for name in _breaches_in(part)}


def _breaches_in(formula: Formula) -> Iterator[str]:
    match formula:
        case Breached(norm):
            yield norm
        case Not(part):
            yield from _breaches_in(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _breaches_in(part)


# --- sentences ------------------------------------------------------------------------------------


def _bound(draft: Draft, one: Application) -> TimelineEntry:
    norm = draft.norms[one.norm]
    subject, what, when = one.bearer, _deed(draft, norm, one), _when(one.window)
    match norm.modality:
        case Modality.DUTY:
            sentence = f"{subject} is bound by {norm.id} to {what} {when}"
        case Modality.PROHIBITION:
            sentence = f"{subject} is forbidden by {norm.id} to {what} {when}"
        case Modality.PERMISSION:
            sentence = f"{subject} is permitted by {norm.id} to {what} {when}"
        case Modality.EXEMPTION:
            sentence = f"{subject} need not {what} under {norm.id} {when}"
        case Modality.COMPETENCE:
            sentence = f"{subject} has {what} under {norm.id} {when}"
    return TimelineEntry(BOUND, norm.id, subject, one.window, sentence)


def _entry(norm: Norm, one: Application, result: Outcome) -> TimelineEntry:
    agent, day = one.bearer, result.day
    if result.kind == FULFILLED:
        sentence = f"{agent} fulfils {norm.id} on day {day}"
    elif result.kind == BREACHED:
        sentence = f"{agent} breaches {norm.id} on day {day}: {result.reason}"
    else:
        sentence = f"{norm.id} yields to {result.reason} for {agent}"
    return TimelineEntry(result.kind, norm.id, agent, Days(day, day), sentence)


def _deed(draft: Draft, norm: Norm, one: Application) -> str:
    match norm.content:
        case DoAct(act, accepting=accepting):
            verb = f"accept {_words(act)}" if accepting else _words(act)
            side = "from" if accepting else "to"
            across = one.other if draft.acts[act].other is not None else None
            return f"{verb} {side} {across}" if across else verb
        case Keep(quantity):
            return f"keep {_words(quantity)}"
        case HasCompetence(matter, kind):
            return f"{kind} competence over {_words(matter)}"


def _when(days: Days) -> str:
    if days.empty:
        why = "it is not in force" if days.but else "its time ends before it begins"
        return f"on no day, for {why}"
    if days.but:
        breaks = " and ".join(_when(other) for other in days.but)
        return f"{_when(replace(days, but=()))}, except {breaks}"
    if days.last is None:
        return f"from day {days.first} on"
    if days.last == days.first:
        return f"on day {days.first}"
    return f"from day {days.first} to day {days.last}"


def _words(name: str) -> str:
    return name.replace("_", " ")


# --- expectations ---------------------------------------------------------------------------------


def _expectation(
    draft: Draft, setting: Setting, story: _Story, expected: ExpectBreach | ExpectNorm
) -> _Open | str:
    """Return why the expectation fails, what leaves it open, or "" where it is met."""
    day = expected.day
    if isinstance(day, date):
        day = day_of(setting.world.entry, day)
    agent = expected.agent
    if agent is not None and agent not in setting.world.members:
        agent = setting.world.named(agent)
    if isinstance(expected, ExpectBreach):
        return _breach_expected(draft, story, expected, agent, day)
    return _norm_expected(draft, setting, story, expected, agent, day)


def _breach_expected(
    draft: Draft, story: _Story, expected: ExpectBreach, agent: str | None, day: int | None
) -> _Open | str:
    def about(norm: str, who: str) -> bool:
        named = not expected.norms or norm in expected.norms
        return named and agent in (None, who)

    found = [
        breach
        for breach in story.breaches
        if about(breach.norm, breach.agent) and day in (None, breach.day)
    ]
    doubts = [one for one in story.open if one.breach and about(one.norm, one.agent)]
    others = "; ".join(breach.sentence for breach in story.breaches) or "there is no breach"
    return _verdict(expected.negated, [breach.sentence for breach in found], doubts, others)


def _norm_expected(
    draft: Draft,
    setting: Setting,
    story: _Story,
    expected: ExpectNorm,
    agent: str | None,
    day: int | None,
) -> _Open | str:
    def about(norm: Norm, who: str) -> bool:
        return (
            norm.modality is expected.modality
            and isinstance(norm.content, DoAct)
            and expected.act == _side(draft, norm.content)
            and agent in (None, who)
        )

    found: list[str] = []
    doubts = [one for one in story.open if one.applies and about(draft.norms[one.norm], one.agent)]
    for one in story.binding:
        norm = draft.norms[one.norm]
        in_time = not one.window.empty and (day is None or day in one.window)
        if not about(norm, one.bearer) or not in_time:
            continue
        if day is not None and any(day in pause for pause in story.powers.pauses(norm.id)):
            continue
        try:
            if has_effect(draft, setting, one, day):
                found.append(_bound(draft, one).sentence)
        except (NotGiven, CalendarError) as error:
            doubts.append(_open(norm, one.bearer, str(error), breach=False))
    what = f"no {expected.modality.value} to {_words(expected.act)} applies"
    return _verdict(expected.negated, found, doubts, what)


def _side(draft: Draft, content: DoAct) -> str:
    """Return the name of the act on the side that the content addresses."""
    return draft.acts[content.act].accept if content.accepting else content.act


def _verdict(negated: bool, found: list[str], doubts: list[_Open], otherwise: str) -> _Open | str:
    if found:
        return "; ".join(found) if negated else ""
    if doubts:
        return doubts[0]
    return "" if negated else otherwise
