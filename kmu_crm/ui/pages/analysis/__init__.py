"""The analysis page: what the figures say, each with the way to the customers behind it."""
