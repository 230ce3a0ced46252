"""What treaties call their divisions and how they number them, in several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LATIN = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)"
NUMBER = (
    rf"(?:\d{{1,4}}(?:[-‐‑ ]?{_LATIN}\b|[A-Z](?![\w])|\.\d{{1,3}}(?!\d)|er\b)?"
    rf"|[IVXLC]{{1,8}}(?:[-‐‑ ]?{_LATIN}\b|[A-Z](?!\w))?(?!\w)"
    r"|[A-Z](?:[-.]\d{1,3})?(?!\w)"
    r"|[一二三四五六七八九十百零〇]{1,8}|[٠-٩]{1,4})"
)
"""Of an article or annex: "4", "7A", "1 bis", "IV", "B", "十二"."""
_SPELT = (
    r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|First|Second|Third|Fourth|Fifth|Sole"
    r"|Premier|premier|unique|Unique|Único|único|primero)"
)
_ARTICLE = (
    r"Articles?|ARTICLES?|Article\.|ARTICLE\.|Amendment|AMENDMENT|Art\.|ART\.|Artículo|ARTÍCULO|Artigo|ARTIGO|Articolo|ARTICOLO|Artikel"
    r"|ARTIKEL|Статья|СТАТЬЯ|المادة|Rule|RULE|Regulation|REGULATION|§"
)
_ANNEX = (
    r"Annex|ANNEX|Annexe|ANNEXE|Anexo|ANEXO|Appendix|APPENDIX|Appendice|Apéndice|Schedule|SCHEDULE"
    r"|Anhang|ANHANG|Allegato|ALLEGATO|Приложение|ПРИЛОЖЕНИЕ|Attachment|ATTACHMENT"
    r"|Protocol|PROTOCOL|Protocole|Protocolo|Протокол|附件|附录|附錄|المرفق"
)
_PART = (
    r"Part|PART|Partie|PARTIE|Parte|PARTE|Title|TITLE|Titre|TITRE|Título|TÍTULO|Titolo|Chapter"
    r"|CHAPTER|Chapitre|CHAPITRE|Capítulo|CAPÍTULO|Capitolo|Section|SECTION|Sección|SECCIÓN|Sezione"
    r"|Sec\.|SEC\.|Sect\.|Teil|TEIL|Kapitel|KAPITEL|Abschnitt|ABSCHNITT|Book|BOOK|Subsection"
    r"|Часть|ЧАСТЬ|Глава|ГЛАВА|Раздел|РАЗДЕЛ|الباب|الفصل|Section\.|SECTION\."
)
_KINDS = {
    "part": "part partie parte teil часть 部分", "title": "title titre título titolo 编 編",
    "chapter": "chapter chapitre capítulo capitolo kapitel глава 章 الفصل",
    "section": "section sec sect sección sezione abschnitt раздел 节 節",
}  # fmt: skip
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_CHINESE = re.compile(
    r"(?P<caption>第(?P<number>[一二三四五六七八九十百零〇0-9]{1,8})(?P<kind>条|條|章|编|編|部分|节|節))"
    r"(?P<between>[\s:：、.]*)(?P<rest>.*)",
    re.DOTALL,
)
_CAPTION = re.compile(
    rf"(?P<caption>(?P<word>{_ARTICLE}|{_ANNEX}|{_PART})\s*(?P<number>{NUMBER}|{_SPELT}(?!\w))"
    r"(?P<stop>\)?[*†‡]*[.:]?[°º]?[*†‡]*))(?P<between>\s*[—–:.-]*\s*)(?P<rest>.*)",
    re.DOTALL,
)
_ALONE = re.compile(rf"(?P<word>{_ANNEX})(?P<stop>[.:]?)", re.DOTALL)
_UNNUMBERED = re.compile(
    rf"(?P<word>{_ANNEX})(?P<stop>[.:]?)\s+(?:[—–-]\s+)?(?P<rest>.+)", re.DOTALL
)
_ARTICLES, _ANNEXES = re.compile(_ARTICLE), re.compile(_ANNEX)
_DASHES = frozenset("—–-")
_LONGEST_HEADING = 20
PROSE_END = (".", ";", ",", ":", "。", "；", "，", "：")

CLOSING = re.compile(
    r"(?:In (?:witness|faith) whereof|In testimony whereof|Done (?:at|in|this|by)|EN FOI DE QUOI"
    r"|En foi de quoi|Fait (?:à|en)|En fe de lo cual|Hecho en|Zu Urkund|Geschehen zu"
    r"|В удостоверение|Совершено в|Учинено|以资证明|订于|The foregoing convention|"
    r"إثباتا|وإثباتا)(?!\w)",
    re.IGNORECASE,
)
PARAGRAPH = re.compile(
    rf"(?P<label>\d{{1,3}}(?:\.\d{{1,3}})*(?:[-‐‑ ]?{_LATIN})?[.)](?!\d)"
    rf"|\(\d{{1,3}}(?:[-‐‑ ]?{_LATIN})?\)"
    r"|§ ?\d{1,3}\.?|\d{1,2}°|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)"
    r"\s+(?P<rest>.*)",
    re.DOTALL,
)
POINT = re.compile(
    rf"(?P<label>\([A-Za-z]{{1,2}}(?:[-‐‑ ]?{_LATIN})?\)|\([ivxlIVXL]{{1,5}}\)|[a-zA-Z]\)"
    r"|[ivxl]{1,5}\)|[ivx]{1,5}\.|[a-z]\.|[-–—•·*])\s+(?P<rest>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Caption:
    """The head of a division: ``kind`` "article", "annex", "part" or "section" (a part that often
    has its text on its line); ``printed`` as it stands ("ARTICLE IV."), its bare ``number``, and
    what follows on the line: after a ``mark`` of its own or not."""

    kind: str
    printed: str
    number: str
    rest: str
    mark: bool
    part: str = ""
    """Of a part: "part", "title", "chapter" or "section"; "" for a book and the like."""

    @property
    def is_alone(self) -> bool:
        """Tell whether nothing follows on the line."""
        return not self.rest

    @property
    def has_heading(self) -> bool:
        """Tell whether what follows is a heading, and no provision."""
        return is_heading(self.rest) and (self.mark or not self.rest[:1].islower())


def caption(text: str) -> Caption | None:
    """Return the caption that a text begins with; None where it begins with none."""
    found = _CHINESE.fullmatch(text)
    if found:
        kind = "article" if found["kind"] in "条條" else "part"
        mark = bool(found["between"])
        part = _KIND_OF.get(found["kind"], "")
        return Caption(kind, found["caption"], found["number"], found["rest"], mark, part)
    found = _CAPTION.fullmatch(text)
    if found is None:
        alone = _ALONE.fullmatch(text)
        return Caption("annex", text, "", "", False) if alone else None
    word, between = found["word"], found["between"]
    if word[-1:].isalpha() and not re.match(r"\s", text[len(word) :]):
        return None
    kind = (
        "article" if _ARTICLES.fullmatch(word) else "annex" if _ANNEXES.fullmatch(word) else "part"
    )
    if word.rstrip(".").lower() in ("section", "sec", "sect"):
        kind = "section"
    printed = found["caption"]
    if between.strip() and not (found["rest"] and set(between.strip()) <= _DASHES):
        printed += between.rstrip()
    mark = bool(found["stop"] or between.strip())
    if not mark and found["rest"] and not between:
        return None
    part = _KIND_OF.get(word.rstrip(".").lower(), "")
    return Caption(kind, printed, found["number"], found["rest"].strip(), mark, part)


def unnumbered(text: str) -> Caption | None:
    """Return the caption of an annex without a number that a heading begins with ("Annex: Maps");
    None where it begins with none. Of a text that is no heading it would be a mere word."""
    found = _UNNUMBERED.fullmatch(text)
    if found is None:
        return None
    return Caption("annex", found["word"] + found["stop"], "", found["rest"], bool(found["stop"]))


def is_number(text: str) -> bool:
    """Tell whether a text is the number of a paragraph or point and nothing else."""
    return any(
        (found := pattern.fullmatch(f"{text} ")) is not None and not found["rest"].strip()
        for pattern in (PARAGRAPH, POINT)
    )


def is_heading(text: str) -> bool:
    """Tell whether a text may be a heading: a few words without the stop of a sentence."""
    return bool(
        text
        and len(text.split()) <= _LONGEST_HEADING
        and len(text) <= 160
        and (not text.endswith(PROSE_END) or text.isupper())
        and not PARAGRAPH.match(text)
        and not POINT.match(text)
        and any(map(str.isalpha, text))
    )


def is_shouted(text: str) -> bool:
    """Tell whether a text is a heading in capitals: "PREAMBLE"."""
    return text.isupper() and len(text.split()) <= 12 and not text.endswith((";", ","))
