"""Russian nouns in their cases, the adjectives and verbs that agree with them, and numerals.

The letter ё is not written, as treaties do not write it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional")
NOM, GEN, DAT, ACC, INS, PRE = CASES

_HARD = {
    "masculine": ("ый", "ого", "ому", "ый", "ым", "ом"),
    "neuter": ("ое", "ого", "ому", "ое", "ым", "ом"),
    "feminine": ("ая", "ой", "ой", "ую", "ой", "ой"),
    "plural": ("ые", "ых", "ым", "ые", "ыми", "ых"),
}
_SOFT = {
    "masculine": ("ий", "его", "ему", "ий", "им", "ем"),
    "neuter": ("ее", "его", "ему", "ее", "им", "ем"),
    "feminine": ("ая", "ей", "ей", "ую", "ей", "ей"),
    "plural": ("ие", "их", "им", "ие", "ими", "их"),
}
_IRREGULAR = {
    "этот": {
        "masculine": "этот этого этому этот этим этом",
        "neuter": "это этого этому это этим этом",
        "feminine": "эта этой этой эту этой этой",
        "plural": "эти этих этим эти этими этих",
    },
    "один": {
        "masculine": "один одного одному один одним одном",
        "neuter": "одно одного одному одно одним одном",
        "feminine": "одна одной одной одну одной одной",
        "plural": "одни одних одним одни одними одних",
    },
    "сам": {
        "masculine": "сам самого самому сам самим самом",
        "neuter": "само самого самому само самим самом",
        "feminine": "сама самой самой саму самой самой",
        "plural": "сами самих самим сами самими самих",
    },
    "свой": {
        "masculine": "свой своего своему свой своим своем",
        "neuter": "свое своего своему свое своим своем",
        "feminine": "своя своей своей свою своей своей",
        "plural": "свои своих своим свои своими своих",
    },
    "весь": {
        "masculine": "весь всего всему весь всем всем",
        "neuter": "все всего всему все всем всем",
        "feminine": "вся всей всей всю всей всей",
        "plural": "все всех всем все всеми всех",
    },
    "третий": {
        "masculine": "третий третьего третьему третий третьим третьем",
        "neuter": "третье третьего третьему третье третьим третьем",
        "feminine": "третья третьей третьей третью третьей третьей",
        "plural": "третьи третьих третьим третьи третьими третьих",
    },
}


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase: ``said`` gives it in a case, ``gender`` and ``plural`` are what agrees with
    it; of an ``animate`` one the accusative is the genitive."""

    said: Callable[[str], str]
    gender: str = "masculine"
    plural: bool = False
    animate: bool = False

    def __str__(self) -> str:
        return self.said(NOM)

    @property
    def agreement(self) -> str:
        """Return the column of what agrees with it: a gender, or "plural"."""
        return "plural" if self.plural else self.gender

    def tailed(self, words: str) -> Noun:
        """Return the noun with words after it that stay as they are."""
        return replace(self, said=lambda case: f"{self.said(case)} {words}")

    def called(self, *adjectives: str) -> Noun:
        """Return the noun after adjectives, which are given in the masculine nominative."""

        def said(case: str) -> str:
            before = [adjective(word, self, case) for word in adjectives]
            return " ".join([*before, self.said(case)])

        return replace(self, said=said)

    @property
    def he(self) -> str:
        return self.agreed("он", "она", "оно", "они")

    def agreed(self, masculine: str, feminine: str, neuter: str, plural: str) -> str:
        """Return the form that agrees with the noun."""
        forms = (masculine, feminine, neuter, plural)
        return forms[("masculine", "feminine", "neuter", "plural").index(self.agreement)]

    def past(self, stem: str) -> str:
        """Return the past of a verb whose masculine is the stem and "л": "наруши"."""
        return stem + self.agreed("л", "ла", "ло", "ли")

    def verb(self, singular: str, plural: str) -> str:
        return plural if self.plural else singular


def fixed(forms: str, gender: str = "masculine", plural: bool = False) -> Noun:
    """Return a noun of one word, given in its six cases."""
    declined = forms.split()
    return Noun(lambda case: declined[CASES.index(case)], gender, plural)


def adjective(word: str, noun: Noun, case: str) -> str:
    """Return an adjective, a participle or a pronoun in the form that agrees with a noun."""
    if case == ACC and noun.agreement in ("masculine", "plural"):
        case = GEN if noun.animate else NOM
    at = CASES.index(case)
    head, space, last = word.rpartition(" ")
    if head == "ни":
        return f"ни {adjective(last, noun, case)}"
    if last.endswith("-либо"):
        return f"{adjective(last.removesuffix('-либо'), noun, case)}-либо"
    if space:
        return f"{adjective(head, noun, case)} {adjective(last, noun, case)}"
    if last in _IRREGULAR:
        return _IRREGULAR[last][noun.agreement].split()[at]
    stem, ending = last[:-2], last[-2:]
    if ending == "ий" and stem[-1] in "жшщч":
        return stem + _SOFT[noun.agreement][at]
    said = _HARD[noun.agreement][at]
    if at in (0, 3) and noun.agreement == "masculine":
        said = ending
    return stem + (said.replace("ы", "и") if stem[-1] in "гкхжшщч" else said)


def series(parts: Sequence[str], word: str = "и") -> str:
    """Return "A", "A и B", "A, B и C"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


# --- numerals -------------------------------------------------------------------------------------

_ONES = {
    2: "два двух двум два двумя двух",
    3: "три трех трем три тремя трех",
    4: "четыре четырех четырем четыре четырьмя четырех",
}
_FEMININE_TWO = "две двух двум две двумя двух"
_IN_I = (
    "ноль _ _ _ _ пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
).split()
_TENS = {2: "двадцать", 3: "тридцать", 5: "пятьдесят", 6: "шестьдесят", 7: "семьдесят",
         8: "восемьдесят"}  # fmt: skip
_ORDINALS = (
    "_ первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый одиннадцатый "
    "двенадцатый тринадцатый четырнадцатый пятнадцатый шестнадцатый семнадцатый восемнадцатый "
    "девятнадцатый"
).split()
_ORDINAL_TENS = {2: "двадцатый", 3: "тридцатый", 4: "сороковой", 5: "пятидесятый",
                 6: "шестидесятый", 7: "семидесятый", 8: "восьмидесятый",
                 9: "девяностый"}  # fmt: skip


def cardinal(count: int, noun: Noun, case: str = NOM) -> str | None:
    """Return a whole number below one hundred in words, as it stands before a noun in a case; None
    from there on."""
    if not 0 <= count < 100:
        return None
    if count == 1:
        return adjective("один", replace(noun, plural=False), case)
    at = CASES.index(case)
    if count in _ONES:
        if case == ACC and noun.animate:
            at = CASES.index(GEN)
        forms = _FEMININE_TWO if count == 2 and noun.gender == "feminine" else _ONES[count]
        return forms.split()[at]
    if count < 20:
        return _in_i(_IN_I[count], case)
    tens, ones = divmod(count, 10)
    if tens == 4:
        said = "сорок" if case in (NOM, ACC) else "сорока"
    elif tens == 9:
        said = "девяносто" if case in (NOM, ACC) else "девяноста"
    else:
        said = _in_i(_TENS[tens], case)
    return f"{said} {cardinal(ones, noun, case)}" if ones else said


def _in_i(word: str, case: str) -> str:
    """Decline "пять", "тридцать", "пятьдесят" (of which both halves change), "ноль"."""
    if case in (NOM, ACC):
        return word
    if word == "ноль":
        return {GEN: "нуля", DAT: "нулю", INS: "нулем", PRE: "нуле"}[case]
    head, ten = (word[:-5], "десят") if word.endswith("десят") else (word, "")
    stem = head.removesuffix("ь")
    if case == INS:
        first = "восемью" if stem == "восем" else f"{stem}ью"
        return first + ("десятью" if ten else "")
    first = "восьми" if stem == "восем" else f"{stem}и"
    return first + ("десяти" if ten else "")


def ordinal(position: int) -> str:
    """Return "первый", "тридцатый", "двадцать первый" below one hundred."""
    if position < 20:
        return _ORDINALS[position]
    tens, ones = divmod(position, 10)
    if not ones:
        return _ORDINAL_TENS[tens]
    first = {4: "сорок", 9: "девяносто"}.get(tens) or _TENS[tens]
    return f"{first} {_ORDINALS[ones]}"


def ordered(position: int, noun: Noun) -> Noun:
    """Return a noun after its ordinal: "тридцатый день", of which the last word alone is declined;
    in figures from one hundred on: "100-й день"."""
    head, _, last = ("", "", "сотый") if position >= 100 else ordinal(position).rpartition(" ")

    def said(case: str) -> str:
        word = adjective(last, noun, case)
        if position >= 100:  # the ending is what follows the last vowel but one
            word = f"{position}-{word[-1:] if word[-2] in 'аеиоуыюя' else word[-2:]}"
        return " ".join(part for part in (head, word, noun.said(case)) if part)

    return replace(noun, said=said)


def form_after(category: str, case: str) -> tuple[bool, str]:
    """Return the number (whether plural) and the case of a noun after a numeral, by the numeral's
    plural category and its own case: "два дня", "пять дней", "двум дням", "2,5 дня"."""
    if category == "other":
        return False, GEN
    if category == "one":
        return False, case
    if case in (NOM, ACC):
        return category == "many", GEN
    return True, case
