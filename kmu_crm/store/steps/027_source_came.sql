-- The first import of each source that stands: of sources that are as good, what came first speaks.
ALTER TABLE source ADD COLUMN came INTEGER;
UPDATE source SET came = (SELECT min(id) FROM import WHERE source_id = source.id AND state = 'done');
INSERT OR IGNORE INTO changed_record SELECT id FROM record;  -- other words speak for them than did before
