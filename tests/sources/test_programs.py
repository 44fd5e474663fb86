from kmu_crm.sources import programs


def test_programs_are_named_once_under_what_they_are_for():
    found = programs.recognised()
    assert "DATEV" in found["bookkeeping"] and "Shopify" in found["shop"]
    assert "Outlook" in found["addresses"] and "CleverReach" in found["newsletter"]
    every = [name for names in found.values() for name in names]
    assert len(every) == len(set(every))
