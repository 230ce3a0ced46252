"""The figures of a draft's rules, for tables and charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeVar

from checker.institutions import claim_findings
from checker.institutions.claims import Status
from checker.institutions.evidence import replayed
from checker.institutions.reach import amendment_ruling, reached
from checker.institutions.ruling import Ruling, entry_ruling, game_of, vote_ruling
from checker.institutions.telling import Teller
from checker.institutions.words import percent
from checker.run import Run
from checker.voting.game import Game
from checker.voting.minimal import Listed
from checker.voting.power import Power, power
from checker.voting.refusal import Refused
from checker.voting.structure import (
    any_suffice,
    dictator,
    fewest_needed,
    minimal_blocking,
    minimal_winning,
    smallest_blocking,
    smallest_winning,
    veto_players,
)
from checker.voting.weigh import weigh
from treatylang.figures import (
    ClaimFigures,
    Coalitions,
    MemberFigures,
    ProcedureFigures,
    RuleFigures,
    StageFigures,
    VoteFigures,
)
from treatylang.model.institutions import (
    AllOf,
    Amount,
    Amounts,
    AnyOf,
    Base,
    Consensus,
    Consent,
    Count,
    FewOpposed,
    Greater,
    Heads,
    Lesser,
    Measure,
    Otherwise,
    Procedure,
    Quorum,
    Requirement,
    Seat,
    Share,
    Threshold,
    Votes,
)

T = TypeVar("T")

MOST_COUNTED = 500
"""Members up to whom minimal coalitions are counted: the time grows with their cube."""


def figures(run: Run) -> VoteFigures:
    """Return the figures of every rule, procedure and claim of the draft."""
    teller = Teller(run)
    return VoteFigures(
        run.draft.root,
        tuple(_rules(teller)),
        tuple(_procedure(teller, item) for item in teller.institutions.procedures.values()),
        tuple(_claims(teller)),
    )


def _claims(teller: Teller) -> Iterator[ClaimFigures]:
    for item in claim_findings.verdicts(teller):
        found, words = item.verdict, claim_findings.words_of(item.claim)
        if found.status is Status.REFUTED and not replayed(teller.institutions, found.evidence):
            why = "the evaluator of ballots did not confirm the coalition that was found"
            yield ClaimFigures(words, Status.UNDECIDED.value, why, "")
            continue
        yield ClaimFigures(words, found.status.value, found.why, found.instead)


def _rules(teller: Teller) -> Iterator[RuleFigures]:
    draft = teller.institutions
    for vote in draft.votes.values():
        yield _rule(teller, vote_ruling(vote), vote.name, "vote", vote.body)
    for entry in draft.entries:
        yield _rule(teller, entry_ruling(entry), entry.clause, "entry into force", entry.body)
    for item in draft.amendments:
        ruling = amendment_ruling(draft, item)
        if item.accepted is not None:
            yield _rule(teller, ruling, item.clause, "amendment", item.body)


def _rule(teller: Teller, ruling: Ruling, name: str, kind: str, body: str) -> RuleFigures:
    """Return the figures of a rule; of one that sets parties aside, where the first that come are
    the parties."""
    draft = teller.institutions
    parties = next(iter(ruling.parties(draft)), ())
    try:
        asked = tuple(
            text for vote in ruling.votes for text in _asked(teller, vote.rule, vote.body)
        )
        game = game_of(draft, ruling, parties)
        seats = [seat for seat in ruling.seats(draft) if seat.name not in parties]
        votes = _votes(teller, ruling)
    except Refused as refused:
        return RuleFigures(name, kind, body, (), refused=refused.reason)
    reasons: list[str] = []
    counted = _try(lambda: power(game), reasons)
    many = len(game.players) > MOST_COUNTED
    if many:
        reasons.append(f"minimal coalitions of more than {MOST_COUNTED} members are not counted")
    winning = None if many else _try(lambda: minimal_winning(game, 1), reasons)
    blocking = None if many else _try(lambda: minimal_blocking(game, 1), reasons)
    return RuleFigures(
        name,
        kind,
        body,
        asked,
        tuple(_members(game, seats, votes, counted)),
        parties,
        counted.efficiency if counted is not None else None,
        _try(lambda: fewest_needed(game), reasons),
        _try(lambda: any_suffice(game), reasons),
        dictator(game),
        _coalitions(winning, lambda: smallest_winning(game), reasons),
        _coalitions(blocking, lambda: smallest_blocking(game), reasons),
        refused=reasons[0] if reasons else "",
    )


def _try(ask: Callable[[], T], reasons: list[str]) -> T | None:
    """Return the answer, or None with the reason why there is none."""
    try:
        return ask()
    except Refused as refused:
        reasons.append(refused.reason)
        return None


def _coalitions(
    found: Listed | None, ask: Callable[[], tuple[str, ...] | None], reasons: list[str]
) -> Coalitions:
    if found is not None:
        return Coalitions(found.count, found.shown[0] if found.shown else None)
    return Coalitions(None, _try(ask, reasons))


def _members(
    game: Game, seats: list[Seat], votes: dict[str, dict[str, Fraction]], counted: Power | None
) -> Iterator[MemberFigures]:
    vetoes = set(veto_players(game))
    shares = next(iter(votes.values()), {seat.name: Fraction(1) for seat in seats})
    total = sum((shares.get(seat.name, Fraction(0)) for seat in seats), Fraction(0))
    for seat in seats:
        has = shares.get(seat.name, Fraction(0))
        yield MemberFigures(
            seat.name,
            seat.phrase,
            {name: table[seat.name] for name, table in votes.items() if seat.name in table},
            has / total if total else Fraction(0),
            counted.banzhaf[seat.name] if counted is not None else None,
            counted.penrose[seat.name] if counted is not None else None,
            counted.shapley[seat.name] if counted is not None else None,
            seat.name in vetoes,
            counted is not None and not counted.swings[seat.name],
        )


def _votes(teller: Teller, ruling: Ruling) -> dict[str, dict[str, Fraction]]:
    found: dict[str, dict[str, Fraction]] = {}
    draft = teller.institutions

    def look(rule: Requirement, body: str) -> None:
        if isinstance(rule, AllOf | AnyOf):
            for part in rule.parts:
                look(part, body)
        elif isinstance(rule, Threshold | Quorum | FewOpposed):
            if isinstance(rule.measure, Votes):
                name = rule.measure.weights
                found.setdefault(name, dict(weigh(draft, name).votes))
            elif isinstance(rule.measure, Amounts):
                name = rule.measure.quantity
                has = {seat.name: draft.figures.get((name, seat.name), Fraction(0))
                       for seat in draft.bodies[body].of(rule.measure.of)}  # fmt: skip
                found.setdefault(name, has)

    for vote in ruling.votes:
        look(vote.rule, vote.body)
    return found


def _asked(teller: Teller, rule: Requirement, body: str) -> Iterator[str]:
    """Say what a rule asks for, with figures: "at least 66.7 % of council weight"."""
    match rule:
        case AllOf(parts, _):
            for part in parts:
                yield from _asked(teller, part, body)
        case AnyOf(parts, _):
            yield " or ".join(" and ".join(_asked(teller, part, body)) for part in parts)
        case Threshold(measure, amount, strict, base, _):
            of = "" if base is Base.MEMBERS else f" ({base.value})"
            more = "more than" if strict else "at least"
            yield f"{more} {_amount(amount)} {_measure(teller, measure)}{of}"
        case Quorum(measure, amount, strict, _):
            more = "more than" if strict else "at least"
            yield f"a quorum of {more} {_amount(amount)} {_measure(teller, measure)}"
        case FewOpposed(measure, amount, _):
            yield f"fewer than {_amount(amount)} {_measure(teller, measure)} not in favour"
        case Consent(members, objection, _):
            who = teller.names.of(members)
            yield f"no objection of {who}" if objection else f"the consent of {who}"
        case Consensus():
            yield "nobody against"


def _amount(amount: Amount) -> str:
    match amount:
        case Share(value):
            return f"{percent(value)} of"
        case Count(value):
            return f"{value} of"
        case Greater(amounts):
            return _of_two("greater", amounts)
        case Lesser(amounts):
            return _of_two("lesser", amounts)


def _of_two(word: str, amounts: tuple[Amount, ...]) -> str:
    """Return "the greater of 66.7 % and 60 of"."""
    each = [_amount(part).removesuffix(" of") for part in amounts]
    return f"the {word} of {' and '.join(each)} of"


def _measure(teller: Teller, measure: Measure) -> str:
    found = teller.draft.classes.get(measure.of or "")
    whose = f"the {found.plural}" if found is not None else teller.names.of([measure.of or ""])
    if isinstance(measure, Heads):
        return whose if measure.of is not None else "the members"
    name = measure.weights if isinstance(measure, Votes) else measure.quantity
    words = name.replace("_", " ")
    return f"{words} of {whose}" if measure.of is not None else words


def _procedure(teller: Teller, procedure: Procedure) -> ProcedureFigures:
    try:
        found = {item.position: item for item in reached(teller.institutions, procedure)}
    except Refused:
        found = {}
    stages = []
    for position, stage in enumerate(procedure.stages):
        item = found.get(position)
        if item is None:
            stages.append(StageFigures(stage.vote, None, None, False))
        else:
            stages.append(StageFigures(stage.vote, item.by, item.end, True))
    end_words = procedure.otherwise.value
    if procedure.decides is not None:
        end_words = f"{teller.names.of([procedure.decides])} decides"
    elif procedure.otherwise is Otherwise.NOTHING:
        end_words = "nothing is said of a deadlock"
    return ProcedureFigures(procedure.name, tuple(stages), end_words)
