"""The evaluator: what a draft says in one concrete scenario.

It shares no code with the solver's encoding, so that it can be a judge of it. Read in this order:
``world`` (a scenario), ``truth`` (formulas), ``calendar`` (days), ``application`` (which norms
apply), ``region`` (what their contents amount to), ``judge`` (can they be complied with),
``background`` (is the scenario a possible one), ``levels`` (subsidiarity), ``timeline`` (a draft's
own tests). Of votes: ``weighing`` (who has how many), ``ballot`` (does one ballot carry),
``coalitions`` (all ballots of a small body), ``poll`` (a vote in a draft's own tests).
"""
