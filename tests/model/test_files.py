"""Reading from disk: what a draft includes, the data that it names, and what it may not touch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import treatylang
from checker.repair import reread
from tests.model.drafts import wrong
from treatylang.model.draft import Draft
from treatylang.model.formula import Agent, Compare, Number, Op, QuantityOf
from treatylang.model.load import ReadError, load, roots

PARTY = 'class Party "Party" plural "Parties".\nact notify "notify" by Party.\n'
CLAUSE = 'article a "A".\none: Each Party shall notify.\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "treatylang.toml").touch()
    return folder


def _write(project: Path, **files: str) -> Path:
    for name, text in files.items():
        path = project / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        suffix = "" if "." in path.name else ".treaty"
        path.with_name(path.name + suffix).write_text(text, encoding="utf-8")
    return project / "main.treaty"


def _said(draft: Draft) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in wrong(draft)]


# --- includes -----------------------------------------------------------------------------------


def test_an_included_file_is_read_once_and_first(project: Path) -> None:
    main = _write(
        project,
        main='include "common/party.treaty".\ninclude "other.treaty".\n' + CLAUSE,
        common__party=PARTY,
        other='include "common/party.treaty".\nfact war "there is a war".\n',
    )
    draft = load(main)
    assert not wrong(draft)
    assert list(draft.sources) == ["common/party.treaty", "other.treaty", "main.treaty"]
    assert draft.root == "main.treaty"
    assert draft.classes["Party"].place.path == "common/party.treaty"


def test_a_name_is_seen_from_the_file_that_includes_it(project: Path) -> None:
    main = _write(
        project,
        main='include "a/one.treaty".\n' + CLAUSE,
        a__one='include "two.treaty".\n',
        a__two=PARTY,
    )
    assert not wrong(load(main))


def test_unused_names_of_included_files_are_no_finding(project: Path) -> None:
    party = PARTY + 'fact war "war".\n'
    main = _write(project, main='include "party.treaty".\n' + CLAUSE, party=party)
    assert load(main).findings == ()


def test_files_that_include_one_another(project: Path) -> None:
    main = _write(
        project,
        main='include "two.treaty".\n' + PARTY + CLAUSE,
        two='include "three.treaty".\n',
        three='include "two.treaty".\n',
    )
    draft = load(main)
    message = "files include one another: two.treaty → three.treaty → two.treaty"
    assert _said(draft) == [("TL104", message)]
    assert draft.unreadable
    assert wrong(draft)[0].place.path == "three.treaty"


def test_a_file_that_includes_itself(project: Path) -> None:
    draft = load(_write(project, main='include "main.treaty".\n' + PARTY + CLAUSE))
    assert _said(draft) == [("TL104", "files include one another: main.treaty → main.treaty")]
    assert list(draft.norms) == ["a.one"]


@pytest.mark.parametrize("name", ["../secret.treaty", "sub/../../secret.treaty", "/etc/passwd"])
def test_nothing_outside_the_project_is_included(project: Path, name: str) -> None:
    (project.parent / "secret.treaty").write_text(PARTY, encoding="utf-8")
    draft = load(_write(project, main=f'include "{name}".\n' + CLAUSE))
    assert _said(draft) == [("TL110", f"“{name}” lies outside the project folder")]
    assert draft.unreadable
    assert "Party" not in draft.classes


def test_a_link_that_leads_outside_is_not_followed(project: Path) -> None:
    (project.parent / "secret.treaty").write_text(PARTY, encoding="utf-8")
    (project / "link.treaty").symlink_to(project.parent / "secret.treaty")
    draft = load(_write(project, main='include "link.treaty".\n' + CLAUSE))
    assert _said(draft) == [("TL110", "“link.treaty” lies outside the project folder")]


def test_links_in_a_circle(project: Path) -> None:
    (project / "link.treaty").symlink_to(project / "knil.treaty")
    (project / "knil.treaty").symlink_to(project / "link.treaty")
    draft = load(_write(project, main='include "link.treaty".\n' + PARTY + CLAUSE))
    assert _said(draft) == [("TL110", "there is no file “link.treaty”")]


@pytest.mark.parametrize("name", ["", "x" * 5000, "a\x00b", ".", "*"])
def test_what_is_no_name_of_a_file(project: Path, name: str) -> None:
    draft = load(_write(project, main=f'include "{name}".\n' + PARTY + CLAUSE))
    assert "TL110" in [code for code, _ in _said(draft)]
    assert list(draft.norms) == ["a.one"]


def test_names_of_a_missing_file_are_not_missed(project: Path) -> None:
    draft = load(_write(project, main='include "party.treaty".\n' + CLAUSE))
    assert _said(draft) == [("TL110", "there is no file “party.treaty”")]


def test_an_error_in_an_included_file_has_its_place_there(project: Path) -> None:
    party = PARTY + "fact war.\nfact war.\n"
    draft = load(_write(project, main='include "party.treaty".\n' + CLAUSE, party=party))
    (finding,) = wrong(draft)
    assert (finding.code, finding.place.path, finding.place.line) == ("TL102", "party.treaty", 4)
    assert finding.members[1].place.line == 3


# --- data ---------------------------------------------------------------------------------------

STATES = 'state USA "United States".\nstate CHN "China".\n'


def _data(project: Path, csv: str, sentence: str = 'data "f.csv" gives gdp of state.') -> Draft:
    (project / "f.csv").write_bytes(csv.encode())
    clause = CLAUSE.replace("notify.", "notify, if gdp of USA > 2.")
    return load(_write(project, main=STATES + sentence + "\n" + PARTY + clause))


def test_a_data_file_gives_figures_of_declared_states(project: Path) -> None:
    draft = _data(project, "iso3,gdp\nUSA,1.5e3\nCHN,\nFRA,3\n")
    assert not wrong(draft)
    (assumption,) = draft.assumptions
    assert assumption.label == "gdp of USA"
    assert (assumption.place.path, assumption.place.line) == ("f.csv", 2)
    formula = assumption.formula
    assert isinstance(formula, Compare)
    quantity = draft.quantities["gdp"]
    term = QuantityOf("gdp", Agent("USA"), quantity.unit)
    assert (formula.left, formula.op, formula.right) == (
        term,
        Op.EQ,
        Number(quantity.unit.scale * 1500),
    )
    assert (quantity.of, quantity.phrase) == ("state", "gdp")
    assert draft.sources["f.csv"].startswith("iso3")


def test_a_class_may_be_defined_by_what_a_data_file_gives(project: Path) -> None:
    sentence = (
        'data "f.csv" gives gdp of state.\n'
        'class Big "Big Party" plural "Big Parties" is Party where gdp >= 2.'
    )
    assert not wrong(_data(project, "iso3,gdp\nUSA,1\n", sentence))


@pytest.mark.parametrize(
    ("csv", "sentence", "message"),
    [
        ("iso3,gdp\nUSA,many\n", "", "line 2 of “f.csv”: “many” is not a number"),
        ("iso3,gdp\nUSA,1e999999999\n", "", "line 2 of “f.csv”: “1e999999999” is not a number"),
        ('iso3,gdp\n"U\nS",3\nUSA,nan\n', "", "line 4 of “f.csv”: “nan” is not a number"),
        ("iso3,gpd\nUSA,3\n", "", "“f.csv” has no column “gdp”"),
        ("land,gdp\nUSA,3\n", "", "which column of “f.csv” names the State is not said"),
        ("", "", "“f.csv” is empty"),
        ("\n\n", "", "“f.csv” is empty"),
        (
            "iso3,gdp\nUSA,3\n",
            'data "f.csv" gives gdp of state by land.',
            "“f.csv” has no column “land”",
        ),
        (
            "iso3,gdp\nUSA,3\n",
            'data "g.csv" gives gdp of state.',
            "there is no file “g.csv”",
        ),
        ('iso3,gdp\nUSA,"' + "9" * 200_000, "", "line 2 of “f.csv” cannot be read: "),
    ],
)
def test_a_broken_data_file(project: Path, csv: str, sentence: str, message: str) -> None:
    draft = _data(project, csv, sentence or 'data "f.csv" gives gdp of state.')
    (finding,) = wrong(draft)
    assert finding.message.startswith(message)
    assert finding.place.path == "main.treaty"
    assert finding.place.line == 3


def test_columns_have_names_of_their_own(project: Path) -> None:
    draft = _data(
        project,
        "land;x,GDP in dollars\nUSA,3\n",
        'data "f.csv" gives gdp from "GDP in dollars" of state by land.',
    )
    (finding,) = wrong(draft)
    assert (finding.code, finding.advice) == ("TL110", "Did you mean “land;x”?")
    draft = _data(
        project,
        "\ufeffland,GDP in dollars\r\nUSA,3\r\n",
        'data "f.csv" gives gdp from "GDP in dollars" of state by land.',
    )
    assert not wrong(draft)
    assert len(draft.assumptions) == 1


# --- the file itself ------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n# at all", "\ufeff"])
def test_an_empty_draft_is_a_draft(project: Path, text: str) -> None:
    draft = load(_write(project, main=text))
    assert draft.findings == ()
    assert not draft.norms
    assert not draft.unreadable


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems(project: Path, newline: str) -> None:
    text = PARTY + CLAUSE + "two: Each Party shall notfy.\n"
    expected = wrong(load(_write(project, main=text)))[0].place
    main = project / "main.treaty"
    main.write_bytes(text.replace("\n", newline).encode())
    (finding,) = wrong(load(main))
    assert finding.place == expected


def test_a_byte_order_mark_is_no_character(project: Path) -> None:
    main = project / "main.treaty"
    main.write_bytes(b"\xef\xbb\xbf" + (PARTY + CLAUSE).encode())
    draft = load(main)
    assert draft.findings == ()
    assert draft.classes["Party"].place.column == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PARTY.encode("utf-16"), "is not UTF-8 text (at byte 0); save it as UTF-8"),
        ("fact état.".encode("latin-1"), "is not UTF-8 text (at byte 5); save it as UTF-8"),
    ],
)
def test_a_file_in_another_encoding(project: Path, content: bytes, message: str) -> None:
    main = project / "main.treaty"
    main.write_bytes(content)
    with pytest.raises(ReadError, match=r"main\.treaty: is not UTF-8") as error:
        load(main)
    assert str(error.value).endswith(message)


@pytest.mark.parametrize("name", ["missing.treaty", ".", "a\x00b", "x" * 5000])
def test_a_draft_that_cannot_be_read(project: Path, name: str) -> None:
    with pytest.raises(ReadError):
        load(project / name)


def test_a_draft_outside_the_given_root(project: Path) -> None:
    main = _write(project, main=PARTY)
    (project / "sub").mkdir()
    with pytest.raises(ReadError, match="lies outside the project folder sub"):
        load(main, project / "sub")


def test_roots_are_the_files_that_no_other_includes(project: Path) -> None:
    main = _write(project, main='include "sub/common.treaty".\n' + CLAUSE, sub__common=PARTY)
    assert roots([project]) == [main]
    assert roots([project / "sub"]) == [project / "sub" / "common.treaty"]
    assert roots([main, project]) == [main]
    with pytest.raises(ReadError, match="there is no such file or folder"):
        roots([project / "missing"])


def test_a_circle_of_files_has_no_top(project: Path) -> None:
    one = _write(project, main='include "two.treaty".', two='include "main.treaty".')
    assert roots([project]) == [one, project / "two.treaty"]


def test_an_unchanged_file_is_parsed_once(project: Path) -> None:
    main = _write(project, main=PARTY + CLAUSE)
    first, second = load(main), load(main)
    assert first.clauses["a.one"].label_place is second.clauses["a.one"].label_place


# --- how files are named in places --------------------------------------------------------------


def test_without_a_project_a_file_is_named_as_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _write(tmp_path, a__x='include "sub/y.treaty".\n' + CLAUSE, a__sub__y=PARTY)
    draft = load("a/x.treaty")
    assert (draft.root, draft.folder) == ("a/x.treaty", "a")
    assert list(draft.sources) == ["a/sub/y.treaty", "a/x.treaty"]
    for typed in (tmp_path / "a" / "x.treaty", "a/../a/x.treaty", "a/sub/../x.treaty"):
        assert load(typed).root == "x.treaty"
    monkeypatch.chdir(tmp_path / "a")
    assert load("x.treaty").root == load("./x.treaty").root == "x.treaty"
    (tmp_path / "treatylang.toml").touch()
    assert load("x.treaty").root == "a/x.treaty"


def test_a_repair_reads_the_files_where_the_draft_had_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _write(
        tmp_path,
        a__x='include "sub/y.treaty".\n' + CLAUSE,
        a__sub__y='include "party.treaty".\n',
        a__party=PARTY,
    )
    draft = load("a/x.treaty")
    assert not wrong(draft)
    again = reread(draft, [])
    assert (again.sources, again.findings) == (draft.sources, draft.findings)
    outside = replace(draft, sources={"../x.treaty": ""})
    with pytest.raises(AssertionError):
        reread(outside, [])


def test_drafts_with_files_of_one_name_are_not_reported_on_together(tmp_path: Path) -> None:
    _write(tmp_path, a__x=PARTY + CLAUSE, b__x=PARTY + CLAUSE.replace("Each", "No"))
    drafts = [load(tmp_path / name / "x.treaty") for name in ("a", "b")]
    with pytest.raises(ValueError, match="files of the same names"):
        treatylang.check(drafts)
