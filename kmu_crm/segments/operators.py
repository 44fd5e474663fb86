"""How a field may be asked: the words of the rule text, the SQL behind them, and the words people read."""

from dataclasses import dataclass

from kmu_crm.i18n import N_

VALUE, VALUES = "<value>", "<values>"
NUMBERS = ("number", "money")


@dataclass(frozen=True)
class Operator:
    """`pattern`: words with places for values. `sql`: `{x}` is the field, `{0}`, `{1}` name bound values, `{all}` all of
    them: SQLite takes neither a hundred customers as the arguments of a function nor a hundred thousand as parameters."""

    name: str
    kinds: tuple[str, ...]
    pattern: tuple[str, ...]
    sql: str
    words: str


_LIST = "{x} IN (SELECT value FROM json_each({all}))"
_DAYS = "CAST(julianday(:as_of) - julianday({x}) AS INTEGER)"
_AHEAD = "CAST(julianday({x}) - julianday(:as_of) AS INTEGER)"
_BIRTHDAY = (
    "{x} GLOB '????-??-??' AND CAST(julianday((substr(:as_of, 1, 4) + (substr({x}, 6) < substr(:as_of, 6)))"
    " || substr({x}, 5)) - julianday(:as_of) AS INTEGER) <= {0}"
)
_EMPTY_KINDS = ("choice", "text", "many", *NUMBERS, "day", "coming", "birthday")

# “is empty” stands before “is”: the first that fits is taken.
ALL = (
    Operator("empty", _EMPTY_KINDS, ("is", "empty"), "coalesce({x}, '') = ''", N_("{field} is unknown")),
    Operator("is", ("choice",), ("is", VALUE), "{x} = {0}", N_("{field} is {0}")),
    Operator("is", ("text",), ("is", VALUE), "kmu_is({x}, {0})", N_("{field} is {0}")),
    Operator("is", ("many",), ("is", VALUE), "kmu_has({x}, {0})", N_("{field} is {0}")),
    Operator("is", ("bought",), ("is", VALUE), "kmu_is({x}, {0})", N_("has bought {0}")),
    Operator("in", ("choice",), ("in", VALUES), _LIST, N_("{field} is {all}")),
    Operator("in", ("text",), ("in", VALUES), "kmu_in({x}, {all})", N_("{field} is {all}")),
    Operator("in", ("many",), ("in", VALUES), "kmu_among({x}, {all})", N_("{field} is {all}")),
    Operator("in", ("bought",), ("in", VALUES), "kmu_in({x}, {all})", N_("has bought {all}")),
    Operator("starts", ("text",), ("starts", "with", VALUE), "kmu_starts({x}, {0})",
             N_("{field} starts with {0}")),
    Operator("starts", ("bought",), ("starts", "with", VALUE), "kmu_starts({x}, {0})",
             N_("has bought an article that starts with {0}")),
    Operator("contains", ("text", "many"), ("contains", VALUE), "kmu_contains({x}, {0})",
             N_("{field} contains {0}")),
    Operator("contains", ("bought",), ("contains", VALUE), "kmu_contains({x}, {0})",
             N_("has bought an article with {0} in its name")),
    Operator("<=", NUMBERS, ("<=", VALUE), "{x} <= {0}", N_("{field} is at most {0}")),
    Operator(">=", NUMBERS, (">=", VALUE), "{x} >= {0}", N_("{field} is at least {0}")),
    Operator("<", NUMBERS, ("<", VALUE), "{x} < {0}", N_("{field} is less than {0}")),
    Operator(">", NUMBERS, (">", VALUE), "{x} > {0}", N_("{field} is more than {0}")),
    Operator("=", NUMBERS, ("=", VALUE), "{x} = {0}", N_("{field} is {0}")),
    Operator("between", NUMBERS, ("between", VALUE, "and", VALUE), "{x} BETWEEN {0} AND {1}",
             N_("{field} is between {0} and {1}")),
    Operator("older", ("day",), ("older", "than", VALUE, "days"), _DAYS + " > {0}",
             N_("{field} is more than {0} days ago")),
    Operator("within", ("day",), ("within", VALUE, "days"), _DAYS + " BETWEEN 0 AND {0}",
             N_("{field} is at most {0} days ago")),
    Operator("within", ("coming",), ("within", VALUE, "days"), _AHEAD + " BETWEEN 0 AND {0}",
             N_("{field} is in the next {0} days")),
    Operator("within", ("birthday",), ("within", VALUE, "days"), _BIRTHDAY, N_("{field} is in the next {0} days")),
    Operator("before", ("day", "coming", "birthday"), ("before", VALUE), "{x} < {0}", N_("{field} is before {0}")),
    Operator("after", ("day", "coming", "birthday"), ("after", VALUE), "{x} > {0}", N_("{field} is after {0}")),
)  # fmt: skip
KEYWORDS = {word for operator in ALL for word in operator.pattern} | {"and", "or", "not"}


def for_kind(kind: str) -> list[Operator]:
    return [operator for operator in ALL if kind in operator.kinds]


def find(kind: str, name: str) -> Operator:
    return next(operator for operator in for_kind(kind) if operator.name == name)
