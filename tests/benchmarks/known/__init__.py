"""Invented customers of known truth, as four programs would have written them down: see `identity.py` beside this folder."""
