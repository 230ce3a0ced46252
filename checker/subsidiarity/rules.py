"""The rules of subsidiarity, as ``treatylang explain`` tells them."""

from __future__ import annotations

from treatylang.findings import Severity
from treatylang.rules import Rule, register

_WORDS = (
    "level local < national < regional < global.\n"
    'class Party "Party" plural "Parties".\n'
    'organ Authority "Authority" at global.\n'
    'organ Regulator "national regulator" at national of each Party.\n'
)
_SUPPORTS = (
    'fact cross_border "the effects cross a border".\n'
    'matter safety "safety of installations"\n  objective "preventing accidents",\n'
)
_CROSSING = "  reaches global if cross_border, national otherwise,\n"
_ALONE = "  achieved by national if not cross_border.\n"
_ARTICLE = 'article a "A".\n'
_LICENSE = 'act license "license installations" by Authority concerning safety'
_SHARED = "The Authority has shared competence over safety"
_EU = "TEU, Art. 5(3)"
_PROTOCOL = "Protocol No 2 to the TEU and TFEU"

NEC = register(
    Rule(
        "TL401",
        "never-necessary",
        "a norm at a level where it is never needed",
        Severity.ERROR,
        "In every scenario in which the norm applies, a lower level achieves the objective of "
        "the matter, and the effects stay within its territory. The higher level then does not "
        "act at all: there is no case left for which it would be needed.",
        f"{_EU} (“only if”); Protocol No 2, Art. 5; Swiss BV, Art. 5a and 43a(1); German GG, "
        "Art. 72(2).",
        bad=_WORDS
        + _SUPPORTS
        + "  reaches national, achieved by national.\n"
        + _ARTICLE
        + f"  one: {_SHARED}.\n",
        good=_WORDS + _SUPPORTS + _CROSSING + _ALONE + _ARTICLE + f"  one: {_SHARED}, "
        "if cross_border.\n",
    )
)
INSOFAR = register(
    Rule(
        "TL402",
        "in-so-far-as",
        "a norm that goes further than it is needed",
        Severity.ERROR,
        "In some of the scenarios in which the norm applies a lower level suffices, and in "
        "others it does not. The higher level may act in the others alone; the weakest condition "
        "that confines the norm to them is given with the finding.",
        f"{_EU} (“in so far as”); Protocol No 2, Art. 5; Swiss BV, Art. 43a(1); German GG, "
        "Art. 72(2).",
        bad=_WORDS + _SUPPORTS + _CROSSING + _ALONE + _ARTICLE + f"  one: {_SHARED}.\n",
        good=_WORDS
        + _SUPPORTS
        + _CROSSING
        + _ALONE
        + _ARTICLE
        + f"  one: {_SHARED}, unless not cross_border.\n",
    )
)
LOWEST = register(
    Rule(
        "TL403",
        "lowest-level",
        "a level in between that suffices is passed over",
        Severity.ERROR,
        "Wherever the norm is not needed at its level, the units themselves cannot achieve the "
        "objective, and a level between them and the norm's own can. That the units fall short is "
        "a reason for the next level up, not for the highest. It stands beside never-necessary "
        "or in-so-far-as, and says where the matter belongs.",
        f"{_EU} (“either at central level or at regional and local level”); {_PROTOCOL}, Art. 5; "
        "Swiss BV, Art. 5a.",
        bad=_WORDS
        + _SUPPORTS
        + "  reaches regional, achieved by regional.\n"
        + _ARTICLE
        + f"  # Beside the first rule of this family, which is accepted here.\n  one: {_SHARED}.\n"
        + '  allow TL401 because "to show the other rule".\n',
        good=_WORDS
        + 'organ Commission "Commission" at regional.\n'
        + _SUPPORTS
        + "  reaches regional, achieved by regional.\n"
        + _ARTICLE
        + "  one: The Commission has shared competence over safety.\n",
    )
)
UNDER_REACH = register(
    Rule(
        "TL404",
        "under-reach",
        "a norm at a level that cannot achieve the objective",
        Severity.WARNING,
        "The norm applies in a scenario in which only a higher level achieves the objective. "
        "Subsidiarity has two sides: what the lower level cannot achieve belongs higher up. "
        "A competence that is not exclusive, beside one of a level that does suffice, is left out.",
        f"{_EU} (“by reason of the scale or effects”); Swiss BV, Art. 43a(1); German GG, "
        "Art. 72(2).",
        bad=_WORDS
        + _SUPPORTS
        + _CROSSING
        + _ALONE
        + _ARTICLE
        + f"  one: {_SHARED}, if cross_border.\n"
        "  two: Each Regulator has exclusive competence over safety.\n",
        good=_WORDS
        + _SUPPORTS
        + _CROSSING
        + _ALONE
        + _ARTICLE
        + f"  one: {_SHARED}, if cross_border.\n"
        "  two: Each Regulator has exclusive competence over safety, unless cross_border.\n",
    )
)
UNCOVERED = register(
    Rule(
        "TL405",
        "uncovered-necessity",
        "a level is needed, and nothing there covers the matter",
        Severity.WARNING,
        "In some scenario a level above the units is needed, and neither a competence nor a norm "
        "of that level or a higher one is there. The units, who are left with the matter, cannot "
        "achieve its objective there.",
        f"{_EU} (“but can rather … be better achieved”); Protocol No 2, Art. 5; Swiss BV, "
        "Art. 43a(1).",
        bad=_WORDS
        + 'fact large "the installation is large".\n'
        + _SUPPORTS
        + _CROSSING
        + _ALONE
        + _ARTICLE
        + f"  one: {_SHARED}, if cross_border and large.\n",
        good=_WORDS
        + 'fact large "the installation is large".\n'
        + _SUPPORTS
        + _CROSSING
        + _ALONE
        + _ARTICLE
        + f"  one: {_SHARED}, if cross_border and large.\n"
        + f"  two: {_SHARED}, if cross_border and not large.\n",
    )
)
CONFERRAL = register(
    Rule(
        "TL406",
        "no-conferral",
        "an organ acts without competence",
        Severity.ERROR,
        "A clause has an organ act on a matter, and in some scenario in which it applies no clause "
        "gives the organ competence over that matter. An organ has the powers conferred on it "
        "and no others. What it must not do, or need not do, takes no competence.",
        "TEU, Art. 5(2); United States Constitution, Amendment X; Swiss BV, Art. 42(1); "
        "German GG, Art. 30 and 70(1).",
        bad=_WORDS
        + _SUPPORTS
        + _CROSSING
        + _ALONE
        + _LICENSE
        + ".\n"
        + _ARTICLE
        + "  one: The Authority shall license, if cross_border.\n",
        good=_WORDS
        + _SUPPORTS
        + _CROSSING
        + _ALONE
        + _LICENSE
        + ".\n"
        + _ARTICLE
        + "  one: The Authority shall license, if cross_border.\n"
        + f"  two: {_SHARED}, if cross_border.\n",
    )
)
EVIDENCE = register(
    Rule(
        "TL407",
        "no-stated-reasons",
        "a matter without stated reasons",
        Severity.WARNING,
        "Something above the units acts on a matter that declares no objective, or not how far its "
        "effects reach. Whether the level is needed can then neither be shown nor reviewed.",
        "Protocol No 2, Art. 5 (a detailed statement, with qualitative and, wherever possible, "
        "quantitative indicators); TFEU, Art. 296.",
        bad=_WORDS
        + 'matter safety "safety of installations"\n  reaches global.\n'
        + _ARTICLE
        + f"  one: {_SHARED}.\n",
        good=_WORDS
        + _SUPPORTS.split("\n", 1)[1]
        + "  reaches global.\n"
        + _ARTICLE
        + f"  one: {_SHARED}.\n",
    )
)
_MEASURES = (
    'act prohibit "prohibit installations" by Authority concerning safety.\n'
    'act inspect "inspect installations" by Authority\n'
    "  concerning safety, less intrusive than prohibit"
)
PROPORTION = register(
    Rule(
        "TL408",
        "disproportionate",
        "a milder measure would always do",
        Severity.ERROR,
        "A clause provides for a measure, and an act that the draft declares to be less intrusive, "
        "on the same matter, achieves the objective in every scenario in which the clause applies. "
        "Where it would do in some of them only, nothing is found.",
        "TEU, Art. 5(4); Protocol No 2, Art. 5; Swiss BV, Art. 5(2); German GG, Art. 20(3).",
        bad=_WORDS
        + _SUPPORTS
        + _CROSSING
        + _ALONE
        + _MEASURES
        + ".\n"
        + _ARTICLE
        + f"  one: {_SHARED}, if cross_border.\n"
        + "  two: The Authority shall prohibit, if cross_border.\n",
        good=_WORDS
        + _SUPPORTS
        + _CROSSING
        + _ALONE
        + _MEASURES
        + ".\n"
        + _ARTICLE
        + f"  one: {_SHARED}, if cross_border.\n"
        + "  two: The Authority shall inspect, if cross_border.\n",
    )
)
SUNSET = register(
    Rule(
        "TL409",
        "no-hand-back",
        "a competence outlives its necessity",
        Severity.WARNING,
        "Necessity can lapse: the competence applies where it is needed and where it is not, and "
        "neither ends on a day nor returns to the level below. Looked for with the profile german "
        "alone, and on the matters that are listed.",
        "German GG, Art. 72(4).",
        bad=_WORDS
        + _SUPPORTS
        + _CROSSING
        + _ALONE[:-2]
        + ",\n  listed.\n"
        + _ARTICLE
        + f"  # With the profile german.\n  one: {_SHARED}.\n"
        + '  allow TL402 because "to show the other rule".\n',
        good=_WORDS
        + _SUPPORTS
        + _CROSSING
        + _ALONE[:-2]
        + ",\n  listed.\n"
        + _ARTICLE
        + f"  one: {_SHARED}, returning when not cross_border.\n",
    )
)
INSUFFICIENT = register(
    Rule(
        "TL410",
        "no-level-suffices",
        "no level can achieve the objective",
        Severity.ERROR,
        "In some scenario not even the highest level achieves the objective of the matter, as the "
        "draft itself declares. No other verdict is given on that matter: what nobody can achieve "
        "is needed at no level.",
        f"{_EU}, which supposes that the objective can be achieved at some level.",
        bad=_WORDS
        + _SUPPORTS
        + _CROSSING
        + "  achieved by global if not cross_border.\n"
        + _ARTICLE
        + f"  one: {_SHARED}, if cross_border.\n",
        good=_WORDS
        + _SUPPORTS
        + _CROSSING
        + _ALONE
        + _ARTICLE
        + f"  one: {_SHARED}, if cross_border.\n",
    )
)
UNDECLARED = register(
    Rule(
        "TL411",
        "necessity-unknown",
        "necessity turns on what is not declared",
        Severity.UNDECIDED,
        "Whether the level is needed depends on how far effects reach, or on what a lower level "
        "achieves, and the draft does not say. The fact is named. It is neither a breach nor a "
        "pass; the exit status is 3 where nothing worse was found.",
        "Protocol No 2, Art. 5: that an objective is better achieved higher up must be shown.",
        bad=_WORDS + _SUPPORTS + "  reaches national.\n" + _ARTICLE + f"  one: {_SHARED}.\n",
        good=_WORDS + _SUPPORTS + _CROSSING + _ALONE + _ARTICLE
        + f"  one: {_SHARED}, if cross_border.\n",
    )
)  # fmt: skip

RULES = (
    NEC, INSOFAR, LOWEST, UNDER_REACH, UNCOVERED, CONFERRAL, EVIDENCE, PROPORTION, SUNSET,
    INSUFFICIENT, UNDECLARED,
)  # fmt: skip
