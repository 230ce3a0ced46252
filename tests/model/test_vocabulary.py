"""Every form of the vocabulary, as the model has it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.model.drafts import read, well, wrong
from treatylang.model.draft import AgentClass, Draft, Matter
from treatylang.model.formula import (
    BEARER,
    Agent,
    CaseAttribute,
    Compare,
    Duration,
    EventDay,
    FactHolds,
    IsMember,
    LimitForm,
    Moment,
    Not,
    Number,
    Op,
    QuantityOf,
)
from treatylang.model.load import load
from treatylang.model.units import PURE, Unit


def test_a_treaty(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'treaty accord "The Accord" version "3", done at "Singapore", done on 2029-05-01,\n'
        "in force on 2030-01-01, authentic in en, zh, ar, rank 2.",
    )
    treaty = draft.instruments["accord"]
    assert (treaty.title, treaty.version, treaty.done_at) == ("The Accord", "3", "Singapore")
    assert (treaty.done_on, treaty.in_force_on) == (date(2029, 5, 1), date(2030, 1, 1))
    assert (treaty.authentic, treaty.rank) == (("en", "zh", "ar"), 2)


def test_a_file_without_a_header_is_a_treaty_named_after_it(tmp_path: Path) -> None:
    file = tmp_path / "arms-control.treaty"
    file.write_text('article a "A".\none: text "x".\n')
    treaty = load(file).instruments["arms-control"]
    assert (treaty.title, treaty.authentic) == ("Arms control", ("en",))


def test_levels_go_from_the_lowest_up(tmp_path: Path) -> None:
    assert well(tmp_path, "level local < national < global.").levels == (
        "local",
        "national",
        "global",
    )


def test_units(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        "unit PFLOP = 1000 TFLOP.\n"
        'unit TFLOP "teraFLOP" plural "teraFLOPs" = 1e12 FLOP.\n'
        'unit chip "chip" plural "chips" whole.\n'
        'unit half = 50% of_it.\nunit of_it "it".\n'
        "quantity speed of Party in PFLOP per second.\n"
        "quantity stocked of Party in chips.",
    )
    units = draft.units
    assert units["PFLOP"].unit == Unit((("FLOP", 1),), Fraction(10**15))
    assert (units["PFLOP"].singular, units["TFLOP"].plural) == ("PFLOP", "teraFLOPs")
    assert (units["chip"].whole, units["TFLOP"].whole) == (True, False)
    assert units["half"].unit.scale == Fraction(1, 2)
    speed = draft.quantities["speed"].unit
    assert speed.dimensions == (("FLOP", 1), ("day", -1))
    assert speed.scale == 10**15 * 86400
    assert speed.written == "PFLOP per second"
    assert draft.quantities["stocked"].whole


def test_states_and_their_classes(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'state USA "United States of America" is Party and Member.\nclass Member "Member".',
    )
    assert draft.states["USA"].phrase == "United States of America"
    assert draft.states["USA"].classes == ("Party", "Member")


def test_classes(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'class Big "Big Party" plural "Big Parties" is Party where gdp >= 3 FLOP.\n'
        'class Poor "poor Party" is Party.\nclass Observer "Observer".',
    )
    big, poor = draft.classes["Big"], draft.classes["Poor"]
    unit = draft.quantities["gdp"].unit
    assert big == AgentClass(
        "Big",
        "Big Party",
        "Big Parties",
        "Party",
        Compare(QuantityOf("gdp", BEARER, unit), Op.GE, Number(Fraction(3), unit)),
        big.place,
    )
    assert (poor.parent, poor.where, poor.plural) == ("Party", None, "poor Partys")
    assert draft.classes["Observer"].parent is None
    assert "state" in draft.classes


def test_organs(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        "level national < global.\n"
        'organ Authority "Authority" at global.\n'
        'organ Regulator "regulator" at national of each Party.\norgan Court "Court".',
    )
    organs = draft.organs
    assert (organs["Authority"].level, organs["Authority"].of_each) == ("global", None)
    assert (organs["Regulator"].level, organs["Regulator"].of_each) == ("national", "Party")
    assert (organs["Court"].level, organs["Court"].phrase) == (None, "Court")


def test_quantities_facts_and_events(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        "quantity warming in FLOP.\nquantity share of Party.\nquantity area of state.\n"
        'controlled quantity arms of Party in FLOP "arms that it holds".\n'
        'fact war.\nfact ill of Party "it is ill".\n'
        'event crash.\nevent visit of Party "the visit".',
    )
    quantities = draft.quantities
    assert (quantities["warming"].of, quantities["share"].of) == (None, "Party")
    assert (quantities["share"].unit, quantities["area"].of) == (PURE, "state")
    assert (quantities["arms"].controlled, quantities["arms"].phrase) == (
        True,
        "arms that it holds",
    )
    assert (draft.facts["war"].of, draft.facts["war"].phrase) == (None, "war")
    assert (draft.facts["ill"].of, draft.facts["ill"].phrase) == ("Party", "it is ill")
    assert (draft.events["crash"].phrase, draft.events["visit"].phrase) == (
        "the crash",
        "the visit",
    )
    assert draft.events["visit"].of == "Party"
    assert draft.events["entry_into_force"].of is None


def test_acts(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'matter safety "safety".\n'
        'act build "build a reactor" by Party with power in FLOP, kind among fast, slow,\n'
        '  once, concerning safety, past "built a reactor".\n'
        'act sell "sell it" by Party to state, on the other side buy "buy it".\n'
        'act open_it "open it", close_it "close it" by Party, excluding each other.\n'
        'act sleep "sleep" by Party, excluding build and sell, less intrusive than build,\n'
        "  sufficient if emergency.",
    )
    build, sell, sleep = draft.acts["build"], draft.acts["sell"], draft.acts["sleep"]
    assert (build.phrase, build.past, build.actor) == (
        "build a reactor",
        "built a reactor",
        "Party",
    )
    assert (build.once, build.concerns, build.other) == (True, "safety", None)
    power, kind = build.attributes["power"], build.attributes["kind"]
    assert (power.phrase, power.unit.written, power.options) == ("power", "FLOP", ())
    assert (kind.phrase, kind.options) == ("kind", ("fast", "slow"))
    assert (sell.other, sell.accept, sell.accept_phrase) == ("state", "buy", "buy it")
    assert draft.acts["open_it"].excludes == ("close_it",)
    assert draft.acts["close_it"].excludes == ("open_it",)
    assert (sleep.excludes, sleep.less_intrusive_than) == (("build", "sell"), ("build",))
    assert sleep.suffices == FactHolds("emergency", None)


def test_a_matter(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        "level national < regional < global.\n"
        'matter oversight "oversight"\n'
        '  objective "preventing loss of control",\n'
        "  reaches global if train.compute >= 5 FLOP, regional if emergency, national otherwise,\n"
        "  achieved by national if not emergency, regional if train.compute < 2 FLOP,\n"
        "  uniform rules if emergency, listed.\n"
        'matter other "other" reaches global, achieved by global.',
    )
    unit = draft.units["FLOP"].unit
    compute = CaseAttribute("train", "compute", unit)
    emergency = FactHolds("emergency", None)
    matter = draft.matters["oversight"]
    assert matter == Matter(
        "oversight",
        "oversight",
        "preventing loss of control",
        (
            ("global", Compare(compute, Op.GE, Number(Fraction(5), unit))),
            ("regional", emergency),
            ("national", None),
        ),
        (
            ("national", Not(emergency)),
            ("regional", Compare(compute, Op.LT, Number(Fraction(2), unit))),
        ),
        emergency,
        True,
        matter.place,
    )
    other = draft.matters["other"]
    assert (other.reaches, other.achieved) == ((("global", None),), (("global", None),))


# --- what the draft supposes and asks for -------------------------------------------------------


def test_assumptions(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        "assume emergency.\n"
        "assume gdp > 3 FLOP.\n"
        "assume for each Party, pop < 5.\n"
        "assume request happens within 5 years after entry_into_force.\n"
        "assume request happens on 2030-01-01, by 2031-01-01.\n"
        "event reply of Party.\nassume request precedes reply.",
    )
    fact, above, below, soon, dated, order = draft.assumptions
    assert (fact.label, fact.about, fact.formula) == (
        "assumption 1",
        None,
        FactHolds("emergency", None),
    )
    assert (above.about, below.about) == ("Party", "Party")
    assert (soon.event, soon.about) == (EventDay("request", BEARER), "Party")
    (limit,) = soon.window
    entry = EventDay("entry_into_force", None)
    assert limit.form is LimitForm.WITHIN_AFTER
    assert limit.earliest == Moment(entry)
    assert limit.latest == Moment(entry, Duration(60, "month"))
    assert [limit.form for limit in dated.window] == [LimitForm.ON, LimitForm.BY]
    assert (order.event, order.then) == (
        EventDay("request", BEARER),
        EventDay("reply", BEARER),
    )


def test_demands(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        "Lex specialis applies. Lex posterior applies. Lex superior applies.\n"
        "Months end on the next day.\n"
        "cover train if emergency. cover safety.\n"
        'matter safety "safety".\n'
        "every norm of a is verified. each norm of a.one is verified.\n"
        "commitments one, two and three are simultaneous.\n"
        'recital "Recalling the past,".\n'
        'article a "A".\none: Each Party shall notify.\ntwo: Each Party shall train.\n'
        "three: The USA may notify.\n"
        'state USA "United States".\n'
        'two is verified by three and "photographs".',
    )
    assert draft.principles == ("lex specialis", "lex posterior", "lex superior")
    assert draft.rounding == "next day"
    assert [(cover.subject, cover.condition) for cover in draft.covers] == [
        ("train", FactHolds("emergency", None)),
        ("safety", None),
    ]
    assert [(item.target, item.clauses) for item in draft.verified] == [
        ("a", ("a.one", "a.two", "a.three")),
        ("a.one", ("a.one",)),
    ]
    assert [item.clauses for item in draft.simultaneous] == [("a.one", "a.two", "a.three")]
    assert draft.recitals == ("Recalling the past,",)
    assert draft.clauses["a.two"].verified_by == ("a.three", "photographs")


def test_what_is_never_used_is_told(tmp_path: Path) -> None:
    draft = well(tmp_path, 'article a "A".\none: Each Party shall notify, if emergency.')
    unused = {finding.members[0].label for finding in draft.findings if finding.code == "TL103"}
    assert unused == {"request", "gdp", "pop", "stock", "train", "move"}


def test_a_rule_of_rounding_gives_every_month_an_answer(tmp_path: Path) -> None:
    clause = 'article a "A".\none: Each Party shall notify within 1 month after 2035-01-31.'
    well(tmp_path, f"Months end on the last day.\n{clause}")
    well(tmp_path, clause.replace("01-31", "01-28"))
    well(tmp_path, clause.replace("2035-01-31", "request"))


@pytest.mark.parametrize(
    ("condition", "formula"),
    [
        ("gdp of USA > 3 FLOP", "compare"),
        ("USA is a Party", IsMember(Agent("USA"), "Party")),
        ("not USA is a Party", Not(IsMember(Agent("USA"), "Party"))),
    ],
)
def test_named_states_in_conditions(tmp_path: Path, condition: str, formula: object) -> None:
    text = f'state USA "United States".\nassume {condition}.'
    draft: Draft = well(tmp_path, text)
    (assumption,) = draft.assumptions
    if formula == "compare":
        assert isinstance(assumption.formula, Compare)
        assert isinstance(assumption.formula.left, QuantityOf)
        assert assumption.formula.left.of == Agent("USA")
        assert assumption.about is None
    else:
        assert assumption.formula == formula


def test_words_of_the_language_may_be_names_where_they_cannot_be_mistaken(tmp_path: Path) -> None:
    text = (
        'fact objective "x".\narticle a "A".\ntext: Each Party shall notify, if objective.\n'
        "because: Each Party may train, subject to text."
    )
    draft = well(tmp_path, text)
    assert list(draft.norms) == ["a.text", "a.because"]
    assert not wrong(draft)


def test_attributes_that_are_plain_numbers(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'act submit "submit" by Party with pages.\n'
        'act file "file" by Party with pages "number of pages", copies in number, once.\n',
    )
    (pages,) = draft.acts["submit"].attributes.values()
    assert (pages.name, pages.phrase, pages.unit, pages.options) == ("pages", "pages", PURE, ())
    counted, copies = draft.acts["file"].attributes.values()
    assert (counted.phrase, counted.unit, copies.unit) == ("number of pages", PURE, PURE)
    assert draft.acts["file"].once


def test_an_option_follows_its_list(tmp_path: Path) -> None:
    draft = read(tmp_path, 'act submit "submit" by Party with pages, long.\n')
    assert [finding.message for finding in wrong(draft)] == ["what “long” is, is not said"]


def test_options_have_a_phrase(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'act file "file" by Party with site "place of deposit" among home, abroad, once.\n',
    )
    site = draft.acts["file"].attributes["site"]
    assert (site.phrase, site.options) == ("place of deposit", ("home", "abroad"))


def test_a_measure_that_could_replace_another_is_used(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'act warn "warn" by Party less intrusive than punish.\nact punish "punish" by Party.\n',
    )
    unused = [finding.message for finding in draft.findings if "“warn”" in finding.message]
    assert unused == []
    assert not any("“punish”" in finding.message for finding in draft.findings)
