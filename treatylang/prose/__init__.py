"""English prose: the reader of formulas that turns them into words. No solver, no syntax.

Here is what tells a concrete scenario. Documents use the modules themselves, with a Voice.
"""

from treatylang.prose.numbers import amount, calendar, duration, number
from treatylang.prose.references import cite
from treatylang.prose.stories import (
    act_with_bounds,
    attribute_is,
    day_words,
    event_happens,
    event_never_happens,
    formula,
    membership,
    norm_in_force,
    past_act,
    quantity_is,
    sentence_case,
    state_of_affairs,
    term_words,
    undone_act,
    window_words,
)

__all__ = [
    "act_with_bounds",
    "amount",
    "attribute_is",
    "calendar",
    "cite",
    "day_words",
    "duration",
    "event_happens",
    "event_never_happens",
    "formula",
    "membership",
    "norm_in_force",
    "number",
    "past_act",
    "quantity_is",
    "sentence_case",
    "state_of_affairs",
    "term_words",
    "undone_act",
    "window_words",
]
