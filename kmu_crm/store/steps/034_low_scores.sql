-- Low scores are looked for by day.
CREATE INDEX fact_score ON fact (day, record_id) WHERE current = 1 AND kind = 'survey';
