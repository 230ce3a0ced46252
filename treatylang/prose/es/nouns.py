"""Spanish nouns with what stands before them, numbers in words, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from treatylang.prose.marks import plain

DE, A, EN, POR = "de", "a", "en", "por"
_CASES = {"nominative": "", "accusative": "", "genitive": DE, "dative": A}
"""How the sentences that all languages share call what Spanish says by prepositions."""
_DETERMINERS = {
    "el": ("el", "la", "los", "las"), "un": ("un", "una", "", ""),
    "otro": ("otro", "otra", "otros", "otras"), "cada": ("cada", "cada", "cada", "cada"),
    "todo": ("todo", "toda", "todos los", "todas las"),
    "todos": ("todos los", "todas las", "todos los", "todas las"),
    "cualquier": ("cualquier", "cualquier", "cualesquiera", "cualesquiera"),
    "ninguno": ("ningún", "ninguna", "ningunos", "ningunas"),
    "dicho": ("dicho", "dicha", "dichos", "dichas"), "su": ("su", "su", "sus", "sus"),
    "": ("", "", "", ""),
}  # fmt: skip
_ONES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_TENS = "_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_FIRST = "_ primero segundo tercero cuarto quinto sexto séptimo octavo noveno".split()
_TENTHS = (
    "_ décimo vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo "
    "nonagésimo"
).split()


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase. ``before`` are the determiners that stand before it ("el", "otro"); a noun
    with a stressed a ("agua") has "el" and "un" though it is ``feminine``."""

    words: str
    feminine: bool = False
    plural: bool = False
    before: tuple[str, ...] = ("el",)
    stressed: bool = False

    def said(self, case: str = "") -> str:
        """Return it after a preposition, which is fused with its article: "del stock", "a la
        Parte", "la Parte"."""
        preposition = _CASES.get(case, case)
        at = 2 * self.plural + self.feminine
        said = [_DETERMINERS[word][at] for word in self.before]
        if self.stressed and not self.plural and self.before in (("el",), ("un",)):
            said = [self.before[0]]
        return fused(preposition, " ".join([*filter(None, said), self.words]))

    def __str__(self) -> str:
        return self.said()

    def called(self, *words: str) -> Noun:
        """Return it with other determiners: "cada Parte", "la otra Parte"; "" for none."""
        return replace(self, before=words)

    def tailed(self, words: str) -> Noun:
        return replace(self, words=f"{self.words} {words}")

    @property
    def it(self) -> str:
        return ("ellas" if self.feminine else "ellos") if self.plural else (
            "ella" if self.feminine else "él"
        )  # fmt: skip

    def agreed(self, adjective: str) -> str:
        """Return an adjective, given in the masculine, in the noun's gender and number."""
        said = f"{adjective[:-1]}a" if self.feminine and adjective.endswith("o") else adjective
        if not self.plural:
            return said
        return f"{said}s" if said[-1] in "aeiou" else f"{said}es"

    def verb(self, one: str, many: str) -> str:
        return many if self.plural else one


def fixed(words: str, feminine: bool = False, plural: bool = False) -> Noun:
    """Return words that no article stands before."""
    return Noun(words, feminine, plural, ())


def fused(preposition: str, words: str) -> str:
    """Return words after a preposition: "del stock", "al Consejo", "en el Consejo"."""
    head, _, last = preposition.rpartition(" ")
    if last in (DE, A) and words.startswith("el "):
        preposition, words = f"{head} {'del' if last == DE else 'al'}".strip(), words[3:]
    return f"{preposition} {words}".strip()


def series(parts: Sequence[str], word: str = "y") -> str:
    """Return "A", "A y B", "A, B e Inglaterra": "y" is "e" before i, and "o" is "u" before o."""
    if len(parts) < 2:
        return "".join(parts)
    last = plain(parts[-1]).lstrip("«").lower()
    if word == "y" and re.match(r"(?:i|í|hi(?!e|a)|hí)", last):
        word = "e"
    elif word == "o" and re.match(r"h?[oó]", last):
        word = "u"
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def cardinal(count: int, feminine: bool = False) -> str | None:
    """Return a whole number below one hundred in words, to stand before a noun: "un", "veintiuna";
    None from there on."""
    if not 0 <= count < 100:
        return None
    if count < len(_ONES):
        said = _ONES[count]
    else:
        tens, ones = divmod(count, 10)
        said = f"{_TENS[tens]} y {_ONES[ones]}" if ones else _TENS[tens]
    if not said.endswith("uno"):
        return said
    if feminine:
        return f"{said[:-1]}a"
    return f"{said[:-3]}ún" if said.startswith("veinti") else said[:-1]


def ordinal(position: int, feminine: bool = False) -> str:
    """Return "primer", "trigésimo quinto", to stand before a noun; "100.º" in figures."""
    if not 0 < position < 100:
        return f"{position}.{'ª' if feminine else 'º'}"
    tens, ones = divmod(position, 10)
    words = [_TENTHS[tens]] if tens else []
    words += [_FIRST[ones]] if ones else []
    if feminine:
        return " ".join(f"{word[:-1]}a" for word in words)
    if words[-1] in ("primero", "tercero"):
        words[-1] = words[-1][:-1]
    return " ".join(words)
