"""What the final clauses of treaties are about: the names that “serves as ...” may use.

After the United Nations Handbook on Final Clauses of Multilateral Treaties (2003).
"""

from __future__ import annotations

TOPICS = (
    "signature", "ratification", "accession", "entry_into_force", "provisional_application",
    "application_in_time", "territorial_application", "reservations", "declarations",
    "relation_to_other_treaties", "settlement_of_disputes", "amendment", "withdrawal", "suspension",
    "duration", "annexes", "depositary", "registration", "authentic_texts", "testimonium",
)  # fmt: skip
