"""The page of customers: the list with its panel, one customer on a whole page, and the form for a new one."""
