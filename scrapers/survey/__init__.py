"""Looks at a portal that nobody has described yet, and tells whether the rules that are here read it."""
