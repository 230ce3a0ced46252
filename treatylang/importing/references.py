"""Cross references in the words of a treaty: each becomes a link that is printed as it stood.

A number becomes a reference to what has it, and follows when it changes; words such as "the
preceding paragraph" keep their words. What another treaty is cited for stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from treatylang.importing.captions import NUMBER
from treatylang.importing.structure import Article, Clause, Part, Treaty

_JOIN = (
    r"(?:\s*,\s*(?:and|or|et|ou|y|e|to)\s+|\s*,\s*"
    r"|\s+(?:and|or|to|et|ou|à|y|a|o|e|und|bis|oder|и)\s+|\s*[-–]\s*)"
)
_PARAGRAPH_WORD = (
    r"[Pp]aragraphs?|[Pp]aragraphes?|[Pp]árrafos?|[Pp]arágrafos?|[Aa]bsatz|пункт(?:а|е|у|ом|ы|ов)?"
)
_ARTICLE_WORD = (
    r"[Aa]rticles?|ARTICLES?|[Aa]rts?\.|[Aa]rtículos?|[Aa]rtigos?|[Aa]rtikeln?"
    r"|стать(?:я|и|е|ю|ей|ях|ям)"
)
_ANNEX_WORD = r"Annex(?:es)?|Annexes?|Anexos?|Appendix|Schedule"
_PART_WORD = r"Parts?|[Cc]hapters?|Titles?|[Ss]ections?|PART|CHAPTER|TITLE|SECTION"
_LIST = rf"{NUMBER}(?:{_JOIN}{NUMBER})*"
_FIGURE = r"\(?\d{1,3}\)?"
_REFERENCE = re.compile(
    rf"""(?<!\w)(?:
    (?P<pword>{_PARAGRAPH_WORD})\s+(?P<paragraphs>{_FIGURE}(?:{_JOIN}{_FIGURE})*)
        (?P<of>\s+(?:of|de\ l['’]|del|des)\s*)?
        (?:(?<=[\s'’])(?P<aword>{_ARTICLE_WORD})\s+(?P<article>{NUMBER}))?
    |(?P<word>{_ARTICLE_WORD})\s+(?P<articles>{_LIST})(?P<sub>\s?\(\d{{1,3}}\))?
        (?P<comma>\s*,\s*(?:{_PARAGRAPH_WORD})\s+)?
        (?P<below>(?<=\s)\d{{1,3}}(?:{_JOIN}\d{{1,3}})*(?!\w))?
    |(?P<annexword>{_ANNEX_WORD})\s+(?P<annexes>{_LIST})
    |(?P<partword>{_PART_WORD})\s+(?P<parts>{_LIST})
        (?:\s+of\s+(?P<above>{_PART_WORD})\s+(?P<abovenumber>{NUMBER}))?
    |(?P<near>(?:[Tt]he\ )?(?:preceding|foregoing|following)\ (?:paragraph|[Aa]rticle)(?!s))
    |第(?P<chinese>[一二三四五六七八九十百零〇0-9]{{1,8}})[条條]
    )(?!\w)""",
    re.VERBOSE,
)
_ELSEWHERE = re.compile(
    r"\s*(?:,? (?:of|to)|,? d(?:e la|u|es|e l['’])|,? del?(?: la)?)\s*"
    r"(?:the |that |la |el |said |its )?(?!(?:this|the present|present|Pr[ée]sent)\b)"
    r"(?P<what>[A-ZÉ]\w+|Convention|Charter|said)"
)
_OWN = re.compile(
    r"(?:Treaty|Agreement|Annex|Article|Part)\b"
    r"(?! (?:on|of|for|to|between|concerning|establishing|relating|with)\b)"
)


@dataclass(slots=True)
class _Scope:
    articles: dict[str, Article] = field(default_factory=dict)


class Linker:
    """Links the references of one treaty."""

    def __init__(self, treaty: Treaty) -> None:
        self.scopes: dict[tuple[str, int], _Scope] = {("", 0): _Scope()}
        self.annexes: dict[str, Article] = {}
        self.order = treaty.articles
        self.linked = 0
        self.missing: list[tuple[int, str]] = []
        """Articles and annexes of this treaty that are cited and that it has not, by line."""
        self.parts: dict[tuple[str, str], list[Part]] = {}
        self.above = {part.name: part.above for part in treaty.parts}
        for part in treaty.parts:
            self.parts.setdefault((part.kind, part.number), []).append(part)
        for article in treaty.articles:
            if article.annex:
                self.annexes.setdefault(article.number, article)
            elif article.number:
                scope = self.scopes.setdefault((article.scope, article.text), _Scope())
                scope.articles.setdefault(article.number, article)

    def link(self, text: str, article: Article, clause: Clause) -> str:
        """Return the words with their references marked, braces of their own doubled."""
        linked: list[str] = []
        end = 0
        for found in _REFERENCE.finditer(text):
            linked.append(escape(text[end : found.start()]))
            end = found.end()
            said = escape(found[0])
            if not self._is_elsewhere(text[end : end + 60]):
                said = self._reference(found, article, clause)
            linked.append(said)
        linked.append(escape(text[end:]))
        return "".join(linked)

    def _is_elsewhere(self, after: str) -> bool:
        found = _ELSEWHERE.match(after)
        return bool(found and not _OWN.match(after, found.start("what")))

    # --- one reference --------------------------------------------------------------------------

    def _reference(self, found: re.Match[str], article: Article, clause: Clause) -> str:
        whole = found[0]
        marks: list[tuple[int, int, str]] = []

        def numbers(group: str, known: dict[str, str]) -> None:
            if found[group] is None:
                return
            base = found.start(group) - found.start()
            for number in re.finditer(r"\d{1,3}" if group in _FIGURES else NUMBER, found[group]):
                target = known.get(number[0])
                plain = number[0].removesuffix("er")
                if target is None and plain in known:  # "l'article 1er"
                    target = f"{number[0]}: {known[plain]}"
                if target is None and group in ("article", "articles", "annexes"):
                    what = "annex" if group == "annexes" else "article"
                    self.missing.append((clause.line, f"{what} {number[0]}"))
                if target:
                    marks.append((base + number.start(), base + number.end(), target))

        articles = {number: item.name for number, item in self._articles(article).items()}
        if found["pword"]:
            inside = self._article(found["article"], article) if found["article"] else article
            if found["of"] and not found["article"]:
                return self._of(found, article, clause)
            if inside is not None:
                numbers("paragraphs", self._paragraphs(inside, article))
            numbers("article", articles)
        elif found["word"]:
            numbers("articles", articles)
            last = list(re.finditer(NUMBER, found["articles"]))[-1][0]
            inside = self._article(last, article)
            if inside is not None:
                for group in ("sub", "below"):
                    numbers(group, self._paragraphs(inside, article))
        elif found["annexword"]:
            numbers("annexes", {number: item.name for number, item in self.annexes.items()})
        elif found["partword"]:
            around = article.part
            if found["above"]:
                around = self._part(found["above"], found["abovenumber"], article.part)
                numbers("abovenumber", {found["abovenumber"]: around} if around else {})
            named = re.findall(NUMBER, found["parts"])
            known = {number: self._part(found["partword"], number, around) for number in named}
            numbers("parts", {number: name for number, name in known.items() if name})
            marks.sort()
        elif found["chinese"]:
            numbers("chinese", articles)
        else:
            target = self._near(found["near"], article, clause)
            if target:
                self.linked += 1
                return f"{{{whole}: {target}}}"
        return self._marked(whole, marks)

    def _of(self, found: re.Match[str], article: Article, clause: Clause) -> str:
        """Link "paragraph 2 of ..." where no number of an article follows: "of this Article"."""
        after = found.string[found.end() : found.end() + 20]
        if not re.match(r"\s*(?:this|the present|present) (?:[Aa]rticle|[Pp]aragraph)", after):
            return escape(found[0])
        base = found.start("paragraphs") - found.start()
        known = self._paragraphs(article, article)
        marks = [
            (base + number.start(), base + number.end(), known[number[0]])
            for number in re.finditer(r"\d{1,3}", found["paragraphs"])
            if number[0] in known
        ]
        return self._marked(found[0], marks)

    def _marked(self, whole: str, marks: list[tuple[int, int, str]]) -> str:
        said, end = "", 0
        for start, stop, target in marks:
            said += f"{escape(whole[end:start])}{{{target}}}"
            end = stop
        self.linked += len(marks)
        return said + escape(whole[end:])

    def _part(self, word: str, number: str, inside: str) -> str:
        """Return the part with this number: the only one, or that in the same part as ``inside``;
        "" where it could be any of several."""
        candidates = self.parts.get((word.lower().removesuffix("s"), number), [])
        if len(candidates) == 1:
            return candidates[0].name
        while inside:
            for part in candidates:
                if inside in (part.name, part.above):
                    return part.name
            inside = self.above[inside]
        return ""

    def _articles(self, article: Article) -> dict[str, Article]:
        inside = article.name if article.annex else article.scope
        own = self.scopes.get((inside, 0 if article.annex else article.text), _Scope())
        main = self.scopes[("", 0)] if inside else _Scope()
        return {**main.articles, **own.articles}

    def _article(self, number: str, article: Article) -> Article | None:
        return self._articles(article).get(number)

    def _paragraphs(self, inside: Article, here: Article) -> dict[str, str]:
        found: dict[str, str] = {}
        for clause in inside.clauses:
            if clause.printed and clause.number:
                name = clause.name if inside is here else f"{inside.name}.{clause.name}"
                found.setdefault(clause.number, name)
        return found

    def _near(self, words: str, article: Article, clause: Clause) -> str:
        step = 1 if "following" in words else -1
        if words.lower().endswith("paragraph"):
            at = next(n for n, item in enumerate(article.clauses) if item is clause) + step
            return article.clauses[at].name if 0 <= at < len(article.clauses) else ""
        numbered = [item for item in self.order if item.number and not item.annex]
        at = next((n for n, item in enumerate(numbered) if item is article), -9) + step
        return numbered[at].name if 0 <= at < len(numbered) else ""


_FIGURES = frozenset(["paragraphs", "sub", "below"])


def escape(text: str) -> str:
    """Return words in which braces are meant as such."""
    return text.replace("{", "{{").replace("}", "}}")
