"""A voting rule as an assertion about data and about who is in favour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.institutions.region import Case, Region, Terms, plus, times
from checker.institutions.ruling import Ruling
from checker.text import FALSE, TRUE, conj, disj, negation, real
from treatylang.model.institutions import (
    AllOf,
    Amount,
    AnyOf,
    Base,
    Body,
    Consensus,
    Consent,
    Count,
    FewOpposed,
    Greater,
    Lesser,
    Quorum,
    Requirement,
    Seat,
    Share,
    Threshold,
    Vote,
    Votes,
)

Inside = Mapping[str, str]
"""For each member whether it is in favour: "true", "false", or a constant of sort Bool."""


def fixed(members: Iterable[str], coalition: Iterable[str]) -> dict[str, str]:
    """Return that just these of the members are in favour."""
    inside = set(coalition)
    return {name: TRUE if name in inside else FALSE for name in members}


def free(members: Iterable[str]) -> dict[str, str]:
    """Return a constant for each member."""
    return {name: f"|{name} in favour|" for name in members}


def carries(
    region: Region, case: Case, ruling: Ruling, inside: Inside, parties: Sequence[str] = ()
) -> str:
    """Return that all votes of the ruling carry where everybody else is against."""
    return conj(_vote(region, case, vote, inside, parties) for vote in ruling.votes)


def weights_of(ruling: Ruling) -> set[str]:
    """Return the formulas of weights by which the ruling counts."""
    return {name for vote in ruling.votes for name in _weights(vote.rule)}


def _weights(rule: Requirement) -> Iterator[str]:
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from _weights(part)
    elif isinstance(rule, Threshold | Quorum | FewOpposed) and isinstance(rule.measure, Votes):
        yield rule.measure.weights


def _vote(region: Region, case: Case, vote: Vote, inside: Inside, parties: Sequence[str]) -> str:
    body = region.draft.bodies[vote.body]
    voting = [seat for seat in body.seats if seat.name not in parties]
    present = body.seats if vote.abstaining else voting
    reader = _Reader(region, case, body, inside, voting, present)
    return reader.rule(vote.rule)


class _Reader:
    def __init__(
        self,
        region: Region,
        case: Case,
        body: Body,
        inside: Inside,
        voting: Sequence[Seat],
        present: Sequence[Seat],
    ) -> None:
        self.region, self.case, self.body, self.inside = region, case, body, inside
        self.voting = [seat.name for seat in voting]
        self.present = [seat.name for seat in present]

    def rule(self, rule: Requirement) -> str:
        match rule:
            case AllOf(parts, _):
                return conj(self.rule(part) for part in parts)
            case AnyOf(parts, _):
                return disj(self.rule(part) for part in parts)
            case Consensus():
                return conj(self.inside[name] for name in self.voting)
            case Consent(members, _, _):
                asked = {seat.name for name in members for seat in self.body.of(name)}
                return conj(self.inside[name] for name in self.voting if name in asked)
            case FewOpposed(measure, amount, _):
                terms = self.region.measured(measure, self.body, self.case)
                opposed = plus([_if(negation(self.inside[name]) if name in self.voting else TRUE,
                                    terms.of[name])
                                for name in self.present if name in terms.of])  # fmt: skip
                total = self._total(terms, self.present)
                return negation(_reaches(opposed, amount, total, terms.scale, False))
            case Quorum(measure, amount, strict, _):
                terms = self.region.measured(measure, self.body, self.case)
                total = self._total(terms, self.present)
                return _reaches(total, amount, total, terms.scale, strict)
            case Threshold(measure, amount, strict, base, _):
                terms = self.region.measured(measure, self.body, self.case)
                reached = plus(
                    [_if(self.inside[n], terms.of[n]) for n in self.voting if n in terms.of]
                )
                of = self.voting if base is Base.VOTING else self.present
                total = self._total(terms, of)
                return _reaches(reached, amount, total, terms.scale, strict)

    def _total(self, terms: Terms, names: Sequence[str]) -> str:
        return plus([terms.of[name] for name in names if name in terms.of])


def _reaches(reached: str, amount: Amount, total: str, scale: str, strict: bool) -> str:
    match amount:
        case Share(value):
            return f"({'>' if strict else '>='} {reached} {times(value, total)})"
        case Count(value):
            least = times(value, scale) if value else real(value)
            return f"({'>' if strict else '>='} {reached} {least})"
        case Greater(amounts):
            return conj(_reaches(reached, part, total, scale, strict) for part in amounts)
        case Lesser(amounts):
            return disj(_reaches(reached, part, total, scale, strict) for part in amounts)


def _if(condition: str, term: str) -> str:
    if condition in (TRUE, FALSE):
        return term if condition == TRUE else "0.0"
    return f"(ite {condition} {term} 0.0)"


def fewer(inside: Inside, members: Iterable[str], than: int) -> str:
    """Return that fewer of the members than so many are in favour."""
    found = [_if(inside[name], "1.0") for name in members]
    return f"(< {plus(found)} {real_of(than)})"


def real_of(number: int) -> str:
    return f"{number}.0"
