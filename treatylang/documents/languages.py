"""The languages that texts are authentic in, by their codes."""

from __future__ import annotations

from treatylang.prose.lists import series

_NAMES = dict(
    pair.split(":")
    for pair in (
        "ar:Arabic zh:Chinese en:English fr:French ru:Russian es:Spanish bg:Bulgarian hr:Croatian "
        "cs:Czech da:Danish nl:Dutch et:Estonian fi:Finnish de:German el:Greek hu:Hungarian "
        "ga:Irish it:Italian lv:Latvian lt:Lithuanian mt:Maltese pl:Polish pt:Portuguese "
        "ro:Romanian sk:Slovak sl:Slovenian sv:Swedish ja:Japanese ko:Korean hi:Hindi "
        "id:Indonesian ms:Malay sw:Swahili tr:Turkish uk:Ukrainian he:Hebrew fa:Persian "
        "no:Norwegian vi:Vietnamese th:Thai la:Latin rm:Romansh ca:Catalan sr:Serbian "
        "mk:Macedonian sq:Albanian bn:Bengali ur:Urdu"
    ).split()
)


def languages(codes: tuple[str, ...]) -> str:
    """Return "English and Chinese"; a code without a name stands as it is."""
    return series([_NAMES.get(code.lower(), code) for code in codes])
