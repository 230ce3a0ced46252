"""Bounds in words: on the attributes of an act, and on what a Party keeps."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.model.draft import Act
from treatylang.model.formula import Bound, ChoiceBound, Number, NumberBound, Op, Term
from treatylang.prose.lists import series
from treatylang.prose.morphology import a_or_an, has_determiner, head_noun
from treatylang.prose.terms import attribute_phrase, spoken, term
from treatylang.prose.voice import Voice

_COUNTED = frozenset(
    "number share rate ratio value duration length size period quantity amount price capacity "
    "weight proportion level percentage count budget cost total volume threshold distance range "
    "yield mass speed depth height limit term".split()
)


def with_bounds(voice: Voice, act: Act, bounds: Sequence[Bound]) -> str:
    """Return "with training compute exceeding X and a duration of Y or more", or ""."""
    attributes = dict.fromkeys(b.attribute for b in bounds if isinstance(b, NumberBound))
    said = []
    for attribute in attributes:
        own = [b for b in bounds if isinstance(b, NumberBound) and b.attribute == attribute]
        own.sort(key=lambda bound: bound.op in {Op.LT, Op.LE})
        limits = " but ".join(_limit(bound.op, bound.term, voice) for bound in own)
        said.append(f"{_counted(attribute_phrase(act, attribute))} {limits}")
    return f"with {series(said)}" if said else ""


def purposes(bounds: Sequence[Bound]) -> str:
    """Return "for civil purposes", or "" where no purpose is laid down."""
    chosen = [b for b in bounds if isinstance(b, ChoiceBound) and b.attribute == "purpose"]
    wanted = [spoken(bound.option) for bound in chosen if bound.equal]
    barred = [spoken(bound.option) for bound in chosen if not bound.equal]
    said = [f"for {series(wanted)} purposes"] if wanted else []
    if barred:
        said.append(f"for purposes other than {series(barred, 'or')} purposes")
    return " and ".join(said)


def choices(act: Act, bounds: Sequence[Bound], verb: tuple[str, str] = ("", "being")) -> str:
    """Return "the mode of access being open", or "" where no such option is laid down; ``verb`` is
    what stands before it all, and the verb: ("where ", "is"), ("", "shall be")."""
    before, being = verb
    denied = f"not {being}" if being == "being" else f"{being} not"
    said = [
        f"the {attribute_phrase(act, bound.attribute)} {_verb(bound, being, denied)} "
        f"{spoken(bound.option)}"
        for bound in bounds
        if isinstance(bound, ChoiceBound) and bound.attribute != "purpose"
    ]
    return f"{before}{series(said)}" if said else ""


def _verb(bound: ChoiceBound, said: str, denied: str) -> str:
    return said if bound.equal else denied.replace("shall be not", "shall not be")


def kept(voice: Voice, bounds: Sequence[tuple[Op, Term]]) -> str:
    """Return "at or below 100,000 chips", "between 10 and 20 chips"."""
    limits = dict(bounds)
    if len(bounds) == 2 and set(limits) == {Op.GE, Op.LE}:
        return f"between {term(voice, limits[Op.GE])} and {term(voice, limits[Op.LE])}"
    words = {
        Op.LE: "at or below", Op.GE: "at or above", Op.LT: "below", Op.GT: "above", Op.EQ: "at",
        Op.NE: "at a level other than",
    }  # fmt: skip
    return series([f"{words[op]} {term(voice, value)}" for op, value in bounds])


def _limit(op: Op, value: Term, voice: Voice) -> str:
    said = term(voice, value)
    if op is Op.GE:
        return f"of {said} or more" if isinstance(value, Number) else f"of at least {said}"
    words = {
        Op.GT: "exceeding", Op.LE: "not exceeding", Op.LT: "below", Op.EQ: "of",
        Op.NE: "other than",
    }  # fmt: skip
    return f"{words[op]} {said}"


def _counted(phrase: str) -> str:
    """Give an attribute that is counted its article: "a number of inspectors"."""
    if has_determiner(phrase) or head_noun(phrase).lower() not in _COUNTED:
        return phrase
    return a_or_an(phrase)
