"""A traffic light with its parts: buying by the own rhythm, revenue against the year before, complaints, the last answer.

What the data do not suffice for has no light, and does not count. Source of the parts: relationship health as in Reichheld (The
Loyalty Effect, 1996): retention by the customer's own habit, share of what they bought before, and what they say.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from kmu_crm.sales.loops.open import Loop
from kmu_crm.value.queries import Figures

Light = Literal["green", "amber", "red", ""]
_WORST: tuple[Light, ...] = ("red", "amber", "green", "")
_PHASES: Mapping[str, Light] = {
    "new": "green", "growing": "green", "regular": "green", "at_risk": "amber", "dormant": "red", "lost": "red",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """`code`: purchases, trend, complaints or satisfaction. `now` and `usual` by it: days since the last purchase and the usual
    gap; cents of 12 months and of the 12 before; complaints; points of 10. None where it is not known."""

    code: str
    light: Light
    now: float | None = None
    usual: float | None = None


@dataclass(frozen=True)
class Health:
    """`light`: that of the worst part; '' where nothing is known."""

    light: Light
    parts: tuple[Part, ...]


def health(figures: Figures | None, loops: Sequence[Loop], answered: str | None, today: str) -> Health:
    """`loops`: what nobody has seen to; `answered`: ISO day of the latest answer."""
    complaints = sum(one.code == "complaint" for one in loops)
    parts = [Part("complaints", _at_least(complaints, _rules()["complaints"]), complaints)]
    if figures is not None:
        parts = [_purchases(figures), _trend(figures), *parts, _satisfaction(figures, answered, today)]
    bought = figures is not None and figures.purchase_days > 0
    known = parts if bought or complaints else [part for part in parts if part.code == "satisfaction"]
    return Health(worst([part.light for part in known]), tuple(parts))


def worst(lights: Sequence[Light]) -> Light:
    return min(lights, key=_WORST.index, default="")


def _purchases(of: Figures) -> Part:
    return Part("purchases", _PHASES.get(of.lifecycle, ""), of.recency_days, of.median_gap)


def _trend(of: Figures) -> Part:
    by = _rules()["trend"]
    if of.unknown_net or of.revenue_12m_before < by["least_before"]:
        return Part("trend", "")
    change = 100 * (of.revenue_12m - of.revenue_12m_before) / of.revenue_12m_before
    light: Light = "red" if change <= by["red"] else "amber" if change <= by["amber"] else "green"
    return Part("trend", light, of.revenue_12m, of.revenue_12m_before)


def _satisfaction(of: Figures, answered: str | None, today: str) -> Part:
    by = _rules()["satisfaction"]
    if of.satisfaction is None or answered is None or _months(answered, today) >= by["months"]:
        return Part("satisfaction", "")
    light: Light = "green"
    if of.satisfaction < by["amber_below"]:
        light = "red" if of.satisfaction < by["red_below"] else "amber"
    return Part("satisfaction", light, of.satisfaction)


def _at_least(count: int, by: Mapping[str, int]) -> Light:
    return "red" if count >= by["red"] else "amber" if count >= by["amber"] else "green"


def _months(since: str, today: str) -> int:
    """Whole months between two ISO days."""
    months = (int(today[:4]) - int(since[:4])) * 12 + int(today[5:7]) - int(since[5:7])
    return months - (today[8:10] < since[8:10])


@cache
def _rules() -> Mapping[str, Mapping[str, int]]:
    text = resources.files("kmu_crm.sales.health").joinpath("rules.toml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, int]] = tomllib.loads(text)
    return found
