"""The words that customers are invented from (`words.toml`): names that many bear often, built ones for the long tail."""

import random
import tomllib
from pathlib import Path

with Path(__file__).with_name("words.toml").open("rb") as file:
    _WORDS = tomllib.load(file)

MEN, WOMEN, COMMON, STEMS, ENDS, STREETS, TRADES, NICKS = (
    _WORDS[name].split() for name in ("men", "women", "common", "stems", "ends", "streets", "trades", "nicks")
)
FORMS, SISTERS, DEPARTMENTS, WAYS, TOWNS, MOBILE, LAND, HOSTS, DIAL, SHORT = (
    _WORDS[name]
    for name in ("forms", "sisters", "departments", "ways", "towns", "mobile", "land", "hosts", "dial", "short")
)


def family_name(dice: random.Random) -> str:
    """As in life: few names are carried by many, many by few."""
    if dice.random() < 0.38:
        return COMMON[int(len(COMMON) * dice.random() ** 2.2)]
    name = dice.choice(STEMS) + dice.choice(ENDS)
    return f"{name}-{dice.choice(COMMON)}" if dice.random() < 0.03 else name
