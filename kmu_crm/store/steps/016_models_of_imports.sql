-- A model that an import's rows brought about goes with that import; the one before is in force again.
ALTER TABLE match_model ADD COLUMN import_id INTEGER;
