"""The rules on names, units and structure: what can be wrong with a draft before any solving."""

from __future__ import annotations

from treatylang.findings import Severity
from treatylang.rules import Rule, register

_HEAD = 'class Party "Party" plural "Parties".\nact notify "notify the Authority" by Party'
_BODY = '.\narticle a "A".\n  one: Each Party shall notify'


def _rule(
    code: str,
    name: str,
    title: str,
    what: str,
    law: str,
    *,
    bad: str,
    good: str = f"{_HEAD}{_BODY}.\n",
    severity: Severity = Severity.ERROR,
) -> str:
    register(Rule(code, name, title, severity, what, law, bad, good))
    return code


UNDEFINED = _rule(
    "TL101",
    "undefined-name",
    "a name that the draft does not declare",
    "A clause, a definition or a scenario uses a name that is declared nowhere, or an act's "
    "attribute, an option or a level that does not exist. The nearest declared name is shown. The "
    "sentence is left out of the checks until the name is put right.",
    "Legistic practice (Joint Practical Guide of the EU institutions, guideline 14): one term for "
    "one notion, and no term that is not defined.",
    bad=f"{_HEAD}{_BODY.replace('notify', 'notfy')}.\n",
)
TWICE = _rule(
    "TL102",
    "defined-twice",
    "one name declared twice",
    "Two declarations, two articles or two clauses of one article have the same name. The second "
    "is left out.",
    "Joint Practical Guide, guideline 14: the same term is not used with different meanings.",
    bad=f'{_HEAD}.\nact notify "notify" by Party{_BODY}.\n',
)
UNUSED = _rule(
    "TL103",
    "never-used",
    "a declared name that nothing uses",
    "A declaration of the draft itself (not of a file that it includes) is used by no clause. It "
    "may be what is left of a deleted clause, or the sign of one forgotten. Information only.",
    "Joint Practical Guide, guideline 14: definitions are for terms that the act uses.",
    bad=f'{_HEAD}.\nfact war "there is a war"{_BODY}.\n',
    severity=Severity.INFO,
)
CIRCULAR = _rule(
    "TL104",
    "circular-definition",
    "definitions that lead back to themselves",
    "A class is defined by itself, clauses are conditioned on one another's breach in a circle, or "
    "a file includes itself.",
    "A circular definition defines nothing (Aristotle, Topics VI.4).",
    bad='class A "A" is B.\nclass B "B" is A.\nact notify "notify" by A'
    '.\narticle a "A".\n  one: Each A shall notify.\n',
)
KIND = _rule(
    "TL105",
    "wrong-kind",
    "a name used as something that it is not",
    "A name stands where another kind of thing belongs: a fact in the place of an act, an organ "
    "compared with a number, a condition about the norm's own act.",
    "VCLT Art. 31(4): a term has the meaning that the parties gave it.",
    bad=f"{_HEAD}{_BODY}, if notify.\n",
)
UNITS = _rule(
    "TL106",
    "units",
    "quantities that cannot be compared or added",
    "Two numbers of different dimensions are compared or added (days and FLOP), or a number stands "
    "without the unit that it needs.",
    "International Vocabulary of Metrology (JCGM 200:2012), 1.2: only quantities of the same kind "
    "can be compared.",
    bad='unit FLOP "FLOP" plural "FLOP".\nclass Party "Party" plural "Parties".\n'
    'act train "train" by Party with compute in FLOP.\narticle a "A".\n'
    "  one: No Party shall train with compute > 5 days.\n",
    good='unit FLOP "FLOP" plural "FLOP".\nclass Party "Party" plural "Parties".\n'
    'act train "train" by Party with compute in FLOP.\narticle a "A".\n'
    "  one: No Party shall train with compute > 5 FLOP.\n",
)
STRUCTURE = _rule(
    "TL107",
    "structure",
    "a sentence that stands in the wrong place or lacks a part",
    "A clause outside any article or without a label, a reason that belongs to no clause, a "
    "declaration without a part that it needs, an acceptance without a reason.",
    "Joint Practical Guide, guideline 15: the enacting terms are divided into articles.",
    bad=f"{_HEAD}.\neach Party shall notify.\n",
)
NONLINEAR = _rule(
    "TL108",
    "not-linear",
    "arithmetic that the tool does not decide",
    "A product or a quotient of two quantities. Conditions are sums of quantities with constant "
    "factors; anything else is refused, not approximated.",
    "Linear arithmetic is decidable (Presburger 1929); with products of integers it is not "
    "(Matiyasevich 1970).",
    bad=f"quantity gdp of Party.\nquantity share of Party.\n{_HEAD}{_BODY}, if gdp * share > 1.\n",
    good="quantity gdp of Party.\nquantity share of Party.\n"
    f"{_HEAD}{_BODY}, if gdp + 2 * share > 1.\n",
)
TIME = _rule(
    "TL109",
    "time",
    "a time that cannot be counted",
    "“Thereafter” without an event to count from or with several, a span that is not a whole "
    "number of days, a month's end that has no single answer and no stated rounding.",
    "European Convention on the Calculation of Time-Limits (1972), Arts. 3 and 4; Regulation (EEC, "
    "Euratom) 1182/71, Art. 3.",
    bad=f"{_HEAD}{_BODY} within 30 days thereafter.\n",
    good=f'event request of Party "the request".\n{_HEAD}{_BODY} within 30 days after request.\n',
)
FILES = _rule(
    "TL110",
    "file",
    "a file that cannot be read",
    "An included draft or a data file is missing, lies outside the project, includes itself, or "
    "does not have the columns that are asked of it.",
    "Nothing outside the project's own folder is ever read on a draft's behalf.",
    bad=f'include "missing.treaty".\n{_HEAD}{_BODY}.\n',
)
_COUNCIL = (
    'state USA "United States" is Party.\nstate CHN "China" is Party.\n'
    'class Party "Party" plural "Parties".\norgan Council "Council", composed of Party.\n'
)
_POPULATION = "quantity population of Party.\nassume population of USA = 335.\n"
FIGURE = _rule(
    "TL113",
    "missing-figure",
    "a figure of a member that the draft does not give",
    "Weights, a share of a quantity, or the membership of a class hang on a figure of each "
    "member, and the draft gives none for one of them: the cell of the data file is empty, or the "
    "member is an unnamed seat. What is not known is not taken for nought.",
    "TEU, Art. 16(4) with Annex III to the Council's Rules of Procedure: the populations that the "
    "double majority is reckoned with are fixed, figure by figure.",
    bad=f"{_COUNCIL}{_POPULATION}vote most in Council: at least 65% of population.\n",
    good=f"{_COUNCIL}{_POPULATION}assume population of CHN = 1410.\n"
    "vote most in Council: at least 65% of population.\n",
)
VOTING = _rule(
    "TL114",
    "voting",
    "a rule of voting that has no single meaning",
    "A share of more than the whole, a rule that counts members of a class with nobody in it, "
    "weights that mix shares with plain numbers or shares that do not add up, a cap without a word "
    "on what it frees, a body whose members are not said.",
    "VCLT, Art. 9(2): States decide by what rule they vote; the tool supplies none.",
    bad=f"{_COUNCIL}vote most in Council: at least 120% of the members.\n",
    good=f"{_COUNCIL}vote most in Council: at least 60% of the members.\n",
)
