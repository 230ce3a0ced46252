"""Building the sentences on how bodies decide: weights, votes, final clauses, claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, cast

from lark import Token

from treatylang.syntax import ast
from treatylang.syntax.nodes import BadLiteral, Nodes, is_token, place_of

_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
_OPS = {"at least": ">=", "at most": "<=", "more than": ">", "less than": "<"}


def _of(children: list[Any], kind: Any) -> list[Any]:
    return [child for child in children if isinstance(child, kind)]


def _has(children: list[Any], *kinds: str) -> bool:
    return any(is_token(child, kind) for child in children for kind in kinds)


def _first(found: list[Any]) -> Any:
    return found[0] if found else None


def _part(kind: str) -> Callable[[InstitutionsBuilder, list[Any]], ast.RulePart]:
    def method(self: InstitutionsBuilder, children: list[Any]) -> ast.RulePart:
        things, amounts = _of(children, ast.ThingExpr), _of(children, ast.AmountExpr)
        place = self._span(children)
        amount = _first(amounts)
        if things:
            amount = ast.AmountExpr(None, True, None, things[0], "", (), things[0].place)
        words = tuple(w for child in children for w in _names(child))
        return ast.RulePart(
            kind,
            "",
            _has(children, "MORE"),
            amount,
            words,
            _first(_of(children, ast.FigureExpr)),
            tuple(_of(children, ast.RulePart)),
            place,
        )

    return method


def _names(child: object) -> tuple[ast.Word, ...]:
    if isinstance(child, ast.Word):
        return (child,)
    return child if isinstance(child, tuple) else ()


def _weight(form: str) -> Callable[[InstitutionsBuilder, list[Any]], ast.WeightPart]:
    def method(self: InstitutionsBuilder, children: list[Any]) -> ast.WeightPart:
        name = next((self.word(c) for c in children if is_token(c, "NAME")), None)
        figure = _first(_of(children, ast.FigureExpr))
        return ast.WeightPart(figure, False, form, name, self._span(children))

    return method


def _item(kind: str) -> Callable[[InstitutionsBuilder, list[Any]], ast.Item]:
    def method(self: InstitutionsBuilder, children: list[Any]) -> ast.Item:
        return ast.Item(kind, self._words(children), self._span(children))

    return method


class InstitutionsBuilder(Nodes):
    """One method for each rule of ``grammar/institutions.lark``."""

    # --- who ------------------------------------------------------------------------------------

    def seat(self, children: list[Token]) -> ast.Item:
        if children[0] is not None:
            self._whole(children[0], "a number of seats")
        return ast.Item("seat", self._words(children), self._span(children))

    def seat_more(self, children: list[Any]) -> ast.Item:
        return cast(ast.Item, children[-1])

    def composed(self, children: list[Any]) -> ast.Item:
        return ast.Item("composed", tuple(_of(children, ast.Item)), self._span(children))

    def noun(self, children: list[Token]) -> ast.Word:
        return ast.Word(str(children[0]), place_of(children[0], self.path))

    def one(self, children: list[Any]) -> ast.Word | None:
        """ "every Permanent", "every member", "every State of annex2": the class meant."""
        words = _of(children, ast.Word)
        if words:
            return cast(ast.Word, words[-1])
        return ast.Word("", place_of(children[0], self.path))

    def _whole(self, token: Token, what: str) -> int:
        if not token.isdecimal():
            raise BadLiteral(f"{what} is a whole number", place_of(token, self.path))
        return int(token)

    def _ordinal(self, number: Token, ending: Token) -> ast.Word:
        """Read "40th"; the two tokens stand together."""
        place = place_of(number, self.path).to(place_of(ending, self.path))
        count = self._whole(number, "the number of a day or a ratification")
        teen = count % 100 in (11, 12, 13)
        right = "th" if teen else _ENDINGS.get(str(number)[-1], "th")
        if number.end_pos != ending.start_pos or ending != right:
            raise BadLiteral(
                f"“{number} {ending}” is no ordinal number", place, f"Write “{count}{right}”."
            )
        return ast.Word(str(count), place)

    # --- weights --------------------------------------------------------------------------------

    def figure(self, children: list[Any]) -> ast.FigureExpr:
        value = Fraction(str(children[0]))
        percent = children[1] is not None
        return ast.FigureExpr(value / 100 if percent else value, percent, self._span(children))

    def figure_fraction(self, children: list[Token]) -> ast.FigureExpr:
        over, under = Fraction(str(children[0])), Fraction(str(children[2]))
        if not under:
            raise BadLiteral("this divides by zero", self._span(children))
        if over >= under:
            raise BadLiteral(
                "this is no part of a whole", self._span(children), "Write “all the members”."
            )
        return ast.FigureExpr(over / under, False, self._span(children))

    def figure_half(self, children: list[Token]) -> ast.FigureExpr:
        return ast.FigureExpr(Fraction(1, 2), False, self._span(children))

    def listed(self, children: list[Any]) -> ast.Listed:
        figure = _first(_of(children, ast.FigureExpr))
        return ast.Listed(self.word(children[0]), figure, self._span(children))

    def listed_others(self, children: list[Any]) -> ast.Listed:
        return ast.Listed(None, _first(_of(children, ast.FigureExpr)), self._span(children))

    def weight_sign(self, children: list[Token]) -> str:
        return str(children[0].type)

    part_quantity = _weight("quantity")
    part_root = _weight("root")
    part_equally = _weight("equally")
    part_constant = _weight("constant")
    weight_cap = _item("cap")
    weight_proportion = _item("proportion")
    weight_equally = _item("equally")
    weight_lapses = _item("lapses")
    weight_total = _item("total")
    weight_least = _item("least")

    def weight_whole(self, children: list[Any]) -> ast.Item:
        values = ("down",) if _has(children, "DOWN") else ()
        return ast.Item("whole", values, self._span(children))

    def weight_step(self, children: list[Any]) -> ast.Item:
        figure, _, name, op, number = children
        return ast.Item("step", (figure, self.word(name), op, number), self._span(children))

    def method(self, children: list[Token]) -> ast.Word:
        words = [str(child) for child in children if child is not None]
        return ast.Word(" ".join(words).replace(" - ", "-"), self._span(children))

    def _head(self, children: list[Any]) -> tuple[ast.Word, ast.Word | None, ast.Word | None]:
        """The name, the words, and the body (the name after "of" or "in") of a declaration."""
        name, phrase = children[1], children[2]
        body = next((c for c in children[3:6] if is_token(c, "NAME")), None)
        return (
            self.word(name),
            self.word(phrase) if phrase is not None else None,
            self.word(body) if body is not None else None,
        )

    def weights_listed(self, children: list[Any]) -> ast.WeightsSentence:
        name, phrase, of = self._head(children)
        assert of is not None
        listed = tuple(_of(children, ast.Listed))
        return ast.WeightsSentence(name, phrase, of, listed, (), (), self._span(children))

    def weights_formula(self, children: list[Any]) -> ast.WeightsSentence:
        name, phrase, of = self._head(children)
        assert of is not None
        parts: list[ast.WeightPart] = []
        sign = "PLUS"
        for child in children:
            if isinstance(child, str) and not isinstance(child, Token):
                sign = child
            elif isinstance(child, ast.WeightPart):
                parts.append(replace(child, negative=sign == "MINUS"))
        items = tuple(_of(children, ast.Item))
        return ast.WeightsSentence(name, phrase, of, (), tuple(parts), items, self._span(children))

    # --- voting rules ---------------------------------------------------------------------------

    def _capital(self, children: list[Any]) -> list[Any]:
        """Take "Members" with a capital as a name, which the draft may give to a class."""
        return [
            self.noun([child]) if is_token(child, "MEMBERS") and child[0].isupper() else child
            for child in children
        ]

    def thing(self, children: list[Any]) -> ast.ThingExpr:
        children = self._capital(children)
        words = _of(children, ast.Word)
        kind = "name" if words else "who"
        present = _has(children, "PRESENT")
        return ast.ThingExpr(kind, _first(words), None, present, self._span(children))

    def thing_of(self, children: list[Any]) -> ast.ThingExpr:
        children = self._capital(children)
        words = _of(children, ast.Word)
        kind = "votes" if _has(children, "VOTES") else "name"
        of = words[1] if len(words) > 1 else None
        present = _has(children, "PRESENT")
        return ast.ThingExpr(kind, words[0], of, present, self._span(children))

    thing_votes = thing_of

    def thing_cast(self, children: list[Any]) -> ast.ThingExpr:
        return ast.ThingExpr("cast", None, None, True, self._span(children))

    def _amount(self, children: list[Any], of: bool, total: Token | None) -> ast.AmountExpr:
        thing = _first(_of(children, ast.ThingExpr))
        place = self._span(children)
        if total is not None:
            self._whole(total, "the number of those who may take part")
            noun = children[-1]
            thing = ast.ThingExpr("name", noun, None, False, noun.place)
        word = self.word(total) if total is not None else None
        return ast.AmountExpr(children[0], of, word, thing, "", (), place)

    def amount_share(self, children: list[Any]) -> ast.AmountExpr:
        return self._amount(children, True, None)

    def amount_total(self, children: list[Any]) -> ast.AmountExpr:
        return self._amount(children, True, children[2])

    def amount_count(self, children: list[Any]) -> ast.AmountExpr:
        return self._amount(children, False, None)

    def amount(self, children: list[Any]) -> ast.AmountExpr:
        return cast(ast.AmountExpr, children[0])

    def amount_of_two(self, children: list[Any]) -> ast.AmountExpr:
        which = "greater" if _has(children, "GREATER") else "lesser"
        parts = tuple(_of(children, ast.AmountExpr))
        return ast.AmountExpr(None, False, None, None, which, parts, self._span(children))

    threshold = _part("threshold")
    threshold_majority = _part("majority")
    threshold_all = _part("all")
    consensus = _part("consensus")
    quorum = _part("quorum")
    voting = _part("voting")
    blocking = _part("blocking")
    deemed = _part("deemed")
    rule_name = _part("name")
    rule_amount = _part("amount")
    rule_group = _part("group")
    including = _part("including")
    including_every = _part("every")
    including_amount = _part("threshold")
    including_majority = _part("majority")
    no_negative = _part("no_negative")
    no_negative_any = _part("no_negative_any")

    def whichever(self, children: list[Token]) -> ast.RulePart:
        kind = "greater" if _has(children, "GREATER") else "lesser"
        return ast.RulePart(kind, "", False, None, (), None, (), self._span(children))

    def takes_no_part(self, children: list[Token]) -> str:
        return "out"

    def abstains(self, children: list[Token]) -> str:
        return "abstaining"

    def disputing(self, children: list[Any]) -> ast.RulePart:
        figure = _first(_of(children, ast.FigureExpr))
        tokens = [child for child in children if isinstance(child, Token)]
        one = _has(children, "PARTY")
        count = figure or ast.FigureExpr(Fraction(1 if one else 2), False, self._span(tokens))
        kind = "abstaining" if "abstaining" in children else "out"
        place = self._span([*_of(children, ast.FigureExpr), *tokens])
        return ast.RulePart(kind, "", False, None, (), count, (), place)

    def link(self, children: list[Any]) -> str:
        if _has(children, "OR"):
            return "or"
        return "and" if _has(children, "AND", "THAT") else ","

    def rule_more(self, children: list[Any]) -> ast.RulePart:
        link = next((c for c in children if isinstance(c, str) and not isinstance(c, Token)), "")
        part = cast(ast.RulePart, _of(children, ast.RulePart)[0])
        return replace(part, link=link)

    def _rule(self, children: list[Any]) -> ast.RuleExpr:
        parts = tuple(_of(children, ast.RulePart))
        return ast.RuleExpr(parts, self._span(list(parts)))

    def vote(self, children: list[Any]) -> ast.VoteSentence:
        name, phrase, body = self._head(children)
        return ast.VoteSentence(name, phrase, body, self._rule(children), self._span(children))

    # --- procedures -----------------------------------------------------------------------------

    def opens_by_vote(self, children: list[Any]) -> ast.OpeningExpr:
        agent, vote = (self.word(c) for c in children if is_token(c, "NAME"))
        return ast.OpeningExpr(agent, vote, None, self._span(children))

    def opens_by_agent(self, children: list[Any]) -> ast.OpeningExpr:
        agent = next(self.word(c) for c in children if is_token(c, "NAME"))
        return ast.OpeningExpr(agent, None, None, self._span(children))

    def opens_if(self, children: list[Any]) -> ast.OpeningExpr:
        return ast.OpeningExpr(None, None, children[-1], self._span(children))

    def stage_first(self, children: list[Any]) -> tuple[Any, ...]:
        """What a stage begins with; the parts that follow are added to it."""
        return tuple(child for child in children if not is_token(child, "COMMA"))

    stage_next = stage_first

    def stage_lasts(self, children: list[Any]) -> ast.DurationExpr:
        return cast(ast.DurationExpr, children[-1])

    def _stage(self, parts: list[Any]) -> ast.StageExpr:
        kinds = [type(part) for part in parts[1:]]
        order = [ast.RulePart, ast.DurationExpr, ast.OpeningExpr]
        once = all(kinds.count(kind) <= 1 for kind in order[1:])
        if not once or kinds != sorted(kinds, key=order.index):
            raise BadLiteral(
                "this stage is not written in order", self._span(parts),
                "Write “then simple_majority for 10 days if the Chair so proposes”.",
            )  # fmt: skip
        duration, opening = _first(_of(parts, order[1])), _first(_of(parts, order[2]))
        return ast.StageExpr(self._rule(parts), duration, opening, self._span(parts))

    procedure_limit = _item("limit")
    procedure_decides = _item("decides")

    def procedure_falls(self, children: list[Any]) -> ast.Item:
        kind = "adopted" if _has(children, "ADOPTED") else "rejected"
        return ast.Item(kind, (), self._span(children))

    def procedure(self, children: list[Any]) -> ast.ProcedureSentence:
        name, phrase, body = self._head(children)
        items = tuple(_of(children, ast.Item))
        begun: list[list[Any]] = []
        for child in children:
            begins = isinstance(child, tuple)
            goes_on = isinstance(child, ast.RulePart | ast.DurationExpr | ast.OpeningExpr)
            if not begins and not goes_on:
                continue
            place = self._span([child])
            if items and place.start > items[0].place.start:
                raise BadLiteral(
                    "this follows what is said of the procedure’s end", place,
                    "Write the stages first.",
                )  # fmt: skip
            if begins:
                begun.append([])
            begun[-1] += child if begins else [child]
        stages = tuple(self._stage(parts) for parts in begun)
        return ast.ProcedureSentence(name, phrase, body, stages, items, self._span(children))

    # --- final clauses --------------------------------------------------------------------------

    def _notes(self, children: list[Any]) -> tuple[ast.Note, ...]:
        return tuple(_of(children, ast.Note))

    def entry_day(self, children: list[Any]) -> ast.Item:
        return ast.Item("after", (children[0],), self._span(children))

    def entry_nth_day(self, children: list[Any]) -> ast.Item:
        if children[4].lower() != "day":
            raise BadLiteral("this is no day", place_of(children[4], self.path))
        return ast.Item("nth", (self._ordinal(children[2], children[3]),), self._span(children))

    def entry_at_once(self, children: list[Any]) -> ast.Item:
        return ast.Item("at once", (), self._span(children))

    entry_not_before = _item("not before")

    def entry_note(self, children: list[Any]) -> ast.Note:
        return cast(ast.Note, children[0])

    def _entry(
        self, children: list[Any], counted: ast.Word | None, by: ast.Word | None
    ) -> ast.EntrySentence:
        items = {item.kind: item.values for item in _of(children, ast.Item)}
        after = items.get("after", (None,))[0]
        parts = _of(children, ast.RulePart)
        return ast.EntrySentence(
            treaty=self.word(children[0]) if is_token(children[0], "NAME") else None,
            after=cast("ast.DurationExpr | None", after),
            nth=cast("ast.Word | None", items.get("nth", (None,))[0]),
            counted=counted,
            by=by,
            rule=self._rule(parts) if parts else None,
            not_before=cast("date | None", items.get("not before", (None,))[0]),
            notes=self._notes(children),
            place=self._span(children),
        )

    def entry(self, children: list[Any]) -> ast.EntrySentence:
        return self._entry(children, None, None)

    def entry_counted(self, children: list[Any]) -> ast.EntrySentence:
        at = next(at for at, child in enumerate(children) if is_token(child, "NUMBER"))
        counted = self._ordinal(children[at], children[at + 1])
        return self._entry(children, counted, _first(_of(children, ast.Word)))

    def withdrawal(self, children: list[Any]) -> ast.WithdrawalSentence:
        notice = _of(children, ast.DurationExpr)[0]
        subject = _of(children, ast.PartyExpr)[0]
        place = self._span(children)
        return ast.WithdrawalSentence(subject, notice, self._notes(children), place)

    def adopter(self, children: list[Token]) -> ast.Item:
        return ast.Item("adopter", (self.word(children[1]),), self._span(children))

    def amendment_part(self, children: list[Any]) -> ast.RulePart:
        return cast(ast.RulePart, children[0])

    def for_all(self, children: list[Any]) -> str:
        return "all"

    def for_those(self, children: list[Any]) -> str:
        return "those"

    def enters_after(self, children: list[Any]) -> ast.Item:
        duration = _first(_of(children, ast.DurationExpr))
        part = _of(children, ast.RulePart)[0]
        values = ("those" not in children, duration, part)
        tokens = [c for c in children if isinstance(c, Token)]
        return ast.Item("enters", values, self._span([*tokens, part]))

    def enters_at_once(self, children: list[Any]) -> ast.Item:
        tokens = [c for c in children if isinstance(c, Token)]
        return ast.Item("enters", ("those" not in children, None, None), self._span(tokens))

    def amendment_enters(self, children: list[Any]) -> ast.Item:
        return cast(ast.Item, children[-1])

    def amendment(self, children: list[Any]) -> ast.AmendmentSentence:
        adopted: list[ast.RulePart] = []
        accepted: list[ast.RulePart] = []
        filled, after, everybody = adopted, None, True
        by: ast.Word | None = None
        for child in children:
            if isinstance(child, ast.Item) and child.kind == "adopter":
                by = cast(ast.Word, child.values[0])
            elif isinstance(child, ast.Item):
                if filled is accepted:
                    raise BadLiteral("this is said twice", child.place, "Say it once.")
                everybody, after, part = cast("tuple[bool, Any, Any]", child.values)
                filled = accepted
                accepted += [part] if part is not None else []
            elif isinstance(child, ast.RulePart):
                filled.append(child)
        refs = _first(_of(children, tuple)) or ()
        place = self._span(children)
        return ast.AmendmentSentence(
            targets=refs,
            by=by,
            adopted=self._rule(cast("list[Any]", adopted)) if adopted else None,
            accepted=self._rule(cast("list[Any]", accepted)) if accepted else None,
            after=after,
            all=everybody,
            never=is_token(children[0], "NO"),
            notes=self._notes(children),
            place=place,
        )

    amendment_accepted = amendment
    amendment_never = amendment

    def decision(self, children: list[Any]) -> ast.DecisionSentence:
        subject = _of(children, ast.PartyExpr)
        names = [self.word(c) for c in children if is_token(c, "NAME") or is_token(c, "STRING")]
        organ = subject[0].name if subject else names.pop(0)
        return ast.DecisionSentence(
            organ, _first(names), self._rule(children), _has(children, "MAY"),
            self._notes(children), self._span(children),
        )  # fmt: skip

    decisions_made = decision

    # --- claims ---------------------------------------------------------------------------------

    def ruled(self, children: list[Token]) -> ast.Item:
        named = is_token(children[0], "NAME")
        words = (self.word(children[0]),) if named else ()
        return ast.Item("ruled", words, self._span(children))

    def counted(self, children: list[Token]) -> ast.Item:
        words = () if _has(children, "MEMBER", "MEMBERS") else (self.noun(children),)
        return ast.Item("counted", words, self._span(children))

    def several(self, children: list[Any]) -> ast.Item:
        if _has(children, "EACH", "EVERY"):
            named = is_token(children[1], "NAME")
            return ast.Item(
                "every", (self.word(children[1]),) if named else (), self._span(children)
            )
        return ast.Item("whose", self._words(children), self._span(children))

    def whose(self, children: list[Any]) -> ast.Item:
        if isinstance(children[0], ast.Item):
            return children[0]
        return ast.Item("whose", (self.word(children[0]),), self._span(children))

    def index(self, children: list[Token]) -> str:
        return str(children[0].lower())

    def range(self, children: list[Any]) -> ast.RangeExpr:
        if isinstance(children[0], ast.RangeExpr):
            return children[0]
        figures = tuple(_of(children, ast.FigureExpr))
        exactly = _has(children, "EXACTLY")
        return ast.RangeExpr("between", figures * 2 if exactly else figures, self._span(children))

    def range_words(self, children: list[Any]) -> ast.RangeExpr:
        words = " ".join(child.lower() for child in children if isinstance(child, Token))
        return ast.RangeExpr(_OPS[words], (children[-1],), self._span(children))

    def robust_part(self, children: list[Any]) -> ast.Item:
        return ast.Item("within", self._words(children), self._span(children))

    def robust_members(self, children: list[Any]) -> ast.Item:
        first, last = (c for c in children if is_token(c, "NUMBER"))
        if self._whole(first, "a number of members") > self._whole(last, "a number of members"):
            raise BadLiteral("this range is empty", self._span(children), "Exchange the two.")
        return ast.Item("members", self._words(children), self._span(children))

    def robust(self, children: list[Any]) -> tuple[ast.Item, ...]:
        return tuple(_of(children, ast.Item))

    def claim(self, children: list[Any]) -> ast.ClaimSentence:
        robust = _first(_of(children, tuple)) or ()
        claimed = cast(ast.ClaimSentence, children[1])
        return replace(claimed, robust=robust, place=self._span(children))

    def _choose(self, kind: str, children: list[Any]) -> ast.ChooseSentence:
        low, high = _of(children, ast.FigureExpr)
        names = tuple(self.word(child) for child in children if is_token(child, "NAME"))
        return ast.ChooseSentence(kind, names, low, high, self._span(children))

    def choose_cap(self, children: list[Any]) -> ast.ChooseSentence:
        return self._choose("cap", children)

    def choose_share(self, children: list[Any]) -> ast.ChooseSentence:
        return self._choose("share", children)

    def choose_threshold(self, children: list[Any]) -> ast.ChooseSentence:
        return self._choose("threshold", children)

    def _claimed(self, kind: str, children: list[Any]) -> ast.ClaimSentence:
        items = {item.kind: item for item in _of(children, ast.Item)}
        names = [self.word(c) for c in children if is_token(c, "NAME")]
        subject: ast.Word | None = None
        if "ruled" in items:
            subject = _first(list(items["ruled"].values))
        elif kind in ("claim_share", "claim_has", "claim_none_has", "claim_stall"):
            subject = names.pop()
        elif kind == "claim_entry" and children and is_token(children[0], "NAME"):
            subject = names.pop(0)
        held = items.get("whose") or items.get("every") or items.get("counted")
        names += [word for word in (held.values if held else ()) if isinstance(word, ast.Word)]
        no = _has(children, "NO", "NOT", "CANNOT")
        what = next((c for c in children if isinstance(c, str) and not isinstance(c, Token)), "")
        for word in ("DUMMY", "DICTATOR", "DECISIVE", "VETO", "ANY", "SOME"):
            if not what and _has(children, word):
                what = word.lower()
        size = next((self.word(c) for c in children if is_token(c, "NUMBER")), None)
        if size is not None and (not size.text.isdecimal() or int(size.text) < 1):
            raise BadLiteral("a number of members is a whole number", size.place)
        return ast.ClaimSentence(
            kind=kind.removeprefix("claim_"),
            names=tuple(names),
            every="every" in items or _has(children[:1], "NO"),
            size=size,
            subject=subject,
            negated=no,
            what=what,
            range=_first(_of(children, ast.RangeExpr)),
            days=_first(_of(children, ast.DurationExpr)),
            robust=(),
            place=self._span([child for child in children if not _is_plain(child)]),
        )


def _is_plain(child: object) -> bool:
    return isinstance(child, str) and not isinstance(child, Token)


def _claim(kind: str) -> Callable[[InstitutionsBuilder, list[Any]], ast.ClaimSentence]:
    def method(self: InstitutionsBuilder, children: list[Any]) -> ast.ClaimSentence:
        return self._claimed(kind, children)

    return method


for _kind in (
    "share", "has", "none_has", "veto", "is", "decisive", "no_veto", "no_role", "power", "needed",
    "suffice", "ends", "weaker", "veto_free", "stall", "entry", "no_hold_out", "hold_out",
    "entrenched",
):  # fmt: skip
    setattr(InstitutionsBuilder, f"claim_{_kind}", _claim(f"claim_{_kind}"))
