"""Means that real faults are made with: limits, full disks, rights and signals of Linux."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-m", "kmu_crm", "--quiet"]
_CAPABILITIES_V3 = 0x20080522
_RIGHTS_OVER_FILES = (1 << 1) | (1 << 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH

unix_only = pytest.mark.skipif(sys.platform != "linux", reason="faults are made by means of Linux")


def run(*words: object, **how: object) -> subprocess.CompletedProcess[str]:
    """The program on its command line, in the folder of the sources."""
    return subprocess.run([*PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=100, cwd=ROOT, **how)  # type: ignore[call-overload]


def heed_rights() -> None:
    """For `preexec_fn`: from here on the rights of files hold, also for root."""

    class Header(ctypes.Structure):
        _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]

    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice 32 bits
    libc, header = ctypes.CDLL(None, use_errno=True), Header(_CAPABILITIES_V3, 0)
    if os.geteuid() == 0:
        libc.prctl(28, 1 << 0)  # PR_SET_SECUREBITS, NOROOT: `exec` gives nothing back
        libc.capget(ctypes.byref(header), sets)
        sets[0] &= ~_RIGHTS_OVER_FILES
        sets[1] &= ~_RIGHTS_OVER_FILES
        libc.capset(ctypes.byref(header), sets)


def no_file_above(size: int):
    """For `preexec_fn`: whoever writes behind so many bytes of a file is refused."""

    def limit() -> None:
        import resource  # only where there are such limits

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def can_mount() -> bool:
    return bool(shutil.which("unshare")) and _unshared("mount", "-t", "tmpfs", "none", "/mnt").returncode == 0


def on_small_disk(folder: Path, megabytes: int, script: str) -> subprocess.CompletedProcess[str]:
    """Runs a Python script while a disk of that size of its own stands at `folder`; what lay there is copied onto it."""
    shell = 'cp -a "$1" "$1.before" && mount -t tmpfs -o "size=$2m" none "$1" && cp -a "$1.before/." "$1/" && exec "$3" -c "$4"'
    return _unshared("sh", "-c", shell, "sh", str(folder), str(megabytes), sys.executable, script, cwd=ROOT)


def _unshared(*words: str, **how: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["unshare", "-m", "--propagation", "private", *words], capture_output=True, text=True, timeout=100, **how
    )  # type: ignore[call-overload]
