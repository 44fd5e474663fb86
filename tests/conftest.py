"""What holds for every test: no display needed, no file of the person who runs them touched, texts in German."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from kmu_crm import i18n

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
os.environ["KMU_CRM_LANGUAGE"] = "de"
settings.register_profile("kmu-crm", deadline=None)  # a busy machine is no fault of a test
settings.load_profile("kmu-crm")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads, for which no test has work, look busily for some


IN_MEMORY, ENOUGH = Path("/dev/shm"), 2 << 30
NUMBERS = count(1)
LANGUAGE = i18n.language()


def pytest_configure() -> None:
    """Where Linux offers room in memory, the tests' files lie there: thousands of stores that each wait for a disk to have
    written are a third of the time."""
    if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))
        os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)  # of processes that tests start, and of this one


def pytest_collection_finish() -> None:
    """Modules and thousands of tests stay to the end: whoever looks for garbage need not go through them each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for one test, numbered by counting: pytest looks through all folders there are for the next number,
    which takes longer with each of thousands of tests."""
    return tmp_path_factory.mktemp(f"t{next(NUMBERS)}", numbered=False)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each test has a user's data folder of its own, which does not exist yet."""
    os.environ["KMU_CRM_HOME"] = str(tmp_path_factory.getbasetemp() / f"user{next(NUMBERS)}" / "home")


@pytest.fixture
def no_child_yet() -> None:
    """None of a test before waits for more work, where a test counts the children there are."""
    from kmu_crm.desk import apart

    apart.end_waiting()


@pytest.fixture(autouse=True)
def same_language_after() -> Iterator[None]:
    """A test that switches the language leaves the next one alone, and so does what a module's tests share."""
    yield
    i18n.use(LANGUAGE)
