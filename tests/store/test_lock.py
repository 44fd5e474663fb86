"""One writer: a second one is refused and told who holds the file; a dead one holds nothing."""

import platform
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kmu_crm.store.lock import StoreIsLocked
from kmu_crm.store.store import Store

HOLD = """
import sys
from pathlib import Path
from kmu_crm.store.store import Store
with Store(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the file open for writing."""
    held = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with held:
        assert held.stdout is not None and held.stdout.readline() == "open\n"
        yield held
        held.kill()


def test_a_second_writer_is_refused_and_told_who_holds_the_file(file: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(StoreIsLocked) as refused:
        Store(file)
    assert refused.value.facts["holder"] == f"{platform.node()}, {holder.pid}"


def test_questions_are_answered_beside_a_writer(file: Path, holder: subprocess.Popen[str]) -> None:
    with Store(file, write=False) as store:
        assert store.db.execute("SELECT value FROM setting").fetchone() == ("Muster",)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_the_lock_of_a_killed_program_is_free(file: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with Store(file) as store:
        assert store.db.execute("SELECT value FROM setting").fetchone() == ("Muster",)


def test_closing_gives_the_lock_to_the_next(file: Path) -> None:
    Store(file).close()
    Store(file).close()
