"""Verdicts on subsidiarity: each rule and profile, what is undeclared, what must stay silent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checker import subsidiarity
from checker.run import Run
from checker.solve import Solver
from treatylang.findings import Finding, Severity
from treatylang.model.load import load
from treatylang.rules import Rule

Check = Callable[..., list[Finding]]
HEADER = """
level local < national < regional < global.
unit FLOP "floating-point operation" plural "floating-point operations".
class Party "Party" plural "Parties".
organ Authority "Authority" at global.
organ Regulator "national regulator" at national of each Party.
fact domestic_regulator "there is a domestic regulator".
fact cross_border "the effects cross a border".
fact tested "the operator has tested the installation".
quantity capacity of Party in FLOP "computing capacity".
act train "conduct a training run" by Party with compute in FLOP "training compute",
  purpose among civil, military.
matter oversight "oversight of training runs"
  objective "preventing loss of control",
"""
GRADED = """
  reaches global if train.compute >= 1e25 FLOP,
          regional if train.compute >= 1e24 FLOP,
          national otherwise,
  achieved by national if domestic_regulator and train.compute < 1e25 FLOP.
"""
CROSSING = """
  reaches global if cross_border, national otherwise,
  achieved by national if not cross_border.
"""
LICENSE = 'act license "license runs" by Authority concerning oversight.\n'
ARTICLE = '\narticle oversight_of_runs "Oversight".\n'
EXCLUSIVE = "The Authority has exclusive competence over oversight"


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Check a draft given as text; whatever stayed open for other reasons fails the test."""

    def checked(text: str, profile: str = "") -> list[Finding]:
        file = tmp_path / "draft.treaty"
        file.write_text(text, encoding="utf-8")
        draft = load(file, tmp_path)
        assert not [f for f in draft.findings if f.severity is Severity.ERROR], draft.findings
        run = Run(draft, Solver(), profile)
        found = subsidiarity.findings(run)
        assert not run.undecided
        return found

    return checked


def codes(found: list[Finding]) -> list[str]:
    return sorted(finding.code for finding in found)


def only(found: list[Finding], code: str) -> Finding:
    (one,) = [finding for finding in found if finding.code == code]
    return one


# --- every rule --------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", subsidiarity.RULES, ids=lambda rule: rule.code)
def test_rules_have_an_example_and_its_mending(rule: Rule, check: Check) -> None:
    profile = "german" if rule.code == "TL409" else ""
    accepted = {"TL403": ["TL401"], "TL409": ["TL402"]}.get(rule.code, [])
    assert codes(check(rule.bad, profile)) == [*accepted, rule.code]
    assert check(rule.good, profile) == []


def test_example_of_the_language(check: Check) -> None:
    found = check(HEADER + GRADED + ARTICLE + f"  l: {EXCLUSIVE} if train.compute >= 1e23 FLOP.\n")
    # Small runs without a regulator need the global level too, and no clause is about them.
    assert codes(found) == ["TL402", "TL405"]
    finding = only(found, "TL402")
    condition = "unless domestic_regulator and train.compute < 1e25 FLOP"
    assert finding.cure == f'the weakest condition: "{condition}"'
    assert finding.message.startswith(
        "acts in so far as it is not needed (TEU Art. 5(3): “in so far as”)"
    )
    assert finding.scenario.startswith(
        "There is a domestic regulator. The training compute of the training run is 10²³"
    )
    assert finding.witness is not None and finding.checked
    (repair,) = finding.repairs
    ((place, text),) = repair.edits
    assert (text, place.start) == (f", {condition}", place.end)
    uncovered = only(found, "TL405")
    assert uncovered.members[0].label == "oversight"
    assert "The global level is needed" in uncovered.scenario


def test_cure_is_the_weakest_in_simplest_form(check: Check) -> None:
    text = HEADER + """
  reaches global if cross_border, national otherwise,
  achieved by national if train.purpose = civil or domestic_regulator and not tested,
  achieved by national if train.purpose = civil and tested.
""" + ARTICLE + f"  l: {EXCLUSIVE}, if not tested or train.purpose = civil.\n"  # fmt: skip
    finding = only(check(text), "TL402")
    # That the clause applies already says the rest.
    assert finding.cure == (
        'the weakest condition: "unless train.purpose = civil and not cross_border or '
        'domestic_regulator and not cross_border"'
    )
    assert len(finding.repairs) == 1


def test_cure_writes_sums_and_figures_as_the_draft_would(check: Check) -> None:
    text = HEADER + """
  reaches national, achieved by national if world_total - 2 * spare <= 1.25e9 FLOP
    and spare != 0.5 FLOP.
quantity world_total in FLOP "total". quantity spare in FLOP "spare capacity".
""" + ARTICLE + f"  l: {EXCLUSIVE}.\n"  # fmt: skip
    finding = only(check(text), "TL402")
    assert finding.cure == (
        'the weakest condition: "unless world_total - 2 * spare <= 1.25e9 FLOP and '
        'spare != 0.5 FLOP"'
    )
    assert len(finding.repairs) == 1


def test_cure_holds_where_other_files_are_included(tmp_path: Path) -> None:
    words = tmp_path / "words.treaty"
    words.write_text(HEADER + CROSSING, encoding="utf-8")
    root = tmp_path / "draft.treaty"
    root.write_text(
        'include "words.treaty".\n' + ARTICLE + f"  l: {EXCLUSIVE}.\n", encoding="utf-8"
    )
    before = root.read_text()
    (finding,) = subsidiarity.findings(Run(load(root, tmp_path), Solver()))
    assert (finding.code, len(finding.repairs)) == ("TL402", 1)
    assert root.read_text() == before


def test_no_repair_where_it_would_uncover_the_matter(check: Check) -> None:
    matter = "reaches global if cross_border, regional otherwise, achieved by regional.\n"
    finding = only(check(HEADER + matter + ARTICLE + f"  l: {EXCLUSIVE}.\n"), "TL402")
    # The regional level suffices, and nothing there would take the matter up.
    assert finding.cure and not finding.repairs


def test_no_repair_where_an_act_would_lose_its_competence(check: Check) -> None:
    text = HEADER + CROSSING + LICENSE + ARTICLE + f"  l: {EXCLUSIVE}.\n"
    found = check(text + "  m: The Authority shall license.\n")
    assert codes(found) == ["TL402", "TL402"]
    # The competence cannot be confined before the act that uses it is.
    assert [len(finding.repairs) for finding in found] == [0, 1]


# --- necessity ---------------------------------------------------------------------------------


def test_never_needed_names_the_assumption_that_makes_it_so(check: Check) -> None:
    text = HEADER + CROSSING + "assume not cross_border.\n"
    text += "assume tested or not cross_border.\nassume tested.\n" + ARTICLE
    finding = only(check(text + f"  l: {EXCLUSIVE}.\n"), "TL401")
    blamed = [member.label for member in finding.members if member.role == "makes it so"]
    assert blamed == ["assumption 1"]
    assert finding.severity is Severity.ERROR


def test_level_between_is_passed_over(check: Check) -> None:
    matter = "reaches regional, achieved by regional if tested.\n"
    found = check(HEADER + matter + ARTICLE + f"  l: {EXCLUSIVE}.\n")
    assert codes(found) == ["TL402", "TL403"]
    assert ", where the regional level would do" in only(found, "TL403").message


def test_units_are_at_the_level_of_their_own_organs(check: Check) -> None:
    organ = 'organ Regulator "national regulator" at national of each Party.\n'
    text = HEADER + "reaches local, achieved by local.\n" + ARTICLE
    text += "  l: Each Regulator has exclusive competence over oversight.\n"
    assert check(text) == []
    council = 'organ Regulator "national council" at national.\n'
    text = text.replace(organ, council).replace("Each Regulator", "The Regulator")
    assert codes(check(text)) == ["TL401"]


def test_capacity_of_an_arbitrary_unit(check: Check) -> None:
    matter = "reaches national, achieved by national if capacity >= 5 FLOP.\n"
    found = check(HEADER + matter + ARTICLE + f"  l: {EXCLUSIVE}.\n")
    assert codes(found) == ["TL402"]
    # The condition is about a Party: in a clause on the Authority it would not say so.
    assert not found[0].cure
    assert "P’s computing capacity is 5" in found[0].scenario
    found = check(HEADER + matter + ARTICLE + "  l: Each Party has shared competence over "
                  "oversight, if its capacity >= 5 FLOP.\n")  # fmt: skip
    assert codes(found) == ["TL405"]


def test_past_acts_in_what_is_achieved(check: Check) -> None:
    matter = "reaches national, achieved by national if it did train.\n"
    found = check(HEADER + matter + ARTICLE + f"  l: {EXCLUSIVE}.\n")
    assert codes(found) == ["TL402"]
    assert "P conducts a training run" in found[0].scenario


def test_bounds_of_the_clause_are_those_of_the_act_at_issue(check: Check) -> None:
    text = HEADER.replace("matter oversight", "matter other_matter") + CROSSING
    text += """
act license "license a site" by Authority with output in FLOP "output" concerning sites.
matter sites "licensing of sites" objective "safety",
  reaches global if license.output >= 9 FLOP, national otherwise,
  achieved by national if license.output < 9 FLOP.
article oversight "Oversight".
  scope: The Authority has exclusive competence over other_matter if cross_border.
  power: The Authority has shared competence over sites if license.output >= 9 FLOP.
"""
    assert check(text + "  l: The Authority shall license with output >= 9 FLOP.\n") == []
    found = check(text + "  l: The Authority shall license with output >= 8 FLOP.\n")
    assert codes(found) == ["TL402", "TL406"]


def test_shared_competence_beside_a_sufficient_one_reaches_far_enough(check: Check) -> None:
    text = HEADER + CROSSING + ARTICLE
    text += "  g: The Authority has shared competence over oversight, if cross_border.\n"
    shared = "  n: Each Party has shared competence over oversight.\n"
    assert check(text + shared) == []
    exclusive = shared.replace("shared", "exclusive")
    assert codes(check(text + exclusive)) == ["TL404"]
    # A duty of a higher level gives nothing to share the matter with.
    duty = "  l: The Authority shall license, if cross_border.\n"
    alone = HEADER + CROSSING + LICENSE + ARTICLE + shared + duty
    assert codes(check(alone)) == ["TL404", "TL406"]


def test_rule_of_the_treaty_covers(check: Check) -> None:
    text = HEADER.replace('"training compute",', '"training compute", concerning oversight,')
    text = text.replace(" concerning oversight,", "").replace(
        "purpose among civil, military.", "purpose among civil, military, concerning oversight."
    )
    assert check(text + CROSSING + ARTICLE + "  l: No Party shall train.\n") == []
    assert codes(check(text + CROSSING + ARTICLE + "  l: A Party may train.\n")) == ["TL405"]


def test_highest_uncovered_level_comes_first_and_once(check: Check) -> None:
    found = check(HEADER + GRADED + ARTICLE + "  l: No Party shall train.\n")
    assert codes(found) == ["TL405"]
    assert "the global level is needed" in found[0].message


def test_no_level_suffices_silences_the_rest(check: Check) -> None:
    matter = "reaches national, achieved by national if tested, achieved by global if tested.\n"
    text = HEADER.replace('objective "preventing loss of control",', "") + matter
    found = check(text + ARTICLE + f"  l: {EXCLUSIVE}.\n")
    assert codes(found) == ["TL407", "TL410"]


# --- what must stay silent ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "norms",
    [
        # divided by conditions that cannot both hold
        f"  g: {EXCLUSIVE}, if cross_border.\n"
        "  n: Each Regulator has exclusive competence over oversight, unless cross_border.\n",
        # limited to exactly where it is needed, in other words
        f"  g: {EXCLUSIVE}, unless not cross_border.\n",
        f"  g: {EXCLUSIVE}, returning when not cross_border.\n",
        # never applies: another family says so
        f"  g: {EXCLUSIVE}, if cross_border.\n"
        "  h: The Authority has shared competence over oversight, if tested and not tested.\n",
    ],
)
def test_decoys(check: Check, norms: str) -> None:
    for profile in ("", "eu", "swiss", "german", "us"):
        assert check(HEADER + CROSSING + ARTICLE + norms, profile) == []


def test_effects_that_are_always_global(check: Check) -> None:
    assert check(HEADER + "reaches global.\n" + ARTICLE + f"  l: {EXCLUSIVE}.\n") == []


# --- profiles ----------------------------------------------------------------------------------


def test_europe_wants_insufficiency_and_effects(check: Check) -> None:
    # Effects go beyond, and yet the States cope: the plain test lets the level act, the EU's not.
    text = HEADER + "reaches global, achieved by national.\n" + ARTICLE + f"  l: {EXCLUSIVE}.\n"
    assert check(text) == []
    assert codes(check(text, "eu")) == ["TL401"]
    # They do not cope, and effects stay within: added value is lacking.
    text = text.replace("reaches global, achieved by national.",
                        "reaches national, achieved by global.")  # fmt: skip
    assert check(text) == []
    assert codes(check(text, "eu")) == ["TL401"]


def test_swiss_cantons_yield_to_uniform_rules(check: Check) -> None:
    text = HEADER + "reaches national, achieved by national, uniform rules if cross_border.\n"
    text += ARTICLE + f"  l: {EXCLUSIVE}, if cross_border.\n"
    assert codes(check(text)) == ["TL401"]
    assert check(text, "swiss") == []
    finding = only(check(text.replace(", if cross_border.", "."), "swiss"), "TL402")
    assert "BV Art. 5a" in finding.message
    assert finding.cure == 'the weakest condition: "unless not cross_border"'


def test_german_necessity_is_for_listed_matters(check: Check) -> None:
    text = HEADER + CROSSING + ARTICLE + f"  l: {EXCLUSIVE}.\n"
    assert check(text, "german") == []
    listed = text.replace("if not cross_border.\n", "if not cross_border, listed.\n")
    found = check(listed, "german")
    assert codes(found) == ["TL402", "TL409"]
    assert "GG Art. 72(2)" in only(found, "TL402").message
    until = listed.replace(f"{EXCLUSIVE}.", f"{EXCLUSIVE} until 2040-12-31.")
    assert codes(check(until, "german")) == ["TL402"]
    assert codes(check(listed)) == ["TL402"]


def test_america_asks_for_conferral_alone(check: Check) -> None:
    text = HEADER.replace('objective "preventing loss of control",', "") + CROSSING
    text += 'act license "license runs" by Authority concerning oversight.\n' + ARTICLE
    text += f"  l: {EXCLUSIVE}, if tested.\n  m: The Authority may license.\n"
    assert codes(check(text, "us")) == ["TL406"]
    assert codes(check(text)) == ["TL402", "TL402", "TL406", "TL407"]


# --- conferral and proportionality ---------------------------------------------------------------

INSPECT = 'act inspect "inspect runs" by Regulator concerning oversight.\n'


@pytest.mark.parametrize(
    ("norms", "found"),
    [
        (f"  c: {EXCLUSIVE}, if cross_border.\n", []),
        (f"  c: {EXCLUSIVE}, if cross_border until 2040-12-31.\n", ["TL406"]),
        (f"  c: {EXCLUSIVE}, if cross_border and tested.\n", ["TL406"]),
        (f"  c: {EXCLUSIVE}, if cross_border, returning when tested.\n", ["TL406"]),
        (
            f"  c: {EXCLUSIVE}, if cross_border and tested.\n"
            "  d: The Authority has supporting competence over oversight, if cross_border, "
            "unless tested.\n",
            [],
        ),
    ],
)
def test_conferral(check: Check, norms: str, found: list[str]) -> None:
    text = HEADER + CROSSING + LICENSE + ARTICLE + norms
    assert codes(check(text + "  l: The Authority shall license, if cross_border.\n")) == found
    assert "TL406" not in codes(check(text + "  l: The Authority shall not license.\n"))


def test_organs_of_a_state_act_by_its_competence(check: Check) -> None:
    text = HEADER + CROSSING + INSPECT + ARTICLE + f"  g: {EXCLUSIVE}, if cross_border.\n"
    text += "  l: Each Regulator shall inspect, unless cross_border.\n"
    assert codes(check(text)) == ["TL406"]
    party = "  c: Each Party has exclusive competence over oversight, unless cross_border.\n"
    assert check(text + party) == []
    own = party.replace("Each Party", "Each Regulator")
    assert check(text + own) == []
    assert codes(check(text + party.replace("unless", "if tested, unless"))) == ["TL406"]


@pytest.mark.parametrize(
    ("suffices", "condition", "found"),
    [
        ("", "cross_border", ["TL408"]),
        (", sufficient if tested", "cross_border", []),
        (", sufficient if tested", "cross_border and tested", ["TL408"]),
        (", sufficient if not tested", "cross_border and tested", []),
    ],
)
def test_proportionality(check: Check, suffices: str, condition: str, found: list[str]) -> None:
    text = HEADER + CROSSING + LICENSE
    text += 'act advise "advise operators" by Authority concerning oversight, '
    text += f"less intrusive than license{suffices}.\n{ARTICLE}  g: {EXCLUSIVE}, if cross_border.\n"
    assert codes(check(text + f"  l: The Authority shall license, if {condition}.\n")) == found


def test_measure_that_units_are_bound_to(check: Check) -> None:
    text = HEADER + CROSSING + """
act stop "stop every training run" by Party concerning oversight.
act register "register every training run" by Party
  concerning oversight, less intrusive than stop.
""" + ARTICLE + f"  g: {EXCLUSIVE}, if cross_border.\n"  # fmt: skip
    assert codes(check(text + "  l: Each Party shall stop.\n")) == ["TL408"]
    assert check(text + "  l: A Party may stop.\n") == []


# --- what is not declared ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matter", "profile", "named"),
    [
        (
            "reaches national.\n",
            "",
            "the national level or the regional level can achieve is not declared",
        ),
        ("achieved by national if tested.\n", "", "how far the effects reach is not declared"),
        (
            "reaches global if cross_border, achieved by national.\n",
            "",
            "how far the effects reach otherwise is not declared",
        ),
        (
            # where the effects do not cross a border is not at issue
            "reaches global if cross_border.\nassume cross_border.\n",
            "eu",
            "the national level or the regional level can achieve is not declared",
        ),
        (
            "reaches global.\n",
            "eu",
            "the national level or the regional level can achieve is not declared",
        ),
        (
            "reaches national.\n",
            "swiss",
            "the national level or the regional level can achieve is not declared",
        ),
    ],
)
def test_undeclared_is_named_and_no_pass(
    check: Check, matter: str, profile: str, named: str
) -> None:
    found = check(HEADER + matter + ARTICLE + f"  l: {EXCLUSIVE}.\n", profile)
    finding = only(found, "TL411")
    assert finding.severity is Severity.UNDECIDED
    assert named in finding.message and "; " not in finding.message
    assert set(codes(found)) <= {"TL407", "TL411"}


@pytest.mark.parametrize(
    ("matter", "profile", "expected"),
    [
        # the effects settle it, whatever is achieved
        ("reaches global.\n", "", []),
        # what is achieved settles it, whatever the effects
        ("achieved by global.\n", "", ["TL407"]),
        ("achieved by national.\n", "eu", ["TL401", "TL407"]),
        ("achieved by national.\n", "swiss", ["TL401", "TL407"]),
        ("reaches national.\n", "eu", ["TL401"]),
    ],
)
def test_undeclared_does_not_matter(
    check: Check, matter: str, profile: str, expected: list[str]
) -> None:
    found = check(HEADER + matter + ARTICLE + f"  l: {EXCLUSIVE}.\n", profile)
    assert codes(found) == expected


def test_matter_that_declares_nothing_and_stays_with_the_units(check: Check) -> None:
    text = HEADER.replace('\n  objective "preventing loss of control",\n', ".\n")
    assert (
        check(text + ARTICLE + "  l: Each Party has exclusive competence over oversight.\n") == []
    )
