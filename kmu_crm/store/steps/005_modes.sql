-- How a source ranks against others: 'fill' by the rules of trust, 'update' before other files, 'new' only where no other speaks.
ALTER TABLE source ADD COLUMN mode TEXT NOT NULL DEFAULT 'fill';   -- that of its newest standing import
ALTER TABLE import ADD COLUMN mode TEXT NOT NULL DEFAULT 'fill';
