"""From the parser's reductions to the abstract syntax: one method for each rule of the grammar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any, cast

from lark import Token

from treatylang.syntax import ast
from treatylang.syntax.build_institutions import InstitutionsBuilder
from treatylang.syntax.nodes import BadLiteral, Nodes, is_keyword, is_token, place_of
from treatylang.syntax.source import Place

_RELATIONS = {
    "at least": ">=", "at most": "<=", "more than": ">", "less than": "<", "below": "<",
    "above": ">", "≤": "<=", "≥": ">=", "≠": "!=",
}  # fmt: skip


_Bounds = tuple[tuple[str, ast.Expr], ...]
_LAST_DAY = 1_000_000
_MODALITIES = ("duty", "permission", "prohibition", "exemption")
_SEPARATORS = ("AND", "COMMA", "LT", "EQ")


def _item(kind: str) -> Callable[[Builder, list[Any]], ast.Item]:
    def method(self: Builder, children: list[Any]) -> ast.Item:
        return ast.Item(kind, self._words(children), self._span(children))

    return method


def _declaration(kind: str) -> Callable[[Builder, list[Any]], ast.Declaration]:
    def method(self: Builder, children: list[Any]) -> ast.Declaration:
        (_, _, values), *groups = self._groups(children[1:])
        place = self._span(children)
        items = [value for value in values if isinstance(value, ast.Item)]
        for keyword, at, parts in groups:
            own = [part for part in parts if isinstance(part, ast.Item)]
            rest = tuple(part for part in parts if not isinstance(part, ast.Item))
            items += [ast.Item(keyword, rest, at or place), *own]
        fixed = tuple(value for value in values if not isinstance(value, ast.Item))
        return ast.Declaration(kind, fixed, tuple(items), place)

    return method


def _window(form: str) -> Callable[[Builder, list[Any]], ast.WindowExpr]:
    def method(self: Builder, children: list[Any]) -> ast.WindowExpr:
        durations = [child for child in children if isinstance(child, ast.DurationExpr)]
        moments = [child for child in children if isinstance(child, ast.MomentExpr)]
        return ast.WindowExpr(
            form,
            durations[0] if durations else None,
            moments[0] if moments else None,
            self._span(children),
        )

    return method


def _whom(kind: str) -> Callable[[Builder, list[Any]], ast.Whom]:
    def method(self: Builder, children: list[Any]) -> ast.Whom:
        name = str(children[-1]) if children[-1].type == "NAME" else ""
        return ast.Whom(kind, name, self._span(children))

    return method


class Builder(InstitutionsBuilder):
    """Builds the syntax tree of a sentence while it is parsed: one method for each rule."""

    # --- helpers --------------------------------------------------------------------------------

    def _groups(self, children: list[Any]) -> list[tuple[str, Place | None, tuple[Any, ...]]]:
        """Cut the children at the keywords: what precedes the first goes under ""."""
        groups: list[tuple[str, Place | None, list[Any]]] = [("", None, [])]
        for child in children:
            if is_keyword(child) and child.type not in _SEPARATORS:
                groups.append((child.lower(), place_of(child, self.path), []))
            else:
                groups[-1][2].append(child)
        return [(kind, place, self._words(parts)) for kind, place, parts in groups]

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
    simultaneous = _declaration("simultaneous")
    recital = _declaration("recital")
    given = _declaration("given")
    expect = _declaration("expect")

    version = _item("version")
    done_at = _item("done_at")
    done_on = _item("done_on")
    in_force_on = _item("in_force_on")
    authentic = _item("authentic")
    more_authentic = _item("authentic")
    as_it_stands = _item("as_it_stands")
    among = _item("among")
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
    attribute_plain = _item("attribute_plain")
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

    def rank(self, children: list[Any]) -> ast.Item:
        if not children[1].isdecimal():
            place = place_of(children[1], self.path)
            raise BadLiteral("a rank is a whole number", place, "Rank 1 is the highest.")
        return ast.Item("rank", (self.word(children[1]),), self._span(children))

    def act_with(self, children: list[Any]) -> ast.Item:
        return cast(ast.Item, children[-1])

    def act_item(self, children: list[Any]) -> ast.Item:
        return cast(ast.Item, children[0])

    def class_name(self, children: list[Token]) -> ast.Word:
        return ast.Word(str(children[0]), place_of(children[0], self.path))

    def quantity(self, children: list[Any]) -> ast.Declaration:
        controlled = is_token(children[0], "CONTROLLED")
        (_, _, values), *groups = self._groups(children[2:])
        place = self._span(children)
        items = tuple(ast.Item(keyword, parts, at or place) for keyword, at, parts in groups)
        return ast.Declaration("quantity", (controlled, *values), items, place)

    def principle(self, children: list[Token]) -> ast.Declaration:
        name = f"lex {children[1].lower()}"
        return ast.Declaration("principle", (name,), (), self._span(children))

    def rounding(self, children: list[Token]) -> ast.Declaration:
        if children[5] != "day":
            place = place_of(children[5], self.path)
            raise BadLiteral(
                "what the months end on is a day", place, "Write “Months end on the last day.”"
            )
        how = "last day" if children[4].type == "LAST" else "next day"
        return ast.Declaration("rounding", (how, self.word(children[5])), (), self._span(children))

    def prevails(self, children: list[Any]) -> ast.Declaration:
        first = children[0]
        winner = self.word(first) if first.type == "NAME" else None
        return ast.Declaration("prevails", (winner, children[-1]), (), self._span(children))

    def stopped(self, children: list[Any]) -> ast.Declaration:
        at = 2 if children[0].type == "THIS" else 1
        name = self.word(children[0]) if at == 1 else None
        target = ast.Target(name, self._span(children[:at]))
        values = (target, self.word(children[at + 1]), children[-1])
        return ast.Declaration("stopped", values, (), self._span(children))

    def exclusion(self, children: list[Any]) -> ast.Declaration:
        determiner, one, *_, other = children
        values = (determiner.text, self.word(one), self.word(other))
        return ast.Declaration("exclusion", values, (), self._span(children))

    def survives(self, children: list[Any]) -> ast.Declaration:
        values = (self.word(children[0]), children[-1])
        return ast.Declaration("survives", values, (), self._span(children))

    def verified(self, children: list[Any]) -> ast.Declaration:
        place = self._span(children)
        by = ast.Item("by", (children[-1],), place)
        return ast.Declaration("verified", (self.word(children[0]),), (by,), place)

    def verifiers(self, children: list[Any]) -> tuple[ast.Word, ...]:
        return tuple(child for child in children if isinstance(child, ast.Word))

    def verifier(self, children: list[Token]) -> ast.Word:
        return self.word(children[-1])

    def _division(self, children: list[Any], what: str, first: object) -> ast.Declaration:
        word, number, name, heading, _, printed = children
        if number and number.type == "NUMBER" and not number.isdecimal():
            place = place_of(number, self.path)
            advice = f'Put any other number in quotation marks: “{word.lower()} "1 bis" ...”.'
            raise BadLiteral(f"{what}'s number is a whole number", place, advice)
        values = (
            first,
            self.word(number).text if number else "",
            self.word(name),
            self.word(heading),
            self.word(printed) if printed else None,
        )
        kind = "article" if isinstance(first, bool) else "part"
        return ast.Declaration(kind, values, (), self._span(children))

    def article(self, children: list[Any]) -> ast.Declaration:
        return self._division(children, "an article", children[0].type == "ANNEX")

    def part(self, children: list[Any]) -> ast.Declaration:
        kind = children[0].lower()
        return self._division(children, f"a {kind}", kind)

    def line(self, children: list[Any]) -> ast.Declaration:
        return ast.Declaration(
            children[0].lower(), self._words(children[1:]), (), self._span(children)
        )

    def given_fact(self, children: list[Any]) -> ast.Item:
        return ast.Item("fact", (children[0] is None, children[1]), self._span(children))

    def voters(self, children: list[Any]) -> ast.Item:
        """Return the number (None: all of them) and the class; the others are the class ""."""
        words = [self.word(child) for child in children if is_token(child, "NAME")]
        number = next((child for child in children if is_token(child, "NUMBER")), None)
        count = None if number is None else self._whole(number, "a number of members")
        place = self._span(children)
        return ast.Item("voters", (count, words[0] if words else ast.Word("", place)), place)

    def given_voters(self, children: list[Any]) -> ast.Item:
        return cast(ast.Item, children[0])

    def _with_voters(self, kind: str, what: str, children: list[Any]) -> ast.Item:
        who = children[0]
        if is_token(who, "NAME"):
            word = self.word(who)
            who = ast.Item("voters", (None, word), word.place)
        return ast.Item(kind, (who, what), self._span(children))

    def given_cast(self, children: list[Any]) -> ast.Item:
        kinds = {child.type for child in children if isinstance(child, Token)}
        casts = {"FOR": "for", "AGAINST": "against", "ABSENT": "absent"}
        cast_so = next((how for kind, how in casts.items() if kind in kinds), "abstaining")
        return self._with_voters("cast", cast_so, children)

    def given_dispute(self, children: list[Any]) -> ast.Item:
        return self._with_voters("dispute", "", children)

    def expect_vote(self, children: list[Any]) -> ast.Item:
        carries = is_token(children[-1], "CARRIES")
        return ast.Item("vote", (carries, self.word(children[0]), None, None), self._span(children))

    def expect_breach(self, children: list[Any]) -> ast.Item:
        parts = {keyword: values for keyword, _, values in self._groups(children)}
        values = (
            "no" in parts,
            *(parts[key][0] if parts.get(key) else None for key in ("of", "by", "on")),
        )
        return ast.Item("breach", values, self._span(children))

    def expect_norm(self, children: list[Any]) -> ast.Item:
        parts = {keyword: values for keyword, _, values in self._groups(children)}
        modality = next(key for key in parts if key in _MODALITIES)
        agent = parts.get("for") or parts.get("by") or (None,)
        day = parts.get("on") or (None,)
        values = ("no" in parts, modality, parts["to"][0], agent[0], day[0])
        return ast.Item("norm", values, self._span(children))

    # --- clauses --------------------------------------------------------------------------------

    def because(self, children: list[Token]) -> ast.Note:
        return ast.Note("because", (), self.word(children[1]), self._span(children))

    def source(self, children: list[Token]) -> ast.Note:
        return ast.Note("source", (), self.word(children[1]), self._span(children))

    def allow(self, children: list[Any]) -> ast.Note:
        words = self._words(children)
        reason = words[1] if len(words) > 1 else None
        return ast.Note("allow", (words[0],), reason, self._span(children))

    def serves(self, children: list[Any]) -> ast.Note:
        return ast.Note("serves", self._words(children), None, self._span(children))

    def note_verified(self, children: list[Any]) -> ast.Note:
        return ast.Note("verified", children[-1], None, self._span(children))

    verified_note = note_verified
    note_because = because
    note_source = source
    note_allow = allow
    note_serves = serves

    def text(self, children: list[Any]) -> ast.TextSentence:
        words = [self.word(c) for c in children if isinstance(c, Token) and c.type == "STRING"]
        notes = tuple(child for child in children if isinstance(child, ast.Note))
        return ast.TextSentence(words[0], tuple(words[1:]), notes, self._span(children))

    def head(self, children: list[Any]) -> ast.Head:
        word = " ".join(child.lower() for child in children if isinstance(child, Token))
        return ast.Head(word, children[-1], self._span(children))

    def refs(self, children: list[Any]) -> tuple[ast.Word, ...]:
        return tuple(child for child in children if isinstance(child, ast.Word))

    def ref(self, children: list[Any]) -> ast.Word:
        return self.word(children[-1])

    def _part(self, children: list[Any]) -> ast.ConditionPart:
        keywords = " ".join(child.lower() for child in children if isinstance(child, Token))
        expr = next(child for child in children if not isinstance(child, Token))
        return ast.ConditionPart(keywords.strip(" ,"), expr, False, self._span(children))

    tail_if = tail_unless = tail_provided = _part

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

    def tail_returning(self, children: list[Any]) -> ast.Item:
        return ast.Item("returning", (children[-1],), self._span(children))

    def tail_from_party(self, children: list[Any]) -> ast.Item:
        return ast.Item("from_party", (self._party(children[1:]),), self._span(children))

    def tail_with(self, children: list[Any]) -> ast.Item:
        bounds = tuple(child for child in children if not isinstance(child, Token))
        return ast.Item("with", bounds, self._span(children))

    determiner = modal = Nodes._lower

    def _party(self, children: list[Any]) -> ast.PartyExpr:
        determiner, name, *that = children
        expr = that[-1] if that else None
        return ast.PartyExpr(determiner.text, self.word(name), expr, self._span(children))

    subject = _party

    def subject_name(self, children: list[Token]) -> ast.PartyExpr:
        return ast.PartyExpr("", self.word(children[0]), None, self._span(children))

    def party(self, children: list[Any]) -> ast.PartyExpr:
        if len(children) == 1:
            return ast.PartyExpr("", self.word(children[0]), None, self._span(children))
        return self._party(children)

    def party_to(self, children: list[Any]) -> ast.PartyExpr:
        return cast(ast.PartyExpr, children[-1])

    def did_party(self, children: list[Any]) -> ast.PartyExpr:
        determiner = children[1].text if isinstance(children[1], ast.Word) else ""
        return ast.PartyExpr(determiner, self.word(children[-1]), None, self._span(children))

    def target(self, children: list[Any]) -> ast.Target:
        named = next((child for child in children if isinstance(child, ast.Word)), None)
        return ast.Target(named, self._span(children))

    def power(self, children: list[Token]) -> ast.Word:
        return ast.Word(children[0].lower(), place_of(children[0], self.path))

    def deed(self, children: list[Any]) -> ast.Deed:
        act, *target = children
        word = self.word(act) if isinstance(act, Token) else act
        return ast.Deed(word, target[0] if target else None, self._span(children))

    def do(self, children: list[Any]) -> ast.DoContent:
        deed, to, *rest = children
        bounds = tuple(child for child in rest if child and not isinstance(child, Token))
        return ast.DoContent(deed.act, to, bounds, self._span(children), deed.target)

    def keep(self, children: list[Any]) -> ast.KeepContent:
        name = next(c for c in children if isinstance(c, Token) and c.type == "NAME")
        groups = [child for child in children if isinstance(child, ast.Item)]
        bounds = tuple(bound for group in groups for bound in group.values)
        place = self._span(children)
        return ast.KeepContent(self.word(name), cast(_Bounds, bounds), place)

    def keep_relation(self, children: list[Any]) -> ast.Item:
        return ast.Item("keep", ((children[0].text, children[1]),), self._span(children))

    def keep_between(self, children: list[Any]) -> ast.Item:
        bounds = ((">=", children[1]), ("<=", children[3]))
        return ast.Item("keep", bounds, self._span(children))

    def keep_at(self, children: list[Any]) -> ast.Item:
        return ast.Item("keep", (("=", children[1]),), self._span(children))

    def norm(self, children: list[Any]) -> ast.NormSentence:
        subject = next(child for child in children if isinstance(child, ast.PartyExpr))
        at = children.index(subject)
        modal, content = children[at + 1], children[at + 2]
        parts = [*children[:at], *children[at + 3 :]]
        return self._norm(self._span(children), subject, modal.text, content, parts)

    def competence(self, children: list[Any]) -> ast.NormSentence:
        subject = next(child for child in children if isinstance(child, ast.PartyExpr))
        at = children.index(subject)
        kind, matter = children[at + 2], children[at + 5]
        content = ast.CompetenceContent(
            kind.lower(),
            self.word(matter),
            place_of(children[at + 1], self.path).to(place_of(matter, self.path)),
        )
        place = self._span(children)
        return self._norm(place, subject, "has", content, [*children[:at], *children[at + 6 :]])

    def _norm(
        self,
        place: Place,
        subject: ast.PartyExpr,
        modal: str,
        content: ast.DoContent | ast.KeepContent | ast.CompetenceContent,
        parts: list[Any],
    ) -> ast.NormSentence:
        def of(kind: type) -> tuple[Any, ...]:
            return tuple(part for part in parts if isinstance(part, kind))

        items: dict[str, ast.Item] = {}
        for item in of(ast.Item):
            if item.kind in items:
                raise BadLiteral("this is said twice", item.place, "Say it once.")
            items[item.kind] = item
        if "with" in items:
            if not isinstance(content, ast.DoContent) or content.bounds:
                raise BadLiteral(
                    "“with” belongs to one act, once",
                    items["with"].place,
                    "Join the attributes by “and”, after the act.",
                )
            bounds = cast("tuple[ast.Expr, ...]", items["with"].values)
            content = replace(content, bounds=bounds)
        part = {kind: item.values[0] for kind, item in items.items()}
        return ast.NormSentence(
            subject=subject,
            modal=modal,
            content=content,
            heads=of(ast.Head),
            conditions=of(ast.ConditionPart),
            windows=of(ast.WindowExpr),
            counterpart=cast("ast.PartyExpr | None", part.get("from_party")),
            returning=cast("ast.Expr | None", part.get("returning")),
            notes=of(ast.Note),
            place=place,
        )

    # --- time -----------------------------------------------------------------------------------

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

    def while_(self, children: list[Any]) -> ast.WindowExpr:
        _, target, _, state = children
        at = self._span(children)
        return ast.WindowExpr("while", None, None, at, (target, self.word(state)))

    def duration(self, children: list[Token]) -> ast.DurationExpr:
        return ast.DurationExpr(
            Fraction(str(children[0])), self.word(children[1]), self._span(children)
        )

    def moment(self, children: list[Any]) -> ast.MomentExpr:
        anchor = children[0]
        if isinstance(anchor, Token):
            anchor = self._date(anchor)
        return ast.MomentExpr(anchor, None, self._span(children))

    def day_number(self, children: list[Token]) -> ast.MomentExpr:
        word, number = children
        if word.lower() != "day" or Fraction(str(number)).denominator != 1:
            raise BadLiteral(
                f"“{word} {number}” is not a day",
                place_of(word, self.path),
                "Write “day 10”, a date (2035-12-31), or the name of an event.",
            )
        day = int(Fraction(str(number)))
        if day > _LAST_DAY:
            raise BadLiteral(
                "this day lies too far off",
                place_of(number, self.path),
                f"Days are counted up to {_LAST_DAY}.",
            )
        return ast.MomentExpr(day, None, self._span(children))

    def moment_after(self, children: list[Any]) -> ast.MomentExpr:
        return ast.MomentExpr(children[-1], children[0], self._span(children))

    def place_name(self, children: list[Any]) -> ast.NameExpr:
        whom = next((child for child in children if isinstance(child, ast.Whom)), None)
        return ast.NameExpr(str(children[0]), whom, self._span(children))

    of_name = _whom("name")
    of_the = _whom("the")
    of_other = _whom("other")
    of_it = _whom("it")
    of_this = _whom("this")

    # --- conditions -----------------------------------------------------------------------------

    def or_(self, children: list[Any]) -> ast.Expr:
        parts = _nodes(children)
        return parts[0] if len(parts) == 1 else ast.OrExpr(parts, self._span(children))

    def and_(self, children: list[Any]) -> ast.Expr:
        parts = _nodes(children)
        return parts[0] if len(parts) == 1 else ast.AndExpr(parts, self._span(children))

    def not_(self, children: list[Any]) -> ast.Expr:
        return ast.NotExpr(children[-1], self._span(children))

    def compare(self, children: list[Any]) -> ast.Expr:
        return ast.Comparison(children[0], children[1].text, children[2], self._span(children))

    def compare_is(self, children: list[Any]) -> ast.Expr:
        return ast.Comparison(children[0], children[2].text, children[3], self._span(children))

    def is_a(self, children: list[Any]) -> ast.Expr:
        negated = any(is_token(child, "NOT") for child in children)
        return ast.IsExpr(children[0], negated, self.word(children[-1]), self._span(children))

    is_name = is_a

    def that_is(self, children: list[Any]) -> ast.Expr:
        negated = any(is_token(child, "NOT") for child in children)
        return ast.IsExpr(None, negated, self.word(children[-1]), self._span(children))

    def is_breached(self, children: list[Any]) -> ast.Expr:
        negated = any(is_token(child, "NOT") for child in children)
        return ast.BreachedExpr(children[0], negated, self._span(children))

    def _did(self, subject: ast.Expr | None, children: list[Any]) -> ast.DidExpr:
        negated = any(is_token(child, "NOT") for child in children)
        did = cast(ast.DidExpr, children[-1])
        return replace(did, subject=subject, negated=negated, place=self._span(children))

    def did_(self, children: list[Any]) -> ast.Expr:
        return self._did(children[0], children)

    def that_did(self, children: list[Any]) -> ast.Expr:
        return self._did(None, children)

    def did(self, children: list[Any]) -> ast.DidExpr:
        deed, other, *bound = [child for child in children if not is_keyword(child)]
        bounds: tuple[ast.Expr, ...] = ()
        if bound and bound[0] is not None:
            left, op, right = bound
            bounds = (ast.Comparison(left, op.text, right, left.place.to(right.place)),)
        place = self._span(children)
        return ast.DidExpr(None, False, deed.act, other, bounds, place, deed.target)

    def that_has(self, children: list[Any]) -> ast.Expr:
        _, name, op, right = children
        whom = ast.Whom("it", "", place_of(name, self.path))
        left = ast.NameExpr(str(name), whom, place_of(name, self.path))
        return ast.Comparison(left, op.text, right, self._span(children))

    def happened(self, children: list[Any]) -> ast.Expr:
        return ast.HappenedExpr(children[0], self._span(children))

    def symbol(self, children: list[Token]) -> ast.Word:
        written = str(children[0])
        return ast.Word(_RELATIONS.get(written, written), place_of(children[0], self.path))

    def relation_words(self, children: list[Token]) -> ast.Word:
        words = self._lower(children)
        return ast.Word(_RELATIONS[words.text], words.place)

    def sum(self, children: list[Any]) -> ast.Expr:
        symbols = {"−": "-", "×": "*"}
        operators = tuple(symbols.get(str(op), str(op)) for op in children[1::2])
        return ast.Arithmetic(tuple(children[::2]), operators, self._span(children))

    product = sum

    def name(self, children: list[Any]) -> ast.Expr:
        whom = next((child for child in children if isinstance(child, ast.Whom)), None)
        return ast.NameExpr(str(children[0]), whom, self._span(children))

    def its(self, children: list[Token]) -> ast.Expr:
        whom = ast.Whom("it", "", self._span(children))
        return ast.NameExpr(str(children[1]), whom, self._span(children))

    def it(self, children: list[Token]) -> ast.Expr:
        return ast.AgentExpr(ast.Whom("it", "", self._span(children)), self._span(children))

    def the(self, children: list[Token]) -> ast.Expr:
        whom = ast.Whom("the", str(children[1]), self._span(children))
        return ast.AgentExpr(whom, self._span(children))

    def the_other(self, children: list[Token]) -> ast.Expr:
        whom = ast.Whom("other", str(children[2]), self._span(children))
        return ast.AgentExpr(whom, self._span(children))

    def minus(self, children: list[Any]) -> ast.Expr:
        minus_one = ast.NumberExpr(Fraction(-1), False, (), self._span(children))
        return ast.Arithmetic((minus_one, children[1]), ("*",), self._span(children))

    def group(self, children: list[Any]) -> ast.Expr:
        return cast(ast.Expr, children[1])

    def number(self, children: list[Any]) -> ast.NumberExpr:
        digits, percent, unit = children
        value = Fraction(str(digits))
        return ast.NumberExpr(value, percent is not None, unit or (), self._span(children))

    def unit_name(self, children: list[Token]) -> tuple[ast.Word, ...]:
        return tuple(self.word(child) for child in children if child.type == "NAME")

    def value(self, children: list[Any]) -> object:
        return self.word(children[0]) if isinstance(children[0], Token) else children[0]


def _nodes(children: list[Any]) -> tuple[ast.Expr, ...]:
    return tuple(child for child in children if not isinstance(child, Token))
