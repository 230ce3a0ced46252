"""The styles of a treaty: what a treaty section would set by hand, under the names that word
processors know (Title, Heading 1, TOC 1) or that say what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from treatylang.documents.word.elements import Element, Speech, el

WIDTH = 9026
"""The width of the text on A4, in twentieths of a point, as all lengths here."""
POINTS = 5
"""The levels of points that have a style of their own; deeper ones share the last."""

TITLE, VERSION, TREATY, CONTENTS = "Title", "Subtitle", "TreatyTitle", "TOCHeading"
PREAMBLE, TEXT, NUMBERED, CONTINUED = (
    "Preamble",
    "ArticleText",
    "NumberedParagraph",
    "ContinuedParagraph",
)
CLOSING, SIGNATURE, SIGNED = "Testimonium", "Signature", "SignatureLine"
NOTE, NOTE_CALL, FOOTER = "FootnoteText", "FootnoteReference", "Footer"


def point(level: int) -> str:
    return f"Point{min(level, POINTS)}"


def heading(level: int) -> str:
    return f"Heading{min(level, 9)}"


def contents(level: int) -> str:
    return f"TOC{min(level, 9)}"


def styles(speech: Speech, roles: Sequence[str]) -> list[Element]:
    """Return the children of the styles part. ``roles`` says what each level of heading is:
    "instrument", "part" or "article"."""
    step = speech.step
    made = [_defaults(speech), _style("Normal", "Normal", _normal(speech), default=True)]
    made.append(_character_default())
    made += [
        _style(TITLE, "Title", _display(), _big(36, "b")),
        _style(VERSION, "Subtitle", _display(), _big(24, *("i" if speech.slants else ""))),
        _style(TREATY, "Treaty Title", (_kept(), *_display()[1:]), _big(28, "b")),
        _style(CONTENTS, "TOC Heading", (_kept(), *_display()), _big(28, "b")),
        *(_heading(at, role) for at, role in enumerate(roles, start=1)),
        *(_entry(level, step) for level in range(1, max(len(roles), 1) + 1)),
        _style(PREAMBLE, "Preamble", (*_spaced(120), _justified())),
        _style(TEXT, "Article Text", (*_spaced(120), _justified())),
        _style(NUMBERED, "Numbered Paragraph", (*_spaced(120), _indent(step, step), _justified())),
        _style(CONTINUED, "Continued Paragraph", (*_spaced(120), _indent(step), _justified())),
        *(
            _style(
                point(level),
                f"Point {level}",
                (*_spaced(80), _indent(step * (level + 1), step), _justified()),
            )
            for level in range(1, POINTS + 1)
        ),
        _style(CLOSING, "Testimonium", (*_spaced(120, before=240), _justified())),
        _style(SIGNATURE, "Signature", (_kept(), el("w:keepLines"), *_spaced(480, before=360))),
        _style(
            SIGNED,
            "Signature Line",
            (el("w:keepLines"), el("w:suppressLineNumbers"), _rule(), *_spaced(240)),
        ),
        _style(NOTE, "footnote text", (el("w:suppressLineNumbers"), *_spaced(0)), _big(20)),
        _style(FOOTER, "footer", (_right(), *_spaced(0)), _big(20)),
    ]
    raised = el("w:rPr", el("w:vertAlign", val="superscript"))
    made.append(
        el("w:style", el("w:name", val="footnote reference"), raised, type="character",
           styleId=NOTE_CALL)
    )  # fmt: skip
    return made


def _defaults(speech: Speech) -> Element:
    fonts = el(
        "w:rFonts",
        ascii="Times New Roman",
        hAnsi="Times New Roman",
        eastAsia="SimSun",
        cs="Times New Roman",
    )
    lang = {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"} | speech.attributes()
    run = el("w:rPr", fonts, el("w:sz", val="24"), el("w:szCs", val="26" if speech.rtl else "24"),
             el("w:lang", **lang))  # fmt: skip
    spacing = el("w:spacing", after="0", line="264", lineRule="auto")
    return el("w:docDefaults", el("w:rPrDefault", run), el("w:pPrDefault", el("w:pPr", spacing)))


def _character_default() -> Element:
    return el(
        "w:style",
        el("w:name", val="Default Paragraph Font"),
        el("w:uiPriority", val="1"),
        type="character",
        default="1",
        styleId="DefaultParagraphFont",
    )


_BUILT_IN = {
    "Normal", "Title", "Subtitle", "TOC Heading", "Signature", "footnote text", "footer",
    *(f"heading {level}" for level in range(1, 10)),
    *(f"toc {level}" for level in range(1, 10)),
}  # fmt: skip


def _style(
    identity: str,
    name: str,
    paragraph: Sequence[Element] = (),
    run: Sequence[Element] = (),
    *,
    default: bool = False,
    follows: str = "",
) -> Element:
    attributes = {"type": "paragraph", "styleId": identity}
    if default:
        attributes["default"] = "1"
    if name not in _BUILT_IN:
        attributes["customStyle"] = "1"
    made = el("w:style", el("w:name", val=name), **attributes)
    if not default:
        made.append(el("w:basedOn", val="Normal"))
    if follows:
        made.append(el("w:next", val=follows))
    made.append(el("w:qFormat"))
    made.append(el("w:pPr", *paragraph))
    if run:
        made.append(el("w:rPr", *run))
    return made


def _heading(level: int, role: str) -> Element:
    size = {"instrument": 28, "part": 26, "article": 24}[role]
    before = {"instrument": 480, "part": 480, "article": 360}[role]
    shape = (
        _kept(),
        el("w:keepLines"),
        el("w:suppressAutoHyphens"),
        *_spaced(160, before=before),
        _centred(),
        el("w:outlineLvl", val=str(level - 1)),
    )
    return _style(heading(level), f"heading {level}", shape, _big(size, "b"), follows=TEXT)


def _entry(level: int, step: int) -> Element:
    leader = el("w:tabs", el("w:tab", val="right", leader="dot", pos=str(WIDTH)))
    left = _indent(step * level, step)
    shape = (el("w:suppressLineNumbers"), leader, *_spaced(60), left)
    return _style(contents(level), f"toc {level}", shape)


def _normal(speech: Speech) -> tuple[Element, ...]:
    return (*((el("w:bidi"),) if speech.rtl else ()), *_spaced(120))


def _display() -> tuple[Element, ...]:
    """Return the shape of a title, which takes no part in numbered lines."""
    unbroken = el("w:suppressAutoHyphens")
    return (el("w:suppressLineNumbers"), unbroken, *_spaced(240, before=240), _centred())


def _spaced(after: int, before: int = 0) -> tuple[Element, ...]:
    return (el("w:spacing", before=str(before), after=str(after)),)


def _centred() -> Element:
    return el("w:jc", val="center")


def _justified() -> Element:
    return el("w:jc", val="both")


def _kept() -> Element:
    return el("w:keepNext")


def _indent(left: int, hanging: int = 0) -> Element:
    return el("w:ind", left=str(left), **({"hanging": str(hanging)} if hanging else {}))


def _big(size: int, *names: str) -> tuple[Element, ...]:
    """Return run properties: half points, and "b" or "i" for all scripts."""
    faces = [el(f"w:{name}{script}") for name in names for script in ("", "Cs")]
    return (*faces, el("w:sz", val=str(size)), el("w:szCs", val=str(size)))


def _rule() -> Element:
    return el("w:tabs", el("w:tab", val="left", leader="underscore", pos=str(WIDTH // 2)))


def _right() -> Element:
    return el("w:tabs", el("w:tab", val="right", pos=str(WIDTH)))
