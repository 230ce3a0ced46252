"""Quantifiers over one act or one day, written out: no solver has to guess instances for them.

What a quantifier binds here is a day, an attribute or a value, compared with terms in which it does
not occur. Then few points stand for all others: each end of a bound, or just past it, or beyond
all of them (Loos and Weispfenning, "Applying linear quantifier elimination", 1993; over whole
numbers Cooper 1972, here without divisibility). What has another shape keeps its quantifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from checker.text import FALSE, TRUE, conj, disj, integer, negation, real

MOST_NODES = 40_000
"""How long a formula may grow before its quantifier is left to the solver."""

_TOKEN = re.compile(r"\|[^|]*\||[()]|[^\s()|]+")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_COMPARISONS = {"<", "<=", "=", ">=", ">"}
_MIRRORED = {"<": ">", "<=": ">=", "=": "=", ">=": "<=", ">": "<"}
_NEGATED = {"<": ">=", "<=": ">", ">=": "<", ">": "<=", "=": "!=", "!=": "="}
_CONNECTIVES = {"and", "or", "not", "=>"}

Tree = str | list["Tree"]


class _Unsuitable(Exception):
    """The formula has a shape that is left to the solver."""


def forall(names: Iterable[tuple[str, str]], body: str) -> str:
    """Whatever the names (with their sorts) stand for, the body holds."""
    return negation(exists(names, negation(body)))


def exists(names: Iterable[tuple[str, str]], body: str) -> str:
    """For something that the names (with their sorts) stand for, the body holds."""
    bound = {name: sort for name, sort in sorted(set(names)) if name in body}
    try:
        node = _Reader(bound, frozenset(bound)).read(_parse(body), True)
        for name, sort in bound.items():
            node = _solve(node, name, sort == "Real")
            if _size(node) > MOST_NODES:
                raise _Unsuitable
        return _text(node)
    except _Unsuitable:
        listed = " ".join(f"({name} {sort})" for name, sort in bound.items())
        return f"(exists ({listed}) {body})"


# --- formulas: conjunctions and disjunctions of literals -----------------------------------------


@dataclass(frozen=True, slots=True)
class _Linear:
    """A term with a constant taken out: ``base + constant``."""

    base: str
    constant: Fraction


@dataclass(frozen=True, slots=True)
class _Bound:
    """``name op term``, over reals or whole numbers; ``among`` is all that is bound."""

    name: str
    op: str
    term: _Linear
    real: bool
    among: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Plain:
    """A literal in which nothing is bound."""

    text: str


@dataclass(frozen=True, slots=True)
class _Many:
    """A conjunction or a disjunction; ``names`` are those that occur in it."""

    every: bool
    parts: tuple[_Node, ...]
    names: frozenset[str]


_Node = _Bound | _Plain | _Many
_TRUE, _FALSE = _Plain(TRUE), _Plain(FALSE)


def _names(node: _Node) -> frozenset[str]:
    match node:
        case _Bound():
            return frozenset({node.name, node.term.base})
        case _Many():
            return node.names
    return frozenset()


def _many(every: bool, parts: Iterable[_Node]) -> _Node:
    """Join the parts, flat, each once, without what is trivial."""
    unit, zero = (_TRUE, _FALSE) if every else (_FALSE, _TRUE)
    kept: dict[_Node, None] = {}
    for part in parts:
        inner = part.parts if isinstance(part, _Many) and part.every is every else (part,)
        for one in inner:
            if one == zero:
                return zero
            if one != unit:
                kept[one] = None
    if not kept:
        return unit
    if len(kept) == 1:
        return next(iter(kept))
    return _Many(every, tuple(kept), frozenset().union(*map(_names, kept)))


# --- reading -------------------------------------------------------------------------------------


def _parse(text: str) -> Tree:
    stack: list[list[Tree]] = [[]]
    for token in _TOKEN.findall(text):
        if token == "(":
            stack.append([])
        elif token == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(token)
    return stack[0][0]


def _written(tree: Tree) -> str:
    return tree if isinstance(tree, str) else f"({' '.join(map(_written, tree))})"


@dataclass(slots=True)
class _Reader:
    sorts: dict[str, str]
    among: frozenset[str]

    def read(self, tree: Tree, positive: bool) -> _Node:
        """Return the formula, or its negation, with negations at the literals only."""
        if not self._binds(tree):
            text = _written(tree)
            return _Plain(text if positive else negation(text))
        if isinstance(tree, str):
            raise _Unsuitable
        head, *rest = tree
        match head:
            case "not":
                return self.read(rest[0], not positive)
            case "and" | "or":
                every = (head == "and") is positive
                return _many(every, (self.read(part, positive) for part in rest))
            case "=>":
                left, right = self.read(rest[0], not positive), self.read(rest[1], positive)
                return _many(not positive, (left, right))
            case "=" if any(map(_is_formula, rest)):
                one, other = rest
                same = [(True, positive), (False, not positive)]
                return _many(
                    False,
                    (_many(True, (self.read(one, a), self.read(other, b))) for a, b in same),
                )
            case str() if head in _COMPARISONS:
                return self._comparison(head, rest[0], rest[1], positive)
        raise _Unsuitable

    def _binds(self, tree: Tree) -> bool:
        return tree in self.sorts if isinstance(tree, str) else any(map(self._binds, tree))

    def _comparison(self, op: str, left: Tree, right: Tree, positive: bool) -> _Node:
        if not self._binds(left):
            left, op, right = right, _MIRRORED[op], left
        name, is_real = self._bound_name(left)
        term = linear(right)
        if self._binds(right) and (term.base not in self.sorts or term.base == name):
            raise _Unsuitable
        op = op if positive else _NEGATED[op]
        if op == "!=":
            sides = (_Bound(name, side, term, is_real, self.among) for side in ("<", ">"))
            return _many(False, sides)
        return _Bound(name, op, term, is_real, self.among)

    def _bound_name(self, tree: Tree) -> tuple[str, bool]:
        if isinstance(tree, list) and tree[0] == "to_real" and isinstance(tree[1], str):
            return tree[1], True
        if isinstance(tree, str):
            return tree, self.sorts[tree] == "Real"
        raise _Unsuitable


def _is_formula(tree: Tree) -> bool:
    if isinstance(tree, str):
        return tree in (TRUE, FALSE)
    return tree[0] in _CONNECTIVES or tree[0] in _COMPARISONS


def linear(tree: Tree) -> _Linear:
    """Take the constant out of a term."""
    if isinstance(tree, str):
        constant = _NUMBER.fullmatch(tree)
        return _Linear("", Fraction(tree)) if constant else _Linear(tree, Fraction(0))
    head, *rest = tree
    parts = [linear(part) for part in rest]
    constants = [part.constant for part in parts if not part.base]
    match head:
        case "-" if len(parts) == 1 and constants:
            return _Linear("", -constants[0])
        case "/" if len(constants) == 2:
            return _Linear("", constants[0] / constants[1])
        case "+" if len(constants) >= len(parts) - 1:
            base = next((part.base for part in parts if part.base), "")
            return _Linear(base, sum((part.constant for part in parts), Fraction(0)))
        case "-" if len(parts) == 2 and not parts[1].base:
            return _Linear(parts[0].base, parts[0].constant - parts[1].constant)
        case "to_real":
            (inner,) = parts
            return _Linear(f"(to_real {inner.base})" if inner.base else "", inner.constant)
    return _Linear(_written(tree), Fraction(0))


# --- writing -------------------------------------------------------------------------------------


def _term(term: _Linear, is_real: bool) -> str:
    number = real(term.constant) if is_real else integer(int(term.constant))
    if not term.base:
        return number
    if term.constant == 0:
        return term.base
    if term.constant > 0:
        return f"(+ {term.base} {number})"
    size = real(-term.constant) if is_real else integer(int(-term.constant))
    return f"(- {term.base} {size})"


def _text(node: _Node) -> str:
    match node:
        case _Plain(text):
            return text
        case _Many(every, parts, _):
            return (conj if every else disj)(map(_text, parts))
        case _Bound():
            raise _Unsuitable


def _compare(left: _Linear, op: str, right: _Linear, is_real: bool) -> _Plain:
    if left.base == right.base:
        return _TRUE if _holds(left.constant, op, right.constant) else _FALSE
    if left.base and right.base:
        shift = left.constant - right.constant
        left, right = _Linear(left.base, shift), _Linear(right.base, Fraction(0))
    return _Plain(f"({op} {_term(left, is_real)} {_term(right, is_real)})")


def _holds(left: Fraction, op: str, right: Fraction) -> bool:
    match op:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case "=":
            return left == right
        case ">=":
            return left >= right
    return left > right


# --- points that stand for all others ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Point:
    """A value for what is bound: a term, just above or below it (``step`` 1, -1), or, without a
    term, below or above everything."""

    term: _Linear | None
    step: int = 0


def _solve(node: _Node, name: str, is_real: bool) -> _Node:
    """Return what says that some value of ``name`` satisfies the formula."""
    if name not in _names(node):
        return node
    if isinstance(node, _Many) and not node.every:
        return _many(False, (_solve(part, name, is_real) for part in node.parts))
    parts = node.parts if isinstance(node, _Many) else (node,)
    apart = [part for part in parts if name not in _names(part)]
    about = [part for part in parts if name in _names(part)]
    points = _points(about, name, is_real)
    ways = (_many(True, (_at(part, name, point, is_real) for part in about)) for point in points)
    return _many(True, [*apart, _many(False, ways)])


def _points(parts: Sequence[_Node], name: str, is_real: bool) -> list[_Point]:
    for part in parts:
        if isinstance(part, _Bound) and part.op == "=":
            return [_exact(_about(part, name), is_real)]
    bounds = [_about(bound, name) for part in parts for bound in _bounds(part, name)]
    # What lies below everything satisfies nothing where a bound holds from below, and so above.
    fixed = {_about(part, name).op for part in parts if isinstance(part, _Bound)}
    lower, upper = ([_Point(None, way)] for way in (-1, 1))
    lower = [] if fixed & {">", ">="} else lower
    upper = [] if fixed & {"<", "<="} else upper
    lower += [_from(bound, is_real) for bound in bounds if bound.op in (">", ">=", "=")]
    upper += [_from(bound, is_real) for bound in bounds if bound.op in ("<", "<=", "=")]
    return list(dict.fromkeys(lower if len(lower) <= len(upper) else upper))


def _bounds(node: _Node, name: str) -> Iterator[_Bound]:
    if isinstance(node, _Bound) and name in _names(node):
        yield node
    elif isinstance(node, _Many):
        for part in node.parts:
            yield from _bounds(part, name)


def _about(bound: _Bound, name: str) -> _Bound:
    """Write the bound with ``name`` on its left."""
    if bound.name == name:
        return bound
    term = _Linear(bound.name, -bound.term.constant)
    return replace(bound, name=name, op=_MIRRORED[bound.op], term=term)


def _exact(bound: _Bound, is_real: bool) -> _Point:
    return _from(replace(bound, op=">="), is_real)


def _from(bound: _Bound, is_real: bool) -> _Point:
    """Return the first value (or the last) that satisfies the bound."""
    if is_real:
        return _Point(bound.term, {">": 1, "<": -1}.get(bound.op, 0))
    term = _whole(bound.term, up=bound.op in (">=", "=", "<")) if bound.real else bound.term
    step = {">": 1, "<": -1}.get(bound.op, 0)
    return _Point(_Linear(term.base, term.constant + step))


def _whole(term: _Linear, *, up: bool) -> _Linear:
    """Return a term of the reals rounded to a whole number."""
    rounded = Fraction(ceil(term.constant) if up else floor(term.constant))
    if not term.base:
        return _Linear("", rounded)
    if term.base.startswith("(to_real "):
        return _Linear(term.base[len("(to_real ") : -1], rounded)
    whole = _term(term, True)
    text = f"(- (to_int (- {whole})))" if up else f"(to_int {whole})"
    return _Linear(text, Fraction(0))


def _at(node: _Node, name: str, point: _Point, is_real: bool) -> _Node:
    """Return the formula with the point in place of ``name``."""
    if name not in _names(node):
        return node
    if isinstance(node, _Many):
        return _many(node.every, (_at(part, name, point, is_real) for part in node.parts))
    assert isinstance(node, _Bound)
    bound = _about(node, name)
    if point.term is None:
        return _TRUE if bound.op in (("<", "<=") if point.step < 0 else (">", ">=")) else _FALSE
    op = bound.op
    if point.step:
        # Just above a number lies above another exactly where the number is at least that one.
        if op == "=":
            return _FALSE
        upward = point.step > 0
        op = {">": ">=", "<=": "<"}.get(op, op) if upward else {"<": "<=", ">=": ">"}.get(op, op)
    left = point.term
    if bound.real and not is_real:
        if left.base in bound.among:
            raise _Unsuitable
        left = _Linear(f"(to_real {left.base})" if left.base else "", left.constant)
    return _joined(left, op, bound.term, bound)


def _joined(left: _Linear, op: str, right: _Linear, bound: _Bound) -> _Node:
    """Compare two terms, either of which may be bound itself."""
    for one, other, way in ((left, right, op), (right, left, _MIRRORED[op])):
        if one.base in bound.among and one.base != other.base:
            shift = other.constant - one.constant
            return _Bound(one.base, way, _Linear(other.base, shift), bound.real, bound.among)
    return _compare(left, op, right, bound.real)


def _size(node: _Node) -> int:
    return 1 + sum(map(_size, node.parts)) if isinstance(node, _Many) else 1
