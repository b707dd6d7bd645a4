"""Portals as data: what a portal's file may say, and the files of those that come with the program."""
