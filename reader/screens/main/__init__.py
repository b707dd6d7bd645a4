"""The main screen, a class for each concern, each built on the one before; `ReaderScreen` is the whole.

Their order: panes, browsing, picturing, searching, comparing, relating, marking, following, saving, reading.
"""
