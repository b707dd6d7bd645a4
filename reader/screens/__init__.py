"""Screens: each owns the state of what it shows and hands it to its widgets."""
