"""Who is one becomes a customer: golden values with their origin, timeline, search, and the questions the screens ask."""
