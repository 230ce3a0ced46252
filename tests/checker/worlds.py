"""Small drafts at random, and every small world for them: the plainest way to find conflicts.

A draft speaks of days 0 to 3 and of spans up to two days, so a scenario's days up to seven stand
for all; numbers are whole, from 0 to 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

from hypothesis import strategies as st

from treatylang.evaluate.background import violations
from treatylang.evaluate.judge import conflict
from treatylang.evaluate.world import PastAct, World
from treatylang.model.draft import Draft

DAYS = range(8)
SIZES = range(-2, 5)

_numbers = st.integers(0, 3).map("{} u".format)
_relations = st.sampled_from(["<", "<=", "=", "!=", ">=", ">"])
_bounds = st.one_of(
    st.builds("n {} {}".format, _relations, _numbers),
    st.builds("n {} {}".format, _relations, _numbers),
    st.builds("k {} {}".format, st.sampled_from(["=", "!="]), st.sampled_from("xy")),
)
_by_size = st.builds("n {} its size".format, _relations)
_atoms = {
    "facts": st.sampled_from(["f", "g", "f"]),
    "class": st.just("it is a Small"),
    "size": st.builds("its size {} {}".format, _relations, _numbers),
    "event": st.just("e happened"),
    "past": st.just("it did c"),
    "breach": st.just("f"),
}
_constant = st.builds(
    "{} day {}".format, st.sampled_from(["from", "until", "on", "by"]), st.integers(0, 3)
)
_of_event = st.sampled_from(
    ["within 2 days after e", "within 1 day before e", "until e", "before e", "from e", "after e",
     "at least 2 days before e", "not earlier than 2 days after e"]
)  # fmt: skip
_shall = {
    "duty": "Each {} shall",
    "prohibition": "No {} shall",
    "permission": "A {} may",
    "exemption": "A {} need not",
}


@st.composite
def _condition(draw: st.DrawFn, about: Sequence[str]) -> str:
    """A condition on what the draft is about: one of its themes, or two of them."""
    literals = st.sampled_from(about).flatmap(lambda theme: _atoms[theme])
    literals = st.one_of(literals, literals.map("not ({})".format))
    form = draw(st.sampled_from(["{}", "{}", "{} and {}", "({} or {})"]))
    return form.format(*(draw(literals) for _ in range(form.count("{}"))))


@st.composite
def _norm(
    draw: st.DrawFn, label: str, others: Sequence[str], subject: str, about: Sequence[str]
) -> str:
    modality = draw(st.sampled_from(["duty", "duty", "prohibition", "prohibition", *_shall]))
    head = ""
    if others and draw(st.integers(0, 5)) == 0:
        word = draw(st.sampled_from(["except as provided in", "notwithstanding"]))
        head = f"{word} {draw(st.sampled_from(others))}, "
    breach = bool(others) and "breach" in about and draw(st.booleans())
    if breach:
        head += f"if {others[0]} is breached, "
    who = "Small" if "class" in about and draw(st.booleans()) else "Party"
    triggered = "past" in about and draw(st.booleans())
    said = _shall[modality].format(f"{who} that did c" if triggered else who)
    if subject == "q":
        bound = draw(st.builds("{} {}".format, _relations, _numbers))
        said += f" keep its q {bound}"
    else:
        act = draw(st.sampled_from(subject))
        bounds = draw(st.lists(_bounds, max_size=2, unique=True))
        if "size" in about and draw(st.booleans()):
            bounds.append(draw(_by_size))
        said += f" {act}" + (f" with {' and '.join(bounds)}" if bounds else "")
    windows = st.one_of(_constant, _of_event) if "event" in about else _constant
    tails = draw(st.lists(windows, max_size=2))
    if triggered is not breach and draw(st.booleans()):
        tails = ["within 2 days thereafter"]
    if draw(st.integers(0, 2)) == 0:
        tails.append(f"if {draw(_condition(about))}")
    if draw(st.integers(0, 3)) == 0:
        tails.append(f"unless {draw(_condition(about))}")
    return f"{label}: " + ", ".join([head + said, *tails]) + ".\n"


@st.composite
def drafts(draw: st.DrawFn) -> str:
    """A draft of two to four norms on one act, on two, or on one quantity."""
    once = ", once" if draw(st.integers(0, 3)) == 0 else ""
    excluding = ", excluding a" if draw(st.integers(0, 3)) == 0 else ""
    subject = draw(st.sampled_from(["a", "a", "ab", "q"]))
    about = draw(st.lists(st.sampled_from(sorted(_atoms)), min_size=1, max_size=2, unique=True))
    text = (
        'unit u "u" whole. class Party "Party". class Small "Small" is Party.\n'
        'fact f "f". fact g "g". event e "e". act c "c" by Party.\n'
        "quantity size of Party in u. controlled quantity q of Party in u.\n"
        f'act a "a" by Party with n in u, k among x, y{once}.\n'
        f'act b "b" by Party with n in u, k among x, y{excluding}.\n'
    )
    if draw(st.integers(0, 4)) == 0:
        text += f"assume {draw(st.sampled_from(['not (f and g)', 'f or g', 'e happens']))}.\n"
    text += 'article s "S".\n'
    labels: list[str] = []
    for index in range(draw(st.integers(2, 4))):
        text += draw(_norm(f"n{index}", tuple(labels), subject, about))
        labels.append(f"n{index}")
    return text


def worlds(draft: Draft, text: str, names: Iterable[str]) -> Iterator[World]:
    """Yield every small world that the draft's background allows, as far as these norms turn on
    it."""
    spoken = " ".join(_sentences(text, names))
    words = set(re.findall(r"\w+", spoken))
    classes = [frozenset({"Party"}), frozenset({"Party", "Small"})][: 1 + ("Small" in words)]
    facts = [name for name in "fg" if name in words]
    holding = [set(some) for n in range(len(facts) + 1) for some in combinations(facts, n)]
    sizes = SIZES if "size" in words else [0]
    events: list[dict[tuple[str, str | None], int]] = [{}]
    if "e" in words:
        timed = re.search(r"(after|before|until|from) e\b|thereafter|breached", spoken)
        events += [{("e", None): day} for day in (DAYS if timed else [0])]
    pasts: list[tuple[PastAct, ...]] = [()]
    if "c" in words:
        timed = "thereafter" in words
        single = [PastAct("c", "P", None, {}, day) for day in (DAYS if timed else [0])]
        pasts += [(one,) for one in single]
        if spoken.count("did c") > 1 and timed:
            pasts += list(combinations(single, 2))
    for members, size, event, past in product(classes, sizes, events, pasts):
        for facts_now, (breaches, more) in product(holding, list(_breaches(draft, spoken))):
            world = World(
                members={"P": members},
                facts=frozenset((name, None) for name in facts_now),
                quantities={("size", "P"): Fraction(size)},
                events=event,
                acts=past + more,
                breaches=breaches,
            )
            if not violations(draft, world):
                yield world


def _sentences(text: str, names: Iterable[str]) -> list[str]:
    """Return the norms, those that they refer to, and the assumptions."""
    lines = {line.partition(":")[0]: line for line in text.splitlines()}
    wanted = [name.rpartition(".")[2] for name in names]
    for name in wanted:
        wanted += [other for other in re.findall(r"n\d", lines[name]) if other not in wanted]
    return [lines[name] for name in wanted] + [
        line for line in text.splitlines() if line.startswith("assume")
    ]


def _breaches(
    draft: Draft, spoken: str
) -> Iterator[tuple[dict[tuple[str, str], int], tuple[PastAct, ...]]]:
    yield {}, ()
    names = [norm for norm in draft.norms if f"if {norm.split('.')[1]} is breached" in spoken]
    if not names:
        return
    done: list[tuple[PastAct, ...]] = [()]
    content = draft.norms[names[0]].content
    if draft.norms[names[0]].modality.value == "prohibition" and hasattr(content, "act"):
        done = [
            (PastAct(content.act, "P", None, {"n": Fraction(n), "k": k}, day),)
            for n in range(-1, 5) for k in "xy" for day in DAYS
        ]  # fmt: skip
    for more in done:
        for day in DAYS:
            if not more or more[0].day == day:
                yield {(names[0], "P"): day}, more


def by_brute_force(draft: Draft, text: str) -> set[frozenset[str]]:
    """Return the sets of two and three norms that conflict in some world, the minimal ones."""
    found: set[frozenset[str]] = set()
    for size in (2, 3):
        for names in combinations(draft.norms, size):
            members = [(name, "P", None) for name in names]
            if not any(one <= set(names) for one in found) and any(
                conflict(draft, world, members) for world in worlds(draft, text, names)
            ):
                found.add(frozenset(names))
    return found
