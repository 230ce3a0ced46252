"""Resolving voting rules: from the parts of a sentence to what has to hold of a ballot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import count

from treatylang.model.bodies import Bodies
from treatylang.model.context import Context, Refused
from treatylang.model.institutions import (
    AllOf,
    Amount,
    Amounts,
    AnyOf,
    Base,
    Body,
    Consensus,
    Consent,
    Count,
    FewOpposed,
    Greater,
    Heads,
    Lesser,
    Measure,
    Quorum,
    Requirement,
    Share,
    Threshold,
    Vote,
    Votes,
    Weights,
)
from treatylang.syntax import ast, limits
from treatylang.syntax.source import Place


@dataclass(slots=True)
class Rules:
    """Resolves voting rules. ``votes`` are those resolved so far, by name."""

    context: Context
    bodies: Bodies
    weights: Mapping[str, Weights]
    votes: dict[str, Vote] = field(default_factory=dict)
    waiting: dict[str, ast.VoteSentence] = field(default_factory=dict)
    """Votes not resolved yet: one may be part of another that stands before it."""
    open: list[str] = field(default_factory=list)
    """Votes being resolved, outermost first."""

    # --- votes ----------------------------------------------------------------------------------

    def vote(self, word: ast.Word) -> Vote:
        """Return the vote of this name; raise Refused (reported) where there is none."""
        name = word.text
        if name in self.open:
            raise self.context.refuse(
                "TL104", f"“{name}” is defined by itself", word.place,
                "Let it say what is needed without naming itself.",
            )  # fmt: skip
        if len(self.open) > limits.NESTING:
            raise self.context.refuse(
                limits.LIMIT, f"votes name one another more than {limits.NESTING} deep", word.place,
                "Spell out what is needed.",
            )  # fmt: skip
        if name in self.waiting:
            sentence = self.waiting.pop(name)
            self.open.append(name)
            try:
                self.votes[name] = self._declared(sentence)
            except Refused:
                self.context.lost.add(name)
                raise
            finally:
                self.open.pop()
        if name not in self.votes:
            raise self.context.undefined("a vote", name, word.place, self.votes | self.waiting)
        return self.votes[name]

    def _declared(self, sentence: ast.VoteSentence) -> Vote:
        name = sentence.name.text
        phrase = sentence.phrase.text if sentence.phrase else name.replace("_", " ")
        body = self.body_of(sentence.body, sentence.name)
        return replace(self.made(sentence.rule, body, name, sentence.place), phrase=phrase)

    def body_of(self, word: ast.Word | None, name: ast.Word) -> Body:
        """Return the body that votes: the one named, or the draft's only one."""
        if word is not None:
            return self.bodies.body(word)
        if len(self.bodies.seats) == 1:
            return self.bodies.body(ast.Word(next(iter(self.bodies.seats)), name.place))
        raise self.context.refuse(
            "TL114", f"who votes in “{name.text}” is not said", name.place,
            "Write “in Council”, or “of Party”.",
        )  # fmt: skip

    def made(self, rule: ast.RuleExpr, body: Body, name: str, place: Place) -> Vote:
        """Resolve a rule into a vote of this name."""
        reading = Reading(self, body)
        requirement = reading.requirement(rule.parts)
        return Vote(name, body.name, requirement, "", place, reading.parties, reading.abstaining)

    def decided_by(self, rule: ast.RuleExpr, body: Body | None, name: str) -> str:
        """Return the name of the vote that a clause or a stage names, or spells out."""
        only = rule.parts[0]
        if is_name(rule) and only.words[0].text not in self.context.states:
            vote = self.vote(only.words[0])
            if body is not None and vote.body != body.name:
                raise self.context.refuse(
                    "TL114", f"“{vote.name}” is a vote of {vote.body}, not of {body.name}",
                    only.place, f"Name a vote of {body.name}.",
                )  # fmt: skip
            return vote.name
        if body is None:
            raise self.context.refuse(
                "TL114", "who votes is not said", rule.place,
                "Declare the rule with a name (“vote NAME in Council: ...”), and name it here.",
            )  # fmt: skip
        if len(rule.parts) == 1 and only.kind == "consensus":
            name = self._consensus(body)
        else:  # a clause may have several sentences, each with a rule of its own
            name = next(one for one in _numbered(name) if one not in self.votes)
        if name not in self.votes:
            vote = self.made(rule, body, name, rule.place)
            phrase = "consensus" if only.kind == "consensus" else ""
            self.votes[name] = replace(vote, phrase=phrase)
        return name

    def _consensus(self, body: Body) -> str:
        taken = self.votes.get("consensus")
        if "consensus" in self.waiting or (taken is not None and taken.body != body.name):
            return f"consensus in {body.name}"
        return "consensus"


@dataclass(slots=True)
class Reading:
    """Reads one rule of one body. ``parties`` and ``abstaining`` are what it says of the parties
    to the dispute."""

    rules: Rules
    body: Body
    parties: int = 0
    abstaining: bool = False
    ratifying: bool = False
    """Whether "9 of 13 signatories" may stand here."""
    taken_over: int = 0
    """Requirements of the votes that are parts of this one."""

    @property
    def context(self) -> Context:
        return self.rules.context

    def _refuse(self, message: str, place: Place, advice: str = "") -> Refused:
        return self.context.refuse("TL114", message, place, advice)

    def requirement(self, parts: tuple[ast.RulePart, ...]) -> Requirement:
        """Return what has to hold; raise Refused (reported) where a part has no meaning.

        "And" binds more closely than "or"; a comma alone joins like the next word that joins.
        """
        place = parts[0].place.to(parts[-1].place)
        alternatives: list[list[Requirement]] = [[]]
        minority: FewOpposed | None = None
        links = _links(parts)
        last: ast.RulePart | None = None
        for at, (part, link) in enumerate(zip(parts, links, strict=True)):
            if minority is not None and part.kind not in ("deemed", "out", "abstaining"):
                raise self._refuse(
                    "what a blocking minority needs stands last", part.place,
                    "Put this part before it.",
                )  # fmt: skip
            group = alternatives[-1]
            if self._goes_on(part, last, group, parts[at + 1 : at + 2], link):
                last = last if part.kind in ("name", "voting", "amount") else part
                continue
            if part.kind == "deemed":
                if minority is None:
                    raise self._refuse(
                        "“failing which the majority is deemed attained” follows what a blocking "
                        "minority needs", part.place,
                    )  # fmt: skip
                continue
            if part.kind == "blocking":
                assert part.amount is not None
                measure, amount, _ = self.amount(part.amount)
                minority = FewOpposed(measure, amount, part.place)
                continue
            if part.kind in ("out", "abstaining"):
                self._dispute(part)
                continue
            if link == "or":
                alternatives.append([])
                group = alternatives[-1]
            group.append(self._part(part))
            last = part
        rule = self._joined([item for item in alternatives if item], place)
        return rule if minority is None else AnyOf((rule, minority), place)

    def _joined(self, alternatives: list[list[Requirement]], place: Place) -> Requirement:
        if not alternatives:
            raise self._refuse(
                "this says what prevents a decision, and not what makes one", place,
                "Say what is needed: “at least 9 members”.",
            )  # fmt: skip
        groups = [g[0] if len(g) == 1 else AllOf(tuple(g), place) for g in alternatives]
        return groups[0] if len(groups) == 1 else AnyOf(tuple(groups), place)

    # --- parts that go on with the one before ---------------------------------------------------

    def _goes_on(
        self,
        part: ast.RulePart,
        last: ast.RulePart | None,
        group: list[Requirement],
        following: tuple[ast.RulePart, ...],
        link: str,
    ) -> bool:
        """Add to the part before what this one says of it; False where it is one of its own."""
        before = group[-1] if group else None
        if part.kind == "voting":
            if not isinstance(before, Threshold) or before.base is not Base.PRESENT:
                raise self._refuse(
                    "“and voting” follows “present”", part.place,
                    "Write “the members present and voting”.",
                )  # fmt: skip
            group[-1] = replace(before, base=Base.VOTING, place=before.place.to(part.place))
            return True
        if part.kind == "name" and isinstance(before, Consent) and last is not None:
            if last.kind in ("including", "no_negative") and self._is_member(part.words[0]):
                if link == "or":
                    raise self._refuse(
                        "which of them has to consent is not said", part.place,
                        "Join them by “and”, or write a vote for each.",
                    )  # fmt: skip
                members = (*before.members, self._member(part.words[0]))
                group[-1] = replace(before, members=members, place=before.place.to(part.place))
                return True
            return False
        if part.kind == "amount":
            which = following[0].kind if following else ""
            if which in ("greater", "lesser") and isinstance(before, Threshold) and link == "or":
                assert part.amount is not None
                measure, amount, _ = self.amount(part.amount)
                group[-1] = self._one_of(before, measure, amount, which, part.place)
                return True
            return False
        if part.kind in ("greater", "lesser"):
            if isinstance(before, Threshold) and isinstance(before.amount, Greater | Lesser):
                return True
            raise self._refuse(
                f"“whichever is {part.kind}” follows two amounts", part.place,
                "Write “at least 2/3 of the members or 60 members, whichever is greater”.",
            )  # fmt: skip
        return False

    def _one_of(
        self, before: Threshold, measure: Measure, amount: Amount, which: str, place: Place
    ) -> Threshold:
        if before.measure != measure:
            raise self._refuse(
                "these two amounts are of different things: neither is the greater", place,
                "Join two requirements by “and” or “or”.",
            )  # fmt: skip
        amounts = (before.amount, amount)
        return replace(
            before,
            amount=Greater(amounts) if which == "greater" else Lesser(amounts),
            place=before.place.to(place),
        )

    # --- parts ----------------------------------------------------------------------------------

    def _part(self, part: ast.RulePart) -> Requirement:
        match part.kind:
            case "threshold" | "amount":  # "by 3/4 of the Parties" is by at least so many
                assert part.amount is not None
                measure, amount, base = self.amount(part.amount)
                return Threshold(measure, amount, part.strict, base, part.place)
            case "all" if part.words and part.words[0].text:
                return Consent((self._class(part.words[0]),), False, part.place)
            case "majority" | "all":
                assert part.amount is not None or part.words
                half = part.kind == "majority"
                value = Fraction(1, 2) if half else Fraction(1)
                measure, base = self._all_of(part)
                return Threshold(measure, Share(value), half, base, part.place)
            case "consensus":
                return Consensus(part.place)
            case "quorum":
                assert part.amount is not None
                measure, amount, base = self.amount(part.amount)
                if base is not Base.MEMBERS:
                    raise self._refuse(
                        "a quorum is reckoned of all members", part.place,
                        "Leave out “present”.",
                    )  # fmt: skip
                return Quorum(measure, amount, part.strict, part.place)
            case "including":
                return Consent((self._member(part.words[0]),), False, part.place)
            case "every":
                return Consent((self._class(part.words[0]),), False, part.place)
            case "no_negative":
                if not part.words:
                    return Consensus(part.place)
                return Consent((self._member(part.words[0]),), True, part.place)
            case "no_negative_any":
                return Consent((self._class(part.words[0]),), True, part.place)
            case "group":
                return self.requirement(part.parts)
            case "name":
                return self._other(part.words[0])
        raise AssertionError(part.kind)

    def _other(self, word: ast.Word) -> Requirement:
        """Another vote as a part of this one, or the consent of a State ("by USA and CHN")."""
        if word.text in self.context.states:
            return Consent((self._member(word),), False, word.place)
        vote = self.rules.vote(word)
        if vote.body != self.body.name:
            raise self._refuse(
                f"“{vote.name}” is a vote of {vote.body}, not of {self.body.name}", word.place,
                "Spell out what it asks for.",
            )  # fmt: skip
        if vote.parties:
            self.parties, self.abstaining = vote.parties, vote.abstaining
        self.taken_over += _extent(vote.rule)
        if self.taken_over > limits.REQUIREMENTS or _depth(vote.rule) > limits.NESTING:
            raise self.context.refuse(
                limits.LIMIT,
                f"a rule that takes over “{vote.name}” asks for more than "
                f"{limits.REQUIREMENTS} things, or stands more than {limits.NESTING} deep",
                word.place, "Spell out what it asks for.",
            )  # fmt: skip
        return vote.rule

    def _dispute(self, part: ast.RulePart) -> None:
        assert part.count is not None
        count = part.count.value
        if self.parties or count.denominator != 1 or not 0 < count < len(self.body.seats):
            raise self._refuse(
                "how many parties to the dispute there are is said twice"
                if self.parties else "so many parties to a dispute leave nobody to decide it",
                part.place,
            )  # fmt: skip
        self.parties, self.abstaining = int(count), part.kind == "abstaining"

    def _is_member(self, word: ast.Word) -> bool:
        return word.text in self.context.states or bool(self.rules.bodies.noun(word))

    def _member(self, word: ast.Word) -> str:
        """Resolve a member by its name; a class of one seat is one too."""
        if word.text in self.context.states:
            self.context.used.add(word.text)
            if not self.body.of(word.text):
                raise self._refuse(
                    f"{word.text} is no member of {self.body.name}", word.place,
                    f"Declare it one, or leave it out: {self.body.name} has "
                    f"{_some_names(self.body)}.",
                )  # fmt: skip
            return word.text
        if self.rules.bodies.noun(word):
            raise self._refuse(
                f"which of the {word.text} is meant is not said", word.place,
                f"Write “including every {word.text}”.",
            )  # fmt: skip
        known = [*self.context.states, *self.rules.votes, *self.rules.waiting]
        raise self.context.undefined("a State", word.text, word.place, known)

    def _class(self, word: ast.Word) -> str:
        if not word.text:
            raise self._refuse(
                "“every member” is all of them: say so", word.place, "Write “all the members”."
            )
        return self.rules.bodies.counted(self.body, word)

    # --- amounts --------------------------------------------------------------------------------

    def amount(self, expr: ast.AmountExpr) -> tuple[Measure, Amount, Base]:
        """Resolve "2/3 of the members present": what is counted, how much of it, out of whom."""
        if expr.which:
            (one, first, base), (other, second, other_base) = map(self.amount, expr.parts)
            if one != other or base is not other_base:
                raise self._refuse(
                    "these two amounts are of different things: neither is the greater",
                    expr.place, "Join two requirements by “and” or “or”.",
                )  # fmt: skip
            amounts = (first, second)
            return one, Greater(amounts) if expr.which == "greater" else Lesser(amounts), base
        assert expr.figure is not None and expr.thing is not None
        if expr.total is not None and not self.ratifying:
            raise self._refuse(
                "how many members there are is said where the body is declared", expr.total.place,
                "Write “at least 9 members”.",
            )  # fmt: skip
        measure, base = self.measure(expr.thing)
        return measure, self._how_much(expr, expr.figure, measure), base

    def _how_much(self, expr: ast.AmountExpr, figure: ast.FigureExpr, measure: Measure) -> Amount:
        value = figure.value
        if value <= 0:
            raise self._refuse("this asks for nothing", figure.place, "Give a figure above zero.")
        is_share = figure.percent or value < 1
        if figure.percent and value > 1:
            raise self._refuse(
                f"{_written(figure)} is more than the whole", figure.place,
                "A share is at most 100 %.",
            )  # fmt: skip
        if is_share and not expr.of:
            raise self._refuse(
                "a share of what is not said", figure.place, "Write “... of the members”."
            )
        if is_share:
            return Share(value)
        if isinstance(measure, Heads) and value.denominator != 1:
            raise self._refuse(
                "members are counted in whole numbers", figure.place,
                "Give weights to those whose votes count by half.",
            )  # fmt: skip
        return Count(value)

    def _all_of(self, part: ast.RulePart) -> tuple[Measure, Base]:
        if part.amount is not None and part.amount.thing is not None:
            return self.measure(part.amount.thing)
        return Heads(), Base.MEMBERS  # "every member"

    def measure(self, thing: ast.ThingExpr) -> tuple[Measure, Base]:
        """Resolve what is counted: members, weighted votes, or the sum of a quantity."""
        base = Base.PRESENT if thing.present else Base.MEMBERS
        if thing.kind == "cast":
            return Heads(), Base.VOTING
        if thing.kind == "who":
            return Heads(), base
        assert thing.name is not None
        of = None
        if thing.of is not None and not self._is_everybody(thing.of):
            of = self.rules.bodies.counted(self.body, thing.of)
        name = thing.name
        if name.text in self.rules.weights:
            self._weighted(self.rules.weights[name.text], name.place)
            return Votes(name.text, of), base
        if thing.kind == "votes":
            raise self.context.undefined("weights", name.text, name.place, self.rules.weights)
        if name.text in self.context.quantities and self.context.quantities[name.text].of:
            self.context.used.add(name.text)
            self.rules.bodies.need(self.body, name.text, name.place, of)
            return Amounts(name.text, of), base
        if self.rules.bodies.noun(name) and of is None:
            return Heads(self.rules.bodies.counted(self.body, name)), base
        if self._is_everybody(name) and of is None:
            return Heads(), base
        known = [*self.rules.weights, *self.context.quantities, *self.rules.bodies.nouns()]
        raise self.context.undefined(
            "weights, a class or a quantity of members", name.text, name.place, known
        )

    def _is_everybody(self, word: ast.Word) -> bool:
        return word.text.lower() in _EVERYBODY and not self.rules.bodies.noun(word)

    def _weighted(self, weights: Weights, place: Place) -> None:
        """Make sure that every member of the body has a weight."""
        if weights.body == self.body.name:
            return
        weighed = {seat.name for seat in self.rules.bodies.found[weights.body].seats}
        lacking = [seat.name for seat in self.body.seats if seat.name not in weighed]
        if lacking:
            raise self._refuse(
                f"“{weights.name}” gives no votes to {', '.join(lacking[:5])}", place,
                f"It is for {weights.body}; write weights of {self.body.name}.",
            )  # fmt: skip


def _numbered(name: str) -> Iterator[str]:
    """Yield the name, and then the name with a number."""
    yield name
    yield from (f"{name}, {number}" for number in count(2))


def is_name(rule: ast.RuleExpr) -> bool:
    """Tell whether a rule is the name of another, and nothing else."""
    return len(rule.parts) == 1 and rule.parts[0].kind == "name"


_EVERYBODY = {"parties", "party", "signatories", "members"}
"""Words for all members, where the draft has no class of that name."""


def _links(parts: tuple[ast.RulePart, ...]) -> list[str]:
    """Return what joins each part: a comma alone is what the next word that joins is."""
    links = [part.link for part in parts]
    following = "and"
    for at in range(len(links) - 1, -1, -1):
        if links[at] == ",":
            links[at] = following
        elif links[at] in ("and", "or"):
            following = links[at]
    return links


def _written(figure: ast.FigureExpr) -> str:
    return f"{float(figure.value * 100):g} %"


def _some_names(body: Body) -> str:
    names = [seat.name for seat in body.seats]
    return ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")


def _extent(rule: Requirement) -> int:
    """Count the requirements of a rule."""
    return 1 + sum(map(_extent, rule.parts)) if isinstance(rule, AllOf | AnyOf) else 1


def _depth(rule: Requirement) -> int:
    """Tell how deep the requirements of a rule stand in one another."""
    return 1 + max(map(_depth, rule.parts)) if isinstance(rule, AllOf | AnyOf) else 1
