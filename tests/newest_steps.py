"""What turns a store back to before the newest steps, for tests of stores of before."""

UNDONE = (
    "DROP INDEX party_collective",
    "DROP TABLE left_with",
    "DROP INDEX fact_call",
    "DROP INDEX fact_complaint",
    "DROP INDEX fact_contract",
    "DROP INDEX profile_callable",
    "DROP INDEX decision_task",
    "DROP INDEX decision_done",
    "DROP INDEX fact_score",
    "DROP INDEX profile_recommended",
    "DROP VIEW revocation",
    "DROP TABLE step",
    "DROP INDEX decision_kind",
    "DROP TABLE sold_day",
    "DROP INDEX counted_untold",
    "DROP INDEX figure_at_risk",
    "DROP INDEX profile_mailable",
    "DROP INDEX fact_unnamed",
    "DROP INDEX pair_number",
)
