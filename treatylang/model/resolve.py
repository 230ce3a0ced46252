"""From the sentences of a draft and its includes to the model."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from treatylang.findings import Finding, Member, Severity
from treatylang.model.clauses import Clauses
from treatylang.model.context import ENTRY, Context, Refused
from treatylang.model.data import figures
from treatylang.model.demands import Demands
from treatylang.model.draft import (
    Allowance,
    Article,
    Assumption,
    Clause,
    Draft,
    Expectation,
    Given,
    Instrument,
    Line,
    Norm,
    Precedence,
    Ref,
    Reference,
    Scenario,
    Text,
)
from treatylang.model.formula import (
    Formula,
)
from treatylang.model.institutions import Institutions
from treatylang.model.numbering import bare, count
from treatylang.model.organise import Organisation, Placed
from treatylang.model.parts import Parts, articles_of
from treatylang.model.powers import power, reaching
from treatylang.model.references import Labels
from treatylang.model.scenarios import Scenarios
from treatylang.model.soundness import alike, breaches, breaches_of, circles, dates, month_ends
from treatylang.model.stopped import stopped
from treatylang.model.topics import TOPICS
from treatylang.model.vocabulary import Vocabulary, instrument
from treatylang.syntax import ast, limits
from treatylang.syntax.source import Place

_REFERENCE = re.compile(r"(\{\{|\}\}|\{[^{}]*\})")
_LINES = ("heading", "closing")


@dataclass(slots=True)
class _Clause:
    """A clause while it is read: its sentences and notes."""

    label: ast.Word
    article: str
    pinned: str
    printed: str
    place: Place
    sentences: list[tuple[str, ast.NormSentence]] = field(default_factory=list)
    texts: list[ast.TextSentence] = field(default_factory=list)
    final: list[ast.FinalSentence] = field(default_factory=list)
    notes: list[ast.Note] = field(default_factory=list)


@dataclass(slots=True)
class _Article:
    name: ast.Word
    heading: str
    instrument: str
    pinned: str
    annex: bool
    printed: str
    place: Place
    part: str


@dataclass(slots=True)
class Resolver:
    """Resolves a draft in passes: structure, vocabulary, clauses, demands, scenarios."""

    root: str
    files: tuple[ast.File, ...]
    data: Mapping[str, tuple[str, str]]
    """The path (as in places) and text of each data file, by the name it was asked for with."""
    context: Context = field(default_factory=Context)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    among: dict[str, ast.Word] = field(default_factory=dict)
    articles: dict[str, _Article] = field(default_factory=dict)
    clauses: dict[str, _Clause] = field(default_factory=dict)
    declarations: list[ast.Declaration] = field(default_factory=list)
    demands: list[tuple[ast.Declaration, str]] = field(default_factory=list)
    scenarios: list[tuple[ast.Declaration, list[ast.Declaration]]] = field(default_factory=list)
    recitals: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    institutions: list[tuple[ast.Institution, str, str]] = field(default_factory=list)
    rounding: str = ""
    stopped: list[tuple[ast.Declaration, str]] = field(default_factory=list)
    parts: Parts = field(init=False)

    def __post_init__(self) -> None:
        self.parts = Parts(self.context, lambda name: name in self.articles)

    def resolve(self, findings: tuple[Finding, ...], unreadable: bool) -> Draft:
        """Run all passes; whatever cannot be resolved is reported in ``Draft.findings``."""
        labels = Labels(self.context)
        for file in self.files:
            self._structure(file)
        self.parts.report_empty(self._stands)
        self._fill(labels)
        Vocabulary(self.context, labels).read(self.declarations)
        self._parties()
        self._granted(labels)
        organisation = self._organisation(labels)
        assumptions = self._figures()
        resolver = Clauses(self.context, labels)
        norms = self._norms(resolver)
        demands = self._demands(labels, resolver)
        assumptions += demands.assumptions
        for number, (declaration, current) in enumerate(self.stopped):
            with contextlib.suppress(Refused):
                norms |= stopped(
                    self.context, labels, declaration, current, norms, demands.survivals, number
                )
        norms = self._sound(norms, assumptions)
        assumptions = [item for item in assumptions if _is_about(item, norms)]
        institutions = organisation.resolve(self.declarations, assumptions)
        clauses = self._clauses(labels, resolver, norms)
        scenarios = self._scenarios(labels, institutions)
        context = self.context
        self._alike()
        if all(f.severity is not Severity.ERROR for f in (*findings, *context.findings)):
            self._unused()
        return Draft(
            root=self.root,
            sources={file.path: file.text for file in self.files} | dict(self.data.values()),
            instruments=self.instruments,
            recitals=tuple(self.recitals),
            lines=tuple(self.lines),
            parts=self.parts.found,
            levels=tuple(context.levels),
            units=context.units,
            classes=context.classes,
            states=context.states,
            organs=context.organs,
            quantities=context.quantities,
            facts=context.facts,
            events=context.events,
            acts=context.acts,
            matters=context.matters,
            assumptions=tuple(assumptions),
            articles=self._numbered(labels),
            clauses=clauses,
            norms=norms,
            precedence=tuple(self._known(resolver.precedence, norms)),
            references=tuple(resolver.references),
            principles=tuple(demands.principles),
            covers=tuple(
                item
                for item in demands.covers
                if not item.condition or _names_known(item.condition, norms)
            ),
            verified=tuple(demands.verified),
            simultaneous=tuple(demands.simultaneous),
            powers=reaching(context.powers, labels, norms, demands.survivals),
            survivals=tuple(demands.survivals),
            scenarios=scenarios,
            findings=(*findings, *context.findings),
            unreadable=unreadable or any(item.code == limits.LIMIT for item in context.findings),
            rounding=self.rounding,
            institutions=institutions,
        )

    def _alike(self) -> None:
        """Report names of the draft that cannot be told apart by eye."""
        names = [*self.context.declared.items()]
        names += ((name, article.place) for name, article in self.articles.items())
        names += ((clause.label.text, clause.place) for clause in self.clauses.values())
        for act in self.context.acts.values():
            for item in act.attributes.values():
                names += ((name, act.place) for name in (item.name, *item.options))
        for name, place, first, where in alike(names):
            self.context.report(
                "TL003",
                f"“{name}” looks like “{first}”, and is another name in other letters",
                place,
                "Write both in one script, or rename one of them.",
                (Member(first, where, "looks the same"),),
            )

    # --- structure ------------------------------------------------------------------------------

    def _structure(self, file: ast.File) -> None:
        """Sort the sentences of a file into declarations, clauses, demands and scenarios."""
        article = clause = ""
        current = ""
        self.parts.close()
        for labelled in file.sentences:
            sentence = labelled.sentence
            try:
                match sentence:
                    case ast.Declaration(kind="treaty"):
                        current = self._instrument(sentence)
                        self.parts.close()
                    case ast.Declaration(kind="part"):
                        self._unlabelled(labelled)
                        current = current or self._implicit(file)
                        self.parts.enter(sentence, current, self._stands(current))
                        article = clause = ""
                    case ast.Declaration(kind="article"):
                        current = current or self._implicit(file)
                        article, clause = self._article(sentence, current), ""
                    case ast.Declaration(kind="scenario"):
                        self.scenarios.append((sentence, []))
                    case ast.Declaration():
                        self._declaration(sentence, labelled, current)
                    case (
                        ast.WeightsSentence()
                        | ast.VoteSentence()
                        | ast.ProcedureSentence()
                        | ast.ClaimSentence()
                        | ast.ChooseSentence()
                    ):
                        self._institution(sentence, labelled, file, current)
                    case ast.Note():
                        self._note(sentence, clause)
                    case _:
                        clause = self._clause(labelled, article, clause)
            except Refused:
                continue

    def _instrument(self, declaration: ast.Declaration) -> str:
        found = instrument(declaration)
        if found.name in self.instruments:
            raise self.context.refuse(
                "TL102", f"the treaty “{found.name}” is declared twice", declaration.place
            )
        kinds = [item.kind for item in declaration.items]
        for at, item in enumerate(declaration.items):
            if item.kind != "authentic" and item.kind in kinds[:at]:
                raise self.context.refuse("TL107", "this is said twice", item.place, "Say it once.")
        self.instruments[found.name] = found
        among = declaration.item("among")
        for word in among.values if among else ():
            if isinstance(word, ast.Word):
                self.among[found.name] = word
        return found.name

    def _parties(self) -> None:
        """Say which class the parties to each treaty are, now that the classes are known."""
        for name, word in self.among.items():
            try:
                parties = self.context.agent_class(word)
                if parties not in self.context.classes:
                    raise self.context.refuse(
                        "TL105",
                        f"“{word.text}” is not a class",
                        word.place,
                        'Declare the class of the parties (class Party "Party").',
                    )
            except Refused:
                continue
            self.instruments[name] = replace(self.instruments[name], parties=parties)

    def _implicit(self, file: ast.File) -> str:
        """A file with articles and no header is an instrument named after the file."""
        name = file.path.rpartition("/")[2].removesuffix(".treaty")
        first = file.sentences[0].place
        title = name.replace("-", " ").replace("_", " ").capitalize()
        self.instruments.setdefault(name, Instrument(name, title, first))
        return name

    def _article(self, declaration: ast.Declaration, current: str) -> str:
        annex, number, name, heading, printed = declaration.values
        assert isinstance(name, ast.Word) and isinstance(heading, ast.Word)
        article_id = name.text
        taken = self.articles.get(article_id)
        if taken is not None and taken.instrument != current:
            article_id = f"{current}.{name.text}"
        if article_id in self.articles or article_id in self.parts.found:
            raise self.context.refuse(
                "TL102",
                f"the article “{name.text}” is declared twice",
                name.place,
                "Give one of the two another label.",
            )
        if annex:
            self.parts.close()
        self.articles[article_id] = _Article(
            name,
            heading.text,
            current,
            str(number),
            bool(annex),
            printed.text if isinstance(printed, ast.Word) else "",
            declaration.place,
            self.parts.innermost(),
        )
        return article_id

    def _declaration(
        self, declaration: ast.Declaration, labelled: ast.Labelled, current: str
    ) -> None:
        self._unlabelled(labelled)
        kind = declaration.kind
        if kind in ("given", "expect"):
            if not self.scenarios:
                raise self.context.refuse(
                    "TL107",
                    f"“{kind}” belongs to a scenario",
                    declaration.place,
                    'Begin with “scenario NAME "...":”.',
                )
            self.scenarios[-1][1].append(declaration)
        elif kind == "recital":
            self.recitals.append(_text(declaration))
            if self._stands(current):
                self.lines.append(_line(declaration, current))
        elif kind in _LINES:
            if not self._stands(current):
                raise self.context.refuse(
                    "TL107",
                    f"“{kind}” belongs to a treaty as it stands",
                    declaration.place,
                    "Write “as it stands” in the header of the treaty, or leave this sentence out: "
                    "headings and closing words are then made when it is rendered.",
                )
            self.lines.append(_line(declaration, current))
        elif kind == "rounding":
            stated = str(declaration.values[0])
            if self.rounding and self.rounding != stated:
                raise self.context.refuse(
                    "TL102", "two rules say what a month ends on", declaration.place,
                    "Delete one of the two.",
                )  # fmt: skip
            self.rounding = stated
        elif kind in ("assume", "assume_event", "assume_order", "exclusion", "principle",
                      "prevails", "cover", "all_verified", "verified", "simultaneous",
                      "survives"):  # fmt: skip
            self.demands.append((declaration, current))
        elif kind == "stopped":
            self.stopped.append((declaration, current))
        elif kind != "include":
            self.declarations.append(declaration)

    def _stands(self, instrument: str) -> bool:
        return instrument in self.instruments and self.instruments[instrument].as_it_stands

    def _unlabelled(self, labelled: ast.Labelled) -> None:
        if labelled.label is not None:
            raise self.context.refuse(
                "TL107",
                "only clauses have labels",
                labelled.label.place,
                f"Delete “{labelled.label.text}:”, or write a norm or a text after it.",
            )

    def _institution(
        self, sentence: ast.Institution, labelled: ast.Labelled, file: ast.File, current: str
    ) -> None:
        self._unlabelled(labelled)
        text = " ".join(file.text[sentence.place.start : sentence.place.end].split())
        self.institutions.append((sentence, text, current))

    def _organisation(self, labels: Labels) -> Organisation:
        placed = [
            Placed(sentence, name, item.article, self.articles[item.article].instrument)
            for name, item in self.clauses.items()
            for sentence in item.final
        ]
        organisation = Organisation(self.context, labels, self.institutions, placed)
        organisation.enter()
        return organisation

    def _clause(self, labelled: ast.Labelled, article: str, clause: str) -> str:
        sentence = labelled.sentence
        if not article:
            raise self.context.refuse(
                "TL107",
                "this clause stands outside any article",
                labelled.place,
                'Begin an article before it: “article licensing "Licensing".”',
            )
        if labelled.label is not None:
            clause = f"{article}.{labelled.label.text}"
            if clause in self.clauses:
                raise self.context.refuse(
                    "TL102",
                    f"the label “{labelled.label.text}” is given twice in this article",
                    labelled.label.place,
                    "Give one of the two another label.",
                )
            pinned = labelled.number or bare(labelled.printed)
            self.clauses[clause] = _Clause(
                labelled.label, article, pinned, labelled.printed, labelled.place
            )
        elif not clause:
            raise self.context.refuse(
                "TL107",
                "this clause has no label",
                labelled.place,
                "Put one before it (“cap: ...”): the label is the clause's identity when numbers "
                "change.",
            )
        item = self.clauses[clause]
        item.place = item.place.to(labelled.place)
        if isinstance(sentence, ast.NormSentence):
            norm = clause if not item.sentences else f"{clause}/{len(item.sentences) + 1}"
            item.sentences.append((norm, sentence))
            item.notes += sentence.notes
        elif isinstance(sentence, ast.TextSentence):
            item.texts.append(sentence)
            item.notes += sentence.notes
        elif isinstance(sentence, ast.FinalSentence):
            item.final.append(sentence)
            item.notes += sentence.notes
        return clause

    def _note(self, note: ast.Note, clause: str) -> None:
        if not clause:
            raise self.context.refuse(
                "TL107", "this belongs to no clause", note.place, "Put it after the clause."
            )
        self.clauses[clause].notes.append(note)

    def _fill(self, labels: Labels) -> None:
        for name in self.instruments:
            labels.instruments[name] = []
        for article_id, article in self.articles.items():
            labels.articles[article_id] = []
            labels.instruments[article.instrument].append(article_id)
        innermost = {name: article.part for name, article in self.articles.items()}
        labels.parts.update(articles_of(self.parts.found, innermost))
        for clause_id, clause in self.clauses.items():
            labels.articles[clause.article].append(clause_id)
            labels.norm_ids[clause_id] = [norm for norm, _ in clause.sentences]
            labels.bearers |= {norm: said.subject.name.text for norm, said in clause.sentences}

    def _granted(self, labels: Labels) -> None:
        """Enter the powers that norms are about: "termination" alone is of one of these."""
        for clause in self.clauses.values():
            for _, sentence in clause.sentences:
                content = sentence.content
                if isinstance(content, ast.DoContent) and content.target is not None:
                    verb = content.act.text
                    try:
                        found = power(self.context, labels, verb, content.target, clause.article)
                    except Refused:
                        continue
                    self.context.granted.add(found.act)

    def _numbered(self, labels: Labels) -> dict[str, Article]:
        """Number articles in each instrument, annexes apart; a pinned number is kept and counted
        on from."""
        numbered: dict[str, Article] = {}
        counters: dict[tuple[str, bool], int] = {}
        for article_id, article in self.articles.items():
            key = (article.instrument, article.annex)
            unnumbered = not article.pinned and self._stands(article.instrument)
            if not unnumbered:
                counters[key] = count(article.pinned, counters.get(key, 0))
            numbered[article_id] = Article(
                article_id,
                article.heading,
                article.instrument,
                "" if unnumbered else article.pinned or str(counters[key]),
                article.annex,
                tuple(labels.articles[article_id]),
                article.place,
                article.printed,
                article.part,
            )
        return numbered

    # --- clauses --------------------------------------------------------------------------------

    def _norms(self, resolver: Clauses) -> dict[str, Norm]:
        norms: dict[str, Norm] = {}
        for clause_id, clause in self.clauses.items():
            for norm_id, sentence in clause.sentences:
                try:
                    norms[norm_id] = resolver.norm(sentence, norm_id, clause_id, clause.article)
                except Refused:
                    continue
        return norms

    def _sound(self, norms: dict[str, Norm], assumptions: list[Assumption]) -> dict[str, Norm]:
        """Return the norms without those that wait for one another's breach in a circle, count
        months to a day that there is not, or speak of a norm that could not be resolved."""
        refused = self._circular(norms) | self._month_ends(norms, assumptions)
        kept = {name: norm for name, norm in norms.items() if name not in refused}
        while True:
            orphans = [
                name
                for name, norm in kept.items()
                if any(breach.norm not in kept for breach in breaches_of(norm))
            ]
            if not orphans:
                break
            for name in orphans:
                del kept[name]
        if len(kept) < sum(len(clause.sentences) for clause in self.clauses.values()):
            for name, norm in kept.items():
                carve_outs = tuple(other for other in norm.carve_outs if other in kept)
                if carve_outs != norm.carve_outs:
                    kept[name] = replace(norm, carve_outs=carve_outs)
        return kept

    def _circular(self, norms: dict[str, Norm]) -> set[str]:
        waits = {
            name: {breach.norm: breach.place for breach in breaches_of(norm)}
            for name, norm in norms.items()
        }
        refused: set[str] = set()
        for group in circles(waits):
            members = [
                Member(norm, next(waits[norm][other] for other in group if other in waits[norm]),
                       "waits for the breach of the other")
                for norm in group
            ]  # fmt: skip
            names = ", ".join(f"“{norms[norm].clause}”" for norm in group)
            self.context.report(
                "TL104",
                f"each of these clauses waits for the breach of another: {names}",
                members[0].place,
                "Let one of them apply without such a condition.",
                tuple(members[1:]),
                members[0].label,
            )
            refused.update(group)
        return refused

    def _month_ends(self, norms: dict[str, Norm], assumptions: list[Assumption]) -> set[str]:
        known = dates(assumptions)
        entry = next((i.in_force_on for i in self.instruments.values() if i.in_force_on), None)
        if entry:
            known[ENTRY] = entry
        windows = {norm.id: norm.window for norm in norms.values()}
        windows |= {item.label: item.window for item in assumptions}
        refused = set()
        for name, window in windows.items():
            for at, why, advice in month_ends(window, known, self.rounding):
                self.context.report("TL109", why, at, advice, label=name)
                refused.add(name)
        return refused

    def _clauses(
        self, labels: Labels, resolver: Clauses, norms: Mapping[str, Norm]
    ) -> dict[str, Clause]:
        clauses: dict[str, Clause] = {}
        counters: dict[str, int] = {}
        for clause_id, item in self.clauses.items():
            counters[item.article] = count(item.pinned, counters.get(item.article, 0))
            heads = tuple(
                (head.word, tuple(self._targets(labels, head, item.article)), head.place)
                for _, sentence in item.sentences
                for head in sentence.heads
            )
            clauses[clause_id] = Clause(
                id=clause_id,
                label=item.label.text,
                article=item.article,
                norms=tuple(norm for norm, _ in item.sentences if norm in norms),
                texts=tuple(self._text(labels, text, item, resolver) for text in item.texts),
                number=item.pinned or str(counters[item.article]),
                printed=self._printed(item),
                place=item.place,
                label_place=item.label.place,
                reasons=tuple(
                    n.reason.text for n in item.notes if n.kind == "because" and n.reason
                ),
                sources=tuple(n.reason.text for n in item.notes if n.kind == "source" and n.reason),
                allowances=tuple(self._allowances(item.notes)),
                verified_by=tuple(self._verifiers(labels, item, resolver)),
                references=heads,
                serves=tuple(self._serves(item.notes)),
            )
        return clauses

    def _printed(self, clause: _Clause) -> str:
        """Return the number as the draft wants it printed: in a treaty as it stands "4." where it
        is pinned as 4, and nothing where it is not pinned."""
        if clause.printed or not self._stands(self.articles[clause.article].instrument):
            return clause.printed
        return f"{clause.pinned}." if clause.pinned else ""

    def _targets(self, labels: Labels, head: ast.Head, article: str) -> list[str]:
        found = []
        for word in head.targets:
            try:
                found.append(labels.find(word, article))
            except Refused:
                continue
        return found

    def _text(
        self, labels: Labels, text: ast.TextSentence, clause: _Clause, resolver: Clauses
    ) -> Text:
        def runs(word: ast.Word) -> tuple[str | Ref, ...]:
            parts: list[str | Ref] = []
            for index, part in enumerate(_REFERENCE.split(word.text)):
                if index % 2 == 0 or part in ("{{", "}}"):
                    parts += [part[:1] if index % 2 else part] if part else []
                    continue
                words, _, name = part[1:-1].rpartition(":")
                try:
                    found = labels.find(ast.Word(name.strip(), word.place), clause.article)
                except Refused:
                    parts.append(part)
                    continue
                source = f"{clause.article}.{clause.label.text}"
                resolver.references.append(Reference(source, found, "text", word.place))
                parts.append(Ref(found, words.strip()))
            return tuple(parts)

        return Text(runs(text.text), tuple(runs(point) for point in text.points), text.place)

    def _allowances(self, notes: list[ast.Note]) -> list[Allowance]:
        found = []
        for note in notes:
            if note.kind != "allow":
                continue
            if note.reason is None or not note.reason.text.strip():
                self.context.report(
                    "TL107",
                    f"the acceptance of {note.words[0].text} gives no reason",
                    note.place,
                    'Write “allow TL203 because "..."”.',
                )
                continue
            found.append(Allowance(note.words[0].text, note.reason.text, note.place))
        return found

    def _serves(self, notes: list[ast.Note]) -> list[str]:
        found: dict[str, None] = {}
        for note in notes:
            for word in note.words if note.kind == "serves" else ():
                if word.text in TOPICS:
                    found[word.text] = None
                    continue
                with contextlib.suppress(Refused):
                    raise self.context.undefined(
                        "a matter of final clauses", word.text, word.place, TOPICS
                    )
        return list(found)

    def _verifiers(self, labels: Labels, item: _Clause, resolver: Clauses) -> list[str]:
        found = []
        for note in item.notes:
            if note.kind == "verified":
                source = f"{item.article}.{item.label.text}"
                found += self._verifier(labels, note.words, item.article, source, resolver)
        return found

    def _verifier(
        self,
        labels: Labels,
        words: tuple[ast.Word, ...],
        article: str,
        source: str,
        resolver: Clauses,
    ) -> list[str]:
        """A clause, an act or an organ, by its name, or a method in quoted words."""
        found = []
        for word in words:
            if word.quoted:
                found.append(word.text)
            elif word.text in self.context.acts or word.text in self.context.organs:
                self.context.used.add(word.text)
                found.append(word.text)
            else:
                try:
                    target = labels.find(word, article)
                except Refused:
                    continue
                resolver.references.append(Reference(source, target, "verified by", word.place))
                found.append(target)
        return found

    # --- what the draft supposes and asks for ---------------------------------------------------

    def _figures(self) -> list[Assumption]:
        found: list[Assumption] = []
        for declaration in self.declarations:
            if declaration.kind != "data":
                continue
            name = declaration.values[0]
            assert isinstance(name, ast.Word)
            if name.text not in self.data:
                continue
            path, text = self.data[name.text]
            try:
                found += figures(self.context, declaration, path, text)
            except Refused:
                continue
        return found

    def _demands(self, labels: Labels, resolver: Clauses) -> Demands:
        demands = Demands(
            self.context,
            labels,
            resolver,
            lambda clause, note: self.clauses[clause].notes.append(note),
        )
        for declaration, current in self.demands:
            try:
                demands.read(declaration, current)
            except Refused:
                continue
        return demands

    def _known(self, precedence: list[Precedence], norms: Mapping[str, Norm]) -> list[Precedence]:
        return [item for item in precedence if item.winner in norms and item.loser in norms]

    # --- scenarios ------------------------------------------------------------------------------

    def _scenarios(self, labels: Labels, institutions: Institutions) -> dict[str, Scenario]:
        scenarios: dict[str, Scenario] = {}
        for header, parts in self.scenarios:
            name, phrase = header.values
            assert isinstance(name, ast.Word)
            resolver = Scenarios(self.context, labels, name.text, institutions)
            given: list[Given] = []
            expected: list[Expectation] = []
            place = header.place
            try:
                if name.text in scenarios:
                    raise self.context.refuse(
                        "TL102", f"the scenario “{name.text}” is declared twice", name.place
                    )
                for part in parts:
                    place = place.to(part.place)
                    if part.kind == "given":
                        given += resolver.given(part)
                    else:
                        expected += resolver.expected(part)
                if not expected:
                    raise self.context.refuse(
                        "TL107",
                        f"the scenario “{name.text}” expects nothing",
                        header.place,
                        "Add “expect ...”: a test that expects nothing cannot fail.",
                    )
            except Refused:
                continue
            said = phrase.text if isinstance(phrase, ast.Word) else ""
            scenarios[name.text] = Scenario(name.text, said, tuple(given), tuple(expected), place)
        return scenarios

    # --- names that nothing uses ----------------------------------------------------------------

    def _unused(self) -> None:
        """Report what nothing uses; not where a clause was left out that might have used it."""
        context = self.context
        kinds: dict[str, Iterable[str]] = {
            "act": context.acts,
            "fact": context.facts,
            "quantity": context.quantities,
            "event": context.events,
            "class": context.classes,
            "organ": context.organs,
            "matter": context.matters,
            "unit": context.units,
        }
        for kind, names in kinds.items():
            for name in names:
                place = context.declared.get(name)
                if place is None or name in context.used or place.path != self.root:
                    continue
                context.report(
                    "TL103",
                    f"the {kind} “{name}” is declared and never used",
                    place,
                    "Delete the declaration, or write the clause that needs it.",
                    label=name,
                )


def _names_known(formula: Formula, norms: Mapping[str, Norm]) -> bool:
    return all(breach.norm in norms for breach in breaches(formula))


def _is_about(assumption: Assumption, norms: Mapping[str, Norm]) -> bool:
    return assumption.formula is None or _names_known(assumption.formula, norms)


def _line(declaration: ast.Declaration, current: str) -> Line:
    words = tuple(word.text for word in declaration.values if isinstance(word, ast.Word))
    return Line(declaration.kind, words, current, declaration.place)


def _text(declaration: ast.Declaration) -> str:
    word = declaration.values[0]
    return word.text if isinstance(word, ast.Word) else ""
