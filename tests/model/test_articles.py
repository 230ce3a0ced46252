"""Every form of article, clause and norm, as the model has it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.model.drafts import well
from treatylang.model.draft import (
    Condition,
    DoAct,
    Draft,
    HasCompetence,
    Keep,
    Modality,
    Norm,
    Precedence,
    PrecedenceKind,
    Ref,
    Reference,
)
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    And,
    BreachDay,
    Breached,
    CaseAttribute,
    CaseChoice,
    ChoiceBound,
    Compare,
    Did,
    Duration,
    EventDay,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Limit,
    LimitForm,
    Moment,
    Not,
    Number,
    NumberBound,
    Op,
    Or,
    Party,
    QuantityOf,
    RecordDay,
    Scaled,
    Sum,
)
from treatylang.model.units import Unit
from treatylang.prose import cite

FLOP = Unit((("FLOP", 1),))
EMERGENCY = FactHolds("emergency", None)
REQUEST = EventDay("request", BEARER)
ENTRY = EventDay("entry_into_force", None)


def flop(value: int) -> Number:
    return Number(Fraction(value), FLOP)


def norm(folder: Path, sentence: str, before: str = "") -> Norm:
    """Read one norm."""
    return well(folder, f'{before}article a "A".\none: {sentence}.').norms["a.one"]


def condition(folder: Path, text: str, before: str = "") -> Formula:
    """Read one condition."""
    (found,) = norm(folder, f"Each Party shall notify, if {text}", before).conditions
    return found.formula


# --- structure ---------------------------------------------------------------------------------


def test_numbers_are_counted_and_pinned(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'treaty t "T".\n'
        'article a "A".\none: text "x".\ntwo 4(5): text "y".\nthree: text "z".\n'
        'article 7 b "B".\narticle c "C".\nseven 7: text "x".\nannex d "D".\nannex e "E".\n'
        'treaty u "U".\narticle a "A of U".\n',
    )
    articles = {item.id: item.number for item in draft.articles.values()}
    assert articles == {"a": "1", "b": "7", "c": "8", "d": "1", "e": "2", "u.a": "1"}
    clauses = {item.id: item.number for item in draft.clauses.values()}
    assert clauses == {"a.one": "1", "a.two": "5", "a.three": "6", "c.seven": "7"}
    assert draft.articles["e"].annex
    assert draft.where("a.two") == "Article 1, paragraph 5 of the T"


def test_a_place_names_its_treaty_where_there_are_several(tmp_path: Path) -> None:
    one = 'treaty t "North Atlantic Treaty".\narticle a "A".\none: text "x".\ntwo: text "y".\n'
    alone = well(tmp_path, f'{one}treaty bare "Nothing of its own".\n')
    assert (alone.where("a.one"), alone.cite("a.two")) == ("Article 1, paragraph 1", "Article 1(2)")
    draft = well(tmp_path, f'{one}treaty u "The Hague Rules".\narticle b "B".\nthree: text "z".\n')
    assert draft.where("a.one") == "Article 1, paragraph 1 of the North Atlantic Treaty"
    assert draft.where("b.three") == "Article 1 of The Hague Rules"
    assert (
        draft.cite("a.two") == cite(draft, "a.two") == "Article 1(2) of the North Atlantic Treaty"
    )
    assert cite(draft, "a") == "Article 1 of the North Atlantic Treaty"


def test_a_clause_of_several_sentences(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'article a "A".\none: Each Party shall notify. No Party shall train.\n'
        'text "Done." because "so". source "Charter, Art. 2". allow TL203 because "known".\n'
        'two: Each Party may notify, because "why not", source "x", allow TL301 because "y",\n'
        "verified by one.",
    )
    one, two = draft.clauses["a.one"], draft.clauses["a.two"]
    assert one.norms == ("a.one", "a.one/2")
    assert (one.reasons, one.sources) == (("so",), ("Charter, Art. 2",))
    assert [(item.code, item.reason) for item in one.allowances] == [("TL203", "known")]
    assert (two.reasons, two.sources) == (("why not",), ("x",))
    assert two.verified_by == ("a.one",)


def test_what_verifies_a_clause(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'organ Office "Office".\narticle a "A".\none: Each Party shall notify.\n'
        'two: Each Party shall train, verified by one and the Office and move and "photographs".',
    )
    assert draft.clauses["a.two"].verified_by == ("a.one", "Office", "move", "photographs")


def test_a_text_with_references_and_points(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'article a "A".\none: text "As in {two}, and {b}:"\n'
        '  points "first", "second of {a.two}".\ntwo: text "x".\narticle b "B".',
    )
    (text,) = draft.clauses["a.one"].texts
    assert text.runs == ("As in ", Ref("a.two"), ", and ", Ref("b"), ":")
    assert text.points == (("first",), ("second of ", Ref("a.two")))
    assert [item.target for item in draft.references] == ["a.two", "b", "a.two"]


# --- who and what --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "modality", "determiner"),
    [
        ("Each Party shall notify", Modality.DUTY, "each"),
        ("Every Party must notify", Modality.DUTY, "every"),
        ("A Party shall not notify", Modality.PROHIBITION, "a"),
        ("Any Party must not notify", Modality.PROHIBITION, "any"),
        ("No Party shall notify", Modality.PROHIBITION, "no"),
        ("No Party may notify", Modality.PROHIBITION, "no"),
        ("The Party may notify", Modality.PERMISSION, "the"),
        ("A Party may not notify", Modality.PROHIBITION, "a"),
        ("A Party need not notify", Modality.EXEMPTION, "a"),
    ],
)
def test_modality(tmp_path: Path, words: str, modality: Modality, determiner: str) -> None:
    found = norm(tmp_path, words)
    assert (found.modality, found.determiner, found.bearer) == (modality, determiner, "Party")
    assert found.content == DoAct("notify", ())
    assert (found.conditions, found.exceptions, found.window, found.trigger) == ((), (), (), None)


@pytest.mark.parametrize(
    ("words", "bearer"), [("USA", "USA"), ("The Office", "Office"), ("Any state", "state")]
)
def test_bearers(tmp_path: Path, words: str, bearer: str) -> None:
    before = 'state USA "United States".\norgan Office "Office".\nact file "file" by Office.\n'
    found = norm(tmp_path, f"{words} shall {'file' if bearer == 'Office' else 'notify'}", before)
    assert found.bearer == bearer


def test_attributes(tmp_path: Path) -> None:
    found = norm(
        tmp_path,
        "No Party shall train with compute > 1e3 FLOP + gdp and compute ≤ 9 FLOP and\n"
        "purpose = civil and purpose is not military and compute is at least 2 FLOP",
    )
    assert isinstance(found.content, DoAct)
    assert found.content.bounds == (
        NumberBound("compute", Op.GT, Sum((flop(1000), QuantityOf("gdp", BEARER, FLOP)))),
        NumberBound("compute", Op.LE, flop(9)),
        ChoiceBound("purpose", True, "civil"),
        ChoiceBound("purpose", False, "military"),
        NumberBound("compute", Op.GE, flop(2)),
    )


def test_both_sides_of_an_act(tmp_path: Path) -> None:
    big = 'class Big "Big" is Party.\n'
    assert norm(tmp_path, "No Party shall move to a Big that has gdp > 3 FLOP", big).content == (
        DoAct(
            "move",
            (),
            Party("Big", (Compare(QuantityOf("gdp", OTHER, FLOP), Op.GT, flop(3)),), "a"),
        )
    )
    taken = DoAct("move", (), Party("Big", (), "any"), accepting=True)
    assert norm(tmp_path, "No Party shall take, from any Big", big).content == taken
    assert norm(tmp_path, "No Party shall take from any Big", big).content == taken


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("at most 5 FLOP", ((Op.LE, flop(5)),)),
        ("below 5 FLOP and above 2 FLOP", ((Op.LT, flop(5)), (Op.GT, flop(2)))),
        ("between 2 FLOP and 5 FLOP", ((Op.GE, flop(2)), (Op.LE, flop(5)))),
        ("at 5 FLOP", ((Op.EQ, flop(5)),)),
        ("<= 2 * gdp", ((Op.LE, Scaled(Fraction(2), QuantityOf("gdp", BEARER, FLOP))),)),
    ],
)
def test_keeping_a_quantity(tmp_path: Path, words: str, bounds: object) -> None:
    content = norm(tmp_path, f"Each Party shall keep its stock {words}").content
    assert content == Keep("stock", bounds)  # type: ignore[arg-type]  # a table


# --- conditions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("emergency", EMERGENCY),
        ("not emergency", Not(EMERGENCY)),
        ("gdp > 3 FLOP", Compare(QuantityOf("gdp", BEARER, FLOP), Op.GT, flop(3))),
        ("its gdp is at most 3 FLOP", Compare(QuantityOf("gdp", BEARER, FLOP), Op.LE, flop(3))),
        (
            "gdp of the Party < gdp of the other Party",
            Compare(QuantityOf("gdp", BEARER, FLOP), Op.LT, QuantityOf("gdp", OTHER, FLOP)),
        ),
        (
            "gdp of USA ≥ 2 * gdp of it - 1 FLOP",
            Compare(
                QuantityOf("gdp", Agent("USA"), FLOP),
                Op.GE,
                Sum(
                    (
                        Scaled(Fraction(2), QuantityOf("gdp", BEARER, FLOP)),
                        Scaled(Fraction(-1), flop(1)),
                    )
                ),
            ),
        ),
        ("pop = 50%", Compare(QuantityOf("pop", BEARER, Unit()), Op.EQ, Number(Fraction(1, 2)))),
        (
            "train.compute / 2 != 3 FLOP",
            Compare(
                Scaled(Fraction(1, 2), CaseAttribute("train", "compute", FLOP)), Op.NE, flop(3)
            ),
        ),
        ("train.purpose = civil", CaseChoice("train", "purpose", "civil")),
        ("train.purpose is not civil", Not(CaseChoice("train", "purpose", "civil"))),
        ("it is a Big", IsMember(BEARER, "Big")),
        ("it is not Big", Not(IsMember(BEARER, "Big"))),
        ("the other Party is a Big", IsMember(OTHER, "Big")),
        ("USA is a Big", IsMember(Agent("USA"), "Big")),
        ("request happened", Happened("request", BEARER)),
        ("request of the Party has happened", Happened("request", BEARER)),
        (
            "it did train with compute > 3 FLOP and purpose = civil and emergency",
            And(
                (
                    Did(
                        BEARER,
                        "train",
                        (
                            NumberBound("compute", Op.GT, flop(3)),
                            ChoiceBound("purpose", True, "civil"),
                        ),
                        "a.one#1",
                    ),
                    EMERGENCY,
                )
            ),
        ),
        (
            "USA did not take from a Big",
            Not(Did(Agent("USA"), "move", (), "a.one#1", Party("Big", (), "a"), True)),
        ),
        (
            "emergency and (request happened or it is a Big)",
            And((EMERGENCY, Or((Happened("request", BEARER), IsMember(BEARER, "Big"))))),
        ),
        (
            "emergency or not emergency and request happened",
            Or((EMERGENCY, And((Not(EMERGENCY), Happened("request", BEARER))))),
        ),
    ],
)
def test_conditions(tmp_path: Path, text: str, formula: Formula) -> None:
    before = 'state USA "United States".\nclass Big "Big" is Party.\n'
    assert condition(tmp_path, text, before) == formula


@pytest.mark.parametrize(
    ("words", "conditions", "exceptions"),
    [
        ("If emergency, each Party shall notify", [("if", True)], []),
        ("When emergency, each Party shall notify", [("when", True)], []),
        ("Where emergency, each Party shall notify", [("where", True)], []),
        ("Unless emergency, each Party shall notify", [], [("unless", True)]),
        ("Each Party shall notify if emergency", [("if", False)], []),
        ("Each Party shall notify, where emergency", [("where", False)], []),
        ("Each Party shall notify, provided that emergency", [("provided that", False)], []),
        ("Each Party shall notify, unless emergency", [], [("unless", False)]),
        (
            "Each Party shall notify, if emergency, unless emergency, if emergency",
            [("if", False), ("if", False)],
            [("unless", False)],
        ),
    ],
)
def test_where_conditions_stand(
    tmp_path: Path,
    words: str,
    conditions: list[tuple[str, bool]],
    exceptions: list[tuple[str, bool]],
) -> None:
    def read(parts: tuple[Condition, ...]) -> list[tuple[str, bool]]:
        return [(part.word, part.leading) for part in parts]

    found = norm(tmp_path, words)
    assert read(found.conditions) == conditions
    assert read(found.exceptions) == exceptions
    assert all(part.formula == EMERGENCY for part in (*found.conditions, *found.exceptions))


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("is a Big", IsMember(BEARER, "Big")),
        ("is not a Big", Not(IsMember(BEARER, "Big"))),
        ("did train", Did(BEARER, "train", (), "a.one#1")),
        ("did not train", Not(Did(BEARER, "train", (), "a.one#1"))),
        ("has gdp > 3 FLOP", Compare(QuantityOf("gdp", BEARER, FLOP), Op.GT, flop(3))),
        (
            "is a Big and did train or request happened",
            Or(
                (
                    And((IsMember(BEARER, "Big"), Did(BEARER, "train", (), "a.one#1"))),
                    Happened("request", BEARER),
                )
            ),
        ),
    ],
)
def test_that(tmp_path: Path, words: str, formula: Formula) -> None:
    found = norm(tmp_path, f"Each Party that {words} shall notify", 'class Big "Big" is Party.\n')
    assert [(part.word, part.formula) for part in found.conditions] == [("that", formula)]


# --- time ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        (
            "within 10 days after request",
            Limit(LimitForm.WITHIN_AFTER, Moment(REQUEST), Moment(REQUEST, Duration(10)), True),
        ),
        (
            "within 2 weeks of request of the Party",
            Limit(LimitForm.WITHIN_AFTER, Moment(REQUEST), Moment(REQUEST, Duration(14)), True),
        ),
        (
            "within 48 hours from request",
            Limit(LimitForm.WITHIN_AFTER, Moment(REQUEST), Moment(REQUEST, Duration(2)), True),
        ),
        (
            "within 1 year after entry_into_force",
            Limit(
                LimitForm.WITHIN_AFTER,
                Moment(ENTRY),
                Moment(ENTRY, Duration(12, "month")),
                False,
            ),
        ),
        (
            "within 3 days before request",
            Limit(LimitForm.WITHIN_BEFORE, Moment(REQUEST, Duration(-3)), Moment(REQUEST), True),
        ),
        ("from request", Limit(LimitForm.FROM, Moment(REQUEST), None, True)),
        ("after request", Limit(LimitForm.AFTER, Moment(REQUEST, Duration(1)), None, True)),
        (
            "after 30 days after request",
            Limit(LimitForm.AFTER, Moment(REQUEST, Duration(31)), None, True),
        ),
        ("until 2035-12-31", Limit(LimitForm.UNTIL, None, Moment(date(2035, 12, 31)), False)),
        ("by day 10", Limit(LimitForm.BY, None, Moment(ENTRY, Duration(10)), False)),
        ("before request", Limit(LimitForm.BEFORE, None, Moment(REQUEST, Duration(-1)), False)),
        (
            "on 2035-12-31",
            Limit(LimitForm.ON, Moment(date(2035, 12, 31)), Moment(date(2035, 12, 31)), False),
        ),
        (
            "for 10 days from request",
            Limit(LimitForm.FOR_FROM, Moment(REQUEST), Moment(REQUEST, Duration(10)), True),
        ),
        (
            "not earlier than 10 days after request",
            Limit(LimitForm.NOT_BEFORE, Moment(REQUEST, Duration(10)), None, True),
        ),
        (
            "at least 10 days before request",
            Limit(LimitForm.AT_LEAST_BEFORE, None, Moment(REQUEST, Duration(-10)), True),
        ),
    ],
)
def test_limits_of_time(tmp_path: Path, words: str, limit: Limit) -> None:
    assert norm(tmp_path, f"Each Party shall notify {words}").window == (limit,)
    assert norm(tmp_path, f"{words[0].upper()}{words[1:]}, each Party shall notify").window == (
        limit,
    )


def test_several_limits_are_all_kept(tmp_path: Path) -> None:
    found = norm(tmp_path, "Each Party shall notify from request, until 2035-12-31, by day 3")
    assert [limit.form for limit in found.window] == [
        LimitForm.FROM,
        LimitForm.UNTIL,
        LimitForm.BY,
    ]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("Each Party that did train shall notify", RecordDay("a.one#1")),
        ("If request happened, each Party shall notify", EventDay("request", BEARER)),
        ("If two is breached, the Party shall notify", BreachDay("a.two", BEARER)),
        ("Each Party that did train shall notify, if request happened", RecordDay("a.one#1")),
        ("Each Party shall notify, if request happened", EventDay("request", BEARER)),
    ],
)
@pytest.mark.parametrize(
    "limit",
    ["within 3 days thereafter", "for 3 days thereafter", "not earlier than 3 days thereafter"],
)
def test_thereafter(tmp_path: Path, words: str, trigger: object, limit: str) -> None:
    text = f'article a "A".\none: {words}, {limit}.\ntwo: No Party shall train.'
    found = well(tmp_path, text).norms["a.one"]
    assert found.trigger == trigger
    (limited,) = found.window
    moment = limited.latest or limited.earliest
    assert moment is not None
    assert (moment.anchor, moment.offset) == (trigger, Duration(3))


# --- precedence and references -------------------------------------------------------------------


def _links(draft: Draft) -> set[tuple[str, str, PrecedenceKind]]:
    return {(item.winner, item.loser, item.kind) for item in draft.precedence}


def test_precedence(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'treaty t "T".\narticle a "A".\none: Each Party shall notify. Each Party may notify.\n'
        "two: Notwithstanding one, no Party shall notify.\n"
        "three: Subject to two, each Party shall train.\n"
        "four: Each Party shall train, notwithstanding article b and three.\n"
        "five: Without prejudice to a.one, each Party may train.\n"
        "six: Each Party shall train, except as provided in three.\n"
        'article b "B".\none: Each Party need not train.',
    )
    over, under = PrecedenceKind.NOTWITHSTANDING, PrecedenceKind.SUBJECT_TO
    assert _links(draft) == {
        ("a.two", "a.one", over),
        ("a.two", "a.one/2", over),
        ("a.two", "a.three", under),
        ("a.four", "b.one", over),
        ("a.four", "a.three", over),
    }
    assert draft.norms["a.six"].carve_outs == ("a.three",)
    assert [(item.source, item.target, item.word) for item in draft.references] == [
        ("a.two", "a.one", "notwithstanding"),
        ("a.three", "a.two", "subject to"),
        ("a.four", "b", "notwithstanding"),
        ("a.four", "a.three", "notwithstanding"),
        ("a.five", "a.one", "without prejudice to"),
        ("a.six", "a.three", "except as provided in"),
    ]
    assert draft.clauses["a.four"].references[0][:2] == ("notwithstanding", ("b", "a.three"))


def test_precedence_between_treaties_and_articles(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'treaty t "T".\narticle past "Past".\none: Each Party shall notify.\n'
        'treaty u "U".\nThis treaty prevails over t.\narticle b "B".\n'
        "two: No Party shall notify.\npast prevails over two.",
    )
    place = draft.precedence[0].place
    assert draft.precedence[0] == Precedence(
        "b.two", "past.one", PrecedenceKind.PREVAILS, place, "t"
    )
    assert _links(draft) == {
        ("b.two", "past.one", PrecedenceKind.PREVAILS),
        ("past.one", "b.two", PrecedenceKind.PREVAILS),
    }


def test_a_breach_of_the_same_paragraph_means_the_sentences_before(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'article a "A".\none: No Party shall train. If one is breached, the Party shall notify.\n'
        "If one is breached, the Party may train.",
    )
    assert draft.norms["a.one/2"].conditions[0].formula == Breached("a.one", BEARER)
    third = draft.norms["a.one/3"].conditions[0].formula
    assert third == Or((Breached("a.one", BEARER), Breached("a.one/2", BEARER)))


def test_the_breach_of_an_article_is_that_of_any_of_its_norms(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'article a "A".\none: No Party shall train.\ntwo: Each Party shall notify.\n'
        'article b "B".\none: If a is breached, each Party may train.',
    )
    assert draft.norms["b.one"].conditions[0].formula == Or(
        (Breached("a.one", BEARER), Breached("a.two", BEARER))
    )


def test_references_tell_their_places(tmp_path: Path) -> None:
    draft = well(tmp_path, 'article a "A".\none: Notwithstanding two, each Party may train.\n'
                           "two: No Party shall train.")  # fmt: skip
    (reference,) = draft.references
    assert isinstance(reference, Reference)
    text = draft.sources["draft.treaty"]
    assert text[reference.place.start : reference.place.end] == "Notwithstanding two"
    norm_place = draft.norms["a.one"].place
    sentence = "Notwithstanding two, each Party may train"
    assert text[norm_place.start : norm_place.end] == sentence
    assert (norm_place.line, norm_place.column) == (3, 6)


# --- competence ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["exclusive", "shared", "supporting"])
def test_competence(tmp_path: Path, kind: str) -> None:
    draft = well(
        tmp_path,
        'level national < global.\nmatter safety "safety".\norgan Office "Office" at global.\n'
        f'article a "A".\none: The Office has {kind} competence over safety\n'
        "  if train.compute >= 3 FLOP, unless emergency, returning when not emergency.",
    )
    found = draft.norms["a.one"]
    assert (found.modality, found.bearer) == (Modality.COMPETENCE, "Office")
    assert found.content == HasCompetence("safety", kind, Not(EMERGENCY))
    compute = CaseAttribute("train", "compute", FLOP)
    assert [part.formula for part in found.conditions] == [Compare(compute, Op.GE, flop(3))]
    assert [part.formula for part in found.exceptions] == [EMERGENCY]


def test_competence_of_many(tmp_path: Path) -> None:
    text = 'article a "A".\none: Each Party has shared competence over safety.'
    draft = well(tmp_path, f'matter safety "safety".\n{text}')
    assert draft.norms["a.one"].content == HasCompetence("safety", "shared")


def test_what_verifies_stands_in_a_sentence_of_its_own(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'organ Office "Office".\narticle a "A".\none: Each Party shall notify.\n'
        'verified by the Office and "satellite images".\nverified by two.\ntwo: text "x".\n',
    )
    assert draft.clauses["a.one"].verified_by == ("Office", "satellite images", "a.two")


def test_whom_a_class_means_in_a_clause_on_another(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'class Buyer "Buyer". class Seller "Seller". act claim "claim" by Buyer.\n'
        'act repair "repair" by Seller. state ANN "Ann" is Buyer.\narticle a "A".\n'
        "one: If the Buyer did claim, the Seller shall repair.\n"
        "two: If one is breached, the Buyer may claim.\n"
        "three: If the Buyer did claim, ANN shall claim.\n"
        "four: If the ANN did claim, the Seller shall repair.\n"
        "five: ANN shall claim.\n"
        "six: If five is breached, the Seller may repair.\n",
        "",
    )

    def meant(label: str) -> Agent:
        formula = draft.norms[f"a.{label}"].conditions[0].formula
        assert isinstance(formula, Did | Breached)
        return formula.agent

    assert [meant(label) for label in ("one", "two", "three")] == [OTHER, OTHER, BEARER]
    assert [meant(label) for label in ("four", "six")] == [Agent("ANN"), Agent("ANN")]
