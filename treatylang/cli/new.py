"""``treatylang new``: begin a draft."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

import click

from treatylang.cli import output

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")

_DRAFT = Template("""\
treaty $identifier "$title"
  version "1", authentic in en.

# --- who, what -------------------------------------------------------------------------

class Party "Party" plural "Parties".
unit FLOP "floating-point operation" plural "floating-point operations".

event inspection_request of Party "a request for an inspection".

act train "conduct a training run" by Party
  with compute in FLOP "training compute".
act notify "notify the other Parties of the training run" by Party.
act admit "admit inspectors" by Party.

# --- the provisions --------------------------------------------------------------------

article training "Training runs".

  cap:
    No Party shall train with compute > 1e26 FLOP.

  notice:
    Each Party that did train with compute >= 1e24 FLOP
    shall notify within 30 days thereafter.

article inspections "Inspections".

  access:
    Each Party shall admit within 10 days after inspection_request.

# --- what the draft is meant to do -----------------------------------------------------

scenario small_run "a run below the threshold":
  given a Party P, P does train with compute = 1e22 FLOP on day 10.
  expect no breach, and no duty to notify.

scenario late_notice "a notice that comes late":
  given a Party P, P does train with compute = 1e25 FLOP on day 10,
        P does notify on day 50.
  expect breach of training.notice by P on day 40.
""")


@click.command()
@click.argument("name", type=click.Path(path_type=Path))
def command(name: Path) -> int:
    """Make the folder NAME with a small draft to begin from.

    The draft checks clean, tests itself with two scenarios, and can be rendered.
    """
    if not _NAME.fullmatch(name.name):
        raise output.Refused(
            f"{name.name!r} does not name a draft: small letters, digits and single hyphens"
        )
    try:
        name.mkdir(parents=True)
    except FileExistsError:
        raise output.Refused(f"{name} exists already; nothing was changed") from None
    words = re.split("[-_]", name.name)
    text = _DRAFT.substitute(
        identifier="_".join(words), title=" ".join(word.capitalize() for word in words)
    )
    file = name / f"{name.name}.treaty"
    file.write_text(text, encoding="utf-8", newline="\n")
    output.say(
        f"{output.page().fit(str(file))} is yours to change. Next:\n"
        f"  treatylang check {name}\n  treatylang test {name}\n  treatylang render {name}\n"
    )
    return 0
