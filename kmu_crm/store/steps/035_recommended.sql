-- Whom a customer recommended is asked when somebody opens them.
CREATE INDEX profile_recommended ON profile (recommended_by) WHERE recommended_by <> '';
