import subprocess
import sys

from kmu_crm.ui import system

HEAVY = ("pandas", "numpy", "matplotlib", "scipy", "sklearn", "openpyxl", "sqlite_utils", "duckdb", "pyarrow")
START = """
import sys
sys.path.insert(0, "tests/ui")
from kmu_crm.ui import app
application = app.prepare(scheme="dark")
import look_shell
window = look_shell.window()
window.show()
application.processEvents()
print([name for name in %r if name in sys.modules])
"""


def test_the_first_paint_needs_no_heavy_library(pytestconfig):
    run = subprocess.run(
        [sys.executable, "-c", START % (HEAVY,)], capture_output=True, text=True, cwd=pytestconfig.rootpath
    )
    assert run.stdout.strip() == "[]", run.stderr


def test_a_missing_system_library_is_one_sentence_with_its_line():
    said = system._explained("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert "libEGL.so.1" in said and "sudo apt-get install -y libegl1 " in said and "\n" not in said


def test_asking_does_not_load_qt():
    code = "import sys; import kmu_crm.ui.system; print('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"
