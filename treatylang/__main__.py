"""``python -m treatylang``: the command line."""

from treatylang.cli.main import main

main(prog_name="treatylang")
