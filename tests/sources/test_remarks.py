"""What a reader noticed is told by rows, however many cells of a row it concerns."""

from kmu_crm import i18n
from kmu_crm.sources.reading.remarks import Findings


def test_two_cells_of_a_row_are_one_row() -> None:
    i18n.use("de")
    findings = Findings()
    for row in (4, 4, 7):
        findings.note("formula_without_value", row=row)
    (remark,) = findings.remarks()
    assert (remark.count, remark.rows, "4, 7" in remark.text and "4, 4" not in remark.text) == (2, (4, 7), True)
