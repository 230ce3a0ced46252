"""House styles: templates of a project take the place of those shipped, and can do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.tutorial import STYLE, run, save, steps
from treatylang.cli.main import main
from treatylang.documents import render
from treatylang.documents.concordance import concordance
from treatylang.model.draft import Draft
from treatylang.model.load import load
from treatylang.prose.templates import StyleError

PACT = """
treaty pact "Pact on the Lake" done at "Ohrid".
class Party "Party" plural "Parties".
act fish "fish" by Party.
article fishing "Fishing".
  ban: No Party shall fish.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    return load(tmp_path / "pact.treaty")


def house(folder: Path, **files: str) -> Path:
    """Write a house style; "en_document_j2" is the file en/document.j2."""
    for name, text in files.items():
        first, rest = name.split("_", 1)
        file = folder / "house" / first / rest.replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "house"


def refusal(draft: Draft, style: Path, to: str = "markdown") -> str:
    with pytest.raises(StyleError) as refused:
        render(draft, to=to, style=style)
    return str(refused.value).replace(f"{style.parent.as_posix()}/", "")


# --- what a style changes ------------------------------------------------------------------------


def test_a_macro_takes_the_place_of_the_shipped_one_and_leaves_the_others(
    draft: Draft, tmp_path: Path
) -> None:
    style = house(tmp_path, en_document_j2="{% macro agreed() %}Agree:{% endmacro %}")
    plain, styled = str(render(draft)), str(render(draft, style=style))
    assert styled == plain.replace("Have agreed as follows:", "Agree:") != plain
    assert str(render(draft)) == plain


def test_a_sentence_a_page_and_a_sheet_of_styles_are_templates(
    draft: Draft, tmp_path: Path
) -> None:
    style = house(
        tmp_path,
        en_norm_j2="{{ subject }} {{ {'prohibition': 'must not'}[modality] }} {{ content }}.",
        layout_document_css="body { color: teal; }",
        layout_document_md_j2="{% for item in document.instruments %}{{ item.title }}{% endfor %}",
    )
    (style / "layout" / "_mine.j2").write_text("unused", encoding="utf-8")
    page = str(render(draft, to="html", style=style))
    assert "body { color: teal; }" in page and "No Party must not fish." in page
    assert render(draft, style=style) == "Pact on the Lake\n"


def test_a_template_may_go_on_from_the_shipped_one(draft: Draft, tmp_path: Path) -> None:
    style = house(
        tmp_path,
        layout_document_css='{% include "shipped/layout/document.css" %}\nh1 { color: teal; }',
        en_document_j2='{% import "shipped/en/document.j2" as ours %}'
        "{% macro agreed() %}{{ ours.agreed() }} thus{% endmacro %}",
    )
    page = str(render(draft, to="html", style=style))
    assert "h1 { color: teal; }" in page and "@page { size: A4;" in page
    assert "Have agreed as follows: thus" in page


def test_the_measures_of_the_printed_page(draft: Draft, tmp_path: Path) -> None:
    shipped = Path(__file__).parent.parent.parent / "templates" / "layout" / "pdf.json.j2"
    measures = shipped.read_text(encoding="utf-8")
    wide = house(tmp_path, layout_pdf_json_j2=measures.replace('"margin": 85', '"margin": 60'))
    assert render(draft, to="pdf", style=wide) != render(draft, to="pdf")
    for wrong, told in (
        (
            measures.replace('"margin": 85', '"margin": -3'),
            "“margin” is a number above 0, up to 150",
        ),
        (measures.replace('"gap"', '"gaps"'), "no others, and all"),
        (measures.replace('"a4"', '"a0; #panic()"'), "the paper is one of a4"),
        ("no json", "is not JSON"),
    ):
        style = house(tmp_path, layout_pdf_json_j2=wrong)
        assert told in refusal(draft, style, to="pdf")


def test_a_concordance_has_the_style_too() -> None:
    accord = load(Path(__file__).parent / "accord.treaty")
    folder = Path(__file__).parent / "house"
    assert "These Parties agree:" in concordance(accord, "markdown", ("en", "fr"), folder)


def test_a_redline_has_the_style_too(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house(tmp_path, layout_redline_html_j2="{{ redline.first }} to {{ redline.second }}")
    (tmp_path / "b.treaty").write_text(PACT.replace("Fishing", "Fish"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    command = ["diff", "pact.treaty", "b.treaty", "--to", "html", "--style", "house"]
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, result.stdout) == (1, "pact.treaty to b.treaty\n")


def test_the_example_of_the_documentation_prints_what_it_shows(tmp_path: Path) -> None:
    shown = 0
    for step in steps(STYLE.read_text(encoding="utf-8")):
        if step.kind == "console":
            assert run(step, tmp_path) == step.text.partition("\n")[2]
            shown += 1
        else:
            save(step, tmp_path)
    assert shown == 2


# --- what is wrong with one is told --------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"en_norm_j2": "{{ subject }}\n{% if %}"},
         "house/en/norm.j2:2: the template cannot be read: Expected an expression"),
        ({"en_norm_j2": "{{ subject }}\n\n{{ verb }}"},
         "house/en/norm.j2:3: the template asks for what it is not given: 'verb' is undefined"),
        ({"en_norm_j2": "{{ subject }}\n{{ 1 / 0 }}"},
         "house/en/norm.j2:2: the template fails: division by zero"),
        ({"en_norm_j2": '{% include "none.j2" %}'},
         "house/en/norm.j2:1: there is no template “none.j2”"),
        ({"en_norm_j2": '{% include "../secret" %}'},
         "house/en/norm.j2:1: there is no template “../secret”"),
        ({"en_norm_j2": "{{ lead.__class__ }}"}, "house/en/norm.j2:1: this is not allowed"),
        ({"en_norm_j2": "{{ subject|nope }}"}, "house/en/norm.j2:1: the template cannot be read"),
        ({"layout_document_md_j2": "{{ document }}"},
         "house/layout/document.md.j2:1: this is not allowed in a template: only words and numbers "
         "can be printed, and this is a part of the document"),
        ({"en_document_j2": "{% macro agreed(x, y) %}{{ x }}{% endmacro %}"},
         "house/en/document.j2: the macro “agreed” is given (); name these"),
        ({"en_documents_j2": ""},
         "house/en/documents.j2: takes the place of no template; did you mean en/document.j2?"),
        ({"layout_document_typ": ""}, "house/layout/document.typ: takes the place of no template"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_file_and_line(
    draft: Draft, files: dict[str, str], told: str, tmp_path: Path
) -> None:
    assert refusal(draft, house(tmp_path, **files)).startswith(told)


def test_the_command_tells_it_without_a_traceback(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house(tmp_path, en_norm_j2="{{ verb }}")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "pact.treaty").write_text(PACT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for file, style, told in (
        ("pact.treaty", "house",
         "error: house/en/norm.j2:1: the template asks for what it is not given: 'verb' is "
         "undefined\n"),
        ("pact.treaty", "no", "error: no: there is no such folder, to take a house style from\n"),
        ("in/pact.treaty", "house",
         "error: house: lies outside the project folder in; put it there\n"),
    ):  # fmt: skip
        result = CliRunner().invoke(main, ["render", file, "--style", style])
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


# --- what a hostile one cannot do ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in range(10**9) %}{% endfor %}",
        "{% for i in range(1000000000) %}{% endfor %}",
        "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
        "{% for i in range(9999) %}{% for j in range(999) %}{{ 'words' }}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{{ m(n - 1) if n }}{{ m(n - 1) if n }}{% endmacro %}{{ m(60) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set n = namespace(x='x' * 9999) %}{% for i in range(19) %}"
        "{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='x' * 9999) %}{% for i in range(19) %}"
        "{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set ns = namespace(x='x') %}{% for i in range(99) %}"
        "{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}{% endfor %}",
        "{% set ns = namespace(x='x') %}{% for i in range(99) %}"
        "{% set ns.x = [ns.x, ns.x]|join %}{% endfor %}",
        "{{ 'x' * 10000000000 }}",
        "{{ ([1] * 10000000000)|length }}",
        "{{ 'x'.ljust(10000000000) }}",
        "{{ 'x'|center(10000000000) }}",
        "{{ '%10000000000d' % 1 }}",
        "{{ '{:>10000000000}'.format(1) }}",
        "{{ ('x' * 99999)|replace('', 'y' * 99999) }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{% set n = namespace(x=9) %}{% for i in range(999) %}{% set n.x = n.x*n.x %}{% endfor %}",
        "{% for x in [[1]] recursive %}{{ loop(x) }}{% endfor %}",
        "{% include 'en/norm.j2' %}",
        "{{ range(9999)|map('string')|join }}{{ lipsum(n=1000000) }}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ subject.format.__func__ }}",
        "{{ (1).to_bytes(1000000000, 'big') }}",
        "{{ range.__self__ }}",
        "{{ dict.fromkeys(range(9), 1) }}{{ dict.mro() }}",
    ],
)  # fmt: skip
def test_a_template_comes_to_an_end(
    draft: Draft, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("treatylang.prose.sandbox.BUDGET", 4_000_000)
    told = refusal(draft, house(tmp_path, en_norm_j2=text))
    assert told.startswith("house/en/norm.j2:1: " if "((((" not in text else "house: ")


def test_a_style_leads_nowhere_else(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("{{ 'secret' }}", encoding="utf-8")
    style = house(tmp_path, en_document_j2="")
    (style / "en" / "norm.j2").symlink_to(tmp_path / "secret")
    assert refusal(draft, style).startswith("house/en/norm.j2: leads out of the house style")
    (style / "en" / "norm.j2").unlink()
    (style / "en" / "norm.j2").write_bytes(b"{{ subject }}\xff")
    assert refusal(draft, style) == (
        "house/en/norm.j2:1: the template cannot be read: the file is not UTF-8"
    )
    (style / "en" / "norm.j2").write_text("x" * 300_000, encoding="utf-8")
    assert refusal(draft, style).endswith("the file has more than 200000 bytes")
