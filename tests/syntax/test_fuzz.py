"""Whatever stands in a file: reading it ends, raises nothing, and reports what is lost."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from treatylang.model.load import load
from treatylang.syntax.keywords import grammar
from treatylang.syntax.parse import parse

DRAFT = """
treaty accord "Accord" version "3", done at "Singapore", in force on 2030-01-31, authentic in en.
include "sand.treaty".
level national < global.
unit FLOP "FLOP" plural "FLOP". unit PFLOP = 1e15 FLOP. unit chips "chip" whole.
state USA "United States" is Party.
data "f.csv" gives gdp from "GDP", population of state by iso3.
class Party "Party" plural "Parties".
class Big "Big Party" is Party where capacity >= 1e20 FLOP per second.
organ Authority "Authority" at global. organ Office "office" at national of each Party.
quantity capacity of Party in FLOP per second "capacity".
controlled quantity stock of Party in chips "stock".
fact emergency "there is an emergency". event request of Party "the request".
act train "train" by Party with compute in FLOP "compute", purpose among civil, military.
act move "move" by Party to Party, on the other side take "take", once, concerning safety.
act go "go", stay "stay" by Party, excluding each other.
matter safety "safety" objective "peace", reaches global if train.compute > 5 FLOP,
  national otherwise, achieved by national if emergency, uniform rules if not emergency, listed.
assume request happens within 5 years after entry_into_force. assume request precedes request.
assume for each Party, capacity > 3 FLOP per second. Lex specialis applies.
Months end on the last day. cover train if emergency. every norm of a is verified.
article 4 a "A".
cap 4(1): No Party shall train with compute > 1e26 FLOP and purpose = civil, because "so".
one: Notwithstanding cap, subject to two, a Party may train, if emergency and (it is a Big or not
  request happened), unless stock of the Party > 3 chips + 2 * 4 chips, within 3 months thereafter.
two: Each Party that did move to a Big with compute > 1 FLOP shall stay within 30 days thereafter.
three: Each Party shall keep its stock between 3 chips and 5 chips until 2035-12-31.
four: If cap is breached, the Party need not move to a Party that is not a Big, on day 10,
  verified by the Authority and "photographs". allow TL203 because "known".
text "See {cap}." points "one", "two".
five: The Authority has exclusive competence over safety, if train.compute >= 3 FLOP,
  returning when not emergency.
commitments one and two are simultaneous. this treaty prevails over two.
scenario s "s":
given a Party P, a Party Q, P does move to Q on day 3, emergency, stock of P = 3 chips from day 5,
  request of P happens on 2031-01-01, train.purpose = civil.
expect no breach of cap by P on day 3, and a duty to stay for Q.
"""
WORDS = sorted(
    {*re.findall(r'"[^"]*"|[\w.]+|[^\s\w]', DRAFT), *grammar()[1], '"', "“", "[", "|", "\x00", "#"}
)
ANY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _read(folder: Path, text: str) -> None:
    """Read a text both ways; a sentence that is lost is always reported."""
    parsed = parse("draft.treaty", text)
    assert parsed.complete or parsed.findings
    file = folder / "draft.treaty"
    file.write_bytes(text.encode("utf-8", "replace"))
    draft = load(file, folder)
    for finding in draft.findings:
        assert finding.message
        assert 0 <= finding.place.start <= finding.place.end
        assert finding.place.line >= 1 and finding.place.column >= 1
    for norm in draft.norms.values():
        assert draft.where(norm.clause)


@ANY
@given(st.text())
def test_any_text(tmp_path: Path, text: str) -> None:
    _read(tmp_path, text)


@ANY
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from([" ", "\n", ""]))
def test_any_words(tmp_path: Path, words: list[str], between: str) -> None:
    _read(tmp_path, between.join(words))


@ANY
@given(st.integers(0, len(DRAFT)), st.integers(0, len(DRAFT)))
def test_a_draft_cut_short(tmp_path: Path, start: int, end: int) -> None:
    _read(tmp_path, DRAFT[:start])
    _read(tmp_path, DRAFT[start:])
    _read(tmp_path, DRAFT[min(start, end) : max(start, end)])


@pytest.mark.parametrize("seed", range(200))
def test_a_draft_with_its_words_changed(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    words = re.findall(r'"[^"]*"|[\w.]+|[^\s\w]|\s+', DRAFT)
    for _ in range(chance.choice([1, 2, 5, 30])):
        at = chance.randrange(len(words))
        change = chance.randrange(4)
        if change == 0:
            words[at] = chance.choice(WORDS)
        elif change == 1:
            del words[at]
        elif change == 2:
            words.insert(at, f" {chance.choice(WORDS)} ")
        else:
            other = chance.randrange(len(words))
            words[at], words[other] = words[other], words[at]
    _read(tmp_path, "".join(words))
