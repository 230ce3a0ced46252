"""The unnumbered article on conflicts: what prevails by a rule of a whole instrument."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.documents.tree import Division, Paragraph, Passage
from treatylang.model.draft import Draft
from treatylang.prose.marks import runs
from treatylang.prose.references import refer
from treatylang.prose.templates import passage
from treatylang.prose.voice import Voice
from treatylang.syntax.source import Place

ANCHOR = "document-conflicts"


def conflicts(voice: Voice, written: Sequence[str]) -> Division | None:
    """Return an instrument's rules on conflicts, or None where it has none. ``written`` are the
    instruments of the document; the first has the maxims of the draft and what stands in none."""
    main = voice.here == written[0]
    found = [
        item
        for item in voice.draft.references
        if item.word == "prevails over"
        and _stands_in(voice.draft, item.place, written) == voice.here
    ]
    said: list[str] = []
    for source, place in dict.fromkeys((item.source, item.place) for item in found):
        losers = [item.target for item in found if (item.source, item.place) == (source, place)]
        said.append(passage("prevails", refer(voice, [source]), refer(voice, losers)))
    if main:
        said += [passage("principle", principle) for principle in voice.draft.principles]
    anchor = ANCHOR if main else f"{ANCHOR}-{voice.here}"
    if not said:
        return None
    paragraphs = tuple(
        Paragraph(f"{anchor}-{at}", str(at) if len(said) > 1 else "", (Passage(runs(text)),))
        for at, text in enumerate(said, start=1)
    )
    return Division(anchor, "", passage("conflicts_heading"), paragraphs)


def _stands_in(draft: Draft, place: Place, written: Sequence[str]) -> str:
    """Return the instrument in whose text a sentence stands: that of the last header before it."""
    headers = [draft.instruments[name].place for name in written]
    before = [
        (header.start, name)
        for header, name in zip(headers, written, strict=True)
        if header.path == place.path and header.start <= place.start
    ]
    return max(before)[1] if before else written[0]
