"""The gate: what a project holds a check to, and what of a report it lets pass.

``settings`` reads the configuration, ``policy`` changes what findings weigh, ``baseline`` keeps
what was known before, ``revision`` reads the drafts of another revision, ``compare`` sets what is
found now against what was found then. Nothing here looks for findings.
"""
