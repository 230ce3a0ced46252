"""The final clauses that a treaty has, and the rule that applies where it has none.

The list is that of the United Nations Handbook on Final Clauses of Multilateral Treaties (2003);
the rules are those of the Vienna Convention on the Law of Treaties (1969) and of the Charter of the
United Nations. All of it is information: a treaty may leave a matter to the general law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from treatylang.model.draft import DoAct, Draft, Modality
from treatylang.model.topics import TOPICS
from treatylang.prose.provisions import main_instrument
from treatylang.prose.structure import is_bilateral


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter of final clauses: the ``law`` that applies in the silence of a treaty, and what it
    says there (``default``). ``words`` of a heading hint at it; ``bilateral`` tells whether a
    treaty between two States would have it as well."""

    name: str
    title: str
    law: str
    default: str
    words: str
    bilateral: bool = True


_LIST = (
    Topic(
        "signature", "Signature", "VCLT Arts. 7, 11, 12, 18",
        "Who may sign follows from full powers. A signature expresses consent to be bound only "
        "where it is shown that it was to have that effect; else the signatory need only refrain "
        "from defeating the object and purpose.",
        r"signature",
    ),
    Topic(
        "ratification", "Ratification, acceptance or approval", "VCLT Arts. 11, 14, 16",
        "Ratification is needed only where it is otherwise established that the negotiating States "
        "agreed on it, or a State signed subject to it.",
        r"ratification|acceptance|approval|consent to be bound",
    ),
    Topic(
        "accession", "Accession", "VCLT Art. 15",
        "No State that did not negotiate the treaty may accede, unless it is otherwise established "
        "that it may, or all parties agree later.",
        r"accession|adherence", bilateral=False,
    ),
    Topic(
        "entry_into_force", "Entry into force", "VCLT Art. 24(2) and (4)",
        "The treaty enters into force as soon as consent to be bound has been established for all "
        "negotiating States. Its final clauses apply from the adoption of its text.",
        r"entry into force|commencement",
    ),
    Topic(
        "provisional_application", "Provisional application", "VCLT Art. 25",
        "The treaty is not applied before its entry into force, unless the negotiating States have "
        "in some other manner so agreed.",
        r"provisional application",
    ),
    Topic(
        "application_in_time", "Application in time", "VCLT Art. 28",
        "The treaty does not bind a party in relation to what took place or ceased to exist before "
        "its entry into force for that party.",
        r"retroactiv|temporal|application in time|transition",
    ),
    Topic(
        "territorial_application", "Territorial application", "VCLT Art. 29",
        "The treaty binds each party in respect of its entire territory, unless a different "
        "intention appears.",
        r"territorial",
    ),
    Topic(
        "reservations", "Reservations", "VCLT Arts. 19 to 23",
        "A State may make any reservation that is not incompatible with the object and purpose of "
        "the treaty; another State may object within twelve months, and has accepted it by then.",
        r"reservation", bilateral=False,
    ),
    Topic(
        "declarations", "Declarations and notifications", "VCLT Arts. 2(1)(d), 17",
        "A declaration that purports to exclude or modify the effect of a provision is a "
        "reservation, however it is named. A choice between provisions, or consent to a part of "
        "the treaty, has effect only where the treaty permits it or the others agree.",
        r"declaration", bilateral=False,
    ),
    Topic(
        "relation_to_other_treaties", "Relation to other treaties",
        "VCLT Art. 30; UN Charter Art. 103",
        "Between the same parties the later treaty prevails over an earlier one on the same "
        "subject; towards a State that is party to one only, that one governs. Obligations under "
        "the Charter prevail over all.",
        r"other (?:international )?(?:agreements|treaties|conventions|instruments|obligations)"
        r"|relation(?:ship)? (?:to|with)",
    ),
    Topic(
        "settlement_of_disputes", "Settlement of disputes",
        "UN Charter Arts. 2(3), 33; VCLT Arts. 65, 66",
        "The parties settle their disputes by peaceful means of their own choice; no court or "
        "tribunal has jurisdiction by the treaty. Only on invalidity, termination and suspension "
        "is there a procedure of notification, and on jus cogens the Court.",
        r"disputes|arbitration",
    ),
    Topic(
        "amendment", "Amendment", "VCLT Arts. 39 to 41",
        "The treaty is amended by agreement: every proposal is notified to all contracting States, "
        "which may take part in the decision, and an amending agreement binds only those that "
        "become parties to it.",
        r"amendment|revision|modification|review",
    ),
    Topic(
        "withdrawal", "Withdrawal or denunciation", "VCLT Arts. 54, 56",
        "No party may withdraw without the consent of all, unless it is established that the "
        "parties intended to admit it or the nature of the treaty implies it; then on twelve "
        "months’ notice.",
        r"withdrawal|denunciation",
    ),
    Topic(
        "suspension", "Suspension", "VCLT Arts. 57, 58, 60",
        "The operation of the treaty is suspended only by consent of all parties, between some of "
        "them where that prejudices neither the others nor the object, or after a material breach.",
        r"suspension",
    ),
    Topic(
        "duration", "Duration and termination", "VCLT Arts. 54, 55, 59, 70",
        "The treaty lasts until all parties agree to end it or conclude a later one in its place; "
        "it does not end by reason only that its parties become fewer than its entry into force "
        "needed.",
        r"duration|termination|expiry|validity",
    ),
    Topic(
        "annexes", "Status of annexes", "VCLT Art. 31(2)",
        "Annexes are part of the context for interpretation; whether they bind like the articles, "
        "and can be amended more easily, is open.",
        r"annex",
    ),
    Topic(
        "depositary", "Depositary", "VCLT Arts. 16, 76 to 79",
        "Nobody is designated: instruments take effect by their exchange or by notification to the "
        "contracting States, and each State notifies all others itself.",
        r"depositary|deposit", bilateral=False,
    ),
    Topic(
        "registration", "Registration", "UN Charter Art. 102; VCLT Art. 80",
        "Every party that is a Member of the United Nations must have the treaty registered with "
        "the Secretariat after its entry into force; until then it cannot be invoked before any "
        "organ of the United Nations. Without a clause nobody in particular is charged with it.",
        r"registration",
    ),
    Topic(
        "authentic_texts", "Authentic texts", "VCLT Arts. 10, 33",
        "The text in each language in which it was authenticated is equally authoritative, and its "
        "terms are presumed to have the same meaning in each.",
        r"authentic|languages",
    ),
    Topic(
        "testimonium", "Testimonium and signature", "VCLT Art. 10",
        "The text is authenticated by the procedure agreed upon, failing which by signature, "
        "signature ad referendum or initialling.",
        r"testimonium|in witness",
    ),
)  # fmt: skip
assert {item.name for item in _LIST} == set(TOPICS)


@dataclass(frozen=True, slots=True)
class Item:
    """A matter of the list in one draft: ``status`` is "present", "perhaps" (only a heading says
    so) or "missing". ``clauses`` are those that serve as such; "" is the end of the document."""

    topic: Topic
    status: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """The list for the main treaty of a draft."""

    draft: str
    treaty: str
    bilateral: bool
    items: tuple[Item, ...]


def checklist(draft: Draft) -> Checklist:
    """Return which final clauses the main treaty of a draft has, in the order of the list; of a
    treaty between two States, those that such a treaty would have."""
    name = main_instrument(draft)
    treaty = draft.instruments.get(name)
    two = treaty is not None and is_bilateral(draft, treaty)
    found: dict[str, dict[str, None]] = {}
    for said, clause in _formal(draft, name):
        found.setdefault(said, {})[clause] = None
    items = []
    for topic in _LIST:
        if (two and not topic.bilateral) or not _matters(draft, name, topic):
            continue
        clauses = tuple(found.get(topic.name, ()))
        perhaps = () if clauses else tuple(_hinted(draft, name, topic))
        status = "present" if clauses else "perhaps" if perhaps else "missing"
        items.append(Item(topic, status, clauses or perhaps))
    return Checklist(draft.root, treaty.title if treaty else "", two, tuple(items))


def _matters(draft: Draft, treaty: str, topic: Topic) -> bool:
    """Tell whether a matter arises: that of annexes only where there are any."""
    own = [item for item in draft.articles.values() if item.instrument == treaty]
    return topic.name != "annexes" or any(item.annex for item in own)


def _formal(draft: Draft, treaty: str) -> Iterator[tuple[str, str]]:
    """Yield what the draft says formally: a topic, and the clause ("" the end of the document)."""
    known = draft.institutions
    own = {
        clause
        for article in draft.articles.values()
        if article.instrument == treaty
        for clause in article.clauses
    }
    for clause in draft.clauses.values():
        if clause.id in own:
            yield from ((topic, clause.id) for topic in clause.serves)
    for entry in known.entries:
        if entry.instrument == treaty:
            yield "entry_into_force", entry.clause
            yield "ratification", entry.clause
    for item in known.withdrawals:
        if item.clause in own:
            yield "withdrawal", item.clause
    for amendment in known.amendments:
        if amendment.clause in own:
            yield "amendment", amendment.clause
    for norm in draft.norms.values():
        power = draft.powers.get(norm.content.act) if isinstance(norm.content, DoAct) else None
        granted = norm.modality in (Modality.PERMISSION, Modality.DUTY)
        if power and granted and norm.clause in own and power.target == treaty:
            yield "duration" if power.verb == "terminate" else "suspension", norm.clause
    header = draft.instruments.get(treaty)
    if header is not None and not header.as_it_stands:
        yield "authentic_texts", ""
        yield "testimonium", ""
    if "lex posterior" in draft.principles or any(
        item.word == "prevails over" and treaty in (item.source, item.target)
        for item in draft.references
    ):
        yield "relation_to_other_treaties", ""


def _hinted(draft: Draft, treaty: str, topic: Topic) -> Iterator[str]:
    """Yield the clauses of articles whose heading names a matter: perhaps they settle it."""
    pattern = re.compile(rf"\b(?:{topic.words})", re.IGNORECASE)
    for article in draft.articles.values():
        if article.instrument == treaty and pattern.search(article.heading):
            yield from article.clauses
