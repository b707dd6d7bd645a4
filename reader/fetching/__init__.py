"""Fetches for the front ends: syncs, single articles, files and new portals."""
