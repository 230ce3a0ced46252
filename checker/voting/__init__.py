"""The exact arithmetic of voting: weights, decision rules as simple games, and power.

From the weights and rules of a draft (``treatylang.model.institutions``) to votes
(``checker.voting.weigh``), to a monotone simple game (``checker.voting.game``), to its structure
(``checker.voting.structure``) and its indices of power (``checker.voting.power``). Whole numbers
and fractions only: nothing is rounded that the draft does not round, and what is too large to be
counted exactly is refused.
"""
