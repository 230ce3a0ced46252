"""Findings for readers: terminal text (``text``) and JSON (``data``).

Nothing here judges a finding or looks one up; it only lays out what a Report holds.
"""
