"""The rules on institutions, as ``treatylang explain`` tells them."""

from __future__ import annotations

from treatylang.findings import Severity
from treatylang.rules import Rule, register

_FOUR = (
    'class Party "Party" plural "Parties".\n'
    'state A "Arcadia" is Party.\nstate B "Borduria" is Party.\n'
    'state C "Cagliostro" is Party.\nstate D "Drusidia" is Party.\n'
)
_COUNCIL = 'organ Council "Council", composed of Party.\n'
_ARTICLE = 'article a "A".\n  aim: text "The Parties keep the peace.".\n'
_WEIGHTS = "weights votes of Council: A 4, B 3, C 3, D 2.\n"
_FINAL = 'article final "Final provisions".\n'
_ENTRY = (
    "  entry: This treaty enters into force 30 days after ratification by at least 3 of the Parties"
)
_AMENDED = "  change: An amendment is adopted by simple.\n"
_SIMPLE = "vote simple in Council: more than half of the members.\n"
_ALMOST = "vote almost in Council: at least 3/4 of the members.\n"
_STRICT = "vote strict in Council: at least 4/5 of the members.\n"
_POWER = "Felsenthal and Machover, The Measurement of Voting Power (1998)"
_GAMES = "Taylor and Zwicker, Simple Games (1999)"

REFUTED = register(
    Rule(
        "TL501",
        "claim-refuted",
        "a claim about votes that is false",
        Severity.ERROR,
        "The draft asserts something of its bodies that does not hold. The witness is a coalition "
        "(with the data, where the claim is to hold for many) and what becomes of its votes; an "
        "evaluator of ballots that shares no code with the search has replayed it. Where something "
        "close to the claim does hold, it is told.",
        "UN Charter, Art. 27(3) and TEU, Art. 16(4), for rules whose authors claimed more of them "
        "than they kept; Felsenthal and Machover (1998), ch. 5, for the Council of the EEC.",
        bad=_FOUR + _COUNCIL + "vote all_but_one in Council: at least 3 of the members.\n"
        "assert no 2 Party together have a veto in all_but_one.\n" + _ARTICLE,
        good=_FOUR + _COUNCIL + "vote all_but_one in Council: at least 3 of the members.\n"
        "assert no Party has a veto in all_but_one.\n" + _ARTICLE,
    )
)
VACUOUS = register(
    Rule(
        "TL502",
        "vacuous-claim",
        "a claim about nobody, or about what cannot happen",
        Severity.WARNING,
        "The claim is about members that the body does not have, about fewer members than it "
        "names, or about a stage that cannot be reached. It is neither proved nor refuted: nothing "
        "was tested.",
        "A test that nothing can fail is not one.",
        bad=_FOUR + _COUNCIL + _ALMOST
        + "procedure adoption in Council: first almost for 60 days,\n"
        "  failing which the proposal is rejected.\n"
        "assert each stage of adoption is weaker than the one before.\n" + _ARTICLE,
        good=_FOUR + _COUNCIL + _ALMOST + _SIMPLE
        + "procedure adoption in Council: first almost for 60 days, then simple for 30 days,\n"
        "  failing which the proposal is rejected.\n"
        "assert each stage of adoption is weaker than the one before.\n" + _ARTICLE,
    )
)  # fmt: skip
UNMEETABLE = register(
    Rule(
        "TL503",
        "unmeetable-rule",
        "a threshold that nobody can meet",
        Severity.ERROR,
        "Even where every member is present and in favour, the rule is not met: it asks for more "
        "members or votes than there are, or for what its own parts exclude.",
        f"{_GAMES}, ch. 1, for the games that nobody wins.",
        bad=_FOUR + _COUNCIL + "vote five in Council: at least 5 of the members.\n" + _ARTICLE,
        good=_FOUR + _COUNCIL + "vote four in Council: at least 4 of the members.\n" + _ARTICLE,
    )
)
ALWAYS_MET = register(
    Rule(
        "TL504",
        "rule-without-effect",
        "a rule that is met even if nobody is in favour",
        Severity.ERROR,
        "The proposal is carried although every member votes against it. A threshold of nought, or "
        "an alternative that always holds, decides nothing.",
        f"{_GAMES}, ch. 1, for the games that everybody wins.",
        bad=_FOUR + _COUNCIL + "vote none in Council: more than half of the members, and a "
        "blocking minority needs at least 5 members, failing which the majority is deemed "
        "attained.\n"
        + _ARTICLE,
        good=_FOUR + _COUNCIL + _SIMPLE + _ARTICLE,
    )
)  # fmt: skip
IMPROPER = register(
    Rule(
        "TL505",
        "improper-rule",
        "two opposed coalitions can both carry",
        Severity.WARNING,
        "Some members carry a proposal, and the others, who voted against it, can carry the "
        "contrary. Looked for in the rules by which something is decided, adopted or amended; a "
        "rule by which a minority may ask for something (a third may convene the Assembly) is "
        "left alone.",
        f"{_GAMES}, ch. 1: a rule without two disjoint winning coalitions is proper.",
        bad=_FOUR + _COUNCIL + "vote half in Council: at least half of the members.\n"
        + _FINAL + "  decides: The Council may decide on \"budgets\" by half.\n",
        good=_FOUR + _COUNCIL + "vote half in Council: more than half of the members.\n"
        + _FINAL + "  decides: The Council may decide on \"budgets\" by half.\n",
    )
)  # fmt: skip
DICTATOR = register(
    Rule(
        "TL506",
        "dictator",
        "one member decides by itself",
        Severity.WARNING,
        "The member carries alone whatever it is in favour of, and nothing is carried without it. "
        "All others, whatever their weight, are dummies.",
        f"{_POWER}, ch. 2.",
        bad=_FOUR + _COUNCIL + "weights votes of Council: A 7, B 3, C 2, D 1.\n"
        "vote weighted in Council: more than half of votes.\n" + _ARTICLE,
        good=_FOUR + _COUNCIL + _WEIGHTS
        + "vote weighted in Council: more than half of votes.\n" + _ARTICLE,
    )
)  # fmt: skip
DUMMY = register(
    Rule(
        "TL507",
        "dummy",
        "a member whose vote never makes a difference",
        Severity.WARNING,
        "The rule counts the member's vote, and there is no coalition that it would make carry. "
        "Luxembourg had one vote in the Council of the EEC from 1958 to 1973, and no power at all: "
        "all other votes were even, and the quota was twelve.",
        f"{_POWER}, ch. 5.1.",
        bad=_FOUR + _COUNCIL + "weights votes of Council: A 4, B 4, C 4, D 1.\n"
        "vote weighted in Council: at least 8 votes of votes.\n" + _ARTICLE,
        good=_FOUR + _COUNCIL + "weights votes of Council: A 4, B 4, C 4, D 1.\n"
        "vote weighted in Council: at least 9 votes of votes.\n" + _ARTICLE,
    )
)
UNREACHED = register(
    Rule(
        "TL508",
        "stage-not-reached",
        "a stage that cannot be reached",
        Severity.WARNING,
        "The stages before it use up the time, the vote that opens it can never be carried, or the "
        "stage before it carries whatever is proposed. What is claimed of the procedure is "
        "claimed of the last stage that can be reached.",
        "Convention on Biological Diversity, Rules of Procedure, rule 40, and BBNJ Agreement "
        "(2023), Art. 47(5), for procedures in stages.",
        bad=_FOUR + _COUNCIL + _ALMOST + _SIMPLE + "procedure adoption in Council:\n"
        "  first almost for 60 days, then simple for 30 days, within 60 days,\n"
        "  failing which the proposal is rejected.\n" + _ARTICLE,
        good=_FOUR + _COUNCIL + _ALMOST + _SIMPLE + "procedure adoption in Council:\n"
        "  first almost for 60 days, then simple for 30 days, within 90 days,\n"
        "  failing which the proposal is rejected.\n" + _ARTICLE,
    )
)
NOT_WEAKER = register(
    Rule(
        "TL509",
        "stage-not-weaker",
        "a stage that asks for something that the one before did not",
        Severity.WARNING,
        "A fallback is to make it easier to decide. Some coalition carries the earlier stage and "
        "does not carry the later one: those who wait for the later stage can lose by it.",
        "BBNJ Agreement (2023), Art. 47(5); Montreal Protocol (1987), Art. 2(9)(c).",
        bad=_FOUR + _COUNCIL + _WEIGHTS + _ALMOST
        + "vote weighted in Council: at least 9 votes of votes.\n"
        "procedure adoption in Council: first almost for 60 days, then weighted for 30 days,\n"
        "  failing which the proposal is rejected.\n" + _ARTICLE,
        good=_FOUR + _COUNCIL + _WEIGHTS + _ALMOST
        + "vote weighted in Council: more than half of votes.\n"
        "procedure adoption in Council: first almost for 60 days, then weighted for 30 days,\n"
        "  failing which the proposal is rejected.\n" + _ARTICLE,
    )
)  # fmt: skip
NO_DECISION = register(
    Rule(
        "TL510",
        "no-decision",
        "a procedure that can end without a decision",
        Severity.WARNING,
        "In the last stage there is a coalition that does not carry the proposal while its "
        "opponents do not carry the contrary, and the draft does not say what follows. A rule by "
        "which one of any two opposed coalitions carries, or a last sentence (“failing which the "
        "proposal is rejected”), ends every procedure.",
        f"{_GAMES}, ch. 1: a rule by which one of two opposed coalitions always wins is strong.",
        bad=_FOUR + _COUNCIL + _ALMOST + "procedure adoption in Council: first consensus for 60 "
        "days, then almost for 30 days.\n" + _ARTICLE,
        good=_FOUR + _COUNCIL + _ALMOST + "procedure adoption in Council: first consensus for 60 "
        "days, then almost for 30 days,\n  failing which the proposal is rejected.\n" + _ARTICLE,
    )
)
TOO_LONG = register(
    Rule(
        "TL511",
        "longer-than-its-limit",
        "a procedure whose stages are longer than its limit",
        Severity.ERROR,
        "The stages add up to more days than the procedure may take: its last stage is cut short.",
        "VCLT, Art. 31(1): terms are read together, and these contradict one another.",
        bad=_FOUR + _COUNCIL + _ALMOST + _SIMPLE + "procedure adoption in Council:\n"
        "  first almost for 60 days, then simple for 30 days, within 80 days,\n"
        "  failing which the proposal is rejected.\n" + _ARTICLE,
        good=_FOUR + _COUNCIL + _ALMOST + _SIMPLE + "procedure adoption in Council:\n"
        "  first almost for 60 days, then simple for 30 days, within 90 days,\n"
        "  failing which the proposal is rejected.\n" + _ARTICLE,
    )
)
STALLED = register(
    Rule(
        "TL512",
        "stage-controlled",
        "one member or organ can keep a stage closed",
        Severity.WARNING,
        "The stage opens by an act or a vote that one member or organ alone can refuse. Whoever is "
        "content with the deadlock of the stage before then holds the procedure up; for how long "
        "is told. An organ in a procedure that has a limit of time is left alone.",
        "UN Charter, Art. 27(3), and the “double veto” of the Statement of the four sponsoring "
        "governments of 7 June 1945.",
        bad=_FOUR + _COUNCIL + _ALMOST + _SIMPLE + "procedure adoption in Council:\n"
        "  first almost for 60 days, then simple for 30 days if A so decides,\n"
        "  failing which the proposal is rejected.\n" + _ARTICLE,
        good=_FOUR + _COUNCIL + _ALMOST + _SIMPLE + "procedure adoption in Council:\n"
        "  first almost for 60 days, then simple for 30 days,\n"
        "  failing which the proposal is rejected.\n" + _ARTICLE,
    )
)
NO_ENTRY = register(
    Rule(
        "TL513",
        "no-entry-into-force",
        "a treaty that can never enter into force",
        Severity.ERROR,
        "Even if everybody who may ratify does, what the treaty asks for is not there.",
        "VCLT, Art. 24(1).",
        bad=_FOUR + _FINAL + _ENTRY.replace("3 of", "5 of") + ".\n" + _AMENDED + _COUNCIL + _SIMPLE,
        good=_FOUR + _FINAL + _ENTRY + ".\n" + _AMENDED + _COUNCIL + _SIMPLE,
    )
)
HOLD_OUT = register(
    Rule(
        "TL514",
        "hold-out",
        "somebody alone can prevent the entry into force",
        Severity.WARNING,
        "Without its ratification the treaty does not enter into force, whatever all others do. "
        "Forty-four named States hold the Comprehensive Nuclear-Test-Ban Treaty up in this way.",
        "CTBT (1996), Art. XIV(1) and Annex 2; VCLT, Art. 24(1).",
        bad=_FOUR + _FINAL + _ENTRY + " including A.\n" + _AMENDED + _COUNCIL + _SIMPLE,
        good=_FOUR + _FINAL + _ENTRY + ".\n" + _AMENDED + _COUNCIL + _SIMPLE,
    )
)
WITHDRAWAL = register(
    Rule(
        "TL515",
        "withdrawal-shifts-power",
        "a withdrawal that gives somebody a veto, or all the power",
        Severity.WARNING,
        "Members may withdraw, and the rule is read again without the one that left: shares are of "
        "what remains, fixed numbers stay. Then somebody decides alone, or has a veto that it had "
        "not, or the rule can no longer be met. In a union with votes of 4, 3 and 3 and a majority "
        "no member decides; when one of 3 leaves, the member with 4 does. In a body of more than "
        "sixty the heaviest members are tried, whose leaving shifts most.",
        "VCLT, Arts. 54, 56 and 70; TEU, Art. 50, for a body that lost a member.",
        bad=_FOUR.replace('state D "Drusidia" is Party.\n', "") + _COUNCIL
        + "weights votes of Council: A 4, B 3, C 3.\n"
        "vote weighted in Council: more than half of votes.\n"
        + _FINAL + "  leave: A Party may withdraw on 12 months' notice.\n",
        good=_FOUR + _COUNCIL + "weights votes of Council: A 4, B 3, C 3, D 3.\n"
        "vote weighted in Council: more than half of votes.\n"
        + _FINAL + "  leave: A Party may withdraw on 12 months' notice.\n",
    )
)  # fmt: skip
UNENTRENCHED = register(
    Rule(
        "TL516",
        "unprotected-protection",
        "a protection that can be amended away",
        Severity.WARNING,
        "A clause makes a provision harder to amend than others, and is itself amended by the "
        "easier rule. Whoever has the easier majority repeals the protection first and changes the "
        "provision then. The witness carries the one and not the other.",
        "Ross, On Self-Reference and a Puzzle in Constitutional Law, Mind 78 (1969); Suber, The "
        "Paradox of Self-Amendment (1990); Articles of Confederation, Art. XIII, for a rule that "
        "covered itself.",
        bad=_FOUR + _COUNCIL + _SIMPLE + _STRICT + _ARTICLE + _FINAL + _AMENDED
        + "  guard: An amendment to a is adopted by strict.\n",
        good=_FOUR + _COUNCIL + _SIMPLE + _STRICT + _ARTICLE + _FINAL + _AMENDED
        + "  guard: An amendment to a and guard is adopted by strict.\n",
    )
)  # fmt: skip
DISAGREE = register(
    Rule(
        "TL517",
        "amendment-rules-disagree",
        "two rules for the amendment of one provision",
        Severity.ERROR,
        "Two clauses say how the same provision is amended, and some coalition carries an "
        "amendment by the one and not by the other.",
        "VCLT, Art. 39 and 40(1), which leave the matter to the treaty; Articles of Confederation, "
        "Art. XIII, and US Constitution, Art. VII, for two such rules in succession.",
        bad=_FOUR + _COUNCIL + _SIMPLE + _STRICT + _ARTICLE + _FINAL
        + "  nine: An amendment is adopted by strict.\n"
        "  seven: An amendment is adopted by simple.\n",
        good=_FOUR + _COUNCIL + _SIMPLE + _STRICT + _ARTICLE + _FINAL
        + "  nine: An amendment is adopted by strict.\n"
        "  seven: An amendment is adopted by strict.\n",
    )
)  # fmt: skip
NO_AMENDMENT = register(
    Rule(
        "TL518",
        "no-amendment-rule",
        "nothing is said of amendments",
        Severity.INFO,
        "The treaty says how it enters into force and not how it is amended. It can then be "
        "amended by agreement of all the parties, and binds only those that become parties to the "
        "amending agreement.",
        "VCLT, Arts. 39 and 40.",
        bad=_FOUR + _FINAL + _ENTRY + ".\n",
        good=_FOUR + _FINAL + _ENTRY + ".\n" + _AMENDED + _COUNCIL + _SIMPLE,
    )
)
TWO_RULES = register(
    Rule(
        "TL519",
        "decision-rules-disagree",
        "two rules for one decision",
        Severity.ERROR,
        "Two clauses say by which vote an organ decides on the same subject, and some coalition "
        "carries the decision by the one and not by the other.",
        "ECJ, Case C-300/89, Commission v Council (Titanium dioxide), 1991: two legal bases that "
        "ask for different votes cannot both be kept.",
        bad=_FOUR + _COUNCIL + _SIMPLE + _STRICT + _FINAL
        + "  one: The Council may decide on \"budgets\" by strict.\n"
        "  two: The Council may decide on \"budgets\" by simple.\n",
        good=_FOUR + _COUNCIL + _SIMPLE + _STRICT + _FINAL
        + "  one: The Council may decide on \"budgets\" by strict.\n"
        "  two: The Council may decide on \"fees\" by simple.\n",
    )
)  # fmt: skip

RULES = (
    REFUTED, VACUOUS, UNMEETABLE, ALWAYS_MET, IMPROPER, DICTATOR, DUMMY, UNREACHED, NOT_WEAKER,
    NO_DECISION, TOO_LONG, STALLED, NO_ENTRY, HOLD_OUT, WITHDRAWAL, UNENTRENCHED, DISAGREE,
    NO_AMENDMENT, TWO_RULES,
)  # fmt: skip
