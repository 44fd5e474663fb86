-- A mapping made by hand may say more of its files than what their columns mean: kind, order of days, family of numbers ..
ALTER TABLE remembered_mapping ADD COLUMN sheet TEXT NOT NULL DEFAULT '{}';  -- JSON, as a format sheet says it
