"""Renews the locks from the ranges in pyproject.toml, for all systems at once: `python installer/lock.py [--upgrade]`.

Needs `uv` on the path. Without `--upgrade` versions stay as they are wherever the ranges still allow them.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPILE = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version=3.11", "--generate-hashes"]
QUIET = ["--no-emit-index-url", "--no-annotate", "--no-header", "--quiet"]


def lock(name: str, *more: str) -> None:
    subprocess.run([*COMPILE, *QUIET, *more, "-o", f"installer/{name}", *sys.argv[1:]], cwd=HERE.parent, check=True)


if __name__ == "__main__":
    lock("requirements.lock")
    lock(
        "requirements-dev.lock", "--extra=dev", "--constraint=installer/requirements.lock"
    )  # the same versions, and more
