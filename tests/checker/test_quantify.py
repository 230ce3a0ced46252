"""Quantifiers written out mean what they meant: every small assignment, and the solver's own."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import pytest
import z3

from checker.quantify import exists, forall

BOUND = [("|d|", "Int"), ("|n|", "Int"), ("|x|", "Real")]
FREE = {"|s|": "Int", "|t|": "Int", "|r|": "Real", "|b|": "Bool"}
DECLARED = "".join(f"(declare-const {name} {sort})" for name, sort in FREE.items())


def some_formula(chance: random.Random, depth: int = 3) -> str:
    if depth and chance.random() < 0.75:
        parts = [some_formula(chance, depth - 1) for _ in range(chance.randint(2, 3))]
        match chance.choice(["and", "or", "not", "=>", "=", "and", "or"]):
            case "not":
                return f"(not {parts[0]})"
            case "=>" | "=" as head:
                return f"({head} {parts[0]} {parts[1]})"
            case head:
                return f"({head} {' '.join(parts)})"
    op = chance.choice(["<", "<=", "=", ">=", ">"])
    number = chance.randint(-1, 3)
    whole = chance.choice(
        [f"{number}" if number >= 0 else "(- 1)", "|s|", "(+ |t| 1)", "(- |s| 2)"]
    )
    exact = chance.choice([f"{chance.randint(0, 3)}.0", "(/ 1.0 2.0)", "|r|", "(+ |r| 1.0)",
                           "(to_real |s|)", "(* 0.5 (to_real |t|))", "(- 1.0)"])  # fmt: skip
    atoms = [
        f"({op} |d| {whole})", f"({op} {whole} |d|)", f"({op} (to_real |n|) {exact})",
        f"({op} |x| {exact})", f"({op} {exact} |x|)", "|b|", f"({op} |d| |n|)",
    ]  # fmt: skip
    return chance.choice(atoms)


def by_solver(text: str) -> z3.BoolRef:
    (read,) = z3.parse_smt2_string(f"{DECLARED}(assert {text})")
    return read


def given(values: Mapping[str, str]) -> str:
    return " ".join(f"(= {name} {value})" for name, value in values.items())


@pytest.mark.parametrize("seed", range(40))
def test_what_is_written_out_is_equal_to_the_quantifier(seed: int) -> None:
    chance = random.Random(seed)
    body = some_formula(chance)
    listed = " ".join(f"({name} {sort})" for name, sort in BOUND)
    for quantify, word in ((exists, "exists"), (forall, "forall")):
        written = quantify(BOUND, body)
        assert "exists" not in written, body
        solver = z3.SimpleSolver()
        for s, t, r, b in product(["0", "2"], ["1"], ["0.5", "2.0"], ["true", "false"]):
            values = {"|s|": s, "|t|": t, "|r|": r, "|b|": b}
            solver.push()
            solver.add(
                by_solver(f"(and {given(values)} (not (= {written} ({word} ({listed}) {body}))))")
            )
            assert solver.check() != z3.sat, (body, written, values)
            solver.pop()


def test_numbers_stay_exact() -> None:
    third = "(/ 1.0 3.0)"
    assert exists([("|x|", "Real")], f"(and (> |x| {third}) (< |x| {third}))") == "false"
    assert exists([("|x|", "Real")], f"(and (>= |x| {third}) (<= |x| {third}))") == "true"
    narrow = f"(and (> |x| {third}) (< |x| (/ {Fraction(10**9 + 3).numerator}.0 3000000000.0)))"
    assert exists([("|x|", "Real")], narrow) == "true"


def test_no_whole_number_lies_between_two() -> None:
    between = "(and (> (to_real |n|) 10.0) (< (to_real |n|) 11.0))"
    assert exists([("|n|", "Int")], between) == "false"
    assert forall([("|n|", "Int")], f"(not {between})") == "true"


def test_a_term_with_a_constant_is_compared_with_the_term_alone() -> None:
    assert exists([("|d|", "Int")], "(and (< |d| (+ |s| 1)) (> |d| |s|))") == "false"
    assert exists([("|d|", "Int")], "(and (< |d| (+ |s| 2)) (> |d| |s|))") == "true"
    both = [("|d|", "Int"), ("|n|", "Int")]
    assert exists(both, "(and (< |d| (+ |n| 1)) (> |d| |n|))") == "false"


def test_what_cannot_be_written_out_keeps_its_quantifier() -> None:
    product_of_two = "(> (* |x| |r|) 1.0)"
    assert exists([("|x|", "Real")], product_of_two) == f"(exists ((|x| Real)) {product_of_two})"
