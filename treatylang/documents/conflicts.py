"""The unnumbered article on conflicts: what prevails by a rule of a whole instrument."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.documents.tree import Division, Paragraph, Passage
from treatylang.model.draft import Draft
from treatylang.prose.language import Language
from treatylang.prose.marks import runs
from treatylang.syntax.source import Place

ANCHOR = "document-conflicts"


def conflicts(
    language: Language, draft: Draft, here: str, written: Sequence[str]
) -> Division | None:
    """Return the rules on conflicts of the instrument ``here``, or None where it has none.
    ``written`` are the instruments of the document; the first has the maxims of the draft and what
    stands in none."""
    main = here == written[0]
    found = [
        item
        for item in draft.references
        if item.word == "prevails over" and _stands_in(draft, item.place, written) == here
    ]
    said: list[str] = []
    for source, place in dict.fromkeys((item.source, item.place) for item in found):
        losers = [item.target for item in found if (item.source, item.place) == (source, place)]
        said.append(language.prevails(here, source, losers))
    if main:
        said += [language.principle(principle) for principle in draft.principles]
    anchor = ANCHOR if main else f"{ANCHOR}-{here}"
    if not said:
        return None
    paragraphs = []
    for at, text in enumerate(said, start=1):
        number = str(at) if len(said) > 1 else ""
        printed = language.paragraph(number)
        paragraphs.append(Paragraph(f"{anchor}-{at}", number, printed, (Passage(runs(text)),)))
    return Division(anchor, "", language.label("conflicts_heading"), tuple(paragraphs))


def _stands_in(draft: Draft, place: Place, written: Sequence[str]) -> str:
    """Return the instrument in whose text a sentence stands: that of the last header before it."""
    headers = [draft.instruments[name].place for name in written]
    before = [
        (header.start, name)
        for header, name in zip(headers, written, strict=True)
        if header.path == place.path and header.start <= place.start
    ]
    return max(before)[1] if before else written[0]
