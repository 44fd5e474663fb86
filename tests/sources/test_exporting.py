"""The help about exports names every program, and no step without a guide that says so."""

import pytest

from kmu_crm import i18n
from kmu_crm.sources import exporting
from kmu_crm.sources.mapping.sheets import bundled


@pytest.fixture(params=i18n.LANGUAGES)
def guides(request: pytest.FixtureRequest) -> list[exporting.Guide]:
    i18n.use(request.param)
    return exporting.guides()


def test_every_program_that_is_recognised_has_a_guide(guides: list[exporting.Guide]) -> None:
    recognised = {sheet.system for sheet in bundled() if not sheet.declined}
    assert {system for one in guides for system in one.systems} == recognised


def test_steps_are_told_only_with_their_source(guides: list[exporting.Guide]) -> None:
    assert {one.name: (bool(one.steps), bool(one.source)) for one in guides if one.sure == exporting.UNKNOWN} == {
        one.name: (False, False) for one in guides if one.sure == exporting.UNKNOWN
    }
    known = [one for one in guides if one.sure != exporting.UNKNOWN]
    assert known and all(one.steps and one.source and one.sure in (exporting.MAKER, exporting.OTHERS) for one in known)


def test_each_stands_with_its_use(guides: list[exporting.Guide]) -> None:
    assert {one.use for one in guides} == {"bookkeeping", "shop", "addresses", "newsletter"}
    assert all(one.what for one in guides)
