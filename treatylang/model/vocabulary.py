"""Resolving declarations. First every name is entered, then what the names are defined by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from treatylang.findings import Member
from treatylang.model.conditions import Conditions
from treatylang.model.context import ANY_STATE, ARBITRARY, Context, Refused
from treatylang.model.data import enter_columns
from treatylang.model.draft import (
    Act,
    AgentClass,
    Attribute,
    Event,
    Fact,
    Instrument,
    Matter,
    Organ,
    Quantity,
    State,
    UnitName,
)
from treatylang.model.formula import Formula
from treatylang.model.references import Labels
from treatylang.model.soundness import circles, classes_in
from treatylang.model.units import PURE, Unit
from treatylang.syntax import ast, limits
from treatylang.syntax.source import Place

# What a declaration's parts are is fixed by the grammar; the narrowing below follows it.


def _words(item: ast.Item | None) -> list[ast.Word]:
    return [value for value in item.values if isinstance(value, ast.Word)] if item else []


def _word(item: ast.Item | None) -> ast.Word | None:
    return next(iter(_words(item)), None)


def _names(declaration: ast.Declaration) -> list[ast.Word]:
    values = [value for value in declaration.values if isinstance(value, ast.Word)]
    return [word for word in values if not word.quoted]


def _phrase(declaration: ast.Declaration) -> str:
    """The quoted words of a declaration, wherever among its optional parts they ended up."""
    values: Iterable[object] = declaration.values
    items = [value for item in declaration.items if item.kind != "plural" for value in item.values]
    for value in (*values, *items):
        if isinstance(value, ast.Word) and value.quoted:
            return value.text
    return ""


def _spoken(name: str) -> str:
    return name.replace("_", " ")


class Vocabulary:
    """Enters the declarations of a draft into its context."""

    def __init__(self, context: Context, labels: Labels) -> None:
        self.context = context
        self.labels = labels
        self.enter: dict[str, Callable[[ast.Declaration], None]] = {
            "level": self._level,
            "unit": self._unit,
            "state": self._state,
            "class": self._class,
            "organ": self._organ,
            "quantity": self._quantity,
            "fact": self._fact,
            "event": self._event,
            "act": self._act,
            "matter": self._matter,
        }
        # A class may be defined by a quantity declared after it, a matter by an act's attribute:
        # whose the one is, and which attributes the other has, must be known before.
        self.hold: dict[str, Callable[[ast.Declaration], None]] = {
            "quantity": self._define_holder,
            "fact": self._define_holder,
            "event": self._define_holder,
            "act": self._define_act,
        }
        self.define: dict[str, Callable[[ast.Declaration], None]] = {
            "state": self._define_state,
            "class": self._define_class,
            "organ": self._define_organ,
            "act": self._define_sufficient,
            "matter": self._define_matter,
        }

    def read(self, declarations: list[ast.Declaration]) -> None:
        """Enter all declarations, then resolve their definitions. What is wrong is reported."""
        units = self._ordered([d for d in declarations if d.kind == "unit"])
        others = [d for d in declarations if d.kind != "unit"]
        refused: set[Place] = set()
        for table in (self.enter, self.hold, self.define):
            for declaration in (*units, *others):
                step = table.get(declaration.kind)
                if step is None or declaration.place in refused:
                    continue
                try:
                    step(declaration)
                except Refused:
                    refused.add(declaration.place)
                    self._lose(declaration)
            if table is self.enter:
                self._enter_columns([d for d in declarations if d.kind == "data"])
        self._check_circles()

    def _enter_columns(self, declarations: list[ast.Declaration]) -> None:
        """Quantities that only a data file gives are pure numbers of States."""
        for declaration in declarations:
            try:
                enter_columns(self.context, declaration)
            except Refused:
                continue

    def _lose(self, declaration: ast.Declaration) -> None:
        """A name whose declaration was refused is not missed wherever it is used."""
        names = [_words(item)[0] for item in declaration.items if item.kind == "name"]
        self.context.lost.update(word.text for word in (*_names(declaration)[:1], *names))

    def _conditions(self, owner: str) -> Conditions:
        return Conditions(self.context, self.labels, owner)

    def _ordered(self, units: list[ast.Declaration]) -> list[ast.Declaration]:
        """Units after those that they are multiples of; a circle of them is reported."""
        bases: dict[str, list[str]] = {}
        for declaration in units:
            value = declaration.item("value")
            number = value.values[0] if value else None
            words = number.unit if isinstance(number, ast.NumberExpr) else ()
            bases.setdefault(_names(declaration)[0].text, []).extend(w.text for w in words)
        round_and_round = {name for group in circles(bases) for name in group}
        done: set[str] = set()
        ordered: list[ast.Declaration] = []
        waiting = []
        for declaration in units:
            name = _names(declaration)[0]
            if name.text in round_and_round:
                self.context.report(
                    "TL104", f"the unit “{name.text}” is defined by itself", name.place,
                    "Define one of them without the others.", label=name.text,
                )  # fmt: skip
                self.context.lost.add(name.text)
            else:
                waiting.append(declaration)
        while waiting:
            left = []
            for declaration in waiting:
                name = _names(declaration)[0]
                if any(base in bases and base not in done for base in bases[name.text]):
                    left.append(declaration)
                else:
                    ordered.append(declaration)
                    done.add(name.text)
            if len(left) == len(waiting):  # multiples of what has been reported
                break
            waiting = left
        return [*ordered, *waiting]

    # --- entering ---------------------------------------------------------------------------

    def _level(self, declaration: ast.Declaration) -> None:
        for word in _names(declaration):
            self.context.declare(word)
            self.context.levels.append(word.text)

    def _unit(self, declaration: ast.Declaration) -> None:
        name = _names(declaration)[0]
        self.context.declare(name)
        singular = _word(declaration.item("singular"))
        plural = _word(declaration.item("plural"))
        one = singular.text if singular else _spoken(name.text)
        value = declaration.item("value")
        unit = Unit(((name.text, 1),), Fraction(1), name.text)
        if value:
            number = value.values[0]
            assert isinstance(number, ast.NumberExpr)
            base = self.context.unit(number.unit)
            if not number.value:
                raise self.context.refuse(
                    "TL106",
                    f"the unit “{name.text}” would be nothing",
                    number.place,
                    "Give a number other than zero.",
                )
            scale = base.scale * (number.value / 100 if number.percent else number.value)
            if limits.too_large(scale):
                raise self.context.refuse(
                    limits.LIMIT,
                    f"the unit “{name.text}” has a measure of more than {limits.MAGNITUDE} digits",
                    number.place,
                    "Declare it by one that is nearer to it.",
                )
            unit = Unit(base.dimensions, scale, name.text)
        self.context.units[name.text] = UnitName(
            name.text,
            unit,
            one,
            plural.text if plural else one,
            declaration.item("whole") is not None,
            declaration.place,
        )

    def _state(self, declaration: ast.Declaration) -> None:
        name = self._of_one(declaration)
        phrase = _phrase(declaration)
        self.context.states[name.text] = State(name.text, phrase, (), declaration.place)

    def _of_one(self, declaration: ast.Declaration) -> ast.Word:
        """Declare the name of a State or an organ."""
        name = _names(declaration)[0]
        if name.text in ARBITRARY:
            raise self.context.refuse(
                "TL102",
                f"“{name.text}” is the name of an arbitrary agent in what is found",
                name.place,
                "Take another name; the words in quotation marks may be any.",
            )
        self.context.declare(name)
        return name

    def _class(self, declaration: ast.Declaration) -> None:
        name = _names(declaration)[0]
        self.context.declare(name)
        singular = _phrase(declaration)
        plural = _word(declaration.item("plural"))
        self.context.classes[name.text] = AgentClass(
            name.text, singular, plural.text if plural else f"{singular}s", None, None,
            declaration.place,
        )  # fmt: skip

    def _organ(self, declaration: ast.Declaration) -> None:
        name = self._of_one(declaration)
        self.context.organs[name.text] = Organ(
            name.text, _phrase(declaration), None, None, declaration.place
        )

    def _quantity(self, declaration: ast.Declaration) -> None:
        controlled, *_ = declaration.values
        name = _names(declaration)[0]
        self.context.declare(name)
        item = declaration.item("in")
        words = item.values[0] if item else ()
        assert isinstance(words, tuple)
        self.context.quantities[name.text] = Quantity(
            name.text,
            None,
            self.context.unit(words),
            _phrase(declaration) or _spoken(name.text),
            bool(controlled),
            self.context.is_whole(words),
            declaration.place,
        )

    def _fact(self, declaration: ast.Declaration) -> None:
        name = _names(declaration)[0]
        self.context.declare(name)
        phrase = _phrase(declaration) or _spoken(name.text)
        self.context.facts[name.text] = Fact(name.text, None, phrase, declaration.place)

    def _event(self, declaration: ast.Declaration) -> None:
        name = _names(declaration)[0]
        self.context.declare(name)
        phrase = _phrase(declaration) or f"the {_spoken(name.text)}"
        self.context.events[name.text] = Event(name.text, None, phrase, declaration.place)

    def _act(self, declaration: ast.Declaration) -> None:
        names = [_words(item) for item in declaration.items if item.kind == "name"]
        side = _words(declaration.item("other_side"))
        for word in (*(name for name, _ in names), *side[:1]):
            self.context.declare(word)
        for word, phrase in names:
            self.context.acts[word.text] = Act(
                word.text, phrase.text, "", ANY_STATE, None, {}, "", "", False, (), None, (), None,
                declaration.place,
            )  # fmt: skip
        if side:
            self.context.accepting[side[0].text] = names[0][0].text

    def _matter(self, declaration: ast.Declaration) -> None:
        name = _names(declaration)[0]
        self.context.declare(name)
        self.context.matters[name.text] = Matter(
            name.text, _phrase(declaration), "", (), (), None, False, declaration.place
        )

    # --- defining -------------------------------------------------------------------------------

    def _define_state(self, declaration: ast.Declaration) -> None:
        name = _names(declaration)[0].text
        classes = tuple(self.context.agent_class(word) for word in _words(declaration.item("is")))
        self.context.states[name] = replace(self.context.states[name], classes=classes)

    def _define_class(self, declaration: ast.Declaration) -> None:
        name = _names(declaration)[0].text
        parent = _word(declaration.item("is"))
        item = declaration.item("where")
        where: Formula | None = None
        if item:
            where = self._conditions(name).formula(ast.as_expr(item.values[0]))
            if parent is None:
                raise self.context.refuse(
                    "TL107",
                    f"“{name}” is defined by a condition, but not as a kind of anything",
                    declaration.place,
                    "Write “is Party where ...”.",
                )
        self.context.classes[name] = replace(
            self.context.classes[name],
            parent=self.context.agent_class(parent) if parent else None,
            where=where,
        )

    def _define_organ(self, declaration: ast.Declaration) -> None:
        name = _names(declaration)[0].text
        level, of_each = _word(declaration.item("at")), _word(declaration.item("each"))
        self.context.organs[name] = replace(
            self.context.organs[name],
            level=self.context.level(level) if level else None,
            of_each=self.context.agent_class(of_each) if of_each else None,
        )

    def _define_holder(self, declaration: ast.Declaration) -> None:
        name = _names(declaration)[0].text
        words = [word for word in _words(declaration.item("of")) if not word.quoted]
        holder = self._holder(words[0]) if words else None
        context, place = self.context, declaration.place
        quantity, fact = context.quantities.get(name), context.facts.get(name)
        event = context.events.get(name)
        if quantity and quantity.place == place:
            context.quantities[name] = quantity = replace(quantity, of=holder)
        if fact and fact.place == place:
            context.facts[name] = replace(fact, of=holder)
        if event and event.place == place:
            context.events[name] = replace(event, of=holder)
        if quantity and quantity.controlled and holder is None:
            raise self.context.refuse(
                "TL107",
                f"nobody controls “{name}”",
                declaration.place,
                "Write “controlled quantity ... of Party in ...”.",
            )

    def _holder(self, word: ast.Word) -> str:
        return ANY_STATE if word.text == ANY_STATE else self.context.agent_class(word)

    def _define_act(self, declaration: ast.Declaration) -> None:
        names = [_words(item)[0].text for item in declaration.items if item.kind == "name"]
        by, to = _word(declaration.item("by")), _word(declaration.item("to"))
        if by is None:
            raise self.context.refuse(
                "TL107", f"who does “{names[0]}” is not said", declaration.place, "Add “by Party”."
            )
        side = _words(declaration.item("other_side"))
        if side and to is None:
            raise self.context.refuse(
                "TL107", f"“{names[0]}” has no other side", side[0].place, "Add “to Party”."
            )
        attributes = self._attributes(declaration)
        excludes = self._acts(declaration.item("excluding"))
        if declaration.item("excluding_each"):
            excludes = tuple(names)
        concerns = _word(declaration.item("concerning"))
        past = _word(declaration.item("past"))
        for name in names:
            self.context.acts[name] = replace(
                self.context.acts[name],
                actor=self.context.agent_class(by),
                other=self.context.agent_class(to) if to else None,
                attributes=attributes,
                accept=side[0].text if side else "",
                accept_phrase=side[1].text if side else "",
                past=past.text if past else "",
                once=declaration.item("once") is not None,
                excludes=tuple(other for other in excludes if other != name),
                concerns=self.context.matter(concerns) if concerns else None,
                less_intrusive_than=self._acts(declaration.item("less")),
            )
            if self.context.acts[name].less_intrusive_than:  # it is weighed, even if nobody may
                self.context.used.add(name)

    def _define_sufficient(self, declaration: ast.Declaration) -> None:
        names = [_words(item)[0].text for item in declaration.items if item.kind == "name"]
        sufficient = declaration.item("sufficient")
        if sufficient is None:
            return
        for name in names:
            suffices = self._conditions(name).formula(ast.as_expr(sufficient.values[0]))
            self.context.acts[name] = replace(self.context.acts[name], suffices=suffices)

    def _acts(self, item: ast.Item | None) -> tuple[str, ...]:
        return tuple(self.context.act(word)[0].name for word in _words(item))

    def _attributes(self, declaration: ast.Declaration) -> dict[str, Attribute]:
        attributes: dict[str, Attribute] = {}
        last = ""
        for item in declaration.items:
            if item.kind == "attribute_number":
                word, unit, *phrase = item.values
                assert isinstance(word, ast.Word) and isinstance(unit, tuple)
                said = phrase[0].text if phrase and isinstance(phrase[0], ast.Word) else ""
                attributes[word.text] = Attribute(
                    word.text,
                    said or _spoken(word.text),
                    self.context.unit(unit),
                    (),
                    self.context.is_whole(unit),
                )
                last = ""
            elif item.kind == "attribute_plain":
                word, *rest = _words(item)
                said = rest[0].text if rest else _spoken(word.text)
                attributes[word.text] = Attribute(word.text, said, PURE)
                last = ""
            elif item.kind == "attribute_choice":
                word, *rest = _words(item)
                said = rest[0].text if len(rest) > 1 else _spoken(word.text)
                attributes[word.text] = Attribute(word.text, said, PURE, (rest[-1].text,))
                last = word.text
            elif item.kind == "option":
                option = _words(item)[0]
                if not last:
                    raise self.context.refuse(
                        "TL107",
                        f"what “{option.text}” is, is not said",
                        option.place,
                        "Write “purpose among civil, military”, or “compute in FLOP”.",
                    )
                options = (*attributes[last].options, option.text)
                attributes[last] = replace(attributes[last], options=options)
        return attributes

    def _define_matter(self, declaration: ast.Declaration) -> None:
        name = _names(declaration)[0].text
        conditions = self._conditions(name)
        lists: dict[str, list[tuple[str, Formula | None]]] = {"reaches": [], "achieved": []}
        mode = ""
        for item in declaration.items:
            mode = item.kind if item.kind in lists else mode
            if item.kind in lists or item.kind == "more":
                if not mode:
                    raise self.context.refuse(
                        "TL107", "what this level does is not said", item.place,
                        "Write “reaches global if ...” or “achieved by national if ...”.",
                    )  # fmt: skip
                level, *condition = item.values
                assert isinstance(level, ast.Word)
                formula = conditions.formula(ast.as_expr(condition[0])) if condition else None
                lists[mode].append((self.context.level(level), formula))
        objective, uniform = _word(declaration.item("objective")), declaration.item("uniform")
        self.context.matters[name] = replace(
            self.context.matters[name],
            objective=objective.text if objective else "",
            reaches=tuple(lists["reaches"]),
            achieved=tuple(lists["achieved"]),
            uniform=conditions.formula(ast.as_expr(uniform.values[0])) if uniform else None,
            listed=declaration.item("listed") is not None,
        )

    # --- circles ----------------------------------------------------------------------------------

    def _check_circles(self) -> None:
        """Classes defined by one another in a circle are reported and cut loose."""
        classes = self.context.classes
        edges = {name: _defining(item) for name, item in classes.items()}
        for group in circles(edges):
            names = " and ".join(f"“{name}”" for name in group)
            message = f"{names} is defined by itself"
            if len(group) > 1:
                message = f"{names} are defined by one another"
            members = tuple(Member(name, classes[name].place, "") for name in group)
            self.context.report(
                "TL104",
                message,
                members[0].place,
                "Define one of them without the others." if len(group) > 1 else "Take that out.",
                members[1:],
                members[0].label,
            )
            for name in group:
                classes[name] = replace(classes[name], parent=None, where=None)
        self._check_depth()

    def _check_depth(self) -> None:
        """A class that stands below too many others is cut loose, so that none does.

        The classes must be without circles.
        """
        classes = self.context.classes
        depth: dict[str, int] = {}
        for start in classes:
            waiting = [start]
            while waiting:
                name = waiting[-1]
                item = classes[name]
                over = [other for other in _defining(item) if other in classes]
                missing = [other for other in over if other not in depth]
                if missing:
                    waiting += missing
                    continue
                waiting.pop()
                if name in depth:
                    continue
                depth[name] = 1 + max((depth[other] for other in over), default=-1)
                if depth[name] > limits.KINDS:
                    depth[name] = 0
                    classes[name] = replace(item, parent=None, where=None)
                    self.context.report(
                        limits.LIMIT,
                        f"“{name}” stands below more than {limits.KINDS} other classes",
                        item.place,
                        "Define it by a class that is nearer to the first.",
                        label=name,
                    )


def _defining(item: AgentClass) -> list[str]:
    """The classes that a class is defined by."""
    return [
        *([item.parent] if item.parent else []),
        *(classes_in(item.where) if item.where else []),
    ]


def instrument(declaration: ast.Declaration) -> Instrument:
    """Read the header of a treaty."""
    words = [value for value in declaration.values if isinstance(value, ast.Word)]
    name, title = words[0].text, words[1].text

    def text(kind: str) -> str:
        word = _word(declaration.item(kind))
        return word.text if word else ""

    def day(kind: str) -> date | None:
        item = declaration.item(kind)
        return next((v for v in item.values if isinstance(v, date)), None) if item else None

    languages = [_words(item)[0].text for item in declaration.items if item.kind == "authentic"]
    rank = text("rank")
    return Instrument(
        name=name,
        title=title,
        place=declaration.place,
        version=text("version"),
        done_at=text("done_at"),
        done_on=day("done_on"),
        in_force_on=day("in_force_on"),
        authentic=tuple(languages) or ("en",),
        rank=int(Fraction(rank)) if rank else None,
        as_it_stands=declaration.item("as_it_stands") is not None,
    )
