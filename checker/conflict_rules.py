"""The rules on conflicts of norms, as ``treatylang explain`` tells them."""

from __future__ import annotations

from treatylang.findings import Severity
from treatylang.rules import Rule, register

_WORDS = (
    'unit FLOP "floating-point operation" plural "floating-point operations".\n'
    'class Party "Party" plural "Parties".\n'
    'act train "conduct a training run" by Party with compute in FLOP.\n'
    'article a "A".\n'
)
_KEEP = (
    'unit chip "chip" plural "chips" whole.\nclass Party "Party" plural "Parties".\n'
    'controlled quantity stock of Party in chip "stock of accelerators".\narticle a "A".\n'
)
_COMPETENCE = (
    'level national < global.\nclass Party "Party" plural "Parties".\n'
    'organ Council "Council" at global.\norgan Authority "Authority" at global.\n'
    'fact emergency "there is an emergency".\n'
    'matter oversight "oversight" objective "safety", reaches global otherwise.\n'
    'article a "A".\n'
)
_PAUWELYN = "Pauwelyn, Conflict of Norms in Public International Law (2003), ch. 4"
_VRANES = "Vranes, “The Definition of ‘Norm Conflict’” (2006) 17 EJIL 395"

CONTRADICTION = register(
    Rule(
        "TL201",
        "contradiction",
        "a duty and a prohibition of the same act",
        Severity.ERROR,
        "In some scenario one clause requires an act, and every instance of it that would do is "
        "forbidden by another. Whoever is bound by both must break one.",
        f"{_PAUWELYN}; {_VRANES}; Kelsen, General Theory of Norms (1991), ch. 29.",
        bad=_WORDS + "  one: No Party shall train with compute > 5 FLOP.\n"
        "  two: Each Party shall train with compute > 9 FLOP.\n",
        good=_WORDS + "  one: No Party shall train with compute > 5 FLOP.\n"
        "  two: Notwithstanding one, each Party shall train with compute > 9 FLOP.\n",
    )
)
CONTRARIETY = register(
    Rule(
        "TL202",
        "contrariety",
        "duties or bounds that cannot both be met",
        Severity.ERROR,
        "Two clauses each require something that the other makes impossible: bounds on one "
        "quantity with no value in common, acts declared to exclude one another, or different "
        "ways of doing what is done once.",
        f"{_VRANES}; Hamblin, Imperatives (1987), on contrary orders.",
        bad=_KEEP + "  one: Each Party shall keep its stock at most 5 chip.\n"
        "  two: Each Party shall keep its stock at least 9 chip.\n",
        good=_KEEP + "  one: Each Party shall keep its stock at most 5 chip until 2030-12-31.\n"
        "  two: Each Party shall keep its stock at least 9 chip from 2031-01-01.\n",
    )
)
PERMISSION = register(
    Rule(
        "TL203",
        "permission-prohibition",
        "what one clause permits, another forbids",
        Severity.WARNING,
        "The conflict is potential: it arises only when the right is used. It is an error where "
        "nothing is left of the right.",
        f"{_PAUWELYN}, on conflicts between a permission and a prohibition; {_VRANES}.",
        bad=_WORDS + "  one: No Party shall train with compute > 5 FLOP.\n"
        "  two: A Party may train with compute <= 9 FLOP.\n",
        good=_WORDS + "  one: No Party shall train with compute > 5 FLOP.\n"
        "  two: Notwithstanding one, a Party may train with compute <= 9 FLOP.\n",
    )
)
EXEMPTION = register(
    Rule(
        "TL204",
        "exemption-duty",
        "what one clause exempts from, another requires",
        Severity.WARNING,
        "An exemption frees from an act that a duty requires, and no other act would do. It is an "
        "error where the duty is left with no scenario at all.",
        f"{_PAUWELYN}, on conflicts between an exemption and a command.",
        bad=_WORDS + "  one: Each Party shall train with compute > 5 FLOP.\n"
        "  two: A Party need not train.\n",
        good=_WORDS + "  one: Each Party shall train with compute > 5 FLOP.\n"
        "  two: A Party need not train with compute > 9 FLOP.\n",
    )
)
COMPETENCE = register(
    Rule(
        "TL205",
        "exclusive-competences",
        "two exclusive competences over one matter",
        Severity.ERROR,
        "In some scenario two holders both have exclusive competence over the same matter. What "
        "is exclusive to one cannot be exclusive to another.",
        "TFEU Art. 2(1): where competence is exclusive, only its holder may legislate.",
        bad=_COMPETENCE + "  one: The Council has exclusive competence over oversight.\n"
        "  two: The Authority has exclusive competence over oversight if emergency.\n",
        good=_COMPETENCE + "  one: The Council has exclusive competence over oversight\n"
        "    unless emergency.\n"
        "  two: The Authority has exclusive competence over oversight if emergency.\n",
    )
)
LARGER = register(
    Rule(
        "TL206",
        "larger-set",
        "three or more clauses that only together cannot be met",
        Severity.ERROR,
        "No two of the clauses conflict; all of them together leave nothing that would comply: "
        "a duty whose whole range is covered by several prohibitions, say.",
        "Minimal conflict sets in the sense of Reiter (1987); in law, the cumulation of "
        "obligations (ILC, A/CN.4/L.682, 2006, para. 24).",
        bad=_WORDS + "  one: No Party shall train with compute < 5 FLOP.\n"
        "  two: No Party shall train with compute >= 5 FLOP.\n"
        "  three: Each Party shall train with compute > 1 FLOP.\n",
        good=_WORDS + "  one: No Party shall train with compute < 5 FLOP.\n"
        "  two: No Party shall train with compute > 5 FLOP.\n"
        "  three: Each Party shall train with compute > 1 FLOP.\n",
    )
)
TOO_MANY = register(
    Rule(
        "TL209",
        "too-many-conflicts",
        "more conflicts among these clauses than are listed",
        Severity.ERROR,
        "So many conflicts run through the same clauses that the list was cut at its limit: 100 on "
        "one act, quantity or matter (--conflicts), 2,000 in one draft. Those listed are right; "
        "there may be more. Conflicts that an express clause settles have a list of their own, ten "
        "times as long, and keep no other off it: where only that was cut, this is a note.",
        "The number of minimal sets can be exponential in that of clauses (Reiter 1987).",
        bad="",
        good="",
    )
)
