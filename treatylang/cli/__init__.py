"""The command line: one module for each command, thin over the public API.

No module here imports the parser, the solver or the templates before a command needs them.

Exit status: 0 clean, 1 findings, 2 bad usage or an unreadable draft, 3 undecided; 130 after an
interruption and 141 where the reader of the output went away.
"""
