"""A file that somebody changes, replaces or takes away while it is imported: refused with a sentence, the store as before."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kmu_crm.progress import Progress
from kmu_crm.sources.importing import import_file
from kmu_crm.sources.mapping import studying
from kmu_crm.sources.refusals import Refused
from tests.sources import exports as x
from tests.sources.intake_desk import Desk

ROWS = tuple(f"{n};Vor{n};Name{n};mail{n}@mail.example;04109;Leipzig" for n in range(3_000))


class Meddling(Progress):
    """Does something to the file at the beginning of a stage, or after so many rows of it."""

    def __init__(self, stage: int, rows: int, deed: Callable[[], object]) -> None:
        self._stage, self._rows, self._deed, self._seen, self.done = stage, rows, deed, 0, False

    def stage(self, title: str) -> None:
        self._seen += 1

    def report(self, done: int, total: int) -> None:
        if self._seen == self._stage and done >= self._rows and not self.done:
            self.done = True
            self._deed()


def appended(file: Path) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write("9999;Zoe;Neu;zoe@mail.example;04109;Leipzig\n")


def rewritten(file: Path) -> None:
    """Other letters in the same number of bytes."""
    file.write_bytes(file.read_bytes().replace(b"Leipzig", b"Dresden"))


def rewritten_with_its_old_time(file: Path) -> None:
    was = file.stat()
    rewritten(file)
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))


def replaced(file: Path) -> None:
    other = file.with_name("andere.csv")
    other.write_text("Kundennummer;Vorname\n1;Zoe\n", encoding="utf-8")
    other.replace(file)


def taken_away(file: Path) -> None:
    file.unlink()


READING, WRITING = 1, 2


@pytest.mark.parametrize("in_memory", [True, False])
@pytest.mark.parametrize("rows", [0, 1_500])
@pytest.mark.parametrize("stage", [READING, WRITING])
@pytest.mark.parametrize("deed", [appended, rewritten, rewritten_with_its_old_time, replaced, taken_away])
def test_both_looks_at_a_file_see_the_same_or_it_is_refused(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    deed: Callable[[Path], None],
    stage: int,
    rows: int,
    in_memory: bool,
) -> None:
    monkeypatch.setattr(studying, "KEEP_IN_MEMORY", 40_000_000 if in_memory else 1_000)
    monkeypatch.setattr(studying, "BLOCK", 500)
    desk.imports("erste.csv", x.CUSTOMERS, x.ANNA)
    before, file = desk.state(), desk.file("grosse.csv", x.CUSTOMERS, *ROWS)
    meddling = Meddling(stage, rows, lambda: deed(file))
    with pytest.raises(Refused) as refused:
        import_file(desk.db, file, progress=meddling)
    assert (refused.value.code, meddling.done) == ("changed", True)
    assert (desk.state(), desk.ask("SELECT count(*) FROM import")) == (before, [(1,)])
    assert not list(desk.folder.glob("*-import"))


def test_a_file_above_the_limit_of_memory_gives_the_same_as_one_below(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.imports("klein.csv", x.CUSTOMERS, *ROWS)
    kept = desk.state()
    monkeypatch.setattr(studying, "KEEP_IN_MEMORY", 1_000)
    again = desk.imports("gross.csv", x.CUSTOMERS, *ROWS, "")
    assert (again.same_as, again.tally.unchanged, again.tally.new) == (None, 3_000, 0)
    assert desk.state() == kept


def test_a_file_that_is_gone_before_it_is_opened_is_said_to_be_missing(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        import_file(desk.db, desk.folder / "fort.csv")
    assert refused.value.code == "missing"
