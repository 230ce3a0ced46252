"""Drafts that look wrong, and are right: no finding on institutions."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from treatylang.model.load import load

FOUR = """
class Party "Party" plural "Parties".
state A "Arcadia" is Party.
state B "Borduria" is Party.
state C "Cagliostro" is Party.
state D "Drusidia" is Party.
organ Council "Council", composed of Party.
organ Chair "Chair of the Council".
weights votes of Council: A 4, B 3, C 3, D 2.
vote simple in Council: more than half of the members.
vote strict in Council: at least 3/4 of the members.
fact urgent "the matter is urgent".
"""
AIM = 'article a "A".\n  aim: text "The Parties keep the peace.".\n'
FINAL = 'article final "Final provisions".\n'
ENDS = "failing which the proposal is rejected"

DECOYS = {
    # Nearly a veto: seven of twelve votes, and A has four. Eight leave four to A: just enough.
    "TL501 nearly a veto": "vote v in Council: at least 8 votes of votes.\n"
    "assert no Party has a veto in v.\n",
    "TL501 a boundary met exactly": "assert the share of A in votes is exactly 1/3.\n"
    "assert no Party has more than 1/3 of votes.\n",
    "TL501 a share that is rounded for the eye": "assert the share of B in votes is between 1/4 "
    "and 25%.\n",
    "TL502 of all but one": "assert no 3 Party together have a veto in all.\n"
    "vote all in Council: at least 1 members.\n",
    "TL503 all of them": "vote all in Council: at least 12 votes of votes.\n"
    "vote whole in Council: at least 100% of the members.\n",
    "TL503 more than the rest": "vote m in Council: more than 11 votes of votes, including A.\n",
    # One member in favour is needed; a blocking minority of four is everybody.
    "TL504 one will do": "vote one in Council: at least 1 members.\n"
    "vote most in Council: more than half of the members, and a blocking minority needs at least "
    "4 members, failing which the majority is deemed attained.\n",
    # A third may ask for it: nothing is decided by that.
    "TL505 a minority may ask": "vote third in Council: at least 1/3 of the members.\n"
    f"procedure called in Council: first strict for 9 days if the Council so decides by third,\n"
    f"  {ENDS}.\n",
    # Half of the members, and one of the halves is always short of A.
    "TL505 a casting vote": "vote casting in Council: more than half of the members or (at least "
    "half of the members, including A).\n"
    + FINAL
    + '  d: The Council may decide "budgets" by casting.\n',
    # Half of twelve votes: no one member has them, and A needs somebody.
    "TL506 most of all, and not all": "weights w of Council: A 6, B 3, C 2, D 1.\n"
    "vote v in Council: more than half of w.\n",
    "TL506 a veto and no more": "vote v in Council: at least 2 members, including A.\n",
    # The smallest of them still makes the difference.
    "TL507 small, and not idle": "weights w of Council: A 49, B 49, C 49, D 2.\n"
    "vote v in Council: at least 100 votes of w.\n",
    "TL507 no weight, and no dummy": "weights w of Council: A 4, B 3, C 3, D 0.\n"
    "vote v in Council: at least 6 votes of w and at least 3 members.\n",
    # The limit is that of the stages, to the day.
    "TL508 to the day": "procedure p in Council: first strict for 60 days, then simple for 30 days,"
    f"\n  within 90 days, {ENDS}.\n",
    "TL508 a limit that no stage is held to": "procedure p in Council: first strict, then simple,"
    f"\n  within 90 days, {ENDS}.\n",
    "TL508 a condition that may hold": "procedure p in Council: first strict for 9 days,\n"
    f"  then simple for 9 days if urgent, within 20 days, {ENDS}.\n",
    # Votes after heads: whoever has three of four has seven of twelve.
    "TL509 of another kind, and weaker": "vote v in Council: more than half of votes.\n"
    f"procedure p in Council: first strict for 9 days, then v for 9 days, {ENDS}.\n",
    "TL509 the same again": f"procedure p in Council: first strict for 9 days,\n"
    f"  then (at least 3 members) for 9 days, {ENDS}.\n",
    # Thirteen votes cannot be halved.
    "TL510 no tie can be": "weights w of Council: A 5, B 4, C 3, D 1.\n"
    "vote v in Council: more than half of w.\n"
    "procedure p in Council: first consensus for 9 days, then v for 9 days.\n",
    "TL510 the Chair decides": "procedure p in Council: first strict for 9 days,\n"
    "  failing which the Chair decides.\n",
    "TL511 months at their longest": "procedure p in Council: first strict for 2 months,\n"
    f"  within 62 days, {ENDS}.\n",
    # Whoever opens the stage could block it anyway.
    "TL512 by a vote that each could block": "vote all in Council: all the members.\n"
    f"procedure p in Council: first all for 9 days if the Council so decides by all, {ENDS}.\n",
    "TL512 opened by the lapse of time": "procedure p in Council: first strict for 9 days, "
    f"{ENDS}.\n",
    "TL513 all that there are": FINAL + "  entry: This treaty enters into force 30 days after "
    "ratification by at least 3 of the Parties including A,\n"
    '    allow TL514 because "It is about Arcadia".\n',
    # Each of them is larger than a quarter, and none is needed.
    "TL514 large, and not needed": FINAL + "  entry: This treaty enters into force 30 days after "
    "ratification by at least 2 of the Parties.\n",
    "TL514 any three of four": FINAL + "  entry: This treaty enters into force 30 days after "
    "ratification by at least 3 of the Parties.\n",
    # The protection names itself.
    "TL516 named together": AIM + FINAL + "  change: An amendment is adopted by strict.\n"
    "  core: An amendment to aim and core is adopted by (all the members).\n",
    "TL516 as hard as what protects it": AIM
    + FINAL
    + "  change: An amendment is adopted by strict."
    "\n  core: An amendment to aim is adopted by (at least 3 members).\n",
    # Whoever leaves, two of three that stay are a majority, and nobody is one alone.
    "TL515 by heads nobody gains": "vote v in Council: more than half of the members.\n"
    + FINAL
    + "  exit: A Party may withdraw on 12 months' notice.\n",
    "TL517 the same in other words": AIM
    + FINAL
    + "  one: An amendment to aim is adopted by strict.\n"
    "  two: An amendment to aim is adopted by (at least 3 members).\n",
    "TL517 a rule for a part": AIM + FINAL + "  all: An amendment is adopted by simple.\n"
    "  part: An amendment to aim and part is adopted by strict.\n",
    # Two rules on one provision that say the same in other words, and two on different ones.
    "TL519 the same in other words": FINAL + '  one: The Council may decide "x" by strict.\n'
    '  two: The Council may decide "x" by at least 3 members.\n',
    "TL519 on another matter": FINAL + '  one: The Council may decide "x" by strict.\n'
    '  two: The Council may decide "y" by simple.\n',
}


@pytest.mark.parametrize("name", DECOYS)
def test_is_silent(name: str, tmp_path: Path) -> None:
    text = DECOYS[name]
    head = 'treaty t "Treaty".\n' if "This treaty" in text else ""
    body = text if "article" in text else text + AIM
    file = tmp_path / "draft.treaty"
    four = FOUR
    if name.startswith("TL515"):  # of three Parties, three quarters are all
        four = FOUR.replace("vote strict in Council: at least 3/4 of the members.\n", "")
    file.write_text(head + four + body, encoding="utf-8")
    draft = load(file, tmp_path)
    assert [
        found.message for found in draft.findings if found.counts and found.code != "TL103"
    ] == []
    code = name.split()[0]
    found = [f for f in checker.check([draft]).findings if f.code.startswith(("TL5", "TL9"))]
    assert [(f.code, f.message) for f in found if f.code == code or f.code == "TL900"] == []
