"""French nouns with their articles, and the verbs that agree with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from treatylang.prose.marks import plain

_VOWEL = re.compile("[aeiouyàâäéèêëîïôöùûüœæh]", re.IGNORECASE)
_CARDINALS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
).split()
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def elides(words: str) -> bool:
    """Tell whether words begin with a vowel or a mute h, before which "le" and "de" elide."""
    text = plain(words).lstrip("«\u00a0 ")
    return bool(_VOWEL.match(text)) and not text.lower().startswith(("onz", "oui", "huit"))


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase without its article. A ``bare`` one (Cuba) takes none; ``elided`` says what
    its first letter does not (the h of "les Hauts" is aspirate)."""

    words: str
    feminine: bool = False
    plural: bool = False
    bare: bool = False
    elided: bool | None = None

    @property
    def _elides(self) -> bool:
        return elides(self.words) if self.elided is None else self.elided

    @property
    def le(self) -> str:
        """Return "le stock", "la Partie", "l’Autorité", "les États"."""
        if self.bare:
            return self.words
        if self.plural:
            return f"les {self.words}"
        if self._elides:
            return f"l’{self.words}"
        return f"{'la' if self.feminine else 'le'} {self.words}"

    @property
    def du(self) -> str:
        """Return "du stock", "de la Partie", "de l’Autorité", "des États"."""
        if self.bare:
            return self.de
        if self.plural:
            return f"des {self.words}"
        if self._elides or self.feminine:
            return f"de {self.le}"
        return f"du {self.words}"

    @property
    def au(self) -> str:
        """Return "au stock", "à la Partie", "à l’Autorité", "aux États"."""
        if self.bare:
            return f"à {self.words}"
        if self.plural:
            return f"aux {self.words}"
        if self._elides or self.feminine:
            return f"à {self.le}"
        return f"au {self.words}"

    @property
    def un(self) -> str:
        if self.bare:
            return self.words
        return f"{'des' if self.plural else 'une' if self.feminine else 'un'} {self.words}"

    @property
    def de(self) -> str:
        """Return "de stock", "d’Autorité"."""
        return f"d’{self.words}" if self._elides else f"de {self.words}"

    @property
    def son(self) -> str:
        """Return "son stock", "sa capacité", "son autorité", "ses poids"."""
        if self.plural:
            return f"ses {self.words}"
        return f"{'sa' if self.feminine and not self._elides else 'son'} {self.words}"

    def after(self, preposition: str) -> str:
        """Return the noun with its article after a preposition, which may be fused with it."""
        if preposition == "de":
            return self.du
        if preposition == "à":
            return self.au
        return f"{preposition} {self.le}".strip()

    @property
    def il(self) -> str:
        return ("elles" if self.feminine else "ils") if self.plural else (
            "elle" if self.feminine else "il"
        )  # fmt: skip

    def agreed(self, adjective: str) -> str:
        """Return an adjective or participle in the noun’s gender and number."""
        feminine = f"{adjective}{'' if adjective.endswith('e') else 'e'}"
        said = feminine if self.feminine else adjective
        return f"{said}s" if self.plural and not said.endswith(("s", "x")) else said


def negated(verb: str) -> str:
    """Return a verb phrase denied: "ne procède pas à", "n’a pas procédé à", "ne s’abstient pas"."""
    pronoun = re.match(r"(?:s’|se |y |en |l’|le |la |les |lui )", verb)
    head = pronoun[0] if pronoun else ""
    first, blank, rest = verb[len(head) :].partition(" ")
    return f"{ne(head + first)} pas{blank}{rest}"


def ne(verb: str) -> str:
    """Return "ne procède", "n’a"."""
    return f"n’{verb}" if elides(verb) else f"ne {verb}"


def que(words: str, word: str = "que") -> str:
    """Return "que la Partie", "qu’une Partie", "lorsqu’il"."""
    return f"{word[:-1]}’{words}" if elides(words) else f"{word} {words}"


def si(words: str) -> str:
    """Return "si la Partie", "s’il"."""
    return f"s’{words}" if re.match(r"ils?\b", words) else f"si {words}"


def series(parts: Sequence[str], word: str = "et") -> str:
    """Return "A", "A et B", "A, B et C"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def cardinal(count: int, feminine: bool = False) -> str | None:
    """Return a whole number below one hundred in words; None from there on."""
    if not 0 <= count < 100:
        return None
    if count == 1:
        return "une" if feminine else "un"
    if count < 20:
        return _CARDINALS[count]
    tens, ones = divmod(count, 10)
    if tens in (7, 9):
        tens, ones = tens - 1, ones + 10
    base = "quatre-vingt" if tens == 8 else _TENS[tens]
    if not ones:
        return "quatre-vingts" if tens == 8 else base
    last = ("une" if feminine else "un") if ones == 1 else _CARDINALS[ones]
    if ones in (1, 11) and tens != 8:
        return f"{base} et {last}"
    return f"{base}-{last}"


def ordinal(position: int, feminine: bool = False) -> str:
    """Return "premier", "deuxième", "trentième" in words below one hundred, then "100e"."""
    if position == 1:
        return "première" if feminine else "premier"
    word = cardinal(position)
    if word is None:
        return f"{position}e"
    if word.endswith("cinq"):
        return f"{word}uième"
    if word.endswith("neuf"):
        return f"{word[:-1]}vième"
    return f"{word.removesuffix('s' if word == 'quatre-vingts' else 'e')}ième"
