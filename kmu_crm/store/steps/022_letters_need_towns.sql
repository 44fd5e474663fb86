-- A street without a town is no address for letters: profiles that were drawn with one are drawn anew.
INSERT OR IGNORE INTO changed_record SELECT record_id FROM party WHERE current = 1 AND street IS NOT NULL AND city IS NULL;
