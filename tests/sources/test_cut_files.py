"""A file that is cut off: by somebody while it is imported, at whatever moment, or before, in the middle of a cell."""

import os
import sys
from pathlib import Path

import pytest

from kmu_crm.sources.importing import import_file
from kmu_crm.sources.mapping import studying
from kmu_crm.sources.refusals import Refused
from tests.sources import exports as x
from tests.sources.intake_desk import Desk
from tests.sources.nasty import cells

ROWS = tuple(f"{n};Vor{n};Name{n};mail{n}@mail.example;04109;Leipzig" for n in range(3_000))


class Scissors:
    """Cuts a file in half when it is opened for the so-manieth time; an audit hook hears of every opening and stays for good."""

    file: str | None = None
    after = 0

    def __call__(self, event: str, words: tuple[object, ...]) -> None:
        if event == "open" and self.file is not None and str(words[0]) == self.file:
            self.after -= 1
            if self.after == 0:
                os.truncate(self.file, Path(self.file).stat().st_size // 2)


SCISSORS = Scissors()
sys.addaudithook(SCISSORS)


def cut_at(desk: Desk, file: Path, opening: int) -> bool:
    """Whether there was such an opening; the import then was refused."""
    SCISSORS.file, SCISSORS.after = str(file), opening
    try:
        import_file(desk.db, file)
    except Refused as refused:
        assert refused.code == "changed"
        return True
    finally:
        SCISSORS.file = None
    return False


@pytest.mark.parametrize("in_memory", [True, False])
def test_a_file_cut_at_any_time_after_the_first_look_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, in_memory: bool
) -> None:
    monkeypatch.setattr(studying, "KEEP_IN_MEMORY", 40_000_000 if in_memory else 1_000)
    desk.imports("erste.csv", x.CUSTOMERS, x.ANNA)
    before, opening = desk.state(), 2  # the first only finds out that there is such a file
    while cut_at(desk, desk.file("grosse.csv", x.CUSTOMERS, *ROWS), opening):
        assert (desk.state(), desk.ask("SELECT count(*) FROM import")) == (before, [(1,)])
        opening += 1
    assert opening > 5
    assert desk.ask("SELECT count(*) FROM import") == [(2,)]


def written(column: str, wholes: list[str], last: str) -> str:
    """Without the end of the last line."""
    return (
        f"Kundennr;Name;{column}\n"
        + "".join(f"{n};Name{n};{one}\n" for n, one in enumerate(wholes))
        + f"99;Ende;{last}"
    )


MANY = range(60)
MAILS = [f"m{n}@{('gmx.de', 'gmail.com')[n % 2]}" for n in MANY]
DAYS = [f"{n % 28 + 1:02}.03.2021" for n in MANY]
STAMPS = [f"2021-03-{n % 28 + 1:02}" for n in MANY]
SUMS = [f"{n * 7},{n + 10}" for n in MANY]
WORDS = [("Deutschland", "Österreich")[n % 2] for n in MANY]
CUT = [
    *[("E-Mail", MAILS, end) for end in ("a@gmail.co", "a@gmail", "a@g", "a@")],
    *[("Datum", DAYS, end) for end in ("03.03.20", "03.03.202", "03.03", "0")],
    *[("Datum", STAMPS, end) for end in ("2021-03-0", "2021-03-", "20")],
    *[("Betrag", SUMS, end) for end in ("12,5", "12,")],
    *[("Land", WORDS, end) for end in ("Deutschlan", "D")],
]
WHOLE = [
    ("E-Mail", MAILS, "a@gmail.com"),
    ("E-Mail", MAILS, "a@t-online.de"),
    ("E-Mail", MAILS, ""),
    ("Datum", DAYS, "03.04.2022"),
    ("Datum", DAYS, "unbekannt"),
    ("Datum", [*DAYS[:50], *["1.3.21"] * 10], "3.3.21"),
    ("PLZ", ["50667"] * 60, "1067"),
    ("Menge", ["10"] * 60, "1"),
    ("Betrag", [*SUMS[:40], *["3,5"] * 9], "12,5"),
    ("Betrag", [str(n) for n in MANY], "5"),
    ("Newsletter", ["ja", "nein"] * 30, "n/a"),
    ("Land", WORDS[:8], "Deutschlan"),
    ("Ort", [f"Ort {n}" for n in MANY], "Ort"),
    ("Ort", WORDS, "Österreich"),
]


@pytest.mark.parametrize(("column", "wholes", "last"), CUT)
def test_a_file_that_seems_to_end_within_a_cell_is_read_and_that_is_told(
    read, column: str, wholes: list[str], last: str
) -> None:
    table = read(written(column, wholes, last))
    assert cells(table, column)[-1] == last
    assert [one.lines for one in table.remarks if one.code == "maybe_cut"] == [(len(wholes) + 2,)]


@pytest.mark.parametrize(("column", "wholes", "last"), WHOLE)
def test_a_last_line_without_an_end_may_be_whole(read, column: str, wholes: list[str], last: str) -> None:
    assert cells(read(written(column, wholes, last)), column)[-1] == last


@pytest.mark.parametrize("last", ["03.03.20", "Deutschlan"])
def test_where_the_last_line_has_its_end_nothing_is_cut(read, last: str) -> None:
    wholes = DAYS if last[0] == "0" else WORDS
    assert cells(read(written("Wert", wholes, last) + "\n"), "Wert")[-1] == last
