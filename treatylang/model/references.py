"""Labels: how clauses, articles and instruments are found from where they are mentioned."""

from __future__ import annotations

from dataclasses import dataclass, field

from treatylang.model.context import Context
from treatylang.syntax import ast


@dataclass(slots=True)
class Labels:
    """The labels of a draft: the articles of each of its ``instruments`` and ``parts``, the clauses
    of each of its ``articles``, and ``norm_ids`` of each clause, all by id and in order."""

    context: Context
    instruments: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)
    articles: dict[str, list[str]] = field(default_factory=dict)
    norm_ids: dict[str, list[str]] = field(default_factory=dict)
    bearers: dict[str, str] = field(default_factory=dict)
    """Whom each norm binds, as written."""
    ends: dict[str, list[str]] = field(default_factory=dict)
    """Labels by each of their ends ("cap", "licensing.cap"), made at the first look-up."""

    def find(self, word: ast.Word, article: str = "") -> str:
        """Return the id of the clause, article, part or instrument that the words mean.

        A bare label is looked up in ``article`` first, then everywhere; a name that several
        labels end with is refused. Raises Refused (reported).
        """
        name = word.text
        if f"{article}.{name}" in self.norm_ids:
            return f"{article}.{name}"
        for known in (self.norm_ids, self.articles, self.parts, self.instruments):
            if name in known:
                return name
        ends = self._ends().get(name, [])
        if len(ends) == 1:
            return ends[0]
        if ends:
            raise self.context.refuse(
                "TL101",
                f"“{name}” could be any of {', '.join(ends)}",
                word.place,
                f"Write the article too: “{ends[0]}”.",
            )
        known_labels = [*self.norm_ids, *self.articles, *self.parts, *self.instruments]
        short = [label.rpartition(".")[2] for label in self.norm_ids]
        raise self.context.undefined(
            "a clause, an article or a treaty", name, word.place, [*known_labels, *short]
        )

    def _ends(self) -> dict[str, list[str]]:
        if not self.ends:
            for label in (*self.norm_ids, *self.articles, *self.parts):
                parts = label.split(".")
                for at in range(1, len(parts)):
                    self.ends.setdefault(".".join(parts[at:]), []).append(label)
        return self.ends

    def clauses(self, word: ast.Word, article: str = "") -> list[str]:
        """Return the ids of the clauses meant: one, or all those of something larger."""
        found = self.find(word, article)
        if found in self.norm_ids:
            return [found]
        if found in self.articles:
            return list(self.articles[found])
        articles = self.parts[found] if found in self.parts else self.instruments[found]
        return [clause for article_id in articles for clause in self.articles[article_id]]

    def norms(self, word: ast.Word, article: str = "") -> list[str]:
        """Return the ids of all norms meant."""
        clauses = self.clauses(word, article)
        return [norm for clause in clauses for norm in self.norm_ids[clause]]
