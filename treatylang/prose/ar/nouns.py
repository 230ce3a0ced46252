"""Arabic nouns with and without their article, what agrees with them, numerals and what is counted.

Case endings are not written, so that a case shows in the dual, in the sound masculine plural and in
the indefinite accusative of masculine nouns only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

NOM, ACC, GEN = "nominative", "accusative", "genitive"
PRONOUNS = ("ه", "ها")
_MARK = re.compile("^(\ufdd0[^\ufdd1]*\ufdd1)?")
"""The mark of a reference, inside which what is fused with its words must stand."""


def joined(preposition: str, words: str, definite: bool = True) -> str:
    """Return words after a preposition; one of a single letter is fused with them: "للهيئة",
    "بالفقرة 1", "لأي طرف"."""
    if len(preposition) > 1:
        return f"{preposition} {words}"
    head = _MARK.match(words)
    at = head.end() if head else 0
    mark, rest = words[:at], words[at:]
    if definite and preposition == "ل" and rest.startswith("ال"):
        rest = rest[3:] if rest.startswith("الل") else rest[2:]
        return f"{mark}لل{rest}"
    return f"{mark}{preposition}{rest}"


def series(parts: Sequence[str], word: str = "و") -> str:
    """Return "A", "A وB", "A وB وC": the conjunction is written with the word after it."""
    blank = "" if word == "و" else " "
    return f" {word}{blank}".join(parts)


def numbers(parts: Sequence[str]) -> str:
    """Return "1 و 2": before figures the conjunction stands apart."""
    return " و\u00a0".join(parts)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase. ``said`` gives it, definite, in a case; ``bare`` does without its article."""

    said: Callable[[str], str]
    bare: Callable[[str], str]
    feminine: bool = False
    plural: bool = False
    suffix: Callable[[str], str] | None = None
    """Where a holder stands within the phrase: gives it with this holder's words, or pronoun."""

    def __str__(self) -> str:
        return self.said(NOM)

    def tailed(self, words: str) -> Noun:
        """Return the noun with words after it that stay as they are."""
        return replace(
            self,
            said=lambda case: f"{self.said(case)} {words}",
            bare=lambda case: f"{self.bare(case)} {words}",
        )

    def after(self, preposition: str) -> str:
        """Return the noun with its article after a preposition: "للطرف"."""
        return joined(preposition, self.said(GEN))

    def agreed(self, masculine: str, feminine: str) -> str:
        """Return the form that agrees with the noun; things in the plural are feminine."""
        return feminine if self.feminine or self.plural else masculine

    def held(self, holder: str) -> Noun:
        """Return it with its holder, words or a pronoun: "مخزون الطرف من المسرعات"."""
        if self.suffix is not None:
            return fixed(self.suffix(holder), self.feminine, self.plural)
        return self.tailed(f"لدي{holder}" if holder in PRONOUNS else f"لدى {holder}")

    @property
    def first(self) -> str:
        """Return "الطرف الأول": the one that is not the other."""
        return f"{self} {self.agreed('الأول', 'الأولى')}"

    @property
    def this(self) -> str:
        return f"{self.agreed('هذا', 'هذه')} {self}"

    @property
    def that(self) -> str:
        return f"{self.agreed('ذلك', 'تلك')} {self}"

    @property
    def its(self) -> str:
        """Return the pronoun that is written with what it holds: "ه", "ها"."""
        return self.agreed("ه", "ها")


def dual(nominative: str, oblique: str) -> Noun:
    """Return a noun in the dual, which shows its case: "ثلثا", "ثلثي"."""

    def said(case: str) -> str:
        return nominative if case == NOM else oblique

    return Noun(said, said)


def fixed(words: str, feminine: bool = False, plural: bool = False) -> Noun:
    """Return a noun that is definite as it is."""
    return Noun(lambda case: words, lambda case: words, feminine, plural)


def with_pronoun(words: str, pronoun: str) -> str:
    """Return a noun with the pronoun of its holder: "مخزونه", "قدرته"."""
    return f"{words[:-1]}ت{pronoun}" if words.endswith("ة") else f"{words}{pronoun}"


# --- numerals -------------------------------------------------------------------------------------

_UNITS = "_ _ _ ثلاث أربع خمس ست سبع ثمان تسع عشر".split()
_TENS = "_ _ عشر ثلاث أربع خمس ست سبع ثمان تسع".split()
_ORDINALS = "_ أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split()


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, in the forms that follow numbers: "يوم", "يوما", "يومان", "يومين",
    "أيام"; ``dual`` in the nominative and otherwise."""

    singular: Callable[[], str]
    accusative: Callable[[], str]
    dual: Callable[[], str]
    oblique: Callable[[], str]
    plural: Callable[[], str]
    feminine: bool = False

    @staticmethod
    def of(forms: str, feminine: bool = False) -> Counted:
        said = forms.split()
        one, acc, dual, oblique, many = (_constant(word) for word in said)
        return Counted(one, acc, dual, oblique, many, feminine)

    def after(self, category: str) -> str:
        """Return the form after a number, by its plural category (CLDR)."""
        if category == "few":
            return self.plural()
        return self.accusative() if category == "many" else self.singular()

    def alone(self, category: str, case: str) -> str:
        """Return one or two of it, of which the noun itself tells the number."""
        if category == "two":
            return self.dual() if case == NOM else self.oblique()
        one = "واحدة" if self.feminine else "واحد"
        if case == ACC:
            return f"{self.accusative()} {one if self.feminine else one + 'ا'}"
        return f"{self.singular()} {one}"


def _constant(word: str) -> Callable[[], str]:
    return lambda: word


def cardinal(count: int, feminine: bool, case: str = NOM) -> str | None:
    """Return a whole number from three to ninety-nine in words, as it stands before what is
    counted, a ``feminine`` or a masculine noun; None for others. From three to ten its own gender
    is the opposite one."""
    if not 3 <= count < 100:
        return None
    if count <= 10:
        stem = _UNITS[count]
        if not feminine:
            return f"{stem}ية" if stem == "ثمان" else f"{stem}ة"
        return "ثماني" if stem == "ثمان" else stem
    if count < 20:
        ten = "عشرة" if feminine else "عشر"
        if count == 11:
            return f"{'إحدى' if feminine else 'أحد'} {ten}"
        if count == 12:
            two = "اثنت" if feminine else "اثن"
            return f"{two}{'ا' if case == NOM else 'ي'} {ten}"
        return f"{cardinal(count - 10, feminine)} {ten}"
    tens, ones = divmod(count, 10)
    said = f"{_TENS[tens]}{'ون' if case == NOM else 'ين'}"
    if not ones:
        return said
    if ones == 1:
        first = "إحدى" if feminine else "واحد"
    elif ones == 2:
        first = ("اثنت" if feminine else "اثن") + ("ان" if case == NOM else "ين")
    else:
        first = _UNITS[ones] if feminine else f"{cardinal(ones, False)}"
    return f"{first} و{said}"


def ordinal(position: int, feminine: bool = False, case: str = NOM) -> str:
    """Return "الأول", "الأولى", "الثلاثين", "الحادي والعشرين" below one hundred, then figures."""
    if position >= 100:
        return str(position)
    if position == 1:
        return "الأولى" if feminine else "الأول"
    end = "ة" if feminine else ""
    if position <= 10:
        return f"ال{_ORDINALS[position]}{end}"
    tens, ones = divmod(position, 10)
    first = "حادي" if ones == 1 else _ORDINALS[ones]
    if tens == 1:
        return f"ال{first}{end} عشر{end}"
    said = f"ال{_TENS[tens]}{'ون' if case == NOM else 'ين'}"
    return f"ال{first}{end} و{said}" if ones else said
