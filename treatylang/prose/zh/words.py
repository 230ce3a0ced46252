"""What a draft names, in Chinese: nouns, amounts, references and times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from treatylang.model.draft import Article, Part
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    Anchor,
    BreachDay,
    Duration,
    EventDay,
    Limit,
    LimitForm,
    Moment,
    RecordDay,
    Window,
)
from treatylang.model.lexicon import Entry
from treatylang.model.units import BUILT_IN, Unit
from treatylang.prose import cldr
from treatylang.prose.naming import Naming
from treatylang.prose.numbers import unit_names
from treatylang.prose.scope import Scope, Trigger
from treatylang.prose.structure import is_kind_of, told_by
from treatylang.prose.teller import ENTRY_INTO_FORCE
from treatylang.prose.zh.marks import Noun, numbered, numeral, series, typeset

ITS = "其"
_IN_FIGURES = 100
_SPANS = {
    "second": "秒", "minute": "分钟", "hour": "小时", "day": "日", "week": "周", "month": "个月",
    "year": "年",
}  # fmt: skip
_HEADINGS = {"part": "部分", "title": "编", "chapter": "章", "section": "节"}
_POWERS = {"suspend": "中止适用", "resume": "恢复适用", "terminate": "终止"}


class Words(Naming[Noun]):
    """The words of a draft in Chinese. Nouns have no number and no article, verbs no tense."""

    code = "zh"
    paragraph_word = "第"
    counted = re.compile(r"(第)$")
    ends = ("。", "：", "；", "！", "？", "…", "。”", "！”", "？”")
    party = Noun("缔约方")

    # --- typography -------------------------------------------------------------------------------

    def typeset(self, text: str) -> str:
        return typeset(text)

    def quoted(self, words: str) -> str:
        return f"“{words}”"

    def stop(self, last: bool = True) -> str:
        return "。" if last else "；"

    def joins(self, word: str) -> str:
        return "或" if word == "or" else ""

    def listed(self, parts: Sequence[str], word: str = "and") -> str:
        return series(parts, "或" if word == "or" else "和")

    def opens(self, text: str) -> str:
        return f"{self.typeset(text).rstrip('：')}："

    def joined(self, sentences: Sequence[str]) -> str:
        return "".join(sentences)

    def point(self, at: int, level: int) -> str:
        return f"{at + 1}." if level else f"（{numeral(at + 1)}）"

    def paragraph(self, number: str) -> str:
        if not number:
            return ""
        return f"{numbered(number, '').removeprefix('第')}、"

    def recital(self, text: str) -> str:
        return f"{text.rstrip('，。；：,.;: ')}，"

    # --- names ------------------------------------------------------------------------------------

    def as_it_is(self, words: str) -> Noun:
        return Noun(words)

    def noun_of(self, entry: Entry) -> Noun:
        return Noun(self.typeset(entry.words))

    def member(self, name: str, plural: bool = False) -> Noun:
        """Return what a member of a class, an organ or a State is called."""
        draft = self.draft
        if name == "state":
            return Noun("国家")
        kind = "class" if name in draft.classes else "organ" if name in draft.organs else "state"
        return self.noun_of(self.entry(kind, name))

    def kind(self, here: str) -> Noun:
        """Return the kind of the instrument that words stand in: "协定"."""
        name = self.instrument(here) or next(iter(self.draft.instruments), "")
        return Noun(self.typeset(self.form(self.entry("treaty", name), "kind")))

    def present(self, noun: Noun) -> Noun:
        """Return "本协定": the one that words stand in."""
        return Noun(f"本{noun}")

    # --- agents -----------------------------------------------------------------------------------

    def subject(self, scope: Scope, agent: Agent) -> str:
        """Return an agent as a subject: "一缔约方", then "该缔约方", and so for "另一缔约方"; where
        words describe it, or follow it as the subject of the sentence, nothing."""
        if agent.name == scope.relative:
            return ""
        called, known = self.agent(scope, agent), agent.name in scope.known
        if agent == BEARER and self.is_one_of_many(scope.bearer):
            return f"{'该' if known else '一'}{called}"
        if agent == OTHER and self.is_one_of_many(scope.other):
            another = "另一" if self.alike(scope.bearer, scope.other) else "" if known else "一"
            return f"{'该' if known else ''}{another}{called}"
        return called

    def alike(self, name: str, kind: str) -> bool:
        """Tell whether members of the one class are members of the other."""
        return not name or not kind or is_kind_of(self.draft, name, kind)

    def whose(self, scope: Scope, agent: Agent | None, noun: Noun) -> Noun:
        """Return what belongs to an agent: "其库存量", "一缔约方的库存量". Words that begin with 其
        say where the owner is named."""
        bare = noun.removeprefix(ITS)
        if agent is None:
            return noun
        if scope.relative == agent.name:
            return Noun(bare)
        if agent == BEARER and agent.name in scope.known:
            return Noun(f"{ITS}{bare}")
        return Noun(f"{self.subject(scope, agent)}{'的' if bare == noun else ''}{bare}")

    # --- numbers ----------------------------------------------------------------------------------

    def number(self, value: Fraction) -> str:
        said = cldr.figure(value, self.code)
        return self.fraction(value) if said is None else said

    def fraction(self, value: Fraction) -> str:
        """Return "三分之二", "一又二分之一"; in figures from one hundred on."""
        whole, rest = divmod(abs(value), 1)
        over, under = self.count(rest.numerator), self.count(rest.denominator)
        told = f"{under.replace('两', '二')}分之{over.replace('两', '二')}"
        told = f"{self.count(int(whole)).replace('两', '二')}又{told}" if whole else told
        return f"负{told}" if value < 0 else told

    def count(self, value: int) -> str:
        """Return how many, before a measure word: in Chinese numerals below one hundred."""
        if not 0 <= value < _IN_FIGURES:
            return self.number(Fraction(value))
        return "两" if value == 2 else numeral(value)

    def counted_in(self, value: Fraction, measure: str) -> str:
        """Return "九个", "两票", "2.5票"."""
        said = self.count(int(value)) if value.denominator == 1 else self.number(value)
        return f"{said}{measure}"

    def share(self, value: Fraction) -> str:
        """Return a part of a whole: "半数", "三分之二", "55%"."""
        if value == Fraction(1, 2):
            return "半数"
        hundredths = cldr.figure(value * 100, self.code)
        if (value.denominator <= 4 and value < 1) or hundredths is None:
            return self.fraction(value)
        return f"{hundredths}%"

    def portion(self, value: Fraction) -> Noun:
        """Return a share that is handed out: "50%", "三分之二"."""
        return Noun("50%" if value == Fraction(1, 2) else self.share(value))

    def votes(self, count: Fraction) -> Noun:
        return Noun("半票" if count == Fraction(1, 2) else self.counted_in(count, "票"))

    def several(self, count: int, name: str) -> Noun:
        """Return so many members of a class: "四个成员"."""
        return Noun(f"{self.counted_in(Fraction(count), self.measure(name))}{self.member(name)}")

    def measure(self, name: str) -> str:
        """Return the measure word of members: 个, or what the lexicon says of their class."""
        if name not in self.draft.classes:
            return "个"
        return self.entry("class", name).forms.get("measure", "个")

    def amount(self, value: Fraction, unit: Unit) -> Noun:
        """Return a value, given in base units, in the unit that it was written in: "每秒10²⁰次浮点
        运算"."""
        count = value / unit.scale
        whole = not unit.dimensions and unit.scale == Fraction(1, 100)
        if unit.written in {"%", "percent"} or whole:
            return Noun(f"{self.number(count)}%")
        names = unit_names(self.draft, unit)
        each = "".join(f"每{self._unit(name).removeprefix('个')}" for name in names[1:])
        return Noun(f"{each}{self.number(count)}{self._unit(names[0]) if names else ''}")

    def _unit(self, name: str) -> str:
        """Return a unit with its measure word: "次浮点运算", "吨"."""
        if known := self.unit_of(name):
            entry = self.entry("unit", known)
            return self.typeset(f"{entry.forms.get('measure', '')}{entry.words}")
        if name in BUILT_IN or name == "day":
            return _SPANS[name.removesuffix("s")]
        return name

    def attribute_of(self, noun: Noun, act: Noun) -> Noun:
        return Noun(f"所涉{act}的{noun}")

    def product(self, times: Noun, inner: Noun) -> Noun:
        return Noun(f"{inner}与{times}之积")

    def times(self, factor: Fraction, inner: Noun) -> Noun:
        """Return "其年排放量的两倍", "其年排放量的一半", "其年排放量的三分之二"."""
        if factor == 1:
            return inner
        if factor == Fraction(1, 2):
            return inner.tailed("的一半")
        if 0 <= factor < 1:
            return inner.tailed(f"的{self.share(factor)}")
        return inner.tailed(f"的{self.counted_in(factor, '倍')}")

    def total(self, added: Sequence[Noun], taken: Sequence[Noun]) -> Noun:
        """Return "甲和乙之和减去丙所得之差"."""
        less = taken[0] if len(taken) == 1 else f"{series(taken)}之和"
        if not added:
            return Noun(f"零减去{less}所得之差")
        whole = added[0] if len(added) == 1 else f"{series(added)}之和"
        return Noun(f"{whole}减去{less}所得之差" if taken else whole)

    def case(self, act: str) -> Noun:
        """Return the act at issue: "训练"."""
        return Noun(self.typeset(self.form(self.entry("act", act), "noun")))

    # --- references -------------------------------------------------------------------------------

    def refer(self, here: str, names: Sequence[str], word: str = "和") -> str:
        """Return references: "第一款和第二款", "第五条第一款和本条第三款"."""
        return series(self.cited_as(here, names), word)

    def reference(self, here: str, kind: str, owner: str, names: list[str], apart: bool) -> Noun:
        draft = self.draft
        if kind != "paragraphs":
            cited = [self.cited(kind, name)[0] for name in names]
            items = [draft.articles.get(target) or draft.parts[target] for target in cited]
            said = [self.linked(item.id, self.division(item)) for item in items]
            return Noun(f"{self.within(here, owner) or ''}{series(said)}")
        paragraphs = [self.cited(kind, name) for name in names]
        said = [self.linked(target, numbered(number, "款")) for target, number in paragraphs]
        article = draft.articles[owner]
        if owner == self.article(here):
            own = self.present(self.division_noun(article)) if apart else ""
            return Noun(f"{own}{series(said)}")
        whole = self.within(here, article.instrument) or ""
        return Noun(f"{whole}{self.linked(owner, self.division(article))}{series(said)}")

    def division_noun(self, item: Article | Part | None) -> Noun:
        if isinstance(item, Part):
            return Noun(_HEADINGS[item.kind])
        return Noun("款" if item is None else "附件" if item.annex else "条")

    def division(self, item: Article | Part) -> str:
        """Return "第四条", "附件一", "第二部分"."""
        if isinstance(item, Article) and item.annex:
            return f"附件{numbered(item.number, '').removeprefix('第')}"
        return numbered(item.number, self.division_noun(item))

    def treaty(self, here: str, name: str) -> Noun:
        """Return an instrument: "本协定" from inside, else its title."""
        if name == self.instrument(here):
            return Noun(self.linked(name, self.present(self.kind(here))))
        title = self.typeset(self.entry("treaty", name).words)
        return Noun(self.linked(name, title if title.startswith("《") else f"《{title}》"))

    def number_of(self, here: str, name: str, word: str) -> str:
        """Return the number alone, for a text that says 第 itself: "第{cap}款"."""
        clause = self.clause(name)
        article = self.draft.articles.get(clause.article if clause else name)
        if article is None:
            return self.attach("", here, name)
        alone = clause is None or len(article.clauses) == 1
        number = article.number if clause is None or alone else clause.number
        target = clause.id if clause is not None else article.id
        return self.linked(target, numbered(number, "").removeprefix("第"))

    def of_article(self, number: str, article: Article) -> str:
        return self.linked(article.id, self.division(article)) + number

    def attach(self, said: str, here: str, name: str) -> str:
        return said + self.refer(here, [name])

    def refer_norms(self, here: str, norms: Sequence[str], word: str = "和") -> str:
        """Return norms by their paragraphs, or by their sentences of a paragraph."""
        whole, parts = self.sentences_of(norms)
        said = [
            f"{self.refer(here, [name])}{series([f'第{numeral(at)}句' for at in positions], word)}"
            for name, positions in parts
        ]
        groups = [[name] for name in whole] if word == "或" else [whole] if whole else []
        return series([*(self.refer(here, group) for group in groups), *said], word)

    # --- times ------------------------------------------------------------------------------------

    def duration(self, span: Duration) -> Noun:
        """Return "三十日", "两周", "十二个月", "365日"."""
        count, unit = span.written if span.written[1] else (span.count, span.unit)
        unit = unit.removesuffix("s")
        said = self.count(abs(count))
        return Noun(f"{'二' if said == '两' and unit == 'day' else said}{_SPANS[unit]}")

    def calendar(self, day: date) -> str:
        return cldr.calendar(day, self.code)

    def event(self, scope: Scope, event: str, of: Agent | None) -> str:
        """Return an event as a nominal phrase, to stand before 之日: "视察请求提出"."""
        if event == ENTRY_INTO_FORCE:
            owner = self.instrument(scope.here) or next(iter(self.draft.instruments), "")
            return f"{f'本{self.kind(scope.here)}' if owner else ''}生效"
        power = self.power_of(event)
        if power is not None:
            return f"{self.refer(scope.here, [power.target])}{_POWERS[power.verb]}"
        entry = self.entry("event", event)
        words = self.typeset(entry.words) + self.typeset(entry.forms.get("occurred", ""))
        if of is not None and scope.relative == of.name:
            return words.removeprefix(ITS)
        if of is None or (of == BEARER and (of.name in scope.known or not scope.bearer)):
            return words
        if words.startswith(ITS):
            return self.whose(scope, of, Noun(words))
        return f"涉及{self.subject(scope, of)}的{words}"

    def window(self, scope: Scope, limits: Window, trigger: Trigger | None = None) -> str:
        """Return all limits of a window; ``trigger`` is what 此后 counts from."""
        forms = [limit.form for limit in limits]
        said = [self._limit(scope, limit, trigger) for limit in limits]
        if forms == [LimitForm.FROM, LimitForm.UNTIL]:
            last = limits[1].latest
            assert last is not None
            return f"{said[0]}至{self.day(scope, last)}止"
        return "且".join(part for part in said if part)

    def _limit(self, scope: Scope, limit: Limit, trigger: Trigger | None) -> str:
        form = limit.form
        if form is LimitForm.IMPLIED:
            return ""
        if form is LimitForm.WHILE:
            return self._while(scope, limit.earliest)
        length, day = told_by(limit)
        assert day is not None
        at = self.day(scope, day)
        follows = day.anchor == trigger and not day.offset.count
        if follows and isinstance(day.anchor, BreachDay):
            at = "违反之日"
        elif follows:
            at = "该日"
        since = "此后" if follows and not isinstance(day.anchor, BreachDay) else ""
        if length is not None:
            span = self.duration(length)
            match form:
                case LimitForm.WITHIN_AFTER:
                    return f"在{since}{span}内" if since else f"自{at}起{span}内"
                case LimitForm.FOR_FROM:
                    return f"在自{at}起的{span}期间内"
                case LimitForm.WITHIN_BEFORE:
                    return f"在{at}前{span}内"
                case LimitForm.NOT_BEFORE:
                    return f"不早于{since or f'{at}后'}{self._later(length)}"
                case _:
                    return f"至少在{at}前{span}"
        match form:
            case LimitForm.AFTER:
                return since or f"在{at}{_side_of(at)}后"
            case LimitForm.BEFORE:
                return f"在{at}{_side_of(at)}前"
            case LimitForm.FROM:
                return f"自{at}起"
            case LimitForm.UNTIL:
                return f"直至{at}（含当日）"
            case LimitForm.BY:
                return f"不迟于{at}"
        return f"于{at}"

    def _later(self, length: Duration) -> str:
        """Return "第十日", "满三个月之日"."""
        if length.written[1] in {"", "day", "days"} and length.unit == "day":
            return self.day_number(abs(length.count))
        return f"满{self.duration(length)}之日"

    def day_number(self, count: int) -> Noun:
        """Return "第九十日"."""
        return Noun(f"第{numeral(count) if count < _IN_FIGURES else count}日")

    def _while(self, scope: Scope, first: Moment | None) -> str:
        if first is None or not isinstance(first.anchor, EventDay):
            return ""
        power = self.power_of(first.anchor.event)
        assert power is not None
        return f"在{self.refer(scope.here, [power.target])}中止适用期间"

    def day(self, scope: Scope, day: Moment) -> str:
        """Return a day: "2034年12月31日", "视察请求提出之日", "视察请求提出之日后第十日"."""
        base = self._anchor(scope, day.anchor)
        if not day.offset.count:
            return base
        return f"{base}{'后' if day.offset.count > 0 else '前'}{self._later(day.offset)}"

    def _anchor(self, scope: Scope, anchor: Anchor) -> str:
        match anchor:
            case date():
                return self.calendar(anchor)
            case EventDay(event, of):
                return f"{self.event(scope, event, of)}之日"
            case BreachDay(norm, _):
                return f"违反{self.refer_norms(scope.here, [norm])}之日"
            case RecordDay():
                return "该行为之日"


def _side_of(day: str) -> str:
    """Return what stands between a day and 前 or 后: "2031年1月1日之前", "生效之日前"."""
    return "" if day.endswith("之日") else "之"
