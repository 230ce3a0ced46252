"""What is claimed of votes: proved, or refuted by coalitions that can be replayed.

Every statement here says of all coalitions of some kind that they carry, or that they do not. It is
refuted by one coalition of that kind that does the opposite, and by nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from checker.institutions.evidence import (
    NO_EVIDENCE,
    Evidence,
    NoneOf,
    Outcome,
    Powerful,
    Shared,
)
from checker.institutions.reach import subject_ruling
from checker.institutions.ruling import Ruling, entry_ruling, game_of, groups, quoted
from checker.institutions.words import Names, apart, inside, percent
from checker.voting.game import Game
from checker.voting.power import power, swings
from checker.voting.refusal import Refused
from checker.voting.structure import blocks, implies, smallest_blocking, smallest_winning
from checker.voting.weigh import amounts, weigh
from treatylang.model.institutions import (
    Amounts,
    EntryClaim,
    Heads,
    Index,
    Institutions,
    NeededClaim,
    PowerClaim,
    Role,
    RoleClaim,
    ShareClaim,
    Votes,
)
from treatylang.prose.numbers import cardinal

MOST_GROUPS = 20_000
_FEW = 30
"""Members up to which each is looked at by itself."""


class Status(Enum):
    HOLDS = "proved"
    REFUTED = "refuted"
    VACUOUS = "vacuous"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``why`` says in sentences what decides it, ``instead`` what does hold of a false claim."""

    status: Status
    why: str = ""
    evidence: Evidence = NO_EVIDENCE
    instead: str = ""
    coalition: tuple[str, ...] = ()
    """The members whom the witness is about: who has a veto, who is needed."""


HOLDS = Verdict(Status.HOLDS)


def denied(verdict: Verdict, shown: Callable[[], Evidence]) -> Verdict:
    """Return the verdict on the contrary of what was judged; ``shown`` returns what shows that it
    holds."""
    if verdict.status is Status.HOLDS:
        return Verdict(Status.REFUTED, "What is denied does hold.", shown())
    return HOLDS if verdict.status is Status.REFUTED else verdict


def vacuous(why: str) -> Verdict:
    return Verdict(Status.VACUOUS, why)


def undecided(why: str) -> Verdict:
    return Verdict(Status.UNDECIDED, why)


@dataclass(slots=True)
class Judge:
    """Judges the statements of one draft, or of the draft with other figures."""

    draft: Institutions
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.draft)

    # --- what a claim is about ---------------------------------------------------------------

    def games(self, ruling: Ruling) -> Iterator[tuple[tuple[str, ...], Game]]:
        """Return the ruling's game for every choice of parties to a dispute."""
        for parties in ruling.parties(self.draft):
            yield parties, game_of(self.draft, ruling, parties)

    # --- shares ------------------------------------------------------------------------------

    def shares(self, claim: ShareClaim) -> dict[str, Fraction]:
        """Return each member's share of the measure; empty where nobody has any of it."""
        body = self.draft.bodies[claim.body]
        seats = body.of(claim.measure.of)
        if isinstance(claim.measure, Heads):
            has = dict.fromkeys((seat.name for seat in seats), Fraction(1))
        elif isinstance(claim.measure, Amounts):
            found = amounts(self.draft, claim.measure.quantity, seats)
            has = {seat.name: value for seat, value in zip(seats, found, strict=True)}
        else:
            votes = weigh(self.draft, claim.measure.weights).votes
            has = {seat.name: votes[seat.name] for seat in seats}
        total = sum(has.values(), Fraction(0))
        return {name: value / total for name, value in has.items()} if total else {}

    def share(self, claim: ShareClaim) -> Verdict:
        shares = self.shares(claim)
        if not shares:
            return vacuous("nobody has any share of it")
        body = self.draft.bodies[claim.body]
        if not claim.members:
            ours = {seat.name for seat in body.of(claim.of)}
            shares = {name: has for name, has in shares.items() if name in ours}
            if not shares:
                return vacuous("there is no such member")
            wrong = {name: has for name, has in shares.items() if not inside(has, claim.range)}
            if not wrong:
                return HOLDS
            worst = max(wrong, key=lambda name: _distance(wrong[name], claim))
            return Verdict(
                Status.REFUTED,
                f"{self.names.of([worst])} has {_told(wrong[worst], claim)} of "
                f"{measure_words(claim)}.",
                Evidence((), shares=(Shared(claim, (worst,), wrong[worst]),)),
                instead=self._share_instead(claim, shares),
                coalition=(worst,),
            )
        members = self.members(claim.members, body.name)
        if not members:
            return vacuous("there is no such member")
        together = sum((shares.get(name, Fraction(0)) for name in members), Fraction(0))
        if inside(together, claim.range):
            return HOLDS
        has = "has" if len(members) == 1 else "together hold"
        return Verdict(
            Status.REFUTED,
            f"{self.names.of(members)} {has} {_told(together, claim)} of {measure_words(claim)}.",
            Evidence((), shares=(Shared(claim, tuple(members), together),)),
            instead=f"the share is {percent(together, 2)}",
            coalition=tuple(members),
        )

    def _share_instead(self, claim: ShareClaim, shares: dict[str, Fraction]) -> str:
        low, high = min(shares.values()), max(shares.values())
        return f"every member has between {percent(low, 2)} and {percent(high, 2)}"

    def members(self, written: Iterable[str], body: str) -> list[str]:
        """Return the seats that names (of members or classes) stand for, in the body's order."""
        asked = set(written)
        return [
            seat.name
            for seat in self.draft.bodies[body].seats
            if seat.name in asked or not seat.classes.isdisjoint(asked)
        ]

    # --- roles -------------------------------------------------------------------------------

    def role(self, claim: RoleClaim, ruling: Ruling) -> Verdict:
        if claim.members:
            found = [name for part in claim.members for name in ruling.of(self.draft, part)]
            members = tuple(dict.fromkeys(found))
            if not members:
                return vacuous(f"none of {self.names.of(claim.members)} votes there")
        else:
            candidates = ruling.of(self.draft, claim.of)
            if len(candidates) < claim.size:
                return vacuous(f"there are only {len(candidates)} such members")
            if not claim.holds and claim.role in (Role.VETO, Role.DECISIVE):
                return self.nobody(claim, ruling, candidates)
        looked_at = 0
        for parties, game in self.games(ruling):
            for group in role_groups(self.draft, claim, ruling, parties):
                looked_at += 1
                if looked_at > MOST_GROUPS:
                    return undecided(f"there are more than {MOST_GROUPS} groups to look at")
                outcomes = self.has_role(
                    game, ruling, group, claim.role, parties, shown=claim.holds
                )
                if outcomes.has is not claim.holds:
                    return self._refuted(claim, ruling, game, group, outcomes)
        return HOLDS if looked_at else vacuous("all of them are parties to the dispute")

    def nobody(self, claim: RoleClaim, ruling: Ruling, candidates: Sequence[str]) -> Verdict:
        """Judge whether no so many of the candidates block (or carry) together.

        A coalition of the fewest that do decides it, however many groups there are: with others
        beside them they still do.
        """
        smallest = smallest_blocking if claim.role is Role.VETO else smallest_winning
        looked_at = False
        for parties, game in self.games(ruling):
            ours = [name for name in candidates if name not in parties]
            if len(ours) < claim.size:
                continue
            looked_at = True
            fewest = smallest(game, ours)
            if fewest is None or len(fewest) > claim.size:
                continue
            others = [name for name in ours if name not in fewest]
            chosen = {*fewest, *others[: claim.size - len(fewest)]}
            group = tuple(name for name in ours if name in chosen)
            outcomes = self.has_role(game, ruling, group, claim.role, parties)
            return self._refuted(claim, ruling, game, group, outcomes)
        return HOLDS if looked_at else vacuous("all of them are parties to the dispute")

    def has_role(
        self,
        game: Game,
        ruling: Ruling,
        group: tuple[str, ...],
        role: Role,
        parties: tuple[str, ...],
        shown: bool = True,
    ) -> _Has:
        """Return whether the members together have the role, and what shows it. Unless ``shown``,
        nobody asks for what shows that they have it not."""

        def outcome(coalition: Iterable[str]) -> Outcome:
            chosen = tuple(coalition)
            return Outcome(ruling, chosen, game.wins(chosen), parties)

        without, alone = outcome(game.others(group)), outcome(group)
        if role is Role.VETO:
            return _Has(not without.carries, (without,))
        if role is Role.DECISIVE:
            return _Has(alone.carries, (alone,))
        if role is Role.DICTATOR:
            has = alone.carries and not without.carries
            failing = tuple(o for o, fails in ((alone, not alone.carries),
                            (without, without.carries)) if fails)  # fmt: skip
            return _Has(has, (alone, without) if has else failing[:1])
        if not shown and len(game.players) > _FEW:
            # That they do make a difference is shown to nobody: counting tells it of all at once.
            with suppress(Refused):
                made = swings(game).swings
                if any(made[member] for member in group):
                    return _Has(False, ())
                return _Has(True, self.idle(game, ruling, group, parties))
        for member in group:
            swing = self.swing(game, member)
            if swing is not None:
                return _Has(False, (outcome(swing), outcome((*swing, member))))
        return _Has(True, self.idle(game, ruling, group, parties))

    def idle(
        self, game: Game, ruling: Ruling, group: tuple[str, ...], parties: tuple[str, ...]
    ) -> tuple[Outcome, ...]:
        """Return what becomes of a smallest coalition that carries, with the group and without."""
        others = game.others(group)
        least = smallest_winning(game, others) or others
        together = tuple(name for name in game.players if name in least or name in group)
        return (
            Outcome(ruling, least, game.wins(least), parties),
            Outcome(ruling, together, game.wins(together), parties),
        )

    def swing(self, game: Game, member: str) -> tuple[str, ...] | None:
        """Return a smallest coalition that loses without the member and wins with it, or None."""
        others = game.others((member,))
        return implies(game.with_support((member,)), game.within(others))

    def _refuted(
        self,
        claim: RoleClaim,
        ruling: Ruling,
        game: Game,
        group: tuple[str, ...],
        found: _Has,
    ) -> Verdict:
        who = self.names.of(group)
        one = len(group) == 1
        parties = found.outcomes[0].parties if found.outcomes else ()
        aside = f" where {self.names.of(parties)} takes no part" if parties else ""
        words = {
            (Role.VETO, True): f"Without {who} nothing is carried by {ruling.phrase}{aside}: "
            "all others together fail.",
            (Role.VETO, False): f"{ruling.phrase} is carried{aside} by all others against {who}.",
            (Role.DECISIVE, True): f"{who} {'carries' if one else 'carry'} {ruling.phrase}"
            f"{aside} against all others.",
            (Role.DECISIVE, False): f"{who} alone {'does' if one else 'do'} not carry "
            f"{ruling.phrase}{aside}.",
            (Role.DICTATOR, True): f"{who} {'carries' if one else 'carry'} {ruling.phrase} "
            f"alone{aside}, and nothing is carried without {who}.",
            (Role.DUMMY, True): f"{who} never {'makes' if one else 'make'} a difference to "
            f"{ruling.phrase}{aside}.",
        }
        if claim.role is Role.DICTATOR and not found.has:
            why = words[Role.DECISIVE if not found.outcomes[0].carries else Role.VETO, False]
        elif claim.role is Role.DUMMY and not found.has:
            losing, winning = found.outcomes
            rest = self.names.set_of(losing.coalition)
            added = [name for name in winning.coalition if name not in losing.coalition]
            why = f"{self.names.of(added)} makes {rest} carry {ruling.phrase}, which fails alone."
        else:
            why = words[claim.role, found.has]
        why = why[:1].upper() + why[1:]
        if claim.role is Role.VETO and found.has and len(group) > 1:
            why += self._which_are_needed(game, group)
        counts = (Powerful(ruling, group, None, Fraction(0), parties),)
        idle = claim.role is Role.DUMMY and found.has
        return Verdict(
            Status.REFUTED,
            why,
            Evidence(found.outcomes, counts=counts if idle else ()),
            instead=self._role_instead(claim, game, group),
            coalition=group,
        )

    def _which_are_needed(self, game: Game, group: tuple[str, ...]) -> str:
        idle = [m for m in group if blocks(game, [other for other in group if other != m])]
        if not idle:
            return f" Blocking coalition: {self.names.set_of(group)} (each member is needed)."
        least = smallest_blocking(game, group)
        return f" Of them, {self.names.of(least or ())} suffice." if least else ""

    def _role_instead(self, claim: RoleClaim, game: Game, group: tuple[str, ...]) -> str:
        if claim.role is not Role.VETO:
            return ""
        if claim.holds:
            least = smallest_blocking(game)
            if not least:
                return ""
            have = "has" if len(least) == 1 else "together have"
            return f"{self.names.of(least)} {have} a veto"
        if not any(blocks(game, (name,)) for name in game.players):
            return "no single member has a veto"
        having = [name for name in game.players if blocks(game, (name,))]
        return f"{self.names.of(having)} {'has' if len(having) == 1 else 'each have'} a veto"

    # --- numbers -----------------------------------------------------------------------------

    def power(self, claim: PowerClaim, ruling: Ruling) -> Verdict:
        wanted = [name for part in claim.members for name in ruling.of(self.draft, part)]
        groups = [tuple(dict.fromkeys(wanted))]
        if not claim.members:
            groups = [(name,) for name in ruling.of(self.draft, claim.of)]
        if not any(groups):
            return vacuous("there is no such member")
        if any(vote.parties for vote in ruling.votes):
            return undecided("power depends on who is a party to the dispute")
        ((_, game),) = self.games(ruling)
        match claim.index:
            case Index.BANZHAF:
                index = swings(game).banzhaf
            case Index.PENROSE:
                index = swings(game).penrose
            case Index.SHAPLEY:
                index = power(game).shapley
        for members in groups:
            value = sum((index[name] for name in members), Fraction(0))
            if not inside(value, claim.range):
                why = (
                    f"The {claim.index.value} power of {self.names.of(members)} in "
                    f"{ruling.phrase} is {value} ({percent(value, 2)})."
                )
                instead = f"it is {percent(value, 2)}"
                evidence = self.powerful(claim.index, game, ruling, members, value)
                return Verdict(Status.REFUTED, why, evidence, instead, members)
        return HOLDS

    def powerful(
        self,
        index: Index,
        game: Game,
        ruling: Ruling,
        members: tuple[str, ...],
        value: Fraction,
    ) -> Evidence:
        """Return a swing of the first of them that has one, and what all swings come to."""
        outcomes = self.idle(game, ruling, members, ())
        for member in members:
            swing = self.swing(game, member)
            if swing is not None:
                outcomes = (
                    Outcome(ruling, swing, False), Outcome(ruling, (*swing, member), True),
                )  # fmt: skip
                break
        return Evidence(outcomes, counts=(Powerful(ruling, members, index, value),))

    def needed(self, claim: NeededClaim, ruling: Ruling) -> Verdict:
        candidates = ruling.of(self.draft, claim.of)
        if len(candidates) < claim.count:
            return vacuous(f"there are only {len(candidates)} such members")
        looked_at = False
        for parties, whole in self.games(ruling):
            ours = [name for name in candidates if name not in parties]
            if claim.enough and len(ours) < claim.count:
                continue
            looked_at = True
            others = [name for name in whole.players if name not in ours]
            if claim.enough == "":
                found = smallest_winning(whole.with_support(others))
                if found is None or len(found) >= claim.count:
                    continue
                coalition = tuple(n for n in whole.players if n in found or n in others)
                why = f"{self.names.set_of(coalition)} carry {ruling.phrase}"
                why += f" with {cardinal(len(found))} of them." if claim.of else "."
                instead, carries = f"at least {cardinal(len(found))} are needed", True
            elif claim.enough == "any":
                among = whole.within(ours)
                blocking = smallest_blocking(among)
                enough = (
                    len(ours) + 1 if blocking == () or blocking is None
                    else len(ours) - len(blocking) + 1
                )  # fmt: skip
                if among.wins(()) or (enough <= claim.count and blocking):
                    continue
                kept = [name for name in ours if name not in (blocking or ())][: claim.count]
                coalition, carries = tuple(kept), False
                why = f"{self.names.set_of(coalition)} do not carry {ruling.phrase}."
                instead = f"any {cardinal(enough)} suffice" if enough <= len(ours) else ""
            else:
                best = smallest_winning(whole, ours)
                if best is not None and len(best) <= claim.count:
                    continue
                why = f"No {cardinal(claim.count)} of them carry {ruling.phrase} alone."
                instead = f"some {cardinal(len(best))} do" if best is not None else ""
                few = tuple(best or ours)[: claim.count]
                shown = [Outcome(ruling, few, False, parties)]
                if best is not None:
                    shown.append(Outcome(ruling, best, True, parties))
                    why += f" {self.names.set_of(best)} are among the fewest that do."
                none = NoneOf(ruling, tuple(ours), claim.count, parties)
                evidence = Evidence(tuple(shown), counts=(none,))
                return Verdict(Status.REFUTED, why, evidence, instead, few)
            evidence = Evidence((Outcome(ruling, coalition, carries, parties),))
            return Verdict(Status.REFUTED, why, evidence, instead, coalition)
        return HOLDS if looked_at else vacuous("too many are parties to the dispute")

    # --- entry into force --------------------------------------------------------------------

    def entry(self, claim: EntryClaim) -> Verdict:
        entries = [item for item in self.draft.entries if item.instrument == claim.instrument]
        if not entries:
            return vacuous("nothing is said of its entry into force")
        for item in entries:
            ruling = entry_ruling(item)
            game = game_of(self.draft, ruling)
            out = {name for part in claim.without for name in ruling.of(self.draft, part)}
            if claim.without and not out:
                return vacuous(f"none of {self.names.of(claim.without)} may ratify it")
            rest = tuple(name for name in game.players if name not in out)
            if game.wins(rest) is claim.possible:
                continue
            without = f" without {self.names.of(sorted(out))}" if out else ""
            can = "can" if game.wins(rest) else "cannot"
            everybody = "all others" if out else "all"
            why = (
                f"It {can} enter into force{without}: the ratifications of {everybody} "
                f"({len(rest)}) {'suffice' if game.wins(rest) else 'do not suffice'}."
            )
            evidence = Evidence((Outcome(ruling, rest, game.wins(rest)),))
            return Verdict(Status.REFUTED, why, evidence, coalition=tuple(sorted(out)))
        return HOLDS


def role_groups(
    draft: Institutions, claim: RoleClaim, ruling: Ruling, parties: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """Yield the groups that a claim is about, where these are the parties to a dispute: nobody who
    takes no part is among them."""
    if claim.members:
        found = [name for part in claim.members for name in ruling.of(draft, part)]
        members = tuple(dict.fromkeys(found))
        if set(members).isdisjoint(parties):
            yield members
        return
    candidates = set(ruling.of(draft, claim.of)).difference(parties)
    yield from groups([s for s in ruling.seats(draft) if s.name in candidates], claim.size)


@dataclass(frozen=True, slots=True)
class _Has:
    """Whether a group has a role, with the outcomes that show it either way."""

    has: bool
    outcomes: tuple[Outcome, ...]


def _distance(has: Fraction, claim: ShareClaim) -> Fraction:
    below = claim.range.low - has if claim.range.low is not None else Fraction(0)
    above = has - claim.range.high if claim.range.high is not None else Fraction(0)
    return max(below, above)


def _told(has: Fraction, claim: ShareClaim) -> str:
    """Tell a share so that it is seen to lie outside the range."""
    limits = [end for end in (claim.range.low, claim.range.high) if end is not None]
    return max((apart(has, limit)[0] for limit in limits), key=len)


def measure_words(claim: ShareClaim) -> str:
    if isinstance(claim.measure, Votes):
        return quoted(claim.measure.weights)
    if isinstance(claim.measure, Amounts):
        return claim.measure.quantity.replace("_", " ")
    return "the members"


def judged(
    judge: Judge, statement: ShareClaim | RoleClaim | PowerClaim | NeededClaim | EntryClaim
) -> Verdict:
    """Return the verdict on a statement about shares, about one ruling, or about ratification."""
    if isinstance(statement, ShareClaim):
        return judge.share(statement)
    if isinstance(statement, EntryClaim):
        return judge.entry(statement)
    ruling = subject_ruling(judge.draft, statement.subject)
    if ruling is None:
        return vacuous("the draft does not say how that is decided")
    if not ruling.votes:
        return vacuous("no vote can be taken there")
    if isinstance(statement, RoleClaim):
        return judge.role(statement, ruling)
    if isinstance(statement, PowerClaim):
        return judge.power(statement, ruling)
    return judge.needed(statement, ruling)
