"""Files that lie beside the repository and are too many, or not ours, to be in it; tests that need them are left out elsewhere."""

import os
from pathlib import Path

_FOUND = (folder / "shared" for folder in Path(__file__).resolve().parents if (folder / "shared" / "formats").is_dir())
SHARED = Path(os.environ.get("KMU_SHARED") or next(_FOUND, "shared"))
