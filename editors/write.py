"""Write the grammars that the extension ships: ``python -m editors.write``."""

from __future__ import annotations

import json
from pathlib import Path

from treatylang.highlight import textmate, textmate_lexicon

FOLDER = Path(__file__).parent / "vscode" / "syntaxes"


def main() -> None:
    """Write both grammars."""
    for name, made in (("treaty", textmate()), ("lexicon", textmate_lexicon())):
        text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
        (FOLDER / f"{name}.tmLanguage.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
