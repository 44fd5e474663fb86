"""Automatic backups make room for newer ones: the last ten stay, and one a day, a week and a month of the past."""

from datetime import date, timedelta
from pathlib import Path

from kmu_crm.store import backup_ages

TODAY = date(2025, 11, 23)


def put(folder: Path, day: date, number: int = 0, size: int = 100, occasion: str = "before-import") -> Path:
    file = folder / f"kunden_{day.isoformat()}_0812{number:02}_000000_{occasion}.kmucrm"
    file.write_bytes(bytes(size))
    return file


def days_kept(folder: Path) -> list[int]:
    """How many days ago."""
    return sorted((TODAY - date.fromisoformat(file.name.split("_")[1])).days for file in folder.iterdir())


def test_the_last_ten_stay_whatever_their_age(tmp_path: Path) -> None:
    files = [put(tmp_path, TODAY, number) for number in range(25)]
    backup_ages.prune(files[-1])
    assert sorted(tmp_path.iterdir()) == files[-10:]


def test_of_two_years_of_days_the_days_weeks_and_months_asked_for_stay(tmp_path: Path) -> None:
    files = [put(tmp_path, TODAY - timedelta(days=ago)) for ago in range(730, -1, -1)]
    backup_ages.prune(files[-1])
    kept = days_kept(tmp_path)
    assert kept[:14] == list(range(14))
    assert len(kept) == 14 + 6 + 11  # two of the eight weeks and one of the twelve months lie within these days
    assert kept[-1] == (TODAY - date(2024, 12, 31)).days


def test_beyond_the_last_ten_none_is_older_than_a_year(tmp_path: Path) -> None:
    files = [put(tmp_path, TODAY - timedelta(days=30 * ago)) for ago in range(40, -1, -1)]
    backup_ages.prune(files[-1])
    assert days_kept(tmp_path) == [30 * ago for ago in range(13)][: len(days_kept(tmp_path))]
    assert 10 <= len(days_kept(tmp_path)) <= 13


def test_what_is_pruned_again_and_again_keeps_the_months(tmp_path: Path) -> None:
    for ago in range(400, -1, -1):
        backup_ages.prune(put(tmp_path, TODAY - timedelta(days=ago)))
    assert len({file.name.split("_")[1][:7] for file in tmp_path.iterdir()}) == 12


def test_other_files_and_backups_of_other_customer_files_are_left_alone(tmp_path: Path) -> None:
    others = [
        tmp_path / "notizen.txt",
        tmp_path / "kunden_von_hand.kmucrm",
        tmp_path / "laden_2020-01-01_081200_000000_before-import.kmucrm",
    ]
    for file in others:
        file.write_text("meins")
    for number in range(15):
        newest = put(tmp_path, TODAY, number)
    backup_ages.prune(newest)
    assert all(file.exists() for file in others)


def test_a_much_larger_backup_does_not_give_way_to_smaller_ones(tmp_path: Path) -> None:
    large = put(tmp_path, TODAY, 0, size=1_000)
    for number in range(1, 12):
        newest = put(tmp_path, TODAY, number, size=700)
    backup_ages.prune(newest)
    assert large.exists()
    backup_ages.prune(put(tmp_path, TODAY, 12, size=900))
    assert not large.exists()
