"""Names in different letters that look the same: whoever reads them cannot tell them apart."""

from __future__ import annotations

import unicodedata

_LOOKS_LIKE = (
    # Cyrillic.
    "ЅS ІI ЈJ АA ВB ЕE З3 КK МM НH ОO РP СC ТT УY ХX Ьb аa б6 гr еe оo рp сc уy хx ѕs іi јj ѡw ѴV "
    "ѵv ҮY үy һh ҽe ӀI ӏi Ӡ3 ԁd ԌG ԛq ԜW ԝw ꙇi "
    # Greek.
    "ͿJ ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa γy ιi νv οo ρp σo υu ϜF ϱp ϲc ϳj ϹC ϺM "
    # Armenian.
    "ՍU ՏS ՕO աw գq զq հh ոn ռn սu ցg քf օo "
    # Latin letters beyond those of English.
    "ıi ſf ƦR ǀI ɑa ɡg ɣy ɩi ɪi ɯw ʋu ʏy ᴄc ᴏo ᴑo ᴜu ᴠv ᴡw ᴢz ꜱs"
)
"""Letters with the one that they look like, from confusables.txt of Unicode Technical Standard 39,
as far as the letters of a name can be written in one alphabet and pass for another."""

_SKELETON = str.maketrans(
    {pair[0]: pair[1] for pair in _LOOKS_LIKE.split()} | {"l": "I", "1": "I", "0": "O"}
)


def skeleton(name: str) -> str:
    """Return what a name looks like: two names with the same skeleton look alike (Unicode
    Technical Standard 39, section 4). In plain ASCII only l, I and 1, and O and 0 are alike."""
    return unicodedata.normalize("NFKC", name).translate(_SKELETON)
