"""From a bare Python to the running program, in a small checkout with one small package: two starts at once, and mending."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from installer import environment, start, wording
from kmu_crm import i18n

ROOT = Path(__file__).resolve().parents[2]
MAIN = "import time, little\ntime.sleep(0.2)\nprint('started with', little.WORD)\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Sources that need one package, which lies beside them as a wheel."""
    (tmp_path / "installer").mkdir()
    for name in ("__init__.py", "start.py", "environment.py", "wording.py"):
        shutil.copy(ROOT / "installer" / name, tmp_path / "installer" / name)
    (tmp_path / "kmu_crm").mkdir()
    (tmp_path / "kmu_crm" / "__init__.py").touch()
    (tmp_path / "kmu_crm" / "__main__.py").write_text(MAIN, "utf-8")
    wheel = tmp_path / "little-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("little/__init__.py", "WORD = 'a little word'\n")
        file.writestr("little-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: little\nVersion: 1.0\n")
        file.writestr("little-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr("little-1.0.dist-info/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    for name in ("requirements.lock", "requirements-dev.lock"):
        line = f"little @ {wheel.as_uri()} --hash=sha256:{digest}\n"
        (tmp_path / "installer" / name).write_text(line, "utf-8")
    return tmp_path


def begin(checkout: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, str(checkout / "installer" / "start.py"), "run", "--headless"]
    env = {**os.environ, "KMU_CRM_LANGUAGE": "de"}
    env.pop("PYTHONPATH", None)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env, cwd=checkout)


def said(program: "subprocess.Popen[str]") -> str:
    out, _ = program.communicate(timeout=110)
    return out


def test_two_starts_at_once_install_once_and_a_damaged_environment_is_mended(checkout: Path) -> None:
    both = [begin(checkout), begin(checkout)]
    told = sorted((said(program) for program in both), key=len)
    assert ["started with a little word" in one for one in told] == [True, True]
    assert ("angelegt" in "".join(told), "Ein anderer Start" in "".join(told)) == (True, True)
    assert "".join(told).count("Pakete werden") == 1

    (package,) = (checkout / ".venv").rglob("little/__init__.py")
    shutil.rmtree(package.parent)
    told_then = said(begin(checkout))
    assert ("beschädigt" in told_then, "started with a little word" in told_then) == (True, True)


def test_an_installation_that_failed_is_not_taken_for_one(checkout: Path) -> None:
    lock = checkout / "installer" / "requirements.lock"
    lock.write_text(lock.read_text("utf-8").replace("sha256:", "sha256:00")[:-3] + "\n", "utf-8")
    told = said(begin(checkout))
    assert ("Die Pakete ließen sich nicht einrichten" in told, "Traceback" in told) == (True, False)
    assert not (checkout / ".venv" / "kmu-crm.json").exists()


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ({}, "de"),
        ({"LC_ALL": "C"}, "de"),
        ({"LC_ALL": "", "LANG": "POSIX"}, "de"),
        ({"LANG": "C.UTF-8"}, "de"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LC_ALL": "fr_CH.UTF-8", "LANG": "en_GB.UTF-8"}, "de"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_US", "LANG": "de_DE.UTF-8"}, "en"),
        ({"KMU_CRM_LANGUAGE": "de", "LC_ALL": "en_GB.UTF-8"}, "de"),
    ],
)
def test_start_and_program_speak_german_except_where_the_system_says_english(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], language: str
) -> None:
    for name in ("KMU_CRM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("locale.getlocale", lambda: ("en_US", "UTF-8"))  # as Python reads the locale "C"
    assert (i18n.preferred(), wording.speaks_german()) == (language, language == "de")


@pytest.mark.parametrize(("spoken", "language"), [("English_Ireland", "en"), ("de_AT", "de"), (None, "de")])
def test_on_windows_the_system_says_it_without_variables(
    monkeypatch: pytest.MonkeyPatch, spoken: str | None, language: str
) -> None:
    for name in ("KMU_CRM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("locale.getlocale", lambda: (spoken, "cp1252"))
    assert (i18n.preferred(), wording.speaks_german()) == (language, language == "de")


def test_the_start_says_its_sentences_in_that_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KMU_CRM_LANGUAGE", "en")
    assert wording.say("Not passed: {checks}.", checks="pytest") == "Not passed: pytest."
    monkeypatch.setenv("KMU_CRM_LANGUAGE", "de")
    assert wording.say("Not passed: {checks}.", checks="pytest") == "Nicht bestanden: pytest."


def test_every_sentence_of_the_start_is_known_in_german() -> None:
    source = "".join(Path(module.__file__ or "").read_text("utf-8") for module in (start, environment))
    spoken = set(re.findall(r'say\(\s*"([^"]+)"', source)) | {verb.__doc__ for verb in start.VERBS.values()}
    assert spoken == set(wording.GERMAN)
