"""What the figures say: totals, concentration, cohorts, articles bought together, data quality."""
