"""Whole drafts at random, from a source of chance: a seed, or hypothesis, which shrinks them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.oracle.description import (
    Both,
    Bound,
    Broken,
    Condition,
    Did,
    Draft,
    Either,
    Fact,
    Happened,
    Is,
    Limit,
    Not,
    Number,
    Option,
    Rule,
    Size,
    Treaty,
)
from tests.oracle.scenarios import ASSUMPTIONS, COMPARE

_RELATIONS = tuple(COMPARE)
_CONSTANT = ("from {}", "until {}", "on {}", "by {}", "after {}", "before {}")
_OF_EVENT = (
    "within 2 days after {}", "within 1 day before {}", "until {}", "before {}", "from {}",
    "after {}", "at least 2 days before {}", "not earlier than 2 days after {}",
    "for 1 day after {}",
)  # fmt: skip
_THEREAFTER = ("within 2 days thereafter", "not earlier than 2 days thereafter")
_KINDS = ("duty", "duty", "duty", "prohibition", "prohibition", "prohibition", "permission",
          "exemption")  # fmt: skip
_THEMES = ("facts", "facts", "class", "size", "event", "past", "breach")


def some_draft(chance: Random) -> Draft:
    """A draft of two to five norms on one act, on two, or on one quantity."""
    themes = {chance.choice(_THEMES) for _ in range(chance.choice((1, 1, 2)))}
    subject = chance.choice(("a", "a", "ab", "q"))
    shape = chance.choice((_mixed, _mixed, _mixed, _union, _precedence))
    draft = shape(chance, subject, themes)
    assumptions: tuple[str, ...] = ()
    if chance.random() < 0.25:
        assumptions = (chance.choice(tuple(ASSUMPTIONS)),)
    once = tuple(act for act in "ab" if act in subject and chance.random() < 0.3)
    return replace(
        draft,
        whole=chance.random() < 0.6,
        once=once,
        excluding=subject == "ab" and chance.random() < 0.6,
        assumptions=assumptions,
    )


def _mixed(chance: Random, subject: str, themes: set[str]) -> Draft:
    count = chance.choice((2, 3, 3, 4, 4, 5))
    rules: list[Rule] = []
    for index in range(count):
        rules.append(_rule(chance, index, rules, subject, themes))
    return Draft(tuple(rules))


def _union(chance: Random, subject: str, themes: set[str]) -> Draft:
    """Norms that meet only together: one duty (or right) among several that narrow it."""
    what = subject[0]
    central = chance.choice(("duty", "duty", "exemption", "permission"))
    own = (_number(chance),) if what == "q" or chance.random() < 0.5 else ()
    rules = [Rule("duty", "Party", what, own)]
    if central != "duty":
        rules.append(Rule(central, "Party", what, (_number(chance),)))
    for _ in range(chance.choice((2, 3, 4)) - len(rules) + 1):
        kind = "duty" if what == "q" and chance.random() < 0.4 else "prohibition"
        bounds: list[Bound] = [_number(chance)]
        if what != "q" and chance.random() < 0.25:
            bounds.append(Option(chance.random() < 0.5, chance.choice("xy")))
        conditions = (_condition(chance, themes - {"breach"}),) if chance.random() < 0.2 else ()
        limits = (Limit(chance.choice(_CONSTANT), chance.randint(0, 3)),) * (chance.random() < 0.2)
        rules.append(Rule(kind, "Party", what, tuple(bounds), limits, conditions=conditions))
    chance.shuffle(rules)
    return Draft(tuple(rules))


def _precedence(chance: Random, subject: str, themes: set[str]) -> Draft:
    """Simple norms, with every kind of precedence among them."""
    count = chance.choice((2, 3, 4))
    rules: list[Rule] = []
    for index in range(count):
        rule = _rule(
            chance, index, rules, subject, themes - {"event", "past", "breach"} or {"facts"}
        )
        heads = tuple(
            (chance.choice(("notwithstanding", "notwithstanding", "subject to",
                            "without prejudice to")), other)
            for other in range(count)
            if other != index and chance.random() < 0.25
        )  # fmt: skip
        rules.append(replace(rule, limits=rule.limits[:1], heads=heads[:2]))
    maxims = tuple(
        name
        for name in ("lex specialis", "lex posterior", "lex superior")
        if chance.random() < 0.5
    )  # fmt: skip
    second = None
    if chance.random() < 0.6:
        ranks = chance.choice(((1, 2), (2, 1), (1, 1)))
        years = chance.choice(((2001, 2005), (2005, 2001), (2001, 2001)))
        second = Treaty(chance.randint(1, count - 1), ranks, years)
    return Draft(tuple(rules), maxims=maxims, second=second)


def _rule(chance: Random, index: int, earlier: list[Rule], subject: str, themes: set[str]) -> Rule:
    kind = chance.choice(_KINDS)
    what = chance.choice(subject)
    heads: tuple[tuple[str, int], ...] = ()
    if earlier and chance.random() < 0.2:
        word = chance.choice(
            ("except as provided in", "except as provided in", "notwithstanding", "subject to",
             "without prejudice to")
        )  # fmt: skip
        heads = ((word, chance.randrange(len(earlier))),)
    breach = None
    who = chance.choice(("Party", "Small", "Large")) if "class" in themes else "Party"
    known = {rule.breach for rule in earlier if rule.breach is not None}
    # A breach by somebody outside the class addressed would be one by another Party.
    own = {i for i, rule in enumerate(earlier) if who in ("Party", rule.who) or rule.who == "Party"}
    if "breach" in themes and chance.random() < 0.5:
        targets = sorted(known or {i for i in own if earlier[i].binds})
        targets = [target for target in targets if target in own]
        if targets:
            breach = chance.choice(targets)
    did = "past" in themes and chance.random() < 0.5
    bounds = tuple(_bound(chance, what, themes) for _ in range(chance.choice((0, 1, 1, 2))))
    if what == "q" and not bounds:
        bounds = (_bound(chance, what, themes),)
    counted = sum(rule.did and rule.trigger for rule in earlier)
    if did is not (breach is not None) and counted < 2 and chance.random() < 0.5:
        limits: tuple[Limit, ...] = (Limit(chance.choice(_THEREAFTER), "thereafter"),)
        about = themes - {"past", "event", "breach"}
    else:
        limits = tuple(_limit(chance, themes) for _ in range(chance.choice((0, 0, 0, 1, 1, 2))))
        about = themes
    conditions: tuple[Condition, ...] = ()
    exceptions: tuple[Condition, ...] = ()
    if chance.random() < 0.4:
        conditions = (_condition(chance, about),)
        if chance.random() < 0.15:
            conditions += (_condition(chance, about),)
    if chance.random() < 0.25:
        exceptions = (_condition(chance, about),)
    if "breach" in themes and known and known <= own and not limits and chance.random() < 0.2:
        exceptions = (Broken(min(known)),)
    return Rule(kind, who, what, bounds, limits, did, breach, conditions, exceptions, heads)


def _number(chance: Random) -> Number:
    return Number(chance.choice(_RELATIONS), chance.randint(0, 3))


def _bound(chance: Random, what: str, themes: set[str]) -> Bound:
    if what != "q" and chance.random() < 0.25:
        return Option(chance.random() < 0.5, chance.choice("xy"))
    if "size" in themes and chance.random() < 0.4:
        return Number(chance.choice(_RELATIONS), None)
    return _number(chance)


def _limit(chance: Random, themes: set[str]) -> Limit:
    if "event" in themes and chance.random() < 0.5:
        return Limit(chance.choice(_OF_EVENT), "e")
    form = chance.choice((*_CONSTANT, "within 2 days after {}"))
    return Limit(form, chance.randint(0, 3))


def _condition(chance: Random, themes: set[str]) -> Condition:
    def literal() -> Condition:
        theme = chance.choice(sorted(themes - {"breach"}) or ["facts"])
        found: Condition
        match theme:
            case "class":
                found = Is(chance.choice(("Small", "Large")))
            case "size":
                found = Size(chance.choice(_RELATIONS), chance.randint(0, 3))
            case "event":
                found = Happened()
            case "past":
                found = Did()
            case _:
                found = Fact(chance.choice("fg"))
        return Not(found) if chance.random() < 0.4 else found

    form = chance.random()
    if form < 0.6:
        return literal()
    return (Both if form < 0.8 else Either)(literal(), literal())
