"""Terms in words: quantities, attributes of the act at issue, sums and multiples."""

from __future__ import annotations

from treatylang.model.draft import Act
from treatylang.model.formula import CaseAttribute, Number, QuantityOf, Scaled, Sum, Term
from treatylang.prose.lists import series
from treatylang.prose.morphology import (
    has_determiner,
    has_preposition,
    inflect_phrase,
    participle,
    split_verb,
    with_the,
)
from treatylang.prose.numbers import amount, fraction_of
from treatylang.prose.structure import is_taken_away, opposite
from treatylang.prose.voice import Voice


def term(voice: Voice, item: Term) -> str:
    """Return a term as a noun phrase."""
    match item:
        case Number(value, unit):
            return amount(voice.draft, value, unit)
        case QuantityOf(name, of, _):
            phrase = quantity_phrase(voice, name)
            return with_the(phrase) if of is None else voice.of(of, phrase)
        case CaseAttribute(act, attribute, _):
            return attribute_of_case(voice, act, attribute)
        case Scaled(factor, inner, unit) if unit.dimensions:
            return f"{amount(voice.draft, factor, unit)} multiplied by {term(voice, inner)}"
        case Scaled(factor, inner):
            return f"{fraction_of(factor)} {term(voice, inner)}"
        case Sum(terms):
            return _sum(voice, terms)


def quantity_phrase(voice: Voice, name: str) -> str:
    """Return the declared words of a quantity."""
    declared = voice.draft.quantities.get(name)
    return declared.phrase if declared and declared.phrase else spoken(name)


def attribute_phrase(act: Act, name: str) -> str:
    """Return the declared words of an attribute."""
    attribute = act.attributes.get(name)
    return attribute.phrase if attribute and attribute.phrase else spoken(name)


def attribute_of_case(voice: Voice, act: str, attribute: str) -> str:
    """Return "the training compute of the training run"."""
    declared = voice.draft.acts[act]
    phrase = with_the(attribute_phrase(declared, attribute))
    return f"{phrase} {_in_case(declared)}"


def thing_done(act: Act) -> str:
    """Return what an act is about: "the training run", "the material transferred"; else ""."""
    verb, rest = split_verb(act.phrase)
    first, _, noun = rest.partition(" ")
    if first in {"a", "an"} and noun:
        return f"the {noun}"
    plain = rest and not has_determiner(rest) and not has_preposition(rest) and " " not in verb
    return f"the {rest} {participle(verb)}" if plain else ""


def spoken(name: str) -> str:
    """Return a declared name as words."""
    return name.replace("_", " ")


def _in_case(act: Act) -> str:
    thing = thing_done(act)
    return f"of {thing}" if thing else f"in {inflect_phrase(act.phrase, form='gerund')}"


def _sum(voice: Voice, terms: tuple[Term, ...]) -> str:
    added = [term(voice, part) for part in terms if not is_taken_away(part)]
    taken = [term(voice, opposite(part)) for part in terms if is_taken_away(part)]
    total = added[0] if len(added) == 1 else f"the sum of {series(added)}"
    if not added:
        return f"minus {series(taken)}"
    return f"{total} less {series(taken)}" if taken else total
