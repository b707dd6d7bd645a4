"""Brings the stores up to date with a portal: decides what to ask for, asks, reads, keeps, tells."""
