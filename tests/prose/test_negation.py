"""Prose never loses or adds a negation: every form of a norm that the language has."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from pathlib import Path

from treatylang import prose
from treatylang.model.draft import Modality
from treatylang.model.load import load
from treatylang.prose.norms import norm_sentence
from treatylang.prose.voice import Voice

HERE = Path(__file__).parent
BEARERS = ("Party", "Authority", "Regulator", "USA")
DETERMINERS = ("each", "no", "a", "the", "")
MODALS = ("shall", "shall not", "may", "may not", "need not")
THATS = ("", "that is a FrontierParty", "that did train", "that has capacity > 5 FLOP per second")
LEADS = ("", "If emergency,", "If it did train,", "Unless war,", "Notwithstanding first,")
TAILS = ("", ", if war", ", unless it is a FrontierParty", ", unless regulated and observed or war")
CONTENTS = ("admit", "transfer to a Party", "keep its stockpile below 5 chips")
OF_ORGANS = {"Authority": "inspect", "Regulator": "oversee"}
NEGATION = re.compile(r"\b(not|no|nor|never|none|nobody|neither)\b", re.IGNORECASE)
DENYING = {Modality.PROHIBITION, Modality.EXEMPTION}


def test_a_sentence_denies_exactly_when_its_norm_does(tmp_path: Path) -> None:
    forms = [
        (lead, determiner, bearer, that, modal, tail)
        for lead, determiner, bearer, that, modal, tail in product(
            LEADS, DETERMINERS, BEARERS, THATS, MODALS, TAILS
        )
        if (determiner or bearer == "USA") and (determiner or not that)
        if not (determiner == "no" and modal.endswith("not"))  # the language refuses it
        if not (that and "Frontier" in tail)  # told as "that ... and is not ...": a denial more
    ]
    written = [
        " ".join(filter(None, (*form[:-1], _content(form[2], at)))) + form[-1] + "."
        for at, form in enumerate(forms)
    ]
    vocabulary = (HERE / "vocabulary.treaty").read_text(encoding="utf-8")
    file = tmp_path / "draft.treaty"
    clauses = "\n".join(f"c{at}: {sentence}" for at, sentence in enumerate(written))
    file.write_text(
        f'{vocabulary}\narticle one "One".\nfirst: text "Nothing".\n{clauses}\n', encoding="utf-8"
    )
    draft = load(file, root=tmp_path)
    assert [f.message for f in draft.findings if f.code != "TL103"] == []
    assert len(draft.norms) == len(written) > 3_000
    seen: Counter[Modality] = Counter()
    for sentence, norm in zip(written, draft.norms.values(), strict=True):
        clause = draft.clauses[norm.clause]
        heads = [(word, targets) for word, targets, _ in clause.references]
        told = norm_sentence(Voice(draft, here=clause.id), norm, heads)
        denials = NEGATION.findall(f"{told.text} {' '.join(told.points)}")
        expected = int(norm.modality in DENYING)
        assert len(denials) == expected, f"{sentence} → {told.text}"
        story = prose.norm_in_force(draft, norm.id, {"@bearer": "P", "@other": "Q"})
        assert len(NEGATION.findall(story)) == expected, f"{sentence} → {story}"
        seen[norm.modality] += 1
    assert set(seen) == set(Modality) - {Modality.COMPETENCE}


def _content(bearer: str, at: int) -> str:
    """What the bearer may do, or keep; in turn."""
    content = CONTENTS[at % len(CONTENTS)]
    return content if content.startswith("keep") else OF_ORGANS.get(bearer, content)
