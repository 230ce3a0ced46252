"""Labels for what is imported: readable, stable, unique, and never a word of the language."""

from __future__ import annotations

import re
import unicodedata

from treatylang.importing.structure import Article, Part, Treaty
from treatylang.model.parts import RANKS
from treatylang.syntax.keywords import HARD

_WORDS = 4
_DULL = frozenset(
    "the of and a an in on to for de la le les des du et y el los las der die das".split()
)


def assign(treaty: Treaty, name: str) -> str:
    """Name the articles and clauses of a treaty, and return the name of the treaty itself: made of
    ``name``, that of its file."""
    own = slug(name, "treaty")
    taken = {own: 1}
    scope, text = "", 0
    met: set[str] = set()
    open_: list[Part] = []
    for item in treaty.items:
        if isinstance(item, Part):
            item.name = _unique(slug(f"{item.kind} {item.number}", item.kind), taken)
            while open_ and RANKS.index(open_[-1].kind) >= RANKS.index(item.kind):
                open_.pop()
            item.above = open_[-1].name if open_ else ""
            open_.append(item)
        if not isinstance(item, Article):
            continue
        article = item
        if article.annex:
            open_ = []
        article.part = open_[-1].name if open_ else ""
        if article.annex:
            scope, text, met = "", 0, set()
        elif article.number and article.number in met:
            text, met = text + 1, set()
        met.add(article.number)
        article.scope, article.text = scope, text
        article.name = _unique(_article(article, scope), taken)
        if article.annex:
            scope = article.name
        _clauses(article)
    return own


def _article(article: Article, scope: str) -> str:
    kind = "annex" if article.annex else "article"
    if article.number:
        name = slug(f"{kind} {article.number}", kind)
    elif article.heading:
        name = slug(article.heading, kind)
    else:
        name = slug(article.printed, "text") if article.printed else "text"
    return f"{scope}_{name}" if scope and not article.annex else name


def _clauses(article: Article) -> None:
    taken: dict[str, int] = {}
    for clause in article.clauses:
        if not clause.printed:
            continue
        begins_with_figure = clause.number[:1].isdecimal()
        clause.name = _unique(slug(("p" if begins_with_figure else "") + clause.number, "p"), taken)
    numbered = bool(taken)
    for at, clause in enumerate(article.clauses, start=1):
        if not clause.printed:
            clause.name = _unique(f"text_{at}" if numbered else f"p{at}", taken)


def _unique(name: str, taken: dict[str, int]) -> str:
    """Return the name, with a number after it where it is taken; ``taken`` has for each name the
    last number that was tried with it."""
    found = name
    while found in taken:
        taken[name] += 1
        found = f"{name}_{taken[name]}"
    taken[found] = 1
    return found


def slug(text: str, otherwise: str) -> str:
    """Return a name in plain letters for some words ("Use of terms": use_of_terms); ``otherwise``
    where nothing of them is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    if len(words) > _WORDS:
        while len(words) > 1 and words[0] in _DULL:
            words = words[1:]
        words = words[:_WORDS]
        while len(words) > 1 and words[-1] in _DULL:
            words = words[:-1]
    name = "_".join(words)[:60]
    if not name:
        return otherwise
    if not name[0].isalpha():
        name = f"{otherwise}_{name}"
    return f"{name}_" if name in HARD else name
