"""The house as the README draws it: arrows go one way, only the window knows Qt, only the core speaks SQL."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_archon import archrule

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kmu_crm"

GROUND = ["errors", "progress", "i18n", "catalogue", "settings", "assets"]  # may know each other
STAGES = ["fields", "store", "decisions", "consent", "sources", "identity", "profiles", "value", "insight", "segments"]
STAGES += ["sales", "outreach", "desk"]
FACES = ["ui", "cli"]  # know all stages, but not each other
ROOMS = {"sources": ["reading", "mapping", "recording"]}  # within a stage, the same holds
LAYERS = [GROUND, *([stage] for stage in STAGES), FACES, ["__main__"]]

PLACES = sorted(file.stem for file in PACKAGE.glob("*.py") if file.stem != "__init__")
PLACES += sorted(init.parent.name for init in PACKAGE.glob("*/__init__.py"))
SQL = re.compile(r"\b(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+\w+|PRAGMA\s)")


def strangers(place: str) -> list[str]:
    """What `place` must not know: all later layers, and its neighbours unless it is part of the ground."""
    (here,) = [number for number, layer in enumerate(LAYERS) if place in layer]
    later = [name for layer in LAYERS[here + 1 :] for name in layer]
    return later + [name for name in LAYERS[here] if name != place and place not in GROUND]


def test_every_place_of_the_house_is_in_the_order() -> None:
    assert set(PLACES) == {name for layer in LAYERS for name in layer}


@pytest.mark.parametrize("place", [place for place in PLACES if place != "__main__"])
def test_a_place_knows_only_those_before_it(place: str) -> None:
    patterns = [pattern for name in strangers(place) for pattern in (f"kmu_crm.{name}", f"kmu_crm.{name}.*")]
    qt = [] if place == "ui" else ["PySide6*", "shiboken6*"]
    rule = archrule(f"{place} knows only what stands before it").match(f"kmu_crm.{place}", f"kmu_crm.{place}.*")
    rule.should_not_import(*patterns, *qt).check("kmu_crm")


def test_a_room_within_a_stage_knows_only_those_before_it() -> None:
    for stage, rooms in ROOMS.items():
        for number, room in enumerate(rooms):
            later = [f"kmu_crm.{stage}.{name}*" for name in rooms[number + 1 :]]
            rule = archrule(f"{stage}.{room} knows only the rooms before it").match(f"kmu_crm.{stage}.{room}*")
            rule.should_not_import(*later, f"kmu_crm.{stage}.importing").check("kmu_crm")


def faces() -> Iterator[tuple[Path, ast.AST]]:
    for face in FACES:
        for file in [*PACKAGE.glob(f"{face}.py"), *PACKAGE.glob(f"{face}/**/*.py")]:
            yield from ((file, node) for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))


def is_sql(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in {"execute", "executemany", "executescript"}
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(SQL.search(node.value))


def test_window_and_command_line_hold_no_sql() -> None:
    assert [f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}" for file, node in faces() if is_sql(node)] == []


def test_no_file_is_longer_than_400_lines() -> None:
    files = [file for folder in ("kmu_crm", "installer", "tests") for file in (ROOT / folder).rglob("*.py")]
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}
