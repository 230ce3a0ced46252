"""From the parser's reductions to the abstract syntax: one method for each rule of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, cast

from lark import Token, Transformer
from lark.tree import Meta
from lark.visitors import v_args

from treatylang.syntax import ast
from treatylang.syntax.source import Place

_RELATIONS = {
    "at least": ">=", "at most": "<=", "more than": ">", "less than": "<", "below": "<",
    "above": ">", "≤": "<=", "≥": ">=", "≠": "!=",
}  # fmt: skip


_MODALITIES = ("duty", "permission", "prohibition", "exemption")
_LITERALS = ("NAME", "STRING", "NUMBER", "DATE")
_SEPARATORS = ("AND", "COMMA", "LT", "EQ")


class BadLiteral(Exception):
    """A token that is well formed as such and means nothing (31 February)."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


def place_of(token: Token, path: str) -> Place:
    """Return the token's place in the file at ``path``."""
    start, line, column = token.start_pos, token.line, token.column
    return Place(path, start or 0, token.end_pos or 0, line or 1, column or 1)


def unquote(text: str) -> str:
    """Return what a quoted string says: quotes and escapes off, line breaks folded."""
    inner = re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", " ", inner)


class Builder(Transformer[Token, ast.Sentence]):
    """Builds the syntax tree of one sentence. ``path`` is set before each file is parsed."""

    path = ""

    # --- helpers ---------------------------------------------------------------------------

    def _place(self, meta: Meta) -> Place:
        if meta.empty:
            return Place(self.path, 0, 0, 1, 1)
        return Place(self.path, meta.start_pos, meta.end_pos, meta.line, meta.column)

    def _word(self, token: Token) -> ast.Word:
        text = unquote(token) if token.type == "STRING" else str(token)
        return ast.Word(text, place_of(token, self.path), token.type == "STRING")

    def _words(self, children: list[Any]) -> tuple[Any, ...]:
        """Names, strings, numbers and dates read, nodes kept, keywords and absent parts dropped."""
        kept: list[Any] = []
        for child in children:
            if not isinstance(child, Token):
                kept += [child] if child is not None else []
            elif child.type in ("NAME", "STRING", "NUMBER"):
                kept.append(self._word(child))
            elif child.type == "DATE":
                kept.append(self._date(child))
        return tuple(kept)

    def _groups(self, children: list[Any]) -> list[tuple[str, Place | None, tuple[Any, ...]]]:
        """Cut the children at the keywords: what precedes the first goes under ""."""
        groups: list[tuple[str, Place | None, list[Any]]] = [("", None, [])]
        for child in children:
            if _is_keyword(child) and child.type not in _SEPARATORS:
                groups.append((child.lower(), place_of(child, self.path), []))
            else:
                groups[-1][2].append(child)
        return [(kind, place, self._words(parts)) for kind, place, parts in groups]

    def _date(self, token: Token) -> date:
        try:
            return date.fromisoformat(token)
        except ValueError:
            raise BadLiteral(
                f"{token} is not a day of the calendar", place_of(token, self.path)
            ) from None

    def _item(kind: str) -> Callable[..., ast.Item]:  # type: ignore[misc]  # makes methods below
        def method(self: Builder, meta: Meta, children: list[Any]) -> ast.Item:
            return ast.Item(kind, self._words(children), self._place(meta))

        return cast(Callable[..., ast.Item], v_args(meta=True)(method))

    def _declaration(kind: str) -> Callable[..., ast.Declaration]:  # type: ignore[misc]  # as above
        def method(self: Builder, meta: Meta, children: list[Any]) -> ast.Declaration:
            (_, _, values), *groups = self._groups(children[1:])
            items = [value for value in values if isinstance(value, ast.Item)]
            for keyword, place, parts in groups:
                own = [part for part in parts if isinstance(part, ast.Item)]
                rest = tuple(part for part in parts if not isinstance(part, ast.Item))
                items += [ast.Item(keyword, rest, place or self._place(meta)), *own]
            fixed = tuple(value for value in values if not isinstance(value, ast.Item))
            return ast.Declaration(kind, fixed, tuple(items), self._place(meta))

        return cast(Callable[..., ast.Declaration], v_args(meta=True)(method))

    def sentence(self, children: list[Any]) -> ast.Sentence:
        return cast(ast.Sentence, children[0])

    # --- vocabulary and demands -----------------------------------------------------------------

    treaty = _declaration("treaty")
    include = _declaration("include")
    level = _declaration("level")
    unit = _declaration("unit")
    state = _declaration("state")
    data = _declaration("data")
    agent_class = _declaration("class")
    organ = _declaration("organ")
    fact = _declaration("fact")
    event = _declaration("event")
    act = _declaration("act")
    matter = _declaration("matter")
    assume = _declaration("assume")
    assume_event = _declaration("assume_event")
    assume_order = _declaration("assume_order")
    cover = _declaration("cover")
    all_verified = _declaration("all_verified")
    verified = _declaration("verified")
    simultaneous = _declaration("simultaneous")
    recital = _declaration("recital")
    given = _declaration("given")
    expect = _declaration("expect")

    version = _item("version")
    done_at = _item("done_at")
    done_on = _item("done_on")
    in_force_on = _item("in_force_on")
    authentic = _item("authentic")
    rank = _item("rank")
    more_authentic = _item("authentic")
    unit_singular = _item("singular")
    unit_plural = _item("plural")
    unit_value = _item("value")
    unit_whole = _item("whole")
    column = _item("column")
    act_name = _item("name")
    act_more = _item("name")
    act_by = _item("by")
    act_to = _item("to")
    act_option = _item("option")
    act_other_side = _item("other_side")
    act_excluding_each = _item("excluding_each")
    act_excluding = _item("excluding")
    act_once = _item("once")
    act_concerning = _item("concerning")
    act_less = _item("less")
    act_sufficient = _item("sufficient")
    act_past = _item("past")
    attribute_number = _item("attribute_number")
    attribute_choice = _item("attribute_choice")
    matter_objective = _item("objective")
    matter_reaches = _item("reaches")
    matter_more = _item("more")
    matter_achieved = _item("achieved")
    matter_uniform = _item("uniform")
    matter_listed = _item("listed")
    given_agent = _item("agent")
    given_act = _item("act")
    given_event = _item("event")
    given_value = _item("value")
    given_member = _item("member")
    given_not_member = _item("not_member")
    did_given = _item("did")
    given_bound = _item("bound")

    def act_with(self, children: list[Any]) -> ast.Item:
        return cast(ast.Item, children[-1])

    def act_item(self, children: list[Any]) -> ast.Item:
        return cast(ast.Item, children[0])

    def class_name(self, children: list[Token]) -> ast.Word:
        return ast.Word(str(children[0]), place_of(children[0], self.path))

    @v_args(meta=True)
    def quantity(self, meta: Meta, children: list[Any]) -> ast.Declaration:
        controlled = _is(children[0], "CONTROLLED")
        (_, _, values), *groups = self._groups(children[2:])
        items = tuple(
            ast.Item(keyword, parts, place or self._place(meta)) for keyword, place, parts in groups
        )
        return ast.Declaration("quantity", (controlled, *values), items, self._place(meta))

    @v_args(meta=True)
    def principle(self, meta: Meta, children: list[Token]) -> ast.Declaration:
        name = f"lex {children[1].lower()}"
        return ast.Declaration("principle", (name,), (), self._place(meta))

    @v_args(meta=True)
    def rounding(self, meta: Meta, children: list[Token]) -> ast.Declaration:
        how = "last day" if children[4].type == "LAST" else "next day"
        return ast.Declaration("rounding", (how, self._word(children[5])), (), self._place(meta))

    @v_args(meta=True)
    def prevails(self, meta: Meta, children: list[Any]) -> ast.Declaration:
        first = children[0]
        winner = self._word(first) if first.type == "NAME" else None
        return ast.Declaration("prevails", (winner, children[-1]), (), self._place(meta))

    def verifiers(self, children: list[Any]) -> tuple[ast.Word, ...]:
        return tuple(child for child in children if isinstance(child, ast.Word))

    def verifier(self, children: list[Token]) -> ast.Word:
        return self._word(children[-1])

    @v_args(meta=True)
    def article(self, meta: Meta, children: list[Any]) -> ast.Declaration:
        kind, number, name, heading = children
        values = (
            kind.type == "ANNEX",
            str(number) if number else "",
            self._word(name),
            self._word(heading),
        )
        return ast.Declaration("article", values, (), self._place(meta))

    @v_args(meta=True)
    def given_fact(self, meta: Meta, children: list[Any]) -> ast.Item:
        return ast.Item("fact", (children[0] is None, children[1]), self._place(meta))

    @v_args(meta=True)
    def expect_breach(self, meta: Meta, children: list[Any]) -> ast.Item:
        parts = {keyword: values for keyword, _, values in self._groups(children)}
        values = (
            "no" in parts,
            *(parts[key][0] if parts.get(key) else None for key in ("of", "by", "on")),
        )
        return ast.Item("breach", values, self._place(meta))

    @v_args(meta=True)
    def expect_norm(self, meta: Meta, children: list[Any]) -> ast.Item:
        parts = {keyword: values for keyword, _, values in self._groups(children)}
        modality = next(key for key in parts if key in _MODALITIES)
        agent = parts.get("for") or parts.get("by") or (None,)
        day = parts.get("on") or (None,)
        values = ("no" in parts, modality, parts["to"][0], agent[0], day[0])
        return ast.Item("norm", values, self._place(meta))

    # --- clauses ------------------------------------------------------------------------------------

    @v_args(meta=True)
    def because(self, meta: Meta, children: list[Token]) -> ast.Note:
        return ast.Note("because", (), self._word(children[1]), self._place(meta))

    @v_args(meta=True)
    def source(self, meta: Meta, children: list[Token]) -> ast.Note:
        return ast.Note("source", (), self._word(children[1]), self._place(meta))

    @v_args(meta=True)
    def allow(self, meta: Meta, children: list[Any]) -> ast.Note:
        words = self._words(children)
        reason = words[1] if len(words) > 1 else None
        return ast.Note("allow", (words[0],), reason, self._place(meta))

    @v_args(meta=True)
    def note_verified(self, meta: Meta, children: list[Any]) -> ast.Note:
        return ast.Note("verified", children[-1], None, self._place(meta))

    note_because = because
    note_source = source
    note_allow = allow

    @v_args(meta=True)
    def text(self, meta: Meta, children: list[Any]) -> ast.TextSentence:
        words = [self._word(c) for c in children if isinstance(c, Token) and c.type == "STRING"]
        notes = tuple(child for child in children if isinstance(child, ast.Note))
        return ast.TextSentence(words[0], tuple(words[1:]), notes, self._place(meta))

    @v_args(meta=True)
    def head(self, meta: Meta, children: list[Any]) -> ast.Head:
        word = " ".join(child.lower() for child in children if isinstance(child, Token))
        return ast.Head(word, children[-1], self._place(meta))

    def refs(self, children: list[Any]) -> tuple[ast.Word, ...]:
        return tuple(child for child in children if isinstance(child, ast.Word))

    def ref(self, children: list[Any]) -> ast.Word:
        return self._word(children[-1])

    @v_args(meta=True)
    def _condition(self, meta: Meta, children: list[Any]) -> ast.ConditionPart:
        keywords = " ".join(child.lower() for child in children if isinstance(child, Token))
        expr = next(child for child in children if not isinstance(child, Token))
        return ast.ConditionPart(keywords.strip(" ,"), expr, False, self._place(meta))

    tail_if = tail_unless = tail_provided = _condition

    def _leading(self, children: list[Any]) -> ast.ConditionPart:
        keyword, expr = children[0], children[1]
        place = place_of(keyword, self.path).to(expr.place)
        return ast.ConditionPart(keyword.lower(), expr, True, place)

    lead_if = lead_unless = _leading

    def lead(self, children: list[Any]) -> object:
        return children[0]

    def lead_window(self, children: list[Any]) -> object:
        return children[0]

    def tail_head(self, children: list[Any]) -> object:
        return children[0]

    def tail_window(self, children: list[Any]) -> object:
        return children[0]

    def tail_note(self, children: list[Any]) -> object:
        return children[0]

    @v_args(meta=True)
    def tail_returning(self, meta: Meta, children: list[Any]) -> ast.Item:
        return ast.Item("returning", (children[-1],), self._place(meta))

    @v_args(meta=True)
    def tail_from_party(self, meta: Meta, children: list[Any]) -> ast.Item:
        return ast.Item("from_party", (self._party(meta, children[1:]),), self._place(meta))

    def determiner(self, children: list[Token]) -> str:
        return children[0].lower()

    def modal(self, children: list[Any]) -> str:
        return " ".join(child.lower() for child in children if child)

    def _party(self, meta: Meta, children: list[Any]) -> ast.PartyExpr:
        determiner, name, *that = children
        expr = that[-1] if that else None
        return ast.PartyExpr(determiner, self._word(name), expr, self._place(meta))

    subject = v_args(meta=True)(_party)

    @v_args(meta=True)
    def subject_name(self, meta: Meta, children: list[Token]) -> ast.PartyExpr:
        return ast.PartyExpr("", self._word(children[0]), None, self._place(meta))

    @v_args(meta=True)
    def party(self, meta: Meta, children: list[Any]) -> ast.PartyExpr:
        if len(children) == 1:
            return ast.PartyExpr("", self._word(children[0]), None, self._place(meta))
        return self._party(meta, children)

    def party_to(self, children: list[Any]) -> ast.PartyExpr:
        return cast(ast.PartyExpr, children[-1])

    @v_args(meta=True)
    def did_party(self, meta: Meta, children: list[Any]) -> ast.PartyExpr:
        determiner = children[1] if isinstance(children[1], str) and len(children) > 2 else ""
        return ast.PartyExpr(str(determiner), self._word(children[-1]), None, self._place(meta))

    @v_args(meta=True)
    def do(self, meta: Meta, children: list[Any]) -> ast.DoContent:
        act, to, *rest = children
        bounds = tuple(child for child in rest if child and not isinstance(child, Token))
        return ast.DoContent(self._word(act), to, bounds, self._place(meta))

    @v_args(meta=True)
    def keep(self, meta: Meta, children: list[Any]) -> ast.KeepContent:
        name = next(c for c in children if isinstance(c, Token) and c.type == "NAME")
        groups = [child for child in children if isinstance(child, tuple)]
        bounds = tuple(bound for group in groups for bound in group)
        return ast.KeepContent(self._word(name), bounds, self._place(meta))

    def keep_relation(self, children: list[Any]) -> tuple[tuple[str, ast.Expr], ...]:
        return ((children[0], children[1]),)

    def keep_between(self, children: list[Any]) -> tuple[tuple[str, ast.Expr], ...]:
        return ((">=", children[1]), ("<=", children[3]))

    def keep_at(self, children: list[Any]) -> tuple[tuple[str, ast.Expr], ...]:
        return (("=", children[1]),)

    @v_args(meta=True)
    def norm(self, meta: Meta, children: list[Any]) -> ast.NormSentence:
        subject = next(child for child in children if isinstance(child, ast.PartyExpr))
        at = children.index(subject)
        modal, content = children[at + 1], children[at + 2]
        parts = [*children[:at], *children[at + 3 :]]
        return self._norm(meta, subject, modal, content, parts)

    @v_args(meta=True)
    def competence(self, meta: Meta, children: list[Any]) -> ast.NormSentence:
        subject = next(child for child in children if isinstance(child, ast.PartyExpr))
        at = children.index(subject)
        kind, matter = children[at + 2], children[at + 5]
        content = ast.CompetenceContent(
            kind.lower(),
            self._word(matter),
            place_of(children[at + 1], self.path).to(place_of(matter, self.path)),
        )
        return self._norm(meta, subject, "has", content, [*children[:at], *children[at + 6 :]])

    def _norm(
        self,
        meta: Meta,
        subject: ast.PartyExpr,
        modal: str,
        content: ast.DoContent | ast.KeepContent | ast.CompetenceContent,
        parts: list[Any],
    ) -> ast.NormSentence:
        def of(kind: type) -> tuple[Any, ...]:
            return tuple(part for part in parts if isinstance(part, kind))

        items = {item.kind: item.values[0] for item in of(ast.Item)}
        return ast.NormSentence(
            subject=subject,
            modal=modal,
            content=content,
            heads=of(ast.Head),
            conditions=of(ast.ConditionPart),
            windows=of(ast.WindowExpr),
            counterpart=cast("ast.PartyExpr | None", items.get("from_party")),
            returning=cast("ast.Expr | None", items.get("returning")),
            notes=of(ast.Note),
            place=self._place(meta),
        )

    # --- time -------------------------------------------------------------------------------------------

    def _window(form: str) -> Callable[..., ast.WindowExpr]:  # type: ignore[misc]  # makes methods
        def method(self: Builder, meta: Meta, children: list[Any]) -> ast.WindowExpr:
            durations = [child for child in children if isinstance(child, ast.DurationExpr)]
            moments = [child for child in children if isinstance(child, ast.MomentExpr)]
            return ast.WindowExpr(
                form,
                durations[0] if durations else None,
                moments[0] if moments else None,
                self._place(meta),
            )

        return cast(Callable[..., ast.WindowExpr], v_args(meta=True)(method))

    within_after = _window("within_after")
    within_thereafter = _window("within_after")
    within_before = _window("within_before")
    from_ = _window("from")
    after = _window("after")
    until = _window("until")
    by = _window("by")
    before = _window("before")
    on = _window("on")
    for_after = _window("for_after")
    for_thereafter = _window("for_after")
    not_before = _window("not_before")
    not_before_thereafter = _window("not_before")
    at_least_before = _window("at_least_before")

    @v_args(meta=True)
    def duration(self, meta: Meta, children: list[Token]) -> ast.DurationExpr:
        return ast.DurationExpr(
            Fraction(str(children[0])), self._word(children[1]), self._place(meta)
        )

    @v_args(meta=True)
    def moment(self, meta: Meta, children: list[Any]) -> ast.MomentExpr:
        anchor = children[0]
        if isinstance(anchor, Token):
            anchor = self._date(anchor)
        return ast.MomentExpr(anchor, None, self._place(meta))

    @v_args(meta=True)
    def day_number(self, meta: Meta, children: list[Token]) -> ast.MomentExpr:
        word, number = children
        if word.lower() != "day" or Fraction(str(number)).denominator != 1:
            raise BadLiteral('a day is written "day 10"', place_of(word, self.path))
        return ast.MomentExpr(int(Fraction(str(number))), None, self._place(meta))

    @v_args(meta=True)
    def moment_after(self, meta: Meta, children: list[Any]) -> ast.MomentExpr:
        return ast.MomentExpr(children[-1], children[0], self._place(meta))

    @v_args(meta=True)
    def place_name(self, meta: Meta, children: list[Any]) -> ast.NameExpr:
        whom = next((child for child in children if isinstance(child, ast.Whom)), None)
        return ast.NameExpr(str(children[0]), whom, self._place(meta))

    def _whom(kind: str) -> Callable[..., ast.Whom]:  # type: ignore[misc]  # makes methods
        def method(self: Builder, meta: Meta, children: list[Token]) -> ast.Whom:
            name = str(children[-1]) if children[-1].type == "NAME" else ""
            return ast.Whom(kind, name, self._place(meta))

        return cast(Callable[..., ast.Whom], v_args(meta=True)(method))

    of_name = _whom("name")
    of_the = _whom("the")
    of_other = _whom("other")
    of_it = _whom("it")

    # --- conditions ------------------------------------------------------------------------------------------

    @v_args(meta=True)
    def or_(self, meta: Meta, children: list[Any]) -> ast.Expr:
        parts = _nodes(children)
        return parts[0] if len(parts) == 1 else ast.OrExpr(parts, self._place(meta))

    @v_args(meta=True)
    def and_(self, meta: Meta, children: list[Any]) -> ast.Expr:
        parts = _nodes(children)
        return parts[0] if len(parts) == 1 else ast.AndExpr(parts, self._place(meta))

    @v_args(meta=True)
    def not_(self, meta: Meta, children: list[Any]) -> ast.Expr:
        return ast.NotExpr(children[-1], self._place(meta))

    @v_args(meta=True)
    def compare(self, meta: Meta, children: list[Any]) -> ast.Expr:
        return ast.Comparison(children[0], children[1], children[2], self._place(meta))

    @v_args(meta=True)
    def compare_is(self, meta: Meta, children: list[Any]) -> ast.Expr:
        return ast.Comparison(children[0], children[2], children[3], self._place(meta))

    @v_args(meta=True)
    def is_a(self, meta: Meta, children: list[Any]) -> ast.Expr:
        negated = any(_is(child, "NOT") for child in children)
        return ast.IsExpr(children[0], negated, self._word(children[-1]), self._place(meta))

    is_name = is_a

    @v_args(meta=True)
    def that_is(self, meta: Meta, children: list[Any]) -> ast.Expr:
        negated = any(_is(child, "NOT") for child in children)
        return ast.IsExpr(None, negated, self._word(children[-1]), self._place(meta))

    @v_args(meta=True)
    def is_breached(self, meta: Meta, children: list[Any]) -> ast.Expr:
        negated = any(_is(child, "NOT") for child in children)
        return ast.BreachedExpr(children[0], negated, self._place(meta))

    def _did(self, meta: Meta, subject: ast.Expr | None, children: list[Any]) -> ast.DidExpr:
        negated = any(_is(child, "NOT") for child in children)
        act, other, bounds = children[-1]
        return ast.DidExpr(subject, negated, act, other, bounds, self._place(meta))

    @v_args(meta=True)
    def did_(self, meta: Meta, children: list[Any]) -> ast.Expr:
        return self._did(meta, children[0], children[1:])

    @v_args(meta=True)
    def that_did(self, meta: Meta, children: list[Any]) -> ast.Expr:
        return self._did(meta, None, children)

    @v_args(meta=True)
    def did(self, meta: Meta, children: list[Any]) -> object:
        act, other, *bound = [child for child in children if not _is_keyword(child)]
        bounds: tuple[ast.Expr, ...] = ()
        if bound and bound[0] is not None:
            left, op, right = bound
            bounds = (ast.Comparison(left, op, right, left.place.to(right.place)),)
        return self._word(act), other, bounds

    @v_args(meta=True)
    def that_has(self, meta: Meta, children: list[Any]) -> ast.Expr:
        _, name, op, right = children
        whom = ast.Whom("it", "", place_of(name, self.path))
        left = ast.NameExpr(str(name), whom, place_of(name, self.path))
        return ast.Comparison(left, op, right, self._place(meta))

    @v_args(meta=True)
    def happened(self, meta: Meta, children: list[Any]) -> ast.Expr:
        return ast.HappenedExpr(children[0], self._place(meta))

    def symbol(self, children: list[Token]) -> str:
        return _RELATIONS.get(str(children[0]), str(children[0]))

    def relation_words(self, children: list[Token]) -> str:
        return _RELATIONS[" ".join(child.lower() for child in children)]

    @v_args(meta=True)
    def sum(self, meta: Meta, children: list[Any]) -> ast.Expr:
        symbols = {"−": "-", "×": "*"}
        operators = tuple(symbols.get(str(op), str(op)) for op in children[1::2])
        return ast.Arithmetic(tuple(children[::2]), operators, self._place(meta))

    product = sum

    @v_args(meta=True)
    def name(self, meta: Meta, children: list[Any]) -> ast.Expr:
        whom = next((child for child in children if isinstance(child, ast.Whom)), None)
        return ast.NameExpr(str(children[0]), whom, self._place(meta))

    @v_args(meta=True)
    def its(self, meta: Meta, children: list[Token]) -> ast.Expr:
        whom = ast.Whom("it", "", self._place(meta))
        return ast.NameExpr(str(children[1]), whom, self._place(meta))

    @v_args(meta=True)
    def it(self, meta: Meta, children: list[Token]) -> ast.Expr:
        return ast.AgentExpr(ast.Whom("it", "", self._place(meta)), self._place(meta))

    @v_args(meta=True)
    def the(self, meta: Meta, children: list[Token]) -> ast.Expr:
        whom = ast.Whom("the", str(children[1]), self._place(meta))
        return ast.AgentExpr(whom, self._place(meta))

    @v_args(meta=True)
    def the_other(self, meta: Meta, children: list[Token]) -> ast.Expr:
        whom = ast.Whom("other", str(children[2]), self._place(meta))
        return ast.AgentExpr(whom, self._place(meta))

    @v_args(meta=True)
    def minus(self, meta: Meta, children: list[Any]) -> ast.Expr:
        minus_one = ast.NumberExpr(Fraction(-1), False, (), self._place(meta))
        return ast.Arithmetic((minus_one, children[1]), ("*",), self._place(meta))

    def group(self, children: list[Any]) -> ast.Expr:
        return cast(ast.Expr, children[1])

    @v_args(meta=True)
    def number(self, meta: Meta, children: list[Any]) -> ast.NumberExpr:
        digits, percent, unit = children
        value = Fraction(str(digits))
        return ast.NumberExpr(value, percent is not None, unit or (), self._place(meta))

    def unit_name(self, children: list[Token]) -> tuple[ast.Word, ...]:
        return tuple(self._word(child) for child in children if child.type == "NAME")

    def value(self, children: list[Any]) -> object:
        return self._word(children[0]) if isinstance(children[0], Token) else children[0]


def _is(child: object, kind: str) -> bool:
    return isinstance(child, Token) and child.type == kind


def _is_keyword(child: object) -> bool:
    return isinstance(child, Token) and child.type not in _LITERALS


def _nodes(children: list[Any]) -> tuple[ast.Expr, ...]:
    return tuple(child for child in children if not isinstance(child, Token))
