"""Fetches, parses and keeps the pages of a news portal that has no feed; knows no interface."""

__version__ = "0.1.0"
