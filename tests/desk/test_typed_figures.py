"""What is typed has the figures of whom it is about worked out alone: they are as if all had been worked out from nothing."""

import random
from collections.abc import Callable
from contextlib import nullcontext, suppress

import pytest
from desk_town import AS_OF, Town, customer, invoice

from kmu_crm import settings
from kmu_crm.desk import entry, permitting, steps
from kmu_crm.desk.rebuilding import rebuild
from kmu_crm.desk.steps import recorded
from kmu_crm.profiles import queries
from kmu_crm.value import base

NAMES = ("Anna Muster", "Bert Kranz", "Carla Stein", "Dora Lenz", "Emil Vogt", "Frida Uhl")
SETTINGS = {"figures.key_date": AS_OF, "value.hourly_rate": "6000", "value.margin_percent": "30"}


def shop(town: Town) -> None:
    """Six buyers, of classes that a few hours of talk move."""
    for key, value in SETTINGS.items():
        settings.write(town.store.db, key, value)
    people = [name.split() for name in NAMES]
    town.customers(
        *(
            customer(f"K{n}", given, family, f"{given}@{family}.example".lower())
            for n, (given, family) in enumerate(people)
        )
    )
    town.invoices(
        *(
            invoice(f"R{n}{month}", f"K{n}", f"0{month}.0{n + 1}.2025", f"{40 * (6 - n)},00")
            for n in range(len(NAMES)) for month in range(1, 5)
        )
    )  # fmt: skip


def figures(town: Town) -> list[tuple[object, ...]]:
    db = town.store.db
    days = db.execute("SELECT * FROM sold_day ORDER BY day").fetchall()
    return db.execute("SELECT * FROM figure ORDER BY profile_id").fetchall() + days


def is_as_from_nothing(town: Town) -> bool:
    followed = figures(town)
    base.refresh(town.store.db, AS_OF)
    return followed == figures(town) and rebuild(town.store.db).identical


def somebody(town: Town, dice: random.Random) -> int:
    return int(dice.choice(queries.everybody(town.store.db)))


def talks(town: Town, dice: random.Random) -> None:
    kind = dice.choice(entry.CONTACTS)
    said = {"minutes": str(dice.choice((5, 60, 240)))} if dice.random() < 0.6 else {}
    day = dice.choice(("2025-11-03", "2026-02-01", ""))
    entry.new(town.store.db, kind, {"profile": str(somebody(town, dice)), "text": "Wartung", "day": day, **said})


def comes(town: Town, dice: random.Random) -> None:
    """Somebody new, or a buyer once more."""
    name = dice.choice((*NAMES, "Gerd Neu", "Hanna Neu"))
    mail = name.replace(" ", "@").lower() + ".example"
    more = {"recommended_by": "K1"} if dice.random() < 0.3 else {}
    if dice.random() < 0.2:
        more["customer_number"] = dice.choice(("K2", "K77"))
    entry.new(town.store.db, "customer", {"full_name": name, "email": mail, **more})


def puts_right(town: Town, dice: random.Random) -> None:
    field, value = dice.choice(
        (("city", "Wien"), ("recommended_by", "K2"), ("family_name", "Muster"), ("recommended_by", ""))
    )
    entry.correct(town.store.db, somebody(town, dice), field, value, "test")


def takes_back(town: Town, dice: random.Random) -> None:
    dice.choice((steps.undo_last, steps.undo_last, steps.redo_last))(town.store.db, "test")


def marks(town: Town, dice: random.Random) -> None:
    entry.tag(town.store.db, somebody(town, dice), "Messe", "test")
    entry.task(town.store.db, somebody(town, dice), "Nachfassen", AS_OF, "test")


def objects(town: Town, dice: random.Random) -> None:
    name = dice.choice(NAMES).replace(" ", "@").lower() + ".example"
    permitting.refuse(town.store.db, permitting.Address("email", name, name), "am Telefon", "", "test")


VERBS: tuple[Callable[[Town, random.Random], None], ...] = (talks, talks, comes, puts_right, takes_back, marks, objects)


@pytest.mark.parametrize("seed", range(12))
def test_typing_gives_the_figures_that_everything_from_nothing_gives(town: Town, seed: int) -> None:
    shop(town)
    dice = random.Random(seed)
    for _ in range(8):
        verb = dice.choice(VERBS)
        with (
            suppress(steps.StillNeeded),
            nullcontext() if verb is takes_back else recorded(town.store.db, verb.__name__, "test"),
        ):
            verb(town, dice)
        assert is_as_from_nothing(town)


def test_hours_of_talk_move_a_buyer_and_those_beside_into_another_class(town: Town) -> None:
    shop(town)
    before = figures(town)
    entry.new(town.store.db, "call", {"profile": "1", "text": "Lange", "minutes": "600", "day": "2025-11-03"})
    moved = [one for one, other in zip(before, figures(town), strict=True) if one != other]
    assert len(moved) > 1 and is_as_from_nothing(town)


def test_nothing_waits_after_any_of_it(town: Town) -> None:
    shop(town)
    for verb in VERBS:
        verb(town, random.Random(3))
        assert not town.store.db.execute("SELECT 1 FROM changed_record").fetchone()
