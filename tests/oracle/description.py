"""Small drafts as plain data, and their text: what the oracle judges and what the checker reads.

Nothing here comes from the parser or the model, so that reading a draft is tested, too.
"""

from __future__ import annotations

from dataclasses import dataclass

# --- conditions -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """The fact "f" or "g" holds."""

    name: str


@dataclass(frozen=True, slots=True)
class Is:
    """The Party is a "Small" (a fact about it) or a "Large" (one whose size is at least 2)."""

    name: str


@dataclass(frozen=True, slots=True)
class Size:
    """The Party's size compares with a number."""

    relation: str
    number: int


@dataclass(frozen=True, slots=True)
class Happened:
    """The event e happened."""


@dataclass(frozen=True, slots=True)
class Did:
    """The Party did c."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The norm of this number is breached by the Party."""

    norm: int


@dataclass(frozen=True, slots=True)
class Case:
    """The size of the work at issue compares with a number (subsidiarity)."""

    relation: str
    number: int


@dataclass(frozen=True, slots=True)
class Decided:
    """The Authority did d (subsidiarity)."""


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class Both:
    one: Condition
    other: Condition


@dataclass(frozen=True, slots=True)
class Either:
    one: Condition
    other: Condition


Condition = Fact | Is | Size | Happened | Did | Broken | Case | Decided | Not | Both | Either


# --- norms ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """A bound on n (or on the kept quantity): by a constant, or by the Party's size (None)."""

    relation: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Option:
    """The kind k of the act is (or is not) x or y."""

    equal: bool
    option: str


Bound = Number | Option


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of time. ``form`` has "{}" where the anchor stands; ``anchor`` is a day, "e", or
    "thereafter" (from the act or the breach that the norm names)."""

    form: str
    anchor: int | str

    @property
    def text(self) -> str:
        if self.anchor == "thereafter":
            return self.form
        return self.form.format(self.anchor if self.anchor == "e" else f"day {self.anchor}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One norm. ``what`` is an act ("a", "b") or the kept quantity "q"; ``breach`` the norm whose
    breach it presupposes; ``heads`` are "notwithstanding" and the like, with the norm named."""

    kind: str
    who: str
    what: str
    bounds: tuple[Bound, ...] = ()
    limits: tuple[Limit, ...] = ()
    did: bool = False
    breach: int | None = None
    conditions: tuple[Condition, ...] = ()
    exceptions: tuple[Condition, ...] = ()
    heads: tuple[tuple[str, int], ...] = ()

    @property
    def binds(self) -> bool:
        return self.kind in ("duty", "prohibition")

    @property
    def leaves(self) -> list[Condition]:
        """What its conditions and exceptions speak of."""
        return [leaf for whole in (*self.conditions, *self.exceptions) for leaf in leaves(whole)]

    @property
    def trigger(self) -> bool:
        """Whether its time counts from an act or a breach."""
        return any(limit.anchor == "thereafter" for limit in self.limits)


@dataclass(frozen=True, slots=True)
class Treaty:
    """A second instrument, which holds the norms from ``first`` on: its rank and its year, beside
    those of the first one."""

    first: int
    ranks: tuple[int, int]
    years: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    rules: tuple[Rule, ...]
    whole: bool = True
    once: tuple[str, ...] = ()
    excluding: bool = False
    assumptions: tuple[str, ...] = ()
    maxims: tuple[str, ...] = ()
    second: Treaty | None = None

    def label(self, index: int) -> str:
        article = "t" if self.second is not None and index >= self.second.first else "s"
        return f"{article}.n{index}"

    @property
    def conditions(self) -> list[Condition]:
        """Every condition of the draft, taken apart down to what it speaks of."""
        return [leaf for rule in self.rules for leaf in rule.leaves]

    @property
    def text(self) -> str:
        return text_of(self)


def leaves(condition: Condition) -> list[Condition]:
    match condition:
        case Not(part):
            return leaves(part)
        case Both(one, other) | Either(one, other):
            return [*leaves(one), *leaves(other)]
    return [condition]


# --- text -----------------------------------------------------------------------------------------

HEAD = """unit u "u"{whole}.
class Party "Party".
class Small "Small" is Party.
class Large "Large" is Party where size >= 2 u.
fact f "f". fact g "g".
event e "e".
quantity size of Party in u.
controlled quantity q of Party in u.
act c "c" by Party.
act a "a" by Party with n in u, k among x, y{once_a}.
act b "b" by Party with n in u, k among x, y{once_b}{excluding}.
"""

_SHALL = {
    "duty": "each {} shall",
    "prohibition": "no {} shall",
    "permission": "a {} may",
    "exemption": "a {} need not",
}


def text_of(draft: Draft) -> str:
    """Write the draft as a drafter would."""
    text = HEAD.format(
        whole=" whole" if draft.whole else "",
        once_a=", once" if "a" in draft.once else "",
        once_b=", once" if "b" in draft.once else "",
        excluding=", excluding a" if draft.excluding else "",
    )
    text += "".join(f"assume {item}.\n" for item in draft.assumptions)
    text += "".join(f"{item} applies.\n" for item in draft.maxims)
    second = draft.second
    if second is not None:
        text = f"{_treaty('one', second, 0)}{text}"
    text += 'article s "S".\n'
    for index, rule in enumerate(draft.rules):
        if second is not None and index == second.first:
            text += f'{_treaty("two", second, 1)}article t "T".\n'
        text += f"n{index}: {_sentence(draft, rule)}.\n"
    return text


def _treaty(name: str, second: Treaty, which: int) -> str:
    rank, year = second.ranks[which], second.years[which]
    return f'treaty {name} "{name.title()}" rank {rank}, done on {year}-01-01.\n'


def _sentence(draft: Draft, rule: Rule) -> str:
    parts = [f"{word} {draft.label(norm)}" for word, norm in rule.heads]
    if rule.breach is not None:
        parts.append(f"if {draft.label(rule.breach)} is breached")
    said = _SHALL[rule.kind].format(rule.who + (" that did c" if rule.did else ""))
    if rule.what == "q":
        said += f" keep its q {' and '.join(bound_text(item) for item in rule.bounds)}"
    else:
        bounds = " and ".join(
            f"k {'=' if item.equal else '!='} {item.option}"
            if isinstance(item, Option)
            else f"n {bound_text(item)}"
            for item in rule.bounds
        )
        said += f" {rule.what}" + (f" with {bounds}" if bounds else "")
    parts.append(said)
    parts += [limit.text for limit in rule.limits]
    parts += [f"if {condition_text(draft, item)}" for item in rule.conditions]
    parts += [f"unless {condition_text(draft, item)}" for item in rule.exceptions]
    sentence = ", ".join(parts)
    return sentence[0].upper() + sentence[1:]


def bound_text(bound: Bound) -> str:
    assert isinstance(bound, Number)
    return f"{bound.relation} {'its size' if bound.number is None else f'{bound.number} u'}"


def condition_text(draft: Draft | None, condition: Condition) -> str:
    match condition:
        case Fact(name):
            return name
        case Is(name):
            return f"it is a {name}"
        case Size(relation, number):
            return f"its size {relation} {number} u"
        case Case(relation, number):
            return f"work.size {relation} {number} items"
        case Decided():
            return "the Authority did d"
        case Happened():
            return "e happened"
        case Did():
            return "it did c"
        case Broken(norm):
            assert draft is not None
            return f"{draft.label(norm)} is breached"
        case Not(part):
            return f"not ({condition_text(draft, part)})"
        case Both(one, other):
            return f"{_inner(draft, one)} and {_inner(draft, other)}"
        case Either(one, other):
            return f"({_inner(draft, one)} or {_inner(draft, other)})"


def _inner(draft: Draft | None, condition: Condition) -> str:
    said = condition_text(draft, condition)
    return f"({said})" if isinstance(condition, Both) else said
