"""The encoder against the evaluator on single norms: one scenario, every value in it fixed.

In a scenario drawn at random, the solver and the evaluator say the same of whether a norm applies,
and of whether an act is one that the norm is about.
"""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.ask import ask
from checker.background import prepare
from checker.question import Answer, Status, Value
from checker.scene import Roles, Scene
from checker.solve import Solver
from checker.text import integer, real
from checker.use import Instance, Use, domain
from checker.witness import world
from tests.checker.checking import read
from tests.oracle.description import HEAD
from tests.oracle.generate import some_draft
from treatylang.evaluate.application import certain_applications
from treatylang.evaluate.region import region_of
from treatylang.evaluate.world import PastAct
from treatylang.model.draft import DoAct, Draft, Norm

SOLVER = Solver()

VOCABULARY = """
unit u "u" whole. unit r "r". class Party "Party". class Small "Small" is Party.
state USA "USA" is Party. fact f "f". fact g of Party "g". event e "e". event h of Party "h".
quantity size of Party in u. quantity gdp of Party in r. quantity heat in r.
act c "c" by Party with m in r, o among x, y, z.
act a "a" by Party with n in u, v in r, k among x, y.
act b "b" by Party with v in r, k among x, y.
article s "S".
"""

_relations = st.sampled_from(["<", "<=", "=", "!=", ">=", ">"])
_terms = st.one_of(
    st.integers(0, 4).map(lambda n: f"{n / 2} r"),
    st.sampled_from(["its gdp", "heat", "its gdp + heat", "2 * heat - its gdp", "heat / 3"]),
)
_atoms = st.one_of(
    st.sampled_from(["f", "g", "h happened", "e happened", "it is a Small", "it did c"]),
    st.builds("its gdp {} {}".format, _relations, _terms),
    st.builds("its size {} {} u".format, _relations, st.integers(0, 3)),
    st.builds("it did c with m {} {}".format, _relations, _terms),
    st.builds("b.k = {}".format, st.sampled_from("xy")),
    st.builds("b.v {} {}".format, _relations, _terms),
)
_formulas = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
    ),
    max_leaves=5,
)
_bounds = st.one_of(
    st.builds("n {} {} u".format, _relations, st.integers(0, 3)),
    st.builds("n {} its size".format, _relations),
    st.builds("v {} {}".format, _relations, _terms),
    st.builds("k {} {}".format, st.sampled_from(["=", "!="]), st.sampled_from("xy")),
)
_windows = st.sampled_from(
    ["from e", "until h", "within 2 days after h", "before e", "from day 2", "on day 1",
     "within 2 days before e", "not earlier than 1 day after e", "until day 3"]
)  # fmt: skip


@st.composite
def norms(draw: st.DrawFn) -> str:
    who = draw(st.sampled_from(["Each Party", "Each Small", "No Party", "A Party", "USA"]))
    modal = "may" if who == "A Party" else "shall"
    bounds = draw(st.lists(_bounds, max_size=3))
    said = f"{who} {modal} a" + (f" with {' and '.join(bounds)}" if bounds else "")
    tails = draw(st.lists(_windows, max_size=2))
    tails += [f"if {draw(_formulas)}"] + [f"unless {draw(_formulas)}"] * draw(st.booleans())
    return VOCABULARY + f"n0: {', '.join([said, *tails])}.\n"


def some_value(chance: random.Random, sort: str, key: tuple[str, ...]) -> Value:
    if sort == "Bool":
        return chance.random() < 0.6
    if sort == "Real":
        return Fraction(chance.randint(-1, 5), 2)
    options = {"o": 3, "k": 2}.get(key[-1])
    return Fraction(chance.randrange(options) if options else chance.randint(0, 5))


def literal(value: Value, sort: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return integer(int(value)) if sort == "Int" else real(value)


def agree(draft: Draft, norm: Norm, chance: random.Random) -> None:
    bearer = norm.bearer if norm.bearer in draft.states else "P"
    scene = Scene(draft)
    use = Use(scene, norm, Roles(bearer))
    prepare(scene, [use])
    instance = Instance("one")
    applies = use.anyhow()
    inside = use.anyhow(instance)
    model = {
        name: some_value(chance, sort, key) for name, (sort, key) in sorted(scene.names.items())
    }
    for name, (_, key) in scene.names.items():
        if key[0] == "member" and key[2] == "Party":
            # A Small Party is a Party, and so is a State that is declared one.
            model[name] = model[name] or bool(model.get(f"|member / {key[1]} / Small|"))
    fixed = [f"(= {name} {literal(model[name], scene.names[name][0])})" for name in model]
    scenario = world(scene, Answer(Status.SAT, model))
    found = certain_applications(draft, scenario, norm, bearer)
    said = SOLVER.status(ask(scene, [*fixed, applies], parts=[])) is Status.SAT
    assert said == bool(found), scenario
    if isinstance(norm.content, DoAct):
        point = some_point(draft, norm.content, bearer, chance)
        names, _ = domain(scene, norm.content.act, instance)
        values = [f"(= {instance.day} {point.day})"] + [
            f"(= {instance.name(name)} {option(draft, point, name)})" for name in point.attributes
        ]
        regions = [region_of(draft, scenario, one) for one in found]
        said = SOLVER.status(ask(scene, [*fixed, *values, inside], names, parts=[])) is Status.SAT
        assert said == any(point in region for region in regions), (scenario, point)


def some_point(draft: Draft, content: DoAct, bearer: str, chance: random.Random) -> PastAct:
    attributes: dict[str, Fraction | str] = {}
    for name, attribute in draft.acts[content.act].attributes.items():
        if attribute.options:
            attributes[name] = chance.choice(attribute.options)
        else:
            step = 1 if attribute.whole else 2
            attributes[name] = Fraction(chance.randint(0, 4), step)
    return PastAct(content.act, bearer, None, attributes, chance.randint(0, 5))


def option(draft: Draft, point: PastAct, name: str) -> str:
    attribute = draft.acts[point.act].attributes[name]
    value = point.attributes[name]
    if isinstance(value, str):
        return str(attribute.options.index(value))
    return integer(int(value)) if attribute.whole else real(value)


FUZZ = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@FUZZ
@given(text=norms(), seed=st.integers(0, 999))
def test_a_norm_applies_where_the_evaluator_says(tmp_path: Path, text: str, seed: int) -> None:
    draft = read(tmp_path, text, "")
    chance = random.Random(seed)
    for norm in draft.norms.values():
        for _ in range(3):
            agree(draft, norm, chance)


# Whether a Party is Large follows from its size; here what follows from what is left aside.
drafts = st.randoms(use_true_random=False).map(lambda chance: some_draft(chance).text)
without_definitions = drafts.filter(lambda text: text.count("Large") == HEAD.count("Large"))


@FUZZ
@given(text=without_definitions, seed=st.integers(0, 999))
def test_breaches_and_carve_outs_too(tmp_path: Path, text: str, seed: int) -> None:
    draft = read(tmp_path, text, "")
    chance = random.Random(seed)
    for norm in draft.norms.values():
        for _ in range(2):
            agree(draft, norm, chance)
