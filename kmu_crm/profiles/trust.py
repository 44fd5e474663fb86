"""Which source is believed first, by field: the rules of `trust.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

LIST, GUESTS = "list", "orders"


@cache
def kind(system: str, guest: bool = False) -> str:
    """What kind of source a system is; `guest`: the customer has no account with it."""
    found = next((name for name, systems in _rules()["kinds"].items() if system in systems), LIST)
    return GUESTS if found == "shop" and guest else found


@cache
def rank(kind: str, field: str) -> int:
    """Smaller is better."""
    order = _rules()["order"]
    return order.get(field, order["all"]).index(kind)


@cache
def _rules() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(resources.files("kmu_crm.profiles").joinpath("trust.toml").read_text(encoding="utf-8"))
