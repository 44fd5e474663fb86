-- Derived: how far two records agree, which decides, beside how likely they are one, which people are told.
ALTER TABLE pair ADD COLUMN score REAL NOT NULL DEFAULT 0;
DELETE FROM match_model;
INSERT OR IGNORE INTO changed_record SELECT id FROM record;
