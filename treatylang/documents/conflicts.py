"""The unnumbered article on conflicts: what prevails by a rule of the whole draft."""

from __future__ import annotations

from treatylang.documents.tree import Division, Paragraph, Passage
from treatylang.prose.marks import runs
from treatylang.prose.references import refer
from treatylang.prose.templates import passage
from treatylang.prose.voice import Voice

ANCHOR = "document-conflicts"


def conflicts(voice: Voice) -> Division | None:
    """Return the rules on conflicts, or None where the draft states none."""
    found = [item for item in voice.draft.references if item.word == "prevails over"]
    said: list[str] = []
    for source, place in dict.fromkeys((item.source, item.place) for item in found):
        losers = [item.target for item in found if (item.source, item.place) == (source, place)]
        said.append(passage("prevails", refer(voice, [source]), refer(voice, losers)))
    said += [passage("principle", principle) for principle in voice.draft.principles]
    if not said:
        return None
    paragraphs = tuple(
        Paragraph(f"{ANCHOR}-{at}", str(at) if len(said) > 1 else "", (Passage(runs(text)),))
        for at, text in enumerate(said, start=1)
    )
    return Division(ANCHOR, "", passage("conflicts_heading"), paragraphs)
