import os
import sys

import pytest

if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def light_theme(qapp):
    from kmu_crm.ui import theme

    if (theme.current.scheme, theme.current.zoom) != ("light", 1.0):
        theme.apply(qapp, "light")
