-- All entries by hand belong to one standing import, whose moment is that of the first of them: each tells its own.
ALTER TABLE fact ADD COLUMN noted_at TEXT;  -- of what was typed in
UPDATE fact SET noted_at = (SELECT max(i.at, coalesce(fact.at, fact.day, i.at)) FROM import AS i WHERE i.id = fact.import_id)
WHERE source_id IN (SELECT id FROM source WHERE system = 'kmu_crm');
