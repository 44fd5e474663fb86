-- Reviews and complaints often name nobody but a document; whose they are is asked of the few that do.
CREATE INDEX fact_unnamed ON fact (refers_to) WHERE current = 1 AND record_id IS NULL AND refers_to IS NOT NULL
    AND kind IN ('complaint', 'enquiry', 'return', 'service', 'survey');

-- Pairs of records that are a number and nothing else are looked at after every change.
CREATE INDEX pair_number ON pair (a, b) WHERE substr(evidence, 1, 18) = '[{"field":"number"';
