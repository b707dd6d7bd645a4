"""What the user made, which nobody can fetch again: marks, notes, starred articles, counts over time."""
