"""What every scenario obeys, as far as a question speaks of it (semantics, section 1).

Only what shares a variable with the question is added: definitions upward from the classes that
it names, assumptions on the quantities, facts and events that it names, and so on until nothing
is new. Each part keeps its label, so that a minimal set can name it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.powers import taken_effect, takes_effect
from checker.scene import Roles, Scene, acts_in
from checker.text import FALSE, TRUE, conj, disj, implies, negation
from checker.use import Instance, Use
from treatylang.model.draft import Assumption, DoAct, Draft, Keep, Modality
from treatylang.model.formula import (
    BEARER,
    And,
    Breached,
    CaseAttribute,
    CaseChoice,
    Compare,
    Did,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Limit,
    Not,
    Or,
    QuantityOf,
    Scaled,
    Sum,
    Term,
)
from treatylang.syntax.source import Place

Names = frozenset[tuple[str, str]]
"""What a formula is about: ("quantity", name), ("fact", name), ("event", name), ("class", name),
("act", name), ("case", act), ("breach", norm), ("agent", name)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the background. ``label`` is "" for what is built in (a day is not negative)."""

    label: str
    place: Place | None
    text: str


def prepare(scene: Scene, uses: Iterable[Use]) -> None:
    """Enter every past act and breach that the uses bring, before their texts are written: what
    denies an act denies all of them, and a norm that may be breached says so."""
    assumptions = scene.draft.assumptions
    assumes_acts = any(kind == "act" for item in assumptions for kind, _ in assumption_names(item))
    while True:
        before = len(scene.records), len(scene.names)
        for use in uses:
            use.parts()
        events = {power.event for power in scene.draft.powers.values()}
        keys = [key for _, key in scene.names.values()]
        spoken = any(key[0] == "breached" or not events.isdisjoint(key[1:2]) for key in keys)
        if assumes_acts or spoken:
            background(scene)
        if (len(scene.records), len(scene.names)) == before or not scene.records:
            return


def background(scene: Scene) -> list[Part]:
    """Return what the scenario obeys, given the variables that the scene has so far."""
    found: dict[tuple[str, str], Part] = {}
    done: set[tuple[str, ...]] = set()
    index = _Index(scene.draft)
    while True:
        new = [key for _, key in list(scene.names.values()) if key not in done]
        agents = [("agent", agent) for agent in sorted(scene.agents)]
        new += [key for key in agents if key not in done]
        if not new:
            break
        for key in sorted(new):
            done.add(key)
            for part in _about(scene, key, index):
                if part.text != TRUE:
                    found.setdefault((part.label, part.text), part)
    for part in itertools.chain(_identities(scene), _basics(scene)):
        found.setdefault((part.label, part.text), part)
    return [found[key] for key in sorted(found)]


def _about(scene: Scene, key: tuple[str, ...], index: _Index) -> Iterator[Part]:
    kind, *rest = key
    if kind == "member":
        yield from _membership(scene, rest[0], rest[1])
        for assumption in index.of(("class", rest[1])):
            yield from _assumed(scene, assumption, rest[0])
    elif kind == "breached":
        yield _grounds(scene, rest[0], rest[1])
        for assumption in index.of(("breach", rest[0])):
            yield from _assumed(scene, assumption, rest[1])
    elif kind == "done" and rest[0] in scene.records:
        record = scene.records[rest[0]]
        if record.act in scene.draft.powers:
            yield Part("", None, takes_effect(scene, record))
        for assumption in index.of(("act", record.act)):
            for agent in dict.fromkeys((record.by, record.to)):
                yield from _assumed(scene, assumption, agent)
    elif kind in ("quantity", "fact", "happened", "day", "case"):
        name = "event" if kind in ("happened", "day") else kind
        agent = "" if kind == "case" else rest[1]
        for assumption in index.of((name, rest[0]), agent):
            yield from _assumed(scene, assumption, agent)
        for power in scene.draft.powers.values() if kind == "happened" else ():
            if power.event == rest[0]:
                yield Part("", None, taken_effect(scene, power))


# --- classes, States, organs -------------------------------------------------------------------


def _membership(scene: Scene, agent: str, name: str) -> Iterator[Part]:
    draft = scene.draft
    is_in = scene.member(agent, name)
    if name in draft.classes:
        item = draft.classes[name]
        if item.parent is not None:
            parent = scene.member(agent, item.parent)
            if item.where is None:
                yield Part(name, item.place, implies(is_in, parent))
            else:
                where = scene.formula(item.where, Roles(agent), positive=None)
                yield Part(name, item.place, f"(= {is_in} {conj([parent, where])})")
    if name in draft.states:
        state = draft.states[name]
        for parent_name in state.classes:
            parent = scene.member(agent, parent_name)
            yield Part(name, state.place, implies(is_in, parent))
    if agent in draft.states and name in draft.classes:
        state = draft.states[agent]
        for parent_name in state.classes:
            yield Part(agent, state.place, scene.member(agent, parent_name))


def _identities(scene: Scene) -> Iterator[Part]:
    """A State is no organ, no two States are one, and a single organ or State is one agent."""
    draft = scene.draft
    members: dict[str, list[str]] = {}
    for _, key in scene.names.values():
        if key[0] == "member":
            members.setdefault(key[1], []).append(key[2])
    for agent in sorted(scene.agents):
        names = sorted({*members.get(agent, ()), agent} & (
            draft.states.keys() | draft.organs.keys() | draft.classes.keys()
        ))  # fmt: skip
        for one, other in itertools.combinations(names, 2):
            if _exclude(scene, one, other):
                both = conj([scene.member(agent, one), scene.member(agent, other)])
                yield Part("", None, negation(both))
    for name, agents in sorted(_called(scene, members).items()):
        for one, other in itertools.combinations(sorted(agents), 2):
            both = conj([scene.member(one, name), scene.member(other, name)])
            yield Part("", None, negation(both))
    yield from _same_agents(scene)


def _called(scene: Scene, members: dict[str, list[str]]) -> dict[str, set[str]]:
    """The agents that may be each State, and each organ of which there is one."""
    draft = scene.draft
    found: dict[str, set[str]] = {}
    for agent in scene.agents:
        for name in {*members.get(agent, ()), agent}:
            organ = draft.organs.get(name)
            if name in draft.states or (organ is not None and organ.of_each is None):
                found.setdefault(name, set()).add(agent)
    return found


def _exclude(scene: Scene, one: str, other: str) -> bool:
    draft = scene.draft

    def kind(name: str) -> str:
        if name in draft.organs:
            return f"organ {name}"
        return f"state {name}" if name in draft.states else "class"

    kinds = {kind(one), kind(other)}
    if any(k.startswith("organ") for k in kinds):
        return len(kinds) == 2
    return len(kinds) == 2 and "class" not in kinds


def _same_agents(scene: Scene) -> Iterator[Part]:
    """An agent that is a named State has all that the State has."""
    draft = scene.draft
    named = scene.agents & (draft.states.keys() | draft.organs.keys())
    spoken = sorted(key[1:] for _, key in scene.names.values() if key[0] == "member")
    for agent, name in spoken:
        if agent == name or agent not in scene.agents or name not in named:
            continue
        is_it = scene.member(agent, name)
        for constant, (_, key) in sorted(scene.names.items()):
            if agent not in key[1:] or (key[:2] == ("member", agent) and key[2] == name):
                continue
            # A class may be called as the agent is.
            ends = 2 if key[0] == "member" else len(key)
            twin = (*(name if part == agent else part for part in key[:ends]), *key[ends:])
            text = f"|{' / '.join(twin)}|"
            if text in scene.names:
                yield Part("", None, implies(is_it, f"(= {constant} {text})"))


# --- assumptions ---------------------------------------------------------------------------------


def names_in(formula: Formula) -> Names:
    """Return what a formula is about."""

    def agent(of: object) -> Names:
        name = getattr(of, "name", "@")
        return frozenset() if name.startswith("@") else frozenset({("agent", name)})

    def term(value: Term) -> Names:
        match value:
            case QuantityOf(name, of, _):
                return frozenset({("quantity", name)}) | agent(of)
            case CaseAttribute(act, _, _):
                return frozenset({("case", act)})
            case Sum(terms):
                return frozenset[tuple[str, str]]().union(*(term(part) for part in terms))
            case Scaled(_, inner):
                return term(inner)
        return frozenset()

    match formula:
        case FactHolds(name, of):
            return frozenset({("fact", name)}) | agent(of)
        case Compare(left, _, right):
            return term(left) | term(right)
        case CaseChoice(act, _, _):
            return frozenset({("case", act)})
        case Happened(event, of):
            return frozenset({("event", event)}) | agent(of)
        case IsMember(who, name):
            return frozenset({("class", name)}) | agent(who)
        case Not(part):
            return names_in(part)
        case And(parts) | Or(parts):
            return frozenset[tuple[str, str]]().union(*(names_in(part) for part in parts))
        case Did(who, act):
            return frozenset({("act", act)}) | agent(who)
        case Breached(norm, who):
            return frozenset({("breach", norm)}) | agent(who)
    return frozenset()


class _Index:
    """The assumptions by what they are about; those on named States or organs alone, by whom."""

    def __init__(self, draft: Draft) -> None:
        self.named = draft.states.keys() | draft.organs.keys()
        self.all: dict[tuple[str, str], list[Assumption]] = {}
        self.any: dict[tuple[str, str], list[Assumption]] = {}
        self.one: dict[tuple[str, str, str], list[Assumption]] = {}
        for assumption in draft.assumptions:
            agents = _agents_of(assumption) if assumption.about is None else frozenset()
            for key in sorted(_with_definitions(draft, assumption_names(assumption))):
                if key[0] == "agent":
                    continue
                self.all.setdefault(key, []).append(assumption)
                if not agents:
                    self.any.setdefault(key, []).append(assumption)
                for agent in agents:
                    self.one.setdefault((*key, agent), []).append(assumption)

    def of(self, key: tuple[str, str], agent: str = "") -> Iterable[Assumption]:
        """Return what is assumed of a name: for a named agent, what bears on that one; an
        arbitrary agent may be any of them."""
        if agent not in self.named:
            return self.all.get(key, ())
        return [*self.any.get(key, ()), *self.one.get((*key, agent), ())]


def _with_definitions(draft: Draft, names: Names) -> Names:
    """Add what the definitions of the classes turn on: an assumption on a class bears on that."""
    found, waiting = set(names), [name for kind, name in names if kind == "class"]
    while waiting:
        item = draft.classes.get(waiting.pop())
        if item is None:
            continue
        more = set() if item.where is None else set(names_in(item.where))
        more |= {("class", item.parent)} if item.parent is not None else set()
        waiting += [name for kind, name in more - found if kind == "class"]
        found |= more
    return frozenset(found)


def assumption_names(assumption: Assumption) -> Names:
    """Return what an assumption is about."""
    names = names_in(assumption.formula) if assumption.formula is not None else frozenset()
    for day in (assumption.event, assumption.then):
        if day is not None:
            names |= {("event", day.event)}
    return names


def _agents_of(assumption: Assumption) -> frozenset[str]:
    """Return the States and organs that an assumption names."""
    if assumption.formula is None:
        return frozenset()
    return frozenset(name for kind, name in names_in(assumption.formula) if kind == "agent")


def _assumed(scene: Scene, assumption: Assumption, agent: str) -> Iterator[Part]:
    """The assumption as it bears on one agent (or on the world)."""
    named = _agents_of(assumption)
    if named and named.isdisjoint(scene.agents):
        spoken_of = {key[2] for _, key in scene.names.values() if key[0] == "member"}
        if named.isdisjoint(spoken_of):
            return
    if assumption.about is not None and not agent:
        return
    roles = Roles(agent if assumption.about is not None else "")
    scope = scene.member(agent, assumption.about) if assumption.about is not None else TRUE
    yield Part(assumption.label, assumption.place, implies(scope, assume(scene, assumption, roles)))


def assume_all(scene: Scene) -> None:
    """Bring every assumption on the scene's agents into play."""
    for assumption in scene.draft.assumptions:
        for agent in sorted(scene.agents) if assumption.about is not None else [""]:
            for _ in _assumed(scene, assumption, agent):
                pass


def assume(scene: Scene, assumption: Assumption, roles: Roles) -> str:
    """Write what is assumed, of the agent in the role of the bearer."""
    if assumption.formula is not None:
        for did in acts_in(assumption.formula):
            scene.record(did, roles, "")
        return scene.formula(assumption.formula, roles, positive=None)
    event = assumption.event
    assert event is not None
    agent = scene.whose(event.of, roles)
    happened, day = scene.happened(event.event, agent), scene.event_day(event.event, agent)
    if assumption.then is not None:
        after = scene.whose(assumption.then.of, roles)
        then = scene.happened(assumption.then.event, after)
        order = f"(<= {day} {scene.event_day(assumption.then.event, after)})"
        return implies(then, conj([happened, order]))
    return conj([happened, *_within(scene, assumption.window, roles, day)])


def _within(scene: Scene, window: tuple[Limit, ...], roles: Roles, day: str) -> Iterator[str]:
    for limit in window:
        for moment, op in ((limit.earliest, ">="), (limit.latest, "<=")):
            if moment is not None:
                exists, at = scene.moment(moment, roles, "")
                yield implies(exists, f"({op} {day} {at})")


# --- breaches ------------------------------------------------------------------------------------


def _grounds(scene: Scene, norm_id: str, agent: str) -> Part:
    """A breach has its grounds: the norm applied, and the act required was not done in time (or
    the act forbidden was done)."""
    norm = scene.draft.norms[norm_id]
    breached = scene.breached(norm_id, agent)
    day = scene.breach_day(norm_id, agent)
    use = Use(scene, norm, Roles(agent, f"{agent}'s partner"), " breached")
    parts = [use.applies(despite_breach=True, on=day), f"(>= {day} 0)"]
    content = norm.content
    if norm.modality not in (Modality.DUTY, Modality.PROHIBITION):
        parts.append(FALSE)
    elif isinstance(content, Keep):
        parts.append(use.window(day))
    elif isinstance(content, DoAct) and norm.modality is Modality.DUTY:
        parts += [use.last_day(day), use.window(day)]
        parts.append(negation(_fulfilled(scene, use, content)))
    elif isinstance(content, DoAct):
        did = Did(BEARER, content.act, (), f"{norm_id}#breach", content.other, content.accepting)
        record = scene.record(did, use.roles, "")
        instance = _as_instance(scene, use, content.act, record.name)
        parts += [scene.done(record), f"(= {scene.record_day(record)} {day})", instance]
    return Part("", None, implies(breached, conj(parts)))


def _fulfilled(scene: Scene, use: Use, content: DoAct) -> str:
    ways = []
    for record in scene.sorted_records():
        own = record.to if content.accepting else record.by
        if record.act == content.act and own == use.roles.bearer:
            ways.append(
                conj([scene.done(record), _as_instance(scene, use, content.act, record.name)])
            )
    return disj(ways)


def _as_instance(scene: Scene, use: Use, act: str, record: str) -> str:
    """The past act of a record is one that the norm is about."""
    instance = Instance(f"past {record}")
    text = use.region(instance)
    found = scene.records.get(record)
    assert found is not None
    replacements: dict[str, str] = {instance.day: scene.record_day(found)}
    for name, attribute in scene.draft.acts[act].attributes.items():
        if instance.name(name) in text:
            replacements[instance.name(name)] = scene.attribute(attribute, "record", record, name)
    for name, value in replacements.items():
        text = text.replace(name, value)
    return text


# --- what is built in ----------------------------------------------------------------------------


def _basics(scene: Scene) -> Iterator[Part]:
    """Days are not negative, options are among those declared, dates lie in living memory."""
    for constant, (_, key) in sorted(scene.names.items()):
        match key:
            case ("day", *_) | ("record day", *_) | ("breach day", *_):
                yield Part("", None, f"(and (<= 0 {constant}) (<= {constant} 400000))")
            case ("entry",):
                yield Part("", None, f"(and (<= 693961 {constant}) (<= {constant} 803533))")
            case ("record", record, attribute):
                act = scene.records[record].act if record in scene.records else ""
                yield from _options(scene, act, attribute, constant)
            case ("case", act, attribute):
                yield from _options(scene, act, attribute, constant)
    for definition in scene.calendar.definitions:
        yield Part("", None, definition)


def _options(scene: Scene, act: str, attribute: str, constant: str) -> Iterator[Part]:
    declared = scene.draft.acts[act].attributes[attribute] if act else None
    if declared and declared.options:
        top = len(declared.options)
        yield Part("", None, f"(and (<= 0 {constant}) (< {constant} {top}))")
