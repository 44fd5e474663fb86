"""Short words of the rule builder: what stands between a field and its value, and icons of ready segments."""

from kmu_crm.i18n import N_, _
from kmu_crm.segments import operators
from kmu_crm.segments.draft import ALL, NONE, ONE

_OPERATORS = {
    "empty": N_("is unknown"),
    "is": N_("is"),
    "in": N_("is one of"),
    "starts": N_("starts with"),
    "contains": N_("contains"),
    "<=": N_("at most"),
    ">=": N_("at least"),
    "<": N_("less than"),
    ">": N_("more than"),
    "=": N_("exactly"),
    "between": N_("between"),
    "older": N_("more than … ago"),
    "before": N_("before"),
    "after": N_("after"),
}
_WITHIN = N_("in the last")
_AHEAD = N_("in the next")
ORDER = (
    "is",
    "in",
    ">=",
    "<=",
    ">",
    "<",
    "=",
    "between",
    "older",
    "within",
    "before",
    "after",
    "starts",
    "contains",
    "empty",
)

MODES = ((ALL, N_("all")), (ONE, N_("one")), (NONE, N_("none")))
_AFTER_MODE = {ALL: N_("conditions must hold"), ONE: N_("of these must hold"), NONE: N_("of these may hold")}

ICONS = {
    "prospects": "user-plus", "new": "sprout", "growing": "trending-up", "regular": "heart-handshake",
    "at-risk": "triangle-alert", "dormant": "moon", "lost": "user-x", "at-risk-best": "gem",
    "no-second-purchase": "shopping-cart", "due-soon": "calendar-clock", "falling": "trending-down", "birthday": "cake",
    "anniversary": "party-popper", "fifth-purchase": "gift",
    "best-not-spoken-to": "phone-off", "costly": "coins", "unhappy": "message-square-warning",
    "recommenders": "star", "overdue-items": "receipt", "newsletter-open": "mail", "guests": "user-round",
    "guests-long-ago": "hourglass",
}  # fmt: skip


def operator(kind: str, name: str) -> str:
    if name == "within":
        return _(_WITHIN) if kind == "day" else _(_AHEAD)
    return _(_OPERATORS[name])


def offered(kind: str) -> list[tuple[str, str]]:
    """(operator, words) of a kind of field, the everyday ones first."""
    names = [one.name for one in operators.for_kind(kind)]
    return [(name, operator(kind, name)) for name in sorted(names, key=ORDER.index)]


def after_mode(mode: str) -> str:
    return _(_AFTER_MODE[mode])
