"""Formulas in words: as sentences, as relative clauses, and what an act's words are in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from treatylang.model.draft import Act, Power
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    And,
    Bound,
    Breached,
    CaseChoice,
    Compare,
    Did,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Not,
    Number,
    Op,
    Or,
    Party,
    QuantityOf,
    Scaled,
    Sum,
    Term,
    Truth,
)
from treatylang.model.powers import DONE, NOUNS
from treatylang.prose.bounds import choices, purposes, with_bounds
from treatylang.prose.lists import series
from treatylang.prose.morphology import (
    a_or_an,
    bare,
    has_determiner,
    head_noun,
    inflect_phrase,
    is_noun_phrase,
    is_plural,
    is_predicate,
    negate,
    negate_predicate,
    split_verb,
    with_the,
)
from treatylang.prose.references import refer, refer_norms
from treatylang.prose.structure import (
    agents,
    breached,
    is_kind_of,
    is_list,
    pushed,
    takes_points,
)
from treatylang.prose.terms import (
    attribute_of_case,
    quantity_phrase,
    spoken,
    term,
    thing_done,
)
from treatylang.prose.voice import Name, Voice, agent_name, class_name

ENTRY_INTO_FORCE = "entry_into_force"
NAMED = "@named"
"""The determiner of an other side that the voice has a name for."""
BOUND = "@bound"
"""The determiner of an other side that is who the norm binds."""
_OPTIONS = {
    "duty": ("", "shall be"), "prohibition": ("where ", "is"), "permission": ("where ", "is"),
    "exemption": ("where ", "is"),
}  # fmt: skip
"""How an option of an act is put, by the modality of the norm: "and the place of deposit shall be
domestic"; "where the place of deposit is foreign"."""
_ITSELF = re.compile(r"^(it|the (Party|State)) ", re.IGNORECASE)
_ITS = re.compile(r"\b(it)(s?)\b")
"""In the words of an agent's fact or event, "it" is the agent."""
_MADE = frozenset(
    "request declaration proposal notification demand claim objection application submission "
    "invitation complaint offer announcement reservation finding determination report".split()
)
_BEFORE_WHICH = "against for to on by with from over upon towards".split()
_TAKES_ITS_OBJECT = tuple("to with from for against on of towards by upon before after".split())


# --- whole formulas ---------------------------------------------------------------------------


def formula(voice: Voice, item: Formula) -> str:
    """Return a formula as one clause; "both" and "either" keep its structure plain."""
    item = pushed(item)
    if not is_list(item):
        return _sentence(voice, item)
    word = "and" if isinstance(item, And) else "or"
    said = []
    for part, other in _ranges(item):
        words = formula(voice, part)
        if other is not None:
            words = f"{words} but {_told(voice, other).predicate(voice).removeprefix('is ')}"
        if is_list(part):
            words = f"{'both' if isinstance(part, And) else 'either'} {words}"
        said.append(words)
        voice = voice.knowing(*agents(part))
    return series(said, word)


def _ranges(item: And | Or) -> list[tuple[Formula, Compare | None]]:
    """Return the parts of a list, two bounds of the same quantity together: "is at least 5 tonnes
    but below 9 tonnes"."""
    found: list[tuple[Formula, Compare | None]] = []
    taken: set[int] = set()
    for at, part in enumerate(item.parts):
        if at in taken:
            continue
        upper = next(
            (
                (n, other)
                for n, other in enumerate(item.parts)
                if isinstance(item, And)
                and n not in taken
                and isinstance(part, Compare)
                and isinstance(other, Compare)
                and part.op in {Op.GE, Op.GT}
                and other.op in {Op.LE, Op.LT}
                and part.left == other.left
            ),
            None,
        )
        if upper:
            taken.add(upper[0])
        found.append((part, upper[1] if upper else None))
    return [(part, other) for part, other in found if part not in [o for _, o in found if o]]


def points(voice: Voice, item: Formula) -> tuple[str, tuple[str, ...]] | None:
    """Break a formula that one clause would tell badly: ("and", its parts), else None."""
    item = pushed(item)
    if not takes_points(item):
        return None
    said = tuple(
        f"{'either ' if isinstance(part, Or) else ''}"
        f"{formula(voice, And((part, other)) if other else part)}"
        for part, other in _ranges(item)
    )
    if len(said) == 1:
        return None
    return ("and" if isinstance(item, And) else "or"), said


def relative(voice: Voice, item: Formula, agent: Agent) -> str:
    """Return what a formula says of an agent, to stand after its noun: "that has ..."."""
    item = pushed(item)
    if is_list(item) and all(_is_about(voice, part, agent) for part in item.parts):
        said = [relative(voice, part, agent) for part in item.parts]
        return series(_without_repeats(said), "and" if isinstance(item, And) else "or")
    if _is_about(voice, item, agent):
        told = _told(voice, item)
        predicate = told.predicate(voice.calling(agent, Name("it", "it")))
        return f"whose {bare(told.noun)} {predicate}" if told.noun else f"that {predicate}"
    if (turned := _turned(voice, item, agent)) is not None:
        return turned
    return f"in whose case {formula(voice.calling(agent, Name('it', 'it')), item)}"


def _turned(voice: Voice, item: Formula, agent: Agent) -> str | None:
    """Turn a fact such as "measures are taken against it" into "against which measures ..."."""
    inner = item.part if isinstance(item, Not) else item
    if not isinstance(inner, FactHolds | Happened) or inner.of != agent:
        return None
    said = formula(voice.calling(agent, Name("it", "it")), item)
    if len(_ITS.findall(said)) != 1:
        return None
    if said.startswith("its "):
        return f"whose {said[4:]}"
    match = re.fullmatch(rf"(.+) ({'|'.join(_BEFORE_WHICH)}) it( .+)?", said)
    return f"{match[2]} which {match[1]}{match[3] or ''}" if match else None


# --- elementary statements --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """One statement: its subject and what is said of it.

    ``about`` is the agent that is the subject, or whose ``noun`` is; None for the world.
    """

    about: Agent | None
    noun: str
    subject: str
    predicate: Callable[[Voice], str]


def _sentence(voice: Voice, item: Formula) -> str:
    told = _told(voice, item)
    after = voice.knowing(told.about) if told.about else voice
    subject = told.subject
    if told.about is not None:
        subject = voice.of(told.about, told.noun) if told.noun else voice.subject(told.about)
    return f"{subject} {told.predicate(after)}".strip()


def _told(voice: Voice, item: Formula) -> _Told:
    denied = isinstance(item, Not)
    inner = item.part if isinstance(item, Not) else item
    match inner:
        case Truth(value):
            always = value is not denied
            return _Told(None, "", "", lambda _: "in all cases" if always else "in no case")
        case FactHolds(name, of):
            return _fact(voice, name, of, denied)
        case Compare():
            return _comparison(voice, inner)
        case CaseChoice(act, attribute, option):
            return _case_choice(voice, act, attribute, option, denied)
        case IsMember(agent, name):
            is_ = "is not" if denied else "is"
            return _Told(agent, "", "", lambda _: f"{is_} {member(voice, name)}")
        case Did():
            has = "has not" if denied else "has"
            return _Told(inner.agent, "", "", lambda after: f"{has} {_done(after, inner)}")
        case Breached(_, agent):
            return _breach(agent, [inner.norm], denied)
        case Or(parts) | And(parts):
            found = [breach for breach in map(breached, parts) if breach]
            return _breach(found[0].agent, [part.norm for part in found], isinstance(inner, And))
        case Happened(event, of):
            if (power := power_of(voice, event)) is not None:
                has = f"has {'not ' * denied}been {DONE[power.verb]}"
                return _Told(None, "", refer(voice, [power.target]), lambda _: has)
            phrase = event_phrase(voice, event, of)
            have = "have" if is_plural(phrase) else "has"
            occurred = "been made" if is_made(phrase) else "occurred"
            return _Told(None, "", phrase, lambda _: f"{have} {'not ' * denied}{occurred}")
    raise AssertionError(f"not an elementary statement: {item}")


def _breach(agent: Agent, norms: list[str], denied: bool) -> _Told:
    is_ = "is not" if denied else "is"
    return _Told(agent, "", "", lambda after: f"{is_} in breach of {refer_norms(after, norms)}")


def member(voice: Voice, name: str) -> str:
    """Return "a Frontier Party", "the Authority", "the United States of America"."""
    draft = voice.draft
    if name in draft.classes:
        return a_or_an(class_name(draft, name))
    return agent_name(draft, name)


def event_phrase(voice: Voice, event: str, of: Agent | None) -> str:
    """Return an event in words, with whom it concerns unless that goes without saying."""
    if event == ENTRY_INTO_FORCE:
        return f"the entry into force of {voice.treaty}" if voice.here else "the entry into force"
    if (power := power_of(voice, event)) is not None:
        return f"the {NOUNS[power.verb]} of {refer(voice, [power.target])}"
    declared = voice.draft.events.get(event)
    phrase = with_the(declared.phrase if declared and declared.phrase else spoken(event))
    if of is not None and _ITS.search(phrase):
        return _named(voice, phrase, of)
    if of is None or voice.is_silent(of):
        return phrase
    return f"{phrase} in respect of {voice.subject(of)}"


def is_made(phrase: str) -> bool:
    """Tell whether an event is said to be made (a request) and not to occur (a flood)."""
    return head_noun(phrase).lower().removesuffix("s") in _MADE


def _fact(voice: Voice, name: str, of: Agent | None, denied: bool) -> _Told:
    declared = voice.draft.facts.get(name)
    phrase = declared.phrase if declared and declared.phrase else spoken(name)
    if of is None:
        if is_noun_phrase(phrase):
            said = _denied_existence(phrase) if denied else f"there is {_a_thing(phrase)}"
        else:
            said = negate(phrase, whole=True) if denied else phrase
        return _Told(None, "", said, _nothing)
    whole = phrase
    phrase = _ITSELF.sub("", whole)
    if phrase != whole or is_predicate(phrase):
        predicate = negate_predicate(phrase) if denied else phrase
        if predicate is None:
            said = f"it is not the case that {voice.subject(of)} {phrase}"
            return _Told(None, "", said, _nothing)
        return _Told(of, "", "", lambda _: predicate)
    if is_noun_phrase(phrase):
        has = "does not have" if denied else "has"
        return _Told(of, "", "", lambda _: f"{has} {_a_thing(phrase)}")
    said = negate(phrase) if denied else phrase
    named = _named(voice, said, of)
    if not _ITS.search(said):
        named = f"{said} in respect of {voice.subject(of)}"
    return _Told(None, "", named, _nothing)


def _named(voice: Voice, words: str, agent: Agent) -> str:
    """Name the agent where the words of its fact or event say "it" or "its"."""
    return _ITS.sub(lambda found: voice.whose(agent) if found[2] else voice.subject(agent), words)


def _nothing(_: Voice) -> str:
    return ""


def _a_thing(phrase: str) -> str:
    """Return a noun phrase with the article that it lacks."""
    return phrase if has_determiner(phrase) or is_plural(phrase) else a_or_an(phrase)


def _denied_existence(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return f"there is no {rest if first.lower() in {'a', 'an'} else phrase}"


def _comparison(voice: Voice, item: Compare) -> _Told:
    left, op, right = item.left, item.op, item.right
    if isinstance(left, Number) and not isinstance(right, Number):
        left, op, right = right, op.mirrored, left
    if isinstance(left, QuantityOf) and left.of is not None:
        noun = quantity_phrase(voice, left.name)
        return _Told(left.of, noun, "", lambda after: _compared(after, op, right, is_plural(noun)))
    subject = term(voice, left)
    plural = not isinstance(left, Scaled | Sum | Number) and is_plural(subject.partition(" ")[2])
    return _Told(None, "", subject, lambda after: _compared(after, op, right, plural))


def _compared(voice: Voice, op: Op, right: Term, plural: bool) -> str:
    are, exceed, do = ("are", "exceed", "do") if plural else ("is", "exceeds", "does")
    words = {
        Op.GE: f"{are} at least", Op.GT: exceed, Op.LE: f"{do} not exceed", Op.LT: f"{are} below",
        Op.EQ: are, Op.NE: f"{are} other than",
    }  # fmt: skip
    if op is Op.EQ and not isinstance(right, Number):
        return f"{are} equal to {term(voice, right)}"
    return f"{words[op]} {term(voice, right)}"


def _case_choice(voice: Voice, act: str, attribute: str, option: str, denied: bool) -> _Told:
    is_ = "is not" if denied else "is"
    thing = thing_done(voice.draft.acts[act])
    if attribute == "purpose" and thing:
        return _Told(None, "", thing, lambda _: f"{is_} for {spoken(option)} purposes")
    subject = attribute_of_case(voice, act, attribute)
    return _Told(None, "", subject, lambda _: f"{is_} {spoken(option)}")


# --- acts ---------------------------------------------------------------------------------------


def act_words(
    voice: Voice,
    act: Act,
    bounds: Sequence[Bound] = (),
    other: Party | None = None,
    accepting: bool = False,
    form: str = "base",
    limits: str = "",
    modality: str = "",
) -> str:
    """Return an act with its bounds and its other side: "transfer model weights to another Party".

    ``form`` is that of the verb: "base", "past" (the participle), "third" or "gerund". ``limits``
    are its limits of time: they stand before an option ("before 1808, the topic being trade"). Of a
    norm's act, ``modality`` tells how the option is put: as a duty of its own, or as a case.
    """
    phrase = (act.accept_phrase or spoken(act.accept)) if accepting else act.phrase
    if act.name in voice.draft.powers:
        phrase = power_phrase(voice, voice.draft.powers[act.name])
    past = "" if accepting else act.past
    if form != "base":
        phrase = inflect_phrase(phrase, past, form)
    verb, thing = split_verb(phrase)
    side = ""
    if other is not None:
        preposition = "from" if accepting else "to"
        taken = phrase.rpartition(" ")[2] in _TAKES_ITS_OBJECT
        side = f"{'' if taken else preposition + ' '}{party(voice, other, act, accepting)}"
        if other.where and limits:  # or the limit would be one of what the other side is or did
            limits = f", {limits}"
        voice = voice.knowing(OTHER)
        if taken:
            verb, thing, side = f"{phrase} {side}", "", ""
    measure, purpose = with_bounds(voice, act, bounds), purposes(bounds)
    choice = choices(act, bounds, _OPTIONS.get(modality, ("", "being")))
    if choice and form in {"past", "gerund"}:  # the sentence goes on: an aside would not end
        measure = f"{measure} and {choice}" if measure else f"with {choice}"
        choice = ""
    if other is not None and other.where and measure:
        asides = "".join(f", {aside}" for aside in (purpose, choice) if aside)
        return _spaced(verb, thing, measure + asides + ("," if asides else ""), side, limits)
    if thing and measure and purpose:
        told = _spaced(verb, side) + f", {purpose}, {thing} {measure}"
    elif thing and measure:
        told = _spaced(verb, side, thing, measure)
    else:
        told = _spaced(verb, thing, side, measure, purpose)
    told = _spaced(told, limits)
    if choice and modality in _OPTIONS:
        return f"{told} {choice}" if modality != "duty" else f"{told}, and {choice}"
    return f"{told}, {choice}" if choice else told


def power_of(voice: Voice, event: str) -> Power | None:
    """Return the power whose exercise the event is, if it is such an event."""
    powers = voice.draft.powers.values()
    return next((power for power in powers if power.event == event), None)


def power_phrase(voice: Voice, power: Power) -> str:
    """Return "suspend the operation of Article 3" (the words of VCLT Art. 57), "terminate this
    Treaty"."""
    what = refer(voice, [power.target])
    return (
        f"terminate {what}"
        if power.verb == "terminate"
        else f"{power.verb} the operation of {what}"
    )


def _spaced(*words: str) -> str:
    return " ".join(word for word in words if word).replace(" , ", ", ")


def party(voice: Voice, side: Party, act: Act, accepting: bool = False) -> str:
    """Return the other side of an act: "another Party that is not a Frontier Party"."""
    if side.name in voice.draft.states or side.name in voice.draft.organs:
        return agent_name(voice.draft, side.name)
    if side.article in {NAMED, BOUND}:
        return voice.subject(OTHER if side.article == NAMED else BEARER)
    actor, receiver = (act.other, act.actor) if accepting else (act.actor, act.other)
    name = side.name or receiver or ""
    alike = BEARER.name in voice.names and is_kind_of(
        voice.draft, voice.bearer or actor or "", name
    )
    noun = class_name(voice.draft, name) or "Party"
    words = {
        "a": f"another {noun}", "an": f"another {noun}", "any": f"any other {noun}",
        "each": f"each other {noun}", "every": f"every other {noun}", "no": f"no other {noun}",
        "the": f"the other {noun}",
    }  # fmt: skip
    article = side.article.lower()
    if alike and article in words:
        said = words[article]
    else:
        said = a_or_an(noun) if article in {"a", "an", ""} else f"{article} {noun}"
    if not side.where:
        return said
    where = side.where[0] if len(side.where) == 1 else And(side.where)
    return f"{said} {relative(voice, where, OTHER)}"


def _done(voice: Voice, item: Did) -> str:
    act, other = voice.draft.acts[item.act], item.other
    if item.agent == OTHER and other is not None and other.article == "the" and not other.where:
        # What the other side did to "the Seller" it did to the one that the norm binds.
        other = replace(other, article=BOUND)
    return act_words(voice, act, item.bounds, other, item.accepting, "past")


# --- what a formula is about ----------------------------------------------------------------------


def _is_about(voice: Voice, item: Formula, agent: Agent) -> bool:
    return not is_list(item) and _told(voice, item).about == agent


def _without_repeats(said: list[str]) -> list[str]:
    """Say "that is X and has Y" with one "that"; "whose" stays, for it has a noun."""
    if not all(words.startswith("that ") for words in said):
        return said
    return [said[0], *(words.removeprefix("that ") for words in said[1:])]
