-- How many rows of an import said no in a way that is kept: this stays when it is taken back, and is told then.
ALTER TABLE import ADD COLUMN noes INTEGER NOT NULL DEFAULT 0;
UPDATE import SET noes = (
    SELECT count(DISTINCT e.row) FROM consent_event AS e WHERE e.import_id = import.id AND e.state IN ('withdrawn', 'bounced'));
