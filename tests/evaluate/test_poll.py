"""Votes in a draft's own scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

import treatylang

COUNCIL = """
class Member "Member" plural "Members".
class Permanent "permanent member" plural "permanent members" is Member.
class Elected "elected member" plural "elected members" is Member.
state CHN "China" is Permanent.
state FRA "France" is Permanent.
state USA "United States" is Permanent.
state OUT "Outland" is Member.
fact emergency "there is an emergency".
act go "go" by Permanent.
organ Council "Council", composed of Permanent and 4 Elected.
weights votes of Council: CHN 3, FRA and USA 2 each, others 1.
vote substance in Council: at least 5 members, without a negative vote of any Permanent.
vote pacific in Council: at least 5 members, without a negative vote of any Permanent,
  and a party to the dispute abstains.
vote present in Council: a majority of the members present and voting,
  with a quorum of at least 4 members.
vote weighted in Council: more than half of votes.
vote agreed in Council: consensus.
procedure steps in Council: first agreed, then present.
article a "A".
  made: Decisions of the Council on "peace" are made by substance.
  stays: No Permanent shall go, if emergency.
"""


def run(folder: Path, scenario: str) -> tuple[list[str], list[str]]:
    """Return the failures and what stays undecided."""
    file = folder / "draft.treaty"
    file.write_text(f'{COUNCIL}scenario s "s":\n  {scenario}\n', encoding="utf-8")
    draft = treatylang.load(file)
    assert [f.message for f in draft.findings if f.counts and f.code != "TL103"] == []
    (result,) = treatylang.run_scenarios(draft)
    assert result.passed is (not result.failures and not result.undecided)
    return [reason for _, reason in result.failures], list(result.undecided)


@pytest.mark.parametrize(
    "scenario",
    [
        # An abstention is no negative vote; a negative vote is a veto.
        "given CHN and FRA abstain, USA and 4 Elected vote for. expect substance carries.",
        "given CHN, FRA and 4 Elected vote for, USA votes against. expect substance fails.",
        "given each Permanent votes for, 1 Elected votes for. expect made fails.",
        "given each Permanent votes for, 2 Elected vote for. expect made carries.",
        # A party to the dispute abstains, whatever it would do.
        "given USA is party to the dispute, CHN, FRA and 3 Elected vote for. "
        "expect pacific carries.",
        # Whoever is not spoken of votes against: three of seven, and of five with two absent.
        "given each Permanent votes for. expect present fails.",
        "given each Permanent votes for, 2 Elected are absent. expect present carries.",
        # No quorum of four; and with one who abstains there is.
        "given each Permanent votes for, the others are absent. expect present fails.",
        "given each Permanent votes for, 1 Elected abstains, the others are absent. "
        "expect present carries.",
        # A tie is no majority.
        "given each Permanent votes for, 3 Elected vote against, the others abstain. "
        "expect present fails.",
        # Six of eleven votes; four members.
        "given CHN, FRA and 1 Elected vote for. expect weighted carries, substance fails.",
        "given CHN and 2 Elected vote for. expect weighted fails.",
        # The State before its class, and the class before the others.
        "given each Permanent abstains, CHN votes for, 1 Elected votes against, "
        "the others abstain. expect agreed fails.",
        "given each Permanent abstains, CHN votes for, the others abstain. expect agreed carries.",
        # Beside facts and acts.
        "given emergency, CHN does go on day 3, CHN, FRA and 3 Elected vote for. "
        "expect weighted carries, breach of stays by CHN on day 3.",
    ],
)
def test_is_met(scenario: str, tmp_path: Path) -> None:
    assert run(tmp_path, scenario) == ([], [])


def test_what_is_not_met_is_told_with_the_votes(tmp_path: Path) -> None:
    scenario = "given CHN and FRA vote for, USA votes against, the others abstain. "
    failures, undecided = run(tmp_path, scenario + "expect substance carries, weighted fails.")
    assert failures == [
        "“substance” fails: 2 for (China, France); 1 against (United States); 4 abstaining "
        "(elected member 1, elected member 2, elected member 3 and 1 more)",
    ]
    assert undecided == []


@pytest.mark.parametrize(
    ("scenario", "reason"),
    [
        (
            "given 5 Elected vote for. expect weighted carries.",
            "there are only 4 members of Elected left to vote",
        ),
        (
            "given CHN votes for. expect pacific carries.",
            "pacific is about 1 parties to the dispute",
        ),
        (
            "given USA is party to the dispute. expect weighted carries.",
            "weighted is about 0 parties to the dispute",
        ),
    ],
)
def test_what_cannot_be_counted_stays_undecided(scenario: str, reason: str, tmp_path: Path) -> None:
    assert run(tmp_path, scenario) == ([], [reason])


@pytest.mark.parametrize(
    ("scenario", "message"),
    [
        ("given OUT votes for. expect weighted carries.",
         "OUT has no seat in Council, which takes this vote"),
        ("given CHN votes for, CHN abstains. expect weighted carries.",
         "what CHN do is said twice"),
        ("given CHN and USA. expect weighted fails.", "what they do is not said"),
        ("given CHN and emergency. expect weighted fails.", "what they do is not said"),
        ("given CHN votes for. expect wieghted carries.", "“wieghted” is not declared as a vote"),
        ("given CHN votes for. expect steps carries.",
         "“steps” is a procedure: which of its stages is meant is not said"),
        ("given CHN votes for.", "the scenario “s” expects nothing"),
    ],
)  # fmt: skip
def test_what_is_refused(scenario: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.treaty"
    file.write_text(f'{COUNCIL}scenario s "s":\n  {scenario}\n', encoding="utf-8")
    draft = treatylang.load(file)
    assert message in [found.message for found in draft.findings]
    assert not treatylang.run_scenarios(draft)
