"""Resolving weights: lists of votes, and formulas over the declared figures of members."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from treatylang.model.bodies import Bodies
from treatylang.model.context import Context, nearest
from treatylang.model.institutions import (
    Body,
    Excess,
    Method,
    Part,
    Rounding,
    Step,
    Weights,
)
from treatylang.syntax import ast
from treatylang.syntax.source import Place

_METHODS = {
    "largest remainder": Method.LARGEST_REMAINDER, "hamilton": Method.LARGEST_REMAINDER,
    "hare-niemeyer": Method.LARGEST_REMAINDER,
    "webster": Method.WEBSTER, "sainte-lague": Method.WEBSTER, "sainte-laguë": Method.WEBSTER,
    "jefferson": Method.JEFFERSON, "dhondt": Method.JEFFERSON,
    "adams": Method.ADAMS,
    "hill": Method.HILL, "huntington-hill": Method.HILL,
}  # fmt: skip
_MOST_VOTES = 1_000_000


@dataclass(slots=True)
class Weighing:
    """Resolves the ``weights`` sentences of a draft."""

    context: Context
    bodies: Bodies

    def weights(self, sentence: ast.WeightsSentence) -> Weights:
        """Resolve one sentence; raise Refused (reported) where it has no single meaning."""
        body = self.bodies.body(sentence.of)
        name = sentence.name.text
        phrase = sentence.phrase.text if sentence.phrase else name.replace("_", " ")
        if sentence.listed:
            literal = self._literal(sentence, body)
            return Weights(name, body.name, phrase, sentence.place, literal)
        items = self._items(sentence)
        steps = tuple(self._step(item, body) for item in sentence.items if item.kind == "step")
        cap, excess = self._cap(items)
        rounding = self._rounding(items)
        self._possible(cap, excess, rounding, body, sentence.place)
        if steps:
            parts: tuple[Part, ...] = ()
            base = self._base(sentence)
        else:
            parts, base = self._parts(sentence, body), Fraction(0)
        return Weights(
            name, body.name, phrase, sentence.place,
            parts=parts, base=base, steps=self._ordered(steps, sentence),
            cap=cap, excess=excess, rounding=rounding,
        )  # fmt: skip

    def _refuse(self, message: str, place: Place, advice: str = "") -> Exception:
        return self.context.refuse("TL114", message, place, advice)

    # --- lists ----------------------------------------------------------------------------------

    def _literal(self, sentence: ast.WeightsSentence, body: Body) -> dict[str, Fraction]:
        literal: dict[str, Fraction] = {}
        waiting: list[ast.Word] = []
        for entry in sentence.listed:
            if entry.name is None:
                names = [ast.Word("", entry.place)]
            else:
                waiting.append(entry.name)
                names = waiting
            if entry.figure is None:
                continue
            for word in names:
                key = self._member(word, body) if word.text else ""
                if key in literal:
                    raise self.context.refuse(
                        "TL102", f"the votes of “{word.text or 'others'}” are given twice",
                        word.place, "Delete one of the two.",
                    )  # fmt: skip
                if entry.figure.percent:
                    raise self._refuse(
                        "votes are listed in numbers, not in per cent", entry.figure.place,
                        "Write the numbers; only their proportions matter.",
                    )  # fmt: skip
                literal[key] = entry.figure.value
            waiting = []
        if waiting:
            raise self._refuse(f"how many votes “{waiting[-1].text}” has is not said",
                               waiting[-1].place)  # fmt: skip
        if "" not in literal:
            lacking = [
                seat.name for seat in body.seats
                if seat.name not in literal and not seat.classes & literal.keys()
            ]  # fmt: skip
            if lacking:
                raise self._refuse(
                    f"no votes are given for {', '.join(lacking[:5])}",
                    sentence.place, "Add them, or “others 0”.",
                )  # fmt: skip
        self._one_class_each(literal, body, sentence.place)
        if not any(literal.values()):
            raise self._refuse("nobody has a vote", sentence.place)
        return literal

    def _member(self, word: ast.Word, body: Body) -> str:
        if word.text in self.context.states:
            self.context.used.add(word.text)
            if not body.of(word.text):
                raise self._refuse(
                    f"{word.text} is no member of {body.name}", word.place,
                    "Leave it out, or declare it a member.",
                )  # fmt: skip
            return word.text
        if not self.bodies.noun(word):
            known = [*self.context.states, *self.bodies.nouns()]
            raise self.context.undefined("a State or a class", word.text, word.place, known)
        return self.bodies.counted(body, word)

    def _one_class_each(self, literal: dict[str, Fraction], body: Body, place: Place) -> None:
        for seat in body.seats:
            own = sorted(name for name in seat.classes if name in literal)
            if seat.name not in literal and len({literal[name] for name in own}) > 1:
                raise self._refuse(
                    f"{seat.phrase} is a {own[0]} and a {own[1]}, which have different votes",
                    place, "List it by name.",
                )  # fmt: skip

    # --- formulas -------------------------------------------------------------------------------

    def _parts(self, sentence: ast.WeightsSentence, body: Body) -> tuple[Part, ...]:
        parts = tuple(self._part(part, body) for part in sentence.parts)
        shares = [part for part in parts if part.form == "share"]
        plain = next((part for part in parts if part.form != "share"), None)
        if shares and plain is not None:
            raise self._refuse(
                "shares of a whole and plain numbers cannot be added", plain.place,
                "Write per cent before every part (“40% gdp + 60% population”), or before none.",
            )  # fmt: skip
        if shares:
            if any(part.factor < 0 for part in shares):
                raise self._refuse("a share cannot be less than nothing", shares[-1].place)
            total = sum((part.factor for part in shares), Fraction(0))
            if total != 1:
                raise self._refuse(
                    f"the shares add up to {_percent(total)}, not to 100 %",
                    sentence.parts[0].place.to(sentence.parts[-1].place),
                    "Correct one of them.",
                )  # fmt: skip
        self._some(sentence, body, parts)
        return parts

    def _some(self, sentence: ast.WeightsSentence, body: Body, parts: tuple[Part, ...]) -> None:
        """Refuse a share of what nobody has, and votes of less than nothing."""
        figures = self.bodies.figures
        for part in parts:
            if part.quantity is None:
                continue
            values = [figures[part.quantity, seat.name] for seat in body.seats]
            if part.form != "plain" and min(values) < 0:
                who = next(s.phrase for s in body.seats if figures[part.quantity, s.name] < 0)
                raise self._refuse(f"the {part.quantity} of {who} is less than nothing", part.place)
            if part.form == "share" and not any(values):
                raise self._refuse(f"nobody has any {part.quantity}", part.place)

    def _part(self, part: ast.WeightPart, body: Body) -> Part:
        figure = part.figure
        factor = figure.value if figure else Fraction(1)
        if part.negative:
            factor = -factor
        percent = figure is not None and figure.percent
        if part.form == "constant":
            if percent:
                raise self._refuse(
                    "a share of what is not said", part.place,
                    "Write “10% equally”, or “10% of population”.",
                )  # fmt: skip
            return Part(factor, None, "plain", part.place)
        if part.form == "equally":
            if not percent:
                raise self._refuse(
                    "what is shared equally is a share", part.place, "Write “10% equally”."
                )
            return Part(factor, None, "share", part.place)
        assert part.quantity is not None
        quantity = self.quantity(part.quantity, body)
        if part.form == "root":
            if percent:
                raise self._refuse(
                    "a share of square roots cannot be added to other shares", part.place,
                    "Write the square root alone: only proportions matter.",
                )  # fmt: skip
            return Part(factor, quantity, "root", part.place)
        return Part(factor, quantity, "share" if percent else "plain", part.place)

    def quantity(self, word: ast.Word, body: Body) -> str:
        """Resolve a quantity that every member of the body has a known figure of."""
        quantity = self.context.quantities.get(word.text)
        if quantity is None:
            known = self.context.quantities
            raise self.context.undefined("a quantity", word.text, word.place, known)
        if quantity.of is None:
            raise self.context.refuse(
                "TL105", f"“{word.text}” is a figure of the world, not of a member", word.place,
                "Declare it “of” a class.",
            )  # fmt: skip
        self.context.used.add(quantity.name)
        self.bodies.need(body, quantity.name, word.place)
        return quantity.name

    def _base(self, sentence: ast.WeightsSentence) -> Fraction:
        first = sentence.parts[0]
        figure = first.figure
        if len(sentence.parts) > 1 or first.form != "constant" or figure is None or figure.percent:
            raise self._refuse(
                "steps begin with a number of votes", first.place,
                "Write “3, 4 if population > 2000000”.",
            )  # fmt: skip
        return figure.value

    def _step(self, item: ast.Item, body: Body) -> Step:
        figure, word, op, number = item.values
        assert isinstance(figure, ast.FigureExpr) and isinstance(word, ast.Word)
        assert isinstance(op, ast.Word) and isinstance(number, ast.NumberExpr)
        quantity = self.quantity(word, body)
        if op.text not in (">", ">="):
            raise self._refuse(
                "a step begins where a figure is large enough", op.place,
                "Write “more than” or “at least”.",
            )  # fmt: skip
        unit = self.context.unit(number.unit)
        own = self.context.quantities[quantity].unit
        if not unit.same_dimension(own):
            one, other = self.context.describe(own), self.context.describe(unit)
            raise self.context.refuse(
                "TL106", f"{one} and {other} do not go together", number.place,
                "Give the figure the unit of the quantity.",
            )  # fmt: skip
        if figure.percent:
            raise self._refuse("a step is a number of votes", figure.place)
        value = number.value / 100 if number.percent else number.value
        return Step(figure.value, quantity, value * unit.scale, op.text == ">")

    def _ordered(self, steps: tuple[Step, ...], sentence: ast.WeightsSentence) -> tuple[Step, ...]:
        for before, after in pairwise(steps):
            if before.quantity == after.quantity and after.above <= before.above:
                raise self._refuse(
                    "the steps are not in order: a later one begins no higher than the one before",
                    sentence.place, "Begin with the smallest figure.",
                )  # fmt: skip
        return steps

    # --- caps and rounding ----------------------------------------------------------------------

    def _items(self, sentence: ast.WeightsSentence) -> dict[str, ast.Item]:
        items: dict[str, ast.Item] = {}
        for item in sentence.items:
            if item.kind == "step":
                continue
            kind = "excess" if item.kind in ("proportion", "equally", "lapses") else item.kind
            if kind in items:
                raise self._refuse("this is said twice", item.place, "Say it once.")
            items[kind] = item
        return items

    def _cap(self, items: dict[str, ast.Item]) -> tuple[Fraction | None, Excess]:
        cap, excess = items.get("cap"), items.get("excess")
        if cap is None:
            if excess is not None:
                raise self._refuse("no cap frees any excess", excess.place,
                                   "Write “capped at 20%” before it.")  # fmt: skip
            return None, Excess.PROPORTIONAL
        figure = cap.values[0]
        assert isinstance(figure, ast.FigureExpr)
        if not 0 < figure.value < 1:
            raise self._refuse(
                "a cap is a share of the whole, between 0 and 100 %", figure.place,
                "Write “capped at 20%”.",
            )  # fmt: skip
        if excess is None:
            raise self._refuse(
                "what becomes of the votes above the cap is not said", cap.place,
                "Write “excess to the others in proportion”, “excess to the others equally” or "
                "“excess lapses”.",
            )  # fmt: skip
        kinds = {"proportion": Excess.PROPORTIONAL, "equally": Excess.EQUAL}
        return figure.value, kinds.get(excess.kind, Excess.LAPSES)

    def _possible(
        self,
        cap: Fraction | None,
        excess: Excess,
        rounding: Rounding | None,
        body: Body,
        place: Place,
    ) -> None:
        """Refuse a cap or a least number of votes that so many members cannot all have."""
        count = len(body.seats)
        if cap is not None and excess is not Excess.LAPSES and cap * count < 1:
            raise self._refuse(
                f"{count} members with at most {_percent(cap)} each do not make a whole", place,
                "Raise the cap, or write “excess lapses”.",
            )  # fmt: skip
        if rounding and rounding.total is not None and rounding.total < rounding.at_least * count:
            raise self._refuse(
                f"{rounding.total} votes do not give {count} members {rounding.at_least} each",
                place, "Raise the number of votes.",
            )  # fmt: skip

    def _rounding(self, items: dict[str, ast.Item]) -> Rounding | None:
        total, whole, least = items.get("total"), items.get("whole"), items.get("least")
        if total is not None and whole is not None:
            raise self._refuse("the votes are rounded twice", whole.place, "Say it once.")
        at_least = self._whole(least.values[0]) if least is not None else 0
        if total is not None:
            number, method = total.values
            assert isinstance(method, ast.Word)
            votes = self._whole(number)
            found = _METHODS.get(method.text.lower())
            if found is None:
                near = nearest(method.text, _METHODS)
                advice = f"Did you mean “{near}”?" if near else (
                    "Known are: largest remainder, Webster, Jefferson, Adams, Hill."
                )  # fmt: skip
                raise self._refuse(f"“{method.text}” is no method of apportionment known here",
                                   method.place, advice)  # fmt: skip
            return Rounding(found, votes, at_least)
        if whole is not None:
            down = any(isinstance(value, str) and value == "down" for value in whole.values)
            return Rounding(Method.DOWN if down else Method.NEAREST, None, at_least)
        if least is not None:
            raise self._refuse(
                "the least number of votes belongs to a rounding", least.place,
                "Write “rounded to whole votes” before it.",
            )  # fmt: skip
        return None

    def _whole(self, value: object) -> int:
        assert isinstance(value, ast.Word)
        if not value.text.isdecimal() or not 0 < int(value.text) <= _MOST_VOTES:
            raise self._refuse(
                f"a number of votes is a whole number up to {_MOST_VOTES}", value.place
            )
        return int(value.text)


def _percent(value: Fraction) -> str:
    shown = value * 100
    return f"{shown} %" if shown.denominator == 1 else f"{float(shown):g} %"
