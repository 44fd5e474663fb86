"""Where customer files lie when nobody names one."""

import os
from pathlib import Path


def data_folder() -> Path:
    """The system's own place for local data, or KMU_CRM_HOME."""
    if home := os.environ.get("KMU_CRM_HOME"):
        return Path(home)
    import platformdirs

    return Path(platformdirs.user_data_dir("kmu-crm", appauthor=False, roaming=False))


def default_store() -> Path:
    return data_folder() / "kunden.kmucrm"


def sample_store() -> Path:
    return data_folder() / "beispiel.kmucrm"


def own_sheets(kind: str) -> Path:
    """Where people put sheets of their own: "formats" of files, "targets" of mailing programs, "segments"."""
    return data_folder() / kind
