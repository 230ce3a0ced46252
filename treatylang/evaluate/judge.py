"""The judge: can agents comply with these norms in this scenario?

Everything is decided exactly, by trying the points that stand for all others (``region``). The
questions are those of the semantics, sections 2 and 3; the solver's answers are replayed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from treatylang.evaluate.application import Application, certain_applications
from treatylang.evaluate.region import (
    Region,
    Span,
    day_points,
    instances,
    number_points,
    region_of,
    span_of,
)
from treatylang.evaluate.truth import Reader
from treatylang.evaluate.world import World
from treatylang.model.draft import DoAct, Draft, HasCompetence, Keep, Modality

Member = tuple[str, str, str | None]
"""A norm with its bearer and, where it has one, the other side."""


@dataclass(frozen=True, slots=True)
class _Demand:
    """A duty to act; ``timed`` where it states a window."""

    region: Region
    timed: bool


@dataclass(frozen=True, slots=True)
class _Conduct:
    """What the applications ask of conduct: acts to do, acts to avoid, values to keep or avoid."""

    duties: tuple[_Demand, ...] = ()
    forbidden: tuple[Region, ...] = ()
    kept: tuple[Span, ...] = ()
    avoided: tuple[Span, ...] = ()


# --- questions about members ----------------------------------------------------------------------


def compliable(draft: Draft, world: World, members: Sequence[Member]) -> bool:
    """Tell whether some conduct complies with all these norms wherever each applies."""
    every = [one for found in _applied(draft, world, members) for one in found]
    return compliable_together(draft, world, every)


def permission_forbidden(
    draft: Draft, world: World, permission: Member, prohibitions: Sequence[Member]
) -> bool:
    """Tell whether something that the permission allows is forbidden."""
    granted, *rest = _applied(draft, world, [permission, *prohibitions])
    norms = [one for found in rest for one in found]
    return any(_forbidden(draft, world, one, norms) for one in granted)


def permission_void(
    draft: Draft, world: World, permission: Member, prohibitions: Sequence[Member]
) -> bool:
    """Tell whether the permission allows something, and all that it allows is forbidden."""
    granted, *rest = _applied(draft, world, [permission, *prohibitions])
    norms = [one for found in rest for one in found]
    return bool(granted) and all(_void(draft, world, one, norms) for one in granted)


def exemption_required(draft: Draft, world: World, exemption: Member, duty: Member) -> bool:
    """Tell whether the duty can be met, but only by what the exemption says is not required."""
    freed, owed = _applied(draft, world, [exemption, duty])
    return any(_required(draft, world, one, [due]) for one in freed for due in owed)


def conflict(draft: Draft, world: World, members: Sequence[Member]) -> bool:
    """Tell whether the norms all apply and clash, and no smaller set of them does.

    A norm that applies in several ways takes part in one of them.
    """
    return any(
        minimal_clash(draft, world, chosen) for chosen in product(*_applied(draft, world, members))
    )


def competence_clash(draft: Draft, world: World, members: Sequence[Member]) -> bool:
    """Tell whether different holders have exclusive competence over one matter."""
    held: list[tuple[str, str, str]] = []
    for (name, _, _), found in zip(members, _applied(draft, world, members), strict=True):
        content = draft.norms[name].content
        if isinstance(content, HasCompetence) and content.kind == "exclusive":
            kept = (one for one in found if not _returned(draft, world, content, one))
            held.extend((content.matter, one.bearer, name) for one in kept)
    return any(
        matter == other_matter and holder != other and norm != other_norm
        for matter, holder, norm in held
        for other_matter, other, other_norm in held
    )


def _returned(draft: Draft, world: World, content: HasCompetence, held: Application) -> bool:
    """Tell whether the competence has gone back to the level below, or may have."""
    if content.returns is None:
        return False
    return Reader(draft, world, held.roles, held.binding).read(content.returns).value is not False


def _applied(draft: Draft, world: World, members: Iterable[Member]) -> list[list[Application]]:
    return [
        certain_applications(draft, world, draft.norms[name], bearer, other)
        for name, bearer, other in members
    ]


# --- questions about applications -----------------------------------------------------------------


def compliable_together(draft: Draft, world: World, norms: Iterable[Application]) -> bool:
    """Tell whether some conduct complies with all applications; permissions ask nothing of it."""
    return _possible(draft, _conduct(draft, world, norms))


def clash(draft: Draft, world: World, norms: Sequence[Application]) -> bool:
    """Tell whether the applications do not go together: they cannot all be complied with, or
    something allowed is forbidden, or something that need not be done is required."""
    if not compliable_together(draft, world, norms):
        return True
    for index, one in enumerate(norms):
        rest = [*norms[:index], *norms[index + 1 :]]
        modality = draft.norms[one.norm].modality
        if modality is Modality.PERMISSION and _forbidden(draft, world, one, rest):
            return True
        if modality is Modality.EXEMPTION and _required(draft, world, one, rest):
            return True
    return False


def minimal_clash(draft: Draft, world: World, norms: Sequence[Application]) -> bool:
    """Tell whether the applications clash and each of them is needed for it.

    A larger set clashes wherever a smaller one does, so leaving out one at a time is enough.
    """
    smaller = ([*norms[:index], *norms[index + 1 :]] for index in range(len(norms)))
    return (
        len(norms) > 1
        and clash(draft, world, norms)
        and not any(clash(draft, world, rest) for rest in smaller)
    )


def _conduct(draft: Draft, world: World, norms: Iterable[Application]) -> _Conduct:
    duties: list[_Demand] = []
    forbidden: list[Region] = []
    kept: list[Span] = []
    avoided: list[Span] = []
    for one in norms:
        norm = draft.norms[one.norm]
        match norm.modality, norm.content:
            case Modality.DUTY, DoAct():
                duties.append(_Demand(region_of(draft, world, one), bool(norm.window)))
            case Modality.PROHIBITION, DoAct():
                forbidden.append(region_of(draft, world, one))
            case Modality.DUTY, Keep():
                kept.append(span_of(draft, world, one))
            case Modality.PROHIBITION, Keep():
                avoided.append(span_of(draft, world, one))
    return _Conduct(tuple(duties), tuple(forbidden), tuple(kept), tuple(avoided))


def _possible(draft: Draft, conduct: _Conduct) -> bool:
    return _acts_possible(draft, conduct) and _values_possible(draft, conduct)


# --- acts -----------------------------------------------------------------------------------------


def _acts_possible(draft: Draft, conduct: _Conduct) -> bool:
    """Find an instance for each duty (for each act declared once), on days that do not exclude
    each other."""
    groups = _instances_due(draft, conduct.duties)
    rivals = {
        (first, second)
        for first, second in product(range(len(groups)), repeat=2)
        if first < second and _exclude(draft, groups[first], groups[second])
    }
    if any(_both_untimed(groups[first], groups[second]) for first, second in rivals):
        return False
    spare = len(groups)
    regions = [*conduct.forbidden, *(duty.region for duty in conduct.duties)]
    free: list[list[int]] = []
    for index, group in enumerate(groups):
        bound = any(index in pair for pair in rivals)
        inside = [duty.region for duty in group]
        days = (
            point.day
            for point in instances(draft, regions, inside, spare if bound else 1)
            if not any(point in region for region in conduct.forbidden)
        )
        found = (
            sorted(set(days)) if bound else [day for day in (next(days, None),) if day is not None]
        )
        if not found:
            return False
        free.append(found)
    return _days_apart(free, rivals, [])


def _instances_due(draft: Draft, duties: Iterable[_Demand]) -> list[list[_Demand]]:
    """Put together the duties that share one instance; every other has its own."""
    shared: dict[tuple[str, str | None, str | None], list[_Demand]] = {}
    alone: list[list[_Demand]] = []
    for duty in duties:
        region = duty.region
        if draft.acts[region.act].once:
            shared.setdefault((region.act, region.by, region.to), []).append(duty)
        else:
            alone.append([duty])
    return [*alone, *shared.values()]


def _exclude(draft: Draft, group: Sequence[_Demand], other: Sequence[_Demand]) -> bool:
    first, second = group[0].region, other[0].region
    return (
        first.by is not None and first.by == second.by and excluding(draft, first.act, second.act)
    )


def excluding(draft: Draft, act: str, other: str) -> bool:
    """Tell whether the same agent cannot do both acts at the same time."""
    return other in draft.acts[act].excludes or act in draft.acts[other].excludes


def _both_untimed(group: Sequence[_Demand], other: Sequence[_Demand]) -> bool:
    """Tell whether both are due whenever they apply, so that they are due at the same time."""
    return not all(duty.timed for duty in group) and not all(duty.timed for duty in other)


def _days_apart(
    free: Sequence[Sequence[int]], rivals: set[tuple[int, int]], chosen: list[int]
) -> bool:
    """Choose a day for each so that rivals have different ones."""
    index = len(chosen)
    if index == len(free):
        return True
    taken = {chosen[first] for first, second in rivals if second == index}
    return any(_days_apart(free, rivals, [*chosen, day]) for day in free[index] if day not in taken)


# --- values ---------------------------------------------------------------------------------------


def _values_possible(draft: Draft, conduct: _Conduct) -> bool:
    subjects = {(span.quantity, span.holder) for span in conduct.kept}
    subjects |= {(span.quantity, span.holder) for span in conduct.avoided}
    for quantity, holder in sorted(subjects):
        kept = _about(conduct.kept, quantity, holder)
        avoided = _about(conduct.avoided, quantity, holder)
        spans = [*kept, *avoided]
        whole = draft.quantities[quantity].whole
        values = number_points((limit for span in spans for _, limit in span.bounds), whole)
        for day in day_points(span.days for span in spans):
            due = [span for span in kept if day in span.days]
            banned = [span for span in avoided if day in span.days]
            if not any(
                all(value in span for span in due) and not any(value in span for span in banned)
                for value in values
            ):
                return False
    return True


def _about(spans: Iterable[Span], quantity: str, holder: str) -> list[Span]:
    return [span for span in spans if (span.quantity, span.holder) == (quantity, holder)]


# --- permissions and exemptions -------------------------------------------------------------------


def _forbidden(
    draft: Draft, world: World, permission: Application, norms: Iterable[Application]
) -> bool:
    """Tell whether something that the permission allows is forbidden."""
    return any(_verdicts(draft, world, permission, norms))


def _void(
    draft: Draft, world: World, permission: Application, norms: Iterable[Application]
) -> bool:
    verdicts = list(_verdicts(draft, world, permission, norms))
    return bool(verdicts) and all(verdicts)


def _verdicts(
    draft: Draft, world: World, permission: Application, norms: Iterable[Application]
) -> Iterator[bool]:
    """Yield, for a point of each kind that the permission allows, whether it is forbidden."""
    conduct = _conduct(draft, world, norms)
    content = draft.norms[permission.norm].content
    if isinstance(content, DoAct):
        allowed = region_of(draft, world, permission)
        for point in instances(draft, [allowed, *conduct.forbidden], [allowed]):
            yield any(point in region for region in conduct.forbidden)
    elif isinstance(content, Keep):
        span = span_of(draft, world, permission)
        kept = _about(conduct.kept, span.quantity, span.holder)
        avoided = _about(conduct.avoided, span.quantity, span.holder)
        every = [span, *kept, *avoided]
        whole = draft.quantities[span.quantity].whole
        values = number_points((limit for one in every for _, limit in one.bounds), whole)
        days = day_points(one.days for one in every)
        for day, value in product(days, values):
            if day in span.days and value in span:
                broken = any(day in one.days and value not in one for one in kept)
                yield broken or any(day in one.days and value in one for one in avoided)


def _required(
    draft: Draft, world: World, exemption: Application, norms: Sequence[Application]
) -> bool:
    """Tell whether the norms can be complied with, but only by what the exemption frees from."""
    conduct = _conduct(draft, world, norms)
    if not _possible(draft, conduct):
        return False
    content = draft.norms[exemption.norm].content
    if isinstance(content, DoAct):
        freed = region_of(draft, world, exemption)
        return any(
            not _possible(draft, _spared(conduct, index, freed))
            for index, duty in enumerate(conduct.duties)
            if duty.region.act == freed.act
        )
    if isinstance(content, Keep):
        span = span_of(draft, world, exemption)
        return any(
            not _possible(draft, replace(conduct, avoided=(*conduct.avoided, _during(span, duty))))
            for duty in _about(conduct.kept, span.quantity, span.holder)
        )
    return False


def _spared(conduct: _Conduct, index: int, freed: Region) -> _Conduct:
    """Return the conduct where one duty cannot be met by what is freed."""
    duty = conduct.duties[index]
    region = replace(duty.region, without=(*duty.region.without, freed))
    changed = replace(duty, region=region)
    return replace(conduct, duties=(*conduct.duties[:index], changed, *conduct.duties[index + 1 :]))


def _during(span: Span, duty: Span) -> Span:
    return replace(span, days=span.days.within(duty.days))
