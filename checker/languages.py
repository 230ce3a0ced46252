"""Words that a draft lacks in the languages that it is written in."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Member, Severity
from treatylang.model.draft import Draft
from treatylang.prose.cldr import NotInstalled
from treatylang.prose.language import LANGUAGES, Gap
from treatylang.prose.provisions import gaps, main_instrument
from treatylang.rules import Rule, register
from treatylang.syntax.source import Place

_DRAFT = (
    'treaty t "Accord on Notices" authentic in en, fr.\n'
    'class Party "Party" plural "Parties".\nact notify "notify the Authority" by Party.\n'
    'article a "Notices".\n  one: Each Party shall notify.\n'
)
_LEXICON = (
    'treaty t "Accord sur les notifications", masculine, kind "Accord".\n'
    'class Party "Partie", feminine, plural "Parties".\narticle a "Notifications".\n'
)

MISSING = register(
    Rule(
        code="TL116",
        name="missing-words",
        title="words that a text in another language lacks",
        severity=Severity.WARNING,
        what="The draft has a lexicon in a language, and a text in that language needs a name, "
        "a form of it or a passage that the lexicon does not give. In the document a gap is "
        "marked by ⟦ ⟧; no language is ever put in the place of another. A warning where the "
        "draft is authentic in that language, information where it is not, or where there is "
        "no lexicon at all. Without Babel it cannot be known what is needed: that is undecided.",
        law="VCLT Art. 33(1): a treaty authenticated in two or more languages is equally "
        "authoritative in each, so that a text with a gap is a treaty with a gap.",
        bad=_DRAFT,
        good=_DRAFT,
        lexicons=(
            _LEXICON,
            f'{_LEXICON}act notify "notifier à l\'Autorité", present "notifie à l\'Autorité".\n',
        ),
    )
).code


def findings(draft: Draft) -> list[Finding]:
    """Return what the draft lacks in each language that it has a lexicon of, or is authentic in."""
    authentic = {code for item in draft.instruments.values() for code in item.authentic}
    found: list[Finding] = []
    for code in LANGUAGES:
        if code in draft.lexicons:
            severity = Severity.WARNING if code in authentic else Severity.INFO
            found += _gaps(draft, code, severity)
        elif code in authentic and code != "en":
            found.append(_no_lexicon(draft, code))
    return found


def _gaps(draft: Draft, code: str, severity: Severity) -> Iterator[Finding]:
    try:
        lacking = gaps(draft, code)
    except NotInstalled as error:
        message = f"what the text in “{code}” lacks was not looked for: {error}"
        yield _finding(Severity.UNDECIDED, message, code, _start(draft), "", message)
        return
    for gap in lacking:
        yield _finding(severity, *_told(gap, code))


def _told(gap: Gap, code: str) -> tuple[str, str, Place, str, str]:
    kind, _, name = gap.name.partition(" ")
    if gap.form:
        message = f"“{gap.name}” has no form “{gap.form}” in “{code}”, and the text needs it"
        flag = gap.form.partition(" ")[0] if " or " in gap.form else f'{gap.form} "..."'
        advice = f'Add it to the entry: {kind} {name} "...", {flag}.'
    else:
        message = f"“{gap.name}” has no words in “{code}”, and the text needs them"
        advice = f'Add an entry to a lexicon: {gap.name} "...".'
    return message, name or kind, gap.place, advice, f"{code} {gap.name} {gap.form}"


def _no_lexicon(draft: Draft, code: str) -> Finding:
    stem = draft.root.rpartition("/")[2].removesuffix(".treaty")
    message = f"the draft is authentic in “{code}”, and has no words in it"
    advice = f"Put them into {stem}.{code}.lexicon, beside it."
    return _finding(Severity.INFO, message, code, _start(draft), advice, code)


def _start(draft: Draft) -> Place:
    treaty = draft.instruments.get(main_instrument(draft))
    return treaty.place if treaty else Place(draft.root, 0, 0, 1, 1)


def _finding(
    severity: Severity, message: str, label: str, place: Place, advice: str, detail: str
) -> Finding:
    member = Member(label, place, "")
    return Finding(MISSING, severity, message, (member,), advice=advice, detail=detail)
