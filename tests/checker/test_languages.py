"""What a draft lacks in the languages that it is written in (TL116)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import checker
from checker.languages import MISSING
from treatylang.documents.build import build_in
from treatylang.findings import Finding, Severity
from treatylang.model.draft import Draft
from treatylang.model.load import load
from treatylang.prose import cldr
from treatylang.prose.language import language
from treatylang.prose.provisions import gaps
from treatylang.rules import rule

RULE = rule(MISSING)
CORPUS = Path(__file__).parents[2] / "drafts"


def drafted(folder: Path, lexicon: str, text: str = RULE.bad) -> Draft:
    (folder / "draft.treaty").write_text(text, encoding="utf-8")
    if lexicon:
        (folder / "draft.fr.lexicon").write_text(lexicon, encoding="utf-8")
    return load(folder / "draft.treaty", folder)


def found(draft: Draft) -> list[Finding]:
    return list(checker.check([draft]).findings)


def test_the_bad_lexicon_has_exactly_this_finding(tmp_path: Path) -> None:
    (finding,) = found(drafted(tmp_path, RULE.lexicons[0]))
    assert (finding.code, finding.severity) == (MISSING, Severity.WARNING)
    assert "act notify" in finding.message and finding.place.path == "draft.treaty"


def test_the_good_lexicon_lacks_nothing(tmp_path: Path) -> None:
    assert found(drafted(tmp_path, RULE.lexicons[1])) == []


def test_a_missing_form_is_found_at_the_entry_that_lacks_it(tmp_path: Path) -> None:
    lexicon = RULE.lexicons[1].replace(', present "notifie à l\'Autorité"', "")
    (finding,) = found(drafted(tmp_path, lexicon))
    assert "no form “present”" in finding.message
    assert (finding.place.path, finding.place.line) == ("draft.fr.lexicon", 4)


def test_what_no_sentence_needs_is_no_gap(tmp_path: Path) -> None:
    """Decoys: a name that no clause uses, and forms that no sentence asks for."""
    text = RULE.bad + 'act train "train" by Party.\nfact war "there is a war".\n'
    assert all(item.code != MISSING for item in found(drafted(tmp_path, RULE.lexicons[1], text)))


def test_what_is_not_authentic_is_information(tmp_path: Path) -> None:
    text = RULE.bad.replace("authentic in en, fr", "authentic in en")
    (finding,) = found(drafted(tmp_path, RULE.lexicons[0], text))
    assert finding.severity is Severity.INFO and not finding.counts


def test_a_language_without_a_lexicon_is_one_piece_of_information(tmp_path: Path) -> None:
    (finding,) = found(drafted(tmp_path, ""))
    assert finding.severity is Severity.INFO and "draft.fr.lexicon" in finding.advice


def test_without_babel_nothing_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = RULE.bad.replace("by Party.", "by Party with size in number.").replace(
        "shall notify.", "shall notify with size > 100."
    )
    cldr._locale.cache_clear()
    for name in list(sys.modules):
        if name.partition(".")[0] == "babel":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "babel", None)
    try:
        report = checker.check([drafted(tmp_path, RULE.lexicons[1], text)])
    finally:
        cldr._locale.cache_clear()
    assert [item.severity for item in report.findings] == [Severity.UNDECIDED]
    assert "pip install 'treatylang[languages]'" in report.findings[0].message
    assert report.exit_status == 3


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.treaty")), ids=lambda path: path.stem)
def test_what_is_found_is_what_the_document_lacks(path: Path) -> None:
    draft = load(path)
    for code in draft.lexicons:
        speaks = language(draft, code)
        build_in(speaks, draft)
        assert set(speaks.gaps) == set(gaps(draft, code))


@pytest.mark.parametrize("reading", ["first-reading", "corrected-reading"])
def test_the_accord_lacks_nothing(reading: str) -> None:
    draft = load(CORPUS / "ai-accord" / f"{reading}.treaty")
    assert draft.lexicons and all(gaps(draft, code) == () for code in draft.lexicons)
