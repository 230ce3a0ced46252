"""What is wrong with final clauses: entry into force, withdrawal, amendment, and who decides."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from checker.institutions import rules
from checker.institutions.evidence import Evidence, Outcome
from checker.institutions.membership import DICTATOR, UNMEETABLE, Change, changes
from checker.institutions.protection import DEFAULT, disagreements, gaps, name_of, told
from checker.institutions.reach import deciding
from checker.institutions.ruling import aligned, entry_ruling, game_of, quoted
from checker.institutions.telling import Teller
from checker.institutions.words import MOST_NAMES
from checker.voting.game import Game
from checker.voting.refusal import Refused
from checker.voting.structure import any_suffice, fewest_needed, implies, veto_players
from treatylang.findings import Member
from treatylang.model.institutions import Decision, EntryIntoForce
from treatylang.prose.numbers import cardinal


def tell(teller: Teller) -> None:
    """Look at each final clause, and at rules that govern the same thing."""
    for entry in teller.institutions.entries:
        try:
            _entry(teller, entry)
        except Refused as refused:
            members = [teller.clause(entry.clause, "")]
            teller.leave_open("how the treaty enters into force", members, refused.reason)
    _withdrawals(teller)
    _protections(teller)
    _amendments_disagree(teller)
    _no_amendment(teller)
    _decisions_disagree(teller)


# --- entry into force -----------------------------------------------------------------------------


def _entry(teller: Teller, entry: EntryIntoForce) -> None:
    ruling = entry_ruling(entry)
    game = game_of(teller.institutions, ruling)
    members = [teller.clause(entry.clause, "")]
    if not game.wins(game.players):
        everybody = Outcome(ruling, game.players, False)
        teller.tell(
            rules.NO_ENTRY,
            "the treaty can never enter into force",
            members,
            scenario=f"All {len(game.players)} that may ratify do, and it does not enter into "
            "force.",
            evidence=Evidence((everybody,)),
            advice="Ask for no more ratifications than there can be.",
        )
        return
    holding = veto_players(game)
    if not holding:
        return
    shown = tuple(Outcome(ruling, game.others((name,)), False) for name in holding)
    one = len(holding) == 1
    who = teller.names.of(holding) if one or len(holding) <= MOST_NAMES else "any of them"
    teller.tell(
        rules.HOLD_OUT,
        f"{teller.names.of(holding)} alone can prevent the entry into force"
        if one
        else f"each of {cardinal(len(holding))} can alone prevent the entry into force: "
        f"{teller.names.of(holding)}",
        members,
        scenario=f"All others ratify, {who} does not, and the treaty does "
        f"not enter into force. {ratifications(game)}",
        evidence=Evidence(shown),
        advice="Let a number of ratifications suffice, or say what follows when somebody holds "
        "out.",
        detail=" ".join(sorted(holding)),
    )


def ratifications(game: Game) -> str:
    """Say how many ratifications are needed, and how many suffice."""
    needed, enough = fewest_needed(game), any_suffice(game)
    least = f"At least {cardinal(needed or 0)} ratifications are needed"
    if enough is None:
        return f"{least}."
    return f"{least}, and any {cardinal(enough)} suffice."


# --- withdrawal -----------------------------------------------------------------------------------


def _withdrawals(teller: Teller) -> None:
    """Tell one finding for each rule and each kind of change, with the first that leaves."""
    found: dict[tuple[str, str], list[Change]] = defaultdict(list)
    try:
        for change in changes(teller.institutions):
            found[change.vote.name, change.kind].append(change)
    except Refused as refused:
        members = [teller.clause(w.clause, "") for w in teller.institutions.withdrawals]
        teller.leave_open("what a withdrawal changes", members, refused.reason)
    for (_, kind), same in found.items():
        first = same[0]
        rule = quoted(first.vote.name)
        leaving = teller.names.of([first.leaving])
        gaining = teller.names.of(first.members)
        message, what = {
            UNMEETABLE: (f"{rule} can no longer be met", "nobody can carry anything"),
            DICTATOR: (f"{gaining} decides alone in {rule}", f"{gaining} carries alone"),
        }.get(kind, (f"{gaining} has a veto in {rule}" if len(first.members) == 1 else
                     f"{gaining} each have a veto in {rule}",
                     "nothing is carried without them" if len(first.members) > 1 else
                     f"nothing is carried without {gaining}"))  # fmt: skip
        others = [change.leaving for change in same[1:]]
        also = f" The same follows where {teller.names.of(others, 'or')} leaves." if others else ""
        clauses = [
            teller.clause(item.clause, "who may leave") for item in teller.institutions.withdrawals
        ]
        teller.tell(
            rules.WITHDRAWAL,
            f"when {leaving} has withdrawn, {message}",
            [teller.vote(first.vote, "read again without it"), *clauses],
            scenario=f"{leaving} withdraws. Then {what}, which was not so before.{also}",
            evidence=first.evidence,
            institutions=first.after,
            detail=kind,
        )


# --- amendment ------------------------------------------------------------------------------------


def _protections(teller: Teller) -> None:
    draft, institutions = teller.draft, teller.institutions
    try:
        for gap in gaps(draft, institutions):
            teller.tell(
                rules.UNENTRENCHED,
                f"the protection of {name_of(draft, gap.target)} can be amended away",
                [
                    teller.clause(gap.hard.clause, "protects it, and not itself"),
                    teller.clause(gap.easy.clause, "the easier rule"),
                    _target(teller, gap.target),
                ],
                scenario=told(teller.judge, draft, gap),
                evidence=gap.evidence,
                advice=f"Let {draft.cite(gap.hard.clause)} name itself among what it protects.",
            )
    except Refused as refused:
        members = [teller.clause(item.clause, "") for item in institutions.amendments]
        teller.leave_open("whether protections hold", members, refused.reason)


def _target(teller: Teller, target: str) -> Member:
    if target in teller.draft.clauses:
        return teller.clause(target, "protected")
    item = teller.draft.articles.get(target) or teller.draft.parts[target]
    return Member(target, item.place, "protected", item.name)


def _amendments_disagree(teller: Teller) -> None:
    draft = teller.draft
    try:
        for item in disagreements(teller.institutions):
            what = "the treaty" if item.target == DEFAULT else name_of(draft, item.target)
            second = draft.cite(item.second.clause)
            verdict = f"and {second} admits none" if item.second.never else f"and not by {second}"
            teller.tell(
                rules.DISAGREE,
                f"two clauses say how {what} is amended, and they disagree",
                [
                    teller.clause(item.first.clause, "carried by them"),
                    teller.clause(item.second.clause, "not carried by them"),
                ],
                scenario=f"{teller.names.set_of(item.coalition)} carry an amendment by "
                f"{draft.cite(item.first.clause)}, {verdict}.",
                evidence=item.evidence,
                advice="Keep one of the two, or say which provisions each is about.",
            )
    except Refused as refused:
        members = [teller.clause(item.clause, "") for item in teller.institutions.amendments]
        teller.leave_open("whether amendment rules agree", members, refused.reason)


def _no_amendment(teller: Teller) -> None:
    institutions = teller.institutions
    told_of = {item.instrument for item in institutions.amendments}
    for entry in institutions.entries:
        if entry.instrument in told_of:
            continue
        teller.tell(
            rules.NO_AMENDMENT,
            "the treaty does not say how it is amended: all its parties must then agree "
            "(VCLT Art. 40)",
            [teller.clause(entry.clause, "says how it enters into force")],
        )


# --- decisions ------------------------------------------------------------------------------------


def _decisions_disagree(teller: Teller) -> None:
    for one, other in combinations(teller.institutions.decisions, 2):
        if (one.organ, one.subject) != (other.organ, other.subject) or one.vote == other.vote:
            continue
        try:
            _two_rules(teller, one, other)
        except Refused as refused:
            members = [teller.clause(one.clause, ""), teller.clause(other.clause, "")]
            teller.leave_open("whether the two rules agree", members, refused.reason)


def _two_rules(teller: Teller, one: Decision, other: Decision) -> None:
    rulings = {item.vote: deciding(teller.institutions, item.vote) for item in (one, other)}
    if not all(ruling.votes for ruling in rulings.values()):
        return
    if any(vote.parties for ruling in rulings.values() for vote in ruling.votes):
        return
    for first, second in ((one, other), (other, one)):
        easy = game_of(teller.institutions, rulings[first.vote])
        hard = game_of(teller.institutions, rulings[second.vote])
        coalition = implies(*aligned(easy, hard))
        if coalition is None:
            continue
        subject = first.subject or "the same"
        teller.tell(
            rules.TWO_RULES,
            f"two clauses say how {teller.names.of([first.organ])} decides on {subject}, and they "
            "disagree",
            [
                teller.clause(first.clause, "carried by them"),
                teller.clause(second.clause, "not carried by them"),
            ],
            scenario=f"{teller.names.set_of(coalition)} carry the decision by "
            f"{rulings[first.vote].phrase}, and not by {rulings[second.vote].phrase}.",
            evidence=Evidence(
                (
                    Outcome(rulings[first.vote], coalition, True),
                    Outcome(rulings[second.vote], coalition, False),
                )
            ),
            detail=first.subject,
        )
        return
