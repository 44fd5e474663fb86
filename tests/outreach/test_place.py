"""An exported file is in its place whole or not at all, whatever the disk and other programs do."""

import subprocess
import sys
from pathlib import Path

import pytest

from kmu_crm.outreach import place
from kmu_crm.store import patience
from tests import faults

PUT = """
import sys
from pathlib import Path
from kmu_crm.outreach import place
try:
    with place.placing(Path(sys.argv[1])) as put:
        put(bytes(200_000))
except place.NoPlace as error:
    print(error.code)
"""


@faults.unix_only
def test_without_room_the_older_file_stands_and_no_part_is_left(tmp_path: Path) -> None:
    target = tmp_path / "liste.csv"
    target.write_text("alt")
    done = subprocess.run(
        [sys.executable, "-c", PUT, target],
        capture_output=True,
        text=True,
        cwd=faults.ROOT,
        preexec_fn=faults.no_file_above(50_000),
    )
    assert done.stdout == "no_place\n", done.stderr
    assert (target.read_text(), [one.name for one in tmp_path.iterdir()]) == ("alt", ["liste.csv"])


@faults.unix_only
def test_a_folder_one_may_not_write_to_is_said(tmp_path: Path) -> None:
    target = tmp_path / "liste.csv"
    tmp_path.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", PUT, target],
        capture_output=True,
        text=True,
        cwd=faults.ROOT,
        preexec_fn=faults.heed_rights,
    )
    tmp_path.chmod(0o755)
    assert done.stdout == "no_place\n", done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("times", "placed"), [(3, True), (99, False)])
def test_a_target_that_is_held_is_waited_for_and_then_said_to_be_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, placed: bool
) -> None:
    target = tmp_path / "liste.csv"
    target.write_text("alt")
    refused: list[int] = []
    slept: list[float] = []
    replace = Path.replace

    def held(part: Path, to: Path) -> Path:
        if len(refused) < times:
            refused.append(1)
            raise PermissionError(13, "held")
        return replace(part, to)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(patience.time, "sleep", slept.append)
    try:
        with place.placing(target) as put:
            put(b"neu")
    except place.TargetInUse:
        assert not placed
        assert sum(slept) == sum(patience.PAUSES)
    assert slept == sorted(slept)
    assert target.read_text() == ("neu" if placed else "alt")
    assert [one.name for one in tmp_path.iterdir()] == ["liste.csv"]
