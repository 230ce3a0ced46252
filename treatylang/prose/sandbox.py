"""Where templates are filled: they read what they are given, nothing else, and come to an end.

A template comes with a draft, from whoever wrote that. Jinja2's sandbox keeps it from the
attributes that lead into Python; this one also keeps it from running on and from filling the
memory. All that it does is charged in *units*: the characters that it makes, and a fixed price for
each step of a loop and each call of a macro or a template. Units are counted and not timed, so that
the same template is refused on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from contextvars import ContextVar
from functools import wraps
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any, TypeGuard

from jinja2 import StrictUndefined, Undefined, nodes, pass_eval_context
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from jinja2 import BaseLoader

BUDGET = 100_000_000
"""Units that the templates of one document may use: the shipped ones use 5,000 for a clause."""
_STEP = 50
_CALL = 500
_LONGEST = 10_000
"""The most numbers in a range, and the largest whole number that a filter is given."""
_BITS = 256
_FILTERS = """
    abs capitalize count d default e escape first float forceescape int last length list lower map
    max min reject rejectattr reverse round safe select selectattr striptags title trim upper
""".split()
_STRING_METHODS = frozenset(
    """capitalize count endswith find isalpha isdigit islower isupper lower lstrip partition
    removeprefix removesuffix rpartition rstrip split splitlines startswith strip title
    upper""".split()
)
_DICT_METHODS = frozenset("get items keys values".split())
_WORDS = "treatylang.prose."
"""Where the words come from that a language hands to its templates, with their forms."""
_OWN = (_WORDS, "treatylang.documents.")
"""Where the functions come from that a template is handed, and that it may call."""
_LOOP_METHODS = frozenset(["changed", "cycle"])


_TESTS: Any = TESTS


class TooCostly(Exception):
    """A template that runs longer, or makes more, than a document needs."""


class _Meter:
    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = BUDGET


_meter: ContextVar[_Meter | None] = ContextVar("meter", default=None)


class metered:
    """Within this, what templates do is charged to one account. Outside, nothing is charged: only
    the shipped templates are filled there."""

    def __enter__(self) -> None:
        self._token = _meter.set(_Meter())

    def __exit__(self, *_: object) -> None:
        _meter.reset(self._token)


def spend(units: int) -> str:
    """Charge these units. Raises TooCostly where there are not as many left."""
    meter = _meter.get()
    if meter is not None:
        meter.left -= units
        if meter.left < 0:
            raise TooCostly
    return ""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for templates that nobody has read. ``finish`` is applied to whatever a
    template prints."""

    intercepted_binops = frozenset(["+", "*", "**", "%"])

    def __init__(
        self,
        loader: BaseLoader,
        *,
        autoescape: bool = False,
        finish: Callable[[Any], Any] | None = None,
    ) -> None:
        self._finish = finish
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=autoescape,
            finalize=self._printed,
            optimized=False,  # nothing is worked out before it is charged
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.globals = {"range": _range, "dict": dict, "namespace": self.globals["namespace"]}
        self.filters = {name: _charged(FILTERS[name]) for name in _FILTERS}
        self.filters |= {"join": _join, "replace": _replace}
        self.tests = {name: _charged(test) for name, test in _TESTS.items()}

    def _printed(self, value: Any) -> Any:
        plain = _plain(value)
        spend(_size(plain))
        return self._finish(plain) if self._finish else plain

    # --- what a template may call -----------------------------------------------------------------

    def is_safe_callable(self, obj: Any) -> bool:
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(obj, Macro | BlockReference) or any(
            obj is item for item in self.globals.values()
        ):
            return True
        match owner:
            case str():
                spend(len(owner))
                return name in _STRING_METHODS
            case dict():
                return name in _DICT_METHODS
            case LoopContext():
                return name in _LOOP_METHODS
        if owner is self:
            return name in _OURS
        return isinstance(obj, FunctionType | MethodType) and obj.__module__.startswith(_OWN)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "+":
            spend(_size(left) + _size(right))
        elif operator == "*" and (_is_sized(left) or _is_sized(right)):
            many, times = (left, right) if _is_sized(left) else (right, left)
            spend(_size(many) * max(0, times) if isinstance(times, int) else 0)
        elif operator == "%" and isinstance(left, str):
            raise SecurityError("“%” does not format words here")
        elif operator == "**" or _bits(left) + _bits(right) > _BITS:
            raise SecurityError(f"numbers do not get as large here as “{operator}” makes them")
        return super().call_binop(context, operator, left, right)

    # --- what is put into a template when it is read ----------------------------------------------

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Read a template, and have it charge what it does (see jinja2.Environment._parse)."""
        tree = super()._parse(source, name, filename)
        charged = _Charging(filename).visit(tree)
        assert isinstance(charged, nodes.Template)
        return charged.set_environment(self)  # type: ignore[return-value]

    def charge(self, units: int) -> str:
        return spend(units)

    def counted(self, items: Any, units: int) -> Any:
        """Return what a loop runs over; each step costs these units."""
        if not _is_sized(items):
            return _counted(items, units)
        spend(_size(items) * units)
        return items

    def concatenated(self, *parts: Any) -> Any:
        """Return words in one; see jinja2.nodes.Concat."""
        said = [_plain(part) for part in parts]
        spend(sum(map(_size, said)))
        is_markup = any(hasattr(part, "__html__") for part in said)
        return markup_join(said) if is_markup else str_join(said)

    def weighed(self, value: Any) -> Any:
        """Return a value, having charged what it costs to go over it once."""
        spend(_size(value) // 8)
        return value


_OURS = frozenset(["charge", "concatenated", "counted", "weighed"])


class _Charging(NodeTransformer):
    """Puts the prices into a template: see the methods of the environment that are called."""

    def __init__(self, filename: str | None) -> None:
        self.filename = filename

    def visit_Template(self, node: nodes.Template) -> nodes.Node:
        return self._paid(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:
        return self._paid(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        return self._paid(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        return self._paid(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:
        if node.recursive:
            message = "a loop cannot be recursive here; write a macro"
            raise TemplateSyntaxError(message, node.lineno, filename=self.filename)
        price = nodes.Const(_STEP + _letters(node))
        self.generic_visit(node)
        node.iter = _call("counted", [node.iter, price], node)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _call("concatenated", node.nodes, node)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        self.generic_visit(node)
        node.expr = _call("weighed", [node.expr], node)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _call("weighed", [node.node], node)
        return node

    def _paid(self, node: Any) -> nodes.Node:
        price = nodes.Const(_CALL + _letters(node))
        self.generic_visit(node)
        node.body.insert(0, nodes.ExprStmt(_call("charge", [price], node), lineno=node.lineno))
        return node  # type: ignore[no-any-return]


def _call(name: str, arguments: list[Any], node: nodes.Node) -> nodes.Call:
    method = nodes.EnvironmentAttribute(name, lineno=node.lineno)
    return nodes.Call(method, arguments, [], None, None, lineno=node.lineno)


def _letters(node: nodes.Node) -> int:
    """Return how many letters stand in a node, to be printed in one pass through it."""
    return sum(len(item.data) for item in node.find_all(nodes.TemplateData))


# --- charging ------------------------------------------------------------------------------------


def _size(value: Any) -> int:
    return len(value) if _is_sized(value) else 0


def _is_sized(value: Any) -> TypeGuard[Sized]:
    """Tell whether a value has a length; what is undefined has none, whatever it says."""
    return isinstance(value, Sized) and not isinstance(value, Undefined)


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 0


def _plain(value: Any) -> Any:
    """Return what may be printed: words, with those of a language in their plain form, numbers."""
    kind = type(value)
    if kind.__module__.startswith(_WORDS) and "__str__" in vars(kind):
        return str(value)
    if isinstance(value, str | int | float | Undefined):
        return value
    raise SecurityError(f"only words and numbers can be printed, and this is {_kind(value)}")


def _kind(value: Any) -> str:
    names = {list: "a list", tuple: "a list", dict: "a table", type(None): "nothing"}
    return names.get(type(value), "a part of the document")


def _counted(items: Iterable[Any], units: int) -> Iterator[Any]:
    for item in items:
        spend(units)
        yield item


def _range(*limits: int) -> range:
    """Return numbers in a row: no more than a document can need."""
    found = range(*limits)
    if len(found) > _LONGEST:
        raise TooCostly
    return found


def _charged(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter or a test that charges what it is given and what it makes."""
    first = int(hasattr(function, "jinja_pass_arg"))

    @wraps(function)
    def charged(*arguments: Any, **named: Any) -> Any:
        given = list(arguments)
        for value in (*given[first:], *named.values()):
            if isinstance(value, int) and abs(value) > _LONGEST and len(given) > first + 1:
                raise TooCostly
        value = given[first]
        if _is_sized(value):
            spend(_STEP + len(value) * (1 if isinstance(value, str) else _STEP))
        elif isinstance(value, Iterator):
            given[first] = _counted(value, _STEP)
        found = function(*given, **named)
        if isinstance(found, str):
            spend(len(found))
        return found

    return charged


@pass_eval_context
def _join(context: Any, value: Iterable[Any], d: str = "", attribute: str | None = None) -> Any:
    if attribute is not None:
        value = FILTERS["map"](context, value, attribute=attribute)
    items = list(_counted(value, _STEP))
    spend(sum(map(_size, items)) + len(d) * len(items))
    return FILTERS["join"](context, items, d)


@pass_eval_context
def _replace(context: Any, value: str, old: str, new: str) -> Any:
    spend(len(value) + str(value).count(old) * len(new))
    return FILTERS["replace"](context, value, old, new)
